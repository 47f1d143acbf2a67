/*
 * What is brought to a meeting before it sits: what an agency writes for it,
 * and papers.  A report holds a view of each child, which stands in the rows
 * of its agency as soon as the meeting sits: nobody is asked again what they
 * have written.
 *
 * The agency's own report is its own to read; whoever leads the work and the
 * chair read them all.
 */
#include "action/meeting_sheet.h"

#include "action/rows.h"

/* ---- into the sheet ---- */

/* A row of the table of views, about one child. */
struct laying {
    struct sitting            *s;
    struct meeting_views_table t;
    const struct entry        *report;
    bool                       late; /* it comes while the meeting sits */
};

static struct typed_input
cell(const struct laying *l, int child, int row, const struct field *column)
{
    return (struct typed_input){.field = l->t.table,
        .child = child,
        .row = row,
        .column = column->id};
}

static struct str
typed_there(const struct laying *l, const struct typed_input *i)
{
    const struct typed_value *v =
        typed_find(&l->s->draft.typed, typed_name(l->s->m->cx->arena, i));

    return v ? str_trim(v->text) : (struct str){0};
}

/* The agency's row, or -1: somebody has taken it away. */
static int
row_of(const struct laying *l, int child, struct str agency)
{
    struct typed_list there = typed_rows(&l->s->draft.typed, l->t.table, child);

    for (size_t i = 0; i < there.count; i++) {
        struct typed_input at = cell(l, child, there.all[i], l->t.agency);

        if (str_eq(typed_there(l, &at), agency))
            return there.all[i];
    }
    return -1;
}

static enum err
lay_cell(const struct laying *l, const struct typed_input *at, struct str text)
{
    struct meeting_at *m = l->s->m;
    struct sheet_save  in = {typed_name(m->cx->arena, at), text, 0,
         l->report->author};
    struct sheet_saved saved;

    if (!text.n || (!l->late && typed_there(l, at).n))
        return OK;
    return sheet_save(m->w, m->thread, &in, &saved);
}

/* One that an option of the table stands for. */
static enum err
lay_view(const struct laying *l, const struct fact *f)
{
    struct typed_input view, why;
    struct str         said, agency;
    int                row;
    enum err           e;

    if (f->kind != YIELD_VIEW || f->child < 0)
        return OK;
    if ((e = sitting_agency_said(l->s->m, fact_arg(f, S("agency")), &agency)))
        return e;
    said = fact_arg(f, S("view"));
    row = agency.n ? row_of(l, f->child, agency) : -1;
    if (row < 0 || !l->t.view->options ||
        !term_option_find(l->t.view->options, said))
        return OK;
    view = cell(l, f->child, row, l->t.view);
    if ((e = lay_cell(l, &view, said)) || !l->t.why)
        return e;
    why = cell(l, f->child, row, l->t.why);
    return lay_cell(l, &why, fact_arg(f, S("reason")));
}

