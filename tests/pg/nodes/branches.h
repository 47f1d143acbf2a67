/*
 * branches -- an office on PostgreSQL with two doors: two services on one
 * database, as two nodes have.
 */
#ifndef TESTS_PG_NODES_BRANCHES_H
#define TESTS_PG_NODES_BRANCHES_H

#include "action/office.h"
#include "pair.h"

/* One office, whose doors are two. */
struct branches {
    struct office       office; /* its own service is closed */
    struct office       at[2];
    struct pair         pair; /* only for its controls */
    struct office_child child;
    enum err            e[2];
};
void branches_open(struct branches *b);
void branches_close(struct branches *b);

#endif
