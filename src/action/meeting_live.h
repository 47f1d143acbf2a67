/*
 * meeting_live -- a meeting while it sits: one form, typed into by several
 * people, and what it comes to so far.
 *
 *   MEETING_BEGIN   about the thread: the form is laid out with what is known
 *   MEETING_LIVE    about the thread, answer struct meeting_live
 *   MEETING_CHANGED about the thread, answer struct str: another whenever
 *                   others have changed what MEETING_LIVE would show
 *   MEETING_TYPE    about the thread, with struct meeting_typing, answer
 *                   struct meeting_typed
 *   MEETING_CLOSE   about the thread, answer struct meeting_said: the form is
 *                   recorded about all the children, as any other entry is
 *
 * Who types  whoever may record about every child in the group of the form
 *            that is held, and who takes the minutes; who closes it, whoever
 *            may record that very form, and never as who takes the minutes.
 * Clash      what two people typed of one thing stands side by side
 *            (record/sheet.h); while any does, the meeting is not closed:
 *            ERR_CONFLICT.
 * Agencies   are named by their kind where only one of it is asked, so that
 *            none says where a child is (S7).
 */
#ifndef ACTION_MEETING_LIVE_H
#define ACTION_MEETING_LIVE_H

#include "action/meeting.h"
#include "record/sheet.h"

/* One thing of which several texts stand. */
struct meeting_text {
    int64_t       revision;
    struct str    text; /* in words where it is a choice */
    struct str    author;
    struct moment at;
    bool          counts;
};
struct meeting_clash {
    struct str           name; /* of the input */
    struct words         label;
    struct str           child; /* whom it is about, or empty */
    struct meeting_text *texts;
    size_t               count;
    int64_t              seen; /* newest revision among them */
};
/* How many of those there have said what they think about a child. */
struct meeting_views {
    struct str name;
    int        said;
};
/* Whether an agency that is there may decide, as its row says. */
enum meeting_may { MEETING_MAY_UNSAID, MEETING_MAY, MEETING_MAY_NOT };
struct meeting_seat {
    struct str       name;
    enum meeting_may may;
    struct str       why;
};
struct meeting_live {
    struct id             thread;
    struct words          title;
    struct moment         begun;
    struct draft_page     draft;
    struct draft_offer    agencies; /* at the table */
    struct meeting_clash *clashes;
    size_t                clash_count;
    struct meeting_quorum quorum;
    struct words         *missing; /* the kinds that it lacks */
    struct meeting_seat  *seats;   /* of those who are there (W22) */
    size_t                seat_count;
    struct meeting_views *views; /* of each child; null: it asks for none */
    size_t                view_count;
    struct meeting_voices voices; /* what the children have said */
    struct str           *people; /* who has typed, by name */
    size_t                people_count;
    bool                  may_close;
    const struct meeting_taker *taker;   /* for whoever may close; or null */
    struct str                  version; /* as MEETING_CHANGED says it */
};
/* Of the texts of one thing, which is to count. */
struct meeting_choice {
    struct str field;
    int64_t    revision, seen;
};
struct meeting_typing {
    struct draft_save            save; /* inputs, add, remove */
    const struct meeting_choice *choices;
    size_t                       choice_count;
};
struct meeting_typed {
    int64_t revision; /* of the last input */
    bool    beside;   /* of any of them another counts */
};

#endif
