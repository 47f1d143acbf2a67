/*
 * ground_test -- what the door asks before a row's function runs, and what a
 * refusal may betray.
 */
#include "hand.h"

#include "../fill.h"
#include "../test.h"

#include "action/child.h"
#include "record/account.h"
#include "record/kin.h"

/* ---- absent and hidden alike (S11) ---- */

static struct id
unknown(const struct office *o, enum id_kind kind)
{
    struct id id = o->nurse; /* some id that names nothing of this kind */

    id.kind = kind;
    return id;
}

/* What the account hears of the thing, and of one that is not there. */
static void
want_alike(struct office *o, struct id who, struct ask ask, enum err want)
{
    struct answer a;

    if (ask.about.kind == ID_NONE)
        BUG("about nothing");
    WANT_ERR(want, office_ask(o, who, ask, &a));
    ask.about = unknown(o, ask.about.kind);
    WANT_ERR(want, office_ask(o, who, ask, &a));
}

TEST(door__tells_a_stranger_of_a_concern_what_it_tells_of_none)
{
    struct office           o;
    struct office_child     c;
    struct concern_ask      look = {0};
    struct link_ask         pair = {.kind = LINK_SAME};
    struct concern_form_ask page = {0};
    struct concern_record   record = {.answers = S("{}")};

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    page.form = concern_form_for(o.pack, USE_DECIDE, concern_kind(o.pack));
    page.source = record.source = pair.source = pair.other = c.source;
    record.form = page.form;
    const struct ask asks[] = {
        {.act = ACT_CONCERN, .about = c.thread, .with = &look},
        {.act = ACT_REPORTER_OPEN, .about = c.thread},
        {.act = ACT_CONCERN_FORM, .about = c.thread, .with = &page},
        {.act = ACT_CONCERN_RECORD, .about = c.thread, .with = &record},
        {.act = ACT_LINK_LOOK, .about = c.thread, .with = &pair},
        {.act = ACT_REPORTED, .about = c.thread},
    };

    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        want_alike(&o, o.nurse, asks[i], ERR_ABSENT);
    office_close(&o);
}

/* The control: who knows of it is told that they may not. */
TEST(door__tells_who_said_it_that_they_may_not)
{
    struct office       o;
    struct office_child c;
    struct answer       a;
    enum err            e;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    WANT(!office_page(&o, o.teacher, &c, &e));
    WANT_INT(e, ERR_DENIED);
    WANT_ERR(ERR_DENIED,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_REPORTER_OPEN, .about = c.thread}, &a));
    WANT(!office_reported(&o, o.worker, &c, &e));
    WANT_INT(e, ERR_DENIED);
    office_close(&o);
}

TEST(door__answers_alike_for_a_child_a_place_and_a_draft)
{
    struct office       o;
    struct office_child c;
    struct child_ask    look = {0};
    struct id           d, ref = {.kind = ID_SEALED};
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    box = office_inbox(&o, o.worker, &e);
    d = hand_start(hand_as(&o, o.teacher));
    WANT(id_eq(box->rows[0].row.thread, c.thread));
    want_alike(&o, o.nurse,
        (struct ask){.act = ACT_CHILD,
            .about = box->rows[0].row.person,
            .with = &look},
        ERR_DENIED);
    want_alike(&o, o.nurse,
        (struct ask){.act = ACT_LOCATION_OPEN,
            .about = box->rows[0].row.person,
            .with = &ref},
        ERR_DENIED);
    want_alike(&o, o.nurse,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = d, .purpose = OWN},
        ERR_ABSENT);
    office_close(&o);
}

/* ---- the question is policy's ---- */

TEST(door__writes_which_rule_let_somebody_into_a_concern)
{
    struct office       o;
    struct office_child c;
    struct concern_ask  look = {0};
    struct answer       a;

    office_open(&o);
    c = office_concern(&o, HAND_LLEUCU);
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_CONCERN, .about = c.thread, .with = &look},
        &a));
    WANT(a.grant.rule.n > 0);
    WANT_STR(a.purpose, "duty");
    WANT_INT(a.grant.person.kind, ID_PERSON);
    office_close(&o);
}

static struct office_child the_child;

static enum err
make_kin(struct work *w, struct office *o)
{
    return kin_add(w, o->teacher, the_child.source, S("declared"));
}

