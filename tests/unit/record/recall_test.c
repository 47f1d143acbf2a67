/*
 * recall_test -- what is remembered in memory is what the database holds,
 * also after parts and whole groups were undone.
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

/* Those of one birth date that are not forgotten, in one order, the newest
 * of each question and asker: in memory and as they are stored. */
static size_t
kept(struct house *h, int born, bool stored, struct recalled out[MOST])
{
    struct txn            *tx = h->w->tx;
    struct between        *here = tx->between;
    const struct recalled *all;
    size_t                 count, n = 0;

    if (stored)
        tx->between = NULL;
    WANT_OK(recall_find(h->w, hash_of(h, 'b', born), &all, &count));
    tx->between = here;
    for (size_t i = 0; i < count; i++) {
        bool known = all[i].until.us <= h->w->now.us;

        for (size_t k = 0; k < n && !known; k++)
            known = id_eq(out[k].account, all[i].account) &&
                hash_eq(out[k].question, all[i].question);
        if (!known)
            out[n++] = all[i]; /* the stored come newest first */
    }
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
