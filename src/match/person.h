/*
 * person -- what one side says about one human being, to be compared.
 *
 * Everything may be missing: an empty text, a date with nothing known, a
 * null pointer.  Texts are as they were given; this room folds copies of
 * its own.  It owns nothing: all of it lives as long as the caller's.
 *
 * Where somebody lives never comes here in clear: home is the keyed hash
 * of a tidied address (base/key.h, KEY_INDEX), only ever compared.
 */
#ifndef MATCH_PERSON_H
#define MATCH_PERSON_H

#include "base/date.h"
#include "base/hash.h"
#include "base/str.h"

/* More names than these are passed over. */
enum { MATCH_NAMES_MAX = 6 };

enum match_sex {
    MATCH_SEX_UNKNOWN,
    MATCH_SEX_FEMALE,
    MATCH_SEX_MALE,
    MATCH_SEX_OTHER /* says neither for nor against */
};

struct match_names {
    struct str given; /* all first names, as written */
    struct str family;
};

struct match_person {
    const struct match_names *names; /* present name first, then earlier */
    size_t                    name_count;
    size_t         earlier_count;      /* of them, at the end, earlier ones */
    struct date    birth;              /* perhaps in part */
    struct date    born_from, born_to; /* of a guessed age; birth is none */
    struct date    expected;           /* not born yet, or was not then */
    struct date    died;               /* perhaps in part */
    enum match_sex sex;
    struct str     nhs; /* ten digits, checked (base/nhs.h) */
    bool           nhs_traced;
    struct str     upn;    /* checked, upper case */
    struct str     mother; /* her names, the first one first */
    const struct digest *home;
    bool                 home_shared; /* a hostel, a refuge, a ward */
    struct str           place;       /* keyed hash of the town's name */
    bool                 twin;        /* one of a multiple birth */
    int8_t               birth_order; /* among them, 0: not known */
};

#endif
