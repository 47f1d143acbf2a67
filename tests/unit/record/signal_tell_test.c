/*
 * signal_tell_test -- a child who has come off the register is watched for a
 * year: a new concern that is only then seen to be theirs is told of (A3).
 */
#include "record/signal_tell.h"

#include "folk.h"
#include "house.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>

#define THERE                                                                 \
    "\"attendance\": [{\"agency_there\": \"conwy\","                         \
    " \"present\": \"yes\", \"may_decide\": \"yes\"}],"

static struct id
say(struct house *h, struct id child, const char *form, const char *said)
{
    return house_say(h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = h->social,
            .children = {child}},
        NULL);
}

static void
off_the_register(struct house *h, struct id child)
{
    (void)say(h, child, "strategy_discussion",
        "{" THERE "\"strategy_kind\": \"discussion\","
        " \"strategy_outcome\": {\"0\": \"section_47\"}}");
    (void)say(h, child, "enquiry_outcome",
        "{\"enquiry_result\": {\"0\": \"continuing_risk\"}}");
    (void)say(h, child, "conference",
        "{" THERE "\"conference_type\": \"initial\", \"authority\": \"conwy\","
        " \"decision\": {\"0\": \"placed\"},"
        " \"categories\": {\"0\": [\"neglect\"]},"
        " \"primary_category\": {\"0\": \"neglect\"}}");
    house_at(h, "2027-06-10T10:00:00Z");
    (void)say(h, child, "conference",
        "{" THERE
        "\"conference_type\": \"first_review\", \"authority\": \"conwy\","
        " \"decision\": {\"0\": \"taken_off\"}}");
}

/* A meeting of that form; who came is said of the agency by its id. */
static void
meets(struct house *h, struct id child, const char *form, struct id agency,
    const char *came)
{
    char      *said = NULL;
    struct str id = id_text(h->arena, agency);

    if (asprintf(&said,
            "{\"attendance\": [{\"agency_there\": \"%.*s\","
            " \"present\": \"%s\", \"may_decide\": \"yes\"}]}",
            STR_ARG(id), came) < 0)
        BUG("out of memory");
    (void)say(h, child, form, said);
    free(said);
}

static bool
holds(struct house *h, struct id child, const char *signal)
{
    const struct signal_rule **on;
    const struct child        *c;
    size_t                     n;

    WANT_OK(child_load(h->w, house_person(h, child), (struct moment){INT64_MAX},
        &c));
    WANT_OK(child_signals(h->arena, c, h->pack, h->work.now, &on, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(on[i]->id, str_of(signal)))
            return true;
    return false;
}

/* Whoever really works here is named by an id of their own, not as the pack
 * names a kind; and nobody is missed who is not asked to such a meeting. */
TEST(child_signals__misses_the_police_only_where_they_are_expected)
{
    const char  *signal = "police_absent_twice";
    struct house h;
    struct id    child, police;

    house_open(&h);
    WANT_OK(agency_new(h.w,
        &(struct agency){.kind = S("police"),
            .name = {S("Heddlu’r Glannau"), S("Glannau Police")}},
        &police));
    child = house_child(&h, h.authority);
    house_register(&h, child);
    for (int i = 0; i < 3; i++)
        meets(&h, child, "core_group_meeting", h.authority, "yes");
    WANT(!holds(&h, child, signal));
    meets(&h, child, "core_group_meeting", police, "no");
    meets(&h, child, "core_group_meeting", police, "yes");
    meets(&h, child, "core_group_meeting", police, "no");
    WANT(!holds(&h, child, signal));
    WANT(!holds(&h, child, "agency_absent_twice"));
    meets(&h, child, "core_group_meeting", police, "no");
    WANT(holds(&h, child, signal));
    WANT(holds(&h, child, "agency_absent_twice"));
    house_close(&h);
}

static bool
is_met(struct house *h, struct id child, const char *clock)
{
    const struct child *c;

    WANT_OK(child_load(h->w, house_person(h, child), (struct moment){INT64_MAX},
        &c));
    for (size_t i = 0; i < c->clocks_count; i++)
        if (str_eq(c->clocks[i].rule->id, str_of(clock)))
            return c->clocks[i].state == CLOCK_MET;
    BUG("no such clock runs");
}

static void
asks(struct house *h, struct id child, struct id agency)
{
    char      *said = NULL;
    struct str id = id_text(h->arena, agency);

    if (asprintf(&said, "{\"asked_of\": \"%.*s\"}", STR_ARG(id)) < 0)
        BUG("out of memory");
    (void)say(h, child, "information_asked", said);
    free(said);
}

/* Whom a request went to is said by the id of an agency, and the rule speaks
 * of a kind. */
TEST(clock__is_met_by_a_request_to_an_agency_of_that_kind)
{
    struct house h;
    struct id    child, police;

    house_open(&h);
    WANT_OK(agency_new(h.w,
        &(struct agency){.kind = S("police"),
            .name = {S("Heddlu’r Glannau"), S("Glannau Police")}},
        &police));
    child = house_child(&h, h.authority);
    (void)say(&h, child, "strategy_discussion",
        "{" THERE "\"strategy_kind\": \"discussion\","
        " \"strategy_outcome\": {\"0\": \"section_47\"},"
        " \"police_there\": \"no\"}");
    asks(&h, child, h.authority);
    WANT(!is_met(&h, child, "strategy.ask_police"));
    asks(&h, child, police);
    WANT(is_met(&h, child, "strategy.ask_police"));
    house_close(&h);
}

/* A conference asks the police always. */
TEST(child_signals__misses_the_police_who_were_not_asked_to_a_conference)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = house_child(&h, h.authority);
    house_register(&h, child);
    meets(&h, child, "conference", h.authority, "yes");
    WANT(!holds(&h, child, "police_absent_twice"));
    meets(&h, child, "conference", h.authority, "yes");
    WANT(holds(&h, child, "police_absent_twice"));
    house_close(&h);
}

