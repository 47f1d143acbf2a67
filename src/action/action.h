/*
 * action -- the one door.
 *
 * Every page, call, import row and command names one row of the action
 * table (action.def) and goes through action_run() or action_start().  A
 * row says what it is about, what policy is asked, what the ledger writes,
 * and which function runs.
 *
 * LOOK  reads in one snapshot; names everybody it discloses; its answer is
 *       given out only after the leaf that says so is durable.
 * LIST  a LOOK over a scope of the reader's.
 * DO    runs wholly inside the write transaction.
 * A refusal is answered only when its own leaf is durable; when no leaf can
 * be written the answer is ERR_STORE.
 */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include "policy/view.h"
#include "store/ledger.h"

enum action_class { LOOK, LIST, DO };
enum action {
#define ACTION(name, class, about, asks, note, run, effect) ACT_##name,
#include "action/action.def"
#undef ACTION
    ACTION_COUNT
};

struct service; /* opaque: action/service.c; what a running Diogel has */

/* Somebody at the door, for one request. */
struct cx {
    struct service  *service;
    struct arena    *arena;
    enum lang        lang;
    struct reader    reader;  /* filled by the door               */
    struct id        account; /* who; none: nobody or the service */
    enum reader_kind kind;
    struct str       session; /* hash, may be empty               */
    struct str       invite;  /* one-time link's hash, or empty   */
    struct str       address; /* where from, for limits           */
    struct moment    machine_now;
    struct snapshot *snapshot; /* shared with others, or null */
};

/* What is asked.  with is the action's own struct: see its header. */
struct ask {
    enum action act;
    struct id   about; /* as the row says; ID_NONE for nothing */
    struct str  purpose;
    const void *with;
};

/* What came of it. */
struct answer {
    void            *with;      /* the action's own struct               */
    struct id       *disclosed; /* persons, sources, entries, threads    */
    size_t           disclosed_count, disclosed_room;
    struct str       detail; /* JSON for the leaf                     */
    struct leaf_mark leaf;   /* of this very action, once drafted     */
    struct fault     fault;  /* when refused                          */
    struct grant     grant;
    struct str       purpose; /* it was given for; empty: the ask's   */
    void            *found;   /* by the ground, for the row's function */
};

/* A row's function.  w->tx is a snapshot (LOOK, LIST) or the write
 * transaction (DO). */
typedef enum err action_fn(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer);
/* What a LOOK leaves behind with its leaf (receipt, keyed hash, notices):
 * runs in the write transaction that makes the leaf durable.  A refusal,
 * before it has written anything, refuses the look after all: its answer is
 * not let out, and its leaf says so. */
typedef enum err action_effect(struct work *w, struct cx *cx,
    const struct ask *ask, struct answer *answer);

/* Runs it and waits until its leaf is durable. */
enum err MUST_CHECK action_run(struct cx *cx, const struct ask *ask,
    struct answer *answer);

/*
 * LOOK and LIST without waiting: reads at once on this thread, calls
 * ready(), which draws, and then done() on the writer's thread when the
 * leaf is durable (OK) or could not be made so (ERR_STORE).  Refusals and
 * outside trouble go the same way.  A refusal given to done() came last:
 * what was drawn is to be drawn anew, of that answer, elsewhere.
 */
struct action_park {
    void (*ready)(void *ctx, enum err e, struct answer *answer);
    void (*done)(void *ctx, enum err e, struct answer *answer);
    void *ctx;
};
void action_start(struct cx *cx, const struct ask *ask,
    struct action_park park);
/* Reads for somebody at the door: in the snapshot that cx shares, if any. */
enum err MUST_CHECK cx_read(struct cx *cx, txn_work *work, void *ctx);

/*
 * A DO inside a write transaction that is under way, for imports and
 * demonstrations that do many things in one.  What action_run() would have
 * given; a refusal leaves its leaf, and the transaction goes on.  After
 * outside trouble the caller gives the transaction up.
 */
enum err MUST_CHECK action_within(struct txn *tx, struct cx *cx,
    const struct ask *ask, struct answer *answer);

enum action_class action_class_of(enum action act);
struct str        action_name(enum action act); /* "REGISTER_CHECK" */

/* For the rows' functions: names somebody who is disclosed. */
void answer_discloses(struct cx *cx, struct answer *answer, struct id who);

#endif
