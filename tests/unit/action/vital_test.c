/*
 * vital_test -- what is judged to be wrong, and that every state but a good
 * one says what to do.
 */
#include "action/vital.h"

#include "../test.h"

#define HOUR_US INT64_C(3600000000)

static struct node nodes[2] = {
    {.holder = S_INIT("a"), .name = S_INIT("aran"), .version = S_INIT("1")},
    {.holder = S_INIT("b"), .name = S_INIT("bran"), .version = S_INIT("1")},
};

/* Of a service with which nothing is wrong, at the thousandth hour. */
static struct vital_facts
well(void)
{
    struct vital_facts f = {.serves = true,
        .opened = {999 * HOUR_US},
        .machine = {1000 * HOUR_US},
        .practice = {1000 * HOUR_US}};

    f.store = (struct vitals){.bytes = 1,
        .disk = 1000,
        .disk_free = 500,
        .leaves = 7,
        .covered = 7,
        .born = {1},
        .tick = {1000 * HOUR_US},
        .care = {[CARE_BACKUP] = {{995 * HOUR_US}, 9, 0},
            [CARE_AUDIT] = {{900 * HOUR_US}, 7, 0}},
        .nodes = nodes,
        .node_count = 2};
    nodes[0].silent = nodes[1].silent = 0;
    nodes[0].began.us = nodes[1].began.us = 1;
    nodes[1].version = S("1");
    return f;
}

static const struct vital *
part(const struct vital_facts *f, enum vital_part p)
{
    static struct vital all[VITAL_COUNT];
    size_t              n = vital_judge(f, all);

    for (size_t i = 0; i < n; i++)
        if (all[i].part == p)
            return &all[i];
    return NULL;
}

static int
state(const struct vital_facts *f, enum vital_part p)
{
    const struct vital *v = part(f, p);

    if (!v)
        return -1;
    if (v->state != VITAL_GOOD && !v->says)
        return -2;
    return (int)v->state;
}

TEST(vital_judge__finds_nothing_wrong_with_a_service_that_is_well)
{
    struct vital_facts f = well();

    for (int p = 0; p < VITAL_COUNT; p++)
        WANT_INT(state(&f, (enum vital_part)p), VITAL_GOOD);
}

TEST(vital_judge__misses_a_copy_when_it_was_left_out_twice)
{
    struct vital_facts f = well();
    struct care       *c = &f.store.care[CARE_BACKUP];

    c->at.us = 986 * HOUR_US;
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_LOOK);
    c->at.us = 950 * HOUR_US;
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_BAD);
    c->at.us = 0;
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_BAD);
    f.store.born.us = 990 * HOUR_US; /* not yet, of a new database */
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_GOOD);
}

TEST(vital_judge__misses_no_copy_of_what_is_invented)
{
    struct vital_facts f = well();

    f.store.care[CARE_BACKUP].at.us = f.store.care[CARE_AUDIT].at.us = 0;
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_BAD);
    f.demo = true;
    WANT_INT(state(&f, VITAL_BACKUP), VITAL_GOOD);
    WANT_INT(state(&f, VITAL_VERIFIED), VITAL_GOOD);
}

TEST(vital_judge__asks_for_action_when_the_ledger_did_not_verify)
{
    struct vital_facts f = well();
    struct care       *c = &f.store.care[CARE_AUDIT];

    c->at.us = 600 * HOUR_US;
    WANT_INT(state(&f, VITAL_VERIFIED), VITAL_LOOK);
    c->at.us = 999 * HOUR_US;
    c->faults = 1;
    WANT_INT(state(&f, VITAL_VERIFIED), VITAL_BAD);
}

TEST(vital_judge__tells_a_silent_node_from_one_of_another_version)
{
    struct vital_facts f = well();

    nodes[1].version = S("2");
    WANT_INT(state(&f, VITAL_NODES), VITAL_LOOK);
    WANT_INT(part(&f, VITAL_NODES)->what, MSG_HEALTH_NODES_MIXED);
    nodes[0].silent = HOUR_US;
    WANT_INT(part(&f, VITAL_NODES)->what, MSG_HEALTH_NODES_DO);
    WANT_INT(part(&f, VITAL_NODES)->figures[1].n, 1);
}

TEST(vital_judge__knows_a_full_disk_from_one_that_it_cannot_see)
{
    struct vital_facts f = well();

    f.store.disk_free = 90;
    WANT_INT(state(&f, VITAL_DISK), VITAL_LOOK);
    f.store.disk_free = 9;
    WANT_INT(state(&f, VITAL_DISK), VITAL_BAD);
    f.store.disk = f.store.disk_free = 0;
    WANT_INT(state(&f, VITAL_DISK), VITAL_GOOD);
    WANT_INT(part(&f, VITAL_DISK)->what, MSG_HEALTH_DISK_ELSEWHERE);
}

TEST(vital_judge__alarms_of_background_work_only_where_somebody_serves)
{
    struct vital_facts f = well();

    f.store.tick.us = 1;
    WANT_INT(state(&f, VITAL_TICK), VITAL_BAD);
    f.opened = f.machine; /* the first minute is not over */
    WANT_INT(state(&f, VITAL_TICK), VITAL_GOOD);
    f.serves = false;
    f.opened.us = 0;
    WANT_INT(state(&f, VITAL_TICK), VITAL_LOOK);
    nodes[1].began = f.machine;
    WANT_INT(state(&f, VITAL_TICK), VITAL_GOOD);
    WANT_INT(state(&f, VITAL_WRITER), -1);
}

TEST(vital_judge__lets_a_demonstration_have_another_time)
{
    struct vital_facts f = well();

    f.practice.us += HOUR_US;
    WANT_INT(state(&f, VITAL_CLOCK), VITAL_LOOK);
    f.demo = true;
    WANT_INT(state(&f, VITAL_CLOCK), VITAL_GOOD);
}

static bool
ready(const struct vital_facts *f)
{
    struct vital all[VITAL_COUNT];

    return vital_is_ready(all, vital_judge(f, all));
}

TEST(vital_is_ready__hangs_on_the_store_and_on_nothing_that_can_wait)
{
    struct vital_facts f = well();

    f.store.care[CARE_BACKUP].at.us = 1;
    f.store.care[CARE_AUDIT].faults = 9;
    f.store.waiting = 5000;
    f.waiting = 5000;
    WANT_INT(state(&f, VITAL_LEDGER), VITAL_BAD);
    WANT_INT(state(&f, VITAL_WRITER), VITAL_LOOK);
    WANT(ready(&f));
    f.writes = ERR_STORE;
    WANT(!ready(&f));
    f.writes = OK;
    f.reads = ERR_STORE;
    WANT(!ready(&f));
    WANT_INT(state(&f, VITAL_STORE), VITAL_BAD);
    WANT_INT(state(&f, VITAL_BACKUP), -1); /* of which nothing is known */
}
