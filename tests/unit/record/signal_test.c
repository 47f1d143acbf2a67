/*
 * signal_test -- patterns that should worry somebody: each predicate, and
 * what answers it.
 */
#include "../practice/small.h"
#include "tale.h"

#define REPORT "{\"staff\": \"no\", \"colour\": \"red\"}"
#define GO_ON "{\"result\": {\"0\": \"on\"}, \"reason\": {\"0\": \"x\"}}"
#define ALONE "{\"seen\": \"yes\", \"alone\": \"yes\"}"

/* The small pack with one signal more, called s. */
static struct small
with_signal(const char *when)
{
    struct small         s = {.a = arena_new(0)};
    struct pack_mistakes wrong = {0};
    const struct str     parts[] = {
        S("signals:\n  - signal: s\n    title: {cy: x, en: x}\n    "),
        str_of(when),
        S("\n    tell: desk.day_desk\n    basis: regional\n"
          "    source: test\n")};
    struct str           text = str_join(s.a, parts, 3, S(""));
    struct str           bundle =
        small_edited(s.a, small_bundle(s.a, "tests/packs/small"),
            S("signals.yaml"), S("signals:\n"), text);
    enum err e = pack_load(s.a, bundle, &s.pack, &wrong);

    for (size_t i = 0; e && i < wrong.count; i++)
        print_error("%d: %.*s\n", wrong.all[i].line,
            STR_ARG(wrong.all[i].what));
    WANT_OK(e);
    return s;
}

