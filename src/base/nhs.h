/*
 * nhs -- identifiers with check digits: NHS number (modulus 11) and UPN.
 * domain.md 5.1, 5.2: every string of one repeated digit passes modulus 11
 * and is refused by name.
 */
#ifndef BASE_NHS_H
#define BASE_NHS_H

#include "base/err.h"
#include "base/str.h"

/* Ten digits, spaces and hyphens allowed among them -> "9990000018".
 * ERR_INVALID with the words for the field. */
enum err MUST_CHECK nhs_parse(struct arena *a, struct str typed,
    struct str *number, struct fault *fault);
/* "999 000 0018" */
struct str nhs_text(struct arena *a, struct str number);
/* The check digit for nine digits, or -1 when they can have none: modulus
 * 11 gives ten, or they are one digit repeated. */
int nhs_check_digit(struct str nine);

/*
 * Who gave out a number, by the range it lies in.  Ranges that nobody gives
 * out, the invented numbers from 999 among them, count as the ordinary ones.
 */
enum nhs_issuer {
    NHS_ORDINARY,         /* England, Wales and the Isle of Man: one series */
    NHS_SCOTLAND,         /* community health index: begins with the birth
                             date, DDMMYY                                   */
    NHS_NORTHERN_IRELAND, /* health and care number: 320 to 399             */
    NHS_IRELAND,          /* individual health identifier: 800 to 859       */
    NHS_ISSUERS
};
/* number: nhs_value() of ten digits that check. */
enum nhs_issuer nhs_issuer(uint64_t number);
/* The ten digits as a number; 0: none. */
uint64_t nhs_value(struct str number);
/* Two numbers of one issuer, which are two persons or a slip.  Those of two
 * issuers can be one person's who has moved, and say nothing. */
bool nhs_differ(struct str x, struct str y);

/* Pupil number, permanent or temporary, upper-cased; the same allowed. */
enum err MUST_CHECK nhs_upn_parse(struct arena *a, struct str typed,
    struct str *upn, struct fault *fault);
/* One that ends in a letter was given for the time being, and another one
 * follows it. */
bool nhs_upn_is_lasting(struct str upn);

#endif
