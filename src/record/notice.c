/*
 * Notices: an effect.  The unique key (cause, rule, recipient) makes writing
 * one twice harmless; a rebuild never touches them.
 */
#include "record/notice.h"

#include "record/alarm.h"
#include "record/kin.h"

#include <assert.h>
#include <stdlib.h>

enum { PUT, FIND, LIST, UNREAD, READ, CAUSED, COUNT };
#define NOTICE_COLUMNS                                                        \
    "id, cause, rule, to_desk, to_account, thread, person, made_at, due,"     \
    " read_at, step"
static const struct statement texts[COUNT] = {
    [PUT] = {.sql = "INSERT INTO notice"
                    " (id, cause, rule, to_desk, to_account, recipient,"
                    " thread, person, made_at, due, step)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
                    " ON CONFLICT (cause, rule, recipient) DO NOTHING"},
    [FIND] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice WHERE id = $1"},
    [LIST] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice"
                     " WHERE recipient = $1"},
    [UNREAD] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice"
                       " WHERE recipient = $1 AND read_at IS NULL"},
    [READ] = {.sql = "UPDATE notice SET read_at = $2, read_by = $3"
                     " WHERE id = $1 AND read_at IS NULL"},
    [CAUSED] = {.sql = "SELECT " NOTICE_COLUMNS " FROM notice n"
                       " WHERE n.cause = $1 OR n.cause IN"
                       " (SELECT e.id FROM entry e WHERE e.corrects = $1)"},
};
const struct statements notice_statements = {"notice", texts, COUNT};

/* Who caused it: an entry, or a leaf of the ledger (a check, a refusal).
 * The row does not say which; both are only ever compared. */
static struct notice
notice_of_row(const struct rows *r)
{
    return (struct notice){
        .id = row_id(r, 0, ID_NOTICE),
        .cause = row_id(r, 1, ID_ENTRY),
        .rule = row_text(r, 2),
        .to_desk = row_id(r, 3, ID_DESK),
        .to_account = row_id(r, 4, ID_ACCOUNT),
        .thread = row_id(r, 5, ID_THREAD),
        .person = row_id(r, 6, ID_PERSON),
        .made_at = row_time(r, 7),
        .due = row_time(r, 8),
        .read_at = row_time(r, 9),
        .step = row_int(r, 10),
    };
}

/* A desk is told whoever staffs it: its page asks of each reader. */
static enum err
may_be_told(struct work *w, const struct notice *n, bool *yes)
{
    *yes = true;
    return id_is_none(n->to_account)
        ? OK
        : kin_may_be_told(w, n->to_account, n->thread, n->person, yes);
}

/* What a ladder has is looked at when nobody has read it in time; what has
 * none, under the next pack. */
static enum err
put(struct work *w, const struct notice *n, struct id to)
{
    struct id     id = txn_id(w->tx, ID_NOTICE);
    struct notice made = *n;
    struct moment at;
    enum err      e;

    if (!made.made_at.us)
        made.made_at = w->now;
    if ((e = txn_put(w->tx, &texts[PUT],
             ARGS(A_ID(id), A_ID(n->cause), A_TEXT(n->rule), A_ID(n->to_desk),
                 A_ID(n->to_account), A_ID(to), A_ID(n->thread),
                 A_ID(n->person), A_TIME(made.made_at),
                 n->due.us ? A_TIME(n->due) : A_NULL, A_INT(n->step)))))
        return e;
    (void)ladder_begins(w, &made, &at);
    return made.step == 0 ? sweep_notice(w, id, at) : OK;
}

enum err
notice_put(struct work *w, const struct notice *n)
{
    struct id to = id_is_none(n->to_desk) ? n->to_account : n->to_desk;
    bool      yes;
    enum err  e;

    assert(!id_is_none(to) && n->rule.n);
    if ((e = may_be_told(w, n, &yes)) || !yes)
        return e;
    return put(w, n, to);
}

static int
by_time(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* Unread first, then the newest; the id makes the order whole. */
static int
in_order(const void *x, const void *y)
{
    const struct notice *a = x, *b = y;
    int                  c = (a->read_at.us != 0) - (b->read_at.us != 0);

    if (!c)
        c = by_time(b->made_at.us, a->made_at.us);
    return c ? c : id_cmp(a->id, b->id);
}

static enum err
notices_of(struct work *w, const struct statement *q, struct id id,
    struct notice **out, size_t *n)
{
    struct notice *all;
    struct rows    r;
    enum err       e;

    if ((e = txn_rows(w->tx, q, ARGS(A_ID(id)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct notice, *n + r.count + 1);
    for (size_t i = 0; i < *n; i++)
        all[i] = (*out)[i];
    while (rows_next(&r))
        all[(*n)++] = notice_of_row(&r);
    *out = all;
    return OK;
}

struct recipients {
    const struct id *ids;
    size_t           count;
};

static enum err
list(struct work *w, const struct statement *q, struct recipients to,
    struct notice **out, size_t *n)
{
    struct notice *all = NULL;
    size_t         found = 0;
    enum err       e;

    for (size_t i = 0; i < to.count; i++)
        if ((e = notices_of(w, q, to.ids[i], &all, &found)))
            return e;
    if (found)
        qsort(all, found, sizeof *all, in_order);
    *out = all;
    *n = found;
    return OK;
}

enum err
notice_list(struct work *w, const struct id *whom, size_t count,
    struct notice **out, size_t *n)
{
    return list(w, &texts[LIST], (struct recipients){whom, count}, out, n);
}

enum err
notice_unread(struct work *w, const struct id *whom, size_t count,
    struct notice **out, size_t *n)
{
    return list(w, &texts[UNREAD], (struct recipients){whom, count}, out, n);
}

enum err
notice_find(struct work *w, struct id notice, struct notice *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[FIND], ARGS(A_ID(notice)), &r);

    if (!e)
        *out = notice_of_row(&r);
    return e;
}

enum err
notice_read(struct work *w, struct id notice, struct id by)
{
    return txn_do(w->tx, &texts[READ],
        ARGS(A_ID(notice), A_TIME(w->now), A_ID(by)));
}

enum err
notice_follow(struct work *w, struct id original, struct id correction,
    struct id desk, struct id author)
{
    struct notice *all = NULL;
    size_t         n = 0;
    enum err       e;

    if ((e = notices_of(w, &texts[CAUSED], original, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        struct notice again = {.cause = correction,
            .rule = all[i].rule,
            .to_desk = all[i].to_desk,
            .to_account = all[i].to_account,
            .thread = all[i].thread,
            .person = all[i].person,
            .due = w->now};

        if (!id_is_none(desk) && !id_eq(all[i].to_desk, desk) &&
            (id_is_none(author) || !id_eq(all[i].to_account, author)))
            continue;
        if ((e = notice_put(w, &again)))
            return e;
    }
    return OK;
}
