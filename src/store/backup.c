/*
 * backup -- SQLite's online copy from a read-only connection, and back; of a
 * server's database every row (copy.h), in a snapshot.
 *
 * The copy is made in one step, so it is one snapshot however much is being
 * written.  Every file is written under a name that nobody looks for, made
 * durable, and only then given its own; a link, not a rename, because a
 * rename would replace what is there.
 */
#include "store/backup.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/copy.h"
#include "store/engine.h"
#include "store/ledger.h"

enum { NOTE_MOST = 16 * 1024 };

static const struct str database_name = S_INIT("diogel.db");
static const struct str note_name = S_INIT("checkpoint.txt");

/* One backup or restoring under way. */
struct copying {
    struct arena *a;
    struct fault *fault;
    const char   *from, *to, *part, *dir;
    struct str    url; /* of a server's database, else empty */
};

static enum err
refuse(struct fault *fault, enum err e, struct str words)
{
    fault->detail = words;
    return e;
}

static const char *
path_of(struct arena *a, struct str dir, struct str name)
{
    return str_c(a, str_cat(a, str_cat(a, dir, S("/")), name));
}

/* ---- files ---- */

static enum err
sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    int rc;

    if (fd < 0)
        return ERR_FILE;
    rc = fsync(fd);
    close(fd);
    return rc ? ERR_FILE : OK;
}

/* part becomes to, if nothing is there, and both survive a power cut. */
static enum err
publish(const struct copying *c)
{
    if (sync_path(c->part, O_RDONLY))
        return refuse(c->fault, ERR_FILE, S("the copy cannot be kept"));
    if (link(c->part, c->to)) {
        return errno == EEXIST
            ? refuse(c->fault, ERR_CONFLICT, S("a file is there"))
            : refuse(c->fault, ERR_FILE, S("the copy has no place"));
    }
    if (unlink(c->part) || sync_path(c->dir, O_RDONLY | O_DIRECTORY))
        return refuse(c->fault, ERR_FILE, S("the folder cannot be kept"));
    return OK;
}

/* A new file with that text, private to its owner. */
static enum err
write_part(const struct copying *c, struct str text)
{
    int    fd = open(c->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
           S_IRUSR | S_IWUSR);
    size_t done = 0;

    if (fd < 0)
        return refuse(c->fault, ERR_FILE, S("a file cannot be made"));
    while (done < text.n) {
        ssize_t n = write(fd, text.p + done, text.n - done);

        if (n <= 0 && errno != EINTR)
            break;
        if (n > 0)
            done += (size_t)n;
    }
    if (close(fd) || done < text.n)
        return refuse(c->fault, ERR_FILE, S("a file cannot be written"));
    return OK;
}

static enum err
read_file(struct arena *a, const char *path, struct str *out)
{
    char   *p = arena_get(a, NOTE_MOST);
    ssize_t n = -1;
    int     fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return ERR_FILE;
    do
        n = read(fd, p, NOTE_MOST);
    while (n < 0 && errno == EINTR);
    close(fd);
    if (n < 0 || n == NOTE_MOST)
        return ERR_FILE;
    *out = str_bytes(p, (size_t)n);
    return OK;
}

/* ---- databases ---- */

