/*
 * signals_test -- what signals came to, and switching one off.
 */
#include "action/signals.h"

#include "crowd.h"

#include "../test.h"

#include "record/alarm.h"
#include "record/notice.h"

static const struct signals *
seen_by(struct crowd *t, struct id who)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_SIGNALS}, &got));
    return got.with;
}

static struct signals_row
row_of(struct crowd *t, struct id who, const char *signal)
{
    const struct signals *s = seen_by(t, who);

    for (size_t i = 0; i < s->count; i++)
        if (str_eq(s->rows[i].rule->id, str_of(signal)))
            return s->rows[i];
    WANT(false);
    return (struct signals_row){0};
}

static enum err
switch_it(struct crowd *t, struct id who, enum action act, const char *reason)
{
    struct signal_ask in = {S("feedback_overdue"), str_of(reason)};
    struct answer     got;

    return door(&t->h, who, (struct ask){.act = act, .with = &in}, &got);
}

/* Decided, and nobody answers who reported for a month. */
static void
wait_too_long(struct crowd *t)
{
    house_decide(&t->h, t->thread, t->source, "assessment");
    house_at(&t->h, "2027-04-01T10:00:00Z");
}

TEST(signals__count_what_was_sent_opened_and_acted_on)
{
    struct crowd   t;
    struct notice *all;
    size_t         n;
    struct id      desk;

    crowd_open(&t);
    wait_too_long(&t);
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.sent, 0);
    WANT_OK(sweep_all(t.h.w));
    WANT(row_of(&t, t.team_manager, "feedback_overdue").load.sent > 0);
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.raised, 1);
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.opened, 0);
    desk = t.h.front_door;
    WANT_OK(notice_unread(t.h.w, &desk, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].rule, S("feedback_overdue")))
            WANT_OK(notice_read(t.h.w, all[i].id, t.h.worker));
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.opened, 1);
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.acted, 0);
    house_at(&t.h, "2027-04-02T10:00:00Z");
    house_decide(&t.h, t.thread, t.source, "assessment");
    WANT_INT(row_of(&t, t.team_manager, "feedback_overdue").load.acted, 1);
    house_close(&t.h);
}

TEST(signals__count_none_of_a_child_whom_a_label_hides)
{
    struct crowd t;

    crowd_open(&t);
    wait_too_long(&t);
    WANT_OK(sweep_all(t.h.w));
    WANT(seen_by(&t, t.head)->all.sent > 0);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT_INT(seen_by(&t, t.head)->all.sent, 0);
    house_close(&t.h);
}

TEST(signals__switched_off_are_told_nobody_until_on_again)
{
    struct crowd t;

    crowd_open(&t);
    WANT_OK(switch_it(&t, t.head, ACT_SIGNAL_OFF, "Told by telephone here."));
    WANT(row_of(&t, t.head, "feedback_overdue").off);
    WANT_STR(row_of(&t, t.team_manager, "feedback_overdue").reason,
        "Told by telephone here.");
    wait_too_long(&t);
    WANT_OK(sweep_all(t.h.w));
    WANT_INT(row_of(&t, t.head, "feedback_overdue").load.sent, 0);
    WANT_OK(switch_it(&t, t.head, ACT_SIGNAL_ON, ""));
    WANT_OK(sweep_all(t.h.w));
    WANT(row_of(&t, t.head, "feedback_overdue").load.sent > 0);
    house_close(&t.h);
}

TEST(signals__are_switched_by_whom_the_pack_names_and_with_a_reason)
{
    struct crowd t;

    crowd_open(&t);
    WANT(seen_by(&t, t.head)->may_switch);
    WANT(!seen_by(&t, t.team_manager)->may_switch);
    WANT_ERR(ERR_DENIED, switch_it(&t, t.team_manager, ACT_SIGNAL_OFF, "-"));
    WANT_ERR(ERR_DENIED, switch_it(&t, t.h.social, ACT_SIGNAL_OFF, "-"));
    WANT_ERR(ERR_INVALID, switch_it(&t, t.head, ACT_SIGNAL_OFF, "  "));
    WANT_OK(switch_it(&t, t.head, ACT_SIGNAL_OFF, "Noise."));
    WANT_ERR(ERR_CONFLICT, switch_it(&t, t.head, ACT_SIGNAL_OFF, "Again."));
    WANT_OK(switch_it(&t, t.head, ACT_SIGNAL_ON, ""));
    WANT_ERR(ERR_CONFLICT, switch_it(&t, t.head, ACT_SIGNAL_ON, ""));
    house_close(&t.h);
}

/* ---- the lists behind the figures ---- */

static int64_t
listed(struct crowd *t, struct id who, struct str signal,
    enum signal_figure figure)
{
    struct signal_list_ask    in = {signal, figure, 0};
    const struct signal_list *l;
    struct answer             got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_SIGNAL_LIST, .with = &in},
        &got));
    l = got.with;
    for (size_t i = 0; i < l->count; i++)
        WANT(id_eq(l->rows[i].child.person, t->person));
    return l->total;
}

/* Each figure is what its list has, of each signal and of all. */
static void
want_lists(struct crowd *t, struct id who)
{
    const struct signals *s = seen_by(t, who);

    for (size_t i = 0; i < s->count; i++) {
        const struct signal_load *l = &s->rows[i].load;
        struct str                id = s->rows[i].rule->id;

        WANT_INT(listed(t, who, id, SIGNAL_RAISED), l->raised);
        WANT_INT(listed(t, who, id, SIGNAL_SENT), l->sent);
        WANT_INT(listed(t, who, id, SIGNAL_OPENED), l->opened);
        WANT_INT(listed(t, who, id, SIGNAL_ACTED), l->acted);
    }
    WANT_INT(listed(t, who, SIGNAL_ANY, SIGNAL_SENT), s->all.sent);
    WANT_INT(listed(t, who, SIGNAL_ANY, SIGNAL_OPENED), s->all.opened);
    WANT_INT(listed(t, who, SIGNAL_ANY, SIGNAL_ACTED), s->all.acted);
}

TEST(signals__open_the_list_that_each_figure_counts_and_no_hidden_child)
{
    struct signal_list_ask none = {S("no_such"), SIGNAL_SENT, 0};
    struct crowd           t;
    struct notice         *all;
    struct answer          got;
    size_t                 n;
    struct id              desk;

    crowd_open(&t);
    wait_too_long(&t);
    WANT_OK(sweep_all(t.h.w));
    want_lists(&t, t.team_manager);
    desk = t.h.front_door;
    WANT_OK(notice_unread(t.h.w, &desk, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        WANT_OK(notice_read(t.h.w, all[i].id, t.h.worker));
    house_at(&t.h, "2027-04-02T10:00:00Z");
    house_decide(&t.h, t.thread, t.source, "assessment");
    want_lists(&t, t.team_manager);
    WANT(listed(&t, t.head, S("feedback_overdue"), SIGNAL_ACTED) > 0);
    WANT_ERR(ERR_ABSENT,
        door(&t.h, t.head, (struct ask){.act = ACT_SIGNAL_LIST, .with = &none},
            &got));
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT_INT(listed(&t, t.head, SIGNAL_ANY, SIGNAL_SENT), 0);
    want_lists(&t, t.head);
    house_close(&t.h);
}
