/*
 * Words to think again about, found in what somebody writes.
 *
 * Texts are compared letter by letter, so that places in the text stay
 * true: capitals and the two apostrophes are alike, any white space is one
 * space, and a phrase begins and ends where words do.  A Welsh phrase may
 * have its first consonant changed by what stands before it.  What stands in
 * quotation marks is what somebody else said, and is passed over.
 */
#include <assert.h>

#include "practice/answers.h"

struct scan {
    struct arena       *arena;
    struct wording_hit *all;
    size_t              count, room;
};

/* Bytes of the character that begins at i: 1 where none does. */
static size_t
width(struct str s, size_t i)
{
    unsigned char first = (unsigned char)s.p[i];
    size_t        n = first < 0xc2 ? 1
               : first < 0xe0      ? 2
               : first < 0xf0      ? 3
               : first < 0xf5      ? 4
                                   : 1;

    for (size_t k = 1; k < n; k++)
        if (i + k >= s.n || ((unsigned char)s.p[i + k] & 0xc0) != 0x80)
            return 1;
    return n;
}

/* The character there; bytes that are none give themselves. */
static uint32_t
character(struct str s, size_t i)
{
    static const uint8_t masks[] = {0, 0xff, 0x1f, 0x0f, 0x07};
    size_t               n = width(s, i);
    uint32_t             c = (unsigned char)s.p[i] & masks[n];

    for (size_t k = 1; k < n; k++)
        c = c << 6 | ((unsigned char)s.p[i + k] & 0x3f);
    return c;
}

/* Small letters of both languages: a to z, the accents of Latin 1, and the
 * two that only Welsh has. */
static uint32_t
lowered(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
        return c + 32;
    if (c == 0x174 || c == 0x176) /* W and Y with a circumflex */
        return c + 1;
    return c;
}

static bool
is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
}

/* The character at *i, as it is compared; moves *i behind it (and behind
 * all the white space that follows one). */
static uint32_t
next(struct str s, size_t *i)
{
    uint32_t c = character(s, *i);

    *i += width(s, *i);
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    if (!is_space(c))
        return lowered(c);
    while (*i < s.n && is_space(character(s, *i)))
        *i += width(s, *i);
    return ' ';
}

/* Above the signs of Latin 1 and below the punctuation, all are letters. */
static bool
is_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || (lowered(c) >= 'a' && lowered(c) <= 'z') ||
        (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7);
}

static bool
is_letter_at(struct str s, size_t i)
{
    return i < s.n && is_letter(character(s, i));
}

static bool
is_letter_before(struct str s, size_t i)
{
    if (!i)
        return false;
    for (i--; i && ((unsigned char)s.p[i] & 0xc0) == 0x80; i--)
        ;
    return is_letter(character(s, i));
}

/* Whether the words stand at *at in the text; moves it behind them. */
static bool
skip_words(struct str text, size_t *at, struct str words)
{
    size_t w = 0;

    while (w < words.n)
        if (*at >= text.n || next(text, at) != next(words, &w))
            return false;
    return true;
}

/* How many bytes of the text from i they take, first one and then the other,
 * up to the end of a word; or 0. */
static size_t
match_length(struct str text, size_t i, struct str first, struct str rest)
{
    size_t at = i;

    if (!skip_words(text, &at, first) || !skip_words(text, &at, rest))
        return 0;
    return is_letter_at(text, at) ? 0 : at - i;
}

/* What a Welsh word may begin with instead.  Letters that are written as two
 * stand before the ones they begin with. */
