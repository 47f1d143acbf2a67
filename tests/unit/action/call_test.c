/*
 * call_test -- who rang, and where to ring them: kept apart from what they
 * said, and opened by the front door.
 */
#include "hand.h"

#include "../test.h"

#define NUMBER "01632 960777"

static struct office_child
call(struct office *o)
{
    struct hand         taker = hand_as(o, o->worker);
    struct report_sent  sent;
    struct entry        e;
    struct office_child c;
    struct id           d;

    taker.why = DUTY;
    d = hand_start_as(taker, MAY_TAKE_CALL);
    hand_fill(taker, d,
        "{\"caller\": \"public\", \"about_worker\": \"no\","
        " \"reporter\": \"Dilys Prosser, cymydog\","
        " \"call_back\": \"" NUMBER "\","
        " \"said\": \"Mae plentyn yn crio\"}");
    WANT_OK(hand_send(taker, d, &sent));
    WANT_OK(hand_entry(o, sent.entry, &e));
    WANT_NOT_IN(e.answers_text, NUMBER);
    WANT_NOT_IN(e.answers_text, "Dilys");
    c.thread = e.thread;
    c.source = e.about[0].source;
    return c;
}

static const struct concern_reporter *
opened(struct office *o, struct id by, const struct office_child *c,
    enum err *e)
{
    struct answer answer;

    *e = office_ask(o, by,
        (struct ask){.act = ACT_REPORTER_OPEN, .about = c->thread}, &answer);
    return *e ? NULL : answer.with;
}

TEST(call__number_is_opened_by_the_front_door_with_a_leaf_of_its_own)
{
    static const char              leaves[] = "SELECT COUNT(*) FROM ledger_leaf"
                                              " WHERE kind = 'reporter'";
    struct office                  o;
    struct office_child            c;
    const struct concern_reporter *who;
    int64_t                        before;
    size_t                         numbers = 0;
    enum err                       e;

    office_open(&o);
    c = call(&o);
    before = office_count(&o, leaves);
    who = opened(&o, o.second, &c, &e);
    WANT_OK(e);
    for (size_t i = 0; i < who->line_count; i++)
        numbers +=
            who->lines[i].opened && str_eq(who->lines[i].text, S(NUMBER));
    WANT_INT(numbers, 1);
    /* the name and the number */
    WANT_INT(office_count(&o, leaves), before + 2);
    office_close(&o);
}

TEST(call__number_is_on_no_page_and_for_nobody_else)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    struct id                  others[4];
    enum err                   e;

    office_open(&o);
    c = call(&o);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->said_count, 1);
    for (size_t i = 0; i < p->said[0].line_count; i++)
        WANT_NOT_IN(p->said[0].lines[i].line.text, NUMBER);
    others[0] = o.nurse;
    others[1] = o.social;
    others[2] = o.helper;
    others[3] = o.officer;
    for (size_t i = 0; i < 4; i++)
        WANT(!opened(&o, others[i], &c, &e));
    office_close(&o);
}
