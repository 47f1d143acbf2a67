/*
 * sound -- one code for spellings that sound alike, over Welsh and English
 * orthography together: dd d th, f v ff ph, ll l, rh r, c k ch, si sh s,
 * i y u w as vowels, doubled letters, a silent h.
 *
 * In: one folded part of a name (match/name.h).  Other scripts than Latin
 * pass through as they are.
 */
#ifndef MATCH_SOUND_H
#define MATCH_SOUND_H

#include "base/arena.h"
#include "base/str.h"

/* Fine, with vowels: equal means "spelled in another way". */
struct str match_sound(struct arena *a, struct str part);
/*
 * Coarse, for blocking: the first letter's class, such that its Welsh
 * mutations stay within it, and the consonants after it, at most three
 * letters in all.  Empty only for an empty part.
 */
struct str match_skeleton(struct arena *a, struct str part);

#endif
