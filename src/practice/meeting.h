/*
 * meeting -- which forms make a meeting, and whether enough are there.
 *
 * No form is known by name.  A form calls a meeting when it yields whom it
 * invites and opens a thread; what is held then is the form that the
 * answer to its kind names (holds).  In the same thread stand the reply of
 * those who were asked, and what the chair decides about the family.
 *
 * Pure.  Everything lives as long as the pack does.
 */
#ifndef PRACTICE_MEETING_H
#define PRACTICE_MEETING_H

#include "practice/answers.h"

bool meeting_calls(const struct form *f);
/* The question which kind of meeting it is; null: it is none that calls. */
const struct field *meeting_kind(const struct form *call);
/* What is held when that is the answer; null: nothing. */
const struct form *meeting_holds(const struct pack *p, const struct form *call,
    struct str kind);
/* The date-time that says when it is to be, or null. */
const struct field *meeting_when(const struct form *call);
/* The tables of a calling form: whom it asks, or does not ask. */
enum meeting_asked { MEETING_ASKED, MEETING_NOT_ASKED };
struct meeting_table {
    const struct field *table, *agency, *why; /* why may be null */
};
bool meeting_table_of(const struct form *call, enum meeting_asked which,
    struct meeting_table *out);
/* Whether somebody was asked, as a fact of an invitation says. */
bool meeting_is_asked(const struct fact *invite);

/* In the thread that a calling form opens: the reply, and the decision
 * about one of the family; null: the pack has none. */
const struct form *meeting_reply(const struct pack *p, const struct form *call);
const struct form *meeting_family(const struct pack *p,
    const struct form                               *call);

/* How one of those who are asked takes part, and whether what they need for it
 * is arranged; not the reply, which may say the first of it; null: the pack
 * does not ask. */
const struct form *meeting_takes_part(const struct pack *p,
    const struct form                                   *call);

/* What whoever takes the minutes prepares for whoever approves them, and the
 * form with which somebody else is named for it; null: the pack has none. */
const struct form *meeting_prepared(const struct pack *p,
    const struct form                                 *call);
const struct form *meeting_hands_on(const struct pack *p,
    const struct form                                 *call);
/* Whether the question asks who takes the minutes. */
bool meeting_asks_taker(const struct form *f, const struct field *question);
/* Whether who has the role may take minutes: an access row says so. */
bool meeting_taken_by(const struct pack *p, struct str role);
/* What is brought to a meeting before it sits: a report, where what is held
 * asks for views; a paper.  An agency's report says its view of each child. */
bool meeting_may_bring(const struct form *form);
bool meeting_is_brought(const struct form *call, const struct form *held,
    const struct form *form);
/* The report of those who lead the work, which holds no view (W23); null: the
 * pack has none. */
const struct form *meeting_own_report(const struct pack *p,
    const struct form                                   *call);
/* In a report, the rows of what has happened to each child; null: none. */
const struct yield_rule *meeting_chronology(const struct form *form);
/* In a report, the question which agency it is of; null: it is none. */
const struct field *meeting_report_of(const struct form *form);
/* In the rows of a table of views, the columns; false: it has none. */
struct meeting_views_table {
    const struct field *table, *agency, *view, *why; /* why may be null */
};
bool meeting_views_of(const struct form *held, struct meeting_views_table *out);

/* The minutes, which say with whom they are shared; null: the pack has none. */
const struct form *meeting_minutes(const struct pack *p,
    const struct form                                *call);
/* Of the forms of its thread, one that stands beside the minutes: an annex,
 * a correction that is asked for, its answer. */
bool meeting_is_beside(const struct pack *p, const struct form *call,
    const struct form *form);
/* Where they say it; the agency's column. */
bool meeting_shared_with(const struct form *minutes, struct meeting_table *out);

/* An agency at the table, by its kind; twice of one agency counts once. */
struct meeting_there {
    struct str whom; /* its id, or what was typed */
    struct str kind; /* empty: not known          */
};
/* How many are there of how many that must be; of which kinds none is. */
struct meeting_quorum {
    int               there, wanted;
    const struct str *missing; /* kinds of agency */
    size_t            missing_count;
    bool              ruled, met; /* ruled: the pack says what is enough */
};
void meeting_quorum(struct arena *a, const struct form *held,
    const struct meeting_there *all, size_t count, struct meeting_quorum *out);

#endif
