/*
 * Moving a file along: begun, put, mapped, decided, put forward, approved,
 * undone.  Two persons stand behind every name that comes onto the register
 * from a file, and behind every one that goes off it again: the second is
 * never the first, whatever roles they hold.
 */
#include "action/import.h"

#include "action/import_inside.h"
#include "action/rows.h"

/* ---- who may ---- */

/*
 * A register is its keeper's.  An agency's own list is that too where the
 * pack says so, and else belongs to whoever may bring it in there: then the
 * second of two such persons approves it.
 */
static enum err
right(struct work *w, struct cx *cx, struct question *q, enum batch_kind kind,
    struct grant *out)
{
    struct import_form form;
    enum err           e = look_ask(w, cx, q, out);

    if (e == OK || !err_is_refusal(e) || kind != BATCH_PEOPLE ||
        !import_form_of(w->pack, kind, &form))
        return e;
    *q = (struct question){.verb = MAY_IMPORT_OWN, .of = form.form->group};
    return look_ask(w, cx, q, out);
}

enum err
import_may(struct work *w, struct cx *cx, const struct import_right *r,
    struct str *purpose, bool *yes)
{
    struct question q = {.verb = r->verb, .of = S("register")};
    struct grant    g;
    enum err        e = right(w, cx, &q, r->kind, &g);

    *yes = e == OK;
    if (e == OK)
        *purpose = q.purpose;
    return e && !err_is_refusal(e) ? e : OK;
}

/* What is not there is answered as a register of somebody else's. */
static enum batch_kind
kind_of(struct work *w, const struct ask *ask)
{
    const struct import_new_ask *in = ask->with;
    struct batch                 b;

    if (ask->act == ACT_IMPORT_NEW)
        return in->kind;
    if (ask->act == ACT_IMPORT_LIST)
        return BATCH_PEOPLE;
    if (id_is_none(ask->about) || batch_load(w, ask->about, &b))
        return BATCH_REGISTER;
    return b.kind;
}

static enum err
ground_for(struct work *w, struct cx *cx, const struct ask *ask, enum verb verb,
    struct ground *out)
{
    struct question q = {.verb = verb, .of = S("register")};

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    out->settled = true;
    return right(w, cx, &q, kind_of(w, ask), &out->grant);
}

enum err
ground_importing(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return ground_for(w, cx, ask, MAY_IMPORT, out);
}

enum err
ground_import_second(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    return ground_for(w, cx, ask, MAY_APPROVE, out);
}

/* Whoever brings files in, and whoever approves them. */
enum err
ground_import_look(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    enum err e = ground_importing(w, cx, ask, out);

    if (e == OK || !err_is_refusal(e) || e == ERR_SIGN_IN)
        return e;
    return ground_import_second(w, cx, ask, out);
}

enum err
import_load(struct work *w, struct cx *cx, const struct ask *ask,
    struct batch *b, struct answer *answer)
{
    struct import_right r = {.verb = MAY_IMPORT};
    bool                yes;
    enum err            e;

    if ((e = batch_load(w, ask->about, b)))
        return e;
    if (!id_eq(b->agency, cx->reader.agency.id))
        return ERR_ABSENT;
    r.kind = b->kind;
    if ((e = import_may(w, cx, &r, &answer->purpose, &yes)) || yes)
        return e;
    r.verb = MAY_APPROVE;
    return import_may(w, cx, &r, &answer->purpose, &yes);
}

/* wide: an ask; the batch, when it stands where the step begins, else
 * somebody has moved it: ERR_CONFLICT. */
static enum err
standing(struct work *w, struct cx *cx, const struct ask *ask,
    enum batch_state state, struct batch *b, struct answer *answer)
{
    enum err e = import_load(w, cx, ask, b, answer);

    if (e)
        return e;
    answer_discloses(cx, answer, b->id);
    return b->state == state ? OK : ERR_CONFLICT;
}

static enum err
refuse(struct answer *answer, struct str field, enum msg msg)
{
    answer->fault = (struct fault){.msg = msg, .field = field};
    return ERR_INVALID;
}

/* ---- the file comes ---- */

/* Data of a time to come, or older than what is here, is a mistake. */
static enum err
time_check(struct work *w, struct id agency, const struct import_new_ask *in,
    struct answer *answer)
{
    struct register_held *held;
    size_t                n;
    enum err              e;

