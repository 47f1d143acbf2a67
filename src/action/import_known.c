/*
 * What is known of a child by what the fold came to, for the questions of a
 * form: each is answered by what its answer would mean.
 */
#include "action/import_known.h"

#include "base/zone.h"
#include "record/account.h"

struct knowing {
    struct work               *w;
    const struct import_known *of;
    const struct form         *form;
};

static struct arena *
room(const struct knowing *k)
{
    return txn_arena(k->w->tx);
}

/* ---- who the child is ---- */

static struct str
of_face(const struct knowing *k, const struct field *f,
    const struct yield_rule *y, size_t arg)
{
    struct arena      *a = room(k);
    const struct face *face = &k->of->face;
    const struct str   name = yield_arg_name(YIELD_IDENTITY, arg);
    const struct {
        struct str name, text;
    } all[] = {
        {S("given"), face->given},
        {S("family"), face->family},
        {S("known_as"), face->known_as},
        {S("sex"), face->sex},
        {S("languages"), face->language},
        {S("birth_date"), date_text(a, face->birth_date)},
        {S("expected_on"), date_text(a, face->expected)},
    };

    (void)y;
    if (str_eq(name, S("identifiers")))
        return str_eq(f->identifier->check, S("nhs_number")) ? face->nhs
                                                             : face->upn;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(all[i].name, name))
            return all[i].text;
    return (struct str){0};
}

/* ---- the place on the register ---- */

/* The place among the entry's children; -1: it is about somebody else. */
static int
place_in(const struct import_known *c, const struct entry *e)
{
    int place = 0;

    for (size_t i = 0; i < e->about_count; i++) {
        for (size_t k = 0; k < c->source_count; k++)
            if (id_eq(e->about[i].source, c->sources[k]))
                return place;
        place++;
    }
    return -1;
}

/* What the entry that placed the child says there, whatever form it has. */
static struct str
placed_with(const struct knowing *k, size_t arg)
{
    const struct entry *e = NULL;

    for (size_t i = 0; i < k->of->entry_count; i++)
        if (id_eq(k->of->entries[i].id, k->of->spell->opened_by))
            e = &k->of->entries[i];
    for (size_t i = 0; e && i < e->form->yield_count; i++) {
        const struct yield_rule *y = &e->form->yields[i];
        const struct yield_from *from = yield_from_of(y, arg);

        if (y->kind == YIELD_REGISTER_ON && from && from->field_count)
            return answers_text(room(k), &e->answers, from->fields[0],
                y->per_child ? place_in(k->of, e) : -1);
    }
    return (struct str){0};
}

static struct str
of_spell(const struct knowing *k, const struct field *f,
    const struct yield_rule *y, size_t arg)
{
    struct str name = yield_arg_name(YIELD_REGISTER_ON, arg);

    (void)f, (void)y;
    if (!k->of->spell)
        return (struct str){0};
    if (str_eq(name, S("categories")))
        return k->of->spell->categories;
    if (str_eq(name, S("primary")))
        return k->of->spell->primary;
    return placed_with(k, arg);
}

/* ---- who leads the work ---- */

/* The constant that the rule gives for that argument, or empty. */
static struct str
constant(const struct yield_rule *y, const char *name)
{
    int                      arg = yield_arg_find(y->kind, str_of(name));
    const struct yield_from *from = yield_from_of(y, (size_t)arg);

    return from && !from->field_count ? from->value : (struct str){0};
}

static const struct tie_at *
tie_of(const struct knowing *k, struct str kind)
{
    for (size_t i = k->of->child->ties_count; kind.n && i-- > 0;) {
        const struct tie_at *t = &k->of->child->ties[i];

        if (!t->until.us && str_eq(t->kind, kind))
            return t;
    }
    return NULL;
}

/* Somebody of an account is a login where a file is read, and a name for
 * whoever reads it. */
static struct str
named(const struct knowing *k, const struct tie_at *t, const struct field *f)
{
    struct account a;

    if (!t)
        return (struct str){0};
    if (f->type == FIELD_ACCOUNT)
        return id_is_none(t->whom) ? (struct str){0}
                                   : id_text(room(k), t->whom);
    if (id_is_none(t->whom))
        return t->name;
    return account_load(k->w, t->whom, &a) ? (struct str){0} : a.name;
}

static struct str
of_tie(const struct knowing *k, const struct field *f,
    const struct yield_rule *y, size_t arg)
{
    (void)arg;
    return named(k, tie_of(k, constant(y, "kind")), f);
}

