/*
 * office_test -- two services on one database: deeds about the same thing at
 * the same moment.
 */
#include "action/office.h"
#include "pair.h"

#include "test.h"

enum { ROUNDS = 6 };

/* One office, whose doors are two. */
struct branches {
    struct office       office; /* its own service is closed */
    struct office       at[2];
    struct pair         pair; /* only for its controls */
    struct office_child child;
    enum err            e[2];
};

static void
branches_open(struct branches *b)
{
    struct service_options so = {.mode = STORE_SERVE, .readers = 2};
    struct fault           fault = {0};

    *b = (struct branches){0};
    office_open(&b->office);
    service_close(b->office.service);
    b->office.service = NULL;
    so.url = b->office.shop.url;
    so.key_file = b->office.key_file;
    for (int i = 0; i < 2; i++) {
        b->at[i] = b->office;
        b->at[i].arena = arena_new(0);
        WANT_OK(service_open(&so, &b->at[i].service, &fault));
        office_at(&b->at[i], "2027-03-01T10:00:00Z");
        b->at[i].pack = rules_on(service_rules(b->at[i].service),
            clock_practice(service_clock(b->at[i].service)));
    }
    b->pair.shop = b->office.shop;
}

static void
branches_close(struct branches *b)
{
    for (int i = 0; i < 2; i++) {
        service_close(b->at[i].service);
        arena_free(b->at[i].arena);
    }
    office_close(&b->office);
}

#define CHILD                                                                 \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"birth_date\": {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","     \
    " \"nhs_number\": {\"0\": \"999 000 0018\"}, \"urgency\": \"today\"}"
#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","               \
    " \"reason\": {\"0\": \"Pedwerydd adroddiad\"},"                          \
    " \"tell_reporter\": \"outcome\"}"
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
