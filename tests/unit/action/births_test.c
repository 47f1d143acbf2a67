/*
 * births_test -- more babies are born than were expected: who was expected
 * goes on, the other is made beside them, in the same concern and in no
 * register, and the two can never be taken for one.
 */
#include "action/casework.h"

#include "../test.h"
#include "door.h"
#include "family.h"

#include "action/report.h"
#include "record/label.h"
#include "record/thread.h"

struct birth {
    struct house h;
    struct id    thread, source, draft;
};

/* Expected, on the register, and the social worker's; the form is begun. */
static void
birth(struct birth *b)
{
    struct house         *h = &b->h;
    struct house_entry    e = {.form = "concern",
           .said = "{\"about_worker\": \"no\", \"unborn\": {\"0\": \"yes\"},"
                      " \"given_name\": {\"0\": {\"why\": \"not born\"}},"
                      " \"family_name\": {\"0\": {\"why\": \"not born\"}},"
                      " \"expected_on\": {\"0\": \"2027-06-20\"}}"};
    struct casework_begin in = {0};
    struct answer         got;

    house_open(h);
    b->source = e.children[0] = house_child(h, h->school);
    e.by = h->teacher;
    (void)house_say(h, &e, &b->thread);
    house_register(h, b->source);
    house_allocate(h, b->thread, b->source, h->social);
    in.form = pack_form(h->pack, S("child_born"));
    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(h, b->source),
            .with = &in},
        &got));
    b->draft = ((const struct draft_started *)got.with)->draft;
}

static enum err
save(struct birth *b, struct draft_save save)
{
    struct answer got;

    return door(&b->h, b->h.social,
        (struct ask){.act = ACT_DRAFT_SAVE, .about = b->draft, .with = &save},
        &got);
}

static void
put(struct birth *b, const char *name, struct str text)
{
    struct draft_input in = {.name = str_of(name),
        .text = text,
        .choice = CHOSE_THIS}; /* the day stands there already */

    WANT_OK(save(b, (struct draft_save){.inputs = &in, .count = 1}));
}

static const struct draft_page *
page(struct birth *b)
{
    struct answer got;

    WANT_OK(door(&b->h, b->h.social,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = b->draft}, &got));
    return got.with;
}

static enum err
send(struct birth *b, struct id *entry)
{
    static const enum lang lang = LANG_CY;
    const struct ask       ask = {
              .act = ACT_DRAFT_SEND, .about = b->draft, .with = &lang};
    struct answer got;
    enum err      e = door(&b->h, b->h.social, ask, &got);

    if (!e)
        *entry = ((const struct report_sent *)got.with)->entry;
    return e;
}

/* What is known of both on the day. */
static void
fill(struct birth *b, struct id worker)
{
    static const char *const said[][2] = {{"born_on-day", "12"},
        {"born_on-month", "2"}, {"born_on-year", "2027"},
        {"birth_note", "Gyda\xe2\x80\x99r fam."}, {"given_name.0", "Mabli"},
        {"family_name.0", "Penri"}, {"birth_order.0", "1"},
        {"nhs_number.0-why", "not yet"}, {"given_name.1", "Mabon"},
        {"family_name.1", "Penri"}, {"birth_order.1", "2"},
        {"nhs_number.1-why", "not yet"}};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        put(b, said[i][0], str_of(said[i][1]));
    put(b, "baby_worker.1", id_text(b->h.arena, worker));
}

static int64_t
people(struct birth *b)
{
    return house_count(&b->h, "SELECT COUNT(*) FROM person");
}

