/*
 * casework_test -- recording about a child from the child's own page: who
 * may, about whom together, and what becomes of it.
 */
#include "action/casework.h"

#include "../test.h"
#include "door.h"
#include "family.h"

#include "action/meeting.h"
#include "action/report.h"
#include "action/tell.h"

static const struct form *
visit(const struct house *h)
{
    const struct form *f = NULL;

    for (size_t i = 0; i < h->pack->forms_count && !f; i++)
        if (form_yields(&h->pack->forms[i], YIELD_SEEN) &&
            form_yields(&h->pack->forms[i], YIELD_WORDS))
            f = &h->pack->forms[i];
    WANT(f && casework_is(h->pack, f));
    return f;
}

static const struct casework_page *
list(struct house *h, struct id who, struct id source, enum err *e)
{
    struct answer got;

    *e = door(h, who,
        (struct ask){.act = ACT_CASEWORK, .about = house_person(h, source)},
        &got);
    return *e ? NULL : got.with;
}

static enum err
begin(struct house *h, struct id who, struct id source, struct id with,
    struct id *draft)
{
    struct id             other = {0};
    struct casework_begin in = {.form = visit(h), .others = &other};
    struct answer         got;
    enum err              e;

    if (!id_is_none(with)) {
        other = house_person(h, with);
        in.other_count = 1;
    }
    e = door(h, who,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(h, source),
            .with = &in},
        &got);
    if (!e)
        *draft = ((const struct draft_started *)got.with)->draft;
    return e;
}

static enum err
put(struct house *h, struct id who, struct id draft, const char *name,
    const char *text)
{
    struct draft_input in = {.name = str_of(name), .text = str_of(text)};
    struct draft_save  save = {.inputs = &in, .count = 1};
    struct answer      got;

    return door(h, who,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = draft, .with = &save},
        &got);
}

static const struct draft_page *
page_of(struct house *h, struct id who, struct id draft)
{
    struct answer got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_DRAFT_SHOW, .about = draft},
        &got));
    return got.with;
}

/* What must be answered of one child who was seen alone at home. */
static void
fill_child(struct house *h, struct id draft, const char *child)
{
    static const char *const said[][2] = {{"seen", "yes"}, {"alone", "yes"},
        {"where", "at_home"}, {"bedroom", "yes"}, {"baby-why", "asleep"},
        {"own_words", "Dw i eisiau Mam-gu."}, {"words_language", "cy"},
        {"may_hear", "conference"}};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct str name, why = S("-why"), parts[3];

        name = str_of(said[i][0]);
        parts[0] =
            str_ends(name, why) ? str_sub(name, 0, name.n - why.n) : name;
        parts[1] = str_of(child);
        parts[2] = str_ends(name, why) ? why : (struct str){0};
        WANT_OK(put(h, h->social, draft,
            str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            said[i][1]));
    }
}

static enum err
send(struct house *h, struct id who, struct id draft, struct id *entry)
{
    enum lang     lang = LANG_CY;
    struct answer got;
    enum err      e = door(h, who,
             (struct ask){.act = ACT_DRAFT_SEND, .about = draft, .with = &lang},
             &got);

    if (!e)
        *entry = ((const struct report_sent *)got.with)->entry;
    return e;
}

/* ---- what is offered ---- */

/* Under one heading: of one stage, or of none and of one group. */
static bool
stand_together(const struct house *h, const struct casework_form *x,
    const struct casework_form *y)
{
    size_t stage = pack_stage_of(h->pack, x->form->id);

    return stage == pack_stage_of(h->pack, y->form->id) &&
        (stage < h->pack->stages_count ||
            str_eq(x->form->group, y->form->group));
}

TEST(casework__puts_what_nothing_asks_for_under_headings_of_the_pack)
{
    struct house                h;
    const struct casework_page *p;
    struct family               f;
    enum err                    e;
    size_t                      headings = 0, stage = 0;

    house_open(&h);
    f = family(&h);
    p = list(&h, h.social, f.first, &e);
    WANT_OK(e);
    for (size_t i = 0; i < p->form_count; i++) {
        const struct casework_form *one = &p->forms[i];
        bool first = i == 0 || p->forms[i - 1].due.due.us ||
            !stand_together(&h, &p->forms[i - 1], one);

        WANT((one->heading.en.n > 0) == (first && !one->due.due.us));
        headings += one->heading.en.n > 0;
        if (one->due.due.us)
            continue;
        WANT(pack_stage_of(h.pack, one->form->id) >= stage);
        stage = pack_stage_of(h.pack, one->form->id);
    }
    WANT(headings > 4);
    house_close(&h);
}

