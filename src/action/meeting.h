/*
 * meeting -- calling one, and what those who are asked say to it.
 *
 *   MEETINGS      about the person, answer struct meetings
 *   MEETING_FORM  about the person, with struct meeting_form_ask, answer
 *                 struct meeting_form
 *   MEETING_CALL  about the person, with struct meeting_call, answer struct
 *                 meeting_called
 *   MEETING       about the thread, with the form that is to be filled in or
 *                 null, answer struct meeting_page
 *   MEETING_SAY   about the thread, with struct meeting_say: a reply, a
 *                 report or a paper that is brought, the chair's decision
 *                 about one of the family, how somebody takes part, or the
 *                 minutes,
 *                 which are the chair's once they are recorded, and what
 *                 stands beside them; answer struct meeting_said
 *
 * A meeting is a thread, begun by a form that asks agencies to come.  Whom
 * to ask is proposed from whoever has business with the children, and from
 * the kinds of agency that the pack thinks of; who is not asked is kept with
 * the reason.  Nobody of the family is asked by computation: each adult is
 * proposed, and decided about by whoever may record that (S17); where the
 * form that is held has no family, there is nothing of it at all.
 *
 * Who sees   whoever may read the calling entry whole of one child at least;
 *            a child of whom they may not is left out.  Replies and family
 *            are cut like any entry.
 * Minutes    who takes them is named by the call or later, and sees that
 *            meeting alone, until the minutes are approved (docs/adr/0028).
 * Place      an agency whose name would tell where a child is stands there
 *            as its kind (S7), and is sent back by its place in the list.
 * Lifetime   all in the arena of the asker's cx.
 */
#ifndef ACTION_MEETING_H
#define ACTION_MEETING_H

#include "action/casework.h"
#include "action/concern_record.h"
#include "practice/meeting.h"

struct attendance_sum; /* action/attendance.h */

/* How somebody takes part, as the newest entry about it says that may be
 * read: what they asked for, and whether it is arranged. */
struct meeting_need {
    const struct meeting_said_by *said; /* null: nobody, or their own reply */
    const struct fact            *fact; /* null: nothing was said */
    bool                          asks, met;
};
struct meeting_child {
    struct id           person, source;
    struct str          name; /* empty: the reader may not know it */
    struct date         born;
    struct meeting_need need;
};

/* ---- of one child ---- */

struct meeting_row {
    struct id     thread;
    struct words  title; /* which kind it is */
    struct moment at;
    bool          held;
};
/* From one conference that decides about the register to the next, which
 * looks back on it and is counted in it. */
struct meeting_period {
    struct moment          since, until; /* us 0: there was none, is none yet */
    struct attendance_sum *sums;         /* who stayed away most, first */
    size_t                 count;
    int64_t                meetings;
};
struct meetings {
    struct id              person;
    struct str             name;
    struct meeting_row    *rows; /* the newest first */
    size_t                 count;
    const struct form    **forms; /* that the reader may call one with */
    size_t                 form_count;
    struct casework_child *others; /* siblings who may be in it */
    size_t                 other_count;
    struct meeting_period
          *periods; /* the newest first; without meetings none */
    size_t period_count;
};

/* ---- calling one ---- */

/* An agency that may be asked, and why it was thought of. */
struct meeting_agency {
    struct id     agency;
    struct str    kind;
    struct words  name;
    struct words *why; /* ties */
    struct str   *who; /* of each, the name of a colleague, or empty */
    size_t        why_count;
    bool          reachable; /* has a desk here */
};
/* A kind that is thought of, of which nobody is known. */
struct meeting_kind {
    struct str            kind;
    struct words          title;
    struct draft_offered *rows; /* agencies of it that there are */
    size_t                count;
};
struct meeting_network {
    struct meeting_agency *all;
    size_t                 count;
    struct meeting_kind   *kinds;
    size_t                 kind_count;
    struct str             digest; /* of who they are, in order */
};

struct meeting_form_ask {
    const struct form *form;
    const struct id   *others; /* persons beside the one it is about */
    size_t             other_count;
};
struct meeting_form {
    const struct form     *form;
    struct id              person;
    struct casework_child *children; /* it first */
    size_t                 child_count;
    struct meeting_network network;
    struct draft_page      draft; /* offers for the questions */
};
struct meeting_call {
    struct meeting_form_ask ask;
    struct typed           *typed; /* all but the tables */
    struct str              digest;
    const bool             *asked; /* of the network, in order */
    const struct str       *why;   /* why not */
    size_t                  count;
    const struct id        *more; /* agencies of the kinds */
    size_t                  more_count;
    enum { MEETING_LATER, MEETING_NOW } when; /* now: it begins */
};
struct meeting_called {
    struct id          thread;
    struct entry_wrong wrong; /* when ERR_INVALID */
};

/* ---- one meeting ---- */

