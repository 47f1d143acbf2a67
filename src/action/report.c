/*
 * Sending a report, and what whoever sent it is told at once.
 *
 * A draft becomes an entry in one transaction with the persons that it is
 * about; what was typed is forgotten in the same one.  The second press of
 * the button finds the draft sent and answers with what it became.
 */
#include "action/report.h"

#include <assert.h>

#include "action/casework.h"
#include "action/letter.h"
#include "action/look.h"
#include "action/newcomer.h"
#include "action/plan_part.h"
#include "action/rows.h"
#include "action/second_look.h"
#include "record/invite.h"
#include "record/label.h"
#include "record/person.h"

/* ---- which form ---- */

static bool
gives(const struct access_rule *r, enum verb verb, struct str group)
{
    if (r->forbid || !(r->may & (UINT32_C(1) << verb)))
        return false;
    for (size_t i = 0; i < r->of_count; i++)
        if (str_eq(r->of[i], group))
            return true;
    return false;
}

static bool
is_for(const struct pack *p, const struct form *f, enum verb verb)
{
    for (size_t i = 0; i < p->access_count; i++)
        if (gives(&p->access[i], verb, f->group))
            return form_yields(f, YIELD_CONCERN);
    return false;
}

const struct form *
report_form(const struct pack *p, enum verb verb)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (is_for(p, &p->forms[i], verb))
            return &p->forms[i];
    return NULL;
}

const struct form *
report_form_of(const struct pack *p, const struct draft_start *in)
{
    const struct form *f = pack_form(p, in->form);

    if (!in->form.n)
        return report_form(p, in->verb);
    return f && f->short_path && in->verb == MAY_BRIEF ? f : NULL;
}

enum verb
report_verb(const struct pack *p, const struct form *f)
{
    return is_for(p, f, MAY_TAKE_CALL) ? MAY_TAKE_CALL : policy_verb(f);
}

bool
report_goes_at_once(const struct form *f, const struct answers *said,
    const struct answers_about *about)
{
    return f->at_once && condition_holds(f->at_once, said, about, -1);
}

/* ---- whom it is about ---- */

struct sending {
    struct work         *w;
    struct cx           *cx;
    struct answer       *answer;
    const struct reader *author;
    struct str           purpose;
    enum lang            language;
    struct draft         draft;
    const struct form   *form;
    struct typed         typed;
    struct answers_about about;
    struct answers       answers;
    struct about        *lines;
    size_t               line_count;
    /* Of casework: who is there already; null: as is typed. */
    struct draft_subject *subjects;
    struct newcomer_list *looked; /* of each child: whom they may be */
    enum sought_way       way;
};

/* Of another than their own agency's records whoever may look for people
 * chooses Diogel's, of a child whom their agency has none of. */
static enum err
may_choose(struct sending *s, struct id source, struct id person)
{
    struct question q = {.verb = MAY_SEARCH,
        .of = S("people"),
        .person = person};
    struct grant    g;
    struct face     f;
    struct id       best;
    enum err        e = face_of_source(s->w, source, &f);

    if (e && e != ERR_ABSENT)
        return e;
    if (!e && id_eq(f.agency, s->author->agency.id))
        return OK;
    if (s->author != &s->cx->reader || (e = look_ask(s->w, s->cx, &q, &g)))
        return e && !err_is_refusal(e) ? e : ERR_DENIED;
    e = person_source_for(s->w, person, s->author->agency.id, &best);
    return e ? e : id_eq(best, source) ? OK : ERR_DENIED;
}

/* The record that the reporter chose, or none. */
static enum err
chosen_source(struct sending *s, int child, struct id *source)
{
    struct str text =
        typed_text(&s->typed, typed_source_name(s->typed.arena, child));
    struct question q = {.verb = report_verb(s->w->pack, s->form),
        .of = s->form->group,
        .purpose = s->purpose};
    struct grant    g;
    enum err        e;

    *source = (struct id){0};
    if (!text.n || !id_parse(text, ID_SOURCE, source) ||
        s->author->kind != READER_ACCOUNT) {
        *source = (struct id){0};
        return OK;
    }
    if ((e = person_of_source(s->w, *source, &q.person)) ||
        (e = may_choose(s, *source, q.person)))
        return e;
    if ((e = policy_ask(s->w, s->author, &q, &g)))
        s->answer->grant = g;
    return e;
}

