/*
 * A meeting as it stands: who called it, what was said since, and what of
 * that the reader may see.
 */
#include "action/meeting_sheet.h"

#include "action/rows.h"
#include "record/kin.h"
#include "record/paper.h"

/* ---- loading ---- */

static struct entry *
entry_of(struct meeting_at *m, struct id id)
{
    for (size_t i = 0; i < m->count; i++)
        if (id_eq(m->entries[i].id, id))
            return &m->entries[i];
    return NULL;
}

/* A correction counts at its original's place. */
static void
entry_take(struct meeting_at *m, const struct entry *e)
{
    struct entry *root;

    if (id_is_none(e->corrects)) {
        m->entries[m->count++] = *e;
        return;
    }
    root = entry_of(m, e->corrects);
    if (!root)
        return;
    if (str_eq(e->correction, S("withdraw")))
        root->fate = FATE_WITHDRAWN;
    else if (str_eq(e->correction, S("answers")))
        root->answers = e->answers;
}

static void
leave_standing(struct meeting_at *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->count; i++)
        if (m->entries[i].fate == FATE_STANDS)
            m->entries[n++] = m->entries[i];
    m->count = n;
}

static enum err
children_find(struct meeting_at *m)
{
    const struct entry *c = m->call;
    enum err            e;

    m->children =
        ARENA_ARRAY(m->cx->arena, struct meeting_child, c->about_count + 1);
    m->views = ARENA_ARRAY(m->cx->arena, struct view, c->about_count + 1);
    m->may = ARENA_ARRAY(m->cx->arena, bool, c->about_count + 1);
    for (size_t i = 0; i < c->about_count; i++) {
        struct meeting_child *one = &m->children[m->child_count++];

        one->source = c->about[i].source;
        if ((e = person_of_source(m->w, one->source, &one->person)))
            return e;
    }
    return OK;
}

/* Its record may be written without ever having sat. */
static enum err
over_find(struct meeting_at *m)
{
    struct sheet sheet = {0};
    enum err     e;

    for (size_t i = 0; i < m->count; i++)
        m->over = m->over || m->entries[i].form == m->held;
    if (m->over)
        return OK;
    e = sheet_load(m->w, m->thread, &sheet);
    m->over = !id_is_none(sheet.entry);
    return e == ERR_ABSENT ? OK : e;
}

/* A brother's or sister's relative is refused the others too. */
static enum err
kin_find(struct meeting_at *m)
{
    enum err e = OK;

    for (size_t i = 0; i < m->child_count && !m->is_kin && !e; i++)
        e = kin_is(m->w, m->cx->reader.account.id, m->children[i].person,
            &m->is_kin);
    return e;
}

enum err
meeting_load(struct work *w, struct cx *cx, struct id thread,
    struct meeting_at *out)
{
    struct meeting_at   m = {.w = w, .cx = cx, .thread = thread};
    const struct field *kind;
    struct entry       *all;
    size_t              n;
    enum err            e;

    if ((e = entry_list_thread(w, thread, &all, &n)))
        return e;
    m.entries = ARENA_ARRAY(cx->arena, struct entry, n + 1);
    for (size_t i = 0; i < n; i++)
        entry_take(&m, &all[i]);
    leave_standing(&m);
    if (!m.count || !meeting_calls(m.entries[0].form))
        return ERR_ABSENT;
    m.call = &m.entries[0];
    kind = meeting_kind(m.call->form);
    m.held = meeting_holds(m.call->pack, m.call->form,
        answers_text(cx->arena, &m.call->answers, kind, -1));
    if (!m.held)
        return ERR_ABSENT;
    if ((e = over_find(&m)) || (e = minutes_taker(w, thread, &m.taker)))
        return e;
    *out = m;
    if ((e = children_find(out)))
        return e;
    return meeting_is_taker(out) ? kin_find(out) : OK;
}

enum err
meeting_facts(const struct meeting_at *m, const struct entry *e,
    struct fact **facts, size_t *count)
{
    struct answers_about about = entry_about(m->cx->arena, e);

    return yield_extract(m->cx->arena, &e->answers, &about, facts, count);
}

/* ---- who may see ---- */

