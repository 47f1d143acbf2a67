/*
 * A row is read question by question in the order of the form, since
 * conditions speak only of earlier ones; then the form's own check says what
 * is still wrong.  What the file does not say, where the form takes a
 * reason, gets the reason that it is not in the file.
 */
#include "action/import_row.h"

#include "action/import_value.h"
#include "base/key.h"
#include "base/text.h"
#include "base/zone.h"
#include "record/entry.h"

/* One row on its way. */
struct reading {
    struct work             *w;
    struct arena            *arena;
    const struct import_job *job;
    const struct csv_record *record;
    struct import_row       *out;
    enum import_move         move;
};

enum err
import_job_load(struct work *w, const struct batch *b, struct import_job *out)
{
    enum err e;

    out->batch = *b;
    if (!import_form_of(w->pack, b->kind, &out->form))
        return ERR_ILLEGAL;
    if ((e = agency_load(w, b->agency, &out->agency)))
        return e;
    return import_map_read(txn_arena(w->tx), &out->form, b->columns, &out->map);
}

/* ---- faults ---- */

enum msg
import_fault_msg(enum csv_fault f)
{
    static const enum msg msgs[CSV_FAULT_COUNT] = {
        [CSV_SOUND] = MSG_IMPORT_CELLS,
        [CSV_LATE_QUOTE] = MSG_IMPORT_LATE_QUOTE,
        [CSV_MANY_CELLS] = MSG_IMPORT_MANY_CELLS,
        [CSV_OPEN_QUOTE] = MSG_IMPORT_OPEN_QUOTE,
        [CSV_LONG_RECORD] = MSG_IMPORT_LONG_RECORD,
    };

    return msgs[f];
}

static const struct import_column *
column_of(const struct import_job *job, const struct csv_record *r,
    const struct field *field)
{
    const struct import_column *first = NULL;

    for (size_t i = 0; i < job->map.count; i++) {
        if (job->map.columns[i].field != field)
            continue;
        if (i < r->count && str_trim(r->cells[i]).n)
            return &job->map.columns[i];
        if (!first)
            first = &job->map.columns[i];
    }
    return first;
}

static void
fault_add(struct reading *r, const struct import_column *c,
    const struct field *field, struct str value, enum msg msg)
{
    struct import_row   *o = r->out;
    struct import_fault *wider;

    for (size_t i = 0; i < o->fault_count; i++)
        if (o->faults[i].column == c && o->faults[i].field == field)
            return;
    if (o->fault_count % 8 == 0) {
        wider = ARENA_ARRAY(r->arena, struct import_fault, o->fault_count + 8);
        for (size_t i = 0; i < o->fault_count; i++)
            wider[i] = o->faults[i];
        o->faults = wider;
    }
    o->faults[o->fault_count++] = (struct import_fault){c, field, value, msg};
}

/* ---- cells ---- */

struct str
import_cell(const struct import_job *job, const struct csv_record *r,
    const struct field *field)
{
    const struct import_column *c = column_of(job, r, field);

    return c ? csv_plain(r->cells[c - job->map.columns]) : (struct str){0};
}

static struct str
cell_meaning(const struct reading *r, enum import_means means,
    const struct import_column **column)
{
    const struct import_map *m = &r->job->map;

    for (size_t i = 0; i < m->count; i++)
        if (m->columns[i].means == means) {
            *column = &m->columns[i];
            return text_clean(r->arena, csv_plain(r->record->cells[i]));
        }
    return (struct str){0};
}

struct str
import_cells_text(struct arena *a, const struct csv_record *r)
{
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '[');
    for (size_t i = 0; i < r->count; i++)
        json_str(&j, text_is_utf8(r->cells[i]) ? r->cells[i] : (struct str){0});
    json_close(&j, ']');
    return json_text(&j);
}

enum err
import_cells_read(struct arena *a, const struct batch_row *row,
    struct csv_record *out)
{
    const struct json *root;
    struct fault       fault;
    enum err           e;

    if ((e = json_read(a, row->cells, &root, &fault)))
        return ERR_STORE;
    *out = (struct csv_record){.line = row->line, .fault = row->fault};
    out->cells = ARENA_ARRAY(a, struct str, CSV_CELLS);
    for (const struct json *c = root->child; c && out->count < CSV_CELLS;
         c = c->next)
        out->cells[out->count++] = json_string(c);
    return OK;
}

/* ---- answers ---- */

