/*
 * The line beside a choice that has an option which asks for words.  It is a
 * question like any other from here on: typed, checked, kept and shown as
 * such, with the option's own words for a label.  A key of the answer itself
 * was tried: every reader of answers would have had to know of it.
 */
#include "practice/load.h"

static bool
asks_words(const struct field *f)
{
    bool choice = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES ||
        f->type == FIELD_LANGUAGE;

    for (size_t i = 0; choice && f->options && i < f->options->count; i++)
        if (f->options->options[i].other)
            return true;
    return false;
}

/* Asked when an option is chosen that asks for words, in its own words. */
static void
words_line(struct load *l, const struct field *choice, struct field *out)
{
    struct condition *when = ARENA_NEW(l->arena, struct condition);
    struct str *ids = ARENA_ARRAY(l->arena, struct str, choice->options->count);
    const struct term_option *last = NULL;

    for (size_t i = 0; i < choice->options->count; i++)
        if (choice->options->options[i].other) {
            last = &choice->options->options[i];
            ids[when->value_count++] = last->id;
        }
    when->kind = WHEN_FIELD;
    when->field = choice;
    when->values = ids;
    *out = (struct field){.id = str_cat(l->arena, choice->id, S("_other")),
        .type = FIELD_TEXT,
        .per_child = choice->per_child,
        .label = last->label,
        .show_if = when,
        .min = INT64_MIN,
        .max = INT64_MAX,
        .words_of = choice};
}

struct field *
load_beside(struct load *l, const struct node *list, struct field *all,
    size_t *count)
{
    struct field *out = ARENA_ARRAY(l->arena, struct field, 2 * *count + 1);
    size_t        n = 0, given = *count;

    for (size_t i = 0; i < given; i++) {
        out[n] = all[i];
        out[n].index = n;
        if (!asks_words(&all[i]) || !all[i].id.n) {
            n++;
            continue;
        }
        words_line(l, &out[n], &out[n + 1]);
        out[n + 1].index = n + 1;
        n += 2;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; out[i].words_of && k < given; k++)
            if (str_eq(all[k].id, out[i].id))
                load_wrong(l, list, MISTAKE_WORDS_LINE, out[i].id,
                    out[i].words_of->id);
    *count = n;
    return out;
}
