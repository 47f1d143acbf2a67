/*
 * keys -- short texts that two records of one person are likely to share,
 * so that a database finds candidates by equality alone.
 *
 * A stored person has its keys; a question has the same ones and some more
 * (day and month changed places, the months next to the one given): the
 * question expands, the index does not.  A question by number alone also
 * asks for those of that birth date who have no traced number.
 *
 * Each begins with its kind and ':'.  They hold numbers, dates and pieces
 * of names: whoever stores them stores a keyed hash (base/key.h, KEY_INDEX)
 * in their place.  Home is not among them.
 *
 * Most persons have six to twelve.  Keys are distinct, best first: a caller
 * under load asks the first ones.
 */
#ifndef MATCH_KEYS_H
#define MATCH_KEYS_H

#include "base/arena.h"
#include "match/person.h"

enum { MATCH_KEYS_MAX = 24 };

struct match_keys {
    struct str key[MATCH_KEYS_MAX];
    size_t     count;
};

void match_keys_stored(struct arena *a, const struct match_person *p,
    struct match_keys *out);
void match_keys_asked(struct arena *a, const struct match_person *p,
    struct match_keys *out);

#endif
