/*
 * pair -- two records that may be one person, put before readers, and what
 * they said.  A pair links nothing: who may, links.
 *
 * Open      nobody has settled it, the two records are not one person's by
 *           now, and nothing parts them.
 * Once      of two people there is one pair, whoever proposes it again and by
 *           whichever of their records; one that was settled is not opened
 *           again by the program.
 */
#ifndef RECORD_PAIR_H
#define RECORD_PAIR_H

#include "base/lang.h"
#include "match/match.h"
#include "record/person.h"

enum pair_origin {
    PAIR_IMPORT,
    PAIR_REPORT,
    PAIR_SEARCH,
    PAIR_LINKAGE,
    PAIR_ORIGINS
};
enum pair_word {
    PAIR_SAME,
    PAIR_NOT_SAME,
    PAIR_TWINS,
    PAIR_UNSURE, /* cannot tell; the pair stays open */
    PAIR_WORDS
};
struct pair {
    struct id        id, a, b; /* a, b: sources */
    struct id        person[2];
    enum pair_origin origin;
    struct moment    made_at;
    struct id        made_by; /* none: the program */
    enum match_band  band;    /* as it was put forward */
    int              weight;  /* the same; decibans */
    struct str       model;   /* of which weights; empty: not kept then */
};
struct pair_new {
    struct id        a, b; /* sources */
    enum pair_origin origin;
    struct id        by; /* none: the program */
};
struct pair_answer {
    struct id      account;
    enum pair_word word;
    struct str     reason;
    enum lang      language;
    struct moment  at;
    int            weight; /* what was shown: the sum, decibans */
    struct str     model;  /* of which weights; empty: not kept then */
};

extern const struct statements pair_statements;

/* "import", "report" ..., as an address says it; false: no such word. */
struct str pair_origin_word(enum pair_origin origin);
bool       pair_origin_find(struct str word, enum pair_origin *out);

/* ERR_CONFLICT: they are one person, or are parted, or it was settled. */
enum err MUST_CHECK pair_propose(struct work *w, const struct pair_new *new,
    struct id                                *out);
/* Whether it was put forward before, and whatever became of it. */
enum err MUST_CHECK pair_stands(struct work *w, struct id a, struct id b,
    bool *yes);
/* With which weight the two were put forward, and of which weights: as when
 * that was done; where nobody has, or it was not kept then, as it is now. */
enum err MUST_CHECK pair_proposed(struct work *w, struct id a, struct id b,
    int *weight, struct str *model);
/* Everybody whom a record may be as well: strong, or one number with another
 * name; and always who has the same number, when either was traced.  By the
 * program, so only where nobody has said anything. */
enum err MUST_CHECK pair_propose_like(struct work *w, struct id source,
    enum pair_origin origin);
/* The same for each record of which this deed has changed who it is about. */
enum err MUST_CHECK pair_propose_touched(struct work *w);
/* What both sides say, and how alike they are: of each the record that was
 * put forward, or its person's when that says nothing. */
enum err MUST_CHECK pair_weigh(struct work *w, const struct pair *p,
    struct face faces[2], struct match_why *why);
/* Open ones, the likeliest as they were put forward first, then the newest;
 * no more than most. */
enum err MUST_CHECK pair_list(struct work *w, size_t most, struct pair **out,
    size_t *count);
/* The same, of one origin. */
enum err MUST_CHECK pair_list_of(struct work *w, enum pair_origin origin,
    size_t most, struct pair **out, size_t *count);
/* ERR_ABSENT: there is none, or it is not open. */
enum err MUST_CHECK pair_load(struct work *w, struct id id, struct pair *out);
/* Of each account the newest counts.  ERR_CONFLICT: this account has said
 * that already; that it cannot tell it may say as often as it likes. */
enum err MUST_CHECK pair_say(struct work *w, struct id id,
    const struct pair_answer *answer);
/* All of them, in order. */
enum err MUST_CHECK pair_answers(struct work *w, struct id id,
    struct pair_answer **out, size_t *count);
/* What the account has said of it last; PAIR_WORDS: nothing. */
enum pair_word pair_word_of(const struct pair_answer *all, size_t n,
    struct id account);
/* By how many accounts the word is the last that they said. */
int64_t             pair_voices(const struct pair_answer *all, size_t n,
                enum pair_word word);
enum err MUST_CHECK pair_end(struct work *w, struct id id);

#endif
