/*
 * Which forms of the pack a child's page offers, and when each is due: by
 * what they are about and what they yield, never by name.
 */
#include "action/casework_inside.h"

#include "action/concern_form.h"
#include "action/look.h"
#include "action/tell.h"
#include "practice/meeting.h"

/* ---- which forms ---- */

static bool
is_about_children(const struct form *f)
{
    for (size_t i = 0; i < f->about_count; i++)
        if (f->about[i].least > 0 && str_eq(f->about[i].role, S("child")))
            return true;
    return false;
}

/* A thread is named by the program alone, on the page where it stands; who
 * is asked to a meeting is proposed on a page of its own, and what an entry
 * means is said beside it. */
static bool
is_filled_in_elsewhere(const struct pack *p, const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type == FIELD_THREAD)
            return true;
    return f == tell_form_of(p) || meeting_calls(f) ||
        form_yields(f, YIELD_SIGNIFICANT);
}

/* One line of a file that is brought in. */
static bool
is_brought_in(const struct form *f)
{
    return f->in_thread.n && form_yields(f, YIELD_IDENTITY);
}

/* A meeting is held in a thread that its own record opens. */
static bool
stands_alone(const struct form *f)
{
    return !f->in_thread.n || str_eq(f->in_thread, f->opens_thread);
}

static bool
is_recorded(enum verb v)
{
    return v == MAY_RECORD || v == MAY_DECIDE || v == MAY_ALLOCATE;
}

bool
casework_is(const struct pack *p, const struct form *f)
{
    return stands_alone(f) && is_about_children(f) && !is_brought_in(f) &&
        is_recorded(concern_verb(p, f)) && !is_filled_in_elsewhere(p, f);
}

enum err
casework_may(struct work *w, struct cx *cx, const struct form *form,
    struct id person, struct grant *grant)
{
    static const struct str whys[] = {S_INIT("casework"), S_INIT("duty")};
    struct question         q = {.verb = concern_verb(w->pack, form),
                .of = form->group,
                .person = person};
    enum err                e = ERR_DENIED;

    /* what does not wait for the child's own worker is a decision */
    for (int i = 0; i < (q.verb == MAY_DECIDE ? 2 : 1); i++) {
        q.purpose = look_purpose(w->pack, whys[i]);
        e = policy_ask(w, &cx->reader, &q, grant);
        if (!err_is_refusal(e))
            break;
    }
    return e || grant->depth == DEPTH_FULL ? e : ERR_DENIED;
}

/* ---- when it is due ---- */

struct child_due
casework_due_at(const struct pack *rules, const struct clock_at *c,
    struct moment now)
{
    enum clock_look look = child_clock(c, rules, now);

    return (struct child_due){.clock = c->rule->title,
        .due = c->due,
        .late = look == LOOK_LATE,
        .soon = look == LOOK_WARN,
        .paused = look == LOOK_PAUSED,
        .since = c->paused};
}

bool
casework_due_before(const struct child_due *a, const struct child_due *b)
{
    if (a->paused != b->paused)
        return b->paused;
    return a->due.us < b->due.us;
}

struct child_due
casework_due_of(const struct child_build *b, const struct form *form)
{
    const struct child *c = b->child;
    struct child_due    first = {0};

    for (size_t i = 0; i < c->clocks_count; i++) {
        const struct clock_at *k = &c->clocks[i];
        struct child_due       one;

        if (!child_clock_runs(k) || !form_may_meet(form, k->rule) ||
            child_clock_is_far(k, b->w->pack, b->w->now) ||
            !child_kept(b, k->opening, DEPTH_SUMMARY))
            continue;
        one = casework_due_at(b->w->pack, k, b->w->now);
        if (!first.due.us || casework_due_before(&one, &first))
            first = one;
    }
    return first;
}
