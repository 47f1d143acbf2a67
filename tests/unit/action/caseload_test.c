/*
 * caseload_test -- who has how many children, what hangs when somebody
 * leaves, and giving several to somebody else at once.
 */
#include "action/caseload.h"

#include "crowd.h"

#include "../test.h"

static const struct caseload *
loads(struct crowd *t, struct id who)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_CASELOAD}, &got));
    return got.with;
}

/* The load of one worker, as somebody sees it; all zero: they are not
 * shown. */
static struct caseload_row
load_of(struct crowd *t, struct id who, struct id worker)
{
    const struct caseload *c = loads(t, who);

    for (size_t i = 0; i < c->count; i++)
        if (id_eq(c->rows[i].worker.account, worker))
            return c->rows[i];
    return (struct caseload_row){0};
}

static const struct caseload_page *
children_of(struct crowd *t, struct id who, struct id worker)
{
    struct caseload_ask in = {.account = worker};
    struct answer       got;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_CASELOAD_LIST, .with = &in}, &got));
    return got.with;
}

static void
say_about(struct crowd *t, const char *form, const char *before, struct id whom,
    const char *after)
{
    struct str said[] = {str_of(before), id_text(t->h.arena, whom),
        str_of(after)};

    (void)house_say(&t->h,
        &(struct house_entry){.form = form,
            .said = str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
            .by = t->team_manager,
            .children = {t->source}},
        NULL);
}

/* The pack's weights, of allocated and of co-ordinated. */
static int
weight(struct crowd *t, const char *kind)
{
    return pack_tie(t->h.pack, str_of(kind))->weight;
}

TEST(caseload__counts_a_child_once_and_weighs_the_heaviest_tie)
{
    struct crowd        t;
    struct caseload_row row;

    crowd_open(&t);
    row = load_of(&t, t.team_manager, t.h.social);
    WANT_INT(row.children, 1);
    WANT_INT(row.weight, weight(&t, "allocated"));
    WANT_INT(row.unnamed, 0);
    house_register(&t.h, t.source);
    WANT_INT(load_of(&t, t.team_manager, t.h.social).unnamed, 1);
    WANT_INT(loads(&t, t.team_manager)->unnamed, 1);
    say_about(&t, "co_ordinator_change", "{\"new_co_ordinator\": \"",
        t.h.social, "\", \"takes_over_on\": \"2027-03-01\"}");
    row = load_of(&t, t.team_manager, t.h.social);
    WANT_INT(row.children, 1);
    WANT_INT(row.weight, weight(&t, "co_ordinator"));
    WANT(weight(&t, "co_ordinator") > weight(&t, "allocated"));
    WANT_INT(row.unnamed, 0);
    WANT_INT(loads(&t, t.team_manager)->unnamed, 0);
    house_close(&t.h);
}

TEST(caseload__tells_a_worker_of_nobody_but_themselves)
{
    struct crowd t;

    crowd_open(&t);
    WANT_INT(loads(&t, t.h.social)->count, 1);
    WANT_INT(load_of(&t, t.h.social, t.h.social).children, 1);
    WANT_INT(load_of(&t, t.reviewer, t.h.social).children, 0);
    house_close(&t.h);
}

TEST(caseload__has_the_head_see_what_a_reviewing_officer_holds)
{
    struct crowd        t;
    struct caseload_row row;

    crowd_open(&t);
    say_about(&t, "meeting_called",
        "{\"called_type\": \"called_initial\","
        " \"called_at\": \"2027-03-08T10:00:00Z\", \"chair\": \"",
        t.reviewer, "\"}");
    row = load_of(&t, t.head, t.reviewer);
    WANT_INT(row.children, 1);
    WANT_INT(row.reviewing, 1);
    WANT_INT(load_of(&t, t.reviewer, t.reviewer).reviewing, 1);
    house_close(&t.h);
}

TEST(caseload__leaves_nothing_out_of_sight_when_somebody_leaves)
{
    struct crowd        t;
    struct caseload_row row;

    crowd_open(&t);
    WANT_INT(loads(&t, t.team_manager)->gone, 0);
    WANT_OK(account_end(t.h.w, t.h.social, t.team_manager));
    house_at(&t.h, "2027-03-02T10:00:00Z");
    row = load_of(&t, t.team_manager, t.h.social);
    WANT(row.worker.gone);
    WANT_INT(row.children, 1);
    WANT_INT(loads(&t, t.team_manager)->gone, 1);
    house_close(&t.h);
}

TEST(caseload__counts_nobody_whom_a_label_hides)
{
    struct crowd t;

    crowd_open(&t);
    house_register(&t.h, t.source);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SHIELDED, t.h.custodian, S("-")));
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 0);
    WANT_INT(loads(&t, t.team_manager)->unnamed, 0);
    WANT_INT(loads(&t, t.head)->unnamed, 0);
    WANT_INT(children_of(&t, t.team_manager, t.h.social)->total, 0);
    house_close(&t.h);
}

/* ---- giving ---- */

