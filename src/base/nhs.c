/*
 * nhs -- check digits of NHS numbers and pupil numbers.
 *
 * People paste numbers with the gaps they were printed with, so the usual
 * ones are left out, no-break ones too.
 */
#include "base/nhs.h"

#include <assert.h>

#include "base/arena.h"

enum { NHS_SIZE = 10, UPN_SIZE = 13 };

static enum err
wrong(struct fault *fault, enum msg msg)
{
    *fault = (struct fault){.msg = msg};
    return ERR_INVALID;
}

/* Bytes of the gap at the start of s: space, no-break space, hyphen,
 * no-break hyphen, en dash; 0 if there is none. */
static size_t
gap_size(struct str s)
{
    static const struct str gaps[] = {S_INIT(" "), S_INIT("\xC2\xA0"),
        S_INIT("-"), S_INIT("\xE2\x80\x91"), S_INIT("\xE2\x80\x93")};

    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (str_starts(s, gaps[i]))
            return gaps[i].n;
    return 0;
}

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Typed text in upper case without gaps. */
static struct str
without_gaps(struct arena *a, struct str typed)
{
    struct str rest = str_trim(typed);
    char      *p = arena_get(a, rest.n);
    size_t     n = 0, gap;

    while (rest.n) {
        gap = gap_size(rest);
        if (!gap)
            p[n++] = upper(rest.p[0]);
        rest = str_from(rest, gap ? gap : 1);
    }
    return (struct str){p, n};
}

static bool
is_one_repeated(struct str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != s.p[0])
            return false;
    return true;
}

int
nhs_check_digit(struct str nine)
{
    int sum = 0, digit;

    assert(nine.n == NHS_SIZE - 1 && str_is_digits(nine));
    if (is_one_repeated(nine))
        return -1;
    for (int i = 0; i < NHS_SIZE - 1; i++)
        sum += (nine.p[i] - '0') * (NHS_SIZE - i);
    digit = 11 - sum % 11;
    if (digit == 11)
        return 0;
    return digit == 10 ? -1 : digit;
}

enum err
nhs_parse(struct arena *a, struct str typed, struct str *number,
    struct fault *fault)
{
    struct str got = without_gaps(a, typed);

    assert(number && fault);
    if (got.n && !str_is_digits(got))
        return wrong(fault, MSG_IDENTIFIER_NHS_DIGITS);
    if (got.n != NHS_SIZE)
        return wrong(fault, MSG_IDENTIFIER_NHS_LENGTH);
    if (is_one_repeated(got))
        return wrong(fault, MSG_IDENTIFIER_NHS_REPEATED);
    if (nhs_check_digit(str_sub(got, 0, 9)) != got.p[9] - '0')
        return wrong(fault, MSG_IDENTIFIER_NHS_CHECK);
    *number = got;
    return OK;
}

struct str
nhs_text(struct arena *a, struct str number)
{
    assert(number.n == NHS_SIZE);
    return str_join(a,
        (const struct str[]){str_sub(number, 0, 3), str_sub(number, 3, 3),
            str_sub(number, 6, 4)},
        3, S(" "));
}

/* ---- issuers ---- */

uint64_t
nhs_value(struct str number)
{
    uint64_t n = 0;

    for (size_t i = 0; i < number.n; i++)
        n = n * 10 + (uint64_t)(number.p[i] - '0');
    return n;
}

/* DDMMYY and four digits more; the year is any. */
static bool
begins_with_date(uint64_t number)
{
    uint64_t day = number / 100000000, month = number / 1000000 % 100;

    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

enum nhs_issuer
nhs_issuer(uint64_t number)
{
    static const struct {
        uint64_t        from, to; /* by the first three digits */
        enum nhs_issuer issuer;
    } ranges[] = {
        {320, 399, NHS_NORTHERN_IRELAND},
        {800, 859, NHS_IRELAND},
    };
    uint64_t first = number / 10000000;

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (first >= ranges[i].from && first <= ranges[i].to)
            return ranges[i].issuer;
    return begins_with_date(number) ? NHS_SCOTLAND : NHS_ORDINARY;
}

bool
nhs_differ(struct str x, struct str y)
{
    return x.n && y.n && !str_eq(x, y) &&
        nhs_issuer(nhs_value(x)) == nhs_issuer(nhs_value(y));
}

/* ---- pupil numbers ---- */

/* Letters that stand for 0 to 22; I, O and S look like digits. */
static const struct str upn_letters = S_INIT("ABCDEFGHJKLMNPQRTUVWXYZ");

static bool
is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_upn_shape(struct str s)
{
    char last = s.p[UPN_SIZE - 1];

    return is_letter(s.p[0]) && str_is_digits(str_sub(s, 1, UPN_SIZE - 2)) &&
        (is_letter(last) || (last >= '0' && last <= '9'));
}

static bool
is_upn_letter(char c)
{
    return str_find_byte(upn_letters, c) >= 0;
}

static ptrdiff_t
upn_value(char c)
{
    return is_letter(c) ? str_find_byte(upn_letters, c) : c - '0';
}

/* Weights 2 to 13 on all but the first; a last letter counts its value. */
static char
upn_check_letter(struct str s)
{
    ptrdiff_t sum = 0;

    for (ptrdiff_t i = 1; i < UPN_SIZE; i++)
        sum += (i + 1) * upn_value(s.p[i]);
    return upn_letters.p[sum % (ptrdiff_t)upn_letters.n];
}

enum err
nhs_upn_parse(struct arena *a, struct str typed, struct str *upn,
    struct fault *fault)
{
    struct str got = without_gaps(a, typed);
    char       last;

    assert(upn && fault);
    if (got.n != UPN_SIZE)
        return wrong(fault, MSG_IDENTIFIER_UPN_LENGTH);
    if (!is_upn_shape(got))
        return wrong(fault, MSG_IDENTIFIER_UPN_SHAPE);
    last = got.p[UPN_SIZE - 1];
    if (!is_upn_letter(got.p[0]) || (is_letter(last) && !is_upn_letter(last)))
        return wrong(fault, MSG_IDENTIFIER_UPN_LETTER);
    if (upn_check_letter(got) != got.p[0])
        return wrong(fault, MSG_IDENTIFIER_UPN_CHECK);
    *upn = got;
    return OK;
}

bool
nhs_upn_is_lasting(struct str upn)
{
    return upn.n && !is_letter(upper(upn.p[upn.n - 1]));
}