/* An answer in words; at instead of text where it is a time. */
struct meeting_line {
    struct words  label;
    struct str    text;
    struct moment at;
};
struct meeting_said_by {
    struct meeting_line *lines;
    size_t               line_count;
    struct words         outcome; /* the choice that counts */
    struct str           author;
    struct moment        at;
    enum lang            language;
};
struct meeting_invited {
    struct id                     agency;
    struct str                    kind;
    struct words                  name;
    bool                          own, reachable;
    const struct meeting_said_by *reply; /* the newest that may be read */
    struct meeting_need           need;
};
struct meeting_not_asked {
    struct words name;
    struct str   kind;
    struct str   why;
};
/* Orders in force for one child, as their own page says them (S17). */
struct meeting_orders {
    struct str                name;
    const struct child_order *orders;
    size_t                    count;
};
struct meeting_adult {
    struct str                    name;
    struct words                  kind, part;
    const struct meeting_said_by *decided; /* null: only proposed */
    struct meeting_need           need;
};
/* What was brought to it: an agency's report, a paper. */
struct meeting_brought_part {
    struct str         child; /* empty: about all of them */
    struct child_line *lines;
    size_t             line_count;
};
struct meeting_brought {
    const struct form           *form;
    struct words                 agency; /* whose it is */
    struct str                   author;
    struct moment                at;
    enum lang                    language;
    struct meeting_brought_part *parts;
    size_t                       part_count;
};
/* Words of a child that a conference may hear (S16), the newest first. */
struct meeting_word {
    struct str   text, code; /* language tag, or empty */
    struct date  on;
    struct words from;   /* the form in which they were written */
    struct words kind;   /* verbatim, drawn …; empty: nobody said */
    struct str   helped; /* the child to say it; empty: nobody */
    struct str   translation;
};
struct meeting_heard {
    struct str           child;
    struct meeting_word *words;
    size_t               count;
};
struct meeting_voices {
    struct meeting_heard *all; /* of each child who has any */
    size_t                count;
};
/* What stands beside the minutes: an annex, a correction asked for. */
struct meeting_beside {
    const struct form            *form;
    const struct meeting_said_by *said;
    struct words                  agency; /* of whoever says it */
};
/* Somebody who has said that they read what came before. */
struct meeting_history {
    struct id     account;
    struct str    name;
    struct words  agency;
    struct moment at;         /* when they said so last */
    size_t        children;   /* of how many */
    struct id     last_child; /* while it is made */
};
/* What was decided for one child, as the record of the meeting says. */
struct meeting_decided {
    struct str   name;
    struct words outcome;
};
/* Who takes the minutes, and what else they are here: their ties to the
 * children, their other roles (W34). */
struct meeting_taker {
    struct str    name;
    struct words *also;
    size_t        also_count;
};
/* The record of the meeting in words: what is about all, then each child. */
struct meeting_part {
    struct str           child; /* empty: about all */
    struct meeting_line *lines;
    size_t               count;
};
/* What somebody prepared, for the input of the same name. */
struct meeting_filled {
    struct str name, text;
};
struct meeting_page {
    struct id                     thread;
    int64_t                       number;
    struct words                  title; /* which kind of meeting */
    struct moment                 at;
    struct str                    author; /* who called it */
    const struct form            *call, *held;
    struct meeting_line          *lines;
    size_t                        line_count;
    struct meeting_child         *children;
    size_t                        child_count;
    struct meeting_invited       *invited;
    size_t                        invited_count;
    struct meeting_not_asked     *not_asked;
    size_t                        not_asked_count;
    struct words                 *nobody; /* kinds of which nobody is asked */
    size_t                        nobody_count;
    bool                          may_replies; /* sees what the others say */
    const struct form            *reply; /* that the reader may give, or null */
    const struct form            *family; /* null: the reader sees none of it */
    bool                          may_family; /* may decide */
    struct meeting_orders        *orders;     /* of children that have any */
    size_t                        order_count;
    struct meeting_adult         *adults;
    size_t                        adult_count;
    const struct form            *needs; /* how somebody takes part; null: the
                                            reader says nothing of it */
    struct str                   *unmet; /* who asked, and it is not arranged */
    size_t                        unmet_count;
    struct meeting_history       *history; /* for those who may type */
    size_t                        history_count;
    bool                          may_history; /* of any child */
    bool                          may_hold;    /* type while it sits */
    bool                          begun, over;
    struct meeting_voices         voices;  /* for those who may type */
    struct meeting_brought       *brought; /* oldest first */
    size_t                        brought_count;
    const struct form           **brings; /* that the reader may bring */
    size_t                        bring_count;
    struct draft_offer            writers; /* whose report it may be */
    struct meeting_decided       *decided; /* none: it may not be read */
    size_t                        decided_count;
    const struct meeting_said_by *minutes; /* the newest, or null */
    struct words                 *shared;  /* with whom */
    size_t                        shared_count;
    struct meeting_beside        *beside; /* the minutes, oldest first */
    size_t                        beside_count;
    const struct form           **adds; /* with which more may be said there */
    size_t                        add_count;
    const struct form            *write;    /* minutes, or null: may not */
    struct draft_offer            given;    /* agencies that were there */
    const struct meeting_taker   *taker;    /* null: nobody, or not told */
    const struct form            *hands_on; /* names another; null: may not */
    struct draft_offer            takers;   /* whom it may name */
    const struct form            *prepare;  /* the minutes; null: may not */
    const struct meeting_said_by *prepared; /* not approved yet, or null */
    struct meeting_filled        *filled;   /* by it */
    size_t                        filled_count;
    struct meeting_filled        *story; /* a chronology begins with it */
    size_t                        story_count;
    struct meeting_part          *record; /* for whoever writes minutes */
    size_t                        record_count;
};
/* A meeting whose minutes the reader takes. */
struct meeting_mine {
    struct id          thread;
    int64_t            number;
    struct words       title;
    struct moment      at;
    bool               begun, over;
    const struct form *prepare; /* when it is over */
    bool               prepared;
};
struct meetings_mine {
    struct meeting_mine *rows; /* the next first, then what is over */
    size_t               count;
};
/* For a page that shows more than that. */
enum err MUST_CHECK meetings_mine(struct work *w, struct cx *cx,
    struct answer *answer, struct meetings_mine *out);

struct meeting_say {
    const struct form  *form;
    struct typed       *typed;
    struct concern_file file; /* field null: none */
};
/* Of a form that asks about each child: all of the meeting, in its order. */
void meeting_typed_children(struct typed *t, size_t count);
struct meeting_said {
    struct entry_wrong wrong; /* when ERR_INVALID */
};

#endif
