/*
 * frequency_test -- a region's names, counted, and what a desk makes of them:
 * who is common here weighs less, who is rare more, and nobody can be read
 * from the text.
 */
#include "match/frequency.h"

#include "match/change.h"
#include "people.h"
#include "test.h"

struct region {
    struct arena     *a;
    struct frequency *f;
};

static struct region
region_new(void)
{
    return (struct region){arena_new(0), frequency_new()};
}

static void
region_end(struct region *r)
{
    frequency_free(r->f);
    arena_free(r->a);
}

static void
add(struct region *r, size_t n, struct str given, struct str family,
    struct str town)
{
    const struct match_names      names = {given, family};
    const struct frequency_person p = {&names, 1, &town, 1};

    for (size_t i = 0; i < n; i++)
        frequency_add(r->f, r->a, &p);
}

/* A valley: many of them called Jones, few Smith; Seren is what girls are
 * called there, and each family name of the rest is borne by six. */
static void
add_valley(struct region *r)
{
    add(r, 2400, S("Seren"), S("Jones"), S("Aberhwyaden"));
    add(r, 1200, S("Si\xc3\xa2n"), S("ap Rhys"), S("Aberhwyaden"));
    add(r, 900, S("Dafydd"), S("Evans"), S("Tre-fach"));
    add(r, 40, S("Oliver"), S("Penri-Puw"), S("Tre-fach"));
    add(r, 12, S("Jack"), S("Smith"), S("Tre-fach"));
    for (int i = 0; i < 2500; i++) {
        struct str no = str_of_int(r->a, 1000 + i);
        char       word[] = "qaaaa";

        for (int k = 0; k < 4; k++)
            word[k + 1] = (char)('a' + (no.p[k] - '0'));
        add(r, 6, str_of(word), str_of(word), str_of(word));
    }
}

static const struct match_model *
model_of(struct region *r)
{
    const struct match_model *m = NULL;
    struct fault              fault = {0};

    WANT_OK(
        match_model_load_names(r->a, frequency_text(r->f, r->a), &m, &fault));
    WANT_INT(fault.line, 0);
    return m;
}

static struct match_why
weigh(struct region *r, const struct match_model *m,
    const struct match_person *x, const struct match_person *y)
{
    const struct match_person *const pair[2] = {x, y};
    struct match_why                 why;
    int                              sum = 0;

    match_weigh(r->a, m, 20000, pair, &why);
    for (size_t i = 0; i < why.count; i++)
        sum += why.term[i].decibans;
    WANT_INT(sum, why.total);
    return why;
}

/* The decibans of one field when both say the same. */
static int
agreed(struct region *r, const struct match_model *m, struct match_person x,
    enum match_field field, enum match_level level)
{
    struct match_why         why = weigh(r, m, &x, &x);
    const struct match_term *t = term_of(&why, field);

    WANT_INT(t->level, level);
    return t->decibans;
}

TEST(frequency__weighs_a_rare_name_more_and_a_common_one_less)
{
    struct region             r = region_new();
    const struct match_model *usual = match_model_usual(), *m;
    struct match_person       jones = PERSON("Seren", "Jones");
    struct match_person       smith = PERSON("Jack", "Smith");
    struct match_person       rare = PERSON("Lleucu", "Mostyn");

    add_valley(&r);
    m = model_of(&r);
    WANT_INT(agreed(&r, usual, jones, MATCH_FAMILY, MATCH_LEVEL_COMMON), 13);
    WANT_INT(agreed(&r, m, jones, MATCH_FAMILY, MATCH_LEVEL_COMMON), 9);
    WANT_INT(agreed(&r, usual, jones, MATCH_GIVEN, MATCH_LEVEL_COMMON), 21);
    WANT_INT(agreed(&r, m, jones, MATCH_GIVEN, MATCH_LEVEL_COMMON), 10);
    WANT_INT(agreed(&r, usual, smith, MATCH_FAMILY, MATCH_LEVEL_COMMON), 18);
    WANT_INT(agreed(&r, m, smith, MATCH_FAMILY, MATCH_LEVEL_SAME), 27);
    WANT_INT(agreed(&r, usual, rare, MATCH_FAMILY, MATCH_LEVEL_SAME), 20);
    WANT_INT(agreed(&r, m, rare, MATCH_FAMILY, MATCH_LEVEL_SAME), 29);
    WANT_INT(agreed(&r, m, rare, MATCH_GIVEN, MATCH_LEVEL_SAME), 31);
    /* all else is the product's */
    WANT_INT(match_model_weight(m, MATCH_BIRTH, MATCH_LEVEL_SAME),
        match_model_weight(usual, MATCH_BIRTH, MATCH_LEVEL_SAME));
    WANT(!str_eq(match_model_version(m), match_model_version(usual)));
    WANT_INT(match_model_people(m), 20000);
    WANT_INT(match_model_people(usual), 0);
    region_end(&r);
}

