/*
 * A form sent to its own page.  What was typed becomes answers here, so that
 * nothing is asked of the record while something is still missing.
 */
#include "web/concern_given.h"

#include "web/concern_fill.h"

static const struct form *
form_of(struct visit *v, bool own)
{
    const struct pack *p = v->page.pack;

    return own ? concern_form_for(p, USE_CHALLENGE, concern_kind(p))
               : pack_form(p, v->parts[2]);
}

/* Thread, child and form of the path. */
static enum err
place_read(struct visit *v, bool own, struct id *source,
    const struct form **form)
{
    enum err e;

    if ((e = visit_id(v, 0, ID_THREAD, &v->ask.about)))
        return e;
    *form = form_of(v, own);
    if (!*form || form_yields(*form, YIELD_CONCERN))
        return ERR_ABSENT;
    return own ? OK : visit_id(v, 1, ID_SOURCE, source);
}

static struct str
own_purpose(struct visit *v)
{
    const struct purpose_term *t = pack_purpose_for(v->page.pack, S("own"));

    return t ? t->id : (struct str){0};
}

static enum err
ask_read(struct visit *v, bool own)
{
    struct concern_form_ask *in =
        ARENA_NEW(v->req->arena, struct concern_form_ask);
    struct str of = form_value(&v->req->query, S("of"));
    enum err   e;

    v->ask.with = in;
    if (own)
        v->ask.purpose = own_purpose(v);
    if ((e = place_read(v, own, &in->source, &in->form)))
        return e;
    if (concern_use_of(v->page.pack, in->form) == USE_TRANSLATE &&
        !passage_parse(of, &in->passage))
        return ERR_ABSENT;
    return OK;
}

enum err
in_concern_form(struct visit *v)
{
    return ask_read(v, false);
}

enum err
in_disagree_form(struct visit *v)
{
    return ask_read(v, true);
}

/* One more row of a table, or one less. */
static bool
rows_changed(struct visit *v, struct typed *t)
{
    struct str         more = form_value(&v->form, S("add"));
    struct str         less = form_value(&v->form, S("remove"));
    struct str         name = more.n ? more : less, number;
    struct typed_input i;
    struct typed_list  l;
    int64_t            which = -1;

    if (less.n && !more.n &&
        (!str_cut(less, ':', &name, &number) || !str_int(number, &which)))
        return false;
    if (!name.n ||
        !typed_input_read(t->form, str_cat(t->arena, name, S("-rows")), &i))
        return false;
    l = typed_rows(t, i.field, i.child);
    typed_set(t, typed_name(t->arena, &i),
        more.n ? typed_list_more(t->arena, l)
               : typed_list_less(t->arena, l, (int)which),
        0);
    return true;
}

/* Whether the question was on the page that was sent. */
static bool
was_asked(struct visit *v, const struct answer_fault *f)
{
    struct str begins = str_cat(v->req->arena, S("was."), f->field->id);

    for (size_t i = 0; i < v->form.n; i++) {
        struct str name = v->form.rows[i].name;

        if (str_starts(name, begins) &&
            (name.n == begins.n || name.p[begins.n] == '.' ||
                name.p[begins.n] == '-' || name.p[begins.n] == ':'))
            return true;
    }
    return false;
}

/* Only what was there and is wrong; the rest is asked now. */
static void
keep_asked(struct visit *v, struct concern_given *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->fault_count; i++)
        if (was_asked(v, &s->faults[i]))
            s->faults[n++] = s->faults[i];
    s->fault_count = n;
}

/* The language that it was written in: as the form says, else the page's. */
static enum lang
language_of(struct visit *v, const struct concern_given *s)
{
    struct translate_fields t;
    const struct field     *f = NULL;
    enum lang               lang = v->cx.lang;

    if (translate_fields_of(s->record.form, &t))
        f = t.into;
    for (size_t i = 0; !f && i < s->record.form->field_count; i++)
        if (s->record.form->fields[i].type == FIELD_LANGUAGE &&
            !s->record.form->fields[i].per_child)
            f = &s->record.form->fields[i];
    if (f)
        lang_find(typed_text(&s->typed, f->id), &lang);
    return lang;
}

