/*
 * A table of places, each with the newest of what falls on it.  What is
 * found is counted, so that it can be replaced while others still read it.
 */
#include "record/known.h"

#include <pthread.h>
#include <stdatomic.h>

enum { PLACES = 4096 };
/* What the store counts for us. */
enum { TURN_WHO, TURN_LISTED };

struct entry {
    _Atomic int        refs; /* the table's own, and one for each reader */
    enum known_kind    kind;
    struct id          about;
    int64_t            turn;
    const struct pack *pack; /* whose words it uses */
    struct moment      since;
    struct known_value is;
};
struct known {
    struct arena   *arena; /* it lies in it */
    pthread_mutex_t lock;
    struct entry   *places[KNOWN_KINDS][PLACES];
};

enum { TURN, CHANGE, CHANGE_LISTED, COUNT };
static const struct statement texts[COUNT] = {
    [TURN] = {.sql = "SELECT turn, listed FROM who_is_who WHERE one = 1"},
    [CHANGE] = {.sql = "UPDATE who_is_who SET turn = turn + 1 WHERE one = 1"},
    [CHANGE_LISTED] = {.sql = "UPDATE who_is_who SET listed = listed + 1"
                              " WHERE one = 1"},
};
const struct statements known_statements = {"known", texts, COUNT};

static void
entry_release(void *ctx)
{
    struct entry *e = ctx;

    if (e && atomic_fetch_sub(&e->refs, 1) == 1)
        arena_free(e->is.room); /* e lies in it */
}

struct known *
known_new(void)
{
    struct arena *a = arena_new(0);
    struct known *k = ARENA_NEW(a, struct known);

    k->arena = a;
    pthread_mutex_init(&k->lock, NULL);
    return k;
}

void
known_free(struct known *k)
{
    if (!k)
        return;
    for (int kind = 0; kind < KNOWN_KINDS; kind++)
        for (int i = 0; i < PLACES; i++)
            entry_release(k->places[kind][i]);
    pthread_mutex_destroy(&k->lock);
    arena_free(k->arena);
}

/* Ids are random, all but that of nothing. */
static struct entry **
place_of(struct known *k, enum known_kind kind, struct id about)
{
    return &k->places[kind][(about.b[0] << 8 | about.b[1]) % PLACES];
}

/* Those that the store counted, before it began to read, are older. */
void
known_turns_are(struct work *w, int64_t who, int64_t listed)
{
    if (*txn_turn(w->tx, TURN_WHO))
        return;
    *txn_turn(w->tx, TURN_WHO) = who;
    *txn_turn(w->tx, TURN_LISTED) = listed;
}

static enum err
turn_of(struct work *w, int which, int64_t *turn)
{
    struct rows r;
    enum err    e;

    if (!*txn_turn(w->tx, which)) {
        if ((e = txn_row(w->tx, &texts[TURN], NO_ARGS, &r)))
            return e;
        known_turns_are(w, row_int(&r, 0), row_int(&r, 1));
    }
    *turn = *txn_turn(w->tx, which);
    return OK;
}

enum err
known_turn(struct work *w, int64_t *turn)
{
    return turn_of(w, TURN_WHO, turn);
}

static int
turn_for(enum known_kind kind)
{
    return kind == KNOWN_LISTED ? TURN_LISTED : TURN_WHO;
}

static bool
is_true_now(struct work *w, const struct entry *e, enum known_kind kind,
    struct id about)
{
    return e && e->kind == kind && id_eq(e->about, about) &&
        e->turn == *txn_turn(w->tx, turn_for(kind)) && e->pack == w->pack &&
        e->since.us <= w->now.us && w->now.us < e->is.until.us;
}

const void *
known_find(struct work *w, enum known_kind kind, struct id about)
{
    struct known *k = rules_known(w->rules);
    struct entry *e;
    int64_t       turn;

    if (txn_is_write(w->tx) || turn_of(w, turn_for(kind), &turn))
        return NULL; /* what is asked next says why */
    pthread_mutex_lock(&k->lock);
    e = *place_of(k, kind, about);
    if (is_true_now(w, e, kind, about))
        atomic_fetch_add(&e->refs, 1);
    else
        e = NULL;
    pthread_mutex_unlock(&k->lock);
    if (!e)
        return NULL;
    arena_on_clear(txn_arena(w->tx), entry_release, e);
    return e->is.value;
}

void
known_keep(struct work *w, enum known_kind kind, struct id about,
    struct known_value value)
{
    struct known  *k = rules_known(w->rules);
    struct entry  *e = ARENA_NEW(value.room, struct entry);
    struct entry **place, *old;
    int64_t        turn;

    if (txn_is_write(w->tx) || turn_of(w, turn_for(kind), &turn)) {
        arena_free(value.room);
        return;
    }
    *e = (struct entry){.kind = kind,
        .about = about,
        .turn = turn,
        .pack = w->pack,
        .since = w->now,
        .is = value};
    atomic_init(&e->refs, 1);
    pthread_mutex_lock(&k->lock);
    place = place_of(k, kind, about);
    old = *place;
    *place = e;
    pthread_mutex_unlock(&k->lock);
    entry_release(old);
}

enum err
known_changed(struct work *w)
{
    *txn_turn(w->tx, TURN_WHO) = 0; /* what was read before */
    txn_turned(w->tx, TURN_WHO);
    return txn_do(w->tx, &texts[CHANGE], NO_ARGS);
}

enum err
known_listed_changed(struct work *w)
{
    *txn_turn(w->tx, TURN_LISTED) = 0;
    txn_turned(w->tx, TURN_LISTED);
    return txn_do(w->tx, &texts[CHANGE_LISTED], NO_ARGS);
}
