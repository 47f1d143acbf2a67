/*
 * found_test -- looking somebody up in a service that has everybody in
 * memory.  The keys in the store are thrown away, so that nobody is found by
 * them.
 */
#include <time.h>

#include "office.h"

#include "../test.h"

#include "action/find.h"
#include "record/label.h"
#include "record/person.h"

#define REPORTED(given)                                                       \
    "{\"given_name\": {\"0\": \"" given "\"}, \"family_name\":"               \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"birth_date\": {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","     \
    " \"urgency\": \"today\"}"

static enum err
keys_gone(struct work *w, struct office *o)
{
    static const struct statement all = {"DELETE FROM source_key", NULL};

    (void)o;
    return txn_do(w->tx, &all, NO_ARGS);
}

static const struct find_page *
find(struct office *o, struct str text)
{
    struct find_ask in = {.text = text};
    struct answer   got;

    WANT_OK(office_ask(o, o->worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    return got.with;
}

/* Everybody is in memory when the first one is found without a key. */
static void
find_in_memory(struct office *o, struct str text)
{
    const struct timespec wait = {.tv_nsec = 20000000};
    int64_t               began = clock_monotonic();

    office_do(o, keys_gone);
    WANT_INT(find(o, text)->count, 0);
    service_find_in_memory(o->service, S(""));
    while (!find(o, text)->count) {
        WANT(clock_monotonic() - began < 20 * INT64_C(1000000));
        nanosleep(&wait, NULL);
    }
}

static void
find_reported(struct office *o, const char *said, struct str text)
{
    const struct find_page *f;
    struct office_child     c = office_report(o, o->teacher, said);

    (void)c;
    office_do(o, keys_gone);
    f = find(o, text);
    WANT_INT(f->count, 1);
}

TEST(find__finds_a_child_as_soon_as_the_report_is_answered)
{
    struct office o;

    office_open(&o);
    (void)office_report(&o, o.teacher, REPORTED("Lleucu"));
    find_in_memory(&o, S("Lleucu Penri 9.9.2020"));
    find_reported(&o, REPORTED("Gruffudd"), S("Gruffydd Penri 9.9.2020"));
    find_reported(&o, REPORTED("Rhiannon"), S("Rianon Penry 9.9.2020"));
    find_reported(&o, REPORTED("Tomos"), S("Tomos Penri 9.9.2020"));
    office_close(&o);
}

/* ---- who is hidden ---- */

enum { HIDDEN = 60 };

static enum err
child_add(struct work *w, struct office *o, struct str given, struct id *source)
{
    struct face f = {.given = given,
        .family = S("Penri"),
        .birth_date = {2020, 9, 9}};
    enum err    e =
        person_new(w, PERSON_CHILD, o->school, S("ref"), &f.person, source);

    f.source = *source;
    return e ? e : face_save(w, &f, txn_id(w->tx, ID_ENTRY));
}

static enum err
hidden_add(struct work *w, struct office *o)
{
    struct id source;
    enum err  e = OK;

    for (size_t i = 0; i < HIDDEN && !e; i++)
        if (!(e = child_add(w, o, S("Lleucu"), &source)))
            e = label_set(w, source, LABEL_SEALED, o->custodian, S("why"));
    return e;
}

static enum err
seen_add(struct work *w, struct office *o)
{
    struct id source;

    return child_add(w, o, S("Lleucy"), &source); /* behind all of them */
}

static enum err
seen_hide(struct work *w, struct office *o)
{
    static const struct statement which = {
        "SELECT f.source FROM source_face f WHERE f.source NOT IN"
        " (SELECT source FROM label)",
        NULL};
    struct rows r;
    enum err    e = txn_row(w->tx, &which, NO_ARGS, &r);

    return e ? e
             : label_set(w, row_id(&r, 0, ID_SOURCE), LABEL_SEALED,
                   o->custodian, S("why"));
}

TEST(find__gives_no_place_to_those_who_are_hidden)
{
    struct office           o;
    const struct find_page *f, *nobody;

    office_open(&o);
    office_do(&o, hidden_add);
    office_do(&o, seen_add);
    find_in_memory(&o, S("Lleucu Penri 9.9.2020"));
    f = find(&o, S("Lleucu Penri 9.9.2020"));
    WANT_INT(f->count, 1);
    WANT(!f->rows[0].exists_only);
    /* a label holds at once, and then it is as if nobody were there */
    office_do(&o, seen_hide);
    f = find(&o, S("Lleucu Penri 9.9.2020"));
    nobody = find(&o, S("Ezekiel Umbrage 9.9.2020"));
    WANT_INT(f->count, 0);
    WANT_INT(nobody->count, 0);
    WANT_INT(f->room, nobody->room);
    office_close(&o);
}
