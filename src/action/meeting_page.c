/*
 * One meeting on a page: when and how, who is asked and what they say, who
 * is not asked, and which adults of the family are only proposed.
 */
#include "action/meeting_inside.h"

#include "action/rows.h"
#include "base/text.h"
#include "record/sheet.h"
#include "record/thread.h"

struct making {
    struct meeting_at   *m;
    struct meeting_page *out;
    struct child_build **pages; /* of each child; null: closed */
};

/* ---- answers in words ---- */

static struct str
choices_text(const struct meeting_at *m, const struct field *f, struct str ids)
{
    const struct term_option *o;
    struct buf                b;
    struct str                one;

    buf_init(&b, m->cx->arena);
    while (ids.n && str_split(&ids, '\n', &one)) {
        if (b.n)
            buf_add(&b, S(", "));
        o = term_option_find(f->options, one);
        buf_add(&b, o ? words_in(o->label, m->cx->lang) : one);
    }
    return buf_str(&b);
}

static enum err
agency_text(const struct meeting_at *m, struct id agency, struct str *out)
{
    struct words name;
    enum err     e = look_agency(m->w, m->cx, agency, meeting_places(m), &name);

    if (!e)
        *out = words_in(name, m->cx->lang);
    return e;
}

static enum err
line_text(const struct meeting_at *m, const struct entry *e,
    const struct field *f, struct meeting_line *line)
{
    struct arena             *a = m->cx->arena;
    struct str                value = answers_text(a, &e->answers, f, -1);
    struct id                 account, agency;
    const struct term_option *o;

    line->text = value;
    if (e == m->call && !id_is_none(m->taker) && meeting_asks_taker(e->form, f))
        return look_account_at(m->w, m->cx, m->taker, meeting_places(m),
            &line->text); /* who takes them now */
    if (f->type == FIELD_DATE_TIME && moment_parse(value, &line->at))
        return OK;
    if (f->type == FIELD_ACCOUNT && id_parse(value, ID_ACCOUNT, &account))
        return look_account_at(m->w, m->cx, account, meeting_places(m),
            &line->text);
    if (f->type == FIELD_AGENCY && id_parse(value, ID_AGENCY, &agency))
        return agency_text(m, agency, &line->text);
    if (f->type == FIELD_CHOICES)
        line->text = choices_text(m, f, value);
    else if (f->type == FIELD_YES_NO)
        line->text = field_said(f, value, m->cx->lang);
    else if (f->options && (o = term_option_find(f->options, value)))
        line->text = words_in(o->label, m->cx->lang);
    return OK;
}

/* All but tables and what was not answered. */
static enum err
lines_of(const struct meeting_at *m, const struct entry *e,
    struct meeting_line **out, size_t *count)
{
    struct meeting_line *all =
        ARENA_ARRAY(m->cx->arena, struct meeting_line, e->form->field_count);
    size_t   n = 0;
    enum err err;

    for (size_t i = 0; i < e->form->field_count; i++) {
        const struct field *f = &e->form->fields[i];

        if (f->type == FIELD_TABLE ||
            !answers_text(m->cx->arena, &e->answers, f, -1).n)
            continue;
        all[n] = (struct meeting_line){.label = f->label};
        if ((err = line_text(m, e, f, &all[n])))
            return err;
        n++;
    }
    *out = all;
    *count = n;
    return OK;
}

/* The word of the choice that the yield's argument takes. */
static struct words
outcome_of(const struct meeting_at *m, const struct entry *e,
    enum yield_kind kind, struct str arg)
{
    const struct field       *f = form_arg_field(e->form, kind, arg);
    const struct term_option *o;

    if (!f || !f->options)
        return (struct words){0};
    o = term_option_find(f->options,
        answers_text(m->cx->arena, &e->answers, f, -1));
    return o ? o->label : (struct words){0};
}

enum err
meeting_said_in(const struct meeting_at *m, const struct entry *e,
    struct words outcome, const struct meeting_said_by **out)
{
    struct meeting_said_by *s = ARENA_NEW(m->cx->arena, struct meeting_said_by);
    enum err                err;

