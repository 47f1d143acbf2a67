/*
 * ledger_verify_test -- somebody has the database and changes it.
 */
#include "store/shop.h"

#include "../test.h"

#include <sqlite3.h>

#include "base/buf.h"
#include "store/ledger_inside.h"

static const int64_t minute = 60000000;

/* ---- a ledger with everything in it ---- */

struct erasing {
    struct id   leaf;
    struct leaf own;
};

static enum err
note_first(struct txn *tx, void *ctx)
{
    struct erasing  *x = ctx;
    struct leaf_mark mark;
    const struct id  about = txn_id(tx, ID_PERSON);
    enum err         e;

    x->own = (struct leaf){.kind = LEAF_REFUSED,
        .action = S("child_see"),
        .outcome = ERR_DENIED,
        .about = &about,
        .about_count = 1};
    e = ledger_note(tx, &x->own, &mark);
    x->leaf = mark.id;
    return e;
}

static enum err
erase(struct txn *tx, void *ctx)
{
    const struct erasing *x = ctx;
    const struct leaf     leaf = {.kind = LEAF_ERASURE,
            .action = S("erase"),
            .outcome = OK,
            .about = &x->leaf,
            .about_count = 1};
    enum err              e = ledger_note(tx, &leaf, NULL);

    return e ? e : ledger_erase(tx, x->leaf);
}

/* Leaf 0 is erased, 6 is its erasure; a checkpoint at 5 and at 8. */
static struct shop
ledger(void)
{
    struct shop    s = shop_open_file();
    struct erasing x = {0};

    WANT_OK(store_write(s.store, s.arena, note_first, &x));
    shop_note_many(&s, 3);
    clock_advance(s.clock, minute);
    shop_note_many(&s, 2);
    WANT_OK(store_write(s.store, s.arena, erase, &x));
    shop_note_many(&s, 1);
    shop_shut(&s);
    return s;
}

static void
want_found(struct shop *s, struct str sql)
{
    struct ledger_report r = shop_verify_after(s, str_c(s->arena, sql));

    if (!r.faults)
        fail_msg("not found: %.*s", STR_ARG(sql));
    WANT(r.first_fault.n > 0);
}

#define WANT_FOUND(s, sql) want_found((s), S(sql))

TEST(ledger_verify__finds_no_fault_in_a_sound_ledger)
{
    struct shop          s = ledger();
    struct ledger_report r;

    r = shop_verify_after(&s, "INSERT INTO meta VALUES ('x', 'y')");
    WANT_INT(r.faults, 0);
    WANT_STR(r.first_fault, "");
    WANT_INT(r.leaves, 8);
    WANT_INT(r.checkpoints, 2);
    shop_close(&s);
}

TEST(ledger_verify__finds_no_fault_in_an_empty_ledger)
{
    struct shop s = shop_open();

    WANT_INT(shop_verify(&s).faults, 0);
    shop_close(&s);
}

/* ---- every column of every row ---- */

struct column {
    struct str table, name, type;
    bool       not_null;
};

static sqlite3_stmt *
ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL))
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    return st;
}

static struct str
text(sqlite3_stmt *st, int column, struct arena *a)
{
    return str_dup(a, str_of((const char *)sqlite3_column_text(st, column)));
}

static void
add_int(struct buf *b, int64_t v, struct str then)
{
    buf_add_int(b, v);
    buf_add(b, then);
}

/* UPDATE table SET name = <value> WHERE rowid = row */
static struct str
update(struct arena *a, const struct column *c, int64_t row, struct str value)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, S("UPDATE "));
    buf_add(&b, c->table);
    buf_add(&b, S(" SET "));
    buf_add(&b, c->name);
    buf_add(&b, S(" = "));
    buf_add(&b, value);
    buf_add(&b, S(" WHERE rowid = "));
    add_int(&b, row, S(""));
    return buf_str(&b);
}

/* Something where there was nothing. */
static struct str
value_of_type(struct str type)
{
    if (str_eq(type, S("INTEGER")))
        return S("77");
    return str_eq(type, S("TEXT")) ? S("''") : S("x'00'");
}

