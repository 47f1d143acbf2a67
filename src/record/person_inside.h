/*
 * person_inside -- what the files about people share; for record/ alone.
 */
#ifndef RECORD_PERSON_INSIDE_H
#define RECORD_PERSON_INSIDE_H

#include "match/keys.h"
#include "record/person.h"

/* The lock of whose record is whose: shared by who writes about a person,
 * alone for who makes or undoes a link. */
#define PERSON_LINKS S("person.links")

/* The person that $1 (a person's id) stands for now. */
#define NOW_OF_1                                                              \
    "(SELECT n.person FROM source b JOIN source_person n ON n.source = b.id"  \
    " WHERE b.person = $1 LIMIT 1)"

/* Of source_face f, source s and source_person p; face_of_row reads it. */
#define FACE_COLUMNS                                                          \
    "f.source, p.person, s.agency, f.given, f.family, f.known_as,"            \
    " f.birth_date, f.expected, f.sex, f.nhs, f.traced, f.upn, f.language,"   \
    " f.mother, f.ethnicity, f.disability, f.earlier, f.birth_order,"         \
    " f.died"
enum { FACE_COLUMN_COUNT = 19 };
void face_of_row(struct work *w, const struct rows *r, struct face *f);

/* A key as it stands in source_key. */
struct str face_key(struct work *w, struct str key);

/* Every face of everybody who has one of the keys, person by person. */
enum err MUST_CHECK person_keyed(struct work *w, const struct match_keys *keys,
    struct face **out, size_t *count);

/* Locks keys (match/keys.h) until the transaction ends. */
enum err MUST_CHECK person_keys_lock(struct work *w, const struct str *keys,
    size_t n);

/* What the pack's word for sex means. */
enum match_sex face_sex(const struct pack *pack, struct str word);

#endif
