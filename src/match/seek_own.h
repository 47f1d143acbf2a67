/*
 * seek_own -- a seeker, to the files that make it up.
 */
#ifndef MATCH_SEEK_OWN_H
#define MATCH_SEEK_OWN_H

#include "match/gather.h"
#include "match/index_own.h"
#include "match/weigh.h"

enum { SEEK_KEYS = 1280 }; /* of one question and segment */

struct seeker {
    struct index        *index;
    struct shelf_seat   *seat;
    struct sight         sights[EDITION_SEGMENTS];
    struct gather       *gather[EDITION_SEGMENTS];
    struct pattern_memo *everybody; /* for names of a look at all */
    struct weigh         weigh;
    /* Of the question that is asked. */
    const struct index_filter *filter;
    struct index_answer       *out;
    uint64_t                   keys[SEEK_KEYS];
    size_t                     key_count;
};

/* One more key to ask by; 0: none. */
void seek_key_put(struct seeker *s, uint64_t key);
/* Asks by all of them: whom they bring is weighed. */
void seek_keys_gather(struct seeker *s, const struct sight *at);

/* The question as it stands; what is near it; and further, when nobody was
 * found who is likely (match/seek_ask.c). */
void seek_keys_ask(struct seeker *s, const struct sight *at);
void seek_near_ask(struct seeker *s, const struct sight *at);
void seek_far_ask(struct seeker *s, const struct sight *at);

#endif
