/*
 * Accounts and what they may be.  The rules of S3 stand here, below policy:
 * whoever asks, nobody grants a role to themselves, a role is granted only
 * by those whom the pack names for it, and a new account does nothing until
 * somebody else than its maker has confirmed it.
 */
#include "record/account.h"

#include "record/kin.h"
#include "record/seal.h"

#include <assert.h>

#include "record/known.h"

#define ACCOUNT_COLUMNS                                                       \
    "id, agency, login, name, title_cy, title_en, password, language,"        \
    " birth_date, made_by, confirmed_at, ended_at, password_first,"            \
    " password_by, last_day"

/* How far back grants made in one moment may have been pushed. */
#define GRANTS_APART_US 1000

enum {
    ADD,
    CONFIRM,
    END,
    LOAD,
    NAME,
    OF_LOGIN,
    LIST,
    LIST_ALL,
    WAITING,
    LANGUAGE,
    PASSWORD,
    RESET,
    ROLES,
    ROLES_CHANGE,
    GRANTS_NOW,
    GRANT,
    REVOKE,
    COUNT
};
static const struct statement texts[COUNT] = {
    [ADD] = {.sql = "INSERT INTO account (id, agency, login, name, title_cy,"
                    " title_en, password, language, birth_date, made_by,"
                    " made_at, password_first, password_by, home)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                    " $11, $12, $10, $13)"},
    [CONFIRM] = {.sql = "UPDATE account SET confirmed_by = $2,"
                        " confirmed_at = $3 WHERE id = $1"},
    [END] = {.sql = "UPDATE account SET ended_at = $2 WHERE id = $1"},
    [LOAD] = {.sql = "SELECT " ACCOUNT_COLUMNS
                     " FROM account WHERE id = $1"},
    [NAME] = {.sql = "SELECT name FROM account WHERE id = $1"},
    [OF_LOGIN] = {.sql = "SELECT " ACCOUNT_COLUMNS
                         " FROM account WHERE login = $1"},
    [LIST] = {.sql = "SELECT " ACCOUNT_COLUMNS " FROM account"
                     " WHERE agency = $1 ORDER BY name, id"},
    [LIST_ALL] = {.sql = "SELECT " ACCOUNT_COLUMNS
                         " FROM account ORDER BY name, id"},
    [WAITING] = {.sql = "SELECT " ACCOUNT_COLUMNS " FROM account"
                        " WHERE confirmed_at IS NULL AND ended_at IS NULL"
                        " AND agency IN (SELECT id FROM agency"
                        " WHERE authority = $1 AND ended_at IS NULL)"
                        " ORDER BY made_at, id"},
    [LANGUAGE] = {.sql = "UPDATE account SET language = $2 WHERE id = $1"},
    [PASSWORD] = {.sql = "UPDATE account SET password = $2,"
                         " password_first = 0 WHERE id = $1"},
    [RESET] = {.sql = "UPDATE account SET password = $2, password_first = 1,"
                      " password_by = $3, confirmed_by = NULL,"
                      " confirmed_at = NULL WHERE id = $1"},
    [ROLES] = {.sql = "SELECT role, desk FROM account_role"
                      " WHERE account = $1 AND since <= $2"
                      " AND (until IS NULL OR until > $2)"
                      " ORDER BY since, role"},
    [ROLES_CHANGE] = {.sql = "SELECT MIN(x.at) FROM (SELECT since AS at"
                             " FROM account_role WHERE account = $1"
                             " UNION ALL SELECT until FROM account_role"
                             " WHERE account = $1) x WHERE x.at > $2"},
    [GRANTS_NOW] = {.sql = "SELECT MIN(since) FROM account_role"
                           " WHERE account = $1 AND role = $2"
                           " AND since > $3"},
    [GRANT] = {.sql = "INSERT INTO account_role"
                      " (account, role, desk, granted_by, since, until)"
                      " VALUES ($1, $2, $3, $4, $5, $6)"},
    [REVOKE] = {.sql = "UPDATE account_role SET until = $3"
                       " WHERE account = $1 AND role = $2"
                       " AND (desk = $4 OR ($4 IS NULL AND desk IS NULL))"
                       " AND (until IS NULL OR until > $3)"},
};
const struct statements account_statements = {"account", texts, COUNT};

static enum lang
lang_of(struct str code)
{
    enum lang lang;

    if (!lang_find(code, &lang))
        BUG("a column that holds no language is read as one");
    return lang;
}

