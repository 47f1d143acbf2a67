/*
 * Protection of a person's record.  A label is set on one source and holds
 * for the person: the strictest of all their sources, so that linking two
 * records never lowers it.  A list belongs to a source too; somebody is on
 * the person's list when they are on that of every source that has a label,
 * so that one agency's list does not open what another sealed.
 */
#include "record/label.h"

#include <assert.h>

#include "record/known.h"
#include "record/person.h"

static const struct str label_words[LABEL_COUNT] = {
    [LABEL_NORMAL] = S_INIT("normal"),
    [LABEL_RESTRICTED] = S_INIT("restricted"),
    [LABEL_SHIELDED] = S_INIT("shielded"),
    [LABEL_SEALED] = S_INIT("sealed"),
};

enum {
    CLEAR_NOW,
    END,
    ADD,
    ADMITTED,
    ADMIT,
    DISMISS,
    OF_PERSON,
    UNLISTED,
    BESIDE,
    IN_FORCE,
    OF_SOURCE,
    LIST_OF,
    GUARDS,
    GUARD,
    COUNT
};
static const struct statement texts[COUNT] = {
    [CLEAR_NOW] = {.sql = "DELETE FROM label"
                          " WHERE source = $1 AND since = $2"},
    [END] = {.sql = "UPDATE label SET until = $2"
                    " WHERE source = $1 AND until IS NULL"},
    [ADD] = {.sql = "INSERT INTO label (source, label, since, set_by, reason)"
                    " VALUES ($1, $2, $3, $4, $5)"},
    [ADMITTED] = {.sql = "SELECT COUNT(*) FROM label_list"
                         " WHERE source = $1 AND account = $2"
                         " AND (until IS NULL OR until > $3)"},
    [ADMIT] = {.sql = "INSERT INTO label_list (source, account, since)"
                      " VALUES ($1, $2, $3)"},
    [DISMISS] = {.sql = "UPDATE label_list SET until = $3"
                        " WHERE source = $1 AND account = $2"
                        " AND (until IS NULL OR until > $3)"},
    [OF_PERSON] = {.sql = "SELECT l.label FROM source_person p"
                          " JOIN label l ON l.source = p.source"
                          " WHERE p.person = $1 AND l.since <= $2"
                          " AND (l.until IS NULL OR l.until > $2)"},
    /* the labels in force, and whether the account is on the list of each */
    [UNLISTED] = {.sql = "SELECT l.label, (SELECT COUNT(*)"
                         " FROM label_list k WHERE k.source = l.source"
                         " AND k.account = $3 AND k.since <= $2"
                         " AND (k.until IS NULL OR k.until > $2))"
                         " FROM source_person p"
                         " JOIN label l ON l.source = p.source"
                         " WHERE p.person = $1 AND l.since <= $2"
                         " AND (l.until IS NULL OR l.until > $2)"},
    /* records that stand in one entry with the person's, of somebody else
     * whom a label protects, and on whose list the account is not */
    [BESIDE] = {.sql = "SELECT DISTINCT b.source, l.label"
                       " FROM source_person s"
                       " JOIN entry_about a ON a.source = s.source"
                       " JOIN entry_about b ON b.entry = a.entry"
                       " AND b.source <> a.source"
                       " JOIN source_person o ON o.source = b.source"
                       " AND o.person <> s.person"
                       " JOIN source_person p ON p.person = o.person"
                       " JOIN label l ON l.source = p.source"
                       " AND l.label <> 'normal' AND l.since <= $2"
                       " AND (l.until IS NULL OR l.until > $2)"
                       " WHERE s.person = $1 AND NOT EXISTS (SELECT 1"
                       " FROM label_list k WHERE k.source = l.source"
                       " AND k.account = $3 AND k.since <= $2"
                       " AND (k.until IS NULL OR k.until > $2))"},
    [IN_FORCE] = {.sql = "SELECT source, set_by, label, since, reason"
                         " FROM label WHERE since <= $1"
                         " AND (until IS NULL OR until > $1)"
                         " AND label <> 'normal'"
                         " ORDER BY since DESC, source"},
    [OF_SOURCE] = {.sql = "SELECT source, set_by, label, since, reason"
                          " FROM label WHERE since <= $1"
                          " AND (until IS NULL OR until > $1)"
                          " AND label <> 'normal' AND source = $2"},
    [LIST_OF] = {.sql = "SELECT account FROM label_list WHERE source = $1"
                        " AND since <= $2"
                        " AND (until IS NULL OR until > $2)"
                        " ORDER BY since, account"},
    [GUARDS] = {.sql = "SELECT COUNT(*) FROM source_person p"
                       " JOIN label l ON l.source = p.source"
                       " WHERE p.person = $1 AND l.label <> 'normal'"},
    /* as project_thread.c writes it */
    [GUARD] = {.sql = "UPDATE audience SET guarded = $2 WHERE person = $1"
                      " AND guarded <> $2"},
};
const struct statements label_statements = {"label", texts, COUNT};

