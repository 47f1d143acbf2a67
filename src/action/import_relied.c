/*
 * What relied on a file that is undone (S22, S23).  For each child whom
 * somebody relied on, an entry of the pack's form opens its deadline; what
 * was written or printed is then settled on the file's page.  Who was told or
 * answered is told again.  Nobody relied on it: no entry, and no deadline.
 */
#include "action/import_relied.h"

#include "action/rows.h"
#include "base/json.h"
#include "record/entry.h"

/* Further children are on the next page. */
#define CHILDREN_MOST 25
#define ROWS_AT_ONCE 200

/* A row, its child, and when it was undone. */
struct reliance {
    struct work            *w;
    struct cx              *cx;
    struct answer          *answer;
    const struct batch     *batch;
    const struct batch_row *row;
    struct id               person[2]; /* now, and then */
    struct id               thread, made[2];
    struct moment           undone; /* us 0: it stands, or nobody relied */
};

static bool
is_own(const struct batch_row *row, struct id entry)
{
    return id_eq(entry, row->entry) || id_eq(entry, row->entry_off);
}

/* ---- had anybody relied on it? ---- */

static enum err
any_written(struct work *w, const struct batch_row *row, struct id person,
    struct moment since, bool *yes)
{
    struct id *all;
    size_t     n;
    enum err   e = relied_entries(w, person, since, &all, &n);

    for (size_t i = 0; e == OK && i < n; i++)
        *yes = *yes || !is_own(row, all[i]);
    return e;
}

/* Whoever sees it: a secret check opens the deadline like any other. */
static enum err
any_relied(struct work *w, const struct batch *b, const struct batch_row *row,
    bool *yes)
{
    struct relied_print_ask printed = {.other = row->person,
        .since = b->approved_at,
        .action = action_name(ACT_CHILD_PRINT),
        .own = look_purpose(w->pack, S("own"))};
    struct relied_check    *checks;
    struct notice          *told;
    struct relied_print    *prints;
    size_t                  asked, n, paper;
    enum err                e;

    *yes = false;
    if ((e = person_of_source(w, row->source, &printed.person)) ||
        (e = relied_checks(w, printed.person, row->person, printed.since,
             &checks, &asked)) ||
        (e = relied_notices(w, printed.person, row->person, printed.since,
             &told, &n)) ||
        (e = relied_prints(w, &printed, &prints, &paper)))
        return e;
    *yes = asked || n || paper;
    return any_written(w, row, printed.person, printed.since, yes);
}

/* ---- undoing ---- */

static enum err
open_deadline(struct work *w, const struct batch *b,
    const struct batch_row *row)
{
    const struct form *f = pack_form_yielding(w->pack, YIELD_WITHDRAWN);
    struct about       about = {row->source, f ? f->about[0].role : S("")};
    struct entry_new   e = {.form = f,
          .language = b->language,
          .author = b->undone_by,
          .agency = b->agency,
          .about = &about,
          .about_count = 1};
    struct entry       made;
    struct id          entry;
    struct json_out    j;
    enum err           err;

    if (!f)
        return OK;
    if ((err = entry_load(w, row->entry, &made)))
        return err;
    e.thread = made.thread;
    json_init(&j, txn_arena(w->tx));
    json_open(&j, '{');
    json_key(&j, form_arg_field(f, YIELD_WITHDRAWN, S("reason"))->id);
    json_str(&j, b->undo_reason);
    json_close(&j, '}');
    e.answers = json_text(&j);
    return record_append(w, &e, &entry, &e.thread, NULL);
}

enum err
import_relied_find(struct work *w, const struct batch *b,
    const struct batch_row *row, struct import_reliance *out)
{
    enum err e;

    *out = (struct import_reliance){0};
    if (id_is_none(row->entry))
        return OK;
    if ((e = relied_notices(w, row->person, row->person, b->approved_at,
             &out->told, &out->told_count)))
        return e;
    return any_relied(w, b, row, &out->relied);
}

enum err
import_relied_open(struct work *w, const struct batch *b,
    const struct batch_row *row, const struct import_reliance *r,
    struct id withdrawal)
{
    enum err e;

    if (!r->relied)
        return OK;
    if ((e = relied_tell_again(w, r->told, r->told_count, row->entry,
             withdrawal)))
        return e;
    return open_deadline(w, b, row);
}

/* ---- one child's list ---- */

static struct relied_ask
ask_of(const struct reliance *r)
{
    return (struct relied_ask){.w = r->w,
        .cx = r->cx,
        .answer = r->answer,
        .thread = r->thread,
        .person = {r->person[0], r->person[1]},
        .since = r->batch->approved_at,
        .until = r->undone,
        .made = r->made,
        .made_count = 2};
}

static enum err
begin(struct reliance *r)
{
    const struct form *f = pack_form_yielding(r->w->pack, YIELD_WITHDRAWN);
    struct entry       made, *all;
    size_t             n;
    enum err           e;

    r->made[0] = r->row->entry;
    r->made[1] = r->row->entry_off;
    r->person[1] = r->row->person;
    if ((e = person_of_source(r->w, r->row->source, &r->person[0])) ||
        (e = entry_load(r->w, r->row->entry, &made)) ||
        (e = entry_list_thread(r->w, made.thread, &all, &n)))
        return e;
    r->thread = made.thread;
    for (size_t i = 0; f && i < n; i++)
        if (str_eq(all[i].form->id, f->id))
            r->undone = all[i].recorded;
    return OK;
}