static void
json_why(struct json_out *j, struct str why)
{
    json_open(j, '{');
    json_key(j, S("why"));
    json_str(j, why);
    json_close(j, '}');
}

/* What the import itself says: movement, day, authority, file. */
static bool
answer_ours(struct reading *r, const struct field *field, struct json_out *j)
{
    const struct import_job *job = r->job;
    struct arena            *a = r->arena;
    struct str               text = {0};
    struct str parts[2] = {S("R-"), str_of_int(a, job->batch.number)};

    if (field == job->form.move)
        text = job->form.says[r->move];
    else if (field == job->form.file)
        text = str_join(a, parts, 2, (struct str){0});
    else if (field == job->form.form->occurred && r->move == MOVE_CHANGE)
        text = date_text(a, zone_date(r->w->pack->zone, job->batch.as_of));
    else if (field == job->form.form->occurred && r->move == MOVE_OFF)
        text = date_text(a, r->out->off);
    else if (field == job->form.authority &&
        !str_trim(import_cell(job, r->record, field)).n)
        text = import_agency_word(a, &job->agency);
    if (text.n)
        json_str(j, text);
    return text.n != 0;
}

/* False: there is nothing to answer it with. */
static bool
answer_one(struct reading *r, const struct field *field, struct json_out *j)
{
    const struct import_column *c = column_of(r->job, r->record, field);
    struct str                  raw = import_cell(r->job, r->record, field);
    struct import_value         v = {.w = r->w,
                .arena = r->arena,
                .field = field,
                .agency = r->job->batch.agency,
                .text = text_clean(r->arena, raw)};
    enum msg                    wrong;

    if (answer_ours(r, field, j))
        return true;
    if (!v.text.n)
        v.text = r->job->map.all[field->index];
    if (!v.text.n) {
        if (field->required == REQUIRED_OR_REASON)
            json_why(j,
                lang_text(r->job->batch.language, MSG_IMPORT_NOT_IN_FILE));
        return field->required == REQUIRED_OR_REASON;
    }
    if (!(wrong = import_value(&v, j)))
        return true;
    fault_add(r, c, field, raw, wrong);
    return false;
}

/* Adds the answer behind the others: conditions may ask about it now. */
static enum err
answer_keep(struct reading *r, const struct field *field, struct str json,
    struct json **last)
{
    const struct json *value;
    struct fault       fault;
    struct json       *own = ARENA_NEW(r->arena, struct json);
    enum err           e = json_read(r->arena, json, &value, &fault);

    if (e)
        return e;
    *own = *value;
    own->key = field->id;
    own->next = NULL;
    if (*last)
        (*last)->next = own;
    *last = own;
    return OK;
}

static enum err
answers_of(struct reading *r, struct answers *s)
{
    const struct form   *form = r->job->form.form;
    struct answers_about about = {.children = 1};
    struct json         *root = ARENA_NEW(r->arena, struct json), *last = NULL;
    struct json_out      all, one;
    enum err             e;

    *root = (struct json){.kind = JSON_OBJECT};
    *s = (struct answers){form, root};
    json_init(&all, r->arena);
    json_open(&all, '{');
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];

        json_init(&one, r->arena);
        if (!answers_shown(s, field, &about, -1) || !answer_one(r, field, &one))
            continue;
        if ((e = answer_keep(r, field, json_text(&one), &last)))
            return e;
        if (!root->child)
            root->child = last;
        json_key(&all, field->id);
        json_raw(&all, json_text(&one));
    }
    json_close(&all, '}');
    r->out->answers[r->move] = json_text(&all);
    return OK;
}

/* What the form itself finds wrong, in the file's terms. */
static enum err
check(struct reading *r, const struct answers *s)
{
    struct answers_about about = {.children = 1};
    struct answer_fault *faults;
    size_t               n;
    enum err             e;

    e = answers_check(r->arena, s, &about, r->w->today, &faults, &n);
    if (e != ERR_INVALID)
        return e;
    for (size_t i = 0; i < n; i++)
        fault_add(r, column_of(r->job, r->record, faults[i].field),
            faults[i].field, import_cell(r->job, r->record, faults[i].field),
            faults[i].msg);
    return OK;
}

static enum err
move_read(struct reading *r, enum import_move move)
{
    struct answers s;
    enum err       e;

    r->move = move;
    if ((e = answers_of(r, &s)) || (e = check(r, &s)))
        return e;
    if (move == MOVE_ON)
        r->out->said = s;
    return OK;
}

