/*
 * What is left is asked of what stands there now (ties, threads, drafts);
 * nothing is moved when somebody goes, for who shall have it is a person's
 * to say.
 */
#include "record/leaver.h"

#include "base/zone.h"
#include "record/account.h"
#include "record/caseload_sql.h"
#include "record/notice.h"

/* What the program itself tells (action/home.c). */
#define RULE_LEAVES S("worker_leaves")
#define RULE_LEFT S("worker_left")

#define RULE_LETTER "'letter_held'" /* action/letter_held.c */

/* Of a letter in whose thread nothing else stands: it was not let go. */
#define WAITS(letter)                                                         \
    "NOT EXISTS (SELECT 1 FROM entry r WHERE r.thread = " letter ".thread"    \
    " AND r.corrects IS NULL AND r.id <> " letter ".id)"                      \
    " AND NOT EXISTS (SELECT 1 FROM entry k WHERE k.corrects = " letter       \
    ".id AND k.correction = 'withdraw')"
#define LETTERS                                                               \
    "(SELECT COUNT(*) FROM notice n JOIN entry y ON y.id = n.cause"           \
    " WHERE n.recipient = a.id AND n.rule = " RULE_LETTER                     \
    " AND " WAITS("y") " AND " SEEN("n.person") ")"
#define LEFT                                                                  \
    "(SELECT COUNT(DISTINCT l.person) FROM held l WHERE l.whom = a.id),"      \
    " (SELECT COUNT(*) FROM plan_action p WHERE p.whom = a.id"                \
    " AND p.is_open = 1 AND " SEEN("p.person") "),"                           \
    " (SELECT COUNT(*) FROM draft d WHERE d.account = a.id"                   \
    " AND d.sent IS NULL AND d.dropped_at IS NULL)"

enum {
    LIST,
    MEETINGS,
    ROLES,
    DAY,
    DUE,
    NEXT,
    CO_ORDINATED,
    LETTERS_OF,
    LETTERS_ABOUT,
    COUNT
};
static const struct statement texts[COUNT] = {
    [LIST] = {.sql = WITH_CHILDREN "SELECT a.id, a.name, a.title_cy,"
                     " a.title_en, a.last_day, " GONE("a") ", " LEFT
                     ", " LETTERS
                     " FROM whose h JOIN account a ON a.id = h.account"
                     " WHERE a.id <> $1 AND (a.last_day IS NOT NULL OR "
                     GONE("a") " = 1)"
                     " ORDER BY COALESCE(a.last_day, ''), a.name, a.id"},
    /* $29 kind of thread; a row for each entry of it */
    [MEETINGS] = {.sql = WITH_CHILDREN "SELECT a.id, e.thread, x.form"
                     " FROM whose h JOIN account a ON a.id = h.account"
                     " JOIN entry e ON e.author = a.id"
                     " JOIN thread t ON t.id = e.thread AND t.kind = $29"
                     " JOIN entry x ON x.thread = e.thread"
                     " WHERE a.id <> $1 AND " GONE("a") " = 1"
                     " AND NOT EXISTS (SELECT 1 FROM entry y"
                     " WHERE y.thread = e.thread"
                     " AND y.recorded_at < e.recorded_at)"
                     " AND NOT EXISTS (SELECT 1 FROM entry_about b"
                     " JOIN source_person s ON s.source = b.source"
                     " WHERE b.entry = e.id AND NOT " SEEN("s.person") ")"
                     " ORDER BY e.thread, x.recorded_at"},
    [ROLES] = {.sql = "WITH " TEAM_WHOSE " SELECT DISTINCT a.id, r.role"
                      " FROM whose h JOIN account a ON a.id = h.account"
                      " JOIN account_role r ON r.account = a.id"
                      " WHERE a.id <> $1 AND $4 >= 0 AND " GONE("a") " = 1"
                      " ORDER BY a.id, r.role"},
    [DAY] = {.sql = "UPDATE account SET last_day = $2 WHERE id = $1"},
    [DUE] = {.sql = "SELECT id FROM account WHERE ended_at IS NULL"
                    " AND last_day < $1 ORDER BY last_day, id"},
    [NEXT] = {.sql = "SELECT MIN(last_day) FROM account"
                     " WHERE ended_at IS NULL AND last_day IS NOT NULL"},
    [CO_ORDINATED] = {.sql = "SELECT DISTINCT t.person FROM tie t"
                             " WHERE t.whom = $1 AND t.means = 'co_ordinator'"
                             " AND t.since <= $2 AND (t.until IS NULL"
                             " OR t.until > $2) AND EXISTS (SELECT 1"
                             " FROM register_spell p WHERE p.person = t.person"
                             " AND p.off_at IS NULL) ORDER BY t.person"},
    [LETTERS_OF] = {.sql = "SELECT y.id, n.person FROM notice n"
                           " JOIN entry y ON y.id = n.cause"
                           " WHERE n.recipient = $1 AND n.rule = " RULE_LETTER
                           " AND " WAITS("y") " ORDER BY y.id"},
    [LETTERS_ABOUT] = {.sql = "SELECT DISTINCT y.id, s.person"
                              " FROM source_person s"
                              " JOIN entry_about b ON b.source = s.source"
                              " JOIN entry y ON y.id = b.entry"
                              " JOIN notice n ON n.cause = y.id"
                              " AND n.rule = " RULE_LETTER
                              " WHERE s.person = $1 AND " WAITS("y")
                              " ORDER BY y.id"},
};
const struct statements leaver_statements = {"leaver", texts, COUNT};

