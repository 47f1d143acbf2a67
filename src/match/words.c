/*
 * words -- enums to messages, one row each; a test proves the rows whole.
 */
#include "match/words.h"

#include <assert.h>

#include "base/buf.h"
#include "base/nhs.h"
#include "base/zone.h"

static const enum msg fields[MATCH_FIELD_COUNT] = {
#define FIELD(name, word) [MATCH_##name] = MSG_MATCH_FIELD_##name,
#include "match/fields.def"
#undef FIELD
};

static const enum msg levels[MATCH_LEVEL_COUNT] = {
#define LEVEL(name, word) [MATCH_LEVEL_##name] = MSG_MATCH_LEVEL_##name,
#include "match/levels.def"
#undef LEVEL
};

static const enum msg bands[MATCH_BAND_COUNT] = {
    [MATCH_UNLIKELY] = MSG_MATCH_BAND_UNLIKELY,
    [MATCH_POSSIBLE] = MSG_MATCH_BAND_POSSIBLE,
    [MATCH_STRONG] = MSG_MATCH_BAND_STRONG,
    [MATCH_CERTAIN] = MSG_MATCH_BAND_CERTAIN,
};

static const enum msg limits[MATCH_LIMIT_COUNT] = {
    [MATCH_LIMIT_NONE] = MSG_NONE,
    [MATCH_LIMIT_NUMBER] = MSG_MATCH_LIMIT_NUMBER,
    [MATCH_LIMIT_DEATH] = MSG_MATCH_LIMIT_DEATH,
    [MATCH_LIMIT_HOUSEHOLD] = MSG_MATCH_LIMIT_HOUSEHOLD,
    [MATCH_LIMIT_UNBORN] = MSG_MATCH_LIMIT_UNBORN,
    [MATCH_LIMIT_CONFLICT] = MSG_MATCH_LIMIT_CONFLICT,
    [MATCH_LIMIT_DECADE] = MSG_MATCH_LIMIT_DECADE,
};

static const enum msg answers[MATCH_ANSWER_COUNT] = {
    [MATCH_ANSWER_NHS] = MSG_MATCH_FIELD_NHS,
    [MATCH_ANSWER_FAMILY] = MSG_MATCH_FIELD_FAMILY,
    [MATCH_ANSWER_GIVEN] = MSG_MATCH_FIELD_GIVEN,
    [MATCH_ANSWER_MONTH] = MSG_MATCH_ANSWER_MONTH,
    [MATCH_ANSWER_DAY] = MSG_MATCH_ANSWER_DAY,
};

static const enum msg agrees[MATCH_AGREE_COUNT] = {
    [MATCH_AGREE_NOT_GIVEN] = MSG_MATCH_LEVEL_NOT_GIVEN,
    [MATCH_AGREE_OPEN] = MSG_MATCH_AGREE_OPEN,
    [MATCH_AGREE_ALIKE] = MSG_MATCH_AGREE_ALIKE,
    [MATCH_AGREE_WHOLLY] = MSG_MATCH_AGREE_WHOLLY,
};

enum msg
match_field_msg(enum match_field field)
{
    assert((unsigned)field < MATCH_FIELD_COUNT);
    return fields[field];
}

enum msg
match_level_msg(enum match_level level)
{
    assert((unsigned)level < MATCH_LEVEL_COUNT);
    return levels[level];
}

enum msg
match_band_msg(enum match_band band)
{
    assert((unsigned)band < MATCH_BAND_COUNT);
    return bands[band];
}

enum msg
match_limit_msg(enum match_limit limit)
{
    assert((unsigned)limit < MATCH_LIMIT_COUNT);
    return limits[limit];
}

enum msg
match_answer_msg(enum match_answer answer)
{
    assert((unsigned)answer < MATCH_ANSWER_COUNT);
    return answers[answer];
}

enum msg
match_agree_msg(enum match_agree agree)
{
    assert((unsigned)agree < MATCH_AGREE_COUNT);
    return agrees[agree];
}

/* "2,000": both languages write it so. */
static struct str
figure(struct arena *a, int64_t n)
{
    struct str digits = str_of_int(a, n);
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < digits.n; i++) {
        if (i && (digits.n - i) % 3 == 0)
            buf_add_byte(&b, ',');
        buf_add_byte(&b, digits.p[i]);
    }
    return buf_str(&b);
}

static struct str
fill(struct arena *a, enum lang lang, enum msg msg, int64_t n)
{
    struct str arg = figure(a, n);

    return lang_fill_text(a, lang, msg, &arg, 1);
}

static struct str
value_text(struct arena *a, enum lang lang, enum match_field field,
    const struct match_shown *s)
{
    if (field == MATCH_BIRTH)
        return date_is_none(s->date)
            ? s->text
            : zone_date_words(a, lang, s->date, DATE_LONG);
    if (field == MATCH_NHS && s->text.n)
        return nhs_text(a, s->text);
    return s->text;
}

/* One value when the sides agree, else both. */
static struct str
both_text(struct arena *a, enum lang lang, const struct match_term *t)
{
    struct str x = value_text(a, lang, t->field, &t->shown[0]);
    struct str y = value_text(a, lang, t->field, &t->shown[1]);
    struct str both[] = {x, y};

    if (!x.n || !y.n)
        return x.n ? x : y; /* of an age the one side has no date */
    return str_eq(x, y) ? x : str_join(a, both, 2, S(" / "));
}

struct str
match_term_text(struct arena *a, enum lang lang, const struct match_term *t)
{
    struct str both, said;

    assert(a && t);
    if (t->level == MATCH_LEVEL_AMONG)
        return fill(a, lang, MSG_MATCH_LEVEL_AMONG, t->among);
    said = lang_text(lang, match_level_msg(t->level));
    if (t->level == MATCH_LEVEL_NOT_GIVEN)
        return said;
    both = both_text(a, lang, t);
    if (!both.n)
        return said;
    return lang_fill_text(a, lang, MSG_MATCH_VALUES,
        (const struct str[]){both, said}, 2);
}

/* What ten decibans are made of, in figures that people say. */
static const int64_t round_ones[] = {1, 1, 2, 2, 3, 3, 4, 5, 6, 8};
static const int64_t round_tens[] = {10, 13, 16, 20, 25, 30, 40, 50, 60, 80};

static int64_t
odds(int decibans)
{
    int64_t n;

    if (decibans < 10)
        return round_ones[decibans];
    n = round_tens[decibans % 10];
    for (int i = 2; i <= decibans / 10; i++)
        n *= 10;
    return n;
}

struct str
match_odds_text(struct arena *a, enum lang lang, int decibans)
{
    const int most = 60; /* a million; beyond it figures say nothing */
    int       size = decibans < 0 ? -decibans : decibans;
    bool      less = decibans < 0;

    assert(a);
    if (size > most)
        return fill(a, lang,
            less ? MSG_MATCH_ODDS_BEYOND_AGAINST : MSG_MATCH_ODDS_BEYOND,
            odds(most));
    if (odds(size) == 1)
        return lang_text(lang, MSG_MATCH_ODDS_EVEN);
    return fill(a, lang, less ? MSG_MATCH_ODDS_AGAINST : MSG_MATCH_ODDS_FOR,
        odds(size));
}

struct str
match_decibans_text(struct arena *a, int decibans)
{
    struct str n = str_of_int(a, decibans < 0 ? -decibans : decibans);

    if (!decibans)
        return n;
    return str_cat(a, decibans < 0 ? S("\xe2\x88\x92") : S("+"), n);
}
