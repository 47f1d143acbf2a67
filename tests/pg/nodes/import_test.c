/*
 * import_test -- two nodes and one file to bring in: one of them reads it,
 * and without a lease they get in each other's way.
 */
#include "branches.h"

#include "action/import.h"
#include "test.h"

enum { ROWS = 240 };

struct bringing {
    struct branches b;
    struct id       batch;
    int64_t         spoilt; /* slices that came to nothing */
};

static struct str
list_of(struct arena *a)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, S("reference,given_name,family_name,birth_date,open_since\n"));
    for (int64_t i = 1; i <= ROWS; i++) {
        struct str n = str_of_int(a, i);
        struct str parts[5] = {S("R"), n, S(",Non"), n,
            S(",Llwyd,2018-04-05,2027-01-04\n")};

        buf_add(&b, str_join(a, parts, 5, (struct str){0}));
    }
    return buf_str(&b);
}

static void
bring(struct bringing *r)
{
    struct office        *o = &r->b.at[0];
    struct cx             cx = cx_service(o->service, o->arena, o->custodian);
    struct import_map_ask map = {0};
    struct answer         answer = {0};
    struct fault          fault = {0};
    struct import_file    f = {.how = {.kind = BATCH_PEOPLE},
           .bytes = list_of(o->arena)};

    WANT(moment_parse(S("2027-02-28T12:00Z"), &f.how.as_of));
    WANT_OK(import_bring(&cx, &f, &r->batch, &fault));
    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_IMPORT_MAP, .about = r->batch, .with = &map},
        &answer));
}

/* Both at the same file until it is read; a slice is short. */
static void
read_it(void *ctx, int which)
{
    const struct import_slice few = {.us = INT64_C(1) << 40, .rows = 3};
    struct bringing          *r = ctx;
    struct office            *o = &r->b.at[which];
    struct arena             *a = arena_new(0);
    enum err                  e = OK;

    for (int i = 0; i < 10 * ROWS && e != ERR_ABSENT; i++) {
        e = import_step(o->service, a, r->batch, &few);
        if (e && e != ERR_BUSY && e != ERR_ABSENT)
            __atomic_add_fetch(&r->spoilt, 1, __ATOMIC_SEQ_CST);
        arena_clear(a);
    }
    arena_free(a);
}

TEST(import_step__is_done_by_one_of_two_nodes)
{
    struct bringing r = {0};

    branches_open(&r.b);
    bring(&r);
    pair_race(read_it, &r);
    WANT_INT(r.spoilt, 0);
    WANT_INT(office_count(&r.b.at[0], "SELECT COUNT(*) FROM batch_row"), ROWS);
    WANT_INT(office_count(&r.b.at[0],
                 "SELECT COUNT(*) FROM batch WHERE state = 'checked'"),
        1);
    branches_close(&r.b);
}

/* The control: both have the lease, and work is thrown away. */
TEST(import_step__spoils_work_when_there_is_no_lease)
{
    struct bringing r = {0};
    int64_t         spoilt = 0;

    branches_open(&r.b);
    pair_unlease(&r.b.pair);
    for (int i = 0; i < 50 && !spoilt; i++) {
        bring(&r);
        pair_race(read_it, &r);
        spoilt = r.spoilt;
    }
    pair_mend(&r.b.pair);
    branches_close(&r.b);
    WANT(spoilt > 0);
}
