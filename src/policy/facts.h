/*
 * facts -- what is known when policy is asked: a handful of reads in the
 * transaction at hand.  For this room alone.
 */
#ifndef POLICY_FACTS_H
#define POLICY_FACTS_H

#include "policy/policy.h"

/*
 * Being on the desk that holds a thread is a tie like any other (the pack's
 * tie that means duty), but no entry makes it: it comes and goes with the
 * desk.  It holds in that thread; while one is not decided, for the child;
 * and for a list that is put together from the desk's own keys.
 */

/* Who asks, and for what: nothing of a person or a thread yet. */
struct policy_facts facts_of_reader(const struct reader *r,
    const struct question                               *q);
/* The person's label and list, kin, and the reader's ties to them now. */
enum err MUST_CHECK facts_person(struct work *w, const struct reader *r,
    struct id person, struct policy_facts *f);
/* The reader's part in the thread. */
enum err MUST_CHECK facts_thread(struct work *w, const struct reader *r,
    struct id thread, struct policy_facts *f);
/* About no thread: every desk the reader staffs, or the one whose list it is
 * with the one they staff it through; and whose thing it is. */
void facts_no_thread(struct work *w, const struct reader *r,
    const struct question *q, struct policy_facts *f);
/* Adds the tie of those who are on duty, once. */
void facts_on_duty(struct arena *a, const struct pack *pack,
    struct policy_facts *f);
/* The children of a thread, each once. */
struct facts_persons {
    struct id *all;
    size_t     count;
};
enum err MUST_CHECK facts_children(struct work *w, const struct reader *r,
    struct id thread, const struct facts_persons **out);
/* Whether the reader is known to be related to them (kin_is()). */
enum err MUST_CHECK facts_kin(struct work *w, const struct reader *r,
    struct id person, bool *yes);

#endif
