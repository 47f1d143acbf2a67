/*
 * pair -- see pair.h.
 *
 * The controls stand in a schema that PostgreSQL is told to look into before
 * its own: a function there of the same name is called instead.
 */
#include "pair.h"

#include "test.h"

#include <pthread.h>
#include <time.h>

#include "store/engine.h"
#include "store/txn_inside.h"

static enum err
open_node(struct pair *p, int which)
{
    const struct store_options options = {
        .url = p->shop.url,
        .mode = STORE_SERVE,
        .readers = 2,
        .keys = p->shop.keys,
        .clock = p->clock[which],
    };
    struct fault fault = {0};

    return store_open(&options, &p->node[which], &fault);
}

void
pair_open(struct pair *p)
{
    *p = (struct pair){.shop = shop_open()};
    WANT(!p->shop.file); /* PGURL must be set */
    shop_shut(&p->shop);
    for (int i = 0; i < 2; i++)
        p->clock[i] = clock_new();
    pair_again(p);
}

void
pair_again(struct pair *p)
{
    for (int i = 0; i < 2; i++)
        WANT_OK(open_node(p, i));
}

void
pair_shut(struct pair *p)
{
    for (int i = 0; i < 2; i++) {
        store_close(p->node[i]);
        p->node[i] = NULL;
    }
}

void
pair_close(struct pair *p)
{
    pair_shut(p);
    for (int i = 0; i < 2; i++)
        clock_free(p->clock[i]);
    shop_close(&p->shop);
}

static void
run_script(struct str url, struct str script)
{
    struct fault fault = {0};
    struct conn *c;

    WANT_OK(engine_open(url, CONN_WRITE, &c, &fault));
    if (c->engine->script(c, script))
        fail_msg("%.*s", STR_ARG(c->trouble));
    engine_close(c);
}

void
pair_sql(struct pair *p, const char *sql)
{
    run_script(p->shop.url, str_of(sql));
}

struct counting {
    const char *sql;
    int64_t     n;
};

/* A connection knows a statement by where it stands. */
static const struct statement *
statement(const char *sql)
{
    static struct statement all[64];
    size_t                  i = 0;

    while (all[i].sql && all[i].sql != sql)
        i++;
    WANT(i < sizeof all / sizeof *all - 1);
    all[i].sql = sql;
    return &all[i];
}

static enum err
count(struct txn *tx, void *ctx)
{
    struct counting *c = ctx;
    struct rows      r;
    enum err         e = txn_row(tx, statement(c->sql), NO_ARGS, &r);

    if (!e)
        c->n = row_int(&r, 0);
    return e;
}

int64_t
pair_count(struct pair *p, const char *sql)
{
    struct counting c = {.sql = sql};

    WANT_OK(store_read(p->node[0], p->shop.arena, count, &c));
    return c.n;
}

bool
pair_settled(struct pair *p)
{
    const struct timespec wait = {.tv_nsec = 20000000};
    static const char     waiting[] =
        "SELECT COUNT(*) FROM ledger_leaf WHERE number IS NULL";

    for (int i = 0; i < 500; i++) {
        if (!pair_count(p, waiting))
            return true;
        nanosleep(&wait, NULL);
    }
    return false;
}

/* ---- controls ---- */

#define NOTHING(name)                                                         \
    "CREATE OR REPLACE FUNCTION off." name "(BIGINT) RETURNS VOID"            \
    " LANGUAGE sql AS '';"

void
pair_unlock(struct pair *p)
{
    pair_sql(p,
        "CREATE SCHEMA IF NOT EXISTS off;" NOTHING("pg_advisory_xact_lock") NOTHING(
            "pg_advisory_xact_lock_shared") "DO $$ BEGIN EXECUTE 'ALTER DATABASE '"
                                            " || quote_ident(current_database())"
                                            " || ' SET search_path = public, off, pg_catalog'; END $$");
}

void
pair_unlease(struct pair *p)
{
    pair_sql(p,
        "CREATE FUNCTION everybody() RETURNS TRIGGER LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.name := gen_random_uuid()::TEXT; RETURN NEW; END $$;"
        "CREATE TRIGGER everybody BEFORE INSERT ON lease"
        " FOR EACH ROW EXECUTE FUNCTION everybody()");
}

void
pair_mend(struct pair *p)
{
    pair_sql(p,
        "DROP SCHEMA IF EXISTS off CASCADE;"
        "DROP FUNCTION IF EXISTS everybody() CASCADE;"
        "DO $$ BEGIN EXECUTE 'ALTER DATABASE '"
        " || quote_ident(current_database())"
        " || ' RESET search_path'; END $$");
}

/* ---- races ---- */

struct racer {
    pthread_barrier_t *start;
    void (*run)(void *ctx, int which);
    void *ctx;
    int   which;
};

static void *
race(void *ctx)
{
    struct racer *r = ctx;

    pthread_barrier_wait(r->start);
    r->run(r->ctx, r->which);
    return NULL;
}

void
pair_race(void (*run)(void *ctx, int which), void *ctx)
{
    pthread_barrier_t start;
    pthread_t         threads[2];
    struct racer      racers[2];

    WANT(!pthread_barrier_init(&start, NULL, 2));
    for (int i = 0; i < 2; i++) {
        racers[i] = (struct racer){&start, run, ctx, i};
        WANT(!pthread_create(&threads[i], NULL, race, &racers[i]));
    }
    for (int i = 0; i < 2; i++)
        WANT(!pthread_join(threads[i], NULL));
    pthread_barrier_destroy(&start);
}
