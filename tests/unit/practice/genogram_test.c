/*
 * genogram_test -- where people stand in the drawing of a family.
 */
#include "practice/genogram.h"

#include "../test.h"

#include <stdlib.h>

static struct genogram
lay(struct arena *a, const struct genogram_person *people, size_t n)
{
    struct genogram g;

    genogram_lay(a, people, n, &g);
    return g;
}
#define LAY(a, people) lay((a), (people), sizeof(people) / sizeof *(people))

static const struct genogram_person *
at(const struct genogram *g, size_t of)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->people[i].of == of && !g->people[i].nobody)
            return &g->people[i];
    WANT(!"in the drawing");
    return NULL;
}

/* Everybody has room, and everything is in the picture. */
static void
want_room(const struct genogram *g)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct genogram_person *p = &g->people[i];

        WANT(p->x >= GENOGRAM_CELL / 2 && p->x + GENOGRAM_CELL / 2 <= g->width);
        WANT(p->y >= GENOGRAM_SIGN / 2 &&
            p->y + GENOGRAM_SIGN / 2 + GENOGRAM_LABEL <= g->height);
        for (size_t k = 0; k < i; k++)
            WANT(g->people[k].y != p->y ||
                llabs(g->people[k].x - p->x) >= GENOGRAM_CELL);
    }
    for (size_t i = 0; i < g->line_count; i++)
        WANT(g->lines[i].x >= 0 && g->lines[i].to_x <= g->width &&
            g->lines[i].y >= 0 && g->lines[i].to_y <= g->height);
}

/* A line of that kind ends on top of the person's sign. */
static bool
hangs_by(const struct genogram *g, const struct genogram_person *p,
    enum genogram_line_kind kind)
{
    for (size_t i = 0; i < g->line_count; i++)
        if (g->lines[i].to_x == p->x && g->lines[i].x == p->x &&
            g->lines[i].to_y == p->y - GENOGRAM_SIGN / 2 &&
            g->lines[i].kind == kind)
            return true;
    return false;
}

static bool
are_joined(const struct genogram *g, const struct genogram_person *left,
    const struct genogram_person *right, enum genogram_line_kind kind)
{
    for (size_t i = 0; i < g->line_count; i++)
        if (g->lines[i].x == left->x + GENOGRAM_SIGN / 2 &&
            g->lines[i].to_x == right->x - GENOGRAM_SIGN / 2 &&
            g->lines[i].y == left->y && g->lines[i].kind == kind)
            return true;
    return false;
}

enum { CHILD, MOTHER, FATHER, THIRD, FOURTH, FIFTH };

TEST(genogram__puts_father_left_mother_right_and_children_by_age)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .born = {2020, 5, 1}, .of = CHILD},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .of = FATHER},
        {GENOGRAM_SIBLING, .born = {2023, 1, 1}, .of = THIRD},
        {GENOGRAM_SIBLING, .of = FOURTH},
        {GENOGRAM_HALF_SIBLING, .born = {2015, 1, 1}, .of = FIFTH},
    };
    struct genogram g = LAY(a, people);

    want_room(&g);
    WANT_INT(g.count, 6);
    WANT(at(&g, FATHER)->x < at(&g, MOTHER)->x);
    WANT(at(&g, FIFTH)->x < at(&g, CHILD)->x);
    WANT(at(&g, CHILD)->x < at(&g, THIRD)->x);
    WANT(at(&g, THIRD)->x < at(&g, FOURTH)->x); /* no birth date: last */
    WANT(at(&g, CHILD)->y > at(&g, MOTHER)->y);
    WANT(are_joined(&g, at(&g, FATHER), at(&g, MOTHER), GENOGRAM_PLAIN));
    WANT(hangs_by(&g, at(&g, CHILD), GENOGRAM_PLAIN));
    WANT(hangs_by(&g, at(&g, FIFTH), GENOGRAM_BROKEN));
    WANT_INT(g.cut_count, 0);
    arena_free(a);
}

TEST(genogram__keeps_a_place_for_a_father_of_whom_nothing_is_recorded)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .of = CHILD},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER},
    };
    struct genogram g = LAY(a, people);

    want_room(&g);
    WANT_INT(g.count, 3);
    WANT(g.people[0].nobody && g.people[0].sex == GENOGRAM_MALE);
    WANT(are_joined(&g, &g.people[0], at(&g, MOTHER), GENOGRAM_BROKEN));
    WANT(hangs_by(&g, at(&g, CHILD), GENOGRAM_PLAIN));
    arena_free(a);
}

