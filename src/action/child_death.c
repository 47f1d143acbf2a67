/*
 * That a child has died, and who said so.
 *
 * The day stands in the records' faces, which the reader is shown as the
 * birth date is; who said it stands in the entries, and only those that the
 * reader may read whole are named.
 */
#include "action/child_inside.h"
#include "action/concern_form.h"

static struct child_death *
death_on(struct child_page *p, struct date on)
{
    for (size_t i = 0; i < p->death_count; i++)
        if (date_eq(p->deaths[i].on, on))
            return &p->deaths[i];
    return NULL;
}

/* The day that the entry says, or none. */
static struct date
day_said(const struct child_build *b, const struct entry *e)
{
    const struct field *f =
        form_arg_field(e->form, YIELD_IDENTITY, S("died_on"));
    const struct json *v = NULL;
    struct date        on = {.year = 0};

    if (f)
        v = answers_value(&e->answers, f,
            f->per_child ? child_place_in(b, e) : -1);
    if (v && !date_parse(json_string(v), &on))
        on = (struct date){.year = 0};
    return on;
}

/* The last who said it counts. */
static enum err
said_by(struct child_build *b, const struct entry *e)
{
    struct child_death *d;

    if (e->fate != FATE_STANDS || child_depth(b, e) < DEPTH_FULL ||
        child_place_in(b, e) < 0 || !(d = death_on(b->page, day_said(b, e))))
        return OK;
    d->known = true;
    d->said = e->recorded;
    d->form = e->form->title;
    return child_from(b, e, &d->from);
}

enum err
child_death_part(struct child_build *b, const struct face *all, size_t n)
{
    struct child_page *p = b->page;
    enum err           e = OK;

    p->deaths = ARENA_ARRAY(b->cx->arena, struct child_death, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!date_is_none(all[i].died) && !death_on(p, all[i].died))
            p->deaths[p->death_count++] =
                (struct child_death){.on = all[i].died};
    for (size_t i = 0; !e && p->death_count && i < b->kept_count; i++)
        e = said_by(b, &b->kept[i]);
    return e;
}
