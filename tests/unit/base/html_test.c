/*
 * html -- nothing that somebody wrote becomes markup.
 */
#include "base/html.h"

#include "death.h"
#include "test.h"

#define FFFD "\xEF\xBF\xBD"

static struct str
escaped(struct arena *a, struct str text)
{
    struct html h;

    html_init(&h, a);
    html_text(&h, text);
    return html_end(&h).text;
}

static struct str
url(struct arena *a, struct str path)
{
    struct html h;

    html_init(&h, a);
    html_url(&h, path);
    return html_end(&h).text;
}

static struct str
lines(struct arena *a, struct str text)
{
    struct html h;

    html_init(&h, a);
    html_lines(&h, text);
    return html_end(&h).text;
}

TEST(html_text__escapes_the_five_signs)
{
    struct arena *a = arena_new(0);

    WANT_STR(escaped(a, S("<b title=\"x\" id='y'>&amp;</b>")),
        "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;");
    WANT_STR(escaped(a, S("")), "");
    WANT_STR(escaped(a, (struct str){NULL, 0}), "");
    WANT_STR(escaped(a, S("<")), "&lt;");
    arena_free(a);
}

TEST(html_text__leaves_other_writing_alone)
{
    struct arena *a = arena_new(0);

    WANT_STR(escaped(a, S("Siân O’Neill, 李, 😀\tx\ny")),
        "Siân O’Neill, 李, 😀\tx\ny");
    arena_free(a);
}

TEST(html_text__drops_controls)
{
    struct arena *a = arena_new(0);

    WANT_STR(escaped(a, S("a\0b\x1b[0m\x7f")), "ab[0m");
    WANT_STR(escaped(a, S("a\r\nb")), "a\nb");
    WANT_STR(escaped(a, S("a\xC2\x80\xC2\x9F\xC2\xA0z")), "a\xC2\xA0z");
    arena_free(a);
}

/* One sign for each longest piece that could have begun a character: what
 * browsers show too.  The sign after it is always escaped. */
TEST(html_text__marks_bytes_that_are_not_utf8)
{
    struct arena *a = arena_new(0);

    WANT_STR(escaped(a, S("a\xff<")), "a" FFFD "&lt;");
    WANT_STR(escaped(a, S("\xC3<")), FFFD "&lt;");
    WANT_STR(escaped(a, S("\xE2\x80<")), FFFD "&lt;");
    WANT_STR(escaped(a, S("\xF0\x9F\x98")), FFFD);
    WANT_STR(escaped(a, S("\xC0\xBC")), FFFD FFFD);          /* long '<' */
    WANT_STR(escaped(a, S("\xED\xA0\x80")), FFFD FFFD FFFD); /* half pair */
    WANT_STR(escaped(a, S("\xF4\x90\x80\x80")), FFFD FFFD FFFD FFFD);
    WANT_STR(escaped(a, S("\x80")), FFFD);
    arena_free(a);
}

TEST(html_lit__stands_as_it_is_beside_escaped_text)
{
    struct arena *a = arena_new(0);
    struct html   h, outer;

    html_init(&h, a);
    html_lit(&h, S("<p>"));
    html_text(&h, S("a & b"));
    html_int(&h, -7);
    html_lit(&h, S("</p>"));
    html_init(&outer, a);
    html_add(&outer, html_end(&h));
    html_add(&outer, html_end(&h));
    WANT_STR(html_end(&outer).text, "<p>a &amp; b-7</p><p>a &amp; b-7</p>");
    arena_free(a);
}

TEST(html_url__keeps_paths_and_queries_and_encodes_the_rest)
{
    struct arena *a = arena_new(0);

    WANT_STR(url(a, S("/")), "/");
    WANT_STR(url(a, S("/child/p01h?tab=plan&n=2#top")),
        "/child/p01h?tab=plan&amp;n=2#top");
    WANT_STR(url(a, S("/a b\"<>'`{}|^")), "/a%20b%22%3C%3E%27%60%7B%7D%7C%5E");
    WANT_STR(url(a, S("/Siân")), "/Si%C3%A2n");
    WANT_STR(url(a, S("/a%20b%zz%4")), "/a%20b%25zz%254");
    WANT_STR(url(a, S("/a%")), "/a%25");
    WANT_STR(url(a, S("/\\evil.example\t\n\0")), "/%5Cevil.example%09%0A%00");
    arena_free(a);
}

static struct html lost;

static void
url_empty(void)
{
    html_init(&lost, arena_new(0));
    html_url(&lost, S(""));
}

static void
url_other_host(void)
{
    html_init(&lost, arena_new(0));
    html_url(&lost, S("//evil.example/"));
}

static void
url_scheme(void)
{
    html_init(&lost, arena_new(0));
    html_url(&lost, S("javascript:alert(1)"));
}

TEST(html_url__dies_of_what_is_not_a_path_of_ours)
{
    WANT(dies(url_empty));
    WANT(dies(url_other_host));
    WANT(dies(url_scheme));
}

TEST(html_lines__ends_lines_in_every_way_they_are_written)
{
    struct arena *a = arena_new(0);

    WANT_STR(lines(a, S("a\nb\r\nc\rd")), "a<br>b<br>c<br>d");
    WANT_STR(lines(a, S("a\n\n<b>\n")), "a<br><br>&lt;b&gt;<br>");
    WANT_STR(lines(a, S("\n\r")), "<br><br>");
    WANT_STR(lines(a, S("")), "");
    arena_free(a);
}
