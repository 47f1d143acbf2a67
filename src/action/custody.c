/*
 * The custodian sees that somebody checked, and what kind of answer it was;
 * a protected record shows its label, and its name only to somebody whom its
 * own policy lets have it.
 */
#include "action/custody.h"

#include "action/look.h"
#include "action/rows.h"
#include "record/person.h"

static enum err
checks(struct work *w, struct cx *cx, const struct custody_ask *in,
    struct custody_page *p)
{
    struct moment before =
        in->before.us ? in->before : (struct moment){INT64_MAX};
    struct checked *all;
    size_t          n;
    enum err        e;

    if ((e = checked_list(w, in->answer, before, CUSTODY_ROWS + 1, &all, &n)))
        return e;
    p->more = n > CUSTODY_ROWS;
    p->checks = ARENA_ARRAY(cx->arena, struct custody_check, n + 1);
    for (size_t i = 0; i < n && i < CUSTODY_ROWS; i++) {
        struct custody_check *c = &p->checks[p->check_count++];

        c->check = all[i];
        if ((e = look_account(w, all[i].account, &c->name)) ||
            (e = look_agency(w, cx, all[i].agency, LOOK_PLACES, &c->agency)) ||
            (e = look_account(w, all[i].dealt_by, &c->dealt_by)))
            return e;
    }
    return OK;
}

static enum err
enquiries(struct work *w, struct custody_page *p)
{
    enum err e = enquiry_limits_of(w, &p->enquiry_limits);

    return e ? e
             : enquiry_list(w, &p->enquiry_limits, CUSTODY_ROWS, &p->enquiries,
                   &p->enquiry_count);
}

static enum err
registers(struct work *w, struct cx *cx, struct custody_page *p)
{
    const struct term_limit *limit =
        pack_limit(w->pack, S("register_data_stale"));
    struct register_held *held;
    struct moment         oldest;
    size_t                n;
    enum err              e;

    if ((e = register_held_list(w, &held, &n)) ||
        (e = span_before(w->pack->calendar, w->pack->zone, w->now, limit->span,
             &oldest)))
        return e;
    p->registers = ARENA_ARRAY(cx->arena, struct custody_register, n + 1);
    for (size_t i = 0; i < n; i++)
        p->registers[p->register_count++] =
            (struct custody_register){.name = held[i].authority.name,
                .searched = held[i].searched,
                .kept_here = held[i].kept_here,
                .stale = register_held_is_stale(&held[i], oldest),
                .as_of = held[i].as_of};
    return OK;
}

/* The name of a protected record, when policy gives it. */
static enum err
name_of(struct work *w, struct cx *cx, struct answer *answer,
    struct custody_label *l)
{
    struct question q = {.verb = MAY_READ,
        .of = S("people"),
        .purpose = answer->purpose};
    struct grant    g;
    struct face     f;
    enum err        e;

    if ((e = person_of_source(w, l->row.source, &q.person)))
        return e;
    l->person = q.person;
    e = policy_ask(w, &cx->reader, &q, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    answer_discloses(cx, answer, q.person);
    e = person_face(w, q.person, &f);
    if (e == OK)
        l->name = look_name(cx->arena, f.given, f.family);
    return e == ERR_ABSENT ? OK : e;
}

enum err
custody_is_elsewhere(struct work *w, const struct cx *cx, struct id source,
    bool *yes)
{
    struct label_row *all;
    struct account    by;
    struct id        *listed;
    size_t            n;
    enum err          e;

    *yes = false;
    if ((e = label_list(w, source, &all, &n)) || !n ||
        (e = account_load(w, all[0].set_by, &by)))
        return e;
    if (id_eq(by.agency, cx->reader.agency.id))
        return OK;
    if ((e = label_admitted(w, source, &listed, &n)))
        return e;
    *yes = true;
    for (size_t i = 0; i < n; i++)
        if (id_eq(listed[i], cx->reader.account.id))
            *yes = false;
    return OK;
}

static enum err
label_fill(struct work *w, struct cx *cx, struct answer *answer,
    const struct label_row *row, struct custody_label *l)
{
    enum err e;

    l->row = *row;
    l->title = w->pack->labels[row->label].title;
    if ((e = look_account(w, row->set_by, &l->set_by)) ||
        (e = name_of(w, cx, answer, l)))
        return e;
    answer_discloses(cx, answer, row->source);
    return OK;
}

/* A page of those that the reader may know of: who is hidden takes no place
 * on it (S11). */
static enum err
labels(struct work *w, struct cx *cx, struct answer *answer,
    struct custody_page *p)
{
    struct label_row *all;
    size_t            n;
    int64_t           place = -p->asked.label;
    bool              elsewhere;
    enum err          e;

