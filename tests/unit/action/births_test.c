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
#include "record/pair.h"
#include "record/thread.h"

struct birth {
    struct house h;
    struct id    thread, source, draft;
    struct id    who; /* fills the form in */
};

/* Expected, on the register, and the social worker's; the form is begun. */
static void
begun(struct birth *b)
{
    struct house         *h = &b->h;
    struct house_entry    e = {.form = "concern",
           .said = "{\"about_worker\": \"no\", \"unborn\": {\"0\": \"yes\"},"
                      " \"given_name\": {\"0\": {\"why\": \"not born\"}},"
                      " \"family_name\": {\"0\": {\"why\": \"not born\"}},"
                      " \"expected_on\": {\"0\": \"2027-06-20\"}}"};
    struct casework_begin in = {0};
    struct answer         got;

    b->source = e.children[0] = house_child(h, h->school);
    e.by = h->teacher;
    (void)house_say(h, &e, &b->thread);
    house_register(h, b->source);
    house_allocate(h, b->thread, b->source, h->social);
    in.form = pack_form(h->pack, S("child_born"));
    WANT_OK(door(h, b->who,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(h, b->source),
            .with = &in},
        &got));
    b->draft = ((const struct draft_started *)got.with)->draft;
}

static void
birth(struct birth *b)
{
    house_open(&b->h);
    b->who = b->h.social;
    begun(b);
}

static enum err
save(struct birth *b, struct draft_save save)
{
    struct answer got;

    return door(&b->h, b->who,
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

    WANT_OK(door(&b->h, b->who,
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
    enum err      e = door(&b->h, b->who, ask, &got);

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

/* By somebody who may look for people as well. */
static void
birth_at_the_front_door(struct birth *b)
{
    birth(b);
    WANT_OK(account_grant(b->h.w, b->who, S("front_door_worker"),
        b->h.front_door, (struct id){0}, (struct moment){0}));
}

/* A record that came by another way. */
static struct id
came(struct birth *b, struct face f)
{
    f.source = house_child(&b->h, b->h.hospital);
    WANT_OK(face_save(b->h.w, &f, txn_id(b->h.w->tx, ID_ENTRY)));
    return house_person(&b->h, f.source);
}

/* Not sent before it is said of that person that they are somebody else; and
 * then the leaf names them. */
static void
want_asked(struct birth *b, struct id person)
{
    const enum lang lang = LANG_CY;
    struct answer   got;
    struct id       id;
    int64_t         before = people(b);

    WANT_ERR(ERR_INVALID, send(b, &id));
    WANT_INT(people(b), before);
    put(b, "_none.1", id_text(b->h.arena, person));
    WANT_OK(door(&b->h, b->who,
        (struct ask){.act = ACT_DRAFT_SEND, .about = b->draft, .with = &lang},
        &got));
    WANT(id_among(person, got.disclosed, got.disclosed_count));
    WANT_INT(people(b), before + 1);
}

/* Somebody of the name, born that day, may be the baby: it is asked before
 * there is a second record.  Of the baby who was expected nothing is asked. */
TEST(birth__looks_for_whom_it_makes_like_for_any_newcomer)
{
    struct birth b;

    birth_at_the_front_door(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    fill(&b, b.h.social);
    WANT_ERR(ERR_INVALID,
        save(&b,
            (struct draft_save){.inputs = &(struct draft_input){
                                    .name = S("_none.0"), .text = S("x")},
                .count = 1}));
    (void)came(&b,
        (struct face){.given = S("Mabli"),
            .family = S("Penri"),
            .birth_date = {2027, 2, 12}});
    want_asked(&b,
        came(&b,
            (struct face){.given = S("Mabon"),
                .family = S("Penri"),
                .birth_date = {2027, 2, 12}}));
    house_close(&b.h);
}

/* By the number too, whatever the name is. */
TEST(birth__looks_for_the_number_of_whom_it_makes)
{
    struct birth b;

    birth_at_the_front_door(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    fill(&b, b.h.social);
    put(&b, "nhs_number.1-why", S(""));
    put(&b, "nhs_number.1", S("999 204 1005"));
    want_asked(&b,
        came(&b,
            (struct face){.given = S("Baby"),
                .family = S("Rees"),
                .nhs = S("9992041005")}));
    house_close(&b.h);
}

/* Of whom the author may not look for, nothing is asked and nothing shows; the
 * two are a pair for whoever reads pairs. */
TEST(birth__leaves_whom_its_author_may_not_find_to_a_reader_of_pairs)
{
    struct birth b;
    struct entry entry;
    struct pair *pairs;
    struct id    person, id;
    size_t       n;

    birth(&b);
    WANT_OK(save(&b, (struct draft_save){.add = S("_children")}));
    fill(&b, b.h.social);
    person = came(&b,
        (struct face){.given = S("Mabon"),
            .family = S("Penri"),
            .birth_date = {2027, 2, 12}});
    WANT_OK(send(&b, &id));
    WANT_OK(entry_load(b.h.w, id, &entry));
    /* as the door does behind every deed */
    WANT_OK(pair_propose_like(b.h.w, entry.about[1].source, PAIR_REPORT));
    WANT_OK(pair_list(b.h.w, 9, &pairs, &n));
    WANT_INT(n, 1);
    WANT(n &&
        (id_eq(pairs[0].person[0], person) ||
            id_eq(pairs[0].person[1], person)));
    house_close(&b.h);
}
