/*
 * ledger_test -- leaves written, numbered, listed, signed, proved, erased.
 */
#include "store/shop.h"

#include "../test.h"

#include "store/checkpoint.h"
#include "store/ledger_inside.h"

static const int64_t second = 1000000;

static enum err
note_and_refuse(struct txn *tx, void *ctx)
{
    enum err e = shop_note(tx, ctx);

    return e ? e : ERR_DENIED;
}

static enum err
list_all(struct txn *tx, void *ctx)
{
    struct leaf_query *q = ctx;
    struct leaf_row   *rows;
    size_t             count;
    enum err           e = ledger_list(tx, q, &rows, &count);

    if (!e)
        q->limit = (int64_t)count;
    return e;
}

/* How many leaves there are: of an account, about an id, before a number. */
static int64_t
leaves(struct shop *s, struct leaf_query q)
{
    q.limit = 1000;
    WANT_OK(store_read(s->store, s->arena, list_all, &q));
    return q.limit;
}

TEST(ledger_number__leaves_no_gap_for_jobs_that_failed)
{
    struct shop s = shop_open();

    for (int i = 0; i < 20; i++) {
        shop_note_many(&s, 1);
        WANT_ERR(ERR_DENIED,
            store_write(s.store, s.arena, note_and_refuse, NULL));
    }
    WANT_INT(leaves(&s, (struct leaf_query){.before = -1}), 20);
    WANT_INT(shop_verify(&s).faults, 0);
    WANT_INT(shop_verify(&s).leaves, 20);
    shop_close(&s);
}

struct two {
    struct leaf      leaf;
    struct id        about[2];
    struct leaf_mark mark;
    struct leaf_row  row;
};

static enum err
note_two(struct txn *tx, void *ctx)
{
    struct two *t = ctx;

    t->about[0] = txn_id(tx, ID_PERSON);
    t->about[1] = txn_id(tx, ID_THREAD);
    t->leaf = (struct leaf){
        .kind = LEAF_READ,
        .action = S("child_see"),
        .account = txn_id(tx, ID_ACCOUNT),
        .agency = txn_id(tx, ID_AGENCY),
        .purpose = S("ymweliad â’r cartref"),
        .rule = S("tie"),
        .outcome = OK,
        .about = t->about,
        .about_count = 2,
        .detail = S("{}"),
    };
    return ledger_note(tx, &t->leaf, &t->mark);
}

static enum err
find_two(struct txn *tx, void *ctx)
{
    struct two *t = ctx;

    return ledger_find(tx, t->mark.id, &t->row);
}

TEST(ledger_find__gives_back_what_was_noted)
{
    struct shop s = shop_open();
    struct two  t = {0};

    shop_note_many(&s, 3);
    WANT_OK(store_write(s.store, s.arena, note_two, &t));
    WANT_OK(store_read(s.store, s.arena, find_two, &t));
    WANT_INT(t.row.number, 3);
    WANT(t.row.at.us == t.mark.at.us && !t.row.erased);
    WANT(id_eq(t.row.id, t.mark.id) && hash_eq(t.row.hash, t.mark.hash));
    WANT(id_eq(t.row.leaf.account, t.leaf.account));
    WANT(id_eq(t.row.leaf.agency, t.leaf.agency));
    WANT_SAME(t.row.leaf.purpose, t.leaf.purpose);
    WANT_INT(t.row.leaf.about_count, 2);
    WANT(id_eq(t.row.leaf.about[1], t.about[1]));
    t.mark.id.b[0] ^= 1;
    WANT_ERR(ERR_ABSENT, store_read(s.store, s.arena, find_two, &t));
    shop_close(&s);
}

