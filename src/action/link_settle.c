/*
 * Putting right what relied on a wrong link (S22).  Undoing it opens the
 * pack's deadline; each entry written while the two were one is then given
 * to the other child or stays, with a reason, and what settles the last of
 * them meets the deadline.  Who was told or answered meanwhile was told
 * again when it was undone.
 *
 * The pack's form for it is known by what it does: it meets the deadline
 * that an undoing opens, and says so by one of its answers.
 */
#include "action/link_inside.h"

#include "base/json.h"

/* ---- the pack's form ---- */

static const struct clock_rule *
deadline_of(const struct pack *p)
{
    for (size_t i = 0; i < p->clocks_count; i++)
        for (size_t k = 0; k < p->clocks[i]->opens.count; k++)
            if (p->clocks[i]->opens.all[k].kind == ON_YIELD &&
                p->clocks[i]->opens.all[k].yield == YIELD_UNLINK)
                return p->clocks[i];
    return NULL;
}

static const struct field *
field_of(const struct form *f, enum field_type type)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type == type)
            return &f->fields[i];
    return NULL;
}

bool
link_settling(const struct pack *p, struct link_settling *out)
{
    const struct clock_rule *c = deadline_of(p);

    for (size_t i = 0; c && i < c->met_by.count; i++) {
        const struct trigger *t = &c->met_by.all[i];

        if (t->kind != ON_ENTRY || t->where_count != 1)
            continue;
        *out = (struct link_settling){.deadline = c,
            .form = pack_form(p, t->form)};
        out->item = field_of(out->form, FIELD_THREAD);
        out->why = field_of(out->form, FIELD_LONG_TEXT);
        out->all = form_field(out->form, t->where[0].name);
        out->done = t->where[0].values[0];
        return out->item && out->why && out->all;
    }
    return false;
}

/* ---- what is settled ---- */

static bool
is_about(const struct entry *e, struct id source)
{
    for (size_t i = 0; i < e->about_count; i++)
        if (id_eq(e->about[i].source, source))
            return true;
    return false;
}

static enum err
settle_line(struct link_job *j, const struct link_settling *s,
    const struct entry *e, struct link_page *p)
{
    struct arena *a = j->cx->arena;
    struct id     item;

    p->settled =
        p->settled || str_eq(answers_text(a, &e->answers, s->all, -1), s->done);
    if (!id_parse(answers_text(a, &e->answers, s->item, -1), ID_ENTRY, &item))
        return OK;
    for (size_t i = 0; i < p->relied_count; i++) {
        struct link_relied *r = &p->relied[i];
        enum err            err;

        if (r->kind != RELIED_ENTRY || !id_eq(r->entry, item))
            continue;
        r->settled = e->recorded;
        r->why = answers_text(a, &e->answers, s->why, -1);
        r->language = e->language;
        if ((err = look_account(j->w, e->author, &r->settled_by)))
            return err;
    }
    return OK;
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
due_of(struct link_job *j, const struct link_settling *s, struct link_page *p)
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

enum err
link_settled(struct link_job *j, struct link_page *p)
{
    struct link_settling s;
    struct entry        *all;
    size_t               n;
    enum err             e;

    p->settles = p->undone_at.us && link_settling(j->w->pack, &s);
    if (!p->settles)
        return OK;
    if ((e = entry_list_thread(j->w, p->thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].form->id, s.form->id) &&
            is_about(&all[i], j->source[0]) &&
            is_about(&all[i], j->source[1]) &&
            (e = settle_line(j, &s, &all[i], p)))
            return e;
    for (size_t i = 0; i < p->relied_count; i++)
        p->unsettled += p->relied[i].may_move && !p->relied[i].settled.us;
    return due_of(j, &s, p);
}

/* ---- settling ---- */

static struct str
answers_of(struct link_job *j, const struct link_settling *s, struct id item,
    bool last)
{
    const struct link_say *in = j->ask->with;
    struct json_out        out;

    json_init(&out, j->cx->arena);
    json_open(&out, '{');
    if (!id_is_none(item)) {
        json_key(&out, s->item->id);
        json_str(&out, id_text(j->cx->arena, item));
    }
    json_key(&out, s->why->id);
    json_str(&out, in->reason);
    json_key(&out, s->all->id);
    json_str(&out, last ? s->done : S("no"));
    json_close(&out, '}');
    return json_text(&out);
}

enum err
link_settle(struct link_job *j, const struct link_page *p,
    struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    struct link_settling   s;
    struct about           about[2];
    struct id              entry, thread;
    struct entry_new       e = {.language = in->language,
              .author = j->cx->reader.account.id,
              .agency = j->cx->reader.agency.id,
              .thread = j->ask->about,
              .about = about,
              .about_count = 2};

    if (!p->settles || !link_settling(j->w->pack, &s))
        return OK;
    for (size_t i = 0; i < 2; i++)
        about[i] = (struct about){j->source[i], s.form->about[0].role};
    e.form = s.form;
    e.answers = answers_of(j, &s, in->entry,
        p->unsettled <= (id_is_none(in->entry) ? 0 : 1));
    return record_append(j->w, &e, &entry, &thread, &out->wrong);
}

/* Not yet settled, and offered on the page; nothing, when nothing is left. */
static bool
is_open(const struct link_page *p, struct id entry)
{
    if (id_is_none(entry))
        return !p->unsettled && !p->settled;
    for (size_t i = 0; i < p->relied_count; i++)
        if (p->relied[i].may_move && id_eq(p->relied[i].entry, entry))
            return !p->relied[i].settled.us;
    return false;
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
    if (!page.settles || !is_open(&page, in->entry))
        return ERR_ABSENT;
    if (!str_trim(in->reason).n)
        return ERR_INVALID;
    out->entry = in->entry;
    return link_settle(j, &page, out);
}
