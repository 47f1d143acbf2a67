/*
 * What an agency's supervisors see at once: what waits, how good what went
 * was, and about whom something ought to have been written.
 */
#include "action/report.h"
#include "action/rows.h"
#include "action/second_look.h"
#include "record/person.h"

struct listing {
    struct work         *w;
    struct cx           *cx;
    struct answer       *answer;
    struct second_looks *out;
    struct id            agency;
};

static struct question
overseeing(const struct listing *l, enum verb verb, struct str group)
{
    const struct purpose_term *why =
        pack_purpose_for(l->w->pack, S("oversight"));

    return (struct question){.verb = verb,
        .of = group,
        .purpose = why ? why->id : (struct str){0},
        .agency = l->agency};
}

/* Refused is not there. */
static enum err
asked(const struct listing *l, const struct question *q, bool *may)
{
    struct grant g;
    enum err     e = policy_ask(l->w, &l->cx->reader, q, &g);

    *may = !e;
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- what waits ---- */

static enum err
row_of(struct listing *l, const struct second_look *look)
{
    struct second_look_row *r = &l->out->rows[l->out->count];
    struct ground           g = {0};
    struct ask              ask = {.about = look->draft};
    struct account          author;
    struct typed_list       children;
    struct typed            t;
    struct draft            d;
    enum err                e;

    e = ground_second_look(l->w, l->cx, &ask, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    if ((e = draft_load(l->w, look->draft, &d)))
        return e;
    *r = (struct second_look_row){.look = *look};
    if ((e = draft_form(l->w, &d, &r->form)) ||
        (e = draft_typed(l->w, &d, r->form, &t)) ||
        (e = account_load(l->w, d.account, &author)))
        return e;
    children = typed_children(&t);
    r->children = children.count;
    r->name = typed_child_name(&t, children.all[0]);
    r->author = author.name;
    l->out->count++;
    answer_discloses(l->cx, l->answer, look->draft);
    return OK;
}

static enum err
list_waiting(struct listing *l)
{
    struct second_look *all;
    size_t              n;
    enum err            e;

    if ((e = second_look_waiting(l->w, l->agency, &all, &n)))
        return e;
    l->out->rows = ARENA_ARRAY(l->cx->arena, struct second_look_row, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = row_of(l, &all[i])))
            return e;
    return OK;
}

/* ---- how good what went was ---- */

static enum err
team_of(struct listing *l, struct id account, struct words *out)
{
    struct account a;
    struct desk    d;
    enum err       e;

    *out = (struct words){.en = {0}};
    if ((e = account_load(l->w, account, &a)))
        return e;
    for (size_t i = 0; i < a.role_count; i++) {
        if (id_is_none(a.roles[i].desk))
            continue;
        if ((e = desk_load(l->w, a.roles[i].desk, &d)))
            return e;
        *out = d.term->title;
        return OK;
    }
    return OK;
}

static struct second_look_team *
team_row(struct second_looks *s, struct words team)
{
    for (size_t i = 0; i < s->team_count; i++)
        if (str_eq(s->teams[i].team.en, team.en))
            return &s->teams[i];
    s->teams[s->team_count] = (struct second_look_team){.team = team};
    return &s->teams[s->team_count++];
}

static enum err
count_entry(struct listing *l, struct id id)
{
    struct second_look_team *team;
    struct question          q;
    struct quality           sum;
    struct words             words;
    struct entry             entry;
    bool                     may;
    enum err                 e;

    if ((e = entry_load(l->w, id, &entry)))
        return e;
    q = overseeing(l, MAY_READ, entry.form->group);
    q.agency = (struct id){0};
    q.thread = entry.thread;
    if ((e = asked(l, &q, &may)) || !may)
        return e;
    if ((e = report_quality(l->w, &entry, &sum)) ||
        (e = team_of(l, entry.author, &words)))
        return e;
    team = team_row(l->out, words);
    team->sent++;
    team->points += sum.points;
    team->most += sum.most;
    answer_discloses(l->cx, l->answer, id);
    return OK;
}

static enum err
count_quality(struct listing *l, const struct form *f)
{
    struct id *all;
    size_t     n;
    enum err   e;

    if ((e = second_look_entries(l->w, l->agency, f->id, &all, &n)))
        return e;
    l->out->teams = ARENA_ARRAY(l->cx->arena, struct second_look_team, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = count_entry(l, all[i])))
            return e;
    return OK;
}

/* ---- about whom nothing was written ---- */

