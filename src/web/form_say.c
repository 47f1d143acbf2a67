/*
 * Answers in words, and the pack's notices on them.
 */
#include "web/form.h"
#include "web/form_own.h"

struct html_done
form_lines(struct page *pg, struct str text)
{
    struct html h;

    html_init(&h, pg->arena);
    html_lines(&h, text);
    return html_end(&h);
}

static struct str
option_label(struct page *pg, const struct term_list *l, struct str id)
{
    const struct term_option *o = l ? term_option_find(l, id) : NULL;

    return o ? words_in(o->label, pg->lang) : id;
}

/* One text of an answer as it is shown. */
static struct str
say_text(struct page *pg, const struct form_look *l, const struct field *f,
    struct str text)
{
    size_t                    n;
    const struct form_choice *all = form_choices(pg, l, f, &n);
    struct moment             m;
    struct date               d;

    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].id, text))
            return all[i].label;
    if (f->type == FIELD_DATE && date_parse(text, &d))
        return page_date(pg, d);
    if (f->type == FIELD_DATE_TIME && moment_parse(text, &m))
        return page_time(pg, m);
    return text;
}

bool
form_twice(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str *other)
{
    const struct typed_value *v = form_value_of(pg, l, i);
    const struct field       *f = form_field_at(i);
    struct str                rest, one;
    struct buf                b;

    if (!v || !v->twice)
        return false;
    buf_init(&b, pg->arena);
    for (rest = v->other; rest.n && str_split(&rest, '\n', &one);) {
        if (b.n)
            buf_add_byte(&b, '\n');
        buf_add(&b, i->part ? one : say_text(pg, l, f, one));
    }
    *other = b.n ? buf_str(&b) : lang_text(pg->lang, MSG_FORM_EMPTY);
    return true;
}

/* "Wyneb, Clais, Coch" */
static struct str
say_row(struct page *pg, const struct form_look *l, const struct field *f,
    const struct json *row)
{
    struct buf b;
    struct str column;

    buf_init(&b, pg->arena);
    for (const struct json *c = row->child; c; c = c->next) {
        struct str text = c->text;

        for (size_t i = 0; i < f->column_count; i++)
            if (str_eq(f->columns[i].id, c->key))
                text = say_text(pg, l, &f->columns[i], c->text);
        for (size_t i = 0; typed_column(f->type, i, &column); i++)
            if (str_eq(column, c->key) && form_column_list(f, i))
                text = option_label(pg, form_column_list(f, i), c->text);
        if (b.n)
            buf_add(&b, S(" · "));
        buf_add(&b, text);
    }
    return buf_str(&b);
}

static void
say_list(struct page *pg, const struct form_look *l, const struct field *f,
    const struct json *v, struct form_said *out)
{
    size_t n = 0;

    for (const struct json *c = v->child; c; c = c->next)
        n++;
    out->lines = ARENA_ARRAY(pg->arena, struct str, n + 1);
    out->papers = ARENA_ARRAY(pg->arena, struct id, n + 1);
    for (const struct json *c = v->child; c; c = c->next) {
        if (f->type == FIELD_PAPER)
            out->paper_count +=
                id_parse(c->text, ID_PAPER, &out->papers[out->paper_count]);
        else
            out->lines[out->count++] = c->kind == JSON_OBJECT
                ? say_row(pg, l, f, c)
                : say_text(pg, l, f, c->text);
    }
}

void
form_said(struct page *pg, const struct form_look *l, const struct field *f,
    int place, struct form_said *out)
{
    const struct json *v =
        answers_value(l->answers, f, f->per_child ? place : -1);

    *out = (struct form_said){0};
    if (!v)
        return;
    out->lines = ARENA_ARRAY(pg->arena, struct str, 1);
    if (v->kind == JSON_ARRAY) {
        say_list(pg, l, f, v, out);
    } else if (v->kind == JSON_OBJECT) {
        out->apart = json_member(v, S("ref")) != NULL;
        out->why = !out->apart;
        out->lines[0] = json_string(json_member(v, S("why")));
        out->count = out->why;
    } else {
        out->quoted = f->type == FIELD_WORDS;
        out->lines[0] = say_text(pg, l, f, v->text);
        out->count = 1;
    }
}

/* Notices found; no form has more that can hold at once. */
#define NOTICES_MOST 32
struct notices {
    struct str *all;
    size_t      count;
};

static void
notices_at(struct page *pg, const struct form_look *l, const struct field *f,
    int place, struct notices *out)
{
    struct str lines = answers_text(pg->arena, l->answers, f, place), one;

    while (f->notice_count && lines.n && str_split(&lines, '\n', &one)) {
        struct str text = form_notice_of(pg, f, one);

        if (text.n && out->count < NOTICES_MOST)
            out->all[out->count++] = text;
    }
}

size_t
form_notices(struct page *pg, const struct form_look *l,
    const struct form_section *s, const struct str **out)
{
    const struct form *form = l->form;
    struct notices     found = {
            .all = ARENA_ARRAY(pg->arena, struct str, NOTICES_MOST)};
    size_t n = s ? s->field_count : form->field_count;

    for (size_t i = 0; i < n; i++) {
        const struct field *f = s ? s->fields[i] : &form->fields[i];

        for (size_t c = 0; f->per_child && c < l->about->children; c++)
            notices_at(pg, l, f, (int)c, &found);
        if (!f->per_child)
            notices_at(pg, l, f, -1, &found);
    }
    *out = found.all;
    return found.count;
}
