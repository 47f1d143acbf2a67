/*
 * The old files are set aside under other names until the copy stands, so
 * that a copy that cannot be used leaves what there was.
 */
#include "cli/reset.h"

#include <stdio.h>
#include <unistd.h>

#include "store/backup.h"

#define SIDE_FILES 4
static const struct str ends[SIDE_FILES] = {S_INIT(""), S_INIT("-wal"),
    S_INIT("-shm"), S_INIT(".index")};

static bool
path_of(struct str url, struct str *path)
{
    struct str kind;

    return str_cut(url, ':', &kind, path) && str_eq(kind, S("sqlite"));
}

static struct str
folder_of(struct arena *a, struct str path)
{
    return str_cat(a, path, S(".pristine"));
}

bool
reset_is_kept(struct arena *a, struct str url)
{
    struct str path;

    return path_of(url, &path) &&
        access(str_c(a, str_cat(a, folder_of(a, path), S("/diogel.db"))),
            R_OK) == 0;
}

static const char *
file(struct arena *a, struct str path, size_t i, struct str mark)
{
    struct str parts[3] = {path, ends[i], mark};

    return str_c(a, str_join(a, parts, 3, (struct str){0}));
}

static void
set_aside(struct arena *a, struct str path, struct str from, struct str to)
{
    for (size_t i = 0; i < SIDE_FILES; i++)
        (void)rename(file(a, path, i, from), file(a, path, i, to));
}

enum err
reset_to_kept(struct arena *a, struct str url, struct fault *fault)
{
    struct str path;
    enum err   e;

    if (!path_of(url, &path))
        return ERR_ILLEGAL;
    set_aside(a, path, S(""), S(".before"));
    e = backup_restore(str_c(a, folder_of(a, path)), url, NULL, fault);
    if (e) {
        set_aside(a, path, S(".before"), S(""));
        return e;
    }
    for (size_t i = 0; i < SIDE_FILES; i++)
        (void)unlink(file(a, path, i, S(".before")));
    return OK;
}
