/*
 * premises -- one table from an address at a postcode to its number, and
 * from a number to its postcode.
 */
#include "match/premises.h"

#include <string.h>

#include "match/heap.h"
#include "match/mix.h"

enum { UPRN_DIGITS = 12 };

bool
premises_parse(struct str typed, uint64_t *uprn)
{
    struct str digits = str_trim(typed);
    uint64_t   n = 0;

    if (!str_is_digits(digits) || digits.n > UPRN_DIGITS)
        return false;
    for (size_t i = 0; i < digits.n; i++)
        n = n * 10 + (uint64_t)(digits.p[i] - '0');
    if (n)
        *uprn = n;
    return n > 0;
}

uint32_t
premises_put(struct intern *texts, uint64_t uprn)
{
    char     text[1 + sizeof uprn] = {1}; /* begins as no address does */
    uint64_t hash = mix_one(uprn);

    memcpy(text + 1, &hash, sizeof hash);
    return intern_put(texts, str_bytes(text, sizeof text));
}

/* ---- what is learned ---- */

struct seat {
    uint64_t key;  /* 0: free                             */
    uint32_t what; /* 0: rows do not say the same         */
};

struct premises_known {
    size_t       mask;
    struct seat *seats;
};

/* Which of the two the key is of stands in its lowest bits. */
static uint64_t
address_key(uint32_t postcode, uint32_t address)
{
    return mix_two(postcode, address) << 2 | 1;
}

static uint64_t
uprn_key(uint32_t uprn)
{
    return mix_one(uprn) << 2 | 2;
}

static struct seat *
seat_of(const struct premises_known *k, uint64_t key)
{
    size_t at = (size_t)(key >> 16) & k->mask;

    while (k->seats[at].key && k->seats[at].key != key)
        at = (at + 1) & k->mask;
    return &k->seats[at];
}

static void
note(struct premises_known *k, uint64_t key, uint32_t what)
{
    struct seat *s = seat_of(k, key);

    if (!s->key)
        *s = (struct seat){key, what};
    else if (s->what != what)
        s->what = 0;
}

struct premises_known *
premises_learn(const struct premises *said, size_t count)
{
    struct premises_known *k = heap_get(1, sizeof *k);

    k->mask = 3;
    while (k->mask < 4 * count)
        k->mask = k->mask * 2 + 1;
    k->seats = heap_get(k->mask + 1, sizeof *k->seats);
    for (size_t i = 0; i < count; i++) {
        const struct premises *p = &said[i];

        if (p->postcode && p->address)
            note(k, address_key(p->postcode, p->address), p->uprn);
        if (p->postcode)
            note(k, uprn_key(p->uprn), p->postcode);
    }
    return k;
}

void
premises_free(struct premises_known *k)
{
    if (!k)
        return;
    free(k->seats);
    free(k);
}

void
premises_settle(const struct premises_known *k, uint32_t *postcode,
    uint32_t *address)
{
    uint32_t found;

    if (!*address)
        return;
    if (*postcode) {
        found = seat_of(k, address_key(*postcode, *address))->what;
        if (found)
            *address = found;
    } else {
        *postcode = seat_of(k, uprn_key(*address))->what;
    }
}
