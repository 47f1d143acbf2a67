/*
 * meter -- how many answers of each kind went out, and how long they took:
 * figures for whoever runs the service, about nobody.
 *
 * Any thread may note and read at any time; what is read may be an answer
 * apart between two of its figures.
 */
#ifndef HTTP_METER_H
#define HTTP_METER_H

#include <stdatomic.h>
#include <stdint.h>

enum {
    METER_ROWS = 6,     /* a row a class, and one for what had none   */
    METER_STATUSES = 4, /* 2xx, 3xx, 4xx, 5xx                         */
    METER_BOUNDS = 8    /* meter_bounds_ms; one more for what is over */
};
extern const int meter_bounds_ms[METER_BOUNDS];

struct meter {
    atomic_llong answers[METER_ROWS][METER_STATUSES];
    atomic_llong within[METER_ROWS][METER_BOUNDS + 1];
    atomic_llong us[METER_ROWS]; /* all of them together */
};

/* One answer of that row (the last: it had no class). */
void meter_note(struct meter *m, int row, int status, int64_t us);
/* How many took at most meter_bounds_ms[bound]; METER_BOUNDS: all. */
int64_t meter_within(const struct meter *m, int row, int bound);

#endif
