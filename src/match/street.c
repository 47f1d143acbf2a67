/*
 * street -- words, each brought to one form, and sorted.
 *
 * Two streets of one town whose names are the same words in another order
 * are taken for one; none was found that are not.
 */
#include "match/street.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "match/name.h"
#include "match/name_table.h"

enum { WORDS = 24 };

/* Of no meaning in an address: articles, prepositions, "number". */
static const struct str none[] = {S_INIT("y"), S_INIT("yr"), S_INIT("r"),
    S_INIT("the"), S_INIT("of"), S_INIT("i"), S_INIT("no"), S_INIT("rhif")};

/* Words as they were written, folded; where a part between commas begins. */
struct cut {
    struct str word[WORDS];
    bool       begins[WORDS]; /* behind a comma, or at the start */
    size_t     count;
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c) || (uint8_t)c >= 0x80;
}

static bool
has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

/* base/text.h folds marks; most addresses have none. */
static struct str
folded(struct arena *a, struct str address)
{
    const size_t most = 2 * (size_t)STREET_LONGEST;

    for (size_t i = 0; i < address.n && i < most; i++)
        if ((uint8_t)address.p[i] >= 0x80)
            return text_fold(a, text_first(address, most));
    return str_lower(a, str_sub(address, 0, most));
}

/* "king's", folded or not, is "kings". */
static bool
is_genitive(struct str text, size_t from, size_t to)
{
    return to - from == 1 && text.p[from] == 's' && from >= 2 &&
        (text.p[from - 1] == '\'' || text.p[from - 1] == ' ') &&
        is_letter(text.p[from - 2]) && !is_digit(text.p[from - 2]);
}

static void
word_add(struct arena *a, struct cut *c, struct str word, bool joins)
{
    if (joins && c->count)
        c->word[c->count - 1] = str_cat(a, c->word[c->count - 1], word);
    else if (c->count < WORDS)
        c->word[c->count++] = word;
}

static void
words_cut(struct arena *a, struct str text, struct cut *c)
{
    bool begins = true;

    for (size_t from = 0, to; from < text.n; from = to + 1) {
        for (to = from; to < text.n && is_letter(text.p[to]); to++)
            continue;
        if (to > from) {
            c->begins[c->count < WORDS ? c->count : WORDS - 1] = begins;
            word_add(a, c, str_sub(text, from, to - from),
                is_genitive(text, from, to));
            begins = false;
        }
        if (to < text.n && text.p[to] == ',')
            begins = true;
    }
}

/* "12 St Davids Road": a saint stands where a name begins, and a name
 * follows; anywhere else it is a street. */
static bool
is_saint(const struct cut *c, size_t at)
{
    bool starts = c->begins[at] || has_digit(c->word[at - 1]);
    bool ends = at + 1 == c->count || c->begins[at + 1];

    return str_eq(c->word[at], S("st")) && starts && !ends;
}

static struct str
head_of(enum match_name_kind kind, struct str word)
{
    struct name_place at[NAME_TABLE_ROWS];

    if (!name_table_find(kind, word, at))
        return (struct str){NULL, 0};
    return name_table_head(kind, at[0].row);
}

/* By its first form; a town's too: "Ffordd Caergybi" is "Holyhead Road". */
static struct str
form_of(const struct cut *c, size_t at)
{
    struct str word = is_saint(c, at) ? S("saint") : c->word[at];
    struct str head = head_of(MATCH_NAME_STREET, word);

    if (!head.n)
        head = head_of(MATCH_NAME_PLACE, word);
    return head.n ? head : word;
}

static bool
says_nothing(struct str word)
{
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (str_eq(word, none[i]))
            return true;
    return false;
}

/* In the order of their bytes. */
static bool
is_before(struct str x, struct str y)
{
    int c = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);

    return c ? c < 0 : x.n < y.n;
}

/* Behind those with a digit, which stay in the order they have. */
static void
form_put(struct str *forms, size_t count, struct str form)
{
    size_t at = count;

    while (at && !has_digit(forms[at - 1]) &&
        (has_digit(form) || is_before(form, forms[at - 1]))) {
        forms[at] = forms[at - 1];
        at--;
    }
    forms[at] = form;
}

struct str
match_street_fold(struct arena *a, struct str address)
{
    struct cut c = {.count = 0};
    struct str forms[WORDS], whole;
    size_t     count = 0;

    assert(a);
    words_cut(a, folded(a, address), &c);
    for (size_t i = 0; i < c.count; i++)
        if (!says_nothing(c.word[i]))
            form_put(forms, count++, form_of(&c, i));
    whole = str_join(a, forms, count, S(" "));
    return str_sub(whole, 0, STREET_LONGEST);
}
