/*
 * paper_test -- a photograph, scan or letter that comes to a concern later,
 * by the same rules as those of a report.
 */
#include "hand.h"

#include "../fill.h"
#include "../test.h"

#include "action/paper.h"

#define LETTER "A letter from the clinic.\n"

static enum err
added(struct office *o, struct id by, const struct office_child *c,
    struct str bytes, struct concern_recorded **out)
{
    const struct form    *f = pack_form(o->pack, S("paper"));
    struct typed          typed;
    struct concern_record in = {.form = f,
        .source = c->source,
        .answers = S("{}"),
        .language = LANG_EN,
        .file = {NULL, bytes, &typed}};
    struct answer         a;
    enum err              e;

    typed_init(&typed, o->arena, o->pack, f);
    for (size_t i = 0; i < f->field_count; i++) {
        const struct field *one = &f->fields[i];

        if (one->type == FIELD_PAPER)
            in.file.field = one;
        else if (one->type == FIELD_CHOICE)
            typed_set(&typed, one->id, one->options->options[0].id, 0);
    }
    e = office_ask(o, by,
        (struct ask){.act = ACT_CONCERN_RECORD,
            .about = c->thread,
            .with = &in},
        &a);
    *out = a.with;
    return e;
}

/* The first paper that the page links to. */
static struct id
paper_on(const struct concern_page *p)
{
    for (size_t i = 0; i < p->done_count; i++)
        for (size_t k = 0; k < p->done[i].line_count; k++)
            if (p->done[i].lines[k].line.paper_count)
                return p->done[i].lines[k].line.papers[0];
    return (struct id){0};
}

static enum err
opened(struct office *o, struct id by, struct id paper, struct str *bytes)
{
    struct answer a;
    enum err      e = office_ask(o, by,
             (struct ask){.act = ACT_PAPER_GET, .about = paper}, &a);

    if (e == OK)
        *bytes = ((const struct paper_got *)a.with)->bytes;
    return e;
}

TEST(concern_record__takes_a_paper_from_whoever_may_record_there)
{
    struct office            o;
    struct office_child      c;
    struct concern_recorded *got;
    struct id                paper;
    struct str               bytes = {0};
    int64_t                  leaves;
    enum err                 e;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    WANT_ERR(ERR_ABSENT, added(&o, o.nurse, &c, S(LETTER), &got));
    WANT_OK(added(&o, o.worker, &c, S(LETTER), &got));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM paper"), 1);
    paper = paper_on(office_page(&o, o.worker, &c, &e));
    WANT_INT(paper.kind, ID_PAPER);
    leaves = office_count(&o,
        "SELECT COUNT(*) FROM ledger_leaf WHERE action = 'PAPER_GET'");
    WANT_OK(opened(&o, o.second, paper, &bytes));
    WANT_STR(bytes, LETTER);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf WHERE action = 'PAPER_GET'"),
        leaves + 1);
    office_close(&o);
}

TEST(paper_get__is_absent_for_who_may_not_know_of_the_concern)
{
    struct office            o;
    struct office_child      c;
    struct concern_recorded *got;
    struct id                paper, none = {.kind = ID_PAPER};
    struct str               bytes = {0};
    enum err                 e;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    WANT_OK(added(&o, o.worker, &c, S(LETTER), &got));
    paper = paper_on(office_page(&o, o.worker, &c, &e));
    none.b[0] = 7;
    WANT_ERR(ERR_ABSENT, opened(&o, o.nurse, paper, &bytes));
    WANT_ERR(ERR_ABSENT, opened(&o, o.nurse, none, &bytes));
    /* who reported knows of the concern, and reads no papers of others */
    WANT_ERR(ERR_DENIED, opened(&o, o.teacher, paper, &bytes));
    office_close(&o);
}

TEST(concern_record__keeps_nothing_of_a_file_it_does_not_take)
{
    struct office            o;
    struct office_child      c;
    struct concern_recorded *got;
    int64_t                  entries;
    char                    *big;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    entries = office_count(&o, "SELECT COUNT(*) FROM entry");
    WANT_ERR(ERR_INVALID, added(&o, o.worker, &c, S("MZ\x01 program"), &got));
    WANT_INT(got->wrong.count, 1);
    WANT_INT(got->wrong.faults[0].msg, MSG_PAPER_NO_KIND);
    big = arena_get(o.arena, PAPER_MOST + 1);
    memset(big, 'a', PAPER_MOST + 1);
    WANT_ERR(ERR_INVALID,
        added(&o, o.worker, &c, str_bytes(big, PAPER_MOST + 1), &got));
    WANT_INT(got->wrong.faults[0].msg, MSG_PAPER_TOO_LARGE);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM paper"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), entries);
    office_close(&o);
}
