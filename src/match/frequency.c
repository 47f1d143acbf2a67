/*
 * frequency -- names counted person by person, then what they come to.
 *
 * Who has been counted under a name is kept beside it, by the person's
 * number, so that two records of one child are one bearer.  A double barrel
 * counts for each of its parts: the parts are what a model lists.
 *
 * A name that the product lists is listed here too, since it is known without
 * the region; how many bear it plays no part while they are fewer than
 * FREQUENCY_LEAST.
 */
#include "match/frequency.h"

#include <assert.h>
#include <math.h>

#include "base/buf.h"
#include "match/heap.h"
#include "match/intern.h"
#include "match/model.h"
#include "match/name.h"
#include "match/rarity.h"

struct borne {
    uint32_t count;
    uint32_t last; /* the person who was counted last */
};

struct tally {
    struct intern *texts;
    struct borne  *all; /* by number of the text */
    size_t         count, room;
    int64_t        people; /* of whom anything was counted */
    uint32_t       last;
};

enum { FAMILY, GIVEN, TOWN, TALLIES };

struct frequency {
    struct tally of[TALLIES];
    uint32_t     persons;
};

static const enum match_field fields[] = {
    [FAMILY] = MATCH_FAMILY, [GIVEN] = MATCH_GIVEN, [TOWN] = MATCH_PLACE};

struct frequency *
frequency_new(void)
{
    struct frequency *f = heap_get(1, sizeof *f);

    for (int i = 0; i < TALLIES; i++)
        f->of[i].texts = intern_new();
    return f;
}

void
frequency_free(struct frequency *f)
{
    if (!f)
        return;
    for (int i = 0; i < TALLIES; i++) {
        intern_free(f->of[i].texts);
        free(f->of[i].all);
    }
    free(f);
}

/* ---- counting ---- */

static void
tally_add(struct tally *t, struct str text, uint32_t person)
{
    uint32_t number = intern_put(t->texts, text);

    while (t->count <= number) {
        t->all = heap_grow(t->all, t->count, &t->room, sizeof *t->all);
        t->all[t->count++] = (struct borne){0, 0};
    }
    t->people += t->last != person;
    t->last = person;
    t->all[number].count += t->all[number].last != person;
    t->all[number].last = person;
}

static void
names_add(struct frequency *f, struct arena *a, const struct match_names *n)
{
    struct match_name family = match_name_read(a, n->family, MATCH_NAME_FAMILY);
    struct match_name given = match_name_read(a, n->given, MATCH_NAME_GIVEN);

    for (size_t i = 0; i < family.count; i++)
        tally_add(&f->of[FAMILY], family.parts[i], f->persons);
    if (given.count)
        tally_add(&f->of[GIVEN], given.parts[0], f->persons);
}

void
frequency_add(struct frequency *f, struct arena *a,
    const struct frequency_person *p)
{
    struct mark mark = arena_mark(a);

    assert(f && p);
    f->persons++;
    for (size_t i = 0; i < p->name_count; i++)
        names_add(f, a, &p->names[i]);
    for (size_t i = 0; i < p->town_count; i++)
        if (p->towns[i].n)
            tally_add(&f->of[TOWN], p->towns[i], f->persons);
    arena_rewind(a, mark);
}

/* ---- what it comes to ---- */

static int
decibans_of(double share)
{
    return (int)lround(-10 * log10(share));
}

static double
share_of(int decibans)
{
    return pow(10, -decibans / 10.0);
}

/* A share of the people, drawn towards what the product takes it for. */
static int
drawn(double bearers, int64_t people, int product)
{
    return decibans_of((bearers + RARITY_SHRINK * share_of(product)) /
        ((double)people + RARITY_SHRINK));
}

/* How many are taken to bear a name; of few as many as the product expects
 * among so many people, and FREQUENCY_LEAST at most. */
static double
bearers(uint32_t count, int64_t people, int product)
{
    double expected = (double)people * share_of(product);

    if (count >= FREQUENCY_LEAST)
        return (double)match_model_rough(count);
    return expected < FREQUENCY_LEAST ? expected : FREQUENCY_LEAST;
}

static int
usual_worth(enum match_field field)
{
    return match_model_weight(match_model_usual(), field, MATCH_LEVEL_SAME);
}

/* Never less than the product gives a name that it does not list. */
static int
rest_worth(const struct tally *t, enum match_field field)
{
    int64_t people = match_model_rough(t->people);
    int     usual = usual_worth(field);
    int     worth = drawn(bearers(0, people, usual), people, usual);

    if (worth > usual + FREQUENCY_ABOVE)
        return usual + FREQUENCY_ABOVE;
    return worth < usual ? usual : worth;
}

