/*
 * script -- names written in other letters than Latin ones, in Latin ones
 * (names/letters.txt): Greek, Cyrillic, Arabic, Devanagari, Gurmukhi.
 *
 * Only to be compared: what was written is what is shown.  One letter has
 * one reading, whatever the language; forms and sounds (match/sound.h,
 * names/given.txt) do the rest, as between spellings of one name.  Arabic
 * writes few vowels: names that are common stand in the tables in both.
 */
#ifndef MATCH_SCRIPT_H
#define MATCH_SCRIPT_H

#include "base/arena.h"
#include "base/str.h"

/* The text folded (base/text.h) and in Latin letters; a letter that is in no
 * row stays as it is. */
struct str match_script_fold(struct arena *a, struct str text);
/* There are letters in it that may be in a row. */
bool match_script_is_other(struct str text);

#endif
