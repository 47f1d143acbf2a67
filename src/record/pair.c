/*
 * pair -- the queue of proposals.  Whether a pair is still open is asked of
 * links as they stand now, so that one settled elsewhere is gone by itself,
 * and is there again when that is undone.
 */
#include "record/pair.h"

#include <assert.h>

#include "match/match.h"
#include "record/finder.h"
#include "record/person.h"

enum { FIND, PUT_AS, ADD, LIST, LIST_OF, LOAD, SAY, ANSWERS, END, COUNT };
#define PAIR_COLUMNS                                                          \
    "r.id, r.a, r.b, x.person, y.person, r.origin, r.made_at, r.made_by,"     \
    " r.band, r.weight, r.model"
#define OPEN_PAIRS                                                            \
    " FROM pair r JOIN source_person x ON x.source = r.a"                     \
    " JOIN source_person y ON y.source = r.b"                                 \
    " WHERE r.ended_at IS NULL AND x.person <> y.person"                      \
    " AND NOT EXISTS (SELECT 1 FROM source_person m"                          \
    " JOIN link l ON l.a = m.source OR l.b = m.source"                        \
    " JOIN source_person n ON n.source ="                                     \
    " CASE WHEN l.a = m.source THEN l.b ELSE l.a END"                         \
    " WHERE m.person = x.person AND n.person = y.person"                      \
    " AND l.kind <> 'link' AND l.undone_at IS NULL)"
#define LIKELIEST                                                             \
    " ORDER BY r.band DESC, r.weight DESC, r.made_at DESC, r.id LIMIT $1"
/* of whichever records of the two people, one way round */
#define PAIRS_BETWEEN(a, b)                                                   \
    "SELECT r.id, r.ended_at FROM source_person p"                            \
    " JOIN source_person x ON x.person = p.person"                            \
    " JOIN pair r ON r.a = x.source"                                          \
    " JOIN source_person y ON y.source = r.b"                                 \
    " JOIN source_person q ON q.person = y.person"                            \
    " WHERE p.source = " a " AND q.source = " b
static const struct statement texts[COUNT] = {
    /* open ones first */
    [FIND] = {.sql = "SELECT id, ended_at FROM (" PAIRS_BETWEEN("$1", "$2")
                  " UNION ALL " PAIRS_BETWEEN("$2", "$1")
                  ") AS t ORDER BY ended_at IS NOT NULL, id LIMIT 1"},
    [PUT_AS] = {.sql = "SELECT weight, model FROM pair WHERE id = $1"},
    [ADD] = {.sql = "INSERT INTO pair (id, a, b, origin, made_at, made_by,"
                    " band, weight, model)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"},
    [LIST] = {.sql = "SELECT " PAIR_COLUMNS OPEN_PAIRS LIKELIEST},
    [LIST_OF] = {.sql = "SELECT " PAIR_COLUMNS OPEN_PAIRS
                        " AND r.origin = $2" LIKELIEST},
    [LOAD] = {.sql = "SELECT " PAIR_COLUMNS OPEN_PAIRS " AND r.id = $1"},
    [SAY] = {.sql = "INSERT INTO pair_answer (pair, account, answer, reason,"
                    " language, at, weight, model)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
    [ANSWERS] = {.sql = "SELECT account, answer, reason, language, at, weight,"
                        " model FROM pair_answer WHERE pair = $1"
                        " ORDER BY at, account"},
    [END] = {.sql = "UPDATE pair SET ended_at = $2 WHERE id = $1"},
};
const struct statements pair_statements = {"pair", texts, COUNT};

static const struct str origins[PAIR_ORIGINS] = {
    [PAIR_IMPORT] = S_INIT("import"),
    [PAIR_REPORT] = S_INIT("report"),
    [PAIR_SEARCH] = S_INIT("search"),
    [PAIR_LINKAGE] = S_INIT("linkage"),
};
static const struct str words[PAIR_WORDS] = {
    [PAIR_SAME] = S_INIT("same"),
    [PAIR_NOT_SAME] = S_INIT("not_same"),
    [PAIR_TWINS] = S_INIT("twins"),
    [PAIR_UNSURE] = S_INIT("cannot_tell"),
};

static int
among(struct str word, const struct str *all, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq(all[i], word))
            return i;
    BUG("a word that the table does not have");
}

