/*
 * spelling -- two tables of texts: as written, to pass quickly over what was
 * seen before, and as folded, one row of codes for each.
 *
 * The glued form of several words is a spelling of its own, with one part,
 * so that Mary-Ann and Maryann meet.
 */
#include "match/spelling.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "match/heap.h"
#include "match/intern.h"
#include "match/mix.h"
#include "match/name_table.h"
#include "match/sound.h"

/* A name written longer than this is read each time it is met. */
enum { WRITTEN_LONGEST = 128 };

/* Names as written in one kind of field. */
struct written {
    struct intern *texts;
    uint32_t      *number; /* spelling, by the text's number */
    size_t         room;
};

struct spellings {
    struct arena           *scratch;
    struct written          written[2]; /* by enum match_name_kind */
    struct intern          *folded;
    struct spelling        *rows;  /* by number less shift */
    size_t                  room;  /* 0: the rows are somebody else's */
    const struct spellings *under; /* null: none */
    uint32_t                first; /* number of its own, 0 without under */
    uint32_t                shift;
};

static struct spellings *
empty(void)
{
    struct spellings *s = heap_get(1, sizeof *s);

    s->scratch = arena_new(0);
    s->folded = intern_new();
    s->rows = heap_grow(NULL, 0, &s->room, sizeof *s->rows);
    s->rows[0] = (struct spelling){.parts = 0};
    return s;
}

struct spellings *
spellings_new(void)
{
    struct spellings *s = empty();

    s->written[MATCH_NAME_GIVEN].texts = intern_new();
    s->written[MATCH_NAME_FAMILY].texts = intern_new();
    return s;
}

struct spellings *
spellings_over(const struct spellings *under)
{
    struct spellings *s = empty();

    spellings_clear(s, under);
    return s;
}

void
spellings_clear(struct spellings *s, const struct spellings *under)
{
    assert(s && under && !s->written[0].texts);
    intern_clear(s->folded);
    s->under = under;
    s->shift = spelling_last(under);
    s->first = s->shift + 1;
}

static void
written_free(struct spellings *s)
{
    for (int k = 0; k < 2; k++) {
        intern_free(s->written[k].texts);
        free(s->written[k].number);
        s->written[k] = (struct written){NULL, NULL, 0};
    }
}

void
spellings_pack(struct spellings *s)
{
    size_t           rows = spelling_last(s) + (size_t)1;
    struct spelling *packed = heap_get_wide(rows, sizeof *packed);

    memcpy(packed, s->rows, rows * sizeof *packed);
    free(s->rows);
    s->rows = packed;
    s->room = rows;
    written_free(s);
    intern_pack(s->folded);
}

struct spellings_image
spellings_image(const struct spellings *s)
{
    return (struct spellings_image){
        intern_image(s->folded),
        str_bytes(s->rows, (spelling_last(s) + (size_t)1) * sizeof *s->rows),
    };
}

/* Casts away const: without room the rows are never written to. */
struct spellings *
spellings_of(const struct spellings_image *image)
{
    struct spellings *s = heap_get(1, sizeof *s);

    s->folded = intern_over(&image->texts);
    s->rows = (struct spelling *)(uintptr_t)image->rows.p;
    return s;
}

void
spellings_free(struct spellings *s)
{
    if (!s)
        return;
    written_free(s);
    intern_free(s->folded);
    if (s->room)
        free(s->rows);
    arena_free(s->scratch);
    free(s);
}

const struct spelling *
spelling_at(const struct spellings *s, uint32_t number)
{
    return number < s->first ? spelling_at(s->under, number)
                             : &s->rows[number - s->shift];
}

void
spelling_call(const struct spellings *s, uint32_t number)
{
    if (number < s->first) {
        spelling_call(s->under, number);
        return;
    }
    __builtin_prefetch(&s->rows[number - s->shift]);
    intern_call(s->folded, number - s->shift);
}

void
spelling_call_text(const struct spellings *s, uint32_t number)
{
    if (number < s->first)
        spelling_call_text(s->under, number);
    else
        intern_call_text(s->folded, number - s->shift);
}

struct str
spelling_text(const struct spellings *s, uint32_t number)
{
    return number < s->first ? spelling_text(s->under, number)
                             : intern_text(s->folded, number - s->shift);
}

uint32_t
spelling_last(const struct spellings *s)
{
    return s->shift + intern_last(s->folded);
}

uint32_t
spelling_find(const struct spellings *s, struct str words)
{
    uint32_t own = intern_find(s->folded, words);

    if (own)
        return own + s->shift;
    return s->under ? spelling_find(s->under, words) : 0;
}

static uint32_t
code_of(struct str text)
{
    return (uint32_t)mix_text(text) | 1;
}

/* Of the names it may be a form of, the one that sorts first: all forms of
 * one name get the same, whichever of them was met. */
static uint32_t
head_of(struct str part, enum match_name_kind kind)
{
    struct str heads[2];
    size_t     n = match_name_heads(part, kind, heads, 2);

    return code_of(heads[n - 1]);
}

