/*
 * link -- same child, not the same, and undoing either: said by a worker who
 * has a concern about the child, never by a score.  What an order parts
 * (an adoption) nobody undoes: it stands until somebody whom the pack names
 * for it says that the order is over.
 *
 * LINK_LOOK (about the thread, with struct link_ask, answer struct
 * link_page) shows both records and, for undoing, what relied on the link
 * (S22).  LINK_SAY (about the thread, with struct link_say, answer struct
 * link_said) records the entry and links, refuses or undoes; or, when a link
 * was undone, gives an entry that was written meanwhile to the other child.
 *
 * Undoing gives both children back what was theirs; whoever was told about
 * them since the link was made is told that it was undone, and so is
 * whoever asked the register.  What was written meanwhile is settled one by
 * one, with a reason, within the pack's time.
 *
 * Known limit: the pack's grammar has one clock for each child and thread,
 * and none for each link.  Where two links of one child are undone in one
 * concern, settling the last entry of either meets that child's deadline of
 * both; what is open of the other still stands on its own page.
 */
#ifndef ACTION_LINK_H
#define ACTION_LINK_H

#include "action/relied.h"
#include "record/entry.h"
#include "record/evidence.h"

enum link_kind {
    LINK_SAME,
    LINK_NOT_SAME,
    LINK_TWINS, /* not the same, because they were born together */
    LINK_ORDER, /* not the same, because an order says so */
    LINK_UNDO,  /* this and those behind it name a link */
    LINK_OVER,  /* the order that parts them is over */
    LINK_MOVE,
    LINK_KEEP, /* an entry stays where it is, and why */
    LINK_KIND_COUNT
};
/* The pack's form for it, or null. */
const struct form *link_form(const struct pack *p, enum link_kind kind);

struct link_ask {
    enum link_kind kind;
    struct id      source; /* the thread's child                  */
    struct id      other;  /* the other record: all three    */
    struct id      link;   /* UNDO, OVER, MOVE and KEEP           */
};
/* Traced numbers of the two that differ, and whose they are. */
struct link_numbers {
    bool      differ;
    struct id source[2];
};
/* One of the two, as its records say. */
struct link_side {
    struct face  face;
    struct str   name;
    struct words from;     /* empty: Diogel's own record */
    int64_t      concerns; /* about them */
};
struct link_page {
    struct id              thread;
    struct link_ask        ask;
    const struct form     *form;
    int64_t                number;
    struct link_side       sides[2];
    const struct evidence *why;        /* null for undoing */
    bool                   two_traced; /* numbers, and they differ */
    /* Why the two cannot be linked: what is said of them and stands.  Then
     * made_by, made_at and reason are its own. */
    enum link_kind     parted;          /* LINK_SAME: nothing does */
    struct str         made_by, reason; /* of the link to undo */
    struct moment      made_at;
    struct moment      undone_at; /* us 0: it stands */
    struct words       order;     /* which, when it is one ... */
    struct date        since;     /* ... and of what day */
    struct relied_list relied;
    /* Undone, and the pack has a deadline for putting it right: */
    bool          settles;
    struct moment due;
};

struct link_say {
    struct link_ask    ask;
    const struct form *form;
    struct str         answers; /* JSON, with the two records in it */
    enum lang          language;
    struct id          entry; /* MOVE: what is the other child's; KEEP: what
                                 is not, or a leaf that printed, or none:
                                 nothing is left */
    struct str         reason;
};
struct link_said {
    struct id          entry, person;
    struct entry_wrong wrong; /* when ERR_INVALID */
};

#endif
