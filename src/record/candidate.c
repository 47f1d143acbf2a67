/*
 * Who this might be: persons one of whose records is put forward (found.c),
 * each weighed by the record that speaks most for it: evidence, and no
 * decision.
 */
#include <stdlib.h>

#include "match/match.h"
#include "record/dwelling.h"
#include "record/found.h"
#include "record/person_inside.h"
#include "record/population.h"

enum { NOT_SAME, TWIN, DIED, COUNT };
static const struct statement texts[COUNT] = {
    [NOT_SAME] = {.sql = "SELECT y.person FROM source_person x"
                         " JOIN link l ON l.a = x.source"
                         " JOIN source_person y ON y.source = l.b"
                         " WHERE x.person = $1 AND l.kind <> 'link'"
                         " AND l.undone_at IS NULL"
                         " UNION SELECT y.person FROM source_person x"
                         " JOIN link l ON l.b = x.source"
                         " JOIN source_person y ON y.source = l.a"
                         " WHERE x.person = $1 AND l.kind <> 'link'"
                         " AND l.undone_at IS NULL"},
    /* one of whom nothing has ever been protected: who is hidden is not to be
     * guessed from what is asked more of a brother or sister */
    [TWIN] = {.sql = "SELECT COUNT(*) FROM source_person x"
                     " JOIN link l ON l.a = x.source OR l.b = x.source"
                     " JOIN source_person y ON y.source ="
                     " CASE WHEN l.a = x.source THEN l.b ELSE l.a END"
                     " WHERE x.person = $1 AND l.kind = 'twins'"
                     " AND l.undone_at IS NULL"
                     " AND NOT EXISTS (SELECT 1 FROM source_person q"
                     " JOIN label m ON m.source = q.source"
                     " WHERE q.person = y.person AND m.label <> 'normal')"},
    /* of a day, a month and a year the latest, as text, and the more exact */
    [DIED] = {.sql = "SELECT MAX(f.died) FROM source_person p"
                     " JOIN source_face f ON f.source = p.source"
                     " WHERE p.person = $1"},
};
const struct statements candidate_statements = {"candidate", texts, COUNT};

/* Who is not to be among them: the person asked for, and those of whom a
 * worker said that they are not the same. */
static enum err
left_out(struct work *w, struct id not_person, struct id **out, size_t *count)
{
    struct rows r;
    struct id  *all;
    struct id   now;
    size_t      n = 0;
    enum err    e;

    *out = NULL;
    *count = 0;
    if (id_is_none(not_person))
        return OK;
    if ((e = person_resolve(w, not_person, &now)))
        return e;
    if ((e = txn_rows(w->tx, &texts[NOT_SAME], ARGS(A_ID(now)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    all[n++] = now;
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}

static int
by_weight(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;

    if (a->why->band != b->why->band)
        return a->why->band > b->why->band ? -1 : 1;
    if (a->why->total != b->why->total)
        return a->why->total > b->why->total ? -1 : 1;
    return id_cmp(a->person, b->person);
}

/* A number that agrees, traced on both sides, before one that differs, before
 * what says nothing of numbers: a record without one does not take another
 * record's veto away. */
static int
said_by_number(const struct match_why *why)
{
    if (why->limit == MATCH_LIMIT_NUMBER)
        return 1;
    for (size_t i = 0; i < why->count; i++)
        if (why->term[i].field == MATCH_NHS &&
            why->term[i].level == MATCH_LEVEL_SAME)
            return 2;
    return 0;
}

/* Whether what the one face says is more than what the other does. */
static bool
says_more(const struct match_why *x, const struct match_why *y)
{
    int a = said_by_number(x), b = said_by_number(y);

    if (a != b)
        return a > b;
    return x->band != y->band ? x->band > y->band : x->total > y->total;
}

/* What weighing needs beside the faces. */
struct scales {
    const struct match_model  *model;
    const struct match_person *asked;
    int64_t                    population;
};

static enum err
twin_read(struct work *w, struct id person, bool *twin)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TWIN], ARGS(A_ID(person)), &r);

    if (!e)
        *twin = row_int(&r, 0) != 0;
    return e;
}

/* By whichever of their records. */
static enum err
death_read(struct work *w, struct id person, struct date *died)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[DIED], ARGS(A_ID(person)), &r);

    if (!e)
        *died = row_date(&r, 0);
    return e;
}

/* The later one; of one that is part of the other, the more exact. */
static struct date
later(struct date x, struct date y)
{
    if (x.year != y.year)
        return x.year > y.year ? x : y;
    if (x.month != y.month)
        return x.month > y.month ? x : y;
    return x.day > y.day ? x : y;
}

