/*
 * meeting_report_test -- the social worker's own report for a conference, and
 * the copy of a report that one adult of the family is given.
 */
#include "action/letter.h"
#include "action/meeting.h"
#include "action/meeting_live.h"

#include "../test.h"
#include "door.h"

struct table {
    struct id thread, chair, lead;
    struct id children[2];
};

static const char *
called_said(struct house *h, const struct table *t, const char *kind)
{
    struct str parts[7] = {S("{\"called_type\": \""), str_of(kind),
        S("\", \"called_at\": \"2027-03-08T10:00:00Z\", \"chair\": \""),
        id_text(h->arena, t->chair),
        S("\", \"called_format\": \"both_ways\", \"invited\": ["
          "{\"invited_agency\": \""),
        id_text(h->arena, h->school), S("\"}]}")};

    return str_c(h->arena, str_join(h->arena, parts, 7, (struct str){0}));
}

static const char *
json_of(struct house *h, const char *before, struct id who, const char *after)
{
    struct str parts[3] = {str_of(before), id_text(h->arena, who),
        str_of(after)};

    return str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0}));
}

/* Two children whom the social worker holds, and the school is asked. */
static struct table
called(struct house *h, const char *kind)
{
    struct table       t = {.chair = house_account(h, h->authority, "chair",
                                "reviewing_officer"),
              .lead = house_account(h, h->school, "lead",
                  "designated_safeguarding_person")};
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                " \"given_name\": {\"0\": \"Non\", \"1\": \"Deio\"},"
                " \"family_name\": {\"0\": \"Llwyd\", \"1\": \"Llwyd\"},"
                " \"unborn\": {\"0\": \"no\", \"1\": \"no\"},"
                " \"birth_date\": {\"0\": \"2020-05-14\","
                " \"1\": \"2024-08-01\"}}",
        .by = h->teacher};
    struct id          thread;

    for (size_t i = 0; i < 2; i++)
        e.children[i] = t.children[i] = house_child(h, h->school);
    (void)house_say(h, &e, &thread);
    for (size_t i = 0; i < 2; i++)
        house_allocate(h, thread, t.children[i], h->social);
    (void)house_say(h,
        &(struct house_entry){.form = "meeting_called",
            .said = called_said(h, &t, kind),
            .by = h->social,
            .children = {t.children[0], t.children[1]}},
        &t.thread);
    return t;
}

static const char *const social[] = {"social_story-why.0", "-", "social_harm.0",
    "Two bruises.", "social_harm.1", "He saw it.", "social_effect.0",
    "She hides.", "social_words.0", "I want Mam.", "social_may_hear.0",
    "mother", "social_words.1", "I saw Dad hit her.", "social_may_hear.1",
    "nobody", "social_for", "mother", NULL};

/* Every question of each child has an answer or none, with a reason. */
static void
reasons(struct typed *t, const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        for (int child = 0; child < (f->fields[i].per_child ? 2 : 1); child++) {
            struct typed_input at = {.field = &f->fields[i],
                .child = f->fields[i].per_child ? child : -1,
                .row = -1,
                .part = PART_WHY};

            typed_set(t, typed_name(t->arena, &at), S("-"), 0);
        }
}

static enum err
said_in(struct house *h, const struct table *t, struct id who, const char *form,
    const char *const *words)
{
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h->pack, str_of(form)),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    reasons(&typed, in.form);
    for (size_t i = 0; words[i]; i += 2)
        typed_set(&typed, str_of(words[i]), str_of(words[i + 1]), 0);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = t->thread, .with = &in},
        &got);
}

static const struct meeting_page *
page_of(struct house *h, const struct table *t, struct id who, const char *form)
{
    struct answer got;

    WANT_OK(door(h, who,
        (struct ask){.act = ACT_MEETING,
            .about = t->thread,
            .with = form ? pack_form(h->pack, str_of(form)) : NULL},
        &got));
    return got.with;
}

static bool
reads(struct house *h, const struct table *t, struct id who, const char *words)
{
    const struct meeting_page *p = page_of(h, t, who, NULL);

    for (size_t i = 0; i < p->brought_count; i++)
        for (size_t k = 0; k < p->brought[i].part_count; k++)
            for (size_t n = 0; n < p->brought[i].parts[k].line_count; n++)
                if (str_eq(p->brought[i].parts[k].lines[n].text, str_of(words)))
                    return true;
    return false;
}

static bool
may_bring(const struct meeting_page *p, const char *form)
{
    for (size_t i = 0; i < p->bring_count; i++)
        if (str_eq(p->brings[i]->id, str_of(form)))
            return true;
    return false;
}

/* ---- the report ---- */

