/*
 * relatives_test -- a worker who was found to be a relative is refused and
 * told of; who may find that they are none, and who never sees it (S9).
 */
#include "action/relatives.h"

#include "hand.h"

#include "../test.h"

#include "record/account.h"

#define PARTNER                                                               \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"about_worker\": \"no\", \"urgency\": \"today\", \"adults\":"          \
    " {\"0\": [{\"adult_name\": \"Karl Dafydd Voss\", \"adult_relation\":"    \
    " \"parents_partner\", \"adult_born\": \"1987-07-29\"}]}}"

static struct id karl;

/* He works at the front door. */
static enum err
hire(struct work *w, struct office *o)
{
    struct account a = {.agency = o->authority,
        .login = S("karl"),
        .name = S("Karl Voss"),
        .title = {S("Gweithiwr"), S("Worker")},
        .language = LANG_EN};
    struct id      none = {0};
    enum err       e;

    WANT(date_parse(S("1987-07-29"), &a.birth_date));
    if ((e = account_new(w, &a, none, &karl)) ||
        (e = account_confirm(w, karl, none)))
        return e;
    return account_grant(w, karl, str_of(o->words->worker), o->front_door, none,
        (struct moment){0});
}

static const struct relatives_page *
list(struct office *o, struct id by, enum err *e)
{
    struct answer a = {0};

    *e = office_ask(o, by, (struct ask){.act = ACT_KIN_LIST}, &a);
    return *e ? NULL : a.with;
}

static enum err
clear(struct office *o, struct id by, const struct office_child *c,
    enum action act)
{
    struct relatives_ask in = {.source = c->source,
        .basis = KIN_BIRTH,
        .reason = S("Another man of that name")};
    struct answer        a;

    return office_ask(o, by,
        (struct ask){.act = act, .about = karl, .with = &in}, &a);
}

TEST(relatives__refuse_a_worker_until_somebody_finds_it_is_another)
{
    struct office                o;
    struct office_child          c;
    const struct relatives_page *p;
    enum err                     e;

    office_open(&o);
    office_do(&o, hire);
    c = office_concern(&o, PARTNER);
    (void)office_page(&o, karl, &c, &e);
    WANT_ERR(ERR_ABSENT, e);
    p = list(&o, o.custodian, &e);
    WANT_OK(e);
    WANT_INT(p->count, 1);
    WANT(p->everywhere && p->rows[0].found.refused);
    WANT_STR(p->rows[0].found.name, "Karl Voss");
    WANT_OK(clear(&o, o.custodian, &c, ACT_KIN_CLEAR));
    WANT(office_page(&o, karl, &c, &e) != NULL);
    p = list(&o, o.custodian, &e);
    WANT_STR(p->rows[0].found.reason, "Another man of that name");
    WANT_OK(clear(&o, o.custodian, &c, ACT_KIN_RESTORE));
    (void)office_page(&o, karl, &c, &e);
    WANT_ERR(ERR_ABSENT, e);
    office_close(&o);
}

/* Nobody of theirs is told: at the authority the custodian is. */
TEST(relatives__are_told_to_no_line_manager_and_shown_to_none)
{
    struct office       o;
    struct office_child c;
    enum err            e;

    office_open(&o);
    office_do(&o, hire);
    c = office_concern(&o, PARTNER);
    (void)office_page(&o, karl, &c, &e);
    WANT_INT(hand_notices(&o, o.manager, "refused_kin"), 0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice WHERE rule = 'refused_kin'"),
        1);
    (void)list(&o, o.manager, &e);
    WANT_ERR(ERR_DENIED, e);
    (void)list(&o, karl, &e);
    WANT_ERR(ERR_DENIED, e);
    WANT_ERR(ERR_DENIED, clear(&o, o.manager, &c, ACT_KIN_CLEAR));
    WANT_ERR(ERR_DENIED, clear(&o, karl, &c, ACT_KIN_CLEAR));
    office_close(&o);
}

static enum err
hire_at_school(struct work *w, struct office *o)
{
    struct account a = {.agency = o->school,
        .login = S("karl"),
        .name = S("Karl Voss"),
        .title = {S("Athro"), S("Teacher")},
        .language = LANG_EN};
    struct id      none = {0};
    enum err       e;

    WANT(date_parse(S("1987-07-29"), &a.birth_date));
    if ((e = account_new(w, &a, none, &karl)) ||
        (e = account_confirm(w, karl, none)))
        return e;
    return account_grant(w, karl, str_of(o->words->teacher), none, none,
        (struct moment){0});
}

/* Of her own agency the safeguarding person sees who tried, and no child's
 * name; before anybody tried she need not know. */
TEST(relatives__are_shown_to_the_safeguarding_person_once_they_have_tried)
{
    struct office                o;
    struct office_child          c;
    const struct relatives_page *p;
    enum err                     e;

    office_open(&o);
    office_do(&o, hire_at_school);
    c = office_concern(&o, PARTNER);
    p = list(&o, o.safeguarding, &e);
    WANT_OK(e);
    WANT_INT(p->count, 0);
    (void)office_reported(&o, karl, &c, &e);
    WANT_ERR(ERR_ABSENT, e);
    WANT_INT(hand_notices(&o, o.safeguarding, "refused_kin"), 1);
    p = list(&o, o.safeguarding, &e);
    WANT_INT(p->count, 1);
    WANT(!p->everywhere);
    WANT_INT(p->rows[0].child.n, 0);
    WANT_OK(clear(&o, o.safeguarding, &c, ACT_KIN_CLEAR));
    office_close(&o);
}

static struct office_child the_child;

static enum err
relate_custodian(struct work *w, struct office *o)
{
    return kin_add(w, o->custodian, the_child.source, S("declared"));
}

/* The custodian is of the same family: it is nobody's to tell her. */
TEST(relatives__of_a_readers_own_kin_are_not_there_for_them)
{
    struct office                o;
    const struct relatives_page *p;
    enum err                     e;

    office_open(&o);
    office_do(&o, hire);
    the_child = office_concern(&o, PARTNER);
    office_do(&o, relate_custodian);
    p = list(&o, o.custodian, &e);
    WANT_OK(e);
    WANT_INT(p->count, 0);
    WANT_ERR(ERR_ABSENT, clear(&o, o.custodian, &the_child, ACT_KIN_CLEAR));
    office_close(&o);
}
