/*
 * What was looked for before a record was made, and who was found.
 *
 * Tried and left: keeping what was typed beside it.  It is in the entry that
 * made the record, under that entry's label, and goes with it; a second copy
 * would have to be erased, labelled and counted again.
 */
#include "record/sought.h"

#include <assert.h>

#include "match/model.h"
#include "record/person_inside.h"

enum { ADD, ADD_FOUND, OF_PERSON, OF_ENTRY, FOUND, COUNT };
#define SOUGHT_COLUMNS \
    "s.source, s.entry, s.account, s.at, s.way, s.asked, s.hash, s.model"
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO sought (source, entry, account, at, way,"
                    " asked, hash, model)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
    [ADD_FOUND] = {.sql = "INSERT INTO sought_found (source, other, band,"
                          " weight, exact, said)"
                          " VALUES ($1, $2, $3, $4, $5, $6)"},
    [OF_PERSON] = {.sql = "SELECT " SOUGHT_COLUMNS " FROM source_person p"
                          " JOIN sought s ON s.source = p.source"
                          " WHERE p.person = $1 ORDER BY s.at, s.source"},
    [OF_ENTRY] = {.sql = "SELECT " SOUGHT_COLUMNS " FROM sought s"
                         " WHERE s.entry = $1 ORDER BY s.source"},
    [FOUND] = {.sql = "SELECT p.person, f.other, f.band, f.weight, f.exact,"
                      " f.said FROM sought_found f"
                      " JOIN source_person p ON p.source = f.other"
                      " WHERE f.source = $1"
                      " ORDER BY f.exact DESC, f.weight DESC, f.other"},
};
const struct statements sought_statements = {"sought", texts, COUNT};

static const struct str ways[SOUGHT_WAYS] = {
    [SOUGHT_SAID] = S_INIT("said"),
    [SOUGHT_UNASKED] = S_INIT("unasked"),
    [SOUGHT_AT_ONCE] = S_INIT("at_once"),
    [SOUGHT_FILE] = S_INIT("file"),
};

/* ---- looking ---- */

static bool
is_asked(const struct match_person *m)
{
    return m->nhs.n || m->upn.n || m->name_count;
}

static struct str
asked_words(struct arena *a, const struct match_person *m)
{
    struct str all[4];
    size_t     n = 0;

    if (m->name_count)
        all[n++] = S("name");
    if (!date_is_none(m->birth))
        all[n++] = S("birth");
    if (m->nhs.n)
        all[n++] = S("nhs");
    if (m->upn.n)
        all[n++] = S("upn");
    return str_join(a, all, n, S(" "));
}

/* So that what the entry says can be held against what was looked for. */
static struct str
asked_hash(struct work *w, const struct match_person *m)
{
    struct arena *a = txn_arena(w->tx);
    struct str    parts[6] = {S("sought"), m->nhs, m->upn,
        date_is_none(m->birth) ? S("") : date_text(a, m->birth)};

    if (m->name_count) {
        parts[4] = m->names->given;
        parts[5] = m->names->family;
    }
    return face_key(w, str_join(a, parts, 6, S("\n")));
}

/* Nobody twice. */
static enum err
found_add(struct work *w, struct sought *s, struct id person)
{
    struct sought_found *f = &s->found[s->found_count];

    for (size_t i = 0; i < s->found_count; i++)
        if (id_eq(s->found[i].person, person))
            return OK;
    *f = (struct sought_found){.person = person};
    s->found_count++;
    return person_own(w, person, &f->other);
}

/* How alike each of them is, as far as that was weighed. */
static void
weigh_found(struct sought *s, const struct candidate_list *l)
{
    for (size_t i = 0; i < s->found_count; i++)
        for (size_t k = 0; k < l->count; k++)
            if (id_eq(l->all[k].person, s->found[i].person)) {
                s->found[i].band = l->all[k].why->band;
                s->found[i].weight = l->all[k].why->total;
            }
}

/* The keys first: they are this transaction's before anybody is compared. */
static enum err
find_all(struct work *w, const struct match_person *m, struct id not_person,
    struct candidate_list *l, struct sought *out)
{
    struct id *exact;
    size_t     n;
    enum err   e = person_exact(w, m, &exact, &n);

