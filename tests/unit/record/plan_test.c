/*
 * plan_test -- versions of a plan beside each other, drift, and actions that
 * are carried on.
 */
#include "record/plan.h"

#include "../test.h"

struct story {
    struct arena     *arena;
    struct fold_entry entries[8];
    struct fact       facts[16];
    struct fact_at    at[16];
    size_t            count;
};

/* One fact of the entry; args: name, value, name, value, ... null. */
static void
say(struct story *s, int entry, enum yield_kind kind, const char *const *args)
{
    struct fact *f = &s->facts[s->count];

    f->kind = kind;
    f->child = -1;
    for (; args[0]; args += 2)
        f->args[fact_arg_place(kind, str_of(args[0]))] = str_of(args[1]);
    s->at[s->count++] = (struct fact_at){f, &s->entries[entry]};
}
#define SAY(s, entry, kind, ...)                                              \
    say(s, entry, kind, (const char *const[]){__VA_ARGS__, NULL})

static void
first_plan(struct story *s)
{
    SAY(s, 0, YIELD_PLAN, "kind", "protection", "version", "1");
    SAY(s, 0, YIELD_OUTCOME, "risk", "Alone at night", "change",
        "An adult is there", "measure", "School asks her", "baseline", "3");
    SAY(s, 0, YIELD_OUTCOME, "risk", "Missed health", "change",
        "Seen by a dentist", "baseline", "5");
}

TEST(plan__puts_a_version_beside_the_one_before)
{
    struct story s = {.arena = arena_new(0)};
    struct plan  p;

    first_plan(&s);
    SAY(&s, 1, YIELD_PLAN, "kind", "protection", "version", "2");
    SAY(&s, 1, YIELD_OUTCOME, "risk", "alone at night", "change",
        "Mam-gu is there", "measure", "School asks her");
    SAY(&s, 1, YIELD_OUTCOME, "risk", "Cold home", "change", "It is warm");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT_INT(p.version_count, 2);
    WANT_INT(p.versions[0].number, 2);
    WANT_INT(p.versions[0].outcomes[0].beside, PLAN_CHANGED);
    WANT_INT(p.versions[0].outcomes[1].beside, PLAN_NEW);
    WANT_INT(p.versions[0].dropped_count, 1);
    WANT_STR(p.versions[0].dropped[0], "Missed health");
    WANT_INT(p.versions[1].outcomes[0].beside, PLAN_SAME);
    arena_free(s.arena);
}

TEST(plan__says_what_a_conference_made_of_it_since)
{
    struct story s = {.arena = arena_new(0)};
    struct plan  p;

    first_plan(&s);
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(!p.since.entry);
    SAY(&s, 1, YIELD_PLAN, "kind", "protection");
    SAY(&s, 2, YIELD_PLAN, "kind", "step_down", "review", "2028-01-26");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT_INT(p.version_count, 1);
    WANT(p.since.entry == &s.entries[2]);
    WANT_STR(p.since.kind, "step_down");
    WANT_INT(p.since.review.year, 2028);
    SAY(&s, 3, YIELD_PLAN, "kind", "step_down", "version", "2");
    SAY(&s, 3, YIELD_OUTCOME, "risk", "Alone", "change", "An adult is there");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(!p.since.entry); /* the newest version says it itself */
    arena_free(s.arena);
}

TEST(plan__marks_an_outcome_that_two_core_groups_have_not_moved)
{
    struct story s = {.arena = arena_new(0)};
    struct plan  p;

    first_plan(&s);
    SAY(&s, 1, YIELD_SCORE, "outcome", "An adult is there", "value", "3");
    SAY(&s, 1, YIELD_SCORE, "outcome", "Seen by a dentist", "value", "7");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(!p.versions[0].outcomes[0].stalled); /* one alone says nothing */
    SAY(&s, 2, YIELD_SCORE, "outcome", "an adult is there", "value", "3");
    SAY(&s, 2, YIELD_SCORE, "outcome", "Seen by a dentist", "value", "7");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(p.versions[0].outcomes[0].stalled);
    WANT(!p.versions[0].outcomes[1].stalled); /* it moved at the first */
    WANT_INT(p.versions[0].outcomes[0].score_count, 2);
    plan_of(s.arena, s.at, s.count, 0, &p);
    WANT(!p.versions[0].outcomes[0].stalled); /* no signal says so */
    SAY(&s, 3, YIELD_SCORE, "outcome", "An adult is there", "value", "4");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(!p.versions[0].outcomes[0].stalled);
    arena_free(s.arena);
}

TEST(plan__carries_an_action_on_and_counts_how_often_it_was_put_off)
{
    struct story s = {.arena = arena_new(0)};
    struct plan  p;

    first_plan(&s);
    SAY(&s, 0, YIELD_ACTION, "what", "Book a dentist", "person", "Ffion", "due",
        "2027-02-01");
    SAY(&s, 0, YIELD_ACTION, "what", "Visit weekly", "due", "2027-02-08");
    SAY(&s, 1, YIELD_ACTION, "what", "book a dentist", "due", "2027-03-01");
    SAY(&s, 2, YIELD_ACTION, "what", "Visit weekly", "done", "yes");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT_INT(p.action_count, 2);
    WANT_INT(p.actions[0].put_off, 1);
    WANT_STR(p.actions[0].person, "Ffion");
    WANT(date_eq(p.actions[0].due, date_of(2027, 3, 1)));
    WANT_INT(p.actions[0].done, PLAN_OPEN);
    WANT_INT(p.actions[1].done, PLAN_DONE);
    WANT(p.actions[1].set == &s.entries[0] &&
        p.actions[1].last == &s.entries[2]);
    arena_free(s.arena);
}

