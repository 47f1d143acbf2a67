/*
 * image -- an index as bytes: a head, and behind it the arrays as they lie
 * in memory, each at a multiple of 64.
 *
 * They are read where they stand, so a file of them is mapped and served at
 * once.  Codes of names and hashes are those of this program: the head holds
 * a mark made of them, and bytes of another program, or of other tables of
 * names, are refused and the index made anew.  The sum finds damage; who may
 * write the file could as well write the database.
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "match/heap.h"
#include "match/index_own.h"
#include "match/mix.h"
#include "match/name_table.h"
#include "match/sound.h"

enum { VERSION = 2, ALIGN = 64, LANES = 4 };

enum part {
    HOTS,
    WHOS,
    NAMES,
    LETTERS,
    PLACES,
    SEATS,
    SPELLINGS,
    KEYS_FROM,
    KEYS_NUMBER,
    KEYS_TAG,
    NEAR_FROM,
    NEAR_NUMBER,
    NEAR_TAG,
    CELLS,
    PARTS
};

struct head {
    char     magic[8];
    uint64_t mark, sum, rows, persons;
    uint64_t bytes[PARTS];
    uint32_t keys_bits, near_bits;
    uint32_t regions, common;
    int32_t  rarest;
    uint32_t spare[5];
    uint32_t area[CENSUS_AREAS];
    uint16_t region[CENSUS_AREAS];
};
_Static_assert(sizeof(struct head) % ALIGN == 0, "parts begin behind it");

static const char magic[8] = {'d', 'i', 'o', 'g', 'e', 'l', 'i', 'x'};

static size_t
aligned(size_t n)
{
    return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* ---- the mark ---- */

/* What the bytes depend on and do not say. */
static uint64_t
mark_of(void)
{
    const uint64_t sizes = sizeof(struct hot) + sizeof(struct spelling) * 1000 +
        sizeof(struct segment_name) * 1000000;
    struct arena *a = arena_new(0);
    uint64_t      h = mix_two(VERSION, sizes);

    h = mix_two(h, name_table_mark());
    h = mix_two(h, mix_text(match_sound(a, S("gwenhwyfarphilippa"))));
    h = mix_two(h, mix_text(match_skeleton(a, S("chwefrorthomasina"))));
    arena_free(a);
    return h;
}

/* ---- the sum ---- */

struct sum {
    uint64_t lane[LANES];
};

/* Whole lines; four chains, since one would wait for itself. */
static void
sum_add(struct sum *s, const char *p, size_t n)
{
    assert(n % ALIGN == 0);
    for (size_t i = 0; i < n; i += LANES * sizeof(uint64_t)) {
        uint64_t word[LANES];

        memcpy(word, p + i, sizeof word);
        for (size_t l = 0; l < LANES; l++) {
            s->lane[l] = (s->lane[l] ^ word[l]) * MIX_BY;
            s->lane[l] ^= s->lane[l] >> 29;
        }
    }
}

static uint64_t
sum_end(const struct sum *s)
{
    return mix_two(mix_two(s->lane[0], s->lane[1]),
        mix_two(s->lane[2], s->lane[3]));
}

/* ---- writing ---- */

struct parts {
    struct str of[PARTS];
};

static size_t
buckets_bytes(const struct post *p)
{
    return (((size_t)1 << p->bits) + 1) * sizeof *p->from;
}

static struct parts
parts_of(const struct segment *s, const struct census *c)
{
    struct spellings_image n = spellings_image(s->names);
    const struct post     *k = &s->keys, *r = &s->near;
    size_t                 names = spelling_last(s->names) + (size_t)1;

    return (struct parts){{
        [HOTS] = str_bytes(s->hots, s->count * sizeof *s->hots),
        [WHOS] = str_bytes(s->whos, s->count * sizeof *s->whos),
        [NAMES] = str_bytes(s->name, names * sizeof *s->name),
        [LETTERS] = n.texts.letters,
        [PLACES] = n.texts.places,
        [SEATS] = n.texts.seats,
        [SPELLINGS] = n.rows,
        [KEYS_FROM] = str_bytes(k->from, buckets_bytes(k)),
        [KEYS_NUMBER] = str_bytes(k->number, k->count * sizeof *k->number),
        [KEYS_TAG] = str_bytes(k->tag, k->count),
        [NEAR_FROM] = str_bytes(r->from, buckets_bytes(r)),
        [NEAR_NUMBER] = str_bytes(r->number, r->count * sizeof *r->number),
        [NEAR_TAG] = str_bytes(r->tag, r->count),
        [CELLS] = str_bytes(c->cells,
            ((size_t)c->rows + 1) * c->regions * sizeof *c->cells),
    }};
}

/* A part in whole lines, and what fills the last one. */
struct tail {
    struct str whole;
    char       rest[ALIGN];
    size_t     n;
};

static struct tail
tail_of(struct str part)
{
    size_t      whole = part.n & ~(size_t)(ALIGN - 1);
    struct tail t = {.whole = str_sub(part, 0, whole), .n = 0};

    if (part.n > whole) {
        memcpy(t.rest, part.p + whole, part.n - whole);
        t.n = ALIGN;
    }
    return t;
}

static uint64_t
sum_of(const struct head *head, const struct parts *p)
{
    struct head plain = *head;
    struct sum  s = {{1, 2, 3, 4}};

    plain.sum = 0;
    sum_add(&s, (const char *)&plain, sizeof plain);
    for (size_t i = 0; i < PARTS; i++) {
        struct tail t = tail_of(p->of[i]);

        sum_add(&s, t.whole.p, t.whole.n);
        sum_add(&s, t.rest, t.n);
    }
    return sum_end(&s);
}