/* A slip, a form or a half of a name is worth no more than it was. */
TEST(frequency__adds_nothing_to_a_name_that_is_only_alike)
{
    struct region             r = region_new();
    const struct match_model *m;
    struct match_person       x = PERSON("Lleucu", "Penri");
    struct match_person       y = PERSON("Lleucy", "Penry");
    struct match_why          here, product;

    add_valley(&r);
    m = model_of(&r);
    here = weigh(&r, m, &x, &y);
    product = weigh(&r, match_model_usual(), &x, &y);
    WANT_INT(here.total, product.total);
    region_end(&r);
}

/* Whom the product finds in Wales, a Welsh region finds too. */
TEST(frequency__finds_welsh_names_no_worse)
{
    static const struct {
        const char *x[2], *y[2];
    } pairs[] = {
        {{"Lowri", "Penri"}, {"Lowri", "Penry"}},
        {{"Lleucu", "Penri"}, {"Lleucy", "Penry"}},
        {{"Si\xc3\xa2n", "Jones"}, {"Sian", "Jones"}},
        {{"Si\xc3\xa2n", "ap Rhys"}, {"Sian", "Price"}},
        {{"Dafydd", "Evans"}, {"Dafydd", "Evans"}},
        {{"Ieuan", "Puw"}, {"Ifan", "Pugh"}},
        {{"Llywelyn", "ab Owain"}, {"Llewelyn", "Bowen"}},
        {{"Ffion", "Gruffydd"}, {"Ffion", "Griffiths"}},
        {{"Catrin", "Llwyd"}, {"Cathrin", "Lloyd"}},
        {{"Mair", "Prys-Jones"}, {"Mair", "Prys"}},
    };
    struct region             r = region_new();
    const struct match_model *m;
    int                       here = 0, product = 0;

    add_valley(&r);
    m = model_of(&r);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct match_person x =
            person_called(str_of(pairs[i].x[0]), str_of(pairs[i].x[1]));
        struct match_person y =
            person_called(str_of(pairs[i].y[0]), str_of(pairs[i].y[1]));

        x.birth = y.birth = BORN(2019, 4, 2);
        x.mother = y.mother = S("Angharad");
        here += weigh(&r, m, &x, &y).band >= MATCH_POSSIBLE;
        product +=
            weigh(&r, match_model_usual(), &x, &y).band >= MATCH_POSSIBLE;
    }
    WANT(product >= 9);
    WANT(here >= product);
    region_end(&r);
}

static bool
says(struct region *r, const char *words)
{
    return str_find(frequency_text(r->f, r->a), str_of(words)) >= 0;
}

/* S11: nine bearers are as none, a tenth is seen; and one more of many
 * changes no figure. */
TEST(frequency__lists_no_name_that_fewer_than_ten_bear)
{
    struct region r = region_new();
    struct str    before;

    add_valley(&r);
    before = frequency_text(r.f, r.a);
    add(&r, 9, S("Zzyva"), S("Zzyva"), S("Zzyva"));
    WANT_SAME(frequency_text(r.f, r.a), before);
    WANT(!says(&r, "zzyva"));
    /* of a name that the product lists as little */
    WANT(says(&r, "rarity family roberts 27\n"));
    add(&r, 9, S("Yrwydd"), S("Roberts"), S("Zzyva"));
    WANT_SAME(frequency_text(r.f, r.a), before);
    add(&r, 1, S("Seren"), S("Jones"), S("Aberhwyaden"));
    WANT_SAME(frequency_text(r.f, r.a), before);
    add(&r, 21, S("Zzyva"), S("Zzyva"), S("Zzyva"));
    WANT(says(&r, "rarity family zzyva") && says(&r, "rarity given zzyva"));
    region_end(&r);
}

