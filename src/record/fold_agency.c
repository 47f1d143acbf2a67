/*
 * A clock for each agency that is asked: it waits for that one, and what
 * another one says leaves it running.  Who answers is whom the entry names,
 * so that somebody may write down what was said on the telephone; where it
 * names nobody, whoever wrote it speaks for their own agency.
 *
 * An opening that names no agency at all (an old one, or one brought in) is
 * met by whoever answers: nobody could meet it else.
 *
 * Agencies are compared as they were answered, by id or by the pack's word,
 * and not by what they are called now: an entry read alone must be folded as
 * it is among all of them.
 */
#include "record/authority.h"
#include "record/fold_inside.h"

static struct str
said_in_field(struct arena *a, const struct clock_agency *at,
    const struct fold_entry *e)
{
    const struct field *f = form_field(e->form, at->name);

    return f ? answers_text(a, &e->answers, f, -1) : (struct str){0};
}

struct str
fold_asked(struct arena *a, const struct clock_rule *r,
    const struct fold_entry *e, const struct fact *by)
{
    if (!r->per_agency)
        return (struct str){0};
    if (!r->asked.name.n)
        return id_is_none(e->agency) ? (struct str){0} : id_text(a, e->agency);
    if (!r->asked.is_arg)
        return said_in_field(a, &r->asked, e);
    return by ? fact_arg(by, r->asked.name) : (struct str){0};
}

bool
fold_same_agency(const struct fold *f, const struct fold_entry *e,
    struct str one, struct str other)
{
    const struct pack *p = fold_pack(f, e);

    return authority_same(authority_key(f->arena, p, NULL, one),
        authority_key(f->arena, p, NULL, other));
}

static bool
fires_on_fact(const struct triggers *t, const struct fact *f)
{
    for (size_t i = 0; i < t->count; i++)
        if (trigger_on_fact(&t->all[i], f))
            return true;
    return false;
}

/* Of several facts each may be another agency's. */
static bool
answers_in_facts(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e, bool *said)
{
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fact *fact = &e->facts[i];
        struct str         who = fact_arg(fact, c->rule->answers.name);

        if (!who.n || !fact_is_for(fact, e->child) ||
            !fires_on_fact(&c->rule->met_by, fact))
            continue;
        *said = true;
        if (fold_same_agency(f, e, c->asked, who))
            return true;
    }
    return false;
}

bool
fold_answers(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e)
{
    const struct clock_agency *at = &c->rule->answers;
    struct str                 who = {0};
    bool                       said = false;

    if (!c->asked.n)
        return true;
    if (at->is_arg && answers_in_facts(f, c, e, &said))
        return true;
    if (said)
        return false;
    if (at->name.n && !at->is_arg)
        who = said_in_field(f->arena, at, e);
    if (!who.n && !id_is_none(e->agency))
        who = id_text(f->arena, e->agency);
    return who.n && fold_same_agency(f, e, c->asked, who);
}

/* ---- who is spared ---- */

struct str
fold_asked_kind(const struct fold_entry *e, struct str asked)
{
    for (size_t i = 0; e->met && i < e->met->count; i++)
        if (str_eq(e->met->all[i].id, asked))
            return e->met->all[i].kind;
    return (struct str){0};
}

/* Where one of a kind is asked, an answer may name it by that kind (S7). */
static bool
is_meant(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e, struct str named)
{
    return !c->asked.n || str_eq(named, c->asked_kind) ||
        fold_same_agency(f, e, c->asked, named);
}

static struct str
agency_of(const struct fact *f)
{
    int arg = yield_arg_agency(f->kind);

    return arg < 0 ? (struct str){0} : f->args[arg];
}

/* Whether the entry says the one of the agency, and the other too. */
static bool
says_too(const struct clock_at *c, const struct fold_entry *e, struct str whom)
{
    const struct triggers *with = &c->rule->spared_with;

    for (size_t i = 0; with->count && i < e->fact_count; i++)
        if (fact_is_for(&e->facts[i], e->child) &&
            fires_on_fact(with, &e->facts[i]) &&
            str_eq(agency_of(&e->facts[i]), whom))
            return true;
    return !with->count;
}

bool
fold_spares(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e)
{
    for (size_t i = 0; c->rule->spared_by.count && i < e->fact_count; i++) {
        const struct fact *fact = &e->facts[i];
        struct str         whom = agency_of(fact);

        if (whom.n && fact_is_for(fact, e->child) &&
            fires_on_fact(&c->rule->spared_by, fact) &&
            is_meant(f, c, e, whom) && says_too(c, e, whom))
            return true;
    }
    return false;
}
