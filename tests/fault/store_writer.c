/*
 * store_writer -- a writer to be killed, and the count afterwards.
 *
 *   store_writer load DB ACKS [--early] [--fail-sync N]
 *       writes leaves for ever; each is named in ACKS (a line of hex) once
 *       it is acknowledged.  --early names it before COMMIT, as a wrong
 *       program would.  --fail-sync lets the Nth fsync and all later fail.
 *   store_writer check DB ACKS
 *       prints how many were acknowledged, how many of these are not in the
 *       ledger, and how many faults verifying found; ends with 1 when the
 *       last two are not zero.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "store/ledger.h"
#include "store/store.h"

enum { AT_ONCE = 32, ID_HEX = 32 };

/* ---- a disk that fails ---- */

static _Atomic long sync_count;
static long         sync_good = -1; /* how many succeed; -1: all */

static int
sync_or_fail(long call, int fd)
{
    if (sync_good >= 0 && atomic_fetch_add(&sync_count, 1) >= sync_good) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(call, fd);
}

/* These stand before the C library's own. */
int
fsync(int fd)
{
    return sync_or_fail(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
    return sync_or_fail(SYS_fdatasync, fd);
}

/* ---- one database ---- */

struct open {
    struct keys  *keys;
    struct clock *clock;
    struct store *store;
};

static void
fail(const char *words, enum err e, struct str detail)
{
    fprintf(stderr, "store_writer: %s: %s %.*s\n", words, err_name(e),
        STR_ARG(detail));
    exit(2);
}

static struct open
open_database(const char *path)
{
    struct arena        *a = arena_new(0);
    struct open          o = {keys_for_test(1), clock_new(), NULL};
    struct store_options options = {
        .url = str_cat(a, S("sqlite:"), str_of(path)),
        .mode = STORE_ALONE,
        .keys = o.keys,
        .clock = o.clock,
    };
    struct fault fault = {0};
    enum err     e = store_open(&options, &o.store, &fault);

    if (!e)
        e = store_migrate(o.store, &fault);
    if (e)
        fail("open", e, fault.detail);
    arena_free(a);
    return o;
}

/* ---- load ---- */

struct slot {
    struct store *store;
    struct job    job;
    struct id     leaf;
    int           acks;
    bool          early;
};

/* One write() of one line: a killed process leaves whole lines. */
static void
acknowledge(struct slot *s)
{
    struct str hex = str_hex(s->job.arena, id_bytes(&s->leaf));
    struct str line = str_cat(s->job.arena, hex, S("\n"));

    if (write(s->acks, line.p, line.n) != (ssize_t)line.n)
        fail("acknowledge", ERR_FILE, S(""));
}

static enum err
note(struct txn *tx, void *ctx)
{
    struct slot      *s = ctx;
    struct leaf_mark  mark;
    const struct id   about = txn_id(tx, ID_PERSON);
    const struct leaf leaf = {
        .kind = LEAF_WRITE,
        .action = S("load"),
        .outcome = OK,
        .about = &about,
        .about_count = 1,
    };
    enum err e = ledger_note(tx, &leaf, &mark);

    s->leaf = mark.id;
    if (!e && s->early)
        acknowledge(s);
    return e;
}

static void
go_on(void *ctx, enum err e)
{
    struct slot *s = ctx;

    if (e)
        fail("write", e, S(""));
    if (!s->early)
        acknowledge(s);
    arena_clear(s->job.arena);
    if (!store_submit(s->store, &s->job))
        fail("submit", ERR_BUSY, S(""));
}

static void
load(const char *database, const char *acks, bool early)
{
    static struct slot slots[AT_ONCE];
    struct open        o = open_database(database);
    int fd = open(acks, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    if (fd < 0)
        fail("open", ERR_FILE, str_of(acks));
    for (int i = 0; i < AT_ONCE; i++) {
        struct slot *s = &slots[i];

        *s = (struct slot){.store = o.store, .acks = fd, .early = early};
        s->job = (struct job){.work = note,
            .done = go_on,
            .ctx = s,
            .arena = arena_new(0)};
        if (!store_submit(o.store, &s->job))
            fail("submit", ERR_BUSY, S(""));
    }
    for (;;)
        pause();
}

/* ---- check ---- */

struct count {
    struct str           acks;
    int64_t              acked, lost;
    struct ledger_report report;
};

static enum err
count_lost(struct txn *tx, void *ctx)
{
    struct count   *c = ctx;
    struct leaf_row row;
    struct str      line, bytes;
    struct id       id;

    while (str_split(&c->acks, '\n', &line) && line.n) {
        struct mark m = arena_mark(txn_arena(tx));
        enum err    e;

        if (line.n != ID_HEX || !str_unhex(txn_arena(tx), line, &bytes) ||
            !id_of_bytes(bytes, ID_LEAF, &id))
            return ERR_INVALID;
        e = ledger_find(tx, id, &row);
        if (e && e != ERR_ABSENT)
            return e;
        c->acked++;
        c->lost += e == ERR_ABSENT || row.number < 0;
        arena_rewind(txn_arena(tx), m);
    }
    return ledger_verify(tx, &c->report);
}

static char *
read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *p = malloc(1);
    long  size;

    *n = 0;
    if (!f)
        return p; /* killed before anything was acknowledged */
    fseek(f, 0, SEEK_END);
    size = ftell(f);
    rewind(f);
    p = realloc(p, (size_t)size + 1);
    *n = fread(p, 1, (size_t)size, f);
    fclose(f);
    return p;
}

static int
check(const char *database, const char *acks)
{
    struct open   o = open_database(database);
    struct arena *a = arena_new((size_t)1 << 30);
    struct count  c = {0};
    size_t        n;
    char         *text = read_all(acks, &n);
    enum err      e;

    c.acks = str_bytes(text, n);
    e = store_read(o.store, a, count_lost, &c);
    if (e)
        fail("check", e, S(""));
    printf("acked %lld lost %lld leaves %llu faults %llu %.*s\n",
        (long long)c.acked, (long long)c.lost,
        (unsigned long long)c.report.leaves,
        (unsigned long long)c.report.faults, STR_ARG(c.report.first_fault));
    store_close(o.store);
    clock_free(o.clock);
    keys_free(o.keys);
    arena_free(a);
    free(text);
    return c.lost || c.report.faults;
}

int
main(int argc, char **argv)
{
    bool early = false;

    for (int i = 4; i < argc; i++) {
        early = early || !strcmp(argv[i], "--early");
        if (!strcmp(argv[i], "--fail-sync") && i + 1 < argc)
            sync_good = strtol(argv[i + 1], NULL, 10);
    }
    if (argc >= 4 && !strcmp(argv[1], "load"))
        load(argv[2], argv[3], early);
    if (argc == 4 && !strcmp(argv[1], "check"))
        return check(argv[2], argv[3]);
    fputs("store_writer load|check DB ACKS\n", stderr);
    return 2;
}
