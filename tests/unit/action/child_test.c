/*
 * child_test -- a child's page, the search, and the four readers: what each
 * may have, and what they may not.
 */
#include "action/child.h"

#include "../test.h"
#include "door.h"

#include "action/find.h"
#include "action/rows.h"
#include "action/tour.h"
#include "record/kin.h"
#include "record/label.h"
#include "store/meta.h"

static const struct child_page *
look_as_of(struct house *h, struct id who, struct id source, struct date day,
    enum err *e)
{
    struct child_ask in = {.as_of = day};
    struct answer    got;
    struct ask       ask = {.act = ACT_CHILD,
              .about = house_person(h, source),
              .with = &in};

    *e = door(h, who, ask, &got);
    return *e ? NULL : got.with;
}

static const struct child_page *
look(struct house *h, struct id who, struct id source, enum err *e)
{
    return look_as_of(h, who, source, (struct date){0}, e);
}

static const char concern[] =
    "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
    " \"given_name\": {\"0\": \"Non\"}, \"family_name\": {\"0\": \"Llwyd\"},"
    " \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"2020-05-14\"},"
    " \"nhs_number\": {\"0\": \"9990001006\"},"
    " \"home\": {\"0\": \"1 Stryd Fawr\"},"
    " \"own_words\": {\"0\": \"Mae ofn arna i.\"},"
    " \"reporter\": \"Rhian o’r ysgol\","
    " \"adults\": {\"0\": [{\"adult_name\": \"Dai Puw\","
    " \"adult_relation\": \"father\"}]}}";

/* A child of whom the teacher reported. */
static struct id
reported_child(struct house *h, struct id *thread)
{
    struct id          source = house_child(h, h->school);
    struct house_entry e = {.form = "concern",
        .said = concern,
        .by = h->teacher,
        .children = {source}};

    (void)house_say(h, &e, thread);
    return source;
}

/* On the register, with a number that the register's keeper vouches for. */
static void
registered(struct house *h, struct id source)
{
    (void)house_say(h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"goes_on\","
                    " \"took_effect\": \"2027-01-11\","
                    " \"given_name\": \"Non\","
                    " \"family_name\": \"Llwyd\","
                    " \"birth_date\": \"2020-05-14\","
                    " \"nhs_number\": \"9990001006\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"]}",
            .by = h->custodian,
            .children = {source}},
        NULL);
}

static void
tie(struct house *h, struct id source, struct id whom, const char *kind)
{
    static const struct statement put = {
        .sql = "INSERT INTO tie (person, whom, kind, means, since, entry)"
               " VALUES ($1, $2, $3, $3, $4, $1)"};

    WANT_OK(txn_do(h->w->tx, &put,
        ARGS(A_ID(house_person(h, source)), A_ID(whom), A_TEXT(str_of(kind)),
            A_INT(0))));
}

/* Every text of the page's entries in one. */
static struct str
all_text(struct house *h, const struct child_page *p)
{
    struct buf b;

    buf_init(&b, h->arena);
    for (size_t i = 0; i < p->item_count; i++) {
        buf_add(&b, p->items[i].author);
        buf_add_byte(&b, '\n');
        for (size_t k = 0; k < p->items[i].line_count; k++) {
            buf_add(&b, p->items[i].lines[k].text);
            buf_add_byte(&b, '\n');
        }
    }
    return buf_str(&b);
}

/* ---- the page ---- */

TEST(child__shows_whoever_is_on_duty_the_concern_and_the_register)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    house_register(&h, source);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    WANT(p->reg.on);
    WANT(p->reg.plan);
    WANT_STR(p->name, "Non Llwyd");
    WANT_INT(p->concern_count, 1);
    WANT(p->concerns[0].undecided);
    WANT_IN(all_text(&h, p), "Mae ofn arna i.");
    house_close(&h);
}

TEST(child__never_shows_who_reported)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    struct str               text;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    text = all_text(&h, p);
    WANT_NOT_IN(text, "Rhian");
    WANT_NOT_IN(text, "teacher");
    WANT_NOT_IN(text, "Professional");
    WANT_STR(p->lanes[0].en, "Front door");
    WANT_INT(p->lane_count, 1);
    WANT_INT(p->source_count, 1);
    WANT_STR(p->sources[0].from.en, "Front door");
    WANT_STR(p->relatives[0].source.en, "Front door");
    house_close(&h);
}

