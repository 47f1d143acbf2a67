/*
 * child_inside -- what the files that make a child's page share; for those
 * files alone.
 */
#ifndef ACTION_CHILD_INSIDE_H
#define ACTION_CHILD_INSIDE_H

#include "action/child.h"
#include "action/look.h"
#include "base/zone.h"

/* A page being made: the reader's view, what it leaves, and the fold. */
struct child_build {
    struct work        *w;
    struct cx          *cx;
    struct answer      *answer;
    struct view         view;
    struct child_page  *page;
    const struct child *child;
    struct entry       *kept; /* of the person, cut, in fold order */
    size_t              kept_count;
    struct id          *sources;
    size_t              source_count;
    struct moment       known_at; /* us INT64_MAX: all */
    struct date         day;      /* today, or the day asked for */
    enum look_place     places;
};

/* The kept entry of that id at this depth at least, or null. */
const struct entry *child_kept(const struct child_build *b, struct id entry,
    enum depth least);
/* Came by a report: stands in the front door's lane, without an author. */
bool child_by_report(const struct child_build *b, const struct entry *e);
/* The lane of an entry; made when it is the first in it. */
enum err MUST_CHECK child_lane(struct child_build *b, const struct entry *e,
    size_t *lane);
/* What a lane or source is called: front door, or the kind of agency. */
enum err MUST_CHECK child_from(struct child_build *b, const struct entry *e,
    struct words *out);
/*
 * The word of an option that a yield's argument has as its value: from the
 * form's own list, else from the list the pack names for that argument.
 */
struct words child_option(const struct pack *p, const struct form *form,
    enum yield_kind kind, struct str arg, struct str value);
/* Is the source one of this person's? */
bool child_has_source(const struct child_build *b, struct id source);
/* This person's place among the entry's children, or -1. */
int child_place_in(const struct child_build *b, const struct entry *e);
/* The answers of an entry that may be shown, in the form's order. */
enum err MUST_CHECK child_lines(struct child_build *b, const struct entry *e,
    struct child_line **out, size_t *count);
/* One answer in words; whether it may be shown is the caller's to know. */
enum err MUST_CHECK child_answer(struct child_build *b, const struct entry *e,
    const struct field *f, const struct json *v, struct str *out);

/* Parts of the page, in the order they are made. */
enum err MUST_CHECK child_story_part(struct child_build *b);
enum err MUST_CHECK child_register_part(struct child_build *b);
enum err MUST_CHECK child_concerns_part(struct child_build *b);
enum err MUST_CHECK child_people_part(struct child_build *b);
enum err MUST_CHECK child_sources_part(struct child_build *b);
enum err MUST_CHECK child_looked_part(struct child_build *b);

#endif
