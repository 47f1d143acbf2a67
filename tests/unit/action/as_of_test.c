/*
 * as_of_test -- what a child's page said on a day, it says of that day for
 * ever: every page is kept as it was seen, and asked for again at the end.
 */
#include "action/child.h"

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
    for (size_t i = 0; i < p->concern_count; i++)
        json_int(j, p->concerns[i].late);
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
