/*
 * feedback_test -- hearing back: what who reported may know, and no more.
 */
#include "office.h"

#include "../test.h"

#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"strategy\"}, \"crime\": \"no\","                 \
    " \"reason\": {\"0\": \"Ar y Gofrestr yn Nant, cofnod yr heddlu\"},"      \
    " \"tell_reporter\": \"outcome\"}"
#define ANSWERED                                                              \
    "{\"feedback_text\": \"Derbyniwyd y pryder. Diolch.\","                   \
    " \"should_do\": \"Cadwch lygad arni.\", \"answer_language\": \"cy\","    \
    " \"told_at\": \"2027-03-02T10:00:00Z\"}"
#define OWN "{\"about_worker\": \"no\", \"urgency\": \"today\"}"

static struct office_child
answered(struct office *o)
{
    struct office_child c = office_concern(o, OWN);

    office_at(o, "2027-03-02T10:00:00Z");
    WANT_OK(
        office_record(o, o->worker, &c, USE_DECIDE, DECIDED, (struct id){0}));
    office_at(o, "2027-03-02T11:00:00Z");
    WANT_OK(
        office_record(o, o->worker, &c, USE_ANSWER, ANSWERED, (struct id){0}));
    return c;
}

TEST(reported__shows_the_answer_and_nothing_it_was_made_of)
{
    struct office          o;
    struct office_child    c;
    const struct reported *r;
    bool                   found = false;
    enum err               e;

    office_open(&o);
    c = answered(&o);
    r = office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    WANT(r->told_count > 0);
    for (size_t i = 0; i < r->told_count; i++)
        for (size_t k = 0; k < r->told[i].line_count; k++) {
            struct str text = r->told[i].lines[k].text;

            WANT_NOT_IN(text, "Gofrestr");
            WANT_NOT_IN(text, "heddlu");
            found = found || str_find(text, S("Derbyniwyd y pryder")) >= 0;
        }
    WANT(found);
    WANT_INT(r->state, REPORTED_ANSWERED);
    office_close(&o);
}

TEST(reported__is_marked_as_read_by_opening_it)
{
    struct office              o;
    struct office_child        c;
    const struct reported     *r;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = answered(&o);
    WANT(office_count(&o,
             "SELECT COUNT(*) FROM notice n JOIN account a"
             " ON a.id = n.to_account"
             " WHERE a.login = 'teacher'"
             " AND n.read_at IS NULL") > 0);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->sent_count, 1);
    WANT_INT(p->sent[0].read_at.us, 0);
    (void)office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    r = office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    WANT_INT(r->state, REPORTED_READ);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT(p->sent[0].read_at.us != 0);
    office_close(&o);
}

TEST(reported__is_for_its_author_and_who_answers_for_the_agency)
{
    struct office       o;
    struct office_child c;
    enum err            e;

    office_open(&o);
    c = answered(&o);
    (void)office_reported(&o, o.safeguarding, &c, &e);
    WANT_OK(e);
    (void)office_reported(&o, o.nurse, &c, &e);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    (void)office_reported(&o, o.social, &c, &e);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}

TEST(reported__of_a_worker_is_not_even_the_safeguarding_persons)
{
    struct office               o;
    struct office_child         c;
    struct reported_ask         in = {0};
    struct answer               answer;
    const struct reported_list *l;
    enum err                    e;

    office_open(&o);
    c = office_concern(&o,
        "{\"about_worker\": \"yes\","
        " \"urgency\": \"today\"}");
    (void)office_reported(&o, o.safeguarding, &c, &e);
    WANT_INT(e, ERR_ABSENT);
    WANT_OK(office_ask(&o, o.safeguarding,
        (struct ask){.act = ACT_REPORTED_LIST, .with = &in}, &answer));
    l = answer.with;
    WANT_INT(l->count, 0);
    WANT_INT(l->total, 0);
    office_close(&o);
}

TEST(reported_list__has_one_row_for_each_of_my_reports)
{
    struct office               o;
    struct reported_ask         in = {0};
    struct answer               answer;
    const struct reported_list *l;

    office_open(&o);
    (void)answered(&o);
    (void)office_concern(&o, OWN);
    WANT_OK(office_ask(&o, o.teacher,
        (struct ask){.act = ACT_REPORTED_LIST, .with = &in}, &answer));
    l = answer.with;
    WANT_INT(l->count, 2);
    WANT(!l->agency);
    WANT_INT(l->rows[1].state, REPORTED_ANSWERED);
    WANT_OK(office_ask(&o, o.safeguarding,
        (struct ask){.act = ACT_REPORTED_LIST, .with = &in}, &answer));
    l = answer.with;
    WANT_INT(l->count, 2);
    WANT(l->agency);
    WANT_STR(l->rows[0].author, "teacher");
    office_close(&o);
}

TEST(challenge__is_recorded_by_who_reported_and_starts_the_ladder)
{
    struct office          o;
    struct office_child    c;
    const struct reported *r;
    struct concern_record  in;
    struct answer          answer;
    enum err               e;

    office_open(&o);
    c = answered(&o);
    r = office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    WANT(r->challenge != NULL);
    WANT_INT(r->step_count, 4);
    WANT_INT(r->steps[0].within.n, 1);
    in = (struct concern_record){.form = r->challenge,
        .answers = S("{\"not_safe_now\": \"no\", \"stage\":"
                     " \"practitioners\", \"reason\": \"Ni welwyd hi\","
                     " \"wanted\": \"Asesiad\", \"resolved\": \"no\"}"),
        .language = LANG_CY};
    WANT_OK(office_ask(&o, o.teacher,
        (struct ask){.act = ACT_CONCERN_RECORD,
            .about = c.thread,
            .purpose = S("own_report"),
            .with = &in},
        &answer));
    r = office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    WANT_INT(r->state, REPORTED_DISPUTED);
    WANT(r->steps[0].now);
    WANT_INT(r->mine_count, 1);
    office_close(&o);
}

TEST(feedback_says_too_much__finds_the_register_and_other_agencies)
{
    struct office o;
    struct str   *found;
    size_t        n;

    office_open(&o);
    found = feedback_says_too_much(o.arena, o.pack, LANG_EN,
        S("The child is on the Child Protection Register."), &n);
    WANT(n > 0 && found);
    (void)feedback_says_too_much(o.arena, o.pack, LANG_EN,
        S("Thank you. We have begun an assessment"
          " and will see her tomorrow."),
        &n);
    WANT_INT(n, 0);
    office_close(&o);
}
