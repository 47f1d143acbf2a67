/*
 * Small questions that several pages put in the same way.
 */
#include "action/look.h"

#include "record/entry.h"

const struct str look_means[LOOK_PURPOSES] = {
    S_INIT("casework"),
    S_INIT("duty"),
    S_INIT("own"),
    S_INIT("oversight"),
};

struct str
look_purpose(const struct pack *p, struct str means)
{
    const struct purpose_term *t = pack_purpose_for(p, means);

    return t ? t->id : (struct str){0};
}

enum err
look_ask(struct work *w, struct cx *cx, struct question *q, struct grant *grant)
{
    struct question first = *q;
    struct grant    got;
    enum err        e, was = ERR_DENIED;

    for (size_t i = 0; i < LOOK_PURPOSES; i++) {
        q->purpose = look_purpose(w->pack, look_means[i]);
        e = policy_ask(w, &cx->reader, q, &got);
        if (i == 0)
            *grant = got;
        if (e == OK) {
            *grant = got;
            return OK;
        }
        if (!err_is_refusal(e))
            return e;
        if (i == 0)
            was = e;
    }
    q->purpose = first.purpose;
    return was;
}

enum err
look_row(struct work *w, struct cx *cx, const struct thread_row *row,
    enum look_as as, bool *yes)
{
    struct question q = {.verb = as == LOOK_AS_OWN ? MAY_READ : MAY_LIST,
        .thread = row->thread};
    struct grant    g;
    struct entry    opened;
    enum err        e;

    *yes = false;
    if ((e = entry_load(w, row->entry, &opened)))
        return e;
    q.of = opened.form->group;
    if (as == LOOK_AS_OWN) {
        q.purpose = look_purpose(w->pack, S("own"));
        e = policy_ask(w, &cx->reader, &q, &g);
    } else {
        q.person = row->person;
        e = look_ask(w, cx, &q, &g);
    }
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

struct str
look_name(struct arena *a, struct str given, struct str family)
{
    struct str parts[2] = {given, family};

    return str_trim(str_join(a, parts, 2, S(" ")));
}

enum err
look_account(struct work *w, struct id account, struct str *name)
{
    enum err e;

    *name = (struct str){0};
    if (id_is_none(account))
        return OK;
    e = account_name(w, account, name);
    return e == ERR_ABSENT ? OK : e;
}

static struct words
kind_words(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->agency_kinds_count; i++)
        if (str_eq(p->agency_kinds[i].id, kind))
            return p->agency_kinds[i].title;
    return (struct words){0};
}

static bool
decides(const struct pack *p, const struct agency *a)
{
    const struct desk_term *door = pack_desk_for(p, S("front_door"));

    return door && str_eq(door->of, a->kind);
}

/* The name of one that decides, or is the reader's own. */
static struct words
name_deciding(const struct pack *p, const struct cx *cx, const struct agency *a)
{
    if (id_eq(a->id, cx->reader.agency.id) || decides(p, a))
        return a->name;
    return (struct words){0};
}

enum look_place
look_place_of(const struct pack *p, const struct view *v)
{
    const struct form *moves = pack_form_yielding(p, YIELD_SIGN);

    if (v->label != LABEL_NORMAL && p->labels[v->label].relay &&
        view_depth(v, S("register")) < DEPTH_FULL &&
        (!moves || view_depth(v, moves->group) < DEPTH_FULL))
        return LOOK_NOWHERE;
    return view_depth(v, S("location")) == DEPTH_FULL ? LOOK_PLACES
                                                      : LOOK_NO_PLACES;
}

enum err
look_account_at(struct work *w, const struct cx *cx, struct id account,
    enum look_place places, struct str *name)
{
    struct account a;
    enum err       e;

    *name = (struct str){0};
    if (id_is_none(account))
        return OK;
    e = account_load(w, account, &a);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (places != LOOK_NOWHERE || id_eq(a.agency, cx->reader.agency.id))
        *name = a.name;
    return OK;
}

struct words
look_agency_words(const struct pack *p, const struct cx *cx,
    const struct agency *a, enum look_place places)
{
    struct words name = name_deciding(p, cx, a);

    if (name.en.n &&
        (places != LOOK_NOWHERE || id_eq(a->id, cx->reader.agency.id)))
        return name;
    return places == LOOK_PLACES ? a->name : kind_words(p, a->kind);
}

enum err
look_agency_deciding(struct work *w, const struct cx *cx, struct id agency,
    struct words *out)
{
    struct agency a;
    enum err      e;

    *out = (struct words){0};
    if (id_is_none(agency))
        return OK;
    e = agency_load(w, agency, &a);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    *out = name_deciding(w->pack, cx, &a);
    return OK;
}

enum err
look_agency(struct work *w, const struct cx *cx, struct id agency,
    enum look_place places, struct words *out)
{
    struct agency a;
    enum err      e;

    *out = (struct words){0};
    if (id_is_none(agency))
        return OK;
    e = agency_load(w, agency, &a);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    *out = look_agency_words(w->pack, cx, &a, places);
    return OK;
}
