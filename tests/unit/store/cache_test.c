/*
 * cache_test -- statements kept by address.
 */
#include "store/cache.h"

#include "../test.h"

enum { MANY = 1000 };

static size_t dropped;

static void
drop(void *value)
{
    (void)value;
    dropped++;
}

TEST(cache_find__gives_each_of_many_addresses_its_own_value)
{
    static char  keys[MANY][16];
    struct cache c = {0};

    WANT(cache_find(&c, keys[0]) == NULL);
    for (size_t i = 0; i < MANY; i++)
        cache_add(&c, keys[i], &keys[MANY - 1 - i]);
    for (size_t i = 0; i < MANY; i++)
        WANT(cache_find(&c, keys[i]) == &keys[MANY - 1 - i]);
    WANT(cache_find(&c, &c) == NULL);
    dropped = 0;
    cache_clear(&c, drop);
    WANT_INT(dropped, MANY);
    WANT(cache_find(&c, keys[0]) == NULL);
}
