/*
 * sweep_bench [THOUSANDS] -- what a sweep costs while so many thousand
 * deadlines are open, of which CHANGING are missed since the last; and one
 * that finds nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "house.h"
#include "record/sweep.h"
#include "record/waiting.h"

enum { CHANGING = 100, IDLE = 101 };

/* Time of that clock, us. */
static int64_t
spent(clockid_t id)
{
    struct timespec t;

    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct took {
    int64_t processor, wall, statements;
};

static struct took
took_now(struct house *h)
{
    return (struct took){spent(CLOCK_THREAD_CPUTIME_ID), spent(CLOCK_MONOTONIC),
        store_counts(h->shop.store).statements};
}

static struct took
since(struct house *h, struct took began)
{
    struct took now = took_now(h);

    return (struct took){now.processor - began.processor, now.wall - began.wall,
        now.statements - began.statements};
}

static void
say(const char *what, int64_t thousands, struct took t, int times)
{
    printf("%s among %lld000: %.3f ms of processor, %.3f ms, %.1f"
           " statements\n",
        what, (long long)thousands, (double)t.processor / 1000 / times,
        (double)t.wall / 1000 / times, (double)t.statements / times);
}

int
main(int argc, char **argv)
{
    int64_t      thousands = 100;
    struct took  began;
    struct swept s;
    struct house h;

    if (argc > 1 && (!str_int(str_of(argv[1]), &thousands) || thousands < 1))
        return EXIT_FAILURE;
    house_open(&h);
    waiting_visits(&h, CHANGING, "2027-03-10");
    if (sweep_all(h.w))
        BUG("no sweep");
    waiting_thousands(&h, (int)thousands);
    house_at(&h, "2027-03-02T09:00:00Z");
    began = took_now(&h);
    for (int i = 0; i < IDLE; i++)
        if (sweep_portion(h.w, &s) || s.looked)
            BUG("something was due");
    say("nothing", thousands, since(&h, began), IDLE);
    house_at(&h, "2027-03-11T09:00:00Z");
    began = took_now(&h);
    if (sweep_all(h.w))
        BUG("no sweep");
    say("one that changes", thousands, since(&h, began), CHANGING);
    if (waiting_told(&h) != CHANGING)
        BUG("not everybody was told");
    house_close(&h);
    return EXIT_SUCCESS;
}
