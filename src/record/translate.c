/*
 * A passage is written as the entry's id, the field and the child's place
 * with blanks between: it is read by this file alone, and the page shows
 * the question's own words instead.
 */
#include "record/translate.h"

static const struct field *
next_of(const struct form *f, enum field_type type, const struct field *after)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type == type &&
            (!after || f->fields[i].index > after->index))
            return &f->fields[i];
    return NULL;
}

bool
translate_fields_of(const struct form *form, struct translate_fields *out)
{
    struct translate_fields t = {0};

    if (!form_yields(form, YIELD_NOTE))
        return false;
    t.passage = next_of(form, FIELD_TEXT, NULL);
    t.from = next_of(form, FIELD_LANGUAGE, NULL);
    t.into = t.from ? next_of(form, FIELD_LANGUAGE, t.from) : NULL;
    t.text = next_of(form, FIELD_LONG_TEXT, NULL);
    if (!t.passage || !t.into || !t.text)
        return false;
    t.translator = next_of(form, FIELD_CHOICE, NULL);
    t.name = next_of(form, FIELD_TEXT, t.passage);
    *out = t;
    return true;
}

struct str
passage_text(struct arena *a, const struct passage *p)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, id_text(a, p->entry));
    buf_add_byte(&b, ' ');
    buf_add(&b, p->field);
    if (p->child >= 0) {
        buf_add_byte(&b, ' ');
        buf_add_int(&b, p->child);
    }
    return buf_str(&b);
}

bool
passage_parse(struct str text, struct passage *out)
{
    struct passage p = {.child = -1};
    struct str     id, rest, child;
    int64_t        n;

    if (!str_cut(str_trim(text), ' ', &id, &rest) ||
        !id_parse(id, ID_ENTRY, &p.entry))
        return false;
    if (str_cut(rest, ' ', &p.field, &child)) {
        if (!str_int(child, &n) || n < 0 || n > INT16_MAX)
            return false;
        p.child = (int)n;
    }
    if (!p.field.n)
        return false;
    *out = p;
    return true;
}

/* What the entry says, if it is a translation that stands. */
static bool
translation_of(struct arena *a, const struct entry *e, struct translation *out)
{
    struct translate_fields f;
    struct translation      t = {
             .entry = e->id, .author = e->author, .at = e->recorded};

    if (e->fate != FATE_STANDS || !e->answers.root ||
        !translate_fields_of(e->form, &f) ||
        !passage_parse(answers_text(a, &e->answers, f.passage, 0), &t.of))
        return false;
    t.into = answers_text(a, &e->answers, f.into, 0);
    t.text = answers_text(a, &e->answers, f.text, 0);
    if (f.translator)
        t.translator = answers_text(a, &e->answers, f.translator, 0);
    if (f.name)
        t.name = answers_text(a, &e->answers, f.name, 0);
    *out = t;
    return t.text.n != 0;
}

void
translation_list(struct arena *a, const struct entry *all, size_t n,
                 struct translation **out, size_t *count)
{
    struct translation *found = ARENA_ARRAY(a, struct translation, n + 1);

    *count = 0;
    for (size_t i = 0; i < n; i++)
        if (translation_of(a, &all[i], &found[*count]))
            (*count)++;
    *out = found;
}

static bool
is_passage(const struct passage *x, const struct passage *y)
{
    return id_eq(x->entry, y->entry) && str_eq(x->field, y->field) &&
           x->child == y->child;
}

const struct translation *
translation_find(const struct translation *all, size_t n,
                 const struct passage *of, struct str into)
{
    for (size_t i = n; i-- > 0;)
        if (is_passage(&all[i].of, of) && str_eq(all[i].into, into))
            return &all[i];
    return NULL;
}
