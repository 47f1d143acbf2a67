/*
 * model -- reading the weights, and asking them.
 *
 * A text that leaves a level out is refused rather than taken as 0: a weight
 * forgotten is a wrong answer that nobody sees.
 */
#include "match/model.h"

#include <assert.h>
#include <pthread.h>

#include "base/hash.h"

enum { WORDS = 4 };

struct rarity {
    enum match_field field;
    struct str       name;
    int              most;
};

struct match_model {
    int            weight[MATCH_FIELD_COUNT][MATCH_LEVEL_COUNT];
    bool           stated[MATCH_FIELD_COUNT][MATCH_LEVEL_COUNT];
    int            band[MATCH_BAND_COUNT];
    bool           band_stated[MATCH_BAND_COUNT];
    struct rarity *rarities;
    size_t         rarity_count;
    struct str     version;
};

enum { VERSION_LETTERS = 12 };

/* The words of the model's text, as tokens like those of the lists. */
#define WORD(word) S_INIT(#word)

static const struct str field_words[MATCH_FIELD_COUNT] = {
#define FIELD(name, word) [MATCH_##name] = WORD(word),
#include "match/fields.def"
#undef FIELD
};

static const struct str level_words[MATCH_LEVEL_COUNT] = {
#define LEVEL(name, word) [MATCH_LEVEL_##name] = WORD(word),
#include "match/levels.def"
#undef LEVEL
};

static const struct str band_words[MATCH_BAND_COUNT] = {
    [MATCH_POSSIBLE] = WORD(possible),
    [MATCH_STRONG] = WORD(strong),
};

#define BIT(level) (UINT32_C(1) << MATCH_LEVEL_##level)

/* The levels a field can have beside NOT_GIVEN. */
static const uint32_t levels_of[MATCH_FIELD_COUNT] = {
    [MATCH_START] = BIT(AMONG),
    [MATCH_FAMILY] = BIT(SAME) | BIT(COMMON) | BIT(VARIANT) | BIT(SOUND) |
        BIT(PART) | BIT(CUSTOM) | BIT(SWAPPED) | BIT(CLOSE) |
        BIT(DIFFERS),
    [MATCH_GIVEN] = BIT(SAME) | BIT(COMMON) | BIT(VARIANT) | BIT(SOUND) |
        BIT(PART) | BIT(SWAPPED) | BIT(CLOSE) | BIT(INITIAL) | BIT(DIFFERS),
    [MATCH_EARLIER] = BIT(SAME),
    [MATCH_BIRTH] = BIT(SAME) | BIT(SWAPPED) | BIT(CLOSE) | BIT(DECADE) |
        BIT(MONTH) | BIT(YEAR) | BIT(STANDIN) | BIT(EXPECTED) | BIT(AGE) |
        BIT(DIFFERS),
    [MATCH_SEX] = BIT(SAME) | BIT(DIFFERS),
    [MATCH_MOTHER] = BIT(SAME) | BIT(VARIANT) | BIT(SOUND) | BIT(PART) |
        BIT(CLOSE) | BIT(INITIAL) | BIT(DIFFERS),
    [MATCH_NHS] = BIT(SAME) | BIT(UNTRACED) | BIT(DOUBT) | BIT(DIFFERS),
    [MATCH_UPN] = BIT(SAME) | BIT(DIFFERS),
    [MATCH_HOME] = BIT(SAME) | BIT(SHARED) | BIT(DIFFERS),
    [MATCH_PLACE] = BIT(SAME) | BIT(DIFFERS),
    [MATCH_TWIN] = BIT(SAME) | BIT(DIFFERS),
    [MATCH_HOUSEHOLD] = BIT(SIBLING) | BIT(PERHAPS),
};

/* Levels that are computed, not stated. */
static const uint32_t computed = BIT(NOT_GIVEN) | BIT(AMONG) | BIT(COMMON);

bool
match_field_has(enum match_field field, enum match_level level)
{
    assert(field < MATCH_FIELD_COUNT && level < MATCH_LEVEL_COUNT);
    return level == MATCH_LEVEL_NOT_GIVEN || (levels_of[field] >> level & 1);
}

