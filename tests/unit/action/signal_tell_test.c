/*
 * signal_tell_test -- patterns that an entry or a link brings reach whom the
 * pack's signals name, once (A3, A5).
 */
#include "hand.h"

#include "../test.h"

#define LLEUCU                                                                \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"unborn\": {\"0\": \"no\"},"      \
    " \"about_worker\": \"no\", \"urgency\": \"today\"}"
#define NOTHING_DONE                                                          \
    "{\"outcome\": {\"0\": \"no_further_action\"}, \"crime\": \"no\"}"
#define ASSESSED                                                              \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\"}"

static struct str
evidence(struct office *o, struct id a, struct id b)
{
    struct str parts[5] = {S("{\"this_record\": \""), id_text(o->arena, a),
        S("\", \"other_record\": \""), id_text(o->arena, b),
        S("\", \"evidence\": [\"family\"], \"reason\": \"Yr un fam\"}")};

    return str_join(o->arena, parts, 5, (struct str){0});
}

static void
join(struct office *o, const struct office_child *c, struct id other)
{
    struct link_say in = {
        .ask = {.kind = LINK_SAME, .source = c->source, .other = other},
        .form = link_form(o->pack, LINK_SAME),
        .answers = evidence(o, c->source, other),
        .language = LANG_CY};
    struct answer answer;

    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_SAY, .about = c->thread, .with = &in},
        &answer));
}

static void
decide(struct office *o, const struct office_child *c, const char *outcome)
{
    WANT_OK(
        office_record(o, o->worker, c, USE_DECIDE, outcome, (struct id){0}));
}

/* Three spellings, three children; then they are one. */
TEST(signal_tell__tells_the_desk_when_a_link_shows_three_reports_of_a_child)
{
    struct office       o;
    struct office_child c[3];

    office_open(&o);
    for (int i = 0; i < 3; i++)
        c[i] = office_concern(&o, LLEUCU);
    join(&o, &c[2], c[0].source);
    WANT_INT(hand_notices(&o, o.front_door, "several_reports"), 0);
    join(&o, &c[2], c[1].source);
    WANT_INT(hand_notices(&o, o.front_door, "several_reports"), 1);
    /* what is written afterwards brings nothing new */
    WANT_OK(office_record(&o, o.worker, &c[2], USE_READ, NULL, (struct id){0}));
    decide(&o, &c[0], NOTHING_DONE);
    WANT_INT(hand_notices(&o, o.front_door, "several_reports"), 1);
    office_close(&o);
}

TEST(signal_tell__tells_desk_and_manager_of_the_third_time_nothing_was_done)
{
    struct office       o;
    struct office_child c[4];

    office_open(&o);
    for (int i = 0; i < 4; i++)
        c[i] = office_concern(&o, LLEUCU);
    for (int i = 1; i < 4; i++)
        join(&o, &c[i], c[0].source);
    decide(&o, &c[0], NOTHING_DONE);
    decide(&o, &c[1], NOTHING_DONE);
    WANT_INT(hand_notices(&o, o.manager, "repeated_no_action"), 0);
    decide(&o, &c[2], NOTHING_DONE);
    WANT_INT(hand_notices(&o, o.manager, "repeated_no_action"), 1);
    WANT_INT(hand_notices(&o, o.front_door, "repeated_no_action"), 1);
    WANT_INT(hand_notices(&o, o.teacher, "repeated_no_action"), 0);
    WANT_INT(hand_notices(&o, o.worker, "repeated_no_action"), 0);
    decide(&o, &c[3], NOTHING_DONE);
    WANT_INT(hand_notices(&o, o.manager, "repeated_no_action"), 1);
    office_close(&o);
}

/* An answer draws a line: what comes after it is a pattern of its own. */
TEST(signal_tell__tells_again_of_what_came_after_it_was_answered)
{
    struct office       o;
    struct office_child c[6];

    office_open(&o);
    for (int i = 0; i < 3; i++)
        c[i] = office_concern(&o, LLEUCU);
    join(&o, &c[1], c[0].source);
    join(&o, &c[2], c[0].source);
    WANT_INT(hand_notices(&o, o.front_door, "several_reports"), 1);
    office_at(&o, "2027-03-02T09:00:00Z");
    decide(&o, &c[2], ASSESSED);
    office_at(&o, "2027-03-03T09:00:00Z");
    for (int i = 3; i < 6; i++) {
        c[i] = office_concern(&o, LLEUCU);
        join(&o, &c[i], c[0].source);
        WANT_INT(hand_notices(&o, o.front_door, "several_reports"),
            i < 5 ? 1 : 2);
    }
    office_close(&o);
}

/* Of a child whom nothing is known of but one report. */
TEST(signal_tell__is_silent_about_children_who_have_nothing_in_common)
{
    struct office o;

    office_open(&o);
    for (int i = 0; i < 4; i++)
        office_concern(&o, LLEUCU);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE rule = 'several_reports'"),
        0);
    office_close(&o);
}
