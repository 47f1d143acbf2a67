/*
 * Who was asked stands in ties (an invitation and a question each give the
 * agency one, from the entry that asks), who decides about a letter in the
 * notice that says so.  Tried and left: a table of its own, which would only
 * repeat what these two hold.
 */
#include "record/awaited.h"

#include "practice/meeting.h"
#include "record/notice.h"

#define IN_FORCE "t.since <= $2 AND (t.until IS NULL OR t.until > $2)"
#define INVITED "t.whom = $1 AND t.means = 'invited' AND " IN_FORCE

enum { REPLIES, PROMISES, QUESTIONS, LETTERS, COUNT };
static const struct statement texts[COUNT] = {
    /* a row for each entry of each thread */
    [REPLIES] = {.sql = "SELECT m.thread, x.form, x.agency FROM"
                        " (SELECT DISTINCT e.thread FROM tie t"
                        " JOIN entry e ON e.id = t.entry WHERE " INVITED ") m"
                        " JOIN entry x ON x.thread = m.thread"
                        " ORDER BY m.thread, x.recorded_at, x.id"},
    /* of several children the deadline is one */
    [PROMISES] = {.sql = "SELECT c.thread, c.opening, c.clock, MIN(c.due)"
                         " FROM tie t JOIN entry e ON e.id = t.entry"
                         " JOIN clock_row c ON c.thread = e.thread"
                         " AND c.person = t.person"
                         " JOIN entry o ON o.id = c.opening"
                         " WHERE " INVITED " AND o.agency = $1"
                         " AND c.state = 'open'"
                         " GROUP BY c.thread, c.opening, c.clock"
                         " ORDER BY MIN(c.due), c.thread, c.clock LIMIT $3"},
    [QUESTIONS] = {.sql = "SELECT c.person, c.opening, c.clock, c.due"
                          " FROM tie t JOIN clock_row c"
                          " ON c.opening = t.entry AND c.person = t.person"
                          " WHERE " INVITED " AND c.state = 'open'"
                          " ORDER BY c.due, c.opening, c.person, c.clock"
                          " LIMIT $3"},
    /* $1 account, $2 the rule, $3 how many; the deadline by which it is to
     * be decided is one that the letter opened */
    [LETTERS] = {.sql = "SELECT n.cause, c.clock, c.due FROM notice n"
                        " JOIN entry e ON e.id = n.cause"
                        " LEFT JOIN clock_row c ON c.person = n.person"
                        " AND c.opening = n.cause AND c.state = 'open'"
                        " WHERE n.rule = $2 AND n.recipient = $1"
                        " AND NOT EXISTS (SELECT 1 FROM entry r"
                        " WHERE r.thread = e.thread AND r.author = $1"
                        " AND r.corrects IS NULL)"
                        " ORDER BY n.made_at, n.cause, c.due LIMIT $3"},
};
const struct statements awaited_statements = {"awaited", texts, COUNT};

/* ---- meetings ---- */

/* A thread while its entries are read. */
struct asking {
    struct id thread;
    bool      meeting, over;
};

static void
take(struct asking *a, const struct pack *p, struct str form, bool own)
{
    const struct form *f = pack_form(p, form);

    if (!f)
        return;
    a->meeting = a->meeting || meeting_calls(f);
    a->over = a->over || form_yields(f, YIELD_ATTEND) ||
        (own && form_yields(f, YIELD_REPLY));
}

static void
put(const struct asking *a, struct awaited *all, size_t *n)
{
    if (a->meeting && !a->over && *n < AWAITED_MOST)
        all[(*n)++] = (struct awaited){.about = a->thread};
}

enum err
awaited_replies(struct work *w, struct id agency, struct awaited **out,
    size_t *count)
{
    struct awaited *all =
        ARENA_ARRAY(txn_arena(w->tx), struct awaited, AWAITED_MOST);
    struct asking at = {0};
    struct rows   r;
    size_t        n = 0;
    enum err      e;

    if ((e = txn_rows(w->tx, &texts[REPLIES],
             ARGS(A_ID(agency), A_TIME(w->now)), &r)))
        return e;
    while (rows_next(&r)) {
        struct id thread = row_id(&r, 0, ID_THREAD);

        if (!id_eq(thread, at.thread)) {
            put(&at, all, &n);
            at = (struct asking){.thread = thread};
        }
        take(&at, w->pack, row_text(&r, 1),
            id_eq(row_id(&r, 2, ID_AGENCY), agency));
    }
    put(&at, all, &n);
    *out = all;
    *count = n;
    return OK;
}

/* ---- promises, questions and letters ---- */

/* What runs for one agency: of a thread, or of a person. */
static enum err
of_agency(struct work *w, int which, struct id agency, struct awaited **out,
    size_t *count)
{
    struct awaited *all =
        ARENA_ARRAY(txn_arena(w->tx), struct awaited, AWAITED_MOST);
    struct rows r;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[which],
             ARGS(A_ID(agency), A_TIME(w->now), A_INT(AWAITED_MOST)), &r)))
        return e;
    for (; rows_next(&r); n++) {
        all[n] = (struct awaited){.opening = row_id(&r, 1, ID_ENTRY),
            .clock = row_text(&r, 2),
            .due = row_time(&r, 3)};
        if (which == PROMISES)
            all[n].about = row_id(&r, 0, ID_THREAD);
        else
            all[n].person = row_id(&r, 0, ID_PERSON);
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
awaited_promises(struct work *w, struct id agency, struct awaited **out,
    size_t *count)
{
    return of_agency(w, PROMISES, agency, out, count);
}

enum err
awaited_questions(struct work *w, struct id agency, struct awaited **out,
    size_t *count)
{
    return of_agency(w, QUESTIONS, agency, out, count);
}

enum err
awaited_letters(struct work *w, struct id account, struct awaited **out,
    size_t *count)
{
    struct awaited *all =
        ARENA_ARRAY(txn_arena(w->tx), struct awaited, AWAITED_MOST);
    struct rows r;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LETTERS],
             ARGS(A_ID(account), A_TEXT(NOTICE_LETTER_HELD),
                 A_INT(AWAITED_MOST)),
             &r)))
        return e;
    while (rows_next(&r)) {
        struct id letter = row_id(&r, 0, ID_ENTRY);

        if (n && id_eq(all[n - 1].about, letter))
            continue;
        all[n++] = (struct awaited){.about = letter,
            .opening = letter,
            .clock = row_text(&r, 1),
            .due = row_time(&r, 2)};
    }
    *out = all;
    *count = n;
    return OK;
}
