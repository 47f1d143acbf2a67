/*
 * Sheets.  The sheet's own row is taken first by whoever saves, so that two
 * saves of one field follow each other on both engines.
 */
#include "record/sheet.h"

#include <assert.h>

enum {
    BEGIN,
    LOAD,
    VERSIONS,
    TAKE,
    OF_FIELD,
    PUT,
    STAND,
    STAND_UP_TO,
    END,
    FORGET,
    OTHERS,
    COUNT
};
static const struct statement texts[COUNT] = {
    [BEGIN] = {.sql = "INSERT INTO sheet (thread, form, begun_by, begun_at)"
                      " VALUES ($1, $2, $3, $4)"
                      " ON CONFLICT (thread) DO NOTHING"},
    [LOAD] = {.sql = "SELECT form, begun_by, begun_at, entry FROM sheet"
                     " WHERE thread = $1"},
    [VERSIONS] = {.sql = "SELECT field, revision, stands, sealed, account,"
                         " saved_at FROM sheet_field"
                         " WHERE thread = $1 AND stands > 0"
                         " ORDER BY field, stands, revision"},
    [TAKE] = {.sql = "UPDATE sheet SET begun_at = begun_at"
                     " WHERE thread = $1 AND entry IS NULL"},
    [OF_FIELD] = {.sql = "SELECT revision, was, stands, sealed, account"
                         " FROM sheet_field WHERE thread = $1 AND field = $2"
                         " ORDER BY revision"},
    [PUT] = {.sql = "INSERT INTO sheet_field (thread, field, revision, was,"
                    " stands, sealed, account, saved_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
    [STAND] = {.sql = "UPDATE sheet_field SET stands = $4"
                      " WHERE thread = $1 AND field = $2 AND revision = $3"},
    [STAND_UP_TO] = {.sql = "UPDATE sheet_field SET stands = 0"
                            " WHERE thread = $1 AND field = $2"
                            " AND revision <= $3"},
    [END] = {.sql = "UPDATE sheet SET entry = $2"
                    " WHERE thread = $1 AND entry IS NULL"},
    [OTHERS] = {.sql = "SELECT COALESCE(SUM(CASE WHEN stands = 2"
                       " THEN 1 ELSE 0 END), 0),"
                       " COALESCE(SUM(CASE WHEN account <> $2 THEN 1"
                       " ELSE 0 END), 0) FROM sheet_field"
                       " WHERE thread = $1"},
    [FORGET] = {.sql = "DELETE FROM sheet_field WHERE thread = $1"},
};
const struct statements sheet_statements = {"sheet", texts, COUNT};

/* sheet_field.stands */
enum stands { EARLIER, COUNTS, BESIDE };

static struct str
place_of(struct arena *a, struct id thread, struct str field)
{
    struct str parts[4] = {S("sheet_field:sealed:"), id_text(a, thread), S(":"),
        field};

    return str_join(a, parts, 4, (struct str){0});
}

static enum err
text_open(struct work *w, struct id thread, struct str field, struct str sealed,
    struct str *text)
{
    struct arena *a = txn_arena(w->tx);

    return key_open(a, txn_keys(w->tx), KEY_DRAFT, place_of(a, thread, field),
               sealed, text)
        ? ERR_STORE
        : OK;
}

/* ---- the sheet ---- */

enum err
sheet_begin(struct work *w, struct id thread, struct str form,
    struct id account)
{
    int64_t  made;
    enum err e;

    assert(thread.kind == ID_THREAD && form.n);
    if ((e = txn_do_count(w->tx, &texts[BEGIN],
             ARGS(A_ID(thread), A_TEXT(form), A_ID(account), A_TIME(w->now)),
             &made)))
        return e;
    return made ? OK : ERR_CONFLICT;
}

enum err
sheet_load(struct work *w, struct id thread, struct sheet *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(thread)), &r)))
        return e;
    *out = (struct sheet){.thread = thread,
        .form = row_text(&r, 0),
        .begun_by = row_id(&r, 1, ID_ACCOUNT),
        .begun_at = row_time(&r, 2),
        .entry = row_id(&r, 3, ID_ENTRY)};
    return OK;
}

enum err
sheet_version_others(struct work *w, struct id thread, struct id account,
    struct str *out)
{
    struct arena *a = txn_arena(w->tx);
    struct rows   r;
    struct str    parts[2];
    enum err      e;

    if ((e = txn_row(w->tx, &texts[OTHERS], ARGS(A_ID(thread), A_ID(account)),
             &r)))
        return e;
    parts[0] = str_of_int(a, row_int(&r, 0));
    parts[1] = str_of_int(a, row_int(&r, 1));
    *out = str_join(a, parts, 2, S("."));
    return OK;
}