/* Another value, and NULL for a value and a value for NULL. */
static int
alter_cell(struct shop *s, const struct column *c, int64_t row, bool is_null)
{
    const struct str own[] = {S("flip("), c->name, S(")")};

    if (is_null) {
        want_found(s, update(s->arena, c, row, value_of_type(c->type)));
        return 1;
    }
    want_found(s, update(s->arena, c, row, str_join(s->arena, own, 3, S(""))));
    if (c->not_null)
        return 1;
    want_found(s, update(s->arena, c, row, S("NULL")));
    return 2;
}

static int
alter_column(struct shop *s, sqlite3 *db, const struct column *c)
{
    const struct str sql[] = {S("SELECT rowid, "), c->name, S(" IS NULL FROM "),
        c->table};
    sqlite3_stmt    *st =
        ask(db, str_c(s->arena, str_join(s->arena, sql, 4, S(""))));
    int n = 0;

    while (sqlite3_step(st) == SQLITE_ROW)
        n += alter_cell(s, c, sqlite3_column_int64(st, 0),
            sqlite3_column_int(st, 1) != 0);
    sqlite3_finalize(st);
    return n;
}

TEST(ledger_verify__finds_every_column_of_every_row_altered)
{
    struct shop   s = ledger();
    sqlite3      *db = NULL;
    sqlite3_stmt *st;
    int           n = 0;

    WANT(!sqlite3_open_v2(s.file, &db, SQLITE_OPEN_READONLY, NULL));
    st = ask(db,
        "SELECT m.name, c.name, c.type, c.\"notnull\" OR c.pk"
        " FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND m.name LIKE 'ledger_%'");
    while (sqlite3_step(st) == SQLITE_ROW) {
        struct column c = {text(st, 0, s.arena), text(st, 1, s.arena),
            text(st, 2, s.arena), sqlite3_column_int(st, 3) != 0};

        n += alter_column(&s, db, &c);
    }
    sqlite3_finalize(st);
    sqlite3_close(db);
    /* 8 leaves of 13 columns, 13 abouts of 4, 2 checkpoints, the head */
    WANT(n > 8 * 13 + 13 * 4 + 2 * 2 + 4);
    WANT_FOUND(&s, "UPDATE meta SET value = flip(value)");
    shop_close(&s);
}

/* ---- rows taken away, added, moved ---- */

TEST(ledger_verify__finds_leaves_taken_added_or_moved)
{
    struct shop s = ledger();

    for (int64_t i = 0; i < 8; i++) {
        struct buf b;

        buf_init(&b, s.arena);
        buf_add(&b,
            S("DELETE FROM ledger_about WHERE leaf IN"
              " (SELECT id FROM ledger_leaf WHERE number = "));
        add_int(&b, i, S("); DELETE FROM ledger_leaf WHERE number = "));
        add_int(&b, i, S(";"));
        want_found(&s, buf_str(&b));
        buf_add(&b,
            S("UPDATE ledger_leaf SET number = -number"
              " WHERE number > "));
        add_int(&b, i,
            S("; UPDATE ledger_leaf SET number = -number - 1"
              " WHERE number < 0"));
        want_found(&s, buf_str(&b));
    }
    WANT_FOUND(&s,
        "UPDATE ledger_leaf SET number = 100 WHERE number = 2;"
        "UPDATE ledger_leaf SET number = 2 WHERE number = 3;"
        "UPDATE ledger_leaf SET number = 3 WHERE number = 100");
    WANT_FOUND(&s,
        "INSERT INTO ledger_leaf SELECT zeroblob(16), 8, hash, at,"
        " kind, action, account, agency, purpose, rule, outcome,"
        " detail, salt FROM ledger_leaf WHERE number = 7");
    WANT_FOUND(&s,
        "INSERT INTO ledger_leaf SELECT zeroblob(16), NULL, hash,"
        " at, kind, action, account, agency, purpose, rule,"
        " outcome, detail, salt FROM ledger_leaf"
        " WHERE number = 7");
    shop_close(&s);
}

