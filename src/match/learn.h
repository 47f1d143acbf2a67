/*
 * learn -- a model from the pairs themselves, without anybody's answers.
 *
 * Expectation maximisation over patterns: which pairs are of one person, of
 * one household, of strangers, and how each class agrees.  What is known
 * beforehand (learn_before) counts as so many pairs, so that a small extract
 * is weighed sensibly and a large one by what it says.
 *
 * How strangers agree is taken from pairs drawn at random; how brothers and
 * sisters are called, from pairs that agree on all but whose NHS numbers
 * differ.
 */
#ifndef MATCH_LEARN_H
#define MATCH_LEARN_H

#include "match/odds.h"
#include "match/tally.h"

struct learn {
    const struct tally *met;    /* all pairs of the blocks, sorted     */
    const struct tally *random; /* pairs drawn from all of them, too   */
    double              pairs;  /* how many pairs there are altogether */
    int64_t             lines;
};

void learn_odds(const struct learn *from, struct odds *out);
/* The model of what is known beforehand, for lines drawn from no extract. */
void learn_before(struct odds *out);

#endif
