/*
 * A newcomer is looked for as the search page looks: the index proposes,
 * policy disposes, and whoever has the same number, or the same names and
 * birth date, is always among them.
 */
#include "action/newcomer.h"

#include "action/casework_inside.h"
#include "action/look.h"
#include "action/report.h"
#include "action/rows.h"
#include "base/nhs.h"
#include "record/person.h"

/* ---- who may ---- */

/* The form, and looking for people first. */
static enum err
may_begin(struct work *w, struct cx *cx, const struct form *form,
    struct grant *grant)
{
    struct question q = {.verb = MAY_SEARCH, .of = S("people")};
    enum err        e = look_ask(w, cx, &q, grant);

    return e ? e : casework_may(w, cx, form, (struct id){0}, grant);
}

enum err
ground_newcomer(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct newcomer_ask *in = ask->with;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!in->form->newcomer || !casework_is(w->pack, in->form))
        return ERR_ABSENT;
    out->settled = true;
    return may_begin(w, cx, in->form, &out->grant);
}

enum err
newcomer_form(struct work *w, struct cx *cx, const struct form **out)
{
    struct grant g;
    enum err     e;

    *out = NULL;
    for (size_t i = 0; i < w->pack->forms_count && !*out; i++) {
        const struct form *f = &w->pack->forms[i];

        if (!f->newcomer || !casework_is(w->pack, f))
            continue;
        e = may_begin(w, cx, f, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (!e)
            *out = f;
    }
    return OK;
}

/* ---- beginning ---- */

enum err
newcomer_begin(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct newcomer_ask *in = ask->with;
    struct draft_started      *out = ARENA_NEW(cx->arena, struct draft_started);
    struct draft               d = {.form = in->form->id,
                      .account = cx->reader.account.id,
                      .language = cx->lang};
    enum err                   e;

    (void)grant;
    if ((e = draft_new(w, &d, &out->draft)) ||
        (e = draft_fill_who(w, out->draft, in->form, &in->who)) ||
        (e = draft_fill_today(w, out->draft, in->form)))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, out->draft);
    return OK;
}

enum err
newcomer_list_begun(struct work *w, struct cx *cx, struct answer *answer,
    struct newcomer_begun **out, size_t *count)
{
    struct draft *all;
    struct typed  t;
    size_t        n;
    enum err      e = draft_list(w, cx->reader.account.id, &all, &n);

    if (e)
        return e;
    *out = ARENA_ARRAY(cx->arena, struct newcomer_begun, n + 1);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct form *f = pack_form(w->pack, all[i].form);

        if (!f || !f->newcomer)
            continue;
        if ((e = draft_typed(w, &all[i], f, &t)))
            return e;
        if (!typed_is_newcomer(&t))
            continue;
        (*out)[(*count)++] =
            (struct newcomer_begun){all[i], f, typed_child_name(&t, -1)};
        answer_discloses(cx, answer, all[i].id);
    }
    return OK;
}

/* ---- whom the child may be ---- */

struct looking {
    struct work          *w;
    struct cx            *cx;
    struct answer        *answer;
    const struct typed   *typed;
    struct newcomer_list *out;
};

/* A question of the form, asked once or of that child. */
static struct str
said_of(struct arena *a, const struct answers *said, const struct field *f,
    int place)
{
    return answers_text(a, said, f, f->per_child ? place : -1);
}

static void
number_of(struct arena *a, const struct field *f, struct str text,
    struct match_person *m)
{
    struct fault fault;

    if (str_eq(f->identifier->check, S("upn"))) {
        if (nhs_upn_parse(a, text, &m->upn, &fault))
            m->upn = (struct str){0};
    } else if (str_eq(f->identifier->check, S("nhs_number")) &&
        nhs_parse(a, text, &m->nhs, &fault)) {
        m->nhs = (struct str){0};
    }
}

