/*
 * Who is asking.  Roles are those in force now; desks are the ones the roles
 * are held at, and those whose work goes to one of them while they are shut.
 * Both change with the hour: a reader is remembered (record/known.h) until a
 * role begins or ends, or any desk opens or shuts.
 */
#include "policy/reader.h"

#include <assert.h>

#include "record/known.h"

static bool
staffs(const struct reader *r, struct id desk)
{
    for (size_t i = 0; i < r->desk_count; i++)
        if (id_eq(r->desks[i].id, desk))
            return true;
    return false;
}

static void
desks_add(struct arena *a, struct reader *r, const struct desk *d,
    struct str through)
{
    struct desk *desks = ARENA_ARRAY(a, struct desk, r->desk_count + 1);
    struct str  *ways = ARENA_ARRAY(a, struct str, r->desk_count + 1);

    for (size_t i = 0; i < r->desk_count; i++) {
        desks[i] = r->desks[i];
        ways[i] = r->through[i];
    }
    desks[r->desk_count] = *d;
    ways[r->desk_count++] = through;
    r->desks = desks;
    r->through = ways;
}

/* The desks of the roles. */
static enum err
desks_own(struct work *w, struct reader *r)
{
    const struct account *a = &r->account;
    enum err              e;

    for (size_t i = 0; i < a->role_count; i++) {
        struct desk d;

        if (id_is_none(a->roles[i].desk) || staffs(r, a->roles[i].desk))
            continue;
        e = desk_load(w, a->roles[i].desk, &d);
        if (e == ERR_ABSENT)
            continue;
        if (e)
            return e;
        desks_add(txn_arena(w->tx), r, &d, d.term->id);
    }
    return OK;
}

/* Behind the reader's own desks, those that they cover now. */
static enum err
desks_covered(struct work *w, struct reader *r)
{
    size_t   own = r->desk_count;
    enum err e;

    for (size_t i = 0; i < own; i++) {
        struct str   through = r->desks[i].term->id;
        struct desk *more;
        size_t       n;

        if ((e = desk_covers(w, &r->desks[i], &more, &n)))
            return e;
        for (size_t k = 0; k < n; k++)
            if (!staffs(r, more[k].id))
                desks_add(txn_arena(w->tx), r, &more[k], through);
    }
    return OK;
}

static void
scope_make(struct arena *a, struct reader *r)
{
    struct id *scope = ARENA_ARRAY(a, struct id, r->desk_count + 2);
    size_t     n = 0;

    for (size_t i = 0; i < r->desk_count; i++)
        scope[n++] = r->desks[i].id;
    scope[n++] = r->agency.id;
    scope[n++] = r->account.id;
    r->scope = scope;
    r->scope_count = n;
}

static void
roles_make(struct arena *a, struct reader *r)
{
    const struct account *from = &r->account;

    r->role_count = 0;
    r->roles = ARENA_ARRAY(a, const struct role_term *, from->role_count + 1);
    for (size_t i = 0; i < from->role_count; i++)
        r->roles[r->role_count++] = from->roles[i].role;
}

static enum err
reader_make(struct work *w, struct id account, struct reader *out)
{
    struct reader r = {.kind = READER_ACCOUNT};
    enum err      e;

    e = account_load(w, account, &r.account);
    if (e)
        return e == ERR_ABSENT ? ERR_SIGN_IN : e;
    if (r.account.ended || !r.account.confirmed)
        return ERR_SIGN_IN;
    if ((e = agency_load(w, r.account.agency, &r.agency)))
        return e;
    roles_make(txn_arena(w->tx), &r);
    if ((e = desks_own(w, &r)))
        return e;
    if ((e = desks_covered(w, &r)))
        return e;
    scope_make(txn_arena(w->tx), &r);
    *out = r;
    return OK;
}

/* ---- remembered ---- */

static struct words
words_dup(struct arena *a, struct words w)
{
    return (struct words){str_dup(a, w.cy), str_dup(a, w.en)};
}

/* Whole, but for the password's hash, which nobody needs to remember.  Words
 * of the pack are not copied: they stay. */
