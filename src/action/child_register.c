/*
 * The register panel: never the status without the plan, the co-ordinator
 * and the next dates.  Each fact counts only when the entry that it rests on
 * may be seen; a child who is on the register in an entry that is hidden
 * from the reader has no panel, for "not on it" would be untrue.
 */
#include "action/child_inside.h"

/* Where the constants of an argument come from, when no field gives it. */
static const struct term_list *
argument_list(const struct pack *p, enum yield_kind kind, struct str arg)
{
    for (size_t i = 0; i < p->arguments_count; i++)
        if (str_eq(p->arguments[i].yield, yield_word(kind)) &&
            str_eq(p->arguments[i].argument, arg))
            return pack_list(p, p->arguments[i].options);
    return NULL;
}

static const struct term_list *
field_list(const struct form *f, enum yield_kind kind, struct str arg)
{
    int place = yield_arg_find(kind, arg);

    for (size_t i = 0; f && i < f->yield_count; i++) {
        const struct yield_rule *y = &f->yields[i];

        if (y->kind != kind)
            continue;
        for (size_t k = 0; k < y->from_count; k++)
            if ((int)y->from[k].arg == place && y->from[k].field_count)
                return y->from[k].fields[0]->options;
    }
    return NULL;
}

/* wide: what names an option, and where it may stand */
const struct term_option *
child_option_of(const struct pack *p, const struct form *form,
    enum yield_kind kind, struct str arg, struct str value)
{
    const struct term_list *l = field_list(form, kind, arg);

    if (!l)
        l = argument_list(p, kind, arg);
    return l ? term_option_find(l, value) : NULL;
}

struct words
child_option(const struct pack *p, const struct form *form,
    enum yield_kind kind, struct str arg, struct str value)
{
    const struct term_option *o = child_option_of(p, form, kind, arg, value);

    return o ? o->label : (struct words){value, value};
}

/* --- co-ordinator and authority ---------------------------------------- */

static enum err
co_ordinator(struct child_build *b)
{
    const struct child *c = b->child;

    for (size_t i = c->ties_count; i-- > 0;) {
        const struct tie_at   *t = &c->ties[i];
        const struct tie_term *term = pack_tie(b->rules, t->kind);

        if (!term || !str_eq(term->means, S("co_ordinator")) ||
            (t->until.us && t->until.us <= b->then.us) ||
            !child_kept(b, t->by, DEPTH_SUMMARY))
            continue;
        if (b->places != LOOK_NOWHERE)
            b->page->reg.co_ordinator = t->name;
        return t->whom.kind == ID_ACCOUNT
            ? child_account(b, t->whom, &b->page->reg.co_ordinator)
            : OK;
    }
    return OK;
}

/* A plan names its co-ordinator too; a name brought in stands only there. */
static void
plan(struct child_build *b)
{
    struct child_register *r = &b->page->reg;
    const struct child    *c = b->child;
    struct id              account;

    for (size_t i = c->plans_count; i-- > 0;) {
        const struct plan_at *p = &c->plans[i];

        if (!child_kept(b, p->entry, DEPTH_SUMMARY))
            continue;
        r->plan = true;
        r->version = p->version;
        if (!r->co_ordinator.n && b->places != LOOK_NOWHERE &&
            !id_parse(p->co_ordinator, ID_ACCOUNT, &account))
            r->co_ordinator = p->co_ordinator;
        return;
    }
}

enum err
child_authority(struct child_build *b, struct str named, struct words *out)
{
    const struct agency_term *t;
    struct agency             a;
    struct id                 id;
    enum err                  e;

    if ((e = agency_said(b->w, named, &id)))
        return e;
    if (!id_is_none(id) && !(e = agency_load(b->w, id, &a)))
        *out = look_agency_words(b->w->pack, b->cx, &a, b->places);
    if (!id_is_none(id) || b->places != LOOK_PLACES)
        return e == ERR_ABSENT ? OK : e;
    t = pack_agency_named(b->cx->arena, b->rules, named);
    *out = t ? t->title : (struct words){named, named};
    return OK;
}

/* A name that no agency has, here or in the pack: it is shown as it was
 * typed, and nobody can say whose register it is. */
static bool
is_nobodys(struct child_build *b, struct str named)
{
    struct id id;

    return named.n && b->places == LOOK_PLACES &&
        !id_parse(named, ID_AGENCY, &id) &&
        !pack_agency_named(b->cx->arena, b->rules, named);
}

/* --- what is to come ----------------------------------------------------- */

/* A later entry about a meeting of that type stands for the earlier one. */
static bool
is_superseded(const struct child *c, size_t at, struct str type)
{
    for (size_t i = at + 1; i < c->facts_count; i++)
        if (c->facts[i].fact->kind == YIELD_MEETING &&
            str_eq(fact_arg(c->facts[i].fact, S("type")), type))
            return true;
    return false;
}

static bool
opens_by(const struct clock_rule *r, const struct fact *f)
{
    for (size_t i = 0; i < r->opens.count; i++)
        if (r->opens.all[i].kind == ON_YIELD &&
            trigger_on_fact(&r->opens.all[i], f))
            return true;
    return false;
}

/* What was to happen has happened: the clock that the stated date opened is
 * met, before its day or after. */
