/*
 * register_panel_test -- what the panel of a child on the register says of
 * the days to come.
 */
#include "action/child.h"

#include "../test.h"
#include "door.h"
#include "family.h"

static bool
comes(const struct child_page *p, const char *what, struct date by)
{
    for (size_t i = 0; i < p->reg.next_count; i++)
        if (str_eq(p->reg.next[i].title.en, str_of(what)))
            return date_eq(p->reg.next[i].on, by);
    return false;
}

/* A conference states a day for some of it; the rules know one for all. */
TEST(child__has_next_dates_when_a_conference_placed_the_child)
{
    static const char placed[] =
        "{\"attendance\": [{\"agency_there\": \"conwy\","
        " \"present\": \"yes\", \"may_decide\": \"yes\"}],"
        " \"conference_type\": \"initial\", \"authority\": \"conwy\","
        " \"decision\": {\"0\": \"placed\"},"
        " \"categories\": {\"0\": [\"neglect\"]}}";
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    house_at(&h, "2027-03-01T10:00:00Z");
    (void)house_say(&h,
        &(struct house_entry){.form = "conference",
            .said = placed,
            .by = h.social,
            .children = {f.second}},
        NULL);
    p = family_page(&h, h.social, f.second);
    WANT(p->reg.on);
    WANT(comes(p, "First core group", date_of(2027, 3, 15)));
    WANT(comes(p, "First review conference", date_of(2027, 6, 1)));
    house_at(&h, "2027-03-16T10:00:00Z");
    p = family_page(&h, h.social, f.second);
    WANT(!comes(p, "First core group", date_of(2027, 3, 15)));
    house_close(&h);
}
