/*
 * How whole the picture of a child is (A6): each question about who they are,
 * and what each source has answered to it.
 *
 * The questions are the pack's: those that its forms ask under one name and
 * that say who somebody is, and the places asked for beside them.  A source
 * is called as in the chronology, so that nobody learns who reported (S12).
 * Nothing here rests on an answer that the reader may not see: neither a
 * number's state nor what is to be done (S11).
 */
#include "action/child_inside.h"
#include "action/concern_form.h"
#include "base/nhs.h"
#include "base/text.h"
#include "record/difference.h"

enum {
    QUESTIONS_MOST = 32,
    SOURCES_BESIDE = 2 /* the kinds of agencies: front door, Diogel itself */
};

struct whole {
    struct child_build *b;
    struct str          name[QUESTIONS_MOST]; /* asked under, or the place's */
    bool                place[QUESTIONS_MOST], nhs[QUESTIONS_MOST];
    bool                number[QUESTIONS_MOST];
    size_t              sources; /* there may be */
    struct str         *traced;  /* numbers that a record has traced */
    size_t              traced_count;
};

/* Names that are no shortcoming when nobody has said them. */
static bool
is_asked_of_all(size_t arg)
{
    static const struct str not_of_all[] = {S_INIT("known_as"),
        S_INIT("expected_on"), S_INIT("died_on"), S_INIT("who")};

    for (size_t i = 0; i < sizeof not_of_all / sizeof *not_of_all; i++)
        if ((int)arg == yield_arg_find(YIELD_IDENTITY, not_of_all[i]))
            return false;
    return true;
}

static struct str
name_of(const struct field *f)
{
    return f->type == FIELD_LOCATION ? f->kind : f->fact;
}

static void
question_add(struct whole *w, const struct field *f)
{
    struct child_page *p = w->b->page;
    size_t             n = p->question_count;
    bool               place = f->type == FIELD_LOCATION;

    for (size_t i = 0; i < n; i++)
        if (w->place[i] == place && str_eq(w->name[i], name_of(f)))
            return;
    if (!name_of(f).n || n == QUESTIONS_MOST)
        return;
    w->name[n] = name_of(f);
    w->place[n] = place;
    w->number[n] = f->type == FIELD_IDENTIFIER;
    w->nhs[n] = f->identifier && str_eq(f->identifier->check, S("nhs_number"));
    p->questions[p->question_count++] =
        (struct child_question){.title = f->label,
            .by = ARENA_ARRAY(w->b->cx->arena, struct child_knows, w->sources)};
}

static void
questions_of_yield(struct whole *w, const struct yield_rule *y)
{
    for (size_t k = 0; k < y->from_count; k++)
        for (size_t j = 0; j < y->from[k].field_count; j++)
            if (is_asked_of_all(y->from[k].arg))
                question_add(w, y->from[k].fields[j]);
}

/* Places that are asked for where the name is. */
static void
questions_of_places(struct whole *w, const struct form *f)
{
    const struct field *given = form_arg_field(f, YIELD_IDENTITY, S("given"));

    for (size_t i = 0; i < f->section_count; i++) {
        const struct form_section *s = &f->sections[i];
        bool                       here = false;

        for (size_t k = 0; k < s->field_count; k++)
            here = here || s->fields[k] == given;
        for (size_t k = 0; here && k < s->field_count; k++)
            if (s->fields[k]->type == FIELD_LOCATION)
                question_add(w, s->fields[k]);
    }
}

static void
questions(struct whole *w)
{
    const struct pack *p = w->b->w->pack;

    for (size_t i = 0; i < p->forms_count; i++)
        for (size_t k = 0; k < p->forms[i].yield_count; k++)
            if (p->forms[i].yields[k].kind == YIELD_IDENTITY &&
                !p->forms[i].yields[k].each)
                questions_of_yield(w, &p->forms[i].yields[k]);
    for (size_t i = 0; !w->b->view.seal_location && i < p->forms_count; i++)
        questions_of_places(w, &p->forms[i]);
}

