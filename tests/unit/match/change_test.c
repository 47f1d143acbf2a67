/*
 * change_test -- what would change the answer, beside what does change it
 * when it is given.
 */
#include "../test.h"

#include "match/change.h"

static const struct match_names lowri = {S_INIT("Lowri"), S_INIT("Penri")};
static const struct match_names nobody = {S_INIT(""), S_INIT("Penri")};

static struct match_why
weigh(struct arena *a, const struct match_person *x,
    const struct match_person *y)
{
    const struct match_person *pair[2] = {x, y};
    struct match_why           why;

    match_weigh(a, match_model_usual(), 100000, pair, &why);
    return why;
}

static const struct match_change *
change_of(const struct match_changes *c, enum match_field field)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->all[i].field == field)
            return &c->all[i];
    return NULL;
}

TEST(match_changes__says_what_a_birth_date_would_come_to)
{
    struct arena              *a = arena_new(0);
    struct match_person        x = {.names = &lowri, .name_count = 1};
    struct match_person        y = x;
    struct match_why           why, given;
    struct match_changes       c;
    const struct match_change *born;

    y.birth = (struct date){2019, 4, 2};
    why = weigh(a, &x, &y);
    match_changes(match_model_usual(), &why, &c);
    WANT((born = change_of(&c, MATCH_BIRTH)) != NULL);
    x.birth = y.birth;
    given = weigh(a, &x, &y);
    WANT_INT(born->up, given.band);
    WANT_INT(why.total + born->agrees, given.total);
    WANT(born->up > why.band);
    x.birth = (struct date){2011, 11, 28};
    given = weigh(a, &x, &y);
    WANT_INT(born->down, given.band);
    arena_free(a);
}

/* S5, S11: whichever of the two holds it, or none. */
TEST(match_changes__says_the_same_whichever_side_lacks_it)
{
    struct arena        *a = arena_new(0);
    struct match_person  none = {.names = &lowri, .name_count = 1};
    struct match_person  born = none;
    struct match_why     both, left, right;
    struct match_changes c[3];

    born.birth = (struct date){2019, 4, 2};
    born.nhs = S("9990000018");
    born.nhs_traced = true;
    both = weigh(a, &none, &none);
    left = weigh(a, &born, &none);
    right = weigh(a, &none, &born);
    match_changes(match_model_usual(), &both, &c[0]);
    match_changes(match_model_usual(), &left, &c[1]);
    match_changes(match_model_usual(), &right, &c[2]);
    WANT(c[0].count > 0);
    for (size_t k = 1; k < 3; k++) {
        WANT_INT(c[k].count, c[0].count);
        WANT(memcmp(c[k].all, c[0].all, c[0].count * sizeof *c[0].all) == 0);
    }
    arena_free(a);
}

/* S7, S10: not even that it would settle it. */
TEST(match_changes__never_names_where_somebody_lives)
{
    struct arena        *a = arena_new(0);
    struct match_person  x = {.names = &lowri, .name_count = 1};
    struct match_why     why = weigh(a, &x, &x);
    struct match_changes c;

    match_changes(match_model_usual(), &why, &c);
    WANT(change_of(&c, MATCH_HOME) == NULL);
    WANT(change_of(&c, MATCH_PLACE) == NULL);
    arena_free(a);
}

/* Brothers and sisters agree on all the rest. */
TEST(match_changes__lets_a_first_name_lift_what_a_household_holds_down)
{
    struct arena              *a = arena_new(0);
    struct match_person        x = {.names = &nobody, .name_count = 1};
    struct match_person        y = {.names = &lowri, .name_count = 1};
    struct match_why           why, given;
    struct match_changes       c;
    const struct match_change *name;

    x.birth = y.birth = (struct date){2019, 4, 2};
    x.mother = y.mother = S("Eluned Penri");
    why = weigh(a, &x, &y);
    WANT_INT(why.limit, MATCH_LIMIT_HOUSEHOLD);
    match_changes(match_model_usual(), &why, &c);
    WANT((name = change_of(&c, MATCH_GIVEN)) != NULL);
    x.names = &lowri;
    given = weigh(a, &x, &y);
    WANT_INT(name->up, given.band);
    WANT(name->down <= MATCH_POSSIBLE);
    arena_free(a);
}

/* Nothing that can be asked undoes a traced number that differs. */
TEST(match_changes__promises_nothing_against_the_veto)
{
    struct arena        *a = arena_new(0);
    struct match_person  x = {.names = &lowri,
         .name_count = 1,
         .nhs = S("9990000018"),
         .nhs_traced = true};
    struct match_person  y = x;
    struct match_why     why;
    struct match_changes c;

    y.nhs = S("9990000026");
    why = weigh(a, &x, &y);
    WANT_INT(why.limit, MATCH_LIMIT_NUMBER);
    match_changes(match_model_usual(), &why, &c);
    WANT_INT(c.count, 0);
    WANT_INT(c.missing, 4); /* birth date, sex, mother, pupil number */
    arena_free(a);
}

/* Of who died before the other was born one number would say that one of the
 * two has the other's card, and nothing else can be asked. */
TEST(match_changes__asks_after_a_death_for_the_number_alone)
{
    struct arena        *a = arena_new(0);
    struct match_person  x = {.names = &lowri,
         .name_count = 1,
         .birth = {2019, 4, 2},
         .died = {2019, 6, 1}};
    struct match_person  y = {.names = &lowri,
         .name_count = 1,
         .birth = {2020, 4, 2}};
    struct match_why     why = weigh(a, &x, &y);
    struct match_changes c;

    WANT_INT(why.limit, MATCH_LIMIT_DEATH);
    match_changes(match_model_usual(), &why, &c);
    WANT_INT(c.count, 1);
    WANT(c.count && c.all[0].field == MATCH_NHS);
    WANT(c.count && c.all[0].up == MATCH_POSSIBLE);
    arena_free(a);
}
