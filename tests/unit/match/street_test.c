/*
 * street -- addresses that are one home, and some that are not.
 */
#include "match/street.h"

#include "base/buf.h"
#include "match/name_table.h"
#include "test.h"

static const char *const same[][2] = {
    {"12 Heol y Bryn", "12 Bryn Road"},
    {"12 Heol y Bryn", "12, BRYN RD."},
    {"12 Heol y Bryn", "12 Hill Road"},
    {"1 Stryd Fawr", "1 High St"},
    {"1 Stryd Fawr", "1 High Street"},
    {"Fflat 2, 7 Rhodfa'r Parc", "Flat 2, 7 Park Avenue"},
    {"9 Lôn yr Eglwys", "9 Church Lane"},
    {"9 Ffordd Caergybi", "9 Holyhead Road"},
    {"3 Maes yr Ysgol", "3 School Field"},
    {"3 Clos y Felin", "3 Mill Close"},
    {"4 King's Road", "4 Kings Rd"},
    {"4 King\xe2\x80\x99s Road", "4 Heol y Brenin"},
    {"St Davids Road", "Saint Davids Rd"},
    {"12 St Davids Rd, Voss", "12 Saint Davids Road, Voss"},
    {"5 Ffordd y Mor", "5 FFORDD Y MÔR"},
    {"no 12 Heol y Bryn", "12 Bryn Road"},
};

static const char *const other[][2] = {
    {"12 Heol y Bryn", "21 Heol y Bryn"},
    {"12 Heol y Bryn", "12 Stryd y Bryn"},
    {"12 Heol y Bryn", "12 Heol y Nant"},
    {"Flat 2, 7 Park Avenue", "Flat 7, 2 Park Avenue"},
    {"12 Mary Street", "12 St Mary Street"},
    {"12 High St", "12 Saint High"},
    {"12a High St", "12 High St"},
};

TEST(match_street_fold__knows_one_home_in_two_languages)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        WANT_SAME(match_street_fold(a, str_of(same[i][0])),
            match_street_fold(a, str_of(same[i][1])));
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (str_eq(match_street_fold(a, str_of(other[i][0])),
                match_street_fold(a, str_of(other[i][1]))))
            WANT_SAME(str_of(other[i][0]), str_of(other[i][1]));
    arena_free(a);
}

TEST(match_street_fold__takes_nothing_and_too_much)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    WANT(!match_street_fold(a, S("")).n);
    WANT(!match_street_fold(a, S(" ,. - ")).n);
    WANT(!match_street_fold(a, S("y yr")).n);
    buf_init(&b, a);
    for (size_t i = 0; i < 20000; i++)
        buf_add(&b, i % 3 ? S("\xc3\xb4") : S(" st, 's 1"));
    WANT(match_street_fold(a, buf_str(&b)).n <= STREET_LONGEST);
    arena_free(a);
}

/* No word stands in two rows: it could not be said which it is. */
TEST(name_table__has_a_word_of_streets_once)
{
    struct name_place at[NAME_TABLE_ROWS];

    for (size_t i = 0; i < name_table_count(MATCH_NAME_STREET); i++) {
        struct str row = name_table_row(MATCH_NAME_STREET, i), word;

        while (str_split(&row, ' ', &word))
            if (name_table_find(MATCH_NAME_STREET, word, at) != 1)
                WANT_SAME(word, S("a word once"));
    }
}
