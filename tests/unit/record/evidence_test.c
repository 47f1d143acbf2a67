/*
 * evidence_test -- the waterfall as a page shows it: its rows sum to its
 * figure under any weights, and what would change the answer is said.
 */
#include "../test.h"

#include "match/words.h"
#include "record/evidence.h"

static const struct match_names lowri = {S_INIT("Lowri"), S_INIT("Mostyn")};

static struct evidence
shown(struct arena *a, enum lang lang, const struct match_person *x,
    const struct match_person *y)
{
    const struct match_person *pair[2] = {x, y};
    struct match_why           why;
    struct evidence            e;
    int                        sum = 0;

    match_weigh(a, person_model(), 20000, pair, &why);
    evidence_of(a, lang, &why, &e);
    for (size_t i = 0; i < e.count; i++) {
        WANT_INT(e.rows[i].before, sum);
        sum += e.rows[i].decibans;
    }
    WANT_SAME(e.figure, match_decibans_text(a, sum));
    return e;
}

static bool
asks_for(const struct evidence *e, enum msg field)
{
    for (size_t i = 0; i < e->change_count; i++)
        if (e->changes[i].field == field)
            return e->changes[i].up || e->changes[i].down;
    return false;
}

TEST(evidence_of__says_in_both_languages_what_would_change_the_answer)
{
    struct arena       *a = arena_new(0);
    struct match_person x = {.names = &lowri, .name_count = 1};

    for (int l = 0; l < LANG_COUNT; l++) {
        struct evidence e = shown(a, (enum lang)l, &x, &x);

        WANT(asks_for(&e, MSG_MATCH_FIELD_BIRTH));
        WANT(asks_for(&e, MSG_MATCH_FIELD_NHS));
        WANT(asks_for(&e, MSG_MATCH_FIELD_UPN));
        WANT(!asks_for(&e, MSG_MATCH_FIELD_FAMILY) && !e.settled);
    }
    arena_free(a);
}

/* Who is vetoed stays so, whatever is asked; and with nothing missing there is
 * nothing to say. */
TEST(evidence_of__says_when_nothing_that_is_missing_matters)
{
    struct arena       *a = arena_new(0);
    struct match_person x = {.names = &lowri,
        .name_count = 1,
        .nhs = S("9990000018"),
        .nhs_traced = true};
    struct match_person y = x;
    struct evidence     e;

    y.nhs = S("9990000026");
    e = shown(a, LANG_EN, &x, &y);
    WANT(e.settled && !e.change_count);
    x.birth = y.birth = (struct date){2019, 4, 2};
    x.sex = y.sex = MATCH_SEX_FEMALE;
    x.mother = y.mother = S("Angharad");
    x.upn = y.upn = S("A123456789012");
    e = shown(a, LANG_EN, &x, &y);
    WANT(!e.settled && !e.change_count);
    arena_free(a);
}

TEST(person_model_use__weighs_what_a_desk_shows_by_the_region)
{
    struct arena             *a = arena_new(0);
    struct match_person       x = {.names = &lowri, .name_count = 1};
    const struct match_model *m;
    struct fault              fault;
    struct evidence           before = shown(a, LANG_EN, &x, &x), here, after;

    WANT_OK(match_model_load_names(a,
        S("names 1\npeople 20000\nplace 7\nrest family 29\nrest given 31\n"
          "rarity given lowri 15\n"),
        &m, &fault));
    person_model_use(m);
    here = shown(a, LANG_EN, &x, &x);
    person_model_use(NULL);
    after = shown(a, LANG_EN, &x, &x);
    WANT_INT(before.rows[1].decibans, 20);
    WANT_INT(here.rows[1].decibans, 29);
    WANT_INT(before.rows[2].decibans, 24);
    WANT_INT(here.rows[2].decibans, 15);
    WANT_STR(here.rows[2].text, "Lowri, same, but many people have this name");
    WANT_SAME(after.figure, before.figure);
    WANT(person_model() == match_model_usual());
    arena_free(a);
}
