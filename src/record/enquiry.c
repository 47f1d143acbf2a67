/*
 * An agency's area is the authority in whose area it works; one that works
 * in none is an area of its own.
 */
#include "record/enquiry.h"

#include <stdlib.h>
#include <string.h>

#include "match/name.h"
#include "match/sound.h"
#include "record/recall.h"

#define HOUR_US INT64_C(3600000000)
enum { SOUND_BYTES = 4, SOUND_AT = 28 };
#define COUNTED                                                               \
    "SELECT COUNT(*), COUNT(DISTINCT m.agency),"                              \
    " COUNT(DISTINCT COALESCE(a.authority, a.id)),"                           \
    " COUNT(DISTINCT m.account), COUNT(DISTINCT m.question),"                 \
    " MIN(m.at), MAX(m.at)"                                                   \
    " FROM check_memory m JOIN agency a ON a.id = m.agency"                   \
    " WHERE m.at >= $1 AND m.until > $2"

enum { QUESTIONS, BIRTHS, COUNT };
static const struct statement texts[COUNT] = {
    [QUESTIONS] = {.sql = COUNTED " GROUP BY m.question"
                   " HAVING COUNT(DISTINCT m.agency) >= $3"
                   " OR COUNT(DISTINCT COALESCE(a.authority, a.id)) >= $4"
                   " ORDER BY MAX(m.at) DESC LIMIT $5"},
    /* the bytes of enquiry_question() that say how it sounds */
    [BIRTHS] = {.sql = COUNTED " GROUP BY m.born, substr(m.question, 29)"
                " HAVING COUNT(DISTINCT m.question) >= $3"
                " ORDER BY MAX(m.at) DESC LIMIT $4"},
};
const struct statements enquiry_statements = {"enquiry", texts, COUNT};

static struct enquiry
enquiry_of_row(const struct rows *r)
{
    return (struct enquiry){
        .times = row_int(r, 0),
        .services = row_int(r, 1),
        .areas = row_int(r, 2),
        .accounts = row_int(r, 3),
        .spellings = row_int(r, 4),
        .first = row_time(r, 5),
        .last = row_time(r, 6),
    };
}

enum err
enquiry_limits_of(struct work *w, struct enquiry_limits *out)
{
    const struct pack *p = w->pack;

    out->services = pack_limit(p, S("enquiry_services"))->times;
    out->areas = pack_limit(p, S("enquiry_areas"))->times;
    out->spellings = pack_limit(p, S("enquiry_spellings"))->times;
    return span_before(p->calendar, p->zone, w->now,
        pack_limit(p, S("enquiry_window"))->span, &out->since);
}

enum err
enquiry_list(struct work *w, const struct enquiry_limits *l, int64_t limit,
    struct enquiry **out, size_t *count)
{
    struct rows q, b;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[QUESTIONS],
             ARGS(A_TIME(l->since), A_TIME(w->now), A_INT(l->services),
                 A_INT(l->areas), A_INT(limit)),
             &q)) ||
        (e = txn_rows(w->tx, &texts[BIRTHS],
             ARGS(A_TIME(l->since), A_TIME(w->now), A_INT(l->spellings),
                 A_INT(limit)),
             &b)))
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct enquiry, q.count + b.count + 1);
    while (rows_next(&q))
        (*out)[n++] = enquiry_of_row(&q);
    while (rows_next(&b)) {
        (*out)[n] = enquiry_of_row(&b);
        (*out)[n++].by_birth = true;
    }
    *count = n;
    return OK;
}

static bool
goes_over(int64_t before, int64_t after, int64_t limit)
{
    return before < limit && after >= limit;
}

bool
enquiry_crosses(const struct enquiry *before, const struct enquiry *after,
    const struct enquiry_limits *l)
{
    return goes_over(before->services, after->services, l->services) ||
        goes_over(before->areas, after->areas, l->areas) ||
        goes_over(before->spellings, after->spellings, l->spellings);
}

/* ---- spellings ---- */

struct digest
enquiry_sound(struct work *w, struct str given, struct str family,
    struct str nhs)
{
    const struct {
        struct str           text;
        enum match_name_kind kind;
    } names[] = {{given, MATCH_NAME_GIVEN}, {family, MATCH_NAME_FAMILY}};
    struct arena *a = txn_arena(w->tx);
    struct buf    b;

    buf_init(&b, a);
    buf_add(&b, S("sound"));
    buf_add_framed(&b, given.n || family.n ? S("") : nhs);
    for (size_t i = 0; i < 2; i++) {
        struct match_name n = match_name_read(a, names[i].text, names[i].kind);

        buf_add_framed(&b, match_skeleton(a, n.count ? n.parts[0] : S("")));
    }
    return key_hash(txn_keys(w->tx), KEY_INDEX, buf_str(&b));
}

