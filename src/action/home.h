/*
 * home -- what needs me, and what I began.
 *
 * HOME (with enum home_which, answer struct home) lists the notices for the
 * reader and their desks, what is due from them in one list (of concerns on
 * their desks and of children of theirs), the children allocated to them,
 * and drafts and reports of their own.  A notice names nobody: it says that
 * there is something and where to open it; but that a child came off the
 * register, stays somewhere for a time, is missing or found is said with the
 * child's name, because it may untie whom it is told (home_told.c).  A
 * deadline names the child as the inbox does, an allocated child is shown as
 * its own page would be, and who may open neither is shown neither.
 * NOTICE_READ (about the notice) takes one off the list.
 */
#ifndef ACTION_HOME_H
#define ACTION_HOME_H

#include "action/child.h"
#include "action/meeting.h"
#include "action/plan_list.h"
#include "action/tasks.h"
#include "record/draft.h"
#include "record/notice.h"
#include "record/thread.h"

/* What a notice is for; HOME_ENTRY, HOME_TITLED have words of the pack. */
enum home_kind {
    HOME_ENTRY,    /* something was recorded: the form's title       */
    HOME_TITLED,   /* a signal or a deadline of the pack: its title  */
    HOME_KIN,      /* somebody in your agency was refused (S9)       */
    HOME_RING,     /* a check was answered with "ring"               */
    HOME_PATTERN,  /* checks make a pattern that may mean worry          */
    HOME_REPEATED, /* several services asked about one child         */
    HOME_VARIED,   /* one asker varied a question                    */
    HOME_UNSENT,   /* a concern was begun and not sent (S21)         */
    HOME_LOOK,     /* something waits for the reader's second look   */
    HOME_BACK,     /* the reader's own was given back, and why       */
    HOME_UNLOOKED, /* it went without, at the end of the shift       */
    HOME_PASSWORD, /* somebody gave me a first password          */
    HOME_UNREAD,   /* somebody else was told, and has not read it    */
    HOME_LETTER,   /* a letter is held for me to release (S18)       */
    HOME_LEAVES,   /* somebody whom I lead leaves on a day           */
    HOME_LEFT,     /* and has gone; what is left of their work        */
    HOME_MINUTES,  /* I take the minutes of a meeting                 */
    HOME_MINUTED,  /* I no longer do; it is not open to me any more   */
    HOME_OTHER,
    HOME_KIND_COUNT
};
struct home_notice {
    struct notice  notice;
    enum home_kind kind;
    struct words   title;
    struct words   desk;    /* whose it is; empty: mine */
    int64_t        number;  /* of the thread, 0: none   */
    bool           follows; /* what was told before is corrected (S22) */
    bool           concern; /* its thread is to be opened as a concern, not
                               as the reader's own report */
    bool           meeting; /* its thread is one, and opened as such */
    bool           plan;    /* it is about a plan: the child's plan is opened */
    struct str     child;   /* whose page the reader may open; else empty  */
    bool           asked;   /* something is asked of the reader's agency */
    const struct form *answer;  /* with which that is answered, about
                                  notice.person; null: not by the reader */
    bool               record;  /* its thread is the child's own record      */
    struct str         told;    /* of a child whose page is not theirs to open
                               any more, and of whom they are told      */
    bool               alarm;   /* a deadline is missed, or nobody reads   */
    int                risk;    /* of a missed deadline: 1 is the most     */
    struct draft       draft;   /* that the reader may open; no id: none   */
    struct str         remark;  /* why their own was given back            */
    struct moment      send_by; /* it goes then in any case; us 0: no      */
};
/* A child allocated to the reader, as its page would say it. */
struct home_child {
    struct id         person;
    struct str        name;
    struct date       born, expected;
    struct words      label; /* of protection; empty: normal        */
    struct words      clock; /* what is next; empty: nothing is due */
    struct moment     due;
    bool              late;
    struct child_seen seen;
};
/* Of the notices: those that come first and still wait for something, or
 * every one that nobody has taken off. */
enum home_which { HOME_FIRST, HOME_ALL };
struct home {
    enum home_which      which;
    struct home_notice  *notices; /* unread: missed deadlines, by risk, then
                                    the newest */
    size_t               notice_count;
    bool                 more;     /* there are others */
    struct tasks         tasks;    /* the first of them; all: tasks.h */
    struct home_child   *children; /* allocated to me, what is due first */
    size_t               child_count;
    bool                 more_children;
    struct thread_row   *reports; /* mine, newest first */
    size_t               report_count;
    struct draft        *drafts;
    size_t               draft_count;
    struct meetings_mine minutes; /* of meetings, that the reader takes */
    struct plan_list     plan;    /* actions of plans for the reader's agency */
    /* for whoever looks after accounts, or the service */
    size_t accounts_waiting, registers_stale;
};

#endif
