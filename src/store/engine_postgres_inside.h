/*
 * engine_postgres_inside -- a connection of libpq's, and what the engine's
 * parts share; for store/ alone.
 */
#ifndef STORE_ENGINE_POSTGRES_INSIDE_H
#define STORE_ENGINE_POSTGRES_INSIDE_H

#include <libpq-fe.h>

#include "store/cache.h"
#include "store/engine.h"
#include "store/many.h"

enum {
    /* pg_type.oid of what is not text to us, and of text */
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_NUMERIC = 1700,
    NAME_ROOM = 24,
    AHEAD_MOST = 128,  /* answers that are short enough for the server to
                         hold on to them while we are still sending */
    GATHERED_MOST = 8, /* statements with rows of many */
    WIDE_MOST = 32     /* rows of one INSERT */
};

/* What libpq wants to know of the parameters. */
struct post_params {
    const char **values;
    int         *lengths;
    int         *formats; /* 1: bytes */
};

/* Rows of many, for one statement: columns as arrays where its text takes
 * arrays, else the parameters of each row. */
struct gathered {
    struct many        many;
    bool               is_wide;
    struct post_params wide; /* in many's arena */
};

struct post {
    struct conn  conn; /* first */
    PGconn      *pg;
    struct cache cache; /* of struct post_name */
    int64_t      prepared;
    int64_t      ran; /* statements, since the server last took stock */
    const struct statement *ahead[AHEAD_MOST]; /* sent, answer not read */
    int                     ahead_count;
    struct gathered         gathered[GATHERED_MOST]; /* not sent yet */
    int                     gathered_count;
    bool                    begun; /* BEGIN was sent, and nothing behind it */
    bool leaving; /* a reader's ROLLBACK was sent, answer not read */
    bool ended;   /* by the server; libpq often sees it a call later */
};

struct post_name {
    char     text[NAME_ROOM];
    uint32_t elements[MANY_COLUMNS]; /* what its arrays are of; 0: not asked */
    struct post_name *wide[WIDE_MOST + 1]; /* the same INSERT of so many rows */
};

/* By what the answer says, or the connection when there is none; the words
 * stay in conn->trouble. */
enum err MUST_CHECK post_err(struct post *p, const char *doing,
    const PGresult *r);
bool                post_is_good(const PGresult *r);
const char         *post_text(const struct statement *q);
enum err MUST_CHECK post_prepare_as(struct post *p, const struct statement *q,
    const struct post_name **out);
/* Prepares a text, kept by whoever asks. */
enum err MUST_CHECK post_prepare_text(struct post *p, const char *text,
    struct post_name **out);

/* ---- engine_postgres_value.c ---- */

struct post_params post_params(struct arena *a, const struct call *call);
/* Room for so many, and one of them put there: what an argument points to
 * is copied only where libpq wants it otherwise. */
struct post_params post_params_room(struct arena *a, size_t n);
void post_param(struct arena *a, const struct arg *arg, struct post_params *p,
    size_t at);
/* Every row, copied. */
void    post_rows(struct arena *a, const PGresult *r, struct rows *rows);
int64_t post_changed(PGresult *r);

/* ---- engine_postgres_wide.c ---- */

/* Puts a row by; what the arguments point to may go afterwards. */
void post_wide_begin(struct gathered *g);
void post_wide_add(struct gathered *g, const struct arg *args);
/* The statement for so many rows, which the server has been told of. */
enum err MUST_CHECK post_wide_name(struct post *p, const struct gathered *g,
    const struct post_name **out);

/* ---- engine_postgres_ahead.c ---- */

/* Sends one ahead of its answer, into the pipeline. */
enum err MUST_CHECK post_send(struct post *p, const struct post_name *name,
    const struct call *call);
/* Reads all answers; gives the last, or the first error (and nothing). */
enum err post_catch_up(struct post *p, PGresult **last);
/* Puts a row of many by. */
enum err MUST_CHECK post_gather(struct post *p, const struct call *call);
/* Sends what was gathered. */
enum err MUST_CHECK post_send_gathered(struct post *p);
/* The same, and all answers. */
enum err MUST_CHECK post_settle(struct conn *c);
/* What would be undone is not sent, and how it went no longer matters. */
void post_drop_sent(struct post *p);

#endif
