/*
 * Neighbours in a row make a box; boxes of rows that follow each other grow
 * together where one stands over the other, and between them lies nothing but
 * what is written below the upper one.  What does not touch stays a piece of
 * its own.
 */
#include "practice/genogram.h"

enum {
    INSET = 5,  /* of a cell, so that neighbours' lines do not meet */
    ABOVE = 14, /* a sign, whose second outline reaches out */
    NECK = GENOGRAM_CELL / 2 - 2 * INSET /* half a cell, or no joining */
};
#define HALF (GENOGRAM_SIGN / 2)

/* People next to each other in one row; the box that has joined under it. */
struct box {
    int64_t left, right, top, bottom;
    size_t  row;
    bool    around, joined; /* joined: to one above */
    size_t  under;          /* its place among the boxes; 0: none */
};

static size_t
boxes_of(const struct genogram *g, struct box *out)
{
    size_t n = 0, row = 0;
    bool   open = false;

    for (size_t i = 0; i < g->count; i++) {
        const struct genogram_person *p = &g->people[i];
        bool                          new_row = i && p->y != g->people[i - 1].y;

        row += new_row;
        open = open && !new_row && p->together;
        if (!p->together)
            continue;
        if (!open)
            out[n++] = (struct box){.left = p->x - GENOGRAM_CELL / 2 + INSET,
                .top = p->y - HALF - ABOVE,
                .bottom = p->y + HALF + GENOGRAM_LABEL - INSET,
                .row = row,
                .around = g->around && p->y > g->around};
        open = true;
        out[n - 1].right = p->x + GENOGRAM_CELL / 2 - INSET;
    }
    return n;
}

static int64_t
width_of_neck(const struct box *a, const struct box *b)
{
    int64_t left = a->left > b->left ? a->left : b->left;
    int64_t right = a->right < b->right ? a->right : b->right;

    return right - left;
}

static void
grow_together(struct box *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && !all[i].under; k++)
            if (all[k].row == all[i].row + 1 && !all[k].joined &&
                !all[k].around && width_of_neck(&all[i], &all[k]) >= NECK) {
                all[i].under = k;
                all[i].bottom = all[k].top;
                all[k].joined = true;
            }
}

static void
corner(struct genogram_outline *o, int64_t x, int64_t y)
{
    o->corners[o->count++] = (struct genogram_corner){x, y};
}

/* Down the right side and up the left one.  Where the upper box is wider its
 * line goes in below what is written there, and where it is narrower the
 * lower one's goes out above its signs. */
static void
draw(struct arena *a, const struct box *all, size_t first, size_t n,
    struct genogram_outline *o)
{
    size_t *chain = ARENA_ARRAY(a, size_t, n);
    size_t  last = 0;

    o->corners = ARENA_ARRAY(a, struct genogram_corner, 4 * n);
    chain[0] = first;
    while (all[chain[last]].under) {
        chain[last + 1] = all[chain[last]].under;
        last++;
    }
    for (size_t i = 0; i <= last; i++) {
        corner(o, all[chain[i]].right, all[chain[i]].top);
        corner(o, all[chain[i]].right, all[chain[i]].bottom);
    }
    for (size_t i = last + 1; i-- > 0;) {
        corner(o, all[chain[i]].left, all[chain[i]].bottom);
        corner(o, all[chain[i]].left, all[chain[i]].top);
    }
}

void
genogram_outline(struct arena *a, struct genogram *g)
{
    struct box *all = ARENA_ARRAY(a, struct box, g->count + 1);
    size_t      n = boxes_of(g, all);

    grow_together(all, n);
    g->outlines = ARENA_ARRAY(a, struct genogram_outline, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!all[i].joined)
            draw(a, all, i, n, &g->outlines[g->outline_count++]);
}
