/*
 * session_test -- sessions: their secret, how long they last, how many.
 */
#include "folk.h"

#include "../test.h"

#define MINUTE INT64_C(60000000)
static const struct id     none;
static const struct moment start = {INT64_C(1800000000000000)};

static struct moment
after(int64_t minutes)
{
    return (struct moment){start.us + minutes * MINUTE};
}

struct signed_in {
    struct house   h;
    struct id      account;
    struct str     id;
    struct session s;
};

static void
sign_in(struct signed_in *in)
{
    house_open(&in->h);
    in->account = folk_account(&in->h, in->h.school, "a", "practitioner", none);
    WANT_OK(session_new(in->h.w, in->account, start, &in->id, &in->s));
}

static enum err
find(struct signed_in *in, struct str id, struct moment now)
{
    struct session s;

    return session_find(in->h.w, id, now, &s);
}

TEST(session_new__is_found_by_its_secret_alone)
{
    struct signed_in in;
    struct session   s;

    sign_in(&in);
    WANT_INT(in.id.n, 64);
    WANT_INT(in.s.token.n, 32);
    WANT_OK(session_find(in.h.w, in.id, after(1), &s));
    WANT(id_eq(s.account, in.account));
    WANT_SAME(s.token, in.s.token);
    WANT_SAME(s.hash, in.s.hash);
    WANT_ERR(ERR_SIGN_IN, find(&in, in.s.hash, after(1)));
    WANT_ERR(ERR_SIGN_IN, find(&in, str_sub(in.id, 0, 63), after(1)));
    WANT_ERR(ERR_SIGN_IN, find(&in, S(""), after(1)));
    house_close(&in.h);
}

TEST(session_new__keeps_the_secret_nowhere)
{
    static const struct statement look = {
        "SELECT hash, token FROM session", NULL};
    struct signed_in in;
    struct rows      r;
    struct str       raw;

    sign_in(&in);
    WANT(str_unhex(in.h.arena, in.id, &raw));
    WANT_OK(txn_row(in.h.w->tx, &look, NO_ARGS, &r));
    WANT(!str_eq(row_bytes(&r, 0), raw));
    WANT(!str_eq(row_bytes(&r, 1), raw));
    house_close(&in.h);
}

TEST(session_find__ends_after_a_quarter_of_an_hour_without_use)
{
    struct signed_in in;

    sign_in(&in);
    WANT_OK(find(&in, in.id, after(14)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(15)));
    WANT_OK(session_touch(in.h.w, in.s.hash, after(14)));
    WANT_OK(find(&in, in.id, after(28)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(29)));
    WANT_OK(session_touch(in.h.w, in.s.hash, after(3)));
    WANT_OK(find(&in, in.id, after(28))); /* never touched backwards */
    house_close(&in.h);
}

TEST(session_find__ends_after_twelve_hours_of_use)
{
    struct signed_in in;

    sign_in(&in);
    for (int64_t m = 10; m < 12 * 60; m += 10) {
        WANT_OK(session_touch(in.h.w, in.s.hash, after(m)));
        WANT_OK(find(&in, in.id, after(m)));
    }
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(12 * 60)));
    house_close(&in.h);
}

/* Nodes may differ by a little. */
TEST(session_find__ends_when_a_clock_that_was_ahead_is_put_right)
{
    struct signed_in in;

    sign_in(&in);
    WANT_OK(find(&in, in.id, after(-14)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(-15)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(-26 * 60)));
    house_close(&in.h);
}

/* Else whoever signs in now would be taken for the oldest. */
TEST(session_new__does_not_count_those_of_a_clock_that_was_ahead)
{
    struct signed_in in;
    struct session   s;
    struct str       first, id;

    sign_in(&in);
    WANT_OK(session_new(in.h.w, in.account, after(-60), &first, &s));
    for (int i = 0; i < 2; i++)
        WANT_OK(session_new(in.h.w, in.account, after(-60), &id, &s));
    WANT_OK(find(&in, first, after(-60)));
    house_close(&in.h);
}

TEST(session_end__is_the_end)
{
    struct signed_in in;

    sign_in(&in);
    WANT_OK(session_end(in.h.w, in.s.hash, after(1)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(2)));
    WANT_OK(session_touch(in.h.w, in.s.hash, after(2)));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(2)));
    house_close(&in.h);
}

TEST(session_find__ends_with_the_account)
{
    struct signed_in in;

    sign_in(&in);
    WANT_OK(account_end(in.h.w, in.account, none));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(1)));
    house_close(&in.h);
}

TEST(session_find__does_nothing_for_an_account_nobody_confirmed)
{
    struct signed_in in;

    sign_in(&in);
    house_sql(&in.h, "UPDATE account SET confirmed_at = NULL");
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(1)));
    house_close(&in.h);
}

TEST(session_new__ends_the_oldest_of_more_than_three)
{
    struct signed_in in;
    struct session   s;
    struct str       id[3];

    sign_in(&in);
    for (int i = 0; i < 3; i++)
        WANT_OK(session_new(in.h.w, in.account, after(1 + i), &id[i], &s));
    WANT_ERR(ERR_SIGN_IN, find(&in, in.id, after(5)));
    for (int i = 0; i < 3; i++)
        WANT_OK(find(&in, id[i], after(5)));
    house_close(&in.h);
}

TEST(session_new__does_not_count_those_that_are_over)
{
    struct signed_in in;
    struct session   s;
    struct str       live, more;

    sign_in(&in);
    WANT_OK(session_new(in.h.w, in.account, after(1), &more, &s));
    WANT_OK(session_new(in.h.w, in.account, after(20), &live, &s));
    WANT_OK(session_new(in.h.w, in.account, after(21), &more, &s));
    WANT_OK(session_new(in.h.w, in.account, after(22), &more, &s));
    WANT_OK(find(&in, live, after(23)));
    house_close(&in.h);
}
