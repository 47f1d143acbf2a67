/*
 * import_test -- a register brought in from a file: dry, by two persons,
 * again, and undone.
 */
#include "action/import.h"

#include <time.h>

#include "action/check.h"
#include "action/home.h"
#include "action/import_out.h"
#include "office.h"
#include "record/account.h"
#include "record/digest.h"
#include "record/notice.h"
#include "record/register.h"
#include "store/lease.h"

#include "../test.h"

#define HEADINGS                                                              \
    "reference,given_name,family_name,Date of birth,nhs_number,"              \
    "took_effect,categories,limb,next_review\r\n"
#define NON                                                                   \
    "A1,Non,Llwyd,1/2/2020,999 000 0018,11/1/2027,Neglect,likely,"            \
    "2027-05-04\r\n"
#define IFAN "A2,Ifan,Llwyd,2021-06-30,,2026-12-01,Physical;Neglect,likely,\r\n"

static struct id the_custodian;

static void
open_with_custodian(struct office *o)
{
    office_open(o);
    the_custodian = o->custodian;
}

static struct moment
day_of_file(void)
{
    struct moment m;

    WANT(moment_parse(S("2027-02-28T12:00Z"), &m));
    return m;
}

static enum err
ask_as(struct office *o, struct id who, enum action act, struct id batch,
    const void *with)
{
    struct answer answer = {0};

    return office_ask(o, who,
        (struct ask){.act = act, .about = batch, .with = with}, &answer);
}

static const struct import_page *
page(struct office *o, struct id batch, enum import_part part,
    enum row_verdict verdict)
{
    struct import_show_ask in = {.part = part, .verdict = verdict};
    struct answer          answer = {0};

    WANT_OK(office_ask(o, the_custodian,
        (struct ask){.act = ACT_IMPORT_SHOW, .about = batch, .with = &in},
        &answer));
    return answer.with;
}

static void
run(struct office *o, struct id batch)
{
    enum err e;

    do
        e = import_step(o->service, o->arena, batch, &import_slice_usual);
    while (e == OK);
    WANT_ERR(ERR_ABSENT, e);
}

static enum err
bring(struct office *o, enum batch_kind kind, struct str text, struct id *batch)
{
    struct cx          cx = cx_service(o->service, o->arena, the_custodian);
    struct fault       fault = {0};
    struct import_file f = {.how = {.kind = kind, .as_of = day_of_file()},
        .bytes = text};

    return import_bring(&cx, &f, batch, &fault);
}

/* Brought and checked; columns mean what was guessed. */
static struct id
checked(struct office *o, struct str text)
{
    struct import_map_ask map = {0};
    struct id             batch;

    WANT_OK(bring(o, BATCH_REGISTER, text, &batch));
    WANT_OK(ask_as(o, the_custodian, ACT_IMPORT_MAP, batch, &map));
    run(o, batch);
    return batch;
}

static void
apply(struct office *o, struct id batch)
{
    bool known = true;

    WANT_OK(ask_as(o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    WANT_OK(ask_as(o, o->manager, ACT_IMPORT_APPROVE, batch, NULL));
    run(o, batch);
}

static const struct check_answer *
check(struct office *o, const char *nhs, const char *born)
{
    struct check_ask in = {.nhs = str_of(nhs), .reason = S("injury")};
    struct answer    answer = {0};
    struct ask       ask = {.act = ACT_REGISTER_CHECK,
              .purpose = S("attendance"),
              .with = &in};

    WANT(date_parse(str_of(born), &in.born));
    WANT_OK(office_ask(o, o->nurse, ask, &answer));
    return answer.with;
}

static struct digest the_digest;

static enum err
digest(struct work *w, struct office *o)
{
    (void)o;
    return digest_record(w, &the_digest);
}

TEST(import__dry_leaves_nothing_behind_but_leaves_in_the_ledger)
{
    struct office o;
    struct digest before;
    struct id     batch;

    open_with_custodian(&o);
    office_do(&o, digest);
    before = the_digest;
    batch = checked(&o, S(HEADINGS NON IFAN));
    WANT_INT(page(&o, batch, REPORT_TOTALS, 0)->counts.of[ROW_NEW], 2);
    office_do(&o, digest);
    WANT(hash_eq(before, the_digest));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_DROP, batch, NULL));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch_piece"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch_row"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch_column"), 0);
    office_do(&o, digest);
    WANT(hash_eq(before, the_digest));
    office_close(&o);
}

