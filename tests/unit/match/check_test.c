/*
 * check -- what a check-only asker may learn, and what not.
 */
#include "match/check.h"

#include "people.h"
#include "test.h"

static struct match_person
person(struct match_person p, struct date birth, struct str nhs)
{
    p.birth = birth;
    p.nhs = nhs;
    p.nhs_traced = nhs.n > 0;
    return p;
}

static struct match_check
check(struct arena *a, struct match_person asked, const struct match_person *of,
    size_t n)
{
    struct match_check out;

    match_check(a, match_model_usual(), &asked, of, n, &out);
    return out;
}

#define NOBODY PERSON("", "")
#define NUMBER S("9990001006")
#define OTHER  S("9992041005")
#define NONE   S("")

/* The register of the tests: a child, and one with nearly her name. */
static size_t
register_of(struct match_person *p)
{
    p[0] = person(PERSON("Gwenno", "Prydderch"), BORN(2020, 5, 14), NUMBER);
    p[1] = person(PERSON("Nel", "Prytherch"), BORN(2020, 5, 20), OTHER);
    p[2] = person(PERSON("Macsen", "Voss"), BORN(2011, 12, 24), NONE);
    return 3;
}

TEST(match_check_is_whole__asks_for_two_identifiers)
{
    struct arena       *a = arena_new(0);
    struct match_person q = person(NOBODY, BORN(2020, 5, 14), NUMBER);

    WANT(match_check_is_whole(a, &q));
    q.birth = BORN(0, 0, 0);
    WANT(!match_check_is_whole(a, &q));
    q = person(PERSON("", "Prydderch"), BORN(2020, 5, 0), NONE);
    WANT(match_check_is_whole(a, &q));
    q.birth.month = 0;
    WANT(!match_check_is_whole(a, &q));
    q = person(PERSON("Baby", "Unknown"), BORN(2020, 5, 14), NONE);
    WANT(!match_check_is_whole(a, &q));
    arena_free(a);
}

TEST(match_check__is_certain_by_number_and_birth_date)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c =
        check(a, person(NOBODY, BORN(2020, 5, 14), NUMBER), of, n);

    WANT_INT(c.found, MATCH_FOUND_ONE);
    WANT_INT(c.one, 0);
    WANT(c.count == 0 && c.alike == NULL);
    c = check(a, person(PERSON("Gweno", ""), BORN(2020, 5, 14), NUMBER), of, n);
    WANT_INT(c.found, MATCH_FOUND_ONE);
    arena_free(a);
}

TEST(match_check__is_unsure_when_something_contradicts_the_number)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_person wrong[] = {
        person(NOBODY, BORN(2020, 5, 15), NUMBER),
        person(NOBODY, BORN(2020, 5, 0), NUMBER),
        person(NOBODY, BORN(2013, 5, 14), NUMBER),
        person(PERSON("Macsen", ""), BORN(2020, 5, 14), NUMBER),
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct match_check c = check(a, wrong[i], of, n);

        WANT_INT(c.found, MATCH_FOUND_UNSURE);
        WANT(c.count == 0 && c.alike == NULL);
        for (int k = 0; k < MATCH_ANSWER_COUNT; k++)
            WANT_INT(c.agree[k], MATCH_AGREE_NOT_GIVEN);
    }
    of[0].nhs_traced = false;
    WANT_INT(check(a, person(NOBODY, BORN(2020, 5, 14), NUMBER), of, n).found,
        MATCH_FOUND_UNSURE);
    n = register_of(of);
    of[1].nhs = NUMBER;
    WANT_INT(check(a, person(NOBODY, BORN(2020, 5, 14), NUMBER), of, n).found,
        MATCH_FOUND_UNSURE);
    arena_free(a);
}

TEST(match_check__is_never_certain_by_name)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c = check(a,
         person(PERSON("Gwenno", "Prydderch"), BORN(2020, 5, 14), NONE), of, n);

    WANT_INT(c.found, MATCH_FOUND_ALIKE);
    WANT_INT(c.count, 1);
    WANT_INT(c.alike[0], 0);
    WANT(c.exact);
    c = check(a, person(PERSON("Gweno", "Prydderch"), BORN(2020, 5, 14), NONE),
        of, n);
    WANT(c.found == MATCH_FOUND_ALIKE && !c.exact);
    arena_free(a);
}

