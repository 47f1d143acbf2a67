/*
 * meeting_live_test -- a meeting while it sits: nine agencies, three
 * siblings, two people who type, and what is brought to it.
 *
 * long: every test sits at the same table.
 */
#include "action/meeting_live.h"

#include "../test.h"
#include "door.h"

struct table {
    struct id thread, chair;
    struct id children[3];
    struct id beside; /* asked as well, or none */
};

static void
siblings(struct house *h, struct table *t)
{
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                " \"given_name\": {\"0\": \"Non\", \"1\": \"Deio\","
                " \"2\": \"Mali\"}, \"family_name\": {\"0\": \"Llwyd\","
                " \"1\": \"Llwyd\", \"2\": \"Llwyd\"},"
                " \"unborn\": {\"0\": \"no\", \"1\": \"no\","
                " \"2\": \"no\"}, \"birth_date\": {\"0\": \"2020-05-14\","
                " \"1\": \"2026-08-01\", \"2\": \"2018-01-01\"}}",
        .by = h->teacher};
    struct id          thread;

    for (size_t i = 0; i < 3; i++)
        e.children[i] = t->children[i] = house_child(h, h->school);
    (void)house_say(h, &e, &thread);
    for (size_t i = 0; i < 3; i++)
        house_allocate(h, thread, t->children[i], h->social);
}

/* Seven services beside the authority and another. */
static size_t
services(struct house *h, struct id *all)
{
    for (size_t i = 0; i < 8; i++) {
        struct agency a = {.kind = S("third_sector"),
            .name = {S("Gwasanaeth"), S("Service")},
            .authority = h->authority,
            .language = LANG_CY};

        WANT_OK(agency_new(h->w, &a, &all[i]));
    }
    return 8;
}

static void
call(struct house *h, struct table *t, const char *kind)
{
    static const char *const said[] = {"called_at-day", "8", "called_at-month",
        "3", "called_at-year", "2027", "called_at-time", "10:00",
        "called_format-why", "-", "meeting_language-why", "-"};
    struct id                others[2], more[9];
    struct meeting_form_ask  ask = {pack_form(h->pack, S("meeting_called")),
         others, 2};
    struct meeting_call      in = {.more = more};
    const struct meeting_form *page;
    struct typed               typed;
    struct answer              got;
    bool                       asked[8];
    struct str                 why[8] = {{0}};

    for (size_t i = 0; i < 2; i++)
        others[i] = house_person(h, t->children[i + 1]);
    for (size_t i = 0; i < 8; i++)
        asked[i] = true;
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_MEETING_FORM,
            .about = house_person(h, t->children[0]),
            .with = &ask},
        &got));
    page = got.with;
    in.more_count = services(h, more);
    if (!id_is_none(t->beside))
        more[in.more_count++] = t->beside;
    in.ask = ask;
    in.digest = page->network.digest;
    in.count = page->network.count;
    in.asked = asked;
    in.why = why;
    in.typed = &typed;
    typed_init(&typed, h->arena, h->pack, ask.form);
    for (size_t i = 0; i < sizeof said / sizeof *said; i += 2)
        typed_set(&typed, str_of(said[i]), str_of(said[i + 1]), 0);
    typed_set(&typed, S("called_type"), str_of(kind), 0);
    typed_set(&typed, S("chair"), id_text(h->arena, t->chair), 0);
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_MEETING_CALL,
            .about = house_person(h, t->children[0]),
            .with = &in},
        &got));
    t->thread = ((const struct meeting_called *)got.with)->thread;
}

static struct table
sitting(struct house *h, const char *kind)
{
    struct table t = {
        .chair = house_account(h, h->authority, "chair", "reviewing_officer")};
    struct answer got;

    siblings(h, &t);
    call(h, &t, kind);
    WANT_OK(door(h, t.chair,
        (struct ask){.act = ACT_MEETING_BEGIN, .about = t.thread}, &got));
    /* whoever comes second finds it begun */
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_MEETING_BEGIN, .about = t.thread}, &got));
    return t;
}