TEST(signal_tell__tells_of_a_concern_that_a_link_brings_to_a_watched_child)
{
    struct house h;
    struct id    child, other, thread, entry, person;

    house_open(&h);
    child = house_child(&h, h.authority);
    thread = house_concern(&h, child, "today");
    house_allocate(&h, thread, child, h.social);
    off_the_register(&h, child);
    house_at(&h, "2027-09-13T10:00:00Z");
    other = house_child(&h, h.school);
    thread = house_concern(&h, other, "today");
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'concern_after_removal'"),
        0);
    entry = folk_entry(&h);
    WANT_OK(link_make(h.w, child, other, entry));
    person = house_person(&h, child);
    WANT_OK(project_person(h.w, person));
    WANT_OK(signal_tell(h.w,
        (struct notice_about){.person = person,
            .thread = thread,
            .cause = entry,
            .account = h.worker,
            .agency = h.authority},
        NULL));
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'concern_after_removal'"),
        1);
    house_close(&h);
}

/* ---- who co-ordinates is taken back ---- */

#define NOBODY                                                                \
    "SELECT COUNT(*) FROM notice WHERE rule = 'no_co_ordinator'"

static struct id
co_ordinates(struct house *h, struct id child, struct id who)
{
    struct str said[] = {S("{\"new_co_ordinator\": \""), id_text(h->arena, who),
        S("\", \"takes_over_on\": \"2027-03-01\"}")};

    return say(h, child, "co_ordinator_change",
        str_c(h->arena, str_join(h->arena, said, 3, (struct str){0})));
}

/* The custodian is told once when the child is registered and nobody is named,
 * and again as soon as the one who was named since is taken back. */
TEST(signal_tell__tells_at_once_that_the_co_ordinator_is_taken_back)
{
    struct house h;
    struct id    child, other, named;
    int64_t      told;

    house_open(&h);
    child = house_child(&h, h.authority);
    other = house_child(&h, h.authority);
    house_register(&h, child);
    told = house_count(&h, NOBODY);
    WANT(told > 0);
    named = co_ordinates(&h, child, h.social);
    WANT_INT(house_count(&h, NOBODY), told);
    (void)house_say(&h,
        &(struct house_entry){.corrects = named,
            .correction = "withdraw",
            .reason = "It was nobody yet.",
            .by = h.social},
        NULL);
    WANT_INT(house_count(&h, NOBODY), 2 * told);
    /* another entry of any kind tells nobody a third time */
    (void)say(&h, child, "visit", "{\"seen\": {\"0\": \"no\"}}");
    WANT_INT(house_count(&h, NOBODY), 2 * told);
    named = co_ordinates(&h, child, h.social);
    (void)house_say(&h,
        &(struct house_entry){.corrects = named,
            .correction = "subject",
            .reason = "It was his brother's.",
            .by = h.social,
            .children = {other}},
        NULL);
    WANT_INT(house_count(&h, NOBODY), 3 * told);
    (void)say(&h, child, "visit", "{\"seen\": {\"0\": \"no\"}}");
    WANT_INT(house_count(&h, NOBODY), 3 * told);
    house_close(&h);
}
