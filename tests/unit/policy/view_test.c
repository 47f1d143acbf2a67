/*
 * view_test -- what a reader sees of a person, and how their entries are
 * cut.
 */
#include "../record/folk.h"

#include "../test.h"

#include "policy/view.h"

static const struct id none;
#define DUTY S("duty")
#define OWN S("own_report")

/* The teacher has said something about one child. */
struct said {
    struct house  h;
    struct id     source, person, thread;
    struct entry *all;
    size_t        count;
};

static void
say(struct said *s, const char *answers)
{
    struct house_entry e = {.form = "concern", .said = answers};

    e.by = s->h.teacher;
    e.children[0] = s->source;
    (void)house_say(&s->h, &e, &s->thread);
    WANT_OK(entry_list_person(s->h.w, s->person, &s->all, &s->count));
}

static void
said_open(struct said *s)
{
    house_open(&s->h);
    s->source = folk_child(&s->h, s->h.school, "Lowri", "Penri", "2019-04-02");
    s->person = house_person(&s->h, s->source);
    say(s, "{\"about_worker\": \"no\", \"urgency\": \"today\"}");
    WANT_INT(s->count, 1);
}

static enum err
view_as(struct said *s, struct id who, struct str purpose, struct view *v)
{
    struct reader r;

    WANT_OK(reader_of_account(s->h.w, who, &r));
    return view_of(s->h.w, &r, s->person, purpose, v);
}

static size_t
kept_by(struct said *s, struct id who, struct str purpose)
{
    struct view   v;
    struct entry *kept;
    size_t        n;

    WANT_OK(view_as(s, who, purpose, &v));
    WANT_OK(view_cut(s->h.arena, &v, s->all, s->count, &kept, &n));
    return n;
}

static bool
shows(struct said *s, const struct view *v, const char *field)
{
    const struct field *f = form_field(s->all[0].form, str_of(field));

    WANT(f != NULL);
    return view_field(v, &s->all[0], f);
}

/* ---- the view ---- */

TEST(view_of__says_a_depth_for_every_group_and_word)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
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
    WANT_ERR(ERR_DENIED, view_as(&s, s.h.nurse, DUTY, &v));
    WANT_ERR(ERR_DENIED, view_as(&s, s.h.social, DUTY, &v));
    WANT_ERR(ERR_DENIED, view_of(s.h.w, &r, s.person, DUTY, &v));
    r.kind = READER_NOBODY;
    WANT_ERR(ERR_SIGN_IN, view_of(s.h.w, &r, s.person, DUTY, &v));
    WANT_OK(label_set(s.h.w, s.source, LABEL_SEALED, s.h.custodian, S("why")));
    WANT_ERR(ERR_ABSENT, view_as(&s, s.h.nurse, DUTY, &v));
    WANT_ERR(ERR_ABSENT, view_as(&s, s.h.worker, DUTY, &v));
    WANT_ERR(ERR_ABSENT, view_as(&s, s.h.teacher, OWN, &v));
    s.person = txn_id(s.h.w->tx, ID_PERSON);
    WANT_ERR(ERR_ABSENT, view_as(&s, s.h.nurse, DUTY, &v));
    house_close(&s.h);
}

