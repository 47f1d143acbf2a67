/*
 * name -- reading names, and what is known of them.
 *
 * Folding (base/text.h) leaves lower case without marks, apostrophes and
 * hyphens as spaces.  What remains to be done is language: which words are
 * no part of a name, and which two are one.
 */
#include "match/name.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "match/name_table.h"
#include "match/script.h"

/* Longer than any name; what comes behind is not compared. */
enum { LONGEST = 200 };

static const struct str titles = S_INIT(
    "mr mrs ms miss mx dr prof sir master mstr rev jr jnr snr bonwr parch");
static const struct str patronymics = S_INIT("ap ab uab ferch verch merch uch");
static const struct str particles = S_INIT(
    "van von der den de da do dos das du del della la le el al bin bint ibn"
    " ben ould bat y yr");
/* Borne by whom no family ties: brother and sister are Singh and Kaur, and
 * a family name may stand behind it or not. */
static const struct str customs =
    S_INIT("singh sinh kaur begum begam bibi khatun khatoon bano");
/* Joined to the word behind: O’Brien, Mc Donald, D’Souza. */
static const struct str joined = S_INIT("o mc mac d fitz");
/* As the first word of a given name they say that there is none yet. */
static const struct str nameless =
    S_INIT("baby babi babe infant newborn unborn unnamed unknown twin triplet"
           " boy girl bachgen geneth gefell efell anhysbys dienw");
static const struct str nameless_phrases =
    S_INIT("not known|not given|not named|no name|name not known|heb enw"
           "|heb ei enwi|heb ei henwi|ddim yn hysbys|enw ddim yn hysbys");

/* Letters that have no mark to strip (base/text.h leaves them). */
static const struct {
    struct str from, to;
} plain[] = {
    {S_INIT("\xc5\x82"), S_INIT("l")},  /* l with stroke */
    {S_INIT("\xc3\xb8"), S_INIT("o")},  /* o with stroke */
    {S_INIT("\xc4\x91"), S_INIT("d")},  /* d with stroke */
    {S_INIT("\xc3\xb0"), S_INIT("d")},  /* eth           */
    {S_INIT("\xc3\xbe"), S_INIT("th")}, /* thorn         */
    {S_INIT("\xc3\xa6"), S_INIT("ae")}, {S_INIT("\xc5\x93"), S_INIT("oe")},
    {S_INIT("\xc4\xb1"), S_INIT("i")}, /* dotless i     */
};

static bool
is_one_of(struct str list, char sep, struct str item)
{
    for (size_t from = 0, to; from < list.n; from = to + 1) {
        for (to = from; to < list.n && list.p[to] != sep; to++)
            continue;
        if (to - from == item.n && !memcmp(list.p + from, item.p, item.n))
            return true;
    }
    return false;
}

static bool
has_word(struct str words, struct str word)
{
    return is_one_of(words, ' ', word);
}

/*
 * UTF-8 that was read as Latin-1 has only characters of two bytes, C2 xx or
 * C3 xx, and among them the lead bytes of the text it was.
 */
static struct str
mend(struct arena *a, struct str s)
{
    struct buf b;
    bool       changed = false;

    buf_init(&b, a);
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = (uint8_t)s.p[i];

        if (c >= 0x80 && c != 0xc2 && c != 0xc3)
            return s;
        if (c < 0x80) {
            buf_add_byte(&b, s.p[i]);
        } else if (++i < s.n) {
            buf_add_byte(&b, (char)((uint8_t)s.p[i] + (c == 0xc3 ? 64 : 0)));
            changed = true;
        }
    }
    return changed && text_is_utf8(buf_str(&b)) ? buf_str(&b) : s;
}

static struct str
plain_letter(struct str s, struct str *to)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (str_starts(s, plain[i].from)) {
            *to = plain[i].to;
            return plain[i].from;
        }
    *to = str_sub(s, 0, 1);
    return *to;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (uint8_t)c >= 0x80;
}

/* English letters and what stands between names: folded without Unicode. */
static bool
is_plain(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = (char)(text.p[i] | 0x20);

        if ((c < 'a' || c > 'z') && text.p[i] != ' ' && text.p[i] != '-' &&
            text.p[i] != '\'')
            return false;
    }
    return true;
}

static struct str
fold_plain(struct arena *a, struct str text)
{
    char *p = arena_get(a, text.n + 1);

    for (size_t i = 0; i < text.n; i++)
        p[i] = is_letter((char)(text.p[i] | 0x20)) ? (char)(text.p[i] | 0x20)
                                                   : ' ';
    return str_bytes(p, text.n);
}

/* Letters of one name; digits and signs become spaces. */
static struct str
fold(struct arena *a, struct str text)
{
    struct str folded;
    struct buf b;

    if (is_plain(str_sub(text, 0, LONGEST)))
        return fold_plain(a, str_sub(text, 0, LONGEST));
    folded = match_script_fold(a, mend(a, text_first(text, LONGEST)));
    buf_init(&b, a);
    while (folded.n) {
        struct str to, from = plain_letter(folded, &to);

        if (is_letter(to.p[0]))
            buf_add(&b, to);
        else
            buf_add_byte(&b, ' ');
        folded = str_from(folded, from.n);
    }
    return buf_str(&b);
}

/* The words of a folded text, without the empty ones. */
struct words_of {
    struct str word[16];
    size_t     count;
};

static void
words_split(struct str folded, struct words_of *w)
{
    struct str one;

    w->count = 0;
    while (w->count < sizeof w->word / sizeof *w->word &&
        str_split(&folded, ' ', &one))
        if (one.n)
            w->word[w->count++] = one;
}

