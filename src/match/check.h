/*
 * check -- a register check's question against the candidates found for it
 * (safety.md S2, S5).
 *
 * The answer is for somebody who may see nothing of a child that they did
 * not give themselves: it tells a count and which of *their own* answers
 * agree, and holds no value of anybody else's.
 *
 * Certain needs a number: one candidate only, whose traced NHS number and
 * whole birth date are those given, and no name that contradicts them.  A
 * name and a birth date never make it: two children may share both.
 *
 * A question says the number and the birth date, or a name and the birth
 * date (the day may be missing); names beside a number are taken as well.
 *
 * A number without a name cannot tell those apart who were born that day and
 * have no traced number: a register may lack it.  They are given as
 * UNTRACED, and when one of them is on the register the answer is to ring.
 */
#ifndef MATCH_CHECK_H
#define MATCH_CHECK_H

#include "match/match.h"

enum match_found {
    MATCH_FOUND_NONE,    /* nobody of these                                */
    MATCH_FOUND_ONE,     /* certain                                        */
    MATCH_FOUND_ALIKE,   /* names alike, must be checked                   */
    MATCH_FOUND_UNSURE,  /* a number that agrees and something that does
                           not: ring the duty line, without a reason     */
    MATCH_FOUND_UNTRACED /* nobody, but some have no number to tell by   */
};

enum match_answer {
    MATCH_ANSWER_NHS,
    MATCH_ANSWER_FAMILY,
    MATCH_ANSWER_GIVEN,
    MATCH_ANSWER_MONTH, /* month and year of birth (or the year alone) */
    MATCH_ANSWER_DAY,   /* day of birth                                */
    MATCH_ANSWER_COUNT
};

enum match_agree {
    MATCH_AGREE_NOT_GIVEN,
    MATCH_AGREE_OPEN, /* does not agree, or not with all of them */
    MATCH_AGREE_ALIKE,
    MATCH_AGREE_WHOLLY,
    MATCH_AGREE_COUNT
};

struct match_check {
    enum match_found found;
    size_t           one; /* ONE: which candidate                      */
    /* ALIKE, UNTRACED: which candidates, never for the asker; how many. */
    const size_t *alike;
    size_t        count;
    /* ALIKE: of each answer the least that holds for all of them. */
    enum match_agree agree[MATCH_ANSWER_COUNT];
    /* ALIKE: there is one candidate, and it agrees wholly with names and a
     * whole birth date. */
    bool exact;
};

/* Whether there are two identifiers in it (S5). */
bool match_check_is_whole(struct arena *a, const struct match_person *asked);
/* asked must be whole. */
void match_check(struct arena *a, const struct match_model *model,
    const struct match_person *asked, const struct match_person *candidates,
    size_t count, struct match_check *out);

#endif
