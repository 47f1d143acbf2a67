/*
 * letter -- letters to adults of the family.
 */
#ifndef WEB_LETTER_H
#define WEB_LETTER_H

#include "action/letter.h"
#include "web/visit.h"

visit_in  in_letter, in_letter_release;
visit_see see_letter_list, see_letter, see_letter_release;
visit_see see_letter_paper; /* web/letter_paper.c */

/* views/letter.html */
void letter_list_draw(struct page *pg, const struct letter_list *l);
/* said: what was typed to release it. */
void letter_draw(struct page *pg, const struct letter_page *p,
    const struct letter_release *said);
void letter_body(struct page *pg, const struct letter_page *p);
/* The letter alone, in its own language whatever the reader's is. */
void letter_in_its_language(struct page *pg, const struct letter_page *p);
/* Some of it was written in another language than the letter. */
bool letter_is_in_another(const struct letter_page *p);

#endif
