/*
 * Values kept apart.  A sealed value is bound to its own row, so that one
 * copied to another place does not open; a location also has a keyed hash of
 * its folded text, by which two children at one address are seen to be so
 * without anybody opening it, and one of its town and one of its street, by
 * which a worker who says a town is told that it agrees, and two records that
 * say two homes differ.  Who reported has none: nothing may
 * tell that two reports came from one person.
 */
#include "record/seal.h"

#include "base/key.h"
#include "base/text.h"
#include "match/place.h"
#include "record/person.h"
#include "store/ledger.h"

enum { PUT, GET, IS, TOWN, COUNT };
static const struct statement texts[COUNT] = {
    [PUT] = {.sql = "INSERT INTO sealed_value"
                    " (id, use, kind, entry, source, field, sealed, lookup,"
                    " made_at, town, street)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"},
    [GET] = {.sql = "SELECT sealed, entry, source, kind FROM sealed_value"
                    " WHERE id = $1 AND use = $2"},
    [IS] = {.sql = "SELECT COUNT(*) FROM sealed_value WHERE entry = $1"
                   " AND field = $2 AND lookup = $3"},
    [TOWN] = {.sql = "SELECT town, street FROM sealed_value"
                     " WHERE id = $1"},
};
const struct statements seal_statements = {"seal", texts, COUNT};

/* What each use is called in its row, and which key and leaf are its. */
static const struct {
    struct str     word;
    enum key_use   key;
    enum leaf_kind leaf;
} uses[] = {
    [SEAL_LOCATION] = {S_INIT("location"), KEY_LOCATION, LEAF_LOCATION},
    [SEAL_REPORTER] = {S_INIT("reporter"), KEY_REPORTER, LEAF_REPORTER},
    [SEAL_CONTACT] = {S_INIT("location"), KEY_LOCATION, LEAF_LOCATION},
};
/* The kind of a way to make contact; the pack's kinds are of places. */
#define KIND_CONTACT S("safe_contact")

static struct str
place_of(struct arena *a, struct id ref)
{
    return str_cat(a, S("sealed_value:sealed:"), id_text(a, ref));
}

static struct arg
lookup_of(struct work *w, enum seal_use use, struct str plain)
{
    struct arena  *a = txn_arena(w->tx);
    struct digest *d = ARENA_NEW(a, struct digest);

    if (use != SEAL_LOCATION)
        return A_NULL;
    *d = key_hash(txn_keys(w->tx), KEY_INDEX, text_fold(a, plain));
    return A_BYTES(hash_str(d));
}

static struct str
part_hash(struct work *w, struct str what, struct str part)
{
    struct arena *a = txn_arena(w->tx);
    struct digest d;

    if (!part.n)
        return part;
    d = key_hash(txn_keys(w->tx), KEY_INDEX, str_cat(a, what, part));
    return str_dup(a, hash_str(&d));
}

struct str
location_town(struct work *w, struct str town)
{
    return part_hash(w, S("town:"), town);
}

enum err
location_parts_of(struct work *w, struct id ref, struct location_parts *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[TOWN], ARGS(A_ID(ref)), &r);

    *out = (struct location_parts){.town = {NULL, 0}};
    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (!row_is_null(&r, 0))
        out->town = row_bytes(&r, 0);
    if (!row_is_null(&r, 1))
        out->street = row_bytes(&r, 1);
    return OK;
}

/* Of a location alone: a way to make contact is no home. */
static struct location_parts
parts_of(struct work *w, enum seal_use use, struct str plain)
{
    struct arena *a = txn_arena(w->tx);

    if (use != SEAL_LOCATION)
        return (struct location_parts){.town = {NULL, 0}};
    return (struct location_parts){.town = location_town(w,
                                       match_place_of(a, plain)),
        .street = part_hash(w, S("street:"), match_street_of(a, plain))};
}

static struct arg
bytes_or_null(struct str s)
{
    return s.n ? A_BYTES(s) : A_NULL;
}

struct arg
location_lookup(struct work *w, struct str plain)
{
    return plain.n ? lookup_of(w, SEAL_LOCATION, plain) : A_NULL;
}

