/*
 * tests/packs/mistakes.yaml: each planted mistake is found where it stands;
 * the pack without it has none.
 */
#include "practice/mistake.h"
#include "practice/small.h"
#include "practice/yaml.h"

static bool
is_found(struct arena *a, const struct pack_mistakes *m, struct str at,
    struct str want)
{
    for (size_t i = 0; i < m->count; i++) {
        struct str place = str_join(a,
            (const struct str[]){m->all[i].file, str_of_int(a, m->all[i].line)},
            2, S(":"));

        if (str_eq(place, at) && str_eq(m->all[i].what, want) &&
            !str_is_empty(m->all[i].advice))
            return true;
    }
    return false;
}

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static void
try_one(struct str bundle, const struct node *n)
{
    struct arena        *a = arena_new(0);
    struct pack_mistakes m = {0};
    struct pack         *pack = NULL;
    struct str           edited = small_edited(a, bundle, said(n, S("in")),
                  said(n, S("old")), said(n, S("new")));
    enum err             e = pack_load(a, edited, &pack, &m);

    if (!is_found(a, &m, said(n, S("at")), said(n, S("want")))) {
        print_error("# not found: %.*s\n", STR_ARG(said(n, S("it"))));
        for (size_t i = 0; i < m.count; i++)
            print_error("#   %.*s:%d: %.*s\n", STR_ARG(m.all[i].file),
                m.all[i].line, STR_ARG(m.all[i].what));
        WANT(!"the mistake is found");
    }
    WANT_ERR(ERR_INVALID, e);
    arena_free(a);
}

TEST(pack_load__finds_every_planted_mistake_where_it_stands)
{
    struct arena      *a = arena_new(0);
    struct str         bundle = small_bundle(a, "tests/packs/small");
    const struct node *list = NULL;
    struct fault       fault = {0};

    WANT_OK(yaml_read(a, S("mistakes.yaml"),
        small_file(a, "tests/packs/mistakes.yaml"), &list, &fault));
    WANT(list->count >= 100);
    for (const struct node *n = list->child; n; n = n->next)
        try_one(bundle, n);
    arena_free(a);
}

TEST(pack_load__finds_several_mistakes_at_once_in_order)
{
    struct arena        *a = arena_new(0);
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct pack_mistakes m = {0};
    struct pack         *pack = NULL;

    bundle = small_edited(a, bundle, S("forms/visit.yaml"), S("retention:"),
        S("retenshun:"));
    bundle = small_edited(a, bundle, S("forms/visit.yaml"), S("yield: seen"),
        S("yield: saw"));
    bundle = small_edited(a, bundle, S("access.yaml"), S("may: check"),
        S("may: chek"));
    WANT_ERR(ERR_INVALID, pack_load(a, bundle, &pack, &m));
    WANT(pack == NULL);
    WANT(m.count >= 4);
    WANT_STR(m.all[0].file, "access.yaml");
    for (size_t i = 1; i < m.count; i++) {
        int c = str_cmp(m.all[i - 1].file, m.all[i].file);

        WANT(c < 0 || (c == 0 && m.all[i - 1].line <= m.all[i].line));
    }
    arena_free(a);
}

TEST(mistake_near__guesses_a_mistyped_word_and_no_other)
{
    const struct str words[] = {S("custodian"), S("front_door"), S("on")};

    WANT_STR(mistake_near(S("custodain"), words, 3), "custodian");
    WANT_STR(mistake_near(S("frontdoor"), words, 3), "front_door");
    WANT_STR(mistake_near(S("school"), words, 3), "");
    WANT_STR(mistake_near(S("of"), words, 3), "");
}
