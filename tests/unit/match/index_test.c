/*
 * index -- finding somebody: what it must not depend on, and what harm it
 * must withstand.
 */
#include "match/index.h"

#include <stdlib.h>

#include "match/learn.h"
#include "match/mix.h"
#include "population.h"
#include "test.h"

enum { PEOPLE = 4000, QUESTIONS = 300 };

static struct index *
index_open(void)
{
    struct odds model;

    learn_before(&model);
    return index_new(&model);
}

/* Persons from .. to, in an order of their own for each seed. */
static void
people_put(struct index *ix, size_t from, size_t to, uint64_t seed)
{
    size_t n = to - from, step = 1 + 2 * (size_t)(mix_one(seed) % 1000);

    while (n % 3 == 0 && step % 3 == 0)
        step += 2;
    for (size_t i = 0; i < n; i++) {
        struct somebody p;

        population_person(&p, from + (seed ? n - 1 - i : i));
        index_put(ix, p.who, &p.person);
    }
}

static struct seeker *
seeker_open(struct index *ix)
{
    struct seeker *s = NULL;

    WANT_OK(seeker_new(ix, &s));
    return s;
}

static void
want_same(const struct index_answer *x, const struct index_answer *y)
{
    WANT_INT(x->count, y->count);
    for (size_t i = 0; i < x->count; i++)
        WANT(x->hit[i].who.part[0] == y->hit[i].who.part[0] &&
            x->hit[i].who.part[1] == y->hit[i].who.part[1] &&
            x->hit[i].weight == y->hit[i].weight &&
            x->hit[i].pattern == y->hit[i].pattern);
}

/* Both give the same answers to the same questions. */
static void
want_same_answers(struct index *x, struct index *y)
{
    struct seeker *sx = seeker_open(x), *sy = seeker_open(y);

    for (size_t i = 0; i < QUESTIONS; i++) {
        struct somebody     q;
        struct index_answer ax, ay;

        population_question(&q, PEOPLE + 500 - i * 13 % PEOPLE, i);
        index_seek(sx, &q.person, NULL, &ax);
        index_seek(sy, &q.person, NULL, &ay);
        want_same(&ax, &ay);
        index_seek_all(sx, &q.person, NULL, &ax);
        index_seek_all(sy, &q.person, NULL, &ay);
        want_same(&ax, &ay);
    }
    seeker_free(sx);
    seeker_free(sy);
}

/* ---- what is found ---- */

TEST(index_seek__finds_whom_a_look_at_everybody_finds)
{
    struct index  *ix = index_open();
    struct seeker *s = seeker_open(ix);
    size_t         right = 0, same = 0;

    people_put(ix, 0, PEOPLE, 0);
    index_settle(ix);
    WANT_INT(index_count(ix), PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++) {
        struct somebody     q;
        struct index_answer some, all;

        population_question(&q, i, i);
        index_seek_all(s, &q.person, NULL, &all);
        if (!all.count || all.hit[0].who.part[1] != q.who.part[1])
            continue;
        right++;
        index_seek(s, &q.person, NULL, &some);
        same += some.count && some.hit[0].who.part[1] == q.who.part[1] &&
            some.hit[0].weight == all.hit[0].weight;
        WANT(some.compared < PEOPLE / 4);
    }
    WANT(right > PEOPLE * 9 / 10);
    WANT(same * 1000 >= right * 997);
    seeker_free(s);
    index_free(ix);
}

TEST(index_seek__says_a_weight_that_is_the_sum_of_its_waterfall)
{
    struct index  *ix = index_open();
    struct seeker *s = seeker_open(ix);
    struct odds    model, among;
    size_t         hits = 0;

    learn_before(&model);
    among = odds_among(&model, PEOPLE);
    people_put(ix, 0, PEOPLE, 0);
    index_settle(ix);
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct somebody     q;
        struct index_answer a;
        struct odds_why     why;

        population_question(&q, i, i);
        index_seek(s, &q.person, NULL, &a);
        for (size_t h = 0; h < a.count; h++, hits++) {
            odds_explain(&among, a.hit[h].pattern, &a.hit[h].rarity[0],
                &a.hit[h].rarity[1], &why);
            WANT_INT(why.total, a.hit[h].weight);
            WANT(!h || a.hit[h].weight <= a.hit[h - 1].weight);
        }
    }
    WANT(hits > QUESTIONS);
    seeker_free(s);
    index_free(ix);
}

/* ---- what it must not depend on ---- */

struct bytes {
    char  *p;
    size_t n;
};

static enum err
to_bytes(void *ctx, struct str piece)
{
    struct bytes *b = ctx;

    b->p = realloc(b->p, b->n + piece.n);
    memcpy(b->p + b->n, piece.p, piece.n);
    b->n += piece.n;
    return OK;
}

