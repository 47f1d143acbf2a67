/*
 * concern -- one concern as the people who deal with it see it, child by
 * child: what was said, whether the child is known, what came before, what
 * was decided, and what is to be done.
 *
 * CONCERN (about the thread, with struct concern_ask, answer struct
 * concern_page); REPORTER_OPEN (about the thread, answer struct
 * concern_reporter) opens who reported and leaves leaves of its own (S12).
 * To open a concern is to have read the notices of it.
 *
 * Everything is cut to what the reader may see of that child (policy/view.h);
 * a deadline or a decision stands there when the entry that it rests on may
 * be seen.  Who reported, and where a child is, are never in it.
 *
 * Lifetime  all in the arena of the asker's cx; texts are in the language of
 *           the cx, or in the one that they were written in.
 */
#ifndef ACTION_CONCERN_H
#define ACTION_CONCERN_H

#include "action/child.h"
#include "action/concern_form.h"
#include "record/evidence.h"
#include "record/translate.h"

struct concern_ask {
    struct id source; /* which child; none: the next to decide about */
};

/* One child of the thread, as a line above the page. */
struct concern_tab {
    struct thread_row row;
    struct face       face;
    struct str        name;  /* empty: nobody has said it yet */
    bool              known; /* may be looked at; else left out */
};

/* One answer, and how it is said in the reader's language. */
struct concern_line {
    struct child_line         line;
    bool                      free;      /* somebody's own words          */
    bool                      own_words; /* the child's                   */
    bool                      main;      /* shown without being asked for */
    struct str                may_hear;  /* own_words: who may hear them  */
    struct passage            passage;
    const struct translation *translated; /* null: nobody has              */
    struct str                translator; /* who made it, for people       */
};
/* One entry. */
struct concern_part {
    struct id            entry;
    enum concern_use     use;
    struct words         title;
    struct moment        recorded;
    struct date          on;     /* when it happened, may be partial   */
    struct str           author; /* empty: not told (S12), the service */
    enum lang            language;
    struct concern_line *lines;
    size_t               line_count;
};

struct concern_decided {
    struct id     entry;
    struct words  outcome;
    struct str    reason, author;
    struct moment at;
    enum lang     language;
};
/* A deadline, and the forms that meet it and that the reader may record. */
#define CONCERN_MEETS 4
struct concern_clock {
    struct words       title;
    struct moment      due, met;
    enum clock_look    look;
    const struct form *forms[CONCERN_MEETS];
    size_t             form_count;
};
/* A concern before this one. */
struct concern_earlier {
    struct id              thread;
    int64_t                number;
    struct moment          received;
    struct words           title;   /* how it came */
    struct str             kinds;   /* of harm */
    struct str             spelled; /* the name then, when it differs */
    struct words           state;
    struct concern_decided decided; /* entry none: not decided */
};
struct concern_candidate {
    struct candidate c;
    struct evidence  why;
    struct str       name;
    int64_t          concerns; /* about them */
};
struct concern_read {
    struct str    author, what, pattern;
    struct moment at;
    enum lang     language;
};
/* Who reported was sent something. */
struct concern_sent {
    struct words  title;
    struct moment at, read_at; /* us 0: not read yet */
};

struct concern_page {
    struct id           thread;
    int64_t             number;
    struct str          purpose;
    struct words        sender; /* empty: not told */
    struct concern_tab *tabs;
    size_t              tab_count, which; /* the child shown */
    /* of the child shown: */
    struct child_page        *child;  /* face, register, relatives, links */
    struct str                worker; /* allocated; empty: nobody */
    struct concern_part      *said, *done;
    size_t                    said_count, done_count;
    struct concern_decided   *decided; /* newest first */
    size_t                    decided_count;
    struct concern_clock     *clocks;
    size_t                    clock_count;
    struct concern_earlier   *earlier; /* newest first */
    size_t                    earlier_count;
    struct concern_candidate *candidates;
    size_t                    candidate_count;
    struct concern_read      *reads;
    size_t                    read_count;
    struct concern_sent      *sent;
    size_t                    sent_count;
    /* Forms that the reader may record here now. */
    const struct form **forms;
    enum concern_use   *uses; /* what each is for */
    size_t              form_count;
    bool                may_link, may_order, may_end_order, may_reporter;
};

/* Who reported: the section of the form that asks it. */
struct concern_reporter_line {
    struct words label;
    struct str   text;
    bool         opened; /* it lay sealed */
};
struct concern_reporter {
    struct id                     thread;
    int64_t                       number;
    struct words                  agency;
    struct str                    author; /* who wrote it down */
    struct concern_reporter_line *lines;
    size_t                        line_count;
};

#endif
