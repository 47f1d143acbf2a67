/*
 * The machine's part of an import, slice by slice.
 *
 * A slice is one job of the writer: as many rows as go into its time, then
 * how far it came, all in one commit.  A commit for each row would wait for
 * the disk each time; behind one commit for the whole file every check would
 * wait.  A process that ends in between goes on where the last commit stands.
 *
 * Of several nodes one does it: without the lease two would read the same
 * rows, and all that the later of them did would be thrown away at its end.
 */
#include "action/import_inside.h"
#include "action/rows.h"
#include "action/service.h"
#include "action/session.h"
#include "store/lease.h"

/* A turn of the writer's, and no more rows than this in it. */
const struct import_slice import_slice_usual = {.us = 5000, .rows = 64};
/* Nobody is served by this process: a commit may stand for many rows.  Not
 * for a thousand: each row is a savepoint, and SQLite walks all changed pages
 * at each of them. */
const struct import_slice import_slice_alone = {.us = 500000, .rows = 128};
/* Two records always fit, with room for one that is cut. */
#define WINDOW_PIECES 5
/* Many slices: whoever has it is not waited for longer than this. */
enum { LEASE_S = 10 };
static const struct str lease_name = S_INIT("import");

/* ---- reading the file ---- */

enum err
import_open(struct work *w, const struct batch *b, struct csv *csv,
    int64_t *begins)
{
    size_t   skip;
    enum err e;

    *csv = (struct csv){.line = b->line,
        .separator = b->separator,
        .kind = b->encoding};
    if ((e = batch_window(w, b, WINDOW_PIECES, &csv->text, begins)))
        return e;
    csv->at = (size_t)(b->at - *begins);
    if (!b->at) {
        (void)csv_text_of(csv->text, &skip);
        csv->at = skip;
    }
    csv->window =
        *begins + (int64_t)csv->text.n < b->size ? CSV_MORE_FOLLOWS : CSV_WHOLE;
    return OK;
}

enum err
import_headings(struct work *w, const struct batch *b, struct csv_record *out)
{
    struct batch first = *b;
    struct csv   csv;
    int64_t      begins;
    enum err     e;

    first.at = 0;
    first.line = 1;
    if ((e = import_open(w, &first, &csv, &begins)))
        return e;
    return csv_next(&csv, txn_arena(w->tx), out) ? OK : ERR_ABSENT;
}

/* Not before its first row: a machine that takes all the time to open the
 * file would open it for ever. */
static bool
slice_is_over(const struct import_slice *s, struct moment began, size_t n)
{
    return n && (n >= s->rows || clock_machine().us - began.us >= s->us);
}

static enum err
row_check(struct work *w, const struct import_job *job,
    const struct csv_record *r)
{
    struct batch_row  row = {.batch = job->batch.id,
         .line = r->line,
         .fault = r->fault,
         .cells = import_cells_text(txn_arena(w->tx), r)};
    struct import_row said;
    enum err          e;

    if ((e = import_row_read(w, job, r, &said)))
        return e;
    row.who = said.who;
    row.categories = said.categories;
    if ((e = import_match(w, job, &said, &row)))
        return e;
    return batch_row_new(w, &row);
}

/* The rest of a broken file cannot be read: its last row says why. */
static bool
ends_file(const struct csv_record *r)
{
    return r->fault == CSV_OPEN_QUOTE || r->fault == CSV_LONG_RECORD;
}

static enum err
slice_check(struct work *w, struct import_job *job,
    const struct import_slice *slice)
{
    struct batch     *b = &job->batch;
    struct moment     began = clock_machine();
    struct csv        csv;
    struct csv_record r;
    int64_t           begins;
    size_t            n = 0;
    bool              more = true;
    enum err          e;

    if ((e = import_open(w, b, &csv, &begins)))
        return e;
    if (!b->at && !csv_next(&csv, txn_arena(w->tx), &r))
        return ERR_ILLEGAL;
    while (!slice_is_over(slice, began, n) &&
        (more = csv_next(&csv, txn_arena(w->tx), &r))) {
        if ((e = row_check(w, job, &r)))
            return e;
        n++;
        if (ends_file(&r)) {
            csv.window = CSV_WHOLE;
            more = false;
            break;
        }
    }
    b->rows += (int64_t)n;
    b->at = begins + (int64_t)csv.at;
    b->line = csv.line;
    if (!more && csv.window == CSV_WHOLE) {
        b->state = BATCH_CHECKED;
        b->at = b->size;
    }
    return OK;
}

enum err
import_check_do(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct import_job job;
    struct batch      b;
    enum err          e;

    (void)cx, (void)grant, (void)answer;
    if ((e = batch_load(w, ask->about, &b)))
        return e;
    if (b.state != BATCH_CHECKING)
        return ERR_CONFLICT;
    if ((e = import_job_load(w, &b, &job)) ||
        (e = slice_check(w, &job, ask->with)))
        return e;
    return batch_save(w, &job.batch);
}

