/*
 * keys -- do the records of one child meet, and does nothing leak into them.
 */
#include "match/keys.h"

#include "people.h"
#include "test.h"

static struct match_keys
stored(struct arena *a, struct match_person p)
{
    struct match_keys k;

    match_keys_stored(a, &p, &k);
    return k;
}

static struct match_keys
asked(struct arena *a, struct match_person p)
{
    struct match_keys k;

    match_keys_asked(a, &p, &k);
    return k;
}

static int
shared(struct match_keys x, struct match_keys y)
{
    int n = 0;

    for (size_t i = 0; i < x.count; i++)
        for (size_t j = 0; j < y.count; j++)
            n += str_eq(x.key[i], y.key[j]);
    return n;
}

static struct match_person
child(struct match_person p, struct date birth)
{
    p.birth = birth;
    return p;
}

TEST(match_keys__bring_three_spellings_of_one_child_together)
{
    struct arena       *a = arena_new(0);
    struct match_person p[] = {
        child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 9)),
        child(PERSON("Lleucy", "Penry"), BORN(2020, 9, 9)),
        child(PERSON("Lleuci", "Penri"), BORN(2020, 9, 9)),
    };

    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            WANT(shared(stored(a, p[i]), asked(a, p[j])) >= 3);
    arena_free(a);
}

TEST(match_keys__bring_one_child_together_in_three_scripts)
{
    struct arena       *a = arena_new(0);
    struct match_person p[] = {
        child(PERSON("Мухаммад", "Хусейн"), BORN(2020, 9, 9)),
        child(PERSON("Muhammad", "Hussain"), BORN(2020, 9, 9)),
        child(PERSON("محمد", "حسین"), BORN(2020, 9, 9)),
    };

    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            WANT(shared(stored(a, p[i]), asked(a, p[j])) >= 2);
    arena_free(a);
}

TEST(match_keys__survive_one_thing_that_is_wrong)
{
    struct arena       *a = arena_new(0);
    struct match_person lleucu =
        child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 5));
    struct match_keys   k = stored(a, lleucu);
    struct match_person other[] = {
        child(PERSON("Lleucu", "Voss"), BORN(2020, 9, 5)),
        child(PERSON("Nel", "Penri"), BORN(2020, 9, 5)),
        child(PERSON("Penri", "Lleucu"), BORN(2020, 9, 5)),
        child(PERSON("Lleucu", "Penri"), BORN(2020, 5, 9)),
        child(PERSON("Lleucu", "Penri"), BORN(2020, 2, 17)),
        child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 0)),
        child(PERSON("", "Penri"), BORN(2020, 9, 0)),
        child(PERSON("Lleucu", "Penri"), BORN(2020, 0, 0)),
        child(PERSON("Lleucu", "Penri"), BORN(0, 0, 0)),
        child(PERSON("Lleucu", "Jones-Penri"), BORN(2020, 9, 5)),
        child(PERSON("Leucu", "Henri"), BORN(2020, 9, 5)),
    };

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        WANT(shared(k, asked(a, other[i])) >= 1);
    WANT_INT(shared(k,
                 asked(a, child(PERSON("Macsen", "Jones"), BORN(2015, 3, 1)))),
        0);
    arena_free(a);
}

TEST(match_keys__find_a_stored_person_whose_day_of_birth_is_not_known)
{
    struct arena       *a = arena_new(0);
    struct match_person partial = child(PERSON("", "Penri"), BORN(2020, 9, 0));
    struct match_person whole = child(PERSON("", "Penry"), BORN(2020, 9, 9));

    WANT(shared(stored(a, partial), asked(a, whole)) >= 1);
    WANT(shared(stored(a, partial), asked(a, partial)) >= 1);
    WANT(shared(stored(a, whole), asked(a, partial)) >= 1);
    arena_free(a);
}

TEST(match_keys__find_a_stored_person_without_a_birth_date)
{
    struct arena       *a = arena_new(0);
    struct match_person dateless = PERSON("Lleucu", "Penri");
    struct match_person whole =
        child(PERSON("Lleucia", "Penrys"), BORN(2020, 9, 9));

    WANT(shared(stored(a, dateless), asked(a, whole)) >= 1);
    arena_free(a);
}

