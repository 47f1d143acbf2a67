/*
 * entry_test -- writing what happened, and reading it back: checks, sealed
 * answers, threads, sequences, corrections, routes.
 */
#include "../house.h"

#include "../test.h"

#include "record/thread.h"

static struct entry
loaded(struct house *h, struct id id)
{
    struct entry e = {0};

    WANT_OK(entry_load(h->w, id, &e));
    return e;
}

static struct str
text_of(struct house *h, const struct entry *e, struct str field, int child)
{
    const struct field *f = form_field(e->form, field);

    WANT(f != NULL);
    return answers_text(h->arena, &e->answers, f, child);
}

TEST(record_append__keeps_what_was_said_by_whom_and_about_whom)
{
    struct house h;
    struct entry e;
    struct id    child, thread, id;

    house_open(&h);
    child = house_child(&h, h.school);
    id = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"urgency\": \"today\","
                    " \"happened\": \"Clais ar y fraich\"}",
            .by = h.teacher,
            .children = {child}},
        &thread);
    e = loaded(&h, id);
    WANT(id_eq(e.thread, thread));
    WANT(id_eq(e.author, h.teacher));
    WANT(id_eq(e.agency, h.school));
    WANT_STR(e.form->id, "concern");
    WANT_STR(text_of(&h, &e, S("happened"), -1), "Clais ar y fraich");
    WANT_INT(e.language, LANG_CY);
    WANT_INT(e.about_count, 1);
    WANT(id_eq(e.about[0].source, child));
    WANT_STR(e.about[0].role, "child");
    WANT_INT(e.number, 1);
    WANT_STR(e.route, "front_door");
    WANT(!e.only_route);
    house_close(&h);
}

TEST(record_append__says_every_mistake_and_writes_nothing)
{
    struct house       h;
    struct entry_wrong wrong = {0};
    struct id          id, thread, child;
    struct about       about;
    struct entry_new   e;

    house_open(&h);
    child = house_child(&h, h.school);
    about = (struct about){child, S("child")};
    e = (struct entry_new){.form = pack_form(h.pack, S("concern")),
        .answers = S("{\"urgency\": \"sometime\"}"),
        .author = h.teacher,
        .agency = h.school,
        .about = &about,
        .about_count = 1};
    WANT_ERR(ERR_INVALID, record_append(h.w, &e, &id, &thread, &wrong));
    WANT(wrong.count > 5);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM entry"), 0);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread"), 0);
    house_close(&h);
}

TEST(record_append__puts_locations_and_reporters_away)
{
    struct house h;
    struct entry e;
    struct id    id;

    house_open(&h);
    id = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"urgency\": \"today\","
                    " \"home\": {\"0\": \"12 Stryd y Bont\"},"
                    " \"reporter\": \"Gwen Puw, athrawes\"}",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        NULL);
    e = loaded(&h, id);
    WANT_NOT_IN(e.answers_text, "Stryd");
    WANT_NOT_IN(e.answers_text, "Gwen");
    WANT_IN(e.answers_text, "\"ref\"");
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM sealed_value"
                 " WHERE use = 'location'"
                 " AND source IS NOT NULL"
                 " AND lookup IS NOT NULL"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM sealed_value"
                 " WHERE use = 'reporter' AND lookup IS NULL"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM entry_fact"
                 " WHERE facts LIKE '%Stryd%'"),
        0);
    house_close(&h);
}

TEST(record_append__puts_away_what_stands_in_the_rows_of_a_table)
{
    struct house h;
    struct id    id;
    struct entry e;

    house_open(&h);
    id = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"urgency\": \"today\", \"adults\": {\"0\":"
                    " [{\"adult_name\": \"Rhys\","
                    " \"adult_relation\": \"father\"}]}}",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        NULL);
    e = loaded(&h, id);
    WANT_IN(e.answers_text, "Rhys"); /* a name is no location */
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM entry_fact"
                 " WHERE facts LIKE '%relationship%'"),
        1);
    house_close(&h);
}

