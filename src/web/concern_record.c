/*
 * A form sent to its own page.  What was typed becomes answers here, so that
 * nothing is asked of the record while something is still missing; what the
 * page beside the form shows is then looked up again.
 *
 * long: one page serves every form of a thread; what each is filled with
 * beforehand stands beside it.
 */
#include "web/concern.h"

#include "base/zone.h"
#include "web/frame.h"

#include <stddef.h>

/* What is to become of what was sent. */
enum fate { FATE_ASK, FATE_PREVIEW, FATE_RECORD };
struct sent {
    struct concern_record record; /* first: it is the action's ask */
    struct typed          typed;
    struct answer_fault  *faults;
    size_t                fault_count;
    enum concern_use      use;
    enum fate             fate;
    bool                  own; /* who reported disagrees */
    struct passage        passage;
};

/* ---- questions that the page answers itself ---- */

static bool
is_of_passage(const struct form *form, const struct field *f)
{
    struct translate_fields t;

    return translate_fields_of(form, &t) &&
        (f == t.passage || f == t.from || f == t.into);
}

/* Whoever disagrees does not say that it is settled. */
static bool
is_of_settling(const struct form *form, const struct field *f)
{
    return f == form_arg_field(form, YIELD_CHALLENGE, S("resolved"));
}

/* The two records of a link stand above the form. */
static bool
is_of_records(const struct field *f)
{
    return f->type == FIELD_PERSON;
}

bool
concern_record_hides(const struct record_view *r, const struct field *f)
{
    const struct form *form = r->look.form;

    if (form_yields(form, YIELD_LINK) || form_yields(form, YIELD_NOT_SAME) ||
        form_yields(form, YIELD_UNLINK))
        return is_of_records(f);
    return is_of_passage(form, f) || (r->own && is_of_settling(form, f));
}

static void
set(struct typed *t, const struct field *f, struct str text)
{
    struct typed_input i = {.field = f,
        .child = f->per_child ? 0 : -1,
        .row = -1};

    typed_set(t, typed_name(t->arena, &i), text, 0);
}

static void
set_part(struct typed *t, const struct field *f, enum typed_part part,
    struct str text)
{
    struct typed_input i = {.field = f, .child = -1, .row = -1, .part = part};

    typed_set(t, typed_name(t->arena, &i), text, 0);
}

/* Of a translation: the passage, and from which language into which. */
static void
fill_passage(struct typed *t, const struct passage *of, enum lang from)
{
    struct translate_fields f;

    if (!translate_fields_of(t->form, &f))
        return;
    set(t, f.passage, passage_text(t->arena, of));
    set(t, f.from, lang_code(from));
    set(t, f.into, lang_code(lang_other(from)));
}

/* The same as it was sent. */
static bool
passage_sent(struct sent *s)
{
    struct translate_fields f;

    return !translate_fields_of(s->record.form, &f) ||
        passage_parse(typed_text(&s->typed, f.passage->id), &s->passage);
}

static void
fill_settling(struct sent *s)
{
    const struct field *f =
        form_arg_field(s->record.form, YIELD_CHALLENGE, S("resolved"));

    if (s->own && f)
        set(&s->typed, f, S("no"));
}

/* ---- reading ---- */

static const struct form *
form_of(struct visit *v, bool own)
{
    const struct pack *p = v->page.pack;

    return own ? concern_form_for(p, USE_CHALLENGE, concern_kind(p))
               : pack_form(p, v->parts[2]);
}

/* Thread, child and form of the path. */
static enum err
place_read(struct visit *v, bool own, struct id *source,
    const struct form **form)
{
    enum err e;

    if ((e = visit_id(v, 0, ID_THREAD, &v->ask.about)))
        return e;
    *form = form_of(v, own);
    if (!*form || form_yields(*form, YIELD_CONCERN))
        return ERR_ABSENT;
    return own ? OK : visit_id(v, 1, ID_SOURCE, source);
}

static struct str
own_purpose(struct visit *v)
{
    const struct purpose_term *t = pack_purpose_for(v->page.pack, S("own"));

    return t ? t->id : (struct str){0};
}

static enum err
ask_read(struct visit *v, bool own)
{
    struct concern_form_ask *in =
        ARENA_NEW(v->req->arena, struct concern_form_ask);
    struct str of = form_value(&v->req->query, S("of"));
    enum err   e;

    v->ask.with = in;
    if (own)
        v->ask.purpose = own_purpose(v);
    if ((e = place_read(v, own, &in->source, &in->form)))
        return e;
    if (concern_use_of(v->page.pack, in->form) == USE_TRANSLATE &&
        !passage_parse(of, &in->passage))
        return ERR_ABSENT;
    return OK;
}

