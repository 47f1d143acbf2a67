/*
 * note -- signed notes (C2SP signed-note, Ed25519) and the checkpoints in
 * them.
 *
 * A line of a signature: em dash, name, base64(4 bytes of the key's hash,
 * 64 of the signature).  Lines of other keys are witnesses' and passed over;
 * one that names our key must be right.
 */
#include <assert.h>

#include "base/buf.h"
#include "store/checkpoint.h"
#include "store/ledger.h"

enum { KEY_ID_BYTES = 4, LINES_MOST = 16 };

static const struct str dash = S_INIT("\xE2\x80\x94 ");

/* SHA-256(name, newline, type 1 = Ed25519, key), its first bytes. */
static struct str
key_id(struct arena *a, struct str name, struct str public_key)
{
    const struct str pieces[] = {name, S("\n\1"), public_key};
    struct digest    d = hash_sha256_of(pieces, 3);

    return str_dup(a, str_bytes(d.b, KEY_ID_BYTES));
}

struct str
note_sign(struct arena *a, const struct keys *k, struct str name,
    struct str text)
{
    struct str id = key_id(a, name, key_public(a, k));
    struct buf b;

    if (!str_ends(text, S("\n")) || !name.n || str_find_byte(name, ' ') >= 0)
        BUG("no note can be made of this text and name");
    buf_init(&b, a);
    buf_add(&b, text);
    buf_add(&b, S("\n"));
    buf_add(&b, dash);
    buf_add(&b, name);
    buf_add(&b, S(" "));
    buf_add(&b, str_base64(a, str_cat(a, id, key_sign(a, k, text))));
    buf_add(&b, S("\n"));
    return buf_str(&b);
}

/* Base64 has more than one spelling of some bytes: only ours is taken. */
static bool
unbase64(struct arena *a, struct str text, struct str *out)
{
    return str_unbase64(a, text, out) && str_eq(str_base64(a, *out), text);
}

enum line { LINE_OTHER, LINE_GOOD, LINE_BAD };

static enum line
judge(struct arena *a, struct str line, struct str name, struct str key,
    struct str text)
{
    struct str who, code, bytes, id = key_id(a, name, key);

    if (!str_starts(line, dash) ||
        !str_cut(str_from(line, dash.n), ' ', &who, &code))
        return LINE_BAD;
    if (!unbase64(a, code, &bytes) || bytes.n <= KEY_ID_BYTES)
        return LINE_BAD;
    if (!str_eq(who, name) || !str_starts(bytes, id))
        return LINE_OTHER;
    return key_verify(key, text, str_from(bytes, KEY_ID_BYTES)) ? LINE_GOOD
                                                                : LINE_BAD;
}

/* The text ends at the last empty line before the signatures. */
static bool
find_end(struct str note, size_t *end)
{
    for (size_t at = note.n - 1; at >= 2; at--) {
        if (note.p[at - 1] == '\n' && note.p[at - 2] == '\n') {
            *end = at - 1;
            return true;
        }
    }
    return false;
}

enum err
note_open(struct str note, struct str name, struct str public_key,
    struct str *text)
{
    struct arena *a = arena_new(0);
    struct str    body, line, rest;
    size_t        end = 0;
    bool          good = false, bad = false;

    if (!str_ends(note, S("\n")) || !find_end(note, &end)) {
        arena_free(a);
        return ERR_INVALID;
    }
    body = str_sub(note, 0, end);
    rest = str_sub(note, end + 1, note.n - end - 2);
    for (int n = 0; !bad && str_split(&rest, '\n', &line); n++) {
        enum line is = judge(a, line, name, public_key, body);

        good = good || is == LINE_GOOD;
        bad = is == LINE_BAD || n == LINES_MOST;
    }
    arena_free(a);
    if (bad || !good)
        return ERR_INVALID;
    *text = body;
    return OK;
}

/* ---- checkpoints ---- */

struct str
checkpoint_text(struct arena *a, const struct checkpoint *c)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, c->origin);
    buf_add(&b, S("\n"));
    buf_add_int(&b, (int64_t)c->size);
    buf_add(&b, S("\n"));
    buf_add(&b, str_base64(a, hash_str(&c->root)));
    buf_add(&b, S("\n"));
    return buf_str(&b);
}

bool
checkpoint_parse(struct arena *a, struct str text, struct checkpoint *c)
{
    struct checkpoint got;
    struct str        rest = text, size, root, bytes;
    int64_t           n;

    if (!str_split(&rest, '\n', &got.origin) ||
        !str_split(&rest, '\n', &size) || !str_split(&rest, '\n', &root))
        return false;
    if (!str_is_digits(size) || !str_int(size, &n) ||
        !str_unbase64(a, root, &bytes) || !hash_of_bytes(bytes, &got.root))
        return false;
    got.size = (uint64_t)n;
    if (!str_eq(checkpoint_text(a, &got), text))
        return false;
    *c = got;
    return true;
}
