/*
 * A transfer is no table of its own: the move and the signatures are facts of
 * the child, so that a correction of either corrects the transfer.
 */
#include "record/transfer.h"

#include "record/agency.h"
#include "record/authority.h"
#include "record/guard.h"

#include <assert.h>

#define MEANS_LEAVES S("leaves")
#define MEANS_RECEIVES S("receives")

/* ---- what stands ---- */

bool
transfer_of(struct arena *a, const struct child *c, struct transfer *out)
{
    size_t at = c->facts_count;

    while (at > 0 && c->facts[at - 1].fact->kind != YIELD_MOVE)
        at--;
    if (!at)
        return false;
    *out = (struct transfer){.moved = c->facts[at - 1],
        .signs = ARENA_ARRAY(a, struct fact_at, c->facts_count - at + 1)};
    for (; at < c->facts_count; at++)
        if (c->facts[at].fact->kind == YIELD_SIGN)
            out->signs[out->sign_count++] = c->facts[at];
    return true;
}

const struct term_list *
transfer_steps(const struct pack *p)
{
    for (size_t i = 0; i < p->arguments_count; i++)
        if (str_eq(p->arguments[i].yield, yield_word(YIELD_SIGN)))
            return pack_list(p, p->arguments[i].options);
    return NULL;
}

enum transfer_side
transfer_side_of(const struct pack *p, struct str step)
{
    const struct term_list   *l = transfer_steps(p);
    const struct term_option *o = l ? term_option_find(l, step) : NULL;

    if (o && str_eq(o->means, MEANS_LEAVES))
        return SIDE_LEAVES;
    return o && str_eq(o->means, MEANS_RECEIVES) ? SIDE_RECEIVES : SIDE_EITHER;
}

/* ---- who signs ---- */

static struct str
register_authority(const struct child *c)
{
    return c->spells_count ? c->spells[c->spells_count - 1].authority
                           : (struct str){0};
}

enum err
transfer_agency(struct work *w, const struct child *c, const struct transfer *t,
    enum transfer_side side, struct id *out)
{
    struct str said;

    assert(side != SIDE_EITHER);
    said = fact_arg(t->moved.fact, side == SIDE_LEAVES ? S("from") : S("to"));
    if (!said.n && side == SIDE_LEAVES)
        said = register_authority(c);
    *out = (struct id){0};
    return said.n ? agency_said(w, said, out) : OK;
}

static const struct field *
step_field(const struct form *f)
{
    for (size_t i = 0; i < f->yield_count; i++)
        for (size_t k = 0;
             f->yields[i].kind == YIELD_SIGN && k < f->yields[i].from_count;
             k++)
            if (f->yields[i].from[k].field_count)
                return f->yields[i].from[k].fields[0];
    return NULL;
}

static enum err
refuse(struct work *w, const struct field *f, enum msg msg,
    struct entry_wrong *wrong)
{
    wrong->faults = ARENA_NEW(txn_arena(w->tx), struct answer_fault);
    wrong->faults[0] =
        (struct answer_fault){.field = f, .child = -1, .row = -1, .msg = msg};
    wrong->count = 1;
    return ERR_INVALID;
}

static enum err
ask_of(struct work *w, const struct transfer_signing *s, struct id person,
    struct str step, struct entry_wrong *wrong)
{
    enum transfer_side  side = transfer_side_of(w->pack, step);
    const struct child *c;
    struct transfer     t;
    struct id           whose;
    enum err            e;

    if ((e = child_load(w, person, (struct moment){INT64_MAX}, &c)))
        return e;
    if (!transfer_of(txn_arena(w->tx), c, &t))
        return refuse(w, step_field(s->form), MSG_ANSWERS_NO_MOVE, wrong);
    if (side == SIDE_EITHER)
        return OK;
    if ((e = transfer_agency(w, c, &t, side, &whose)))
        return e;
    return id_is_none(whose) || id_eq(whose, s->agency)
        ? OK
        : refuse(w, step_field(s->form), MSG_ANSWERS_OTHER_SIGNS, wrong);
}

enum err
transfer_step_ask(struct work *w, const struct transfer_signing *s,
    struct str step, struct entry_wrong *wrong)
{
    enum err e = OK;

    for (size_t i = 0; step.n && i < s->person_count && !e; i++)
        e = ask_of(w, s, s->persons[i], step, wrong);
    return e;
}

enum err
transfer_sign_ask(struct work *w, const struct transfer_signing *s,
    struct entry_wrong *wrong)
{
    enum err e = OK;

    for (size_t i = 0; i < s->fact_count && !e; i++)
        if (s->facts[i].kind == YIELD_SIGN)
            e = transfer_step_ask(w, s, fact_arg(&s->facts[i], S("step")),
                wrong);
    return e;
}

/* ---- whose register the child leaves ---- */

/* An agency of ours that the child's entries may not have named yet. */
static enum err
leaving_key(struct work *w, const struct agencies_met *met, struct str said,
    struct authority_key *out)
{
    struct agency a;
    struct id     id;
    enum err      e;

    *out = authority_key(txn_arena(w->tx), w->pack, met, said);
    if (!id_parse(said, ID_AGENCY, &id))
        return OK;
    e = agency_load(w, id, &a);
    if (!e && a.term.n)
        out->key = a.term;
    return e == ERR_ABSENT ? OK : e;
}

/* Those of which nobody can say whose they are may be the one. */
static enum err
may_leave(struct work *w, const struct child *c, struct str said, bool *yes)
{
    const struct agencies_met *met =
        c->entries_count ? c->entries[0]->met : NULL;
    struct authority_key whose;
    enum err             e = leaving_key(w, met, said, &whose);

    *yes = false;
    for (size_t i = 0; !e && i < c->spells_count; i++) {
        const struct spell  *s = &c->spells[i];
        struct authority_key key =
            authority_key(txn_arena(w->tx), w->pack, met, s->authority);

        *yes = *yes ||
            (date_is_none(s->off) && !s->temporary &&
                (!key.known || authority_same(key, whose)));
    }
    return e;
}

static enum err
leave_ask(struct work *w, const struct transfer_signing *s,
    const struct fact *fact, struct entry_wrong *wrong)
{
    const struct field *f = guard_question(s->form, fact->kind,
        (size_t)fact_arg_place(fact->kind, S("authority")));
    struct str          said = fact_arg(fact, S("authority"));
    const struct child *c;
    bool                yes = true;
    enum err            e = OK;

    for (size_t i = 0; said.n && i < s->person_count && yes && !e; i++)
        if (!(e = child_load(w, s->persons[i], (struct moment){INT64_MAX}, &c)))
            e = may_leave(w, c, said, &yes);
    return e || yes ? e : refuse(w, f, MSG_ANSWERS_NOT_THEIR_REGISTER, wrong);
}

enum err
transfer_leave_ask(struct work *w, const struct transfer_signing *s,
    struct entry_wrong *wrong)
{
    enum err e = OK;

    for (size_t i = 0; i < s->fact_count && !e; i++)
        if (s->facts[i].kind == YIELD_REGISTER_OFF)
            e = leave_ask(w, s, &s->facts[i], wrong);
    return e;
}
