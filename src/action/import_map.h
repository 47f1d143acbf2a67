/*
 * import_map -- which form a file's rows become, and what each of its
 * columns means.
 *
 * C knows no form of a pack: a register's form is the one that yields
 * register_on and identity and opens a thread, a list of people's the one
 * that yields identity, opens a thread and neither registers nor reports.
 */
#ifndef ACTION_IMPORT_MAP_H
#define ACTION_IMPORT_MAP_H

#include "practice/answers.h"
#include "record/batch.h"

/* A row goes onto the register, changes there, or comes off; a list of
 * people only has the first. */
enum import_move { MOVE_ON, MOVE_CHANGE, MOVE_OFF, MOVE_COUNT };

struct import_form {
    const struct form  *form;
    const struct field *move;             /* null: there is but one     */
    struct str          says[MOVE_COUNT]; /* empty: it cannot           */
    const struct field *authority, *file; /* where those are named      */
};
/* False when the pack has none for that kind. */
bool import_form_of(const struct pack *p, enum batch_kind kind,
    struct import_form *out);
/* Whether a column may be that question. */
bool import_offers(const struct import_form *f, const struct field *field);

enum import_means {
    MEANS_NOTHING,
    MEANS_FIELD,
    MEANS_REFERENCE, /* the agency's own, for the child */
    MEANS_OFF        /* the day it came off             */
};
struct import_column {
    struct str          heading;
    enum import_means   means;
    const struct field *field;
};
struct import_map {
    const struct form    *form;
    struct import_column *columns;
    size_t                count;
    struct str           *all; /* by field: the same in every row, or empty */
};
struct str import_means_word(const struct import_column *c);
/* "" is nothing; false: no such question may be a column. */
bool import_means_find(const struct import_form *f, struct str word,
    struct import_column *out);

/* As kept in batch.columns, and back. */
struct str import_map_text(struct arena *a, const struct import_map *m);
enum err MUST_CHECK import_map_read(struct arena *a,
    const struct import_form *f, struct str json, struct import_map *out);
/* By what the headings meant the last time, else by their words. */
enum err MUST_CHECK import_map_guess(struct work *w, const struct batch *b,
    const struct import_form *f, const struct csv_record *headings,
    struct import_map *out);
/* For the next time. */
enum err MUST_CHECK import_map_keep(struct work *w, const struct batch *b,
    const struct import_map *m);
/* Questions that must be answered and that no column means. */
void import_map_lacks(struct arena *a, const struct import_form *f,
    const struct import_map *m, const struct field ***out, size_t *count);

#endif
