/*
 * checked -- register checks as they were made, for those who watch over
 * them: the custodian and the auditor (S4, S5).
 *
 * A row says who asked, when, and what kind of answer there was; the
 * question stands sealed and is not read here.  Repeats are counted by the
 * keyed hash of the question, which tells of nobody and lives a while only.
 */
#ifndef RECORD_CHECKED_H
#define RECORD_CHECKED_H

#include "record/work.h"

struct checked {
    struct id     leaf, account, agency;
    struct str    reference, answer; /* on, none, alike, ring */
    struct moment at;
    bool          discreet;
    /* of one that rang: the custodian's notice, and who has dealt with it */
    struct id     notice, dealt_by;
    struct moment dealt_at; /* us 0: nobody yet */
};
/* A question that was asked more than once while it is remembered. */
struct repeated {
    int64_t       times, agencies, accounts;
    struct moment first, last;
};

extern const struct statements checked_statements;

/* ERR_ABSENT: that leaf is of no check. */
enum err MUST_CHECK checked_find(struct work *w, struct id leaf,
    struct checked *out);
/* Newest first, at most limit, made before that moment; only those with
 * that answer when it is given. */
enum err MUST_CHECK checked_list(struct work *w, struct str answer,
    struct moment before, int64_t limit, struct checked **out, size_t *count);
enum err MUST_CHECK checked_repeats(struct work *w, int64_t limit,
    struct repeated **out, size_t *count);

#endif
