/*
 * child_inside -- what the files that make a child's page share; for those
 * files alone.
 */
#ifndef ACTION_CHILD_INSIDE_H
#define ACTION_CHILD_INSIDE_H

#include "action/child.h"
#include "action/look.h"
#include "base/zone.h"

struct entry_at {
    struct id id;
    size_t    at;
};
struct child_names; /* opaque: child_kept.c */

/* A page being made: the reader's view, what it leaves, and the fold. */
struct child_build {
    struct work         *w;
    struct cx           *cx;
    struct answer       *answer;
    struct view          view;
    struct child_page   *page;
    const struct child  *child;
    struct entry        *kept;   /* of the person, cut, in fold order */
    enum depth          *depths; /* of each */
    struct entry_at     *by_id;  /* where each of them is, by id */
    size_t               kept_count;
    const struct entry **openings; /* those that open a thread of concern */
    size_t               opening_count;
    struct child_names  *names; /* of accounts and agencies, read once */
    struct face         *faces; /* of another moment than now */
    size_t               face_count;
    struct id           *sources;
    size_t               source_count;
    struct moment        known_at; /* us INT64_MAX: all */
    struct moment        then;     /* what the page calls now */
    struct date          day;      /* today, or the day asked for */
    const struct pack   *rules;    /* that held then; permission is today's */
    enum look_place      places;
    enum { CHILD_SOME_ROWS, CHILD_ALL_ROWS } rows;
    size_t first_row; /* of the chronology's table, when some */
};

/* Cuts all entries by the view, and finds its way in what is left. */
enum err MUST_CHECK child_keep(struct child_build *b, const struct entry *all,
    size_t n);
/* At what depth a kept entry may be seen. */
enum depth child_depth(const struct child_build *b, const struct entry *e);
/* As look_account(), and the agency (null: there is none), read once. */
enum err MUST_CHECK child_account(struct child_build *b, struct id account,
    struct str *name);
enum err MUST_CHECK child_agency(struct child_build *b, struct id agency,
    const struct agency **out);
/* As look_agency(): what the agency may be called. */
enum err MUST_CHECK child_agency_name(struct child_build *b, struct id agency,
    struct words *out);
/* The same of an agency as an answer names it: by id, or the pack's term. */
enum err MUST_CHECK child_authority(struct child_build *b, struct str named,
    struct words *out);
/* What the child was called before. */
enum err MUST_CHECK child_called_part(struct child_build *b);
/* On what day the child died, by these faces, and who said so. */
enum err MUST_CHECK child_death_part(struct child_build *b,
    const struct face *all, size_t n);
/* What each source says, or said on the page's day: as person_faces(). */
enum err MUST_CHECK child_faces(struct child_build *b, struct face **out,
    size_t *count);
/* Of all entries of the person those of the page's moment, as they were said
 * then. */
enum err MUST_CHECK child_then(struct child_build *b, struct entry *all,
    size_t *count);
/*
 * The kept entry of that id at this depth at least, or null.  On a page of
 * another day too, nothing is told of one that was moved or erased since, and
 * no words of one that was withdrawn.
 */
const struct entry *child_kept(const struct child_build *b, struct id entry,
    enum depth least);
/* The title of its kind: what it is, and not which (S7). */
enum err MUST_CHECK child_kind_of_agency(struct child_build *b,
    struct id agency, struct words *out);
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
/* The option itself, or null. */
const struct term_option *child_option_of(const struct pack *p,
    const struct form *form, enum yield_kind kind, struct str arg,
    struct str value);
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

/*
 * What the reader may know of somebody else who is named on this page: hidden
 * persons are absent, as if nobody had named them (S11); open: their own page.
 */
enum child_sight { SIGHT_HIDDEN, SIGHT_NAME, SIGHT_OPEN };
enum err MUST_CHECK child_sight(struct child_build *b, struct id person,
    enum child_sight *out);

/* Parts of the page, in the order they are made. */
enum err MUST_CHECK child_story_part(struct child_build *b);
/* The day it happened.  One that is known in part counts from the beginning
 * of what is known; one that is not known, as the day it was written. */
struct date child_day_of(const struct child_build *b, const struct entry *e);
/* Whether a chronology that others will read begins with it: a concern, a
 * decision, a notice that the reader may read; neither what was seen or
 * written, nor a strategy discussion, nor what whoever reported was told. */
bool child_is_event(const struct child_build *b, const struct entry *e);
enum err MUST_CHECK child_register_part(struct child_build *b);
enum err MUST_CHECK child_moves_part(struct child_build *b);
enum err MUST_CHECK child_casework_part(struct child_build *b);
void                child_legal_part(struct child_build *b);
enum err MUST_CHECK child_signals_part(struct child_build *b);
void                child_seen_part(struct child_build *b);
void                child_dues_part(struct child_build *b);
/* Whom the child trusts; how they and the family took part in meetings, and
 * what became of offers of an advocate. */
enum err MUST_CHECK child_trusts_part(struct child_build *b);
enum err MUST_CHECK child_voice_part(struct child_build *b);
enum err MUST_CHECK child_concerns_part(struct child_build *b);
enum err MUST_CHECK child_people_part(struct child_build *b);
enum err MUST_CHECK child_homes_part(struct child_build *b);
enum err MUST_CHECK child_homes_alone(struct child_build *b); /* of homes */
/* Of a relative on the page; and which of them no assessment has looked at,
 * marked when all are there. */
bool child_is_adult(const struct child_build *b,
    const struct child_relative              *r);
void child_adults_mark(struct child_build *b);
/* Who lives together, by what one source said of it and was just opened. */
enum err MUST_CHECK child_household(struct child_build *b, struct id ref,
    struct child_place *out);
enum err MUST_CHECK child_others_part(struct child_build *b); /* of homes */
enum err MUST_CHECK child_whole_part(struct child_build *b);
enum err MUST_CHECK child_sources_part(struct child_build *b);

/* The page's beginning, for the pages beside it: what the ground made, gone
 * on with; what is left of the entries, and who the child is. */
void child_begin(struct child_build *b, struct answer *answer);
/* The page's moment is now: before anything else. */
void child_now(struct child_build *b);
/* Of another moment than now: a day, and a time on it (us 0: its end); one
 * that has not come yet is now.  Before anything is read. */
void child_as_of(struct child_build *b, struct date day, struct moment at);
/* What the leaf says of that; empty when it is now. */
struct str          child_of_when(const struct child_build *b);
enum err MUST_CHECK child_known(struct child_build *b);

#endif