    if ((e = label_list(w, (struct id){0}, &all, &n)))
        return e;
    p->labels = ARENA_ARRAY(cx->arena, struct custody_label, CUSTODY_ROWS);
    for (size_t i = 0; i < n && !p->more_labels; i++) {
        if ((e = custody_is_elsewhere(w, cx, all[i].source, &elsewhere)))
            return e;
        if (elsewhere || place++ < 0)
            continue;
        p->more_labels = p->label_count == CUSTODY_ROWS;
        if (!p->more_labels &&
            (e = label_fill(w, cx, answer, &all[i],
                 &p->labels[p->label_count++])))
            return e;
    }
    return OK;
}

enum err
custody_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct custody_page *p = ARENA_NEW(cx->arena, struct custody_page);
    enum err             e;

    (void)grant;
    p->asked = *(const struct custody_ask *)ask->with;
    p->may_label = reader_may(&cx->reader, MAY_APPROVE) &&
        reader_may(&cx->reader, MAY_IMPORT);
    if ((e = checks(w, cx, &p->asked, p)) ||
        (e = checked_repeats(w, CUSTODY_ROWS, &p->repeats, &p->repeat_count)) ||
        (e = enquiries(w, p)) || (e = registers(w, cx, p)))
        return e;
    if (p->may_label && (e = labels(w, cx, answer, p)))
        return e;
    answer->with = p;
    return OK;
}

/* --- one child's label -------------------------------------------------- */

static enum err
listed(struct work *w, struct cx *cx, struct custody_source *s)
{
    struct id *all;
    size_t     n;
    enum err   e;

    if ((e = label_admitted(w, s->source, &all, &n)))
        return e;
    s->listed = ARENA_ARRAY(cx->arena, struct custody_listed, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct custody_listed *l = &s->listed[s->listed_count++];

        l->account = all[i];
        if ((e = look_account(w, all[i], &l->name)))
            return e;
    }
    return OK;
}

static enum err
source(struct work *w, struct cx *cx, struct id id, struct custody_source *s)
{
    struct label_row *rows_of;
    struct face       f;
    size_t            n;
    enum err          e;

    *s = (struct custody_source){.source = id};
    if ((e = label_list(w, id, &rows_of, &n)))
        return e;
    if (n) {
        s->label = rows_of[0].label;
        s->reason = rows_of[0].reason;
    }
    e = face_of_source(w, id, &f);
    if (e && e != ERR_ABSENT)
        return e;
    s->own = e == OK && id_is_none(f.agency);
    if (e == OK && (e = look_agency_deciding(w, cx, f.agency, &s->agency)))
        return e;
    return listed(w, cx, s);
}

/*
 * Of a record whose list the custodian is not on they see label and list, so
 * that they can set it right, and no name.  A relative of theirs is refused.
 */
enum err
custody_child(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct custody_child *c = ARENA_NEW(cx->arena, struct custody_child);
    struct question       q = {.verb = MAY_READ,
              .of = S("people"),
              .person = ask->about,
              .purpose = ask->purpose};
    struct grant          g;
    struct face           f;
    struct id            *all;
    size_t                n;
    enum err              e, may;

    (void)grant;
    may = policy_ask(w, &cx->reader, &q, &g);
    if (may &&
        (!err_is_refusal(may) || g.tell.n ||
            !reader_may(&cx->reader, MAY_IMPORT))) {
        answer->grant = g;
        return may == ERR_ABSENT ? ERR_DENIED : may;
    }
    if ((e = person_resolve(w, ask->about, &c->person)) ||
        (e = label_of(w, c->person, &c->label)) ||
        (e = person_sources(w, c->person, &all, &n)))
        return e;
    answer_discloses(cx, answer, c->person);
    e = may ? ERR_ABSENT : person_face(w, c->person, &f);
    if (e == OK)
        c->name = look_name(cx->arena, f.given, f.family);
    else if (e != ERR_ABSENT)
        return e;
    c->sources = ARENA_ARRAY(cx->arena, struct custody_source, n + 1);
    for (size_t i = 0; i < n; i++)
        if ((e = source(w, cx, all[i], &c->sources[c->count++])))
            return e;
    answer->with = c;
    return OK;
}

enum err
custody_admit(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct admit_ask *in = ask->with;
    struct account          a;
    enum err                e;

    (void)grant;
    e = account_of_login(w, in->login, &a);
    if (e == ERR_ABSENT || (e == OK && a.ended)) {
        answer->fault = (struct fault){.msg = MSG_CUSTODY_ADMIT_UNKNOWN,
            .field = S("login")};
        return ERR_INVALID;
    }
    if (e)
        return e;
    answer_discloses(cx, answer, a.id);
    return label_admit(w, ask->about, a.id);
}
