/*
 * asked -- words are taken away from the text kind by kind, the surest
 * first: numbers, dates, ages, the town.  What is left of the first part is
 * the name.
 *
 * Words by which people speak of age and place stand here in both languages,
 * since a worker writes in either whatever the page is in.
 */
#include "match/asked.h"

#include <assert.h>

#include "base/nhs.h"
#include "base/text.h"
#include "base/zone.h"
#include "match/name.h"
#include "match/name_table.h"
#include "match/place.h"
#include "match/script.h"

enum { WORDS_MOST = 40, TOWN_WORDS = 4, OLDEST = 25 };

static const struct str about_words[] = {S_INIT("about"), S_INIT("approx"),
    S_INIT("approximately"), S_INIT("roughly"), S_INIT("circa"), S_INIT("c"),
    S_INIT("ca"), S_INIT("tua"), S_INIT("oddeutu"), S_INIT("rhyw"),
    S_INIT("gwmpas")};
static const struct str age_words[] = {S_INIT("aged"), S_INIT("age"),
    S_INIT("oed"), S_INIT("oedran"), S_INIT("mlwydd"), S_INIT("blwydd"),
    S_INIT("flwydd"), S_INIT("years"), S_INIT("year"), S_INIT("yrs"),
    S_INIT("yr"), S_INIT("old"), S_INIT("yo")};
static const struct str month_words[] = {S_INIT("months"), S_INIT("month"),
    S_INIT("mis"), S_INIT("fis"), S_INIT("misoed")};
/* Between a name and a town; they are no part of either. */
static const struct str place_words[] = {S_INIT("in"), S_INIT("at"),
    S_INIT("from"), S_INIT("near"), S_INIT("of"), S_INIT("yn"), S_INIT("yng"),
    S_INIT("ym"), S_INIT("o"), S_INIT("ger")};
static const struct str name_words[] = {S_INIT("ap"), S_INIT("ab"),
    S_INIT("ferch"), S_INIT("verch"), S_INIT("mac"), S_INIT("mc"),
    S_INIT("van"), S_INIT("von"), S_INIT("de"), S_INIT("al"), S_INIT("el"),
    S_INIT("bin"), S_INIT("bint"), S_INIT("ibn")};

#define AMONG(word, list)                                                     \
    str_among(word, list, sizeof(list) / sizeof(*(list)))

struct word {
    struct str typed, folded;
    size_t     part; /* between which commas */
    bool       taken;
};
struct reading {
    struct arena       *arena;
    struct date         today;
    struct match_asked *out;
    struct word         word[WORDS_MOST];
    size_t              count;
};

static void
words_read(struct reading *r, struct str text)
{
    struct str part, one;

    for (size_t at = 0; str_split(&text, ',', &part); at++)
        while (str_split(&part, ' ', &one) && r->count < WORDS_MOST)
            if (one.n)
                r->word[r->count++] = (struct word){.typed = one,
                    .folded = match_script_fold(r->arena, one),
                    .part = at};
}

static bool
is_free(const struct reading *r, size_t i)
{
    return i < r->count && !r->word[i].taken;
}

static void
take(struct reading *r, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        r->word[i].taken = true;
}

/* The word at that place is free and one of the list. */
#define IS(r, i, list) (is_free(r, i) && AMONG((r)->word[i].folded, list))

static struct str
typed(const struct reading *r, size_t from, size_t n)
{
    struct str words[WORDS_MOST];

    for (size_t i = 0; i < n; i++)
        words[i] = r->word[from + i].typed;
    return str_join(r->arena, words, n, S(" "));
}

/* ---- a number ---- */

static size_t
digits_from(const struct reading *r, size_t from)
{
    size_t n = 0;

    while (is_free(r, from + n) && str_is_digits(r->word[from + n].typed))
        n++;
    return n;
}

static void
number_take(struct reading *r)
{
    struct fault fault;

    for (size_t i = 0; i < r->count; i++)
        for (size_t n = digits_from(r, i); n && !r->out->nhs.n; n--)
            if (nhs_parse(r->arena, typed(r, i, n), &r->out->nhs, &fault) == OK)
                take(r, i, n);
}

