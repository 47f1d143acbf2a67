/*
 * Threads as lists show them: one page of rows out of thread_row, joined
 * with the audience before it is counted and paged, so that what somebody
 * may not list is neither shown nor counted (S11).
 *
 * Statements are never put together at run time, so the reader's keys have a
 * fixed number of places; those not needed hold NULL, which equals nothing.
 * A filter has two: its value, and 1 when it is not asked for.
 */
#include "record/thread.h"

#include "practice/meeting.h"

#include <assert.h>

#include "record/entry_inside.h"

/* THREAD_SCOPE_MOST of them; the filters stand behind. */
#define SCOPE_PLACES                                                          \
    "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"  \
    " $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,"  \
    " $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,"  \
    " $45, $46, $47, $48"
#define FILTERED                                                              \
    " AND (t.desk = $49 OR $50 = 1) AND (t.urgency = $55 OR $56 = 1)"         \
    " AND (t.outcome = $57 OR $58 = 1)"                                       \
    " AND ($59 = 3 OR ($59 = 0 AND t.decided IS NULL)"                        \
    " OR ($59 = 1 AND t.decided IS NOT NULL)"                                 \
    " OR ($59 = 2 AND t.answer_due IS NOT NULL))"
/* By what the rows are found: an OR would keep the engine from the index of
 * an author or a person, so each has a statement of its own. */
#define BY_SCOPE                                                              \
    " WHERE (t.thread, t.person) IN (SELECT u.thread, u.person"               \
    " FROM audience u WHERE u.scope IN (" SCOPE_PLACES "))"                   \
    " AND (t.author = $51 OR $52 = 1)"                                        \
    " AND (t.person = $53 OR $54 = 1)" FILTERED
#define IN_SCOPE                                                              \
    " AND EXISTS (SELECT 1 FROM audience u WHERE u.thread = t.thread"         \
    " AND u.person = t.person AND u.scope IN (" SCOPE_PLACES "))" FILTERED
#define BY_AUTHOR                                                             \
    " WHERE t.author = $51 AND $52 = 0 AND (t.person = $53 OR $54 = 1)"       \
    IN_SCOPE
#define BY_PERSON                                                             \
    " WHERE t.person = $53 AND $54 = 0 AND (t.author = $51 OR $52 = 1)"       \
    IN_SCOPE
#define MOST_PRESSING                                                         \
    " FROM clock_row c WHERE c.thread = t.thread AND c.person = t.person"     \
    " AND c.state = 'open' ORDER BY c.due, c.clock LIMIT 1)"
#define THREAD_COLUMNS                                                        \
    "t.thread AS thread, t.person AS person, t.source AS source, t.entry,"    \
    " t.desk, t.agency, t.author, t.decided_by, h.number, t.kind, t.state,"   \
    " t.outcome, t.urgency, t.risk AS risk, t.only_desk,"                     \
    " t.received AS received, t.decided, t.told, t.read_at, t.challenged,"    \
    " t.answer_due, (SELECT c.due" MOST_PRESSING " AS due,"                   \
    " (SELECT c.clock" MOST_PRESSING " AS due_clock"
#define FROM_THREADS " FROM thread_row t JOIN thread h ON h.id = t.thread"

#define LISTED(by)                                                            \
    "SELECT * FROM (SELECT " THREAD_COLUMNS FROM_THREADS by ") x ORDER BY"    \
    " CASE WHEN $60 = 0 THEN x.risk ELSE 0 END,"                              \
    " CASE WHEN $60 < 2 THEN"                                                 \
    " COALESCE(x.due, 9223372036854775807) ELSE 0 END,"                       \
    " CASE WHEN $60 < 2 THEN x.received"                                      \
    " ELSE -x.received END, x.thread, x.source LIMIT $61 OFFSET $62"
#define COUNTED(by) "SELECT COUNT(*) FROM thread_row t" by

