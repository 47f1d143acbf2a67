/*
 * writer_test -- many jobs at once: one COMMIT, and who fails with whom.
 */
#include "store/shop.h"

#include "../test.h"

#include <pthread.h>
#include <unistd.h>

static const struct statement add_thing = {
    "INSERT INTO thing (id, word) VALUES ($1, 'w')", NULL};
static const struct statement add_part = {
    "INSERT INTO part (thing) VALUES ($1)", NULL};

enum { GROUP = 40 };

/* The first job holds the writer until all the others are in the queue. */
struct crowd {
    pthread_mutex_t lock;
    pthread_cond_t  changed;
    bool            go;
    int             done;
    struct job      jobs[GROUP];
    int64_t         ids[GROUP];
    struct arena   *arenas[GROUP];
};

static enum err
hold(struct txn *tx, void *ctx)
{
    struct crowd *c = ctx;

    (void)tx;
    pthread_mutex_lock(&c->lock);
    while (!c->go)
        pthread_cond_wait(&c->changed, &c->lock);
    pthread_mutex_unlock(&c->lock);
    usleep(10000); /* longer than a group may run: the rest is the next */
    return OK;
}

struct member {
    struct crowd *crowd;
    int64_t       id;
    bool          part; /* writes what cannot be committed */
};

static void
count_done(void *ctx, enum err e)
{
    struct member *m = ctx;

    (void)e;
    pthread_mutex_lock(&m->crowd->lock);
    m->crowd->done++;
    pthread_cond_signal(&m->crowd->changed);
    pthread_mutex_unlock(&m->crowd->lock);
}

static enum err
work_member(struct txn *tx, void *ctx)
{
    const struct member *m = ctx;

    if (m->part)
        return txn_do(tx, &add_part, ARGS(A_INT(m->id)));
    return txn_do(tx, &add_thing, ARGS(A_INT(m->id)));
}

static enum err
hold_member(struct txn *tx, void *ctx)
{
    return hold(tx, ((struct member *)ctx)->crowd);
}

static void
run_crowd(struct shop *s, struct member *members, struct crowd *c)
{
    for (int i = 0; i < GROUP; i++) {
        members[i].crowd = c;
        c->arenas[i] = arena_new(0);
        c->jobs[i] = (struct job){
            .work = i ? work_member : hold_member,
            .done = count_done,
            .ctx = &members[i],
            .arena = c->arenas[i],
        };
        WANT(store_submit(s->store, &c->jobs[i]));
    }
    pthread_mutex_lock(&c->lock);
    c->go = true;
    pthread_cond_broadcast(&c->changed);
    while (c->done < GROUP)
        pthread_cond_wait(&c->changed, &c->lock);
    pthread_mutex_unlock(&c->lock);
    for (int i = 0; i < GROUP; i++)
        arena_free(c->arenas[i]);
}

#define CROWD                                                                 \
    {                                                                         \
        .lock = PTHREAD_MUTEX_INITIALIZER,                                    \
        .changed = PTHREAD_COND_INITIALIZER                                   \
    }

TEST(store_submit__commits_a_group_once_and_a_failing_job_sinks_nobody)
{
    struct shop   s = shop_open();
    struct crowd  c = CROWD;
    struct member members[GROUP] = {0};
    int64_t       before;

    shop_make_thing(&s);
    before = store_counts(s.store).commits;
    /* every third takes a number that is gone already */
    for (int i = 0; i < GROUP; i++)
        members[i].id = i % 3 ? 100 + i : 101;
    run_crowd(&s, members, &c);
    for (int i = 1; i < GROUP; i++)
        WANT_ERR(i % 3 ? OK : ERR_CONFLICT, c.jobs[i].result);
    WANT_INT(shop_things(&s), 26);
    WANT(store_counts(s.store).commits - before < GROUP / 2);
    shop_close(&s);
}

