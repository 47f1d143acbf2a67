/*
 * compliance_test -- what is due for the children of a team: figures and the
 * lists they count, what is hidden, and how little is asked of the store.
 */
#include "action/compliance.h"

#include "action/tasks.h"
#include "crowd.h"
#include "family.h"

#include "../test.h"

#include "record/kin.h"
#include "record/label.h"

static const struct compliance *
figures(struct crowd *t, struct id who)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_COMPLIANCE}, &got));
    WANT_INT(got.disclosed_count, 0);
    return got.with;
}

static const struct compliance_page *
listed(struct crowd *t, struct id who, struct compliance_ask in)
{
    struct answer got;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_COMPLIANCE_LIST, .with = &in}, &got));
    return got.with;
}

/* Each figure is what its list has, under every clock and over all. */
static void
want_lists(struct crowd *t, struct id who)
{
    const struct compliance *c = figures(t, who);

    for (size_t i = 0; i < c->count; i++)
        for (int k = 0; k < WHEN_COUNT; k++) {
            struct compliance_ask in = {.clock = c->lines[i].rule->id,
                .when = (enum oversee_when)k};

            WANT_INT(listed(t, who, in)->total, c->lines[i].when[k].children);
            in.by = BY_MEETING;
            WANT_INT(listed(t, who, in)->total, c->lines[i].when[k].meetings);
        }
    WANT_INT(listed(t, who, (struct compliance_ask){.when = WHEN_COUNT})->total,
        c->children);
    WANT_INT(listed(t, who, (struct compliance_ask){.when = WHEN_LATE})->total,
        c->all.when[WHEN_LATE].children);
}

TEST(compliance__tells_worker_manager_and_head_what_is_due_and_then_late)
{
    struct crowd t;
    struct id    who[3];

    crowd_open(&t);
    who[0] = t.h.social;
    who[1] = t.team_manager;
    who[2] = t.head;
    for (int i = 0; i < 3; i++) {
        WANT_INT(figures(&t, who[i])->children, 1);
        WANT_INT(figures(&t, who[i])->all.when[WHEN_LATE].children, 0);
        want_lists(&t, who[i]);
    }
    house_at(&t.h, "2027-03-08T10:00:00Z");
    for (int i = 0; i < 3; i++) {
        WANT_INT(figures(&t, who[i])->all.when[WHEN_LATE].children, 1);
        want_lists(&t, who[i]);
    }
    house_close(&t.h);
}

TEST(compliance__is_nothing_to_whoever_has_no_part_in_it)
{
    struct crowd  t;
    struct answer got;
    struct ask    ask = {.act = ACT_COMPLIANCE};

    crowd_open(&t);
    WANT_INT(figures(&t, t.reviewer)->children, 0);
    WANT_ERR(ERR_DENIED, door(&t.h, t.h.teacher, ask, &got));
    WANT_ERR(ERR_DENIED, door(&t.h, t.h.nurse, ask, &got));
    WANT_ERR(ERR_DENIED, door(&t.h, t.h.safeguarding, ask, &got));
    house_close(&t.h);
}

static bool
is_nobody(struct crowd *t, struct id who)
{
    const struct compliance *c = figures(t, who);

    want_lists(t, who);
    return c->children == 0 && c->count == 0;
}

TEST(compliance__counts_nobody_whom_a_label_hides)
{
    static const enum label_kind labels[] = {LABEL_RESTRICTED, LABEL_SHIELDED,
        LABEL_SEALED};
    struct crowd                 t;

    for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
        crowd_open(&t);
        WANT(!is_nobody(&t, t.team_manager));
        WANT_OK(label_set(t.h.w, t.source, labels[i], t.h.custodian, S("-")));
        WANT(is_nobody(&t, t.team_manager));
        WANT(is_nobody(&t, t.head));
        WANT(is_nobody(&t, t.h.social));
        WANT_OK(label_admit(t.h.w, t.source, t.h.social));
        WANT(!is_nobody(&t, t.h.social));
        WANT(is_nobody(&t, t.team_manager));
        house_close(&t.h);
    }
}

