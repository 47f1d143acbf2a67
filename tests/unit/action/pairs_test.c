/*
 * pairs_test -- several pairs on one page: each is whole, each answer is the
 * deed of its own page, and one that is refused keeps no other back.
 */
#include "office.h"

#include "../test.h"

#include "action/find.h"
#include "action/pair.h"
#include "record/label.h"

#define BORN_OF(family, day)                                                  \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"" family "\"}, \"unborn\": {\"0\": \"no\"},"                \
    " \"birth_date\": {\"0\": \"2020-09-" day "\"},"                         \
    " \"about_worker\": \"no\", \"urgency\": \"today\"}"

enum { PAIRS = 3 };
static const char *const told[PAIRS][2] = {
    {BORN_OF("Penri", "09"), BORN_OF("Penry", "09")},
    {BORN_OF("Bevan", "11"), BORN_OF("Beven", "11")},
    {BORN_OF("Morris", "13"), BORN_OF("Maurice", "13")},
};
static struct office_child child[PAIRS][2];
static struct answer       got;

static enum err
propose_all(struct work *w, struct office *o)
{
    struct pair_new new = {.origin = PAIR_LINKAGE};
    struct id made;
    enum err  e = OK;

    (void)o;
    for (size_t i = 0; i < PAIRS && !e; i++) {
        new.a = child[i][0].source;
        new.b = child[i][1].source;
        e = pair_propose(w, &new, &made);
    }
    return e;
}

/* Made without the program's own proposals, which have another origin. */
static enum err
none_yet(struct work *w, struct office *o)
{
    static const struct statement none = {.sql = "DELETE FROM pair"};

    (void)o;
    return txn_do(w->tx, &none, NO_ARGS);
}

static void
three(struct office *o)
{
    office_open(o);
    for (size_t i = 0; i < PAIRS; i++)
        for (size_t k = 0; k < 2; k++)
            child[i][k] = office_concern(o, told[i][k]);
    office_do(o, none_yet);
    office_do(o, propose_all);
}

static const struct pairs_page *
shown(struct office *o, struct id by, const struct id *pairs, size_t n)
{
    struct pairs_ask in = {.origin = PAIR_LINKAGE, .pairs = pairs, .count = n};

    WANT_OK(office_ask(o, by,
        (struct ask){.act = ACT_PAIRS_SEVERAL, .with = &in}, &got));
    return got.with;
}

static struct pairs_one
answer_of(struct office *o, const struct pair *p, enum pair_word word)
{
    struct pairs_one one = {.pair = p->id};
    struct pair_say *in = &one.say;
    struct str parts[5] = {S("{\"this_record\": \""), id_text(o->arena, p->a),
        S("\", \"other_record\": \""), id_text(o->arena, p->b),
        S("\", \"evidence\": [\"family\"], \"reason\": \"Yr un fam\"}")};

    in->word = word;
    in->reason = S("Yr un fam");
    in->say.ask = (struct link_ask){.source = p->a,
        .other = p->b,
        .kind = word == PAIR_SAME ? LINK_SAME : LINK_NOT_SAME};
    in->say.form = pair_form(o->pack, word);
    in->say.language = LANG_CY;
    in->say.answers = str_join(o->arena, parts, 5, (struct str){0});
    return one;
}

static const struct pairs_said *
say(struct office *o, struct id by, const struct pairs_one *all, size_t n)
{
    struct pairs_say in = {.rows = all, .count = n};

    WANT_OK(office_ask(o, by, (struct ask){.act = ACT_PAIRS_SAY, .with = &in},
        &got));
    return got.with;
}

static int64_t
links(struct office *o)
{
    return office_count(o, "SELECT COUNT(*) FROM link WHERE kind = 'link'");
}

TEST(pairs_several__shows_each_whole_pair_of_one_origin)
{
    struct office            o;
    struct pairs_ask         other = {.origin = PAIR_IMPORT};
    const struct pairs_page *p;

    three(&o);
    p = shown(&o, o.worker, NULL, 0);
    WANT_INT(p->count, PAIRS);
    WANT(!p->more);
    for (size_t i = 0; i < p->count; i++) {
        WANT(p->rows[i].field_count >= 3);
        WANT(p->rows[i].why->count > 0);
        WANT_INT(p->rows[i].readers, 2);
    }
    WANT(got.disclosed_count >= 2 * PAIRS);
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_PAIRS_SEVERAL, .with = &other}, &got));
    WANT_INT(((const struct pairs_page *)got.with)->count, 0);
    office_close(&o);
}

