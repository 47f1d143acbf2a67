/*
 * folk -- see folk.h.
 */
#include "folk.h"

#include "../test.h"

struct id
folk_entry(struct house *h)
{
    return txn_id(h->w->tx, ID_ENTRY);
}

struct id
folk_said(struct house *h, struct id source, struct id entry)
{
    static const struct statement thread_add = {
        "INSERT INTO thread (id, kind, number, made_at)"
        " VALUES ($1, 'concern', (SELECT COUNT(*) FROM thread), $2)",
        NULL};
    static const struct statement entry_add = {
        "INSERT INTO entry (id, form, version, pack, answers, language,"
        " occurred_at, recorded_at, thread, label, only_route)"
        " VALUES ($1, 'concern', 1, $2, '{}', 'cy', $4, $4, $3, 'normal',"
        " 0)",
        NULL};
    static const struct statement about_add = {
        "INSERT INTO entry_about (entry, source, role, place, seq)"
        " VALUES ($1, $2, 'child', 0,"
        " (SELECT COUNT(*) FROM entry_about WHERE source = $2))",
        NULL};
    struct id  thread = txn_id(h->w->tx, ID_THREAD);
    struct str hash = hash_str(&h->pack->hash);
    struct arg now = A_TIME(h->w->now);

    WANT_OK(txn_do(h->w->tx, &thread_add, ARGS(A_ID(thread), now)));
    WANT_OK(txn_do(h->w->tx, &entry_add,
        ARGS(A_ID(entry), A_BYTES(hash), A_ID(thread), now)));
    WANT_OK(
        txn_do(h->w->tx, &about_add, ARGS(A_ID(entry), A_ID(source))));
    return thread;
}

struct id
folk_child(struct house *h, struct id agency, const char *given,
    const char *family, const char *born)
{
    struct face f = {.given = str_of(given), .family = str_of(family)};

    if (born)
        WANT(date_parse(str_of(born), &f.birth_date));
    f.source = house_child(h, agency);
    WANT_OK(face_save(h->w, &f, folk_entry(h)));
    return f.source;
}

struct id
folk_account(struct house *h, struct id agency, const char *login,
    const char *role, struct id desk)
{
    struct account a = {.agency = agency,
        .login = str_of(login),
        .name = str_of(login),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, id;
    struct moment  open = {0};

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    if (role)
        WANT_OK(account_grant(h->w, id, str_of(role), desk, none, open));
    return id;
}

struct id
folk_agency(struct house *h, const char *kind, struct id authority)
{
    struct agency a = {.kind = str_of(kind),
        .name = {S("Arall"), S("Other")},
        .authority = authority};
    struct id     id;

    WANT_OK(agency_new(h->w, &a, &id));
    return id;
}
