/*
 * kin_told_test -- nobody is told of somebody they are related to, whatever
 * it is that tells (S9).  Each story is told twice: to a stranger, who hears
 * of it, and to a relative, who does not.
 */
#include "hand.h"

#include "../test.h"

#include "action/home.h"
#include "action/tick.h"
#include "record/account.h"
#include "record/kin.h"

#define LLEUCU                                                                \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"unborn\": {\"0\": \"no\"},"      \
    " \"about_worker\": \"no\", \"urgency\": \"soon\"}"
#define ANSWERED                                                              \
    "{\"outcome\": {\"0\": \"no_further_action\"}, \"crime\": \"no\","        \
    " \"tell_reporter\": \"outcome\"}"

/* Whom the next work is about. */
static struct id kin_account, kin_source;

static enum err
relate(struct work *w, struct office *o)
{
    (void)o;
    return kin_add(w, kin_account, kin_source, S("declared"));
}

static void
make_kin(struct office *o, struct id account, struct id source)
{
    kin_account = account;
    kin_source = source;
    office_do(o, relate);
}

static void
tick_at(struct office *o, const char *moment)
{
    office_at(o, moment);
    WANT_OK(tick_run(o->service, o->arena));
}

static void
decide(struct office *o, const struct office_child *c)
{
    WANT_OK(
        office_record(o, o->worker, c, USE_DECIDE, ANSWERED, (struct id){0}));
}

static struct str
evidence(struct office *o, struct id a, struct id b)
{
    struct str parts[5] = {S("{\"this_record\": \""), id_text(o->arena, a),
        S("\", \"other_record\": \""), id_text(o->arena, b),
        S("\", \"evidence\": [\"family\"], \"reason\": \"Yr un fam\"}")};

    return str_join(o->arena, parts, 5, (struct str){0});
}

static enum err
join(struct office *o, const struct office_child *c, struct id other)
{
    struct link_say in = {
        .ask = {.kind = LINK_SAME, .source = c->source, .other = other},
        .form = link_form(o->pack, LINK_SAME),
        .answers = evidence(o, c->source, other),
        .language = LANG_CY};
    struct answer answer;

    return office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_SAY, .about = c->thread, .with = &in},
        &answer);
}

/* What the decision sets off for whoever reported. */
TEST(share__tells_no_relative_what_was_decided)
{
    for (int kin = 0; kin < 2; kin++) {
        struct office       o;
        struct office_child c;
        int64_t             before;

        office_open(&o);
        c = office_concern(&o, LLEUCU);
        before = office_count(&o,
            "SELECT COUNT(*) FROM notice n JOIN account a"
            " ON a.id = n.to_account WHERE a.login = 'teacher'");
        if (kin)
            make_kin(&o, o.teacher, c.source);
        decide(&o, &c);
        WANT_OK(office_record(&o, o.worker, &c, USE_ANSWER, NULL,
            (struct id){0}));
        WANT(kin == (office_count(&o,
                         "SELECT COUNT(*) FROM notice n JOIN account a"
                         " ON a.id = n.to_account"
                         " WHERE a.login = 'teacher'") == before));
        office_close(&o);
    }
}

TEST(alarm__tells_no_relative_that_a_deadline_was_missed)
{
    for (int kin = 0; kin < 2; kin++) {
        struct office       o;
        struct office_child c;

        office_open(&o);
        c = office_concern(&o, LLEUCU);
        if (kin)
            make_kin(&o, o.teacher, c.source);
        tick_at(&o, "2027-03-11T09:00:00Z");
        WANT_INT(hand_notices(&o, o.teacher, "acknowledgement_overdue"), !kin);
        WANT_INT(hand_notices(&o, o.front_door, "acknowledgement_overdue"), 1);
        office_close(&o);
    }
}

