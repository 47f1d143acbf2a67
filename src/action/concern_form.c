/*
 * A pack says what a form is for three times over: by its yields, by the
 * clocks that they meet, and by the shares that fire on it.  Reading all
 * three keeps form ids out of C.
 */
#include "action/concern_form.h"

#include "action/report.h"
#include "record/translate.h"

/* ---- arguments ---- */

static const struct yield_from *
form_arg(const struct form *f, enum yield_kind kind, struct str arg)
{
    int place = yield_arg_find(kind, arg);

    for (size_t i = 0; i < f->yield_count && place >= 0; i++)
        if (f->yields[i].kind == kind)
            return yield_from_of(&f->yields[i], (size_t)place);
    return NULL;
}

const struct field *
form_arg_field(const struct form *f, enum yield_kind kind, struct str arg)
{
    const struct yield_from *from = form_arg(f, kind, arg);

    return from && from->field_count ? from->fields[0] : NULL;
}

struct str
form_arg_value(const struct form *f, enum yield_kind kind, struct str arg)
{
    const struct yield_from *from = form_arg(f, kind, arg);

    return from ? from->value : (struct str){0};
}

static bool
takes(const struct yield_rule *r, const struct field *question)
{
    for (size_t i = 0; i < r->from_count; i++)
        if (r->from[i].field_count && r->from[i].fields[0] == question)
            return true;
    return false;
}

/* What an agency has to be known for: a name that somebody typed is nobody's
 * inbox, and no meeting of an agency's is counted under it. */
static bool
is_of_doer(enum yield_kind kind)
{
    return kind == YIELD_ACTION || kind == YIELD_TIE || kind == YIELD_ASK ||
        kind == YIELD_ATTEND;
}

bool
form_asks_doer(const struct form *f, const struct field *question)
{
    if (question->type != FIELD_AGENCY || question->kind.n)
        return false;
    for (size_t i = 0; i < f->yield_count; i++)
        if (is_of_doer(f->yields[i].kind) && takes(&f->yields[i], question))
            return true;
    return false;
}

const struct term_list *
concern_list(const struct pack *p, enum yield_kind kind, struct str arg)
{
    for (size_t i = 0; i < p->arguments_count; i++)
        if (str_eq(p->arguments[i].yield, yield_word(kind)) &&
            str_eq(p->arguments[i].argument, arg))
            return pack_list(p, p->arguments[i].options);
    return NULL;
}

/* ---- who reported ---- */

#define MEANS_REPORTER S("reporter")

/* A role in a thread that means: who reported. */
static bool
is_reporter(const struct pack *p, const struct addressee *to)
{
    if (!str_eq(to->kind, S("thread")))
        return false;
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++) {
            const struct thread_role *r = &p->threads[i].roles[k];

            if (str_eq(r->id, to->id) && str_eq(r->means, MEANS_REPORTER))
                return true;
        }
    return false;
}

static bool
tells_reporter(const struct pack *p, const struct share_rule *s)
{
    for (size_t i = 0; i < s->to_count; i++)
        if (is_reporter(p, &s->to[i]))
            return true;
    return false;
}

static void
add_fields(const struct form *f, const struct share_rule *s,
    struct concern_told *out)
{
    for (size_t i = 0; i < s->what_count; i++) {
        const struct field *field = form_field(f, s->what[i]);
        size_t              k = 0;

        while (field && k < out->count && out->fields[k] != field)
            k++;
        if (field && k == out->count)
            out->fields[out->count++] = field;
    }
}

static void
told_begin(struct arena *a, const struct form *f, struct concern_told *out)
{
    *out = (struct concern_told){
        .fields = ARENA_ARRAY(a, const struct field *, f->field_count + 1)};
}

void
concern_told_fields(struct arena *a, const struct pack *p, const struct form *f,
    struct concern_told *out)
{
    told_begin(a, f, out);
    for (size_t i = 0; i < p->shares_count; i++) {
        const struct share_rule *s = &p->shares[i];

        if (!tells_reporter(p, s) || !form_may_fire_any(f, &s->on))
            continue;
        out->tells = true;
        add_fields(f, s, out);
    }
}

/* Whether any of the triggers fired on the entry or one of its facts. */
static bool
fired(const struct entry *e, const struct triggers *t, const struct fact *facts,
    size_t n)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->all[i].kind == ON_ENTRY &&
            trigger_on_entry(&t->all[i], e->form, &e->answers, 0))
            return true;
        for (size_t k = 0; t->all[i].kind == ON_YIELD && k < n; k++)
            if (trigger_on_fact(&t->all[i], &facts[k]))
                return true;
    }
    return false;
}