enum err
in_concern_form(struct visit *v)
{
    return ask_read(v, false);
}

enum err
in_disagree_form(struct visit *v)
{
    return ask_read(v, true);
}

/* One more row of a table, or one less. */
static bool
rows_changed(struct visit *v, struct typed *t)
{
    struct str         more = form_value(&v->form, S("add"));
    struct str         less = form_value(&v->form, S("remove"));
    struct str         name = more.n ? more : less, number;
    struct typed_input i;
    struct typed_list  l;
    int64_t            which = -1;

    if (less.n && !more.n &&
        (!str_cut(less, ':', &name, &number) || !str_int(number, &which)))
        return false;
    if (!name.n ||
        !typed_input_read(t->form, str_cat(t->arena, name, S("-rows")), &i))
        return false;
    l = typed_rows(t, i.field, i.child);
    typed_set(t, typed_name(t->arena, &i),
        more.n ? typed_list_more(t->arena, l)
               : typed_list_less(t->arena, l, (int)which),
        0);
    return true;
}

/* Whether the question was on the page that was sent. */
static bool
was_asked(struct visit *v, const struct answer_fault *f)
{
    struct str begins = str_cat(v->req->arena, S("was."), f->field->id);

    for (size_t i = 0; i < v->form.n; i++) {
        struct str name = v->form.rows[i].name;

        if (str_starts(name, begins) &&
            (name.n == begins.n || name.p[begins.n] == '.' ||
                name.p[begins.n] == '-' || name.p[begins.n] == ':'))
            return true;
    }
    return false;
}

/* Only what was there and is wrong; the rest is asked now. */
static void
keep_asked(struct visit *v, struct sent *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->fault_count; i++)
        if (was_asked(v, &s->faults[i]))
            s->faults[n++] = s->faults[i];
    s->fault_count = n;
}

/* The language that it was written in: as the form says, else the page's. */
static enum lang
language_of(struct visit *v, const struct sent *s)
{
    struct translate_fields t;
    const struct field     *f = NULL;
    enum lang               lang = v->cx.lang;

    if (translate_fields_of(s->record.form, &t))
        f = t.into;
    for (size_t i = 0; !f && i < s->record.form->field_count; i++)
        if (s->record.form->fields[i].type == FIELD_LANGUAGE &&
            !s->record.form->fields[i].per_child)
            f = &s->record.form->fields[i];
    if (f)
        lang_find(typed_text(&s->typed, f->id), &lang);
    return lang;
}

/* Opened questions that nobody must answer are shown once all the same. */
static bool
opens_more(struct visit *v, const struct sent *s)
{
    struct form_look l;

    if (!form_has(&v->form, S("whole")))
        return false;
    form_look_init(&l, &v->page, s->record.form, &s->typed);
    for (size_t i = 0; i < s->record.form->section_count; i++) {
        const struct form_section *sec = &s->record.form->sections[i];

        for (size_t k = 0; k < sec->field_count; k++) {
            struct answer_fault f = {.field = sec->fields[k]};

            if (form_is_asked(&l, sec->fields[k], 0) && !was_asked(v, &f) &&
                !is_of_passage(s->record.form, sec->fields[k]) &&
                !(s->own && is_of_settling(s->record.form, sec->fields[k])))
                return true;
        }
    }
    return false;
}

/* The file that was chosen, for the question that asks for one. */
static void
file_read(struct visit *v, struct sent *s)
{
    const struct form *form = s->record.form;

    for (size_t i = 0; i < form->field_count; i++) {
        const struct form_value *file;

        if (form->fields[i].type != FIELD_PAPER || form->fields[i].per_child)
            continue;
        file = form_file(&v->form,
            str_cat(v->req->arena, S("file."), form->fields[i].id));
        if (file)
            s->record.file =
                (struct concern_file){&form->fields[i], file->value, &s->typed};
    }
}

/* The answer to that question is there when the file is kept. */
static enum err
without_file(struct sent *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->fault_count; i++)
        if (s->faults[i].field != s->record.file.field)
            s->faults[n++] = s->faults[i];
    s->fault_count = n;
    return n ? ERR_INVALID : OK;
}

