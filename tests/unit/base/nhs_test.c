/*
 * nhs -- check digits: the vectors of the domain notes, and everything one
 * slip away from them.
 */
#include "base/nhs.h"

#include "base/arena.h"
#include "death.h"
#include "test.h"

#define NBSP "\xC2\xA0"
#define NBHY "\xE2\x80\x91"
#define EN   "\xE2\x80\x93"

static enum msg
nhs_says(struct str typed)
{
    struct arena *a = arena_new(0);
    struct fault  fault = {.msg = MSG_NONE};
    struct str    number = S("untouched");
    enum err      e = nhs_parse(a, typed, &number, &fault);

    WANT_INT(e, fault.msg == MSG_NONE ? OK : ERR_INVALID);
    WANT(e == OK || str_eq(number, S("untouched")));
    arena_free(a);
    return fault.msg;
}

static enum msg
upn_says(struct str typed)
{
    struct arena *a = arena_new(0);
    struct fault  fault = {.msg = MSG_NONE};
    struct str    upn = S("untouched");
    enum err      e = nhs_upn_parse(a, typed, &upn, &fault);

    WANT_INT(e, fault.msg == MSG_NONE ? OK : ERR_INVALID);
    WANT(e == OK || str_eq(upn, S("untouched")));
    arena_free(a);
    return fault.msg;
}

TEST(nhs_parse__takes_numbers_whose_check_digit_is_right)
{
    WANT_INT(nhs_says(S("9434765919")), MSG_NONE);
    WANT_INT(nhs_says(S("4010232137")), MSG_NONE);
    WANT_INT(nhs_says(S("9990000018")), MSG_NONE);
    WANT_INT(nhs_says(S("9990001006")), MSG_NONE);
}

TEST(nhs_parse__takes_the_gaps_a_number_is_printed_with)
{
    struct arena *a = arena_new(0);
    struct fault  fault;
    struct str    n;

    WANT_OK(nhs_parse(a, S("  999 000-0018\n"), &n, &fault));
    WANT_STR(n, "9990000018");
    WANT_OK(nhs_parse(a, S("999" NBSP "000" NBHY "0018"), &n, &fault));
    WANT_STR(n, "9990000018");
    WANT_OK(nhs_parse(a, S("999 - 000 " EN " 0018"), &n, &fault));
    WANT_STR(n, "9990000018");
    WANT_STR(nhs_text(a, n), "999 000 0018");
    arena_free(a);
}

TEST(nhs_parse__finds_every_wrong_digit_and_every_swap_of_neighbours)
{
    char       digits[] = "9434765919";
    struct str typed = {digits, 10};

    for (int at = 0; at < 10; at++) {
        char right = digits[at];

        for (char c = '0'; c <= '9'; c++) {
            digits[at] = c;
            WANT_INT(nhs_says(typed),
                c == right ? MSG_NONE : MSG_IDENTIFIER_NHS_CHECK);
        }
        digits[at] = right;
    }
    for (int at = 0; at < 9; at++) {
        char first = digits[at];

        digits[at] = digits[at + 1];
        digits[at + 1] = first;
        WANT_INT(nhs_says(typed), MSG_IDENTIFIER_NHS_CHECK);
        digits[at + 1] = digits[at];
        digits[at] = first;
    }
}

TEST(nhs_parse__refuses_a_number_that_can_have_no_check_digit)
{
    char digits[] = "9990000000";

    for (char c = '0'; c <= '9'; c++) {
        digits[9] = c;
        WANT_INT(nhs_says(str_bytes(digits, 10)), MSG_IDENTIFIER_NHS_CHECK);
    }
    WANT_INT(nhs_check_digit(S("999000000")), -1);
}

/* Each of the ten passes modulus 11. */
TEST(nhs_parse__refuses_one_digit_repeated)
{
    char digits[11];

    for (char c = '0'; c <= '9'; c++) {
        memset(digits, c, sizeof digits);
        WANT_INT(nhs_says(str_bytes(digits, 10)), MSG_IDENTIFIER_NHS_REPEATED);
        WANT_INT(nhs_says(str_bytes(digits, 9)), MSG_IDENTIFIER_NHS_LENGTH);
        WANT_INT(nhs_says(str_bytes(digits, 11)), MSG_IDENTIFIER_NHS_LENGTH);
        WANT_INT(nhs_check_digit(str_bytes(digits, 9)), -1);
    }
}

TEST(nhs_parse__says_whether_it_is_the_length_or_the_signs)
{
    WANT_INT(nhs_says(S("")), MSG_IDENTIFIER_NHS_LENGTH);
    WANT_INT(nhs_says(S(" - ")), MSG_IDENTIFIER_NHS_LENGTH);
    WANT_INT(nhs_says((struct str){NULL, 0}), MSG_IDENTIFIER_NHS_LENGTH);
    WANT_INT(nhs_says(S("999000001")), MSG_IDENTIFIER_NHS_LENGTH);
    WANT_INT(nhs_says(S("99900000188")), MSG_IDENTIFIER_NHS_LENGTH);
    WANT_INT(nhs_says(S("999000O018")), MSG_IDENTIFIER_NHS_DIGITS);
    WANT_INT(nhs_says(S("not known")), MSG_IDENTIFIER_NHS_DIGITS);
    WANT_INT(nhs_says(S("9990000018\0")), MSG_IDENTIFIER_NHS_DIGITS);
    WANT_INT(nhs_says(S("999.000.0018")), MSG_IDENTIFIER_NHS_DIGITS);
}

