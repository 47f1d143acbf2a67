/*
 * engine_sqlite_log -- a layer over SQLite's own files, for the log only.
 *
 * SQLite writes each page of its log by two calls, 24 bytes and 4,096, and
 * the second touches two pages of the system's cache: for a group of checks
 * that is a hundred calls.  Here what follows on what was written before is
 * kept, and written by one call.  Everything else is SQLite's.
 *
 * When it reaches the file.  Nobody is told of a page in the log before the
 * index of the log names it, which with synchronous = FULL comes after the
 * log has been synced; and a sync, a read, a question after the size, a cut
 * and the end of the file each write what is kept first.  What fails then is
 * the sync's own failure, and the transaction is undone as it is when a
 * write fails.  A process that ends before has told nobody of a COMMIT.
 */
#include "store/engine_sqlite_log.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

enum {
    KEPT_MOST = 1 << 20,
    KEPT_FIRST = 1 << 16,
    PIECE_MOST = 0x1f000 /* SQLite's own writes 0x1ffff bytes at once */
};

static const char vfs_name[] = "diogel";

/* SQLite makes room for it, and for its own file behind it. */
struct log_file {
    sqlite3_file  base; /* first */
    char         *kept; /* lies at from, n bytes of it */
    size_t        n, room;
    sqlite3_int64 from;
    sqlite3_file  own[]; /* SQLite's */
};

static sqlite3_vfs  layer;
static sqlite3_vfs *below; /* SQLite's usual one */

static struct log_file *
log_of(sqlite3_file *f)
{
    return (struct log_file *)f;
}

static sqlite3_file *
own_of(sqlite3_file *f)
{
    return log_of(f)->own;
}

static int
put_bytes(struct log_file *l, const char *p, size_t n, sqlite3_int64 at)
{
    int rc = SQLITE_OK;

    while (n && !rc) {
        size_t piece = n < PIECE_MOST ? n : PIECE_MOST;

        rc = l->own->pMethods->xWrite(l->own, p, (int)piece, at);
        p += piece;
        n -= piece;
        at += (sqlite3_int64)piece;
    }
    return rc;
}

/* Writes what is kept; it is not tried again. */
static int
put(struct log_file *l)
{
    const size_t n = l->n;

    l->n = 0;
    return put_bytes(l, l->kept, n, l->from);
}

static bool
make_room(struct log_file *l, size_t need)
{
    size_t room = l->room ? l->room : KEPT_FIRST;
    char  *p;

    if (need <= l->room)
        return true;
    while (room < need)
        room *= 2;
    if (!(p = realloc(l->kept, room)))
        return false;
    l->kept = p;
    l->room = room;
    return true;
}

static int
log_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    struct log_file *l = log_of(f);
    const size_t     more = (size_t)n;
    int              rc;

    if (l->n &&
        (at != l->from + (sqlite3_int64)l->n || l->n + more > KEPT_MOST) &&
        (rc = put(l)))
        return rc;
    if (more > KEPT_MOST)
        return put_bytes(l, p, more, at);
    if (!make_room(l, l->n + more))
        return SQLITE_IOERR_NOMEM;
    if (!l->n)
        l->from = at;
    memcpy(l->kept + l->n, p, more);
    l->n += more;
    return SQLITE_OK;
}

static int
log_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    int rc = put(log_of(f));

    return rc ? rc : own_of(f)->pMethods->xRead(own_of(f), p, n, at);
}

static int
log_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc = put(log_of(f));

    return rc ? rc : own_of(f)->pMethods->xTruncate(own_of(f), size);
}

static int
log_sync(sqlite3_file *f, int flags)
{
    int rc = put(log_of(f));

    return rc ? rc : own_of(f)->pMethods->xSync(own_of(f), flags);
}

static int
log_size(sqlite3_file *f, sqlite3_int64 *size)
{
    int rc = put(log_of(f));

    return rc ? rc : own_of(f)->pMethods->xFileSize(own_of(f), size);
}

static int
log_close(sqlite3_file *f)
{
    struct log_file *l = log_of(f);
    int              kept = put(l);
    int              rc = l->own->pMethods->xClose(l->own);

    free(l->kept);
    l->kept = NULL;
    return rc ? rc : kept;
}

/* ---- as SQLite's own ---- */

static int
log_lock(sqlite3_file *f, int how)
{
    return own_of(f)->pMethods->xLock(own_of(f), how);
}

static int
log_unlock(sqlite3_file *f, int how)
{
    return own_of(f)->pMethods->xUnlock(own_of(f), how);
}

static int
log_check_lock(sqlite3_file *f, int *is)
{
    return own_of(f)->pMethods->xCheckReservedLock(own_of(f), is);
}

static int
log_control(sqlite3_file *f, int op, void *arg)
{
    return own_of(f)->pMethods->xFileControl(own_of(f), op, arg);
}

static int
log_sector(sqlite3_file *f)
{
    return own_of(f)->pMethods->xSectorSize(own_of(f));
}

static int
log_device(sqlite3_file *f)
{
    return own_of(f)->pMethods->xDeviceCharacteristics(own_of(f));
}

/* Of the first version: a log is neither mapped nor shared memory. */
static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_check_lock,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

/* Everything but the log is handed down as it is: the file that SQLite made
 * room for is its own then. */
static int
layer_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags,
    int *got)
{
    struct log_file *l = log_of(f);
    int              rc;

    (void)v;
    if (!(flags & SQLITE_OPEN_WAL))
        return below->xOpen(below, name, f, flags, got);
    *l = (struct log_file){0};
    rc = below->xOpen(below, name, l->own, flags, got);
    if (!rc)
        l->base.pMethods = &log_methods;
    return rc;
}

const char *
lite_log_register(void)
{
    below = sqlite3_vfs_find(NULL);
    if (!below)
        BUG("SQLite has no files");
    layer = *below; /* the rest goes by its own data, which is copied too */
    layer.pNext = NULL;
    layer.zName = vfs_name;
    layer.szOsFile = below->szOsFile + (int)sizeof(struct log_file);
    layer.xOpen = layer_open;
    if (sqlite3_vfs_register(&layer, 0))
        BUG("SQLite does not take our files");
    return vfs_name;
}
