/* places: what was added is found again, the newest first. */
#include "test.h"

#include "base/arena.h"
#include "record/places.h"

static struct id
thread(size_t n)
{
    struct id i = {.kind = ID_THREAD};

    i.b[0] = (uint8_t)n;
    i.b[1] = (uint8_t)(n >> 8);
    return i;
}

TEST(places__finds_the_newest_and_those_before_it)
{
    struct arena  *a = arena_new(0);
    struct places *p = places_new(a);

    WANT(places_newest(p, S("visit"), thread(1)) == PLACE_NONE);
    places_add(p, S("visit"), thread(1));
    places_add(p, S("visit"), thread(2));
    places_add(p, S("review"), thread(1));
    places_add(p, S("visit"), thread(1));
    WANT_INT(places_newest(p, S("visit"), thread(1)), 3);
    WANT_INT(places_older(p, 3), 0);
    WANT(places_older(p, 0) == PLACE_NONE);
    WANT_INT(places_newest(p, S("visit"), thread(2)), 1);
    WANT_INT(places_newest(p, S("review"), thread(1)), 2);
    WANT(places_newest(p, S("review"), thread(2)) == PLACE_NONE);
    WANT(places_newest(p, S("visit"), (struct id){0}) == PLACE_NONE);
    arena_free(a);
}

TEST(places__keeps_thousands_apart)
{
    static const struct str names[] = {S_INIT("a"), S_INIT("b"), S_INIT("")};
    struct arena           *a = arena_new(0);
    struct places          *p = places_new(a);
    const size_t            threads = 2000;

    for (size_t i = 0; i < 2 * threads; i++)
        places_add(p, names[i % 3], thread(i % threads));
    for (size_t i = threads; i < 2 * threads; i++) {
        size_t at = places_newest(p, names[i % 3], thread(i % threads));

        WANT_INT(at, i);
        /* 2000 is no multiple of three: it had another name before */
        WANT(places_older(p, at) == PLACE_NONE);
    }
    arena_free(a);
}
