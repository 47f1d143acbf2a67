/*
 * chronology -- what happened to a child, oldest first, beside it what it
 * means: marked and written by a worker who has the case.
 *
 *   CHRONOLOGY        about the person, with struct chronology_ask, answer
 *                     struct chronology
 *   CHRONOLOGY_PAPER  the same for paper, and a leaf of its own
 *   SIGNIFICANCE      about the person, with struct id of an entry: that row
 *   SIGNIFICANCE_SAY  about the person, with struct significance
 *
 * A mark is an entry of its own; the one that it is about stays as it was.
 * The newest counts, and one without words takes it back.  Nothing stands
 * here that the reader may not see on the child's own page, and no mark of an
 * entry that they may not read whole (docs/adr/0048).
 *
 * Lifetime  all in the arena of the asker's cx.
 */
#ifndef ACTION_CHRONOLOGY_H
#define ACTION_CHRONOLOGY_H

#include "action/child.h"

struct chronology_ask {
    bool       significant; /* only what is marked */
    struct str kind;        /* id of a form; empty: any */
    struct str from;        /* a kind of agency, as its English title; empty:
                               any; another word: none */
};
struct chronology_row {
    const struct child_item *item;
    const struct form       *form;
    struct str               means; /* empty: not marked */
    struct str               by;
    struct moment            marked;
    enum lang                language; /* of means */
    bool                     may_mark;
};
struct chronology {
    const struct child_page     *child;
    const struct chronology_ask *ask;
    struct chronology_row       *rows; /* oldest first, those asked for */
    size_t                       count;
    size_t                       total; /* of all that the reader may see */
    const struct form          **kinds; /* that there are */
    size_t                       kind_count;
    bool                         may_mark;
};
struct significance {
    struct id  entry;
    struct str means; /* empty: it is taken back */
};

#endif
