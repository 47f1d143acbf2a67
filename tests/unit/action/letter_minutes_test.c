/*
 * letter_minutes_test -- the copy of a conference's minutes that one adult of
 * the family is given: what the chair wrote for that adult about that child.
 */
#include "action/letter.h"

#include "../test.h"
#include "door.h"

struct sitting {
    struct id thread, children[2], minutes;
};

#define WRITTEN                                                                \
    "{\"minutes_summary\": \"About everybody.\","                              \
    " \"minutes_reasons\": \"All the reasons.\","                              \
    " \"minutes_next\": \"In three months.\","                                 \
    " \"family_copies\": {\"0\": ["                                           \
    "{\"copy_for\": [\"mother\", \"father\"], \"copy_text\": \"For both.\"},"  \
    " {\"copy_for\": [\"mother\"], \"copy_text\": \"For her.\"}],"             \
    " \"1\": [{\"copy_for\": [\"mother\"], \"copy_text\": \"The other.\"}]}}"

/* It was held, and the authority was there. */
static const char *
held_said(struct house *h, const char *at)
{
    struct str parts[5] = {S("{\"held_at\": \""), str_of(at),
        S("\", \"attendance\": [{\"agency_there\": \""),
        id_text(h->arena, h->authority),
        S("\", \"present\": \"yes\", \"may_decide\": \"yes\"}]}")};

    return str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0}));
}

static struct id
said(struct house *h, const struct sitting *s, const char *form,
    const char *words)
{
    return house_say(h,
        &(struct house_entry){.form = form,
            .said = words,
            .by = h->social,
            .thread = s->thread,
            .children = {s->children[0], s->children[1]}},
        NULL);
}

/* A meeting that was held, by its form, and its minutes. */
static struct sitting
sat(struct house *h, const char *held, const char *words)
{
    struct sitting s = {0};

    for (size_t i = 0; i < 2; i++) {
        s.children[i] = house_child(h, h->school);
        house_allocate(h, house_concern(h, s.children[i], "today"),
            s.children[i], h->social);
    }
    (void)house_say(h,
        &(struct house_entry){.form = held,
            .said = held_said(h, "2027-02-22T10:00:00Z"),
            .by = h->social,
            .children = {s.children[0], s.children[1]}},
        &s.thread);
    s.minutes = said(h, &s, "meeting_minutes", words);
    return s;
}

static struct id
copy_to(struct house *h, const struct sitting *s, size_t child,
    const char *kind, const char *adult)
{
    struct str parts[5] = {S("{\"letter_to\": \"Somebody\","
                             " \"letter_language\": \"en\","
                             " \"letter_reason\": \"Because\","
                             " \"letter_contact\": \"At work\","
                             " \"letter_shared\": \"no\","
                             " \"letter_kind\": \""),
        str_of(kind), S("\", \"letter_for\": \""), str_of(adult), S("\"}")};

    return house_say(h,
        &(struct house_entry){.form = "family_letter",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->social,
            .children = {s->children[child]}},
        NULL);
}

/* What stands in it, one part a line. */
static struct str
read(struct house *h, struct id letter)
{
    const struct letter_page *p;
    struct answer             got;

    WANT_OK(door(h, h->social, (struct ask){.act = ACT_LETTER, .about = letter},
        &got));
    p = got.with;
    return p->minutes
        ? str_join(h->arena, p->minutes->parts, p->minutes->count, S("|"))
        : S("");
}

TEST(minutes_copy__is_what_was_written_for_that_adult_about_that_child)
{
    struct house   h;
    struct sitting s;

    house_open(&h);
    s = sat(&h, "conference", WRITTEN);
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "mother")),
        "For both.|For her.");
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "father")),
        "For both.");
    WANT_STR(read(&h, copy_to(&h, &s, 1, "minutes_copy", "mother")),
        "The other.");
    WANT_STR(read(&h, copy_to(&h, &s, 1, "minutes_copy", "father")), "");
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "other_carer")), "");
    /* another letter has nothing of them */
    WANT_STR(read(&h, copy_to(&h, &s, 0, "why_placed", "mother")), "");
    house_close(&h);
}

TEST(minutes_copy__is_of_no_strategy_discussion)
{
    struct house   h;
    struct sitting s;

    house_open(&h);
    s = sat(&h, "strategy_discussion", WRITTEN);
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "mother")), "");
    /* nor where a conference was held in its thread */
    (void)said(&h, &s, "conference", held_said(&h, "2027-02-23T10:00:00Z"));
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "mother")), "");
    house_close(&h);
}

TEST(minutes_copy__has_neither_the_annex_nor_the_childs_words)
{
    struct house              h;
    struct sitting            s;
    struct answer             got;
    const struct letter_page *p;

    house_open(&h);
    s = sat(&h, "conference", WRITTEN);
    (void)said(&h, &s, "minutes_annex",
        "{\"annex_text\": \"What the police know\", \"annex_why\": \"-\"}");
    (void)said(&h, &s, "visit",
        "{\"own_words\": {\"0\": \"Mam may hear\"},"
        " \"may_hear\": {\"0\": [\"mother\"]}}");
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_LETTER,
            .about = copy_to(&h, &s, 0, "minutes_copy", "mother")},
        &got));
    p = got.with;
    WANT(p->minutes && p->minutes->count == 2);
    WANT_STR(p->minutes->title.en, "Child protection conference");
    WANT_INT(p->word_count + p->report_count + p->outcome_count, 0);
    house_close(&h);
}

TEST(minutes_copy__is_of_the_minutes_approved_last_and_stays_as_it_went)
{
    struct house              h;
    struct sitting            s;
    struct id                 first;
    struct answer             got;
    const struct letter_page *p;

    house_open(&h);
    s = sat(&h, "conference", WRITTEN);
    first = copy_to(&h, &s, 0, "minutes_copy", "father");
    house_at(&h, "2027-03-02T09:00:00Z");
    (void)house_say(&h,
        &(struct house_entry){.form = "meeting_minutes",
            .said = "{\"minutes_summary\": \"About everybody.\","
                    " \"family_copies\": {\"0\": [{\"copy_for\":"
                    " [\"father\"], \"copy_text\": \"Put right.\"}]}}",
            .by = h.social,
            .corrects = s.minutes,
            .correction = "answers",
            .reason = "A mistake"},
        NULL);
    WANT_STR(read(&h, first), "For both.");
    WANT_OK(door(&h, h.social, (struct ask){.act = ACT_LETTER, .about = first},
        &got));
    p = got.with;
    WANT(p->put_right);
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "father")),
        "Put right.");
    /* minutes that hold nothing for anybody are the newest all the same */
    house_at(&h, "2027-03-03T09:00:00Z");
    (void)said(&h, &s, "meeting_minutes", "{\"minutes_summary\": \"Again.\"}");
    WANT_STR(read(&h, copy_to(&h, &s, 0, "minutes_copy", "father")), "");
    house_close(&h);
}
