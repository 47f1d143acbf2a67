/*
 * relied -- what relied on something that turns out wrong: a link, or the
 * rows of a file (S22).  Everything that was written, decided, told, answered,
 * attached or printed about the child while it stood.
 *
 * What was told or answered is told again when it is undone, and needs
 * nothing else.  What was written or printed is put right one by one: by a
 * correction, or by a reason why not.  The pack's form for it is known by
 * what it does: it meets the deadline that the undoing opens, and says so by
 * one of its answers.
 *
 * The list is cut as the child's record is: what the reader may not see is
 * absent (S11).  Lifetime: the request's arena.
 */
#ifndef ACTION_RELIED_H
#define ACTION_RELIED_H

#include "base/id.h"
#include "practice/pack.h"

enum relied_kind {
    RELIED_ENTRY,
    RELIED_DECISION, /* an entry that decides                   */
    RELIED_PAPER,    /* came with an entry, and goes where that goes */
    RELIED_PRINT,    /* the record, taken out on paper          */
    RELIED_NOTICE,
    RELIED_CHECK, /* with its receipt */
    RELIED_KIND_COUNT
};
struct relied {
    enum relied_kind kind;
    struct words     title;   /* of the entry, or what was told           */
    struct words     from;    /* whose record it stands on, who printed   */
    struct str       who;     /* who wrote it, was told, or asked         */
    struct str       receipt; /* RELIED_CHECK: its reference             */
    struct moment    at;
    struct id        item;      /* entry, paper or leaf; none: a notice     */
    bool             to_settle; /* undone, and nothing else puts it right */
    struct moment    settled;   /* corrected, or kept; us 0: neither yet  */
    struct str       settled_by, why;
    enum lang        language; /* of why */
};
/* Whether an entry is somebody's who wrote or decided meanwhile. */
bool relied_is_entry(enum relied_kind kind);

struct relied_list {
    struct relied *all;
    size_t         count, unsettled;
    bool           settled; /* all of it, said so */
};
#endif