struct str
label_word(enum label_kind label)
{
    assert(label < LABEL_COUNT);
    return label_words[label];
}

bool
label_find(struct str word, enum label_kind *out)
{
    for (size_t i = 0; i < LABEL_COUNT; i++)
        if (str_eq(label_words[i], word)) {
            *out = (enum label_kind)i;
            return true;
        }
    return false;
}

enum err
label_guards(struct work *w, struct id person, bool *yes)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[GUARDS], ARGS(A_ID(person)), &r);

    if (e == OK)
        *yes = row_int(&r, 0) != 0;
    return e;
}

/* Lists look at the labels of those alone who have had one. */
static enum err
guard(struct work *w, struct id source)
{
    struct id person;
    bool      yes;
    enum err  e;

    if ((e = person_of_source(w, source, &person)) ||
        (e = label_guards(w, person, &yes)))
        return e;
    if (yes && (e = face_forget_earlier(w, person)))
        return e;
    return txn_do(w->tx, &texts[GUARD], ARGS(A_ID(person), A_INT(yes)));
}

/* Of two set in one moment the later counts. */
enum err
label_set(struct work *w, struct id source, enum label_kind label, struct id by,
    struct str reason)
{
    enum err e;

    assert(source.kind == ID_SOURCE && by.kind == ID_ACCOUNT);
    if ((e = txn_do(w->tx, &texts[CLEAR_NOW],
             ARGS(A_ID(source), A_TIME(w->now)))))
        return e;
    if ((e = txn_do(w->tx, &texts[END], ARGS(A_ID(source), A_TIME(w->now)))))
        return e;
    if ((e = txn_do(w->tx, &texts[ADD],
             ARGS(A_ID(source), A_TEXT(label_word(label)), A_TIME(w->now),
                 A_ID(by), A_TEXT(reason)))))
        return e;
    if ((e = known_listed_changed(w)))
        return e;
    return guard(w, source);
}

enum err
label_admit(struct work *w, struct id source, struct id account)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[ADMITTED],
             ARGS(A_ID(source), A_ID(account), A_TIME(w->now)), &r)))
        return e;
    if (row_int(&r, 0))
        return OK;
    return txn_do(w->tx, &texts[ADMIT],
        ARGS(A_ID(source), A_ID(account), A_TIME(w->now)));
}

enum err
label_dismiss(struct work *w, struct id source, struct id account)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[DISMISS],
             ARGS(A_ID(source), A_ID(account), A_TIME(w->now)), &changed)))
        return e;
    return changed ? OK : ERR_ABSENT;
}

/* A word that no program wrote is taken for the strictest. */
static enum label_kind
label_read(struct str word)
{
    enum label_kind label;

    return label_find(word, &label) ? label : LABEL_SEALED;
}

/* Restricted hides the person, shielded where they are: who has both is
 * hidden and has no place, which is what sealed means. */
enum label_kind
label_both(enum label_kind x, enum label_kind y)
{
    if (x + y == LABEL_RESTRICTED + LABEL_SHIELDED && x && y)
        return LABEL_SEALED;
    return x > y ? x : y;
}

enum err
label_of(struct work *w, struct id person, enum label_kind *out)
{
    enum label_kind worst = LABEL_NORMAL;
    struct id       now;
    struct rows     r;
    enum err        e;

    if ((e = person_resolve(w, person, &now)))
        return e;
    if ((e = txn_rows(w->tx, &texts[OF_PERSON], ARGS(A_ID(now), A_TIME(w->now)),
             &r)))
        return e;
    while (rows_next(&r))
        worst = label_both(worst, label_read(row_text(&r, 0)));
    *out = worst;
    return OK;
}

