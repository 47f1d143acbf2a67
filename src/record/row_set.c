/*
 * Rows as they ought to be, compared with those that are.  A row is compared
 * by its canonical bytes; where it stands in the set is found by its key.
 */
#include "record/row_set.h"

#include <assert.h>
#include <string.h>

#include "record/places.h"

struct row_set
row_set_of(struct arena *a, const struct row_table *t)
{
    struct row_set s = {.arena = a, .table = t, .keys = places_new(a)};

    buf_init(&s.scratch, a);
    return s;
}

/* A value as bytes: its kind, so that NULL is not "", and what it holds. */
static void
value_add(struct buf *b, const struct arg *v)
{
    switch (v->kind) {
    case ARG_NULL:
        buf_add_byte(b, '0');
        return;
    case ARG_INT:
        buf_add_byte(b, 'i');
        buf_add_u64(b, (uint64_t)v->i);
        return;
    case ARG_TEXT:
    case ARG_BYTES:
        buf_add_byte(b, 's');
        buf_add_framed(b, v->s);
        return;
    case ARG_ID:
        if (id_is_none(v->id)) {
            buf_add_byte(b, '0');
            return;
        }
        buf_add_byte(b, 's');
        buf_add_framed(b, id_bytes(&v->id));
        return;
    }
}

/* The whole row as bytes, in the set's scratch; its key begins them. */
static struct str
values_text(struct row_set *s, const struct arg *args, size_t *key_n)
{
    struct buf *b = &s->scratch;

    buf_reset(b);
    for (size_t i = 0; i < s->table->columns.n; i++) {
        if (i == s->table->keys)
            *key_n = buf_str(b).n;
        value_add(b, &args[i]);
    }
    if (s->table->keys == s->table->columns.n)
        *key_n = buf_str(b).n;
    return buf_str(b);
}

static struct set_row *
row_of_key(const struct row_set *s, struct str key)
{
    size_t place = places_newest(s->keys, key, (struct id){0});

    return place == PLACE_NONE ? NULL : &s->rows[place];
}

static struct set_row *
row_room(struct row_set *s)
{
    if (s->count == s->room) {
        size_t          room = s->room ? 2 * s->room : 16;
        struct set_row *wider = ARENA_ARRAY(s->arena, struct set_row, room);

        if (s->count)
            memcpy(wider, s->rows, s->count * sizeof *wider);
        s->rows = wider;
        s->room = room;
    }
    return &s->rows[s->count++];
}

/* One that stands there already by its key is the same thing said twice. */
void
row_set_add(struct row_set *s, const struct arg *args, size_t n)
{
    size_t          key_n = 0;
    struct str      whole = values_text(s, args, &key_n);
    struct set_row *r;

    assert(n == s->table->columns.n && n <= COLUMNS_MOST);
    if (row_of_key(s, str_sub(whole, 0, key_n)))
        return;
    r = row_room(s);
    r->args = ARENA_ARRAY(s->arena, struct arg, n);
    memcpy(r->args, args, n * sizeof *args);
    r->whole = str_dup(s->arena, whole);
    places_add(s->keys, str_sub(r->whole, 0, key_n), (struct id){0});
}

static struct arg
value_of(const struct rows *r, size_t column, char kind)
{
    if (row_is_null(r, column))
        return A_NULL;
    if (kind == 'i')
        return A_INT(row_int(r, column));
    return kind == 't' ? A_TEXT(row_text(r, column))
                       : A_BYTES(row_bytes(r, column));
}

void
change_note(struct change *c, struct str table)
{
    if (c->differences++ == 0)
        c->first = table;
}

/* A row that is there: it stays when it ought to be so, else it goes. */
static enum err
row_check(struct work *w, struct row_set *want, const struct rows *at,
    struct change *change)
{
    const struct row_table *t = want->table;
    struct arg              args[COLUMNS_MOST];
    struct set_row         *r;
    struct str              whole;
    size_t                  key_n = 0;

    for (size_t i = 0; i < t->columns.n; i++)
        args[i] = value_of(at, i, t->columns.p[i]);
    whole = values_text(want, args, &key_n);
    r = row_of_key(want, str_sub(whole, 0, key_n));
    if (r && str_eq(r->whole, whole)) {
        r->same = true;
        return OK;
    }
    if (!r)
        change_note(change, t->name);
    return txn_put(w->tx, t->cut, args, t->keys);
}

/* What is not there yet. */
static enum err
rows_add(struct work *w, const struct row_set *want, struct change *change)
{
    const struct row_table *t = want->table;
    enum err                e;

    for (size_t i = 0; i < want->count; i++) {
        if (want->rows[i].same)
            continue;
        if ((e = txn_put(w->tx, t->add, want->rows[i].args, t->columns.n)))
            return e;
        change_note(change, t->name);
    }
    return OK;
}

static enum err
rows_check(struct work *w, struct row_set *want, struct rows *r,
    struct change *change)
{
    enum err e = OK;

    while (!e && rows_next(r))
        e = row_check(w, want, r, change);
    return e;
}

enum err
row_set_write(struct work *w, struct row_set *want, struct id person,
    struct change *change)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, want->table->read, ARGS(A_ID(person)), &r)) ||
        (e = rows_check(w, want, &r, change)))
        return e;
    return rows_add(w, want, change);
}

enum err
row_set_write_part(struct work *w, struct row_set *want, struct id person,
    const struct ids *parts, struct change *change)
{
    struct rows r;
    enum err    e;

    for (size_t i = 0; i < parts->count; i++)
        if ((e = txn_rows(w->tx, want->table->part,
                 ARGS(A_ID(person), A_ID(parts->all[i])), &r)) ||
            (e = rows_check(w, want, &r, change)))
            return e;
    return rows_add(w, want, change);
}

enum err
row_set_put(struct work *w, const struct row_set *want, struct change *change)
{
    const struct row_table *t = want->table;
    enum err                e;

    for (size_t i = 0; i < want->count; i++)
        if ((e = txn_put(w->tx, t->cut, want->rows[i].args, t->keys)))
            return e;
    return rows_add(w, want, change);
}