/* ACCOUNT_COLUMNS, in their order. */
static void
account_of_row(const struct rows *r, struct account *out)
{
    *out = (struct account){
        .id = row_id(r, 0, ID_ACCOUNT),
        .agency = row_id(r, 1, ID_AGENCY),
        .login = row_text(r, 2),
        .name = row_text(r, 3),
        .title = {.cy = row_text(r, 4), .en = row_text(r, 5)},
        .password = row_text(r, 6),
        .language = lang_of(row_text(r, 7)),
        .birth_date = row_date(r, 8),
        .made_by = row_id(r, 9, ID_ACCOUNT),
        .confirmed = !row_is_null(r, 10),
        .ended = !row_is_null(r, 11),
        .first = row_int(r, 12) != 0,
        .password_by = row_id(r, 13, ID_ACCOUNT),
        .last_day = row_date(r, 14),
    };
}

/* The roles in force; one that the pack in force does not know gives
 * nothing. */
static enum err
roles_read(struct work *w, struct account *a)
{
    struct rows          r;
    struct account_role *roles;
    size_t               n = 0;
    enum err             e;

    if ((e = txn_rows(w->tx, &texts[ROLES], ARGS(A_ID(a->id), A_TIME(w->now)),
             &r)))
        return e;
    roles = ARENA_ARRAY(txn_arena(w->tx), struct account_role, r.count + 1);
    while (rows_next(&r)) {
        roles[n].role = pack_role(w->pack, row_text(&r, 0));
        roles[n].desk = row_id(&r, 1, ID_DESK);
        n += roles[n].role != NULL;
    }
    a->roles = roles;
    a->role_count = n;
    return OK;
}

static enum err
account_one(struct work *w, const struct statement *q, struct arg by,
    struct account *out)
{
    struct rows    r;
    struct account a;
    enum err       e;

    if ((e = txn_row(w->tx, q, ARGS(by), &r)))
        return e;
    account_of_row(&r, &a);
    if ((e = roles_read(w, &a)))
        return e;
    *out = a;
    return OK;
}

enum err
account_load(struct work *w, struct id id, struct account *out)
{
    return account_one(w, &texts[LOAD], A_ID(id), out);
}

enum err
account_name(struct work *w, struct id id, struct str *name)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[NAME], ARGS(A_ID(id)), &r);

    if (e == OK)
        *name = row_text(&r, 0);
    return e;
}

enum err
account_changes(struct work *w, struct id id, struct moment *at)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[ROLES_CHANGE],
           ARGS(A_ID(id), A_TIME(w->now)), &r);

    if (e == OK)
        at->us = row_is_null(&r, 0) ? INT64_MAX : row_int(&r, 0);
    return e;
}

/* Logins differ by more than the size of their letters. */
enum err
account_of_login(struct work *w, struct str login, struct account *out)
{
    return account_one(w, &texts[OF_LOGIN],
        A_TEXT(str_lower(txn_arena(w->tx), login)), out);
}

/* The accounts of one query, with their roles. */
static enum err
accounts_of(struct work *w, struct rows *r, struct account **out, size_t *count)
{
    struct account *all =
        ARENA_ARRAY(txn_arena(w->tx), struct account, r->count + 1);
    size_t   n = 0;
    enum err e;

    while (rows_next(r)) {
        account_of_row(r, &all[n]);
        if ((e = roles_read(w, &all[n++])))
            return e;
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
account_list(struct work *w, struct id agency, struct account **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    if (id_is_none(agency))
        e = txn_rows(w->tx, &texts[LIST_ALL], NO_ARGS, &r);
    else
        e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(agency)), &r);
    return e ? e : accounts_of(w, &r, out, count);
}

enum err
account_waiting(struct work *w, struct id authority, struct account **out,
    size_t *count)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[WAITING], ARGS(A_ID(authority)), &r);

    return e ? e : accounts_of(w, &r, out, count);
}

enum err
account_new(struct work *w, const struct account *a, struct id made_by,
    struct id *id)
{
    struct str     login = str_lower(txn_arena(w->tx), a->login);
    struct id      made = txn_id(w->tx, ID_ACCOUNT);
    struct account other;
    enum err       e;

    e = account_of_login(w, login, &other);
    if (e != ERR_ABSENT)
        return e ? e : ERR_CONFLICT;
    if ((e = txn_do(w->tx, &texts[ADD],
             ARGS(A_ID(made), A_ID(a->agency), A_TEXT(login), A_TEXT(a->name),
                 A_TEXT(a->title.cy), A_TEXT(a->title.en), A_TEXT(a->password),
                 A_TEXT(lang_code(a->language)), A_DATE(w->tx, a->birth_date),
                 A_ID(made_by), A_TIME(w->now), A_INT(a->first),
                 location_lookup(w, a->home)))) ||
        (e = kin_of_account(w, made)))
        return e;
    *id = made;
    return known_changed(w);
}

