/*
 * import_bench URL KEYS FILE ROWS -- how long a register takes to come in,
 * when a commit stands for at most ROWS rows.  One line of JSON: the
 * seconds and commits of reading it and of bringing it in, and how many
 * statements the latter ran.
 *
 * The database is a demonstration's; its custodian sends the file and
 * somebody else who may approves it, as everywhere.
 */
#include <stdio.h>
#include <stdlib.h>

#include "action/import.h"
#include "action/service.h"
#include "action/session.h"
#include "record/account.h"

#define ROOM ((size_t)1 << 29)
#define FILE_MOST ((size_t)IMPORT_MOST)

struct bench {
    struct service     *service;
    struct arena       *arena;
    struct id           custodian, second, batch;
    struct import_slice slice;
};
struct phase {
    double  seconds;
    int64_t commits, statements;
};

static void
insist(enum err e, const char *what)
{
    if (!e)
        return;
    fprintf(stderr, "import_bench: %s: %s\n", what, err_name(e));
    exit(EXIT_FAILURE);
}

static enum err
people_find(struct txn *tx, void *ctx)
{
    struct bench  *b = ctx;
    struct work    w = work_in(tx, service_rules(b->service));
    struct account custodian, second;
    enum err       e;

    if ((e = account_of_login(&w, S("nerys"), &custodian)) ||
        (e = account_of_login(&w, S("rhodri"), &second)))
        return e;
    b->custodian = custodian.id;
    b->second = second.id;
    return OK;
}

static void
ask_as(struct bench *b, struct id who, enum action act, const void *with)
{
    struct cx     cx = cx_service(b->service, b->arena, who);
    struct ask    ask = {.act = act, .about = b->batch, .with = with};
    struct answer answer = {0};

    insist(action_run(&cx, &ask, &answer), "an action");
}

static struct phase
run(struct bench *b)
{
    struct store       *store = service_store(b->service);
    struct arena       *a = arena_new(ROOM);
    struct store_counts before = store_counts(store), after;
    int64_t             began = clock_machine().us;
    enum err            e;

    do {
        e = import_step(b->service, a, b->batch, &b->slice);
        arena_clear(a);
    } while (e == OK);
    insist(e == ERR_ABSENT ? OK : e, "a slice");
    arena_free(a);
    after = store_counts(store);
    return (struct phase){(double)(clock_machine().us - began) / 1e6,
        after.commits - before.commits, after.statements - before.statements};
}

static struct str
file_read(struct arena *a, const char *path)
{
    FILE  *f = fopen(path, "rb");
    char  *p = arena_get(a, FILE_MOST);
    size_t n = f ? fread(p, 1, FILE_MOST, f) : 0;

    if (f)
        fclose(f);
    insist(n ? OK : ERR_FILE, path);
    return str_bytes(p, n);
}

static void
bring(struct bench *b, const char *path)
{
    struct cx             cx = cx_service(b->service, b->arena, b->custodian);
    struct import_file    f = {.bytes = file_read(b->arena, path)};
    struct import_map_ask map = {0};
    struct fault          fault = {0};

    insist(moment_parse(S("2027-03-01T00:00Z"), &f.how.as_of) ? OK
                                                              : ERR_INVALID,
        "a moment");
    insist(import_bring(&cx, &f, &b->batch, &fault), path);
    ask_as(b, b->custodian, ACT_IMPORT_MAP, &map);
}

int
main(int argc, char **argv)
{
    struct service_options so = {.mode = STORE_ALONE};
    struct bench           b = {.slice.us = INT64_MAX};
    struct fault           fault = {0};
    struct phase           check, apply;
    bool                   known = true;

    if (argc != 5) {
        fprintf(stderr, "import_bench URL KEYS FILE ROWS\n");
        return 2;
    }
    so.url = str_of(argv[1]);
    so.key_file = argv[2];
    b.slice.rows = strtoul(argv[4], NULL, 10);
    b.arena = arena_new(ROOM);
    insist(service_open(&so, &b.service, &fault), argv[1]);
    insist(store_read(service_store(b.service), b.arena, people_find, &b),
        "the demonstration's people");
    bring(&b, argv[3]);
    check = run(&b);
    ask_as(&b, b.custodian, ACT_IMPORT_SEND, &known);
    ask_as(&b, b.second, ACT_IMPORT_APPROVE, NULL);
    apply = run(&b);
    printf("{\"check_s\": %.3f, \"check_commits\": %lld,"
           " \"apply_s\": %.3f, \"apply_commits\": %lld,"
           " \"apply_statements\": %lld}\n",
        check.seconds, (long long)check.commits, apply.seconds,
        (long long)apply.commits, (long long)apply.statements);
    service_close(b.service);
    arena_free(b.arena);
    return 0;
}
