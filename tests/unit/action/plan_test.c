/*
 * plan_test -- the parts of a plan that agencies have: who sees them, who may
 * answer, and where the answer stands.
 * long: the family of a plan is laid out once, and all its pages ask for it.
 */
#include "action/plan.h"

#include "../test.h"
#include "crowd.h"
#include "door.h"
#include "family.h"

#include "action/casework.h"
#include "action/concern_form.h"
#include "action/home.h"
#include "action/plan_part.h"
#include "action/report.h"
#include "action/tasks.h"
#include "record/plan_work.h"

/* A child with a plan: one action of the school's and one of the authority's;
 * the school's safeguarding person is in the core group. */
struct planned {
    struct id thread, child;
};

static struct str
agency_text(struct house *h, struct id agency)
{
    return id_text(h->arena, agency);
}

static struct planned
planned(struct house *h)
{
    struct planned p = {.child = house_child(h, h->school)};
    struct str     parts[5] =
        {S("{\"plan_version\": \"1\", \"plan_outcomes\": [{\"risk\":"
           " \"Alone at night\", \"change\": \"An adult is there\","
           " \"measure\": \"School asks\", \"baseline\": \"3\"}],"
           " \"actions\": [{\"action_what\": \"Breakfast club\","
           " \"action_who\": \"Head of year\", \"action_due\":"
           " \"2027-02-20\", \"action_agency\": \""),
            agency_text(h, h->school),
            S("\"}, {\"action_what\": \"Visit weekly\", \"action_who\":"
              " \"social\", \"action_due\": \"2027-04-01\","
              " \"action_agency\": \""),
            agency_text(h, h->authority), S("\"}]}")};

    p.thread = house_concern(h, p.child, "urgent");
    house_register(h, p.child);
    house_allocate(h, p.thread, p.child, h->social);
    family_member(h, p.child, h->safeguarding);
    (void)house_say(h,
        &(struct house_entry){.form = "plan",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->social,
            .children = {p.child}},
        NULL);
    return p;
}

static const struct plan_list *
listed(struct house *h, struct id who)
{
    struct answer got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_PLAN_ACTIONS}, &got));
    return got.with;
}

static const struct plan_page *
plan_seen(struct house *h, struct id who, struct id child)
{
    struct answer got;

    WANT_OK(door(h, who,
        (struct ask){.act = ACT_PLAN, .about = house_person(h, child)}, &got));
    return got.with;
}

static enum err
begin(struct house *h, struct id who, const struct planned *p,
    const struct form *form, struct str part, struct id *draft)
{
    struct casework_begin in = {.form = form, .part = part};
    struct answer         got;
    enum err              e = door(h, who,
                     (struct ask){.act = ACT_CASEWORK_BEGIN,
                         .about = house_person(h, p->child),
                         .with = &in},
                     &got);

    if (!e)
        *draft = ((const struct draft_started *)got.with)->draft;
    return e;
}

static const struct draft_page *
draft_seen(struct house *h, struct id who, struct id draft)
{
    struct answer got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_DRAFT_SHOW, .about = draft},
        &got));
    return got.with;
}

static void
put(struct house *h, struct id who, struct id draft, const char *name,
    const char *text)
{
    struct draft_input        in = {.name = str_of(name), .text = str_of(text)};
    struct draft_save         save = {.inputs = &in, .count = 1};
    const struct typed_value *is =
        typed_find(&draft_seen(h, who, draft)->typed, in.name);
    struct answer got;

    in.was = is ? is->revision : 0;
    WANT_OK(door(h, who,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = draft, .with = &save},
        &got));
}

static enum err
send(struct house *h, struct id who, struct id draft, struct report_sent *out)
{
    enum lang     lang = LANG_EN;
    struct answer got;
    enum err      e = door(h, who,
             (struct ask){.act = ACT_DRAFT_SEND, .about = draft, .with = &lang},
             &got);

    if (!e)
        *out = *(const struct report_sent *)got.with;
    return e;
}

