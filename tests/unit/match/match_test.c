/*
 * match -- the whole waterfall: a known child, twins, strangers, and what
 * must hold for any two persons.
 */
#include "match/match.h"

#include "people.h"
#include "test.h"

static const struct digest here = {{1}}, there = {{2}};

static struct match_person
lleucu(void)
{
    struct match_person p = PERSON("Lleucu", "Penri");

    p.birth = BORN(2020, 9, 9);
    p.mother = S("Angharad");
    p.home = &here;
    return p;
}

/* The evidence of the concern's page, term by term. */
TEST(match_weigh__finds_lleucu_under_another_spelling)
{
    static const struct {
        enum match_field field;
        int              decibans;
    } want[] = {
        {MATCH_START, -33},
        {MATCH_FAMILY, 12},
        {MATCH_GIVEN, 21},
        {MATCH_BIRTH, 24},
        {MATCH_MOTHER, 9},
        {MATCH_NHS, 0},
        {MATCH_HOME, -4},
    };
    struct arena       *a = arena_new(0);
    struct match_person said = lleucu(), known = PERSON("Lleucy", "Penry");
    struct match_why    why;

    known.birth = BORN(2020, 9, 9);
    known.mother = S("Angharad");
    known.nhs = S("9992041005");
    known.home = &there;
    why = weighed(a, 2000, &said, &known);
    WANT_INT(why.count, sizeof want / sizeof *want);
    for (size_t i = 0; i < why.count; i++) {
        WANT_INT(why.term[i].field, want[i].field);
        WANT_INT(why.term[i].decibans, want[i].decibans);
    }
    WANT_INT(why.total, 29);
    WANT_INT(why.band, MATCH_STRONG);
    WANT_INT(why.limit, MATCH_LIMIT_NONE);
    WANT_INT(why.term[0].among, 2000);
    WANT_STR(why.term[1].shown[0].text, "Penri");
    WANT_STR(why.term[1].shown[1].text, "Penry");
    arena_free(a);
}

TEST(match_weigh__is_strong_for_each_pair_of_three_spellings)
{
    struct arena       *a = arena_new(0);
    struct match_person p[3] = {PERSON("Lleucu", "Penri"),
        PERSON("Lleucy", "Penry"), PERSON("Lleuci", "Penri")};

    for (size_t i = 0; i < 3; i++)
        p[i].birth = BORN(2020, 9, 9);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            WANT_INT(weighed(a, 2000, &p[i], &p[j]).band, MATCH_STRONG);
    arena_free(a);
}

/* All of a family agrees: name, birth date, mother, home, sex, school. */
TEST(match_weigh__never_finds_twins_strong_without_a_number)
{
    static const struct match_names twins[][2] = {
        {{S_INIT("Elin"), S_INIT("Price")}, {S_INIT("Elan"), S_INIT("Price")}},
        {{S_INIT("Mali"), S_INIT("Price")}, {S_INIT("Mari"), S_INIT("Price")}},
        {{S_INIT("Erin"), S_INIT("Price")}, {S_INIT("Eryl"), S_INIT("Price")}},
        {{S_INIT("Harri"), S_INIT("Puw")}, {S_INIT("Huw"), S_INIT("Puw")}},
        {{S_INIT("Osian"), S_INIT("Puw")}, {S_INIT("O"), S_INIT("Puw")}},
        {{S_INIT("Baby"), S_INIT("Puw")}, {S_INIT("Baby"), S_INIT("Puw")}},
        {{S_INIT("Twin 1"), S_INIT("Puw")}, {S_INIT("Twin 2"), S_INIT("Puw")}},
        {{S_INIT("Nel"), S_INIT("Puw")}, {S_INIT(""), S_INIT("Puw")}},
        {{S_INIT("Mohammed Ali"), S_INIT("Khan")},
         {S_INIT("Mohammed Umar"), S_INIT("Khan")}},
        {{S_INIT("Cadi"), S_INIT("Puw")}, {S_INIT("Cati"), S_INIT("Puw")}},
        {{S_INIT("Ifan"), S_INIT("Puw")}, {S_INIT("Ioan"), S_INIT("Puw")}},
        {{S_INIT("Elin"), S_INIT("Puw")}, {S_INIT("Nel"), S_INIT("Puw")}},
        {{S_INIT("Mared"), S_INIT("Puw")}, {S_INIT("Megan"), S_INIT("Puw")}},
        {{S_INIT("Dewi"), S_INIT("Puw")}, {S_INIT("Dafydd"), S_INIT("Puw")}},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        struct match_person x = lleucu(), y = lleucu();
        struct match_why    why;

        x.names = &twins[i][0];
        y.names = &twins[i][1];
        x.sex = y.sex = MATCH_SEX_FEMALE;
        why = weighed(a, 1, &x, &y);
        WANT(why.band < MATCH_STRONG);
        WANT_INT(why.limit, MATCH_LIMIT_HOUSEHOLD);
    }
    arena_free(a);
}

