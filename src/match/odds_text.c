/*
 * odds_text -- a model as text: one level a line, with how likely it is for
 * one person, for two of a household and for strangers, in centibans.
 */
#include <assert.h>

#include "base/buf.h"
#include "match/odds.h"

enum { WORDS = 6 };

/* ---- writing ---- */

static void
put_word(struct buf *b, struct str word)
{
    buf_add_byte(b, ' ');
    buf_add(b, word);
}

static void
put_number(struct buf *b, int64_t n)
{
    buf_add_byte(b, ' ');
    buf_add_int(b, n);
}

struct str
odds_write(struct arena *a, const struct odds *o)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b,
        S("# level FIELD LEVEL PERSON HOUSEHOLD STRANGERS: 100 log10 of how"
          " likely.\nodds"));
    put_number(&b, ODDS_VERSION);
    buf_add(&b, S("\nlines"));
    put_number(&b, o->lines);
    buf_add(&b, S("\nstart"));
    put_number(&b, o->start[ODDS_PERSON]);
    put_number(&b, o->start[ODDS_HOUSEHOLD]);
    for (int l = 0; l < PATTERN_LEVELS; l++) {
        enum pattern_level level = (enum pattern_level)l;
        enum pattern_field field = pattern_field_of(level);

        if (level == pattern_first[field])
            continue;
        buf_add(&b, S("\nlevel"));
        put_word(&b, pattern_field_word(field));
        put_word(&b, pattern_level_word(level));
        for (int c = 0; c < ODDS_CLASSES; c++)
            put_number(&b, o->level[c][l]);
    }
    buf_add_byte(&b, '\n');
    return buf_str(&b);
}

/* ---- reading ---- */

struct reading {
    struct odds *out;
    struct str   word[WORDS];
    size_t       count;
    bool         stated[PATTERN_LEVELS], version, start;
};

static void
words_split(struct reading *r, struct str line)
{
    struct str one;

    r->count = 0;
    while (str_split(&line, ' ', &one)) {
        if (one.n && r->count < WORDS)
            r->word[r->count] = one;
        r->count += one.n > 0;
    }
}

static bool
number_read(struct str word, int *out)
{
    int64_t n;

    if (!str_int(word, &n) || n < ODDS_LEAST || n > ODDS_MOST)
        return false;
    *out = (int)n;
    return true;
}

static const char *
read_odds(struct reading *r)
{
    int version;

    if (r->count != 2 || !number_read(r->word[1], &version) ||
        version != ODDS_VERSION)
        return "a model of another version; learn it again";
    r->version = true;
    return NULL;
}

static const char *
read_lines(struct reading *r)
{
    if (r->count != 2 || !str_int(r->word[1], &r->out->lines) ||
        r->out->lines < 0)
        return "lines takes a number";
    return NULL;
}

static const char *
read_start(struct reading *r)
{
    if (r->count != 3 ||
        !number_read(r->word[1], &r->out->start[ODDS_PERSON]) ||
        !number_read(r->word[2], &r->out->start[ODDS_HOUSEHOLD]))
        return "start takes two numbers";
    r->start = true;
    return NULL;
}

static bool
level_find(const struct reading *r, int *at)
{
    for (*at = 0; *at < PATTERN_LEVELS; (*at)++) {
        enum pattern_level l = (enum pattern_level) * at;
        enum pattern_field f = pattern_field_of(l);

        if (l != pattern_first[f] &&
            str_eq(pattern_field_word(f), r->word[1]) &&
            str_eq(pattern_level_word(l), r->word[2]))
            return true;
    }
    return false;
}

static const char *
read_level(struct reading *r)
{
    int at;

    if (r->count != WORDS)
        return "level takes a field, a level and three numbers";
    if (!level_find(r, &at))
        return "there is no such field or level";
    if (r->stated[at])
        return "this level is stated twice";
    r->stated[at] = true;
    for (int c = 0; c < ODDS_CLASSES; c++)
        if (!number_read(r->word[3 + c], &r->out->level[c][at]) ||
            r->out->level[c][at] > 0)
            return "a likelihood is a whole number from -3000 to 0";
    return NULL;
}

static const struct {
    struct str word;
    const char *(*read)(struct reading *);
} statements[] = {
    {S_INIT("odds"), read_odds},
    {S_INIT("lines"), read_lines},
    {S_INIT("start"), read_start},
    {S_INIT("level"), read_level},
};

static const char *
line_read(struct reading *r, struct str line)
{
    words_split(r, str_trim(line));
    if (!r->count || str_starts(r->word[0], S("#")))
        return NULL;
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (str_eq(statements[i].word, r->word[0]))
            return statements[i].read(r);
    return "a line begins with odds, lines, start or level";
}

static const char *
missing(const struct reading *r)
{
    if (!r->version || !r->start)
        return "no version, or no start";
    for (int l = 0; l < PATTERN_LEVELS; l++)
        if (!r->stated[l] &&
            l != (int)pattern_first[pattern_field_of((enum pattern_level)l)])
            return "a level is missing";
    return NULL;
}

enum err
odds_read(struct str text, struct odds *o, struct fault *fault)
{
    struct odds    odds = {.lines = 0};
    struct reading r = {.out = &odds};
    const char    *why = NULL;
    struct str     line;
    int            at = 0;

    assert(o && fault);
    while (!why && str_split(&text, '\n', &line)) {
        at++;
        why = line_read(&r, line);
    }
    if (!why)
        why = missing(&r);
    if (why) {
        *fault = (struct fault){.msg = MSG_MATCH_MODEL_WRONG,
            .detail = str_of(why),
            .line = at};
        return ERR_INVALID;
    }
    *o = odds;
    return OK;
}
