/*
 * golden [--without] [--pack NAME=DIR ...] [FOLDER | FILE ...]
 *
 * Runs every story below the folders (or those files) and prints TAP, a line
 * for each.  NAME is what a story calls its pack; without --pack it is the
 * folder of that name under practice/.  A row marked "wrong: true" must fail;
 * a story below must_fail/ has such rows, and no other has.
 *
 * --without takes every rule out of every pack, one after the other, and
 * wants a story to fail for it, but for those that ENDS names: what clears
 * the signal ends the pattern too, and no story can miss the row.  It wants
 * each rule that RULES names to stand in the pack beside its name.
 *
 * Status 0: all as expected; 1: not; 2: it could not be run.
 */
#include "golden.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "practice/calendar.h"

struct named_pack {
    struct str   name;
    const char  *dir; /* null: under practice/ */
    struct pack *pack;
};

struct run {
    struct arena     *arena; /* for the whole run */
    struct named_pack packs[16];
    size_t            pack_count;
    struct str       *files;
    size_t            file_count, file_room;
    int               done, failed;
    bool              without;
};

#define RULES TEST_SOURCE_ROOT "/tests/golden/rules.txt"
#define ENDS  TEST_SOURCE_ROOT "/tests/golden/ends.txt"

/* ---- packs ---- */

static struct named_pack *
pack_slot(struct run *r, struct str name)
{
    struct named_pack *p = r->packs;

    for (; p < r->packs + r->pack_count; p++)
        if (str_eq(p->name, name))
            return p;
    if (r->pack_count == sizeof r->packs / sizeof *r->packs)
        return NULL;
    r->pack_count++;
    p->name = name;
    return p;
}

static bool
pack_get(struct run *r, struct named_pack *p, struct buf *trouble)
{
    struct pack_mistakes wrong = {0};
    struct fault         fault = {0};
    struct str           bundle;
    const char          *dir = p->dir;

    if (p->pack)
        return true;
    if (!dir)
        dir = str_c(r->arena,
            str_cat(r->arena, S(TEST_SOURCE_ROOT "/practice/"), p->name));
    if (pack_read(r->arena, dir, &bundle, &fault) == OK &&
        pack_load(r->arena, bundle, &p->pack, &wrong) == OK)
        return true;
    buf_add(trouble, S("#   the pack does not load: "));
    buf_add(trouble, wrong.count ? wrong.all[0].file : fault.detail);
    for (size_t i = 0; i < wrong.count && i < 3; i++) {
        buf_add(trouble, S("\n#   line "));
        buf_add_int(trouble, wrong.all[i].line);
        buf_add(trouble, S(": "));
        buf_add(trouble, wrong.all[i].what);
    }
    buf_add(trouble, S("\n"));
    return false;
}

/* ---- rows that count and rows that tell ---- */

static bool
is_wrong(const struct node *n)
{
    return str_eq(node_text(node_member(n, S("wrong"))), S("true"));
}

/* The row failed if it should, or held if it should. */
static bool
row_counts(struct story *s, const struct node *row, bool holds, bool wrong,
    size_t said)
{
    if (holds && wrong)
        trouble(s, row, S("marked wrong, and it holds"), (struct str){0});
    if (!holds && wrong)
        s->trouble->n = said; /* as it should be: not worth a word */
    return holds != wrong;
}

static bool
expectations(struct story *s, const struct node *root)
{
    const struct node *all = node_member(root, S("expect"));
    bool               good = true;

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        size_t said = s->trouble->n;

        good &= row_counts(s, n, expect_holds(s, n), is_wrong(n), said);
    }
    return good && node_count(all) > 0;
}

static bool
vector_holds(struct story *s, const struct node *n)
{
    struct date from, got;
    int64_t     add;

    if (!date_parse(node_text(node_member(n, S("from"))), &from) ||
        !str_int(node_text(node_member(n, S("add"))), &add) ||
        calendar_add(s->pack->calendar, from, (int)add, &got)) {
        trouble(s, n, S("cannot be counted"), (struct str){0});
        return false;
    }
    if (str_eq(date_text(s->arena, got), node_text(node_member(n, S("gives")))))
        return true;
    trouble(s, n, S("it gives"), date_text(s->arena, got));
    return false;
}

static bool
day_is(struct story *s, const struct node *n, bool working)
{
    struct date d;

    if (date_parse(node_text(n), &d) &&
        calendar_is_working(s->pack->calendar, d) == working)
        return true;
    trouble(s, n, S("the calendar says otherwise of"), node_text(n));
    return false;
}

static bool
days(struct story *s, const struct node *root, struct str key, bool working)
{
    const struct node *all = node_member(root, key);
    bool               good = true;

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        size_t said = s->trouble->n;

        good &= row_counts(s, n, day_is(s, n, working), is_wrong(root), said);
    }
    return good;
}

static bool
vectors(struct story *s, const struct node *root)
{
    const struct node *all = node_member(root, S("vectors"));
    bool               good = true;

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        size_t said = s->trouble->n;

        good &= row_counts(s, n, vector_holds(s, n), is_wrong(n), said);
    }
    good &= days(s, root, S("working"), true);
    good &= days(s, root, S("not_working"), false);
    return good;
}

