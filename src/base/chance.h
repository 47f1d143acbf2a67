/*
 * chance -- bytes that nobody can foretell, from the system.
 *
 * A thread asks the system for some hundred at a time and hands each out
 * once, forgetting it: a check needs five small pieces, and five calls of
 * the system were a twentieth of its time.  Keys that live long are drawn
 * from the system itself (key.c).
 *
 * Threads  from any.  A process that forks must not use it in both halves.
 */
#ifndef BASE_CHANCE_H
#define BASE_CHANCE_H

#include <stddef.h>

void chance_bytes(void *out, size_t n);

#endif
