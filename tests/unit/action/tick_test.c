/*
 * tick_test -- what time alone brings: alarms, and ladders of what nobody
 * reads (S20, W03).
 */
#include "hand.h"

#include "../test.h"

#include "action/home.h"
#include "action/tick.h"
#include "record/account.h"
#include "record/kin.h"
#include "record/label.h"

#define URGENT                                                                \
    "{\"given_name\":{\"0\":\"Lleucu\"}, \"about_worker\":\"no\","            \
    " \"urgency\":\"urgent\"}"
#define SOON                                                                  \
    "{\"given_name\":{\"0\":\"Lleucu\"}, \"about_worker\":\"no\","            \
    " \"urgency\":\"soon\"}"

#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","               \
    " \"tell_reporter\": \"outcome\"}"
#define ABOUT_WORKER                                                          \
    "{\"given_name\":{\"0\":\"Lleucu\"}, \"about_worker\":\"yes\","           \
    " \"urgency\":\"soon\"}"

static struct office_child the_child;

/* As two nodes would, each minute. */
static void
tick_at(struct office *o, const char *moment)
{
    office_at(o, moment);
    WANT_OK(tick_run(o->service, o->arena));
    WANT_OK(tick_run(o->service, o->arena));
}

static const struct home *
home_of(struct office *o, struct id who)
{
    enum home_which which = HOME_FIRST;
    struct answer   a;

    WANT_OK(
        office_ask(o, who, (struct ask){.act = ACT_HOME, .with = &which}, &a));
    return a.with;
}

static bool
is_alarmed(const struct home *h)
{
    for (size_t i = 0; i < h->notice_count; i++)
        if (h->notices[i].alarm)
            return true;
    return false;
}

/* ---- S20 ---- */

TEST(alarm__tells_the_manager_of_an_urgent_concern_that_nobody_opened)
{
    struct office       o;
    struct office_child c;
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    c = office_concern(&o, URGENT);
    tick_at(&o, "2027-03-01T09:29:00Z");
    WANT_INT(hand_notices(&o, o.manager, "urgent_unopened"), 0);
    tick_at(&o, "2027-03-01T09:31:00Z");
    WANT_INT(hand_notices(&o, o.manager, "urgent_unopened"), 1);
    WANT_INT(hand_notices(&o, o.worker, "urgent_unopened"), 0);
    WANT(is_alarmed(home_of(&o, o.manager)));
    box = office_inbox(&o, o.worker, &e);
    WANT_STR(box->rows[0].alarm.en, "Urgent concern not opened");
    /* somebody reads it: it is over, here and there */
    WANT_OK(office_record(&o, o.worker, &c, USE_READ, NULL, (struct id){0}));
    WANT(!is_alarmed(home_of(&o, o.manager)));
    box = office_inbox(&o, o.worker, &e);
    WANT_INT(box->rows[0].alarm.en.n, 0);
    office_close(&o);
}

TEST(alarm__is_silent_about_what_can_wait_and_what_was_opened)
{
    struct office       o;
    struct office_child c;

    office_open(&o);
    office_concern(&o, SOON);
    c = office_concern(&o, URGENT);
    WANT_OK(office_record(&o, o.worker, &c, USE_READ, NULL, (struct id){0}));
    tick_at(&o, "2027-03-01T12:00:00Z");
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE rule = 'urgent_unopened'"),
        0);
    office_close(&o);
}

/* Told at the desk and alone, it stands once; the most at risk above all. */
TEST(home__puts_the_most_at_risk_of_what_was_missed_first_and_once)
{
    struct office      o;
    const struct home *h;
    size_t             alarms = 0;

    office_open(&o);
    office_concern(&o, URGENT);
    for (int i = 0; i < 9; i++) {
        struct office_child c = office_concern(&o, SOON);

        WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE, DECIDED,
            (struct id){0}));
    }
    tick_at(&o, "2027-03-20T09:00:00Z");
    h = home_of(&o, o.manager);
    WANT_STR(h->notices[0].title.en, "Urgent concern not opened");
    for (size_t i = 0; i < h->notice_count; i++)
        alarms += str_eq(h->notices[i].notice.rule, S("feedback_overdue"));
    WANT_INT(alarms + 1, 5);
    WANT(h->notice_count > 5); /* what is new has room beside them */
    WANT(h->more);
    for (size_t i = 1; i < h->notice_count; i++)
        WANT(
            !id_eq(h->notices[i].notice.cause, h->notices[i - 1].notice.cause));
    office_close(&o);
}

