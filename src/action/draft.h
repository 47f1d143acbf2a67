/*
 * draft -- a form being filled in, from the first word to sending it.
 *
 *   DRAFT_LIST   answer struct draft_list: mine that are not sent
 *   DRAFT_START  with struct draft_start, answer struct draft_started
 *   DRAFT_SHOW   about the draft, answer struct draft_page
 *   DRAFT_SAVE   about it, with struct draft_save, answer struct draft_kept
 *   DRAFT_DROP   about it
 *
 * Sending is in action/report.h.  A draft is its author's alone: to anybody
 * else it is absent.  What was typed in a session that has ended is taken by
 * DRAFT_SAVE from nobody, when the form proves with its parking token that
 * it was given to that draft's author today or yesterday; nothing is shown
 * for it.
 */
#ifndef ACTION_DRAFT_H
#define ACTION_DRAFT_H

#include "action/check.h"
#include "action/typed.h"
#include "record/draft.h"
#include "record/paper.h"
#include "record/thread.h"

/* All that was typed must come to less than what answers may be. */
#define DRAFT_WHOLE_MOST 786432

struct draft_start {
    enum verb  verb;          /* MAY_REPORT: a concern; MAY_TAKE_CALL: a call;
                        MAY_BRIEF: the form below                     */
    struct str form;          /* of the short path; empty: the first that tells
                        of a concern                                 */
    struct id  event, source; /* an entry that it follows, and the record of
                                 the agency's own that it is about, or none */
    struct id  leaf; /* of an own check that it follows, or none         */
    struct str reference, code; /* of a call that it follows, or empty   */
};
struct draft_started {
    struct id draft;
};

struct draft_list_row {
    struct draft       draft;
    const struct form *form;
    struct str         name; /* of the first child, may be empty */
    bool               late; /* unsent for longer than the pack allows */
};
struct draft_list {
    struct draft_list_row *rows;
    size_t                 count;
    struct check_line      lines[2];
    size_t                 line_count;
};

/* A record of the reporter's own agency that agrees with what was typed of
 * a child in name and birth date, or in NHS number (S14). */
struct draft_known {
    int         child;
    struct id   source;
    struct str  given, family;
    struct date born;
    bool        chosen;
    bool        more; /* the last that is shown of them, and not the last */
};

/* A child of a draft that was begun on the child's own page. */
struct draft_subject {
    int         child;          /* as in what is typed */
    struct id   source, person; /* none: a newcomer */
    struct str  name;           /* empty: the author may not know it */
    struct date born;
};

struct newcomer_list;     /* action/newcomer.h */
struct casework_question; /* action/casework.h */
/* Those whom a question may be answered with. */
struct draft_offered {
    struct str id, label;
};
struct draft_offer {
    struct draft_offered *rows;
    size_t                count;
};

struct draft_page {
    struct draft               draft;
    const struct form         *form;
    struct typed               typed;
    struct typed_list          children;
    struct answers_about       about;
    struct answers             answers;
    const struct answer_fault *faults; /* what still keeps it from going */
    size_t                     fault_count;
    /* Short path: what may still be answered, and keeps nothing back. */
    const struct answer_fault *open;
    size_t                     open_count;
    const struct draft_known  *known;
    size_t                     known_count;
    /* Of casework: whom it is about (action/casework.h); null: a report. */
    const struct draft_subject *subjects;
    size_t                      subject_count;
    /* That it answers, as far as its author may read it; else null. */
    const struct casework_question *question;
    /* Of each child who has no record here: whom they may be. */
    const struct newcomer_list  *newcomer;
    size_t                       newcomer_count;
    struct draft_offer           accounts, agencies, outcomes, actions;
    struct draft_offer           doers;  /* agencies that are to do something */
    struct draft_offer           takers; /* who may take minutes */
    struct paper                *papers;
    size_t                       paper_count;
    const struct pack_threshold *threshold; /* of the reader's board */
    struct check_line            lines[2];
    size_t                       line_count;
    struct str                   park; /* token for its forms */
    const struct desk_term      *desk; /* where it goes, or null */
    bool          waits; /* handed in for a second look, until send_by */
    struct moment send_by;
    struct str    remark; /* why it was given back, or empty */
    bool          only;   /* its author and that desk (S15) */
};
/* Those known of one child: how many, and where the first of them stands. */
size_t draft_known_of(const struct draft_page *p, int child, size_t *first);
/* Loads it all; known records are named in answer's disclosed. */
enum err MUST_CHECK draft_page_load(struct work *w, struct cx *cx,
    struct id draft, struct answer *answer, struct draft_page *out);

/* One input as it was sent; of two versions its author may have chosen. */
enum draft_choice { CHOSE_NOTHING, CHOSE_THIS, CHOSE_OTHER };
struct draft_input {
    struct str        name, text;
    int64_t           was; /* revision that was shown */
    enum draft_choice choice;
};
struct draft_save {
    const struct draft_input *inputs;
    size_t                    count;
    struct str add;      /* one more: a child, a row of "adults.0"          */
    int64_t    many;     /* so many more children; 0: one                   */
    struct str remove;   /* one less: "_children:1", "adults.0:2",
                          "papers:r01h..."                                */
    struct str pick_for; /* body map in whose picture a place was chosen  */
    struct str pick_side;
    int64_t    pick_x, pick_y;
    struct str file_for; /* question that the file belongs to, or empty   */
    struct str file;
    struct str park;
};
struct draft_kept {
    int64_t           revision; /* of the last input */
    bool              twice;    /* some text was saved elsewhere as well */
    bool              parked;   /* by nobody: page holds nothing        */
    enum msg          file;     /* what was wrong with the file         */
    struct draft_page page;
};

/* The token that a form of this draft carries on that day. */
struct str draft_park_token(struct arena *a, const struct keys *keys,
    const struct draft *d, struct moment machine);
bool       draft_park_fits(const struct keys *keys, const struct draft *d,
          struct moment machine, struct str token);

/* The draft, when it is the reader's own (or the link's).  ERR_ABSENT. */
enum err MUST_CHECK draft_own(struct work *w, struct cx *cx, struct id draft,
    struct draft *out);
/* The form of a draft in the pack that holds now.  ERR_ILLEGAL: none. */
enum err MUST_CHECK draft_form(struct work *w, const struct draft *d,
    const struct form **out);
/* Persons known here whom the draft might be about: whose record was chosen,
 * or who agree with what was typed. */
enum err MUST_CHECK draft_persons(struct work *w, const struct draft *d,
    const struct form *form, struct id **out, size_t *count);
/* What is known of the child from elsewhere: a check, a search. */
enum err MUST_CHECK draft_fill_who(struct work *w, struct id draft,
    const struct form *form, const struct check_ask *who);
/* Today, where the form asks on which day it happened. */
enum err MUST_CHECK draft_fill_today(struct work *w, struct id draft,
    const struct form *form);
/* What was typed of it. */
enum err MUST_CHECK draft_typed(struct work *w, const struct draft *d,
    const struct form *form, struct typed *out);

#endif