TEST(ledger_list__finds_leaves_of_one_account_and_about_one_thing)
{
    struct shop s = shop_open();
    struct two  t = {0}, other = {0};
    struct id   thread;

    WANT_OK(store_write(s.store, s.arena, note_two, &t));
    WANT_OK(store_write(s.store, s.arena, note_two, &other));
    shop_note_many(&s, 4);
    thread = t.about[1];
    WANT_INT(leaves(&s, (struct leaf_query){.before = -1}), 6);
    WANT_INT(leaves(&s, (struct leaf_query){.before = 2}), 2);
    WANT_INT(leaves(&s,
                 (struct leaf_query){.before = -1, .account = t.leaf.account}),
        1);
    WANT_INT(leaves(&s, (struct leaf_query){.before = -1, .about = thread}), 1);
    WANT_INT(leaves(&s,
                 (struct leaf_query){.before = -1,
                     .about = thread,
                     .account = t.leaf.account}),
        1);
    WANT_INT(leaves(&s,
                 (struct leaf_query){.before = -1,
                     .about = thread,
                     .account = other.leaf.account}),
        0);
    thread.kind = ID_PERSON; /* the same bytes are another thing */
    WANT_INT(leaves(&s, (struct leaf_query){.before = -1, .about = thread}), 0);
    shop_close(&s);
}

/* ---- checkpoints ---- */

static uint64_t
checkpoints(struct shop *s)
{
    struct ledger_report r = shop_verify(s);

    WANT_INT(r.faults, 0);
    return r.checkpoints;
}

enum { AT_ONCE = 250 };

static enum err
note_at_once(struct txn *tx, void *ctx)
{
    enum err e = OK;

    for (int i = 0; !e && i < AT_ONCE; i++)
        e = shop_note(tx, ctx);
    return e;
}

TEST(ledger_number__signs_a_checkpoint_every_thousand_leaves)
{
    struct shop s = shop_open();

    for (int i = 1; i <= 8; i++) {
        WANT_OK(store_write(s.store, s.arena, note_at_once, NULL));
        WANT_INT(checkpoints(&s), (uint64_t)i * AT_ONCE / 1000);
    }
    shop_close(&s);
}

TEST(ledger_number__signs_a_checkpoint_when_the_first_leaf_is_a_minute_old)
{
    struct shop s = shop_open();

    shop_note_many(&s, 1);
    clock_advance(s.clock, 58 * second);
    shop_note_many(&s, 1);
    WANT_INT(checkpoints(&s), 0);
    clock_advance(s.clock, 2 * second);
    shop_note_many(&s, 1);
    WANT_INT(checkpoints(&s), 1);
    shop_note_many(&s, 1);
    WANT_INT(checkpoints(&s), 1);
    shop_close(&s);
}

static enum err
sign_now(struct txn *tx, void *ctx)
{
    (void)ctx;
    return ledger_sign(tx);
}

TEST(ledger_sign__signs_when_leaves_are_behind_the_last_and_only_then)
{
    struct shop s = shop_open();

    WANT_OK(store_write(s.store, s.arena, sign_now, NULL));
    WANT_INT(checkpoints(&s), 0);
    shop_note_many(&s, 2);
    WANT_OK(store_write(s.store, s.arena, sign_now, NULL));
    WANT_OK(store_write(s.store, s.arena, sign_now, NULL));
    WANT_INT(checkpoints(&s), 1);
    shop_note_many(&s, 1);
    shop_reopen(&s); /* closing signs */
    WANT_INT(checkpoints(&s), 2);
    shop_close(&s);
}

/* ---- proofs ---- */

struct proving {
    struct id         leaf;
    struct str        origin;
    struct leaf_proof proof;
};

static enum err
prove(struct txn *tx, void *ctx)
{
    struct proving *p = ctx;
    enum err        e = ledger_origin(tx, &p->origin);

    return e ? e : ledger_prove(tx, p->leaf, &p->proof);
}

