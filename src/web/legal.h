/*
 * legal -- where the child stands in law, as the identity bar has it.
 */
#ifndef WEB_LEGAL_H
#define WEB_LEGAL_H

#include "action/child_legal.h"
#include "web/page.h"

/* views/legal.html: rows of the identity bar's list; nothing when there is
 * nothing. */
void legal_bar(struct page *pg, const struct child_legal *l);

/* A day when it lasts to its end, else with the time. */
struct str legal_time(struct page *pg, struct moment m);
/* How far the medical has come, and on which day. */
enum msg    legal_medical_msg(const struct child_legal *l);
struct date legal_medical_day(const struct child_legal *l);

#endif
