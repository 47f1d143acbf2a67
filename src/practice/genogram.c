/*
 * Rows are ordered first, then centred under and over the couple, and the
 * lines follow from where everybody came to stand.  Crossing lines are
 * avoided by the order within a row, not searched for: the shapes of the
 * families that are recorded here are few.
 */
#include "practice/genogram.h"

#include <assert.h>
#include <stdlib.h>

enum row { ROW_ABOVE, ROW_PARENTS, ROW_CHILDREN, ROW_AROUND, ROW_COUNT };
enum {
    MARGIN = 24,
    GAP = 60,   /* between the labels of a row and the signs below */
    BAR = 26,   /* above the children, what joins them */
    ARCHES = 3, /* that differ in height */
    ARCH = 16,  /* above a couple that does not stand together */
    CUT = 9,    /* half a cut across a line */
    AROUND_GAP = 40
};
#define HALF (GENOGRAM_SIGN / 2)

enum genogram_place
genogram_place_of(struct str stands)
{
    static const struct {
        struct str          word;
        enum genogram_place place;
    } all[] = {
#define KIN(name, word, doc) {S_INIT(word), GENOGRAM_##name},
#include "practice/vocabulary.def"
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(all[i].word, stands))
            return all[i].place;
    return GENOGRAM_AROUND;
}

enum genogram_sex
genogram_sex_of(struct str sex)
{
    return str_eq(sex, S("female")) ? GENOGRAM_FEMALE
        : str_eq(sex, S("male"))    ? GENOGRAM_MALE
                                    : GENOGRAM_UNKNOWN;
}

/* ---- the order ---- */

/* Row, and the place in it from the left; children stand by their age. */
static const struct {
    enum row row;
    int      rank;
} stands[] = {
    [GENOGRAM_AROUND] = {ROW_AROUND, 0},
    [GENOGRAM_CHILD] = {ROW_CHILDREN, 0},
    [GENOGRAM_PARENT] = {ROW_PARENTS, 4},
    [GENOGRAM_STEP_PARENT] = {ROW_PARENTS, 6},
    [GENOGRAM_PARTNER] = {ROW_PARENTS, 7},
    [GENOGRAM_FORMER_PARTNER] = {ROW_PARENTS, 1},
    [GENOGRAM_GRANDPARENT] = {ROW_ABOVE, 0},
    [GENOGRAM_RELATIVE] = {ROW_PARENTS, 0},
    [GENOGRAM_CARER] = {ROW_PARENTS, 8},
    [GENOGRAM_SIBLING] = {ROW_CHILDREN, 0},
    [GENOGRAM_HALF_SIBLING] = {ROW_CHILDREN, 0},
    [GENOGRAM_STEP_SIBLING] = {ROW_CHILDREN, 0},
    [GENOGRAM_COUSIN] = {ROW_CHILDREN, 1},
};

static enum row
row_of(const struct genogram_person *p)
{
    return stands[p->place].row;
}

/* The father's side stands on the left, the mother's on the right. */
static int
rank_of(const struct genogram_person *p)
{
    if (p->place == GENOGRAM_PARENT)
        return p->sex == GENOGRAM_FEMALE ? 5 : p->sex == GENOGRAM_MALE ? 3 : 4;
    if (p->place == GENOGRAM_STEP_PARENT && p->sex == GENOGRAM_FEMALE)
        return 2;
    return stands[p->place].rank;
}

/* Whether a stands before b; those of one place stay as they came. */
static bool
is_before(const struct genogram_person *a, const struct genogram_person *b)
{
    if (row_of(a) != row_of(b))
        return row_of(a) < row_of(b);
    if (rank_of(a) != rank_of(b))
        return rank_of(a) < rank_of(b);
    if (row_of(a) != ROW_CHILDREN)
        return false;
    if (date_is_none(a->born) || date_is_none(b->born))
        return !date_is_none(a->born) && date_is_none(b->born);
    return date_cmp(a->born, b->born) < 0;
}

