/*
 * plan -- what a child's plan comes to: its versions, how each outcome has
 * moved, and who does what by when.
 *
 * Pure, over the facts that the caller may use, in the order of the fold.
 * An outcome is scored, and an action carried on, by its own words: the same
 * words are the same outcome or action, whatever their case and marks.
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
};
/* Beside the version before. */
enum plan_beside { PLAN_SAME, PLAN_NEW, PLAN_CHANGED };
struct plan_outcome {
    struct str         risk, change, measure, baseline;
    enum plan_beside   beside;
    struct plan_score *scores; /* of the newest version alone, oldest first */
    size_t             score_count;
    bool               stalled;
};
struct plan_version {
    const struct fold_entry *entry;
    struct str               kind;
    int64_t                  number; /* 0: not numbered */
    struct date              review;
    struct plan_outcome     *outcomes;
    size_t                   outcome_count;
    /* What the version before had and this one has not, by its risk. */
    struct str *dropped;
    size_t      dropped_count;
};
enum plan_done { PLAN_OPEN, PLAN_DONE, PLAN_NOT_YET };
struct plan_action {
    struct str               what, agency, person;
    struct date              due;
    enum plan_done           done;
    const struct fold_entry *set, *last; /* where it was agreed; the last
                                            word of it                    */
    int                      put_off;    /* how often its day was moved on */
};
struct plan {
    struct plan_version *versions; /* newest first */
    size_t               version_count;
    struct plan_action  *actions; /* as they were agreed */
    size_t               action_count;
};

void plan_of(struct arena *a, const struct fact_at *facts, size_t count,
    int meetings, struct plan *out);

#endif
