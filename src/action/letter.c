/*
 * Everything is read from the child's page as the reader may see it, so that a
 * letter never holds more than its reader may read; what is marked for an
 * adult is an answer of the plan.
 */
#include "action/letter_inside.h"

#include "action/casework_inside.h"
#include "action/concern_form.h"
#include "action/rows.h"
#include "record/notice.h"

/* ---- one of them ---- */

static const struct form *
form_for(const struct pack *p, enum yield_kind kind)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], kind))
            return &p->forms[i];
    return NULL;
}

/* The fact by which the entry is a letter, when it stands and may be read. */
static const struct fact *
letter_of(const struct child_build *b, const struct fold_entry *e)
{
    if (e->fate != FATE_STANDS || !child_kept(b, e->id, DEPTH_FULL))
        return NULL;
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].kind == YIELD_LETTER &&
            fact_is_for(&e->facts[i], e->child))
            return &e->facts[i];
    return NULL;
}

static const struct fold_entry *
entry_at(const struct child *c, struct id entry)
{
    for (size_t i = 0; i < c->entries_count; i++)
        if (id_eq(c->entries[i]->id, entry))
            return c->entries[i];
    return NULL;
}

/* By somebody who did not write it; null: not yet.  Who may, is asked when it
 * is released, and that is done here alone. */
static const struct fold_entry *
release_of(const struct child_build *b, const struct fold_entry *letter)
{
    for (size_t i = 0; i < b->child->entries_count; i++) {
        const struct fold_entry *e = b->child->entries[i];

        if (e->fate == FATE_STANDS && id_eq(e->thread, letter->thread) &&
            !id_eq(e->author, letter->author) &&
            form_yields(e->form, YIELD_RELEASE))
            return e;
    }
    return NULL;
}

/* Not known is not safe. */
static bool
is_held(const struct child_build *b, const struct fold_entry *letter,
    const struct fact *f)
{
    return !str_eq(fact_arg(f, S("shared")), S("no")) && !release_of(b, letter);
}

/* ---- all of them ---- */

static bool
may_read(const struct child_build *b, const struct form *f)
{
    return f && view_depth(&b->view, f->group) == DEPTH_FULL;
}

static void
rows_find(const struct child_build *b, struct letter_list *l)
{
    const struct child *c = b->child;

    l->rows =
        ARENA_ARRAY(b->cx->arena, struct letter_row, c->entries_count + 1);
    for (size_t i = c->entries_count; i-- > 0;) {
        const struct fold_entry *e = c->entries[i];
        const struct fact       *f = letter_of(b, e);

        if (f)
            l->rows[l->count++] = (struct letter_row){.entry = e->id,
                .text = pack_letter(e->pack, fact_arg(f, S("kind"))),
                .to = fact_arg(f, S("to")),
                .at = e->recorded,
                .held = is_held(b, e, f)};
    }
}

enum err
letter_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct child_build *b = answer->found;
    const struct form  *form = form_for(w->pack, YIELD_LETTER);
    struct letter_list *l = ARENA_NEW(cx->arena, struct letter_list);
    struct grant        g;
    enum err            e;

    (void)ask, (void)grant;
    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    if (!may_read(b, form))
        return ERR_DENIED;
    l->person = b->page->person;
    l->name = b->page->name;
    rows_find(b, l);
    e = casework_may(w, cx, form, l->person, &g);
    if (!e)
        l->form = form;
    answer->with = l;
    return e && !err_is_refusal(e) ? e : OK;
}

/* ---- as it was sent ---- */

static bool
is_part(const struct fold_entry *e)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (fact_is_for(&e->facts[i], e->child) &&
            (plan_yields(e->facts[i].kind) || e->facts[i].kind == YIELD_WORDS ||
                e->facts[i].kind == YIELD_REPORT ||
                e->facts[i].kind == YIELD_COPY))
            return true;
    return false;
}

/* Whether anything that it was made of, or the letter itself, has been put
 * right, taken back or moved since. */
static bool
is_put_right(const struct letter_writing *w)
{
    for (size_t i = 0; w->sent.us && i < w->child->entries_count; i++) {
        const struct fold_entry *then = w->child->entries[i];
        const struct fold_entry *now = entry_at(w->b->child, then->id);
        const struct entry      *in;

        if (then->fate != FATE_STANDS || then->elsewhere ||
            then->recorded.us > w->letter->recorded.us ||
            !(is_part(then) || id_eq(then->id, w->letter->id)))
            continue;
        in = child_kept(w->b, then->id, DEPTH_SUMMARY);
        if (!now || now->fate != FATE_STANDS ||
            (in && in->corrected_at.us > w->sent.us))
            return true;
    }
    return false;
}

/* What was known when it went: when it was written, or when it was released.
 * What is put right later is put right by another letter. */
static enum err
sent_find(struct letter_writing *w, const struct fact *f)
{
    const struct fold_entry *released = release_of(w->b, w->letter);
    enum err                 e;

    w->child = w->b->child;
    if (is_held(w->b, w->letter, f))
        return OK;
    w->sent = released ? released->recorded : w->letter->recorded;
    if ((e = child_load(w->b->w, w->b->page->person, w->sent, &w->child)))
        return e;
    w->letter = entry_at(w->child, w->letter->id);
    return w->letter ? OK : ERR_ABSENT;
}

/* ---- the page ---- */

/* The person it is held for; where that one is gone, whoever else may decide
 * about the child's letters.  Never its author. */
