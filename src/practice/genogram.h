/*
 * genogram -- where each person stands in the drawing of a family, and which
 * lines join them.
 *
 * Pure: people in, places out.  What is drawn is what was recorded and no
 * more: a line whose end nobody recorded (through which parent a grandmother
 * is one) is a broken one.  Signs are those of the field: square male, circle
 * female, diamond not known, triangle not yet born; generations are rows,
 * children stand oldest first.  Round those who live together goes a line of
 * its own, of as many pieces as it takes to leave everybody else outside.
 *
 * Units     those of the picture; a person takes GENOGRAM_CELL across, and
 *           the sign, GENOGRAM_SIGN square, stands about x and y.
 * Lifetime  the arena's.
 */
#ifndef PRACTICE_GENOGRAM_H
#define PRACTICE_GENOGRAM_H

#include "base/arena.h"
#include "base/date.h"

enum {
    GENOGRAM_CELL = 152,
    GENOGRAM_SIGN = 46,
    GENOGRAM_LABEL = 76 /* room below a sign for what is written there */
};

enum genogram_place {
    GENOGRAM_AROUND, /* no place in the family is known */
    GENOGRAM_CHILD,  /* whose page it is */
#define KIN(name, word, doc) GENOGRAM_##name,
#include "practice/vocabulary.def"
};
enum genogram_sex { GENOGRAM_UNKNOWN, GENOGRAM_FEMALE, GENOGRAM_MALE };

struct genogram_person {
    enum genogram_place place;
    enum genogram_sex   sex;
    struct date         born;     /* none: not known; orders the children */
    bool                former;   /* it has ended  */
    bool                nobody;   /* the other parent, of whom nothing is
                                    recorded: put in by genogram_lay */
    bool                together; /* lives in the home that is drawn */
    size_t              of;       /* who it is, for the caller */
    int64_t             x, y;     /* of the sign's middle */
};
enum genogram_line_kind { GENOGRAM_PLAIN, GENOGRAM_BROKEN };
struct genogram_line {
    int64_t                 x, y; /* from here */
    int64_t                 to_x, to_y;
    enum genogram_line_kind kind;
};
struct genogram_corner {
    int64_t x, y;
};
/* A closed line; each corner is straight across or down from the last. */
struct genogram_outline {
    struct genogram_corner *corners;
    size_t                  count;
};
struct genogram {
    struct genogram_person  *people; /* row by row, from left to right */
    size_t                   count;
    struct genogram_line    *lines;
    size_t                   line_count;
    struct genogram_line    *cuts; /* through a line that has ended */
    size_t                   cut_count;
    struct genogram_outline *outlines; /* round those who live together */
    size_t                   outline_count;
    int64_t                  width, height;
    int64_t around; /* y above those around the family; 0: there are none */
};

/* Of a pack's word in "stands"; empty: around. */
enum genogram_place genogram_place_of(struct str stands);
enum genogram_sex   genogram_sex_of(struct str sex);

void genogram_lay(struct arena *a, const struct genogram_person *people,
    size_t n, struct genogram *out);
/* The last step of it: round those who live together. */
void genogram_outline(struct arena *a, struct genogram *g);

#endif
