/*
 * Lists of work.  What a reader may list is settled before anything is
 * counted: the audience's scope keys, then kin and hidden labels.  The rows
 * themselves come from thread_load(), so that there is one reader of them.
 *
 * A long list is not read to show its first page: the rows of one key in one
 * stage lie in an index in the order of the list, so each such stream is
 * read as far as the page reaches, and the streams are merged here; where a
 * thread stands once, its first row is kept, and as much more is read as the
 * others took.  Counts end at WORKLIST_COUNT_MOST.  Tried and left: one
 * statement over all keys.  The engines then sort everything that the reader
 * has ever had.
 *
 * As in thread.c the keys have a fixed number of places, and a filter has
 * two: its value, and 1 when it is not asked for.
 */
#include "record/worklist.h"

#include <assert.h>
#include <stdlib.h>

#include "record/label.h"

#define SCOPE_PLACES                                                          \
    "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"  \
    " $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,"  \
    " $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,"  \
    " $45, $46, $47, $48"
/* $49 who lists, $50 now, $51 to $53 labels that hide, $54 the kind of
 * thread. */
#define IN_FORCE(row)                                                         \
    row ".since <= $50 AND (" row ".until IS NULL OR " row ".until > $50)"
/* What every statement begins with.  Threads of relatives and relatives by a
 * tie are few, and found once; labels are asked row by row, and only of
 * those who have had one (audience.guarded). */
#define WITH_HIDDEN                                                           \
    "WITH kin_thread AS (SELECT o.thread FROM kin_now q"                      \
    " JOIN source_person s ON s.source = q.source"                            \
    " JOIN thread_row o ON o.person = s.person WHERE q.account = $49),"       \
    " kin_tied AS (SELECT x.person FROM tie x WHERE x.means = 'kin'"          \
    " AND x.whom IN ($49, " SCOPE_PLACES ") AND " IN_FORCE("x") "),"          \
    " labelled AS NOT MATERIALIZED (SELECT s.person, l.source, l.label"       \
    " FROM source_person s JOIN label l ON l.source = s.source"               \
    " WHERE l.label <> 'normal' AND " IN_FORCE("l") ") "
#define HAS(row, which)                                                       \
    "EXISTS (SELECT 1 FROM labelled l WHERE l.person = " row ".person AND "   \
    which ")"
/* a label that hides, or two that come to it between them (label.h) */
#define HIDDEN(row)                                                           \
    "(" HAS(row, "l.label IN ($51, $52, $53)") " OR ("                        \
    HAS(row, "l.label = 'restricted'") " AND "                                \
    HAS(row, "l.label = 'shielded'") "))"
/* one on whose list the reader is not */
#define NOT_LISTED(row)                                                       \
    HAS(row, "NOT EXISTS (SELECT 1 FROM label_list k"                         \
             " WHERE k.source = l.source AND k.account = $49 AND "            \
             IN_FORCE("k") ")")
/* Whether the audience's row is the reader's to list at all. */
#define LISTED(row)                                                           \
    " AND " row ".kind = $54"                                                 \
    " AND " row ".thread NOT IN (SELECT thread FROM kin_thread)"              \
    " AND " row ".person NOT IN (SELECT person FROM kin_tied)"                \
    " AND (" row ".guarded = 0 OR NOT (" HIDDEN(row) " AND "                  \
    NOT_LISTED(row) "))"
#define OF_SCOPES " WHERE t.scope IN (" SCOPE_PLACES ")" LISTED("t")

/* $55, $56 the desk whose it is */
#define AT_DESK " AND (t.desk = $55 OR $56 = 1)"
/* $57 the form that says the history was read.  Who has row t. */
#define WORKER_AT(now, form)                                                  \
    "COALESCE((SELECT x.whom FROM tie x JOIN account y ON y.id = x.whom"      \
    " WHERE x.person = t.person AND x.means = 'allocated'"                    \
    " AND x.since <= " now " AND (x.until IS NULL OR x.until > " now ")"      \
    " ORDER BY x.since DESC, x.whom LIMIT 1),"                                \
    " (SELECT e.author FROM entry e JOIN entry_about b ON b.entry = e.id"     \
    " WHERE e.thread = t.thread AND b.source = t.source AND e.form = " form   \
    " ORDER BY e.recorded_at DESC, e.id LIMIT 1))"
