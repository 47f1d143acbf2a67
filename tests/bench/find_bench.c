/*
 * find_bench URL KEYS QUESTIONS [blind] -- the two ways to find somebody, of
 * one database: by the index in memory and by the keys in the store
 * (record/finder.h, match/keys.h).
 *
 * Asks for records that are there, as they stand and with slips.  Prints
 * what each found in a line of JSON, and ends badly when the index does
 * worse: whomever the keys find and the weights call possible must be found
 * by it too, and whoever is meant at least as often.  Blind: every second
 * person that the index finds is dropped, so that it must do worse.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/key.h"
#include "match/match.h"
#include "record/finder.h"
#include "record/person.h"

enum { TOP = 5, FOLLOW_EVERY = 100 };

struct way {
    const struct rules *rules;
    int64_t             first, among, any, us, rows;
    int64_t             strong, strong_missed, possible, possible_missed;
};
struct bench {
    struct store  *store;
    struct way     by_keys, by_index;
    struct finder *finder;
    struct face   *faces;
    size_t         count;
    int64_t        asked;
    bool           blind;
};

static void
want(enum err e, const char *what)
{
    if (!e)
        return;
    fprintf(stderr, "find_bench: %s: %s\n", what, err_name(e));
    exit(EXIT_FAILURE);
}

/* ---- who is asked for ---- */

static const struct statement some = {
    "SELECT f.source, p.person, f.given, f.family, f.birth_date, f.nhs"
    " FROM source_face f JOIN source_person p ON p.source = f.source"
    " WHERE f.given <> '' AND f.family <> ''"
    " ORDER BY f.source LIMIT $1",
    NULL};
static int64_t questions;

static enum err
faces_work(struct txn *tx, void *ctx)
{
    struct bench *b = ctx;
    struct rows   r;
    enum err      e = txn_rows(tx, &some, ARGS(A_INT(questions)), &r);

    if (e)
        return e;
    b->faces = ARENA_ARRAY(txn_arena(tx), struct face, r.count + 1);
    while (rows_next(&r))
        b->faces[b->count++] = (struct face){.source = row_id(&r, 0, ID_SOURCE),
            .person = row_id(&r, 1, ID_PERSON),
            .given = row_text(&r, 2),
            .family = row_text(&r, 3),
            .birth_date = row_date(&r, 4),
            .nhs = row_text(&r, 5)};
    return OK;
}

/* Without the letter in the middle. */
static struct str
letter_lost(struct arena *a, struct str s)
{
    size_t at = s.n / 2;

    if (s.n < 3 || (unsigned char)s.p[at] > 127)
        return s;
    return str_cat(a, str_sub(s, 0, at), str_from(s, at + 1));
}

enum slip {
    AS_IT_STANDS,
    BY_NUMBER_TOO,
    GIVEN_LETTER,
    FAMILY_LETTER,
    NAMES_CHANGED,
    YEAR_ALONE,
    NO_DAY,
    NEXT_DAY,
    SLIPS
};
static const char *const slip_words[SLIPS] = {
    [AS_IT_STANDS] = "as it stands",
    [BY_NUMBER_TOO] = "by number too",
    [GIVEN_LETTER] = "a letter of the given name",
    [FAMILY_LETTER] = "a letter of the family name",
    [NAMES_CHANGED] = "names changed places",
    [YEAR_ALONE] = "the year alone",
    [NO_DAY] = "no day",
    [NEXT_DAY] = "the next day",
};

static struct match_person
question(struct arena *a, const struct face *f, enum slip slip,
    struct match_names *name)
{
    struct match_person p = {.names = name,
        .name_count = 1,
        .birth = f->birth_date};

    *name = (struct match_names){f->given, f->family};
    if (slip == BY_NUMBER_TOO)
        p.nhs = f->nhs;
    if (slip == GIVEN_LETTER)
        name->given = letter_lost(a, f->given);
    if (slip == FAMILY_LETTER)
        name->family = letter_lost(a, f->family);
    if (slip == NAMES_CHANGED)
        *name = (struct match_names){f->family, f->given};
    if (slip == YEAR_ALONE)
        p.birth = (struct date){.year = f->birth_date.year};
    if (slip == NO_DAY)
        p.birth.day = 0;
    if (slip == NEXT_DAY && date_is_known(p.birth))
        p.birth.day = (int8_t)(p.birth.day % 27 + 1);
    return p;
}

/* ---- asking ---- */

struct asking {
    struct way                *way;
    const struct match_person *who;
    struct candidate          *all;
    size_t                     count;
    int64_t                    us;
};

static enum err
ask_work(struct txn *tx, void *ctx)
{
    struct asking *k = ctx;
    struct work    w = work_in(tx, k->way->rules);
    int64_t        before = clock_monotonic();
    enum err       e =
        person_candidates(&w, k->who, (struct id){0}, &k->all, &k->count);

    k->us = clock_monotonic() - before;
    return e;
}

static size_t
place_of(const struct asking *k, struct id person)
{
    size_t i = 0;

    while (i < k->count && !id_eq(k->all[i].person, person))
        i++;
    return i;
}

