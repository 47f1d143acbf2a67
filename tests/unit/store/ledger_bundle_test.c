/*
 * ledger_bundle_test -- somebody changes an exported ledger, and knows how
 * its last line is made.
 */
#include "store/shop.h"

#include "../test.h"

#include <stdlib.h>

#include "base/buf.h"
#include "store/ledger_inside.h"

struct bundle {
    struct shop shop;
    struct str  text;
    struct str  key;
};

static enum err
note_erased(struct txn *tx, void *ctx)
{
    struct leaf_mark  mark;
    const struct leaf first = {.kind = LEAF_READ, .action = S("look")};
    struct leaf       erasure = {.kind = LEAF_ERASURE, .action = S("erase")};
    enum err          e = ledger_note(tx, &first, &mark);

    (void)ctx;
    if (e || (e = ledger_number(tx)))
        return e;
    erasure.about = &mark.id;
    erasure.about_count = 1;
    e = ledger_note(tx, &erasure, NULL);
    return e ? e : ledger_erase(tx, mark.id);
}

/* Eight leaves, one erased; a checkpoint behind the fifth. */
static struct bundle
bundle(void)
{
    struct bundle b = {.shop = shop_open()};

    shop_note_many(&b.shop, 2);
    WANT_OK(store_write(b.shop.store, b.shop.arena, note_erased, NULL));
    shop_note_many(&b.shop, 1);
    shop_reopen(&b.shop);
    shop_note_many(&b.shop, 3);
    b.text = shop_export(&b.shop);
    b.key = key_public(b.shop.arena, b.shop.keys);
    return b;
}

static struct ledger_report
check(struct bundle *b, struct str text)
{
    struct mark          m = arena_mark(b->shop.arena);
    struct ledger_report r;
    char                *copy = malloc(text.n + 1);

    memcpy(copy, text.p, text.n); /* so that reading beyond it is found */
    WANT_OK(ledger_verify_bundle(b->shop.arena, str_bytes(copy, text.n), b->key,
        &r));
    free(copy);
    arena_rewind(b->shop.arena, m);
    return r;
}

static bool
is_good(struct bundle *b, struct str text)
{
    return check(b, text).faults == 0;
}

/* Lines, and a last line that fits them. */
static struct str
reseal(struct arena *a, struct str above)
{
    struct digest sum = {0};
    struct str    rest = above, line;

    while (rest.n && str_cut(rest, '\n', &line, &rest))
        sum = bundle_sum(sum, str_bytes(line.p, line.n + 1));
    line = str_cat(a, S("end "), str_hex(a, hash_str(&sum)));
    return str_cat(a, above, str_cat(a, line, S("\n")));
}

static struct str
above(const struct bundle *b)
{
    return str_sub(b->text, 0, b->text.n - (4 + 64 + 1));
}

TEST(ledger_verify_bundle__takes_what_was_exported)
{
    struct bundle        b = bundle();
    struct ledger_report r = check(&b, b.text);

    WANT_STR(r.first_fault, "");
    WANT_INT(r.faults, 0);
    WANT_INT(r.leaves, 8);
    WANT_INT(r.checkpoints, 1);
    WANT_SAME(reseal(b.shop.arena, above(&b)), b.text);
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__takes_an_empty_ledger)
{
    struct bundle b = {.shop = shop_open()};

    b.text = shop_export(&b.shop);
    b.key = key_public(b.shop.arena, b.shop.keys);
    WANT(is_good(&b, b.text));
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__finds_every_byte_altered)
{
    struct bundle b = bundle();

    for (size_t i = 0; i < b.text.n; i++) {
        struct mark m = arena_mark(b.shop.arena);
        struct str  other = str_dup(b.shop.arena, b.text);

        ((char *)(uintptr_t)other.p)[i] ^= (char)(1 << i % 8);
        WANT(!is_good(&b, other));
        arena_rewind(b.shop.arena, m);
    }
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__finds_every_byte_altered_under_a_fitting_end)
{
    struct bundle b = bundle();
    struct str    body = above(&b);

    for (size_t i = 0; i < body.n; i++) {
        struct mark m = arena_mark(b.shop.arena);
        struct str  other = str_dup(b.shop.arena, body);

        ((char *)(uintptr_t)other.p)[i] ^= (char)(1 << (i + i / 8) % 8);
        WANT(!is_good(&b, reseal(b.shop.arena, other)));
        arena_rewind(b.shop.arena, m);
    }
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__finds_a_bundle_cut_anywhere)
{
    struct bundle b = bundle();

    for (size_t n = 0; n < b.text.n; n++)
        WANT(!is_good(&b, str_sub(b.text, 0, n)));
    WANT(!is_good(&b, str_cat(b.shop.arena, b.text, S("\n"))));
    WANT(!is_good(&b, str_cat(b.shop.arena, b.text, b.text)));
    shop_close(&b.shop);
}

