/*
 * found_test -- two services on one database: who is recorded on the one is
 * found on the other at once.  The keys in the store are thrown away, so
 * that the other finds in memory alone.
 */
#include <time.h>

#include "branches.h"

#include "test.h"

#include "action/find.h"

#define REPORTED                                                              \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"birth_date\": {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","     \
    " \"urgency\": \"today\"}"

enum { REPORTS = 12 };

static enum err
keys_gone(struct work *w, struct office *o)
{
    static const struct statement all = {"DELETE FROM source_key", NULL};

    (void)o;
    return txn_do(w->tx, &all, NO_ARGS);
}

static size_t
find(struct office *o)
{
    struct find_ask         in = {.text = S("Lleucu Penri 9.9.2020")};
    struct answer           got;
    const struct find_page *page;

    WANT_OK(office_ask(o, o->worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    page = got.with;
    return page->count;
}

static void
filled(struct office *o)
{
    const struct timespec wait = {.tv_nsec = 20000000};
    int64_t               began = clock_monotonic();

    service_find_in_memory(o->service, S(""));
    while (!find(o)) {
        WANT(clock_monotonic() - began < 20 * INT64_C(1000000));
        nanosleep(&wait, NULL);
    }
}

/* A node that ends takes nothing along, wherever its leaves stand. */
TEST(find__on_one_node_finds_whom_the_other_has_just_recorded)
{
    struct branches b;

    branches_open(&b);
    (void)office_report(&b.at[0], b.at[0].teacher, REPORTED);
    office_do(&b.at[0], keys_gone);
    WANT_INT(find(&b.at[1]), 0);
    filled(&b.at[1]);
    for (size_t i = 1; i < REPORTS; i++) {
        (void)office_report(&b.at[0], b.at[0].teacher, REPORTED);
        WANT_INT(find(&b.at[1]), i + 1);
        office_do(&b.at[0], keys_gone);
        WANT_INT(find(&b.at[1]), i + 1);
    }
    (void)office_report(&b.at[0], b.at[0].teacher, REPORTED);
    office_do(&b.at[0], keys_gone);
    service_close(b.at[0].service);
    b.at[0].service = NULL;
    WANT_INT(find(&b.at[1]), REPORTS + 1);
    branches_close(&b);
}
