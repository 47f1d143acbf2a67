/*
 * concern_test -- deciding about a concern: who may, in time, and one at a
 * time; and what nobody else gets to see of it.
 */
#include "office.h"

#include "../test.h"

#define LLEUCU                                                                \
    "\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                   \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"                       \
    " \"birth_date\": {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","     \
    " \"reporter\": \"Mared Foulkes, athrawes\","                             \
    " \"happened\": \"Clais ar y fraich\""
#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","               \
    " \"reason\": {\"0\": \"Pedwerydd adroddiad\"},"                          \
    " \"tell_reporter\": \"outcome\"}"

static const struct concern_clock *
clock_named(const struct concern_page *p, const struct pack *pack,
    const char *id)
{
    const struct clock_rule *rule = pack_clock(pack, str_of(id));

    for (size_t i = 0; i < p->clock_count; i++)
        if (str_eq(p->clocks[i].title.en, rule->title.en))
            return &p->clocks[i];
    return NULL;
}

TEST(concern_write__meets_the_clock_when_the_front_door_decides_in_a_day)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(clock_named(p, o.pack, "concern.decision")->look, LOOK_OPEN);
    office_at(&o, "2027-03-02T14:00:00Z");
    WANT_OK(
        office_record(&o, o.worker, &c, USE_DECIDE, DECIDED, (struct id){0}));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(clock_named(p, o.pack, "concern.decision")->look, LOOK_MET);
    WANT_INT(p->decided_count, 1);
    WANT_STR(p->decided[0].reason, "Pedwerydd adroddiad");
    WANT_STR(p->decided[0].author, "worker");
    WANT(!clock_named(p, o.pack, "early_help.review"));
    office_close(&o);
}

TEST(concern_write__is_late_after_the_end_of_the_next_working_day)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    office_at(&o, "2027-03-03T09:00:00Z");
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(clock_named(p, o.pack, "concern.decision")->look, LOOK_LATE);
    WANT_OK(
        office_record(&o, o.worker, &c, USE_DECIDE, DECIDED, (struct id){0}));
    p = office_page(&o, o.worker, &c, &e);
    WANT_INT(clock_named(p, o.pack, "concern.decision")->look, LOOK_MET_LATE);
    office_close(&o);
}

TEST(concern_write__leaves_no_trace_but_one_refusal_when_a_nurse_decides)
{
    struct office       o;
    struct office_child c;
    int64_t             entries, refused;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    entries = office_count(&o, "SELECT COUNT(*) FROM entry");
    refused = office_count(&o,
        "SELECT COUNT(*) FROM ledger_leaf"
        " WHERE kind = 'refused'");
    WANT_ERR(ERR_ABSENT, /* who may not know of it hears no more (S11) */
        office_record(&o, o.nurse, &c, USE_DECIDE, DECIDED, (struct id){0}));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), entries);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE kind = 'refused'"),
        refused + 1);
    office_close(&o);
}

TEST(concern_write__says_who_was_first_and_what_to_the_second)
{
    struct office                  o;
    struct office_child            c;
    const struct concern_recorded *got;
    struct concern_record          in;
    struct answer                  answer;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    WANT_OK(
        office_record(&o, o.worker, &c, USE_DECIDE, DECIDED, (struct id){0}));
    in = (struct concern_record){.form = concern_form_for(o.pack, USE_DECIDE,
                                     concern_kind(o.pack)),
        .source = c.source,
        .answers = S("{}")};
    WANT_ERR(ERR_CONFLICT,
        office_ask(&o, o.second,
            (struct ask){.act = ACT_CONCERN_RECORD,
                .about = c.thread,
                .with = &in},
            &answer));
    got = answer.with;
    WANT(got != NULL);
    WANT_STR(got->first.author, "worker");
    WANT_STR(got->first.outcome.en, "Assessment");
    WANT_STR(got->first.reason, "Pedwerydd adroddiad");
    /* having seen it, the second may decide again, beside the first */
    WANT_OK(
        office_record(&o, o.second, &c, USE_DECIDE, DECIDED, got->first.entry));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM entry"
                 " WHERE form = 'concern_decision'"),
        2);
    office_close(&o);
}

TEST(concern__never_names_who_reported_until_it_is_opened)
{
    struct office                  o;
    struct office_child            c;
    const struct concern_page     *p;
    const struct concern_reporter *who;
    struct answer                  answer;
    struct ask                     open = {.act = ACT_REPORTER_OPEN};
    int64_t                        leaves;
    enum err                       e;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT(p->may_reporter);
    WANT_INT(p->said_count, 1);
    WANT_INT(p->said[0].author.n, 0);
    for (size_t i = 0; i < p->said[0].line_count; i++)
        WANT_NOT_IN(p->said[0].lines[i].line.text, "Mared");
    leaves = office_count(&o, "SELECT COUNT(*) FROM ledger_leaf");
    open.about = c.thread;
    WANT_OK(office_ask(&o, o.worker, open, &answer));
    who = answer.with;
    WANT_STR(who->author, "teacher");
    WANT(who->line_count > 0);
    WANT(who->lines[0].opened);
    WANT_IN(who->lines[0].text, "Mared");
    /* one leaf for the opening and one for the value */
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM ledger_leaf"), leaves + 2);
    office_close(&o);
}

