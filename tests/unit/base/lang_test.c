/* The program's own words: forms, values, and both languages. */
#include "base/lang.h"

#include "base/arena.h"
#include "test.h"

static struct arena *
arena_for_test(void)
{
    return arena_new(1 << 20);
}

TEST(lang_text__is_said_in_both_languages)
{
    WANT_STR(lang_text(LANG_EN, MSG_COMMON_CONTINUE), "Continue");
    WANT_STR(lang_text(LANG_CY, MSG_COMMON_CONTINUE), "Parhau");
}

TEST(lang_text__has_words_for_every_message_in_every_language)
{
    for (int l = 0; l < LANG_COUNT; l++)
        for (int m = MSG_NONE + 1; m < MSG_COUNT; m++)
            WANT(lang_text((enum lang)l, (enum msg)m).n > 0);
    WANT_INT(lang_text(LANG_CY, MSG_NONE).n, 0);
}

TEST(lang_fill__puts_each_value_at_its_number_and_escapes_it)
{
    struct arena    *a = arena_for_test();
    struct html      h;
    const struct str args[] = {S("1"), S("<b>"), S("30")};

    html_init(&h, a);
    lang_fill(&h, LANG_EN, MSG_COMMON_SHOWING, args, 3);
    WANT_STR(html_end(&h).text, "Showing 1 to &lt;b&gt; of 30");
    WANT_STR(lang_fill_text(a, LANG_CY, MSG_COMMON_SHOWING, args, 3),
        "Dangos 1 i <b> o 30");
    arena_free(a);
}

/* The oracle is CLDR's table of Welsh plural rules, written out. */
TEST(lang_plural__follows_the_six_welsh_forms)
{
    static const struct {
        int64_t    n;
        struct str cy;
    } rows[] = {
        {0, S_INIT("Dim canlyniadau")},
        {1, S_INIT("1 canlyniad")},
        {2, S_INIT("2 ganlyniad")},
        {3, S_INIT("3 chanlyniad")},
        {4, S_INIT("4 canlyniad")},
        {5, S_INIT("5 canlyniad")},
        {6, S_INIT("6 chanlyniad")},
        {7, S_INIT("7 canlyniad")},
        {11, S_INIT("11 canlyniad")},
        {12, S_INIT("12 canlyniad")},
        {103, S_INIT("103 canlyniad")},
    };
    struct arena *a = arena_for_test();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        WANT_SAME(lang_plural_text(a, LANG_CY, MSG_COMMON_RESULTS, rows[i].n),
            rows[i].cy);
    arena_free(a);
}

TEST(lang_plural__has_two_english_forms)
{
    struct arena *a = arena_for_test();

    WANT_STR(lang_plural_text(a, LANG_EN, MSG_COMMON_RESULTS, 0), "0 results");
    WANT_STR(lang_plural_text(a, LANG_EN, MSG_COMMON_RESULTS, 1), "1 result");
    WANT_STR(lang_plural_text(a, LANG_EN, MSG_COMMON_RESULTS, 21),
        "21 results");
    arena_free(a);
}

TEST(lang_find__knows_two_codes_and_no_other)
{
    enum lang lang = LANG_COUNT;

    WANT(lang_find(S("cy"), &lang));
    WANT_INT(lang, LANG_CY);
    WANT(lang_find(S("en"), &lang));
    WANT_INT(lang, LANG_EN);
    WANT(!lang_find(S("CY"), &lang));
    WANT(!lang_find(S(""), &lang));
    WANT_INT(lang_other(LANG_CY), LANG_EN);
    WANT_INT(lang_other(LANG_EN), LANG_CY);
    WANT_STR(lang_code(LANG_CY), "cy");
}

TEST(words_in__takes_the_readers_language)
{
    struct words w = {S_INIT("Esgeulustod"), S_INIT("Neglect")};

    WANT_STR(words_in(w, LANG_CY), "Esgeulustod");
    WANT_STR(words_in(w, LANG_EN), "Neglect");
}
