/*
 * diogel setup: the region that a live service begins with.  The whole file
 * is checked first; then all that is missing is made in one transaction, so
 * that nothing is ever half there.  Run again it adds what is new.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "action/service.h"
#include "action/session.h"
#include "base/buf.h"
#include "base/key.h"
#include "cli/command.h"
#include "cli/region.h"

#define FILE_MOST ((size_t)1 << 20)
#define ROOM ((size_t)256 << 20)

struct setting_up {
    const struct command_line *line;
    struct service            *service;
    struct arena              *arena;
    struct region              region;
    /* while a transaction stands */
    struct txn        *tx;
    const struct node *told; /* what was refused */
    struct fault       fault;
};

/* ---- the file ---- */

static enum err
read_file(struct setting_up *s, const char *path, struct str *out)
{
    char  *text = arena_get(s->arena, FILE_MOST);
    FILE  *f = fopen(path, "r");
    size_t n;
    bool   failed;

    if (!f) {
        fprintf(stderr, "diogel: %s cannot be opened\n", path);
        return ERR_FILE;
    }
    n = fread(text, 1, FILE_MOST, f);
    failed = ferror(f) || n == FILE_MOST;
    fclose(f);
    if (failed) {
        fprintf(stderr, "diogel: %s cannot be read, or is too large\n", path);
        return ERR_FILE;
    }
    *out = str_bytes(text, n);
    return OK;
}

static enum err
read_region(struct setting_up *s, const char *path)
{
    const struct rules  *rules = service_rules(s->service);
    struct pack_mistakes mistakes = {0};
    struct fault         fault = {0};
    const struct node   *told;
    struct str           text;
    enum err             e;

    s->region = (struct region){.arena = s->arena,
        .pack = rules_on(rules, clock_practice(service_clock(s->service))),
        .use = REGION_LIVE};
    if ((e = read_file(s, path, &text)))
        return e;
    if ((e = yaml_read(s->arena, str_of(path), text, &told, &fault))) {
        fprintf(stderr, "%s:%d: %.*s; mend the YAML here\n", path, fault.line,
            STR_ARG(fault.detail));
        return e;
    }
    if ((e = region_read(&s->region, told, &mistakes)))
        command_mistakes(&mistakes);
    return e;
}

/* ---- making it ---- */

static enum err
ask_within(void *ctx, const struct ask *ask, const struct node *told,
    struct id *made)
{
    struct setting_up *s = ctx;
    struct cx          cx = cx_service(s->service, s->arena, (struct id){0});
    struct answer      answer = {0};
    enum err           e = action_within(s->tx, &cx, ask, &answer);

    if (e) {
        s->told = told;
        s->fault = answer.fault;
    } else if (made) {
        *made = *(struct id *)answer.with;
    }
    return e;
}

static enum err
compare_work(struct txn *tx, void *ctx)
{
    struct setting_up *s = ctx;
    struct work        w = work_in(tx, service_rules(s->service));

    return region_compare(&s->region, &w);
}

static enum err
make_work(struct txn *tx, void *ctx)
{
    struct setting_up *s = ctx;
    struct work        w = work_in(tx, service_rules(s->service));
    enum err           e;

    s->tx = tx;
    if ((e = region_compare(&s->region, &w)))
        return e;
    return region_make(&s->region, (struct region_door){ask_within, s});
}

/* All of it, to see whether anything would be refused, and given up again. */
static enum err
try_work(struct txn *tx, void *ctx)
{
    enum err e = make_work(tx, ctx);

    return e ? e : ERR_ILLEGAL;
}

static enum err
make(struct setting_up *s)
{
    struct store *store = service_store(s->service);
    enum err      e;

    if (!command_is(s->line, "dry-run"))
        return store_write(store, s->arena, make_work, s);
    e = store_write(store, s->arena, try_work, s);
    return e == ERR_ILLEGAL && !s->told ? OK : e;
}

/* ---- first passwords ---- */

/* argon2 has no place in a writer's turn: before it. */
static void
passwords_draw(struct setting_up *s)
{
    bool dry = command_is(s->line, "dry-run");

    for (size_t i = 0; i < s->region.account_count; i++) {
        struct region_account *a = &s->region.accounts[i];

        if (a->item.state != REGION_NEW)
            continue;
        a->shown = dry ? (struct str){0} : key_password_new(s->arena);
        a->account.password =
            dry ? S("none") : key_password_hash(s->arena, a->shown);
    }
}

static struct str
passwords_text(const struct setting_up *s)
{
    struct buf b;

    buf_init(&b, s->arena);
    for (size_t i = 0; i < s->region.account_count; i++) {
        const struct region_account *a = &s->region.accounts[i];

        if (!a->shown.n)
            continue;
        buf_add(&b, a->account.login);
        buf_add_byte(&b, '\t');
        buf_add(&b, a->shown);
        buf_add_byte(&b, '\n');
    }
    return buf_str(&b);
}

