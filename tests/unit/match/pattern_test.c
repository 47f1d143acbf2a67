/*
 * pattern -- how two lines stand to each other.
 */
#include "match/pattern.h"

#include "match/distance.h"
#include "match/mix.h"
#include "match/spelling.h"

#include "extract.h"
#include "test.h"

/* The level of a field between two rows. */
static enum pattern_level
level(enum pattern_field f, const char *x, const char *y)
{
    struct extract       e = extract_open();
    struct pattern_memo *m = pattern_memo_new(PATTERN_SEATS);
    uint64_t             p;

    extract_row(&e, "a", x);
    extract_row(&e, "a", y);
    extract_close(&e);
    p = pattern_of(m, e.roll, 0, 1);
    WANT(p == pattern_of(m, e.roll, 1, 0));
    pattern_memo_free(m);
    extract_free(&e);
    return pattern_level(p, f);
}

TEST(pattern__has_a_level_for_each_way_given_names_agree)
{
    static const struct {
        const char        *x, *y;
        enum pattern_level level;
    } cases[] = {
        {"Rhys||J", "RHYS||J", PATTERN_GIVEN_SAME},
        {"Si\xc3\xa2n||J", "SIAN||J", PATTERN_GIVEN_SAME},
        {"Rhys||J", "Reece||J", PATTERN_GIVEN_FORM},
        {"Muhammad||K", "Mohammed||K", PATTERN_GIVEN_FORM},
        {"Dafydd||J", "Dai||J", PATTERN_GIVEN_FORM},
        {"Ffion||J", "Phion||J", PATTERN_GIVEN_SOUND},
        {"Mair||J", "M||J", PATTERN_GIVEN_INITIAL},
        {"Megan||J", "Megna||J", PATTERN_GIVEN_CLOSE},
        {"Catrin||J", "Gatrin||J", PATTERN_GIVEN_CLOSE},
        {"Jones||Willow", "Willow||Jones", PATTERN_GIVEN_SWAPPED},
        {"Shepherdson||Willow", "Willow||Sheperdsno", PATTERN_GIVEN_SWAPPED},
        {"Jones||Wilow", "Willow||Jones", PATTERN_GIVEN_SWAPPED},
        {"Jones||Gethin", "Willow||Jones", PATTERN_GIVEN_DIFFERS},
        {"Willow||Gethin", "Shepherdson||Voss", PATTERN_GIVEN_DIFFERS},
        {"Ann|Mair|J", "Mair||J", PATTERN_GIVEN_MIDDLE},
        {"Mair||J", "Gethin||J", PATTERN_GIVEN_DIFFERS},
        {"Baby||J", "Gethin||J", PATTERN_GIVEN_NONE},
        {"Twin 1||J", "Gethin||J", PATTERN_GIVEN_NONE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT(level(PATTERN_GIVEN, cases[i].x, cases[i].y) == cases[i].level);
}

TEST(pattern__has_a_level_for_each_way_family_names_agree)
{
    static const struct {
        const char        *x, *y;
        enum pattern_level level;
    } cases[] = {
        {"A||ap Rhys", "A||Rhys", PATTERN_FAMILY_SAME},
        {"A||ap Rhys", "A||Price", PATTERN_FAMILY_FORM},
        {"A||ap Harri", "A||Parry", PATTERN_FAMILY_FORM},
        {"A||ab Owain", "A||Bowen", PATTERN_FAMILY_FORM},
        {"A||Gethin", "A||Gethyn", PATTERN_FAMILY_FORM},
        {"A||Puw-Morgan", "A||Morgan", PATTERN_FAMILY_PART},
        {"A||Mor-gan", "A||Morgan", PATTERN_FAMILY_SAME},
        {"A||Quillan", "A||Quilan", PATTERN_FAMILY_SOUND},
        {"A||Prydderch", "A||Voss", PATTERN_FAMILY_DIFFERS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT_SAME(pattern_level_word(
                      level(PATTERN_FAMILY, cases[i].x, cases[i].y)),
            pattern_level_word(cases[i].level));
}

TEST(pattern__has_a_level_for_each_way_birth_dates_agree)
{
    static const struct {
        const char        *x, *y;
        enum pattern_level level;
    } cases[] = {
        {"A||J|2015-04-07", "A||J|2015-04-07", PATTERN_BIRTH_SAME},
        {"A||J|2015-01-01", "A||J|2015-01-01", PATTERN_BIRTH_STANDIN},
        {"A||J|2015-04-07", "A||J|2015-07-04", PATTERN_BIRTH_SWAPPED},
        {"A||J|2015-04-17", "A||J|2015-04-11", PATTERN_BIRTH_SLIP},
        {"A||J|2015-04-17", "A||J|2014-04-17", PATTERN_BIRTH_SLIP},
        {"A||J|2015-04-17", "A||J|2015-04-28", PATTERN_BIRTH_CLOSE},
        {"A||J|2015-04", "A||J|2015-04-28", PATTERN_BIRTH_PARTIAL},
        {"A||J|2015-01-01", "A||J|2015-04-28", PATTERN_BIRTH_PARTIAL},
        {"A||J|2015-03-01", "A||J|2015-04-28", PATTERN_BIRTH_YEAR},
        {"A||J|2015-03-01", "A||J|2011-04-28", PATTERN_BIRTH_DIFFERS},
        {"A||J|", "A||J|2011-04-28", PATTERN_BIRTH_NONE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT(level(PATTERN_BIRTH, cases[i].x, cases[i].y) == cases[i].level);
}

TEST(pattern__has_a_level_for_each_way_places_agree)
{
    static const struct {
        const char        *x, *y;
        enum pattern_level level;
    } cases[] = {
        {"A||J|||LL55 1AB|1 High St", "A||J|||ll551ab|1, HIGH ST",
            PATTERN_PLACE_HOME},
        {"A||J|||LL55 1AB|1 High St", "A||J||||1 High St",
            PATTERN_PLACE_ADDRESS},
        {"A||J|||LL55 1AB|1 High St", "A||J|||LL55 1AB|",
            PATTERN_PLACE_POSTCODE},
        {"A||J|||LL55 1AB|", "A||J|||LL55 1AC|", PATTERN_PLACE_SECTOR},
        {"A||J|||LL55 1AB|", "A||J|||LL55 2AC|", PATTERN_PLACE_DISTRICT},
        {"A||J|||LL55 1AB|", "A||J|||LL11 2AC|", PATTERN_PLACE_AREA},
        {"A||J|||LL55 1AB|", "A||J|||CF1 2AC|", PATTERN_PLACE_DIFFERS},
        {"A||J|||ZZ99 3VZ|", "A||J|||CF1 2AC|", PATTERN_PLACE_NONE},
        /* a UPRN in place of the address: spelled otherwise, moved code,
         * two flats of one house, the number in one row alone */
        {"A||J|||LL55 1AB|1 High St||10012345",
            "A||J|||LL55 1AB|Ty Mawr||000010012345", PATTERN_PLACE_HOME},
        {"A||J|||LL55 1AB|||10012345", "A||J|||LL55 1AX|||10012345",
            PATTERN_PLACE_ADDRESS},
        {"A||J|||LL55 1AB|1 High St||10012345",
            "A||J|||LL55 1AB|1 High St||10012346", PATTERN_PLACE_POSTCODE},
        {"A||J|||LL55 1AB|1 High St||10012345", "A||J|||LL55 1AB|1 high st",
            PATTERN_PLACE_HOME},
        {"A||J|||LL55 1AB|1 High St||10012345", "A||J||||||10012345",
            PATTERN_PLACE_HOME},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT(level(PATTERN_PLACE, cases[i].x, cases[i].y) == cases[i].level);
}

TEST(pattern_level_words__are_there_for_all_of_them)
{
    for (int l = 0; l < PATTERN_LEVELS; l++) {
        enum pattern_level level = (enum pattern_level)l;
        enum pattern_field field = pattern_field_of(level);

        WANT(pattern_level_word(level).n && pattern_field_word(field).n);
        WANT(pattern_first[field] <= level);
        WANT(pattern_first[field + 1] - pattern_first[field] <= 1
                << PATTERN_BITS);
    }
}

/* ---- whom letters in no order rule out ---- */

enum { NAMES = 3000, PAIRS = 1000000, LETTERS = 9 };

/* A name of few letters, so that many pairs are nearly alike; often the one
 * before with its beginning changed, cut off or made longer. */
static struct str
name_make(uint64_t *dice, char *room, struct str before)
{
    static const char *const begins[] = {
        "c", "ngh", "b", "m", "g", "", "dd", "rh", "ll"
    };
    uint64_t    roll = mix_one((*dice)++);
    const char *begin = begins[roll % (sizeof begins / sizeof *begins)];
    struct str  rest = str_from(before, roll >> 8 & 1);
    size_t      n = 0;

    if (roll >> 9 & 3)
        rest = S("");
    for (; *begin; begin++)
        room[n++] = *begin;
    for (size_t i = 0; i < rest.n && n < 40; i++)
        room[n++] = rest.p[i];
    for (size_t i = mix_one((*dice)++) % 11; i && !rest.n; i--)
        room[n++] = (char)('a' + 3 * (mix_one((*dice)++) % LETTERS));
    return str_bytes(room, n);
}

/* By the letters themselves. */
static bool
are_alike(struct str x, struct str y)
{
    size_t n = x.n < y.n ? x.n : y.n;
    int    jw = match_jaro_winkler(x, y), slips = match_osa(x, y);

    if (match_name_mutates(x, y))
        return true;
    if (n < 3)
        return false;
    return jw >= 820 || str_eq(str_sub(x, 0, n), str_sub(y, 0, n)) ||
        (n >= 4 && jw >= 700 && slips <= (n >= 8 ? 2 : 1));
}

TEST(pattern__rules_out_nobody_by_letters_alone_who_is_alike)
{
    struct spellings    *s = spellings_new();
    struct pattern_memo *m = pattern_memo_new(PATTERN_SEATS);
    uint64_t             dice = 1;
    char                 room[2][64];
    struct str           name = S("");
    size_t               apart = 0;

    for (int i = 0; i < NAMES; i++) {
        name = name_make(&dice, room[i % 2], name);
        (void)spelling_put(s, name, MATCH_NAME_FAMILY);
    }
    for (int i = 0; i < PAIRS; i++) {
        uint32_t x = 1 + (uint32_t)(mix_one(dice++) % spelling_last(s));
        uint32_t y = 1 + (uint32_t)(mix_one(dice++) % spelling_last(s));

        if (pattern_family(m, s, x, y) != PATTERN_FAMILY_DIFFERS)
            continue;
        apart++;
        if (are_alike(spelling_text(s, x), spelling_text(s, y)))
            WANT_SAME(spelling_text(s, x), spelling_text(s, y));
    }
    WANT(apart > PAIRS / 4);
    pattern_memo_free(m);
    spellings_free(s);
}
