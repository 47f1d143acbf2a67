/*
 * A paper may show more than one child: it is given to those only who may
 * see papers of all of them, and everybody it may show is named in the
 * ledger.
 */
#include "action/paper.h"

#include "action/concern_inside.h"
#include "action/draft.h"
#include "action/rows.h"
#include "record/person.h"

/* Of a thread that no desk holds, a meeting, the ties to each child count. */
static enum err
ask_of_each(struct work *w, struct cx *cx, const struct entry *entry,
    struct question *q, struct grant *grant)
{
    enum err e = ERR_DENIED;

    q->thread = (struct id){0};
    for (size_t i = 0; i < entry->about_count; i++)
        if ((e = person_of_source(w, entry->about[i].source, &q->person)) ||
            (e = look_ask(w, cx, q, grant)))
            return e;
    return e;
}

/* Without a person the question is put about every child of the thread; for
 * one purpose after the other, as a page of several kinds of worker. */
enum err
ground_paper(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question    q = {.verb = MAY_READ, .of = S("papers")};
    struct paper       p;
    struct draft       d;
    struct entry       entry;
    struct thread_row *held;
    size_t             n;
    enum err           e;

    out->settled = true;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = paper_load(w, ask->about, &p)))
        return e;
    if (id_is_none(p.entry)) {
        if ((e = draft_own(w, cx, p.draft, &d)))
            return e;
        out->grant =
            (struct grant){.depth = DEPTH_FULL, .rule = S("own_draft")};
        return OK;
    }
    if ((e = entry_load(w, p.entry, &entry)))
        return e;
    q.thread = entry.thread;
    if ((e = thread_load(w, entry.thread, &held, &n)))
        return e;
    e = n ? look_ask(w, cx, &q, &out->grant)
          : ask_of_each(w, cx, &entry, &q, &out->grant);
    return concern_refusal(w, cx, entry.thread, e);
}

static enum err
disclose(struct work *w, struct cx *cx, struct id entry, struct answer *answer)
{
    struct entry e;
    struct id    person;
    enum err     err;

    if (id_is_none(entry))
        return OK;
    if ((err = entry_load(w, entry, &e)))
        return err;
    answer_discloses(cx, answer, e.id);
    answer_discloses(cx, answer, e.thread);
    for (size_t i = 0; i < e.about_count; i++) {
        if ((err = person_of_source(w, e.about[i].source, &person)))
            return err;
        answer_discloses(cx, answer, person);
    }
    return OK;
}

enum err
paper_get(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct paper_got *got = ARENA_NEW(cx->arena, struct paper_got);
    enum err          e;

    if (grant->depth != DEPTH_FULL)
        return ERR_ABSENT;
    if ((e = paper_load(w, ask->about, &got->paper)))
        return e;
    if ((e = disclose(w, cx, got->paper.entry, answer)))
        return e;
    if ((e = paper_bytes(w, &got->paper, &got->bytes)))
        return e;
    got->name = paper_name(cx->arena, &got->paper);
    answer_discloses(cx, answer, ask->about);
    answer->with = got;
    return OK;
}
