/*
 * text -- Unicode through ICU.
 *
 * ICU normalizes UTF-16, so text goes there and back in the arena.  Its
 * normalizers and collators never change once opened and are shared by all
 * threads; a missing one means ICU's data are missing, and is a BUG().
 */
#include "base/text.h"

#include <assert.h>
#include <pthread.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Text in UTF-16 units. */
struct wide {
    UChar  *p;
    int32_t n;
};

/* The longest text taken; its forms in UTF-16 still fit 31 bits. */
static const size_t text_most = (size_t)16 * 1024 * 1024;

/* The character at *at, negative when it is none, and moves on. */
static UChar32
next(struct str s, size_t *at)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t         i = *at;
    UChar32        c;

    U8_NEXT(p, i, s.n, c);
    *at = i;
    return c;
}

bool
text_is_utf8(struct str s)
{
    for (size_t at = 0; at < s.n;)
        if (next(s, &at) <= 0)
            return false;
    return true;
}

size_t
text_length(struct str s)
{
    size_t n = 0;

    for (size_t at = 0; at < s.n; n++)
        next(s, &at);
    return n;
}

struct str
text_first(struct str s, size_t n)
{
    size_t at = 0;

    while (n-- && at < s.n)
        next(s, &at);
    return str_sub(s, 0, at);
}

static struct wide
wide_new(struct arena *a, int32_t n)
{
    return (struct wide){ARENA_ARRAY(a, UChar, (size_t)n + 1), n};
}

/* A character takes no more units in UTF-16 than bytes in UTF-8. */
static struct wide
widen(struct arena *a, struct str s)
{
    UErrorCode  e = U_ZERO_ERROR;
    struct wide w;
    int32_t     size;

    if (s.n > text_most)
        BUG("text: longer than any door lets in");
    size = (int32_t)s.n;
    w = wide_new(a, size);
    u_strFromUTF8WithSub(w.p, size, &w.n, s.p ? s.p : "", size, 0xFFFD, NULL,
        &e);
    if (U_FAILURE(e))
        BUG("text: ICU could not widen");
    return w;
}

static struct wide
normal(struct arena *a, const UNormalizer2 *form, struct wide w)
{
    UErrorCode  e = U_ZERO_ERROR;
    struct wide to = wide_new(a, w.n);

    to.n = unorm2_normalize(form, w.p, w.n, to.p, w.n, &e);
    if (e == U_BUFFER_OVERFLOW_ERROR) {
        e = U_ZERO_ERROR;
        to = wide_new(a, to.n);
        unorm2_normalize(form, w.p, w.n, to.p, to.n, &e);
    }
    if (U_FAILURE(e))
        BUG("text: ICU could not normalize");
    return to;
}

static struct wide
fold_case(struct arena *a, struct wide w)
{
    UErrorCode  e = U_ZERO_ERROR;
    struct wide to = wide_new(a, w.n);

    to.n = u_strFoldCase(to.p, w.n, w.p, w.n, U_FOLD_CASE_DEFAULT, &e);
    if (e == U_BUFFER_OVERFLOW_ERROR) {
        e = U_ZERO_ERROR;
        to = wide_new(a, to.n);
        u_strFoldCase(to.p, to.n, w.p, w.n, U_FOLD_CASE_DEFAULT, &e);
    }
    if (U_FAILURE(e))
        BUG("text: ICU could not fold case");
    return to;
}

/* A unit takes at most three bytes. */
static struct str
narrow(struct arena *a, struct wide w)
{
    UErrorCode e = U_ZERO_ERROR;
    char      *p = arena_get(a, (size_t)w.n * 3 + 1);
    int32_t    n;

    u_strToUTF8(p, w.n * 3, &n, w.p, w.n, &e);
    if (U_FAILURE(e))
        BUG("text: ICU could not narrow");
    return str_bytes(p, (size_t)n);
}

static const UNormalizer2 *
form_nfc(void)
{
    UErrorCode          e = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&e);

    if (U_FAILURE(e))
        BUG("text: ICU has no NFC");
    return form;
}

static const UNormalizer2 *
form_nfkd(void)
{
    UErrorCode          e = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKDInstance(&e);

    if (U_FAILURE(e))
        BUG("text: ICU has no NFKD");
    return form;
}

