/*
 * A question is told to whoever could answer it, and not to a first desk of
 * the agency that may be there for something else: a desk whose people may
 * not know of the child would never open it, and the question would wait
 * unseen (S21).
 */
#include "record/question.h"

#include "record/account.h"
#include "record/fold.h"
#include "record/label.h"
#include "record/person.h"

enum { STANDS, COUNT };
static const struct statement texts[COUNT] = {
    [STANDS] = {.sql = "SELECT DISTINCT c.clock FROM entry e"
                       " JOIN entry_about b ON b.entry = e.id"
                       " JOIN source_person s ON s.source = b.source"
                       " JOIN clock_row c ON c.person = s.person"
                       " AND c.opening = COALESCE(e.corrects, e.id)"
                       " WHERE e.id = $1 AND c.state IN ('open', 'paused')"
                       " AND NOT EXISTS (SELECT 1 FROM entry x"
                       " WHERE x.corrects = COALESCE(e.corrects, e.id)"
                       " AND x.recorded_at > e.recorded_at)"},
};
const struct statements question_statements = {"question", texts, COUNT};

static bool
any_asks(const struct triggers *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->all[i].kind == ON_YIELD && t->all[i].yield == YIELD_ASK)
            return true;
    return false;
}

bool
question_opens(const struct clock_rule *rule)
{
    return any_asks(&rule->opens);
}

const struct form *
question_answer(const struct pack *p, const struct clock_rule *rule)
{
    for (size_t i = 0; i < rule->met_by.count; i++)
        if (rule->met_by.all[i].kind == ON_ENTRY)
            return pack_form(p, rule->met_by.all[i].form);
    return NULL;
}

const struct field *
question_answered_by(const struct pack *p, const struct form *f)
{
    for (size_t i = 0; i < p->clocks_count; i++) {
        const struct clock_rule *c = p->clocks[i];
        const struct form       *by =
            question_opens(c) ? question_answer(p, c) : NULL;

        if (by && str_eq(by->id, f->id) && c->answers.name.n &&
            !c->answers.is_arg)
            return form_field(f, c->answers.name);
    }
    return NULL;
}

bool
question_is_told(const struct pack *p, struct str share)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, share))
            return any_asks(&p->shares[i].on);
    return false;
}

/* ---- whether it waits ---- */

static bool
has_deadline(const struct pack *p)
{
    for (size_t i = 0; i < p->clocks_count; i++)
        if (question_opens(p->clocks[i]))
            return true;
    return false;
}

enum err
question_stands(struct work *w, struct id entry, bool *yes)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[STANDS], ARGS(A_ID(entry)), &r);

    if (e)
        return e;
    *yes = !has_deadline(w->pack);
    while (rows_next(&r)) {
        const struct clock_rule *c = pack_clock(w->pack, row_text(&r, 0));

        *yes = *yes || (c && question_opens(c));
    }
    return OK;
}

/* ---- who may answer ---- */

/* The kinds of tie that the entry gives the agency. */
static bool
is_tied_so(const struct question_put *q, struct str kind)
{
    struct id whom;

    for (size_t i = 0; i < q->fact_count; i++)
        if (q->facts[i].kind == YIELD_TIE &&
            str_eq(fact_arg(&q->facts[i], S("kind")), kind) &&
            id_parse(fact_arg(&q->facts[i], S("whom")), ID_AGENCY, &whom) &&
            id_eq(whom, q->agency))
            return true;
    return false;
}

static bool
is_of(const struct pack *p, const struct access_rule *r)
{
    for (size_t i = 0; i < p->clocks_count; i++) {
        const struct form *f = question_opens(p->clocks[i])
            ? question_answer(p, p->clocks[i])
            : NULL;

        if (f && str_among(f->group, r->of, r->of_count))
            return true;
    }
    return false;
}

static bool
lets_answer(const struct pack *p, const struct access_rule *r,
    const struct question_put *q)
{
    return !r->forbid && r->role.n && r->tie.n &&
        (r->may & ((uint32_t)1 << MAY_RECORD)) && is_tied_so(q, r->tie) &&
        is_of(p, r);
}

/* Those of one agency who hear of it. */
struct hearing {
    struct work               *w;
    const struct question_put *q;
    struct hearer             *all;
    size_t                     count;
    bool                       any;
};

static bool
hears(const struct hearing *h, struct id desk)
{
    for (size_t i = 0; i < h->count; i++)
        if (!id_is_none(desk) && id_eq(h->all[i].desk, desk))
            return true;
    return false;
}

static enum err
is_hidden(const struct hearing *h, struct id account, bool *yes)
{
    enum label_kind label;
    struct id       now;
    bool            listed;
    enum err        e;

    if ((e = person_resolve(h->w, h->q->person, &now)) ||
        (e = label_stands(h->w, now, account, &label, &listed)))
        return e;
    *yes = !listed && h->w->pack->labels[label].others == OTHERS_ABSENT;
    return OK;
}

/* One account of that role: its desk, or itself. */
static enum err
hear_one(struct hearing *h, const struct account *a, struct str role)
{
    bool     hidden;
    enum err e;

    for (size_t i = 0; i < a->role_count; i++) {
        struct id desk = a->roles[i].desk;

        if (!str_eq(a->roles[i].role->id, role))
            continue;
        h->any = true;
        if ((e = is_hidden(h, a->id, &hidden)))
            return e;
        if (!hidden && !hears(h, desk))
            h->all[h->count++] = (struct hearer){.desk = desk,
                .account = id_is_none(desk) ? a->id : (struct id){0}};
    }
    return OK;
}

static enum err
hear_all(struct hearing *h, const struct account *all, size_t n,
    struct str role)
{
    enum err e;

    for (size_t i = 0; i < n; i++)
        if (all[i].confirmed && !all[i].ended &&
            (e = hear_one(h, &all[i], role)))
            return e;
    return OK;
}

/* wide: the header's */
enum err
question_hearers(struct work *w, const struct question_put *q,
    struct hearer **out, size_t *count, bool *any)
{
    const struct pack *p = w->pack;
    struct hearing     h = {.w = w, .q = q};
    struct account    *all;
    size_t             n, roles = 0;
    enum err           e = account_list(w, q->agency, &all, &n);

    if (e)
        return e;
    for (size_t i = 0; i < n; i++)
        roles += all[i].role_count;
    h.all = ARENA_ARRAY(txn_arena(w->tx), struct hearer, roles + 1);
    for (size_t k = 0; k < p->access_count && !h.any; k++)
        if (lets_answer(p, &p->access[k], q) &&
            (e = hear_all(&h, all, n, p->access[k].role)))
            return e;
    *out = h.all;
    *count = h.count;
    *any = h.any;
    return OK;
}
