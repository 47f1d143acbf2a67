/*
 * pace_test -- how long one more would wait.
 */
#include "../test.h"

#include "http/pace.h"

/* n answers, each so long after the one before, to those who came at once. */
static int64_t
answered(struct pace *p, int64_t from, int n, int64_t apart)
{
    for (int i = 1; i <= n; i++)
        pace_answered(p, from, from + i * apart);
    return from + n * apart;
}

TEST(pace_wait__is_nothing_while_nothing_is_known)
{
    struct pace p = {0};

    WANT_INT(pace_wait(&p, 1000), 0);
}

TEST(pace_wait__is_as_long_as_those_before_take)
{
    struct pace p = {0};

    answered(&p, 1000, 500, 100);
    WANT(pace_wait(&p, 10) > 900 && pace_wait(&p, 10) < 1100);
}

TEST(pace_wait__grows_when_answers_come_slower_and_shrinks_again)
{
    struct pace p = {0};
    int64_t     now = answered(&p, 1000, 500, 100);

    now = answered(&p, now, 500, 1000);
    WANT(pace_wait(&p, 10) > 9000);
    answered(&p, now, 800, 100);
    WANT(pace_wait(&p, 10) < 1500);
}

TEST(pace_wait__does_not_count_the_time_when_nobody_waited)
{
    struct pace p = {0};
    int64_t     now = answered(&p, 1000, 500, 100);

    now += 60 * INT64_C(1000000);
    pace_answered(&p, now, now + 100);
    WANT(pace_wait(&p, 10) < 1100);
}
