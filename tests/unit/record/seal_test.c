/*
 * seal_test -- values kept apart: what is stored, who opens, what the ledger
 * says of it.
 */
#include "../house.h"

#include "../test.h"

#include "record/seal.h"

static struct seal_reader
reader(const struct house *h)
{
    return (struct seal_reader){.account = h->worker,
        .agency = h->authority,
        .purpose = S("duty"),
        .rule = S("access.yaml:12"),
        .action = S("location_open")};
}

static struct id
put(struct house *h, enum seal_use use, const char *plain)
{
    struct id ref, child = house_child(h, h->school);

    WANT_OK(seal_put(h->w, use, S("home"), txn_id(h->w->tx, ID_ENTRY), child,
        S("home"), str_of(plain), &ref));
    return ref;
}

TEST(seal_put__leaves_nothing_readable_in_the_database)
{
    static const struct statement q = {
        "SELECT use, sealed, lookup FROM sealed_value", NULL};
    struct house h;
    struct rows  r;
    struct id    ref;

    house_open(&h);
    ref = put(&h, SEAL_LOCATION, "12 Stryd y Bont");
    WANT_OK(txn_row(h.w->tx, &q, NO_ARGS, &r));
    WANT_INT(ref.kind, ID_SEALED);
    WANT_STR(row_text(&r, 0), "location");
    WANT_NOT_IN(row_bytes(&r, 1), "Stryd");
    WANT_NOT_IN(row_bytes(&r, 2), "Stryd");
    house_close(&h);
}

TEST(location_open__gives_the_value_and_writes_its_own_leaf)
{
    struct house       h;
    struct seal_reader who;
    struct leaf_row   *leaves;
    struct id          ref;
    struct str         plain;
    size_t             n;

    house_open(&h);
    who = reader(&h);
    ref = put(&h, SEAL_LOCATION, "12 Stryd y Bont");
    WANT_OK(location_open(h.w, ref, &who, &plain));
    WANT_STR(plain, "12 Stryd y Bont");
    house_at(&h, "2027-03-01T10:00:00Z"); /* leaves are numbered by then */
    WANT_OK(ledger_list(h.w->tx,
        &(struct leaf_query){.about = ref, .before = -1, .limit = 5}, &leaves,
        &n));
    WANT_INT(n, 1);
    WANT_INT(leaves[0].leaf.kind, LEAF_LOCATION);
    WANT(id_eq(leaves[0].leaf.account, h.worker));
    WANT_STR(leaves[0].leaf.rule, "access.yaml:12");
    WANT_INT(leaves[0].leaf.about_count, 4); /* value, entry, record, child */
    WANT_NOT_IN(leaves[0].leaf.detail, "Stryd");
    house_close(&h);
}

TEST(location_open__opens_no_reporter_and_the_other_way_round)
{
    struct house       h;
    struct seal_reader who;
    struct str         plain;

    house_open(&h);
    who = reader(&h);
    WANT_ERR(ERR_ABSENT,
        location_open(h.w, put(&h, SEAL_REPORTER, "Gwen"), &who, &plain));
    WANT_ERR(ERR_ABSENT,
        reporter_open(h.w, put(&h, SEAL_LOCATION, "yma"), &who, &plain));
    WANT_OK(reporter_open(h.w, put(&h, SEAL_REPORTER, "Gwen"), &who, &plain));
    WANT_STR(plain, "Gwen");
    house_close(&h);
}

TEST(location_open__opens_nothing_that_was_moved_from_another_row)
{
    struct house       h;
    struct seal_reader who;
    struct id          one, none = {0}, other;
    struct str         plain;

    house_open(&h);
    who = reader(&h);
    one = put(&h, SEAL_LOCATION, "12 Stryd y Bont");
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), none, none, S("other"),
        S("3 Heol Las"), &other));
    house_sql(&h,
        "UPDATE sealed_value SET sealed = (SELECT o.sealed FROM"
        " sealed_value o WHERE o.field = 'other')");
    WANT_ERR(ERR_STORE, location_open(h.w, one, &who, &plain));
    WANT_OK(location_open(h.w, other, &who, &plain));
    WANT_STR(plain, "3 Heol Las");
    house_close(&h);
}

TEST(seal_put__marks_one_address_alike_and_reporters_never)
{
    struct house h;

    house_open(&h);
    (void)put(&h, SEAL_LOCATION, "12 Stryd y Bont");
    (void)put(&h, SEAL_LOCATION, " 12  STRYD Y BONT");
    (void)put(&h, SEAL_LOCATION, "13 Stryd y Bont");
    (void)put(&h, SEAL_REPORTER, "Gwen");
    WANT_INT(house_count(&h,
                 "SELECT COUNT(DISTINCT lookup)"
                 " FROM sealed_value WHERE use = 'location'"),
        2);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM sealed_value"
                 " WHERE use = 'reporter' AND lookup IS NULL"),
        1);
    house_close(&h);
}

/* A location by its key and leaf, and yet no place to be found or opened. */
TEST(contact_open__opens_no_place_and_a_place_no_contact)
{
    struct house       h;
    struct seal_reader who;
    struct str         plain;
    struct id          contact, place, entry;
    enum seal_use      use;

    house_open(&h);
    who = reader(&h);
    contact = put(&h, SEAL_CONTACT, "[{\"how\":\"01632 960888\"}]");
    place = put(&h, SEAL_LOCATION, "yma");
    WANT_ERR(ERR_ABSENT, location_open(h.w, contact, &who, &plain));
    WANT_ERR(ERR_ABSENT, reporter_open(h.w, contact, &who, &plain));
    WANT_ERR(ERR_ABSENT, seal_contact_open(h.w, place, &who, &plain));
    WANT_OK(seal_contact_open(h.w, contact, &who, &plain));
    WANT_IN(plain, "960888");
    WANT_OK(seal_find(h.w, contact, &entry, &use));
    WANT_INT(use, SEAL_CONTACT);
    WANT_OK(seal_find(h.w, place, &entry, &use));
    WANT_INT(use, SEAL_LOCATION);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM sealed_value WHERE lookup IS NULL"),
        1);
    house_close(&h);
}
