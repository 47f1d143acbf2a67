/*
 * awaited_test -- questions put to an agency: who reads them, whose task
 * they are, and until when.
 */
#include "action/tasks.h"

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
answer_it(struct crowd *t, struct id by, struct id agency)
{
    struct str said[] = {S("{\"given_by\": \""), id_text(t->h.arena, agency),
        S("\", \"given_answer\": \"nothing_held\"}")};

    (void)house_say(&t->h,
        &(struct house_entry){.form = "information_given",
            .said = str_c(t->h.arena,
                str_join(t->h.arena, said, 3, (struct str){0})),
            .by = by,
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

    crowd_open(&t);
    (void)ask(&t, t.h.school, "How is her attendance?");
    WANT(!question_of(&t, t.h.social));
    WANT(!question_of(&t, t.h.teacher));
    WANT(!question_of(&t, t.h.nurse));
    task = question_of(&t, t.h.safeguarding);
    WANT(task && !task->due.late);
    WANT_STR(task->waiting->question, "How is her attendance?");
    WANT_STR(task->due.clock.en, "Answer a request for information");
    house_at(&t.h, "2027-03-06T09:00:00Z");
    WANT(question_of(&t, t.h.safeguarding)->due.late);
    answer_it(&t, t.h.safeguarding, t.h.school);
    WANT(!question_of(&t, t.h.safeguarding));
    house_close(&t.h);
}

TEST(awaited__question_waits_for_the_agency_it_was_put_to_and_no_other)
{
    const struct task *task;
    struct crowd       t;
    struct id          lead;

    crowd_open(&t);
    lead = house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    (void)ask(&t, t.h.school, "How is her attendance?");
    (void)ask(&t, t.h.hospital, "Was she seen in February?");
    answer_it(&t, lead, t.h.hospital);
    WANT(!question_of(&t, lead));
    task = question_of(&t, t.h.safeguarding);
    WANT(task && str_eq(task->waiting->question, S("How is her attendance?")));
    /* who asked writes down what the school said on the telephone */
    answer_it(&t, t.h.social, t.h.school);
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
