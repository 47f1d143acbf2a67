/*
 * engine_sqlite_test -- what only the file engine has: its log, who moves
 * it, and the settings that make it behave like the other engine.
 */
#include "store/shop.h"

#include "../test.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/txn_inside.h"

static const char *
beside(struct shop *s, const char *end)
{
    return str_c(s->arena, str_cat(s->arena, str_of(s->file), str_of(end)));
}

static struct str
bytes_of(struct shop *s, const char *path)
{
    struct stat st;
    FILE       *f = fopen(path, "rb");
    char       *p;

    WANT(f != NULL && !fstat(fileno(f), &st));
    p = arena_get(s->arena, (size_t)st.st_size + 1);
    WANT_INT(fread(p, 1, (size_t)st.st_size, f), st.st_size);
    fclose(f);
    return str_bytes(p, (size_t)st.st_size);
}

static void
write_file(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "wb");

    WANT(f != NULL);
    WANT_INT(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

static int64_t
size_of(const char *path)
{
    struct stat st;

    return stat(path, &st) ? -1 : (int64_t)st.st_size;
}

/* ---- who moves the log ---- */

/* What a killed server leaves: a database, and a log not moved into it. */
struct left {
    struct str  url;
    const char *file, *log;
    struct str  file_bytes, log_bytes;
};

static struct left
leave_a_log(struct shop *s)
{
    struct left l = {.file = beside(s, "-left"), .log = beside(s, "-left-wal")};

    shop_note_many(s, 20);
    l.file_bytes = bytes_of(s, s->file);
    l.log_bytes = bytes_of(s, beside(s, "-wal"));
    WANT(l.log_bytes.n > 0);
    write_file(l.file, l.file_bytes);
    write_file(l.log, l.log_bytes);
    l.url = str_cat(s->arena, S("sqlite:"), str_of(l.file));
    return l;
}

static bool
is_untouched(struct shop *s, const struct left *l)
{
    return size_of(l->log) == (int64_t)l->log_bytes.n &&
        str_eq(bytes_of(s, l->file), l->file_bytes) &&
        str_eq(bytes_of(s, l->log), l->log_bytes);
}

static enum err
read_all(struct txn *tx, void *ctx)
{
    return ledger_verify(tx, ctx);
}

TEST(store_read__never_moves_the_log_into_the_database)
{
    struct shop          s = shop_open_file();
    struct left          l = leave_a_log(&s);
    struct ledger_report report = {0};
    struct store        *readers = NULL;
    struct str           url = s.url;

    s.url = l.url;
    WANT_OK(shop_another(&s, STORE_READ, &readers));
    WANT_OK(store_read(readers, s.arena, read_all, &report));
    store_close(readers);
    s.url = url;
    WANT_INT(report.leaves, 20);
    WANT_INT(report.faults, 0);
    WANT(is_untouched(&s, &l));
    shop_close(&s);
}

/* The test above could not fail if closing moved nothing anyway. */
TEST(store_read__is_tested_against_a_connection_that_does_move_the_log)
{
    struct shop s = shop_open_file();
    struct left l = leave_a_log(&s);
    sqlite3    *db;

    WANT(!sqlite3_open(l.file, &db));
    WANT(!sqlite3_exec(db, "SELECT COUNT(*) FROM meta", NULL, NULL, NULL));
    WANT(!sqlite3_close(db));
    WANT(!is_untouched(&s, &l));
    shop_close(&s);
}

static enum err
write_pages(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "INSERT INTO thing (id, word) VALUES ($1, $2)", NULL};
    int64_t *id = ctx;
    struct str word = key_random(txn_arena(tx), 32000);

    return txn_do(
        tx, &q, ARGS(A_INT(*id), A_TEXT(str_hex(txn_arena(tx), word))));
}

TEST(store_write__moves_the_log_when_it_has_grown_and_shortens_it_at_the_end)
{
    struct shop s = shop_open_file();

    shop_make_thing(&s);
    for (int64_t id = 100; id < 2700; id++) { /* 166 MB */
        struct arena *a = arena_new(0);

        WANT_OK(store_write(s.store, a, write_pages, &id));
        arena_free(a);
    }
    WANT(size_of(beside(&s, "-wal")) < 132 * 1024 * 1024);
    WANT(size_of(s.file) > 96 * 1024 * 1024);
    shop_reopen(&s);
    WANT_INT(size_of(beside(&s, "-wal")), 0);
    shop_close(&s);
}

/* ---- settings ---- */

TEST(store_open__makes_files_that_only_their_owner_can_read)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    struct shop              s = shop_open_file();
    struct fault             fault = {0};

    shop_shut(&s);
    /* the test wrote that one out */
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        unlink(beside(&s, ends[i]));
    shop_reopen(&s);
    WANT_OK(store_migrate(s.store, &fault));
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct stat st;

        WANT(!stat(beside(&s, ends[i]), &st));
        WANT_INT(st.st_mode & 0777, 0600);
    }
    shop_close(&s);
}

static enum err
ask_settings(struct txn *tx, void *ctx)
{
    static const struct statement like = {
        "SELECT 'Abc' LIKE 'abc', 'abc' LIKE 'ab%'", NULL};
    struct rows r;
    enum err    e = txn_row(tx, &like, NO_ARGS, &r);

    (void)ctx;
    if (e)
        return e;
    WANT_INT(row_int(&r, 0), 0);
    WANT_INT(row_int(&r, 1), 1);
    return OK;
}

TEST(engine_sqlite__compares_with_like_as_the_other_engine_does)
{
    struct shop s = shop_open_file();

    WANT_OK(store_read(s.store, s.arena, ask_settings, NULL));
    WANT_OK(store_write(s.store, s.arena, ask_settings, NULL));
    shop_close(&s);
}