static struct bytes
bytes_of(struct index *ix)
{
    struct bytes b = {NULL, 0};

    WANT_OK(index_save(ix, to_bytes, &b));
    return b;
}

static void
want_same_bytes(struct index *x, struct index *y)
{
    struct bytes bx = bytes_of(x), by = bytes_of(y);

    WANT_INT(bx.n, by.n);
    WANT(memcmp(bx.p, by.p, bx.n) == 0);
    free(bx.p);
    free(by.p);
}

TEST(index_publish__gives_the_same_answers_in_any_order_of_arrival)
{
    struct index *at_once = index_open(), *by_and_by = index_open();

    people_put(at_once, 0, PEOPLE / 2, 0);
    people_put(by_and_by, 0, PEOPLE / 2, 1);
    index_settle(at_once);
    index_settle(by_and_by);
    people_put(at_once, PEOPLE / 2, PEOPLE, 0);
    index_publish(at_once);
    for (size_t from = PEOPLE; from > PEOPLE / 2; from -= 50) {
        people_put(by_and_by, from - 50, from, from);
        index_publish(by_and_by);
    }
    WANT_INT(index_count(by_and_by), PEOPLE);
    want_same_answers(at_once, by_and_by);
    want_same_bytes(at_once, by_and_by);
    index_free(at_once);
    index_free(by_and_by);
}

TEST(index_remove__leaves_the_index_as_if_nobody_had_been_there)
{
    struct index *never = index_open(), *removed = index_open();

    people_put(never, 0, PEOPLE, 0);
    people_put(removed, 0, PEOPLE, 0);
    index_settle(never);
    index_settle(removed);
    people_put(never, PEOPLE + 400, PEOPLE + 500, 0);
    index_publish(never);
    people_put(removed, PEOPLE, PEOPLE + 500, 0);
    index_publish(removed);
    for (size_t i = PEOPLE; i < PEOPLE + 400; i++) {
        struct somebody p;

        population_person(&p, i);
        index_remove(removed, p.who);
        if (i % 100 == 0)
            index_publish(removed);
    }
    index_publish(removed);
    WANT_INT(index_count(removed), PEOPLE + 100);
    want_same_answers(never, removed);
    want_same_bytes(never, removed);
    index_free(never);
    index_free(removed);
}

TEST(index_put__takes_the_place_of_what_was_known_of_the_person)
{
    struct index       *ix = index_open();
    struct seeker      *s = seeker_open(ix);
    struct somebody     p, other;
    struct index_answer a;

    people_put(ix, 0, 200, 0);
    index_publish(ix);
    population_person(&p, 7);
    population_person(&other, 7);
    other.words.family = S("Quillfeather");
    index_put(ix, p.who, &p.person);
    index_put(ix, p.who, &other.person);
    index_publish(ix);
    WANT_INT(index_count(ix), 200);
    index_seek(s, &other.person, NULL, &a);
    WANT(a.count && a.hit[0].who.part[1] == p.who.part[1]);
    for (size_t i = 1; i < a.count; i++)
        WANT(a.hit[i].who.part[1] != p.who.part[1]);
    index_remove(ix, p.who);
    index_put(ix, p.who, &p.person);
    index_remove(ix, p.who);
    index_publish(ix);
    index_seek(s, &other.person, NULL, &a);
    for (size_t i = 0; i < a.count; i++)
        WANT(a.hit[i].who.part[1] != p.who.part[1]);
    WANT_INT(index_count(ix), 199);
    seeker_free(s);
    index_free(ix);
}

static bool
is_even(void *ctx, struct index_who who)
{
    (void)ctx;
    return who.part[1] % 2 == 0;
}

/* As if there were nobody else: neither in the answer nor in its weights. */
TEST(index_seek__answers_as_if_those_barred_were_not_there)
{
    struct index_filter even = {is_even, NULL};
    struct index       *ix = index_open();
    struct seeker      *s = seeker_open(ix);
    size_t              barred = 0;

    people_put(ix, 0, PEOPLE, 0);
    index_settle(ix);
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct somebody     q;
        struct index_answer a;

        population_question(&q, i, i);
        index_seek(s, &q.person, &even, &a);
        for (size_t h = 0; h < a.count; h++)
            WANT(a.hit[h].who.part[1] % 2 == 0);
        barred += i % 2 && (!a.count || a.hit[0].who.part[1] != i);
    }
    WANT_INT(barred, QUESTIONS / 2);
    seeker_free(s);
    index_free(ix);
}

/* ---- several names and places ---- */

