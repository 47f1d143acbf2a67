/*
 * alike -- bit-parallel forms: a letter's places in one text are the bits of
 * a word, so that a row of a table is a few operations.
 *
 * Optimal string alignment goes by the vertical differences of the table
 * (Myers 1999, with Hyyro's term for neighbours that changed places, 2003).
 * Jaro's greedy matching takes the lowest free bit within reach, which is
 * the same letter that the textbook's loop takes.
 *
 * Both are written once, over two ways of asking where a letter stands: a
 * table of all letters, which has to be made for each pair, or the text in
 * registers of 32 bytes, all of whose letters are compared at once.  The
 * second is taken where the processor has it (AVX2).
 */
#include "match/alike.h"

#include <assert.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2,bmi,popcnt")))
#else
#define WIDE
#endif
#define INLINE static inline __attribute__((always_inline))

enum { LONGEST = 64, PREFIX = 4 };

/* Where each letter stands in a text. */
struct places {
    uint64_t of[256]; /* of the letters of both; others are not set */
#if defined(__x86_64__)
    __m256i  letters[2];
    uint64_t all; /* a bit for each letter there is */
#endif
};

typedef void     set_fn(struct places *p, struct str x, struct str y);
typedef uint64_t at_fn(const struct places *p, char c);

/* ---- by a table ---- */

INLINE void
table_set(struct places *p, struct str x, struct str y)
{
    for (size_t i = 0; i < y.n; i++)
        p->of[(uint8_t)y.p[i]] = 0;
    for (size_t i = 0; i < x.n; i++)
        p->of[(uint8_t)x.p[i]] = 0;
    for (size_t i = 0; i < x.n; i++)
        p->of[(uint8_t)x.p[i]] |= UINT64_C(1) << i;
}

INLINE uint64_t
table_at(const struct places *p, char c)
{
    return p->of[(uint8_t)c];
}

/* ---- by registers ---- */

#if defined(__x86_64__)
enum { REGISTER = 32, PAGE = 4096 };

/*
 * So many bytes, of which the first n are the text's: what is behind it is
 * never looked at (all), but it is read, unless a page that may not be there
 * begins in it.  Copying the text first would take longer than comparing it.
 */
WIDE INLINE __m256i
wide_load(const char *p, size_t n)
{
    char    room[REGISTER] = {0};
    __m256i got;

    if (!n || (n < REGISTER && ((uintptr_t)p & (PAGE - 1)) > PAGE - REGISTER)) {
        if (n)
            memcpy(room, p, n);
        p = room;
    }
    __asm__("vmovdqu %1, %0" : "=x"(got) : "m"(*(const char(*)[REGISTER])p));
    return got;
}

WIDE INLINE void
wide_set(struct places *p, struct str x, struct str y)
{
    (void)y;
    p->letters[0] = wide_load(x.p, x.n < REGISTER ? x.n : REGISTER);
    p->letters[1] = _mm256_setzero_si256();
    if (x.n > REGISTER)
        p->letters[1] = wide_load(x.p + REGISTER, x.n - REGISTER);
    p->all = x.n < LONGEST ? (UINT64_C(1) << x.n) - 1 : ~UINT64_C(0);
}

WIDE INLINE uint64_t
wide_at(const struct places *p, char c)
{
    const __m256i all = _mm256_set1_epi8(c);
    uint32_t      low =
        (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(p->letters[0], all));
    uint32_t high = 0;

    if (p->all >> 32)
        high = (uint32_t)_mm256_movemask_epi8(
            _mm256_cmpeq_epi8(p->letters[1], all));
    return (low | (uint64_t)high << 32) & p->all;
}
#endif

/* ---- both measures ---- */

INLINE int
osa(struct str x, struct str y, set_fn *set, at_fn *at)
{
    struct places p;
    uint64_t      up = ~UINT64_C(0), down = 0, diagonal = 0, before = 0, last;
    int           distance;

    if (!x.n)
        return (int)y.n;
    set(&p, x, y);
    last = UINT64_C(1) << (x.n - 1);
    distance = (int)x.n;
    for (size_t j = 0; j < y.n; j++) {
        uint64_t here = at(&p, y.p[j]);
        uint64_t turned = ((~diagonal & here) << 1) & before;
        uint64_t right, left;

        diagonal = (((here & up) + up) ^ up) | here | down | turned;
        right = down | ~(diagonal | up);
        left = diagonal & up;
        distance += (right & last) != 0;
        distance -= (left & last) != 0;
        right = right << 1 | 1;
        up = left << 1 | ~(diagonal | right);
        down = right & diagonal;
        before = here;
    }
    return distance;
}

