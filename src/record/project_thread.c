/*
 * Threads as the inbox shows them, a row for each child, and who may list
 * them.
 *
 * A thread is one that lists show when an entry in it goes to a desk.  It is
 * at the desk of the first such entry; an entry for one desk alone (S15)
 * makes the whole thread that desk's.  Out of hours nothing moves: whoever
 * stands in for the desk has its key then (desk_covers), and in the morning
 * no longer.
 *
 * Who takes the minutes of a meeting does so from the entry that names them
 * last until the minutes are recorded, which is their approval; such a thread
 * stands in no list, so nothing else is projected of it.
 *
 * The agency of whoever reported may list it too; not the agency of the
 * desk, whose people have the desk's key when they have business there.
 */
#include "practice/meeting.h"
#include "record/entry_inside.h"
#include "record/label.h"
#include "record/places.h"
#include "record/project_inside.h"
#include "record/thread.h"

/* What a tie has to mean (pack.md, ties: means). */
#define MEANS_ALLOCATED S("allocated")
/* What a role in a thread has to mean (pack.md, threads: means). */
#define MEANS_REPORTER S("reporter")

/*
 * A history by its threads: a person may have hundreds, and each is asked
 * for what is its own, never for what the others have.
 */
struct sorted {
    struct work          *work;
    const struct history *history;
    struct places        *lines;     /* that stand, by thread         */
    struct places        *stored;    /* entries, by thread            */
    struct places        *clocks;    /* by thread                     */
    struct places        *decisions; /* by thread                     */
    struct places        *decided;   /* the same, by entry            */
    struct places        *seen;      /* threads, by themselves        */
    bool                  allocated; /* a worker is, or was, to them  */
};

/* One thread of one person, being read. */
struct reading {
    const struct sorted      *all;
    struct work              *work;
    const struct history     *history;
    struct id                 thread;
    const struct fold_entry  *first; /* the line that opened it           */
    const struct fold_entry **lines; /* its own that stand, in order      */
    size_t                    line_count;
    const struct clock_at   **clocks; /* its own, in order                 */
    size_t                    clock_count;
    struct desk               desk;
    bool                      held, only;
    struct str                state, urgency, outcome;
    int                       risk;
    struct moment             decided, told, answer_due, read_at, challenged;
    struct id                 decided_by;
    struct id                 taker;    /* of its minutes, or none */
    struct moment             named;    /* when they were named    */
    struct str                reporter; /* the pack's word for that role */
};

static bool
stored_is_about(const struct stored *s, struct id source)
{
    for (size_t i = 0; i < s->about_count; i++)
        if (id_eq(s->abouts[i].source, source))
            return true;
    return false;
}

static bool
says_read(const struct stored *s)
{
    for (size_t i = 0; i < s->fact_count; i++)
        if (s->facts[i].kind == YIELD_READ_HISTORY)
            return true;
    return false;
}

/* ---- by thread ---- */

static const struct str nothing = {0};

/* A decision was taken by an entry that the clock was opened by. */
static bool
is_decision(const struct sorted *all, struct id entry)
{
    return places_newest(all->decided, nothing, entry) != PLACE_NONE;
}

bool
project_allocated(const struct work *w, const struct child *c)
{
    for (size_t i = 0; i < c->ties_count; i++) {
        const struct tie_term *term =
            rules_tie(w->rules, w->pack, c->ties[i].kind);

        if (term && str_eq(term->means, MEANS_ALLOCATED))
            return true;
    }
    return false;
}

/* Every list has a place for each of its rows: what does not stand is in no
 * thread. */
static struct sorted
sort(struct work *w, const struct history *h)
{
    const struct child *c = h->child;
    struct arena       *a = txn_arena(w->tx);
    struct sorted       s = {w, h, places_new(a), places_new(a), places_new(a),
              places_new(a), places_new(a), places_new(a), false};

    s.allocated = project_allocated(w, c);
    for (size_t i = 0; i < h->line_count; i++)
        places_add(s.lines, nothing,
            h->lines[i].fate == FATE_STANDS ? h->lines[i].thread
                                            : (struct id){0});
    for (size_t i = 0; i < h->count; i++)
        places_add(s.stored, nothing, h->all[i].entry.thread);
    for (size_t i = 0; i < c->clocks_count; i++)
        places_add(s.clocks, nothing, c->clocks[i].thread);
    for (size_t i = 0; i < c->decisions_count; i++) {
        places_add(s.decisions, nothing, c->decisions[i].thread);
        places_add(s.decided, nothing, c->decisions[i].entry);
    }
    return s;
}

