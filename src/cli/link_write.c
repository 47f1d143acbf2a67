/*
 * diogel link: proposals and clusters as files.
 *
 * A large file is written a mebibyte at a time; what is in a cell is put
 * there by base/csv.h, so that no spreadsheet runs it.
 */
#include <stdlib.h>

#include "base/csv.h"
#include "cli/link.h"

enum { BATCH = 1 << 20, ROOM = 64 << 20, AHEAD = 16 };

static void
flush(struct link_file *w)
{
    struct str s = buf_str(&w->out.b);

    fwrite(s.p, 1, s.n, w->file);
    arena_rewind(w->arena, w->empty);
    csv_out_init(&w->out, w->arena, ',');
}

void
link_file_end(struct link_file *w)
{
    csv_end(&w->out);
    if (w->out.b.n > BATCH)
        flush(w);
}

/* The disk may be full: only the last look at the file says so. */
enum err
link_file_close(struct link_file *w)
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
put_decimal(struct link_file *w, int n, int decimals)
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

void
link_put_decibans(struct link_file *w, int centibans)
{
    put_decimal(w, centibans, 1);
}

void
link_put_line(struct link_file *w, const struct roll *r, uint32_t line)
{
    csv_put(&w->out, roll_source_name(r, line));
    csv_put(&w->out, roll_id(r, line));
}

enum err
link_file_open(struct link_file *w, const char *path, const char *columns)
{
    struct str rest = str_of(columns), one;

    w->file = fopen(path, "w");
    if (!w->file)
        return ERR_FILE;
    w->arena = arena_new(ROOM);
    w->empty = arena_mark(w->arena);
    csv_out_init(&w->out, w->arena, ',');
    while (str_split(&rest, ' ', &one))
        csv_put(&w->out, one);
    link_file_end(w);
    return OK;
}

/* The pairs lie all over the roll: what is written soon is fetched now. */
void
link_call_for(const struct linkage *l, size_t at)
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
    struct link_file w;

    if (link_file_open(&w, path,
            "source_a id_a source_b id_b weight probability band"))
        return ERR_FILE;
    for (size_t i = 0; i < l->count; i++) {
        const struct linkage_pair *p = &l->pairs[i];

        link_call_for(l, i + AHEAD);
        link_put_line(&w, l->roll, p->x);
        link_put_line(&w, l->roll, p->y);
        put_decimal(&w, p->weight, 1);
        put_decimal(&w, odds_probability(p->weight), 6);
        csv_put(&w.out, linkage_band_word(p->band));
        link_file_end(&w);
    }
    return link_file_close(&w);
}

enum err
link_clusters_write(const struct linkage *l, const char *path)
{
    struct link_file w;

    if (link_file_open(&w, path, "source id cluster"))
        return ERR_FILE;
    for (uint32_t i = 0; i < l->roll->count; i++) {
        link_put_line(&w, l->roll, i);
        csv_put(&w.out, str_of_int(w.arena, (int64_t)l->cluster[i] + 1));
        link_file_end(&w);
    }
    return link_file_close(&w);
}
