/*
 * engine -- what a database must be able to do for this room.
 *
 * Private to store/.  A connection is used by one thread at a time.  Values
 * of rows are copied into the call's arena.  Whatever goes wrong leaves
 * words in conn->trouble: codes and our own SQL, never a value of a row.
 *
 * Errors  see txn.h; ERR_STORE when a connection cannot be made.
 *         A wrong statement is BUG(), and so is a writing one on a reader.
 *         A disk that fails to keep what it was given ends the process.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/txn.h"

struct engine;

enum conn_use {
    CONN_ALONE, /* the one writer; nobody else may write meanwhile  */
    CONN_WRITE, /* one of several writers; on SQLite as CONN_ALONE  */
    CONN_READ   /* never writes, never checkpoints                  */
};

/* The beginning of each engine's own connection. */
struct conn {
    const struct engine *engine;
    enum conn_use        use;
    struct arena        *scratch; /* cleared by every conn_trouble() */
    struct str           trouble;
    int64_t              scanned; /* rows passed over for want of an index,
                                     where the engine counts them (SQLite) */
    int64_t              steps;   /* of its machine, where it counts them */
    bool                 again; /* the last trouble: somebody was in the way */
    int64_t              lives; /* times that it was made anew */
};

struct row_value {
    enum arg_kind kind; /* ARG_NULL, ARG_INT, ARG_TEXT, ARG_BYTES */
    int64_t       i;
    struct str    s;
};

/* One statement to run.  rows and changed may be null; they are when it may
 * be left under way (later), or is a row of many (txn_put_many). */
struct call {
    const struct statement *q;
    const struct arg       *args;
    size_t                  n;
    struct arena           *arena;
    struct rows            *rows;
    int64_t                *changed;
    bool                    later, many;
};

enum tidy {
    TIDY_SOME, /* after a commit: move the log when it has grown    */
    TIDY_ALL   /* when nobody waits: move all of it and shorten it  */
};

struct engine {
    const char *name;
    enum err (*open)(struct str place, enum conn_use use, struct conn **out,
        struct fault *fault);
    void (*close)(struct conn *c);
    /* Prepares and keeps it. */
    enum err (*prepare)(struct conn *c, const struct statement *q);
    enum err (*run)(struct conn *c, const struct call *call);
    /* Waits for what is under way: its first error.  Every other call does
       so as well. */
    enum err (*settle)(struct conn *c);
    /* Several statements without parameters: a migration's text. */
    enum err (*script)(struct conn *c, struct str sql);
    /* A transaction is open: false when the engine has undone it itself. */
    bool (*in_txn)(const struct conn *c);
    enum err (*tidy)(struct conn *c, enum tidy how);
};

/* Settles how the library is used, once; before its first use anywhere. */
void engine_sqlite_begin(void);

extern const struct engine engine_sqlite;
extern const struct engine engine_postgres;

/* Steps of a transaction, as statements of either engine. */
enum step {
    STEP_BEGIN_WRITE,
    STEP_BEGIN_READ,
    STEP_COMMIT,
    STEP_ROLLBACK,
    STEP_SAVE, /* a part begins */
    STEP_KEEP, /* it stays      */
    STEP_UNDO, /* it is undone; STEP_KEEP must follow */
    STEP_COUNT
};
enum err MUST_CHECK engine_step(struct conn *c, enum step step);

/* Which engine a URL names, and what is behind the scheme's name. */
enum err MUST_CHECK engine_find(struct str url, const struct engine **engine,
    struct str *place, struct fault *fault);
enum err MUST_CHECK engine_open(struct str url, enum conn_use use,
    struct conn **out, struct fault *fault);
void                engine_close(struct conn *c);

/*
 * Prepares every statement of the tables on a connection of its own; the
 * database must be migrated.  ERR_INVALID with the first that is wrong.
 */
enum err MUST_CHECK engine_prepare_all(struct str url,
    const struct statements *const *tables, size_t n, struct fault *fault);

/* For engines: sets and clears the words of the last trouble. */
void conn_init(struct conn *c, const struct engine *engine, enum conn_use use);
void conn_trouble(struct conn *c, const char *doing, struct str code);
void conn_clear(struct conn *c);

#endif
