/*
 * report_test -- a report goes once, where it must, and its author is told
 * at once what happens next; what is not sent is remembered.
 */
#include "hand.h"

#include "../test.h"

#include "action/tick.h"

/* ---- sending ---- */

/* What the pack's form tells the reporter, and no more. */
#define ACKNOWLEDGED                                                          \
    "SELECT COUNT(*) FROM entry e WHERE e.author IS NULL AND e.form ="        \
    " 'acknowledgement'"

TEST(draft_send__makes_one_entry_however_often_it_is_pressed)
{
    struct office      o;
    struct report_sent one = {0}, two = {0};
    struct id          d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_fill(hand_as(&o, o.teacher), d, "{}");
    WANT_OK(hand_send(hand_as(&o, o.teacher), d, &one));
    WANT_OK(hand_send(hand_as(&o, o.teacher), d, &two));
    WANT(id_eq(one.entry, two.entry));
    WANT(id_eq(one.thread, two.thread));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM entry WHERE author IS NOT NULL"),
        1);
    WANT_INT(office_count(&o, ACKNOWLEDGED), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM draft_field"), 0);
    office_close(&o);
}

TEST(draft_send__is_acknowledged_at_once_in_the_record)
{
    struct office          o;
    struct report_sent     out;
    const struct reported *r;
    struct office_child    c = {0};
    enum err               e;

    office_open(&o);
    out = hand_sent(hand_as(&o, o.teacher), "{\"about_worker\":\"no\"}");
    c.thread = out.thread;
    WANT_INT(office_count(&o, ACKNOWLEDGED), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM clock_row"
                 " WHERE clock = 'concern.acknowledged' AND state = 'met'"),
        1);
    r = office_reported(&o, o.teacher, &c, &e);
    WANT_OK(e);
    WANT_INT(r->told_count, 1);
    WANT_INT(r->told[0].use, USE_RECEIVE);
    WANT_INT(r->state, REPORTED_KNOWN);
    /* the answer is still owed */
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM clock_row WHERE state = 'open'"
                 " AND clock = 'concern.decision'"),
        1);
    office_close(&o);
}

TEST(draft_send__leaves_to_its_desk_what_is_for_that_desk_alone)
{
    struct office o;

    office_open(&o);
    hand_sent(hand_as(&o, o.teacher), "{\"about_worker\":\"yes\"}");
    WANT_INT(office_count(&o, ACKNOWLEDGED), 0);
    office_close(&o);
}

TEST(draft_send__leaves_nothing_behind_when_something_is_missing)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_put(hand_as(&o, o.teacher), d, "happened", "not enough");
    WANT_ERR(ERR_INVALID, hand_send(hand_as(&o, o.teacher), d, &out));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 0);
    WANT_STR(typed_text(&hand_page(hand_as(&o, o.teacher), d)->typed,
                 S("happened")),
        "not enough");
    office_close(&o);
}

TEST(draft_send__is_about_each_child_with_a_record_of_the_reporters_agency)
{
    struct office      o;
    struct report_sent out = {0};
    struct entry       entry;
    struct answer      a = {0};
    struct id          d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.add = S("_children")}, &a));
    hand_fill(hand_as(&o, o.teacher), d,
        "{\"given_name\":{\"0\":\"Lleucu\",\"1\":\"Tomos\"}}");
    WANT_OK(hand_send(hand_as(&o, o.teacher), d, &out));
    WANT_OK(hand_entry(&o, out.entry, &entry));
    WANT_INT(entry.about_count, 2);
    WANT(!id_eq(entry.about[0].source, entry.about[1].source));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM source s JOIN agency g"
                 " ON g.id = s.agency WHERE g.kind = 'school'"),
        2);
    office_close(&o);
}

TEST(draft_send__takes_a_worker_concern_to_the_officer_alone)
{
    struct office      o;
    struct report_sent out;
    struct entry       entry;

    office_open(&o);
    out = hand_sent(hand_as(&o, o.teacher), "{\"about_worker\":\"yes\"}");
    WANT_OK(hand_entry(&o, out.entry, &entry));
    WANT(entry.only_route);
    WANT_STR(entry.route, "designated_officer");
    WANT_INT(hand_notices(&o, o.officer_desk, "worker_concern_to_officer"), 1);
    WANT_INT(hand_notices(&o, o.front_door, "concern_to_desk"), 0);
    WANT_INT(hand_notices(&o, o.safeguarding, "concern_to_desk"), 0);
    office_close(&o);
}