/* ---- whose ---- */

TEST(plan_actions__are_listed_for_the_agency_that_has_them)
{
    struct house            h;
    struct planned          p;
    const struct plan_list *l;

    house_open(&h);
    p = planned(&h);
    l = listed(&h, h.safeguarding);
    WANT_INT(l->count, 1);
    WANT_STR(l->rows[0].action->what, "Breakfast club");
    WANT_STR(l->rows[0].who, "Head of year");
    WANT(id_eq(l->rows[0].person, house_person(&h, p.child)));
    WANT(l->rows[0].late && !l->more);
    l = listed(&h, h.social);
    WANT_INT(l->count, 1);
    WANT_STR(l->rows[0].action->what, "Visit weekly");
    WANT(!l->rows[0].late);
    /* of the same school, without a tie to the child */
    WANT_INT(listed(&h, h.teacher)->count, 0);
    WANT_INT(listed(&h, h.nurse)->count, 0);
    house_close(&h);
}

TEST(tasks__end_with_the_actions_of_the_agency_on_the_first_page)
{
    struct crowd        t;
    struct answer       got;
    struct tasks_ask    in = {0};
    const struct tasks *all;

    crowd_open(&t);
    (void)planned(&t.h);
    WANT_OK(door(&t.h, t.h.social, (struct ask){.act = ACT_TASKS, .with = &in},
        &got));
    all = got.with;
    WANT_INT(all->plan.count, 1);
    WANT_STR(all->plan.rows[0].action->what, "Visit weekly");
    in.page = 1;
    WANT_OK(door(&t.h, t.h.social, (struct ask){.act = ACT_TASKS, .with = &in},
        &got));
    all = got.with;
    WANT_INT(all->plan.count, 0);
    house_close(&t.h);
}

TEST(home__shows_an_agency_its_own_actions)
{
    struct house       h;
    enum home_which    which = HOME_FIRST;
    struct answer      got;
    const struct home *home;

    house_open(&h);
    (void)planned(&h);
    WANT_OK(door(&h, h.safeguarding,
        (struct ask){.act = ACT_HOME, .with = &which}, &got));
    home = got.with;
    WANT_INT(home->plan.count, 1);
    house_close(&h);
}

/* ---- answering ---- */

TEST(plan_answer__stands_in_the_plans_thread_and_beside_its_action)
{
    struct house            h;
    struct planned          p;
    const struct plan_page *page;
    const struct form      *form;
    struct report_sent      sent;
    struct str              key;
    struct id               draft;

    house_open(&h);
    p = planned(&h);
    form = plan_answer_form(h.pack);
    key = listed(&h, h.safeguarding)->rows[0].action->key;
    WANT_OK(begin(&h, h.safeguarding, &p, form, key, &draft));
    put(&h, h.safeguarding, draft, "answer_state", "not_begun");
    WANT_ERR(ERR_INVALID, send(&h, h.safeguarding, draft, &sent));
    put(&h, h.safeguarding, draft, "answer_why", "The club is full");
    WANT_OK(send(&h, h.safeguarding, draft, &sent));
    page = plan_seen(&h, h.social, p.child);
    WANT(id_eq(sent.thread, page->plan.versions[0].entry->thread));
    WANT_INT(page->plan.actions[0].done, PLAN_NOT_YET);
    WANT_INT(page->who[0].said_count, 1);
    WANT_STR(page->who[0].said[0].answer->reason, "The club is full");
    WANT(page->who[0].said[0].author.n);
    WANT_INT(page->who[1].said_count, 0);
    WANT_INT(listed(&h, h.safeguarding)->count, 1);
    /* and done: it leaves the list */
    WANT_OK(begin(&h, h.safeguarding, &p, form, key, &draft));
    put(&h, h.safeguarding, draft, "answer_state", "carried_out");
    WANT_OK(send(&h, h.safeguarding, draft, &sent));
    WANT_INT(listed(&h, h.safeguarding)->count, 0);
    house_close(&h);
}