static enum err
sent_judge(struct visit *v, struct sent *s)
{
    struct answers_about about = typed_about(&s->typed, v->page.today);
    struct answers       answers;
    enum err             e;

    typed_answers(&s->typed, &about, &answers);
    s->record.answers = typed_json(v->req->arena, &answers);
    s->record.language = language_of(v, s);
    e = answers_check(v->req->arena, &answers, &about, v->page.today,
        &s->faults, &s->fault_count);
    if (e && e != ERR_INVALID)
        return e;
    if (e)
        e = without_file(s);
    if (rows_changed(v, &s->typed) || e || opens_more(v, s) ||
        form_has(&v->form, S("change")))
        s->fate = FATE_ASK;
    else
        s->fate = s->use == USE_ANSWER && !form_has(&v->form, S("send"))
            ? FATE_PREVIEW
            : FATE_RECORD;
    keep_asked(v, s);
    return s->fate == FATE_RECORD ? OK : ERR_INVALID;
}

static enum err
record_read(struct visit *v, bool own)
{
    struct sent *s = ARENA_NEW(v->req->arena, struct sent);
    enum err     e;

    v->ask.with = s;
    s->own = own;
    if (own)
        v->ask.purpose = own_purpose(v);
    if ((e = place_read(v, own, &s->record.source, &s->record.form)))
        return e;
    s->use = concern_use_of(v->page.pack, s->record.form);
    if (!id_parse(form_value(&v->form, S("seen")), ID_ENTRY, &s->record.seen))
        s->record.seen = (struct id){0};
    form_typed(v, s->record.form, &s->typed);
    if (s->use == USE_TRANSLATE && !passage_sent(s))
        return ERR_ABSENT;
    fill_settling(s);
    file_read(v, s);
    return sent_judge(v, s);
}

enum err
in_concern_record(struct visit *v)
{
    return record_read(v, false);
}

enum err
in_disagree(struct visit *v)
{
    return record_read(v, true);
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

/* An answer is written in the language of the report. */
static void
fill_language(const struct concern_form_page *p, struct typed *t)
{
    for (size_t i = 0; p->use == USE_ANSWER && i < p->form->field_count; i++)
        if (p->form->fields[i].type == FIELD_LANGUAGE &&
            !p->form->fields[i].per_child)
            set(t, &p->form->fields[i], lang_code(p->language));
}

/* What was answered about the whole concern last time, but for free text. */
static void
fill_last(const struct concern_form_page *p, struct typed *t)
{
    for (size_t i = 0; p->last.root && i < p->form->field_count; i++) {
        const struct field *f = &p->form->fields[i];
        bool closed = f->type == FIELD_CHOICE || f->type == FIELD_YES_NO ||
            f->type == FIELD_YES_NO_UNKNOWN || f->type == FIELD_LANGUAGE;

        if (!f->per_child && closed && p->use == USE_DECIDE)
            set(t, f, answers_text(t->arena, &p->last, f, -1));
    }
}

/* The step of the ladder behind the last one; the first when there is none. */
static void
fill_stage(const struct concern_form_page *p, struct typed *t)
{
    const struct field *f =
        form_arg_field(p->form, YIELD_CHALLENGE, S("stage"));
    struct str last = {0};
    size_t     i = 0;

    if (!f || !f->options || !f->options->count)
        return;
    if (p->last.root)
        last = answers_text(t->arena, &p->last, f, -1);
    while (last.n && i < f->options->count &&
        !str_eq(f->options->options[i].id, last))
        i++;
    if (last.n && i + 1 < f->options->count)
        i++;
    set(t, f, f->options->options[i < f->options->count ? i : 0].id);
}

/* Now, for the question when it happened. */
static void
fill_now(struct visit *v, const struct form *form, struct typed *t)
{
    const struct field *f = form->occurred;
    struct civil        c = zone_civil(v->page.zone, v->page.now);

    if (!f || f->per_child || f->type != FIELD_DATE_TIME)
        return;
    set_part(t, f, PART_DAY, str_of_int(t->arena, c.date.day));
    set_part(t, f, PART_MONTH, str_of_int(t->arena, c.date.month));
    set_part(t, f, PART_YEAR, str_of_int(t->arena, c.date.year));
    set_part(t, f, PART_TIME, page_clock(&v->page, v->page.now));
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
    if (p->use == USE_TRANSLATE)
        fill_passage(&t, &p->passage, p->original_language);
    fill_language(p, &t);
    fill_last(p, &t);
    if (p->use == USE_CHALLENGE)
        fill_stage(p, &t);
    fill_now(v, p->form, &t);
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
page_again(struct visit *v, const struct sent *s, struct answer *answer,
    enum err *e)
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
preview(struct visit *v, const struct sent *s, const struct record_view *r)
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
form_again(struct visit *v, const struct sent *s,
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
typed_most(const struct sent *s)
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
conflict(struct visit *v, const struct sent *s,
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
go_back(struct visit *v, const struct sent *s)
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
is_untouched(struct visit *v, const struct sent *s)
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
    const struct sent             *s = v->ask.with;
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
