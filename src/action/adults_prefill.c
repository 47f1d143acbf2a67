/*
 * What a form that asks which adults were assessed begins with: a row for
 * each adult whom the child's record names, as far as whoever begins it may
 * read of them.  Whether they were assessed is asked anew each time.
 */
#include "action/casework_inside.h"
#include "base/text.h"
#include "record/draft.h"

static const struct yield_rule *
rule_of(const struct form *f)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind == YIELD_ASSESSED && f->yields[i].each &&
            f->yields[i].each->per_child &&
            yield_field(&f->yields[i], S("who")))
            return &f->yields[i];
    return NULL;
}

bool
adults_are_asked(const struct form *f)
{
    return rule_of(f) != NULL;
}

/* Once, whatever number of sources told of them; nobody who has gone. */
static bool
is_asked_about(const struct child_build *b, size_t at)
{
    const struct child_relative *all = b->page->relatives;
    struct arena                *a = b->cx->arena;

    if (!child_is_adult(b, &all[at]) ||
        (!date_is_none(all[at].until) && date_cmp(all[at].until, b->day) <= 0))
        return false;
    for (size_t i = 0; i < at; i++)
        if (str_eq(text_fold(a, all[i].name), text_fold(a, all[at].name)) &&
            is_asked_about(b, i))
            return false;
    return true;
}

static enum err
put(struct child_build *b, struct id draft, const struct typed_input *at,
    struct str text)
{
    struct draft_saved saved;

    return draft_save(b->w, draft, typed_name(b->cx->arena, at), 0, text,
        &saved);
}

enum err
adults_prefill(struct child_build *b, struct id draft, const struct form *form,
    int child)
{
    const struct yield_rule *r = rule_of(form);
    const struct field      *who = yield_field(r, S("who"));
    struct typed_input       at = {.field = r->each, .child = child, .row = 0};
    struct buf               listed;
    enum err                 e;

    if ((e = child_people_part(b)))
        return e;
    buf_init(&listed, b->cx->arena);
    at.column = who->id;
    at.cell = who;
    for (size_t i = 0; i < b->page->relative_count; i++) {
        if (!is_asked_about(b, i))
            continue;
        if ((e = put(b, draft, &at, b->page->relatives[i].name)))
            return e;
        if (at.row)
            buf_add_byte(&listed, ',');
        buf_add_int(&listed, at.row++);
    }
    if (!at.row)
        return OK;
    at = (struct typed_input){.field = r->each,
        .child = child,
        .row = -1,
        .part = PART_ROWS};
    return put(b, draft, &at, buf_str(&listed));
}
