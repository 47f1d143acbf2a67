/*
 * finder_test -- who is found in memory.  The keys in the store are thrown
 * away, so that nobody is found by them.  Run under the thread sanitizer by
 * tests/threads/run.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "finder_place.h"

#include "../test.h"

#include "record/finder.h"

static const struct id none;

/* ---- tests ---- */

TEST(finder__finds_who_was_there_before_it_was_filled)
{
    struct place p;
    struct id    one;

    place_open(&p);
    one = place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    WANT(!place_finds(&p, "Lowri", "Penri", one)); /* by no key */
    place_follow(&p);
    WANT(place_finds(&p, "Lowri", "Penri", one));
    WANT(place_finds(&p, "Lowry", "Penry", one));
    WANT_INT(finder_count(p.finder), 1);
    place_close(&p);
}

TEST(finder__finds_at_once_who_was_recorded_since)
{
    struct place p;
    struct id    one;

    place_open(&p);
    place_deed(&p);
    place_follow(&p);
    one = place_child(&p, "Lowri", "Penri");
    WANT(!place_finds(&p, "Lowri", "Penri", one)); /* not committed */
    place_deed(&p);
    WANT(place_finds(&p, "Lowri", "Penri", one)); /* nor followed */
    place_follow(&p);
    house_sql(&p.h, "DELETE FROM face_changed");
    place_deed(&p);
    WANT(place_finds(&p, "Lowri", "Penri", one)); /* and from now on */
    place_close(&p);
}

/* The control of the one before. */
TEST(finder__does_not_find_who_is_neither_noted_nor_followed)
{
    struct place p;
    struct id    one;

    place_open(&p);
    place_deed(&p);
    place_follow(&p);
    one = place_child(&p, "Lowri", "Penri");
    finder_untouch(p.h.w);
    place_deed(&p);
    WANT(!place_finds(&p, "Lowri", "Penri", one));
    place_close(&p);
}

/* A projection forgets what it took while it compared. */
TEST(finder_touch__is_remembered_when_the_memory_of_then_is_gone)
{
    enum { SPACE = 4096 };
    struct place  p;
    struct arena *a;
    struct mark   then;
    struct id     one;

    place_open(&p);
    place_deed(&p);
    one = place_child(&p, "Lowri", "Penri");
    finder_untouch(p.h.w);
    a = txn_arena(p.h.w->tx);
    then = arena_mark(a);
    finder_touch(p.h.w, one);
    arena_rewind(a, then);
    memset(arena_get(a, SPACE), 0, SPACE);
    place_deed(&p);
    WANT_INT(house_count(&p.h, "SELECT COUNT(*) FROM face_changed"), 1);
    place_follow(&p);
    WANT(place_finds(&p, "Lowri", "Penri", one));
    place_close(&p);
}

TEST(finder__leaves_out_who_has_changed_and_is_not_like_anybody_asked_for)
{
    struct place p;
    struct id    one;

    place_open(&p);
    place_deed(&p);
    place_follow(&p);
    one = folk_child(&p.h, p.h.school, "Ifan", "Morus", "2012-09-30");
    place_deed(&p);
    WANT(!place_finds(&p, "Lowri", "Penri", one));
    place_close(&p);
}

TEST(finder__finds_somebody_by_what_is_said_of_them_now)
{
    struct place p;
    struct id    one;

    place_open(&p);
    one = place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    place_says(&p, one, "Gwenhwyfar", "Abercrombie");
    place_deed(&p);
    WANT(place_finds(&p, "Gwenhwyfar", "Abercrombie", one));
    place_follow(&p);
    WANT(place_finds(&p, "Gwenhwyfar", "Abercrombie", one));
    WANT_INT(finder_count(p.finder), 1);
    place_close(&p);
}

TEST(finder__forgets_who_says_nothing_any_more)
{
    struct place p;
    struct face  empty = {0};

    place_open(&p);
    empty.source = place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    WANT_INT(finder_count(p.finder), 1);
    WANT_OK(face_save(p.h.w, &empty, none));
    place_deed(&p);
    WANT(!place_finds(&p, "Lowri", "Penri", empty.source));
    place_follow(&p);
    WANT_INT(finder_count(p.finder), 0);
    place_close(&p);
}

/* Whose a record is, the store says; nobody follows. */
TEST(finder__finds_two_persons_again_once_their_link_is_undone)
{
    struct place     p;
    struct id        one, two, older;
    struct link_row *links;
    size_t           n;

    place_open(&p);
    one = place_child(&p, "Lowri", "Penri");
    two = place_child(&p, "Lowri", "Penry");
    place_deed(&p);
    place_follow(&p);
    WANT_OK(link_make(p.h.w, one, two, folk_entry(&p.h)));
    place_deed(&p);
    older = house_person(&p.h, one);
    WANT_INT(place_search(p.h.shop.store, p.rules, "Lowri", "Penri").count, 1);
    WANT_OK(link_list(p.h.w, older, &links, &n));
    WANT_OK(link_undo(p.h.w, links[0].id, folk_entry(&p.h)));
    place_deed(&p);
    WANT_INT(place_search(p.h.shop.store, p.rules, "Lowri", "Penri").count, 2);
    WANT(place_finds(&p, "Lowri", "Penri", one) &&
        place_finds(&p, "Lowri", "Penri", two));
    place_close(&p);
}

