/*
 * Whom a question of casework may be answered with: colleagues, whoever has
 * a tie to one of the children, for a group of agencies everybody of the area,
 * and agencies of the kind that is asked for.
 */
#include "action/casework_inside.h"
#include "action/concern_form.h"

#include "practice/meeting.h"
#include "record/tie.h"

struct offering {
    struct work        *w;
    struct cx          *cx;
    const struct form  *form;
    struct draft_offer *out;
    size_t              room;
    /* the children it is about */
    const struct draft_subject *subjects;
    size_t                      subject_count;
};

/* The first question of that type, also one in a table. */
static const struct field *
asked(const struct form *form, enum field_type type)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];

        if (f->type == type)
            return f;
        for (size_t k = 0; k < f->column_count; k++)
            if (f->columns[k].type == type)
                return &f->columns[k];
    }
    return NULL;
}

static void
offer_begin(struct offering *o, size_t room)
{
    o->room = room;
    o->out->rows = ARENA_ARRAY(o->cx->arena, struct draft_offered, room);
    o->out->count = 0;
}

static void
offer_add(struct offering *o, struct id id, struct str name, struct words more)
{
    struct str text = id_text(o->cx->arena, id);
    struct str parts[2] = {name, words_in(more, o->cx->lang)};

    for (size_t i = 0; i < o->out->count; i++)
        if (str_eq(o->out->rows[i].id, text))
            return;
    if (o->out->count == o->room)
        return;
    o->out->rows[o->out->count].id = text;
    o->out->rows[o->out->count++].label =
        str_join(o->cx->arena, parts, parts[1].n ? 2 : 1, S(", "));
}

#define TIED_MOST 64
#define STAFF_MOST 256

/* A letter is not held for whoever wrote it (S18). */
static bool
is_oneself(const struct offering *o, struct id account)
{
    return form_yields(o->form, YIELD_LETTER) &&
        id_eq(account, o->cx->reader.account.id);
}

/* Whoever a letter is held for must be able to release it, about each child. */
static enum err
may_release(const struct offering *o, struct id account, bool *yes)
{
    const struct form *f = pack_form_yielding(o->w->pack, YIELD_RELEASE);
    struct cx          theirs = *o->cx;
    struct grant       g;
    enum err           e;

    *yes = true;
    if (!form_yields(o->form, YIELD_LETTER) || !f)
        return OK;
    if ((e = reader_of_account(o->w, account, &theirs.reader)))
        return e;
    for (size_t i = 0; *yes && i < o->subject_count; i++) {
        e = casework_may(o->w, &theirs, f, o->subjects[i].person, &g);
        if (e && !err_is_refusal(e))
            return e;
        *yes = e == OK;
    }
    return OK;
}

/* Who only takes minutes has no work with a child (W34). */
static bool
works_with_children(const struct pack *p, const struct account *a)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (!a->roles[i].role->no_case_data &&
            !meeting_taken_by(p, a->roles[i].role->id))
            return a->confirmed && !a->ended;
    return false;
}

static bool
takes_minutes(const struct pack *p, const struct account *a)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (meeting_taken_by(p, a->roles[i].role->id))
            return a->confirmed && !a->ended;
    return false;
}

/* The authority and the agencies of its area, by name.  Not those first that
 * have a tie to the child: that would say which school it is (S7). */
static enum err
doers_offer(struct offering *o)
{
    const struct agency *own = &o->cx->reader.agency;
    struct agency        area = *own, *near;
    struct id            keeper;
    size_t               count;
    enum err             e;

    if ((e = agency_keeper(o->w, own, &keeper)))
        return e;
    if (!id_is_none(keeper) && (e = agency_load(o->w, keeper, &area)))
        return e;
    if ((e = agency_area(o->w, area.id, &near, &count)))
        return e;
    offer_begin(o, count + 1);
    offer_add(o, area.id, words_in(area.name, o->cx->lang), (struct words){0});
    for (size_t i = 0; i < count; i++)
        offer_add(o, near[i].id, words_in(near[i].name, o->cx->lang),
            (struct words){0});
    return OK;
}

static enum err
account_add(struct offering *o, const struct account *a)
{
    bool     yes;
    enum err e;

    if (!works_with_children(o->w->pack, a) || is_oneself(o, a->id))
        return OK;
    if ((e = may_release(o, a->id, &yes)))
        return e;
    if (yes)
        offer_add(o, a->id, a->name, a->title);
    return OK;
}

