/*
 * block -- keys, and blocks cut to size.
 *
 * Keys are 32 bits: two that meet by chance (a hundred in a million lines)
 * only make a pair that is compared for nothing.
 */
#include "match/block.h"

#include <assert.h>
#include <string.h>

#include "match/heap.h"
#include "match/mix.h"
#include "match/sort.h"

/* What a row of keys is made of: a line, and one name and place of it. */
struct said {
    const struct roll       *roll;
    const struct roll_line  *line;
    const struct roll_place *place;
    const struct spelling   *given, *family; /* null: not known */
    uint32_t                 given_text;     /* of its first word, hashed */
};

static uint32_t
key_of(uint64_t x, uint64_t y)
{
    return x && y ? (uint32_t)(mix_two(x, y) >> 32) | 1 : 0;
}

/* A whole date, the same with day and month changed over; 0 for others. */
static uint32_t
birth_of(const struct said *s)
{
    uint32_t b = s->line->birth, month = b >> 5 & 15, day = b & 31;

    if (!month || !day)
        return 0;
    return b >> 9 << 10 | (month < day ? month : day) << 5 |
        (month < day ? day : month);
}

static uint32_t
sound_of(const struct spelling *n)
{
    return n ? n->sound : 0;
}

static uint32_t
skeleton_of(const struct spelling *n)
{
    return n ? n->skeleton : 0;
}

static uint32_t
key_nhs(const struct said *s)
{
    return key_of(s->line->nhs, 1);
}

static uint32_t
key_upn(const struct said *s)
{
    return key_of(s->line->upn, 1);
}

static uint32_t
key_other(const struct said *s)
{
    return key_of(s->line->other[0], 1);
}

static uint32_t
key_names_birth(const struct said *s)
{
    return key_of(key_of(sound_of(s->given), sound_of(s->family)),
        s->line->birth >> 9);
}

static uint32_t
key_family_birth(const struct said *s)
{
    return key_of(sound_of(s->family), birth_of(s));
}

static uint32_t
key_given_birth(const struct said *s)
{
    return key_of(sound_of(s->given), birth_of(s));
}

static uint32_t
key_postcode_birth(const struct said *s)
{
    return key_of(s->place->postcode, birth_of(s));
}

static uint32_t
key_postcode_given(const struct said *s)
{
    return key_of(s->place->postcode, skeleton_of(s->given));
}

static uint32_t
key_postcode_family(const struct said *s)
{
    return key_of(s->place->postcode, skeleton_of(s->family));
}

/* In either order: somebody may have changed them over. */
static uint32_t
key_names(const struct said *s)
{
    if (!s->given || !s->family)
        return 0;
    return key_of(mix_one(s->given_text) + mix_one(s->family->text), 1);
}

static uint32_t
key_address_given(const struct said *s)
{
    return key_of(s->place->address, s->given_text);
}

static uint32_t
key_district_birth(const struct said *s)
{
    return key_of(roll_postcode(s->roll, s->place->postcode)->district,
        birth_of(s));
}

static uint32_t
key_other_birth(const struct said *s)
{
    return key_of(s->line->other[1], birth_of(s));
}

static uint32_t
key_other_name(const struct said *s)
{
    return key_of(s->line->other[1], skeleton_of(s->family));
}

/* In a hundred years of days; a roll of more lines has hardly a date that few
 * have. */
static uint32_t
key_birth(const struct said *s)
{
    const size_t most = (size_t)BLOCK_FEW * 36525;

    return s->roll->count > most ? 0 : key_of(birth_of(s), 1);
}

_Static_assert((int)BLOCK_KINDS <= (int)BLOCK_ROW,
    "a row has room for all kinds");

typedef uint32_t key_fn(const struct said *s);

static const struct {
    key_fn     *make;
    const char *word;
} kinds[BLOCK_KINDS] = {
#define BLOCK(name, made_by, said) [BLOCK_##name] = {key_##made_by, said},
#include "match/block.def"
#undef BLOCK
};

const char *
block_word(enum block_kind kind)
{
    assert(kind < BLOCK_KINDS);
    return kinds[kind].word;
}

/* ---- rows ---- */

static struct said
said_by(const struct roll *r, const struct roll_line *line,
    const struct roll_name *name, const struct roll_place *place)
{
    struct said s = {.roll = r, .line = line, .place = place};

    if (name->given) {
        s.given = spelling_at(r->spellings, name->given);
        s.given_text = spelling_at(r->spellings, s.given->part[0])->text;
    }
    if (name->family)
        s.family = spelling_at(r->spellings, name->family);
    return s;
}

static void
keys_make(const struct said *s, struct block_row *row)
{
    for (int k = 0; k < BLOCK_KINDS; k++)
        row->key[k] = kinds[k].make(s);
}

static void
row_more(struct blocks *b, const struct said *s, uint32_t line)
{
    b->rows = heap_grow(b->rows, b->count, &b->room, sizeof *b->rows);
    b->owner = heap_grow(b->owner, b->count - b->roll->count, &b->owners_room,
        sizeof *b->owner);
    b->owner[b->count - b->roll->count] = line;
    keys_make(s, &b->rows[b->count++]);
}

/* Each further name with the first place, each further place with the
 * first name. */
static void
rows_more(struct blocks *b, uint32_t at)
{
    const struct roll      *r = b->roll;
    const struct roll_line *line = &r->lines[at];

    for (uint32_t n = line->name.next; n; n = r->names[n].next) {
        struct said s = said_by(r, line, &r->names[n], &line->place);

        row_more(b, &s, at);
    }
    for (uint32_t p = line->place.next; p; p = r->places[p].next) {
        struct said s = said_by(r, line, &line->name, &r->places[p]);

        row_more(b, &s, at);
    }
}

