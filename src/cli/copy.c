/*
 * diogel copy: a service moved to another database, and the proof that it
 * is the same there: the ledger verifies, computing everything again changes
 * nothing, and both have one digest.
 *
 * Nobody may write to either meanwhile, or what they wrote would stay
 * behind.  The keys are the same; their file is not copied.
 */
#include <stdio.h>

#include "action/service.h"
#include "cli/command.h"
#include "cli/prove.h"
#include "store/copy.h"

/* The two databases by turns as --db, with the one key file. */
struct removal {
    const struct command_line *line;
    struct command_line        at[2]; /* from, to */
    struct store              *store[2];
    struct keys               *keys;
    struct clock              *clock;
    struct copy_report         report;
};

static struct command_line
line_of(const struct command_line *c, const char *name, const char *keys)
{
    struct command_line line = {.arena = c->arena, .flag_count = 1};
    const char        **flags = ARENA_ARRAY(c->arena, const char *, 2);

    flags[0] =
        str_c(c->arena, str_cat(c->arena, S("db="), command_text(c, name)));
    if (keys)
        flags[line.flag_count++] =
            str_c(c->arena, str_cat(c->arena, S("keys="), str_of(keys)));
    line.flags = flags;
    return line;
}

/* As --keys says, or as for the database it comes from. */
static const char *
keys_of(const struct command_line *c)
{
    struct str          keys = command_text(c, "keys");
    struct command_line from = line_of(c, "from", NULL);

    return keys.n ? str_c(c->arena, keys) : command_keys(&from);
}

static enum err
open_one(struct removal *m, int which, struct fault *fault)
{
    const struct store_options o = {
        .url = command_text(&m->at[which], "db"),
        .mode = STORE_ALONE,
        .keys = m->keys,
        .clock = m->clock,
    };

    return store_open(&o, &m->store[which], fault);
}

static enum err
copy(struct removal *m, struct fault *fault)
{
    enum err e = keys_load(command_keys(&m->at[0]), &m->keys);

    m->clock = clock_new();
    if (!e)
        e = open_one(m, 0, fault);
    if (!e)
        e = open_one(m, 1, fault);
    if (!e)
        e = store_migrate(m->store[1], fault);
    if (!e)
        e = store_copy(m->store[0], m->store[1], &m->report, fault);
    store_close(m->store[0]);
    store_close(m->store[1]);
    clock_free(m->clock);
    keys_free(m->keys);
    return e;
}

static int
removal_prove(const struct removal *m)
{
    struct str digest[2];
    int        status = prove_database(&m->at[1]);

    for (int i = 0; i < 2; i++)
        if (prove_digest(&m->at[i], &digest[i]))
            return 1;
    printf("digest: %.*s\n", STR_ARG(digest[1]));
    if (str_eq(digest[0], digest[1]))
        return status;
    fprintf(stderr, "diogel: the digest was %.*s before\n", STR_ARG(digest[0]));
    return 1;
}

int
command_copy(const struct command_line *c)
{
    struct removal m = {.line = c};
    struct fault   fault = {0};
    const char    *keys;
    enum err       e;

    if (!command_text(c, "from").n || !command_text(c, "to").n)
        return command_usage("copy");
    keys = keys_of(c);
    m.at[0] = line_of(c, "from", keys);
    m.at[1] = line_of(c, "to", keys);
    if ((e = copy(&m, &fault)))
        return command_failed(c, "not copied", e, &fault);
    printf("%lld rows of %lld tables\n", (long long)m.report.rows,
        (long long)m.report.tables);
    return removal_prove(&m);
}
