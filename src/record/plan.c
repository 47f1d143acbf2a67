/*
 * Facts are taken in order: a plan makes a version of the outcomes that its
 * entry names, a score belongs to the outcome of the newest version that has
 * its words, and an action said again is the same action.
 */
#include "record/plan.h"

#include <assert.h>

#include "base/text.h"

struct planning {
    struct arena         *arena;
    const struct fact_at *facts;
    size_t                count;
};

static bool
same_words(struct arena *a, struct str x, struct str y)
{
    return x.n && y.n && str_eq(text_fold(a, x), text_fold(a, y));
}

static struct date
date_arg(const struct fact *f, struct str name)
{
    struct date d;

    return date_parse(fact_arg(f, name), &d) ? d : (struct date){0};
}

/* ---- versions ---- */

/* The outcomes of one entry, for this child. */
static void
outcomes_of(const struct planning *p, struct plan_version *v)
{
    v->outcomes = ARENA_ARRAY(p->arena, struct plan_outcome, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        const struct fact *f = p->facts[i].fact;

        if (f->kind == YIELD_OUTCOME && p->facts[i].entry == v->entry)
            v->outcomes[v->outcome_count++] =
                (struct plan_outcome){.risk = fact_arg(f, S("risk")),
                    .change = fact_arg(f, S("change")),
                    .measure = fact_arg(f, S("measure")),
                    .baseline = fact_arg(f, S("baseline"))};
    }
}

static const struct plan_outcome *
with_risk(struct arena *a, const struct plan_version *v, struct str risk)
{
    for (size_t i = 0; i < v->outcome_count; i++)
        if (same_words(a, v->outcomes[i].risk, risk))
            return &v->outcomes[i];
    return NULL;
}

static void
compare(struct arena *a, struct plan_version *v,
    const struct plan_version *before)
{
    for (size_t i = 0; i < v->outcome_count; i++) {
        struct plan_outcome       *o = &v->outcomes[i];
        const struct plan_outcome *b = with_risk(a, before, o->risk);

        if (!b)
            o->beside = PLAN_NEW;
        else if (!same_words(a, o->change, b->change) ||
            !str_eq(o->measure, b->measure))
            o->beside = PLAN_CHANGED;
    }
    v->dropped = ARENA_ARRAY(a, struct str, before->outcome_count + 1);
    for (size_t i = 0; i < before->outcome_count; i++)
        if (!with_risk(a, v, before->outcomes[i].risk))
            v->dropped[v->dropped_count++] = before->outcomes[i].risk;
}

/* A plan without outcomes says only that there is one. */
static void
versions(const struct planning *p, struct plan *out)
{
    out->versions = ARENA_ARRAY(p->arena, struct plan_version, p->count + 1);
    for (size_t i = p->count; i-- > 0;) {
        const struct fact   *f = p->facts[i].fact;
        struct plan_version *v = &out->versions[out->version_count];

        if (f->kind != YIELD_PLAN)
            continue;
        *v = (struct plan_version){.entry = p->facts[i].entry,
            .kind = fact_arg(f, S("kind")),
            .review = date_arg(f, S("review"))};
        if (!str_int(fact_arg(f, S("version")), &v->number))
            v->number = 0;
        outcomes_of(p, v);
        out->version_count += v->outcome_count > 0;
    }
    for (size_t i = 0; i + 1 < out->version_count; i++)
        compare(p->arena, &out->versions[i], &out->versions[i + 1]);
}

/* ---- scores ---- */

static bool
has_moved(const struct plan_outcome *o, struct str value, struct str said)
{
    struct str before =
        o->score_count ? o->scores[o->score_count - 1].value : o->baseline;

    if (said.n)
        return str_eq(said, S("yes"));
    return before.n && !str_eq(before, value);
}

static void
score_add(struct plan_outcome *o, const struct fact_at *at)
{
    struct str value = fact_arg(at->fact, S("value"));

    o->scores[o->score_count] = (struct plan_score){.entry = at->entry,
        .value = value,
        .evidence = fact_arg(at->fact, S("evidence")),
        .moved = has_moved(o, value, fact_arg(at->fact, S("moved")))};
    o->score_count++;
}

static bool
is_stalled(const struct plan_outcome *o, int meetings)
{
    size_t n = (size_t)meetings;

    if (meetings <= 0 || o->score_count < n)
        return false;
    for (size_t i = o->score_count - n; i < o->score_count; i++)
        if (o->scores[i].moved)
            return false;
    return true;
}

static void
scores(const struct planning *p, struct plan_version *v, int meetings)
{
    for (size_t i = 0; i < v->outcome_count; i++) {
        struct plan_outcome *o = &v->outcomes[i];

        o->scores = ARENA_ARRAY(p->arena, struct plan_score, p->count + 1);
        for (size_t k = 0; k < p->count; k++) {
            struct str of = fact_arg(p->facts[k].fact, S("outcome"));

            if (p->facts[k].fact->kind == YIELD_SCORE &&
                (same_words(p->arena, of, o->change) ||
                    same_words(p->arena, of, o->risk)))
                score_add(o, &p->facts[k]);
        }
        o->stalled = is_stalled(o, meetings);
    }
}

/* ---- actions ---- */

static struct plan_action *
action_find(const struct planning *p, struct plan *out, struct str what)
{
    for (size_t i = 0; i < out->action_count; i++)
        if (same_words(p->arena, out->actions[i].what, what))
            return &out->actions[i];
    return NULL;
}

static void
action_say(struct plan_action *x, const struct fact *f)
{
    struct date due = date_arg(f, S("due"));
    struct str  done = fact_arg(f, S("done"));

    if (fact_arg(f, S("agency")).n)
        x->agency = fact_arg(f, S("agency"));
    if (fact_arg(f, S("person")).n)
        x->person = fact_arg(f, S("person"));
    x->put_off += !date_is_none(due) && !date_is_none(x->due) &&
        date_cmp(x->due, due) < 0;
    if (!date_is_none(due))
        x->due = due;
    if (done.n)
        x->done = str_eq(done, S("yes")) ? PLAN_DONE : PLAN_NOT_YET;
}

static void
actions(const struct planning *p, struct plan *out)
{
    out->actions = ARENA_ARRAY(p->arena, struct plan_action, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        const struct fact  *f = p->facts[i].fact;
        struct plan_action *x;

        if (f->kind != YIELD_ACTION)
            continue;
        x = action_find(p, out, fact_arg(f, S("what")));
        if (!x) {
            x = &out->actions[out->action_count++];
            x->what = fact_arg(f, S("what"));
            x->set = p->facts[i].entry;
        }
        x->last = p->facts[i].entry;
        action_say(x, f);
    }
}

void
plan_of(struct arena *a, const struct fact_at *facts, size_t count,
    int meetings, struct plan *out)
{
    struct planning p = {a, facts, count};

    assert(facts || !count);
    *out = (struct plan){0};
    versions(&p, out);
    if (out->version_count)
        scores(&p, &out->versions[0], meetings);
    actions(&p, out);
}
