/*
 * segment -- a pile put in order.
 */
#include "match/segment.h"

#include <assert.h>
#include <string.h>

#include "match/heap.h"
#include "match/mix.h"
#include "match/reach.h"
#include "match/sort.h"

/* ---- gathering ---- */

void
pile_open(struct pile *p)
{
    *p = (struct pile){.names = spellings_new()};
}

void
pile_clear(struct pile *p)
{
    spellings_free(p->names);
    free(p->hots);
    free(p->whos);
    *p = (struct pile){.count = 0};
}

static void
row_add(struct pile *p, struct index_who who, struct hot h)
{
    p->hots = heap_grow(p->hots, p->count, &p->hots_room, sizeof *p->hots);
    p->whos = heap_grow(p->whos, p->count, &p->whos_room, sizeof *p->whos);
    p->whos[p->count] = who;
    p->hots[p->count++] = h;
}

static void
name_read(struct pile *p, const struct roll_words *w, struct hot *h)
{
    h->given = spelling_put(p->names, w->given, MATCH_NAME_GIVEN);
    h->middle = spelling_put(p->names, w->middle, MATCH_NAME_GIVEN);
    h->family = spelling_put(p->names, w->family, MATCH_NAME_FAMILY);
}

void
pile_put(struct pile *p, struct index_who who, const struct index_person *of)
{
    struct hot whole = hot_of(of);
    size_t     rows =
        of->name_count > of->place_count ? of->name_count : of->place_count;

    assert(of->name_count <= ROLL_NAMES && of->place_count <= ROLL_PLACES);
    rows += !rows;
    for (size_t i = 0; i < rows; i++) {
        struct hot h = whole;

        if (i < of->name_count)
            name_read(p, &of->names[i], &h);
        if (i < of->place_count)
            h.place = hot_place(&of->places[i]);
        h.born |= i == 0 ? HOT_FIRST : 0;
        h.born |= i + 1 == rows ? HOT_LAST : 0;
        row_add(p, who, h);
    }
}

void
pile_drop(struct pile *p, struct index_who who)
{
    row_add(p, who,
        (struct hot){.born = HOT_FIRST | HOT_LAST | (uint32_t)HOT_GONE});
}

void
pile_take(struct pile *p, const struct segment *s, size_t row)
{
    for (;; row++) {
        struct hot h = s->hots[row];

        h.given = spelling_copy(p->names, s->names, h.given);
        h.middle = spelling_copy(p->names, s->names, h.middle);
        h.family = spelling_copy(p->names, s->names, h.family);
        row_add(p, s->whos[row], h);
        if (h.born & HOT_LAST)
            return;
    }
}

/* ---- order ---- */

static uint64_t
hash_of(struct index_who who)
{
    return mix_two(who.part[0], who.part[1]);
}

static bool
stands_behind(const struct pile *p, uint32_t x, uint32_t y)
{
    uint64_t hx = hash_of(p->whos[x]), hy = hash_of(p->whos[y]);

    return hx != hy ? hx > hy : who_cmp(p->whos[x], p->whos[y]) > 0;
}

/* The rows by who they are; of one person as they were put. */
static uint64_t *
turns_new(const struct pile *p)
{
    uint64_t *turns = heap_get(p->count, sizeof *turns);
    uint64_t *spare = heap_get(p->count, sizeof *spare);

    for (size_t i = 0; i < p->count; i++)
        turns[i] =
            sort_item((uint32_t)(hash_of(p->whos[i]) >> 32), (uint32_t)i);
    sort_items(turns, spare, p->count);
    free(spare);
    for (size_t i = 1; i < p->count; i++)
        for (size_t at = i;
             at && sort_key(turns[at - 1]) == sort_key(turns[at]) &&
             stands_behind(p, sort_number(turns[at - 1]),
                 sort_number(turns[at]));
             at--) {
            uint64_t was = turns[at];

            turns[at] = turns[at - 1];
            turns[at - 1] = was;
        }
    return turns;
}

/* Of the turns from .. to, one person's, those that were put last; none
 * when that says that there is nobody. */
static size_t
last_put(const struct pile *p, const uint64_t *turns, size_t from, size_t to)
{
    size_t at = to - 1;

    while (at > from && !(p->hots[sort_number(turns[at])].born & HOT_FIRST))
        at--;
    return p->hots[sort_number(turns[at])].born & HOT_GONE ? to : at;
}

/* Keeps those turns; how many there are. */
static size_t
turns_keep(const struct pile *p, uint64_t *turns)
{
    size_t kept = 0;

    for (size_t from = 0, to; from < p->count; from = to) {
        struct index_who who = p->whos[sort_number(turns[from])];

        to = from + 1;
        while (to < p->count && who_eq(p->whos[sort_number(turns[to])], who))
            to++;
        for (size_t i = last_put(p, turns, from, to); i < to; i++)
            turns[kept++] = turns[i];
    }
    return kept;
}

