/*
 * newcomer_test -- a child who is nowhere in this record, and stays here for
 * a time: looked for before the form is begun, when it is checked and when
 * it is recorded; one deed, and nobody else's.
 */
#include "action/newcomer.h"

#include "../test.h"
#include "office.h"

#include "action/casework.h"
#include "action/find.h"
#include "action/report.h"

#define ABOUT_CATRIN                                                          \
    "{\"given_name\": {\"0\": \"Catrin\"}, \"family_name\":"                \
    " {\"0\": \"Morus\"}, \"unborn\": {\"0\": \"no\"},"                   \
    " \"birth_date\": {\"0\": \"2019-03-04\"}, \"about_worker\": \"no\"," \
    " \"urgency\": \"today\"}"

static const struct find_page *
find(struct office *o, struct id who, struct str text)
{
    struct find_ask in = {.text = text};
    struct answer   got;

    WANT_OK(
        office_ask(o, who, (struct ask){.act = ACT_FIND, .with = &in}, &got));
    return got.with;
}

static enum err
begin(struct office *o, struct id who, const struct find_page *f,
    struct id *draft)
{
    struct newcomer_ask in = {f->newcomer, f->who};
    struct answer       got;
    enum err            e = office_ask(o, who,
                   (struct ask){.act = ACT_NEWCOMER, .with = &in}, &got);

    if (!e)
        *draft = ((const struct draft_started *)got.with)->draft;
    return e;
}

static enum err
put(struct office *o, struct id draft, const char *name, struct str text)
{
    struct draft_input in = {.name = str_of(name), .text = text};
    struct draft_save  save = {.inputs = &in, .count = 1};
    struct answer      got;

    return office_ask(o, o->custodian,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = draft, .with = &save},
        &got);
}

static const struct draft_page *
page(struct office *o, struct id draft)
{
    struct answer got;

    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = draft}, &got));
    return got.with;
}

static enum err
send(struct office *o, struct id draft, struct answer *got)
{
    static const enum lang lang = LANG_CY;

    return office_ask(o, o->custodian,
        (struct ask){.act = ACT_DRAFT_SEND, .about = draft, .with = &lang},
        got);
}

/* All that is asked beside who the child is. */
static void
fill_stay(struct office *o, struct id draft)
{
    static const char *const said[][2] = {{"temporary_step", "begins"},
        {"home_authority", "Sir Conwy"}, {"home_told_on-day", "1"},
        {"home_told_on-month", "3"}, {"home_told_on-year", "2027"},
        {"stay_categories", "neglect"}, {"stay_for_good", "no"},
        {"stay_until-day", "30"}, {"stay_until-month", "4"},
        {"stay_until-year", "2027"}, {"home_worker", "Siw Rees"},
        {"core_group_told", "Ar y ff\xc3\xb4n."}};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        WANT_OK(put(o, draft, said[i][0], str_of(said[i][1])));
    WANT_OK(put(o, draft, "host", id_text(o->arena, o->authority)));
}

/* Looked for by the custodian, and begun. */
static struct id
begun(struct office *o)
{
    const struct find_page *f =
        find(o, o->custodian, S("Catrin Morus 4.3.2019"));
    struct id draft = {0};

    WANT(f->newcomer);
    WANT_OK(begin(o, o->custodian, f, &draft));
    return draft;
}

static int64_t
people(struct office *o)
{
    return office_count(o, "SELECT COUNT(*) FROM person");
}

TEST(newcomer__is_made_with_the_temporary_entry_in_one_deed)
{
    struct office               o;
    const struct draft_page    *p;
    const struct casework_sent *sent;
    struct answer               got;
    struct id                   draft;
    int64_t                     before;

    office_open(&o);
    draft = begun(&o);
    WANT_INT(find(&o, o.custodian, S("Catrin Morus"))->begun_count, 1);
    WANT_INT(find(&o, o.worker, S("Catrin Morus"))->begun_count, 0);
    before = people(&o);
    p = page(&o, draft);
    WANT(p->subject_count == 1 && id_is_none(p->subjects[0].person));
    WANT_STR(p->subjects[0].name, "Catrin Morus");
    WANT_STR(date_text(o.arena, p->subjects[0].born), "2019-03-04");
    WANT(p->newcomer && p->newcomer->said && !p->newcomer->count);
    WANT(p->fault_count);
    WANT_ERR(ERR_INVALID, send(&o, draft, &got));
    WANT_INT(people(&o), before);
    fill_stay(&o, draft);
    WANT_INT(page(&o, draft)->fault_count, 0);
    WANT_OK(send(&o, draft, &got));
    WANT_INT(people(&o), before + 1);
    WANT_OK(send(&o, draft, &got)); /* again: the same */
    WANT_INT(people(&o), before + 1);
    WANT_OK(office_ask(&o, o.custodian,
        (struct ask){.act = ACT_CASEWORK_SENT, .about = draft}, &got));
    sent = got.with;
    WANT_INT(sent->child_count, 1);
    WANT_STR(sent->children[0].name, "Catrin Morus");
    WANT(sent->children[0].clock_count);
    WANT_INT(find(&o, o.custodian, S("Catrin Morus 4.3.2019"))->count, 1);
    office_close(&o);
}

