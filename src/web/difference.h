/*
 * difference -- the page of what agencies' records say otherwise.
 */
#ifndef WEB_DIFFERENCE_H
#define WEB_DIFFERENCE_H

#include "action/difference.h"
#include "web/visit.h"

visit_in  in_differences, in_difference, in_difference_file;
visit_see see_differences, see_difference_said, see_difference_file;

/* views/difference.html */
void differences_page_draw(struct page *pg, const struct difference_page *p);

enum msg difference_word_msg(const struct difference_row *r,
    enum difference_word                                  word);
/* The list as it is asked for, at another page. */
struct str difference_page_url(struct page *pg, const struct difference_page *p,
    int64_t page);
bool       difference_has_more(const struct difference_page *p);
/* "/differences/SOURCE/FIELD" */
struct str difference_url(struct page *pg, const struct difference_row *r);
/* Of the field of the reason, one for each row. */
struct str difference_reason_id(struct page *pg,
    const struct difference_row             *r);

#endif
