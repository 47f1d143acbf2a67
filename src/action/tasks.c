/*
 * A deadline says whose it is ("tie.KIND", "role.ID", "desk.ID"); whose
 * tasks it is follows from the ties that stand now.  So what a leaver had is
 * a task of whoever stands in, from the moment the pack's form says so.
 */
#include "action/tasks.h"

#include <stdlib.h>

#include "action/rows.h"
#include "record/leaver.h"
#include "record/thread.h"

/* ---- whose it is ---- */

struct mine {
    const struct oversee *o;
    struct caseload_tie  *ties; /* of the team, by child */
    size_t                tie_count;
    struct str            supervisor; /* the pack's tie of that meaning */
    struct id            *gone;       /* those whose work falls to the reader */
    size_t                gone_count;
};

static int
by_person(const void *x, const void *y)
{
    const struct caseload_tie *a = x, *b = y;

    return str_cmp(id_bytes(&a->person), id_bytes(&b->person));
}

/* The first of the child's. */
static size_t
ties_at(const struct mine *m, struct id person)
{
    size_t low = 0, high = m->tie_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (str_cmp(id_bytes(&m->ties[mid].person), id_bytes(&person)) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Whoever stands in does what the worker or the co-ordinator would; a tie
 * that goes by another name today is known by what it means. */
static bool
is_owner(const struct mine *m, const struct caseload_tie *t, struct str kind)
{
    const struct work     *w = m->o->w;
    const struct tie_term *owner;

    if (str_eq(t->kind, kind))
        return true;
    owner = rules_tie(w->rules, w->pack, kind);
    if (!owner)
        return false;
    if (!pack_tie(w->pack, kind) && str_eq(t->means, owner->means))
        return true;
    return str_eq(t->means, S("cover")) &&
        (str_eq(owner->means, S("allocated")) ||
            str_eq(owner->means, S("co_ordinator")));
}

static bool
by_tie(const struct mine *m, const struct caseload_clock *c, struct str kind)
{
    struct id me = m->o->cx->reader.account.id;

    for (size_t i = ties_at(m, c->person);
         i < m->tie_count && id_eq(m->ties[i].person, c->person); i++) {
        const struct caseload_tie *t = &m->ties[i];
        bool                       own = id_eq(t->whom, me);

        if (own && is_owner(m, t, kind))
            return true;
        if (!own && str_eq(kind, m->supervisor))
            return true;
        if (id_among(t->whom, m->gone, m->gone_count) && is_owner(m, t, kind))
            return true;
    }
    return false;
}

static bool
by_role(const struct mine *m, struct str role)
{
    const struct reader *r = &m->o->cx->reader;

    for (size_t i = 0; i < r->role_count; i++)
        if (str_eq(r->roles[i]->id, role))
            return true;
    return false;
}

static bool
is_mine(const struct mine *m, const struct oversee_due *d)
{
    const struct addressee *owner = &d->rule->owner;

    if (d->foreseen)
        return false;
    if (str_eq(owner->kind, S("tie")))
        return by_tie(m, &d->at, owner->id);
    return str_eq(owner->kind, S("role")) && by_role(m, owner->id);
}

static enum err
mine_make(const struct oversee *o, struct mine *out)
{
    const struct tie_term *t = pack_tie_for(o->w->pack, S("supervisor"));
    enum err               e;

    *out = (struct mine){.o = o};
    if (t)
        out->supervisor = t->id;
    if ((e = caseload_ties(o->w, &o->team, &out->ties, &out->tie_count)) ||
        (e = leaver_heirs(o->w, &o->team, o->cx->reader.roles,
             o->cx->reader.role_count, &out->gone, &out->gone_count)))
        return e;
    if (out->tie_count)
        qsort(out->ties, out->tie_count, sizeof(*out->ties), by_person);
    return OK;
}

/* ---- the list ---- */

/* One of the list: a deadline, and whether it came by a desk; or what waits
 * for an answer of the reader. */
struct found {
    struct moment             due; /* us INT64_MAX: no day is set, or none
                                      counts now */
    struct id                 person, opening;
    struct str                clock;
    const struct oversee_due *deadline; /* null: it waits */
    const struct waiting     *waiting;
    bool                      desk;
};

static struct found
found_deadline(const struct oversee_due *d, bool desk)
{
    const struct moment never = {INT64_MAX};

    return (struct found){d->at.paused ? never : d->at.due, d->at.person,
        d->at.opening, d->rule->id, d, NULL, desk};
}

static struct found
found_waiting(const struct waiting *w)
{
    return (struct found){w->due.us ? w->due : (struct moment){INT64_MAX},
        w->child.person, w->opening, w->clock, NULL, w, false};
}

/* What waits for the reader comes before the deadline that says so. */
static int
found_cmp(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    int                 c;

    if (a->due.us != b->due.us)
        return a->due.us < b->due.us ? -1 : 1;
    if ((c = str_cmp(id_bytes(&a->person), id_bytes(&b->person))))
        return c;
    if ((c = str_cmp(a->clock, b->clock)))
        return c;
    return str_cmp(id_bytes(&a->opening), id_bytes(&b->opening));
}

static int
found_order(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    int                 c = found_cmp(x, y);

    if (c || !a->waiting == !b->waiting)
        return c;
    return a->waiting ? -1 : 1;
}

/* The same deadline may come by a desk, by a child, and to be answered; two
 * meetings at one time have no deadline that could be the same. */
static size_t
once_each(struct found *all, size_t n)
{
    size_t k = 0;

    if (n)
        qsort(all, n, sizeof(*all), found_order);
    for (size_t i = 0; i < n; i++) {
        if (k && all[i].clock.n && found_cmp(&all[k - 1], &all[i]) == 0)
            all[k - 1].desk = all[k - 1].desk || all[i].desk;
        else
            all[k++] = all[i];
    }
    return k;
}

/* Of what is due for children and from desks; with room for more. */
static enum err
deadlines_find(const struct oversee *o, struct found **out, size_t room,
    size_t *count)
{
    struct oversee_due *dues, *desk;
    struct found       *all;
    struct mine         m;
    size_t              n, desk_n, k = 0;
    enum err            e;

    if ((e = mine_make(o, &m)) || (e = oversee_dues(o, &dues, &n)) ||
        (e = oversee_desk_dues(o, &desk, &desk_n)))
        return e;
    all = ARENA_ARRAY(o->cx->arena, struct found, n + desk_n + room + 1);
    for (size_t i = 0; i < n; i++)
        if (is_mine(&m, &dues[i]))
            all[k++] = found_deadline(&dues[i], false);
    for (size_t i = 0; i < desk_n; i++)
        if (!desk[i].foreseen)
            all[k++] = found_deadline(&desk[i], true);
    *out = all;
    *count = k;
    return OK;
}

static enum err
find(const struct oversee *o, struct answer *answer, struct found **out,
    size_t *count)
{
    struct waiting *waiting = NULL;
    size_t          n;
    enum err        e;

    if ((e = awaited_find(o->w, o->cx, answer, &waiting, &n)))
        return e;
    *count = 0;
    if (!o->group_count)
        *out = ARENA_ARRAY(o->cx->arena, struct found, n + 1);
    else if ((e = deadlines_find(o, out, n, count)))
        return e;
    for (size_t i = 0; i < n; i++)
        (*out)[(*count)++] = found_waiting(&waiting[i]);
    *count = once_each(*out, *count);
    return OK;
}

static bool
is_late(const struct oversee *o, const struct found *f)
{
    return f->due.us < o->w->now.us;
}

static void
waiting_put(const struct oversee *o, const struct found *f, struct task *out)
{
    const struct waiting *w = f->waiting;

    *out = (struct task){.waiting = w,
        .due = {.clock = w->what,
            .due = w->due,
            .late = is_late(o, f),
            .mine = true},
        .child = w->child};
}

static enum err
task_of(const struct oversee *o, const struct found *f, struct answer *answer,
    struct task *out)
{
    const struct oversee_due *d = f->deadline;
    enum err                  e;

    if (f->waiting) {
        waiting_put(o, f, out);
        return OK;
    }
    *out = (struct task){.due = {.clock = d->rule->title,
                             .due = d->at.due,
                             .late = is_late(o, f),
                             .paused = d->at.paused,
                             .mine = true}};
    if ((e = oversee_allows(o, d)) ||
        (e = oversee_child(o, d->at.person, answer, &out->child)) || !f->desk)
        return e;
    out->thread = d->at.thread;
    answer_discloses(o->cx, answer, out->thread);
    return thread_number(o->w, out->thread, &out->number);
}

/* So many of the list, from the place where the page begins. */
static enum err
cut(const struct oversee *o, size_t from, size_t most, struct answer *answer,
    struct tasks *out)
{
    struct found *all;
    size_t        n;
    enum err      e;

    if ((e = find(o, answer, &all, &n)))
        return e;
    out->total = (int64_t)n;
    for (size_t i = 0; i < n; i++)
        out->late += is_late(o, &all[i]);
    out->rows = ARENA_ARRAY(o->cx->arena, struct task, most + 1);
    for (; out->count < most && from + out->count < n; out->count++)
        if ((e = task_of(o, &all[from + out->count], answer,
                 &out->rows[out->count])))
            return e;
    return OK;
}

/* Who oversees nothing has what waits for an answer of theirs alone. */
static enum err
begin(struct work *w, struct cx *cx, struct oversee *o)
{
    if (reader_may(&cx->reader, MAY_OVERSEE))
        return oversee_begin(w, cx, o);
    *o = (struct oversee){.w = w, .cx = cx};
    return OK;
}

enum err
tasks_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct tasks  *out = ARENA_NEW(cx->arena, struct tasks);
    struct oversee o;
    enum err       e;

    (void)grant;
    out->page = ((const struct tasks_ask *)ask->with)->page;
    if ((e = begin(w, cx, &o)) ||
        (e = cut(&o, (size_t)out->page * TASKS_PAGE, TASKS_PAGE, answer,
             out)) ||
        (!out->page &&
            (e = plan_list_make(w, cx, TASKS_PLAN_ROWS, answer, &out->plan))))
        return e;
    answer->with = out;
    return OK;
}

enum err
tasks_first(struct work *w, struct cx *cx, size_t most, struct answer *answer,
    struct tasks *out)
{
    struct oversee o;
    enum err       e;

    *out = (struct tasks){0};
    if ((e = begin(w, cx, &o)))
        return e;
    return cut(&o, 0, most, answer, out);
}
