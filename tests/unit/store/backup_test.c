/*
 * backup_test -- a copy that is whole, and that never covers anything.
 */
#include "store/backup.h"

#include "store/shop.h"

#include "../test.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct copy {
    struct shop  shop;
    const char  *dir;
    struct str   url; /* to restore to */
    struct fault fault;
};

static const char *
path(struct copy *c, const char *dir, const char *name)
{
    const struct str parts[] = {str_of(dir), str_of(name)};

    return str_c(c->shop.arena, str_join(c->shop.arena, parts, 2, S("/")));
}

static struct copy
copy_new(void)
{
    struct copy c = {.shop = shop_open_file()};

    c.dir = path(&c, c.shop.dir, "backup");
    c.url = str_cat(c.shop.arena, S("sqlite:"),
        str_of(path(&c, c.shop.dir, "restored.db")));
    return c;
}

static void
copy_free(struct copy *c)
{
    DIR           *d = opendir(c->dir);
    struct dirent *entry;

    while (d && (entry = readdir(d)))
        unlink(path(c, c->dir, entry->d_name));
    if (d)
        closedir(d);
    rmdir(c->dir);
    shop_close(&c->shop);
}

static enum err
make(struct copy *c)
{
    return backup_make(c->shop.url, c->shop.keys, c->dir, &c->fault);
}

/* How many leaves the restored database has; all must be sound. */
static int64_t
restored_leaves(struct copy *c)
{
    struct shop          other = c->shop;
    struct ledger_report r;

    other.url = c->url;
    WANT_OK(shop_another(&other, STORE_SERVE, &other.store));
    WANT(store_is_current(other.store));
    r = shop_verify(&other);
    store_close(other.store);
    WANT_STR(r.first_fault, "");
    return (int64_t)r.leaves;
}

static int
files_in(const char *dir)
{
    DIR *d = opendir(dir);
    int  n = 0;

    WANT(d != NULL);
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

TEST(backup_make__copies_a_database_that_is_open)
{
    struct copy c = copy_new();
    struct stat st;

    shop_note_many(&c.shop, 12);
    WANT_OK(make(&c));
    WANT_INT(files_in(c.dir), 2);
    WANT(!stat(path(&c, c.dir, "diogel.db"), &st));
    WANT_INT(st.st_mode & 0777, 0600);
    shop_note_many(&c.shop, 3);
    WANT_OK(backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    WANT_INT(restored_leaves(&c), 12);
    copy_free(&c);
}

struct busy {
    struct shop  *shop;
    struct arena *arena;
    _Atomic int   stop;
    _Atomic int   written;
};

static void *
keep_writing(void *ctx)
{
    struct busy *b = ctx;

    while (!b->stop) {
        arena_clear(b->arena);
        if (store_write(b->shop->store, b->arena, shop_note, NULL))
            break;
        b->written++;
    }
    return NULL;
}

TEST(backup_make__copies_one_moment_while_others_write)
{
    struct copy c = copy_new();
    struct busy b = {.shop = &c.shop, .arena = arena_new(0)};
    pthread_t   thread;
    int         before, after;

    WANT(!pthread_create(&thread, NULL, keep_writing, &b));
    while (b.written < 50)
        usleep(1000);
    before = b.written;
    WANT_OK(make(&c));
    after = b.written + 1; /* one may be durable and not counted yet */
    b.stop = 1;
    pthread_join(thread, NULL);
    arena_free(b.arena);
    WANT_OK(backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    WANT(restored_leaves(&c) >= before && restored_leaves(&c) <= after);
    copy_free(&c);
}

static enum err
ask_holds(struct txn *tx, void *ctx)
{
    struct str note = *(struct str *)ctx;
    bool       holds = false;
    enum err   e = ledger_holds(tx, note, &holds);

    return e || holds ? e : ERR_CONFLICT;
}

TEST(backup_checkpoint__is_one_that_the_ledger_still_holds)
{
    struct copy c = copy_new();
    struct str  note;

    shop_note_many(&c.shop, 5);
    WANT_OK(make(&c));
    shop_note_many(&c.shop, 5);
    WANT_OK(backup_checkpoint(c.shop.arena, c.dir, &note));
    WANT(str_ends(note, S("\n")));
    WANT_OK(store_read(c.shop.store, c.shop.arena, ask_holds, &note));
    copy_free(&c);
}

TEST(backup_make__never_writes_over_a_backup)
{
    struct copy c = copy_new();

    shop_note_many(&c.shop, 1);
    WANT_OK(make(&c));
    WANT_ERR(ERR_CONFLICT, make(&c));
    unlink(path(&c, c.dir, "diogel.db"));
    WANT_ERR(ERR_CONFLICT, make(&c));
    copy_free(&c);
}

TEST(backup_make__refuses_keys_that_did_not_sign)
{
    struct copy  c = copy_new();
    struct keys *other = keys_for_test(3);

    shop_note_many(&c.shop, 1);
    WANT_ERR(ERR_STORE, backup_make(c.shop.url, other, c.dir, &c.fault));
    WANT_INT(files_in(c.dir), 0);
    keys_free(other);
    copy_free(&c);
}

TEST(backup_restore__never_writes_over_a_database_or_its_log)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    struct copy              c = copy_new();

    shop_note_many(&c.shop, 1);
    WANT_OK(make(&c));
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const char *there = str_c(c.shop.arena,
            str_cat(c.shop.arena, str_of(path(&c, c.shop.dir, "restored.db")),
                str_of(ends[i])));
        FILE       *f = fopen(there, "w");

        WANT(f && !fclose(f));
        WANT_ERR(ERR_CONFLICT,
            backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
        unlink(there);
    }
    WANT_OK(backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    WANT_ERR(ERR_CONFLICT, backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    WANT_ERR(ERR_CONFLICT,
        backup_restore(c.dir, c.shop.url, c.shop.keys, &c.fault));
    copy_free(&c);
}

TEST(backup_restore__refuses_a_backup_that_is_damaged_or_not_there)
{
    struct copy c = copy_new();
    FILE       *f;

    WANT_ERR(ERR_FILE, backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    shop_note_many(&c.shop, 50);
    WANT_OK(make(&c));
    f = fopen(path(&c, c.dir, "diogel.db"), "r+b");
    WANT(f && !fseek(f, 5 * 4096 + 100, SEEK_SET));
    for (int i = 0; i < 2000; i++)
        fputc(i, f);
    fclose(f);
    WANT_ERR(ERR_STORE, backup_restore(c.dir, c.url, c.shop.keys, &c.fault));
    WANT(access(path(&c, c.shop.dir, "restored.db"), F_OK));
    WANT(access(path(&c, c.shop.dir, "restored.db.part"), F_OK));
    copy_free(&c);
}

TEST(backup_make__leaves_nothing_of_what_cannot_be_read)
{
    struct copy c = copy_new();

    WANT_ERR(ERR_INVALID,
        backup_make(S("mysql://x"), c.shop.keys, c.dir, &c.fault));
    WANT_ERR(ERR_STORE,
        backup_make(S("postgresql:///x?host=/nowhere"), c.shop.keys, c.dir,
            &c.fault));
    WANT_INT(files_in(c.dir), 0);
    WANT_ERR(ERR_STORE,
        backup_make(S("sqlite:/nowhere/x.db"), c.shop.keys, c.dir, &c.fault));
    copy_free(&c);
}
