/*
 * spelling -- the names of a whole extract, each folded and coded once.
 *
 * A name as somebody wrote it is read (match/name.h) the first time it is
 * met; from then on it is a number.  Names that fold to the same words have
 * one number, whether they were written as a given or as a family name, so
 * that a family name can be seen standing where the given one should.
 *
 * Numbers begin at 1; 0 is no name.  Codes are hashes, for equality alone;
 * they do not depend on the order in which names came.
 */
#ifndef MATCH_SPELLING_H
#define MATCH_SPELLING_H

#include "match/intern.h"
#include "match/name.h"

enum { SPELLING_PARTS = 4 };

/* What the tables say of it, in bits. */
enum spelling_known {
    SPELLING_GIVEN = 1 << MATCH_NAME_GIVEN,   /* a row of given names has it */
    SPELLING_FAMILY = 1 << MATCH_NAME_FAMILY, /* one of family names         */
    SPELLING_CUSTOM = 4                       /* match_name_is_custom()      */
};

struct spelling {
    uint32_t glued; /* of all words without spaces; hyphens make no name */
    uint32_t part[SPELLING_PARTS]; /* its words, as spellings            */
    uint32_t text;                 /* hash of the words                  */
    uint32_t sound;                /* fine code of all (match/sound.h)   */
    uint32_t skeleton;             /* coarse code of the first word      */
    uint32_t head[2];              /* hash of the name it is a form of, as
                                      a given and as a family name; of
                                      itself when it is none             */
    uint8_t  parts;
    uint8_t  known;   /* enum spelling_known                */
    uint8_t  letters; /* of all words, 255 at most          */
    uint32_t set;     /* which they are, bits of five of each letter's */
};

struct spellings; /* opaque: match/spelling.c */

struct spellings *spellings_new(void);
void              spellings_free(struct spellings *s);
/*
 * Spellings on top of others, which are not changed and must last: a name
 * that stands there has its number there, a new one a number behind all of
 * theirs.  For a question, which leaves nothing behind.
 */
struct spellings *spellings_over(const struct spellings *under);
/* Nothing on top, and perhaps other ones below. */
void spellings_clear(struct spellings *over, const struct spellings *under);
/* The number of a name as written, made when it is new.  Words that stand
 * for a name nobody knew give 0. */
uint32_t               spelling_put(struct spellings *s, struct str written,
                  enum match_name_kind kind);
const struct spelling *spelling_at(const struct spellings *s, uint32_t number);
/* Its words, joined. */
struct str spelling_text(const struct spellings *s, uint32_t number);
uint32_t   spelling_last(const struct spellings *s);
/* It will be asked for soon; and then sooner: its letters. */
void spelling_call(const struct spellings *s, uint32_t number);
void spelling_call_text(const struct spellings *s, uint32_t number);
/* The number of folded words, 0 when nobody put them. */
uint32_t spelling_find(const struct spellings *s, struct str words);
/* The number here of a name that stands there, made when it is new. */
uint32_t spelling_copy(struct spellings *s, const struct spellings *from,
    uint32_t number);

/* No more names; what was only needed to put them is given back. */
void spellings_pack(struct spellings *s);
/* As they lie in memory, packed; and spellings over such bytes, which must
 * outlast them and are not changed. */
struct spellings_image {
    struct intern_image texts;
    struct str          rows;
};
struct spellings_image spellings_image(const struct spellings *s);
struct spellings      *spellings_of(const struct spellings_image *image);

#endif
