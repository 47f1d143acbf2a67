/*
 * index_own -- the index, to the files that make it up.
 */
#ifndef MATCH_INDEX_OWN_H
#define MATCH_INDEX_OWN_H

#include "match/edition.h"

struct index {
    struct shelf shelf;
    struct odds  model;
    struct pile  pile; /* put, not yet published */
};

#endif
