/*
 * arena -- what is handed out is zeroed, aligned and apart; cleanups run
 * once, last first; nothing goes past the limit.
 */
#include "base/arena.h"

#include <stdalign.h>

#include "death.h"
#include "test.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define CAN_SEE_POISON 1
#define IS_POISONED(p) __asan_address_is_poisoned(p)
#else
#define CAN_SEE_POISON 0
#define IS_POISONED(p) ((void)(p), 0)
#endif

/* Which cleanups ran, in order. */
struct ran {
    char order[8];
    int  n;
};
struct ticket {
    struct ran *ran;
    char        name;
};

static void
note(void *ctx)
{
    struct ticket *t = ctx;

    t->ran->order[t->ran->n++] = t->name;
}

TEST(arena_get__gives_zeroed_bytes_aligned_for_anything)
{
    struct arena *a = arena_new(0);

    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = arena_get(a, n);

        WANT(p != NULL);
        WANT((uintptr_t)p % alignof(max_align_t) == 0);
        for (size_t i = 0; i < n; i++)
            WANT(p[i] == 0);
        memset(p, 0xAA, n);
    }
    arena_free(a);
}

TEST(arena_get__gives_two_places_for_two_pieces_of_nothing)
{
    struct arena *a = arena_new(0);

    WANT(arena_get(a, 0) != arena_get(a, 0));
    arena_free(a);
}

TEST(arena_get__keeps_pieces_apart_over_many_blocks)
{
    struct arena *a = arena_new(0);
    unsigned     *pieces[500];

    for (unsigned i = 0; i < 500; i++) {
        pieces[i] = ARENA_ARRAY(a, unsigned, i + 1);
        for (unsigned k = 0; k <= i; k++)
            pieces[i][k] = i;
    }
    for (unsigned i = 0; i < 500; i++)
        for (unsigned k = 0; k <= i; k++)
            WANT(pieces[i][k] == i);
    arena_free(a);
}

TEST(arena_stretch__makes_the_newest_piece_longer_and_no_other)
{
    enum { SHORT = 20, LONG = 200, TOO_LONG = 1024 * 1024 };
    struct arena  *a = arena_new(0);
    unsigned char *first = arena_get(a, SHORT), *second = arena_get(a, SHORT);
    unsigned char *third;

    memset(second, 1, SHORT);
    WANT(!arena_stretch(a, first, SHORT, LONG));
    WANT(!arena_stretch(a, second, SHORT, TOO_LONG));
    WANT(arena_stretch(a, second, SHORT, LONG));
    WANT_INT(second[SHORT - 1], 1);
    for (int i = SHORT; i < LONG; i++)
        WANT_INT(second[i], 0);
    third = arena_get(a, SHORT);
    WANT(third >= second + LONG);
    WANT(!arena_stretch(a, second, LONG, LONG + 1));
    arena_free(a);
}

TEST(arena_get__takes_a_piece_larger_than_a_block)
{
    struct arena *a = arena_new(0);
    size_t        large = (size_t)5 * 1024 * 1024;
    char         *p = arena_get(a, large);

    p[0] = p[large - 1] = 'x';
    WANT(arena_used(a) >= large);
    arena_free(a);
}

TEST(arena_get__is_zeroed_again_after_a_rewind)
{
    struct arena *a = arena_new(0);
    struct mark   m = arena_mark(a);
    char         *p = arena_get(a, 100);

    memset(p, 'x', 100);
    arena_rewind(a, m);
    p = arena_get(a, 100);
    for (int i = 0; i < 100; i++)
        WANT(p[i] == 0);
    arena_free(a);
}

TEST(arena_rewind__gives_back_all_since_the_mark_and_nothing_before)
{
    struct arena *a = arena_new(0);
    char         *kept = arena_get(a, 10);
    struct mark   m;
    size_t        used;

    memset(kept, 'k', 10);
    used = arena_used(a);
    m = arena_mark(a);
    for (int i = 0; i < 100; i++)
        arena_get(a, 10000);
    WANT(arena_used(a) >= used + 1000000);
    arena_rewind(a, m);
    WANT_INT(arena_used(a), used);
    WANT(kept[0] == 'k' && kept[9] == 'k');
    arena_rewind(a, m); /* to where it stands already */
    WANT_INT(arena_used(a), used);
    arena_free(a);
}

