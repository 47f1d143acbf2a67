/*
 * find -- looking somebody up.
 */
#ifndef WEB_FIND_H
#define WEB_FIND_H

#include "action/find.h"
#include "web/concern.h"
#include "web/visit.h"

visit_in  in_find_form, in_find;
visit_see see_find;

/* What was typed, in one box or question by question: kept for drawing the
 * form again. */
struct find_typed {
    struct str text, nhs, given, family, reference, day, month, year;
};
/* views/find.html; found may be null. */
void find_page_draw(struct page *pg, const struct find_typed *typed,
    const struct find_page *found);

/* Whether the questions one by one stand open. */
bool     find_one_by_one(const struct page *pg, const struct find_typed *typed);
enum msg find_sure_msg(const struct find_row *r);

#endif
