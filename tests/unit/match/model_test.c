/*
 * model -- what the text of weights may say, and what is refused.
 */
#include "match/model.h"

#include "base/buf.h"
#include "test.h"

/* The compiled-in text with a line behind it. */
static struct str
usual_and(struct arena *a, struct str line)
{
    return str_cat(a, match_model_text(), line);
}

/* The compiled-in text without the line that holds the words. */
static struct str
usual_without(struct arena *a, struct str words)
{
    struct str rest = match_model_text(), line;
    struct buf b;

    buf_init(&b, a);
    while (str_split(&rest, '\n', &line))
        if (str_find(line, words) < 0) {
            buf_add(&b, line);
            buf_add_byte(&b, '\n');
        }
    return buf_str(&b);
}

static int
lines_of(struct str text)
{
    struct str line;
    int        n = 0;

    while (str_split(&text, '\n', &line))
        n++;
    return n;
}

TEST(match_model_load__takes_what_is_compiled_in)
{
    struct arena             *a = arena_new(0);
    const struct match_model *m;
    struct fault              fault;

    WANT_OK(match_model_load(a, match_model_text(), &m, &fault));
    WANT_INT(match_model_weight(m, MATCH_BIRTH, MATCH_LEVEL_SAME), 24);
    WANT_INT(match_model_weight(m, MATCH_GIVEN, MATCH_LEVEL_SOUND), 21);
    WANT_INT(match_model_weight(m, MATCH_HOME, MATCH_LEVEL_NOT_GIVEN), 0);
    WANT_INT(match_model_rarity(m, MATCH_FAMILY, S("jones")), 13);
    WANT_INT(match_model_rarity(m, MATCH_GIVEN, S("jones")), 200);
    WANT(match_model_usual() == match_model_usual());
    arena_free(a);
}

TEST(match_model_rough__tells_two_figures_and_tens_at_least)
{
    static const struct {
        int64_t people, told;
    } counts[] = {
        {0, 10},
        {1, 10},
        {14, 10},
        {15, 20},
        {94, 90},
        {99, 100},
        {104, 100},
        {105, 110},
        {1234, 1200},
        {1250, 1300},
        {9949, 9900},
        {99499, 99000},
        {1000000, 1000000},
        {3142857, 3100000},
    };

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        WANT_INT(match_model_rough(counts[i].people), counts[i].told);
}

TEST(match_model_load__names_the_line_that_is_wrong)
{
    static const struct str wrong[] = {
        S_INIT("wheight family same 1"),
        S_INIT("weight family same"),
        S_INIT("weight surname same 1"),
        S_INIT("weight family sometimes 1"),
        S_INIT("weight sex sound 1"),
        S_INIT("weight family common 1"),
        S_INIT("weight start among 1"),
        S_INIT("weight family same 20"),
        S_INIT("rarity family jones 13"),
        S_INIT("rarity mother mair 13"),
        S_INIT("rarity family penri -1"),
        S_INIT("rarity family penri 200"),
        S_INIT("rarity family penri 2 3"),
        S_INIT("band certain 100"),
        S_INIT("band strong 30"),
        S_INIT("band strong"),
    };
    struct arena             *a = arena_new(0);
    const struct match_model *m = NULL;
    struct fault              fault;
    int                       last = lines_of(match_model_text());

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        WANT_ERR(ERR_INVALID,
            match_model_load(a, usual_and(a, wrong[i]), &m, &fault));
        WANT_INT(fault.line, last);
        WANT(fault.detail.n > 0 && fault.msg == MSG_MATCH_MODEL_WRONG);
        WANT(m == NULL);
    }
    arena_free(a);
}

TEST(match_model_load__refuses_a_weight_beyond_its_bounds)
{
    struct arena             *a = arena_new(0);
    const struct match_model *m;
    struct fault              fault;
    struct str                but = usual_without(a, S("weight sex same"));

    WANT_OK(match_model_load(a, str_cat(a, but, S("weight sex same 200\n")), &m,
        &fault));
    WANT_ERR(ERR_INVALID,
        match_model_load(a, str_cat(a, but, S("weight sex same 201\n")), &m,
            &fault));
    WANT_ERR(ERR_INVALID,
        match_model_load(a, str_cat(a, but, S("weight sex same 2.5\n")), &m,
            &fault));
    arena_free(a);
}

TEST(match_model_load__refuses_a_text_that_leaves_something_out)
{
    static const struct str left_out[] = {
        S_INIT("weight family same"),
        S_INIT("weight household sibling"),
        S_INIT("weight nhs differs"),
        S_INIT("band strong"),
        S_INIT("band possible"),
    };
    struct arena             *a = arena_new(0);
    const struct match_model *m;
    struct fault              fault;

    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        WANT_ERR(ERR_INVALID,
            match_model_load(a, usual_without(a, left_out[i]), &m, &fault));
    WANT_ERR(ERR_INVALID, match_model_load(a, S(""), &m, &fault));
    arena_free(a);
}

TEST(match_model_load__wants_strong_above_possible)
{
    struct arena             *a = arena_new(0);
    const struct match_model *m;
    struct fault              fault;
    struct str                text =
        str_cat(a, usual_without(a, S("band strong")), S("band strong 0"));

    WANT_ERR(ERR_INVALID, match_model_load(a, text, &m, &fault));
    arena_free(a);
}

TEST(match_model_start__is_ten_logarithms_rounded)
{
    WANT_INT(match_model_start(1), 0);
    WANT_INT(match_model_start(2), -3);
    WANT_INT(match_model_start(10), -10);
    WANT_INT(match_model_start(99), -20);
    WANT_INT(match_model_start(2000), -33);
    WANT_INT(match_model_start(3100000), -65);
    WANT_INT(match_model_start(INT64_MAX), -200);
}

TEST(match_field_has__not_given_everywhere_and_nothing_foreign)
{
    for (int f = 0; f < MATCH_FIELD_COUNT; f++)
        WANT(match_field_has((enum match_field)f, MATCH_LEVEL_NOT_GIVEN));
    WANT(!match_field_has(MATCH_HOME, MATCH_LEVEL_SOUND));
    WANT(match_field_has(MATCH_FAMILY, MATCH_LEVEL_COMMON));
}
