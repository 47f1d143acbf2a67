/*
 * What the forms of a concern are filled in with before anybody types: the
 * passage to translate, the language of an answer, what was answered last
 * time, the next step of the ladder, and now.
 */
#include "web/concern_fill.h"

#include "base/zone.h"

/* ---- questions that the page answers itself ---- */

bool
concern_fill_is_passage(const struct form *form, const struct field *f)
{
    struct translate_fields t;

    return translate_fields_of(form, &t) &&
        (f == t.passage || f == t.from || f == t.into);
}

bool
concern_fill_is_settling(const struct form *form, const struct field *f)
{
    return f == form_arg_field(form, YIELD_CHALLENGE, S("resolved"));
}

/* ---- filling in ---- */

static void
set(struct typed *t, const struct field *f, struct str text)
{
    struct typed_input i = {.field = f,
        .child = f->per_child ? 0 : -1,
        .row = -1};

    typed_set(t, typed_name(t->arena, &i), text, 0);
}

static void
set_part(struct typed *t, const struct field *f, enum typed_part part,
    struct str text)
{
    struct typed_input i = {.field = f, .child = -1, .row = -1, .part = part};

    typed_set(t, typed_name(t->arena, &i), text, 0);
}

/* Of a translation: the passage, and from which language into which. */
static void
fill_passage(struct typed *t, const struct passage *of, enum lang from)
{
    struct translate_fields f;

    if (!translate_fields_of(t->form, &f))
        return;
    set(t, f.passage, passage_text(t->arena, of));
    set(t, f.from, lang_code(from));
    set(t, f.into, lang_code(lang_other(from)));
}

void
concern_fill_settling(struct typed *t)
{
    const struct field *f =
        form_arg_field(t->form, YIELD_CHALLENGE, S("resolved"));

    if (f)
        set(t, f, S("no"));
}

/* An answer is written in the language of the report. */
static void
fill_language(const struct concern_form_page *p, struct typed *t)
{
    for (size_t i = 0; p->use == USE_ANSWER && i < p->form->field_count; i++)
        if (p->form->fields[i].type == FIELD_LANGUAGE &&
            !p->form->fields[i].per_child)
            set(t, &p->form->fields[i], lang_code(p->language));
}

/* What was answered about the whole concern last time, but for free text. */
static void
fill_last(const struct concern_form_page *p, struct typed *t)
{
    for (size_t i = 0; p->last.root && i < p->form->field_count; i++) {
        const struct field *f = &p->form->fields[i];
        bool closed = f->type == FIELD_CHOICE || f->type == FIELD_YES_NO ||
            f->type == FIELD_YES_NO_UNKNOWN || f->type == FIELD_LANGUAGE;

        if (!f->per_child && closed && p->use == USE_DECIDE)
            set(t, f, answers_text(t->arena, &p->last, f, -1));
    }
}

/* The step of the ladder behind the last one; the first when there is none. */
static void
fill_stage(const struct concern_form_page *p, struct typed *t)
{
    const struct field *f =
        form_arg_field(p->form, YIELD_CHALLENGE, S("stage"));
    struct str last = {0};
    size_t     i = 0;

    if (!f || !f->options || !f->options->count)
        return;
    if (p->last.root)
        last = answers_text(t->arena, &p->last, f, -1);
    while (last.n && i < f->options->count &&
        !str_eq(f->options->options[i].id, last))
        i++;
    if (last.n && i + 1 < f->options->count)
        i++;
    set(t, f, f->options->options[i < f->options->count ? i : 0].id);
}

/* Now, for the question when it happened. */
static void
fill_now(struct visit *v, const struct form *form, struct typed *t)
{
    const struct field *f = form->occurred;
    struct civil        c = zone_civil(v->page.zone, v->page.now);

    if (!f || f->per_child || f->type != FIELD_DATE_TIME)
        return;
    set_part(t, f, PART_DAY, str_of_int(t->arena, c.date.day));
    set_part(t, f, PART_MONTH, str_of_int(t->arena, c.date.month));
    set_part(t, f, PART_YEAR, str_of_int(t->arena, c.date.year));
    set_part(t, f, PART_TIME, page_clock(&v->page, v->page.now));
}

void
concern_fill_form(struct visit *v, const struct concern_form_page *p,
    struct typed *t)
{
    if (p->use == USE_TRANSLATE)
        fill_passage(t, &p->passage, p->original_language);
    fill_language(p, t);
    fill_last(p, t);
    if (p->use == USE_CHALLENGE)
        fill_stage(p, t);
    fill_now(v, p->form, t);
}