static int
open_reading(const char *path, sqlite3 **db)
{
    int rc;

    engine_sqlite_begin();
    rc = sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
        NULL);

    if (!rc) {
        sqlite3_busy_timeout(*db, 5000);
        sqlite3_db_config(*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
    return rc;
}

/* The file is made first, so that it is never anybody else's to read. */
static int
copy_pages(const struct copying *c)
{
    sqlite3        *from = NULL, *to = NULL;
    sqlite3_backup *b = NULL;
    int             rc = open_reading(c->from, &from);

    if (!rc)
        rc = sqlite3_open_v2(c->part, &to,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!rc) {
        b = sqlite3_backup_init(to, "main", from, "main");
        rc = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(to);
        if (rc == SQLITE_DONE)
            rc = SQLITE_OK;
        if (b && sqlite3_backup_finish(b) && !rc)
            rc = SQLITE_ERROR;
    }
    sqlite3_close(to);
    sqlite3_close(from);
    return rc;
}

/* One text out of the copy, kept in the arena; not found is false.  Opened
 * for writing because then SQLite takes its side files away again. */
static bool
read_text(const struct copying *c, const char *sql, struct str *out)
{
    sqlite3      *db = NULL;
    sqlite3_stmt *st = NULL;
    bool          found = false;

    if (!sqlite3_open_v2(c->part, &db,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) &&
        !sqlite3_prepare_v2(db, sql, -1, &st, NULL) &&
        sqlite3_step(st) == SQLITE_ROW) {
        *out = str_dup(c->a, str_of((const char *)sqlite3_column_text(st, 0)));
        found = true;
    }
    sqlite3_finalize(st);
    sqlite3_close(db);
    return found;
}

/* ---- from and to a server ---- */

/* Two databases, opened for a copy of one to the other. */
struct both {
    struct store_options from, to;
    struct store        *source, *target;
    struct fault        *fault;
};

static enum err
copy_opened(struct both *b)
{
    struct copy_report report;
    enum err           e = store_open(&b->from, &b->source, b->fault);

    if (!e)
        e = store_open(&b->to, &b->target, b->fault);
    if (!e)
        e = store_migrate(b->target, b->fault);
    if (!e)
        e = store_copy(b->source, b->target, &report, b->fault);
    store_close(b->source);
    store_close(b->target);
    return e;
}

static enum err
copy_rows(struct str from, struct str to, const struct keys *keys,
    struct fault *fault)
{
    struct both b = {.fault = fault};
    enum err    e;

    b.from = (struct store_options){.url = from,
        .mode = STORE_READ,
        .keys = keys,
        .clock = clock_new()};
    b.to = b.from;
    b.to.url = to;
    b.to.mode = STORE_ALONE;
    e = copy_opened(&b);
    clock_free(b.from.clock);
    return e;
}

static struct str
file_url(struct arena *a, const char *path)
{
    return str_cat(a, S("sqlite:"), str_of(path));
}

static enum err
copy_server(const struct copying *c, const struct keys *keys)
{
    enum err e = copy_rows(c->url, file_url(c->a, c->part), keys, c->fault);

    unlink(str_c(c->a, str_cat(c->a, str_of(c->part), S(".lock"))));
    return e;
}

static enum err
copy_database(const struct copying *c, const struct keys *keys)
{
    enum err e = write_part(c, S(""));

    if (e)
        return e;
    if (c->url.n)
        return copy_server(c, keys);
    if (copy_pages(c))
        return refuse(c->fault, ERR_STORE, S("the database cannot be copied"));
    return OK;
}

/* The copy's own head, which must be signed by these keys. */
static enum err
find_note(const struct copying *c, const struct keys *keys, struct str *note)
{
    struct str origin, text;

    if (!read_text(c, "SELECT value FROM meta WHERE key = 'ledger.origin'",
            &origin) ||
        !read_text(c, "SELECT note FROM ledger_head", note))
        return refuse(c->fault, ERR_STORE, S("the copy has no ledger"));
    if (note_open(*note, origin, key_public(c->a, keys), &text))
        return refuse(c->fault, ERR_STORE,
            S("the ledger is not signed by these keys"));
    return OK;
}

/* ---- making ---- */

/* Where a database is: a file's path, or else a server's URL. */
struct place {
    struct str path, url;
};

static enum err
place_of(struct str url, struct place *out, struct fault *fault)
{
    const struct engine *engine;
    struct str           path;
    enum err             e = engine_find(url, &engine, &path, fault);

    if (e)
        return e;
    if (engine == &engine_sqlite)
        *out = (struct place){.path = path};
    else
        *out = (struct place){.url = url};
    return OK;
}

static struct copying
copying_of(struct arena *a, struct fault *fault, struct str dir,
    struct str name)
{
    const char *to = path_of(a, dir, name);

    return (struct copying){
        .a = a,
        .fault = fault,
        .to = to,
        .part = str_c(a, str_cat(a, str_of(to), S(".part"))),
        .dir = str_c(a, dir),
    };
}

/* place: a file's path, or a server's URL. */
static enum err
make(struct arena *a, const struct place *place, const struct keys *keys,
    struct str dir, struct fault *fault)
{
    struct copying db = copying_of(a, fault, dir, database_name);
    struct copying note = copying_of(a, fault, dir, note_name);
    struct str     text;
    enum err       e;

    db.from = str_c(a, place->path);
    db.url = place->url;
    if (mkdir(db.dir, S_IRWXU) && errno != EEXIST)
        return refuse(fault, ERR_FILE, S("the folder cannot be made"));
    if (!access(db.to, F_OK) || !access(note.to, F_OK))
        return refuse(fault, ERR_CONFLICT, S("a backup is there already"));
    unlink(db.part);
    unlink(note.part);
    if (!(e = copy_database(&db, keys)) && !(e = find_note(&db, keys, &text)) &&
        !(e = write_part(&note, text)) && !(e = publish(&note)))
        e = publish(&db); /* last: a folder with a database is whole */
    unlink(db.part);
    unlink(note.part);
    return e;
}

enum err
backup_make(struct str url, const struct keys *keys, const char *dir,
    struct fault *fault)
{
    struct arena *a = arena_new(0);
    struct place  place;
    enum err      e = place_of(url, &place, fault);

    assert(keys && dir && fault);
    if (!e)
        e = make(a, &place, keys, str_of(dir), fault);
    arena_free(a);
    return e;
}

/* ---- restoring ---- */

/* Neither a database nor the log of one that was there before. */
static bool
is_free(struct arena *a, struct str path)
{
    const struct str ends[] = {S(""), S("-wal"), S("-shm"), S("-journal")};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct stat st;

        if (!lstat(str_c(a, str_cat(a, path, ends[i])), &st))
            return false;
    }
    return true;
}