/* ---- whole lines ---- */

enum { LINES_MOST = 32 };

struct lines {
    struct str all[LINES_MOST];
    size_t     n;
};

static struct lines
lines_of(struct str text)
{
    struct lines l = {0};

    while (text.n && str_split(&text, '\n', &l.all[l.n]))
        l.n++;
    return l;
}

static bool
lines_good(struct bundle *b, const struct lines *l)
{
    struct buf out;

    buf_init(&out, b->shop.arena);
    for (size_t i = 0; i < l->n; i++) {
        buf_add(&out, l->all[i]);
        buf_add(&out, S("\n"));
    }
    return is_good(b, reseal(b->shop.arena, buf_str(&out)));
}

static struct lines
without(struct lines l, size_t at)
{
    for (size_t i = at; i + 1 < l.n; i++)
        l.all[i] = l.all[i + 1];
    l.n--;
    return l;
}

static struct lines
doubled(struct lines l, size_t at)
{
    for (size_t i = l.n; i > at; i--)
        l.all[i] = l.all[i - 1];
    l.n++;
    return l;
}

static struct lines
swapped(struct lines l, size_t at)
{
    struct str line = l.all[at];

    l.all[at] = l.all[at + 1];
    l.all[at + 1] = line;
    return l;
}

/* A checkpoint more or less proves neither more nor less: docs/ledger.md. */
TEST(ledger_verify_bundle__finds_lines_taken_doubled_swapped_under_an_end)
{
    struct bundle b = bundle();
    struct lines  l = lines_of(above(&b)), other;

    WANT(lines_good(&b, &l));
    for (size_t i = 0; i < l.n; i++) {
        bool harmless = str_starts(l.all[i], S("checkpoint "));

        other = without(l, i);
        WANT(lines_good(&b, &other) == harmless);
        other = doubled(l, i);
        WANT(lines_good(&b, &other) == harmless);
        other = swapped(l, i);
        WANT(i + 1 == l.n || !lines_good(&b, &other));
        other = l;
        other.n = i;
        WANT(!lines_good(&b, &other));
    }
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__refuses_another_key)
{
    struct bundle b = bundle();
    struct keys  *other = keys_for_test(2);

    b.key = key_public(b.shop.arena, other);
    WANT(!is_good(&b, b.text));
    b.key = S("");
    WANT(!is_good(&b, b.text));
    keys_free(other);
    shop_close(&b.shop);
}

TEST(ledger_verify_bundle__refuses_what_is_no_bundle)
{
    struct bundle b = bundle();

    WANT(!is_good(&b, S("")));
    WANT(!is_good(&b, S("\n")));
    WANT(!is_good(&b, S("diogel ledger 1")));
    WANT(!is_good(&b, S("diogel ledger 1\n")));
    WANT(!is_good(&b, S("diogel ledger 2\norigin x\nkey \nend \n")));
    shop_close(&b.shop);
}
