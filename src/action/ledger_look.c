/*
 * Pages of leaves, and how many there are of each kind when they are one
 * account's or about one record: somebody's reads and refusals at a glance.
 */
#include "action/ledger_look.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/label.h"
#include "record/sought.h"

#define LEDGER_ROWS 50

static const struct str kind_words[LEAF_KIND_COUNT] = {
#define K(name, word) [name] = S_INIT(word),
    LEAF_KINDS(K)
#undef K
};

struct str
ledger_kind_word(enum leaf_kind kind)
{
    return kind < LEAF_KIND_COUNT ? kind_words[kind] : (struct str){0};
}

bool
ledger_kind_find(struct str word, enum leaf_kind *out)
{
    for (size_t i = 0; i < LEAF_KIND_COUNT; i++)
        if (str_eq(kind_words[i], word)) {
            *out = (enum leaf_kind)i;
            return true;
        }
    return false;
}

/* Counts alone, and none of who has been protected. */
static enum err
count_found(struct work *w, const struct sought *s, struct ledger_row *out)
{
    bool     guarded;
    enum err e = OK;

    out->made++;
    for (size_t i = 0; i < s->found_count && !e; i++) {
        e = label_guards(w, s->found[i].person, &guarded);
        if (e || guarded)
            continue;
        out->found++;
        out->said += s->found[i].said;
    }
    return e;
}

static enum err
searches_of(struct work *w, struct ledger_row *out)
{
    const struct leaf *l = &out->leaf.leaf;
    struct sought     *all;
    size_t             n;
    enum err           e = OK;

    for (size_t i = 0; i < l->about_count && !e; i++) {
        if (l->about[i].kind != ID_ENTRY || l->kind != LEAF_WRITE)
            continue;
        e = sought_of_entry(w, l->about[i], &all, &n);
        for (size_t k = 0; !e && k < n; k++)
            e = count_found(w, &all[k], out);
    }
    return e;
}

static enum err
row_of(struct work *w, struct cx *cx, const struct leaf_row *leaf,
    struct ledger_row *out)
{
    const struct purpose_term *p = pack_purpose(w->pack, leaf->leaf.purpose);
    enum err                   e;

    *out = (struct ledger_row){.leaf = *leaf};
    if (leaf->erased)
        return OK;
    if (p)
        out->purpose = p->label;
    if ((e = searches_of(w, out)) ||
        (e = look_account(w, leaf->leaf.account, &out->name)))
        return e;
    return look_agency(w, cx, leaf->leaf.agency, LOOK_PLACES, &out->agency);
}

static struct leaf_query
query_of(const struct ledger_ask *in)
{
    return (struct leaf_query){.account = in->account,
        .about = in->about,
        .agency = in->agency,
        .action = in->action,
        .kind = in->of_kind ? kind_words[in->kind] : (struct str){0},
        .from = in->from,
        .to = in->to,
        .before = in->before,
        .limit = LEDGER_ROWS + 1};
}

static enum err
fill(struct work *w, struct cx *cx, struct ledger_page *p)
{
    struct leaf_query q = query_of(&p->asked);
    struct leaf_row  *all;
    size_t            n;
    enum err          e;

    if ((e = ledger_list(w->tx, &q, &all, &n)))
        return e;
    for (; p->count < n && p->count < LEDGER_ROWS; p->count++)
        if ((e = row_of(w, cx, &all[p->count], &p->rows[p->count])))
            return e;
    p->next = n > LEDGER_ROWS ? all[LEDGER_ROWS - 1].number : -1;
    return OK;
}

/* Counts say nothing about a record that its rows do not. */
static enum err
count_up(struct work *w, struct ledger_page *p)
{
    struct leaf_query q = query_of(&p->asked);

    p->tallied = !id_is_none(q.account) || !id_is_none(q.about);
    q.kind = (struct str){0};
    return p->tallied ? ledger_tally(w->tx, &q, p->tally) : OK;
}

enum err
ledger_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct ledger_ask *in = ask->with;
    struct ledger_page      *p = ARENA_NEW(cx->arena, struct ledger_page);
    struct account           a;
    enum err                 e;

    (void)grant;
    p->asked = *in;
    p->rows = ARENA_ARRAY(cx->arena, struct ledger_row, LEDGER_ROWS);
    p->next = -1;
    answer->with = p;
    if (in->login.n) {
        e = account_of_login(w, in->login, &a);
        p->unknown = e == ERR_ABSENT;
        if (e)
            return p->unknown ? OK : e;
        p->asked.account = a.id;
    }
    if (!id_is_none(p->asked.account))
        answer_discloses(cx, answer, p->asked.account);
    if (!id_is_none(in->about))
        answer_discloses(cx, answer, in->about);
    if ((e = look_agency(w, cx, in->agency, LOOK_PLACES, &p->agency)) ||
        (e = count_up(w, p)))
        return e;
    return fill(w, cx, p);
}

enum err
ledger_look_verify(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct ledger_report *r = ARENA_NEW(cx->arena, struct ledger_report);

    (void)ask, (void)grant;
    answer->with = r;
    return ledger_verify(w->tx, r);
}

enum err
ledger_look_bundle(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct str *out = ARENA_NEW(cx->arena, struct str);

    (void)ask, (void)grant;
    answer->with = out;
    return ledger_export_text(w->tx, out);
}

enum err
ledger_look_check(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct str     *bundle = ask->with;
    struct ledger_report *r = ARENA_NEW(cx->arena, struct ledger_report);

    (void)grant;
    answer->with = r;
    return ledger_verify_bundle(cx->arena, *bundle,
        key_public(cx->arena, txn_keys(w->tx)), r);
}
