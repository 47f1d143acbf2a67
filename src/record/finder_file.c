/*
 * The index's image behind a cover that says where it stands: after which
 * leaf of which ledger, and of which program, pack and columns its records
 * were read.  A hash under the service's keys binds the cover to the image's
 * own sum, so that a file of other keys, or one put together of two, is
 * refused; the sum finds damage.
 *
 * It is written beside itself and put in place whole.  What is refused is
 * removed, but never a file that is none of ours.
 *
 * A record that the file holds and that says something else now is a reason
 * to remove it at once: whether it was corrected or erased cannot be told
 * here.  One that came since then is not, but counts as held when it changes
 * again: the file is then removed sooner than it need be.
 */
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/finder_inside.h"
#include "record/project_inside.h"
#include "store/meta.h"

#define SAVE_EVERY_US ((int64_t)15 * 60 * 1000000)
/* Changes behind the index that are looked through before it is written. */
#define BEHIND_MOST 10000

/* What an image stands behind: a multiple of its 64. */
struct cover {
    char     magic[8];
    uint64_t version;
    int64_t  position;
    uint8_t  leaf[32];  /* the last that is taken in */
    uint8_t  under[32]; /* program, pack, columns, rebuilding */
    uint8_t  mac[32];
    uint8_t  spare[8];
};
enum { VERSION = 1, LINE = 64 };
static_assert(sizeof(struct cover) % LINE == 0, "the image begins behind it");

static const char magic[8] = {'d', 'i', 'o', 'g', 'e', 'l', 'f', 'x'};

enum { LEAF, COUNT };
static const struct statement texts[COUNT] = {
    [LEAF] = {.sql = "SELECT l.hash, h.size FROM ledger_head h"
                     " JOIN ledger_leaf l ON l.number = $1"
                     " WHERE h.one = 1"},
};
const struct statements finder_file_statements = {"finder_file", texts, COUNT};

static const struct str rebuilt = S_INIT("faces.rebuilt");

/* ---- the cover ---- */

/* What the records hang on beside the ledger. */
static enum err
under_read(struct work *w, struct digest *under)
{
    struct str made, parts[3];
    enum err   e = meta_get(w->tx, rebuilt, &made);

    if (e)
        return e;
    parts[0] = project_under(w);
    parts[1] = finder_says();
    parts[2] = made;
    *under = hash_sha256(str_join(txn_arena(w->tx), parts, 3, S("\n")));
    return OK;
}

/* Behind a cover, the head of an image begins with its mark and sum. */
static struct digest
cover_mac(const struct keys *keys, const struct cover *c, struct str image)
{
    struct {
        struct cover cover;
        char         line[LINE];
    } all = {.cover = *c};

    assert(image.n >= LINE);
    memset(all.cover.mac, 0, sizeof all.cover.mac);
    memcpy(all.line, image.p, LINE);
    return key_hash(keys, KEY_INDEX, str_bytes((const char *)&all, sizeof all));
}

/* The cover as it would be written now, but for its hash; ERR_ABSENT: the
 * ledger is not that long. */
static enum err
cover_make(struct work *w, int64_t position, struct cover *c, int64_t *size)
{
    struct digest under;
    struct rows   r;
    enum err e = txn_row(w->tx, &texts[LEAF], ARGS(A_INT(position - 1)), &r);

    if (e)
        return e;
    if (row_bytes(&r, 0).n != sizeof c->leaf)
        return ERR_ABSENT;
    if ((e = under_read(w, &under)))
        return e;
    *c = (struct cover){.version = VERSION, .position = position};
    memcpy(c->magic, magic, sizeof magic);
    memcpy(c->leaf, row_bytes(&r, 0).p, sizeof c->leaf);
    memcpy(c->under, under.b, sizeof c->under);
    *size = row_int(&r, 1);
    return OK;
}

enum err
finder_rebuilt(struct work *w)
{
    struct str times;
    int64_t    n = 0;
    enum err   e = meta_get(w->tx, rebuilt, &times);

    if (e)
        return e;
    if (!str_int(times, &n))
        n = 0;
    return meta_set(w->tx, rebuilt, str_of_int(txn_arena(w->tx), n + 1));
}

