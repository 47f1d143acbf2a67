/*
 * hot -- what a person says of themselves but for names, as numbers.
 */
#include "match/hot.h"

#include <assert.h>

#include "match/mix.h"

static uint64_t
number_of(struct str digits)
{
    uint64_t n = 0;

    for (size_t i = 0; i < digits.n; i++)
        n = n * 10 + (uint64_t)(digits.p[i] - '0');
    return n & ((UINT64_C(1) << HOT_NHS_BITS) - 1);
}

struct hot
hot_of(const struct index_person *p)
{
    struct hot h = {.born = roll_birth(p->birth)};

    assert(h.born >> HOT_BIRTH_BITS == 0);
    h.born |= (uint32_t)p->sex << HOT_BIRTH_BITS;
    h.numbers = number_of(p->nhs);
    if (p->upn.n)
        h.numbers |= (mix_text(p->upn) | UINT64_C(1) << HOT_NHS_BITS) &
            ~((UINT64_C(1) << HOT_NHS_BITS) - 1);
    return h;
}
