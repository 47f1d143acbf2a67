/*
 * view_test -- what a reader sees of a person, and how their entries are
 * cut.
 */
#include "said.h"

#include "../test.h"
#include "record/kin.h"

static const struct id none;

/* ---- the view ---- */

TEST(view_of__says_a_depth_for_every_group_and_word)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT_INT(view_depth(&v, S("concern")), DEPTH_FULL);
    WANT_INT(view_depth(&v, S("people")), DEPTH_FULL);
    WANT_INT(view_depth(&v, S("register")), DEPTH_SUMMARY);
    WANT_INT(view_depth(&v, S("reporter")), DEPTH_FULL);
    WANT_INT(view_depth(&v, S("location")), DEPTH_NONE);
    WANT_INT(view_depth(&v, S("lookers")), DEPTH_NONE);
    WANT_INT(view_depth(&v, S("something")), DEPTH_NONE);
    for (size_t i = 0; i < s.h.pack->groups_count; i++) {
        size_t seen = 0;

        for (size_t k = 0; k < v.count; k++)
            seen += str_eq(v.words[k], s.h.pack->groups[i].id);
        WANT_INT(seen, 1);
    }
    house_close(&s.h);
}

TEST(view_of__is_refused_to_whom_nothing_is_shown)
{
    struct said   s;
    struct view   v;
    struct reader r = {.kind = READER_SERVICE};

    said_open(&s);
    WANT_ERR(ERR_DENIED, said_view(&s, s.h.nurse, DUTY, &v));
    WANT_ERR(ERR_DENIED, said_view(&s, s.h.social, DUTY, &v));
    WANT_ERR(ERR_DENIED, view_of(s.h.w, &r, s.person, DUTY, &v));
    r.kind = READER_NOBODY;
    WANT_ERR(ERR_SIGN_IN, view_of(s.h.w, &r, s.person, DUTY, &v));
    WANT_OK(label_set(s.h.w, s.source, LABEL_SEALED, s.h.custodian, S("why")));
    WANT_ERR(ERR_ABSENT, said_view(&s, s.h.nurse, DUTY, &v));
    WANT_ERR(ERR_ABSENT, said_view(&s, s.h.worker, DUTY, &v));
    WANT_ERR(ERR_ABSENT, said_view(&s, s.h.teacher, OWN, &v));
    s.person = txn_id(s.h.w->tx, ID_PERSON);
    WANT_ERR(ERR_ABSENT, said_view(&s, s.h.nurse, DUTY, &v));
    house_close(&s.h);
}

TEST(view_of__is_refused_to_kin)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(kin_add(s.h.w, s.h.worker, s.source, S("found")));
    WANT_ERR(ERR_DENIED, said_view(&s, s.h.worker, DUTY, &v));
    WANT_OK(said_view(&s, s.h.manager, DUTY, &v));
    house_close(&s.h);
}

/* ---- entries ---- */

TEST(view_cut__gives_the_desk_what_came_to_it)
{
    struct said   s;
    struct view   v;
    struct entry *kept;
    size_t        n;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT_OK(view_cut(s.h.arena, &v, s.all, s.count, &kept, &n));
    WANT_INT(n, 1);
    WANT_INT(view_entry(&v, &kept[0]), DEPTH_FULL);
    WANT_SAME(kept[0].answers_text, s.all[0].answers_text);
    house_close(&s.h);
}

TEST(view_cut__gives_the_reporter_the_own_words_and_no_one_elses)
{
    struct said        s;
    struct house_entry other = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\"}"};
    struct id          colleague;

    said_open(&s);
    colleague = folk_account(&s.h, s.h.school, "other", "practitioner", none);
    other.by = colleague;
    other.children[0] = s.source;
    (void)house_say(&s.h, &other, NULL);
    WANT_OK(entry_list_person(s.h.w, s.person, &s.all, &s.count));
    WANT_INT(s.count, 2);
    WANT_INT(said_kept(&s, s.h.teacher, OWN), 1);
    WANT_INT(said_kept(&s, colleague, OWN), 1);
    WANT_INT(said_kept(&s, s.h.safeguarding, OWN), 2);
    WANT_INT(said_kept(&s, s.h.worker, DUTY), 2);
    house_close(&s.h);
}

TEST(view_cut__leaves_what_another_adds_to_my_thread_to_them)
{
    struct said        s;
    struct view        v;
    struct house_entry other = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\"}"};

    said_open(&s);
    other.by = s.h.worker;
    other.thread = s.thread;
    other.children[0] = s.source;
    (void)house_say(&s.h, &other, NULL);
    WANT_OK(entry_list_person(s.h.w, s.person, &s.all, &s.count));
    WANT_INT(s.count, 2);
    WANT_INT(said_kept(&s, s.h.teacher, OWN), 1);
    WANT_OK(said_view(&s, s.h.teacher, OWN, &v));
    for (size_t i = 0; i < s.count; i++)
        WANT_INT(view_entry(&v, &s.all[i]),
            id_eq(s.all[i].author, s.h.teacher) ? DEPTH_FULL : DEPTH_NONE);
    house_close(&s.h);
}

