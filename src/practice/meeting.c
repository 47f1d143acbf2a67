/*
 * A meeting's forms are found by what they yield and the thread they stand
 * in, so that a pack may call them what it likes, and have several.
 */
#include "practice/meeting.h"

#include <assert.h>

/* ---- which forms ---- */

static struct str
arg_constant(const struct yield_rule *r, const char *arg)
{
    for (size_t i = 0; i < r->from_count; i++)
        if (!r->from[i].field_count &&
            str_eq(yield_arg_name(r->kind, r->from[i].arg), str_of(arg)))
            return r->from[i].value;
    return (struct str){0};
}

bool
meeting_table_of(const struct form *call, enum meeting_asked which,
    struct meeting_table *out)
{
    static const char *const words[] = {"yes", "no"};

    for (size_t i = 0; i < call->yield_count; i++) {
        const struct yield_rule *r = &call->yields[i];

        if (r->kind != YIELD_INVITE || !r->each ||
            !str_eq(arg_constant(r, "asked"), str_of(words[which])))
            continue;
        *out = (struct meeting_table){r->each, yield_field(r, S("whom")),
            yield_field(r, S("why"))};
        return out->agency != NULL;
    }
    return false;
}

bool
meeting_is_asked(const struct fact *invite)
{
    assert(invite->kind == YIELD_INVITE);
    return !str_eq(invite->args[yield_arg_find(YIELD_INVITE, S("asked"))],
        S("no"));
}

bool
meeting_calls(const struct form *f)
{
    struct meeting_table t;

    return f->opens_thread.n && meeting_table_of(f, MEETING_ASKED, &t) &&
        meeting_kind(f) && meeting_when(f);
}

const struct field *
meeting_kind(const struct form *call)
{
    for (size_t i = 0; i < call->field_count; i++) {
        const struct term_list *l = call->fields[i].options;

        for (size_t k = 0; l && k < l->count; k++)
            if (l->options[k].holds.n)
                return &call->fields[i];
    }
    return NULL;
}

const struct field *
meeting_when(const struct form *call)
{
    for (size_t i = 0; i < call->field_count; i++)
        if (call->fields[i].type == FIELD_DATE_TIME)
            return &call->fields[i];
    return NULL;
}

const struct form *
meeting_holds(const struct pack *p, const struct form *call, struct str kind)
{
    const struct field       *f = meeting_kind(call);
    const struct term_option *o = f ? term_option_find(f->options, kind) : NULL;

    return o && o->holds.n ? pack_form(p, o->holds) : NULL;
}

static const struct form *
in_thread(const struct pack *p, struct str thread, enum yield_kind kind)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].in_thread, thread) &&
            form_yields(&p->forms[i], kind))
            return &p->forms[i];
    return NULL;
}

const struct form *
meeting_reply(const struct pack *p, const struct form *call)
{
    return in_thread(p, call->opens_thread, YIELD_REPLY);
}

const struct form *
meeting_family(const struct pack *p, const struct form *call)
{
    return in_thread(p, call->opens_thread, YIELD_INVITE);
}

const struct form *
meeting_takes_part(const struct pack *p, const struct form *call)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].in_thread, call->opens_thread) &&
            form_yields(&p->forms[i], YIELD_TAKES_PART) &&
            !form_yields(&p->forms[i], YIELD_REPLY))
            return &p->forms[i];
    return NULL;
}

const struct form *
meeting_minutes(const struct pack *p, const struct form *call)
{
    return in_thread(p, call->opens_thread, YIELD_SHARE);
}

const struct form *
meeting_prepared(const struct pack *p, const struct form *call)
{
    return in_thread(p, call->opens_thread, YIELD_PREPARED);
}

/* Of a meeting that is only held, its own record names them. */
const struct form *
meeting_hands_on(const struct pack *p, const struct form *call)
{
    const struct form *f = in_thread(p, call->opens_thread, YIELD_MINUTES);

    return f && !f->opens_thread.n ? f : NULL;
}

bool
meeting_asks_taker(const struct form *f, const struct field *question)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind == YIELD_MINUTES &&
            yield_field(&f->yields[i], S("whom")) == question)
            return true;
    return false;
}

