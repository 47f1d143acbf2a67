/*
 * page -- what every page needs to be drawn: who reads it, in which
 * language, at what time, and the html it is drawn into.
 *
 * Pages are templates in views/, compiled to functions that take a page and
 * the answer.  A page decides nothing and reads nothing but what it is
 * given.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "action/action.h"
#include "base/html.h"
#include "base/zone.h"

/* Entries of the menu; what a reader gets depends on the roles. */
enum nav {
    NAV_NONE,
    NAV_HOME,
    NAV_CHECK,
    NAV_REPORT,
    NAV_RECEIPTS,
    NAV_REPORTED,
    NAV_INBOX,
    NAV_FIND,
    NAV_WORKLOAD,
    NAV_LEDGER,
    NAV_ACCOUNTS,
    NAV_AGENCIES,
    NAV_PACKS,
    NAV_HEALTH,
    NAV_CUSTODY,
    NAV_CALL,
    NAV_BRIEF,
    NAV_COMPLIANCE,
    NAV_CASELOAD,
    NAV_COUNT
};

/* One thing to put right, above the form and beside the field. */
struct page_error {
    struct str field; /* id of the input */
    enum msg   msg;
    struct str words; /* instead of msg, when it is pack text */
};

/* One value of a form that is sent once more. */
struct page_row {
    struct str name, text;
    bool       shown; /* somebody wrote it: not a choice or a revision */
};

struct page {
    struct html         *out;
    struct arena        *arena;
    enum lang            lang;
    const struct cx     *cx;
    const struct reader *reader; /* kind READER_NOBODY: not signed in */
    const struct pack   *pack;
    const struct zone   *zone;
    struct moment        now; /* practice time */
    struct date          today;
    bool                 demo;
    struct str           path;  /* without the language: "/check" */
    struct str           query; /* "?..." or empty, kept by the toggle */
    struct str           token; /* for forms */
    enum nav             nav;
    bool                 dense;          /* work is dense: smaller type */
    bool                 keep_on_toggle; /* the toggle saves the form */
    /* Where the toggle sends the form with the id "form", without the
     * language; empty: it is a link.  again: what was sent to get here, for
     * a page that is an answer and has no address of its own. */
    struct str               toggle_sends;
    const struct page_row   *again;
    size_t                   again_count;
    struct str               kept; /* id of what was put by, or empty */
    struct str               back; /* from the hidden screen to here */
    const struct page_error *errors;
    size_t                   error_count;
};

/* Templates of the frame (views/frame.html). */
void page_top(struct page *pg, enum msg title);
/* The same with a title of the page's own. */
void page_top_words(struct page *pg, struct str title);
void page_end(struct page *pg);
/* The box above a form; nothing when there is nothing wrong. */
void page_errors(struct page *pg);
/* The message beside one field; nothing when there is none. */
void page_error_of(struct page *pg, struct str field);
/* Hidden token of a form. */
void page_token(struct page *pg);
/* A link or form target in the reader's language: "/cy" + path. */
struct str page_url(struct page *pg, struct str path);
/* The same with an id behind: page_url_id(pg, S("/concern/"), id). */
struct str page_url_id(struct page *pg, struct str path, struct id id);
/* The same page in the other language; and where its toggle sends a form. */
struct str page_url_other(struct page *pg);
struct str page_url_toggle(struct page *pg);

/* Words for times and dates. */
struct str page_date(struct page *pg, struct date d);    /* long  */
struct str page_day(struct page *pg, struct date d);     /* day, with its
                                                           * year if far */
struct str page_time(struct page *pg, struct moment m);  /* moment */
struct str page_clock(struct page *pg, struct moment m); /* 03:07 */
/* Whether the field is named in the errors. */
bool page_is_wrong(const struct page *pg, struct str field);
/* The pack's word for a kernel noun, in the page's language. */
struct str page_word(struct page *pg, struct str noun);

struct nav_row {
    enum nav   nav;
    enum msg   msg; /* MSG_NONE: the pack's word for noun */
    struct str path;
    struct str noun;
};
/* The menu of this reader, in order: what follows a row; null: the first,
 * and behind the last. */
const struct nav_row *page_nav_after(const struct page *pg,
    const struct nav_row                               *row);
bool                  page_has_inbox(const struct page *pg);
/* What msg says; where it is MSG_NONE, what the pack calls the noun. */
struct str page_named(struct page *pg, enum msg msg, struct str noun);

#endif
