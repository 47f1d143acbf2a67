/*
 * plan -- a child's plan on a page of its own: risk, what must change, how
 * we will know, how it moves, who does what by when, and what follows if it
 * does not work.
 *
 *   PLAN  about the person, with struct plan_ask or nothing, answer struct
 *         plan_page
 *
 * Of the plan and its meetings only what the reader may read whole; for
 * somebody who may read no plan at all the page is refused like any other.
 * As of a day it is what had been recorded by then, under that day's rules,
 * and nothing can be done from it (child.h).
 *
 * Lifetime  all in the arena of the asker's cx.
 */
#ifndef ACTION_PLAN_H
#define ACTION_PLAN_H

#include "action/child.h"
#include "record/plan.h"

/* What was answered about it, by whom. */
struct plan_said {
    const struct plan_answer *answer;
    struct str                author;
    struct words              agency;
    enum lang                 language; /* in which that was written */
};
/* Beside an action: who has it, in words. */
struct plan_who {
    struct str agency, person;
    bool       mine; /* the reader's own, or their agency's and nobody's */
    bool       ours; /* of the reader's agency                           */
    bool       late;
    bool       answers;     /* the reader may answer it */
    struct plan_said *said; /* newest first */
    size_t            said_count;
};
/* Something that stands still, as the pack's signal says it. */
struct plan_drift {
    struct words  title, ends; /* ends may be empty */
    struct words *told;
    size_t        told_count;
};

/* Two versions, counted from the oldest, 1; 0 and 0: none. */
struct plan_ask {
    int64_t       before, after;
    struct date   as_of; /* none: now */
    struct moment at;    /* of that day; us 0: its end */
};
struct plan_agreed_row {
    struct plan_agreed_pair pair;
    struct str              who_before, who_after;
};
struct plan_text_row {
    const struct field *field;
    struct str          before, after; /* one of them may be empty */
};
struct plan_comparison {
    const struct plan_version *before, *after;
    enum lang                  language_before, language_after;
    struct plan_pair          *outcomes;
    size_t                     outcome_count;
    struct plan_agreed_row    *actions;
    size_t                     action_count;
    struct plan_text_row      *texts;
    size_t                     text_count;
};
struct plan_page {
    struct id          person;
    struct str         name;
    struct date        as_of;    /* none: now */
    struct moment      as_of_at; /* us 0: the end of that day */
    struct plan        plan;
    struct words      *kinds; /* of each version */
    struct words       since; /* of what was said after them, or empty */
    struct plan_who   *who;   /* of each action  */
    struct child_line *rest;  /* what else the newest version says */
    size_t             rest_count;
    enum lang          language; /* in which that was written */
    struct plan_drift *drift;    /* for those who may do something about it */
    size_t             drift_count;
    bool may_letters; /* the reader may read letters to the family */
    int  attended;    /* after so many scores going is no change; 0: never */
    const struct plan_comparison *comparison; /* null: none was asked for */
    const struct form *answer; /* with which an action is answered; null:
                                  the reader may answer none            */
};

#endif
