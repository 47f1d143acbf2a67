/*
 * name_table -- the rows, and where each name stands in them.
 *
 * Asked a few times for every pair of names, so a name leads to its rows
 * through a table of texts; going through all rows was a hundred times
 * slower.
 */
#include "match/name_table.h"

#include <assert.h>
#include <pthread.h>

#include "base/arena.h"
#include "base/text.h"
#include "match/heap.h"
#include "match/intern.h"
#include "match/mix.h"
#include "match/script.h"

/* tools/embed-files */
extern const struct str names_given, names_family, names_place, names_street;

/* One word of one row; the next one of the same name. */
struct stand {
    struct name_place place;
    uint32_t          next; /* 0: none */
};

struct table {
    struct str    *rows;
    size_t         count, rows_room;
    struct intern *names;
    uint32_t      *first; /* stand, by the name's number */
    size_t         first_room;
    struct stand  *stands; /* from 1 */
    size_t         stand_count, stands_room;
};

static struct table tables[MATCH_NAME_KINDS];

static void
stand_add(struct table *t, struct str name, struct name_place place)
{
    uint32_t  number = intern_put(t->names, name);
    uint32_t *link;

    while (t->first_room <= number) {
        size_t was = t->first_room;

        t->first = heap_grow(t->first, was, &t->first_room, sizeof *t->first);
        for (size_t i = was; i < t->first_room; i++)
            t->first[i] = 0;
    }
    t->stands = heap_grow(t->stands, t->stand_count, &t->stands_room,
        sizeof *t->stands);
    link = &t->first[number];
    while (*link)
        link = &t->stands[*link].next;
    *link = (uint32_t)t->stand_count;
    t->stands[t->stand_count++] = (struct stand){.place = place};
}

static void
word_add(struct table *t, struct str word, struct name_place place)
{
    struct arena *a;

    if (!match_script_is_other(word)) {
        stand_add(t, word, place);
        return;
    }
    a = arena_new(0);
    stand_add(t, match_script_fold(a, word), place);
    arena_free(a);
}

static void
row_add(struct table *t, struct str row)
{
    struct name_place place = {.row = (uint16_t)t->count};
    struct str        one, rest = row;

    t->rows = heap_grow(t->rows, t->count, &t->rows_room, sizeof *t->rows);
    t->rows[t->count++] = row;
    while (str_split(&rest, ' ', &one)) {
        if (str_eq(one, S("<")))
            place.is_short = true;
        else
            word_add(t, one, place);
    }
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (uint8_t)c >= 0x80;
}

static bool
is_word(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!is_letter(word.p[i]))
            return false;
    return word.n > 0;
}

/* As names are folded: nothing else would ever be found.  A word in another
 * script stands as it is written, and is folded when it is put. */
static bool
is_folded(struct str word)
{
    struct arena *a = arena_new(0);
    bool same = match_script_is_other(word) || str_eq(text_fold(a, word), word);

    arena_free(a);
    return same;
}

/* Folded words, one blank between them, and one '<' at most, which neither
 * begins nor ends the row. */
static bool
is_row(struct str row)
{
    struct str rest = row, one = {NULL, 0};
    size_t     words = 0, signs = 0;

    while (str_split(&rest, ' ', &one)) {
        if (str_eq(one, S("<"))) {
            if (!words || signs++)
                return false;
        } else if (is_word(one) && is_folded(one)) {
            words++;
        } else {
            return false;
        }
    }
    return words >= 2 && one.p[0] != '<';
}

static enum err
rows_add(struct table *t, struct str text, struct fault *fault)
{
    struct str line;
    int        at = 0;

    while (str_split(&text, '\n', &line)) {
        at++;
        line = str_trim(line);
        if (!line.n || line.p[0] == '#')
            continue;
        if (!is_row(line) || t->count == UINT16_MAX) {
            *fault = (struct fault){.msg = MSG_MATCH_NAMES_WRONG, .line = at};
            return ERR_INVALID;
        }
        row_add(t, line);
    }
    return OK;
}

static void
table_open(struct table *t, struct str text)
{
    struct fault fault;

    t->names = intern_new();
    t->stands = heap_grow(NULL, 0, &t->stands_room, sizeof *t->stands);
    t->stand_count = 1;
    if (rows_add(t, text, &fault))
        BUG("name_table: the names that are compiled in are not folded");
}

static void
tables_open(void)
{
    table_open(&tables[MATCH_NAME_GIVEN], names_given);
    table_open(&tables[MATCH_NAME_FAMILY], names_family);
    table_open(&tables[MATCH_NAME_PLACE], names_place);
    table_open(&tables[MATCH_NAME_STREET], names_street);
}

static struct table *
table_of(enum match_name_kind kind)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, tables_open);
    return &tables[kind];
}

enum err
name_table_add(enum match_name_kind kind, struct str text, struct fault *fault)
{
    return rows_add(table_of(kind), text, fault);
}

size_t
name_table_count(enum match_name_kind kind)
{
    return table_of(kind)->count;
}

struct str
name_table_row(enum match_name_kind kind, size_t row)
{
    const struct table *t = table_of(kind);

    assert(row < t->count);
    return t->rows[row];
}

struct str
name_table_head(enum match_name_kind kind, size_t row)
{
    struct str head, rest;

    str_cut(name_table_row(kind, row), ' ', &head, &rest);
    return head;
}

uint64_t
name_table_mark(void)
{
    uint64_t h = MATCH_NAME_STREET;

    for (int kind = 0; kind < MATCH_NAME_STREET; kind++) {
        const struct table *t = table_of((enum match_name_kind)kind);

        h = mix_two(h, t->count);
        for (size_t i = 0; i < t->count; i++)
            h = mix_two(h, mix_text(t->rows[i]));
    }
    return h;
}

size_t
name_table_find(enum match_name_kind kind, struct str name,
    struct name_place out[NAME_TABLE_ROWS])
{
    const struct table *t = table_of(kind);
    uint32_t            number = intern_find(t->names, name);
    uint32_t            at = number ? t->first[number] : 0;
    size_t              n = 0;

    for (; at && n < NAME_TABLE_ROWS; at = t->stands[at].next)
        out[n++] = t->stands[at].place;
    return n;
}
