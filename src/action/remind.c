/*
 * Reminders of what was begun and not sent, and of what became of its second
 * look (S21).  The pack says who is told and when, in the shares that a
 * draft sets off.
 */
#include "action/report.h"

#include <assert.h>

#include "base/zone.h"
#include "record/account.h"
#include "record/kin.h"
#include "record/notice.h"
#include "record/person.h"

struct reminding {
    struct work             *w;
    const struct share_rule *share;
    const struct trigger    *on;
    const struct draft      *draft;
    enum draft_look          look; /* LOOK_NONE: it lies unsent */
    struct notice            as; /* what is told, but by whose rule, to whom */
    struct moment           *next; /* given: nobody is told, only when */
};

/* From when on the day's end counts: as long before it as the pack lets a
 * draft lie at all. */
static enum err
day_ends(struct work *w, struct moment saved, struct moment *from)
{
    const struct term_limit *limit = pack_limit(w->pack, S("unsent_reminder"));
    struct moment            end =
        zone_day_end(w->pack->zone, zone_date(w->pack->zone, saved));

    return span_before(w->pack->calendar, w->pack->zone, end, limit->span,
        from);
}

static enum err
due_at(const struct reminding *r, struct moment *at)
{
    struct work *w = r->w;

    return r->on->unsent_day_ends ? day_ends(w, r->draft->saved_at, at)
                                  : span_add(w->pack->calendar, w->pack->zone,
                                        r->draft->saved_at, r->on->unsent, at);
}

static enum err
is_due(const struct reminding *r, bool *due)
{
    struct moment at;
    enum err      e = due_at(r, &at);

    if (!e)
        *due = at.us <= r->w->now.us;
    return e;
}

/* It went: what was typed is forgotten, and its entry says where to. */
static enum err
is_everybodys(const struct reminding *r, bool *yes)
{
    struct entry entry;
    enum err     e = entry_load(r->w, r->as.cause, &entry);

    if (!e)
        *yes = !entry.only_route;
    return e;
}

/*
 * Whether colleagues may know that there is one (S15): not when it goes to
 * one desk alone, and not while the question that decides so is open.
 */
static enum err
may_be_known(const struct reminding *r, bool *yes)
{
    const struct form       *form = pack_form(r->w->pack, r->draft->form);
    const struct form_route *route;
    struct typed             t;
    struct answers_about     about;
    struct answers           s;
    enum err                 e;

    *yes = false;
    if (!form)
        return OK;
    if (r->look == LOOK_UNLOOKED)
        return is_everybodys(r, yes);
    if ((e = draft_typed(r->w, r->draft, form, &t)))
        return e;
    about = typed_about(&t, r->w->today);
    typed_answers(&t, &about, &s);
    route = typed_route(&s, &about);
    *yes = route && !route->only;
    for (size_t i = 0; i < form->route_count && *yes; i++) {
        const struct condition *c = form->routes[i].when;

        if (form->routes[i].only && c && c->kind == WHEN_FIELD &&
            !answers_value(&s, c->field, -1))
            *yes = false;
    }
    return OK;
}

/* A colleague's kin may be among whom it is about (S9): in a thread, or a
 * child of their own agency's who was chosen. */
static enum err
is_strange_to(const struct reminding *r, struct id account, bool *yes)
{
    const struct form *form = pack_form(r->w->pack, r->draft->form);
    struct typed       t;
    struct typed_list  children;
    enum err           e;

    if ((e = kin_may_be_told(r->w, account, r->draft->thread, (struct id){0},
             yes)) ||
        !*yes || (e = draft_typed(r->w, r->draft, form, &t)))
        return e;
    children = typed_children(&t);
    for (size_t i = 0; i < children.count && *yes; i++) {
        struct str said = typed_text(&t,
            typed_source_name(txn_arena(r->w->tx), children.all[i]));
        struct id  source, person;

        if (!id_parse(said, ID_SOURCE, &source))
            continue;
        e = person_of_source(r->w, source, &person);
        if (e == OK)
            e = kin_may_be_told(r->w, account, (struct id){0}, person, yes);
        if (e && e != ERR_ABSENT)
            return e;
    }
    return OK;
}