TEST(child__shows_no_place_without_a_grant_for_places)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    for (size_t k = 0; k < p->items[0].line_count; k++)
        WANT(id_is_none(p->items[0].lines[k].sealed));
    WANT_NOT_IN(all_text(&h, p), "Stryd");
    house_close(&h);
}

TEST(child__opens_one_place_for_a_location_reader_with_a_leaf_of_its_own)
{
    struct house             h;
    struct id                thread, source, none = {0}, ref = none;
    const struct child_page *p;
    struct answer            got;
    struct child_place      *place;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    WANT_OK(account_grant(h.w, h.worker, S("location_reader"), none, h.manager,
        (struct moment){0}));
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    for (size_t k = 0; k < p->items[0].line_count; k++)
        if (!id_is_none(p->items[0].lines[k].sealed))
            ref = p->items[0].lines[k].sealed;
    WANT(!id_is_none(ref));
    WANT_OK(door(&h, h.worker,
        (struct ask){.act = ACT_LOCATION_OPEN,
            .about = p->person,
            .purpose = p->purpose,
            .with = &ref},
        &got));
    place = got.with;
    WANT_STR(place->place, "1 Stryd Fawr");
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE kind = 'location'"),
        1);
    WANT_ERR(ERR_DENIED,
        door(&h, h.social,
            (struct ask){.act = ACT_LOCATION_OPEN,
                .about = p->person,
                .purpose = S("casework"),
                .with = &ref},
            &got));
    house_close(&h);
}

TEST(child__tells_a_reporter_nothing_of_the_decision)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    house_decide(&h, thread, source, "assessment");
    house_register(&h, source);
    p = look(&h, h.teacher, source, &e);
    WANT_OK(e);
    WANT(!p->reg.may);
    WANT_INT(p->concern_count, 1);
    WANT_INT(p->concerns[0].decision_count, 0);
    WANT(!p->concerns[0].undecided);
    WANT_STR(p->concerns[0].state.en, "");
    WANT_INT(p->source_count, 0);
    house_close(&h);
}

TEST(child__refuses_those_without_a_tie)
{
    struct house h;
    struct id    thread, source;
    enum err     e;

    house_open(&h);
    source = reported_child(&h, &thread);
    (void)look(&h, h.nurse, source, &e);
    WANT_ERR(ERR_DENIED, e);
    (void)look(&h, h.social, source, &e);
    WANT_ERR(ERR_DENIED, e);
    house_close(&h);
}

TEST(child__refuses_kin_and_says_whom_to_tell)
{
    struct house     h;
    struct id        thread, source;
    struct child_ask in = {0};
    struct answer    got;

    house_open(&h);
    source = reported_child(&h, &thread);
    WANT_OK(kin_add(h.w, h.worker, source, S("declared")));
    WANT_ERR(ERR_DENIED,
        door(&h, h.worker,
            (struct ask){.act = ACT_CHILD,
                .about = house_person(&h, source),
                .with = &in},
            &got));
    WANT_STR(got.grant.tell, "designated_safeguarding_person");
    house_close(&h);
}

TEST(child__refuses_a_sealed_child_in_the_words_for_one_who_is_not_there)
{
    struct house     h;
    struct id        thread, source;
    struct child_ask in = {.purpose = {0}};
    struct answer    got;
    enum err         e;

    house_open(&h);
    source = reported_child(&h, &thread);
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.custodian, S("why")));
    (void)look(&h, h.worker, source, &e);
    WANT_ERR(ERR_DENIED, e);
    WANT_ERR(ERR_DENIED,
        door(&h, h.worker,
            (struct ask){.act = ACT_CHILD,
                .about = txn_id(h.w->tx, ID_PERSON),
                .with = &in},
            &got));
    house_close(&h);
}

TEST(child__refuses_a_restricted_child_to_its_custodian_too)
{
    struct house h;
    struct id    thread, source;
    enum err     e;

    house_open(&h);
    source = reported_child(&h, &thread);
    house_register(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_RESTRICTED, h.custodian, S("why")));
    (void)look(&h, h.custodian, source, &e);
    WANT_ERR(ERR_DENIED, e);
    (void)look(&h, h.safeguarding, source, &e);
    WANT_ERR(ERR_DENIED, e);
    house_close(&h);
}

