/*
 * death_test -- that a child has died stands on the page, with who said it,
 * as the reader may see either.
 */
#include "office.h"

#include "../test.h"

#include "action/child.h"
#include "record/label.h"

#define PENRI                                                           \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"            \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":" \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","               \
    " \"urgency\": \"today\"}"
#define DIED_ON                                                    \
    "{\"given_name\": \"Lleucu\", \"family_name\": \"Penri\","  \
    " \"birth_date\": \"2020-09-09\"," \
    " \"died_on\": \""

static struct office_child child;
static struct answer       got;

static void
died(struct office *o, const char *day)
{
    const struct entry_subject subject = {.source = child.source,
        .kind = PERSON_CHILD,
        .role = S("child")};
    struct str                 parts[3] = {S(DIED_ON), str_of(day), S("\"}")};
    struct entry_ask in = {.form = pack_form(o->pack, S("person_details")),
        .answers = str_join(o->arena, parts, 3, (struct str){0}),
        .language = LANG_CY,
        .subjects = &subject,
        .subject_count = 1};

    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = office_purpose(o, "duty"),
            .with = &in},
        &got));
}

static enum err
opens(struct office *o, struct id by, struct date as_of,
    const struct child_page **out)
{
    struct child_ask in = {.as_of = as_of};
    enum err         e;
    struct id person = office_page(o, o->worker, &child, &e)->child->person;

    e = office_ask(o, by,
        (struct ask){.act = ACT_CHILD, .about = person, .with = &in}, &got);
    *out = e ? NULL : got.with;
    return e;
}

TEST(child__page_says_that_the_child_died_and_who_said_so)
{
    struct office            o;
    const struct child_page *p;

    office_open(&o);
    child = office_concern(&o, PENRI);
    WANT_OK(opens(&o, o.worker, (struct date){0}, &p));
    WANT_INT(p->death_count, 0);
    office_at(&o, "2027-03-04T09:00:00Z");
    died(&o, "2027-03-02");
    WANT_OK(opens(&o, o.worker, (struct date){0}, &p));
    WANT_INT(p->death_count, 1);
    WANT(date_eq(p->deaths[0].on, date_of(2027, 3, 2)));
    WANT(p->deaths[0].known);
    WANT(p->deaths[0].form.en.n > 0);
    WANT(p->deaths[0].from.en.n > 0);
    /* on the page of a day before, nobody had said it */
    WANT_OK(opens(&o, o.worker, date_of(2027, 3, 3), &p));
    WANT_INT(p->death_count, 0);
    /* put right by whoever said it: the later answer counts */
    died(&o, "2027-03-01");
    WANT_OK(opens(&o, o.worker, (struct date){0}, &p));
    WANT_INT(p->death_count, 1);
    WANT(date_eq(p->deaths[0].on, date_of(2027, 3, 1)));
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, child.source, LABEL_SHIELDED, o->manager, S("risk"));
}

TEST(child__of_whom_one_is_not_listed_has_no_day_of_death)
{
    struct office            o;
    const struct child_page *p;
    enum err                 e;
    struct child_ask         in = {.purpose = {.n = 0}};
    struct id                person;

    office_open(&o);
    child = office_concern(&o, PENRI);
    died(&o, "2027-02-26");
    person = office_page(&o, o.worker, &child, &e)->child->person;
    office_do(&o, seal);
    e = office_ask(&o, o.worker,
        (struct ask){.act = ACT_CHILD, .about = person, .with = &in}, &got);
    p = e ? NULL : got.with;
    WANT(e || (p->exists_only && p->death_count == 0));
    office_close(&o);
}
