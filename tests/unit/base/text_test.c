/*
 * text -- UTF-8, the forms that are kept and compared, and alphabets.
 */
#include "base/text.h"

#include "base/arena.h"
#include "test.h"

#define FFFD "\xEF\xBF\xBD"

TEST(text_is_utf8__takes_what_is_well_formed)
{
    WANT(text_is_utf8(S("")));
    WANT(text_is_utf8((struct str){NULL, 0}));
    WANT(text_is_utf8(S("Siân, 李, 😀")));
    WANT(text_is_utf8(S("\xF4\x8F\xBF\xBF"))); /* U+10FFFF */
}

TEST(text_is_utf8__refuses_all_that_is_not)
{
    static const struct str wrong[] = {S_INIT("a\0b"), S_INIT("\x80"),
        S_INIT("\xC3"), S_INIT("\xC3("), S_INIT("\xC0\x80"),
        S_INIT("\xE0\x80\xAF"), S_INIT("\xED\xA0\x80"), S_INIT("\xED\xBF\xBF"),
        S_INIT("\xF4\x90\x80\x80"), S_INIT("\xF8\x88\x80\x80\x80"),
        S_INIT("\xFF"), S_INIT("\xF0\x9F\x98")};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!text_is_utf8(wrong[i]));
}

TEST(text_length__counts_characters)
{
    WANT_INT(text_length(S("")), 0);
    WANT_INT(text_length(S("Siân")), 4);
    WANT_INT(text_length(S("😀李a")), 3);
}

TEST(text_first__never_cuts_a_character)
{
    WANT_STR(text_first(S("Siân"), 3), "Siâ");
    WANT_STR(text_first(S("Siân"), 4), "Siân");
    WANT_STR(text_first(S("Siân"), SIZE_MAX), "Siân");
    WANT_STR(text_first(S("😀x"), 1), "😀");
    WANT_STR(text_first(S("abc"), 0), "");
    WANT_STR(text_first(S(""), 5), "");
}

TEST(text_clean__composes_and_keeps_what_people_wrote)
{
    struct arena *a = arena_new(0);

    WANT_STR(text_clean(a, S("  Sia\xCC\x82n O’Neill ")), "Siân O’Neill");
    WANT_STR(text_clean(a, S("Ŵ ŵ Ŷ ŷ ½ ﬁ")), "Ŵ ŵ Ŷ ŷ ½ ﬁ");
    WANT_STR(text_clean(a, S("\xE2\x84\xA6")), "Ω"); /* ohm becomes omega */
    WANT_STR(text_clean(a, S("a  b")), "a  b");
    WANT_STR(text_clean(a, S("")), "");
    WANT_STR(text_clean(a, (struct str){NULL, 0}), "");
    WANT_STR(text_clean(a, S(" \r\n\xC2\xA0 ")), "");
    arena_free(a);
}

TEST(text_clean__ends_lines_in_one_way)
{
    struct arena *a = arena_new(0);

    WANT_STR(text_clean(a, S("a\r\nb\rc\nd\xC2\x85x\xE2\x80\xA8y")),
        "a\nb\nc\nd\nx\ny");
    WANT_STR(text_clean(a, S("a\n\n\tb\r\r\nc")), "a\n\n\tb\n\nc");
    arena_free(a);
}

TEST(text_clean__removes_controls_and_marks_broken_bytes)
{
    struct arena *a = arena_new(0);

    WANT_STR(text_clean(a, S("a\0b\x1B[0m\x7F\xC2\x9Fz")), "ab[0mz");
    WANT_STR(text_clean(a, S("a\xFFz")), "a" FFFD "z");
    /* a control does not keep a mark from its letter */
    WANT_STR(text_clean(a, S("e\x01\xCC\x81")), "é");
    arena_free(a);
}

TEST(text_clean__changes_nothing_the_second_time)
{
    static const struct str texts[] = {S_INIT("  Sia\xCC\x82n\r\n\x02 x "),
        S_INIT("\xFF\xCC\x81"), S_INIT("각"), S_INIT("\xCC\x81"),
        S_INIT("a\xCC\xA7\xCC\x81")};
    struct arena           *a = arena_new(0);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str once = text_clean(a, texts[i]);

        WANT_SAME(text_clean(a, once), once);
    }
    arena_free(a);
}