/* What is typed of the child, as match/ compares it. */
static struct match_person
asked_of(const struct typed *t, int child, struct match_names *names)
{
    struct arena        *a = t->arena;
    const struct form   *f = t->form;
    struct typed_list    l = typed_children(t);
    struct answers_about about = {.children = l.count};
    struct match_person  m = {.names = names};
    struct answers       said;
    struct date          born;
    int                  place = 0;

    while (l.all[place] != child)
        place++;
    typed_answers(t, &about, &said);
    names->given = said_of(a, &said, typed_identity(f, S("given")), place);
    names->family = said_of(a, &said, typed_identity(f, S("family")), place);
    m.name_count = names->given.n || names->family.n;
    if (date_parse(said_of(a, &said, typed_identity(f, S("birth_date")), place),
            &born))
        m.birth = born;
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].identifier)
            number_of(a, &f->fields[i], said_of(a, &said, &f->fields[i], place),
                &m);
    return m;
}

/* A child of a report: nobody is chosen when it is begun. */
static bool
is_reported(const struct typed *t)
{
    return form_yields(t->form, YIELD_CONCERN) && !t->form->newcomer &&
        !t->form->unexpected;
}

static enum err
may_report(struct looking *l, struct id person)
{
    const struct pack *p = l->w->pack;
    struct question    q = {.verb = report_verb(p, l->typed->form),
           .of = l->typed->form->group,
           .person = person};
    struct grant       g;

    q.purpose = look_purpose(p, q.verb == MAY_TAKE_CALL ? S("duty") : S("own"));
    return policy_ask(l->w, &l->cx->reader, &q, &g);
}

/* Whether the form may be begun about that child instead.  Who was added to
 * those it is about has a page of their own. */
static enum err
source_of(struct looking *l, struct newcomer_like *row)
{
    struct grant g;
    enum err     e;

    if (is_reported(l->typed))
        e = may_report(l, row->person);
    else if (typed_is_newcomer(l->typed))
        e = casework_may(l->w, l->cx, l->typed->form, row->person, &g);
    else
        return OK;
    if (e)
        return err_is_refusal(e) ? OK : e;
    return person_source_for(l->w, row->person, l->cx->reader.agency.id,
        &row->source);
}

/* Nobody whom a search would not give either (S11). */
static enum err
row_add(struct looking *l, struct id person)
{
    struct question      q = {.verb = MAY_SEARCH,
             .of = S("people"),
             .person = person};
    struct newcomer_like row = {.person = person};
    struct face          f = {0};
    struct grant         g;
    enum err             e;

    if ((e = look_ask(l->w, l->cx, &q, &g)))
        return err_is_refusal(e) ? OK : e;
    l->out->more = l->out->count == CANDIDATES_MOST;
    if (l->out->more)
        return OK;
    e = person_face(l->w, person, &f);
    if ((e && e != ERR_ABSENT) || (e = source_of(l, &row)))
        return e;
    row.name = look_name(l->cx->arena, f.given, f.family);
    if (g.depth >= DEPTH_SUMMARY)
        row.born = f.birth_date;
    l->out->rows[l->out->count++] = row;
    answer_discloses(l->cx, l->answer, person);
    return OK;
}

/* What was said of those who were shown: in a report in the place of the
 * record that was chosen. */
static struct str
none_text(const struct typed *t, int child)
{
    return typed_text(t,
        is_reported(t) ? typed_source_name(t->arena, child)
                       : typed_none_name(t->arena, child));
}

