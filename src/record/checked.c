/*
 * What the checks leave behind (action/remember.c writes it), read back.
 */
#include "record/checked.h"

enum { FIND, LIST, LIST_ANSWER, REPEATS, COUNT };
#define CHECKED_COLUMNS                                                       \
    "c.leaf, c.account, c.agency, c.reference, c.answer, c.at, c.discreet,"   \
    " n.id, n.read_at, n.read_by"
/* The custodian is told of each that rang (action/remember.c). */
#define CHECKED_FROM                                                          \
    " FROM check_done c LEFT JOIN notice n ON n.cause = c.leaf"               \
    " AND n.rule = 'check_rings'"
static const struct statement texts[COUNT] = {
    [FIND] = {.sql = "SELECT " CHECKED_COLUMNS CHECKED_FROM
                     " WHERE c.leaf = $1"},
    [LIST] = {.sql = "SELECT " CHECKED_COLUMNS CHECKED_FROM
                     " WHERE c.at < $1 ORDER BY c.at DESC, c.leaf LIMIT $2"},
    [LIST_ANSWER] = {.sql = "SELECT " CHECKED_COLUMNS CHECKED_FROM
                            " WHERE c.at < $1 AND c.answer = $3"
                            " ORDER BY c.at DESC, c.leaf LIMIT $2"},
    [REPEATS] = {.sql = "SELECT COUNT(*), COUNT(DISTINCT agency),"
                        " COUNT(DISTINCT account), MIN(at), MAX(at)"
                        " FROM check_memory WHERE until > $1"
                        " GROUP BY question HAVING COUNT(*) > 1"
                        " ORDER BY MAX(at) DESC LIMIT $2"},
};
const struct statements checked_statements = {"checked", texts, COUNT};

static struct checked
checked_of_row(const struct rows *r)
{
    return (struct checked){
        .leaf = row_id(r, 0, ID_LEAF),
        .account = row_id(r, 1, ID_ACCOUNT),
        .agency = row_id(r, 2, ID_AGENCY),
        .reference = row_text(r, 3),
        .answer = row_text(r, 4),
        .at = row_time(r, 5),
        .discreet = row_int(r, 6) != 0,
        .notice = row_id(r, 7, ID_NOTICE),
        .dealt_at = row_time(r, 8),
        .dealt_by = row_id(r, 9, ID_ACCOUNT),
    };
}

enum err
checked_find(struct work *w, struct id leaf, struct checked *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[FIND], ARGS(A_ID(leaf)), &r)))
        return e;
    *out = checked_of_row(&r);
    return OK;
}

/* wide: a page of rows, and their total */
enum err
checked_list(struct work *w, struct str answer, struct moment before,
    int64_t limit, struct checked **out, size_t *count)
{
    const struct arg args[] = {A_TIME(before), A_INT(limit), A_TEXT(answer)};
    struct checked  *all;
    struct rows      r;
    size_t           n = 0;
    enum err         e;

    if ((e = txn_rows(w->tx, &texts[answer.n ? LIST_ANSWER : LIST], args,
             answer.n ? 3 : 2, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct checked, r.count + 1);
    while (rows_next(&r))
        all[n++] = checked_of_row(&r);
    *out = all;
    *count = n;
    return OK;
}

enum err
checked_repeats(struct work *w, int64_t limit, struct repeated **out,
    size_t *count)
{
    struct repeated *all;
    struct rows      r;
    size_t           n = 0;
    enum err         e;

    if ((e = txn_rows(w->tx, &texts[REPEATS],
             ARGS(A_TIME(w->now), A_INT(limit)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct repeated, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct repeated){.times = row_int(&r, 0),
            .agencies = row_int(&r, 1),
            .accounts = row_int(&r, 2),
            .first = row_time(&r, 3),
            .last = row_time(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}
