/*
 * The page of a form of a concern: drawn as it is asked for, and again with
 * what is wrong, as a preview, or beside what somebody else said first.
 */
#include "web/concern_fill.h"
#include "web/concern_given.h"
#include "web/frame.h"

#include <stddef.h>

/* ---- what it asks ---- */

/* The two records of a link stand above the form. */
static bool
is_of_records(const struct field *f)
{
    return f->type == FIELD_PERSON;
}

/* Of two traced numbers which one stands. */
static bool
is_which_number(const struct form *form, const struct field *f)
{
    return form_yields(form, YIELD_LINK) &&
        form_arg_field(form, YIELD_LINK, S("number")) == f;
}

/* What is said of two records: which two, the page knows. */
static bool
is_linking(const struct form *form)
{
    static const enum yield_kind kinds[] = {YIELD_LINK, YIELD_NOT_SAME,
        YIELD_TWINS, YIELD_UNLINK, YIELD_PARTING, YIELD_PARTING_OVER};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (form_yields(form, kinds[i]))
            return true;
    return false;
}

bool
concern_record_hides(const struct record_view *r, const struct field *f)
{
    const struct form *form = r->look.form;

    if (is_linking(form))
        return is_of_records(f) || (!r->two_traced && is_which_number(form, f));
    return concern_fill_is_passage(form, f) ||
        (r->own && concern_fill_is_settling(form, f));
}

/* ---- drawing ---- */

static const struct form_choice *
offered(const struct concern_offer *all, size_t n, struct arena *a,
    size_t *count)
{
    struct form_choice *out = ARENA_ARRAY(a, struct form_choice, n + 1);

    for (size_t i = 0; i < n; i++)
        out[i] = (struct form_choice){.id = all[i].id, .label = all[i].label};
    *count = n;
    return n ? out : NULL;
}

/* The look of a record view is its second member; find the view again. */
static const struct form_choice *
offer(const struct form_look *l, const struct field *f, size_t *count)
{
    const struct record_view *r =
        (const void *)((const char *)l - offsetof(struct record_view, look));
    const struct concern_form_page *p = r->page;

    *count = 0;
    if (f->type == FIELD_ACCOUNT)
        return offered(p->accounts, p->account_count, r->typed.arena, count);
    if (f->type == FIELD_AGENCY)
        return offered(p->agencies, p->agency_count, r->typed.arena, count);
    return NULL;
}

void
concern_record_offer(struct record_view *r)
{
    r->look.offer = offer;
}

static struct str
back_of(struct visit *v, const struct concern_form_page *p, bool own)
{
    return own ? page_url_id(&v->page, S("/reported/"), p->thread)
               : concern_url(&v->page, p->thread, p->source);
}

static struct record_view *
view_make(struct visit *v, const struct concern_form_page *p,
    const struct typed *typed, bool own)
{
    struct record_view *r = ARENA_NEW(v->req->arena, struct record_view);
    struct page        *pg = &v->page;
    struct str          parts[2] = {page_url_id(pg, S("/reported/"), p->thread),
                 S("/disagree")};

    r->page = p;
    r->typed = *typed;
    r->own = own;
    form_look_init(&r->look, pg, p->form, &r->typed);
    r->look.saves = true;
    r->look.small = true;
    r->look.attached = true;
    r->look.threshold = p->threshold;
    concern_record_offer(r);
    r->to = own ? str_join(pg->arena, parts, 2, (struct str){0})
                : concern_form_url(pg, p->thread, p->source, p->form);
    r->back = back_of(v, p, own);
    return r;
}

void
see_concern_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct concern_form_page *p = answer->with;
    struct typed                    t;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    typed_init(&t, v->req->arena, v->page.pack, p->form);
    concern_fill_form(v, p, &t);
    v->page.dense = true;
    concern_record_page(&v->page, view_make(v, p, &t, v->ask.purpose.n != 0));
    visit_page(v, 200);
}

enum msg
concern_record_button(const struct record_view *r)
{
    static const enum msg msgs[USE_COUNT] = {
        [USE_OTHER] = MSG_CONCERN_BUTTON_RECORD,
        [USE_DECIDE] = MSG_CONCERN_BUTTON_DECIDE,
        [USE_READ] = MSG_CONCERN_I_HAVE_READ,
        [USE_ALLOCATE] = MSG_CONCERN_BUTTON_RECORD,
        [USE_TRANSLATE] = MSG_CONCERN_BUTTON_RECORD,
        [USE_ANSWER] = MSG_CONCERN_BUTTON_PREVIEW,
        [USE_RECEIVE] = MSG_CONCERN_BUTTON_RECORD,
        [USE_CHALLENGE] = MSG_COMMON_SEND,
    };

    return msgs[r->page->use];
}

bool
concern_record_has_file(const struct record_view *r)
{
    for (size_t i = 0; i < r->look.form->section_count; i++)
        if (form_has_papers(&r->look.form->sections[i]))
            return true;
    return false;
}

struct str
concern_toggle(const struct record_view *r)
{
    return str_from(r->to, sizeof("/cy") - 1);
}

