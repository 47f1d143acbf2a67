/*
 * recall_test -- what is remembered in memory is what the database holds,
 * also after parts and whole groups were undone, and where others write.
 */
#include "record/recall.h"

#include <stdlib.h>

#include "store/txn_inside.h"

#include "../house.h"
#include "../test.h"

enum { QUESTIONS = 5, BIRTHS = 3, ASKERS = 2, CHECKS = 200, MOST = 64 };

struct part {
    struct house *h;
    int           question, born, asker;
    bool          fails;
};

static struct str
hash_of(struct house *h, char what, int n)
{
    const char    word[] = {what, (char)('0' + n), 0};
    struct digest d = hash_sha256(str_of(word));

    return str_dup(txn_arena(h->w->tx), hash_str(&d));
}

static enum err
put(struct txn *tx, void *ctx)
{
    const struct part   *p = ctx;
    struct house        *h = p->h;
    struct enquiry_check c = {.question = hash_of(h, 'q', p->question),
        .born = hash_of(h, 'b', p->born),
        .account = p->asker ? h->nurse : h->teacher,
        .agency = p->asker ? h->hospital : h->school,
        .area = h->authority};
    enum err             e = recall_put(h->w, &c,
                    (struct moment){h->w->now.us + INT64_C(3600000000)});

    (void)tx;
    return e ? e : p->fails ? ERR_DENIED : OK;
}

/* One of the many things that may follow each other, by a number. */
static struct part
part_of(struct house *h, unsigned n)
{
    return (struct part){h, (int)(n % QUESTIONS), (int)(n / 7 % BIRTHS),
        (int)(n / 3 % ASKERS), n % 4 == 0};
}

static int
by_all(const void *x, const void *y)
{
    return memcmp(x, y, sizeof(struct recalled));
}

/* Those of one birth date that are not forgotten, in one order: in memory,
 * and as who remembers nothing reads them. */
static size_t
kept(struct house *h, int born, bool stored, struct recalled out[MOST])
{
    struct txn            *tx = h->w->tx;
    struct between         none = {0}, *here = tx->between;
    const struct recalled *all;
    size_t                 count, n = 0;

    if (stored)
        tx->between = &none;
    WANT_OK(recall_find(h->w, hash_of(h, 'b', born), &all, &count));
    for (size_t i = 0; i < count; i++)
        if (all[i].until.us > h->w->now.us)
            out[n++] = all[i];
    if (none.release)
        none.release(none.it);
    tx->between = here;
    qsort(out, n, sizeof *out, by_all);
    return n;
}

static void
want_equal(struct house *h)
{
    for (int born = 0; born < BIRTHS; born++) {
        struct recalled memory[MOST] = {0}, stored[MOST] = {0};
        size_t          n = kept(h, born, false, memory);

        WANT_INT(kept(h, born, true, stored), (int64_t)n);
        for (size_t i = 0; i < n; i++) {
            WANT_INT(memory[i].at.us, stored[i].at.us);
            WANT(hash_eq(memory[i].question, stored[i].question));
            WANT(id_eq(memory[i].agency, stored[i].agency));
        }
    }
}

TEST(recall__is_what_is_stored_when_parts_are_undone)
{
    struct house h;
    unsigned     n = 1;

    house_open(&h);
    for (int i = 0; i < CHECKS; i++) {
        struct part p;

        n = n * 1103515245 + 12345;
        p = part_of(&h, n >> 16);
        h.w->now.us++;
        WANT_ERR(p.fails ? ERR_DENIED : OK, txn_try(h.w->tx, put, &p));
    }
    want_equal(&h);
    house_close(&h);
}

TEST(recall__is_what_is_stored_when_all_is_undone)
{
    struct house h;
    struct part  first, second;

    house_open(&h);
    first = part_of(&h, 1);
    second = part_of(&h, 2);
    WANT_OK(put(h.w->tx, &first));
    house_at(&h, "2027-03-01T09:10:00Z");
    WANT_OK(put(h.w->tx, &second));
    WANT_OK(put(h.w->tx, &first));
    house_undo(&h);
    want_equal(&h);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM check_memory"), 1);
    house_close(&h);
}

