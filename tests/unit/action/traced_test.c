/*
 * traced_test -- a child whom a conference placed on the register is found by
 * an NHS number once the front door or the register's keeper has traced it,
 * and nobody else may say so.
 */
#include "../test.h"
#include "door.h"

#include "action/entry.h"

/* Placed by a conference; the number is only what somebody reported. */
static struct id
placed_child(struct house *h)
{
    struct id  child = house_child(h, h->school);
    struct str none = {0};
    struct str parts[5] = {S("{\"conference_type\": \"initial\","
                             " \"held_at\": \"2027-03-01T08:00:00Z\","
                             " \"authority\": \"conwy\","
                             " \"quorate\": \"yes\", \"chair\": \""),
        id_text(h->arena, h->social),
        S("\", \"chair_independent\": \"yes\","
          " \"minute_taker\": \"Non\","
          " \"minute_taker_other_role\": \"no\","
          " \"consensus\": \"yes\", \"looked_after\": \"no\","
          " \"attendance\": [{\"present\": \"yes\","
          " \"may_decide\": \"yes\", \"agency_there\": \""),
        id_text(h->arena, h->school),
        S("\"}], \"decision\": {\"1\": \"placed\"},"
          " \"categories\": {\"1\": [\"neglect\"]},"
          " \"primary_category\": {\"1\": \"neglect\"},"
          " \"limb\": {\"1\": \"likely\"}}")};

    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"given_name\": \"Non\", \"family_name\": \"Llwyd\","
                    " \"birth_date\": \"2020-05-14\","
                    " \"nhs_number\": \"9990001006\"}",
            .by = h->worker,
            .children = {child}},
        NULL);
    (void)house_say(h,
        &(struct house_entry){.form = "conference",
            .said = str_c(h->arena, str_join(h->arena, parts, 5, none)),
            .by = h->social,
            .reason = "a test",
            .children = {child}},
        NULL);
    return child;
}

static const char said[] =
    "{\"traced_on\": \"2027-03-01\", \"traced_number\": \"9990001006\","
    " \"traced_where\": \"spine\", \"traced_agrees\": \"name, birth\"}";

static enum err
trace(struct house *h, struct id by, struct id child, const char *purpose)
{
    const struct entry_subject subject = {.source = child,
        .kind = PERSON_CHILD,
        .role = S("child")};
    struct entry_ask           in = {
                  .form = pack_form(h->pack, S("number_traced")),
                  .answers = str_of(said),
                  .subjects = &subject,
                  .subject_count = 1};
    struct answer              got;

    return door(h, by,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = pack_purpose_for(h->pack, str_of(purpose))->id,
            .with = &in},
        &got);
}

TEST(register_check__answers_by_number_once_it_is_traced)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = placed_child(&h);
    WANT_INT(door_check(&h)->result, CHECK_RING);
    WANT_OK(trace(&h, h.custodian, child, "duty"));
    WANT_INT(door_check(&h)->result, CHECK_ON);
    house_close(&h);
}

TEST(entry_record__lets_the_front_door_and_the_custodian_trace_a_number)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = placed_child(&h);
    (void)house_concern(&h, child, "today");
    house_allocate(&h, (struct id){0}, child, h.social);
    WANT(trace(&h, h.social, child, "casework") != OK);
    WANT(trace(&h, h.teacher, child, "concern") != OK);
    WANT_INT(door_check(&h)->result, CHECK_RING);
    WANT_OK(trace(&h, h.worker, child, "duty"));
    WANT_INT(door_check(&h)->result, CHECK_ON);
    house_close(&h);
}
