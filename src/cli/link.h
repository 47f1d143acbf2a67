/*
 * link -- the pieces of diogel link: files in, proposals out.
 *
 * Extracts are read window by window into a roll (match/roll.h).  What a
 * value cannot mean is taken as not given, and counted; a row that cannot be
 * a row is named by its file and line, and stops everything unless it is to
 * be passed over.
 */
#ifndef CLI_LINK_H
#define CLI_LINK_H

#include <stdio.h>

#include "base/csv.h"
#include "base/lang.h"
#include "cli/command.h"
#include "match/gauge.h"

/* ---- columns (link_columns.c) ---- */

enum { LINK_COLUMNS = 256, LINK_JOINED = 4 };

/* What a column can be. */
enum link_use {
#define USE(name, word, also) LINK_##name,
#include "cli/link_use.def"
#undef USE
    LINK_USES
};

/* Which columns of a file hold it, joined by a blank. */
struct link_use_of {
    size_t column[LINK_JOINED];
    size_t count;
};

/* What a mapping file says: "given = forename", "address = street + town". */
struct link_map {
    struct str columns[LINK_USES]; /* empty: by the usual names */
};

struct link_columns {
    struct link_use_of use[LINK_USES];
    size_t             count; /* cells of a row */
};

enum err MUST_CHECK link_map_read(struct arena *a, struct str text,
    struct link_map *out, struct fault *fault);
/* ERR_INVALID: there is no id, or a mapped column is not there; detail. */
struct link_header {
    const struct str *names;
    size_t            count;
};
enum err MUST_CHECK link_columns_find(struct arena *a,
    const struct link_map *map, const struct link_header *header,
    struct link_columns *out, struct fault *fault);

/* ---- reading (link_read.c) ---- */

enum link_strict { LINK_STRICT, LINK_LENIENT };

/* Where a row stood. */
struct link_place {
    uint32_t line;
    uint32_t file; /* by the order of the files */
};

/* What was read, and what of it could not be. */
struct link_read {
    struct roll        *roll;
    struct link_map     map;
    enum link_strict    strict;
    struct arena       *scratch; /* cleared with each row */
    struct arena       *places;  /* holds place */
    int64_t             rows, bad, births, deaths, numbers, latin;
    int64_t             multiples; /* birth orders and times */
    struct link_place  *place;     /* by row of the roll */
    size_t              place_room;
    const char         *file;
    size_t              file_number;
    struct link_columns columns;
    uint32_t            source; /* of rows that name none */
    /* of progress */
    int64_t  began; /* us, monotonic */
    uint64_t bytes, bytes_all;
    void (*told)(const struct link_read *in);
};

void link_read_init(struct link_read *in);
void link_read_clear(struct link_read *in);
/* One file; says what is wrong itself.  ERR_INVALID: not such a table. */
enum err MUST_CHECK link_file_read(struct link_read *in, const char *path);
/* One row's cells into the roll (link_row.c). */
void link_row_add(struct link_read *in, const struct str *cells, int64_t line);

/* ---- rows by their names (link_lines.c) ---- */

/* Which line of a closed roll the source's id is. */
struct link_lines;
struct link_lines *link_lines_new(const struct roll *r);
void               link_lines_free(struct link_lines *l);
bool link_lines_find(struct link_lines *l, struct str source, struct str id,
    uint32_t *line);

/* ---- what was told apart (link_apart.c) ---- */

/* A table of source_a, id_a, source_b and id_b. */
struct link_apart {
    struct cluster_apart *all;            /* in the arena */
    size_t                count, unknown; /* rows that name no line */
};
enum err MUST_CHECK link_apart_read(struct arena *a, const struct roll *r,
    struct str text, struct link_apart *out);

/* ---- writing (link_write.c) ---- */

/* A file of CSV, written piece by piece. */
struct link_file {
    FILE          *file;
    struct arena  *arena;
    struct mark    empty;
    struct csv_out out;
};
enum err MUST_CHECK link_file_open(struct link_file *w, const char *path,
    const char *columns);
/* The disk may be full: only this says so. */
enum err MUST_CHECK link_file_close(struct link_file *w);
void                link_file_end(struct link_file *w); /* of a row */
/* The source and id of a line; decibans of centibans. */
void link_put_line(struct link_file *w, const struct roll *r, uint32_t line);
void link_put_decibans(struct link_file *w, int centibans);
/* What is written soon is fetched now. */
void link_call_for(const struct linkage *l, size_t at);

enum err MUST_CHECK link_pairs_write(const struct linkage *l, const char *path);
enum err MUST_CHECK link_clusters_write(const struct linkage *l,
    const char                                               *path);
/* ---- for people (link_words.c, link_why.c) ---- */

/* For programs: the words of the model; or in a language. */
struct link_words {
    bool      worded;
    enum lang lang;
};
struct str link_field_word(const struct link_words *w, struct str field);
struct str link_level_word(const struct link_words *w, struct str field,
    struct str level);
struct str link_hold_word(const struct link_words *w, enum hold hold);
struct str link_band_word(const struct link_words *w, enum linkage_band band);

/*
 * The waterfall of each proposal: its terms, whose sum is the weight, and of
 * each field that one of the two does not give the bands that it would come
 * to if it were known, where that is another one.
 */
enum err MUST_CHECK link_explain_write(const struct linkage *l,
    const struct link_words *w, const char *path);

/* ---- against what is known (link_truth.c, link_report.c) ---- */

/* Prints how the proposals stand; report may be null. */
struct link_report {
    const char *path; /* null: none */
    enum lang   lang;
};
enum err MUST_CHECK link_evaluate(const struct linkage *l, const char *path,
    enum linkage_scope scope, const struct link_report *report);
enum err MUST_CHECK link_report_write(const struct gauge *g,
    const struct gauge_truth *t, int threshold, const struct link_report *r);

#endif