TEST(store_submit__fails_the_whole_group_when_commit_fails)
{
    struct shop   s = shop_open();
    struct crowd  c = CROWD;
    struct member members[GROUP] = {0};
    int           kept = 0;

    shop_make_thing(&s);
    for (int i = 0; i < GROUP; i++)
        members[i].id = i;
    members[13].id = 113;
    members[20] = (struct member){.id = 9999, .part = true};
    run_crowd(&s, members, &c);
    for (int i = 1; i < GROUP; i++) {
        if (c.jobs[i].result)
            WANT_ERR(ERR_STORE, c.jobs[i].result);
        kept += !c.jobs[i].result;
    }
    WANT_ERR(ERR_STORE, c.jobs[20].result);
    WANT(kept < GROUP - 3); /* a slow machine may make several groups */
    WANT_INT(shop_things(&s), kept);
    WANT_OK(store_write(s.store, s.arena, work_member,
        &(struct member){.id = 777}));
    WANT_INT(shop_things(&s), kept + 1);
    shop_close(&s);
}

TEST(store_close__runs_the_jobs_that_were_taken)
{
    struct shop   s = shop_open();
    struct crowd  c = CROWD;
    struct member m = {&c, 1, false};
    struct job    job = {
        .work = work_member, .done = count_done, .ctx = &m, .arena = s.arena};

    shop_make_thing(&s);
    WANT(store_submit(s.store, &job));
    shop_reopen(&s);
    WANT_INT(c.done, 1);
    WANT_INT(shop_things(&s), 1);
    shop_close(&s);
}

static enum err
do_later(struct txn *tx, void *ctx)
{
    struct moment *seen = ctx;

    seen[0] = txn_now(tx);
    txn_later(tx, (struct moment){.us = seen[0].us + 5000000});
    seen[1] = txn_now(tx);
    txn_later(tx, seen[0]); /* never back */
    seen[2] = txn_now(tx);
    return OK;
}

static enum err
see_now(struct txn *tx, void *ctx)
{
    *(struct moment *)ctx = txn_now(tx);
    return OK;
}

TEST(txn_later__moves_the_time_on_and_the_next_job_comes_after_it)
{
    struct shop   s = shop_open();
    struct arena *a = arena_new(0);
    struct moment seen[4];

    WANT_OK(store_write(s.store, a, do_later, seen));
    WANT_OK(store_write(s.store, a, see_now, &seen[3]));
    WANT_INT(seen[1].us, seen[0].us + 5000000);
    WANT_INT(seen[2].us, seen[1].us);
    WANT(seen[3].us > seen[2].us);
    arena_free(a);
    shop_close(&s);
}

static enum err
do_later_and_fail(struct txn *tx, void *ctx)
{
    enum err e = do_later(tx, ctx);

    return e ? e : ERR_DENIED;
}

/* Else work that gives way would begin again where it meant to end. */
TEST(txn_later__is_undone_with_the_job)
{
    struct shop   s = shop_open();
    struct arena *a = arena_new(0);
    struct moment seen[4];

    WANT_ERR(ERR_DENIED, store_write(s.store, a, do_later_and_fail, seen));
    WANT_OK(store_write(s.store, a, see_now, &seen[3]));
    WANT(seen[3].us > seen[0].us);
    WANT(seen[3].us < seen[1].us);
    arena_free(a);
    shop_close(&s);
}

/* ---- who wants to know how it ended ---- */

/* How often somebody who wanted to know heard of each end. */
struct heard {
    int kept, undone;
};

static void
hear(void *ctx, bool kept)
{
    struct heard *h = ctx;

    *(kept ? &h->kept : &h->undone) += 1;
}

static enum err
listen_and_refuse(struct txn *tx, void *ctx)
{
    txn_on_end(tx, hear, ctx);
    return ERR_DENIED;
}

static enum err
listen_twice(struct txn *tx, void *ctx)
{
    txn_on_end(tx, hear, ctx);
    if (txn_try(tx, listen_and_refuse, ctx) != ERR_DENIED)
        return ERR_INVALID;
    return OK;
}

TEST(txn_on_end__tells_once_what_stands_and_what_was_undone)
{
    struct shop  s = shop_open();
    struct heard all = {0}, none = {0};

    WANT_OK(store_write(s.store, s.arena, listen_twice, &all));
    WANT_INT(all.kept, 1);
    WANT_INT(all.undone, 1);
    WANT_ERR(ERR_DENIED,
        store_write(s.store, s.arena, listen_and_refuse, &none));
    WANT_INT(none.kept, 0);
    WANT_INT(none.undone > 0, 1); /* it may have been run more than once */
    shop_close(&s);
}
