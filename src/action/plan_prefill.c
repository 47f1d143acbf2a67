/*
 * What a form about the plan begins with: a row for each outcome or for each
 * action that is not done, as they were said last.  Whoever fills it in
 * changes what has changed, and empties the row of what is dropped.
 *
 * Only of a plan that they may read whole, and of the child on whose page
 * the form was begun.
 */
#include "action/plan_inside.h"
#include "action/plan_part.h"
#include "record/draft.h"

struct filling {
    struct work        *w;
    struct arena       *arena;
    struct child_build *build;
    struct id           draft;
    const struct plan  *plan;
    const struct field *table;
    int                 row;
};

static enum err
put(struct filling *f, const struct typed_input *at, struct str text)
{
    struct draft_saved saved;

    if (!text.n)
        return OK;
    return draft_save(f->w, f->draft, typed_name(f->arena, at), 0, text,
        &saved);
}

static enum err
date_put(struct filling *f, struct typed_input at, struct str text)
{
    struct date d;
    int         parts[3];
    enum err    e = OK;

    if (!date_parse(text, &d))
        return OK;
    parts[0] = d.day;
    parts[1] = d.month;
    parts[2] = d.year;
    for (size_t i = 0; i < 3 && !e; i++) {
        at.part = (enum typed_part)(PART_DAY + i);
        e = put(f, &at, str_of_int(f->arena, parts[i]));
    }
    return e;
}

static enum err
cell_put(struct filling *f, const struct field *column, struct str text)
{
    struct typed_input at = {.field = f->table,
        .child = -1,
        .row = f->row,
        .column = column->id,
        .cell = column};

    return column->type == FIELD_DATE ? date_put(f, at, text)
                                      : put(f, &at, text);
}

/* ---- one row ---- */

struct said {
    struct str arg, text;
};

static enum err
row_put(struct filling *f, const struct yield_rule *r, const struct said *all,
    size_t n)
{
    enum err e;

    for (size_t i = 0; i < r->from_count; i++)
        for (size_t k = 0; k < n && r->from[i].field_count; k++)
            if (str_eq(yield_arg_name(r->kind, r->from[i].arg), all[k].arg) &&
                (e = cell_put(f, r->from[i].fields[0], all[k].text)))
                return e;
    f->row++;
    return OK;
}

static enum err
outcome_put(struct filling *f, const struct yield_rule *r,
    const struct plan_outcome *o)
{
    const struct said all[] = {{S("key"), o->key}, {S("outcome"), o->key},
        {S("risk"), o->risk}, {S("change"), o->change},
        {S("measure"), o->measure}, {S("baseline"), o->baseline},
        {S("for"), o->readers}};

    return row_put(f, r, all, sizeof all / sizeof *all);
}

static enum err
agreed_put(struct filling *f, const struct yield_rule *r,
    const struct plan_action *x, struct str agency)
{
    const struct said all[] = {{S("key"), x->key}, {S("what"), x->what},
        {S("agency"), agency}, {S("person"), x->person}, {S("for"), x->readers},
        {S("due"),
            date_is_none(x->due) ? (struct str){0}
                                 : date_text(f->arena, x->due)}};

    return row_put(f, r, all, sizeof all / sizeof *all);
}

/* An agency that may not be named on the child's page (a school, S7) is not
 * named here: left empty, it stays who it was. */
static enum err
agency_text(struct filling *f, struct str said, struct str *out)
{
    struct agency a;
    struct words  shown;
    struct id     id;
    enum err      e;

    *out = said;
    if ((e = agency_said(f->w, said, &id)) || id_is_none(id))
        return e;
    if ((e = agency_load(f->w, id, &a)) ||
        (e = child_agency_name(f->build, id, &shown)))
        return e;
    if (!str_eq(a.name.en, shown.en))
        *out = (struct str){0};
    return OK;
}

static enum err
action_put(struct filling *f, const struct yield_rule *r,
    const struct plan_action *x)
{
    struct str agency;
    enum err   e = agency_text(f, x->agency, &agency);

    if (e)
        return e;
    return agreed_put(f, r, x, agency);
}

