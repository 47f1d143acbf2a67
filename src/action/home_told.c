/*
 * Notices of what changes the register, in the child's own record: who may
 * open the child's page is led there.
 *
 * The share told of it whoever worked with the child, and the entry may
 * itself have ended that; somebody who cannot open the page any more, and is
 * not told of whom, has been told nothing (W67).  Relatives are never told
 * (S9), and a protected child is named to nobody who is not on the list (S7).
 */
#include "action/home_inside.h"

#include "action/child.h"
#include "action/look.h"
#include "action/rows.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/person.h"

/* What is said with the child's name. */
static const enum yield_kind said_by_name[] = {YIELD_REGISTER_OFF,
    YIELD_TEMPORARY_ON, YIELD_TEMPORARY_OFF, YIELD_MISSING, YIELD_FOUND};

static bool
is_said_by_name(const struct trigger *t)
{
    for (size_t i = 0; i < sizeof said_by_name / sizeof *said_by_name; i++)
        if (t->kind == ON_YIELD && t->yield == said_by_name[i])
            return true;
    return false;
}

static bool
is_of_register(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return p->shares[i].on.count &&
                is_said_by_name(&p->shares[i].on.all[0]);
    return false;
}

static enum err
may_be_named(struct work *w, struct cx *cx, const struct notice *n, bool *yes)
{
    enum label_kind label;
    bool            listed;
    struct id       now;
    enum err        e;

    *yes = false;
    if ((e = person_resolve(w, n->person, &now)) ||
        (e = kin_may_be_told(w, cx->reader.account.id, n->thread, now, yes)) ||
        !*yes ||
        (e = label_stands(w, now, cx->reader.account.id, &label, &listed)))
        return e;
    *yes = label == LABEL_NORMAL || listed;
    return OK;
}

static enum err
name_it(struct work *w, struct cx *cx, struct home_notice *n)
{
    struct face f;
    enum err    e = person_face(w, n->notice.person, &f);

    if (!e)
        n->told = look_name(cx->arena, f.given, f.family);
    return e == ERR_ABSENT ? OK : e;
}

enum err
home_told(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    static const struct child_ask now;
    struct ask    ask = {.about = n->notice.person, .with = &now};
    struct ground g = {0};
    bool          named = false;
    enum err      e;

    *yes = false;
    if (id_is_none(ask.about) || !is_of_register(w->pack, n->notice.rule))
        return OK;
    e = ground_child(w, cx, &ask, &g);
    if (e && !err_is_refusal(e))
        return e;
    n->record = true;
    *yes = e == OK;
    if ((e = may_be_named(w, cx, &n->notice, &named)) || !named)
        return e;
    *yes = true;
    return name_it(w, cx, n);
}
