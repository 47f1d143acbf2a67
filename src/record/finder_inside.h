/*
 * finder_inside -- what follows and what searches share; for record/ alone.
 */
#ifndef RECORD_FINDER_INSIDE_H
#define RECORD_FINDER_INSIDE_H

#include <pthread.h>
#include <stdatomic.h>

#include "match/index.h"
#include "record/finder.h"

/* Seekers; who asks when all are lent asks the store. */
enum { FINDER_SEEKERS = 32 };
/* Leaves; of older ones no change is kept. */
#define FINDER_KEPT 262144

/* What is kept in a file of it; the following thread's. */
struct finder_file {
    const char *path;            /* null: none is kept */
    struct str  mapped;          /* what the index lies in; empty: in memory */
    bool        tried;           /* to be read */
    bool        stands;          /* and holds what the index held then */
    bool        changed;         /* records, since then */
    int64_t     position, saved; /* leaves; monotonic time */
};

struct finder {
    struct arena         *arena; /* it lies in it */
    struct finder_options o;
    struct odds           model;
    struct index         *index;
    /* Leaves that are taken in; -1: it is to be filled. */
    _Atomic int64_t    position;
    _Atomic int64_t    until;            /* it answers; monotonic time */
    size_t             settled, changed; /* records */
    struct finder_file file;

    pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t  moved;
    struct seeker  *idle[FINDER_SEEKERS];
    size_t          idle_count, lent;
    bool            stopping, running;
    pthread_t       thread;
};

void finder_lock(struct finder *f);
void finder_unlock(struct finder *f);

/* An id as the index has it. */
struct index_who finder_who(struct id source);
struct id        finder_source(struct index_who who);

/* What is read of a record, as text: a file made of other columns is of no
 * use. */
struct str finder_says(void);

/* ---- the file ---- */

struct finder_mapped {
    struct index *index; /* null: there is no good file */
    struct str    bytes; /* in which it lies */
    int64_t       position;
};
/* What is refused is removed. */
enum err MUST_CHECK finder_file_read(struct finder *f, struct arena *a,
    struct finder_mapped *out);
/* What the record says changes now. */
void finder_file_touch(struct finder *f, struct index_who who);
/* It is time to write it. */
bool finder_file_is_due(const struct finder *f);
/* The index is no more. */
void finder_file_unmap(struct finder *f);

/* Changes behind a position: position, one behind the last, most. */
const struct statement *finder_tail(void);

#endif