static size_t
count_of(const struct places *p, struct id thread)
{
    size_t n = 0;

    for (size_t i = places_newest(p, nothing, thread); i != PLACE_NONE;
         i = places_older(p, i))
        n++;
    return n;
}

static void
gather(struct reading *t)
{
    const struct sorted *all = t->all;
    struct arena        *a = txn_arena(t->work->tx);
    size_t               i, n;

    n = t->line_count = count_of(all->lines, t->thread);
    t->lines = ARENA_ARRAY(a, const struct fold_entry *, n + 1);
    for (i = places_newest(all->lines, nothing, t->thread); i != PLACE_NONE;
         i = places_older(all->lines, i))
        t->lines[--n] = &t->history->lines[i];
    n = t->clock_count = count_of(all->clocks, t->thread);
    t->clocks = ARENA_ARRAY(a, const struct clock_at *, n + 1);
    for (i = places_newest(all->clocks, nothing, t->thread); i != PLACE_NONE;
         i = places_older(all->clocks, i))
        t->clocks[--n] = &t->history->child->clocks[i];
}

/* ---- the desk ---- */

static enum err
route_take(struct reading *t, const struct fold_entry *line)
{
    const struct stored     *says = history_says(t->history, line);
    struct answers_about     about = {
            .children = says ? about_children(says->entry.about,
                                              says->entry.about_count)
                                 : 0};
    const struct form_route *r = entry_route(&line->answers, &about);
    struct desk              desk;
    enum err                 e;

    if (!r || (t->held && (t->only || !r->only)))
        return OK;
    e = desk_find(t->work, line->agency, r->desk, &desk);
    if (e)
        return e == ERR_ABSENT ? OK : e;
    t->desk = desk;
    t->held = true;
    t->only = r->only;
    return OK;
}

/* ---- what the facts say ---- */

/* How urgent, 1 first; what has no rank comes behind everything. */
static int
risk_of(const struct pack *p, struct str urgency)
{
    int behind = 1;

    for (size_t i = 0; i < p->arguments_count; i++) {
        const struct argument_term *a = &p->arguments[i];
        const struct term_list     *l = pack_list(p, a->options);

        if (!l || !str_eq(a->yield, yield_word(YIELD_CONCERN)) ||
            !str_eq(a->argument, S("urgency")))
            continue;
        behind = (int)l->count + 1;
        for (size_t k = 0; k < l->count; k++)
            if (str_eq(l->options[k].id, urgency) && l->options[k].rank)
                return l->options[k].rank;
    }
    return behind;
}

static void
concern(struct reading *t, const struct fold_entry *e, const struct fact *f)
{
    struct str urgency = fact_arg(f, S("urgency"));
    int        risk = risk_of(e->pack, urgency);

    if (t->urgency.n && t->risk <= risk)
        return;
    t->urgency = urgency;
    t->risk = risk;
}

static void
told(struct reading *t, const struct fold_entry *e, const struct fact *f)
{
    if (t->reporter.n && str_eq(fact_arg(f, S("whom")), t->reporter) &&
        t->decided.us && e->recorded.us > t->decided.us)
        t->told = e->recorded;
}

static void
challenge(struct reading *t, const struct fold_entry *e, const struct fact *f)
{
    bool over = str_eq(fact_arg(f, S("resolved")), S("yes"));

    t->challenged = over ? (struct moment){0} : e->recorded;
}

static void
history_read(struct reading *t, const struct fold_entry *e)
{
    if (!t->read_at.us && !id_eq(e->author, t->first->author))
        t->read_at = e->recorded;
}

/* The one named last; whom only words name is nobody here. */
static void
minutes(struct reading *t, const struct fold_entry *e, const struct fact *f)
{
    if (!id_parse(fact_arg(f, S("whom")), ID_ACCOUNT, &t->taker))
        t->taker = (struct id){0};
    t->named = e->recorded;
}

/* Minutes that are recorded are approved: nobody takes them any more. */
static void
minutes_end(struct reading *t, const struct fold_entry *e)
{
    if (t->first->form->opens_thread.n &&
        e->form == meeting_minutes(e->pack, t->first->form))
        t->taker = (struct id){0};
}

static void
fact_take(struct reading *t, const struct fold_entry *e, const struct fact *f)
{
    if (f->kind == YIELD_CONCERN)
        concern(t, e, f);
    else if (f->kind == YIELD_TOLD)
        told(t, e, f);
    else if (f->kind == YIELD_CHALLENGE)
        challenge(t, e, f);
    else if (f->kind == YIELD_READ_HISTORY)
        history_read(t, e);
    else if (f->kind == YIELD_MINUTES)
        minutes(t, e, f);
}

