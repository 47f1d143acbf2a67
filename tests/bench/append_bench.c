/*
 * append_bench [ENTRIES] -- what one more entry costs a child with a long
 * history beside a child with a short one.
 *
 * Both histories are concerns of a child, each decided; the last ones are
 * timed, without their commit.  An entry is folded with all before it and
 * its projections are compared with those that stand (docs/adr/0002).
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "house.h"

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

/* The median of a round (two entries), us, behind so many entries. */
static int64_t
round_at(struct house *h, size_t entries)
{
    struct id child = house_child(h, h->school);
    int64_t   us[TIMED];

    for (size_t i = 0; i < entries / 2; i++) {
        next_hour(h);
        one_round(h, child);
    }
    for (int i = 0; i < TIMED; i++) {
        int64_t began;

        next_hour(h);
        began = spent();
        one_round(h, child);
        us[i] = spent() - began;
    }
    qsort(us, TIMED, sizeof *us, by_size);
    return us[TIMED / 2];
}

int
main(int argc, char **argv)
{
    struct house h;
    int64_t      entries = 2000, shorter, longer;

    if (argc > 1 && (!str_int(str_of(argv[1]), &entries) || entries < SHORT))
        return EXIT_FAILURE;
    house_open(&h);
    shorter = round_at(&h, SHORT);
    longer = round_at(&h, (size_t)entries);
    house_close(&h);
    printf("appending two entries to %d: %.2f ms; to %lld: %.2f ms, %zu kB;"
           " %.1fx\n",
        SHORT, (double)shorter / 1000, (long long)entries,
        (double)longer / 1000, memory / 1024, (double)longer / (double)shorter);
    return EXIT_SUCCESS;
}