    if (!in->as_of.us)
        return refuse(answer, S("as-of"), MSG_IMPORT_AS_OF_NEEDED);
    if (in->as_of.us > w->now.us)
        return refuse(answer, S("as-of"), MSG_IMPORT_AS_OF_FUTURE);
    if ((e = register_held_list(w, &held, &n)))
        return e;
    for (size_t i = 0; i < n && in->kind == BATCH_REGISTER; i++)
        if (id_eq(held[i].authority.id, agency) &&
            in->as_of.us < held[i].as_of.us)
            return refuse(answer, S("as-of"), MSG_IMPORT_AS_OF_OLDER);
    return OK;
}

enum err
import_new(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct import_new_ask *in = ask->with;
    struct import_form           form;
    struct import_right          r = {MAY_IMPORT, in->kind};
    struct batch                *b = ARENA_NEW(cx->arena, struct batch);
    bool                         yes;
    enum err                     e;

    (void)grant;
    if (!import_form_of(w->pack, in->kind, &form))
        return refuse(answer, S("kind"), MSG_IMPORT_NO_FORM);
    if ((e = import_may(w, cx, &r, &answer->purpose, &yes)) ||
        (e = time_check(w, cx->reader.agency.id, in, answer)))
        return e;
    *b = (struct batch){.kind = in->kind,
        .agency = cx->reader.agency.id,
        .language = cx->lang,
        .made_by = cx->reader.account.id,
        .as_of = in->as_of,
        .kept_here = in->kept_here,
        .separator = ','};
    if ((e = batch_new(w, b)))
        return e;
    answer->with = &b->id;
    answer_discloses(cx, answer, b->id);
    return OK;
}

enum err
import_put(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct import_put_ask *in = ask->with;
    struct batch                 b;
    int64_t                      place = in->place;
    enum err                     e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_READING, &b, answer)))
        return e;
    if (b.size != place * BATCH_PIECE)
        return ERR_CONFLICT;
    if (b.size + (int64_t)in->bytes.n > IMPORT_MOST)
        return refuse(answer, S("file"), MSG_IMPORT_TOO_LARGE);
    for (size_t at = 0; at < in->bytes.n; at += BATCH_PIECE)
        if ((e = batch_piece_put(w, &b, place++,
                 str_sub(in->bytes, at, BATCH_PIECE))))
            return e;
    b.size += (int64_t)in->bytes.n;
    return batch_save(w, &b);
}

static enum err
text_check(enum csv_text kind, struct answer *answer)
{
    static const enum msg msgs[] = {
        [CSV_UTF16] = MSG_IMPORT_UTF16,
        [CSV_BINARY] = MSG_IMPORT_BINARY,
        [CSV_EMPTY] = MSG_IMPORT_EMPTY,
    };

    if (kind == CSV_UTF8 || kind == CSV_1252)
        return OK;
    return refuse(answer, S("file"), msgs[kind]);
}

/* with: enum csv_text of the whole file, which only its sender saw. */
enum err
import_ready(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const enum csv_text *kind = ask->with;
    struct batch         b;
    struct csv_record    headings;
    struct import_form   form;
    struct import_map    map;
    struct csv           csv;
    int64_t              begins;
    enum err             e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_READING, &b, answer)) ||
        (e = text_check(*kind, answer)))
        return e;
    b.encoding = *kind;
    if ((e = import_open(w, &b, &csv, &begins)))
        return e;
    b.separator = csv_separator(csv.text);
    if ((e = import_headings(w, &b, &headings)) && e != ERR_ABSENT)
        return e;
    if (e || headings.fault)
        return refuse(answer, S("file"),
            e ? MSG_IMPORT_EMPTY : import_fault_msg(headings.fault));
    if (!import_form_of(w->pack, b.kind, &form))
        return ERR_ILLEGAL;
    if ((e = import_map_guess(w, &b, &form, &headings, &map)))
        return e;
    b.columns = import_map_text(cx->arena, &map);
    b.state = BATCH_MAPPING;
    return batch_save(w, &b);
}

/* ---- what columns mean ---- */

static enum err
map_of(struct work *w, const struct batch *b, const struct import_map_ask *in,
    struct import_job *job)
{
    enum err e = import_job_load(w, b, job);