TEST(social_work_report__asks_no_view_and_is_read_before_the_conference)
{
    struct house       h;
    struct table       t;
    const struct form *f;

    house_open(&h);
    f = pack_form(h.pack, S("social_work_report"));
    WANT(f && !form_yields(f, YIELD_VIEW));
    t = called(&h, "called_initial");
    WANT(may_bring(page_of(&h, &t, h.social, NULL), "social_work_report"));
    WANT(!may_bring(page_of(&h, &t, t.lead, NULL), "social_work_report"));
    WANT(may_bring(page_of(&h, &t, t.lead, NULL), "agency_report"));
    WANT(err_is_refusal(said_in(&h, &t, t.lead, "social_work_report", social)));
    WANT_OK(said_in(&h, &t, h.social, "social_work_report", social));
    WANT(reads(&h, &t, t.chair, "Two bruises."));
    WANT(reads(&h, &t, t.lead, "Two bruises."));
    WANT(reads(&h, &t, t.lead, "He saw it."));
    /* the child’s words are for those whom the child named (S16) */
    WANT(reads(&h, &t, h.social, "I want Mam."));
    WANT(!reads(&h, &t, t.lead, "I want Mam."));
    house_close(&h);
}

TEST(social_work_report__is_asked_for_by_no_core_group)
{
    struct house h;
    struct table t;

    house_open(&h);
    t = called(&h, "called_core_group");
    WANT(!may_bring(page_of(&h, &t, h.social, NULL), "social_work_report"));
    WANT(err_is_refusal(
        said_in(&h, &t, h.social, "social_work_report", social)));
    house_close(&h);
}

TEST(social_work_report__is_neither_offered_nor_taken_once_the_record_stands)
{
    struct house h;
    struct table t;

    house_open(&h);
    t = called(&h, "called_initial");
    /* nobody typed while it sat: the record is written by itself */
    (void)house_say(&h,
        &(struct house_entry){.form = "conference",
            .said = json_of(&h, "{\"attendance\": [{\"agency_there\": \"",
                h.authority,
                "\", \"present\": \"yes\","
                " \"may_decide\": \"yes\"}]}"),
            .by = t.chair,
            .thread = t.thread,
            .children = {t.children[0], t.children[1]}},
        NULL);
    WANT(page_of(&h, &t, h.social, NULL)->over);
    WANT(!may_bring(page_of(&h, &t, h.social, NULL), "social_work_report"));
    WANT(err_is_refusal(
        said_in(&h, &t, h.social, "social_work_report", social)));
    house_close(&h);
}

TEST(agency_report__is_not_of_those_whose_own_report_holds_no_view)
{
    struct house h;
    struct table t;
    const char *own[] = {"report_writer", "A worker", "report_view.0", "for_it",
        "report_view.1", "for_it", "report_of", NULL, NULL};

    house_open(&h);
    t = called(&h, "called_initial");
    own[7] = str_c(h.arena, id_text(h.arena, h.authority));
    WANT(err_is_refusal(said_in(&h, &t, h.social, "agency_report", own)));
    /* what another has sent on paper is written down for it */
    own[7] = str_c(h.arena, id_text(h.arena, h.school));
    WANT_OK(said_in(&h, &t, h.social, "agency_report", own));
    WANT_INT(page_of(&h, &t, h.social, NULL)->writers.count, 1);
    house_close(&h);
}

TEST(social_work_report__begins_with_what_the_record_holds)
{
    struct house               h;
    struct table               t;
    const struct meeting_page *p;
    struct typed               typed;
    bool                       found = false;

    house_open(&h);
    t = called(&h, "called_initial");
    (void)house_say(&h,
        &(struct house_entry){.form = "strategy_discussion",
            .said = json_of(&h, "{\"attendance\": [{\"agency_there\": \"",
                h.authority,
                "\", \"present\": \"yes\", \"may_decide\": \"yes\"}]}"),
            .by = h.social,
            .children = {t.children[0], t.children[1]}},
        NULL);
    p = page_of(&h, &t, h.social, "social_work_report");
    for (size_t i = 0; i < p->story_count; i++) {
        found = found || str_find(p->story[i].text, S("concern")) >= 0 ||
            str_find(p->story[i].text, S("pryder")) >= 0;
        /* nobody who reported stands in it (S12) */
        WANT(str_find(p->story[i].text, S("teacher")) < 0);
        /* who is asked to a conference was not asked to that (S17) */
        WANT(str_find(p->story[i].text, S("trategy discussion")) < 0);
        WANT(str_find(p->story[i].text, S("rafodaeth strategaeth")) < 0);
    }
    WANT(found);
    typed_init(&typed, h.arena, h.pack,
        pack_form(h.pack, S("social_work_report")));
    for (size_t i = 0; i < p->story_count; i++)
        typed_set(&typed, p->story[i].name, p->story[i].text, 0);
    WANT_STR(typed_find(&typed, S("social_story.0:0:social_when-day"))->text,
        "1");
    WANT(
        typed_rows(&typed, form_field(typed.form, S("social_story")), 1).count);
    WANT_INT(page_of(&h, &t, h.social, NULL)->story_count, 0);
    WANT_INT(page_of(&h, &t, t.lead, "social_work_report")->story_count, 0);
    house_close(&h);
}

