/*
 * How those who are asked to a meeting take part: where they sit, whether
 * they can speak freely there, what help they need, and whether it is
 * arranged.  An agency says it in its reply; of the child and the family,
 * whoever asked them.  The newest of either counts.
 *
 * Somebody goes by the name that the page shows: nothing else is known of an
 * adult of the family.  An agency does by either language.
 */
#include "action/meeting_inside.h"

#include "base/text.h"

struct needing {
    const struct meeting_at *m;
    struct meeting_page     *out;
};

static bool
is_same(struct arena *a, struct str said, struct str name)
{
    return name.n && str_eq(text_fold(a, said), text_fold(a, name));
}

static bool
is_agency(const struct needing *n, const struct meeting_invited *i,
    const struct entry *e, struct str who)
{
    struct arena *a = n->m->cx->arena;

    if (!who.n)
        return form_yields(e->form, YIELD_REPLY) && id_eq(e->agency, i->agency);
    return is_same(a, who, i->name.cy) || is_same(a, who, i->name.en);
}

/* Of whom the entry speaks; null: of nobody on the page. */
static struct meeting_need *
whose(const struct needing *n, const struct entry *e, struct str who)
{
    struct meeting_page *p = n->out;
    struct arena        *a = n->m->cx->arena;

    for (size_t i = 0; i < p->invited_count; i++)
        if (is_agency(n, &p->invited[i], e, who))
            return &p->invited[i].need;
    for (size_t i = 0; who.n && i < p->adult_count; i++)
        if (is_same(a, who, p->adults[i].name))
            return &p->adults[i].need;
    for (size_t i = 0; who.n && i < p->child_count; i++)
        if (is_same(a, who, p->children[i].name))
            return &p->children[i].need;
    return NULL;
}

/* A place that is not private is something to be arranged too. */
static bool
asks(const struct fact *f)
{
    return fact_arg(f, S("help")).n || fact_arg(f, S("interpreter")).n ||
        str_eq(fact_arg(f, S("private")), S("no"));
}

static enum err
need_put(const struct needing *n, const struct entry *e, const struct fact *f)
{
    struct meeting_need *need = whose(n, e, fact_arg(f, S("who")));

    if (!need || need->fact)
        return OK;
    need->fact = f;
    need->asks = asks(f);
    need->met = str_eq(fact_arg(f, S("met")), S("yes"));
    return form_yields(e->form, YIELD_REPLY)
        ? OK
        : meeting_said_in(n->m, e, (struct words){0}, &need->said);
}

static enum err
entry_needs(const struct needing *n, const struct entry *e)
{
    struct fact *all;
    size_t       count;
    enum err     err = meeting_facts(n->m, e, &all, &count);

    for (size_t i = 0; !err && i < count; i++)
        if (all[i].kind == YIELD_TAKES_PART)
            err = need_put(n, e, &all[i]);
    return err;
}

static void
unmet_add(struct meeting_page *p, const struct meeting_need *need,
    struct str name)
{
    if (need->asks && !need->met)
        p->unmet[p->unmet_count++] = name;
}

static void
unmet_find(const struct needing *n)
{
    struct meeting_page *p = n->out;

    p->unmet = ARENA_ARRAY(n->m->cx->arena, struct str,
        p->child_count + p->adult_count + p->invited_count + 1);
    for (size_t i = 0; i < p->child_count; i++)
        unmet_add(p, &p->children[i].need, p->children[i].name);
    for (size_t i = 0; i < p->adult_count; i++)
        unmet_add(p, &p->adults[i].need, p->adults[i].name);
    for (size_t i = 0; i < p->invited_count; i++)
        unmet_add(p, &p->invited[i].need,
            words_in(p->invited[i].name, n->m->cx->lang));
}

enum err
meeting_needs(const struct meeting_at *m, struct meeting_page *out)
{
    const struct form *f = meeting_takes_part(m->w->pack, m->call->form);
    struct needing     n = {m, out};
    struct grant       g;
    enum err           e;

    for (size_t i = m->count; i-- > 0;)
        if (form_yields(m->entries[i].form, YIELD_TAKES_PART) &&
            meeting_reads(m, &m->entries[i]) &&
            (e = entry_needs(&n, &m->entries[i])))
            return e;
    unmet_find(&n);
    if (!f || !meeting_takes(m, f))
        return OK;
    e = meeting_may_all(m, f, &g);
    out->needs = e ? NULL : f;
    return e && !err_is_refusal(e) ? e : OK;
}
