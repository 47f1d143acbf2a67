/*
 * second_look_test -- what waits for a supervisor, for how long, and who
 * may look (S21, S15, S9).
 */
#include "hand.h"

#include "action/second_look.h"
#include "record/account.h"
#include "record/person.h"

#include "../test.h"

/* Of a force in the authority's area, at one desk of it. */
static struct id constable, sergeant;

static struct id
in_force(struct work *w, struct id force, struct id desk, const char *role)
{
    struct account a = {.agency = force,
        .login = str_of(role),
        .name = str_of(role),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_EN};
    struct id      none = {0}, id = {0};

    WANT_OK(account_new(w, &a, none, &id));
    WANT_OK(account_confirm(w, id, none));
    WANT_OK(account_grant(w, id, str_of(role), desk, none, (struct moment){0}));
    return id;
}

/* What a pack calls them. */
struct force_words {
    const char *kind, *desk, *constable, *sergeant;
};
static const struct force_words in_wales = {"police", "police_team",
    "police_practitioner", "police_supervisor"};
static const struct force_words in_england = {"force", "shift_desk",
    "constable", "shift_sergeant"};

static enum err
make_force(struct work *w, struct office *o)
{
    const struct force_words *f =
        o->words == &office_england ? &in_england : &in_wales;
    struct agency a = {.kind = str_of(f->kind),
        .name = {S("Heddlu Garn"), S("Garn Police")},
        .authority = o->authority,
        .language = LANG_CY};
    struct id     force = {0}, desk = {0};

    WANT_OK(agency_new(w, &a, &force));
    WANT_OK(desk_new(w, force, str_of(f->desk), S("01632 960001"),
        S("01632 960002"), &desk));
    constable = in_force(w, force, desk, f->constable);
    sergeant = in_force(w, force, desk, f->sergeant);
    return OK;
}

static void
open_with_force(struct office *o)
{
    office_open(o);
    office_do(o, make_force);
}

/* A notice of the constable's; which of the three decides how it goes. */
static struct id
written(struct office *o, const char *danger, const char *about_worker)
{
    struct hand h = hand_as(o, constable);
    struct id   d = hand_start_as(h, MAY_BRIEF);

    hand_put(h, d, "immediate_danger", danger);
    hand_put(h, d, "urgency", "soon");
    hand_put(h, d, "about_worker", about_worker);
    if (str_eq(str_of(about_worker), S("yes")))
        hand_put(h, d, "worker_who", "A coach");
    hand_put(h, d, "given_name.0", "Non");
    hand_put(h, d, "family_name.0", "Puw");
    return d;
}

static struct id
handed_in(struct office *o)
{
    struct report_sent out;
    struct id          d = written(o, "no", "no");

    WANT_OK(hand_send(hand_as(o, constable), d, &out));
    WANT(id_is_none(out.entry));
    return d;
}

static enum err
look(struct office *o, struct id by, enum action act, struct id draft,
    const struct str *remark)
{
    struct answer a = {0};

    return office_ask(o, by,
        (struct ask){.act = act,
            .about = draft,
            .purpose = S("oversight"),
            .with = remark},
        &a);
}

static void
tick(struct office *o)
{
    WANT_OK(second_look_tick(o->service, o->arena));
}

static int64_t
entries(struct office *o)
{
    return office_count(o, "SELECT COUNT(*) FROM entry");
}

#define MARKED(as)                                                            \
    "SELECT COUNT(*) FROM entry WHERE answers LIKE"                           \
    " '%\"supervisor_check\":\"" as "\"%'"

TEST(draft_send__lets_immediate_danger_wait_for_nobody)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    open_with_force(&o);
    d = written(&o, "yes", "no");
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

    open_with_force(&o);
    d = written(&o, "no", "yes");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT(!id_is_none(out.entry));
    WANT_ERR(ERR_ABSENT, look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    office_close(&o);
}

