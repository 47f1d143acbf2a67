/*
 * hold -- one rule after the other; and which homes have twins whose names
 * are nearly alike.
 *
 * Ella and Ellie of one home and one birth date are a slip of the pen in two
 * agencies' files, and twins where one agency has both.  An agency that has
 * a child twice writes it with slips, too: so both must be names, or have two
 * numbers.
 */
#include "match/hold.h"

#include <assert.h>
#include <stdlib.h>

#include "base/nhs.h"
#include "match/compare.h"
#include "match/heap.h"
#include "match/mix.h"
#include "match/sort.h"

enum {
    GENERATION = 14, /* years between a parent and a child                */
    BORNE = 3,       /* rows with a name: it is no slip                    */
    SLIPS = 20       /* nor when the other name is not so much commoner    */
};

struct holds {
    const struct roll *roll;
    uint32_t          *borne; /* rows, by given name */
    uint64_t          *twins; /* birth, home and name, in order */
    size_t             count, room;
};

/* ---- twins that a source has both of ---- */

static uint64_t
home_of(const struct roll_line *l)
{
    if (l->place.postcode)
        return mix_two(1, l->place.postcode);
    return l->place.address ? mix_two(2, l->place.address) : 0;
}

static uint64_t
twin_key(uint32_t birth, uint64_t home, uint32_t given)
{
    return mix_two(mix_two(home, birth), given);
}

static bool
is_near(enum pattern_level given)
{
    return given == PATTERN_GIVEN_SOUND || given == PATTERN_GIVEN_CLOSE ||
        given == PATTERN_GIVEN_NEAR;
}

static bool
pupils_differ(const struct roll *r, uint32_t x, uint32_t y)
{
    return x && y && x != y && nhs_upn_is_lasting(intern_text(r->texts, x)) &&
        nhs_upn_is_lasting(intern_text(r->texts, y));
}

static bool
numbers_differ(const struct roll *r, const struct roll_line *x,
    const struct roll_line *y)
{
    return (x->nhs && y->nhs && x->nhs != y->nhs &&
               nhs_issuer(x->nhs) == nhs_issuer(y->nhs)) ||
        pupils_differ(r, x->upn, y->upn);
}

static bool
is_name_beside(const struct holds *h, uint32_t name, uint32_t other)
{
    return spelling_at(h->roll->spellings, name)->known & SPELLING_GIVEN ||
        (h->borne[name] >= BORNE &&
            h->borne[name] * (uint64_t)SLIPS >= h->borne[other]);
}

static bool
are_twins(const struct holds *h, struct pattern_memo *m,
    const struct roll_line *x, const struct roll_line *y)
{
    uint32_t gx = x->name.given, gy = y->name.given;

    if (gx == gy || !is_near(pattern_given(m, h->roll->spellings, gx, gy)))
        return false;
    return numbers_differ(h->roll, x, y) ||
        (is_name_beside(h, gx, gy) && is_name_beside(h, gy, gx));
}

static void
twin_add(struct holds *h, const struct roll_line *l)
{
    h->twins = heap_grow(h->twins, h->count, &h->room, sizeof *h->twins);
    h->twins[h->count++] = twin_key(l->birth, home_of(l), l->name.given);
}

/* Rows of one source, birth date, home and family name. */
static uint64_t
house_of(const struct holds *h, const struct roll_line *l)
{
    const struct spellings *s = h->roll->spellings;
    uint64_t                home = home_of(l);

    if (!home || !l->name.given || !l->birth || !roll_date(l->birth).day)
        return 0;
    return mix_two(mix_two(home, l->birth),
               (uint64_t)l->source << 32 |
                   spelling_at(s, l->name.family)->sound) |
        1;
}

static void
house_look(struct holds *h, struct pattern_memo *m, const uint64_t *items,
    size_t count)
{
    const struct roll_line *lines = h->roll->lines;

    for (size_t i = 0; count <= HOLD_HOUSE && i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            const struct roll_line *x = &lines[sort_number(items[i])];
            const struct roll_line *y = &lines[sort_number(items[j])];

            if (house_of(h, x) != house_of(h, y) || !are_twins(h, m, x, y))
                continue;
            twin_add(h, x);
            twin_add(h, y);
        }
}

