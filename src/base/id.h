/*
 * id -- names of things: 128 bits, and what kind of thing it names, so that
 * a person's id is never taken for a meeting's.
 *
 * Text form: a letter for the kind, then 26 characters of Crockford's
 * base 32 in lower case: "p01h...".  It says nothing about order or time.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*        name          letter */
#define ID_KINDS(K)                                                           \
    K(ID_PERSON, 'p')                                                         \
    K(ID_SOURCE, 's')                                                         \
    K(ID_ENTRY, 'e')                                                          \
    K(ID_THREAD, 't')                                                         \
    K(ID_ACCOUNT, 'a')                                                        \
    K(ID_AGENCY, 'g')                                                         \
    K(ID_DESK, 'd')                                                           \
    K(ID_LEAF, 'l')                                                           \
    K(ID_DRAFT, 'f')                                                          \
    K(ID_PAPER, 'r')                                                          \
    K(ID_NOTICE, 'n')                                                         \
    K(ID_SEALED, 'x')                                                         \
    K(ID_PLACE, 'c')                                                          \
    K(ID_GROUP, 'u')                                                          \
    K(ID_LINK, 'k')                                                           \
    K(ID_BATCH, 'b')                                                          \
    K(ID_KEPT, 'h')                                                           \
    K(ID_PART, 'm')                                                           \
    K(ID_PAIR, 'q')

enum id_kind {
    ID_NONE,
#define K(name, letter) name,
    ID_KINDS(K)
#undef K
        ID_KIND_COUNT
};

struct id {
    enum id_kind kind; /* ID_NONE: no id */
    uint8_t      b[16];
};

/*
 * Where new ids come from: the system's randomness, or for a demonstration
 * a seed, so that the same seed gives the same ids.  Not shared by threads.
 */
struct id_source {
    bool     seeded;
    uint64_t seed;
    uint64_t count;
};

struct id  id_new(struct id_source *from, enum id_kind kind);
bool       id_is_none(struct id i);
bool       id_eq(struct id a, struct id b);
bool       id_among(struct id one, const struct id *all, size_t n);
int        id_cmp(struct id a, struct id b); /* kind, then bytes */
struct str id_text(struct arena *a, struct id i);
/* False unless it is one whole id of that kind. */
bool id_parse(struct str s, enum id_kind kind, struct id *out);
/* The 16 bytes, as stored; and from a stored value. */
struct str id_bytes(const struct id *i);
bool       id_of_bytes(struct str bytes, enum id_kind kind, struct id *out);
/* A short reference for people, "K7RD-4M2Q", from a hash of the id. */
struct str id_reference(struct arena *a, struct id i);

#endif