TEST(second_look__is_given_by_a_supervisor_of_the_force_alone)
{
    struct office o;
    struct id     d;

    open_with_force(&o);
    d = handed_in(&o);
    WANT_INT(entries(&o), 0);
    WANT_ERR(ERR_ABSENT, look(&o, constable, ACT_SECOND_LOOK, d, NULL));
    WANT_ERR(ERR_ABSENT, look(&o, o.worker, ACT_SECOND_LOOK, d, NULL));
    WANT_ERR(ERR_ABSENT, look(&o, o.teacher, ACT_SECOND_LOOK_SEND, d, NULL));
    WANT_OK(look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    WANT_OK(look(&o, sergeant, ACT_SECOND_LOOK_SEND, d, NULL));
    WANT_INT(office_count(&o, MARKED("looked_at")), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM entry e JOIN account a"
                 " ON a.id = e.author WHERE a.login = 'police_practitioner'"),
        1);
    WANT_ERR(ERR_ABSENT, look(&o, sergeant, ACT_SECOND_LOOK_SEND, d, NULL));
    office_close(&o);
}

TEST(second_look__keeps_the_draft_as_it_was_handed_in)
{
    struct office      o;
    struct draft_input in = {.name = S("happened"), .text = S("later")};
    struct draft_save  s = {.inputs = &in, .count = 1};
    struct answer      a = {0};
    struct id          d;

    open_with_force(&o);
    d = handed_in(&o);
    WANT_ERR(ERR_CONFLICT, hand_save(hand_as(&o, constable), d, &s, &a));
    WANT_OK(look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
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

    open_with_force(&o);
    d = handed_in(&o);
    WANT_ERR(ERR_INVALID, look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S(" ")));
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

    open_with_force(&o);
    related = office_report(&o, o.teacher, HAND_LLEUCU).source;
    office_do(&o, sergeant_is_kin);
    d = written(&o, "no", "no");
    hand_put(hand_as(&o, constable), d, "given_name.0", "Lleucu");
    hand_put(hand_as(&o, constable), d, "family_name.0", "Penri");
    hand_put(hand_as(&o, constable), d, "birth_date.0-day", "1");
    hand_put(hand_as(&o, constable), d, "birth_date.0-month", "4");
    hand_put(hand_as(&o, constable), d, "birth_date.0-year", "2020");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT_ERR(ERR_ABSENT, look(&o, sergeant, ACT_SECOND_LOOK, d, NULL));
    office_at(&o, "2027-03-01T15:00:00Z");
    tick(&o);
    WANT_INT(office_count(&o, MARKED("shift_ended")), 1);
    office_close(&o);
}

/* Handed in at nine: the shift ends at three in the afternoon. */
TEST(second_look_tick__sends_at_the_end_of_the_shift_and_not_before)
{
    struct office o;

    open_with_force(&o);
    handed_in(&o);
    office_at(&o, "2027-03-01T14:59:00Z");
    tick(&o);
    WANT_INT(entries(&o), 0);
    office_at(&o, "2027-03-01T15:00:00Z");
    tick(&o);
    WANT_INT(office_count(&o, MARKED("shift_ended")), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE action = 'SECOND_LOOK_DUE'"),
        1);
    tick(&o);
    WANT_INT(entries(&o), 1);
    office_close(&o);
}

TEST(second_look_tick__sends_what_was_given_back_too)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    open_with_force(&o);
    d = handed_in(&o);
    WANT_OK(look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
    office_at(&o, "2027-03-01T14:30:00Z");
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT_OK(look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("Where?")));
    office_at(&o, "2027-03-01T15:00:00Z");
    tick(&o);
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

    open_with_force(&o);
    handed_in(&o);
    office_do(&o, constable_leaves);
    office_at(&o, "2027-03-01T15:00:00Z");
    tick(&o);
    WANT_INT(entries(&o), 1);
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

    office_open_in(&o, &office_england);
    office_do(&o, make_force);
    h = hand_as(&o, constable);
    h.why = office_purpose(&o, "own");
    WANT_OK(hand_send(h, written_in_england(h, "yes"), &out));
    WANT_INT(office_count(&o, ENGLAND_MARKED("nobody_waited_for")), 1);
    WANT_OK(hand_send(h, written_in_england(h, "no"), &out));
    WANT(id_is_none(out.entry));
    office_at(&o, "2027-03-01T13:59:00Z");
    tick(&o);
    WANT_INT(entries(&o), 1);
    office_at(&o, "2027-03-01T14:00:00Z");
    tick(&o);
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

    office_open_in(&o, &office_england);
    office_do(&o, make_force);
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