static enum err
tell(const struct reminding *r, struct id account)
{
    struct notice n = r->as;

    n.rule = r->share->id;
    n.to_account = account;
    return notice_put(r->w, &n);
}

static bool
holds(const struct account *a, struct str role)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (str_eq(a->roles[i].role->id, role))
            return true;
    return false;
}

/* Everybody of the author's agency in that role, but the author. */
static enum err
tell_holders(const struct reminding *r, const struct account *author,
    struct str role, size_t *told)
{
    struct account *all;
    size_t          n;
    bool            yes;
    enum err        e;

    if ((e = account_list(r->w, author->agency, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (all[i].ended || !all[i].confirmed || !holds(&all[i], role) ||
            id_eq(all[i].id, author->id))
            continue;
        if ((e = is_strange_to(r, all[i].id, &yes)))
            return e;
        if (!yes)
            continue;
        if ((e = tell(r, all[i].id)))
            return e;
        (*told)++;
    }
    return OK;
}

/* Nobody holds the role but the author: whoever covers it, then its
 * manager. */
static enum err
tell_role(const struct reminding *r, struct str role)
{
    const struct role_term *term = pack_role(r->w->pack, role);
    struct account          author;
    struct str              ladder[3] = {role};
    size_t                  told = 0;
    bool                    known;
    enum err                e;

    if ((e = may_be_known(r, &known)) || !known || !term)
        return e;
    if ((e = account_load(r->w, r->draft->account, &author)))
        return e;
    ladder[1] = term->cover;
    ladder[2] = term->manager;
    for (size_t i = 0; i < 3 && !told; i++)
        if (ladder[i].n && (e = tell_holders(r, &author, ladder[i], &told)))
            return e;
    return OK;
}

static enum err
tell_all(const struct reminding *r)
{
    enum err e;

    for (size_t i = 0; i < r->share->to_count; i++) {
        const struct addressee *to = &r->share->to[i];

        e = OK;
        if (str_eq(to->kind, S("draft")))
            e = tell(r, r->draft->account);
        else if (str_eq(to->kind, S("role")))
            e = tell_role(r, to->id);
        if (e)
            return e;
    }
    return OK;
}

static enum err
foresee(const struct reminding *r)
{
    struct moment at;
    enum err      e = due_at(r, &at);

    if (!e && at.us > r->w->now.us)
        *r->next = moment_sooner(*r->next, at);
    return e;
}

static enum err
remind(const struct reminding *r)
{
    bool     due = true;
    enum err e;

    if (r->next)
        return foresee(r);
    if (r->look == LOOK_NONE && (e = is_due(r, &due)))
        return e;
    return due ? tell_all(r) : OK;
}

/* By each share that a draft of that form sets off so. */
static enum err
remind_of(struct reminding *r)
{
    const struct pack *p = r->w->pack;
    enum err           e;

    for (size_t i = 0; i < p->shares_count; i++) {
        r->share = &p->shares[i];
        for (size_t k = 0; k < r->share->on.count; k++) {
            r->on = &r->share->on.all[k];
            if (r->on->kind == ON_DRAFT && r->on->look == r->look &&
                str_eq(r->on->form, r->draft->form) && (e = remind(r)))
                return e;
        }
    }
    return OK;
}

enum err
draft_look_told(struct work *w, const struct draft *d, enum draft_look look,
    const struct notice *as)
{
    struct reminding r = {.w = w, .draft = d, .look = look, .as = *as};

    assert(look != LOOK_NONE);
    return remind_of(&r);
}

static enum err
unsent_each(struct work *w, struct moment *next)
{
    struct draft *all;
    size_t        n;
    enum err      e;

    if ((e = draft_unsent(w, w->now, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        struct reminding r = {.w = w,
            .draft = &all[i],
            .as = {.cause = all[i].id},
            .next = next};

        if ((e = remind_of(&r)))
            return e;
    }
    return OK;
}

enum err
draft_reminders(struct work *w)
{
    return unsent_each(w, NULL);
}

enum err
draft_reminders_next(struct work *w, struct moment *next)
{
    return unsent_each(w, next);
}