/* ---- one table ---- */

/* "0,1,2": the rows that there are. */
static enum err
rows_put(struct filling *f)
{
    struct typed_input at = {.field = f->table,
        .child = -1,
        .row = -1,
        .part = PART_ROWS};
    struct buf         b;

    if (!f->row)
        return OK;
    buf_init(&b, f->arena);
    for (int i = 0; i < f->row; i++) {
        if (i)
            buf_add_byte(&b, ',');
        buf_add(&b, str_of_int(f->arena, i));
    }
    return put(f, &at, buf_str(&b));
}

static enum err
outcomes_put(struct filling *f, const struct yield_rule *r)
{
    const struct plan *p = f->plan;
    enum err           e;

    for (size_t i = 0; p->version_count && i < p->versions[0].outcome_count;
         i++)
        if ((e = outcome_put(f, r, &p->versions[0].outcomes[i])))
            return e;
    return OK;
}

static enum err
actions_put(struct filling *f, const struct yield_rule *r)
{
    enum err e;

    for (size_t i = 0; i < f->plan->action_count; i++)
        if (plan_action_is_open(&f->plan->actions[i]) &&
            f->plan->actions[i].key.n &&
            (e = action_put(f, r, &f->plan->actions[i])))
            return e;
    return OK;
}

/* Whether rows of the table speak of parts of a plan. */
static bool
is_of_parts(const struct yield_rule *r)
{
    for (size_t i = 0; i < r->from_count; i++)
        if (r->from[i].field_count && r->from[i].fields[0]->type == FIELD_PART)
            return r->each && !r->each->per_child;
    return false;
}

static enum err
table_put(struct filling *f, const struct yield_rule *r)
{
    enum err e;

    f->table = r->each;
    f->row = 0;
    if (r->kind == YIELD_ACTION)
        e = actions_put(f, r);
    else
        e = outcomes_put(f, r);
    return e ? e : rows_put(f);
}

/* What the present version says in a table of its own, of the same name. */
static enum err
said_put(struct filling *f, const struct entry *in)
{
    const struct field *was = form_field(in->form, f->table->id);
    const struct json  *all = was ? answers_value(&in->answers, was, -1) : NULL;
    enum err            e;

    for (const struct json *row = all && all->kind == JSON_ARRAY ? all->child
                                                                 : NULL;
         row; row = row->next, f->row++)
        for (size_t i = 0; i < f->table->column_count; i++) {
            const struct field *c = &f->table->columns[i];
            const struct json  *v = json_member(row, c->id);

            if (v && v->kind == JSON_STRING && (e = cell_put(f, c, v->text)))
                return e;
        }
    return rows_put(f);
}

static enum err
tables_said(struct filling *f, const struct form *form)
{
    const struct entry *in = f->plan->version_count
        ? child_kept(f->build, f->plan->versions[0].entry->id, DEPTH_FULL)
        : NULL;
    enum err            e = OK;

    for (size_t i = 0; in && i < form->field_count && !e; i++) {
        f->table = &form->fields[i];
        f->row = 0;
        if (f->table->type == FIELD_TABLE && !f->table->per_child &&
            form_yields(form, YIELD_PLAN) && plan_is_said(f->table))
            e = said_put(f, in);
    }
    return e;
}

enum err
plan_prefill(struct work *w, struct child_build *b, struct id draft,
    const struct form *form, struct str part)
{
    const struct field *key = plan_answer_field(form);
    struct plan         plan;
    struct filling      f = {.w = w,
             .arena = b->cx->arena,
             .build = b,
             .draft = draft,
             .plan = &plan};
    struct typed_input  at = {.field = key, .child = -1, .row = -1};
    enum err            e;

    if (key)
        return put(&f, &at, part);
    plan_readable(b, &plan);
    for (size_t i = 0; i < form->yield_count; i++)
        if (is_of_parts(&form->yields[i]) &&
            (e = table_put(&f, &form->yields[i])))
            return e;
    return tables_said(&f, form);
}