TEST(view_cut__gives_the_reporter_the_feedback_but_no_decision)
{
    struct said        s;
    struct house_entry back = {.form = "feedback"};
    struct view        v;
    struct entry      *kept;
    size_t             n;

    said_open(&s);
    (void)house_decide(&s.h, s.thread, s.source, "advice");
    back.by = s.h.worker;
    back.thread = s.thread;
    back.children[0] = s.source;
    (void)house_say(&s.h, &back, NULL);
    WANT_OK(entry_list_person(s.h.w, s.person, &s.all, &s.count));
    WANT_INT(s.count, 3);
    WANT_OK(said_view(&s, s.h.teacher, OWN, &v));
    WANT_OK(view_cut(s.h.arena, &v, s.all, s.count, &kept, &n));
    WANT_INT(n, 2);
    WANT_STR(kept[0].form->id, "concern");
    WANT_STR(kept[1].form->id, "feedback");
    house_close(&s.h);
}

TEST(view_cut__keeps_a_concern_about_a_colleague_from_everybody_else)
{
    struct said   s;
    struct view   v;
    struct entry *kept;
    size_t        n;

    said_open(&s);
    said_more(&s, "{\"about_worker\": \"yes\", \"urgency\": \"today\"}");
    WANT_INT(s.count, 2);
    WANT_INT(said_kept(&s, s.h.teacher, OWN), 2);
    WANT_INT(said_kept(&s, s.h.safeguarding, OWN), 1);
    WANT_INT(said_kept(&s, s.h.worker, DUTY), 1);
    WANT_OK(said_view(&s, s.h.officer, DUTY, &v));
    WANT_OK(view_cut(s.h.arena, &v, s.all, s.count, &kept, &n));
    for (size_t i = 0; i < s.count; i++)
        if (s.all[i].only_route)
            WANT_INT(view_entry(&v, &s.all[i]), DEPTH_FULL);
    house_close(&s.h);
}

TEST(view_entry__shows_nothing_of_an_entry_in_no_thread_of_the_person)
{
    struct said  s;
    struct view  v;
    struct entry e;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    e = s.all[0];
    WANT_INT(view_entry(&v, &e), DEPTH_FULL);
    e.thread = txn_id(s.h.w->tx, ID_THREAD);
    WANT_INT(view_entry(&v, &e), DEPTH_NONE);
    e = s.all[0];
    e.label = S("what");
    WANT_INT(view_entry(&v, &e), DEPTH_NONE);
    house_close(&s.h);
}

TEST(view_entry__counts_the_entrys_own_label_and_route)
{
    struct said  s;
    struct view  v;
    struct entry e;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.safeguarding, OWN, &v));
    e = s.all[0];
    WANT_INT(view_entry(&v, &e), DEPTH_FULL);
    e.label = S("restricted");
    WANT_INT(view_entry(&v, &e), DEPTH_NONE);
    e.label = S("shielded");
    WANT_INT(view_entry(&v, &e), DEPTH_EXISTS);
    e = s.all[0];
    e.only_route = true;
    WANT_INT(view_entry(&v, &e), DEPTH_NONE);
    house_close(&s.h);
}

TEST(view_cut__leaves_of_a_shielded_child_no_word)
{
    struct said         s;
    struct view         v;
    struct entry       *kept;
    const struct field *f;
    size_t              n;

    said_open(&s);
    WANT_OK(
        label_set(s.h.w, s.source, LABEL_SHIELDED, s.h.custodian, S("why")));
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(v.seal_location);
    WANT_OK(view_cut(s.h.arena, &v, s.all, s.count, &kept, &n));
    WANT_INT(n, 1);
    WANT_INT(kept[0].answers_text.n, 0);
    f = form_field(kept[0].form, S("urgency"));
    WANT(answers_value(&kept[0].answers, f, 0) == NULL);
    WANT(!view_field(&v, &kept[0], f));
    house_close(&s.h);
}

/* ---- fields ---- */

TEST(view_field__keeps_location_and_gives_the_desk_who_reported)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(said_shows(&s, &v, "happened"));
    WANT(said_shows(&s, &v, "reporter"));
    WANT(said_shows(&s, &v, "papers"));
    WANT(said_shows(&s, &v, "safe_contact"));
    WANT(!said_shows(&s, &v, "home"));
    WANT(!said_shows(&s, &v, "child_now"));
    WANT(!said_shows(&s, &v, "school"));
    WANT_OK(account_grant(s.h.w, s.h.worker, S("location_reader"), none, none,
        (struct moment){0}));
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(said_shows(&s, &v, "home"));
    WANT_OK(
        label_set(s.h.w, s.source, LABEL_SHIELDED, s.h.custodian, S("why")));
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(!said_shows(&s, &v, "home"));
    WANT_OK(label_admit(s.h.w, s.source, s.h.worker));
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(said_shows(&s, &v, "home"));
    house_close(&s.h);
}

