/*
 * forecast -- when a deadline that has not opened yet would be missed.
 *
 * A clock of the pack with "forecast: true" is shown before it opens: as
 * soon as one runs whose meeting would open it, it is known when it would be
 * due if that one is met on its last day.  That is the latest it can be; a
 * forecast is never a deadline and nobody is late for it.
 */
#ifndef PRACTICE_FORECAST_H
#define PRACTICE_FORECAST_H

#include "practice/pack.h"

/* Whether an entry of some form may meet the one and open the other, and the
 * other is one that is shown before. */
bool clock_follows(const struct pack *p, const struct clock_rule *met,
    const struct clock_rule *next);

/* The authority's own figure, when it has one on that day; else the rule's. */
const struct due *clock_due_for(const struct clock_rule *r,
    struct str authority, struct date day);

/* When it would be due, opened at that moment in that authority.
 * ERR_ABSENT: that depends on what an entry says which is not there yet. */
enum err MUST_CHECK clock_forecast(const struct pack *p,
    const struct clock_rule *r, struct str authority, struct moment opened,
    struct moment *due);

#endif
