/*
 * The ledger gives pairs of who opened whose page; each is held against
 * what is known of the two.  A place is compared by its keyed hash and
 * stays sealed.
 */
#include "action/unusual.h"

#include <stdlib.h>

#include "action/look.h"
#include "action/rows.h"
#include "base/text.h"
#include "record/kin.h"
#include "record/person.h"
#include "record/tie.h"

#define UNUSUAL_PAIRS 1000

/* What counts as a look at somebody.  Checks are made of whoever comes, so
 * that nobody's business with them is asked about. */
static const struct {
    enum action act;
    bool        by_tie;
} looks[] = {
    {ACT_CHILD, true},
    {ACT_CHILD_PRINT, true},
    {ACT_LOCATION_OPEN, true},
    {ACT_PLAN, true},
    {ACT_CONCERN, true},
    {ACT_REGISTER_CHECK, false},
};
enum { LOOKS = sizeof looks / sizeof *looks };

/* Somebody who looked, loaded once. */
struct looker {
    struct reader reader;
    struct words  agency;
    struct str    family; /* folded */
    bool          works;  /* else the account has ended */
};
struct lookers {
    struct looker *all;
    size_t         count;
};

/* What stands behind the last blank of a name. */
static struct str
family_of(struct arena *a, struct str name)
{
    size_t i = name.n;

    while (i && name.p[i - 1] != ' ')
        i--;
    return text_fold(a, str_from(name, i));
}

static enum err
looker_load(struct work *w, struct cx *cx, struct id account,
    struct looker *out)
{
    enum err e = reader_of_account(w, account, &out->reader);

    out->works = e == OK;
    if (e == ERR_SIGN_IN)
        e = account_load(w, account, &out->reader.account);
    if (e)
        return e;
    out->family = family_of(cx->arena, out->reader.account.name);
    return look_agency(w, cx, out->reader.account.agency, LOOK_PLACES,
        &out->agency);
}

static enum err
looker_of(struct work *w, struct cx *cx, struct lookers *l, struct id account,
    struct looker **out)
{
    enum err e;

    for (size_t i = 0; i < l->count; i++)
        if (id_eq(l->all[i].reader.account.id, account)) {
            *out = &l->all[i];
            return OK;
        }
    *out = &l->all[l->count];
    if ((e = looker_load(w, cx, account, *out)))
        return e;
    l->count++;
    return OK;
}

static enum err
is_name(struct work *w, const struct looker *l, struct id person, bool *yes)
{
    struct face *faces;
    size_t       n;
    enum err     e = person_faces(w, person, &faces, &n);

    for (size_t i = 0; !e && i < n; i++)
        *yes = *yes ||
            (l->family.n &&
                str_eq(text_fold(txn_arena(w->tx), faces[i].family),
                    l->family));
    return e;
}

static enum err
is_no_tie(struct work *w, const struct looker *l, struct id person, bool *yes)
{
    const struct reader *r = &l->reader;
    struct str          *kinds;
    size_t               n;
    bool                 listed = false;
    enum err             e;

    if (!l->works)
        return OK;
    if ((e = tie_kinds(w, person, r->scope, r->scope_count, &kinds, &n)) ||
        (e = tie_lists(w, person, r->scope, r->scope_count, &listed)))
        return e;
    *yes = n == 0 && !listed;
    return OK;
}

/* Why this pair is unusual; a person who is gone altogether is not asked. */
static enum err
reasons(struct work *w, const struct looker *l, struct id about, bool by_tie,
    bool why[UNUSUAL_COUNT])
{
    struct id person;
    enum err  e = person_resolve(w, about, &person);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if ((e = is_name(w, l, person, &why[UNUSUAL_NAME])) ||
        (e = kin_shares_place(w, l->reader.account.id, person,
             &why[UNUSUAL_PLACE])))
        return e;
    return by_tie ? is_no_tie(w, l, person, &why[UNUSUAL_NO_TIE]) : OK;
}

static struct unusual_row
row_of(const struct looker *l)
{
    return (struct unusual_row){.account = l->reader.account.id,
        .name = l->reader.account.name,
        .login = l->reader.account.login,
        .agency = l->agency};
}

/* The page while it is made. */
struct unusual_build {
    struct work         *w;
    struct cx           *cx;
    struct answer       *answer;
    struct unusual_page *page;
    struct lookers       lookers;
    struct leaf_query    query;
};

