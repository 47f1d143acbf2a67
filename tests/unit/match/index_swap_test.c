/*
 * index_swap -- editions change under readers, who never wait and never see
 * half of a change.  Run under the thread sanitizer by tests/threads/run.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "match/index.h"
#include "match/learn.h"
#include "population.h"
#include "test.h"

enum { READERS = 3, STAY = 400, COME_AND_GO = 40, TURNS = 120 };

struct load {
    struct index *index;
    atomic_bool   over;
    atomic_size_t asked, wrong;
};

/* A pair comes and goes in one turn: both are there or neither. */
static void
pair_person(struct somebody *p, size_t pair, size_t which)
{
    population_person(p, STAY + 3 * pair);
    p->who.part[0] = 7 + which;
    p->who.part[1] = STAY + 2 * pair + which;
    p->words.family = S("Quillfeather");
    p->person.birth.year = (int16_t)(2008 + pair % 17);
}

static size_t
place_of(const struct index_answer *a, struct index_who who)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->hit[i].who.part[1] == who.part[1] &&
            a->hit[i].who.part[0] == who.part[0])
            return i;
    return INDEX_HITS;
}

static void
stay_ask(struct load *l, struct seeker *s, size_t number)
{
    struct somebody     p;
    struct index_answer a;

    population_person(&p, number);
    index_seek(s, &p.person, NULL, &a);
    if (place_of(&a, p.who) != 0)
        atomic_fetch_add(&l->wrong, 1);
}

static void
pair_ask(struct load *l, struct seeker *s, size_t pair)
{
    struct somebody     p, q;
    struct index_answer a;

    pair_person(&p, pair, 0);
    pair_person(&q, pair, 1);
    index_seek(s, &p.person, NULL, &a);
    if ((place_of(&a, p.who) == INDEX_HITS) !=
        (place_of(&a, q.who) == INDEX_HITS))
        atomic_fetch_add(&l->wrong, 1);
}

static void *
reader_run(void *ctx)
{
    struct load   *l = ctx;
    struct seeker *s;

    if (seeker_new(l->index, &s)) {
        atomic_fetch_add(&l->wrong, 1);
        return NULL;
    }
    for (size_t i = 0; !atomic_load(&l->over); i++) {
        stay_ask(l, s, i * 7 % STAY);
        pair_ask(l, s, i * 3 % COME_AND_GO);
        atomic_fetch_add(&l->asked, 1);
    }
    seeker_free(s);
    return NULL;
}

/* How a turn is made known: in one, or its halves one after the other. */
enum made { WHOLE, IN_HALVES };

static void
pair_turn(struct index *ix, size_t pair, size_t turn, enum made made)
{
    for (size_t which = 0; which < 2; which++) {
        struct somebody p;

        pair_person(&p, pair, which);
        if (turn % 2)
            index_remove(ix, p.who);
        else
            index_put(ix, p.who, &p.person);
        if (made == IN_HALVES)
            index_publish(ix);
    }
}

static void
load_open(struct load *l)
{
    struct odds model;

    learn_before(&model);
    l->index = index_new(&model);
    for (size_t i = 0; i < STAY; i++) {
        struct somebody p;

        population_person(&p, i);
        index_put(l->index, p.who, &p.person);
    }
    index_settle(l->index);
}

/* Turn after turn under readers; what they saw that must not be seen. */
static size_t
wrong_seen(enum made made, size_t turns_most)
{
    pthread_t   reader[READERS];
    struct load l = {.over = false};

    load_open(&l);
    for (size_t i = 0; i < READERS; i++)
        WANT(pthread_create(&reader[i], NULL, reader_run, &l) == 0);
    for (size_t turn = 0; turn < TURNS || atomic_load(&l.asked) < TURNS ||
         (turn < turns_most && !atomic_load(&l.wrong));
         turn++) {
        for (size_t pair = turn % 3; pair < COME_AND_GO; pair += 3)
            pair_turn(l.index, pair, turn / 3, made);
        if (turn % 40 == 39)
            index_settle(l.index);
        else
            index_publish(l.index);
    }
    atomic_store(&l.over, true);
    for (size_t i = 0; i < READERS; i++)
        pthread_join(reader[i], NULL);
    index_free(l.index);
    return atomic_load(&l.wrong);
}

TEST(index_publish__never_shows_readers_half_of_a_change)
{
    WANT_INT(wrong_seen(WHOLE, 0), 0);
}

/* The test above can see it: made known in halves, halves are seen. */
TEST(index_publish__after_each_half_shows_readers_halves)
{
    WANT(wrong_seen(IN_HALVES, 100000) > 0);
}
