/*
 * store_test -- two stores on one database: numbers of leaves, the lease,
 * and giving way.
 */
#include "pair.h"

#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/lease.h"

enum { LEAVES = 150 };
/* Two turns of a few ms, one each 50 ms, meet in one round of some forty: so
 * many at most until it is seen. */
enum { ROUNDS_WITH = 20, ROUNDS_WITHOUT = 1000 };

struct noting {
    struct pair  *pair;
    struct arena *arena[2];
    enum err      e[2];
};

static void
note_many(void *ctx, int which)
{
    struct noting *n = ctx;

    for (int i = 0; !n->e[which] && i < LEAVES; i++) {
        n->e[which] =
            store_write(n->pair->node[which], n->arena[which], shop_note, NULL);
        arena_clear(n->arena[which]);
    }
}

static void
note_on_both(struct pair *p)
{
    struct noting n = {.pair = p, .arena = {arena_new(0), arena_new(0)}};

    pair_race(note_many, &n);
    for (int i = 0; i < 2; i++) {
        WANT_OK(n.e[i]);
        arena_free(n.arena[i]);
    }
}

static enum err
verify(struct txn *tx, void *ctx)
{
    return ledger_verify(tx, ctx);
}

static struct ledger_report
verified(struct pair *p)
{
    struct ledger_report r = {0};

    WANT_OK(store_read(p->node[0], p->shop.arena, verify, &r));
    return r;
}

/* Without it the database itself refuses a number that is given twice. */
#define LET_NUMBERS_MEET                                                      \
    "DROP INDEX ledger_leaf_number"
#define KEEP_NUMBERS_APART                                                    \
    "CREATE UNIQUE INDEX ledger_leaf_number ON ledger_leaf (number)"          \
    " WHERE number IS NOT NULL"

TEST(sequencer__numbers_the_leaves_of_both_nodes_once_each)
{
    struct pair          p;
    struct ledger_report r;

    pair_open(&p);
    pair_sql(&p, LET_NUMBERS_MEET);
    note_on_both(&p);
    WANT(pair_settled(&p));
    r = verified(&p);
    WANT_INT(r.leaves, 2 * LEAVES);
    WANT_INT(r.faults, 0);
    WANT_INT(r.waiting, 0);
    pair_sql(&p, KEEP_NUMBERS_APART);
    pair_close(&p);
}

static bool
spoils(struct pair *p, int rounds)
{
    uint64_t faults = 0;

    pair_again(p);
    for (int i = 0; i < rounds && !faults; i++) {
        note_on_both(p);
        if (pair_settled(p))
            faults = verified(p).faults;
    }
    return faults > 0;
}

/* In a process of its own: the program ends itself when it meets two leaves
 * of one number where there can be one, which is to be spoilt too. */
static bool
is_spoilt(struct pair *p, int rounds)
{
    int   status = 0;
    pid_t child;

    pair_shut(p);
    child = fork();
    WANT(child >= 0);
    if (!child) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(2);
        signal(SIGABRT, SIG_DFL);
        _exit(spoils(p, rounds) ? 0 : 1);
    }
    WANT(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) == SIGABRT : !status;
}

/* The control: everybody gets the lease, and the ledger is found spoilt. */
TEST(sequencer__spoils_the_ledger_when_there_is_no_lease)
{
    struct pair p;

    pair_open(&p);
    pair_sql(&p, LET_NUMBERS_MEET);
    WANT(!is_spoilt(&p, ROUNDS_WITH));
    pair_unlease(&p);
    WANT(is_spoilt(&p, ROUNDS_WITHOUT));
    pair_mend(&p);
    pair_sql(&p, "UPDATE ledger_leaf SET number = NULL;" KEEP_NUMBERS_APART);
    pair_close(&p);
}

static enum err
take_for_dead(struct txn *tx, void *ctx)
{
    (void)ctx;
    return lease_take(tx, S("ledger"), S("a node that is gone"), 1);
}

static enum err
turns(struct txn *tx, void *ctx)
{
    return lease_turns(tx, S("ledger"), ctx);
}

TEST(sequencer__takes_over_when_the_lease_of_a_dead_node_has_run_out)
{
    struct pair p;
    int64_t     before = 0, after = 0;

    pair_open(&p);
    pair_sql(&p, "DELETE FROM lease");
    WANT_OK(store_write(p.node[0], p.shop.arena, take_for_dead, NULL));
    WANT_OK(store_read(p.node[0], p.shop.arena, turns, &before));
    WANT_OK(store_write(p.node[0], p.shop.arena, shop_note, NULL));
    WANT_INT(verified(&p).waiting, 1);
    WANT(pair_settled(&p));
    WANT_OK(store_read(p.node[0], p.shop.arena, turns, &after));
    WANT_INT(after, before + 1);
    WANT_INT(verified(&p).faults, 0);
    pair_close(&p);
}

