/*
 * id -- 128 bits that say nothing, and their text.
 *
 * Twenty-six characters of five bits hold 130: the first two bits are
 * always zero, so the first character is 0 to 7, and one id has exactly one
 * text.  Other spellings that Crockford allows are refused for that reason.
 */
#include "base/id.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/chance.h"
#include "base/err.h"
#include "base/hash.h"

enum { TEXT_DIGITS = 26, REFERENCE_DIGITS = 8 };

static const struct str base32 = S_INIT("0123456789abcdefghjkmnpqrstvwxyz");

static const char letters[ID_KIND_COUNT] = {
#define K(name, letter) [name] = letter,
    ID_KINDS(K)
#undef K
};

static bool
is_kind(enum id_kind kind)
{
    return kind > ID_NONE && kind < ID_KIND_COUNT;
}

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014): one to one. */
static uint64_t
mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static void
put_u64(uint8_t *to, uint64_t v)
{
    for (int i = 0; i < 8; i++)
        to[i] = (uint8_t)(v >> (56 - 8 * i));
}

/*
 * The first half runs through all 64-bit values before one comes again, so
 * one seed never gives the same id twice; the second half keeps the ids of
 * two seeds apart.
 */
static void
seeded_bytes(struct id_source *from, uint8_t *to)
{
    const uint64_t golden = 0x9E3779B97F4A7C15u;
    uint64_t       start = mix(from->seed + golden);
    uint64_t       half = mix(start + ++from->count * golden);

    put_u64(to, half);
    put_u64(to + 8, mix(mix(half + golden) ^ mix(start ^ golden)));
}

struct id
id_new(struct id_source *from, enum id_kind kind)
{
    struct id i = {.kind = kind};

    assert(from && is_kind(kind));
    if (from->seeded) {
        seeded_bytes(from, i.b);
        return i;
    }
    chance_bytes(i.b, sizeof i.b);
    return i;
}

bool
id_is_none(struct id i)
{
    return i.kind == ID_NONE;
}

bool
id_eq(struct id a, struct id b)
{
    return a.kind == b.kind &&
        (a.kind == ID_NONE || !memcmp(a.b, b.b, sizeof a.b));
}

bool
id_among(struct id one, const struct id *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i], one))
            return true;
    return false;
}

int
id_cmp(struct id a, struct id b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.kind == ID_NONE)
        return 0;
    return str_cmp(id_bytes(&a), id_bytes(&b));
}

/* Bits are counted from the first, the highest of the first byte; those
 * before it are zero. */
static bool
bit_at(const uint8_t *b, int bit)
{
    return bit >= 0 && (b[bit / 8] & 0x80 >> bit % 8);
}

/* The five bits that begin at from. */
static int
five_bits(const uint8_t *b, int from)
{
    int v = 0;

    for (int bit = from; bit < from + 5; bit++)
        v = v * 2 + bit_at(b, bit);
    return v;
}

static void
put_five_bits(uint8_t *b, int from, ptrdiff_t v)
{
    for (int bit = from + 4; bit >= from; bit--, v /= 2)
        if (bit >= 0 && v % 2)
            b[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
}

struct str
id_text(struct arena *a, struct id i)
{
    char text[1 + TEXT_DIGITS];

    if (i.kind == ID_NONE)
        return S("");
    assert(is_kind(i.kind));
    text[0] = letters[i.kind];
    for (int d = 0; d < TEXT_DIGITS; d++)
        text[1 + d] = base32.p[five_bits(i.b, 5 * d - 2)];
    return str_dup(a, str_bytes(text, sizeof text));
}

bool
id_parse(struct str s, enum id_kind kind, struct id *out)
{
    struct id i = {.kind = kind};
    ptrdiff_t v;

    assert(out);
    if (!is_kind(kind) || s.n != 1 + TEXT_DIGITS || s.p[0] != letters[kind] ||
        s.p[1] > '7')
        return false;
    for (int d = 0; d < TEXT_DIGITS; d++) {
        v = str_find_byte(base32, s.p[1 + d]);
        if (v < 0)
            return false;
        put_five_bits(i.b, 5 * d - 2, v);
    }
    *out = i;
    return true;
}

struct str
id_bytes(const struct id *i)
{
    assert(i);
    return str_bytes(i->b, sizeof i->b);
}

bool
id_of_bytes(struct str bytes, enum id_kind kind, struct id *out)
{
    struct id i = {.kind = kind};

    assert(out);
    if (!is_kind(kind) || bytes.n != sizeof i.b)
        return false;
    memcpy(i.b, bytes.p, sizeof i.b);
    *out = i;
    return true;
}

/* From a hash, so that the id cannot be guessed from what is read out. */
struct str
id_reference(struct arena *a, struct id i)
{
    char          text[REFERENCE_DIGITS + 1];
    char          letter;
    struct digest d;
    int           n = 0;

    assert(is_kind(i.kind));
    letter = letters[i.kind];
    d = hash_sha256_of((const struct str[]){str_bytes(&letter, 1),
                           id_bytes(&i)},
        2);
    for (int k = 0; k < REFERENCE_DIGITS; k++) {
        char c = base32.p[five_bits(d.b, 5 * k)];

        if (k == REFERENCE_DIGITS / 2)
            text[n++] = '-';
        text[n++] = c >= 'a' ? (char)(c - 'a' + 'A') : c;
    }
    return str_dup(a, str_bytes(text, sizeof text));
}