static enum err
add_child(struct sending *s, int child)
{
    struct about *line = &s->lines[s->line_count++];
    struct id     person;
    enum err      e;

    line->role = S("child");
    if (s->subjects) /* policy was asked about each (ground_draft) */
        line->source = s->subjects[s->line_count - 1].source;
    else if ((e = chosen_source(s, child, &line->source)))
        return e;
    if (!id_is_none(line->source))
        return OK;
    return person_new(s->w, PERSON_CHILD, s->author->agency.id, (struct str){0},
        &person, &line->source);
}

/* ---- born beside those who were expected ---- */

static bool
opens_concern(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_CONCERN) &&
            str_eq(p->forms[i].opens_thread, kind))
            return true;
    return false;
}

/* The newest concern of the child who was expected is the other's too. */
static enum err
concern_goes_on(struct sending *s, struct id *thread)
{
    struct thread_row *of;
    struct id         *all;
    size_t             n, k;
    enum err e = person_threads(s->w, s->subjects[0].person, &all, &n);

    while (!e && n-- > 0 && id_is_none(*thread)) {
        e = thread_load(s->w, all[n], &of, &k);
        if (!e && k && opens_concern(s->w->pack, of[0].kind))
            *thread = all[n];
    }
    return e;
}

static bool
is_unexpected(const struct sending *s, size_t i)
{
    return s->subjects && typed_is_unexpected(&s->typed, s->subjects[i].child);
}

/* From the first moment, before anybody is told (S7, S10). */
static enum err
protect_alike(struct sending *s, size_t i)
{
    if (!is_unexpected(s, i))
        return OK;
    return label_share(s->w, s->subjects[0].person, s->lines[i].source,
        s->author->account.id);
}

/* Whoever was added is the last: nobody is held to be one of those born with
 * them, however much agrees. */
static enum err
twins_part(struct sending *s, struct id entry)
{
    enum err e;

    for (size_t i = 1; i < s->line_count; i++)
        for (size_t k = 0; is_unexpected(s, i) && k < i; k++)
            if ((e = link_twins(s->w, s->lines[k].source, s->lines[i].source,
                     entry)))
                return e;
    return OK;
}

static enum err
add_children(struct sending *s)
{
    struct typed_list l = typed_children(&s->typed);
    enum err          e;

    s->lines = ARENA_ARRAY(s->typed.arena, struct about, l.count);
    for (size_t i = 0; i < l.count; i++)
        if ((e = add_child(s, l.all[i])) || (e = protect_alike(s, i)))
            return e;
    return OK;
}

/* ---- sending ---- */

static enum err
append(struct sending *s, struct report_sent *out)
{
    struct entry_wrong wrong = {0};
    enum err           err;
    struct entry_new   e = {
          .form = s->form,
          .answers = typed_json(s->typed.arena, &s->answers),
          .language = s->language,
          .author = s->author->account.id,
          .agency = s->author->agency.id,
          .thread = s->draft.thread,
          .about = s->lines,
          .about_count = s->line_count,
    };

    if (s->subjects &&
        (err = plan_answer_thread(s->w, s->cx, &s->answers, s->subjects,
             &e.thread)))
        return err;
    if (id_is_none(e.thread) && is_unexpected(s, s->line_count - 1) &&
        !typed_is_newcomer(&s->typed) && (err = concern_goes_on(s, &e.thread)))
        return err;
    if (id_is_none(e.thread))
        e.thread_kind = s->form->opens_thread;
    return record_append(s->w, &e, &out->entry, &out->thread, &wrong);
}

/* Only papers that the answers still name go with it. */
static enum err
attach(struct sending *s, struct id entry)
{
    struct arena *a = s->typed.arena;
    struct id     ids[64];
    size_t        n = 0;

    for (size_t i = 0; i < s->form->field_count; i++) {
        const struct field *f = &s->form->fields[i];
        int                 most = f->per_child ? (int)s->about.children : 1;

        for (int c = 0; f->type == FIELD_PAPER && c < most; c++) {
            struct str rest =
                answers_text(a, &s->answers, f, f->per_child ? c : -1);
            struct str one;

            while (rest.n && n < sizeof(ids) / sizeof(*ids) &&
                str_split(&rest, '\n', &one))
                n += id_parse(one, ID_PAPER, &ids[n]);
        }
    }
    return paper_attach(s->w, s->draft.id, entry, ids, n);
}