static void
count_way(struct asking *k, struct id meant)
{
    size_t at = place_of(k, meant);

    if (at < k->count && k->all[at].why->band == MATCH_UNLIKELY)
        at = k->count; /* nobody is shown them */
    k->way->us += k->us;
    k->way->rows += (int64_t)k->count;
    k->way->first += at == 0 && k->count;
    k->way->among += at < TOP && at < k->count;
    k->way->any += at < k->count;
}

/* Whom x found and y did not. */
static void
count_missed(const struct asking *x, const struct asking *y)
{
    for (size_t i = 0; i < x->count; i++) {
        enum match_band band = x->all[i].why->band;
        bool            not_there = place_of(y, x->all[i].person) == y->count;

        if (band == MATCH_UNLIKELY)
            continue;
        x->way->possible++;
        y->way->possible_missed += not_there;
        x->way->strong += band >= MATCH_STRONG;
        y->way->strong_missed += band >= MATCH_STRONG && not_there;
    }
}

static void
half_dropped(struct asking *k)
{
    size_t n = 0;

    for (size_t i = 0; i < k->count; i++)
        if (k->all[i].person.b[0] % 2)
            k->all[n++] = k->all[i];
    k->count = n;
}

static void
ask_both(struct bench *b, const struct face *f, enum slip slip)
{
    struct arena       *a = arena_new(0);
    struct match_names  name;
    struct match_person who = question(a, f, slip, &name);
    struct asking       x = {.way = &b->by_keys, .who = &who};
    struct asking       y = {.way = &b->by_index, .who = &who};

    want(store_read(b->store, a, ask_work, &x), "keys");
    want(store_read(b->store, a, ask_work, &y), "index");
    if (b->blind)
        half_dropped(&y);
    count_way(&x, f->person);
    count_way(&y, f->person);
    count_missed(&x, &y);
    count_missed(&y, &x);
    b->asked++;
    arena_free(a);
}

static void
say(const char *name, const struct way *w, enum slip slip, int64_t asked)
{
    printf("{\"way\": \"%s\", \"slip\": \"%s\", \"asked\": %lld,"
           " \"first\": %lld, \"among\": %lld, \"any\": %lld,"
           " \"rows\": %.1f, \"us\": %.1f, \"strong_missed\": %lld,"
           " \"possible_missed\": %lld}\n",
        name, slip_words[slip], (long long)asked, (long long)w->first,
        (long long)w->among, (long long)w->any, (double)w->rows / (double)asked,
        (double)w->us / (double)asked, (long long)w->strong_missed,
        (long long)w->possible_missed);
}

/* Whether the index does worse. */
static bool
ask_all(struct bench *b, enum slip slip)
{
    struct way *keys = &b->by_keys, *index = &b->by_index;
    bool        more;

    *keys = (struct way){.rules = keys->rules};
    *index = (struct way){.rules = index->rules};
    b->asked = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (i % FOLLOW_EVERY == 0) /* or else it would not answer */
            want(finder_turn(b->finder, &more), "follow");
        ask_both(b, &b->faces[i], slip);
    }
    say("keys", keys, slip, b->asked);
    say("index", index, slip, b->asked);
    return index->any < keys->any || index->among < keys->among ||
        index->strong_missed || index->possible_missed;
}

static const struct rules *
rules_here(void *ctx)
{
    return ((struct bench *)ctx)->by_index.rules;
}

static void
rules_both(struct bench *b, struct arena *a)
{
    struct fault  fault = {0};
    struct rules *keyed, *found;

    want(rules_load(b->store, a, &keyed, &fault), "rules");
    want(rules_load(b->store, a, &found, &fault), "rules");
    b->by_keys.rules = keyed;
    b->by_index.rules = found;
    b->finder = finder_new(&(struct finder_options){.store = b->store,
        .rules = rules_here,
        .ctx = b});
    rules_find_by(found, b->finder);
}

static void
open_all(struct bench *b, struct arena *a, char **argv)
{
    struct store_options o = {.url = str_of(argv[1]), .mode = STORE_READ};
    struct fault         fault = {0};
    struct keys         *keys;
    bool                 more = true;

    want(keys_load(argv[2], &keys), "keys");
    o.keys = keys;
    o.clock = clock_new();
    want(store_open(&o, &b->store, &fault), "store");
    rules_both(b, a);
    while (more)
        want(finder_turn(b->finder, &more), "fill");
}

int
main(int argc, char **argv)
{
    static struct bench b;
    struct arena       *a = arena_new(0);
    int64_t             began = clock_monotonic();
    int                 worse = 0;

    if (argc < 4)
        return EXIT_FAILURE;
    questions = atoll(argv[3]);
    b.blind = argc > 4;
    open_all(&b, a, argv);
    printf("{\"filled\": %zu, \"ms\": %lld}\n", finder_count(b.finder),
        (long long)(clock_monotonic() - began) / 1000);
    want(store_read(b.store, a, faces_work, &b), "faces");
    for (int slip = 0; slip < SLIPS; slip++)
        worse += ask_all(&b, slip);
    return worse ? EXIT_FAILURE : EXIT_SUCCESS;
}
