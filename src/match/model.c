/*
 * model -- reading the weights, and asking them.
 *
 * A text that leaves a level out is refused rather than taken as 0: a weight
 * forgotten is a wrong answer that nobody sees.
 */
#include "match/model.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/hash.h"

enum { WORDS = 4, NAMES_VERSION = 1 };

struct match_model {
    int                  weight[MATCH_FIELD_COUNT][MATCH_LEVEL_COUNT];
    bool                 stated[MATCH_FIELD_COUNT][MATCH_LEVEL_COUNT];
    int                  band[MATCH_BAND_COUNT];
    bool                 band_stated[MATCH_BAND_COUNT];
    int                  rest[MATCH_FIELD_COUNT];
    bool                 rest_stated[MATCH_FIELD_COUNT];
    bool                 names, place_stated;
    int64_t              people;
    struct match_rarity *rarities; /* by field and name, once all are read */
    size_t               rarity_count;
    struct str           version;
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
    int        line;
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

static bool
worth_read(struct str word, int *out)
{
    return weight_read(word, out) && *out >= 0 && *out < MATCH_WEIGHT_MAX;
}

/* That a name is stated twice is seen when they are in order. */
static const char *
rarity_state(struct match_model *m, const struct statement *s)
{
    size_t field = word_find(field_words, MATCH_FIELD_COUNT, s->word[1]);
    struct match_rarity r = {.name = s->word[2], .line = s->line};

    if (s->count != 4)
        return "rarity takes a field, a name and a number";
    if (field != MATCH_FAMILY && field != MATCH_GIVEN)
        return "only family and given names have a rarity";
    r.field = (enum match_field)field;
    if (!worth_read(s->word[3], &r.worth))
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

/* ---- of a region's names ---- */

static const char *
names_state(struct match_model *m, const struct statement *s)
{
    int64_t version;

    if (s->count != 2 || !str_int(s->word[1], &version) ||
        version != NAMES_VERSION || m->names)
        return "names takes the version 1, once";
    m->names = true;
    return NULL;
}

static const char *
people_state(struct match_model *m, const struct statement *s)
{
    if (s->count != 2 || m->people || !str_int(s->word[1], &m->people) ||
        m->people < 1)
        return "people takes a whole number from 1, once";
    return NULL;
}

static const char *
place_state(struct match_model *m, const struct statement *s)
{
    if (s->count != 2 || m->place_stated ||
        !worth_read(s->word[1], &m->weight[MATCH_PLACE][MATCH_LEVEL_SAME]))
        return "place takes a whole number from 0 to 199, once";
    m->place_stated = true;
    return NULL;
}

static const char *
rest_state(struct match_model *m, const struct statement *s)
{
    size_t field = word_find(field_words, MATCH_FIELD_COUNT, s->word[1]);

    if (s->count != 3 || (field != MATCH_FAMILY && field != MATCH_GIVEN))
        return "rest takes family or given, and a number";
    if (m->rest_stated[field])
        return "this rest is stated twice";
    if (!worth_read(s->word[2], &m->rest[field]))
        return "a rest is a whole number from 0 to 199";
    m->rest_stated[field] = true;
    return NULL;
}

/* Which text may state it: a bit for each. */
enum { OF_WEIGHTS = 1, OF_NAMES = 2 };

static const struct {
    struct str word;
    const char *(*state)(struct match_model *, const struct statement *);
    unsigned of;
} statements[] = {
    {WORD(weight), weight_state, OF_WEIGHTS},
    {WORD(rarity), rarity_state, OF_WEIGHTS | OF_NAMES},
    {WORD(band), band_state, OF_WEIGHTS},
    {WORD(names), names_state, OF_NAMES},
    {WORD(people), people_state, OF_NAMES},
    {WORD(place), place_state, OF_NAMES},
    {WORD(rest), rest_state, OF_NAMES},
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
line_read(struct match_model *m, struct str line, unsigned of, int at)
{
    struct statement s;

    line = str_trim(line);
    if (!line.n || str_starts(line, S("#")))
        return NULL;
    statement_split(line, &s);
    s.line = at;
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (str_eq(statements[i].word, s.word[0]) && (statements[i].of & of))
            return statements[i].state(m, &s);
    return of == OF_NAMES
        ? "a statement begins with names, people, place, rest or rarity"
        : "a statement begins with weight, rarity or band";
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

static const char *
names_missing(const struct match_model *m)
{
    if (!m->names || !m->people || !m->place_stated)
        return "names, people or place is missing";
    if (!m->rest_stated[MATCH_FAMILY] || !m->rest_stated[MATCH_GIVEN])
        return "the rest of the names is missing";
    for (size_t i = 0; i < m->rarity_count; i++)
        if (m->rarities[i].worth > m->rest[m->rarities[i].field])
            return "a name that is listed is worth more than the rest";
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

static int
by_name(const void *x, const void *y)
{
    const struct match_rarity *a = x, *b = y;

    return a->field != b->field ? (a->field > b->field) - (a->field < b->field)
                                : str_cmp(a->name, b->name);
}

/* In order, so that a name is found; at: the line of one stated twice. */
static const char *
rarities_order(struct match_model *m, int *at)
{
    struct match_rarity *all = m->rarities;

    if (m->rarity_count)
        qsort(all, m->rarity_count, sizeof *all, by_name);
    for (size_t i = 1; i < m->rarity_count; i++)
        if (by_name(&all[i - 1], &all[i]) == 0) {
            *at = all[i].line > all[i - 1].line ? all[i].line : all[i - 1].line;
            return "this rarity is stated twice";
        }
    return NULL;
}

static const char *
text_read(struct match_model *m, struct str text, unsigned of, int *at)
{
    const char *why = NULL;
    struct str  line;

    *at = 0;
    while (!why && str_split(&text, '\n', &line))
        why = line_read(m, line, of, ++*at);
    return why ? why : rarities_order(m, at);
}

static struct match_model *
model_new(struct arena *a, size_t lines)
{
    struct match_model *m = ARENA_NEW(a, struct match_model);

    m->rarities = ARENA_ARRAY(a, struct match_rarity, lines);
    return m;
}

enum err
match_model_load(struct arena *a, struct str text,
    const struct match_model **out, struct fault *fault)
{
    struct mark         mark = arena_mark(a);
    struct match_model *m = model_new(a, line_count(text));
    const char         *why;
    int                 at;

    assert(out && fault);
    why = text_read(m, str_dup(a, text), OF_WEIGHTS, &at);
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

enum err
match_model_load_names(struct arena *a, struct str text,
    const struct match_model **out, struct fault *fault)
{
    struct mark         mark = arena_mark(a);
    struct str          usual = match_model_text();
    struct match_model *m = model_new(a, line_count(usual) + line_count(text));
    const char         *why;
    int                 at;

    assert(out && fault);
    if (text_read(m, usual, OF_WEIGHTS, &at))
        BUG("model: the text that is compiled in does not parse");
    m->rarity_count = 0;
    why = text_read(m, str_dup(a, text), OF_NAMES, &at);
    if (!why)
        why = names_missing(m);
    if (why) {
        arena_rewind(a, mark);
        return invalid(fault, at, why);
    }
    m->version = version_of(a, str_cat(a, usual, text));
    *out = m;
    return OK;
}

bool
match_model_is_names(struct str text)
{
    struct str       line;
    struct statement s;

    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || str_starts(line, S("#")))
            continue;
        statement_split(line, &s);
        return str_eq(s.word[0], S("names"));
    }
    return false;
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
match_model_rest(const struct match_model *m, enum match_field field)
{
    assert(m && field < MATCH_FIELD_COUNT);
    return m->rest_stated[field] ? m->rest[field] : MATCH_WEIGHT_MAX;
}

int
match_model_rarity(const struct match_model *m, enum match_field field,
    struct str name)
{
    const struct match_rarity key = {.field = field, .name = name}, *found;

    assert(m);
    found = m->rarity_count
        ? bsearch(&key, m->rarities, m->rarity_count, sizeof key, by_name)
        : NULL;
    return found ? found->worth : match_model_rest(m, field);
}

int64_t
match_model_people(const struct match_model *m)
{
    assert(m);
    return m->people;
}

const struct match_rarity *
match_model_rarity_at(const struct match_model *m, size_t i)
{
    assert(m);
    return i < m->rarity_count ? &m->rarities[i] : NULL;
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

int64_t
match_model_rough(int64_t people)
{
    int64_t step = 10;

    assert(people >= 0 && people < INT64_MAX / 100);
    while (people / step >= 100)
        step *= 10;
    people = (people + step / 2) / step * step;
    return people ? people : step;
}