static const struct mutation {
    struct str plain, other[3];
} mutations[] = {
    {S_INIT("ch"), {{0}}},
    {S_INIT("dd"), {{0}}},
    {S_INIT("ph"), {{0}}},
    {S_INIT("th"), {{0}}},
    {S_INIT("ll"), {S_INIT("l")}},
    {S_INIT("rh"), {S_INIT("r")}},
    {S_INIT("c"), {S_INIT("g"), S_INIT("ngh"), S_INIT("ch")}},
    {S_INIT("p"), {S_INIT("b"), S_INIT("mh"), S_INIT("ph")}},
    {S_INIT("t"), {S_INIT("d"), S_INIT("nh"), S_INIT("th")}},
    {S_INIT("g"), {S_INIT(""), S_INIT("ng")}},
    {S_INIT("b"), {S_INIT("f"), S_INIT("m")}},
    {S_INIT("d"), {S_INIT("dd"), S_INIT("n")}},
    {S_INIT("m"), {S_INIT("f")}},
};

static const struct mutation *
mutation_of(struct str words)
{
    for (size_t k = 0; k < sizeof mutations / sizeof *mutations; k++)
        if (str_starts(words, mutations[k].plain))
            return &mutations[k];
    return NULL;
}

/* The same of a Welsh phrase, however it begins. */
static size_t
match_mutated(struct str text, size_t i, struct str words)
{
    const struct mutation *m = mutation_of(words);
    size_t                 n = 0;

    for (size_t k = 0; m && !n && k < 3 && m->other[k].p; k++)
        n = match_length(text, i, m->other[k], str_from(words, m->plain.n));
    return n;
}

static void
note(struct scan *s, const struct pack_phrase *phrase, size_t from,
    size_t length)
{
    if (s->count == s->room) {
        size_t              room = s->room ? 2 * s->room : 8;
        struct wording_hit *all =
            ARENA_ARRAY(s->arena, struct wording_hit, room);

        for (size_t i = 0; i < s->count; i++)
            all[i] = s->all[i];
        s->all = all;
        s->room = room;
    }
    s->all[s->count++] = (struct wording_hit){phrase, from, length};
}

/* The longest phrase that begins at i; its length, or 0. */
static size_t
find_at(struct scan *s, const struct pack *p, struct str text, size_t i)
{
    const struct pack_phrase *best = NULL;
    size_t                    longest = 0;

    for (size_t k = 0; k < p->phrases_count; k++) {
        const struct pack_phrase *phrase = &p->phrases[k];

        for (size_t m = 0; m < phrase->match_count; m++) {
            size_t n = match_length(text, i, S(""), phrase->match[m]);

            if (!n && phrase->language == LANG_CY)
                n = match_mutated(text, i, phrase->match[m]);
            if (n > longest) {
                longest = n;
                best = phrase;
            }
        }
    }
    if (best)
        note(s, best, i, longest);
    return longest;
}

struct quotes {
    struct str open, close;
};
static const struct quotes quotes[] = {
    {S_INIT("\""), S_INIT("\"")},
    {S_INIT("\xe2\x80\x9c"), S_INIT("\xe2\x80\x9d")}, /* double curly */
    {S_INIT("\xe2\x80\x98"), S_INIT("\xe2\x80\x99")}, /* single curly */
};

/* Where the quotation that begins at i ends, or 0: a mark that is never
 * closed quotes nothing, and an apostrophe within a word closes nothing. */
static size_t
quote_end(struct str text, size_t i)
{
    for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++) {
        const struct quotes *q = &quotes[k];

        if (!str_starts(str_from(text, i), q->open))
            continue;
        for (size_t at = i + q->open.n; at < text.n; at++)
            if (str_starts(str_from(text, at), q->close) &&
                !(is_letter_before(text, at) &&
                    is_letter_at(text, at + q->close.n)))
                return at + q->close.n;
    }
    return 0;
}

void
wording_find(struct arena *a, const struct pack *p, struct str text,
    struct wording_hit **hits, size_t *count)
{
    struct scan s = {.arena = a};
    size_t      i = 0;

    assert(a && p && hits && count);
    while (i < text.n) {
        size_t end = p->quotes_exempt ? quote_end(text, i) : 0;
        size_t found = 0;

        if (!end && !is_letter_before(text, i))
            found = find_at(&s, p, text, i);
        if (end)
            i = end;
        else if (found)
            i += found;
        else
            (void)next(text, &i);
    }
    *hits = s.all;
    *count = s.count;
}
