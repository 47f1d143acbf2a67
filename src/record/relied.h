/*
 * relied -- what was told, answered, written or printed about somebody since
 * a moment: when a link or a file is undone, those who relied on it must hear
 * (S22).
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
/* A paper that came with an entry about the person. */
struct relied_paper {
    struct id     paper, entry, account;
    struct moment at;
};
/* The person's record, taken out on paper. */
struct relied_print {
    struct id     leaf, agency;
    struct moment at;
};

extern const struct statements relied_statements;

enum err MUST_CHECK relied_checks(struct work *w, struct id person,
    struct id other, struct moment since, struct relied_check **out,
    size_t *count);
enum err MUST_CHECK relied_notices(struct work *w, struct id person,
    struct id other, struct moment since, struct notice **out, size_t *count);
enum err MUST_CHECK relied_papers(struct work *w, struct id person,
    struct id other, struct moment since, struct relied_paper **out,
    size_t *count);
/* Leaves of the one action that prints; never somebody's with what they
 * reported themselves, as in looked.h. */
struct relied_print_ask {
    struct id     person, other;
    struct moment since;
    struct str    action, own; /* the purpose of one's own reports */
};
enum err MUST_CHECK relied_prints(struct work *w,
    const struct relied_print_ask *ask, struct relied_print **out,
    size_t *count);
/* Entries about one person, corrections too, oldest first. */
enum err MUST_CHECK relied_entries(struct work *w, struct id person,
    struct moment since, struct id **out, size_t *count);
/* Notices in a thread, oldest first. */
enum err MUST_CHECK relied_in_thread(struct work *w, struct id thread,
    struct notice **out, size_t *count);

#endif
