/*
 * Text in both languages: {cy: ..., en: ...}, both, always.
 */
#include "practice/load.h"

/* Welsh words after which the next one may change its first letter. */
static const struct str mutating[] = {
    S_INIT("a"),    S_INIT("am"),   S_INIT("ar"),   S_INIT("at"),
    S_INIT("dan"),  S_INIT("dau"),  S_INIT("dros"), S_INIT("drwy"),
    S_INIT("dwy"),  S_INIT("dy"),   S_INIT("ei"),   S_INIT("fy"),
    S_INIT("gan"),  S_INIT("gyda"), S_INIT("heb"),  S_INIT("hyd"),
    S_INIT("i"),    S_INIT("na"),   S_INIT("neu"),  S_INIT("o"),
    S_INIT("pan"),  S_INIT("tri"),  S_INIT("tua"),  S_INIT("un"),
    S_INIT("wrth"), S_INIT("y"),    S_INIT("yn"),   S_INIT("yr"),
};

static bool
is_mutating(struct str word)
{
    for (size_t i = 0; i < sizeof mutating / sizeof *mutating; i++)
        if (str_eq_nocase(mutating[i], word))
            return true;
    return false;
}

/* A value may not be put behind a word that changes what follows it. */
static void
check_placeholder(struct load *l, const struct node *at, struct str cy)
{
    struct str rest = cy, before, after;

    while (str_cut(rest, '{', &before, &after)) {
        size_t from;

        before = str_trim(before);
        for (from = before.n; from && before.p[from - 1] != ' '; from--)
            ;
        before = str_from(before, from);
        if (is_mutating(before))
            load_wrong(l, at, MISTAKE_MUTATION, before, S(""));
        rest = after;
    }
}

static struct str
one_language(struct load *l, const struct node *n, struct str language)
{
    const struct node *c = node_member(n, language);
    struct str         text = str_trim(node_text(c));

    if (str_is_empty(text))
        load_wrong(l, c ? c : n, MISTAKE_NO_LANGUAGE, n->key, language);
    return text;
}

static void
check_languages(struct load *l, const struct node *n)
{
    for (const struct node *c = n->child; c; c = c->next)
        if (!str_eq(c->key, S("cy")) && !str_eq(c->key, S("en")))
            load_wrong(l, c, MISTAKE_NOT_A_LANGUAGE, n->key, c->key);
}

struct words
shape_words(struct load *l, const struct node *n)
{
    struct words w = {0};

    if (n->kind != NODE_MAP) {
        load_wrong(l, n, MISTAKE_NOT_WORDS, n->key, S(""));
        return w;
    }
    check_languages(l, n);
    w.cy = one_language(l, n, S("cy"));
    w.en = one_language(l, n, S("en"));
    check_placeholder(l, n, w.cy);
    return w;
}
