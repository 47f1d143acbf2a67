/*
 * difference_test -- what agencies' records say of one child otherwise: who
 * is told, what an answer ends and what asks anew, and what is never there.
 */
#include "office.h"

#include "../test.h"

#include "action/difference.h"
#include "record/label.h"

#define SAID(family, born, number)                                             \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\": {\"0\": \"" family \
    "\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"" born        \
    "\"}, \"nhs_number\": {\"0\": \"" number                                   \
    "\"}, \"about_worker\": \"no\", \"urgency\": \"today\"}"

static struct office_child one, other;
static struct answer       got;

static enum err
join(struct work *w, struct office *o)
{
    (void)o;
    return link_make(w, one.source, other.source, txn_id(w->tx, ID_ENTRY));
}

/* The school and the hospital mean one child; a worker has linked them. */
static void
two_say(struct office *o, const char *first, const char *second)
{
    office_open(o);
    one = office_report(o, o->teacher, first);
    other = office_report(o, o->nurse, second);
    office_do(o, join);
}

static const struct difference_page *
page(struct office *o, struct id by, const char *of)
{
    struct difference_ask in = {.of = str_of(of), .all_fields = true};

    WANT_OK(office_ask(o, by, (struct ask){.act = ACT_DIFFERENCES, .with = &in},
        &got));
    return got.with;
}

static enum err
say(struct office *o, struct id by, struct difference_ask in)
{
    return office_ask(o, by,
        (struct ask){.act = ACT_DIFFERENCE_SAY,
            .about = one.source,
            .with = &in},
        &got);
}

static const struct difference_row *
row(const struct difference_page *p, enum difference_field field)
{
    for (size_t i = 0; i < p->open_count; i++)
        if (p->open[i].field == field && id_eq(p->open[i].source, one.source))
            return &p->open[i];
    return NULL;
}

TEST(difference_list__tells_each_agency_what_it_alone_says)
{
    struct office                 o;
    const struct difference_page *p;
    const struct difference_row  *r;

    two_say(&o, SAID("Penri", "2020-09-10", "9990001006"),
        SAID("PENRI", "2020-09-09", "9990001014"));
    p = page(&o, o.worker, "");
    WANT_INT(p->open_count, 4);     /* two fields of two records */
    WANT(!row(p, DIFFERENCE_NAME)); /* capitals are no difference */
    WANT(!row(p, DIFFERENCE_TOWN));
    r = row(p, DIFFERENCE_BIRTH);
    WANT(r != NULL);
    WANT_STR(r->own.text, "10 September 2020");
    WANT_INT(r->other_count, 1);
    WANT_STR(r->others[0].text, "9 September 2020");
    WANT_STR(r->own.from.en, "School"); /* which would tell where (S7) */
    WANT_INT(p->agency_count, 2);
    WANT_INT(p->agencies[0].open + p->agencies[1].open, 4);
    p = page(&o, o.worker, "School");
    WANT_INT(p->open_count, 2);
    WANT_INT(p->agency_count, 2);
    WANT(got.disclosed_count > 0);
    office_close(&o);
}

TEST(difference_is__not_what_a_date_leaves_out_nor_marks_of_a_name)
{
    struct arena *a = arena_new(0);
    struct face   x = {.given = S("Siân"), .birth_date = {2020, 9, 0}};
    struct face   y = {.given = S("SIAN"), .birth_date = {2020, 9, 9}};

    WANT(!difference_is(a, DIFFERENCE_NAME, &x, &y));
    WANT(!difference_is(a, DIFFERENCE_BIRTH, &x, &y));
    WANT(!difference_is(a, DIFFERENCE_NHS, &x, &y));
    y.birth_date.month = 10;
    WANT(difference_is(a, DIFFERENCE_BIRTH, &x, &y));
    x.town = S("a"), y.town = S("b");
    WANT(difference_is(a, DIFFERENCE_TOWN, &x, &y));
    arena_free(a);
}

