/*
 * fold_test -- the heart: what yields make of a child, pathways, clocks.
 */
#include "../practice/small.h"
#include "tale.h"

#define REPORT "{\"staff\": \"no\", \"colour\": \"red\"}"
#define GO_ON "{\"result\": {\"0\": \"on\"}, \"reason\": {\"0\": \"x\"}}"
#define STOP "{\"result\": {\"0\": \"off\"}, \"reason\": {\"0\": \"x\"}}"
#define ALONE "{\"seen\": \"yes\", \"alone\": \"yes\"}"
#define NOT_ALONE "{\"seen\": \"yes\", \"alone\": \"no\"}"

/* The small pack with more clocks in its pathway. */
static struct small
with_clocks(const char *more)
{
    struct small         s = {.a = arena_new(0)};
    struct pack_mistakes wrong = {0};
    struct str           text = str_cat(s.a, S("\nclocks:\n"), str_of(more));
    struct str           bundle =
        small_edited(s.a, small_bundle(s.a, "tests/packs/small"),
            S("pathways/matter.yaml"), S("\nclocks:\n"), text);
    enum err e = pack_load(s.a, bundle, &s.pack, &wrong);

    for (size_t i = 0; e && i < wrong.count; i++)
        print_error("%d: %.*s\n", wrong.all[i].line,
            STR_ARG(wrong.all[i].what));
    WANT_OK(e);
    return s;
}

#define REST " title: {cy: x, en: x}, owner: desk.day_desk, basis: regional," \
             " source: test}\n"

static struct str
day_of(struct arena *a, struct moment m)
{
    return str_sub(moment_text(a, m), 0, 10);
}

/* The one of the same rule that was opened before it. */
static const struct clock_at *
clock_before(const struct clock_at *k)
{
    const struct clock_rule *r = k->rule;

    for (k--; k->rule != r; k--)
        ;
    return k;
}

TEST(fold__has_a_row_for_every_yield)
{
    for (int i = 0; i < YIELD_COUNT; i++)
        WANT(fold_knows((enum yield_kind)i));
}

/* ---- pathways and decisions ---- */

TEST(fold__moves_each_thread_by_itself_and_takes_the_first_move_that_fits)
{
    struct small          s = small_open();
    struct tale          *t = tale_new(s.a, s.pack);
    const struct pathway *p = pack_pathway(s.pack, S("matter"));
    const struct child   *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_say(t, "2027-03-02T10:00:00Z", "report", REPORT)->thread =
        tale_id(ID_THREAD, 2);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-04T10:00:00Z", "decision", STOP);
    c = tale_fold(t, 0, "2027-03-03T12:00:00Z");
    WANT_STR(p->states[child_state(c, p, tale_id(ID_THREAD, 1))->state].id,
        "going");
    WANT_STR(p->states[child_state(c, p, tale_id(ID_THREAD, 2))->state].id,
        "open");
    WANT(child_state(c, p, tale_id(ID_THREAD, 3)) == NULL);
    WANT_STR(child_decision(c, tale_id(ID_THREAD, 1))->outcome, "on");
    WANT(child_decision(c, tale_id(ID_THREAD, 2)) == NULL);
    WANT_INT(c->clocks[0].state, CLOCK_MET);
    WANT(id_eq(c->clocks[1].thread, tale_id(ID_THREAD, 2)));
    WANT_INT(c->clocks[1].state, CLOCK_OPEN);
    c = tale_fold(t, 0, NULL);
    WANT_STR(p->states[child_state(c, p, tale_id(ID_THREAD, 1))->state].id,
        "closed");
    WANT_STR(child_decision(c, tale_id(ID_THREAD, 1))->outcome, "off");
    WANT_INT(c->decisions_count, 2);
    small_close(&s);
}

/* ---- clocks ---- */

TEST(fold_clock__once_opens_no_second_one_in_the_same_thread)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", REPORT);
    c = tale_fold(t, 0, NULL);
    WANT_INT(tale_clock(c, "matter.decide")->state, CLOCK_MET);
    WANT(id_eq(tale_clock(c, "matter.decide")->opening, tale_id(ID_ENTRY, 1)));
    small_close(&s);
}