enum err
concern_told_by(struct arena *a, const struct entry *e,
    struct concern_told *out)
{
    struct answers_about about = {.children = e->about_count};
    struct fact         *facts;
    size_t               n;
    enum err             err;

    told_begin(a, e->form, out);
    if (!e->answers.root || e->fate != FATE_STANDS)
        return OK;
    if ((err = yield_extract(a, &e->answers, &about, &facts, &n)))
        return err;
    for (size_t i = 0; i < e->pack->shares_count; i++) {
        const struct share_rule *s = &e->pack->shares[i];

        if (!tells_reporter(e->pack, s) || !fired(e, &s->on, facts, n))
            continue;
        out->tells = true;
        add_fields(e->form, s, out);
    }
    return OK;
}

/* ---- what a form is for ---- */

static bool
only_allocates(const struct pack *p, const struct form *f)
{
    struct str             kind = form_arg_value(f, YIELD_TIE, S("kind"));
    const struct tie_term *tie = kind.n ? pack_tie(p, kind) : NULL;

    return tie && str_eq(tie->means, S("allocated")) &&
        !form_yields(f, YIELD_DECIDE);
}

/* Whether who reported is told answers of the form. */
static bool
tells_answers(const struct pack *p, const struct form *f)
{
    for (size_t i = 0; i < p->shares_count; i++) {
        const struct share_rule *s = &p->shares[i];

        if (!tells_reporter(p, s) || !form_may_fire_any(f, &s->on))
            continue;
        for (size_t k = 0; k < s->what_count; k++)
            if (form_field(f, s->what[k]))
                return true;
    }
    return false;
}

/* Another form that tells answers meets the same clock: whoever reported is
 * to hear something, and from this form hears only that there is something. */
static bool
tells_arrival(const struct pack *p, const struct form *f)
{
    for (size_t i = 0; i < p->clocks_count; i++) {
        if (!form_may_meet(f, p->clocks[i]))
            continue;
        for (size_t k = 0; k < p->forms_count; k++)
            if (form_may_meet(&p->forms[k], p->clocks[i]) &&
                form_yields(&p->forms[k], YIELD_TOLD) &&
                tells_answers(p, &p->forms[k]))
                return true;
    }
    return false;
}

static enum concern_use
use_of_telling(const struct pack *p, const struct form *f)
{
    if (tells_answers(p, f))
        return USE_ANSWER;
    return tells_arrival(p, f) ? USE_RECEIVE : USE_OTHER;
}

enum concern_use
concern_use_of(const struct pack *p, const struct form *f)
{
    struct translate_fields t;

    if (form_yields(f, YIELD_DECIDE))
        return USE_DECIDE;
    if (form_yields(f, YIELD_CHALLENGE))
        return USE_CHALLENGE;
    if (form_yields(f, YIELD_READ_HISTORY))
        return USE_READ;
    if (only_allocates(p, f))
        return USE_ALLOCATE;
    if (translate_fields_of(f, &t))
        return USE_TRANSLATE;
    return form_yields(f, YIELD_TOLD) ? use_of_telling(p, f) : USE_OTHER;
}

/* What recording a form of that use asks for; MAY_RECORD: what it yields
 * says. */
static const enum verb use_verbs[USE_COUNT] = {
    [USE_OTHER] = MAY_RECORD,
    [USE_DECIDE] = MAY_DECIDE,
    [USE_READ] = MAY_RECORD,
    [USE_ALLOCATE] = MAY_ALLOCATE,
    [USE_TRANSLATE] = MAY_TRANSLATE,
    [USE_ANSWER] = MAY_FEEDBACK,
    [USE_RECEIVE] = MAY_FEEDBACK,
    [USE_CHALLENGE] = MAY_CHALLENGE,
};

enum verb
concern_verb(const struct pack *p, const struct form *f)
{
    enum verb v = use_verbs[concern_use_of(p, f)];

    return v == MAY_RECORD ? report_verb(p, f) : v;
}

const struct form *
concern_form_for(const struct pack *p, enum concern_use use, struct str kind)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].in_thread, kind) &&
            !form_yields(&p->forms[i], YIELD_CONCERN) &&
            concern_use_of(p, &p->forms[i]) == use)
            return &p->forms[i];
    return NULL;
}

struct str
concern_kind(const struct pack *p)
{
    const struct form *f = pack_form_yielding(p, YIELD_CONCERN);

    return f ? f->opens_thread : (struct str){0};
}
