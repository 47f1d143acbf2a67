/*
 * ledger_bundle -- checking an exported ledger without any database:
 * docs/ledger.md, which the second verifier (tests/ledger/verify.mjs) was
 * written from.
 *
 * The reader takes exactly what ledger_export() writes.  Any other spelling
 * of the same bytes is refused, so that two verifiers cannot differ.
 */
#include "store/ledger_audit.h"

enum { WORDS_MOST = 5 };

struct bundle {
    struct arena *arena; /* for one line */
    struct str    rest;
    int64_t       line; /* its number, from 1 */
    bool          ended;
    struct str    head;
    struct digest sum; /* of the lines above */
    struct audit  audit;
};

struct digest
bundle_sum(struct digest sum, struct str line)
{
    const struct str pieces[] = {hash_str(&sum), line};

    return hash_sha256_of(pieces, 2);
}

/* ---- words of a line ---- */

static bool
unhex(struct arena *a, struct str text, struct str *out)
{
    return str_unhex(a, text, out) && str_eq(str_hex(a, *out), text);
}

static bool
unbase64(struct arena *a, struct str text, struct str *out)
{
    return str_unbase64(a, text, out) && str_eq(str_base64(a, *out), text);
}

static bool
number_of(struct arena *a, struct str text, int64_t *out)
{
    return str_is_digits(text) && str_int(text, out) &&
        str_eq(str_of_int(a, *out), text);
}

/* ---- lines ---- */

static bool
take_leaf(struct bundle *b, const struct str *words)
{
    struct arena *a = b->arena;
    struct str    hash, salt, bytes;
    struct entry  entry;
    int64_t       number;

    if (b->head.n || !number_of(a, words[1], &number) ||
        !unhex(a, words[2], &hash) || !unhex(a, words[3], &salt) ||
        !unbase64(a, words[4], &bytes) || !entry_parse(a, bytes, &entry))
        return false;
    audit_leaf(&b->audit, number, hash, salt, &entry);
    return true;
}

static bool
take_gone(struct bundle *b, const struct str *words)
{
    struct str hash, id;
    int64_t    number;

    if (b->head.n || !number_of(b->arena, words[1], &number) ||
        !unhex(b->arena, words[2], &hash) || !unhex(b->arena, words[3], &id))
        return false;
    audit_erased(&b->audit, number, hash, id);
    return true;
}

static bool
take_checkpoint(struct bundle *b, const struct str *words)
{
    struct str note;

    if (b->head.n || !unbase64(b->arena, words[1], &note))
        return false;
    audit_note(&b->audit, note);
    b->audit.report->checkpoints++;
    return true;
}

static bool
take_head(struct bundle *b, const struct str *words)
{
    struct str note;

    if (b->head.n || !unbase64(b->arena, words[1], &note) || !note.n)
        return false;
    b->head = str_dup(b->audit.arena, note);
    return true;
}

static bool
take_end(struct bundle *b, const struct str *words)
{
    b->ended = true;
    return str_eq(words[1], str_hex(b->arena, hash_str(&b->sum)));
}

static const struct kind {
    struct str word;
    size_t     words; /* of a line, this one included */
    bool (*take)(struct bundle *b, const struct str *words);
} kinds[] = {
    {S_INIT("leaf"), 5, take_leaf},
    {S_INIT("gone"), 4, take_gone},
    {S_INIT("checkpoint"), 2, take_checkpoint},
    {S_INIT("head"), 2, take_head},
    {S_INIT("end"), 2, take_end},
};

static const struct kind *
kind_of(struct str word)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_eq(kinds[i].word, word))
            return &kinds[i];
    }
    return NULL;
}

/* The next line without its newline; false when there is no whole one. */
static bool
next_line(struct bundle *b, struct str *line)
{
    ptrdiff_t end = str_find_byte(b->rest, '\n');

    b->line++;
    if (end < 0)
        return false;
    *line = str_sub(b->rest, 0, (size_t)end);
    b->rest = str_from(b->rest, (size_t)end + 1);
    return true;
}

/* Into the sum: once it was taken, for the end is not part of it. */
static void
add_line(struct bundle *b, struct str line)
{
    b->sum = bundle_sum(b->sum, str_bytes(line.p, line.n + 1));
}

static bool
take_line(struct bundle *b, struct str line)
{
    struct str         words[WORDS_MOST];
    const struct kind *kind;
    size_t             n = 0;

    while (n < WORDS_MOST && str_split(&line, ' ', &words[n]))
        n++;
    kind = n ? kind_of(words[0]) : NULL;
    return kind && kind->words == n && !line.p && kind->take(b, words);
}

/* "word value", the whole line. */
static bool
top_line(struct bundle *b, struct str word, struct str *value)
{
    struct str line, first;

    if (!next_line(b, &line))
        return false;
    add_line(b, line);
    return str_cut(line, ' ', &first, value) && str_eq(first, word);
}

static bool
take_top(struct bundle *b, struct str public_key, struct str *origin)
{
    struct str version, text, key;

    return top_line(b, S("diogel"), &version) &&
        str_eq(version, S("ledger 1")) && top_line(b, S("origin"), origin) &&
        top_line(b, S("key"), &text) && unbase64(b->arena, text, &key) &&
        str_eq(key, public_key);
}

static void
take_lines(struct bundle *b)
{
    while (!b->ended) {
        struct str line;

        if (!next_line(b, &line) || !take_line(b, line)) {
            audit_fault(&b->audit, "line", b->line, "cannot be right");
            return;
        }
        add_line(b, line);
        arena_clear(b->arena);
    }
    if (b->rest.n)
        audit_fault(&b->audit, "line", b->line + 1, "stands behind the end");
}

enum err
ledger_verify_bundle(struct arena *a, struct str bundle, struct str public_key,
    struct ledger_report *report)
{
    struct bundle b = {.arena = arena_new(0), .rest = bundle};
    struct str    origin = S("");
    bool          top = take_top(&b, public_key, &origin);

    audit_begin(&b.audit, report, origin, public_key);
    if (top)
        take_lines(&b);
    else
        audit_fault(&b.audit, "line", b.line,
            "is not the beginning of this key's ledger");
    audit_end(&b.audit, a, b.head);
    arena_free(b.arena);
    return OK;
}