/* ---- what is left ---- */

bool
leaver_leaves_something(const struct leaver *l)
{
    return !l->gone || l->children || l->actions || l->drafts || l->letters;
}

enum err
leaver_list(struct work *w, const struct team *t, struct leaver **out,
    size_t *count)
{
    struct arg     args[TEAM_ARGS];
    struct leaver *all;
    struct rows    r;
    size_t         n = 0;
    enum err       e;

    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[LIST], args, TEAM_ARGS, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct leaver, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct leaver){.account = row_id(&r, 0, ID_ACCOUNT),
            .name = row_text(&r, 1),
            .title = {row_text(&r, 2), row_text(&r, 3)},
            .last_day = row_date(&r, 4),
            .gone = row_int(&r, 5) != 0,
            .children = row_int(&r, 6),
            .actions = row_int(&r, 7),
            .drafts = row_int(&r, 8),
            .letters = row_int(&r, 9)};
    *out = all;
    *count = n;
    return OK;
}

/* Threads in which agencies are asked to meet. */
static struct str
meeting_threads(const struct pack *p)
{
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++)
            if (str_eq(p->threads[i].roles[k].means, S("invited")))
                return p->threads[i].id;
    return (struct str){0};
}

static bool
was_held(const struct pack *p, struct str form)
{
    const struct form *f = pack_form(p, form);

    return f && form_yields(f, YIELD_ATTEND);
}

enum err
leaver_meetings(struct work *w, const struct team *t,
    struct leaver_meeting **out, size_t *count)
{
    struct arg             args[TEAM_ARGS + 1];
    struct leaver_meeting *all;
    struct rows            r;
    bool                  *held;
    size_t                 n = 0, k = 0;
    enum err               e;

