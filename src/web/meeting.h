/*
 * meeting -- pages for calling a meeting, for one that is called, and for
 * what is said to it.
 */
#ifndef WEB_MEETING_H
#define WEB_MEETING_H

#include "action/meeting.h"
#include "web/form.h"

visit_in in_meeting_form, in_meeting_call, in_meeting, in_meeting_say,
    in_meeting_say_form;
visit_see see_meetings, see_meeting_form, see_meeting_call, see_meeting,
    see_meeting_say, see_meeting_say_form;
visit_see see_meeting_calendar; /* web/meeting_calendar.c */
/* The file itself: that there is a meeting and when, and nothing else. */
struct str meeting_calendar(struct page *pg, const struct meeting_page *m);

/* Calling one: the form, as typed, and who is ticked. */
struct meeting_call_view {
    const struct meeting_form *form;
    struct form_look           look;
    struct typed               typed;
    const bool                *asked; /* of the network */
    const struct str          *why;
    const struct str          *chosen;  /* of each kind for each child */
    bool                       changed; /* the network is another now */
};
/* What is said to one. */
struct meeting_say_view {
    const struct meeting_page *meeting;
    struct form_look           look;
    struct typed               typed;
    struct draft_page          draft; /* agencies to choose from */
};

/* views/meeting.html */
void meeting_voices_part(struct page *pg, const struct meeting_voices *v);
void meetings_page(struct page *pg, const struct meetings *m);
void meeting_call_page(struct page *pg, const struct meeting_call_view *c);
void meeting_one_page(struct page *pg, const struct meeting_page *m);
void meeting_say_page(struct page *pg, const struct meeting_say_view *s);
void meeting_taker_words(struct page *pg, const struct meeting_taker *t);

/* ---- words and helps for templates ---- */

struct str meetings_url(struct page *pg, struct id person,
    const struct form *form);
struct str meeting_say_url(struct page *pg, const struct meeting_page *m,
    const struct form *form);
/* Name and birth date, as lists show a child. */
struct str meeting_child_name(struct page *pg, struct str name,
    struct date born);
/* How many of a kind may be asked. */
size_t     meeting_kind_rows(const struct meeting_call_view *c, size_t kind);
struct str meeting_network_name(struct page *pg, const char *what, size_t i);
/* web/meeting_say.c */
bool      meeting_say_has_file(const struct meeting_say_view *s);
enum lang meeting_line_lang(struct page *pg, const struct meeting_brought *b,
    const struct child_line *l);
/* Where it is said how one of "adult", "agency", "child" takes part, by the
 * place on the meeting's page; empty: not by this reader. */
struct str meeting_need_url(struct page *pg, const struct meeting_page *m,
    const char *what, size_t i);
/* Whether a question of the form is one of whom is asked. */
bool meeting_asks_itself(const struct field *f);

#endif
