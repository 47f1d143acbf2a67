/*
 * The ledger gives pairs of who opened whose page; each is held against
 * what is known of the two.  A place is compared by its keyed hash and
 * stays sealed.
 */
#include "action/unusual.h"

#include "action/look.h"
#include "action/rows.h"
#include "base/text.h"
#include "record/kin.h"
#include "record/person.h"
#include "record/tie.h"

#define UNUSUAL_PAIRS 1000

/* Somebody who looked, loaded once. */
struct looker {
    struct reader reader;
    struct words  agency;
    struct str    family; /* folded */
    bool          works;  /* else the account has ended */
    int64_t       people;
    struct moment last;
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
reasons(struct work *w, const struct looker *l, struct id about,
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
    return is_no_tie(w, l, person, &why[UNUSUAL_NO_TIE]);
}

static struct unusual_row
row_of(const struct looker *l)
{
    return (struct unusual_row){.account = l->reader.account.id,
        .name = l->reader.account.name,
        .login = l->reader.account.login,
        .agency = l->agency};
}

static void
add(struct cx *cx, struct answer *answer, struct unusual_page *p,
    const struct unusual_row *row)
{
    p->rows[p->count++] = *row;
    answer_discloses(cx, answer, row->account);
    if (!id_is_none(row->about))
        answer_discloses(cx, answer, row->about);
}

static enum err
add_pair(struct work *w, struct cx *cx, struct answer *answer,
    struct lookers *l, const struct ledger_pair *pair)
{
    struct unusual_page *p = answer->with;
    struct unusual_row   row;
    struct looker       *who;
    bool                 any = false;
    enum err             e;

    if ((e = looker_of(w, cx, l, pair->account, &who)))
        return e;
    who->people++;
    if (pair->last.us > who->last.us)
        who->last = pair->last;
    row = row_of(who);
    row.about = pair->about;
    row.times = pair->times;
    row.last = pair->last;
    if ((e = reasons(w, who, pair->about, row.why)))
        return e;
    for (int i = 0; i < UNUSUAL_COUNT; i++)
        any = any || row.why[i];
    if (any)
        add(cx, answer, p, &row);
    return OK;
}

static void
add_volumes(struct cx *cx, struct answer *answer, const struct lookers *l)
{
    struct unusual_page *p = answer->with;

    for (size_t i = 0; i < l->count; i++) {
        struct unusual_row row = row_of(&l->all[i]);

        row.times = l->all[i].people;
        row.last = l->all[i].last;
        row.why[UNUSUAL_VOLUME] = true;
        if (row.times >= p->volume)
            add(cx, answer, p, &row);
    }
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
    struct unusual_page *p = ARENA_NEW(cx->arena, struct unusual_page);
    struct lookers       l = {0};
    struct leaf_query    q = {.action = action_name(ACT_CHILD),
           .kind = S("read"),
           .before = -1,
           .limit = UNUSUAL_PAIRS + 1};
    struct ledger_pair  *pairs;
    size_t               n;
    enum err             e;

    (void)ask, (void)grant;
    if ((e = limits(w, p)))
        return e;
    q.from = p->since;
    if ((e = ledger_pairs(w->tx, &q, ID_PERSON, &pairs, &n)))
        return e;
    p->cut = n > UNUSUAL_PAIRS;
    p->rows = ARENA_ARRAY(cx->arena, struct unusual_row, 2 * n + 1);
    l.all = ARENA_ARRAY(cx->arena, struct looker, n + 1);
    answer->with = p;
    for (size_t i = 0; i < n && i < UNUSUAL_PAIRS; i++)
        if ((e = add_pair(w, cx, answer, &l, &pairs[i])))
            return e;
    add_volumes(cx, answer, &l);
    return OK;
}