static enum err
load(struct sending *s)
{
    enum err e;

    if ((e = draft_form(s->w, &s->draft, &s->form)))
        return e;
    if ((e = draft_typed(s->w, &s->draft, s->form, &s->typed)))
        return e;
    if (s->form->short_path)
        typed_drop_empty(&s->typed);
    s->about = typed_about(&s->typed, s->w->today);
    if (casework_is(s->w->pack, s->form) && id_is_none(s->draft.sent) &&
        (e = casework_subjects(s->w, s->cx, &s->typed, &s->subjects,
             &s->about)))
        return e;
    typed_answers(&s->typed, &s->about, &s->answers);
    return OK;
}

static enum err
sent_before(struct sending *s, struct report_sent *out)
{
    struct entry entry;
    enum err     e;

    if ((e = entry_load(s->w, s->draft.sent, &entry)))
        return e;
    *out = (struct report_sent){entry.id, entry.thread};
    return OK;
}

/* In writing, by somebody who can read here that it arrived. */
static bool
is_heard(const struct sending *s)
{
    return s->cx->reader.kind == READER_ACCOUNT &&
        report_verb(s->w->pack, s->form) == MAY_REPORT;
}

/* Whether the author is asked at all: they may look for people, and it is
 * they who send it. */
static enum err
way_of(struct sending *s)
{
    bool     may = false;
    enum err e =
        s->author == &s->cx->reader ? newcomer_may(s->w, s->cx, &may) : OK;

    s->way = may ? SOUGHT_SAID : SOUGHT_UNASKED;
    return e;
}

/* Somebody came in the meantime whom nobody has been asked about; the keys
 * are this transaction's now, so nobody else comes. */
static enum err
look_again(struct sending *s, int child, struct newcomer_list *l)
{
    enum err e;

    e = s->way == SOUGHT_UNASKED
        ? newcomer_find(s->w, &s->typed, child, l)
        : newcomer_look(s->w, s->cx, s->answer, &s->typed, child, l);
    l->sought.way = l->said ? s->way : SOUGHT_AT_ONCE;
    if (e || l->said || report_goes_at_once(s->form, &s->answers, &s->about))
        return e;
    return ERR_INVALID;
}

/* Whoever was chosen may be somebody by now whom a search would not give:
 * then nobody is chosen, and the report is not lost for it. */
static enum err
choose_again(struct sending *s, int child)
{
    struct str name = typed_source_name(s->typed.arena, child);
    struct id  source, person;
    enum err   e;

    if (s->subjects || s->way == SOUGHT_UNASKED ||
        !id_parse(typed_text(&s->typed, name), ID_SOURCE, &source))
        return OK;
    if ((e = person_of_source(s->w, source, &person)) == OK)
        e = may_choose(s, source, person);
    if (e && err_is_refusal(e)) {
        typed_set(&s->typed, name, (struct str){0}, 0);
        return OK;
    }
    return e;
}

static enum err
ask_again(struct sending *s)
{
    struct typed_list of = typed_children(&s->typed);
    enum err          e = way_of(s);

    s->looked = ARENA_ARRAY(s->typed.arena, struct newcomer_list, of.count + 1);
    for (size_t i = 0; i < of.count && !e; i++)
        if (!(e = choose_again(s, of.all[i])) &&
            newcomer_is_new(&s->typed, of.all[i]))
            e = look_again(s, of.all[i], &s->looked[i]);
    return e;
}

/* What was looked for before each of them was made, and who was found. */
static enum err
keep_sought(struct sending *s, struct id entry)
{
    struct typed_list of = typed_children(&s->typed);
    enum err          e = OK;

    for (size_t i = 0; i < of.count && !e; i++) {
        struct sought *one = &s->looked[i].sought;

        if (!newcomer_is_new(&s->typed, of.all[i]))
            continue;
        one->source = s->lines[i].source;
        one->entry = entry;
        one->account = s->author->account.id;
        e = sought_put(s->w, one);
    }
    return e;
}

