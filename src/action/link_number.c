/*
 * Two traced numbers that differ: two people, or a number that was traced
 * wrongly.  They may be linked all the same, but with trace evidence, and
 * whoever links says which number stands; the other is then only claimed, for
 * as long as the link does.
 */
#include "action/concern_form.h"
#include "action/link_inside.h"

/* A traced number of each side that the other side does not have. */
static bool
differ(const struct face *x, size_t xn, const struct face *y, size_t yn,
    const struct face *out[2])
{
    for (size_t i = 0; i < xn; i++)
        for (size_t k = 0; k < yn; k++)
            if (x[i].traced && y[k].traced && x[i].nhs.n && y[k].nhs.n &&
                !str_eq(x[i].nhs, y[k].nhs)) {
                out[0] = &x[i];
                out[1] = &y[k];
                return true;
            }
    return false;
}

enum err
link_two_traced(struct work *w, const struct id person[2],
    struct link_numbers *out)
{
    const struct face *which[2];
    struct face       *x, *y;
    size_t             xn, yn;
    enum err           e;

    *out = (struct link_numbers){.differ = false};
    if ((e = person_faces(w, person[0], &x, &xn)) ||
        (e = person_faces(w, person[1], &y, &yn)))
        return e;
    if (!differ(x, xn, y, yn, which))
        return OK;
    out->differ = true;
    for (size_t i = 0; i < 2; i++)
        out->source[i] = which[i]->source;
    return OK;
}

/* One of the answers to the argument's question means that. */
static bool
is_said(const struct form *f, struct str arg, struct str all, struct str means)
{
    struct str one;

    while (all.n && str_split(&all, '\n', &one)) {
        const struct term_option *o = form_option(f, YIELD_LINK, arg, one);

        if (o && str_eq(o->means, means))
            return true;
    }
    return false;
}

static void
fault_add(struct link_said *out, const struct field *f, enum msg msg)
{
    out->wrong.faults[out->wrong.count++] =
        (struct answer_fault){.field = f, .child = -1, .row = -1, .msg = msg};
}

/* Which of the two stands; what is missing is a fault of the answers. */
static enum err
choice_read(const struct link_job *j, const struct link_numbers *n,
    struct link_said *out, struct id *stands)
{
    const struct link_say *in = j->ask->with;
    const struct form     *f = in->form;
    const struct field    *kinds = form_arg_field(f, YIELD_LINK, S("kinds"));
    const struct field    *number = form_arg_field(f, YIELD_LINK, S("number"));
    struct arena          *a = j->cx->arena;
    struct answers         said;
    struct str             text;
    struct fault           fault;

    if (!kinds || !number)
        return ERR_ILLEGAL; /* the pack has no way to say it */
    if (answers_read(a, f, in->answers, &said, &fault))
        return ERR_INVALID;
    out->wrong.faults = ARENA_ARRAY(a, struct answer_fault, 2);
    out->wrong.count = 0;
    if (!is_said(f, S("kinds"), answers_text(a, &said, kinds, -1), S("traced")))
        fault_add(out, kinds, MSG_CONCERN_NEEDS_TRACE);
    text = answers_text(a, &said, number, -1);
    if (is_said(f, S("number"), text, S("first_of_two")))
        *stands = n->source[0];
    else if (is_said(f, S("number"), text, S("second_of_two")))
        *stands = n->source[1];
    else
        fault_add(out, number, MSG_CONCERN_WHICH_NUMBER);
    return out->wrong.count ? ERR_INVALID : OK;
}

enum err
link_number_choose(const struct link_job *j, struct link_said *out,
    struct id *stands)
{
    const struct link_say *in = j->ask->with;
    struct link_numbers    n;
    enum err               e;

    *stands = (struct id){0};
    if (in->ask.kind != LINK_SAME)
        return OK;
    if ((e = link_two_traced(j->w, j->person, &n)) || !n.differ)
        return e;
    return choice_read(j, &n, out, stands);
}