/* A clock that the form meets, and that something else opened. */
static bool
is_met_by(const struct clock_rule *c, const struct form *f)
{
    for (size_t i = 0; i < c->met_by.count; i++)
        if (c->met_by.all[i].kind == ON_ENTRY &&
            str_eq(c->met_by.all[i].form, f->id))
            return true;
    return false;
}

/* Of the sources that the entry is about the one that is this person. */
static enum err
source_in(struct listing *l, const struct entry *e, struct id person,
    struct id *out)
{
    struct id now;
    enum err  err;

    for (size_t i = 0; i < e->about_count; i++) {
        if ((err = person_of_source(l->w, e->about[i].source, &now)))
            return err;
        if (!id_eq(now, person))
            continue;
        *out = e->about[i].source;
        return OK;
    }
    return ERR_ABSENT;
}

/* The option that was chosen, or null. */
static const struct term_option *
chosen(const struct listing *l, const struct entry *e, struct str name)
{
    const struct field *f = form_field(e->form, name);
    struct str          answer;

    if (!f || !f->options)
        return NULL;
    answer = answers_text(l->cx->arena, &e->answers, f, -1);
    for (size_t i = 0; i < f->options->count; i++)
        if (str_eq(f->options->options[i].id, answer))
            return &f->options->options[i];
    return NULL;
}

/* What is owed a notice: the answer for which the clock was opened, else the
 * form's own title. */
static struct words
what_of(const struct listing *l, const struct entry *e,
    const struct clock_rule *c)
{
    for (size_t i = 0; i < c->opens.count; i++) {
        const struct trigger     *t = &c->opens.all[i];
        const struct term_option *o;

        if (t->kind != ON_ENTRY || !t->where_count ||
            !str_eq(t->form, e->form->id))
            continue;
        o = chosen(l, e, t->where[0].name);
        if (o)
            return o->label;
    }
    return e->form->title;
}

static enum err
lacking_row(struct listing *l, const struct clock_rule *c,
    const struct second_look_lack *lack)
{
    struct second_look_lacking *r = &l->out->lacking[l->out->lacking_count];
    struct str                  names[2];
    struct question             q;
    struct entry                entry;
    struct face                 face = {0};
    bool                        may;
    enum err                    e;

    if ((e = entry_load(l->w, lack->opening, &entry)))
        return e;
    q = overseeing(l, MAY_LIST, entry.form->group);
    q.person = lack->person;
    q.author = entry.author;
    if ((e = asked(l, &q, &may)) || !may)
        return e;
    *r = (struct second_look_lacking){.entry = entry.id,
        .what = what_of(l, &entry, c),
        .due = lack->due,
        .late = lack->due.us < l->w->now.us};
    if ((e = source_in(l, &entry, lack->person, &r->source)))
        return e == ERR_ABSENT ? OK : e;
    e = face_of_source(l->w, r->source, &face);
    if (e && e != ERR_ABSENT)
        return e;
    names[0] = face.given;
    names[1] = face.family;
    r->name = str_trim(str_join(l->cx->arena, names, 2, S(" ")));
    r->born = face.birth_date;
    l->out->lacking_count++;
    answer_discloses(l->cx, l->answer, r->source);
    return OK;
}

static enum err
list_lacking(struct listing *l, const struct form *f)
{
    const struct clock_rule *c = NULL;
    struct second_look_lack *all;
    size_t                   n;
    enum err                 e;

    for (size_t i = 0; i < l->w->pack->clocks_count; i++)
        if (is_met_by(l->w->pack->clocks[i], f))
            c = l->w->pack->clocks[i];
    if (!c)
        return OK;
    if ((e = second_look_lacks(l->w, l->agency, c->id, &all, &n)))
        return e;
    l->out->lacking =
        ARENA_ARRAY(l->cx->arena, struct second_look_lacking, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = lacking_row(l, c, &all[i])))
            return e;
    return OK;
}

enum err
second_look_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct listing l = {w, cx, answer,
        ARENA_NEW(cx->arena, struct second_looks), cx->reader.agency.id};
    enum err       e;

    (void)ask, (void)grant;
    l.out->form = report_form(w->pack, MAY_BRIEF);
    if ((e = list_waiting(&l)))
        return e;
    if (l.out->form &&
        ((e = count_quality(&l, l.out->form)) ||
            (e = list_lacking(&l, l.out->form))))
        return e;
    answer->with = l.out;
    return OK;
}
