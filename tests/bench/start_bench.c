/*
 * start_bench URL KEYS FILE ROUNDS -- a node's start with the records of a
 * database: filled from the store, and mapped from the file that the one
 * before left (record/finder.h), in turn.  Prints the least of each in a
 * line of JSON; ends badly when a file was not mapped, or others are there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/key.h"
#include "record/finder.h"

struct side {
    int64_t wall_us, cpu_us; /* the least */
    size_t  records;
};

static struct rules *rules;

static void
want(enum err e, const char *what)
{
    if (!e)
        return;
    fprintf(stderr, "start_bench: %s: %s\n", what, err_name(e));
    exit(EXIT_FAILURE);
}

static const struct rules *
rules_here(void *ctx)
{
    (void)ctx;
    return rules;
}

static int64_t
processor_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void
least(int64_t *of, int64_t us)
{
    if (!*of || us < *of)
        *of = us;
}

/* Until it answers; its end leaves the file. */
static void
begin(struct store *store, const char *file, bool mapped, struct side *s)
{
    const struct finder_options o = {store, rules_here, NULL, str_of(file)};
    struct finder              *f;
    int64_t                     wall, cpu;
    bool                        more = true;

    if (!mapped)
        (void)unlink(file);
    wall = clock_monotonic();
    cpu = processor_us();
    f = finder_new(&o);
    while (more)
        want(finder_turn(f, &more), "turn");
    least(&s->wall_us, clock_monotonic() - wall);
    least(&s->cpu_us, processor_us() - cpu);
    s->records = finder_count(f);
    if (finder_is_mapped(f) != mapped)
        want(ERR_FILE, "the file");
    finder_free(f);
}

int
main(int argc, char **argv)
{
    struct store_options o = {.mode = STORE_READ};
    struct arena        *a = arena_new(0);
    struct side          filled = {0}, mapped = {0};
    struct fault         fault = {0};
    struct keys         *keys;
    struct store        *store;

    if (argc != 5)
        want(ERR_INVALID, "URL KEYS FILE ROUNDS");
    want(keys_load(argv[2], &keys), "keys");
    o.url = str_of(argv[1]);
    o.keys = keys;
    o.clock = clock_new();
    want(store_open(&o, &store, &fault), "store");
    want(rules_load(store, a, &rules, &fault), "rules");
    for (int i = atoi(argv[4]); i > 0; i--) {
        begin(store, argv[3], false, &filled);
        begin(store, argv[3], true, &mapped);
    }
    unlink(argv[3]);
    printf("{\"records\": %zu, \"filled_ms\": %.1f, \"filled_cpu_ms\": %.1f,"
           " \"mapped_ms\": %.1f, \"mapped_cpu_ms\": %.1f}\n",
        filled.records, (double)filled.wall_us / 1e3,
        (double)filled.cpu_us / 1e3, (double)mapped.wall_us / 1e3,
        (double)mapped.cpu_us / 1e3);
    return filled.records == mapped.records ? EXIT_SUCCESS : EXIT_FAILURE;
}
