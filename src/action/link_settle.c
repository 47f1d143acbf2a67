/*
 * The page of undoing a wrong link, and putting right what relied on it
 * (S22).  Undoing it opens the pack's deadline; each entry written while the
 * two were one is then given to the other child or stays, with a reason, and
 * what settles the last of them meets the deadline.  Who was told or answered
 * meanwhile was told again when it was undone.
 */
#include "action/link_inside.h"

/* ---- the page ---- */

static bool
is_about(const struct entry *e, struct id source)
{
    for (size_t i = 0; i < e->about_count; i++)
        if (id_eq(e->about[i].source, source))
            return true;
    return false;
}

/* The deadline of this undoing, and of no other in the thread. */
static bool
is_of_link(const struct link_job *j, const struct clock_at *c)
{
    size_t found = 0;

    for (size_t i = 0; i < c->beside_count; i++)
        found += id_eq(c->beside[i], j->source[0]) ||
            id_eq(c->beside[i], j->source[1]);
    return !c->rule->per_link || found == 2;
}

static enum err
due_of(struct link_job *j, const struct relied_settling *s, struct link_page *p)
{
    const struct child *child;
    enum err            e;

    if ((e = child_load(j->w, j->person[0], (struct moment){INT64_MAX},
             &child)))
        return e;
    for (size_t i = 0; i < child->clocks_count; i++)
        if (str_eq(child->clocks[i].rule->id, s->deadline->id) &&
            id_eq(child->clocks[i].thread, p->thread) &&
            is_of_link(j, &child->clocks[i]))
            p->due = child->clocks[i].due;
    return OK;
}

static enum err
link_settled(struct link_job *j, const struct relied_ask *ask,
    struct link_page *p)
{
    struct relied_settling s;
    struct entry          *all;
    size_t                 n;
    enum err               e;

    p->settles =
        p->undone_at.us && relied_settling(j->w->pack, YIELD_UNLINK, &s);
    if (!p->settles)
        return OK;
    if ((e = entry_list_thread(j->w, p->thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].form->id, s.form->id) &&
            is_about(&all[i], j->source[0]) &&
            is_about(&all[i], j->source[1]) &&
            (e = relied_settled(ask, &s, &all[i], &p->relied)))
            return e;
    relied_count(&p->relied);
    return due_of(j, &s, p);
}

static enum err
list(struct link_job *j, struct link_page *p)
{
    const struct relied_ask ask = {.w = j->w,
        .cx = j->cx,
        .answer = j->answer,
        .thread = p->thread,
        .person = {j->person[0], j->person[1]},
        .since = j->row.made_at,
        .until = j->row.undone_at,
        .made = &j->row.entry,
        .made_count = 1};
    enum err                e = relied_look(&ask, &p->relied);

    return e ? e : link_settled(j, &ask, p);
}

static enum yield_kind
yield_of(const struct link_row *row)
{
    return row->same    ? YIELD_LINK
        : row->twins    ? YIELD_TWINS
        : row->by_order ? YIELD_PARTING
                        : YIELD_NOT_SAME;
}

/* Which order it is, and its day. */
static void
order_of(struct arena *a, const struct entry *made, struct link_page *p)
{
    const struct field *kind =
        form_arg_field(made->form, YIELD_PARTING, S("kind"));
    const struct field *since =
        form_arg_field(made->form, YIELD_PARTING, S("since"));
    const struct term_option *o = !kind
        ? NULL
        : form_option(made->form, YIELD_PARTING, S("kind"),
              answers_text(a, &made->answers, kind, -1));

    if (o)
        p->order = o->label;
    if (since &&
        !date_parse(answers_text(a, &made->answers, since, -1), &p->since))
        p->since = (struct date){0};
}

enum err
link_said_of(struct link_job *j, const struct link_row *row,
    struct link_page *p)
{
    enum yield_kind     yields = yield_of(row);
    struct entry        made;
    const struct field *why;
    enum err            e;

    p->made_at = row->made_at;
    p->undone_at = row->undone_at;
    if ((e = entry_load(j->w, row->entry, &made)) ||
        (e = look_account(j->w, made.author, &p->made_by)))
        return e;
    why = form_arg_field(made.form, yields, S("evidence"));
    if (why)
        p->reason = answers_text(j->cx->arena, &made.answers, why, -1);
    if (row->by_order)
        order_of(j->cx->arena, &made, p);
    return OK;
}

enum err
link_undo_page(struct link_job *j, struct link_page *p)
{
    enum err e = link_said_of(j, &j->row, p);

    if (e)
        return e;
    p->thread = j->ask->about;
    return list(j, p);
}

static enum err
joins(struct link_job *j, const struct link_row *row, bool *yes)
{
    struct id p, q;
    enum err  e;

    if ((e = person_of_source(j->w, row->a, &p)) ||
        (e = person_of_source(j->w, row->b, &q)))
        return e;
    *yes = (id_eq(p, j->person[0]) && id_eq(q, j->person[1])) ||
        (id_eq(p, j->person[1]) && id_eq(q, j->person[0]));
    return OK;
}

/* Whether it forbids what is about to be said: an order is said whatever a
 * worker has said. */
static bool
forbids(const struct link_row *row, enum link_kind kind)
{
    return !row->same && !row->undone_at.us &&
        (kind != LINK_ORDER || row->by_order);
}

enum err
link_parted(struct link_job *j, struct link_page *p)
{
    const struct link_row *found = NULL;
    struct link_row       *all;
    size_t                 n;
    bool                   yes;
    enum err               e;

    if ((e = link_list(j->w, j->person[0], &all, &n)))
        return e;
    for (size_t i = 0; i < n && !(found && found->by_order); i++) {
        if (!forbids(&all[i], p->ask.kind) || (found && !all[i].by_order))
            continue;
        if ((e = joins(j, &all[i], &yes)))
            return e;
        if (yes)
            found = &all[i];
    }
    if (!found)
        return OK;
    p->parted = found->by_order ? LINK_ORDER
        : found->twins          ? LINK_TWINS
                                : LINK_NOT_SAME;
    return link_said_of(j, found, p);
}

/* ---- settling ---- */

enum err
link_settle(struct link_job *j, const struct link_page *p,
    struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    struct relied_settling s;
    struct about           about[2];
    struct id              entry, thread;
    struct entry_new       e = {.language = in->language,
              .author = j->cx->reader.account.id,
              .agency = j->cx->reader.agency.id,
              .thread = j->ask->about,
              .about = about,
              .about_count = 2};

    if (!p->settles || !relied_settling(j->w->pack, YIELD_UNLINK, &s))
        return OK;
    for (size_t i = 0; i < 2; i++)
        about[i] = (struct about){j->source[i], s.form->about[0].role};
    e.form = s.form;
    e.answers =
        relied_answers(j->cx->arena, &s, &p->relied, in->entry, in->reason);
    return record_append(j->w, &e, &entry, &thread, &out->wrong);
}

enum err
link_keep(struct link_job *j, struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    struct link_page       page = {.thread = j->ask->about};
    enum err               e;

    if (!j->row.undone_at.us)
        return ERR_ILLEGAL;
    if ((e = link_undo_page(j, &page)))
        return e;
    if (!page.settles || !relied_is_open(&page.relied, in->entry))
        return ERR_ABSENT;
    if (!str_trim(in->reason).n)
        return ERR_INVALID;
    out->entry = in->entry;
    return link_settle(j, &page, out);
}
