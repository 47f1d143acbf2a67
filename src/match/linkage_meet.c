/*
 * linkage_meet -- blocks in pieces, each pair once, each pattern counted.
 */
#include "match/linkage_meet.h"

#include <assert.h>

#include "match/heap.h"
#include "match/mix.h"
#include "match/sort.h"

enum { PIECE_ROWS = 8192, RANDOM_PIECES = 64, AHEAD = 16 };
static const uint64_t random_most = 400000;

/* Rows of one list, whole blocks. */
struct linkage_piece {
    enum block_kind kind;
    size_t          from, to;
};

/* ---- blocks ---- */

static void
list_make(void *ctx, size_t piece, size_t worker)
{
    struct linkage_meeting *m = ctx;

    (void)worker;
    block_list_make(m->blocks, (enum block_kind)piece);
}

static bool
begins_block(const struct block_list *l, size_t at)
{
    return at == 0 || sort_key(l->items[at]) != sort_key(l->items[at - 1]);
}

static void
pieces_make(struct linkage_meeting *m, enum block_kind kind)
{
    const struct block_list *l = &m->blocks->lists[kind];

    for (size_t at = 0, to; at < l->count; at = to) {
        to = at + PIECE_ROWS < l->count ? at + PIECE_ROWS : l->count;
        while (to < l->count && !begins_block(l, to))
            to++;
        m->pieces = heap_grow(m->pieces, m->piece_count, &m->pieces_room,
            sizeof *m->pieces);
        m->pieces[m->piece_count++] = (struct linkage_piece){kind, at, to};
    }
}

/* ---- pairs ---- */

static bool
is_wanted(const struct linkage_meeting *m, uint32_t x, uint32_t y)
{
    const struct roll_line *lines = m->roll->lines;

    return x != y &&
        (m->options->scope == LINKAGE_ALL ||
            lines[x].source != lines[y].source);
}

static void
pair_add(const struct linkage_meeting *m, struct linkage_share *s, uint32_t x,
    uint32_t y)
{
    struct linkage_met met = {x < y ? x : y, x < y ? y : x, 0};

    met.place = tally_add(&s->tally, pattern_of(s->memo, m->roll, x, y), 1);
    s->met = heap_grow(s->met, s->count, &s->room, sizeof *s->met);
    s->met[s->count++] = met;
}

/* Memory is slower than comparing: what comes soon is called for now. */
static void
call_for(const struct blocks *b, const struct block_list *l, size_t at)
{
    uint32_t row = at < l->count ? sort_number(l->items[at]) : 0;

    if (row < b->roll->count) {
        __builtin_prefetch(&b->rows[row]);
        __builtin_prefetch(&b->roll->lines[row]);
    }
}

/* Every two rows of a block, but for those that another kind of key brought
 * together before. */
static void
block_meet(struct linkage_meeting *m, struct linkage_share *s,
    const struct linkage_piece *p)
{
    const struct blocks     *b = m->blocks;
    const struct block_list *l = &b->lists[p->kind];

    for (size_t i = p->from; i < p->to; i++) {
        uint32_t row = sort_number(l->items[i]);

        call_for(b, l, i + AHEAD);
        for (size_t j = i + 1; j < p->to && !begins_block(l, j); j++) {
            uint32_t other = sort_number(l->items[j]);
            uint32_t x = block_line(b, row), y = block_line(b, other);

            if (is_wanted(m, x, y) && !block_met(b, p->kind, row, other))
                pair_add(m, s, x, y);
        }
    }
}

static void
piece_meet(void *ctx, size_t piece, size_t worker)
{
    struct linkage_meeting       *m = ctx;
    const struct linkage_options *o = m->options;

    block_meet(m, &m->shares[worker], &m->pieces[piece]);
    if (o->told)
        o->told(o->told_ctx, LINKAGE_COMPARING, piece + 1, m->piece_count);
}

/* ---- strangers ---- */

/* All pairs of a small roll, in turn; of a large one some at random. */
static void
pair_draw(const struct linkage_meeting *m, uint64_t nth, uint64_t of,
    uint32_t pair[2])
{
    uint64_t n = m->roll->count;

    if (of == n * n) {
        pair[0] = (uint32_t)(nth / n);
        pair[1] = (uint32_t)(nth % n);
        return;
    }
    pair[0] = (uint32_t)(mix_one(2 * nth) % n);
    pair[1] = (uint32_t)(mix_one(2 * nth + 1) % n);
}

static void
random_meet(void *ctx, size_t piece, size_t worker)
{
    struct linkage_meeting *m = ctx;
    struct linkage_share   *s = &m->shares[worker];
    uint64_t                n = m->roll->count;
    uint64_t                of = n * n < random_most ? n * n : random_most;
    uint32_t                p[2];

    for (uint64_t i = piece; i < of; i += RANDOM_PIECES) {
        pair_draw(m, i, of, p);
        if (is_wanted(m, p[0], p[1]))
            tally_add(&s->random, pattern_of(s->memo, m->roll, p[0], p[1]), 1);
    }
}

/* ---- all of it ---- */

static void
tally_join(struct tally *into, const struct tally *from)
{
    for (size_t i = 0; i < from->count; i++)
        tally_add(into, from->counts[i].pattern, from->counts[i].times);
}

static void
shares_open(struct linkage_meeting *m)
{
    tally_init(&m->tally);
    tally_init(&m->random);
    for (size_t i = 0; i < m->options->threads; i++) {
        tally_init(&m->shares[i].tally);
        tally_init(&m->shares[i].random);
        m->shares[i].memo = pattern_memo_new(PATTERN_SEATS);
    }
}

void
linkage_meet(struct linkage_meeting *m)
{
    size_t threads = m->options->threads;

    assert(m->blocks && threads >= 1 && threads <= CREW_MOST);
    shares_open(m);
    crew_run(threads, list_make, m, BLOCK_KINDS);
    for (int k = 0; k < BLOCK_KINDS; k++)
        pieces_make(m, (enum block_kind)k);
    crew_run(threads, piece_meet, m, m->piece_count);
    crew_run(threads, random_meet, m, RANDOM_PIECES);
    for (size_t i = 0; i < threads; i++) {
        tally_join(&m->tally, &m->shares[i].tally);
        tally_join(&m->random, &m->shares[i].random);
    }
    tally_sort(&m->tally);
    tally_sort(&m->random);
}

void
linkage_meeting_clear(struct linkage_meeting *m)
{
    for (size_t i = 0; i < m->options->threads; i++) {
        free(m->shares[i].met);
        tally_clear(&m->shares[i].tally);
        tally_clear(&m->shares[i].random);
        pattern_memo_free(m->shares[i].memo);
    }
    tally_clear(&m->tally);
    tally_clear(&m->random);
    free(m->pieces);
}

double
linkage_pairs_of(const struct roll *r, enum linkage_scope scope)
{
    size_t  sources = intern_last(r->sources);
    double  n = (double)r->count, pairs = n * (n - 1) / 2;
    double *lines = heap_get(sources + 1, sizeof *lines);

    for (size_t i = 0; i < r->count; i++)
        lines[r->lines[i].source]++;
    for (size_t s = 0; scope == LINKAGE_BETWEEN_SOURCES && s <= sources; s++)
        pairs -= lines[s] * (lines[s] - 1) / 2;
    free(lines);
    return pairs < 1 ? 1 : pairs;
}
