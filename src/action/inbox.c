/*
 * Which desks the reader may list is a question of policy, put once for each
 * desk by the ground; what it let in is asked again for each row.  Where the
 * two disagree the list is wrong, and that is our own mistake.
 */
#include "action/inbox.h"

#include "action/concern_inside.h"
#include "action/rows.h"
#include "record/alarm.h"

/* ---- which desks ---- */

/* A desk whose concerns the reader may list, as what and why. */
struct listed {
    struct desk  desk;
    struct str   group;
    struct grant grant;
};
struct listing {
    struct work   *w;
    struct cx     *cx;
    struct answer *answer;
    struct str     kind; /* of thread */
    struct listed *desks;
    struct id     *scope;
    size_t         desk_count;
};

/* For the first of the purposes of dealing with it that lets the reader. */
static bool
lists_group(const struct listing *l, struct str group, struct listed *out,
    enum err *e)
{
    struct question q = {.verb = MAY_LIST, .of = group, .desk = out->desk.id};

    *e = OK;
    for (size_t i = 0; i < CONCERN_PURPOSES; i++) {
        const struct purpose_term *t =
            pack_purpose_for(l->w->pack, concern_means[i]);

        if (!t)
            continue;
        q.purpose = t->id;
        *e = policy_ask(l->w, &l->cx->reader, &q, &out->grant);
        if (*e == OK || !err_is_refusal(*e)) {
            out->group = group;
            return true;
        }
    }
    return false;
}

/* As the first group of forms about such threads that may be listed. */
static bool
lists_desk(const struct listing *l, struct listed *out, enum err *e)
{
    const struct pack *p = l->w->pack;

    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].opens_thread, l->kind) &&
            lists_group(l, p->forms[i].group, out, e))
            return true;
    for (size_t i = 0; i < p->forms_count; i++)
        if (str_eq(p->forms[i].in_thread, l->kind) &&
            lists_group(l, p->forms[i].group, out, e))
            return true;
    return false;
}

static enum err
listing_make(struct listing *l)
{
    const struct reader *r = &l->cx->reader;
    enum err             e = OK;

    l->kind = concern_kind(l->w->pack);
    l->desks = ARENA_ARRAY(l->cx->arena, struct listed, r->desk_count + 1);
    l->scope = ARENA_ARRAY(l->cx->arena, struct id, r->desk_count + 1);
    for (size_t i = 0; i < r->desk_count && l->desk_count < THREAD_SCOPE_MOST;
         i++) {
        l->desks[l->desk_count].desk = r->desks[i];
        if (!lists_desk(l, &l->desks[l->desk_count], &e))
            continue;
        if (e)
            return e;
        l->scope[l->desk_count++] = r->desks[i].id;
    }
    return l->desk_count ? OK : ERR_DENIED;
}

/* Whether there is a desk whose concerns the reader may list now; the row's
 * function goes on with those there are. */
enum err
ground_desk_list(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct listing *l = ARENA_NEW(cx->arena, struct listing);
    enum err        e;

    (void)ask;
    *l = (struct listing){.w = w, .cx = cx};
    out->settled = true;
    out->found = l;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = listing_make(l)))
        return e;
    out->grant = l->desks[0].grant;
    return OK;
}

/* The same by worker, for whoever may give work out. */
enum err
ground_desk_load(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    if (cx->reader.kind != READER_NOBODY &&
        !reader_may(&cx->reader, MAY_ALLOCATE))
        return ERR_DENIED;
    return ground_desk_list(w, cx, ask, out);
}

static struct worklist_query
query_of(const struct listing *l)
{
    return (struct worklist_query){.scope = l->scope,
        .scope_count = l->desk_count,
        .account = l->cx->reader.account.id,
        .kind = l->kind,
        .limit = INBOX_PAGE};
}

/* ---- one row ---- */

static enum err
allows(const struct listing *l, const struct listed *by,
    const struct thread_row *row, enum depth *depth)
{
    struct question q = {.verb = MAY_LIST,
        .of = by->group,
        .person = row->person,
        .thread = row->thread,
        .purpose = by->grant.purpose};
    struct grant    g;
    enum err        e = policy_ask(l->w, &l->cx->reader, &q, &g);

    *depth = e ? DEPTH_NONE : g.depth;
    return e && !err_is_refusal(e) ? e : OK;
}

/* By which of the desks the row may be listed. */
static enum err
ask_again(const struct listing *l, const struct thread_row *row,
    const struct listed **by, enum depth *depth)
{
    enum err e;

    for (size_t i = 0; i < l->desk_count; i++) {
        *by = &l->desks[i];
        if ((e = allows(l, *by, row, depth)) || *depth)
            return e;
    }
    BUG("the inbox lists what policy would not");
}