/* How the rows of a page are found. */
enum find { FIND_SCOPE, FIND_AUTHOR, FIND_PERSON, FIND_COUNT };
enum {
    LIST,
    TOTAL = LIST + FIND_COUNT,
    LOAD = TOTAL + FIND_COUNT,
    KIND,
    AUTHORS,
    FACTS,
    DESKS,
    DESKS_OPEN,
    OF_NUMBER,
    NUMBER,
    COUNT
};
static const struct statement texts[COUNT] = {
    [LIST + FIND_SCOPE] = {.sql = LISTED(BY_SCOPE)},
    [LIST + FIND_AUTHOR] = {.sql = LISTED(BY_AUTHOR)},
    [LIST + FIND_PERSON] = {.sql = LISTED(BY_PERSON)},
    [TOTAL + FIND_SCOPE] = {.sql = COUNTED(BY_SCOPE)},
    [TOTAL + FIND_AUTHOR] = {.sql = COUNTED(BY_AUTHOR)},
    [TOTAL + FIND_PERSON] = {.sql = COUNTED(BY_PERSON)},
    [LOAD] = {.sql = "SELECT " THREAD_COLUMNS FROM_THREADS
                     " WHERE t.thread = $1 ORDER BY t.received, t.source"},
    /* and whether the account takes the minutes in it */
    [KIND] = {.sql = "SELECT t.kind, (SELECT COUNT(*) FROM taker_now m"
                     " WHERE m.thread = t.id AND m.account = $2)"
                     " FROM thread t WHERE t.id = $1"},
    [AUTHORS] = {.sql = "SELECT author, agency, form, pack FROM entry"
                        " WHERE thread = $1 AND corrects IS NULL"
                        " ORDER BY recorded_at, id"},
    /* as each entry was put right last */
    [FACTS] = {.sql = "SELECT f.facts FROM entry e"
                      " JOIN entry_fact f ON f.entry = e.id"
                      " WHERE e.thread = $1 AND NOT EXISTS"
                      " (SELECT 1 FROM entry x"
                      " WHERE x.corrects = COALESCE(e.corrects, e.id)"
                      " AND x.recorded_at > e.recorded_at)"
                      " ORDER BY e.recorded_at, e.id"},
    /* where it is, and the same agency's desks that owe it something now */
    [DESKS] = {.sql = "SELECT DISTINCT t.desk, t.only_desk, d.agency"
                      " FROM thread_row t JOIN desk d ON d.id = t.desk"
                      " WHERE t.thread = $1"
                      " UNION SELECT o.id, t.only_desk, o.agency"
                      " FROM thread_row t JOIN desk d ON d.id = t.desk"
                      " JOIN clock_row c ON c.thread = t.thread"
                      " AND c.person = t.person AND c.state = 'open'"
                      " JOIN desk o ON o.agency = d.agency"
                      " AND c.owner = 'desk.' || o.term"
                      " WHERE t.thread = $1 AND t.only_desk = 0"},
    [DESKS_OPEN] = {.sql = "SELECT DISTINCT t.desk FROM thread_row t"
                           " WHERE t.person = $1 AND t.desk IS NOT NULL"
                           " AND (t.decided IS NULL OR EXISTS"
                           " (SELECT 1 FROM clock_row c"
                           " WHERE c.person = t.person"
                           " AND c.thread = t.thread AND c.state = 'open'"
                           " AND c.opened >= t.decided)) ORDER BY t.desk"},
    [OF_NUMBER] = {.sql = "SELECT id FROM thread WHERE number = $1"},
    [NUMBER] = {.sql = "SELECT number FROM thread WHERE id = $1"},
};
const struct statements thread_statements = {"thread", texts, COUNT};

/* What a role in a thread has to mean (pack.md, threads: means). */
#define MEANS_REPORTER S("reporter")
#define MEANS_INVITED S("invited")
#define MEANS_SHARED S("shared")
#define MEANS_AUTHOR S("author")
#define MEANS_MINUTES S("minutes")

