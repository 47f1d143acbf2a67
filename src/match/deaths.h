/*
 * deaths -- who of a roll has died, and when.
 *
 * Few rows say it, so it stands beside the lines and makes none longer.  A
 * death before one's own birth is a slip of the pen and is not kept.
 */
#ifndef MATCH_DEATHS_H
#define MATCH_DEATHS_H

#include "base/date.h"

struct death {
    uint32_t    line;
    struct date died; /* perhaps in part */
};

struct deaths {
    struct death *all;
    size_t        count, room;
};

/* Lines come in order. */
void deaths_add(struct deaths *d, uint32_t line, struct date died,
    struct date born);
/* Lines are in another order now: to[] says where each came to stand. */
void deaths_turn(struct deaths *d, const uint32_t *to);
/* None: nobody says so. */
struct date deaths_of(const struct deaths *d, uint32_t line);
void        deaths_free(struct deaths *d);

#endif