static void
decision_take(struct reading *t)
{
    size_t place = places_newest(t->all->decisions, nothing, t->thread);
    const struct decision *d;

    if (place == PLACE_NONE)
        return;
    d = &t->history->child->decisions[place];
    t->outcome = d->outcome;
    t->decided = d->at;
    t->decided_by = d->author;
}

/* ---- state and clocks ---- */

static bool
move_begins(const struct pathway *p, const struct move *m,
    const struct fold_entry *first)
{
    bool from = m->from_count == 0;

    for (size_t i = 0; i < m->from_count; i++)
        from = from || m->from[i] == p->start;
    return from && entry_fires(first, &m->on, NULL);
}

/* The state of the pathway that the opening entry set going. */
static void
state_take(struct reading *t)
{
    const struct pack *pack = t->first->pack;

    for (size_t i = 0; i < pack->pathways_count; i++) {
        const struct pathway  *p = &pack->pathways[i];
        const struct state_at *s = child_state(t->history->child, p, t->thread);

        for (size_t k = 0; p->per_thread && s && k < p->move_count; k++)
            if (move_begins(p, &p->moves[k], t->first)) {
                t->state = s->pathway->states[s->state].id;
                return;
            }
    }
}

static bool
names_value(const struct trigger_where *w, struct str value)
{
    for (size_t i = 0; i < w->value_count; i++)
        if (str_eq(w->values[i], value))
            return true;
    return false;
}

/* Whether the clock is met by telling who reported. */
static bool
is_answer(const struct clock_rule *r, struct str reporter)
{
    for (size_t i = 0; i < r->met_by.count; i++) {
        const struct trigger *on = &r->met_by.all[i];

        if (on->kind != ON_YIELD || on->yield != YIELD_TOLD)
            continue;
        for (size_t k = 0; k < on->where_count; k++)
            if (names_value(&on->where[k], reporter))
                return true;
    }
    return false;
}

/* A clock that a decision opened, and that an answer to them meets. */
static void
answer_take(struct reading *t)
{
    for (size_t i = 0; i < t->clock_count; i++) {
        const struct clock_at *k = t->clocks[i];

        if (k->state == CLOCK_OPEN && is_decision(t->all, k->opening) &&
            is_answer(k->rule, t->reporter))
            t->answer_due = k->due;
    }
}

/* ---- one thread ---- */

static enum err
thread_read(struct reading *t)
{
    enum err e;

    t->reporter = pack_told_reporter(t->first->pack);
    decision_take(t);
    for (size_t i = 0; i < t->line_count; i++) {
        const struct fold_entry *line = t->lines[i];

        if ((e = route_take(t, line)))
            return e;
        for (size_t k = 0; k < line->fact_count; k++)
            if (fact_is_for(&line->facts[k], line->child))
                fact_take(t, line, &line->facts[k]);
        minutes_end(t, line);
    }
    state_take(t);
    answer_take(t);
    if (!t->urgency.n)
        t->risk = risk_of(t->first->pack, t->urgency);
    return OK;
}

static void
thread_rows(const struct reading *t, struct str kind, struct row_set *set)
{
    const struct history *h = t->history;

    for (size_t i = 0; i < t->line_count; i++) {
        const struct fold_entry *l = t->lines[i];

        if (!id_eq(l->id, t->first->id))
            continue;
        ROW(set, A_ID(t->thread), A_ID(l->source), A_ID(h->person), A_ID(l->id),
            A_TEXT(kind), A_ID(t->desk.id), A_INT(t->only), A_TEXT(t->state),
            A_TEXT(t->outcome), A_TEXT(t->urgency), A_INT(t->risk),
            A_ID(l->agency), A_ID(l->author), A_TIME(l->recorded),
            row_set_time(t->decided), A_ID(t->decided_by),
            row_set_time(t->told), row_set_time(t->answer_due),
            row_set_time(t->read_at), row_set_time(t->challenged));
    }
}

/* What somebody's list shows of it, and the order it stands in. */
struct standing {
    struct moment due; /* of the first open clock; THREAD_DUE_NEVER: none */
    bool          guarded;
    struct str    kind; /* of thread */
};

static struct moment
first_due(const struct reading *t)
{
    struct moment due = {THREAD_DUE_NEVER};

    for (size_t i = 0; i < t->clock_count; i++)
        if (t->clocks[i]->state == CLOCK_OPEN && t->clocks[i]->due.us < due.us)
            due = t->clocks[i]->due;
    return due;
}

/* Whether anybody may have it: its worker is looked for only then.  A worker
 * is allocated to the person, or has said in the thread that they read. */
