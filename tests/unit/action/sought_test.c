/*
 * sought_test -- whom a child may be is looked for before a record is made of
 * them, whoever makes it: asked of who may look for people, done by the
 * program for who may not, and kept.
 */
#include "hand.h"

#include "../test.h"

#include "action/ledger_look.h"
#include "action/newcomer.h"
#include "action/pair.h"
#include "record/account.h"
#include "record/label.h"

/* The same child, told of by telephone as HAND_LLEUCU says her. */
#define CALLED                                                                \
    "{\"given_name\":{\"0\":\"Lleucu\"},\"family_name\":{\"0\":\"Penri\"},"   \
    "\"birth_date\":{\"0\":\"2020-04-01\"},\"about_worker\":\"no\","          \
    "\"caller\":\"public\",\"immediate_danger\":\"no\","                      \
    "\"urgency\":\"today\"}"

#define WAYS "SELECT COUNT(*) FROM sought WHERE way = "

static int64_t
people(struct office *o)
{
    return office_count(o, "SELECT COUNT(*) FROM person");
}

/* The front door, on the telephone. */
static struct hand
taker(struct office *o)
{
    struct hand h = hand_as(o, o->worker);

    h.why = DUTY;
    return h;
}

static struct id
call_about(struct hand h, const char *said)
{
    struct id d = hand_start_as(h, MAY_TAKE_CALL);

    hand_fill(h, d, said);
    hand_put(h, d, "birth_date.0-day", "1");
    hand_put(h, d, "birth_date.0-month", "4");
    return d;
}

/* By somebody who writes it down. */
static struct id
written(struct hand h)
{
    struct id d = hand_start(h);

    hand_fill(h, d, HAND_LLEUCU);
    hand_lleucu(h, d);
    return d;
}

/* The school's own child, before anything else. */
static struct report_sent
here_already(struct office *o)
{
    struct hand        h = hand_as(o, o->teacher);
    struct report_sent out = {0};

    WANT_OK(hand_send(h, written(h), &out));
    return out;
}

static enum err
none(struct hand h, struct id d)
{
    const struct draft_page *p = hand_page(h, d);

    WANT(p && p->newcomer_count == 1);
    hand_put(h, d, "_source.0", str_c(h.o->arena, p->newcomer->ids));
    return OK;
}

TEST(sought__who_may_not_look_for_people_is_asked_nothing_and_not_held_up)
{
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct id                d;

    office_open(&o);
    (void)here_already(&o);
    h = hand_as(&o, o.nurse);
    d = written(h);
    p = hand_page(h, d);
    WANT(p && !p->newcomer_count && !p->fault_count);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(people(&o), 2);
    WANT_INT(office_count(&o, WAYS "'unasked'"), 2);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM sought_found f JOIN sought s"
                 " ON s.source = f.source WHERE f.exact = 1 AND f.said = 0"
                 " AND f.weight > 0 AND s.asked = 'name birth'"),
        1);
    /* the strong one is for the front door to read */
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 1);
    /* and stands in no leaf of the nurse's */
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_about b JOIN ledger_leaf l"
                 " ON l.id = b.leaf JOIN sought_found f ON b.about = f.other"
                 " WHERE l.action = 'DRAFT_SEND'"),
        0);
    office_close(&o);
}

