/*
 * append_bench [ENTRIES] -- what one more entry costs a child with a long
 * history beside a child with a short one.
 *
 * Both histories are concerns of a child, each decided; the last ones are
 * timed, without their commit.  Once more with everything forgotten that was
 * kept in memory of the history (record/history_kept.h), as when the first
 * entry for weeks is written: then the history is read, and folded, whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "house.h"
#include "record/history_kept.h"

enum { SHORT = 20, TIMED = 10 };

static size_t memory; /* of the last round, bytes */

/* Processor time of this thread, us. */
static int64_t
spent(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* An hour later: the transaction before it is ended, and what it used. */
static void
next_hour(struct house *h)
{
    static int    hours = 1;
    struct arena *a = arena_new(0);
    struct moment m;

    if (!moment_parse(S("2027-03-01T09:00:00Z"), &m))
        BUG("no moment");
    m.us += (int64_t)hours++ * 3600 * 1000000;
    house_at(h, str_c(a, moment_text(a, m)));
    arena_free(a);
}

/* What it used of memory is given back: a request would end here. */
static void
one_round(struct house *h, struct id child)
{
    struct mark before = arena_mark(h->arena);
    struct id   thread = house_concern(h, child, "today");

    house_decide(h, thread, child, "no_further_action");
    memory = arena_used(h->arena);
    arena_rewind(h->arena, before);
}

static int
by_size(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

/* The median of the times, of a round (two entries), us. */
static int64_t
median(int64_t us[TIMED])
{
    qsort(us, TIMED, sizeof *us, by_size);
    return us[TIMED / 2];
}

static void
forget(struct house *h, struct id child)
{
    const struct id none = {0};

    history_drop(
        history_take(rules_histories(h->rules), house_person(h, child), none));
}

/* A round behind so many entries: what is kept of them, and not. */
struct took {
    int64_t kept, read;
};

static struct took
round_at(struct house *h, size_t entries)
{
    struct id child = house_child(h, h->school);
    int64_t   us[2][TIMED];

    for (size_t i = 0; i < entries / 2; i++) {
        next_hour(h);
        one_round(h, child);
    }
    for (int i = 0; i < 2 * TIMED; i++) {
        int64_t began;

        next_hour(h);
        if (i / TIMED)
            forget(h, child);
        began = spent();
        one_round(h, child);
        us[i / TIMED][i % TIMED] = spent() - began;
    }
    return (struct took){median(us[0]), median(us[1])};
}

int
main(int argc, char **argv)
{
    struct house h;
    int64_t      entries = 2000;
    struct took  shorter, longer;

    if (argc > 1 && (!str_int(str_of(argv[1]), &entries) || entries < SHORT))
        return EXIT_FAILURE;
    house_open(&h);
    shorter = round_at(&h, SHORT);
    longer = round_at(&h, (size_t)entries);
    house_close(&h);
    printf("appending two entries to %d: %.2f ms; to %lld: %.2f ms, %zu kB;"
           " %.1fx; when nothing is kept in memory: %.2f ms; %.1fx\n",
        SHORT, (double)shorter.kept / 1000, (long long)entries,
        (double)longer.kept / 1000, memory / 1024,
        (double)longer.kept / (double)shorter.kept, (double)longer.read / 1000,
        (double)longer.read / (double)shorter.read);
    return EXIT_SUCCESS;
}
