/*
 * store_test -- jobs, snapshots, time, the lock, and what is left when
 * something fails.
 */
#include "store/shop.h"

#include "../test.h"

#include "store/migrate.h"
#include "store/txn_inside.h"

static const struct statement add_thing = {
    "INSERT INTO thing (id, word) VALUES ($1, $2)", NULL};
static const struct statement get_word = {
    "SELECT word FROM thing WHERE id = $1", NULL};
static const struct statement set_word = {
    "UPDATE thing SET word = $1", NULL};

static enum err
add(struct txn *tx, int64_t id)
{
    return txn_do(tx, &add_thing, ARGS(A_INT(id), A_TEXT(S("w"))));
}

static enum err
work_add(struct txn *tx, void *ctx)
{
    return add(tx, *(const int64_t *)ctx);
}

static enum err
write_thing(struct shop *s, int64_t id)
{
    return store_write(s->store, s->arena, work_add, &id);
}

/* ---- one job ---- */

TEST(store_write__keeps_what_a_job_wrote_and_nothing_of_one_that_failed)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_OK(write_thing(&s, 1));
    WANT_ERR(ERR_CONFLICT, write_thing(&s, 1));
    WANT_ERR(ERR_CONFLICT, write_thing(&s, 13));
    WANT_INT(shop_things(&s), 1);
    shop_close(&s);
}

static enum err
add_and_refuse(struct txn *tx, void *ctx)
{
    enum err e = add(tx, *(const int64_t *)ctx);

    return e ? e : ERR_DENIED;
}

TEST(store_write__undoes_a_job_that_refuses_after_writing)
{
    struct shop s = shop_open();
    int64_t     id = 5;

    shop_make_thing(&s);
    WANT_ERR(ERR_DENIED, store_write(s.store, s.arena, add_and_refuse, &id));
    WANT_INT(shop_things(&s), 0);
    shop_close(&s);
}

/* A conflict that the job shrugs off: the engines must not differ. */
static enum err
shrug(struct txn *tx, void *ctx)
{
    (void)ctx;
    if (add(tx, 1) || !add(tx, 1))
        return ERR_INVALID;
    return add(tx, 2) == ERR_CONFLICT ? OK : ERR_INVALID;
}

TEST(store_write__fails_a_job_that_goes_on_after_an_error)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_ERR(ERR_CONFLICT, store_write(s.store, s.arena, shrug, NULL));
    WANT_INT(shop_things(&s), 0);
    shop_close(&s);
}

/* ---- parts that can fail alone ---- */

static enum err
two_parts(struct txn *tx, void *ctx)
{
    int64_t  one = 1, two = 2, thirteen = 13;
    enum err e;

    (void)ctx;
    if ((e = txn_try(tx, work_add, &one)))
        return e;
    if (txn_try(tx, work_add, &one) != ERR_CONFLICT ||
        txn_try(tx, work_add, &thirteen) != ERR_CONFLICT ||
        txn_try(tx, add_and_refuse, &two) != ERR_DENIED)
        return ERR_INVALID;
    return add(tx, 3);
}

static enum err
nested(struct txn *tx, void *ctx)
{
    enum err e = txn_try(tx, two_parts, ctx);

    return e ? e : ERR_ILLEGAL;
}

static enum err
nested_undone(struct txn *tx, void *ctx)
{
    if (txn_try(tx, nested, ctx) != ERR_ILLEGAL)
        return ERR_INVALID;
    return add(tx, 9);
}

TEST(txn_try__undoes_its_part_and_lets_the_rest_stand)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, two_parts, NULL));
    WANT_INT(shop_things(&s), 2);
    shop_close(&s);
}

TEST(txn_try__undoes_parts_within_a_part_that_fails)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, nested_undone, NULL));
    WANT_INT(shop_things(&s), 1);
    shop_close(&s);
}

