/*
 * Every record of a person is compared, since a child is often known by one
 * name to the hospital and by another to the school; the one that the check
 * knows best stands for the person.  A question's number counts as traced:
 * the asker read it off a record.
 */
#include "record/recognise.h"

#include <stdlib.h>

#include "match/keys.h"
#include "record/listed.h"
#include "record/person_inside.h"

/* Keys and records are asked so many at a time: a number brings two keys, a
 * name a dozen. */
enum { AT_ONCE = 4 };

enum { BY_KEYS, BY_RECORDS, STATEMENTS };
/* today, now, asker */
#define LISTED_1_2_3                                                          \
    "(EXISTS (SELECT 1 FROM register_spell r WHERE r.person = p.person"       \
    " AND (r.off_at IS NULL OR r.off_at > $1))"                               \
    " OR EXISTS (SELECT 1 FROM source_person y"                               \
    " JOIN label l ON l.source = y.source WHERE y.person = p.person"          \
    " AND l.since <= $2 AND (l.until IS NULL OR l.until > $2))"               \
    " OR EXISTS (SELECT 1 FROM source_person z"                               \
    " JOIN kin_now n ON n.source = z.source WHERE z.person = p.person"        \
    " AND n.account = $3))"
#define EVERY_FACE                                                            \
    " JOIN source_person p ON p.person = h.person"                            \
    " JOIN source_face f ON f.source = p.source"                              \
    " JOIN source s ON s.id = f.source"
static const struct statement recognise_texts[STATEMENTS] = {
    [BY_KEYS] = {.sql = "SELECT " FACE_COLUMNS " FROM source_key k"
                 " JOIN source_person h ON h.source = k.source" EVERY_FACE
                 " WHERE k.key IN ($4, $5, $6, $7) AND " LISTED_1_2_3},
    [BY_RECORDS] = {.sql =
        "SELECT " FACE_COLUMNS " FROM source_person h" EVERY_FACE
        " WHERE h.source IN ($4, $5, $6, $7) AND " LISTED_1_2_3},
};
const struct statements recognise_statements = {"recognise", recognise_texts,
    STATEMENTS};

struct list {
    struct face *faces;
    size_t       count, room;
};

static void
list_add(struct arena *a, struct list *l, const struct face *f)
{
    struct face *more;

    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 32;
        more = ARENA_ARRAY(a, struct face, l->room);
        for (size_t i = 0; i < l->count; i++)
            more[i] = l->faces[i];
        l->faces = more;
    }
    l->faces[l->count++] = *f;
}

static int
by_source(const void *x, const void *y)
{
    const struct face *a = x, *b = y;
    int                c = id_cmp(a->person, b->person);

    return c ? c : id_cmp(a->source, b->source);
}

/* What somebody is looked for by: so many keys, or records. */
struct clues {
    int               by; /* BY_KEYS, BY_RECORDS */
    const struct arg *all;
    size_t            count;
};

/* The clue at that place, or the last there is: asked twice it says no
 * more. */
static struct arg
clue_at(const struct clues *c, size_t at)
{
    return c->all[at < c->count ? at : c->count - 1];
}

static enum err
faces_by(struct work *w, struct id asker, const struct clues *c, size_t first,
    struct list *l)
{
    struct rows r;
    struct face f;
    enum err    e = txn_rows(w->tx, &recognise_texts[c->by],
           ARGS(A_DATE(w->tx, w->today), A_TIME(w->now), A_ID(asker),
               clue_at(c, first), clue_at(c, first + 1), clue_at(c, first + 2),
               clue_at(c, first + 3)),
           &r);

    if (e)
        return e;
    while (rows_next(&r)) {
        face_of_row(w, &r, &f);
        list_add(txn_arena(w->tx), l, &f);
    }
    return OK;
}

static struct clues
clues_of_keys(struct work *w, const struct match_keys *keys)
{
    struct arg *all = ARENA_ARRAY(txn_arena(w->tx), struct arg, keys->count);

    for (size_t i = 0; i < keys->count; i++)
        all[i] = A_TEXT(face_key(w, keys->key[i]));
    return (struct clues){BY_KEYS, all, keys->count};
}