struct str
pair_origin_word(enum pair_origin origin)
{
    return origins[origin];
}

bool
pair_origin_find(struct str word, enum pair_origin *out)
{
    for (int i = 0; i < PAIR_ORIGINS; i++)
        if (str_eq(origins[i], word)) {
            *out = (enum pair_origin)i;
            return true;
        }
    return false;
}

static void
pair_read(const struct rows *r, struct pair *p)
{
    *p = (struct pair){.id = row_id(r, 0, ID_PAIR),
        .a = row_id(r, 1, ID_SOURCE),
        .b = row_id(r, 2, ID_SOURCE),
        .person = {row_id(r, 3, ID_PERSON), row_id(r, 4, ID_PERSON)},
        .origin =
            (enum pair_origin)among(row_text(r, 5), origins, PAIR_ORIGINS),
        .made_at = row_time(r, 6),
        .band = (enum match_band)row_int(r, 8),
        .weight = (int)row_int(r, 9),
        .model = row_text(r, 10)};
    if (!row_is_null(r, 7))
        p->made_by = row_id(r, 7, ID_ACCOUNT);
}

static enum err
pair_find(struct work *w, struct id a, struct id b, struct id *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[FIND], ARGS(A_ID(a), A_ID(b)), &r);

    if (e)
        return e;
    *out = row_id(&r, 0, ID_PAIR);
    return row_is_null(&r, 1) ? OK : ERR_CONFLICT;
}

static enum err
side_face(struct work *w, struct id source, struct id person, struct face *out)
{
    enum err e = face_of_source(w, source, out);

    if (e == ERR_ABSENT)
        e = person_face(w, person, out);
    if (e == ERR_ABSENT)
        *out = (struct face){.source = source, .person = person};
    return e == ERR_ABSENT ? OK : e;
}

enum err
pair_weigh(struct work *w, const struct pair *p, struct face faces[2],
    struct match_why *why)
{
    enum err e = side_face(w, p->a, p->person[0], &faces[0]);

    if (!e)
        e = side_face(w, p->b, p->person[1], &faces[1]);
    return e ? e : person_weigh(w, &faces[0], &faces[1], why);
}

static enum err
weigh_now(struct work *w, struct pair *p, struct match_why *why)
{
    struct face faces[2];
    enum err    e = person_of_source(w, p->a, &p->person[0]);

    if (!e)
        e = person_of_source(w, p->b, &p->person[1]);
    return e ? e : pair_weigh(w, p, faces, why);
}

static enum err
pair_add(struct work *w, struct pair *p)
{
    struct match_why why;
    enum err         e = weigh_now(w, p, &why);

    if (e)
        return e;
    return txn_do(w->tx, &texts[ADD],
        ARGS(A_ID(p->id), A_ID(p->a), A_ID(p->b), A_TEXT(origins[p->origin]),
            A_TIME(w->now), A_ID(p->made_by), A_INT(why.band), A_INT(why.total),
            A_TEXT(match_model_version(person_model()))));
}

/* The smaller first, so that of two there is one pair. */
static void
in_order(struct id *a, struct id *b)
{
    struct id was = *a;

    if (id_cmp(*a, *b) <= 0)
        return;
    *a = *b;
    *b = was;
}

enum err
pair_stands(struct work *w, struct id a, struct id b, bool *yes)
{
    struct id known;
    enum err  e;

    in_order(&a, &b);
    e = pair_find(w, a, b, &known);
    *yes = e != ERR_ABSENT;
    return e == ERR_ABSENT || e == ERR_CONFLICT ? OK : e;
}

enum err
pair_proposed(struct work *w, struct id a, struct id b, int *weight,
    struct str *model)
{
    struct pair      p = {.a = a, .b = b};
    struct match_why why;
    struct rows      r;
    enum err         e;

