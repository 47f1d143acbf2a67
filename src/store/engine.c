/*
 * engine -- choosing one by the URL, and what both have in common.
 */
#include "store/engine.h"

#include <assert.h>

#include "base/buf.h"

static const struct statement steps[STEP_COUNT] = {
    [STEP_BEGIN_WRITE] = {"BEGIN IMMEDIATE", "BEGIN"},
    [STEP_BEGIN_READ] = {"BEGIN",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"},
    [STEP_COMMIT] = {"COMMIT", NULL},
    [STEP_ROLLBACK] = {"ROLLBACK", NULL},
    [STEP_SAVE] = {"SAVEPOINT part", NULL},
    [STEP_KEEP] = {"RELEASE SAVEPOINT part", NULL},
    [STEP_UNDO] = {"ROLLBACK TO SAVEPOINT part", NULL},
};

/* Parts begin and stay with what is done in them. */
enum err
engine_step(struct conn *c, enum step step)
{
    const struct call call = {.q = &steps[step],
        .arena = c->scratch,
        .later = step == STEP_SAVE || step == STEP_KEEP};

    assert(step < STEP_COUNT);
    return c->engine->run(c, &call);
}

/* libpq takes the whole URL, SQLite what is behind "sqlite:". */
enum err
engine_find(struct str url, const struct engine **engine, struct str *place,
    struct fault *fault)
{
    const struct str lite = S("sqlite:");

    if (str_starts(url, lite) && url.n > lite.n) {
        *engine = &engine_sqlite;
        *place = str_from(url, lite.n);
        return OK;
    }
    if (str_starts(url, S("postgresql://")) ||
        str_starts(url, S("postgres://"))) {
        *engine = &engine_postgres;
        *place = url;
        return OK;
    }
    fault->detail = S("a database is sqlite:PATH or postgresql://...");
    return ERR_INVALID;
}

enum err
engine_open(struct str url, enum conn_use use, struct conn **out,
    struct fault *fault)
{
    const struct engine *engine;
    struct str           place;
    enum err             e = engine_find(url, &engine, &place, fault);

    return e ? e : engine->open(place, use, out, fault);
}

void
engine_close(struct conn *c)
{
    if (c)
        c->engine->close(c);
}

void
conn_init(struct conn *c, const struct engine *engine, enum conn_use use)
{
    c->engine = engine;
    c->use = use;
    c->scratch = arena_new(0);
    c->trouble = S("");
}

void
conn_clear(struct conn *c)
{
    arena_free(c->scratch);
    c->scratch = NULL;
}

void
conn_trouble(struct conn *c, const char *doing, struct str code)
{
    struct buf b;

    arena_clear(c->scratch);
    c->again = false;
    buf_init(&b, c->scratch);

    buf_add(&b, str_of(c->engine->name));
    buf_add(&b, S(": "));
    buf_add(&b, str_of(doing));
    buf_add(&b, S(": "));
    buf_add(&b, code);
    c->trouble = buf_str(&b);
}

enum err
engine_prepare_all(struct str url, const struct statements *const *tables,
    size_t n, struct fault *fault)
{
    struct conn *c = NULL;
    enum err     e = engine_open(url, CONN_READ, &c, fault);

    for (size_t t = 0; !e && t < n; t++) {
        for (size_t i = 0; !e && i < tables[t]->count; i++) {
            e = c->engine->prepare(c, &tables[t]->all[i]);
            fault->line = (int)i + 1;
            fault->field = str_of(tables[t]->noun);
        }
    }
    if (e && c) {
        fault->detail = S("a statement cannot be prepared");
        e = ERR_INVALID;
    }
    engine_close(c);
    return e;
}
