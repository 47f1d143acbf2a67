#include "policy/facts.h"

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

static bool
among(const struct str *all, size_t n, struct str one)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i], one))
            return true;
    return false;
}

void
facts_on_duty(struct arena *a, const struct pack *pack, struct policy_facts *f)
{
    const struct tie_term *duty = pack_tie_for(pack, S("duty"));
    struct str            *ties;

    if (!duty || among(f->ties, f->tie_count, duty->id))
        return;
    ties = ARENA_ARRAY(a, struct str, f->tie_count + 1);
    for (size_t i = 0; i < f->tie_count; i++)
        ties[i] = f->ties[i];
    ties[f->tie_count++] = duty->id;
    f->ties = ties;
}

/* Whether a desk of the reader holds a thread about the person that is not
 * decided yet. */
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

enum err
facts_person(struct work *w, const struct reader *r, struct id person,
    struct policy_facts *f)
{
    struct id   now;
    struct str *ties;
    bool        duty;
    enum err    e;

    if ((e = person_resolve(w, person, &now)))
        return e;
    if ((e = label_of(w, now, &f->label)))
        return e;
    if (r->kind != READER_ACCOUNT)
        return OK;
    if ((e = label_lists(w, now, r->account.id, &f->listed)))
        return e;
    if ((e = kin_is(w, r->account.id, now, &f->kin)))
        return e;
    if ((e = tie_kinds(w, now, r->scope, r->scope_count, &ties, &f->tie_count)))
        return e;
    f->ties = ties;
    f->kin = f->kin || any_means_kin(w->pack, ties, f->tie_count);
    if ((e = holds_open_thread(w, r, now, &duty)))
        return e;
    if (duty)
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
        if (among(p->desks, p->desk_count, r->desks[i].term->id) &&
            !among(kinds, n, r->through[i]))
            kinds[n++] = r->through[i];
    f->desks = kinds;
    f->desk_count = n;
}

enum err
facts_thread(struct work *w, const struct reader *r, struct id thread,
    struct policy_facts *f)
{
    struct thread_part part;
    enum err           e;

    if ((e = thread_part_of(w, thread, r->account.id, r->agency.id, r->desks,
             r->desk_count, &part)))
        return e;
    f->thread_roles = part.roles;
    f->thread_role_count = part.role_count;
    holders(txn_arena(w->tx), r, &part, f);
    f->own = part.own;
    f->own_agency = part.own_agency;
    f->only_elsewhere = part.only_desk && !part.own && !part.desk_count;
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

enum err
facts_children(struct work *w, struct id thread, struct id **persons,
    size_t *count)
{
    struct thread_row *rows;
    struct id         *all;
    size_t             row_count, n = 0, k;
    enum err           e;

    if ((e = thread_load(w, thread, &rows, &row_count)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, row_count + 1);
    for (size_t i = 0; i < row_count; i++) {
        for (k = 0; k < n && !id_eq(all[k], rows[i].person); k++)
            ;
        if (k == n)
            all[n++] = rows[i].person;
    }
    *persons = all;
    *count = n;
    return OK;
}