    in_order(&p.a, &p.b);
    e = pair_find(w, p.a, p.b, &p.id);
    if (e && e != ERR_ABSENT && e != ERR_CONFLICT)
        return e;
    if (e != ERR_ABSENT) {
        if ((e = txn_row(w->tx, &texts[PUT_AS], ARGS(A_ID(p.id)), &r)))
            return e;
        *weight = (int)row_int(&r, 0);
        *model = row_text(&r, 1);
        if (model->n)
            return OK;
    }
    if ((e = weigh_now(w, &p, &why)))
        return e;
    *weight = why.total;
    *model = match_model_version(person_model());
    return OK;
}

/* Of two whom an order parts there is no pair, not even one that is closed:
 * it would open by itself when somebody says that the order is over, and say
 * who has been looked for meanwhile. */
static enum err
is_ordered(struct work *w, struct id a, struct id b, bool *yes)
{
    struct id p, q;
    enum err  e;

    if ((e = person_of_source(w, a, &p)) || (e = person_of_source(w, b, &q)))
        return e;
    return link_ordered(w, p, q, yes);
}

enum err
pair_propose(struct work *w, const struct pair_new *new, struct id *out)
{
    struct id   first = new->a, second = new->b;
    struct pair p;
    bool        ordered;
    enum err    e;

    assert(first.kind == ID_SOURCE && second.kind == ID_SOURCE && out);
    if ((e = is_ordered(w, first, second, &ordered)) || ordered)
        return e ? e : ERR_CONFLICT;
    in_order(&first, &second);
    e = pair_find(w, first, second, out);
    if (e == ERR_ABSENT) {
        *out = txn_id(w->tx, ID_PAIR);
        p = (struct pair){.id = *out,
            .a = first,
            .b = second,
            .origin = new->origin,
            .made_by = new->by};
        e = pair_add(w, &p);
    }
    if (e)
        return e;
    e = pair_load(w, *out, &p);
    return e == ERR_ABSENT ? ERR_CONFLICT : e;
}

/* As many as a reader would look at; further ones are noise. */
#define LIKE_MOST 3

static enum err
propose_person(struct work *w, struct pair_new *new, struct id person)
{
    struct id made;
    enum err  e = person_own(w, person, &new->b);

    if (!e)
        e = pair_propose(w, new, &made);
    return e == ERR_CONFLICT ? OK : e;
}

/* Whoever has that number, whatever else they say and however many are more
 * alike: of a number that was traced one of the two is wrong. */
static enum err
propose_by_number(struct work *w, struct pair_new *new, const struct face *f)
{
    struct number_holder *all;
    size_t                n;
    enum err              e;

    if (!f->nhs.n)
        return OK;
    if ((e = person_of_number(w, f->nhs, &all, &n)))
        return e;
    for (size_t i = 0; i < n && !e; i++)
        if (!id_eq(all[i].person, f->person) && (f->traced || all[i].traced))
            e = propose_person(w, new, all[i].person);
    return e;
}

enum err
pair_propose_like(struct work *w, struct id source, enum pair_origin origin)
{
    struct pair_new new = {.origin = origin};
    struct match_person asked;
    struct candidate   *all;
    struct face         f;
    size_t              n, like = 0;
    enum err            e = face_of_source(w, source, &f);

    if (e)
        return e == ERR_ABSENT ? OK : e; /* nothing is said of them yet */
    asked = face_as_match(txn_arena(w->tx), &f);
    if ((e = person_own(w, f.person, &new.a)) ||
        (e = propose_by_number(w, &new, &f)) ||
        (e = person_candidates(w, &asked, f.person, &all, &n)))
        return e;
    for (size_t i = 0; i < n && like < LIKE_MOST && !e; i++)
        if (all[i].why->wants_reader) {
            like++;
            e = propose_person(w, &new, all[i].person);
        }
    return e;
}

/* All records that this deed has given somebody else's words, as match/
 * compares them. */
static enum err
touched_read(struct work *w, struct match_person *all, size_t *count)
{
    struct touched *t = w->touched;
    struct face     f;
    enum err        e;

    *count = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (!t->sources[i].other)
            continue;
        e = face_of_source(w, t->sources[i].source, &f);
        if (e && e != ERR_ABSENT)
            return e;
        if (!e)
            all[(*count)++] = face_as_match(txn_arena(w->tx), &f);
    }
    return OK;
}

/* Two deeds that write the same child each at the same time: the second
 * waits for the first, and then finds what it has made. */