TEST(fold_clock__turns_amber_then_red)
{
    struct small           s = small_open();
    struct tale           *t = tale_new(s.a, s.pack);
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    k = tale_clock(tale_fold(t, 0, NULL), "matter.decide");
    WANT(k->has_target);
    WANT_INT(child_clock(k, s.pack, tale_moment("2027-03-02T20:00:00Z")),
        LOOK_OPEN);
    WANT_INT(child_clock(k, s.pack, tale_moment("2027-03-03T00:30:00Z")),
        LOOK_WARN);
    WANT_INT(child_clock(k, s.pack, tale_moment("2027-03-04T22:00:00Z")),
        LOOK_WARN);
    WANT_INT(child_clock(k, s.pack, tale_moment("2027-03-05T00:30:00Z")),
        LOOK_LATE);
    small_close(&s);
}

TEST(fold_clock__knows_an_authoritys_own_figure)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT)->authority =
        S("north");
    WANT_SAME(day_of(s.a,
                  tale_clock(tale_fold(t, 0, NULL), "matter.decide")->due),
        S("2027-03-03"));
    t->count = 0;
    tale_say(t, "2024-03-04T10:00:00Z", "report", REPORT)->authority =
        S("north"); /* before it held */
    WANT_SAME(day_of(s.a,
                  tale_clock(tale_fold(t, 0, NULL), "matter.decide")->due),
        S("2024-03-07"));
    small_close(&s);
}

TEST(fold_clock__goes_round_and_ends_with_its_state)
{
    struct small           s = small_open();
    struct tale           *t = tale_new(s.a, s.pack);
    const struct child    *c;
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-01T11:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-08T11:00:00Z", "visit", NOT_ALONE);
    (void)tale_say(t, "2027-03-09T11:00:00Z", "visit", ALONE);
    c = tale_fold(t, 0, "2027-03-08T12:00:00Z");
    k = tale_clock(c, "matter.visit");
    WANT_INT(k->state, CLOCK_OPEN);
    WANT_SAME(day_of(s.a, k->due), S("2027-03-15"));
    c = tale_fold(t, 0, NULL);
    k = tale_clock(c, "matter.visit");
    WANT_INT(k->state, CLOCK_OPEN);
    WANT(id_eq(k->opening, tale_id(ID_ENTRY, 4)));
    WANT_SAME(day_of(s.a, k->due), S("2027-03-23"));
    WANT_INT(clock_before(k)->state, CLOCK_MET);
    WANT(id_eq(clock_before(k)->met_by, tale_id(ID_ENTRY, 4)));
    /* closed: the clock has nothing to run for */
    (void)tale_say(t, "2027-03-10T11:00:00Z", "decision", STOP);
    k = tale_clock(tale_fold(t, 0, NULL), "matter.visit");
    WANT_INT(k->state, CLOCK_CANCELLED);
    small_close(&s);
}

TEST(fold_clock__is_cancelled_when_its_state_is_left)
{
    struct small s = with_clocks(
        "  matter.open: {while: {state: [open]}, opens: {yield: concern},"
        " met_by: {yield: note}, due: {calendar_days: 9}," REST);
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    WANT_INT(tale_clock(tale_fold(t, 0, NULL), "matter.open")->state,
        CLOCK_OPEN);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", GO_ON);
    WANT_INT(tale_clock(tale_fold(t, 0, NULL), "matter.open")->state,
        CLOCK_CANCELLED);
    /* in another state it does not even open */
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", REPORT);
    WANT(id_eq(tale_clock(tale_fold(t, 0, NULL), "matter.open")->opening,
        tale_id(ID_ENTRY, 1)));
    small_close(&s);
}

