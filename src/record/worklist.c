/*
 * Lists of work.  What a reader may list is settled before anything is
 * counted: the audience's scope keys, then kin and hidden labels.  The rows
 * themselves come from thread_load(), so that there is one reader of them.
 *
 * As in thread.c the keys have a fixed number of places, and a filter has
 * two: its value, and 1 when it is not asked for.
 */
#include "record/worklist.h"

#include <assert.h>

#include "record/label.h"

#define SCOPE_PLACES                                                          \
    "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"  \
    " $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,"  \
    " $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,"  \
    " $45, $46, $47, $48"
/* $49 who lists, $50 now, $51 to $53 labels that hide, $54 the kind of
 * thread; $55 the form that says the history was read, $56 to $58 clocks
 * that it meets. */
#define IN_FORCE(row)                                                         \
    row ".since <= $50 AND (" row ".until IS NULL OR " row ".until > $50)"
#define IS_KIN                                                                \
    "SELECT 1 FROM thread_row o JOIN source_person s ON s.person = o.person"  \
    " JOIN kin_now q ON q.source = s.source"                                  \
    " WHERE o.thread = t.thread AND q.account = $49"
#define HIDES                                                                 \
    "SELECT 1 FROM source_person s JOIN label l ON l.source = s.source"       \
    " WHERE s.person = t.person AND l.label IN ($51, $52, $53) AND "          \
    IN_FORCE("l")
/* a label on whose list the reader is not */
#define NOT_LISTED                                                            \
    "SELECT 1 FROM source_person s JOIN label l ON l.source = s.source"       \
    " WHERE s.person = t.person AND l.label <> '" LABEL_OPEN "' AND "         \
    IN_FORCE("l") " AND NOT EXISTS (SELECT 1 FROM label_list k"               \
    " WHERE k.source = l.source AND k.account = $49 AND " IN_FORCE("k") ")"
#define LABEL_OPEN "normal"
#define ALLOCATED                                                             \
    "(SELECT x.whom FROM tie x JOIN account y ON y.id = x.whom"               \
    " WHERE x.person = t.person AND x.means = 'allocated' AND "               \
    IN_FORCE("x") " ORDER BY x.since DESC, x.whom LIMIT 1)"
#define WAS_READ                                                              \
    "(SELECT e.author FROM entry e JOIN entry_about b ON b.entry = e.id"      \
    " WHERE e.thread = t.thread AND b.source = t.source AND e.form = $55"     \
    " ORDER BY e.recorded_at DESC, e.id LIMIT 1)"
#define OPEN_CLOCK                                                            \
    " FROM clock_row c WHERE c.thread = t.thread AND c.person = t.person"     \
    " AND c.state = 'open'"
/* Two labels that come to the strictest between them (record/label.h). */
#define HAS(word)                                                             \
    "EXISTS (SELECT 1 FROM source_person s JOIN label l"                      \
    " ON l.source = s.source WHERE s.person = t.person AND l.label = '" word  \
    "' AND " IN_FORCE("l") ")"
#define HIDDEN                                                                \
    "(EXISTS (" HIDES ") OR (" HAS("restricted") " AND " HAS("shielded") "))"
#define IS_TIED_KIN                                                           \
    "SELECT 1 FROM tie x WHERE x.person = t.person AND x.means = 'kin'"       \
    " AND (x.whom = $49 OR x.whom IN (" SCOPE_PLACES ")) AND " IN_FORCE("x")
/* Whether the row is the reader's to list at all. */
#define LISTED                                                                \
    " WHERE t.kind = $54 AND EXISTS (SELECT 1 FROM audience u"                \
    " WHERE u.thread = t.thread AND u.person = t.person"                      \
    " AND u.scope IN (" SCOPE_PLACES "))"                                     \
    " AND NOT EXISTS (" IS_KIN ") AND NOT EXISTS (" IS_TIED_KIN ")"           \
    " AND NOT (" HIDDEN " AND EXISTS (" NOT_LISTED "))"
