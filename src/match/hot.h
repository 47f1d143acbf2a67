/*
 * hot -- a person of the index in 32 bytes: one name and one place, all of
 * it numbers.
 *
 * Somebody of several names or places is several of them, one behind the
 * other, of which the first and the last are marked; birth date, sex and
 * numbers stand in each.
 */
#ifndef MATCH_HOT_H
#define MATCH_HOT_H

#include "match/index.h"

struct hot {
    uint32_t given, middle, family; /* spellings of the segment */
    uint32_t born;                  /* birth date, sex, marks   */
    uint64_t place;                 /* hot_place()              */
    uint64_t numbers;               /* NHS and UPN              */
};
_Static_assert(sizeof(struct hot) == 32, "two persons in a line of memory");

enum {
    HOT_BIRTH_BITS = 23,
    HOT_SEX_BITS = 2,
    HOT_FIRST = 1 << 25,
    HOT_LAST = 1 << 26,
    HOT_GONE = 1 << 27, /* put to say that there is nobody any more */
    HOT_NHS_BITS = 34,
    /* Bits of a place, from the top; enough that two of one country hardly
     * fall together. */
    HOT_AREA_BITS = 20,
    HOT_DISTRICT_BITS = 14,
    HOT_SECTOR_BITS = 10,
    HOT_POSTCODE_BITS = 20
};

/* A hash in so many bits, of which 0 says that nothing is known. */
static inline uint64_t
hot_bits(uint32_t hash, unsigned bits)
{
    uint64_t part = hash >> (32 - bits);

    return hash && !part ? 1 : part;
}

/* What is part of something lies below it, so that two places agree on as
 * much as their upper bits are the same. */
static inline uint64_t
hot_place(const struct index_place *p)
{
    uint64_t code = hot_bits(p->area, HOT_AREA_BITS);

    code = code << HOT_DISTRICT_BITS |
        (p->area ? hot_bits(p->district, HOT_DISTRICT_BITS) : 0);
    code = code << HOT_SECTOR_BITS |
        (p->district ? hot_bits(p->sector, HOT_SECTOR_BITS) : 0);
    return code << HOT_POSTCODE_BITS |
        (p->sector ? hot_bits(p->postcode, HOT_POSTCODE_BITS) : 0);
}

static inline uint64_t
hot_sector(uint64_t place)
{
    return place >> HOT_POSTCODE_BITS;
}

static inline uint64_t
hot_district(uint64_t place)
{
    return hot_sector(place) >> HOT_SECTOR_BITS;
}

static inline uint32_t
hot_area(uint64_t place)
{
    return (uint32_t)(hot_district(place) >> HOT_DISTRICT_BITS);
}

/* The lowest part is known. */
static inline bool
hot_has_postcode(uint64_t place)
{
    return (place & ((1 << HOT_POSTCODE_BITS) - 1)) != 0;
}

static inline bool
hot_has_sector(uint64_t place)
{
    return (hot_sector(place) & ((1 << HOT_SECTOR_BITS) - 1)) != 0;
}

static inline bool
hot_has_district(uint64_t place)
{
    return (hot_district(place) & ((1 << HOT_DISTRICT_BITS) - 1)) != 0;
}

static inline uint32_t
hot_birth(const struct hot *h)
{
    return h->born & ((1 << HOT_BIRTH_BITS) - 1);
}

static inline enum match_sex
hot_sex(const struct hot *h)
{
    return (enum match_sex)(
        h->born >> HOT_BIRTH_BITS & ((1 << HOT_SEX_BITS) - 1));
}

static inline uint64_t
hot_nhs(const struct hot *h)
{
    return h->numbers & ((UINT64_C(1) << HOT_NHS_BITS) - 1);
}

/* A hash in 30 bits. */
static inline uint64_t
hot_upn(const struct hot *h)
{
    return h->numbers >> HOT_NHS_BITS;
}

/* What does not depend on the spellings. */
struct hot hot_of(const struct index_person *p);

#endif