TEST(difference_say__keeps_the_reason_and_ends_that_row_alone)
{
    struct office                 o;
    const struct difference_page *p;

    two_say(&o, SAID("Penri", "2020-09-10", "9990001006"),
        SAID("Penri", "2020-09-09", "9990001014"));
    WANT_ERR(ERR_INVALID,
        say(&o, o.worker, (struct difference_ask){.field = DIFFERENCE_BIRTH}));
    WANT_ERR(ERR_CONFLICT,
        say(&o, o.worker,
            (struct difference_ask){.field = DIFFERENCE_NAME,
                .reason = S("x")}));
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_BIRTH,
            .reason = S("Seen on the certificate")}));
    p = page(&o, o.second, "");
    WANT_INT(p->open_count, 3);
    WANT(!row(p, DIFFERENCE_BIRTH));
    WANT_INT(p->done_count, 1);
    WANT_STR(p->done[0].own.heard.said.reason, "Seen on the certificate");
    for (size_t i = 0; i < p->open_count; i++)
        if (p->open[i].field == DIFFERENCE_BIRTH) {
            /* the other agency is told what was said of it */
            WANT(p->open[i].others[0].heard.is);
            WANT(!p->open[i].own.heard.is);
        }
    office_close(&o);
}

static enum err
say_again(struct work *w, struct office *o)
{
    struct face f;
    enum err    e = face_of_source(w, one.source, &f);

    (void)o;
    return e ? e : face_save(w, &f, txn_id(w->tx, ID_ENTRY));
}

static enum err
say_otherwise(struct work *w, struct office *o)
{
    struct face f;
    enum err    e = face_of_source(w, one.source, &f);

    (void)o;
    f.birth_date.day = 11;
    return e ? e : face_save(w, &f, txn_id(w->tx, ID_ENTRY));
}

TEST(difference_say__counts_while_the_record_says_the_same)
{
    struct office o;

    two_say(&o, SAID("Penri", "2020-09-10", "9990001006"),
        SAID("Penri", "2020-09-09", "9990001014"));
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_BIRTH,
            .reason = S("Seen")}));
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_NHS,
            .word = DIFFERENCE_CORRECTED}));
    WANT_INT(page(&o, o.worker, "School")->open_count, 0);
    office_do(&o, say_again); /* it was to be put right, and was not */
    WANT(row(page(&o, o.worker, ""), DIFFERENCE_NHS) != NULL);
    WANT(!row(page(&o, o.worker, ""), DIFFERENCE_BIRTH));
    office_do(&o, say_otherwise);
    WANT(row(page(&o, o.worker, ""), DIFFERENCE_BIRTH) != NULL);
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, other.source, LABEL_SEALED, o->manager, S("risk"));
}

static enum err
shield(struct work *w, struct office *o)
{
    return label_set(w, other.source, LABEL_SHIELDED, o->manager, S("risk"));
}

TEST(difference__of_a_protected_child_is_in_no_row_and_no_count)
{
    static office_work *const labels[] = {seal, shield};

    for (size_t i = 0; i < 2; i++) {
        struct office                 o;
        const struct difference_page *p;

        two_say(&o, SAID("Penri", "2020-09-10", "9990001006"),
            SAID("Penri", "2020-09-09", "9990001014"));
        office_do(&o, labels[i]);
        p = page(&o, o.worker, "");
        WANT_INT(p->open_count + p->done_count, 0);
        WANT_INT(p->agency_count, 0);
        WANT_INT(got.disclosed_count, 0);
        WANT_ERR(ERR_ABSENT,
            say(&o, o.worker,
                (struct difference_ask){.field = DIFFERENCE_BIRTH,
                    .reason = S("x")}));
        office_close(&o);
    }
}

TEST(difference__is_for_readers_of_pairs)
{
    struct office         o;
    struct difference_ask in = {.field = DIFFERENCE_BIRTH, .reason = S("x")};
    enum err              e;

    two_say(&o, SAID("Penri", "2020-09-10", "9990001006"),
        SAID("Penri", "2020-09-09", "9990001014"));
    e = office_ask(&o, o.nurse,
        (struct ask){.act = ACT_DIFFERENCES, .with = &in}, &got);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    e = say(&o, o.nurse, in);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}

