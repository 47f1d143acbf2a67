#include "base/clock.h"

#include <pthread.h>

#include "test.h"

#define MINUTE INT64_C(60000000)
#define DAY (24 * 60 * MINUTE)

/* A test that takes a minute between two lines has other troubles. */
static bool
is_about(int64_t got, int64_t want)
{
    return got >= want && got < want + MINUTE;
}

TEST(clock_practice__is_machine_time_when_nothing_was_set)
{
    struct clock *c = clock_new();
    int64_t       before = clock_machine().us;
    int64_t       got = clock_practice(c).us;

    WANT(got >= before);
    WANT(got <= clock_machine().us);
    clock_free(c);
}

TEST(clock_start_at__sets_where_practice_time_runs_from)
{
    struct clock *c = clock_new();
    struct moment start;
    int64_t       first;

    WANT(moment_parse(S("2027-03-02T03:07Z"), &start));
    clock_start_at(c, start);
    first = clock_practice(c).us;
    WANT(is_about(first, start.us));
    while (clock_practice(c).us == first)
        ; /* it runs */
    WANT(clock_practice(c).us > first);
    clock_free(c);
}

TEST(clock_advance__moves_forward_and_adds_up)
{
    struct clock *c = clock_new();
    struct moment start;

    WANT(moment_parse(S("2027-03-02T03:07Z"), &start));
    clock_start_at(c, start);
    clock_advance(c, DAY);
    clock_advance(c, 2 * DAY);
    clock_advance(c, 0);
    WANT(is_about(clock_practice(c).us, start.us + 3 * DAY));
    clock_free(c);
}

TEST(clock_advance__stops_at_the_end_of_9999)
{
    struct clock *c = clock_new();
    struct moment end;

    WANT(moment_parse(S("9999-12-31T23:59:59Z"), &end));
    clock_advance(c, INT64_MAX);
    clock_advance(c, INT64_MAX);
    WANT(is_about(clock_practice(c).us, end.us));
    clock_free(c);
}

TEST(clock_not_before__holds_practice_time_up)
{
    struct clock *c = clock_new();
    struct moment ahead = {clock_machine().us + DAY};
    struct moment behind = {clock_machine().us - DAY};

    clock_not_before(c, behind);
    WANT(clock_practice(c).us < ahead.us);
    clock_not_before(c, ahead);
    clock_not_before(c, behind); /* never lowered */
    WANT_INT(clock_practice(c).us, ahead.us);
    clock_free(c);
}

TEST(clock_start_at__does_not_go_before_the_newest_entry)
{
    struct clock *c = clock_new();
    struct moment newest, early;

    WANT(moment_parse(S("2027-03-02T03:07Z"), &newest));
    WANT(moment_parse(S("2027-03-01T00:00Z"), &early));
    clock_not_before(c, newest);
    clock_start_at(c, early);
    WANT_INT(clock_practice(c).us, newest.us);
    clock_free(c);
}

TEST(clock_advance__shows_also_when_time_is_held_up)
{
    struct clock *c = clock_new();
    struct moment newest = {clock_machine().us + 30 * DAY};

    clock_not_before(c, newest);
    clock_advance(c, DAY);
    WANT(is_about(clock_practice(c).us, newest.us + DAY));
    clock_free(c);
}

TEST(clock_monotonic__does_not_go_back)
{
    int64_t last = clock_monotonic();
    int     wrong = 0;

    for (int i = 0; i < 10000; i++) {
        int64_t now = clock_monotonic();

        wrong += now < last;
        last = now;
    }
    WANT_INT(wrong, 0);
}

static void *
advance_often(void *clock)
{
    for (int i = 0; i < 1000; i++)
        clock_advance(clock, MINUTE);
    return NULL;
}

TEST(clock_advance__loses_no_step_of_another_thread)
{
    struct clock *c = clock_new();
    pthread_t     other;
    struct moment start;

    WANT(moment_parse(S("2027-03-02T03:07Z"), &start));
    clock_start_at(c, start);
    WANT(pthread_create(&other, NULL, advance_often, c) == 0);
    advance_often(c);
    WANT(pthread_join(other, NULL) == 0);
    WANT(is_about(clock_practice(c).us, start.us + 2000 * MINUTE));
    clock_free(c);
}

TEST(clock_stand_at__stands_still_until_it_is_moved)
{
    struct clock *c = clock_new();
    struct moment then = {.us = 1772409600000000};

    clock_stand_at(c, then);
    WANT_INT(clock_practice(c).us, then.us);
    WANT_INT(clock_practice(c).us, then.us);
    clock_advance(c, MINUTE);
    WANT(is_about(clock_practice(c).us, then.us + MINUTE));
    clock_stand_at(c, then);
    clock_not_before(c, (struct moment){.us = then.us + DAY});
    WANT_INT(clock_practice(c).us, then.us + DAY);
    clock_free(c);
}