static bool
holds_at(struct tale *t, const struct child *c, struct moment now)
{
    const struct signal_rule **on;
    size_t                     n;

    WANT_OK(child_signals(t->a, c, t->pack, now, &on, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(on[i]->id, S("s")))
            return true;
    return false;
}

/* What does not hold begins at no time before the next look: every one of
 * these tests asks that of its own moments. */
static void
want_no_sooner(struct tale *t, const struct child *c, struct moment now)
{
    const int64_t     day = (int64_t)24 * 3600 * 1000000;
    struct child_look look;

    WANT_OK(child_next(t->a, c, t->pack, now, &look));
    WANT(look.next.us > now.us);
    for (int64_t us = now.us; us - now.us < 120 * day; us += day)
        WANT(us >= look.next.us || !holds_at(t, c, (struct moment){us}));
    if (look.next.us < INT64_MAX)
        WANT(!holds_at(t, c, (struct moment){look.next.us - 1}));
}

static bool
is_on(struct tale *t, const char *as_of)
{
    const struct child *c = tale_fold(t, 0, as_of);
    const struct moment now = tale_moment(as_of);
    const bool          yes = holds_at(t, c, now);

    if (!yes)
        want_no_sooner(t, c, now);
    return yes;
}

static void
report(struct tale *t, const char *when)
{
    (void)tale_say(t, when, "report", REPORT);
}

TEST(child_signals__counts_within_a_time_and_since_it_was_answered)
{
    struct small s = with_signal(
        "when: {count: {trigger: {yield: concern}, within: {months: 3},"
        " at_least: 2}}\n    clears: {yield: seen}");
    struct tale *t = tale_new(s.a, s.pack);

    report(t, "2027-01-04T10:00:00Z");
    WANT(!is_on(t, "2027-01-05T10:00:00Z"));
    report(t, "2027-02-04T10:00:00Z");
    WANT(is_on(t, "2027-02-05T10:00:00Z"));
    WANT(!is_on(t, "2027-04-30T10:00:00Z")); /* the first is too old */
    (void)tale_say(t, "2027-02-08T10:00:00Z", "visit", ALONE);
    WANT(!is_on(t, "2027-02-09T10:00:00Z"));
    report(t, "2027-02-10T10:00:00Z");
    WANT(!is_on(t, "2027-02-11T10:00:00Z"));
    report(t, "2027-02-12T10:00:00Z");
    WANT(is_on(t, "2027-02-13T10:00:00Z"));
    small_close(&s);
}

TEST(child_signals__waits_from_the_last_time_or_from_when_it_began)
{
    struct small s = with_signal(
        "while: {state: {pathway: matter, in: [going]}}\n    when:"
        " {days_since: {trigger: {yield: seen}, over: {calendar_days: 7}}}");
    struct tale *t = tale_new(s.a, s.pack);

    report(t, "2027-02-01T10:00:00Z");
    WANT(!is_on(t, "2027-02-28T10:00:00Z")); /* not while it is only open */
    (void)tale_say(t, "2027-03-01T10:00:00Z", "decision", GO_ON);
    WANT(!is_on(t, "2027-03-08T10:00:00Z"));
    WANT(is_on(t, "2027-03-09T10:00:00Z"));
    (void)tale_say(t, "2027-03-09T11:00:00Z", "visit", ALONE);
    WANT(!is_on(t, "2027-03-16T10:00:00Z"));
    WANT(is_on(t, "2027-03-17T10:00:00Z"));
    small_close(&s);
}

TEST(child_signals__is_quieted_for_a_clock_only_in_its_own_thread)
{
    struct small s =
        with_signal("when: {clock: {id: matter.decide, breached: 1}}\n"
                    "    clears: [{yield: note}, {yield: decide}]");
    struct tale *t = tale_new(s.a, s.pack);
    const char  *note = "{\"seen\": \"no\", \"remark\": \"known\"}";

    report(t, "2027-03-01T10:00:00Z");
    WANT(!is_on(t, "2027-03-04T10:00:00Z"));
    WANT(is_on(t, "2027-03-05T10:00:00Z"));
    tale_say(t, "2027-03-05T11:00:00Z", "visit", note)->thread =
        tale_id(ID_THREAD, 2);
    WANT(is_on(t, "2027-03-06T10:00:00Z"));
    (void)tale_say(t, "2027-03-06T11:00:00Z", "visit", note);
    WANT(!is_on(t, "2027-03-07T10:00:00Z"));
    small_close(&s);
}

TEST(child_signals__notices_what_is_put_off_again_and_again)
{
    struct small s =
        with_signal("when: {put_off: {clock: matter.meeting, times: 2}}");
    struct tale *t = tale_new(s.a, s.pack);
    const char  *meet = "{\"result\": {\"0\": \"on\"}, \"told\": \"no\"}";

    report(t, "2027-03-01T10:00:00Z");
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", meet);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "decision", meet);
    WANT(!is_on(t, "2027-03-03T12:00:00Z"));
    (void)tale_say(t, "2027-03-04T10:00:00Z", "decision", meet);
    WANT(is_on(t, "2027-03-04T12:00:00Z"));
    small_close(&s);
}

static void
meeting(struct tale *t, const char *when, const char *came)
{
    report(t, when);
    tale_fact(t, YIELD_MEETING, "type", "core", NULL);
    tale_fact(t, YIELD_ATTEND, "whom", "clinic", "present", came, NULL);
}

TEST(child_signals__notices_an_agency_that_stays_away)
{
    struct small s =
        with_signal("when: {absent: {agency: clinic, meetings: 2}}");
    struct tale *t = tale_new(s.a, s.pack);

    meeting(t, "2027-03-01T10:00:00Z", "no");
    WANT(!is_on(t, "2027-03-01T12:00:00Z"));
    meeting(t, "2027-03-08T10:00:00Z", "no");
    WANT(is_on(t, "2027-03-08T12:00:00Z"));
    meeting(t, "2027-03-15T10:00:00Z", "yes");
    WANT(!is_on(t, "2027-03-15T12:00:00Z"));
    meeting(t, "2027-03-22T10:00:00Z", "no");
    WANT(!is_on(t, "2027-03-22T12:00:00Z"));
    small_close(&s);
}

TEST(child_signals__notices_meetings_that_pass_while_nothing_moves)
{
    struct small s =
        with_signal("when: {stalled: {of: score, meetings: 2, type: core}}");
    struct tale *t = tale_new(s.a, s.pack);

    meeting(t, "2027-03-01T10:00:00Z", "yes");
    meeting(t, "2027-03-08T10:00:00Z", "yes");
    WANT(is_on(t, "2027-03-08T12:00:00Z"));
    report(t, "2027-03-09T10:00:00Z");
    tale_fact(t, YIELD_SCORE, "outcome", "x", "value", "3", "moved", "no",
        NULL);
    WANT(is_on(t, "2027-03-09T12:00:00Z"));
    report(t, "2027-03-10T10:00:00Z");
    tale_fact(t, YIELD_SCORE, "outcome", "x", "value", "4", "moved", "yes",
        NULL);
    WANT(!is_on(t, "2027-03-10T12:00:00Z"));
    small_close(&s);
}

/* "when" is said of one outcome, by its name. */
static void
scored(struct tale *t, const char *when, const char *attended,
    const char *moved)
{
    report(t, when);
    tale_fact(t, YIELD_SCORE, "outcome", "m1", "value", "3", "attended",
        attended, "moved", moved, NULL);
}

TEST(child_signals__notices_services_that_are_attended_and_change_nothing)
{
    struct small s = with_signal("when: {attended: {scores: 2}}\n"
                                 "    clears: {yield: note}");
    struct tale *t = tale_new(s.a, s.pack);

    report(t, "2027-02-01T10:00:00Z");
    tale_fact(t, YIELD_PLAN, "kind", "x", NULL);
    tale_fact(t, YIELD_OUTCOME, "key", "m1", "risk", "r", "change", "c", NULL);
    scored(t, "2027-03-01T10:00:00Z", "yes", "no");
    WANT(!is_on(t, "2027-03-01T12:00:00Z"));
    scored(t, "2027-03-08T10:00:00Z", "yes", "no");
    WANT(is_on(t, "2027-03-08T12:00:00Z"));
    (void)tale_say(t, "2027-03-09T10:00:00Z", "visit",
        "{\"seen\": \"no\", \"remark\": \"known\"}");
    WANT(!is_on(t, "2027-03-09T12:00:00Z")); /* answered */
    scored(t, "2027-03-15T10:00:00Z", "yes", "no");
    WANT(!is_on(t, "2027-03-15T12:00:00Z"));
    scored(t, "2027-03-22T10:00:00Z", "no", "no");
    WANT(!is_on(t, "2027-03-22T12:00:00Z")); /* nobody went: not this */
    scored(t, "2027-03-29T10:00:00Z", "yes", "no");
    scored(t, "2027-04-05T10:00:00Z", "yes", "no");
    WANT(is_on(t, "2027-04-05T12:00:00Z"));
    scored(t, "2027-04-12T10:00:00Z", "yes", "yes");
    WANT(!is_on(t, "2027-04-12T12:00:00Z"));
    small_close(&s);
}

/* The action of that name, to be done by another day. */
static void
agreed(struct tale *t, const char *when, const char *due)
{
    report(t, when);
    tale_fact(t, YIELD_ACTION, "key", "m1", "what", "w", "due", due, NULL);
}

TEST(child_signals__notices_an_action_that_is_put_off_again_and_again)
{
    struct small s = with_signal("when: {rolled_over: {times: 2}}");
    struct tale *t = tale_new(s.a, s.pack);

    agreed(t, "2027-03-01T10:00:00Z", "2027-03-10");
    agreed(t, "2027-03-08T10:00:00Z", "2027-03-20");
    WANT(!is_on(t, "2027-03-08T12:00:00Z"));
    agreed(t, "2027-03-15T10:00:00Z", "2027-03-20"); /* its day stays */
    WANT(!is_on(t, "2027-03-15T12:00:00Z"));
    agreed(t, "2027-03-22T10:00:00Z", "2027-04-20");
    WANT(is_on(t, "2027-03-22T12:00:00Z"));
    report(t, "2027-03-29T10:00:00Z");
    tale_fact(t, YIELD_ACTION, "key", "m1", "done", "yes", NULL);
    WANT(!is_on(t, "2027-03-29T12:00:00Z"));
    small_close(&s);
}

TEST(child_signals__misses_a_tie_again_when_it_has_ended)
{
    struct small s =
        with_signal("when: {missing: {yield: tie, where: {kind: holder}}}");
    struct tale *t = tale_new(s.a, s.pack);

    report(t, "2027-03-01T10:00:00Z");
    WANT(is_on(t, "2027-03-01T12:00:00Z"));
    report(t, "2027-03-02T10:00:00Z");
    tale_fact(t, YIELD_TIE, "whom", "Nia Rees", "kind", "holder", "until",
        "2027-03-20", NULL);
    WANT(!is_on(t, "2027-03-20T10:00:00Z"));
    WANT(is_on(t, "2027-03-21T10:00:00Z"));
    small_close(&s);
}

TEST(child_signals__notices_an_adult_who_was_not_named_before)
{
    struct small s =
        with_signal("while: {state: {pathway: matter, in: [going]}}\n"
                    "    when: {new_adult: true}");
    struct tale *t = tale_new(s.a, s.pack);
    const char  *rhys =
        "{\"staff\": \"no\", \"colour\": \"red\", \"adults\": {\"0\":"
        " [{\"name\": \"Rhys\"}]}}";
    const char *both =
        "{\"staff\": \"no\", \"colour\": \"red\", \"adults\": {\"0\":"
        " [{\"name\": \"RHYS\"}, {\"name\": \"Alun\"}]}}";

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", rhys);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", GO_ON);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", rhys);
    WANT(!is_on(t, "2027-03-03T12:00:00Z"));
    (void)tale_say(t, "2027-03-04T10:00:00Z", "report", both);
    WANT(is_on(t, "2027-03-04T12:00:00Z"));
    small_close(&s);
}

TEST(child_signals__joins_predicates_with_all_any_and_not)
{
    struct small s = with_signal(
        "when: {all: [{not: {state: {pathway: matter, in: [going]}}},"
        " {any: [{state: {pathway: matter, in: [none]}},"
        " {count: {trigger: {yield: concern}, within: {months: 1},"
        " at_least: 2}}]}]}");
    struct tale *t = tale_new(s.a, s.pack);

    WANT(is_on(t, "2027-03-01T09:00:00Z")); /* it stands at its start */
    report(t, "2027-03-01T10:00:00Z");
    WANT(!is_on(t, "2027-03-01T12:00:00Z"));
    report(t, "2027-03-02T10:00:00Z");
    WANT(is_on(t, "2027-03-02T12:00:00Z"));
    (void)tale_say(t, "2027-03-03T10:00:00Z", "decision", GO_ON);
    WANT(!is_on(t, "2027-03-03T12:00:00Z"));
    small_close(&s);
}