/* The page of names alike: family name, month and year, and no more. */
TEST(match_check__says_which_of_the_askers_own_answers_agree)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c = check(a,
         person(PERSON("", "Prydderch"), BORN(2020, 5, 0), NONE), of, n);

    WANT_INT(c.found, MATCH_FOUND_ALIKE);
    WANT_INT(c.count, 2);
    WANT_INT(c.agree[MATCH_ANSWER_FAMILY], MATCH_AGREE_ALIKE);
    WANT_INT(c.agree[MATCH_ANSWER_MONTH], MATCH_AGREE_WHOLLY);
    WANT_INT(c.agree[MATCH_ANSWER_DAY], MATCH_AGREE_NOT_GIVEN);
    WANT_INT(c.agree[MATCH_ANSWER_GIVEN], MATCH_AGREE_NOT_GIVEN);
    WANT_INT(c.agree[MATCH_ANSWER_NHS], MATCH_AGREE_NOT_GIVEN);
    WANT(!c.exact);
    arena_free(a);
}

TEST(match_check__tells_of_several_only_what_holds_for_all)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c = check(a,
         person(PERSON("", "Prydderch"), BORN(2020, 5, 20), NONE), of, n);

    WANT_INT(c.count, 2);
    WANT_INT(c.agree[MATCH_ANSWER_DAY], MATCH_AGREE_OPEN);
    WANT_INT(c.agree[MATCH_ANSWER_MONTH], MATCH_AGREE_WHOLLY);
    arena_free(a);
}

TEST(match_check__finds_a_child_under_the_other_parents_name)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c = check(a,
         person(PERSON("Gwenno", "Morris"), BORN(2020, 5, 14), NONE), of, n);

    WANT_INT(c.found, MATCH_FOUND_ALIKE);
    WANT_INT(c.agree[MATCH_ANSWER_FAMILY], MATCH_AGREE_OPEN);
    c = check(a, person(PERSON("Gwenno", "Morris"), BORN(2020, 5, 0), NONE), of,
        n);
    WANT_INT(c.found, MATCH_FOUND_NONE);
    arena_free(a);
}

TEST(match_check__does_not_take_a_twin_for_the_child)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);

    WANT_INT(check(a,
                 person(PERSON("Deio", "Prydderch"), BORN(2020, 5, 14), NONE),
                 of, n)
                 .found,
        MATCH_FOUND_NONE);
    arena_free(a);
}

TEST(match_check__finds_nobody_and_says_nothing)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c =
        check(a, person(PERSON("Efa", "Llwyd"), BORN(2019, 8, 2), NONE), of, n);

    WANT_INT(c.found, MATCH_FOUND_NONE);
    WANT(c.count == 0 && c.alike == NULL && !c.exact);
    WANT_INT(check(a, person(NOBODY, BORN(2019, 8, 2), S("9990000018")), of, n)
                 .found,
        MATCH_FOUND_NONE);
    WANT_INT(check(a, person(NOBODY, BORN(2019, 8, 2), S("9990000018")), NULL,
                 0)
                 .found,
        MATCH_FOUND_NONE);
    arena_free(a);
}

TEST(match_check__names_those_whom_a_number_could_not_find)
{
    struct arena       *a = arena_new(0);
    struct match_person of[3];
    size_t              n = register_of(of);
    struct match_check  c =
        check(a, person(NOBODY, BORN(2011, 12, 24), S("9990000018")), of, n);

    WANT_INT(c.found, MATCH_FOUND_UNTRACED);
    WANT_INT(c.count, 1);
    WANT_INT(c.alike[0], 2);
    for (int k = 0; k < MATCH_ANSWER_COUNT; k++)
        WANT_INT(c.agree[k], MATCH_AGREE_NOT_GIVEN);
    arena_free(a);
}
