/*
 * hold -- each rule by itself, on patterns made for it.
 */
#include "match/hold.h"

#include "extract.h"
#include "test.h"

/* Two rows, and what holds them when the pair weighs so much more than it
 * has to. */
static enum hold
held_over(const char *x, const char *y, int over)
{
    struct extract       e = extract_open();
    struct pattern_memo *m = pattern_memo_new(64);
    struct holds        *h;
    enum hold            hold;

    extract_row(&e, "a", x);
    extract_row(&e, "b", y);
    extract_close(&e);
    h = holds_new(e.roll);
    hold = hold_of(h,
        &(struct hold_pair){0, 1, pattern_of(m, e.roll, 0, 1), over});
    holds_free(h);
    pattern_memo_free(m);
    extract_free(&e);
    return hold;
}

static enum hold
held(const char *x, const char *y)
{
    return held_over(x, y, 0);
}

TEST(hold_of__holds_whom_a_twin_could_be)
{
    static const char *const named = "Mali||Voss|2015-04-07|F|LL55 1AB|1 High";
    static const char *const none[] = {"||Voss|2015-04-07",
        "Baby||Voss|"
        "2015-04-07",
        "Boy||Voss|2015-04-07", "Girl||Voss|2015-04-07",
        "Twin 1||Voss|2015-04-07", "Efell 2||Voss|2015-04-07"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        WANT_INT(held(none[i], named), HOLD_UNNAMED);
    WANT_INT(held("M||Voss|2015-04-07", named), HOLD_INITIAL);
    WANT_INT(held("M||Voss|2015-01-01", "Mali||Voss|2015-01-01"), HOLD_INITIAL);
    WANT_INT(held("M||Voss|2016-04-07", named), HOLD_NONE);
    WANT_INT(held("||Voss|2016-04-07", named), HOLD_NONE);
    WANT_INT(held("Mali||Voss|2015-04-07", named), HOLD_NONE);
}

TEST(hold_of__holds_no_twin_whom_something_of_ones_own_tells)
{
    static const char *const row = "||Voss|2015-04-07|F|||4000000004";

    WANT_INT(held(row, "Mali||Voss|2015-04-07|F|||4000000004"), HOLD_NONE);
    WANT_INT(held("M|Elan|Voss|2015-04-07", "Mali|Elan|Voss|2015-04-07"),
        HOLD_NONE);
    WANT_INT(held("||Voss|2015-04-07|F||||||Sian|Voss|1",
                 "Mali||Voss|2015-04-07|F||||||Sian|Voss|1"),
        HOLD_NONE);
    WANT_INT(held_over("||Voss|2015-04-07", "Mali||Voss|2015-04-07",
                 HOLD_NAMELESS - 1),
        HOLD_UNNAMED);
    WANT_INT(held_over("||Voss|2015-04-07", "Mali||Voss|2015-04-07",
                 HOLD_NAMELESS),
        HOLD_NONE);
}

TEST(hold_of__holds_who_was_born_of_one_mother_another_time)
{
    static const char *const first =
        "Mali||Voss|2015-04-07|F||||||Sian|Voss|1|10:05";

    WANT_INT(held(first, "Mali||Voss|2015-04-07|F||||||Sian|Voss|2"),
        HOLD_MULTIPLE);
    WANT_INT(held(first, "Mali||Voss|2015-04-07|F||||||Sian|Orde||10:06"),
        HOLD_MULTIPLE);
    WANT_INT(held(first, "Mali||Voss|2015-04-07|F||||||Sian|Voss|1"),
        HOLD_NONE);
    WANT_INT(held(first, "Mali||Voss|2015-04-07|F||||||Nel|Voss|2"), HOLD_NONE);
    WANT_INT(held(first, "Mali||Voss|2015-04-08|F||||||Sian|Voss|2"),
        HOLD_NONE);
}

TEST(hold_of__knows_numbers_of_two_issuers_from_two_of_one)
{
    static const char *const first = "Mali||Voss|2015-04-07|F|||4000000004";

    WANT_INT(held(first, "Mali||Voss|2015-04-07|F|||4000000012"), HOLD_NUMBERS);
    WANT_INT(held(first, "Mali||Voss|2015-04-07|F|||3200000007"), HOLD_ISSUERS);
    WANT_INT(held(first, "Mali||Voss|2015-04-07|F"), HOLD_NONE);
}

TEST(hold_of__holds_a_card_that_names_somebody_else)
{
    WANT_INT(held("Mair||Voss|2015-04-07|F|||4000000004",
                 "Gethin||Voss|2012-11-20|M|||4000000004"),
        HOLD_CARD);
    WANT_INT(held("Mair||Voss|2015-04-07|||||||||||a681220126001",
                 "Gethin||Voss|2012-11-20|||||||||||a681220126001"),
        HOLD_PUPIL);
}

TEST(hold_of__holds_a_generation_and_a_death_between)
{
    static const char *const son = "Huw||Voss|2015-04-07|M|LL55 1AB|1 High";

    WANT_INT(held("Huw||Voss|2001-04-07|M|LL55 1AB|1 High", son),
        HOLD_GENERATION);
    WANT_INT(held("Huw||Voss|2002-04-07|M|LL55 1AB|1 High", son), HOLD_NONE);
    WANT_INT(held("Huw||Voss|2001-04-08|M|LL55 1AB|1 High", son), HOLD_NONE);
    WANT_INT(held_over("Huw||Voss|2001-04-07|M|LL55 1AB|1 High", son, HOLD_FAR),
        HOLD_NONE);
    WANT_INT(held("Huw||Voss|2014-04-07|M|||||2014-06-01", son), HOLD_DEATH);
}

TEST(hold_word__has_one_for_each)
{
    for (int i = 0; i < HOLDS; i++)
        WANT(hold_word((enum hold)i).n > 0);
}

TEST(births_minute__takes_a_time_of_the_day_alone)
{
    static const char *const wrong[] = {"", "10", "24:00", "10:60", "10:5",
        "10:05:61", "10.05", "10:05:1", "ten", "10:05pm"};
    uint16_t                 m = 0;

    WANT(births_minute(S("00:00"), &m) && m == 1);
    WANT(births_minute(S(" 10:05:30 "), &m) && m == 606);
    WANT(births_minute(S("2359"), &m) && m == 1440);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT(!births_minute(str_of(wrong[i]), &m));
}

TEST(births_order__takes_what_says_something)
{
    uint8_t n = 9;

    WANT(births_order(S("2"), &n) && n == 2);
    WANT(births_order(S("9"), &n) && n == 0);
    WANT(!births_order(S("10"), &n) && !births_order(S("b"), &n));
}