static enum err
look(struct house *h, const struct table *t, struct id who,
    const struct meeting_live **out)
{
    struct answer got;
    enum err      e = door(h, who,
             (struct ask){.act = ACT_MEETING_LIVE, .about = t->thread}, &got);

    if (!e)
        *out = got.with;
    return e;
}

static enum err
type(struct house *h, const struct table *t, struct id who, const char *name,
    const char *text, int64_t was, bool *beside)
{
    struct draft_input    one = {.name = str_of(name),
           .text = str_of(text),
           .was = was};
    struct meeting_typing in = {.save = {.inputs = &one, .count = 1}};
    struct ask ask = {.act = ACT_MEETING_TYPE, .about = t->thread, .with = &in};
    struct answer got;
    enum err      e = door(h, who, ask, &got);

    if (!e && beside)
        *beside = ((const struct meeting_typed *)got.with)->beside;
    return e;
}

/* What was laid out before anybody had typed. */
static int64_t
revision(const struct meeting_live *l, struct str name)
{
    const struct typed_value *v = typed_find(&l->draft.typed, name);

    return v ? v->revision : 0;
}

TEST(meeting_begin__lays_out_a_row_for_every_agency_and_child)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;
    const struct field        *views;

    house_open(&h);
    t = sitting(&h, "called_initial");
    WANT_OK(look(&h, &t, h.social, &l));
    WANT_INT(l->agencies.count, 9);
    WANT_INT(l->view_count, 3);
    views = form_field(l->draft.form, S("views"));
    WANT_INT(typed_rows(&l->draft.typed, views, 2).count, 9);
    WANT_STR(l->draft.subjects[2].name, "Mali Llwyd");
    WANT(!l->quorum.met && l->quorum.missing_count == 1);
    WANT(!l->may_close);
    WANT_OK(look(&h, &t, t.chair, &l));
    WANT(l->may_close);
    WANT_ERR(ERR_ABSENT, look(&h, &t, h.safeguarding, &l));
    WANT_ERR(ERR_ABSENT, type(&h, &t, h.nurse, "family_views", "x", 0, NULL));
    house_close(&h);
}

TEST(meeting_type__loses_nothing_of_what_two_type_at_once)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;
    bool                       beside = false;
    size_t                     both = 0;

    house_open(&h);
    t = sitting(&h, "called_initial");
    for (int c = 0; c < 3; c++)
        for (int a = 0; a < 9; a++) {
            struct str  parts[5] = {S("views."), str_of_int(h.arena, c), S(":"),
                 str_of_int(h.arena, a), S(":view_why")};
            const char *name =
                str_c(h.arena, str_join(h.arena, parts, 5, (struct str){0}));

            WANT_OK(type(&h, &t, h.social, name, "likely", 0, &beside));
            WANT(!beside);
            if (a % 3)
                continue;
            WANT_OK(type(&h, &t, t.chair, name, "not likely", 0, &beside));
            WANT(beside);
            both++;
        }
    WANT_OK(look(&h, &t, h.social, &l));
    WANT_INT(l->clash_count, both);
    for (size_t i = 0; i < l->clash_count; i++) {
        WANT_INT(l->clashes[i].count, 2);
        WANT_STR(l->clashes[i].texts[0].text, "likely");
        WANT_STR(l->clashes[i].texts[1].text, "not likely");
    }
    WANT_INT(l->people_count, 2);
    house_close(&h);
}

/* Whether an answer in that column is missing. */
static bool
is_asked(const struct meeting_live *l, const char *column)
{
    for (size_t i = 0; i < l->draft.fault_count; i++)
        if (str_eq(l->draft.faults[i].field->id, str_of(column)))
            return true;
    return false;
}

