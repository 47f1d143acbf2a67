/*
 * plan -- what a child's plan comes to: its versions, how each outcome has
 * moved, who does what by when, and what they answered.
 *
 * Pure, over the facts that the caller may use, in the order of the fold.
 * An outcome or an action is known by its own name (key), which it was given
 * when it was first recorded; so it may be said in other words.  What has no
 * name, from elsewhere, is known by its words, whatever their case and marks.
 *
 * Moved     a score that says so, or whose value is not the one before (the
 *           baseline before the first).
 * Stalled   the last of its scores have not moved, as many as the caller
 *           says (the pack's signal); 0: nothing is ever stalled.
 * Lifetime  in the arena given; points to the facts.
 */
#ifndef RECORD_PLAN_H
#define RECORD_PLAN_H

#include "record/fold.h"

struct plan_score {
    const struct fold_entry *entry;
    struct str               value, evidence;
    bool                     moved;
    bool                     attended; /* what was offered was gone to */
};
/* Beside the version before. */
enum plan_beside { PLAN_SAME, PLAN_NEW, PLAN_CHANGED };
struct plan_outcome {
    struct str         key, risk, change, measure, baseline;
    struct str         readers; /* adults it is marked for, one a line (S17) */
    enum plan_beside   beside;
    struct plan_score *scores; /* of the newest version alone, oldest first */
    size_t             score_count;
    bool               stalled;
};
/* An action as one version agreed it. */
struct plan_agreed {
    struct str  key, what, agency, person;
    struct date due;
};
struct plan_version {
    const struct fold_entry *entry;
    struct str               kind;
    int64_t                  number; /* 0: not numbered */
    struct date              review;
    struct str               if_not, if_not_for; /* and for whom (S17) */
    struct plan_outcome     *outcomes;
    size_t                   outcome_count;
    struct plan_agreed      *agreed;
    size_t                   agreed_count;
    /* What the version before had and this one has not, by its risk. */
    struct str *dropped;
    size_t      dropped_count;
};
/* Whether a plan is made of such facts. */
bool plan_yields(enum yield_kind kind);

enum plan_done { PLAN_OPEN, PLAN_DONE, PLAN_UNDER_WAY, PLAN_NOT_YET };
/* What somebody said of an action, without agreeing it anew. */
struct plan_answer {
    const struct fold_entry *entry;
    enum plan_done           done;
    struct str               reason;
};
struct plan_action {
    struct str                key, what, agency, person;
    struct str                readers; /* adults it is marked for (S17) */
    struct date               due;
    enum plan_done            done;
    const struct fold_entry  *set, *last; /* where it was agreed; the last
                                            word of it                    */
    bool                      dropped; /* the plan was made anew without it */
    const struct fold_entry **put_off_by; /* whatever moved its day on */
    int                       put_off;    /* so often */
    struct plan_answer       *answers;    /* oldest first */
    size_t                    answer_count;
};
struct plan {
    struct plan_version *versions; /* newest first */
    size_t               version_count;
    /* Said since the newest version, without outcomes: which kind of plan
     * there is now, and its review.  Entry null: nothing was. */
    struct plan_version since;
    struct plan_action *actions; /* as they were agreed */
    size_t              action_count;
};

/* Whether a plan is made of such facts. */
bool plan_yields(enum yield_kind kind);
/* Every fact of a plan that stands for this child, in their order. */
void plan_facts(struct arena *a, const struct child *c, struct fact_at **out,
    size_t *count);
void plan_of(struct arena *a, const struct fact_at *facts, size_t count,
    int meetings, struct plan *out);
/* The action of that name, or null. */
const struct plan_action *plan_action_find(const struct plan *p,
    struct str                                                key);

bool plan_action_is_open(const struct plan_action *x);
bool plan_action_is_late(const struct plan_action *x, struct date today);

/* How often its day was moved on since. */
int plan_action_put_off(const struct plan_action *x, struct moment since);
/* Whether the last so many scores since then say that what was offered was
 * gone to, and that nothing moved: going is not change. */
bool plan_outcome_attended(const struct plan_outcome *o, int scores,
    struct moment since);

/*
 * Two versions, outcome by outcome: those of the later one in their order,
 * then what only the earlier one has.
 */
struct plan_pair {
    const struct plan_outcome *before, *after; /* one of them may be null */
    enum plan_beside           beside;         /* of after, to before     */
};
void plan_compare(struct arena *a, const struct plan_version *before,
    const struct plan_version *after, struct plan_pair **out, size_t *count);
/* Their actions, in the same way. */
struct plan_agreed_pair {
    const struct plan_agreed *before, *after;
    enum plan_beside          beside;
};
void plan_compare_actions(struct arena *a, const struct plan_version *before,
    const struct plan_version *after, struct plan_agreed_pair **out,
    size_t *count);

#endif