TEST(import__is_approved_by_somebody_else_and_then_answers_checks)
{
    struct office              o;
    struct id                  batch;
    bool                       known = false;
    const struct check_answer *c;

    open_with_custodian(&o);
    batch = checked(&o, S(HEADINGS NON IFAN));
    WANT_ERR(ERR_CONFLICT,
        ask_as(&o, o.manager, ACT_IMPORT_APPROVE, batch, NULL));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    WANT_ERR(ERR_INVALID,
        ask_as(&o, the_custodian, ACT_IMPORT_APPROVE, batch, NULL));
    WANT_ERR(ERR_DENIED, ask_as(&o, o.worker, ACT_IMPORT_APPROVE, batch, NULL));
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_NONE);
    WANT_OK(ask_as(&o, o.manager, ACT_IMPORT_APPROVE, batch, NULL));
    run(&o, batch);
    c = check(&o, "9990000018", "2020-02-01");
    WANT_INT(c->result, CHECK_ON);
    WANT_STR(c->categories, "neglect");
    WANT_INT(c->cover[0].as_of.us, day_of_file().us);
    WANT(!c->cover[0].kept_here);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE cause IN"
                 " (SELECT id FROM entry)"),
        0);
    office_close(&o);
}

TEST(import__rings_while_rows_of_the_file_were_left_out)
{
    struct office o;
    struct id     batch;
    bool          known = false;

    open_with_custodian(&o);
    batch = checked(&o,
        S(HEADINGS NON "A3,Siw,Pugh,31/2/2020,,x,Neglect,"
                       "likely,\r\n"));
    WANT_INT(page(&o, batch, REPORT_TOTALS, 0)->counts.of[ROW_ERROR], 1);
    WANT_ERR(ERR_INVALID,
        ask_as(&o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    apply(&o, batch);
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_ON);
    WANT_INT(check(&o, "9990000026", "2019-01-01")->result, CHECK_RING);
    office_close(&o);
}

TEST(import__says_what_is_wrong_in_the_files_own_terms)
{
    struct office             o;
    struct id                 batch;
    const struct import_page *p;

    open_with_custodian(&o);
    batch = checked(&o,
        S(HEADINGS "A1,Non,Llwyd,31/02/2020,1234567890,"
                   "11/1/2027,Cold,likely,\r\nA2,x\r\n"));
    p = page(&o, batch, REPORT_ROWS, ROW_ERROR);
    WANT_INT(p->line_count, 2);
    WANT_INT(p->lines[0].row.line, 2);
    WANT_INT(p->lines[0].fault_count, 3);
    WANT_STR(p->lines[0].faults[0].column->heading, "Date of birth");
    WANT_STR(p->lines[0].faults[0].value, "31/02/2020");
    WANT_INT(p->lines[0].faults[0].msg, MSG_IMPORT_NOT_A_DATE);
    WANT_STR(p->lines[0].faults[2].value, "Cold");
    WANT_INT(p->lines[1].faults[0].msg, MSG_IMPORT_CELLS);
    office_close(&o);
}

TEST(import__again_shows_changed_and_absent_and_takes_nobody_off)
{
    struct office             o;
    struct id                 batch;
    const struct import_page *p;

    open_with_custodian(&o);
    apply(&o, checked(&o, S(HEADINGS NON IFAN)));
    p = page(&o, checked(&o, S(HEADINGS NON IFAN)), REPORT_TOTALS, 0);
    WANT_INT(p->counts.of[ROW_SAME], 2);
    WANT_INT(p->absent_all, 0);
    batch = checked(&o,
        S(HEADINGS "A1,Non,Llwyd,1/2/2020,9990000018,11/1/2027,Physical,"
                   "likely,2027-05-04\r\n"));
    p = page(&o, batch, REPORT_ABSENT, 0);
    WANT_INT(p->counts.of[ROW_CHANGED], 1);
    WANT_INT(p->absent_count, 1);
    WANT_STR(p->absent[0].name, "Ifan Llwyd");
    apply(&o, batch);
    WANT_STR(check(&o, "9990000018", "2020-02-01")->categories, "physical");
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM register_spell"
                 " WHERE off_at IS NULL"),
        2);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 2);
    office_close(&o);
}