TEST(meeting_type__counts_who_is_there_and_who_has_said_something)
{
    static const char *const   there[] = {"attendance:0:present",
          "attendance:1:present", "attendance:2:present"};
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;

    house_open(&h);
    t = sitting(&h, "called_initial");
    for (size_t i = 0; i < 3; i++)
        WANT_OK(type(&h, &t, h.social, there[i], "yes", 0, NULL));
    WANT_OK(type(&h, &t, h.social, "views.1:0:view_for", "for", 0, NULL));
    WANT_OK(look(&h, &t, h.social, &l));
    WANT_INT(l->seat_count, 3);
    WANT_INT(l->seats[1].may, MEETING_MAY_UNSAID);
    /* one is there who may not decide; another may not, and is not there */
    WANT_OK(type(&h, &t, h.social, "attendance:1:may_decide", "no", 0, NULL));
    WANT_OK(type(&h, &t, h.social, "attendance:4:may_decide", "no", 0, NULL));
    WANT_OK(look(&h, &t, h.social, &l));
    WANT_INT(l->seat_count, 3);
    WANT_INT(l->seats[0].may, MEETING_MAY_UNSAID);
    WANT_INT(l->seats[1].may, MEETING_MAY_NOT);
    WANT(str_eq(l->seats[1].name, l->agencies.rows[1].label));
    /* and is asked why, and who decides */
    WANT(is_asked(l, "may_decide_why"));
    WANT(l->quorum.met);
    WANT_INT(l->quorum.there, 3);
    WANT_INT(l->views[0].said, 0);
    WANT_INT(l->views[1].said, 1);
    house_close(&h);
}

static enum err
press(struct house *h, const struct table *t, const char *add,
    const char *remove)
{
    struct meeting_typing in = {
        .save = {.add = str_of(add), .remove = str_of(remove)}};
    struct answer got;

    return door(h, h->social,
        (struct ask){.act = ACT_MEETING_TYPE, .about = t->thread, .with = &in},
        &got);
}

TEST(meeting_type__adds_a_row_to_what_stands_there_now_and_takes_one_out)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;
    const struct field        *views;
    struct typed_list          rows;

    house_open(&h);
    t = sitting(&h, "called_initial");
    WANT_OK(press(&h, &t, "views.1", ""));
    WANT_OK(press(&h, &t, "", "views.1:0"));
    WANT_ERR(ERR_INVALID, press(&h, &t, "views.7", ""));
    WANT_ERR(ERR_INVALID, press(&h, &t, "chair", ""));
    WANT_OK(look(&h, &t, h.social, &l));
    views = form_field(l->draft.form, S("views"));
    WANT_INT(typed_rows(&l->draft.typed, views, 0).count, 9);
    rows = typed_rows(&l->draft.typed, views, 1);
    WANT_INT(rows.count, 9);
    WANT_INT(rows.all[0], 1);
    WANT_INT(rows.all[8], 9);
    house_close(&h);
}

static enum err
close_it(struct house *h, const struct table *t, struct id who)
{
    struct answer got;

    return door(h, who,
        (struct ask){.act = ACT_MEETING_CLOSE, .about = t->thread}, &got);
}

/* Everything that a core group must say. */
static void
say_all(struct house *h, const struct table *t)
{
    static const char *const   why[] = {"scores-why", "parents_understand-why",
          "access_refused-why", "actions-why", "effect.0-why", "effect.1-why",
          "effect.2-why", "risks_now.0-why", "risks_now.1-why",
          "risks_now.2-why"};
    const struct meeting_live *l = NULL;

    WANT_OK(look(h, t, h->social, &l));
    for (size_t i = 0; i < sizeof why / sizeof *why; i++)
        WANT_OK(type(h, t, h->social, why[i], "not known", 0, NULL));
    for (int a = 0; a < 9; a++) {
        struct str p[3] = {S("attendance:"), str_of_int(h->arena, a),
            S(":present")};
        struct str d[3] = {p[0], p[1], S(":may_decide")};

        WANT_OK(type(h, t, h->social,
            str_c(h->arena, str_join(h->arena, p, 3, (struct str){0})), "yes",
            0, NULL));
        WANT_OK(type(h, t, h->social,
            str_c(h->arena, str_join(h->arena, d, 3, (struct str){0})), "yes",
            0, NULL));
    }
    WANT(revision(l, S("attendance:0:agency_there")) == 1);
}

