/*
 * Putting right what relied on something wrong (S22), for links and files
 * alike: the form, what it said so far, and what it is to say next.
 */
#include "action/relied_inside.h"

#include "base/json.h"

/* ---- the pack's form ---- */

static const struct clock_rule *
deadline_of(const struct pack *p, enum yield_kind opens)
{
    for (size_t i = 0; i < p->clocks_count; i++)
        for (size_t k = 0; k < p->clocks[i]->opens.count; k++)
            if (p->clocks[i]->opens.all[k].kind == ON_YIELD &&
                p->clocks[i]->opens.all[k].yield == opens)
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
relied_settling(const struct pack *p, enum yield_kind opens,
    struct relied_settling *out)
{
    const struct clock_rule *c = deadline_of(p, opens);

    for (size_t i = 0; c && i < c->met_by.count; i++) {
        const struct trigger *t = &c->met_by.all[i];

        if (t->kind != ON_ENTRY || t->where_count != 1)
            continue;
        *out = (struct relied_settling){.deadline = c,
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

enum err
relied_settled(const struct relied_ask *ask, const struct relied_settling *s,
    const struct entry *e, struct relied_list *l)
{
    struct arena *a = ask->cx->arena;
    struct str    item = answers_text(a, &e->answers, s->item, -1);

    l->settled =
        l->settled || str_eq(answers_text(a, &e->answers, s->all, -1), s->done);
    for (size_t i = 0; i < l->count && item.n; i++) {
        struct relied *r = &l->all[i];
        enum err       err;

        if (!r->to_settle || !str_eq(id_text(a, r->item), item))
            continue;
        r->settled = e->recorded;
        r->why = answers_text(a, &e->answers, s->why, -1);
        r->language = e->language;
        if ((err = look_account(ask->w, e->author, &r->settled_by)))
            return err;
    }
    return OK;
}

void
relied_count(struct relied_list *l)
{
    l->unsettled = 0;
    for (size_t i = 0; i < l->count; i++)
        l->unsettled += l->all[i].to_settle && !l->all[i].settled.us;
}

bool
relied_is_open(const struct relied_list *l, struct id item)
{
    if (id_is_none(item))
        return !l->unsettled && !l->settled;
    for (size_t i = 0; i < l->count; i++)
        if (l->all[i].to_settle && id_eq(l->all[i].item, item))
            return !l->all[i].settled.us;
    return false;
}

struct str
relied_answers(struct arena *a, const struct relied_settling *s,
    const struct relied_list *l, struct id item, struct str reason)
{
    bool            last = l->unsettled <= (id_is_none(item) ? 0 : 1);
    struct json_out out;

    json_init(&out, a);
    json_open(&out, '{');
    if (!id_is_none(item)) {
        json_key(&out, s->item->id);
        json_str(&out, id_text(a, item));
    }
    json_key(&out, s->why->id);
    json_str(&out, reason);
    json_key(&out, s->all->id);
    json_str(&out, last ? s->done : S("no"));
    json_close(&out, '}');
    return json_text(&out);
}
