/*
 * diogel link: proposals, clusters and explanations as files.
 *
 * A large file is written a mebibyte at a time; what is in a cell is put
 * there by base/csv.h, so that no spreadsheet runs it.
 */
#include <stdlib.h>

#include "base/csv.h"
#include "cli/link.h"

enum { BATCH = 1 << 20, ROOM = 64 << 20, AHEAD = 16 };

/* A file being written, and the row in hand. */
struct writing {
    FILE          *file;
    struct arena  *arena;
    struct mark    empty;
    struct csv_out out;
};

static enum err
writing_open(struct writing *w, const char *path)
{
    w->file = fopen(path, "w");
    if (!w->file)
        return ERR_FILE;
    w->arena = arena_new(ROOM);
    w->empty = arena_mark(w->arena);
    csv_out_init(&w->out, w->arena, ',');
    return OK;
}

static void
flush(struct writing *w)
{
    struct str s = buf_str(&w->out.b);

    fwrite(s.p, 1, s.n, w->file);
    arena_rewind(w->arena, w->empty);
    csv_out_init(&w->out, w->arena, ',');
}

static void
row_end(struct writing *w)
{
    csv_end(&w->out);
    if (w->out.b.n > BATCH)
        flush(w);
}

/* The disk may be full: only the last look at the file says so. */
static enum err
writing_close(struct writing *w)
{
    bool failed;

    flush(w);
    failed = ferror(w->file) != 0;
    failed |= fclose(w->file) != 0;
    arena_free(w->arena);
    return failed ? ERR_FILE : OK;
}

/* A number with its decimals: 314 of 1 is 31.4. */
static void
put_decimal(struct writing *w, int n, int decimals)
{
    char   text[24];
    size_t at = sizeof text;
    int    left = abs(n), digits = 0;

    do {
        text[--at] = (char)('0' + left % 10);
        left /= 10;
        if (++digits == decimals)
            text[--at] = '.';
    } while (left || digits <= decimals);
    if (n < 0)
        text[--at] = '-';
    buf_add_byte(&w->out.b, w->out.separator);
    buf_add(&w->out.b, str_bytes(text + at, sizeof text - at));
    w->out.cells++;
}

static void
put_line(struct writing *w, const struct roll *r, uint32_t line)
{
    csv_put(&w->out, roll_source_name(r, line));
    csv_put(&w->out, roll_id(r, line));
}

static void
header(struct writing *w, const char *names)
{
    struct str rest = str_of(names), one;

    while (str_split(&rest, ' ', &one))
        csv_put(&w->out, one);
    row_end(w);
}

/* The pairs lie all over the roll: what is written soon is fetched now. */
static void
call_for(const struct linkage *l, size_t at)
{
    const uint32_t pair[2] = {l->pairs[at < l->count ? at : 0].x,
        l->pairs[at < l->count ? at : 0].y};

    for (int i = 0; i < 2; i++) {
        __builtin_prefetch(&l->roll->lines[pair[i]].source);
        __builtin_prefetch(&l->roll->id_at[pair[i]]);
    }
}

enum err
link_pairs_write(const struct linkage *l, const char *path)
{
    struct writing w;

    if (writing_open(&w, path))
        return ERR_FILE;
    header(&w, "source_a id_a source_b id_b weight probability band");
    for (size_t i = 0; i < l->count; i++) {
        const struct linkage_pair *p = &l->pairs[i];

        call_for(l, i + AHEAD);
        put_line(&w, l->roll, p->x);
        put_line(&w, l->roll, p->y);
        put_decimal(&w, p->weight, 1);
        put_decimal(&w, odds_probability(p->weight), 6);
        csv_put(&w.out, linkage_band_word(p->band));
        row_end(&w);
    }
    return writing_close(&w);
}

enum err
link_clusters_write(const struct linkage *l, const char *path)
{
    struct writing w;

    if (writing_open(&w, path))
        return ERR_FILE;
    header(&w, "source id cluster");
    for (uint32_t i = 0; i < l->roll->count; i++) {
        put_line(&w, l->roll, i);
        csv_put(&w.out, str_of_int(w.arena, (int64_t)l->cluster[i] + 1));
        row_end(&w);
    }
    return writing_close(&w);
}

enum err
link_explain_write(const struct linkage *l, const char *path)
{
    struct odds_why why;
    struct writing  w;

    if (writing_open(&w, path))
        return ERR_FILE;
    header(&w, "source_a id_a source_b id_b field level decibans");
    for (size_t i = 0; i < l->count; i++) {
        const struct linkage_pair *p = &l->pairs[i];

        odds_explain(&l->odds, p->pattern, &l->roll->rarities[p->x],
            &l->roll->rarities[p->y], &why);
        for (size_t t = 0; t < why.count; t++) {
            put_line(&w, l->roll, p->x);
            put_line(&w, l->roll, p->y);
            csv_put(&w.out, why.term[t].field);
            csv_put(&w.out, why.term[t].level);
            put_decimal(&w, why.term[t].centibans, 1);
            row_end(&w);
        }
    }
    return writing_close(&w);
}
