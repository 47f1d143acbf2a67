/*
 * Facts are taken in order: a plan makes a version of the outcomes that its
 * entry names, a score belongs to the outcome of the newest version that it
 * names, and an action said again is the same action.
 *
 * Parts were at first matched by their words alone; whoever put an outcome
 * better lost all its scores.
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

/* By name when both have one, else by words. */
struct part {
    struct str key, words;
};

static bool
same_part(struct arena *a, struct part x, struct part y)
{
    if (x.key.n && y.key.n)
        return str_eq(x.key, y.key);
    return same_words(a, x.words, y.words);
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
                (struct plan_outcome){.key = fact_arg(f, S("key")),
                    .risk = fact_arg(f, S("risk")),
                    .change = fact_arg(f, S("change")),
                    .measure = fact_arg(f, S("measure")),
                    .baseline = fact_arg(f, S("baseline")),
                    .readers = fact_arg(f, S("for"))};
    }
}

static void
agreed_of(const struct planning *p, struct plan_version *v)
{
    v->agreed = ARENA_ARRAY(p->arena, struct plan_agreed, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        const struct fact *f = p->facts[i].fact;

        if (f->kind == YIELD_ACTION && p->facts[i].entry == v->entry &&
            fact_arg(f, S("what")).n)
            v->agreed[v->agreed_count++] =
                (struct plan_agreed){.key = fact_arg(f, S("key")),
                    .what = fact_arg(f, S("what")),
                    .agency = fact_arg(f, S("agency")),
                    .person = fact_arg(f, S("person")),
                    .due = date_arg(f, S("due"))};
    }
}

static const struct plan_outcome *
outcome_in(struct arena *a, const struct plan_version *v,
    const struct plan_outcome *o)
{
    for (size_t i = 0; i < v->outcome_count; i++)
        if (same_part(a, (struct part){o->key, o->risk},
                (struct part){v->outcomes[i].key, v->outcomes[i].risk}))
            return &v->outcomes[i];
    return NULL;
}

static bool
is_same(struct arena *a, struct str x, struct str y)
{
    return str_eq(text_fold(a, x), text_fold(a, y));
}

static enum plan_beside
beside(struct arena *a, const struct plan_outcome *before,
    const struct plan_outcome *after)
{
    if (!before)
        return PLAN_NEW;
    return is_same(a, before->risk, after->risk) &&
            is_same(a, before->change, after->change) &&
            is_same(a, before->measure, after->measure)
        ? PLAN_SAME
        : PLAN_CHANGED;
}

void
plan_compare(struct arena *a, const struct plan_version *before,
    const struct plan_version *after, struct plan_pair **out, size_t *count)
{
    size_t            n = 0;
    struct plan_pair *all = ARENA_ARRAY(a, struct plan_pair,
        before->outcome_count + after->outcome_count + 1);

    for (size_t i = 0; i < after->outcome_count; i++) {
        const struct plan_outcome *o = &after->outcomes[i];
        const struct plan_outcome *b = outcome_in(a, before, o);

        all[n++] = (struct plan_pair){b, o, beside(a, b, o)};
    }
    for (size_t i = 0; i < before->outcome_count; i++)
        if (!outcome_in(a, after, &before->outcomes[i]))
            all[n++] =
                (struct plan_pair){&before->outcomes[i], NULL, PLAN_SAME};
    *out = all;
    *count = n;
}

static const struct plan_agreed *
agreed_in(struct arena *a, const struct plan_version *v,
    const struct plan_agreed *x)
{
    for (size_t i = 0; i < v->agreed_count; i++)
        if (same_part(a, (struct part){x->key, x->what},
                (struct part){v->agreed[i].key, v->agreed[i].what}))
            return &v->agreed[i];
    return NULL;
}

static enum plan_beside
agreed_beside(struct arena *a, const struct plan_agreed *before,
    const struct plan_agreed *after)
{
    if (!before)
        return PLAN_NEW;
    return is_same(a, before->what, after->what) &&
            (!after->agency.n || str_eq(before->agency, after->agency)) &&
            is_same(a, before->person, after->person) &&
            date_eq(before->due, after->due)
        ? PLAN_SAME
        : PLAN_CHANGED;
}