#define WORKER WORKER_AT("$50", "$57")
#define IS_NOBODYS "(t.taken = 0 OR " WORKER " IS NULL)"
/* $57 to $59 clocks that reading the history meets */
#define CLOCKS_OPEN                                                           \
    "SELECT t.thread, t.source FROM clock_row c JOIN audience t"              \
    " ON t.thread = c.thread AND t.person = c.person" OF_SCOPES AT_DESK       \
    " AND c.clock IN ($57, $58, $59) AND c.state = 'open'"
#define SUM_OF(when) "SUM(CASE WHEN " when " THEN 1 ELSE 0 END)"
#define ROWS "SELECT t.thread, t.source FROM audience t"
#define WORK ROWS OF_SCOPES AT_DESK
#define WAITS " AND t.stage = 0"
#define IS_LATE " AND t.stage IN (0, 1) AND t.due < $50"
#define IS_OWED " AND t.stage IN (0, 1) AND t.owed = 1"
/* A row that several keys have counts once; what is behind the most does
 * not count. */
#define SOME(rows, most)                                                      \
    "(SELECT COUNT(*) FROM (SELECT DISTINCT q.thread, q.source FROM (" rows   \
    ") q LIMIT " most ") n)"
#define MOST "1000" /* WORKLIST_COUNT_MOST */
#define COUNTED(rows) WITH_HIDDEN "SELECT " SOME(rows, MOST)
/* the same of threads */
#define THREADS(rows)                                                         \
    WITH_HIDDEN "SELECT (SELECT COUNT(*) FROM (SELECT DISTINCT q.thread"      \
                " FROM (" rows ") q LIMIT " MOST ") n)"

/* $58 on: person, urgency, sender, which, who has it, once; $68 the last
 * stage that can fit.  The order of $64 is that of enum worklist_which. */
#define FILTERED                                                              \
    AT_DESK " AND (t.person = $58 OR $59 = 1)"                                \
    " AND (t.urgency = $60 OR $61 = 1)"                                       \
    " AND ($63 = 1 OR EXISTS (SELECT 1 FROM agency g WHERE g.id = t.agency"   \
    " AND g.kind = $62))"                                                     \
    " AND ($64 = 4 OR ($64 = 0 AND t.stage = 0)"                              \
    " OR ($64 = 1 AND t.due < $50) OR ($64 = 2 AND t.owed = 1)"               \
    " OR ($64 = 3 AND t.decided = 1))"                                        \
    " AND ($65 = 0 OR ($65 = 1 AND " IS_NOBODYS ")"                       \
    " OR ($65 = 2 AND t.taken = 1 AND " WORKER " = $66))"                   \
    " AND $67 IN (0, 1)" /* it is for the total, and for the merge */
/* $70 one key, $71 one stage, $69 how many rows reach to the page's end.
 * Were $68 compared with the column, SQLite would read a range of stages,
 * and sort it. */
#define STREAM(order)                                                         \
    WITH_HIDDEN "SELECT t.thread, t.source, t.risk, t.due, t.received"        \
                " FROM audience t WHERE t.scope = $70 AND t.stage = $71"      \
                " AND $71 <= $68" LISTED("t") FILTERED " ORDER BY " order     \
                ", t.thread, t.source LIMIT $69"