/* Everything that may be listed: its keys and what it is filtered by. */
#define WORK                                                                  \
    "WITH work AS (SELECT t.thread AS thread, t.source AS source,"            \
    " t.desk AS desk, t.person AS person, t.urgency AS urgency,"              \
    " t.risk AS risk, t.received AS received, t.decided AS decided,"          \
    " t.answer_due AS answer_due, g.kind AS sender,"                          \
    " COALESCE(" ALLOCATED ", " WAS_READ ") AS worker,"                       \
    " (SELECT MIN(c.due)" OPEN_CLOCK ") AS due,"                              \
    " (SELECT COUNT(*)" OPEN_CLOCK " AND c.clock IN ($56, $57, $58))"         \
    " AS unopened,"                                                           \
    " (SELECT COUNT(*) FROM audience v WHERE v.thread = t.thread"             \
    " AND v.person = t.person AND v.scope <> t.desk"                          \
    " AND v.scope IN (" SCOPE_PLACES ")) AS owed_by"                          \
    " FROM thread_row t LEFT JOIN agency g ON g.id = t.agency" LISTED ")"
/* Of the keys of worklist_query. */
#define AT_DESK " WHERE (desk = $59 OR $60 = 1)"
/* the order of enum worklist_which */
#define FILTERED                                                              \
    AT_DESK " AND (person = $61 OR $62 = 1)"                                  \
    " AND (urgency = $63 OR $64 = 1) AND (sender = $65 OR $66 = 1)"           \
    " AND ($67 = 4 OR ($67 = 0 AND " WAITING ")"                              \
    " OR ($67 = 1 AND due < $50) OR ($67 = 2 AND answer_due IS NOT NULL)"     \
    " OR ($67 = 3 AND decided IS NOT NULL))"                                  \
    " AND ($68 = 0 OR ($68 = 1 AND worker IS NULL)"                           \
    " OR ($68 = 2 AND worker = $69))"                                         \
    " AND ($70 = 0 OR NOT EXISTS (SELECT 1 FROM work o"                       \
    " WHERE o.thread = work.thread AND o.source < work.source))"
/* Nobody has decided; or a desk other than the concern's own owes it
 * something, which is why it is in the list at all. */
#define WAITING "(decided IS NULL OR owed_by > 0)"
#define SUM_OF(when) "SUM(CASE WHEN " when " THEN 1 ELSE 0 END)"

enum { LIST, TOTAL, COUNTS, LOADS, ABOUT, COUNT };
static const struct statement texts[COUNT] = {
    /* how many there are about the person is asked of the page's rows */
    [LIST] = {.sql = WORK " SELECT p.thread, p.source, p.worker, p.total,"
                     " (SELECT COUNT(*) FROM work o WHERE o.person = p.person)"
                     " FROM (SELECT thread, source,"
                     " worker, person, COUNT(*) OVER () AS total,"
                     " ROW_NUMBER() OVER (ORDER BY"
                     " CASE WHEN $71 = 0 THEN risk ELSE 0 END,"
                     " CASE WHEN $71 < 2 THEN"
                     " COALESCE(due, 9223372036854775807) ELSE 0 END,"
                     " CASE WHEN $71 < 2 THEN received ELSE -received END,"
                     " thread, source) AS place FROM work" FILTERED
                     " ORDER BY place LIMIT $72 OFFSET $73) p"
                     " ORDER BY p.place"},
    [TOTAL] = {.sql = WORK " SELECT COUNT(*) FROM work" FILTERED},
    [COUNTS] = {.sql = WORK " SELECT " SUM_OF(WAITING) ", "
                       SUM_OF("due < $50") ", "
                       SUM_OF(WAITING " AND worker IS NULL") ", "
                       SUM_OF("answer_due IS NOT NULL") ", "
                       SUM_OF("unopened > 0") " FROM work" AT_DESK},
    [LOADS] = {.sql = WORK " SELECT worker, COUNT(*), "
                      SUM_OF(WAITING) ", " SUM_OF("due < $50") ", "
                      SUM_OF("answer_due IS NOT NULL") " FROM work" AT_DESK
                      " GROUP BY worker ORDER BY"
                      " CASE WHEN worker IS NULL THEN 1 ELSE 0 END, 3 DESC,"
                      " 2 DESC, worker"},
    [ABOUT] = {.sql = "SELECT COUNT(*) FROM thread_row t" LISTED
                      " AND t.person = $55"},
};
const struct statements worklist_statements = {"worklist", texts, COUNT};