TEST(meeting_close__records_it_for_every_child_once_nothing_stands_twice)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;
    struct meeting_choice      choice = {.field = S("effect.1-why")};
    struct meeting_typing      in = {.choices = &choice, .choice_count = 1};
    struct answer              got;
    bool                       beside = false;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    WANT_ERR(ERR_INVALID, close_it(&h, &t, h.social));
    say_all(&h, &t);
    WANT_OK(type(&h, &t, t.chair, "effect.1-why", "is away", 0, &beside));
    WANT(beside);
    WANT_ERR(ERR_CONFLICT, close_it(&h, &t, h.social));
    WANT_OK(look(&h, &t, h.social, &l));
    WANT_INT(l->clash_count, 1);
    choice.revision = l->clashes[0].texts[1].revision;
    choice.seen = l->clashes[0].seen;
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_MEETING_TYPE, .about = t.thread, .with = &in},
        &got));
    WANT_OK(close_it(&h, &t, h.social));
    WANT_ERR(ERR_CONFLICT, close_it(&h, &t, h.social));
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM entry e JOIN entry_about a"
                 " ON a.entry = e.id WHERE e.form = 'core_group_meeting'"
                 " AND e.answers LIKE '%is away%'"),
        3);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM sheet_field"), 0);
    WANT_ERR(ERR_ABSENT, look(&h, &t, h.social, &l));
    house_close(&h);
}

/* ---- afterwards ---- */

static const struct meeting_page *
page_of(struct house *h, const struct table *t, struct id who)
{
    struct answer got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_MEETING, .about = t->thread},
        &got));
    return got.with;
}

static enum err
minutes(struct house *h, const struct table *t, struct id who, struct id to)
{
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h->pack, S("meeting_minutes")),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    typed_set(&typed, S("minutes_summary"), S("All were heard."), 0);
    typed_set(&typed, S("minutes_reasons-why"), S("-"), 0);
    typed_set(&typed, S("minutes_next-why"), S("-"), 0);
    typed_set(&typed, S("minutes_to-rows"), S("0"), 0);
    typed_set(&typed, S("minutes_to:0:minutes_agency"), id_text(h->arena, to),
        0);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = t->thread, .with = &in},
        &got);
}

/* Somebody who answers for their agency at a service that was asked. */
static struct id
of_service(struct house *h, struct id agency, const char *login)
{
    struct account a = {.agency = agency,
        .login = str_of(login),
        .name = str_of(login),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(account_grant(h->w, id, S("designated_safeguarding_person"), none,
        none, (struct moment){0}));
    return id;
}

TEST(meeting_minutes__are_the_chairs_and_read_by_those_they_are_shared_with)
{
    struct house               h;
    struct table               t;
    const struct meeting_page *p;
    struct id                  with, without;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    WANT_ERR(ERR_ABSENT, minutes(&h, &t, t.chair, h.authority));
    say_all(&h, &t);
    WANT_OK(close_it(&h, &t, h.social));
    p = page_of(&h, &t, t.chair);
    WANT(p->over && p->write && !p->minutes);
    WANT_INT(p->given.count, 9);
    with = of_service(&h, p->invited[3].agency, "with");
    without = of_service(&h, p->invited[4].agency, "without");
    WANT_ERR(ERR_DENIED, minutes(&h, &t, h.social, p->invited[3].agency));
    WANT_OK(minutes(&h, &t, t.chair, p->invited[3].agency));
    p = page_of(&h, &t, with);
    WANT(p->minutes && !p->write && !p->family);
    WANT_STR(p->minutes->lines[0].text, "All were heard.");
    WANT(!page_of(&h, &t, without)->minutes);
    WANT(page_of(&h, &t, h.social)->minutes);
    house_close(&h);
}

/* ---- beside the minutes ---- */

static enum err
add(struct house *h, const struct table *t, struct id who, const char *form,
    const char *const *said)
{
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h->pack, str_of(form)),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    for (size_t i = 0; said[i]; i += 2)
        typed_set(&typed, str_of(said[i]), str_of(said[i + 1]), 0);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = t->thread, .with = &in},
        &got);
}
static const char *const annex[] = {"annex_text", "A third person.",
    "annex_why", "Police", NULL};
