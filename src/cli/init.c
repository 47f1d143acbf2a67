/*
 * diogel init and migrate: a database, its keys, and its first pack.
 */
#include <stdio.h>
#include <unistd.h>

#include "action/service.h"
#include "base/zone.h"
#include "cli/command.h"
#include "cli/prove.h"
#include "record/name_tables.h"
#include "store/ledger.h"
#include "store/meta.h"

struct first {
    struct str   bundle;
    struct pack *pack;
    bool         demo;
};

static enum err
first_rows(struct txn *tx, void *ctx)
{
    struct first    *f = ctx;
    struct leaf      leaf = {.kind = LEAF_CARE,
             .action = S("INIT"),
             .rule = S("init"),
             .detail = S("{}")};
    struct leaf_mark mark;
    enum err         e;

    if ((f->demo && (e = meta_mark_demo(tx))) || (e = name_tables_begin(tx)))
        return e;
    if ((e = work_install(tx, f->bundle, f->pack, (struct moment){0},
             (struct id){0})))
        return e;
    return ledger_note(tx, &leaf, &mark);
}

static enum err
make(const struct command_line *c, struct first *f, struct fault *fault)
{
    struct store_options o = {.url = command_text(c, "db"),
        .mode = STORE_ALONE,
        .clock = clock_new()};
    struct keys         *keys = NULL;
    struct store        *s = NULL;
    enum err             e;

    if ((e = key_file_new(command_keys(c)))) {
        fault->detail = S("the key file is there already, or cannot be "
                          "written");
        goto out;
    }
    if ((e = keys_load(command_keys(c), &keys)))
        goto out;
    o.keys = keys;
    /* An invented past may be before this machine's day, and practice time
     * never runs backwards: so a demonstration begins with its pack. */
    if (f->demo)
        clock_stand_at(o.clock,
            zone_moment(f->pack->zone,
                (struct civil){f->pack->holds_from, 0, 0, 0}));
    if ((e = store_open(&o, &s, fault)) || (e = store_migrate(s, fault)))
        goto out;
    e = store_write(s, c->arena, first_rows, f);
out:
    store_close(s);
    keys_free(keys);
    clock_free(o.clock);
    return e;
}

int
command_init(const struct command_line *c)
{
    struct first         f = {.demo = command_is(c, "demo")};
    struct str           dir = command_text(c, "pack");
    struct pack_mistakes mistakes = {0};
    struct fault         fault = {0};
    enum err             e;

    if (!dir.n || !command_text(c, "db").n)
        return command_usage("init");
    if ((e = pack_read(c->arena, str_c(c->arena, dir), &f.bundle, &fault)))
        return command_failed(c, "cannot read the pack", e, &fault);
    if ((e = pack_load(c->arena, f.bundle, &f.pack, &mistakes)))
        return command_failed(c,
            "the pack has mistakes; see: diogel pack "
            "check",
            e, &fault);
    if (!f.demo && pack_is_not_live(c, f.pack)) {
        pack_free(f.pack);
        return 1;
    }
    e = make(c, &f, &fault);
    pack_free(f.pack);
    if (e)
        return command_failed(c, "cannot make the database", e, &fault);
    printf("A new database, and its keys in %s: keep those apart from any "
           "copy of it.\n",
        command_keys(c));
    return 0;
}

int
command_migrate(const struct command_line *c)
{
    struct store_options o = {.url = command_text(c, "db"),
        .mode = STORE_ALONE,
        .clock = clock_new()};
    struct fault         fault = {0};
    struct keys         *keys = NULL;
    struct store        *s = NULL;
    enum err             e;

    if ((e = keys_load(command_keys(c), &keys)) == OK) {
        o.keys = keys;
        if ((e = store_open(&o, &s, &fault)) == OK)
            e = store_migrate(s, &fault);
    }
    store_close(s);
    keys_free(keys);
    clock_free(o.clock);
    if (e)
        return command_failed(c, "cannot migrate", e, &fault);
    puts("The database is up to date.");
    return prove_rebuild(c); /* a table that is new is still empty */
}