static const struct form *
form_named(struct crowd *t, const char *id)
{
    const struct form *f = pack_form(t->h.pack, str_of(id));

    WANT(f != NULL);
    return f;
}

TEST(caseload_gives__by_forms_that_do_nothing_else_and_say_why)
{
    struct crowd t;

    crowd_open(&t);
    WANT(caseload_gives(t.h.pack, form_named(&t, "reallocation")));
    WANT(caseload_gives(t.h.pack, form_named(&t, "co_ordinator_change")));
    WANT(caseload_gives(t.h.pack, form_named(&t, "co_ordinator_away")));
    WANT(!caseload_gives(t.h.pack, form_named(&t, "allocation")));
    WANT(!caseload_gives(t.h.pack, form_named(&t, "conference")));
    WANT(!caseload_gives(t.h.pack, form_named(&t, "core_group")));
    house_close(&t.h);
}

struct giving {
    const char *form, *before, *after;
    struct id   from, to;
    struct id   persons[3];
    size_t      count;
    bool        all;
};

static enum err
give(struct crowd *t, struct id who, const struct giving *g,
    struct caseload_given *out)
{
    struct str said[] = {str_of(g->before), id_text(t->h.arena, g->to),
        str_of(g->after)};
    struct caseload_give in = {.pick = {.account = g->from,
                                   .form = form_named(t, g->form),
                                   .persons = g->persons,
                                   .count = g->count,
                                   .all = g->all},
        .answers = str_join(t->h.arena, said, 3, S("")),
        .language = LANG_EN};
    struct answer        got;
    enum err             e;

    e = door(&t->h, who, (struct ask){.act = ACT_CASELOAD_GIVE, .with = &in},
        &got);
    if (!e)
        *out = *(struct caseload_given *)got.with;
    return e;
}

static struct giving
moving(struct crowd *t, struct id to)
{
    return (struct giving){.form = "reallocation",
        .before = "{\"next_worker\": \"",
        .after = "\", \"change_why\": \"Long illness.\","
                 " \"next_handover\": \"Two visits are due.\"}",
        .from = t->h.social,
        .to = to,
        .persons = {t->person},
        .count = 1};
}

TEST(caseload_give__is_an_entry_for_each_child_and_both_change_hands)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca, other;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    other = house_child(&t.h, t.h.school);
    house_allocate(&t.h, house_concern(&t.h, other, "today"), other,
        t.h.social);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    g = moving(&t, beca);
    g.persons[g.count++] = house_person(&t.h, other);
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, 2);
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 0);
    WANT_INT(load_of(&t, t.team_manager, beca).children, 2);
    WANT_INT(children_of(&t, t.team_manager, beca)->rows[0].had, 2);
    house_close(&t.h);
}

TEST(caseload_give__works_for_somebody_who_has_left)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    WANT_OK(account_end(t.h.w, t.h.social, t.team_manager));
    house_at(&t.h, "2027-03-02T10:00:00Z");
    g = moving(&t, beca);
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(loads(&t, t.team_manager)->gone, 0);
    house_close(&t.h);
}

TEST(caseload_give__is_refused_to_whoever_does_not_lead_the_team)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    g = moving(&t, beca);
    WANT(give(&t, t.h.social, &g, &got) != OK);
    WANT(give(&t, beca, &g, &got) != OK);
    WANT(give(&t, t.reviewer, &g, &got) != OK);
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 1);
    house_close(&t.h);
}

TEST(caseload_give__answers_for_a_hidden_child_as_for_none)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         hidden, nobody;

    crowd_open(&t);
    hidden = moving(&t, t.h.worker);
    nobody = hidden;
    nobody.persons[0] = txn_id(t.h.w->tx, ID_PERSON);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT_ERR(ERR_ABSENT, give(&t, t.team_manager, &hidden, &got));
    WANT_ERR(ERR_ABSENT, give(&t, t.team_manager, &nobody, &got));
    house_close(&t.h);
}

TEST(caseload_give__says_what_is_missing_and_gives_nothing)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;

    crowd_open(&t);
    g = moving(&t, t.h.worker);
    g.after = "\"}";
    WANT_ERR(ERR_INVALID, give(&t, t.team_manager, &g, &got));
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 1);
    house_close(&t.h);
}

TEST(caseload_give__names_a_co_ordinator_where_there_is_none)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;

    crowd_open(&t);
    house_register(&t.h, t.source);
    WANT_INT(children_of(&t, t.team_manager, (struct id){0})->total, 1);
    g = (struct giving){.form = "co_ordinator_change",
        .before = "{\"new_co_ordinator\": \"",
        .after = "\", \"takes_over_on\": \"2027-03-01\","
                 " \"agencies_told\": \"Rung.\","
                 " \"family_told_change\": \"Visited.\","
                 " \"register_amended\": \"2027-03-01\","
                 " \"handover_notes\": \"All is in the plan.\"}",
        .to = t.h.social,
        .persons = {t.person},
        .count = 1};
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(children_of(&t, t.team_manager, (struct id){0})->total, 0);
    house_close(&t.h);
}

/* ---- a whole list ---- */

