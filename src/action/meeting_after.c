/*
 * A meeting that is over: what was decided for each child, for those who may
 * read its record, the minutes, for those with whom the chair shares them, and
 * what stands beside them.
 */
#include "action/meeting_sheet.h"

const struct entry *
meeting_newest(const struct meeting_at *m, const struct form *f)
{
    for (size_t i = m->count; f && i-- > 0;)
        if (m->entries[i].form == f && meeting_reads(m, &m->entries[i]))
            return &m->entries[i];
    return NULL;
}

/* ---- what was decided ---- */

static enum err
decided_find(const struct meeting_at *m, struct meeting_page *out)
{
    const struct entry *held = meeting_newest(m, m->held);
    struct fact        *all;
    size_t              n;
    enum err            e;

    if (!held)
        return OK;
    if ((e = meeting_facts(m, held, &all, &n)))
        return e;
    out->decided = ARENA_ARRAY(m->cx->arena, struct meeting_decided, n + 1);
    for (size_t i = 0; i < n; i++) {
        size_t child = (size_t)all[i].child;

        if (all[i].kind != YIELD_DECIDE || all[i].child < 0 ||
            child >= m->child_count || !m->may[child])
            continue;
        out->decided[out->decided_count++] =
            (struct meeting_decided){m->children[child].name,
                child_option(held->pack, held->form, YIELD_DECIDE, S("outcome"),
                    fact_arg(&all[i], S("outcome")))};
    }
    answer_discloses(m->cx, m->answer, held->id);
    return OK;
}

/* ---- who was there, to be given the minutes ---- */

static bool
was_there(const struct fact *all, size_t n, struct str whom)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == YIELD_ATTEND &&
            str_eq(fact_arg(&all[i], S("whom")), whom) &&
            str_eq(fact_arg(&all[i], S("present")), S("yes")))
            return true;
    return false;
}

/* By their ids, whatever the record calls them. */
static enum err
given_find(const struct meeting_at *m, struct meeting_page *out)
{
    const struct entry *held = meeting_newest(m, m->held);
    struct draft_offer  all;
    struct str         *kinds;
    struct fact        *facts;
    size_t              n;
    enum err            e;

    if (!held)
        return OK;
    if ((e = meeting_facts(m, held, &facts, &n)) ||
        (e = sitting_agencies(m, &all, &kinds)))
        return e;
    out->given.rows =
        ARENA_ARRAY(m->cx->arena, struct draft_offered, all.count + 1);
    for (size_t i = 0; i < all.count && i < out->invited_count; i++)
        if (was_there(facts, n, all.rows[i].id))
            out->given.rows[out->given.count++] =
                (struct draft_offered){id_text(m->cx->arena,
                                           out->invited[i].agency),
                    words_in(out->invited[i].name, m->cx->lang)};
    return OK;
}

/* ---- minutes ---- */

static enum err
shared_find(const struct meeting_at *m, const struct entry *e,
    struct meeting_page *out)
{
    struct fact *all;
    struct id    to;
    size_t       n;
    enum err     err;

    if ((err = meeting_facts(m, e, &all, &n)))
        return err;
    out->shared = ARENA_ARRAY(m->cx->arena, struct words, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (all[i].kind != YIELD_SHARE ||
            !id_parse(fact_arg(&all[i], S("to")), ID_AGENCY, &to))
            continue;
        if ((err = look_agency(m->w, m->cx, to, meeting_places(m),
                 &out->shared[out->shared_count])))
            return err;
        out->shared_count++;
    }
    return OK;
}

static enum err
minutes_find(const struct meeting_at *m, struct meeting_page *out)
{
    const struct form  *f = meeting_minutes(m->w->pack, m->call->form);
    const struct entry *said = meeting_newest(m, f);
    struct grant        g;
    enum err            e;

    if (said &&
        ((e = meeting_said_in(m, said, (struct words){0}, &out->minutes)) ||
            (e = shared_find(m, said, out))))
        return e;
    if (!f)
        return OK;
    e = meeting_may_all(m, f, &g);
    if (e)
        return err_is_refusal(e) ? OK : e;
    out->write = f;
    return given_find(m, out);
}

/* ---- beside the minutes ---- */

static enum err
beside_add(const struct meeting_at *m, const struct entry *e,
    struct meeting_page *out)
{
    struct meeting_beside *b = &out->beside[out->beside_count];
    enum err               err;

    b->form = e->form;
    if ((err = meeting_said_in(m, e, (struct words){0}, &b->said)) ||
        (err = look_agency(m->w, m->cx, e->agency, meeting_places(m),
             &b->agency)))
        return err;
    out->beside_count++;
    return OK;
}

static enum err
adds_find(const struct meeting_at *m, struct meeting_page *out)
{
    const struct pack *p = m->w->pack;
    struct grant       g;
    enum err           e;

    out->adds =
        ARENA_ARRAY(m->cx->arena, const struct form *, p->forms_count + 1);
    for (size_t i = 0; i < p->forms_count; i++) {
        const struct form *f = &p->forms[i];

        if (!meeting_is_beside(p, m->call->form, f))
            continue;
        e = meeting_may_all(m, f, &g);
        if (e && !err_is_refusal(e))
            return e;
        if (e == OK)
            out->adds[out->add_count++] = f;
    }
    return OK;
}

/* For those who read the minutes; each as its own group lets them. */
static enum err
beside_find(const struct meeting_at *m, struct meeting_page *out)
{
    enum err e;

    if (!out->minutes)
        return OK;
    out->beside =
        ARENA_ARRAY(m->cx->arena, struct meeting_beside, m->count + 1);
    for (size_t i = 0; i < m->count; i++) {
        const struct entry *one = &m->entries[i];

        if (meeting_is_beside(m->w->pack, m->call->form, one->form) &&
            meeting_reads(m, one) && (e = beside_add(m, one, out)))
            return e;
    }
    return adds_find(m, out);
}

enum err
meeting_after(struct meeting_at *m, struct meeting_page *out)
{
    enum err e;

    if (!out->over)
        return OK;
    if ((e = decided_find(m, out)) || (e = minutes_find(m, out)) ||
        (e = meeting_preparing(m, out)))
        return e;
    return beside_find(m, out);
}