TEST(match_weigh__takes_back_what_a_household_has_in_common)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    y.names = &(const struct match_names){S("Nel"), S("Penri")};
    why = weighed(a, 2000, &x, &y);
    WANT_INT(term_of(&why, MATCH_HOUSEHOLD)->decibans, -30);
    WANT_INT(why.band, MATCH_UNLIKELY);
    y.names = &(const struct match_names){S(""), S("Penri")};
    why = weighed(a, 2000, &x, &y);
    WANT_INT(term_of(&why, MATCH_HOUSEHOLD)->decibans, -14);
    y.birth = BORN(2016, 2, 28);
    why = weighed(a, 2000, &x, &y);
    WANT(term_of(&why, MATCH_HOUSEHOLD) == NULL);
    arena_free(a);
}

TEST(match_weigh__asks_of_a_known_twin_the_very_name)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();

    y.names = &(const struct match_names){S("Lleucy"), S("Penri")};
    WANT_INT(weighed(a, 2000, &x, &y).band, MATCH_STRONG);
    x.twin = true;
    WANT_INT(weighed(a, 2000, &x, &y).band, MATCH_POSSIBLE);
    y = lleucu();
    WANT_INT(weighed(a, 2000, &x, &y).band, MATCH_STRONG);
    x.birth_order = 1;
    y.birth_order = 2;
    WANT(weighed(a, 1, &x, &y).band < MATCH_STRONG);
    arena_free(a);
}

TEST(match_weigh__never_calls_a_name_and_a_birth_date_certain)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("Lleucu", "Penri"), y = x;

    x.birth = y.birth = BORN(2020, 9, 9);
    WANT_INT(weighed(a, 1, &x, &y).band, MATCH_STRONG);
    x.upn = y.upn = S("A681220126001");
    x.home = y.home = &here;
    WANT_INT(weighed(a, 1, &x, &y).band, MATCH_STRONG);
    arena_free(a);
}

TEST(match_weigh__keeps_strangers_of_one_name_and_birthday_apart)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("Oliver", "Jones"), y = x;

    x.birth = y.birth = BORN(2018, 5, 14);
    x.mother = S("Nerys");
    y.mother = S("Bethan");
    x.home = &here;
    y.home = &there;
    WANT_INT(weighed(a, 600000, &x, &y).band, MATCH_UNLIKELY);
    WANT(weighed(a, 2000, &x, &y).band < MATCH_STRONG);
    arena_free(a);
}

TEST(match_weigh__is_certain_with_a_traced_number_and_nothing_against_it)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();

    x.nhs = y.nhs = S("9992041005");
    WANT_INT(weighed(a, 3000000, &x, &y).band, MATCH_STRONG);
    x.nhs_traced = true;
    WANT_INT(weighed(a, 3000000, &x, &y).band, MATCH_STRONG);
    y.nhs_traced = true;
    WANT_INT(weighed(a, 3000000, &x, &y).band, MATCH_CERTAIN);
    y.birth.day = 0;
    WANT_INT(weighed(a, 3000000, &x, &y).band, MATCH_CERTAIN);
    y.birth = BORN(2020, 9, 19);
    WANT(weighed(a, 1, &x, &y).band < MATCH_CERTAIN);
    arena_free(a);
}

TEST(match_weigh__does_not_trust_a_number_that_name_or_birth_contradict)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    x.nhs = y.nhs = S("9992041005");
    x.nhs_traced = y.nhs_traced = true;
    y.names = &(const struct match_names){S("Nel"), S("Penri")};
    why = weighed(a, 1, &x, &y);
    WANT_INT(why.band, MATCH_POSSIBLE);
    WANT_INT(why.limit, MATCH_LIMIT_CONFLICT);
    y = x;
    y.birth = BORN(2016, 2, 28);
    WANT_INT(weighed(a, 1, &x, &y).limit, MATCH_LIMIT_CONFLICT);
    y = x;
    y.names = &(const struct match_names){S("Lleucu"), S("Voss")};
    WANT_INT(weighed(a, 1, &x, &y).band, MATCH_STRONG);
    x.names = y.names = NULL;
    x.name_count = y.name_count = 0;
    x.birth = y.birth = BORN(0, 0, 0);
    WANT(weighed(a, 1, &x, &y).band < MATCH_CERTAIN);
    arena_free(a);
}