/* ---- reading ---- */

/* What our own account alone may read or write, and is a plain file. */
static bool
is_private(const struct stat *st)
{
    return S_ISREG(st->st_mode) && st->st_uid == geteuid() &&
        !(st->st_mode & (S_IRWXG | S_IRWXO));
}

static struct str
file_map(const char *path)
{
    int         fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat st;
    struct str  s = S("");
    void       *p;

    if (fd < 0)
        return s;
    if (!fstat(fd, &st) && is_private(&st) &&
        (size_t)st.st_size > sizeof(struct cover) + LINE) {
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p != MAP_FAILED)
            s = str_bytes(p, (size_t)st.st_size);
    }
    close(fd);
    return s;
}

static void
unmap(struct str mapped)
{
    if (mapped.n)
        munmap((void *)(uintptr_t)mapped.p, mapped.n);
}

/* A file that stands there and is none of ours is left alone. */
static bool
is_ours(const char *path)
{
    char    room[sizeof magic];
    int     fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n;

    if (fd < 0)
        return access(path, F_OK) != 0;
    n = read(fd, room, sizeof room);
    close(fd);
    return n == 0 ||
        (n == (ssize_t)sizeof room && !memcmp(room, magic, sizeof magic));
}

void
finder_file_drop(const char *path)
{
    if (is_ours(path))
        (void)unlink(path);
}

static void
file_remove(struct finder *f)
{
    finder_file_drop(f->file.path);
    f->file.stands = false;
    f->file.position = -1;
}

struct reading {
    struct finder      *finder;
    struct str          mapped;
    bool                good;
    const struct cover *cover;
};

static bool
is_of_these_keys(const struct reading *l)
{
    struct digest mac = cover_mac(store_keys(l->finder->o.store), l->cover,
        str_from(l->mapped, sizeof *l->cover));
    struct digest said;

    memcpy(said.b, l->cover->mac, sizeof said.b);
    return hash_eq(mac, said);
}

static enum err
read_work(struct txn *tx, void *ctx)
{
    struct reading     *l = ctx;
    const struct cover *c = l->cover;
    struct work         w = work_in(tx, l->finder->o.rules(l->finder->o.ctx));
    struct cover        now;
    int64_t             size;
    enum err            e = cover_make(&w, c->position, &now, &size);

    memcpy(now.mac, c->mac, sizeof now.mac);
    if (e == ERR_ABSENT)
        return OK;
    l->good =
        !e && !memcmp(c, &now, sizeof now) && size - c->position <= FINDER_KEPT;
    return e;
}

/* OK and no index: it is of no use. */
static enum err
index_over(struct reading *l, struct arena *a, struct index **out)
{
    struct str   image = str_from(l->mapped, sizeof *l->cover);
    struct fault fault;
    enum err     e;

    l->cover = (const struct cover *)(const void *)l->mapped.p;
    if (l->cover->position < 1 || !is_of_these_keys(l))
        return OK;
    if ((e = store_read(l->finder->o.store, a, read_work, l)) || !l->good)
        return e;
    if (index_load(&l->finder->model, image, out, &fault))
        *out = NULL;
    return OK;
}

enum err
finder_file_read(struct finder *f, struct arena *a, struct finder_mapped *out)
{
    struct reading l = {.finder = f, .mapped = file_map(f->file.path)};
    struct index  *ix = NULL;
    enum err       e = l.mapped.n ? index_over(&l, a, &ix) : OK;

    if (e || !ix) {
        unmap(l.mapped);
        if (!e)
            file_remove(f);
        return e;
    }
    f->file.stands = true;
    f->file.position = l.cover->position;
    f->file.saved = clock_monotonic();
    *out = (struct finder_mapped){ix, l.mapped, l.cover->position};
    return OK;
}

void
finder_file_unmap(struct finder *f)
{
    unmap(f->file.mapped);
    f->file.mapped = S("");
}

