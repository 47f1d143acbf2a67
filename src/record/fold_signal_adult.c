/*
 * An adult who came into a child's life: named in a relationship or in an
 * assessment, and not named before.  Whom an assessment has assessed since is
 * new no more; one that says that they were not, and why, changes nothing.
 */
#include "base/text.h"
#include "record/fold_signal_inside.h"

/* The role of a person field that means a grown-up (pack.md, about). */
#define ROLE_ADULT S("adult")

struct adult {
    struct str name; /* folded for comparing */
    bool       is_new, assessed;
};
struct adults {
    struct adult *all;
    size_t        count, room;
    struct arena *arena;
};

/* The adult of that name, made when it is the first time; null: no name. */
static struct adult *
adult_named(struct adults *all, struct str name, bool is_new)
{
    struct str folded = text_fold(all->arena, name);

    if (!folded.n)
        return NULL;
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->all[i].name, folded))
            return &all->all[i];
    all->all = fold_room(all->arena, all->all, all->count, &all->room,
        sizeof *all->all);
    all->all[all->count] = (struct adult){.name = folded, .is_new = is_new};
    return &all->all[all->count++];
}

/* The adults whom one relationship of the form names. */
static void
adults_of_rule(struct adults *all, const struct fold_entry *e,
    const struct yield_rule *r, bool is_new)
{
    const struct field *who = yield_field(r, S("from"));
    const struct json  *rows;

    if (!who || !str_eq(who->kind, ROLE_ADULT))
        return;
    if (!r->each) {
        (void)adult_named(all,
            answers_text(all->arena, &e->answers, who, e->child), is_new);
        return;
    }
    rows = answers_value(&e->answers, r->each, e->child);
    if (!rows || rows->kind != JSON_ARRAY)
        return;
    for (const struct json *row = rows->child; row; row = row->next)
        (void)adult_named(all, json_string(json_member(row, who->id)), is_new);
}

/* What the newest assessment says of each counts. */
static void
adults_assessed(struct adults *all, const struct fold_entry *e, bool is_new)
{
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fact *f = &e->facts[i];
        struct adult      *one;

        if (f->kind != YIELD_ASSESSED || !fact_is_for(f, e->child))
            continue;
        one = adult_named(all, fact_arg(f, S("who")), is_new);
        if (one)
            one->assessed = str_eq(fact_arg(f, S("done")), S("yes"));
    }
}

static void
adults_of(struct adults *all, const struct fold_entry *e, bool is_new)
{
    for (size_t i = 0; i < e->form->yield_count; i++)
        if (e->form->yields[i].kind == YIELD_RELATIONSHIP)
            adults_of_rule(all, e, &e->form->yields[i], is_new);
    adults_assessed(all, e, is_new);
}

enum err
signal_new_adult(struct look *l, const struct predicate *p, bool *yes)
{
    struct adults all = {.arena = l->arena};
    struct moment from = l->since;

    (void)p;
    *yes = false;
    if (!from.us && l->child->entries_count)
        from = l->child->entries[0]->recorded;
    if (from.us < l->cleared.us)
        from = l->cleared;
    for (size_t i = 0; i < l->child->entries_count; i++) {
        const struct fold_entry *e = signal_standing(l->child, i);

        if (e)
            adults_of(&all, e, e->recorded.us > from.us);
    }
    for (size_t i = 0; i < all.count; i++)
        *yes = *yes || (all.all[i].is_new && !all.all[i].assessed);
    return OK;
}