static void
put_in_order(struct genogram *g)
{
    for (size_t i = 1; i < g->count; i++)
        for (size_t k = i; k > 0 && is_before(&g->people[k], &g->people[k - 1]);
             k--) {
            struct genogram_person one = g->people[k];

            g->people[k] = g->people[k - 1];
            g->people[k - 1] = one;
        }
}

static bool
is_parent(const struct genogram_person *p)
{
    return p->place == GENOGRAM_PARENT;
}

/* A child has two: one of whom nothing is recorded has a place too. */
static void
add_nobody(struct genogram *g)
{
    const struct genogram_person *one = NULL;
    size_t                        n = 0;

    for (size_t i = 0; i < g->count; i++)
        if (is_parent(&g->people[i])) {
            one = &g->people[i];
            n++;
        }
    if (n == 1)
        g->people[g->count++] =
            (struct genogram_person){.place = GENOGRAM_PARENT,
                .sex = one->sex == GENOGRAM_MALE  ? GENOGRAM_FEMALE
                    : one->sex == GENOGRAM_FEMALE ? GENOGRAM_MALE
                                                  : GENOGRAM_UNKNOWN,
                .nobody = true};
}

/* ---- places ---- */

static size_t
first_of(const struct genogram *g, enum row row)
{
    size_t i = 0;

    while (i < g->count && row_of(&g->people[i]) < row)
        i++;
    return i;
}

/* In which the lines to the children end: everybody but cousins. */
static bool
hangs(const struct genogram_person *p)
{
    return row_of(p) == ROW_CHILDREN && p->place != GENOGRAM_COUSIN;
}

/* The first parent from the left, or count. */
static size_t
first_parent(const struct genogram *g)
{
    size_t i = 0;

    while (i < g->count && !is_parent(&g->people[i]))
        i++;
    return i;
}

/* The left one of the two between whom the children hang, or count: where
 * father and mother meet, when that is known. */
static size_t
couple_of(const struct genogram *g)
{
    for (size_t i = first_parent(g);
         i + 1 < g->count && is_parent(&g->people[i + 1]); i++)
        if (g->people[i].sex != g->people[i + 1].sex)
            return i;
    return first_parent(g);
}

/* The middle between those two, or of the row without them. */
static int64_t
middle_of(const struct genogram *g, enum row row)
{
    size_t  couple = couple_of(g), from = first_of(g, row);
    size_t  to = first_of(g, row + 1);
    int64_t sum = 0;

    if (row == ROW_PARENTS && couple < g->count)
        return g->people[couple].x + GENOGRAM_CELL / 2;
    while (row == ROW_CHILDREN && to > from && !hangs(&g->people[to - 1]))
        to--;
    if (to > from)
        sum = g->people[from].x + g->people[to - 1].x;
    return sum / 2;
}

static void
shift(struct genogram *g, enum row row, int64_t by)
{
    for (size_t i = first_of(g, row); i < first_of(g, row + 1); i++)
        g->people[i].x += by;
}

static bool
has(const struct genogram *g, enum row row)
{
    return first_of(g, row) < first_of(g, row + 1);
}

/* Each row about one axis, and all of them inside the margin. */
static void
place_across(struct genogram *g)
{
    int64_t left = 0, right = 0;

    for (enum row row = ROW_ABOVE; row < ROW_COUNT; row++) {
        size_t from = first_of(g, row);

        for (size_t i = from; i < first_of(g, row + 1); i++)
            g->people[i].x = (int64_t)(i - from) * GENOGRAM_CELL;
        shift(g, row, -middle_of(g, row));
    }
    for (size_t i = 0; i < g->count; i++) {
        left = g->people[i].x < left ? g->people[i].x : left;
        right = g->people[i].x > right ? g->people[i].x : right;
    }
    for (size_t i = 0; i < g->count; i++)
        g->people[i].x += MARGIN + GENOGRAM_CELL / 2 - left;
    g->width = right - left + GENOGRAM_CELL + 2 * (int64_t)MARGIN;
}