TEST(compliance__counts_no_relative_of_who_looks)
{
    struct crowd t;

    crowd_open(&t);
    WANT_OK(kin_add(t.h.w, t.team_manager, t.source, S("declared")));
    WANT(is_nobody(&t, t.team_manager));
    WANT(!is_nobody(&t, t.head));
    house_close(&t.h);
}

TEST(compliance__has_no_deadline_of_a_concern_about_somebody_who_works)
{
    struct crowd             t;
    const struct compliance *before, *after;
    struct house_entry       e = {.form = "concern",
              .said = "{\"about_worker\": \"yes\", \"urgency\": \"urgent\"}"};

    crowd_open(&t);
    before = figures(&t, t.head);
    e.by = t.h.teacher;
    e.children[0] = t.source;
    (void)house_say(&t.h, &e, NULL);
    after = figures(&t, t.head);
    WANT_INT(after->count, before->count);
    for (int i = 0; i < WHEN_COUNT; i++)
        WANT_INT(after->all.when[i].meetings, before->all.when[i].meetings);
    house_close(&t.h);
}

/* ---- siblings, and what is foreseen ---- */

static const struct compliance_line *
line_of(const struct compliance *c, const char *clock)
{
    for (size_t i = 0; i < c->count; i++)
        if (str_eq(c->lines[i].rule->id, str_of(clock)))
            return &c->lines[i];
    return NULL;
}

/* Held by the worker about the child and a brother. */
static void
hold(struct crowd *t, const char *form, const char *said, struct id other)
{
    (void)house_say(&t->h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = t->h.social,
            .children = {t->source, other}},
        NULL);
}

TEST(compliance__counts_a_meeting_about_siblings_once_and_each_child)
{
    struct crowd                  t;
    const struct compliance_line *line;
    struct id                     other;

    crowd_open(&t);
    other = house_child(&t.h, t.h.school);
    house_allocate(&t.h, house_concern(&t.h, other, "today"), other,
        t.h.social);
    house_register(&t.h, t.source);
    house_register(&t.h, other);
    hold(&t, "visit",
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\", \"1\": \"yes\"},"
        " \"alone\": {\"0\": \"no\", \"1\": \"no\"},"
        " \"where\": {\"0\": \"at_home\", \"1\": \"at_home\"}}",
        other);
    line = line_of(figures(&t, t.team_manager), "visit.home");
    WANT(line != NULL);
    WANT_INT(line->when[WHEN_LATER].children, 2);
    WANT_INT(line->when[WHEN_LATER].meetings, 1);
    want_lists(&t, t.team_manager);
    house_close(&t.h);
}

/* Of that clock in the coming days. */
static const struct compliance_page *
soon(struct crowd *t, const char *clock)
{
    return listed(t, t->team_manager,
        (struct compliance_ask){.when = WHEN_SOON, .clock = str_of(clock)});
}

/* A strategy discussion that begins an enquiry. */
static void
discuss(struct crowd *t)
{
    const struct str said[] = {S("{\"held_at\": \"2027-03-01T09:00:00Z\","
                                 " \"strategy_kind\": \"discussion\","
                                 " \"attendance\": [{\"agency_there\": \""),
        id_text(t->h.arena, t->h.school),
        S("\", \"present\": \"yes\", \"may_decide\": \"yes\"}],"
          " \"strategy_outcome\": {\"0\": \"section_47\"}}")};

    hold(t, "strategy_discussion",
        str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
        (struct id){0});
}

