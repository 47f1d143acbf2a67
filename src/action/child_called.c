/*
 * What the child was called before: each name that one of the child's records
 * bore and bears no more, with the days between which it was said so.
 *
 * It rests on the entries that the reader may read whole, so that a name that
 * is kept from them is in no alias either; who is found by one is decided
 * where faces are made (record/identity.c).
 */
#include "action/child_inside.h"
#include "action/concern_form.h"
#include "base/text.h"

/* What a record says now, while its entries are gone through. */
struct calling {
    struct id           source;
    struct str          given, family;
    const struct entry *since;
};

static struct str
said(const struct child_build *b, const struct entry *e, struct str arg)
{
    const struct field *f = form_arg_field(e->form, YIELD_IDENTITY, arg);
    const struct json  *v = NULL;

    if (f)
        v = answers_value(&e->answers, f,
            f->per_child ? child_place_in(b, e) : -1);
    return v ? json_string(v) : (struct str){.n = 0};
}

static struct calling *
calling_of(struct calling *all, size_t *n, struct id source)
{
    for (size_t i = 0; i < *n; i++)
        if (id_eq(all[i].source, source))
            return &all[i];
    all[*n] = (struct calling){.source = source};
    return &all[(*n)++];
}

static bool
is_other(struct arena *a, struct str was, struct str is)
{
    return was.n && is.n && !str_eq(text_fold(a, was), text_fold(a, is));
}

static enum err
was_called(struct child_build *b, const struct calling *c,
    const struct entry *until)
{
    struct child_called *was = &b->page->called[b->page->called_count++];

    *was = (struct child_called){.name = look_name(b->cx->arena, c->given,
                                     c->family),
        .since = child_day_of(b, c->since),
        .until = child_day_of(b, until)};
    return child_from(b, c->since, &was->from);
}

static enum err
go_on(struct child_build *b, struct calling *c, const struct entry *e)
{
    struct arena *a = b->cx->arena;
    struct str    given = said(b, e, S("given"));
    struct str    family = said(b, e, S("family"));
    enum err      err = OK;

    if (!given.n && !family.n)
        return OK;
    if (is_other(a, c->given, given) || is_other(a, c->family, family))
        err = was_called(b, c, e);
    else if (c->since)
        return OK;
    if (given.n)
        c->given = given;
    if (family.n)
        c->family = family;
    c->since = e;
    return err;
}

static bool
tells(const struct child_build *b, const struct entry *e)
{
    return e->fate == FATE_STANDS && child_depth(b, e) == DEPTH_FULL &&
        form_yields(e->form, YIELD_IDENTITY) && child_place_in(b, e) >= 0;
}

enum err
child_called_part(struct child_build *b)
{
    struct arena   *a = b->cx->arena;
    struct calling *all = ARENA_ARRAY(a, struct calling, b->kept_count + 1);
    size_t          n = 0;
    enum err        e = OK;

    b->page->called = ARENA_ARRAY(a, struct child_called, b->kept_count + 1);
    for (size_t i = 0; !e && i < b->kept_count; i++) {
        const struct entry *in = &b->kept[i];

        if (tells(b, in))
            e = go_on(b,
                calling_of(all, &n, in->about[child_place_in(b, in)].source),
                in);
    }
    return e;
}
