/*
 * An agency's area is the authority in whose area it works; one that works
 * in none is an area of its own.
 */
#include "record/enquiry.h"

#define COUNTED                                                               \
    "SELECT COUNT(*), COUNT(DISTINCT m.agency),"                              \
    " COUNT(DISTINCT COALESCE(a.authority, a.id)),"                           \
    " COUNT(DISTINCT m.account), COUNT(DISTINCT m.question),"                 \
    " MIN(m.at), MAX(m.at)"                                                   \
    " FROM check_memory m JOIN agency a ON a.id = m.agency"                   \
    " WHERE m.at >= $1 AND m.until > $2"

/* Of one question among all with its birth date, within the window. */
#define OF_IT(what)                                                           \
    "COUNT(DISTINCT CASE WHEN m.question = $6 AND m.at >= $1 THEN " what      \
    " END)"

enum { QUESTIONS, BIRTHS, ASKED, ASKERS, COUNT };
static const struct statement texts[COUNT] = {
    [QUESTIONS] = {.sql = COUNTED " GROUP BY m.question"
                   " HAVING COUNT(DISTINCT m.agency) >= $3"
                   " OR COUNT(DISTINCT COALESCE(a.authority, a.id)) >= $4"
                   " ORDER BY MAX(m.at) DESC LIMIT $5"},
    [BIRTHS] = {.sql = COUNTED " GROUP BY m.born"
                " HAVING COUNT(DISTINCT m.question) >= $3"
                " ORDER BY MAX(m.at) DESC LIMIT $4"},
    /* $4 and $5: one row that is not counted.  Equal questions have equal
       birth dates, so those of a birth date are all there is to read. */
    [ASKED] = {.sql = "SELECT " OF_IT("m.agency") ", "
               OF_IT("COALESCE(a.authority, a.id)") ","
               " COUNT(DISTINCT CASE WHEN m.at >= $1 THEN m.question END),"
               " COUNT(DISTINCT CASE WHEN m.question = $6"
               " THEN m.agency END)"
               " FROM check_memory m JOIN agency a ON a.id = m.agency"
               " WHERE m.born = $3 AND m.until > $2"
               " AND NOT (m.account = $4 AND m.at = $5)"},
    [ASKERS] = {.sql = "SELECT DISTINCT agency FROM check_memory"
                       " WHERE born = $3 AND at >= $1 AND until > $2"
                       " ORDER BY agency"},
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

/* What it comes to, and how many services are remembered to have asked it. */
static enum err
asked_now(struct work *w, const struct enquiry_limits *l,
    const struct enquiry_check *c, struct moment but, struct enquiry_reach *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[ASKED],
           ARGS(A_TIME(l->since), A_TIME(w->now), A_BYTES(c->born),
               A_ID(c->account), A_TIME(but), A_BYTES(c->question)),
           &r);

    if (e)
        return e;
    out->now = (struct enquiry){.services = row_int(&r, 0),
        .areas = row_int(&r, 1),
        .spellings = row_int(&r, 2)};
    out->remembered = row_int(&r, 3);
    return OK;
}

enum err
enquiry_askers(struct work *w, const struct enquiry_limits *l, struct str born,
    struct id **out, size_t *count)
{
    struct rows r;
    size_t      n = 0;
    enum err    e = txn_rows(w->tx, &texts[ASKERS],
           ARGS(A_TIME(l->since), A_TIME(w->now), A_BYTES(born)), &r);

    if (e)
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        (*out)[n++] = row_id(&r, 0, ID_AGENCY);
    *count = n;
    return OK;
}

static bool
reaches(const struct enquiry *x, const struct enquiry_limits *l)
{
    return x->services >= l->services || x->areas >= l->areas ||
        x->spellings >= l->spellings;
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

/* What it came to before is asked only where it may matter: hardly ever. */
enum err
enquiry_reached(struct work *w, const struct enquiry_limits *l,
    const struct enquiry_check *c, struct enquiry_reach *out)
{
    const struct moment  none = {0};
    struct enquiry_reach before;
    enum err             e;

    *out = (struct enquiry_reach){0};
    if ((e = asked_now(w, l, c, none, out)) || !reaches(&out->now, l))
        return e;
    if ((e = asked_now(w, l, c, c->at, &before)))
        return e;
    out->yes = enquiry_crosses(&before.now, &out->now, l);
    return OK;
}
