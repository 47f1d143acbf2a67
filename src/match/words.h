/*
 * words -- the waterfall and the check's answers in words.
 *
 * A value is never put into a sentence: it stands before a comma, in a
 * cell, or as a figure.
 */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include "base/lang.h"
#include "match/check.h"
#include "match/match.h"

enum msg match_field_msg(enum match_field field); /* "Family name" */
enum msg match_level_msg(enum match_level level); /* "sounds the same" */
enum msg match_band_msg(enum match_band band);    /* "Strong" */
/* Why the band is no higher, a sentence; MSG_NONE for LIMIT_NONE. */
enum msg match_limit_msg(enum match_limit limit);
enum msg match_answer_msg(enum match_answer answer); /* "Day of birth" */
enum msg match_agree_msg(enum match_agree agree);    /* "alike" */

/* Under a field's name: "Penri / Penry, sounds the same", "not given",
 * "One person among 2,000". */
struct str match_term_text(struct arena *a, enum lang lang,
    const struct match_term *t);
/* "about 800 to 1", "about 1 to 800", "about even". */
struct str match_odds_text(struct arena *a, enum lang lang, int decibans);
/* A bar's figure: "+12", "−33" (with the true minus), "0". */
struct str match_decibans_text(struct arena *a, int decibans);

#endif
