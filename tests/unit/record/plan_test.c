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
