/*
 * finder_test -- who is found in memory.  The keys in the store are thrown
 * away, so that nobody is found by them.  Run under the thread sanitizer by
 * tests/threads/run.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "folk.h"

#include "../test.h"

#include "record/finder.h"

static const struct id none;

struct place {
    struct house   h;
    struct finder *finder;
    struct rules  *rules; /* of those who ask */
    struct touched touched;
};

static const struct rules *
rules_here(void *ctx)
{
    return ((struct place *)ctx)->rules;
}

static void
place_open(struct place *p)
{
    struct finder_options o = {.rules = rules_here, .ctx = p};
    struct fault          fault = {0};

    *p = (struct place){.finder = NULL};
    house_open(&p->h);
    o.store = p->h.shop.store;
    WANT_OK(rules_load(o.store, p->h.arena, &p->rules, &fault));
    p->finder = finder_new(&o);
    rules_find_by(p->rules, p->finder);
    p->h.w->touched = &p->touched;
}

static void
place_close(struct place *p)
{
    finder_untouch(p->h.w);
    finder_free(p->finder);
    rules_free(p->rules);
    house_close(&p->h);
}

/* What was written until now is a deed, and done. */
static void
deed(struct place *p)
{
    struct leaf      leaf = {.kind = LEAF_WRITE,
             .action = S("TEST"),
             .detail = S("{}")};
    struct leaf_mark mark;
    struct moment    at = p->h.work.now;

    WANT_OK(ledger_note(p->h.w->tx, &leaf, &mark));
    WANT_OK(finder_note(p->h.w, mark.id));
    finder_untouch(p->h.w);
    house_sql(&p->h, "DELETE FROM source_key");
    at.us += 1000000;
    house_at(&p->h, str_c(p->h.arena, moment_text(p->h.arena, at)));
    p->h.w->touched = &p->touched;
}

static void
follow(struct place *p)
{
    bool more = true;

    while (more)
        WANT_OK(finder_turn(p->finder, &more));
}

/* ---- asking ---- */

struct search {
    const struct rules *rules;
    struct match_names  name;
    struct match_person asked;
    struct id           persons[CANDIDATES_MOST];
    size_t              count;
    enum err            e;
};

static enum err
search_work(struct txn *tx, void *ctx)
{
    struct search    *s = ctx;
    struct work       w = work_in(tx, s->rules);
    struct candidate *all;

    s->e = person_candidates(&w, &s->asked, none, &all, &s->count);
    for (size_t i = 0; !s->e && i < s->count; i++)
        s->persons[i] = all[i].person;
    return s->e;
}

static struct search
search_for(struct store *store, const struct rules *rules, const char *given,
    const char *family)
{
    struct arena *a = arena_new(0);
    struct search s = {.rules = rules};

    s.name = (struct match_names){str_of(given), str_of(family)};
    s.asked = (struct match_person){.names = &s.name,
        .name_count = 1,
        .birth = {2019, 4, 2}};
    s.e = store_read(store, a, search_work, &s);
    arena_free(a);
    return s;
}

/* Whether the record's person is among those found. */
static bool
finds(struct place *p, const char *given, const char *family, struct id source)
{
    struct search s = search_for(p->h.shop.store, p->rules, given, family);

    WANT_OK(s.e);
    return id_among(house_person(&p->h, source), s.persons, s.count);
}

static struct id
child(struct place *p, const char *given, const char *family)
{
    return folk_child(&p->h, p->h.school, given, family, "2019-04-02");
}

static void
says(struct place *p, struct id source, const char *given, const char *family)
{
    struct face f = {.source = source,
        .given = str_of(given),
        .family = str_of(family),
        .birth_date = {2019, 4, 2}};

    WANT_OK(face_save(p->h.w, &f, folk_entry(&p->h)));
}

/* ---- tests ---- */

TEST(finder__finds_who_was_there_before_it_was_filled)
{
    struct place p;
    struct id    one;

    place_open(&p);
    one = child(&p, "Lowri", "Penri");
    deed(&p);
    WANT(!finds(&p, "Lowri", "Penri", one)); /* by no key */
    follow(&p);
    WANT(finds(&p, "Lowri", "Penri", one));
    WANT(finds(&p, "Lowry", "Penry", one));
    WANT_INT(finder_count(p.finder), 1);
    place_close(&p);
}

TEST(finder__finds_at_once_who_was_recorded_since)
{
    struct place p;
    struct id    one;

    place_open(&p);
    deed(&p);
    follow(&p);
    one = child(&p, "Lowri", "Penri");
    WANT(!finds(&p, "Lowri", "Penri", one)); /* not committed */
    deed(&p);
    WANT(finds(&p, "Lowri", "Penri", one)); /* nor followed */
    follow(&p);
    house_sql(&p.h, "DELETE FROM face_changed");
    deed(&p);
    WANT(finds(&p, "Lowri", "Penri", one)); /* and from now on */
    place_close(&p);
}