static bool
is_met(const struct child *c, const struct fact_at *stated)
{
    for (size_t i = 0; i < c->clocks_count; i++)
        if (c->clocks[i].state == CLOCK_MET &&
            id_eq(c->clocks[i].opening, stated->entry->id) &&
            opens_by(c->clocks[i].rule, stated->fact))
            return true;
    return false;
}

/* A day or a time that is still to come; what was held is recorded with the
 * time at which it was. */
static bool
is_to_come(const struct child_build *b, struct str text, struct child_next *out)
{
    if (date_parse(text, &out->on))
        return date_is_known(out->on) && date_cmp(out->on, b->day) >= 0;
    if (!moment_parse(text, &out->at))
        return false;
    out->on = zone_date(b->w->pack->zone, out->at);
    return out->at.us > b->then.us;
}

static enum err
meetings(struct child_build *b)
{
    struct child_register *r = &b->page->reg;
    const struct child    *c = b->child;
    enum err               e;

    r->next = ARENA_ARRAY(b->cx->arena, struct child_next, c->facts_count + 1);
    for (size_t i = 0; i < c->facts_count; i++) {
        const struct fact  *f = c->facts[i].fact;
        struct child_next  *n = &r->next[r->next_count];
        const struct entry *in;

        *n = (struct child_next){0};
        if (f->kind != YIELD_MEETING ||
            !(in = child_kept(b, c->facts[i].entry->id, DEPTH_SUMMARY)) ||
            is_superseded(c, i, fact_arg(f, S("type"))) ||
            is_met(c, &c->facts[i]) ||
            !is_to_come(b, fact_arg(f, S("when")), n))
            continue;
        n->title = child_option(b->rules, in->form, YIELD_MEETING, S("type"),
            fact_arg(f, S("type")));
        if ((e = child_lane(b, in, &n->lane)))
            return e;
        r->next_count++;
    }
    return OK;
}

/* Whether a meeting, or seeing the child, is what it waits for. */
static bool
waits_for_them(const struct clock_rule *r)
{
    for (size_t i = 0; i < r->met_by.count; i++) {
        const struct trigger *t = &r->met_by.all[i];

        if (t->kind == ON_YIELD &&
            (t->yield == YIELD_MEETING || t->yield == YIELD_SEEN))
            return true;
    }
    return false;
}

/* Where nobody stated a day, the days by which the rules want it. */
static enum err
deadlines(struct child_build *b)
{
    struct child_register *r = &b->page->reg;
    const struct child    *c = b->child;

    r->next = ARENA_ARRAY(b->cx->arena, struct child_next, c->clocks_count + 1);
    for (size_t i = 0; i < c->clocks_count; i++) {
        const struct clock_at *k = &c->clocks[i];
        struct child_next     *n = &r->next[r->next_count];
        const struct entry    *in;
        enum err               e;

        if (k->state != CLOCK_OPEN || k->due.us < b->then.us ||
            !waits_for_them(k->rule) ||
            !(in = child_kept(b, k->opening, DEPTH_SUMMARY)))
            continue;
        *n = (struct child_next){.title = k->rule->title,
            .on = zone_date(b->w->pack->zone, k->due)};
        if ((e = child_lane(b, in, &n->lane)))
            return e;
        r->next_count++;
    }
    return OK;
}

/* --- the panel ------------------------------------------------------------ */

static enum err
on_register(struct child_build *b, const struct spell *s)
{
    struct child_register *r = &b->page->reg;
    enum err               e;

    if (!child_kept(b, s->opened_by, DEPTH_SUMMARY)) {
        r->may = false;
        return OK;
    }
    r->on = true;
    r->temporary = s->temporary && b->places != LOOK_NOWHERE;
    r->categories = s->categories;
    r->since = s->on;
    r->authority_unknown = is_nobodys(b, s->authority);
    if ((e = child_authority(b, s->authority, &r->authority)) ||
        (e = co_ordinator(b)))
        return e;
    plan(b);
    e = meetings(b);
    return e || r->next_count ? e : deadlines(b);
}

/* The open deadline that is due first: what comes next. */
static void
next_clock(struct child_build *b)
{
    struct child_page  *p = b->page;
    const struct child *c = b->child;

    for (size_t i = 0; i < c->clocks_count; i++) {
        const struct clock_at *k = &c->clocks[i];

        if (k->state != CLOCK_OPEN ||
            child_clock_is_far(k, b->rules, b->then) ||
            !child_kept(b, k->opening, DEPTH_SUMMARY) ||
            (p->next_due.us && p->next_due.us <= k->due.us))
            continue;
        p->next_clock = k->rule->title;
        p->next_due = k->due;
        p->next_late = k->due.us < b->then.us;
    }
}

enum err
child_register_part(struct child_build *b)
{
    struct child_register *r = &b->page->reg;
    const struct spell    *s = child_registered(b->child, b->day);

    next_clock(b);
    r->may = view_depth(&b->view, S("register")) >= DEPTH_SUMMARY;
    if (!r->may)
        return OK;
    if (s)
        return on_register(b, s);
    for (size_t i = 0; i < b->child->spells_count; i++)
        if (child_kept(b, b->child->spells[i].closed_by, DEPTH_SUMMARY)) {
            r->was = true;
            r->off = b->child->spells[i].off;
        }
    return OK;
}
