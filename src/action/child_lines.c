/*
 * Answers of an entry as lines to read, in the language of the reader but
 * for what somebody wrote, which stays as it was written.  Each field is
 * asked of the view; a place is a reference that may be opened, never a
 * value; of a form that asks who reported, the section with that question
 * is left out whole, for its other answers tell as much.
 */
#include "action/child_inside.h"
#include "action/plan_part.h"
#include "base/nhs.h"

struct writing {
    struct child_build *b;
    const struct entry *e;
    enum err            trouble;
};

/* --- one value -------------------------------------------------------- */

static struct str
command_text(struct writing *s, const struct term_list *list, struct str id)
{
    const struct term_option *o = list ? term_option_find(list, id) : NULL;

    return o ? words_in(o->label, s->b->cx->lang) : id;
}

static struct str
day_text(struct writing *s, struct str value)
{
    struct arena *a = s->b->cx->arena;
    struct date   d;
    struct moment m;

    if (date_parse(value, &d))
        return zone_date_words(a, s->b->cx->lang, d, DATE_LONG);
    if (moment_parse(value, &m))
        return zone_moment_words(a, s->b->w->pack->zone, s->b->cx->lang, m,
            DATE_LONG);
    return value;
}

/* What failed is remembered; the line is empty. */
static struct str
person_text(struct writing *s, struct str value)
{
    struct work *w = s->b->w;
    struct face  f;
    struct id    id;
    enum err     e;

    if (id_parse(value, ID_SOURCE, &id))
        e = face_of_source(w, id, &f);
    else if (id_parse(value, ID_PERSON, &id))
        e = person_face(w, id, &f);
    else
        return value;
    if (e == OK) {
        answer_discloses(s->b->cx, s->b->answer, f.person);
        return look_name(s->b->cx->arena, f.given, f.family);
    }
    if (e != ERR_ABSENT)
        s->trouble = e;
    return (struct str){0};
}

static struct str
account_text(struct writing *s, struct str value)
{
    struct str name = value;
    struct id  id;
    enum err   e;

    if (id_parse(value, ID_ACCOUNT, &id) &&
        (e = child_account(s->b, id, &name)))
        s->trouble = e;
    return name;
}

/* A meeting names one by its kind, where only one of it was asked (S7). */
static struct words
kind_or_value(const struct pack *p, struct str value)
{
    for (size_t i = 0; i < p->agency_kinds_count; i++)
        if (str_eq(p->agency_kinds[i].id, value))
            return p->agency_kinds[i].title;
    return (struct words){value, value};
}

static struct str
agency_text(struct writing *s, struct str value)
{
    struct agency a;
    struct words  words = kind_or_value(s->b->w->pack, value);
    struct id     id;
    enum err      e = OK;

    if (!id_parse(value, ID_AGENCY, &id)) {
        e = agency_of_term(s->b->w, value, &a);
        id = a.id;
    }
    if (e == OK)
        e = look_agency(s->b->w, s->b->cx, id, s->b->places, &words);
    if (e && e != ERR_ABSENT)
        s->trouble = e;
    return words_in(words, s->b->cx->lang);
}

/* An entry that is named in another: what kind it is, and of which day. */
static struct str
entry_text(struct writing *s, struct str value)
{
    const struct entry *e;
    struct id           id;
    struct str          parts[2];

    if (!id_parse(value, ID_ENTRY, &id) ||
        !(e = child_kept(s->b, id, DEPTH_EXISTS)))
        return (struct str){0};
    parts[0] = words_in(e->form->title, s->b->cx->lang);
    parts[1] = zone_date_words(s->b->cx->arena, s->b->cx->lang,
        zone_date(s->b->w->pack->zone, e->recorded), DATE_LONG);
    return str_join(s->b->cx->arena, parts, 2, S(", "));
}

