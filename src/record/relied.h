/*
 * relied -- what was told or answered about somebody since a moment: when a
 * link is undone, those who relied on it must hear (S22).
 *
 * Both ids that the person had may be given; the second may be none.
 */
#ifndef RECORD_RELIED_H
#define RECORD_RELIED_H

#include "record/notice.h"

/* A register check that found the person. */
struct relied_check {
    struct id     leaf, account, agency;
    struct str    reference;
    struct moment at;
    bool          discreet; /* shown to nobody but its asker (S4) */
};

extern const struct statements relied_statements;

enum err MUST_CHECK relied_checks(struct work *w, struct id person,
    struct id other, struct moment since, struct relied_check **out,
    size_t *count);
enum err MUST_CHECK relied_notices(struct work *w, struct id person,
    struct id other, struct moment since, struct notice **out, size_t *count);
/* Notices in a thread, oldest first. */
enum err MUST_CHECK relied_in_thread(struct work *w, struct id thread,
    struct notice **out, size_t *count);

#endif