/* ---- a file ---- */

static bool
under_pack(struct run *r, struct arena *a, const struct node *root,
    struct str name, struct buf *trouble)
{
    struct named_pack *p = pack_slot(r, name);
    struct story       s = {.arena = a, .trouble = trouble};

    if (!p || !pack_get(r, p, trouble))
        return false;
    s.pack = p->pack;
    if (node_member(root, S("vectors")))
        return vectors(&s, root);
    return story_read(&s, root) && expectations(&s, root);
}

static bool
has_wrong(const struct node *n)
{
    if (n->kind == NODE_MAP && is_wrong(n))
        return true;
    for (const struct node *c = n->child; c; c = c->next)
        if (has_wrong(c))
            return true;
    return false;
}

static bool
read_whole(struct arena *a, struct str path, struct str *text)
{
    FILE      *in = fopen(str_c(a, path), "rb");
    char       piece[4096];
    size_t     n;
    struct buf b;

    if (!in)
        return false;
    buf_init(&b, a);
    while ((n = fread(piece, 1, sizeof piece, in)) > 0)
        buf_add(&b, str_bytes(piece, n));
    (void)fclose(in);
    *text = buf_str(&b);
    return true;
}

static bool
file_holds(struct run *r, struct arena *a, struct str path, struct str *name,
    struct buf *trouble)
{
    const struct node *root, *packs;
    struct fault       fault = {0};
    struct str         text;
    bool               good = true;

    if (!read_whole(a, path, &text) ||
        yaml_read(a, path, text, &root, &fault)) {
        buf_add(trouble, S("#   cannot be read: "));
        buf_add(trouble, fault.detail);
        buf_add(trouble, S("\n"));
        return false;
    }
    *name = node_text(node_member(root, S("story")));
    if (has_wrong(root) != (str_find(path, S("/must_fail/")) >= 0)) {
        buf_add(trouble, S("#   wrong rows stand in must_fail/ alone\n"));
        return false;
    }
    packs = node_member(root, S("packs"));
    if (!packs)
        packs = node_member(root, S("pack"));
    for (const struct node *n = node_first(packs); n; n = node_next(packs, n))
        good &=
            under_pack(r, a, root, str_dup(r->arena, node_text(n)), trouble);
    return good && packs;
}

static void
run_file(struct run *r, struct str path)
{
    struct arena *a = arena_new(0);
    struct str    name = {0};
    struct buf    trouble;
    bool          good;

    buf_init(&trouble, a);
    good = file_holds(r, a, path, &name, &trouble);
    printf("%sok %d - %.*s (%.*s)\n", good ? "" : "not ", ++r->done,
        STR_ARG(name), STR_ARG(path));
    if (!good)
        printf("%.*s", STR_ARG(buf_str(&trouble)));
    r->failed += !good;
    arena_free(a);
}

/* ---- without a rule ---- */

static bool
is_under(const struct node *root, struct str pack)
{
    const struct node *packs = node_member(root, S("packs"));

    if (!packs)
        packs = node_member(root, S("pack"));
    for (const struct node *n = node_first(packs); n; n = node_next(packs, n))
        if (str_eq(node_text(n), pack))
            return true;
    return false;
}

/* Whether the story is told under the pack, and does not hold. */
static bool
story_fails(struct run *r, struct str path, struct str pack)
{
    struct arena      *a = arena_new(0);
    const struct node *root;
    struct fault       fault = {0};
    struct str         text;
    struct buf         trouble;
    bool               fails = false;

    buf_init(&trouble, a);
    if (read_whole(a, path, &text) && !yaml_read(a, path, text, &root, &fault))
        fails = !has_wrong(root) && is_under(root, pack) &&
            !under_pack(r, a, root, pack, &trouble);
    arena_free(a);
    return fails;
}

static bool
is_missed(struct run *r, struct rule_ref *rule, struct str pack)
{
    bool missed = false;

    rule_out(rule);
    for (size_t i = 0; i < r->file_count && !missed; i++)
        missed = story_fails(r, r->files[i], pack);
    rule_back(rule);
    return missed;
}

/* Whether ENDS has the line "PACK KIND ID". */
static bool
is_an_end(struct run *r, const struct rule_ref *rule, struct str pack)
{
    const struct str words[] = {pack, rule->kind, rule->id};
    struct str       text, line, want = str_join(r->arena, words, 3, S(" "));

    if (!read_whole(r->arena, S(ENDS), &text))
        return false;
    while (str_split(&text, '\n', &line))
        if (str_eq(line, want))
            return true;
    return false;
}

static void
say(struct run *r, const struct rule_ref *rule, struct str pack, bool missed)
{
    bool ends = is_an_end(r, rule, pack);
    bool good = missed != ends;

    printf("%sok %d - %.*s: %s story misses the %.*s %.*s (%.*s)\n",
        good ? "" : "not ", ++r->done, STR_ARG(pack), ends ? "no" : "a",
        STR_ARG(rule->kind), STR_ARG(rule->id), STR_ARG(rule->source));
    r->failed += !good;
}

