/*
 * A draft as its author sees it: what was typed, what it comes to, what is
 * still missing, who to telephone meanwhile.
 */
#include <assert.h>

#include "action/casework.h"
#include "action/concern_record.h"
#include "action/draft.h"
#include "action/newcomer.h"
#include "action/plan_part.h"
#include "action/report.h"
#include "action/rows.h"
#include "action/second_look.h"
#include "base/nhs.h"
#include "base/text.h"
#include "record/person.h"
#include "record/standing.h"
#include "record/transfer.h"

enum err
draft_typed(struct work *w, const struct draft *d, const struct form *form,
    struct typed *out)
{
    struct draft_value *all;
    size_t              n;
    enum err            e;

    if ((e = draft_values(w, d->id, &all, &n)))
        return e;
    typed_init(out, txn_arena(w->tx), w->pack, form);
    for (size_t i = 0; i < n; i++) {
        struct typed_value *v;

        typed_set(out, all[i].field, all[i].text, all[i].revision);
        v = typed_find(out, all[i].field);
        v->twice = all[i].twice;
        v->other = all[i].other;
    }
    typed_newcomer_mark(out);
    typed_unexpected_mark(out);
    return OK;
}

/* ---- the agency's own records of such a child (S14) ---- */

struct knowing {
    struct work        *w;
    struct cx          *cx;
    struct draft_page  *page;
    struct answer      *answer;
    struct draft_known *all;
    size_t              count, most; /* most: before this child's are cut */
};

/* What was typed of one child, as match/ compares it. */
static struct match_person
asked_of(const struct draft_page *p, int child, int place,
    struct match_names *names)
{
    struct arena       *a = p->typed.arena;
    const struct field *f;
    struct match_person m = {.names = names, .name_count = 1};
    struct date         d;

    if ((f = typed_identity(p->form, S("given"))))
        names->given = answers_text(a, &p->answers, f, place);
    if ((f = typed_identity(p->form, S("family"))))
        names->family = answers_text(a, &p->answers, f, place);
    if ((f = typed_identity(p->form, S("birth_date"))) &&
        date_parse(answers_text(a, &p->answers, f, place), &d))
        m.birth = d;
    for (size_t i = 0; i < p->form->field_count; i++) {
        struct fault fault;

        f = &p->form->fields[i];
        if (f->identifier && f->per_child &&
            str_eq(f->identifier->check, S("nhs_number")) &&
            nhs_parse(a, answers_text(a, &p->answers, f, place), &m.nhs,
                &fault))
            m.nhs = (struct str){0};
    }
    (void)child;
    return m;
}

/* Only what was typed in full is agreed with, so that nothing is told that
 * the reporter did not say. */
static bool
agrees(struct arena *a, const struct match_person *m, const struct face *f)
{
    if (m->nhs.n && str_eq(m->nhs, f->nhs))
        return true;
    return m->names->given.n && m->names->family.n && date_is_known(m->birth) &&
        date_eq(m->birth, f->birth_date) &&
        str_eq(text_fold(a, m->names->given), text_fold(a, f->given)) &&
        str_eq(text_fold(a, m->names->family), text_fold(a, f->family));
}

static void
know(struct knowing *k, const struct face *f, int child)
{
    struct str chosen = typed_text(&k->page->typed,
        typed_source_name(k->page->typed.arena, child));

    if (k->count == k->most) {
        k->all[k->count - 1].more = true;
        return;
    }
    k->all[k->count++] = (struct draft_known){
        .child = child,
        .source = f->source,
        .given = f->given,
        .family = f->family,
        .born = f->birth_date,
        .chosen = str_eq(chosen, id_text(k->page->typed.arena, f->source)),
    };
    answer_discloses(k->cx, k->answer, f->source);
}

/* Somebody the reader may not report about is not there (S9). */
static enum err
know_person(struct knowing *k, const struct match_person *m, int child,
    struct id person)
{
    struct question q = {.verb = report_verb(k->w->pack, k->page->form),
        .of = k->page->form->group,
        .person = person};
    const struct purpose_term *own = pack_purpose_for(k->w->pack, S("own"));
    struct face               *faces;
    struct grant               g;
    size_t                     n;
    enum err                   e;

