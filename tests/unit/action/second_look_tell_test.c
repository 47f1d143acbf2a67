/*
 * second_look_tell_test -- who is told what of a notice that waits for a
 * second look, was given back, or went without one (S21, S15, S9).
 */
#include "force.h"

#include "../test.h"

#include "action/home.h"
#include "action/tick.h"
#include "record/kin.h"
#include "record/person.h"

static const struct home *
home_of(struct office *o, struct id who)
{
    enum home_which which = HOME_FIRST;
    struct answer   a;

    WANT_OK(
        office_ask(o, who, (struct ask){.act = ACT_HOME, .with = &which}, &a));
    return a.with;
}

/* The only notice of that kind on somebody's page, or null. */
static const struct home_notice *
one_of(const struct home *h, enum home_kind kind)
{
    const struct home_notice *found = NULL;

    for (size_t i = 0; i < h->notice_count; i++)
        if (h->notices[i].kind == kind) {
            WANT(!found);
            found = &h->notices[i];
        }
    return found;
}

static const struct home_notice *
told(struct office *o, struct id who, enum home_kind kind)
{
    return one_of(home_of(o, who), kind);
}

static void
tick_at(struct office *o, const char *moment)
{
    office_at(o, moment);
    WANT_OK(tick_run(o->service, o->arena));
    WANT_OK(tick_run(o->service, o->arena)); /* twice tells once */
}

TEST(home__tells_the_supervisor_that_one_waits_and_until_when)
{
    struct office             o;
    struct id                 d;
    const struct home_notice *n;

    force_open(&o);
    d = force_handed_in(&o);
    n = told(&o, sergeant, HOME_LOOK);
    WANT(n && id_eq(n->draft.id, d));
    WANT_STR(n->title.en, "Police notice about children");
    WANT_STR(moment_text(o.arena, n->send_by), "2027-03-01T15:00:00Z");
    WANT(!told(&o, constable, HOME_LOOK));
    WANT(!told(&o, o.worker, HOME_LOOK));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_SEND, d, NULL));
    WANT(!told(&o, sergeant, HOME_LOOK));
    office_close(&o);
}

TEST(home__tells_nobody_of_what_waits_for_nobody)
{
    struct office      o;
    struct report_sent out;

    force_open(&o);
    WANT_OK(hand_send(hand_as(&o, constable), force_written(&o, "yes", "no"),
        &out));
    WANT_OK(hand_send(hand_as(&o, constable), force_written(&o, "no", "yes"),
        &out));
    WANT_INT(home_of(&o, sergeant)->notice_count, 0);
    office_close(&o);
}

TEST(home__tells_the_author_why_it_was_given_back_until_it_is_handed_in)
{
    struct office             o;
    struct report_sent        out;
    struct id                 d;
    const struct home_notice *n;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
    n = told(&o, constable, HOME_BACK);
    WANT(n && id_eq(n->draft.id, d));
    WANT_STR(n->remark, "When?");
    WANT(!told(&o, sergeant, HOME_BACK));
    WANT(!told(&o, sergeant, HOME_LOOK));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE rule LIKE '%When%'"),
        0);
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT(!told(&o, constable, HOME_BACK));
    WANT(told(&o, sergeant, HOME_LOOK));
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("Where?")));
    WANT_STR(told(&o, constable, HOME_BACK)->remark, "Where?");
    office_close(&o);
}

TEST(home__tells_author_and_supervisor_that_the_shift_ended_first)
{
    struct office             o;
    const struct home_notice *n;

    force_open(&o);
    (void)force_handed_in(&o);
    tick_at(&o, "2027-03-01T14:59:00Z");
    WANT(!told(&o, constable, HOME_UNLOOKED));
    tick_at(&o, "2027-03-01T15:00:00Z");
    n = told(&o, constable, HOME_UNLOOKED);
    WANT(n && n->number > 0);
    WANT_STR(n->title.en, "Police notice about children");
    WANT(told(&o, sergeant, HOME_UNLOOKED));
    WANT(!told(&o, sergeant, HOME_LOOK));
    office_close(&o);
}

/* Given back, it turned out to be about a worker: its author alone hears
 * that nobody looked (S15). */
