/*
 * letter -- letters to adults of the family, each made for one of them.
 *
 *   LETTER_LIST     about the person, answer struct letter_list
 *   LETTER          about the entry, answer struct letter_page
 *   LETTER_PAPER    about the entry, answer struct letter_page: to be sent
 *   LETTER_RELEASE  about the entry, with struct letter_release
 *
 * What stands in one is what the plan says for that adult (S17), as it was
 * known when the letter went (written, or released), for ever: a correction
 * made since is said beside it and changes nothing in it.  Of the child's
 * words there are only those that this adult may hear (S16); the frame is the
 * pack's.  A copy of reports for a meeting is a letter too (docs/adr/0043),
 * and so is one of its minutes (docs/adr/0048).
 * There is no letter without a safe way to reach them: its form does not go
 * without (S18).
 *
 * Held     where somebody alleged to have harmed may get the post, or nobody
 *          knows: it has no content but for the person it is held for, who
 *          releases it with a reason and a safe means, and is not its author.
 *          Where that person is gone it is anybody's who may, but the author.
 *          Until then there is no paper of it for anybody.
 * Lifetime all in the arena of the asker's cx.
 */
#ifndef ACTION_LETTER_H
#define ACTION_LETTER_H

#include "action/child.h"
#include "record/plan.h"

struct letter_row {
    struct id                 entry;
    const struct pack_letter *text;
    struct str                to;
    struct moment             at;
    bool                      held;
};
struct letter_list {
    struct id          person;
    struct str         name;
    struct letter_row *rows; /* newest first */
    size_t             count;
    const struct form *form; /* with which one is written; null: may not */
};

struct letter_words {
    struct str text, code; /* language tag, or empty */
};
struct letter_line {
    struct words label;
    struct str   text;
};
/* What a report for a meeting says to this adult about this child. */
struct letter_report {
    struct id           entry;
    struct words        title, of; /* of: what kind of agency wrote it */
    enum lang           language;
    struct letter_line *lines;
    size_t              count;
};
/* What the minutes of a meeting say to this adult about this child. */
struct letter_minutes {
    struct words title; /* of the meeting */
    struct date  on;
    enum lang    language;
    struct str  *parts;
    size_t       count;
};
struct letter_page {
    struct id                 person, entry;
    struct str                name; /* of the child */
    const struct pack_letter *text;
    enum lang                 lang; /* of the letter */
    struct str                to, reason;
    struct moment             at;
    bool                      held;        /* not released */
    bool                      may_release; /* it is the reader's to decide */
    bool                      gone; /* whom it is held for decides no more */
    bool                      has_content;
    bool                      put_right; /* what it is made of, since */
    struct str                held_for;  /* a name */
    /* what is marked for this adult */
    const struct plan_outcome **outcomes;
    size_t                      outcome_count;
    const struct plan_action  **actions;
    size_t                      action_count;
    struct str                  if_not;
    struct letter_words        *words;
    size_t                      word_count;
    struct letter_report       *reports;
    size_t                      report_count;
    struct letter_minutes      *minutes;       /* null: none for this adult */
    enum lang                   plan_language; /* in which that was written */
};
struct letter_release {
    struct str reason, means;
};

/* One that waits for the reader to release it; any refusal: it does not. */
enum err MUST_CHECK letter_waits(struct work *w, struct cx *cx,
    struct id letter, struct answer *answer, struct letter_page *out);
/* An entry has been recorded: whoever a letter is held for is told; and where
 * it may have untied that one from the child, whoever may decide now. */
enum err MUST_CHECK letter_tell(struct work *w, const struct cx *cx,
    struct id entry);
/* Somebody has gone: the same of all that is held for them. */
enum err MUST_CHECK letter_left(struct work *w, const struct cx *cx,
    struct id account);
/* Whether that account may let a held letter about the person go, as far as
 * its roles and ties say. */
enum err MUST_CHECK letter_decides(struct work *w, const struct cx *cx,
    struct id account, struct id person, bool *yes);

#endif
