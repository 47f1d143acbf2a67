/*
 * attendance -- who came to meetings: the table on the page of what is due,
 * and the list behind a figure.
 *
 * Which list is in the query: agency, turnout, page.
 */
#ifndef WEB_ATTENDANCE_H
#define WEB_ATTENDANCE_H

#include "action/compliance.h"
#include "action/meeting.h"
#include "web/visit.h"

visit_in  in_attendance;
visit_see see_attendance;

/* views/attendance.html */
void attendance_table(struct page *pg, const struct compliance *c);
void attendance_list_draw(struct page *pg, const struct attendance_page *p);
void attendance_periods(struct page *pg, const struct meetings *m);

/* ---- words and helps for templates ---- */

enum msg attendance_msg(enum attendance_came came);
/* Of a hundred meetings, to how many they came: "67%" */
struct str attendance_share(struct page *pg, const struct attendance_sum *s);
struct str attendance_number(struct page *pg, int64_t n);
struct str attendance_url(struct page *pg, const struct attendance_ask *ask);
struct str attendance_url_page(struct page *pg, const struct attendance_page *p,
    int64_t page);
bool       attendance_has_more(const struct attendance_page *p);
/* "15 March 2027 – 26 May 2027" */
struct str attendance_span(struct page *pg, const struct meeting_period *p);

#endif
