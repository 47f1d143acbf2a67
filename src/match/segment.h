/*
 * segment -- some persons of the index in one piece, which never changes.
 *
 * A pile gathers persons, new ones or those of other segments; a segment is
 * made of it.  Rows stand in an order that follows from who they are, and
 * names are numbered as the rows come, so that of the same persons always
 * the same bytes are made.
 */
#ifndef MATCH_SEGMENT_H
#define MATCH_SEGMENT_H

#include "match/hot.h"
#include "match/post.h"

/* How common a name is, as a given, a middle and a family name. */
enum segment_field {
    SEGMENT_GIVEN,
    SEGMENT_MIDDLE,
    SEGMENT_FAMILY,
    SEGMENT_FIELDS
};
struct segment_name {
    int16_t  rare[SEGMENT_FIELDS]; /* centibans, over all         */
    uint16_t row[SEGMENT_FIELDS];  /* of the census, 0: uncommon  */
    uint16_t used;                 /* bits of fields, parts of names too */
};

struct segment;

/* Common names by region, counted when an index is settled. */
enum { CENSUS_AREAS = 1 << 11 };
struct census {
    uint32_t              area[CENSUS_AREAS];   /* hot_area(), 0: free */
    uint16_t              region[CENSUS_AREAS]; /* from 1              */
    uint32_t              regions, rows;
    int16_t               rarest; /* of a name that nobody counted */
    const int16_t        *cells;  /* by row and region             */
    bool                  borrowed;
    int                   held;    /* by how many editions */
    const struct segment *counted; /* only compared */
};

struct segment {
    const struct hot          *hots; /* rows */
    const struct index_who    *whos;
    size_t                     count;
    size_t                     persons;
    struct spellings          *names;
    const struct segment_name *name; /* by number */
    struct post                keys; /* of rows, match/reach.h  */
    struct post                near; /* of names                */
    bool                       borrowed;
    int                        held; /* by how many editions */
};

/* ---- gathering ---- */

struct pile {
    struct spellings *names;
    struct hot       *hots;
    struct index_who *whos;
    size_t            count, hots_room, whos_room;
};

void pile_open(struct pile *p);
void pile_clear(struct pile *p);
void pile_put(struct pile *p, struct index_who who,
    const struct index_person *person);
/* There is nobody of that name any more. */
void pile_drop(struct pile *p, struct index_who who);
/* A person of a segment: all rows that begin with this one. */
void pile_take(struct pile *p, const struct segment *s, size_t row);

/* ---- making ---- */

/* Of each who in the pile what was put last; the pile is then empty. */
struct segment *segment_new(struct pile *p);
/* Names are as common as in the other; what is not known there is rarest. */
void   segment_inherit(struct segment *s, const struct segment *from,
      const struct census *c);
void   segment_free(struct segment *s);
size_t segment_bytes(const struct segment *s);

/* Counts the names of a segment, and notes what they come to there. */
struct census *census_new(struct segment *s);
void           census_free(struct census *c);
uint16_t       census_region(const struct census *c, uint64_t place);
/* Centibans. */
int16_t census_rarity(const struct census *c, const struct segment_name *n,
    enum segment_field f, uint16_t region);

/* ---- rows ---- */

static inline bool
who_eq(struct index_who x, struct index_who y)
{
    return x.part[0] == y.part[0] && x.part[1] == y.part[1];
}

/* -1, 0, 1 */
static inline int
who_cmp(struct index_who x, struct index_who y)
{
    int i = x.part[0] == y.part[0];

    return (x.part[i] > y.part[i]) - (x.part[i] < y.part[i]);
}

/* The first row of the person. */
static inline size_t
segment_first(const struct segment *s, size_t row)
{
    while (!(s->hots[row].born & HOT_FIRST))
        row--;
    return row;
}

/* The person's row, or count when nobody is who. */
size_t segment_find(const struct segment *s, struct index_who who);

#endif