TEST(casework__shows_a_worker_no_heap_of_forms)
{
    struct house                h;
    const struct casework_page *p;
    struct family               f;
    enum err                    e;
    size_t                      run = 0;

    house_open(&h);
    f = family(&h);
    p = list(&h, h.social, f.first, &e);
    WANT_OK(e);
    for (size_t i = 0; i < p->form_count; i++) {
        run = p->forms[i].heading.en.n ? 1 : run + 1;
        WANT(p->forms[i].due.due.us || run < 10);
    }
    house_close(&h);
}

TEST(casework__offers_first_what_is_due_first)
{
    struct house                h;
    struct family               f;
    const struct casework_page *p;
    bool                        met = false;
    enum err                    e;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"goes_on\","
                    " \"took_effect\": \"2027-01-11\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"],"
                    " \"next_visit\": \"2027-03-04\"}",
            .by = h.custodian,
            .children = {f.first}},
        NULL);
    p = list(&h, h.social, f.first, &e);
    WANT_OK(e);
    WANT(p->form_count > 1);
    WANT_STR(p->forms[0].due.clock.en, "Visit to the child");
    WANT(p->forms[0].due.due.us && !p->forms[0].due.late);
    for (size_t i = 0; i < p->form_count; i++) {
        met = met || (p->forms[i].form == visit(&h) && p->forms[i].due.due.us);
        WANT(!i || !p->forms[i].due.due.us ||
            (p->forms[i - 1].due.due.us &&
                p->forms[i - 1].due.due.us <= p->forms[i].due.due.us));
    }
    WANT(met);
    WANT_STR(p->name, "Non Llwyd");
    house_close(&h);
}

TEST(casework__offers_nothing_that_another_page_fills_in)
{
    struct house                h;
    struct family               f;
    const struct casework_page *p;
    enum err                    e;

    house_open(&h);
    f = family(&h);
    p = list(&h, h.social, f.first, &e);
    WANT_OK(e);
    for (size_t i = 0; i < p->form_count; i++) {
        const struct form *form = p->forms[i].form;

        WANT(!form->in_thread.n || str_eq(form->in_thread, form->opens_thread));
        WANT(form != tell_form_of(h.pack));
        WANT(!form_yields(form, YIELD_CONCERN));
    }
    house_close(&h);
}

TEST(casework__is_refused_to_those_who_record_nothing_about_the_child)
{
    struct house  h;
    struct family f;
    struct id     draft;
    enum err      e;

    house_open(&h);
    f = family(&h);
    WANT(!list(&h, h.teacher, f.first, &e));
    WANT_ERR(ERR_DENIED, e);
    WANT(!list(&h, h.nurse, f.first, &e));
    WANT_ERR(ERR_DENIED, e);
    WANT_ERR(ERR_DENIED, begin(&h, h.nurse, f.first, (struct id){0}, &draft));
    WANT_ERR(ERR_DENIED, begin(&h, h.teacher, f.first, (struct id){0}, &draft));
    WANT_INT(house_count(&h, "SELECT count(*) FROM draft"), 0);
    house_close(&h);
}

/* ---- a draft about children who are there ---- */

TEST(casework_begin__takes_siblings_together_and_knows_them)
{
    struct house             h;
    struct family            f;
    const struct draft_page *p;
    struct id                draft;

    house_open(&h);
    f = family(&h);
    WANT_OK(begin(&h, h.social, f.first, f.second, &draft));
    p = page_of(&h, h.social, draft);
    WANT_INT(p->subject_count, 2);
    WANT_STR(p->subjects[0].name, "Non Llwyd");
    WANT_STR(p->subjects[1].name, "Deio Llwyd");
    WANT_INT(p->about.ages[0], 6);
    WANT_INT(p->about.ages[1], 0);
    WANT_STR(typed_text(&p->typed, S("visited_on-year")), "2027");
    WANT_INT(p->line_count, 0); /* nobody's front door is concerned */
    house_close(&h);
}

/* Nobody has written yet that they are siblings: one concern is about both. */
TEST(casework__offers_the_other_child_of_a_concern_to_record_about_together)
{
    struct house           h;
    struct family          f;
    struct casework_ask    in;
    struct answer          got;
    const struct meetings *m;

    house_open(&h);
    f = family(&h);
    in = (struct casework_ask){.form = visit(&h)};
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_CASEWORK_FORM,
            .about = house_person(&h, f.first),
            .with = &in},
        &got));
    WANT_INT(((const struct casework_page *)got.with)->other_count, 1);
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_MEETINGS, .about = house_person(&h, f.first)},
        &got));
    m = got.with;
    WANT_INT(m->other_count, 1);
    WANT_STR(m->others[0].name, "Deio Llwyd");
    house_close(&h);
}