/* ---- a slice of rows ---- */

struct stepping {
    struct service            *service;
    struct arena              *arena;
    struct id                  batch;
    const struct import_slice *slice;
};

static enum err
row_do(struct txn *tx, struct cx *cx, const struct import_job *job,
    struct batch_row *row)
{
    struct import_row_ask with = {job, row};
    struct ask            ask = {.act = ACT_IMPORT_ROW,
                   .about = job->batch.id,
                   .with = &with};
    struct answer         answer = {0};
    struct work           w = work_in(tx, service_rules(cx->service));
    enum err              e = action_within(tx, cx, &ask, &answer);

    if (!e || !err_is_refusal(e))
        return e;
    row->verdict = job->batch.state == BATCH_UNDOING ? row->verdict : ROW_ERROR;
    row->done = job->batch.state == BATCH_UNDOING ? ROW_UNDONE : ROW_PASSED;
    return batch_row_save(&w, row);
}

/* A row's entries are as they would be with a commit of its own: each has
 * its own time. */
static enum err
slice_rows(struct txn *tx, struct stepping *s, struct import_job *job)
{
    struct work       w = work_in(tx, service_rules(s->service));
    struct batch     *b = &job->batch;
    struct cx         cx = cx_service(s->service, s->arena, b->made_by);
    struct moment     began = clock_machine();
    struct batch_row *all;
    size_t            n, i = 0;
    enum err          e;

    cx.kind = READER_SERVICE;
    if ((e = batch_row_next(&w, b,
             b->state == BATCH_UNDOING ? ROW_DONE : ROW_TO_DO,
             (int64_t)s->slice->rows, &all, &n)))
        return e;
    for (; i < n && !slice_is_over(s->slice, began, i); i++)
        if ((e = row_do(tx, &cx, job, &all[i])))
            return e;
    if (i)
        b->line = all[i - 1].line;
    b->done += (int64_t)i;
    if (n)
        return batch_save(&w, b);
    return action_within(tx, &cx,
        &(struct ask){.act = ACT_IMPORT_END, .about = b->id},
        &(struct answer){0});
}

/* What there is to do; ERR_ABSENT: nothing, or no longer. */
static enum err
find(struct work *w, const struct stepping *s, struct batch *b)
{
    struct id id = s->batch;
    enum err  e;

    if (id_is_none(id) && (e = batch_under_way(w, &id)))
        return e;
    if ((e = batch_load(w, id, b)))
        return e;
    return batch_is_under_way(b->state) ? OK : ERR_ABSENT;
}

static enum err
slice(struct txn *tx, struct stepping *s, const struct batch *b)
{
    struct work       w = work_in(tx, service_rules(s->service));
    struct cx         cx = cx_service(s->service, s->arena, (struct id){0});
    struct import_job job;
    enum err          e;

    if (b->state == BATCH_CHECKING)
        return action_within(tx, &cx,
            &(struct ask){.act = ACT_IMPORT_CHECK,
                .about = b->id,
                .with = s->slice},
            &(struct answer){0});
    if ((e = import_job_load(&w, b, &job)))
        return e;
    return slice_rows(tx, s, &job);
}

/* The lease may have been waited for while another node went on: what there
 * is to do is looked up again behind it. */
static enum err
step_work(struct txn *tx, void *ctx)
{
    struct stepping *s = ctx;
    struct work      w = work_in(tx, service_rules(s->service));
    struct str       holder = service_holder(s->service);
    struct batch     b;
    enum err         e;

    if ((e = find(&w, s, &b)) ||
        (e = lease_take(tx, lease_name, holder, LEASE_S)) ||
        (e = find(&w, s, &b)) || (e = slice(tx, s, &b)))
        return e;
    e = find(&w, s, &b);
    return e == ERR_ABSENT ? lease_leave(tx, lease_name, holder) : e;
}

enum err
import_step(struct service *s, struct arena *a, struct id batch,
    const struct import_slice *slice)
{
    struct stepping step = {s, a, batch, slice};

    return store_write(service_store(s), a, step_work, &step);
}

/* Rows, or bytes while there are no rows yet. */
int64_t
import_left(const struct batch *b, struct moment machine_now)
{
    int64_t spent = machine_now.us - b->began.us;
    int64_t done = b->state == BATCH_CHECKING ? b->at : b->done;
    int64_t all = b->state == BATCH_CHECKING ? b->size : b->rows;

    if (done <= 0 || spent <= 0)
        return -1;
    if (done >= all)
        return 0;
    return (int64_t)((double)spent * (double)(all - done) / (double)done) /
        1000000;
}