/* ---- a date ---- */

static bool
date_put(struct reading *r, struct date d)
{
    if (!date_is_valid(d) || d.year < r->today.year - 100 ||
        d.year > r->today.year)
        return false;
    r->out->born = d;
    return true;
}

/* 14/9/2017 and 14.9.17, day first; 2017-09-14. */
static bool
date_of_figures(struct reading *r, struct str word)
{
    int64_t     part[3] = {0};
    size_t      n = 0;
    struct date whole;
    struct str  one;
    char        sep = str_find_byte(word, '/') > 0 ? '/' : '.';

    if (date_parse(word, &whole))
        return date_put(r, whole);
    while (n < 3 && str_split(&word, sep, &one) && str_int(one, &part[n]))
        n++;
    if (n != 3 || word.n || part[2] > 9999)
        return false;
    if (part[2] < 100)
        part[2] += part[2] + 2000 > r->today.year ? 1900 : 2000;
    return date_put(r, date_of((int)part[2], (int)part[1], (int)part[0]));
}

static int
month_of(const struct reading *r, struct str folded)
{
    for (int m = 1; m <= 12; m++)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            struct str name = zone_date_words(r->arena, (enum lang)lang,
                (struct date){.year = 2000, .month = (int8_t)m}, DATE_LONG);
            struct str first;

            name = text_fold(r->arena, name);
            if (str_split(&name, ' ', &first) && folded.n >= 3 &&
                str_starts(first, folded))
                return m;
        }
    return 0;
}

static bool
year_of(const struct reading *r, size_t i, int64_t *year)
{
    return is_free(r, i) && str_is_digits(r->word[i].typed) &&
        r->word[i].typed.n == 4 && str_int(r->word[i].typed, year);
}

/* "14 September 2017", "Medi 2017", from the month's place on. */
static bool
date_of_words(struct reading *r, size_t i)
{
    int64_t day = 0, year;
    int     month = month_of(r, r->word[i].folded);

    if (!month || !year_of(r, i + 1, &year))
        return false;
    if (!i || !is_free(r, i - 1) || !str_int(r->word[i - 1].typed, &day))
        day = 0;
    if (!date_put(r, date_of((int)year, month, day > 31 ? 0 : (int)day)))
        return false;
    take(r, day ? i - 1 : i, day ? 3 : 2);
    return true;
}

static void
date_take(struct reading *r)
{
    int64_t year;

    for (size_t i = 0; i < r->count; i++) {
        if (!is_free(r, i) || !date_is_none(r->out->born))
            continue;
        if (year_of(r, i, &year)
                ? date_put(r, (struct date){.year = (int16_t)year})
                : date_of_figures(r, r->word[i].typed))
            take(r, i, 1);
        else
            (void)date_of_words(r, i);
    }
}

/* ---- an age ---- */

/* In months: a baby's is said so. */
static void
age_put(struct reading *r, int32_t months, int32_t unit, int32_t slack)
{
    int32_t least = months - slack * unit;

    r->out->from =
        date_add_days(date_add_months(r->today, -(months + (slack + 1) * unit)),
            1);
    r->out->to = date_add_months(r->today, least > 0 ? -least : 0);
}

/* Alone between two commas. */
static bool
is_alone(const struct reading *r, size_t i)
{
    return (!i || r->word[i - 1].part != r->word[i].part) &&
        (i + 1 == r->count || r->word[i + 1].part != r->word[i].part);
}

static bool
age_at(struct reading *r, size_t i)
{
    int64_t n;
    bool    about = i && IS(r, i - 1, about_words);
    bool    said = i && IS(r, i - 1, age_words);
    bool    months = IS(r, i + 1, month_words);

    if (!str_int(r->word[i].typed, &n) || n < 0 || n > OLDEST ||
        !(about || said || months || IS(r, i + 1, age_words) || is_alone(r, i)))
        return false;
    take(r, about || said ? i - 1 : i, about || said ? 2 : 1);
    if (i >= 2 && IS(r, i - 2, about_words))
        about = true;
    age_put(r, (int32_t)n * (months ? 1 : 12), months ? 1 : 12, about);
    return true;
}