TEST(fold_clock__is_never_met_by_what_opened_it)
{
    struct small s = with_clocks(
        "  matter.echo: {opens: {yield: seen}, met_by: {yield: seen},"
        " due: {calendar_days: 9}," REST);
    struct tale           *t = tale_new(s.a, s.pack);
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "visit", ALONE);
    k = tale_clock(tale_fold(t, 0, NULL), "matter.echo");
    WANT_INT(k->state, CLOCK_OPEN);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "visit", ALONE);
    k = tale_clock(tale_fold(t, 0, NULL), "matter.echo");
    WANT_INT(k->state, CLOCK_OPEN);
    WANT(id_eq(k->opening, tale_id(ID_ENTRY, 3)));
    WANT_INT(clock_before(k)->state, CLOCK_MET);
    small_close(&s);
}

TEST(fold_clock__begins_anew_and_still_shows_the_first)
{
    struct small           s = small_open();
    struct tale           *t = tale_new(s.a, s.pack);
    const struct child    *c;
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision",
        "{\"result\": {\"0\": \"on\"}, \"told\": \"no\","
        " \"meet_on\": \"2027-03-10T10:00:00Z\"}");
    (void)tale_say(t, "2027-03-08T10:00:00Z", "decision",
        "{\"result\": {\"0\": \"on\"}, \"told\": \"no\","
        " \"meet_on\": \"2027-03-17T10:00:00Z\"}");
    c = tale_fold(t, 0, NULL);
    k = tale_clock(c, "matter.meeting");
    WANT(id_eq(k->opening, tale_id(ID_ENTRY, 2)));
    WANT_INT(k->moved, 1);
    WANT_INT(k->first_opened.us, tale_moment("2027-03-02T10:00:00Z").us);
    WANT_INT(k->opened.us, tale_moment("2027-03-08T10:00:00Z").us);
    WANT_SAME(day_of(s.a, k->due), S("2027-03-17"));
    small_close(&s);
}

TEST(fold_clock__counts_from_what_happened_where_the_answer_is_missing)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision",
        "{\"result\": {\"0\": \"on\"}, \"told\": \"no\"}");
    WANT_SAME(day_of(s.a,
                  tale_clock(tale_fold(t, 0, NULL), "matter.meeting")->due),
        S("2027-03-02"));
    small_close(&s);
}

TEST(fold_clock__waits_and_counts_on)
{
    struct small s = with_clocks(
        "  matter.days: {opens: {yield: concern}, met_by: {yield: seen},"
        " paused_by: {yield: note}, resumed_by: {yield: decide},"
        " due: {working_days: 10, from: recorded_at}," REST
        "  matter.hours: {opens: {yield: concern}, met_by: {yield: seen},"
        " paused_by: {yield: note}, resumed_by: {yield: decide},"
        " due: {hours: 100, from: recorded_at}," REST);
    struct tale           *t = tale_new(s.a, s.pack);
    const struct child    *c;
    const struct clock_at *k;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    /* not seen, so that it only pauses */
    (void)tale_say(t, "2027-03-04T10:00:00Z", "visit",
        "{\"seen\": \"no\", \"remark\": \"away\"}");
    c = tale_fold(t, 0, NULL);
    k = tale_clock(c, "matter.days");
    WANT_INT(k->state, CLOCK_PAUSED);
    WANT_INT(child_clock(k, s.pack, tale_moment("2027-05-04T10:00:00Z")),
        LOOK_PAUSED);
    (void)tale_say(t, "2027-03-08T12:00:00Z", "decision", GO_ON);
    c = tale_fold(t, 0, NULL);
    /* seven of ten working days were left on the Thursday */
    WANT_SAME(day_of(s.a, tale_clock(c, "matter.days")->due), S("2027-03-17"));
    WANT_INT(tale_clock(c, "matter.hours")->due.us -
            tale_moment("2027-03-05T14:00:00Z").us,
        tale_moment("2027-03-08T12:00:00Z").us -
            tale_moment("2027-03-04T10:00:00Z").us);
    small_close(&s);
}