/* Letters that both have near the same place, as bits of either. */
struct shared {
    uint64_t of_x, of_y;
};

/* The bits within reach of place i. */
INLINE uint64_t
window(size_t i, size_t reach)
{
    uint64_t upto = i + reach + 1 < LONGEST
        ? (UINT64_C(1) << (i + reach + 1)) - 1
        : ~UINT64_C(0);
    uint64_t below = i > reach ? (UINT64_C(1) << (i - reach)) - 1 : 0;

    return upto & ~below;
}

INLINE struct shared
shared_find(const struct places *of_y, struct str x, size_t longer, at_fn *at)
{
    size_t        reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
    struct shared s = {0, 0};

    for (size_t i = 0; i < x.n; i++) {
        uint64_t here = at(of_y, x.p[i]) & window(i, reach) & ~s.of_y;

        s.of_y |= here & -here;
        s.of_x |= (uint64_t)(here != 0) << i;
    }
    return s;
}

/* Half of the shared letters that do not stand in one order. */
INLINE int64_t
out_of_order(struct shared s, struct str x, struct str y)
{
    int64_t n = 0;

    while (s.of_x) {
        n += x.p[__builtin_ctzll(s.of_x)] != y.p[__builtin_ctzll(s.of_y)];
        s.of_x &= s.of_x - 1;
        s.of_y &= s.of_y - 1;
    }
    return n / 2;
}

static size_t
same_prefix(struct str x, struct str y)
{
    size_t n = 0;

    while (n < PREFIX && n < x.n && n < y.n && x.p[n] == y.p[n])
        n++;
    return n;
}

/* Jaro is num / (3 * den); the boost is prefix / 10 of what is missing. */
static int
winkler(size_t x, size_t y, int64_t m, int64_t turned, size_t prefix)
{
    int64_t both = (int64_t)x * (int64_t)y, den = both * m;
    int64_t num = m * m * (int64_t)(x + y) + (m - turned) * both;

    if (10 * num > 21 * den)
        num = 10 * num + (int64_t)prefix * (3 * den - num);
    else
        num *= 10;
    return (int)((1000 * num + 15 * den) / (30 * den));
}

INLINE int
jaro_winkler(struct str x, struct str y, set_fn *set, at_fn *at)
{
    struct places of_y;
    struct shared s;
    int64_t       m;

    if (str_cmp(x, y) > 0) {
        struct str z = x;

        x = y;
        y = z;
    }
    set(&of_y, y, x);
    s = shared_find(&of_y, x, x.n > y.n ? x.n : y.n, at);
    m = __builtin_popcountll(s.of_x);
    if (!m)
        return 0;
    return winkler(x.n, y.n, m, out_of_order(s, x, y), same_prefix(x, y));
}

/* ---- the two paths ---- */

static int
osa_plain(struct str x, struct str y)
{
    return osa(x, y, table_set, table_at);
}

static int
jaro_winkler_plain(struct str x, struct str y)
{
    return jaro_winkler(x, y, table_set, table_at);
}

#if defined(__x86_64__)
WIDE static int
osa_wide(struct str x, struct str y)
{
    return osa(x, y, wide_set, wide_at);
}

WIDE static int
jaro_winkler_wide(struct str x, struct str y)
{
    return jaro_winkler(x, y, wide_set, wide_at);
}

/* Of the processor that it runs on: a word is looked at. */
bool
alike_is_wide(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}
#else
#define osa_wide          osa_plain
#define jaro_winkler_wide jaro_winkler_plain

bool
alike_is_wide(void)
{
    return false;
}
#endif

int
alike_osa_by(enum alike_path path, struct str x, struct str y)
{
    x = str_sub(x, 0, LONGEST);
    y = str_sub(y, 0, LONGEST);
    return path == ALIKE_WIDE ? osa_wide(x, y) : osa_plain(x, y);
}

int
alike_jaro_winkler_by(enum alike_path path, struct str x, struct str y)
{
    x = str_sub(x, 0, LONGEST);
    y = str_sub(y, 0, LONGEST);
    return path == ALIKE_WIDE ? jaro_winkler_wide(x, y)
                              : jaro_winkler_plain(x, y);
}

static enum alike_path
path_here(void)
{
    return alike_is_wide() ? ALIKE_WIDE : ALIKE_PLAIN;
}

int
alike_osa(struct str x, struct str y)
{
    return alike_osa_by(path_here(), x, y);
}

int
alike_jaro_winkler(struct str x, struct str y)
{
    return alike_jaro_winkler_by(path_here(), x, y);
}
