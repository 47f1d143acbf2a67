/*
 * pattern -- two lines of a roll, field by field, brought to levels.
 *
 * A pattern is a number: four bits for each field, the level counted from
 * the field's NONE.  Millions of pairs come to some ten thousand patterns,
 * and what a pattern is worth is worked out once.
 *
 * Symmetric: the other way round gives the same number.
 */
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H

#include "match/roll.h"

enum pattern_field {
#define FIELD(field, word) PATTERN_##field,
#define LEVEL(field, level, word)
#include "match/pattern.def"
#undef FIELD
#undef LEVEL
    PATTERN_FIELDS
};

/* All levels of all fields, one list. */
enum pattern_level {
#define FIELD(field, word)        PATTERN_##field##_NONE,
#define LEVEL(field, level, word) PATTERN_##field##_##level,
#include "match/pattern.def"
#undef FIELD
#undef LEVEL
    PATTERN_LEVELS
};

enum { PATTERN_BITS = 4 };

/* The first level of each field, its NONE, and one behind the last. */
extern const enum pattern_level pattern_first[PATTERN_FIELDS + 1];
struct str                      pattern_field_word(enum pattern_field f);
struct str         pattern_level_word(enum pattern_level l); /* "none" too */
enum pattern_field pattern_field_of(enum pattern_level l);

static inline enum pattern_level
pattern_level(uint64_t pattern, enum pattern_field f)
{
    uint64_t nth = pattern >> (PATTERN_BITS * (unsigned)f) & 15;

    return (enum pattern_level)(pattern_first[f] + nth);
}

/* Names that were compared, and what came of it: one for each thread. */
struct pattern_memo; /* opaque: match/pattern_name.c */

/* seats: names remembered of each kind, a power of two. */
enum { PATTERN_SEATS = 1 << 15 };
struct pattern_memo *pattern_memo_new(size_t seats);
void                 pattern_memo_free(struct pattern_memo *m);
void                 pattern_memo_clear(struct pattern_memo *m);

uint64_t pattern_of(struct pattern_memo *m, const struct roll *r, uint32_t x,
    uint32_t y);

/* Whole names as the lines have them, the rules between given, middle and
 * family name kept (match/pattern.c). */
struct pattern_names {
    enum pattern_level given, family, middle;
};
struct pattern_names pattern_names_of(struct pattern_memo *m,
    const struct spellings *s, const struct roll_name *x,
    const struct roll_name *y);
/* Of several the pair is kept that agrees most: the greatest. */
int pattern_names_rank(const struct pattern_names *l);
/* A level where it stands in a pattern. */
uint64_t pattern_in_field(enum pattern_field f, enum pattern_level l);

/* The two names, remembered (match/pattern_name.c); neither is 0. */
enum pattern_level pattern_given(struct pattern_memo *m,
    const struct spellings *s, uint32_t x, uint32_t y);
enum pattern_level pattern_family(struct pattern_memo *m,
    const struct spellings *s, uint32_t x, uint32_t y);
enum pattern_level pattern_middle(struct pattern_memo *m,
    const struct spellings *s, uint32_t x, uint32_t y);
/* Birth dates of roll_birth(); neither is 0 (match/pattern_birth.c). */
enum pattern_level pattern_birth(uint32_t x, uint32_t y);

#endif
