/*
 * What somebody wrote on the short path: each is shown with what it was good
 * for, so that the next is better.
 */
#include "action/brief.h"

#include "action/report.h"
#include "action/rows.h"

static enum err
sent_row(struct work *w, struct cx *cx, const struct draft *d,
    struct answer *answer, struct brief_sent *out)
{
    struct entry entry;
    enum err     e;

    if ((e = entry_load(w, d->sent, &entry)))
        return e;
    *out = (struct brief_sent){.draft = d->id,
        .reference = thread_reference(cx->arena, entry.number),
        .at = entry.recorded};
    answer_discloses(cx, answer, entry.id);
    return report_quality(w, &entry, &out->quality);
}

enum err
briefs_mine(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct briefs *out = ARENA_NEW(cx->arena, struct briefs);
    struct draft  *all;
    size_t         n;
    enum err       e;

    if ((e = drafts_mine(w, cx, ask, grant, answer)))
        return e;
    out->drafts = answer->with;
    if ((e = draft_list_sent(w, cx->reader.account.id, &all, &n)))
        return e;
    out->sent = ARENA_ARRAY(cx->arena, struct brief_sent, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct form *f = pack_form(w->pack, all[i].form);

        if (!f || !f->short_path || !f->check_count)
            continue;
        if ((e = sent_row(w, cx, &all[i], answer,
                 &out->sent[out->sent_count++])))
            return e;
    }
    answer->with = out;
    return OK;
}