TEST(lease_take__refuses_another_until_the_time_is_over)
{
    struct pair           p;
    const struct timespec wait = {.tv_sec = 1, .tv_nsec = 200000000};
    struct store         *other;

    pair_open(&p);
    other = p.node[1];
    WANT_OK(store_write(p.node[0], p.shop.arena, take_for_dead, NULL));
    WANT_OK(store_write(other, p.shop.arena, take_for_dead, NULL));
    pair_sql(&p, "UPDATE lease SET holder = 'somebody'");
    WANT_ERR(ERR_BUSY, store_write(other, p.shop.arena, take_for_dead, NULL));
    nanosleep(&wait, NULL);
    WANT_OK(store_write(other, p.shop.arena, take_for_dead, NULL));
    pair_close(&p);
}

/* ---- giving way ---- */

static enum err
add_word(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "INSERT INTO thing (id, word) VALUES ($1, 'w')", NULL};

    return txn_do(tx, &q, ARGS(A_INT(*(const int64_t *)ctx)));
}

/* The first so many inserts are told that they must give way. */
static void
give_way(struct pair *p, const char *times)
{
    pair_sql(p,
        "CREATE TABLE thing (id BIGINT PRIMARY KEY, word TEXT);"
        "CREATE SEQUENCE tries; CREATE TABLE give_way (times BIGINT);"
        "CREATE FUNCTION give_way() RETURNS TRIGGER LANGUAGE plpgsql AS"
        " $$ BEGIN IF nextval('tries') <= (SELECT times FROM give_way) THEN"
        " RAISE EXCEPTION USING ERRCODE = '40001'; END IF;"
        " RETURN NEW; END $$;"
        "CREATE TRIGGER give_way BEFORE INSERT ON thing"
        " FOR EACH ROW EXECUTE FUNCTION give_way()");
    pair_sql(p, times);
}

static void
give_way_no_more(struct pair *p)
{
    pair_sql(p,
        "DROP TABLE thing, give_way CASCADE; DROP SEQUENCE tries;"
        "DROP FUNCTION give_way()");
}

TEST(store_write__runs_again_what_has_to_give_way)
{
    struct pair   p;
    const int64_t id = 1;

    pair_open(&p);
    give_way(&p, "INSERT INTO give_way VALUES (2)");
    WANT_OK(store_write(p.node[0], p.shop.arena, add_word, (void *)&id));
    WANT_INT(store_counts(p.node[0]).again, 2);
    WANT_INT(pair_count(&p, "SELECT COUNT(*) FROM thing"), 1);
    give_way_no_more(&p);
    pair_close(&p);
}

TEST(store_write__is_busy_when_it_had_to_give_way_too_often)
{
    struct pair   p;
    const int64_t id = 1;

    pair_open(&p);
    give_way(&p, "INSERT INTO give_way VALUES (1000)");
    WANT_ERR(ERR_BUSY,
        store_write(p.node[0], p.shop.arena, add_word, (void *)&id));
    WANT_INT(store_counts(p.node[0]).again, 12);
    WANT_INT(pair_count(&p, "SELECT COUNT(*) FROM thing"), 0);
    give_way_no_more(&p);
    pair_close(&p);
}

/* Two locks in opposite orders: one of two is always in a ring. */
static enum err
lock_both(struct txn *tx, void *ctx)
{
    const struct timespec wait = {.tv_nsec = 5000000};
    const int             which = *(const int *)ctx;
    const struct str      names[2] = {S("one"), S("two")};
    enum err              e = txn_lock(tx, names[which], TXN_ALONE);

    nanosleep(&wait, NULL);
    return e ? e : txn_lock(tx, names[1 - which], TXN_ALONE);
}

static void
cross(void *ctx, int which)
{
    struct noting *n = ctx;

    for (int i = 0; i < 5 && !n->e[which]; i++)
        n->e[which] = store_write(n->pair->node[which], n->arena[which],
            lock_both, &which);
}

TEST(store_write__ends_well_for_both_when_each_waits_for_the_other)
{
    struct pair   p;
    struct noting n = {.pair = &p, .arena = {arena_new(0), arena_new(0)}};

    pair_open(&p);
    pair_race(cross, &n);
    for (int i = 0; i < 2; i++) {
        WANT_OK(n.e[i]);
        arena_free(n.arena[i]);
    }
    WANT(store_counts(p.node[0]).again + store_counts(p.node[1]).again > 0);
    pair_close(&p);
}

/* ---- beside each other ---- */

TEST(store_open__lets_nobody_be_alone_while_others_serve)
{
    struct pair   p;
    struct store *other = NULL;

    pair_open(&p);
    WANT_ERR(ERR_BUSY, shop_another(&p.shop, STORE_ALONE, &other));
    store_close(p.node[0]);
    p.node[0] = NULL;
    WANT_ERR(ERR_BUSY, shop_another(&p.shop, STORE_ALONE, &other));
    store_close(p.node[1]);
    p.node[1] = NULL;
    WANT_OK(shop_another(&p.shop, STORE_ALONE, &other));
    store_close(other);
    pair_close(&p);
}
