/*
 * What a report that asks for a chronology begins with: a row for each thing
 * that happened to each child, as far as whoever writes it may read of them,
 * in order.  They keep what matters; nothing is asked that is known.
 */
#include "action/meeting_inside.h"

#include "action/rows.h"

#define STORY_ROWS 30 /* the newest; the record has the others */

struct telling {
    const struct meeting_at *m;
    const struct yield_rule *rule;
    struct meeting_page     *out;
    struct child_build      *b;
    int                      child;
};

static void
put(struct telling *t, const struct typed_input *at, struct str text)
{
    t->out->story[t->out->story_count++] =
        (struct meeting_filled){typed_name(t->m->cx->arena, at), text};
}

static struct typed_input
cell(const struct telling *t, int row, struct str arg)
{
    return (struct typed_input){.field = t->rule->each,
        .child = t->child,
        .row = row,
        .column = yield_field(t->rule, arg)->id};
}

/* As it is typed: its parts. */
static void
day_put(struct telling *t, int row, struct date on)
{
    struct arena *a = t->m->cx->arena;
    struct str    parts[3] = {str_of_int(a, on.day), str_of_int(a, on.month),
           str_of_int(a, on.year)};
    struct typed_input at = cell(t, row, S("on"));

    for (size_t i = 0; i < 3; i++) {
        at.part = (enum typed_part)(PART_DAY + (int)i);
        put(t, &at, parts[i]);
    }
}

/* Its title, and what kind of agency wrote it; never who reported. */
static enum err
row_put(struct telling *t, int row, const struct entry *e)
{
    struct arena      *a = t->m->cx->arena;
    enum lang          lang = t->m->cx->lang;
    struct words       from;
    struct str         parts[2] = {words_in(e->form->title, lang)};
    enum err           err = child_from(t->b, e, &from);
    struct typed_input what = cell(t, row, S("what"));

    if (err)
        return err;
    parts[1] = words_in(from, lang);
    day_put(t, row, child_day_of(t->b, e));
    put(t, &what, str_join(a, parts, parts[1].n ? 2 : 1, S(", ")));
    answer_discloses(t->m->cx, t->m->answer, e->id);
    return OK;
}

/* In the order of their days. */
static size_t
events_of(const struct child_build *b, const struct entry **all)
{
    size_t n = 0;

    for (size_t i = 0; i < b->kept_count; i++) {
        const struct entry *e = &b->kept[i];
        size_t              at;

        if (!child_is_event(b, e))
            continue;
        for (at = n++; at &&
             date_cmp(child_day_of(b, all[at - 1]), child_day_of(b, e)) > 0;
             at--)
            all[at] = all[at - 1];
        all[at] = e;
    }
    return n;
}

static enum err
child_put(struct telling *t)
{
    struct arena        *a = t->m->cx->arena;
    const struct entry **all =
        ARENA_ARRAY(a, const struct entry *, t->b->kept_count + 1);
    size_t             n = events_of(t->b, all), first;
    struct typed_input list = {.field = t->rule->each,
        .child = t->child,
        .row = -1,
        .part = PART_ROWS};
    struct buf         listed;
    enum err           e;

    buf_init(&listed, a);
    first = n > STORY_ROWS ? n - STORY_ROWS : 0;
    for (size_t i = first; i < n; i++) {
        if ((e = row_put(t, (int)(i - first), all[i])))
            return e;
        if (i > first)
            buf_add_byte(&listed, ',');
        buf_add_int(&listed, (int64_t)(i - first));
    }
    if (listed.n)
        put(t, &list, buf_str(&listed));
    return OK;
}

enum err
meeting_story(const struct meeting_at *m, struct child_build *const *all,
    const struct form *form, struct meeting_page *out)
{
    struct telling t = {.m = m, .rule = meeting_chronology(form), .out = out};
    enum err       e;

    if (!t.rule)
        return OK;
    out->story = ARENA_ARRAY(m->cx->arena, struct meeting_filled,
        m->child_count * (4 * STORY_ROWS + 1) + 1);
    for (size_t i = 0; i < m->child_count; i++) {
        t.b = all[i];
        t.child = (int)i;
        if (t.b && (e = child_put(&t)))
            return e;
    }
    return OK;
}