TEST(plan_answer__is_refused_for_what_another_agency_has)
{
    struct house       h;
    struct planned     p;
    struct report_sent sent;
    const struct form *form;
    struct str         key;
    struct id          draft;

    house_open(&h);
    p = planned(&h);
    form = plan_answer_form(h.pack);
    key = listed(&h, h.social)->rows[0].action->key;
    WANT_OK(begin(&h, h.safeguarding, &p, form, key, &draft));
    put(&h, h.safeguarding, draft, "answer_state", "carried_out");
    WANT_ERR(ERR_DENIED, send(&h, h.safeguarding, draft, &sent));
    WANT_ERR(ERR_DENIED, begin(&h, h.nurse, &p, form, key, &draft));
    /* whoever holds the plan may say it for them */
    key = listed(&h, h.safeguarding)->rows[0].action->key;
    WANT_OK(begin(&h, h.social, &p, form, key, &draft));
    put(&h, h.social, draft, "answer_state", "begun");
    WANT_OK(send(&h, h.social, draft, &sent));
    WANT_INT(plan_seen(&h, h.social, p.child)->plan.actions[0].done,
        PLAN_UNDER_WAY);
    house_close(&h);
}

/* ---- what a form begins with ---- */

TEST(casework_begin__gives_a_new_plan_what_the_present_one_says)
{
    struct house             h;
    struct planned           p;
    const struct draft_page *d;
    const struct plan_page  *page;
    struct report_sent       sent;
    struct id                draft;

    house_open(&h);
    p = planned(&h);
    WANT_OK(
        begin(&h, h.social, &p, pack_form(h.pack, S("plan")), S(""), &draft));
    d = draft_seen(&h, h.social, draft);
    WANT_STR(typed_text(&d->typed, S("plan_outcomes:0:risk")),
        "Alone at night");
    WANT_STR(typed_text(&d->typed, S("actions:1:action_what")), "Visit weekly");
    WANT_STR(typed_text(&d->typed, S("actions:1:action_due-month")), "4");
    WANT_INT(d->outcomes.count, 1);
    WANT_INT(d->actions.count, 2);
    WANT(d->doers.count >= 2);
    put(&h, h.social, draft, "plan_outcomes:0:risk", "On her own after dark");
    put(&h, h.social, draft, "plan_kind", "protection");
    put(&h, h.social, draft, "plan_phase", "detailed");
    put(&h, h.social, draft, "plan_version", "2");
    put(&h, h.social, draft, "plan_adults-rows", "0");
    put(&h, h.social, draft, "plan_adults:0:adult_who", "A grandmother");
    put(&h, h.social, draft, "plan_adults:0:adult_risk", "None");
    put(&h, h.social, draft, "plan_adults:0:adult_protects", "Is there");
    put(&h, h.social, draft, "strengths-why", "known");
    put(&h, h.social, draft, "contingency-why", "known");
    put(&h, h.social, draft, "bottom_line-why", "known");
    put(&h, h.social, draft, "plan_review-why", "known");
    WANT_OK(send(&h, h.social, draft, &sent));
    page = plan_seen(&h, h.social, p.child);
    WANT_INT(page->plan.version_count, 2);
    /* of each adult: on the page, and in the version that follows */
    WANT_INT(page->rest_count, 4);
    WANT_STR(page->rest[0].text,
        "Who?: A grandmother; Risk to the child: None; "
        "What they do to protect the child: Is there");
    WANT_OK(
        begin(&h, h.social, &p, pack_form(h.pack, S("plan")), S(""), &draft));
    d = draft_seen(&h, h.social, draft);
    WANT_STR(typed_text(&d->typed, S("plan_adults:0:adult_who")),
        "A grandmother");
    WANT_INT(page->plan.versions[0].outcomes[0].beside, PLAN_CHANGED);
    WANT_INT(page->plan.action_count, 2);
    house_close(&h);
}

