/*
 * difference -- what one agency's record says of a child otherwise than the
 * child's other records do, or does not say and they do: name, birth date,
 * NHS number, town, house and street, sex, pupil number.
 *
 * A difference is computed from the newest faces; only what was said of it
 * is kept.  An answer counts while the record says the same: another value
 * asks anew, and so does the next version of a record that was to be put
 * right and was not.
 */
#ifndef RECORD_DIFFERENCE_H
#define RECORD_DIFFERENCE_H

#include "base/lang.h"
#include "record/person.h"

enum difference_field {
    DIFFERENCE_NAME,
    DIFFERENCE_BIRTH,
    DIFFERENCE_NHS,
    DIFFERENCE_TOWN, /* compared by its keyed hash, never shown */
    DIFFERENCE_HOME, /* another house or street of one town, as hidden */
    DIFFERENCE_SEX,
    DIFFERENCE_UPN,
    DIFFERENCE_FIELDS
};
enum difference_word {
    DIFFERENCE_RIGHT,     /* this record is right, because */
    DIFFERENCE_CORRECTED, /* the agency puts it right      */
    DIFFERENCE_WORDS
};
struct difference_answer {
    struct id             source, account, entry;
    enum difference_field field;
    enum difference_word  word;
    struct str            reason, value;
    enum lang             language;
    struct moment         at;
};
/* A face, with the home's hashes and the entry that said the newest of it. */
struct difference_face {
    struct face face;
    struct id   entry;
};

extern const struct statements difference_statements;

struct str difference_field_word(enum difference_field field);
/* False: no such field or word. */
bool difference_field_read(struct str word, enum difference_field *out);
bool difference_word_read(struct str word, enum difference_word *out);

/* Children of whom an agency's record says otherwise than another, or less;
 * those of whom one spoke last first.  How much of that is a difference
 * difference_is() and difference_lacks() say. */
enum err MUST_CHECK difference_children(struct work *w, struct id **out,
    size_t *count);
/* person_faces() of the person, with the homes. */
enum err MUST_CHECK difference_faces(struct work *w, struct id person,
    struct difference_face **out, size_t *count);
/* Both say something of the field, and not the same.  What a date leaves out
 * does not differ, nor do case and accents of a name. */
bool difference_is(struct arena *a, enum difference_field field,
    const struct face *x, const struct face *y);
/* x says nothing of the field and y does; never of a name or a home. */
bool difference_lacks(enum difference_field field, const struct face *x,
    const struct face *y);
/* Whether an agency of that kind should know it of who was born then: the
 * pack says of a number who keeps it, and of which ages. */
bool difference_owes(const struct work *w, enum difference_field field,
    struct str kind, struct date born);

enum err MUST_CHECK difference_say(struct work *w,
    const struct difference_answer             *said);
/* Of all the person's records, the newest first. */
enum err MUST_CHECK difference_answers(struct work *w, struct id person,
    struct difference_answer **out, size_t *count);
/* What an answer about the record, as it is now, has as its value. */
struct str difference_value(struct work *w, enum difference_field field,
    const struct face *f);
/* Whether the answer still counts for what the record says. */
bool difference_holds(struct work *w, const struct difference_answer *said,
    const struct difference_face *is);

#endif