/* ---- the copy for one adult ---- */

/* A manager has read the report, and it may go to the family. */
static void
approved(struct house *h, const struct table *t)
{
    (void)house_say(h,
        &(struct house_entry){.form = "approval",
            .said = "{\"approval_of\": \"report_to_share\","
                    " \"approval_answer\": \"approved\"}",
            .by = h->manager,
            .children = {t->children[0], t->children[1]}},
        NULL);
}

static struct id
letter_to(struct house *h, const struct table *t, size_t child,
    const char *adult)
{
    struct str parts[3] = {S("{\"letter_to\": \"Somebody\","
                             " \"letter_kind\": \"report_copy\","
                             " \"letter_language\": \"en\","
                             " \"letter_reason\": \"Because\","
                             " \"letter_contact\": \"At work\","
                             " \"letter_shared\": \"no\","
                             " \"letter_for\": \""),
        str_of(adult), S("\"}")};

    return house_say(h,
        &(struct house_entry){.form = "family_letter",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->social,
            .children = {t->children[child]}},
        NULL);
}

static const struct letter_page *
letter(struct house *h, struct id letter)
{
    struct answer got;

    WANT_OK(door(h, h->social, (struct ask){.act = ACT_LETTER, .about = letter},
        &got));
    return got.with;
}

static bool
has_line(const struct letter_page *p, const char *words)
{
    for (size_t i = 0; i < p->report_count; i++)
        for (size_t k = 0; k < p->reports[i].count; k++)
            if (str_eq(p->reports[i].lines[k].text, str_of(words)))
                return true;
    return false;
}

TEST(report_copy__is_for_whom_it_names_about_one_child)
{
    struct house              h;
    struct table              t;
    const struct letter_page *p;

    house_open(&h);
    t = called(&h, "called_initial");
    WANT_OK(said_in(&h, &t, h.social, "social_work_report", social));
    approved(&h, &t);
    p = letter(&h, letter_to(&h, &t, 0, "mother"));
    WANT_INT(p->report_count, 1);
    WANT_STR(p->reports[0].title.en, "Social work report for the conference");
    WANT(has_line(p, "Two bruises.") && has_line(p, "She hides."));
    WANT(!has_line(p, "He saw it.")); /* of the brother */
    WANT_INT(p->word_count, 1);
    WANT_STR(p->words[0].text, "I want Mam.");
    p = letter(&h, letter_to(&h, &t, 0, "father"));
    WANT_INT(p->report_count + p->word_count, 0);
    /* marked for her, and his words for nobody (S16) */
    p = letter(&h, letter_to(&h, &t, 1, "mother"));
    WANT(has_line(p, "He saw it.") && !has_line(p, "Two bruises."));
    WANT_INT(p->word_count, 0);
    house_close(&h);
}

TEST(report_copy__has_no_words_that_stand_in_no_report)
{
    struct house              h;
    struct table              t;
    const struct letter_page *p;
    const char *school[] = {"report_writer", "A teacher", "report_worry.0",
        "Late again.", "report_view.0", "for_it", "report_view.1", "for_it",
        "report_adults", "His fists.", "report_for", "mother\nfather", NULL};

    house_open(&h);
    t = called(&h, "called_initial");
    (void)house_say(&h,
        &(struct house_entry){.form = "visit",
            .said = "{\"visited_on\": \"2027-02-10\","
                    " \"entry_refused\": \"no\", \"seen\": {\"0\": \"yes\"},"
                    " \"own_words\": {\"0\": \"For Mam, at home.\"},"
                    " \"may_hear\": {\"0\": [\"mother\"]}}",
            .by = h.social,
            .children = {t.children[0]}},
        NULL);
    WANT_OK(said_in(&h, &t, t.lead, "agency_report", school));
    p = letter(&h, letter_to(&h, &t, 0, "mother"));
    WANT_INT(p->word_count, 0);
    WANT(has_line(p, "Late again.") && !has_line(p, "His fists."));
    p = letter(&h, letter_to(&h, &t, 0, "father"));
    WANT(has_line(p, "Late again."));
    /* which school it is would say where the child is (S7) */
    WANT_STR(p->reports[0].of.en, "School");
    house_close(&h);
}