bool
account_is(const struct account *a, struct str role)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (str_eq(a->roles[i].role->id, role))
            return true;
    return false;
}

static bool
account_is_any(const struct account *a, const struct str *roles, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (account_is(a, roles[i]))
            return true;
    return false;
}

static bool
account_works(const struct account *a)
{
    return a->confirmed && !a->ended;
}

/* ---- confirming ---- */

/* Nobody confirms themselves, whom they made, or whom they gave a password:
 * one person would be enough to become another. */
static bool
is_behind(const struct account *a, struct id who)
{
    return id_eq(who, a->id) || id_eq(who, a->made_by) ||
        id_eq(who, a->password_by);
}

/* Whether the agency has somebody to confirm who is not behind it. */
static enum err
has_confirmer(struct work *w, const struct account *a, bool *yes)
{
    struct account *all;
    size_t          n;
    enum err        e;

    *yes = false;
    if ((e = account_list(w, a->agency, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (account_works(&all[i]) && !is_behind(a, all[i].id) &&
            account_is(&all[i], w->pack->confirmed_by))
            *yes = true;
    return OK;
}

/* The pack's second role confirms where the first would be the same person:
 * at the agency itself or at the authority in whose area it works. */
static enum err
may_confirm_else(struct work *w, const struct account *a,
    const struct account *by, bool *yes)
{
    struct agency agency;
    bool          other;
    enum err      e;

    *yes = false;
    if (!account_is(by, w->pack->confirmed_else))
        return OK;
    if ((e = agency_load(w, a->agency, &agency)))
        return e;
    if (!id_eq(by->agency, agency.id) && !id_eq(by->agency, agency.authority))
        return OK;
    if ((e = has_confirmer(w, a, &other)))
        return e;
    *yes = !other;
    return OK;
}

enum err
account_may_confirm(struct work *w, const struct account *a, struct id by)
{
    struct account confirmer;
    bool           yes;
    enum err       e;

    if (id_is_none(by))
        return OK;
    if (is_behind(a, by))
        return ERR_DENIED;
    if ((e = account_load(w, by, &confirmer)))
        return e == ERR_ABSENT ? ERR_DENIED : e;
    if (!account_works(&confirmer))
        return ERR_DENIED;
    if (id_eq(confirmer.agency, a->agency) &&
        account_is(&confirmer, w->pack->confirmed_by))
        return OK;
    if ((e = may_confirm_else(w, a, &confirmer, &yes)))
        return e;
    return yes ? OK : ERR_DENIED;
}

enum err
account_confirm(struct work *w, struct id account, struct id by)
{
    struct account a;
    enum err       e;

    if ((e = account_load(w, account, &a)))
        return e;
    if ((e = account_may_confirm(w, &a, by)))
        return e;
    if (a.confirmed)
        return ERR_CONFLICT;
    if (a.ended || (a.first && !id_is_none(by)))
        return ERR_ILLEGAL;
    if ((e = txn_do(w->tx, &texts[CONFIRM],
             ARGS(A_ID(account), A_ID(by), A_TIME(w->now)))))
        return e;
    return known_changed(w);
}

/* ---- passwords ---- */

enum err
account_password(struct work *w, struct id account, struct str hash)
{
    enum err e =
        txn_do(w->tx, &texts[PASSWORD], ARGS(A_ID(account), A_TEXT(hash)));

    return e ? e : known_changed(w);
}

enum err
account_reset(struct work *w, struct id account, struct str hash, struct id by)
{
    struct account a;
    enum err       e;

    if (id_eq(by, account))
        return ERR_DENIED;
    if ((e = account_load(w, account, &a)))
        return e;
    if (a.ended)
        return ERR_ILLEGAL;
    if ((e = txn_do(w->tx, &texts[RESET],
             ARGS(A_ID(account), A_TEXT(hash), A_ID(by)))))
        return e;
    return known_changed(w);
}

/* ---- granting ---- */

static enum err
may_grant(struct work *w, const struct role_term *role, struct id account,
    struct id by)
{
    struct account granter;
    enum err       e;

    if (id_is_none(by))
        return OK;
    if (id_eq(by, account))
        return ERR_DENIED;
    if ((e = account_load(w, by, &granter)))
        return e == ERR_ABSENT ? ERR_DENIED : e;
    if (!account_works(&granter) ||
        !account_is_any(&granter, role->granted_by, role->granted_by_count))
        return ERR_DENIED;
    return OK;
}

/* Whether the role is one for somebody like this. */
static enum err
role_fits(struct work *w, const struct role_term *role, const struct account *a)
{
    struct agency agency;
    bool          fits = false;
    enum err      e;

    if (a->ended)
        return ERR_ILLEGAL;
    if ((e = agency_load(w, a->agency, &agency)))
        return e;
    for (size_t i = 0; i < role->agency_count; i++)
        fits = fits || str_eq(role->agencies[i], agency.kind);
    if (!fits)
        return ERR_ILLEGAL;
    if (role->with_count && !account_is_any(a, role->with, role->with_count))
        return ERR_ILLEGAL;
    return OK;
}

/* A role that belongs to a kind of desk is held at no other. */
static enum err
desk_fits(struct work *w, const struct role_term *role, const struct account *a,
    struct id desk)
{
    struct desk d;
    enum err    e;

    for (size_t i = 0; i < a->role_count; i++)
        if (a->roles[i].role == role && id_eq(a->roles[i].desk, desk))
            return ERR_CONFLICT;
    if (id_is_none(desk))
        return OK;
    if ((e = desk_load(w, desk, &d)))
        return e;
    if (!id_eq(d.agency, a->agency) ||
        (role->desk.n && !str_eq(role->desk, d.term->id)))
        return ERR_ILLEGAL;
    return OK;
}

/* The end of the grant: the caller's or the role's own, the earlier. */
static enum err
grant_end(struct work *w, const struct role_term *role, struct moment until,
    struct moment *out)
{
    struct moment own;
    enum err      e;

    if (until.us && until.us <= w->now.us)
        return ERR_INVALID;
    if (role->lasts_given) {
        if ((e = span_add(w->pack->calendar, w->pack->zone, w->now, role->lasts,
                 &own)))
            return e;
        if (!until.us || own.us < until.us)
            until = own;
    }
    *out = until;
    return OK;
}

/* One role at several desks may be granted in one moment, but the rows are
 * told apart by theirs: each further one counts from a microsecond before. */
static enum err
grant_begin(struct work *w, struct id account, struct str role,
    struct moment *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[GRANTS_NOW],
             ARGS(A_ID(account), A_TEXT(role),
                 A_INT(w->now.us - GRANTS_APART_US)),
             &r)))
        return e;
    *out = w->now;
    if (!row_is_null(&r, 0))
        out->us = row_int(&r, 0) - 1;
    return OK;
}

