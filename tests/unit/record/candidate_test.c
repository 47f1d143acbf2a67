/*
 * candidate_test -- who a question might be about, and who is exactly it.
 */
#include "folk.h"

#include "../test.h"

#include "match/match.h"

static const struct id none;

/* A question with a name and a birth date. */
struct asked {
    struct match_names  name;
    struct match_person person;
};

static const struct match_person *
ask(struct asked *q, const char *given, const char *family, struct date born)
{
    q->name = (struct match_names){str_of(given), str_of(family)};
    q->person = (struct match_person){.names = &q->name,
        .name_count = 1,
        .birth = born};
    return &q->person;
}

#define BORN ((struct date){2019, 4, 2})

/* The place of the source's person among the candidates, or -1. */
static int
place_of(struct house *h, const struct candidate *all, size_t n,
    struct id source)
{
    struct id person = house_person(h, source);

    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].person, person))
            return (int)i;
    return -1;
}

TEST(person_candidates__come_best_first_with_their_evidence)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct id         same, alike, other;
    size_t            n;

    house_open(&h);
    same = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    alike = folk_child(&h, h.hospital, "Lowri", "Penry", "2019-02-04");
    other = folk_child(&h, h.hospital, "Ifan", "Morus", "2012-09-30");
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(place_of(&h, all, n, same), 0);
    WANT(place_of(&h, all, n, alike) > 0);
    WANT_INT(place_of(&h, all, n, other), -1);
    WANT(all[0].why->total > all[1].why->total);
    WANT_INT(all[0].why->band, MATCH_STRONG);
    WANT_STR(all[0].face.family, "Penri");
    house_close(&h);
}

TEST(person_candidates__weigh_a_person_by_the_best_of_their_records)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct id         a, b;
    size_t            n;

    house_open(&h);
    a = folk_child(&h, h.school, "Laura", "Puw", "2019-04-02");
    b = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    WANT_OK(link_make(h.w, a, b, folk_entry(&h)));
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0].face.source, b));
    WANT(id_eq(all[0].person, house_person(&h, a)));
    house_close(&h);
}

TEST(person_candidates__leave_out_themselves_and_who_is_not_the_same)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct id         a, twin, third;
    size_t            n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    twin = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    third = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    ask(&q, "Lowri", "Penri", BORN);
    WANT_OK(link_refuse(h.w, twin, a, folk_entry(&h)));
    WANT_OK(person_candidates(h.w, &q.person, house_person(&h, a), &all, &n));
    WANT_INT(n, 1);
    WANT_INT(place_of(&h, all, n, third), 0);
    WANT_OK(person_candidates(h.w, &q.person, none, &all, &n));
    WANT_INT(n, 3);
    house_close(&h);
}

TEST(person_candidates__give_sealed_persons_too)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct id         a, who;
    size_t            n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    who = folk_account(&h, h.authority, "c", "register_custodian", none);
    WANT_OK(label_set(h.w, a, LABEL_SEALED, who, S("moved")));
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 1);
    house_close(&h);
}

TEST(person_candidates__are_at_most_fifty)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    size_t            n;

    house_open(&h);
    for (int i = 0; i < 55; i++)
        folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 50);
    house_close(&h);
}

/* So many people more, some of them with an id that begins with zero. */
static void
crowd(struct house *h, int people, int low)
{
    static const struct statement add = {
        "INSERT INTO person (id, kind, made_at) VALUES ($1, 'child', 0)",
        NULL};

    for (int i = 0; i < people; i++) {
        struct id id = txn_id(h->w->tx, ID_PERSON);

        id.b[0] = i < low ? 0 : 9;
        WANT_OK(txn_do(h->w->tx, &add, ARGS(A_ID(id))));
    }
}

static int
weight_among(int people, int low)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    size_t            n;
    int               total;

    house_open(&h);
    crowd(&h, people, low);
    folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 1);
    total = all[0].why->total;
    house_close(&h);
    return total;
}

TEST(person_candidates__weigh_less_the_more_people_there_are)
{
    int few = weight_among(9, 0), some = weight_among(999, 3);

    WANT_INT(few - some, 20); /* a hundred times as many */
    /* 400 of a 256th part are counted as a hundred thousand */
    WANT_INT(some - weight_among(500, 400), 20);
}

/* The waterfall's first row when so many people more are there. */
static struct match_term
start_among(int people)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct match_term start;
    size_t            n;

    house_open(&h);
    crowd(&h, people, 0);
    folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 1);
    WANT_INT(all[0].why->term[0].field, MATCH_START);
    start = all[0].why->term[0];
    house_close(&h);
    return start;
}

/* S11: a sealed child more changes neither the figure nor its weight; forty
 * more do. */
TEST(person_candidates__tell_no_count_that_one_more_person_changes)
{
    static const struct {
        int people, told;
    } counts[] = {{0, 10}, {3, 10}, {61, 60}, {122, 120}, {199, 200},
        {1233, 1200}};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct match_term few = start_among(counts[i].people);
        struct match_term more = start_among(counts[i].people + 1);

        WANT_INT(few.among, counts[i].told);
        WANT_INT(more.among, few.among);
        WANT_INT(more.decibans, few.decibans);
    }
    WANT_INT(start_among(122 + 40).among, 160);
}

/* The same child but for the traced number; another record of theirs says
 * all but a number, or has the very number. */
