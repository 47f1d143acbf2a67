/*
 * casework -- recording about a child from the child's own page: which of
 * the pack's forms, about whom together, and when each is due.
 *
 *   CASEWORK        about the person, answer struct casework_page
 *   CASEWORK_FORM   about the person, with struct casework_ask, answer
 *                   struct casework_page: its one form, and siblings
 *   CASEWORK_BEGIN  about the person, with struct casework_begin, answer
 *                   struct draft_started; ERR_INVALID with a fault: which
 *                   question it answers was not said
 *   CASEWORK_SENT   about the draft, answer struct casework_sent
 *
 * A form of casework is about children who are there already, and belongs to
 * no thread but one that it opens, or that of the question it answers.  What
 * is being written is a draft like any other (action/draft.h), but its
 * children are chosen when it is begun and stay: each stands in it by one of
 * its records, and policy is asked about every one of them whenever the draft
 * is opened, saved or sent.
 *
 * Purpose  the pack's for casework.  A form that may not be recorded is
 *          absent; with none left the page is refused like any other.
 * Lifetime all in the arena of the asker's cx.
 */
#ifndef ACTION_CASEWORK_H
#define ACTION_CASEWORK_H

#include "action/child.h"
#include "action/draft.h"

/* Whether the form is one that a child's page offers. */
bool casework_is(const struct pack *p, const struct form *f);

/* One that may be recorded: what is due, first first; then the others by
 * stage of the work, in the pack's order, and those of none by group. */
struct casework_form {
    const struct form *form;
    struct child_due   due;
    struct words       heading; /* over the first under it, else empty */
};
/* A child who may be in the same entry. */
struct casework_child {
    struct id   person;
    struct str  name;
    struct date born;
};
/* A form begun about this child and not sent. */
struct casework_begun {
    struct draft       draft;
    const struct form *form;
};

/* A question that the form answers. */
struct casework_question {
    struct id        entry, thread; /* thread none: of an older pack */
    struct str       asked;         /* which agency, as the entry names it */
    struct words     agency;        /* what that is called, or empty */
    struct str       text;     /* as it was put; empty: not theirs to read */
    enum lang        language; /* in which it was                */
    struct moment    on;       /* when it was put                */
    bool             waits;    /* or else it was answered        */
    struct child_due due;
};

struct casework_ask {
    const struct form *form;
    struct id          question; /* chosen before, or none */
};
struct casework_page {
    struct id              person;
    struct str             name;
    struct casework_form  *forms;
    size_t                 form_count;
    struct casework_begun *begun;
    size_t                 begun_count;
    struct casework_child *others; /* CASEWORK_FORM: siblings to choose */
    size_t                 other_count;
    /* CASEWORK_FORM: of a form that answers them, to choose one. */
    bool                      answers;
    struct casework_question *questions;
    size_t                    question_count;
    struct id                 question; /* the one that is chosen, or none */
};

struct casework_begin {
    const struct form *form;
    const struct id   *others; /* persons beside the one it is about */
    size_t             other_count;
    struct str         part;     /* of the plan, that it is about; or empty */
    struct id          question; /* that it answers, or none */
};

/* What one entry did to a clock of one child. */
enum casework_did { CLOCK_WAS_MET, CLOCK_WAS_OPENED, CLOCK_GOES_ON };
struct casework_clock {
    enum casework_did did;
    struct child_due  due;
};
struct casework_sent_child {
    struct id              person;
    struct str             name;
    struct casework_clock *clocks; /* met, opened, then what is next */
    size_t                 clock_count;
};
struct casework_sent {
    const struct form          *form;
    struct moment               at;
    struct casework_sent_child *children;
    size_t                      child_count;
};

/* ---- for the files that keep drafts ---- */

/*
 * The children of a casework draft, with what is known of them; how many
 * there are, their ages and their states go into about.
 * ERR_ABSENT: it names somebody who is not there.
 */
enum err MUST_CHECK casework_subjects(struct work *w, struct cx *cx,
    const struct typed *t, struct draft_subject **out,
    struct answers_about *about);
/* Whom its questions may be answered with, into p. */
enum err MUST_CHECK casework_offers(struct work *w, struct cx *cx,
    struct draft_page *p);
struct ground; /* action/row.h */
/* The ground of such a draft: may the form be recorded about each child? */
enum err MUST_CHECK casework_draft_ground(struct work *w, struct cx *cx,
    const struct draft *d, const struct form *form, struct ground *out);

#endif
