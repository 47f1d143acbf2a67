/*
 * awaited_test -- questions put to an agency: who reads them, whose task
 * they are, and until when.
 */
#include "action/home.h"
#include "action/tasks.h"
#include "record/kin.h"
#include "record/notice.h"
#include "record/sweep.h"

#include "../test.h"
#include "crowd.h"

/* The social worker asks the agency. */
static struct id
ask(struct crowd *t, struct id agency, const char *what)
{
    struct str said[] = {S("{\"asked_of\": \""), id_text(t->h.arena, agency),
        S("\", \"asked_what\": \""), str_of(what),
        S("\", \"answer_by\": \"2027-03-05\", \"checks_agreed\": \"agreed\"}")};

    return house_say(&t->h,
        &(struct house_entry){.form = "information_asked",
            .said = str_c(t->h.arena,
                str_join(t->h.arena, said, 5, (struct str){0})),
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

static void
answer_it(struct crowd *t, struct id by, struct id agency, struct id question)
{
    struct str   said[] = {S("{\"given_by\": \""), id_text(t->h.arena, agency),
          S("\", \"given_answer\": \"nothing_held\"}")};
    struct entry asked;

    WANT_OK(entry_load(t->h.w, question, &asked));
    (void)house_say(&t->h,
        &(struct house_entry){.form = "information_given",
            .said = str_c(t->h.arena,
                str_join(t->h.arena, said, 3, (struct str){0})),
            .by = by,
            .thread = asked.thread,
            .children = {t->source}},
        NULL);
}

static const struct task *
question_of(struct crowd *t, struct id who)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = 0; i < all->count; i++)
        if (all->rows[i].waiting &&
            all->rows[i].waiting->kind == WAITING_QUESTION)
            return &all->rows[i];
    return NULL;
}

TEST(awaited__question_is_a_task_of_the_agency_it_is_put_to_until_answered)
{
    const struct task *task;
    struct crowd       t;
    struct id          asked;

    crowd_open(&t);
    asked = ask(&t, t.h.school, "How is her attendance?");
    WANT(!question_of(&t, t.h.social));
    WANT(!question_of(&t, t.h.teacher));
    WANT(!question_of(&t, t.h.nurse));
    task = question_of(&t, t.h.safeguarding);
    WANT(task && !task->due.late);
    WANT_STR(task->waiting->question, "How is her attendance?");
    WANT_STR(task->due.clock.en, "Answer a request for information");
    house_at(&t.h, "2027-03-06T09:00:00Z");
    WANT(question_of(&t, t.h.safeguarding)->due.late);
    answer_it(&t, t.h.safeguarding, t.h.school, asked);
    WANT(!question_of(&t, t.h.safeguarding));
    house_close(&t.h);
}

TEST(awaited__question_waits_for_the_agency_it_was_put_to_and_no_other)
{
    const struct task *task;
    struct crowd       t;
    struct id          lead, schools, hospitals;

    crowd_open(&t);
    lead = house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    schools = ask(&t, t.h.school, "How is her attendance?");
    hospitals = ask(&t, t.h.hospital, "Was she seen in February?");
    answer_it(&t, lead, t.h.hospital, hospitals);
    WANT(!question_of(&t, lead));
    task = question_of(&t, t.h.safeguarding);
    WANT(task && str_eq(task->waiting->question, S("How is her attendance?")));
    /* who asked writes down what the school said on the telephone */
    answer_it(&t, t.h.social, t.h.school, schools);
    WANT(!question_of(&t, t.h.safeguarding));
    house_close(&t.h);
}

/* The entry, as the reader's view of the child cuts it. */
static enum depth
depth_of(struct crowd *t, struct id who, struct id entry)
{
    struct reader r;
    struct view   v;
    struct entry  e;

    WANT_OK(reader_of_account(t->h.w, who, &r));
    WANT_OK(entry_load(t->h.w, entry, &e));
    WANT_OK(view_of(t->h.w, &r, t->person,
        pack_purpose_for(t->h.pack, S("casework"))->id, &v));
    return view_entry(&v, &e);
}

TEST(awaited__question_is_read_by_the_agency_asked_and_not_by_another_one)
{
    struct crowd t;
    struct id    schools, hospitals, lead;

    crowd_open(&t);
    lead = house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    schools = ask(&t, t.h.school, "How is her attendance?");
    hospitals = ask(&t, t.h.hospital, "Was she seen in February?");
    WANT_INT(depth_of(&t, t.h.safeguarding, schools), DEPTH_FULL);
    WANT_INT(depth_of(&t, t.h.safeguarding, hospitals), DEPTH_NONE);
    WANT_INT(depth_of(&t, lead, schools), DEPTH_NONE);
    WANT_INT(depth_of(&t, lead, hospitals), DEPTH_FULL);
    WANT_INT(depth_of(&t, t.h.social, hospitals), DEPTH_FULL);
    house_close(&t.h);
}

TEST(awaited__question_about_a_sealed_child_is_nobodys_task)
{
    struct crowd t;

    crowd_open(&t);
    (void)ask(&t, t.h.school, "How is her attendance?");
    WANT(question_of(&t, t.h.safeguarding));
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT(!question_of(&t, t.h.safeguarding));
    house_close(&t.h);
}

/* ---- told ---- */

#define TOLD "SELECT COUNT(*) FROM notice WHERE rule = 'question_to_agency'"

static const struct home_notice *
told(struct crowd *t, struct id who)
{
    enum home_which    which = HOME_FIRST;
    const struct home *home;
    struct answer      got;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_HOME, .with = &which}, &got));
    home = got.with;
    for (size_t i = 0; i < home->notice_count; i++)
        if (str_eq(home->notices[i].notice.rule, S("question_to_agency")))
            return &home->notices[i];
    return NULL;
}