TEST(match_weigh__takes_a_little_for_a_name_that_was_before)
{
    struct arena            *a = arena_new(0);
    const struct match_names known_names[] = {
        {S_INIT("Lleucu"), S_INIT("Morris")},
        {S_INIT("Lleucu"), S_INIT("Penri")},
    };
    struct match_person said = PERSON("Lleucu", "Penri");
    struct match_person known = {.names = known_names,
        .name_count = 2,
        .earlier_count = 1};
    struct match_why    now, before;
    int                 sum = 0;

    said.birth = known.birth = BORN(2020, 9, 9);
    before = weighed(a, 2000, &said, &known);
    known.earlier_count = 0;
    now = weighed(a, 2000, &said, &known);
    WANT_INT(now.total - before.total, 3);
    WANT_INT(before.term[3].field, MATCH_EARLIER);
    WANT_STR(before.term[1].shown[1].text, "Penri");
    for (size_t i = 0; i < before.count; i++)
        sum += before.term[i].decibans;
    WANT_INT(sum, before.total);
    arena_free(a);
}

TEST(match_weigh__vetoes_two_traced_numbers_that_differ)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    x.nhs = S("9992041005");
    y.nhs = S("9990000018");
    WANT_INT(weighed(a, 1, &x, &y).limit, MATCH_LIMIT_NONE);
    x.nhs_traced = y.nhs_traced = true;
    x.upn = y.upn = S("A681220126001");
    why = weighed(a, 1, &x, &y);
    WANT_INT(why.band, MATCH_UNLIKELY);
    WANT_INT(why.limit, MATCH_LIMIT_NUMBER);
    arena_free(a);
}

/* A name given again to the next child, in the same home. */
TEST(match_weigh__never_finds_a_child_called_after_a_dead_one)
{
    static const struct {
        struct date birth, died, other;
        bool        apart;
    } rows[] = {
        /* the year alone differs, as it would by a slip */
        {{2019, 9, 9}, {2020, 2, 1}, {2020, 9, 9}, true},
        {{2019, 9, 9}, {2020, 9, 9}, {2020, 9, 9}, false},
        {{2019, 9, 9}, {2020, 8, 0}, {2020, 9, 0}, true},
        {{2019, 9, 9}, {2020, 2, 0}, {2020, 3, 1}, true},
        {{2019, 9, 9}, {2020, 0, 0}, {2020, 9, 9}, false},
        {{2019, 9, 9}, {2020, 2, 1}, {2020, 0, 0}, false},
        {{2019, 9, 9}, {2020, 2, 1}, {0, 0, 0}, false},
        {{0, 0, 0}, {2020, 2, 1}, {2020, 9, 9}, true},
        /* before the birth: a slip */
        {{2020, 9, 9}, {2019, 2, 1}, {2020, 9, 9}, false},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct match_person x = lleucu(), y = lleucu();
        struct match_why    why;

        x.birth = rows[i].birth;
        x.died = rows[i].died;
        y.birth = rows[i].other;
        x.upn = y.upn = S("A681220126001");
        why = weighed(a, 1, &x, &y);
        WANT_INT(why.limit == MATCH_LIMIT_DEATH, rows[i].apart);
        WANT_INT(why.band == MATCH_UNLIKELY, rows[i].apart);
        WANT_INT(weighed(a, 1, &y, &x).limit, why.limit);
    }
    arena_free(a);
}

/* The next child, expected: born at the earliest 17 weeks before. */
TEST(match_weigh__tells_the_next_to_be_born_from_who_died)
{
    struct arena       *a = arena_new(0);
    struct match_person x = PERSON("", "Penri"), y = x;

    x.mother = y.mother = S("Angharad");
    x.expected = BORN(2020, 6, 20);
    x.died = BORN(2020, 5, 2);
    y.expected = BORN(2020, 6, 1);
    WANT_INT(weighed(a, 1, &x, &y).limit, MATCH_LIMIT_HOUSEHOLD);
    y.expected = BORN(2021, 3, 0);
    WANT_INT(weighed(a, 1, &x, &y).limit, MATCH_LIMIT_DEATH);
    y = (struct match_person){.born_from = {2020, 5, 3},
        .born_to = {2022, 5, 2}};
    WANT_INT(weighed(a, 1, &x, &y).limit, MATCH_LIMIT_DEATH);
    arena_free(a);
}