TEST(index_seek__finds_by_any_name_and_any_place)
{
    struct index            *ix = index_open();
    struct seeker           *s = seeker_open(ix);
    const struct roll_words  names[] = {
        {S("Zebedee"), S(""), S("Quillfeather")},
        {S("Zebedee"), S(""), S("Ormathwaite")}};
    const struct index_place places[] = {
        {1 << 20, 2 << 20, 3 << 20, 4 << 20},
        {1 << 20, 2 << 20, 3 << 20, 5 << 20},
        {9 << 20, 8 << 20, 7 << 20, 6 << 20}};
    struct index_person p = {.names = names, .name_count = 2,
        .places = places, .place_count = 3,
        .birth = {2015, 4, 7}};
    struct index_who    who = {{1, 999999}};
    struct index_answer a;

    people_put(ix, 0, 300, 0);
    index_put(ix, who, &p);
    index_settle(ix);
    WANT_INT(index_count(ix), 301);
    for (size_t n = 0; n < 2; n++)
        for (size_t l = 0; l < 3; l++) {
            struct index_person q = {.names = &names[n], .name_count = 1,
                .places = &places[l], .place_count = 1};

            index_seek(s, &q, NULL, &a);
            WANT(a.count && a.hit[0].who.part[1] == who.part[1]);
            WANT_INT(pattern_level(a.hit[0].pattern, PATTERN_FAMILY),
                PATTERN_FAMILY_SAME);
            WANT_INT(pattern_level(a.hit[0].pattern, PATTERN_PLACE),
                PATTERN_PLACE_POSTCODE);
            WANT(a.count < 2 || a.hit[1].who.part[1] != who.part[1]);
        }
    seeker_free(s);
    index_free(ix);
}

/* ---- images ---- */

static struct bytes
aligned_copy(struct bytes b)
{
    struct bytes c = {aligned_alloc(64, b.n), b.n};

    memcpy(c.p, b.p, b.n);
    return c;
}

TEST(index_load__gives_the_same_answers_and_takes_more_persons)
{
    struct index *ix = index_open(), *again = NULL;
    struct odds   model;
    struct bytes  b, c;
    struct fault  fault;

    learn_before(&model);
    people_put(ix, 0, PEOPLE - 100, 0);
    b = bytes_of(ix);
    c = aligned_copy(b);
    WANT_OK(index_load(&model, str_bytes(c.p, c.n), &again, &fault));
    want_same_answers(ix, again);
    people_put(ix, PEOPLE - 100, PEOPLE, 0);
    people_put(again, PEOPLE - 100, PEOPLE, 1);
    index_publish(ix);
    index_publish(again);
    want_same_answers(ix, again);
    want_same_bytes(ix, again);
    index_free(again);
    index_free(ix);
    free(b.p);
    free(c.p);
}

TEST(index_load__refuses_an_image_with_any_byte_changed_or_cut)
{
    struct index *ix = index_open(), *again = NULL;
    struct odds   model;
    struct bytes  b, c;
    struct fault  fault;

    learn_before(&model);
    people_put(ix, 0, 60, 0);
    b = bytes_of(ix);
    c = aligned_copy(b);
    for (size_t at = 0; at < c.n; at += at < 16384 ? 7 : 61) {
        c.p[at] ^= 0x10;
        WANT_ERR(ERR_INVALID,
            index_load(&model, str_bytes(c.p, c.n), &again, &fault));
        c.p[at] ^= 0x10;
    }
    for (size_t n = 0; n < c.n; n += 4096)
        WANT_ERR(ERR_INVALID,
            index_load(&model, str_bytes(c.p, n), &again, &fault));
    WANT_OK(index_load(&model, str_bytes(c.p, c.n), &again, &fault));
    index_free(again);
    index_free(ix);
    free(b.p);
    free(c.p);
}

/* ---- those who mean harm, or nothing ---- */

TEST(index_seek__bounds_its_work_and_says_so_when_all_are_called_jones)
{
    struct index            *ix = index_open();
    struct seeker           *s = seeker_open(ix);
    const struct roll_words  name = {S("Rhys"), S(""), S("Jones")};
    const struct index_place place = {1 << 20, 1 << 20, 1 << 20, 1 << 20};
    struct index_person      p = {.names = &name,
             .name_count = 1,
             .places = &place,
             .place_count = 1,
             .birth = {2015, 4, 7},
             .sex = MATCH_SEX_MALE};
    struct index_answer      a;

    for (uint64_t i = 0; i < 30000; i++)
        index_put(ix, (struct index_who){{mix_one(i), i}}, &p);
    index_settle(ix);
    index_seek(s, &p, NULL, &a);
    WANT_INT(a.count, INDEX_HITS);
    WANT(a.capped && a.compared <= 8192);
    p.name_count = 0;
    index_seek(s, &p, NULL, &a);
    WANT(a.capped && a.compared <= 8192);
    seeker_free(s);
    index_free(ix);
}