static const char *const asked[] = {"correction_where", "Line 2",
    "correction_text", "It was Monday.", NULL};
static const char       *answered[] = {"corrected_where", "Line 2",
          "corrected_answer", "corrected_whole", "corrected_text", "Monday.",
          "corrected_for", NULL, NULL};

static bool
is_called(struct house *h, const struct table *t, struct id who,
    struct words agency)
{
    const struct meeting_page *p = page_of(h, t, who);

    for (size_t i = 0; i < p->beside_count; i++)
        for (size_t k = 0; k < p->beside[i].said->line_count; k++)
            if (str_eq(p->beside[i].said->lines[k].text,
                    words_in(agency, LANG_EN)) ||
                str_eq(p->beside[i].said->lines[k].text, agency.cy))
                return true;
    return false;
}

static bool
reads(struct house *h, const struct table *t, struct id who, const char *form)
{
    const struct meeting_page *p = page_of(h, t, who);

    for (size_t i = 0; i < p->beside_count; i++)
        if (str_eq(p->beside[i].form->id, str_of(form)))
            return true;
    return false;
}

TEST(meeting_beside__keeps_the_annex_from_those_who_only_have_the_minutes)
{
    struct house h;
    struct table t;
    struct id    with, other;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    say_all(&h, &t);
    WANT_OK(close_it(&h, &t, h.social));
    /* there is nothing yet that it could stand beside */
    WANT_ERR(ERR_ABSENT, add(&h, &t, t.chair, "minutes_annex", annex));
    with = of_service(&h, page_of(&h, &t, t.chair)->invited[3].agency, "with");
    other =
        of_service(&h, page_of(&h, &t, t.chair)->invited[4].agency, "other");
    WANT_OK(
        minutes(&h, &t, t.chair, page_of(&h, &t, t.chair)->invited[3].agency));
    WANT_ERR(ERR_DENIED, add(&h, &t, with, "minutes_annex", annex));
    WANT_ERR(ERR_DENIED, add(&h, &t, h.social, "minutes_annex", annex));
    WANT_OK(add(&h, &t, t.chair, "minutes_annex", annex));
    WANT(reads(&h, &t, t.chair, "minutes_annex"));
    WANT(reads(&h, &t, h.social, "minutes_annex"));
    WANT(!reads(&h, &t, with, "minutes_annex"));
    WANT_INT(page_of(&h, &t, other)->beside_count, 0);
    house_close(&h);
}

TEST(meeting_beside__lets_who_has_the_minutes_ask_and_the_chair_answer)
{
    struct house h;
    struct table t;
    struct id    with, other;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    say_all(&h, &t);
    WANT_OK(close_it(&h, &t, h.social));
    with = of_service(&h, page_of(&h, &t, t.chair)->invited[3].agency, "with");
    other =
        of_service(&h, page_of(&h, &t, t.chair)->invited[4].agency, "other");
    WANT_OK(
        minutes(&h, &t, t.chair, page_of(&h, &t, t.chair)->invited[3].agency));
    WANT_INT(page_of(&h, &t, with)->add_count, 1);
    WANT_ERR(ERR_ABSENT, add(&h, &t, other, "minutes_correction", asked));
    WANT_OK(add(&h, &t, with, "minutes_correction", asked));
    WANT(reads(&h, &t, with, "minutes_correction"));
    WANT(reads(&h, &t, t.chair, "minutes_correction"));
    WANT_ERR(ERR_DENIED, add(&h, &t, with, "minutes_corrected", answered));
    answered[7] = str_c(h.arena,
        id_text(h.arena, page_of(&h, &t, t.chair)->invited[3].agency));
    WANT_OK(add(&h, &t, t.chair, "minutes_corrected", answered));
    WANT(is_called(&h, &t, t.chair, page_of(&h, &t, t.chair)->invited[3].name));
    WANT(reads(&h, &t, with, "minutes_corrected"));
    WANT(!reads(&h, &t, other, "minutes_corrected"));
    house_close(&h);
}

static enum err
changed(struct house *h, const struct table *t, struct id who,
    struct answer *got)
{
    return door(h, who,
        (struct ask){.act = ACT_MEETING_CHANGED, .about = t->thread}, got);
}