    *s = (struct meeting_said_by){.outcome = outcome,
        .at = e->recorded,
        .language = e->language};
    if ((err = lines_of(m, e, &s->lines, &s->line_count)) ||
        (err = look_account_at(m->w, m->cx, e->author, meeting_places(m),
             &s->author)))
        return err;
    answer_discloses(m->cx, m->answer, e->id);
    *out = s;
    return OK;
}

/* ---- who is asked ---- */

enum look_place
meeting_places(const struct meeting_at *m)
{
    enum look_place at = LOOK_PLACES, of;

    for (size_t i = 0; i < m->child_count; i++) {
        of = m->may[i] ? look_place_of(m->w->pack, &m->views[i]) : LOOK_PLACES;
        if (of == LOOK_NOWHERE)
            return of;
        at = of == LOOK_PLACES ? at : of;
    }
    return at;
}

/* The newest reply of the agency that may be read. */
static enum err
reply_find(const struct meeting_at *m, struct meeting_invited *i)
{
    for (size_t k = m->count; k-- > 0;) {
        const struct entry *e = &m->entries[k];

        if (form_yields(e->form, YIELD_REPLY) && id_eq(e->agency, i->agency) &&
            meeting_reads(m, e))
            return meeting_said_in(m, e,
                outcome_of(m, e, YIELD_REPLY, S("answer")), &i->reply);
    }
    return OK;
}

static enum err
invited_add(struct making *k, const struct agency *a)
{
    struct meeting_invited  *i = &k->out->invited[k->out->invited_count++];
    const struct meeting_at *m = k->m;
    struct desk             *desks;
    size_t                   n;
    enum err                 e;

    i->agency = a->id;
    i->kind = a->kind;
    i->name = look_agency_words(m->w->pack, m->cx, a, meeting_places(m));
    i->own = id_eq(a->id, m->cx->reader.agency.id);
    if ((e = desk_list(m->w, a->id, &desks, &n)))
        return e;
    i->reachable = n != 0;
    return reply_find(m, i);
}

static enum err
invite_add(struct making *k, const struct fact *f)
{
    const struct meeting_at *m = k->m;
    struct agency            a;
    struct id                id;
    enum err                 e;

    if (f->kind != YIELD_INVITE ||
        !id_parse(fact_arg(f, S("whom")), ID_AGENCY, &id))
        return OK;
    if ((e = agency_load(m->w, id, &a)))
        return e == ERR_ABSENT ? OK : e;
    if (meeting_is_asked(f))
        return invited_add(k, &a);
    k->out->not_asked[k->out->not_asked_count++] =
        (struct meeting_not_asked){look_agency_words(m->w->pack, m->cx, &a,
                                       meeting_places(m)),
            a.kind, fact_arg(f, S("why"))};
    return OK;
}

/* Somebody of that kind is asked, or it is said why not. */
static bool
kind_is_thought_of(const struct meeting_page *p, struct str kind)
{
    for (size_t i = 0; i < p->invited_count; i++)
        if (str_eq(p->invited[i].kind, kind))
            return true;
    for (size_t i = 0; i < p->not_asked_count; i++)
        if (str_eq(p->not_asked[i].kind, kind))
            return true;
    return false;
}

/* The kinds that the pack thinks of and of which nobody is known. */
static void
nobody_find(struct making *k)
{
    const struct form_meeting *rule = k->m->held->meeting;
    const struct pack         *p = k->m->w->pack;

    k->out->nobody =
        ARENA_ARRAY(k->m->cx->arena, struct words, p->agency_kinds_count + 1);
    for (size_t i = 0; rule && i < rule->ask_count; i++)
        for (size_t n = 0; n < p->agency_kinds_count; n++)
            if (str_eq(p->agency_kinds[n].id, rule->asks[i]) &&
                !kind_is_thought_of(k->out, rule->asks[i]))
                k->out->nobody[k->out->nobody_count++] =
                    p->agency_kinds[n].title;
}

static enum err
invites_find(struct making *k)
{
    struct fact *all;
    size_t       n;
    enum err     e;

    if ((e = meeting_facts(k->m, k->m->call, &all, &n)))
        return e;
    k->out->invited =
        ARENA_ARRAY(k->m->cx->arena, struct meeting_invited, n + 1);
    k->out->not_asked =
        ARENA_ARRAY(k->m->cx->arena, struct meeting_not_asked, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = invite_add(k, &all[i])))
            return e;
    nobody_find(k);
    return OK;
}