/* THREAD_COLUMNS, in their order. */
static void
thread_of_row(const struct rows *r, struct thread_row *t)
{
    *t = (struct thread_row){
        .thread = row_id(r, 0, ID_THREAD),
        .person = row_id(r, 1, ID_PERSON),
        .source = row_id(r, 2, ID_SOURCE),
        .entry = row_id(r, 3, ID_ENTRY),
        .desk = row_id(r, 4, ID_DESK),
        .agency = row_id(r, 5, ID_AGENCY),
        .author = row_id(r, 6, ID_ACCOUNT),
        .decided_by = row_id(r, 7, ID_ACCOUNT),
        .number = row_int(r, 8),
        .kind = row_text(r, 9),
        .state = row_text(r, 10),
        .outcome = row_text(r, 11),
        .urgency = row_text(r, 12),
        .risk = (int)row_int(r, 13),
        .only_desk = row_int(r, 14) != 0,
        .received = row_time(r, 15),
        .decided = row_time(r, 16),
        .told = row_time(r, 17),
        .read_at = row_time(r, 18),
        .challenged = row_time(r, 19),
        .answer_due = row_time(r, 20),
        .due = row_time(r, 21),
        .due_clock = row_text(r, 22),
    };
}

static enum err
threads_of(struct work *w, struct rows *r, struct thread_row **out,
    size_t *count)
{
    struct thread_row *all =
        ARENA_ARRAY(txn_arena(w->tx), struct thread_row, r->count + 1);
    size_t n = 0;

    while (rows_next(r))
        thread_of_row(r, &all[n++]);
    *out = all;
    *count = n;
    return OK;
}

/* ---- a page ---- */

/* Behind the scope: filters, which, sort, limit, skip. */
enum { FILTERS = 11, ORDER = 3 };

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

static void
put_query(const struct thread_query *q, struct arg *args)
{
    size_t n = 0;

    for (; n < THREAD_SCOPE_MOST; n++)
        args[n] = n < q->scope_count ? A_ID(q->scope[n]) : A_NULL;
    n += put_id(&args[n], q->desk);
    n += put_id(&args[n], q->author);
    n += put_id(&args[n], q->person);
    n += put_text(&args[n], q->urgency);
    n += put_text(&args[n], q->outcome);
    args[n++] = A_INT(q->which);
    args[n++] = A_INT(q->sort);
    args[n++] = A_INT(q->limit);
    args[n++] = A_INT(q->skip);
    assert(n == THREAD_SCOPE_MOST + FILTERS + ORDER);
}

static enum find
find_of(const struct thread_query *q)
{
    if (!id_is_none(q->person))
        return FIND_PERSON;
    return id_is_none(q->author) ? FIND_SCOPE : FIND_AUTHOR;
}

enum err
thread_list(struct work *w, const struct thread_query *q,
    struct thread_row **out, size_t *count, int64_t *total)
{
    struct arg  args[THREAD_SCOPE_MOST + FILTERS + ORDER];
    enum find   by = find_of(q);
    struct rows r, all;
    enum err    e;

    if (q->scope_count > THREAD_SCOPE_MOST)
        return ERR_LIMIT;
    put_query(q, args);
    if ((e = txn_rows(w->tx, &texts[LIST + by], args,
             sizeof args / sizeof *args, &r)))
        return e;
    if (total) {
        if ((e = txn_row(w->tx, &texts[TOTAL + by], args,
                 THREAD_SCOPE_MOST + FILTERS, &all)))
            return e;
        *total = row_int(&all, 0);
    }
    return threads_of(w, &r, out, count);
}

enum err
thread_load(struct work *w, struct id thread, struct thread_row **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LOAD], ARGS(A_ID(thread)), &r)))
        return e;
    return threads_of(w, &r, out, count);
}

/* ---- who is what in it ---- */

/* The desks that hold it: for each child the same, but for corrections. */
struct holding {
    struct id desks[8], agencies[8];
    size_t    count;
    bool      only;
};

static enum err
holding_load(struct work *w, struct id thread, struct holding *h)
{
    struct rows r;
    enum err    e;

    *h = (struct holding){0};
    if ((e = txn_rows(w->tx, &texts[DESKS], ARGS(A_ID(thread)), &r)))
        return e;
    while (rows_next(&r) && h->count < sizeof h->desks / sizeof *h->desks) {
        h->desks[h->count] = row_id(&r, 0, ID_DESK);
        h->agencies[h->count++] = row_id(&r, 2, ID_AGENCY);
        h->only = h->only || row_int(&r, 1) != 0;
    }
    return OK;
}

