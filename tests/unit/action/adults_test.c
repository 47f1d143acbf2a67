/*
 * adults_test -- which adults a form begins with, where it asks whom an
 * assessment has looked at.
 */
#include "action/casework.h"

#include "../test.h"
#include "door.h"
#include "family.h"

#include "action/draft.h"

static const char around[] =
    "{\"relatives\": {\"0\": ["
    "{\"relative_name\": \"Dai Puw\", \"relative_kind\": \"father\"},"
    "{\"relative_name\": \"Sion\", \"relative_kind\": \"brother\"},"
    "{\"relative_name\": \"Gwen\", \"relative_kind\": \"lodger\","
    " \"relative_until\": \"2027-01-04\"},"
    "{\"relative_name\": \"DAI PUW\", \"relative_kind\": \"step_father\"},"
    "{\"relative_name\": \"Alun\", \"relative_kind\": \"parents_partner\"}"
    "]}}";

static const struct draft_page *
page_of(struct house *h, struct id draft)
{
    struct answer got;

    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = draft}, &got));
    return got.with;
}

/* A row for each adult of each child, once, and none for who has gone. */
TEST(casework_begin__asks_of_each_adult_whom_the_record_names)
{
    struct house             h;
    struct family            f;
    struct house_entry       said = {.form = "family_and_home", .said = around};
    const struct draft_page *p;
    struct casework_begin    in = {.other_count = 1};
    struct id                other;
    struct answer            got;

    house_open(&h);
    f = family(&h);
    said.by = h.social;
    said.thread = f.thread;
    said.children[0] = f.second;
    (void)house_say(&h, &said, NULL);
    other = house_person(&h, f.second);
    in.others = &other;
    in.form = pack_form(h.pack, S("assessment"));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(&h, f.first),
            .with = &in},
        &got));
    p = page_of(&h, ((const struct draft_started *)got.with)->draft);
    WANT_STR(typed_text(&p->typed, S("adults_assessed.0-rows")), "");
    WANT_STR(typed_text(&p->typed, S("adults_assessed.1-rows")), "0,1");
    WANT_STR(typed_text(&p->typed, S("adults_assessed.1:0:assessed_who")),
        "Dai Puw");
    WANT_STR(typed_text(&p->typed, S("adults_assessed.1:1:assessed_who")),
        "Alun");
    WANT_STR(typed_text(&p->typed, S("adults_assessed.1:1:assessed_done")), "");
    house_close(&h);
}