TEST(report_copy__is_of_the_meeting_that_was_written_for_last_and_stays)
{
    struct house h;
    struct table t, later;
    struct id    first;

    house_open(&h);
    t = called(&h, "called_initial");
    WANT_OK(said_in(&h, &t, h.social, "social_work_report", social));
    approved(&h, &t);
    first = letter_to(&h, &t, 0, "mother");
    house_at(&h, "2027-03-02T09:00:00Z");
    later = t;
    (void)house_say(&h,
        &(struct house_entry){.form = "meeting_called",
            .said = called_said(&h, &t, "called_review"),
            .by = h.social,
            .children = {t.children[0], t.children[1]}},
        &later.thread);
    WANT_OK(said_in(&h, &later, h.social, "social_work_report",
        (const char *const[]){"social_harm.0", "None since.", "social_for",
            "father", NULL}));
    approved(&h, &later);
    WANT_INT(letter(&h, letter_to(&h, &t, 0, "mother"))->report_count, 0);
    WANT(has_line(letter(&h, letter_to(&h, &t, 0, "father")), "None since."));
    WANT(has_line(letter(&h, first), "Two bruises."));
    house_close(&h);
}

/* ---- what the children have said ---- */

static void
visited(struct house *h, struct id child, const char *said, const char *hear)
{
    struct str parts[5] = {S("{\"visited_on\": \"2027-02-10\","
                             " \"entry_refused\": \"no\","
                             " \"seen\": {\"0\": \"yes\"},"
                             " \"own_words\": {\"0\": \""),
        str_of(said), S("\"}, \"may_hear\": {\"0\": ["), str_of(hear),
        S("]}}")};

    (void)house_say(h,
        &(struct house_entry){.form = "visit",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->social,
            .children = {child}},
        NULL);
}

TEST(meeting_voices__are_words_that_the_conference_may_hear)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l;
    const struct meeting_page *p;
    struct answer              got;

    house_open(&h);
    t = called(&h, "called_initial");
    visited(&h, t.children[0], "Tell them I want Mam.", "\"conference\"");
    visited(&h, t.children[0], "Only Mam.", "\"mother\"");
    visited(&h, t.children[1], "Nobody.", "\"conference\", \"nobody\"");
    p = page_of(&h, &t, h.social, NULL);
    WANT_INT(p->voices.count, 1);
    WANT_INT(p->voices.all[0].count, 1);
    WANT_STR(p->voices.all[0].words[0].text, "Tell them I want Mam.");
    WANT_INT(page_of(&h, &t, t.lead, NULL)->voices.count, 0);
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_MEETING_BEGIN, .about = t.thread}, &got));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_MEETING_LIVE, .about = t.thread}, &got));
    l = got.with;
    WANT_INT(l->voices.count, 1);
    house_close(&h);
}

static void
stated(struct house *h, struct id child, const char *said, const char *hear)
{
    struct str parts[5] = {S("{\"statement_on\": \"2027-02-20\","
                             " \"statement_how\": \"statement_written\","
                             " \"statement_helped\": \"Her advocate\","
                             " \"statement_translation\": \"At Nain’s.\","
                             " \"statement_text\": \""),
        str_of(said), S("\", \"statement_hear\": [\""), str_of(hear),
        S("\"]}")};

    (void)house_say(h,
        &(struct house_entry){.form = "child_statement",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->social,
            .children = {child}},
        NULL);
}

TEST(meeting_voices__have_the_childs_own_statement_where_the_child_lets_them)
{
    struct house               h;
    struct table               t;
    const struct meeting_page *p;

    house_open(&h);
    t = called(&h, "called_initial");
    stated(&h, t.children[0], "Gyda Nain.", "conference");
    stated(&h, t.children[1], "For Mam alone.", "mother");
    p = page_of(&h, &t, h.social, NULL);
    WANT_INT(p->voices.count, 1);
    WANT_INT(p->voices.all[0].count, 1);
    WANT_STR(p->voices.all[0].words[0].text, "Gyda Nain.");
    WANT_STR(p->voices.all[0].words[0].helped, "Her advocate");
    WANT_STR(p->voices.all[0].words[0].translation, "At Nain’s.");
    WANT_STR(p->voices.all[0].words[0].kind.en,
        "The child’s own statement, written");
    house_close(&h);
}

TEST(meeting_voices__stand_beside_no_core_group)
{
    struct house h;
    struct table t;

    house_open(&h);
    t = called(&h, "called_core_group");
    visited(&h, t.children[0], "Tell them I want Mam.", "\"conference\"");
    WANT_INT(page_of(&h, &t, h.social, NULL)->voices.count, 0);
    house_close(&h);
}
