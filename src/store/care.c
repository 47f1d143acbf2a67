/*
 * care -- one line of text: when, how much, how many faults.  What cannot be
 * read as such was never said.
 */
#include "store/care.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/engine.h"
#include "store/meta.h"

enum { LINE_MOST = 128 };

/* Also the ends of the files' names. */
static const struct str keys_of[CARE_COUNT] = {
    [CARE_BACKUP] = S_INIT("care.backup"),
    [CARE_AUDIT] = S_INIT("care.audit"),
};

static struct str
line_of(struct arena *a, const struct care *c)
{
    const struct str parts[] = {moment_text(a, c->at), str_of_int(a, c->size),
        str_of_int(a, c->faults)};

    return str_join(a, parts, sizeof parts / sizeof *parts, S(" "));
}

static struct care
care_of(struct str line)
{
    struct care c = {0};
    struct str  rest = str_trim(line), at, size, faults;

    if (!str_cut(rest, ' ', &at, &rest) ||
        !str_cut(rest, ' ', &size, &faults) || !moment_parse(at, &c.at) ||
        !str_int(size, &c.size) || !str_int(faults, &c.faults))
        return (struct care){0};
    return c;
}

/* ---- beside a file ---- */

static const char *
path_of(struct arena *a, struct str database, enum care_kind kind)
{
    const struct str parts[] = {database, keys_of[kind]};

    return str_c(a, str_join(a, parts, 2, S(".")));
}

/* Nothing in it is secret, and who serves need not be who copied. */
static enum err
write_line(const char *path, struct str line)
{
    const mode_t all_read = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    int  fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, all_read);
    bool whole;

    if (fd < 0)
        return ERR_FILE;
    whole = write(fd, line.p, line.n) == (ssize_t)line.n &&
        !fchmod(fd, all_read) && !fsync(fd);
    return close(fd) || !whole ? ERR_FILE : OK;
}

static enum err
note_file(struct arena *a, struct str database, enum care_kind kind,
    struct str line)
{
    const char *path = path_of(a, database, kind);
    const char *part = str_c(a, str_cat(a, str_of(path), S(".part")));
    enum err    e = write_line(part, line);

    if (!e && rename(part, path))
        e = ERR_FILE;
    return e;
}

static struct care
read_file(struct arena *a, const char *path)
{
    char    room[LINE_MOST];
    int     fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n;

    if (fd < 0)
        return (struct care){0};
    n = read(fd, room, sizeof room);
    close(fd);
    return care_of(str_dup(a, str_bytes(room, n > 0 ? (size_t)n : 0)));
}

/* ---- in a row ---- */

struct note {
    enum care_kind kind;
    struct str     line;
};

static enum err
note_work(struct txn *tx, void *ctx)
{
    const struct note *n = ctx;

    return meta_set(tx, keys_of[n->kind], n->line);
}

static enum err
note_row(struct arena *a, struct store_options *o, struct note *n,
    struct fault *fault)
{
    struct store *s;
    enum err      e;

    o->clock = clock_new();
    if (!(e = store_open(o, &s, fault))) {
        e = store_write(s, a, note_work, n);
        store_close(s);
    }
    clock_free(o->clock);
    return e;
}

/* ---- */

enum err
care_note(struct str url, const struct keys *keys, enum care_kind kind,
    const struct care *care, struct fault *fault)
{
    struct store_options o = {.url = url, .mode = STORE_SERVE, .keys = keys};
    struct arena        *a = arena_new(0);
    struct note          n = {kind, line_of(a, care)};
    const struct engine *engine;
    struct str           path;
    enum err             e = engine_find(url, &engine, &path, fault);

    assert(keys && kind < CARE_COUNT);
    if (!e)
        e = engine == &engine_sqlite ? note_file(a, path, kind, n.line)
                                     : note_row(a, &o, &n, fault);
    arena_free(a);
    return e;
}

enum err
care_last(struct txn *tx, struct str path, struct care out[CARE_COUNT])
{
    struct arena *a = txn_arena(tx);

    for (int kind = 0; kind < CARE_COUNT; kind++) {
        struct str line = S("");
        enum err   e;

        if (path.n) {
            out[kind] = read_file(a, path_of(a, path, kind));
            continue;
        }
        if ((e = meta_get(tx, keys_of[kind], &line)))
            return e;
        out[kind] = care_of(line);
    }
    return OK;
}
