/*
 * adoption_test -- a child adopted: who the child was is sealed, and parted
 * from who the child is now.  Nobody who is not on the list learns from any
 * page, search, queue or count that there was somebody before (S7, S11).
 */
#include "action/child.h"
#include "action/difference.h"
#include "action/find.h"
#include "action/pair.h"

#include "../test.h"
#include "door.h"

#include "record/label.h"

#define WHO(given, family, number)                                             \
    "{\"about_worker\": \"no\", \"urgency\": \"urgent\","                      \
    " \"given_name\": {\"0\": \"" given "\"},"                                 \
    " \"family_name\": {\"0\": \"" family "\"},"                               \
    " \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"2019-05-03\"},"   \
    " \"nhs_number\": {\"0\": \"" number "\"}}"

struct adoption {
    struct house  h;
    struct id     was, is; /* sources */
    struct answer got;
};

static struct id
reported(struct house *h, const char *said)
{
    struct id source = house_child(h, h->school);

    (void)house_say(h,
        &(struct house_entry){.form = "concern",
            .said = said,
            .by = h->teacher,
            .children = {source}},
        NULL);
    return source;
}

/* Parted, but not sealed yet. */
static void
parted(struct adoption *a)
{
    house_open(&a->h);
    a->was = reported(&a->h, WHO("Osian", "Garreg", "9990001006"));
    a->is = reported(&a->h, WHO("Osian", "Pugh", "9990001014"));
    WANT_OK(link_refuse(a->h.w, a->was, a->is, txn_id(a->h.w->tx, ID_ENTRY)));
}

static void
seal(struct adoption *a)
{
    WANT_OK(
        label_set(a->h.w, a->was, LABEL_SEALED, a->h.custodian, S("adopted")));
}

static const struct child_page *
page(struct adoption *a)
{
    static const struct child_ask in;

    WANT_OK(door(&a->h, a->h.worker,
        (struct ask){.act = ACT_CHILD,
            .about = house_person(&a->h, a->is),
            .with = &in},
        &a->got));
    return a->got.with;
}

TEST(adoption__parts_the_page_of_who_the_child_is_from_who_it_was)
{
    struct adoption          a;
    const struct child_page *p;

    parted(&a);
    p = page(&a);
    WANT_INT(p->link_count, 1); /* the control: it would be told */
    seal(&a);
    p = page(&a);
    WANT_INT(p->link_count, 0);
    WANT_INT(p->other_count, 0);
    WANT_INT(p->source_count, 1);
    for (size_t i = 0; i < a.got.disclosed_count; i++)
        WANT(!id_eq(a.got.disclosed[i], a.was));
    house_close(&a.h);
}

static size_t
finds(struct adoption *a, struct find_ask in)
{
    const struct find_page *p;

    WANT_OK(door(&a->h, a->h.worker, (struct ask){.act = ACT_FIND, .with = &in},
        &a->got));
    p = a->got.with;
    for (size_t i = 0; i < p->count; i++)
        WANT(!id_eq(p->rows[i].person, house_person(&a->h, a->was)));
    return p->count;
}

TEST(adoption__is_betrayed_by_no_search)
{
    const struct find_ask asks[] = {
        {.given = S("Osian"), .family = S("Garreg"), .born = {2019, 5, 3}},
        {.nhs = S("9990001006")},
        {.text = S("Osian Garreg, 3.5.2019")},
    };
    const struct find_ask nobody[] = {
        {.given = S("Osian"), .family = S("Tremlyn"), .born = {2019, 5, 3}},
        {.nhs = S("9990001022")},
        {.text = S("Osian Tremlyn, 3.5.2019")},
    };
    struct adoption a;

    parted(&a);
    seal(&a);
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        /* as of a name and a number that nobody bears */
        WANT_INT(finds(&a, asks[i]), (int64_t)finds(&a, nobody[i]));
    }
    house_close(&a.h);
}

/* ---- what the child was called before all that ---- */

static void
called(struct adoption *a, struct id source, const char *family)
{
    struct str parts[3] = {
        S("{\"given_name\": \"Osian\", \"birth_date\": \"2019-05-03\","
          " \"family_name\": \""),
        str_of(family), S("\"}")};

    (void)house_say(&a->h,
        &(struct house_entry){.form = "person_details",
            .said = str_c(a->h.arena,
                str_join(a->h.arena, parts, 3, (struct str){0})),
            .by = a->h.worker,
            .children = {source}},
        NULL);
}

/* Renamed while nothing was sealed, under the name that was and under the one
 * that is: neither leads anywhere once the adoption is, nor says so much as
 * that there is somebody. */
TEST(adoption__is_betrayed_by_no_former_name)
{
    const struct find_ask former = {.family = S("Ellis"), .born = {2019, 5, 3}};
    const struct find_ask nobody = {.family = S("Tremlyn"),
        .born = {2019, 5, 3}};
    struct adoption a;
    size_t          before;

    parted(&a);
    called(&a, a.was, "Ellis");
    called(&a, a.was, "Garreg");
    WANT_OK(door(&a.h, a.h.worker,
        (struct ask){.act = ACT_FIND, .with = &former}, &a.got));
    before = ((const struct find_page *)a.got.with)->count;
    WANT_INT(before, 1); /* the control: it would be told */
    seal(&a);
    WANT_INT(finds(&a, former), 0);
    WANT_INT(a.got.disclosed_count, 0);
    WANT(!((const struct find_page *)a.got.with)->capped);
    WANT_INT(finds(&a, nobody), 0);
    WANT_INT(a.got.disclosed_count, 0);
    WANT_INT(house_count(&a.h,
                 "SELECT COUNT(*) FROM source_face WHERE earlier <> ''"),
        0);
    /* nor when the record says something else later */
    called(&a, a.was, "Voss");
    WANT_INT(finds(&a, former), 0);
    WANT_INT(house_count(&a.h,
                 "SELECT COUNT(*) FROM source_face WHERE earlier <> ''"),
        0);
    house_close(&a.h);
}

TEST(adoption__is_in_no_pair_and_no_difference)
{
    static const struct difference_ask all;
    struct adoption                    a;
    struct id                          again;

    parted(&a);
    seal(&a);
    /* somebody reports the child by the name that was */
    again = reported(&a.h, WHO("Osian", "Garreg", "9990001006"));
    WANT_OK(pair_propose_like(a.h.w, again, PAIR_REPORT));
    WANT(house_count(&a.h, "SELECT COUNT(*) FROM pair") > 0);
    WANT_OK(door(&a.h, a.h.worker, (struct ask){.act = ACT_PAIRS}, &a.got));
    for (size_t i = 0; i < ((const struct pair_page_list *)a.got.with)->count;
         i++)
        for (size_t k = 0; k < 2; k++)
            WANT(!id_eq(((const struct pair_page_list *)a.got.with)
                            ->rows[i]
                            .pair.person[k],
                house_person(&a.h, a.was)));
    WANT_OK(door(&a.h, a.h.worker,
        (struct ask){.act = ACT_DIFFERENCES, .with = &all}, &a.got));
    WANT_INT(((const struct difference_page *)a.got.with)->agency_count, 0);
    house_close(&a.h);
}