static void
place_down(struct genogram *g)
{
    int64_t y = MARGIN + ARCH;

    for (enum row row = ROW_ABOVE; row < ROW_COUNT; row++) {
        if (!has(g, row))
            continue;
        if (row == ROW_AROUND) {
            g->around = y - GAP + AROUND_GAP / 2;
            y += AROUND_GAP - GAP + GENOGRAM_SIGN;
        }
        for (size_t i = first_of(g, row); i < first_of(g, row + 1); i++)
            g->people[i].y = y + HALF;
        y += GENOGRAM_SIGN + GENOGRAM_LABEL + GAP;
    }
    g->height = y - GAP;
}

/* ---- lines ---- */

static void
line(struct genogram *g, struct genogram_line l)
{
    if (l.x != l.to_x || l.y != l.to_y)
        g->lines[g->line_count++] = l;
}

static void
cut(struct genogram *g, int64_t x, int64_t y)
{
    g->cuts[g->cut_count++] =
        (struct genogram_line){x - CUT / 2, y + CUT, x + CUT / 2, y - CUT, 0};
}

/* Parents stand together, each with the next: more than two is two sources
 * that differ, and none of them is drawn as sure. */
static void
join_parents(struct genogram *g)
{
    size_t first = first_parent(g), last = first;

    while (last + 1 < g->count && is_parent(&g->people[last + 1]))
        last++;
    for (size_t i = first; i + 1 < g->count && is_parent(&g->people[i + 1]);
         i++) {
        const struct genogram_person *a = &g->people[i], *b = a + 1;
        bool sure = last == first + 1 && !a->nobody && !b->nobody;

        line(g,
            (struct genogram_line){a->x + HALF, a->y, b->x - HALF, b->y,
                sure ? GENOGRAM_PLAIN : GENOGRAM_BROKEN});
        if (a->former || b->former)
            cut(g, (a->x + b->x) / 2, a->y);
    }
}

/* A partner, by an arch to the nearest parent: with whom is not recorded. */
static void
join_partner(struct genogram *g, const struct genogram_person *p, int nth)
{
    const struct genogram_person *to = NULL;
    int64_t                       top = p->y - HALF - ARCH - nth * (ARCH / 2);

    for (size_t i = 0; i < g->count; i++) {
        const struct genogram_person *q = &g->people[i];

        if (is_parent(q) && !q->nobody &&
            (!to || llabs(q->x - p->x) < llabs(to->x - p->x)))
            to = q;
    }
    if (!to)
        return;
    line(g,
        (struct genogram_line){p->x, p->y - HALF, p->x, top, GENOGRAM_BROKEN});
    line(g, (struct genogram_line){p->x, top, to->x, top, GENOGRAM_BROKEN});
    line(g,
        (struct genogram_line){to->x, top, to->x, to->y - HALF,
            GENOGRAM_BROKEN});
    if (p->former || p->place == GENOGRAM_FORMER_PARTNER)
        cut(g, (p->x + to->x) / 2, top);
}

static void
join_partners(struct genogram *g)
{
    int n = 0;

    for (size_t i = 0; i < g->count; i++) {
        enum genogram_place at = g->people[i].place;

        if (at == GENOGRAM_STEP_PARENT || at == GENOGRAM_PARTNER ||
            at == GENOGRAM_FORMER_PARTNER)
            join_partner(g, &g->people[i], n++ % ARCHES);
    }
}

