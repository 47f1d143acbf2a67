/*
 * Cells are few thousands, so each is looked for among the other pack's one
 * after the other.
 */
#include "practice/gain.h"

#include "base/buf.h"

static const struct str own_words[] = {
    [OWN_NO] = S_INIT(""),
    [OWN_READER] = S_INIT("reader"),
    [OWN_AGENCY] = S_INIT("agency"),
    [OWN_AREA] = S_INIT("area"),
};

/* A cell's verb when its row speaks of every verb. */
enum { EVERY_VERB = VERB_COUNT };
enum side { GAINS, LOSES };

struct cell {
    const struct access_rule *row;
    int                       verb;
    struct str                of, purpose;
};
struct cells {
    struct cell *all;
    size_t       count;
};

static size_t
at_least_one(size_t n)
{
    return n ? n : 1;
}

static void
add_of_verb(struct cells *c, const struct access_rule *r, int verb)
{
    for (size_t i = 0; i < at_least_one(r->of_count); i++)
        for (size_t j = 0; j < at_least_one(r->purpose_count); j++)
            c->all[c->count++] = (struct cell){.row = r,
                .verb = verb,
                .of = r->of_count ? r->of[i] : (struct str){0},
                .purpose = r->purpose_count ? r->purposes[j] : (struct str){0}};
}

static size_t
most_cells(const struct pack *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->access_count; i++)
        n += at_least_one(p->access[i].of_count) *
            at_least_one(p->access[i].purpose_count) * VERB_COUNT;
    return n + 1;
}

static struct cells
cells_of(struct arena *a, const struct pack *p)
{
    struct cells c = {.all = ARENA_ARRAY(a, struct cell, most_cells(p))};

    for (size_t i = 0; i < p->access_count; i++) {
        const struct access_rule *r = &p->access[i];

        if (!r->may)
            add_of_verb(&c, r, EVERY_VERB);
        for (int v = 0; v < VERB_COUNT; v++)
            if (r->may & ((uint32_t)1 << v))
                add_of_verb(&c, r, v);
    }
    return c;
}

static bool
same_list(const struct str *x, size_t nx, const struct str *y, size_t ny)
{
    for (size_t i = 0; i < nx && nx == ny; i++)
        if (!str_eq(x[i], y[i]))
            return false;
    return nx == ny;
}

static bool
same_who(const struct access_rule *x, const struct access_rule *y)
{
    return x->forbid == y->forbid && str_eq(x->role, y->role) &&
        str_eq(x->tie, y->tie) && str_eq(x->thread, y->thread) &&
        str_eq(x->desk, y->desk) && str_eq(x->kin, y->kin) &&
        x->any == y->any && x->own == y->own &&
        same_list(x->except, x->except_count, y->except, y->except_count);
}

/* The deepest twin of the cell, or null. */
static const struct cell *
twin(const struct cells *in, const struct cell *c)
{
    const struct cell *best = NULL;

    for (size_t i = 0; i < in->count; i++) {
        const struct cell *o = &in->all[i];

        if (o->verb == c->verb && str_eq(o->of, c->of) &&
            str_eq(o->purpose, c->purpose) && same_who(o->row, c->row) &&
            (!best || o->row->depth > best->row->depth))
            best = o;
    }
    return best;
}

static struct gain
gain_of_cell(const struct cell *c, const struct pack *p)
{
    return (struct gain){.row = c->row,
        .pack = p,
        .forbid = c->row->forbid,
        .every_verb = c->verb == EVERY_VERB,
        .verb = c->verb == EVERY_VERB ? MAY_READ : (enum verb)c->verb,
        .of = c->of,
        .purpose = c->purpose};
}

/* What is in one and not, or less deep, in the other. */
static size_t
surplus(const struct cells *mine, const struct cells *other,
    const struct pack *p, struct gain *out)
{
    size_t n = 0;

    for (size_t i = 0; i < mine->count; i++) {
        const struct cell *c = &mine->all[i], *o = twin(other, c);
        enum depth         theirs = o ? o->row->depth : DEPTH_NONE;

        if (twin(mine, c) != c ||
            (o && (c->row->forbid || theirs >= c->row->depth)))
            continue;
        out[n] = gain_of_cell(c, p);
        out[n].before = theirs;
        out[n++].after = c->row->depth;
    }
    return n;
}

static void
mark(struct gain *all, size_t n, enum side permits)
{
    for (size_t i = 0; i < n; i++)
        all[i].gains = (permits == GAINS) != all[i].forbid;
}

static void
turn(struct gain *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        enum depth after = all[i].before;

        all[i].before = all[i].after;
        all[i].after = after;
    }
}

/* Gains before losses, otherwise in the order they came. */
static size_t
sort_out(const struct gain *in, size_t n, enum side side, struct gain *out)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        if (in[i].gains == (side == GAINS))
            out[k++] = in[i];
    return k;
}

void
pack_gains(struct arena *a, const struct pack *old, const struct pack *now,
    struct gain **out, size_t *count)
{
    struct cells was = cells_of(a, old), is = cells_of(a, now);
    struct gain *all = ARENA_ARRAY(a, struct gain, was.count + is.count + 1);
    size_t       more = surplus(&is, &was, now, all);
    size_t       less = surplus(&was, &is, old, all + more);

    mark(all, more, GAINS);
    mark(all + more, less, LOSES);
    turn(all + more, less);
    *out = ARENA_ARRAY(a, struct gain, more + less + 1);
    *count = sort_out(all, more + less, GAINS, *out);
    *count += sort_out(all, more + less, LOSES, *out + *count);
}

/* ---- in words ---- */

static void
add_key(struct buf *b, struct str key, struct str value)
{
    if (!value.n)
        return;
    if (b->n)
        buf_add(b, S(", "));
    buf_add(b, key);
    buf_add(b, S(": "));
    buf_add(b, value);
}

struct str
gain_who(struct arena *a, const struct gain *g, enum lang lang)
{
    const struct access_rule *r = g->row;
    const struct role_term   *role = pack_role(g->pack, r->role);
    struct buf                b;

    buf_init(&b, a);
    if (role)
        buf_add(&b, words_in(role->title, lang));
    add_key(&b, S("tie"), r->tie);
    add_key(&b, S("thread"), r->thread);
    add_key(&b, S("desk"), r->desk);
    add_key(&b, S("kin"), r->kin);
    if (r->own != OWN_NO)
        add_key(&b, S("own"), own_words[r->own]);
    for (size_t i = 0; i < r->except_count; i++)
        add_key(&b, S("except"), r->except[i]);
    return b.n ? buf_str(&b) : S("*");
}

struct str
gain_of(const struct gain *g, enum lang lang)
{
    for (size_t i = 0; i < g->pack->groups_count; i++)
        if (str_eq(g->pack->groups[i].id, g->of))
            return words_in(g->pack->groups[i].text, lang);
    return g->of;
}

struct str
gain_purpose(const struct gain *g, enum lang lang)
{
    const struct purpose_term *p = pack_purpose(g->pack, g->purpose);

    return p ? words_in(p->label, lang) : g->purpose;
}
