/*
 * Two versions of a plan side by side: outcomes, actions, and what else they
 * say in sentences.
 */
#include "action/plan_inside.h"

static const struct plan_version *
version_at(const struct plan *p, int64_t place)
{
    int64_t n = (int64_t)p->version_count;

    return place >= 1 && place <= n ? &p->versions[n - place] : NULL;
}

/* ---- actions, with names ---- */

static enum err
agreed_names(struct child_build *b, const struct plan_agreed *x,
    struct str *who)
{
    struct plan_who    names = {0};
    struct plan_action of;
    struct str         parts[2];
    enum err           e;

    if (!x)
        return OK;
    of = (struct plan_action){.agency = x->agency, .person = x->person};
    if ((e = plan_who_names(b, &of, &names)))
        return e;
    parts[0] = names.person;
    parts[1] = names.agency;
    *who = !parts[0].n
        ? parts[1]
        : str_join(b->cx->arena, parts, parts[1].n ? 2 : 1, S(", "));
    return OK;
}

static enum err
actions_compare(struct child_build *b, struct plan_comparison *c)
{
    struct plan_agreed_pair *all;
    size_t                   n;
    enum err                 e;

    plan_compare_actions(b->cx->arena, c->before, c->after, &all, &n);
    c->actions = ARENA_ARRAY(b->cx->arena, struct plan_agreed_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct plan_agreed_row *r = &c->actions[c->action_count++];

        r->pair = all[i];
        if ((e = agreed_names(b, all[i].before, &r->who_before)) ||
            (e = agreed_names(b, all[i].after, &r->who_after)))
            return e;
    }
    return OK;
}

/* ---- the rest ---- */

static enum err
lines_of(struct child_build *b, const struct plan_version *v,
    struct child_line **out, size_t *count, enum lang *language)
{
    const struct entry *in = child_kept(b, v->entry->id, DEPTH_FULL);

    *count = 0;
    if (!in)
        return OK;
    *language = in->language;
    return child_lines(b, in, out, count);
}

static struct str
text_for(const struct child_line *all, size_t n, const struct field *f)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].field->id, f->id))
            return all[i].text;
    return (struct str){0};
}

static void
text_add(struct plan_comparison *c, const struct field *f, struct str before,
    struct str after)
{
    if (plan_is_said(f))
        c->texts[c->text_count++] = (struct plan_text_row){f, before, after};
}

static enum err
texts_compare(struct child_build *b, struct plan_comparison *c)
{
    struct child_line *old, *new;
    size_t             o, n;
    enum err           e;

    if ((e = lines_of(b, c->before, &old, &o, &c->language_before)) ||
        (e = lines_of(b, c->after, &new, &n, &c->language_after)))
        return e;
    c->texts = ARENA_ARRAY(b->cx->arena, struct plan_text_row, o + n + 1);
    for (size_t i = 0; i < n; i++)
        text_add(c, new[i].field, text_for(old, o, new[i].field), new[i].text);
    for (size_t i = 0; i < o; i++)
        if (!text_for(new, n, old[i].field).n)
            text_add(c, old[i].field, old[i].text, (struct str){0});
    return OK;
}

enum err
plan_compare_page(struct child_build *b, const struct plan_ask *in,
    struct plan_page *p)
{
    struct plan_comparison *c = ARENA_NEW(b->cx->arena, struct plan_comparison);
    enum err                e;

    if (!in || (!in->before && !in->after))
        return OK;
    c->before = version_at(&p->plan, in->before);
    c->after = version_at(&p->plan, in->after);
    if (!c->before || !c->after)
        return ERR_ABSENT;
    plan_compare(b->cx->arena, c->before, c->after, &c->outcomes,
        &c->outcome_count);
    if ((e = actions_compare(b, c)) || (e = texts_compare(b, c)))
        return e;
    p->comparison = c;
    return OK;
}