TEST(ledger_verify__finds_whom_a_leaf_is_about_taken_added_or_swapped)
{
    struct shop s = ledger();

    WANT_FOUND(&s, "DELETE FROM ledger_about WHERE rowid = 3");
    WANT_FOUND(&s,
        "INSERT INTO ledger_about SELECT leaf, 2, kind, about"
        " FROM ledger_about WHERE place = 1 LIMIT 1");
    WANT_FOUND(&s,
        "INSERT INTO ledger_about SELECT id, 0, 'p', id"
        " FROM ledger_leaf WHERE number = 0");
    WANT_FOUND(&s,
        "INSERT INTO ledger_about"
        " SELECT zeroblob(16), 0, 'p', zeroblob(16)");
    WANT_FOUND(&s,
        "UPDATE ledger_about SET place = 100 - place;"
        "UPDATE ledger_about SET place = place - 99");
    shop_close(&s);
}

TEST(ledger_verify__finds_a_leaf_erased_that_no_erasure_names)
{
    struct shop s = ledger();

    WANT_FOUND(&s,
        "DELETE FROM ledger_about WHERE leaf IN"
        " (SELECT id FROM ledger_leaf WHERE number = 4);"
        "UPDATE ledger_leaf SET at = NULL, kind = NULL, action = NULL,"
        " account = NULL, agency = NULL, purpose = NULL, rule = NULL,"
        " outcome = NULL, detail = NULL, salt = NULL WHERE number = 4");
    shop_close(&s);
}

TEST(ledger_verify__finds_notes_moved_between_sizes)
{
    struct shop s = ledger();

    WANT_FOUND(&s,
        "UPDATE ledger_checkpoint SET note ="
        " (SELECT note FROM ledger_head) WHERE size = 5");
    WANT_FOUND(&s,
        "UPDATE ledger_head SET note ="
        " (SELECT note FROM ledger_checkpoint WHERE size = 5)");
    WANT_FOUND(&s, "DELETE FROM ledger_head");
    WANT_FOUND(&s, "UPDATE ledger_checkpoint SET size = 0 WHERE size = 5");
    WANT_FOUND(&s, "UPDATE ledger_checkpoint SET size = -5 WHERE size = 5");
    shop_close(&s);
}

/* ---- a ledger put back to an earlier state, and one of another key ---- */

static enum err
read_note(struct txn *tx, void *ctx)
{
    struct head head;
    enum err    e = ledger_head(tx, &head);

    if (!e)
        *(struct str *)ctx = str_dup(txn_arena(tx), head.note);
    return e;
}

struct asking {
    struct str note;
    bool       holds;
};

static enum err
ask_holds(struct txn *tx, void *ctx)
{
    struct asking *x = ctx;

    return ledger_holds(tx, x->note, &x->holds);
}

static bool
holds(struct shop *s, struct str note)
{
    struct asking x = {note, false};

    WANT_OK(store_read(s->store, s->arena, ask_holds, &x));
    return x.holds;
}

TEST(ledger_holds__knows_an_earlier_state_and_refuses_a_later_or_another)
{
    struct shop s = shop_open(), other = shop_open_file();
    struct str  early, late, foreign;

    shop_note_many(&s, 3);
    shop_note_many(&other, 3);
    WANT_OK(store_read(s.store, s.arena, read_note, &early));
    WANT_OK(store_read(other.store, s.arena, read_note, &foreign));
    shop_note_many(&s, 3);
    WANT_OK(store_read(s.store, s.arena, read_note, &late));
    WANT(holds(&s, early) && holds(&s, late));
    WANT(!holds(&s, foreign) && !holds(&s, S("")));
    WANT(!holds(&other, late));
    shop_close(&other);
    shop_close(&s);
}

TEST(ledger_verify__refuses_a_ledger_signed_with_another_key)
{
    struct shop  s = shop_open_file();
    struct keys *keys = s.keys;

    shop_note_many(&s, 2);
    WANT_INT(shop_verify(&s).faults, 0);
    s.keys = keys_for_test(99);
    shop_reopen(&s);
    WANT(shop_verify(&s).faults > 0);
    shop_shut(&s);
    keys_free(keys);
    shop_close(&s);
}