static enum err
touched_lock(struct work *w)
{
    struct match_person *all = ARENA_ARRAY(txn_arena(w->tx),
        struct match_person, w->touched->count + 1);
    size_t               n;
    enum err             e = touched_read(w, all, &n);

    return e ? e : person_lock(w, all, n);
}

enum err
pair_propose_touched(struct work *w)
{
    struct touched *t = w->touched;
    enum err        e;

    if (!t || !t->count)
        return OK;
    if ((e = touched_lock(w)))
        return e;
    for (size_t i = 0; i < t->count && !e; i++)
        if (t->sources[i].other)
            e = pair_propose_like(w, t->sources[i].source,
                t->from_file ? PAIR_IMPORT : PAIR_REPORT);
    return e;
}

static void
pairs_read(struct work *w, struct rows *r, struct pair **out, size_t *count)
{
    struct pair *all = ARENA_ARRAY(txn_arena(w->tx), struct pair, r->count + 1);
    size_t       n = 0;

    while (rows_next(r))
        pair_read(r, &all[n++]);
    *out = all;
    *count = n;
}

enum err
pair_list(struct work *w, size_t most, struct pair **out, size_t *count)
{
    struct rows r;
    enum err e = txn_rows(w->tx, &texts[LIST], ARGS(A_INT((int64_t)most)), &r);

    if (!e)
        pairs_read(w, &r, out, count);
    return e;
}

enum err
pair_list_of(struct work *w, enum pair_origin origin, size_t most,
    struct pair **out, size_t *count)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[LIST_OF],
           ARGS(A_INT((int64_t)most), A_TEXT(origins[origin])), &r);

    if (!e)
        pairs_read(w, &r, out, count);
    return e;
}

enum err
pair_load(struct work *w, struct id id, struct pair *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(id)), &r);

    if (!e)
        pair_read(&r, out);
    return e;
}

enum err
pair_say(struct work *w, struct id id, const struct pair_answer *a)
{
    struct pair_answer *before;
    size_t              n;
    enum err            e = pair_answers(w, id, &before, &n);

    if (e)
        return e;
    if (a->word != PAIR_UNSURE &&
        pair_word_of(before, n, a->account) == a->word)
        return ERR_CONFLICT;
    return txn_do(w->tx, &texts[SAY],
        ARGS(A_ID(id), A_ID(a->account), A_TEXT(words[a->word]),
            A_TEXT(a->reason), A_TEXT(lang_code(a->language)), A_TIME(w->now),
            A_INT(a->weight), A_TEXT(match_model_version(person_model()))));
}

enum pair_word
pair_word_of(const struct pair_answer *all, size_t n, struct id account)
{
    enum pair_word last = PAIR_WORDS;

    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].account, account))
            last = all[i].word;
    return last;
}

int64_t
pair_voices(const struct pair_answer *all, size_t n, enum pair_word word)
{
    int64_t voices = 0;

    /* each account once, where its last answer stands */
    for (size_t i = 0; i < n; i++)
        voices += all[i].word == word &&
            pair_word_of(all + i + 1, n - i - 1, all[i].account) == PAIR_WORDS;
    return voices;
}

enum err
pair_answers(struct work *w, struct id id, struct pair_answer **out,
    size_t *count)
{
    struct rows         r;
    struct pair_answer *all;
    size_t              n = 0;
    enum err e = txn_rows(w->tx, &texts[ANSWERS], ARGS(A_ID(id)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct pair_answer, r.count + 1);
    for (; rows_next(&r); n++) {
        all[n] = (struct pair_answer){.account = row_id(&r, 0, ID_ACCOUNT),
            .word = (enum pair_word)among(row_text(&r, 1), words, PAIR_WORDS),
            .reason = row_text(&r, 2),
            .at = row_time(&r, 4),
            .weight = row_is_null(&r, 5) ? 0 : (int)row_int(&r, 5),
            .model = row_text(&r, 6)};
        if (!lang_find(row_text(&r, 3), &all[n].language))
            BUG("a language that is none of ours");
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
pair_end(struct work *w, struct id id)
{
    return txn_do(w->tx, &texts[END], ARGS(A_ID(id), A_TIME(w->now)));
}