/* The transaction is gone under a job: on a server with the connection. */
static enum err
lose_all(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "ROLLBACK", "SELECT pg_terminate_backend(pg_backend_pid())"};
    struct rows                   rows;

    (void)ctx;
    return txn_rows(tx, &q, NO_ARGS, &rows);
}

TEST(store_write__works_again_after_a_transaction_was_lost_under_a_job)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    for (int64_t i = 1; i < 4; i++) {
        WANT_ERR(ERR_STORE, store_write(s.store, s.arena, lose_all, NULL));
        WANT_OK(write_thing(&s, i));
        WANT_INT(shop_things(&s), i);
    }
    shop_note_many(&s, 2);
    WANT_INT(shop_verify(&s).faults, 0);
    shop_close(&s);
}

/* ---- snapshots ---- */

struct look {
    struct shop *shop;
    struct str   before, after;
};

static enum err
read_word(struct txn *tx, struct str *word)
{
    struct rows row;
    enum err    e = txn_row(tx, &get_word, ARGS(A_INT(1)), &row);

    if (!e)
        *word = row_text(&row, 0);
    return e;
}

static enum err
change_word(struct txn *tx, void *ctx)
{
    (void)ctx;
    return txn_do(tx, &set_word, ARGS(A_TEXT(S("other"))));
}

static enum err
look_twice(struct txn *tx, void *ctx)
{
    struct look *look = ctx;
    struct shop *s = look->shop;
    enum err     e = read_word(tx, &look->before);

    if (!e)
        e = store_write(s->store, s->arena, change_word, NULL);
    return e ? e : read_word(tx, &look->after);
}

TEST(store_read__sees_one_snapshot_while_others_write)
{
    struct shop s = shop_open();
    struct look look = {&s, S(""), S("")};

    shop_make_thing(&s);
    WANT_OK(write_thing(&s, 1));
    WANT_OK(store_read(s.store, s.arena, look_twice, &look));
    WANT_STR(look.before, "w");
    WANT_STR(look.after, "w");
    shop_close(&s);
}

static enum err
read_it(struct txn *tx, void *ctx)
{
    return read_word(tx, ctx);
}

TEST(snapshot_read__sees_what_was_there_when_the_first_read)
{
    struct shop      s = shop_open();
    struct snapshot *one;
    struct str       first, second, third;

    shop_make_thing(&s);
    WANT_OK(write_thing(&s, 1));
    one = store_snapshot(s.store);
    WANT_OK(snapshot_read(one, s.arena, read_it, &first));
    WANT_OK(store_write(s.store, s.arena, change_word, NULL));
    WANT_OK(snapshot_read(one, s.arena, read_it, &second));
    WANT_OK(store_read(s.store, s.arena, read_it, &third));
    snapshot_end(one);
    WANT_STR(first, "w");
    WANT_STR(second, "w");
    WANT_STR(third, "other");
    shop_close(&s);
}

TEST(snapshot_read__begins_another_after_trouble)
{
    struct shop      s = shop_open();
    struct snapshot *one;
    struct str       first, second;
    enum err         lost;

    shop_make_thing(&s);
    WANT_OK(write_thing(&s, 1));
    one = store_snapshot(s.store);
    WANT_OK(snapshot_read(one, s.arena, read_it, &first));
    WANT_OK(store_write(s.store, s.arena, change_word, NULL));
    lost = snapshot_read(one, s.arena, lose_all, NULL);
    WANT(lost == OK || lost == ERR_STORE); /* SQLite: it asked for that */
    WANT_OK(snapshot_read(one, s.arena, read_it, &second));
    snapshot_end(one);
    WANT_STR(second, "other");
    shop_close(&s);
}

static enum err
read_absent(struct txn *tx, void *ctx)
{
    struct str word;

    (void)ctx;
    return read_word(tx, &word);
}

TEST(txn_row__says_absent_when_there_is_none)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_ERR(ERR_ABSENT, store_read(s.store, s.arena, read_absent, NULL));
    shop_close(&s);
}