/* With the dead child's number: whose it is, somebody reads. */
TEST(match_weigh__puts_the_number_of_a_dead_child_before_a_reader)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    x.birth = BORN(2019, 9, 9);
    x.died = BORN(2020, 2, 1);
    x.nhs = y.nhs = S("9992041005");
    for (int traced = 0; traced < 2; traced++) {
        x.nhs_traced = y.nhs_traced = traced;
        why = weighed(a, 1, &x, &y);
        WANT_INT(why.limit, MATCH_LIMIT_CONFLICT);
        WANT_INT(why.band, MATCH_POSSIBLE);
    }
    arena_free(a);
}

/* No weight of a model can lift what the rules hold down. */
TEST(match_weigh__keeps_its_rules_under_any_model)
{
    struct arena             *a = arena_new(0);
    struct str                rest = match_model_text(), line, text = S("");
    const struct match_model *m;
    struct fault              fault;
    struct match_person       x = lleucu(), y = lleucu();
    const struct match_person *const pair[2] = {&x, &y};
    struct match_why                 why;

    while (str_split(&rest, '\n', &line)) {
        if (str_starts(line, S("weight ")))
            for (line = str_trim(line); line.p[line.n - 1] != ' '; line.n--)
                continue;
        text = str_cat(a, text, line);
        if (str_starts(line, S("weight ")))
            text = str_cat(a, text, S("200"));
        text = str_cat(a, text, S("\n"));
    }
    WANT_OK(match_model_load(a, text, &m, &fault));
    y.names = &(const struct match_names){S("Nel"), S("Penri")};
    match_weigh(a, m, 1, pair, &why);
    WANT_INT(why.total, 200);
    WANT_INT(why.band, MATCH_POSSIBLE);
    y = lleucu();
    x.nhs = S("9992041005");
    y.nhs = S("9990000018");
    x.nhs_traced = y.nhs_traced = true;
    match_weigh(a, m, 1, pair, &why);
    WANT_INT(why.band, MATCH_UNLIKELY);
    arena_free(a);
}

TEST(match_weigh__leaves_joining_a_birth_to_an_expected_child_to_people)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    x.birth = BORN(0, 0, 0);
    x.expected = BORN(2020, 9, 20);
    why = weighed(a, 1, &x, &y);
    WANT_INT(why.band, MATCH_POSSIBLE);
    WANT_INT(why.limit, MATCH_LIMIT_UNBORN);
    arena_free(a);
}

TEST(match_weigh__works_with_a_birth_date_in_part)
{
    struct arena       *a = arena_new(0);
    struct match_person x = lleucu(), y = lleucu();
    struct match_why    why;

    y.birth = BORN(2020, 9, 0);
    why = weighed(a, 2000, &x, &y);
    WANT_INT(term_of(&why, MATCH_BIRTH)->decibans, 14);
    WANT_INT(why.band, MATCH_STRONG);
    y.birth = BORN(2020, 0, 0);
    WANT(weighed(a, 2000, &x, &y).total < why.total);
    arena_free(a);
}

TEST(match_weigh__says_nothing_of_what_nobody_gave)
{
    struct arena       *a = arena_new(0);
    struct match_person x = {.name_count = 0}, y = {.name_count = 0};
    struct match_why    why = weighed(a, 2000, &x, &y);

    WANT_INT(why.count, 1);
    WANT_INT(why.total, -33);
    WANT_INT(why.band, MATCH_UNLIKELY);
    arena_free(a);
}

/* ---- any two persons ---- */

static uint32_t seed;

static size_t
any(size_t n)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 16) % n;
}

static const struct match_names pool[] = {
    {S_INIT("Lleucu"), S_INIT("Penri")}, {S_INIT("Lleucy"), S_INIT("Penry")},
    {S_INIT("Nel"), S_INIT("Penri")},    {S_INIT("Dai"), S_INIT("Jones")},
    {S_INIT("Dafydd"), S_INIT("Jones")}, {S_INIT(""), S_INIT("ap Rhys")},
    {S_INIT("Baby"), S_INIT("Price")},   {S_INIT("Jones"), S_INIT("Dai")},
    {S_INIT("Oliver"), S_INIT("")},      {S_INIT("O"), S_INIT("Pugh-Jones")},
};

