/*
 * dwelling_test -- a home that agrees, one that a house full of people
 * shares, and one of somebody who is protected, as evidence of who it is.
 */
#include "folk.h"

#include "../test.h"

#include "match/match.h"
#include "record/dwelling.h"
#include "record/label.h"

static struct id
child_at(struct house *h, const char *given, const char *home)
{
    struct str parts[5] = {
        S("{\"family_name\": \"Voss\", \"birth_date\": \"2019-04-02\","
          " \"given_name\": \""),
        str_of(given), S("\", \"home\": \""), str_of(home), S("\"}")};
    struct id  source = house_child(h, h->authority);

    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->worker,
            .children = {source}},
        NULL);
    return source;
}

static enum match_level
level_of(const struct match_why *why)
{
    for (size_t i = 0; i < why->count; i++)
        if (why->term[i].field == MATCH_HOME)
            return why->term[i].level;
    return MATCH_LEVEL_NOT_GIVEN;
}

/* Of the two as a pair, and of the second among the first one's candidates:
 * both ways say the same. */
static enum match_level
home_of(struct house *h, struct id a, struct id b)
{
    struct face         x, y;
    struct match_why    why;
    struct match_person asked;
    struct candidate   *all;
    size_t              n, i = 0;

    WANT_OK(face_of_source(h->w, a, &x));
    WANT_OK(face_of_source(h->w, b, &y));
    WANT_OK(person_weigh(h->w, &x, &y, &why));
    asked = face_as_match(h->arena, &x);
    WANT_OK(person_candidates(h->w, &asked, x.person, &all, &n));
    while (i < n && !id_eq(all[i].person, y.person))
        i++;
    WANT(i < n);
    WANT_INT(level_of(all[i].why), level_of(&why));
    return level_of(&why);
}

TEST(person_weigh__takes_a_home_for_evidence)
{
    struct house h;
    struct id    a, b, c, d;

    house_open(&h);
    a = child_at(&h, "Mair", "5 Heol Las, Caernarfon LL55 1AA");
    b = child_at(&h, "Mari", "5, HEOL LAS, Caernarvon");
    c = child_at(&h, "Mair", "7 Heol Las, Caernarfon");
    d = child_at(&h, "Mair", "Caernarfon"); /* no address */
    WANT_INT(home_of(&h, a, b), MATCH_LEVEL_SAME);
    WANT_INT(home_of(&h, a, c), MATCH_LEVEL_DIFFERS);
    WANT_INT(home_of(&h, a, d), MATCH_LEVEL_NOT_GIVEN);
    house_close(&h);
}

TEST(person_weigh__takes_a_refuge_for_no_household)
{
    struct house h;
    struct id    all[DWELLING_SHARED];

    house_open(&h);
    for (int i = 0; i < DWELLING_SHARED; i++) {
        if (i == DWELLING_SHARED - 1)
            WANT_INT(home_of(&h, all[0], all[1]), MATCH_LEVEL_SAME);
        all[i] = child_at(&h, "Mair", "Y Lloches, 1 Stryd Gudd, Caernarfon");
    }
    WANT_INT(home_of(&h, all[0], all[1]), MATCH_LEVEL_SHARED);
    /* one who is protected is counted no more, nor compared */
    WANT_OK(label_set(h.w, all[2], LABEL_SHIELDED, h.custodian, S("risk")));
    WANT_INT(home_of(&h, all[0], all[1]), MATCH_LEVEL_SAME);
    WANT_INT(home_of(&h, all[0], all[2]), MATCH_LEVEL_NOT_GIVEN);
    WANT_INT(home_of(&h, all[2], all[0]), MATCH_LEVEL_NOT_GIVEN);
    /* nor is one who was */
    h.w->now.us += 1000000;
    WANT_OK(label_set(h.w, all[2], LABEL_NORMAL, h.custodian, S("over")));
    WANT_INT(home_of(&h, all[0], all[2]), MATCH_LEVEL_NOT_GIVEN);
    house_close(&h);
}
