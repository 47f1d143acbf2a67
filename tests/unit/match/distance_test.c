/*
 * distance -- published vectors, and what must hold for any two texts.
 */
#include "match/distance.h"

#include "base/arena.h"
#include "test.h"

TEST(match_osa__counts_edits_and_neighbours_that_changed_places)
{
    WANT_INT(match_osa(S(""), S("")), 0);
    WANT_INT(match_osa(S(""), S("abc")), 3);
    WANT_INT(match_osa(S("kitten"), S("sitting")), 3);
    WANT_INT(match_osa(S("catrin"), S("catirn")), 1);
    WANT_INT(match_osa(S("lleucu"), S("lleuc")), 1);
    WANT_INT(match_osa(S("ab"), S("ba")), 1);
}

TEST(match_osa__edits_no_piece_twice)
{
    WANT_INT(match_osa(S("ca"), S("abc")), 3);
}

TEST(match_osa__cuts_a_text_that_is_too_long)
{
    static char long_text[200] = {'x', 'y'};

    WANT_INT(match_osa(str_bytes(long_text, 200), str_bytes(long_text, 64)), 0);
}

/* Winkler's examples, to three places. */
TEST(match_jaro_winkler__gives_the_published_values)
{
    WANT_INT(match_jaro_winkler(S("MARTHA"), S("MARHTA")), 961);
    WANT_INT(match_jaro_winkler(S("DIXON"), S("DICKSONX")), 813);
    WANT_INT(match_jaro_winkler(S("DWAYNE"), S("DUANE")), 840);
    WANT_INT(match_jaro_winkler(S("JONES"), S("JOHNSON")), 832);
    WANT_INT(match_jaro_winkler(S("ABROMS"), S("ABRAMS")), 922);
    WANT_INT(match_jaro_winkler(S("abc"), S("xyz")), 0);
    WANT_INT(match_jaro_winkler(S(""), S("abc")), 0);
    WANT_INT(match_jaro_winkler(S("a"), S("a")), 1000);
}

/* Jaro of the first two is exactly 0.7: not above it, so no boost. */
TEST(match_jaro_winkler__boosts_only_above_seven_tenths)
{
    WANT_INT(match_jaro_winkler(S("abcxy"), S("abcpqr")), 700);
    WANT_INT(match_jaro_winkler(S("abcxy"), S("abcpq")), 813);
}

/* A small generator of its own, so that a failure comes back. */
static uint32_t
next_of(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 16;
}

static struct str
any_text(uint32_t *seed, char *room)
{
    size_t n = next_of(seed) % 9;

    for (size_t i = 0; i < n; i++)
        room[i] = (char)('a' + next_of(seed) % 4);
    return str_bytes(room, n);
}

TEST(match_distances__are_the_same_both_ways_and_none_to_itself)
{
    uint32_t seed = 20270302;
    char     room[2][16];

    for (int i = 0; i < 20000; i++) {
        struct str x = any_text(&seed, room[0]);
        struct str y = any_text(&seed, room[1]);
        int        osa = match_osa(x, y);

        WANT_INT(osa, match_osa(y, x));
        WANT_INT(match_jaro_winkler(x, y), match_jaro_winkler(y, x));
        WANT((osa == 0) == str_eq(x, y));
        WANT(osa <= (int)(x.n > y.n ? x.n : y.n));
        WANT((match_jaro_winkler(x, y) == 1000) == (x.n && str_eq(x, y)));
    }
}