/* Whether the call may be read whole for that purpose. */
static bool
reads_for(struct meeting_at *m, size_t i, struct str purpose,
    struct grant *grant)
{
    struct view *v = &m->views[i];

    if (!purpose.n || view_decide(v, purpose) ||
        view_entry(v, m->call) < DEPTH_FULL)
        return false;
    m->may[i] = true;
    *grant = (struct grant){.depth = DEPTH_FULL,
        .rule = S("view"),
        .person = m->children[i].person,
        .purpose = purpose};
    return true;
}

/* For none of those: as who takes the minutes, which the whole thread is
 * asked about, kin of any child of it too (S9). */
static enum err
view_as_taker(struct meeting_at *m, size_t i, struct grant *grant)
{
    struct grant g;
    enum err     e = meeting_as_taker(m, MAY_READ, m->call->form->group,
            m->children[i].person, &g);

    if (e)
        return err_is_refusal(e) ? OK : e;
    (void)reads_for(m, i, look_purpose(m->w->pack, S("minutes")), grant);
    return OK;
}

/* For the first purpose for which the call may be read whole. */
static enum err
view_one(struct meeting_at *m, size_t i, struct grant *grant)
{
    enum err e =
        view_gather(m->w, &m->cx->reader, m->children[i].person, &m->views[i]);

    if (e)
        return err_is_refusal(e) ? OK : e;
    for (size_t k = 0; k < LOOK_PURPOSES; k++)
        if (reads_for(m, i, look_purpose(m->w->pack, look_means[k]), grant))
            return OK;
    return view_as_taker(m, i, grant);
}

static enum err
name_one(struct meeting_at *m, size_t i)
{
    struct meeting_child *c = &m->children[i];
    struct grant          g;
    struct face           f;
    enum err              e = person_face(m->w, c->person, &f);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (view_depth(&m->views[i], S("people")) < DEPTH_SUMMARY &&
        view_depth(&m->views[i], S("register")) < DEPTH_SUMMARY &&
        !id_eq(f.agency, m->cx->reader.agency.id) &&
        (e = meeting_as_taker(m, MAY_READ, S("people"), c->person, &g)))
        return err_is_refusal(e) ? OK : e;
    c->name = look_name(m->cx->arena, f.given, f.family);
    c->born = f.birth_date;
    return OK;
}

enum err
meeting_view(struct meeting_at *m, struct grant *grant)
{
    bool     any = false;
    enum err e;

    for (size_t i = 0; i < m->child_count; i++) {
        if ((e = view_one(m, i, grant)) || (m->may[i] && (e = name_one(m, i))))
            return e;
        any = any || m->may[i];
    }
    return any ? OK : ERR_DENIED;
}

bool
meeting_reads(const struct meeting_at *m, const struct entry *e)
{
    for (size_t i = 0; i < m->child_count; i++)
        if (m->may[i] && view_entry(&m->views[i], e) == DEPTH_FULL)
            return true;
    return false;
}

/* Why they are not let in: policy says who must be told (S9). */
static enum err
refused(struct meeting_at *m, struct grant *grant)
{
    struct question q = {.verb = MAY_READ, .of = m->call->form->group};
    enum err        e = ERR_DENIED;

    for (size_t i = 0; i < m->child_count && e != OK && !grant->tell.n; i++) {
        q.person = m->children[i].person;
        e = look_ask(m->w, m->cx, &q, grant);
        if (e && !err_is_refusal(e))
            return e;
    }
    return ERR_ABSENT;
}

enum err
ground_meeting(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct meeting_at *m = ARENA_NEW(cx->arena, struct meeting_at);
    enum err           e;

    out->settled = true;
    out->found = m;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = meeting_load(w, cx, ask->about, m)))
        return e;
    e = meeting_view(m, &out->grant);
    return e == ERR_DENIED ? refused(m, &out->grant) : e;
}

/* ---- who may record ---- */

enum err
meeting_may(struct work *w, struct cx *cx, const struct form *form,
    struct id person, struct grant *grant)
{
    struct question q = {.verb = concern_verb(w->pack, form),
        .of = form->group,
        .person = person};
    enum err        e = look_ask(w, cx, &q, grant);

    return e || grant->depth == DEPTH_FULL ? e : ERR_DENIED;
}

