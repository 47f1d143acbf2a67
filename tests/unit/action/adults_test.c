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

/* ---- nobody is passed over without a reason ---- */

static const struct answer_fault *
fault_of(const struct draft_page *p, const char *field)
{
    for (size_t i = 0; i < p->fault_count; i++)
        if (str_eq(p->faults[i].field->id, str_of(field)))
            return &p->faults[i];
    return NULL;
}

static struct id
begin(struct house *h, const struct family *f, const char *form)
{
    struct casework_begin in = {.form = pack_form(h->pack, str_of(form))};
    struct answer         got;

    WANT(in.form);
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(h, f->first),
            .with = &in},
        &got));
    return ((const struct draft_started *)got.with)->draft;
}

static void
put(struct house *h, struct id draft, const char *name, const char *text)
{
    struct draft_input in = {.name = str_of(name), .text = str_of(text)};
    struct draft_save  save = {.inputs = &in, .count = 1};
    struct answer      got;

    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = draft, .with = &save},
        &got));
}

TEST(assessment__says_why_an_adult_was_not_assessed)
{
    static const char          why[] = "adults_assessed.0:0:assessed_why_not";
    const struct draft_page   *p;
    const struct answer_fault *fault;
    struct house               h;
    struct family              f;
    struct id                  draft;

    house_open(&h);
    f = family(&h);
    draft = begin(&h, &f, "assessment");
    put(&h, draft, "adults_assessed.0-rows", "0");
    put(&h, draft, "adults_assessed.0:0:assessed_who", "Alun");
    put(&h, draft, "adults_assessed.0:0:assessed_done", "no");
    fault = fault_of(page_of(&h, draft), "assessed_why_not");
    WANT(fault && fault->child == 0 && fault->row == 0);
    WANT_INT(fault->msg, MSG_ANSWERS_MISSING);
    put(&h, draft, why, "He works away until May.");
    p = page_of(&h, draft);
    WANT(!fault_of(p, "assessed_why_not"));
    WANT_STR(typed_text(&p->typed, S("adults_assessed.0:0:assessed_who")),
        "Alun");
    put(&h, draft, why, "");
    put(&h, draft, "adults_assessed.0:0:assessed_done", "yes");
    WANT(!fault_of(page_of(&h, draft), "assessed_why_not"));
    house_close(&h);
}

/* The chair decides about an adult in the meeting that was called. */
static void
decides(struct house *h, const struct family *f, const char *part)
{
    const struct str said[] = {S("{\"family_who\": \"Huw Puw\","
                                 " \"family_why\": \"-\","
                                 " \"family_part\": \""),
        str_of(part), S("\"}")};
    struct id        thread;

    (void)house_say(h,
        &(struct house_entry){.form = "meeting_called",
            .said = "{\"called_type\": \"called_initial\","
                    " \"called_at\": \"2027-03-08T10:00:00Z\"}",
            .by = h->social,
            .children = {f->first}},
        &thread);
    (void)house_say(h,
        &(struct house_entry){.form = "family_invited",
            .said = str_c(h->arena, str_join(h->arena, said, 3, S(""))),
            .by = h->social,
            .thread = thread,
            .children = {f->first}},
        NULL);
}

TEST(report_shared__asks_why_of_an_adult_whom_the_chair_keeps_out)
{
    static const char *const   said[][2] = {{"report_with", "Nain a HUW PUW"},
          {"report_language", "cy"}, {"report_said", "She was quiet."},
          {"report_all", "yes"}};
    const struct draft_page   *p;
    const struct answer_fault *fault;
    struct house               h;
    struct family              f;
    struct id                  draft;

    house_open(&h);
    f = family(&h);
    decides(&h, &f, "excluded");
    draft = begin(&h, &f, "report_shared");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        put(&h, draft, said[i][0], said[i][1]);
    p = page_of(&h, draft);
    WANT_INT(p->fault_count, 1);
    fault = fault_of(p, "report_despite");
    WANT(fault);
    WANT_STR(fault->say.en, "The chair has decided not to invite: Huw Puw");
    WANT_STR(typed_text(&p->typed, S("report_said")), "She was quiet.");
    put(&h, draft, "report_despite", "The court ordered it.");
    WANT_INT(page_of(&h, draft)->fault_count, 0);
    put(&h, draft, "report_despite", "");
    decides(&h, &f, "whole"); /* for the next conference */
    WANT_INT(page_of(&h, draft)->fault_count, 0);
    house_close(&h);
}