static enum err
label_of(const struct listing *l, struct id person, enum label_kind *label,
    struct words *out)
{
    enum err e = policy_label(l->w, &l->cx->reader, person, label);

    if (!e && *label != LABEL_NORMAL)
        *out = l->w->pack->labels[*label].title;
    return e;
}

static enum err
sender_of(const struct listing *l, const struct listed *by,
    struct inbox_row *out)
{
    const struct thread_row *row = &out->row;
    struct question          q = {.verb = MAY_OPEN,
                 .of = S("reporter"),
                 .person = row->person,
                 .thread = row->thread,
                 .purpose = by->grant.purpose};
    struct grant             g;
    enum label_kind          label;
    enum err                 e;

    if ((e = label_of(l, row->person, &label, &out->label)))
        return e;
    e = policy_ask(l->w, &l->cx->reader, &q, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    return look_agency(l->w, l->cx, row->agency,
        l->w->pack->labels[label].seal_location ? LOOK_NO_PLACES : LOOK_PLACES,
        &out->sender);
}

static struct str
kinds_of(const struct listing *l, const struct entry *e)
{
    const struct field *f = form_arg_field(e->form, YIELD_CONCERN, S("kinds"));
    struct buf          b;
    struct str          all, one;

    buf_init(&b, l->cx->arena);
    all = f ? answers_text(l->cx->arena, &e->answers, f, -1) : (struct str){0};
    while (all.n && str_split(&all, '\n', &one)) {
        struct words w =
            child_option(e->pack, e->form, YIELD_CONCERN, S("kinds"), one);

        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, words_in(w, l->cx->lang));
    }
    return buf_str(&b);
}

static enum err
opening_of(const struct listing *l, struct inbox_row *out)
{
    const struct term_list *list =
        concern_list(l->w->pack, YIELD_CONCERN, S("urgency"));
    const struct term_option *o =
        list ? term_option_find(list, out->row.urgency) : NULL;
    struct entry opened;
    enum err     e;

    if (o)
        out->urgency = o->label;
    if ((e = entry_load(l->w, out->row.entry, &opened)))
        return e;
    out->language = opened.language;
    out->kinds = kinds_of(l, &opened);
    return OK;
}

static enum err
sibling_of(const struct listing *l, const struct thread_row *row,
    struct inbox_sibling *out)
{
    enum label_kind label;
    struct face     f;
    enum err        e;

    *out = (struct inbox_sibling){.row = *row};
    answer_discloses(l->cx, l->answer, row->person);
    if ((e = label_of(l, row->person, &label, &out->label)))
        return e;
    if ((e = person_face(l->w, row->person, &f)))
        return e == ERR_ABSENT ? OK : e;
    out->name = look_name(l->cx->arena, f.given, f.family);
    out->born = f.birth_date;
    out->expected = f.expected;
    return OK;
}

/* The other children of the concern, whom the reader may list. */
static enum err
others_of(const struct listing *l, const struct listed *by,
    const struct worklist_row *from, struct inbox_row *out)
{
    enum depth depth;
    enum err   e;

    out->others =
        ARENA_ARRAY(l->cx->arena, struct inbox_sibling, from->row_count + 1);
    for (size_t i = 0; i < from->row_count; i++) {
        if (id_eq(from->rows[i].source, from->row.source))
            continue;
        if ((e = allows(l, by, &from->rows[i], &depth)))
            return e;
        if (depth != DEPTH_NONE &&
            (e = sibling_of(l, &from->rows[i],
                 &out->others[out->other_count++])))
            return e;
    }
    return OK;
}

static enum err
name_of(const struct listing *l, struct inbox_row *out)
{
    struct face f;
    enum err    e = person_face(l->w, out->row.person, &f);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    out->name = look_name(l->cx->arena, f.given, f.family);
    out->born = f.birth_date;
    out->expected = f.expected;
    return OK;
}

static void
clock_of(const struct listing *l, struct inbox_row *out)
{
    const struct clock_rule *c = out->row.due.us
        ? rules_clock(l->w->rules, l->w->pack, out->row.due_clock,
              (struct str){0})
        : NULL;

    if (!c)
        return;
    out->clock = c->title;
    out->late = out->row.due.us < l->w->now.us;
}

static enum err
alarm_of(const struct listing *l, struct inbox_row *out)
{
    const struct signal_rule *s;
    enum err                  e;

    if ((e = alarm_in_thread(l->w, out->row.thread, &s, &out->alarmed)))
        return e;
    if (s)
        out->alarm = s->title;
    return OK;
}

