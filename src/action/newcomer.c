/*
 * A newcomer is looked for as the search page looks: the index proposes,
 * policy disposes, and whoever has the same number, or the same names and
 * birth date, is always among them.
 */
#include "action/newcomer.h"

#include "action/casework_inside.h"
#include "action/look.h"
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
    size_t                room;
    struct id            *here; /* whom the draft is about already */
    size_t                here_count;
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

/* Whether the form may be begun about that child instead.  Who was added to
 * those it is about has a page of their own. */
static enum err
source_of(struct looking *l, struct newcomer_like *row)
{
    struct grant g;
    enum err     e;

    if (!typed_is_newcomer(l->typed))
        return OK;
    e = casework_may(l->w, l->cx, l->typed->form, row->person, &g);
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

    if (id_among(person, l->here, l->here_count))
        return OK;
    for (size_t i = 0; i < l->out->count; i++)
        if (id_eq(l->out->rows[i].person, person))
            return OK;
    if ((e = look_ask(l->w, l->cx, &q, &g)))
        return err_is_refusal(e) ? OK : e;
    l->out->more = l->out->count == l->room;
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

/* Strong, or a number that agrees where something else does not. */
static bool
is_like(const struct match_why *why)
{
    return why->band >= MATCH_STRONG || why->limit == MATCH_LIMIT_CONFLICT;
}

/* Of each that it is somebody else; ids: all of them. */
static void
said_read(const struct typed *t, struct newcomer_list *l)
{
    struct str  none = typed_text(t, typed_none_name(t->arena, l->child));
    struct str *all = ARENA_ARRAY(t->arena, struct str, l->count + 1);

    l->said = true;
    for (size_t i = 0; i < l->count; i++) {
        all[i] = id_text(t->arena, l->rows[i].person);
        l->said = l->said && str_find(none, all[i]) >= 0;
    }
    l->ids = str_join(t->arena, all, l->count, S(" "));
}

/* Nobody is looked for among those born with them. */
static enum err
here_read(struct looking *l)
{
    struct arena     *a = l->typed->arena;
    struct typed_list all = typed_children(l->typed);
    struct id         source;
    enum err          e = OK;

    l->here = ARENA_ARRAY(a, struct id, all.count + 1);
    for (size_t i = 0; i < all.count && !e; i++)
        if (id_parse(typed_text(l->typed, typed_source_name(a, all.all[i])),
                ID_SOURCE, &source))
            e = person_of_source(l->w, source, &l->here[l->here_count++]);
    return e;
}

bool
newcomer_is_new(const struct typed *t, int child)
{
    return typed_is_newcomer(t) || typed_is_unexpected(t, child);
}

/* wide: whose draft, which of its children, and the list */
enum err
newcomer_look(struct work *w, struct cx *cx, struct answer *answer,
    const struct typed *t, int child, struct newcomer_list *out)
{
    struct looking        l = {w, cx, answer, t, out, 0, NULL, 0};
    struct match_names    names = {0};
    struct match_person   m = asked_of(t, child, &names);
    struct candidate_list found;
    struct id            *exact;
    size_t                k;
    enum err              e;

    *out = (struct newcomer_list){.child = child, .said = true};
    if (!m.nhs.n && !m.upn.n && !m.name_count)
        return OK;
    if ((e = here_read(&l)) || (e = person_exact(w, &m, &exact, &k)) ||
        (e = person_candidates_all(w, &m, (struct id){0}, &found)))
        return e;
    l.room = k + CANDIDATES_MOST;
    out->rows = ARENA_ARRAY(t->arena, struct newcomer_like, l.room + 1);
    for (size_t i = 0; i < k && !e; i++)
        e = row_add(&l, exact[i]);
    for (size_t i = 0; i < found.count && !out->more && !e; i++)
        if (is_like(found.all[i].why))
            e = row_add(&l, found.all[i].person);
    out->capped = found.capped && !out->count;
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