/* Whoever is asked for information is chosen by name, as a doer of the plan
 * and who came to a core group are; an authority is not. */
TEST(form_asks_doer__is_of_agencies_that_have_something_to_do)
{
    struct house        h;
    const struct form  *ask, *moved, *group;
    const struct field *came;

    house_open(&h);
    ask = pack_form(h.pack, S("information_asked"));
    moved = pack_form(h.pack, S("child_moved"));
    WANT(form_asks_doer(ask, form_field(ask, S("asked_of"))));
    WANT(!form_asks_doer(ask, form_field(ask, S("asked_what"))));
    WANT(!form_asks_doer(moved, form_field(moved, S("moved_to"))));
    group = pack_form(h.pack, S("core_group_meeting"));
    came = form_field(group, S("attendance"));
    WANT_STR(came->columns[0].id, "agency_there");
    WANT(form_asks_doer(group, &came->columns[0]));
    house_close(&h);
}

TEST(casework_begin__gives_a_core_group_every_outcome_to_score)
{
    struct house             h;
    struct planned           p;
    const struct draft_page *d;
    struct id                draft;

    house_open(&h);
    p = planned(&h);
    WANT_OK(begin(&h, h.social, &p, pack_form(h.pack, S("core_group_meeting")),
        S(""), &draft));
    d = draft_seen(&h, h.social, draft);
    WANT_SAME(typed_text(&d->typed, S("scores:0:score_outcome")),
        d->outcomes.rows[0].id);
    WANT_STR(d->outcomes.rows[0].label, "An adult is there");
    WANT_STR(typed_text(&d->typed, S("scores:0:score_value")), "");
    house_close(&h);
}

/* ---- drift ---- */

static void
core_group(struct house *h, const struct planned *p, const char *due)
{
    const struct plan *plan = &plan_seen(h, h->social, p->child)->plan;
    struct str         parts[7] = {[1] = plan->versions[0].outcomes[0].key,
                [3] = str_of(due),
                [5] = plan->actions[0].key};

    parts[0] = S("{\"attendance\": [{\"agency_there\": \"conwy\", \"present\": "
                 "\"yes\", \"may_decide\": \"yes\"}], \"scores\": [{"
                 "\"score_value\": \"3\", \"score_moved\": \"no\","
                 " \"score_evidence\": \"School asked\","
                 " \"services_attended\": \"yes\", \"score_outcome\": \"");
    parts[2] = S("\"}], \"actions\": [{\"action_what\": \"Breakfast club\","
                 " \"action_who\": \"Head of year\", \"action_due\": \"");
    parts[4] = S("\", \"action_of\": \"");
    parts[6] = S("\"}]}");
    (void)house_say(h,
        &(struct house_entry){.form = "core_group_meeting",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 7, (struct str){0})),
            .by = h->social,
            .children = {p->child}},
        NULL);
}

static void
co_ordinator(struct house *h, const struct planned *p)
{
    struct str parts[3] = {S("{\"takes_over_on\": \"2027-02-28\","
                             " \"new_co_ordinator\": \""),
        id_text(h->arena, h->social), S("\"}")};

    (void)house_say(h,
        &(struct house_entry){.form = "co_ordinator_change",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->social,
            .children = {p->child}},
        NULL);
}

/* A conference's decision, so that the plan is one of protection. */
static void
placed(struct house *h, const struct planned *p)
{
    (void)house_say(h,
        &(struct house_entry){.form = "conference",
            .said = "{\"conference_type\": \"initial\", \"authority\":"
                    " \"conwy\", \"decision\": {\"0\": \"placed\"},"
                    " \"categories\": {\"0\": [\"neglect\"]},"
                    " \"primary_category\": {\"0\": \"neglect\"},"
                    " \"limb\": {\"0\": \"likely\"},"
                    " \"attendance\": [{\"agency_there\": \"conwy\","
                    " \"present\": \"yes\", \"may_decide\": \"yes\"}]}",
            .by = h->manager,
            .children = {p->child}},
        NULL);
}

