/*
 * The door of one concern: for which purpose and about which of its children
 * the reader is let in, which of them is shown, and who reported.
 */
#include "action/concern_inside.h"

#include "action/rows.h"
#include "record/label.h"
#include "record/relied.h"
#include "record/seal.h"
#include "record/tie.h"

const struct str concern_means[CONCERN_PURPOSES] = {
    S_INIT("duty"),
    S_INIT("casework"),
    S_INIT("oversight"),
};

/* ---- may they? ---- */

struct question
concern_question(const struct pack *p, const struct form *f, struct id thread)
{
    return (struct question){.verb = concern_verb(p, f),
        .of = f->group,
        .thread = thread};
}

/* One question for each purpose about that person; for the given one alone
 * when there is one. */
static enum err
ask_purposes(struct work *w, struct cx *cx, const struct question *asked,
    struct grant *grant)
{
    struct question q = *asked;
    enum err        e = ERR_DENIED;

    if (q.purpose.n)
        return policy_ask(w, &cx->reader, &q, grant);
    for (size_t i = 0; i < CONCERN_PURPOSES; i++) {
        const struct purpose_term *t =
            pack_purpose_for(w->pack, concern_means[i]);

        if (!t)
            continue;
        q.purpose = t->id;
        e = policy_ask(w, &cx->reader, &q, grant);
        if (e == OK || !err_is_refusal(e))
            return e;
    }
    return e;
}

static enum err
ask_children(struct work *w, struct cx *cx, const struct question *asked,
    struct grant *grant)
{
    struct question    q = *asked;
    struct thread_row *all;
    struct grant       first = {0};
    enum err           e, was = ERR_ABSENT;
    size_t             n;

    if ((e = thread_load(w, asked->thread, &all, &n)))
        return e;
    for (size_t i = 0, tried = 0; i < n; i++) {
        if (!id_is_none(asked->person) && !id_eq(asked->person, all[i].person))
            continue;
        q.person = all[i].person;
        e = ask_purposes(w, cx, &q, grant);
        if (e == OK || !err_is_refusal(e))
            return e;
        if (tried++ == 0) {
            first = *grant;
            was = e;
        }
    }
    *grant = first;
    return was;
}

/* ---- what a refusal may tell ---- */

static enum err
group_of(struct work *w, struct id thread, struct str *group)
{
    struct thread_row *all;
    struct entry       opened;
    size_t             n;
    enum err           e;

    if ((e = thread_load(w, thread, &all, &n)))
        return e;
    if (n == 0)
        return ERR_ABSENT;
    if ((e = entry_load(w, all[0].entry, &opened)))
        return e;
    *group = opened.form->group;
    return OK;
}

