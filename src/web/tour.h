/*
 * tour -- the guided tour, the four readers, the demonstration's clock.
 */
#ifndef WEB_TOUR_H
#define WEB_TOUR_H

#include "action/tour.h"
#include "web/visit.h"

visit_in  in_tour_sign_in, in_clock_move;
visit_see see_tour, see_tour_readers, see_tour_sign_in, see_clock,
    see_clock_move, see_tour_reset;

/* views/tour.html */
void tour_page_draw(struct page *pg, const struct tour_page *t);
void tour_readers_page(struct page *pg, const struct tour_readers *r);
void clock_page_draw(struct page *pg, const struct clock_page *c);
void tour_reset_page(struct page *pg);

struct str tour_typed_text(struct page *pg, const struct tour_typed *t);
/* Where its conference is. */
struct str tour_conference(struct page *pg, const struct tour_page *t);
/* Has a button in one of the steps. */
bool       tour_in_steps(enum tour_who who);
enum msg   tour_step_msg(enum clock_step s);
struct str tour_step_word(enum clock_step s);
enum msg   tour_who_msg(enum tour_who who);
enum msg   tour_why_msg(enum tour_who who);
enum msg   tour_more_msg(enum tour_who who);

#endif
