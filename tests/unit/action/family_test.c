/*
 * family_test -- who is around a child, and where the child lives, as each
 * source told of it.
 */
#include "action/child.h"
#include "action/concern.h"

#include "../test.h"
#include "door.h"

#include "record/label.h"

static const char first[] =
    "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
    " \"given_name\": {\"0\": \"Non\"}, \"family_name\": {\"0\": \"Llwyd\"},"
    " \"unborn\": {\"0\": \"no\"}, \"birth_date\": {\"0\": \"2020-05-14\"},"
    " \"home\": {\"0\": \"1 Stryd Fawr\"},"
    " \"lives_with\": {\"0\": \"Mam a Dai\"},"
    " \"siblings\": {\"0\": [{\"sibling_name\": \"Macsen\","
    " \"sibling_relation\": \"brother\"}]},"
    " \"adults\": {\"0\": [{\"adult_name\": \"Dai Puw\","
    " \"adult_relation\": \"lodger\","
    " \"adult_part\": \"alleged_to_have_harmed\"},"
    " {\"adult_name\": \"Rhian\", \"adult_relation\": \"mother\"}]}}";

static struct id
told_of(struct house *h, struct id *thread)
{
    struct id          source = house_child(h, h->school);
    struct house_entry e = {.form = "concern",
        .said = first,
        .by = h->teacher,
        .children = {source}};

    (void)house_say(h, &e, thread);
    return source;
}

static const struct child_page *
look(struct house *h, struct id who, struct id source)
{
    struct child_ask in = {.purpose = {0}};
    struct answer    got;
    struct ask       ask = {.act = ACT_CHILD,
              .about = house_person(h, source),
              .with = &in};

    WANT_OK(door(h, who, ask, &got));
    return got.with;
}

static const struct child_relative *
relative(const struct child_page *p, const char *name)
{
    for (size_t i = 0; i < p->relative_count; i++)
        if (str_eq(p->relatives[i].name, str_of(name)))
            return &p->relatives[i];
    return NULL;
}

TEST(child_people__stand_by_what_they_are_to_the_child)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;

    house_open(&h);
    source = told_of(&h, &thread);
    p = look(&h, h.worker, source);
    WANT_INT(relative(p, "Rhian")->kin, KIN_CARER);
    WANT_INT(relative(p, "Macsen")->kin, KIN_SIBLING);
    WANT_INT(relative(p, "Dai Puw")->kin, KIN_OTHER);
    WANT_STR(relative(p, "Dai Puw")->part.en, "Alleged to have harmed");
    house_close(&h);
}

TEST(child_people__keep_both_when_a_worker_hears_something_else)
{
    struct house             h;
    struct id                thread, source;
    const struct child_page *p;

    house_open(&h);
    source = told_of(&h, &thread);
    (void)house_say(&h,
        &(struct house_entry){.form = "family_and_home",
            .said = "{\"relatives\": {\"0\": [{\"relative_name\":"
                    " \"Dai Puw\", \"relative_kind\": \"father\","
                    " \"relative_responsibility\": \"yes\","
                    " \"relative_since\": \"2026-05\"}]}}",
            .by = h.worker,
            .thread = thread,
            .children = {source}},
        NULL);
    p = look(&h, h.worker, source);
    WANT_INT(p->relative_count, 4);
    WANT(relative(p, "Dai Puw")->differs);
    WANT(!relative(p, "Rhian")->differs);
    house_close(&h);
}

TEST(child_homes__are_not_there_for_whoever_may_open_no_place)
{
    struct house             h;
    struct id                thread, source, none = {0};
    const struct child_page *p;

    house_open(&h);
    source = told_of(&h, &thread);
    p = look(&h, h.worker, source);
    WANT_INT(p->home_count, 0);
    WANT_OK(account_grant(h.w, h.worker, S("location_reader"), none, h.manager,
        (struct moment){0}));
    (void)house_say(&h,
        &(struct house_entry){.form = "family_and_home",
            .said = "{\"home\": {\"0\": \"2 Stryd Fach\"},"
                    " \"home_since\": {\"0\": \"2027-02-01\"}}",
            .by = h.worker,
            .thread = thread,
            .children = {source}},
        NULL);
    p = look(&h, h.worker, source);
    WANT_INT(p->home_count, 2);
    WANT(!p->homes[0].former);
    WANT_INT(p->homes[0].since.month, 2);
    WANT(!id_is_none(p->homes[0].place));
    WANT(!id_is_none(p->homes[1].members));
    house_close(&h);
}

