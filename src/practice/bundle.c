/*
 * Reading the folder of a pack, and the text that its files become.
 *
 * Only *.yaml is taken, in the folder and one level below it: a README
 * beside them is no part of the pack and does not change its hash.
 */
#include "practice/bundle.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "practice/pack.h"

#define MOST_FILES 500
#define MOST_BYTES ((off_t)1 << 20)

/* --- the text --------------------------------------------------------- */

static int
by_name(const void *x, const void *y)
{
    const struct bundle_file *a = x, *b = y;

    return str_cmp(a->name, b->name);
}

struct str
bundle_join(struct arena *a, struct bundle_file *files, size_t count)
{
    struct buf b;

    buf_init(&b, a);
    if (count)
        qsort(files, count, sizeof *files, by_name);
    for (size_t i = 0; i < count; i++) {
        buf_add(&b, S("file "));
        buf_add(&b, files[i].name);
        buf_add_byte(&b, ' ');
        buf_add_int(&b, (int64_t)files[i].text.n);
        buf_add_byte(&b, '\n');
        buf_add(&b, files[i].text);
    }
    return buf_str(&b);
}

/* "file NAME LENGTH\n" and the bytes behind it. */
static bool
take_file(struct str *rest, struct bundle_file *out)
{
    struct str line, after, word, length;
    int64_t    n;

    if (!str_cut(*rest, '\n', &line, &after) ||
        !str_cut(line, ' ', &word, &line) || !str_eq(word, S("file")) ||
        !str_cut(line, ' ', &out->name, &length) || !str_is_digits(length) ||
        !str_int(length, &n) || n < 0 || (uint64_t)n > after.n ||
        str_is_empty(out->name))
        return false;
    out->text = str_sub(after, 0, (size_t)n);
    *rest = str_from(after, (size_t)n);
    return true;
}

enum err
bundle_split(struct arena *a, struct str bundle, struct bundle_file **files,
    size_t *count, struct str *why)
{
    struct bundle_file *all = ARENA_ARRAY(a, struct bundle_file, MOST_FILES);
    size_t              n = 0;

    while (!str_is_empty(bundle)) {
        if (n == MOST_FILES) {
            *why = S("too many files");
            return ERR_INVALID;
        }
        if (!take_file(&bundle, &all[n++])) {
            *why = S("a line \"file NAME LENGTH\" was expected");
            return ERR_INVALID;
        }
    }
    if (n)
        qsort(all, n, sizeof *all, by_name);
    for (size_t i = 1; i < n; i++)
        if (str_eq(all[i - 1].name, all[i].name)) {
            *why = S("a file stands twice in it");
            return ERR_INVALID;
        }
    *files = all;
    *count = n;
    return OK;
}

/* --- the folder ------------------------------------------------------- */

struct gathering {
    struct arena       *arena;
    struct bundle_file *files;
    size_t              count;
    struct fault       *fault;
};

static enum err
trouble(struct gathering *g, struct str what, struct str path)
{
    *g->fault = (struct fault){
        .detail = str_cat(g->arena, what, path),
    };
    return ERR_FILE;
}

static enum err
read_all(struct gathering *g, int fd, struct str path, struct str *out)
{
    struct stat st;
    char       *p;
    size_t      n = 0;

    if (fstat(fd, &st) || st.st_size > MOST_BYTES)
        return trouble(g, S("too large: "), path);
    p = arena_get(g->arena, (size_t)st.st_size + 1);
    while (n < (size_t)st.st_size) {
        ssize_t got = read(fd, p + n, (size_t)st.st_size - n);

        if (got <= 0)
            return trouble(g, S("cannot read: "), path);
        n += (size_t)got;
    }
    *out = str_bytes(p, n);
    return OK;
}

static enum err
take(struct gathering *g, struct str path, struct str name)
{
    struct str text;
    int        fd = open(str_c(g->arena, path), O_RDONLY | O_CLOEXEC);
    enum err   e;

    if (fd < 0)
        return trouble(g, S("cannot open: "), path);
    e = read_all(g, fd, path, &text);
    close(fd);
    if (e)
        return e;
    if (g->count == MOST_FILES)
        return trouble(g, S("too many files: "), path);
    g->files[g->count++] = (struct bundle_file){name, text};
    return OK;
}

static bool
is_folder(struct arena *a, struct str path)
{
    struct stat st;

    return !stat(str_c(a, path), &st) && S_ISDIR(st.st_mode);
}

/* prefix: "" for the pack's own folder, "forms/" for one in it. */
static enum err
walk(struct gathering *g, struct str dir, struct str prefix)
{
    DIR           *d = opendir(str_c(g->arena, dir));
    struct dirent *ent;
    enum err       e = OK;

    if (!d)
        return trouble(g, S("cannot open: "), dir);
    while (!e && (ent = readdir(d))) {
        struct str base = str_dup(g->arena, str_of(ent->d_name));
        struct str path =
            str_join(g->arena, (const struct str[]){dir, base}, 2, S("/"));
        struct str name = str_cat(g->arena, prefix, base);

        if (str_starts(base, S(".")))
            continue;
        if (str_ends(base, S(".yaml")))
            e = take(g, path, name);
        else if (!prefix.n && is_folder(g->arena, path))
            e = walk(g, path, str_cat(g->arena, base, S("/")));
    }
    closedir(d);
    return e;
}

enum err
pack_read(struct arena *a, const char *dir, struct str *bundle,
    struct fault *fault)
{
    struct gathering g = {.arena = a, .fault = fault};
    enum err         e;

    assert(a && dir && bundle && fault);
    g.files = ARENA_ARRAY(a, struct bundle_file, MOST_FILES);
    if ((e = walk(&g, str_of(dir), S(""))))
        return e;
    *bundle = bundle_join(a, g.files, g.count);
    return OK;
}
