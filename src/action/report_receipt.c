/*
 * What whoever sent a report is told at once: where it went, what happens
 * next and by when, and their own copy.
 */
#include "action/letter.h"
#include "action/receipt.h"
#include "action/report.h"
#include "action/rows.h"
#include "action/second_look.h"

/* One's own copy, when policy lets its author read it again. */
static enum err
copy_of(struct work *w, struct cx *cx, const struct ask *ask,
    const struct entry *entry, struct report_receipt *out)
{
    struct question q = {.verb = MAY_READ,
        .of = entry->form->group,
        .thread = entry->thread,
        .purpose = ask->purpose};
    struct grant    g;
    struct entry   *copy;
    enum err        e;

    if (cx->reader.kind != READER_ACCOUNT)
        return OK;
    e = policy_ask(w, &cx->reader, &q, &g);
    if (e || g.depth != DEPTH_FULL)
        return e && !err_is_refusal(e) ? e : OK;
    copy = ARENA_NEW(cx->arena, struct entry);
    *copy = *entry;
    out->copy = copy;
    return OK;
}

enum err
report_quality(struct work *w, const struct entry *entry, struct quality *out)
{
    struct arena        *a = txn_arena(w->tx);
    struct answers_about about = entry_about(a, entry);
    struct quality_ask   q = {.answers = &entry->answers,
          .about = &about,
          .occurred = entry->occurred,
          .recorded = entry->recorded};

    return quality_of(a, entry->pack, &q, out);
}

static enum err
fill_receipt(struct work *w, struct cx *cx, const struct ask *ask,
    const struct entry *entry, struct report_receipt *out)
{
    const struct desk_term *desk = pack_desk(entry->pack, entry->route);
    enum err                e;

    out->form = entry->form;
    out->at = entry->recorded;
    out->reference = thread_reference(cx->arena, entry->number);
    if (desk)
        out->desk = desk->title;
    out->only = entry->only_route;
    if ((e = check_lines(w, cx->reader.agency.id, out->lines,
             &out->line_count)))
        return e;
    if (cx->reader.kind != READER_ACCOUNT)
        return OK;
    out->call = report_verb(entry->pack, entry->form) == MAY_TAKE_CALL;
    report_hear_within(entry->pack, out);
    if ((e = report_quality(w, entry, &out->quality)))
        return e;
    if ((e = report_decide_by(w, entry, out)))
        return e;
    if (out->call && out->write_by.us)
        out->code = id_reference(cx->arena, entry->thread);
    return copy_of(w, cx, ask, entry, out);
}

/* wide: it is not gone, and all of it is answered here */
static enum err
waiting_receipt(struct work *w, struct cx *cx, const struct ask *ask,
    struct report_receipt *out, struct answer *answer)
{
    struct second_look look;
    enum err           e;

    if ((e = second_look_waits(w, ask->about, &out->waits, &look)))
        return e;
    if (!out->waits)
        return ERR_ABSENT;
    if ((e = draft_form(w, &out->draft, &out->form)))
        return e;
    out->at = look.handed;
    out->send_by = look.send_by;
    answer->with = out;
    answer_discloses(cx, answer, ask->about);
    return check_lines(w, cx->reader.agency.id, out->lines, &out->line_count);
}

enum err
report_receipt(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct report_receipt *out = ARENA_NEW(cx->arena, struct report_receipt);
    struct entry           entry;
    enum err               e;

    (void)grant;
    if ((e = draft_own(w, cx, ask->about, &out->draft)))
        return e;
    if (id_is_none(out->draft.sent))
        return waiting_receipt(w, cx, ask, out, answer);
    if ((e = entry_load(w, out->draft.sent, &entry)))
        return e;
    if ((e = fill_receipt(w, cx, ask, &entry, out)))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, entry.id);
    answer_discloses(cx, answer, entry.thread);
    for (size_t i = 0; out->copy && i < entry.about_count; i++)
        answer_discloses(cx, answer, entry.about[i].source);
    return OK;
}

enum err
report_after(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct report_after *out = ARENA_NEW(cx->arena, struct report_after);
    struct str           slip;
    enum err             e;

    (void)grant;
    out->leaf = ask->about;
    if ((e = receipt_said(w, ask->about, cx->reader.account.id, &out->reference,
             &slip, &out->said)))
        return e;
    if ((e = check_lines(w, cx->reader.agency.id, out->lines,
             &out->line_count)))
        return e;
    answer->with = out;
    return OK;
}
