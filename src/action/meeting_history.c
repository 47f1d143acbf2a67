/*
 * Who has read the history of the children before the meeting, as they said
 * it themselves: looking is not reading.  Only what the reader may read whole
 * of each child.
 */
#include "action/meeting_inside.h"

static struct meeting_history *
row_of(struct id who, struct meeting_page *out)
{
    for (size_t i = 0; i < out->history_count; i++)
        if (id_eq(out->history[i].account, who))
            return &out->history[i];
    out->history[out->history_count] = (struct meeting_history){.account = who};
    return &out->history[out->history_count++];
}

/* Said about one child; more than once is the newest. */
static enum err
said_of(const struct meeting_at *m, const struct child_build *b,
    struct meeting_page *out)
{
    struct meeting_history *seen = NULL;
    enum err                e;

    for (size_t i = 0; i < b->child->facts_count; i++) {
        const struct fact_at *at = &b->child->facts[i];
        const struct entry   *in;

        if (at->fact->kind != YIELD_READ_HISTORY ||
            !(in = child_kept(b, at->entry->id, DEPTH_FULL)) ||
            in->fate != FATE_STANDS)
            continue;
        seen = row_of(in->author, out);
        if (!id_eq(seen->last_child, b->page->person))
            seen->children++;
        seen->last_child = b->page->person;
        seen->at = in->recorded;
        if (!seen->name.n &&
            ((e = look_account(m->w, in->author, &seen->name)) ||
                (e = look_agency(m->w, m->cx, in->agency, meeting_places(m),
                     &seen->agency))))
            return e;
    }
    return OK;
}

enum err
meeting_history(const struct meeting_at *m, struct child_build *const *all,
    struct meeting_page *out)
{
    size_t   most = 1;
    enum err e;

    for (size_t i = 0; i < m->child_count; i++)
        most += all[i] ? all[i]->child->facts_count : 0;
    out->history = ARENA_ARRAY(m->cx->arena, struct meeting_history, most);
    for (size_t i = 0; i < m->child_count; i++)
        if (all[i] && (e = said_of(m, all[i], out)))
            return e;
    return OK;
}
