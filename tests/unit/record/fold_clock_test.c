/*
 * fold_clock_test -- what a later opening, a postponement and a date that
 * nobody gave make of a deadline.
 */
#include "../practice/small.h"
#include "tale.h"

#define GO_ON "{\"result\": {\"0\": \"on\"}, \"reason\": {\"0\": \"x\"}}"
#define GO_ON_SAID "{\"result\": {\"0\": \"on\"}, \"told\": \"no\"}"
#define GO_ON_DATED                                                            \
    "{\"result\": {\"0\": \"on\"}, \"told\": \"no\","                          \
    " \"meet_on\": \"2027-03-17T10:00:00Z\"}"
#define REPORT "{\"staff\": \"no\", \"colour\": \"red\"}"
#define DENIED "{\"seen\": \"no\"}"
#define ALONE "{\"seen\": \"yes\", \"alone\": \"yes\"}"

static struct str
due_of(struct tale *t, const char *clock)
{
    const struct clock_at *k = tale_clock(tale_fold(t, 0, NULL), clock);

    return str_sub(moment_text(t->a, k->due), 0, 10);
}

TEST(fold_clock__leaves_the_first_where_a_later_opening_changes_nothing)
{
    struct small           s = small_open();
    struct tale           *t = tale_new(s.a, s.pack);
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-08T10:00:00Z", "decision", GO_ON);
    k = tale_clock(tale_fold(t, 0, NULL), "again.first");
    WANT(id_eq(k->opening, tale_id(ID_ENTRY, 1)));
    WANT_INT(k->moved, 0);
    WANT_SAME(due_of(t, "again.first"), S("2027-03-15"));
    (void)tale_say(t, "2027-03-09T10:00:00Z", "visit", ALONE);
    (void)tale_say(t, "2027-03-10T10:00:00Z", "decision", GO_ON);
    k = tale_clock(tale_fold(t, 0, NULL), "again.first");
    WANT(id_eq(k->opening, tale_id(ID_ENTRY, 4)));
    small_close(&s);
}

TEST(fold_clock__counts_how_often_it_was_put_off_and_keeps_its_day)
{
    struct small           s = small_open();
    struct tale           *t = tale_new(s.a, s.pack);
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "visit", DENIED);
    (void)tale_say(t, "2027-03-04T10:00:00Z", "visit", DENIED);
    k = tale_clock(tale_fold(t, 0, NULL), "again.first");
    WANT_INT(k->put_off, 2);
    WANT_INT(k->state, CLOCK_OPEN);
    WANT_SAME(due_of(t, "again.first"), S("2027-03-15"));
    small_close(&s);
}

TEST(fold_clock__takes_the_stated_day_or_what_stands_in_for_it)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON_DATED);
    WANT_SAME(due_of(t, "again.stated"), S("2027-03-17"));
    t = tale_new(s.a, s.pack);
    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON_SAID);
    WANT_SAME(due_of(t, "again.stated"), S("2027-03-15"));
    small_close(&s);
}

TEST(fold_clock__counts_back_from_the_meeting)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON_DATED);
    WANT_SAME(due_of(t, "again.before"), S("2027-03-10"));
    small_close(&s);
}

TEST(fold_clock__counts_from_where_another_clock_began)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2026-12-18T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2026-12-21T10:00:00Z", "decision", GO_ON);
    WANT_SAME(due_of(t, "again.from_report"), S("2027-02-19"));
    t = tale_new(s.a, s.pack); /* no such clock: from what opened it */
    (void)tale_say(t, "2026-12-21T10:00:00Z", "decision", GO_ON);
    WANT_SAME(due_of(t, "again.from_report"), S("2027-02-22"));
    small_close(&s);
}