static int
by_key(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static void
twins_find(struct holds *h)
{
    size_t               count = 0, to;
    uint64_t            *items = heap_get(h->roll->count + 1, sizeof *items);
    uint64_t            *spare = heap_get(h->roll->count + 1, sizeof *spare);
    struct pattern_memo *m = pattern_memo_new(PATTERN_SEATS);

    for (size_t i = 0; i < h->roll->count; i++) {
        uint64_t house = house_of(h, &h->roll->lines[i]);

        if (house)
            items[count++] = sort_item((uint32_t)(house >> 32), (uint32_t)i);
    }
    sort_items(items, spare, count);
    for (size_t from = 0; from < count; from = to) {
        for (to = from + 1;
             to < count && sort_key(items[to]) == sort_key(items[from]); to++)
            continue;
        house_look(h, m, items + from, to - from);
    }
    if (h->count)
        qsort(h->twins, h->count, sizeof *h->twins, by_key);
    pattern_memo_free(m);
    free(items);
    free(spare);
}

struct holds *
holds_new(const struct roll *r)
{
    struct holds *h = heap_get(1, sizeof *h);

    h->roll = r;
    h->borne =
        heap_get(spelling_last(r->spellings) + (size_t)1, sizeof *h->borne);
    for (size_t i = 0; i < r->count; i++)
        h->borne[r->lines[i].name.given]++;
    twins_find(h);
    return h;
}

void
holds_free(struct holds *h)
{
    if (!h)
        return;
    free(h->borne);
    free(h->twins);
    free(h);
}

/* A twin has that name, where one of the two lives. */
static bool
is_twins_name(const struct holds *h, const struct hold_pair *p, uint32_t given)
{
    const struct roll_line *lines = h->roll->lines;
    const uint64_t          keys[] = {
        twin_key(lines[p->x].birth, home_of(&lines[p->x]), given),
        twin_key(lines[p->y].birth, home_of(&lines[p->y]), given)
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (bsearch(&keys[i], h->twins, h->count, sizeof keys[i], by_key))
            return true;
    return false;
}

/* ---- what a pattern says ---- */

static bool
nhs_is(const struct hold_pair *p, enum pattern_level level)
{
    return pattern_level(p->pattern, PATTERN_NHS) == level;
}

static bool
given_is(const struct hold_pair *p, enum pattern_level level)
{
    return pattern_level(p->pattern, PATTERN_GIVEN) == level;
}

static bool
born_one_day(const struct hold_pair *p)
{
    enum pattern_level l = pattern_level(p->pattern, PATTERN_BIRTH);

    return l == PATTERN_BIRTH_SAME || l == PATTERN_BIRTH_STANDIN;
}

static bool
of_one_mother(const struct hold_pair *p)
{
    enum pattern_level l = pattern_level(p->pattern, PATTERN_MOTHER);

    return l == PATTERN_MOTHER_SAME || l == PATTERN_MOTHER_CLOSE;
}

static bool
contradicts(const struct hold_pair *p)
{
    enum pattern_level l = pattern_level(p->pattern, PATTERN_GIVEN);

    return l != PATTERN_GIVEN_NONE && l > PATTERN_GIVEN_CLOSE &&
        pattern_level(p->pattern, PATTERN_BIRTH) >= PATTERN_BIRTH_CLOSE;
}

/* Born of one mother as the same one of several: there is no other one. */
static bool
is_same_birth(const struct holds *h, const struct hold_pair *p)
{
    uint8_t order = births_of(&h->roll->births, p->x)->order;

    return order && order == births_of(&h->roll->births, p->y)->order &&
        pattern_level(p->pattern, PATTERN_MOTHER) == PATTERN_MOTHER_SAME;
}

/* Nothing else tells which of two twins it is. */
static bool
could_be_twin(const struct holds *h, const struct hold_pair *p)
{
    return born_one_day(p) && !nhs_is(p, PATTERN_NHS_SAME) &&
        pattern_level(p->pattern, PATTERN_UPN) != PATTERN_UPN_SAME &&
        pattern_level(p->pattern, PATTERN_OTHER1) != PATTERN_OTHER1_SAME &&
        pattern_level(p->pattern, PATTERN_MIDDLE) != PATTERN_MIDDLE_SAME &&
        !is_same_birth(h, p);
}

/* Twins have a first name alike now and then, and hardly the second too. */
static bool
middle_agrees(const struct hold_pair *p)
{
    enum pattern_level l = pattern_level(p->pattern, PATTERN_MIDDLE);

    return l >= PATTERN_MIDDLE_SAME && l <= PATTERN_MIDDLE_INITIAL;
}

/* ---- the rules ---- */

/* Two numbers that check are two persons, unless somebody traces them. */
static bool
by_numbers(const struct holds *h, const struct hold_pair *p)
{
    (void)h;
    return nhs_is(p, PATTERN_NHS_DIFFERS);
}

static bool
by_issuers(const struct holds *h, const struct hold_pair *p)
{
    const struct roll_line *lines = h->roll->lines;

    return nhs_is(p, PATTERN_NHS_NONE) && lines[p->x].nhs && lines[p->y].nhs;
}

/* Perhaps the card of a brother or sister. */
static bool
by_card(const struct holds *h, const struct hold_pair *p)
{
    (void)h;
    return nhs_is(p, PATTERN_NHS_SAME) && contradicts(p);
}

static bool
by_pupil(const struct holds *h, const struct hold_pair *p)
{
    (void)h;
    return pattern_level(p->pattern, PATTERN_UPN) == PATTERN_UPN_SAME &&
        !nhs_is(p, PATTERN_NHS_SAME) && contradicts(p);
}

static bool
by_multiple(const struct holds *h, const struct hold_pair *p)
{
    return h->roll->births.all && born_one_day(p) && of_one_mother(p) &&
        births_differ(births_of(&h->roll->births, p->x),
            births_of(&h->roll->births, p->y));
}

static bool
by_twins(const struct holds *h, const struct hold_pair *p)
{
    const struct roll_line *lines = h->roll->lines;

    return h->count && is_near(pattern_level(p->pattern, PATTERN_GIVEN)) &&
        could_be_twin(h, p) && !middle_agrees(p) &&
        (is_twins_name(h, p, lines[p->x].name.given) ||
            is_twins_name(h, p, lines[p->y].name.given));
}

static bool
by_no_name(const struct holds *h, const struct hold_pair *p)
{
    return given_is(p, PATTERN_GIVEN_NONE) && p->over < HOLD_NAMELESS &&
        could_be_twin(h, p);
}

static bool
by_initial(const struct holds *h, const struct hold_pair *p)
{
    return given_is(p, PATTERN_GIVEN_INITIAL) && could_be_twin(h, p);
}

/* So far apart that the one could be the other's parent and namesake, born
 * on the same day of the year: no slip of the pen, unless a number says so or
 * all the rest weighs far more than it has to. */
static bool
by_generation(const struct holds *h, const struct hold_pair *p)
{
    const struct roll_line *x = &h->roll->lines[p->x];
    const struct roll_line *y = &h->roll->lines[p->y];

    return x->birth && y->birth &&
        roll_date(x->birth).month == roll_date(y->birth).month &&
        roll_date(x->birth).day == roll_date(y->birth).day &&
        abs(roll_date(x->birth).year - roll_date(y->birth).year) >=
        GENERATION &&
        !nhs_is(p, PATTERN_NHS_SAME) && p->over < HOLD_FAR;
}

/* A name given again. */
static bool
by_death(const struct holds *h, const struct hold_pair *p)
{
    const struct roll *r = h->roll;

    return r->deaths.count &&
        (match_died_before(deaths_of(&r->deaths, p->x),
             roll_date(r->lines[p->y].birth)) ||
            match_died_before(deaths_of(&r->deaths, p->y),
                roll_date(r->lines[p->x].birth)));
}

/* ---- all of them ---- */

typedef bool rule_fn(const struct holds *h, const struct hold_pair *p);

/* As tokens, like the words of match/pattern.def. */
#define WORD(word) S_INIT(#word)

static const struct {
    struct str word;
    rule_fn   *holds;
} rules[HOLDS] = {
    [HOLD_NONE] = {WORD(none), NULL},
    [HOLD_NUMBERS] = {WORD(numbers), by_numbers},
    [HOLD_ISSUERS] = {WORD(issuers), by_issuers},
    [HOLD_CARD] = {WORD(card), by_card},
    [HOLD_PUPIL] = {WORD(pupil), by_pupil},
    [HOLD_MULTIPLE] = {WORD(multiple), by_multiple},
    [HOLD_TWINS] = {WORD(twins), by_twins},
    [HOLD_UNNAMED] = {WORD(unnamed), by_no_name},
    [HOLD_INITIAL] = {WORD(initial), by_initial},
    [HOLD_GENERATION] = {WORD(generation), by_generation},
    [HOLD_DEATH] = {WORD(death), by_death},
};

struct str
hold_word(enum hold hold)
{
    assert(hold < HOLDS);
    return rules[hold].word;
}

enum hold
hold_of(const struct holds *h, const struct hold_pair *p)
{
    assert(h && p);
    for (int i = HOLD_NONE + 1; i < HOLDS; i++)
        if (rules[i].holds(h, p))
            return (enum hold)i;
    return HOLD_NONE;
}

bool
hold_parts(const struct holds *h, const struct hold_pair *p)
{
    const struct roll_line *lines = h->roll->lines;

    return by_multiple(h, p) ||
        (by_twins(h, p) && is_twins_name(h, p, lines[p->x].name.given) &&
            is_twins_name(h, p, lines[p->y].name.given));
}