TEST(arena_rewind__runs_the_cleanups_since_the_mark_last_first)
{
    struct arena *a = arena_new(0);
    struct ran    ran = {{0}, 0};
    struct ticket tickets[] = {{&ran, 'a'}, {&ran, 'b'}, {&ran, 'c'}};
    struct mark   m;

    arena_on_clear(a, note, &tickets[0]);
    m = arena_mark(a);
    arena_on_clear(a, note, &tickets[1]);
    arena_get(a, 100000); /* a block of its own between them */
    arena_on_clear(a, note, &tickets[2]);
    arena_rewind(a, m);
    WANT_STR(str_of(ran.order), "cb");
    arena_rewind(a, m);
    WANT_STR(str_of(ran.order), "cb");
    arena_free(a);
    WANT_STR(str_of(ran.order), "cba");
}

TEST(arena_rewind__may_be_nested)
{
    struct arena *a = arena_new(0);
    struct ran    ran = {{0}, 0};
    struct ticket tickets[] = {{&ran, 'a'}, {&ran, 'b'}};
    struct mark   outer = arena_mark(a), inner;

    arena_on_clear(a, note, &tickets[0]);
    inner = arena_mark(a);
    arena_get(a, 50000);
    arena_on_clear(a, note, &tickets[1]);
    arena_rewind(a, inner);
    WANT_STR(str_of(ran.order), "b");
    arena_get(a, 50000);
    arena_rewind(a, outer);
    WANT_STR(str_of(ran.order), "ba");
    WANT_INT(arena_used(a), 0);
    arena_free(a);
    WANT_STR(str_of(ran.order), "ba");
}

static void
rewind_backwards(void)
{
    struct arena *a = arena_new(0);
    struct mark   outer = arena_mark(a), inner;

    arena_get(a, 100000);
    inner = arena_mark(a);
    arena_rewind(a, outer);
    arena_rewind(a, inner);
}

TEST(arena_rewind__dies_at_a_mark_that_is_gone)
{
    WANT(dies(rewind_backwards));
}

TEST(arena_clear__is_as_new)
{
    struct arena *a = arena_new(0);
    struct ran    ran = {{0}, 0};
    struct ticket ticket = {&ran, 'a'};
    char         *first = arena_get(a, 8);

    arena_on_clear(a, note, &ticket);
    arena_get(a, 200000);
    arena_clear(a);
    WANT_STR(str_of(ran.order), "a");
    WANT_INT(arena_used(a), 0);
    WANT(arena_get(a, 8) == (void *)first); /* the block was kept */
    arena_free(a);
    WANT_INT(ran.n, 1);
}

struct pair {
    struct arena *arena;
    struct ticket late;
};

static void
hang_another(void *ctx)
{
    struct pair *p = ctx;

    arena_get(p->arena, 100000);
    arena_on_clear(p->arena, note, &p->late);
}

TEST(arena_free__runs_a_cleanup_that_a_cleanup_hung)
{
    struct ran  ran = {{0}, 0};
    struct pair p = {arena_new(0), {&ran, 'z'}};

    arena_on_clear(p.arena, hang_another, &p);
    arena_free(p.arena);
    WANT_STR(str_of(ran.order), "z");
    arena_free(NULL);
}

TEST(arena_get__may_fill_its_limit_exactly)
{
    struct arena *a = arena_new(1024);

    while (arena_used(a) < 1024)
        arena_get(a, 1);
    WANT_INT(arena_used(a), 1024);
    arena_free(a);
}

static void
pass_the_limit(void)
{
    struct arena *a = arena_new(1024);

    while (arena_used(a) <= 1024)
        arena_get(a, 1);
}

static void
pass_the_usual_limit(void)
{
    arena_get(arena_new(0), (size_t)256 * 1024 * 1024 + 1);
}

static void
ask_for_everything(void)
{
    arena_get(arena_new(SIZE_MAX), SIZE_MAX);
}

static void
overflow_an_array(void)
{
    arena_get_array(arena_new(0), SIZE_MAX / 2, 3);
}

TEST(arena_get__dies_past_the_limit)
{
    WANT(dies(pass_the_limit));
    WANT(dies(pass_the_usual_limit));
    WANT(dies(ask_for_everything));
    WANT(dies(overflow_an_array));
}

TEST(arena__poisons_what_is_not_handed_out)
{
    struct arena *a = arena_new(0);
    struct mark   m = arena_mark(a);
    char         *p = arena_get(a, 24);

    WANT(!IS_POISONED(p) && !IS_POISONED(p + 23));
    WANT_INT(IS_POISONED(p + 24) != 0, CAN_SEE_POISON);
    arena_get(a, 8);
    WANT_INT(IS_POISONED(p + 24) != 0, CAN_SEE_POISON);
    arena_rewind(a, m);
    WANT_INT(IS_POISONED(p) != 0, CAN_SEE_POISON);
    arena_free(a);
}