TEST(fold_clock__is_not_met_by_what_happened_before_it_began)
{
    struct small       s = small_open();
    struct tale       *t = tale_new(s.a, s.pack);
    struct fold_entry *late;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-08T10:00:00Z", "decision", GO_ON);
    late = tale_say(t, "2027-03-09T10:00:00Z", "visit", ALONE);
    late->occurred = tale_moment("2027-03-05T10:00:00Z");
    WANT_INT(tale_clock(tale_fold(t, 0, NULL), "matter.visit")->state,
        CLOCK_OPEN);
    WANT(id_eq(tale_clock(tale_fold(t, 0, NULL), "matter.visit")->opening,
        tale_id(ID_ENTRY, 2)));
    t->count--;
    late = tale_say(t, "2027-03-30T10:00:00Z", "visit", ALONE);
    late->occurred = tale_moment("2027-03-19T10:00:00Z");
    /* seen in time, written up late: met in time */
    WANT_INT(child_clock(&tale_clock(tale_fold(t, 0, NULL), "matter.visit")[-1],
                 s.pack, tale_moment("2027-04-01T10:00:00Z")),
        LOOK_MET);
    small_close(&s);
}

TEST(fold_clock__keeps_the_rule_it_was_opened_under)
{
    struct small         s = small_open();
    struct tale         *t = tale_new(s.a, s.pack);
    struct pack_mistakes wrong = {0};
    struct pack         *later = NULL;
    const struct child  *c;
    struct str           bundle = small_bundle(s.a, "tests/packs/small");

    bundle = small_edited(s.a, bundle, S("pathways/matter.yaml"),
        S("due: {working_days: 3,"), S("due: {working_days: 5,"));
    WANT_OK(pack_load(s.a, bundle, &later, &wrong));
    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    t->pack = later;
    tale_say(t, "2027-03-02T10:00:00Z", "report", REPORT)->thread =
        tale_id(ID_THREAD, 2);
    c = tale_fold(t, 0, NULL);
    WANT_SAME(day_of(s.a, c->clocks[0].due), S("2027-03-04"));
    WANT(c->clocks[0].rule == pack_clock(s.pack, S("matter.decide")));
    WANT_SAME(day_of(s.a, tale_clock(c, "matter.decide")->due),
        S("2027-03-09"));
    /* what is written under the new pack meets the old clock */
    (void)tale_say(t, "2027-03-03T10:00:00Z", "decision", GO_ON);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->clocks[0].state, CLOCK_MET);
    pack_free(later);
    small_close(&s);
}

/* ---- yields ---- */

TEST(fold_yield__gives_spells_on_the_register)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_ON, "categories", "neglect", "authority",
        "north", NULL);
    (void)tale_say(t, "2027-03-05T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_CHANGE, "categories", "neglect\nsexual",
        "primary", "sexual", NULL);
    (void)tale_say(t, "2027-03-09T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_OFF, "reason", "conference", NULL);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->spells_count, 1);
    WANT_STR(c->spells[0].categories, "neglect\nsexual");
    WANT_STR(c->spells[0].primary, "sexual");
    WANT_STR(c->spells[0].reason, "conference");
    WANT(!child_registered(c, date_of(2027, 2, 28)));
    WANT(child_registered(c, date_of(2027, 3, 1)) != NULL);
    WANT(child_registered(c, date_of(2027, 3, 8)) != NULL);
    WANT(!child_registered(c, date_of(2027, 3, 9)));
    small_close(&s);
}

TEST(fold_yield__never_ends_a_temporary_entry_by_its_last_day)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_TEMPORARY_ON, "host", "south", "until", "2027-03-20",
        NULL);
    c = tale_fold(t, 0, NULL);
    WANT(child_registered(c, date_of(2027, 3, 20))->temporary);
    WANT(child_registered(c, date_of(2027, 3, 21))->temporary);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_ON, "categories", "neglect", "authority",
        "north", NULL);
    c = tale_fold(t, 0, NULL);
    WANT(!child_registered(c, date_of(2027, 3, 20))->temporary);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_TEMPORARY_OFF, "reason", "home again", "host", "west",
        NULL);
    c = tale_fold(t, 0, NULL);
    WANT(date_is_none(c->spells[0].off)); /* it is not west's */
    (void)tale_say(t, "2027-03-04T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_TEMPORARY_OFF, "reason", "home again", NULL);
    c = tale_fold(t, 0, NULL);
    WANT(date_is_known(c->spells[0].off));
    WANT(date_is_none(c->spells[1].off));
    small_close(&s);
}