TEST(child__shows_of_a_shielded_child_only_that_there_is_one)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    house_register(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_SHIELDED, h.custodian, S("why")));
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    WANT(p->exists_only);
    WANT_INT(p->item_count, 0);
    WANT(!p->reg.may);
    WANT_STR(p->face.nhs, "");
    WANT_STR(p->relay.telephone, "01632 960002");
    house_close(&h);
}

TEST(child__leaves_out_what_was_recorded_after_the_day_asked_for)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    house_at(&h, "2027-03-03T10:00:00Z");
    house_register(&h, source);
    p = look_as_of(&h, h.worker, source, date_of(2027, 3, 2), &e);
    WANT_OK(e);
    WANT(!p->reg.on);
    WANT_INT(p->item_count, 1);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    WANT(p->reg.on);
    WANT_INT(p->item_count, 2);
    house_close(&h);
}

TEST(child__shows_both_versions_where_two_sources_disagree)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    (void)house_say(&h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Non\", \"family_name\": \"Llwyd\","
                    " \"relatives\": [{\"relative_name\": \"DAI PUW\","
                    " \"relative_kind\": \"parents_partner\"}]}",
            .by = h.worker,
            .children = {source}},
        NULL);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    WANT_INT(p->relative_count, 2);
    WANT(p->relatives[0].differs);
    WANT(p->relatives[1].differs);
    house_close(&h);
}

/* Whom an assessment looked at, by their names; before the first one that
 * asks of adults nobody was missed. */
TEST(child__marks_the_adults_whom_no_assessment_has_looked_at)
{
    struct house             h;
    struct id                thread, source;
    struct house_entry       said = {.form = "person_details",
              .said = "{\"relatives\": [{\"relative_name\": \"Alun\","
                            " \"relative_kind\": \"parents_partner\"},"
                            " {\"relative_name\": \"Sion\","
                            " \"relative_kind\": \"brother\"}]}"};
    struct house_entry       assessed = {.form = "assessment",
              .said = "{\"assessment_step\": \"finished\", \"adults_assessed\":"
                            " {\"0\": [{\"assessed_who\": \"DAI PUW\","
                            " \"assessed_done\": \"yes\"},"
                            " {\"assessed_who\": \"alun\","
                            " \"assessed_done\": \"no\","
                            " \"assessed_why_not\": \"Away\"}]}}"};
    const struct child_page *p;
    enum err                 e;

    house_open(&h);
    source = reported_child(&h, &thread);
    said.by = assessed.by = h.worker;
    said.children[0] = assessed.children[0] = source;
    (void)house_say(&h, &said, NULL);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    WANT_INT(p->relative_count, 3);
    for (size_t i = 0; i < p->relative_count; i++)
        WANT(!p->relatives[i].not_assessed);
    (void)house_say(&h, &assessed, NULL);
    p = look(&h, h.worker, source, &e);
    WANT_OK(e);
    for (size_t i = 0; i < p->relative_count; i++)
        WANT(p->relatives[i].not_assessed ==
            str_eq(p->relatives[i].name, S("Alun")));
    for (size_t i = 0; i < p->relative_count; i++)
        if (p->relatives[i].not_assessed)
            WANT_STR(p->relatives[i].not_assessed_why, "Away");
    house_close(&h);
}

/* ---- finding ---- */

static const struct find_page *
find(struct house *h, struct id who, struct answer *got)
{
    static const struct find_ask in = {.nhs = S_INIT("9990001006")};

    WANT_OK(door(h, who, (struct ask){.act = ACT_FIND, .with = &in}, got));
    return got->with;
}

TEST(find__gives_who_has_that_number)
{
    struct house            h;
    struct id               thread;
    const struct find_page *f;
    struct answer           got;

    house_open(&h);
    (void)reported_child(&h, &thread);
    f = find(&h, h.worker, &got);
    WANT_INT(f->count, 1);
    WANT(f->rows[0].by_number);
    WANT_INT(got.disclosed_count, 1);
    house_close(&h);
}

TEST(find__leaves_out_a_sealed_child_and_one_who_is_kin)
{
    struct house            h;
    struct id               thread, source;
    const struct find_page *f;
    struct answer           got;

    house_open(&h);
    source = reported_child(&h, &thread);
    WANT_OK(kin_add(h.w, h.worker, source, S("declared")));
    f = find(&h, h.worker, &got);
    WANT_INT(f->count, 0);
    WANT_STR(got.grant.tell, "designated_safeguarding_person");
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.custodian, S("why")));
    f = find(&h, h.manager, &got);
    WANT_INT(f->count, 0);
    WANT_STR(got.grant.tell, "");
    WANT_INT(got.disclosed_count, 0);
    house_close(&h);
}