TEST(finder__proposes_nobody_to_a_deed)
{
    struct place          p;
    struct place_found    s = {.name = {S("Lowri"), S("Penri")}};
    struct finder_search *by;
    struct work           w;

    place_open(&p);
    (void)place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    s.asked = (struct match_person){.names = &s.name, .name_count = 1};
    w = work_in(p.h.w->tx, p.rules);
    WANT_OK(finder_begin(&w, &s.asked, &by));
    WANT(by == NULL);
    place_close(&p);
}

/* A node that was killed begins with nothing. */
/* ---- too many alike ---- */

struct many_asked {
    const struct rules   *rules;
    struct match_names    name;
    struct match_person   asked;
    struct candidate_list found;
};

static enum err
many_work(struct txn *tx, void *ctx)
{
    struct many_asked *m = ctx;
    struct work        w = work_in(tx, m->rules);

    m->asked.names = &m->name;
    m->asked.name_count = 1;
    return person_candidates_all(&w, &m->asked, none, &m->found);
}

static bool
is_capped(struct place *p, const char *family, struct match_person asked)
{
    struct arena     *a = arena_new(0);
    struct many_asked m = {.rules = p->rules,
        .name = {S("Lowri"), str_of(family)},
        .asked = asked};

    WANT_OK(store_read(p->h.shop.store, a, many_work, &m));
    arena_free(a);
    return m.found.capped;
}

/* More share the name than the index takes whole; who can say no more than a
 * name and a year is told so, and nobody else. */
TEST(finder__says_that_too_many_share_what_was_asked)
{
    enum { MANY = 1030 };
    const struct match_person year = {.birth = {.year = 2019}};
    const struct match_person day = {.birth = {2019, 4, 2}};
    struct place              p;

    place_open(&p);
    for (int i = 0; i < MANY; i++)
        (void)place_child(&p, "Lowri", "Jones");
    (void)place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    WANT(is_capped(&p, "Jones", year));
    WANT(!is_capped(&p, "Jones", day));
    WANT(!is_capped(&p, "Quixote", year));
    place_close(&p);
}

TEST(finder__is_filled_anew_with_all_that_was_changed_meanwhile)
{
    struct place p;
    struct id    one, two;

    place_open(&p);
    one = place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    two = place_child(&p, "Lowri", "Penry");
    place_deed(&p);
    place_finder(&p, S(""));
    WANT(!place_finds(&p, "Lowri", "Penri", one)); /* the keys would */
    place_follow(&p);
    WANT(place_finds(&p, "Lowri", "Penri", one) &&
        place_finds(&p, "Lowri", "Penri", two));
    place_close(&p);
}

/* ---- while others ask ---- */

enum { READERS = 2, TURNS = 40 };
struct crowd {
    struct store       *store;
    const struct rules *rules;
    _Atomic size_t      there; /* that many are recorded and committed */
    atomic_bool         over;
    atomic_size_t       missed, asked;
};

static void *
crowd_run(void *ctx)
{
    struct crowd *c = ctx;

    while (!atomic_load(&c->over)) {
        size_t             there = atomic_load(&c->there);
        struct place_found s =
            place_search(c->store, c->rules, "Lowri", "Penri");

        if (s.e || s.count < there)
            atomic_fetch_add(&c->missed, 1);
        atomic_fetch_add(&c->asked, 1);
    }
    return NULL;
}

TEST(finder__never_misses_who_was_there_when_a_question_began)
{
    struct place p;
    struct crowd c = {.over = false};
    pthread_t    readers[READERS];
    int64_t      began = clock_monotonic();

    place_open(&p);
    (void)place_child(&p, "Lowri", "Penri");
    place_deed(&p);
    place_follow(&p);
    c.store = p.h.shop.store;
    c.rules = p.rules;
    atomic_store(&c.there, 1);
    finder_start(p.finder);
    for (size_t i = 0; i < READERS; i++)
        WANT(pthread_create(&readers[i], NULL, crowd_run, &c) == 0);
    for (size_t i = 1; i < TURNS || atomic_load(&c.asked) < TURNS; i++) {
        if (i < TURNS)
            (void)place_child(&p, "Lowri", "Penri");
        place_deed(&p);
        if (i < TURNS)
            atomic_store(&c.there, i + 1);
        WANT(clock_monotonic() - began < 60 * INT64_C(1000000));
    }
    atomic_store(&c.over, true);
    for (size_t i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    WANT_INT(atomic_load(&c.missed), 0);
    place_close(&p);
}