/* That somebody has died holds of all their records, whichever says so. */
static void
deaths_spread(struct found *f)
{
    size_t from = 0, end;

    for (; from < f->count; from = end) {
        struct date died = {0};

        for (end = from; end < f->count &&
             id_eq(f->faces[end].person, f->faces[from].person);
             end++)
            died = later(died, f->faces[end].died);
        for (size_t i = from; i < end; i++)
            f->faces[i].died = died;
    }
}

static void
weigh(struct arena *a, const struct scales *s, struct candidate *c,
    const struct face *face)
{
    struct match_person        other = face_as_match(a, face);
    const struct match_person *pair[2] = {s->asked, &other};
    struct match_why          *why = ARENA_NEW(a, struct match_why);

    match_weigh(a, s->model, s->population, pair, why);
    if (c->why && !says_more(why, c->why))
        return;
    c->face = *face;
    c->why = why;
}

/* Of whom there is a twin, the first name must be the very same: asked of
 * those alone to whom it could make a difference. */
static enum err
weigh_twins(struct work *w, const struct scales *s, struct candidate *all,
    size_t n)
{
    enum err e = OK;

    for (size_t i = 0; i < n && !e; i++) {
        struct candidate *c = &all[i];
        struct face       f = c->face;

        if (c->why->band < MATCH_POSSIBLE || c->why->limit)
            continue;
        if ((e = twin_read(w, c->person, &f.twin)) || !f.twin)
            continue;
        c->why = NULL;
        weigh(txn_arena(w->tx), s, c, &f);
    }
    return e;
}

enum err
person_candidates_all(struct work *w, const struct match_person *asked,
    struct id not_person, struct candidate_list *out)
{
    struct arena       *a = txn_arena(w->tx);
    struct match_person me = *asked;
    struct found        f = {.placed = false};
    struct scales       s = {.model = person_model(), .asked = &me};
    struct candidate   *all;
    struct id          *out_of;
    size_t              out_of_count, n = 0;
    enum err            e;

    if (!id_is_none(not_person) && (e = dwelling_of(w, not_person, &me)))
        return e;
    f.placed = me.place.n || me.home;
    if ((e = found_for(w, asked, &f)))
        return e;
    if ((e = left_out(w, not_person, &out_of, &out_of_count)))
        return e;
    if ((e = population_among(w, &s.population)))
        return e;
    if (!id_is_none(not_person) &&
        ((e = twin_read(w, not_person, &me.twin)) ||
            (e = death_read(w, not_person, &me.died))))
        return e;
    me.twin = me.twin || asked->twin;
    deaths_spread(&f);
    all = ARENA_ARRAY(a, struct candidate, f.count + 1);
    for (size_t i = 0; i < f.count; i++) {
        if (id_among(f.faces[i].person, out_of, out_of_count))
            continue;
        if (n == 0 || !id_eq(all[n - 1].person, f.faces[i].person))
            all[n++].person = f.faces[i].person;
        weigh(a, &s, &all[n - 1], &f.faces[i]);
    }
    if ((e = weigh_twins(w, &s, all, n)))
        return e;
    if (n)
        qsort(all, n, sizeof(*all), by_weight);
    *out = (struct candidate_list){.all = all,
        .count = n,
        .capped = f.capped && !asked->nhs.n && !date_is_known(asked->birth)};
    return OK;
}

enum err
person_candidates(struct work *w, const struct match_person *asked,
    struct id not_person, struct candidate **out, size_t *count)
{
    struct candidate_list l = {0};
    enum err              e = person_candidates_all(w, asked, not_person, &l);

    *out = l.all;
    *count = l.count > CANDIDATES_MOST ? CANDIDATES_MOST : l.count;
    return e;
}

enum err
person_weigh(struct work *w, const struct face *x, const struct face *y,
    struct match_why *why)
{
    struct arena              *a = txn_arena(w->tx);
    struct match_person        one = face_as_match(a, x);
    struct match_person        two = face_as_match(a, y);
    const struct match_person *pair[2] = {&one, &two};
    int64_t                    among;
    bool                       twin[2];
    enum err                   e = population_among(w, &among);

    if (e || (e = twin_read(w, x->person, &twin[0])) ||
        (e = twin_read(w, y->person, &twin[1])) ||
        (e = death_read(w, x->person, &one.died)) ||
        (e = death_read(w, y->person, &two.died)) ||
        (e = dwelling_of(w, x->person, &one)) ||
        (e = dwelling_of(w, y->person, &two)))
        return e;
    one.twin = one.twin || twin[0];
    two.twin = two.twin || twin[1];
    match_weigh(a, person_model(), among, pair, why);
    return OK;
}
