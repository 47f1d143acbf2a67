/*
 * decade_test -- golden cases of two whose dates of birth differ by ten years:
 * one digit of the year, or a cousin of the name.
 */
#include "match/change.h"
#include "match/words.h"

#include "people.h"
#include "test.h"

static const struct golden {
    const char      *given, *family, *mother; /* of both; "": not said */
    int              year;                    /* of the other, 2020 of one */
    const char      *nhs;
    enum match_band  band;
    enum match_limit limit;
} decades[] = {
    /* all agrees: a slip of the pen is likelier, and a person looks */
    {"Lleucu", "Penri", "Angharad", 2010, "", MATCH_POSSIBLE,
        MATCH_LIMIT_DECADE},
    {"Lleucu", "Penri", "Angharad", 2030, "", MATCH_POSSIBLE,
        MATCH_LIMIT_DECADE},
    /* two namesakes, one of them a cousin */
    {"Lleucu", "Penri", "", 2010, "", MATCH_POSSIBLE, MATCH_LIMIT_DECADE},
    {"Oliver", "Jones", "", 2010, "", MATCH_UNLIKELY, MATCH_LIMIT_DECADE},
    /* a number settles it, and is never the strongest against the date */
    {"Lleucu", "Penri", "", 2010, "9992041005", MATCH_STRONG, MATCH_LIMIT_NONE},
    /* one year is a slip as it was, and a generation is a father */
    {"Lleucu", "Penri", "Angharad", 2019, "", MATCH_STRONG, MATCH_LIMIT_NONE},
    {"Lleucu", "Penri", "", 2000, "", MATCH_UNLIKELY, MATCH_LIMIT_NONE},
};

static struct match_why
golden_weigh(struct arena *a, const struct golden *g, int64_t among)
{
    struct match_person x = person_called(str_of(g->given), str_of(g->family));
    struct match_person y = x;

    x.birth = BORN(2020, 9, 5);
    y.birth = BORN(g->year, 9, 5);
    x.mother = y.mother = str_of(g->mother);
    x.nhs = y.nhs = str_of(g->nhs);
    x.nhs_traced = y.nhs_traced = true;
    return weighed(a, among, &x, &y);
}

TEST(match_weigh__never_finds_namesakes_ten_years_apart_strong)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof decades / sizeof *decades; i++) {
        struct match_why why = golden_weigh(a, &decades[i], 2000);

        WANT_INT(why.band, decades[i].band);
        WANT_INT(why.limit, decades[i].limit);
    }
    arena_free(a);
}

/* What a slip may be is not lost: somebody reads it, and the words say why. */
TEST(match_weigh__puts_a_year_that_differs_by_ten_before_a_reader)
{
    struct arena            *a = arena_new(0);
    struct match_why         all = golden_weigh(a, &decades[0], 200);
    struct match_why         cousin = golden_weigh(a, &decades[3], 2000);
    const struct match_term *born = term_of(&all, MATCH_BIRTH);

    WANT(all.wants_reader && !cousin.wants_reader);
    WANT_STR(match_term_text(a, LANG_EN, born),
        "5 September 2020 / 5 September 2010, same day and month, but the year "
        "differs by ten");
    WANT(str_find(match_term_text(a, LANG_CY, born), S("deng mlynedd")) >= 0);
    WANT_INT(born->decibans, 0);
    arena_free(a);
}

/* A number would settle it; nothing else that can be asked would. */
TEST(match_changes__asks_for_the_number_when_a_year_differs_by_ten)
{
    struct arena        *a = arena_new(0);
    struct match_why     why = golden_weigh(a, &decades[0], 200);
    struct match_changes c;
    size_t               up = 0;

    match_changes(match_model_usual(), &why, &c);
    for (size_t i = 0; i < c.count; i++) {
        up += c.all[i].up > why.band;
        WANT(c.all[i].up <= why.band || c.all[i].field == MATCH_NHS);
    }
    WANT_INT(up, 1);
    arena_free(a);
}