/* CR, LF, CR LF, and Unicode's own NEL, LS and PS. */
static bool
is_line_end(UChar32 c)
{
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Line ends as \n, no controls, and U+FFFD for what is not UTF-8. */
static struct str
without_controls(struct arena *a, struct str s)
{
    struct buf b;
    size_t     from;
    UChar32    c, before = 0;

    buf_init(&b, a);
    for (size_t at = 0; at < s.n; before = c) {
        from = at;
        c = next(s, &at);
        if (c == '\n' && before == '\r')
            continue;
        if (c < 0)
            buf_add(&b, S("\xEF\xBF\xBD"));
        else if (is_line_end(c))
            buf_add_byte(&b, '\n');
        else if (c == '\t' || !u_iscntrl(c))
            buf_add(&b, str_sub(s, from, at - from));
    }
    return buf_str(&b);
}

/* Without Unicode's white space at both ends. */
static struct wide
trimmed(struct wide w)
{
    while (w.n && u_isUWhiteSpace(w.p[0])) {
        w.p++;
        w.n--;
    }
    while (w.n && u_isUWhiteSpace(w.p[w.n - 1]))
        w.n--;
    return w;
}

/* Most of what is typed: ICU would give it back as it is, but for its ends. */
static bool
is_printable_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~')
            return false;
    return true;
}

/* Controls go first: one between a letter and its mark would keep the two
 * from being composed. */
struct str
text_clean(struct arena *a, struct str s)
{
    struct wide w;

    if (is_printable_ascii(s))
        return str_dup(a, str_trim(s));
    w = widen(a, without_controls(a, s));
    return narrow(a, trimmed(normal(a, form_nfc(), w)));
}

/* Signs that people write within a name in one way or another, or leave
 * out: apostrophes, what is typed for them, and hyphens.  After NFKD. */
static bool
parts_words(UChar32 c)
{
    static const UChar32 signs[] = {'\'', '`', '-', 0x2BB, 0x2BC, 0x2018,
        0x2019, 0x201B, 0x2032, 0x2010, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (c == signs[i])
            return true;
    return u_isUWhiteSpace(c);
}

static bool
is_dropped(UChar32 c)
{
    return u_charType(c) == U_NON_SPACING_MARK || u_iscntrl(c) ||
        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Folding case can bring forth composed letters, so NFKD stands twice. */
static struct str
without_case(struct arena *a, struct str s)
{
    struct wide w;

    if (is_printable_ascii(s))
        return str_lower(a, s);
    w = normal(a, form_nfkd(), widen(a, s));
    return narrow(a, normal(a, form_nfkd(), fold_case(a, w)));
}

struct str
text_fold(struct arena *a, struct str s)
{
    struct str flat = without_case(a, s);
    struct buf b;
    bool       gap = false;
    size_t     from;
    UChar32    c;

    buf_init(&b, a);
    for (size_t at = 0; at < flat.n;) {
        from = at;
        c = next(flat, &at);
        if (parts_words(c)) {
            gap = b.n > 0;
        } else if (!is_dropped(c)) {
            if (gap)
                buf_add_byte(&b, ' ');
            gap = false;
            buf_add(&b, str_sub(flat, from, at - from));
        }
    }
    return buf_str(&b);
}

static UCollator     *collators[LANG_COUNT];
static pthread_once_t collators_once = PTHREAD_ONCE_INIT;

static void
open_collators(void)
{
    static const char *const locales[LANG_COUNT] = {
        [LANG_CY] = "cy", [LANG_EN] = "en"};

    for (int i = 0; i < LANG_COUNT; i++) {
        UErrorCode e = U_ZERO_ERROR;

        collators[i] = ucol_open(locales[i], &e);
        if (U_FAILURE(e))
            BUG("text: ICU has no order for a language");
    }
}

int
text_cmp(enum lang lang, struct str a, struct str b)
{
    UErrorCode       e = U_ZERO_ERROR;
    UCollationResult r;

    assert((unsigned)lang < LANG_COUNT);
    if (a.n > text_most || b.n > text_most)
        BUG("text: longer than any door lets in");
    pthread_once(&collators_once, open_collators);
    r = ucol_strcollUTF8(collators[lang], a.p ? a.p : "", (int32_t)a.n,
        b.p ? b.p : "", (int32_t)b.n, &e);
    if (U_FAILURE(e))
        BUG("text: ICU could not compare");
    return (int)r;
}