/* Both sides are prompted when nobody has acknowledged it (W03). */
TEST(alarm__prompts_desk_and_reporter_when_nothing_was_acknowledged)
{
    struct office o;

    office_open(&o);
    office_concern(&o, SOON);
    tick_at(&o, "2027-03-10T23:30:00Z");
    WANT_INT(hand_notices(&o, o.teacher, "acknowledgement_overdue"), 0);
    tick_at(&o, "2027-03-11T09:00:00Z");
    WANT_INT(hand_notices(&o, o.teacher, "acknowledgement_overdue"), 1);
    WANT_INT(hand_notices(&o, o.front_door, "acknowledgement_overdue"), 1);
    office_close(&o);
}

/* About a worker: nobody but the officer's desk learns that it is late. */
TEST(alarm__of_a_concern_about_a_worker_goes_to_no_other_desk)
{
    struct office       o;
    struct office_child c;

    office_open(&o);
    c = office_concern(&o, ABOUT_WORKER);
    WANT_OK(
        office_record(&o, o.officer, &c, USE_DECIDE, DECIDED, (struct id){0}));
    tick_at(&o, "2027-03-20T09:00:00Z");
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice n"
                 " JOIN thread_row t ON t.thread = n.thread"
                 " WHERE t.only_desk = 1"
                 " AND n.to_desk IS NOT NULL"
                 " AND n.to_desk <> t.desk"),
        0);
    WANT_INT(home_of(&o, o.manager)->notice_count, 0);
    office_close(&o);
}

static enum err
seal_everybody(struct work *w, struct office *o)
{
    return label_set(w, the_child.source, LABEL_SEALED, o->officer,
        S("adopted"));
}

TEST(home__has_no_alarm_about_a_child_whom_the_reader_may_not_know_of)
{
    struct office o;

    office_open(&o);
    the_child = office_concern(&o, URGENT);
    tick_at(&o, "2027-03-01T09:31:00Z");
    WANT(is_alarmed(home_of(&o, o.manager)));
    office_do(&o, seal_everybody);
    WANT_INT(home_of(&o, o.manager)->notice_count, 0);
    office_close(&o);
}

/* ---- the ladder ---- */

TEST(ladder__goes_on_to_the_manager_when_the_desk_reads_nothing)
{
    struct office o;

    office_open(&o);
    office_concern(&o, SOON);
    tick_at(&o, "2027-03-02T23:30:00Z");
    WANT_INT(hand_notices(&o, o.manager, "concern_to_desk"), 0);
    tick_at(&o, "2027-03-03T09:00:00Z");
    WANT_INT(hand_notices(&o, o.manager, "concern_to_desk"), 1);
    WANT_INT(hand_notices(&o, o.worker, "concern_to_desk"), 0);
    WANT(is_alarmed(home_of(&o, o.manager)));
    office_close(&o);
}

TEST(ladder__ends_when_somebody_at_the_desk_opens_the_concern)
{
    struct office       o;
    struct office_child c;
    enum err            e;

    office_open(&o);
    c = office_concern(&o, SOON);
    WANT(office_page(&o, o.worker, &c, &e));
    tick_at(&o, "2027-03-04T09:00:00Z");
    WANT_INT(hand_notices(&o, o.manager, "concern_to_desk"), 0);
    office_close(&o);
}

static struct office_child the_child;

static enum err
make_kin(struct work *w, struct office *o)
{
    return kin_add(w, o->manager, the_child.source, S("declared"));
}

TEST(ladder__tells_nobody_of_a_relative)
{
    struct office o;

    office_open(&o);
    the_child = office_concern(&o, SOON);
    office_do(&o, make_kin);
    tick_at(&o, "2027-03-04T09:00:00Z");
    WANT_INT(hand_notices(&o, o.manager, "concern_to_desk"), 0);
    office_close(&o);
}

static enum err
add_head(struct work *w, struct office *o)
{
    struct account a = {.agency = o->authority,
        .login = S("head"),
        .name = S("head"),
        .password = S("hash")};
    struct id      none = {0}, id;
    enum err       e;

    if ((e = account_new(w, &a, none, &id)) ||
        (e = account_confirm(w, id, none)))
        return e;
    return account_grant(w, id, S("head_of_service"), none, none,
        (struct moment){0});
}

/* A concern about a worker stays with its author and that desk (S15). */
TEST(ladder__leaves_a_concern_about_a_worker_at_its_desk)
{
    struct office o;

    office_open(&o);
    office_do(&o, add_head);
    office_concern(&o, "{\"about_worker\":\"yes\"}");
    tick_at(&o, "2027-03-04T09:00:00Z");
    WANT_INT(hand_notices(&o, o.officer, "worker_concern_to_officer"), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'worker_concern_to_officer'"),
        2); /* the desk's, and its worker's as cover */
    office_close(&o);
}