/* Before the accounts are made: a password that nobody was told would be
 * lost.  Never over a file that is there. */
static enum err
passwords_keep(const struct setting_up *s, const char *path)
{
    struct str text = passwords_text(s);
    int        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool       whole;

    if (fd < 0) {
        fprintf(stderr,
            "diogel: %s is there already, or cannot be made there\n", path);
        return ERR_FILE;
    }
    whole = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    if (close(fd) || !whole) {
        fprintf(stderr, "diogel: %s could not be written\n", path);
        unlink(path);
        return ERR_FILE;
    }
    return OK;
}

/* ---- what came of it ---- */

static size_t
say_item(const struct region_item *i, const char *what, struct str name)
{
    static const char *const words[] = {
        [REGION_NEW] = "added",
        [REGION_THERE] = "there already",
        [REGION_DIFFERS] = "differs",
    };

    printf("%-14s %-9s %.*s", words[i->state], what, STR_ARG(name));
    if (i->state == REGION_DIFFERS)
        printf(": %.*s (left as it is)", STR_ARG(i->differs));
    printf("\n");
    return i->state == REGION_NEW;
}

static struct str
desk_name(struct arena *a, const struct region_agency *of, struct str what)
{
    struct str parts[2] = {of->name, what};

    return str_join(a, parts, 2, S(" "));
}

/* Roles that somebody who was there gets now. */
static size_t
say_account(const struct region_account *a)
{
    size_t n = say_item(&a->item, "account", a->account.login);

    for (size_t i = 0; a->item.state != REGION_NEW && i < a->role_count; i++)
        if (!a->roles[i].there) {
            printf("%-14s %-9s %.*s %.*s\n", "added", "role",
                STR_ARG(a->account.login), STR_ARG(a->roles[i].term->id));
            n++;
        }
    if (a->confirm && a->item.state != REGION_NEW) {
        printf("%-14s %-9s %.*s\n", "confirmed", "account",
            STR_ARG(a->account.login));
        n++;
    }
    return n;
}

static void
say_all(const struct setting_up *s)
{
    const struct region *r = &s->region;
    size_t               n = 0;

    for (size_t i = 0; i < r->agency_count; i++)
        n += say_item(&r->agencies[i].item, "agency", r->agencies[i].name);
    for (size_t i = 0; i < r->desk_count; i++)
        n += say_item(&r->desks[i].item, "desk",
            desk_name(s->arena, r->desks[i].of, r->desks[i].term->id));
    for (size_t i = 0; i < r->register_count; i++)
        n += say_item(&r->registers[i].item, "register",
            r->registers[i].of->name);
    for (size_t i = 0; i < r->account_count; i++)
        n += say_account(&r->accounts[i]);
    printf("%zu added%s\n", n,
        command_is(s->line, "dry-run") ? ", had this been no dry run" : "");
}

static int
refused(const struct setting_up *s, enum err e)
{
    struct str file = s->told ? s->told->file : S("");

    if (s->told)
        fprintf(stderr, "%.*s:%d: this was refused, and nothing was made\n",
            STR_ARG(file), s->told->line);
    return command_failed(s->line, "not set up", e, &s->fault);
}

static int
set_up(struct setting_up *s, const char *path)
{
    struct str  to = command_text(s->line, "passwords");
    const char *keep = to.n ? str_c(s->arena, to) : NULL;
    struct str  text;
    enum err    e;

    if (read_region(s, path))
        return 1;
    if ((e = store_read(service_store(s->service), s->arena, compare_work, s)))
        return refused(s, e);
    passwords_draw(s);
    text = passwords_text(s);
    if (keep && text.n && passwords_keep(s, keep))
        return 1;
    if ((e = make(s))) {
        if (keep && text.n)
            unlink(keep);
        return refused(s, e);
    }
    say_all(s);
    if (text.n && keep)
        printf("First passwords are in %s: hand them over and remove it.\n",
            keep);
    else if (text.n)
        printf("\nFirst passwords, told this once; each is good for choosing "
               "one's own:\n%.*s",
            STR_ARG(text));
    return 0;
}

int
command_setup(const struct command_line *c)
{
    struct setting_up s = {.line = c};
    int               status;

    if (c->count != 1)
        return command_usage("setup");
    if (command_open(c, STORE_USE_WRITE, NULL, &s.service))
        return 1;
    s.arena = arena_new(ROOM);
    status = set_up(&s, c->words[0]);
    service_close(s.service);
    arena_free(s.arena);
    return status;
}
