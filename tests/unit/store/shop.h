/*
 * shop -- a database for one test: made, migrated, opened; gone afterwards.
 *
 * shop_open() makes one on PostgreSQL when PGURL names a database that may
 * be emptied, else a SQLite file; shop_open_file() always the latter.
 */
#ifndef TESTS_UNIT_STORE_SHOP_H
#define TESTS_UNIT_STORE_SHOP_H

#include "store/ledger.h"
#include "store/store.h"

struct shop {
    struct str    url;
    const char   *dir;  /* a folder of its own */
    const char   *file; /* the database, when it is a file */
    struct arena *arena;
    struct keys  *keys;
    struct clock *clock;
    struct store *store;
};

struct shop shop_open(void);
struct shop shop_open_file(void);
void        shop_close(struct shop *s);
/* Closes the store only, and opens it again. */
void shop_shut(struct shop *s);
void shop_reopen(struct shop *s);
/* A second store over the same database. */
enum err shop_another(struct shop *s, enum store_mode mode, struct store **out);

/* Work for store_write(): ctx is ignored. */
enum err shop_note(struct txn *tx, void *ctx);
/* Notes n leaves, each in a job of its own. */
void shop_note_many(struct shop *s, int n);
/* A table of the test's own: thing (id INT64 PRIMARY KEY, word TEXT). */
void shop_make_thing(struct shop *s);
/* Rows of thing. */
int64_t shop_things(struct shop *s);

struct ledger_report shop_verify(struct shop *s);
/* The exported ledger, in the arena. */
struct str shop_export(struct shop *s);
/* Verifies a copy of the file (the store is shut) after SQL was run on it
 * behind everybody's back.  flip(x) gives another value of the same type. */
struct ledger_report shop_verify_after(struct shop *s, const char *sql);

#endif
