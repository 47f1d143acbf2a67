/*
 * intern -- an open table of numbers beside one run of letters.
 *
 * A slot holds half of the text's hash beside its number, so that a look
 * goes to the letters only when they are nearly certain to be the ones.
 */
#include "match/intern.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "match/heap.h"
#include "match/mix.h"

enum { SLOTS_FIRST = 1024 };

struct slot {
    uint32_t hash;
    uint32_t number; /* 0: free */
};

struct place {
    uint32_t at, n;
};

struct intern {
    char         *letters;
    size_t        used, letters_room;
    struct place *places; /* by number */
    size_t        count, places_room;
    struct slot  *slots;
    size_t        mask;
};

struct intern *
intern_new(void)
{
    struct intern *t = heap_get(1, sizeof *t);

    t->places = heap_grow(NULL, 0, &t->places_room, sizeof *t->places);
    t->places[t->count++] = (struct place){0, 0};
    t->slots = heap_get(SLOTS_FIRST, sizeof *t->slots);
    t->mask = SLOTS_FIRST - 1;
    return t;
}

void
intern_free(struct intern *t)
{
    if (!t)
        return;
    free(t->letters);
    free(t->places);
    free(t->slots);
    free(t);
}

struct str
intern_text(const struct intern *t, uint32_t number)
{
    struct place p;

    assert(number < t->count);
    p = t->places[number];
    return str_bytes(t->letters + p.at, p.n);
}

uint32_t
intern_last(const struct intern *t)
{
    return (uint32_t)t->count - 1;
}

static bool
is_text(const struct intern *t, uint32_t number, struct str text)
{
    struct place p = t->places[number];

    return p.n == text.n && memcmp(t->letters + p.at, text.p, p.n) == 0;
}

/* The slot of the text, or the free one where it would stand. */
static struct slot *
slot_find(const struct intern *t, struct str text, uint64_t hash)
{
    size_t i = hash & t->mask;

    for (; t->slots[i].number; i = (i + 1) & t->mask)
        if (t->slots[i].hash == (uint32_t)(hash >> 32) &&
            is_text(t, t->slots[i].number, text))
            break;
    return &t->slots[i];
}

static void
slots_double(struct intern *t)
{
    size_t mask = t->mask * 2 + 1;

    free(t->slots);
    t->slots = heap_get(mask + 1, sizeof *t->slots);
    t->mask = mask;
    for (uint32_t n = 1; n < t->count; n++) {
        uint64_t hash = mix_text(intern_text(t, n));
        size_t   i = hash & mask;

        while (t->slots[i].number)
            i = (i + 1) & mask;
        t->slots[i] = (struct slot){(uint32_t)(hash >> 32), n};
    }
}

static struct place
letters_add(struct intern *t, struct str text)
{
    struct place p = {(uint32_t)t->used, (uint32_t)text.n};

    if (text.n > UINT32_MAX - t->used)
        BUG("intern: more than four gigabytes of texts");
    while (t->used + text.n > t->letters_room)
        t->letters =
            heap_grow(t->letters, t->letters_room, &t->letters_room, 1);
    memcpy(t->letters + t->used, text.p, text.n);
    t->used += text.n;
    return p;
}

uint32_t
intern_put(struct intern *t, struct str text)
{
    uint64_t     hash = mix_text(text);
    struct slot *s;

    if (!text.n)
        return 0;
    s = slot_find(t, text, hash);
    if (s->number)
        return s->number;
    t->places =
        heap_grow(t->places, t->count, &t->places_room, sizeof *t->places);
    t->places[t->count] = letters_add(t, text);
    *s = (struct slot){(uint32_t)(hash >> 32), (uint32_t)t->count++};
    if (t->count * 2 > t->mask)
        slots_double(t);
    return (uint32_t)t->count - 1;
}

uint32_t
intern_find(const struct intern *t, struct str text)
{
    return text.n ? slot_find(t, text, mix_text(text))->number : 0;
}