/* ---- making ---- */

/* Numbers of names in the pile, and in the segment. */
struct renaming {
    const struct spellings *from;
    struct spellings       *to;
    uint32_t               *number;
};

static uint32_t
renamed(struct renaming *r, uint32_t number)
{
    if (number && !r->number[number])
        r->number[number] = spelling_copy(r->to, r->from, number);
    return r->number[number];
}

static void
rows_make(struct segment *s, const struct pile *p, const uint64_t *turns)
{
    struct renaming   r = {p->names, spellings_new(), NULL};
    struct hot       *hots = heap_get_wide(s->count, sizeof *hots);
    struct index_who *whos = heap_get_wide(s->count, sizeof *whos);

    r.number = heap_get(spelling_last(p->names) + (size_t)1, sizeof *r.number);
    for (size_t i = 0; i < s->count; i++) {
        hots[i] = p->hots[sort_number(turns[i])];
        whos[i] = p->whos[sort_number(turns[i])];
        hots[i].given = renamed(&r, hots[i].given);
        hots[i].middle = renamed(&r, hots[i].middle);
        hots[i].family = renamed(&r, hots[i].family);
        s->persons += (hots[i].born & HOT_FIRST) != 0;
    }
    free(r.number);
    spellings_pack(r.to);
    s->hots = hots;
    s->whos = whos;
    s->names = r.to;
}

static void
use(struct segment_name *names, const struct spellings *s, uint32_t number,
    unsigned fields)
{
    const struct spelling *n = spelling_at(s, number);

    names[number].used |= (uint16_t)fields;
    names[n->glued].used |= (uint16_t)fields;
    for (size_t i = 0; i < n->parts; i++)
        names[n->part[i]].used |= (uint16_t)fields;
}

static void
names_use(struct segment *s)
{
    size_t               names = spelling_last(s->names) + (size_t)1;
    struct segment_name *n = heap_get_wide(names, sizeof *n);

    for (size_t i = 0; i < s->count; i++) {
        use(n, s->names, s->hots[i].given, 1 << SEGMENT_GIVEN);
        use(n, s->names, s->hots[i].middle, 1 << SEGMENT_MIDDLE);
        use(n, s->names, s->hots[i].family, 1 << SEGMENT_FAMILY);
    }
    s->name = n;
}

struct segment *
segment_new(struct pile *p)
{
    struct segment *s = heap_get(1, sizeof *s);
    uint64_t       *turns = turns_new(p);

    s->count = turns_keep(p, turns);
    rows_make(s, p, turns);
    free(turns);
    pile_clear(p);
    names_use(s);
    s->keys = post_make(s->count, reach_of_row, s);
    s->near =
        post_make(spelling_last(s->names) + (size_t)1, reach_of_name, s->names);
    return s;
}

/* Casts away const: a segment's names are filled here alone. */
void
segment_inherit(struct segment *s, const struct segment *from,
    const struct census *c)
{
    struct segment_name *names = (struct segment_name *)(uintptr_t)s->name;

    for (uint32_t n = 1; n <= spelling_last(s->names); n++) {
        uint32_t was =
            from ? spelling_find(from->names, spelling_text(s->names, n)) : 0;
        struct segment_name know = {.row = {0}};

        for (int f = 0; f < SEGMENT_FIELDS; f++)
            know.rare[f] = c->rarest;
        if (was)
            know = from->name[was];
        know.used = names[n].used;
        names[n] = know;
    }
}

void
segment_free(struct segment *s)
{
    if (!s)
        return;
    if (!s->borrowed) {
        free((void *)(uintptr_t)s->hots);
        free((void *)(uintptr_t)s->whos);
        free((void *)(uintptr_t)s->name);
    }
    spellings_free(s->names);
    post_clear(&s->keys);
    post_clear(&s->near);
    free(s);
}

size_t
segment_bytes(const struct segment *s)
{
    struct spellings_image names = spellings_image(s->names);

    return s->count * (sizeof *s->hots + sizeof *s->whos) +
        post_bytes(&s->keys) + post_bytes(&s->near) + names.rows.n +
        names.texts.letters.n + names.texts.places.n + names.texts.seats.n +
        (spelling_last(s->names) + (size_t)1) * sizeof *s->name;
}

/* Rows stand in the order of these hashes. */
size_t
segment_find(const struct segment *s, struct index_who who)
{
    uint64_t hash = hash_of(who);
    size_t   low = 0, high = s->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (hash_of(s->whos[middle]) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < s->count && hash_of(s->whos[low]) == hash &&
        !who_eq(s->whos[low], who))
        low++;
    return low < s->count && who_eq(s->whos[low], who) ? low : s->count;
}
