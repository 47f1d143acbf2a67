/*
 * What is the same for every question about a person or a thread is read
 * once in a look (memo.h) and then copied from there.
 */
#include "policy/facts.h"

#include "policy/memo.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/person.h"
#include "record/thread.h"
#include "record/tie.h"

#define BIT(verb) (UINT32_C(1) << (verb))
/* With these somebody makes a thing of their own, or asks for a list that
 * is put together from their own keys. */
#define MAKES_OWN                                                             \
    (BIT(MAY_REPORT) | BIT(MAY_TAKE_CALL) | BIT(MAY_BRIEF) |                 \
        BIT(MAY_RECORD) | BIT(MAY_LIST) | BIT(MAY_SEARCH))

struct policy_facts
facts_of_reader(const struct reader *r, const struct question *q)
{
    return (struct policy_facts){
        .roles = r->roles,
        .role_count = r->role_count,
        .verb = q->verb,
        .of = q->of,
        .purpose = q->purpose,
    };
}

/* One tie more than the database has; what was shared stays as it was. */
static const struct str *
tie_added(struct arena *a, const struct str *ties, size_t *count, struct str id)
{
    struct str *all;

    if (str_among(id, ties, *count))
        return ties;
    all = ARENA_ARRAY(a, struct str, *count + 1);
    for (size_t i = 0; i < *count; i++)
        all[i] = ties[i];
    all[(*count)++] = id;
    return all;
}

void
facts_on_duty(struct arena *a, const struct pack *pack, struct policy_facts *f)
{
    const struct tie_term *duty = pack_tie_for(pack, S("duty"));

    if (duty)
        f->ties = tie_added(a, f->ties, &f->tie_count, duty->id);
}

/* Whether a desk of the reader holds a thread about the person that is not
 * decided yet, or whose decision is not carried out. */
