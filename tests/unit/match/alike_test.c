/*
 * alike -- the same as match/distance.h, whatever the texts.
 */
#include "match/alike.h"

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

TEST(alike__is_distance_over_two_million_pairs)
{
    char     rx[80], ry[80];
    uint64_t dice = 1;

    for (int i = 0; i < 2000000; i++) {
        size_t     most = i % 100 ? 12 : 80;
        struct str x = text_make(&dice, rx, most);
        struct str y = text_make(&dice, ry, most);

        if (alike_osa(x, y) != match_osa(x, y) ||
            alike_jaro_winkler(x, y) != match_jaro_winkler(x, y))
            WANT_SAME(x, y);
    }
}

TEST(alike__takes_any_bytes_and_empty_texts)
{
    WANT(alike_osa(S(""), S("")) == 0);
    WANT(alike_osa(S(""), S("abc")) == 3);
    WANT(alike_jaro_winkler(S(""), S("")) == 0);
    WANT(alike_jaro_winkler(S("si\xc3\xa2n"), S("si\xc3\xa2n")) == 1000);
    WANT(alike_osa(S("a\0b"), S("ab")) == 1);
}
