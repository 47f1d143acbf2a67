/*
 * person_test -- people, their records and what these say.
 */
#include "folk.h"

#include "../test.h"

static const struct id none;

TEST(person_new__makes_a_record_of_diogels_own_and_one_of_the_agency)
{
    struct house h;
    struct id    person, source, own, now, *all;
    size_t       n;

    house_open(&h);
    WANT_OK(person_new(h.w, PERSON_CHILD, h.school, S("77"), &person, &source));
    WANT_OK(person_sources(h.w, person, &all, &n));
    WANT_INT(n, 2);
    WANT_OK(person_own(h.w, person, &own));
    WANT(id_eq(all[0], own));
    WANT(id_eq(all[1], source));
    WANT(!id_eq(own, source));
    WANT_OK(person_of_source(h.w, source, &now));
    WANT(id_eq(now, person));
    WANT_OK(person_resolve(h.w, person, &now));
    WANT(id_eq(now, person));
    WANT_OK(person_resolve(h.w, source, &now));
    WANT(id_eq(now, person));
    house_close(&h);
}

TEST(person_new__without_an_agency_gives_the_own_record)
{
    struct house h;
    struct id    person, source, own, *all;
    size_t       n;

    house_open(&h);
    WANT_OK(person_new(h.w, PERSON_ADULT, none, S(""), &person, &source));
    WANT_OK(person_own(h.w, person, &own));
    WANT(id_eq(own, source));
    WANT_OK(person_sources(h.w, person, &all, &n));
    WANT_INT(n, 1);
    house_close(&h);
}

TEST(person_resolve__knows_nobody_who_is_not_there)
{
    struct house h;
    struct id    id, now, *all;
    size_t       n;

    house_open(&h);
    id = txn_id(h.w->tx, ID_PERSON);
    WANT_ERR(ERR_ABSENT, person_resolve(h.w, id, &now));
    WANT_ERR(ERR_ABSENT, person_own(h.w, id, &now));
    id = txn_id(h.w->tx, ID_SOURCE);
    WANT_ERR(ERR_ABSENT, person_of_source(h.w, id, &now));
    WANT_ERR(ERR_ABSENT, person_resolve(h.w, id, &now));
    WANT_OK(person_sources(h.w, txn_id(h.w->tx, ID_PERSON), &all, &n));
    WANT_INT(n, 0);
    house_close(&h);
}

/* ---- faces ---- */

static struct face
face_of(struct id source)
{
    return (struct face){
        .source = source,
        .given = S("Lowri"),
        .family = S("Penri"),
        .known_as = S("Lols"),
        .birth_date = {2019, 4, 0},
        .sex = S("female"),
        .nhs = S("9990000018"),
        .traced = true,
        .upn = S("A999000000001"),
        .language = S("cy"),
        .mother = S("Mair Penri"),
    };
}

TEST(face_save__is_read_back_as_it_was)
{
    struct house h;
    struct id    s;
    struct face  got, f;

    house_open(&h);
    s = folk_child(&h, h.school, "A", "B", NULL);
    f = face_of(s);
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    WANT_OK(face_of_source(h.w, s, &got));
    WANT_SAME(got.given, f.given);
    WANT_SAME(got.family, f.family);
    WANT_SAME(got.known_as, f.known_as);
    WANT(date_eq(got.birth_date, f.birth_date));
    WANT(date_is_none(got.expected));
    WANT_SAME(got.sex, f.sex);
    WANT_SAME(got.nhs, f.nhs);
    WANT(got.traced);
    WANT_SAME(got.upn, f.upn);
    WANT_SAME(got.language, f.language);
    WANT_SAME(got.mother, f.mother);
    WANT(id_eq(got.source, s));
    WANT(id_eq(got.person, house_person(&h, s)));
    WANT(id_eq(got.agency, h.school));
    house_close(&h);
}

TEST(face_save__of_nothing_takes_face_and_keys_away)
{
    static const struct statement keys = {
        "SELECT COUNT(*) FROM source_key WHERE source = $1", NULL};
    struct house  h;
    struct id     s;
    struct face   got, nothing = {0};
    struct rows   r;

    house_open(&h);
    s = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(txn_row(h.w->tx, &keys, ARGS(A_ID(s)), &r));
    WANT(row_int(&r, 0) > 3);
    nothing.source = s;
    WANT_OK(face_save(h.w, &nothing, folk_entry(&h)));
    WANT_ERR(ERR_ABSENT, face_of_source(h.w, s, &got));
    WANT_ERR(
        ERR_ABSENT, person_face(h.w, house_person(&h, s), &got));
    WANT_OK(txn_row(h.w->tx, &keys, ARGS(A_ID(s)), &r));
    WANT_INT(row_int(&r, 0), 0);
    house_close(&h);
}