TEST(sought__who_takes_a_call_says_whom_the_child_may_be_before_it_goes)
{
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct id                d;

    office_open(&o);
    (void)here_already(&o);
    h = taker(&o);
    d = call_about(h, CALLED);
    p = hand_page(h, d);
    WANT(p && p->newcomer_count == 1 && p->fault_count == 1);
    WANT_INT(p->faults[0].msg, MSG_NEWCOMER_ASKED);
    WANT_STR(p->newcomer->rows[0].name, "lleucu Penri");
    WANT_ERR(ERR_INVALID, hand_send(h, d, &out));
    WANT_INT(people(&o), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM sought"), 1);
    WANT_OK(none(h, d));
    WANT_INT(hand_page(h, d)->fault_count, 0);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(people(&o), 2);
    WANT_INT(office_count(&o, WAYS "'said'"), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM sought_found WHERE said = 1"),
        1);
    office_close(&o);
}

TEST(sought__the_child_who_is_chosen_is_made_no_second_time)
{
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct entry             made;
    struct id                d;

    office_open(&o);
    (void)here_already(&o);
    h = taker(&o);
    d = call_about(h, CALLED);
    p = hand_page(h, d);
    hand_put(h, d, "_source.0",
        str_c(o.arena, id_text(o.arena, p->newcomer->rows[0].source)));
    p = hand_page(h, d);
    WANT(p->newcomer->chosen && p->newcomer->rows[0].chosen);
    WANT_INT(p->fault_count, 0);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(people(&o), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM sought"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 0);
    WANT_OK(hand_entry(&o, out.entry, &made));
    WANT_INT(made.about_count, 1);
    office_close(&o);
}

TEST(sought__immediate_risk_waits_for_no_answer)
{
    static const char        now[] = "{\"given_name\":{\"0\":\"Lleucu\"},"
                                     "\"family_name\":{\"0\":\"Penri\"},"
                                     "\"birth_date\":{\"0\":\"2020-04-01\"},"
                                     "\"about_worker\":\"no\","
                                     "\"immediate_danger\":\"yes\"}";
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct id                d;

    office_open(&o);
    (void)here_already(&o);
    h = taker(&o);
    d = call_about(h, now);
    p = hand_page(h, d);
    WANT_INT(p->newcomer->count, 1);
    WANT(!p->newcomer->said);
    WANT_INT(p->fault_count, 0);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(office_count(&o, WAYS "'at_once'"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 1);
    office_close(&o);
}

TEST(sought__is_asked_again_of_who_comes_between_the_page_and_the_sending)
{
    struct office      o;
    struct hand        h;
    struct report_sent out = {0};
    struct id          d;

    office_open(&o);
    h = taker(&o);
    d = call_about(h, CALLED);
    WANT_INT(hand_page(h, d)->newcomer->count, 0);
    (void)here_already(&o);
    WANT_ERR(ERR_INVALID, hand_send(h, d, &out));
    WANT_INT(people(&o), 1);
    WANT_OK(none(h, d));
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(people(&o), 2);
    office_close(&o);
}

/* Nobody's but the child's whom the search page would give them. */
TEST(sought__nobody_chooses_whom_a_search_would_not_give_them)
{
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct str               source;
    struct id                d;

    office_open(&o);
    (void)here_already(&o);
    h = taker(&o);
    p = hand_page(h, call_about(h, CALLED));
    source = id_text(o.arena, p->newcomer->rows[0].source);
    h = hand_as(&o, o.nurse);
    d = written(h);
    hand_put(h, d, "_source.0", str_c(o.arena, source));
    WANT_ERR(ERR_DENIED, hand_send(h, d, &out));
    office_close(&o);
}

/* ---- who is protected ---- */

static struct id sealed_source;

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, sealed_source, LABEL_SEALED, o->manager, S("risk"));
}

static const struct pair_page *
pair_shown(struct office *o)
{
    struct answer                got;
    const struct pair_page_list *all;

    WANT_OK(office_ask(o, o->worker, (struct ask){.act = ACT_PAIRS}, &got));
    all = got.with;
    WANT(all->count == 1);
    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_PAIR, .about = all->rows[0].pair.id}, &got));
    return got.with;
}

static struct id auditor;

