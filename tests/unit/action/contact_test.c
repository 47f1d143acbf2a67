/*
 * contact_test -- how a family is reached safely (S18): kept apart, opened
 * one by one by whoever must ring, and on no page.
 */
#include "hand.h"

#include "../test.h"

#include "action/child.h"

#define NUMBER "01632 960888"
#define SAID                                                                  \
    "{\"about_worker\": \"no\", \"urgency\": \"today\","                      \
    " \"unborn\": {\"0\": \"no\"},"                                           \
    " \"safe_contact\": [{\"who\": \"Mam\", \"how\": \"" NUMBER "\","         \
    " \"when\": \"bore\", \"avoid\": \"dim neges\"}]}"
#define CLOSED                                                                \
    "{\"outcome\": {\"0\": \"no_further_action\"}, \"crime\": \"no\"}"

/* The contact on the page that somebody sees of the concern, or none. */
static struct id
reference(struct office *o, struct id by, const struct office_child *c)
{
    enum err                   e;
    const struct concern_page *p = office_page(o, by, c, &e);

    WANT_OK(e);
    for (size_t i = 0; i < p->said_count; i++)
        for (size_t k = 0; k < p->said[i].line_count; k++) {
            const struct child_line *l = &p->said[i].lines[k].line;

            WANT_NOT_IN(l->text, NUMBER);
            if (l->field->type == FIELD_SAFE_CONTACT)
                return l->sealed;
        }
    return (struct id){0};
}

static enum err
open_it(struct office *o, struct id by, const struct office_child *c,
    struct id ref, struct str *text)
{
    struct answer              answer;
    enum err                   e;
    const struct child_place  *place;
    const struct concern_page *p = office_page(o, o->worker, c, &e);
    struct ask ask = {.act = ACT_LOCATION_OPEN, .purpose = DUTY, .with = &ref};

    WANT_OK(e);
    ask.about = p->child->person;
    e = office_ask(o, by, ask, &answer);
    place = answer.with;
    if (e == OK)
        *text = place->place;
    return e;
}

TEST(contact__is_opened_by_the_front_door_with_a_leaf_of_its_own)
{
    static const char   leaves[] = "SELECT COUNT(*) FROM ledger_leaf"
                                   " WHERE kind = 'location'";
    struct office       o;
    struct office_child c;
    struct str          text = {0};
    struct id           ref;
    int64_t             before;

    office_open(&o);
    c = office_concern(&o, SAID);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM entry"
                 " WHERE answers LIKE '%" NUMBER "%'"),
        0);
    ref = reference(&o, o.worker, &c);
    WANT(!id_is_none(ref));
    before = office_count(&o, leaves);
    WANT_OK(open_it(&o, o.worker, &c, ref, &text));
    WANT_IN(text, ": Mam\n");
    WANT_IN(text, NUMBER);
    WANT_IN(text, ": dim neges");
    WANT_INT(office_count(&o, leaves), before + 1);
    office_close(&o);
}

/* The day it ends without action somebody rings the family (C6). */
TEST(contact__is_opened_by_early_help_once_the_concern_is_theirs)
{
    struct office       o;
    struct office_child c;
    struct str          text = {0};
    struct id           ref;

    office_open(&o);
    c = office_concern(&o, SAID);
    ref = reference(&o, o.worker, &c);
    WANT(open_it(&o, o.helper, &c, ref, &text) != OK);
    WANT_OK(
        office_record(&o, o.worker, &c, USE_DECIDE, CLOSED, (struct id){0}));
    WANT(id_eq(reference(&o, o.helper, &c), ref));
    WANT_OK(open_it(&o, o.helper, &c, ref, &text));
    WANT_IN(text, NUMBER);
    /* and the front door, that tells the family */
    WANT_OK(open_it(&o, o.second, &c, ref, &text));
    office_close(&o);
}

TEST(contact__is_for_nobody_else)
{
    struct office       o;
    struct office_child c;
    struct str          text = {0};
    struct id           ref, others[6];

    office_open(&o);
    c = office_concern(&o, SAID);
    ref = reference(&o, o.worker, &c);
    others[0] = o.nurse;
    others[1] = o.social;
    others[2] = o.helper;
    others[3] = o.officer;
    others[4] = o.safeguarding;
    others[5] = o.teacher;
    for (size_t i = 0; i < 6; i++)
        WANT(open_it(&o, others[i], &c, ref, &text) != OK);
    WANT_INT(text.n, 0);
    office_close(&o);
}
