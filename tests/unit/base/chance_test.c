/*
 * chance_test -- what is drawn is never drawn again, in one thread or two.
 */
#include "base/chance.h"

#include <pthread.h>
#include <stdlib.h>

#include "test.h"

enum { PIECE = 16, PIECES = 1000, LARGE = 10000 };

static int
by_bytes(const void *x, const void *y)
{
    return memcmp(x, y, PIECE);
}

static void *
draw(void *out)
{
    unsigned char *p = out;

    for (int i = 0; i < PIECES; i++)
        chance_bytes(p + PIECE * i, PIECE);
    return NULL;
}

TEST(chance_bytes__gives_no_piece_twice)
{
    static unsigned char all[2 * PIECES * PIECE];
    pthread_t            other;

    WANT_INT(pthread_create(&other, NULL, draw, all + PIECES * PIECE), 0);
    draw(all);
    WANT_INT(pthread_join(other, NULL), 0);
    qsort(all, (size_t)2 * PIECES, PIECE, by_bytes);
    for (int i = 1; i < 2 * PIECES; i++)
        WANT(memcmp(all + PIECE * (i - 1), all + PIECE * i, PIECE) != 0);
}

TEST(chance_bytes__gives_more_than_it_has_at_hand)
{
    static unsigned char large[LARGE];
    int                  zeroes = 0;

    chance_bytes(large, LARGE);
    for (int i = 0; i < LARGE; i++)
        zeroes += large[i] == 0;
    WANT(zeroes < LARGE / 100); /* one in 256 is usual */
}