enum {
    LIST, /* one for each enum thread_sort */
    TOTAL = LIST + 3,
    MORE,
    WAITING,
    LATE,
    OWED,
    NOBODY,
    UNOPENED,
    ONCE = UNOPENED + 1 - WAITING, /* each of those five, of threads */
    LOADS = UNOPENED + 1 + (UNOPENED + 1 - WAITING),
    ABOUT,
    COUNT
};
static const struct statement texts[COUNT] = {
    [LIST + THREAD_BY_RISK] = {.sql = STREAM("t.risk, t.due, t.received")},
    [LIST + THREAD_BY_DUE] = {.sql = STREAM("t.due, t.received")},
    [LIST + THREAD_BY_RECEIVED] = {.sql = STREAM("t.received DESC")},
    [TOTAL] = {.sql = WITH_HIDDEN "SELECT COUNT(*) FROM (SELECT DISTINCT"
                      " q.thread, CASE WHEN $67 = 1 THEN q.thread"
                      " ELSE q.source END AS one FROM (" ROWS OF_SCOPES
                      " AND t.stage <= $68" FILTERED ") q LIMIT $69) n"},
    /* of a row that is shown: its worker, and how many there are about the
     * person, whoever may list them */
    [MORE] = {.sql = "SELECT " WORKER_AT("$3", "$4") ", (SELECT COUNT(*)"
                     " FROM thread_row r WHERE r.person = t.person"
                     " AND r.kind = t.kind) FROM thread_row t"
                     " WHERE t.thread = $1 AND t.source = $2"},
    [WAITING] = {.sql = COUNTED(WORK WAITS)},
    [LATE] = {.sql = COUNTED(WORK IS_LATE)},
    [OWED] = {.sql = COUNTED(WORK IS_OWED)},
    [NOBODY] = {.sql = COUNTED(WORK WAITS " AND " IS_NOBODYS)},
    [UNOPENED] = {.sql = COUNTED(CLOCKS_OPEN)},
    [ONCE + WAITING] = {.sql = THREADS(WORK WAITS)},
    [ONCE + LATE] = {.sql = THREADS(WORK IS_LATE)},
    [ONCE + OWED] = {.sql = THREADS(WORK IS_OWED)},
    [ONCE + NOBODY] = {.sql = THREADS(WORK WAITS " AND " IS_NOBODYS)},
    [ONCE + UNOPENED] = {.sql = THREADS(CLOCKS_OPEN)},
    [LOADS] = {.sql = WITH_HIDDEN "SELECT " WORKER " AS worker, COUNT(*), "
                      SUM_OF("t.stage = 0") ", " SUM_OF("t.due < $50") ", "
                      SUM_OF("t.owed = 1")
                      " FROM (SELECT t.thread, t.source, t.person,"
                      " MIN(t.stage) AS stage, MIN(t.due) AS due,"
                      " MAX(t.owed) AS owed FROM audience t"
                      OF_SCOPES AT_DESK
                      " GROUP BY t.thread, t.source, t.person) t"
                      " GROUP BY 1 ORDER BY"
                      " CASE WHEN " WORKER " IS NULL THEN 1 ELSE 0 END,"
                      " 3 DESC, 2 DESC, 1"},
    [ABOUT] = {.sql = WITH_HIDDEN "SELECT COUNT(*) FROM (SELECT DISTINCT"
                      " t.thread,"
                      " t.source FROM audience t" OF_SCOPES
                      " AND t.person = $55) n"},
};
const struct statements worklist_statements = {"worklist", texts, COUNT};

/* How many places there are of each sort; see the statements. */
enum {
    HIDING = 3,
    CLOCKS = 3,
    LISTED_END = THREAD_SCOPE_MOST + 6,
    DESK_END = LISTED_END + 2,
    FORM_END = DESK_END + 1,
    CLOCKS_END = DESK_END + CLOCKS,
    FILTER_END = FORM_END + 11,
    TOTAL_END = FILTER_END + 1,
    ALL = TOTAL_END + 2
};

/* ---- what the statements are given ---- */

