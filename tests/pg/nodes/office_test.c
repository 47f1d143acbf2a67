/*
 * office_test -- two services on one database: deeds about the same thing at
 * the same moment.
 */
#include "branches.h"

#include "test.h"

#include <pthread.h>

#include "action/tick.h"

enum { ROUNDS = 6, SIBLINGS = 3 };

#define CHILD                                                                 \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"birth_date\": {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","     \
    " \"nhs_number\": {\"0\": \"999 000 0018\"}, \"urgency\": \"today\"}"
#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","               \
    " \"reason\": {\"0\": \"Pedwerydd adroddiad\"},"                          \
    " \"tell_reporter\": \"outcome\"}"
#define THREE                                                                 \
    "{\"given_name\": {\"0\": \"Lleucu\", \"1\": \"Macsen\","               \
    " \"2\": \"Nest\"}, \"about_worker\": \"no\"}"
#define URGENT "{\"about_worker\": \"no\", \"urgency\": \"urgent\"}"
#define DECISIONS                                                             \
    "SELECT COUNT(*) FROM entry WHERE form = 'concern_decision'"

static void
decide(void *ctx, int which)
{
    struct branches *b = ctx;
    struct office   *o = &b->at[which];

    b->e[which] = office_record(o, which ? o->second : o->worker, &b->child,
        USE_DECIDE, DECIDED, (struct id){0});
}

/* A decision on both at once; how many more there are then. */
static int64_t
decide_on_both(struct branches *b)
{
    int64_t before = office_count(&b->at[0], DECISIONS);

    b->child = office_concern(&b->at[0], CHILD);
    pair_race(decide, b);
    return office_count(&b->at[1], DECISIONS) - before;
}

TEST(concern_record__is_decided_once_when_both_nodes_are_asked_at_once)
{
    struct branches b;

    branches_open(&b);
    for (int i = 0; i < ROUNDS; i++) {
        WANT_INT(decide_on_both(&b), 1);
        WANT((b.e[0] == OK && b.e[1] == ERR_CONFLICT) ||
            (b.e[1] == OK && b.e[0] == ERR_CONFLICT));
    }
    branches_close(&b);
}

struct siblings {
    struct branches    *b;
    struct office_child all[SIBLINGS];
    int                 decided, refused;
    pthread_mutex_t     lock;
};

/* One node begins with the eldest, the other with the youngest. */
static void
decide_each(void *ctx, int which)
{
    struct siblings *s = ctx;
    struct office   *o = &s->b->at[which];

    for (int i = 0; i < SIBLINGS; i++) {
        enum err e = office_record(o, which ? o->second : o->worker,
            &s->all[which ? SIBLINGS - 1 - i : i], USE_DECIDE, DECIDED,
            (struct id){0});

        pthread_mutex_lock(&s->lock);
        s->decided += e == OK;
        s->refused += e == ERR_CONFLICT;
        pthread_mutex_unlock(&s->lock);
    }
}

TEST(concern_record__decides_each_sibling_once_from_two_nodes)
{
    struct branches b;
    struct siblings s = {.b = &b, .lock = PTHREAD_MUTEX_INITIALIZER};

    branches_open(&b);
    office_report_all(&b.at[0], b.at[0].teacher, THREE, s.all, SIBLINGS);
    pair_race(decide_each, &s);
    WANT_INT(s.decided, SIBLINGS);
    WANT_INT(s.refused, SIBLINGS);
    WANT_INT(office_count(&b.at[0], DECISIONS), SIBLINGS);
    branches_close(&b);
}

static void
tick_on(void *ctx, int which)
{
    struct branches *b = ctx;

    b->e[which] = tick_run(b->at[which].service, b->at[which].arena);
}

/* The minute's work of both nodes at once rings an alarm once. */
TEST(tick_run__tells_once_when_both_nodes_tick_at_once)
{
    struct branches b;

    branches_open(&b);
    office_concern(&b.at[0], URGENT);
    for (int i = 0; i < 2; i++)
        office_at(&b.at[i], "2027-03-01T10:40:00Z");
    for (int i = 0; i < ROUNDS; i++) {
        pair_race(tick_on, &b);
        WANT_OK(b.e[0]);
        WANT_OK(b.e[1]);
    }
    WANT_INT(office_count(&b.at[0],
                 "SELECT COUNT(*) FROM notice WHERE rule = 'urgent_unopened'"),
        1);
    branches_close(&b);
}

/* The control: nobody waits for a lock, and both decide. */
TEST(concern_record__is_decided_twice_when_there_are_no_locks)
{
    struct branches b;
    int64_t         most = 0;

    branches_open(&b);
    pair_unlock(&b.pair);
    branches_close(&b);
    branches_open(&b);
    for (int i = 0; i < 20 && most < 2; i++) {
        int64_t n = decide_on_both(&b);

        most = n > most ? n : most;
    }
    pair_mend(&b.pair);
    branches_close(&b);
    WANT_INT(most, 2);
}

struct reports {
    struct branches    *b;
    struct office_child child[2];
};

static void
report(void *ctx, int which)
{
    struct reports *r = ctx;
    struct office  *o = &r->b->at[which];

    r->child[which] = office_report(o, o->teacher, CHILD);
}

/* Who is reported twice stands there twice until a worker links the two. */
TEST(entry_record__keeps_both_reports_of_the_same_child_made_at_once)
{
    struct branches b;
    struct reports  r = {.b = &b};

    branches_open(&b);
    for (int i = 0; i < ROUNDS; i++)
        pair_race(report, &r);
    WANT_INT(office_count(&b.at[0], "SELECT COUNT(*) FROM thread"), 2 * ROUNDS);
    WANT_INT(office_count(&b.at[0],
                 "SELECT COUNT(DISTINCT number) FROM thread"),
        2 * ROUNDS);
    WANT_INT(office_count(&b.at[0], "SELECT MAX(number) FROM thread"),
        2 * ROUNDS);
    branches_close(&b);
}

/* Neither node saw the other's child when it began; the one that comes second
 * waits, and puts the two before a reader. */
TEST(entry_record__puts_two_reports_made_at_once_before_a_reader)
{
    struct branches b;
    struct reports  r = {.b = &b};

    branches_open(&b);
    pair_race(report, &r);
    WANT_INT(office_count(&b.at[0], "SELECT COUNT(*) FROM pair"), 1);
    branches_close(&b);
}
