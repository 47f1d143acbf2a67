/*
 * ledger_verify -- a database's ledger against itself: docs/ledger.md says
 * what that proves.
 */
#include "store/ledger_audit.h"

enum { PAGE_LEAVES = 500 };

enum { COUNT_LEAVES, COUNT_WAITING, COUNT_STRAYS };
static const struct statement q[] = {
    /* where several nodes write, a leaf has its number a moment later */
    [COUNT_LEAVES] = {"SELECT COUNT(*) FROM ledger_leaf",
        "SELECT COUNT(*) FROM ledger_leaf WHERE number IS NOT NULL"},
    [COUNT_WAITING] = {
        "SELECT COUNT(*) FROM ledger_leaf WHERE number IS NULL", NULL},
    [COUNT_STRAYS] = {
        "SELECT COUNT(*) FROM ledger_about b"
        " LEFT JOIN ledger_leaf l ON l.id = b.leaf WHERE l.id IS NULL", NULL},
};

const struct statements ledger_verify_statements = {"ledger_verify", q,
    sizeof q / sizeof q[0]};

/* The checkpoints up to the size the tree has now. */
static enum err
check_notes(struct txn *tx, struct audit *au, struct head *next)
{
    enum err e = OK;

    while (!e && next->note.n && next->size <= (int64_t)au->tree.size) {
        if (next->size != (int64_t)au->tree.size)
            audit_fault(au, "checkpoint", next->size,
                "is of no size that the tree had");
        else
            audit_note(au, next->note);
        au->report->checkpoints++;
        e = ledger_checkpoint_after(tx, next->size, next);
    }
    return e;
}

static void
check_leaf(struct audit *au, const struct stored_leaf *leaf)
{
    if (!leaf->fits)
        audit_fault(au, "leaf", leaf->number,
            "has columns that do not belong together");
    if (leaf->erased)
        audit_erased(au, leaf->number, leaf->hash, leaf->entry.id);
    else
        audit_leaf(au, leaf->number, leaf->hash, leaf->salt, &leaf->entry);
}

/* Another page; *more is false when there was none. */
static enum err
check_page(struct txn *tx, struct audit *au, bool *more)
{
    const int64_t       from = (int64_t)au->tree.size;
    struct stored_leaf *leaves;
    struct head         next;
    size_t              count;
    enum err            e;

    if ((e = ledger_page(tx, from, from + PAGE_LEAVES, &leaves, &count)))
        return e;
    if ((e = ledger_checkpoint_after(tx, from, &next)))
        return e;
    for (size_t i = 0; !e && i < count; i++) {
        check_leaf(au, &leaves[i]);
        e = check_notes(tx, au, &next);
    }
    *more = count > 0;
    return e;
}

static enum err
check_count(struct txn *tx, struct audit *au)
{
    struct rows row;
    struct head beyond;
    enum err    e = txn_row(tx, &q[COUNT_LEAVES], NO_ARGS, &row);

    if (e)
        return e;
    if (row_int(&row, 0) != (int64_t)au->tree.size)
        audit_fault(au, "ledger", (int64_t)au->tree.size,
            "has leaves that are not in the tree");
    if ((e = txn_row(tx, &q[COUNT_WAITING], NO_ARGS, &row)))
        return e;
    au->report->waiting = (uint64_t)row_int(&row, 0);
    if ((e = txn_row(tx, &q[COUNT_STRAYS], NO_ARGS, &row)))
        return e;
    if (row_int(&row, 0))
        audit_fault(au, "ledger", (int64_t)au->tree.size,
            "says whom leaves are about that are not there");
    e = ledger_checkpoint_after(tx, (int64_t)au->tree.size, &beyond);
    if (!e && beyond.note.n)
        audit_fault(au, "checkpoint", beyond.size,
            "covers leaves that are not there");
    return e;
}

static void
check_head(struct audit *au, struct arena *a, const struct head *head)
{
    struct str frontier = merkle_save(a, &au->tree);

    if (head->size != (int64_t)au->tree.size ||
        !str_eq(head->frontier, frontier))
        audit_fault(au, "head", head->size, "is not the tree's");
}

static enum err
check_first_note(struct txn *tx, struct audit *au)
{
    struct head first;
    enum err    e = ledger_checkpoint_after(tx, INT64_MIN, &first);

    if (!e && first.note.n && first.size <= 0)
        audit_fault(au, "checkpoint", first.size,
            "is of no size that the tree had");
    return e;
}

enum err
ledger_verify(struct txn *tx, struct ledger_report *report)
{
    struct arena        *a = txn_arena(tx);
    struct ledger_report found;
    struct audit         au;
    struct str           origin = S("");
    struct head          head = {.size = -1};
    bool                 more = true;
    enum err             e = ledger_origin(tx, &origin);

    if (e && e != ERR_ABSENT)
        return e;
    audit_begin(&au, &found, origin, key_public(a, txn_keys(tx)));
    e = check_first_note(tx, &au);
    while (!e && more) {
        struct mark m = arena_mark(a);

        e = check_page(tx, &au, &more);
        arena_rewind(a, m);
    }
    if (!e)
        e = check_count(tx, &au);
    if (!e)
        e = ledger_head(tx, &head);
    if (e == ERR_ABSENT)
        e = OK; /* then it has no note, which is a fault */
    if (!e)
        check_head(&au, a, &head);
    audit_end(&au, a, head.note);
    if (!e)
        *report = found;
    return e;
}