static enum err
holds_open_thread(struct work *w, const struct reader *r, struct id person,
    bool *yes)
{
    struct id *desks;
    size_t     n;
    enum err   e;

    *yes = false;
    if (r->desk_count == 0)
        return OK;
    if ((e = thread_desks_open(w, person, &desks, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < r->desk_count; k++)
            *yes = *yes || id_eq(desks[i], r->desks[k].id);
    return OK;
}

/* Kin is declared or found by account (S9), or said as a tie. */
static bool
any_means_kin(const struct pack *pack, const struct str *ties, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct tie_term *t = pack_tie(pack, ties[i]);

        if (t && str_eq(t->means, S("kin")))
            return true;
    }
    return false;
}

/* Of a person, for one reader. */
struct person_known {
    enum label_kind   label;
    bool              listed, duty;
    bool              kin, declared; /* in any way; not by a tie */
    const struct str *ties;
    size_t            tie_count;
};

/* The tie of whoever answers for the work of those who have the child. */
static enum err
supervises(struct work *w, const struct reader *r, struct id person,
    struct person_known *p)
{
    const struct tie_term *term = pack_tie_for(w->pack, S("supervisor"));
    struct team            team;
    bool                   yes;
    enum err               e;

    if (!term)
        return OK;
    if ((e = reader_leads(w->pack, txn_arena(w->tx), r, &team)) ||
        (e = team_has(w, &team, person, &yes)))
        return e;
    if (yes)
        p->ties = tie_added(txn_arena(w->tx), p->ties, &p->tie_count, term->id);
    return OK;
}

static enum err
account_known(struct work *w, const struct reader *r, struct id now,
    struct person_known *p)
{
    struct str *ties;
    enum err    e;

    if ((e = label_stands(w, now, r->account.id, &p->label, &p->listed)))
        return e;
    if ((e = kin_is_now(w, r->account.id, now, &p->declared)))
        return e;
    if ((e = tie_kinds(w, now, r->scope, r->scope_count, &ties, &p->tie_count)))
        return e;
    p->ties = ties;
    if ((e = supervises(w, r, now, p)))
        return e;
    p->kin = p->declared || any_means_kin(w->pack, p->ties, p->tie_count);
    return holds_open_thread(w, r, now, &p->duty);
}

static enum err
person_known(struct work *w, const struct reader *r, struct id person,
    const struct person_known **out)
{
    const struct person_known *kept = memo_find(w, r, MEMO_PERSON, person);
    struct person_known       *p;
    struct id                  now;
    enum err                   e;

    if (kept) {
        *out = kept;
        return OK;
    }
    p = ARENA_NEW(txn_arena(w->tx), struct person_known);
    if ((e = person_resolve(w, person, &now)))
        return e;
    if (r->kind == READER_ACCOUNT)
        e = account_known(w, r, now, p);
    else
        e = label_of(w, now, &p->label);
    if (e)
        return e;
    memo_keep(w, r, MEMO_PERSON, person, p);
    *out = p;
    return OK;
}

enum err
facts_person(struct work *w, const struct reader *r, struct id person,
    struct policy_facts *f)
{
    const struct person_known *p;
    enum err                   e;

    if ((e = person_known(w, r, person, &p)))
        return e;
    f->label = p->label;
    f->listed = p->listed;
    f->kin = p->kin;
    f->ties = p->ties;
    f->tie_count = p->tie_count;
    if (p->duty)
        facts_on_duty(txn_arena(w->tx), w->pack, f);
    return OK;
}

/* The kinds of the desks that hold the thread, and of the reader's own desk
 * where that stands in for one of them. */
static void
holders(struct arena *a, const struct reader *r, const struct thread_part *p,
    struct policy_facts *f)
{
    struct str *kinds =
        ARENA_ARRAY(a, struct str, p->desk_count + r->desk_count + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->desk_count; i++)
        kinds[n++] = p->desks[i];
    for (size_t i = 0; i < r->desk_count; i++)
        if (str_among(r->desks[i].term->id, p->desks, p->desk_count) &&
            !str_among(r->through[i], kinds, n))
            kinds[n++] = r->through[i];
    f->desks = kinds;
    f->desk_count = n;
}

static enum err
thread_known(struct work *w, const struct reader *r, struct id thread,
    const struct thread_part **out)
{
    struct thread_part *part;
    enum err            e;

    if ((*out = memo_find(w, r, MEMO_THREAD, thread)))
        return OK;
    part = ARENA_NEW(txn_arena(w->tx), struct thread_part);
    if ((e = thread_part_of(w, thread, r->account.id, r->agency.id, r->desks,
             r->desk_count, part)))
        return e;
    memo_keep(w, r, MEMO_THREAD, thread, part);
    *out = part;
    return OK;
}

enum err
facts_thread(struct work *w, const struct reader *r, struct id thread,
    struct policy_facts *f)
{
    const struct thread_part *part;
    enum err                  e;

    if ((e = thread_known(w, r, thread, &part)))
        return e;
    f->thread_roles = part->roles;
    f->thread_role_count = part->role_count;
    holders(txn_arena(w->tx), r, part, f);
    f->own = part->own;
    f->own_agency = part->own_agency;
    f->only_elsewhere = part->only_desk && !part->own && !part->desk_count;
    return OK;
}

void
facts_no_thread(struct work *w, const struct reader *r,
    const struct question *q, struct policy_facts *f)
{
    struct arena *a = txn_arena(w->tx);
    struct str   *kinds = ARENA_ARRAY(a, struct str, r->desk_count + 2);
    bool          desks = id_is_none(q->desk);
    bool nobodys = desks && id_is_none(q->author) && id_is_none(q->agency);
    bool makes = nobodys && (BIT(q->verb) & MAKES_OWN);

    f->desk_count = 0;
    for (size_t i = 0; i < r->desk_count; i++) {
        if (!desks && !id_eq(q->desk, r->desks[i].id))
            continue;
        kinds[f->desk_count++] = r->desks[i].term->id;
        if (!desks)
            kinds[f->desk_count++] = r->through[i];
    }
    f->desks = kinds;
    f->own =
        makes || (!id_is_none(q->author) && id_eq(q->author, r->account.id));
    f->own_agency =
        makes || (!id_is_none(q->agency) && id_eq(q->agency, r->agency.id));
    f->own_area = !id_is_none(q->keeper) && id_eq(q->keeper, r->agency.id);
    if (q->verb == MAY_LIST && id_is_none(q->person) && f->desk_count)
        facts_on_duty(a, w->pack, f);
}

static enum err
children_read(struct work *w, struct id thread, struct facts_persons *out)
{
    struct thread_row *rows;
    size_t             row_count, k;
    enum err           e;

    if ((e = thread_load(w, thread, &rows, &row_count)))
        return e;
    out->all = ARENA_ARRAY(txn_arena(w->tx), struct id, row_count + 1);
    for (size_t i = 0; i < row_count; i++) {
        for (k = 0; k < out->count && !id_eq(out->all[k], rows[i].person); k++)
            ;
        if (k == out->count)
            out->all[out->count++] = rows[i].person;
    }
    return OK;
}

enum err
facts_children(struct work *w, const struct reader *r, struct id thread,
    const struct facts_persons **out)
{
    struct facts_persons *p;
    enum err              e;

    if ((*out = memo_find(w, r, MEMO_CHILDREN, thread)))
        return OK;
    p = ARENA_NEW(txn_arena(w->tx), struct facts_persons);
    if ((e = children_read(w, thread, p)))
        return e;
    memo_keep(w, r, MEMO_CHILDREN, thread, p);
    *out = p;
    return OK;
}

/* Not what a tie says: that holds for its own child alone. */
enum err
facts_kin(struct work *w, const struct reader *r, struct id person, bool *yes)
{
    const struct person_known *p;
    enum err                   e;

    if (!r->memo)
        return kin_is(w, r->account.id, person, yes);
    if ((e = person_known(w, r, person, &p))) /* the rest is asked next */
        return e;
    *yes = p->declared;
    return OK;
}
