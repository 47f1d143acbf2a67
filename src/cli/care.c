/*
 * diogel restore, rebuild, audit: care of the store.
 */
#include <stdio.h>

#include "action/service.h"
#include "base/clock.h"
#include "cli/command.h"
#include "cli/prove.h"
#include "record/entry.h"
#include "store/backup.h"
#include "store/care.h"
#include "store/ledger.h"

/* --- proving a database --------------------------------------------- */

struct proof_of {
    struct ledger_report  ledger;
    struct rebuild_report rebuild;
    struct service       *service;
    struct str            outside; /* newest checkpoint kept outside */
};

static enum err
audit_work(struct txn *tx, void *ctx)
{
    struct proof_of *p = ctx;

    return ledger_verify(tx, &p->ledger);
}

/* Rebuilds and gives it up again: only the differences are wanted. */
static enum err
rebuild_work(struct txn *tx, void *ctx)
{
    struct proof_of *p = ctx;
    struct work      w = work_in(tx, service_rules(p->service));
    enum err         e = project_rebuild(&w, &p->rebuild);

    return e ? e : ERR_ILLEGAL;
}

static enum err
rebuild_keep(struct txn *tx, void *ctx)
{
    struct proof_of *p = ctx;
    struct work      w = work_in(tx, service_rules(p->service));

    return project_rebuild(&w, &p->rebuild);
}

static enum err
rebuild_verify(struct proof_of *p, struct arena *a)
{
    enum err e = store_write(service_store(p->service), a, rebuild_work, p);

    return e == ERR_ILLEGAL ? OK : e;
}

static int
say_ledger(const struct ledger_report *r)
{
    printf("ledger: %llu leaves, %llu checkpoints, %llu faults\n",
        (unsigned long long)r->leaves, (unsigned long long)r->checkpoints,
        (unsigned long long)r->faults);
    if (r->waiting)
        printf("%llu more wait for their number\n",
            (unsigned long long)r->waiting);
    if (r->faults)
        printf("first fault: %.*s\n", STR_ARG(r->first_fault));
    return r->faults ? 1 : 0;
}

static int
say_rebuild(const struct rebuild_report *r)
{
    printf("rebuild: %lld people, %lld entries, %lld differences\n",
        (long long)r->persons, (long long)r->entries,
        (long long)r->differences);
    if (r->differences)
        printf("first difference: %.*s\n", STR_ARG(r->first));
    return r->differences ? 1 : 0;
}

int
prove_rebuild(const struct command_line *c)
{
    struct proof_of p = {0};
    enum err        e;

    if (command_open(c, STORE_USE_WRITE, NULL, &p.service))
        return 1;
    e = store_write(service_store(p.service), c->arena, rebuild_keep, &p);
    if (e)
        (void)command_failed(c, "cannot rebuild", e, NULL);
    else
        (void)say_rebuild(&p.rebuild);
    service_close(p.service);
    return e ? 1 : 0;
}

int
command_rebuild(const struct command_line *c)
{
    struct proof_of p = {0};
    enum err        e;
    int             status;

    if (!command_is(c, "verify"))
        return prove_rebuild(c);
    if (command_open(c, STORE_USE_WRITE, NULL, &p.service))
        return 1;
    e = rebuild_verify(&p, c->arena);
    status = e ? command_failed(c, "cannot rebuild", e, NULL)
               : say_rebuild(&p.rebuild);
    service_close(p.service);
    return status;
}

int
prove_database(const struct command_line *c)
{
    struct proof_of p = {0};
    int             status;

    if (command_open(c, STORE_USE_WRITE, NULL, &p.service))
        return 1;
    if (store_read(service_store(p.service), c->arena, audit_work, &p) ||
        rebuild_verify(&p, c->arena)) {
        service_close(p.service);
        return command_failed(c, "cannot verify", ERR_STORE, NULL);
    }
    status = say_ledger(&p.ledger) | say_rebuild(&p.rebuild);
    service_close(p.service);
    return status;
}

int
command_restore(const struct command_line *c)
{
    struct str   url = command_text(c, "db"), from = command_text(c, "from");
    struct fault fault = {0};
    struct keys *keys;
    enum err     e;

    if (!url.n || !from.n)
        return command_usage("restore");
    if ((e = keys_load(command_keys(c), &keys)))
        return command_failed(c, "no keys", e, &fault);
    e = backup_restore(str_c(c->arena, from), url, keys, &fault);
    keys_free(keys);
    if (e)
        return command_failed(c, "not restored", e, &fault);
    command_drop_index(c);
    return command_is(c, "verify") ? prove_database(c) : 0;
}

/* --- the ledger ------------------------------------------------------ */

static enum err
export_work(struct txn *tx, void *ctx)
{
    (void)ctx;
    return ledger_export(tx, stdout);
}

/* For whoever looks after the service.  A database that somebody verifies
 * may be one that they can only read: then nothing is kept of it. */
static void
audit_note(const struct command_line *c, const struct proof_of *p)
{
    const struct care done = {clock_machine(), (int64_t)p->ledger.leaves,
        (int64_t)p->ledger.faults};

    command_note_care(c, service_keys(p->service), CARE_AUDIT, &done);
}

static int
audit_of(const struct command_line *c, struct str verb)
{
    struct proof_of p = {0};
    enum err        e;
    int             status = 0;

    if (command_open(c, STORE_USE_READ, NULL, &p.service))
        return 1;
    if (str_eq(verb, S("export"))) {
        e = store_read(service_store(p.service), c->arena, export_work, NULL);
    } else {
        e = store_read(service_store(p.service), c->arena, audit_work, &p);
        if (e == OK) {
            status = say_ledger(&p.ledger);
            audit_note(c, &p);
        }
    }
    service_close(p.service);
    return e ? command_failed(c, "cannot read the ledger", e, NULL) : status;
}

int
command_audit(const struct command_line *c)
{
    struct str verb = c->count ? str_of(c->words[0]) : (struct str){0};

    if (!str_eq(verb, S("verify")) && !str_eq(verb, S("export")))
        return command_usage("audit");
    return audit_of(c, verb);
}
