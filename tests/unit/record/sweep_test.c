/*
 * sweep_test -- what time alone brings is told once, to everybody, whenever
 * a sweep ends; and one costs what changed, not what waits.
 */
#include "record/sweep.h"

#include "waiting.h"

#include "../test.h"

static struct swept
portion(struct house *h)
{
    struct swept s;

    WANT_OK(sweep_portion(h->w, &s));
    return s;
}

/* ---- what it costs ---- */

/* A sweep while that many thousands wait, of whom so many are missed now. */
static struct store_counts
sweep_among(int waiting, int missed)
{
    struct house        h;
    struct store_counts before, c;

    house_open(&h);
    waiting_visits(&h, missed, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    waiting_thousands(&h, waiting);
    house_at(&h, "2027-03-11T09:00:00Z");
    before = store_counts(h.shop.store);
    WANT_OK(sweep_all(h.w));
    c = store_counts(h.shop.store);
    WANT_INT(waiting_told(&h), missed);
    house_close(&h);
    c.statements -= before.statements;
    c.scanned -= before.scanned;
    c.steps -= before.steps;
    return c;
}

TEST(sweep__costs_what_changed_and_not_what_waits)
{
    struct store_counts few = sweep_among(1, 2), many = sweep_among(10, 2),
                        more = sweep_among(10, 12);

    WANT_INT(many.statements, few.statements);
    WANT(many.steps * 20 <= few.steps * 21);
    WANT_INT(few.scanned, many.scanned);
    WANT(more.statements > 4 * many.statements);
    WANT(more.statements <= 6 * many.statements);
    WANT(more.steps <= 7 * many.steps);
}

TEST(sweep__of_nothing_that_is_due_asks_two_questions)
{
    struct house        h;
    struct store_counts before;

    house_open(&h);
    waiting_visits(&h, 3, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    waiting_thousands(&h, 1);
    before = store_counts(h.shop.store);
    WANT_INT(portion(&h).looked, 0);
    WANT(store_counts(h.shop.store).statements - before.statements <= 3);
    house_close(&h);
}

/* A clock that is moved sweeps at each moment on its way: it need not go past
 * all that it swept before. */
TEST(sweep_since__looks_at_nothing_that_was_due_before)
{
    struct house  h;
    struct moment at;

    house_open(&h);
    waiting_visits(&h, 2, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    house_at(&h, "2027-03-11T09:00:00Z");
    at = h.w->now;
    WANT_OK(sweep_since(h.w, at));
    WANT_INT(waiting_told(&h), 0);
    WANT_OK(sweep_since(h.w, (struct moment){at.us - INT64_C(86400000000)}));
    WANT_INT(waiting_told(&h), 2);
    house_close(&h);
}

/* What is put while it goes by is looked at now, however early it fell due. */
TEST(sweep_since__looks_at_what_was_put_late)
{
    struct house h;
    struct id    one = {.kind = ID_NOTICE};

    house_open(&h);
    WANT_OK(sweep_all(h.w));
    WANT_OK(sweep_notice(h.w, one, (struct moment){h.w->now.us - 1}));
    WANT_OK(sweep_since(h.w, h.w->now));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM next_look WHERE what = 2"),
        0);
    house_close(&h);
}

/* ---- whenever it ends ---- */

TEST(sweep__that_ends_between_portions_tells_everybody_once)
{
    enum { MANY = 2 * SWEEP_PORTION + 5 };
    static const char *const later[] = {"2027-03-11T09:00:01Z",
        "2027-03-11T09:00:02Z", "2027-03-11T09:00:03Z", "2027-03-11T09:00:04Z"};
    struct house             h;

    house_open(&h);
    waiting_visits(&h, MANY, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    house_at(&h, "2027-03-11T09:00:00Z");
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        WANT_INT(waiting_told(&h) < MANY, i < 3);
        (void)portion(&h);
        house_undo(&h); /* the node died */
        (void)portion(&h);
        house_at(&h, later[i]);
    }
    WANT_INT(waiting_told(&h), MANY);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(DISTINCT cause) FROM notice"
                 " WHERE rule = 'visit_date_missed' AND step = 0"),
        MANY);
    WANT_INT(portion(&h).looked, 0);
    house_close(&h);
}