TEST(home__tells_no_supervisor_of_one_that_became_about_a_worker)
{
    struct office o;
    struct hand   h;
    struct id     d;

    force_open(&o);
    h = hand_as(&o, constable);
    d = force_handed_in(&o);
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("Who?")));
    hand_put(h, d, "about_worker", "yes");
    hand_put(h, d, "worker_who", "A coach");
    tick_at(&o, "2027-03-01T15:00:00Z");
    WANT_INT(hand_notices(&o, constable, "notice_went_unchecked"), 1);
    WANT_INT(hand_notices(&o, sergeant, "notice_went_unchecked"), 0);
    office_close(&o);
}

static struct id related;

static enum err
sergeant_is_kin(struct work *w, struct office *o)
{
    (void)o;
    return kin_add(w, sergeant, related, S("declared"));
}

static void
name_lleucu(struct hand h, struct id d)
{
    hand_put(h, d, "given_name.0", "Lleucu");
    hand_put(h, d, "family_name.0", "Penri");
    hand_put(h, d, "birth_date.0-day", "1");
    hand_put(h, d, "birth_date.0-month", "4");
    hand_put(h, d, "birth_date.0-year", "2020");
}

TEST(home__says_nothing_of_one_about_a_relative)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    related = office_report(&o, o.teacher, HAND_LLEUCU).source;
    office_do(&o, sergeant_is_kin);
    d = force_written(&o, "no", "no");
    name_lleucu(hand_as(&o, constable), d);
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT_INT(hand_notices(&o, sergeant, "notice_waits_for_supervisor"), 1);
    WANT(!told(&o, sergeant, HOME_LOOK));
    office_close(&o);
}

/* Begun and left: its author after an hour, a supervisor before the day
 * ends, and neither while it waits for a look. */
TEST(draft_reminders__tell_the_supervisor_that_one_lies_unsent)
{
    struct office             o;
    const struct home_notice *n;

    force_open(&o);
    (void)force_written(&o, "no", "no");
    tick_at(&o, "2027-03-01T10:05:00Z");
    n = told(&o, constable, HOME_UNSENT);
    WANT(n && !id_is_none(n->draft.id));
    WANT_INT(hand_notices(&o, sergeant, "unsent_notice_to_supervisor"), 0);
    tick_at(&o, "2027-03-01T23:05:00Z");
    n = told(&o, sergeant, HOME_UNSENT);
    WANT(n && id_is_none(n->draft.id) && !n->remark.n && !n->title.en.n);
    office_close(&o);
}

TEST(draft_reminders__are_over_when_it_is_sent)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    force_open(&o);
    d = force_written(&o, "yes", "no");
    tick_at(&o, "2027-03-01T10:05:00Z");
    WANT(told(&o, constable, HOME_UNSENT));
    WANT_OK(hand_send(hand_as(&o, constable), d, &out));
    WANT(!told(&o, constable, HOME_UNSENT));
    office_close(&o);
}

TEST(draft_reminders__say_nothing_of_what_waits_for_a_look)
{
    struct office o;

    force_open(&o);
    (void)force_handed_in(&o);
    tick_at(&o, "2027-03-01T10:05:00Z");
    WANT(!told(&o, constable, HOME_UNSENT));
    office_close(&o);
}

/* It goes at the end of the shift in any case, and its author knows why. */
TEST(draft_reminders__say_nothing_of_what_was_given_back)
{
    struct office o;
    struct id     d;

    force_open(&o);
    d = force_handed_in(&o);
    WANT_OK(force_look(&o, sergeant, ACT_SECOND_LOOK_BACK, d, &S("When?")));
    tick_at(&o, "2027-03-01T10:05:00Z");
    WANT(!told(&o, constable, HOME_UNSENT));
    WANT(told(&o, constable, HOME_BACK));
    office_close(&o);
}

TEST(home__lists_a_report_about_several_children_once)
{
    struct office      o;
    struct report_sent out;
    struct hand        h;
    struct id          d;

    force_open(&o);
    h = hand_as(&o, constable);
    WANT_OK(hand_send(h, force_written(&o, "yes", "no"), &out));
    d = force_written(&o, "yes", "no");
    hand_put(h, d, "_children", "0,1,2");
    hand_put(h, d, "given_name.1", "Gwion");
    hand_put(h, d, "given_name.2", "Nanw");
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(home_of(&o, constable)->report_count, 2);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM thread_row"), 4);
    office_close(&o);
}