    if (e || (e = person_candidates_all(w, m, not_person, l)))
        return e;
    out->found =
        ARENA_ARRAY(txn_arena(w->tx), struct sought_found, n + l->count + 1);
    for (size_t i = 0; i < n && !e; i++)
        if (!id_eq(exact[i], not_person))
            e = found_add(w, out, exact[i]);
    for (size_t i = 0; i < out->found_count; i++)
        out->found[i].exact = true;
    for (size_t i = 0; i < l->count && !e; i++)
        if (l->all[i].why->wants_reader)
            e = found_add(w, out, l->all[i].person);
    return e;
}

enum err
sought_look(struct work *w, const struct match_person *m, struct id not_person,
    struct sought *out)
{
    struct candidate_list l = {0};
    enum err              e;

    assert(w && m && out);
    *out = (struct sought){.asked = asked_words(txn_arena(w->tx), m),
        .hash = asked_hash(w, m),
        .model = match_model_version(person_model())};
    if (!is_asked(m))
        return OK;
    if ((e = find_all(w, m, not_person, &l, out)))
        return e;
    weigh_found(out, &l);
    out->capped = l.capped;
    return OK;
}

/* ---- keeping ---- */

enum err
sought_put(struct work *w, const struct sought *s)
{
    enum err e = txn_put(w->tx, &texts[ADD],
        ARGS(A_ID(s->source), A_ID(s->entry), A_ID(s->account), A_TIME(w->now),
            A_TEXT(ways[s->way]), A_TEXT(s->asked), A_TEXT(s->hash),
            A_TEXT(s->model)));

    for (size_t i = 0; i < s->found_count && i < SOUGHT_MOST && !e; i++) {
        const struct sought_found *f = &s->found[i];

        e = txn_put(w->tx, &texts[ADD_FOUND],
            ARGS(A_ID(s->source), A_ID(f->other), A_INT(f->band),
                A_INT(f->weight), A_INT(f->exact), A_INT(f->said)));
    }
    return e;
}

/* ---- reading ---- */

static enum sought_way
way_of(struct str word)
{
    for (int i = 0; i < SOUGHT_WAYS; i++)
        if (str_eq(ways[i], word))
            return (enum sought_way)i;
    BUG("a way of searching that the table does not have");
}

static enum err
found_read(struct work *w, struct sought *s)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[FOUND], ARGS(A_ID(s->source)), &r);

    if (e)
        return e;
    s->found = ARENA_ARRAY(txn_arena(w->tx), struct sought_found, r.count + 1);
    while (rows_next(&r))
        s->found[s->found_count++] =
            (struct sought_found){.person = row_id(&r, 0, ID_PERSON),
                .other = row_id(&r, 1, ID_SOURCE),
                .band = (enum match_band)row_int(&r, 2),
                .weight = (int)row_int(&r, 3),
                .exact = row_int(&r, 4) != 0,
                .said = row_int(&r, 5) != 0};
    return OK;
}

static enum err
all_read(struct work *w, struct rows *r, struct sought **out, size_t *count)
{
    struct sought *all =
        ARENA_ARRAY(txn_arena(w->tx), struct sought, r->count + 1);
    size_t   n = 0;
    enum err e = OK;

    for (; rows_next(r); n++) {
        all[n] = (struct sought){.source = row_id(r, 0, ID_SOURCE),
            .entry = row_id(r, 1, ID_ENTRY),
            .at = row_time(r, 3),
            .way = way_of(row_text(r, 4)),
            .asked = row_text(r, 5),
            .hash = row_text(r, 6),
            .model = row_text(r, 7)};
        if (!row_is_null(r, 2))
            all[n].account = row_id(r, 2, ID_ACCOUNT);
    }
    for (size_t i = 0; i < n && !e; i++)
        e = found_read(w, &all[i]);
    *out = all;
    *count = n;
    return e;
}

enum err
sought_list(struct work *w, struct id person, struct sought **out,
    size_t *count)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[OF_PERSON], ARGS(A_ID(person)), &r);

    return e ? e : all_read(w, &r, out, count);
}

enum err
sought_of_entry(struct work *w, struct id entry, struct sought **out,
    size_t *count)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[OF_ENTRY], ARGS(A_ID(entry)), &r);

    return e ? e : all_read(w, &r, out, count);
}
