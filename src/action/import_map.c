/*
 * What a file's columns mean.  A heading is first what it was the last time;
 * else a question by its id, its label in either language, or the kernel's
 * name of what it yields; else nothing, and the custodian says.
 */
#include "action/import_map.h"

#include "base/text.h"

/* ---- the form ---- */

static const struct yield_rule *
rule_of(const struct form *f, enum yield_kind kind)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind == kind)
            return &f->yields[i];
    return NULL;
}

static const struct field *
argument(const struct form *f, enum yield_kind kind, struct str name)
{
    const struct yield_rule *y = rule_of(f, kind);
    int                      at = yield_arg_find(kind, name);

    for (size_t i = 0; y && i < y->from_count; i++)
        if ((int)y->from[i].arg == at && y->from[i].field_count)
            return y->from[i].fields[0];
    return NULL;
}

static bool
fits(const struct form *f, enum batch_kind kind)
{
    bool registers = form_yields(f, YIELD_REGISTER_ON);

    return form_yields(f, YIELD_IDENTITY) && f->opens_thread.n &&
        registers == (kind == BATCH_REGISTER) && !form_yields(f, YIELD_CONCERN);
}

/* What the question about the movement answers when the yield holds. */
static void
says_of(struct import_form *f, enum import_move move, enum yield_kind kind)
{
    const struct yield_rule *y = rule_of(f->form, kind);

    if (!y || !y->when || y->when->kind != WHEN_FIELD || !y->when->value_count)
        return;
    f->move = y->when->field;
    f->says[move] = y->when->values[0];
}

bool
import_form_of(const struct pack *p, enum batch_kind kind,
    struct import_form *out)
{
    *out = (struct import_form){0};
    for (size_t i = 0; i < p->forms_count && !out->form; i++)
        if (fits(&p->forms[i], kind))
            out->form = &p->forms[i];
    if (!out->form)
        return false;
    if (kind == BATCH_PEOPLE)
        return true;
    says_of(out, MOVE_ON, YIELD_REGISTER_ON);
    says_of(out, MOVE_CHANGE, YIELD_REGISTER_CHANGE);
    says_of(out, MOVE_OFF, YIELD_REGISTER_OFF);
    out->authority = argument(out->form, YIELD_REGISTER_ON, S("authority"));
    out->file = argument(out->form, YIELD_REGISTER_ON, S("reason"));
    return out->move && out->form->occurred;
}

static bool
is_plain(enum field_type t)
{
    return t != FIELD_TABLE && t != FIELD_PAPER && t != FIELD_BODY_MAP &&
        t != FIELD_PERSON && t != FIELD_THREAD && t != FIELD_REPORTER &&
        t != FIELD_SAFE_CONTACT && t != FIELD_DESK;
}

bool
import_offers(const struct import_form *f, const struct field *field)
{
    return field != f->move && field != f->file && !field->per_child &&
        is_plain(field->type);
}

/* ---- words ---- */

#define WORD_REFERENCE S("@reference")
#define WORD_OFF S("@off")

struct str
import_means_word(const struct import_column *c)
{
    switch (c->means) {
    case MEANS_FIELD:
        return c->field->id;
    case MEANS_REFERENCE:
        return WORD_REFERENCE;
    case MEANS_OFF:
        return WORD_OFF;
    case MEANS_NOTHING:
        break;
    }
    return S("");
}

bool
import_means_find(const struct import_form *f, struct str word,
    struct import_column *out)
{
    out->means = MEANS_NOTHING;
    out->field = NULL;
    if (!word.n)
        return true;
    if (str_eq(word, WORD_REFERENCE)) {
        out->means = MEANS_REFERENCE;
        return true;
    }
    if (str_eq(word, WORD_OFF) && f->says[MOVE_OFF].n) {
        out->means = MEANS_OFF;
        return true;
    }
    out->field = form_field(f->form, word);
    if (!out->field || !import_offers(f, out->field))
        return false;
    out->means = MEANS_FIELD;
    return true;
}

struct str
import_map_text(struct arena *a, const struct import_map *m)
{
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("columns"));
    json_open(&j, '[');
    for (size_t i = 0; i < m->count; i++) {
        json_open(&j, '[');
        json_str(&j, m->columns[i].heading);
        json_str(&j, import_means_word(&m->columns[i]));
        json_close(&j, ']');
    }
    json_close(&j, ']');
    json_key(&j, S("all"));
    json_open(&j, '{');
    for (size_t i = 0; i < m->form->field_count; i++) {
        if (!m->all[i].n)
            continue;
        json_key(&j, m->form->fields[i].id);
        json_str(&j, m->all[i]);
    }
    json_close(&j, '}');
    json_close(&j, '}');
    return json_text(&j);
}

static size_t
members(const struct json *j)
{
    size_t n = 0;

    for (const struct json *c = j ? j->child : NULL; c; c = c->next)
        n++;
    return n;
}

/* A pack that came meanwhile may have lost a question: then nothing. */
enum err
import_map_read(struct arena *a, const struct import_form *f, struct str json,
    struct import_map *out)
{
    const struct json *root, *columns, *all;
    struct fault       fault;
    enum err           e;