/* The labels that hide a person from whoever is not on their list. */
static size_t
put_hiding(const struct pack *p, struct arg *args)
{
    size_t n = 0;

    for (int l = 0; l < LABEL_COUNT && n < HIDING; l++)
        if (p->labels[l].others == OTHERS_ABSENT && l != LABEL_NORMAL)
            args[n++] = A_TEXT(label_word((enum label_kind)l));
    while (n < HIDING)
        args[n++] = A_NULL;
    return n;
}

static bool
is_met_by_reading(const struct clock_rule *c)
{
    for (size_t i = 0; i < c->met_by.count; i++)
        if (c->met_by.all[i].kind == ON_YIELD &&
            c->met_by.all[i].yield == YIELD_READ_HISTORY)
            return true;
    return false;
}

static void
put_clocks(const struct pack *p, struct arg *args)
{
    size_t n = 0;

    for (size_t i = 0; i < p->clocks_count && n < CLOCKS; i++)
        if (is_met_by_reading(p->clocks[i]))
            args[n++] = A_TEXT(p->clocks[i]->id);
    while (n < CLOCKS)
        args[n++] = A_NULL;
}

static size_t
put_id(struct arg *args, struct id id)
{
    args[0] = A_ID(id);
    args[1] = A_INT(id_is_none(id));
    return 2;
}

static size_t
put_text(struct arg *args, struct str text)
{
    args[0] = text.n ? A_TEXT(text) : A_NULL;
    args[1] = A_INT(text.n == 0);
    return 2;
}

/* What every statement is given: who lists, and what, up to FORM_END. */
static enum err
put_reader(const struct work *w, const struct worklist_query *q,
    struct arg args[ALL])
{
    const struct form *read = pack_form_yielding(w->pack, YIELD_READ_HISTORY);
    size_t             n = 0;

    assert(q->account.kind == ID_ACCOUNT);
    if (q->scope_count > THREAD_SCOPE_MOST)
        return ERR_LIMIT;
    for (; n < THREAD_SCOPE_MOST; n++)
        args[n] = n < q->scope_count ? A_ID(q->scope[n]) : A_NULL;
    args[n++] = A_ID(q->account);
    args[n++] = A_TIME(w->now);
    n += put_hiding(w->pack, &args[n]);
    args[n++] = A_TEXT(q->kind);
    n += put_id(&args[n], q->desk);
    args[n++] = read ? A_TEXT(read->id) : A_NULL;
    assert(n == FORM_END);
    return OK;
}

static void
put_filter(const struct worklist_query *q, struct arg args[ALL])
{
    static const enum thread_stage last[WORK_WHICH_COUNT] = {
        [WORK_WAITING] = STAGE_WAITING,
        [WORK_LATE] = STAGE_DUE,
        [WORK_OWED] = STAGE_DUE,
        [WORK_DECIDED] = STAGE_OVER,
        [WORK_ALL] = STAGE_OVER,
    };
    size_t n = FORM_END;

    assert(q->which < WORK_WHICH_COUNT);
    n += put_id(&args[n], q->person);
    n += put_text(&args[n], q->urgency);
    n += put_text(&args[n], q->sender);
    args[n++] = A_INT(q->which);
    args[n++] = A_INT(q->with);
    args[n++] = A_ID(q->worker);
    args[n++] = A_INT(q->once);
    args[n++] = A_INT(last[q->which]);
    assert(n == FILTER_END);
}

/* ---- streams ---- */

/* A row of a stream; what it is sorted by comes first. */
struct place {
    int64_t   by[3];
    struct id thread, source;
};
struct places {
    struct place *all;
    size_t        count, room;
};

/* The columns of a stream, in the order of the list. */
static struct place
place_of(const struct rows *r, enum thread_sort sort)
{
    struct place p = {.thread = row_id(r, 0, ID_THREAD),
        .source = row_id(r, 1, ID_SOURCE)};
    int64_t      risk = row_int(r, 2), due = row_int(r, 3);
    int64_t      received = row_int(r, 4);

    p.by[0] = sort == THREAD_BY_RISK ? risk : 0;
    p.by[1] = sort == THREAD_BY_RECEIVED ? 0 : due;
    p.by[2] = sort == THREAD_BY_RECEIVED ? -received : received;
    return p;
}

