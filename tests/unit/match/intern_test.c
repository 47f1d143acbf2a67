/*
 * intern, sort, tally -- numbers for texts, order, and counts.
 */
#include "match/intern.h"

#include "base/arena.h"
#include "match/mix.h"
#include "match/sort.h"
#include "match/tally.h"
#include "test.h"

TEST(intern__gives_one_text_one_number_however_many_there_are)
{
    struct arena  *a = arena_new(0);
    struct intern *t = intern_new();

    WANT(intern_put(t, S("")) == 0);
    for (int64_t i = 1; i <= 20000; i++)
        WANT(intern_put(t, str_of_int(a, i)) == (uint32_t)i);
    for (int64_t i = 1; i <= 20000; i++)
        WANT(intern_put(t, str_of_int(a, i)) == (uint32_t)i);
    WANT(intern_last(t) == 20000);
    WANT_STR(intern_text(t, 777), "777");
    WANT(intern_find(t, S("19999")) == 19999);
    WANT(intern_find(t, S("0")) == 0);
    intern_free(t);
    arena_free(a);
}

TEST(sort_items__orders_by_key_and_keeps_what_is_equal)
{
    enum { COUNT = 5000 };
    static uint64_t items[COUNT], spare[COUNT];

    for (uint32_t i = 0; i < COUNT; i++)
        items[i] = sort_item((uint32_t)mix_one(i % 1000), i);
    sort_items(items, spare, COUNT);
    for (size_t i = 1; i < COUNT; i++) {
        WANT(sort_key(items[i - 1]) <= sort_key(items[i]));
        if (sort_key(items[i - 1]) == sort_key(items[i]))
            WANT(sort_number(items[i - 1]) < sort_number(items[i]));
    }
}

TEST(tally__counts_and_sorts_by_pattern)
{
    struct tally t;

    tally_init(&t);
    for (uint64_t i = 0; i < 30000; i++)
        tally_add(&t, mix_one(i % 3000), 2);
    WANT(t.count == 3000);
    tally_sort(&t);
    for (size_t i = 0; i < t.count; i++) {
        WANT(t.counts[i].times == 20);
        if (i)
            WANT(t.counts[i - 1].pattern < t.counts[i].pattern);
    }
    WANT(tally_add(&t, t.counts[5].pattern, 1) == 5);
    tally_clear(&t);
}