static enum err
due_of(const struct reliance *r, const struct relied_settling *s,
    struct moment *due)
{
    const struct child *child;
    enum err            e =
        child_load(r->w, r->person[0], (struct moment){INT64_MAX}, &child);

    for (size_t i = 0; e == OK && i < child->clocks_count; i++)
        if (str_eq(child->clocks[i].rule->id, s->deadline->id) &&
            id_eq(child->clocks[i].thread, r->thread))
            *due = child->clocks[i].due;
    return e;
}

static enum err
settled_of(const struct reliance *r, const struct relied_ask *ask,
    struct import_relied *out)
{
    struct relied_settling s;
    struct entry          *all;
    size_t                 n;
    enum err               e;

    out->settles =
        r->undone.us && relied_settling(r->w->pack, YIELD_WITHDRAWN, &s);
    if (!out->settles)
        return OK;
    if ((e = entry_list_thread(r->w, r->thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].form->id, s.form->id) &&
            (e = relied_settled(ask, &s, &all[i], &out->list)))
            return e;
    relied_count(&out->list);
    return due_of(r, &s, &out->due);
}

static enum err
child_list(struct reliance *r, struct import_relied *out)
{
    struct relied_ask ask;
    enum err          e;

    if ((e = begin(r)))
        return e;
    ask = ask_of(r);
    out->line = r->row->line;
    out->undone = r->undone;
    if ((e = relied_look(&ask, &out->list)))
        return e;
    return settled_of(r, &ask, out);
}

/* ---- the page ---- */

/* Undone, whatever opened a deadline; before that, whatever would. */
static enum err
row_add(struct import_relied_page *p, const struct reliance *of)
{
    struct import_relied *out = &p->rows[p->count];
    struct reliance       r = *of;
    bool                  relied = true;
    enum err              e;

    if (id_is_none(r.row->entry))
        return OK;
    *out = (struct import_relied){0};
    if (r.row->done != ROW_UNDONE &&
        ((e = any_relied(r.w, r.batch, r.row, &relied)) || !relied))
        return e;
    if ((e = child_list(&r, out)))
        return e;
    if (r.row->done == ROW_UNDONE && !r.undone.us)
        return OK;
    if (!out->settles && !out->list.count)
        return OK; /* nothing that this reader may see */
    p->count++;
    answer_discloses(r.cx, r.answer, r.person[0]);
    return OK;
}

enum err
import_relied_list(struct work *w, struct cx *cx, const struct batch *b,
    struct answer *answer, struct import_relied_page *p)
{
    struct reliance   r = {.w = w, .cx = cx, .answer = answer, .batch = b};
    struct batch_row *all;
    size_t            n;
    int64_t           after = p->after;
    enum err          e;

    p->rows = ARENA_ARRAY(cx->arena, struct import_relied, CHILDREN_MOST + 1);
    do {
        if ((e = batch_row_list(w, b->id, ROW_VERDICT_COUNT, after,
                 ROWS_AT_ONCE, &all, &n)))
            return e;
        for (size_t i = 0; i < n && p->count < CHILDREN_MOST; i++) {
            r.row = &all[i];
            after = all[i].line;
            if ((e = row_add(p, &r)))
                return e;
        }
    } while (n == ROWS_AT_ONCE && p->count < CHILDREN_MOST);
    p->next = p->count == CHILDREN_MOST ? after : 0;
    return OK;
}

/* ---- settling ---- */

static enum err
settle(const struct reliance *r, const struct import_relied *is,
    const struct import_settle_ask *in, struct id *entry)
{
    struct relied_settling s;
    struct about           about = {r->row->source, {0}};
    struct entry_new       e = {.language = r->cx->lang,
              .author = r->cx->reader.account.id,
              .agency = r->cx->reader.agency.id,
              .thread = r->thread,
              .about = &about,
              .about_count = 1};

    if (!relied_settling(r->w->pack, YIELD_WITHDRAWN, &s))
        return ERR_ABSENT;
    about.role = s.form->about[0].role;
    e.form = s.form;
    e.answers =
        relied_answers(r->cx->arena, &s, &is->list, in->item, in->reason);
    return record_append(r->w, &e, entry, &e.thread, NULL);
}

enum err
import_settle(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct import_settle_ask *in = ask->with;
    struct batch                    b;
    struct batch_row                row;
    struct reliance      r = {.w = w, .cx = cx, .answer = answer, .batch = &b};
    struct import_relied is = {0};
    struct id            entry;
    enum err             e;

    (void)grant;
    r.row = &row;
    if ((e = import_load(w, cx, ask, &b, answer)) ||
        (e = batch_row_load(w, b.id, in->line, &row)))
        return e;
    if (id_is_none(row.entry))
        return ERR_ABSENT;
    if ((e = child_list(&r, &is)))
        return e;
    if (!is.settles || !relied_is_open(&is.list, in->item))
        return ERR_ABSENT;
    if (!str_trim(in->reason).n) {
        answer->fault =
            (struct fault){.msg = MSG_RELIED_WHY_NEEDED, .field = S("reason")};
        return ERR_INVALID;
    }
    if ((e = settle(&r, &is, in, &entry)))
        return e;
    answer_discloses(cx, answer, b.id);
    answer_discloses(cx, answer, entry);
    return OK;
}
