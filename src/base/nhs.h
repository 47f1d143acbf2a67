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
/* Pupil number, permanent or temporary, upper-cased; the same allowed. */
enum err MUST_CHECK nhs_upn_parse(struct arena *a, struct str typed,
    struct str *upn, struct fault *fault);

#endif
