/*
 * kin_find_test -- relatives among those who sign in are found by comparing,
 * and only by two things that agree (S9).
 */
#include "folk.h"

#include "../test.h"

#include "record/kin.h"

#define HOME "4 Rhes yr Onnen, Abercarwen AR3 9ZZ"
#define ELSEWHERE "1 Stryd Arall, Trefedlyn AR5 9ZY"

/* One adult in Lleucu's life, and her home. */
#define LLEUCU(adult)                                                         \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"birth_date\": {\"0\": \"2020-09-09\"},"           \
    " \"unborn\": {\"0\": \"no\"}, \"about_worker\": \"no\","                 \
    " \"urgency\": \"today\", \"home\": {\"0\": \"" HOME "\"},"               \
    " \"adults\": {\"0\": [" adult "]}}"
#define ADULT(name, relation, born)                                           \
    "{\"adult_name\": \"" name "\", \"adult_relation\": \"" relation          \
    "\", \"adult_born\": \"" born "\"}"
#define PARTNER ADULT("Karl Dafydd Voss", "parents_partner", "1987-07-29")
#define FRIEND ADULT("Karl Dafydd Voss", "family_friend", "1987-07-29")
#define ALLEGED                                                               \
    "{\"adult_name\": \"Karl Voss\", \"adult_relation\": \"other_adult\","    \
    " \"adult_part\": \"alleged_to_have_harmed\","                            \
    " \"adult_born\": \"1987-07-29\"}"
#define UNDATED                                                               \
    "{\"adult_name\": \"Karl Dafydd Voss\","                                  \
    " \"adult_relation\": \"parents_partner\"}"

struct scene {
    struct house h;
    struct id    child, thread; /* record and concern */
};

static void
open_scene(struct scene *s, const char *said)
{
    house_open(&s->h);
    s->child = house_child(&s->h, s->h.school);
    if (said)
        (void)house_say(&s->h,
            &(struct house_entry){.form = "concern",
                .said = said,
                .by = s->h.teacher,
                .children = {s->child}},
            &s->thread);
}

/* Somebody of the hospital; born and home may be null. */
static struct id
somebody(struct scene *s, const char *name, const char *born, const char *home)
{
    struct account a = {.agency = s->h.hospital,
        .login = S("somebody"),
        .name = str_of(name),
        .title = {S("Nyrs"), S("Nurse")},
        .language = LANG_EN,
        .home = home ? str_of(home) : (struct str){0}};
    struct id      id;

    if (born)
        WANT(date_parse(str_of(born), &a.birth_date));
    WANT_OK(account_new(s->h.w, &a, (struct id){0}, &id));
    return id;
}

static bool
is_kin(struct scene *s, struct id who)
{
    bool yes;

    WANT_OK(kin_is(s->h.w, who, house_person(&s->h, s->child), &yes));
    return yes;
}

TEST(kin__is_found_by_what_agrees_and_by_no_name_alone)
{
    static const struct {
        const char *said, *name, *born, *home;
        bool        kin;
    } cases[] = {
        /* name and birth date, however he writes his name */
        {LLEUCU(PARTNER), "Karl Voss", "1987-07-29", NULL, true},
        {LLEUCU(PARTNER), "Carl Dafydd Voss", "1987-07-29", NULL, true},
        {LLEUCU(PARTNER), "Karl Voss", "1987-07-30", NULL, false},
        {LLEUCU(PARTNER), "Karl Voss", NULL, NULL, false},
        {LLEUCU(PARTNER), "Darren Voss", "1987-07-29", NULL, false},
        {LLEUCU(PARTNER), "Karl Humphreys", "1987-07-29", NULL, false},
        {LLEUCU(UNDATED), "Karl Dafydd Voss", "1987-07-29", NULL, false},
        /* a friend of the family, unless he is said to have harmed her */
        {LLEUCU(FRIEND), "Karl Voss", "1987-07-29", NULL, false},
        {LLEUCU(ALLEGED), "Karl Voss", "1987-07-29", NULL, true},
        /* at home: his name, or the family's; no one else's */
        {LLEUCU(UNDATED), "Karl Voss", NULL, HOME, true},
        {LLEUCU(FRIEND), "Karl Voss", NULL, HOME, true},
        {LLEUCU(UNDATED), "Darren Voss", NULL, HOME, true},
        {LLEUCU(UNDATED), "Angharad Penri", NULL, HOME, true},
        {LLEUCU(UNDATED), "Angharad Humphreys", NULL, HOME, false},
        {LLEUCU(UNDATED), "Angharad Penri", NULL, ELSEWHERE, false},
        {LLEUCU(UNDATED), "Angharad Penri", "1987-07-29", NULL, false},
        /* nobody is let in to their own record */
        {LLEUCU(UNDATED), "Lleucu Penri", "2020-09-09", NULL, true},
        {LLEUCU(UNDATED), "Lleucu Penri", "2020-09-10", NULL, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int first = 0; first < 2; first++) {
            struct scene s;
            struct id    who;

            /* the record comes first, or the account does */
            open_scene(&s, first ? NULL : cases[i].said);
            who = somebody(&s, cases[i].name, cases[i].born, cases[i].home);
            if (first)
                (void)house_say(&s.h,
                    &(struct house_entry){.form = "concern",
                        .said = cases[i].said,
                        .by = s.h.teacher,
                        .children = {s.child}},
                    NULL);
            /* which of them it is shows in what is printed */
            WANT_INT(is_kin(&s, who) ? (int)i : -1, cases[i].kin ? (int)i : -1);
            house_close(&s.h);
        }
}

/* An adult who has a record of his own, with his birth date, in a concern:
 * of its children he is kin, of nobody else. */
TEST(kin__is_found_by_an_adults_own_record_in_the_concern)
{
    struct scene s;
    struct id    adult, other, who;
    bool         yes;

    open_scene(&s, LLEUCU(UNDATED));
    adult =
        folk_child(&s.h, s.h.authority, "Karl Dafydd", "Voss", "1987-07-29");
    who = somebody(&s, "Karl Voss", "1987-07-29", NULL);
    WANT(!is_kin(&s, who));
    (void)house_say(&s.h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Karl Dafydd\", \"family_name\":"
                    " \"Voss\", \"birth_date\": \"1987-07-29\"}",
            .by = s.h.worker,
            .thread = s.thread,
            .adult = adult},
        NULL);
    WANT(is_kin(&s, who));
    other = house_child(&s.h, s.h.school);
    WANT_OK(kin_is(s.h.w, who, house_person(&s.h, other), &yes));
    WANT(!yes);
    house_close(&s.h);
}

