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
#define ASK(one)                                                              \
    "{\"result\": {\"0\": \"on\"}, \"told\": \"no\","                          \
    " \"agency_to\": \"" one "\"}"
#define SAYS(one)                                                             \
    "{\"result\": {\"0\": \"on\"}, \"told\": \"yes\","                         \
    " \"agency_to\": \"" one "\"}"
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

static enum clock_state
asked_state(struct tale *t, int opening)
{
    const struct child *c = tale_fold(t, 0, NULL);

    for (size_t i = 0; i < c->clocks_count; i++)
        if (str_eq(c->clocks[i].rule->id, S("again.asked")) &&
            id_eq(c->clocks[i].opening, tale_id(ID_ENTRY, opening)))
            return c->clocks[i].state;
    WANT(!"it was opened");
    return CLOCK_CANCELLED;
}

TEST(fold_clock__waits_for_the_agency_that_was_asked_and_for_no_other)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", ASK("one"));
    (void)tale_say(t, "2027-03-01T11:00:00Z", "decision", ASK("two"));
    WANT_INT(asked_state(t, 1), CLOCK_OPEN);
    WANT_INT(asked_state(t, 2), CLOCK_OPEN); /* first: of that agency */
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", SAYS("three"));
    (void)tale_say(t, "2027-03-03T10:00:00Z", "decision", SAYS("two"));
    WANT_INT(asked_state(t, 1), CLOCK_OPEN);
    WANT_INT(asked_state(t, 2), CLOCK_MET);
    (void)tale_say(t, "2027-03-04T10:00:00Z", "decision", SAYS("one"));
    WANT_INT(asked_state(t, 1), CLOCK_MET);
    small_close(&s);
}

TEST(fold_clock__takes_an_answer_that_names_nobody_for_its_authors_agency)
{
    struct small       s = small_open();
    struct tale       *t = tale_new(s.a, s.pack);
    struct id          asked = tale_id(ID_AGENCY, 7);
    struct str         said[] = {S("{\"result\": {\"0\": \"on\"}, "),
                S("\"shared_one\": \"x\","
                          " \"agency_to\": \""),
                id_text(s.a, asked), S("\"}")};
    struct fold_entry *e;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision",
        str_c(s.a, str_join(s.a, said, 4, (struct str){0})));
    e = tale_say(t, "2027-03-02T10:00:00Z", "visit", DENIED);
    e->agency = tale_id(ID_AGENCY, 8);
    WANT_INT(tale_clock(tale_fold(t, 0, NULL), "again.shared")->state,
        CLOCK_OPEN);
    e = tale_say(t, "2027-03-03T10:00:00Z", "visit", DENIED);
    e->agency = asked;
    WANT_INT(tale_clock(tale_fold(t, 0, NULL), "again.shared")->state,
        CLOCK_MET);
    small_close(&s);
}
