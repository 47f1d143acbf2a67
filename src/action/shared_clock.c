/*
 * One row of the table meta says what practice time was at a moment of
 * machine time.  What is newest in the ledger would not do instead: a leaf
 * has its number a moment late, and a move of the clock would be lost with
 * the node that made it.
 */
#include "action/shared_clock.h"

#include "record/known.h"
#include "store/meta.h"

/* So long nobody did anything: nobody served it, or nobody came. */
#define LEFT_US INT64_C(3600000000)

static const struct str key = S_INIT("demo_clock");

struct was {
    struct moment practice, machine; /* microseconds in the row */
};

void
shared_clock_init(struct shared_clock *s, struct clock *clock)
{
    *s = (struct shared_clock){.clock = clock};
    if (pthread_mutex_init(&s->lock, NULL))
        BUG("shared clock lock");
}

void
shared_clock_clear(struct shared_clock *s)
{
    pthread_mutex_destroy(&s->lock);
}

/* ERR_ABSENT: nobody has served it yet. */
static enum err
was_read(struct txn *tx, struct was *was)
{
    struct str kept, practice, machine;
    enum err   e = meta_get(tx, key, &kept);

    if (e)
        return e;
    if (!str_cut(kept, ' ', &practice, &machine) ||
        !str_int(practice, &was->practice.us) ||
        !str_int(machine, &was->machine.us))
        return ERR_ABSENT;
    return OK;
}

/* Nobody else sets it until this transaction ends. */
static enum err
was_hold(struct work *w, struct was *was)
{
    enum err e = txn_lock(w->tx, key, TXN_ALONE);

    if (e || (e = was_read(w->tx, was)) != ERR_ABSENT)
        return e;
    *was = (struct was){w->now, clock_machine()};
    return OK;
}

static enum err
was_write(struct work *w, struct moment practice)
{
    struct arena    *a = txn_arena(w->tx);
    const struct str parts[2] = {str_of_int(a, practice.us),
        str_of_int(a, clock_machine().us)};
    enum err         e = meta_set(w->tx, key, str_join(a, parts, 2, S(" ")));

    return e ? e : known_changed(w);
}

static struct moment
runs(const struct was *was)
{
    int64_t since = clock_machine().us - was->machine.us;

    return (struct moment){was->practice.us + since};
}

/* A transaction is never before the newest leaf. */
enum err
shared_clock_begin(struct work *w)
{
    struct moment now, left = w->now;
    struct was    was;
    enum err      e;

    if ((e = was_hold(w, &was)))
        return e;
    now = runs(&was);
    if (was.practice.us > left.us)
        left = was.practice;
    if (now.us < left.us || now.us - left.us > LEFT_US)
        now = left;
    return was_write(w, now);
}

enum err
shared_clock_hold(struct work *w)
{
    struct was was;
    enum err   e = was_hold(w, &was);

    if (!e)
        txn_later(w->tx, runs(&was));
    return e;
}

enum err
shared_clock_move(struct work *w, struct moment to)
{
    struct was was;
    enum err   e;

    if ((e = was_hold(w, &was)))
        return e;
    return runs(&was).us < to.us ? was_write(w, to) : OK;
}

static bool
is_known(struct shared_clock *s, int64_t turn)
{
    bool known;

    pthread_mutex_lock(&s->lock);
    known = turn <= s->turn;
    pthread_mutex_unlock(&s->lock);
    return known;
}

/* Who began to read before somebody else may come here after them. */
static void
take(struct shared_clock *s, int64_t turn, const struct was *was)
{
    pthread_mutex_lock(&s->lock);
    if (turn > s->turn) {
        clock_start_since(s->clock, was->practice, was->machine);
        s->turn = turn;
    }
    pthread_mutex_unlock(&s->lock);
}

enum err
shared_clock_follow(struct shared_clock *s, struct work *w)
{
    struct was was;
    int64_t    turn;
    enum err   e;

    if ((e = known_turn(w, &turn)) || is_known(s, turn))
        return e;
    if ((e = was_read(w->tx, &was)))
        return e == ERR_ABSENT ? OK : e;
    take(s, turn, &was);
    return OK;
}