enum err
location_is(struct work *w, struct id entry, struct str field, struct str plain,
    bool *yes)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[IS],
             ARGS(A_ID(entry), A_TEXT(field),
                 lookup_of(w, SEAL_LOCATION, plain)),
             &r)))
        return e;
    *yes = row_int(&r, 0) > 0;
    return OK;
}

/* wide: the header's */
enum err
seal_put(struct work *w, enum seal_use use, struct str kind, struct id entry,
    struct id source, struct str field, struct str plain, struct id *ref)
{
    struct arena *a = txn_arena(w->tx);
    struct id     id = txn_id(w->tx, ID_SEALED);
    struct str    sealed =
        key_seal(a, txn_keys(w->tx), uses[use].key, place_of(a, id), plain);
    struct location_parts parts = parts_of(w, use, plain);
    enum err              e;

    if ((e = txn_put(w->tx, &texts[PUT],
             ARGS(A_ID(id), A_TEXT(uses[use].word),
                 A_TEXT(use == SEAL_CONTACT ? KIND_CONTACT : kind), A_ID(entry),
                 A_ID(source), A_TEXT(field), A_BYTES(sealed),
                 lookup_of(w, use, plain), A_TIME(w->now),
                 bytes_or_null(parts.town), bytes_or_null(parts.street)))))
        return e;
    *ref = id;
    return OK;
}

/* Everybody the value tells of, for the leaf. */
static enum err
about_of(struct work *w, struct id ref, const struct rows *r,
    struct id about[4], size_t *count)
{
    size_t   n = 0;
    enum err e;

    about[n++] = ref;
    if (!row_is_null(r, 1))
        about[n++] = row_id(r, 1, ID_ENTRY);
    if (!row_is_null(r, 2)) {
        about[n++] = row_id(r, 2, ID_SOURCE);
        if ((e = person_of_source(w, about[n - 1], &about[n])))
            return e;
        n++;
    }
    *count = n;
    return OK;
}

static enum err
seal_open(struct work *w, enum seal_use use, struct id ref,
    const struct seal_reader *who, struct str *plain)
{
    struct arena    *a = txn_arena(w->tx);
    struct leaf      leaf = {.kind = uses[use].leaf,
             .action = who->action,
             .account = who->account,
             .agency = who->agency,
             .purpose = who->purpose,
             .rule = who->rule};
    struct id        about[4];
    struct leaf_mark mark;
    struct rows      r;
    struct str       text;
    enum err         e;

    if ((e = txn_row(w->tx, &texts[GET],
             ARGS(A_ID(ref), A_TEXT(uses[use].word)), &r)))
        return e;
    if (str_eq(row_text(&r, 3), KIND_CONTACT) != (use == SEAL_CONTACT))
        return ERR_ABSENT;
    if (key_open(a, txn_keys(w->tx), uses[use].key, place_of(a, ref),
            row_bytes(&r, 0), &text))
        return ERR_STORE; /* altered, or another service's key */
    leaf.about = about;
    if ((e = about_of(w, ref, &r, about, &leaf.about_count)))
        return e;
    if ((e = ledger_note(w->tx, &leaf, &mark)))
        return e;
    *plain = text;
    return OK;
}

enum err
location_open(struct work *w, struct id ref, const struct seal_reader *who,
    struct str *plain)
{
    return seal_open(w, SEAL_LOCATION, ref, who, plain);
}

enum err
reporter_open(struct work *w, struct id ref, const struct seal_reader *who,
    struct str *plain)
{
    return seal_open(w, SEAL_REPORTER, ref, who, plain);
}

enum err
seal_contact_open(struct work *w, struct id ref, const struct seal_reader *who,
    struct str *plain)
{
    return seal_open(w, SEAL_CONTACT, ref, who, plain);
}

enum err
seal_find(struct work *w, struct id ref, struct id *entry, enum seal_use *use)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[GET],
           ARGS(A_ID(ref), A_TEXT(uses[SEAL_LOCATION].word)), &r);

    if (e)
        return e;
    *entry = row_id(&r, 1, ID_ENTRY);
    *use = str_eq(row_text(&r, 3), KIND_CONTACT) ? SEAL_CONTACT : SEAL_LOCATION;
    return OK;
}
