/*
 * script -- a letter, or a pair of them, leads to what is written for it.
 *
 * Signs of Devanagari and Gurmukhi are marks, which folding would strip, so
 * these are read before it; of the others capitals and letters with marks are
 * those of the table only behind it.
 */
#include "match/script.h"

#include <assert.h>
#include <pthread.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "match/heap.h"
#include "match/intern.h"

/* tools/embed-files */
extern const struct str names_letters;

/* How a row's Latin letters stand to the vowel that a consonant has with it
 * (the head of names/letters.txt). */
enum bearing { PLAIN, BEARS, REPLACES };

struct reading {
    struct str   latin;
    enum bearing bearing;
};

static struct {
    struct intern  *letters;
    struct reading *readings; /* by the letter's number */
    size_t          room;
} table;

static struct reading
reading_of(struct str word)
{
    if (str_eq(word, S("-")))
        return (struct reading){S(""), PLAIN};
    if (word.p[0] == '+')
        return (struct reading){str_from(word, 1), REPLACES};
    if (word.p[word.n - 1] == '*')
        return (struct reading){str_sub(word, 0, word.n - 1), BEARS};
    return (struct reading){word, PLAIN};
}

static void
row_add(struct str row)
{
    struct str     one;
    struct reading r;

    if (!str_split(&row, ' ', &one) || !one.n)
        BUG("script: a row of letters without any");
    r = reading_of(one);
    while (str_split(&row, ' ', &one)) {
        uint32_t last = intern_last(table.letters);
        uint32_t n = intern_put(table.letters, one);

        if (n <= last)
            BUG("script: a letter stands in two rows");
        while (table.room <= n)
            table.readings = heap_grow(table.readings, table.room, &table.room,
                sizeof *table.readings);
        table.readings[n] = r;
    }
}

static void
table_open(void)
{
    struct str text = names_letters, line;

    table.letters = intern_new();
    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.n && line.p[0] != '#')
            row_add(line);
    }
}

/* ---- reading ---- */

/* The first bytes of letters: Greek begins at U+0370, Latin with marks is
 * before it; from U+0800 on a letter has three. */
enum { FIRST_OTHER = 0xcd, FIRST_OF_THREE = 0xe0 };

bool
match_script_is_other(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((uint8_t)text.p[i] >= FIRST_OTHER)
            return true;
    return false;
}

/* Bytes of the character at the beginning. */
static size_t
letter_size(struct str s)
{
    uint8_t lead = (uint8_t)s.p[0];
    size_t  n = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

    return n < s.n ? n : s.n;
}

/* The reading of a pair, else of a letter; null: it is in no row. */
static const struct reading *
reading_at(struct str s, size_t *size)
{
    size_t   one = letter_size(s), two = one;
    uint32_t n = 0;

    if (one < s.n)
        two += letter_size(str_from(s, one));
    if (two > one)
        n = intern_find(table.letters, str_sub(s, 0, two));
    *size = n ? two : one;
    if (!n)
        n = intern_find(table.letters, str_sub(s, 0, one));
    return n ? &table.readings[n] : NULL;
}

static bool
ends_word(struct str s)
{
    return !s.n || (uint8_t)s.p[0] <= ' ' || s.p[0] == '-' || s.p[0] == '\'';
}

static bool
is_vowel(char c)
{
    return str_find_byte(S("aeiou"), c) >= 0;
}

/* A vowel and one consonant were written. */
static bool
ends_open(struct str out)
{
    size_t n = out.n;

    if (n > 1 && out.p[n - 1] == 'h' && !is_vowel(out.p[n - 2]))
        n--; /* th, kh: one consonant */
    return n > 1 && !is_vowel(out.p[n - 1]) && is_vowel(out.p[n - 2]);
}

/*
 * The vowel that a consonant has with it is not heard at the end of a word,
 * nor between a vowel's consonant and another that is not the last: Kamal,
 * but Simran.
 */
static void
vowel_put(struct buf *b, struct str rest, size_t size, const struct reading *r)
{
    bool last = ends_word(str_from(rest, size));

    if (ends_word(rest))
        return;
    if (r && r->bearing == BEARS && !last && ends_open(buf_str(b)))
        return;
    buf_add_byte(b, 'a');
}

/* It is not written, and changes nothing. */
static bool
is_silent(const struct reading *r)
{
    return r && r->bearing == PLAIN && !r->latin.n;
}

/* Of letters that begin with that byte or a later one. */
static struct str
latin(struct arena *a, struct str s, uint8_t first)
{
    struct buf b;
    bool       bears = false;

    buf_init(&b, a);
    while (s.n) {
        size_t                size = 1;
        const struct reading *r =
            (uint8_t)s.p[0] < first ? NULL : reading_at(s, &size);

        if (bears && !(r && r->bearing == REPLACES) && !is_silent(r))
            vowel_put(&b, s, size, r);
        if (!is_silent(r))
            bears = r && r->bearing == BEARS;
        buf_add(&b, r ? r->latin : str_sub(s, 0, size));
        s = str_from(s, size);
    }
    return buf_str(&b);
}

struct str
match_script_fold(struct arena *a, struct str text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    assert(a);
    if (!match_script_is_other(text))
        return text_fold(a, text);
    pthread_once(&once, table_open);
    text = latin(a, text, FIRST_OF_THREE);
    return latin(a, text_fold(a, text), FIRST_OTHER);
}
