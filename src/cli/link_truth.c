/*
 * diogel link --evaluate: what is known to be true, how the proposals stand
 * against it, and a page with plots.
 *
 * A table of source, id and person; any other column divides the rows into
 * groups, one for each value it has.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"
#include "cli/link.h"
#include "match/intern.h"

enum { COLUMNS = 32 };
static const size_t TRUTH_ROOM = (size_t)1 << 32;

/* Reading a table of truth. */
struct truth {
    const struct linkage *link;
    struct gauge_truth   *out;
    struct arena         *arena;
    struct link_lines    *lines;
    size_t                bad, unknown, ungrouped; /* left out */
    struct intern        *persons;
    size_t                source, id, person, count;
    bool                  is_group[COLUMNS];
    struct str            header[COLUMNS];
};

static bool
column_is(struct str name, const char *names)
{
    struct str rest = str_of(names), one;

    while (str_split(&rest, ' ', &one))
        if (str_eq_nocase(one, str_trim(name)))
            return true;
    return false;
}

static bool
header_read(struct truth *t, const struct csv_record *r)
{
    t->source = t->id = t->person = COLUMNS;
    t->count = r->count < COLUMNS ? r->count : COLUMNS;
    for (size_t i = 0; i < t->count; i++) {
        t->header[i] = str_dup(t->arena, str_trim(r->cells[i]));
        if (column_is(r->cells[i], "source src"))
            t->source = i;
        else if (column_is(r->cells[i], "id rec_id"))
            t->id = i;
        else if (column_is(r->cells[i], "person person_id entity cluster"))
            t->person = i;
        else
            t->is_group[i] = true;
    }
    return t->source < COLUMNS && t->id < COLUMNS && t->person < COLUMNS;
}

/* The bit of a group, "column=value"; 0 when there are too many. */
static uint32_t
group_bit(struct truth *t, size_t column, struct str value)
{
    struct gauge_truth *g = t->out;
    struct str          parts[2] = {t->header[column], value};
    struct str          name = str_join(t->arena, parts, 2, S("="));

    for (size_t i = 0; i < g->group_count; i++)
        if (str_eq(g->names[i], name))
            return UINT32_C(1) << i;
    if (g->group_count == GAUGE_GROUPS) {
        t->ungrouped++;
        return 0;
    }
    g->names[g->group_count] = str_dup(t->arena, name);
    return UINT32_C(1) << g->group_count++;
}

static void
row_read(struct truth *t, const struct csv_record *r)
{
    uint32_t line;

    if (r->fault || r->count <= t->source || r->count <= t->id ||
        r->count <= t->person) {
        t->bad++;
        return;
    }
    if (!link_lines_find(t->lines, str_trim(r->cells[t->source]),
            str_trim(r->cells[t->id]), &line)) {
        t->unknown++;
        return;
    }
    t->out->person[line] =
        intern_put(t->persons, str_trim(r->cells[t->person]));
    for (size_t i = 0; i < t->count && i < r->count; i++)
        if (t->is_group[i] && str_trim(r->cells[i]).n)
            t->out->groups[line] |= group_bit(t, i, str_trim(r->cells[i]));
}

static enum err
text_read(struct truth *t, const char *path, struct str *out)
{
    int         fd = open(path, O_RDONLY);
    struct stat s;
    char       *room;
    ssize_t     n = 0;
    size_t      at = 0;

    if (fd < 0 || fstat(fd, &s) || (size_t)s.st_size > TRUTH_ROOM / 4) {
        if (fd >= 0)
            close(fd);
        return ERR_FILE;
    }
    room = arena_get(t->arena, (size_t)s.st_size + 1);
    while (at < (size_t)s.st_size &&
        (n = read(fd, room + at, (size_t)s.st_size - at)) > 0)
        at += (size_t)n;
    close(fd);
    *out = str_bytes(room, at);
    return n < 0 ? ERR_FILE : OK;
}