TEST(draft_send__keeps_where_a_child_is_and_who_reported_out_of_the_entry)
{
    struct office      o;
    struct report_sent out;
    struct entry       entry;

    office_open(&o);
    out = hand_sent(hand_as(&o, o.teacher),
        "{\"home\":{\"0\":\"Tyddyn Cudd\"},\"reporter\":\"Ann Gudd\"}");
    WANT_OK(hand_entry(&o, out.entry, &entry));
    WANT_NOT_IN(entry.answers_text, "Tyddyn Cudd");
    WANT_NOT_IN(entry.answers_text, "Ann Gudd");
    office_close(&o);
}

/* ---- what is told at once ---- */

TEST(report_sent__says_reference_and_by_when_it_is_decided_and_answered)
{
    struct office                o;
    const struct report_receipt *r;
    struct report_sent           out;
    struct id                    d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_fill(hand_as(&o, o.teacher), d, "{\"urgency\":\"urgent\"}");
    WANT_OK(hand_send(hand_as(&o, o.teacher), d, &out));
    r = hand_receipt(hand_as(&o, o.teacher), d);
    WANT_STR(r->reference, "C-1");
    WANT(!r->only && !r->call && !r->code.n);
    WANT_STR(moment_text(o.arena, r->decide_by), "2027-03-02T23:59:59Z");
    WANT(r->told && r->within.unit == SPAN_WORKING_DAYS);
    WANT(r->copy != NULL);
    WANT_INT(r->line_count, 2);
    office_close(&o);
}

TEST(report_sent__gives_a_code_for_the_written_report_of_a_call)
{
    struct office                o;
    const struct report_receipt *r;
    struct draft_start           in = {.verb = MAY_REPORT};
    struct draft_started        *made;
    struct report_sent           out, written;
    struct answer                a = {0};
    struct entry                 call, entry;
    struct hand                  taker;
    struct id                    d;

    office_open(&o);
    taker = hand_as(&o, o.worker);
    taker.why = DUTY;
    d = hand_start_as(taker, MAY_TAKE_CALL);
    hand_fill(taker, d,
        "{\"caller\":\"professional\",\"about_worker\":\"no\"}");
    WANT_OK(hand_send(taker, d, &out));
    r = hand_receipt(taker, d);
    WANT(r->call && r->code.n);
    WANT_STR(moment_text(o.arena, r->write_by), "2027-03-02T09:00:00Z");
    in.reference = r->reference;
    in.code = S("0000-0000");
    WANT_ERR(ERR_INVALID,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in},
            &a));
    in.code = str_lower(o.arena, r->code);
    WANT_OK(office_ask(&o, o.teacher,
        (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in}, &a));
    made = a.with;
    hand_fill(hand_as(&o, o.teacher), made->draft, "{\"about_worker\":\"no\"}");
    WANT_OK(hand_send(hand_as(&o, o.teacher), made->draft, &written));
    WANT_OK(hand_entry(&o, out.entry, &call));
    WANT_OK(hand_entry(&o, written.entry, &entry));
    WANT(id_eq(call.thread, entry.thread));
    /* and once only */
    WANT_ERR(ERR_INVALID,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in},
            &a));
    office_close(&o);
}

/* ---- records of the own agency (S14) ---- */

TEST(draft_show__offers_records_of_the_readers_own_agency_alone)
{
    struct office            o;
    const struct draft_page *p;
    struct id                d;

    office_open(&o);
    (void)office_report(&o, o.teacher, HAND_LLEUCU);
    d = hand_start(hand_as(&o, o.safeguarding)); /* the same school */
    hand_lleucu(hand_as(&o, o.safeguarding), d);
    p = hand_page(hand_as(&o, o.safeguarding), d);
    WANT_INT(p->known_count, 1);
    WANT_STR(p->known[0].family, "Penri");
    d = hand_start(hand_as(&o, o.social)); /* another agency */
    hand_lleucu(hand_as(&o, o.social), d);
    WANT_INT(hand_page(hand_as(&o, o.social), d)->known_count, 0);
    d = hand_start(
        hand_as(&o, o.nurse)); /* asks the register, looks nobody up */
    hand_lleucu(hand_as(&o, o.nurse), d);
    WANT_INT(hand_page(hand_as(&o, o.nurse), d)->known_count, 0);
    office_close(&o);
}

TEST(draft_send__uses_the_record_that_the_reporter_chose)
{
    struct office       o;
    struct office_child first;
    struct report_sent  out;
    struct entry        entry;
    struct id           d;

    office_open(&o);
    first = office_report(&o, o.teacher, HAND_LLEUCU);
    d = hand_start(hand_as(&o, o.safeguarding));
    hand_fill(hand_as(&o, o.safeguarding), d, HAND_LLEUCU);
    hand_put(hand_as(&o, o.safeguarding), d, "_source.0",
        str_c(o.arena, id_text(o.arena, first.source)));
    WANT_OK(hand_send(hand_as(&o, o.safeguarding), d, &out));
    WANT_OK(hand_entry(&o, out.entry, &entry));
    WANT(id_eq(entry.about[0].source, first.source));
    office_close(&o);
}

