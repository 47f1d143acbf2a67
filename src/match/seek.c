/*
 * seek -- a question goes as far as it must: first to those who share a key
 * with it as it stands; then, unless nobody unseen could be heavier than the
 * one found, to names, dates and places near those given.
 */
#include <assert.h>
#include <string.h>

#include "match/heap.h"
#include "match/rarity.h"
#include "match/reach.h"
#include "match/seek_own.h"

enum {
    MEMO = 256,    /* names of one question */
    LEAST = -400,  /* nobody is meant who weighs less */
    SPREAD = 600,  /* nor who weighs so much less than the first */
    LIKELY = -150, /* who weighs less is not likely   */
    AHEAD = 16     /* rows: memory is slower than weighing */
};

enum err
seeker_new(struct index *ix, struct seeker **out)
{
    struct shelf_seat *seat = shelf_sit(&ix->shelf);
    struct seeker     *s;

    if (!seat)
        return ERR_LIMIT;
    s = heap_get(1, sizeof *s);
    s->index = ix;
    s->seat = seat;
    *out = s;
    return OK;
}

void
seeker_free(struct seeker *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < EDITION_SEGMENTS; i++) {
        spellings_free(s->sights[i].over);
        pattern_memo_free(s->sights[i].memo);
        free(s->gather[i]);
    }
    pattern_memo_free(s->everybody);
    shelf_rise(s->seat);
    free(s);
}

/* ---- the question, as each segment has it ---- */

static void
sight_open(struct seeker *s, size_t nth)
{
    struct sight         *at = &s->sights[nth];
    const struct segment *segment = s->weigh.edition->segments[nth];

    if (at->over) {
        spellings_clear(at->over, segment->names);
        pattern_memo_clear(at->memo);
    } else {
        at->over = spellings_over(segment->names);
        at->memo = pattern_memo_new(MEMO);
        s->gather[nth] = heap_get(1, sizeof *s->gather[nth]);
    }
    at->segment = segment;
    at->nth = nth;
    gather_open(s->gather[nth]);
}

static void
names_read(struct seeker *s, const struct index_person *p)
{
    struct sight *at = &s->sights[0];

    for (size_t i = 0; i < s->weigh.names; i++) {
        const struct roll_words *n = &p->names[i];

        at->names[i].given = spelling_put(at->over, n->given, MATCH_NAME_GIVEN);
        at->names[i].middle =
            spelling_put(at->over, n->middle, MATCH_NAME_GIVEN);
        at->names[i].family =
            spelling_put(at->over, n->family, MATCH_NAME_FAMILY);
    }
}

/* Read once; in the other segments they have other numbers. */
static void
names_copy(struct seeker *s, size_t nth)
{
    const struct sight *from = &s->sights[0];
    struct sight       *to = &s->sights[nth];

    for (size_t i = 0; i < s->weigh.names; i++) {
        const struct roll_name *n = &from->names[i];

        to->names[i].given = spelling_copy(to->over, from->over, n->given);
        to->names[i].middle = spelling_copy(to->over, from->over, n->middle);
        to->names[i].family = spelling_copy(to->over, from->over, n->family);
    }
}

static bool
may(const struct seeker *s, struct index_who who)
{
    return !s->filter || !s->filter->may || s->filter->may(s->filter->ctx, who);
}

/* Who lives at a postcode, of those who may be in the answer. */
static size_t
crowd_of(const struct seeker *s, uint64_t place)
{
    const struct edition *e = s->weigh.edition;
    size_t                n = 0;

    for (size_t i = 0; i < e->count; i++) {
        const struct segment *g = e->segments[i];
        struct post_list      l = post_find(&g->keys, reach_place(place));

        for (size_t j = 0; j < l.count && j < GATHER_LIST; j++)
            n += g->hots[l.number[j]].place == place &&
                !edition_is_gone(e, i, segment_first(g, l.number[j])) &&
                may(s, g->whos[l.number[j]]);
    }
    return n + !n;
}

static void
places_read(struct seeker *s, const struct index_person *p)
{
    struct weigh *w = &s->weigh;
    double        people = (double)(w->edition->persons + 1);

    for (size_t i = 0; i < w->places; i++) {
        w->place[i] = hot_place(&p->places[i]);
        w->crowd[i] = 0;
        if (hot_has_postcode(w->place[i]))
            w->crowd[i] = rarity_of((double)crowd_of(s, w->place[i]) / people);
    }
}