void
plan_compare_actions(struct arena *a, const struct plan_version *before,
    const struct plan_version *after, struct plan_agreed_pair **out,
    size_t *count)
{
    size_t                   n = 0;
    struct plan_agreed_pair *all = ARENA_ARRAY(a, struct plan_agreed_pair,
        before->agreed_count + after->agreed_count + 1);

    for (size_t i = 0; i < after->agreed_count; i++) {
        const struct plan_agreed *x = &after->agreed[i];
        const struct plan_agreed *b = agreed_in(a, before, x);

        all[n++] = (struct plan_agreed_pair){b, x, agreed_beside(a, b, x)};
    }
    for (size_t i = 0; i < before->agreed_count; i++)
        if (!agreed_in(a, after, &before->agreed[i]))
            all[n++] =
                (struct plan_agreed_pair){&before->agreed[i], NULL, PLAN_SAME};
    *out = all;
    *count = n;
}

/* The newer one says of itself how it differs. */
static void
compare(struct arena *a, struct plan_version *v,
    const struct plan_version *before)
{
    v->dropped = ARENA_ARRAY(a, struct str, before->outcome_count + 1);
    for (size_t i = 0; i < v->outcome_count; i++) {
        struct plan_outcome *o = &v->outcomes[i];

        o->beside = beside(a, outcome_in(a, before, o), o);
    }
    for (size_t i = 0; i < before->outcome_count; i++)
        if (!outcome_in(a, v, &before->outcomes[i]))
            v->dropped[v->dropped_count++] = before->outcomes[i].risk;
}

/* A plan without outcomes says only that there is one, and of which kind. */
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
            .review = date_arg(f, S("review")),
            .if_not = fact_arg(f, S("if_not")),
            .if_not_for = fact_arg(f, S("if_not_for"))};
        if (!str_int(fact_arg(f, S("version")), &v->number))
            v->number = 0;
        outcomes_of(p, v);
        agreed_of(p, v);
        if (v->outcome_count)
            out->version_count++;
        else if (!out->version_count && !out->since.entry)
            out->since = *v;
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
        .moved = has_moved(o, value, fact_arg(at->fact, S("moved"))),
        .attended = str_eq(fact_arg(at->fact, S("attended")), S("yes"))};
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

static bool
is_scored(struct arena *a, const struct plan_outcome *o, struct str said)
{
    return (o->key.n && str_eq(o->key, said)) ||
        same_words(a, said, o->change) || same_words(a, said, o->risk);
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
                is_scored(p->arena, o, of))
                score_add(o, &p->facts[k]);
        }
        o->stalled = is_stalled(o, meetings);
    }
}

/* ---- actions ---- */

static struct plan_action *
action_at(const struct planning *p, struct plan *out, const struct fact *f)
{
    struct part said = {fact_arg(f, S("key")), fact_arg(f, S("what"))};

    for (size_t i = 0; i < out->action_count; i++)
        if (same_part(p->arena, said,
                (struct part){out->actions[i].key, out->actions[i].what}))
            return &out->actions[i];
    return NULL;
}

/* An answer to one that nobody agreed is none. */
static struct plan_action *
action_new(const struct planning *p, struct plan *out, const struct fact_at *at)
{
    struct plan_action *x = &out->actions[out->action_count];

    if (!fact_arg(at->fact, S("what")).n)
        return NULL;
    x->key = fact_arg(at->fact, S("key"));
    x->set = at->entry;
    x->put_off_by =
        ARENA_ARRAY(p->arena, const struct fold_entry *, p->count + 1);
    x->answers = ARENA_ARRAY(p->arena, struct plan_answer, p->count + 1);
    out->action_count++;
    return x;
}

/* How it stands, as the option's meaning says, or a plain yes or no. */
static enum plan_done
done_of(const struct fact_at *at, enum plan_done before)
{
    static const struct {
        struct str     means;
        enum plan_done done;
    } rows[] = {{S_INIT("done"), PLAN_DONE},
        {S_INIT("under_way"), PLAN_UNDER_WAY},
        {S_INIT("not_yet"), PLAN_NOT_YET}};
    struct str                state = fact_arg(at->fact, S("state"));
    struct str                done = fact_arg(at->fact, S("done"));
    const struct term_option *o = state.n && at->entry->form
        ? form_option(at->entry->form, YIELD_ACTION, S("state"), state)
        : NULL;

    for (size_t i = 0; o && i < sizeof rows / sizeof *rows; i++)
        if (str_eq(rows[i].means, o->means))
            return rows[i].done;
    if (done.n)
        return str_eq(done, S("yes")) ? PLAN_DONE : PLAN_NOT_YET;
    return before;
}

static void
due_say(struct plan_action *x, const struct fact_at *at)
{
    struct date due = date_arg(at->fact, S("due"));

    if (date_is_none(due))
        return;
    if (!date_is_none(x->due) && date_cmp(x->due, due) < 0)
        x->put_off_by[x->put_off++] = at->entry;
    x->due = due;
}

