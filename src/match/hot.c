/*
 * hot -- what a person says of themselves but for names, as numbers.
 */
#include "match/hot.h"

#include <assert.h>

#include "base/nhs.h"
#include "match/mix.h"

struct hot
hot_of(const struct index_person *p)
{
    struct hot h = {.born = roll_birth(p->birth)};

    assert(h.born >> HOT_BIRTH_BITS == 0);
    h.born |= (uint32_t)p->sex << HOT_BIRTH_BITS;
    h.numbers = nhs_value(p->nhs) & ((UINT64_C(1) << HOT_NHS_BITS) - 1);
    if (p->upn.n)
        h.numbers |= (mix_text(p->upn) | UINT64_C(1) << HOT_NHS_BITS) &
            ~((UINT64_C(1) << HOT_NHS_BITS) - 1);
    return h;
}