static enum err
lay_report(struct laying *l)
{
    struct fact *all;
    size_t       n;
    enum err     e;

    if ((e = meeting_facts(l->s->m, l->report, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if ((e = lay_view(l, &all[i])))
            return e;
    return OK;
}

enum err
sitting_lay_reports(struct meeting_at *m)
{
    struct sitting s = {.m = m};
    struct laying  l = {.s = &s};
    enum err       e;

    if (!meeting_views_of(m->held, &l.t))
        return OK;
    for (size_t i = m->count; i-- > 0;) {
        l.report = &m->entries[i];
        if (!meeting_report_of(l.report->form))
            continue;
        if ((e = sitting_typed(m, &s)) || (e = lay_report(&l)))
            return e;
    }
    return OK;
}

enum err
sitting_lay_late(struct meeting_at *m, struct id report)
{
    struct sitting s = {.m = m};
    struct laying  l = {.s = &s, .late = true};
    struct entry   written;
    enum err       e = sheet_load(m->w, m->thread, &s.sheet);

    if (e || !id_is_none(s.sheet.entry) || !meeting_views_of(m->held, &l.t))
        return e == ERR_ABSENT ? OK : e;
    if ((e = entry_load(m->w, report, &written)) || (e = sitting_typed(m, &s)))
        return e;
    l.report = &written;
    return lay_report(&l);
}

/* ---- whose it is ---- */

void
meeting_report_own(const struct meeting_at *m, const struct form *form,
    struct typed *t)
{
    const struct field *of = meeting_report_of(form);

    if (of && !id_eq(m->cx->reader.agency.id, m->call->agency))
        typed_set(t, of->id, id_text(t->arena, m->cx->reader.agency.id), 0);
}

enum err
meeting_writes_own(const struct meeting_at *m, bool *yes)
{
    const struct form *own = meeting_own_report(m->w->pack, m->call->form);
    struct grant       g;
    enum err           e = own ? meeting_may_all(m, own, &g) : ERR_DENIED;

    *yes = e == OK;
    return err_is_refusal(e) ? OK : e;
}

static enum err
writers_find(const struct meeting_at *m, struct meeting_page *out)
{
    bool     all = id_eq(m->cx->reader.agency.id, m->call->agency), apart;
    enum err e = meeting_writes_own(m, &apart);

    if (e)
        return e;
    out->writers.rows =
        ARENA_ARRAY(m->cx->arena, struct draft_offered, out->invited_count + 1);
    for (size_t i = 0; i < out->invited_count; i++)
        if (out->invited[i].own ? !apart : all)
            out->writers.rows[out->writers.count++] =
                (struct draft_offered){id_text(m->cx->arena,
                                           out->invited[i].agency),
                    words_in(out->invited[i].name, m->cx->lang)};
    return OK;
}

static enum err
brings_find(const struct meeting_at *m, struct meeting_page *out)
{
    const struct pack *p = m->w->pack;
    struct grant       g;
    enum err           e;

    if ((e = writers_find(m, out)))
        return e;
    out->brings =
        ARENA_ARRAY(m->cx->arena, const struct form *, p->forms_count + 1);
    for (size_t i = 0; i < p->forms_count; i++) {
        const struct form *f = &p->forms[i];

        if (!meeting_may_bring(f) || !meeting_takes(m, f) ||
            (meeting_report_of(f) && !out->writers.count))
            continue;
        e = meeting_may_all(m, f, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (e == OK)
            out->brings[out->bring_count++] = f;
    }
    return OK;
}

/* ---- what is there ---- */

bool
meeting_has_brought(const struct meeting_at *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (meeting_is_brought(m->call->form, m->held, m->entries[i].form) &&
            meeting_reads(m, &m->entries[i]))
            return true;
    return false;
}

/* What is asked of each child stands under their name, all else before. */
static void
part_add(struct meeting_brought *b, struct meeting_brought_part p,
    bool per_child)
{
    size_t n = 0;

    for (size_t i = 0; i < p.line_count; i++)
        if (p.lines[i].field->per_child == per_child)
            p.lines[n++] = p.lines[i];
    p.line_count = n;
    b->parts[b->part_count] = p;
    b->part_count += n != 0;
}

static enum err
parts_add(const struct meeting_at *m, size_t child, struct child_build *b,
    const struct entry *e, struct meeting_brought *out)
{
    const struct entry         *kept = child_kept(b, e->id, DEPTH_FULL);
    struct meeting_brought_part all = {0}, own;
    enum err                    err;

    if (!kept || kept->fate != FATE_STANDS)
        return OK;
    if ((err = child_lines(b, kept, &own.lines, &own.line_count)) ||
        (err = child_lines(b, kept, &all.lines, &all.line_count)))
        return err;
    own.child = m->children[child].name;
    if (!out->part_count)
        part_add(out, all, false);
    part_add(out, own, true);
    return OK;
}

/* Whose a report is, as it says itself; of a paper, whoever gave it. */
static enum err
agency_find(const struct meeting_at *m, const struct entry *e,
    struct words *out)
{
    const struct field *of = meeting_report_of(e->form);
    struct id           agency = e->agency, said;

    if (of &&
        id_parse(answers_text(m->cx->arena, &e->answers, of, -1), ID_AGENCY,
            &said))
        agency = said;
    return look_agency(m->w, m->cx, agency, meeting_places(m), out);
}

static enum err
brought_add(const struct meeting_at *m, struct child_build *const *all,
    const struct entry *e, struct meeting_page *page)
{
    struct meeting_brought *out = &page->brought[page->brought_count];
    enum err                err;

    *out = (struct meeting_brought){.form = e->form,
        .at = e->recorded,
        .language = e->language,
        .parts = ARENA_ARRAY(m->cx->arena, struct meeting_brought_part,
            2 * m->child_count + 2)};
    for (size_t i = 0; i < m->child_count; i++)
        if (all[i] && (err = parts_add(m, i, all[i], e, out)))
            return err;
    if (!out->part_count)
        return OK;
    if ((err = agency_find(m, e, &out->agency)) ||
        (err = look_account_at(m->w, m->cx, e->author, meeting_places(m),
             &out->author)))
        return err;
    answer_discloses(m->cx, m->answer, e->id);
    page->brought_count++;
    return OK;
}

enum err
meeting_brought(const struct meeting_at *m, struct child_build *const *all,
    struct meeting_page *out)
{
    enum err e;

    out->brought =
        ARENA_ARRAY(m->cx->arena, struct meeting_brought, m->count + 1);
    for (size_t i = 0; all && i < m->count; i++) {
        const struct entry *one = &m->entries[i];

        if (meeting_is_brought(m->call->form, m->held, one->form) &&
            (e = brought_add(m, all, one, out)))
            return e;
    }
    return m->over ? OK : brings_find(m, out);
}
