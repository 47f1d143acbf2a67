/*
 * sheet -- what several people type into one form while a meeting sits.
 *
 * Like a draft (draft.h), but nobody's own, and no text that was saved is
 * ever written over: each is a revision, with who saved it, until the
 * record of the meeting is written.  A save says which revision its author
 * was shown:
 *
 *     the text is what they were shown   nothing was typed, nothing is done
 *     they were shown the one that counts     theirs counts now
 *     somebody else was there first      theirs stands beside it, and both
 *                                        are kept until somebody chooses
 *
 * Whoever goes on typing in a text that stands beside replaces that one; and
 * in one that counts too, when the page is sent before it has heard that what
 * was typed so far had been saved.
 *
 * Texts are sealed under KEY_DRAFT, each for its own place.  Revisions count
 * from 1 for each field; 0 stands for never saved.  Times are practice time.
 * What is read lives in the transaction's arena.
 */
#ifndef RECORD_SHEET_H
#define RECORD_SHEET_H

#include "record/draft.h"

struct sheet {
    struct id     thread;
    struct str    form; /* the pack's id */
    struct id     begun_by;
    struct moment begun_at;
    struct id     entry; /* the record it became, or none */
};
struct sheet_version {
    struct str    field, text;
    int64_t       revision;
    bool          counts; /* else it stands beside, to be chosen from */
    struct id     account;
    struct moment saved_at;
};

extern const struct statements sheet_statements;

/* ERR_CONFLICT: there is one. */
enum err MUST_CHECK sheet_begin(struct work *w, struct id thread,
    struct str form, struct id account);
/* ERR_ABSENT: there is none. */
enum err MUST_CHECK sheet_load(struct work *w, struct id thread,
    struct sheet *out);
/* Those that count and those beside them; by field, the one that counts
 * first. */
enum err MUST_CHECK sheet_versions(struct work *w, struct id thread,
    struct sheet_version **out, size_t *count);

/* Of what others than the account have typed, and of how many texts stand
 * side by side: another whenever the page would be another for them. */
enum err MUST_CHECK sheet_version_others(struct work *w, struct id thread,
    struct id account, struct str *out);

struct sheet_save {
    struct str field, text;
    int64_t    was;
    struct id  account;
};
struct sheet_saved {
    int64_t revision; /* that was saved, or that counts */
    bool    beside;   /* another counts, and both are kept */
};
/* ERR_ILLEGAL: the sheet has ended; ERR_LIMIT: too long. */
enum err MUST_CHECK sheet_save(struct work *w, struct id thread,
    const struct sheet_save *in, struct sheet_saved *out);
/* That revision counts; of the others, those up to seen stand no longer, and
 * what came since stays beside.  ERR_ABSENT: there is none that stands. */
enum err MUST_CHECK sheet_choose(struct work *w, struct id thread,
    const struct sheet_save *in, int64_t seen);
/* The record is written: the texts are forgotten. */
enum err MUST_CHECK sheet_end(struct work *w, struct id thread,
    struct id entry);

#endif
