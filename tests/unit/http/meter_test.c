/*
 * Tests of the meter.
 */
#include "test.h"

#include "http/meter.h"

TEST(meter_note__counts_an_answer_by_kind_and_time)
{
    struct meter m = {0};

    meter_note(&m, 1, 200, 4999);
    meter_note(&m, 1, 303, 5000);
    meter_note(&m, 1, 503, 5001);
    meter_note(&m, METER_ROWS - 1, 400, 60000000);
    WANT_INT(atomic_load(&m.answers[1][0]), 1);
    WANT_INT(atomic_load(&m.answers[1][1]), 1);
    WANT_INT(atomic_load(&m.answers[1][3]), 1);
    WANT_INT(meter_within(&m, 1, 0), 2);
    WANT_INT(meter_within(&m, 1, 1), 3);
    WANT_INT(meter_within(&m, 1, METER_BOUNDS), 3);
    WANT_INT(atomic_load(&m.us[1]), 15000);
    WANT_INT(meter_within(&m, METER_ROWS - 1, METER_BOUNDS - 1), 0);
    WANT_INT(meter_within(&m, METER_ROWS - 1, METER_BOUNDS), 1);
}

TEST(meter_within__grows_with_the_bound_and_ends_with_all)
{
    struct meter m = {0};
    int64_t      before = 0;

    for (int i = 0; i < METER_BOUNDS; i++)
        meter_note(&m, 0, 200, (int64_t)meter_bounds_ms[i] * 1000);
    for (int i = 0; i < METER_BOUNDS; i++) {
        WANT_INT(meter_within(&m, 0, i), before + 1);
        before = meter_within(&m, 0, i);
    }
}