TEST(plan__knows_an_outcome_by_its_own_name_whatever_its_words)
{
    struct story      s = {.arena = arena_new(0)};
    struct plan       p;
    struct plan_pair *pairs;
    size_t            n;

    SAY(&s, 0, YIELD_PLAN, "kind", "protection", "version", "1");
    SAY(&s, 0, YIELD_OUTCOME, "key", "m1", "risk", "Alone", "change",
        "An adult is there", "baseline", "3");
    SAY(&s, 0, YIELD_OUTCOME, "key", "m2", "risk", "Cold", "change", "Warm");
    SAY(&s, 1, YIELD_SCORE, "outcome", "m1", "value", "5", "attended", "yes");
    SAY(&s, 2, YIELD_PLAN, "kind", "protection", "version", "2");
    SAY(&s, 2, YIELD_OUTCOME, "key", "m1", "risk", "On her own after dark",
        "change", "Mam-gu sleeps there");
    SAY(&s, 2, YIELD_OUTCOME, "key", "m3", "risk", "Cold", "change", "Warm");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT_INT(p.versions[0].outcomes[0].score_count, 1);
    WANT(p.versions[0].outcomes[0].scores[0].attended);
    WANT_INT(p.versions[0].outcomes[0].beside, PLAN_CHANGED);
    /* the same words under another name are another outcome */
    WANT_INT(p.versions[0].outcomes[1].beside, PLAN_NEW);
    WANT_INT(p.versions[0].dropped_count, 1);
    plan_compare(s.arena, &p.versions[1], &p.versions[0], &pairs, &n);
    WANT_INT(n, 3);
    WANT_STR(pairs[0].before->risk, "Alone");
    WANT_STR(pairs[0].after->risk, "On her own after dark");
    WANT_INT(pairs[0].beside, PLAN_CHANGED);
    WANT(!pairs[1].before && pairs[1].beside == PLAN_NEW);
    WANT(!pairs[2].after);
    WANT_STR(pairs[2].before->change, "Warm");
    arena_free(s.arena);
}

TEST(plan__keeps_what_was_answered_about_an_action)
{
    struct story              s = {.arena = arena_new(0)};
    const struct plan_action *x;
    struct plan               p;

    first_plan(&s);
    SAY(&s, 0, YIELD_ACTION, "key", "m7", "what", "Book a dentist", "due",
        "2027-02-01");
    SAY(&s, 1, YIELD_ACTION, "key", "m7", "done", "no", "reason", "No slot");
    SAY(&s, 1, YIELD_ACTION, "key", "m9", "done", "yes"); /* nobody's */
    SAY(&s, 2, YIELD_ACTION, "key", "m7", "done", "yes");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT_INT(p.action_count, 1);
    x = plan_action_find(&p, S("m7"));
    WANT(x && !plan_action_find(&p, S("m9")) &&
        !plan_action_find(&p, (struct str){0}));
    WANT_STR(x->what, "Book a dentist");
    WANT_INT(x->answer_count, 2);
    WANT_INT(x->answers[0].done, PLAN_NOT_YET);
    WANT_STR(x->answers[0].reason, "No slot");
    WANT_INT(x->done, PLAN_DONE);
    WANT(!plan_action_is_open(x));
    arena_free(s.arena);
}

TEST(plan__drops_an_action_that_a_new_version_leaves_out)
{
    struct story s = {.arena = arena_new(0)};
    struct plan  p;

    first_plan(&s);
    SAY(&s, 0, YIELD_ACTION, "key", "m1", "what", "Visit weekly", "due",
        "2027-02-08");
    SAY(&s, 0, YIELD_ACTION, "key", "m2", "what", "Book a dentist");
    SAY(&s, 1, YIELD_PLAN, "kind", "protection", "version", "2");
    SAY(&s, 1, YIELD_OUTCOME, "risk", "Alone at night", "change", "An adult");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(!p.actions[0].dropped); /* it agrees none: it says nothing of them */
    SAY(&s, 1, YIELD_ACTION, "key", "m2", "what", "Book the dentist");
    SAY(&s, 2, YIELD_ACTION, "key", "m3", "what", "Ring Mam-gu");
    plan_of(s.arena, s.at, s.count, 2, &p);
    WANT(p.actions[0].dropped && !plan_action_is_open(&p.actions[0]));
    WANT(!plan_action_is_late(&p.actions[0], date_of(2027, 3, 1)));
    WANT(!p.actions[1].dropped);
    WANT_STR(p.actions[1].what, "Book the dentist");
    WANT(!p.actions[2].dropped); /* agreed since */
    arena_free(s.arena);
}