enum err
meeting_may_all(const struct meeting_at *m, const struct form *form,
    struct grant *grant)
{
    enum err e = ERR_DENIED;

    for (size_t i = 0; i < m->child_count; i++)
        if ((e = meeting_may(m->w, m->cx, form, m->children[i].person, grant)))
            return e;
    return e;
}

/* Its minutes are approved, whoever may read them. */
static bool
is_minuted(const struct meeting_at *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->entries[i].form == meeting_minutes(m->w->pack, m->call->form))
            return true;
    return false;
}

/* Those forms alone that stand in a meeting's thread, and not the call. */
bool
meeting_takes(const struct meeting_at *m, const struct form *form)
{
    const struct pack *p = m->w->pack;
    const struct form *call = m->call->form;

    if (!str_eq(form->in_thread, call->opens_thread))
        return false;
    if (form == meeting_minutes(p, call) || form == meeting_prepared(p, call))
        return m->over;
    if (form == meeting_takes_part(p, call))
        return !m->over;
    if (form == meeting_hands_on(p, call))
        return !is_minuted(m);
    if (form == meeting_family(p, call))
        return m->held->meeting && m->held->meeting->family;
    if (meeting_is_beside(p, call, form))
        return meeting_newest(m, meeting_minutes(p, call));
    return !meeting_may_bring(form) ||
        (!m->over && meeting_is_brought(call, m->held, form));
}

enum err
ground_meeting_say(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct meeting_say *in = ask->with;
    struct meeting_at        *m;
    enum err                  e;

    if ((e = ground_meeting(w, cx, ask, out)))
        return e;
    m = out->found;
    if (!meeting_takes(m, in->form))
        return ERR_ABSENT;
    return in->form == meeting_prepared(w->pack, m->call->form)
        ? meeting_may_prepare(m, in->form, &out->grant)
        : meeting_may_all(m, in->form, &out->grant);
}

/* ---- recording ---- */

enum err
meeting_append(const struct meeting_at *m, const struct form *form,
    struct str answers, struct entry_wrong *wrong, struct id *entry)
{
    struct entry_new n = {.form = form,
        .answers = answers,
        .language = m->cx->lang,
        .author = m->cx->reader.account.id,
        .agency = m->cx->reader.agency.id,
        .thread = m->thread,
        .about = m->call->about,
        .about_count = m->call->about_count};
    struct id        thread;

    return record_append(m->w, &n, entry, &thread, wrong);
}

/* Whether it says the view of the agency of one whose own report holds none. */
static enum err
report_refused(const struct meeting_at *m, const struct meeting_say *in)
{
    const struct field       *of = meeting_report_of(in->form);
    const struct typed_value *v = of ? typed_find(in->typed, of->id) : NULL;
    bool                      apart;
    struct id                 agency;
    enum err                  e;

    if (!v || !id_parse(v->text, ID_AGENCY, &agency) ||
        !id_eq(agency, m->cx->reader.agency.id))
        return OK;
    e = meeting_writes_own(m, &apart);
    return e ? e : apart ? ERR_ABSENT : OK;
}

enum err
meeting_say(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct meeting_say *in = ask->with;
    struct meeting_said      *out = ARENA_NEW(cx->arena, struct meeting_said);
    struct meeting_at        *m = answer->found;
    struct answers_about      about = {.children = m->child_count};
    struct answers            said;
    struct id                 entry, paper = {0};
    enum err                  e;

    (void)grant;
    answer->with = out;
    meeting_typed_children(in->typed, m->child_count);
    meeting_report_own(m, in->form, in->typed);
    if ((e = report_refused(m, in)))
        return e;
    if (in->file.field &&
        (e = concern_file_keep(w, cx, &in->file, &out->wrong, &paper)))
        return e;
    typed_answers(in->typed, &about, &said);
    if ((e = meeting_append(m, in->form, typed_json(cx->arena, &said),
             &out->wrong, &entry)) ||
        (!id_is_none(paper) && (e = paper_give(w, paper, entry))) ||
        (meeting_report_of(in->form) && (e = sitting_lay_late(m, entry))))
        return e;
    answer_discloses(cx, answer, entry);
    answer_discloses(cx, answer, m->thread);
    return OK;
}
