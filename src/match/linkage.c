/*
 * linkage -- the stages, one after the other.
 */
#include "match/linkage.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/nhs.h"
#include "match/compare.h"
#include "match/heap.h"
#include "match/learn.h"
#include "match/linkage_meet.h"
#include "match/sort.h"

enum { AHEAD = 16 }; /* pairs: memory is slower than weighing */

static void
tell(const struct linkage_options *o, enum linkage_stage stage)
{
    if (o->told)
        o->told(o->told_ctx, stage, 0, 1);
}

/* ---- bands ---- */

/* As tokens, like the words of match/model.c. */
#define WORD(word) S_INIT(#word)

static const struct str band_words[LINKAGE_BANDS] = {
    [LINKAGE_POSSIBLE] = WORD(possible),
    [LINKAGE_STRONG] = WORD(strong),
    [LINKAGE_CERTAIN] = WORD(certain),
};

struct str
linkage_band_word(enum linkage_band band)
{
    assert(band < LINKAGE_BANDS);
    return band_words[band];
}

static bool
given_agrees(uint64_t p)
{
    enum pattern_level l = pattern_level(p, PATTERN_GIVEN);

    return l >= PATTERN_GIVEN_SAME && l <= PATTERN_GIVEN_CLOSE;
}

enum hold
linkage_hold_at(const struct linkage *l, const struct linkage_pair *p,
    int threshold)
{
    struct hold_pair at = {p->x, p->y, p->pattern, p->weight - threshold};

    return hold_of(l->holds, &at);
}

enum linkage_band
linkage_band_at(const struct linkage *l, const struct linkage_pair *p,
    int threshold)
{
    if (p->weight < threshold || linkage_hold_at(l, p, threshold))
        return LINKAGE_POSSIBLE;
    if (pattern_level(p->pattern, PATTERN_NHS) == PATTERN_NHS_SAME &&
        given_agrees(p->pattern) &&
        pattern_level(p->pattern, PATTERN_BIRTH) == PATTERN_BIRTH_SAME)
        return LINKAGE_CERTAIN;
    return LINKAGE_STRONG;
}

/* ---- weighing ---- */

struct weighing {
    struct linkage         *link;
    struct linkage_meeting *meeting;
    int                     review;
    struct linkage_pair    *pairs[CREW_MOST];
    size_t                  count[CREW_MOST], room[CREW_MOST];
};

static void
pair_keep(struct weighing *w, size_t share, const struct linkage_pair *p)
{
    w->pairs[share] = heap_grow(w->pairs[share], w->count[share],
        &w->room[share], sizeof *w->pairs[share]);
    w->pairs[share][w->count[share]++] = *p;
}

/* What one worker met, weighed; then it is needed no more. */
static void
share_weigh(void *ctx, size_t share, size_t worker)
{
    struct weighing      *w = ctx;
    struct linkage_share *s = &w->meeting->shares[share];
    const struct odds    *o = &w->link->odds;
    struct odds_base     *bases = heap_get(s->tally.count + 1, sizeof *bases);

    (void)worker;
    for (size_t i = 0; i < s->tally.count; i++)
        bases[i] = odds_base(o, s->tally.counts[i].pattern);
    for (size_t i = 0; i < s->count; i++) {
        const struct linkage_met *m = &s->met[i];
        size_t                    ahead = i + AHEAD < s->count ? i + AHEAD : i;
        struct linkage_pair       p = {.x = m->x, .y = m->y};

        __builtin_prefetch(&w->link->roll->rarities[s->met[ahead].x]);
        __builtin_prefetch(&w->link->roll->rarities[s->met[ahead].y]);
        p.pattern = s->tally.counts[m->place].pattern;
        p.weight = odds_weight(bases[m->place],
            odds_rarity(o, p.pattern, &w->link->roll->rarities[p.x],
                &w->link->roll->rarities[p.y]));
        if (p.weight >= w->review)
            pair_keep(w, share, &p);
    }
    free(bases);
    free(s->met);
    s->met = NULL;
}

/* ---- order ---- */

typedef uint32_t pair_key_fn(const struct linkage_pair *p);

static uint32_t
key_y(const struct linkage_pair *p)
{
    return p->y;
}

static uint32_t
key_x(const struct linkage_pair *p)
{
    return p->x;
}

static uint32_t
key_weight(const struct linkage_pair *p)
{
    return (uint32_t)(1 << 20) - (uint32_t)p->weight;
}

