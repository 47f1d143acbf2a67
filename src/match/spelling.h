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

#include "match/name.h"

enum { SPELLING_PARTS = 4 };

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
    bool     has_forms[2]; /* the tables know it, as a given or a family name */
    uint8_t  letters;      /* of all words, 255 at most */
};

struct spellings; /* opaque: match/spelling.c */

struct spellings *spellings_new(void);
void              spellings_free(struct spellings *s);
/* The number of a name as written, made when it is new.  Words that stand
 * for a name nobody knew give 0. */
uint32_t               spelling_put(struct spellings *s, struct str written,
                  enum match_name_kind kind);
const struct spelling *spelling_at(const struct spellings *s, uint32_t number);
/* Its words, joined. */
struct str spelling_text(const struct spellings *s, uint32_t number);
uint32_t   spelling_last(const struct spellings *s);

#endif
