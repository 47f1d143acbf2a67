/*
 * copy -- page after page of each table, read in one database's snapshot on
 * its reader and written by the other's writer, while the reader waits.
 *
 * Tried and left: each engine's own tools.  They do not speak to each other,
 * and what a dump of one holds the other would have to parse.
 */
#include "store/copy.h"

#include <assert.h>

#include "store/copy_inside.h"
#include "store/engine.h"
#include "store/ledger_inside.h"
#include "store/txn_inside.h"

enum { PAGE_ROWS = 100, COLUMNS_MOST = 32 };
enum { FIRST_PAGE, NEXT_PAGE, ADD_ROW, REFER };

enum { IS_EMPTY, DROP_META, DROP_HEAD, COUNT };
static const struct statement texts[COUNT] = {
    [IS_EMPTY] = {"SELECT (SELECT COUNT(*) FROM ledger_leaf)"
                  " + (SELECT COUNT(*) FROM account)"
                  " + (SELECT COUNT(*) FROM pack)", NULL},
    /* what a new ledger is called, and that it is empty */
    [DROP_META] = {"DELETE FROM meta", NULL},
    [DROP_HEAD] = {"DELETE FROM ledger_head", NULL},
};
const struct statements copy_statements = {"copy", texts, COUNT};

struct copying {
    struct store       *to;
    struct txn         *from; /* its snapshot */
    struct copy_report *report;
    struct fault       *fault;
    int64_t             rows; /* of this table */
};

static struct arg
arg_of(const struct row_value *v)
{
    return (struct arg){.kind = v->kind, .i = v->i, .s = v->s};
}

static const struct row_value *
value_at(const struct rows *rows, size_t row, size_t column)
{
    return &rows->values[row * rows->columns + column];
}

/* Row by row; what refers to the same table refers to nothing yet. */
static enum err
write_page(struct txn *to, const struct copy_table *t, const struct rows *page)
{
    struct arg args[COLUMNS_MOST];
    enum err   e = OK;

    if (page->columns > COLUMNS_MOST)
        BUG("a table has more columns than a copy takes");
    for (size_t row = 0; !e && row < page->count; row++) {
        for (size_t i = 0; i < page->columns; i++)
            args[i] = i == t->own ? A_NULL : arg_of(value_at(page, row, i));
        e = txn_do(to, &t->texts[ADD_ROW], args, page->columns);
    }
    return e;
}

static enum err
refer_page(struct txn *to, const struct copy_table *t, const struct rows *page)
{
    enum err e = OK;

    for (size_t row = 0; !e && row < page->count; row++) {
        const struct row_value *key = value_at(page, row, t->key[0]);
        const struct row_value *own = value_at(page, row, t->own);

        if (own->kind != ARG_NULL)
            e = txn_do(to, &t->texts[REFER], ARGS(arg_of(key), arg_of(own)));
    }
    return e;
}

typedef enum err page_work(struct txn *to, const struct copy_table *t,
    const struct rows *page);

/* The next page stands behind the last row of this one. */
static size_t
key_behind(const struct copy_table *t, const struct rows *page,
    struct arg *args)
{
    for (size_t i = 0; i < t->keys; i++)
        args[1 + i] = arg_of(value_at(page, page->count - 1, t->key[i]));
    return 1 + t->keys;
}

/* Two arenas by turns: the key of the last row outlives its page. */
static enum err
each_page(struct txn *to, struct copying *c, const struct copy_table *t,
    page_work *work)
{
    struct arena *pages[2] = {arena_new(0), arena_new(0)};
    struct arena *own = c->from->arena;
    struct arg    args[1 + COPY_KEYS_MOST] = {A_INT(PAGE_ROWS)};
    struct rows   page = {.count = PAGE_ROWS};
    size_t        n = 1;
    enum err      e = OK;

    for (int i = 0; !e && page.count == PAGE_ROWS; i = 1 - i) {
        arena_clear(pages[i]);
        c->from->arena = pages[i];
        e = txn_rows(c->from, &t->texts[n == 1 ? FIRST_PAGE : NEXT_PAGE], args,
            n, &page);
        if (!e)
            e = work(to, t, &page);
        if (!e && page.count)
            n = key_behind(t, &page, args);
        c->rows += (int64_t)page.count;
    }
    c->from->arena = own;
    arena_free(pages[0]);
    arena_free(pages[1]);
    return e;
}

static enum err
copy_table(struct txn *to, struct copying *c, const struct copy_table *t)
{
    enum err e;

    c->rows = 0;
    if ((e = each_page(to, c, t, write_page)))
        return e;
    c->report->tables++;
    c->report->rows += c->rows;
    return t->own == COPY_NO_COLUMN ? OK : each_page(to, c, t, refer_page);
}

static enum err
want_empty(struct txn *to, struct fault *fault)
{
    struct rows row;
    enum err    e = txn_row(to, &texts[IS_EMPTY], NO_ARGS, &row);

    if (e || !row_int(&row, 0))
        return e;
    fault->detail = S("the other database is not empty");
    return ERR_CONFLICT;
}

/* Leaves that wait for their number get it where they come to. */
static enum err
copy_all(struct txn *to, void *ctx)
{
    struct copying *c = ctx;
    enum err        e = want_empty(to, c->fault);

    *c->report = (struct copy_report){0};
    if (!e)
        e = txn_do(to, &texts[DROP_META], NO_ARGS);
    if (!e)
        e = txn_do(to, &texts[DROP_HEAD], NO_ARGS);
    for (size_t i = 0; !e && i < copy_table_count; i++) {
        e = copy_table(to, c, &copy_tables[i]);
        if (e && !c->fault->detail.n)
            c->fault->detail = copy_tables[i].name;
    }
    return e ? e : ledger_number(to);
}

static enum err
copy_from(struct txn *from, void *ctx)
{
    struct copying *c = ctx;

    c->from = from;
    return store_write(c->to, txn_arena(from), copy_all, c);
}

enum err
store_copy(struct store *from, struct store *to, struct copy_report *report,
    struct fault *fault)
{
    struct copying c = {.to = to, .report = report, .fault = fault};
    struct arena  *a;
    enum err       e;

    assert(from && to && report && fault);
    if (!store_is_current(from) || !store_is_current(to)) {
        fault->detail = S("a database is of another version; run: diogel "
                          "migrate");
        return ERR_ILLEGAL;
    }
    a = arena_new(0);
    e = store_read(from, a, copy_from, &c);
    arena_free(a);
    return e;
}
