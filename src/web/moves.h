/*
 * moves -- parts of a child's page, and of a check's answer: nobody knows
 * where the child is; the child is here for a time; what is watched after
 * the register.  Templates alone: views/moves.html.
 */
#ifndef WEB_MOVES_H
#define WEB_MOVES_H

#include "action/child.h"
#include "web/page.h"

/* In the bar that says who it is; and below the register. */
void moves_identity(struct page *pg, const struct child_page *c);
void moves_parts(struct page *pg, const struct child_page *c);
/* Above what a check says of the register, and rows in it. */
void moves_check(struct page *pg, const struct check_answer *c);
void moves_check_rows(struct page *pg, const struct check_answer *c);

#endif