/* ---- answers ---- */

static const struct field *
field_for(const struct whole *w, const struct form *f, size_t question)
{
    for (size_t i = 0; i < f->field_count; i++)
        if ((f->fields[i].type == FIELD_LOCATION) == w->place[question] &&
            str_eq(name_of(&f->fields[i]), w->name[question]))
            return &f->fields[i];
    return NULL;
}

static enum err
column_of(struct whole *w, const struct entry *in, size_t *column)
{
    struct child_page *p = w->b->page;
    struct words       from;
    enum err           e = child_from(w->b, in, &from);

    if (e)
        return e;
    for (*column = 0; *column < p->known_by_count; (*column)++)
        if (str_eq(p->known_by[*column].en, from.en))
            return OK;
    p->known_by[p->known_by_count++] = from;
    return OK;
}

/* A later number takes the place of an earlier one, but what is claimed not
 * that of what was traced.  The one that gave way is remembered. */
static void
say_number(struct whole *w, struct child_knows *k, const struct entry *in,
    struct str text, bool traced)
{
    struct arena *a = w->b->cx->arena;
    bool          same = str_eq(k->text, text);
    bool          stays = k->number == NUMBER_TRACED && !traced;
    struct str    gone = stays ? text : k->text;

    if (gone.n && !same)
        k->gone =
            k->gone.n ? str_cat(a, k->gone, str_cat(a, S(", "), gone)) : gone;
    if (stays)
        return;
    k->number = traced ? NUMBER_TRACED : NUMBER_CLAIMED;
    k->text = text;
    k->said = in->recorded;
}

/* Why there is none counts where nothing was said before it. */
static void
say_why(struct child_knows *k, const struct entry *in, struct str why)
{
    k->why = why;
    if (!k->text.n && !k->held)
        k->said = in->recorded;
}

/* A later answer of the source over an earlier one. */
static enum err
answer_to(struct whole *w, const struct entry *in, size_t question,
    struct child_knows *out)
{
    const struct field *f = field_for(w, in->form, question);
    const struct json  *v = NULL;
    struct str          text;
    enum err            e;

    if (f)
        v = answers_value(&in->answers, f,
            f->per_child ? child_place_in(w->b, in) : -1);
    if (!v || (!w->place[question] && !view_field(&w->b->view, in, f)))
        return OK;
    if (json_member(v, S("why"))) {
        say_why(out, in, json_string(json_member(v, S("why"))));
        return OK;
    }
    if (w->place[question]) {
        out->held = true;
        out->said = in->recorded;
        return OK;
    }
    if ((e = child_answer(w->b, in, f, v, &text)) || !text.n)
        return e;
    if (w->number[question]) {
        say_number(w, out, in, text, w->nhs[question] && in->form->traced);
        return OK;
    }
    out->text = text;
    out->said = in->recorded;
    if (f->type != FIELD_DATE || !date_parse(json_string(v), &out->day))
        out->day = (struct date){.year = 0};
    return OK;
}

static enum err
answers_of(struct whole *w, const struct entry *in)
{
    struct child_page *p = w->b->page;
    size_t             column;
    enum err           e = column_of(w, in, &column);

    for (size_t i = 0; !e && i < p->question_count; i++)
        if ((e = answer_to(w, in, i, &p->questions[i].by[column])))
            return e;
    return OK;
}

/* ---- what they come to ---- */

/* Of days, as far as both sources know them. */
static bool
differ(struct arena *a, const struct child_knows *x,
    const struct child_knows *y)
{
    const struct face fx = {.birth_date = x->day}, fy = {.birth_date = y->day};

    if (!date_is_none(x->day) && !date_is_none(y->day))
        return difference_is(a, DIFFERENCE_BIRTH, &fx, &fy);
    return x->text.n && y->text.n &&
        !str_eq(text_fold(a, x->text), text_fold(a, y->text));
}