static bool
may_be_taken(const struct reading *t, struct id source)
{
    const struct places *p = t->all->stored;

    if (t->all->allocated)
        return true;
    for (size_t i = places_newest(p, nothing, t->thread); i != PLACE_NONE;
         i = places_older(p, i))
        if (stored_is_about(&t->history->all[i], source) &&
            says_read(&t->history->all[i]))
            return true;
    return false;
}

/* Whether a key has it before it because it owes something. */
enum owes { OWES_NOTHING, OWES_SOMETHING };

static enum thread_stage
stage_of(const struct reading *t, const struct standing *s, enum owes owes)
{
    if (!t->decided.us || owes == OWES_SOMETHING)
        return STAGE_WAITING;
    return t->answer_due.us || s->due.us != THREAD_DUE_NEVER ? STAGE_DUE
                                                             : STAGE_OVER;
}

/* wide: one key, and all that its row says */
static void
audience_add(const struct reading *t, const struct standing *s, struct id scope,
    enum owes owes, struct row_set *set)
{
    for (size_t i = 0; !id_is_none(scope) && i < t->line_count; i++) {
        const struct fold_entry *l = t->lines[i];

        if (!id_eq(l->id, t->first->id))
            continue;
        ROW(set, A_ID(t->thread), A_ID(l->source), A_ID(scope),
            A_ID(t->history->person), A_TEXT(s->kind), A_ID(t->desk.id),
            A_ID(l->agency), A_TEXT(t->urgency), A_INT(stage_of(t, s, owes)),
            A_INT(t->risk), A_TIME(s->due), A_TIME(l->recorded),
            A_INT(t->decided.us != 0), A_INT(t->answer_due.us != 0),
            A_INT(s->guarded), A_INT(may_be_taken(t, l->source)));
    }
}

/* A desk that owes the thread something has it too until that is done: what
 * ends without action is early help's to look at. */
static enum err
audience_owing(const struct reading *t, const struct standing *s,
    struct row_set *set)
{
    struct desk desk;
    enum err    e;

    for (size_t i = 0; !t->only && i < t->clock_count; i++) {
        const struct clock_at *k = t->clocks[i];

        if (k->state != CLOCK_OPEN || !str_eq(k->rule->owner.kind, S("desk")))
            continue;
        e = desk_find(t->work, t->desk.agency, k->rule->owner.id, &desk);
        if (e && e != ERR_ABSENT)
            return e;
        if (e == OK && id_eq(desk.agency, t->desk.agency))
            audience_add(t, s, desk.id, OWES_SOMETHING, set);
    }
    return OK;
}

static enum err
audience_rows(const struct reading *t, struct str kind, struct row_set *set)
{
    struct standing s = {.kind = kind, .due = first_due(t)};
    enum err        e;

    if ((e = label_guards(t->work, t->history->person, &s.guarded)))
        return e;
    audience_add(t, &s, t->desk.id, OWES_NOTHING, set);
    for (size_t i = 0; i < t->line_count; i++) {
        const struct fold_entry *l = t->lines[i];

        if (!id_eq(l->id, t->first->id) && !form_yields(l->form, YIELD_CONCERN))
            continue;
        audience_add(t, &s, l->author, OWES_NOTHING, set);
        if (!t->only && !id_eq(l->agency, t->desk.agency))
            audience_add(t, &s, l->agency, OWES_NOTHING, set);
    }
    return audience_owing(t, &s, set);
}

/* Of its thread, of those that stand; asked once for each in order. */
static bool
is_first(const struct sorted *all, const struct fold_entry *line)
{
    if (line->fate != FATE_STANDS ||
        places_newest(all->seen, nothing, line->thread) != PLACE_NONE)
        return false;
    places_add(all->seen, nothing, line->thread);
    return true;
}

static void
taker_row(const struct reading *t, struct row_set *set)
{
    if (!id_is_none(t->taker))
        ROW(set, A_ID(t->history->person), A_ID(t->thread), A_ID(t->taker),
            A_TIME(t->named));
}

enum err
project_threads(struct work *w, const struct history *h,
    struct thread_sets sets)
{
    struct sorted all = sort(w, h);
    enum err      e;

    for (size_t i = 0; i < h->line_count; i++) {
        const struct stored *s = history_find(h, h->lines[i].id);
        struct reading       t = {.all = &all,
                  .work = w,
                  .history = h,
                  .thread = h->lines[i].thread,
                  .first = &h->lines[i]};

        if (!s || !is_first(&all, t.first))
            continue;
        gather(&t);
        if ((e = thread_read(&t)))
            return e;
        taker_row(&t, sets.takers);
        if (!t.held)
            continue;
        thread_rows(&t, s->thread_kind, sets.threads);
        if ((e = audience_rows(&t, s->thread_kind, sets.audience)))
            return e;
    }
    return OK;
}
