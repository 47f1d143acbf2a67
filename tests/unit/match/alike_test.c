/*
 * alike -- the same as match/distance.h, whatever the texts.
 */
#include "match/alike.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "match/distance.h"
#include "match/mix.h"
#include "test.h"

/* A text of few letters, so that many are shared. */
static struct str
text_make(uint64_t *dice, char *room, size_t most)
{
    size_t n = mix_one((*dice)++) % (most + 1);

    for (size_t i = 0; i < n; i++)
        room[i] = (char)('a' + mix_one((*dice)++) % 7);
    return str_bytes(room, n);
}

/* Both ways are distance.h's, for so many pairs of texts. */
static void
want_alike(enum alike_path path, int pairs)
{
    char     rx[80], ry[80];
    uint64_t dice = 1;

    for (int i = 0; i < pairs; i++) {
        size_t     most = i % 100 ? 12 : 80;
        struct str x = text_make(&dice, rx, most);
        struct str y = text_make(&dice, ry, most);

        if (alike_osa_by(path, x, y) != match_osa(x, y) ||
            alike_jaro_winkler_by(path, x, y) != match_jaro_winkler(x, y))
            WANT_SAME(x, y);
    }
}

/* TORTURE_PAIRS: how many millions; half of one when nobody says. */
static int
pairs_wanted(void)
{
    const char *said = getenv("TORTURE_PAIRS");
    int64_t     n = 0;

    if (!said || !str_int(str_of(said), &n) || n < 1 || n > 2000)
        return 500000;
    return (int)n * 1000000;
}

TEST(alike__in_plain_c_is_distance_over_many_pairs)
{
    want_alike(ALIKE_PLAIN, pairs_wanted());
}

TEST(alike__in_wide_registers_is_distance_over_many_pairs)
{
    if (alike_is_wide())
        want_alike(ALIKE_WIDE, pairs_wanted());
    WANT(alike_osa(S("megan"), S("megna")) == 1);
}

/* Every byte, at every place, in texts as long as are looked at. */
TEST(alike__is_the_same_both_ways_for_any_bytes)
{
    char     x[64], y[64];
    uint64_t dice = 7;

    for (int i = 0; i < 100000 && alike_is_wide(); i++) {
        size_t nx = mix_one(dice++) % 65, ny = mix_one(dice++) % 65;

        for (size_t k = 0; k < 64; k++) {
            x[k] = (char)mix_one(dice++);
            y[k] = mix_one(dice++) % 3 ? x[(k + mix_one(dice++) % 3) % 64]
                                       : (char)(mix_one(dice++) % 2);
        }
        for (int path = 0; path < 2; path++) {
            struct str sx = str_bytes(x, nx), sy = str_bytes(y, ny);

            WANT_INT(alike_osa_by((enum alike_path)path, sx, sy),
                match_osa(sx, sy));
            WANT_INT(alike_jaro_winkler_by((enum alike_path)path, sx, sy),
                match_jaro_winkler(sx, sy));
        }
    }
}

/* The last letters before a page that may not be read. */
TEST(alike__reads_nothing_of_a_page_behind_the_text)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char        *two = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    WANT(two != MAP_FAILED);
    WANT(mprotect(two + page, page, PROT_NONE) == 0);
    memset(two, 'a', page);
    for (size_t n = 0; n <= 64; n++) {
        struct str end = str_bytes(two + page - n, n);

        WANT_INT(alike_osa(end, S("a")), n ? (int)n - 1 : 1);
        WANT_INT(alike_jaro_winkler(end, end), n ? 1000 : 0);
    }
    munmap(two, 2 * page);
}

TEST(alike__takes_any_bytes_and_empty_texts)
{
    WANT(alike_osa(S(""), S("")) == 0);
    WANT(alike_osa(S(""), S("abc")) == 3);
    WANT(alike_jaro_winkler(S(""), S("")) == 0);
    WANT(alike_jaro_winkler(S("si\xc3\xa2n"), S("si\xc3\xa2n")) == 1000);
    WANT(alike_osa(S("a\0b"), S("ab")) == 1);
}