static void
read_it(struct crowd *t, struct id who)
{
    struct ask    ask = {.act = ACT_NOTICE_READ};
    struct answer got;

    ask.about = told(t, who)->notice.id;
    WANT_OK(door(&t->h, who, ask, &got));
}

TEST(awaited__agency_that_is_asked_is_told_until_it_has_answered)
{
    const struct home_notice *n;
    struct crowd              t;
    struct id                 asked;

    crowd_open(&t);
    asked = ask(&t, t.h.school, "How is her attendance?");
    WANT_INT(house_count(&t.h, TOLD), 1);
    WANT(!told(&t, t.h.teacher) && !told(&t, t.h.nurse));
    WANT(!told(&t, t.h.social));
    n = told(&t, t.h.safeguarding);
    WANT(n && n->asked && n->answer);
    WANT_SAME(n->answer->id, S("information_given"));
    WANT(id_eq(n->notice.person, t.person));
    answer_it(&t, t.h.safeguarding, t.h.school, asked);
    WANT(!told(&t, t.h.safeguarding));
    house_close(&t.h);
}

TEST(awaited__nobody_is_told_of_a_child_whom_they_may_not_know_of)
{
    struct crowd t;

    crowd_open(&t);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    (void)ask(&t, t.h.school, "How is her attendance?");
    WANT_INT(house_count(&t.h, TOLD), 0);
    house_close(&t.h);
    crowd_open(&t);
    WANT_OK(kin_add(t.h.w, t.h.safeguarding, t.source, S("declared")));
    (void)ask(&t, t.h.school, "How is her attendance?");
    WANT_INT(house_count(&t.h, TOLD), 0);
    house_close(&t.h);
}

