/*
 * finder_place -- a house in which records are found in memory alone: the
 * keys in the store are thrown away with every deed.
 */
#ifndef TESTS_UNIT_RECORD_FINDER_PLACE_H
#define TESTS_UNIT_RECORD_FINDER_PLACE_H

#include "folk.h"
#include "record/finder.h"

struct place {
    struct house   h;
    struct finder *finder;
    struct rules  *rules; /* of those who ask */
    struct touched touched;
};

void place_open(struct place *p);
void place_close(struct place *p);
/* Another in its place, which keeps the file; empty: none. */
void place_finder(struct place *p, struct str file);

/* What was written until now is a deed, and done. */
void place_deed(struct place *p);
void place_follow(struct place *p);

struct place_found {
    const struct rules *rules;
    struct match_names  name;
    struct match_person asked;
    struct id           persons[CANDIDATES_MOST];
    size_t              count;
    enum err            e;
};

/* Of that name, born on 2 April 2019. */
struct place_found place_search(struct store *store, const struct rules *rules,
    const char *given, const char *family);
/* Whether the record's person is among those found. */
bool      place_finds(struct place *p, const char *given, const char *family,
         struct id source);
struct id place_child(struct place *p, const char *given, const char *family);
void      place_says(struct place *p, struct id source, const char *given,
         const char *family);

#endif
