/*
 * linkage -- whole extracts: golden pairs, and what must not depend on what.
 */
#include "match/linkage.h"

#include <stdlib.h>

#include "extract.h"
#include "test.h"

static bool
together(const struct linkage *l, uint32_t x, uint32_t y)
{
    return l->cluster[x] == l->cluster[y];
}

/* ---- what it must not depend on ---- */

static void
want_same(const struct extract *ex, const struct linkage *x,
    const struct extract *ey, const struct linkage *y)
{
    WANT(x->count == y->count && x->threshold == y->threshold);
    for (size_t i = 0; i < x->count; i++)
        WANT(x->pairs[i].x == y->pairs[i].x && x->pairs[i].y == y->pairs[i].y &&
            x->pairs[i].weight == y->pairs[i].weight &&
            x->pairs[i].band == y->pairs[i].band);
    for (uint32_t i = 0; i < ex->roll->count; i++) {
        WANT_SAME(roll_id(ex->roll, i), roll_id(ey->roll, i));
        WANT(x->cluster[i] == y->cluster[i]);
    }
}

TEST(linkage_run__gives_the_same_in_any_order_of_arrival)
{
    struct extract  first = extract_invented(300, 0);
    struct linkage *x = extract_link(&first, 1);

    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct extract  e = extract_invented(300, seed);
        struct linkage *y = extract_link(&e, 1);

        want_same(&first, x, &e, y);
        linkage_free(y);
        extract_free(&e);
    }
    linkage_free(x);
    extract_free(&first);
}

TEST(linkage_run__gives_the_same_with_any_number_of_threads)
{
    struct extract  e = extract_invented(600, 3);
    struct linkage *x = extract_link(&e, 1), *y = extract_link(&e, 4);

    want_same(&e, x, &e, y);
    linkage_free(x);
    linkage_free(y);
    extract_free(&e);
}

TEST(linkage_run__finds_the_children_and_keeps_twins_apart)
{
    struct extract  e = extract_invented(600, 1);
    struct linkage *l = extract_link(&e, 1);
    size_t          right = 0, wrong = 0;

    for (size_t i = 0; i < l->count; i++)
        if (l->pairs[i].band > LINKAGE_POSSIBLE) {
            bool one = str_eq(roll_id(e.roll, l->pairs[i].x),
                roll_id(e.roll, l->pairs[i].y));

            right += one;
            wrong += !one;
        }
    WANT(right * 2 > e.roll->count * 9 / 10);
    WANT(wrong * 200 < right);
    linkage_free(l);
    extract_free(&e);
}

/* A child that came and went leaves nothing behind; one that comes later is
 * put where it would have been: with the model kept, and pairs alone. */
TEST(linkage_run__of_fewer_rows_is_the_rest_of_more)
{
    struct extract         all = extract_invented(200, 1);
    struct extract         none = extract_open();
    struct linkage        *x = extract_link(&all, 1), *y, *z;
    struct linkage_options o = {.threads = 1,
        .model = &x->odds,
        .threshold = &(int){80}};
    size_t                 same = 0;

    extract_town(&none, 200, 4);
    extract_row(&none, "gone", "Zebedee||Quux|1999-02-03|M|ZE1 1AA|9 Nowhere");
    extract_close(&none);
    y = linkage_run(all.roll, &o);
    z = linkage_run(none.roll, &o);
    for (uint32_t i = 0, j = 0; j < none.roll->count; j++) {
        if (str_eq(roll_source_name(none.roll, j), S("gone"))) {
            WANT(z->cluster[j] == j);
            continue;
        }
        WANT_SAME(roll_id(all.roll, i), roll_id(none.roll, j));
        WANT_SAME(roll_id(all.roll, y->cluster[i]),
            roll_id(none.roll, z->cluster[j]));
        same += y->cluster[i] != i;
        i++;
    }
    WANT(same > 100);
    linkage_free(x);
    linkage_free(y);
    linkage_free(z);
    extract_free(&all);
    extract_free(&none);
}

/* ---- golden pairs: among the town, two rows more ---- */

