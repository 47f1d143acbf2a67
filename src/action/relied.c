/*
 * What relied on something that turns out wrong, as the reader may see it.
 * Each kind has its query in record/relied.c; this cuts and words them.
 */
#include "action/relied_inside.h"

/* The list being made. */
struct listing {
    const struct relied_ask *ask;
    struct relied_list      *list;
    struct concern_build     side[2]; /* what the reader sees of each */
};

bool
relied_is_entry(enum relied_kind kind)
{
    return kind == RELIED_ENTRY || kind == RELIED_DECISION;
}

static bool
was_meanwhile(const struct relied_ask *ask, struct moment at)
{
    return at.us >= ask->since.us && (!ask->until.us || at.us < ask->until.us);
}

static bool
is_undone_itself(const struct relied_ask *ask, struct id entry)
{
    for (size_t i = 0; i < ask->made_count; i++)
        if (id_eq(ask->made[i], entry))
            return true;
    return false;
}

static struct relied *
next(struct listing *l)
{
    return &l->list->all[l->list->count++];
}

/* ---- what was written ---- */

/* Whose record an entry stands on: of these two, else nobody's. */
static enum err
stands_on(struct work *w, struct cx *cx, const struct entry *e,
    struct words *out)
{
    struct face f;
    enum err    err;

    if (e->about_count == 0)
        return OK;
    err = face_of_source(w, e->about[0].source, &f);
    if (err)
        return err == ERR_ABSENT ? OK : err;
    return look_agency(w, cx, f.agency, LOOK_NO_PLACES, out);
}

/* Entries about the person while it stood that the reader may see; undone,
 * each may be put right. */
static enum err
list_entries(struct listing *l, const struct child_build *c)
{
    const struct relied_ask *ask = l->ask;
    enum err                 e;

    for (size_t i = 0; i < c->kept_count; i++) {
        const struct entry *one = &c->kept[i];
        struct relied      *r;

        if (!was_meanwhile(ask, one->recorded) ||
            is_undone_itself(ask, one->id) || one->fate != FATE_STANDS)
            continue;
        r = next(l);
        *r = (struct relied){.kind = form_yields(one->form, YIELD_DECIDE)
                ? RELIED_DECISION
                : RELIED_ENTRY,
            .title = one->form->title,
            .at = one->recorded,
            .item = one->id,
            .to_settle = ask->until.us != 0};
        if ((e = look_account(c->w, one->author, &r->who)) ||
            (e = stands_on(c->w, c->cx, one, &r->from)))
            return e;
    }
    return OK;
}

/* The entry on either side, when the reader may see it. */
static const struct entry *
kept_on(const struct listing *l, struct id entry)
{
    for (size_t i = 0; i < 2; i++) {
        const struct entry *e =
            child_kept(&l->side[i].child, entry, DEPTH_EXISTS);

        if (e)
            return e;
    }
    return NULL;
}

static enum err
list_papers(struct listing *l, const struct relied_paper *all, size_t n)
{
    enum err e;

    for (size_t i = 0; i < n; i++) {
        const struct entry *of = kept_on(l, all[i].entry);
        struct relied      *r;

        if (!of || !was_meanwhile(l->ask, all[i].at))
            continue;
        r = next(l);
        *r = (struct relied){.kind = RELIED_PAPER,
            .title = of->form->title,
            .at = all[i].at,
            .item = all[i].paper};
        if ((e = look_account(l->ask->w, all[i].account, &r->who)))
            return e;
    }
    return OK;
}

static enum err
list_prints(struct listing *l, const struct relied_print *all, size_t n)
{
    struct agency a;
    enum err      e;

    for (size_t i = 0; i < n; i++) {
        if (!was_meanwhile(l->ask, all[i].at))
            continue;
        if ((e = agency_load(l->ask->w, all[i].agency, &a)))
            return e;
        *next(l) = (struct relied){.kind = RELIED_PRINT,
            .from = a.name,
            .at = all[i].at,
            .item = all[i].leaf,
            .to_settle = l->ask->until.us != 0};
    }
    return OK;
}

/* ---- what was told ---- */

/* The form that may fire one of them. */
static struct words
title_of_triggers(const struct pack *p, const struct triggers *on)
{
    for (size_t k = 0; k < on->count; k++)
        for (size_t f = 0; f < p->forms_count; f++)
            if (form_may_fire(&p->forms[f], &on->all[k]))
                return p->forms[f].title;
    return (struct words){0};
}

static struct words
share_title(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return title_of_triggers(p, &p->shares[i].on);
    return (struct words){0};
}

/* Who a notice went to. */
static enum err
notice_who(struct work *w, const struct notice *n, enum lang lang,
    struct str *out)
{
    struct desk d;
    enum err    e;

    if (id_is_none(n->to_desk))
        return look_account(w, n->to_account, out);
    e = desk_load(w, n->to_desk, &d);
    if (e == OK)
        *out = words_in(d.term->title, lang);
    return e == ERR_ABSENT ? OK : e;
}