/* The control of the one before. */
TEST(finder__does_not_find_who_is_neither_noted_nor_followed)
{
    struct place p;
    struct id    one;

    place_open(&p);
    deed(&p);
    follow(&p);
    one = child(&p, "Lowri", "Penri");
    finder_untouch(p.h.w);
    deed(&p);
    WANT(!finds(&p, "Lowri", "Penri", one));
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
    deed(&p);
    one = child(&p, "Lowri", "Penri");
    finder_untouch(p.h.w);
    a = txn_arena(p.h.w->tx);
    then = arena_mark(a);
    finder_touch(p.h.w, one);
    arena_rewind(a, then);
    memset(arena_get(a, SPACE), 0, SPACE);
    deed(&p);
    WANT_INT(house_count(&p.h, "SELECT COUNT(*) FROM face_changed"), 1);
    follow(&p);
    WANT(finds(&p, "Lowri", "Penri", one));
    place_close(&p);
}

TEST(finder__leaves_out_who_has_changed_and_is_not_like_anybody_asked_for)
{
    struct place p;
    struct id    one;

    place_open(&p);
    deed(&p);
    follow(&p);
    one = folk_child(&p.h, p.h.school, "Ifan", "Morus", "2012-09-30");
    deed(&p);
    WANT(!finds(&p, "Lowri", "Penri", one));
    place_close(&p);
}

TEST(finder__finds_somebody_by_what_is_said_of_them_now)
{
    struct place p;
    struct id    one;

    place_open(&p);
    one = child(&p, "Lowri", "Penri");
    deed(&p);
    follow(&p);
    says(&p, one, "Gwenhwyfar", "Abercrombie");
    deed(&p);
    WANT(finds(&p, "Gwenhwyfar", "Abercrombie", one));
    follow(&p);
    WANT(finds(&p, "Gwenhwyfar", "Abercrombie", one));
    WANT_INT(finder_count(p.finder), 1);
    place_close(&p);
}

TEST(finder__forgets_who_says_nothing_any_more)
{
    struct place p;
    struct face  empty = {0};

    place_open(&p);
    empty.source = child(&p, "Lowri", "Penri");
    deed(&p);
    follow(&p);
    WANT_INT(finder_count(p.finder), 1);
    WANT_OK(face_save(p.h.w, &empty, none));
    deed(&p);
    WANT(!finds(&p, "Lowri", "Penri", empty.source));
    follow(&p);
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
    one = child(&p, "Lowri", "Penri");
    two = child(&p, "Lowri", "Penry");
    deed(&p);
    follow(&p);
    WANT_OK(link_make(p.h.w, one, two, folk_entry(&p.h)));
    deed(&p);
    older = house_person(&p.h, one);
    WANT_INT(search_for(p.h.shop.store, p.rules, "Lowri", "Penri").count, 1);
    WANT_OK(link_list(p.h.w, older, &links, &n));
    WANT_OK(link_undo(p.h.w, links[0].id, folk_entry(&p.h)));
    deed(&p);
    WANT_INT(search_for(p.h.shop.store, p.rules, "Lowri", "Penri").count, 2);
    WANT(finds(&p, "Lowri", "Penri", one) && finds(&p, "Lowri", "Penri", two));
    place_close(&p);
}

TEST(finder__proposes_nobody_to_a_deed)
{
    struct place          p;
    struct search         s = {.name = {S("Lowri"), S("Penri")}};
    struct finder_search *by;
    struct work           w;

    place_open(&p);
    (void)child(&p, "Lowri", "Penri");
    deed(&p);
    follow(&p);
    s.asked = (struct match_person){.names = &s.name, .name_count = 1};
    w = work_in(p.h.w->tx, p.rules);
    WANT_OK(finder_begin(&w, &s.asked, &by));
    WANT(by == NULL);
    place_close(&p);
}

/* A node that was killed begins with nothing. */
TEST(finder__is_filled_anew_with_all_that_was_changed_meanwhile)
{
    struct place          p;
    struct finder_options o;
    struct id             one, two;

    place_open(&p);
    one = child(&p, "Lowri", "Penri");
    deed(&p);
    follow(&p);
    two = child(&p, "Lowri", "Penry");
    deed(&p);
    finder_free(p.finder);
    o = (struct finder_options){p.h.shop.store, rules_here, &p};
    p.finder = finder_new(&o);
    rules_find_by(p.rules, p.finder);
    WANT(!finds(&p, "Lowri", "Penri", one)); /* the keys would */
    follow(&p);
    WANT(finds(&p, "Lowri", "Penri", one) && finds(&p, "Lowri", "Penri", two));
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
        size_t        there = atomic_load(&c->there);
        struct search s = search_for(c->store, c->rules, "Lowri", "Penri");

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
    (void)child(&p, "Lowri", "Penri");
    deed(&p);
    follow(&p);
    c.store = p.h.shop.store;
    c.rules = p.rules;
    atomic_store(&c.there, 1);
    finder_start(p.finder);
    for (size_t i = 0; i < READERS; i++)
        WANT(pthread_create(&readers[i], NULL, crowd_run, &c) == 0);
    for (size_t i = 1; i < TURNS || atomic_load(&c.asked) < TURNS; i++) {
        if (i < TURNS)
            (void)child(&p, "Lowri", "Penri");
        deed(&p);
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