TEST(nhs_check_digit__is_nought_where_the_sum_is_a_multiple)
{
    WANT_INT(nhs_check_digit(S("943476591")), 9);
    WANT_INT(nhs_check_digit(S("401023213")), 7);
    WANT_INT(nhs_check_digit(S("999000001")), 8);
    WANT_INT(nhs_check_digit(S("100000006")), 0);
    WANT_INT(nhs_check_digit(S("100000001")), -1);
}

static void
check_eight_digits(void)
{
    nhs_check_digit(S("12345678"));
}

static void
show_no_number(void)
{
    nhs_text(arena_new(0), S("123"));
}

TEST(nhs__dies_where_the_caller_gives_no_number)
{
    WANT(dies(check_eight_digits));
    WANT(dies(show_no_number));
}

TEST(upn_parse__takes_permanent_and_temporary_numbers)
{
    struct arena *a = arena_new(0);
    struct fault  fault;
    struct str    upn;

    WANT_INT(upn_says(S("B801200005001")), MSG_NONE);
    WANT_INT(upn_says(S("P207000016049")), MSG_NONE);
    WANT_INT(upn_says(S("A681220126001")), MSG_NONE);
    WANT_INT(upn_says(S("Z68122012601A")), MSG_NONE);
    WANT_INT(upn_says(S("F660215126007")), MSG_NONE);
    WANT_OK(nhs_upn_parse(a, S(" z681 2201 26 01a "), &upn, &fault));
    WANT_STR(upn, "Z68122012601A");
    arena_free(a);
}

/* A published worked example has Q here; its terms do not add up. */
TEST(upn_parse__refuses_the_letter_of_the_wrong_example)
{
    WANT_INT(upn_says(S("Q207000016049")), MSG_IDENTIFIER_UPN_CHECK);
}

TEST(upn_parse__finds_every_wrong_sign)
{
    char       text[] = "A681220126001";
    struct str typed = {text, 13};

    for (int at = 1; at < 13; at++) {
        char right = text[at];

        for (char c = '0'; c <= '9'; c++) {
            text[at] = c;
            WANT_INT(upn_says(typed),
                c == right ? MSG_NONE : MSG_IDENTIFIER_UPN_CHECK);
        }
        text[at] = right;
    }
    WANT_INT(upn_says(S("Z68122012601B")), MSG_IDENTIFIER_UPN_CHECK);
}

TEST(upn_parse__says_what_is_wrong)
{
    WANT_INT(upn_says(S("")), MSG_IDENTIFIER_UPN_LENGTH);
    WANT_INT(upn_says(S("A68122012600")), MSG_IDENTIFIER_UPN_LENGTH);
    WANT_INT(upn_says(S("A6812201260012")), MSG_IDENTIFIER_UPN_LENGTH);
    WANT_INT(upn_says(S("1681220126001")), MSG_IDENTIFIER_UPN_SHAPE);
    WANT_INT(upn_says(S("A6812201260A1")), MSG_IDENTIFIER_UPN_SHAPE);
    WANT_INT(upn_says(S("A68122012600!")), MSG_IDENTIFIER_UPN_SHAPE);
    WANT_INT(upn_says(S("I681220126001")), MSG_IDENTIFIER_UPN_LETTER);
    WANT_INT(upn_says(S("O681220126001")), MSG_IDENTIFIER_UPN_LETTER);
    WANT_INT(upn_says(S("S681220126001")), MSG_IDENTIFIER_UPN_LETTER);
    WANT_INT(upn_says(S("Z68122012601S")), MSG_IDENTIFIER_UPN_LETTER);
}

/* Nobody's: 999 is of the invented ones; the others have a range's first and
 * last digits. */
TEST(nhs_issuer__goes_by_the_range)
{
    static const struct {
        uint64_t        number;
        enum nhs_issuer issuer;
    } cases[] = {
        {101000000, NHS_SCOTLAND},
        {3112999999, NHS_SCOTLAND},
        {3213000000, NHS_NORTHERN_IRELAND},
        {1013000000, NHS_ORDINARY}, /* no such month */
        {3199999999, NHS_ORDINARY},
        {3200000000, NHS_NORTHERN_IRELAND},
        {3999999999, NHS_NORTHERN_IRELAND},
        {4000000000, NHS_ORDINARY},
        {7999999999, NHS_ORDINARY},
        {8000000000, NHS_IRELAND},
        {8599999999, NHS_IRELAND},
        {8600000000, NHS_ORDINARY},
        {9990000018, NHS_ORDINARY},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT_INT(nhs_issuer(cases[i].number), cases[i].issuer);
    WANT(nhs_value(S("0101000000")) == 101000000 && nhs_value(S("")) == 0);
}

TEST(nhs_differ__is_of_two_numbers_of_one_issuer)
{
    WANT(nhs_differ(S("9990000018"), S("9434765919")));
    WANT(!nhs_differ(S("9990000018"), S("9990000018")));
    WANT(!nhs_differ(S("9990000018"), S("3200000007")));
    WANT(!nhs_differ(S("9990000018"), S("0101000000")));
    WANT(nhs_differ(S("0101000000"), S("3112999999")));
    WANT(!nhs_differ(S(""), S("9990000018")));
}

TEST(nhs_upn_is_lasting__is_not_of_one_for_the_time_being)
{
    WANT(nhs_upn_is_lasting(S("A681220126001")));
    WANT(!nhs_upn_is_lasting(S("Z68122012601A")));
    WANT(!nhs_upn_is_lasting(S("")));
}