/* What was told of entries that the reader may see; the rest is absent. */
static enum err
list_told(struct listing *l, const struct notice *all, size_t n)
{
    const struct relied_ask *ask = l->ask;
    enum err                 e;

    for (size_t i = 0; i < n; i++) {
        struct relied *r;

        if (!kept_on(l, all[i].cause) || is_undone_itself(ask, all[i].cause) ||
            !was_meanwhile(ask, all[i].made_at))
            continue;
        r = next(l);
        *r = (struct relied){.kind = RELIED_NOTICE,
            .title = share_title(ask->w->pack, all[i].rule),
            .at = all[i].made_at};
        if ((e = notice_who(ask->w, &all[i], ask->cx->lang, &r->who)))
            return e;
    }
    return OK;
}

/* Discreet checks are in no list (S4); their askers are told all the same. */
static enum err
list_asked(struct listing *l, const struct relied_check *all, size_t n)
{
    struct agency a;
    enum err      e;

    for (size_t i = 0; i < n; i++) {
        if (all[i].discreet || !was_meanwhile(l->ask, all[i].at))
            continue;
        if ((e = agency_load(l->ask->w, all[i].agency, &a)))
            return e;
        *next(l) = (struct relied){.kind = RELIED_CHECK,
            .at = all[i].at,
            .receipt = all[i].reference,
            .from = a.name};
    }
    return OK;
}

/* ---- the list ---- */

/* What one of the two is known by; nothing when the reader may not look. */
static enum err
see_side(struct listing *l, size_t side)
{
    const struct relied_ask *ask = l->ask;
    struct concern_build    *b = &l->side[side];
    enum err                 e;

    *b = (struct concern_build){.child = {.w = ask->w,
                                    .cx = ask->cx,
                                    .answer = ask->answer},
        .page = ARENA_NEW(ask->cx->arena, struct concern_page)};
    b->page->thread = ask->thread;
    b->page->purpose = ask->answer->purpose;
    if (side && id_eq(ask->person[0], ask->person[1]))
        return OK;
    e = concern_see(b, ask->person[side]);
    if (e && err_is_refusal(e)) {
        b->child.kept_count = 0;
        return OK;
    }
    return e;
}

/* What is about either, of each kind. */
struct found {
    struct relied_check *checks;
    struct notice       *told;
    struct relied_paper *papers;
    struct relied_print *prints;
    size_t               check_count, told_count, paper_count, print_count;
};

static enum err
find(const struct relied_ask *ask, struct found *f)
{
    struct work                  *w = ask->w;
    const struct relied_print_ask printed = {.person = ask->person[0],
        .other = ask->person[1],
        .since = ask->since,
        .action = action_name(ACT_CHILD_PRINT),
        .own = look_purpose(w->pack, S("own"))};
    enum err                      e;

    if ((e = relied_checks(w, printed.person, printed.other, ask->since,
             &f->checks, &f->check_count)) ||
        (e = relied_notices(w, printed.person, printed.other, ask->since,
             &f->told, &f->told_count)) ||
        (e = relied_papers(w, printed.person, printed.other, ask->since,
             &f->papers, &f->paper_count)))
        return e;
    return relied_prints(w, &printed, &f->prints, &f->print_count);
}

enum err
relied_look(const struct relied_ask *ask, struct relied_list *out)
{
    struct listing l = {.ask = ask, .list = out};
    struct found   f;
    enum err       e;

    *out = (struct relied_list){0};
    if ((e = see_side(&l, 0)) || (e = see_side(&l, 1)) || (e = find(ask, &f)))
        return e;
    out->all = ARENA_ARRAY(ask->cx->arena, struct relied,
        l.side[0].child.kept_count + l.side[1].child.kept_count +
            f.check_count + f.told_count + f.paper_count + f.print_count + 1);
    for (size_t i = 0; i < 2; i++)
        if ((e = list_entries(&l, &l.side[i].child)))
            return e;
    if ((e = list_papers(&l, f.papers, f.paper_count)) ||
        (e = list_prints(&l, f.prints, f.print_count)) ||
        (e = list_told(&l, f.told, f.told_count)))
        return e;
    return list_asked(&l, f.checks, f.check_count);
}

enum err
relied_tell_again(struct work *w, const struct notice *all, size_t n,
    struct id made, struct id cause)
{
    enum err e;

    for (size_t i = 0; i < n; i++) {
        struct notice one = {.cause = cause,
            .rule = all[i].rule,
            .to_desk = all[i].to_desk,
            .to_account = all[i].to_account,
            .thread = all[i].thread,
            .person = all[i].person,
            .due = w->now};

        if (id_eq(all[i].cause, made))
            continue;
        if ((e = notice_put(w, &one)))
            return e;
    }
    return OK;
}
