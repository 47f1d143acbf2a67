/*
 * spelt -- a child about whom there was a concern under another spelling of
 * the name, and what a worker says of the two.
 */
#ifndef TESTS_UNIT_ACTION_SPELT_H
#define TESTS_UNIT_ACTION_SPELT_H

#include "office.h"

#include "action/link.h"

/* The form of a concern about the child, under either spelling; a decision. */
#define SPELT_FIRST                                                           \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"today\"}"
#define SPELT_OTHER                                                           \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penry\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"soon\"}"
#define SPELT_NOTHING_DONE                                                    \
    "{\"outcome\": {\"0\": \"no_further_action\"}, \"crime\": \"no\"}"

/* The record that spelt_two() made first. */
extern struct office_child spelt_earlier;

/* An earlier concern under another spelling, decided; and a new one. */
struct office_child spelt_two(struct office *o);
/* Same, not the same, twins or parted by an order, of another record; or
 * undone or over, of a link. */
enum err spelt_say(struct office *o, struct id by, const struct office_child *c,
    enum link_kind kind, struct id what);

#endif
