/*
 * extract -- rolls for the tests of linking: written out, or invented.
 *
 * A row as text:
 * "given|middle|family|birth|sex|postcode|address|nhs|uprn|died|mother's
 * given|mother's family|birth order|birth time|upn".
 */
#ifndef MATCH_EXTRACT_H
#define MATCH_EXTRACT_H

#include "match/linkage.h"

/* source/id of each row are "a" and its place from 1, unless said. */
struct extract {
    struct roll  *roll;
    struct arena *arena;
};

struct extract extract_open(void);
void extract_row(struct extract *e, const char *source, const char *row);
void extract_close(struct extract *e); /* no more rows */
void extract_free(struct extract *e);

/* Invented children of n households with brothers, sisters and twins, told
 * of by two agencies with slips, in an order that seed shuffles. */
struct extract extract_invented(size_t households, uint64_t seed);
/* The same into an extract that more rows may follow in. */
void extract_town(struct extract *e, size_t households, uint64_t seed);

/* Linked with one thread and the model learned. */
struct linkage *extract_link(const struct extract *e, size_t threads);
/* The line of a source's row. */
uint32_t extract_line(const struct extract *e, const char *source,
    const char *id);

#endif
