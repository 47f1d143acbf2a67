/*
 * Tests of limits.
 */
#include "test.h"

#include "base/arena.h"
#include "http/limit.h"

enum { SECOND = 1000000 };

static const struct limit_rule three = {.most = 3, .refill_us = 10 * SECOND};

TEST(limit_take__gives_so_many_goes_and_then_says_how_long)
{
    struct limits *l = limits_new(8);

    for (int i = 0; i < 3; i++)
        WANT_INT(limit_take(l, S("a"), three, 5), 0);
    WANT_INT(limit_take(l, S("a"), three, 5), 10 * SECOND);
    WANT_INT(limit_take(l, S("a"), three, 4 * SECOND + 5), 6 * SECOND);
    WANT_INT(limit_take(l, S("b"), three, 5), 0);
    limits_free(l);
}

TEST(limit_take__fills_again_at_its_pace_and_not_beyond)
{
    struct limits *l = limits_new(8);
    int64_t        later = 1000000 * (int64_t)SECOND;

    for (int i = 0; i < 3; i++)
        WANT_INT(limit_take(l, S("a"), three, 1), 0);
    WANT_INT(limit_take(l, S("a"), three, 10 * SECOND + 1), 0);
    WANT(limit_take(l, S("a"), three, 10 * SECOND + 1) > 0);
    for (int i = 0; i < 3; i++)
        WANT_INT(limit_take(l, S("a"), three, later), 0);
    WANT(limit_take(l, S("a"), three, later) > 0);
    limits_free(l);
}

TEST(limit_take__that_is_refused_takes_nothing)
{
    struct limits *l = limits_new(8);

    for (int i = 0; i < 100; i++)
        (void)limit_take(l, S("a"), three, 1);
    WANT_INT(limit_take(l, S("a"), three, 10 * SECOND + 1), 0);
    limits_free(l);
}

TEST(limit_look__takes_nothing_and_clear_forgets)
{
    struct limits *l = limits_new(8);

    WANT_INT(limit_look(l, S("a"), three, 1), 0);
    for (int i = 0; i < 3; i++)
        WANT_INT(limit_take(l, S("a"), three, 1), 0);
    WANT_INT(limit_look(l, S("a"), three, 1), 10 * SECOND);
    limit_clear(l, S("a"));
    limit_clear(l, S("never there"));
    WANT_INT(limit_look(l, S("a"), three, 1), 0);
    limits_free(l);
}

TEST(limit_take__holds_back_through_a_flood_of_other_keys)
{
    struct limits *l = limits_new(64);
    struct arena  *a = arena_new(0);

    for (int i = 0; i < 3; i++)
        (void)limit_take(l, S("held"), three, 1);
    for (int i = 0; i < 20000; i++) {
        struct mark m = arena_mark(a);

        WANT_INT(limit_take(l, str_of_int(a, i), three, 2), 0);
        arena_rewind(a, m);
    }
    WANT(limit_take(l, S("held"), three, 3) > 0);
    arena_free(a);
    limits_free(l);
}