TEST(record_append__takes_no_reference_to_what_is_not_its_own)
{
    struct house h;
    struct id    first, other, id, thread;
    struct entry e;
    struct str   ref, said;

    house_open(&h);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"urgency\": \"today\","
                    " \"reporter\": \"Gwen Puw\"}",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        NULL);
    e = loaded(&h, first);
    ref = text_of(&h, &e, S("reporter"), -1);
    said = str_join(h.arena,
        (const struct str[]){S("{\"urgency\": \"today\","
                               " \"reporter\": {\"ref\": \""),
            ref, S("\"}}")},
        3, S(""));
    WANT_ERR(ERR_INVALID,
        house_try(&h,
            &(struct house_entry){.form = "concern",
                .said = str_c(h.arena, said),
                .by = h.teacher,
                .children = {house_child(&h, h.school)}},
            &id, &thread, NULL));
    id = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = str_c(h.arena, said),
            .by = h.teacher,
            .corrects = first,
            .correction = "answers",
            .reason = "a slip"},
        NULL);
    e = loaded(&h, id);
    WANT_SAME(text_of(&h, &e, S("reporter"), -1), ref);
    /* nor does a correction of something else */
    other = house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        NULL);
    WANT_ERR(ERR_INVALID,
        house_try(&h,
            &(struct house_entry){.form = "concern",
                .said = str_c(h.arena, said),
                .by = h.teacher,
                .corrects = other,
                .correction = "answers",
                .reason = "a slip"},
            &id, &thread, NULL));
    house_close(&h);
}

TEST(record_append__numbers_threads_and_each_records_entries_without_gap)
{
    struct house h;
    struct id    a, b, thread;

    house_open(&h);
    a = house_child(&h, h.school);
    b = house_child(&h, h.school);
    for (int i = 0; i < 3; i++)
        thread = house_concern(&h, a, "today");
    (void)house_concern(&h, b, "today");
    (void)house_decide(&h, thread, a, "advice");
    WANT_INT(house_count(&h, "SELECT MAX(number) FROM thread"), 4);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM entry_about x"
                 " WHERE seq > 1 AND NOT EXISTS (SELECT 1"
                 " FROM entry_about y WHERE y.source = x.source"
                 " AND y.seq = x.seq - 1)"),
        0);
    WANT_INT(house_count(&h, "SELECT MAX(seq) FROM entry_about"), 4);
    /* written in one transaction, they keep their order all the same */
    WANT_INT(house_count(&h,
                 "SELECT COUNT(DISTINCT recorded_at) FROM entry"
                 " e JOIN entry_about a ON a.entry = e.id"
                 " WHERE a.seq = 1 OR a.seq > 1"),
        4);
    house_close(&h);
}

TEST(record_append__continues_only_a_thread_of_its_kind)
{
    struct house h;
    struct id    child, id, thread, other;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "child_here",
            .by = h.nurse,
            .children = {child}},
        &other);
    WANT_ERR(ERR_ILLEGAL,
        house_try(&h,
            &(struct house_entry){.form = "concern_decision",
                .by = h.worker,
                .thread = other,
                .children = {child}},
            &id, &thread, NULL));
    house_close(&h);
}

TEST(record_append__refuses_too_many_too_few_and_the_same_child_twice)
{
    struct house h;
    struct id    child, id, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    WANT_ERR(ERR_INVALID,
        house_try(&h, &(struct house_entry){.form = "concern", .by = h.teacher},
            &id, &thread, NULL));
    WANT_ERR(ERR_INVALID,
        house_try(&h,
            &(struct house_entry){.form = "concern",
                .by = h.teacher,
                .children = {child, child}},
            &id, &thread, NULL));
    WANT_ERR(ERR_INVALID,
        house_try(&h,
            &(struct house_entry){.form = "child_here",
                .by = h.teacher,
                .children = {child, house_child(&h, h.school)}},
            &id, &thread, NULL));
    house_close(&h);
}

/* ---- guards ---- */

TEST(record_append__asks_for_what_a_guard_needs_or_for_a_reason)
{
    struct house       h;
    struct entry_wrong wrong = {0};
    struct id          child, thread, id, other;
    struct house_entry e;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    e = (struct house_entry){.form = "concern_decision",
        .said = "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"yes\","
                " \"police_told\": \"no\"}",
        .by = h.worker,
        .thread = thread,
        .children = {child}};
    WANT_ERR(ERR_INVALID, house_try(&h, &e, &id, &other, &wrong));
    WANT_INT(wrong.count, 1);
    WANT_STR(wrong.faults[0].field->id, "police_told_at");
    e.reason = "the police are on the line now";
    WANT_OK(house_try(&h, &e, &id, &other, NULL));
    house_close(&h);
}

/* ---- routes ---- */

