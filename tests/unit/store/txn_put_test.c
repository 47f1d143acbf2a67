/*
 * txn_put_test -- rows that nobody waits for: they are there for whoever reads
 * next, and fail with the part they stand in.
 */
#include "store/shop.h"

#include "../test.h"

static const struct statement add_thing = {
    "INSERT INTO thing (id, word) VALUES ($1, $2)", NULL};

static enum err
work_add(struct txn *tx, void *ctx)
{
    return txn_do(tx, &add_thing,
        ARGS(A_INT(*(const int64_t *)ctx), A_TEXT(S("w"))));
}

/* ---- rows put down without waiting ---- */

static enum err
put(struct txn *tx, int64_t id)
{
    return txn_put(tx, &add_thing, ARGS(A_INT(id), A_TEXT(S("w"))));
}

/* Gives OK wherever the database may answer later. */
static enum err
put_twice(struct txn *tx, void *ctx)
{
    (void)ctx;
    return put(tx, 1) || put(tx, 1) ? ERR_CONFLICT : OK;
}

static enum err
put_in_parts(struct txn *tx, void *ctx)
{
    int64_t  two = 2;
    enum err e = put(tx, 3);

    (void)ctx;
    if (e || (e = txn_try(tx, work_add, &two)))
        return e;
    if (txn_try(tx, put_twice, NULL) != ERR_CONFLICT)
        return ERR_INVALID;
    return put(tx, 4);
}

TEST(txn_put__fails_the_part_it_stands_in_at_the_latest)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_ERR(ERR_CONFLICT, store_write(s.store, s.arena, put_twice, NULL));
    WANT_INT(shop_things(&s), 0);
    WANT_OK(store_write(s.store, s.arena, put_in_parts, NULL));
    WANT_INT(shop_things(&s), 3);
    shop_close(&s);
}

enum { MANY = 1000 };

static enum err
put_many(struct txn *tx, void *ctx)
{
    enum err e = OK;

    (void)ctx;
    for (int64_t i = 1; !e && i <= MANY; i++)
        e = put(tx, 1000 + i);
    return e;
}

TEST(txn_put__keeps_more_than_can_be_under_way_at_once)
{
    struct shop s = shop_open();

    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, put_many, NULL));
    WANT_INT(shop_things(&s), MANY);
    shop_close(&s);
}

/* ---- rows of many ---- */

static const struct statement add_arrays = {
    "INSERT INTO thing (id, word) VALUES ($1, $2)",
    "INSERT INTO thing (id, word)"
    " SELECT * FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS TEXT[]))"};
static const struct statement add_rows = {
    "INSERT INTO thing (id, word) VALUES ($1, $2)", NULL};
/* Which of them is put. */
static const struct statement *add_many;
static const struct statement count_things = {"SELECT COUNT(*) FROM thing",
    NULL};

static enum err
put_of_many(struct txn *tx, int64_t id)
{
    return txn_put_many(tx, add_many,
        ARGS(A_INT(id), id % 2 ? A_NULL : A_TEXT(S("ŵ"))));
}

static int64_t
count_in(struct txn *tx)
{
    struct rows row;

    WANT_OK(txn_row(tx, &count_things, NO_ARGS, &row));
    return row_int(&row, 0);
}

static enum err
put_many_fail(struct txn *tx, void *ctx)
{
    (void)ctx;
    return put_of_many(tx, 8) || put_of_many(tx, 9) ? ERR_CONFLICT : ERR_DENIED;
}

static enum err
put_many_again(struct txn *tx, void *ctx)
{
    (void)ctx;
    return put_of_many(tx, 1) ? ERR_CONFLICT : OK;
}

/* Who reads finds what was put; a part that fails takes its own along, and
 * one whose rows cannot stand fails at its end. */
static enum err
put_many_in_parts(struct txn *tx, void *ctx)
{
    enum err e = put_of_many(tx, 1);

    (void)ctx;
    if (e || (e = put_of_many(tx, 2)))
        return e;
    WANT_INT(count_in(tx), 2);
    if ((e = put_of_many(tx, 3)))
        return e;
    WANT_ERR(ERR_DENIED, txn_try(tx, put_many_fail, NULL));
    WANT_INT(count_in(tx), 3);
    WANT_ERR(ERR_CONFLICT, txn_try(tx, put_many_again, NULL));
    return put_of_many(tx, 4);
}

static void
check_parts(const struct statement *how)
{
    struct shop s = shop_open();

    add_many = how;
    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, put_many_in_parts, NULL));
    WANT_INT(shop_things(&s), 4);
    WANT_ERR(ERR_CONFLICT, store_write(s.store, s.arena, put_many_again, NULL));
    WANT_ERR(ERR_DENIED, store_write(s.store, s.arena, put_many_fail, NULL));
    WANT_INT(shop_things(&s), 4);
    shop_close(&s);
}

TEST(txn_put_many__stands_before_whatever_is_run_next)
{
    check_parts(&add_rows);
    check_parts(&add_arrays);
}

enum { LARGE = 200000 }; /* more bytes than are gathered at once */

static enum err
put_large(struct txn *tx, void *ctx)
{
    enum err e = OK;

    (void)ctx;
    for (int64_t i = 1; !e && i <= LARGE; i++)
        e = put_of_many(tx, 100 + i);
    return e;
}

static void
check_large(const struct statement *how)
{
    struct shop s = shop_open();

    add_many = how;
    shop_make_thing(&s);
    WANT_OK(store_write(s.store, s.arena, put_large, NULL));
    WANT_INT(shop_things(&s), LARGE);
    shop_close(&s);
}

TEST(txn_put_many__sends_some_of_very_many)
{
    check_large(&add_rows);
    check_large(&add_arrays);
}

static enum err
put_by_size(struct txn *tx, void *ctx)
{
    const int64_t *size = ctx;
    enum err       e = OK;

    for (int64_t i = 1; !e && i <= *size; i++)
        e = put_of_many(tx, *size * 1000 + i);
    return e;
}

static const struct statement sum_things = {
    "SELECT COUNT(*), COUNT(word), SUM(id % 1000) FROM thing", NULL};

static enum err
sum_of(struct txn *tx, void *ctx)
{
    return txn_row(tx, &sum_things, NO_ARGS, ctx);
}

/* Each number of rows is a statement of its own there. */
TEST(txn_put_many__puts_each_row_once_however_many)
{
    enum { MOST = 70 };
    struct shop s = shop_open();
    struct rows row;
    int64_t     count = 0, words = 0, sum = 0;

    add_many = &add_rows;
    shop_make_thing(&s);
    for (int64_t n = 1; n <= MOST; n++) {
        WANT_OK(store_write(s.store, s.arena, put_by_size, &n));
        count += n;
        words += n / 2;
        sum += n * (n + 1) / 2;
    }
    WANT_OK(store_read(s.store, s.arena, sum_of, &row));
    WANT_INT(row_int(&row, 0), count);
    WANT_INT(row_int(&row, 1), words);
    WANT_INT(row_int(&row, 2), sum);
    shop_close(&s);
}