/* Opened questions that nobody must answer are shown once all the same. */
static bool
opens_more(struct visit *v, const struct concern_given *s)
{
    struct form_look l;

    if (!form_has(&v->form, S("whole")))
        return false;
    form_look_init(&l, &v->page, s->record.form, &s->typed);
    for (size_t i = 0; i < s->record.form->section_count; i++) {
        const struct form_section *sec = &s->record.form->sections[i];

        for (size_t k = 0; k < sec->field_count; k++) {
            struct answer_fault f = {.field = sec->fields[k]};

            if (form_is_asked(&l, sec->fields[k], 0) && !was_asked(v, &f) &&
                !concern_fill_is_passage(s->record.form, sec->fields[k]) &&
                !(s->own &&
                    concern_fill_is_settling(s->record.form, sec->fields[k])))
                return true;
        }
    }
    return false;
}

/* The file that was chosen, for the question that asks for one. */
static void
file_read(struct visit *v, struct concern_given *s)
{
    struct str          bytes;
    const struct field *f = form_sent_file(v, s->record.form, &bytes);

    if (f)
        s->record.file = (struct concern_file){f, bytes, &s->typed};
}

/* The answer to that question is there when the file is kept. */
static enum err
without_file(struct concern_given *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->fault_count; i++)
        if (s->faults[i].field != s->record.file.field)
            s->faults[n++] = s->faults[i];
    s->fault_count = n;
    return n ? ERR_INVALID : OK;
}

static enum err
sent_judge(struct visit *v, struct concern_given *s)
{
    struct answers_about about = typed_about(&s->typed, v->page.today);
    struct answers       answers;
    enum err             e;

    typed_answers(&s->typed, &about, &answers);
    s->record.answers = typed_json(v->req->arena, &answers);
    s->record.language = language_of(v, s);
    e = answers_check(v->req->arena, &answers, &about, v->page.today,
        &s->faults, &s->fault_count);
    if (e && e != ERR_INVALID)
        return e;
    if (e)
        e = without_file(s);
    if (rows_changed(v, &s->typed) || e || opens_more(v, s) ||
        form_has(&v->form, S("change")))
        s->fate = FATE_ASK;
    else
        s->fate = s->use == USE_ANSWER && !form_has(&v->form, S("send"))
            ? FATE_PREVIEW
            : FATE_RECORD;
    keep_asked(v, s);
    return s->fate == FATE_RECORD ? OK : ERR_INVALID;
}

/* The same as it was sent. */
static bool
passage_sent(struct concern_given *s)
{
    struct translate_fields f;

    return !translate_fields_of(s->record.form, &f) ||
        passage_parse(typed_text(&s->typed, f.passage->id), &s->passage);
}

static enum err
record_read(struct visit *v, bool own)
{
    struct concern_given *s = ARENA_NEW(v->req->arena, struct concern_given);
    enum err              e;

    v->ask.with = s;
    s->own = own;
    if (own)
        v->ask.purpose = own_purpose(v);
    if ((e = place_read(v, own, &s->record.source, &s->record.form)))
        return e;
    s->use = concern_use_of(v->page.pack, s->record.form);
    if (!id_parse(form_value(&v->form, S("seen")), ID_ENTRY, &s->record.seen))
        s->record.seen = (struct id){0};
    form_typed(v, s->record.form, &s->typed);
    if (s->use == USE_TRANSLATE && !passage_sent(s))
        return ERR_ABSENT;
    if (own)
        concern_fill_settling(&s->typed);
    file_read(v, s);
    return sent_judge(v, s);
}

enum err
in_concern_record(struct visit *v)
{
    return record_read(v, false);
}

enum err
in_disagree(struct visit *v)
{
    return record_read(v, true);
}