TEST(view_of__is_refused_to_kin)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(kin_add(s.h.w, s.h.worker, s.source, S("found")));
    WANT_ERR(ERR_DENIED, view_as(&s, s.h.worker, DUTY, &v));
    WANT_OK(view_as(&s, s.h.manager, DUTY, &v));
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
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
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
    WANT_INT(kept_by(&s, s.h.teacher, OWN), 1);
    WANT_INT(kept_by(&s, colleague, OWN), 1);
    WANT_INT(kept_by(&s, s.h.safeguarding, OWN), 2);
    WANT_INT(kept_by(&s, s.h.worker, DUTY), 2);
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
    WANT_INT(kept_by(&s, s.h.teacher, OWN), 1);
    WANT_OK(view_as(&s, s.h.teacher, OWN, &v));
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
    WANT_OK(view_as(&s, s.h.teacher, OWN, &v));
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
    say(&s, "{\"about_worker\": \"yes\", \"urgency\": \"today\"}");
    WANT_INT(s.count, 2);
    WANT_INT(kept_by(&s, s.h.teacher, OWN), 2);
    WANT_INT(kept_by(&s, s.h.safeguarding, OWN), 1);
    WANT_INT(kept_by(&s, s.h.worker, DUTY), 1);
    WANT_OK(view_as(&s, s.h.officer, DUTY, &v));
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
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
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
    WANT_OK(view_as(&s, s.h.safeguarding, OWN, &v));
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
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
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
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT(shows(&s, &v, "happened"));
    WANT(shows(&s, &v, "reporter"));
    WANT(shows(&s, &v, "papers"));
    WANT(shows(&s, &v, "safe_contact"));
    WANT(!shows(&s, &v, "home"));
    WANT(!shows(&s, &v, "child_now"));
    WANT(!shows(&s, &v, "school"));
    WANT_OK(account_grant(s.h.w, s.h.worker, S("location_reader"), none, none,
        (struct moment){0}));
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT(shows(&s, &v, "home"));
    WANT_OK(
        label_set(s.h.w, s.source, LABEL_SHIELDED, s.h.custodian, S("why")));
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT(!shows(&s, &v, "home"));
    WANT_OK(label_admit(s.h.w, s.source, s.h.worker));
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT(shows(&s, &v, "home"));
    house_close(&s.h);
}

TEST(view_field__gives_the_agency_neither_reporter_nor_place_nor_contact)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(view_as(&s, s.h.safeguarding, OWN, &v));
    WANT(shows(&s, &v, "happened"));
    WANT(!shows(&s, &v, "reporter"));
    WANT(!shows(&s, &v, "home"));
    WANT(!shows(&s, &v, "safe_contact"));
    WANT(!shows(&s, &v, "papers"));
    WANT(!shows(&s, &v, "own_words"));
    house_close(&s.h);
}

TEST(view_field__gives_words_to_their_author_and_who_may_see_the_withheld)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(view_as(&s, s.h.teacher, OWN, &v));
    WANT(shows(&s, &v, "own_words"));
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT(shows(&s, &v, "own_words"));
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
    WANT_OK(view_as(&s, s.h.worker, DUTY, &v));
    WANT_INT(view_entry(&v, &s.all[0]), DEPTH_SUMMARY);
    WANT(shows(&s, &v, "urgency"));
    WANT(shows(&s, &v, "happened_on"));
    WANT(shows(&s, &v, "harm_kinds"));
    WANT(!shows(&s, &v, "happened"));
    WANT(!shows(&s, &v, "given_name"));
    WANT(!shows(&s, &v, "nhs_number"));
    WANT(!shows(&s, &v, "own_words"));
    WANT(!shows(&s, &v, "reporter"));
    WANT(!shows(&s, &v, "home"));
    WANT(!shows(&s, &v, "adults"));
    WANT(!shows(&s, &v, "papers"));
    s.h.work.pack = s.h.pack;
    house_close(&s.h);
}

/* ---- the child's words ---- */

static const struct term_option hear_options[] = {
    {.id = S_INIT("nobody"), .told = S_INIT("nothing")},
    {.id = S_INIT("mother")},
    {.id = S_INIT("table"), .told = S_INIT("full")}};
static const struct term_list hear_list = {
    .id = S_INIT("hear"), .options = hear_options, .count = 3};
static const struct field hear_fields[] = {
    {.id = S_INIT("text"), .type = FIELD_WORDS, .per_child = true},
    {.id = S_INIT("hear"), .type = FIELD_CHOICES, .per_child = true,
        .options = &hear_list},
};
static const struct field *const hear_text[] = {&hear_fields[0]};
static const struct field *const hear_who[] = {&hear_fields[1]};

