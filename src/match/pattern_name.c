/*
 * pattern_name -- how two names stand to each other, each pair once.
 *
 * From the strongest way of agreeing to the weakest; the first that holds is
 * the level.  What came of it is kept under both numbers in a table without
 * chains: a later pair takes the place of an earlier one, and costs that one
 * another look at most.
 *
 * A slip of the pen counts only in names of four letters and more: among
 * shorter ones every second name is one letter from another (Cai, Mai).
 */
#include <assert.h>
#include <string.h>

#include "match/alike.h"
#include "match/heap.h"
#include "match/mix.h"
#include "match/pattern.h"

enum { SHORT = 4, LONG = 8 };

struct seat {
    uint64_t pair; /* both numbers, the lower one first; 0: free */
    uint64_t level;
};

enum kind { GIVEN, FAMILY, KINDS };

struct pattern_memo {
    size_t      seats;  /* of each kind */
    struct seat seat[]; /* of one kind, then of the other */
};

struct pattern_memo *
pattern_memo_new(size_t seats)
{
    struct pattern_memo *m =
        heap_get(1, sizeof *m + KINDS * seats * sizeof m->seat[0]);

    assert(seats && (seats & (seats - 1)) == 0);
    m->seats = seats;
    return m;
}

void
pattern_memo_free(struct pattern_memo *m)
{
    free(m);
}

void
pattern_memo_clear(struct pattern_memo *m)
{
    memset(m->seat, 0, KINDS * m->seats * sizeof m->seat[0]);
}

/* Two names and where their letters are. */
struct names {
    const struct spellings *s;
    const struct spelling  *x, *y;
};

static struct str
letters(const struct names *n, uint32_t part)
{
    return spelling_text(n->s, part);
}

/* Letters of x that may be shared: of those that y has not at all each one
 * at least is not. */
static int
shared_most(const struct spelling *x, const struct spelling *y)
{
    return x->letters - __builtin_popcount(x->set & ~y->set);
}

/*
 * By their letters alone, in no order, too little is shared for a likeness:
 * Jaro's measure stays below 0.699.  So the letters need not be looked at,
 * nor fetched.  It is not asked of short names, whose mutated forms share as
 * little, nor of very long ones, with which a short one may begin.
 */
static bool
is_far(const struct spelling *x, const struct spelling *y)
{
    enum { FAR_SHORT = 4, FAR_LONG = 40, WHOLE = 1000, FAR = 1097 };
    int one = shared_most(x, y), other = shared_most(y, x);
    int most = one < other ? one : other;

    return x->letters >= FAR_SHORT && y->letters >= FAR_SHORT &&
        x->letters <= FAR_LONG && y->letters <= FAR_LONG &&
        WHOLE * most * (x->letters + y->letters) <
        FAR * x->letters * y->letters;
}

/* How alike the letters of two names are. */
enum likeness { APART, NEAR, CLOSE };

static bool
begins_other(struct str x, struct str y, size_t n)
{
    return str_eq(str_sub(x, 0, n), str_sub(y, 0, n));
}

/* A slip, two slips in a long name; or much in common, or the one is where
 * the other begins.  Counting slips is dear, and needless where little is
 * shared. */
static enum likeness
likeness(struct str x, struct str y)
{
    const int close = 920, near = 820, little = 700;
    size_t    n = x.n < y.n ? x.n : y.n;
    int       jw;

    if (match_name_mutates(x, y))
        return CLOSE;
    if (n + 1 < SHORT)
        return APART;
    jw = alike_jaro_winkler(x, y);
    if (n >= SHORT &&
        (jw >= close ||
            (jw >= little && alike_osa(x, y) <= (n >= LONG ? 2 : 1))))
        return CLOSE;
    return jw >= near || begins_other(x, y, n) ? NEAR : APART;
}

static bool
is_initial(struct str x, struct str y)
{
    return x.n && y.n && (x.n == 1 || y.n == 1) && x.p[0] == y.p[0];
}

/* A word that both have, or that sounds the same in both. */
static bool
share_part(const struct names *n)
{
    for (size_t i = 0; i < n->x->parts; i++)
        for (size_t j = 0; j < n->y->parts; j++)
            if (n->x->part[i] == n->y->part[j] ||
                spelling_at(n->s, n->x->part[i])->sound ==
                    spelling_at(n->s, n->y->part[j])->sound)
                return true;
    return false;
}

static bool
is_form(const struct names *n, uint32_t x, uint32_t y,
    enum match_name_kind kind)
{
    return n->x->known & n->y->known & 1 << kind &&
        match_name_is_form(letters(n, x), letters(n, y), kind);
}

