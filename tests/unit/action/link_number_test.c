/*
 * link_number_test -- two traced numbers that differ: what must be said when
 * two such children are linked, and what undoing it gives back.
 */
#include "spelt.h"

#include "../test.h"

static enum err
trace(struct office *o, struct id source, const char *number)
{
    const struct entry_subject subject = {.source = source,
        .kind = PERSON_CHILD,
        .role = S("child")};
    struct str                 parts[3] = {
        S("{\"traced_on\": \"2027-03-01\", \"traced_number\": \""),
        str_of(number),
        S("\", \"traced_where\": \"spine\", \"traced_agrees\": \"enw\"}")};
    struct entry_ask           in = {
                  .form = pack_form(o->pack, S("number_traced")),
                  .answers = str_join(o->arena, parts, 3, (struct str){0}),
                  .language = LANG_CY,
                  .subjects = &subject,
                  .subject_count = 1};
    struct answer              answer;

    return office_ask(o, o->custodian,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = office_purpose(o, "duty"),
            .with = &in},
        &answer);
}

/* With such evidence, and such an answer to which number stands. */
static enum err
say_numbers(struct office *o, const struct office_child *c,
    const char *evidence, const char *stands, size_t *wrong)
{
    struct str      parts[8] = {S("{\"this_record\": \""),
        id_text(o->arena, c->source), S("\", \"other_record\": \""),
        id_text(o->arena, spelt_earlier.source), S("\", \"evidence\": [\""),
        str_of(evidence), str_of(stands),
        S(", \"reason\": \"Yr un fam\"}")};
    struct link_say in = {.ask = {.kind = LINK_SAME,
                              .source = c->source,
                              .other = spelt_earlier.source},
        .form = link_form(o->pack, LINK_SAME),
        .language = LANG_CY,
        .answers = str_join(o->arena, parts, 8, (struct str){0})};
    struct answer   answer;
    struct ask      ask = {.act = ACT_LINK_SAY, .about = c->thread};
    enum err        e;

    ask.with = &in;
    e = office_ask(o, o->worker, ask, &answer);

    *wrong = e == ERR_INVALID
        ? ((const struct link_said *)answer.with)->wrong.count
        : 0;
    return e;
}

#define TRACED_BY "SELECT COUNT(*) FROM source_face WHERE traced = 1 AND nhs = "

TEST(link_say__asks_for_a_trace_and_which_of_two_traced_numbers_stands)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    size_t                     wrong;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(trace(&o, c.source, "9990001006"));
    WANT_OK(trace(&o, spelt_earlier.source, "9990001014"));
    WANT_ERR(ERR_INVALID, say_numbers(&o, &c, "family", "\"]", &wrong));
    WANT_INT(wrong, 2);
    WANT_ERR(ERR_INVALID, say_numbers(&o, &c, "traced_number", "\"]", &wrong));
    WANT_INT(wrong, 1);
    WANT_ERR(ERR_INVALID,
        say_numbers(&o, &c, "family",
            "\"], \"number_stands\": \"of_this_record\"", &wrong));
    WANT_INT(wrong, 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM link"), 0);
    WANT_OK(say_numbers(&o, &c, "traced_number",
        "\"], \"number_stands\": \"of_other_record\"", &wrong));
    WANT_INT(office_count(&o, TRACED_BY "'9990001006'"), 0);
    WANT_INT(office_count(&o, TRACED_BY "'9990001014'"), 1);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    /* what was there before comes back by itself */
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, p->child->links[0].row.id));
    WANT_INT(office_count(&o, TRACED_BY "'9990001006'"), 1);
    WANT_INT(office_count(&o, TRACED_BY "'9990001014'"), 1);
    office_close(&o);
}

TEST(link_say__lets_a_number_count_that_was_traced_after_the_link)
{
    struct office       o;
    struct office_child c;
    size_t              wrong;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(trace(&o, c.source, "9990001006"));
    WANT_OK(trace(&o, spelt_earlier.source, "9990001014"));
    WANT_OK(say_numbers(&o, &c, "traced_number",
        "\"], \"number_stands\": \"of_other_record\"", &wrong));
    office_at(&o, "2027-03-03T09:00:00Z");
    WANT_OK(trace(&o, c.source, "9990001006"));
    WANT_INT(office_count(&o, TRACED_BY "'9990001006'"), 1);
    office_close(&o);
}