/* Two children of one concern; the other is sealed after it. */
TEST(child_people__leave_out_a_sealed_brother_as_if_nobody_had_named_him)
{
    struct house             h;
    struct id                one, two, thread;
    const struct child_page *p;
    struct house_entry       e = {.form = "concern",
              .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                            " \"given_name\": {\"0\": \"Non\","
                            " \"1\": \"Gwyn\"},"
                            " \"unborn\": {\"0\": \"no\", \"1\": \"no\"}}"};

    house_open(&h);
    one = house_child(&h, h.school);
    two = house_child(&h, h.school);
    e.by = h.teacher;
    e.children[0] = one;
    e.children[1] = two;
    (void)house_say(&h, &e, &thread);
    p = look(&h, h.worker, one);
    WANT_INT(p->other_count, 1);
    WANT_STR(p->others[0].name, "Gwyn");
    WANT_OK(label_set(h.w, two, LABEL_SEALED, h.custodian, S("why")));
    p = look(&h, h.worker, one);
    WANT_INT(p->other_count, 0);
    house_close(&h);
}

static const struct child_question *
question(const struct child_page *p, const char *title)
{
    for (size_t i = 0; i < p->question_count; i++)
        if (str_eq(p->questions[i].title.en, str_of(title)))
            return &p->questions[i];
    BUG("the page has no such question");
}

TEST(child_whole__says_what_is_missing_differs_and_was_never_traced)
{
    struct house                 h;
    struct id                    thread, source;
    const struct child_page     *p;
    const struct child_question *q;

    house_open(&h);
    source = told_of(&h, &thread);
    (void)house_say(&h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Nonn\", \"family_name\": \"LLWYD\","
                    " \"nhs_number\": \"9990001006\"}",
            .by = h.worker,
            .children = {source}},
        NULL);
    p = look(&h, h.worker, source);
    WANT_INT(p->known_by_count, 2);
    WANT_STR(p->known_by[0].en, "Front door");
    WANT(question(p, "First name")->differs);
    WANT(!question(p, "Family name")->differs);
    WANT(question(p, "Unique pupil number")->missing);
    q = question(p, "NHS number");
    WANT(q->untraced);
    WANT(!q->by[0].text.n);
    q = question(p, "Where does the child live?");
    WANT(q->by[0].held);
    WANT(!q->by[0].text.n);
    house_close(&h);
}

static void
number_said(struct house *h, struct id source, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said = said,
            .by = h->worker,
            .children = {source}},
        NULL);
}

static const struct child_knows *
by(const struct child_page *p, const char *title, const char *source)
{
    for (size_t i = 0; i < p->known_by_count; i++)
        if (str_eq(p->known_by[i].en, str_of(source)))
            return &question(p, title)->by[i];
    BUG("no such source");
}

/* A second concern, in which the school says a number. */
static void
school_says(struct house *h, struct id source, const char *number)
{
    struct buf said;

    buf_init(&said, h->arena);
    buf_add(&said,
        S("{\"about_worker\": \"no\", \"urgency\": \"urgent\","
          " \"given_name\": {\"0\": \"Non\"},"
          " \"family_name\": {\"0\": \"Llwyd\"},"
          " \"nhs_number\": {\"0\": \""));
    buf_add(&said, str_of(number));
    buf_add(&said, S("\"}}"));
    buf_add_byte(&said, 0);
    (void)house_say(h,
        &(struct house_entry){.form = "concern",
            .said = buf_str(&said).p,
            .by = h->teacher,
            .children = {source}},
        NULL);
}

TEST(child_whole__says_of_a_number_how_far_it_is_to_be_trusted_and_since_when)
{
    struct house              h;
    struct id                 thread, source;
    const struct child_page  *p;
    const struct child_knows *k;

    house_open(&h);
    source = told_of(&h, &thread);
    number_said(&h, source, "{\"nhs_number\": \"9990001006\"}");
    number_said(&h, source, "{\"nhs_number\": \"9990001014\"}");
    p = look(&h, h.worker, source);
    k = by(p, "NHS number", "Local authority");
    WANT_STR(k->text, "999 000 1014");
    WANT_STR(k->gone, "999 000 1006");
    WANT_INT(k->number, NUMBER_CLAIMED);
    WANT(k->said.us != 0);
    WANT(by(p, "First name", "Local authority")->why.n != 0);
    WANT_INT(by(p, "First name", "Front door")->number, NUMBER_NONE);
    WANT_INT(by(p, "NHS number", "Front door")->number, NUMBER_NONE);
    house_close(&h);
}

