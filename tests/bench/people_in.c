/*
 * people_in URL KEYS REGISTER -- persons put into a demonstration's database,
 * a record of Diogel's own each, so that a check has as many to choose from
 * as the other side has.  One in LISTED is on the register, as somebody of
 * the demonstration is.
 *
 * REGISTER as the generator writes it: fields parted by '|', under a heading.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/finder.h"
#include "record/person.h"

/* Some 3,000 of 620,000 children in Wales are on a register. */
enum { LISTED = 200, AT_ONCE = 250000, CELLS = 11 };

struct coming {
    const struct rules *rules;
    struct str          left; /* of the file */
    size_t              count;
};

static void
insist(enum err e, const char *what)
{
    if (!e)
        return;
    fprintf(stderr, "people_in: %s: %s\n", what, err_name(e));
    exit(EXIT_FAILURE);
}

static const struct statement list_as_somebody = {
    "INSERT INTO register_spell (person, opened_by, authority, categories,"
    " primary_, on_at, off_at, temporary) SELECT $1, opened_by, authority,"
    " categories, primary_, on_at, off_at, temporary FROM register_spell"
    " WHERE off_at IS NULL AND temporary = 0 ORDER BY person LIMIT 1",
    NULL};

/*
 * Keys are hashes, so that each would go to another page of their table: they
 * are written one behind the other and put in order at the end.  The memory
 * is for the pages of what is written meanwhile.
 */
static const struct statement keys_aside[] = {
    {"PRAGMA cache_size = -2000000", NULL},
    {"DROP INDEX source_key_source", NULL},
    {"ALTER TABLE source_key RENAME TO source_key_kept", NULL},
    {"CREATE TABLE source_key (key TEXT NOT NULL, source BYTES NOT NULL)",
        NULL},
    {"CREATE INDEX source_key_for_now ON source_key (source)", NULL},
};
static const struct statement keys_back[] = {
    {"INSERT INTO source_key_kept SELECT key, source FROM source_key"
     " ORDER BY key, source", NULL},
    {"DROP TABLE source_key", NULL},
    {"ALTER TABLE source_key_kept RENAME TO source_key", NULL},
    {"CREATE INDEX source_key_source ON source_key (source)", NULL},
};

static enum err
all_do(struct txn *tx, const struct statement *all, size_t n)
{
    struct rows r;
    enum err    e = OK;

    for (size_t i = 0; i < n && !e; i++)
        e = txn_rows(tx, &all[i], NO_ARGS, &r);
    return e;
}

static enum err
aside(struct txn *tx, void *ctx)
{
    (void)ctx;
    return all_do(tx, keys_aside, sizeof keys_aside / sizeof *keys_aside);
}

static enum err
back(struct txn *tx, void *ctx)
{
    (void)ctx;
    return all_do(tx, keys_back, sizeof keys_back / sizeof *keys_back);
}

static enum err
person_in(struct work *w, struct str row, bool listed)
{
    struct str  cell[CELLS] = {{NULL, 0}};
    struct face f = {.sex = S(""), .traced = true};
    struct id   none = {0}, person;
    enum err    e;

    for (size_t i = 0; i < CELLS; i++)
        if (!str_split(&row, '|', &cell[i]))
            break;
    if ((e = person_new(w, PERSON_CHILD, none, S(""), &person, &f.source)))
        return e;
    f.given = cell[3];
    f.family = cell[5];
    f.nhs = cell[10];
    if (cell[7].n && !date_parse(cell[7], &f.birth_date))
        f.birth_date = (struct date){0};
    if ((e = face_save(w, &f, txn_id(w->tx, ID_ENTRY))))
        return e;
    return listed ? txn_do(w->tx, &list_as_somebody, ARGS(A_ID(person))) : OK;
}

static enum err
some_in(struct txn *tx, void *ctx)
{
    struct coming *c = ctx;
    struct work    w = work_in(tx, c->rules);
    struct str     row;

    for (size_t i = 0; i < AT_ONCE && str_split(&c->left, '\n', &row); i++) {
        struct mark mark = arena_mark(txn_arena(tx));
        enum err e = row.n ? person_in(&w, row, ++c->count % LISTED == 0) : OK;

        if (e)
            return e;
        arena_rewind(txn_arena(tx), mark);
    }
    return OK;
}

static struct str
file_map(const char *path)
{
    struct stat st;
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    void       *p = MAP_FAILED;

    if (fd >= 0 && !fstat(fd, &st))
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    insist(p == MAP_FAILED ? ERR_FILE : OK, path);
    close(fd);
    return str_bytes(p, (size_t)st.st_size);
}

int
main(int argc, char **argv)
{
    struct store_options o = {.mode = STORE_ALONE};
    struct arena        *a = arena_new(0);
    struct coming        c = {0};
    struct fault         fault = {0};
    struct store        *store;
    struct rules        *rules;
    struct keys         *keys;
    struct str           heading;

    if (argc != 4) {
        fprintf(stderr, "people_in URL KEYS REGISTER\n");
        return 2;
    }
    insist(keys_load(argv[2], &keys), argv[2]);
    o.url = str_of(argv[1]);
    o.keys = keys;
    o.clock = clock_new();
    insist(store_open(&o, &store, &fault), argv[1]);
    insist(rules_load(store, a, &rules, &fault), "rules");
    c.rules = rules;
    c.left = file_map(argv[3]);
    str_split(&c.left, '\n', &heading);
    insist(store_write(store, a, aside, NULL), "keys laid aside");
    while (c.left.n)
        insist(store_write(store, a, some_in, &c), "a person");
    insist(store_write(store, a, back, NULL), "keys put back");
    printf("{\"people\": %zu}\n", c.count);
    rules_free(rules);
    store_close(store);
    arena_free(a);
    return 0;
}