TEST(meeting_changed__is_news_of_others_and_never_of_oneself)
{
    struct house      h;
    struct table      t;
    struct answer     got;
    const struct str *version;
    struct str        before;
    bool              beside;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    WANT_OK(changed(&h, &t, h.social, &got));
    version = got.with;
    before = *version;
    WANT_OK(type(&h, &t, h.social, "risks_now.0-why", "x", 0, &beside));
    WANT_OK(changed(&h, &t, h.social, &got));
    version = got.with;
    WANT_SAME(*version, before);
    WANT_OK(type(&h, &t, t.chair, "effect.1-why", "y", 0, &beside));
    WANT_OK(changed(&h, &t, h.social, &got));
    version = got.with;
    WANT(!str_eq(*version, before));
    WANT(err_is_refusal(changed(&h, &t, h.nurse, &got)));
    house_close(&h);
}

TEST(meeting_history__names_who_said_that_they_read_it)
{
    struct house               h;
    struct table               t;
    const struct meeting_page *p;

    house_open(&h);
    t = sitting(&h, "called_core_group");
    p = page_of(&h, &t, h.social);
    WANT(p->may_hold);
    WANT_INT(p->history_count, 0);
    for (int i = 0; i < 3; i++) /* one child twice */
        (void)house_say(&h,
            &(struct house_entry){.form = "read_history",
                .said = "{\"read_what\": [\"earlier_concerns\"]}",
                .by = h.social,
                .children = {t.children[i / 2]}},
            NULL);
    p = page_of(&h, &t, h.social);
    WANT_INT(p->history_count, 1);
    WANT_INT(p->history[0].children, 2);
    WANT(p->history[0].name.n);
    house_close(&h);
}

/* ---- what agencies write for it ---- */

static const char *const written[] = {"report_writer", "A doctor",
    "report_known.0-why", "-", "report_known.1-why", "-", "report_known.2-why",
    "-", "report_worry.0", "Bruises.", "report_worry.1-why", "-",
    "report_worry.2-why", "-", "report_well.0-why", "-", "report_well.1-why",
    "-", "report_well.2-why", "-", "report_words.0", "I am afraid.",
    "report_view.0", "for_it", "report_view.1", "against_it", "report_view.2",
    "for_it", "report_view_why.0", "The bruises.", "report_view_why.1-why", "-",
    "report_view_why.2-why", "-", "report_told-why", "-", NULL};

/* The school is asked because it is a child's; who writes for it. */
static struct id
school_lead(struct house *h)
{
    return house_account(h, h->school, "lead",
        "designated_safeguarding_person");
}

static enum err
report(struct house *h, const struct table *t, struct id who, struct id of)
{
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h->pack, S("agency_report")),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    for (size_t i = 0; written[i]; i += 2)
        typed_set(&typed, str_of(written[i]), str_of(written[i + 1]), 0);
    typed_set(&typed, S("report_of"), id_text(h->arena, of), 0);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = t->thread, .with = &in},
        &got);
}

/* Called, and not begun. */
static struct table
called_only(struct house *h, const char *kind)
{
    struct table t = {.chair = house_account(h, h->authority, "chair",
                          "reviewing_officer"),
        .beside = h->school};

    siblings(h, &t);
    call(h, &t, kind);
    return t;
}

static void
begin(struct house *h, const struct table *t)
{
    struct answer got;

    WANT_OK(door(h, t->chair,
        (struct ask){.act = ACT_MEETING_BEGIN, .about = t->thread}, &got));
}

/* What stands in the school's row of the views about that child. */
static struct str
view_laid(struct house *h, const struct table *t, int child, const char *column)
{
    const struct meeting_live *l = NULL;
    const struct field        *views;

    WANT_OK(look(h, t, t->chair, &l));
    views = form_field(l->draft.form, S("views"));
    for (int row = 0; row < 12; row++) {
        struct typed_input        at = {.field = views,
                   .child = child,
                   .row = row,
                   .column = S("view_agency")};
        const struct typed_value *v =
            typed_find(&l->draft.typed, typed_name(h->arena, &at));

        if (!v || !str_eq(v->text, S("school")))
            continue;
        at.column = str_of(column);
        v = typed_find(&l->draft.typed, typed_name(h->arena, &at));
        return v ? v->text : (struct str){0};
    }
    return S("no row");
}