TEST(child_whole__lets_what_is_claimed_give_way_to_what_was_traced)
{
    struct house              h;
    struct id                 thread, source, own;
    const struct child_page  *p;
    const struct child_knows *k;

    house_open(&h);
    source = told_of(&h, &thread);
    WANT_OK(person_own(h.w, house_person(&h, source), &own));
    school_says(&h, source, "9990001006");
    number_said(&h, own, "{\"nhs_number\": \"9990001022\"}");
    k = by(look(&h, h.worker, source), "NHS number", "Front door");
    WANT_STR(k->text, "999 000 1006");
    WANT_INT(k->number, NUMBER_CLAIMED);
    (void)house_say(&h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"goes_on\","
                    " \"took_effect\": \"2027-01-11\","
                    " \"nhs_number\": \"9990001022\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"]}",
            .by = h.custodian,
            .children = {own}},
        NULL);
    p = look(&h, h.worker, source);
    WANT_INT(by(p, "NHS number", "Front door")->number, NUMBER_SUPERSEDED);
    WANT_INT(by(p, "NHS number", "Local authority")->number, NUMBER_TRACED);
    WANT(question(p, "NHS number")->differs);
    WANT(!question(p, "NHS number")->two_traced);
    house_close(&h);
}

static void
trace(struct house *h, struct id source, const char *number)
{
    struct str parts[3] = {
        S("{\"traced_on\": \"2027-03-01\", \"traced_number\": \""),
        str_of(number),
        S("\", \"traced_where\": \"spine\", \"traced_agrees\": \"enw\"}")};
    struct str said = str_join(h->arena, parts, 3, (struct str){0});

    (void)house_say(h,
        &(struct house_entry){.form = "number_traced",
            .said = str_c(h->arena, said),
            .by = h->custodian,
            .children = {source}},
        NULL);
}

TEST(child_whole__says_that_two_traced_numbers_differ)
{
    struct house             h;
    struct id                thread, source, own;
    const struct child_page *p;

    house_open(&h);
    source = told_of(&h, &thread);
    WANT_OK(person_own(h.w, house_person(&h, source), &own));
    trace(&h, source, "9990001006");
    p = look(&h, h.worker, source);
    WANT(!question(p, "NHS number")->two_traced);
    trace(&h, own, "9990001014");
    p = look(&h, h.worker, source);
    WANT(question(p, "NHS number")->two_traced);
    house_close(&h);
}

/* A teacher's slip does not take the traced number off the record. */
TEST(identity__keeps_a_traced_number_when_another_is_only_claimed)
{
    struct house h;
    struct id    thread, source;
    struct face  f;

    house_open(&h);
    source = told_of(&h, &thread);
    trace(&h, source, "9990001006");
    school_says(&h, source, "9990001014");
    WANT_OK(face_of_source(h.w, source, &f));
    WANT_STR(f.nhs, "9990001006");
    WANT(f.traced);
    house_close(&h);
}

TEST(concern__says_who_is_around_a_child_in_the_words_of_the_childs_page)
{
    struct concern_ask         in = {0};
    struct house               h;
    struct id                  thread, source;
    struct answer              got;
    const struct concern_page *p;

    house_open(&h);
    source = told_of(&h, &thread);
    (void)source;
    WANT_OK(door(&h, h.worker,
        (struct ask){.act = ACT_CONCERN, .about = thread, .with = &in}, &got));
    p = got.with;
    WANT(relative(p->child, "Rhian"));
    WANT_STR(relative(p->child, "Dai Puw")->part.en, "Alleged to have harmed");
    house_close(&h);
}

/* ---- who lives together ---- */