TEST(record_append__goes_out_of_hours_to_who_stands_in)
{
    struct house  h;
    struct entry  e;
    struct id     child, thread;
    struct entry *all;
    size_t        n;

    house_open(&h);
    house_at(&h, "2027-03-02T22:00:00Z");
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "urgent");
    WANT_OK(entry_list_thread(h.w, thread, &all, &n));
    WANT_INT(n, 1);
    e = all[0];
    WANT_STR(e.route, "emergency_duty");
    WANT(!e.only_route);
    house_close(&h);
}

TEST(record_append__keeps_a_concern_about_a_worker_at_one_desk_alone)
{
    struct house h;
    struct entry e;
    struct id    child, thread, id;

    house_open(&h);
    house_at(&h, "2027-03-02T22:00:00Z");
    child = house_child(&h, h.school);
    id = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .children = {child}},
        &thread);
    e = loaded(&h, id);
    WANT_STR(e.route, "designated_officer");
    WANT(e.only_route);
    /* and whatever follows in its thread */
    id = house_say(&h,
        &(struct house_entry){.form = "note",
            .by = h.officer,
            .thread = thread,
            .children = {child}},
        NULL);
    e = loaded(&h, id);
    WANT_STR(e.route, "designated_officer");
    WANT(e.only_route);
    house_close(&h);
}

TEST(entry_load__is_for_one_desk_alone_once_a_correction_says_so)
{
    struct house h;
    struct entry e;
    struct id    child, first;

    house_open(&h);
    child = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {child}},
        NULL);
    WANT(!loaded(&h, first).only_route);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .corrects = first,
            .correction = "answers",
            .reason = "he coaches at the club"},
        NULL);
    e = loaded(&h, first);
    WANT(e.only_route);
    WANT_STR(e.route, "designated_officer");
    house_close(&h);
}

/* ---- corrections ---- */

TEST(record_append__corrects_only_with_a_reason_and_never_what_is_withdrawn)
{
    struct house       h;
    struct id          child, first, id, thread;
    struct house_entry e;

    house_open(&h);
    child = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {child}},
        NULL);
    e = (struct house_entry){.by = h.teacher,
        .corrects = first,
        .correction = "withdraw"};
    WANT_ERR(ERR_INVALID, house_try(&h, &e, &id, &thread, NULL));
    e.reason = "sent twice";
    WANT_OK(house_try(&h, &e, &id, &thread, NULL));
    WANT_ERR(ERR_ILLEGAL, house_try(&h, &e, &id, &thread, NULL));
    e.correction = "rub out";
    e.corrects = id;
    WANT_ERR(ERR_INVALID, house_try(&h, &e, &id, &thread, NULL));
    house_close(&h);
}

TEST(entry_list_person__shows_newest_answers_at_the_originals_place)
{
    struct house  h;
    struct id     child, first, note;
    struct entry *all;
    size_t        n;

    house_open(&h);
    child = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"happened\": \"Clais\"}",
            .by = h.teacher,
            .children = {child}},
        NULL);
    house_at(&h, "2027-03-01T10:00:00Z");
    (void)house_concern(&h, child, "soon");
    house_at(&h, "2027-03-01T11:00:00Z");
    note = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"happened\": \"Dau glais\"}",
            .by = h.teacher,
            .corrects = first,
            .correction = "answers",
            .reason = "there were two"},
        NULL);
    WANT_OK(entry_list_person(h.w, house_person(&h, child), &all, &n));
    WANT_INT(n, 2);
    WANT(id_eq(all[0].id, first));
    WANT_STR(text_of(&h, &all[0], S("happened"), -1), "Dau glais");
    WANT(id_eq(all[0].corrected_by, note));
    WANT(all[0].corrected_at.us > all[0].recorded.us);
    WANT(id_is_none(all[1].corrected_by));
    house_close(&h);
}

TEST(entry_list_person__leaves_the_wrong_child_a_mark_and_no_word)
{
    struct house  h;
    struct id     wrong, right, first;
    struct entry *all;
    size_t        n;

    house_open(&h);
    wrong = house_child(&h, h.school);
    right = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"happened\": \"Clais\"}",
            .by = h.teacher,
            .children = {wrong}},
        NULL);
    (void)house_say(&h,
        &(struct house_entry){.by = h.teacher,
            .corrects = first,
            .correction = "subject",
            .reason = "his twin",
            .children = {right}},
        NULL);
    WANT_OK(entry_list_person(h.w, house_person(&h, wrong), &all, &n));
    WANT_INT(n, 1);
    WANT_INT(all[0].fate, FATE_MOVED);
    WANT_STR(all[0].answers_text, "{}");
    WANT_OK(entry_list_person(h.w, house_person(&h, right), &all, &n));
    WANT_INT(n, 1);
    WANT_INT(all[0].fate, FATE_STANDS);
    WANT(id_eq(all[0].id, first));
    WANT_STR(text_of(&h, &all[0], S("happened"), -1), "Clais");
    WANT(id_eq(all[0].about[0].source, right));
    house_close(&h);
}

