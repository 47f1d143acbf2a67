/*
 * find -- looking somebody up.
 */
#ifndef WEB_FIND_H
#define WEB_FIND_H

#include "action/find.h"
#include "web/visit.h"

visit_in  in_find_form, in_find;
visit_see see_find;

/* What was typed, kept for drawing the form again. */
struct find_typed {
    struct str nhs, given, family, reference, day, month, year;
};
/* views/find.html; found may be null. */
void find_page_draw(struct page *pg, const struct find_typed *typed,
    const struct find_page *found);

enum msg find_sure_msg(const struct find_row *r);

#endif