TEST(genogram__claims_no_couple_where_sources_name_two_fathers)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .of = CHILD},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .of = FATHER},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .of = THIRD},
    };
    struct genogram g = LAY(a, people);

    want_room(&g);
    WANT_INT(g.count, 4); /* and nobody beside them */
    WANT(!are_joined(&g, at(&g, FATHER), at(&g, THIRD), GENOGRAM_PLAIN));
    WANT(are_joined(&g, at(&g, FATHER), at(&g, THIRD), GENOGRAM_BROKEN));
    WANT(are_joined(&g, at(&g, THIRD), at(&g, MOTHER), GENOGRAM_BROKEN));
    arena_free(a);
}

TEST(genogram__joins_partners_by_broken_lines_and_cuts_what_has_ended)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .of = CHILD},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .former = true, .of = FATHER},
        {GENOGRAM_STEP_PARENT, GENOGRAM_MALE, .of = THIRD},
        {GENOGRAM_FORMER_PARTNER, .of = FOURTH},
        {GENOGRAM_STEP_PARENT, GENOGRAM_FEMALE, .of = FIFTH},
    };
    struct genogram g = LAY(a, people);

    want_room(&g);
    WANT(at(&g, MOTHER)->x < at(&g, THIRD)->x); /* beside the mother */
    WANT(at(&g, FIFTH)->x < at(&g, FATHER)->x); /* beside the father */
    WANT_INT(g.cut_count, 2); /* the father's line, and the former partner's */
    arena_free(a);
}

TEST(genogram__has_room_for_twelve_children_and_those_elsewhere)
{
    struct arena          *a = arena_new(0);
    struct genogram_person people[22] = {
        {GENOGRAM_CHILD, .born = {2016, 6, 1}, .of = CHILD},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .of = FATHER},
    };
    struct genogram g;
    size_t          n = 3;

    for (int i = 0; i < 11; i++, n++)
        people[n] = (struct genogram_person){GENOGRAM_SIBLING,
            .born = {2010 + i, 1, 1}, .of = n};
    for (; n < 16; n++)
        people[n] = (struct genogram_person){GENOGRAM_GRANDPARENT, .of = n};
    people[n] = (struct genogram_person){GENOGRAM_CARER, .of = n};
    people[n + 1] = (struct genogram_person){GENOGRAM_RELATIVE, .of = n + 1};
    people[n + 2] = (struct genogram_person){GENOGRAM_COUSIN, .of = n + 2};
    people[n + 3] = (struct genogram_person){GENOGRAM_AROUND, .of = n + 3};
    genogram_lay(a, people, n + 4, &g);
    want_room(&g);
    WANT_INT(g.width, 13 * GENOGRAM_CELL + 48); /* twelve and the cousin */
    WANT(at(&g, CHILD)->x > at(&g, 9)->x && at(&g, CHILD)->x < at(&g, 10)->x);
    WANT(at(&g, 14)->y < at(&g, MOTHER)->y);   /* above */
    WANT(at(&g, n + 3)->y > at(&g, CHILD)->y); /* below, and apart */
    WANT(g.around > at(&g, CHILD)->y && g.around < at(&g, n + 3)->y);
    WANT(!hangs_by(&g, at(&g, n + 2), GENOGRAM_PLAIN)); /* the cousin */
    arena_free(a);
}

TEST(genogram__draws_a_child_alone)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {{GENOGRAM_CHILD, .of = CHILD}};
    struct genogram              g = LAY(a, people);

    want_room(&g);
    WANT_INT(g.count, 1);
    WANT_INT(g.line_count + g.cut_count, 0);
    arena_free(a);
}

/* ---- who lives together ---- */

/* By how often a line to the right leaves or enters. */
static bool
is_inside(const struct genogram_outline *o, int64_t x, int64_t y)
{
    bool in = false;

    for (size_t i = 0; i < o->count; i++) {
        size_t  k = (i + 1) % o->count;
        int64_t a = o->corners[i].y, b = o->corners[k].y;

        WANT(a == b || o->corners[i].x == o->corners[k].x);
        if ((a > y) != (b > y) && o->corners[i].x > x)
            in = !in;
    }
    return in;
}

