/*
 * caseload -- who in the team has how many children, and giving children to
 * somebody else: several at once, each as its own entry.
 *
 *   CASELOAD       with nothing, answer struct caseload: a line for each
 *                  worker, by desk
 *   CASELOAD_LIST  with struct caseload_ask, answer struct caseload_page:
 *                  the children whom one of them has, or whom nobody
 *                  co-ordinates
 *   CASELOAD_FORM  with struct caseload_pick, answer struct
 *                  caseload_form_page: a form to be filled in for several
 *   CASELOAD_GIVE  with struct caseload_give, answer struct caseload_given:
 *                  an entry for each child
 *
 * Chosen one by one: all of them or none.  The whole list: whoever is on it
 * when it is sent, at most CASELOAD_AT_ONCE in one transaction; whom a rule
 * refuses stays and is named.  Sent again, it goes on with the rest: a child
 * of whom the same was said already is not given twice.
 *
 * Which forms: those of the pack that do nothing but give a child to an
 * account (tie, absence), found by what they yield.  Policy is asked about
 * each child for that form.
 * Weight  the pack's, of the heaviest tie that a worker has to a child.
 */
#ifndef ACTION_CASELOAD_H
#define ACTION_CASELOAD_H

#include "action/concern_record.h"
#include "action/oversee.h"

#define CASELOAD_PAGE 50
#define CASELOAD_AT_ONCE 100
#define CASELOAD_PAGES_MOST 10000

struct caseload_row {
    struct caseload_worker worker;
    int64_t                children, weight;
    int64_t                late;      /* children with anything late */
    int64_t                unnamed;   /* on the register, nobody named */
    int64_t                reviewing; /* of the children: chaired for */
    int64_t                covering;  /* stood in for, of the children */
};
struct caseload {
    struct caseload_row *rows; /* by desk, then the heaviest */
    size_t               count;
    int64_t              unnamed; /* in the whole team */
    int64_t              gone;    /* children whose worker has left */
};

/* Which of somebody's children: each figure of their line. */
enum caseload_only {
    ONLY_ALL,
    ONLY_LATE,
    ONLY_UNNAMED,
    ONLY_REVIEWING,
    ONLY_COVERING,
    ONLY_COUNT
};
struct caseload_ask {
    struct id          account; /* none: whom nobody co-ordinates */
    enum caseload_only only;
    int64_t            page;
};
#define CASELOAD_TIES 4
struct caseload_child {
    struct oversee_child child;
    struct words         ties[CASELOAD_TIES];
    size_t               tie_count;
    struct moment        since;
    int64_t              had; /* workers so far */
    bool                 named, reviewing, covering, late;
    struct oversee_due   first; /* rule null: nothing is due */
};
struct caseload_page {
    struct caseload_ask    ask;
    struct caseload_worker worker; /* name empty: nobody */
    struct caseload_child *rows;   /* the longest first */
    size_t                 count;
    int64_t                total;
    const struct form    **forms; /* by which they may be given away */
    size_t                 form_count;
};

struct caseload_pick {
    struct id          account; /* whose they are; none: nobody's */
    const struct form *form;
    const struct id   *persons;
    size_t             count;
    bool               all;  /* of the list, whoever is on it by then */
    enum caseload_only only; /* which list */
};
/* Why one that was chosen is not given. */
enum caseload_why {
    WHY_POLICY,    /* the reader may not record it of them */
    WHY_NOT_SO,    /* had in no way that the form gives on */
    WHY_NO_RECORD, /* there is none that it could be entered in */
    WHY_ALREADY,   /* the same was recorded, and is in force */
    WHY_COUNT
};
struct caseload_stay {
    struct oversee_child child;
    enum caseload_why    why;
};
/* What becomes of those who were chosen. */
struct caseload_fate {
    struct oversee_child *go;
    size_t                go_count;
    struct caseload_stay *stay;
    size_t                stay_count;
    int64_t               rest; /* were not come to, and may be sent again */
};
struct caseload_form_page {
    struct caseload_pick   pick; /* of those who go */
    struct caseload_worker worker;
    struct caseload_fate   fate;
    struct concern_offer  *accounts;
    size_t                 account_count;
};
struct caseload_give {
    struct caseload_pick pick;    /* first: it is asked for as that too */
    struct str           answers; /* JSON, the same for each child */
    enum lang            language;
};
struct caseload_given {
    struct entry_wrong     wrong; /* when ERR_INVALID */
    size_t                 entries;
    struct caseload_worker worker;
    struct caseload_fate   fate;
};

/* Whether the form does nothing but give children to somebody. */
bool caseload_gives(const struct pack *p, const struct form *f);

#endif
