/*
 * str -- a piece of text or bytes: where it begins, and how long it is.
 *
 * A str owns nothing: it points into an arena, a literal or a row, and lives
 * as long as that does.  It may hold any byte, NUL too.  An empty str has
 * n == 0; its p may be null.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
    const char *p;
    size_t      n;
};

/* A str of a string literal. */
#define S(lit) ((struct str){("" lit), sizeof(lit) - 1})
/* The same where a constant is needed (static tables). */
#define S_INIT(lit) {("" lit), sizeof(lit) - 1}
/* For printf-like logs: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

/* From a C string that something outside gave us; null gives empty. */
struct str str_of(const char *c);
/* The bytes at p. */
struct str str_bytes(const void *p, size_t n);

bool str_is_empty(struct str s);
bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII only */
/* Whether one of the n is equal to it. */
bool str_among(struct str one, const struct str *all, size_t n);
int  str_cmp(struct str a, struct str b); /* by bytes, like memcmp */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first needle (or byte), or -1. */
ptrdiff_t str_find(struct str s, struct str needle);
ptrdiff_t str_find_byte(struct str s, char byte);

/* From offset from, at most n bytes; clamped to the text. */
struct str str_sub(struct str s, size_t from, size_t n);
struct str str_from(struct str s, size_t from);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/*
 * The next part of *rest up to sep, and moves *rest behind it.  An empty
 * part is a part, the last one too: "a," has two.  False when nothing is
 * left, which is when *rest is null; S("") has one part, an empty one.
 */
bool str_split(struct str *rest, char sep, struct str *part);
/* At the first sep: before and after; false (a = s, b empty) if none. */
bool str_cut(struct str s, char sep, struct str *before, struct str *after);

/* A whole decimal number with optional '-', all of s; false otherwise. */
bool str_int(struct str s, int64_t *out);
/* ASCII digits only, 1..n. */
bool str_is_digits(struct str s);

/* Copies that live in the arena. */
struct str str_dup(struct arena *a, struct str s);
struct str str_lower(struct arena *a, struct str s); /* ASCII only */
struct str str_join(struct arena *a, const struct str *parts, size_t n,
    struct str between);
struct str str_cat(struct arena *a, struct str x, struct str y);
/* A NUL-terminated copy for libraries; an inner NUL ends it early: BUG(). */
const char *str_c(struct arena *a, struct str s);
/* An integer in decimal. */
struct str str_of_int(struct arena *a, int64_t v);
/* Lower-case hex, and back (false when it is not hex). */
struct str str_hex(struct arena *a, struct str bytes);
bool       str_unhex(struct arena *a, struct str hex, struct str *out);
/* Base64 with padding (RFC 4648 section 4), and back. */
struct str str_base64(struct arena *a, struct str bytes);
bool       str_unbase64(struct arena *a, struct str text, struct str *out);

#endif