TEST(import__never_takes_off_whom_a_later_file_says_is_off)
{
    struct office o;
    struct id     batch;

    open_with_custodian(&o);
    apply(&o, checked(&o, S(HEADINGS NON)));
    batch = checked(&o,
        S("reference,given_name,family_name,birth_date,nhs_number,"
          "took_effect,categories,limb,Date taken off the register,"
          "Reason\r\n"
          "A1,Non,Llwyd,1/2/2020,9990000018,11/1/2027,Neglect,likely,"
          "1/2/2027,turned_18\r\n"));
    WANT_INT(page(&o, batch, REPORT_TOTALS, 0)->counts.of[ROW_NEW], 0);
    apply(&o, batch);
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_ON);
    office_close(&o);
}

TEST(import__lets_a_person_say_whether_it_is_somebody_here)
{
    struct office             o;
    struct id                 batch;
    const struct import_page *p;
    struct import_decide_ask  say = {.decision = ROW_IS_SAME};
    bool                      known = false;

    open_with_custodian(&o);
    (void)office_concern(&o,
        "{\"given_name\": {\"0\": \"Ifan\"},"
        " \"family_name\": {\"0\": \"Llwyd\"},"
        " \"unborn\": {\"0\": \"no\"},"
        " \"birth_date\": {\"0\": \"2021-06-30\"}}");
    batch = checked(&o, S(HEADINGS IFAN));
    p = page(&o, batch, REPORT_ROWS, ROW_REVIEW);
    WANT_INT(p->line_count, 1);
    WANT_ERR(ERR_INVALID,
        ask_as(&o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    say.line = p->lines[0].row.line;
    say.source = (struct id){.kind = ID_SOURCE};
    WANT_ERR(ERR_ABSENT,
        ask_as(&o, the_custodian, ACT_IMPORT_DECIDE, batch, &say));
    WANT(p->lines[0].candidate_count > 0);
    say.source = p->lines[0].candidates[0].source;
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_DECIDE, batch, &say));
    apply(&o, batch);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM person"
                 " WHERE kind = 'child'"),
        1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM register_spell"), 1);
    office_close(&o);
}

TEST(import__is_undone_by_two_and_lists_the_checks_in_between)
{
    struct office             o;
    struct id                 batch;
    struct str                why = S("the wrong file");
    const struct import_page *p;

    open_with_custodian(&o);
    batch = checked(&o, S(HEADINGS NON IFAN));
    apply(&o, batch);
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_ON);
    p = page(&o, batch, REPORT_CHECKS, 0);
    WANT_INT(p->check_count, 1);
    WANT_STR(p->checks[0].name, "nurse");
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_UNDO, batch, &why));
    WANT_ERR(ERR_INVALID,
        ask_as(&o, the_custodian, ACT_IMPORT_UNDO_APPROVE, batch, NULL));
    WANT_OK(ask_as(&o, o.manager, ACT_IMPORT_UNDO_APPROVE, batch, NULL));
    run(&o, batch);
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_NONE);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM register_spell"), 0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'check'"),
        1);
    office_close(&o);
}

#define WITHDRAWN(state)                                                      \
    "SELECT COUNT(*) FROM clock_row WHERE clock = 'register.withdrawn'"       \
    " AND state = '" state "'"

static void
undo(struct office *o, struct id batch)
{
    struct str why = S("the wrong file");

    office_at(o, "2027-03-01T11:00:00Z");
    WANT_OK(ask_as(o, the_custodian, ACT_IMPORT_UNDO, batch, &why));
    WANT_OK(ask_as(o, o->manager, ACT_IMPORT_UNDO_APPROVE, batch, NULL));
    run(o, batch);
}