/* How many places there are of each sort; see the statements. */
enum {
    HIDING = 3,
    CLOCKS = 3,
    LISTED_END = THREAD_SCOPE_MOST + 6,
    FIXED = LISTED_END + CLOCKS + 1,
    DESK_END = FIXED + 2,
    FILTER_END = DESK_END + 10,
    ALL = FILTER_END + 3
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

static size_t
put_reading(const struct pack *p, struct arg *args)
{
    const struct form *f = pack_form_yielding(p, YIELD_READ_HISTORY);
    size_t             n = 0;

    args[n++] = f ? A_TEXT(f->id) : A_NULL;
    for (size_t i = 0; i < p->clocks_count && n < CLOCKS + 1; i++)
        if (is_met_by_reading(p->clocks[i]))
            args[n++] = A_TEXT(p->clocks[i]->id);
    while (n < CLOCKS + 1)
        args[n++] = A_NULL;
    return n;
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

static enum err
put_query(const struct work *w, const struct worklist_query *q,
    struct arg args[ALL])
{
    size_t n = 0;

    assert(q->which < WORK_WHICH_COUNT && q->account.kind == ID_ACCOUNT);
    if (q->scope_count > THREAD_SCOPE_MOST)
        return ERR_LIMIT;
    for (; n < THREAD_SCOPE_MOST; n++)
        args[n] = n < q->scope_count ? A_ID(q->scope[n]) : A_NULL;
    args[n++] = A_ID(q->account);
    args[n++] = A_TIME(w->now);
    n += put_hiding(w->pack, &args[n]);
    args[n++] = A_TEXT(q->kind);
    n += put_reading(w->pack, &args[n]);
    assert(n == FIXED);
    n += put_id(&args[n], q->desk);
    n += put_id(&args[n], q->person);
    n += put_text(&args[n], q->urgency);
    n += put_text(&args[n], q->sender);
    args[n++] = A_INT(q->which);
    args[n++] = A_INT(q->with);
    args[n++] = A_ID(q->worker);
    args[n++] = A_INT(q->once);
    args[n++] = A_INT(q->sort);
    args[n++] = A_INT(q->limit);
    args[n++] = A_INT(q->skip);
    assert(n == ALL);
    return OK;
}

/* ---- reading ---- */

/* The row of that child in the thread. */
static enum err
row_of(struct work *w, struct id thread, struct id source,
    struct thread_row *out)
{
    struct thread_row *all;
    size_t             n;
    enum err           e;

    if ((e = thread_load(w, thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].source, source)) {
            *out = all[i];
            return OK;
        }
    return ERR_ABSENT;
}

/* Every row of a page says how many there are; behind the last page there is
 * none to say it. */
static enum err
total_of(struct work *w, const struct arg args[ALL], int64_t *total)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TOTAL], args, FILTER_END, &r);

    if (e == OK)
        *total = row_int(&r, 0);
    return e;
}

enum err
worklist_list(struct work *w, const struct worklist_query *q,
    struct worklist_row **out, size_t *count, int64_t *total)
{
    struct arg           args[ALL];
    struct worklist_row *all;
    struct rows          r;
    int64_t              sum = 0;
    size_t               n = 0;
    enum err             e;

    if ((e = put_query(w, q, args)))
        return e;
    if ((e = txn_rows(w->tx, &texts[LIST], args, ALL, &r)))
        return e;
    if (!r.count && q->skip && (e = total_of(w, args, &sum)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct worklist_row, r.count + 1);
    for (; rows_next(&r); n++) {
        if ((e = row_of(w, row_id(&r, 0, ID_THREAD), row_id(&r, 1, ID_SOURCE),
                 &all[n].row)))
            return e;
        all[n].worker = row_id(&r, 2, ID_ACCOUNT);
        sum = row_int(&r, 3);
        all[n].about = row_int(&r, 4);
    }
    *out = all;
    *count = n;
    *total = sum;
    return OK;
}

enum err
worklist_count(struct work *w, const struct worklist_query *q,
    struct worklist_counts *out)
{
    struct arg  args[ALL];
    struct rows r;
    enum err    e;

    if ((e = put_query(w, q, args)))
        return e;
    if ((e = txn_row(w->tx, &texts[COUNTS], args, DESK_END, &r)))
        return e;
    *out = (struct worklist_counts){.waiting = row_int(&r, 0),
        .late = row_int(&r, 1),
        .nobody = row_int(&r, 2),
        .owed = row_int(&r, 3),
        .unopened = row_int(&r, 4)};
    return OK;
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

    if ((e = put_query(w, q, args)))
        return e;
    if ((e = txn_rows(w->tx, &texts[LOADS], args, DESK_END, &r)))
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
    struct arg  args[ALL];
    struct rows r;
    enum err    e;

    if ((e = put_query(w, q, args)))
        return e;
    args[LISTED_END] = A_ID(q->person);
    if ((e = txn_row(w->tx, &texts[ABOUT], args, LISTED_END + 1, &r)))
        return e;
    *out = row_int(&r, 0);
    return OK;
}
