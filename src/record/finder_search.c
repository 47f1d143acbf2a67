/*
 * One question: what was changed behind the index's position, and what the
 * index finds, the likeliest ten at a time.  It is sought again without
 * those that were found until nobody is: who is certain ends a search early,
 * and would hide who is only possible.
 *
 * Which questions it answers follows from what they say alone, never from
 * what is found, so that nobody's being there changes who is asked.  Those
 * that it does not answer name what it does not hold: a mother, a birth that
 * is expected, one name alone, a number with a date.
 */
#include <assert.h>
#include <string.h>

#include "record/finder_inside.h"

/* Changes that a question looks through itself. */
#define TAIL_MOST 200
/* Records that one question goes through. */
#define SEEN_MOST 1024

static_assert((int)FINDER_AT_ONCE == (int)INDEX_HITS, "one answer at a time");

struct finder_search {
    struct finder      *finder;
    struct seeker      *seeker;
    struct index_person asked;
    struct roll_words   names[ROLL_NAMES];
    struct id          *tail;
    size_t              tail_count, tail_at;
    struct index_who    seen[SEEN_MOST];
    size_t              seen_count;
    bool                dry;    /* nobody else is found */
    bool                capped; /* not all who share a key were compared */
};

/* ---- which questions ---- */

static bool
has_both_names(const struct match_person *p)
{
    for (size_t i = 0; i < p->name_count; i++)
        if (p->names[i].given.n && p->names[i].family.n)
            return true;
    return false;
}

static bool
is_number_alone(const struct match_person *p)
{
    return (p->nhs.n || p->upn.n) && !p->name_count && !p->birth.year;
}

static bool
is_for_index(const struct match_person *p)
{
    return !p->mother.n && date_is_none(p->expected) &&
        (has_both_names(p) || is_number_alone(p));
}

static void
question_of(struct finder_search *s, const struct match_person *p)
{
    size_t n = p->name_count < ROLL_NAMES ? p->name_count : ROLL_NAMES;

    for (size_t i = 0; i < n; i++)
        s->names[i] = (struct roll_words){.given = p->names[i].given,
            .family = p->names[i].family};
    s->asked = (struct index_person){.names = s->names,
        .name_count = n,
        .birth = p->birth,
        .sex = p->sex,
        .nhs = p->nhs,
        .upn = p->upn};
}

/* ---- a seeker ---- */

/* Null: none is free, or the index is not good now. */
static struct seeker *
seeker_borrow(struct finder *f, int64_t *position)
{
    struct seeker *s = NULL;

    finder_lock(f);
    *position = atomic_load(&f->position);
    if (*position < 0 || clock_monotonic() > atomic_load(&f->until)) {
        finder_unlock(f);
        return NULL;
    }
    if (f->idle_count)
        s = f->idle[--f->idle_count];
    else if (f->lent < FINDER_SEEKERS && seeker_new(f->index, &s))
        s = NULL;
    f->lent += s != NULL;
    finder_unlock(f);
    return s;
}

void
finder_end(struct finder_search *s)
{
    struct finder *f;

    if (!s || !s->seeker)
        return;
    f = s->finder;
    finder_lock(f);
    f->idle[f->idle_count++] = s->seeker;
    f->lent--;
    pthread_cond_broadcast(&f->moved);
    finder_unlock(f);
    s->seeker = NULL;
}

/* ---- what the index does not have yet ---- */

static enum err
tail_read(struct work *w, struct finder_search *s, int64_t position)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, finder_tail(),
           ARGS(A_INT(position), A_INT(position + FINDER_KEPT),
               A_INT(TAIL_MOST + 1)),
           &r);

    if (e)
        return e;
    s->tail = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        s->tail[s->tail_count++] = row_id(&r, 0, ID_SOURCE);
    return OK;
}

enum err
finder_begin(struct work *w, const struct match_person *asked,
    struct finder_search **out)
{
    struct finder        *f = rules_finder(w->rules);
    struct finder_search *s;
    int64_t               position;
    enum err              e;

    *out = NULL;
    if (!f || txn_is_write(w->tx) || !is_for_index(asked))
        return OK;
    s = ARENA_NEW(txn_arena(w->tx), struct finder_search);
    s->finder = f;
    if (!(s->seeker = seeker_borrow(f, &position)))
        return OK;
    question_of(s, asked);
    e = tail_read(w, s, position);
    if (e || s->tail_count > TAIL_MOST)
        finder_end(s);
    else
        *out = s;
    return e;
}

/* ---- who is found ---- */

static bool
is_new(void *ctx, struct index_who who)
{
    const struct finder_search *s = ctx;

    for (size_t i = 0; i < s->seen_count; i++)
        if (memcmp(&s->seen[i], &who, sizeof who) == 0)
            return false;
    return true;
}

void
finder_pass(struct finder_search *s, struct id source)
{
    struct index_who who = finder_who(source);

    if (s->seen_count == SEEN_MOST)
        s->dry = true;
    else if (is_new(s, who))
        s->seen[s->seen_count++] = who;
}

bool
finder_is_capped(const struct finder_search *s)
{
    return s->capped || s->seen_count == SEEN_MOST;
}

size_t
finder_changed(struct finder_search *s, struct id sources[FINDER_AT_ONCE])
{
    size_t n = 0;

    while (n < FINDER_AT_ONCE && s->tail_at < s->tail_count)
        sources[n++] = s->tail[s->tail_at++];
    return n;
}

size_t
finder_next(struct finder_search *s, struct id sources[FINDER_AT_ONCE])
{
    const struct index_filter filter = {is_new, s};
    struct index_answer       answer;

    if (s->dry)
        return 0;
    index_seek(s->seeker, &s->asked, &filter, &answer);
    s->dry = answer.count == 0;
    s->capped |= answer.capped;
    for (size_t i = 0; i < answer.count; i++) {
        sources[i] = finder_source(answer.hit[i].who);
        finder_pass(s, sources[i]);
    }
    return answer.count;
}
