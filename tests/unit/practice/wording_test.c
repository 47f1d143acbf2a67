#include "practice/small.h"

static size_t
hits(const struct small *s, enum lang lang, struct str text,
    struct wording_hit **out)
{
    size_t n = 0;

    wording_find(s->a, s->pack, lang, text, out, &n);
    return n;
}

TEST(wording_find__finds_a_phrase_where_it_stands)
{
    struct small        s = small_open();
    struct str          text = S("He is Attention  Seeking, they say.");
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_EN, text, &h), 1);
    WANT_STR(h[0].phrase->id, "attention");
    WANT_STR(str_sub(text, h[0].from, h[0].length), "Attention  Seeking");
    small_close(&s);
}

TEST(wording_find__looks_only_for_phrases_of_the_language)
{
    struct small        s = small_open();
    struct str          text = S("Mae’n chwilio am sylw, attention seeking");
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_CY, text, &h), 1);
    WANT_STR(str_sub(text, h[0].from, h[0].length), "chwilio am sylw");
    WANT_INT(hits(&s, LANG_EN, text, &h), 1);
    small_close(&s);
}

TEST(wording_find__takes_both_apostrophes_for_one)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_CY, S("Mae'n anodd."), &h), 1);
    WANT_INT(hits(&s, LANG_CY, S("MAE’N ANODD"), &h), 1);
    small_close(&s);
}

TEST(wording_find__keeps_to_whole_words)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_EN, S("inattention seeking"), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S("attention seekings"), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S("attention"), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S(""), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S("attention-seeking"), &h), 1);
    small_close(&s);
}

TEST(wording_find__leaves_alone_what_somebody_else_said)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_EN, S("She said \"attention seeking\"."), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S("“it’s attention seeking”"), &h), 0);
    WANT_INT(hits(&s, LANG_EN, S("‘don’t be attention seeking’"), &h), 0);
    /* Behind the quotation it counts again. */
    WANT_INT(hits(&s, LANG_EN, S("“no” attention seeking"), &h), 1);
    /* A mark that is never closed quotes nothing. */
    WANT_INT(hits(&s, LANG_EN, S("5\" attention seeking"), &h), 1);
    small_close(&s);
}

TEST(wording_find__survives_text_that_is_not_utf_8)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, LANG_EN, S("\xff\xc3 attention seeking \xe2\x80"), &h),
        1);
    small_close(&s);
}
