/*
 * That a report arrived, said at once and in the record: whoever reports in
 * writing would otherwise have to ask.  The pack has a form that tells the
 * reporter so and no more; where it can be recorded without an answer, the
 * service records it with the report, and the deadline for it is met.  A
 * form that asks something is a worker's to fill in.
 */
#include "action/report.h"

#include "action/concern_form.h"

static bool
asks_something(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].required != REQUIRED_NO && !f->fields[i].show_if)
            return true;
    return false;
}

/* Of the agency that decides, whose desk the report came to. */
static enum err
desk_agency(struct work *w, struct id thread, struct id *agency)
{
    struct thread_row *all;
    struct desk        d;
    size_t             n;
    enum err           e;

    *agency = (struct id){0};
    if ((e = thread_load(w, thread, &all, &n)) || !n || id_is_none(all[0].desk))
        return e;
    if ((e = desk_load(w, all[0].desk, &d)))
        return e;
    *agency = d.agency;
    return OK;
}

enum err
report_acknowledge(struct work *w, struct id entry)
{
    struct entry     sent;
    struct entry_new e = {.answers = S("{}")};
    struct about    *about;
    struct id        id, thread;
    enum err         err;

    if ((err = entry_load(w, entry, &sent)))
        return err;
    e.form = concern_form_for(w->pack, USE_RECEIVE, concern_kind(w->pack));
    if (!e.form || asks_something(e.form) || sent.only_route)
        return OK; /* what is for one desk alone, that desk answers (S15) */
    about = ARENA_ARRAY(txn_arena(w->tx), struct about, sent.about_count + 1);
    for (size_t i = 0; i < sent.about_count; i++)
        about[i] = (struct about){sent.about[i].source, e.form->about[0].role};
    e.language = sent.language;
    e.thread = sent.thread;
    e.about = about;
    e.about_count = sent.about_count;
    if ((err = desk_agency(w, sent.thread, &e.agency)))
        return err;
    return record_append(w, &e, &id, &thread, NULL);
}
