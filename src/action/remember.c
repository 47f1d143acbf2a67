/*
 * What a check leaves behind: its sealed question for good, of which its
 * receipts are made, a keyed hash of the question for a while, and notices
 * to those who must know at once.  A discreet check leaves no hash and tells
 * nobody (S4).
 */
#include "action/check.h"
#include "action/rows.h"
#include "base/text.h"
#include "record/enquiry.h"
#include "record/notice.h"
#include "record/recall.h"

enum { DONE_PUT, MEMORY_DROP, STATEMENTS };
static const struct statement remember_texts[STATEMENTS] = {
    [DONE_PUT] = {.sql = "INSERT INTO check_done (leaf, reference, account,"
                         " agency, at, answer, discreet, source, sealed,"
                         " receipt) VALUES"
                         " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"},
    [MEMORY_DROP] = {.sql = "DELETE FROM check_memory WHERE until < $1"},
};
const struct statements remember_statements = {"remember", remember_texts,
    STATEMENTS};

/* The question in one canonical form, hashed under the index key. */
static struct digest
question_hash(struct work *w, const struct check_ask *q)
{
    struct arena *a = txn_arena(w->tx);
    struct digest exact, sound;
    struct buf    b;

    buf_init(&b, a);
    buf_add(&b, S("question"));
    buf_add_framed(&b, q->nhs);
    buf_add_framed(&b, text_fold(a, q->given));
    buf_add_framed(&b, text_fold(a, q->family));
    buf_add_framed(&b, date_text(a, q->born));
    exact = key_hash(txn_keys(w->tx), KEY_INDEX, buf_str(&b));
    sound = enquiry_sound(w, q->given, q->family, q->nhs);
    return enquiry_question(&exact, &sound);
}

static struct digest
born_hash(struct work *w, const struct check_ask *q)
{
    struct str text = str_cat(txn_arena(w->tx), S("born"),
        date_text(txn_arena(w->tx), q->born));

    return key_hash(txn_keys(w->tx), KEY_INDEX, text);
}

static struct str
seal(struct work *w, const struct check_answer *c)
{
    struct arena *a = txn_arena(w->tx);

    return key_seal(a, txn_keys(w->tx), KEY_SEALED,
        str_cat(a, S("check_done:sealed:"), c->reference), c->json);
}

enum err
check_trace_of(struct work *w, struct check_answer *c)
{
    const struct pack  *p = w->pack;
    struct check_trace *t = &c->trace;
    enum err            e;

    t->sealed = seal(w, c);
    if (c->discreet)
        return OK;
    t->question = question_hash(w, &c->asked);
    t->born = born_hash(w, &c->asked);
    if ((e = enquiry_limits_of(w, &t->limits)))
        return e;
    return span_add(p->calendar, p->zone, w->now,
        pack_limit(p, S("repeat_check_memory"))->span, &t->until);
}

/* Keeps the sealed question.  A slip of its own is what checks had before
 * theirs was made of what is sealed. */
static enum err
keep(struct work *w, struct cx *cx, const struct check_answer *c,
    const struct answer *answer)
{
    return txn_put_many(w->tx, &remember_texts[DONE_PUT],
        ARGS(A_ID(answer->leaf.id), A_TEXT(c->reference),
            A_ID(cx->reader.account.id), A_ID(cx->reader.agency.id),
            A_TIME(w->now), A_TEXT(check_word(c->result)), A_INT(c->discreet),
            A_ID(c->person), A_BYTES(c->trace.sealed), A_TEXT(S(""))));
}

/* Tells an agency's desk of that meaning, or its authority's, of this leaf. */
static enum err
tell_desk_of(struct work *w, struct id agency, const struct answer *answer,
    struct str means, struct str rule)
{
    const struct desk_term *term = pack_desk_for(w->pack, means);
    struct desk             desk;
    struct notice           n = {.cause = answer->leaf.id, .rule = rule};
    enum err                e;

    if (!term)
        return OK;
    e = desk_find(w, agency, term->id, &desk);
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    n.to_desk = desk.id;
    return notice_put(w, &n);
}

static enum err
tell_desk(struct work *w, struct cx *cx, const struct answer *answer,
    struct str means, struct str rule)
{
    return tell_desk_of(w, cx->reader.agency.id, answer, means, rule);
}

/* Custodian and front door of all who asked: the last to ask may be the
 * only one of another area. */
static enum err
tell_askers(struct work *w, const struct answer *answer,
    const struct enquiry_limits *limits, const struct enquiry_check *c)
{
    struct id *agencies;
    size_t     n;
    enum err   e;

    if ((e = enquiry_askers(w, limits, c, &agencies, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if ((e = tell_desk_of(w, agencies[i], answer, S("custodian"),
                 S("check_pattern"))) ||
            (e = tell_desk_of(w, agencies[i], answer, S("front_door"),
                 S("check_pattern"))))
            return e;
    return OK;
}

/* A name that nobody finds, and that several services ask for. */
static enum err
tell_repeated(struct work *w, struct cx *cx, const struct answer *answer)
{
    enum err e = tell_desk(w, cx, answer, S("custodian"), S("check_repeated"));

    return e ? e
             : tell_desk(w, cx, answer, S("front_door"), S("check_repeated"));
}

/* What this check comes to together with those that are remembered. */
struct memory {
    const struct check_trace *trace;
    struct enquiry_check      check;
    struct enquiry_reach      reach;
};

/* ERR_LIMIT: one asker varies a question too often (S5). */
static enum err
memory_read(struct work *w, struct cx *cx, const struct check_trace *t,
    struct memory *m)
{
    const struct agency *own = &cx->reader.agency;
    enum err             e;

    m->trace = t;
    m->check = (struct enquiry_check){
        .question = hash_str(&t->question),
        .born = hash_str(&t->born),
        .account = cx->reader.account.id,
        .agency = own->id,
        .area = id_is_none(own->authority) ? own->id : own->authority,
    };
    if ((e = enquiry_reached(w, &t->limits, &m->check, &m->reach)))
        return e;
    return m->reach.variations <
            pack_limit(w->pack, S("check_variations"))->times
        ? OK
        : ERR_LIMIT;
}

/* The keyed hash, and who hears of a question asked by several services:
 * of a pattern when it is reached, once. */
static enum err
remember(struct work *w, struct cx *cx, const struct memory *m,
    const struct answer *answer)
{
    const struct check_answer *c = answer->with;
    enum err                   e;

    if ((e = recall_put(w, &m->check, m->trace->until)))
        return e;
    if (m->reach.yes &&
        (e = tell_askers(w, answer, &m->trace->limits, &m->check)))
        return e;
    if (c->result != CHECK_NONE ||
        m->reach.remembered <
            pack_limit(w->pack, S("repeat_check_times"))->times)
        return OK;
    return tell_repeated(w, cx, answer);
}

enum err
check_forget(struct work *w)
{
    return txn_do(w->tx, &remember_texts[MEMORY_DROP], ARGS(A_TIME(w->now)));
}

enum err
check_remember(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    const struct check_answer *c = answer->with;
    struct memory              m;
    enum err                   e;

    (void)ask;
    if (!c->discreet && (e = memory_read(w, cx, &c->trace, &m))) {
        if (e == ERR_LIMIT)
            answer->fault = (struct fault){.msg = MSG_CHECK_TOO_VARIED};
        return e;
    }
    if ((e = keep(w, cx, c, answer)))
        return e;
    if (c->result == CHECK_RING &&
        (e = tell_desk(w, cx, answer, S("custodian"), S("check_rings"))))
        return e;
    return c->discreet ? OK : remember(w, cx, &m, answer);
}
