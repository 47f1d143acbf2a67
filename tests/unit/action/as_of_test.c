/*
 * as_of_test -- what a child's page said on a day, it says of that day for
 * ever: every page is kept as it was seen, and asked for again at the end.
 */
#include "action/child.h"
#include "action/plan.h"

#include "../record/folk.h"
#include "../test.h"
#include "door.h"
#include "family.h"

#include "base/json.h"
#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MOST 16

struct days {
    struct house  h;
    struct family f;
    struct id     other; /* the hospital's record of the first */
    struct moment at[DAYS_MOST];
    char         *said[DAYS_MOST];
    size_t        count;
};

static const struct child_page *
page_at(struct days *d, struct moment at)
{
    struct child_ask in = {.at = at};
    struct answer    got;

    if (at.us)
        in.as_of = zone_date(d->h.pack->zone, at);
    WANT_OK(door(&d->h, d->h.social,
        (struct ask){.act = ACT_CHILD,
            .about = house_person(&d->h, d->f.first),
            .with = &in},
        &got));
    return got.with;
}

static void
dues_put(struct json_out *j, const struct child_page *p)
{
    for (size_t i = 0; i < p->due_count; i++) {
        json_str(j, p->dues[i].clock.en);
        json_int(j, p->dues[i].due.us);
        json_int(j, p->dues[i].late + 2 * p->dues[i].soon);
    }
}

static void
nexts_put(struct json_out *j, const struct child_page *p)
{
    json_int(j, p->next_late);
    for (size_t i = 0; i < p->concern_count; i++) {
        json_int(j, p->concerns[i].late);
        json_str(j, p->concerns[i].state.en);
    }
    for (size_t i = 0; i < p->reg.next_count; i++) {
        json_str(j, p->reg.next[i].title.en);
        json_int(j, date_between(date_of(2027, 1, 1), p->reg.next[i].on));
    }
}

/* Everything that may change from one day to the next, in one text. */
static char *
text_of(const struct child_page *p)
{
    struct arena   *a = arena_new(1 << 20);
    struct json_out j;
    struct str      text;
    char           *out;

    json_init(&j, a);
    json_open(&j, '[');
    json_str(&j, p->name);
    json_int(&j, p->reg.on);
    json_int(&j, p->reg.was);
    json_str(&j, p->reg.co_ordinator);
    json_str(&j, p->reg.categories);
    dues_put(&j, p);
    nexts_put(&j, p);
    json_int(&j, (int64_t)p->item_count);
    json_int(&j, (int64_t)p->source_count);
    json_int(&j, (int64_t)p->link_count);
    json_int(&j, p->seen.days);
    json_int(&j, p->seen.days_alone);
    for (size_t i = 0; i < p->said_count; i++)
        json_str(&j, p->said[i].text);
    for (size_t i = 0; i < p->source_count; i++)
        json_str(&j, p->sources[i].face.given);
    for (size_t i = 0; i < p->item_count; i++)
        json_str(&j, p->items[i].title.en);
    json_close(&j, ']');
    text = json_text(&j);
    out = strndup(text.p, text.n);
    arena_free(a);
    return out;
}

/* The day comes, something is recorded, and the page is kept as it is. */
static void
day(struct days *d, const char *at, const char *form, const char *said)
{
    house_at(&d->h, at);
    if (form)
        (void)house_say(&d->h,
            &(struct house_entry){.form = form,
                .said = said,
                .by = d->h.social,
                .children = {d->f.first}},
            NULL);
    d->at[d->count] = d->h.work.now;
    d->said[d->count++] = text_of(page_at(d, (struct moment){0}));
}

/* Another agency's record turns out to be of the same child. */
static void
links(struct days *d, const char *at)
{
    struct id other = {0}, person;

    house_at(&d->h, at);
    other = d->other;
    WANT_OK(link_make(d->h.w, d->f.first, other, folk_entry(&d->h)));
    person = house_person(&d->h, d->f.first);
    WANT_OK(project_person(d->h.w, person));
    day(d, at, NULL, NULL);
}

