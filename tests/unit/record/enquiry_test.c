/*
 * enquiry_test -- patterns in checks, each with a twin that is none.
 */
#include "record/enquiry.h"

#include "record/recall.h"

#include <string.h>

#include "../house.h"
#include "../test.h"

/* A hash of a word; it stays as long as the house's turn. */
static struct str
hashed(struct house *h, const char *word)
{
    struct digest d = hash_sha256(str_of(word));

    return str_dup(txn_arena(h->w->tx), hash_str(&d));
}

/* Of a question; what stands before a dot is how it sounds. */
static struct str
question_hashed(struct house *h, const char *word)
{
    struct str    text = str_of(word);
    struct digest q = hash_sha256(text);
    struct digest sound = hash_sha256((struct str){text.p, strcspn(word, ".")});
    struct digest both = enquiry_question(&q, &sound);

    return str_dup(txn_arena(h->w->tx), hash_str(&both));
}

/* A check that was remembered: question, birth date, by whom. */
static void
asked(struct house *h, const char *question, const char *born, struct id agency,
    struct id account)
{
    const struct enquiry_check c = {.question = question_hashed(h, question),
        .born = hashed(h, born),
        .account = account,
        .agency = agency,
        .area = h->authority};

    WANT_OK(recall_put(h->w, &c, (struct moment){INT64_MAX}));
}

static size_t
patterns(struct house *h, struct enquiry **out)
{
    struct enquiry_limits l;
    size_t                n;

    WANT_OK(enquiry_limits_of(h->w, &l));
    WANT_OK(enquiry_list(h->w, &l, 50, out, &n));
    return n;
}

TEST(enquiry_list__tells_of_three_services_in_the_window_and_not_of_two)
{
    struct house    h;
    struct enquiry *all;

    house_open(&h);
    asked(&h, "q", "b", h.school, h.teacher);
    asked(&h, "q", "b", h.hospital, h.nurse);
    asked(&h, "other", "c", h.authority, h.worker);
    WANT_INT(patterns(&h, &all), 0);
    asked(&h, "q", "b", h.authority, h.worker);
    WANT_INT(patterns(&h, &all), 1);
    WANT_INT(all[0].services, 3);
    WANT(!all[0].by_birth);
    house_at(&h, "2027-06-01T09:00:00Z");
    WANT_INT(patterns(&h, &all), 0);
    house_close(&h);
}

TEST(enquiry_list__tells_of_spellings_with_one_birth_date)
{
    struct house    h;
    struct enquiry *all;

    house_open(&h);
    asked(&h, "gwn.gwen", "b", h.school, h.teacher);
    asked(&h, "gwn.gwenn", "b", h.school, h.teacher);
    asked(&h, "gwn.gwyn", "c", h.school, h.teacher);
    WANT_INT(patterns(&h, &all), 0);
    asked(&h, "gwn.wen", "b", h.hospital, h.nurse);
    WANT_INT(patterns(&h, &all), 1);
    WANT(all[0].by_birth);
    WANT_INT(all[0].spellings, 3);
    house_close(&h);
}

/* Twins, somebody else of that day, and one asked about by number. */
TEST(enquiry_list__sees_no_spellings_in_different_children_of_one_day)
{
    struct house    h;
    struct enquiry *all;

    house_open(&h);
    asked(&h, "gwn.gwen", "b", h.school, h.teacher);
    asked(&h, "gwn.gwenn", "b", h.school, h.teacher);
    asked(&h, "mbl.mabli", "b", h.school, h.teacher);
    asked(&h, "9990000018", "b", h.hospital, h.nurse);
    asked(&h, "tms.tomos", "b", h.hospital, h.nurse);
    WANT_INT(patterns(&h, &all), 0);
    house_close(&h);
}

TEST(enquiry_crosses__only_when_a_limit_is_reached)
{
    struct enquiry_limits l = {.services = 3, .areas = 2, .spellings = 3};
    struct enquiry        two = {.services = 2, .areas = 1, .spellings = 1};
    struct enquiry        three = two, four = two;

    three.services = 3;
    four.services = 4;
    WANT(!enquiry_crosses(&two, &two, &l));
    WANT(enquiry_crosses(&two, &three, &l));
    WANT(!enquiry_crosses(&three, &four, &l));
    four.areas = 2;
    WANT(enquiry_crosses(&three, &four, &l));
}

static struct enquiry_reach
reached(struct house *h, const char *question, struct id agency,
    struct id account)
{
    const struct enquiry_check c = {.question = question_hashed(h, question),
        .born = hashed(h, "b"),
        .account = account,
        .agency = agency,
        .area = h->authority};
    struct enquiry_limits      l;
    struct enquiry_reach       reach;

    WANT_OK(enquiry_limits_of(h->w, &l));
    WANT_OK(enquiry_reached(h->w, &l, &c, &reach));
    return reach;
}

TEST(enquiry_reached__says_yes_for_the_check_that_makes_it_a_pattern)
{
    struct house h;

    house_open(&h);
    asked(&h, "q", "b", h.school, h.teacher);
    WANT(!reached(&h, "q", h.hospital, h.nurse).yes);
    asked(&h, "q", "b", h.hospital, h.nurse);
    WANT(!reached(&h, "q", h.school, h.teacher).yes);
    WANT(reached(&h, "q", h.authority, h.worker).yes);
    WANT_INT(reached(&h, "q", h.authority, h.worker).remembered, 3);
    asked(&h, "q", "b", h.authority, h.worker);
    WANT(!reached(&h, "q", h.authority, h.worker).yes);
    house_close(&h);
}

TEST(enquiry_reached__says_yes_for_the_spelling_that_makes_it_a_pattern)
{
    struct house h;

    house_open(&h);
    asked(&h, "gwn.gwen", "b", h.school, h.teacher);
    asked(&h, "gwn.gwenn", "b", h.school, h.teacher);
    WANT(!reached(&h, "mbl.mabli", h.hospital, h.nurse).yes);
    WANT(reached(&h, "gwn.wen", h.hospital, h.nurse).yes);
    house_close(&h);
}

TEST(enquiry_askers__are_those_who_asked_the_same_or_a_spelling_of_it)
{
    struct house          h;
    struct enquiry_limits l;
    struct id            *who;
    size_t                n;

    house_open(&h);
    asked(&h, "gwn.gwen", "b", h.school, h.teacher);
    asked(&h, "mbl.mabli", "b", h.hospital, h.nurse);
    WANT_OK(enquiry_limits_of(h.w, &l));
    WANT_OK(enquiry_askers(h.w, &l,
        &(struct enquiry_check){.question = question_hashed(&h, "gwn.wen"),
            .born = hashed(&h, "b")},
        &who, &n));
    WANT_INT(n, 1);
    WANT(id_eq(who[0], h.school));
    house_close(&h);
}

TEST(enquiry_reached__counts_the_variations_of_one_asker_in_an_hour)
{
    struct house h;

    house_open(&h);
    asked(&h, "p", "b", h.school, h.teacher);
    asked(&h, "q", "b", h.school, h.teacher);
    asked(&h, "r", "b", h.hospital, h.nurse);
    asked(&h, "s", "c", h.school, h.teacher);
    WANT_INT(reached(&h, "x", h.school, h.teacher).variations, 2);
    WANT_INT(reached(&h, "q", h.school, h.teacher).variations, 1);
    house_at(&h, "2027-03-01T10:00:01Z");
    WANT_INT(reached(&h, "x", h.school, h.teacher).variations, 0);
    house_close(&h);
}
