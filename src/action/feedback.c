/*
 * The list of what was reported, and where hearing back stands for each.
 */
#include "action/feedback.h"

#include "action/concern_inside.h"
#include "action/feedback_inside.h"
#include "action/report.h"
#include "action/rows.h"
#include "record/relied.h"
#include "record/worklist.h"

/* ---- where it stands ---- */

/* Whether the reader was sent something in the thread; and has read all. */
static enum err
notices_of(struct work *w, struct cx *cx, struct id thread, bool *sent,
    bool *read)
{
    struct notice *all;
    size_t         n;
    enum err       e;

    *sent = false;
    *read = true;
    if ((e = relied_in_thread(w, thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (!id_eq(all[i].to_account, cx->reader.account.id))
            continue;
        *sent = true;
        *read = *read && all[i].read_at.us != 0;
    }
    return OK;
}

enum err
reported_state(struct work *w, struct cx *cx, const struct thread_row *row,
    enum reported_state *out)
{
    bool     sent, read;
    enum err e;

    if ((e = notices_of(w, cx, row->thread, &sent, &read)))
        return e;
    if (row->challenged.us)
        *out = REPORTED_DISPUTED;
    else if (row->told.us)
        *out = sent && read ? REPORTED_READ : REPORTED_ANSWERED;
    else
        *out = sent ? REPORTED_KNOWN : REPORTED_ARRIVED;
    return OK;
}

/* ---- the list ---- */

/* Whether the reader answers for what the agency reports. */
static enum err
lists_agency(struct work *w, struct cx *cx, struct str purpose, bool *yes)
{
    const struct form *f = report_form(w->pack, MAY_REPORT);
    struct question    q = {.verb = MAY_LIST,
           .purpose = purpose,
           .agency = cx->reader.agency.id};
    struct grant       g;
    enum err           e;

    *yes = false;
    if (!f)
        return OK;
    q.of = f->group;
    e = policy_ask(w, &cx->reader, &q, &g);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

static enum err
row_of(struct work *w, struct cx *cx, const struct thread_row *row,
    struct reported_row *out)
{
    struct thread_row *children;
    struct face        f;
    enum err           e;

    *out = (struct reported_row){.row = *row,
        .due = row->answer_due,
        .late = row->answer_due.us && row->answer_due.us < w->now.us};
    e = face_of_source(w, row->source, &f);
    if (e == OK)
        out->name = look_name(cx->arena, f.given, f.family);
    else if (e != ERR_ABSENT)
        return e;
    if ((e = thread_load(w, row->thread, &children, &out->children)) ||
        (e = reported_state(w, cx, row, &out->state)))
        return e;
    if (id_eq(row->author, cx->reader.account.id))
        return OK;
    return look_account(w, row->author, &out->author);
}

static struct worklist_query
query_of(struct work *w, struct cx *cx, struct id *scope, bool agency,
    int64_t page)
{
    scope[0] = cx->reader.account.id;
    scope[1] = cx->reader.agency.id;
    return (struct worklist_query){.scope = scope,
        .scope_count = agency ? 2 : 1,
        .account = cx->reader.account.id,
        .kind = concern_kind(w->pack),
        .which = WORK_ALL,
        .once = true,
        .sort = THREAD_BY_RECEIVED,
        .skip = page * REPORTED_PAGE,
        .limit = REPORTED_PAGE};
}

/* What policy lets its author read; a call that somebody took is not
 * theirs. */
static enum err
rows_make(struct work *w, struct cx *cx, const struct worklist_row *all,
    struct reported_list *out)
{
    size_t   n = out->count;
    bool     yes;
    enum err e;

    out->rows = ARENA_ARRAY(cx->arena, struct reported_row, n + 1);
    out->count = 0;
    for (size_t i = 0; i < n; i++) {
        if ((e = look_row(w, cx, &all[i].row, LOOK_AS_OWN, &yes)))
            return e;
        if (!yes)
            continue;
        if ((e = row_of(w, cx, &all[i].row, &out->rows[out->count++])))
            return e;
    }
    return OK;
}

/* What the reader reported, or their agency: for those who may report. */
enum err
ground_reported_list(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct form *f = report_form(w->pack, MAY_REPORT);

    (void)ask;
    if (cx->reader.kind == READER_INVITE || !f)
        return ERR_DENIED;
    out->question.verb = MAY_REPORT;
    out->question.of = f->group;
    out->question.purpose = look_purpose(w->pack, S("own"));
    return OK;
}

enum err
reported_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct reported_ask *in = ask->with;
    struct reported_list      *out = ARENA_NEW(cx->arena, struct reported_list);
    struct worklist_query      q;
    struct worklist_row       *all;
    struct id                  scope[2];
    enum err                   e;

    if ((e = lists_agency(w, cx, grant->purpose, &out->agency)))
        return e;
    out->page = in->page;
    q = query_of(w, cx, scope, out->agency, in->page);
    if ((e = worklist_list(w, &q, &all, &out->count, &out->total)) ||
        (e = rows_make(w, cx, all, out)))
        return e;
    for (size_t i = 0; i < out->count; i++)
        answer_discloses(cx, answer, out->rows[i].row.person);
    answer->with = out;
    return OK;
}

/* ---- that it was read ---- */

enum err
reported_read(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    struct notice *all;
    size_t         n;
    enum err       e;

    (void)answer;
    if ((e = relied_in_thread(w, ask->about, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (all[i].read_at.us == 0 &&
            id_eq(all[i].to_account, cx->reader.account.id) &&
            (e = notice_read(w, all[i].id, cx->reader.account.id)))
            return e;
    return OK;
}
