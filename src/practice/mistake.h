/*
 * mistake -- what is wrong with a pack, in sentences for the practice lead
 * or developer who reads them on a command line (English).
 *
 * Every sentence stands in one const table (mistake.def): {0} {1} {2} are
 * filled with words of the pack.  A mistake never ends the reading: all of
 * them are wanted at once.
 */
#ifndef PRACTICE_MISTAKE_H
#define PRACTICE_MISTAKE_H

#include "practice/pack.h"
#include "practice/yaml.h"

enum mistake {
#define MISTAKE(name, what, advice) MISTAKE_##name,
#include "practice/mistake.def"
#undef MISTAKE
    MISTAKE_COUNT
};

/* The list while it grows; arena is the one that keeps the words. */
struct mistakes {
    struct arena        *arena;
    struct pack_mistake *all;
    size_t               count, room;
};

/* args: as many as the sentence has places, at most 3. */
void mistake_add(struct mistakes *m, enum mistake which, struct str file,
    int line, const struct str *args);
/* In order of file and line, none twice. */
struct pack_mistakes mistakes_end(struct mistakes *m);

/* The sentence with {0} {1} {2} filled. */
struct str mistake_fill(struct arena *a, struct str sentence,
    const struct str *args);
struct str mistake_sentence(enum mistake which);

/*
 * The word of the list that somebody probably meant, or empty: at most two
 * letters differ, and not most of the word.
 */
struct str mistake_near(struct str word, const struct str *words, size_t n);

#endif