    if (e)
        return e;
    for (size_t i = 0; i < job->map.count && i < in->count; i++)
        if (!import_means_find(&job->form, in->means[i], &job->map.columns[i]))
            return ERR_INVALID;
    for (size_t i = 0; i < in->all_count; i++) {
        const struct field *f = form_field(job->form.form, in->all[i].field);

        if (!f || !import_offers(&job->form, f))
            return ERR_INVALID;
        job->map.all[f->index] = in->all[i].value;
    }
    return OK;
}

static void
phase(struct batch *b, enum batch_state state)
{
    b->state = state;
    b->done = b->line = 0;
    b->began = clock_machine();
}

/* Answers what is still lacking, when something is. */
enum err
import_mapped(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct import_job    job;
    struct batch         b;
    const struct field **lacks;
    size_t               n;
    enum err             e;

    (void)grant;
    if ((e = import_load(w, cx, ask, &b, answer)))
        return e;
    if (b.state != BATCH_MAPPING && b.state != BATCH_CHECKED)
        return ERR_CONFLICT;
    if ((e = map_of(w, &b, ask->with, &job)))
        return e == ERR_INVALID
            ? refuse(answer, S("columns"), MSG_IMPORT_COLUMN_WRONG)
            : e;
    import_map_lacks(cx->arena, &job.form, &job.map, &lacks, &n);
    b.columns = import_map_text(cx->arena, &job.map);
    if (n) {
        answer->with = lacks;
        return refuse(answer, S("columns"), MSG_IMPORT_COLUMNS_LACK);
    }
    if ((e = batch_rows_forget(w, b.id)))
        return e;
    b.at = b.rows = 0;
    phase(&b, BATCH_CHECKING);
    b.line = 1;
    return batch_save(w, &b);
}

/* ---- the report ---- */

/* Only somebody who could be meant may be chosen. */
static enum err
chosen(struct work *w, const struct import_job *job,
    const struct batch_row *row, struct id source)
{
    struct csv_record cells;
    struct import_row said;
    struct candidate *all;
    struct id         person;
    size_t            n;
    enum err          e;

    if ((e = import_cells_read(txn_arena(w->tx), row, &cells)) ||
        (e = import_row_read(w, job, &cells, &said)) ||
        (e = import_candidates(w, job, &said, &all, &n)) ||
        (e = person_of_source(w, source, &person)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].person, person))
            return OK;
    return ERR_ABSENT;
}

enum err
import_decide(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct import_decide_ask *in = ask->with;
    struct import_job               job;
    struct batch_row                row;
    struct batch                    b;
    enum err                        e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_CHECKED, &b, answer)) ||
        (e = batch_row_load(w, b.id, in->line, &row)))
        return e;
    if (row.verdict != ROW_REVIEW)
        return ERR_CONFLICT;
    row.source = row.person = (struct id){0};
    if (in->decision == ROW_IS_SAME) {
        if ((e = import_job_load(w, &b, &job)) ||
            (e = chosen(w, &job, &row, in->source)) ||
            (e = person_of_source(w, in->source, &row.person)))
            return e;
        row.source = in->source;
        if ((e = batch_row_twin(w, &row, &row.twin)))
            return e;
        if (row.twin)
            return refuse(answer, S("as-who"), MSG_IMPORT_TWIN);
        answer_discloses(cx, answer, row.person);
    }
    row.decision = in->decision;
    return batch_row_save(w, &row);
}

enum err
import_drop(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct batch b;
    enum err     e = import_load(w, cx, ask, &b, answer);

    (void)grant;
    if (e)
        return e;
    if (b.state > BATCH_SENT)
        return ERR_CONFLICT;
    return batch_drop(w, b.id);
}

/* ---- two persons ---- */