enum err
sheet_versions(struct work *w, struct id thread, struct sheet_version **out,
    size_t *count)
{
    struct sheet_version *all;
    struct rows           r;
    enum err              e;

    if ((e = txn_rows(w->tx, &texts[VERSIONS], ARGS(A_ID(thread)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct sheet_version, r.count + 1);
    *count = 0;
    while (rows_next(&r)) {
        struct sheet_version *v = &all[(*count)++];

        *v = (struct sheet_version){.field = row_text(&r, 0),
            .revision = row_int(&r, 1),
            .counts = row_int(&r, 2) == COUNTS,
            .account = row_id(&r, 4, ID_ACCOUNT),
            .saved_at = row_time(&r, 5)};
        if ((e = text_open(w, thread, v->field, row_bytes(&r, 3), &v->text)))
            return e;
    }
    *out = all;
    return OK;
}

/* ---- saving ---- */

/* One field, as it is now and as its author was shown it. */
struct saving {
    struct work             *w;
    struct id                thread;
    const struct sheet_save *in;
    int64_t                  last, counts; /* revisions */
    int64_t                  mine; /* that the same author saved beside, or 0 */
    struct str               text, shown;
    bool goes_on; /* the one that counts is what they had typed so far */
};

static enum err
take(struct work *w, struct id thread)
{
    int64_t  there;
    enum err e;

    if ((e = txn_do_count(w->tx, &texts[TAKE], ARGS(A_ID(thread)), &there)))
        return e;
    return there ? OK : ERR_ILLEGAL;
}

static enum err
row_take(struct saving *s, const struct rows *r)
{
    const struct sheet_save *in = s->in;
    int64_t                  stands = row_int(r, 2);
    struct str               text;
    enum err                 e;

    s->last = row_int(r, 0);
    if (stands == BESIDE && id_eq(row_id(r, 4, ID_ACCOUNT), in->account) &&
        (row_int(r, 1) == in->was || s->last == in->was))
        s->mine = s->last;
    if (stands != COUNTS && s->last != in->was)
        return OK;
    e = text_open(s->w, s->thread, in->field, row_bytes(r, 3), &text);
    if (e)
        return e;
    if (s->last == in->was)
        s->shown = text;
    if (stands == COUNTS) {
        s->counts = s->last;
        s->text = text;
        s->goes_on = id_eq(row_id(r, 4, ID_ACCOUNT), in->account) &&
            row_int(r, 1) == in->was && str_starts(in->text, text);
    }
    return OK;
}

static enum err
field_read(struct saving *s)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(s->w->tx, &texts[OF_FIELD],
             ARGS(A_ID(s->thread), A_TEXT(s->in->field)), &r)))
        return e;
    while (rows_next(&r))
        if ((e = row_take(s, &r)))
            return e;
    return OK;
}

static enum err
stand(struct saving *s, int64_t revision, enum stands how)
{
    return txn_do(s->w->tx, &texts[STAND],
        ARGS(A_ID(s->thread), A_TEXT(s->in->field), A_INT(revision),
            A_INT(how)));
}

static enum err
put(struct saving *s, struct str text, enum stands how)
{
    struct arena *a = txn_arena(s->w->tx);
    struct str    sealed = key_seal(a, txn_keys(s->w->tx), KEY_DRAFT,
           place_of(a, s->thread, s->in->field), text);

    return txn_do(s->w->tx, &texts[PUT],
        ARGS(A_ID(s->thread), A_TEXT(s->in->field), A_INT(s->last + 1),
            A_INT(s->in->was), A_INT(how), A_BYTES(sealed),
            A_ID(s->in->account), A_TIME(s->w->now)));
}

static enum err
put_beside(struct saving *s, struct sheet_saved *out)
{
    enum err e;

    if (s->mine && (e = stand(s, s->mine, EARLIER)))
        return e;
    *out = (struct sheet_saved){s->last + 1, true};
    return put(s, s->in->text, BESIDE);
}

enum err
sheet_save(struct work *w, struct id thread, const struct sheet_save *in,
    struct sheet_saved *out)
{
    struct saving s = {.w = w, .thread = thread, .in = in};
    enum err      e;

    assert(in->field.n && in->field.n <= DRAFT_NAME_MOST);
    if (in->text.n > DRAFT_TEXT_MOST)
        return ERR_LIMIT;
    if ((e = take(w, thread)) || (e = field_read(&s)))
        return e;
    *out = (struct sheet_saved){s.counts, false};
    if (str_eq(in->text, s.text) || str_eq(in->text, s.shown))
        return OK;
    if (in->was != s.counts && !s.goes_on)
        return put_beside(&s, out);
    out->revision = s.last + 1;
    if (s.counts && (e = stand(&s, s.counts, EARLIER)))
        return e;
    return put(&s, in->text, COUNTS);
}

/* ---- choosing ---- */

static enum err
version_find(struct saving *s, struct str *text)
{
    struct rows r;
    enum err    e;

    if ((e = txn_rows(s->w->tx, &texts[OF_FIELD],
             ARGS(A_ID(s->thread), A_TEXT(s->in->field)), &r)))
        return e;
    e = ERR_ABSENT;
    while (rows_next(&r)) {
        s->last = row_int(&r, 0);
        if (s->last != s->in->was || row_int(&r, 2) == EARLIER)
            continue;
        if ((e = text_open(s->w, s->thread, s->in->field, row_bytes(&r, 3),
                 text)))
            return e;
    }
    return e;
}

enum err
sheet_choose(struct work *w, struct id thread, const struct sheet_save *in,
    int64_t seen)
{
    struct saving s = {.w = w, .thread = thread, .in = in};
    struct str    text;
    enum err      e;

    if ((e = take(w, thread)) || (e = version_find(&s, &text)) ||
        (e = field_read(&s)))
        return e;
    if ((e = txn_do(w->tx, &texts[STAND_UP_TO],
             ARGS(A_ID(thread), A_TEXT(in->field), A_INT(seen)))))
        return e;
    if (s.counts > seen && (e = stand(&s, s.counts, BESIDE)))
        return e;
    return put(&s, text, COUNTS);
}

/* ---- the end of it ---- */

enum err
sheet_end(struct work *w, struct id thread, struct id entry)
{
    int64_t  there;
    enum err e;

    assert(entry.kind == ID_ENTRY);
    if ((e = txn_do_count(w->tx, &texts[END], ARGS(A_ID(thread), A_ID(entry)),
             &there)))
        return e;
    if (!there)
        return ERR_CONFLICT;
    return txn_do(w->tx, &texts[FORGET], ARGS(A_ID(thread)));
}
