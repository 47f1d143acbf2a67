/*
 * Something was said, written or called in a language that the child does
 * not speak.  The newest counts: the next one in the child's own language
 * makes it good.  Where nobody has said what the child speaks, nothing is
 * held against anybody.
 */
#include "record/fold_signal_inside.h"

/* What the child speaks, as it was last said; lines, or empty. */
static struct str
spoken(const struct child *c)
{
    for (size_t i = c->entries_count; i-- > 0;) {
        const struct fold_entry *e = signal_standing(c, i);

        for (size_t k = e ? e->fact_count : 0; k-- > 0;) {
            const struct fact *f = &e->facts[k];

            if (f->kind == YIELD_IDENTITY && fact_is_for(f, e->child) &&
                !fact_arg(f, S("who")).n && fact_arg(f, S("languages")).n)
                return fact_arg(f, S("languages"));
        }
    }
    return (struct str){0};
}

static bool
is_spoken(struct str lines, struct str language)
{
    struct str line;

    while (str_split(&lines, '\n', &line))
        if (str_eq(line, language))
            return true;
    return false;
}

/* In which language it was; empty: not said. */
static struct str
said_in(struct look *l, const struct predicate *p, const struct fold_entry *e,
    const struct fact *by)
{
    const struct field *f =
        p->said.is_arg ? NULL : form_field(e->form, p->said.name);

    if (p->said.is_arg)
        return by ? fact_arg(by, p->said.name) : (struct str){0};
    return f ? answers_text(l->arena, &e->answers, f, e->child)
             : (struct str){0};
}

enum err
signal_other_language(struct look *l, const struct predicate *p, bool *yes)
{
    struct str               lines = spoken(l->child), in, newest = {0};
    const struct fold_entry *e, *last = NULL;
    const struct fact       *by;
    struct fold_walk         at = {0};

    *yes = false;
    while (lines.n && fold_walk_on(l->child, &p->trigger, &at, &e, &by)) {
        in = said_in(l, p, e, by);
        if (!in.n || e->recorded.us <= l->cleared.us ||
            (last && e->recorded.us <= last->recorded.us))
            continue;
        last = e;
        newest = in;
    }
    *yes = last && !is_spoken(lines, newest) &&
        !(p->unless.count && entry_fires(last, &p->unless, NULL));
    return OK;
}