static void
course(struct days *d)
{
    house_open(&d->h);
    d->f = family(&d->h);
    d->other = house_child(&d->h, d->h.hospital);
    (void)house_say(&d->h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Non\", \"family_name\": \"Puw\"}",
            .by = d->h.worker,
            .children = {d->other}},
        NULL);
    day(d, "2027-03-02T10:00:00Z", NULL, NULL);
    day(d, "2027-03-03T10:00:00Z", "visit",
        "{\"visited_on\": \"2027-03-03\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"alone\": {\"0\": \"yes\"},"
        " \"where\": {\"0\": \"at_home\"}, \"bedroom\": {\"0\": \"yes\"},"
        " \"own_words\": {\"0\": \"Mae Mam-gu yn aros.\"}}");
    day(d, "2027-03-12T10:00:00Z", NULL, NULL); /* only time goes by */
    day(d, "2027-03-19T10:00:00Z", "plan",
        "{\"plan_kind\": \"protection\", \"plan_phase\": \"outline\","
        " \"plan_version\": 1}");
    day(d, "2027-05-20T10:00:00Z", NULL, NULL); /* what was due is late */
    links(d, "2027-06-01T10:00:00Z");
    day(d, "2027-06-10T10:00:00Z", "register_removal",
        "{\"removed_on\": \"2027-06-10\", \"removal_reason\": \"left_uk\","
        " \"off_evidence\": \"-\"}");
    house_at(&d->h, "2027-06-20T10:00:00Z"); /* the name changes */
    (void)house_say(&d->h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Nansi\","
                    " \"family_name\": \"Parry\"}",
            .by = d->h.worker,
            .children = {d->f.first}},
        NULL);
    day(d, "2027-06-21T10:00:00Z", NULL, NULL);
    day(d, "2027-10-01T10:00:00Z", "step_down_review",
        "{\"reviewed_on\": \"2027-10-01\", \"step_result\": \"help_ends\"}");
}

static void
done(struct days *d)
{
    for (size_t i = 0; i < d->count; i++)
        free(d->said[i]);
    house_close(&d->h);
}

static bool
says(struct days *d, struct moment at, size_t i)
{
    char *now = text_of(page_at(d, at));
    bool  same = strcmp(now, d->said[i]) == 0;

    if (!same)
        printf("# asked: %s\n# then:  %s\n", now, d->said[i]);
    free(now);
    return same;
}

TEST(as_of__says_of_every_day_what_the_page_said_on_it)
{
    struct days d = {0};

    course(&d);
    for (size_t i = 0; i < d.count; i++)
        WANT(says(&d, d.at[i], i));
    for (size_t i = 1; i < d.count; i++) /* no two days say the same */
        WANT(strcmp(d.said[i - 1], d.said[i]) != 0);
    done(&d);
}

/* ---- the plan ---- */

static const struct plan_page *
plan_at(struct house *h, struct id child, struct moment at)
{
    struct plan_ask in = {.at = at};
    struct answer   got;

    if (at.us)
        in.as_of = zone_date(h->pack->zone, at);
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_PLAN,
            .about = house_person(h, child),
            .with = &in},
        &got));
    return got.with;
}

static void
planned(struct house *h, struct id child, const char *risk)
{
    struct str said = str_join(h->arena,
        (const struct str[]){S("{\"plan_outcomes\": [{\"risk\": \""),
            str_of(risk),
            S("\", \"change\": \"An adult is there\","
              " \"measure\": \"School asks\", \"baseline\": \"3\"}],"
              " \"actions\": [{\"action_what\": \"Ring Mam-gu\","
              " \"action_who\": \"social\","
              " \"action_due\": \"2027-03-10\"}]}")},
        3, (struct str){0});

    (void)house_say(h,
        &(struct house_entry){.form = "plan",
            .said = str_c(h->arena, said),
            .by = h->social,
            .children = {child}},
        NULL);
}