/* S22: of the two children one was asked about; nobody relied on the other. */
TEST(import__undone_opens_a_deadline_where_somebody_had_relied_on_it)
{
    struct office               o;
    struct id                   batch;
    const struct import_relied *r;
    struct import_settle_ask    in = {.reason = S(" ")};

    open_with_custodian(&o);
    batch = checked(&o, S(HEADINGS NON IFAN));
    apply(&o, batch);
    WANT_INT(page(&o, batch, REPORT_RELIED, 0)->relied.count, 0);
    WANT_INT(check(&o, "9990000018", "2020-02-01")->result, CHECK_ON);
    WANT_INT(page(&o, batch, REPORT_RELIED, 0)->relied.count, 1);
    undo(&o, batch);
    WANT_INT(office_count(&o, WITHDRAWN("open")), 1);
    WANT_INT(page(&o, batch, REPORT_RELIED, 0)->relied.count, 1);
    r = page(&o, batch, REPORT_RELIED, 0)->relied.rows;
    WANT_INT(r->list.count, 1);
    WANT_INT(r->list.all[0].kind, RELIED_CHECK);
    WANT(r->list.all[0].receipt.n > 0);
    WANT_STR(moment_text(o.arena, r->due), "2027-03-04T11:00:00Z");
    in.line = r->line;
    WANT_ERR(ERR_INVALID,
        ask_as(&o, the_custodian, ACT_IMPORT_SETTLE, batch, &in));
    in.reason = S("The nurse was rung");
    WANT_ERR(ERR_DENIED, ask_as(&o, o.nurse, ACT_IMPORT_SETTLE, batch, &in));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_SETTLE, batch, &in));
    WANT_INT(office_count(&o, WITHDRAWN("met")), 1);
    WANT(page(&o, batch, REPORT_RELIED, 0)->relied.rows[0].list.settled);
    WANT_ERR(ERR_ABSENT,
        ask_as(&o, the_custodian, ACT_IMPORT_SETTLE, batch, &in));
    office_close(&o);
}

TEST(import__undone_opens_no_deadline_when_nobody_relied_on_it)
{
    struct office o;
    struct id     batch;

    open_with_custodian(&o);
    batch = checked(&o, S(HEADINGS NON IFAN));
    apply(&o, batch);
    undo(&o, batch);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM clock_row"), 0);
    WANT_INT(page(&o, batch, REPORT_RELIED, 0)->relied.count, 0);
    office_close(&o);
}

TEST(import__goes_out_and_comes_in_again_unchanged)
{
    struct office              o;
    struct answer              answer = {0};
    const struct register_out *out;
    const struct import_page  *p;

    open_with_custodian(&o);
    apply(&o,
        checked(&o,
            S(HEADINGS NON IFAN
                "A9,=cmd(),-Llwyd,2015-01-01,,2026-12-01,Neglect,"
                "likely,\r\n")));
    WANT_OK(office_ask(&o, the_custodian, (struct ask){.act = ACT_REGISTER_OUT},
        &answer));
    out = answer.with;
    WANT_INT(out->count, 3);
    WANT_INT(answer.disclosed_count, 3);
    WANT_IN(out->file, ",'=cmd(),'-Llwyd,");
    p = page(&o, checked(&o, out->file), REPORT_TOTALS, 0);
    WANT_INT(p->counts.of[ROW_SAME], 3);
    WANT_INT(p->batch.rows, 3);
    WANT_ERR(ERR_DENIED,
        office_ask(&o, o.manager, (struct ask){.act = ACT_REGISTER_OUT},
            &answer));
    office_close(&o);
}

TEST(import__refuses_files_that_are_no_tables)
{
    struct office o;
    struct id     batch;

    open_with_custodian(&o);
    WANT_ERR(ERR_INVALID, bring(&o, BATCH_REGISTER, S(""), &batch));
    WANT_ERR(ERR_INVALID, bring(&o, BATCH_REGISTER, S("a\0b"), &batch));
    WANT_ERR(ERR_INVALID,
        bring(&o, BATCH_REGISTER,
            S("\xff\xfe"
              "a\0"),
            &batch));
    WANT_ERR(ERR_INVALID, bring(&o, BATCH_REGISTER, S("\"open"), &batch));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch"), 0);
    office_close(&o);
}

TEST(import__does_a_row_in_each_slice_on_the_slowest_machine)
{
    static const struct import_slice no_time = {.us = 0, .rows = 64};
    struct office                    o;
    struct id                        batch;
    struct import_map_ask            map = {0};
    bool                             known = false;

    open_with_custodian(&o);
    WANT_OK(bring(&o, BATCH_REGISTER, S(HEADINGS NON IFAN), &batch));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_MAP, batch, &map));
    WANT_OK(import_step(o.service, o.arena, batch, &no_time));
    WANT_INT(page(&o, batch, REPORT_TOTALS, 0)->batch.rows, 1);
    run(&o, batch);
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    WANT_OK(ask_as(&o, o.manager, ACT_IMPORT_APPROVE, batch, NULL));
    WANT_OK(import_step(o.service, o.arena, batch, &no_time));
    WANT_INT(page(&o, batch, REPORT_TOTALS, 0)->batch.done, 1);
    office_close(&o);
}

