/*
 * What only shares, forms and access together can tell: a share of
 * something that is not asked, to somebody who may not see it, or that sets
 * itself off.
 */
#include "practice/load.h"
#include "practice/see.h"
#include "practice/span.h"
#include "practice/yield.h"

/* A draft is nobody's but its author's: nothing of it is shared. */
static bool
sets_off(const struct form *f, const struct share_rule *s)
{
    for (size_t i = 0; i < s->on.count; i++)
        if (s->on.all[i].kind != ON_DRAFT && trigger_possible(&s->on.all[i], f))
            return true;
    return false;
}

static bool
is_depth_word(struct str what)
{
    return str_eq(what, S("summary")) || str_eq(what, S("exists"));
}

/* --- what ------------------------------------------------------------- */

static bool
is_asked(const struct pack *p, const struct share_rule *s, struct str what)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (sets_off(&p->forms[i], s) && form_field(&p->forms[i], what))
            return true;
    return false;
}

static void
check_what(struct load *l, const struct node *n, const struct share_rule *s)
{
    const struct node *what = node_member(n, S("what"));

    for (const struct node *c = node_first(what); c; c = node_next(what, c))
        if (!is_depth_word(node_text(c)) && !is_asked(l->pack, s, node_text(c)))
            load_wrong(l, c, MISTAKE_SHARE_WHAT, s->id, node_text(c));
}

/* --- to whom ---------------------------------------------------------- */

static bool
is_at_desk(const struct pack *p, const struct access_rule *r, struct str desk)
{
    const struct role_term *role = pack_role(p, r->role);

    return str_eq(r->desk, desk) || (role && str_eq(role->desk, desk));
}

static bool
is_in_agency(const struct pack *p, const struct access_rule *r, struct str kind)
{
    const struct role_term *role = pack_role(p, r->role);

    for (size_t i = 0; role && i < role->agency_count; i++)
        if (str_eq(role->agencies[i], kind))
            return true;
    return false;
}

/* The row speaks of people like the addressee. */
static bool
is_about(const struct pack *p, const struct access_rule *r,
    const struct addressee *to)
{
    if (r->any)
        return true;
    if (str_eq(to->kind, S("tie")))
        return str_eq(r->tie, to->id);
    if (str_eq(to->kind, S("thread")))
        return str_eq(r->thread, to->id);
    if (str_eq(to->kind, S("role")))
        return str_eq(r->role, to->id);
    if (str_eq(to->kind, S("desk")))
        return is_at_desk(p, r, to->id);
    return is_in_agency(p, r, to->id);
}

static bool
may_see(const struct pack *p, const struct addressee *to, struct str group,
    enum depth depth)
{
    if (str_eq(to->kind, S("role")) &&
        see_forbidden(p, to->id, BIT(MAY_READ), group))
        return false;
    for (size_t i = 0; i < p->access_count; i++)
        if (see_allows(&p->access[i], BIT(MAY_READ), group, depth) &&
            is_about(p, &p->access[i], to))
            return true;
    return false;
}

static enum depth
depth_of(const struct share_rule *s)
{
    enum depth depth = DEPTH_EXISTS;

    for (size_t i = 0; i < s->what_count; i++) {
        if (str_eq(s->what[i], S("summary")) && depth < DEPTH_SUMMARY)
            depth = DEPTH_SUMMARY;
        if (!is_depth_word(s->what[i]))
            depth = DEPTH_FULL;
    }
    return depth;
}

static void
check_to(struct load *l, const struct node *n, const struct share_rule *s,
    const struct addressee *to)
{
    enum depth depth = depth_of(s);
    struct str name =
        str_join(l->arena, (const struct str[]){to->kind, to->id}, 2, S("."));

    /* That something exists may be told to anybody whom the pack names; the
     * author of a draft has seen it; nobody is a mistake already. */
    if (depth == DEPTH_EXISTS || !to->id.n || str_eq(to->kind, S("draft")))
        return;
    for (size_t i = 0; i < l->pack->forms_count; i++) {
        const struct form *f = &l->pack->forms[i];

        if (sets_off(f, s) && !may_see(l->pack, to, f->group, depth)) {
            load_wrong(l, n, MISTAKE_SHARE_UNSEEN, s->id, name);
            return;
        }
    }
}

/* --- ladders and circles ---------------------------------------------- */

static void
check_ladder(struct load *l, const struct node *n, const struct share_rule *s)
{
    for (size_t i = 1; i < s->ladder_count; i++)
        if (span_roughly(s->ladder[i].unread) <=
            span_roughly(s->ladder[i - 1].unread))
            load_wrong(l, node_member(n, S("ladder")), MISTAKE_LADDER, s->id,
                S(""));
}

static bool
goes_to(const struct share_rule *s, const struct trigger_where *w)
{
    for (size_t v = 0; v < w->value_count; v++)
        for (size_t k = 0; k < s->to_count; k++)
            if (str_eq(w->values[v], s->to[k].id))
                return true;
    return false;
}

/* Whether the trigger waits for disclosures such as the share's. */
static bool
waits_for(const struct trigger *t, const struct share_rule *s)
{
    if (t->kind != ON_YIELD || t->yield != YIELD_SHARE)
        return false;
    for (size_t i = 0; i < t->where_count; i++)
        if (str_eq(t->where[i].name, S("to")) && !goes_to(s, &t->where[i]))
            return false;
    return true;
}

/* A share is itself a recorded disclosure: does it set off the other? */
static bool
leads_to(const struct share_rule *from, const struct share_rule *to)
{
    for (size_t i = 0; i < to->on.count; i++)
        if (waits_for(&to->on.all[i], from))
            return true;
    return false;
}

/* Adds the shares that one of those seen leads to; false: none is new. */
static bool
see_further(const struct pack *p, bool *seen)
{
    bool more = false;

    for (size_t a = 0; a < p->shares_count; a++)
        for (size_t b = 0; seen[a] && b < p->shares_count; b++)
            if (!seen[b] && leads_to(&p->shares[a], &p->shares[b]))
                more = seen[b] = true;
    return more;
}

/* Whether share i can be reached from itself. */
static bool
is_circle(struct load *l, size_t i)
{
    const struct pack *p = l->pack;
    bool              *seen = ARENA_ARRAY(l->arena, bool, p->shares_count + 1);

    for (size_t k = 0; k < p->shares_count; k++)
        seen[k] = leads_to(&p->shares[i], &p->shares[k]);
    while (!seen[i] && see_further(p, seen))
        ;
    return seen[i];
}

void
check_shares(struct load *l)
{
    const struct node *list =
        node_member(load_find(l, S("shares.yaml")), S("shares"));
    const struct node *c = node_first(list);

    if (!list)
        return;
    for (size_t i = 0; i < l->pack->shares_count; i++, c = node_next(list, c)) {
        const struct share_rule *s = &l->pack->shares[i];

        check_what(l, c, s);
        check_ladder(l, c, s);
        for (size_t k = 0; k < s->to_count; k++)
            check_to(l, c, s, &s->to[k]);
        if (is_circle(l, i))
            load_wrong(l, c, MISTAKE_SHARE_CYCLE, s->id, S(""));
    }
}