    q.purpose = own ? own->id : (struct str){0};
    e = policy_ask(k->w, &k->cx->reader, &q, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    if ((e = person_faces(k->w, person, &faces, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_eq(faces[i].agency, k->cx->reader.agency.id) &&
            agrees(k->page->typed.arena, m, &faces[i]))
            know(k, &faces[i], child);
    return OK;
}

/* So many records of one child are offered; that there are more is said. */
#define KNOWN_MOST 24

static enum err
know_child(struct knowing *k, int child, int place)
{
    struct match_names    names = {0};
    struct match_person   m = asked_of(k->page, child, place, &names);
    struct candidate_list found;
    enum err              e;

    if (!m.nhs.n && !date_is_known(m.birth))
        return OK;
    if ((e = person_candidates_all(k->w, &m, (struct id){0}, &found)))
        return e;
    k->most = k->count + KNOWN_MOST;
    for (size_t i = 0; i < found.count; i++)
        if ((e = know_person(k, &m, child, found.all[i].person)))
            return e;
    return OK;
}

/* ---- whom it might be about at all ---- */

#define PERSONS_MOST 64

static void
note_person(struct id *all, size_t *count, struct id person)
{
    for (size_t i = 0; i < *count; i++)
        if (id_eq(all[i], person))
            return;
    if (*count < PERSONS_MOST)
        all[(*count)++] = person;
}

/* wide: whom somebody is compared with, and the list that grows */
static enum err
person_alike(struct work *w, const struct draft_page *p,
    const struct match_person *m, struct id person, struct id *all,
    size_t *count)
{
    struct face *faces;
    size_t       n;
    enum err     e;

    if ((e = person_faces(w, person, &faces, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (agrees(p->typed.arena, m, &faces[i]))
            note_person(all, count, person);
    return OK;
}

static enum err
persons_alike(struct work *w, const struct draft_page *p, size_t place,
    struct id *all, size_t *count)
{
    struct match_names  names = {0};
    struct match_person m =
        asked_of(p, p->children.all[place], (int)place, &names);
    struct candidate_list found;
    enum err              e;

    if (!m.nhs.n && !date_is_known(m.birth))
        return OK;
    if ((e = person_candidates_all(w, &m, (struct id){0}, &found)))
        return e;
    for (size_t i = 0; i < found.count; i++)
        if ((e = person_alike(w, p, &m, found.all[i].person, all, count)))
            return e;
    return OK;
}

static enum err
person_chosen(struct work *w, const struct draft_page *p, size_t place,
    struct id *all, size_t *count)
{
    struct str text = typed_text(&p->typed,
        typed_source_name(p->typed.arena, p->children.all[place]));
    struct id  source, person;
    enum err   e;

    if (!text.n || !id_parse(text, ID_SOURCE, &source))
        return OK;
    e = person_of_source(w, source, &person);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    note_person(all, count, person);
    return OK;
}

enum err
draft_persons(struct work *w, const struct draft *d, const struct form *form,
    struct id **out, size_t *count)
{
    struct draft_page p = {.draft = *d, .form = form};
    enum err          e;

    if ((e = draft_typed(w, d, form, &p.typed)))
        return e;
    *out = ARENA_ARRAY(p.typed.arena, struct id, PERSONS_MOST);
    *count = 0;
    p.children = typed_children(&p.typed);
    p.about = typed_about(&p.typed, w->today);
    typed_answers(&p.typed, &p.about, &p.answers);
    for (size_t i = 0; i < p.children.count; i++)
        if ((e = person_chosen(w, &p, i, *out, count)) ||
            (e = persons_alike(w, &p, i, *out, count)))
            return e;
    return OK;
}

static enum err
know_all(struct work *w, struct cx *cx, struct answer *answer,
    struct draft_page *p)
{
    struct knowing k = {.w = w, .cx = cx, .page = p, .answer = answer};
    enum err       e;

    /* not in a writer's turn: a save has no page of its own */
    if (p->subjects || txn_is_write(w->tx) || p->newcomer_count ||
        cx->reader.kind != READER_ACCOUNT ||
        reader_is_check_only(&cx->reader) ||
        report_verb(w->pack, p->form) == MAY_TAKE_CALL)
        return OK;
    k.all = ARENA_ARRAY(p->typed.arena, struct draft_known,
        p->children.count * KNOWN_MOST + 1);
    for (size_t i = 0; i < p->children.count; i++)
        if ((e = know_child(&k, p->children.all[i], (int)i)))
            return e;
    p->known = k.all;
    p->known_count = k.count;
    return OK;
}

size_t
draft_known_of(const struct draft_page *p, int child, size_t *first)
{
    size_t n = 0;

    for (*first = 0; *first < p->known_count; (*first)++)
        if (p->known[*first].child == child)
            break;
    while (*first + n < p->known_count && p->known[*first + n].child == child)
        n++;
    return n;
}

/* ---- beside the form ---- */

static void
route_of(struct work *w, struct draft_page *p)
{
    const struct form_route *r = typed_route(&p->answers, &p->about);

    if (!r)
        return;
    p->desk = pack_desk(w->pack, r->desk);
    p->only = r->only;
}

/* Whether it waits for somebody to look; or why it was given back. */
static enum err
look_of(struct work *w, struct draft_page *p)
{
    struct second_look look = {0};
    enum err           e;

    if ((e = second_look_waits(w, p->draft.id, &p->waits, &look)))
        return e;
    p->remark = look.remark;
    p->send_by = look.send_by;
    return OK;
}

/* What its author answers, of the first child whom it is about. */
static enum err
question_of(struct work *w, struct cx *cx, struct draft_page *p)
{
    struct answer       scratch = {0};
    struct child_build *b;
    enum err            e;

    if (id_is_none(p->draft.thread) || !casework_answers(w->pack, p->form))
        return OK;
    e = casework_open(w, cx, p->subjects[0].person, &scratch, &b);
    if (e)
        return err_is_refusal(e) ? OK : e;
    return casework_question_of_thread(b, p->form, p->draft.thread,
        &p->question);
}

/* Whom it is about: as is typed, or children who are there already. */
static enum err
about_of(struct work *w, struct cx *cx, struct answer *answer,
    struct draft_page *p)
{
    struct draft_subject *subjects;
    enum err              e;

    if (!casework_is(w->pack, p->form) || !id_is_none(p->draft.sent)) {
        p->about = typed_about(&p->typed, w->today);
        return OK;
    }
    if ((e = casework_subjects(w, cx, &p->typed, &subjects, &p->about)))
        return e;
    p->subjects = subjects;
    p->subject_count = p->about.children;
    for (size_t i = 0; i < p->subject_count; i++)
        if (!id_is_none(subjects[i].person))
            answer_discloses(cx, answer, subjects[i].person);
    if ((e = casework_offers(w, cx, p)) || (e = question_of(w, cx, p)))
        return e;
    return plan_offers(w, cx, answer, p);
}

/* wide: whose draft about whom, and what is wrong with it */
static enum err
standing_asks(struct work *w, struct cx *cx, const struct draft_page *p,
    const struct transfer_signing *of, struct entry_wrong *wrong)
{
    struct standing s = {.form = p->form,
        .persons = of->persons,
        .person_count = of->person_count,
        .author = cx->reader.account.id};
    struct fact    *facts;
    enum err        e =
        yield_extract(cx->arena, &p->answers, &p->about, &facts, &s.fact_count);

    s.facts = facts;
    return e ? e : standing_ask(w, &s, wrong);
}

/* A step of a transfer that is not this authority's to sign, and what cannot
 * be so yet, is said before it is sent. */
static enum err
signing_asks(struct work *w, struct cx *cx, struct draft_page *p)
{
    const struct field *step = form_arg_field(p->form, YIELD_SIGN, S("step"));
    struct id          *persons =
        ARENA_ARRAY(cx->arena, struct id, p->subject_count + 1);
    struct transfer_signing s = {.form = p->form,
        .persons = persons,
        .agency = cx->reader.agency.id};
    struct entry_wrong      wrong = {0};
    enum err                e;

    if (p->fault_count || typed_is_newcomer(&p->typed))
        return OK;
    for (size_t i = 0; i < p->subject_count; i++)
        if (!id_is_none(p->subjects[i].person)) /* else added: the last ones */
            persons[s.person_count++] = p->subjects[i].person;
    if ((e = standing_asks(w, cx, p, &s, &wrong)) == OK && step)
        e = transfer_step_ask(w, &s,
            answers_text(cx->arena, &p->answers, step, -1), &wrong);
    if (e != ERR_INVALID)
        return e;
    p->faults = wrong.faults;
    p->fault_count = wrong.count;
    return OK;
}

/* Of each child of a report, also of whom somebody was chosen: they may
 * choose again. */
static bool
is_looked_for(const struct draft_page *p, int child)
{
    return !p->subjects || newcomer_is_new(&p->typed, child);
}

/* As with those known, not in a writer's turn; and for nobody who may not
 * look for people (S5). */
static enum err
newcomers_look(struct work *w, struct cx *cx, struct answer *answer,
    struct draft_page *p)
{
    struct newcomer_list *all =
        ARENA_ARRAY(cx->arena, struct newcomer_list, p->children.count + 1);
    bool     may = false;
    enum err e;

    p->newcomer = all;
    if (txn_is_write(w->tx) || !id_is_none(p->draft.sent) ||
        (!p->subjects && !form_yields(p->form, YIELD_CONCERN)))
        return OK;
    if ((e = newcomer_may(w, cx, &may)) || !may)
        return e;
    for (size_t i = 0; i < p->children.count && !e; i++)
        if (is_looked_for(p, p->children.all[i]))
            e = newcomer_look(w, cx, answer, &p->typed, p->children.all[i],
                &all[p->newcomer_count++]);
    return e;
}

/* Where the child's name is asked for. */
static struct answer_fault
newcomer_fault(const struct draft_page *p, int child)
{
    struct answer_fault f = {.field = typed_identity(p->form, S("given")),
        .child = -1,
        .row = -1,
        .msg = MSG_NEWCOMER_ASKED};

    for (size_t i = 0; f.field->per_child && i < p->children.count; i++)
        if (p->children.all[i] == child)
            f.child = (int)i;
    return f;
}

/* Whom a newcomer may be: each of those must be chosen, or said to be
 * somebody else, but where there is immediate risk. */
static enum err
newcomer_asks(struct work *w, struct cx *cx, struct answer *answer,
    struct draft_page *p)
{
    struct answer_fault *all;
    enum err             e = newcomers_look(w, cx, answer, p);

    if (e)
        return e;
    all = ARENA_ARRAY(cx->arena, struct answer_fault,
        p->fault_count + p->newcomer_count + 1);
    for (size_t i = 0; i < p->fault_count; i++)
        all[i] = p->faults[i];
    if (report_goes_at_once(p->form, &p->answers, &p->about))
        return OK;
    for (size_t i = 0; i < p->newcomer_count; i++)
        if (!p->newcomer[i].said)
            all[p->fault_count++] = newcomer_fault(p, p->newcomer[i].child);
    p->faults = all;
    return OK;
}

enum err
draft_page_load(struct work *w, struct cx *cx, struct id draft,
    struct answer *answer, struct draft_page *out)
{
    struct draft_page    p = {0};
    struct answer_fault *faults;
    enum err             e;

    if ((e = draft_load(w, draft, &p.draft)))
        return e;
    if ((e = draft_form(w, &p.draft, &p.form)))
        return e;
    if ((e = draft_typed(w, &p.draft, p.form, &p.typed)))
        return e;
    p.children = typed_children(&p.typed);
    if ((e = about_of(w, cx, answer, &p)))
        return e;
    typed_answers(&p.typed, &p.about, &p.answers);
    e = answers_check(p.typed.arena, &p.answers, &p.about, w->today, &faults,
        &p.fault_count);
    if (e && e != ERR_INVALID)
        return e;
    p.faults = faults;
    if ((e = signing_asks(w, cx, &p)) || (e = newcomer_asks(w, cx, answer, &p)))
        return e;
    if (p.form->short_path) {
        quality_open(p.typed.arena, &p.answers, &p.about, &faults,
            &p.open_count);
        p.open = faults;
    }
    route_of(w, &p);
    if ((e = look_of(w, &p)))
        return e;
    if ((e = paper_list(w, draft, &p.papers, &p.paper_count)))
        return e;
    if ((e = concern_threshold(w, &cx->reader.agency, &p.threshold)))
        return e;
    if ((e = know_all(w, cx, answer, &p)))
        return e;
    p.park = draft_park_token(p.typed.arena, txn_keys(w->tx), &p.draft,
        cx->machine_now);
    if (!p.subjects &&
        (e = check_lines(w, cx->reader.agency.id, p.lines, &p.line_count)))
        return e;
    *out = p;
    return OK;
}

enum err
draft_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct draft_page *p = ARENA_NEW(cx->arena, struct draft_page);
    enum err           e;

    (void)grant;
    if ((e = draft_page_load(w, cx, ask->about, answer, p)))
        return e;
    answer->with = p;
    answer_discloses(cx, answer, ask->about);
    return OK;
}
