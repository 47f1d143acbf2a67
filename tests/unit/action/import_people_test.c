/*
 * import_people_test -- an agency's own list of children with open work:
 * any agency's, under either pack, and never a way to learn whom the others
 * know (S14).
 */
#include "action/import.h"

#include "office.h"
#include "record/account.h"

#include "../test.h"

/* Headings by what the kernel calls them fit both packs. */
#define LIST                                                                  \
    "reference,given,family,birth date,open since\r\n"                        \
    "C1,Gwen,Harri,2018-04-05,2027-01-04\r\n"
#define ANOTHER "C2,Twm,Harri,2019-05-06,2027-01-05\r\n"
#define IFAN "C3,Ifan,Llwyd,2021-06-30,2027-01-05\r\n"

static struct id the_deputy, the_batch;

static enum err
ask_as(struct office *o, struct id who, enum action act, const void *with)
{
    struct answer answer = {0};

    return office_ask(o, who,
        (struct ask){.act = act, .about = the_batch, .with = with}, &answer);
}

static const struct import_page *
page(struct office *o, struct id who, enum import_part part)
{
    struct import_show_ask in = {.part = part};
    struct answer          answer = {0};

    WANT_OK(office_ask(o, who,
        (struct ask){.act = ACT_IMPORT_SHOW, .about = the_batch, .with = &in},
        &answer));
    return answer.with;
}

static void
run(struct office *o)
{
    enum err e;

    do
        e = import_step(o->service, o->arena, the_batch, &import_slice_usual);
    while (e == OK);
    WANT_ERR(ERR_ABSENT, e);
}

static enum err
bring_as(struct office *o, struct id who, enum batch_kind kind, struct str text)
{
    struct cx          cx = cx_service(o->service, o->arena, who);
    struct answer      answer = {0};
    struct fault       fault = {0};
    struct import_file f = {.how = {.kind = kind}, .bytes = text};

    WANT(moment_parse(S("2027-02-28T12:00Z"), &f.how.as_of));
    WANT_OK(office_ask(o, who, (struct ask){.act = ACT_IMPORT_LIST}, &answer));
    (void)answer;
    return import_bring(&cx, &f, &the_batch, &fault);
}

static void
check_as(struct office *o, struct id who, struct str text)
{
    struct import_map_ask map = {0};

    WANT_OK(bring_as(o, who, BATCH_PEOPLE, text));
    WANT_OK(ask_as(o, who, ACT_IMPORT_MAP, &map));
    run(o);
}

static void
apply(struct office *o, struct id first, struct id second)
{
    bool known = true;

    WANT_OK(ask_as(o, first, ACT_IMPORT_SEND, &known));
    WANT_ERR(ERR_INVALID, ask_as(o, first, ACT_IMPORT_APPROVE, NULL));
    WANT_OK(ask_as(o, second, ACT_IMPORT_APPROVE, NULL));
    run(o);
}

static enum err
deputy(struct work *w, struct office *o)
{
    struct account a = {.agency = o->school,
        .login = S("deputy"),
        .name = S("Dirprwy"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0};

    WANT_OK(account_new(w, &a, none, &the_deputy));
    WANT_OK(account_confirm(w, the_deputy, none));
    return account_grant(w, the_deputy, str_of(o->words->safeguarding), none,
        none, (struct moment){0});
}

static void
brought_twice_and_changed(const struct office_words *words)
{
    struct office             o;
    const struct import_page *p;

    office_open_in(&o, words);
    office_do(&o, deputy);
    check_as(&o, o.safeguarding, S(LIST ANOTHER));
    p = page(&o, o.safeguarding, REPORT_TOTALS);
    WANT_INT(p->counts.of[ROW_NEW], 2);
    WANT_INT(p->absent_all, 0);
    WANT_ERR(ERR_DENIED, ask_as(&o, o.teacher, ACT_IMPORT_APPROVE, NULL));
    apply(&o, o.safeguarding, the_deputy);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 2);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM sought s JOIN entry_about a"
                 " ON a.source = s.source AND a.entry = s.entry"
                 " WHERE s.way = 'file' AND s.asked = 'name birth'"),
        2);
    check_as(&o, the_deputy, S(LIST "C4,Nel,Puw,2017-01-01,2027-02-01\r\n"));
    p = page(&o, the_deputy, REPORT_ABSENT);
    WANT_INT(p->counts.of[ROW_SAME], 1);
    WANT_INT(p->counts.of[ROW_NEW], 1);
    WANT_INT(p->absent_count, 1);
    WANT_STR(p->absent[0].name, "Twm Harri");
    office_close(&o);
}

TEST(import_people__is_for_a_school_too_and_shows_who_is_new_and_absent)
{
    brought_twice_and_changed(&office_wales);
}

TEST(import_people__is_for_an_academy_in_England_as_well)
{
    brought_twice_and_changed(&office_england);
}

#define KNOWN_TO_THE_FRONT_DOOR                                               \
    "{\"given_name\": {\"0\": \"Ifan\"},"                                     \
    " \"family_name\": {\"0\": \"Llwyd\"},"                                   \
    " \"unborn\": {\"0\": \"no\"},"                                           \
    " \"birth_date\": {\"0\": \"2021-06-30\"}}"

/* The authority's own custodian is asked whether it is the same child: the
 * control; the school is not told that anybody knows him. */
TEST(import_people__never_tells_a_school_whom_the_others_know)
{
    struct office             o;
    const struct import_page *p;

    office_open(&o);
    (void)office_report(&o, o.worker, KNOWN_TO_THE_FRONT_DOOR);
    check_as(&o, o.custodian, S(LIST IFAN));
    p = page(&o, o.custodian, REPORT_TOTALS);
    WANT_INT(p->counts.of[ROW_REVIEW], 1);
    WANT_OK(ask_as(&o, o.custodian, ACT_IMPORT_DROP, NULL));
    check_as(&o, o.safeguarding, S(LIST IFAN));
    p = page(&o, o.safeguarding, REPORT_TOTALS);
    WANT_INT(p->counts.of[ROW_REVIEW], 0);
    WANT_INT(p->counts.of[ROW_NEW], 2);
    office_close(&o);
}

TEST(import_people__gives_nobody_a_right_to_a_register_or_to_anothers_file)
{
    struct office o;

    office_open(&o);
    WANT_ERR(ERR_DENIED, bring_as(&o, o.safeguarding, BATCH_REGISTER, S(LIST)));
    WANT_ERR(ERR_DENIED,
        office_ask(&o, o.safeguarding, (struct ask){.act = ACT_REGISTER_OUT},
            &(struct answer){0}));
    check_as(&o, o.custodian, S(LIST));
    WANT_ERR(ERR_ABSENT, ask_as(&o, o.safeguarding, ACT_IMPORT_DROP, NULL));
    office_close(&o);
}

/* A tie is given to people of the agency whose file it is. */
TEST(import_people__takes_no_worker_of_another_agency)
{
    struct office             o;
    const struct import_page *p;

    office_open(&o);
    check_as(&o, o.safeguarding,
        S("reference,given,family,birth date,open since,open_with\r\n"
          "C1,Gwen,Harri,2018-04-05,2027-01-04,social\r\n"
          "C2,Twm,Harri,2019-05-06,2027-01-04,teacher\r\n"));
    p = page(&o, o.safeguarding, REPORT_TOTALS);
    WANT_INT(p->counts.of[ROW_ERROR], 1);
    WANT_INT(p->counts.of[ROW_NEW], 1);
    office_close(&o);
}
