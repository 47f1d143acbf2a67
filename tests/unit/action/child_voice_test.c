/*
 * child_voice_test -- beside the child's words: how they and their family
 * took part in meetings, whom they trust, and offers of an advocate.
 */
#include "crowd.h"

#include "../test.h"
#include "action/child.h"

static void
say(struct crowd *t, const char *form, const char *said)
{
    (void)house_say(&t->h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

static enum err
look(struct crowd *t, struct id who, const struct child_page **out)
{
    struct child_ask in = {0};
    struct answer    got = {0};
    struct ask       ask = {.act = ACT_CHILD, .about = t->person, .with = &in};
    enum err         e = door(&t->h, who, ask, &got);

    *out = e ? NULL : got.with;
    return e;
}

#define CORE_GROUP                                                             \
    "{\"held_at\": \"2027-03-01T08:00:00Z\", \"attendance\": ["                \
    "{\"agency_there\": \"local_authority\", \"present\": \"yes\","            \
    " \"may_decide\": \"yes\"}],"                                              \
    " \"family_there\": [{\"family_name\": \"Rhian, mother\","                 \
    " \"family_how\": \"not_there\", \"family_absent_why\": \"Work\"}],"       \
    " \"child_there\": {\"0\": \"sent_views\"}}"

TEST(child_voice__says_how_the_child_and_the_family_took_part)
{
    struct crowd             t;
    const struct child_page *c;

    crowd_open(&t);
    WANT_OK(look(&t, t.h.social, &c));
    WANT_INT(c->took_part_count, 0);
    say(&t, "core_group_meeting", CORE_GROUP);
    WANT_OK(look(&t, t.h.social, &c));
    WANT_INT(c->took_part_count, 2);
    WANT_STR(c->took_part[0].who, "");
    WANT_STR(c->took_part[0].how.en, "Sent their views");
    WANT_STR(c->took_part[0].meeting.en, "Core group meeting");
    WANT_STR(c->took_part[1].who, "Rhian, mother");
    WANT_STR(c->took_part[1].why, "Work");
    house_close(&t.h);
}

TEST(child_voice__says_whom_the_child_trusts_as_was_written_last)
{
    struct crowd             t;
    const struct child_page *c;

    crowd_open(&t);
    say(&t, "visit",
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"trusts\": {\"0\": \"Mam-gu\"}}");
    say(&t, "visit",
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"trusts\": {\"0\": \"Miss Price\"}}");
    WANT_OK(look(&t, t.h.social, &c));
    WANT_STR(c->trusted.text, "Miss Price");
    WANT(c->trusted.author.n);
    house_close(&t.h);
}

TEST(child_voice__lists_every_offer_of_an_advocate_and_no_other_offer)
{
    struct crowd             t;
    const struct child_page *c;

    crowd_open(&t);
    say(&t, "advocacy_offer",
        "{\"offered_on\": \"2027-02-01\", \"offer_answer\":"
        " {\"0\": \"no_thanks\"}}");
    say(&t, "advocacy_offer",
        "{\"offered_on\": \"2027-03-01\", \"offer_answer\":"
        " {\"0\": \"yes_please\"}}");
    WANT_OK(look(&t, t.h.social, &c));
    WANT_INT(c->offer_count, 2);
    WANT_STR(c->offers[0].answer.en, "Accepted");
    WANT(c->offers[0].again);
    WANT_STR(c->offers[1].answer.en, "Declined");
    WANT(!c->offers[1].again);
    house_close(&t.h);
}

TEST(child_voice__says_how_words_are_known_and_in_translation)
{
    struct crowd             t;
    const struct child_page *c;

    crowd_open(&t);
    say(&t, "visit",
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"own_words\": {\"0\": \"Mae ofn.\"},"
        " \"words_language\": {\"0\": \"cy\"},"
        " \"words_kind\": {\"0\": \"told_by_another\"},"
        " \"words_told_by\": {\"0\": \"Her sister\"},"
        " \"words_translation\": {\"0\": \"I am afraid.\"}}");
    WANT_OK(look(&t, t.h.social, &c));
    WANT_INT(c->said_count, 1);
    WANT_STR(c->said[0].text, "Mae ofn.");
    WANT_STR(c->said[0].translation, "I am afraid.");
    WANT_STR(c->said[0].with, "Her sister");
    WANT(str_find(c->said[0].kind.en, S("somebody else told")) >= 0);
    house_close(&t.h);
}

TEST(child_voice__has_the_childs_own_statement_and_who_helped)
{
    struct crowd             t;
    const struct child_page *c;

    crowd_open(&t);
    say(&t, "child_statement",
        "{\"statement_on\": \"2027-03-01\","
        " \"statement_text\": \"Let me stay with Nain.\","
        " \"statement_how\": \"statement_dictated\","
        " \"statement_helped\": \"Her advocate wrote\","
        " \"statement_hear\": [\"conference\"]}");
    WANT_OK(look(&t, t.h.social, &c));
    WANT_INT(c->said_count, 1);
    WANT_STR(c->said[0].text, "Let me stay with Nain.");
    WANT_STR(c->said[0].helped, "Her advocate wrote");
    WANT(str_find(c->said[0].kind.en, S("dictated")) >= 0);
    house_close(&t.h);
}