TEST(compliance__foresees_what_a_conference_opens_once_it_is_near)
{
    struct crowd                  t;
    const struct compliance_page *p;

    crowd_open(&t);
    house_decide(&t.h, t.thread, t.source, "strategy");
    discuss(&t);
    WANT_INT(soon(&t, "conference.decisions_shared")->count, 0);
    /* the conference is due on 22 March; its decisions five days after */
    house_at(&t.h, "2027-03-17T10:00:00Z");
    p = soon(&t, "conference.decisions_shared");
    WANT_INT(p->count, 1);
    WANT(p->rows[0].due.foreseen);
    WANT_INT(soon(&t, "conference.initial")->count, 1);
    WANT(!soon(&t, "conference.initial")->rows[0].due.foreseen);
    WANT_INT(soon(&t, "conference.record_shared")->count, 0);
    want_lists(&t, t.team_manager);
    house_close(&t.h);
}

/* ---- what it costs ---- */

enum { MANY = 1000, QUERIES_MOST = 3 };

TEST(compliance__of_a_thousand_children_is_at_most_three_queries)
{
    struct crowd t;
    int64_t      nothing, one, many;

    crowd_open(&t);
    nothing = crowd_asked(&t, t.head, (struct ask){.act = ACT_PLAIN_PAGE});
    one =
        crowd_asked(&t, t.head, (struct ask){.act = ACT_COMPLIANCE}) - nothing;
    crowd_plant(&t, MANY - 1);
    many =
        crowd_asked(&t, t.head, (struct ask){.act = ACT_COMPLIANCE}) - nothing;
    WANT_INT(figures(&t, t.head)->children, MANY);
    WANT_INT(many, one);
    WANT(many >= 1 && many <= QUERIES_MOST);
    house_close(&t.h);
}

TEST(compliance__lists_a_page_at_a_time_for_what_its_rows_cost)
{
    struct compliance_ask in = {.when = WHEN_COUNT};
    struct ask            ask = {.act = ACT_COMPLIANCE_LIST, .with = &in};
    struct crowd          t;
    int64_t               page, more;

    crowd_open(&t);
    crowd_plant(&t, COMPLIANCE_PAGE);
    page = crowd_asked(&t, t.head, ask);
    crowd_plant(&t, 3 * COMPLIANCE_PAGE);
    more = crowd_asked(&t, t.head, ask);
    WANT_INT(listed(&t, t.head, in)->count, COMPLIANCE_PAGE);
    WANT_INT(more, page);
    in.page = 4;
    WANT_INT(listed(&t, t.head, in)->count, 1);
    in.page = 40;
    WANT_INT(listed(&t, t.head, in)->count, 0);
    house_close(&t.h);
}

static const struct child_due *
task_of(struct crowd *t, struct id who, const char *title)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->rows[i].due.clock.en, str_of(title)))
            return &all->rows[i].due;
    return NULL;
}

static const struct child_due *
due_on_page(struct crowd *t, const char *title)
{
    const struct child_page *p = family_page(&t->h, t->h.social, t->source);

    for (size_t i = 0; i < p->due_count; i++)
        if (str_eq(p->dues[i].clock.en, str_of(title)))
            return &p->dues[i];
    return NULL;
}

