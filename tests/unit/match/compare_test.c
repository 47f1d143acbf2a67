/*
 * compare -- each field's levels, one by one.
 */
#include "match/compare.h"

#include "people.h"
#include "test.h"

static enum match_level
birth(struct date x, struct date y)
{
    struct match_person p = {.birth = x}, q = {.birth = y};

    WANT_INT(match_compare_birth(&q, &p), match_compare_birth(&p, &q));
    return match_compare_birth(&p, &q);
}

TEST(match_compare_birth__tells_slips_from_other_dates)
{
    const struct date d = BORN(2020, 9, 5);

    WANT_INT(birth(d, d), MATCH_LEVEL_SAME);
    WANT_INT(birth(d, BORN(2020, 5, 9)), MATCH_LEVEL_SWAPPED);
    WANT_INT(birth(d, BORN(2020, 9, 15)), MATCH_LEVEL_CLOSE);
    WANT_INT(birth(d, BORN(2020, 8, 5)), MATCH_LEVEL_CLOSE);
    WANT_INT(birth(d, BORN(2021, 9, 5)), MATCH_LEVEL_CLOSE);
    WANT_INT(birth(d, BORN(2019, 9, 5)), MATCH_LEVEL_CLOSE);
    WANT_INT(birth(d, BORN(2010, 9, 5)), MATCH_LEVEL_DECADE);
    WANT_INT(birth(d, BORN(2030, 9, 5)), MATCH_LEVEL_DECADE);
    WANT_INT(birth(d, BORN(2010, 9, 6)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(BORN(2011, 9, 5), BORN(2018, 9, 5)), MATCH_LEVEL_CLOSE);
    WANT_INT(birth(d, BORN(2000, 9, 5)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(d, BORN(2018, 9, 5)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(d, BORN(2020, 4, 6)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(d, BORN(2021, 9, 6)), MATCH_LEVEL_DIFFERS);
}

TEST(match_compare_birth__compares_what_is_known_of_both)
{
    const struct date d = BORN(2020, 9, 5), none = BORN(0, 0, 0);

    WANT_INT(birth(d, BORN(2020, 9, 0)), MATCH_LEVEL_MONTH);
    WANT_INT(birth(BORN(2020, 9, 0), BORN(2020, 9, 0)), MATCH_LEVEL_MONTH);
    WANT_INT(birth(d, BORN(2020, 0, 0)), MATCH_LEVEL_YEAR);
    WANT_INT(birth(d, BORN(2020, 8, 0)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(d, BORN(2019, 0, 0)), MATCH_LEVEL_DIFFERS);
    WANT_INT(birth(d, none), MATCH_LEVEL_NOT_GIVEN);
    WANT_INT(birth(none, none), MATCH_LEVEL_NOT_GIVEN);
}

TEST(match_compare_birth__trusts_the_first_of_january_little)
{
    const struct date d = BORN(2020, 1, 1);

    WANT_INT(birth(d, d), MATCH_LEVEL_STANDIN);
    WANT_INT(birth(d, BORN(2020, 9, 5)), MATCH_LEVEL_YEAR);
    WANT_INT(birth(d, BORN(2019, 9, 5)), MATCH_LEVEL_DIFFERS);
}

TEST(match_compare_birth__sets_a_birth_beside_the_expected_month)
{
    struct match_person unborn = {.expected = BORN(2027, 4, 12)};
    struct match_person other = {.expected = BORN(2027, 4, 12)};
    struct match_person born = {.birth = BORN(2027, 3, 1)};
    struct match_person late = {.birth = BORN(2027, 6, 1)};

    WANT_INT(match_compare_birth(&unborn, &other), MATCH_LEVEL_SAME);
    WANT_INT(match_compare_birth(&unborn, &born), MATCH_LEVEL_EXPECTED);
    WANT_INT(match_compare_birth(&born, &unborn), MATCH_LEVEL_EXPECTED);
    WANT_INT(match_compare_birth(&unborn, &late), MATCH_LEVEL_DIFFERS);
    other.expected = BORN(2027, 4, 20);
    WANT_INT(match_compare_birth(&unborn, &other), MATCH_LEVEL_EXPECTED);
    unborn.birth = BORN(2027, 3, 1); /* born meanwhile */
    WANT_INT(match_compare_birth(&unborn, &born), MATCH_LEVEL_SAME);
}

static struct match_pair
pair(struct arena *a, struct match_person x, struct match_person y)
{
    struct match_pair out;

    match_compare(a, match_model_usual(), &x, &y, &out);
    return out;
}

#define FAMILY_LEVEL(x, y) \
    (pair(a, PERSON("", x), PERSON("", y)).level[MATCH_FAMILY])
#define GIVEN_LEVEL(x, y) \
    (pair(a, PERSON(x, ""), PERSON(y, "")).level[MATCH_GIVEN])

TEST(match_compare__brings_family_names_to_levels)
{
    struct arena *a = arena_new(0);

    WANT_INT(FAMILY_LEVEL("Penri", "PENRI"), MATCH_LEVEL_SAME);
    WANT_INT(FAMILY_LEVEL("Jones", "Jones"), MATCH_LEVEL_COMMON);
    WANT_INT(FAMILY_LEVEL("Penri", "Penry"), MATCH_LEVEL_SOUND);
    WANT_INT(FAMILY_LEVEL("ap Rhys", "Rhys"), MATCH_LEVEL_SAME);
    WANT_INT(FAMILY_LEVEL("ap Rhys", "Price"), MATCH_LEVEL_VARIANT);
    WANT_INT(FAMILY_LEVEL("Jones-Evans", "Evans"), MATCH_LEVEL_PART);
    WANT_INT(FAMILY_LEVEL("Jones-Penri", "Penry"), MATCH_LEVEL_PART);
    WANT_INT(FAMILY_LEVEL("Jones Evans", "Jones-Evans"), MATCH_LEVEL_SAME);
    WANT_INT(FAMILY_LEVEL("Prydderch", "Pryddrech"), MATCH_LEVEL_CLOSE);
    WANT_INT(FAMILY_LEVEL("Penri", "Voss"), MATCH_LEVEL_DIFFERS);
    WANT_INT(FAMILY_LEVEL("Singh", "Gill"), MATCH_LEVEL_CUSTOM);
    WANT_INT(FAMILY_LEVEL("Singh", "Kaur"), MATCH_LEVEL_CUSTOM);
    WANT_INT(FAMILY_LEVEL("Kaur Gill", "Gill"), MATCH_LEVEL_PART);
    WANT_INT(FAMILY_LEVEL("Singh", "Singh"), MATCH_LEVEL_COMMON);
    WANT_INT(FAMILY_LEVEL("\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd\xd0\xbe\xd0\xb2",
                 "Ivanov"),
        MATCH_LEVEL_SAME);
    WANT_INT(FAMILY_LEVEL("Penri", ""), MATCH_LEVEL_NOT_GIVEN);
    WANT_INT(FAMILY_LEVEL("Unknown", "Unknown"), MATCH_LEVEL_NOT_GIVEN);
    arena_free(a);
}

TEST(match_compare__brings_first_names_to_levels)
{
    struct arena *a = arena_new(0);

    WANT_INT(GIVEN_LEVEL("Lleucu", "Lleucu Mair"), MATCH_LEVEL_SAME);
    WANT_INT(GIVEN_LEVEL("Osian", "Osian"), MATCH_LEVEL_COMMON);
    WANT_INT(GIVEN_LEVEL("Lleucu", "Lleucy"), MATCH_LEVEL_SOUND);
    WANT_INT(GIVEN_LEVEL("Llew", "Llewelyn"), MATCH_LEVEL_VARIANT);
    WANT_INT(GIVEN_LEVEL("Rhys", "Reece"), MATCH_LEVEL_VARIANT);
    WANT_INT(GIVEN_LEVEL("Mair Lleucu", "Lleucu"), MATCH_LEVEL_PART);
    WANT_INT(GIVEN_LEVEL("Mohammed Ali", "Mohammed Umar"), MATCH_LEVEL_PART);
    WANT_INT(GIVEN_LEVEL("Catrin", "Gatrin"), MATCH_LEVEL_CLOSE);
    WANT_INT(GIVEN_LEVEL("Gwen", "Wen"), MATCH_LEVEL_CLOSE);
    WANT_INT(GIVEN_LEVEL("Elin", "Elan"), MATCH_LEVEL_CLOSE);
    WANT_INT(GIVEN_LEVEL("Cai", "Mai"), MATCH_LEVEL_DIFFERS);
    WANT_INT(GIVEN_LEVEL("L", "Lleucu"), MATCH_LEVEL_INITIAL);
    WANT_INT(GIVEN_LEVEL("Baby", "Lleucu"), MATCH_LEVEL_NOT_GIVEN);
    arena_free(a);
}

TEST(match_compare__weighs_a_common_name_less)
{
    struct arena     *a = arena_new(0);
    struct match_pair jones = pair(a, PERSON("", "Jones"), PERSON("", "Jones"));
    struct match_pair penri = pair(a, PERSON("", "Penri"), PERSON("", "Penri"));
    struct match_pair part =
        pair(a, PERSON("Oliver", "Jones-Penri"), PERSON("Oliver", "Jones"));

    WANT_INT(jones.weight[MATCH_FAMILY], 13);
    WANT_INT(penri.weight[MATCH_FAMILY], 20);
    WANT_INT(part.weight[MATCH_FAMILY], 10);
    WANT_INT(part.weight[MATCH_GIVEN], 17);
    arena_free(a);
}

TEST(match_compare__finds_names_that_changed_places)
{
    struct arena     *a = arena_new(0);
    struct match_pair p =
        pair(a, PERSON("Farah", "Abdi"), PERSON("Abdi", "Farah"));

    WANT_INT(p.level[MATCH_FAMILY], MATCH_LEVEL_SWAPPED);
    WANT_INT(p.level[MATCH_GIVEN], MATCH_LEVEL_SWAPPED);
    arena_free(a);
}

TEST(match_compare__takes_the_best_of_several_names_and_shows_it)
{
    const struct match_names names[] = {
        {S_INIT("Lleucu"), S_INIT("Voss")},
        {S_INIT("Lleucu"), S_INIT("Penri")},
    };
    struct arena       *a = arena_new(0);
    struct match_person two = {.names = names, .name_count = 2};
    struct match_pair   p = pair(a, two, PERSON("Lleucu", "Penry"));

    WANT_INT(p.level[MATCH_FAMILY], MATCH_LEVEL_SOUND);
    WANT_STR(p.shown[MATCH_FAMILY][0].text, "Penri");
    WANT_STR(p.shown[MATCH_FAMILY][1].text, "Penry");
    p = pair(a, PERSON("Lleucu", "Penry"), two);
    WANT_STR(p.shown[MATCH_FAMILY][0].text, "Penry");
    WANT_STR(p.shown[MATCH_FAMILY][1].text, "Penri");
    arena_free(a);
}

TEST(match_compare__asks_of_the_mother_only_her_first_name)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("", ""), y = PERSON("", "");

    x.mother = S("Angharad Penri");
    y.mother = S("Angharad Voss");
    WANT_INT(pair(a, x, y).level[MATCH_MOTHER], MATCH_LEVEL_SAME);
    y.mother = S("Mair Angharad");
    WANT_INT(pair(a, x, y).level[MATCH_MOTHER], MATCH_LEVEL_PART);
    y.mother = S("Nerys");
    WANT_INT(pair(a, x, y).level[MATCH_MOTHER], MATCH_LEVEL_DIFFERS);
    y.mother = S("");
    WANT_INT(pair(a, x, y).level[MATCH_MOTHER], MATCH_LEVEL_NOT_GIVEN);
    arena_free(a);
}

TEST(match_compare__shows_nothing_of_home_and_counts_a_hostel_for_nothing)
{
    struct arena       *a = arena_new(0);
    struct digest       here = {{1}}, there = {{2}};
    struct match_person x = PERSON("", ""), y = PERSON("", "");
    struct match_pair   p;

    x.home = y.home = &here;
    p = pair(a, x, y);
    WANT_INT(p.level[MATCH_HOME], MATCH_LEVEL_SAME);
    WANT(!p.shown[MATCH_HOME][0].text.n && !p.shown[MATCH_HOME][1].text.n);
    WANT(p.gave[MATCH_HOME]);
    y.home_shared = true;
    p = pair(a, x, y);
    WANT_INT(p.level[MATCH_HOME], MATCH_LEVEL_SHARED);
    WANT_INT(p.weight[MATCH_HOME], 0);
    y.home = &there;
    WANT_INT(pair(a, x, y).level[MATCH_HOME], MATCH_LEVEL_DIFFERS);
    y.home = NULL;
    WANT_INT(pair(a, x, y).level[MATCH_HOME], MATCH_LEVEL_NOT_GIVEN);
    arena_free(a);
}

TEST(match_compare__tells_traced_numbers_from_others)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("", ""), y = PERSON("", "");

    x.nhs = y.nhs = S("9992041005");
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_UNTRACED);
    x.nhs_traced = true;
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_UNTRACED);
    y.nhs_traced = true;
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_SAME);
    y.nhs = S("9990000018");
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_DIFFERS);
    x.nhs_traced = false;
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_DOUBT);
    x.nhs = S("");
    WANT_INT(pair(a, x, y).level[MATCH_NHS], MATCH_LEVEL_NOT_GIVEN);
    arena_free(a);
}

TEST(match_compare__takes_sex_only_where_both_tell_it)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("", ""), y = PERSON("", "");

    x.sex = y.sex = MATCH_SEX_FEMALE;
    WANT_INT(pair(a, x, y).level[MATCH_SEX], MATCH_LEVEL_SAME);
    y.sex = MATCH_SEX_MALE;
    WANT_INT(pair(a, x, y).level[MATCH_SEX], MATCH_LEVEL_DIFFERS);
    y.sex = MATCH_SEX_OTHER;
    WANT_INT(pair(a, x, y).level[MATCH_SEX], MATCH_LEVEL_NOT_GIVEN);
    WANT(pair(a, x, y).gave[MATCH_SEX]);
    arena_free(a);
}
