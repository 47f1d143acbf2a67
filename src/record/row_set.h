/*
 * row_set -- the rows of one projection as they ought to be, and what has to
 * be written where those that are there differ; inside this room only.
 *
 * Lifetime  rows stay in the arena that the set was made in.
 */
#ifndef RECORD_ROW_SET_H
#define RECORD_ROW_SET_H

#include "base/buf.h"
#include "record/entry_inside.h"

struct places;

/* A table as it is compared: the first keys columns name a row.  What each
 * column holds: i number, t text, b bytes. */
struct row_table {
    struct str              name;
    const struct statement *read, *add, *cut; /* $1 of read: the person */
    size_t                  keys;
    struct str              columns;
    bool                    lists; /* who may be found by a check (listed.h) */
    const struct statement *part;  /* read, $2 of a part of it, or null */
};

enum { COLUMNS_MOST = 20 };
struct set_row {
    struct arg *args;
    struct str  whole; /* canonical, for comparing */
    bool        same;
};
struct row_set {
    struct arena           *arena;
    const struct row_table *table;
    struct set_row         *rows;
    size_t                  count, room;
    struct places          *keys; /* where the rows stand, by their keys */
    struct buf              scratch;
};
struct row_set row_set_of(struct arena *a, const struct row_table *t);

/* From what is there of the person to what ought to be. */
enum err MUST_CHECK row_set_write(struct work *w, struct row_set *want,
    struct id person, struct change *change);
/* The same of those parts of it alone: nothing else is in the set. */
struct ids {
    struct id *all;
    size_t     count;
};
enum err MUST_CHECK row_set_write_part(struct work *w, struct row_set *want,
    struct id person, const struct ids *parts, struct change *change);
/* Those rows, which have just changed or are new, and no others. */
enum err MUST_CHECK row_set_put(struct work *w, const struct row_set *want,
    struct change *change);

#endif