/* ---- homes ---- */

#define LIVES(born, home) \
    "{\"given_name\": {\"0\": \"Lleucu\"}," \
    " \"family_name\": {\"0\": \"Penri\"}," \
    " \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"" born \
    "\"}, \"home\": {\"0\": \"" home \
    "\"}, \"about_worker\": \"no\", \"urgency\": \"today\"}"

TEST(difference__of_two_houses_of_one_town_is_told_and_neither_is_shown)
{
    struct office                 o;
    const struct difference_page *p;
    const struct difference_row  *r;

    two_say(&o, LIVES("2020-09-09", "5 Heol Las, Caernarfon LL55 1AA"),
        LIVES("2020-09-09", "7 Heol Las, Caernarvon"));
    p = page(&o, o.worker, "");
    r = row(p, DIFFERENCE_HOME);
    WANT(r != NULL);
    WANT(!row(p, DIFFERENCE_TOWN));
    WANT_STR(r->own.text, "");
    WANT_STR(r->others[0].text, "");
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_HOME, .reason = S("x")}));
    p = page(&o, o.worker, "");
    WANT(!row(p, DIFFERENCE_HOME));
    WANT_INT(p->done_count, 1);
    office_close(&o);
}

/* One home in other letters, and a town told by its other name. */
TEST(difference__of_one_address_written_twice_is_none)
{
    struct office                 o;
    const struct difference_page *p;

    two_say(&o, LIVES("2020-09-09", "5 Heol Las, Caernarfon LL55 1AA"),
        LIVES("2020-09-09", "5, HEOL LAS, Caernarvon, Gwynedd"));
    p = page(&o, o.worker, "");
    WANT_INT(p->open_count, 0);
    office_close(&o);
}

/* Of two towns one row is enough. */
TEST(difference__of_two_towns_is_of_the_town_alone)
{
    struct office                 o;
    const struct difference_page *p;

    two_say(&o, LIVES("2020-09-09", "5 Heol Las, Caernarfon"),
        LIVES("2020-09-09", "7 Stryd Fawr, Bangor"));
    p = page(&o, o.worker, "");
    WANT(row(p, DIFFERENCE_TOWN) != NULL);
    WANT(!row(p, DIFFERENCE_HOME));
    office_close(&o);
}

static enum err
restrict_but_admit(struct work *w, struct office *o)
{
    enum err e =
        label_set(w, one.source, LABEL_RESTRICTED, o->manager, S("risk"));

    if (!e)
        e = label_set(w, other.source, LABEL_RESTRICTED, o->manager, S("risk"));
    if (!e)
        e = label_admit(w, one.source, o->worker);
    return e ? e : label_admit(w, other.source, o->worker);
}

/* Who is on the list reads the other differences; that the addresses are two
 * would have one of the agencies ask for the new one. */
TEST(difference__of_a_protected_child_is_never_of_the_home)
{
    struct office                 o;
    const struct difference_page *p;

    two_say(&o, LIVES("2020-09-09", "5 Heol Las, Caernarfon"),
        LIVES("2020-09-10", "7 Heol Las, Caernarfon"));
    WANT(row(page(&o, o.worker, ""), DIFFERENCE_HOME) != NULL);
    office_do(&o, restrict_but_admit);
    p = page(&o, o.worker, "");
    WANT(row(p, DIFFERENCE_BIRTH) != NULL);
    WANT(!row(p, DIFFERENCE_HOME));
    WANT_ERR(ERR_CONFLICT,
        say(&o, o.worker,
            (struct difference_ask){.field = DIFFERENCE_HOME,
                .reason = S("x")}));
    office_close(&o);
}

/* ---- what is missing ---- */

#define CALLED(given, born)                                               \
    "\"given_name\": {\"0\": \"" given "\"}, \"family_name\": {\"0\": "   \
    "\"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"" \
    born "\"}, \"about_worker\": \"no\", \"urgency\": \"today\""
