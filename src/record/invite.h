/*
 * invite -- one-time links, by which a small service without accounts sends
 * one report (S14).
 *
 * The secret is told once, to whoever made the link; here stands its hash.
 * A link is over when its time has run out or its report was sent; what was
 * sent can be asked for (invite_find finds it) until the time has run out,
 * so that whoever sent it sees the reference again.
 *
 * Units  until: practice time, from the pack's limit.
 */
#ifndef RECORD_INVITE_H
#define RECORD_INVITE_H

#include "record/work.h"

struct invite {
    struct str    hash; /* 32 bytes */
    struct id     agency, made_by;
    struct moment made_at, until, used_at; /* us 0: not used */
    struct id     entry;                   /* none: not used */
};

extern const struct statements invite_statements;

struct str          invite_hash(struct arena *a, struct str secret);
enum err MUST_CHECK invite_new(struct work *w, struct id agency,
    struct id made_by, struct str *secret, struct invite *out);
/* ERR_ABSENT: no such link, or its time has run out. */
enum err MUST_CHECK invite_find(struct work *w, struct str hash,
    struct invite *out);
/* ERR_CONFLICT: a report was sent by it already. */
enum err MUST_CHECK invite_used(struct work *w, struct str hash,
    struct id entry);
/* Of the agencies whose links an account made: newest first. */
enum err MUST_CHECK invite_list(struct work *w, struct id made_by,
    struct invite **out, size_t *count);

#endif
