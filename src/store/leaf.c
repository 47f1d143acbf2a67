/*
 * leaf -- canonical bytes: every part framed by its length, in one fixed
 * order, so that no two entries have the same bytes.
 */
#include "store/leaf.h"

#include <assert.h>

#include "base/buf.h"

static const struct str version = S_INIT("diogel entry 1");

static const struct str kind_words[LEAF_KIND_COUNT] = {
#define K(name, word) [name] = S_INIT(word),
    LEAF_KINDS(K)
#undef K
};

static const char letters[ID_KIND_COUNT] = {
#define K(name, letter) [name] = letter,
    ID_KINDS(K)
#undef K
};

struct str
leaf_letter(enum id_kind kind)
{
    assert(kind > ID_NONE && kind < ID_KIND_COUNT);
    return str_bytes(&letters[kind], 1);
}

bool
leaf_letter_find(struct str letter, enum id_kind *kind)
{
    for (int k = ID_NONE + 1; letter.n == 1 && k < ID_KIND_COUNT; k++) {
        if (letters[k] == letter.p[0]) {
            *kind = (enum id_kind)k;
            return true;
        }
    }
    return false;
}

struct str
leaf_kind_word(enum leaf_kind kind)
{
    assert(kind < LEAF_KIND_COUNT);
    return kind_words[kind];
}

static bool
kind_find(struct str word, enum leaf_kind *kind)
{
    for (int k = 0; k < LEAF_KIND_COUNT; k++) {
        if (str_eq(kind_words[k], word)) {
            *kind = (enum leaf_kind)k;
            return true;
        }
    }
    return false;
}

static bool
outcome_find(struct str word, enum err *outcome)
{
    for (int e = OK; e < ERR_COUNT; e++) {
        if (str_eq(str_of(err_name((enum err)e)), word)) {
            *outcome = (enum err)e;
            return true;
        }
    }
    return false;
}

/* Points into the id itself, which must outlive the entry. */
static struct str
bytes_or_none(const struct id *i)
{
    return id_is_none(*i) ? S("") : id_bytes(i);
}

struct entry
entry_of_leaf(struct arena *a, const struct leaf *leaf, const struct id *id,
    struct moment at)
{
    struct entry_about *about =
        ARENA_ARRAY(a, struct entry_about, leaf->about_count);

    for (size_t i = 0; i < leaf->about_count; i++) {
        about[i].kind = leaf_letter(leaf->about[i].kind);
        about[i].about = id_bytes(&leaf->about[i]);
    }
    return (struct entry){
        .id = id_bytes(id),
        .at = at.us,
        .kind = leaf_kind_word(leaf->kind),
        .action = leaf->action,
        .account = bytes_or_none(&leaf->account),
        .agency = bytes_or_none(&leaf->agency),
        .purpose = leaf->purpose,
        .rule = leaf->rule,
        .outcome = str_of(err_name(leaf->outcome)),
        .detail = leaf->detail,
        .about = about,
        .about_count = leaf->about_count,
    };
}

static bool
id_or_none(struct str bytes, enum id_kind kind, struct id *out)
{
    *out = (struct id){.kind = ID_NONE};
    return !bytes.n || id_of_bytes(bytes, kind, out);
}

bool
entry_to_leaf(struct arena *a, const struct entry *entry, struct leaf *leaf)
{
    struct id *about = ARENA_ARRAY(a, struct id, entry->about_count);

    *leaf = (struct leaf){
        .action = entry->action,
        .purpose = entry->purpose,
        .rule = entry->rule,
        .detail = entry->detail,
        .about = about,
        .about_count = entry->about_count,
    };
    for (size_t i = 0; i < entry->about_count; i++) {
        enum id_kind kind;

        if (!leaf_letter_find(entry->about[i].kind, &kind) ||
            !id_of_bytes(entry->about[i].about, kind, &about[i]))
            return false;
    }
    return kind_find(entry->kind, &leaf->kind) &&
        outcome_find(entry->outcome, &leaf->outcome) &&
        id_or_none(entry->account, ID_ACCOUNT, &leaf->account) &&
        id_or_none(entry->agency, ID_AGENCY, &leaf->agency);
}