/* wide: who gets what, where, from whom, until when */
enum err
account_grant(struct work *w, struct id account, struct str role,
    struct id desk, struct id by, struct moment until)
{
    const struct role_term *term = pack_role(w->pack, role);
    struct account          a;
    struct moment           since, end;
    enum err                e;

    if (!term)
        return ERR_INVALID;
    if ((e = account_load(w, account, &a)))
        return e;
    if ((e = may_grant(w, term, account, by)))
        return e;
    if ((e = role_fits(w, term, &a)))
        return e;
    if ((e = desk_fits(w, term, &a, desk)))
        return e;
    if ((e = grant_end(w, term, until, &end)))
        return e;
    if ((e = grant_begin(w, account, role, &since)))
        return e;
    if ((e = txn_do(w->tx, &texts[GRANT],
             ARGS(A_ID(account), A_TEXT(role), A_ID(desk), A_ID(by),
                 A_TIME(since), end.us ? A_TIME(end) : A_NULL))))
        return e;
    return known_changed(w);
}

enum err
account_revoke(struct work *w, struct id account, struct str role,
    struct id desk, struct id by)
{
    int64_t  changed;
    enum err e;

    if (id_eq(by, account))
        return ERR_DENIED;
    if ((e = txn_do_count(w->tx, &texts[REVOKE],
             ARGS(A_ID(account), A_TEXT(role), A_TIME(w->now), A_ID(desk)),
             &changed)))
        return e;
    return changed ? known_changed(w) : ERR_ABSENT;
}

enum err
account_end(struct work *w, struct id account, struct id by)
{
    struct account a;
    enum err       e;

    (void)by; /* who ended it stands in the ledger */
    if ((e = account_load(w, account, &a)))
        return e;
    if (a.ended)
        return ERR_CONFLICT;
    if ((e = txn_do(w->tx, &texts[END], ARGS(A_ID(account), A_TIME(w->now)))))
        return e;
    return known_changed(w);
}

enum err
account_language(struct work *w, struct id account, enum lang lang)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[LANGUAGE],
             ARGS(A_ID(account), A_TEXT(lang_code(lang))), &changed)))
        return e;
    return changed ? known_changed(w) : ERR_ABSENT;
}
