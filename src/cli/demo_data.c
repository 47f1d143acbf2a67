/*
 * The texts of demo/, compiled in (tools/embed-files).  They are part of the
 * program, so a mistake in them is one of ours.
 */
#include <stdio.h>

#include "base/zone.h"
#include "cli/command.h"
#include "cli/demo.h"

extern const struct str demo_region, demo_people, demo_forms, demo_texts,
    demo_stories, demo_told, demo_notices;

void
demo_lacks(struct str what)
{
    fprintf(stderr, "diogel: demo/ has no such thing: %.*s\n", STR_ARG(what));
    BUG("demo/ lacks something");
}

enum err
demo_refused(const struct demo *d, struct str what, enum err e,
    const struct fault *fault)
{
    fprintf(stderr, "diogel: refused: %.*s\n", STR_ARG(what));
    (void)command_failed(d->line, "the demonstration", e, fault);
    return e;
}

static const struct node *
read_text(struct demo *d, struct str name, struct str text)
{
    const struct node *out;
    struct fault       fault = {0};

    if (yaml_read(d->arena, name, text, &out, &fault)) {
        fprintf(stderr, "diogel: demo/%.*s.yaml:%d: %.*s\n", STR_ARG(name),
            fault.line, STR_ARG(fault.detail));
        BUG("demo/ cannot be read");
    }
    return out;
}

void
demo_read(struct demo *d)
{
    d->region = read_text(d, S("region"), demo_region);
    d->people = read_text(d, S("people"), demo_people);
    d->forms = read_text(d, S("forms"), demo_forms);
    d->texts = read_text(d, S("texts"), demo_texts);
    d->stories = read_text(d, S("stories"), demo_stories);
    d->told = read_text(d, S("told"), demo_told);
    d->notices = read_text(d, S("notices"), demo_notices);
}

/* Two figures at an offset. */
static int8_t
figures(struct str text, size_t at)
{
    int64_t n;

    if (!str_int(str_sub(text, at, 2), &n))
        demo_lacks(text);
    return (int8_t)n;
}

struct moment
demo_moment(const struct demo *d, struct str text)
{
    struct civil c = {0};

    if (!date_parse(str_sub(text, 0, 10), &c.date) || text.n != 16)
        demo_lacks(text);
    c.hour = figures(text, 11);
    c.minute = figures(text, 14);
    return zone_moment(d->pack->zone, c);
}

struct words
demo_words(const struct node *n)
{
    return (struct words){.cy = node_text(node_member(n, S("cy"))),
        .en = node_text(node_member(n, S("en")))};
}

const struct node *
demo_template(const struct demo *d, const struct node *step)
{
    return node_member(node_member(d->forms, S("templates")),
        node_text(node_member(step, S("do"))));
}
