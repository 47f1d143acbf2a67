/*
 * waiting -- deadlines that are missed on a day, and any number that are far
 * off: for what a sweep tells and what it costs.
 */
#ifndef TESTS_UNIT_RECORD_WAITING_H
#define TESTS_UNIT_RECORD_WAITING_H

#include "../house.h"

/* The record's child is on the register, with a visit on that day; the social
 * worker's. */
void waiting_visit_of(struct house *h, struct id source, const char *day);
/* Another child so: its record. */
struct id waiting_visit(struct house *h, const char *day);
void      waiting_visits(struct house *h, int n, const char *day);
/* How many of them were told as missed. */
int64_t waiting_told(struct house *h);

/* So many thousands more, in a hundred years, of nobody: written behind
 * everybody's back.  The first falls due at WAITING_FIRST. */
#define WAITING_FIRST 4000000000000001
void waiting_thousands(struct house *h, int thousands);

#endif
