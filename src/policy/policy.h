/*
 * policy -- may this person do this, about this child, for this purpose;
 * and at what depth.
 *
 * policy_decide() is pure: the pack's access rows over gathered facts.
 * Default deny; a forbid beats every permit; a fact that could not be
 * gathered denies.  policy_ask() gathers the facts in the transaction that
 * reads the data, and decides.
 *
 * Hide      a hidden thing answers as absent: same status, size, time.
 * Errors    ERR_DENIED, ERR_ABSENT (hidden); the grant then says which rule
 *           and whom to tell.
 */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include "policy/reader.h"
#include "record/entry.h"

/* What is known when a question is decided. */
struct policy_facts {
    const struct role_term *const *roles;
    size_t                         role_count;
    const struct str              *ties; /* kinds of tie to this person now   */
    size_t                         tie_count;
    const struct str *thread_roles; /* the reader's roles in the thread  */
    size_t            thread_role_count;
    const struct str *desks; /* desk kinds the reader staffs that
                                        hold the thing (or any, for lists) */
    size_t            desk_count;
    bool              kin; /* related (S9)                      */
    bool              own, own_agency;
    bool              own_area; /* the reader's agency looks after it */
    enum label_kind   label;
    bool              listed;         /* on the label's list               */
    bool              only_elsewhere; /* S15: for its author and one desk,
                                        and the reader is neither          */
    bool              complete;       /* false: something is not known      */
    enum verb         verb;
    struct str        of; /* form group, or a kernel word       */
    struct str        purpose;
};

struct grant {
    enum depth depth;
    bool       hide;  /* refused as if there were nothing            */
    bool       rings; /* a check must answer "ring the duty line"    */
    bool       relay; /* show the relay number, not the team (S7)    */
    struct str rule;  /* id of the row that decided, for the ledger  */
    struct str tell;  /* role to be told of a refusal, or empty      */
    /* What was asked: policy_ask() says so in its answer. */
    struct str purpose;
    struct id  person; /* none: about nobody, or about all of a thread */
};

/* Pure.  OK, ERR_DENIED or ERR_ABSENT; grant is written either way. */
enum err MUST_CHECK policy_decide(const struct pack *pack,
    const struct policy_facts *facts, struct grant *grant);

/* What a question is about. */
struct question {
    enum verb  verb;
    struct str of;     /* form group or kernel word        */
    struct id  person; /* none: about nobody (yet)         */
    struct id  thread; /* none                             */
    struct str purpose;
    struct id  desk; /* about no thread: whose list it is; none: of all
                        desks that the reader staffs                       */
    /* About no thread: whose thing it is.  Both none: what the reader makes
     * themselves (a report, an entry, a list from their own keys). */
    struct id author, agency;
    struct id keeper; /* the agency that looks after agency, or none */
};
/*
 * Gathers and decides.  About a thread and no person: about each of its
 * children, and the strictest answer is given; to be let in for one of
 * them, name that person.  About both: kin of any child of the thread.
 */
enum err MUST_CHECK policy_ask(struct work *w, const struct reader *r,
    const struct question *q, struct grant *grant);

/* The person's label, as questions about them are judged by. */
enum err MUST_CHECK policy_label(struct work *w, const struct reader *r,
    struct id person, enum label_kind *out);

/* The verb that recording a form asks for, from what it yields.  Whom it
 * tells something is not known here (action/concern_form.h). */
enum verb policy_verb(const struct form *form);

#endif
