/*
 * Writing in a concern.  Everything is decided again in the write
 * transaction: who may, whom it is about, and whether somebody else was
 * there first.
 */
#include "action/concern_record.h"

#include "action/concern_record_inside.h"
#include "action/rows.h"
#include "record/paper.h"

/* Told to or by somebody outside, so about the whole concern at once. */
static bool
is_about_all(enum concern_use use)
{
    return use == USE_ANSWER || use == USE_RECEIVE || use == USE_CHALLENGE;
}

/* ---- whom it is about ---- */

static enum err
may_about(struct recording *r, struct id person, bool *yes)
{
    struct question q = concern_question(r->w->pack, r->form, r->ask->about);
    struct grant    g;
    enum err        e;

    *yes = true;
    if (id_eq(person, r->answer->grant.person)) /* the ground has asked */
        return OK;
    q.person = person;
    q.purpose = r->answer->purpose;
    e = policy_ask(r->w, &r->cx->reader, &q, &g);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

/* An answer is about those whom somebody has decided about, if any. */
static bool
is_meant(const struct recording *r, const struct thread_row *row, bool decided)
{
    if (!is_about_all(r->use))
        return id_eq(row->source, r->source);
    return r->use != USE_ANSWER || !decided || row->decided.us != 0;
}

static enum err
about_find(struct recording *r)
{
    bool     decided = false, yes;
    enum err e;

    r->about = ARENA_ARRAY(r->cx->arena, struct id, r->row_count + 1);
    r->persons = ARENA_ARRAY(r->cx->arena, struct id, r->row_count + 1);
    for (size_t i = 0; i < r->row_count; i++)
        decided = decided || r->rows_of[i].decided.us != 0;
    for (size_t i = 0; i < r->row_count; i++) {
        const struct thread_row *row = &r->rows_of[i];

        if (!is_meant(r, row, decided))
            continue;
        if ((e = may_about(r, row->person, &yes)))
            return e;
        if (!yes)
            continue;
        answer_discloses(r->cx, r->answer, row->person);
        r->persons[r->about_count] = row->person;
        r->about[r->about_count++] = row->source;
    }
    return r->about_count ? OK : ERR_ABSENT;
}

/* The child asked for, else the thread's first. */
static enum err
source_find(struct recording *r, struct id *person)
{
    for (size_t i = 0; i < r->row_count; i++)
        if (id_is_none(r->source) || id_eq(r->rows_of[i].source, r->source)) {
            r->source = r->rows_of[i].source;
            *person = r->rows_of[i].person;
            return OK;
        }
    return ERR_ABSENT;
}

/* The thread, the child asked for, and whether the form belongs there. */
static enum err
subject_find(struct recording *r, struct question *q)
{
    enum err e;

    if ((e = thread_load(r->w, r->ask->about, &r->rows_of, &r->row_count)))
        return e;
    r->use = concern_use_of(r->w->pack, r->form);
    if (r->row_count == 0 || form_yields(r->form, YIELD_CONCERN) ||
        !str_eq(r->form->in_thread, r->rows_of[0].kind))
        return ERR_ABSENT;
    return is_about_all(r->use) ? OK : source_find(r, &q->person);
}

static enum err
recording_ask(struct recording *r, struct ground *out)
{
    struct question q = concern_question(r->w->pack, r->form, r->ask->about);
    enum err        e;

    out->settled = true;
    out->found = r;
    if (r->cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = subject_find(r, &q)))
        return e;
    q.purpose = r->ask->purpose;
    return concern_let_in(r->w, r->cx, &q, &out->grant);
}

static struct recording *
recording_of(struct work *w, struct cx *cx, const struct ask *ask,
    const struct form *form, struct id source)
{
    struct recording *r = ARENA_NEW(cx->arena, struct recording);

    *r = (struct recording){.w = w,
        .cx = cx,
        .ask = ask,
        .form = form,
        .source = source};
    return r;
}

enum err
ground_recording_form(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct concern_form_ask *in = ask->with;

    return recording_ask(recording_of(w, cx, ask, in->form, in->source), out);
}

enum err
ground_recording(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct concern_record *in = ask->with;

    return recording_ask(recording_of(w, cx, ask, in->form, in->source), out);
}

enum err
recording_begin(const struct ask *ask, struct answer *answer,
    struct recording **out)
{
    struct recording *r = answer->found;

    r->ask = ask;
    r->answer = answer;
    *out = r;
    return about_find(r);
}

/* ---- who was first ---- */

static bool
is_about(const struct entry *e, struct id source)
{
    for (size_t i = 0; i < e->about_count; i++)
        if (id_eq(e->about[i].source, source))
            return true;
    return false;
}

