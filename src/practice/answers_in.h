/*
 * answers_in -- what the files about answers share.  Inside this room only.
 */
#ifndef PRACTICE_ANSWERS_IN_H
#define PRACTICE_ANSWERS_IN_H

#include "practice/answers.h"

/* Where somebody stands among the answers; about may be null. */
struct spot {
    const struct answers       *s;
    const struct answers_about *about;
    int                         child; /* -1: no one child */
    const struct json          *row;   /* of a table, else null */
};

/* The value there, or null; a field of each child without a child: null. */
const struct json *spot_value(const struct spot *at, const struct field *f);
bool               spot_holds(const struct spot *at, const struct condition *c);
bool               spot_shown(const struct spot *at, const struct field *f);

/* Values joined by \n; empty for a reason why there is none. */
struct str answers_value_text(struct arena *a, const struct json *v);
/* {"why": ...} */
bool answers_value_is_why(const struct json *v);
/* There is an answer: not null, not "", not an empty list, not a reason. */
bool answers_value_is_given(const struct json *v);
/* A value back to compact JSON. */
void answers_value_write(struct json_out *out, const struct json *v);

#endif
