/*
 * Corrections, before folding.
 *
 * A correction is an entry of its own and names the original.  It carries
 * whole answers and the whole list of whom it is about, so the newest one
 * known says all; it counts at the original's place.  An entry may be about
 * several children: each child's place in it (a slot) is followed by itself,
 * so moving one child's part leaves the others where they are.  In the list
 * of one person there are, for each entry of such a family, either the slots
 * in which that person stands, or one line that says "elsewhere".
 */
#include <stdlib.h>

#include "record/fold_inside.h"

static int
by_number(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int
in_order(const void *x, const void *y)
{
    const struct fold_entry *a = x, *b = y;
    int                      c = by_number(a->recorded.us, b->recorded.us);

    if (!c)
        c = id_cmp(a->source, b->source);
    if (!c)
        c = by_number(a->seq, b->seq);
    return c ? c : by_number(a->child, b->child);
}

/* A family as far as it was read: the slots it has had. */
struct family {
    struct fold_entry *slots;
    size_t             count;
    bool              *here; /* whether the slot is about this child now */
};

static void
slot_add(struct family *f, const struct fold_entry *root,
    const struct fold_entry *about)
{
    struct fold_entry *s = &f->slots[f->count];

    *s = *root;
    s->source = about->source;
    s->seq = about->seq;
    s->child = about->child;
    f->here[f->count++] = true;
}

/* The newer answers, at the older place. */
static void
slot_say(struct fold_entry *s, const struct fold_entry *c)
{
    s->form = c->form;
    s->answers = c->answers;
    s->facts = c->facts;
    s->fact_count = c->fact_count;
    s->occurred = c->occurred;
    s->language = c->language;
    s->occurred_on = c->occurred_on;
}

static bool
is_withdrawal(const struct fold_entry *c)
{
    return str_eq(c->correction, S("withdraw"));
}

static void
family_withdraw(struct family *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->slots[i].fate == FATE_STANDS)
            f->slots[i].fate = FATE_WITHDRAWN;
}

/* One correction: the lines of its entry, from c on. */
static void
family_correct(struct family *f, const struct fold_entry *root,
    const struct fold_entry *c, size_t lines)
{
    for (size_t i = 0; i < f->count; i++)
        f->here[i] = false;
    for (size_t k = 0; k < lines; k++) {
        size_t i = 0;

        if (c[k].elsewhere)
            continue;
        while (i < f->count && f->slots[i].child != c[k].child)
            i++;
        if (i == f->count)
            slot_add(f, root, &c[k]);
        f->here[i] = true;
        slot_say(&f->slots[i], &c[k]);
    }
    for (size_t i = 0; i < f->count; i++) {
        struct fold_entry *s = &f->slots[i];

        if (s->fate == FATE_STANDS && !f->here[i])
            s->fate = FATE_MOVED;
        else if (s->fate == FATE_MOVED && f->here[i])
            s->fate = FATE_STANDS;
    }
}

/* How many lines from i on belong to the same entry. */
static size_t
lines_of(const struct fold_entry *all, size_t count, size_t i)
{
    size_t n = 1;

    while (i + n < count && id_eq(all[i + n].id, all[i].id))
        n++;
    return n;
}

/* The family of the entry whose lines begin at i, into f. */
static void
family_read(struct family *f, const struct fold_entry *all, size_t count,
    size_t i)
{
    const struct fold_entry *root = &all[i];
    size_t                   lines = lines_of(all, count, i), n;
    bool                     gone = false;

    for (size_t k = 0; k < lines; k++)
        if (!root[k].elsewhere)
            slot_add(f, root, &root[k]);
    for (size_t k = 0; k < count; k += n) {
        n = lines_of(all, count, k);
        if (gone || !id_eq(all[k].corrects, root->id))
            continue;
        if ((gone = is_withdrawal(&all[k])))
            family_withdraw(f);
        else
            family_correct(f, root, &all[k], n);
    }
    for (size_t k = 0; k < f->count; k++)
        f->slots[k].elsewhere = false;
}

/* Lines of one entry stand together, entries in order of time. */
static int
by_entry(const void *x, const void *y)
{
    const struct fold_entry *a = x, *b = y;
    int                      c = by_number(a->recorded.us, b->recorded.us);

    if (!c)
        c = id_cmp(a->id, b->id);
    return c ? c : in_order(a, b);
}

static bool
has_corrections(const struct fold_entry *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!id_is_none(all[i].corrects) || all[i].elsewhere)
            return true;
    return false;
}

static size_t
resolve(struct arena *a, struct fold_entry *all, size_t n)
{
    struct family f = {ARENA_ARRAY(a, struct fold_entry, n + 1), 0,
        ARENA_ARRAY(a, bool, n + 1)};
    size_t        kept = 0, lines;

    qsort(all, n, sizeof *all, by_entry);
    for (size_t i = 0; i < n; i += lines) {
        struct family one = {f.slots + kept, 0, f.here};

        lines = lines_of(all, n, i);
        if (id_is_none(all[i].corrects))
            family_read(&one, all, n, i);
        kept += one.count;
    }
    for (size_t i = 0; i < kept; i++)
        all[i] = f.slots[i];
    return kept;
}

enum err
fold_resolve(struct arena *a, struct fold_entry *entries, size_t *count,
    struct moment known_at)
{
    size_t n = 0;

    for (size_t i = 0; i < *count; i++)
        if (entries[i].recorded.us <= known_at.us)
            entries[n++] = entries[i];
    if (has_corrections(entries, n))
        n = resolve(a, entries, n);
    if (n)
        qsort(entries, n, sizeof *entries, in_order);
    *count = n;
    return OK;
}
