/*
 * earlier_test -- a child whose name has changed is found by what they were
 * called, unless anything of them was ever protected.
 */
#include "office.h"

#include "../test.h"

#include "action/child.h"
#include "action/find.h"
#include "record/label.h"

#define PENRI                                                                 \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"today\"}"

#define BORN_AND                                                              \
    "{\"given_name\": \"Lleucu\", \"birth_date\": \"2020-09-09\","            \
    " \"family_name\": \""

static struct office_child child;
static struct answer       got;

static void
renamed(struct office *o, const char *family)
{
    const struct entry_subject subject = {.source = child.source,
        .kind = PERSON_CHILD,
        .role = S("child")};
    struct str       parts[3] = {S(BORN_AND), str_of(family), S("\"}")};
    struct entry_ask in = {.form = pack_form(o->pack, S("person_details")),
        .answers = str_join(o->arena, parts, 3, (struct str){0}),
        .language = LANG_CY,
        .subjects = &subject,
        .subject_count = 1};

    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = office_purpose(o, "duty"),
            .with = &in},
        &got));
}

/* By the family name and the birth date alone. */
static const struct find_page *
found(struct office *o, const char *family)
{
    struct find_ask in = {.family = str_of(family), .born = {2020, 9, 9}};

    WANT_OK(office_ask(o, o->worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    return got.with;
}

static void
open_renamed(struct office *o)
{
    office_open(o);
    child = office_concern(o, PENRI);
    renamed(o, "Morris");
}

TEST(find__finds_a_child_by_the_name_that_was_before)
{
    struct office           o;
    const struct find_page *p;

    open_renamed(&o);
    WANT_INT(found(&o, "Morris")->count, 1);
    p = found(&o, "Penri");
    WANT_INT(p->count, 1);
    WANT_STR(p->rows[0].name, "Lleucu Morris");
    renamed(&o, "Voss");
    WANT_INT(found(&o, "Penri")->count, 1);
    WANT_INT(found(&o, "Morris")->count, 1);
    office_close(&o);
}

TEST(find__does_not_keep_as_earlier_what_they_are_called_again)
{
    struct office o;

    open_renamed(&o);
    renamed(&o, "Penri");
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM source_face"
                 " WHERE earlier LIKE '%Penri%'"),
        0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM source_face"
                 " WHERE earlier LIKE '%Morris%'"),
        1);
    office_close(&o);
}

static enum err
protect(struct work *w, struct office *o, enum label_kind label)
{
    return label_set(w, child.source, label, o->manager, S("risk"));
}

static enum err
shield(struct work *w, struct office *o)
{
    return protect(w, o, LABEL_SHIELDED);
}

static enum err
lift(struct work *w, struct office *o)
{
    return protect(w, o, LABEL_NORMAL);
}

#define EARLIER "SELECT COUNT(*) FROM source_face WHERE earlier <> ''"
#define KEYS    "SELECT COUNT(*) FROM source_key"

TEST(find__finds_nobody_by_an_earlier_name_who_was_ever_protected)
{
    struct office o;
    int64_t       keys;

    open_renamed(&o);
    keys = office_count(&o, KEYS);
    WANT_INT(office_count(&o, EARLIER), 1);
    office_do(&o, shield);
    WANT_INT(office_count(&o, EARLIER), 0);
    WANT(office_count(&o, KEYS) < keys);
    office_at(&o, "2027-03-02T09:00:00Z");
    office_do(&o, lift);
    WANT_INT(found(&o, "Penri")->count, 0);
    renamed(&o, "Voss"); /* nor is what came before put there again */
    WANT_INT(office_count(&o, EARLIER), 0);
    office_close(&o);
}

/* ---- what was taken back, or erased ---- */

/* Of the entry that said the first name nothing is left. */
static enum err
erase_first(struct work *w, struct office *o)
{
    static const struct statement erase = {
        .sql = "UPDATE entry SET answers = ''"
               " WHERE answers LIKE '%Penri%'"};
    struct rebuild_report report;
    enum err              e = txn_do(w->tx, &erase, NO_ARGS);

    (void)o;
    return e ? e : project_rebuild(w, &report);
}

static enum err
rebuild(struct work *w, struct office *o)
{
    struct rebuild_report report;

    (void)o;
    return project_rebuild(w, &report);
}

TEST(find__finds_nobody_by_a_name_whose_entry_was_erased)
{
    struct office o;
    int64_t       keys;

    open_renamed(&o);
    office_do(&o, rebuild);
    WANT_INT(found(&o, "Penri")->count, 1); /* the control */
    keys = office_count(&o, KEYS);
    office_do(&o, erase_first);
    WANT_INT(office_count(&o, EARLIER), 0);
    WANT(office_count(&o, KEYS) < keys);
    WANT_INT(found(&o, "Penri")->count, 0);
    WANT_INT(found(&o, "Morris")->count, 1);
    office_close(&o);
}

/* ---- on the child's page ---- */

static const struct child_page *
child_of(struct office *o, struct id by)
{
    struct child_ask in = {.purpose = {.n = 0}};
    enum err         e;
    struct id person = office_page(o, o->worker, &child, &e)->child->person;

    WANT_OK(office_ask(o, by,
        (struct ask){.act = ACT_CHILD, .about = person, .with = &in}, &got));
    return got.with;
}

TEST(child__was_called_what_it_was_between_two_days)
{
    struct office            o;
    const struct child_page *p;

    office_open(&o);
    child = office_concern(&o, PENRI);
    WANT_INT(child_of(&o, o.worker)->called_count, 0);
    office_at(&o, "2027-03-04T09:00:00Z");
    renamed(&o, "Morris");
    renamed(&o, "Morris"); /* said again */
    p = child_of(&o, o.worker);
    WANT_INT(p->called_count, 1);
    WANT_STR(p->called[0].name, "Lleucu Penri");
    WANT(date_eq(p->called[0].since, date_of(2027, 3, 1)));
    WANT(date_eq(p->called[0].until, date_of(2027, 3, 4)));
    WANT(p->called[0].from.en.n > 0);
    office_close(&o);
}

/* Moved and renamed, and somebody at the desk knows the name alone that was
 * and the town they lived in: the record is found. */
TEST(find__finds_who_has_moved_and_is_called_otherwise)
{
    struct office           o;
    struct find_ask         in = {
                .text = S("Lleucu Penri, 9.9.2020, Caernarfon")};
    const struct find_page *p;

    office_open(&o);
    child = office_concern(&o,
        "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"
        " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"
        " \"birth_date\": {\"0\": \"2020-09-09\"}, \"home\":"
        " {\"0\": \"5 Heol Las, Caernarfon\"}, \"about_worker\": \"no\","
        " \"urgency\": \"today\"}");
    renamed(&o, "Morris\", \"home\": \"7 Stryd Fawr, Bangor");
    WANT_OK(office_ask(&o, o.worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    p = got.with;
    WANT_INT(p->count, 1);
    WANT_STR(p->rows[0].name, "Lleucu Morris");
    WANT_INT(child_of(&o, o.worker)->called_count, 1);
    office_close(&o);
}
