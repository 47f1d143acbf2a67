/*
 * recognise_test -- who could be meant by a check, by what is remembered of
 * those listed and by the keys in the store: the same, whatever is asked.  In
 * a deed, as the test stands in one, the keys answer.
 */
#include "folk.h"

#include "../test.h"

#include "record/kin.h"
#include "record/known.h"
#include "record/recognise.h"

struct place {
    struct house h;
    struct id    lowri, elsewhere, other, cousin;
};

/* Two on the register, of whom one is known to the hospital by another name;
 * and two of a name with her who are not.  house_register() says a name of
 * its own, so that the two stand there as somebody else does. */
static void
place_open(struct place *p)
{
    struct house *h = &p->h;

    house_open(h);
    p->lowri = folk_child(h, h->school, "Lowri", "Penri", "2019-04-02");
    p->elsewhere = folk_child(h, h->hospital, "Laura", "Parry", "2019-04-02");
    p->other = folk_child(h, h->school, "Lowri", "Penri", "2012-11-30");
    p->cousin = folk_child(h, h->school, "Lowri", "Penri", "2019-04-03");
    WANT_OK(link_make(h->w, p->lowri, p->elsewhere, folk_entry(h)));
    (void)folk_child(h, h->school, "Ifan", "Prys", "2016-05-06");
    house_register(h, house_child(h, h->school));
    house_sql(h,
        "INSERT INTO register_spell (person, opened_by, authority, categories,"
        " primary_, on_at, off_at, temporary)"
        " SELECT DISTINCT p.person, r.opened_by, r.authority, r.categories,"
        " r.primary_, r.on_at, r.off_at, r.temporary"
        " FROM register_spell r, source_face f"
        " JOIN source_person p ON p.source = f.source"
        " WHERE f.birth_date IN ('2019-04-02', '2016-05-06')");
    WANT_OK(known_listed_changed(h->w));
    house_at(h, "2027-03-02T09:00:00Z");
}

struct asking {
    const struct rules   *rules;
    struct id             asker;
    struct check_question q;
    struct id             persons[CANDIDATES_MOST];
    size_t                count;
    enum match_found      found;
};

static enum err
ask_in(struct work *w, struct asking *k)
{
    struct recognised r = {.count = 0};
    enum err          e = recognise(w, k->asker, &k->q, &r);

    if (e)
        return e;
    k->found = r.check.found;
    for (k->count = 0; k->count < r.count; k->count++)
        k->persons[k->count] = r.faces[k->count].person;
    return OK;
}

static enum err
ask_work(struct txn *tx, void *ctx)
{
    struct asking *k = ctx;
    struct work    w = work_in(tx, k->rules);

    return ask_in(&w, k);
}

static struct asking
asking(struct place *p, const char *given, const char *family, struct date born)
{
    return (struct asking){.rules = p->h.rules,
        .asker = p->h.nurse,
        .q = {.name = {str_of(given), str_of(family)}, .born = born}};
}

/* By what is remembered. */
static struct asking
by_records(struct place *p, struct asking k)
{
    struct arena *a = arena_new(0);

    WANT_OK(store_read(p->h.shop.store, a, ask_work, &k));
    arena_free(a);
    return k;
}

static struct asking
by_keys(struct place *p, struct asking k)
{
    WANT_OK(ask_in(p->h.w, &k));
    return k;
}

static void
want_both_ways(struct place *p, struct asking k, size_t count)
{
    struct asking x = by_records(p, k), y = by_keys(p, k);

    WANT_INT(x.count, count);
    WANT_INT(y.count, count);
    WANT_INT(x.found, y.found);
    for (size_t i = 0; i < x.count; i++)
        WANT(id_eq(x.persons[i], y.persons[i]));
}

TEST(recognise__finds_the_same_by_records_of_those_listed_as_by_keys)
{
    const struct date born = {2019, 4, 2};
    struct place      p;

    place_open(&p);
    want_both_ways(&p, asking(&p, "Lowri", "Penri", born), 1);
    want_both_ways(&p, asking(&p, "Lowry", "Penry", born), 1);
    want_both_ways(&p, asking(&p, "Penri", "Lowri", born), 1);
    want_both_ways(&p, asking(&p, "Laura", "Parry", born), 1);
    want_both_ways(&p, asking(&p, "Ifan", "Prys", (struct date){2016, 6, 5}),
        1);
    want_both_ways(&p, asking(&p, "Gwion", "Tudur", (struct date){2015, 8, 8}),
        0);
    house_close(&p.h);
}

TEST(recognise__asks_the_store_whose_a_record_is_and_who_is_on_the_register)
{
    const struct date born = {2019, 4, 2};
    struct place      p;
    struct asking     k;

    place_open(&p);
    k = by_records(&p, asking(&p, "Laura", "Parry", born));
    WANT_INT(k.count, 1);
    WANT(id_eq(k.persons[0], house_person(&p.h, p.lowri)));
    /* behind everybody's back, so that what is remembered still stands */
    house_sql(&p.h, "DELETE FROM source_key");
    house_at(&p.h, "2027-03-03T09:00:00Z");
    WANT_INT(by_keys(&p, asking(&p, "Laura", "Parry", born)).count, 0);
    WANT_INT(by_records(&p, asking(&p, "Laura", "Parry", born)).count, 1);
    house_sql(&p.h, "DELETE FROM register_spell");
    house_at(&p.h, "2027-03-04T09:00:00Z");
    WANT_INT(by_records(&p, asking(&p, "Laura", "Parry", born)).count, 0);
    house_close(&p.h);
}

TEST(recognise__of_a_relative_asks_the_keys)
{
    const struct date born = {2012, 11, 30};
    struct place      p;

    place_open(&p);
    want_both_ways(&p, asking(&p, "Lowri", "Penri", born), 0);
    WANT_OK(kin_add(p.h.w, p.h.nurse, p.other, S("self")));
    house_at(&p.h, "2027-03-03T09:00:00Z");
    want_both_ways(&p, asking(&p, "Lowri", "Penri", born), 1);
    house_close(&p.h);
}