static enum err
dangle(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "INSERT INTO ledger_about (leaf, place, kind, about)"
        " VALUES ($1, 0, 'p', $1)", NULL};

    (void)ctx;
    return txn_do(tx, &q, ARGS(A_BYTES(S("0123456789abcdef"))));
}

TEST(engine_sqlite__holds_to_foreign_keys)
{
    struct shop s = shop_open_file();

    WANT_ERR(ERR_CONFLICT, store_write(s.store, s.arena, dangle, NULL));
    shop_close(&s);
}

/* ---- trouble ---- */

/* What a call that must not be ends with, in a process of its own. */
static int
death_of(struct shop *s, txn_work *work)
{
    int   status = 0;
    pid_t child = fork();

    if (!child) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        signal(SIGABRT, SIG_DFL);
        _exit(store_read(s->store, s->arena, work, NULL) ? 2 : 0);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

static enum err
wrong_sql(struct txn *tx, void *ctx)
{
    static const struct statement q = {"SELECT FROM WHERE", NULL};

    (void)ctx;
    return txn_do(tx, &q, NO_ARGS);
}

static enum err
too_few(struct txn *tx, void *ctx)
{
    static const struct statement q = {"SELECT $1, $2", NULL};

    (void)ctx;
    return txn_do(tx, &q, ARGS(A_INT(1)));
}

TEST(txn_do__ends_the_process_for_a_mistake_of_ours)
{
    struct shop s = shop_open_file();

    WANT_INT(death_of(&s, dangle), SIGABRT); /* writes in a snapshot */
    WANT_INT(death_of(&s, wrong_sql), SIGABRT);
    WANT_INT(death_of(&s, too_few), SIGABRT);
    WANT_INT(death_of(&s, ask_settings), 0);
    shop_close(&s);
}

/* A file that may not grow is how a full disk looks to a process. */
TEST(store_write__fails_while_the_disk_is_full_and_works_again_after)
{
    struct shop   s = shop_open_file();
    struct rlimit was, full;
    enum err      e = OK;
    int           kept = 0;

    shop_make_thing(&s);
    WANT(!getrlimit(RLIMIT_FSIZE, &was));
    full = was;
    full.rlim_cur = 512 * 1024;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &full);
    for (int64_t id = 100; !e && id < 300; id++) {
        e = store_write(s.store, s.arena, write_pages, &id);
        kept += !e;
    }
    setrlimit(RLIMIT_FSIZE, &was);
    WANT_ERR(ERR_STORE, e);
    WANT_INT(shop_things(&s), kept);
    WANT_IN(store_trouble(s.store, s.arena), "sqlite: ");
    WANT_OK(store_write(s.store, s.arena, write_pages, &(int64_t){1}));
    WANT_INT(shop_things(&s), kept + 1);
    shop_close(&s);
}

/* ---- a file that is taken away ---- */

TEST(store_write__fails_when_the_file_is_no_longer_in_its_place)
{
    struct shop s = shop_open_file();
    const char *away = beside(&s, "-away");

    WANT_OK(store_write(s.store, s.arena, shop_note, NULL));
    WANT_INT(rename(s.file, away), 0);
    WANT_ERR(ERR_STORE, store_write(s.store, s.arena, shop_note, NULL));
    WANT_INT(rename(away, s.file), 0);
    WANT_OK(store_write(s.store, s.arena, shop_note, NULL));
    shop_close(&s);
}

/* ---- the log is written in large pieces ---- */

enum { WORDS = 200, WORD_BYTES = 70000 }; /* more than any cache, and odd */

static const struct statement large[] = {
    {.sql = "INSERT INTO thing (id, word) VALUES ($1, $2)"},
    {.sql = "UPDATE thing SET word = $2 WHERE id = $1"},
    {.sql = "SELECT COUNT(*), SUM(LENGTH(word)) FROM thing"},
};

/* All of them, and again those that the cache has let go of. */
static enum err
write_large(struct txn *tx, void *ctx)
{
    const struct str word = *(const struct str *)ctx;
    enum err         e = OK;

    for (int i = 0; i < WORDS && !e; i++)
        e = txn_do(tx, &large[0], ARGS(A_INT(i + 100), A_TEXT(word)));
    for (int i = 0; i < WORDS && !e; i += 3)
        e = txn_do(tx, &large[1],
            ARGS(A_INT(i + 100), A_TEXT(str_sub(word, 1, WORD_BYTES))));
    return e;
}

static enum err
read_large(struct txn *tx, void *ctx)
{
    return txn_row(tx, &large[2], NO_ARGS, ctx);
}

TEST(engine_sqlite__shows_others_all_of_a_commit_larger_than_its_cache)
{
    struct shop   s = shop_open_file();
    char         *p = arena_get(s.arena, WORD_BYTES);
    struct str    word = str_bytes(p, WORD_BYTES);
    struct store *other;
    struct rows   row;

    memset(p, 'w', WORD_BYTES);
    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, write_large, &word));
    WANT_OK(shop_another(&s, STORE_READ, &other));
    WANT_OK(store_read(other, s.arena, read_large, &row));
    WANT_INT(row_int(&row, 0), WORDS);
    WANT_INT(row_int(&row, 1), WORDS * WORD_BYTES - (WORDS + 2) / 3);
    store_close(other);
    shop_reopen(&s);
    WANT_OK(store_read(s.store, s.arena, read_large, &row));
    WANT_INT(row_int(&row, 1), WORDS * WORD_BYTES - (WORDS + 2) / 3);
    WANT_INT(shop_verify(&s).faults, 0);
    shop_close(&s);
}