static struct str
folder_of(struct str path)
{
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    return path.n ? path : S(".");
}

static enum err
restore(struct copying *c, struct str path)
{
    struct str verdict = S("");
    enum err   e;

    if (!is_free(c->a, path))
        return refuse(c->fault, ERR_CONFLICT, S("a database is there already"));
    if (access(c->from, R_OK))
        return refuse(c->fault, ERR_FILE, S("the folder holds no backup"));
    unlink(c->part);
    e = copy_database(c, NULL);
    if (!e &&
        (!read_text(c, "PRAGMA integrity_check(1)", &verdict) ||
            !str_eq(verdict, S("ok"))))
        e = refuse(c->fault, ERR_STORE, S("the backup is damaged"));
    if (!e)
        e = publish(c);
    unlink(c->part);
    return e;
}

static enum err
restore_file(struct arena *a, const char *from, struct str path,
    struct fault *fault)
{
    struct copying c = {
        .a = a,
        .fault = fault,
        .from = from,
        .to = str_c(a, path),
        .part = str_c(a, str_cat(a, path, S(".part"))),
        .dir = str_c(a, folder_of(path)),
    };

    return restore(&c, path);
}

enum err
backup_restore(const char *dir, struct str url, const struct keys *keys,
    struct fault *fault)
{
    struct arena *a = arena_new(0);
    const char   *from = path_of(a, str_of(dir), database_name);
    struct place  place;
    enum err      e = place_of(url, &place, fault);

    assert(dir && fault);
    if (!e && place.url.n)
        e = copy_rows(file_url(a, from), place.url, keys, fault);
    else if (!e)
        e = restore_file(a, from, place.path, fault);
    arena_free(a);
    return e;
}

enum err
backup_checkpoint(struct arena *a, const char *dir, struct str *note)
{
    return read_file(a, path_of(a, str_of(dir), note_name), note);
}
