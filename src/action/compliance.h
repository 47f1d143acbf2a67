/*
 * compliance -- what is late, what will be, and what runs, for the children
 * that the reader oversees; each figure with the list that it counts.
 *
 * COMPLIANCE (with nothing, answer struct compliance) has a line for each
 * clock, of today's pack or of one before it, that says anything: how many
 * children, and how many meetings or events (one opening for three siblings
 * is one).
 * COMPLIANCE_LIST (with struct compliance_ask, answer struct
 * compliance_page) is what one figure counts, by child or by meeting.
 *
 * Both come from the same rows (oversee.h), so that they cannot disagree; so
 * do what agencies came to (attendance.h beside this) and its list.
 */
#ifndef ACTION_COMPLIANCE_H
#define ACTION_COMPLIANCE_H

#include "action/attendance.h"

#define COMPLIANCE_PAGE 25
#define COMPLIANCE_PAGES_MOST 100000 /* more is nobody's list */

struct compliance_figure {
    int64_t children, meetings;
};
struct compliance_line {
    const struct clock_rule *rule;
    size_t                   place; /* of it, as oversee.h has it */
    struct compliance_figure when[WHEN_COUNT];
};
struct compliance {
    struct compliance_line *lines; /* most late first */
    size_t                  count;
    struct compliance_line  all;      /* over all clocks; rule null */
    int64_t                 children; /* for whom anything runs */
    struct moment           until;    /* what is coming ends there */
    struct attendance_sums  came;
    bool                    sees_coverage; /* of who the children are */
};

enum compliance_by { BY_CHILD, BY_MEETING };
struct compliance_ask {
    struct str         clock; /* empty: any */
    enum oversee_when  when;  /* WHEN_COUNT: any */
    enum compliance_by by;
    int64_t            page; /* from 0 */
};
struct compliance_row {
    struct oversee_child child;
    struct oversee_due   due; /* what is due first, for that child */
    int64_t when[WHEN_COUNT]; /* how many deadlines; BY_MEETING: children */
};
struct compliance_page {
    struct compliance_ask    ask;
    const struct clock_rule *rule; /* null: any */
    struct compliance_row   *rows;
    size_t                   count;
    int64_t                  total;
    struct moment            until; /* what is coming ends there */
};

#endif
