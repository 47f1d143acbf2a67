/*
 * Drafts.  The text that lost a race stands under the input's name with a
 * tilde behind it, which no input's name has.
 */
#include "record/draft.h"

#include <assert.h>

enum {
    NEW,
    LOAD,
    LIST,
    LIST_SENT,
    OF_INVITE,
    UNSENT,
    VALUES,
    VALUE,
    PUT,
    FORGET_OLDER,
    FORGET_FIELD,
    FORGET_ALL,
    TOUCH,
    LANGUAGE,
    SENT,
    DROP,
    COUNT
};
#define DRAFT_COLUMNS                                                         \
    "id, account, invite, form, thread, language, made_at, saved_at, sent"
static const struct statement texts[COUNT] = {
    [NEW] = {.sql = "INSERT INTO draft (id, account, invite, form, thread,"
                    " language, made_at, saved_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)"},
    [LOAD] = {.sql = "SELECT " DRAFT_COLUMNS " FROM draft"
                     " WHERE id = $1 AND dropped_at IS NULL"},
    [LIST] = {.sql = "SELECT " DRAFT_COLUMNS " FROM draft"
                     " WHERE account = $1 AND dropped_at IS NULL"
                     " AND sent IS NULL ORDER BY saved_at DESC, id"},
    [LIST_SENT] = {.sql = "SELECT " DRAFT_COLUMNS " FROM draft"
                          " WHERE account = $1 AND sent IS NOT NULL"
                          " ORDER BY saved_at DESC, id LIMIT 10"},
    [OF_INVITE] = {.sql = "SELECT " DRAFT_COLUMNS " FROM draft"
                          " WHERE invite = $1 AND dropped_at IS NULL"
                          " ORDER BY made_at, id LIMIT 1"},
    [UNSENT] = {.sql = "SELECT " DRAFT_COLUMNS " FROM draft"
                       " WHERE saved_at < $1 AND dropped_at IS NULL"
                       " AND sent IS NULL AND account IS NOT NULL"
                       " AND NOT EXISTS (SELECT 1 FROM second_look s"
                       " WHERE s.draft = draft.id)"
                       " ORDER BY saved_at, id"},
    [VALUES] = {.sql = "SELECT field, revision, sealed, saved_at"
                       " FROM draft_field WHERE draft = $1 ORDER BY field"},
    [VALUE] = {.sql = "SELECT revision, sealed, saved_at FROM draft_field"
                      " WHERE draft = $1 AND field = $2"
                      " ORDER BY revision DESC LIMIT 1"},
    [PUT] = {.sql = "INSERT INTO draft_field"
                    " (draft, field, revision, sealed, saved_at)"
                    " VALUES ($1, $2, $3, $4, $5)"},
    [FORGET_OLDER] = {.sql = "DELETE FROM draft_field"
                             " WHERE draft = $1 AND field = $2"
                             " AND revision < $3"},
    [FORGET_FIELD] = {.sql = "DELETE FROM draft_field"
                             " WHERE draft = $1 AND field = $2"},
    [FORGET_ALL] = {.sql = "DELETE FROM draft_field WHERE draft = $1"},
    /* takes the row: two saves of one draft follow each other */
    [TOUCH] = {.sql = "UPDATE draft SET saved_at = $2"
                      " WHERE id = $1 AND sent IS NULL"
                      " AND dropped_at IS NULL"},
    [LANGUAGE] = {.sql = "UPDATE draft SET language = $2 WHERE id = $1"},
    [SENT] = {.sql = "UPDATE draft SET sent = $2"
                     " WHERE id = $1 AND sent IS NULL"
                     " AND dropped_at IS NULL"},
    [DROP] = {.sql = "UPDATE draft SET dropped_at = $2"
                     " WHERE id = $1 AND sent IS NULL"
                     " AND dropped_at IS NULL"},
};
const struct statements draft_statements = {"draft", texts, COUNT};

static struct str
place_of(struct arena *a, struct id draft, struct str field)
{
    struct str parts[4] = {S("draft_field:sealed:"), id_text(a, draft), S(":"),
        field};

    return str_join(a, parts, 4, (struct str){0});
}

/* Where the text that lost stands. */
static struct str
beside(struct arena *a, struct str field)
{
    return str_cat(a, field, S("~"));
}