/* One birthday for all; thousands called Jones elsewhere, thousands of others
 * in the district: the one who is both is found however far behind. */
TEST(index_seek__meets_long_lists_with_each_other_instead_of_dropping_them)
{
    struct index            *ix = index_open();
    struct seeker           *s = seeker_open(ix);
    const struct roll_words  name[] = {{.family = S("Prydderch")},
         {.family = S("Jones")}};
    const struct index_place place[] = {{1 << 20, 1 << 20, 0, 0},
        {2 << 20, 2 << 20, 0, 0}};
    struct index_person      p = {.name_count = 1,
             .place_count = 1,
             .birth = {2015, 4, 7}};
    struct index_answer      a;

    for (uint64_t i = 0; i < 12000; i++) {
        p.names = &name[i % 2 || i == 6542];
        p.places = &place[i % 2];
        index_put(ix, (struct index_who){{mix_one(i), i}}, &p);
    }
    index_settle(ix);
    p.names = &name[1];
    p.places = &place[0];
    index_seek(s, &p, NULL, &a);
    WANT(a.capped && a.count && a.hit[0].who.part[1] == 6542);
    WANT(a.compared < 6000);
    seeker_free(s);
    index_free(ix);
}

TEST(index_seek__takes_a_name_of_64_kilobytes_and_bombs_of_marks)
{
    struct index       *ix = index_open();
    struct seeker      *s = seeker_open(ix);
    char               *room = malloc(65536);
    struct roll_words   name = {str_bytes(room, 65536), S(""),
          str_bytes(room, 65536)};
    struct index_person p = {.names = &name, .name_count = 1};
    struct index_answer a;

    for (size_t i = 0; i < 65536; i += 2) {
        room[i] = i % 4 ? '\xcc' : 'a';
        room[i + 1] = i % 4 ? '\x81' : 'b';
    }
    index_put(ix, (struct index_who){{1, 1}}, &p);
    for (size_t i = 0; i < 65536; i++)
        room[i] = (char)('a' + i % 3);
    index_put(ix, (struct index_who){{1, 2}}, &p);
    name.given = S("\xe2\x80\xaeSi\xc3\xa2n");
    name.family = S("\xff\xfe");
    index_put(ix, (struct index_who){{1, 3}}, &p);
    name.family = S("\xe2\x80\x8fQuill\xe2\x80\x8d"
                    "feather");
    index_put(ix, (struct index_who){{1, 4}}, &p);
    people_put(ix, 0, 100, 0);
    index_settle(ix);
    name.given = S("SIAN");
    index_seek(s, &p, NULL, &a);
    WANT(a.compared <= 104);
    WANT(a.count && a.hit[0].who.part[1] == 4);
    name.given = S("SIAN");
    name.family = S("QUILLFEATHER");
    index_seek(s, &p, NULL, &a);
    WANT(a.count && a.hit[0].who.part[1] == 4);
    WANT_INT(pattern_level(a.hit[0].pattern, PATTERN_FAMILY),
        PATTERN_FAMILY_SAME);
    name.given = name.family = str_bytes(room, 65536);
    index_seek(s, &p, NULL, &a);
    WANT(a.count && a.hit[0].who.part[1] == 2);
    seeker_free(s);
    index_free(ix);
    free(room);
}

TEST(index_seek__finds_nobody_among_nobody)
{
    struct index       *ix = index_open();
    struct seeker      *s = seeker_open(ix);
    struct somebody     q;
    struct index_answer a;

    population_question(&q, 1, 1);
    index_seek(s, &q.person, NULL, &a);
    WANT_INT(a.count, 0);
    index_publish(ix);
    index_settle(ix);
    index_seek(s, &q.person, NULL, &a);
    WANT_INT(a.count, 0);
    index_remove(ix, q.who);
    index_publish(ix);
    index_seek(s, &(struct index_person){.names = NULL}, NULL, &a);
    WANT_INT(a.count, 0);
    WANT_INT(index_count(ix), 0);
    seeker_free(s);
    index_free(ix);
}

TEST(seeker_new__has_seats_for_so_many_and_no_more)
{
    struct index  *ix = index_open();
    struct seeker *s[INDEX_SEATS], *more;

    for (size_t i = 0; i < INDEX_SEATS; i++)
        WANT_OK(seeker_new(ix, &s[i]));
    WANT_ERR(ERR_LIMIT, seeker_new(ix, &more));
    seeker_free(s[0]);
    WANT_OK(seeker_new(ix, &s[0]));
    for (size_t i = 0; i < INDEX_SEATS; i++)
        seeker_free(s[i]);
    index_free(ix);
}
