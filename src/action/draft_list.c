/*
 * The drafts that somebody has begun, and the reminder of those that wait.
 */
#include "action/draft.h"
#include "action/report.h"
#include "action/rows.h"
#include "practice/span.h"

static enum err
list_row(struct work *w, const struct draft *d, struct moment before,
    struct draft_list_row *out)
{
    struct typed      t;
    struct typed_list children;
    enum err          e;

    *out = (struct draft_list_row){.draft = *d,
        .form = pack_form(w->pack, d->form),
        .late = d->saved_at.us < before.us};
    if (!out->form)
        return OK;
    if ((e = draft_typed(w, d, out->form, &t)))
        return e;
    children = typed_children(&t);
    out->name = typed_child_name(&t, children.all[0]);
    return OK;
}

enum err
drafts_mine(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct term_limit *limit = pack_limit(w->pack, S("unsent_reminder"));
    struct draft_list       *l = ARENA_NEW(cx->arena, struct draft_list);
    struct moment            before;
    struct draft            *all;
    size_t                   n;
    enum err                 e;

    (void)ask, (void)grant;
    if ((e = span_before(w->pack->calendar, w->pack->zone, w->now, limit->span,
             &before)))
        return e;
    if ((e = draft_list(w, cx->reader.account.id, &all, &n)))
        return e;
    l->rows = ARENA_ARRAY(cx->arena, struct draft_list_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        if ((e = list_row(w, &all[i], before, &l->rows[l->count])))
            return e;
        l->count += l->rows[l->count].form != NULL;
        answer_discloses(cx, answer, all[i].id);
    }
    answer->with = l;
    return check_lines(w, cx->reader.agency.id, l->lines, &l->line_count);
}

enum err
drafts_remind(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    (void)cx, (void)ask, (void)answer;
    return draft_reminders(w);
}
