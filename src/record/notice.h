/*
 * notice -- somebody must be told: an effect, written once for its cause,
 * rule and recipient, never by a rebuild.
 */
#ifndef RECORD_NOTICE_H
#define RECORD_NOTICE_H

#include "record/work.h"

struct notice {
    struct id     id, cause, to_desk, to_account, thread, person;
    struct str    rule;                  /* share id, or a kernel word */
    struct moment made_at, due, read_at; /* us 0: none */
    int64_t       step;
};

/* Not a rule of the pack: a letter is held for whoever is told (S18). */
#define NOTICE_LETTER_HELD S("letter_held")

extern const struct statements notice_statements;

/* Written unless the same stands already, or is for an account that is kin
 * to the person or to a child of the thread: whoever else is to be told is,
 * and nothing says that somebody was not (S9). */
enum err MUST_CHECK notice_put(struct work *w, const struct notice *n);
/* Unread first, newest first, for any of these desks and accounts. */
enum err MUST_CHECK notice_list(struct work *w, const struct id *whom,
    size_t count, struct notice **out, size_t *n);
/* Of those the unread ones only. */
enum err MUST_CHECK notice_unread(struct work *w, const struct id *whom,
    size_t count, struct notice **out, size_t *n);
enum err MUST_CHECK notice_find(struct work *w, struct id notice,
    struct notice *out);
enum err MUST_CHECK notice_read(struct work *w, struct id notice, struct id by);

/* Whoever was told of the entry, or of an earlier correction of it, is told
 * of this correction: you cannot un-tell (S22).  desk given: only that desk
 * and the author are, because the thread is theirs alone now (S15). */
enum err MUST_CHECK notice_follow(struct work *w, struct id original,
    struct id correction, struct id desk, struct id author);

/* What a share is about, when one of the pack's rules fires. */
struct notice_about {
    struct id     cause;  /* entry or leaf                             */
    struct id     agency; /* where it happened: desks and roles of it,
                                  or of its authority                       */
    struct id     thread, person; /* may be none                       */
    bool          several;        /* of more than one child: the notice names
                                   none, but ties are the person's          */
    struct id     account;        /* draft.author                             */
    struct id     desk;           /* given: nobody but this desk and account
                                  may be told (S15)                         */
    struct moment at; /* from when "within" counts; us 0: now      */
};
/* Whether it is to the agencies that the entry itself names: asked to a
 * meeting, given a record, asked something. */
bool share_names_agencies(const struct pack *p, const struct addressee *to);
/* Tells everybody the share names. */
enum err MUST_CHECK notice_share(struct work *w, const struct share_rule *s,
    const struct notice_about *about);

#endif
