/*
 * paper -- photographs, scans and letters: bytes that we keep and hand back,
 * and never look into.
 *
 * Which of a short closed list a file is, is told from its first bytes; no
 * decoder runs in this process, so what a picture says of where it was
 * taken stays in it, sealed like the rest.  A paper is kept in pieces, each
 * sealed under KEY_PAPER for its own place ("paper_piece:sealed:ID:PLACE"),
 * so that pieces cannot be swapped.  The name that its sender gave it is
 * not kept; its own is made of its id.
 *
 * Lifetime  what is read lives in the transaction's arena.
 * Errors    ERR_LIMIT: too large.  ERR_INVALID: none of the kinds we take.
 */
#ifndef RECORD_PAPER_H
#define RECORD_PAPER_H

#include "record/work.h"

#define PAPER_MOST 10485760 /* 10 MiB */

struct paper {
    struct id     id, draft, entry, account;
    struct str    type; /* "image/jpeg" ... */
    int64_t       size;
    struct digest hash; /* of the bytes */
    struct moment made_at;
};

extern const struct statements paper_statements;

/* The type that the bytes are of; false: none that we take. */
bool paper_type(struct str bytes, struct str *type);
/* "r01h...x.jpg": ours, for downloads. */
struct str paper_name(struct arena *a, const struct paper *p);

/* Keeps a file with a draft; the same file twice is one paper.  No draft: it
 * goes to an entry in the same transaction, by paper_give(). */
enum err MUST_CHECK paper_new(struct work *w, struct id draft,
    struct id account, struct str bytes, struct id *id);
enum err MUST_CHECK paper_load(struct work *w, struct id id, struct paper *out);
enum err MUST_CHECK paper_list(struct work *w, struct id draft,
    struct paper **out, size_t *count);
enum err MUST_CHECK paper_bytes(struct work *w, const struct paper *p,
    struct str *out);
/* What came with the draft belongs to its entry now: these ids and no
 * others; the rest of the draft's are forgotten. */
enum err MUST_CHECK paper_attach(struct work *w, struct id draft,
    struct id entry, const struct id *ids, size_t count);
/* A paper of no draft belongs to that entry. */
enum err MUST_CHECK paper_give(struct work *w, struct id paper,
    struct id entry);
/* Taken back by its author while it is only in a draft.  ERR_ABSENT: there
 * is no such paper in it. */
enum err MUST_CHECK paper_forget(struct work *w, struct id draft,
    struct id paper);

#endif