static void
add(struct unusual_build *b, const struct unusual_row *row)
{
    b->page->rows[b->page->count++] = *row;
    answer_discloses(b->cx, b->answer, row->account);
    if (!id_is_none(row->about))
        answer_discloses(b->cx, b->answer, row->about);
}

/* The row of those two, when they had one for another kind of look. */
static struct unusual_row *
row_had(const struct unusual_page *p, const struct ledger_pair *pair)
{
    for (size_t i = 0; i < p->count; i++)
        if (id_eq(p->rows[i].account, pair->account) &&
            id_eq(p->rows[i].about, pair->about))
            return &p->rows[i];
    return NULL;
}

static void
add_to(struct unusual_row *had, const struct unusual_row *more)
{
    for (int i = 0; i < UNUSUAL_COUNT; i++)
        had->why[i] = had->why[i] || more->why[i];
    had->times += more->times;
    if (more->last.us > had->last.us)
        had->last = more->last;
}

static enum err
add_pair(struct unusual_build *b, const struct ledger_pair *pair, bool by_tie)
{
    struct unusual_row *had = row_had(b->page, pair), row;
    struct looker      *who;
    bool                any = false;
    enum err            e;

    if ((e = looker_of(b->w, b->cx, &b->lookers, pair->account, &who)))
        return e;
    row = row_of(who);
    row.about = pair->about;
    row.times = pair->times;
    row.last = pair->last;
    if ((e = reasons(b->w, who, pair->about, by_tie, row.why)))
        return e;
    for (int i = 0; i < UNUSUAL_COUNT; i++)
        any = any || row.why[i];
    if (had && any)
        add_to(had, &row);
    else if (any)
        add(b, &row);
    return OK;
}

/* Who saw very many pages, however many pairs there are. */
static enum err
add_volumes(struct unusual_build *b)
{
    struct ledger_pair *all;
    size_t              n;
    enum err            e;

    b->query.action = action_name(ACT_CHILD);
    if ((e = ledger_many(b->w->tx, &b->query, ID_PERSON, b->page->volume, &all,
             &n)))
        return e;
    for (size_t i = 0; i < n && i < UNUSUAL_PAIRS; i++) {
        struct unusual_row row;
        struct looker     *who;

        if ((e = looker_of(b->w, b->cx, &b->lookers, all[i].account, &who)))
            return e;
        row = row_of(who);
        row.times = all[i].times;
        row.last = all[i].last;
        row.why[UNUSUAL_VOLUME] = true;
        add(b, &row);
    }
    return OK;
}

static enum err
add_pairs(struct unusual_build *b)
{
    struct ledger_pair *all;
    size_t              n;
    enum err            e;

    for (size_t k = 0; k < LOOKS; k++) {
        b->query.action = action_name(looks[k].act);
        if ((e = ledger_pairs(b->w->tx, &b->query, ID_PERSON, &all, &n)))
            return e;
        b->page->cut = b->page->cut || n > UNUSUAL_PAIRS;
        for (size_t i = 0; i < n && i < UNUSUAL_PAIRS; i++)
            if ((e = add_pair(b, &all[i], looks[k].by_tie)))
                return e;
    }
    return OK;
}

static int
by_time(const void *x, const void *y)
{
    const struct unusual_row *a = x, *b = y;

    return (a->last.us < b->last.us) - (a->last.us > b->last.us);
}

/* Where the window begins, and what is many in it. */
static enum err
limits(struct work *w, struct unusual_page *p)
{
    const struct term_limit *window = pack_limit(w->pack, S("look_window"));

    p->volume = pack_limit(w->pack, S("look_volume"))->times;
    return span_before(w->pack->calendar, w->pack->zone, w->now, window->span,
        &p->since);
}

enum err
unusual_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const size_t         most = (LOOKS + 1) * (UNUSUAL_PAIRS + 1);
    struct unusual_page *p = ARENA_NEW(cx->arena, struct unusual_page);
    struct unusual_build b = {.w = w, .cx = cx, .answer = answer, .page = p};
    enum err             e;

    (void)ask, (void)grant;
    if ((e = limits(w, p)))
        return e;
    b.query = (struct leaf_query){.kind = S("read"),
        .from = p->since,
        .before = -1,
        .limit = UNUSUAL_PAIRS + 1};
    p->rows = ARENA_ARRAY(cx->arena, struct unusual_row, most);
    b.lookers.all = ARENA_ARRAY(cx->arena, struct looker, most);
    answer->with = p;
    if ((e = add_pairs(&b)) || (e = add_volumes(&b)))
        return e;
    qsort(p->rows, p->count, sizeof *p->rows, by_time);
    return OK;
}
