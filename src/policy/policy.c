/*
 * Deciding is a walk over the pack's access rows.  A permit needs both
 * gates: a role that has the verb at all, and a row that gives it for this
 * thing and this tie; a row that names a role is a gate for that role alone.
 *
 * What is hidden answers as absent whatever the reason of the refusal: were
 * a relative or somebody without the role told "no" where others are told
 * "there is nothing", the difference would betray what is there.
 */
#include "policy/policy.h"

#include <assert.h>

#include "policy/facts.h"
#include "record/kin.h"
#include "record/label.h"

#define BIT(verb) (UINT32_C(1) << (verb))
#define CHECKS                                                                \
    (BIT(MAY_CHECK) | BIT(MAY_CHECK_DISCREET) | BIT(MAY_CHECK_FOR_CALLER))
/* Nobody does these with a child of whom they may only know that it is. */
#define NEEDS_SIGHT                                                           \
    (BIT(MAY_DECIDE) | BIT(MAY_LINK) | BIT(MAY_ALLOCATE) |                    \
        BIT(MAY_TRANSLATE) | BIT(MAY_FEEDBACK) | BIT(MAY_OPEN) |              \
        BIT(MAY_SEE_LOOKERS))
/* What init, the demonstration and imports do for the service itself: they
 * write, and never look at anybody. */
#define SERVICE_MAY                                                           \
    (BIT(MAY_REPORT) | BIT(MAY_TAKE_CALL) | BIT(MAY_BRIEF) |                 \
        BIT(MAY_SECOND_LOOK) | BIT(MAY_RECORD) |                              \
        BIT(MAY_DECIDE) | BIT(MAY_LINK) | BIT(MAY_ALLOCATE) |                 \
        BIT(MAY_TRANSLATE) | BIT(MAY_FEEDBACK) | BIT(MAY_CHALLENGE) |         \
        BIT(MAY_IMPORT) | BIT(MAY_IMPORT_OWN) | BIT(MAY_APPROVE) |            \
        BIT(MAY_GRANT) |                                                      \
        BIT(MAY_CONFIRM) | BIT(MAY_ADMINISTER))

/* Whether any role of the reader has the verb at all; of that id, when one
 * is given. */
static bool
roles_may(const struct policy_facts *f, struct str id)
{
    for (size_t i = 0; i < f->role_count; i++)
        if ((!id.n || str_eq(f->roles[i]->id, id)) &&
            role_may(f->roles[i], verb_word(f->verb)))
            return true;
    return false;
}

static bool
has_role(const struct policy_facts *f, struct str role)
{
    for (size_t i = 0; i < f->role_count; i++)
        if (str_eq(f->roles[i]->id, role))
            return true;
    return false;
}

/* All keys of the row's "who" that are given must hold. */
static bool
who_fits(const struct access_rule *r, const struct policy_facts *f)
{
    if (r->role.n && !has_role(f, r->role))
        return false;
    if (r->tie.n && !str_among(r->tie, f->ties, f->tie_count))
        return false;
    if (r->thread.n &&
        !str_among(r->thread, f->thread_roles, f->thread_role_count))
        return false;
    if (r->desk.n && !str_among(r->desk, f->desks, f->desk_count))
        return false;
    if (r->kin.n && !f->kin)
        return false;
    if (r->own == OWN_READER && !f->own)
        return false;
    if (r->own == OWN_AREA && f->own_area)
        return true;
    return r->own < OWN_AGENCY || f->own || f->own_agency;
}

/* A number or an address by which a family is reached is a place too. */
static bool
tells_where(struct str of)
{
    return str_eq(of, S("location")) || str_eq(of, S("safe_contact"));
}

/* What no permit gives but one that names it: where somebody is, who
 * reported, what a child wants to be kept. */
static bool
must_be_named(struct str of)
{
    return tells_where(of) || str_eq(of, S("reporter")) ||
        str_eq(of, S("words_withheld"));
}

static bool
verb_fits(const struct access_rule *r, const struct policy_facts *f)
{
    return !r->may || (r->may & BIT(f->verb));
}

static bool
what_fits(const struct access_rule *r, const struct policy_facts *f)
{
    if (str_among(f->of, r->except, r->except_count))
        return false;
    if (r->of_count == 0)
        return r->forbid || !must_be_named(f->of);
    return str_among(f->of, r->of, r->of_count);
}

/* A purpose that is not known is none of those a permit asks for, and may
 * be any of those that are forbidden. */
static bool
purpose_fits(const struct access_rule *r, const struct policy_facts *f)
{
    if (r->purpose_count == 0 || (r->forbid && f->purpose.n == 0))
        return true;
    return str_among(f->purpose, r->purposes, r->purpose_count);
}