/* By weight, then by lines: from the least key to the greatest. */
static void
pairs_sort(struct linkage *l)
{
    static pair_key_fn *const keys[] = {key_y, key_x, key_weight};
    uint64_t                 *items = heap_get(2 * l->count + 2, sizeof *items);
    struct linkage_pair      *sorted = heap_get(l->count + 1, sizeof *sorted);

    for (size_t i = 0; i < l->count; i++)
        items[i] = (uint32_t)i;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        for (size_t i = 0; i < l->count; i++)
            items[i] = sort_item(keys[k](&l->pairs[sort_number(items[i])]),
                sort_number(items[i]));
        sort_items(items, items + l->count, l->count);
    }
    for (size_t i = 0; i < l->count; i++)
        sorted[i] = l->pairs[sort_number(items[i])];
    free(items);
    free(l->pairs);
    l->pairs = sorted;
}

/* Lines of several names can meet twice. */
static void
pairs_once(struct linkage *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->count; i++)
        if (!n || l->pairs[i].x != l->pairs[n - 1].x ||
            l->pairs[i].y != l->pairs[n - 1].y)
            l->pairs[n++] = l->pairs[i];
    l->count = n;
}

static void
pairs_gather(struct linkage *l, struct weighing *w, size_t threads)
{
    for (size_t t = 0; t < threads; t++)
        l->count += w->count[t];
    l->pairs = heap_get(l->count + 1, sizeof *l->pairs);
    for (size_t t = 0, n = 0; t < threads; t++) {
        for (size_t i = 0; i < w->count[t]; i++)
            l->pairs[n++] = w->pairs[t][i];
        free(w->pairs[t]);
    }
    pairs_sort(l);
    pairs_once(l);
}

/* ---- threshold and bands ---- */

/*
 * The lowest weight such that what lies above it is precise enough.  Fields
 * depend on each other more than a model knows, so that it errs about twice
 * as often as it says: the errors allowed are halved.
 */
static int
threshold_find(struct linkage *l, double wanted)
{
    double precision = 1 - (1 - wanted) / 2;
    int    found = ODDS_MOST;
    double right = 0;

    for (size_t i = 0; i < l->count; i++) {
        right += odds_probability(l->pairs[i].weight) / 1e6;
        if (right >= precision * (double)(i + 1)) {
            found = l->pairs[i].weight;
            l->expected = right / (double)(i + 1);
        }
    }
    return found;
}

static void
bands_set(struct linkage *l)
{
    for (size_t i = 0; i < l->count; i++)
        l->pairs[i].band = linkage_band_at(l, &l->pairs[i], l->threshold);
}

/* ---- joining ---- */

struct joining {
    const struct linkage *link;
    struct pattern_memo  *memo;
};

static int
line_weigh(void *ctx, uint32_t x, uint32_t y)
{
    struct joining    *j = ctx;
    const struct roll *r = j->link->roll;
    uint64_t           p = pattern_of(j->memo, r, x, y);
    struct hold_pair   pair = {.x = x, .y = y, .pattern = p};

    if (hold_parts(j->link->holds, &pair))
        return CLUSTER_NEVER;
    return odds_weight(odds_base(&j->link->odds, p),
        odds_rarity(&j->link->odds, p, &r->rarities[x], &r->rarities[y]));
}

static void
line_facts(const void *ctx, uint32_t line, struct cluster_facts *out)
{
    const struct joining   *j = ctx;
    const struct roll      *r = j->link->roll;
    const struct roll_line *at = &r->lines[line];

    if (at->nhs)
        out->number[nhs_issuer(at->nhs)] = at->nhs;
    if (at->upn && nhs_upn_is_lasting(intern_text(r->texts, at->upn)))
        out->number[NHS_ISSUERS] = at->upn;
    if (!r->deaths.count)
        return;
    out->born = match_first_day(roll_date(at->birth));
    out->died = match_last_day(deaths_of(&r->deaths, line));
}

static int
by_line(const void *x, const void *y)
{
    const struct cluster_apart *a = x, *b = y;

    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return a->y < b->y ? -1 : a->y > b->y;
}

/* Both ways, in order. */
static struct cluster_apart *
apart_make(const struct linkage_options *o)
{
    struct cluster_apart *all = heap_get(2 * o->apart_count + 1, sizeof *all);

    for (size_t i = 0; i < o->apart_count; i++) {
        all[2 * i] = o->apart[i];
        all[2 * i + 1] = (struct cluster_apart){o->apart[i].y, o->apart[i].x};
    }
    qsort(all, 2 * o->apart_count, sizeof *all, by_line);
    return all;
}