static void
question_open(struct seeker *s, const struct index_person *p)
{
    struct weigh *w = &s->weigh;

    assert(p->name_count <= ROLL_NAMES && p->place_count <= ROLL_PLACES);
    w->asked = hot_of(p);
    w->names = p->name_count;
    w->places = p->place_count;
    for (size_t i = 0; i < w->edition->count; i++)
        sight_open(s, i);
    names_read(s, p);
    for (size_t i = 1; i < w->edition->count; i++)
        names_copy(s, i);
    places_read(s, p);
    weigh_open(w, &s->sights[0]);
}

/* ---- who is found ---- */

static bool
comes_before(const struct index_hit *x, const struct index_hit *y)
{
    return x->weight != y->weight ? x->weight > y->weight
                                  : who_cmp(x->who, y->who) < 0;
}

static void
hit_put(struct seeker *s, const struct index_hit *h)
{
    struct index_answer *out = s->out;
    size_t               at = out->count;

    if (at == INDEX_HITS && !comes_before(h, &out->hit[at - 1]))
        return;
    if (!may(s, h->who))
        return;
    if (at == INDEX_HITS)
        at--;
    else
        out->count++;
    for (; at && comes_before(h, &out->hit[at - 1]); at--)
        out->hit[at] = out->hit[at - 1];
    out->hit[at] = *h;
}

/* The least weight that can still be among those found. */
static int
weight_wanted(const struct index_answer *out)
{
    int least = LEAST;

    if (out->count && out->hit[0].weight - SPREAD > least)
        least = out->hit[0].weight - SPREAD;
    if (out->count == INDEX_HITS && out->hit[INDEX_HITS - 1].weight > least)
        least = out->hit[INDEX_HITS - 1].weight;
    return least;
}

/* Those who are much less likely than the first, as it has become. */
static void
hits_trim(struct index_answer *out)
{
    while (out->count && out->hit[out->count - 1].weight < weight_wanted(out))
        out->count--;
}

/* False: nobody that could be among those found. */
static bool
person_weigh(const struct seeker *s, const struct sight *at, size_t row,
    struct index_hit *hit)
{
    struct weighed found;

    weigh_person(&s->weigh, at, row, &found);
    if (found.weight < weight_wanted(s->out))
        return false;
    *hit = (struct index_hit){
        .who = at->segment->whos[row],
        .weight = found.weight,
        .pattern = found.pattern,
        .rarity = {found.rarity[0], found.rarity[1]},
    };
    return true;
}

/* A row has the key that brought it, or another one that was asked: who is
 * in a list by chance would be there in one segment and not in another. */
static bool
is_reached(const struct seeker *s, const struct sight *at, uint32_t row,
    size_t by)
{
    struct post_keys k = {.count = 0};

    reach_of_row(at->segment, row, &k);
    for (size_t i = 0; i < k.count; i++)
        if (k.key[i] == s->keys[by])
            return true;
    for (size_t i = 0; i < k.count; i++)
        for (size_t j = 0; j < s->key_count; j++)
            if (k.key[i] == s->keys[j])
                return true;
    return false;
}

/* Somebody whom what is cheap to compare does not rule out. */
struct coming {
    uint32_t row, first;
    uint16_t by;
    int      most; /* that they can weigh */
};

static void
hots_call(const struct sight *at, const struct gather *g, size_t from)
{
    for (size_t i = from; i < g->count && i < from + AHEAD; i++)
        __builtin_prefetch(&at->segment->hots[g->row[i]]);
}

/* Of some rows from .. on those who may be among those found, each person
 * once; their names are called for. */
static size_t
some_come(struct seeker *s, const struct sight *at, size_t from,
    struct coming some[AHEAD])
{
    struct gather        *g = s->gather[at->nth];
    const struct segment *t = at->segment;
    int                   wanted = weight_wanted(s->out);
    size_t                n = 0;

    for (size_t i = from; i < g->count && i < from + AHEAD; i++) {
        struct coming c = {.row = g->row[i], .by = g->by[i]};

        c.first = (uint32_t)segment_first(t, c.row);
        if (c.first != c.row && !gather_is_new(g, c.first))
            continue;
        s->out->compared++;
        c.most = weigh_most(&s->weigh, t, c.first);
        if (c.most < wanted ||
            edition_is_gone(s->weigh.edition, at->nth, c.first))
            continue;
        weigh_call(at, c.first);
        some[n++] = c;
    }
    return n;
}

static void
one_weigh(struct seeker *s, const struct sight *at, const struct coming *c)
{
    struct gather   *g = s->gather[at->nth];
    struct index_hit hit;

    if (!person_weigh(s, at, c->first, &hit))
        return;
    if (is_reached(s, at, c->row, c->by)) {
        hit_put(s, &hit);
        return;
    }
    gather_forget(g, c->row);
    gather_forget(g, c->first);
}