static bool
forbids(const struct access_rule *r, const struct policy_facts *f)
{
    return r->forbid && verb_fits(r, f) && who_fits(r, f) && what_fits(r, f) &&
        purpose_fits(r, f);
}

/* A row that names nobody is for nobody. */
static bool
permits(const struct access_rule *r, const struct policy_facts *f)
{
    bool names =
        r->role.n || r->tie.n || r->thread.n || r->desk.n || r->kin.n || r->any;

    return names && !r->forbid && verb_fits(r, f) && who_fits(r, f) &&
        what_fits(r, f) && purpose_fits(r, f) &&
        (!r->role.n || roles_may(f, r->role));
}

/* The person's label, as it meets somebody who is not on its list. */
static const struct label_rule *
label_against(const struct pack *pack, const struct policy_facts *f)
{
    if (f->label == LABEL_NORMAL || f->listed)
        return NULL;
    return &pack->labels[f->label];
}

static bool
is_hidden(const struct label_rule *l, const struct policy_facts *f)
{
    if (f->only_elsewhere)
        return true;
    return l && l->others == OTHERS_ABSENT && !(BIT(f->verb) & CHECKS);
}

static enum err
refuse(bool hidden, struct grant *g)
{
    g->depth = DEPTH_NONE;
    g->hide = hidden;
    return hidden ? ERR_ABSENT : ERR_DENIED;
}

/* What the label leaves of a permit. */
static enum err
label_cut(const struct label_rule *l, const struct policy_facts *f,
    struct grant *g)
{
    if (!l || (BIT(f->verb) & CHECKS))
        return OK;
    if (l->seal_location && tells_where(f->of))
        return refuse(false, g);
    if (l->others == OTHERS_FULL)
        return OK;
    if (g->depth > DEPTH_EXISTS)
        g->depth = DEPTH_EXISTS;
    return (BIT(f->verb) & NEEDS_SIGHT) ? refuse(false, g) : OK;
}

enum err
policy_decide(const struct pack *pack, const struct policy_facts *f,
    struct grant *g)
{
    const struct label_rule *l = label_against(pack, f);
    bool                     hidden = is_hidden(l, f);

    *g = (struct grant){0};
    assert(f->verb < VERB_COUNT && f->label < LABEL_COUNT);
    if (!f->complete)
        return ERR_DENIED;
    g->relay = l && l->relay;
    g->rings = l && l->check_rings && (BIT(f->verb) & CHECKS);
    for (size_t i = 0; i < pack->access_count; i++)
        if (forbids(&pack->access[i], f)) {
            g->rule = pack->access[i].id;
            g->tell = pack->access[i].tell;
            return refuse(hidden, g);
        }
    if (hidden || !roles_may(f, (struct str){0}))
        return refuse(hidden, g);
    for (size_t i = 0; i < pack->access_count; i++) {
        const struct access_rule *r = &pack->access[i];

        if (r->depth <= g->depth || !permits(r, f))
            continue;
        g->rule = r->id;
        g->depth = r->depth;
    }
    if (g->depth == DEPTH_NONE)
        return refuse(hidden, g);
    return label_cut(l, f, g);
}

/* A form that yields this asks for that verb; the first that fits. */
static const struct {
    enum yield_kind yields;
    enum verb       verb;
} verb_rows[] = {
    {YIELD_DECIDE, MAY_DECIDE},
    {YIELD_CONCERN, MAY_REPORT},
    {YIELD_CHALLENGE, MAY_CHALLENGE},
    {YIELD_LINK, MAY_LINK},
    {YIELD_UNLINK, MAY_LINK},
    {YIELD_NOT_SAME, MAY_LINK},
    {YIELD_TWINS, MAY_LINK},
    {YIELD_PARTING, MAY_LINK},
    {YIELD_PARTING_OVER, MAY_LINK},
    {YIELD_WITHDRAWN, MAY_IMPORT},
};

enum verb
policy_verb(const struct form *form)
{
    if (form->short_path)
        return MAY_BRIEF;
    for (size_t i = 0; i < sizeof(verb_rows) / sizeof(*verb_rows); i++)
        if (form_yields(form, verb_rows[i].yields))
            return verb_rows[i].verb;
    return MAY_RECORD;
}

/* ---- asking ---- */

/* The service itself: no roles, no ties, no sight of anybody. */
static enum err
ask_service(const struct question *q, struct grant *g)
{
    g->rule = S("service");
    if (!(BIT(q->verb) & SERVICE_MAY))
        return ERR_DENIED;
    g->depth = DEPTH_FULL;
    return OK;
}

/* Somebody with a one-time link reports on a form that is made for it, and
 * names nobody who is known here (S14). */