static enum err
row_of(const struct listing *l, const struct worklist_row *from,
    struct inbox_row *out)
{
    const struct listed *by = NULL;
    enum depth           depth;
    enum err             e;

    *out = (struct inbox_row){.row = from->row,
        .earlier = from->about > 1 ? from->about - 1 : 0};
    if ((e = ask_again(l, &from->row, &by, &depth)))
        return e;
    answer_discloses(l->cx, l->answer, from->row.person);
    out->mine = id_eq(from->worker, l->cx->reader.account.id);
    clock_of(l, out);
    if ((e = name_of(l, out)) || (e = opening_of(l, out)) ||
        (e = others_of(l, by, from, out)) || (e = sender_of(l, by, out)) ||
        (e = alarm_of(l, out)))
        return e;
    if (depth == DEPTH_EXISTS) { /* that there is something, and by when */
        out->kinds = (struct str){0};
        out->language = l->cx->lang;
        out->earlier = 0;
        return OK;
    }
    return look_account(l->w, from->worker, &out->worker);
}

/* ---- the list ---- */

/* Desks that are not the reader's own: they stand in for them now. */
static void
covers_of(const struct listing *l, struct inbox *box)
{
    const struct account *me = &l->cx->reader.account;

    box->covers =
        ARENA_ARRAY(l->cx->arena, struct inbox_cover, l->desk_count + 1);
    for (size_t i = 0; i < l->desk_count; i++) {
        const struct desk *d = &l->desks[i].desk;
        bool               own = false;

        for (size_t k = 0; k < me->role_count; k++)
            own = own || id_eq(me->roles[k].desk, d->id);
        if (own)
            continue;
        box->covers[box->cover_count++] = (struct inbox_cover){d->term->title,
            desk_changes(d->term, l->w->pack->calendar, l->w->pack->zone,
                l->w->now)};
    }
}

static void
desks_of(const struct listing *l, struct inbox *box)
{
    box->desks = ARENA_ARRAY(l->cx->arena, struct desk, l->desk_count + 1);
    for (size_t i = 0; i < l->desk_count; i++)
        box->desks[box->desk_count++] = l->desks[i].desk;
    covers_of(l, box);
}

static void
filter(const struct listing *l, const struct inbox_ask *in,
    struct worklist_query *q)
{
    q->which = in->which;
    q->urgency = in->urgency;
    q->sender = in->sender;
    q->desk = in->desk;
    q->sort = in->sort;
    q->skip = in->page * INBOX_PAGE;
    q->with = in->with == INBOX_NOBODY ? WITH_NOBODY
        : in->with == INBOX_ME         ? WITH_WORKER
                                       : WITH_ANY;
    q->worker = l->cx->reader.account.id;
}

enum err
inbox_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct inbox         *box = ARENA_NEW(cx->arena, struct inbox);
    struct listing       *l = answer->found;
    struct worklist_query q;
    struct worklist_row  *all;
    size_t                n;
    enum err              e;

    (void)grant;
    box->ask = *(const struct inbox_ask *)ask->with;
    l->answer = answer;
    q = query_of(l);
    q.once = true;
    if ((e = worklist_count(w, &q, &box->counts)))
        return e;
    filter(l, &box->ask, &q);
    if ((e = worklist_list(w, &q, &all, &n, &box->total)))
        return e;
    desks_of(l, box);
    box->rows = ARENA_ARRAY(cx->arena, struct inbox_row, n + 1);
    for (; box->count < n; box->count++)
        if ((e = row_of(l, &all[box->count], &box->rows[box->count])))
            return e;
    answer->with = box;
    return OK;
}

/* ---- by worker ---- */

static enum err
load_of(struct work *w, const struct worklist_load *from,
    struct workload_row *out)
{
    struct account a;
    enum err       e;

    *out = (struct workload_row){.load = *from};
    if (id_is_none(from->worker))
        return OK;
    if ((e = account_load(w, from->worker, &a)))
        return e == ERR_ABSENT ? OK : e;
    out->name = a.name;
    out->title = a.title;
    return OK;
}

enum err
workload_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct workload      *out = ARENA_NEW(cx->arena, struct workload);
    struct worklist_query q;
    struct worklist_load *all;
    size_t                n;
    enum err              e;

    (void)ask, (void)grant;
    q = query_of(answer->found);
    if ((e = worklist_count(w, &q, &out->counts)) ||
        (e = worklist_loads(w, &q, &all, &n)))
        return e;
    out->rows = ARENA_ARRAY(cx->arena, struct workload_row, n + 1);
    for (; out->count < n; out->count++)
        if ((e = load_of(w, &all[out->count], &out->rows[out->count])))
            return e;
    answer->with = out;
    return OK;
}