/* ---- writing ---- */

struct writing {
    struct finder *finder;
    struct cover   cover;
    bool           held; /* one that it holds is changed behind it */
    int            fd;
    bool           begun;
};

/* Behind where the index stands, also what has no number yet. */
static enum err
behind_work(struct work *w, struct writing *l)
{
    const int64_t from = l->cover.position, to = from + FINDER_KEPT;
    struct rows   r;
    enum err      e = txn_rows(w->tx, finder_tail(),
             ARGS(A_INT(from), A_INT(to), A_INT(BEHIND_MOST)), &r);

    l->held = !e && r.count == BEHIND_MOST;
    while (!e && rows_next(&r))
        l->held |=
            index_holds(l->finder->index, finder_who(row_id(&r, 0, ID_SOURCE)));
    return e;
}

static enum err
write_work(struct txn *tx, void *ctx)
{
    struct writing *l = ctx;
    struct finder  *f = l->finder;
    struct work     w = work_in(tx, f->o.rules(f->o.ctx));
    int64_t         size;
    enum err e = cover_make(&w, atomic_load(&f->position), &l->cover, &size);

    return e ? e : behind_work(&w, l);
}

static enum err
write_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);

        if (n <= 0)
            return ERR_FILE;
        s = str_from(s, (size_t)n);
    }
    return OK;
}

/* Before its first piece stands the cover, which says what that is. */
static enum err
write_piece(void *ctx, struct str piece)
{
    struct writing *l = ctx;
    struct digest   mac;
    enum err        e = OK;

    if (!l->begun) {
        mac = cover_mac(store_keys(l->finder->o.store), &l->cover, piece);
        memcpy(l->cover.mac, mac.b, sizeof l->cover.mac);
        e = write_all(l->fd,
            str_bytes((const char *)&l->cover, sizeof l->cover));
        l->begun = true;
    }
    return e ? e : write_all(l->fd, piece);
}

/* Whole and on the disk, or not there. */
static enum err
write_file(struct writing *l, const char *part)
{
    struct finder *f = l->finder;
    enum err       e;

    (void)unlink(part);
    l->fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
        S_IRUSR | S_IWUSR);
    if (l->fd < 0)
        return ERR_FILE;
    e = index_save(f->index, write_piece, l);
    if (fsync(l->fd))
        e = ERR_FILE;
    if (close(l->fd) || e || rename(part, f->file.path)) {
        (void)unlink(part);
        return e ? e : ERR_FILE;
    }
    return OK;
}

static enum err
save(struct finder *f, struct arena *a)
{
    struct writing l = {.finder = f};
    const char *part = str_c(a, str_cat(a, str_of(f->file.path), S(".part")));
    enum err    e = store_read(f->o.store, a, write_work, &l);

    if (e || l.held)
        return e == ERR_ABSENT ? OK : e;
    if ((e = write_file(&l, part)))
        return e;
    f->settled = index_count(f->index);
    f->changed = 0;
    f->file.stands = true;
    f->file.changed = false;
    f->file.position = l.cover.position;
    return OK;
}

enum err
finder_save(struct finder *f)
{
    struct arena *a;
    enum err      e;

    if (!f->file.path || atomic_load(&f->position) < 1)
        return OK;
    f->file.saved = clock_monotonic();
    if (!is_ours(f->file.path))
        return ERR_FILE;
    a = arena_new(0);
    e = save(f, a);
    arena_free(a);
    return e;
}

/* Also when nobody has changed, so that it is not left behind. */
bool
finder_file_is_due(const struct finder *f)
{
    int64_t behind = atomic_load(&f->position) - f->file.position;

    if (!f->file.path)
        return false;
    if (!f->file.saved)
        return true;
    return clock_monotonic() - f->file.saved > SAVE_EVERY_US &&
        (f->file.changed || !f->file.stands || behind > FINDER_KEPT / 2);
}

void
finder_file_touch(struct finder *f, struct index_who who)
{
    f->file.changed = true;
    if (f->file.stands && index_holds(f->index, who))
        file_remove(f);
}