TEST(concern__hides_who_reported_from_everybody_else)
{
    struct office       o;
    struct office_child c;
    struct ask          open = {.act = ACT_REPORTER_OPEN};
    struct answer       answer;
    struct id           others[4];
    enum err            e;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    open.about = c.thread;
    others[0] = o.nurse;
    others[1] = o.social;
    others[2] = o.helper;
    others[3] = o.safeguarding;
    for (size_t i = 0; i < 4; i++) {
        e = office_ask(&o, others[i], open, &answer);
        WANT(e == ERR_DENIED || e == ERR_ABSENT);
    }
    office_close(&o);
}

TEST(concern__about_a_worker_is_its_own_desks_alone)
{
    struct office       o;
    struct office_child c;
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    c = office_concern(&o,
        "{\"about_worker\": \"yes\","
        " \"urgency\": \"today\"}");
    WANT(!office_page(&o, o.worker, &c, &e));
    WANT_INT(e, ERR_ABSENT);
    box = office_inbox(&o, o.worker, &e);
    WANT_OK(e);
    WANT_INT(box->count, 0);
    WANT_INT(box->total, 0);
    WANT_INT(box->counts.waiting, 0);
    box = office_inbox(&o, o.manager, &e);
    WANT_OK(e);
    WANT_INT(box->count, 0);
    box = office_inbox(&o, o.officer, &e);
    WANT_OK(e);
    WANT_INT(box->count, 1);
    WANT(office_page(&o, o.officer, &c, &e) != NULL);
    office_close(&o);
}

TEST(concern_form__is_told_by_what_it_yields_in_both_packs)
{
    struct office o;

    office_open(&o);
    for (int use = USE_DECIDE; use < USE_COUNT; use++)
        WANT(concern_form_for(o.pack, (enum concern_use)use,
                 concern_kind(o.pack)) != NULL);
    WANT_STR(concern_form_for(o.pack, USE_ANSWER, concern_kind(o.pack))->id,
        "feedback");
    WANT_STR(concern_form_for(o.pack, USE_RECEIVE, concern_kind(o.pack))->id,
        "acknowledgement");
    WANT_STR(concern_form_for(o.pack, USE_ALLOCATE, concern_kind(o.pack))->id,
        "allocation");
    WANT_STR(concern_form_for(o.pack, USE_TRANSLATE, concern_kind(o.pack))->id,
        "translation");
    office_close(&o);
}

TEST(concern__of_the_early_help_desk_comes_when_nothing_was_done)
{
    struct office              o;
    struct office_child        c;
    const struct inbox        *box;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    box = office_inbox(&o, o.helper, &e);
    WANT_OK(e);
    WANT_INT(box->count, 0);
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE,
        "{\"outcome\": {\"0\": \"no_further_action\"},"
        " \"crime\": \"no\"}",
        (struct id){0}));
    box = office_inbox(&o, o.helper, &e);
    WANT_OK(e);
    WANT_INT(box->count, 1);
    WANT_INT(box->rows[0].sender.en.n, 0);
    WANT_INT(box->counts.waiting, 1);
    p = office_page(&o, o.helper, &c, &e);
    WANT_OK(e);
    WANT(!p->may_reporter);
    WANT(!p->may_link);
    WANT(clock_named(p, o.pack, "early_help.review") != NULL);
    office_close(&o);
}

/* By an ordinary worker of the desk that owns the clock, under policy. */
TEST(concern__of_the_early_help_desk_is_reviewed_by_its_own_worker)
{
    struct office       o;
    struct office_child c;
    const struct form  *review;
    enum err            e;

    office_open(&o);
    review = pack_form(o.pack, S("early_help_review"));
    c = office_concern(&o, "{" LLEUCU ", \"urgency\": \"today\"}");
    WANT_ERR(ERR_ABSENT, office_record_form(&o, o.helper, &c, review, NULL));
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE,
        "{\"outcome\": {\"0\": \"no_further_action\"},"
        " \"crime\": \"no\"}",
        (struct id){0}));
    WANT_ERR(ERR_DENIED, /* it is not theirs to tell who reported */
        office_record(&o, o.helper, &c, USE_ANSWER, NULL, (struct id){0}));
    WANT_OK(office_record_form(&o, o.helper, &c, review, NULL));
    WANT(clock_named(office_page(&o, o.worker, &c, &e), o.pack,
             "early_help.review")
             ->met.us != 0);
    WANT(!office_page(&o, o.helper, &c, &e)); /* and leave it again */
    office_close(&o);
}