struct blocks *
blocks_new(const struct roll *r)
{
    struct blocks *b = heap_get(1, sizeof *b);

    b->roll = r;
    b->rows = heap_get_lines(r->count + 1);
    b->count = b->room = r->count;
    for (size_t i = 0; i < r->count; i++) {
        const struct roll_line *line = &r->lines[i];
        struct said             s = said_by(r, line, &line->name, &line->place);

        keys_make(&s, &b->rows[i]);
    }
    for (size_t i = 0; i < r->count; i++)
        rows_more(b, (uint32_t)i);
    return b;
}

void
blocks_free(struct blocks *b)
{
    if (!b)
        return;
    for (int k = 0; k < BLOCK_KINDS; k++)
        free(b->lists[k].items);
    free(b->rows);
    free(b->owner);
    free(b);
}

/* ---- cutting ---- */

/* What a block is cut by, in turn: 0 when the row does not say. */
static uint32_t
cut_birth(const struct said *s)
{
    return s->line->birth;
}

static uint32_t
cut_given(const struct said *s)
{
    return sound_of(s->given);
}

static uint32_t
cut_family(const struct said *s)
{
    return sound_of(s->family);
}

static uint32_t
cut_place(const struct said *s)
{
    return s->place->postcode;
}

static uint32_t
cut_address(const struct said *s)
{
    return s->place->address;
}

static key_fn *const cuts[] = {
    cut_birth, cut_given, cut_family, cut_place, cut_address
};
enum { CUTS = sizeof cuts / sizeof *cuts, PIECE = 32 };

struct cutting {
    struct blocks     *blocks;
    struct block_list *list;
    enum block_kind    kind;
    uint64_t          *spare;
};

static size_t
block_end(const struct block_list *l, size_t from, size_t to)
{
    size_t end = from + 1;

    while (end < to && sort_key(l->items[end]) == sort_key(l->items[from]))
        end++;
    return end;
}

/* The row with its key cut by one thing more; without it when it says
 * nothing of that. */
static uint64_t
item_cut(struct cutting *c, uint64_t item, key_fn *cut)
{
    const struct roll      *r = c->blocks->roll;
    uint32_t                row = sort_number(item);
    const struct roll_line *line = &r->lines[block_line(c->blocks, row)];
    struct said             s = said_by(r, line, &line->name, &line->place);
    uint32_t                key = key_of(sort_key(item), cut(&s) + UINT64_C(1));

    c->list->left += !cut(&s);
    c->blocks->rows[row].key[c->kind] = key;
    return sort_item(key, row);
}

/* Nothing is left to cut by: neighbours in the roll's own order. */
static void
pieces_cut(struct cutting *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t row = sort_number(c->list->items[i]);
        uint32_t key =
            key_of(sort_key(c->list->items[i]), (i - from) / PIECE + 1);

        c->blocks->rows[row].key[c->kind] = key;
        c->list->items[i] = sort_item(key, row);
    }
    sort_items(c->list->items + from, c->spare, to - from);
}

static void
block_cut(struct cutting *c, size_t from, size_t to, size_t by)
{
    if (to - from <= BLOCK_MOST)
        return;
    if (by == CUTS) {
        pieces_cut(c, from, to);
        return;
    }
    for (size_t i = from; i < to; i++)
        c->list->items[i] = item_cut(c, c->list->items[i], cuts[by]);
    sort_items(c->list->items + from, c->spare, to - from);
    for (size_t at = from, end; at < to; at = end) {
        end = block_end(c->list, at, to);
        block_cut(c, at, end, by + 1);
    }
}

static void
list_fill(struct blocks *b, enum block_kind kind, struct block_list *l)
{
    l->items = heap_get(b->count + 1, sizeof *l->items);
    for (size_t row = 0; row < b->count; row++)
        if (b->rows[row].key[kind])
            l->items[l->count++] =
                sort_item(b->rows[row].key[kind], (uint32_t)row);
    if (l->count < b->count)
        l->items = realloc(l->items, (l->count + 1) * sizeof *l->items);
    if (!l->items)
        BUG("block: the machine has no memory left");
}

/* Leaves out the blocks of many. */
static void
list_keep_few(struct blocks *b, struct block_list *l)
{
    size_t kept = 0;

    for (size_t at = 0, end; at < l->count; at = end) {
        end = block_end(l, at, l->count);
        for (size_t i = at; i < end; i++)
            if (end - at <= BLOCK_FEW)
                l->items[kept++] = l->items[i];
            else
                b->rows[sort_number(l->items[i])].key[BLOCK_BIRTH] = 0;
    }
    l->count = kept;
}

void
block_list_make(struct blocks *b, enum block_kind kind)
{
    struct block_list *l = &b->lists[kind];
    struct cutting     c = {.blocks = b, .list = l, .kind = kind};

    list_fill(b, kind, l);
    c.spare = heap_get(l->count + 1, sizeof *c.spare);
    sort_items(l->items, c.spare, l->count);
    if (kind == BLOCK_BIRTH)
        list_keep_few(b, l);
    for (size_t at = 0, end; at < l->count; at = end) {
        end = block_end(l, at, l->count);
        l->cut += end - at > BLOCK_MOST;
        block_cut(&c, at, end, 0);
    }
    free(c.spare);
}
