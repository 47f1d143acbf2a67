#include "practice/small.h"

#include "base/html.h"

static size_t
times(struct str page, struct str what)
{
    size_t    n = 0;
    ptrdiff_t at;

    while ((at = str_find(page, what)) >= 0) {
        page = str_from(page, (size_t)at + what.n);
        n++;
    }
    return n;
}

/* A source as the page says it: escaped. */
static void
want_source(const struct small *s, struct str page, struct str source)
{
    struct html said;

    html_init(&said, s->a);
    html_text(&said, source);
    WANT(source.n > 0);
    WANT(str_find(page, html_end(&said).text) >= 0);
}

/* Whoever reads the page finds where each rule comes from. */
static void
want_sources(const struct small *s, struct str page)
{
    const struct pack *p = s->pack;

    for (size_t i = 0; i < p->clocks_count; i++)
        want_source(s, page, p->clocks[i]->note.source);
    for (size_t i = 0; i < p->pathways_count; i++)
        for (size_t k = 0; k < p->pathways[i].guard_count; k++)
            want_source(s, page, p->pathways[i].guards[k].note.source);
    for (size_t i = 0; i < p->signals_count; i++)
        want_source(s, page, p->signals[i].note.source);
    for (size_t i = 0; i < p->shares_count; i++)
        want_source(s, page, p->shares[i].note.source);
}

static void
want_page(const char *folder, enum lang lang)
{
    struct small s = small_open_at(folder);
    struct str   page = pack_explain(s.a, s.pack, lang).text;

    for (size_t i = 0; i < s.pack->clocks_count; i++)
        WANT(str_find(page, s.pack->clocks[i]->id) >= 0);
    want_sources(&s, page);
    /* Two drawings a pathway, one where there are no clocks. */
    WANT(times(page, S("<svg")) >= s.pack->pathways_count);
    WANT_INT(times(page, S("<svg")), times(page, S("</svg>")));
    WANT_INT(times(page, S("<table")), times(page, S("</table>")));
    WANT_INT(times(page, S("<ul>")), times(page, S("</ul>")));
    WANT_NOT_IN(page, "style=\"");
    WANT_NOT_IN(page, "<script");
    small_close(&s);
}

TEST(pack_explain__shows_every_clock_in_both_languages)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        want_page("tests/packs/small", (enum lang)lang);
        want_page("practice/wales", (enum lang)lang);
        want_page("practice/england", (enum lang)lang);
    }
}

TEST(pack_explain__speaks_one_language_at_a_time)
{
    struct small s = small_open();
    struct str   cy = pack_explain(s.a, s.pack, LANG_CY).text;
    struct str   en = pack_explain(s.a, s.pack, LANG_EN).text;

    WANT_IN(cy, "<html lang=\"cy\">");
    WANT_IN(cy, "Penderfynu");
    WANT_NOT_IN(cy, "Decide");
    WANT_IN(en, "working days: 3");
    WANT_IN(cy, "diwrnodau gwaith: 3");
    WANT_NOT_IN(en, "Penderfynu");
    small_close(&s);
}

TEST(pack_explain__escapes_the_words_of_the_pack)
{
    struct arena        *a = arena_new(0);
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct pack_mistakes m;
    struct pack         *pack;
    struct str           page;

    bundle = small_edited(a, bundle, S("pathways/matter.yaml"), S("en: Decide"),
        S("en: \"<b>&\""));
    WANT_OK(pack_load(a, bundle, &pack, &m));
    page = pack_explain(a, pack, LANG_EN).text;
    WANT_NOT_IN(page, "<b>&");
    WANT_IN(page, "&lt;b&gt;&amp;");
    pack_free(pack);
    arena_free(a);
}

TEST(pack_grammar__is_what_docs_pack_md_says)
{
    struct arena *a = arena_new(0);

    WANT_SAME(pack_grammar(a), small_file(a, "docs/pack.md"));
    arena_free(a);
}

TEST(pack_grammar__names_every_yield_and_every_type_of_field)
{
    struct arena *a = arena_new(0);
    struct str    page = pack_grammar(a);

    for (size_t i = 0; i < YIELD_COUNT; i++)
        WANT(str_find(page,
                 str_join(a,
                     (const struct str[]){S("| `"),
                         yield_word((enum yield_kind)i), S("` | ")},
                     3, S(""))) >= 0);
#define K(name, word) WANT_IN(page, "`" word "`");
    FIELD_TYPES(K)
#undef K
    arena_free(a);
}