static enum pattern_level
level_given(const struct names *n)
{
    static const enum pattern_level given_like[] = {
        [APART] = PATTERN_GIVEN_DIFFERS,
        [NEAR] = PATTERN_GIVEN_NEAR,
        [CLOSE] = PATTERN_GIVEN_CLOSE,
    };
    uint32_t               px = n->x->part[0], py = n->y->part[0];
    const struct spelling *sx = spelling_at(n->s, px);
    const struct spelling *sy = spelling_at(n->s, py);

    if (px == py && n->x->parts > 1 && n->y->parts > 1)
        return PATTERN_GIVEN_PART;
    if (px == py || n->x->glued == n->y->glued)
        return PATTERN_GIVEN_SAME;
    if (is_form(n, px, py, MATCH_NAME_GIVEN))
        return PATTERN_GIVEN_FORM;
    if (sx->sound == sy->sound)
        return PATTERN_GIVEN_SOUND;
    if (n->x->parts + n->y->parts > 2 && share_part(n))
        return PATTERN_GIVEN_PART;
    if (is_far(sx, sy))
        return PATTERN_GIVEN_DIFFERS;
    if (is_initial(letters(n, px), letters(n, py)))
        return PATTERN_GIVEN_INITIAL;
    return given_like[likeness(letters(n, px), letters(n, py))];
}

static enum pattern_level
level_family(const struct names *n)
{
    static const enum pattern_level family_like[] = {
        [APART] = PATTERN_FAMILY_DIFFERS,
        [NEAR] = PATTERN_FAMILY_NEAR,
        [CLOSE] = PATTERN_FAMILY_CLOSE,
    };
    uint32_t gx = n->x->glued, gy = n->y->glued;

    if (gx == gy)
        return PATTERN_FAMILY_SAME;
    if (is_form(n, gx, gy, MATCH_NAME_FAMILY))
        return PATTERN_FAMILY_FORM;
    if (n->x->sound == n->y->sound)
        return PATTERN_FAMILY_SOUND;
    if (n->x->parts + n->y->parts > 2 && share_part(n))
        return PATTERN_FAMILY_PART;
    if (is_far(n->x, n->y))
        return PATTERN_FAMILY_DIFFERS;
    return family_like[likeness(letters(n, gx), letters(n, gy))];
}

typedef enum pattern_level level_fn(const struct names *n);

static enum pattern_level
remembered(struct pattern_memo *m, enum kind kind, const struct names *n,
    uint64_t pair)
{
    static level_fn *const level_of[KINDS] = {
        [GIVEN] = level_given, [FAMILY] = level_family
    };
    size_t       at = (size_t)mix_one(pair) & (m->seats - 1);
    struct seat *seat = &m->seat[(size_t)kind * m->seats + at];

    if (seat->pair != pair)
        *seat = (struct seat){pair, level_of[kind](n)};
    return (enum pattern_level)seat->level;
}

static enum pattern_level
look(struct pattern_memo *m, enum kind kind, const struct spellings *s,
    uint32_t x, uint32_t y)
{
    uint32_t     low = x < y ? x : y, high = x < y ? y : x;
    struct names n = {s, spelling_at(s, low), spelling_at(s, high)};

    return remembered(m, kind, &n, (uint64_t)low << 32 | high);
}

enum pattern_level
pattern_given(struct pattern_memo *m, const struct spellings *s, uint32_t x,
    uint32_t y)
{
    return x == y ? PATTERN_GIVEN_SAME : look(m, GIVEN, s, x, y);
}

enum pattern_level
pattern_family(struct pattern_memo *m, const struct spellings *s, uint32_t x,
    uint32_t y)
{
    return x == y ? PATTERN_FAMILY_SAME : look(m, FAMILY, s, x, y);
}

enum pattern_level
pattern_middle(struct pattern_memo *m, const struct spellings *s, uint32_t x,
    uint32_t y)
{
    switch (pattern_given(m, s, x, y)) {
    case PATTERN_GIVEN_SAME:
        return PATTERN_MIDDLE_SAME;
    case PATTERN_GIVEN_INITIAL:
        return PATTERN_MIDDLE_INITIAL;
    case PATTERN_GIVEN_NEAR:
    case PATTERN_GIVEN_DIFFERS:
        return PATTERN_MIDDLE_DIFFERS;
    default:
        return PATTERN_MIDDLE_CLOSE;
    }
}