/* A story that does not hold anyway would miss every rule. */
static void
drop_what_fails(struct run *r, struct str pack)
{
    size_t kept = 0;

    for (size_t i = 0; i < r->file_count; i++) {
        if (!story_fails(r, r->files[i], pack)) {
            r->files[kept++] = r->files[i];
            continue;
        }
        r->failed++;
        printf("not ok %d - it holds with every rule (%.*s)\n", ++r->done,
            STR_ARG(r->files[i]));
    }
    r->file_count = kept;
}

static void
rules_of_pack(struct run *r, struct str name)
{
    struct named_pack *p = pack_slot(r, name);
    struct rule_ref   *rules;
    struct buf         trouble;
    size_t             count;

    buf_init(&trouble, r->arena);
    if (!p || !pack_get(r, p, &trouble)) {
        r->failed++;
        printf("%.*s", STR_ARG(buf_str(&trouble)));
        return;
    }
    drop_what_fails(r, name);
    count = rule_list(r->arena, p->pack, &rules);
    for (size_t i = 0; i < count; i++)
        say(r, &rules[i], name, is_missed(r, &rules[i], name));
}

/* Whether a rule of the pack names it where it says whence it is. */
static bool
is_in_pack(struct run *r, struct str pack, struct str rule)
{
    struct named_pack *p = pack_slot(r, pack);
    struct rule_ref   *rules;
    size_t count = p && p->pack ? rule_list(r->arena, p->pack, &rules) : 0;

    for (size_t i = 0; i < count; i++)
        if (str_find(rules[i].source, rule) >= 0)
            return true;
    return false;
}

static void
rules_named(struct run *r)
{
    struct str text, line, pack, rule;

    if (!read_whole(r->arena, S(RULES), &text)) {
        r->failed++;
        return;
    }
    while (str_split(&text, '\n', &line)) {
        bool good;

        if (!str_cut(line, ' ', &pack, &rule))
            continue;
        good = is_in_pack(r, pack, rule);
        printf("%sok %d - %.*s stands in the pack %.*s, with its source\n",
            good ? "" : "not ", ++r->done, STR_ARG(rule), STR_ARG(pack));
        r->failed += !good;
    }
}

/* ---- finding them ---- */

static void
file_add(struct run *r, struct str path)
{
    struct str *wider;

    if (r->file_count == r->file_room) {
        r->file_room = r->file_room ? 2 * r->file_room : 64;
        wider = ARENA_ARRAY(r->arena, struct str, r->file_room);
        for (size_t i = 0; i < r->file_count; i++)
            wider[i] = r->files[i];
        r->files = wider;
    }
    r->files[r->file_count++] = path;
}

static void
walk(struct run *r, struct str path)
{
    struct stat    st;
    DIR           *dir;
    struct dirent *d;

    if (stat(str_c(r->arena, path), &st))
        return;
    if (!S_ISDIR(st.st_mode)) {
        if (str_ends(path, S(".yaml")))
            file_add(r, path);
        return;
    }
    if (!(dir = opendir(str_c(r->arena, path))))
        return;
    while ((d = readdir(dir)))
        if (d->d_name[0] != '.')
            walk(r,
                str_join(r->arena,
                    (const struct str[]){path,
                        str_dup(r->arena, str_of(d->d_name))},
                    2, S("/")));
    (void)closedir(dir);
}

static int
by_name(const void *x, const void *y)
{
    const struct str *a = x, *b = y;

    return str_cmp(*a, *b);
}

static bool
arguments(struct run *r, int argc, char **argv)
{
    bool found = false;

    for (int i = 1; i < argc; i++) {
        struct str name, dir;

        if (str_eq(str_of(argv[i]), S("--without"))) {
            r->without = true;
            continue;
        }
        if (!str_eq(str_of(argv[i]), S("--pack"))) {
            walk(r, str_of(argv[i]));
            found = true;
            continue;
        }
        if (++i == argc || !str_cut(str_of(argv[i]), '=', &name, &dir) ||
            !pack_slot(r, name))
            return false;
        pack_slot(r, name)->dir = str_c(r->arena, dir);
    }
    if (!found)
        walk(r, S(TEST_SOURCE_ROOT "/tests/golden"));
    return r->file_count > 0;
}

int
main(int argc, char **argv)
{
    struct run r = {.arena = arena_new(SIZE_MAX / 2)};

    if (!arguments(&r, argc, argv)) {
        (void)fputs(
            "golden [--without] [--pack NAME=DIR ...] [FOLDER | FILE ...]\n",
            stderr);
        return 2;
    }
    qsort(r.files, r.file_count, sizeof *r.files, by_name);
    for (size_t i = 0; i < r.file_count && !r.without; i++)
        run_file(&r, r.files[i]);
    if (r.without) {
        rules_of_pack(&r, S("wales"));
        rules_of_pack(&r, S("england"));
        rules_named(&r);
    }
    printf("1..%d\n", r.done);
    for (size_t i = 0; i < r.pack_count; i++)
        pack_free(r.packs[i].pack);
    arena_free(r.arena);
    return r.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
