/*
 * answers_test -- an answer is given to one question, in its thread: of two
 * questions to the same agency the other one waits still.
 */
#include "action/casework.h"
#include "action/report.h"
#include "action/tasks.h"

#include "../test.h"
#include "crowd.h"

static struct id
ask(struct crowd *t, const char *what, const char *by)
{
    struct str said[] = {S("{\"asked_of\": \""),
        id_text(t->h.arena, t->h.school), S("\", \"asked_what\": \""),
        str_of(what), S("\", \"answer_by\": \""), str_of(by),
        S("\", \"checks_agreed\": \"agreed\"}")};

    return house_say(&t->h,
        &(struct house_entry){.form = "information_asked",
            .said = str_c(t->h.arena,
                str_join(t->h.arena, said, 7, (struct str){0})),
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

static const struct form *
answers(const struct crowd *t)
{
    const struct form *f = pack_form(t->h.pack, S("information_given"));

    WANT(f);
    return f;
}

static enum err
page_of(struct crowd *t, struct id who, struct id question,
    const struct casework_page **out)
{
    struct casework_ask in = {answers(t), question};
    struct answer       got;
    struct ask          ask = {.act = ACT_CASEWORK_FORM,
                 .about = t->person,
                 .with = &in};
    enum err            e = door(&t->h, who, ask, &got);

    *out = e ? NULL : got.with;
    return e;
}

static enum err
begin(struct crowd *t, struct id who, struct id question, struct id *draft)
{
    struct casework_begin in = {.form = answers(t), .question = question};
    struct answer         got = {0};
    enum err              e = door(&t->h, who,
                     (struct ask){.act = ACT_CASEWORK_BEGIN,
                         .about = t->person,
                         .with = &in},
                     &got);

    if (e == ERR_INVALID) {
        WANT_STR(got.fault.field, "question");
        WANT_INT(got.fault.msg, MSG_CASEWORK_WHICH_QUESTION);
    }
    if (!e)
        *draft = ((const struct draft_started *)got.with)->draft;
    return e;
}

static const struct draft_page *
draft_of(struct crowd *t, struct id who, struct id draft)
{
    struct answer got;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = draft}, &got));
    return got.with;
}

/* Whoever was asked is filled in. */
static void
send(struct crowd *t, struct id who, struct id draft)
{
    struct draft_input in[] = {{S("given_answer"), S("nothing_held"), 0, 0},
        {S("given_what"), S("Nobody here knows her."), 0, 0}};
    struct draft_save  save = {.inputs = in, .count = 2};
    enum lang          lang = LANG_EN;
    struct answer      got;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = draft, .with = &save},
        &got));
    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_DRAFT_SEND, .about = draft, .with = &lang},
        &got));
}

/* How many questions wait for them. */
static size_t
waiting(struct crowd *t, struct id who, struct str *first)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;
    size_t              n = 0;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = all->count; i-- > 0;)
        if (all->rows[i].waiting &&
            all->rows[i].waiting->kind == WAITING_QUESTION) {
            *first = all->rows[i].waiting->question;
            n++;
        }
    return n;
}

TEST(answers__to_one_question_leave_the_other_of_the_same_agency_waiting)
{
    const struct casework_page *page;
    const struct draft_page    *d;
    struct crowd                t;
    struct str                  left;
    struct id                   first, second, draft;

    crowd_open(&t);
    WANT_ERR(ERR_DENIED, page_of(&t, t.h.safeguarding, (struct id){0}, &page));
    first = ask(&t, "How is her attendance?", "2027-03-05");
    second = ask(&t, "Who saw the bruise?", "2027-03-08");
    WANT_INT(waiting(&t, t.h.safeguarding, &left), 2);
    WANT_OK(page_of(&t, t.h.safeguarding, (struct id){0}, &page));
    WANT(page->answers && page->question_count == 2);
    WANT(id_is_none(page->question)); /* which of the two is for them to say */
    WANT(id_eq(page->questions[0].entry, first) && page->questions[0].waits);
    WANT_STR(page->questions[1].text, "Who saw the bruise?");
    WANT_OK(page_of(&t, t.h.safeguarding, second, &page));
    WANT(id_eq(page->question, second));
    WANT_ERR(ERR_INVALID, begin(&t, t.h.safeguarding, (struct id){0}, &draft));
    WANT_OK(begin(&t, t.h.safeguarding, second, &draft));
    d = draft_of(&t, t.h.safeguarding, draft);
    WANT(d->question && id_eq(d->question->entry, second));
    WANT_STR(d->question->text, "Who saw the bruise?");
    send(&t, t.h.safeguarding, draft);
    WANT_INT(waiting(&t, t.h.safeguarding, &left), 1);
    WANT_STR(left, "How is her attendance?");
    /* the one that waits is chosen, and the other may be answered again */
    WANT_OK(page_of(&t, t.h.safeguarding, (struct id){0}, &page));
    WANT_INT(page->question_count, 2);
    WANT(id_eq(page->question, first) && page->questions[0].waits);
    WANT(!page->questions[1].waits);
    house_close(&t.h);
}

TEST(answers__are_to_what_the_asker_put_and_nobody_else_can_answer)
{
    const struct casework_page *page;
    struct crowd                t;
    struct id                   asked, draft, lead;

    crowd_open(&t);
    lead = house_account(&t.h, t.h.hospital, "lead",
        "designated_safeguarding_person");
    asked = ask(&t, "How is her attendance?", "2027-03-05");
    WANT(err_is_refusal(page_of(&t, lead, asked, &page)));
    WANT(err_is_refusal(begin(&t, lead, asked, &draft)));
    /* who asked writes down what was said on the telephone */
    WANT_OK(begin(&t, t.h.social, asked, &draft));
    send(&t, t.h.social, draft);
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(DISTINCT thread) FROM entry WHERE form IN"
                 " ('information_asked', 'information_given')"),
        1);
    /* of a child of whom nothing was asked no answer is offered */
    WANT_ERR(ERR_INVALID, begin(&t, t.h.social, t.person, &draft));
    house_close(&t.h);
}

/* A correction puts the same question. */
TEST(answers__to_a_corrected_question_are_to_the_question)
{
    static const char           said[] = "{\"asked_of\": \"conwy\","
                                         " \"asked_what\": \"Is she there?\","
                                         " \"checks_agreed\": \"agreed\"}";
    const struct casework_page *page;
    struct crowd                t;
    struct id                   asked, put_right, draft;

    crowd_open(&t);
    asked = ask(&t, "How is her attendance?", "2027-03-05");
    put_right = house_say(&t.h,
        &(struct house_entry){.form = "information_asked",
            .corrects = asked,
            .correction = "answers",
            .reason = "The wrong agency.",
            .said = said,
            .by = t.h.social},
        NULL);
    WANT(err_is_refusal(page_of(&t, t.h.safeguarding, asked, &page)));
    WANT_OK(begin(&t, t.h.social, put_right, &draft));
    WANT(id_eq(draft_of(&t, t.h.social, draft)->question->entry, asked));
    house_close(&t.h);
}