/* Refused like a stranger; their own safeguarding person is told (S9). */
TEST(door__hides_a_concern_from_a_relative_and_tells_who_must_know)
{
    struct office o;
    enum err      e;

    office_open(&o);
    the_child = office_report(&o, o.social, HAND_LLEUCU);
    WANT(!office_page(&o, o.teacher, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    WANT_INT(hand_notices(&o, o.safeguarding, "refused_kin"), 0);
    office_do(&o, make_kin);
    WANT(!office_page(&o, o.teacher, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    WANT_INT(hand_notices(&o, o.safeguarding, "refused_kin"), 1);
    office_close(&o);
}

static enum err
make_own_kin(struct work *w, struct office *o)
{
    enum err e = kin_add(w, o->safeguarding, the_child.source, S("found"));

    return e ? e : kin_add(w, o->worker, the_child.source, S("found"));
}

#define TO_CUSTODIAN                                                          \
    "SELECT COUNT(*) FROM notice n JOIN desk d ON d.id = n.to_desk"           \
    " WHERE n.rule = 'refused_kin' AND d.term = 'register_custodian'"

/* Found by matching is as declared; she who would be told is the relative,
 * and then the custodian of the authority is (S9). */
TEST(door__tells_the_custodian_when_the_relative_is_who_would_be_told)
{
    struct office o;
    enum err      e;

    office_open(&o);
    the_child = office_concern(&o, HAND_LLEUCU);
    office_do(&o, make_own_kin);
    WANT(!office_page(&o, o.safeguarding, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    WANT_INT(hand_notices(&o, o.safeguarding, "refused_kin"), 0);
    WANT_INT(office_count(&o, TO_CUSTODIAN), 1);
    WANT(!office_page(&o, o.worker, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    WANT_INT(hand_notices(&o, o.manager, "refused_kin"), 0);
    WANT_INT(office_count(&o, TO_CUSTODIAN), 2); /* nobody else is there */
    office_close(&o);
}

/* ---- recording ---- */

static enum err
call_by(struct office *o, struct id who)
{
    const struct form   *f = report_form(o->pack, MAY_TAKE_CALL);
    struct entry_subject child = {.kind = PERSON_CHILD,
        .ref = S("call"),
        .role = S("child")};
    struct fill          fill = {.arena = o->arena,
                 .pack = o->pack,
                 .form = f,
                 .children = 1,
                 .today = {2027, 3, 1},
                 .said = HAND_LLEUCU};
    struct entry_ask     in = {.form = f,
            .language = LANG_EN,
            .subjects = &child,
            .subject_count = 1,
            .answers = fill_answers(&fill)};
    struct answer        a;

    return office_ask(o, who,
        (struct ask){.act = ACT_ENTRY_RECORD, .purpose = DUTY, .with = &in},
        &a);
}

TEST(entry_record__of_a_call_asks_who_takes_calls)
{
    struct office o;

    office_open(&o);
    WANT_ERR(ERR_DENIED, call_by(&o, o.teacher));
    WANT_ERR(ERR_DENIED, call_by(&o, o.nurse));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), 0);
    WANT_OK(call_by(&o, o.worker));
    office_close(&o);
}

TEST(concern_verb__is_feedback_only_where_the_reporter_is_told)
{
    static const struct {
        enum concern_use use;
        enum verb        want;
    } rows[] = {
        {USE_DECIDE, MAY_DECIDE},
        {USE_ANSWER, MAY_FEEDBACK},
        {USE_RECEIVE, MAY_FEEDBACK},
        {USE_CHALLENGE, MAY_CHALLENGE},
        {USE_TRANSLATE, MAY_TRANSLATE},
        {USE_ALLOCATE, MAY_ALLOCATE},
        {USE_READ, MAY_RECORD},
    };
    struct office o;
    size_t        told = 0;

    office_open(&o);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        WANT_INT(concern_verb(o.pack,
                     concern_form_for(o.pack, rows[i].use,
                         concern_kind(o.pack))),
            rows[i].want);
    for (size_t i = 0; i < o.pack->forms_count; i++) {
        const struct form *f = &o.pack->forms[i];

        if (!form_yields(f, YIELD_TOLD) ||
            concern_use_of(o.pack, f) != USE_OTHER)
            continue;
        WANT_INT(concern_verb(o.pack, f), MAY_RECORD);
        told++;
    }
    WANT(told > 1); /* the family, the police, the co-ordinator */
    WANT_INT(concern_verb(o.pack, report_form(o.pack, MAY_TAKE_CALL)),
        MAY_TAKE_CALL);
    office_close(&o);
}
