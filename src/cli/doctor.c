/*
 * diogel doctor: the table of vitals (action/vital.h) as lines, for whoever
 * stands at the machine.  Its status is that of /readyz: 1 only when nothing
 * could be answered; what else wants looking at is said.
 */
#include <stdio.h>

#include "action/vital.h"
#include "cli/command.h"
#include "record/register.h"

struct doctor {
    struct service    *service;
    struct vital_facts facts;
    int64_t            on_register;
};

static enum err
look(struct txn *tx, void *ctx)
{
    struct doctor *d = ctx;
    struct work    w = work_in(tx, service_rules(d->service));
    enum err       e = register_count(&w, &d->on_register);

    return e ? e : vital_gather(&w, NULL, &d->facts);
}

static struct str
figure_text(struct arena *a, const struct vital_figure *f)
{
    if (f->unit == VITAL_WORDS)
        return f->words.en;
    if (f->unit == VITAL_BYTES)
        return vital_megabytes(a, f->n);
    if (f->unit == VITAL_NUMBER)
        return str_of_int(a, f->n);
    return f->n ? moment_text(a, (struct moment){f->n})
                : lang_text(LANG_EN, MSG_HEALTH_NEVER);
}

/* "act   Backups", its figures, and what to do. */
static void
say(struct arena *a, const struct vital *v)
{
    static const char *const states[] =
        {[VITAL_GOOD] = "good", [VITAL_LOOK] = "look", [VITAL_BAD] = "act"};

    printf("%-5s %.*s\n", states[v->state],
        STR_ARG(lang_text(LANG_EN, vital_name(v->part))));
    for (size_t i = 0; i < v->count; i++)
        printf("      %.*s: %.*s\n",
            STR_ARG(lang_text(LANG_EN, v->figures[i].label)),
            STR_ARG(figure_text(a, &v->figures[i])));
    if (v->says)
        printf("      %.*s\n", STR_ARG(lang_text(LANG_EN, v->what)));
}

int
command_doctor(const struct command_line *c)
{
    struct doctor d = {0};
    struct vital  all[VITAL_COUNT];
    size_t        n;

    if (command_open(c, STORE_USE_READ, NULL, &d.service))
        return 1;
    d.facts.reads = store_read(service_store(d.service), c->arena, look, &d);
    n = vital_judge(&d.facts, all);
    if (!d.facts.reads)
        printf("%lld on the register%s\n", (long long)d.on_register,
            service_is_demo(d.service) ? "; a demonstration" : "");
    for (size_t i = 0; i < n; i++)
        say(c->arena, &all[i]);
    service_close(d.service);
    return vital_is_ready(all, n) ? 0 : 1;
}