static enum err
hire(struct work *w, struct office *o)
{
    struct account a = {.agency = o->authority,
        .login = S("auditor"),
        .name = S("Auditor"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0};

    WANT_OK(account_new(w, &a, none, &auditor));
    WANT_OK(account_confirm(w, auditor, none));
    return account_grant(w, auditor, S("auditor"), none, none,
        (struct moment){0});
}

/* Counts of the leaf that made records, as the auditor's page draws them. */
static void
ledger_counts(struct office *o, int64_t *found, int64_t *said)
{
    struct ledger_ask         in = {.action = S("DRAFT_SEND"), .before = -1};
    const struct ledger_page *p;
    struct answer             got;

    *found = *said = 0;
    office_do(o, hire);
    WANT_OK(office_ask(o, auditor,
        (struct ask){.act = ACT_LEDGER, .purpose = S("oversight"), .with = &in},
        &got));
    p = got.with;
    for (size_t i = 0; i < p->count; i++) {
        WANT_INT(p->rows[i].made, 1);
        *found += p->rows[i].found;
        *said += p->rows[i].said;
    }
}

TEST(sought__a_sealed_child_is_found_by_the_program_and_shown_to_nobody)
{
    struct office           o;
    struct hand             h;
    struct report_sent      out = {0};
    struct entry            made;
    struct id               d;
    size_t                  shown = 0;
    int64_t                 found, said;
    const struct pair_page *p;

    office_open(&o);
    out = here_already(&o);
    WANT_OK(hand_entry(&o, out.entry, &made));
    sealed_source = made.about[0].source;
    office_do(&o, seal);
    h = taker(&o);
    d = call_about(h, CALLED);
    WANT_INT(hand_page(h, d)->newcomer->count, 0);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM sought_found"), 1);
    ledger_counts(&o, &found, &said);
    WANT_INT(found, 0);
    /* a third record finds both; the pair of two shows one of them */
    WANT_OK(
        hand_send(hand_as(&o, o.nurse), written(hand_as(&o, o.nurse)), &out));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM sought_found"), 3);
    p = pair_shown(&o);
    for (size_t i = 0; i < 2; i++) {
        WANT_INT(p->sides[i].sought_count, 1);
        shown += p->sides[i].sought[0].count;
    }
    WANT_INT(shown, 1);
    office_close(&o);
}

TEST(sought__a_report_is_not_lost_when_who_was_chosen_is_sealed_meanwhile)
{
    struct office            o;
    struct hand              h;
    const struct draft_page *p;
    struct report_sent       out = {0};
    struct entry             made;
    struct id                d;

    office_open(&o);
    out = here_already(&o);
    WANT_OK(hand_entry(&o, out.entry, &made));
    sealed_source = made.about[0].source;
    h = taker(&o);
    d = call_about(h, CALLED);
    p = hand_page(h, d);
    hand_put(h, d, "_source.0",
        str_c(o.arena, id_text(o.arena, p->newcomer->rows[0].source)));
    office_do(&o, seal);
    WANT_INT(hand_page(h, d)->fault_count, 0);
    WANT_OK(hand_send(h, d, &out));
    WANT_INT(people(&o), 2);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM sought_found WHERE said = 0"),
        1);
    office_close(&o);
}

TEST(sought__a_pair_says_what_was_found_and_said_and_not_who_reported)
{
    struct office             o;
    struct hand               h;
    const struct pair_page   *p;
    const struct pair_sought *s;
    struct report_sent        out = {0};
    struct id                 d;
    int64_t                   found, said;

    office_open(&o);
    (void)here_already(&o);
    h = taker(&o);
    d = call_about(h, CALLED);
    WANT_OK(none(h, d));
    WANT_OK(hand_send(h, d, &out));
    p = pair_shown(&o);
    WANT(p->put.n);
    for (size_t i = 0; i < 2; i++) {
        WANT_INT(p->sides[i].sought_count, 1);
        s = &p->sides[i].sought[0];
        if (s->way == SOUGHT_UNASKED) {
            WANT_INT(s->count, 0);
            WANT_INT(s->by.n, 0); /* the teacher reported (S12) */
            continue;
        }
        WANT_INT(s->way, SOUGHT_SAID);
        WANT_INT(s->count, 1);
        WANT(s->rows[0].said && s->by.n && s->model.n);
    }
    ledger_counts(&o, &found, &said);
    WANT_INT(found, 1);
    WANT_INT(said, 1);
    office_close(&o);
}

/* ---- every door ---- */

TEST(sought__no_childs_record_is_made_without)
{
    struct office o;

    office_open(&o);
    (void)here_already(&o);
    (void)office_concern(&o, HAND_LLEUCU);
    WANT_INT(people(&o), 2);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM person p WHERE p.kind = 'child'"
                 " AND NOT EXISTS (SELECT 1 FROM source s JOIN sought t"
                 " ON t.source = s.id WHERE s.person = p.id)"),
        0);
    office_close(&o);
}
