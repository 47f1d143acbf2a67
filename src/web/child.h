/*
 * child -- a child's page, and one place opened.
 */
#ifndef WEB_CHILD_H
#define WEB_CHILD_H

#include "action/child.h"
#include "web/visit.h"

visit_in  in_child, in_child_place;
visit_see see_child, see_child_print, see_child_place;

/* What was typed where a moment is asked for. */
struct as_of_typed {
    struct str day, month, year, time;
};

/* views/child.html */
void child_not_assessed(struct page *pg, const struct child_relative *r);
void child_page_draw(struct page *pg, const struct child_page *c,
    const struct as_of_typed *typed);
/* The same for paper; leaf: of this very look. */
void child_print_draw(struct page *pg, const struct child_page *c,
    const struct leaf_mark *leaf);
void child_place_page(struct page *pg, const struct child_place *p);
/* views/contact.html: opens one way to make contact. */
void child_contact_form(struct page *pg, struct id person, struct str purpose,
    struct id sealed);
/* The register panel in little, and a tag for a depth: also for the tour. */
void child_reg_mini(struct page *pg);

/* The banner of a page of another moment; `now` leads to today's. */
void child_then_banner(struct page *pg, struct str when, struct str now);
/* A day in the address and a time on it, read; what is wrong with them stands
 * among the page's errors, and then it is now. */
void child_as_of_read(struct visit *v, struct date *day, struct moment *at);
/* Both for an address, from "&" on; empty for now. */
struct str child_as_of_query(struct page *pg, struct date day,
    struct moment at);

/* Words for templates. */
struct str child_as_of_words(struct page *pg, struct date day,
    struct moment at);
struct str child_age(struct page *pg, const struct child_page *c);
/* The child has died, and something is due all the same: no end of it is
 * recorded. */
bool       child_runs_on(const struct child_page *c);
struct str child_categories(struct page *pg, struct str terms);
struct str child_item_day(struct page *pg, const struct child_item *i);
/* The answers out of closed lists, in one line. */
struct str child_item_brief(struct page *pg, const struct child_item *i);
struct str child_lane_name(struct page *pg, const struct child_page *c,
    size_t lane);
struct str child_next_when(struct page *pg, const struct child_next *n);
struct str child_span(struct page *pg, struct date from, struct date until);
struct str child_purpose(struct page *pg, struct str id);
/* The page on which that link can be undone. */
struct str child_undo_url(struct page *pg, const struct child_link *l);
struct str child_reference(struct page *pg, int64_t number);
/* A page beside this one, for the same purpose: "/looked". */
struct str child_beside(struct page *pg, const struct child_page *c,
    struct str what);
/* A page of this child's that asks for no purpose: "/plan". */
struct str child_door(struct page *pg, const struct child_page *c,
    struct str what);
/* The plan, of the page's moment. */
struct str child_plan(struct page *pg, const struct child_page *c);
/* This page, for another purpose or another day. */
struct str child_for(struct page *pg, const struct child_page *c,
    struct str purpose);
struct str child_rows_url(struct page *pg, const struct child_page *c,
    size_t first);
/* How many questions nobody has answered, and how many one source has. */
int64_t child_missing(const struct child_page *c);
int64_t child_answered(const struct child_page *c, size_t source);
/* What to do about a question next; MSG_NONE: nothing. */
enum msg child_question_msg(const struct child_question *q);
/* How far a number is to be trusted; MSG_NONE: there is none. */
enum msg child_number_msg(enum child_number number);
bool     child_has_kin(const struct child_page *c, enum child_kin kin);
enum msg child_kin_msg(enum child_kin kin);
enum msg child_shape_msg(enum child_shape s);
enum msg child_fate_msg(enum fold_fate f);

/* The picture: where everything stands in it, in its own units. */
struct lane_mark {
    int64_t          x, y, wanted; /* x: beside what was there already */
    enum child_shape shape;
    enum msg         label; /* MSG_NONE: no room for one */
    int64_t          times; /* that it happened on that day */
};
struct lane_tick {
    int64_t    x;
    struct str label;
};
struct lane_spell {
    int64_t x, width;
};
struct lanes {
    int64_t           width, height, foot, today;
    struct lane_tick *ticks;
    size_t            tick_count;
    struct lane_mark *marks;
    size_t            mark_count;
    struct lane_spell spell; /* width 0: none */
};
struct lanes *lanes_of(struct page *pg, const struct child_page *c);
/* Of the n-th lane: its band's top, and the line of its name. */
int64_t child_lane_top(size_t n);
int64_t child_lane_name_y(size_t n);

#endif