TEST(draft_send__takes_no_record_of_another_agency)
{
    struct office       o;
    struct office_child first;
    struct report_sent  out;
    struct id           d;

    office_open(&o);
    first = office_report(&o, o.teacher, HAND_LLEUCU);
    d = hand_start(hand_as(&o, o.social));
    hand_fill(hand_as(&o, o.social), d, HAND_LLEUCU);
    hand_put(hand_as(&o, o.social), d, "_source.0",
        str_c(o.arena, id_text(o.arena, first.source)));
    WANT_ERR(ERR_DENIED, hand_send(hand_as(&o, o.social), d, &out));
    office_close(&o);
}

/* ---- reminders (S21) ---- */

static void
tick(struct office *o)
{
    WANT_OK(tick_run(o->service, o->arena));
    WANT_OK(tick_run(o->service, o->arena)); /* twice writes once */
}

TEST(draft_reminders__remind_the_author_after_the_packs_hour)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_put(hand_as(&o, o.teacher), d, "about_worker", "no");
    office_at(&o, "2027-03-01T09:50:00Z");
    tick(&o);
    WANT_INT(hand_notices(&o, o.teacher, "unsent_to_author"), 0);
    office_at(&o, "2027-03-01T10:05:00Z");
    tick(&o);
    WANT_INT(hand_notices(&o, o.teacher, "unsent_to_author"), 1);
    WANT_INT(hand_notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
    office_close(&o);
}

TEST(draft_reminders__tell_a_colleague_before_the_day_ends)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_put(hand_as(&o, o.teacher), d, "about_worker", "no");
    office_at(&o, "2027-03-01T22:55:00Z");
    tick(&o);
    WANT_INT(hand_notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
    office_at(&o, "2027-03-01T23:05:00Z");
    tick(&o);
    /* nobody is the deputy: whoever covers for one */
    WANT_INT(hand_notices(&o, o.safeguarding, "unsent_to_deputy"), 1);
    WANT_INT(hand_notices(&o, o.teacher, "unsent_to_deputy"), 0);
    office_close(&o);
}

TEST(draft_reminders__tell_no_colleague_of_one_about_a_worker)
{
    static const char *const said[] = {"yes", ""};
    struct office            o;
    struct id                d;

    for (size_t i = 0; i < 2; i++) {
        office_open(&o);
        d = hand_start(hand_as(&o, o.teacher));
        hand_put(hand_as(&o, o.teacher), d, "about_worker", said[i]);
        office_at(&o, "2027-03-02T09:00:00Z");
        tick(&o);
        WANT_INT(hand_notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
        WANT_INT(hand_notices(&o, o.teacher, "unsent_to_author"), 1);
        office_close(&o);
    }
}

TEST(draft_reminders__are_silent_about_what_was_sent_or_thrown_away)
{
    struct office o;
    struct answer a;
    struct id     d;

    office_open(&o);
    (void)hand_sent(hand_as(&o, o.teacher), "{\"about_worker\":\"no\"}");
    d = hand_start(hand_as(&o, o.teacher));
    WANT_OK(hand_ask(hand_as(&o, o.teacher),
        (struct ask){.act = ACT_DRAFT_DROP, .about = d, .purpose = OWN}, &a));
    office_at(&o, "2027-03-02T09:00:00Z");
    tick(&o);
    WANT_INT(hand_notices(&o, o.teacher, "unsent_to_author"), 0);
    office_close(&o);
}

/* ---- a check by telephone ---- */

TEST(call_check__is_for_those_who_may_and_is_kept_like_any_other)
{
    struct office    o;
    struct check_ask in = {.nhs = S("9990000018"),
        .born = date_of(2020, 4, 1),
        .reason = S("injury"),
        .caller = S("Sioned"),
        .caller_agency = S("Ward 3"),
        .called_back = S("01632 960333")};
    struct ask       ask = {.act = ACT_CALL_CHECK,
              .purpose = S("concern"),
              .with = &in};
    struct answer    a;

    office_open(&o);
    WANT_ERR(ERR_DENIED, hand_ask(hand_as(&o, o.teacher), ask, &a));
    WANT_ERR(ERR_DENIED, hand_ask(hand_as(&o, o.nurse), ask, &a));
    WANT_OK(hand_ask(hand_as(&o, o.worker), ask, &a));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM check_done"), 1);
    WANT_NOT_IN(a.detail, "Sioned");
    WANT_IN(((const struct check_answer *)a.with)->json, "Sioned");
    office_close(&o);
}