/* How many corners of what somebody takes up, label and all, are inside. */
static int
inside_of(const struct genogram *g, const struct genogram_person *p)
{
    const int64_t across = GENOGRAM_CELL / 2 - 6, half = GENOGRAM_SIGN / 2;
    int           n = 0;

    for (size_t i = 0; i < g->outline_count; i++)
        for (int c = 0; c < 4; c++)
            n += is_inside(&g->outlines[i], p->x + (c & 1 ? across : -across),
                c & 2 ? p->y + half + GENOGRAM_LABEL - 8 : p->y - half - 6);
    return n;
}

static void
want_outlined(const struct genogram *g)
{
    for (size_t i = 0; i < g->count; i++)
        WANT_INT(inside_of(g, &g->people[i]), g->people[i].together ? 4 : 0);
    for (size_t i = 0; i < g->outline_count; i++)
        for (size_t k = 0; k < g->outlines[i].count; k++)
            WANT(g->outlines[i].corners[k].x > 0 &&
                g->outlines[i].corners[k].x < g->width &&
                g->outlines[i].corners[k].y > 0 &&
                g->outlines[i].corners[k].y < g->height);
}

TEST(genogram_outline__goes_round_a_mother_and_her_children_in_one_piece)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .born = {2020, 5, 1}, .of = CHILD, .together = true},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER, .together = true},
        {GENOGRAM_PARENT, GENOGRAM_MALE, .of = FATHER},
        {GENOGRAM_SIBLING, .born = {2023, 1, 1}, .of = THIRD, .together = true},
        {GENOGRAM_STEP_PARENT, GENOGRAM_MALE, .of = FOURTH, .together = true},
    };
    struct genogram g = LAY(a, people);

    want_outlined(&g);
    WANT_INT(g.outline_count, 1);
    WANT_INT(g.outlines[0].count, 8);
    arena_free(a);
}

TEST(genogram_outline__leaves_out_a_brother_who_stands_between)
{
    struct arena                *a = arena_new(0);
    const struct genogram_person people[] = {
        {GENOGRAM_CHILD, .born = {2020, 5, 1}, .of = CHILD, .together = true},
        {GENOGRAM_SIBLING, .born = {2021, 1, 1}, .of = THIRD},
        {GENOGRAM_SIBLING, .born = {2022, 1, 1}, .of = FOURTH,
            .together = true},
        {GENOGRAM_PARENT, GENOGRAM_FEMALE, .of = MOTHER, .together = true},
        {GENOGRAM_AROUND, .of = FIFTH, .together = true},
    };
    struct genogram g = LAY(a, people);

    want_outlined(&g);
    WANT_INT(g.outline_count, 3);
    arena_free(a);
}

TEST(genogram_outline__is_right_whoever_lives_together)
{
    static const enum genogram_place places[] = {GENOGRAM_CHILD,
        GENOGRAM_PARENT, GENOGRAM_PARENT, GENOGRAM_SIBLING, GENOGRAM_SIBLING,
        GENOGRAM_GRANDPARENT, GENOGRAM_GRANDPARENT, GENOGRAM_STEP_PARENT,
        GENOGRAM_AROUND, GENOGRAM_COUSIN};
    enum { MANY = sizeof places / sizeof *places };

    for (unsigned who = 0; who < 1U << MANY; who++) {
        struct arena          *a = arena_new(0);
        struct genogram_person people[MANY] = {0};
        struct genogram        g;

        for (size_t i = 0; i < MANY; i++)
            people[i] = (struct genogram_person){.place = places[i],
                .sex = i % 2 ? GENOGRAM_FEMALE : GENOGRAM_MALE,
                .of = i,
                .together = who >> i & 1};
        g = LAY(a, people);
        want_outlined(&g);
        WANT((g.outline_count > 0) == (who > 0));
        arena_free(a);
    }
}

TEST(genogram_place_of__takes_what_it_does_not_know_for_around)
{
    WANT_INT(genogram_place_of(S("half_sibling")), GENOGRAM_HALF_SIBLING);
    WANT_INT(genogram_place_of(S("")), GENOGRAM_AROUND);
    WANT_INT(genogram_place_of(S("aunt")), GENOGRAM_AROUND);
    WANT_INT(genogram_sex_of(S("male")), GENOGRAM_MALE);
    WANT_INT(genogram_sex_of(S("")), GENOGRAM_UNKNOWN);
}