TEST(kin__is_found_no_more_once_the_entry_that_said_so_is_withdrawn)
{
    struct scene s;
    struct id    who, entry;

    open_scene(&s, NULL);
    entry = house_say(&s.h,
        &(struct house_entry){.form = "concern",
            .said = LLEUCU(PARTNER),
            .by = s.h.teacher,
            .children = {s.child}},
        NULL);
    who = somebody(&s, "Karl Voss", "1987-07-29", NULL);
    WANT(is_kin(&s, who));
    (void)house_say(&s.h,
        &(struct house_entry){.by = s.h.teacher,
            .corrects = entry,
            .correction = "withdraw",
            .reason = "the wrong child"},
        NULL);
    WANT(!is_kin(&s, who));
    house_close(&s.h);
}

/* ---- this is not a relative ---- */

static struct kin_found
only_one(struct scene *s)
{
    struct kin_found *all;
    size_t            n;

    WANT_OK(kin_found_list(s->h.w, (struct id){0}, &all, &n));
    WANT_INT(n, 1);
    all[0].reason = S("Another man of that name");
    return all[0];
}

TEST(kin_clear__lets_in_whom_somebody_found_to_be_no_relative_until_undone)
{
    struct scene     s;
    struct kin_found k;
    struct id        who;

    open_scene(&s, LLEUCU(PARTNER));
    who = somebody(&s, "Karl Voss", "1987-07-29", NULL);
    k = only_one(&s);
    WANT(id_eq(k.account, who) && k.basis == KIN_BIRTH && !k.refused);
    WANT_ERR(ERR_DENIED, kin_clear(s.h.w, &k, who));
    WANT_OK(kin_clear(s.h.w, &k, s.h.safeguarding));
    WANT(!is_kin(&s, who));
    k = only_one(&s);
    WANT(id_eq(k.cleared_by, s.h.safeguarding));
    WANT_STR(k.reason, "Another man of that name");
    WANT_ERR(ERR_ABSENT, kin_clear(s.h.w, &k, s.h.safeguarding));
    house_at(&s.h, "2027-03-02T09:00:00Z");
    WANT_ERR(ERR_DENIED, kin_restore(s.h.w, &k, who));
    WANT_OK(kin_restore(s.h.w, &k, s.h.custodian));
    WANT(is_kin(&s, who));
    WANT_ERR(ERR_ABSENT, kin_restore(s.h.w, &k, s.h.custodian));
    /* and once more */
    k = only_one(&s);
    WANT_OK(kin_clear(s.h.w, &k, s.h.custodian));
    WANT(!is_kin(&s, who));
    house_close(&s.h);
}

TEST(kin_clear__says_nothing_of_other_evidence_and_needs_a_reason)
{
    struct scene     s;
    struct kin_found k;
    struct id        who;

    open_scene(&s, LLEUCU(PARTNER));
    who = somebody(&s, "Karl Voss", "1987-07-29", ELSEWHERE);
    k = only_one(&s);
    k.reason = S("  ");
    WANT_ERR(ERR_INVALID, kin_clear(s.h.w, &k, s.h.custodian));
    k = only_one(&s);
    WANT_OK(kin_clear(s.h.w, &k, s.h.custodian));
    WANT(!is_kin(&s, who));
    /* she has moved in with him: that is something else */
    (void)house_say(&s.h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"home\": \"" ELSEWHERE "\"}",
            .by = s.h.worker,
            .thread = s.thread,
            .children = {s.child}},
        NULL);
    WANT(is_kin(&s, who));
    house_close(&s.h);
}

TEST(project_rebuild__finds_the_same_relatives)
{
    struct scene          s;
    struct rebuild_report report;
    struct id             who;

    open_scene(&s, LLEUCU(PARTNER));
    who = somebody(&s, "Karl Voss", "1987-07-29", HOME);
    WANT_OK(project_rebuild(s.h.w, &report));
    WANT_INT(report.differences, 0);
    house_sql(&s.h, "DELETE FROM kin_found WHERE basis = 'birth'");
    house_sql(&s.h, "DELETE FROM kin_born WHERE born = '1987-07-29'");
    WANT_OK(project_rebuild(s.h.w, &report));
    WANT_INT(report.differences, 2);
    WANT(is_kin(&s, who));
    house_close(&s.h);
}