static enum linkage_band
band_of(const char *x, const char *y, bool *joined)
{
    struct extract         e = extract_open();
    struct linkage_options o = {.threads = 1,
        .threshold = &(int){90},
        .review = -300};
    enum linkage_band      band = LINKAGE_POSSIBLE;
    struct linkage        *l;
    uint32_t               lx, ly;

    extract_row(&e, "a", x);
    extract_row(&e, "a", y);
    extract_town(&e, 800, 0);
    extract_close(&e);
    l = linkage_run(e.roll, &o);
    lx = extract_line(&e, "a", "1");
    ly = extract_line(&e, "a", "2");
    for (size_t i = 0; i < l->count; i++)
        if ((l->pairs[i].x == lx && l->pairs[i].y == ly) ||
            (l->pairs[i].x == ly && l->pairs[i].y == lx))
            band = l->pairs[i].band;
    *joined = together(l, lx, ly);
    linkage_free(l);
    extract_free(&e);
    return band;
}

static const char *const same_child[][2] = {
    /* slips, forms, other spellings */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Pryderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"Rhys||ap Hywel|2015-04-07|M|LL55 1AB|1 High St",
        "Reece||Powell|2015-04-07|M|LL55 1AB|1 High St"},
    /* moved and renamed, but one number */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB||4000000004",
        "Mair||Voss|2015-04-07|F|CF10 1AB||4000000004"},
    /* who died after both were written: a slip in the year */
    {"Ifan||Prydderch|2014-04-07|M|LL55 1AB|1 High St|||2016-06-01",
        "Ifan||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    /* a death before one's own birth is a slip itself */
    {"Ifan||Prydderch|2015-04-07|M|LL55 1AB|1 High St|||2014-06-01",
        "Ifan||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    /* a name for the other */
    {"Prydderch||Mair|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    /* day for month */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Prydderch|2015-07-04|F|LL55 1AB|1 High St"},
    /* another sex said */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    /* written over from another script */
    {"Muhammad||Hussain|2015-04-07|M|LL55 1AB|1 High St",
        "Mohammed||Hussein|2015-04-07|M|LL55 1AB|1 High St"},
    {"Мария||Ковальчук|2015-04-07|F|LL55 1AB|1 High St",
        "Mariya||Kovalchuk|2015-04-07|F|LL55 1AB|1 High St"},
    {"محمد||حسین|2015-04-07|M|LL55 1AB|1 High St",
        "Mohammed||Hussain|2015-04-07|M|LL55 1AB|1 High St"},
    {"Γιώργος||Γεωργίου|2015-04-07|M|LL55 1AB|1 High St",
        "George||Georgiou|2015-04-07|M|LL55 1AB|1 High St"},
    /* of custom: with and without the family's own name behind it */
    {"Gurpreet||Kaur|2015-04-07|F|LL55 1AB|1 High St",
        "Gurpreet||Kaur Dhillon|2015-04-07|F|LL55 1AB|1 High St"},
    {"Gurpreet||Kaur|2015-04-07|F|LL55 1AB|1 High St",
        "Gurpreet||Dhillon|2015-04-07|F|LL55 1AB|1 High St"},
    {"ਗੁਰਪ੍ਰੀਤ||ਕੌਰ|2015-04-07|F|LL55 1AB|1 High St",
        "Gurpreet||Kaur|2015-04-07|F|LL55 1AB|1 High St"},
    /* known by another sex and another first name since, one number */
    {"Dylan||Prydderch|2009-04-07|M|LL55 1AB|1 High St|4000000004",
        "Dylan||Prydderch|2009-04-07|F|CF10 1AB|7 Low St|4000000004"},
    /* parent's name before and behind: ap Hywel, Powell; ferch Owain, Bowen */
    {"Mair||ferch Owain|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Bowen|2015-04-07|F|LL55 1AB|1 High St"},
    /* forms and spellings of Welsh names, and of descent */
    {"Si\xc3\xa2n||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Sian||Prydderch|2015-04-07|F|LL55 1AB|1 Stryd Fawr"},
    {"Ieuan||Rees|2015-04-07|M|LL55 1AB|1 High St",
        "Ifan||Rhys|2015-04-07|M|LL55 1AB|1 High St"},
    {"Catrin||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Gatrin||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"Osian||ap Huw|2015-04-07|M|LL55 1AB|1 High St",
        "Osian||Pugh|2015-04-07|M|LL55 1AB|1 High St"},
    {"Osian||ap Hari|2015-04-07|M|LL55 1AB|1 High St",
        "Osian||Parry|2015-04-07|M|LL55 1AB|1 High St"},
    {"Osian||ab Evan|2015-04-07|M|LL55 1AB|1 High St",
        "Osian||Bevan|2015-04-07|M|LL55 1AB|1 High St"},
    /* of a double barrel one */
    {"Mair||Voss-Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    /* a day that one side does not know */
    {"Heulwen||Prydderch|2015-04|F|LL55 1AB|1 High St",
        "Heulwen||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    /* an initial, and the number */
    {"M||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000004",
        "Mali||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000004"},
    /* a pupil number for the time being, and the one that followed */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|||||||||z68122012601a",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|||||||||"
        "a681220126001"},
    /* one name, once as the given and once as the family name */
    {"Ghafoor|||2015-04-07|M|LL55 1AB|1 High St|4000000004",
        "||Ghafoor|2015-04-07|M|LL55 1AB|1 High St|4000000004"},
};

TEST(linkage_run__puts_one_child_together)
{
    bool joined;

    for (size_t i = 0; i < sizeof same_child / sizeof same_child[0]; i++) {
        if (band_of(same_child[i][0], same_child[i][1], &joined) <
            LINKAGE_STRONG)
            WANT_SAME(str_of(same_child[i][0]), S("one child"));
        WANT(joined);
    }
}

static const char *const two_children[][2] = {
    /* twins; twins with one initial; one of them unnamed */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Nel||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"M||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mali||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"Baby||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mali||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"Girl||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mali||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Mali||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"Twin 1||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Twin 2||Prydderch|2015-04-07|F|LL55 1AB|1 High St"},
    {"M||Prydderch|2015-01-01|F|LL55 1AB|1 High St",
        "Mali||Prydderch|2015-01-01|F|LL55 1AB|1 High St"},
    /* one name, and one mother: the first and the second of that day */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Prydderch|1",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss|2"},
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss||10:05",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss||10:17"},
    /* numbers of two issuers: nobody knows who moved */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000004",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|3200000007"},
    /* moved and renamed, and nothing of one's own */
    {"Sian||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "Sian||Voss|2015-04-07|F|CF10 1AB|7 Low St"},
    /* a sister's card at school */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||||||a681220126001",
        "Nel||Prydderch|2012-11-20|F|LL55 1AB|1 High St||||||||a681220126001"},
    /* two numbers that check */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000004",
        "Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000012"},
    /* a brother's card: the number agrees, name and birth date do not */
    {"Mair||Prydderch|2015-04-07|F|LL55 1AB|1 High St|4000000004",
        "Gethin||Prydderch|2012-11-20|M|LL55 1AB|1 High St|4000000004"},
    /* a dead brother's name given again */
    {"Ifan||Prydderch|2011-04-07|M|LL55 1AB|1 High St",
        "Ifan||Prydderch|2015-09-20|M|LL55 1AB|1 High St"},
    /* the same, where the dates alone could be one with a slip, and he died
     * between them */
    {"Ifan||Prydderch|2014-04-07|M|LL55 1AB|1 High St|||2014-06-01",
        "Ifan||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    /* and with his card */
    {"Ifan||Prydderch|2014-04-07|M|LL55 1AB|1 High St|4000000004||2014-06",
        "Ifan||Prydderch|2015-04-07|M|LL55 1AB|1 High St|4000000004"},
    /* cousins of one name */
    {"Ifan||Jones|2011-04-07|M|LL55 1AB|1 High St",
        "Ifan||Jones|2012-09-20|M|LL57 1AB|2 High St"},
    /* two of one children's home */
    {"Ifan||Beynon|2011-04-07|M|LL55 1AB|1 High St",
        "Osian||Voss|2011-04-07|M|LL55 1AB|1 High St"},
    /* parent and child, each called after the other */
    {"Rhys||ap Hywel|1985-03-02|M|LL55 1AB|1 High St",
        "Hywel||ap Rhys|2015-04-07|M|LL55 1AB|1 High St"},
    /* senior and junior */
    {"Huw||Prydderch|1985-02-19|M|LL55 1AB|1 High St",
        "Huw||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    /* the same, born on one day of the year */
    {"Huw||Prydderch|1985-04-07|M|LL55 1AB|1 High St",
        "Huw||Prydderch|2015-04-07|M|LL55 1AB|1 High St"},
    {"Huw||Prydderch|2001-04-07|M|LL55 1AB|1 High St",
        "Huw||Prydderch|2021-04-07|M|LL55 1AB|1 High St"},
    /* a mother's name given to the daughter as a patronymic would be */
    {"Elin||ferch Rhys|1995-03-02|F|LL55 1AB|1 High St",
        "Rhys||ap Elin|2015-04-07|M|LL55 1AB|1 High St"},
    /* 1 January is nobody's birthday */
    {"Ifan||Jones|2011-01-01|M||", "Ifan||Jones|2011-01-01|M||"},
};

TEST(linkage_run__leaves_two_children_apart)
{
    bool joined;

    for (size_t i = 0; i < sizeof two_children / sizeof two_children[0]; i++) {
        if (band_of(two_children[i][0], two_children[i][1], &joined) >
            LINKAGE_POSSIBLE)
            WANT_SAME(str_of(two_children[i][0]), S("two children"));
        WANT(!joined);
    }
}

/* ---- twins whose names are nearly alike ---- */

static struct linkage *
twins_link(struct extract *e, const char *const *rows, size_t count)
{
    static const char *const others[] = {
        "%||Bwlch|2011-03-02|F|LL60 1AA|1 Low St",
        "%||Nudd|2012-05-06|F|LL61 1AA|2 Low St",
        "%||Mabon|2013-07-08|F|LL62 1AA|3 Low St"};
    struct linkage_options o = {.threads = 1,
        .threshold = &(int){90},
        .review = -300};

    for (size_t i = 0; i < count; i++)
        extract_row(e, rows[i][0] == 'h' ? "h" : "s", rows[i] + 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        for (size_t name = 0; name < 2; name++) {
            struct str parts[] = {name ? S("Cerys") : S("Carys"),
                str_of(others[i] + 1)};

            extract_row(e, "o", str_c(e->arena, str_join(e->arena, parts, 2,
                                               S(""))));
        }
    extract_town(e, 800, 0);
    extract_close(e);
    return linkage_run(e->roll, &o);
}

static enum linkage_band
band_between(const struct linkage *l, uint32_t x, uint32_t y)
{
    for (size_t i = 0; i < l->count; i++)
        if ((l->pairs[i].x == x && l->pairs[i].y == y) ||
            (l->pairs[i].x == y && l->pairs[i].y == x))
            return l->pairs[i].band;
    return LINKAGE_POSSIBLE;
}

/* By number of their rows: both twins in one agency's files, each in
 * another's, and one whose name could be either's. */
TEST(linkage_run__holds_twins_whose_names_are_nearly_alike)
{
    static const char *const rows[] = {
        "hCarys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "hCerys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "sCarys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "sCzrys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
    };
    struct extract  e = extract_open();
    struct linkage *l = twins_link(&e, rows, 4);
    uint32_t        carys = extract_line(&e, "h", "1");
    uint32_t        cerys = extract_line(&e, "h", "2");
    uint32_t        again = extract_line(&e, "s", "3");
    uint32_t        either = extract_line(&e, "s", "4");

    WANT_INT(band_between(l, carys, cerys), LINKAGE_POSSIBLE);
    WANT_INT(band_between(l, again, cerys), LINKAGE_POSSIBLE);
    WANT_INT(band_between(l, either, carys), LINKAGE_POSSIBLE);
    WANT_INT(band_between(l, either, cerys), LINKAGE_POSSIBLE);
    WANT(together(l, carys, again) && !together(l, carys, cerys));
    WANT(!together(l, either, carys) && !together(l, either, cerys));
    linkage_free(l);
    extract_free(&e);
}

/* Of a child alone the same two names are another spelling. */
TEST(linkage_run__takes_a_name_nearly_alike_where_there_is_no_twin)
{
    static const char *const rows[] = {
        "hCarys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
        "sCerys||Prydderch|2015-04-07|F|LL55 1AB|1 High St",
    };
    struct extract  e = extract_open();
    struct linkage *l = twins_link(&e, rows, 2);

    WANT(together(l, extract_line(&e, "h", "1"), extract_line(&e, "s", "2")));
    linkage_free(l);
    extract_free(&e);
}

/* Two of one name whom only the order of birth tells apart, each of whom a
 * third row, which says no order, could be: by way of it they are not one. */
TEST(linkage_run__parts_by_the_order_of_birth_by_way_of_others_too)
{
    static const char *const rows[] = {
        "hMair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss|1",
        "hMair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss|2",
        "sMair||Prydderch|2015-04-07|F|LL55 1AB|1 High St||||Sian|Voss",
    };
    struct extract  e = extract_open();
    struct linkage *l = twins_link(&e, rows, 3);
    uint32_t        first = extract_line(&e, "h", "1");
    uint32_t        second = extract_line(&e, "h", "2");

    WANT_INT(band_between(l, first, second), LINKAGE_POSSIBLE);
    WANT(!together(l, first, second));
    linkage_free(l);
    extract_free(&e);
}

/* Twenty who live in one refuge: that home brings no two of them together,
 * nor lifts what else two of them share. */
TEST(linkage_run__takes_a_crowded_home_for_little)
{
    static const char *const names[] = {"Bryn", "Cari", "Deio", "Efa", "Fflur",
        "Gwil", "Heti", "Ilan", "Jac", "Lois", "Mirain", "Noa", "Olwen", "Prys",
        "Rhun", "Sioned", "Tegid", "Undeg", "Wyn", "Ynyr"};
    const size_t             crowd = sizeof names / sizeof *names;
    int                      weights[2] = {0, 0};

    for (size_t crowded = 0; crowded < 2; crowded++) {
        struct extract         e = extract_open();
        struct linkage_options o = {.threads = 1,
            .threshold = &(int){90},
            .review = -300};
        struct linkage        *l;
        uint32_t               x, y;

        extract_row(&e, "a", "Mair||Voss||F|LL99 9ZZ|The Refuge");
        extract_row(&e, "a", "Mari||Voss||F|LL99 9ZZ|The Refuge");
        for (size_t i = 0; i < crowd; i++) {
            struct str row = str_join(e.arena,
                (const struct str[]){str_of(names[i]), S("||Quill"),
                    str_of(names[i]),
                    crowded ? S("|2012-05-09||LL99 9ZZ|The Refuge")
                            : S("|2012-05-09||LL98 9ZZ|Elsewhere")},
                4, S(""));

            extract_row(&e, "b", str_c(e.arena, row));
        }
        extract_town(&e, 800, 0);
        extract_close(&e);
        l = linkage_run(e.roll, &o);
        x = extract_line(&e, "a", "1");
        y = extract_line(&e, "a", "2");
        for (size_t i = 0; i < l->count; i++) {
            const struct linkage_pair *p = &l->pairs[i];
            bool refuge = roll_source_name(e.roll, p->x).p[0] == 'b' &&
                roll_source_name(e.roll, p->y).p[0] == 'b';

            WANT(!refuge || p->band == LINKAGE_POSSIBLE);
            if ((p->x == x && p->y == y) || (p->x == y && p->y == x))
                weights[crowded] = p->weight;
        }
        linkage_free(l);
        extract_free(&e);
    }
    WANT(weights[1] + 20 < weights[0]);
}

/* ---- files that mean harm, or nothing ---- */

TEST(linkage_run__bounds_its_work_when_all_are_called_jones)
{
    struct extract  e = extract_open();
    struct arena   *a = arena_new(0);
    struct linkage *l;
    uint64_t        cut = 0;

    for (int i = 0; i < 6000; i++) {
        struct mark m = arena_mark(a);

        extract_row(&e, "a", "Rhys||Jones|2015-04-07|M|LL55 1AB|1 High St");
        arena_rewind(a, m);
    }
    extract_close(&e);
    l = extract_link(&e, 1);
    for (int k = 0; k < BLOCK_KINDS; k++)
        cut += l->blocks->lists[k].cut;
    WANT(cut > 0);
    WANT(l->met < 6000 * BLOCK_KINDS * BLOCK_MOST / 2);
    linkage_free(l);
    arena_free(a);
    extract_free(&e);
}

/* So many children of one birth date who have nothing else in common: how
 * many pairs are compared. */
static size_t
met_by_birth(size_t children)
{
    static const char *const families[] = {"Bwlch", "Cadfan", "Dyfed", "Eurig",
        "Ffestin", "Garmon", "Hafren", "Idloes", "Jernegan", "Kyffin", "Llifon",
        "Mabon", "Nudd"};
    struct extract           e = extract_open();
    struct arena            *a = arena_new(0);
    struct linkage          *l;
    size_t                   met;

    for (size_t i = 0; i < children; i++) {
        struct str row[] = {S("||"), str_of(families[i]), S("|2015-04-07")};

        extract_row(&e, "a", str_c(a, str_join(a, row, 3, S(""))));
    }
    extract_close(&e);
    l = extract_link(&e, 1);
    met = l->met;
    linkage_free(l);
    arena_free(a);
    extract_free(&e);
    return met;
}

TEST(linkage_run__compares_those_of_one_birth_date_where_few_have_it)
{
    WANT_INT(met_by_birth(2), 1);
    WANT_INT(met_by_birth(BLOCK_FEW), BLOCK_FEW * (BLOCK_FEW - 1) / 2);
    WANT_INT(met_by_birth(BLOCK_FEW + 1), 0);
}

TEST(linkage_run__takes_a_name_of_64_kilobytes_and_bombs_of_marks)
{
    struct extract  e = extract_open();
    char           *room = malloc(65536 + 64);
    struct linkage *l;

    for (size_t i = 0; i < 65536; i += 2) {
        room[i] = i % 4 ? '\xcc' : 'a';
        room[i + 1] = i % 4 ? '\x81' : 'b';
    }
    room[65536] = 0;
    extract_row(&e, "a", room);
    extract_row(&e, "a", room);
    extract_row(&e, "a", "\xe2\x80\xaeSi\xc3\xa2n||Jones|2015-04-07");
    extract_row(&e, "a", "SIAN||JONES|2015-04-07");
    extract_close(&e);
    l = extract_link(&e, 1);
    WANT(l->met > 0);
    linkage_free(l);
    extract_free(&e);
    free(room);
}

/* A sign that turns the direction, or joins, is no letter of a name. */
TEST(linkage_run__passes_over_signs_of_direction)
{
    bool joined;

    WANT(band_of("\xe2\x80\xaeSi\xc3\xa2n\xe2\x80\xac||"
                 "\xe2\x80\x8fPryd\xe2\x80\x8d"
                 "derch|2015-04-07",
             "SIAN||PRYDDERCH|2015-04-07", &joined) >= LINKAGE_STRONG);
    WANT(joined);
}

TEST(linkage_run__takes_no_rows_and_one_row)
{
    struct extract  none = extract_open(), one = extract_open();
    struct linkage *l;

    extract_close(&none);
    l = extract_link(&none, 2);
    WANT(l->count == 0);
    linkage_free(l);
    extract_row(&one, "a", "Mair||Voss");
    extract_close(&one);
    l = extract_link(&one, 2);
    WANT(l->count == 0 && l->cluster[0] == 0);
    linkage_free(l);
    extract_free(&none);
    extract_free(&one);
}

TEST(roll_close__finds_an_id_that_stands_twice)
{
    struct roll    *r = roll_new();
    struct roll_row row = {.id = S("1"), .source = roll_source(r, S("a"))};
    uint32_t        twice[2];

    roll_add(r, &row);
    row.id = S("2");
    roll_add(r, &row);
    row.id = S("1");
    roll_add(r, &row);
    WANT(!roll_close(r, twice));
    WANT(twice[0] + twice[1] == 2);
    roll_free(r);
}
