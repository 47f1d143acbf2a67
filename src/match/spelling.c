/*
 * spelling -- two tables of texts: as written, to pass quickly over what was
 * seen before, and as folded, one row of codes for each.
 *
 * The glued form of several words is a spelling of its own, with one part,
 * so that Mary-Ann and Maryann meet.
 */
#include "match/spelling.h"

#include <assert.h>

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
    struct arena    *scratch;
    struct written   written[2]; /* by enum match_name_kind */
    struct intern   *folded;
    struct spelling *rows; /* by number */
    size_t           room;
};

struct spellings *
spellings_new(void)
{
    struct spellings *s = heap_get(1, sizeof *s);

    s->scratch = arena_new(0);
    s->written[MATCH_NAME_GIVEN].texts = intern_new();
    s->written[MATCH_NAME_FAMILY].texts = intern_new();
    s->folded = intern_new();
    s->rows = heap_grow(NULL, 0, &s->room, sizeof *s->rows);
    s->rows[0] = (struct spelling){.parts = 0};
    return s;
}

void
spellings_free(struct spellings *s)
{
    if (!s)
        return;
    for (int k = 0; k < 2; k++) {
        intern_free(s->written[k].texts);
        free(s->written[k].number);
    }
    intern_free(s->folded);
    free(s->rows);
    arena_free(s->scratch);
    free(s);
}

const struct spelling *
spelling_at(const struct spellings *s, uint32_t number)
{
    return &s->rows[number];
}

struct str
spelling_text(const struct spellings *s, uint32_t number)
{
    return intern_text(s->folded, number);
}

uint32_t
spelling_last(const struct spellings *s)
{
    return intern_last(s->folded);
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
        row->has_forms[kind] =
            name_table_find((enum match_name_kind)kind,
                kind == MATCH_NAME_GIVEN ? parts[0] : glued, rows) > 0;
    row->letters = glued.n < UINT8_MAX ? (uint8_t)glued.n : UINT8_MAX;
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
    uint32_t last = intern_last(s->folded);
    uint32_t self =
        intern_put(s->folded, str_join(s->scratch, parts, row.parts, S(" ")));

    if (self <= last)
        return self;
    row_code(s, &row, parts);
    row_parts(s, &row, parts, self);
    while (s->room <= intern_last(s->folded))
        s->rows = heap_grow(s->rows, s->room, &s->room, sizeof *s->rows);
    s->rows[self] = row;
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
    uint32_t        last = intern_last(w->texts), at;

    if (!text.n)
        return 0;
    if (text.n > WRITTEN_LONGEST)
        return spelling_read(s, text, kind);
    at = intern_put(w->texts, text);
    if (at <= last)
        return w->number[at];
    while (w->room <= at)
        w->number = heap_grow(w->number, w->room, &w->room, sizeof *w->number);
    return w->number[at] = spelling_read(s, text, kind);
}