static void
ask_hospital(struct crowd *t)
{
    struct str said[] = {S("{\"asked_of\": \""),
        id_text(t->h.arena, t->h.hospital),
        S("\", \"asked_what\": \"When?\", \"answer_by\": \"2027-03-03\","
          " \"checks_agreed\": \"agreed\"}")};

    (void)house_say(&t->h,
        &(struct house_entry){.form = "information_asked",
            .said = str_c(t->h.arena,
                str_join(t->h.arena, said, 3, (struct str){0})),
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

#define WAS "Answer a request for information"

TEST(compliance__keeps_what_runs_under_a_rule_that_there_is_no_more)
{
    static const struct house_edit edits[] = {
        {"pathways/assessment.yaml", "information.answered:",
            "answer.of_ours:"},
        {"pathways/assessment.yaml", "Answer a request for information",
            "Answer us"},
        {"signals.yaml", "information.answered", "answer.of_ours"}};
    const struct compliance_line  *line;
    struct crowd                   t;

    crowd_open(&t);
    ask_hospital(&t);
    WANT(line_of(figures(&t, t.h.social), "information.answered"));
    house_at(&t.h, "2027-03-02T10:00:00Z");
    house_rules(&t.h, edits, sizeof edits / sizeof *edits);
    WANT(!pack_clock(t.h.pack, S("information.answered")));
    line = line_of(figures(&t, t.h.social), "information.answered");
    WANT(line && line->when[WHEN_SOON].children == 1);
    WANT_STR(line->rule->title.en, WAS);
    WANT(task_of(&t, t.h.social, WAS));
    WANT(due_on_page(&t, WAS));
    ask_hospital(&t); /* under the new rule: a line of its own */
    line = line_of(figures(&t, t.h.social), "answer.of_ours");
    WANT(line && line->when[WHEN_SOON].children == 1);
    WANT_STR(line->rule->title.en, "Answer us");
    want_lists(&t, t.h.social);
    /* what nobody has running is there under no name */
    WANT_ERR(ERR_ABSENT,
        door(&t.h, t.h.social,
            (struct ask){.act = ACT_COMPLIANCE_LIST,
                .with = &(struct compliance_ask){.clock = S("no.such")}},
            &(struct answer){0}));
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT(!line_of(figures(&t, t.h.social), "information.answered"));
    house_close(&t.h);
}

/* ---- what is paused ---- */

#define ENQUIRY "Finish the section 47 enquiry"

static void
departs(struct crowd *t, const char *said)
{
    hold(t, "timescale_departure", said, (struct id){0});
}

/* A conference that is due next month comes before what has no day. */
static bool
is_last_on_page(struct crowd *t, const char *title)
{
    const struct child_page *p = family_page(&t->h, t->h.social, t->source);
    size_t                   n = p->due_count;

    return n > 1 && p->dues[n - 1].paused && !p->dues[0].paused &&
        (str_eq(p->dues[n - 1].clock.en, str_of(title)) ||
            str_eq(p->dues[n - 2].clock.en, str_of(title)));
}

TEST(compliance__and_tasks_and_the_page_keep_what_is_paused_in_sight)
{
    const struct compliance_line *line;
    const struct child_due       *due;
    struct crowd                  t;

    crowd_open(&t);
    house_decide(&t.h, t.thread, t.source, "strategy");
    discuss(&t);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    WANT(!task_of(&t, t.h.social, ENQUIRY)->paused);
    departs(&t, "{\"departure\": \"departs\", \"departure_why\": \"-\"}");
    house_at(&t.h, "2027-06-01T10:00:00Z");
    line = line_of(figures(&t, t.team_manager), "enquiry.finished");
    WANT(line && line->when[WHEN_PAUSED].children == 1);
    WANT_INT(line->when[WHEN_LATE].children, 0);
    want_lists(&t, t.team_manager);
    due = task_of(&t, t.h.social, ENQUIRY);
    WANT(due && due->paused && !due->late);
    due = due_on_page(&t, ENQUIRY);
    WANT(due && due->paused && !due->late && due->since.us > 0);
    WANT(is_last_on_page(&t, ENQUIRY));
    /* whoever decides it is asked, and the days count again */
    WANT(task_of(&t, t.head, "Look again: are the days to count?")->late);
    departs(&t, "{\"departure\": \"resumes\", \"departure_why\": \"-\"}");
    due = due_on_page(&t, ENQUIRY);
    WANT(due && !due->paused);
    line = line_of(figures(&t, t.team_manager), "enquiry.finished");
    WANT(line && line->when[WHEN_PAUSED].children == 0);
    house_close(&t.h);
}

TEST(compliance__foresees_nothing_from_what_is_paused)
{
    struct crowd t;

    crowd_open(&t);
    house_decide(&t.h, t.thread, t.source, "strategy");
    discuss(&t);
    departs(&t, "{\"departure\": \"departs\", \"departure_why\": \"-\"}");
    house_at(&t.h, "2027-03-17T10:00:00Z");
    WANT_INT(soon(&t, "conference.decisions_shared")->count, 0);
    house_close(&t.h);
}
