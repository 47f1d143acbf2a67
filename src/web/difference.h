/*
 * difference -- the page of what agencies' records say otherwise.
 */
#ifndef WEB_DIFFERENCE_H
#define WEB_DIFFERENCE_H

#include "action/difference.h"
#include "web/visit.h"

visit_in  in_differences, in_difference;
visit_see see_differences, see_difference_said;

/* views/difference.html */
void differences_page_draw(struct page *pg, const struct difference_page *p);

enum msg difference_field_msg(enum difference_field field);
enum msg difference_word_msg(enum difference_word word);
/* "/differences/SOURCE/FIELD" */
struct str difference_url(struct page *pg, const struct difference_row *r);
/* Of the field of the reason, one for each row. */
struct str difference_reason_id(struct page *pg,
    const struct difference_row             *r);

#endif
