/*
 * Installed packs, and a transaction together with the rules that hold.
 *
 * Every pack that was ever installed is compiled at the start: an old entry
 * keeps its form and an open clock its rule, so all of them are needed, and
 * there are few.
 */
#include "record/work.h"

#include <assert.h>

#include "base/zone.h"
#include "record/history_kept.h"
#include "record/known.h"

struct rules {
    struct pack     **packs; /* by when they hold, then by installation */
    struct moment    *from;
    size_t            count;
    struct known     *known;
    struct histories *histories;
    struct finder    *finder;
};

enum { ALL, HOW_MANY, INSTALLED, INSTALL, COUNT };
static const struct statement texts[COUNT] = {
    [ALL] = {.sql = "SELECT bundle, holds_from FROM pack"
                    " ORDER BY holds_from, installed_at, hash"},
    [HOW_MANY] = {.sql = "SELECT COUNT(*) FROM pack"},
    [INSTALLED] = {.sql = "SELECT hash, holds_from, installed_at FROM pack"
                          " ORDER BY holds_from, installed_at, hash"},
    [INSTALL] = {.sql = "INSERT INTO pack"
                        " (hash, pack, holds_from, installed_at,"
                        " installed_by, bundle)"
                        " VALUES ($1, $2, $3, $4, $5, $6)"
                        " ON CONFLICT (hash) DO NOTHING"},
};
const struct statements work_statements = {"work", texts, COUNT};

struct loading {
    struct rules *rules;
    struct arena *arena;
    struct fault *fault;
};

static enum err
pack_compile(struct loading *l, struct str bundle, struct moment from)
{
    struct rules        *r = l->rules;
    struct pack_mistakes wrong = {0};
    enum err             e;

    if ((e = pack_load(l->arena, bundle, &r->packs[r->count], &wrong))) {
        l->fault->detail = wrong.count ? wrong.all[0].what : (struct str){0};
        return e;
    }
    r->from[r->count++] = from;
    return OK;
}

static enum err
packs_load(struct txn *tx, void *ctx)
{
    struct loading *l = ctx;
    struct rows     r;
    enum err        e;

    if ((e = txn_rows(tx, &texts[ALL], NO_ARGS, &r)))
        return e;
    l->rules->packs = ARENA_ARRAY(l->arena, struct pack *, r.count + 1);
    l->rules->from = ARENA_ARRAY(l->arena, struct moment, r.count + 1);
    while (rows_next(&r))
        if ((e = pack_compile(l, row_bytes(&r, 0), row_time(&r, 1))))
            return e;
    return r.count ? OK : ERR_ABSENT;
}

enum err
rules_load(struct store *s, struct arena *a, struct rules **out,
    struct fault *fault)
{
    struct loading l = {ARENA_NEW(a, struct rules), a, fault};
    enum err       e;

    assert(s && out && fault);
    l.rules->known = known_new();
    l.rules->histories = histories_new();
    if ((e = store_read(s, a, packs_load, &l))) {
        rules_free(l.rules);
        return e;
    }
    *out = l.rules;
    return OK;
}

static enum err
packs_count(struct txn *tx, void *ctx)
{
    int64_t    *count = ctx;
    struct rows r;
    enum err    e = txn_row(tx, &texts[HOW_MANY], NO_ARGS, &r);

    if (!e)
        *count = row_int(&r, 0);
    return e;
}

/* A pack that was installed stays. */
enum err
rules_are_all(struct store *s, struct arena *a, const struct rules *r,
    bool *all)
{
    int64_t  count;
    enum err e = store_read(s, a, packs_count, &count);

    if (!e)
        *all = count == (int64_t)r->count;
    return e;
}

void
rules_free(struct rules *r)
{
    for (size_t i = 0; r && i < r->count; i++)
        pack_free(r->packs[i]);
    if (!r)
        return;
    known_free(r->known);
    r->known = NULL;
    histories_free(r->histories);
    r->histories = NULL;
    r->count = 0;
}

struct known *
rules_known(const struct rules *r)
{
    return r->known;
}

struct histories *
rules_histories(const struct rules *r)
{
    return r->histories;
}

struct finder *
rules_finder(const struct rules *r)
{
    return r->finder;
}

void
rules_find_by(struct rules *r, struct finder *f)
{
    r->finder = f;
}

const struct pack *
rules_on(const struct rules *r, struct moment m)
{
    size_t i = r->count;

    assert(r->count);
    while (--i > 0 && r->from[i].us > m.us)
        ;
    return r->packs[i];
}

bool
rules_next(const struct rules *r, struct moment m, struct moment *from)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->from[i].us > m.us) {
            *from = r->from[i];
            return true;
        }
    return false;
}

const struct pack *
rules_of(const struct rules *r, struct str hash)
{
    for (size_t i = 0; i < r->count; i++)
        if (str_eq(hash_str(&r->packs[i]->hash), hash))
            return r->packs[i];
    return NULL;
}

const struct clock_rule *
rules_clock(const struct rules *r, const struct pack *today, struct str id,
    struct str hash)
{
    const struct clock_rule *rule = pack_clock(today, id);
    const struct pack       *then = rules_of(r, hash);

    if (!rule && then)
        rule = pack_clock(then, id);
    for (size_t i = r->count; !rule && i-- > 0;)
        rule = pack_clock(r->packs[i], id);
    return rule;
}

const struct tie_term *
rules_tie(const struct rules *r, const struct pack *today, struct str kind)
{
    const struct tie_term *t = pack_tie(today, kind);

    for (size_t i = r->count; !t && i-- > 0;)
        t = pack_tie(r->packs[i], kind);
    return t;
}

struct work
work_in(struct txn *tx, const struct rules *rules)
{
    struct moment      now = txn_now(tx);
    const struct pack *pack = rules_on(rules, now);

    return (
        struct work){tx, rules, pack, now, zone_date(pack->zone, now), NULL};
}

enum err
work_install(struct txn *tx, struct str bundle, const struct pack *pack,
    struct moment from, struct id account)
{
    return txn_do(tx, &texts[INSTALL],
        ARGS(A_BYTES(hash_str(&pack->hash)), A_TEXT(pack->id), A_TIME(from),
            A_TIME(txn_now(tx)), A_ID(account), A_BYTES(bundle)));
}

/* One that was installed since this process began is not there yet. */
enum err
work_installed(struct work *w, struct installed **out, size_t *count)
{
    struct installed *all;
    struct rows       r;
    size_t            n = 0;
    enum err          e = txn_rows(w->tx, &texts[INSTALLED], NO_ARGS, &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct installed, r.count + 1);
    while (rows_next(&r)) {
        all[n].pack = rules_of(w->rules, row_bytes(&r, 0));
        all[n].holds_from = row_time(&r, 1);
        all[n].at = row_time(&r, 2);
        n += all[n].pack != NULL;
    }
    *out = all;
    *count = n;
    return OK;
}
