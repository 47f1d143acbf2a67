/*
 * pg_load -- asks PostgreSQL over many kept connections, and says how it
 * went: a look-up by several keys and one row that tells of it, kept by the
 * disk before the answer counts.
 *
 *   pg_load URL CONNECTIONS SECONDS FIND NOTE FILE
 *
 * FIND and NOTE are statements, prepared once.  FILE: a question a line, the
 * parameters of FIND parted by '|', an empty one null.  NOTE's one parameter
 * is the line.  Both travel together and are one transaction, which is the
 * least that can be asked of it.  What it prints is what load prints.
 */
#include <assert.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CELLS = 8, CONNECTIONS = 1024, TIMES_MOST = 1 << 20, ARGUMENTS = 7 };
#define SECOND_US INT64_C(1000000)

struct question {
    const char *line;
    const char *cell[CELLS]; /* null: not known */
};

struct load {
    const char      *url, *find, *note;
    struct question *questions;
    size_t           count, cells;
    int64_t          counts_from, ends;
};

struct connection {
    struct load *load;
    PGconn      *pg;
    size_t       next;
    pthread_t    thread;
    uint32_t    *times;
    size_t       time_count;
    int64_t      rows;
};

static void
give_up(const char *what, const char *why)
{
    fprintf(stderr, "pg_load: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

static int64_t
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND_US + t.tv_nsec / 1000;
}

/* ---- questions ---- */

static char *
text_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *p;
    long  n;

    if (!f || fseek(f, 0, SEEK_END) || (n = ftell(f)) < 0)
        give_up(path, "cannot be read");
    rewind(f);
    p = calloc((size_t)n + 1, 1);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n)
        give_up(path, "cannot be read");
    fclose(f);
    return p;
}

static struct question
question_of(struct load *l, char *line)
{
    struct question q = {.line = strdup(line)};
    size_t          n = 0;

    for (char *at = line; at && n < CELLS; n++) {
        char *end = strchr(at, '|');

        if (end)
            *end++ = '\0';
        q.cell[n] = *at ? at : NULL;
        at = end;
    }
    l->cells = n;
    return q;
}

static void
questions_read(struct load *l, const char *path)
{
    char  *at = text_read(path);
    size_t room = 0;

    while (*at) {
        char *end = at + strcspn(at, "\n");
        char *next = *end ? end + 1 : end;

        *end = '\0';
        if (l->count == room) {
            room = room ? 2 * room : 1024;
            l->questions = realloc(l->questions, room * sizeof *l->questions);
            if (!l->questions)
                give_up("memory", "there is none");
        }
        if (*at)
            l->questions[l->count++] = question_of(l, at);
        at = next;
    }
    if (!l->count)
        give_up(path, "no questions");
}

/* ---- asking ---- */

static void
must(const struct connection *c, int ok)
{
    if (!ok)
        give_up("PostgreSQL", PQerrorMessage(c->pg));
}

/* All that comes until both are done and kept. */
static void
hear(struct connection *c)
{
    for (int silent = 0; silent < 2;) {
        PGresult      *r = PQgetResult(c->pg);
        ExecStatusType s = PQresultStatus(r);

        silent = r ? 0 : silent + 1;
        if (!r)
            continue;
        if (s != PGRES_TUPLES_OK && s != PGRES_COMMAND_OK &&
            s != PGRES_PIPELINE_SYNC)
            give_up("PostgreSQL", PQresultErrorMessage(r));
        c->rows += PQntuples(r);
        PQclear(r);
        if (s == PGRES_PIPELINE_SYNC)
            return;
    }
}

static void
ask(struct connection *c)
{
    const struct load     *l = c->load;
    const struct question *q = &l->questions[c->next];

    c->next = (c->next + 1) % l->count;
    must(c,
        PQsendQueryPrepared(c->pg, "find", (int)l->cells, q->cell, NULL, NULL,
            0));
    must(c, PQsendQueryPrepared(c->pg, "note", 1, &q->line, NULL, NULL, 0));
    must(c, PQpipelineSync(c->pg));
    hear(c);
}

static void *
run(void *ctx)
{
    struct connection *c = ctx;
    int64_t            now = now_us();

    while (now < c->load->ends) {
        int64_t asked = now;

        ask(c);
        now = now_us();
        if (asked >= c->load->counts_from && c->time_count < TIMES_MOST)
            c->times[c->time_count++] = (uint32_t)(now - asked);
    }
    return NULL;
}

static void
prepare(struct connection *c, const char *name, const char *text)
{
    PGresult *r = PQprepare(c->pg, name, text, 0, NULL);

    must(c, PQresultStatus(r) == PGRES_COMMAND_OK);
    PQclear(r);
}

static void
dial(struct connection *c, struct load *l, size_t nth)
{
    c->load = l;
    c->next = nth * 151 % l->count;
    c->times = calloc(TIMES_MOST, sizeof *c->times);
    c->pg = PQconnectdb(l->url);
    must(c, c->times && PQstatus(c->pg) == CONNECTION_OK);
    prepare(c, "find", l->find);
    prepare(c, "note", l->note);
    must(c, PQenterPipelineMode(c->pg));
}

/* ---- what came of it ---- */

static int
by_size(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static void
say(const struct connection *all, size_t n, int64_t seconds)
{
    size_t    count = 0;
    int64_t   rows = 0;
    uint32_t *times;

    for (size_t i = 0; i < n; i++)
        count += all[i].time_count;
    times = calloc(count + 1, sizeof *times);
    if (!times)
        give_up("memory", "there is none");
    count = 0;
    for (size_t i = 0; i < n; i++) {
        memcpy(times + count, all[i].times, all[i].time_count * sizeof *times);
        count += all[i].time_count;
        rows += all[i].rows;
    }
    qsort(times, count, sizeof *times, by_size);
    printf("{\"ok\":%.1f,\"all\":%.1f,\"p50\":%u,\"p99\":%u,\"broken\":0,"
           "\"rows\":%lld}\n",
        (double)count / (double)seconds, (double)count / (double)seconds,
        times[count / 2], times[count * 99 / 100], (long long)rows);
    free(times);
}

int
main(int argc, char **argv)
{
    static struct connection all[CONNECTIONS];
    struct load              l = {0};
    size_t                   n;
    int64_t                  seconds;

    if (argc != ARGUMENTS) {
        fprintf(stderr, "pg_load URL CONNECTIONS SECONDS FIND NOTE FILE\n");
        return EXIT_FAILURE;
    }
    l.url = argv[1];
    n = strtoul(argv[2], NULL, 10);
    seconds = strtol(argv[3], NULL, 10);
    l.find = argv[4];
    l.note = argv[5];
    questions_read(&l, argv[6]);
    if (!n || n > CONNECTIONS || seconds < 1)
        give_up("pg_load", "so many connections or seconds");
    for (size_t i = 0; i < n; i++)
        dial(&all[i], &l, i);
    l.counts_from = now_us() + SECOND_US;
    l.ends = l.counts_from + seconds * SECOND_US;
    for (size_t i = 0; i < n; i++)
        if (pthread_create(&all[i].thread, NULL, run, &all[i]))
            give_up("a thread", "cannot be made");
    for (size_t i = 0; i < n; i++)
        pthread_join(all[i].thread, NULL);
    say(all, n, seconds);
    return EXIT_SUCCESS;
}