TEST(fold_yield__leaves_one_authoritys_register_and_not_the_others)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_ON, "categories", "neglect", "authority",
        "north", NULL);
    tale_fact(t, YIELD_TEMPORARY_ON, "host", "south", NULL);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_ON, "categories", "neglect", "authority",
        "south", NULL);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_OFF, "reason", "moved", "authority", "North",
        NULL); /* written in another way: the one that was there first */
    c = tale_fold(t, 0, NULL);
    WANT(date_is_known(c->spells[0].off));
    WANT(date_is_none(c->spells[2].off));
    (void)tale_say(t, "2027-03-04T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_OFF, "reason", "grown", NULL);
    c = tale_fold(t, 0, NULL);
    WANT(!child_registered(c, date_of(2027, 3, 4))); /* nor for a time */
    small_close(&s);
}

TEST(fold_yield__lets_one_co_ordinator_take_over_from_another)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_TIE, "whom", "Nia Rees", "kind", "holder", NULL);
    tale_fact(t, YIELD_TIE, "whom",
        str_c(s.a, id_text(s.a, tale_id(ID_ACCOUNT, 7))), "kind", "guest",
        NULL);
    (void)tale_say(t, "2027-03-05T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_TIE, "whom",
        str_c(s.a, id_text(s.a, tale_id(ID_ACCOUNT, 8))), "kind", "holder",
        NULL);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->ties_count, 3);
    WANT_STR(c->ties[0].name, "Nia Rees");
    WANT_INT(c->ties[0].until.us, tale_moment("2027-03-05T10:00:00Z").us);
    WANT(id_eq(c->ties[1].whom, tale_id(ID_ACCOUNT, 7)));
    WANT_SAME(day_of(s.a, c->ties[1].until), S("2027-03-29"));
    WANT(id_eq(c->ties[2].whom, tale_id(ID_ACCOUNT, 8)));
    WANT_INT(c->ties[2].until.us, 0);
    small_close(&s);
}

TEST(fold_yield__ends_the_co_ordinator_with_the_register)
{
    struct small s = small_open();
    struct tale *t = tale_new(s.a, s.pack);

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_ON, "categories", "neglect", NULL);
    tale_fact(t, YIELD_TIE, "whom", "Nia Rees", "kind", "holder", NULL);
    WANT_INT(tale_fold(t, 0, NULL)->ties[0].until.us, 0);
    (void)tale_say(t, "2027-03-05T10:00:00Z", "report", REPORT);
    tale_fact(t, YIELD_REGISTER_OFF, "reason", "conference", NULL);
    WANT_INT(tale_fold(t, 0, NULL)->ties[0].until.us,
        tale_moment("2027-03-05T10:00:00Z").us);
    small_close(&s);
}

TEST(fold_yield__keeps_plans_and_every_other_fact_in_order)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report",
        "{\"staff\": \"no\", \"colour\": \"red\","
        " \"words\": {\"0\": \"Dw i ofn\"}}");
    tale_fact(t, YIELD_PLAN, "kind", "protection", "version", "2", "review",
        "2027-06-01", NULL);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->plans_count, 1);
    WANT_INT(c->plans[0].version, 2);
    WANT_INT(c->plans[0].review.month, 6);
    WANT_INT(c->facts_count, 2);
    WANT_INT(c->facts[0].fact->kind, YIELD_CONCERN);
    WANT_INT(c->facts[1].fact->kind, YIELD_WORDS);
    WANT_STR(fact_arg(c->facts[1].fact, S("text")), "Dw i ofn");
    small_close(&s);
}