TEST(frequency__says_what_the_product_says_of_few_people)
{
    struct region              r = region_new();
    const struct match_model  *usual = match_model_usual(), *m;
    const struct match_rarity *one;

    add(&r, 3, S("Lleucu"), S("Penri"), S("Tre-fach"));
    m = model_of(&r);
    for (size_t i = 0; (one = match_model_rarity_at(usual, i)); i++) {
        int worth = match_model_rarity(m, one->field, one->name);

        WANT_INT(worth, one->worth);
    }
    WANT_INT(match_model_rest(m, MATCH_FAMILY), 20);
    WANT_INT(match_model_rest(m, MATCH_GIVEN), 24);
    WANT_INT(match_model_weight(m, MATCH_PLACE, MATCH_LEVEL_SAME), 8);
    region_end(&r);
}

TEST(frequency__counts_two_records_of_one_child_once)
{
    struct region                 one = region_new(), two = region_new();
    const struct match_names      names[] = {{S_INIT("Nia"), S_INIT("Zzyva")},
             {S_INIT("Nia Mair"), S_INIT("Zzyva-Puw")}};
    const struct str              towns[] = {S_INIT("y"), S_INIT("y")};
    const struct frequency_person p = {names, 2, towns, 2};

    for (int i = 0; i < 9; i++)
        frequency_add(two.f, two.a, &p);
    WANT(!says(&two, "rarity given nia") && !says(&two, "zzyva"));
    frequency_add(two.f, two.a, &p);
    WANT(says(&two, "rarity given nia") && says(&two, "rarity family zzyva"));
    region_end(&one);
    region_end(&two);
}

/* A figure of its own would say in the waterfall which town it is. */
TEST(frequency__says_of_towns_only_what_one_is_worth_on_the_whole)
{
    struct region spread = region_new(), one = region_new();

    add_valley(&spread);
    add(&one, 20000, S("Nia"), S("Puw"), S("Aberhwyaden"));
    WANT(says(&spread, "\nplace 8\n"));
    WANT(says(&one, "\nplace 0\n"));
    WANT(!says(&one, "berhwyaden") && !says(&one, "rarity place"));
    region_end(&spread);
    region_end(&one);
}

/* What would change the answer says as much as a rare name is worth. */
TEST(frequency__promises_of_a_name_what_it_can_be_worth)
{
    struct region             r = region_new();
    const struct match_model *m;
    struct match_person  x = PERSON("", "Jones"), y = PERSON("Mot", "Jones");
    struct match_why     why;
    struct match_changes c;

    add_valley(&r);
    m = model_of(&r);
    x.birth = y.birth = BORN(2019, 4, 2);
    why = weigh(&r, m, &x, &y);
    match_changes(m, &why, &c);
    WANT(c.count > 0 && c.all[0].field == MATCH_GIVEN);
    WANT_INT(c.all[0].agrees + term_of(&why, MATCH_HOUSEHOLD)->decibans,
        match_model_rest(m, MATCH_GIVEN));
    region_end(&r);
}

TEST(match_model_load_names__takes_a_text_of_names_and_no_other)
{
    static const struct {
        const char *text;
        int         line;
    } wrong[] = {
        {"people 10\nplace 8\nrest family 20\nrest given 24\n", 5},
        {"names 2\n", 1},
        {"names 1\nnames 1\n", 2},
        {"names 1\npeople 0\n", 2},
        {"names 1\nplace 200\n", 2},
        {"names 1\nrest mother 9\n", 2},
        {"names 1\nrest family 20\nrest family 20\n", 3},
        {"names 1\nband strong -200\n", 2},
        {"names 1\nweight nhs differs 0\n", 2},
        {"names 1\nrarity family jones 9\nrarity family jones 9\n", 3},
        {"names 1\npeople 10\nplace 8\nrest family 20\n", 5},
        {"names 1\npeople 10\nplace 8\nrest family 20\nrest given 24\n"
         "rarity family jones 21\n",
            7},
    };
    struct arena             *a = arena_new(0);
    const struct match_model *m = NULL;
    struct fault              fault;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        WANT_ERR(ERR_INVALID,
            match_model_load_names(a, str_of(wrong[i].text), &m, &fault));
        WANT_INT(fault.line, wrong[i].line);
        WANT(m == NULL && fault.detail.n > 0);
    }
    WANT(match_model_is_names(S("# said\n\nnames 1\n")));
    WANT(!match_model_is_names(match_model_text()));
    WANT(!match_model_is_names(S("")));
    arena_free(a);
}
