/*
 * meeting_inside -- what the files about meetings share; for those alone.
 */
#ifndef ACTION_MEETING_INSIDE_H
#define ACTION_MEETING_INSIDE_H

#include "action/casework_inside.h"
#include "action/concern_form.h"
#include "action/meeting.h"
#include "record/minutes.h"

/* A meeting with its entries as they stand, and what the reader may see. */
struct meeting_at {
    struct work          *w;
    struct cx            *cx;
    struct answer        *answer;
    struct id             thread;
    struct entry         *entries; /* corrected, the call first */
    size_t                count;
    const struct entry   *call;
    const struct form    *held;
    struct meeting_child *children; /* all that it is about */
    struct view          *views;    /* of each */
    bool                 *may;      /* of each: read the call whole */
    size_t                child_count;
    bool                  over;   /* its record is written, here or in
                                     its sheet */
    struct id             taker;  /* of its minutes, now; or none */
    bool                  is_kin; /* the taker reads it, and is of kin of a
                                     child in it (S9) */
};
/*
 * Who takes the minutes is let in for that purpose, which no other page asks
 * with, and by their part in this thread: none of the child's other meetings,
 * and nothing else of the child, is open for it (docs/adr/0028).
 */
bool meeting_is_taker(const struct meeting_at *m);
/* As such: of that group, about one child or all. */
enum err MUST_CHECK meeting_as_taker(const struct meeting_at *m, enum verb verb,
    struct str of, struct id person, struct grant *grant);
/* May the reader prepare the minutes for whoever approves them? */
enum err MUST_CHECK meeting_may_prepare(const struct meeting_at *m,
    const struct form *form, struct grant *grant);
/* Who takes the minutes, and naming another. */
enum err MUST_CHECK meeting_taking(const struct meeting_at *m,
    struct meeting_page                                    *out);
/* What is known of whoever takes them; ERR_ABSENT: nobody does. */
enum err MUST_CHECK meeting_taker_look(const struct meeting_at *m,
    const struct meeting_taker                                **out);
/* When it is over: what was prepared, and out of what. */
enum err MUST_CHECK meeting_preparing(struct meeting_at *m,
    struct meeting_page                                 *out);
/* Loads it without asking anybody.  ERR_ABSENT: the thread is none. */
enum err MUST_CHECK meeting_load(struct work *w, struct cx *cx,
    struct id thread, struct meeting_at *out);
/* What the reader may see of its children.  ERR_DENIED: nothing. */
enum err MUST_CHECK meeting_view(struct meeting_at *m, struct grant *grant);
/* The facts of one of its entries. */
enum err MUST_CHECK meeting_facts(const struct meeting_at *m,
    const struct entry *e, struct fact **facts, size_t *count);
/* Whether the entry may be read whole, about any of the children. */
bool meeting_reads(const struct meeting_at *m, const struct entry *e);
/* May the form be recorded about the person, for any purpose that there is
 * for work?  grant is written also when refused. */
enum err MUST_CHECK meeting_may(struct work *w, struct cx *cx,
    const struct form *form, struct id person, struct grant *grant);
/* The same about each child of the meeting. */
enum err MUST_CHECK meeting_may_all(const struct meeting_at *m,
    const struct form *form, struct grant *grant);
/* Whether that form may be said in the meeting as it stands now, whoever says
 * it: what is offered and what is taken hang on this; a reply alone is taken
 * later than it is offered, so that none is lost that was begun. */
bool meeting_takes(const struct meeting_at *m, const struct form *form);
/* May the reader type while it sits? */
enum err MUST_CHECK meeting_may_sit(const struct meeting_at *m,
    struct grant                                            *grant);
/* Records the form in the meeting, about all its children. */
enum err MUST_CHECK meeting_append(const struct meeting_at *m,
    const struct form *form, struct str answers, struct entry_wrong *wrong,
    struct id *entry);
/* What the choice that names its kind says, and when it is. */
struct words  meeting_title(const struct meeting_at *m);
struct moment meeting_time(const struct meeting_at *m);

/* An entry of it in words; outcome: the choice that counts in it. */
enum err MUST_CHECK meeting_said_in(const struct meeting_at *m,
    const struct entry *e, struct words outcome,
    const struct meeting_said_by **out);
/* May agencies be called by name, of all the children that may be seen? */
enum look_place meeting_places(const struct meeting_at *m);
/* The newest entry of that form that the reader may read, or null. */
const struct entry *meeting_newest(const struct meeting_at *m,
    const struct form                                      *f);
/* Who has read the history; all: of each child, null where it is closed to
 * the reader. */
enum err MUST_CHECK meeting_history(const struct meeting_at *m,
    struct child_build *const *all, struct meeting_page *out);
/* What was brought to it that the reader may read, and what they may bring;
 * all: as for the history. */
enum err MUST_CHECK meeting_brought(const struct meeting_at *m,
    struct child_build *const *all, struct meeting_page *out);
bool                meeting_has_brought(const struct meeting_at *m);
/* A report is of the agency of whoever writes it; the one that called the
 * meeting may write down another's. */
void meeting_report_own(const struct meeting_at *m, const struct form *form,
    struct typed *t);
/* What a report that asks for a chronology begins with; all: as for the
 * history. */
enum err MUST_CHECK meeting_story(const struct meeting_at *m,
    struct child_build *const *all, const struct form *form,
    struct meeting_page *out);
/* May the reader write the report of those who lead the work?  They write no
 * other of their own agency: it would hold a view (W23). */
enum err MUST_CHECK meeting_writes_own(const struct meeting_at *m, bool *yes);
/* What the children have said that it may hear, as far as the reader may read
 * it; nothing where what is held asks for no views. */
enum err MUST_CHECK meeting_voices(const struct meeting_at *m,
    struct meeting_voices                                  *out);
/* How those who are asked take part, behind all of them. */
enum err MUST_CHECK meeting_needs(const struct meeting_at *m,
    struct meeting_page                                   *out);
/* What was decided, and the minutes: when it is over. */
enum err MUST_CHECK meeting_after(struct meeting_at *m,
    struct meeting_page                             *out);

/* Meetings of the child that the reader may see, into out: the newest
 * first. */
enum err MUST_CHECK meeting_rows(struct child_build *b, struct meetings *out);
/* Who came to those of them that the reader may read (meeting_period.c). */
enum err MUST_CHECK meeting_periods(struct child_build *b,
    struct meetings                                    *out);

/* Those who have business with these children, as the reader may know. */
enum err MUST_CHECK meeting_network(struct child_build *const *all,
    size_t count, const struct form *call, struct meeting_network *out);

#endif