TEST(signal_tell__tells_no_relative_of_a_pattern)
{
    for (int kin = 0; kin < 2; kin++) {
        struct office       o;
        struct office_child c[3];

        office_open(&o);
        for (int i = 0; i < 3; i++)
            c[i] = office_concern(&o, LLEUCU);
        WANT_OK(join(&o, &c[1], c[0].source));
        WANT_OK(join(&o, &c[2], c[0].source));
        if (kin)
            make_kin(&o, o.manager, c[1].source);
        for (int i = 0; i < 3; i++)
            decide(&o, &c[i]);
        WANT_INT(hand_notices(&o, o.manager, "repeated_no_action"), !kin);
        WANT_INT(hand_notices(&o, o.front_door, "repeated_no_action"), 1);
        office_close(&o);
    }
}

static struct id the_entry;

static enum err
find_entry(struct work *w, struct office *o)
{
    struct notice *all;
    size_t         n;
    enum err       e = notice_list(w, &o->front_door, 1, &all, &n);

    the_entry = n ? all[0].cause : (struct id){0};
    return e;
}

static enum err
withdraw(struct work *w, struct office *o)
{
    struct entry_new e = {.corrects = the_entry,
        .correction = S("withdraw"),
        .reason = S("sent twice"),
        .language = LANG_CY,
        .author = o->teacher,
        .agency = o->school};
    struct id        id, thread;

    return record_append(w, &e, &id, &thread, NULL);
}

/* Whoever was told is told of the correction, but not a relative. */
TEST(notice_follow__tells_no_relative_of_a_correction)
{
    for (int kin = 0; kin < 2; kin++) {
        struct office       o;
        struct office_child c;

        office_open(&o);
        c = office_concern(&o, LLEUCU);
        office_do(&o, find_entry);
        if (kin)
            make_kin(&o, o.teacher, c.source);
        office_do(&o, withdraw);
        WANT_INT(hand_notices(&o, o.front_door, "concern_to_desk"), 2);
        WANT_INT(hand_notices(&o, o.teacher, "acknowledgement_to_reporter"),
            kin ? 1 : 2);
        office_close(&o);
    }
}

/* A child of the school's own was chosen: the colleague who would hear that
 * something lies unsent is her mother. */
TEST(draft_reminders__tell_no_relative_that_one_exists)
{
    for (int kin = 0; kin < 2; kin++) {
        struct office       o;
        struct office_child c;
        struct id           d;

        office_open(&o);
        c = office_concern(&o, LLEUCU);
        if (kin)
            make_kin(&o, o.safeguarding, c.source);
        d = hand_start(hand_as(&o, o.teacher));
        hand_put(hand_as(&o, o.teacher), d, "about_worker", "no");
        hand_put(hand_as(&o, o.teacher), d, "_source.0",
            str_c(o.arena, id_text(o.arena, c.source)));
        tick_at(&o, "2027-03-01T23:05:00Z");
        WANT_INT(hand_notices(&o, o.safeguarding, "unsent_to_deputy"), !kin);
        WANT_INT(hand_notices(&o, o.teacher, "unsent_to_author"), 1);
        office_close(&o);
    }
}

static enum err
tell_desk(struct work *w, struct office *o)
{
    struct notice n = {.cause = txn_id(w->tx, ID_LEAF),
        .rule = S("rule"),
        .to_desk = o->front_door};
    enum err      e = person_of_source(w, kin_source, &n.person);

    return e ? e : notice_put(w, &n);
}

/* The desk is told; which of those at it may know is asked of each. */
TEST(home__shows_no_relative_what_their_desk_is_told)
{
    enum home_which which = HOME_FIRST;

    for (int kin = 0; kin < 2; kin++) {
        struct office      o;
        struct answer      a;
        const struct home *home;
        size_t             shown = 0;

        office_open(&o);
        kin_source = office_concern(&o, LLEUCU).source;
        if (kin)
            make_kin(&o, o.worker, kin_source);
        office_do(&o, tell_desk);
        WANT_OK(office_ask(&o, o.worker,
            (struct ask){.act = ACT_HOME, .with = &which}, &a));
        home = a.with;
        for (size_t i = 0; i < home->notice_count; i++)
            shown += str_eq(home->notices[i].notice.rule, S("rule"));
        WANT_INT(shown, !kin);
        WANT(kin == (home->notice_count == 0));
        office_close(&o);
    }
}