TEST(face_save__leaves_no_name_or_number_among_the_keys)
{
    static const struct statement keys = {
        "SELECT key FROM source_key", NULL};
    struct house  h;
    struct id     s;
    struct face   f;
    struct rows   r;

    house_open(&h);
    s = folk_child(&h, h.school, "A", "B", NULL);
    f = face_of(s);
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    WANT_OK(txn_rows(h.w->tx, &keys, NO_ARGS, &r));
    WANT(r.count > 3);
    while (rows_next(&r)) {
        WANT_INT(row_text(&r, 0).n, 64);
        WANT_NOT_IN(row_text(&r, 0), ":");
        WANT_NOT_IN(row_text(&r, 0), "999000");
    }
    house_close(&h);
}

/* Two records of one person, linked; neither is the own one. */
static void
two_faces(struct house *h, struct id *school, struct id *hospital)
{
    *school = folk_child(h, h->school, "Lowri", "Penri", "2019-04-02");
    *hospital = folk_child(h, h->hospital, "Laura", "Penry", "2019-04-02");
    WANT_OK(link_make(h->w, *school, *hospital, folk_entry(h)));
}

TEST(person_face__takes_what_its_own_record_does_not_say_from_the_next)
{
    struct house h;
    struct id    school, own;
    struct face  got, traced;

    house_open(&h);
    school = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(person_own(h.w, house_person(&h, school), &own));
    traced =
        (struct face){.source = own, .nhs = S("9990001006"), .traced = true};
    WANT_OK(face_save(h.w, &traced, folk_entry(&h)));
    WANT_OK(person_face(h.w, house_person(&h, school), &got));
    WANT_STR(got.given, "Lowri");
    WANT_STR(got.family, "Penri");
    WANT_INT(got.birth_date.year, 2019);
    WANT_STR(got.nhs, "9990001006");
    WANT(got.traced);
    WANT(id_eq(got.source, own));
    house_close(&h);
}

TEST(person_face__is_the_own_one_then_a_traced_one)
{
    struct house h;
    struct id    school, hospital, person, own;
    struct face  got, f;

    house_open(&h);
    two_faces(&h, &school, &hospital);
    person = house_person(&h, school);
    f = face_of(hospital);
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    WANT_OK(person_face(h.w, person, &got));
    WANT(id_eq(got.source, hospital));
    WANT_OK(person_own(h.w, person, &own));
    f = (struct face){.source = own, .given = S("Lowri Mair")};
    WANT_OK(face_save(h.w, &f, folk_entry(&h)));
    WANT_OK(person_face(h.w, person, &got));
    WANT_STR(got.given, "Lowri Mair");
    house_close(&h);
}

TEST(person_face__is_the_newest_when_none_is_own_or_traced)
{
    struct house h;
    struct id    school, hospital, old, new;
    struct face  got, f;

    house_open(&h);
    two_faces(&h, &school, &hospital);
    old = folk_entry(&h);
    new = folk_entry(&h);
    folk_said(&h, school, old);
    house_at(&h, "2027-03-02T11:00:00Z");
    folk_said(&h, hospital, new);
    f = (struct face){.source = school, .given = S("Lowri")};
    WANT_OK(face_save(h.w, &f, old));
    f = (struct face){.source = hospital, .given = S("Laura")};
    WANT_OK(face_save(h.w, &f, new));
    WANT_OK(person_face(h.w, house_person(&h, school), &got));
    WANT_STR(got.given, "Laura");
    f.source = school;
    WANT_OK(face_save(h.w, &f, new));
    f = (struct face){.source = hospital, .given = S("Lowri")};
    WANT_OK(face_save(h.w, &f, old));
    WANT_OK(person_face(h.w, house_person(&h, school), &got));
    WANT(id_eq(got.source, school));
    house_close(&h);
}

TEST(face_as_match__takes_sex_as_the_pack_means_it)
{
    struct house        h;
    struct face         f = face_of(none);
    struct match_person m;

    house_open(&h);
    f.sex_as = MATCH_SEX_FEMALE;
    m = face_as_match(h.arena, &f);
    WANT_INT(m.name_count, 2);
    WANT_STR(m.names[1].given, "Lols");
    WANT_STR(m.names[1].family, "Penri");
    WANT_INT(m.sex, MATCH_SEX_FEMALE);
    WANT(m.nhs_traced);
    house_close(&h);
}

TEST(person_threads__are_those_in_which_something_was_said_of_them)
{
    struct house h;
    struct id    a, b, link, first, second, *all;
    size_t       n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.hospital, "Laura", "Penry", "2019-04-02");
    first = folk_said(&h, a, folk_entry(&h));
    second = folk_said(&h, b, folk_entry(&h));
    WANT_OK(person_threads(h.w, house_person(&h, a), &all, &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0], first));
    link = folk_entry(&h);
    WANT_OK(link_make(h.w, a, b, link));
    WANT_OK(person_threads(h.w, house_person(&h, a), &all, &n));
    WANT_INT(n, 2);
    WANT(id_eq(all[0], first) && id_eq(all[1], second));
    house_close(&h);
}