/* Who said it, and who may read it, know that it is there. */
static enum err
may_know(struct work *w, struct cx *cx, struct id thread, bool *yes)
{
    struct question    q = {.verb = MAY_READ, .thread = thread};
    struct thread_part part;
    struct grant       g;
    enum err           e;

    *yes = false;
    if ((e = thread_part_of(w, thread, cx->reader.account.id,
             cx->reader.agency.id, NULL, 0, &part)))
        return e;
    *yes = part.own;
    if (*yes || (e = group_of(w, thread, &q.of)))
        return e;
    e = ask_children(w, cx, &q, &g);
    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

enum err
concern_refusal(struct work *w, struct cx *cx, struct id thread, enum err was)
{
    bool     knows;
    enum err e;

    if (was != ERR_DENIED || cx->reader.kind != READER_ACCOUNT)
        return was;
    if ((e = may_know(w, cx, thread, &knows)))
        return e;
    return knows ? was : ERR_ABSENT;
}

enum err
concern_let_in(struct work *w, struct cx *cx, const struct question *q,
    struct grant *grant)
{
    return concern_refusal(w, cx, q->thread, ask_children(w, cx, q, grant));
}

/* ---- the children ---- */

static enum err
tab_of(struct concern_build *b, const struct thread_row *row,
    struct concern_tab *tab)
{
    struct child_build *c = &b->child;
    struct question     q = {.verb = MAY_READ,
            .person = row->person,
            .thread = row->thread,
            .purpose = b->page->purpose};
    struct entry        opened;
    struct grant        g;
    enum err            e;

    *tab = (struct concern_tab){.row = *row};
    if ((e = entry_load(c->w, row->entry, &opened)))
        return e;
    q.of = opened.form->group;
    e = policy_ask(c->w, &c->cx->reader, &q, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    tab->known = true;
    e = person_face(c->w, row->person, &tab->face);
    if (e == OK)
        tab->name = look_name(c->cx->arena, tab->face.given, tab->face.family);
    answer_discloses(c->cx, c->answer, row->person);
    return e == ERR_ABSENT ? OK : e;
}

/* The child asked for; else the first that nobody has decided about. */
static size_t
which_of(const struct concern_page *p, struct id source)
{
    for (size_t i = 0; i < p->tab_count; i++)
        if (id_eq(p->tabs[i].row.source, source))
            return i;
    for (size_t i = 0; i < p->tab_count; i++)
        if (p->tabs[i].row.decided.us == 0)
            return i;
    return 0;
}

/* Those that may be looked at; the others are not there. */
static enum err
tabs_make(struct concern_build *b, struct id source)
{
    struct concern_page *p = b->page;
    struct thread_row   *all;
    size_t               n;
    enum err             e;

    if ((e = thread_load(b->child.w, p->thread, &all, &n)))
        return e;
    p->tabs = ARENA_ARRAY(b->child.cx->arena, struct concern_tab, n + 1);
    for (size_t i = 0; i < n; i++) {
        if ((e = tab_of(b, &all[i], &p->tabs[p->tab_count])))
            return e;
        p->tab_count += p->tabs[p->tab_count].known;
    }
    if (p->tab_count == 0)
        return ERR_ABSENT;
    p->number = p->tabs[0].row.number;
    p->which = which_of(p, source);
    return OK;
}

/* ---- the one shown ---- */

static enum err
entries_see(struct child_build *c)
{
    struct child_read r;
    enum err          e;

    if ((e = child_read(c->w, c->view.person, c->known_at, &r)))
        return e;
    c->child = r.child;
    c->sources = r.sources;
    c->source_count = r.source_count;
    return child_keep(c, r.entries, r.entry_count);
}

enum err
concern_see(struct concern_build *b, struct id person)
{
    struct child_build      *c = &b->child;
    const struct label_rule *l;
    enum err                 e;

    c->page = ARENA_NEW(c->cx->arena, struct child_page);
    child_now(c);
    if ((e = view_of(c->w, &c->cx->reader, person, b->page->purpose, &c->view)))
        return e;
    view_in(&c->view, b->page->thread);
    l = &c->w->pack->labels[c->view.label];
    c->page->person = c->view.person;
    c->page->purpose = b->page->purpose;
    if (c->view.label != LABEL_NORMAL) {
        c->page->label = l->title;
        c->page->exists_only = !c->view.listed && l->others == OTHERS_EXISTS;
    }
    c->places = c->view.seal_location ? LOOK_NO_PLACES : LOOK_PLACES;
    if ((e = entries_see(c)))
        return e;
    translation_list(c->cx->arena, c->kept, c->kept_count, &b->translations,
        &b->translation_count);
    return OK;
}

static enum err
sender_of(struct concern_build *b, const struct thread_row *row)
{
    struct child_build *c = &b->child;

    if (view_depth(&c->view, S("reporter")) < DEPTH_FULL)
        return OK;
    b->page->may_reporter = true;
    return look_agency(c->w, c->cx, row->agency, c->places, &b->page->sender);
}

static enum err
worker_of(struct concern_build *b)
{
    struct tie_row *ties;
    size_t          n;
    enum err        e;

    if ((e = tie_list(b->child.w, b->child.page->person, S("allocated"), &ties,
             &n)))
        return e;
    for (size_t i = n; i-- > 0 && !b->page->worker.n;)
        if (ties[i].whom.kind == ID_ACCOUNT &&
            (e = look_account(b->child.w, ties[i].whom, &b->page->worker)))
            return e;
    return OK;
}

/* A protected child whom the reader is not listed for: a number (S7). */
static enum err
relay_of(struct child_build *c)
{
    const struct desk_term *t = pack_desk_for(c->w->pack, S("custodian"));
    struct desk             desk;
    enum err                e;

    if (!t)
        return OK;
    e = desk_find(c->w, c->cx->reader.agency.id, t->id, &desk);
    if (e == OK)
        c->page->relay = (struct check_line){.name = t->title,
            .telephone = desk.relay,
            .open = true};
    return e == ERR_ABSENT ? OK : e;
}

static enum err
parts(struct concern_build *b)
{
    struct child_build       *c = &b->child;
    const struct concern_tab *tab = &b->page->tabs[b->page->which];
    enum err                  e;

    if ((e = concern_see(b, tab->row.person)))
        return e;
    b->page->child = c->page;
    c->page->face = tab->face;
    c->page->name = tab->name;
    if (c->page->exists_only)
        return relay_of(c);
    if ((e = sender_of(b, &tab->row)) || (e = worker_of(b)) ||
        (e = concern_story(b)) || (e = concern_before(b)) ||
        (e = concern_todo(b)))
        return e;
    return concern_alike(b);
}

enum err
ground_concern(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question q = {.verb = MAY_READ, .thread = ask->about};
    enum err        e;

    out->settled = true;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = group_of(w, ask->about, &q.of)))
        return e;
    return concern_let_in(w, cx, &q, &out->grant);
}