#define KNOWS(born) \
    "{" CALLED("Lleucu", born) ", \"nhs_number\": {\"0\": \"9990001006\"}," \
    " \"upn\": {\"0\": \"B801200005001\"}, \"sex\": {\"0\": \"female\"}}"
#define KNOWS_NOT(born) "{" CALLED("Lleucu", born) "}"

static const struct difference_row *
row_of(const struct difference_page *p, struct id source,
    enum difference_field field)
{
    for (size_t i = 0; i < p->open_count; i++)
        if (p->open[i].field == field && id_eq(p->open[i].source, source))
            return &p->open[i];
    return NULL;
}

TEST(difference__of_what_another_record_has_is_that_it_is_missing_here)
{
    struct office                 o;
    const struct difference_page *p;
    const struct difference_row  *r;

    two_say(&o, KNOWS_NOT("2018-09-09"), KNOWS("2018-09-09"));
    p = page(&o, o.worker, "");
    r = row(p, DIFFERENCE_NHS);
    WANT(r != NULL && r->missing);
    WANT_STR(r->own.text, "");
    WANT_INT(r->other_count, 1);
    WANT_STR(r->others[0].text, "999 000 1006");
    r = row(p, DIFFERENCE_SEX);
    WANT(r != NULL && r->missing);
    WANT_STR(r->others[0].text, "Female");
    WANT(row(p, DIFFERENCE_UPN) != NULL); /* a school keeps it */
    WANT_INT(p->open_total, 3);
    /* the hospital knows all of it, and nothing is missing there */
    WANT(!row_of(p, other.source, DIFFERENCE_NHS));
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_UPN,
            .word = DIFFERENCE_CORRECTED}));
    WANT_OK(say(&o, o.worker,
        (struct difference_ask){.field = DIFFERENCE_SEX,
            .reason = S("The parents did not say")}));
    p = page(&o, o.worker, "");
    WANT_INT(p->open_total, 1);
    WANT_INT(p->done_total, 2);
    WANT(p->done[0].missing);
    office_close(&o);
}

/* The pack says who keeps a pupil number, and of which age. */
TEST(difference__of_a_pupil_number_is_of_schools_and_school_age)
{
    struct office o;

    two_say(&o, KNOWS("2018-09-09"), KNOWS_NOT("2018-09-09"));
    WANT(row_of(page(&o, o.worker, ""), other.source, DIFFERENCE_NHS) != NULL);
    WANT(!row_of(page(&o, o.worker, ""), other.source, DIFFERENCE_UPN));
    office_close(&o);
    two_say(&o, KNOWS_NOT("2025-09-09"), KNOWS("2025-09-09"));
    WANT(row(page(&o, o.worker, ""), DIFFERENCE_NHS) != NULL);
    WANT(!row(page(&o, o.worker, ""), DIFFERENCE_UPN));
    office_close(&o);
}

TEST(difference__of_a_protected_child_is_never_of_the_pupil_number)
{
    struct office                 o;
    const struct difference_page *p;

    two_say(&o, KNOWS_NOT("2018-09-09"), KNOWS("2018-09-09"));
    office_do(&o, restrict_but_admit);
    p = page(&o, o.worker, "");
    WANT(row(p, DIFFERENCE_NHS) != NULL);
    WANT(!row(p, DIFFERENCE_UPN));
    WANT_INT(p->open_total, 2);
    office_close(&o);
}

/* ---- many ---- */

static enum err
many(struct work *w, struct office *o)
{
    enum err e = OK;

    for (int i = 0; !e && i < DIFFERENCES_SHOWN; i++) {
        struct id   person, source, own;
        struct face f = {.given = S("Non"),
            .family = S("Penri"),
            .birth_date = {2018, 9, 9}};

        if ((e = person_new(w, PERSON_CHILD, o->school, (struct str){.n = 0},
                 &person, &source)) ||
            (e = person_own(w, person, &own)))
            return e;
        f.source = source;
        if ((e = face_save(w, &f, txn_id(w->tx, ID_ENTRY))))
            return e;
        f.source = own;
        f.birth_date.day = 10;
        e = face_save(w, &f, txn_id(w->tx, ID_ENTRY));
    }
    return e;
}