static void
age_take(struct reading *r)
{
    bool found = !date_is_none(r->out->born);

    for (size_t i = 0; i < r->count && !found; i++)
        found = is_free(r, i) && age_at(r, i);
    for (size_t i = 0; i < r->count && found; i++)
        if (IS(r, i, about_words) || IS(r, i, age_words) ||
            IS(r, i, month_words))
            take(r, i, 1);
}

/* ---- a town ---- */

static bool
has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* Free words from there on, of one part; a figure is in no name. */
static size_t
run_from(const struct reading *r, size_t from)
{
    size_t n = 0;

    while (is_free(r, from + n) &&
        r->word[from + n].part == r->word[from].part &&
        !has_digit(r->word[from + n].typed))
        n++;
    return n;
}

static void
town_put(struct reading *r, size_t from, size_t n, struct str form)
{
    r->out->place_typed = typed(r, from, n);
    r->out->place =
        form.n ? form : match_place_letters(r->arena, r->out->place_typed);
    take(r, from, n);
    if (from && IS(r, from - 1, place_words))
        take(r, from - 1, 1);
}

/* A town that the table knows; two words at least are left for a name. */
static bool
town_known(struct reading *r, size_t from)
{
    size_t most = run_from(r, from);

    if (r->word[from].part == r->word[0].part && from < 2)
        return false;
    for (size_t n = most < TOWN_WORDS ? most : TOWN_WORDS; n; n--) {
        struct str form = match_place_known(r->arena, typed(r, from, n));

        if (form.n) {
            town_put(r, from, n, form);
            return true;
        }
    }
    return false;
}

static bool
town_said(struct reading *r, size_t from)
{
    size_t n = run_from(r, from);
    bool   said = IS(r, from, place_words);

    if (!n || (r->word[from].part == r->word[0].part && !said) || n == said)
        return false;
    town_put(r, from + said, n - said, (struct str){NULL, 0});
    return true;
}

static void
town_take(struct reading *r)
{
    bool found = false;

    for (size_t i = 0; i < r->count && !found; i++)
        found = is_free(r, i) && town_known(r, i);
    for (size_t i = 0; i < r->count && !found; i++)
        found = is_free(r, i) && town_said(r, i);
}

/* ---- the name ---- */

/* One word may be either: what the table knows as a given name is one. */
static void
name_of_one(struct reading *r, size_t i)
{
    struct name_place at[NAME_TABLE_ROWS];

    take(r, i, 1);
    if (name_table_find(MATCH_NAME_GIVEN, r->word[i].folded, at))
        r->out->given = r->word[i].typed;
    else
        r->out->family = r->word[i].typed;
}

static void
name_take(struct reading *r)
{
    size_t from = 0, n, family;

    while (from < r->count && r->word[from].taken)
        from++;
    n = run_from(r, from);
    if (n < 2) {
        if (n)
            name_of_one(r, from);
        return;
    }
    family = n - 1;
    while (family > 1 && AMONG(r->word[from + family - 1].folded, name_words))
        family--;
    r->out->given = typed(r, from, family);
    r->out->family = typed(r, from + family, n - family);
    take(r, from, n);
}

static void
rest_take(struct reading *r)
{
    struct str words[WORDS_MOST];
    size_t     n = 0;

    for (size_t i = 0; i < r->count; i++)
        if (!r->word[i].taken)
            words[n++] = r->word[i].typed;
    r->out->rest = str_join(r->arena, words, n, S(" "));
}

void
match_asked_read(struct arena *a, struct str text, struct date today,
    struct match_asked *out)
{
    struct reading r = {.arena = a, .today = today, .out = out};

    assert(a && date_is_known(today) && out);
    *out = (struct match_asked){.given = {NULL, 0}};
    words_read(&r, text);
    number_take(&r);
    date_take(&r);
    age_take(&r);
    town_take(&r);
    name_take(&r);
    rest_take(&r);
}