static void
scored(struct house *h, struct id child)
{
    (void)house_say(h,
        &(struct house_entry){.form = "core_group_meeting",
            .said = "{\"attendance\": [{\"agency_there\": \"conwy\","
                    " \"present\": \"yes\", \"may_decide\": \"yes\"}],"
                    " \"scores\": [{\"score_outcome\":"
                    " \"An adult is there\", \"score_value\": \"3\","
                    " \"score_moved\": \"no\","
                    " \"score_evidence\": \"School asked\"}]}",
            .by = h->social,
            .children = {child}},
        NULL);
}

TEST(as_of__shows_the_plan_that_there_was_and_lets_nobody_work_on_it)
{
    struct house            h;
    struct family           f;
    const struct plan_page *p;
    struct moment           first, late, scores;

    house_open(&h);
    f = family(&h);
    house_at(&h, "2027-03-03T10:00:00Z");
    planned(&h, f.first, "Alone at night");
    first = h.work.now;
    house_at(&h, "2027-03-12T10:00:00Z");
    late = h.work.now;
    house_at(&h, "2027-03-19T10:00:00Z");
    scored(&h, f.first);
    scores = h.work.now;
    house_at(&h, "2027-04-01T10:00:00Z");
    planned(&h, f.first, "Nobody cooks");
    house_at(&h, "2027-04-02T10:00:00Z");

    p = plan_at(&h, f.first, first);
    WANT_INT(p->plan.version_count, 1);
    WANT_STR(p->plan.versions[0].outcomes[0].risk, "Alone at night");
    WANT_INT(p->plan.versions[0].outcomes[0].score_count, 0);
    WANT_INT(p->plan.action_count, 1);
    WANT(!p->who[0].late && !p->who[0].answers && !p->answer);
    p = plan_at(&h, f.first, late);
    WANT(p->who[0].late);
    WANT_INT(p->plan.versions[0].outcomes[0].score_count, 0);
    p = plan_at(&h, f.first, scores);
    WANT_INT(p->plan.versions[0].outcomes[0].score_count, 1);
    p = plan_at(&h, f.first, (struct moment){h.work.now.us + 1});
    WANT(date_is_none(p->as_of)); /* what has not come yet is now */
    WANT_INT(p->plan.version_count, 2);
    WANT_STR(p->plan.versions[0].outcomes[0].risk, "Nobody cooks");
    house_close(&h);
}

/* ---- the rules of that day ---- */

/* Half the days for seeing a child apart, drift after one core group, and
 * the states of a concern in another order. */
static const struct house_edit edits[] = {
    {"pathways/protection.yaml",
        "where: {alone: yes}}\n    first: true\n    forecast: true\n"
        "    due: {working_days: 10,",
        "where: {alone: yes}}\n    first: true\n    forecast: true\n"
        "    due: {working_days: 5,"},
    {"signals.yaml", "{stalled: {of: score, meetings: 2,",
        "{stalled: {of: score, meetings: 1,"},
    {"pathways/concern.yaml",
        "  received:\n"
        "    title: {cy: Yn aros am benderfyniad, en: Waiting for a decision}\n"
        "  police:\n"
        "    title: {cy: Yr heddlu nawr, en: Police now}\n",
        "  police:\n"
        "    title: {cy: Yr heddlu nawr, en: Police now}\n"
        "  received:\n"
        "    title: {cy: Aros, en: Not decided}\n"},
};

static struct moment
apart_due(const struct child_page *p)
{
    for (size_t i = 0; i < p->due_count; i++)
        if (str_eq(p->dues[i].clock.en,
                S("See the child apart from the adults")))
            return p->dues[i].due;
    return (struct moment){0};
}

static struct date
apart_on(struct days *d, struct moment at)
{
    return zone_date(d->h.pack->zone, apart_due(page_at(d, at)));
}

static void
visit_on(struct days *d, const char *at, const char *on)
{
    struct str said = str_join(d->h.arena,
        (const struct str[]){S("{\"visited_on\": \""), str_of(on),
            S("\", \"entry_refused\": \"no\","
              " \"seen\": {\"0\": \"yes\"}, \"alone\": {\"0\": \"yes\"},"
              " \"where\": {\"0\": \"at_home\"},"
              " \"bedroom\": {\"0\": \"yes\"}}")},
        3, (struct str){0});

    day(d, at, "visit", str_c(d->h.arena, said));
}

