/*
 * authority -- whether two answers name one authority, pure.
 *
 * A form gives the id of an agency that is here, a pack its own word, a file
 * that is brought in whatever its register had ("Cyngor Gwynedd").  All are
 * taken for one key; what no agency is called stays as it was typed, is known
 * to be unknown, and is the same as nothing but the very same words.
 */
#ifndef RECORD_AUTHORITY_H
#define RECORD_AUTHORITY_H

#include "record/fold.h"

struct authority_key {
    struct str key;
    bool       known; /* false: the words as typed, folded */
};
/* met may be null; empty text: an empty key, unknown. */
struct authority_key authority_key(struct arena *a, const struct pack *p,
    const struct agencies_met *met, struct str text);
bool authority_same(struct authority_key x, struct authority_key y);

#endif
