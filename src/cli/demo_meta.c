/*
 * What the demonstration leaves in the table meta, for signing in, for the
 * clock and for the guided tour; and a copy of the whole as it was made, to
 * go back to.
 */
#include <unistd.h>

#include "action/service.h"
#include "cli/command.h"
#include "cli/demo.h"
#include "record/person.h"
#include "store/backup.h"
#include "store/meta.h"

struct leaving {
    struct demo *demo;
    struct work  work;
};

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static enum err
keep(struct leaving *l, struct str stem, struct str name, struct str value)
{
    return meta_set(l->work.tx, str_cat(l->demo->arena, stem, name), value);
}

static enum err
keep_accounts(struct leaving *l)
{
    const struct demo *d = l->demo;
    enum err           e;

    for (size_t i = 0; i < d->account_count; i++) {
        const struct demo_account *a = &d->accounts[i];
        struct str                 tour = said(a->told, S("tour"));

        if (tour.n && (e = keep(l, S("tour."), tour, id_text(d->arena, a->id))))
            return e;
    }
    return OK;
}

/* What somebody types: number, first name, family name, birth date. */
static struct str
typed(struct arena *a, const struct member *m)
{
    struct str lines[4] = {m->nhs, m->given, m->family, date_text(a, m->born)};

    return str_join(a, lines, 4, S("\n"));
}

/* Two children of one name and birthday are told apart by their numbers:
 * so the question of "names alike" has none. */
static struct str
typed_for(struct arena *a, const struct node *check, struct member m)
{
    if (node_member(check, S("alike")))
        m.nhs = S("");
    return typed(a, &m);
}

static enum err
keep_check(struct leaving *l, const struct family *f)
{
    const struct node *check = node_member(f->story, S("check"));
    int64_t            child;
    enum err           e;

    for (const struct node *n = check ? check->child : NULL; n; n = n->next) {
        if (!str_int(n->text, &child))
            demo_lacks(n->key);
        if ((e = keep(l, S("tour.check."), n->key,
                 typed_for(l->demo->arena, check, f->children[child]))))
            return e;
    }
    return OK;
}

/* A child by number, or a thread by name, of a household told by name. */
static enum err
keep_family(struct leaving *l, const struct family *f)
{
    const struct node *child = node_member(f->story, S("tour"));
    const struct node *thread = node_member(f->story, S("tour_thread"));
    struct arena      *a = l->demo->arena;
    struct id          person;
    int64_t            n;
    enum err           e;

    for (const struct node *c = child ? child->child : NULL; c; c = c->next) {
        if (!str_int(c->text, &n))
            demo_lacks(c->key);
        if ((e = person_of_source(&l->work, f->children[n].sources[0],
                 &person)) ||
            (e = keep(l, S("tour."), c->key, id_text(a, person))))
            return e;
    }
    for (const struct node *t = thread ? thread->child : NULL; t; t = t->next)
        for (size_t i = 0; i < f->thread_count; i++)
            if (str_eq(f->threads[i].name, t->text) &&
                (e = keep(l, S("tour."), t->key, id_text(a, f->threads[i].id))))
                return e;
    return keep_check(l, f);
}

static enum err
leave(struct txn *tx, void *ctx)
{
    struct leaving    *l = ctx;
    struct demo       *d = l->demo;
    const struct node *none = node_member(d->told, S("none"));
    struct member      nobody = {.nhs = said(none, S("nhs")),
             .given = said(none, S("given")),
             .family = said(none, S("family"))};
    enum err           e;

    l->work = work_in(tx, service_rules(d->service));
    if (!date_parse(said(none, S("born")), &nobody.born))
        demo_lacks(S("a date of birth"));
    if ((e = meta_set(tx, S("demo_password"),
             said(d->region, S("password")))) ||
        (e = meta_set(tx, S("demo_now"), moment_text(d->arena, d->serves))) ||
        (e = meta_set(tx, S("tour.check.none"), typed(d->arena, &nobody))) ||
        (e = meta_set(tx, S("tour.pristine"), S("yes"))) ||
        (e = keep_accounts(l)))
        return e;
    for (size_t i = 0; i < d->family_count; i++)
        if ((e = keep_family(l, d->families[i])))
            return e;
    return OK;
}

/* The folder of an older copy, if there is one. */
static void
copy_remove(struct arena *a, struct str folder)
{
    static const struct str files[] = {S_INIT("/diogel.db"),
        S_INIT("/checkpoint.txt")};

    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        (void)unlink(str_c(a, str_cat(a, folder, files[i])));
    (void)rmdir(str_c(a, folder));
}

static enum err
copy_make(struct demo *d)
{
    struct str   url = command_text(d->line, "db"), folder;
    struct fault fault = {0};
    enum err     e;

    if (!str_starts(url, S("sqlite:")))
        return OK; /* a server's database is copied by its keepers */
    folder = str_cat(d->arena, str_from(url, 7), S(".pristine"));
    copy_remove(d->arena, folder);
    e = backup_make(url, service_keys(d->service), str_c(d->arena, folder),
        &fault);
    return e ? demo_refused(d, S("a copy to go back to"), e, &fault) : OK;
}

enum err
demo_remember(struct demo *d)
{
    struct leaving l = {.demo = d};
    enum err e = store_write(service_store(d->service), d->arena, leave, &l);

    if (e)
        return demo_refused(d, S("what the tour needs"), e, NULL);
    return copy_make(d);
}
