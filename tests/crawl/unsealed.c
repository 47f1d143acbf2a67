/*
 * unsealed URL KEYS -- everything that a demonstration keeps sealed, in
 * clear, as JSON: where somebody is, who reported, what was asked of the
 * register.  Only crawl.mjs wants to know, to look for it where it must not
 * be.  Ids are hex, as SQL's hex() gives them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/key.h"
#include "store/store.h"

enum { VALUES, CHECKS };
static const struct statement texts[] = {
    [VALUES] = {.sql = "SELECT id, use, kind, field, entry, source, sealed"
                       " FROM sealed_value ORDER BY id"},
    [CHECKS] = {.sql = "SELECT reference, account, discreet, sealed"
                       " FROM check_done ORDER BY reference"},
};

static void
fail(const char *words, enum err e)
{
    fprintf(stderr, "unsealed: %s: %s\n", words, err_name(e));
    exit(2);
}

static void
put(struct json_out *j, const char *key, struct str value)
{
    json_key(j, str_of(key));
    json_str(j, value);
}

static struct str
opened(struct txn *tx, enum key_use use, struct str place, struct str sealed)
{
    struct str plain;
    enum err   e =
        key_open(txn_arena(tx), txn_keys(tx), use, place, sealed, &plain);

    if (e)
        fail("a value does not open", e);
    return plain;
}

static enum err
values(struct txn *tx, struct json_out *j)
{
    struct arena *a = txn_arena(tx);
    struct rows   r;
    enum err      e = txn_rows(tx, &texts[VALUES], NO_ARGS, &r);

    json_key(j, S("values"));
    json_open(j, '[');
    while (!e && rows_next(&r)) {
        bool       location = str_eq(row_text(&r, 1), S("location"));
        struct str place = str_cat(a, S("sealed_value:sealed:"),
            id_text(a, row_id(&r, 0, ID_SEALED)));

        json_open(j, '{');
        put(j, "use", row_text(&r, 1));
        put(j, "kind", row_text(&r, 2));
        put(j, "field", row_text(&r, 3));
        put(j, "entry", str_hex(a, row_bytes(&r, 4)));
        put(j, "source", str_hex(a, row_bytes(&r, 5)));
        put(j, "text",
            opened(tx, location ? KEY_LOCATION : KEY_REPORTER, place,
                row_bytes(&r, 6)));
        json_close(j, '}');
    }
    json_close(j, ']');
    return e;
}

static enum err
checks(struct txn *tx, struct json_out *j)
{
    struct arena *a = txn_arena(tx);
    struct rows   r;
    enum err      e = txn_rows(tx, &texts[CHECKS], NO_ARGS, &r);

    json_key(j, S("checks"));
    json_open(j, '[');
    while (!e && rows_next(&r)) {
        struct str reference = row_text(&r, 0);

        json_open(j, '{');
        put(j, "reference", reference);
        put(j, "account", str_hex(a, row_bytes(&r, 1)));
        json_key(j, S("discreet"));
        json_bool(j, row_int(&r, 2) != 0);
        json_key(j, S("said"));
        json_raw(j,
            opened(tx, KEY_SEALED,
                str_cat(a, S("check_done:sealed:"), reference),
                row_bytes(&r, 3)));
        json_close(j, '}');
    }
    json_close(j, ']');
    return e;
}

static enum err
all(struct txn *tx, void *ctx)
{
    struct json_out *j = ctx;
    enum err         e;

    json_open(j, '{');
    if ((e = values(tx, j)) || (e = checks(tx, j)))
        return e;
    json_close(j, '}');
    return OK;
}

int
main(int argc, char **argv)
{
    struct arena        *a = arena_new(SIZE_MAX / 2);
    struct store_options options = {.mode = STORE_READ, .clock = clock_new()};
    struct fault         fault = {0};
    struct keys         *keys = NULL;
    struct store        *store = NULL;
    struct json_out      j;
    struct str           text;
    enum err             e;

    if (argc != 3) {
        fputs("unsealed URL KEYS\n", stderr);
        return 2;
    }
    json_init(&j, a);
    if ((e = keys_load(argv[2], &keys)))
        fail("keys", e);
    options.url = str_of(argv[1]);
    options.keys = keys;
    if ((e = store_open(&options, &store, &fault)) ||
        (e = store_read(store, a, all, &j)))
        fail("database", e);
    text = json_text(&j);
    fwrite(text.p, 1, text.n, stdout);
    store_close(store);
    keys_free(keys);
    clock_free(options.clock);
    arena_free(a);
    return 0;
}