TEST(sweep__begins_with_the_oldest_moment)
{
    struct house h;

    house_open(&h);
    waiting_visits(&h, SWEEP_PORTION, "2027-03-10");
    (void)waiting_visit(&h, "2027-03-08");
    WANT_OK(sweep_all(h.w));
    house_at(&h, "2027-03-11T09:00:00Z");
    WANT_INT(portion(&h).looked, SWEEP_PORTION);
    WANT_INT(waiting_told(&h), SWEEP_PORTION);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice n JOIN clock_row c"
                 " ON c.opening = n.cause AND c.clock = 'register.visit'"
                 " WHERE n.rule = 'visit_date_missed' AND n.step = 0"
                 " AND c.due = (SELECT MIN(due) FROM clock_row"
                 " WHERE clock = 'register.visit')"),
        1);
    house_close(&h);
}

/* Of somebody who is not there: it waits, and nobody else does. */
TEST(sweep__is_not_held_up_by_one_that_cannot_be_looked_at)
{
    struct house h;
    struct swept s;

    house_open(&h);
    waiting_visits(&h, 3, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    waiting_thousands(&h, 1);
    house_sql(&h, "UPDATE next_look SET at = 1 WHERE at = 4000000000000007");
    house_at(&h, "2027-03-11T09:00:00Z");
    s = portion(&h);
    WANT_INT(s.failed, 1);
    WANT_INT(s.looked, 4);
    WANT_INT(waiting_told(&h), 3);
    WANT_INT(portion(&h).looked, 0);
    house_at(&h, "2027-03-11T10:00:01Z");
    WANT_INT(portion(&h).failed, 1);
    house_close(&h);
}

/* ---- once more ---- */

TEST(sweep__tells_whoever_is_there_an_hour_after_nobody_was)
{
    static const struct house_edit edit = {"signals.yaml",
        "    when: {clock: {id: register.visit, breached: 1}}\n"
        "    tell: [tie.co_ordinator]\n",
        "    when: {clock: {id: register.visit, breached: 1}}\n"
        "    tell: [role.team_manager]\n"};
    struct house                   h;

    house_open(&h);
    house_rules(&h, &edit, 1);
    waiting_visits(&h, 1, "2027-03-10");
    house_at(&h, "2027-03-11T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 0);
    (void)house_account(&h, h.authority, "leads", "team_manager");
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 0);
    house_at(&h, "2027-03-11T10:00:01Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 1);
    house_close(&h);
}

TEST(sweep__looks_at_everybody_once_more_under_another_pack)
{
    static const struct house_edit edit = {"signals.yaml",
        "    when: {clock: {id: register.visit, breached: 1}}\n"
        "    tell: [tie.co_ordinator]\n",
        "    when: {any: [{clock: {id: register.visit, breached: 1}}]}\n"
        "    tell: [tie.co_ordinator, role.team_manager]\n"};
    struct house                   h;
    static const char *const       people =
        "SELECT COUNT(*) FROM next_look WHERE what = 1";
    int64_t all;

    house_open(&h);
    waiting_visits(&h, SWEEP_PORTION + 3, "2027-03-10");
    WANT_OK(sweep_all(h.w));
    all = house_count(&h, people);
    house_at(&h, "2027-03-09T09:00:00Z");
    WANT_INT(portion(&h).looked, 0);
    house_rules(&h, &edit, 1);
    WANT_INT(portion(&h).looked, SWEEP_PORTION);
    WANT_OK(sweep_all(h.w));
    WANT_INT(portion(&h).looked, 0);
    WANT_INT(house_count(&h, "SELECT COUNT(DISTINCT under) FROM next_look"), 1);
    WANT_INT(house_count(&h, people), all);
    house_close(&h);
}

TEST(sweep__and_a_rebuild_tell_nobody_again)
{
    struct rebuild_report report;
    struct house          h;

    house_open(&h);
    waiting_visits(&h, 3, "2027-03-10");
    waiting_visits(&h, 2, "2027-03-20");
    house_at(&h, "2027-03-11T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 3);
    house_sql(&h, "DELETE FROM next_look");
    WANT_OK(project_rebuild(h.w, &report));
    WANT_INT(report.differences, 0);
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 3);
    house_at(&h, "2027-03-21T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 5);
    house_close(&h);
}

/* An entry comes between the moment and the sweep. */
TEST(sweep__tells_of_what_was_missed_before_something_was_written)
{
    struct house       h;
    struct house_entry note = {.form = "note",
        .said = "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"};

    house_open(&h);
    note.children[0] = waiting_visit(&h, "2027-03-10");
    note.by = h.social;
    WANT_OK(sweep_all(h.w));
    house_at(&h, "2027-03-11T09:00:00Z");
    (void)house_say(&h, &note, NULL);
    WANT_OK(sweep_all(h.w));
    WANT_INT(waiting_told(&h), 1);
    house_close(&h);
}

/* ---- without a deadline ---- */

/* Two years, and nobody writes anything on the day; told once. */
TEST(sweep__tells_of_what_holds_by_time_alone)
{
    static const struct house_edit edit = {"signals.yaml",
        "    while: {state: {pathway: protection, in: [on_register]}}\n"
        "    when: {days_since: {trigger: {yield: register_on},"
        " over: {months: 24}}}\n"
        "    tell: [role.reviewing_officer, role.head_of_service]\n",
        "    while: {state: {pathway: register, in: [on_it]}}\n"
        "    when: {days_since: {trigger: {yield: register_on},"
        " over: {months: 24}}}\n"
        "    tell: [tie.co_ordinator]\n"};
    static const char *const       stay =
        "SELECT COUNT(*) FROM notice WHERE rule = 'long_on_register'";
    struct house  h;
    struct moment next = {INT64_MAX};

    house_open(&h);
    house_rules(&h, &edit, 1);
    waiting_visits(&h, 1, "2027-03-10");
    house_at(&h, "2029-01-11T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(house_count(&h, stay), 0);
    WANT_OK(sweep_next(h.w, &next));
    WANT(next.us < h.w->now.us + (int64_t)31 * 24 * 3600 * 1000000);
    house_at(&h, "2029-03-12T09:00:00Z");
    for (int i = 0; i < 3; i++)
        WANT_OK(sweep_all(h.w));
    WANT_INT(house_count(&h, stay), 1);
    house_at(&h, "2029-06-12T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(house_count(&h, stay), 1);
    house_close(&h);
}

/* ---- ladders ---- */

/* Decided, so that nobody has to read it any more; then it was not. */
TEST(sweep__climbs_again_when_a_decision_is_withdrawn)
{
    static const char *const climbed =
        "SELECT COUNT(*) FROM notice WHERE rule = 'concern_to_desk'"
        " AND step = 1";
    struct house h;
    struct id    source, thread, decision;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = house_concern(&h, source, "soon");
    decision = house_decide(&h, thread, source, "assessment");
    house_at(&h, "2027-03-04T09:00:00Z");
    WANT_OK(sweep_all(h.w));
    WANT_INT(house_count(&h, climbed), 0);
    (void)house_say(&h,
        &(struct house_entry){.by = h.manager,
            .corrects = decision,
            .correction = "withdraw",
            .reason = "Another child."},
        NULL);
    WANT_OK(sweep_all(h.w));
    WANT_INT(house_count(&h, climbed), 1);
    house_close(&h);
}