/* A form of two fields: what was said, and who may hear it. */
static struct form
hear_form(struct arena *a)
{
    struct yield_from *from = ARENA_ARRAY(a, struct yield_from, 2);
    struct yield_rule *y = ARENA_NEW(a, struct yield_rule);

    from[0] = (struct yield_from){.arg = (size_t)yield_arg_find(YIELD_WORDS,
                                      S("text")),
        .fields = (const struct field **)(void *)hear_text,
        .field_count = 1};
    from[1] = (struct yield_from){.arg = (size_t)yield_arg_find(YIELD_WORDS,
                                      S("may_hear")),
        .fields = (const struct field **)(void *)hear_who,
        .field_count = 1};
    *y = (struct yield_rule){.kind = YIELD_WORDS,
        .per_child = true,
        .from = from,
        .from_count = 2};
    return (struct form){.id = S("hear"),
        .group = S("concern"),
        .fields = hear_fields,
        .field_count = 2,
        .yields = y,
        .yield_count = 1};
}

static bool
heard(struct said *s, const struct view *v, const char *answers,
    size_t children)
{
    struct form  form = hear_form(s->h.arena);
    struct entry e = s->all[0];
    struct fault fault = {0};

    e.form = &form;
    e.author = s->h.nurse; /* not the reader’s own */
    e.about = ARENA_ARRAY(s->h.arena, struct about, children);
    e.about_count = children;
    WANT_OK(
        answers_read(s->h.arena, &form, str_of(answers), &e.answers, &fault));
    return view_field(v, &e, &hear_fields[0]);
}

TEST(view_field__releases_words_that_all_at_the_table_may_hear)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(view_as(&s, s.h.safeguarding, OWN, &v));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"table\"]}}", 1));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"mother\", \"table\"]}}",
        1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"mother\"]}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"nobody\"]}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"table\", \"nobody\"]}}",
        1));
    WANT(!heard(&s, &v, "{\"text\": {\"0\": \"a\"}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": {\"why\": \"x\"}}}", 1));
    house_close(&s.h);
}

TEST(view_field__releases_the_words_of_several_children_together_only)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(view_as(&s, s.h.safeguarding, OWN, &v));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\", \"1\": \"b\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"nobody\"]}}",
        2));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\", \"1\": \"b\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"table\"]}}",
        2));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"nobody\"]}}",
        2));
    house_close(&s.h);
}

/* The same with the pack's own form: an option of its list lets the table
 * hear, and nothing else does. */
static bool
pack_heard(struct said *s, const char *may_hear)
{
    struct str  parts[] = {S("{\"about_worker\": \"no\", \"own_words\":"
                              " {\"0\": \"Mae ofn arna i\"},"
                              " \"may_hear\": {\"0\": "),
         str_of(may_hear), S("}}")};
    struct view v;
    bool        yes = false;

    say(s, str_c(s->h.arena, str_join(s->h.arena, parts, 3, S(""))));
    WANT_OK(view_as(s, s->h.safeguarding, OWN, &v));
    for (size_t i = 0; i < s->count; i++)
        if (id_eq(s->all[i].thread, s->thread))
            yes = view_field(&v, &s->all[i],
                form_field(s->all[i].form, S("own_words")));
    return yes;
}

TEST(view_field__lets_the_conference_hear_what_the_child_said_it_may)
{
    struct said s;

    said_open(&s);
    WANT(pack_heard(&s, "[\"conference\"]"));
    WANT(pack_heard(&s, "[\"conference\", \"mother\"]"));
    WANT(!pack_heard(&s, "[\"mother\"]"));
    WANT(!pack_heard(&s, "[\"nobody\", \"conference\"]"));
    WANT(!pack_heard(&s, "{\"why\": \"not asked\"}"));
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
    enum err      e = view_as(s, who, OWN, &v);

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
    WANT_ERR(ERR_DENIED, view_as(&s, answering, OWN, &v));
    WANT_INT(answers_kept(&s, answering), 0);
    house_close(&s.h);
}
