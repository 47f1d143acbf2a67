/*
 * A running Diogel.  Rules are replaced whole when a pack is installed; the
 * old ones stay until the end, since requests under way may hold them.
 */
#include "action/service.h"

#include <assert.h>
#include <pthread.h>

#include "action/shared_clock.h"
#include "msg.h"
#include "record/finder.h"
#include "store/meta.h"

#define RULES_MOST 64 /* packs installed during one run of a server */
#define HOLDER_BYTES 16

struct service {
    struct arena       *arena;
    struct store       *store;
    struct keys        *keys;
    struct clock       *clock;
    struct rules       *rules[RULES_MOST];
    size_t              rules_count;
    pthread_mutex_t     lock;
    struct str          holder;
    struct moment       opened; /* machine time */
    bool                demo;
    struct str          demo_now; /* where its clock begins, or empty */
    struct shared_clock shared;
    struct finder      *finder;
    void (*reset)(void);
};

static enum err
demo_read(struct txn *tx, void *ctx)
{
    struct service *s = ctx;
    enum err        e = meta_is_demo(tx, &s->demo);

    return e || !s->demo ? e : meta_get(tx, S("demo_now"), &s->demo_now);
}

/* Practice time in a demonstration begins where it was told to, or else where
 * the demonstration itself says, or runs on from its newest leaf. */
static enum err
clock_set(struct service *s, struct str now, struct fault *fault)
{
    struct moment m;

    if (now.n == 0)
        return OK;
    if (!s->demo) {
        fault->detail = S("DIOGEL_NOW is for demonstrations only");
        return ERR_ILLEGAL;
    }
    if (!moment_parse(now, &m)) {
        fault->detail = S("DIOGEL_NOW is not a time like "
                          "2027-03-01T09:00:00Z");
        return ERR_INVALID;
    }
    clock_start_at(s->clock, m);
    clock_start_at(s->clock, clock_practice(s->clock));
    return OK;
}

static enum err
open_all(struct service *s, const struct service_options *o,
    struct fault *fault)
{
    struct store_options so = {.url = o->url,
        .mode = o->mode,
        .readers = o->readers,
        .clock = s->clock,
        .ids = o->ids,
        .holder = s->holder};
    enum err             e;

    if ((e = keys_load(o->key_file, &s->keys))) {
        fault->detail = S("the key file cannot be used");
        return e;
    }
    so.keys = s->keys;
    if ((e = store_open(&so, &s->store, fault)))
        return e;
    if (!store_is_current(s->store)) {
        fault->detail = S("the database is of another version; "
                          "run: diogel migrate");
        return ERR_ILLEGAL;
    }
    if ((e = store_read(s->store, s->arena, demo_read, s)))
        return e;
    if ((e = clock_set(s, o->now.n ? o->now : s->demo_now, fault)))
        return e;
    return service_reload(s, fault);
}

enum err
service_open(const struct service_options *o, struct service **out,
    struct fault *fault)
{
    struct arena   *a = arena_new(0);
    struct service *s = ARENA_NEW(a, struct service);
    enum err        e;

    s->arena = a;
    s->clock = clock_new();
    shared_clock_init(&s->shared, s->clock);
    s->holder = key_random(a, HOLDER_BYTES);
    s->opened = clock_machine();
    pthread_mutex_init(&s->lock, NULL);
    if ((e = open_all(s, o, fault))) {
        /* what it says may lie in s */
        fault->detail =
            o->said ? str_dup(o->said, fault->detail) : (struct str){0};
        service_close(s);
        return e;
    }
    *out = s;
    return OK;
}

void
service_close(struct service *s)
{
    if (!s)
        return;
    finder_free(s->finder);
    store_close(s->store);
    for (size_t i = 0; i < s->rules_count; i++)
        rules_free(s->rules[i]);
    keys_free(s->keys);
    shared_clock_clear(&s->shared);
    clock_free(s->clock);
    pthread_mutex_destroy(&s->lock);
    arena_free(s->arena); /* s lies in it */
}

enum err
service_reload(struct service *s, struct fault *fault)
{
    struct rules *r;
    enum err      e;

    if ((e = rules_load(s->store, s->arena, &r, fault)))
        return e;
    pthread_mutex_lock(&s->lock);
    if (s->rules_count == RULES_MOST)
        BUG("too many packs in one run");
    rules_find_by(r, s->finder);
    s->rules[s->rules_count++] = r;
    pthread_mutex_unlock(&s->lock);
    return OK;
}

static const struct rules *
rules_now(void *ctx)
{
    return service_rules(ctx);
}

void
service_find_in_memory(struct service *s, struct str file)
{
    const struct finder_options o = {s->store, rules_now, s, file};

    assert(!s->finder);
    s->finder = finder_new(&o);
    for (size_t i = 0; i < s->rules_count; i++)
        rules_find_by(s->rules[i], s->finder);
    finder_start(s->finder);
}

static enum err
clock_begin(struct txn *tx, void *ctx)
{
    struct work w = work_in(tx, service_rules(ctx));

    return shared_clock_begin(&w);
}

enum err
service_clock_begin(struct service *s, struct arena *a)
{
    return s->demo ? store_write(s->store, a, clock_begin, s) : OK;
}

enum err
service_clock_follow(struct service *s, struct work *w)
{
    return s->demo ? shared_clock_follow(&s->shared, w) : OK;
}

static enum err
clock_follow(struct txn *tx, void *ctx)
{
    struct work w = work_in(tx, service_rules(ctx));

    return service_clock_follow(ctx, &w);
}

enum err
service_refresh(struct service *s, struct arena *a, struct fault *fault)
{
    bool     all = true;
    enum err e = rules_are_all(s->store, a, service_rules(s), &all);

    if (!e && !all)
        e = service_reload(s, fault);
    return e || !s->demo ? e : store_read(s->store, a, clock_follow, s);
}

struct str
service_holder(const struct service *s)
{
    return s->holder;
}

struct moment
service_opened(const struct service *s)
{
    return s ? s->opened : (struct moment){0};
}

const struct rules *
service_rules(struct service *s)
{
    const struct rules *r;

    pthread_mutex_lock(&s->lock);
    r = s->rules[s->rules_count - 1];
    pthread_mutex_unlock(&s->lock);
    return r;
}

struct store *
service_store(struct service *s)
{
    return s->store;
}

const struct keys *
service_keys(struct service *s)
{
    return s->keys;
}

struct clock *
service_clock(struct service *s)
{
    return s->clock;
}

bool
service_is_demo(struct service *s)
{
    return s->demo;
}

void
service_on_reset(struct service *s, void (*reset)(void))
{
    s->reset = reset;
}

bool
service_can_reset(const struct service *s)
{
    return s->demo && s->reset;
}

void
service_reset(struct service *s)
{
    assert(service_can_reset(s));
    s->reset();
}
