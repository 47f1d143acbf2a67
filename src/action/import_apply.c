/*
 * One row becomes entries, or its entries are withdrawn.  What is brought in
 * tells nobody: it happened long ago, and those who had to be told were.
 * Its clocks run from the dates that the row states.
 *
 * Undoing withdraws entries and takes nothing else away; whoever asked the
 * register about the child or was told of it meanwhile is told, and where
 * anybody relied on it the time for putting it right begins (S22).
 */
#include "action/import_relied.h"
#include "action/rows.h"
#include "base/json.h"
#include "record/entry.h"
#include "record/finder.h"
#include "record/kin.h"
#include "record/sought.h"

/* A row on its way into the record. */
struct applying {
    struct work             *w;
    struct cx               *cx;
    const struct import_job *job;
    struct batch_row        *row;
    struct import_row        said;
    struct answer           *answer;
    struct id                thread;
};

static enum err
record(struct applying *p, enum import_move move, struct id *entry)
{
    const struct form *form = p->job->form.form;
    struct about       about = {p->row->source, form->about[0].role};
    struct entry_new   e = {.form = form,
          .answers = p->said.answers[move],
          .language = p->job->batch.language,
          .author = p->cx->reader.account.id,
          .agency = p->job->batch.agency,
          .thread = p->thread,
          .about = &about,
          .about_count = 1,
          .quiet = true};
    enum err           err;

    if ((err = record_append(p->w, &e, entry, &p->thread, NULL)))
        return err;
    answer_discloses(p->cx, p->answer, *entry);
    p->row->done = ROW_DONE;
    return OK;
}

/* What a person said of it, or what the store says now. */
static enum err
settle(struct applying *p)
{
    struct batch_row *r = p->row;
    bool              here;
    enum err          e;

    if (r->decision == ROW_IS_SAME)
        return import_match_as(p->w, p->job, &p->said, r->source, r);
    if (r->decision == ROW_IS_NEW)
        r->verdict = ROW_NEW;
    if (r->verdict == ROW_KNOWN || r->verdict == ROW_CHANGED)
        return import_match_as(p->w, p->job, &p->said, r->source, r);
    if (r->verdict != ROW_NEW || r->decision == ROW_IS_NEW)
        return OK;
    if ((e = import_is_here(p->w, p->job, &p->said, &here)))
        return e;
    if (here) /* somebody came in the meantime */
        r->verdict = ROW_REVIEW;
    return OK;
}

static enum err
child_new(struct applying *p)
{
    return person_new(p->w, PERSON_CHILD, p->job->batch.agency,
        p->said.reference, &p->row->person, &p->row->source);
}

/* Who is there by now, told of or not (S14): settle() has asked the keys.  Of
 * a row that somebody read and called a new child, whoever was put before
 * them was said to be somebody else. */
static enum err
look_for(struct applying *p, struct sought *s)
{
    struct match_person m = face_as_match(txn_arena(p->w->tx), &p->said.face);
    struct candidate   *shown;
    size_t              n;
    enum err            e = sought_look(p->w, &m, (struct id){0}, s);

    s->way = SOUGHT_FILE;
    if (e || p->row->decision != ROW_IS_NEW)
        return e;
    if ((e = import_candidates(p->w, p->job, &p->said, &shown, &n)))
        return e;
    for (size_t i = 0; i < s->found_count; i++)
        for (size_t k = 0; k < n; k++)
            if (id_eq(shown[k].person, s->found[i].person))
                s->found[i].said = true;
    return OK;
}

static enum err
put_on(struct applying *p)
{
    enum err e = record(p, MOVE_ON, &p->row->entry);

    if (e || !p->said.answers[MOVE_OFF].n)
        return e;
    return record(p, MOVE_OFF, &p->row->entry_off);
}

static enum err
put_new(struct applying *p)
{
    struct sought s;
    enum err      e;

    if ((e = look_for(p, &s)) || (e = child_new(p)) || (e = put_on(p)))
        return e;
    s.source = p->row->source;
    s.entry = p->row->entry;
    s.account = p->cx->reader.account.id;
    return sought_put(p->w, &s);
}

static enum err
deed(struct applying *p)
{
    enum import_move change =
        p->said.answers[MOVE_CHANGE].n ? MOVE_CHANGE : MOVE_ON;

    switch (p->row->verdict) {
    case ROW_NEW:
        return put_new(p);
    case ROW_KNOWN:
        return put_on(p);
    case ROW_CHANGED:
        return record(p, change, &p->row->entry);
    default:
        return OK; /* nothing of it is recorded */
    }
}

static enum err
undo_one(struct applying *p, struct id entry, struct id *withdrawal)
{
    const struct batch *b = &p->job->batch;
    struct entry_new    e = {.answers = S("{}"),
           .language = b->language,
           .author = b->undone_by,
           .agency = b->agency,
           .corrects = entry,
           .correction = S("withdraw"),
           .reason = b->undo_reason};
    struct id           thread;

    if (id_is_none(entry))
        return OK;
    return record_append(p->w, &e, withdrawal, &thread, NULL);
}

