/*
 * What a file's page shows: its totals, and the rows of one kind at a time.
 * A candidate or an absent child is shown to a reader whom policy lets read
 * about that child; others are left out as if there were none.
 */
#include "action/import_relied.h"
#include "action/rows.h"
#include "record/register.h"

#define LINES_MOST 50
#define CANDIDATES_MOST 5

struct showing {
    struct work        *w;
    struct cx          *cx;
    struct answer      *answer;
    struct import_page *page;
    struct import_job   job;
};

/* ---- who may be shown ---- */

static enum err
may_read(struct showing *s, struct id person, bool *yes)
{
    struct question q = {.verb = MAY_READ,
        .of = S("people"),
        .person = person,
        .purpose = s->answer->purpose};
    struct grant    g;
    enum err        e = policy_ask(s->w, &s->cx->reader, &q, &g);

    *yes = e == OK;
    if (e == OK)
        answer_discloses(s->cx, s->answer, person);
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- rows ---- */

static enum err
candidate(struct showing *s, const struct candidate *c, struct import_line *l)
{
    struct import_candidate *out = &l->candidates[l->candidate_count];
    bool                     yes;
    enum err                 e;

    if (c->why->band == MATCH_UNLIKELY)
        return OK;
    if ((e = may_read(s, c->person, &yes)) || !yes)
        return e;
    out->c = *c;
    out->name = look_name(s->cx->arena, c->face.given, c->face.family);
    evidence_of(s->cx->arena, s->cx->lang, c->why, &out->why);
    l->candidate_count++;
    return person_source_for(s->w, c->person, s->job.batch.agency,
        &out->source);
}

static enum err
candidates(struct showing *s, const struct import_row *said,
    struct import_line *l)
{
    struct candidate *all;
    size_t            n;
    enum err          e;

    if ((e = import_candidates(s->w, &s->job, said, &all, &n)))
        return e;
    l->candidates =
        ARENA_ARRAY(s->cx->arena, struct import_candidate, CANDIDATES_MOST);
    for (size_t i = 0; i < n && l->candidate_count < CANDIDATES_MOST; i++)
        if ((e = candidate(s, &all[i], l)))
            return e;
    return OK;
}

static enum err
line(struct showing *s, const struct batch_row *row, struct import_line *l)
{
    struct import_row said;
    enum err          e;

    l->row = *row;
    if ((e = import_cells_read(s->cx->arena, row, &l->cells)) ||
        (e = import_row_read(s->w, &s->job, &l->cells, &said)))
        return e;
    l->faults = said.faults;
    l->fault_count = said.fault_count;
    l->name = look_name(s->cx->arena, said.face.given, said.face.family);
    l->born = said.face.birth_date;
    return row->verdict == ROW_REVIEW ? candidates(s, &said, l) : OK;
}

static enum err
lines(struct showing *s)
{
    struct import_page *p = s->page;
    struct batch_row   *all;
    size_t              n;
    enum err            e;

    if ((e = batch_row_list(s->w, p->batch.id, p->asked.verdict, p->asked.after,
             LINES_MOST + 1, &all, &n)))
        return e;
    p->more = n > LINES_MOST;
    p->lines = ARENA_ARRAY(s->cx->arena, struct import_line, n + 1);
    for (size_t i = 0; i < n && i < LINES_MOST; i++)
        if ((e = line(s, &all[i], &p->lines[p->line_count++])))
            return e;
    return OK;
}

/* ---- children in no row, checks answered ---- */

/* The name under which the child may be shown; empty: it may not. */
static enum err
absent_name(struct showing *s, struct id person, struct str *name)
{
    struct face f, *own;
    size_t      n;
    bool        yes;
    enum err    e;

    *name = (struct str){0};
    if (s->page->batch.kind == BATCH_REGISTER) {
        if ((e = may_read(s, person, &yes)))
            return e;
        if (yes && person_face(s->w, person, &f) == OK)
            *name = look_name(s->cx->arena, f.given, f.family);
        return OK;
    }
    if ((e = person_faces(s->w, person, &own, &n)))
        return e;
    for (size_t i = 0; i < n && !name->n; i++)
        if (id_eq(own[i].agency, s->page->batch.agency))
            *name = look_name(s->cx->arena, own[i].given, own[i].family);
    if (name->n)
        answer_discloses(s->cx, s->answer, person);
    return OK;
}

static enum err
absent(struct showing *s)
{
    struct import_page *p = s->page;
    struct id          *all;
    size_t              n;
    struct register_row row;
    enum err            e;

    if ((e = batch_absent(s->w, &p->batch, s->cx->reader.account.id, &all, &n)))
        return e;
    p->absent = ARENA_ARRAY(s->cx->arena, struct import_absent, LINES_MOST);
    for (size_t i = 0; i < n && p->absent_count < LINES_MOST; i++) {
        struct import_absent *out = &p->absent[p->absent_count];

        *out = (struct import_absent){.person = all[i]};
        if ((e = absent_name(s, all[i], &out->name)))
            return e;
        if (!out->name.n)
            continue;
        if (register_find(s->w, all[i], &row) == OK)
            out->since = row.on;
        p->absent_count++;
    }
    return OK;
}

static enum err
checks(struct showing *s)
{
    struct import_page  *p = s->page;
    struct relied_check *all;
    size_t               n;
    enum err             e;

    if (p->batch.kind != BATCH_REGISTER &&
        !reader_may(&s->cx->reader, MAY_SEE_LOOKERS))
        return OK; /* whoever looked is not for them (S4) */
    if ((e = batch_checks(s->w, &p->batch, &all, &n)))
        return e;
    p->checks = ARENA_ARRAY(s->cx->arena, struct import_check, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct import_check *c = &p->checks[p->check_count];

        if (all[i].discreet && !reader_may(&s->cx->reader, MAY_SEE_LOOKERS))
            continue;
        c->check = all[i];
        p->check_count++;
        if ((e = look_account(s->w, all[i].account, &c->name)) ||
            (e = look_agency(s->w, s->cx, all[i].agency, LOOK_PLACES,
                 &c->agency)))
            return e;
    }
    return OK;
}

/* ---- the page ---- */

static enum err
people(struct work *w, struct import_page *p)
{
    const struct batch *b = &p->batch;
    enum err            e;

    if ((e = look_account(w, b->made_by, &p->made_by)) ||
        (e = look_account(w, b->approved_by, &p->approved_by)) ||
        (e = look_account(w, b->undo_by, &p->undo_by)))
        return e;
    return look_account(w, b->undone_by, &p->undone_by);
}

static enum err
totals(struct showing *s)
{
    struct import_page *p = s->page;
    struct id          *absent;
    size_t              n;
    enum err            e;

    if ((e = batch_count(s->w, p->batch.id, &p->counts)))
        return e;
    import_map_lacks(s->cx->arena, &p->form, &p->map, &p->lacks,
        &p->lack_count);
    p->seconds_left = import_left(&p->batch, clock_machine());
    if ((e = batch_absent(s->w, &p->batch, s->cx->reader.account.id, &absent,
             &n)))
        return e;
    p->absent_all = (int64_t)n;
    if (p->batch.kind != BATCH_REGISTER)
        return OK;
    return batch_categories(s->w, &p->batch, s->cx->reader.account.id,
        &p->categories, &p->category_count);
}

static enum err
part(struct showing *s)
{
    switch (s->page->asked.part) {
    case REPORT_ROWS:
        return lines(s);
    case REPORT_ABSENT:
        return absent(s);
    case REPORT_CHECKS:
        return checks(s);
    case REPORT_RELIED:
        s->page->relied.after = s->page->asked.after;
        return import_relied_list(s->w, s->cx, &s->page->batch, s->answer,
            &s->page->relied);
    case REPORT_TOTALS:
        break;
    }
    return OK;
}

/* What this reader may do with it now. */
static enum err
may(struct showing *s)
{
    struct import_page       *p = s->page;
    const struct import_right bring = {MAY_IMPORT, p->batch.kind};
    const struct import_right approve = {MAY_APPROVE, p->batch.kind};
    struct str                purpose;
    struct id                 first =
        p->batch.state == BATCH_UNDO_SENT ? p->batch.undo_by : p->batch.made_by;
    enum err e;

    if ((e = import_may(s->w, s->cx, &bring, &purpose, &p->may_import)) ||
        (e = import_may(s->w, s->cx, &approve, &purpose, &p->may_approve)))
        return e;
    if (id_eq(first, s->cx->reader.account.id))
        p->may_approve = false;
    return OK;
}

enum err
import_shown(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct import_page *p = ARENA_NEW(cx->arena, struct import_page);
    struct showing      s = {.w = w, .cx = cx, .answer = answer, .page = p};
    enum err            e;

    (void)grant;
    p->asked = *(const struct import_show_ask *)ask->with;
    if ((e = import_load(w, cx, ask, &p->batch, answer)) ||
        (e = import_job_load(w, &p->batch, &s.job)))
        return e;
    answer_discloses(cx, answer, p->batch.id);
    p->form = s.job.form;
    p->map = s.job.map;
    p->agency = s.job.agency.name;
    if ((e = people(w, p)) || (e = totals(&s)) || (e = part(&s)) ||
        (e = may(&s)))
        return e;
    answer->with = p;
    return OK;
}

/* Which kinds of file there may be, and whether this reader brings them. */
static enum err
kinds(struct work *w, struct cx *cx, struct import_list *l,
    struct answer *answer)
{
    struct import_form form;
    bool               yes;
    enum err           e;

    for (size_t k = 0; k < BATCH_KIND_COUNT; k++) {
        struct import_right r = {MAY_APPROVE, (enum batch_kind)k};

        if (!import_form_of(w->pack, r.kind, &form))
            continue;
        if ((e = import_may(w, cx, &r, &answer->purpose, &yes)))
            return e;
        r.verb = MAY_IMPORT;
        if ((e = import_may(w, cx, &r, &answer->purpose, &l->kinds[k])))
            return e;
        l->may_import = l->may_import || l->kinds[k];
    }
    return OK;
}

enum err
import_listed(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct import_list *l = ARENA_NEW(cx->arena, struct import_list);
    struct batch       *all;
    enum err            e;

    (void)ask, (void)grant;
    if ((e = kinds(w, cx, l, answer)) ||
        (e = batch_list(w, cx->reader.agency.id, &all, &l->count)) ||
        (e = look_agency(w, cx, cx->reader.agency.id, LOOK_PLACES, &l->agency)))
        return e;
    l->rows = ARENA_ARRAY(cx->arena, struct import_listed, l->count + 1);
    for (size_t i = 0; i < l->count; i++) {
        l->rows[i].batch = all[i];
        if ((e = look_account(w, all[i].made_by, &l->rows[i].made_by)))
            return e;
    }
    answer->with = l;
    return OK;
}