/* A plan names its co-ordinator, who is tied to the child by the same form. */
static struct str
of_plan(const struct knowing *k, const struct field *f,
    const struct yield_rule *y, size_t arg)
{
    if (!str_eq(yield_arg_name(y->kind, arg), S("co_ordinator")))
        return (struct str){0};
    for (size_t i = 0; i < k->form->yield_count; i++)
        if (k->form->yields[i].kind == YIELD_TIE)
            return of_tie(k, f, &k->form->yields[i], arg);
    return (struct str){0};
}

/* ---- what is next ---- */

/* Whether the rule is begun by a meeting of that type being agreed. */
static bool
opened_by(const struct clock_rule *r, const struct triggers *agreed)
{
    return triggers_overlap(&r->opens, agreed);
}

/* Whether what ends the one would end a clock that such a date begins. */
static bool
is_about(const struct pack *p, const struct clock_rule *r,
    const struct triggers *agreed)
{
    for (size_t i = 0; i < p->clocks_count; i++)
        if (opened_by(p->clocks[i], agreed) &&
            triggers_overlap(&p->clocks[i]->met_by, &r->met_by))
            return true;
    return false;
}

/* Whether that form itself began the clock: then its own answer stands. */
static bool
is_stated(const struct knowing *k, const struct clock_at *c)
{
    for (size_t i = 0; i < k->of->child->entries_count; i++)
        if (id_eq(k->of->child->entries[i]->id, c->opening))
            return str_eq(k->of->child->entries[i]->form->id, k->form->id);
    return false;
}

/* The first day by which what the form asks for is due. */
static struct str
of_meeting(const struct knowing *k, const struct field *f,
    const struct yield_rule *y, size_t arg)
{
    const struct pack         *p = k->w->pack;
    const struct str           type = constant(y, "type");
    const struct trigger_where where = {S("type"),
        (size_t)yield_arg_find(YIELD_MEETING, S("type")), &type, 1};
    const struct trigger       one = {.kind = ON_YIELD,
              .yield = YIELD_MEETING,
              .where = &where,
              .where_count = 1};
    const struct triggers      agreed = {&one, 1};
    const struct clock_at     *first = NULL;

    (void)f, (void)arg;
    for (size_t i = 0; type.n && i < k->of->child->clocks_count; i++) {
        const struct clock_at *c = &k->of->child->clocks[i];

        if (child_clock_runs(c) && is_about(p, c->rule, &agreed) &&
            (!first || c->due.us < first->due.us))
            first = c;
    }
    return first && !is_stated(k, first)
        ? date_text(room(k), zone_date(p->zone, first->due))
        : (struct str){0};
}

/* ---- any question ---- */

/* Which argument of the rule the field answers; -1: none. */
static int
answered(const struct yield_rule *y, const struct field *f)
{
    for (size_t i = 0; i < y->from_count; i++)
        for (size_t k = 0; k < y->from[i].field_count; k++)
            if (y->from[i].fields[k] == f)
                return (int)y->from[i].arg;
    return -1;
}

/* In the order in which they are asked: a date is what is due before it is
 * a plan's. */
static const struct {
    enum yield_kind kind;
    struct str (*say)(const struct knowing *k, const struct field *f,
        const struct yield_rule *y, size_t arg);
} all[] = {
    {YIELD_IDENTITY, of_face},
    {YIELD_REGISTER_ON, of_spell},
    {YIELD_TIE, of_tie},
    {YIELD_MEETING, of_meeting},
    {YIELD_PLAN, of_plan},
};

bool
import_known_is_face(const struct form *form, const struct field *f)
{
    for (size_t i = 0; i < form->yield_count; i++)
        if (form->yields[i].kind == YIELD_IDENTITY &&
            answered(&form->yields[i], f) >= 0)
            return true;
    return false;
}

struct str
import_known_say(struct work *w, const struct import_known *of,
    const struct form *form, const struct field *f)
{
    const struct knowing k = {w, of, form};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t n = 0; n < form->yield_count; n++) {
            const struct yield_rule *y = &form->yields[n];
            int arg = y->kind == all[i].kind ? answered(y, f) : -1;

            if (arg >= 0)
                return all[i].say(&k, f, y, (size_t)arg);
        }
    return (struct str){0};
}

enum err
import_known_load(struct work *w, struct id person, struct import_known *out)
{
    struct child_read r;
    enum err          e;

    *out = (struct import_known){0};
    if ((e = child_read(w, person, (struct moment){INT64_MAX}, &r)))
        return e;
    out->child = r.child;
    out->entries = r.entries;
    out->entry_count = r.entry_count;
    out->sources = r.sources;
    out->source_count = r.source_count;
    out->spell = child_registered(r.child, w->today);
    return person_face(w, person, &out->face);
}