enum err
label_stands(struct work *w, struct id now, struct id account,
    enum label_kind *label, bool *listed)
{
    enum label_kind worst = LABEL_NORMAL, one;
    size_t          labels = 0, lists = 0;
    struct rows     r;
    enum err        e;

    if ((e = txn_rows(w->tx, &texts[UNLISTED],
             ARGS(A_ID(now), A_TIME(w->now), A_ID(account)), &r)))
        return e;
    while (rows_next(&r)) {
        one = label_read(row_text(&r, 0));
        worst = label_both(worst, one);
        if (one == LABEL_NORMAL)
            continue;
        labels++;
        lists += row_int(&r, 1) != 0;
    }
    *label = worst;
    *listed = labels && lists == labels;
    return OK;
}

enum err
label_lists(struct work *w, struct id person, struct id account, bool *yes)
{
    enum label_kind label;
    struct id       now;
    enum err        e;

    if ((e = person_resolve(w, person, &now)))
        return e;
    return label_stands(w, now, account, &label, yes);
}

enum err
label_beside(struct work *w, struct id now, struct id account,
    struct label_beside **out, size_t *count)
{
    struct label_beside *all;
    struct rows          r;
    size_t               n = 0;
    enum err             e = txn_rows(w->tx, &texts[BESIDE],
                    ARGS(A_ID(now), A_TIME(w->now), A_ID(account)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct label_beside, r.count + 1);
    for (; rows_next(&r); n++)
        all[n] = (struct label_beside){.source = row_id(&r, 0, ID_SOURCE),
            .label = label_read(row_text(&r, 1))};
    *out = all;
    *count = n;
    return OK;
}

enum err
label_list(struct work *w, struct id source, struct label_row **out,
    size_t *count)
{
    const bool        one = !id_is_none(source);
    const struct arg  args[] = {A_TIME(w->now), A_ID(source)};
    struct label_row *all;
    struct rows       r;
    size_t            n = 0;
    enum err          e;

    if ((e = txn_rows(w->tx, &texts[one ? OF_SOURCE : IN_FORCE], args,
             one ? 2 : 1, &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct label_row, r.count + 1);
    while (rows_next(&r))
        all[n++] = (struct label_row){.source = row_id(&r, 0, ID_SOURCE),
            .set_by = row_id(&r, 1, ID_ACCOUNT),
            .label = label_read(row_text(&r, 2)),
            .since = row_time(&r, 3),
            .reason = row_text(&r, 4)};
    *out = all;
    *count = n;
    return OK;
}

enum err
label_admitted(struct work *w, struct id source, struct id **accounts,
    size_t *count)
{
    struct id  *all;
    struct rows r;
    size_t      n = 0;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[LIST_OF],
             ARGS(A_ID(source), A_TIME(w->now)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_ACCOUNT);
    *accounts = all;
    *count = n;
    return OK;
}

/* Whoever is on the list of one of the person's records and of all of them. */
static enum err
share_list(struct work *w, struct id person, struct id from, struct id source)
{
    struct id *accounts;
    size_t     n;
    bool       listed = false;
    enum err   e = label_admitted(w, from, &accounts, &n);

    for (size_t i = 0; !e && i < n; i++) {
        if ((e = label_lists(w, person, accounts[i], &listed)))
            return e;
        if (listed)
            e = label_admit(w, source, accounts[i]);
    }
    return e;
}

enum err
label_share(struct work *w, struct id person, struct id source, struct id by)
{
    enum label_kind   label;
    struct label_row *rows;
    struct id        *from;
    struct str        reason = {0};
    size_t            n, k;
    enum err          e;

    if ((e = label_of(w, person, &label)) || label == LABEL_NORMAL)
        return e;
    if ((e = person_sources(w, person, &from, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if ((e = label_list(w, from[i], &rows, &k)))
            return e;
        if (k)
            reason = rows[0].reason;
        if (k && (e = share_list(w, person, from[i], source)))
            return e;
    }
    return label_set(w, source, label, by, reason);
}