struct str
entry_bytes(struct arena *a, const struct entry *e)
{
    struct buf b;

    buf_init(&b, a);
    buf_add_framed(&b, version);
    buf_add_framed(&b, e->id);
    buf_add_u64(&b, (uint64_t)e->at);
    buf_add_framed(&b, e->kind);
    buf_add_framed(&b, e->action);
    buf_add_framed(&b, e->account);
    buf_add_framed(&b, e->agency);
    buf_add_framed(&b, e->purpose);
    buf_add_framed(&b, e->rule);
    buf_add_framed(&b, e->outcome);
    buf_add_framed(&b, e->detail);
    buf_add_u32(&b, (uint32_t)e->about_count);
    for (size_t i = 0; i < e->about_count; i++) {
        buf_add_framed(&b, e->about[i].kind);
        buf_add_framed(&b, e->about[i].about);
    }
    return buf_str(&b);
}

/* ---- reading them back ---- */

/* Big-endian; false when fewer bytes are left. */
static bool
take_number(struct str *rest, size_t bytes, uint64_t *out)
{
    uint64_t v = 0;

    if (rest->n < bytes)
        return false;
    for (size_t i = 0; i < bytes; i++)
        v = v << 8 | (uint8_t)rest->p[i];
    *rest = str_from(*rest, bytes);
    *out = v;
    return true;
}

static bool
take_framed(struct str *rest, struct str *out)
{
    uint64_t n;

    if (!take_number(rest, 4, &n) || n > rest->n)
        return false;
    *out = str_sub(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}

/* 16 bytes, or none. */
static bool
take_id(struct str *rest, struct str *out)
{
    return take_framed(rest, out) &&
        (!out->n || out->n == sizeof((struct id){0}.b));
}

static bool
take_about(struct arena *a, struct str *rest, struct entry *e)
{
    enum { LEAST = 8 }; /* two lengths: bounds the count by the bytes */
    struct entry_about *about;
    uint64_t            n;

    if (!take_number(rest, 4, &n) || n > rest->n / LEAST)
        return false;
    about = ARENA_ARRAY(a, struct entry_about, (size_t)n);
    for (size_t i = 0; i < n; i++) {
        if (!take_framed(rest, &about[i].kind) || about[i].kind.n != 1 ||
            !take_id(rest, &about[i].about) || !about[i].about.n)
            return false;
    }
    e->about = about;
    e->about_count = (size_t)n;
    return true;
}

bool
entry_parse(struct arena *a, struct str bytes, struct entry *e)
{
    struct str got;
    uint64_t   at;

    *e = (struct entry){0};
    if (!take_framed(&bytes, &got) || !str_eq(got, version) ||
        !take_id(&bytes, &e->id) || !e->id.n || !take_number(&bytes, 8, &at))
        return false;
    e->at = (int64_t)at;
    return take_framed(&bytes, &e->kind) && take_framed(&bytes, &e->action) &&
        take_id(&bytes, &e->account) && take_id(&bytes, &e->agency) &&
        take_framed(&bytes, &e->purpose) && take_framed(&bytes, &e->rule) &&
        take_framed(&bytes, &e->outcome) && take_framed(&bytes, &e->detail) &&
        take_about(a, &bytes, e) && !bytes.n;
}

struct digest
entry_hash(struct str salt, struct str bytes)
{
    const struct str pieces[] = {S("diogel leaf"), salt, bytes};
    struct digest    commitment = hash_sha256_of(pieces, 3);

    assert(salt.n == LEAF_SALT_BYTES);
    return merkle_leaf(hash_str(&commitment));
}
