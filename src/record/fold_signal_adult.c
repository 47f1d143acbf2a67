/*
 * An adult who came into a child's life: named in a relationship, and not
 * named before.
 */
#include "base/text.h"
#include "record/fold_signal_inside.h"

/* The role of a person field that means a grown-up (pack.md, about). */
#define ROLE_ADULT S("adult")

struct adults {
    struct str   *names; /* folded for comparing */
    size_t        count, room;
    struct arena *arena;
};

static bool
adult_add(struct adults *all, struct str name)
{
    struct str folded = text_fold(all->arena, name);

    if (!folded.n)
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->names[i], folded))
            return false;
    all->names = fold_room(all->arena, all->names, all->count, &all->room,
        sizeof *all->names);
    all->names[all->count++] = folded;
    return true;
}

/* The adults whom one relationship of the form names; how many are new. */
static int
adults_of_rule(struct adults *all, const struct fold_entry *e,
    const struct yield_rule *r)
{
    const struct field *who = NULL;
    const struct json  *rows;
    int                 fresh = 0;

    for (size_t i = 0; i < r->from_count; i++)
        if (str_eq(yield_arg_name(r->kind, r->from[i].arg), S("from")) &&
            r->from[i].field_count)
            who = r->from[i].fields[0];
    if (!who || !str_eq(who->kind, ROLE_ADULT))
        return 0;
    if (!r->each)
        return adult_add(all,
            answers_text(all->arena, &e->answers, who, e->child));
    rows = answers_value(&e->answers, r->each, e->child);
    if (!rows || rows->kind != JSON_ARRAY)
        return 0;
    for (const struct json *row = rows->child; row; row = row->next)
        fresh += adult_add(all, json_string(json_member(row, who->id)));
    return fresh;
}

static int
adults_of(struct adults *all, const struct fold_entry *e)
{
    int fresh = 0;

    for (size_t i = 0; i < e->form->yield_count; i++)
        if (e->form->yields[i].kind == YIELD_RELATIONSHIP)
            fresh += adults_of_rule(all, e, &e->form->yields[i]);
    return fresh;
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

        if (e && adults_of(&all, e) > 0 && e->recorded.us > from.us)
            *yes = true;
    }
    return OK;
}
