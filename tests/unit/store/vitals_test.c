/*
 * vitals_test -- what was done for a database from outside is read in it,
 * and who serves it.
 */
#include "store/vitals.h"

#include <stdio.h>
#include <unistd.h>

#include "store/lease.h"
#include "store/shop.h"

#include "../test.h"

static enum err
read_all(struct txn *tx, void *ctx)
{
    struct vitals *v = ctx;

    return vitals_read(tx, v);
}

static struct vitals
look(struct shop *s)
{
    struct vitals v;

    WANT_OK(store_read(s->store, s->arena, read_all, &v));
    return v;
}

static struct moment
at(const char *text)
{
    struct moment m;

    WANT(moment_parse(str_of(text), &m));
    return m;
}

/* The shop stands aside: on a server it is alone there. */
static void
say(struct shop *s, enum care_kind kind, struct care care)
{
    struct fault fault = {0};

    shop_shut(s);
    WANT_OK(care_note(s->url, s->keys, kind, &care, &fault));
    shop_reopen(s);
}

/* ---- what was done ---- */

TEST(care_note__is_read_in_the_database_and_the_newest_stands)
{
    struct shop   s = shop_open();
    struct vitals v = look(&s);

    WANT_INT(v.care[CARE_BACKUP].at.us, 0);
    WANT_INT(v.care[CARE_AUDIT].at.us, 0);
    say(&s, CARE_BACKUP, (struct care){at("2027-03-01T00:20:00Z"), 1, 0});
    say(&s, CARE_BACKUP, (struct care){at("2027-03-01T06:20:00Z"), 9000, 0});
    say(&s, CARE_AUDIT, (struct care){at("2027-03-01T04:00:00Z"), 77, 2});
    v = look(&s);
    WANT_INT(v.care[CARE_BACKUP].at.us, at("2027-03-01T06:20:00Z").us);
    WANT_INT(v.care[CARE_BACKUP].size, 9000);
    WANT_INT(v.care[CARE_AUDIT].size, 77);
    WANT_INT(v.care[CARE_AUDIT].faults, 2);
    shop_close(&s);
}

TEST(care_last__takes_what_is_no_such_line_for_never)
{
    struct shop   s = shop_open_file();
    struct str    path = str_cat(s.arena, str_of(s.file), S(".care.backup"));
    FILE         *f = fopen(str_c(s.arena, path), "w");
    struct vitals v;

    WANT(f && fputs("yesterday, I think", f) >= 0 && !fclose(f));
    v = look(&s);
    WANT_INT(v.care[CARE_BACKUP].at.us, 0);
    WANT(!unlink(str_c(s.arena, path)));
    shop_close(&s);
}

TEST(vitals_read__sees_the_disk_only_where_the_database_is_a_file)
{
    struct shop   s = shop_open_file();
    struct vitals v = look(&s);

    WANT(v.disk > 0 && v.disk_free <= v.disk);
    WANT(v.born.us > 0 && v.bytes > 0);
    shop_close(&s);
}

/* ---- who serves ---- */

static const struct node one = {.holder = S_INIT("one"),
    .name = S_INIT("aran"),
    .version = S_INIT("1")};
static const struct node two = {.holder = S_INIT("two"),
    .name = S_INIT("bran"),
    .version = S_INIT("2")};

static enum err
be_there(struct txn *tx, void *ctx)
{
    return node_seen(tx, ctx);
}

static enum err
go(struct txn *tx, void *ctx)
{
    const struct node *n = ctx;

    return node_left(tx, n->holder);
}

static enum err
take_both(struct txn *tx, void *ctx)
{
    const struct node *n = ctx;
    enum err           e = lease_take(tx, S("tick"), n->holder, 90);

    return e ? e : lease_take(tx, S("ledger"), n->holder, 90);
}

static void
doing(struct shop *s, txn_work *work, struct node n)
{
    WANT_OK(store_write(s->store, s->arena, work, &n));
}

TEST(node_list__says_who_is_there_and_who_has_the_leases)
{
    struct shop   s = shop_open();
    struct vitals v;

    WANT_INT(look(&s).node_count, 0);
    doing(&s, be_there, one);
    doing(&s, be_there, one);
    doing(&s, take_both, one);
    v = look(&s);
    WANT_INT(v.node_count, 1);
    WANT_STR(v.nodes[0].name, "aran");
    WANT_STR(v.nodes[0].version, "1");
    WANT(v.nodes[0].numbers && v.nodes[0].ticks);
    WANT(v.nodes[0].silent >= 0 && v.nodes[0].silent < INT64_C(60000000));
    doing(&s, go, one);
    WANT_INT(look(&s).node_count, 0);
    shop_close(&s);
}

TEST(node_seen__on_a_file_forgets_the_run_before)
{
    struct shop   s = shop_open_file();
    struct vitals v;

    doing(&s, be_there, one);
    doing(&s, be_there, two);
    v = look(&s);
    WANT_INT(v.node_count, 1);
    WANT_STR(v.nodes[0].name, "bran");
    WANT(!v.nodes[0].numbers);
    shop_close(&s);
}