struct digest
enquiry_question(const struct digest *question, const struct digest *sound)
{
    struct digest d = *question;

    memcpy(d.b + SOUND_AT, sound->b, SOUND_BYTES);
    return d;
}

/* Of one birth date: the same question, or a spelling of it. */
static bool
is_alike(const struct recalled *one, const struct enquiry_check *check)
{
    return memcmp(one->question.b + SOUND_AT, check->question.p + SOUND_AT,
               SOUND_BYTES) == 0;
}

/* ---- one more check ---- */

/* Different values, few: each is looked for among those before it. */
struct values {
    struct str *all;
    size_t      count;
};

static void
values_add(struct values *v, struct str one)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_eq(v->all[i], one))
            return;
    v->all[v->count++] = one;
}

enum { SERVICES, AREAS, SPELLINGS, REMEMBERED, VARIATIONS, SETS };

struct counting {
    struct moment since, hour; /* the window; an hour ago */
    struct values sets[SETS];
};

static void
count_one(struct counting *c, const struct recalled *one,
    const struct enquiry_check *check)
{
    const struct str question = hash_str(&one->question);
    const bool       same = str_eq(question, check->question);

    if (same)
        values_add(&c->sets[REMEMBERED], id_bytes(&one->agency));
    if (!same && id_eq(one->account, check->account) && one->at.us > c->hour.us)
        values_add(&c->sets[VARIATIONS], question);
    if (one->at.us < c->since.us)
        return;
    if (is_alike(one, check))
        values_add(&c->sets[SPELLINGS], question);
    if (!same)
        return;
    values_add(&c->sets[SERVICES], id_bytes(&one->agency));
    values_add(&c->sets[AREAS], id_bytes(&one->area));
}

static struct enquiry
counted(const struct counting *c)
{
    return (struct enquiry){.services = (int64_t)c->sets[SERVICES].count,
        .areas = (int64_t)c->sets[AREAS].count,
        .spellings = (int64_t)c->sets[SPELLINGS].count};
}

static void
count_own(struct counting *c, const struct enquiry_check *check)
{
    values_add(&c->sets[REMEMBERED], id_bytes(&check->agency));
    values_add(&c->sets[SERVICES], id_bytes(&check->agency));
    values_add(&c->sets[AREAS], id_bytes(&check->area));
    values_add(&c->sets[SPELLINGS], check->question);
}

enum err
enquiry_reached(struct work *w, const struct enquiry_limits *l,
    const struct enquiry_check *check, struct enquiry_reach *out)
{
    struct counting c = {.since = l->since, .hour = {w->now.us - HOUR_US}};
    const struct recalled *all;
    struct enquiry         before;
    size_t                 count;
    enum err               e;

    if ((e = recall_find(w, check->born, &all, &count)))
        return e;
    for (size_t i = 0; i < SETS; i++)
        c.sets[i].all = ARENA_ARRAY(txn_arena(w->tx), struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        if (all[i].until.us > w->now.us)
            count_one(&c, &all[i], check);
    before = counted(&c);
    count_own(&c, check);
    *out = (struct enquiry_reach){.now = counted(&c),
        .remembered = (int64_t)c.sets[REMEMBERED].count,
        .variations = (int64_t)c.sets[VARIATIONS].count};
    out->yes = enquiry_crosses(&before, &out->now, l);
    return OK;
}

static int
by_bytes(const void *x, const void *y)
{
    return id_cmp(*(const struct id *)x, *(const struct id *)y);
}

enum err
enquiry_askers(struct work *w, const struct enquiry_limits *l,
    const struct enquiry_check *check, struct id **out, size_t *count)
{
    const struct recalled *all;
    struct id             *asked;
    size_t                 n, k = 0;
    enum err               e;

    *count = 0;
    if ((e = recall_find(w, check->born, &all, &n)))
        return e;
    *out = asked = ARENA_ARRAY(txn_arena(w->tx), struct id, n + 1);
    for (size_t i = 0; i < n; i++)
        if (all[i].at.us >= l->since.us && all[i].until.us > w->now.us &&
            is_alike(&all[i], check))
            asked[k++] = all[i].agency;
    qsort(asked, k, sizeof *asked, by_bytes);
    for (size_t i = 0; i < k; i++)
        if (*count == 0 || !id_eq(asked[*count - 1], asked[i]))
            asked[(*count)++] = asked[i];
    return OK;
}
