/*
 * alike -- bit-parallel forms: a letter's places in one text are the bits of
 * a word, so that a row of a table is a few operations.
 *
 * Optimal string alignment goes by the vertical differences of the table
 * (Myers 1999, with Hyyro's term for neighbours that changed places, 2003).
 * Jaro's greedy matching takes the lowest free bit within reach, which is
 * the same letter that the textbook's loop takes.
 */
#include "match/alike.h"

#include <assert.h>

enum { LONGEST = 64, PREFIX = 4 };

/* Where each letter stands in a text; only the letters of both are set. */
struct places {
    uint64_t of[256];
};

static void
places_set(struct places *p, struct str x, struct str y)
{
    for (size_t i = 0; i < y.n; i++)
        p->of[(uint8_t)y.p[i]] = 0;
    for (size_t i = 0; i < x.n; i++)
        p->of[(uint8_t)x.p[i]] = 0;
    for (size_t i = 0; i < x.n; i++)
        p->of[(uint8_t)x.p[i]] |= UINT64_C(1) << i;
}

int
alike_osa(struct str x, struct str y)
{
    struct places p;
    uint64_t      up = ~UINT64_C(0), down = 0, diagonal = 0, before = 0, last;
    int           distance;

    x = str_sub(x, 0, LONGEST);
    y = str_sub(y, 0, LONGEST);
    if (!x.n)
        return (int)y.n;
    places_set(&p, x, y);
    last = UINT64_C(1) << (x.n - 1);
    distance = (int)x.n;
    for (size_t j = 0; j < y.n; j++) {
        uint64_t here = p.of[(uint8_t)y.p[j]];
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
static uint64_t
window(size_t i, size_t reach)
{
    uint64_t upto = i + reach + 1 < LONGEST
        ? (UINT64_C(1) << (i + reach + 1)) - 1
        : ~UINT64_C(0);
    uint64_t below = i > reach ? (UINT64_C(1) << (i - reach)) - 1 : 0;

    return upto & ~below;
}

static struct shared
shared_find(const struct places *of_y, struct str x, size_t longer)
{
    size_t        reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
    struct shared s = {0, 0};

    for (size_t i = 0; i < x.n; i++) {
        uint64_t here = of_y->of[(uint8_t)x.p[i]] & window(i, reach) & ~s.of_y;

        s.of_y |= here & -here;
        s.of_x |= (uint64_t)(here != 0) << i;
    }
    return s;
}

/* Half of the shared letters that do not stand in one order. */
static int64_t
out_of_order(struct shared s, struct str x, const struct places *of_y)
{
    int64_t n = 0;

    while (s.of_x) {
        uint64_t place = s.of_y & -s.of_y;
        size_t   i = (size_t)__builtin_ctzll(s.of_x);

        n += !(of_y->of[(uint8_t)x.p[i]] & place);
        s.of_x &= s.of_x - 1;
        s.of_y ^= place;
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

int
alike_jaro_winkler(struct str x, struct str y)
{
    struct places of_y;
    struct shared s;
    int64_t       m;

    x = str_sub(x, 0, LONGEST);
    y = str_sub(y, 0, LONGEST);
    if (str_cmp(x, y) > 0) {
        struct str z = x;

        x = y;
        y = z;
    }
    places_set(&of_y, y, x);
    s = shared_find(&of_y, x, x.n > y.n ? x.n : y.n);
    m = __builtin_popcountll(s.of_x);
    if (!m)
        return 0;
    return winkler(x.n, y.n, m, out_of_order(s, x, &of_y), same_prefix(x, y));
}