/* Of each that it is somebody else; ids: all of them. */
static void
said_read(const struct typed *t, struct newcomer_list *l)
{
    struct str  none = none_text(t, l->child);
    struct str *all = ARENA_ARRAY(t->arena, struct str, l->count + 1);

    l->said = true;
    for (size_t i = 0; i < l->count; i++) {
        struct newcomer_like *row = &l->rows[i];

        all[i] = id_text(t->arena, row->person);
        row->said = str_find(none, all[i]) >= 0;
        row->chosen = !id_is_none(row->source) &&
            str_eq(none, id_text(t->arena, row->source));
        l->chosen = l->chosen || row->chosen;
        l->said = l->said && row->said;
    }
    l->said = l->said || l->chosen;
    l->ids = str_join(t->arena, all, l->count, S(" "));
    for (size_t i = 0; i < l->count; i++)
        for (size_t k = 0; k < l->sought.found_count; k++)
            if (id_eq(l->rows[i].person, l->sought.found[k].person))
                l->sought.found[k].said = l->rows[i].said;
}

/* Nobody is looked for among the others whom it is about. */
static enum err
here_read(struct work *w, const struct typed *t, int child, struct id **here,
    size_t *count)
{
    struct typed_list all = typed_children(t);
    struct id         source;
    enum err          e = OK;

    *here = ARENA_ARRAY(t->arena, struct id, all.count + 1);
    *count = 0;
    for (size_t i = 0; i < all.count && !e; i++)
        if (all.all[i] != child &&
            id_parse(typed_text(t, typed_source_name(t->arena, all.all[i])),
                ID_SOURCE, &source))
            e = person_of_source(w, source, &(*here)[(*count)++]);
    return e;
}

bool
newcomer_is_new(const struct typed *t, int child)
{
    struct id source;

    if (is_reported(t))
        return !id_parse(typed_text(t, typed_source_name(t->arena, child)),
            ID_SOURCE, &source);
    return typed_is_newcomer(t) || typed_is_unexpected(t, child);
}

enum err
newcomer_may(struct work *w, struct cx *cx, bool *yes)
{
    struct question q = {.verb = MAY_SEARCH, .of = S("people")};
    struct grant    g;
    enum err        e = look_ask(w, cx, &q, &g);

    *yes = e == OK && cx->reader.kind == READER_ACCOUNT;
    return e && !err_is_refusal(e) ? e : OK;
}

enum err
newcomer_find(struct work *w, const struct typed *t, int child,
    struct newcomer_list *out)
{
    struct match_names  names = {0};
    struct match_person m = asked_of(t, child, &names);
    struct sought      *s = &out->sought;
    struct id          *here;
    size_t              here_count, n = 0;
    enum err            e;

    *out = (struct newcomer_list){.child = child, .said = true};
    if ((e = here_read(w, t, child, &here, &here_count)) ||
        (e = sought_look(w, &m, (struct id){0}, s)))
        return e;
    for (size_t i = 0; i < s->found_count; i++)
        if (!id_among(s->found[i].person, here, here_count))
            s->found[n++] = s->found[i];
    s->found_count = n;
    return OK;
}

/* wide: whose draft, which of its children, and the list */
enum err
newcomer_look(struct work *w, struct cx *cx, struct answer *answer,
    const struct typed *t, int child, struct newcomer_list *out)
{
    struct looking l = {w, cx, answer, t, out};
    enum err       e = newcomer_find(w, t, child, out);

    if (e)
        return e;
    out->rows =
        ARENA_ARRAY(t->arena, struct newcomer_like, CANDIDATES_MOST + 1);
    for (size_t i = 0; i < out->sought.found_count && !out->more && !e; i++)
        e = row_add(&l, out->sought.found[i].person);
    out->capped = out->sought.capped && !out->count;
    if (!e)
        said_read(t, out);
    return e;
}

enum err
newcomer_choose(struct work *w, struct cx *cx, const struct form *form,
    struct str source)
{
    struct grant g;
    struct id    id, person;
    enum err     e;

    if (!id_parse(source, ID_SOURCE, &id))
        return ERR_INVALID;
    if ((e = person_of_source(w, id, &person)) ||
        (e = casework_may(w, cx, form, person, &g)))
        return err_is_refusal(e) ? ERR_INVALID : e;
    return OK;
}
