/*
 * link_test -- which records are one person, against a plain model: a table
 * of what is joined to what, closed over again after every step.
 */
#include "folk.h"

#include "../test.h"

enum { PERSONS = 8, RECORDS = 2 * PERSONS, LINKS_MOST = 64 };

/* The model: records, what each was born with, and the links in force. */
struct model {
    struct house h;
    struct id    source[RECORDS], born[RECORDS];
    int64_t      made[RECORDS];
    struct {
        size_t    a, b;
        struct id id;
        bool      undone;
    } link[LINKS_MOST];
    size_t   link_count;
    uint32_t chance;
};

static uint32_t
next(struct model *m, uint32_t below)
{
    m->chance = m->chance * 1664525u + 1013904223u;
    return (m->chance >> 8) % below;
}

/* Eight persons with two records each; some were made in one moment. */
static void
model_open(struct model *m, uint32_t seed)
{
    *m = (struct model){.chance = seed};
    house_open(&m->h);
    for (size_t i = 0; i < PERSONS; i++) {
        struct id person, own;

        m->h.work.now.us += i % 3 ? 0 : 1000;
        WANT_OK(person_new(m->h.w, PERSON_CHILD, m->h.school, S("r"), &person,
            &m->source[2 * i]));
        WANT_OK(person_own(m->h.w, person, &own));
        m->source[2 * i + 1] = own;
        m->born[2 * i] = m->born[2 * i + 1] = person;
        m->made[2 * i] = m->made[2 * i + 1] = m->h.work.now.us;
    }
}

static void
model_close(struct model *m)
{
    house_close(&m->h);
}

/* Everything joined to everything it reaches, by asking again and again. */
static void
closure(const struct model *m, bool joined[RECORDS][RECORDS])
{
    for (size_t i = 0; i < RECORDS; i++)
        for (size_t k = 0; k < RECORDS; k++)
            joined[i][k] = i / 2 == k / 2;
    for (size_t l = 0; l < m->link_count; l++)
        if (!m->link[l].undone)
            joined[m->link[l].a][m->link[l].b] =
                joined[m->link[l].b][m->link[l].a] = true;
    for (size_t via = 0; via < RECORDS; via++)
        for (size_t i = 0; i < RECORDS; i++)
            for (size_t k = 0; k < RECORDS; k++)
                joined[i][k] =
                    joined[i][k] || (joined[i][via] && joined[via][k]);
}

static struct id
oldest(const struct model *m, bool joined[RECORDS])
{
    size_t best = RECORDS;

    for (size_t i = 0; i < RECORDS; i++)
        if (joined[i] &&
            (best == RECORDS || m->made[i] < m->made[best] ||
                (m->made[i] == m->made[best] &&
                    id_cmp(m->born[i], m->born[best]) < 0)))
            best = i;
    return m->born[best];
}

static void
want_as_modelled(struct model *m)
{
    bool joined[RECORDS][RECORDS];

    closure(m, joined);
    for (size_t i = 0; i < RECORDS; i++) {
        struct id want = oldest(m, joined[i]), got;

        WANT_OK(person_of_source(m->h.w, m->source[i], &got));
        WANT(id_eq(got, want));
        WANT_OK(person_resolve(m->h.w, m->born[i], &got));
        WANT(id_eq(got, want));
    }
}

static struct id
newest_link(struct model *m, size_t a)
{
    struct link_row *all;
    struct id        found = {0};
    size_t           n;

    WANT_OK(link_list(m->h.w, house_person(&m->h, m->source[a]), &all, &n));
    for (size_t i = 0; i < n; i++) {
        bool known = false;

        for (size_t l = 0; l < m->link_count; l++)
            known = known || id_eq(m->link[l].id, all[i].id);
        if (!known)
            found = all[i].id;
    }
    WANT(!id_is_none(found));
    return found;
}

static void
step_link(struct model *m)
{
    bool   joined[RECORDS][RECORDS];
    size_t a = next(m, RECORDS), b = next(m, RECORDS);

    closure(m, joined);
    if (joined[a][b]) {
        WANT_ERR(ERR_CONFLICT,
            link_make(m->h.w, m->source[a], m->source[b], folk_entry(&m->h)));
        return;
    }
    WANT_OK(link_make(m->h.w, m->source[a], m->source[b], folk_entry(&m->h)));
    m->link[m->link_count].id = newest_link(m, a);
    m->link[m->link_count].a = a;
    m->link[m->link_count].b = b;
    m->link[m->link_count++].undone = false;
}

static void
step_undo(struct model *m, size_t l)
{
    enum err want = m->link[l].undone ? ERR_CONFLICT : OK;

    WANT_ERR(want, link_undo(m->h.w, m->link[l].id, folk_entry(&m->h)));
    m->link[l].undone = true;
}

