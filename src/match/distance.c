/*
 * distance -- textbook forms, in integers throughout, so that a boundary
 * (Jaro exactly 0.7) falls the same way on every machine.  Greedy matching
 * in Jaro depends on which text goes first, so they are put in order.
 */
#include "match/distance.h"

#include <assert.h>

enum { LONGEST = 64, PREFIX = 4 };

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int
min3(int a, int b, int c)
{
    int m = a < b ? a : b;

    return m < c ? m : c;
}

/* Three rows of the table: the one in hand and the two above it. */
struct osa {
    struct str x, y;
    int        row[3][LONGEST + 1];
};

static void
osa_row(struct osa *t, size_t i)
{
    int       *now = t->row[i % 3];
    const int *above = t->row[(i + 2) % 3];
    const int *above2 = t->row[(i + 1) % 3];

    now[0] = (int)i;
    for (size_t j = 1; j <= t->y.n; j++) {
        int change = t->x.p[i - 1] != t->y.p[j - 1];

        now[j] = min3(above[j] + 1, now[j - 1] + 1, above[j - 1] + change);
        if (i > 1 && j > 1 && t->x.p[i - 1] == t->y.p[j - 2] &&
            t->x.p[i - 2] == t->y.p[j - 1])
            now[j] = min3(now[j], above2[j - 2] + 1, now[j]);
    }
}

int
match_osa(struct str x, struct str y)
{
    struct osa t;

    t.x = str_sub(x, 0, LONGEST);
    t.y = str_sub(y, 0, LONGEST);
    for (size_t j = 0; j <= t.y.n; j++)
        t.row[0][j] = (int)j;
    for (size_t i = 1; i <= t.x.n; i++)
        osa_row(&t, i);
    return t.row[t.x.n % 3][t.y.n];
}

/* Letters that x and y share near the same place, in each one's order. */
struct shared {
    char   of_x[LONGEST], of_y[LONGEST];
    size_t n;
};

static void
shared_find(struct str x, struct str y, struct shared *s)
{
    bool   taken[LONGEST] = {false};
    size_t longer = x.n > y.n ? x.n : y.n;
    size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
    size_t n = 0;

    for (size_t i = 0; i < x.n; i++) {
        size_t from = i > reach ? i - reach : 0;
        size_t to = least(y.n, i + reach + 1);

        while (from < to && (taken[from] || y.p[from] != x.p[i]))
            from++;
        if (from < to) {
            taken[from] = true;
            s->of_x[n++] = x.p[i];
        }
    }
    s->n = 0;
    for (size_t j = 0; j < y.n; j++)
        if (taken[j])
            s->of_y[s->n++] = y.p[j];
    assert(s->n == n);
}

static int64_t
out_of_order(const struct shared *s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->of_x[i] != s->of_y[i];
    return n / 2;
}

static int64_t
same_prefix(struct str x, struct str y)
{
    size_t most = least(PREFIX, least(x.n, y.n));
    size_t n = 0;

    while (n < most && x.p[n] == y.p[n])
        n++;
    return (int64_t)n;
}

/* Jaro is num / (3 * den); the boost is prefix / 10 of what is missing. */
int
match_jaro_winkler(struct str x, struct str y)
{
    struct shared s;
    int64_t       num, den, m;

    x = str_sub(x, 0, LONGEST);
    y = str_sub(y, 0, LONGEST);
    if (str_cmp(x, y) > 0) {
        struct str z = x;

        x = y;
        y = z;
    }
    shared_find(x, y, &s);
    if (!s.n)
        return 0;
    m = (int64_t)s.n;
    den = (int64_t)x.n * (int64_t)y.n * m;
    num = m * m * (int64_t)(x.n + y.n) +
        (m - out_of_order(&s)) * (int64_t)x.n * (int64_t)y.n;
    if (10 * num > 21 * den)
        num = 10 * num + same_prefix(x, y) * (3 * den - num);
    else
        num *= 10;
    return (int)((1000 * num + 15 * den) / (30 * den));
}
