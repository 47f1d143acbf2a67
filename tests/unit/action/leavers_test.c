/*
 * leavers_test -- somebody leaves: the manager is told and sees what is left
 * in one list, and nothing of it hangs (E6).
 */
#include "action/leavers.h"

#include "action/letter.h"
#include "action/tasks.h"
#include "crowd.h"

#include "../test.h"

#include "record/draft.h"

static const struct leavers *
leavers(struct crowd *t, struct id who)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_LEAVERS}, &got));
    return got.with;
}

static int64_t
tasks(struct crowd *t, struct id who)
{
    struct tasks_ask in = {0};
    struct answer    got;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    return ((const struct tasks *)got.with)->total;
}

static void
say(struct crowd *t, const char *form, const char *before, struct id whom,
    const char *after)
{
    struct str said[] = {str_of(before), id_text(t->h.arena, whom),
        str_of(after)};

    (void)house_say(&t->h,
        &(struct house_entry){.form = form,
            .said = str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

/* Something is due from whoever has the child. */
static void
due(struct crowd *t)
{
    (void)house_say(&t->h,
        &(struct house_entry){.form = "court_order",
            .said = "{\"order_kind\": \"bail\","
                    " \"order_since\": \"2027-03-01T08:00:00Z\"}",
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

static void
leaves(struct crowd *t)
{
    WANT_OK(leaver_go(t->h.w, t->h.social, (struct id){0}));
    house_at(&t->h, "2027-03-02T10:00:00Z");
}

#define TOLD(t, rule)                                                         \
    house_count(&(t)->h, "SELECT COUNT(*) FROM notice n JOIN account a"      \
                         " ON a.id = n.to_account"                            \
                         " WHERE a.login = 'gwen' AND n.rule = '" rule "'")

TEST(leaver_go__tells_the_manager_who_sees_what_is_left_in_one_list)
{
    struct crowd          t;
    const struct leavers *l;

    crowd_open(&t);
    WANT_INT(leavers(&t, t.team_manager)->count, 0);
    leaves(&t);
    WANT_INT(TOLD(&t, "worker_left"), 1);
    l = leavers(&t, t.team_manager);
    WANT_INT(l->count, 1);
    WANT(l->rows[0].leaver.gone);
    WANT_INT(l->rows[0].leaver.children, 1);
    house_close(&t.h);
}

TEST(leaver_go__leaves_no_task_without_an_owner)
{
    struct crowd t;
    int64_t      his, hers;

    crowd_open(&t);
    due(&t);
    his = tasks(&t, t.h.social);
    hers = tasks(&t, t.team_manager);
    WANT(his > 0);
    leaves(&t);
    WANT(tasks(&t, t.team_manager) >= hers + his);
    WANT_INT(tasks(&t, t.head), 0);
    house_close(&t.h);
}

TEST(leaver_go__has_the_work_fall_to_the_next_who_is_there)
{
    struct crowd t;
    int64_t      his;

    crowd_open(&t);
    due(&t);
    his = tasks(&t, t.h.social);
    WANT(his > 0);
    WANT_OK(leaver_go(t.h.w, t.team_manager, (struct id){0}));
    leaves(&t);
    WANT(tasks(&t, t.head) >= his);
    WANT_INT(leavers(&t, t.head)->count, 1);
    house_close(&t.h);
}

TEST(leaver_go__leaves_nothing_of_a_role_that_was_taken_away)
{
    struct crowd t;
    struct desk  d;

    crowd_open(&t);
    due(&t);
    WANT_OK(desk_find(t.h.w, t.h.authority, S("childrens_team"), &d));
    WANT_OK(account_revoke(t.h.w, t.h.social, S("social_worker"), d.id,
        t.team_manager));
    house_at(&t.h, "2027-03-02T10:00:00Z");
    WANT_INT(leavers(&t, t.team_manager)->count, 1);
    WANT(tasks(&t, t.team_manager) > 0);
    house_close(&t.h);
}

TEST(leaver_go__lists_meetings_actions_and_drafts)
{
    struct crowd          t;
    const struct leavers *l;
    struct draft          d = {.form = S("visit"), .language = LANG_CY};
    struct id             draft;

    crowd_open(&t);
    house_register(&t.h, t.source);
    say(&t, "meeting_called",
        "{\"called_type\": \"called_initial\","
        " \"called_at\": \"2027-03-08T10:00:00Z\", \"chair\": \"",
        t.reviewer, "\"}");
    house_at(&t.h, "2027-03-01T11:00:00Z");
    say(&t, "plan",
        "{\"plan_kind\": \"protection\", \"actions\": [{\"action_what\":"
        " \"Visit\", \"action_agency\": \"conwy\", \"action_who\": \"",
        t.h.social, "\", \"action_due\": \"2027-03-20\"}]}");
    d.account = t.h.social;
    WANT_OK(draft_new(t.h.w, &d, &draft));
    leaves(&t);
    l = leavers(&t, t.team_manager);
    WANT_INT(l->count, 1);
    WANT_INT(l->rows[0].meeting_count, 1);
    WANT_INT(l->rows[0].leaver.drafts, 1);
    WANT_INT(l->rows[0].leaver.actions, 1);
    house_close(&t.h);
}

TEST(leaver_go__tells_of_a_child_who_has_no_co_ordinator_now)
{
    struct crowd t;

    crowd_open(&t);
    house_register(&t.h, t.source);
    say(&t, "co_ordinator_change", "{\"new_co_ordinator\": \"", t.h.social,
        "\", \"takes_over_on\": \"2027-03-01\"}");
    house_at(&t.h, "2027-03-01T12:00:00Z");
    house_sql(&t.h, "DELETE FROM notice");
    leaves(&t);
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(*) FROM notice WHERE rule = 'no_co_ordinator'"),
        2);
    house_close(&t.h);
}

TEST(leaver_list__shows_nothing_of_a_child_whom_a_label_hides)
{
    struct crowd t;

    crowd_open(&t);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SHIELDED, t.h.custodian, S("-")));
    leaves(&t);
    WANT_INT(leavers(&t, t.team_manager)->count, 0);
    house_close(&t.h);
}

TEST(leavers__are_seen_by_nobody_who_does_not_lead_them)
{
    struct crowd t;

    crowd_open(&t);
    leaves(&t);
    WANT_INT(leavers(&t, t.reviewer)->count, 0);
    WANT_INT(leavers(&t, t.h.worker)->count, 0);
    house_close(&t.h);
}

/* ---- a last day ---- */

TEST(leaver_day__is_told_beforehand_and_ends_the_account_when_it_is_over)
{
    struct crowd  t;
    struct id    *due;
    size_t        n;
    struct date   last = {2027, 3, 5};
    struct moment next = {INT64_MAX};

    crowd_open(&t);
    WANT_OK(leaver_day_set(t.h.w, t.h.social, last, t.team_manager));
    WANT_INT(TOLD(&t, "worker_leaves"), 1);
    WANT_INT(leavers(&t, t.team_manager)->count, 1);
    WANT(!leavers(&t, t.team_manager)->rows[0].leaver.gone);
    WANT_OK(leaver_next(t.h.w, &next));
    WANT_STR(moment_text(t.h.arena, next), "2027-03-06T00:00:00Z");
    house_at(&t.h, "2027-03-05T23:00:00Z");
    WANT_OK(leaver_due(t.h.w, &due, &n));
    WANT_INT(n, 0);
    house_at(&t.h, "2027-03-06T00:00:01Z");
    WANT_OK(leaver_due(t.h.w, &due, &n));
    WANT_INT(n, 1);
    house_close(&t.h);
}

TEST(leaver_day__is_nobodys_own_and_not_in_the_past)
{
    struct crowd t;

    crowd_open(&t);
    WANT_ERR(ERR_DENIED,
        leaver_day_set(t.h.w, t.h.social, (struct date){2027, 3, 5},
            t.h.social));
    WANT_ERR(ERR_INVALID,
        leaver_day_set(t.h.w, t.h.social, (struct date){2027, 2, 28},
            t.team_manager));
    WANT_OK(leaver_day_set(t.h.w, t.h.social, (struct date){2027, 3, 1},
        t.team_manager));
    WANT_OK(
        leaver_day_set(t.h.w, t.h.social, (struct date){0}, t.team_manager));
    WANT_INT(leavers(&t, t.team_manager)->count, 0);
    house_close(&t.h);
}

TEST(leavers_look__counts_letters_that_are_held_for_somebody_who_has_gone)
{
    struct crowd          t;
    struct id             letter;
    const struct leavers *l;
    struct str            said[3] = {
        S("{\"letter_to\": \"Mam\", \"letter_kind\": \"plain_plan\","
                     " \"letter_language\": \"cy\", \"letter_reason\": \"x\","
                     " \"letter_contact\": \"At work\","
                     " \"letter_for\": \"mother\","
                     " \"letter_shared\": \"yes\", \"letter_held_for\": \""),
        {0}, S("\"}")};

    crowd_open(&t);
    said[1] = id_text(t.h.arena, t.h.social);
    letter = house_say(&t.h,
        &(struct house_entry){.form = "family_letter",
            .said = str_c(t.h.arena, str_join(t.h.arena, said, 3, S(""))),
            .by = t.h.worker,
            .children = {t.source}},
        NULL);
    WANT_OK(letter_tell(t.h.w, &(struct cx){.arena = t.h.arena}, letter));
    house_sql(&t.h, "UPDATE account SET ended_at = 1 WHERE login = 'owain'");
    house_at(&t.h, "2027-03-02T09:00:00Z");
    l = leavers(&t, t.team_manager);
    WANT_INT(l->count, 1);
    WANT_INT(l->rows[0].leaver.letters, 1);
    house_close(&t.h);
}
