/*
 * identity_test -- what a record says of somebody, out of what was reported.
 */
#include "folk.h"

#include "../test.h"

#include "match/match.h"

#define UNBORN                                                                 \
    "{\"about_worker\": \"no\", \"unborn\": {\"0\": \"yes\"},"                 \
    " \"given_name\": {\"0\": {\"why\": \"not born\"}},"                       \
    " \"family_name\": {\"0\": {\"why\": \"not born\"}},"                      \
    " \"expected_on\": {\"0\": \"2027-06-20\"},"                               \
    " \"adults\": {\"0\": [{\"adult_name\": \"Dai Rees\","                     \
    " \"adult_relation\": \"father\"}, {\"adult_name\": \"%s\","               \
    " \"adult_relation\": \"mother\"}]}}"

/* A report about a child that is not born yet: the child's record. */
static struct id
unborn(struct house *h, const char *mother)
{
    char               said[600];
    struct house_entry e = {.form = "concern", .by = h->teacher};
    struct id          source = house_child(h, h->school);

    WANT(snprintf(said, sizeof said, UNBORN, mother) < (int)sizeof said);
    e.said = str_c(h->arena, str_of(said));
    e.children[0] = source;
    (void)house_say(h, &e, NULL);
    return source;
}

TEST(face__knows_the_mother_whom_a_report_names)
{
    struct house h;
    struct face  f;
    struct id    source;

    house_open(&h);
    source = unborn(&h, "Angharad Penri");
    WANT_OK(face_of_source(h.w, source, &f));
    WANT_STR(f.mother, "Angharad Penri");
    WANT_INT(f.given.n, 0);
    house_close(&h);
}

TEST(face__forgets_a_mother_whose_report_is_withdrawn)
{
    struct house       h;
    struct face        f;
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"adults\": {\"0\":"
                " [{\"adult_name\": \"Mair\", \"adult_relation\":"
                " \"mother\"}]}}"};
    struct house_entry undo = {.correction = "withdraw",
        .reason = "wrong child"};
    struct id          source;

    house_open(&h);
    source = house_child(&h, h.school);
    e.by = h.teacher;
    e.children[0] = source;
    undo.by = h.worker;
    undo.corrects = house_say(&h, &e, &undo.thread);
    WANT_OK(face_of_source(h.w, source, &f));
    WANT_STR(f.mother, "Mair");
    (void)house_say(&h, &undo, NULL);
    WANT_ERR(ERR_ABSENT, face_of_source(h.w, source, &f));
    house_close(&h);
}

/* Two reports of one child, before there is a name to compare: she tells it
 * from another who is expected on the same day. */
TEST(person_candidates__find_an_unborn_child_by_the_mother)
{
    struct house        h;
    struct candidate   *all;
    struct face         f;
    struct match_person asked;
    struct id           one, two;
    size_t              n;

    house_open(&h);
    (void)unborn(&h, "Bethan Tudur");
    one = unborn(&h, "Angharad Penri");
    two = unborn(&h, "Angarad Penry");
    WANT_OK(face_of_source(h.w, two, &f));
    asked = face_as_match(h.arena, &f);
    WANT_OK(person_candidates(h.w, &asked, house_person(&h, two), &all, &n));
    WANT(n > 0);
    WANT(id_eq(all[0].person, house_person(&h, one)));
    for (size_t i = 1; i < n; i++)
        WANT(all[i].why->total < all[0].why->total);
    house_close(&h);
}

TEST(face__compares_sex_by_what_the_pack_says_its_words_mean)
{
    static const struct {
        const char    *said;
        enum match_sex as;
    } rows[] = {
        {"{\"about_worker\": \"no\", \"unborn\": {\"0\": \"no\"},"
         " \"sex\": {\"0\": \"female\"}}",
            MATCH_SEX_FEMALE},
        {"{\"about_worker\": \"no\", \"unborn\": {\"0\": \"no\"},"
         " \"sex\": {\"0\": \"male\"}}",
            MATCH_SEX_MALE},
        {"{\"about_worker\": \"no\", \"unborn\": {\"0\": \"no\"},"
         " \"sex\": {\"0\": \"not_known\"}}",
            MATCH_SEX_UNKNOWN},
    };
    struct house h;
    struct face  f;

    house_open(&h);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct house_entry e = {.form = "concern", .said = rows[i].said};

        e.by = h.teacher;
        e.children[0] = house_child(&h, h.school);
        (void)house_say(&h, &e, NULL);
        WANT_OK(face_of_source(h.w, e.children[0], &f));
        WANT_INT(f.sex_as, rows[i].as);
    }
    house_close(&h);
}