static const struct difference_page *
page_at(struct office *o, struct difference_ask in)
{
    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_DIFFERENCES, .with = &in}, &got));
    return got.with;
}

static bool
is_on(const struct difference_page *p, const struct difference_row *r)
{
    return row_of(p, r->source, r->field) != NULL;
}

TEST(difference_list__turns_over_and_says_how_many_there_are)
{
    struct office                 o;
    const struct difference_page *p, *second;

    two_say(&o, KNOWS_NOT("2018-09-09"), KNOWS("2018-09-10"));
    office_do(&o, many);
    p = page_at(&o, (struct difference_ask){.all_fields = true});
    WANT_INT(p->open_total, DIFFERENCES_SHOWN + 5); /* 4 + 1 of the child */
    WANT_INT(p->open_count, DIFFERENCES_SHOWN);
    second =
        page_at(&o, (struct difference_ask){.all_fields = true, .page = 1});
    WANT_INT(second->open_total, DIFFERENCES_SHOWN + 5);
    WANT_INT(second->open_count, 5);
    for (size_t i = 0; i < second->open_count; i++) {
        WANT(!is_on(p, &second->open[i]));
        WANT(second->open[i].other_count > 0);
    }
    /* nobody is disclosed but those on the page */
    WANT(got.disclosed_count > 0 && got.disclosed_count <= 5);
    p = page_at(&o, (struct difference_ask){.field = DIFFERENCE_SEX});
    WANT_INT(p->open_total, 1);
    p = page_at(&o, (struct difference_ask){.all_fields = true, .page = 9});
    WANT_INT(p->open_count, 0);
    WANT_INT(p->open_total, DIFFERENCES_SHOWN + 5);
    office_do(&o, seal);
    p = page_at(&o, (struct difference_ask){.all_fields = true});
    WANT_INT(p->open_total, DIFFERENCES_SHOWN);
    office_close(&o);
}

/* ---- a file ---- */

static enum err
take(struct office *o, struct id by, struct id agency)
{
    struct difference_ask in = {.agency = agency};

    return office_ask(o, by,
        (struct ask){.act = ACT_DIFFERENCE_FILE, .with = &in}, &got);
}

TEST(difference_file__is_of_one_agency_in_its_own_words)
{
    struct office                 o;
    const struct difference_file *f;
    const struct difference_page *p;

    two_say(&o, "{" CALLED("=Lleucu", "2018-09-09") "}", KNOWS("2018-09-10"));
    p = page(&o, o.worker, "");
    WANT_INT(p->file_count, 2);
    WANT_OK(take(&o, o.worker, o.school));
    f = got.with;
    WANT_INT(f->count, 5); /* name, birth date, and three that are missing */
    WANT(str_find(f->file, S("'=Lleucu")) > 0); /* no spreadsheet runs it */
    WANT(str_find(f->file, S(",=Lleucu")) < 0);
    WANT(str_find(f->file, S("Missing here")) > 0);
    WANT(str_find(f->file, S("10 September")) < 0);
    WANT(str_find(f->file, S("999")) < 0);
    WANT_INT(got.disclosed_count, 1);
    WANT_ERR(ERR_ABSENT, take(&o, o.worker, o.authority));
    office_close(&o);
}

TEST(difference_file__has_nobody_in_it_whom_a_label_protected)
{
    struct office o;

    two_say(&o, KNOWS_NOT("2018-09-09"), KNOWS("2018-09-10"));
    WANT_OK(take(&o, o.worker, o.school));
    office_do(&o, restrict_but_admit);
    WANT(page(&o, o.worker, "")->open_total > 0);
    WANT_INT(page(&o, o.worker, "")->file_count, 0);
    WANT_ERR(ERR_ABSENT, take(&o, o.worker, o.school));
    office_close(&o);
}

TEST(difference_file__is_for_readers_of_pairs)
{
    struct office o;
    enum err      e;

    two_say(&o, KNOWS_NOT("2018-09-09"), KNOWS("2018-09-10"));
    e = take(&o, o.nurse, o.school);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}