static enum err
reply_may(struct making *k)
{
    const struct form *f = meeting_reply(k->m->w->pack, k->m->call->form);
    struct grant       g;
    bool               own = false;
    enum err           e;

    for (size_t i = 0; i < k->out->invited_count; i++)
        own = own || k->out->invited[i].own;
    if (!f || !own || k->m->over) /* one that was begun is still taken */
        return OK;
    e = meeting_may_all(k->m, f, &g);
    if (e == OK)
        k->out->reply = f;
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- the family ---- */

static struct meeting_adult *
adult_of(struct making *k, struct str name)
{
    struct arena *a = k->m->cx->arena;
    struct str    key = text_fold(a, name);

    for (size_t i = 0; i < k->out->adult_count; i++)
        if (str_eq(text_fold(a, k->out->adults[i].name), key))
            return &k->out->adults[i];
    return NULL;
}

static void
adults_add(struct making *k, const struct child_page *p)
{
    for (size_t i = 0; i < p->relative_count; i++) {
        const struct child_relative *r = &p->relatives[i];

        if (r->kin != KIN_SIBLING && date_is_none(r->until) &&
            !adult_of(k, r->name))
            k->out->adults[k->out->adult_count++] =
                (struct meeting_adult){.name = r->name,
                    .kind = r->kind,
                    .part = r->part};
    }
}

/* The pages of the children, as far as they are open to the reader. */
static enum err
pages_open(struct making *k)
{
    struct meeting_at   *m = k->m;
    struct child_build **all =
        ARENA_ARRAY(m->cx->arena, struct child_build *, m->child_count);
    enum err e;

    if (k->pages)
        return OK;
    for (size_t i = 0; i < m->child_count; i++) {
        if (!m->may[i])
            continue;
        e = casework_open(m->w, m->cx, m->children[i].person, m->answer,
            &all[i]);
        if (e && !err_is_refusal(e))
            return e;
        if (e)
            all[i] = NULL;
    }
    k->pages = all;
    return OK;
}

static enum err
adults_find(struct making *k)
{
    struct meeting_at   *m = k->m;
    size_t               room = m->count + 1;
    struct child_build **all;
    enum err             e;

    if ((e = pages_open(k)))
        return e;
    all = k->pages;
    for (size_t i = 0; i < m->child_count; i++) {
        if (!all[i])
            continue;
        if ((e = child_people_part(all[i])))
            return e;
        room += all[i]->page->relative_count;
    }
    k->out->adults = ARENA_ARRAY(m->cx->arena, struct meeting_adult, room);
    for (size_t i = 0; i < m->child_count; i++)
        if (all[i])
            adults_add(k, all[i]->page);
    return OK;
}

/* Beside the family, so that nobody is asked whom an order keeps away. */
static void
orders_find(struct making *k)
{
    const struct meeting_at *m = k->m;

    k->out->orders =
        ARENA_ARRAY(m->cx->arena, struct meeting_orders, m->child_count + 1);
    for (size_t i = 0; i < m->child_count; i++) {
        if (!k->pages[i])
            continue;
        child_legal_part(k->pages[i]);
        if (k->pages[i]->page->legal.order_count)
            k->out->orders[k->out->order_count++] =
                (struct meeting_orders){m->children[i].name,
                    k->pages[i]->page->legal.orders,
                    k->pages[i]->page->legal.order_count};
    }
}

static enum err
decided_add(struct making *k, const struct entry *e)
{
    const struct meeting_at *m = k->m;
    const struct field *who = form_arg_field(e->form, YIELD_INVITE, S("whom"));
    struct str          name;
    struct meeting_adult *a;

    if (!who || !meeting_reads(m, e))
        return OK;
    name = answers_text(m->cx->arena, &e->answers, who, -1);
    a = adult_of(k, name);
    if (!a) {
        a = &k->out->adults[k->out->adult_count++];
        *a = (struct meeting_adult){.name = name};
    }
    return meeting_said_in(m, e, outcome_of(m, e, YIELD_INVITE, S("part")),
        &a->decided);
}

/* Whoever may read that group of forms: nobody whom the meeting asks. */
static enum err
family_find(struct making *k)
{
    struct meeting_at *m = k->m;
    const struct form *f = meeting_family(m->w->pack, m->call->form);
    struct grant       g;
    bool               may = false;
    enum err           e;

    for (size_t i = 0; f && i < m->child_count; i++)
        may = may ||
            (m->may[i] && view_depth(&m->views[i], f->group) == DEPTH_FULL);
    if (!may || !m->held->meeting || !m->held->meeting->family)
        return OK;
    k->out->family = f;
    e = meeting_may_all(m, f, &g);
    if (e && !err_is_refusal(e))
        return e;
    k->out->may_family = e == OK;
    if ((e = adults_find(k)))
        return e;
    orders_find(k);
    for (size_t i = 0; i < m->count; i++)
        if (m->entries[i].form == f && (e = decided_add(k, &m->entries[i])))
            return e;
    return OK;
}

/* Who has read what came before, for those at the table whom a child's page
 * lets in: not for whoever only takes the minutes. */
static enum err
history_find(struct making *k)
{
    enum err e = k->out->may_hold ? pages_open(k) : OK;

    if (e || !k->out->may_hold)
        return e;
    for (size_t i = 0; i < k->m->child_count; i++)
        k->out->may_history = k->out->may_history || k->pages[i];
    if ((e = meeting_voices(k->m, &k->out->voices)))
        return e;
    return meeting_history(k->m, k->pages, k->out);
}

/* What was brought, and what the reader may bring. */
static enum err
brought_find(struct making *k)
{
    enum err e = meeting_has_brought(k->m) ? pages_open(k) : OK;

    return e ? e : meeting_brought(k->m, k->pages, k->out);
}

/* Only for whoever is about to write one. */
static enum err
story_find(struct making *k, const struct form *form)
{
    enum err e;

    for (size_t i = 0; i < k->out->bring_count; i++)
        if (k->out->brings[i] == form)
            return (e = pages_open(k))
                ? e
                : meeting_story(k->m, k->pages, form, k->out);
    return OK;
}

/* ---- the whole ---- */

static enum err
children_put(struct making *k)
{
    struct meeting_at *m = k->m;

    k->out->children =
        ARENA_ARRAY(m->cx->arena, struct meeting_child, m->child_count);
    for (size_t i = 0; i < m->child_count; i++) {
        if (!m->may[i])
            continue;
        k->out->children[k->out->child_count++] = m->children[i];
        answer_discloses(m->cx, m->answer, m->children[i].person);
    }
    return OK;
}

static enum err
hold_may(struct making *k)
{
    struct grant g;
    struct sheet sheet = {0};
    enum err     e = meeting_may_sit(k->m, &g);

    k->out->may_hold = e == OK;
    if (e && !err_is_refusal(e))
        return e;
    e = sheet_load(k->m->w, k->m->thread, &sheet);
    k->out->begun = e == OK;
    k->out->over = k->m->over;
    return e == ERR_ABSENT ? OK : e;
}

enum err
meeting_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct meeting_at   *m = answer->found;
    struct meeting_page *out = ARENA_NEW(cx->arena, struct meeting_page);
    struct making        k = {m, out, NULL};
    enum err             e;

    (void)grant;
    m->answer = answer;
    *out = (struct meeting_page){.thread = ask->about,
        .title = meeting_title(m),
        .at = meeting_time(m),
        .call = m->call->form,
        .held = m->held};
    if ((e = thread_number(w, ask->about, &out->number)) ||
        (e = look_account_at(w, cx, m->call->author, meeting_places(m),
             &out->author)) ||
        (e = lines_of(m, m->call, &out->lines, &out->line_count)) ||
        (e = children_put(&k)) || (e = invites_find(&k)) ||
        (e = hold_may(&k)) || (e = reply_may(&k)) || (e = history_find(&k)) ||
        (e = brought_find(&k)) || (e = story_find(&k, ask->with)) ||
        (e = family_find(&k)) || (e = meeting_needs(m, out)) ||
        (e = meeting_after(m, out)) || (e = meeting_taking(m, out)))
        return e;
    answer_discloses(cx, answer, ask->about);
    answer->with = out;
    return OK;
}
