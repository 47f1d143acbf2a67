/*
 * block -- which pairs of a roll are worth comparing.
 *
 * Each line has a key of several kinds: family name by sound with birth
 * date, postcode with given name, and so on.  Two lines that share a key of
 * any kind are a pair, once.  A block that has more than BLOCK_MOST lines is
 * not dropped: it is cut by what else its lines say, until each piece is
 * small enough, and what was cut is counted.
 * Only a birth date alone is no key where more than BLOCK_FEW have it: in a
 * small roll it finds whose other words are all written with slips, in a
 * large one it would be half of the work.
 *
 * A line with several names or places has a row of keys for each of them.
 */
#ifndef MATCH_BLOCK_H
#define MATCH_BLOCK_H

#include "match/roll.h"

enum block_kind {
#define BLOCK(name, made_by, word) BLOCK_##name,
#include "match/block.def"
#undef BLOCK
    BLOCK_KINDS
};

enum {
    BLOCK_MOST = 128,
    BLOCK_FEW = 12, /* that a birth date alone brings together */
    BLOCK_ROW = 16  /* kinds there is room for: a line of memory */
};

/* Keys of a line, or of one more name or place of it; 0: none. */
struct block_row {
    uint32_t key[BLOCK_ROW];
};

/* The rows of one kind of key, in order of their keys. */
struct block_list {
    uint64_t *items; /* match/sort.h */
    size_t    count;
    uint64_t  cut;  /* blocks that had too many lines            */
    uint64_t  left; /* rows that said too little to stay in one  */
};

struct blocks {
    const struct roll *roll;
    struct block_row  *rows;  /* first those of the lines, then more */
    uint32_t          *owner; /* line of a row behind them          */
    size_t             count, room, owners_room;
    struct block_list  lists[BLOCK_KINDS];
};

struct blocks *blocks_new(const struct roll *r);
void           blocks_free(struct blocks *b);
/* Makes one list; different ones may be made at the same time. */
void        block_list_make(struct blocks *b, enum block_kind kind);
const char *block_word(enum block_kind kind); /* "family and birth" */

static inline uint32_t
block_line(const struct blocks *b, uint32_t row)
{
    return row < b->roll->count ? row : b->owner[row - b->roll->count];
}

/* Two rows of a block of that kind met before, in a block of another.  A
 * whole line of memory at once and without a branch: which kind they met by
 * nobody can foretell. */
static inline bool
block_met(const struct blocks *b, enum block_kind kind, uint32_t x, uint32_t y)
{
    const uint32_t *kx = b->rows[x].key, *ky = b->rows[y].key;
    uint32_t        met = 0;

    for (int k = 0; k < BLOCK_ROW; k++)
        met |= kx[k] & -(uint32_t)(kx[k] == ky[k]) & -(uint32_t)(k < (int)kind);
    return met != 0;
}

#endif