enum err
recording_newest(struct recording *r, struct entry *out, bool *found)
{
    struct entry *all;
    size_t        n;
    enum err      e;

    *found = false;
    if ((e = entry_list_thread(r->w, r->ask->about, &all, &n)))
        return e;
    for (size_t i = n; i-- > 0 && !*found;) {
        *found = str_eq(all[i].form->id, r->form->id) &&
            is_about(&all[i], r->about[0]);
        if (*found)
            *out = all[i];
    }
    return OK;
}

enum err
recording_first(struct recording *r, const struct entry *e,
    struct concern_first *out)
{
    const struct field *outcome =
        form_arg_field(e->form, YIELD_DECIDE, S("outcome"));
    const struct field *reason =
        form_arg_field(e->form, YIELD_DECIDE, S("reason"));
    struct arena *a = r->cx->arena;

    *out = (struct concern_first){.entry = e->id,
        .title = e->form->title,
        .at = e->recorded,
        .language = e->language};
    if (outcome)
        out->outcome = child_option(e->pack, e->form, YIELD_DECIDE,
            S("outcome"), answers_text(a, &e->answers, outcome, 0));
    if (reason)
        out->reason = answers_text(a, &e->answers, reason, 0);
    return look_account(r->w, e->author, &out->author);
}

/* ---- writing ---- */

/* Said once at a time; anybody may have read, told or remarked as well. */
static bool
is_said_once(enum concern_use use)
{
    return use == USE_DECIDE || use == USE_ANSWER;
}

static enum err
is_first(struct recording *r, struct id seen, struct concern_recorded *out)
{
    struct entry newest;
    struct id    there = {0};
    bool         found;
    enum err     e;

    if (!is_said_once(r->use))
        return OK;
    if ((e = recording_newest(r, &newest, &found)))
        return e;
    if (found)
        there = newest.id;
    if (!found || id_eq(there, seen))
        return OK;
    e = recording_first(r, &newest, &out->first);
    return e ? e : ERR_CONFLICT;
}

static enum err
wrong_file(struct cx *cx, const struct concern_file *f, enum err e,
    struct entry_wrong *wrong)
{
    struct answer_fault *fault = ARENA_NEW(cx->arena, struct answer_fault);

    *fault = (struct answer_fault){.field = f->field,
        .child = -1,
        .row = -1,
        .msg = e == ERR_LIMIT ? MSG_PAPER_TOO_LARGE : MSG_PAPER_NO_KIND};
    *wrong = (struct entry_wrong){fault, 1};
    return ERR_INVALID;
}

enum err
concern_file_keep(struct work *w, struct cx *cx, const struct concern_file *f,
    struct entry_wrong *wrong, struct id *paper)
{
    enum err e =
        paper_new(w, (struct id){0}, cx->reader.account.id, f->bytes, paper);

    if (e == ERR_LIMIT || e == ERR_INVALID)
        return wrong_file(cx, f, e, wrong);
    if (!e)
        typed_set(f->typed, f->field->id, id_text(cx->arena, *paper), 0);
    return e;
}

static enum err
file_keep(struct recording *r, const struct concern_record *in,
    struct concern_recorded *out, struct id *paper, struct str *answers)
{
    const struct concern_file *f = &in->file;
    struct answers_about       about;
    struct answers             all;
    enum err                   e;

    if (!f->field)
        return OK;
    if ((e = concern_file_keep(r->w, r->cx, f, &out->wrong, paper)))
        return e;
    about = typed_about(f->typed, r->w->today);
    typed_answers(f->typed, &about, &all);
    *answers = typed_json(r->cx->arena, &all);
    return OK;
}

static enum err
write_entry(struct recording *r, const struct concern_record *in,
    struct concern_recorded *out)
{
    struct about *about =
        ARENA_ARRAY(r->cx->arena, struct about, r->about_count + 1);
    struct entry_new e = {.form = in->form,
        .answers = in->answers,
        .language = in->language,
        .author = r->cx->reader.account.id,
        .agency = r->cx->reader.agency.id,
        .thread = r->ask->about,
        .about = about,
        .about_count = r->about_count};
    struct id        thread, paper = {0};
    enum err         err;

    for (size_t i = 0; i < r->about_count; i++)
        about[i] = (struct about){r->about[i], in->form->about[0].role};
    if ((err = file_keep(r, in, out, &paper, &e.answers)) ||
        (err = record_append(r->w, &e, &out->entry, &thread, &out->wrong)))
        return err;
    return id_is_none(paper) ? OK : paper_give(r->w, paper, out->entry);
}

enum err
concern_write(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct concern_record *in = ask->with;
    struct concern_recorded     *out =
        ARENA_NEW(cx->arena, struct concern_recorded);
    struct recording *r;
    enum err          e;

    (void)w, (void)grant;
    answer->with = out;
    if ((e = recording_begin(ask, answer, &r)) ||
        (e = is_first(r, in->seen, out)) || (e = write_entry(r, in, out)))
        return e;
    answer_discloses(cx, answer, out->entry);
    return OK;
}