static void
head_make(struct head *h, const struct segment *s, const struct census *c,
    const struct parts *p)
{
    *h = (struct head){
        .mark = mark_of(),
        .rows = s->count,
        .persons = s->persons,
        .keys_bits = s->keys.bits,
        .near_bits = s->near.bits,
        .regions = c->regions,
        .common = c->rows,
        .rarest = c->rarest,
    };
    memcpy(h->magic, magic, sizeof magic);
    memcpy(h->area, c->area, sizeof h->area);
    memcpy(h->region, c->region, sizeof h->region);
    for (size_t i = 0; i < PARTS; i++)
        h->bytes[i] = p->of[i].n;
    h->sum = sum_of(h, p);
}

enum err
index_save(struct index *ix, index_sink_fn *sink, void *ctx)
{
    const struct edition *e;
    struct parts          p;
    struct head           head;
    enum err              err;

    assert(ix && sink);
    index_settle(ix);
    e = atomic_load(&ix->shelf.now);
    p = parts_of(e->segments[0], e->census);
    head_make(&head, e->segments[0], e->census, &p);
    err = sink(ctx, str_bytes(&head, sizeof head));
    for (size_t i = 0; !err && i < PARTS; i++) {
        struct tail t = tail_of(p.of[i]);

        if (t.whole.n)
            err = sink(ctx, t.whole);
        if (!err && t.n)
            err = sink(ctx, str_bytes(t.rest, t.n));
    }
    return err;
}

/* ---- reading ---- */

static enum err
refuse(struct fault *fault, struct str why)
{
    *fault = (struct fault){.detail = why};
    return ERR_INVALID;
}

/* The parts, where they stand; false when they are not as long as the head
 * says. */
static bool
parts_find(const struct head *h, struct str image, struct parts *p)
{
    size_t at = sizeof *h;

    for (size_t i = 0; i < PARTS; i++) {
        if (h->bytes[i] > image.n - at || aligned(h->bytes[i]) > image.n - at)
            return false;
        p->of[i] = str_sub(image, at, h->bytes[i]);
        at += aligned(h->bytes[i]);
    }
    return at == image.n;
}

/* As a sum over what stands there: it is all in whole lines. */
static bool
sum_is_right(const struct head *h, struct str image)
{
    struct head plain = *h;
    struct sum  s = {{1, 2, 3, 4}};

    plain.sum = 0;
    sum_add(&s, (const char *)&plain, sizeof plain);
    sum_add(&s, image.p + sizeof plain, image.n - sizeof plain);
    return sum_end(&s) == h->sum;
}

static enum err
head_check(struct str image, struct parts *p, struct fault *fault)
{
    const struct head *h = (const struct head *)(const void *)image.p;

    if (image.n < sizeof *h || image.n % ALIGN ||
        memcmp(h->magic, magic, sizeof magic) != 0)
        return refuse(fault, S("it is no image of an index"));
    if (h->mark != mark_of())
        return refuse(fault,
            S("it is of another version, or of other tables of names"));
    if (!parts_find(h, image, p) || !sum_is_right(h, image))
        return refuse(fault, S("it is damaged"));
    return OK;
}

static struct post
post_over(const struct parts *p, enum part from, unsigned bits)
{
    return (struct post){
        .from = (const uint32_t *)(const void *)p->of[from].p,
        .number = (const uint32_t *)(const void *)p->of[from + 1].p,
        .tag = (const uint8_t *)p->of[from + 2].p,
        .count = p->of[from + 2].n,
        .bits = bits,
        .borrowed = true,
    };
}

static struct segment *
segment_over(const struct head *h, const struct parts *p)
{
    struct segment        *s = heap_get(1, sizeof *s);
    struct spellings_image names = {
        {p->of[LETTERS], p->of[PLACES], p->of[SEATS]}, p->of[SPELLINGS]
    };

    s->hots = (const struct hot *)(const void *)p->of[HOTS].p;
    s->whos = (const struct index_who *)(const void *)p->of[WHOS].p;
    s->name = (const struct segment_name *)(const void *)p->of[NAMES].p;
    s->count = h->rows;
    s->persons = h->persons;
    s->names = spellings_of(&names);
    s->keys = post_over(p, KEYS_FROM, h->keys_bits);
    s->near = post_over(p, NEAR_FROM, h->near_bits);
    s->borrowed = true;
    return s;
}

static struct census *
census_over(const struct head *h, const struct parts *p,
    const struct segment *counted)
{
    struct census *c = heap_get(1, sizeof *c);

    c->regions = h->regions;
    c->rows = h->common;
    c->rarest = (int16_t)h->rarest;
    c->cells = (const int16_t *)(const void *)p->of[CELLS].p;
    c->borrowed = true;
    c->counted = counted;
    memcpy(c->area, h->area, sizeof c->area);
    memcpy(c->region, h->region, sizeof c->region);
    return c;
}

enum err
index_load(const struct odds *model, struct str image, struct index **out,
    struct fault *fault)
{
    const struct head *h = (const struct head *)(const void *)image.p;
    struct parts       p;
    struct edition    *e;
    struct index      *ix;
    enum err           err;

    assert(model && out && fault && (uintptr_t)image.p % ALIGN == 0);
    if ((err = head_check(image, &p, fault)))
        return err;
    ix = index_new(model);
    e = edition_copy(atomic_load(&ix->shelf.now));
    edition_add(e, segment_over(h, &p));
    edition_count_anew(e, census_over(h, &p, e->segments[0]));
    e->odds = odds_among(model, e->persons);
    shelf_publish(&ix->shelf, e);
    *out = ix;
    return OK;
}