    if ((e = json_read(a, json, &root, &fault)))
        return e;
    columns = json_member(root, S("columns"));
    all = json_member(root, S("all"));
    *out = (struct import_map){.form = f->form};
    out->columns = ARENA_ARRAY(a, struct import_column, members(columns) + 1);
    out->all = ARENA_ARRAY(a, struct str, f->form->field_count + 1);
    for (const struct json *c = columns ? columns->child : NULL; c;
         c = c->next) {
        struct import_column *one = &out->columns[out->count++];

        one->heading = json_string(c->child);
        if (!import_means_find(f, json_string(c->child ? c->child->next : NULL),
                one))
            one->means = MEANS_NOTHING;
    }
    for (size_t i = 0; i < f->form->field_count; i++)
        out->all[i] = json_string(json_member(all, f->form->fields[i].id));
    return OK;
}

/* ---- guessing ---- */

/* Folded, and what joins words in ids as a space. */
static struct str
heading_fold(struct arena *a, struct str s)
{
    struct str folded = text_fold(a, s);
    char      *p = arena_get(a, folded.n + 1);

    for (size_t i = 0; i < folded.n; i++)
        p[i] = folded.p[i] == '_' ? ' ' : folded.p[i];
    return str_trim(str_bytes(p, folded.n));
}

static bool
is_called(struct arena *a, struct str heading, struct str name)
{
    return name.n && str_eq(heading, heading_fold(a, name));
}

static bool
is_message(struct arena *a, struct str heading, enum msg msg)
{
    return is_called(a, heading, lang_text(LANG_CY, msg)) ||
        is_called(a, heading, lang_text(LANG_EN, msg));
}

/* The kernel's names of what the question yields: "birth date". */
static bool
is_yielded(struct arena *a, const struct form *f, const struct field *field,
    struct str heading)
{
    for (size_t i = 0; i < f->yield_count; i++)
        for (size_t k = 0; k < f->yields[i].from_count; k++) {
            const struct yield_from *from = &f->yields[i].from[k];

            if (from->field_count == 1 && from->fields[0] == field &&
                is_called(a, heading,
                    yield_arg_name(f->yields[i].kind, from->arg)))
                return true;
        }
    return false;
}

static void
guess(struct arena *a, const struct import_form *f, struct import_column *c)
{
    struct str heading = heading_fold(a, c->heading);

    if (is_message(a, heading, MSG_IMPORT_REFERENCE) ||
        is_called(a, heading, str_from(WORD_REFERENCE, 1)))
        c->means = MEANS_REFERENCE;
    if (f->says[MOVE_OFF].n && is_message(a, heading, MSG_IMPORT_OFF))
        c->means = MEANS_OFF;
    for (size_t i = 0; i < f->form->field_count && !c->means; i++) {
        const struct field *field = &f->form->fields[i];

        if (!import_offers(f, field) ||
            !(is_called(a, heading, field->id) ||
                is_called(a, heading, field->label.cy) ||
                is_called(a, heading, field->label.en) ||
                is_yielded(a, f->form, field, heading)))
            continue;
        c->means = MEANS_FIELD;
        c->field = field;
    }
}

enum err
import_map_guess(struct work *w, const struct batch *b,
    const struct import_form *f, const struct csv_record *headings,
    struct import_map *out)
{
    struct arena *a = txn_arena(w->tx);
    struct str    means;
    enum err      e;

    *out = (struct import_map){.form = f->form, .count = headings->count};
    out->columns = ARENA_ARRAY(a, struct import_column, out->count + 1);
    out->all = ARENA_ARRAY(a, struct str, f->form->field_count + 1);
    for (size_t i = 0; i < out->count; i++) {
        struct import_column *c = &out->columns[i];

        c->heading = text_clean(a, headings->cells[i]);
        e = batch_column_find(w, b, heading_fold(a, c->heading), &means);
        if (e && e != ERR_ABSENT)
            return e;
        if (e || !import_means_find(f, means, c))
            guess(a, f, c);
    }
    return OK;
}

enum err
import_map_keep(struct work *w, const struct batch *b,
    const struct import_map *m)
{
    enum err e;

    for (size_t i = 0; i < m->count; i++)
        if ((e = batch_column_keep(w, b,
                 heading_fold(txn_arena(w->tx), m->columns[i].heading),
                 import_means_word(&m->columns[i]))))
            return e;
    return OK;
}

/* ---- what is missing ---- */

static bool
is_meant(const struct import_map *m, const struct field *field)
{
    if (m->all[field->index].n)
        return true;
    for (size_t i = 0; i < m->count; i++)
        if (m->columns[i].field == field)
            return true;
    return false;
}

/* Asked of a row that goes onto the register. */
static bool
is_asked(const struct import_form *f, const struct field *field)
{
    struct json          says = {.kind = JSON_STRING, .text = f->says[MOVE_ON]};
    struct json          root = {.kind = JSON_OBJECT, .child = &says};
    struct answers_about about = {.children = 1};
    struct answers       s = {f->form, &root};

    if (!f->move)
        root.child = NULL;
    else
        says.key = f->move->id;
    return answers_shown(&s, field, &about, -1);
}

void
import_map_lacks(struct arena *a, const struct import_form *f,
    const struct import_map *m, const struct field ***out, size_t *count)
{
    const struct field **all =
        ARENA_ARRAY(a, const struct field *, f->form->field_count + 1);

    *count = 0;
    for (size_t i = 0; i < f->form->field_count; i++) {
        const struct field *field = &f->form->fields[i];

        if (field->required == REQUIRED_ALWAYS && import_offers(f, field) &&
            field != f->authority && !is_meant(m, field) && is_asked(f, field))
            all[(*count)++] = field;
    }
    *out = all;
}
