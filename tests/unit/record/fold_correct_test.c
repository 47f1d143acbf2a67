/*
 * fold_correct_test -- corrections of answers and of whom an entry is about,
 * and what is withdrawn or erased.
 */
#include "../practice/small.h"
#include "tale.h"

#define REPORT "{\"staff\": \"no\", \"colour\": \"red\"}"
#define GO_ON "{\"result\": {\"0\": \"on\"}, \"reason\": {\"0\": \"x\"}}"
#define STOP "{\"result\": {\"0\": \"off\"}, \"reason\": {\"0\": \"x\"}}"

TEST(fold_resolve__puts_the_newest_answers_in_the_originals_place)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_say(t, "2027-03-02T10:00:00Z", "decision", STOP);
    (void)tale_say(t, "2027-03-03T10:00:00Z", "report", REPORT);
    (void)tale_correct(t, "2027-03-04T10:00:00Z", 1, "answers", GO_ON);
    c = tale_fold(t, 0, "2027-03-03T12:00:00Z");
    WANT_STR(c->decisions[0].outcome, "off");
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->entries_count, 3);
    WANT_INT(c->decisions_count, 1);
    WANT_STR(c->decisions[0].outcome, "on");
    WANT(id_eq(c->decisions[0].entry, tale_id(ID_ENTRY, 2)));
    WANT_INT(c->decisions[0].at.us, tale_moment("2027-03-02T10:00:00Z").us);
    small_close(&s);
}

TEST(fold_resolve__moves_one_of_several_children_and_leaves_a_mark)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say_of(t, "2027-03-01T10:00:00Z", "report",
        "{\"staff\": \"no\", \"colour\": \"red\","
        " \"words\": {\"0\": \"un\", \"1\": \"dau\"}}",
        2);
    tale_about(t, true, true, false);
    (void)tale_correct(t, "2027-03-02T10:00:00Z", 0, "subject",
        "{\"staff\": \"no\", \"colour\": \"red\","
        " \"words\": {\"0\": \"un\", \"1\": \"dau\"}}");
    tale_about(t, true, false, true);
    c = tale_fold(t, 1, "2027-03-01T12:00:00Z");
    WANT_INT(c->facts_count, 2);
    c = tale_fold(t, 1, NULL);
    WANT_INT(c->entries_count, 1);
    WANT_INT(c->entries[0]->fate, FATE_MOVED);
    WANT_INT(c->facts_count, 0);
    WANT_INT(c->clocks_count, 0);
    WANT_INT(c->states_count, 0);
    c = tale_fold(t, 2, "2027-03-01T12:00:00Z");
    WANT_INT(c->entries_count, 0);
    c = tale_fold(t, 2, NULL);
    WANT_INT(c->entries_count, 1);
    WANT(id_eq(c->entries[0]->id, tale_id(ID_ENTRY, 1)));
    WANT_INT(c->entries[0]->recorded.us,
        tale_moment("2027-03-01T10:00:00Z").us);
    WANT_STR(fact_arg(c->facts[1].fact, S("text")), "dau");
    c = tale_fold(t, 0, NULL);
    WANT_STR(fact_arg(c->facts[1].fact, S("text")), "un");
    small_close(&s);
}

TEST(fold_resolve__brings_back_what_was_moved_away_wrongly)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_correct(t, "2027-03-02T10:00:00Z", 0, "subject", REPORT);
    tale_about(t, false, true, false);
    (void)tale_correct(t, "2027-03-03T10:00:00Z", 0, "subject", REPORT);
    tale_about(t, true, false, false);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->entries[0]->fate, FATE_STANDS);
    WANT_INT(c->clocks_count, 1);
    c = tale_fold(t, 1, NULL);
    WANT_INT(c->entries[0]->fate, FATE_MOVED);
    small_close(&s);
}

TEST(fold_resolve__withdraws_for_good)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    (void)tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT);
    (void)tale_correct(t, "2027-03-02T10:00:00Z", 0, "withdraw", "{}");
    (void)tale_correct(t, "2027-03-03T10:00:00Z", 0, "answers", REPORT);
    c = tale_fold(t, 0, "2027-03-01T12:00:00Z");
    WANT_INT(c->clocks_count, 1);
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->entries_count, 1);
    WANT_INT(c->entries[0]->fate, FATE_WITHDRAWN);
    WANT_INT(c->clocks_count, 0);
    small_close(&s);
}

TEST(fold_resolve__leaves_what_was_erased_a_tombstone)
{
    struct small        s = small_open();
    struct tale        *t = tale_new(s.a, s.pack);
    const struct child *c;

    tale_say(t, "2027-03-01T10:00:00Z", "report", REPORT)->fate = FATE_ERASED;
    c = tale_fold(t, 0, NULL);
    WANT_INT(c->entries_count, 1);
    WANT_INT(c->entries[0]->fate, FATE_ERASED);
    WANT_INT(c->facts_count, 0);
    small_close(&s);
}