    team_args(w, t, args);
    args[TEAM_ARGS] = A_TEXT(meeting_threads(w->pack));
    if ((e = txn_rows(w->tx, &texts[MEETINGS], args, TEAM_ARGS + 1, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct leaver_meeting, r.count + 1);
    held = ARENA_ARRAY(txn_arena(w->tx), bool, r.count + 1);
    while (rows_next(&r)) {
        struct id thread = row_id(&r, 1, ID_THREAD);

        if (!n || !id_eq(all[n - 1].thread, thread))
            all[n++] =
                (struct leaver_meeting){row_id(&r, 0, ID_ACCOUNT), thread};
        held[n - 1] = held[n - 1] || was_held(w->pack, row_text(&r, 2));
    }
    for (size_t i = 0; i < n; i++)
        if (!held[i])
            all[k++] = all[i];
    *out = all;
    *count = k;
    return OK;
}

/* ---- letters ---- */

static enum err
letters(struct work *w, int which, struct id id, struct letter_waits **out,
    size_t *count)
{
    struct rows r;
    size_t      n = 0;
    enum err    e = txn_rows(w->tx, &texts[which], ARGS(A_ID(id)), &r);

    if (e)
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct letter_waits, r.count + 1);
    while (rows_next(&r))
        (*out)[n++] = (struct letter_waits){row_id(&r, 0, ID_ENTRY),
            row_id(&r, 1, ID_PERSON)};
    *count = n;
    return OK;
}

enum err
leaver_letters(struct work *w, struct id account, struct letter_waits **out,
    size_t *count)
{
    return letters(w, LETTERS_OF, account, out, count);
}

enum err
leaver_letters_about(struct work *w, struct id person,
    struct letter_waits **out, size_t *count)
{
    return letters(w, LETTERS_ABOUT, person, out, count);
}

/* ---- to whom it falls ---- */

struct leading {
    struct work    *w;
    struct account *all; /* of the agency */
    size_t          count;
};

static bool
works(const struct account *a)
{
    return a->confirmed && !a->ended;
}

static bool
is_held(const struct leading *l, struct str role)
{
    for (size_t i = 0; i < l->count; i++)
        if (works(&l->all[i]) && account_is(&l->all[i], role))
            return true;
    return false;
}

/* The first role up from there that anybody holds; as many steps as there
 * are roles, since a pack may let two roles lead each other. */
static struct str
manager_role(const struct leading *l, struct str of)
{
    const struct pack      *p = l->w->pack;
    const struct role_term *role = pack_role(p, of);

    for (size_t i = 0; role && role->manager.n && i < p->roles_count; i++) {
        if (is_held(l, role->manager))
            return role->manager;
        role = pack_role(p, role->manager);
    }
    return (struct str){0};
}

static bool
is_among(struct str role, const struct role_term *const *roles, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(roles[i]->id, role))
            return true;
    return false;
}

/* wide: whose work, of which team, may fall to which roles */
enum err
leaver_heirs(struct work *w, const struct team *t,
    const struct role_term *const *roles, size_t role_count, struct id **out,
    size_t *count)
{
    struct leading l = {.w = w};
    struct arg     args[TEAM_ARGS];
    struct rows    r;
    enum err       e;

    *count = 0;
    team_args(w, t, args);
    if ((e = txn_rows(w->tx, &texts[ROLES], args, TEAM_ARGS, &r)))
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    if (r.count && (e = account_list(w, t->agency, &l.all, &l.count)))
        return e;
    while (rows_next(&r)) {
        struct id  account = row_id(&r, 0, ID_ACCOUNT);
        struct str manager = manager_role(&l, row_text(&r, 1));

        if (manager.n && is_among(manager, roles, role_count) &&
            !id_among(account, *out, *count))
            (*out)[(*count)++] = account;
    }
    return OK;
}

/* ---- telling ---- */

static enum err
tell_manager(struct work *w, const struct account *a, struct str rule)
{
    struct leading l = {.w = w};
    struct notice  n = {.cause = txn_id(w->tx, ID_NOTICE), .rule = rule};
    enum err       e;

    if ((e = account_list(w, a->agency, &l.all, &l.count)))
        return e;
    for (size_t i = 0; i < a->role_count; i++) {
        struct str manager = manager_role(&l, a->roles[i].role->id);

        for (size_t k = 0; manager.n && k < l.count; k++) {
            if (!works(&l.all[k]) || !account_is(&l.all[k], manager) ||
                id_eq(l.all[k].id, a->id))
                continue;
            n.to_account = l.all[k].id;
            if ((e = notice_put(w, &n)))
                return e;
        }
    }
    return OK;
}

