/*
 * Reading back what a page of a form sent.  Each input that was on the page
 * came with a hidden field "was.NAME": the revision that was shown, and the
 * sign that the question was there at all, for an empty check box sends
 * nothing.
 */
#include "web/form.h"

#include "base/text.h"

#define WAS S("was.")
#define CHOOSE S("choose.")

/* Check boxes send a value each: one line each. */
struct str
form_sent_text(struct visit *v, struct str name)
{
    const struct str *all;
    size_t            n = form_values_list(v->req->arena, &v->form, name, &all);

    return text_clean(v->req->arena,
        n == 1 ? all[0] : str_join(v->req->arena, all, n, S("\n")));
}

void
form_typed_of(struct visit *v, const struct form *form, struct str of,
    struct typed *out)
{
    typed_init(out, v->req->arena, v->page.pack, form);
    for (size_t i = 0; i < v->form.n; i++) {
        struct str sent = v->form.rows[i].name, name;

        if (v->form.rows[i].kind != FORM_TEXT || !str_starts(sent, of))
            continue;
        name = str_from(sent, of.n);
        if (typed_is_name(form, name) && !typed_find(out, name))
            typed_set(out, name, form_sent_text(v, sent), 0);
    }
}

void
form_typed(struct visit *v, const struct form *form, struct typed *out)
{
    form_typed_of(v, form, (struct str){0}, out);
}

static enum draft_choice
choice_of(struct visit *v, struct str name)
{
    struct str chosen =
        form_value(&v->form, str_cat(v->req->arena, CHOOSE, name));

    if (str_eq(chosen, S("this")))
        return CHOSE_THIS;
    return str_eq(chosen, S("other")) ? CHOSE_OTHER : CHOSE_NOTHING;
}

void
form_inputs(struct visit *v, struct draft_save *out)
{
    struct draft_input *all =
        ARENA_ARRAY(v->req->arena, struct draft_input, v->form.n + 1);

    out->inputs = all;
    out->count = 0;
    for (size_t i = 0; i < v->form.n; i++) {
        struct str          name = v->form.rows[i].name;
        struct draft_input *in = &all[out->count];

        if (!str_starts(name, WAS))
            continue;
        in->name = str_from(name, WAS.n);
        in->text = form_sent_text(v, in->name);
        in->choice = choice_of(v, in->name);
        if (!str_int(v->form.rows[i].value, &in->was))
            in->was = 0;
        out->count++;
    }
}

/* ---- what is wrong ---- */

/* The question of the form that a column belongs to, or the field itself. */
static const struct field *
question_of(const struct form *form, const struct field *f)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *q = &form->fields[i];

        if (q == f ||
            (f >= q->columns && q->column_count &&
                f < q->columns + q->column_count))
            return q;
    }
    BUG("a fault in no question of the form");
}

static bool
is_in(const struct form_section *s, const struct field *q)
{
    for (size_t i = 0; s && i < s->field_count; i++)
        if (s->fields[i] == q)
            return true;
    return s == NULL;
}

struct typed_input
form_fault_input(const struct form_look *l, const struct answer_fault *f)
{
    const struct field *q = question_of(l->form, f->field);
    int                 child = f->child < 0 ? -1 : l->children.all[f->child];
    struct typed_input i = {.field = q, .child = child, .row = -1, .of = l->of};

    if (f->row < 0)
        return i;
    i.row = typed_row_at(l->typed, q, child, f->row);
    i.cell = f->field == q ? NULL : f->field;
    i.column = f->field->id;
    return i;
}

static void
error_add(struct page *pg, struct str field, struct str words)
{
    struct page_error *more =
        ARENA_ARRAY(pg->arena, struct page_error, pg->error_count + 1);

    for (size_t i = 0; i < pg->error_count; i++)
        more[i] = pg->errors[i];
    more[pg->error_count++] =
        (struct page_error){.field = field, .words = words};
    pg->errors = more;
}

/* wide: which faults, of which part of the form, onto which page */
void
form_faults(struct page *pg, struct form_look *l, const struct form_section *s,
    int child, const struct answer_fault *faults, size_t count)
{
    struct answer_fault *kept =
        ARENA_ARRAY(pg->arena, struct answer_fault, count + 1);

    l->faults = kept;
    for (size_t k = 0; k < count; k++) {
        struct typed_input i = form_fault_input(l, &faults[k]);
        struct str         words[2] = {
            words_in(faults[k].field->label, pg->lang),
            form_fault_words(pg, &faults[k])};

        if (!is_in(s, i.field) ||
            (child >= 0 && i.child >= 0 && i.child != child))
            continue;
        kept[l->fault_count++] = faults[k];
        error_add(pg, form_name(pg, &i),
                  str_join(pg->arena, words, 2, S(" – ")));
    }
}

const struct field *
form_sent_file(struct visit *v, const struct form *form, struct str *bytes)
{
    const struct field *found = NULL;

    for (size_t i = 0; i < form->field_count; i++) {
        const struct form_value *file;

        if (form->fields[i].type != FIELD_PAPER || form->fields[i].per_child)
            continue;
        file = form_file(&v->form,
            str_cat(v->req->arena, S("file."), form->fields[i].id));
        if (!file)
            continue;
        found = &form->fields[i];
        *bytes = file->value;
    }
    return found;
}

/* ---- what the answers opened ---- */

/* Any input of it was on the page. */
static bool
was_there(struct visit *v, const struct form_look *l, const struct field *f,
          int child)
{
    struct typed_input i;

    for (size_t k = 0; k < v->form.n; k++) {
        struct str name = v->form.rows[k].name;

        if (str_starts(name, WAS) &&
            typed_input_read(l->form, str_from(name, WAS.n), &i) &&
            i.field == f && i.child == child)
            return true;
    }
    return false;
}

struct str
form_new_questions(struct visit *v, const struct form_look *l,
                   const struct form_section *s, int child)
{
    size_t n = s ? s->field_count : l->form->field_count;

    for (size_t i = 0; i < n; i++) {
        const struct field *f = s ? s->fields[i] : &l->form->fields[i];

        for (size_t c = 0; c < l->children.count; c++) {
            int                which = l->children.all[c];
            struct typed_input at = form_at(f, which);

            if ((!f->per_child && c) || f->type == FIELD_PAPER ||
                (f->per_child && child >= 0 && which != child))
                continue; /* papers come by themselves */
            if (form_is_asked(l, f, (int)c) &&
                !was_there(v, l, f, at.child))
                return form_name(&v->page, &at);
        }
    }
    return (struct str){0};
}