TEST(text_fold__brings_spellings_of_a_name_together)
{
    static const struct {
        struct str text, want;
    } rows[] = {
        {S_INIT("Siân O’Neill-Puw"), S_INIT("sian o neill puw")},
        {S_INIT("SIA\xCC\x82N O'NEILL PUW"), S_INIT("sian o neill puw")},
        {S_INIT("  Siân\t\nO`Neill – Puw "), S_INIT("sian o neill puw")},
        {S_INIT("Ŵyn Tŷ"), S_INIT("wyn ty")},
        {S_INIT("Straße"), S_INIT("strasse")},
        {S_INIT("İpek"), S_INIT("ipek")},
        {S_INIT("ﬁon Ⅳ"), S_INIT("fion iv")},
        {S_INIT("ＭＡＲＩ"), S_INIT("mari")},
        {S_INIT("Nguyễn"), S_INIT("nguyen")},
        {S_INIT("Σίσυφος"), S_INIT("σισυφοσ")},
        {S_INIT("x\xC2\xADy\xE2\x80\x8Dz"), S_INIT("xyz")},
        {S_INIT("--' '"), S_INIT("")},
        {S_INIT("-a-"), S_INIT("a")},
        {S_INIT("St. John"), S_INIT("st. john")},
        {S_INIT(""), S_INIT("")},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        WANT_SAME(text_fold(a, rows[i].text), rows[i].want);
    arena_free(a);
}

/* U+FDFA grows eighteenfold under NFKD. */
TEST(text_fold__takes_characters_that_grow)
{
    struct arena *a = arena_new(0);
    struct str    one = text_fold(a, S("\xEF\xB7\xBA"));
    struct str    two = text_fold(a, S("\xEF\xB7\xBA\xEF\xB7\xBA"));

    WANT(one.n > 3 * 6);
    WANT_INT(two.n, 2 * one.n);
    WANT_SAME(text_fold(a, two), two);
    arena_free(a);
}

static void
in_order(enum lang lang, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            WANT_INT(text_cmp(lang, words[i], words[k]), (i > k) - (i < k));
}

TEST(text_cmp__follows_the_welsh_alphabet)
{
    static const struct str letters[] = {S_INIT("a"), S_INIT("b"), S_INIT("c"),
        S_INIT("ch"), S_INIT("d"), S_INIT("dd"), S_INIT("e"), S_INIT("f"),
        S_INIT("ff"), S_INIT("g"), S_INIT("ng"), S_INIT("h"), S_INIT("i"),
        S_INIT("j"), S_INIT("l"), S_INIT("ll"), S_INIT("m"), S_INIT("n"),
        S_INIT("o"), S_INIT("p"), S_INIT("ph"), S_INIT("r"), S_INIT("rh"),
        S_INIT("s"), S_INIT("t"), S_INIT("th"), S_INIT("u"), S_INIT("w"),
        S_INIT("y")};
    static const struct str names[] = {S_INIT("Cynan"), S_INIT("Chwarae"),
        S_INIT("Dylan"), S_INIT("Ddafydd"), S_INIT("Lowri"), S_INIT("Llinos"),
        S_INIT("Rydal"), S_INIT("Rhian"), S_INIT("Tywyn"), S_INIT("Theo")};

    in_order(LANG_CY, letters, sizeof letters / sizeof *letters);
    in_order(LANG_CY, names, sizeof names / sizeof *names);
}

TEST(text_cmp__follows_the_english_alphabet)
{
    static const struct str names[] = {S_INIT("Chwarae"), S_INIT("Cynan"),
        S_INIT("Ddafydd"), S_INIT("Dylan"), S_INIT("Llinos"), S_INIT("Lowri"),
        S_INIT("Rhian"), S_INIT("Rydal"), S_INIT("Theo"), S_INIT("Tywyn")};

    in_order(LANG_EN, names, sizeof names / sizeof *names);
}

TEST(text_cmp__puts_accents_and_case_behind_the_letters)
{
    static const struct str words[] = {S_INIT(""), S_INIT("sian"),
        S_INIT("Sian"), S_INIT("siân"), S_INIT("Siân"), S_INIT("siana")};

    in_order(LANG_CY, words, sizeof words / sizeof *words);
    in_order(LANG_EN, words, sizeof words / sizeof *words);
    WANT_INT(text_cmp(LANG_CY, (struct str){NULL, 0}, S("")), 0);
    WANT_INT(text_cmp(LANG_EN, S("â"), S("a\xCC\x82")), 0);
}
