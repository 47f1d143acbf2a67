/*
 * attendance -- which agencies came to the meetings about the children that
 * the reader oversees: figures by agency, each with the list that it counts.
 *
 * A meeting about three siblings is one meeting.  Figures and lists come
 * from the same rows (oversee_attendance()), so that they cannot disagree.
 *
 * ATTENDANCE (with struct attendance_ask, answer struct attendance_page): the
 * meetings behind one figure.
 */
#ifndef ACTION_ATTENDANCE_H
#define ACTION_ATTENDANCE_H

#include "action/oversee.h"

#define ATTENDANCE_PAGE 25
#define ATTENDANCE_PAGES_MOST 100000 /* more is nobody's list */

enum attendance_came { CAME_THERE, CAME_AWAY, CAME_COUNT };

struct attendance_sum {
    struct id    agency;
    struct words name;
    int64_t      came[CAME_COUNT]; /* meetings */
};
/* Who stayed away most often first; then who came least. */
void attendance_sort(struct attendance_sum *all, size_t count);
struct attendance_sums {
    struct attendance_sum *all; /* who stayed away most, first */
    size_t                 count;
    struct moment          since;
};
enum err MUST_CHECK attendance_sums(const struct oversee *o,
    struct attendance_sums                               *out);

struct attendance_ask {
    struct id            agency;
    enum attendance_came came; /* CAME_COUNT: any */
    int64_t              page; /* from 0 */
};
struct attendance_row {
    struct attendance    at;
    struct oversee_child child; /* the first of them */
    struct words         title; /* of the meeting's form */
    int64_t              children;
};
struct attendance_page {
    struct attendance_ask  ask;
    struct words           name; /* the agency's */
    struct attendance_row *rows; /* the newest first */
    size_t                 count;
    int64_t                total;
    struct moment          since;
};

#endif