/* ---- one statement ---- */

struct statement {
    struct str word[WORDS];
    size_t     count;
};

static size_t
word_find(const struct str *list, size_t n, struct str word)
{
    size_t i = 0;

    while (i < n && (!list[i].n || !str_eq(list[i], word)))
        i++;
    return i;
}

static bool
weight_read(struct str word, int *out)
{
    int64_t n;

    if (!str_int(word, &n) || n < -MATCH_WEIGHT_MAX || n > MATCH_WEIGHT_MAX)
        return false;
    *out = (int)n;
    return true;
}

static const char *
weight_state(struct match_model *m, const struct statement *s)
{
    size_t field = word_find(field_words, MATCH_FIELD_COUNT, s->word[1]);
    size_t level = word_find(level_words, MATCH_LEVEL_COUNT, s->word[2]);

    if (s->count != 4)
        return "weight takes a field, a level and a number";
    if (field == MATCH_FIELD_COUNT)
        return "there is no such field";
    if (level == MATCH_LEVEL_COUNT ||
        !((levels_of[field] & ~computed) >> level & 1))
        return "the field has no such level to weigh";
    if (m->stated[field][level])
        return "this weight is stated twice";
    if (!weight_read(s->word[3], &m->weight[field][level]))
        return "a weight is a whole number from -200 to 200";
    m->stated[field][level] = true;
    return NULL;
}

static const char *
rarity_state(struct match_model *m, const struct statement *s)
{
    size_t        field = word_find(field_words, MATCH_FIELD_COUNT, s->word[1]);
    struct rarity r = {.name = s->word[2]};

    if (s->count != 4)
        return "rarity takes a field, a name and a number";
    if (field != MATCH_FAMILY && field != MATCH_GIVEN)
        return "only family and given names have a rarity";
    r.field = (enum match_field)field;
    if (match_model_rarity(m, r.field, r.name) != MATCH_WEIGHT_MAX)
        return "this rarity is stated twice";
    if (!weight_read(s->word[3], &r.most) || r.most < 0 ||
        r.most == MATCH_WEIGHT_MAX)
        return "a rarity is a whole number from 0 to 199";
    m->rarities[m->rarity_count++] = r;
    return NULL;
}

static const char *
band_state(struct match_model *m, const struct statement *s)
{
    size_t band = word_find(band_words, MATCH_BAND_COUNT, s->word[1]);

    if (s->count != 3)
        return "band takes a band and a number";
    if (band == MATCH_BAND_COUNT)
        return "the bands are possible and strong";
    if (m->band_stated[band])
        return "this band is stated twice";
    if (!weight_read(s->word[2], &m->band[band]))
        return "a band begins at a whole number from -200 to 200";
    m->band_stated[band] = true;
    return NULL;
}

static const struct {
    struct str word;
    const char *(*state)(struct match_model *, const struct statement *);
} statements[] = {
    {WORD(weight), weight_state},
    {WORD(rarity), rarity_state},
    {WORD(band), band_state},
};

/* One word more than any statement has would be counted, not kept. */
static void
statement_split(struct str line, struct statement *s)
{
    struct str one;

    *s = (struct statement){.count = 0};
    while (str_split(&line, ' ', &one)) {
        if (!one.n)
            continue;
        if (s->count < WORDS)
            s->word[s->count] = one;
        s->count++;
    }
}

static const char *
line_read(struct match_model *m, struct str line)
{
    struct statement s;

    line = str_trim(line);
    if (!line.n || str_starts(line, S("#")))
        return NULL;
    statement_split(line, &s);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (str_eq(statements[i].word, s.word[0]))
            return statements[i].state(m, &s);
    return "a statement begins with weight, rarity or band";
}

/* ---- the whole ---- */