/* ---- values ---- */

static enum err
echo(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), $3, $4, $5, $6",
        "SELECT $1::BIGINT, $2::TEXT, $3::BYTEA, $4::BYTEA, $5::TEXT,"
        " $6::BYTEA"};
    const struct id id = txn_id(tx, ID_PERSON);
    struct rows     r;
    enum err        e;

    (void)ctx;
    e = txn_row(tx, &q,
        ARGS(A_INT(INT64_MIN), A_TEXT(S("Siân O’Neill")),
            A_BYTES(S("\0\1\xff")), A_ID(id), A_DATE(tx, date_of(2027, 3, 2)),
            A_ID((struct id){.kind = ID_NONE})),
        &r);
    if (e)
        return e;
    WANT(row_int(&r, 0) == INT64_MIN);
    WANT_STR(row_text(&r, 1), "Siân O’Neill");
    WANT_STR(row_bytes(&r, 2), "\0\1\xff");
    WANT(id_eq(row_id(&r, 3, ID_PERSON), id));
    WANT(date_eq(row_date(&r, 4), date_of(2027, 3, 2)));
    WANT(row_is_null(&r, 5) && id_is_none(row_id(&r, 5, ID_PERSON)));
    return OK;
}

TEST(txn_row__gives_back_every_kind_of_value_as_it_was_given)
{
    struct shop s = shop_open();

    WANT_OK(store_read(s.store, s.arena, echo, NULL));
    shop_close(&s);
}

static enum err
swapped(struct txn *tx, void *ctx)
{
    static const struct statement q = {
        "SELECT CAST($2 AS BIGINT), CAST($1 AS BIGINT), '$1'", NULL};
    struct rows r;
    enum err    e = txn_row(tx, &q, ARGS(A_INT(1), A_INT(2)), &r);

    (void)ctx;
    if (e)
        return e;
    WANT_INT(row_int(&r, 0), 2);
    WANT_INT(row_int(&r, 1), 1);
    WANT_STR(row_text(&r, 2), "$1");
    return OK;
}

TEST(txn_row__binds_by_number_not_by_order_of_appearance)
{
    struct shop s = shop_open();

    WANT_OK(store_read(s.store, s.arena, swapped, NULL));
    shop_close(&s);
}

/* ---- time ---- */

static enum err
tell_time(struct txn *tx, void *ctx)
{
    *(struct moment *)ctx = txn_now(tx);
    return shop_note(tx, NULL);
}

TEST(txn_now__is_later_in_every_job_even_when_the_clock_is_put_back)
{
    struct shop   s = shop_open();
    struct moment first, second, third;

    WANT_OK(store_write(s.store, s.arena, tell_time, &first));
    WANT_OK(store_write(s.store, s.arena, tell_time, &second));
    WANT(second.us > first.us);
    clock_advance(s.clock, INT64_C(3600000000));
    WANT_OK(store_write(s.store, s.arena, tell_time, &second));
    shop_shut(&s); /* and a new process whose clock is an hour behind */
    clock_free(s.clock);
    s.clock = clock_new();
    shop_reopen(&s);
    WANT(clock_practice(s.clock).us >= second.us);
    WANT_OK(store_write(s.store, s.arena, tell_time, &third));
    WANT(third.us > second.us);
    shop_close(&s);
}

/* ---- the lock, and a store that is broken ---- */

TEST(store_open__refuses_a_second_writer_and_lets_readers_in)
{
    struct shop   s = shop_open();
    struct store *other = NULL;

    WANT_ERR(ERR_BUSY, shop_another(&s, STORE_SERVE, &other));
    WANT_ERR(ERR_BUSY, shop_another(&s, STORE_ALONE, &other));
    WANT_OK(shop_another(&s, STORE_READ, &other));
    WANT(store_is_current(other));
    store_close(other);
    shop_note_many(&s, 1);
    shop_reopen(&s);
    shop_note_many(&s, 1);
    shop_close(&s);
}

