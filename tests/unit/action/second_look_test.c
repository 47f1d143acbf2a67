/*
 * second_look_test -- what waits for a supervisor, for how long, and who
 * may look (S21, S15, S9).
 */
#include "force.h"

#include "action/second_look.h"
#include "record/account.h"
#include "record/kin.h"
#include "record/person.h"

#include "../test.h"

#define MARKED(as)                                                            \
    "SELECT COUNT(*) FROM entry WHERE answers LIKE"                           \
    " '%\"supervisor_check\":\"" as "\"%'"

TEST(draft_send__lets_immediate_danger_wait_for_nobody)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    d = force_written(&o, "yes", "no");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT(!id_is_none(out.entry));
    WANT_INT(office_count(&o, MARKED("went_at_once")), 1);
    WANT(hand_receipt(hand_as(&o, constable), d)->quality.most > 0);
    office_close(&o);
}

TEST(draft_send__lets_a_concern_about_a_worker_wait_for_nobody)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    d = force_written(&o, "no", "yes");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT(!id_is_none(out.entry));
    WANT_ERR(ERR_ABSENT, force_look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    office_close(&o);
}

TEST(second_look__is_given_by_a_supervisor_of_the_force_alone)
{
    struct office o;
    struct id     d;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_INT(force_entries(&o), 0);
    WANT_ERR(ERR_ABSENT, force_look(&o, constable, ACT_SECOND_LOOK, d, NULL));
    WANT_ERR(ERR_ABSENT, force_look(&o, o.worker, ACT_SECOND_LOOK, d, NULL));
    WANT_ERR(ERR_ABSENT,
        force_look(&o, o.teacher, ACT_SECOND_LOOK_SEND, d, NULL));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_SEND, d, NULL));
    WANT_INT(office_count(&o, MARKED("looked_at")), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM entry e JOIN account a"
                 " ON a.id = e.author WHERE a.login = 'police_practitioner'"),
        1);
    WANT_ERR(ERR_ABSENT,
        force_look(&o, sergeant, ACT_SECOND_LOOK_SEND, d, NULL));
    office_close(&o);
}

TEST(second_look__keeps_the_draft_as_it_was_handed_in)
{
    struct office      o;
    struct draft_input in = {.name = S("happened"), .text = S("later")};
    struct draft_save  s = {.inputs = &in, .count = 1};
    struct answer      a = {0};
    struct id          d;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_ERR(ERR_CONFLICT, hand_save(hand_as(&o, constable), d, &s, &a));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
    WANT_OK(hand_save(hand_as(&o, constable), d, &s, &a));
    WANT_STR(hand_page(hand_as(&o, constable), d)->remark, "When?");
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM second_look"
                 " WHERE CAST(remark AS TEXT) LIKE '%When%'"),
        0);
    office_close(&o);
}

TEST(second_look__is_given_back_only_with_a_reason)
{
    struct office o;
    struct id     d;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_ERR(ERR_INVALID,
        force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S(" ")));
    office_close(&o);
}

static struct id related;

static enum err
sergeant_is_kin(struct work *w, struct office *o)
{
    (void)o;
    return kin_add(w, sergeant, related, S("declared"));
}

/* The child is known here already; the sergeant is an uncle (S9). */
TEST(second_look__is_absent_for_a_relative_and_goes_all_the_same)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    related = office_report(&o, o.teacher, HAND_LLEUCU).source;
    office_do(&o, sergeant_is_kin);
    d = force_written(&o, "no", "no");
    hand_put(hand_as(&o, constable), d, "given_name.0", "Lleucu");
    hand_put(hand_as(&o, constable), d, "family_name.0", "Penri");
    hand_put(hand_as(&o, constable), d, "birth_date.0-day", "1");
    hand_put(hand_as(&o, constable), d, "birth_date.0-month", "4");
    hand_put(hand_as(&o, constable), d, "birth_date.0-year", "2020");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT_ERR(ERR_ABSENT, force_look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    office_at(&o, "2027-03-01T15:00:00Z");
    force_tick(&o);
    WANT_INT(office_count(&o, MARKED("shift_ended")), 1);
    office_close(&o);
}

