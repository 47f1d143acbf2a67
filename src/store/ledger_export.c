/*
 * ledger_export -- the whole ledger as text, a line a leaf: docs/ledger.md.
 *
 * Nothing is judged here.  A leaf whose columns were altered is written as
 * it stands, and whoever checks the text finds it.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "store/ledger_inside.h"

enum { PAGE_LEAVES = 500 };

/* Sums up for the last line what it writes. */
struct sink {
    FILE         *out;
    struct digest sum;
    bool          failed;
};

static void
put_line(struct sink *s, struct arena *a, const struct str *words, size_t n)
{
    struct str line = str_cat(a, str_join(a, words, n, S(" ")), S("\n"));

    s->sum = bundle_sum(s->sum, line);
    if (fwrite(line.p, 1, line.n, s->out) != line.n)
        s->failed = true;
}

#define PUT_LINE(s, a, ...)                                                   \
    put_line((s), (a), (const struct str[]){__VA_ARGS__},                     \
             sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))

static void
put_leaf(struct sink *s, struct arena *a, const struct stored_leaf *leaf)
{
    struct str number = str_of_int(a, leaf->number);
    struct str hash = str_hex(a, leaf->hash);

    if (leaf->erased)
        PUT_LINE(s, a, S("gone"), number, hash, str_hex(a, leaf->entry.id));
    else
        PUT_LINE(s, a, S("leaf"), number, hash, str_hex(a, leaf->salt),
            str_base64(a, entry_bytes(a, &leaf->entry)));
}

static void
put_note(struct sink *s, struct arena *a, struct str word, struct str note)
{
    PUT_LINE(s, a, word, str_base64(a, note));
}

/* Checkpoints stand right behind the last leaf that they cover. */
static enum err
put_notes(struct txn *tx, struct sink *s, int64_t size, struct head *next)
{
    enum err e = OK;

    while (!e && next->note.n && next->size <= size) {
        put_note(s, txn_arena(tx), S("checkpoint"), next->note);
        e = ledger_checkpoint_after(tx, next->size, next);
    }
    return e;
}

static enum err
put_page(struct txn *tx, struct sink *s, int64_t *from)
{
    struct stored_leaf *leaves;
    struct head         next;
    size_t              count;
    enum err e = ledger_page(tx, *from, *from + PAGE_LEAVES, &leaves, &count);

    if (!e)
        e = ledger_checkpoint_after(tx, *from, &next);
    for (size_t i = 0; !e && i < count; i++) {
        put_leaf(s, txn_arena(tx), &leaves[i]);
        e = put_notes(tx, s, leaves[i].number + 1, &next);
    }
    *from = count ? leaves[count - 1].number + 1 : -1;
    return e;
}

static enum err
put_leaves(struct txn *tx, struct sink *s)
{
    int64_t  from = 0;
    enum err e = OK;

    while (!e && from >= 0) {
        struct mark m = arena_mark(txn_arena(tx));

        e = put_page(tx, s, &from);
        arena_rewind(txn_arena(tx), m);
    }
    return e;
}

enum err
ledger_export(struct txn *tx, FILE *out)
{
    struct arena *a = txn_arena(tx);
    struct sink   s = {.out = out};
    struct str    origin = S("");
    struct head   head = {0};
    enum err      e = ledger_origin(tx, &origin);

    if (!e)
        e = ledger_head(tx, &head);
    if (e && e != ERR_ABSENT)
        return e;
    PUT_LINE(&s, a, S("diogel"), S("ledger"), S("1"));
    PUT_LINE(&s, a, S("origin"), origin);
    PUT_LINE(&s, a, S("key"), str_base64(a, key_public(a, txn_keys(tx))));
    if ((e = put_leaves(tx, &s)))
        return e;
    put_note(&s, a, S("head"), head.note);
    PUT_LINE(&s, a, S("end"), str_hex(a, hash_str(&s.sum)));
    return s.failed || fflush(out) ? ERR_FILE : OK;
}

static void
text_free(void *text)
{
    free(text);
}

enum err
ledger_export_text(struct txn *tx, struct str *out)
{
    char    *text = NULL;
    size_t   n = 0;
    FILE    *f = open_memstream(&text, &n);
    enum err e;

    if (!f)
        return ERR_FILE;
    e = ledger_export(tx, f);
    if (fclose(f) && !e)
        e = ERR_FILE;
    arena_on_clear(txn_arena(tx), text_free, text);
    *out = str_bytes(text, n);
    return e;
}
