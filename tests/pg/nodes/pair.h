/*
 * pair -- one database on PostgreSQL with two stores that write to it at
 * once, as two nodes do, and threads that all begin at the same moment.
 */
#ifndef TESTS_PG_NODES_PAIR_H
#define TESTS_PG_NODES_PAIR_H

#include "store/shop.h"

struct pair {
    struct shop   shop; /* its own store is shut */
    struct clock *clock[2];
    struct store *node[2];
};
void pair_open(struct pair *p);
void pair_close(struct pair *p);
/* Only the two stores: shut, and opened again. */
void pair_shut(struct pair *p);
void pair_again(struct pair *p);
/* SQL behind everybody's back; a literal, as many statements as it likes. */
void pair_sql(struct pair *p, const char *sql);
/* The only number that a query answers. */
int64_t pair_count(struct pair *p, const char *sql);
/* Waits until every leaf has its number; false after ten seconds. */
bool pair_settled(struct pair *p);

/*
 * Controls: what keeps nodes apart is switched off in the database itself.
 * pair_unlock() makes txn_lock() and FOR UPDATE of persons no matter: the
 * locks are taken by a function that does nothing.  pair_unlease() gives
 * everybody the lease who asks.  For connections made afterwards.
 */
void pair_unlock(struct pair *p);
void pair_unlease(struct pair *p);
/* Puts back what the controls have changed. */
void pair_mend(struct pair *p);

/* Runs both at once; each thread waits until the other is there too. */
void pair_race(void (*run)(void *ctx, int which), void *ctx);

#endif
