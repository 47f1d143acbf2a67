/*
 * shop -- see shop.h.
 */
#include "store/shop.h"

#include "../test.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/engine.h"
#include "store/ledger_inside.h"
#include "store/txn_inside.h"

/* A server's connection is a process: a test has enough with two. */
enum { SERVER_READERS = 2 };

static struct str
path_in(struct shop *s, struct str name)
{
    const struct str parts[] = {str_of(s->dir), name};

    return str_join(s->arena, parts, 2, S("/"));
}

/* In memory where there is such a place: what a COMMIT waits for is tested
 * by tests/fault, and the disk is half of what the others would take. */
static struct shop
shop_new(void)
{
    struct shop s = {.arena = arena_new(0), .clock = clock_new()};
    char        name[] = "/dev/shm/diogel-test-XXXXXX";
    char        slow[] = "/tmp/diogel-test-XXXXXX";

    s.keys = keys_for_test(1);
    if (mkdtemp(name)) {
        s.dir = str_c(s.arena, str_of(name));
        return s;
    }
    WANT(mkdtemp(slow) != NULL);
    s.dir = str_c(s.arena, str_of(slow));
    return s;
}

static void
open_store(struct shop *s)
{
    WANT_OK(shop_another(s, STORE_ALONE, &s->store));
}

enum err
shop_another(struct shop *s, enum store_mode mode, struct store **out)
{
    const struct store_options options = {
        .url = s->url,
        .mode = mode,
        .readers = s->file ? 0 : SERVER_READERS,
        .keys = s->keys,
        .clock = s->clock,
    };
    struct fault fault = {0};

    return store_open(&options, out, &fault);
}

static void
migrate(struct shop *s)
{
    struct fault fault = {0};

    open_store(s);
    WANT_OK(store_migrate(s->store, &fault));
}

/* A database to which every migration was applied: made once, and written
 * out for every other test. */
static char  *migrated;
static size_t migrated_size;

static void
keep_migrated(const char *file)
{
    FILE *in = fopen(file, "rb");

    WANT(in && !fseek(in, 0, SEEK_END));
    migrated_size = (size_t)ftell(in);
    rewind(in);
    WANT(migrated = malloc(migrated_size));
    WANT_INT(fread(migrated, 1, migrated_size, in), migrated_size);
    fclose(in);
}

static void
write_migrated(const char *file)
{
    FILE *out = fopen(file, "wbx");

    WANT(out);
    WANT_INT(fwrite(migrated, 1, migrated_size, out), migrated_size);
    WANT(!fclose(out));
}

struct shop
shop_open_file(void)
{
    struct shop s = shop_new();
    struct str  file = path_in(&s, S("test.db"));

    s.file = str_c(s.arena, file);
    s.url = str_cat(s.arena, S("sqlite:"), file);
    if (migrated) {
        write_migrated(s.file);
    } else {
        migrate(&s);
        shop_shut(&s);
        keep_migrated(s.file);
    }
    open_store(&s);
    return s;
}

static void
on_server(struct str url, struct str script)
{
    struct conn *c;
    struct fault fault = {0};

    WANT_OK(engine_open(url, CONN_ALONE, &c, &fault));
    if (c->engine->script(c, script))
        fail_msg("%.*s", STR_ARG(c->trouble));
    engine_close(c);
}

/* A database that was migrated before only loses its rows, and whatever a
 * test put beside them: that takes a tenth of the time. */
static const struct str empty_script =
    S_INIT("SET session_replication_role = replica;"
           "DROP TABLE IF EXISTS part, thing CASCADE;"
           "DO $$ DECLARE t text; BEGIN"
           " FOR t IN SELECT tablename FROM pg_tables"
           " WHERE schemaname = 'public' AND tablename NOT IN"
           " ('migration', 'who_is_who') LOOP"
           " EXECUTE 'DELETE FROM ' || quote_ident(t); END LOOP; END $$;");
static const struct str drop_script =
    S_INIT("DROP SCHEMA public CASCADE; CREATE SCHEMA public");

static enum err
begin_ledger(struct txn *tx, void *ctx)
{
    (void)ctx;
    return ledger_begin(tx);
}

/* False when a test has altered what its migrations say. */
static bool
open_emptied(struct shop *s)
{
    if (shop_another(s, STORE_ALONE, &s->store))
        return false;
    if (store_is_current(s->store))
        return true;
    shop_shut(s);
    return false;
}

static void
server_database(struct shop *s)
{
    static bool made;

    if (made) {
        on_server(s->url, empty_script);
        if (open_emptied(s)) {
            WANT_OK(store_write(s->store, s->arena, begin_ledger, NULL));
            return;
        }
    }
    on_server(s->url, drop_script);
    migrate(s);
    made = true;
}

struct shop
shop_open(void)
{
    struct str  url = str_of(getenv("PGURL"));
    struct shop s;

    if (!url.n)
        return shop_open_file();
    s = shop_new();
    s.url = url;
    server_database(&s);
    return s;
}

void
shop_shut(struct shop *s)
{
    store_close(s->store);
    s->store = NULL;
}

void
shop_reopen(struct shop *s)
{
    shop_shut(s);
    open_store(s);
}

static void
remove_folder(struct shop *s)
{
    DIR           *d = opendir(s->dir);
    struct dirent *entry;

    while (d && (entry = readdir(d)))
        unlink(str_c(s->arena, path_in(s, str_of(entry->d_name))));
    closedir(d);
    rmdir(s->dir);
}

