/*
 * Pages of leaves.  A filter by kind is applied to what was read, a page at
 * a time and a few pages at most, because the ledger has no such index and
 * an auditor may well ask again from where a page ended.
 */
#include "action/ledger_look.h"

#include "action/look.h"
#include "action/rows.h"

#define LEDGER_ROWS 50
#define LEDGER_READS 20 /* pages read to fill one with a kind */

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
    if ((e = look_account(w, leaf->leaf.account, &out->name)))
        return e;
    return look_agency(w, cx, leaf->leaf.agency, LOOK_PLACES, &out->agency);
}

static enum err
fill(struct work *w, struct cx *cx, const struct ledger_ask *in,
    struct ledger_page *p)
{
    struct leaf_query q = {.account = in->account,
        .about = in->about,
        .before = in->before,
        .limit = LEDGER_ROWS};
    struct leaf_row  *all;
    size_t            n = LEDGER_ROWS;
    enum err          e;

    p->next = -1;
    for (int reads = 0; reads < LEDGER_READS && n == LEDGER_ROWS; reads++) {
        if ((e = ledger_list(w->tx, &q, &all, &n)))
            return e;
        for (size_t i = 0; i < n; i++) {
            q.before = all[i].number;
            if (in->of_kind && (all[i].erased || all[i].leaf.kind != in->kind))
                continue;
            if ((e = row_of(w, cx, &all[i], &p->rows[p->count++])))
                return e;
            if (p->count == LEDGER_ROWS) {
                p->next = q.before;
                return OK;
            }
        }
        p->next = n == LEDGER_ROWS ? q.before : -1;
    }
    return OK;
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
    return fill(w, cx, &p->asked, p);
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