static bool
holds_agency(const struct holding *h, struct id agency)
{
    for (size_t i = 0; i < h->count; i++)
        if (id_eq(h->agencies[i], agency))
            return true;
    return false;
}

bool
form_is_own_report(const struct form *f)
{
    return f->one_time_link && form_yields(f, YIELD_CONCERN);
}

static enum err
form_of_row(struct work *w, const struct rows *r, const struct form **form)
{
    const struct pack *pack = rules_of(w->rules, row_bytes(r, 3));

    *form = pack ? pack_form(pack, row_text(r, 2)) : NULL;
    return *form ? OK : ERR_STORE;
}

static enum err
authors_read(struct work *w, struct id thread, const struct holding *h,
    struct thread_author **out, size_t *count)
{
    struct thread_author *all;
    const struct form    *form;
    struct rows           r;
    size_t                n = 0;
    enum err              e;

    if ((e = txn_rows(w->tx, &texts[AUTHORS], ARGS(A_ID(thread)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct thread_author, r.count + 1);
    while (rows_next(&r)) {
        struct thread_author *a = &all[n];

        if ((e = form_of_row(w, &r, &form)))
            return e;
        if (n && !form_yields(form, YIELD_CONCERN))
            continue;
        a->account = row_id(&r, 0, ID_ACCOUNT);
        a->agency = row_id(&r, 1, ID_AGENCY);
        a->reporter = form_is_own_report(form) ||
            (form_yields(form, YIELD_CONCERN) && !holds_agency(h, a->agency));
        n++;
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
thread_authors(struct work *w, struct id thread, struct thread_author **out,
    size_t *count)
{
    struct holding h;
    enum err       e = holding_load(w, thread, &h);

    return e ? e : authors_read(w, thread, &h, out, count);
}

/* Somebody, looked for among those who began or reported. */
struct looking {
    struct id                   account, agency;
    const struct thread_author *all;
    size_t                      count;
    bool invited, told; /* the agency: asked to it, given a record of it */
    bool takes;         /* the account: its minutes                      */
};

static bool
has_part(const struct looking *l, struct str means)
{
    if (str_eq(means, MEANS_INVITED))
        return l->invited;
    if (str_eq(means, MEANS_SHARED))
        return l->told;
    if (str_eq(means, MEANS_MINUTES))
        return l->takes;
    for (size_t i = 0; i < l->count; i++)
        if (id_eq(l->all[i].account, l->account) &&
            (str_eq(means, MEANS_AUTHOR) ||
                (str_eq(means, MEANS_REPORTER) && l->all[i].reporter)))
            return true;
    return false;
}

static const struct thread_term *
term_of(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->threads_count; i++)
        if (str_eq(p->threads[i].id, kind))
            return &p->threads[i];
    return NULL;
}

/* Only threads of that kind are read for it. */
static bool
asks_agencies(const struct thread_term *term)
{
    for (size_t i = 0; term && i < term->role_count; i++)
        if (str_eq(term->roles[i].means, MEANS_INVITED) ||
            str_eq(term->roles[i].means, MEANS_SHARED))
            return true;
    return false;
}

static void
agency_take(struct looking *l, const struct fact *f)
{
    struct id named;

    if (f->kind == YIELD_INVITE && meeting_is_asked(f) &&
        id_parse(fact_arg(f, S("whom")), ID_AGENCY, &named))
        l->invited = l->invited || id_eq(named, l->agency);
    if (f->kind == YIELD_SHARE && !fact_arg(f, S("withheld")).n &&
        id_parse(fact_arg(f, S("to")), ID_AGENCY, &named))
        l->told = l->told || id_eq(named, l->agency);
}

static enum err
agency_find(struct work *w, struct id thread, struct looking *l)
{
    struct fact *all;
    struct rows  r;
    size_t       n;
    enum err     e;

    if (id_is_none(l->agency))
        return OK;
    if ((e = txn_rows(w->tx, &texts[FACTS], ARGS(A_ID(thread)), &r)))
        return e;
    while (rows_next(&r)) {
        if ((e = yield_load(txn_arena(w->tx), row_text(&r, 0), &all, &n)))
            return e;
        for (size_t i = 0; i < n; i++)
            agency_take(l, &all[i]);
    }
    return OK;
}

static void
roles_of(struct work *w, const struct thread_term *term,
    const struct looking *l, struct thread_part *out)
{
    size_t most = term ? term->role_count : 0;

    out->roles = ARENA_ARRAY(txn_arena(w->tx), struct str, most + 1);
    for (size_t i = 0; i < most && !id_is_none(l->account); i++)
        if (has_part(l, term->roles[i].means))
            out->roles[out->role_count++] = term->roles[i].id;
}

static void
own_of(const struct looking *l, struct thread_part *out)
{
    for (size_t i = 0; i < l->count; i++) {
        out->own = out->own ||
            (!id_is_none(l->account) && id_eq(l->all[i].account, l->account));
        out->own_agency = out->own_agency ||
            (l->all[i].reporter && !id_is_none(l->agency) &&
                id_eq(l->all[i].agency, l->agency));
    }
}

/* wide: the header's, as policy asks it */
enum err
thread_part_of(struct work *w, struct id thread, struct id account,
    struct id agency, const struct desk *desks, size_t desk_count,
    struct thread_part *out)
{
    struct thread_part        part = {0};
    struct looking            l = {.account = account, .agency = agency};
    const struct thread_term *term;
    struct thread_author     *all;
    struct holding            h;
    struct rows               r;
    enum err                  e;

    if ((e = txn_row(w->tx, &texts[KIND], ARGS(A_ID(thread), A_ID(account)),
             &r)))
        return e;
    l.takes = row_int(&r, 1) != 0;
    if ((e = holding_load(w, thread, &h)) ||
        (e = authors_read(w, thread, &h, &all, &l.count)))
        return e;
    l.all = all;
    term = term_of(w->pack, row_text(&r, 0));
    if (asks_agencies(term) && (e = agency_find(w, thread, &l)))
        return e;
    roles_of(w, term, &l, &part);
    own_of(&l, &part);
    part.desks = ARENA_ARRAY(txn_arena(w->tx), struct str, desk_count + 1);
    for (size_t i = 0; i < desk_count; i++)
        for (size_t k = 0; k < h.count; k++)
            if (id_eq(desks[i].id, h.desks[k]))
                part.desks[part.desk_count++] = desks[i].term->id;
    part.only_desk = h.only;
    *out = part;
    return OK;
}

/* Asked with every question about a person: by the person's own rows, and
 * not as a list out of all that the desk has. */
enum err
thread_desks_open(struct work *w, struct id person, struct id **desks,
    size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[DESKS_OPEN], ARGS(A_ID(person)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_DESK);
    *desks = all;
    *count = n;
    return OK;
}

/* ---- its number ---- */

enum err
thread_number(struct work *w, struct id thread, int64_t *number)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[NUMBER], ARGS(A_ID(thread)), &r);

    if (e == OK)
        *number = row_int(&r, 0);
    return e;
}

#define REFERENCE_LETTER S("C-")

struct str
thread_reference(struct arena *a, int64_t number)
{
    return str_cat(a, REFERENCE_LETTER, str_of_int(a, number));
}

/* As people type it: c2206, C-2206, C 2206, 2206. */
enum err
thread_of_reference(struct work *w, struct str typed, struct id *thread)
{
    struct str  s = str_trim(typed);
    int64_t     number;
    struct rows r;
    enum err    e;

    if (s.n && str_eq_nocase(str_sub(s, 0, 1), str_sub(REFERENCE_LETTER, 0, 1)))
        s = str_trim(str_from(s, 1));
    if (str_starts(s, S("-")))
        s = str_trim(str_from(s, 1));
    if (!str_is_digits(s) || !str_int(s, &number))
        return ERR_ABSENT;
    if ((e = txn_row(w->tx, &texts[OF_NUMBER], ARGS(A_INT(number)), &r)))
        return e;
    *thread = row_id(&r, 0, ID_THREAD);
    return OK;
}