TEST(match_keys__lead_from_a_short_form_to_the_name)
{
    struct arena       *a = arena_new(0);
    struct match_person dafydd =
        child(PERSON("Dafydd", "Price"), BORN(2012, 4, 3));
    struct match_person dai = child(PERSON("Dai", "ap Rhys"), BORN(2012, 4, 3));
    struct match_person no_date = PERSON("Dai", "Pryce");

    WANT(shared(stored(a, dafydd), asked(a, dai)) >= 3);
    WANT(shared(stored(a, dafydd), asked(a, no_date)) >= 1);
    arena_free(a);
}

TEST(match_keys__find_earlier_names_too)
{
    struct arena            *a = arena_new(0);
    const struct match_names names[] = {
        {S_INIT("Lleucu"), S_INIT("Voss")},
        {S_INIT("Lleucu"), S_INIT("Morris")},
        {S_INIT("Lleucu"), S_INIT("Penri")},
    };
    struct match_person p = {.names = names,
        .name_count = 3,
        .birth = {2020, 9, 9}};

    WANT(shared(stored(a, p),
             asked(a, child(PERSON("", "Penri"), BORN(2020, 9, 9)))) >= 1);
    arena_free(a);
}

TEST(match_keys__find_a_nameless_baby_by_its_mother)
{
    struct arena       *a = arena_new(0);
    struct match_person unborn = PERSON("", "");
    struct match_person baby = child(PERSON("Baby", ""), BORN(2027, 3, 30));

    unborn.expected = BORN(2027, 4, 12);
    unborn.mother = S("Angharad Penri");
    baby.mother = S("Angarad");
    WANT(shared(stored(a, unborn), asked(a, baby)) >= 1);
    WANT(shared(stored(a, baby), asked(a, unborn)) >= 1);
    arena_free(a);
}

TEST(match_keys__find_by_number_alone)
{
    struct arena       *a = arena_new(0);
    struct match_person p = child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 9));
    struct match_person q = child(PERSON("", ""), BORN(2019, 1, 2));

    p.nhs = q.nhs = S("9992041005");
    WANT_INT(shared(stored(a, p), asked(a, q)), 1);
    p.nhs = q.nhs = S("");
    p.upn = q.upn = S("A681220126001");
    WANT_INT(shared(stored(a, p), asked(a, q)), 1);
    arena_free(a);
}

TEST(match_keys__lead_from_a_number_alone_to_those_who_have_none)
{
    struct arena       *a = arena_new(0);
    struct match_person p = child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 9));
    struct match_person q = child(PERSON("", ""), BORN(2020, 9, 9));

    q.nhs = S("9992041005");
    WANT_INT(shared(stored(a, p), asked(a, q)), 1);
    p.nhs = S("9990000018");
    WANT_INT(shared(stored(a, p), asked(a, q)), 1);
    p.nhs_traced = true;
    WANT_INT(shared(stored(a, p), asked(a, q)), 0);
    arena_free(a);
}

TEST(match_keys__are_distinct_few_and_never_of_nothing)
{
    static const struct match_names names[] = {
        {S_INIT("Dai"), S_INIT("Price-Morris")},
        {S_INIT("Jac"), S_INIT("Jones-Evans")},
        {S_INIT("Guto"), S_INIT("Pugh")},
    };
    struct arena       *a = arena_new(0);
    struct match_person p = {.names = names,
        .name_count = 3,
        .birth = {2012, 4, 3},
        .nhs = S("9992041005"),
        .upn = S("A681220126001"),
        .mother = S("Mair")};
    struct match_keys   k = asked(a, p);

    WANT(k.count > 10 && k.count <= MATCH_KEYS_MAX);
    for (size_t i = 0; i < k.count; i++)
        for (size_t j = 0; j < i; j++)
            WANT(!str_eq(k.key[i], k.key[j]));
    WANT_INT(stored(a, PERSON("", "")).count, 0);
    WANT_INT(asked(a, PERSON("Baby", "Unknown")).count, 0);
    WANT(stored(a, child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 9))).count <=
        12);
    arena_free(a);
}

/* Home is a keyed hash already; not even that rides along. */
TEST(match_keys__never_hold_where_somebody_lives)
{
    struct arena       *a = arena_new(0);
    struct digest       home = {{1, 2, 3}};
    struct match_person p = child(PERSON("Lleucu", "Penri"), BORN(2020, 9, 9));
    struct match_keys   without = stored(a, p), with;

    p.home = &home;
    with = stored(a, p);
    WANT_INT(with.count, without.count);
    for (size_t i = 0; i < with.count; i++)
        WANT_SAME(with.key[i], without.key[i]);
    arena_free(a);
}