/* A core group is of several agencies, so its members are too (D8). */
TEST(casework_draft__offers_all_of_the_area_to_a_core_group)
{
    struct house             h;
    struct family            f;
    struct casework_begin    in = {0};
    const struct draft_page *p;
    struct answer            got;
    bool                     teacher = false, social = false;

    house_open(&h);
    f = family(&h);
    in.form = pack_form(h.pack, S("core_group"));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(&h, f.first),
            .with = &in},
        &got));
    p = page_of(&h, h.social, ((const struct draft_started *)got.with)->draft);
    for (size_t i = 0; i < p->accounts.count; i++) {
        teacher = teacher ||
            str_eq(p->accounts.rows[i].id, id_text(h.arena, h.teacher));
        social = social ||
            str_eq(p->accounts.rows[i].id, id_text(h.arena, h.social));
    }
    WANT(teacher && social);
    house_close(&h);
}

TEST(casework_begin__asks_policy_about_every_sibling)
{
    struct house  h;
    struct family f;
    struct id     draft, other;

    house_open(&h);
    f = family(&h);
    other = house_child(&h, h.school);
    WANT_ERR(ERR_DENIED, begin(&h, h.social, f.first, other, &draft));
    WANT_OK(begin(&h, h.social, f.first, f.first, &draft)); /* once */
    WANT_INT(page_of(&h, h.social, draft)->subject_count, 1);
    house_close(&h);
}

TEST(casework_draft__keeps_its_children)
{
    struct house  h;
    struct family f;
    struct id     draft, other;

    house_open(&h);
    f = family(&h);
    other = house_child(&h, h.school);
    WANT_OK(begin(&h, h.social, f.first, (struct id){0}, &draft));
    WANT_ERR(ERR_INVALID,
        put(&h, h.social, draft, "_source.0",
            str_c(h.arena, id_text(h.arena, other))));
    WANT_ERR(ERR_INVALID, put(&h, h.social, draft, "_children", "0,1"));
    house_close(&h);
}

TEST(casework_draft__is_refused_once_its_author_has_left_the_child)
{
    struct house  h;
    struct family f;
    struct id     draft, entry;
    struct answer got;

    house_open(&h);
    f = family(&h);
    WANT_OK(begin(&h, h.social, f.first, (struct id){0}, &draft));
    WANT_ERR(ERR_ABSENT,
        door(&h, h.manager, (struct ask){.act = ACT_DRAFT_SHOW, .about = draft},
            &got));
    house_sql(&h, "DELETE FROM tie");
    WANT_ERR(ERR_DENIED,
        door(&h, h.social, (struct ask){.act = ACT_DRAFT_SHOW, .about = draft},
            &got));
    WANT_ERR(ERR_DENIED, put(&h, h.social, draft, "who_was_there", "Mam"));
    WANT_ERR(ERR_DENIED, send(&h, h.social, draft, &entry));
    house_close(&h);
}

/* ---- recording ---- */

TEST(draft_send__records_casework_about_each_child_by_its_own_record)
{
    struct house  h;
    struct family f;
    struct id     draft, entry;
    struct entry  e;

    house_open(&h);
    f = family(&h);
    WANT_OK(begin(&h, h.social, f.first, f.second, &draft));
    WANT_OK(put(&h, h.social, draft, "entry_refused", "no"));
    fill_child(&h, draft, ".0");
    WANT_ERR(ERR_INVALID, send(&h, h.social, draft, &entry)); /* half done */
    fill_child(&h, draft, ".1");
    WANT_OK(send(&h, h.social, draft, &entry));
    WANT_OK(entry_load(h.w, entry, &e));
    WANT_INT(e.about_count, 2);
    WANT(id_eq(house_person(&h, e.about[0].source), house_person(&h, f.first)));
    WANT(
        id_eq(house_person(&h, e.about[1].source), house_person(&h, f.second)));
    /* nobody was made for it */
    WANT_INT(house_count(&h, "SELECT count(*) FROM person"), 2);
    house_close(&h);
}

