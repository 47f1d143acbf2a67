/*
 * names_fuzz -- names from outside: any bytes as a given and a family name.
 *
 * Reading what was read changes nothing, a name agrees with itself, and two
 * names stand to each other the same both ways.  Built with clang
 * -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "match/alike.h"
#include "match/distance.h"
#include "match/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

static void
check_pair(struct spellings *s, uint32_t x, uint32_t y)
{
    struct pattern_memo *m = pattern_memo_new(PATTERN_SEATS);
    struct str           tx = spelling_text(s, x), ty = spelling_text(s, y);

    insist(pattern_given(m, s, x, y) == pattern_given(m, s, y, x));
    insist(pattern_family(m, s, x, y) == pattern_family(m, s, y, x));
    insist(pattern_given(m, s, x, x) == PATTERN_GIVEN_SAME);
    insist(alike_osa(tx, ty) == match_osa(tx, ty));
    insist(alike_jaro_winkler(tx, ty) == match_jaro_winkler(tx, ty));
    pattern_memo_free(m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct spellings *s = spellings_new();
    struct str        x, y;
    uint32_t          nx, ny;

    str_cut(str_bytes(data, size), '\n', &x, &y);
    nx = spelling_put(s, x, MATCH_NAME_GIVEN);
    ny = spelling_put(s, y, MATCH_NAME_FAMILY);
    insist(nx == spelling_put(s, x, MATCH_NAME_GIVEN));
    insist(ny == spelling_put(s, y, MATCH_NAME_FAMILY));
    if (nx && ny)
        check_pair(s, nx, ny);
    spellings_free(s);
    return 0;
}
