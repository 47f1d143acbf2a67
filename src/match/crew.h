/*
 * crew -- many pieces of work, shared among some threads.
 *
 * Pieces are taken in turn by whoever is free; what a piece does must not
 * depend on who does it.  One thread is the caller's own.
 */
#ifndef MATCH_CREW_H
#define MATCH_CREW_H

#include <stddef.h>

enum { CREW_MOST = 64 };

/* worker: 0 .. threads - 1, for what each keeps to itself. */
typedef void crew_fn(void *ctx, size_t piece, size_t worker);

void crew_run(size_t threads, crew_fn *work, void *ctx, size_t pieces);
/* As many as the machine has cores, CREW_MOST at most. */
size_t crew_cores(void);

#endif