static const char *
missing(const struct match_model *m)
{
    for (int f = 0; f < MATCH_FIELD_COUNT; f++)
        for (int l = 0; l < MATCH_LEVEL_COUNT; l++)
            if (((levels_of[f] & ~computed) >> l & 1) && !m->stated[f][l])
                return "a weight is missing";
    if (!m->band_stated[MATCH_POSSIBLE] || !m->band_stated[MATCH_STRONG])
        return "a band is missing";
    if (m->band[MATCH_STRONG] <= m->band[MATCH_POSSIBLE])
        return "strong begins above possible";
    return NULL;
}

static size_t
line_count(struct str text)
{
    size_t     n = 0;
    struct str line;

    while (str_split(&text, '\n', &line))
        n++;
    return n;
}

static enum err
invalid(struct fault *fault, int line, const char *why)
{
    *fault = (struct fault){.msg = MSG_MATCH_MODEL_WRONG,
        .detail = str_of(why),
        .line = line};
    return ERR_INVALID;
}

static struct str
version_of(struct arena *a, struct str text)
{
    struct digest d = hash_sha256(text);

    return str_sub(str_hex(a, hash_str(&d)), 0, VERSION_LETTERS);
}

enum err
match_model_load(struct arena *a, struct str text,
    const struct match_model **out, struct fault *fault)
{
    struct mark         mark = arena_mark(a);
    struct match_model *m = ARENA_NEW(a, struct match_model);
    struct str          rest = str_dup(a, text), line;
    const char         *why = NULL;
    int                 at = 0;

    assert(out && fault);
    m->rarities = ARENA_ARRAY(a, struct rarity, line_count(text));
    while (!why && str_split(&rest, '\n', &line)) {
        at++;
        why = line_read(m, line);
    }
    if (!why)
        why = missing(m);
    if (why) {
        arena_rewind(a, mark);
        return invalid(fault, at, why);
    }
    m->version = version_of(a, text);
    *out = m;
    return OK;
}

struct str
match_model_version(const struct match_model *m)
{
    assert(m);
    return m->version;
}

/* Never freed: it is the process's configuration. */
static struct arena             *usual_arena;
static const struct match_model *usual;
static pthread_once_t            usual_once = PTHREAD_ONCE_INIT;

static void
usual_load(void)
{
    struct fault fault;

    usual_arena = arena_new(0);
    if (match_model_load(usual_arena, match_model_text(), &usual, &fault))
        BUG("model: the text that is compiled in does not parse");
}

const struct match_model *
match_model_usual(void)
{
    pthread_once(&usual_once, usual_load);
    return usual;
}

int
match_model_weight(const struct match_model *m, enum match_field field,
    enum match_level level)
{
    assert(m && field < MATCH_FIELD_COUNT && level < MATCH_LEVEL_COUNT);
    if (level == MATCH_LEVEL_COMMON)
        level = MATCH_LEVEL_SAME;
    return m->weight[field][level];
}

int
match_model_rarity(const struct match_model *m, enum match_field field,
    struct str name)
{
    assert(m);
    for (size_t i = 0; i < m->rarity_count; i++)
        if (m->rarities[i].field == field && str_eq(m->rarities[i].name, name))
            return m->rarities[i].most;
    return MATCH_WEIGHT_MAX;
}

enum match_band
match_model_band(const struct match_model *m, int total)
{
    assert(m);
    if (total >= m->band[MATCH_STRONG])
        return MATCH_STRONG;
    return total >= m->band[MATCH_POSSIBLE] ? MATCH_POSSIBLE : MATCH_UNLIKELY;
}

/* Where the decibans from one power of ten to the next are rounded up:
 * 1000 * 10^((k + 1/2) / 10). */
static const int64_t rounding[] = {
    1122, 1413, 1778, 2239, 2818, 3548, 4467, 5623, 7079, 8913
};

int
match_model_start(int64_t population)
{
    int     decibans = 0;
    int64_t n = population;

    assert(population >= 1);
    if (population > INT64_MAX / 1000)
        return -MATCH_WEIGHT_MAX;
    for (n *= 1000; n >= 10000; n /= 10)
        decibans += 10;
    for (size_t i = 0; i < sizeof rounding / sizeof *rounding; i++)
        decibans += n >= rounding[i];
    return -decibans;
}
