/*
 * clock_test -- where the steps of a demonstration's clock lead.
 */
#include "action/tour.h"

#include "../house.h"
#include "../test.h"

static struct str
step(struct house *h, enum clock_step s)
{
    struct moment m;

    WANT_OK(clock_step_to(h->w, s, &m));
    return moment_text(h->arena, m);
}

TEST(clock_step__leads_to_the_hour_at_which_the_front_door_opens)
{
    struct house h;

    house_open(&h);
    house_at(&h, "2027-03-02T03:07:00Z");
    WANT_STR(step(&h, CLOCK_MORNING), "2027-03-02T08:30:00Z");
    WANT_STR(step(&h, CLOCK_WORKING_DAY), "2027-03-03T08:30:00Z");
    WANT_STR(step(&h, CLOCK_MONTH), "2027-04-02T07:30:00Z"); /* summer time */
    house_close(&h);
}

TEST(clock_step__goes_over_the_weekend_to_the_next_working_day)
{
    struct house h;

    house_open(&h);
    house_at(&h, "2027-03-05T12:00:00Z");
    WANT_STR(step(&h, CLOCK_MORNING), "2027-03-06T08:30:00Z");
    WANT_STR(step(&h, CLOCK_WORKING_DAY), "2027-03-08T08:30:00Z");
    house_close(&h);
}

TEST(clock_step__refuses_to_leave_the_calendar_of_the_pack)
{
    struct house  h;
    struct moment m;

    house_open(&h);
    house_at(&h, "2035-12-31T12:00:00Z");
    WANT_ERR(ERR_ILLEGAL, clock_step_to(h.w, CLOCK_MONTH, &m));
    house_close(&h);
}