static bool
has_notice(const struct home *h, struct str title)
{
    for (size_t i = 0; i < h->notice_count; i++)
        if (str_eq(h->notices[i].title.en, title) && h->notices[i].plan)
            return true;
    return false;
}

static const struct home *
home_seen(struct house *h, struct id who)
{
    enum home_which which = HOME_ALL;
    struct answer   got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_HOME, .with = &which}, &got));
    return got.with;
}

TEST(plan__says_what_stands_still_who_was_told_and_what_ends_it)
{
    struct house            h;
    struct planned          p;
    const struct plan_page *page;

    house_open(&h);
    p = planned(&h);
    placed(&h, &p);
    co_ordinator(&h, &p);
    WANT_INT(plan_seen(&h, h.social, p.child)->drift_count, 0);
    house_at(&h, "2027-03-08T09:00:00Z");
    core_group(&h, &p, "2027-03-20");
    house_at(&h, "2027-03-15T09:00:00Z");
    core_group(&h, &p, "2027-04-20");
    page = plan_seen(&h, h.social, p.child);
    WANT_INT(page->drift_count, 3);
    for (size_t i = 0; i < page->drift_count; i++)
        WANT(page->drift[i].ends.cy.n && page->drift[i].told_count == 2);
    WANT(plan_outcome_attended(&page->plan.versions[0].outcomes[0],
        page->attended, (struct moment){0}));
    WANT_INT(page->plan.actions[0].put_off, 2);
    /* the co-ordinator is told, and opens the plan from there */
    WANT(has_notice(home_seen(&h, h.social),
        S("An action of the plan put off twice")));
    WANT(has_notice(home_seen(&h, h.social),
        S("Services attended, and the risk the same")));
    /* who may change nothing is not alarmed */
    WANT_INT(plan_seen(&h, h.safeguarding, p.child)->drift_count, 0);
    house_at(&h, "2027-03-16T09:00:00Z");
    (void)house_say(&h,
        &(struct house_entry){.form = "drift_answer",
            .by = h.social,
            .children = {p.child}},
        NULL);
    WANT_INT(plan_seen(&h, h.social, p.child)->drift_count, 0);
    house_close(&h);
}

TEST(plan_answer__tells_the_co_ordinator)
{
    struct house       h;
    struct planned     p;
    struct report_sent sent;
    struct id          draft;

    house_open(&h);
    p = planned(&h);
    co_ordinator(&h, &p);
    WANT_OK(begin(&h, h.safeguarding, &p, plan_answer_form(h.pack),
        listed(&h, h.safeguarding)->rows[0].action->key, &draft));
    put(&h, h.safeguarding, draft, "answer_state", "carried_out");
    WANT_OK(send(&h, h.safeguarding, draft, &sent));
    WANT(has_notice(home_seen(&h, h.social),
        plan_answer_form(h.pack)->title.en));
    house_close(&h);
}

/* ---- side by side ---- */