static enum err
tell_askers(struct applying *p, struct id withdrawal)
{
    struct relied_check *all;
    size_t               n;
    enum err             e;

    if ((e = relied_checks(p->w, p->row->person, p->row->person,
             p->job->batch.approved_at, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        struct notice one = {.cause = withdrawal,
            .rule = S("check"),
            .to_account = all[i].account,
            .due = p->w->now};
        bool          yes;

        if ((e = kin_may_be_told(p->w, all[i].account, (struct id){0},
                 p->row->person, &yes)))
            return e;
        if (yes && (e = notice_put(p->w, &one)))
            return e;
    }
    return OK;
}

static enum err
undo(struct applying *p)
{
    const struct batch    *b = &p->job->batch;
    struct import_reliance r;
    struct id              withdrawal = {0};
    enum err               e;

    if ((e = import_relied_find(p->w, b, p->row, &r)) ||
        (e = undo_one(p, p->row->entry_off, &withdrawal)) ||
        (e = undo_one(p, p->row->entry, &withdrawal)) ||
        (e = tell_askers(p, withdrawal)) ||
        (e = import_relied_open(p->w, b, p->row, &r, withdrawal)))
        return e;
    p->row->done = ROW_UNDONE;
    return OK;
}

static enum err
apply(struct applying *p)
{
    struct csv_record cells;
    enum err          e;

    p->row->done = ROW_PASSED;
    if (p->row->decision == ROW_LEFT_OUT || p->row->verdict == ROW_ERROR)
        return OK;
    if ((e = import_cells_read(txn_arena(p->w->tx), p->row, &cells)) ||
        (e = import_row_read(p->w, p->job, &cells, &p->said)) ||
        (e = settle(p)))
        return e;
    return deed(p);
}

enum err
import_row_do(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct import_row_ask *in = ask->with;
    struct batch_row             row = *in->row;
    struct applying              p = {.w = w,
                     .cx = cx,
                     .job = in->job,
                     .row = &row,
                     .answer = answer};
    enum err                     e;

    (void)grant;
    if (w->touched)
        w->touched->from_file = true; /* pairs say where they come from */
    e = in->job->batch.state == BATCH_UNDOING ? undo(&p) : apply(&p);
    if (e || (e = batch_row_save(w, &row)))
        return e;
    if (!id_is_none(row.person))
        answer_discloses(cx, answer, row.person);
    *in->row = row;
    return OK;
}

/* ---- the end of it ---- */

/* What is held of the authority's register; false: nothing. */
static enum err
held_find(struct work *w, struct id authority, struct register_held *out)
{
    struct register_held *all;
    size_t                n;
    enum err              e;

    if ((e = register_held_list(w, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].authority.id, authority)) {
            *out = all[i];
            return OK;
        }
    *out = (struct register_held){.authority.id = authority, .kept_here = true};
    return ERR_ABSENT;
}

static struct str
held_text(struct arena *a, const struct register_held *h)
{
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("searched"));
    json_int(&j, h->searched);
    json_key(&j, S("kept_here"));
    json_int(&j, h->kept_here);
    json_key(&j, S("incomplete"));
    json_int(&j, h->incomplete);
    json_key(&j, S("as_of"));
    json_int(&j, h->as_of.us);
    json_close(&j, '}');
    return json_text(&j);
}

static bool
is_set(const struct json *root, struct str name)
{
    int64_t n = 0;

    return json_number(json_member(root, name), &n) && n;
}

static enum err
held_back(struct work *w, const struct batch *b)
{
    struct register_held h = {.authority.id = b->agency};
    const struct json   *root;
    struct fault         fault;

    if (json_read(txn_arena(w->tx), b->held_before, &root, &fault))
        return ERR_STORE;
    h.searched = is_set(root, S("searched"));
    h.kept_here = is_set(root, S("kept_here"));
    h.incomplete = is_set(root, S("incomplete"));
    (void)json_number(json_member(root, S("as_of")), &h.as_of.us);
    return register_held_save(w, &h);
}

/* The register is as old as the file says, and as whole as its rows (S1). */
static enum err
held_now(struct work *w, struct batch *b)
{
    struct register_held h;
    enum err             e = held_find(w, b->agency, &h);

    if (e && e != ERR_ABSENT)
        return e;
    b->held_before = held_text(txn_arena(w->tx), &h);
    h.kept_here = b->kept_here;
    if (h.as_of.us < b->as_of.us)
        h.as_of = b->as_of;
    h.searched = true;
    h.incomplete = b->incomplete;
    return register_held_save(w, &h);
}

enum err
import_end(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct batch        b;
    struct batch_counts counts;
    bool                applied;
    enum err            e;

    (void)cx, (void)grant, (void)answer;
    if ((e = batch_load(w, ask->about, &b)) ||
        (e = batch_count(w, b.id, &counts)))
        return e;
    applied = b.state == BATCH_APPLYING;
    if (!applied && b.state != BATCH_UNDOING)
        return ERR_CONFLICT;
    b.state = applied ? BATCH_APPLIED : BATCH_UNDONE;
    *(applied ? &b.applied_at : &b.undone_at) = w->now;
    b.incomplete = counts.missing > 0;
    if (b.kind == BATCH_REGISTER &&
        (e = applied ? held_now(w, &b) : held_back(w, &b)))
        return e;
    return batch_save(w, &b);
}
