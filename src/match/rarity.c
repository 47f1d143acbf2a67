/*
 * rarity -- counts, national and by region, turned into centibans.
 *
 * A name's region is that of the line's postcode.  Names that RARITY_COMMON
 * lines bear have a row of counts, one for each region; the others a sum.
 */
#include "match/rarity.h"

#include <assert.h>
#include <math.h>

#include "match/heap.h"
#include "match/mix.h"
#include "match/roll.h"

enum { CROWD = 12 }; /* lines of one postcode: look at its homes */

int16_t
rarity_of(double share)
{
    double centibans = -100 * log10(share);

    return (int16_t)(centibans > RARITY_MOST ? RARITY_MOST : lround(centibans));
}

/* How often each number of a field stands in the roll. */
struct census {
    uint32_t *count;  /* by number                       */
    int16_t  *rarity; /* by number, over all             */
    uint32_t *row;    /* by number: row of cells, from 1 */
    int16_t  *cells;  /* rarity by row and region        */
    size_t    numbers, rows, regions;
};

typedef uint32_t field_fn(const struct roll_line *line);

static uint32_t
given_of(const struct roll_line *l)
{
    return l->name.given;
}

static uint32_t
middle_of(const struct roll_line *l)
{
    return l->name.middle;
}

static uint32_t
family_of(const struct roll_line *l)
{
    return l->name.family;
}

static uint32_t
postcode_of(const struct roll_line *l)
{
    return l->place.postcode;
}

static uint16_t
region_of(const struct roll *r, const struct roll_line *l)
{
    return roll_postcode(r, l->place.postcode)->region;
}

static struct census
census_new(const struct roll *r, field_fn *field, size_t numbers)
{
    struct census c = {
        .count = heap_get(numbers + 1, sizeof *c.count),
        .rarity = heap_get(numbers + 1, sizeof *c.rarity),
        .row = heap_get(numbers + 1, sizeof *c.row),
        .numbers = numbers,
        .regions = intern_last(r->areas) + (size_t)1,
    };

    for (size_t i = 0; i < r->count; i++)
        c.count[field(&r->lines[i])]++;
    for (size_t n = 1; n <= numbers; n++)
        if (c.count[n])
            c.rarity[n] = rarity_of(c.count[n] / (double)r->count);
    return c;
}

static void
census_clear(struct census *c)
{
    free(c->count);
    free(c->rarity);
    free(c->row);
    free(c->cells);
}

/* Counts of the common names by region, then what they come to. */
static void
census_regions(struct census *c, const struct roll *r, field_fn *field)
{
    uint32_t *counts, *lines = heap_get(c->regions, sizeof *lines);

    for (size_t n = 1; n <= c->numbers; n++)
        if (c->count[n] >= RARITY_COMMON)
            c->row[n] = (uint32_t)++c->rows;
    counts = heap_get((c->rows + 1) * c->regions, sizeof *counts);
    c->cells = heap_get((c->rows + 1) * c->regions, sizeof *c->cells);
    for (size_t i = 0; i < r->count; i++) {
        uint16_t region = region_of(r, &r->lines[i]);

        lines[region]++;
        counts[c->row[field(&r->lines[i])] * c->regions + region]++;
    }
    for (size_t n = 1; n <= c->numbers; n++)
        for (size_t g = 1; c->row[n] && g < c->regions; g++) {
            size_t cell = c->row[n] * c->regions + g;
            double whole = c->count[n] / (double)r->count;

            c->cells[cell] = rarity_of((counts[cell] + RARITY_SHRINK * whole) /
                (lines[g] + (double)RARITY_SHRINK));
        }
    free(counts);
    free(lines);
}

static int16_t
census_rarity(const struct census *c, uint32_t number, uint16_t region)
{
    if (!region || !c->row[number])
        return c->rarity[number];
    return c->cells[c->row[number] * c->regions + region];
}

static void
names_note(struct roll *r, field_fn *field, enum roll_rare rare)
{
    struct census c = census_new(r, field, spelling_last(r->spellings));

    census_regions(&c, r, field);
    for (size_t i = 0; i < r->count; i++) {
        struct roll_line *l = &r->lines[i];

        r->rarities[i].of[rare] = census_rarity(&c, field(l), region_of(r, l));
    }
    census_clear(&c);
}

/* ---- homes ---- */

struct home {
    uint64_t of; /* hash of postcode and address, 0: free */
    uint32_t count;
};

static struct home *
home_find(struct home *homes, size_t mask, const struct roll_line *l)
{
    uint64_t of = mix_two(l->place.postcode, l->place.address) | 1;
    size_t   i = (size_t)(of >> 8) & mask;

    while (homes[i].of && homes[i].of != of)
        i = (i + 1) & mask;
    homes[i].of = of;
    return &homes[i];
}

/* Where few live at a postcode, few live in each home of it: only those of
 * crowded ones are counted. */
static bool
is_crowded(const struct census *c, const struct roll_line *l)
{
    return l->place.postcode && l->place.address &&
        c->count[l->place.postcode] >= CROWD;
}

static void
homes_note(struct roll *r, const struct census *c)
{
    size_t       crowded = 0, mask = 1;
    struct home *homes;

    for (size_t i = 0; i < r->count; i++)
        crowded += is_crowded(c, &r->lines[i]);
    while (mask < 2 * crowded)
        mask = mask * 2 + 1;
    homes = heap_get(mask + 1, sizeof *homes);
    for (size_t i = 0; i < r->count; i++)
        if (is_crowded(c, &r->lines[i]))
            home_find(homes, mask, &r->lines[i])->count++;
    for (size_t i = 0; i < r->count; i++)
        if (is_crowded(c, &r->lines[i]))
            r->rarities[i].of[ROLL_HOME] = rarity_of(
                home_find(homes, mask, &r->lines[i])->count / (double)r->count);
    free(homes);
}

static void
places_note(struct roll *r)
{
    struct census c = census_new(r, postcode_of, intern_last(r->texts));

    for (size_t i = 0; i < r->count; i++)
        r->rarities[i].of[ROLL_POSTCODE] = r->rarities[i].of[ROLL_HOME] =
            c.rarity[r->lines[i].place.postcode];
    homes_note(r, &c);
    census_clear(&c);
}

static void
other_note(struct roll *r, size_t which)
{
    size_t    last = intern_last(r->texts);
    uint32_t *count = heap_get(last + 1, sizeof *count);

    for (size_t i = 0; i < r->count; i++)
        count[r->lines[i].other[which]]++;
    if (count[0] < r->count)
        for (size_t i = 0; i < r->count; i++)
            r->rarities[i].of[ROLL_OTHER + which] =
                rarity_of(count[r->lines[i].other[which]] / (double)r->count);
    free(count);
}

void
rarity_note(struct roll *r)
{
    assert(r);
    names_note(r, given_of, ROLL_GIVEN);
    names_note(r, middle_of, ROLL_MIDDLE);
    names_note(r, family_of, ROLL_FAMILY);
    places_note(r);
    for (size_t i = 0; i < ROLL_OTHERS; i++)
        other_note(r, i);
}