static int
name_worth(const struct tally *t, enum match_field field, struct str name,
    uint32_t count)
{
    int64_t people = match_model_rough(t->people);
    int     product = match_model_rarity(match_model_usual(), field, name);
    int     worth;

    if (product == MATCH_WEIGHT_MAX)
        product = usual_worth(field);
    worth = drawn(bearers(count, people, product), people, product);
    return worth < 0 ? 0 : worth;
}

/* Towns of few are one class, as names are. */
static double
town_share(uint32_t count, int64_t people)
{
    double of = count < FREQUENCY_LEAST ? FREQUENCY_LEAST
                                        : (double)match_model_rough(count);

    return of < (double)people ? of / (double)people : 1;
}

/* How likely two people are of one town; no more than the product says, since
 * those of one name live together. */
static int
town_worth(const struct tally *t)
{
    int64_t people = match_model_rough(t->people);
    double  agree = 0; /* people who agree with somebody met by chance */
    int     usual = usual_worth(MATCH_PLACE), worth;

    for (size_t i = 1; i < t->count; i++)
        agree += town_share(t->all[i].count, people) * t->all[i].count;
    worth = drawn(agree, people, usual);
    if (worth > usual)
        return usual;
    return worth < 0 ? 0 : worth;
}

/* ---- the text ---- */

/* head NUMBER, or head NAME NUMBER. */
static void
put_line(struct buf *b, struct str head, struct str name, int64_t number)
{
    buf_add(b, head);
    buf_add_byte(b, ' ');
    buf_add(b, name);
    if (name.n)
        buf_add_byte(b, ' ');
    buf_add_int(b, number);
    buf_add_byte(b, '\n');
}

struct listed {
    struct str name;
    int        worth;
};

static int
by_name(const void *x, const void *y)
{
    const struct listed *a = x, *b = y;

    return str_cmp(a->name, b->name);
}

/* The product's names of the field that are not counted here. */
static size_t
list_product(const struct tally *t, enum match_field field, struct listed *out)
{
    const struct match_rarity *r;
    size_t                     n = 0;

    for (size_t i = 0; (r = match_model_rarity_at(match_model_usual(), i)); i++)
        if (r->field == field && !intern_find(t->texts, r->name))
            out[n++] =
                (struct listed){r->name, name_worth(t, field, r->name, 0)};
    return n;
}

static size_t
list_counted(const struct tally *t, enum match_field field, struct listed *out)
{
    size_t n = 0;

    for (size_t i = 1; i < t->count; i++) {
        struct str name = intern_text(t->texts, (uint32_t)i);
        bool known = match_model_rarity(match_model_usual(), field, name) !=
            MATCH_WEIGHT_MAX;

        if (known || t->all[i].count >= FREQUENCY_LEAST)
            out[n++] = (struct listed){name,
                name_worth(t, field, name, t->all[i].count)};
    }
    return n;
}

static size_t
product_count(void)
{
    size_t n = 0;

    while (match_model_rarity_at(match_model_usual(), n))
        n++;
    return n;
}

/* Those worth less than the rest. */
static void
put_names(struct buf *b, struct arena *a, const struct tally *t, int field)
{
    static const struct {
        struct str rest, rarity;
    } heads[] = {
        [FAMILY] = {S_INIT("rest family"), S_INIT("rarity family")},
        [GIVEN] = {S_INIT("rest given"), S_INIT("rarity given")},
    };
    struct listed *all =
        ARENA_ARRAY(a, struct listed, t->count + product_count() + 1);
    int    least = rest_worth(t, fields[field]);
    size_t n = list_counted(t, fields[field], all);

    n += list_product(t, fields[field], all + n);
    if (n)
        qsort(all, n, sizeof *all, by_name);
    put_line(b, heads[field].rest, S(""), least);
    for (size_t i = 0; i < n; i++)
        if (all[i].worth < least)
            put_line(b, heads[field].rarity, all[i].name, all[i].worth);
}

struct str
frequency_text(const struct frequency *f, struct arena *a)
{
    struct buf b;

    assert(f && a);
    buf_init(&b, a);
    buf_add(&b,
        S("# diogel model names: what names are worth in this region, in "
          "decibans.\n# Under ten bearers, one class; counts are rough, and "
          "nobody who was ever\n# protected was counted "
          "(docs/matching.md).\nnames 1\n"));
    put_line(&b, S("people"), S(""), match_model_rough(f->of[FAMILY].people));
    put_line(&b, S("place"), S(""), town_worth(&f->of[TOWN]));
    put_names(&b, a, &f->of[FAMILY], FAMILY);
    put_names(&b, a, &f->of[GIVEN], GIVEN);
    return buf_str(&b);
}