static void
action_say(struct plan_action *x, const struct fact_at *at)
{
    const struct fact *f = at->fact;

    x->last = at->entry;
    x->done = done_of(at, x->done);
    due_say(x, at);
    if (!fact_arg(f, S("what")).n) {
        x->answers[x->answer_count++] =
            (struct plan_answer){at->entry, x->done, fact_arg(f, S("reason"))};
        return;
    }
    x->what = fact_arg(f, S("what"));
    x->readers = fact_arg(f, S("for"));
    if (fact_arg(f, S("agency")).n)
        x->agency = fact_arg(f, S("agency"));
    if (fact_arg(f, S("person")).n)
        x->person = fact_arg(f, S("person"));
}

/* The newest plan that agrees actions: those with a name that it has not are
 * in the plan no longer, unless they were agreed since. */
static void
drop_left_out(const struct planning *p, struct plan *out)
{
    const struct fold_entry *newest =
        out->version_count ? out->versions[0].entry : NULL;
    size_t at = p->count, agrees = 0;

    for (size_t i = 0; newest && i < p->count; i++)
        if (p->facts[i].entry == newest) {
            at = at < i ? at : i;
            agrees += p->facts[i].fact->kind == YIELD_ACTION;
        }
    for (size_t k = 0; agrees && k < out->action_count; k++) {
        struct plan_action *x = &out->actions[k];

        x->dropped = x->key.n != 0;
        for (size_t i = at; i < p->count; i++)
            if (p->facts[i].fact->kind == YIELD_ACTION &&
                fact_arg(p->facts[i].fact, S("what")).n &&
                str_eq(fact_arg(p->facts[i].fact, S("key")), x->key))
                x->dropped = false;
    }
}

static void
actions(const struct planning *p, struct plan *out)
{
    out->actions = ARENA_ARRAY(p->arena, struct plan_action, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        const struct fact_at *at = &p->facts[i];
        struct plan_action   *x;

        if (at->fact->kind != YIELD_ACTION)
            continue;
        x = action_at(p, out, at->fact);
        if (!x)
            x = action_new(p, out, at);
        if (x)
            action_say(x, at);
    }
    drop_left_out(p, out);
}

bool
plan_action_is_open(const struct plan_action *x)
{
    return x->done != PLAN_DONE && !x->dropped;
}

bool
plan_action_is_late(const struct plan_action *x, struct date today)
{
    return plan_action_is_open(x) && !date_is_none(x->due) &&
        date_cmp(x->due, today) < 0;
}

int
plan_action_put_off(const struct plan_action *x, struct moment since)
{
    int n = 0;

    for (int i = 0; i < x->put_off; i++)
        n += x->put_off_by[i]->recorded.us > since.us;
    return n;
}

bool
plan_outcome_attended(const struct plan_outcome *o, int scores,
    struct moment since)
{
    size_t n = (size_t)scores;

    if (scores <= 0 || o->score_count < n)
        return false;
    for (size_t i = o->score_count - n; i < o->score_count; i++)
        if (!o->scores[i].attended || o->scores[i].moved ||
            o->scores[i].entry->recorded.us <= since.us)
            return false;
    return true;
}

const struct plan_action *
plan_action_find(const struct plan *p, struct str key)
{
    for (size_t i = 0; key.n && i < p->action_count; i++)
        if (str_eq(p->actions[i].key, key))
            return &p->actions[i];
    return NULL;
}

/* ---- all of it ---- */

bool
plan_yields(enum yield_kind kind)
{
    return kind == YIELD_PLAN || kind == YIELD_OUTCOME ||
        kind == YIELD_ACTION || kind == YIELD_SCORE;
}

/* Of the entries themselves, since the fold keeps plans apart from the other
 * facts. */
void
plan_facts(struct arena *a, const struct child *c, struct fact_at **out,
    size_t *count)
{
    size_t n = 0, most = 0;

    for (size_t i = 0; i < c->entries_count; i++)
        most += c->entries[i]->fact_count;
    *out = ARENA_ARRAY(a, struct fact_at, most + 1);
    for (size_t i = 0; i < c->entries_count; i++) {
        const struct fold_entry *e = c->entries[i];

        if (e->fate != FATE_STANDS || e->elsewhere)
            continue;
        for (size_t k = 0; k < e->fact_count; k++)
            if (plan_yields(e->facts[k].kind) &&
                fact_is_for(&e->facts[k], e->child))
                (*out)[n++] = (struct fact_at){&e->facts[k], e};
    }
    *count = n;
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