TEST(newcomer__is_asked_about_again_when_somebody_comes_in_the_meantime)
{
    struct office            o;
    const struct draft_page *p;
    struct answer            got;
    struct id                draft;
    int64_t                  before;

    office_open(&o);
    draft = begun(&o);
    fill_stay(&o, draft);
    (void)office_report(&o, o.teacher, ABOUT_CATRIN);
    before = people(&o);
    WANT_ERR(ERR_INVALID, send(&o, draft, &got));
    WANT_INT(people(&o), before);
    p = page(&o, draft);
    WANT_INT(p->newcomer->count, 1);
    WANT(!p->newcomer->said);
    WANT_INT(p->fault_count, 1);
    WANT_INT(p->faults[0].msg, MSG_NEWCOMER_ASKED);
    WANT_OK(put(&o, draft, "_none.0", p->newcomer->ids));
    p = page(&o, draft);
    WANT(p->newcomer->said);
    WANT_INT(p->fault_count, 0);
    WANT_OK(send(&o, draft, &got));
    WANT_INT(people(&o), before + 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 1);
    office_close(&o);
}

TEST(newcomer__who_is_here_after_all_keeps_what_was_typed)
{
    struct office            o;
    const struct draft_page *p;
    struct answer            got;
    struct id                draft;
    int64_t                  before;

    office_open(&o);
    draft = begun(&o);
    fill_stay(&o, draft);
    (void)office_report(&o, o.teacher, ABOUT_CATRIN);
    before = people(&o);
    p = page(&o, draft);
    WANT_INT(p->newcomer->count, 1);
    WANT_ERR(ERR_INVALID,
        put(&o, draft, "_source.0", id_text(o.arena, o.authority)));
    WANT_OK(put(&o, draft, "_source.0",
        id_text(o.arena, p->newcomer->rows[0].source)));
    p = page(&o, draft);
    WANT(!p->newcomer_count && !id_is_none(p->subjects[0].person));
    WANT_STR(typed_text(&p->typed, S("home_authority")), "Sir Conwy");
    WANT_INT(p->fault_count, 0);
    WANT_OK(send(&o, draft, &got));
    WANT_INT(people(&o), before);
    office_close(&o);
}

TEST(newcomer__is_for_nobody_but_who_may_enter_it)
{
    struct office           o;
    const struct find_page *f;
    struct id               draft;

    office_open(&o);
    f = find(&o, o.custodian, S("Catrin Morus 4.3.2019"));
    WANT(f->newcomer);
    WANT(!find(&o, o.custodian, S("Catrin Morus"))->newcomer);
    WANT(!find(&o, o.worker, S("Catrin Morus 4.3.2019"))->newcomer);
    WANT_ERR(ERR_DENIED, begin(&o, o.worker, f, &draft));
    WANT_ERR(ERR_DENIED, begin(&o, o.nurse, f, &draft));
    WANT_ERR(ERR_DENIED, begin(&o, o.teacher, f, &draft));
    office_close(&o);
}

TEST(newcomer__is_begun_in_england_too)
{
    struct office            o;
    const struct draft_page *p;

    office_open_in(&o, &office_england);
    p = page(&o, begun(&o));
    WANT_STR(p->subjects[0].name, "Catrin Morus");
    WANT(p->newcomer && p->newcomer->said);
    office_close(&o);
}

/* More than a page holds, of other spellings: each is called as Catrin is by
 * the ear, and was born that day. */
static enum err
alike_add(struct work *w, struct office *o)
{
    struct face f = {.given = S("Catrin"),
        .family = S("Morys"),
        .birth_date = {2019, 3, 4}};
    struct id   person;

    for (int i = 0; i < CANDIDATES_MOST + 2; i++) {
        WANT_OK(person_new(w, PERSON_CHILD, o->authority, S(""), &person,
            &f.source));
        WANT_OK(face_save(w, &f, txn_id(w->tx, ID_ENTRY)));
    }
    return OK;
}

TEST(newcomer__is_told_that_there_are_more_than_are_offered)
{
    struct office            o;
    const struct draft_page *p;
    struct id                draft;

    office_open(&o);
    draft = begun(&o);
    WANT(!page(&o, draft)->newcomer->more);
    office_do(&o, alike_add);
    p = page(&o, draft);
    WANT_INT(p->newcomer->count, CANDIDATES_MOST);
    WANT(p->newcomer->more && !p->newcomer->said);
    office_close(&o);
}
