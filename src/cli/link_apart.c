/*
 * diogel link --apart: rows of which somebody knows that they are two
 * persons: twins, "not the same", who a court has parted.
 */
#include "base/csv.h"
#include "cli/link.h"

enum { SOURCE_A, ID_A, SOURCE_B, ID_B, COLUMNS };

struct apart {
    struct csv         csv;
    struct link_lines *lines;
    size_t             column[COLUMNS];
    size_t             room;
    struct arena      *arena;
    struct link_apart *out;
};

static bool
header_read(struct apart *t)
{
    static const struct str names[COLUMNS] = {S_INIT("source_a"),
        S_INIT("id_a"), S_INIT("source_b"), S_INIT("id_b")};
    struct csv_record       r;
    size_t                  found = 0;

    if (!csv_next(&t->csv, t->arena, &r) || r.fault)
        return false;
    for (size_t k = 0; k < COLUMNS; k++)
        for (size_t i = 0; i < r.count; i++)
            if (str_eq_nocase(str_trim(r.cells[i]), names[k])) {
                t->column[k] = i;
                found++;
                break;
            }
    return found == COLUMNS;
}

static bool
side_find(struct apart *t, const struct csv_record *r, size_t source,
    uint32_t *line)
{
    size_t s = t->column[source], id = t->column[source + 1];

    return !r->fault && s < r->count && id < r->count &&
        link_lines_find(t->lines, str_trim(r->cells[s]), str_trim(r->cells[id]),
            line);
}

static void
fact_add(struct apart *t, struct cluster_apart one)
{
    struct link_apart    *o = t->out;
    struct cluster_apart *more;

    if (o->count == t->room) {
        t->room = t->room ? 2 * t->room : 64;
        more = ARENA_ARRAY(t->arena, struct cluster_apart, t->room);
        for (size_t i = 0; i < o->count; i++)
            more[i] = o->all[i];
        o->all = more;
    }
    o->all[o->count++] = one;
}

enum err
link_apart_read(struct arena *a, const struct roll *r, struct str text,
    struct link_apart *out)
{
    struct apart t = {.csv = {.line = 1, .window = CSV_WHOLE, .text = text},
        .arena = a,
        .out = out};
    struct csv_record row;

    *out = (struct link_apart){NULL, 0, 0};
    if (csv_text_of(text, &t.csv.at) > CSV_1252)
        return ERR_INVALID;
    t.csv.kind = CSV_UTF8;
    t.csv.separator = csv_separator(str_from(text, t.csv.at));
    if (!header_read(&t))
        return ERR_INVALID;
    t.lines = link_lines_new(r);
    while (csv_next(&t.csv, a, &row)) {
        struct cluster_apart one = {0, 0};

        if (!side_find(&t, &row, SOURCE_A, &one.x) ||
            !side_find(&t, &row, SOURCE_B, &one.y) || one.x == one.y)
            out->unknown++;
        else
            fact_add(&t, one);
    }
    link_lines_free(t.lines);
    return OK;
}
