/*
 * The desk's golden cases: two records as workers meet them, among the two
 * thousand people of a district, and what they may at least and at most be
 * called.  Each says why.
 *
 * A person as text: "given|family|birth|sex|nhs|mother|home|upn".  A number
 * that ends in + was traced.  A home is a letter; a capital one many share.
 */
#include "people.h"
#include "test.h"

enum { PEOPLE = 2000 };

struct golden {
    const char     *why;
    enum match_band least, most;
    const char     *x, *y;
};

static struct str
cell(struct str *rest)
{
    struct str one = {NULL, 0};

    str_split(rest, '|', &one);
    return one;
}

static void
home_set(struct match_person *p, struct str home)
{
    static struct digest all[26];

    if (!home.n)
        return;
    p->home_shared = home.p[0] >= 'A' && home.p[0] <= 'Z';
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i].b[0] = (uint8_t)(i + 1);
    p->home = &all[(home.p[0] | 32) - 'a'];
}

static struct match_person
person_read(const char *row)
{
    struct str          rest = str_of(row), given = cell(&rest), birth, sex;
    struct match_person p = person_called(given, cell(&rest));

    birth = cell(&rest);
    WANT(!birth.n || date_parse(birth, &p.birth));
    sex = cell(&rest);
    if (sex.n)
        p.sex = sex.p[0] == 'F' ? MATCH_SEX_FEMALE : MATCH_SEX_MALE;
    p.nhs = cell(&rest);
    p.nhs_traced = p.nhs.n && p.nhs.p[p.nhs.n - 1] == '+';
    p.nhs.n -= p.nhs_traced;
    p.mother = cell(&rest);
    home_set(&p, cell(&rest));
    p.upn = cell(&rest);
    return p;
}