static struct str
text_of(struct writing *s, const struct field *f, struct str value)
{
    switch (f->type) {
    case FIELD_YES_NO:
    case FIELD_YES_NO_UNKNOWN:
        return field_said(f, value, s->b->cx->lang);
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_LANGUAGE:
        return command_text(s, f->options, value);
    case FIELD_DATE:
    case FIELD_DATE_TIME:
        return day_text(s, value);
    case FIELD_PERSON:
        return person_text(s, value);
    case FIELD_ACCOUNT:
        return account_text(s, value);
    case FIELD_AGENCY:
        return agency_text(s, value);
    case FIELD_THREAD:
        return entry_text(s, value);
    case FIELD_PART:
        return plan_part_words(s->b, f, value);
    case FIELD_IDENTIFIER:
        return value.n == 10 && str_is_digits(value)
            ? nhs_text(s->b->cx->arena, value)
            : value;
    default:
        return value;
    }
}

/* --- values in values -------------------------------------------------- */

static struct str value_text(struct writing *s, const struct field *f,
    const struct json *v);

static const struct field *
column_of(const struct field *f, struct str id)
{
    for (size_t i = 0; i < f->column_count; i++)
        if (str_eq(f->columns[i].id, id))
            return &f->columns[i];
    return NULL;
}

/* One row of a table: "label: value; label: value".  A place in a row is
 * left out: it is opened from nowhere else than a line of its own. */
static struct str
row_words(struct writing *s, const struct field *f, const struct json *row)
{
    struct buf b;

    buf_init(&b, s->b->cx->arena);
    for (const struct json *c = row->child; c; c = c->next) {
        const struct field *col = column_of(f, c->key);
        struct str          text;

        if (!col || col->type == FIELD_LOCATION || col->type == FIELD_REPORTER)
            continue;
        text = value_text(s, col, c);
        if (!text.n)
            continue;
        if (b.n)
            buf_add(&b, S("; "));
        buf_add(&b, words_in(col->label, s->b->cx->lang));
        buf_add(&b, S(": "));
        buf_add(&b, text);
    }
    return buf_str(&b);
}

/* A mark on the body: where, what, of what colour, and the note. */
static struct str
mark_text(struct writing *s, const struct field *f, const struct json *m)
{
    struct str parts[4], one[4] = {
        command_text(s, f->regions, json_string(json_member(m, S("region")))),
        command_text(s, f->marks, json_string(json_member(m, S("kind")))),
        command_text(s, f->colours, json_string(json_member(m, S("colour")))),
        json_string(json_member(m, S("note"))),
    };
    size_t n = 0;

    for (size_t i = 0; i < 4; i++)
        if (one[i].n)
            parts[n++] = one[i];
    return str_join(s->b->cx->arena, parts, n, S(", "));
}

static struct str
list_text(struct writing *s, const struct field *f, const struct json *v)
{
    struct str between = f->type == FIELD_CHOICES ? S(", ") : S("\n");
    struct buf b;

    buf_init(&b, s->b->cx->arena);
    for (const struct json *c = v->child; c; c = c->next) {
        struct str one = c->kind != JSON_OBJECT ? value_text(s, f, c)
            : f->type == FIELD_BODY_MAP         ? mark_text(s, f, c)
                                                : row_words(s, f, c);

        if (!one.n)
            continue;
        if (b.n)
            buf_add(&b, between);
        buf_add(&b, one);
    }
    return buf_str(&b);
}

/* Those that may be read are named; the concern's page links to them. */
static void
papers_find(const struct child_build *b, const struct json *v,
    struct child_line *out)
{
    size_t n = 1;

    if (view_depth(&b->view, S("papers")) < DEPTH_FULL)
        return;
    for (const struct json *c = v->child; c; c = c->next)
        n++;
    out->papers = ARENA_ARRAY(b->cx->arena, struct id, n);
    if (v->kind != JSON_ARRAY)
        out->paper_count += id_parse(json_string(v), ID_PAPER, &out->papers[0]);
    for (const struct json *c = v->child; c && v->kind == JSON_ARRAY;
         c = c->next)
        out->paper_count +=
            id_parse(json_string(c), ID_PAPER, &out->papers[out->paper_count]);
}