enum err
concern_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct concern_ask *in = ask->with;
    struct concern_page      *p = ARENA_NEW(cx->arena, struct concern_page);
    struct concern_build b = {.child = {.w = w, .cx = cx, .answer = answer},
        .page = p};
    enum err             e;

    p->thread = ask->about;
    p->purpose = grant->purpose;
    answer_discloses(cx, answer, ask->about);
    if ((e = tabs_make(&b, in->source)) || (e = parts(&b)))
        return e;
    answer->with = p;
    return OK;
}

/* Whoever opens it has read what they, and their desks, were told of it. */
enum err
concern_opened(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer)
{
    const struct reader *r = &cx->reader;
    struct notice       *all;
    size_t               n;
    enum err             e;

    (void)answer;
    if ((e = relied_in_thread(w, ask->about, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < r->scope_count && !all[i].read_at.us; k++)
            if ((id_eq(all[i].to_desk, r->scope[k]) ||
                    id_eq(all[i].to_account, r->scope[k])) &&
                (e = notice_read(w, all[i].id, r->account.id)))
                return e;
    return OK;
}

/* ---- who reported ---- */

static bool
asks_who_reported(const struct form_section *sec)
{
    for (size_t i = 0; i < sec->field_count; i++)
        if (sec->fields[i]->type == FIELD_REPORTER)
            return true;
    return false;
}

/* One answer of that section; what lies sealed is opened. */
static enum err
reporter_line(struct child_build *c, const struct seal_reader *who,
    const struct entry *e, const struct field *f,
    struct concern_reporter_line *out)
{
    const struct json *v = answers_value(&e->answers, f, -1);
    struct id          ref;

    *out = (struct concern_reporter_line){.label = f->label};
    if (!v || f->per_child)
        return OK;
    if (f->type == FIELD_REPORTER &&
        id_parse(json_string(json_member(v, S("ref"))), ID_SEALED, &ref)) {
        out->opened = true;
        answer_discloses(c->cx, c->answer, ref);
        return reporter_open(c->w, ref, who, &out->text);
    }
    if (f->type == FIELD_LOCATION)
        return OK;
    return child_answer(c, e, f, v, &out->text);
}

static enum err
reporter_lines(struct concern_build *b, const struct seal_reader *who,
    const struct entry *e, struct concern_reporter *out)
{
    struct child_build *c = &b->child;
    enum err            err;

    for (size_t i = 0; i < e->form->section_count; i++) {
        const struct form_section *sec = &e->form->sections[i];

        if (!asks_who_reported(sec))
            continue;
        for (size_t k = 0; k < sec->field_count; k++) {
            if ((err = reporter_line(c, who, e, sec->fields[k],
                     &out->lines[out->line_count])))
                return err;
            out->line_count += out->lines[out->line_count].text.n != 0;
        }
    }
    return OK;
}

static size_t
most_lines(const struct child_build *c)
{
    size_t n = 1;

    for (size_t i = 0; i < c->kept_count; i++)
        n += c->kept[i].form->field_count;
    return n;
}

/* The entries by which it was reported, oldest first; who wrote down the
 * first of them. */
static enum err
reporter_of(struct concern_build *b, const struct seal_reader *who,
    struct concern_reporter *out)
{
    struct child_build *c = &b->child;
    enum err            e;

    out->lines =
        ARENA_ARRAY(c->cx->arena, struct concern_reporter_line, most_lines(c));
    for (size_t i = 0; i < c->kept_count; i++) {
        const struct entry *one = &c->kept[i];

        if (!id_eq(one->thread, out->thread) || !one->form->opens_thread.n ||
            view_entry(&c->view, one) < DEPTH_FULL)
            continue;
        if (!out->author.n &&
            ((e = look_account(c->w, one->author, &out->author)) ||
                (e = look_agency(c->w, c->cx, one->agency, c->places,
                     &out->agency))))
            return e;
        if ((e = reporter_lines(b, who, one, out)))
            return e;
    }
    return OK;
}

enum err
ground_reporter(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question q = {.verb = MAY_OPEN,
        .of = S("reporter"),
        .thread = ask->about};

    out->settled = true;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    return concern_let_in(w, cx, &q, &out->grant);
}

enum err
concern_who(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct concern_reporter *out =
        ARENA_NEW(cx->arena, struct concern_reporter);
    struct concern_page  page = {.thread = ask->about,
         .purpose = grant->purpose};
    struct concern_build b = {.child = {.w = w, .cx = cx, .answer = answer},
        .page = &page};
    struct seal_reader   who = {.account = cx->reader.account.id,
          .agency = cx->reader.agency.id,
          .purpose = grant->purpose,
          .rule = grant->rule,
          .action = action_name(ask->act)};
    enum err             e;

    out->thread = ask->about;
    if ((e = concern_see(&b, grant->person)) ||
        (e = thread_number(w, ask->about, &out->number)) ||
        (e = reporter_of(&b, &who, out)))
        return e;
    answer->with = out;
    return OK;
}
