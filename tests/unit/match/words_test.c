/*
 * words -- every row has its words, and the figures are said as people do.
 */
#include "match/words.h"

#include "people.h"
#include "test.h"

TEST(match_words__are_there_for_every_row_but_no_limit)
{
    for (int i = 0; i < MATCH_FIELD_COUNT; i++)
        WANT(match_field_msg((enum match_field)i) != MSG_NONE);
    for (int i = 0; i < MATCH_LEVEL_COUNT; i++)
        WANT(match_level_msg((enum match_level)i) != MSG_NONE);
    for (int i = 0; i < MATCH_BAND_COUNT; i++)
        WANT(match_band_msg((enum match_band)i) != MSG_NONE);
    for (int i = 0; i < MATCH_ANSWER_COUNT; i++)
        WANT(match_answer_msg((enum match_answer)i) != MSG_NONE);
    for (int i = 0; i < MATCH_AGREE_COUNT; i++)
        WANT(match_agree_msg((enum match_agree)i) != MSG_NONE);
    for (int i = 1; i < MATCH_LIMIT_COUNT; i++)
        WANT(match_limit_msg((enum match_limit)i) != MSG_NONE);
    WANT_INT(match_limit_msg(MATCH_LIMIT_NONE), MSG_NONE);
}

TEST(match_odds_text__says_what_people_say)
{
    struct arena *a = arena_new(0);

    WANT_STR(match_odds_text(a, LANG_EN, 29), "about 800 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 10), "about 10 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 33), "about 2,000 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 60), "about 1,000,000 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 61), "more than 1,000,000 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 200), "more than 1,000,000 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, 0), "about even");
    WANT_STR(match_odds_text(a, LANG_EN, 1), "about even");
    WANT_STR(match_odds_text(a, LANG_EN, 3), "about 2 to 1");
    WANT_STR(match_odds_text(a, LANG_EN, -29), "about 1 to 800");
    WANT_STR(match_odds_text(a, LANG_EN, -99), "less than 1 to 1,000,000");
    WANT_STR(match_odds_text(a, LANG_CY, 29), "tua 800 i 1");
    arena_free(a);
}

TEST(match_decibans_text__has_a_sign_and_a_true_minus)
{
    struct arena *a = arena_new(0);

    WANT_STR(match_decibans_text(a, 12), "+12");
    WANT_STR(match_decibans_text(a, -33),
        "\xe2\x88\x92"
        "33");
    WANT_STR(match_decibans_text(a, 0), "0");
    arena_free(a);
}

static struct str
said(struct arena *a, enum match_field field, enum match_level level,
    struct str x, struct str y)
{
    struct match_term t = {.field = field,
        .level = level,
        .shown = {{.text = x}, {.text = y}}};

    return match_term_text(a, LANG_EN, &t);
}

TEST(match_term_text__shows_one_value_or_both_and_how_they_stand)
{
    struct arena     *a = arena_new(0);
    struct match_term t = {.field = MATCH_BIRTH,
        .level = MATCH_LEVEL_SAME,
        .shown = {{.date = BORN(2020, 9, 9)}, {.date = BORN(2020, 9, 9)}}};

    WANT_STR(said(a, MATCH_FAMILY, MATCH_LEVEL_SOUND, S("Penri"), S("Penry")),
        "Penri / Penry, sounds the same");
    WANT_STR(said(a, MATCH_MOTHER, MATCH_LEVEL_SAME, S("Angharad"),
                 S("Angharad")),
        "Angharad, same");
    WANT_STR(said(a, MATCH_NHS, MATCH_LEVEL_NOT_GIVEN, S("9992041005"), S("")),
        "not given");
    WANT_STR(said(a, MATCH_NHS, MATCH_LEVEL_SAME, S("9992041005"),
                 S("9992041005")),
        "999 204 1005, same");
    WANT_STR(said(a, MATCH_HOME, MATCH_LEVEL_DIFFERS, S(""), S("")), "differs");
    WANT_STR(match_term_text(a, LANG_EN, &t), "9 September 2020, same");
    WANT_STR(match_term_text(a, LANG_CY, &t), "9 Medi 2020, yr un fath");
    t = (struct match_term){.field = MATCH_START,
        .level = MATCH_LEVEL_AMONG,
        .among = 2000};
    WANT_STR(match_term_text(a, LANG_EN, &t), "One person among 2,000");
    WANT_STR(match_term_text(a, LANG_CY, &t), "Un person ymhlith 2,000");
    arena_free(a);
}