/* How many there are, whether or not they may be read. */
static struct str
papers_text(struct writing *s, const struct json *v)
{
    int64_t n = v->kind == JSON_ARRAY ? 0 : 1;

    for (const struct json *c = v->child; c && v->kind == JSON_ARRAY;
         c = c->next)
        n++;
    return lang_plural_text(s->b->cx->arena, s->b->cx->lang, MSG_CHILD_PAPERS,
        n);
}

static struct str
value_text(struct writing *s, const struct field *f, const struct json *v)
{
    const struct json *why;

    if (f->type == FIELD_PAPER && v->kind != JSON_OBJECT)
        return papers_text(s, v);
    switch (v->kind) {
    case JSON_STRING:
    case JSON_NUMBER:
        return text_of(s, f, v->text);
    case JSON_BOOL:
        return field_said(f, v->yes ? S("yes") : S("no"), s->b->cx->lang);
    case JSON_ARRAY:
        return list_text(s, f, v);
    case JSON_OBJECT:
        why = json_member(v, S("why"));
        return why ? lang_fill_text(s->b->cx->arena, s->b->cx->lang,
                         MSG_CHILD_NOT_OBTAINED, &why->text, 1)
                   : (struct str){0};
    case JSON_NULL:
        break;
    }
    return (struct str){0};
}

enum err
child_answer(struct child_build *b, const struct entry *e,
    const struct field *f, const struct json *v, struct str *out)
{
    struct writing s = {.b = b, .e = e};

    *out = value_text(&s, f, v);
    return s.trouble;
}

/* --- an entry's lines --------------------------------------------------- */

static bool
asks_who_reported(const struct form_section *sec)
{
    for (size_t i = 0; i < sec->field_count; i++)
        if (sec->fields[i]->type == FIELD_REPORTER)
            return true;
    return false;
}

static size_t
most_lines(const struct form *f)
{
    size_t n = 1;

    for (size_t i = 0; i < f->section_count; i++)
        n += f->sections[i].field_count;
    return n;
}

/* False when there is nothing to read. */
static bool
line(struct writing *s, const struct field *f, struct child_line *out)
{
    int                place = child_place_in(s->b, s->e);
    const struct json *v, *ref;

    if (f->per_child && place < 0)
        return false;
    v = answers_value(&s->e->answers, f, f->per_child ? place : -1);
    if (!v || !view_field(&s->b->view, s->e, f))
        return false;
    *out = (struct child_line){.field = f};
    /* Why something was not obtained is a sentence: not for a summary. */
    if (json_member(v, S("why")) && child_depth(s->b, s->e) < DEPTH_FULL)
        return false;
    ref = v->kind == JSON_OBJECT ? json_member(v, S("ref")) : NULL;
    if (ref)
        return (f->type == FIELD_LOCATION || f->type == FIELD_SAFE_CONTACT) &&
            id_parse(ref->text, ID_SEALED, &out->sealed);
    out->text = value_text(s, f, v);
    if (f->type == FIELD_PAPER)
        papers_find(s->b, v, out);
    return out->text.n != 0;
}

enum err
child_lines(struct child_build *b, const struct entry *e,
    struct child_line **out, size_t *count)
{
    struct writing     s = {.b = b, .e = e};
    const struct form *f = e->form;
    struct child_line *all =
        ARENA_ARRAY(b->cx->arena, struct child_line, most_lines(f));
    size_t n = 0;

    for (size_t i = 0; i < f->section_count && !s.trouble; i++) {
        if (asks_who_reported(&f->sections[i]))
            continue;
        for (size_t k = 0; k < f->sections[i].field_count; k++)
            n += line(&s, f->sections[i].fields[k], &all[n]);
    }
    *out = all;
    *count = n;
    return s.trouble;
}
