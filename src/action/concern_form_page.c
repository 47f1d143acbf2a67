/*
 * What a form's page shows beside the form: whom it is about, what stands
 * already, who can be named in an answer, the threshold text, and the lines
 * to ring.
 */
#include "action/concern_record_inside.h"

#include "action/rows.h"

/* An authority is of a board: in the pack, or here. */
static const struct pack_threshold *
threshold_at(const struct pack *p, const struct agency *a)
{
    const struct agency_term *term = a->term.n ? pack_agency(p, a->term) : NULL;
    const struct pack_threshold *found =
        term ? pack_threshold_of(p, term->id) : NULL;

    for (size_t i = 0; term && !found && i < term->member_count; i++)
        if (str_eq(term->members[i].as, S("board")))
            found = pack_threshold_of(p, term->members[i].agency);
    return found;
}

/* A school, its authority, the authority's board. */
#define STEPS_UP 3

enum err
concern_threshold(struct work *w, const struct agency *at,
    const struct pack_threshold **out)
{
    struct agency a = *at;
    enum err      e;

    *out = threshold_at(w->pack, &a);
    for (int i = 1; !*out && i < STEPS_UP && !id_is_none(a.authority); i++) {
        if ((e = agency_load(w, a.authority, &a)))
            return e;
        *out = threshold_at(w->pack, &a);
    }
    return OK;
}

/* ---- who can be named ---- */

static bool
asks(const struct form *f, enum field_type type, struct str *kind)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type == type) {
            *kind = f->fields[i].kind;
            return true;
        }
    return false;
}

/* Somebody who could be given a child: not those without case data. */
static bool
may_have(const struct account *a)
{
    for (size_t i = 0; i < a->role_count; i++)
        if (!a->roles[i].role->no_case_data &&
            role_may(a->roles[i].role, verb_word(MAY_READ)))
            return a->confirmed && !a->ended;
    return false;
}

enum err
concern_accounts(struct work *w, struct cx *cx, struct concern_offer **out,
    size_t *count)
{
    struct concern_offer *offers;
    struct account       *all;
    size_t                n, k = 0;
    enum err              e;

    if ((e = account_list(w, cx->reader.agency.id, &all, &n)))
        return e;
    offers = ARENA_ARRAY(cx->arena, struct concern_offer, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str words[2] = {all[i].name, words_in(all[i].title, cx->lang)};

        if (!may_have(&all[i]))
            continue;
        offers[k++] = (struct concern_offer){id_text(cx->arena, all[i].id),
            str_join(cx->arena, words, words[1].n ? 2 : 1, S(", "))};
    }
    *out = offers;
    *count = k;
    return OK;
}

static enum err
accounts_offer(struct recording *r, struct concern_form_page *p)
{
    struct str kind;

    if (!asks(r->form, FIELD_ACCOUNT, &kind))
        return OK;
    return concern_accounts(r->w, r->cx, &p->accounts, &p->account_count);
}

static enum err
agencies_offer(struct recording *r, struct concern_form_page *p)
{
    struct agency *all;
    struct str     kind;
    size_t         n;
    enum err       e;

    if (!asks(r->form, FIELD_AGENCY, &kind) || !kind.n)
        return OK;
    if ((e = agency_list(r->w, kind, &all, &n)))
        return e;
    p->agencies = ARENA_ARRAY(r->cx->arena, struct concern_offer, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!all[i].ended)
            p->agencies[p->agency_count++] =
                (struct concern_offer){id_text(r->cx->arena, all[i].id),
                    words_in(all[i].name, r->cx->lang)};
    return OK;
}

/* ---- beside the form ---- */

/* A child as it is known to the reader; who reported knows it as they said
 * it, and learns no other spelling here. */
static enum err
names_find(struct recording *r, struct concern_form_page *p)
{
    p->names = ARENA_ARRAY(r->cx->arena, struct str, r->about_count + 1);
    for (size_t i = 0; i < r->about_count; i++) {
        struct face f;
        enum err    e = face_of_source(r->w, r->about[i], &f);

        if (e == OK)
            p->names[i] = look_name(r->cx->arena, f.given, f.family);
        else if (e != ERR_ABSENT)
            return e;
    }
    return OK;
}

static enum err
newest_find(struct recording *r, struct concern_form_page *p)
{
    struct entry newest;
    bool         found;
    enum err     e;

    if ((e = recording_newest(r, &newest, &found)) || !found)
        return e;
    p->seen = newest.id;
    return recording_first(r, &newest, &p->newest);
}

/* What was answered last in this thread, of whichever child; and the
 * language of the report. */
