/*
 * population -- invented persons by number, and questions about them with
 * slips of the pen; the same number is always the same.
 */
#ifndef TESTS_UNIT_MATCH_POPULATION_H
#define TESTS_UNIT_MATCH_POPULATION_H

#include "match/index.h"

struct somebody {
    struct index_who    who; /* the second part is the number */
    struct roll_words   words;
    struct index_place  place;
    struct index_person person; /* refers to the ones above */
    char                room[96];
};

void population_person(struct somebody *p, size_t number);
/* As somebody asks who misheard, mistyped or left something out. */
void population_question(struct somebody *p, size_t number, uint64_t seed);

#endif
