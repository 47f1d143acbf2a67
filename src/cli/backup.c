/*
 * diogel backup: one copy, or with --keep a row of them in one folder, each
 * named by its time, of which the newest are kept.  A timer runs the second
 * (packaging/diogel-backup.timer).
 *
 * That one was made is kept where whoever looks after the service sees it
 * (store/care.h): also of one that other tools made, with --made.
 *
 * Only folders that are named and filled as ours are ever removed, and only
 * after the new copy is whole.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "cli/command.h"
#include "store/backup.h"

/* A moment's text without colons: 2027-03-02T030700Z. */
static const char name_shape[] = "0000-00-00T000000Z";
enum { NAME_LENGTH = sizeof name_shape - 1, ROW_MOST = 4096 };

static bool
is_name(const char *name)
{
    for (size_t i = 0; i < NAME_LENGTH; i++) {
        bool digit = name[i] >= '0' && name[i] <= '9';

        if (name_shape[i] == '0' ? !digit : name[i] != name_shape[i])
            return false;
    }
    return name[NAME_LENGTH] == '\0';
}

static struct str
name_now(struct arena *a)
{
    struct str text = moment_text(a, clock_machine());
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ':')
            buf_add_byte(&b, text.p[i]);
    return buf_str(&b);
}

static const char *
path_in(struct arena *a, struct str dir, struct str name)
{
    const struct str parts[] = {dir, name};

    return str_c(a, str_join(a, parts, 2, S("/")));
}

/* A folder with anything else in it stays, and that is said. */
static enum err
remove_one(struct arena *a, struct str dir)
{
    if (unlink(path_in(a, dir, S("diogel.db"))) && errno != ENOENT)
        return ERR_FILE;
    if (unlink(path_in(a, dir, S("checkpoint.txt"))) && errno != ENOENT)
        return ERR_FILE;
    return rmdir(str_c(a, dir)) ? ERR_FILE : OK;
}

/* The folder's backups; more than ROW_MOST are left to another time. */
static size_t
names_of(struct arena *a, DIR *folder, struct str *names)
{
    struct dirent *d;
    size_t         n = 0;

    while (n < ROW_MOST && (d = readdir(folder)))
        if (is_name(d->d_name))
            names[n++] = str_dup(a, str_of(d->d_name));
    return n;
}

static int
by_time(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The names sort as their times do. */
static enum err
remove_oldest(struct arena *a, struct str dir, int64_t keep)
{
    struct str *names = ARENA_ARRAY(a, struct str, ROW_MOST);
    DIR        *folder = opendir(str_c(a, dir));
    size_t      n;
    enum err    e = OK;

    if (!folder)
        return ERR_FILE;
    n = names_of(a, folder, names);
    closedir(folder);
    qsort(names, n, sizeof *names, by_time);
    for (size_t i = 0; !e && (int64_t)(n - i) > keep; i++)
        e = remove_one(a, str_of(path_in(a, dir, names[i])));
    return e;
}

/* Of a copy that other tools made nothing is known but that it was. */
static int64_t
bytes_of(const char *path)
{
    struct stat st;

    return path && !stat(path, &st) ? (int64_t)st.st_size : 0;
}

static void
note(const struct command_line *c, const struct keys *keys, const char *copy)
{
    const struct care done = {clock_machine(), bytes_of(copy), 0};

    command_note_care(c, keys, CARE_BACKUP, &done);
}

static int
make(const struct command_line *c, const char *dir)
{
    struct fault fault = {0};
    struct keys *keys;
    enum err     e;

    if ((e = keys_load(command_keys(c), &keys)))
        return command_failed(c, "no keys", e, &fault);
    e = backup_make(command_text(c, "db"), keys, dir, &fault);
    if (!e)
        note(c, keys, path_in(c->arena, str_of(dir), S("diogel.db")));
    keys_free(keys);
    return e ? command_failed(c, "no backup was made", e, &fault) : 0;
}

static int
make_in_row(const struct command_line *c, struct str to, int64_t keep)
{
    enum err e;
    int      status;

    if (mkdir(str_c(c->arena, to), S_IRWXU) && errno != EEXIST)
        return command_failed(c, "no folder for backups", ERR_FILE, NULL);
    status = make(c, path_in(c->arena, to, name_now(c->arena)));
    if (status)
        return status;
    if ((e = remove_oldest(c->arena, to, keep)))
        return command_failed(c, "an old backup cannot be removed", e, NULL);
    return 0;
}

/* --made: other tools did. */
static int
note_made(const struct command_line *c)
{
    struct keys *keys;
    enum err     e = keys_load(command_keys(c), &keys);

    if (e)
        return command_failed(c, "no keys", e, NULL);
    note(c, keys, NULL);
    keys_free(keys);
    return 0;
}

int
command_backup(const struct command_line *c)
{
    struct str to = command_text(c, "to");
    int64_t    keep = command_number(c, "keep", 0);

    if (command_is(c, "made") && command_text(c, "db").n && !to.n)
        return note_made(c);
    if (!command_text(c, "db").n || !to.n || keep < 0)
        return command_usage("backup");
    if (command_is(c, "keep") && keep == 0)
        return command_usage("backup");
    return keep ? make_in_row(c, to, keep) : make(c, str_c(c->arena, to));
}