/* What would have joined two that stay two is for somebody to read. */
static void
refused_to_review(struct linkage *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->cluster[l->pairs[i].x] != l->cluster[l->pairs[i].y])
            l->pairs[i].band = LINKAGE_POSSIBLE;
}

static void
lines_join(struct linkage *l)
{
    struct joining       j = {l, pattern_memo_new(PATTERN_SEATS)};
    struct cluster_rules rules = {line_weigh, line_facts, &j, 0, l->apart,
        l->apart_count};
    struct cluster_pair *pairs = heap_get(l->count + 1, sizeof *pairs);
    size_t               n = 0;

    for (size_t i = 0; i < l->count; i++)
        if (l->pairs[i].band > LINKAGE_POSSIBLE)
            pairs[n++] = (struct cluster_pair){l->pairs[i].x, l->pairs[i].y,
                l->pairs[i].weight};
    l->cluster = heap_get(l->roll->count + 1, sizeof *l->cluster);
    for (uint32_t i = 0; i < l->roll->count; i++)
        l->cluster[i] = i;
    l->refused = cluster_join(pairs, n, &rules, l->cluster, l->roll->count);
    refused_to_review(l);
    free(pairs);
    pattern_memo_free(j.memo);
}

/* ---- all of it ---- */

static void
odds_find(struct linkage *l, const struct linkage_meeting *m,
    const struct linkage_options *o)
{
    struct learn from = {.met = &m->tally,
        .random = &m->random,
        .pairs = linkage_pairs_of(l->roll, o->scope),
        .lines = (int64_t)l->roll->count};

    if (o->model)
        l->odds = *o->model;
    else
        learn_odds(&from, &l->odds);
}

static void
pairs_weigh(struct linkage *l, struct linkage_meeting *m,
    const struct linkage_options *o)
{
    struct weighing *w = heap_get(1, sizeof *w);

    w->link = l;
    w->meeting = m;
    w->review = o->review;
    for (size_t t = 0; t < o->threads; t++)
        l->met += m->shares[t].count;
    crew_run(o->threads, share_weigh, w, o->threads);
    pairs_gather(l, w, o->threads);
    free(w);
}

struct linkage *
linkage_run(const struct roll *r, const struct linkage_options *o)
{
    struct linkage         *l = heap_get(1, sizeof *l);
    struct linkage_meeting *m = heap_get(1, sizeof *m);

    assert(r && o);
    l->roll = r;
    *m = (struct linkage_meeting){.roll = r, .options = o};
    tell(o, LINKAGE_BLOCKING);
    l->blocks = m->blocks = blocks_new(r);
    linkage_meet(m);
    tell(o, LINKAGE_LEARNING);
    odds_find(l, m, o);
    tell(o, LINKAGE_WEIGHING);
    pairs_weigh(l, m, o);
    linkage_meeting_clear(m);
    free(m);
    l->holds = holds_new(r);
    l->owns_holds = true;
    l->threshold =
        o->threshold ? *o->threshold : threshold_find(l, o->precision);
    bands_set(l);
    tell(o, LINKAGE_JOINING);
    l->apart = apart_make(o);
    l->apart_count = 2 * o->apart_count;
    lines_join(l);
    return l;
}

void
linkage_free(struct linkage *l)
{
    if (!l)
        return;
    if (l->blocks)
        blocks_free(l->blocks);
    if (l->owns_holds)
        holds_free(l->holds);
    free(l->pairs);
    free(l->cluster);
    free(l->apart);
    free(l);
}

static void *
copy_of(const void *all, size_t count, size_t size)
{
    void *own = heap_get(count + 1, size);

    if (count)
        memcpy(own, all, count * size);
    return own;
}

struct linkage *
linkage_at(const struct linkage *l, int threshold)
{
    struct linkage *at = heap_get(1, sizeof *at);

    assert(l);
    *at = *l;
    at->blocks = NULL;
    at->owns_holds = false;
    at->threshold = threshold;
    at->pairs = copy_of(l->pairs, l->count, sizeof *l->pairs);
    at->apart = copy_of(l->apart, l->apart_count, sizeof *l->apart);
    bands_set(at);
    lines_join(at);
    return at;
}