static void
draft_of_row(const struct rows *r, struct draft *d)
{
    *d = (struct draft){
        .id = row_id(r, 0, ID_DRAFT),
        .account = row_id(r, 1, ID_ACCOUNT),
        .invite = row_bytes(r, 2),
        .form = row_text(r, 3),
        .thread = row_id(r, 4, ID_THREAD),
        .made_at = row_time(r, 6),
        .saved_at = row_time(r, 7),
        .sent = row_id(r, 8, ID_ENTRY),
    };
    if (!lang_find(row_text(r, 5), &d->language))
        BUG("a draft in no language");
}

static enum err
drafts_of(struct work *w, const struct rows *rows, struct draft **out,
    size_t *count)
{
    struct rows   r = *rows;
    struct draft *all =
        ARENA_ARRAY(txn_arena(w->tx), struct draft, r.count + 1);

    *count = 0;
    while (rows_next(&r))
        draft_of_row(&r, &all[(*count)++]);
    *out = all;
    return OK;
}

enum err
draft_new(struct work *w, const struct draft *d, struct id *id)
{
    enum err e;

    assert(d->form.n && (d->invite.n != 0) == id_is_none(d->account));
    *id = txn_id(w->tx, ID_DRAFT);
    if ((e = txn_do(w->tx, &texts[NEW],
             ARGS(A_ID(*id), A_ID(d->account),
                 d->invite.n ? A_BYTES(d->invite) : A_NULL, A_TEXT(d->form),
                 A_ID(d->thread), A_TEXT(lang_code(d->language)),
                 A_TIME(w->now)))))
        return e;
    return OK;
}

enum err
draft_load(struct work *w, struct id id, struct draft *out)
{
    struct rows r;
    enum err    e;

    assert(id.kind == ID_DRAFT);
    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(id)), &r)))
        return e;
    draft_of_row(&r, out);
    return OK;
}

enum err
draft_list(struct work *w, struct id account, struct draft **out, size_t *count)
{
    struct rows r;
    enum err    e;

    assert(account.kind == ID_ACCOUNT);
    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(account)), &r)))
        return e;
    return drafts_of(w, &r, out, count);
}

enum err
draft_list_sent(struct work *w, struct id account, struct draft **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    assert(account.kind == ID_ACCOUNT);
    if ((e = txn_rows(w->tx, &texts[LIST_SENT], ARGS(A_ID(account)), &r)))
        return e;
    return drafts_of(w, &r, out, count);
}

enum err
draft_of_invite(struct work *w, struct str hash, struct draft *out)
{
    struct rows r;
    enum err    e;

    assert(hash.n);
    if ((e = txn_row(w->tx, &texts[OF_INVITE], ARGS(A_BYTES(hash)), &r)))
        return e;
    draft_of_row(&r, out);
    return OK;
}

enum err
draft_unsent(struct work *w, struct moment before, struct draft **out,
    size_t *count)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(w->tx, &texts[UNSENT], ARGS(A_TIME(before)), &r)))
        return e;
    return drafts_of(w, &r, out, count);
}

/* ---- values ---- */

static enum err
value_open(struct work *w, struct id draft, struct str field, struct str sealed,
    struct str *text)
{
    struct arena *a = txn_arena(w->tx);

    return key_open(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, draft, field),
               sealed, text)
        ? ERR_STORE
        : OK;
}

static struct draft_value *
value_of(struct draft_value *all, size_t *count, struct str field)
{
    for (size_t i = 0; i < *count; i++)
        if (str_eq(all[i].field, field))
            return &all[i];
    all[*count].field = field;
    return &all[(*count)++];
}

static enum err
value_of_row(struct work *w, struct id draft, const struct rows *r,
    struct draft_value *all, size_t *count)
{
    struct str          field = row_text(r, 0), text;
    bool                lost = str_ends(field, S("~"));
    struct draft_value *v;
    enum err            e;

    if ((e = value_open(w, draft, field, row_bytes(r, 2), &text)))
        return e;
    v = value_of(all, count, str_sub(field, 0, field.n - lost));
    if (lost) {
        v->twice = true;
        v->other = text;
        v->other_at = row_time(r, 3);
        return OK;
    }
    v->revision = row_int(r, 1);
    v->text = text;
    v->saved_at = row_time(r, 3);
    return OK;
}