static int
by_place(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int                 c;

    for (size_t i = 0; i < sizeof a->by / sizeof *a->by; i++)
        if (a->by[i] != b->by[i])
            return a->by[i] < b->by[i] ? -1 : 1;
    c = id_cmp(a->thread, b->thread);
    return c ? c : id_cmp(a->source, b->source);
}

static void
places_add(struct arena *a, struct places *p, struct rows *r,
    enum thread_sort sort)
{
    size_t        room = p->count + r->count;
    struct place *more = ARENA_ARRAY(a, struct place, room + 1);

    for (size_t i = 0; i < p->count; i++)
        more[i] = p->all[i];
    p->all = more;
    while (rows_next(r))
        p->all[p->count++] = place_of(r, sort);
}

/* In the list's order; what several keys have stands there once. */
static void
places_merge(struct places *p)
{
    size_t n = 0;

    if (p->count)
        qsort(p->all, p->count, sizeof *p->all, by_place);
    for (size_t i = 0; i < p->count; i++)
        if (n == 0 || !id_eq(p->all[n - 1].thread, p->all[i].thread) ||
            !id_eq(p->all[n - 1].source, p->all[i].source))
            p->all[n++] = p->all[i];
    p->count = n;
}

/* Of each key and stage at most so many; whole: there are no more. */
static enum err
places_read(struct work *w, const struct worklist_query *q,
    struct arg args[ALL], struct places *out, bool *whole)
{
    const int64_t last = args[FILTER_END - 1].i;
    struct rows   r;
    enum err      e;

    *whole = true;
    for (size_t i = 0; i < q->scope_count; i++)
        for (int64_t stage = STAGE_WAITING; stage <= last; stage++) {
            args[TOTAL_END] = A_ID(q->scope[i]);
            args[TOTAL_END + 1] = A_INT(stage);
            if ((e = txn_rows(w->tx, &texts[LIST + q->sort], args, ALL, &r)))
                return e;
            *whole = *whole && (int64_t)r.count < args[FILTER_END].i;
            places_add(txn_arena(w->tx), out, &r, q->sort);
        }
    places_merge(out);
    return OK;
}

/* The first of each thread; behind so many rows nothing is in order, unless
 * all were read. */
static void
places_once(struct places *p, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < p->count && i < most; i++) {
        size_t k = 0;

        while (k < n && !id_eq(p->all[k].thread, p->all[i].thread))
            k++;
        if (k == n)
            p->all[n++] = p->all[i];
    }
    p->count = n;
}

/* As many as reach to the end of the page; most concerns are about one. */
static enum err
places_reach(struct work *w, const struct worklist_query *q,
    struct arg args[ALL], struct places *out)
{
    int64_t  need = q->skip + q->limit, reach = need;
    bool     whole;
    enum err e;

    for (;; reach *= 4) {
        *out = (struct places){0};
        args[FILTER_END] = A_INT(reach);
        if ((e = places_read(w, q, args, out, &whole)))
            return e;
        if (!q->once)
            return OK;
        places_once(out, whole ? out->count : (size_t)reach);
        if (whole || out->count >= (size_t)need)
            return OK;
    }
}

/* ---- reading ---- */

/* The row of that child in the thread, and the rows of the others. */
static enum err
row_of(struct work *w, const struct place *p, struct worklist_row *out)
{
    enum err e = thread_load(w, p->thread, &out->rows, &out->row_count);

    if (e)
        return e;
    for (size_t i = 0; i < out->row_count; i++)
        if (id_eq(out->rows[i].source, p->source)) {
            out->row = out->rows[i];
            return OK;
        }
    return ERR_ABSENT;
}

