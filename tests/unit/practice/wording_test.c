#include "practice/small.h"

static size_t
hits(const struct small *s, struct str text, struct wording_hit **out)
{
    size_t n = 0;

    wording_find(s->a, s->pack, text, out, &n);
    return n;
}

TEST(wording_find__finds_a_phrase_where_it_stands)
{
    struct small        s = small_open();
    struct str          text = S("He is Attention  Seeking, they say.");
    struct wording_hit *h;

    WANT_INT(hits(&s, text, &h), 1);
    WANT_STR(h[0].phrase->id, "attention");
    WANT_STR(str_sub(text, h[0].from, h[0].length), "Attention  Seeking");
    small_close(&s);
}

/* Whatever language the page has: officers write in either. */
TEST(wording_find__finds_phrases_of_both_languages)
{
    struct small        s = small_open();
    struct str          text = S("Mae’n chwilio am sylw, attention seeking");
    struct wording_hit *h;

    WANT_INT(hits(&s, text, &h), 2);
    WANT_STR(str_sub(text, h[0].from, h[0].length), "chwilio am sylw");
    WANT_STR(str_sub(text, h[1].from, h[1].length), "attention seeking");
    small_close(&s);
}

TEST(wording_find__finds_a_welsh_phrase_that_is_mutated)
{
    struct small        s = small_open();
    struct str          text = S("Fe wnaeth DDEWIS ffordd o fyw felly.");
    struct wording_hit *h;

    WANT_INT(hits(&s, text, &h), 1);
    WANT_STR(str_sub(text, h[0].from, h[0].length), "DDEWIS ffordd o fyw");
    WANT_INT(hits(&s, S("ei newis ffordd o fyw"), &h), 1);
    WANT_INT(hits(&s, S("dewis ffordd o fyw"), &h), 1);
    WANT_INT(hits(&s, S("gewis ffordd o fyw"), &h), 0);
    /* English is not mutated, nor a letter that is written as two. */
    WANT_INT(hits(&s, S("fattention seeking"), &h), 0);
    WANT_INT(hits(&s, S("gwilio am sylw"), &h), 0);
    small_close(&s);
}

TEST(wording_find__takes_both_apostrophes_for_one)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, S("Mae'n anodd."), &h), 1);
    WANT_INT(hits(&s, S("MAE’N ANODD"), &h), 1);
    small_close(&s);
}

TEST(wording_find__keeps_to_whole_words)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, S("inattention seeking"), &h), 0);
    WANT_INT(hits(&s, S("attention seekings"), &h), 0);
    WANT_INT(hits(&s, S("attention"), &h), 0);
    WANT_INT(hits(&s, S(""), &h), 0);
    WANT_INT(hits(&s, S("attention-seeking"), &h), 1);
    small_close(&s);
}

TEST(wording_find__leaves_alone_what_somebody_else_said)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, S("She said \"attention seeking\"."), &h), 0);
    WANT_INT(hits(&s, S("“it’s attention seeking”"), &h), 0);
    WANT_INT(hits(&s, S("‘don’t be attention seeking’"), &h), 0);
    /* Behind the quotation it counts again. */
    WANT_INT(hits(&s, S("“no” attention seeking"), &h), 1);
    /* A mark that is never closed quotes nothing. */
    WANT_INT(hits(&s, S("5\" attention seeking"), &h), 1);
    small_close(&s);
}

TEST(wording_find__survives_text_that_is_not_utf_8)
{
    struct small        s = small_open();
    struct wording_hit *h;

    WANT_INT(hits(&s, S("\xff\xc3 attention seeking \xe2\x80"), &h), 1);
    small_close(&s);
}