/* What the form of a birth says of the child who was expected. */
static void
is_born(struct house *h, struct id own, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = "child_born",
            .said = said,
            .by = h->worker,
            .children = {own}},
        NULL);
}

TEST(face__of_an_unborn_child_gets_its_birth_and_nobody_is_made)
{
    struct house      h;
    struct face       f;
    struct id         source, own, person;
    struct candidate *found;
    size_t            n;
    int64_t           people;

    struct match_names  names[1] = {{S("Mabli"), S("Penri")}};
    struct match_person asked = {.names = names,
        .name_count = 1,
        .birth = {2027, 2, 12},
        .nhs = S("9990001006")};

    house_open(&h);
    source = unborn(&h, "Angharad Penri");
    person = house_person(&h, source);
    WANT_OK(person_own(h.w, person, &own));
    people = house_count(&h, "SELECT COUNT(*) FROM person");
    is_born(&h, own,
        "{\"born_on\": \"2027-02-12\","
        " \"given_name\": {\"0\": \"Mabli\"},"
        " \"family_name\": {\"0\": \"Penri\"},"
        " \"nhs_number\": {\"0\": \"9990001006\"}}");
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM person"), people);
    WANT_OK(person_face(h.w, person, &f));
    WANT_STR(f.given, "Mabli");
    WANT(date_eq(f.birth_date, (struct date){2027, 2, 12}));
    WANT_STR(f.nhs, "9990001006");
    WANT(!f.traced);
    WANT_OK(person_candidates(h.w, &asked, (struct id){0}, &found, &n));
    WANT(n >= 1);
    WANT(id_eq(found[0].person, person));
    /* what the reporter said before the birth stays as it was sent */
    WANT_OK(face_of_source(h.w, source, &f));
    WANT(date_is_none(f.birth_date));
    WANT_STR(f.mother, "Angharad Penri");
    house_close(&h);
}

TEST(face__of_a_baby_not_named_yet_keeps_what_was_known)
{
    struct house h;
    struct face  f;
    struct id    source;

    house_open(&h);
    source = unborn(&h, "Angharad Penri");
    is_born(&h, source,
        "{\"born_on\": \"2027-02-12\","
        " \"given_name\": {\"0\": {\"why\": \"not named yet\"}}}");
    WANT_OK(face_of_source(h.w, source, &f));
    WANT(date_eq(f.birth_date, (struct date){2027, 2, 12}));
    WANT_INT(f.given.n, 0);
    WANT_STR(f.mother, "Angharad Penri");
    house_close(&h);
}

/* Each of the forms that can tell of a death: the day, or the month alone,
 * comes to stand in the record. */
TEST(face__knows_when_somebody_died)
{
    static const struct {
        const char *form, *said, *died;
    } rows[] = {
        {"case_closed",
            "{\"closed_on\": \"2027-03-01\", \"close_back\": \"x\","
            " \"close_reason\": {\"0\": \"child_died\"},"
            " \"died_on\": {\"0\": \"2027-02-20\"}}",
            "2027-02-20"},
        {"case_closed",
            "{\"closed_on\": \"2027-03-01\", \"close_back\": \"x\","
            " \"close_reason\": {\"0\": \"grown_up\"}}",
            ""},
        {"register_removal",
            "{\"removal_reason\": \"died\", \"died_on\": \"2027-02\"}",
            "2027-02"},
        {"person_details", "{\"died_on\": \"2026\"}", "2026"},
        {"number_traced",
            "{\"traced_number\": \"9992041005\","
            " \"died_on\": \"2027-02-20\"}",
            "2027-02-20"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct house       h;
        struct face        f = {.died = {0}};
        struct house_entry e = {.form = rows[i].form, .said = rows[i].said};
        struct id          source;
        enum err           found;

        house_open(&h);
        source = house_child(&h, h.school);
        e.by = h.social;
        e.children[0] = source;
        (void)house_say(&h, &e, NULL);
        found = face_of_source(h.w, source, &f);
        WANT_INT(found, *rows[i].died ? OK : ERR_ABSENT);
        WANT_SAME(date_is_none(f.died) ? S("") : date_text(h.arena, f.died),
            str_of(rows[i].died));
        house_close(&h);
    }
}