/* ---- the child ---- */

static struct str
hashed(struct reading *r, struct str text)
{
    struct digest d = key_hash(txn_keys(r->w->tx), KEY_INDEX, text);

    return str_dup(r->arena, hash_str(&d));
}

/* What names the child in this agency's files: its own reference, else a
 * number, else names and birth date. */
static void
name_child(struct reading *r)
{
    struct import_row *o = r->out;
    const struct face *f = &o->face;
    struct arena      *a = r->arena;
    struct str         parts[4] = {S("person"), text_fold(a, f->given),
                text_fold(a, f->family), date_text(a, f->birth_date)};

    if (o->reference.n)
        o->who = hashed(r, str_cat(a, S("reference:"), o->reference));
    else if (f->nhs.n)
        o->who = hashed(r, str_cat(a, S("number:"), f->nhs));
    else if (f->given.n && f->family.n && date_is_known(f->birth_date))
        o->who = hashed(r, str_join(a, parts, 4, S(":")));
}

static void
categories_of(struct reading *r)
{
    struct fact         *facts;
    struct answers_about about = {.children = 1};
    size_t               n;

    if (yield_extract(r->arena, &r->out->said, &about, &facts, &n))
        return;
    for (size_t i = 0; i < n; i++)
        if (facts[i].kind == YIELD_REGISTER_ON)
            r->out->categories = fact_arg(&facts[i], S("categories"));
}

/* A register's row is about this register; a child is named somehow. */
static void
row_check(struct reading *r)
{
    const struct import_job *job = r->job;
    const struct field      *f = job->form.authority;
    struct str               own = import_agency_word(r->arena, &job->agency);
    const struct import_column *c;

    if (f && !r->out->fault_count &&
        !str_eq(answers_text(r->arena, &r->out->said, f, -1), own)) {
        c = column_of(job, r->record, f);
        fault_add(r, c, f, import_cell(job, r->record, f),
            MSG_IMPORT_NOT_YOURS);
    }
    if (!r->out->fault_count && !r->out->who.n)
        fault_add(r, NULL, NULL, (struct str){0}, MSG_IMPORT_NOBODY);
}

/* Two columns for one question must not say two things: which of them counts
 * is nobody's guess. */
static void
columns_agree(struct reading *r)
{
    const struct import_map *m = &r->job->map;

    for (size_t i = 0; i < m->count; i++) {
        const struct import_column *c = &m->columns[i];
        struct str                  text = str_trim(r->record->cells[i]);

        for (size_t k = 0; k < i && text.n && c->means; k++) {
            struct str other = str_trim(r->record->cells[k]);

            if (m->columns[k].means != c->means ||
                m->columns[k].field != c->field || !other.n ||
                str_eq(text, other))
                continue;
            fault_add(r, c, c->field, text, MSG_IMPORT_TWO_COLUMNS);
            break;
        }
    }
}

static void
off_read(struct reading *r)
{
    const struct import_column *c = NULL;
    struct str                  text = cell_meaning(r, MEANS_OFF, &c);

    if (text.n && !import_date(text, &r->out->off))
        fault_add(r, c, NULL, text, MSG_IMPORT_NOT_A_DATE);
}

static enum err
moves_read(struct reading *r)
{
    enum err e;

    off_read(r);
    if ((e = move_read(r, MOVE_ON)))
        return e;
    if (r->job->form.says[MOVE_CHANGE].n && (e = move_read(r, MOVE_CHANGE)))
        return e;
    if (!date_is_none(r->out->off) && (e = move_read(r, MOVE_OFF)))
        return e;
    return face_of_answers(r->w, &r->out->said, &r->out->face);
}

enum err
import_row_read(struct work *w, const struct import_job *job,
    const struct csv_record *record, struct import_row *out)
{
    const struct import_column *c;
    struct reading              r = {.w = w,
                     .arena = txn_arena(w->tx),
                     .job = job,
                     .record = record,
                     .out = out};
    enum err                    e;

    *out = (struct import_row){0};
    if (record->fault || record->count != job->map.count) {
        fault_add(&r, NULL, NULL, (struct str){0},
            import_fault_msg(record->fault));
        return OK;
    }
    columns_agree(&r);
    out->reference = cell_meaning(&r, MEANS_REFERENCE, &c);
    if ((e = moves_read(&r)))
        return e;
    name_child(&r);
    categories_of(&r);
    row_check(&r);
    return OK;
}