static struct clues
clues_of_records(struct work *w, const struct listed_records *r)
{
    struct arg *all = ARENA_ARRAY(txn_arena(w->tx), struct arg, r->count + 1);

    for (size_t i = 0; i < r->count; i++)
        all[i] = A_ID(r->sources[i]);
    return (struct clues){BY_RECORDS, all, r->count};
}

/* Every record of everybody listed who shares a key with the question, once;
 * who that is now, the database says. */
static enum err
faces_of(struct work *w, struct id asker, const struct match_keys *keys,
    struct list *l)
{
    struct listed_records listed;
    struct clues          c;
    size_t                n = 0;
    enum err              e = listed_find(w, asker, keys, &listed);

    if (e)
        return e;
    c = listed.unknown ? clues_of_keys(w, keys) : clues_of_records(w, &listed);
    for (size_t i = 0; i < c.count; i += AT_ONCE)
        if ((e = faces_by(w, asker, &c, i, l)))
            return e;
    if (l->count)
        qsort(l->faces, l->count, sizeof(*l->faces), by_source);
    for (size_t i = 0; i < l->count; i++)
        if (n == 0 || !id_eq(l->faces[n - 1].source, l->faces[i].source))
            l->faces[n++] = l->faces[i];
    l->count = n;
    return OK;
}

/* How much the check makes of one record alone: the more, the better. */
#define WORTH_BORN_THEN 1
static int
worth(struct arena *a, const struct match_person *asked,
    const struct match_person *one)
{
    static const int worth_of[] = {
        [MATCH_FOUND_NONE] = 0,   [MATCH_FOUND_UNTRACED] = WORTH_BORN_THEN,
        [MATCH_FOUND_ALIKE] = 2,  [MATCH_FOUND_UNSURE] = 3,
        [MATCH_FOUND_ONE] = 4,
    };
    struct match_check check;

    match_check(a, match_model_usual(), asked, one, 1, &check);
    return worth_of[check.found];
}

/*
 * Of each person the record that the check makes most of.  Who only shares
 * a key is left out.
 */
static void
best_of_each(struct arena *a, const struct match_person *asked,
    const struct list *l, struct recognised *out)
{
    struct match_person one;
    struct id           last = {0};
    int                 best = 0, now;

    out->faces = ARENA_ARRAY(a, struct face, l->count + 1);
    out->meant = ARENA_ARRAY(a, bool, l->count + 1);
    for (size_t i = 0; i < l->count; i++) {
        one = face_as_match(a, &l->faces[i]);
        now = worth(a, asked, &one);
        if (!id_eq(last, l->faces[i].person))
            best = 0;
        last = l->faces[i].person;
        if (now <= best)
            continue;
        if (best == 0)
            out->count++;
        best = now;
        out->faces[out->count - 1] = l->faces[i];
        out->meant[out->count - 1] = now > WORTH_BORN_THEN;
    }
}

enum err
recognise(struct work *w, struct id asker, const struct check_question *q,
    struct recognised *out)
{
    struct arena       *a = txn_arena(w->tx);
    struct match_person asked = {
        .names = &q->name,
        .name_count = q->name.given.n || q->name.family.n,
        .birth = q->born,
        .nhs = q->nhs,
        .nhs_traced = q->nhs.n != 0,
    };
    struct match_person *persons;
    struct match_keys    keys;
    struct list          l = {0};
    enum err             e;

    if (!match_check_is_whole(a, &asked))
        return ERR_INVALID;
    match_keys_asked(a, &asked, &keys);
    if ((e = faces_of(w, asker, &keys, &l)))
        return e;
    best_of_each(a, &asked, &l, out);
    persons = ARENA_ARRAY(a, struct match_person, out->count + 1);
    for (size_t i = 0; i < out->count; i++)
        persons[i] = face_as_match(a, &out->faces[i]);
    match_check(a, match_model_usual(), &asked, persons, out->count,
        &out->check);
    return OK;
}