TEST(view_field__gives_the_agency_neither_reporter_nor_place_nor_contact)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.safeguarding, OWN, &v));
    WANT(said_shows(&s, &v, "happened"));
    WANT(!said_shows(&s, &v, "reporter"));
    WANT(!said_shows(&s, &v, "home"));
    WANT(!said_shows(&s, &v, "safe_contact"));
    WANT(!said_shows(&s, &v, "papers"));
    WANT(!said_shows(&s, &v, "own_words"));
    house_close(&s.h);
}

TEST(view_field__gives_words_to_their_author_and_who_may_see_the_withheld)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.teacher, OWN, &v));
    WANT(said_shows(&s, &v, "own_words"));
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT(said_shows(&s, &v, "own_words"));
    house_close(&s.h);
}

/* A summary, made of a full view by taking the depth down. */
TEST(view_field__in_a_summary_shows_no_sentence)
{
    struct said         s;
    struct view         v;
    struct access_rule *rows;
    struct pack         p;

    said_open(&s);
    p = *s.h.pack;
    rows = ARENA_ARRAY(s.h.arena, struct access_rule, p.access_count);
    memcpy(rows, p.access, p.access_count * sizeof *rows);
    for (size_t i = 0; i < p.access_count; i++)
        if (rows[i].depth == DEPTH_FULL)
            rows[i].depth = DEPTH_SUMMARY;
    p.access = rows;
    s.h.work.pack = &p;
    WANT_OK(said_view(&s, s.h.worker, DUTY, &v));
    WANT_INT(view_entry(&v, &s.all[0]), DEPTH_SUMMARY);
    WANT(said_shows(&s, &v, "urgency"));
    WANT(said_shows(&s, &v, "happened_on"));
    WANT(said_shows(&s, &v, "harm_kinds"));
    WANT(!said_shows(&s, &v, "happened"));
    WANT(!said_shows(&s, &v, "given_name"));
    WANT(!said_shows(&s, &v, "nhs_number"));
    WANT(!said_shows(&s, &v, "own_words"));
    WANT(!said_shows(&s, &v, "reporter"));
    WANT(!said_shows(&s, &v, "home"));
    WANT(!said_shows(&s, &v, "adults"));
    WANT(!said_shows(&s, &v, "papers"));
    s.h.work.pack = s.h.pack;
    house_close(&s.h);
}

/* ---- the answer to a report ---- */

/* What the front door wrote in answer, as this reader finds it. */
static size_t
answers_kept(struct said *s, struct id who)
{
    struct view   v;
    struct entry *kept;
    size_t        n, seen = 0;
    enum err      e = said_view(s, who, OWN, &v);

    if (e) {
        WANT_INT(e, ERR_DENIED);
        return 0;
    }
    WANT_OK(view_cut(s->h.arena, &v, s->all, s->count, &kept, &n));
    for (size_t i = 0; i < n; i++)
        seen += form_yields(kept[i].form, YIELD_TOLD);
    return seen;
}

static struct id
authoritys_own(struct said *s)
{
    return folk_account(&s->h, s->h.authority, "sir.afon",
        "designated_safeguarding_person", none);
}

static void
answer(struct said *s)
{
    struct house_entry back = {.form = "feedback"};

    back.by = s->h.worker;
    back.thread = s->thread;
    back.children[0] = s->source;
    (void)house_say(&s->h, &back, NULL);
    WANT_OK(entry_list_person(s->h.w, s->person, &s->all, &s->count));
}

TEST(view_cut__gives_an_answer_to_the_agency_that_reported_alone)
{
    struct said s;
    struct id   answering;

    said_open(&s);
    answering = authoritys_own(&s);
    answer(&s);
    WANT_INT(answers_kept(&s, s.h.safeguarding), 1);
    WANT_INT(answers_kept(&s, s.h.teacher), 1);
    WANT_INT(answers_kept(&s, answering), 0);
    house_close(&s.h);
}

/* The agency that took the call did not report. */
TEST(view_cut__gives_what_was_said_on_a_call_to_nobodys_agency)
{
    struct said        s;
    struct house_entry call = {.form = "telephone_report",
        .said = "{\"about_worker\": \"no\", \"caller\": \"public\"}"};
    struct view        v;
    struct id          answering;

    said_open(&s);
    answering = authoritys_own(&s);
    s.source = folk_child(&s.h, s.h.authority, "Non", "Llwyd", "2019-05-02");
    s.person = house_person(&s.h, s.source);
    call.by = s.h.worker;
    call.children[0] = s.source;
    (void)house_say(&s.h, &call, &s.thread);
    answer(&s);
    WANT_ERR(ERR_DENIED, said_view(&s, answering, OWN, &v));
    WANT_INT(answers_kept(&s, answering), 0);
    house_close(&s.h);
}
