/*
 * make_bundle -- a ledger to be exported and damaged, and the first
 * verifier's opinion of the damage.
 *
 *   make_bundle make DIR        writes DIR/bundle, DIR/key (base64) and
 *                               DIR/kept (a checkpoint from half way)
 *   make_bundle check KEY FILE...
 *                               prints "good FILE" or "bad FILE" for each
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/ledger.h"
#include "store/store.h"

enum { LEAVES = 150 };

static struct arena *arena;

static void
must(enum err e, const char *words)
{
    if (!e)
        return;
    fprintf(stderr, "make_bundle: %s: %s\n", words, err_name(e));
    exit(2);
}

static struct str
path(const char *dir, const char *name)
{
    const struct str parts[] = {str_of(dir), str_of(name)};

    return str_join(arena, parts, 2, S("/"));
}

static FILE *
file(const char *dir, const char *name)
{
    FILE *f = fopen(str_c(arena, path(dir, name)), "wb");

    if (!f)
        must(ERR_FILE, name);
    return f;
}

static void
write_text(const char *dir, const char *name, struct str text)
{
    FILE *f = file(dir, name);

    if (fwrite(text.p, 1, text.n, f) != text.n || fclose(f))
        must(ERR_FILE, name);
}

/* ---- make ---- */

/* Of many shapes: with and without account, about none to three. */
static enum err
note(struct txn *tx, void *ctx)
{
    static const struct str words[] = {S_INIT(""), S_INIT("a"),
        S_INIT("ymweliad â’r cartref"), S_INIT("{\"n\": [1, 2]}")};
    const int              *i = ctx;
    const struct id about[] = {txn_id(tx, ID_PERSON), txn_id(tx, ID_SOURCE),
        txn_id(tx, ID_LEAF)};
    struct leaf             leaf = {
                    .kind = (enum leaf_kind)(*i % LEAF_ERASURE),
                    .action = S("entry_record"),
                    .purpose = words[*i % 4],
                    .rule = words[*i / 4 % 4],
                    .outcome = *i % 5 ? OK : ERR_DENIED,
                    .about = about,
                    .about_count = (size_t)(*i % 4),
                    .detail = words[*i / 16 % 4],
    };

    if (*i % 3)
        leaf.account = txn_id(tx, ID_ACCOUNT);
    if (*i % 2)
        leaf.agency = txn_id(tx, ID_AGENCY);
    return ledger_note(tx, &leaf, NULL);
}

/* Erases leaf number *ctx. */
static enum err
erase(struct txn *tx, void *ctx)
{
    const int              *number = ctx;
    const struct leaf_query q = {.before = *number + 1, .limit = 1};
    struct leaf             leaf = {.kind = LEAF_ERASURE,
                    .action = S("erase"),
                    .about_count = 1};
    struct leaf_row        *rows;
    size_t                  count;
    enum err                e = ledger_list(tx, &q, &rows, &count);

    if (e)
        return e;
    leaf.about = &rows[0].id;
    e = ledger_note(tx, &leaf, NULL);
    return e ? e : ledger_erase(tx, rows[0].id);
}

static enum err
sign(struct txn *tx, void *ctx)
{
    (void)ctx;
    return ledger_sign(tx);
}

static enum err export(struct txn *tx, void *ctx) {
    return ledger_export(tx, ctx);
}

static enum err
prove_last(struct txn *tx, void *ctx)
{
    const struct leaf_query q = {.before = -1, .limit = 1};
    struct leaf_proof       proof;
    struct leaf_row        *rows;
    size_t                  count;
    enum err                e = ledger_list(tx, &q, &rows, &count);

    if (!e)
        e = ledger_prove(tx, rows[0].id, &proof);
    if (!e)
        *(struct str *)ctx = proof.checkpoint;
    return e;
}

static void
fill(struct store *s, struct str *kept)
{
    int seventh = 7, twentieth = 20;

    for (int i = 0; i < LEAVES; i++) {
        must(store_write(s, arena, note, &i), "note");
        if (i % 40 == 39)
            must(store_write(s, arena, sign, NULL), "sign");
        if (i == LEAVES / 2)
            must(store_read(s, arena, prove_last, kept), "prove");
    }
    must(store_write(s, arena, erase, &seventh), "erase");
    must(store_write(s, arena, erase, &twentieth), "erase");
}

static void
make(const char *dir)
{
    struct keys         *keys = keys_for_test(1);
    struct clock        *clock = clock_new();
    struct store        *s = NULL;
    struct fault         fault = {0};
    struct str           kept;
    FILE                *out = file(dir, "bundle");
    struct store_options o = {.mode = STORE_ALONE,
        .keys = keys,
        .clock = clock};

    o.url = str_cat(arena, S("sqlite:"), path(dir, "ledger.db"));
    must(store_open(&o, &s, &fault), "open");
    must(store_migrate(s, &fault), "migrate");
    fill(s, &kept);
    must(store_read(s, arena, export, out), "export");
    if (fclose(out))
        must(ERR_FILE, "bundle");
    write_text(dir, "key", str_base64(arena, key_public(arena, keys)));
    write_text(dir, "kept", kept);
    store_close(s);
    keys_free(keys);
    clock_free(clock);
}

/* ---- check ---- */

static struct str
read_text(const char *name)
{
    FILE  *f = fopen(name, "rb");
    size_t room = (size_t)1 << 20;
    char  *p = arena_get(arena, room);
    size_t n = f ? fread(p, 1, room, f) : room;

    if (n == room)
        must(ERR_FILE, name);
    fclose(f);
    return str_bytes(p, n);
}

static void
check(const char *key64, const char *name)
{
    struct ledger_report report;
    struct mark          m = arena_mark(arena);
    struct str           key;

    if (!str_unbase64(arena, str_of(key64), &key))
        must(ERR_INVALID, "key");
    must(ledger_verify_bundle(arena, read_text(name), key, &report), name);
    printf("%s %s\n", report.faults ? "bad" : "good", name);
    arena_rewind(arena, m);
}

int
main(int argc, char **argv)
{
    arena = arena_new(0);
    if (argc == 3 && !strcmp(argv[1], "make")) {
        make(argv[2]);
    } else if (argc > 3 && !strcmp(argv[1], "check")) {
        for (int i = 3; i < argc; i++)
            check(argv[2], argv[i]);
    } else {
        fputs("make_bundle make DIR | check KEY FILE...\n", stderr);
        return 2;
    }
    arena_free(arena);
    return 0;
}