TEST(store_open__names_what_is_wrong_with_a_url)
{
    struct shop   s = shop_open();
    struct store *other = NULL;

    s.url = S("mysql://x");
    WANT_ERR(ERR_INVALID, shop_another(&s, STORE_READ, &other));
    s.url = S("sqlite:");
    WANT_ERR(ERR_INVALID, shop_another(&s, STORE_READ, &other));
    s.url = S("sqlite:/nowhere/at/all.db");
    WANT_ERR(ERR_STORE, shop_another(&s, STORE_READ, &other));
    WANT_ERR(ERR_FILE, shop_another(&s, STORE_SERVE, &other));
    s.url = S("postgresql:///x?host=/nowhere");
    WANT_ERR(ERR_STORE, shop_another(&s, STORE_READ, &other));
    shop_close(&s);
}

TEST(store_break__fails_writes_or_reads_and_keeps_nothing)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    store_break(s.store, STORE_WRITES_FAIL);
    WANT_ERR(ERR_STORE, write_thing(&s, 1));
    WANT_INT(shop_things(&s), 0);
    store_break(s.store, STORE_READS_FAIL);
    WANT_ERR(ERR_STORE, store_read(s.store, s.arena, read_absent, NULL));
    WANT_OK(write_thing(&s, 1));
    store_break(s.store, STORE_SOUND);
    WANT_INT(shop_things(&s), 1);
    shop_close(&s);
}

TEST(store_trouble__tells_the_log_and_never_a_value)
{
    struct shop s = shop_open();

    WANT_STR(store_trouble(s.store, s.arena), "");
    shop_make_thing(&s);
    store_break(s.store, STORE_WRITES_FAIL);
    WANT_ERR(ERR_STORE, write_thing(&s, 987654));
    WANT_NOT_IN(store_trouble(s.store, s.arena), "987654");
    shop_close(&s);
}

/* ---- migrations ---- */

TEST(store_migrate__is_done_once_and_is_then_current)
{
    struct shop  s = shop_open();
    struct fault fault = {0};

    WANT(store_is_current(s.store));
    WANT_OK(store_migrate(s.store, &fault));
    shop_reopen(&s);
    WANT(store_is_current(s.store));
    shop_close(&s);
}

static enum err
change_migration(struct txn *tx, void *ctx)
{
    return txn_script(tx, str_of(ctx));
}

static void
want_refused(const char *sql, enum err e, const char *words)
{
    struct shop  s = shop_open();
    struct fault fault = {0};

    WANT_OK(store_write(s.store, s.arena, change_migration,
        (void *)(uintptr_t)sql));
    WANT(!store_is_current(s.store));
    WANT_ERR(e, store_migrate(s.store, &fault));
    WANT_SAME(fault.detail, str_of(words));
    shop_close(&s);
}

TEST(store_migrate__refuses_a_migration_changed_since_it_was_applied)
{
    want_refused("UPDATE migration SET sha256 = CAST('x' AS BYTES)",
        ERR_CONFLICT, "0001_store.sql");
}

TEST(store_migrate__refuses_a_database_newer_than_the_program)
{
    want_refused("INSERT INTO migration (number, name, sha256, at)"
                 " SELECT number + 100, name, sha256, at FROM migration",
        ERR_ILLEGAL, "the database is newer than this program");
}

TEST(store_migrate__leaves_nothing_of_a_migration_that_fails)
{
    struct shop s = shop_open();

    WANT_ERR(ERR_STORE,
        store_write(s.store, s.arena, change_migration,
            (void *)(uintptr_t) "CREATE TABLE thing (id INT64) {STRICT};"
                                "CREATE TABLE thing (id INT64) {STRICT};"));
    shop_make_thing(&s);
    WANT_INT(shop_things(&s), 0);
    shop_close(&s);
}
