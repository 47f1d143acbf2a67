/*
 * The program's own words in the reader's language, out of the tables that
 * tools/poc makes of lang/ (cells in CLDR's order of plural categories).
 *
 * gettext was tried and left: it answers in English, without a word, where
 * the host has no Welsh locale, and its language belongs to the process.
 */
#include "base/lang.h"

#include <assert.h>

#include "base/buf.h"
#include "base/err.h"

enum category { ZERO, ONE, TWO, FEW, MANY, OTHER };

struct str
words_in(struct words w, enum lang lang)
{
    return lang == LANG_CY ? w.cy : w.en;
}

struct str
lang_code(enum lang lang)
{
    assert(lang < LANG_COUNT);
    return lang == LANG_CY ? S("cy") : S("en");
}

bool
lang_find(struct str code, enum lang *out)
{
    if (str_eq(code, S("cy")))
        *out = LANG_CY;
    else if (str_eq(code, S("en")))
        *out = LANG_EN;
    else
        return false;
    return true;
}

enum lang
lang_other(enum lang lang)
{
    return lang == LANG_CY ? LANG_EN : LANG_CY;
}

struct str
lang_text(enum lang lang, enum msg msg)
{
    assert(lang < LANG_COUNT && msg < MSG_COUNT);
    return msg_forms[lang][msg][OTHER];
}

/* Welsh has a form of its own for each of 0, 1, 2, 3 and 6. */
static enum category
category_of(enum lang lang, int64_t n)
{
    if (n == 1)
        return ONE;
    if (lang != LANG_CY)
        return OTHER;
    switch (n) {
    case 0:
        return ZERO;
    case 2:
        return TWO;
    case 3:
        return FEW;
    case 6:
        return MANY;
    default:
        return OTHER;
    }
}

/*
 * The text before the next {n} of *rest; *arg is that n, or -1 when the
 * text ends before.  False when nothing is left.
 */
static bool
piece_next(struct str *rest, struct str *piece, int *arg)
{
    ptrdiff_t open = str_find_byte(*rest, '{');

    if (!rest->n)
        return false;
    *piece = *rest;
    *arg = -1;
    if (open < 0) {
        *rest = str_from(*rest, rest->n);
        return true;
    }
    assert((size_t)open + 2 < rest->n); /* poc saw to it */
    *piece = str_sub(*rest, 0, (size_t)open);
    *arg = rest->p[open + 1] - '0';
    *rest = str_from(*rest, (size_t)open + 3);
    return true;
}

static struct str
filled(struct arena *a, struct str text, const struct str *args, size_t n)
{
    struct buf b;
    struct str piece;
    int        arg;

    buf_init(&b, a);
    while (piece_next(&text, &piece, &arg)) {
        buf_add(&b, piece);
        if (arg < 0)
            continue;
        if ((size_t)arg >= n)
            BUG("a message was given too few values");
        buf_add(&b, args[arg]);
    }
    return buf_str(&b);
}

struct str
lang_fill_text(struct arena *a, enum lang lang, enum msg msg,
    const struct str *args, size_t n)
{
    return filled(a, lang_text(lang, msg), args, n);
}

void
lang_fill(struct html *out, enum lang lang, enum msg msg,
    const struct str *args, size_t n)
{
    html_text(out, lang_fill_text(out->b.arena, lang, msg, args, n));
}

struct str
lang_plural_text(struct arena *a, enum lang lang, enum msg msg, int64_t n)
{
    struct str figure = str_of_int(a, n);

    assert(lang < LANG_COUNT && msg < MSG_COUNT);
    return filled(a, msg_forms[lang][msg][category_of(lang, n)], &figure, 1);
}

void
lang_plural(struct html *out, enum lang lang, enum msg msg, int64_t n)
{
    html_text(out, lang_plural_text(out->b.arena, lang, msg, n));
}
