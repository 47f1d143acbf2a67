/*
 * Beginning a draft: what is already known is not asked again.  A report
 * after a check begins with what the check was asked, every report with who
 * is signed in, and one that follows a telephone call in the call's thread.
 */
#include "action/draft.h"

#include "action/receipt.h"
#include "action/report.h"
#include "action/rows.h"
#include "record/entry.h"
#include "record/person.h"

static enum err
refused(struct answer *answer, struct str field, enum msg msg)
{
    answer->fault = (struct fault){.msg = msg, .field = field};
    return ERR_INVALID;
}

/* The code is read with or without its line, in either case. */
static bool
same_code(struct arena *a, struct str typed, struct str code)
{
    struct buf x, y;

    typed = str_lower(a, typed);
    code = str_lower(a, code);
    buf_init(&x, a);
    buf_init(&y, a);
    for (size_t i = 0; i < typed.n; i++)
        if (typed.p[i] != '-' && typed.p[i] != ' ')
            buf_add_byte(&x, typed.p[i]);
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] != '-')
            buf_add_byte(&y, code.p[i]);
    return str_eq(buf_str(&x), buf_str(&y));
}

/*
 * A written report may follow a telephone call: whoever was told the call's
 * reference and its code may write into its thread, once.
 */
static enum err
follow_call(struct work *w, const struct draft_start *in,
    const struct form *form, struct answer *answer, struct id *thread)
{
    struct arena *a = txn_arena(w->tx);
    struct entry *all;
    struct id     found;
    size_t        n;
    bool          call = false;
    enum err      e;

    if (!in->reference.n && !in->code.n)
        return OK;
    e = thread_of_reference(w, in->reference, &found);
    if (e == ERR_ABSENT || e == ERR_INVALID ||
        (!e && !same_code(a, in->code, id_reference(a, found))))
        return refused(answer, S("reference"), MSG_REPORT_NO_CALL);
    if (e || (e = entry_list_thread(w, found, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        call = call || report_verb(all[i].pack, all[i].form) == MAY_TAKE_CALL;
        if (str_eq(all[i].form->id, form->id))
            return refused(answer, S("reference"), MSG_REPORT_CALL_WRITTEN);
    }
    if (!call || !form->in_thread.n)
        return refused(answer, S("reference"), MSG_REPORT_NO_CALL);
    *thread = found;
    return OK;
}

static enum err
fill(struct work *w, struct id draft, const struct typed_input *i,
    struct str text)
{
    struct draft_saved saved;

    if (!i->field || !text.n)
        return OK;
    return draft_save(w, draft, typed_name(txn_arena(w->tx), i), 0, text,
        &saved);
}

/* A question of the identity, about the first child when it is per child. */
static struct typed_input
first_child(const struct field *f, enum typed_part part)
{
    return (struct typed_input){.field = f,
        .child = f && f->per_child ? 0 : -1,
        .row = -1,
        .part = part};
}

/* That a question is asked at all may hang on one other answer. */
static enum err
fill_asked(struct work *w, struct id draft, const struct field *f)
{
    const struct condition *c = f ? f->show_if : NULL;
    struct typed_input      i;

    if (!c || c->kind != WHEN_FIELD || c->value_count != 1)
        return OK;
    i = first_child(c->field, PART_ALL);
    return fill(w, draft, &i, c->values[0]);
}

static enum err
fill_date(struct work *w, struct id draft, const struct field *f, struct date d)
{
    struct arena *a = txn_arena(w->tx);
    int           parts[3] = {d.day, d.month, d.year};
    enum err      e;

    if (!f || date_is_none(d))
        return OK;
    for (int p = 0; p < 3; p++) {
        struct typed_input i = first_child(f, (enum typed_part)(PART_DAY + p));

        if (parts[p] && (e = fill(w, draft, &i, str_of_int(a, parts[p]))))
            return e;
    }
    return fill_asked(w, draft, f);
}

enum err
draft_fill_today(struct work *w, struct id draft, const struct form *form)
{
    const struct field *f = form->occurred;

    if (!f || f->per_child || f->type != FIELD_DATE)
        return OK;
    return fill_date(w, draft, f, w->today);
}

static const struct field *
nhs_field(const struct form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];

        if (f->identifier && str_eq(f->identifier->check, S("nhs_number")))
            return f;
    }
    return NULL;
}

enum err
draft_fill_who(struct work *w, struct id draft, const struct form *form,
    const struct check_ask *who)
{
    struct typed_input i;
    enum err           e;

    i = first_child(typed_identity(form, S("given")), PART_ALL);
    if ((e = fill(w, draft, &i, who->given)))
        return e;
    i = first_child(typed_identity(form, S("family")), PART_ALL);
    if ((e = fill(w, draft, &i, who->family)))
        return e;
    i = first_child(nhs_field(form), PART_ALL);
    if ((e = fill(w, draft, &i, who->nhs)))
        return e;
    return fill_date(w, draft, typed_identity(form, S("birth_date")),
        who->born);
}