static const struct golden cases[] = {
    /* names in Welsh */
    {"a mark more is no other name", MATCH_STRONG, MATCH_STRONG,
        "Siân|Voss|2015-04-07", "SIAN|VOSS|2015-04-07"},
    {"forms of both names", MATCH_POSSIBLE, MATCH_STRONG,
        "Ieuan|Rees|2015-04-07", "Ifan|Rhys|2015-04-07"},
    {"a mutated first letter", MATCH_POSSIBLE, MATCH_STRONG,
        "Catrin|Voss|2015-04-07", "Gatrin|Voss|2015-04-07"},
    {"ap Huw and Pugh", MATCH_STRONG, MATCH_STRONG, "Osian|ap Huw|2015-04-07",
        "Osian|Pugh|2015-04-07"},
    {"ap Hari and Parry", MATCH_STRONG, MATCH_STRONG,
        "Osian|ap Hari|2015-04-07", "Osian|Parry|2015-04-07"},
    {"ab Evan and Bevan", MATCH_STRONG, MATCH_STRONG,
        "Osian|ab Evan|2015-04-07", "Osian|Bevan|2015-04-07"},
    {"ap Robert and Probert", MATCH_STRONG, MATCH_STRONG,
        "Osian|ap Robert|2015-04-07", "Osian|Probert|2015-04-07"},
    {"parent and child, each called after the other", MATCH_UNLIKELY,
        MATCH_UNLIKELY, "Rhys|ap Hywel|1985-03-02|M|||a",
        "Hywel|ap Rhys|2015-04-07|M|||a"},
    {"brother and sister whose names of descent differ", MATCH_UNLIKELY,
        MATCH_UNLIKELY, "Mair|ferch Rhys|2012-03-02|F||Elin|a",
        "Osian|ap Rhys|2015-04-07|M||Elin|a"},

    /* twins */
    {"twins, one of them by an initial", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "M|Voss|2015-04-07|F||Elin|a", "Mali|Voss|2015-04-07|F||Elin|a"},
    {"one of them not named yet", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "Girl|Voss|2015-04-07|F||Elin|a", "Mali|Voss|2015-04-07|F||Elin|a"},
    {"their numbers, both traced", MATCH_UNLIKELY, MATCH_UNLIKELY,
        "Mali|Voss|2015-04-07|F|9990000018+|Elin|a",
        "Mali|Voss|2015-04-07|F|9990001006+|Elin|a"},

    /* one family, one home */
    {"a brother's name given again, years later", MATCH_UNLIKELY,
        MATCH_POSSIBLE, "Ifan|Voss|2009-04-07|M||Elin|a",
        "Ifan|Voss|2015-09-20|M||Elin|a"},
    {"cousins of one name", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "Ifan|Jones|2011-04-07|M||Elin|a", "Ifan|Jones|2012-09-20|M||Mair|b"},
    {"father and namesake", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "Huw|Voss|1985-04-07|M|||a", "Huw|Voss|2015-04-07|M|||a"},
    {"two of a refuge", MATCH_UNLIKELY, MATCH_UNLIKELY,
        "Mair|Voss|2015-04-07|F|||R", "Nel|Orde|2015-11-20|F|||R"},
    {"two of a children's home, born on one day", MATCH_UNLIKELY,
        MATCH_UNLIKELY, "Osian|Voss|2011-04-07|M|||H",
        "Ifan|Beynon|2011-04-07|M|||H"},

    /* dates */
    {"nobody knew the day: 1 January of a common name", MATCH_UNLIKELY,
        MATCH_POSSIBLE, "Mohammed|Ahmed|2009-01-01|M",
        "Mohammed|Ahmed|2009-01-01|M"},
    {"one of them in part", MATCH_POSSIBLE, MATCH_STRONG,
        "Lleucu|Voss|2015-04", "Lleucu|Voss|2015-04-07"},
    {"day for month", MATCH_POSSIBLE, MATCH_STRONG, "Lleucu|Voss|2015-04-07",
        "Lleucu|Voss|2015-07-04"},

    /* moved, renamed */
    {"moved and renamed, with nothing of one's own", MATCH_UNLIKELY,
        MATCH_POSSIBLE, "Mair|Voss|2015-04-07|F|||a",
        "Mair|Quill|2015-04-07|F|||b"},
    {"the same with a number that was traced", MATCH_STRONG, MATCH_CERTAIN,
        "Mair|Voss|2015-04-07|F|9990000018+||a",
        "Mair|Quill|2015-04-07|F|9990000018+||b"},
    {"another sex and the same number", MATCH_STRONG, MATCH_CERTAIN,
        "Lleucu|Voss|2009-04-07|M|9990000018+",
        "Lleucu|Voss|2009-04-07|F|9990000018+"},
    {"moved across a border: two numbers, of two issuers", MATCH_STRONG,
        MATCH_STRONG, "Lleucu|Voss|2015-04-07|F|9990000018+",
        "Lleucu|Voss|2015-04-07|F|3200000007+"},
    {"two numbers of Northern Ireland are two", MATCH_UNLIKELY, MATCH_UNLIKELY,
        "Lleucu|Voss|2015-04-07|F|3200000015+",
        "Lleucu|Voss|2015-04-07|F|3200000007+"},
    {"a pupil number for the time being, and the one that follows",
        MATCH_STRONG, MATCH_STRONG,
        "Lleucu|Voss|2015-04-07|F||||Z68122012601A",
        "Lleucu|Voss|2015-04-07|F||||A681220126001"},
    {"of a double barrel one", MATCH_STRONG, MATCH_STRONG,
        "Lleucu|Voss-Quill|2015-04-07", "Lleucu|Quill|2015-04-07"},
    {"one name, and it stands on either side", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "Ghafoor||2009-04-07|M", "|Ghafoor|2009-04-07|M"},

    /* cards */
    {"a brother's card", MATCH_UNLIKELY, MATCH_POSSIBLE,
        "Mair|Voss|2015-04-07|F|9990000018+||a",
        "Gethin|Voss|2012-11-20|M|9990000018+||a"},
};

TEST(match_weigh__calls_pairs_of_the_desk_what_they_may_be)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct golden *g = &cases[i];
        struct match_person  x = person_read(g->x), y = person_read(g->y);
        struct match_why     why = weighed(a, PEOPLE, &x, &y);

        if (why.band < g->least || why.band > g->most)
            WANT_SAME(str_of(g->why),
                str_cat(a, S("is called "), str_of_int(a, why.band)));
    }
    arena_free(a);
}