static enum err
send_all(struct sending *s, struct report_sent *out)
{
    enum err e;

    if (!id_is_none(s->draft.sent))
        return sent_before(s, out);
    if ((e = ask_again(s)))
        return e;
    if ((e = add_children(s)))
        return e;
    if ((e = append(s, out)) || (e = keep_sought(s, out->entry)) ||
        (e = twins_part(s, out->entry)))
        return e;
    if ((e = letter_tell(s->w, s->cx, out->entry)))
        return e;
    if ((e = attach(s, out->entry)))
        return e;
    if (s->draft.invite.n &&
        (e = invite_used(s->w, s->draft.invite, out->entry)))
        return e;
    if ((e = draft_sent(s->w, s->draft.id, out->entry)))
        return e;
    return is_heard(s) ? report_acknowledge(s->w, out->entry) : OK;
}

static void
sent_disclose(struct sending *s, const struct report_sent *out)
{
    answer_discloses(s->cx, s->answer, out->entry);
    answer_discloses(s->cx, s->answer, out->thread);
    for (size_t i = 0; i < s->line_count; i++)
        answer_discloses(s->cx, s->answer, s->lines[i].source);
}

/* What has still to be put right before it may wait. */
static enum err
check_whole(struct sending *s)
{
    struct answer_fault *faults;
    size_t               n;

    return answers_check(s->typed.arena, &s->answers, &s->about, s->w->today,
        &faults, &n);
}

/* Waits for a second look instead of going; the language is kept with it. */
static enum err
hand_in(struct sending *s)
{
    enum err e;

    if ((e = check_whole(s)))
        return e;
    if ((e = draft_language(s->w, s->draft.id, s->language)))
        return e;
    answer_discloses(s->cx, s->answer, s->draft.id);
    return second_look_take(s->w, &s->draft, s->form, s->author->agency.id);
}

enum err
draft_send(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct report_sent *out = ARENA_NEW(cx->arena, struct report_sent);
    struct sending      s = {.w = w,
             .cx = cx,
             .answer = answer,
             .author = &cx->reader,
             .purpose = ask->purpose,
             .language = *(const enum lang *)ask->with};
    enum err            e;

    (void)grant;
    if ((e = draft_own(w, cx, ask->about, &s.draft)) || (e = load(&s)))
        return e;
    answer->with = out;
    if (id_is_none(s.draft.sent) && second_look_holds(&s.answers, &s.about))
        return hand_in(&s);
    if (s.form->second_look && id_is_none(s.draft.sent))
        typed_mark(s.typed.arena, &s.answers, s.form->second_look->at_once);
    if ((e = send_all(&s, out)))
        return e;
    sent_disclose(&s, out);
    return OK;
}

/* Somebody who has left meanwhile wrote it all the same; but a record that
 * they chose is theirs to choose no more. */
static enum err
author_of(struct work *w, struct id account, struct reader *out)
{
    enum err e = reader_of_account(w, account, out);

    if (e != ERR_SIGN_IN)
        return e;
    *out = (struct reader){.kind = READER_NOBODY};
    if ((e = account_load(w, account, &out->account)))
        return e;
    return agency_load(w, out->account.agency, &out->agency);
}

/* wide: which draft, with which mark, and two outputs */
enum err
report_send_for(struct work *w, struct cx *cx, struct id draft, struct str mark,
    struct answer *answer, struct report_sent *out)
{
    const struct purpose_term *own = pack_purpose_for(w->pack, S("own"));
    struct reader              author;
    struct sending             s = {.w = w,
                    .cx = cx,
                    .answer = answer,
                    .author = &author,
                    .purpose = own ? own->id : (struct str){0}};
    enum err                   e;

    if ((e = draft_load(w, draft, &s.draft)))
        return e;
    if (!id_is_none(s.draft.sent))
        return ERR_CONFLICT;
    if ((e = author_of(w, s.draft.account, &author)))
        return e;
    s.language = s.draft.language;
    if ((e = load(&s)))
        return e;
    typed_mark(s.typed.arena, &s.answers, mark);
    if ((e = send_all(&s, out)))
        return e;
    sent_disclose(&s, out);
    return OK;
}