/* A home as the worker heard of it, opened. */
static const struct child_place *
household(struct house *h, struct id thread, struct id source, const char *who)
{
    const struct child_page *p;
    struct answer            got;
    struct id                ref;
    struct buf               said;

    buf_init(&said, h->arena);
    buf_add(&said,
        S("{\"home_since\": {\"0\": \"2027-02-01\"},"
          " \"lives_with\": {\"0\": \""));
    buf_add(&said, str_of(who));
    buf_add(&said, S("\"}}"));
    buf_add_byte(&said, 0);
    (void)house_say(h,
        &(struct house_entry){.form = "family_and_home",
            .said = buf_str(&said).p,
            .by = h->worker,
            .thread = thread,
            .children = {source}},
        NULL);
    p = look(h, h->worker, source);
    WANT(!p->lives_here);
    ref = p->homes[0].members;
    WANT_OK(door(h, h->worker,
        (struct ask){.act = ACT_LOCATION_OPEN,
            .about = p->person,
            .purpose = p->purpose,
            .with = &ref},
        &got));
    return got.with;
}

static void
may_open_places(struct house *h)
{
    struct id none = {0};

    WANT_OK(account_grant(h->w, h->worker, S("location_reader"), none,
        h->manager, (struct moment){0}));
}

TEST(child_household__is_whoever_is_named_in_the_answer_that_was_opened)
{
    struct house              h;
    struct id                 thread, source;
    const struct child_place *p;

    house_open(&h);
    source = told_of(&h, &thread);
    may_open_places(&h);
    p = household(&h, thread, source, "Rhian, Non Llwyd a MACSEN");
    WANT(p->together && p->family->lives_here);
    WANT_INT(p->home->since.month, 2);
    WANT_STR(p->home->source.en, "Local authority");
    WANT(relative(p->family, "Rhian")->lives_here);
    WANT(relative(p->family, "Macsen")->lives_here);
    WANT(!relative(p->family, "Dai Puw")->lives_here);
    house_close(&h);
}

TEST(child_household__is_not_guessed_from_a_sentence_or_half_a_name)
{
    static const char *const said[] = {"Rhian, ond nid Dai Puw",
        "Nid Dai Puw a Rhian", "Rhian a Dai", "Rhian, Cadi", "Non Llwyd",
        "not with Rhian"};
    struct house             h;
    struct id                thread, source;

    house_open(&h);
    source = told_of(&h, &thread);
    may_open_places(&h);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct child_place *p = household(&h, thread, source, said[i]);

        WANT(p->family && p->home && !p->together);
        WANT(!p->family->lives_here);
        WANT(!relative(p->family, "Rhian")->lives_here);
        WANT(!relative(p->family, "Dai Puw")->lives_here);
    }
    house_close(&h);
}

/* A brother with a record of his own, in the same concern; then sealed. */
TEST(child_household__has_no_line_when_one_of_them_is_hidden)
{
    struct house              h;
    struct id                 one, two, thread;
    const struct child_place *p;
    struct buf                said;
    struct house_entry        e = {.form = "concern",
               .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                              " \"given_name\": {\"0\": \"Non\","
                              " \"1\": \"Gwyn\"},"
                              " \"unborn\": {\"0\": \"no\", \"1\": \"no\"}}"};

    house_open(&h);
    may_open_places(&h);
    one = house_child(&h, h.school);
    two = house_child(&h, h.school);
    e.by = h.teacher;
    e.children[0] = one;
    e.children[1] = two;
    (void)house_say(&h, &e, &thread);
    buf_init(&said, h.arena);
    buf_add(&said, S("{\"relatives\": {\"0\": [{\"relative_name\": \""));
    buf_add(&said, id_text(h.arena, two));
    buf_add(&said,
        S("\", \"relative_kind\": \"brother\"},"
          " {\"relative_name\": \"Rhian\","
          " \"relative_kind\": \"mother\"}]}}"));
    buf_add_byte(&said, 0);
    (void)house_say(&h,
        &(struct house_entry){.form = "family_and_home",
            .said = buf_str(&said).p,
            .by = h.worker,
            .thread = thread,
            .children = {one}},
        NULL);
    p = household(&h, thread, one, "Rhian, Gwyn");
    WANT(p->together);
    WANT(relative(p->family, "Gwyn")->lives_here);
    WANT_OK(label_set(h.w, two, LABEL_SEALED, h.custodian, S("why")));
    p = household(&h, thread, one, "Rhian, Gwyn");
    WANT(!p->together && !relative(p->family, "Gwyn"));
    WANT(!relative(p->family, "Rhian")->lives_here);
    house_close(&h);
}