static struct giving
moving_all(struct crowd *t, struct id to)
{
    struct giving g = moving(t, to);

    g.count = 0;
    g.all = true;
    return g;
}

static struct giving
away_all(struct crowd *t, struct id cover)
{
    return (struct giving){.form = "co_ordinator_away",
        .before = "{\"away_from\": \"2027-03-01\", \"covered_by\": \"",
        .after = "\", \"cover_manager\": \"Sees to the visits.\"}",
        .from = t->h.social,
        .to = cover,
        .all = true};
}

/* What the page of the form says of a whole list. */
static const struct caseload_form_page *
form_of(struct crowd *t, struct id who, const struct giving *g)
{
    struct caseload_pick in = {.account = g->from,
        .form = form_named(t, g->form),
        .all = true};
    struct answer        got;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_CASELOAD_FORM, .with = &in}, &got));
    return got.with;
}

/* Another child whom the social worker has. */
static struct id
another(struct crowd *t)
{
    struct id source = house_child(&t->h, t->h.school);

    house_allocate(&t->h, house_concern(&t->h, source, "today"), source,
        t->h.social);
    return source;
}

TEST(caseload_give__takes_the_whole_list_as_it_is_when_it_is_sent)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    (void)another(&t);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    g = moving_all(&t, beca);
    WANT_INT(form_of(&t, t.team_manager, &g)->fate.go_count, 2);
    (void)another(&t); /* between showing and sending */
    house_at(&t.h, "2027-03-02T11:00:00Z");
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.fate.go_count, 3);
    WANT_INT(got.fate.stay_count, 0);
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 0);
    WANT_INT(load_of(&t, t.team_manager, beca).children, 3);
    WANT_OK(give(&t, t.team_manager, &g, &got)); /* nobody is left */
    WANT_INT(got.entries, 0);
    house_close(&t.h);
}

TEST(caseload_give__takes_of_a_whole_list_nobody_who_is_hidden)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca, other;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    other = another(&t);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    WANT_OK(label_set(t.h.w, other, LABEL_SEALED, t.h.custodian, S("-")));
    g = moving_all(&t, beca);
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.fate.go_count, 1);
    WANT_INT(got.fate.stay_count, 0);
    WANT(id_eq(got.fate.go[0].person, t.person));
    house_close(&t.h);
}

TEST(caseload_give__says_who_of_a_whole_list_stays_and_why)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca, first = {0};

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    first = t.source;
    t.source = house_child(&t.h, t.h.school);
    house_register(&t.h, t.source);
    say_about(&t, "co_ordinator_change", "{\"new_co_ordinator\": \"",
        t.h.social, "\", \"takes_over_on\": \"2027-03-01\"}");
    house_at(&t.h, "2027-03-02T10:00:00Z");
    g = moving_all(&t, beca);
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.fate.go_count, 1);
    WANT(id_eq(got.fate.go[0].person, house_person(&t.h, first)));
    WANT_INT(got.fate.stay_count, 1);
    WANT_INT(got.fate.stay[0].why, WHY_NOT_SO);
    WANT(id_eq(got.fate.stay[0].child.person, house_person(&t.h, t.source)));
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 1);
    house_close(&t.h);
}

TEST(caseload_give__says_the_same_of_a_child_once)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    struct id             beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    (void)another(&t);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    g = away_all(&t, beca);
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, 2);
    house_at(&t.h, "2027-03-02T11:00:00Z");
    (void)another(&t);
    house_at(&t.h, "2027-03-02T12:00:00Z");
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, 1);
    WANT_INT(got.fate.stay_count, 2);
    WANT_INT(got.fate.stay[0].why, WHY_ALREADY);
    g.after = "\", \"cover_manager\": \"Another does.\"}";
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, 3);
    house_close(&t.h);
}

TEST(caseload_give__goes_on_with_the_rest_of_a_long_list)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;
    int64_t               many = CASELOAD_AT_ONCE + 3;

    crowd_open(&t);
    crowd_plant(&t, (int)many - 1);
    g = away_all(&t,
        crowd_someone(&t, "beca", "social_worker", "childrens_team"));
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, CASELOAD_AT_ONCE);
    WANT_INT(got.fate.rest, 3);
    house_at(&t.h, "2027-03-02T11:00:00Z");
    WANT_OK(give(&t, t.team_manager, &g, &got));
    WANT_INT(got.entries, 3);
    WANT_INT(got.fate.rest, 0);
    WANT_INT(load_of(&t, t.team_manager, g.to).children, many);
    house_close(&t.h);
}

TEST(caseload_give__gives_no_whole_list_to_whoever_does_not_lead_the_team)
{
    struct crowd          t;
    struct caseload_given got;
    struct giving         g;

    crowd_open(&t);
    g = moving_all(&t, t.h.worker);
    WANT_ERR(ERR_DENIED, give(&t, t.h.social, &g, &got));
    WANT(give(&t, t.reviewer, &g, &got) != OK);
    WANT_INT(load_of(&t, t.team_manager, t.h.social).children, 1);
    house_close(&t.h);
}