static struct match_person
anybody(struct match_names *room)
{
    static const struct str numbers[] = {
        S_INIT(""), S_INIT("9992041005"), S_INIT("9990000018")
    };
    static const struct str mothers[] = {
        S_INIT(""), S_INIT("Angharad"), S_INIT("Mair")
    };
    static const struct date births[] = {
        {0, 0, 0}, {2020, 0, 0}, {2020, 9, 0}, {2020, 9, 5}, {2020, 5, 9},
        {2020, 1, 1}, {2016, 2, 28},
    };
    static const struct digest *const homes[] = {NULL, &here, &there};
    struct match_person               p = {.names = room, .name_count = any(4)};

    for (size_t i = 0; i < p.name_count; i++)
        room[i] = pool[any(sizeof pool / sizeof *pool)];
    p.birth = births[any(sizeof births / sizeof *births)];
    p.expected = births[any(4)];
    p.died = any(4) ? BORN(0, 0, 0) : births[any(7)];
    p.sex = (enum match_sex)any(4);
    p.nhs = numbers[any(3)];
    p.nhs_traced = any(2);
    p.mother = mothers[any(3)];
    p.home = homes[any(3)];
    p.home_shared = any(2);
    p.twin = any(4) == 0;
    p.birth_order = p.twin ? (int8_t)any(3) : 0;
    return p;
}

static void
want_sound(const struct match_why *w)
{
    int sum = 0;

    for (size_t i = 0; i < w->count; i++) {
        sum += w->term[i].decibans;
        WANT(match_field_has(w->term[i].field, w->term[i].level));
        WANT(!i || w->term[i].field > w->term[i - 1].field);
    }
    if (sum > MATCH_WEIGHT_MAX)
        sum = MATCH_WEIGHT_MAX;
    WANT_INT(w->total, sum < -MATCH_WEIGHT_MAX ? -MATCH_WEIGHT_MAX : sum);
}

static void
want_mirrored(const struct match_why *x, const struct match_why *y)
{
    WANT_INT(x->count, y->count);
    WANT_INT(x->total, y->total);
    WANT_INT(x->band, y->band);
    WANT_INT(x->limit, y->limit);
    for (size_t i = 0; i < x->count; i++) {
        const struct match_term *s = &x->term[i], *t = &y->term[i];

        WANT_INT(s->field, t->field);
        WANT_INT(s->level, t->level);
        WANT_INT(s->decibans, t->decibans);
        WANT_SAME(s->shown[0].text, t->shown[1].text);
        WANT_SAME(s->shown[1].text, t->shown[0].text);
        WANT(date_eq(s->shown[0].date, t->shown[1].date));
    }
}

TEST(match_weigh__is_symmetric_and_its_terms_sum_to_its_total)
{
    struct arena      *a = arena_new(0);
    struct match_names room[2][4];

    seed = 20270302;
    for (int i = 0; i < 5000; i++) {
        struct mark         mark = arena_mark(a);
        struct match_person x = anybody(room[0]), y = anybody(room[1]);
        int64_t             among = 1 + (int64_t)any(3000);
        struct match_why    xy = weighed(a, among, &x, &y);
        struct match_why    yx = weighed(a, among, &y, &x);

        want_sound(&xy);
        want_mirrored(&xy, &yx);
        arena_rewind(a, mark);
    }
    arena_free(a);
}

/* What the rules promise, looked for in everybody. */
TEST(match_weigh__is_certain_for_nobody_without_a_traced_number)
{
    struct arena      *a = arena_new(0);
    struct match_names room[2][4];
    int                certain = 0;

    seed = 7;
    for (int i = 0; i < 5000; i++) {
        struct mark         mark = arena_mark(a);
        struct match_person x = anybody(room[0]), y = anybody(room[1]);
        struct match_why    why = weighed(a, 1, &x, &y);

        if (why.band == MATCH_CERTAIN) {
            certain++;
            WANT(x.nhs_traced && y.nhs_traced && str_eq(x.nhs, y.nhs));
            WANT(x.nhs.n == 10);
        }
        arena_rewind(a, mark);
    }
    WANT(certain > 0);
    arena_free(a);
}