/* From the couple down to a bar, and from it to each child. */
static void
join_children(struct genogram *g)
{
    size_t  couple = couple_of(g), from = first_of(g, ROW_CHILDREN), to = from;
    int64_t bar, left, right;

    while (to < g->count && hangs(&g->people[to]))
        to++;
    if (from == to || (couple == g->count && to - from < 2))
        return;
    bar = g->people[from].y - HALF - BAR;
    left = g->people[from].x;
    right = g->people[to - 1].x;
    if (couple < g->count) {
        int64_t x = middle_of(g, ROW_PARENTS);

        line(g,
            (struct genogram_line){x, g->people[couple].y, x, bar,
                GENOGRAM_PLAIN});
        left = x < left ? x : left;
        right = x > right ? x : right;
    }
    line(g, (struct genogram_line){left, bar, right, bar, GENOGRAM_PLAIN});
    for (size_t i = from; i < to; i++) {
        enum genogram_place p = g->people[i].place;

        line(g,
            (struct genogram_line){g->people[i].x, bar, g->people[i].x,
                g->people[i].y - HALF,
                p == GENOGRAM_HALF_SIBLING || p == GENOGRAM_STEP_SIBLING
                    ? GENOGRAM_BROKEN
                    : GENOGRAM_PLAIN});
    }
}

static const struct genogram_person *
child_in(const struct genogram *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->people[i].place == GENOGRAM_CHILD)
            return &g->people[i];
    return NULL;
}

/* Beside the label and down to the child: who cares and is no parent. */
static void
join_carers(struct genogram *g)
{
    const struct genogram_person *child = child_in(g);
    int64_t                       low, into;

    for (size_t i = 0; child && i < g->count; i++) {
        const struct genogram_person *p = &g->people[i];
        int64_t                       side = p->x + GENOGRAM_CELL / 2;

        if (p->place != GENOGRAM_CARER)
            continue;
        low = child->y - HALF - BAR / 2;
        into = child->x + HALF / 2;
        line(g,
            (struct genogram_line){p->x + HALF, p->y, side, p->y,
                GENOGRAM_BROKEN});
        line(g, (struct genogram_line){side, p->y, side, low, GENOGRAM_BROKEN});
        line(g, (struct genogram_line){side, low, into, low, GENOGRAM_BROKEN});
        line(g,
            (struct genogram_line){into, low, into, child->y - HALF,
                GENOGRAM_BROKEN});
    }
}

/* Down to the couple: through whom is not recorded. */
static void
join_grandparents(struct genogram *g)
{
    size_t  couple = couple_of(g), to = first_of(g, ROW_PARENTS);
    int64_t bar, x, top;

    if (!to || couple == g->count)
        return;
    x = middle_of(g, ROW_PARENTS);
    top = g->people[couple].y;
    bar = g->people[0].y + HALF + GENOGRAM_LABEL + ARCH / 2;
    for (size_t i = 0; i < to; i++)
        line(g,
            (struct genogram_line){g->people[i].x, bar - ARCH / 2,
                g->people[i].x, bar, GENOGRAM_BROKEN});
    line(g,
        (struct genogram_line){g->people[0].x, bar, g->people[to - 1].x, bar,
            GENOGRAM_BROKEN});
    line(g, (struct genogram_line){x, bar, x, top, GENOGRAM_BROKEN});
}

void
genogram_lay(struct arena *a, const struct genogram_person *people, size_t n,
    struct genogram *out)
{
    *out = (struct genogram){.people =
                                 ARENA_ARRAY(a, struct genogram_person, n + 1),
        .lines = ARENA_ARRAY(a, struct genogram_line, 4 * n + 16),
        .cuts = ARENA_ARRAY(a, struct genogram_line, n + 2)};
    for (size_t i = 0; i < n; i++) {
        assert(people[i].place < sizeof stands / sizeof *stands);
        out->people[out->count++] = people[i];
    }
    add_nobody(out);
    put_in_order(out);
    place_across(out);
    place_down(out);
    join_grandparents(out);
    join_parents(out);
    join_partners(out);
    join_children(out);
    join_carers(out);
    genogram_outline(a, out);
}
