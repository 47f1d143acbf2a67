/*
 * recall -- what is remembered of checks with one birth date.
 *
 * Each writer has it all in memory, read once: a key that begins with a hash
 * lies anywhere, and to look it up and write it there was half of what a
 * check cost.  Where others write too, what they have committed since is read
 * once in each transaction, whatever the order in which it became visible.
 * Two checks that are written at the same moment do not see each other, as
 * they would not if both asked the database.
 *
 * Of one question, asked by one account for one agency, the newest counts;
 * of one birth date no more than RECALL_MOST.  A check that is undone is
 * undone here too.
 */
#ifndef RECORD_RECALL_H
#define RECORD_RECALL_H

#include "base/hash.h"
#include "record/enquiry.h"

#define RECALL_MOST 1000

extern const struct statements recall_statements;

struct recalled {
    struct digest question;
    struct id     account, agency, area;
    struct moment at, until; /* until: past means forgotten */
};

/* Those that are not forgotten, and some that are; they stay as they are
 * until the next recall_put(). */
enum err MUST_CHECK recall_find(struct work *w, struct str born,
    const struct recalled **all, size_t *count);
/* Puts a check down, asked now, and keeps it until then. */
enum err MUST_CHECK recall_put(struct work *w,
    const struct enquiry_check *check, struct moment until);

#endif