bool
meeting_taken_by(const struct pack *p, struct str role)
{
    for (size_t i = 0; i < p->access_count; i++) {
        const struct access_rule *r = &p->access[i];

        if (!r->forbid && str_eq(r->role, role) &&
            str_eq(pack_thread_means(p, r->thread), S("minutes")))
            return true;
    }
    return false;
}

static bool
is_report(const struct form *form)
{
    return form_yields(form, YIELD_VIEW) || form_yields(form, YIELD_REPORT);
}

bool
meeting_may_bring(const struct form *form)
{
    return is_report(form) || form_yields(form, YIELD_PAPER);
}

bool
meeting_is_brought(const struct form *call, const struct form *held,
    const struct form *form)
{
    struct meeting_views_table t;

    if (!str_eq(form->in_thread, call->opens_thread))
        return false;
    if (is_report(form))
        return meeting_views_of(held, &t);
    return form_yields(form, YIELD_PAPER);
}

const struct form *
meeting_own_report(const struct pack *p, const struct form *call)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].in_thread, call->opens_thread) &&
            form_yields(&p->forms[i], YIELD_REPORT) &&
            !form_yields(&p->forms[i], YIELD_VIEW))
            return &p->forms[i];
    return NULL;
}

const struct yield_rule *
meeting_chronology(const struct form *form)
{
    for (size_t i = 0; i < form->yield_count; i++)
        if (form->yields[i].kind == YIELD_EVENT && form->yields[i].each &&
            form->yields[i].each->per_child)
            return &form->yields[i];
    return NULL;
}

const struct field *
meeting_report_of(const struct form *form)
{
    for (size_t i = 0; i < form->yield_count; i++)
        if (form->yields[i].kind == YIELD_VIEW && !form->yields[i].each)
            return yield_field(&form->yields[i], S("agency"));
    return NULL;
}

bool
meeting_views_of(const struct form *held, struct meeting_views_table *out)
{
    for (size_t i = 0; i < held->yield_count; i++) {
        const struct yield_rule *r = &held->yields[i];

        if (r->kind != YIELD_VIEW || !r->each || !r->each->per_child)
            continue;
        *out =
            (struct meeting_views_table){r->each, yield_field(r, S("agency")),
                yield_field(r, S("view")), yield_field(r, S("reason"))};
        return out->agency && out->view;
    }
    return false;
}

bool
meeting_is_beside(const struct pack *p, const struct form *call,
    const struct form *form)
{
    return str_eq(form->in_thread, call->opens_thread) &&
        meeting_minutes(p, call) && !form_yields(form, YIELD_REPLY) &&
        !form_yields(form, YIELD_INVITE) && !form_yields(form, YIELD_SHARE) &&
        !form_yields(form, YIELD_MINUTES) &&
        !form_yields(form, YIELD_PREPARED) &&
        !form_yields(form, YIELD_TAKES_PART) && !meeting_may_bring(form);
}

bool
meeting_shared_with(const struct form *minutes, struct meeting_table *out)
{
    for (size_t i = 0; i < minutes->yield_count; i++) {
        const struct yield_rule *r = &minutes->yields[i];

        if (r->kind != YIELD_SHARE || !r->each)
            continue;
        *out = (struct meeting_table){.table = r->each,
            .agency = yield_field(r, S("to"))};
        return out->agency != NULL;
    }
    return false;
}

/* ---- who is there ---- */

static bool
came_before(const struct meeting_there *all, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_eq(all[i].whom, all[at].whom))
            return true;
    return false;
}

static bool
kind_there(const struct meeting_there *all, size_t count, struct str kind)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(all[i].kind, kind))
            return true;
    return false;
}

void
meeting_quorum(struct arena *a, const struct form *held,
    const struct meeting_there *all, size_t count, struct meeting_quorum *out)
{
    const struct form_meeting *rule = held->meeting;
    struct str                *missing;

    *out = (struct meeting_quorum){.ruled = rule && rule->agencies};
    for (size_t i = 0; i < count; i++)
        out->there += !came_before(all, i);
    if (!out->ruled)
        return;
    out->wanted = rule->agencies;
    missing = ARENA_ARRAY(a, struct str, rule->kind_count + 1);
    for (size_t i = 0; i < rule->kind_count; i++)
        if (!kind_there(all, count, rule->kinds[i]))
            missing[out->missing_count++] = rule->kinds[i];
    out->missing = missing;
    out->met = out->there >= out->wanted && !out->missing_count;
}