/* Handed in at nine: the shift ends at three in the afternoon. */
TEST(second_look_tick__sends_at_the_end_of_the_shift_and_not_before)
{
    struct office o;

    force_open(&o);
    force_handed_in(&o);
    office_at(&o, "2027-03-01T14:59:00Z");
    force_tick(&o);
    WANT_INT(force_entries(&o), 0);
    office_at(&o, "2027-03-01T15:00:00Z");
    force_tick(&o);
    WANT_INT(office_count(&o, MARKED("shift_ended")), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE action = 'SECOND_LOOK_DUE'"),
        1);
    force_tick(&o);
    WANT_INT(force_entries(&o), 1);
    office_close(&o);
}

TEST(second_look_tick__sends_what_was_given_back_too)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
    office_at(&o, "2027-03-01T14:30:00Z");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("Where?")));
    office_at(&o, "2027-03-01T15:00:00Z");
    force_tick(&o);
    WANT_INT(office_count(&o, MARKED("shift_ended")), 1);
    office_close(&o);
}

static enum err
constable_leaves(struct work *w, struct office *o)
{
    (void)o;
    return account_end(w, constable, (struct id){0});
}

TEST(second_look_tick__sends_for_an_author_who_has_left)
{
    struct office o;

    force_open(&o);
    force_handed_in(&o);
    office_do(&o, constable_leaves);
    office_at(&o, "2027-03-01T15:00:00Z");
    force_tick(&o);
    WANT_INT(force_entries(&o), 1);
    office_close(&o);
}

/* ---- the same in England, with its own words and hours ---- */

static struct id
written_in_england(struct hand h, const char *danger)
{
    struct id d = hand_start_as(h, MAY_BRIEF);

    hand_put(h, d, "danger_now", danger);
    hand_put(h, d, "how_soon", "same_day");
    hand_put(h, d, "worker_with_children", "no");
    hand_put(h, d, "first_name.0", "Wilf");
    hand_put(h, d, "last_name.0", "Thornbury");
    return d;
}

#define ENGLAND_MARKED(as)                                                    \
    "SELECT COUNT(*) FROM entry WHERE answers LIKE"                           \
    " '%\"sergeant_look\":\"" as "\"%'"

/* Handed in at nine: the watch ends at two in the afternoon. */
TEST(second_look__keeps_the_words_and_the_hours_of_another_pack)
{
    struct office      o;
    struct report_sent out;
    struct hand        h;

    force_open_in(&o, &office_england);
    h = hand_as(&o, constable);
    h.why = office_purpose(&o, "own");
    WANT_OK(hand_send(h, written_in_england(h, "yes"), &out));
    WANT_INT(office_count(&o, ENGLAND_MARKED("nobody_waited_for")), 1);
    WANT_OK(hand_send(h, written_in_england(h, "no"), &out));
    WANT(id_is_none(out.entry));
    office_at(&o, "2027-03-01T13:59:00Z");
    force_tick(&o);
    WANT_INT(force_entries(&o), 1);
    office_at(&o, "2027-03-01T14:00:00Z");
    force_tick(&o);
    WANT_INT(office_count(&o, ENGLAND_MARKED("watch_over")), 1);
    office_close(&o);
}

TEST(second_look__is_the_sergeants_under_another_pack_too)
{
    struct office      o;
    struct report_sent out;
    struct answer      a = {0};
    struct hand        h;
    struct ask         ask = {.act = ACT_SECOND_LOOK_SEND};

    force_open_in(&o, &office_england);
    h = hand_as(&o, constable);
    h.why = office_purpose(&o, "own");
    ask.about = written_in_england(h, "no");
    ask.purpose = office_purpose(&o, "oversight");
    WANT_OK(hand_send(h, ask.about, &out));
    WANT_ERR(ERR_ABSENT, office_ask(&o, o.worker, ask, &a));
    WANT_ERR(ERR_ABSENT, office_ask(&o, constable, ask, &a));
    WANT_OK(office_ask(&o, sergeant, ask, &a));
    WANT_INT(office_count(&o, ENGLAND_MARKED("sergeant_agreed")), 1);
    office_close(&o);
}
