/*
 * What came before: other concerns about the same child, with what was
 * decided and how the name was spelled then; the register, and the people
 * around the child.
 */
#include "action/concern_inside.h"

/* The first entry of a thread that may be seen, when a concern begins it. */
static bool
begins(const struct concern_build *b, const struct entry *e)
{
    const struct child_build *c = &b->child;

    if (!str_eq(e->form->opens_thread, concern_kind(e->pack)) ||
        id_eq(e->thread, b->page->thread))
        return false;
    for (const struct entry *x = c->kept; x < e; x++)
        if (id_eq(x->thread, e->thread) && x->form->opens_thread.n)
            return false;
    return true;
}

static struct str
kinds_of(struct concern_build *b, const struct entry *e)
{
    const struct field *f = form_arg_field(e->form, YIELD_CONCERN, S("kinds"));
    struct buf          out;
    struct str          all, one;

    buf_init(&out, b->child.cx->arena);
    if (!f || !view_field(&b->child.view, e, f))
        return (struct str){0};
    all = answers_text(b->child.cx->arena, &e->answers, f, -1);
    while (all.n && str_split(&all, '\n', &one)) {
        struct words w =
            child_option(e->pack, e->form, YIELD_CONCERN, S("kinds"), one);

        if (out.n)
            buf_add(&out, S(", "));
        buf_add(&out, words_in(w, b->child.cx->lang));
    }
    return buf_str(&out);
}

/* The name that stands on the record it was written on, when it is another
 * than the child's now. */
static enum err
spelled_of(struct concern_build *b, const struct entry *e, struct str *out)
{
    int         place = child_place_in(&b->child, e);
    struct face f;
    struct str  name;
    enum err    err;

    if (place < 0)
        return OK;
    err = face_of_source(b->child.w, e->about[place].source, &f);
    if (err)
        return err == ERR_ABSENT ? OK : err;
    name = look_name(b->child.cx->arena, f.given, f.family);
    if (name.n && !str_eq(name, b->child.page->name))
        *out = name;
    return OK;
}

/* Where a pathway of threads stands now; empty when none has begun. */
static struct words
state_of(const struct concern_build *b, struct id thread)
{
    const struct pack *p = b->child.w->pack;

    for (size_t i = 0; i < p->pathways_count; i++) {
        const struct pathway  *way = &p->pathways[i];
        const struct state_at *at =
            way->per_thread ? child_state(b->child.child, way, thread) : NULL;

        if (at && at->state != at->pathway->start)
            return at->pathway->states[at->state].title;
    }
    return (struct words){0};
}

static enum err
earlier_of(struct concern_build *b, const struct entry *e,
    struct concern_earlier *out)
{
    struct concern_decided *decided;
    size_t                  n;
    enum err                err;

    *out = (struct concern_earlier){.thread = e->thread,
        .number = e->number,
        .received = e->recorded,
        .title = e->form->title,
        .kinds = kinds_of(b, e),
        .state = state_of(b, e->thread)};
    answer_discloses(b->child.cx, b->child.answer, e->thread);
    if ((err = spelled_of(b, e, &out->spelled)) ||
        (err = concern_decided_in(b, e->thread, &decided, &n)))
        return err;
    if (n)
        out->decided = decided[0];
    return OK;
}

enum err
concern_before(struct concern_build *b)
{
    struct concern_page *p = b->page;
    struct child_build  *c = &b->child;
    enum err             e;

    p->earlier =
        ARENA_ARRAY(c->cx->arena, struct concern_earlier, c->kept_count + 1);
    for (size_t i = c->kept_count; i-- > 0;) {
        if (c->kept[i].fate != FATE_STANDS || !begins(b, &c->kept[i]))
            continue;
        if ((e = earlier_of(b, &c->kept[i], &p->earlier[p->earlier_count++])))
            return e;
    }
    if ((e = child_register_part(c)) || (e = child_people_part(c)))
        return e;
    return child_sources_part(c);
}