TEST(recall_find__forgets_in_time)
{
    struct house    h;
    struct recalled all[MOST];
    struct part     p;

    house_open(&h);
    p = part_of(&h, 1);
    WANT_OK(put(h.w->tx, &p));
    WANT_INT(kept(&h, p.born, false, all), 1);
    house_at(&h, "2027-03-01T10:00:01Z");
    WANT_INT(kept(&h, p.born, false, all), 0);
    house_close(&h);
}

/* ---- where others write ---- */

/* A writer of its own beside the house's, that begins and ends when told. */
struct other {
    struct work    work;
    struct txn     tx;
    struct between between;
};

static void
begin(struct house *h, struct other *o)
{
    o->tx.number++;
    o->tx.now = h->w->now;
    WANT_OK(engine_step(o->tx.conn, STEP_BEGIN_WRITE));
}

static void
end(struct other *o, enum step how)
{
    WANT_OK(txn_settle(&o->tx));
    txn_ended(&o->tx, NULL, how == STEP_COMMIT);
    WANT_OK(engine_step(o->tx.conn, how));
}

static void
open_other(struct house *h, struct other *o)
{
    struct fault fault;

    *o = (struct other){.work = *h->w, .tx = *h->w->tx};
    /* without the lock, which the house has alone */
    WANT_OK(engine_open(h->shop.url, CONN_READ, &o->tx.conn, &fault));
    o->tx.between = &o->between;
    o->tx.alone = false;
    o->tx.endings = NULL;
    o->work.tx = &o->tx;
}

static void
close_other(struct other *o)
{
    if (o->between.release)
        o->between.release(o->between.it);
    engine_close(o->tx.conn);
}

static size_t
found(struct other *o, struct house *h, const struct part *p)
{
    const struct recalled *all;
    size_t                 count;

    WANT_OK(recall_find(&o->work, hash_of(h, 'b', p->born), &all, &count));
    return count;
}

static void
other_puts(struct other *o, struct house *h, const struct part *p)
{
    struct house there = *h;

    there.w = &o->work;
    WANT_OK(put(&o->tx,
        &(struct part){&there, p->question, p->born, p->asker, false}));
}

/* One that began first and ends last is news last, and what is undone never;
 * SQLite has one writer. */
TEST(recall_find__reads_once_what_others_have_committed_since)
{
    struct house h;
    struct other one, two, three;
    struct part  p, q;

    house_open(&h);
    if (str_starts(h.shop.url, S("sqlite"))) {
        house_close(&h);
        return;
    }
    house_at(&h, "2027-03-01T09:10:00Z");
    p = part_of(&h, 1);
    q = (struct part){&h, p.question + 1, p.born, p.asker, false};
    open_other(&h, &one);
    open_other(&h, &two);
    open_other(&h, &three);
    begin(&h, &one);
    begin(&h, &two);
    WANT_INT(found(&one, &h, &p), 0);
    WANT_INT(found(&two, &h, &p), 0);
    other_puts(&one, &h, &p);
    other_puts(&two, &h, &q);
    begin(&h, &three);
    WANT_INT(found(&three, &h, &p), 0);
    end(&two, STEP_COMMIT);
    end(&three, STEP_COMMIT);
    begin(&h, &three);
    WANT_INT(found(&three, &h, &p), 1);
    end(&three, STEP_COMMIT);
    end(&one, STEP_COMMIT);
    begin(&h, &three);
    WANT_INT(found(&three, &h, &p), 2);
    end(&three, STEP_COMMIT);
    begin(&h, &one);
    WANT_INT(found(&one, &h, &p), 2);
    q.born++;
    other_puts(&one, &h, &q);
    end(&one, STEP_ROLLBACK);
    begin(&h, &three);
    WANT_INT(found(&three, &h, &q), 0);
    end(&three, STEP_COMMIT);
    close_other(&three);
    close_other(&two);
    close_other(&one);
    house_close(&h);
}