enum err
draft_values(struct work *w, struct id draft, struct draft_value **out,
    size_t *count)
{
    struct draft_value *all;
    struct rows         r;
    enum err            e;

    if ((e = txn_rows(w->tx, &texts[VALUES], ARGS(A_ID(draft)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct draft_value, r.count + 1);
    *count = 0;
    while (rows_next(&r))
        if ((e = value_of_row(w, draft, &r, all, count)))
            return e;
    *out = all;
    return OK;
}

/* The newest revision; 0 and no text when there is none. */
static enum err
newest(struct work *w, struct id draft, struct str field, int64_t *revision,
    struct str *text)
{
    struct rows r;
    enum err    e;

    *revision = 0;
    *text = (struct str){0};
    e = txn_row(w->tx, &texts[VALUE], ARGS(A_ID(draft), A_TEXT(field)), &r);
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    *revision = row_int(&r, 0);
    return value_open(w, draft, field, row_bytes(&r, 1), text);
}

static enum err
put(struct work *w, struct id draft, struct str field, int64_t revision,
    struct str text)
{
    struct arena *a = txn_arena(w->tx);
    struct str    sealed = key_seal(a, txn_keys(w->tx), KEY_DRAFT,
           place_of(a, draft, field), text);
    enum err      e;

    if ((e = txn_do(w->tx, &texts[PUT],
             ARGS(A_ID(draft), A_TEXT(field), A_INT(revision), A_BYTES(sealed),
                 A_TIME(w->now)))))
        return e;
    return txn_do(w->tx, &texts[FORGET_OLDER],
        ARGS(A_ID(draft), A_TEXT(field), A_INT(revision)));
}

static enum err
put_next(struct work *w, struct id draft, struct str field, struct str text)
{
    struct str old;
    int64_t    revision;
    enum err   e;

    if ((e = newest(w, draft, field, &revision, &old)))
        return e;
    return put(w, draft, field, revision + 1, text);
}

static enum err
touch(struct work *w, struct id draft)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[TOUCH],
             ARGS(A_ID(draft), A_TIME(w->now)), &changed)))
        return e;
    return changed ? OK : ERR_ILLEGAL;
}

/* wide: an input is its name, what was shown, and what it is now */
enum err
draft_save(struct work *w, struct id draft, struct str field, int64_t was,
    struct str text, struct draft_saved *out)
{
    struct arena *a = txn_arena(w->tx);
    int64_t       revision;
    struct str    now;
    enum err      e;

    assert(draft.kind == ID_DRAFT && field.n && field.n <= DRAFT_NAME_MOST);
    if (text.n > DRAFT_TEXT_MOST)
        return ERR_LIMIT;
    if ((e = touch(w, draft)))
        return e;
    if ((e = newest(w, draft, field, &revision, &now)))
        return e;
    *out = (struct draft_saved){.revision = revision};
    if (str_eq(now, text))
        return OK;
    if (was == revision) {
        out->revision = revision + 1;
        return put(w, draft, field, revision + 1, text);
    }
    out->twice = true;
    return put_next(w, draft, beside(a, field), text);
}

enum err
draft_choose(struct work *w, struct id draft, struct str field, struct str text)
{
    enum err e;

    assert(draft.kind == ID_DRAFT && field.n);
    if (text.n > DRAFT_TEXT_MOST)
        return ERR_LIMIT;
    if ((e = touch(w, draft)))
        return e;
    if ((e = txn_do(w->tx, &texts[FORGET_FIELD],
             ARGS(A_ID(draft), A_TEXT(beside(txn_arena(w->tx), field))))))
        return e;
    return put_next(w, draft, field, text);
}

enum err
draft_language(struct work *w, struct id draft, enum lang lang)
{
    return txn_do(w->tx, &texts[LANGUAGE],
        ARGS(A_ID(draft), A_TEXT(lang_code(lang))));
}

/* ---- the end of it ---- */

static enum err
end(struct work *w, enum err when_over, const struct statement *q,
    struct id draft, struct arg how)
{
    int64_t  changed;
    enum err e;

    if ((e = txn_do_count(w->tx, q, ARGS(A_ID(draft), how), &changed)))
        return e;
    if (!changed)
        return when_over;
    return txn_do(w->tx, &texts[FORGET_ALL], ARGS(A_ID(draft)));
}

enum err
draft_sent(struct work *w, struct id draft, struct id entry)
{
    assert(entry.kind == ID_ENTRY);
    return end(w, ERR_CONFLICT, &texts[SENT], draft, A_ID(entry));
}

enum err
draft_drop(struct work *w, struct id draft)
{
    return end(w, ERR_ILLEGAL, &texts[DROP], draft, A_TIME(w->now));
}