TEST(import__begins_where_the_last_commit_stands)
{
    struct office             o;
    struct id                 batch;
    struct import_slice       one = {.us = INT64_C(1) << 40, .rows = 1};
    bool                      known = false;
    const struct import_page *p;

    open_with_custodian(&o);
    batch = checked(&o, S(HEADINGS NON IFAN));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_SEND, batch, &known));
    WANT_OK(ask_as(&o, o.manager, ACT_IMPORT_APPROVE, batch, NULL));
    WANT_OK(import_step(o.service, o.arena, batch, &one));
    p = page(&o, batch, REPORT_TOTALS, 0);
    WANT_INT(p->batch.done, 1);
    WANT_INT(p->batch.state, BATCH_APPLYING);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM register_spell"), 1);
    run(&o, batch);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM register_spell"), 2);
    office_close(&o);
}

/* ---- the next dates ---- */

static const struct home *
home_of(struct office *o, struct id who)
{
    enum home_which which = HOME_FIRST;
    struct answer   answer = {0};

    WANT_OK(office_ask(o, who,
        (struct ask){.act = ACT_HOME,
            .purpose = office_purpose(o, "own"),
            .with = &which},
        &answer));
    return answer.with;
}

#define DATED                                                                 \
    "reference,given_name,family_name,birth_date,took_effect,categories,"     \
    "limb,co_ordinator,next_visit,next_core_group,next_review\r\n"            \
    "A1,Non,Llwyd,1/2/2020,11/1/2027,Neglect,likely,social,26/2/2027,"        \
    "20/3/2027,4/5/2027\r\n"

TEST(import__starts_clocks_from_the_dates_that_the_register_states)
{
    struct office      o;
    const struct home *h;

    open_with_custodian(&o);
    WANT_INT(home_of(&o, o.social)->child_count, 0);
    apply(&o, checked(&o, S(DATED)));
    h = home_of(&o, o.social);
    WANT_INT(h->child_count, 1);
    WANT_STR(h->children[0].clock.en, "Visit to the child");
    WANT(h->children[0].late);
    WANT_INT(h->notice_count, 0);
    WANT_INT(home_of(&o, o.worker)->child_count, 0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM clock_row WHERE state = 'open'"
                 " AND clock LIKE 'register.%' AND owner LIKE 'tie.%'"),
        4); /* the three dates, and the eighteenth birthday */
    office_close(&o);
}

/* ---- one node at a time ---- */

static enum err
elsewhere(struct work *w, struct office *o)
{
    (void)o;
    return lease_take(w->tx, S("import"), S("a node that dies"), 1);
}

TEST(import_step__waits_for_a_node_that_has_it_and_not_for_a_dead_one)
{
    const struct timespec longer = {.tv_sec = 1, .tv_nsec = 200000000};
    struct office         o;
    struct id             batch;
    struct import_map_ask map = {0};

    open_with_custodian(&o);
    WANT_OK(bring(&o, BATCH_REGISTER, S(HEADINGS NON), &batch));
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_MAP, batch, &map));
    office_do(&o, elsewhere);
    WANT_ERR(ERR_BUSY,
        import_step(o.service, o.arena, batch, &import_slice_usual));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch_row"), 0);
    nanosleep(&longer, NULL);
    run(&o, batch);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM batch_row"), 1);
    office_do(&o, elsewhere); /* given back with the last slice */
    office_close(&o);
}

TEST(import_people__makes_records_of_the_agency_and_not_of_the_register)
{
    struct office             o;
    struct id                 batch;
    struct import_map_ask     map = {0};
    struct str                why = S("the wrong list");
    const struct import_page *p;

    open_with_custodian(&o);
    for (int again = 0; again < 2; again++) {
        WANT_OK(bring(&o, BATCH_PEOPLE,
            S("reference,given_name,family_name,birth_date,open_since\n"
              "C1,Gwen,Harri,2018-04-05,2027-01-04\n"),
            &batch));
        WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_MAP, batch, &map));
        run(&o, batch);
        p = page(&o, batch, REPORT_TOTALS, 0);
        WANT_INT(p->counts.of[again ? ROW_SAME : ROW_NEW], 1);
        apply(&o, batch);
        if (!again)
            WANT_INT(office_count(&o,
                         "SELECT COUNT(*) FROM source"
                         " WHERE ref = 'C1'"),
                1);
    }
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM register_held"), 0);
    p = page(&o, batch, REPORT_TOTALS, 0);
    WANT_INT(p->counts.done, 0);
    WANT_OK(ask_as(&o, the_custodian, ACT_IMPORT_UNDO, batch, &why));
    office_close(&o);
}
