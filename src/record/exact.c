/*
 * Who has exactly this: the locks that keep two deeds from making one person
 * twice, and whoever holds a number.
 */
#include <stdlib.h>

#include "base/text.h"
#include "record/person_inside.h"

enum { LOCK, HOLDERS, COUNT };
static const struct statement texts[COUNT] = {
    /* one writer at a time is lock enough for SQLite */
    [LOCK] = {.sql = "SELECT 1 WHERE $1 <> ''",
        .pg = "SELECT 1 FROM (SELECT pg_advisory_xact_lock("
              "('x' || substr($1, 1, 16))::bit(64)::bigint)) AS l"},
    [HOLDERS] = {.sql = "SELECT p.person, MAX(f.traced)"
                        " FROM source_key k"
                        " JOIN source_face f ON f.source = k.source"
                        " JOIN source_person p ON p.source = k.source"
                        " WHERE k.key = $1 AND f.nhs = $2"
                        " GROUP BY p.person ORDER BY p.person"},
};
const struct statements exact_statements = {"exact", texts, COUNT};

static int
by_text(const void *x, const void *y)
{
    const struct str *a = x, *b = y;

    return str_cmp(*a, *b);
}

/* In one order everywhere, so that two who make somebody at the same time
 * wait for each other and not in a ring. */
enum err
person_keys_lock(struct work *w, const struct str *keys, size_t n)
{
    struct str *hashed = ARENA_ARRAY(txn_arena(w->tx), struct str, n + 1);
    struct rows r;
    enum err    e;

    for (size_t i = 0; i < n; i++)
        hashed[i] = face_key(w, keys[i]);
    qsort(hashed, n, sizeof(*hashed), by_text);
    for (size_t i = 0; i < n; i++)
        if ((e = txn_rows(w->tx, &texts[LOCK], ARGS(A_TEXT(hashed[i])), &r)))
            return e;
    return OK;
}

/* Of numbers, or a name with a whole birth date (match/keys.c): few have
 * them, so few wait. */
static bool
is_exact_key(struct str key)
{
    static const struct str kinds[] = {S_INIT("hn:"), S_INIT("pn:"),
        S_INIT("nb:")};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(key, kinds[i]))
            return true;
    return false;
}

enum err
person_lock(struct work *w, const struct match_person *all, size_t n)
{
    struct arena     *a = txn_arena(w->tx);
    struct str       *keys = ARENA_ARRAY(a, struct str, n * MATCH_KEYS_MAX + 1);
    struct match_keys of;
    size_t            count = 0;

    for (size_t i = 0; i < n; i++) {
        match_keys_stored(a, &all[i], &of);
        for (size_t k = 0; k < of.count; k++)
            if (is_exact_key(of.key[k]))
                keys[count++] = of.key[k];
    }
    return person_keys_lock(w, keys, count);
}

enum err
person_of_number(struct work *w, struct str nhs, struct number_holder **out,
    size_t *count)
{
    struct arena *a = txn_arena(w->tx);
    struct str    key = str_cat(a, S("hn:"), nhs);
    struct rows   r;
    size_t        n = 0;
    enum err      e = txn_rows(w->tx, &texts[HOLDERS],
             ARGS(A_TEXT(face_key(w, key)), A_TEXT(nhs)), &r);

    if (e)
        return e;
    *out = ARENA_ARRAY(a, struct number_holder, r.count + 1);
    while (rows_next(&r))
        (*out)[n++] = (struct number_holder){.person = row_id(&r, 0, ID_PERSON),
            .traced = row_int(&r, 1) != 0};
    *count = n;
    return OK;
}

/* ---- exactly the same ---- */

static bool
same_name(struct arena *a, struct str x, struct str y)
{
    return x.n && y.n && str_eq(text_fold(a, x), text_fold(a, y));
}

static bool
names_agree(struct arena *a, const struct match_person *asked,
    const struct face *f)
{
    const struct match_person p = face_as_match(a, f);

    for (size_t i = 0; i < asked->name_count; i++)
        for (size_t k = 0; k < p.name_count; k++)
            if (same_name(a, asked->names[i].family, p.names[k].family) &&
                same_name(a, asked->names[i].given, p.names[k].given))
                return true;
    return false;
}

static bool
is_exact(struct arena *a, const struct match_person *asked,
    const struct face *f)
{
    if (asked->nhs.n && str_eq(asked->nhs, f->nhs))
        return true;
    if (asked->upn.n && str_eq(asked->upn, f->upn))
        return true;
    return date_is_known(asked->birth) &&
        date_eq(asked->birth, f->birth_date) && names_agree(a, asked, f);
}

enum err
person_exact(struct work *w, const struct match_person *asked,
    struct id **persons, size_t *count)
{
    struct arena     *a = txn_arena(w->tx);
    struct face      *faces;
    struct match_keys keys;
    struct id        *all;
    size_t            n = 0, k;
    enum err          e;

    match_keys_stored(a, asked, &keys);
    if (txn_is_write(w->tx) && (e = person_keys_lock(w, keys.key, keys.count)))
        return e;
    if ((e = person_keyed(w, &keys, &faces, &k)))
        return e;
    all = ARENA_ARRAY(a, struct id, k + 1);
    for (size_t i = 0; i < k; i++)
        if (is_exact(a, asked, &faces[i]) &&
            (n == 0 || !id_eq(all[n - 1], faces[i].person)))
            all[n++] = faces[i].person;
    *persons = all;
    *count = n;
    return OK;
}