/* The rule of two readers is each pair's own, and so is its leaf. */
TEST(pairs_say__links_only_what_a_second_reader_says_too)
{
    struct office            o;
    struct pairs_one         all[PAIRS];
    const struct pairs_page *p;
    const struct pairs_said *said;
    int64_t                  leaves;

    three(&o);
    p = shown(&o, o.worker, NULL, 0);
    for (size_t i = 0; i < PAIRS; i++)
        all[i] =
            answer_of(&o, &p->rows[i].pair, i == 2 ? PAIR_NOT_SAME : PAIR_SAME);
    leaves = office_count(&o,
        "SELECT COUNT(*) FROM ledger_leaf WHERE action = 'PAIR_SAY'");
    said = say(&o, o.worker, all, PAIRS);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf WHERE action = 'PAIR_SAY'"),
        leaves + PAIRS);
    WANT(!said->rows[0].said.linked && !said->rows[1].said.linked);
    WANT(said->rows[2].said.linked);
    WANT(said->rows[0].name[0].n && said->rows[0].name[1].n);
    WANT_INT(links(&o), 0);
    WANT_INT(shown(&o, o.worker, NULL, 0)->count, 0); /* they are read */
    p = shown(&o, o.second, NULL, 0);
    WANT_INT(p->count, 2);
    WANT_INT(p->rows[0].same, 1);
    said = say(&o, o.second, all, 2);
    WANT(said->rows[0].said.linked && said->rows[1].said.linked);
    WANT_INT(links(&o), 2);
    office_close(&o);
}

TEST(pairs_say__lets_no_refused_answer_keep_another_back)
{
    struct office            o;
    struct pairs_one         all[PAIRS];
    struct id                named[PAIRS];
    const struct pairs_page *p;
    const struct pairs_said *said;

    three(&o);
    p = shown(&o, o.worker, NULL, 0);
    for (size_t i = 0; i < PAIRS; i++) {
        all[i] = answer_of(&o, &p->rows[i].pair, PAIR_NOT_SAME);
        named[i] = all[i].pair;
    }
    (void)say(&o, o.second, &all[0], 1); /* settled meanwhile */
    all[1].say.say.answers = S("{\"reason\": \"heb y cofnodion\"}");
    said = say(&o, o.worker, all, PAIRS);
    WANT_ERR(ERR_ABSENT, said->rows[0].e);
    WANT(!said->rows[0].name[0].n);
    WANT_ERR(ERR_INVALID, said->rows[1].e);
    WANT(said->rows[1].said.wrong.count > 0);
    WANT_OK(said->rows[2].e);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM link WHERE kind = 'not_same'"),
        2);
    p = shown(&o, o.worker, named, PAIRS);
    WANT_INT(p->count, 1);
    WANT(id_eq(p->rows[0].pair.id, named[1]));
    WANT_INT(p->rows[0].heard_count, 0); /* nothing of it was kept */
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, child[0][1].source, LABEL_SEALED, o->manager,
        S("risk"));
}

/* Neither on the page nor by its id, and answering it says nothing (S11). */
TEST(pairs_several__knows_nothing_of_a_sealed_child)
{
    struct office            o;
    struct pairs_one         all[PAIRS];
    struct id                named[PAIRS];
    const struct pairs_page *p;
    const struct pairs_said *said;

    three(&o);
    p = shown(&o, o.worker, NULL, 0);
    for (size_t i = 0; i < PAIRS; i++) {
        all[i] = answer_of(&o, &p->rows[i].pair, PAIR_NOT_SAME);
        named[i] = all[i].pair;
        if (id_eq(p->rows[i].pair.a, child[0][1].source) ||
            id_eq(p->rows[i].pair.b, child[0][1].source))
            all[0] = all[i];
    }
    office_do(&o, seal);
    WANT_INT(shown(&o, o.worker, NULL, 0)->count, PAIRS - 1);
    WANT_INT(shown(&o, o.worker, named, PAIRS)->count, PAIRS - 1);
    said = say(&o, o.worker, all, 1);
    WANT_ERR(ERR_ABSENT, said->rows[0].e);
    WANT(!said->rows[0].name[0].n && !said->rows[0].name[1].n);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair_answer"), 0);
    office_close(&o);
}

TEST(pairs_several__is_for_readers_whom_the_pack_names)
{
    struct office    o;
    struct pairs_ask in = {.origin = PAIR_LINKAGE};
    struct pairs_one all[1];
    struct pairs_say sent = {.rows = all, .count = 1};
    enum err         e;

    three(&o);
    all[0] = answer_of(&o, &shown(&o, o.worker, NULL, 0)->rows[0].pair,
        PAIR_NOT_SAME);
    e = office_ask(&o, o.nurse,
        (struct ask){.act = ACT_PAIRS_SEVERAL, .with = &in}, &got);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    e = office_ask(&o, o.teacher,
        (struct ask){.act = ACT_PAIRS_SAY, .with = &sent}, &got);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair_answer"), 0);
    office_close(&o);
}