/* What the records beside this table say was traced: whoever reads it sees
 * those whole, also where the entry that traced it is not theirs to read. */
static enum err
traced_numbers(struct whole *w)
{
    struct arena *a = w->b->cx->arena;
    struct face  *all;
    size_t        n;
    enum err      e;

    if (!date_is_none(w->b->page->as_of))
        return OK; /* records are as they are now */
    if ((e = person_faces(w->b->w, w->b->page->person, &all, &n)))
        return e;
    w->traced = ARENA_ARRAY(a, struct str, n + 1);
    for (size_t i = 0; i < n; i++)
        if (all[i].nhs.n && all[i].traced)
            w->traced[w->traced_count++] = nhs_text(a, all[i].nhs);
    return OK;
}

static void
weigh_traced(const struct whole *w, struct child_knows *k)
{
    if (!w->traced_count || k->number == NUMBER_NONE)
        return;
    /* also one that was traced once, when another was said to stand */
    k->number = NUMBER_SUPERSEDED;
    for (size_t i = 0; i < w->traced_count; i++)
        if (str_eq(w->traced[i], k->text))
            k->number = NUMBER_TRACED;
}

/* What one source says of a question beside what the others say. */
static void
weigh_one(struct whole *w, struct child_question *q, size_t at)
{
    struct child_knows *k = &q->by[at];

    for (size_t i = 0; i < w->b->page->known_by_count; i++) {
        const struct child_knows *other = &q->by[i];

        if (!differ(w->b->cx->arena, k, other))
            continue;
        q->differs = true;
        if (other->number != NUMBER_TRACED)
            continue;
        if (k->number == NUMBER_TRACED)
            q->two_traced = true;
        else if (k->number == NUMBER_CLAIMED)
            k->number = NUMBER_SUPERSEDED;
    }
}

static void
weigh(struct whole *w, size_t question)
{
    struct child_page     *p = w->b->page;
    struct child_question *q = &p->questions[question];
    bool                   traced = w->nhs[question] && w->traced_count;

    for (size_t i = 0; w->nhs[question] && i < p->known_by_count; i++)
        weigh_traced(w, &q->by[i]);
    for (size_t i = 1; w->nhs[question] && i < w->traced_count; i++)
        q->two_traced = q->two_traced || !str_eq(w->traced[i], w->traced[0]);
    q->missing = !traced;
    for (size_t i = 0; i < p->known_by_count; i++) {
        weigh_one(w, q, i);
        q->missing = q->missing && !q->by[i].text.n && !q->by[i].held;
        traced = traced || q->by[i].number == NUMBER_TRACED;
    }
    q->untraced = w->nhs[question] && !q->missing && !traced;
}

static bool
says_who(const struct child_build *b, const struct entry *e)
{
    return e->fate == FATE_STANDS && child_depth(b, e) == DEPTH_FULL &&
        form_yields(e->form, YIELD_IDENTITY) && child_place_in(b, e) >= 0;
}

enum err
child_whole_part(struct child_build *b)
{
    struct child_page *p = b->page;
    struct whole      *w = ARENA_NEW(b->cx->arena, struct whole);
    enum err           e;

    if (view_depth(&b->view, S("people")) < DEPTH_FULL)
        return OK;
    w->b = b;
    w->sources = b->w->pack->agency_kinds_count + SOURCES_BESIDE;
    p->questions =
        ARENA_ARRAY(b->cx->arena, struct child_question, QUESTIONS_MOST);
    p->known_by = ARENA_ARRAY(b->cx->arena, struct words, w->sources);
    questions(w);
    for (size_t i = 0; i < b->kept_count; i++)
        if (says_who(b, &b->kept[i]) && (e = answers_of(w, &b->kept[i])))
            return e;
    if ((e = traced_numbers(w)))
        return e;
    for (size_t i = 0; i < p->question_count; i++)
        weigh(w, i);
    return OK;
}