TEST(casework_sent__says_which_clock_it_met)
{
    struct house                h;
    struct family               f;
    const struct casework_sent *s;
    struct id                   draft, entry, again;
    struct answer               got;
    bool                        met = false;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"goes_on\","
                    " \"took_effect\": \"2027-01-11\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"],"
                    " \"next_visit\": \"2027-03-04\","
                    " \"next_core_group\": \"2027-03-11\"}",
            .by = h.custodian,
            .children = {f.first}},
        NULL);
    WANT_OK(begin(&h, h.social, f.first, (struct id){0}, &draft));
    WANT_ERR(ERR_ABSENT,
        door(&h, h.social,
            (struct ask){.act = ACT_CASEWORK_SENT, .about = draft}, &got));
    WANT_OK(put(&h, h.social, draft, "entry_refused", "no"));
    fill_child(&h, draft, ".0");
    WANT_OK(send(&h, h.social, draft, &entry));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_CASEWORK_SENT, .about = draft}, &got));
    s = got.with;
    WANT_INT(s->child_count, 1);
    WANT_OK(send(&h, h.social, draft, &again)); /* pressed twice */
    WANT(id_eq(again, entry));
    WANT_STR(s->children[0].name, "Non Llwyd");
    for (size_t i = 0; i < s->children[0].clock_count; i++)
        met = met ||
            (s->children[0].clocks[i].did == CLOCK_WAS_MET &&
                str_eq(s->children[0].clocks[i].due.clock.en,
                    S("Visit to the child")));
    WANT(met);
    house_close(&h);
}

/* ---- the child's page afterwards ---- */

static void
visited(struct house *h, struct id child, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = str_c(h->arena, visit(h)->id),
            .said = said,
            .by = h->social,
            .children = {child}},
        NULL);
}

TEST(child__counts_the_days_since_the_child_was_seen_and_seen_alone)
{
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    p = family_page(&h, h.social, f.first);
    WANT(p->seen.may && p->may_record);
    WANT(date_is_none(p->seen.seen) && date_is_none(p->seen.alone));
    visited(&h, f.first,
        "{\"visited_on\": \"2027-02-10\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"alone\": {\"0\": \"yes\"}}");
    visited(&h, f.first,
        "{\"visited_on\": \"2027-02-24\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"alone\": {\"0\": \"no\"}}");
    /* later, and not seen at all */
    visited(&h, f.first,
        "{\"visited_on\": \"2027-02-27\", \"entry_refused\": \"yes\","
        " \"seen\": {\"0\": \"no\"}}");
    p = family_page(&h, h.social, f.first);
    WANT_INT(p->seen.days, 5);
    WANT_INT(p->seen.days_alone, 19);
    /* the other child was not there */
    WANT(date_is_none(family_page(&h, h.social, f.second)->seen.seen));
    house_close(&h);
}

TEST(child__says_nothing_of_visits_to_those_who_may_not_read_them)
{
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    visited(&h, f.first,
        "{\"visited_on\": \"2027-02-10\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"},"
        " \"own_words\": {\"0\": \"Dim ond i ti.\"}}");
    p = family_page(&h, h.custodian, f.first);
    WANT(!p->seen.may);
    WANT(date_is_none(p->seen.seen));
    WANT_INT(p->said_count, 0);
    house_close(&h);
}

TEST(child__keeps_the_words_with_their_language_and_what_came_of_them)
{
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    visited(&h, f.first,
        "{\"visited_on\": \"2027-02-10\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"},"
        " \"own_words\": {\"0\": \"Boję się.\"},"
        " \"words_language\": {\"0\": \"pl\"},"
        " \"may_hear\": {\"0\": [\"mother\", \"conference\"]},"
        " \"words_done\": {\"0\": \"Rang her aunt.\"},"
        " \"told_back\": {\"0\": \"yes\"}}");
    p = family_page(&h, h.social, f.first);
    WANT(p->said_count >= 1);
    WANT_STR(p->said[0].text, "Boję się.");
    WANT_STR(p->said[0].language.en, "Polish");
    WANT(!p->said[0].code.n); /* not one that pages are written in */
    WANT_STR(p->said[0].may_hear, "Mother, The conference");
    WANT_STR(p->said[0].done, "Rang her aunt.");
    WANT_STR(p->said[0].told_back, "yes");
    house_close(&h);
}

TEST(child__states_no_next_visit_once_the_child_was_visited)
{
    static const char brought_in[] =
        "{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
        " \"authority\": \"conwy\", \"categories\": [\"neglect\"],"
        " \"next_visit\": \"2027-03-04\","
        " \"next_core_group\": \"2027-03-12\"}";
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = brought_in,
            .by = h.custodian,
            .children = {f.first}},
        NULL);
    p = family_page(&h, h.social, f.first);
    WANT_INT(p->reg.next_count, 2);
    visited(&h, f.first,
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}}");
    p = family_page(&h, h.social, f.first);
    WANT_INT(p->reg.next_count, 1);
    WANT(date_eq(p->reg.next[0].on, date_of(2027, 3, 12)));
    house_close(&h);
}