static bool
reads_report(struct house *h, const struct table *t, struct id who,
    const char *words)
{
    const struct meeting_page *p = page_of(h, t, who);

    for (size_t i = 0; i < p->brought_count; i++)
        for (size_t k = 0; k < p->brought[i].part_count; k++)
            for (size_t n = 0; n < p->brought[i].parts[k].line_count; n++)
                if (str_eq(p->brought[i].parts[k].lines[n].text, str_of(words)))
                    return true;
    return false;
}

TEST(meeting_report__stands_in_its_agencys_rows_when_the_meeting_sits)
{
    struct house h;
    struct table t;
    struct id    lead;

    house_open(&h);
    t = called_only(&h, "called_initial");
    lead = school_lead(&h);
    /* whoever is asked writes for their own agency, whatever they say */
    WANT_OK(report(&h, &t, lead, h.authority));
    begin(&h, &t);
    WANT_STR(view_laid(&h, &t, 0, "view_for"), "for_it");
    WANT_STR(view_laid(&h, &t, 0, "view_why"), "The bruises.");
    WANT_STR(view_laid(&h, &t, 1, "view_for"), "against_it");
    WANT_STR(view_laid(&h, &t, 1, "view_why"), "");
    WANT_STR(view_laid(&h, &t, 2, "view_for"), "for_it");
    house_close(&h);
}

TEST(meeting_report__that_comes_late_stands_beside_what_was_typed)
{
    struct house               h;
    struct table               t;
    const struct meeting_live *l = NULL;

    house_open(&h);
    t = called_only(&h, "called_initial");
    begin(&h, &t);
    WANT_STR(view_laid(&h, &t, 0, "view_for"), "");
    /* the worker writes down what the school has sent on paper */
    WANT_OK(report(&h, &t, h.social, h.school));
    WANT_STR(view_laid(&h, &t, 0, "view_for"), "for_it");
    WANT_OK(look(&h, &t, t.chair, &l));
    WANT_INT(l->clash_count, 0);
    house_close(&h);
}

TEST(meeting_report__is_read_by_the_chair_and_whoever_wrote_it)
{
    struct house h;
    struct table t;
    struct id    lead, other;

    house_open(&h);
    t = called_only(&h, "called_initial");
    lead = school_lead(&h);
    other = house_account(&h, h.school, "deputy", "deputy_safeguarding_person");
    WANT_OK(report(&h, &t, lead, h.school));
    WANT(reads_report(&h, &t, t.chair, "Bruises."));
    WANT(reads_report(&h, &t, h.social, "Bruises."));
    WANT(reads_report(&h, &t, lead, "Bruises."));
    WANT(reads_report(&h, &t, other, "Bruises."));
    /* a child's words are for the worker and for whoever heard them (S16) */
    WANT(reads_report(&h, &t, h.social, "I am afraid."));
    WANT(reads_report(&h, &t, lead, "I am afraid."));
    WANT(!reads_report(&h, &t, other, "I am afraid."));
    WANT(!reads_report(&h, &t, t.chair, "I am afraid."));
    house_close(&h);
}

TEST(meeting_report__is_nobodys_who_is_not_asked_and_of_no_core_group)
{
    struct house h;
    struct table t;
    struct id    nurse;

    house_open(&h);
    t = called_only(&h, "called_initial");
    nurse =
        house_account(&h, h.hospital, "safe", "designated_safeguarding_person");
    WANT(err_is_refusal(report(&h, &t, nurse, h.hospital)));
    WANT(err_is_refusal(report(&h, &t, h.nurse, h.hospital)));
    house_close(&h);
    house_open(&h);
    t = called_only(&h, "called_core_group");
    WANT(err_is_refusal(report(&h, &t, school_lead(&h), h.school)));
    house_close(&h);
}
