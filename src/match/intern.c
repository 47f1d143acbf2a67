/*
 * intern -- an open table of short texts beside one run of letters.
 *
 * A slot holds the text itself when it is short, as names and postcodes are:
 * a look costs one line of memory.  Of a longer one it holds the beginning,
 * and the letters decide.
 */
#include "match/intern.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "match/heap.h"
#include "match/mix.h"

enum { SLOTS_FIRST = 64, SHORT = 24 };

struct slot {
    uint32_t number; /* 0: free */
    uint32_t n;
    char     text[SHORT]; /* zeros behind it */
};

struct place {
    uint32_t at, n;
};

/* Of a table that takes no more texts: a quarter of the memory, and a look
 * at the letters for each text that is found. */
struct seat {
    uint32_t number; /* 0: free */
    uint32_t hash;   /* the upper half; the lower one is the place */
};

struct intern {
    char         *letters;
    size_t        used, letters_room;
    struct place *places; /* by number */
    size_t        count, places_room;
    struct slot  *slots;
    size_t        mask;
    struct seat  *seats;    /* in place of slots, when it is packed */
    bool          borrowed; /* the arrays are somebody else's */
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
    if (t && !t->borrowed) {
        free(t->letters);
        free(t->places);
        free(t->slots);
        free(t->seats);
    }
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

void
intern_call(const struct intern *t, uint32_t number)
{
    __builtin_prefetch(&t->places[number]);
}

void
intern_call_text(const struct intern *t, uint32_t number)
{
    __builtin_prefetch(t->letters + t->places[number].at);
}

uint32_t
intern_last(const struct intern *t)
{
    return (uint32_t)t->count - 1;
}

static struct slot
slot_of(struct str text, uint32_t number)
{
    struct slot s = {.number = number, .n = (uint32_t)text.n};

    memcpy(s.text, text.p, text.n < SHORT ? text.n : SHORT);
    return s;
}

static bool
is_text(const struct intern *t, const struct slot *s, const struct slot *want,
    struct str text)
{
    return s->n == want->n && memcmp(s->text, want->text, SHORT) == 0 &&
        (text.n <= SHORT || str_eq(intern_text(t, s->number), text));
}

/* The slot of the text, or the free one where it would stand. */
static struct slot *
slot_find(const struct intern *t, const struct slot *want, struct str text)
{
    size_t i = mix_text(text) & t->mask;

    while (t->slots[i].number && !is_text(t, &t->slots[i], want, text))
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

static void
slots_double(struct intern *t)
{
    size_t mask = t->mask * 2 + 1;

    free(t->slots);
    t->slots = heap_get_wide(mask + 1, sizeof *t->slots);
    t->mask = mask;
    for (uint32_t n = 1; n < t->count; n++) {
        struct str text = intern_text(t, n);
        size_t     i = mix_text(text) & mask;

        while (t->slots[i].number)
            i = (i + 1) & mask;
        t->slots[i] = slot_of(text, n);
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
    struct slot  want;
    struct slot *s;

    assert(!t->seats);
    if (!text.n)
        return 0;
    want = slot_of(text, (uint32_t)t->count);
    s = slot_find(t, &want, text);
    if (s->number)
        return s->number;
    t->places =
        heap_grow(t->places, t->count, &t->places_room, sizeof *t->places);
    t->places[t->count] = letters_add(t, text);
    *s = want;
    t->count++;
    if (t->count * 2 > t->mask)
        slots_double(t);
    return (uint32_t)t->count - 1;
}

void
intern_clear(struct intern *t)
{
    assert(!t->seats);
    if (t->count > 1)
        memset(t->slots, 0, (t->mask + 1) * sizeof *t->slots);
    t->count = 1;
    t->used = 0;
}

/* ---- packed ---- */

static void
seat_put(struct intern *t, uint32_t number)
{
    uint64_t hash = mix_text(intern_text(t, number));
    size_t   i = hash & t->mask;

    while (t->seats[i].number)
        i = (i + 1) & t->mask;
    t->seats[i] = (struct seat){number, (uint32_t)(hash >> 32)};
}

void
intern_pack(struct intern *t)
{
    assert(!t->seats);
    free(t->slots);
    t->slots = NULL;
    t->mask = 1;
    while (t->mask * 3 < t->count * 4)
        t->mask = t->mask * 2 + 1;
    t->seats = heap_get_wide(t->mask + 1, sizeof *t->seats);
    for (uint32_t n = 1; n < t->count; n++)
        seat_put(t, n);
}

static uint32_t
seat_find(const struct intern *t, struct str text)
{
    uint64_t hash = mix_text(text);

    for (size_t i = hash & t->mask; t->seats[i].number; i = (i + 1) & t->mask)
        if (t->seats[i].hash == (uint32_t)(hash >> 32) &&
            str_eq(intern_text(t, t->seats[i].number), text))
            return t->seats[i].number;
    return 0;
}

struct intern_image
intern_image(const struct intern *t)
{
    assert(t->seats);
    return (struct intern_image){
        str_bytes(t->letters, t->used),
        str_bytes(t->places, t->count * sizeof *t->places),
        str_bytes(t->seats, (t->mask + 1) * sizeof *t->seats),
    };
}

/* Casts away const: a borrowed table is never written to. */
struct intern *
intern_over(const struct intern_image *image)
{
    struct intern *t = heap_get(1, sizeof *t);

    t->borrowed = true;
    t->letters = (char *)(uintptr_t)image->letters.p;
    t->used = image->letters.n;
    t->places = (struct place *)(uintptr_t)image->places.p;
    t->count = image->places.n / sizeof *t->places;
    t->seats = (struct seat *)(uintptr_t)image->seats.p;
    t->mask = image->seats.n / sizeof *t->seats - 1;
    return t;
}

uint32_t
intern_find(const struct intern *t, struct str text)
{
    struct slot want;

    if (!text.n)
        return 0;
    if (t->seats)
        return seat_find(t, text);
    want = slot_of(text, 0);
    return slot_find(t, &want, text)->number;
}