static enum match_band
band_beside(const char *number, const char *theirs, const char *second)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct id         a, b;
    struct face       f = {.given = S("Lowri"),
              .family = S("Penri"),
              .birth_date = BORN,
              .traced = true};
    enum match_band   band;
    size_t            n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    f.source = a;
    f.nhs = str_of(theirs);
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    if (second) {
        f.source = b;
        f.nhs = str_of(second);
        WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    }
    WANT_OK(link_make(h.w, a, b, folk_entry(&h)));
    ask(&q, "Lowri", "Penri", BORN);
    q.person.nhs = str_of(number);
    q.person.nhs_traced = true;
    WANT_OK(person_candidates(h.w, &q.person, none, &all, &n));
    WANT_INT(n, 1);
    band = all[0].why->band;
    house_close(&h);
    return band;
}

TEST(person_candidates__let_no_record_without_a_number_take_back_a_veto)
{
    WANT_INT(band_beside("9990001006", "9990001014", NULL), MATCH_UNLIKELY);
    WANT_INT(band_beside("9990001006", "9990001006", NULL), MATCH_CERTAIN);
    /* of two that were linked with both numbers, one agrees */
    WANT_INT(band_beside("9990001006", "9990001014", "9990001006"),
        MATCH_CERTAIN);
}

/* ---- twins ---- */

enum beside { ALONE, TWIN, TWIN_HIDDEN };

/* Somebody whose first name only sounds like that of the one asked about. */
static struct match_why
why_sounding(enum beside beside)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct match_why  why;
    struct id         a, b;
    size_t            n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lleucy", "Penri", "2019-04-02");
    b = folk_child(&h, h.school, "Gwen", "Penri", "2019-04-02");
    if (beside != ALONE)
        WANT_OK(link_twins(h.w, a, b, folk_entry(&h)));
    if (beside == TWIN_HIDDEN)
        WANT_OK(label_set(h.w, b, LABEL_SEALED, h.manager, S("risk")));
    WANT_OK(person_candidates(h.w, ask(&q, "Lleucu", "Penri", BORN), none, &all,
        &n));
    WANT(n > 0 && id_eq(all[0].person, house_person(&h, a)));
    why = *all[0].why;
    house_close(&h);
    return why;
}

TEST(person_candidates__ask_of_a_twin_for_the_very_name)
{
    struct match_why alone = why_sounding(ALONE), twin = why_sounding(TWIN);

    WANT_INT(alone.limit, MATCH_LIMIT_NONE);
    WANT_INT(twin.limit, MATCH_LIMIT_HOUSEHOLD);
    WANT(twin.band <= MATCH_POSSIBLE);
    /* who is hidden does not show in their brother or sister */
    WANT_INT(why_sounding(TWIN_HIDDEN).limit, MATCH_LIMIT_NONE);
    WANT_INT(why_sounding(TWIN_HIDDEN).total, alone.total);
}

/* ---- a dead child's name ---- */

/* That of a brother who died: by the record asked about, or by another of the
 * same child. */
TEST(person_candidates__never_take_a_child_for_a_dead_one_of_the_name)
{
    struct house      h;
    struct asked      q;
    struct candidate *all;
    struct face       f, g;
    struct match_why  why;
    struct id         dead, other, next, person;
    size_t            n;

    house_open(&h);
    dead = folk_child(&h, h.school, "Lowri", "Penri", "2018-04-02");
    other = folk_child(&h, h.hospital, "Lowri", "Penri", "2018-04-02");
    next = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(link_make(h.w, dead, other, folk_entry(&h)));
    WANT_OK(face_of_source(h.w, other, &f));
    f.died = (struct date){2018, 6, 0};
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    person = house_person(&h, dead);
    WANT_OK(person_candidates(h.w, ask(&q, "Lowri", "Penri", BORN), none, &all,
        &n));
    WANT_INT(n, 2);
    WANT(n > 1 && id_eq(all[1].person, person));
    WANT_INT(all[0].why->limit, MATCH_LIMIT_NONE);
    WANT_INT(all[1].why->limit, MATCH_LIMIT_DEATH);
    WANT_INT(all[1].why->band, MATCH_UNLIKELY);
    /* asked from the dead child's own side */
    WANT_OK(face_of_source(h.w, dead, &f));
    q.person = face_as_match(h.arena, &f);
    WANT_OK(person_candidates(h.w, &q.person, person, &all, &n));
    WANT(n == 1 && all[0].why->limit == MATCH_LIMIT_DEATH);
    WANT_OK(face_of_source(h.w, next, &g));
    WANT_OK(person_weigh(h.w, &f, &g, &why));
    WANT_INT(why.limit, MATCH_LIMIT_DEATH);
    house_close(&h);
}

/* ---- exactly ---- */

TEST(person_exact__finds_the_same_number_and_the_same_name_and_birthday)
{
    struct house h;
    struct asked q;
    struct id    a, b, *all;
    struct face  f = {.given = S("Huw"), .nhs = S("9990000018")};
    size_t       n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri Mai", "Penri", "2019-04-02");
    b = folk_child(&h, h.hospital, "Huw", "Rees", "2001-01-01");
    f.source = b;
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    ask(&q, "LOWRI-MAI", "Penri", BORN);
    WANT_OK(person_exact(h.w, &q.person, &all, &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0], house_person(&h, a)));
    q.person.nhs = S("9990000018");
    WANT_OK(person_exact(h.w, &q.person, &all, &n));
    WANT_INT(n, 2);
    ask(&q, "Lowri", "Penry", BORN);
    WANT_OK(person_exact(h.w, &q.person, &all, &n));
    WANT_INT(n, 0);
    ask(&q, "Lowri Mai", "Penri", (struct date){2019, 4, 0});
    WANT_OK(person_exact(h.w, &q.person, &all, &n));
    WANT_INT(n, 0);
    house_close(&h);
}