static const struct reader *
reader_copy(struct arena *a, const struct reader *r)
{
    struct reader *c = ARENA_NEW(a, struct reader);

    *c = *r;
    c->account.login = str_dup(a, r->account.login);
    c->account.name = str_dup(a, r->account.name);
    c->account.title = words_dup(a, r->account.title);
    c->account.password = (struct str){0};
    c->account.roles =
        ARENA_ARRAY(a, struct account_role, r->account.role_count + 1);
    for (size_t i = 0; i < r->account.role_count; i++)
        c->account.roles[i] = r->account.roles[i];
    c->agency.kind = str_dup(a, r->agency.kind);
    c->agency.term = str_dup(a, r->agency.term);
    c->agency.name = words_dup(a, r->agency.name);
    roles_make(a, c);
    c->desk_count = 0;
    for (size_t i = 0; i < r->desk_count; i++) {
        struct desk d = r->desks[i];

        d.telephone = str_dup(a, d.telephone);
        d.relay = str_dup(a, d.relay);
        desks_add(a, c, &d, r->through[i]);
    }
    scope_make(a, c);
    return c;
}

/* When a role begins or ends, or a desk opens or shuts. */
static enum err
reader_changes(struct work *w, struct id account, struct moment *at)
{
    const struct pack *p = w->pack;
    enum err           e;

    if ((e = account_changes(w, account, at)))
        return e;
    for (size_t i = 0; i < p->desks_count; i++) {
        struct moment m =
            desk_changes(&p->desks[i], p->calendar, p->zone, w->now);

        if (m.us < at->us)
            *at = m;
    }
    return OK;
}

static enum err
reader_keep(struct work *w, const struct reader *r)
{
    struct known_value v = {0};
    enum err           e;

    if (txn_is_write(w->tx))
        return OK;
    if ((e = reader_changes(w, r->account.id, &v.until)))
        return e;
    v.room = arena_new(0);
    v.value = reader_copy(v.room, r);
    known_keep(w, KNOWN_READER, r->account.id, v);
    return OK;
}

enum err
reader_of_account(struct work *w, struct id account, struct reader *out)
{
    const struct reader *kept;
    enum err             e;

    assert(account.kind == ID_ACCOUNT);
    if ((kept = known_find(w, KNOWN_READER, account))) {
        *out = *kept;
        return OK;
    }
    e = reader_make(w, account, out);
    return e ? e : reader_keep(w, out);
}

bool
reader_may(const struct reader *r, enum verb verb)
{
    for (size_t i = 0; i < r->role_count; i++)
        if (role_may(r->roles[i], verb_word(verb)))
            return true;
    return false;
}

/* Roles that are added to others do not make somebody more than those. */
bool
reader_is_check_only(const struct reader *r)
{
    bool some = false;

    for (size_t i = 0; i < r->role_count; i++) {
        if (r->roles[i]->with_count)
            continue;
        if (!r->roles[i]->check_only)
            return false;
        some = true;
    }
    return some;
}

/* One discreet role is enough: what its holder asks is never told on. */
bool
reader_is_discreet(const struct reader *r)
{
    for (size_t i = 0; i < r->role_count; i++)
        if (r->roles[i]->discreet)
            return true;
    return false;
}

/* ---- whom the reader leads ---- */

static const struct role_term *
role_find(const struct pack *p, struct str id)
{
    for (size_t i = 0; i < p->roles_count; i++)
        if (str_eq(p->roles[i].id, id))
            return &p->roles[i];
    return NULL;
}

static bool
holds(const struct reader *r, const struct role_term *role)
{
    for (size_t i = 0; i < r->role_count; i++)
        if (str_eq(r->roles[i]->id, role->id))
            return true;
    return false;
}

/* Up from manager to manager: as many steps as there are roles, since a pack
 * may let two roles lead each other. */
static bool
answers_to(const struct pack *p, const struct role_term *role,
    const struct reader *r)
{
    for (size_t i = 0; i < p->roles_count && role->manager.n; i++) {
        role = role_find(p, role->manager);
        if (!role)
            return false;
        if (holds(r, role))
            return true;
    }
    return false;
}

/* Who leads and sits at no desk leads all of it. */
static bool
leads_all(const struct pack *p, const struct reader *r)
{
    for (size_t i = 0; i < p->roles_count; i++) {
        const struct role_term *m = role_find(p, p->roles[i].manager);

        if (m && !m->desk.n && holds(r, m))
            return true;
    }
    return false;
}

enum err
reader_leads(const struct pack *p, struct arena *a, const struct reader *r,
    struct team *out)
{
    struct str *roles = ARENA_ARRAY(a, struct str, p->roles_count + 1);

    *out = (struct team){.account = r->account.id,
        .agency = r->agency.id,
        .roles = roles};
    for (size_t i = 0; i < p->roles_count; i++)
        if (answers_to(p, &p->roles[i], r))
            roles[out->role_count++] = p->roles[i].id;
    out->whole = leads_all(p, r);
    return out->role_count > TEAM_ROLES_MOST ? ERR_LIMIT : OK;
}
