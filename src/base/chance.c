#include "base/chance.h"

#include <sodium.h>
#include <string.h>

#include "base/err.h"

enum { AT_HAND = 2048 };

static _Thread_local struct {
    unsigned char bytes[AT_HAND];
    size_t        left; /* those at the beginning are not used yet */
} hand;

static void
draw(void *out, size_t n)
{
    if (sodium_init() < 0)
        BUG("chance: the system has no randomness");
    randombytes_buf(out, n);
}

void
chance_bytes(void *out, size_t n)
{
    if (n > AT_HAND) {
        draw(out, n);
        return;
    }
    if (hand.left < n) {
        draw(hand.bytes, AT_HAND);
        hand.left = AT_HAND;
    }
    hand.left -= n;
    memcpy(out, hand.bytes + hand.left, n);
    sodium_memzero(hand.bytes + hand.left, n);
}
