/*
 * It goes into a weight as its logarithm: ids are random, so those in a small
 * part of their range will do, if they are many.
 */
#include "record/population.h"

#include "match/model.h"

/* One id in so many begins with a zero byte; below the least, all count. */
#define SAMPLE_PART 256
#define SAMPLE_LEAST 400
enum { SAMPLE, ALL, COUNT };
static const struct statement texts[COUNT] = {
    [SAMPLE] = {.sql = "SELECT COUNT(*) FROM person WHERE id < $1"},
    [ALL] = {.sql = "SELECT COUNT(*) FROM person"},
};
const struct statements population_statements = {"population", texts, COUNT};

enum err
population_among(struct work *w, int64_t *out)
{
    static const char edge[16] = {1};
    struct rows       r;
    enum err          e;

    if ((e = txn_row(w->tx, &texts[SAMPLE],
             ARGS(A_BYTES(str_bytes(edge, sizeof(edge)))), &r)))
        return e;
    if (row_int(&r, 0) >= SAMPLE_LEAST) {
        *out = match_model_rough(row_int(&r, 0) * SAMPLE_PART);
        return OK;
    }
    if ((e = txn_row(w->tx, &texts[ALL], NO_ARGS, &r)))
        return e;
    *out = match_model_rough(row_int(&r, 0));
    return OK;
}
