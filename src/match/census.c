/*
 * census -- how common names are, as match/rarity.h has it for a roll: the
 * common ones by the region of who bears them.
 */
#include <assert.h>

#include "match/heap.h"
#include "match/mix.h"
#include "match/rarity.h"
#include "match/segment.h"

/* The place of an area in the table, or the free one where it would be. */
static size_t
area_at(const struct census *c, uint32_t area)
{
    size_t i = (size_t)mix_one(area) & (CENSUS_AREAS - 1);

    while (c->area[i] && c->area[i] != area)
        i = (i + 1) & (CENSUS_AREAS - 1);
    return i;
}

/* Half a table of areas have regions; more would be no country. */
static void
regions_number(struct census *c, const struct segment *s)
{
    c->regions = 1;
    for (size_t i = 0; i < s->count; i++) {
        uint32_t area = hot_area(s->hots[i].place);
        size_t   at = area_at(c, area);

        if (area && !c->area[at] && c->regions < CENSUS_AREAS / 2) {
            c->area[at] = area;
            c->region[at] = (uint16_t)c->regions++;
        }
    }
}

uint16_t
census_region(const struct census *c, uint64_t place)
{
    uint32_t area = hot_area(place);

    return area ? c->region[area_at(c, area)] : 0;
}

static uint32_t
name_of(const struct hot *h, enum segment_field f)
{
    const uint32_t names[SEGMENT_FIELDS] = {h->given, h->middle, h->family};

    return names[f];
}

/* Counts by name, then by row and region. */
struct counting {
    struct segment      *segment;
    struct census       *census;
    struct segment_name *names;
    uint32_t            *count; /* of a field, by name */
    uint32_t            *cells, *people;
    enum segment_field   field;
};

static bool
is_person(const struct hot *h)
{
    return (h->born & HOT_FIRST) != 0;
}

static void
names_count(struct counting *c)
{
    const struct segment *s = c->segment;
    size_t                last = spelling_last(s->names);

    for (size_t n = 0; n <= last; n++)
        c->count[n] = 0;
    for (size_t i = 0; i < s->count; i++)
        if (is_person(&s->hots[i]))
            c->count[name_of(&s->hots[i], c->field)]++;
    for (size_t n = 1; n <= last; n++) {
        uint32_t count = c->count[n] + !c->count[n];

        c->names[n].rare[c->field] =
            rarity_of(count / (double)(s->persons + !s->persons));
        c->names[n].row[c->field] = 0;
        if (count >= RARITY_COMMON && c->census->rows < UINT16_MAX)
            c->names[n].row[c->field] = (uint16_t)++c->census->rows;
    }
}

/* In as many regions as there are, a row for each common name. */
static void
regions_count(struct counting *c)
{
    const struct segment *s = c->segment;
    size_t                regions = c->census->regions;

    for (size_t i = 0; i < s->count; i++) {
        const struct hot *h = &s->hots[i];
        uint16_t          region = census_region(c->census, h->place);

        if (!is_person(h))
            continue;
        c->people[region]++;
        for (int f = 0; f < SEGMENT_FIELDS; f++) {
            const struct segment_name *n =
                &c->names[name_of(h, (enum segment_field)f)];

            c->cells[n->row[f] * regions + region]++;
        }
    }
}

/* Towards the whole, where few people are known. */
static int16_t *
cells_rate(struct counting *c)
{
    size_t   regions = c->census->regions;
    int16_t *cells =
        heap_get_wide((c->census->rows + (size_t)1) * regions, sizeof *cells);

    for (size_t row = 1; row <= c->census->rows; row++) {
        double whole = 0;

        for (size_t g = 0; g < regions; g++)
            whole += c->cells[row * regions + g];
        whole /= (double)c->segment->persons;
        for (size_t g = 0; g < regions; g++)
            cells[row * regions + g] = rarity_of(
                (c->cells[row * regions + g] + RARITY_SHRINK * whole) /
                (c->people[g] + (double)RARITY_SHRINK));
    }
    return cells;
}

struct census *
census_new(struct segment *s)
{
    struct census  *census = heap_get(1, sizeof *census);
    struct counting c = {.segment = s, .census = census};

    assert(s && !s->borrowed);
    c.names = (struct segment_name *)(uintptr_t)s->name;
    c.count = heap_get(spelling_last(s->names) + (size_t)1, sizeof *c.count);
    census->counted = s;
    census->rarest = rarity_of(1 / (double)(s->persons + !s->persons));
    regions_number(census, s);
    for (int f = 0; f < SEGMENT_FIELDS; f++) {
        c.field = (enum segment_field)f;
        names_count(&c);
    }
    free(c.count);
    c.cells =
        heap_get((census->rows + (size_t)1) * census->regions, sizeof *c.cells);
    c.people = heap_get(census->regions, sizeof *c.people);
    regions_count(&c);
    census->cells = cells_rate(&c);
    free(c.cells);
    free(c.people);
    return census;
}

void
census_free(struct census *c)
{
    if (c && !c->borrowed)
        free((void *)(uintptr_t)c->cells);
    free(c);
}

int16_t
census_rarity(const struct census *c, const struct segment_name *n,
    enum segment_field f, uint16_t region)
{
    if (!region || !n->row[f])
        return n->rare[f];
    return c->cells[(size_t)n->row[f] * c->regions + region];
}