/* with: bool, that it is known that rows are left out. */
enum err
import_send(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const bool         *known = ask->with;
    struct batch_counts counts;
    struct import_job   job;
    struct batch        b;
    enum err            e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_CHECKED, &b, answer)) ||
        (e = batch_count(w, b.id, &counts)))
        return e;
    if (counts.undecided)
        return refuse(answer, S("send"), MSG_IMPORT_REVIEW_FIRST);
    if (counts.missing && !*known)
        return refuse(answer, S("known"), MSG_IMPORT_KNOWN_NEEDED);
    if ((e = import_job_load(w, &b, &job)) ||
        (e = import_map_keep(w, &b, &job.map)))
        return e;
    b.made_by = cx->reader.account.id;
    b.incomplete = counts.missing > 0;
    b.sent_at = w->now;
    b.state = BATCH_SENT;
    return batch_save(w, &b);
}

static enum err
second(struct cx *cx, struct id first, struct answer *answer)
{
    return id_eq(cx->reader.account.id, first)
        ? refuse(answer, S("approve"), MSG_IMPORT_SAME_PERSON)
        : OK;
}

enum err
import_approve(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct batch b;
    enum err     e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_SENT, &b, answer)) ||
        (e = second(cx, b.made_by, answer)) ||
        (e = batch_pieces_forget(w, b.id)))
        return e;
    b.approved_by = cx->reader.account.id;
    b.approved_at = w->now;
    phase(&b, BATCH_APPLYING);
    return batch_save(w, &b);
}

enum err
import_undo(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct str *why = ask->with;
    struct batch      b;
    enum err          e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_APPLIED, &b, answer)))
        return e;
    if (!str_trim(*why).n)
        return refuse(answer, S("why"), MSG_IMPORT_WHY_NEEDED);
    b.undo_by = cx->reader.account.id;
    b.undo_at = w->now;
    b.undo_reason = *why;
    b.state = BATCH_UNDO_SENT;
    return batch_save(w, &b);
}

enum err
import_undo_approve(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct batch_counts counts;
    struct batch        b;
    enum err            e;

    (void)grant;
    if ((e = standing(w, cx, ask, BATCH_UNDO_SENT, &b, answer)) ||
        (e = second(cx, b.undo_by, answer)) ||
        (e = batch_count(w, b.id, &counts)))
        return e;
    b.undone_by = cx->reader.account.id;
    b.rows = counts.done;
    phase(&b, BATCH_UNDOING);
    return batch_save(w, &b);
}

/* ---- a whole file ---- */

#define PUT_PIECES 16

/* Asks, and hands on what was wrong with the file. */
static enum err
ask_for(struct cx *cx, struct ask ask, struct answer *answer,
    struct fault *fault)
{
    enum err e = action_run(cx, &ask, answer);

    if (e)
        *fault = answer->fault;
    return e;
}

static enum err
put_all(struct cx *cx, struct id batch, struct str bytes, struct fault *fault)
{
    struct answer answer = {0};
    enum err      e;

    for (size_t at = 0; at < bytes.n; at += PUT_PIECES * BATCH_PIECE) {
        struct import_put_ask put = {(int64_t)(at / BATCH_PIECE),
            str_sub(bytes, at, PUT_PIECES * BATCH_PIECE)};

        e = ask_for(cx,
            (struct ask){.act = ACT_IMPORT_PUT, .about = batch, .with = &put},
            &answer, fault);
        if (e)
            return e;
    }
    return OK;
}

enum err
import_bring(struct cx *cx, const struct import_file *f, struct id *batch,
    struct fault *fault)
{
    struct answer answer = {0}, ignored = {0};
    size_t        skip;
    enum csv_text kind = csv_text_of(f->bytes, &skip);
    enum err      e;

    if (f->bytes.n > IMPORT_MOST) {
        *fault =
            (struct fault){.msg = MSG_IMPORT_TOO_LARGE, .field = S("file")};
        return ERR_INVALID;
    }
    if ((e = text_check(kind, &answer))) {
        *fault = answer.fault;
        return e;
    }
    if ((e = ask_for(cx, (struct ask){.act = ACT_IMPORT_NEW, .with = &f->how},
             &answer, fault)))
        return e;
    *batch = *(struct id *)answer.with;
    if ((e = put_all(cx, *batch, f->bytes, fault)) == OK)
        e = ask_for(cx,
            (struct ask){.act = ACT_IMPORT_READY,
                .about = *batch,
                .with = &kind},
            &answer, fault);
    if (e &&
        action_run(cx, &(struct ask){.act = ACT_IMPORT_DROP, .about = *batch},
            &ignored))
        return ERR_STORE;
    return e;
}