static void
want_proof(struct shop *s, const struct leaf_mark *mark, uint64_t number)
{
    struct proving    p = {.leaf = mark->id};
    struct checkpoint c;
    struct str        text;

    WANT_OK(store_read(s->store, s->arena, prove, &p));
    WANT_OK(note_open(p.proof.checkpoint, p.origin,
        key_public(s->arena, s->keys), &text));
    WANT(checkpoint_parse(s->arena, text, &c));
    WANT_INT(c.size, p.proof.size);
    WANT_INT(p.proof.number, number);
    WANT(merkle_included(mark->hash, p.proof.number, c.size, &p.proof.path,
        c.root));
    WANT(!merkle_included(mark->hash, p.proof.number + 1, c.size, &p.proof.path,
        c.root));
}

TEST(ledger_prove__proves_every_leaf_in_a_signed_tree)
{
    enum { LEAVES = 37 };
    struct shop s = shop_open();
    struct two  t[LEAVES] = {0};

    for (int i = 0; i < LEAVES; i++) {
        WANT_OK(store_write(s.store, s.arena, note_two, &t[i]));
        want_proof(&s, &t[i].mark, (uint64_t)i);
        if (i == 20)
            WANT_OK(store_write(s.store, s.arena, sign_now, NULL));
    }
    for (int i = 0; i < LEAVES; i++)
        want_proof(&s, &t[i].mark, (uint64_t)i);
    shop_close(&s);
}

TEST(ledger_prove__says_absent_of_a_leaf_that_is_not_there)
{
    struct shop    s = shop_open();
    struct proving p = {.leaf = {.kind = ID_LEAF}};

    shop_note_many(&s, 1);
    WANT_ERR(ERR_ABSENT, store_read(s.store, s.arena, prove, &p));
    shop_close(&s);
}

/* ---- erasing ---- */

static enum err
erase(struct txn *tx, void *ctx)
{
    return ledger_erase(tx, ((struct two *)ctx)->mark.id);
}

static enum err
note_erasure(struct txn *tx, void *ctx)
{
    const struct two *t = ctx;
    const struct leaf leaf = {
        .kind = LEAF_ERASURE,
        .action = S("erase"),
        .outcome = OK,
        .about = &t->mark.id,
        .about_count = 1,
    };

    return ledger_note(tx, &leaf, NULL);
}

static enum err
note_and_erase(struct txn *tx, void *ctx)
{
    enum err e = note_erasure(tx, ctx);

    return e ? e : erase(tx, ctx);
}

TEST(ledger_erase__refuses_unless_an_erasure_names_the_leaf)
{
    struct shop s = shop_open();
    struct two  t = {0};

    WANT_OK(store_write(s.store, s.arena, note_two, &t));
    WANT_ERR(ERR_ILLEGAL, store_write(s.store, s.arena, erase, &t));
    WANT_OK(store_write(s.store, s.arena, note_erasure, &t));
    WANT_OK(store_write(s.store, s.arena, erase, &t));
    shop_close(&s);
}

TEST(ledger_erase__takes_the_content_and_leaves_a_tree_that_verifies)
{
    struct shop s = shop_open();
    struct two  t = {0};

    shop_note_many(&s, 5);
    WANT_OK(store_write(s.store, s.arena, note_two, &t));
    shop_note_many(&s, 5);
    WANT_OK(store_write(s.store, s.arena, sign_now, NULL));
    WANT_OK(store_write(s.store, s.arena, note_and_erase, &t));
    WANT_OK(store_read(s.store, s.arena, find_two, &t));
    WANT(t.row.erased && t.row.leaf.about_count == 0);
    WANT_INT(t.row.number, 5);
    WANT_STR(t.row.leaf.purpose, "");
    WANT(hash_eq(t.row.hash, t.mark.hash));
    WANT_INT(leaves(&s, (struct leaf_query){.before = -1, .about = t.about[0]}),
        0);
    WANT_INT(shop_verify(&s).faults, 0);
    want_proof(&s, &t.mark, 5);
    shop_close(&s);
}