static void
words_drop(struct words_of *w, size_t at)
{
    for (w->count--; at < w->count; at++)
        w->word[at] = w->word[at + 1];
}

/* Drops the words of the set, but never the only one left. */
static bool
words_drop_all(struct words_of *w, struct str set)
{
    bool dropped = false;

    for (size_t i = 0; i < w->count && w->count > 1;) {
        if (has_word(set, w->word[i])) {
            words_drop(w, i);
            dropped = true;
        } else {
            i++;
        }
    }
    return dropped;
}

static bool
stands_for_none(struct arena *a, const struct words_of *w,
    enum match_name_kind kind)
{
    struct str whole = str_join(a, w->word, w->count, S(" "));

    if (is_one_of(nameless_phrases, '|', whole))
        return true;
    return w->count && has_word(nameless, w->word[0]) &&
        (kind == MATCH_NAME_GIVEN || w->count == 1);
}

/* Mac and Mc are one; not in given names, where Macsen is no Scot. */
static struct str
mac(struct arena *a, struct str word)
{
    const size_t shortest = 6;

    if (word.n < shortest || !str_starts(word, S("mac")))
        return word;
    return str_cat(a, S("mc"), str_from(word, 3));
}

static void
family_tidy(struct arena *a, struct words_of *w)
{
    for (size_t i = 0; i + 1 < w->count; i++)
        if (has_word(joined, w->word[i])) {
            w->word[i + 1] = str_cat(a, w->word[i], w->word[i + 1]);
            words_drop(w, i);
        }
    for (size_t i = 0; i < w->count; i++)
        w->word[i] = mac(a, w->word[i]);
    words_drop_all(w, particles);
}

struct match_name
match_name_read(struct arena *a, struct str text, enum match_name_kind kind)
{
    struct match_name out = {.count = 0};
    struct words_of   w;

    assert(a);
    words_split(fold(a, text), &w);
    words_drop_all(&w, titles);
    out.patronymic = words_drop_all(&w, patronymics);
    out.placeholder = stands_for_none(a, &w, kind);
    if (out.placeholder || !w.count)
        return out;
    if (kind == MATCH_NAME_FAMILY)
        family_tidy(a, &w);
    while (out.count < MATCH_PARTS_MAX && out.count < w.count) {
        out.parts[out.count] = w.word[out.count];
        out.count++;
    }
    out.glued = str_join(a, out.parts, out.count, S(""));
    out.custom = match_name_is_custom(out.glued);
    return out;
}

bool
match_name_is_custom(struct str glued)
{
    return has_word(customs, glued);
}

bool
match_name_eq(const struct match_name *x, const struct match_name *y)
{
    assert(x && y);
    return x->count && str_eq(x->glued, y->glued);
}

/* ---- what the tables know ---- */

/* They stand in one row, and not both as short forms of it. */
static bool
rows_tie(const struct name_place *x, const struct name_place *y)
{
    return x->row == y->row && !(x->is_short && y->is_short);
}

bool
match_name_is_form(struct str x, struct str y, enum match_name_kind kind)
{
    struct name_place rx[NAME_TABLE_ROWS], ry[NAME_TABLE_ROWS];
    size_t            nx = name_table_find(kind, x, rx);
    size_t            ny = nx ? name_table_find(kind, y, ry) : 0;

    for (size_t i = 0; i < nx; i++)
        for (size_t j = 0; j < ny; j++)
            if (rows_tie(&rx[i], &ry[j]))
                return true;
    return false;
}

size_t
match_name_heads(struct str part, enum match_name_kind kind, struct str *heads,
    size_t max)
{
    struct name_place rows[NAME_TABLE_ROWS];
    size_t            count = name_table_find(kind, part, rows), n = 0;

    assert(heads && max);
    heads[n++] = part;
    for (size_t i = 0; i < count && n < max; i++) {
        struct str head = name_table_head(kind, rows[i].row);

        if (!str_among(head, heads, n))
            heads[n++] = head;
    }
    return n;
}

/* ---- first letters that change ---- */

/* Radical, and what the three mutations make of it; "-" leaves it out. */
static const struct {
    struct str radical, mutated;
} mutations[] = {
    {S_INIT("p"), S_INIT("b mh ph")},
    {S_INIT("t"), S_INIT("d nh th")},
    {S_INIT("c"), S_INIT("g ngh ch")},
    {S_INIT("b"), S_INIT("f m")},
    {S_INIT("d"), S_INIT("dd n")},
    {S_INIT("g"), S_INIT("- ng")},
    {S_INIT("m"), S_INIT("f")},
    {S_INIT("ll"), S_INIT("l")},
    {S_INIT("rh"), S_INIT("r")},
};

static bool
is_mutated(struct str radical, struct str word)
{
    for (size_t i = 0; i < sizeof mutations / sizeof *mutations; i++) {
        struct str list = mutations[i].mutated, one;
        struct str rest = str_from(radical, mutations[i].radical.n);

        if (!str_starts(radical, mutations[i].radical) || !rest.n)
            continue;
        while (str_split(&list, ' ', &one)) {
            if (str_eq(one, S("-")))
                one = S("");
            if (str_starts(word, one) && str_eq(str_from(word, one.n), rest))
                return true;
        }
    }
    return false;
}

bool
match_name_mutates(struct str x, struct str y)
{
    if (!x.n || !y.n || x.p[x.n - 1] != y.p[y.n - 1])
        return false; /* only the beginning changes */
    return is_mutated(x, y) || is_mutated(y, x);
}