static enum err
last_find(struct recording *r, struct concern_form_page *p)
{
    struct entry *all;
    size_t        n;
    enum err      e;

    if ((e = entry_list_thread(r->w, r->ask->about, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (all[i].form == r->form)
            p->last = all[i].answers;
        if (i == 0)
            p->language = all[i].language;
    }
    return OK;
}

/* The decisions that an answer rests on: of each child it is about. */
static enum err
basis_find(struct recording *r, struct concern_build *b,
    struct concern_form_page *p)
{
    const struct child_build *c = &b->child;
    enum err                  e;

    p->basis =
        ARENA_ARRAY(r->cx->arena, struct concern_part, r->about_count + 1);
    for (size_t i = 0; i < r->about_count; i++) {
        struct concern_decided *decided;
        size_t                  n;
        const struct entry     *in;

        if ((e = concern_see(b, r->persons[i])) ||
            (e = concern_decided_in(b, p->thread, &decided, &n)))
            return e;
        in = n ? child_kept(c, decided[0].entry, DEPTH_FULL) : NULL;
        if (!in)
            continue;
        if ((e = concern_part_of(b, in, &p->basis[p->basis_count++])))
            return e;
    }
    return OK;
}

/* How each adult is contacted safely, as it was said in this thread: read
 * before anybody calls (S18). */
static enum err
contacts_find(struct recording *r, struct concern_build *b,
    struct concern_form_page *p)
{
    const struct child_build *c = &b->child;
    struct concern_part       part;
    enum err                  e;

    if ((e = concern_see(b, r->persons[0])))
        return e;
    p->person = c->view.person;
    p->purpose = b->page->purpose;
    p->contacts =
        ARENA_ARRAY(r->cx->arena, struct concern_contact, c->kept_count + 1);
    for (size_t i = 0; i < c->kept_count; i++) {
        const struct entry *one = &c->kept[i];

        if (!id_eq(one->thread, p->thread) || one->fate != FATE_STANDS)
            continue;
        if ((e = concern_part_of(b, one, &part)))
            return e;
        for (size_t k = 0; k < part.line_count; k++)
            if (part.lines[k].line.field->type == FIELD_SAFE_CONTACT)
                p->contacts[p->contact_count++] =
                    (struct concern_contact){part.lines[k].line.text,
                        part.lines[k].line.sealed, one->recorded,
                        one->language};
    }
    return OK;
}

/* What is to be translated, when it may be read. */
static enum err
original_find(struct recording *r, struct concern_build *b,
    const struct passage *of, struct concern_form_page *p)
{
    const struct entry *e;
    const struct field *f;
    enum err            err;

    if ((err = concern_see(b, r->persons[0])))
        return err;
    e = child_kept(&b->child, of->entry, DEPTH_FULL);
    f = e ? form_field(e->form, of->field) : NULL;
    if (!f || !view_field(&b->child.view, e, f) || f->type == FIELD_LOCATION ||
        f->type == FIELD_REPORTER || f->type == FIELD_SAFE_CONTACT)
        return ERR_ABSENT;
    p->original = answers_text(r->cx->arena, &e->answers, f, of->child);
    p->question = f->label;
    p->passage = *of;
    p->original_language = e->language;
    return p->original.n ? OK : ERR_ABSENT;
}

static enum err
beside(struct recording *r, const struct concern_form_ask *in,
    struct concern_form_page *p)
{
    struct concern_page  page = {.thread = p->thread,
         .purpose = r->answer->purpose};
    struct concern_build b = {
        .child = {.w = r->w, .cx = r->cx, .answer = r->answer},
        .page = &page};

    if (r->use == USE_ANSWER)
        return basis_find(r, &b, p);
    if (r->use == USE_TRANSLATE)
        return original_find(r, &b, &in->passage, p);
    return r->use == USE_OTHER ? contacts_find(r, &b, p) : OK;
}

enum err
concern_form(struct work *w, struct cx *cx, const struct ask *ask,
             const struct grant *grant, struct answer *answer)
{
    const struct concern_form_ask *in = ask->with;
    struct concern_form_page      *p =
        ARENA_NEW(cx->arena, struct concern_form_page);
    struct recording *r;
    enum err          e;

    (void)grant;
    if ((e = recording_begin(ask, answer, &r)))
        return e;
    *p = (struct concern_form_page){.thread = ask->about,
        .number = r->rows_of[0].number,
        .form = r->form,
        .use = r->use,
        .source = r->about[0],
        .about = r->about,
        .about_count = r->about_count};
    if ((e = names_find(r, p)) || (e = newest_find(r, p)) ||
        (e = last_find(r, p)) || (e = accounts_offer(r, p)) ||
        (e = agencies_offer(r, p)) ||
        (e = concern_threshold(w, &cx->reader.agency, &p->threshold)) ||
        (e = check_lines(w, cx->reader.agency.id, p->lines, &p->line_count)) ||
        (e = beside(r, in, p)))
        return e;
    answer->with = p;
    return OK;
}