/* A signal of the pack that a child has nobody who co-ordinates. */
static bool
misses_co_ordinator(const struct pack *p, const struct signal_rule *s)
{
    const struct trigger *t = &s->when->trigger.all[0];

    if (s->when->kind != SIG_MISSING || s->when->trigger.count != 1 ||
        t->kind != ON_YIELD || t->yield != YIELD_TIE)
        return false;
    for (size_t i = 0; i < t->where_count; i++)
        for (size_t k = 0; k < t->where[i].value_count; k++) {
            const struct tie_term *tie = pack_tie(p, t->where[i].values[k]);

            if (tie && str_eq(tie->means, S("co_ordinator")))
                return true;
        }
    return false;
}

static enum err
tell_of_child(struct work *w, const struct account *a, struct id person)
{
    struct notice_about about = {.cause = txn_id(w->tx, ID_NOTICE),
        .agency = a->agency,
        .person = person};
    enum err            e = OK;

    for (size_t i = 0; !e && i < w->pack->signals_count; i++) {
        const struct signal_rule *s = &w->pack->signals[i];
        struct share_rule         share = {.id = s->id,
                    .to = s->tell,
                    .to_count = s->tell_count};

        if (misses_co_ordinator(w->pack, s))
            e = notice_share(w, &share, &about);
    }
    return e;
}

static enum err
tell_of_children(struct work *w, const struct account *a)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[CO_ORDINATED],
           ARGS(A_ID(a->id), A_TIME(w->now)), &r);

    while (!e && rows_next(&r))
        e = tell_of_child(w, a, row_id(&r, 0, ID_PERSON));
    return e;
}

/* ---- going ---- */

enum err
leaver_day_set(struct work *w, struct id account, struct date last,
    struct id by)
{
    struct account a;
    enum err       e;

    if (id_eq(account, by))
        return ERR_DENIED;
    if ((e = account_load(w, account, &a)))
        return e;
    if (a.ended)
        return ERR_ILLEGAL;
    if (!date_is_none(last) &&
        (!date_is_known(last) || date_cmp(last, w->today) < 0))
        return ERR_INVALID;
    if ((e = txn_do(w->tx, &texts[DAY],
             ARGS(A_ID(account),
                 date_is_none(last) ? A_NULL : A_DATE(w->tx, last)))))
        return e;
    return date_is_none(last) ? OK : tell_manager(w, &a, RULE_LEAVES);
}

enum err
leaver_go(struct work *w, struct id account, struct id by)
{
    struct account a;
    enum err       e;

    if ((e = account_load(w, account, &a)) ||
        (e = account_end(w, account, by)) ||
        (e = tell_manager(w, &a, RULE_LEFT)))
        return e;
    return tell_of_children(w, &a);
}

enum err
leaver_due(struct work *w, struct id **out, size_t *count)
{
    struct rows r;
    size_t      n = 0;
    enum err    e =
        txn_rows(w->tx, &texts[DUE], ARGS(A_DATE(w->tx, w->today)), &r);

    if (e)
        return e;
    *out = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        (*out)[n++] = row_id(&r, 0, ID_ACCOUNT);
    *count = n;
    return OK;
}

enum err
leaver_next(struct work *w, struct moment *next)
{
    struct rows   r;
    struct moment at;
    enum err      e = txn_row(w->tx, &texts[NEXT], NO_ARGS, &r);

    if (e || row_is_null(&r, 0))
        return e;
    at = zone_moment(w->pack->zone,
        (struct civil){.date = date_add_days(row_date(&r, 0), 1)});
    if (at.us > w->now.us && at.us < next->us)
        *next = at;
    return OK;
}