TEST(link__any_links_and_undoings_give_what_the_model_gives)
{
    for (uint32_t seed = 1; seed <= 5; seed++) {
        struct model m;

        model_open(&m, seed);
        for (int i = 0; i < 40 && m.link_count < LINKS_MOST; i++) {
            m.h.work.now.us++;
            if (m.link_count && next(&m, 3) == 0)
                step_undo(&m, next(&m, (uint32_t)m.link_count));
            else
                step_link(&m);
            want_as_modelled(&m);
        }
        WANT(m.link_count > 5);
        model_close(&m);
    }
}

TEST(link_undo__of_all_in_any_order_gives_back_the_start)
{
    for (uint32_t seed = 11; seed <= 14; seed++) {
        struct model m;
        size_t       left;

        model_open(&m, seed);
        for (int i = 0; i < 25; i++)
            step_link(&m);
        left = m.link_count;
        WANT(left > 3);
        while (left) {
            size_t l = next(&m, (uint32_t)m.link_count);

            if (m.link[l].undone)
                continue;
            step_undo(&m, l);
            want_as_modelled(&m);
            left--;
        }
        for (size_t i = 0; i < RECORDS; i++)
            WANT(id_eq(house_person(&m.h, m.source[i]), m.born[i]));
        model_close(&m);
    }
}

/* Undoes every link that touches the person of that record. */
static void
undo_all(struct model *m, size_t a)
{
    struct link_row *all;
    size_t           n;

    WANT_OK(link_list(m->h.w, m->born[a], &all, &n));
    for (size_t i = 0; i < n; i++)
        if (!all[i].undone_at.us)
            WANT_OK(link_undo(m->h.w, all[i].id, folk_entry(&m->h)));
    WANT(id_eq(house_person(&m->h, m->source[a]), m->born[a]));
}

/* Who is whose after these pairs were linked in that order; then undone. */
static void
after_linking(struct model *m, const size_t (*pairs)[2], size_t n,
    struct id *persons)
{
    m->link_count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t a = pairs[i][0], b = pairs[i][1];

        WANT_OK(
            link_make(m->h.w, m->source[a], m->source[b], folk_entry(&m->h)));
    }
    for (size_t i = 0; i < RECORDS; i++)
        persons[i] = house_person(&m->h, m->source[i]);
    for (size_t i = 0; i < n; i++)
        undo_all(m, pairs[i][0]);
}

TEST(link_make__in_another_order_comes_to_the_same)
{
    static const size_t forwards[][2] = {
        {0, 5}, {4, 9}, {12, 3}, {14, 1}, {6, 8}};
    static const size_t backwards[][2] = {
        {8, 6}, {1, 14}, {3, 12}, {9, 4}, {5, 0}};
    struct model m;
    struct id    x[RECORDS], y[RECORDS];
    size_t       joined = 0;

    model_open(&m, 1);
    after_linking(&m, forwards, 5, x);
    after_linking(&m, backwards, 5, y);
    for (size_t i = 0; i < RECORDS; i++) {
        WANT(id_eq(x[i], y[i]));
        joined += !id_eq(x[i], m.born[i]);
    }
    WANT(joined > 3);
    model_close(&m);
}

TEST(person_relink_all__computes_what_was_there)
{
    struct model m;

    model_open(&m, 3);
    for (int i = 0; i < 20; i++)
        step_link(&m);
    step_undo(&m, 1);
    house_sql(&m.h,
        "UPDATE source_person SET person ="
        " (SELECT id FROM person LIMIT 1)");
    WANT_OK(person_relink_all(m.h.w));
    want_as_modelled(&m);
    model_close(&m);
}