TEST(awaited__ladder_of_a_question_is_each_agencys_own)
{
    struct crowd t;
    struct id    deputy;

    crowd_open(&t);
    deputy =
        house_account(&t.h, t.h.school, "deputy", "deputy_safeguarding_person");
    (void)house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    (void)ask(&t, t.h.school, "How is her attendance?");
    (void)ask(&t, t.h.hospital, "Was she seen in February?");
    WANT_INT(house_count(&t.h, TOLD), 2);
    WANT(!told(&t, deputy));
    house_at(&t.h, "2027-03-03T12:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT(told(&t, deputy) && told(&t, deputy)->kind == HOME_UNREAD);
    read_it(&t, deputy);
    house_close(&t.h);
    /* answered, nothing goes on though nobody read it */
    crowd_open(&t);
    deputy =
        house_account(&t.h, t.h.school, "deputy", "deputy_safeguarding_person");
    answer_it(&t, t.h.safeguarding, t.h.school,
        ask(&t, t.h.school, "How is her attendance?"));
    house_at(&t.h, "2027-03-03T12:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD), 1);
    house_close(&t.h);
}

TEST(awaited__who_was_asked_by_mistake_hears_that_and_no_name)
{
    const struct home_notice *n;
    struct str                other[3] = {S("{\"asked_of\": \""), {0},
                       S("\", \"asked_what\": \"x\","
                                        " \"checks_agreed\": \"agreed\"}")};
    struct crowd              t;
    struct id                 lead, asked;

    crowd_open(&t);
    lead = house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    asked = ask(&t, t.h.school, "How is her attendance?");
    other[1] = id_text(t.h.arena, t.h.hospital);
    (void)house_say(&t.h,
        &(struct house_entry){.form = "information_asked",
            .corrects = asked,
            .correction = "answers",
            .reason = "The wrong agency.",
            .said = str_c(t.h.arena,
                str_join(t.h.arena, other, 3, (struct str){0})),
            .by = t.h.social},
        NULL);
    WANT(told(&t, lead) && told(&t, lead)->answer);
    n = told(&t, t.h.safeguarding);
    WANT(n && n->asked && !n->answer && !n->child.n && n->follows);
    WANT(id_is_none(n->notice.person));
    /* that it was read by one says nothing of the other */
    read_it(&t, t.h.safeguarding);
    house_at(&t.h, "2027-03-03T12:00:00Z");
    (void)house_account(&t.h, t.h.hospital, "second",
        "deputy_safeguarding_person");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD " AND step > 0"), 1);
    house_close(&t.h);
}

/* ---- another pack ---- */

#define LADDER                                                                \
    NO_LADDER "    ladder:\n"                                                 \
              "      - {unread: {working_days: 1}, to: cover}\n"               \
              "      - {unread: {working_days: 3}, to: manager}\n"
#define NO_LADDER "    to: thread.partner_asked\n    what: [exists]\n"
#define SLOW_LADDER                                                           \
    NO_LADDER "    ladder:\n      - {unread: {working_days: 2}, to: cover}\n"

TEST(awaited__unread_notice_goes_on_by_the_ladder_that_a_later_pack_brings)
{
    static const struct house_edit none = {"shares.yaml", LADDER, NO_LADDER};
    static const struct house_edit slow = {"shares.yaml", LADDER, SLOW_LADDER};
    struct crowd                   t;

    crowd_open(&t);
    (void)house_account(&t.h, t.h.school, "deputy",
        "deputy_safeguarding_person");
    house_rules(&t.h, &none, 1);
    (void)ask(&t, t.h.school, "How is her attendance?");
    house_at(&t.h, "2027-03-09T12:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD), 1);
    house_rules(&t.h, &slow, 1);
    WANT_OK(sweep_all(t.h.w)); /* counted from when the pack brought it */
    WANT_INT(house_count(&t.h, TOLD), 1);
    house_at(&t.h, "2027-03-12T12:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD), 2);
    house_close(&t.h);
}

TEST(awaited__another_pack_with_the_same_step_begins_no_ladder_anew)
{
    static const struct house_edit edit = {"signals.yaml",
        "    when: {clock: {id: register.visit, breached: 1}}\n"
        "    tell: [tie.co_ordinator]\n",
        "    when: {any: [{clock: {id: register.visit, breached: 1}}]}\n"
        "    tell: [tie.co_ordinator]\n"};
    struct crowd                   t;

    crowd_open(&t);
    (void)house_account(&t.h, t.h.school, "deputy",
        "deputy_safeguarding_person");
    (void)ask(&t, t.h.school, "How is her attendance?");
    house_at(&t.h, "2027-03-02T11:00:00Z");
    house_rules(&t.h, &edit, 1);
    house_at(&t.h, "2027-03-03T01:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD), 2);
    house_close(&t.h);
}

TEST(awaited__what_is_read_waits_for_no_other_pack)
{
    static const struct house_edit none = {"shares.yaml", LADDER, NO_LADDER};
    static const struct house_edit slow = {"shares.yaml", LADDER, SLOW_LADDER};
    struct crowd                   t;

    crowd_open(&t);
    (void)house_account(&t.h, t.h.school, "deputy",
        "deputy_safeguarding_person");
    house_rules(&t.h, &none, 1);
    (void)ask(&t, t.h.school, "How is her attendance?");
    read_it(&t, t.h.safeguarding);
    house_rules(&t.h, &slow, 1);
    house_at(&t.h, "2027-03-12T12:00:00Z");
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(house_count(&t.h, TOLD), 1);
    house_close(&t.h);
}
