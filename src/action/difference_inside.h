/*
 * difference_inside -- what the two files about differences share; for those
 * alone.
 */
#ifndef ACTION_DIFFERENCE_INSIDE_H
#define ACTION_DIFFERENCE_INSIDE_H

#include "action/difference.h"
#include "record/agency.h"

/* One child of the queue.  Without may nothing else of it is read. */
struct one_child {
    struct work              *w;
    struct cx                *cx;
    struct id                 person;
    bool                      may;
    bool                      guarded; /* was ever protected by a label */
    struct str                name;
    struct date               born; /* as the first record says that knows */
    struct difference_face   *faces;
    size_t                    face_count;
    struct difference_answer *answers;
    size_t                    answer_count;
};
/* One record of it, of an agency. */
struct one_record {
    const struct one_child       *child;
    const struct difference_face *face;
    struct agency                 agency;
};

/* Fills what w, cx and person do not say. */
enum err MUST_CHECK difference_child(struct one_child *b, struct id person,
    struct str purpose);
/* ERR_ABSENT: the child has no such record of an agency. */
enum err MUST_CHECK difference_record(const struct one_child *b,
    struct id source, struct one_record *out);
/* found: some other record says otherwise, or says it alone.  The row is
 * there with its own side; difference_others() adds the others'. */
enum err MUST_CHECK difference_row(const struct one_record *o,
    enum difference_field field, struct difference_row *r, bool *found);
enum err MUST_CHECK difference_others(const struct one_record *o,
    struct difference_row                                     *r);

#endif