/* ---- the child ---- */

TEST(child_load__is_as_it_was_known_and_linked_then)
{
    struct house        h;
    struct id           a, b, thread, entry;
    struct moment       before;
    const struct child *c;

    house_open(&h);
    a = house_child(&h, h.school);
    thread = house_concern(&h, a, "today");
    house_at(&h, "2027-03-02T09:00:00Z");
    b = house_child(&h, h.hospital); /* the younger id: a's stays */
    (void)house_concern(&h, b, "soon");
    before = h.w->now;
    house_at(&h, "2027-03-02T10:00:00Z");
    entry = house_decide(&h, thread, a, "advice");
    WANT_OK(link_make(h.w, a, b, entry));
    WANT_OK(project_person(h.w, house_person(&h, a)));
    (void)house_concern(&h, b, "soon");
    WANT_OK(child_load(h.w, house_person(&h, a), before, &c));
    WANT_INT(c->entries_count, 1);
    WANT_INT(c->decisions_count, 0);
    WANT_OK(
        child_load(h.w, house_person(&h, a), (struct moment){INT64_MAX}, &c));
    WANT_INT(c->entries_count, 4);
    WANT_INT(c->decisions_count, 1);
    house_close(&h);
}

TEST(child_load__gives_each_child_of_one_entry_its_own_decision)
{
    struct house        h;
    struct id           mali, macsen, thread;
    const struct child *c;

    house_open(&h);
    mali = house_child(&h, h.school);
    macsen = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {mali, macsen}},
        &thread);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern_decision",
            .said = "{\"outcome\": {\"0\": \"strategy\","
                    " \"1\": \"advice\"}}",
            .by = h.worker,
            .thread = thread,
            .children = {mali, macsen}},
        NULL);
    WANT_OK(child_load(h.w, house_person(&h, mali), (struct moment){INT64_MAX},
        &c));
    WANT_INT(c->decisions_count, 1);
    WANT_STR(c->decisions[0].outcome, "strategy");
    WANT_OK(child_load(h.w, house_person(&h, macsen),
        (struct moment){INT64_MAX}, &c));
    WANT_INT(c->decisions_count, 1);
    WANT_STR(c->decisions[0].outcome, "advice");
    house_close(&h);
}

TEST(child_load__knows_a_child_who_is_not_born_yet)
{
    struct house h;
    struct face  face;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.hospital);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"unborn\": {\"0\": \"yes\"},"
                    " \"expected_on\": {\"0\": \"2027-06\"},"
                    " \"family_name\": {\"0\": \"Llwyd\"}}",
            .by = h.nurse,
            .children = {child}},
        &thread);
    WANT_OK(face_of_source(h.w, child, &face));
    WANT_INT(face.expected.year, 2027);
    WANT_INT(face.expected.month, 6);
    WANT_INT(face.expected.day, 0);
    WANT(date_is_none(face.birth_date));
    WANT_STR(face.family, "Llwyd");
    house_close(&h);
}

TEST(child_load__meets_a_tombstone_where_an_entry_was_erased)
{
    struct house        h;
    struct id           child;
    struct entry       *all;
    const struct child *c;
    size_t              n;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_concern(&h, child, "today");
    house_sql(&h, "UPDATE entry SET answers = ''");
    WANT_OK(child_load(h.w, house_person(&h, child), (struct moment){INT64_MAX},
        &c));
    WANT_INT(c->entries_count, 1);
    WANT_INT(c->entries[0]->fate, FATE_ERASED);
    WANT_INT(c->clocks_count, 0);
    WANT_OK(entry_list_person(h.w, house_person(&h, child), &all, &n));
    WANT_INT(n, 1);
    WANT_INT(all[0].fate, FATE_ERASED);
    WANT_STR(all[0].answers_text, "{}");
    house_close(&h);
}
