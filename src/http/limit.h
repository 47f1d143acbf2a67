/*
 * limit -- how often somebody may do something: a bucket of goes for each
 * key, which fills again at a steady pace.
 *
 * In memory and for this process only.  Keys (an address, an account, a
 * question) are kept as salted hashes.  The table has a fixed size; when it
 * is full the key that has used least is forgotten, so a flood of new keys
 * does not free those that are being held back.
 */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include <stdint.h>

#include "base/str.h"

struct limits; /* opaque: http/limit.c; safe from any thread */

/* most goes at once, and one more every refill microseconds. */
struct limit_rule {
    uint32_t most;
    int64_t  refill_us;
};

/* keys: how many are remembered at once (rounded up). */
struct limits *limits_new(size_t keys);
void           limits_free(struct limits *l);

/*
 * Takes one go.  now_us is monotonic.  Returns 0 when there was one, else
 * after how many microseconds there will be.
 */
int64_t limit_take(struct limits *l, struct str key, struct limit_rule rule,
    int64_t now_us);
/* The same answer, without taking. */
int64_t limit_look(struct limits *l, struct str key, struct limit_rule rule,
    int64_t now_us);
/* Forgets what was taken: after the right password. */
void limit_clear(struct limits *l, struct str key);

#endif