static enum err
held(struct child_build *b, const struct fold_entry *letter,
    const struct fact *f, struct letter_page *p)
{
    struct id reader = b->cx->reader.account.id, who = {0};
    bool      named = id_parse(fact_arg(f, S("held_for")), ID_ACCOUNT, &who);
    enum err  e;

    p->held = is_held(b, letter, f);
    if (named && (e = child_account(b, who, &p->held_for)))
        return e;
    if (!p->held)
        return OK;
    if ((e = letter_decides(b->w, b->cx, who, b->page->person, &p->gone)))
        return e;
    p->gone = !p->gone;
    if (id_eq(reader, letter->author))
        return OK;
    p->may_release = named && id_eq(who, reader);
    return p->gone
        ? letter_decides(b->w, b->cx, reader, b->page->person, &p->may_release)
        : OK;
}

static void
head_put(const struct letter_writing *w, const struct fact *f)
{
    struct letter_page *p = w->page;

    if (!lang_find(fact_arg(f, S("language")), &p->lang))
        p->lang = w->b->cx->lang;
    p->person = w->b->page->person;
    p->name = w->b->page->name;
    p->entry = w->letter->id;
    p->to = fact_arg(f, S("to"));
    p->reason = fact_arg(f, S("reason"));
    p->at = w->letter->recorded;
    p->put_right = is_put_right(w);
}

static enum err
page_make(struct child_build *b, struct id entry, struct letter_page *p)
{
    struct letter_writing w = {.b = b,
        .letter = entry_at(b->child, entry),
        .page = p};
    const struct fact    *f = w.letter ? letter_of(b, w.letter) : NULL;
    enum err              e;

    if (!f)
        return ERR_ABSENT;
    if ((e = held(b, w.letter, f, p)) || (e = sent_find(&w, f)))
        return e;
    if (!(f = letter_of(b, w.letter)) ||
        !(p->text = pack_letter(w.letter->pack, fact_arg(f, S("kind")))))
        return ERR_ABSENT;
    head_put(&w, f);
    w.reader = fact_arg(f, S("for"));
    return !p->held || p->may_release ? letter_content(&w) : OK;
}

/* The child's page of the entry's child. */
enum err
ground_letter(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct ask   child = {0};
    struct entry entry;
    enum err     e;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if ((e = entry_load(w, ask->about, &entry)))
        return e;
    if (!form_yields(entry.form, YIELD_LETTER) || !entry.about_count)
        return ERR_ABSENT;
    if ((e = person_of_source(w, entry.about[0].source, &child.about)))
        return e;
    return ground_casework(w, cx, &child, out);
}

static enum err
letter_open(struct child_build *b, const struct ask *ask, struct answer *answer,
    struct letter_page *p)
{
    enum err e;

    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    if ((e = page_make(b, ask->about, p)))
        return e;
    answer_discloses(b->cx, answer, ask->about);
    return OK;
}

enum err
letter_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct letter_page *p = ARENA_NEW(cx->arena, struct letter_page);
    enum err            e;

    (void)w, (void)grant;
    if ((e = letter_open(answer->found, ask, answer, p)))
        return e;
    answer->with = p;
    return OK;
}

enum err
letter_waits(struct work *w, struct cx *cx, struct id letter,
    struct answer *answer, struct letter_page *out)
{
    struct ask    ask = {.about = letter};
    struct ground g = {0};
    enum err      e;

    if ((e = ground_letter(w, cx, &ask, &g)) ||
        (e = letter_open(g.found, &ask, answer, out)))
        return e;
    return out->may_release ? OK : ERR_DENIED;
}

enum err
letter_paper(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    enum err e = letter_look(w, cx, ask, grant, answer);

    if (e)
        return e;
    return ((const struct letter_page *)answer->with)->held ? ERR_DENIED : OK;
}

/* ---- releasing ---- */

static struct str
release_json(struct arena *a, const struct form *f,
    const struct letter_release *in)
{
    struct json_out out;

    json_init(&out, a);
    json_open(&out, '{');
    json_key(&out, form_arg_field(f, YIELD_RELEASE, S("reason"))->id);
    json_str(&out, in->reason);
    json_key(&out, form_arg_field(f, YIELD_RELEASE, S("means"))->id);
    json_str(&out, in->means);
    json_close(&out, '}');
    return json_text(&out);
}

static enum err
release_put(struct work *w, struct cx *cx, const struct entry *letter,
    const struct letter_release *in)
{
    const struct form *f = form_for(w->pack, YIELD_RELEASE);
    struct entry_new   e = {.form = f,
          .answers = release_json(cx->arena, f, in),
          .language = cx->lang,
          .author = cx->reader.account.id,
          .agency = cx->reader.agency.id,
          .thread = letter->thread,
          .about = letter->about,
          .about_count = letter->about_count};
    struct id          entry, thread;

    return record_append(w, &e, &entry, &thread, NULL);
}

enum err
letter_release(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct letter_release *in = ask->with;
    const struct form           *f = form_for(w->pack, YIELD_RELEASE);
    struct letter_page           p = {0};
    struct entry                 letter;
    struct grant                 g;
    enum err                     e;

    (void)grant;
    if (!f)
        return ERR_ABSENT;
    if ((e = letter_open(answer->found, ask, answer, &p)) ||
        (e = casework_may(w, cx, f, p.person, &g)))
        return e;
    if (!p.may_release)
        return ERR_DENIED;
    if (!str_trim(in->reason).n || !str_trim(in->means).n)
        return ERR_INVALID;
    if ((e = entry_load(w, ask->about, &letter)))
        return e;
    return release_put(w, cx, &letter, in);
}