/* Rows gathered from .. on: the persons they are part of, each once.  Some
 * at a time, since what one waits for from memory all may wait for
 * together. */
static void
rows_weigh(struct seeker *s, const struct sight *at, size_t from)
{
    const struct gather *g = s->gather[at->nth];
    struct coming        some[AHEAD];

    hots_call(at, g, from);
    for (size_t i = from; i < g->count; i += AHEAD) {
        size_t n;

        hots_call(at, g, i + AHEAD);
        n = some_come(s, at, i, some);
        for (size_t j = 0; j < n; j++)
            weigh_call_text(at, some[j].first);
        for (size_t j = 0; j < n; j++)
            if (some[j].most >= weight_wanted(s->out))
                one_weigh(s, at, &some[j]);
    }
}

/* ---- keys ---- */

void
seek_key_put(struct seeker *s, uint64_t key)
{
    if (key && s->key_count == SEEK_KEYS)
        s->out->capped = true;
    else if (key)
        s->keys[s->key_count++] = key;
}

/* Round by round, since memory is slower than what is done with it. */
void
seek_keys_gather(struct seeker *s, const struct sight *at)
{
    const struct post *p = &at->segment->keys;
    struct gather     *g = s->gather[at->nth];
    size_t             from = g->count;

    for (size_t i = 0; i < s->key_count; i++)
        post_call(p, s->keys[i]);
    for (size_t i = 0; i < s->key_count; i++)
        post_call_list(p, s->keys[i]);
    for (size_t i = 0; i < s->key_count; i++)
        gather_list(g, post_find(p, s->keys[i]), (uint16_t)i);
    gather_longs(g);
    s->out->capped |= g->capped;
    rows_weigh(s, at, from);
    s->key_count = 0;
}

/* ---- asking ---- */

/* Nobody unseen can be heavier than the one found first. */
static bool
is_settled(const struct seeker *s)
{
    return reach_birth(hot_birth(&s->weigh.asked)) && !s->out->capped &&
        s->out->count && s->out->hit[0].weight >= weigh_unseen(&s->weigh);
}

typedef void seek_fn(struct seeker *s, const struct sight *at);

static void
sights_ask(struct seeker *s, seek_fn *ask)
{
    for (size_t i = 0; i < s->weigh.edition->count; i++)
        ask(s, &s->sights[i]);
}

static void
all_ask(struct seeker *s, const struct sight *from)
{
    struct sight  with = *from;
    struct sight *at = &with;

    if (!s->everybody)
        s->everybody = pattern_memo_new(PATTERN_SEATS);
    pattern_memo_clear(s->everybody);
    with.memo = s->everybody;
    for (size_t row = 0; row < at->segment->count; row++)
        if (at->segment->hots[row].born & HOT_FIRST) {
            struct index_hit hit;

            s->out->compared++;
            if (!edition_is_gone(s->weigh.edition, at->nth, row) &&
                weigh_most(&s->weigh, at->segment, row) >=
                    weight_wanted(s->out) &&
                person_weigh(s, at, row, &hit))
                hit_put(s, &hit);
        }
}

static bool
seek_open(struct seeker *s, const struct index_person *asked,
    const struct index_filter *filter, struct index_answer *out)
{
    assert(s && asked && out);
    out->count = out->compared = 0;
    out->capped = false;
    out->tier = INDEX_TIER_KEYS;
    s->out = out;
    s->filter = filter;
    s->key_count = 0;
    s->weigh.edition = shelf_open(&s->index->shelf, s->seat);
    if (!s->weigh.edition->count)
        return false;
    question_open(s, asked);
    return true;
}

void
index_seek(struct seeker *s, const struct index_person *asked,
    const struct index_filter *filter, struct index_answer *out)
{
    if (seek_open(s, asked, filter, out)) {
        sights_ask(s, seek_keys_ask);
        if (!is_settled(s)) {
            out->tier = INDEX_TIER_NEAR;
            sights_ask(s, seek_near_ask);
        }
        if (!out->count || out->hit[0].weight < LIKELY) {
            out->tier = INDEX_TIER_FAR;
            sights_ask(s, seek_far_ask);
        }
        hits_trim(out);
    }
    shelf_close(s->seat);
}

void
index_seek_all(struct seeker *s, const struct index_person *asked,
    const struct index_filter *filter, struct index_answer *out)
{
    if (seek_open(s, asked, filter, out)) {
        out->tier = INDEX_TIER_WHOLE;
        sights_ask(s, all_ask);
        hits_trim(out);
    }
    shelf_close(s->seat);
}
