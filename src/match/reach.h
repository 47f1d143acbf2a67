/*
 * reach -- which keys a person of the index has, and which a name has: whom a
 * question can reach by equality.
 *
 * Persons  NHS number; UPN; both names, in either order; each
 *          name by its sound with the birth date (day and month in order, so
 *          that changed over they are the same); postcode; district with the
 *          birth date.
 * Names    words, and names of several written as one: its letters, and its
 *          letters but one (two names that are one slip apart share such a
 *          key); its sound; the name it is a form of.
 *
 * The question expands, the index does not: only parts of a double barrel
 * have keys of their own.
 */
#ifndef MATCH_REACH_H
#define MATCH_REACH_H

#include "match/segment.h"

/* Of persons; 0 when one of what it is made of is not known. */
uint64_t reach_nhs(uint64_t nhs);
uint64_t reach_upn(uint64_t upn);
uint64_t reach_names(uint32_t given, uint32_t family); /* texts, hashed */
uint64_t reach_name_birth(uint32_t sound, uint32_t birth);
uint64_t reach_place(uint64_t place);
uint64_t reach_district_birth(uint64_t place, uint32_t birth);

/* Day and month in order; 0 for a date that is not whole. */
uint32_t reach_birth(uint32_t birth);

/* post_keys_fn, ctx: the segment. */
void reach_of_row(const void *segment, uint32_t row, struct post_keys *out);

/* post_keys_fn, ctx: the spellings.  Their letters first, then the rest. */
enum { REACH_LETTERS = 40 }; /* a letter further behind is not left out */
void     reach_of_name(const void *spellings, uint32_t number,
        struct post_keys *out);
void     reach_letters(struct str text, struct post_keys *out);
uint64_t reach_sound(uint32_t sound);
uint64_t reach_head(enum match_name_kind kind, uint32_t head);

#endif