TEST(find__is_not_for_roles_that_only_check)
{
    static const struct find_ask in = {.nhs = S_INIT("9990001006")};
    struct house                 h;
    struct answer                got;

    house_open(&h);
    WANT_ERR(ERR_DENIED,
        door(&h, h.nurse, (struct ask){.act = ACT_FIND, .with = &in}, &got));
    house_close(&h);
}

/* ---- four readers ---- */

/* The authority's own safeguarding person, and a father who works there. */
static void
tour_people(struct house *h, struct id source)
{
    struct account a = {.agency = h->authority,
        .login = S("dsp"),
        .name = S("Gwen Dsp"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, dsp;

    WANT_OK(account_new(h->w, &a, none, &dsp));
    WANT_OK(account_confirm(h->w, dsp, none));
    WANT_OK(account_grant(h->w, dsp, S("designated_safeguarding_person"), none,
        none, (struct moment){0}));
    WANT_OK(kin_add(h->w, h->worker, source, S("declared")));
    WANT_OK(meta_set(h->w->tx, S("tour.nurse"), id_text(h->arena, h->nurse)));
    WANT_OK(meta_set(h->w->tx, S("tour.safeguarding_person"),
        id_text(h->arena, h->safeguarding)));
    WANT_OK(meta_set(h->w->tx, S("tour.social_worker"),
        id_text(h->arena, h->social)));
    WANT_OK(meta_set(h->w->tx, S("tour.father"), id_text(h->arena, h->worker)));
    WANT_OK(meta_set(h->w->tx, S("tour.child"),
        id_text(h->arena, house_person(h, source))));
}

static const struct tour_readers *
four(struct house *h)
{
    struct cx     cx = {.arena = h->arena, .lang = LANG_EN};
    struct ask    ask = {.act = ACT_TOUR_READERS};
    struct grant  g = {0};
    struct answer got = {0};

    WANT_OK(tour_readers(h->w, &cx, &ask, &g, &got));
    return got.with;
}

TEST(tour_readers__shows_each_of_four_what_they_may_have_and_no_more)
{
    struct house               h;
    struct id                  thread, source;
    const struct tour_readers *r;
    const struct tour_card    *c;

    house_open(&h);
    source = reported_child(&h, &thread);
    registered(&h, source);
    house_allocate(&h, thread, source, h.social);
    tie(&h, source, h.school, "school_roll");
    tour_people(&h, source);
    r = four(&h);
    WANT_INT(r->count, 4);

    c = &r->cards[0]; /* the nurse: the answer to one question */
    WANT_OK(c->result);
    WANT(c->child == NULL);
    WANT_INT(c->check->result, CHECK_ON);
    WANT_STR(c->check->categories, "neglect");

    c = &r->cards[1]; /* the safeguarding person: register, own reports */
    WANT_OK(c->result);
    WANT(c->child->reg.on);
    WANT_INT(c->child->concern_count, 0);
    WANT_INT(c->child->relative_count, 0);
    WANT_INT(c->reported, 1);

    c = &r->cards[2]; /* the social worker: the record, no places */
    WANT_OK(c->result);
    WANT(c->child->reg.on);
    WANT_INT(c->child->concern_count, 1);
    WANT_INT(c->child->relative_count, 1);
    WANT_NOT_IN(all_text(&h, c->child), "Stryd");
    WANT_NOT_IN(all_text(&h, c->child), "Rhian");

    c = &r->cards[3]; /* the father: refused, and somebody is told */
    WANT_ERR(ERR_DENIED, c->result);
    WANT(c->child == NULL);
    WANT(c->check == NULL);
    WANT_STR(c->told, "Gwen Dsp");
    house_close(&h);
}

TEST(tour_readers__would_show_a_father_who_is_not_known_to_be_one)
{
    struct house               h;
    struct id                  thread, source;
    const struct tour_readers *r;

    house_open(&h);
    source = reported_child(&h, &thread);
    tour_people(&h, source);
    house_sql(&h, "DELETE FROM kin");
    r = four(&h);
    WANT_OK(r->cards[3].result);
    WANT(r->cards[3].child != NULL);
    house_close(&h);
}