TEST(as_of__judges_a_day_by_the_pack_that_held_on_it)
{
    struct days   d = {0};
    struct moment before, after;

    house_open(&d.h);
    d.f = family(&d.h);
    house_at(&d.h, "2027-03-02T10:00:00Z");
    planned(&d.h, d.f.first, "Alone at night");
    visit_on(&d, "2027-03-03T10:00:00Z", "2027-03-03");
    house_at(&d.h, "2027-03-04T10:00:00Z");
    scored(&d.h, d.f.first);
    day(&d, "2027-03-11T10:00:00Z", NULL, NULL);
    before = d.h.work.now;
    WANT(date_eq(apart_on(&d, before), date_of(2027, 3, 17)));
    WANT(!plan_at(&d.h, d.f.first, before)
              ->plan.versions[0]
              .outcomes[0]
              .stalled);

    house_at(&d.h, "2027-03-12T10:00:00Z");
    house_rules(&d.h, edits, sizeof edits / sizeof *edits);
    day(&d, "2027-03-13T10:00:00Z", NULL, NULL);
    after = d.h.work.now;
    /* an open clock keeps its rule; a concern the state it was brought to */
    WANT(date_eq(apart_on(&d, after), date_of(2027, 3, 17)));
    WANT_STR(page_at(&d, after)->concerns[0].state.en,
        "Waiting for a decision");
    WANT(plan_at(&d.h, d.f.first, after)->plan.versions[0].outcomes[0].stalled);
    visit_on(&d, "2027-03-15T10:00:00Z", "2027-03-15");
    WANT(date_eq(apart_on(&d, (struct moment){0}), date_of(2027, 3, 22)));

    house_at(&d.h, "2027-06-01T10:00:00Z");
    for (size_t i = 0; i < d.count; i++)
        WANT(says(&d, d.at[i], i));
    WANT(date_eq(apart_on(&d, before), date_of(2027, 3, 17)));
    WANT(!plan_at(&d.h, d.f.first, before)
              ->plan.versions[0]
              .outcomes[0]
              .stalled);
    WANT(plan_at(&d.h, d.f.first, after)->plan.versions[0].outcomes[0].stalled);
    done(&d);
}

/* ---- what may not be told again ---- */

TEST(as_of__tells_no_words_again_that_were_taken_back_or_another_childs)
{
    static const char *const ways[] = {"withdraw", "subject"};

    for (size_t i = 0; i < 2; i++) {
        struct days   d = {0};
        struct moment before;
        struct id     entry;

        house_open(&d.h);
        d.f = family(&d.h);
        house_at(&d.h, "2027-03-03T10:00:00Z");
        entry = house_say(&d.h,
            &(struct house_entry){.form = "visit",
                .said = "{\"visited_on\": \"2027-03-03\","
                        " \"entry_refused\": \"no\","
                        " \"seen\": {\"0\": \"yes\"},"
                        " \"alone\": {\"0\": \"yes\"},"
                        " \"where\": {\"0\": \"at_home\"},"
                        " \"bedroom\": {\"0\": \"yes\"},"
                        " \"own_words\": {\"0\": \"Dw i eisiau mynd.\"}}",
                .by = d.h.social,
                .children = {d.f.first}},
            NULL);
        before = d.h.work.now;
        WANT_INT(page_at(&d, before)->said_count, 1);
        house_at(&d.h, "2027-03-05T10:00:00Z");
        (void)house_say(&d.h,
            &(struct house_entry){.corrects = entry,
                .correction = ways[i],
                .reason = "Not this child",
                .by = d.h.social,
                .children = {i ? d.f.second : d.f.first}},
            NULL);
        house_at(&d.h, "2027-03-06T10:00:00Z");
        WANT_INT(page_at(&d, before)->said_count, 0);
        /* when the child was seen is no longer told where it never was */
        WANT(date_is_none(page_at(&d, before)->seen.seen) == (i == 1));
        house_close(&d.h);
    }
}
