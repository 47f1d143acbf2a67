/*
 * odds -- sums of centibans, and a model as text.
 */
#include "match/odds.h"

#include "extract.h"
#include "match/learn.h"
#include "test.h"

TEST(odds_explain__sums_to_the_weight_of_every_pair)
{
    struct extract  e = extract_invented(400, 1);
    struct linkage *l = extract_link(&e, 1);
    struct odds_why why;

    WANT(l->count > 500);
    for (size_t i = 0; i < l->count; i++) {
        const struct linkage_pair *p = &l->pairs[i];
        int                        sum = 0;

        odds_explain(&l->odds, p->pattern, &e.roll->rarities[p->x],
            &e.roll->rarities[p->y], &why);
        for (size_t t = 0; t < why.count; t++)
            sum += why.term[t].centibans;
        WANT(sum == why.total && sum == p->weight);
    }
    linkage_free(l);
    extract_free(&e);
}

TEST(odds_text__is_read_as_it_was_written)
{
    struct arena *a = arena_new(0);
    struct odds   o, again;
    struct fault  fault;
    struct str    text;

    learn_before(&o);
    text = odds_write(a, &o);
    WANT_OK(odds_read(text, &again, &fault));
    WANT_SAME(odds_write(a, &again), text);
    arena_free(a);
}

TEST(odds_read__names_the_line_that_is_wrong)
{
    static const struct {
        const char *text;
        int         line;
    } cases[] = {
        {"", 1},
        {"odds 2\n", 1},
        {"odds 1\nstart 1\n", 2},
        {"odds 1\nlevel given same 1 2 3\n", 2},
        {"odds 1\nlevel given unlike -1 -2 -3\n", 2},
        {"odds 1\nlevel given same -1 -2 -3\nlevel given same -1 -2 -3\n", 3},
        {"odds 1\nstart -1 -2\n# all levels are missing\n", 4},
    };
    struct odds  o;
    struct fault fault = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        WANT_ERR(ERR_INVALID, odds_read(str_of(cases[i].text), &o, &fault));
        WANT(fault.line == cases[i].line);
    }
}

TEST(odds_probability__is_a_half_at_even_odds)
{
    WANT(odds_probability(0) == 500000);
    WANT(odds_probability(300) == 999001);
    WANT(odds_probability(-300) == 999);
    WANT(odds_probability(ODDS_MOST) == 1000000);
}