static uint32_t spelling_add(struct spellings *s, const struct str *parts,
    size_t count);

/* Two letters may have one bit: a bit that is missing says more. */
static uint32_t
set_of(struct str text)
{
    uint32_t set = 0;

    for (size_t i = 0; i < text.n; i++)
        set |= UINT32_C(1) << ((uint8_t)text.p[i] & 31);
    return set;
}

static void
row_code(struct spellings *s, struct spelling *row, const struct str *parts)
{
    struct name_place rows[NAME_TABLE_ROWS];
    struct str        glued = str_join(s->scratch, parts, row->parts, S(""));

    row->text = code_of(str_join(s->scratch, parts, row->parts, S(" ")));
    row->sound = code_of(match_sound(s->scratch, glued));
    row->skeleton = code_of(match_skeleton(s->scratch, parts[0]));
    row->head[MATCH_NAME_GIVEN] = head_of(parts[0], MATCH_NAME_GIVEN);
    row->head[MATCH_NAME_FAMILY] = head_of(glued, MATCH_NAME_FAMILY);
    for (int kind = 0; kind < 2; kind++)
        if (name_table_find((enum match_name_kind)kind,
                kind == MATCH_NAME_GIVEN ? parts[0] : glued, rows))
            row->known |= (uint8_t)(1 << kind);
    if (match_name_is_custom(glued))
        row->known |= SPELLING_CUSTOM;
    row->letters = glued.n < UINT8_MAX ? (uint8_t)glued.n : UINT8_MAX;
    row->set = set_of(glued);
}

/* A number for the words, of which under knows nothing; *is_new: without a
 * row yet. */
static uint32_t
number_put(struct spellings *s, struct str words, bool *is_new)
{
    uint32_t last = intern_last(s->folded);
    uint32_t own = intern_put(s->folded, words);

    *is_new = own > last;
    while (s->room <= own)
        s->rows = heap_grow(s->rows, s->room, &s->room, sizeof *s->rows);
    return own + s->shift;
}

/* The words one by one, and all of them as one. */
static void
row_parts(struct spellings *s, struct spelling *row, const struct str *parts,
    uint32_t self)
{
    struct str glued = str_join(s->scratch, parts, row->parts, S(""));

    row->glued = row->part[0] = self;
    if (row->parts == 1)
        return;
    row->glued = spelling_add(s, &glued, 1);
    for (size_t i = 0; i < row->parts; i++)
        row->part[i] = spelling_add(s, &parts[i], 1);
}

static uint32_t
spelling_add(struct spellings *s, const struct str *parts, size_t count)
{
    struct spelling row = {
        .parts = (uint8_t)(count < SPELLING_PARTS ? count : SPELLING_PARTS)
    };
    struct str words = str_join(s->scratch, parts, row.parts, S(" "));
    uint32_t   self = s->under ? spelling_find(s->under, words) : 0;
    bool       is_new;

    if (self)
        return self;
    self = number_put(s, words, &is_new);
    if (!is_new)
        return self;
    row_code(s, &row, parts);
    row_parts(s, &row, parts, self);
    s->rows[self - s->shift] = row;
    return self;
}

uint32_t
spelling_copy(struct spellings *s, const struct spellings *from,
    uint32_t number)
{
    struct spelling row;
    uint32_t        self;
    bool            is_new;

    if (!number)
        return 0;
    self = s->under ? spelling_find(s->under, spelling_text(from, number)) : 0;
    if (self)
        return self;
    row = *spelling_at(from, number);
    self = number_put(s, spelling_text(from, number), &is_new);
    if (!is_new)
        return self;
    for (size_t i = 0; i < row.parts; i++)
        row.part[i] =
            row.part[i] == number ? self : spelling_copy(s, from, row.part[i]);
    row.glued = row.glued == number ? self : spelling_copy(s, from, row.glued);
    s->rows[self - s->shift] = row;
    return self;
}

static uint32_t
spelling_read(struct spellings *s, struct str text, enum match_name_kind kind)
{
    struct mark       mark = arena_mark(s->scratch);
    struct match_name n = match_name_read(s->scratch, text, kind);
    uint32_t          number = n.count ? spelling_add(s, n.parts, n.count) : 0;

    arena_rewind(s->scratch, mark);
    return number;
}

uint32_t
spelling_put(struct spellings *s, struct str text, enum match_name_kind kind)
{
    struct written *w = &s->written[kind];
    uint32_t        last, at;

    if (!text.n)
        return 0;
    if (text.n > WRITTEN_LONGEST || !w->texts)
        return spelling_read(s, text, kind);
    last = intern_last(w->texts);
    at = intern_put(w->texts, text);
    if (at <= last)
        return w->number[at];
    while (w->room <= at)
        w->number = heap_grow(w->number, w->room, &w->room, sizeof *w->number);
    return w->number[at] = spelling_read(s, text, kind);
}
