/*
 * import_value -- one cell as an answer.
 */
#ifndef ACTION_IMPORT_VALUE_H
#define ACTION_IMPORT_VALUE_H

#include "base/json.h"
#include "practice/form.h"
#include "record/agency.h"

struct import_value {
    struct work        *w;
    struct arena       *arena;
    const struct field *field;
    struct id           agency; /* whose file it is */
    struct str          text;   /* clean, not empty */
};
/* Writes the answer's JSON; or what is wrong with the cell. */
enum msg import_value(const struct import_value *v, struct json_out *j);

/* "2027-03-01", "1/3/2027", "1.3.2027", with or without a time behind. */
bool import_date(struct str text, struct date *out);
/* As answers name an agency. */
struct str import_agency_word(struct arena *a, const struct agency *g);

#endif