static enum err
count_one(struct work *w, int which, const struct arg *args, size_t n,
    int64_t *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[which], args, n, &r);

    if (e == OK)
        *out = row_int(&r, 0);
    return e;
}

/* Most people have been written about once; of the others it is counted
 * what may be listed.  args: as put_reader() leaves them. */
static enum err
more_of(struct work *w, const struct place *p, struct arg args[ALL],
    struct worklist_row *out)
{
    struct rows r;
    enum err    e;

    if ((e = row_of(w, p, out)))
        return e;
    if ((e = txn_row(w->tx, &texts[MORE],
             ARGS(A_ID(p->thread), A_ID(p->source), A_TIME(w->now),
                 args[DESK_END]),
             &r)))
        return e;
    out->worker = row_id(&r, 0, ID_ACCOUNT);
    out->about = row_int(&r, 1);
    if (out->about == 1)
        return OK;
    args[LISTED_END] = A_ID(out->row.person);
    return count_one(w, ABOUT, args, LISTED_END + 1, &out->about);
}

static enum err
total_of(struct work *w, const struct worklist_query *q, struct arg args[ALL],
    int64_t *total)
{
    args[FILTER_END] = A_INT(q->skip + WORKLIST_COUNT_MOST);
    return count_one(w, TOTAL, args, TOTAL_END, total);
}

enum err
worklist_list(struct work *w, const struct worklist_query *q,
    struct worklist_row **out, size_t *count, int64_t *total)
{
    const size_t         skip = (size_t)q->skip;
    struct places        p = {0};
    struct arg           args[ALL];
    struct worklist_row *all;
    size_t               n = 0;
    enum err             e;

    if ((e = put_reader(w, q, args)))
        return e;
    put_filter(q, args);
    if ((e = total_of(w, q, args, total)) || (e = places_reach(w, q, args, &p)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct worklist_row, q->limit + 1);
    for (; n < (size_t)q->limit && skip + n < p.count; n++)
        if ((e = more_of(w, &p.all[skip + n], args, &all[n])))
            return e;
    *out = all;
    *count = n;
    return OK;
}

enum err
worklist_count(struct work *w, const struct worklist_query *q,
    struct worklist_counts *out)
{
    const int  of = q->once ? ONCE : 0;
    struct arg args[ALL];
    enum err   e;

    if ((e = put_reader(w, q, args)) ||
        (e = count_one(w, of + WAITING, args, DESK_END, &out->waiting)) ||
        (e = count_one(w, of + LATE, args, DESK_END, &out->late)) ||
        (e = count_one(w, of + OWED, args, DESK_END, &out->owed)) ||
        (e = count_one(w, of + NOBODY, args, FORM_END, &out->nobody)))
        return e;
    put_clocks(w->pack, &args[DESK_END]);
    return count_one(w, of + UNOPENED, args, CLOCKS_END, &out->unopened);
}

enum err
worklist_loads(struct work *w, const struct worklist_query *q,
    struct worklist_load **out, size_t *count)
{
    struct arg            args[ALL];
    struct worklist_load *all;
    struct rows           r;
    size_t                n = 0;
    enum err              e;

    if ((e = put_reader(w, q, args)))
        return e;
    if ((e = txn_rows(w->tx, &texts[LOADS], args, FORM_END, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct worklist_load, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct worklist_load){.worker = row_id(&r, 0, ID_ACCOUNT),
            .held = row_int(&r, 1),
            .waiting = row_int(&r, 2),
            .late = row_int(&r, 3),
            .owed = row_int(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}

enum err
worklist_about(struct work *w, const struct worklist_query *q, int64_t *out)
{
    struct arg args[ALL];
    enum err   e;

    if ((e = put_reader(w, q, args)))
        return e;
    args[LISTED_END] = A_ID(q->person);
    return count_one(w, ABOUT, args, LISTED_END + 1, out);
}