/* ---- again ---- */

/* What stands beside the form, looked up again; null when it may not be. */
static const struct concern_form_page *
page_again(struct visit *v, const struct concern_given *s,
    struct answer *answer, enum err *e)
{
    struct concern_form_ask in = {.form = s->record.form,
        .source = s->record.source,
        .passage = s->passage};
    struct ask              ask = {.act = ACT_CONCERN_FORM,
                     .about = v->ask.about,
                     .purpose = v->ask.purpose,
                     .with = &in};

    *e = action_run(&v->cx, &ask, answer);
    return *e ? NULL : answer->with;
}

static void
preview(struct visit *v, const struct concern_given *s,
    const struct record_view *r)
{
    struct reported_told told;
    struct str          *flags, all = {0};
    size_t               n;

    reported_preview(v->req->arena, v->page.pack, s->record.language,
        r->look.answers, &told);
    for (size_t i = 0; i < told.line_count; i++)
        all = str_cat(v->req->arena, str_cat(v->req->arena, all, S(" ")),
            told.lines[i].text);
    flags = feedback_says_too_much(v->req->arena, v->page.pack,
        s->record.language, all, &n);
    told.at = v->page.now;
    told.author = v->cx.reader.account.name;
    concern_preview_page(&v->page, r, &told, flags, n);
    visit_page(v, 200);
}

static bool
is_among(const struct answer_fault *faults, size_t count, const struct field *f)
{
    for (size_t i = 0; i < count; i++)
        if (faults[i].field == f)
            return true;
    return false;
}

/* The form again, with what is wrong or newly asked; or the preview. */
static void
form_again(struct visit *v, const struct concern_given *s,
    const struct answer_fault *faults, size_t count)
{
    struct answer                   answer = {0};
    enum err                        e;
    const struct concern_form_page *p = page_again(v, s, &answer, &e);
    struct record_view             *r;

    if (!p) {
        visit_refused(v, e, &answer);
        return;
    }
    v->page.dense = true;
    if (visit_is_toggled(v))
        count = 0;
    r = view_make(v, p, &s->typed, s->own);
    if (s->fate == FATE_PREVIEW) {
        preview(v, s, r);
        return;
    }
    r->more =
        count == 0 && !form_has(&v->form, S("change")) && !visit_is_toggled(v);
    form_faults(&v->page, &r->look, NULL, -1, faults, count);
    if (s->record.file.field && !is_among(faults, count, s->record.file.field))
        visit_error(v, s->record.file.field->id, MSG_PAPER_CHOOSE_AGAIN);
    concern_record_page(&v->page, r);
    visit_page(v, count ? 400 : 200);
}

/* What the asker had written, to be kept beside what was there first. */
static struct str
typed_most(const struct concern_given *s)
{
    struct str longest = {0};

    for (size_t i = 0; i < s->typed.count; i++) {
        struct typed_input in;

        if (typed_input_read(s->record.form, s->typed.rows[i].name, &in) &&
            in.field->type == FIELD_LONG_TEXT &&
            s->typed.rows[i].text.n > longest.n)
            longest = s->typed.rows[i].text;
    }
    return longest;
}

static void
conflict(struct visit *v, const struct concern_given *s,
    const struct concern_recorded *got)
{
    v->page.dense = true;
    concern_first_page(&v->page, &got->first,
        s->own ? page_url_id(&v->page, S("/reported/"), v->ask.about)
               : concern_url(&v->page, v->ask.about, s->record.source),
        typed_most(s));
    visit_page(v, 409);
}

static void
go_back(struct visit *v, const struct concern_given *s)
{
    struct str id = id_text(v->req->arena, v->ask.about);
    struct str parts[4] = {S("/concern/"), id, S("/child/"),
        id_text(v->req->arena, s->record.source)};

    if (s->own)
        visit_go(v, str_cat(v->req->arena, S("/reported/"), id));
    else
        visit_go(v, str_join(v->req->arena, parts, 4, (struct str){0}));
}

/* The toggle of a concern's page sends the form that stands on it: where
 * nothing was typed the reader stays on that page. */
static bool
is_untouched(struct visit *v, const struct concern_given *s)
{
    if (!visit_is_toggled(v) || form_has(&v->form, S("whole")))
        return false;
    for (size_t i = 0; i < s->typed.count; i++)
        if (s->typed.rows[i].text.n)
            return false;
    return true;
}

void
see_concern_record(struct visit *v, enum err e, struct answer *answer)
{
    const struct concern_given    *s = v->ask.with;
    const struct concern_recorded *got = answer->with;

    if (e == OK || (e == ERR_INVALID && is_untouched(v, s)))
        go_back(v, s);
    else if (e == ERR_INVALID && got)
        form_again(v, s, got->wrong.faults, got->wrong.count);
    else if (e == ERR_INVALID)
        form_again(v, s, s->faults, s->fault_count);
    else if (e == ERR_CONFLICT && got)
        conflict(v, s, got);
    else
        visit_refused(v, e, answer);
}
