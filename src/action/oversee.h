/*
 * oversee -- what is due for the children of a reader and of everybody who
 * answers to them: the rows from which deadlines, caseloads and tasks are
 * made.
 *
 * Whose     record/team.h; a child who is hidden from the reader is not
 *           there, nor is anything counted for them (S9, S11).
 * What      deadlines that were opened by forms of groups the reader may
 *           oversee, asked once for each group.  Each row that is shown is
 *           asked about once more, by name of the child.
 * Lifetime  in the transaction's arena.
 */
#ifndef ACTION_OVERSEE_H
#define ACTION_OVERSEE_H

#include "action/action.h"
#include "record/attendance.h"
#include "record/caseload.h"

/* A group of forms, and for which purpose it was let in. */
struct oversee_group {
    struct str id, purpose;
};
/* What the ground of the row found (answer->found). */
struct oversee {
    struct work          *w;
    struct cx            *cx;
    struct team           team;
    struct oversee_group *groups;
    size_t                group_count;
    struct grant          grant; /* of the first of them */
};

enum oversee_when {
    WHEN_LATE,
    WHEN_SOON,   /* due in the pack's window of days, also what is foreseen */
    WHEN_LATER,  /* due behind it */
    WHEN_PAUSED, /* somebody decided that its days do not count now */
    WHEN_COUNT
};
struct oversee_due {
    struct caseload_clock    at;
    const struct clock_rule *rule;
    enum oversee_when        when;
    /* of the rule in a table of them: those of today's pack as it has them,
     * behind them those of packs before it that still run */
    size_t place;
    bool   foreseen; /* not open yet: at.due is when it would be missed */
};

/* Whether the reader oversees anything at all, and what: for grounds. */
enum err MUST_CHECK oversee_begin(struct work *w, struct cx *cx,
    struct oversee *out);
/* Where the window of days ends, in which something is coming. */
enum err MUST_CHECK oversee_until(const struct oversee *o, struct moment *out);
/* By when it is due; foreseen ones among them. */
enum err MUST_CHECK oversee_dues(const struct oversee *o,
    struct oversee_due **out, size_t *count);
/* Those of the desks that the reader staffs, in the same way. */
enum err MUST_CHECK oversee_desk_dues(const struct oversee *o,
    struct oversee_due **out, size_t *count);
/* Policy once more, about that child; OK, or BUG(): it was listed. */
enum err MUST_CHECK oversee_allows(const struct oversee *o,
    const struct oversee_due                            *d);

/* Who came to meetings in the pack's window of time, as far as the reader
 * may see it; in the order of attendance.h. */
enum err MUST_CHECK oversee_attendance(const struct oversee *o,
    struct attendance **out, size_t *count, struct moment *since);
enum err MUST_CHECK oversee_allows_meeting(const struct oversee *o,
    const struct attendance                                     *at);
/* The form of that pack where today's has none by that name; null: none. */
const struct form *oversee_form(const struct oversee *o, struct str form,
    struct str pack);

/* The same about a child, with no deadline of theirs in view. */
enum err MUST_CHECK oversee_allows_child(const struct oversee *o,
    struct id                                                  person);

/* The child as lists have it; empty when no record says anything. */
struct oversee_child {
    struct id   person;
    struct str  name;
    struct date born, expected;
};
enum err MUST_CHECK oversee_child(const struct oversee *o, struct id person,
    struct answer *answer, struct oversee_child *out);

#endif