TEST(birth__of_two_makes_the_one_who_was_not_expected)
{
    struct birth                b;
    struct entry                entry;
    struct id                   id, first, second, *twins;
    const struct child         *child;
    struct face                 face;
    const struct casework_sent *sent;
    struct answer               got;
    int64_t                     before;
    size_t                      n;

    birth(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    WANT_INT(page(&b)->subject_count, 2);
    WANT(page(&b)->fault_count); /* nobody works with them */
    before = people(&b);
    fill(&b, b.h.social);
    WANT_INT(page(&b)->fault_count, 0);
    WANT_STR(page(&b)->subjects[1].name, "Mabon Penri");
    WANT_OK(send(&b, &id));
    WANT_OK(send(&b, &id)); /* again: the same */
    WANT_INT(people(&b), before + 1);
    WANT_OK(entry_load(b.h.w, id, &entry));
    WANT_INT(entry.about_count, 2);
    WANT(id_eq(entry.thread, b.thread)); /* the concern goes on */
    first = house_person(&b.h, b.source);
    second = house_person(&b.h, entry.about[1].source);
    WANT_OK(person_twins(b.h.w, first, &twins, &n));
    WANT(n == 1 && id_eq(twins[0], second));
    WANT_OK(person_face(b.h.w, second, &face));
    WANT_STR(face.given, "Mabon");
    WANT_INT(face.birth_order, 2);
    WANT_STR(date_text(b.h.arena, face.birth_date), "2027-02-12");
    WANT_OK(child_load(b.h.w, first, (struct moment){INT64_MAX}, &child));
    WANT(child_registered(child, b.h.w->today));
    WANT_OK(child_load(b.h.w, second, (struct moment){INT64_MAX}, &child));
    WANT(!child_registered(child, b.h.w->today));
    WANT_ERR(ERR_ILLEGAL,
        link_make(b.h.w, b.source, entry.about[1].source, id));
    WANT_OK(door(&b.h, b.h.social,
        (struct ask){.act = ACT_CASEWORK_SENT, .about = b.draft}, &got));
    sent = got.with;
    WANT_INT(sent->child_count, 2); /* the worker may open both */
    house_close(&b.h);
}

TEST(birth__takes_away_only_whom_it_added)
{
    struct birth b;
    struct id    id;
    int64_t      before;

    birth(&b);
    before = people(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    WANT_ERR(ERR_INVALID,
        save(&b, (struct draft_save){.remove = S("_children:0")}));
    WANT_ERR(ERR_INVALID,
        save(&b,
            (struct draft_save){.inputs = &(
                                    struct draft_input){.name = S("_source.1"),
                                    .text = id_text(b.h.arena, b.source)},
                .count = 1}));
    put(&b, "not_expected.0", S("yes")); /* the program's own answer */
    WANT(!id_is_none(page(&b)->subjects[0].person));
    WANT_OK(save(&b, (struct draft_save){.remove = S("_children:1")}));
    WANT_INT(page(&b)->subject_count, 1);
    fill(&b, b.h.social);
    WANT_OK(send(&b, &id));
    WANT_INT(people(&b), before);
    WANT_INT(house_count(&b.h, "SELECT COUNT(*) FROM link"), 0);
    house_close(&b.h);
}

TEST(birth__with_another_worker_is_recorded_and_theirs)
{
    struct birth                b;
    struct id                   id;
    const struct casework_sent *sent;
    struct answer               got;

    birth(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    fill(&b, b.h.worker);
    WANT_OK(send(&b, &id));
    WANT_OK(door(&b.h, b.h.social,
        (struct ask){.act = ACT_CASEWORK_SENT, .about = b.draft}, &got));
    sent = got.with;
    WANT_INT(sent->child_count, 1);
    house_close(&b.h);
}

/* The mother is in hiding: so is the baby whom nobody expected (S7, S10). */
TEST(birth__puts_the_other_under_the_label_of_the_first)
{
    struct birth    b;
    struct entry    entry;
    struct id       id, second;
    enum label_kind label;
    bool            listed;

    birth(&b);
    WANT_OK(label_set(b.h.w, b.source, LABEL_SHIELDED, b.h.custodian, S("-")));
    WANT_OK(label_admit(b.h.w, b.source, b.h.social));
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    fill(&b, b.h.social);
    WANT_OK(send(&b, &id));
    WANT_OK(entry_load(b.h.w, id, &entry));
    second = house_person(&b.h, entry.about[1].source);
    WANT_OK(label_of(b.h.w, second, &label));
    WANT_INT(label, LABEL_SHIELDED);
    WANT_OK(label_lists(b.h.w, second, b.h.social, &listed));
    WANT(listed);
    WANT_OK(label_lists(b.h.w, second, b.h.worker, &listed));
    WANT(!listed);
    house_close(&b.h);
}