static enum err
ask_invite(const struct pack *pack, const struct question *q, struct grant *g)
{
    g->rule = S("invite");
    if (q->verb != MAY_REPORT || !id_is_none(q->person) ||
        !id_is_none(q->thread))
        return ERR_DENIED;
    for (size_t i = 0; i < pack->forms_count; i++) {
        const struct form *f = &pack->forms[i];

        if (!f->one_time_link || !str_eq(f->group, q->of) ||
            policy_verb(f) != MAY_REPORT)
            continue;
        g->depth = DEPTH_FULL;
        return OK;
    }
    return ERR_DENIED;
}

/* The stricter of two answers: a refusal that hides, one that does not, the
 * lesser depth.  What must follow from either follows from both. */
static enum err
stricter(enum err x, struct grant *gx, enum err y, const struct grant *gy)
{
    bool rings = gx->rings || gy->rings;
    bool relay = gx->relay || gy->relay;
    bool worse = gy->hide > gx->hide ||
        (gy->hide == gx->hide && (y != OK) > (x != OK)) ||
        (x == OK && y == OK && gy->depth < gx->depth);
    struct str tell = gx->tell.n ? gx->tell : gy->tell;

    if (worse) {
        *gx = *gy;
        x = y;
    }
    gx->rings = rings;
    gx->relay = relay;
    gx->tell = tell;
    return x;
}

/* Whom the question is about: the person it names, else all children of
 * the thread. */
static enum err
persons_of(struct work *w, const struct reader *r, const struct question *q,
    const struct facts_persons **out)
{
    struct facts_persons *p;

    if (id_is_none(q->person) && !id_is_none(q->thread))
        return facts_children(w, r, q->thread, out);
    p = ARENA_NEW(txn_arena(w->tx), struct facts_persons);
    p->all = ARENA_NEW(txn_arena(w->tx), struct id);
    p->all[0] = q->person;
    p->count = !id_is_none(q->person);
    *out = p;
    return OK;
}

/* A relative of one child of a thread is refused the others in it too. */
static enum err
kin_in_thread(struct work *w, const struct reader *r, const struct question *q,
    bool *kin)
{
    const struct facts_persons *children;
    enum err                    e;

    *kin = false;
    if (id_is_none(q->thread))
        return OK;
    if ((e = facts_children(w, r, q->thread, &children)))
        return e;
    for (size_t i = 0; i < children->count && !*kin; i++)
        if ((e = facts_kin(w, r, children->all[i], kin)))
            return e;
    return OK;
}

/* One answer for each person asked about; the strictest is given. */
static enum err
ask_account(struct work *w, const struct reader *r, const struct question *q,
    struct grant *grant)
{
    struct policy_facts         base = facts_of_reader(r, q);
    struct grant                g;
    const struct facts_persons *persons;
    bool                        kin;
    enum err                    e, all = OK;

    if (id_is_none(q->thread))
        facts_no_thread(w, r, q, &base);
    else if ((e = facts_thread(w, r, q->thread, &base)))
        return e;
    if ((e = kin_in_thread(w, r, q, &kin)))
        return e;
    if ((e = persons_of(w, r, q, &persons)))
        return e;
    base.kin = kin;
    base.complete = true;
    if (persons->count == 0)
        return policy_decide(w->pack, &base, grant);
    for (size_t i = 0; i < persons->count; i++) {
        struct policy_facts f = base;

        if ((e = facts_person(w, r, persons->all[i], &f)))
            return e;
        f.kin = f.kin || kin;
        if (!id_is_none(q->thread) && f.desk_count)
            facts_on_duty(txn_arena(w->tx), w->pack, &f);
        e = policy_decide(w->pack, &f, &g);
        all = i ? stricter(all, grant, e, &g) : e;
        if (i == 0)
            *grant = g;
    }
    return all;
}

enum err
policy_label(struct work *w, const struct reader *r, struct id person,
    enum label_kind *out)
{
    struct policy_facts f = {0};
    enum err            e = facts_person(w, r, person, &f);

    if (e == OK)
        *out = f.label;
    return e;
}

static enum err
ask_kind(struct work *w, const struct reader *r, const struct question *q,
    struct grant *grant)
{
    switch (r->kind) {
    case READER_ACCOUNT:
        return ask_account(w, r, q, grant);
    case READER_SERVICE:
        return ask_service(q, grant);
    case READER_INVITE:
        return ask_invite(w->pack, q, grant);
    case READER_NOBODY:
        break;
    }
    return ERR_SIGN_IN;
}

enum err
policy_ask(struct work *w, const struct reader *r, const struct question *q,
    struct grant *grant)
{
    enum err e;

    *grant = (struct grant){0};
    e = ask_kind(w, r, q, grant);
    grant->purpose = q->purpose;
    grant->person = q->person;
    return e;
}