void
shop_close(struct shop *s)
{
    shop_shut(s);
    remove_folder(s);
    keys_free(s->keys);
    clock_free(s->clock);
    arena_free(s->arena);
}

/* ---- work ---- */

enum err
shop_note(struct txn *tx, void *ctx)
{
    const struct id   about[] = {txn_id(tx, ID_PERSON), txn_id(tx, ID_SOURCE)};
    const struct leaf leaf = {
        .kind = LEAF_WRITE,
        .action = S("entry_record"),
        .account = txn_id(tx, ID_ACCOUNT),
        .agency = txn_id(tx, ID_AGENCY),
        .purpose = S("because"),
        .rule = S("worker"),
        .outcome = OK,
        .about = about,
        .about_count = 2,
        .detail = S("{\"n\":1}"),
    };

    (void)ctx;
    return ledger_note(tx, &leaf, NULL);
}

void
shop_note_many(struct shop *s, int n)
{
    while (n-- > 0)
        WANT_OK(store_write(s->store, s->arena, shop_note, NULL));
}

static enum err
make_thing(struct txn *tx, void *ctx)
{
    (void)ctx;
    return txn_script(tx,
        S("CREATE TABLE thing (id INT64 PRIMARY KEY, word TEXT,"
          " CHECK (id <> 13)) {STRICT};"
          "CREATE TABLE part (thing INT64 NOT NULL REFERENCES thing (id)"
          " DEFERRABLE INITIALLY DEFERRED) {STRICT}"));
}

void
shop_make_thing(struct shop *s)
{
    WANT_OK(store_write(s->store, s->arena, make_thing, NULL));
}

static enum err
count_things(struct txn *tx, void *ctx)
{
    static const struct statement q = {"SELECT COUNT(*) FROM thing", NULL};
    int64_t                      *n = ctx;
    struct rows                   row;
    enum err                      e = txn_row(tx, &q, NO_ARGS, &row);

    if (!e)
        *n = row_int(&row, 0);
    return e;
}

int64_t
shop_things(struct shop *s)
{
    int64_t n = -1;

    WANT_OK(store_read(s->store, s->arena, count_things, &n));
    return n;
}

/* ---- the ledger ---- */

static enum err
verify(struct txn *tx, void *ctx)
{
    return ledger_verify(tx, ctx);
}

struct ledger_report
shop_verify(struct shop *s)
{
    struct ledger_report report = {0};

    WANT_OK(store_read(s->store, s->arena, verify, &report));
    return report;
}

static enum err export(struct txn *tx, void *ctx) {
    return ledger_export(tx, ctx);
}

struct str
shop_export(struct shop *s)
{
    char      *text = NULL;
    size_t     n = 0;
    FILE      *out = open_memstream(&text, &n);
    struct str got;

    WANT_OK(store_read(s->store, s->arena, export, out));
    fclose(out);
    got = str_dup(s->arena, str_bytes(text, n));
    free(text);
    return got;
}

/* ---- tampering ---- */

static void
copy_file(const char *from, const char *to)
{
    char   bytes[4096];
    FILE  *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t n;

    WANT(in && out);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        WANT_INT(fwrite(bytes, 1, n, out), n);
    fclose(in);
    WANT(!fclose(out));
}

/* Integers far away, so that no other row has the same. */
static void
flip(sqlite3_context *cx, int count, sqlite3_value **values)
{
    static unsigned char other[4096];
    int                  n = sqlite3_value_bytes(values[0]);

    (void)count;
    WANT(n < (int)sizeof other);
    if (n)
        memcpy(other, sqlite3_value_blob(values[0]), (size_t)n);
    switch (sqlite3_value_type(values[0])) {
    case SQLITE_INTEGER:
        sqlite3_result_int64(cx, sqlite3_value_int64(values[0]) + 1000);
        break;
    case SQLITE_TEXT:
        other[n] = 'x';
        sqlite3_result_text(cx, (const char *)other, n + 1, SQLITE_TRANSIENT);
        break;
    default:
        other[n - 1] ^= 1;
        sqlite3_result_blob(cx, other, n, SQLITE_TRANSIENT);
    }
}

static void
tamper(const char *file, const char *sql)
{
    sqlite3 *db = NULL;
    char    *words = NULL;

    WANT(!sqlite3_open(file, &db));
    sqlite3_create_function(db, "flip", 1, SQLITE_UTF8, NULL, flip, NULL, NULL);
    WANT(!sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL,
        NULL));
    if (sqlite3_exec(db, sql, NULL, NULL, &words))
        fail_msg("%s: %s", sql, words);
    if (!sqlite3_total_changes(db))
        fail_msg("%s: changed nothing", sql);
    sqlite3_close(db);
}

struct ledger_report
shop_verify_after(struct shop *s, const char *sql)
{
    struct shop          copy = *s;
    struct str           file = path_in(s, S("copy.db"));
    struct ledger_report report;

    WANT(!s->store);
    copy.file = str_c(s->arena, file);
    copy.url = str_cat(s->arena, S("sqlite:"), file);
    copy_file(s->file, copy.file);
    tamper(copy.file, sql);
    WANT_OK(shop_another(&copy, STORE_READ, &copy.store));
    report = shop_verify(&copy);
    store_close(copy.store);
    return report;
}
