/*
 * txn -- one transaction (or one snapshot for reading) and the statements
 * run in it.
 *
 * A statement is a constant in a table of the noun's own file, written once
 * for both engines with $1 parameters; .pg is given only where PostgreSQL
 * needs another text.  Each connection prepares it once.
 *
 * Lifetime  rows and their texts live in the transaction's arena.
 * Errors    ERR_CONFLICT: a unique, check or foreign key said no;
 *           ERR_STORE: outside trouble; ERR_BUSY.
 *           After an error only txn_try()'s caller may go on.
 *
 * On PostgreSQL others write at the same time.  When the engine says that
 * one of two must give way, the writer runs the whole work again: it must
 * not matter how often that is begun.
 */
#ifndef STORE_TXN_H
#define STORE_TXN_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/str.h"
#include "store/row.h"

struct txn; /* opaque: one connection inside BEGIN .. COMMIT */

struct statement {
    const char *sql;
    const char *pg; /* null: the same */
};

/* A noun's statements under a name, so that a test can prepare them all. */
struct statements {
    const char             *noun;
    const struct statement *all;
    size_t                  count;
};

enum arg_kind { ARG_NULL, ARG_INT, ARG_TEXT, ARG_BYTES, ARG_ID };
struct arg {
    enum arg_kind kind;
    int64_t       i;
    struct str    s;
    struct id     id;
};
#define A_NULL ((struct arg){.kind = ARG_NULL})
#define A_INT(v) ((struct arg){.kind = ARG_INT, .i = (v)})
#define A_TEXT(v) ((struct arg){.kind = ARG_TEXT, .s = (v)})
#define A_BYTES(v) ((struct arg){.kind = ARG_BYTES, .s = (v)})
/* An id of kind ID_NONE is stored as NULL. */
#define A_ID(v) ((struct arg){.kind = ARG_ID, .id = (v)})
#define A_TIME(v) A_INT((v).us)
/* Date as text "2027-03-02" (partial allowed), NULL when none. */
struct arg arg_date(struct arena *a, struct date d);
#define A_DATE(tx, v) arg_date(txn_arena(tx), (v))

#define ARGS(...)                                                             \
    (const struct arg[]){__VA_ARGS__},                                        \
        sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg)
#define NO_ARGS NULL, 0

struct arena *txn_arena(struct txn *tx);
/* From now on what is read lies in a; the arena that was there before, to be
 * lent back.  For what outlives the transaction. */
struct arena *txn_arena_lend(struct txn *tx, struct arena *a);
/* Practice time of this transaction: one value for all that is in it. */
struct moment txn_now(const struct txn *tx);
/* Moves the time of a write transaction on to m, when that is later: for a
 * job that does many things one after the other. */
void txn_later(struct txn *tx, struct moment m);
/* Where ids of this transaction come from. */
struct id txn_id(struct txn *tx, enum id_kind kind);
struct keys;
const struct keys *txn_keys(const struct txn *tx);
/*
 * Turns: how often something has changed that the room above remembers, by
 * a number of its own below TXN_TURNS.  While nobody else writes, the store
 * counts them: what a snapshot finds here is no newer than what it reads.
 * Otherwise they are 0 until the room above sets them from the database,
 * and stay for as long as the transaction, or the snapshot that several
 * share.
 */
enum { TXN_TURNS = 2 };
int64_t *txn_turn(struct txn *tx, int which);
/* It has changed, once this transaction is committed. */
void txn_turned(struct txn *tx, int which);
/*
 * What the room above remembers between deeds: a place that a writer keeps
 * for as long as it has its connection, and what gives back what was put
 * there (null: nothing yet).  Null in a snapshot.  What changes there with a
 * deed is put back by txn_on_end().  Where others write too (not alone), what
 * they committed since must be read once in a transaction: each has a number
 * of its own.
 */
struct between {
    void *it;
    void (*release)(void *it);
};
struct between *txn_between(struct txn *tx);
bool            txn_is_alone(const struct txn *tx);
int64_t         txn_number(const struct txn *tx);
/* Called once, from the same thread, when it is known whether what was
 * written until now stands (kept) or was undone; the last one first. */
typedef void txn_end(void *ctx, bool kept);
void         txn_on_end(struct txn *tx, txn_end *end, void *ctx);
/* Undoes all of the transaction, and its job is run again from a later moment
 * where several write; elsewhere it fails.  ERR_BUSY, to be handed on. */
enum err MUST_CHECK txn_give_way(struct txn *tx);
/* True in a write transaction; statements that write BUG() elsewhere. */
bool txn_is_write(const struct txn *tx);

/*
 * Nobody else gets the lock of that name until this transaction ends; with
 * TXN_SHARE nobody who wants it alone.  On SQLite the writer is alone
 * anyway.  Take locks before reading what they protect: every statement
 * sees what was committed before it began.
 */
enum txn_hold { TXN_SHARE, TXN_ALONE };
enum err MUST_CHECK txn_lock(struct txn *tx, struct str name,
    enum txn_hold hold);

/* Runs a statement that answers no rows. */
enum err MUST_CHECK txn_do(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n);
/*
 * The same, for a row that is put down and never asked about again: where
 * the database is far the next statement does not wait for it.  That it
 * failed is told by a later one, or by the end of the part it stands in.
 */
enum err MUST_CHECK txn_put(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n);
/*
 * The same, for a row of many: where the database is far those of a
 * transaction travel together.  There the statement is one INSERT with
 * "($1, $2 ...)" for its row and is given more rows; or, when it has another
 * text (.pg), that takes an array for each parameter.  It is run before
 * anything else is; several of this kind in the order in which each was put
 * first.  A row must not refer to one that is put behind it.
 */
enum err MUST_CHECK txn_put_many(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n);
/* The same as txn_do(), and how many rows it changed. */
enum err MUST_CHECK txn_do_count(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n, int64_t *changed);
/* Runs a statement and fetches its rows. */
enum err MUST_CHECK txn_rows(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n, struct rows *out);
/* Exactly one row, moved onto it; ERR_ABSENT when there is none. */
enum err MUST_CHECK txn_row(struct txn *tx, const struct statement *q,
    const struct arg *args, size_t n, struct rows *out);

typedef enum err txn_work(struct txn *tx, void *ctx);

/*
 * Runs work as a part that can fail alone: when it returns an error all it
 * wrote is undone and the transaction goes on.  Returns what work returned.
 */
enum err MUST_CHECK txn_try(struct txn *tx, txn_work *work, void *ctx);

#endif