/* Accounts with a tie to the child; a relative's tie is none of these. */
static enum err
tied_add(struct offering *o, struct id person)
{
    struct tie_row *ties;
    struct account  a;
    size_t          n;
    enum err        e;

    if (id_is_none(person)) /* a newcomer has none */
        return OK;
    if ((e = tie_list(o->w, person, S(""), &ties, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (ties[i].whom.kind != ID_ACCOUNT)
            continue;
        if ((e = account_load(o->w, ties[i].whom, &a)) ||
            (e = account_add(o, &a)))
            return e;
    }
    return OK;
}

/* Whether the answer joins a group in which all agencies sit. */
static bool
joins_group(const struct offering *o)
{
    const struct tie_term *kind =
        pack_tie(o->w->pack, form_arg_value(o->form, YIELD_TIE, S("kind")));

    return kind && str_eq(kind->means, S("core_group"));
}

static enum err
staff_add(struct offering *o, const struct agency *of)
{
    struct account *all;
    size_t          n;
    enum err        e = account_list(o->w, of->id, &all, &n);

    for (size_t i = 0; !e && i < n; i++)
        if (works_with_children(o->w->pack, &all[i]))
            offer_add(o, all[i].id, all[i].name, of->name);
    return e;
}

/* Everybody of every agency of the area, in the order of agencies and never
 * of ties, which would say which school it is (S7). */
static enum err
area_offer(struct offering *o)
{
    const struct agency *own = &o->cx->reader.agency;
    struct agency       *near;
    size_t               n;
    enum err             e;

    if ((e = agency_area(o->w, own->id, &near, &n)))
        return e;
    offer_begin(o, (n + 1) * STAFF_MOST);
    e = staff_add(o, own);
    for (size_t i = 0; !e && i < n; i++)
        e = staff_add(o, &near[i]);
    return e;
}

static enum err
accounts_offer(struct offering *o)
{
    struct account *own;
    size_t          count;
    enum err        e;

    if ((e = account_list(o->w, o->cx->reader.agency.id, &own, &count)))
        return e;
    offer_begin(o, count + TIED_MOST);
    for (size_t i = 0; i < o->subject_count; i++)
        if ((e = tied_add(o, o->subjects[i].person)))
            return e;
    for (size_t i = 0; i < count; i++)
        if ((e = account_add(o, &own[i])))
            return e;
    return OK;
}

/* Those of the reader's own agency who may take minutes. */
static enum err
takers_offer(struct offering *o)
{
    struct account *own;
    size_t          n;
    enum err        e;

    if ((e = account_list(o->w, o->cx->reader.agency.id, &own, &n)))
        return e;
    offer_begin(o, n + 1);
    for (size_t i = 0; i < n; i++)
        if (takes_minutes(o->w->pack, &own[i]))
            offer_add(o, own[i].id, own[i].name, own[i].title);
    return OK;
}

/* Of its questions for an account: who takes the minutes, or somebody else. */
static bool
asks_account(const struct form *form, bool taker)
{
    const struct field *f;

    for (size_t i = 0; i < form->field_count; i++) {
        f = &form->fields[i];
        if (f->type == FIELD_ACCOUNT && meeting_asks_taker(form, f) == taker)
            return true;
        for (size_t k = 0; !taker && k < f->column_count; k++)
            if (f->columns[k].type == FIELD_ACCOUNT)
                return true;
    }
    return false;
}

static enum err
agencies_offer(struct offering *o, const struct field *f)
{
    struct agency *all;
    size_t         n;
    enum err       e;

    if ((e = agency_list(o->w, f->kind, &all, &n)))
        return e;
    offer_begin(o, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!all[i].ended)
            offer_add(o, all[i].id, words_in(all[i].name, o->cx->lang),
                (struct words){0});
    return OK;
}

/* Whether it asks which agency is to do something, also in a table. */
static bool
has_doer(const struct form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];

        if (form_asks_doer(form, f))
            return true;
        for (size_t k = 0; k < f->column_count; k++)
            if (form_asks_doer(form, &f->columns[k]))
                return true;
    }
    return false;
}

enum err
casework_offers(struct work *w, struct cx *cx, struct draft_page *p)
{
    const struct field *agency = asked(p->form, FIELD_AGENCY);
    struct offering     o = {.w = w,
            .cx = cx,
            .form = p->form,
            .out = &p->accounts,
            .subjects = p->subjects,
            .subject_count = p->subject_count};
    enum err            e;

    if (asks_account(p->form, false) &&
        (e = joins_group(&o) ? area_offer(&o) : accounts_offer(&o)))
        return e;
    o.out = &p->takers;
    if (asks_account(p->form, true) && (e = takers_offer(&o)))
        return e;
    o.out = &p->doers;
    if (has_doer(p->form) && (e = doers_offer(&o)))
        return e;
    o.out = &p->agencies;
    return agency && agency->kind.n ? agencies_offer(&o, agency) : OK;
}