/* What the check was asked about the child. */
static enum err
fill_check(struct work *w, struct cx *cx, struct id draft,
    const struct form *form, struct id leaf)
{
    struct check_answer said = {0};
    struct str          reference, slip;
    enum err            e;

    if (id_is_none(leaf))
        return OK;
    if ((e = receipt_said(w, leaf, cx->reader.account.id, &reference, &slip,
             &said)))
        return e;
    return draft_fill_who(w, draft, form, &said.asked);
}

/* The option for somebody who is told most: who has an account here. */
static struct str
told_most(const struct term_list *l)
{
    for (size_t i = 0; l && i < l->count; i++)
        if (str_eq(l->options[i].told, S("full")))
            return l->options[i].id;
    return (struct str){0};
}

/* Who reports, when it is the one who writes. */
static enum err
fill_reporter(struct work *w, struct cx *cx, struct id draft,
    const struct form *form)
{
    const struct account *me = &cx->reader.account;
    struct arena         *a = txn_arena(w->tx);
    struct str            who[3] = {me->name, words_in(me->title, cx->lang),
                   words_in(cx->reader.agency.name, cx->lang)};
    enum err              e = OK;

    for (size_t i = 0; i < form->field_count && !e; i++) {
        const struct field *f = &form->fields[i];
        struct typed_input  at = {.field = f, .child = -1, .row = -1};

        if (f->per_child)
            continue;
        if (f->type == FIELD_REPORTER)
            e = fill(w, draft, &at, str_join(a, who, 3, S(", ")));
        else if (f->type == FIELD_CHOICE)
            e = fill(w, draft, &at, told_most(f->options));
        else if (f->type == FIELD_LANGUAGE && f->options &&
            term_option_find(f->options, lang_code(me->language)))
            e = fill(w, draft, &at, lang_code(me->language));
    }
    return e;
}

/* ---- after something that the agency logged ---- */

static const struct field *
of_fact(const struct form *f, struct str fact)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (str_eq(f->fields[i].fact, fact))
            return &f->fields[i];
    return NULL;
}

/* An answer that was given there under the same name. */
static enum err
fill_fact(struct work *w, struct id draft, const struct field *f,
    const struct entry *event, int child)
{
    const struct field *said = f->fact.n ? of_fact(event->form, f->fact) : NULL;
    struct typed_input  i = first_child(f, PART_ALL);
    struct str          text;
    struct date         d;

    if (!said || said->type != f->type)
        return OK;
    text = answers_text(txn_arena(w->tx), &event->answers, said,
        said->per_child ? child : -1);
    if (f->type != FIELD_DATE)
        return fill(w, draft, &i, text);
    return date_parse(text, &d) ? fill_date(w, draft, f, d) : OK;
}

/* It must be the agency's own, and about that record. */
static enum err
event_of(struct work *w, struct cx *cx, const struct draft_start *in,
    struct entry *out, int *child)
{
    struct question q = {.verb = MAY_LIST};
    struct grant    g;
    enum err        e;

    if ((e = entry_load(w, in->event, out)))
        return e;
    for (*child = 0; (size_t)*child < out->about_count; ++*child)
        if (id_eq(out->about[*child].source, in->source))
            break;
    if ((size_t)*child == out->about_count ||
        !id_eq(out->agency, cx->reader.agency.id))
        return ERR_ABSENT;
    if ((e = person_of_source(w, in->source, &q.person)))
        return e;
    q.of = out->form->group;
    q.agency = out->agency;
    q.author = out->author;
    q.purpose = pack_purpose_for(w->pack, S("oversight"))->id;
    return policy_ask(w, &cx->reader, &q, &g);
}

static enum err
fill_event(struct work *w, struct cx *cx, struct id draft,
    const struct form *form, const struct draft_start *in)
{
    struct draft_saved saved;
    struct entry       event;
    int                child;
    enum err           e;

    if (id_is_none(in->event))
        return OK;
    if ((e = event_of(w, cx, in, &event, &child)))
        return e;
    for (size_t i = 0; i < form->field_count; i++)
        if ((e = fill_fact(w, draft, &form->fields[i], &event, child)))
            return e;
    return draft_save(w, draft, typed_source_name(txn_arena(w->tx), 0), 0,
        id_text(txn_arena(w->tx), in->source), &saved);
}

enum err
draft_begin(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct draft_start *in = ask->with;
    const struct form        *form = report_form_of(w->pack, in);
    struct draft              d = {.language = cx->lang};
    struct draft_started     *out = ARENA_NEW(cx->arena, struct draft_started);
    enum err                  e;

    (void)grant;
    if (!form)
        return ERR_ABSENT;
    d.form = form->id;
    if (cx->reader.kind == READER_INVITE)
        d.invite = cx->reader.invite;
    else
        d.account = cx->reader.account.id;
    if ((e = follow_call(w, in, form, answer, &d.thread)))
        return e;
    if ((e = draft_new(w, &d, &out->draft)))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, out->draft);
    if (d.invite.n || in->verb == MAY_TAKE_CALL)
        return OK;
    if ((e = fill_check(w, cx, out->draft, form, in->leaf)) ||
        (e = fill_event(w, cx, out->draft, form, in)))
        return e;
    return fill_reporter(w, cx, out->draft, form);
}