TEST(plan__puts_two_versions_side_by_side)
{
    struct house                  h;
    struct planned                p;
    const struct plan_comparison *c;
    struct plan_ask               in = {.before = 1, .after = 2};
    struct answer                 got;
    struct ask                    ask = {.act = ACT_PLAN, .with = &in};

    house_open(&h);
    p = planned(&h);
    ask.about = house_person(&h, p.child);
    WANT_ERR(ERR_ABSENT, door(&h, h.social, ask, &got));
    (void)house_say(&h,
        &(struct house_entry){.form = "plan",
            .said = "{\"plan_version\": \"2\", \"strengths\": \"Mam-gu\","
                    " \"plan_outcomes\": [{\"risk\": \"Cold\","
                    " \"change\": \"Warm\", \"measure\": \"A visit\","
                    " \"baseline\": \"2\"}],"
                    " \"actions\": [{\"action_what\": \"Buy coal\","
                    " \"action_who\": \"Dad\","
                    " \"action_due\": \"2027-05-01\"}]}",
            .by = h.social,
            .children = {p.child}},
        NULL);
    WANT_OK(door(&h, h.social, ask, &got));
    c = ((const struct plan_page *)got.with)->comparison;
    WANT_INT(c->outcome_count, 2);
    WANT(c->outcomes[0].beside == PLAN_NEW && !c->outcomes[1].after);
    WANT_INT(c->action_count, 3);
    WANT_STR(c->actions[1].who_before.n ? S("named") : S(""), "named");
    WANT(c->text_count > 0);
    house_close(&h);
}

/* ---- what the plan's page says ---- */

static const struct plan_page *
plan_seen_by(struct house *h, struct id who, struct id source, enum err *e)
{
    struct answer got;

    *e = door(h, who,
        (struct ask){.act = ACT_PLAN, .about = house_person(h, source)}, &got);
    return *e ? NULL : got.with;
}

TEST(plan__shows_what_must_change_and_what_has_not_moved)
{
    static const char scored[] =
        "{\"attendance\": [{\"agency_there\": \"conwy\","
        " \"present\": \"yes\", \"may_decide\": \"yes\"}],"
        " \"scores\": [{\"score_outcome\": \"An adult is there\","
        " \"score_value\": \"3\", \"score_moved\": \"no\","
        " \"score_evidence\": \"School asked\"}]}";
    struct house            h;
    struct family           f;
    const struct plan_page *p;
    enum err                e;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "plan",
            .said = "{\"plan_outcomes\": [{\"risk\": \"Alone at night\","
                    " \"change\": \"An adult is there\","
                    " \"measure\": \"School asks\", \"baseline\": \"3\"}],"
                    " \"actions\": [{\"action_what\": \"Ring Mam-gu\","
                    " \"action_who\": \"social\","
                    " \"action_due\": \"2027-03-01\"}]}",
            .by = h.social,
            .children = {f.first}},
        NULL);
    for (int i = 0; i < 2; i++)
        (void)house_say(&h,
            &(struct house_entry){.form = "core_group_meeting",
                .said = scored,
                .by = h.social,
                .children = {f.first}},
            NULL);
    p = plan_seen_by(&h, h.social, f.first, &e);
    WANT_OK(e);
    WANT_INT(p->plan.version_count, 1);
    WANT_STR(p->plan.versions[0].outcomes[0].risk, "Alone at night");
    WANT_INT(p->plan.versions[0].outcomes[0].score_count, 2);
    WANT(p->plan.versions[0].outcomes[0].stalled);
    WANT(p->plan.action_count >= 1);
    WANT_STR(p->plan.actions[0].what, "Ring Mam-gu");
    WANT(p->rest_count > 0);
    /* the other child has no plan, and says so */
    p = plan_seen_by(&h, h.social, f.second, &e);
    WANT_OK(e);
    WANT_INT(p->plan.version_count, 0);
    house_close(&h);
}

TEST(plan__is_refused_to_those_who_may_read_none)
{
    struct house  h;
    struct family f;
    enum err      e;

    house_open(&h);
    f = family(&h);
    WANT(!plan_seen_by(&h, h.teacher, f.first, &e));
    WANT_ERR(ERR_DENIED, e);
    WANT(!plan_seen_by(&h, h.nurse, f.first, &e));
    WANT_ERR(ERR_DENIED, e);
    WANT(!plan_seen_by(&h, h.custodian, f.first, &e));
    WANT_ERR(ERR_DENIED, e);
    house_close(&h);
}
