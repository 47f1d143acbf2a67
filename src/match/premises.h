/*
 * premises -- addresses that have a UPRN, the number of a building's unit.
 *
 * A row may say the number in place of an address, beside it, or not at all.
 * Where it does the number is the address: two spellings of one street are
 * one home, and two flats of one house are two.  What rows say of both is
 * learned, so that a row with the address alone meets one with the number
 * alone; an address that rows give two numbers, or a number with two
 * postcodes, teaches nothing, whichever row came first.
 *
 * The number itself is not kept: it is interned as a hash.
 */
#ifndef MATCH_PREMISES_H
#define MATCH_PREMISES_H

#include "match/intern.h"

/* One to twelve digits, blanks around them; not all of them 0. */
bool premises_parse(struct str typed, uint64_t *uprn);

/* The number in place of an address. */
uint32_t premises_put(struct intern *texts, uint64_t uprn);

/* What one row says of a place; interned, 0: nothing. */
struct premises {
    uint32_t postcode, address, uprn;
};

/* What is learned of all of them. */
struct premises_known; /* opaque: match/premises.c */
struct premises_known *premises_learn(const struct premises *said,
    size_t                                                   count);
void                   premises_free(struct premises_known *k);
/* Puts the number where the address is known to have one, and the postcode
 * where the number is known to lie in one. */
void premises_settle(const struct premises_known *k, uint32_t *postcode,
    uint32_t *address);

#endif
