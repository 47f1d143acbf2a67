/*
 * The register as it stands: the spell from its projection, so that the
 * answer "not on it" costs one statement, and the co-ordinator from the fold,
 * because a register that was brought in may name one who has no account.
 */
#include "record/register.h"

#include "record/account.h"
#include "record/entry.h"

enum { FIND, LIST, HOW_MANY, COUNT };
static const struct statement texts[COUNT] = {
    [FIND] = {.sql = "SELECT authority, categories, primary_, on_at, off_at,"
                     " temporary FROM register_spell"
                     " WHERE person = $1 AND on_at <= $2"
                     " AND (off_at IS NULL OR off_at > $2)"
                     " ORDER BY temporary, on_at DESC, opened_by"},
    [LIST] = {.sql = "SELECT DISTINCT person FROM register_spell"
                     " WHERE authority = $1 AND on_at <= $2"
                     " AND (off_at IS NULL OR off_at > $2) ORDER BY person"},
    [HOW_MANY] = {.sql = "SELECT COUNT(DISTINCT person) FROM register_spell"
                         " WHERE on_at <= $1"
                         " AND (off_at IS NULL OR off_at > $1)"},
};
const struct statements register_statements = {"register", texts, COUNT};

/* What a tie has to mean (pack.md, ties: means). */
#define MEANS_CO_ORDINATOR S("co_ordinator")

static bool
is_co_ordinator(const struct work *w, const struct tie_at *t)
{
    const struct tie_term *term = pack_tie(w->pack, t->kind);

    return term && str_eq(term->means, MEANS_CO_ORDINATOR) &&
        t->since.us <= w->now.us && (!t->until.us || t->until.us > w->now.us);
}

/* Nobody is tied, but the newest plan may name somebody without account. */
static void
named_in_plan(const struct child *c, struct register_row *row)
{
    struct str rest, line;
    struct id  account;

    if (c->plans_count == 0)
        return;
    rest = c->plans[c->plans_count - 1].co_ordinator;
    while (rest.n && str_split(&rest, '\n', &line))
        if (!id_parse(line, ID_ACCOUNT, &account))
            row->co_ordinator = line;
}

static enum err
co_ordinator(struct work *w, struct id person, struct register_row *row)
{
    const struct child *c;
    struct account      account;
    enum err            e;

    if ((e = child_load(w, person, (struct moment){INT64_MAX}, &c)))
        return e;
    for (size_t i = c->ties_count; i-- > 0;) {
        const struct tie_at *t = &c->ties[i];

        if (!is_co_ordinator(w, t))
            continue;
        row->co_ordinator = t->name;
        if (t->whom.kind != ID_ACCOUNT)
            return OK;
        row->co_ordinator_account = t->whom;
        e = account_load(w, t->whom, &account);
        if (e == OK)
            row->co_ordinator = account.name;
        return e == ERR_ABSENT ? OK : e;
    }
    named_in_plan(c, row);
    return OK;
}

enum err
register_find(struct work *w, struct id person, struct register_row *out)
{
    struct register_row row = {.person = person};
    struct rows         r;
    enum err            e;

    if ((e = person_resolve(w, person, &row.person)))
        return e;
    if ((e = txn_rows(w->tx, &texts[FIND],
             ARGS(A_ID(row.person), A_DATE(w->tx, w->today)), &r)))
        return e;
    if (!rows_next(&r))
        return ERR_ABSENT;
    row.authority = row_id(&r, 0, ID_AGENCY);
    row.categories = row_text(&r, 1);
    row.primary = row_text(&r, 2);
    row.on = row_date(&r, 3);
    row.off = row_date(&r, 4);
    row.temporary = row_int(&r, 5) != 0;
    if ((e = co_ordinator(w, row.person, &row)))
        return e;
    *out = row;
    return OK;
}

enum err
register_list(struct work *w, struct id authority, struct id **persons,
    size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LIST],
             ARGS(A_ID(authority), A_DATE(w->tx, w->today)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *persons = all;
    *count = n;
    return OK;
}

enum err
register_count(struct work *w, int64_t *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[HOW_MANY], ARGS(A_DATE(w->tx, w->today)),
             &r)))
        return e;
    *out = row_int(&r, 0);
    return OK;
}
