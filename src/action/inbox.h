/*
 * inbox -- the concerns at the reader's desks, most at risk first; and how
 * much each worker has.
 *
 * INBOX (with struct inbox_ask, answer struct inbox) is a list, of concerns:
 * one about ten children stands once, for the child of it who comes first
 * among those that the filter lets through.  What is filtered, counted and
 * paged is what the reader may list (worklist.h), and policy is asked again
 * for each row shown.  WORKLOAD (with nothing, answer struct workload).  Out
 * of hours the desk that stands in holds both.
 *
 * A concern about somebody who works with children is in the list of its
 * own desk alone (S15).  Who sent a concern is told to those who may open
 * who reported (S12).
 */
#ifndef ACTION_INBOX_H
#define ACTION_INBOX_H

#include "action/concern.h"
#include "record/worklist.h"

#define INBOX_PAGE 25

enum inbox_with { INBOX_ANY, INBOX_NOBODY, INBOX_ME };
struct inbox_ask {
    enum worklist_which which;
    struct str          urgency; /* empty: any                   */
    struct str          sender;  /* a kind of agency, empty: any */
    enum inbox_with     with;
    struct id           desk; /* none: any                    */
    enum thread_sort    sort;
    int64_t             page; /* from 0 */
};
/* Another child of the concern, whom the reader may list. */
struct inbox_sibling {
    struct thread_row row;
    struct str        name; /* empty: nobody has said it */
    struct date       born, expected;
    struct words      label; /* empty: normal */
};
/* A concern: the child who comes first in the list's order, and the others. */
struct inbox_row {
    struct thread_row     row;
    struct str            name; /* empty: nobody has said it           */
    struct date           born, expected;
    struct words          label; /* of protection; empty: normal         */
    struct words          urgency;
    struct str            kinds;    /* of harm, in words                    */
    struct words          sender;   /* empty: not told                      */
    enum lang             language; /* that it was written in               */
    int64_t               earlier;  /* concerns about the child before      */
    struct str            worker;   /* empty: nobody                        */
    bool                  mine;
    struct words          clock; /* what is due first; empty: nothing is */
    bool                  late;
    struct inbox_sibling *others; /* of this concern                   */
    size_t                other_count;
    struct words          alarm; /* of which a manager was told; empty: none */
    struct moment         alarmed;
};
/* A desk that the reader stands in for now. */
struct inbox_cover {
    struct words  desk;
    struct moment until; /* us 0: not known */
};
struct inbox {
    struct inbox_ask       ask;
    struct inbox_row      *rows;
    size_t                 count;
    int64_t                total;
    struct worklist_counts counts;
    struct desk           *desks; /* whose concerns these are */
    size_t                 desk_count;
    struct inbox_cover    *covers;
    size_t                 cover_count;
};

struct workload_row {
    struct worklist_load load;
    struct str           name; /* empty: what nobody has */
    struct words         title;
};
struct workload {
    struct workload_row   *rows;
    size_t                 count;
    struct worklist_counts counts;
};

#endif