static enum err
rows_read(struct truth *t, const char *path)
{
    struct csv        c = {.line = 1, .window = CSV_WHOLE};
    struct csv_record r;
    enum err          e;

    if ((e = text_read(t, path, &c.text)))
        return e;
    if (csv_text_of(str_sub(c.text, 0, 4096), &c.at) > CSV_1252)
        return ERR_INVALID;
    c.kind = CSV_UTF8;
    c.separator = csv_separator(str_from(c.text, c.at));
    if (!csv_next(&c, t->arena, &r) || r.fault || !header_read(t, &r))
        return ERR_INVALID;
    for (;;) {
        struct mark m = arena_mark(t->arena);
        size_t      groups = t->out->group_count;

        if (!csv_next(&c, t->arena, &r))
            return OK;
        row_read(t, &r);
        if (groups == t->out->group_count) /* else a name was kept */
            arena_rewind(t->arena, m);
    }
}

static enum err
truth_read(struct truth *t, const char *path)
{
    size_t   n = t->link->roll->count;
    enum err e;

    t->persons = intern_new();
    t->out->person = ARENA_ARRAY(t->arena, uint32_t, n + 1);
    t->out->groups = ARENA_ARRAY(t->arena, uint32_t, n + 1);
    t->lines = link_lines_new(t->link->roll);
    e = rows_read(t, path);
    link_lines_free(t->lines);
    intern_free(t->persons);
    return e;
}

/* ---- saying it ---- */

static void
rates_say(const char *what, const struct gauge_rates *r)
{
    printf("%-28s precision %.5f  recall %.5f  F1 %.5f  (%.0f of %.0f, "
           "%.0f wrong)\n",
        what, r->precision, r->recall, r->f1, r->right, r->all, r->wrong);
}

static void
gauge_say(struct arena *a, const struct gauge *g, const struct gauge_truth *t)
{
    rates_say("pairs", &g->pairs);
    rates_say("clusters", &g->clusters);
    for (size_t i = 0; i < t->group_count; i++)
        rates_say(str_c(a, t->names[i]), &g->group[i]);
    printf("\nthreshold  precision   recall       F1\n");
    for (size_t i = 0; i < g->count; i++)
        if (g->point[i].pairs.right > 0)
            printf("%9.1f    %.5f  %.5f  %.5f\n", g->point[i].threshold / 10.0,
                g->point[i].pairs.precision, g->point[i].pairs.recall,
                g->point[i].pairs.f1);
}

/* At each threshold, lines put together anew. */
static void
cuts_say(const struct gauge *g, const struct gauge_truth *t)
{
    printf("\nthreshold  clusters: precision   recall       F1\n");
    for (size_t i = 0; i < GAUGE_CUTS; i++)
        printf("%9.1f              %.5f  %.5f  %.5f\n",
            g->cut[i].threshold / 10.0, g->cut[i].clusters.precision,
            g->cut[i].clusters.recall, g->cut[i].clusters.f1);
    if (!t->group_count)
        return;
    printf("\nthreshold  group: precision   recall       F1\n");
    for (size_t k = 0; k < t->group_count; k++)
        for (size_t i = 0; i < GAUGE_CUTS; i++)
            printf("%9.1f           %.5f  %.5f  %.5f  %.*s\n",
                g->cut[i].threshold / 10.0, g->cut[i].group[k].precision,
                g->cut[i].group[k].recall, g->cut[i].group[k].f1,
                STR_ARG(t->names[k]));
}

/* A figure over a part of what is known must say so. */
static void
left_say(const struct truth *t)
{
    const struct {
        size_t      n;
        const char *what;
    } all[] = {
        {t->bad, "rows of the truth cannot be read"},
        {t->unknown, "rows of the truth name no row of the files"},
        {t->ungrouped, "cells name a group beyond the 32 that are counted"},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].n)
            printf("left out: %zu %s\n", all[i].n, all[i].what);
}

enum err
link_evaluate(const struct linkage *l, const char *path,
    enum linkage_scope scope, const struct link_report *report)
{
    struct gauge_truth known = {.scope = scope};
    struct gauge       g;
    struct truth       t = {.link = l, .out = &known};
    enum err           e;

    t.arena = arena_new(TRUTH_ROOM);
    e = truth_read(&t, path);
    if (!e) {
        gauge_take(l, &known, &g);
        gauge_say(t.arena, &g, &known);
        cuts_say(&g, &known);
        left_say(&t);
        if (report->path)
            e = link_report_write(&g, &known, l->threshold, report);
    }
    arena_free(t.arena);
    return e;
}