TEST(link_make__is_refused_where_a_worker_said_not_the_same)
{
    struct house     h;
    struct id        a, b, c;
    struct link_row *all;
    size_t           n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    c = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    WANT_OK(link_refuse(h.w, b, a, folk_entry(&h)));
    WANT_ERR(ERR_CONFLICT, link_refuse(h.w, a, b, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, a, b, folk_entry(&h)));
    WANT_OK(link_make(h.w, a, c, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, c, b, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_refuse(h.w, a, c, folk_entry(&h)));
    WANT_OK(link_list(h.w, house_person(&h, b), &all, &n));
    WANT_INT(n, 1);
    WANT(!all[0].same);
    WANT_OK(link_undo(h.w, all[0].id, folk_entry(&h)));
    WANT_OK(link_make(h.w, c, b, folk_entry(&h)));
    WANT(id_eq(house_person(&h, a), house_person(&h, b)));
    house_close(&h);
}

TEST(link_order__parts_two_until_it_is_over)
{
    struct house     h;
    struct id        a, b, c, entry;
    struct link_row *all;
    size_t           n;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    c = folk_child(&h, h.hospital, "Lowri", "Penri", "2019-04-02");
    WANT_OK(link_order(h.w, b, a, folk_entry(&h)));
    WANT_ERR(ERR_CONFLICT, link_order(h.w, a, b, folk_entry(&h)));
    WANT_OK(link_make(h.w, a, c, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, c, b, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_order(h.w, a, c, folk_entry(&h)));
    WANT_OK(link_list(h.w, house_person(&h, b), &all, &n));
    WANT_INT(n, 1);
    WANT(all[0].by_order && !all[0].same && !all[0].twins);
    WANT_ERR(ERR_ILLEGAL, link_undo(h.w, all[0].id, folk_entry(&h)));
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, a, b, folk_entry(&h)));
    entry = folk_entry(&h);
    WANT_OK(link_order_over(h.w, all[0].id, entry));
    WANT_ERR(ERR_CONFLICT, link_order_over(h.w, all[0].id, folk_entry(&h)));
    WANT_OK(link_make(h.w, c, b, folk_entry(&h)));
    WANT(id_eq(house_person(&h, a), house_person(&h, b)));
    house_close(&h);
}

/* What a worker said stands or falls by itself, and is no order. */
TEST(link_order__is_beside_what_a_worker_said)
{
    struct house     h;
    struct id        a, b, said;
    struct link_row *all;
    size_t           n;
    bool             yes;

    house_open(&h);
    a = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    b = folk_child(&h, h.school, "Lowri", "Penri", "2019-04-02");
    WANT_OK(link_refuse(h.w, a, b, folk_entry(&h)));
    WANT_OK(link_list(h.w, house_person(&h, b), &all, &n));
    said = all[0].id;
    WANT_OK(link_ordered(h.w, house_person(&h, a), house_person(&h, b), &yes));
    WANT(!yes);
    WANT_ERR(ERR_ILLEGAL, link_order_over(h.w, said, folk_entry(&h)));
    WANT_OK(link_order(h.w, a, b, folk_entry(&h)));
    WANT_OK(link_undo(h.w, said, folk_entry(&h)));
    WANT_OK(link_ordered(h.w, house_person(&h, b), house_person(&h, a), &yes));
    WANT(yes);
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, a, b, folk_entry(&h)));
    house_close(&h);
}

TEST(link_make__takes_a_child_for_a_mother_but_nobody_for_a_place)
{
    struct house h;
    struct id    person, child, mother, place, other, none = {0};

    house_open(&h);
    WANT_OK(person_new(h.w, PERSON_CHILD, h.school, S("1"), &person, &child));
    WANT_OK(
        person_new(h.w, PERSON_ADULT, h.hospital, S("2"), &person, &mother));
    WANT_OK(person_new(h.w, PERSON_PLACE, none, S(""), &person, &place));
    WANT_OK(person_new(h.w, PERSON_PLACE, none, S(""), &person, &other));
    WANT_ERR(ERR_ILLEGAL, link_make(h.w, child, place, folk_entry(&h)));
    WANT_OK(link_make(h.w, child, mother, folk_entry(&h)));
    WANT_OK(link_make(h.w, place, other, folk_entry(&h)));
    house_close(&h);
}

TEST(link_list__is_newest_first_and_keeps_the_undone)
{
    struct house     h;
    struct id        a, b, c;
    struct link_row *all;
    size_t           n;

    house_open(&h);
    a = folk_child(&h, h.school, "A", "P", NULL);
    b = folk_child(&h, h.school, "B", "P", NULL);
    c = folk_child(&h, h.school, "C", "P", NULL);
    WANT_OK(link_make(h.w, a, b, folk_entry(&h)));
    house_at(&h, "2027-03-02T11:00:00Z");
    WANT_OK(link_make(h.w, b, c, folk_entry(&h)));
    WANT_OK(link_list(h.w, house_person(&h, a), &all, &n));
    WANT_INT(n, 2);
    WANT(id_eq(all[0].b, c));
    WANT_OK(link_undo(h.w, all[0].id, folk_entry(&h)));
    WANT_OK(link_list(h.w, house_person(&h, a), &all, &n));
    WANT_INT(n, 2);
    WANT_INT(all[0].undone_at.us, h.work.now.us);
    WANT_INT(all[1].undone_at.us, 0);
    WANT_ERR(ERR_ABSENT,
        link_undo(h.w, txn_id(h.w->tx, ID_LINK), folk_entry(&h)));
    house_close(&h);
}
