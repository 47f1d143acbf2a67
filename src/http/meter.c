/*
 * meter -- counts kept apart and summed up when somebody reads them, so that
 * an answer costs three additions.
 */
#include "http/meter.h"

#include <assert.h>

enum { US_PER_MS = 1000, HUNDRED = 100 };

const int meter_bounds_ms[METER_BOUNDS] = {5, 10, 25, 50, 100, 250, 1000, 5000};

void
meter_note(struct meter *m, int row, int status, int64_t us)
{
    int kind = status / HUNDRED - 2, bound = 0;

    assert(row >= 0 && row < METER_ROWS);
    assert(kind >= 0 && kind < METER_STATUSES);
    while (bound < METER_BOUNDS &&
        us > (int64_t)meter_bounds_ms[bound] * US_PER_MS)
        bound++;
    atomic_fetch_add(&m->answers[row][kind], 1);
    atomic_fetch_add(&m->within[row][bound], 1);
    atomic_fetch_add(&m->us[row], us);
}

int64_t
meter_within(const struct meter *m, int row, int bound)
{
    int64_t sum = 0;

    assert(row >= 0 && row < METER_ROWS && bound <= METER_BOUNDS);
    for (int i = 0; i <= bound; i++)
        sum += atomic_load(&m->within[row][i]);
    return sum;
}
