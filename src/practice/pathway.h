/*
 * pathway -- states, moves, guards and clocks over entries.
 */
#ifndef PRACTICE_PATHWAY_H
#define PRACTICE_PATHWAY_H

#include "practice/form.h"

/* What makes something happen: a yield with these arguments, or an entry of
 * a form with these answers.  The word lists hold any of. */
enum trigger_kind { ON_YIELD, ON_ENTRY, ON_CHECK, ON_REFUSED, ON_DRAFT };
/* What became of a draft that waits for a second look (S21). */
enum draft_look { LOOK_NONE, LOOK_WAITS, LOOK_BACK, LOOK_UNLOOKED };
struct trigger_where {
    struct str        name; /* argument or field */
    size_t            arg;  /* place in the yield's list (ON_YIELD) */
    const struct str *values;
    size_t            value_count;
};
struct trigger {
    enum trigger_kind           kind;
    enum yield_kind             yield;
    struct str                  form;   /* ON_ENTRY, ON_DRAFT */
    struct str                  word;   /* ON_CHECK, ON_REFUSED */
    struct span                 unsent; /* ON_DRAFT */
    bool                        unsent_day_ends;
    enum draft_look             look; /* ON_DRAFT; then it has no unsent */
    const struct trigger_where *where;
    size_t                      where_count;
};
struct triggers {
    const struct trigger *all; /* any of them */
    size_t                count;
};
/* Whether one happening could fire both; some of the one and the other. */
bool trigger_overlaps(const struct trigger *a, const struct trigger *b);
bool triggers_overlap(const struct triggers *some,
    const struct triggers                   *others);
/* Whether whatever fires a fires b. */
bool trigger_is_within(const struct trigger *a, const struct trigger *b);

enum due_from {
    DUE_OCCURRED,
    DUE_RECORDED,
    DUE_OPENED,
    DUE_FIELD,
    DUE_ARG,
    DUE_CLOCK, /* from where that clock first began */
    DUE_BIRTH, /* the child's birth date */
    DUE_THREAD /* a field of what began its thread */
};
struct due {
    struct span   span;
    enum due_from from;
    struct str    name;   /* field, argument or clock */
    bool          before; /* counted back from there */
    bool          given;
};

struct clock_override {
    struct str  authority;
    struct due  due;
    struct date from, to;
};
/* Where an entry names an agency: a field of it, or an argument of what it
 * says. */
struct clock_agency {
    struct str name; /* empty: it is not said */
    bool       is_arg;
};
/* tie.KIND, desk.ID, role.ID, thread.ROLE, agency.KIND, draft.author */
struct addressee {
    struct str kind, id;
};

struct clock_rule {
    struct str         id;
    struct words       title;
    struct triggers    opens, met_by, cancelled_by, paused_by, resumed_by;
    struct triggers    put_off_by;  /* counted; the day stays */
    struct triggers    spared_by;   /* for the agency that it names... */
    struct triggers    spared_with; /* ...and that this names there too */
    const struct str  *while_states;
    size_t             while_count;
    struct due         due, target, warn;
    struct due         unsaid; /* where due's field or argument says nothing */
    struct addressee   owner;
    struct source_note note;
    bool               itself; /* met by the entry that opens it */
    bool               first;  /* while one runs, none is opened */
    bool               near;   /* on no list of work before `warn` */
    bool               restart, repeat, once, forecast, per_thread, per_meeting;
    bool               per_link;          /* for each pair of records        */
    bool               per_agency;        /* for each that is asked; then: */
    struct clock_agency          asked;   /* whom the opening asks; not said:
                                      whose author wrote it         */
    struct clock_agency          answers; /* who answers; not said: whose author
                                      wrote what meets it           */
    const struct clock_override *overrides;
    size_t                       override_count;
    const struct pathway        *pathway;
    size_t                       index; /* among all clocks of the pack */
};

struct state {
    struct str        id;
    struct words      title;
    bool              final;
    const struct str *shows; /* what stands beside it: plan, ... */
    size_t            show_count;
    struct words      watches, reopens; /* of a time of watching; or empty */
    struct str        until;            /* the clock at its end */
};
struct move {
    const size_t   *from; /* states by place; none: any */
    size_t          from_count;
    struct triggers on;
    size_t          to;
};
enum guard_else { GUARD_ASK_REASON, GUARD_REFUSE };
struct guard {
    struct triggers   on;
    const struct str *needs; /* arguments of the yield, fields of the form */
    size_t            need_count;
    enum guard_else   otherwise;
    /* where the child must stand for it; no pathway: anywhere */
    struct str        pathway;
    const struct str *states;
    size_t            state_count;
    /* no clock of these bases may run; none: whatever runs */
    const struct str *settled;
    size_t            settled_count;
    /* what the newest such fact about somebody it names may not say; none:
     * nobody is looked for */
    struct triggers kept_out;
    /* whose newest such entry about the child was written by whoever records
     * this one, may not; none: anybody */
    struct triggers    by_another;
    struct words       says; /* what is in the way; or empty */
    struct source_note note;
};

struct pathway {
    struct str               id;
    struct words             title;
    const struct state      *states;
    size_t                   state_count;
    size_t                   start;
    const struct move       *moves;
    size_t                   move_count;
    const struct guard      *guards;
    size_t                   guard_count;
    const struct clock_rule *clocks;
    size_t                   clock_count;
    bool                     per_thread;
    size_t                   index;
};

/* Shares: who must be told what. */
struct ladder_step {
    struct span unread;
    struct str  to; /* cover, manager */
};
struct share_rule {
    struct str                id;
    struct triggers           on;
    const struct condition   *when;
    const struct addressee   *to;
    size_t                    to_count;
    const struct str         *what;
    size_t                    what_count;
    struct span               within;
    bool                      within_given;
    const struct ladder_step *ladder;
    size_t                    ladder_count;
    struct source_note        note;
};

/* Signals: patterns that should worry somebody (a small closed tree). */
enum predicate_kind {
    SIG_COUNT,
    SIG_DAYS_SINCE,
    SIG_CLOCK,
    SIG_PUT_OFF,
    SIG_ABSENT,
    SIG_STALLED,
    SIG_ROLLED_OVER,
    SIG_ATTENDED,
    SIG_MISSING,
    SIG_NEW_ADULT,
    SIG_LANGUAGE,
    SIG_STATE,
    SIG_ALL,
    SIG_ANY,
    SIG_NOT
};
struct predicate {
    enum predicate_kind      kind;
    struct triggers          trigger;
    struct span              within; /* COUNT; DAYS_SINCE: over */
    int                      at_least;
    bool                     afresh; /* COUNT: from when `while` began */
    bool                     near;   /* CLOCK: from `warn` on */
    struct str               clock, agency, pathway, of;
    struct clock_agency      said;   /* LANGUAGE: where it stands */
    struct triggers          unless; /* LANGUAGE: met all the same */
    const struct str        *states;
    size_t                   state_count;
    const struct predicate **parts;
    size_t                   part_count;
};
struct signal_rule {
    struct str              id;
    struct words            title;
    struct words            ends;   /* what makes it go away; may be empty */
    const struct predicate *while_; /* null: always */
    const struct predicate *when;
    const struct addressee *tell;
    size_t                  tell_count;
    struct triggers         clears;
    /* who is told next when nobody reads it */
    const struct ladder_step *ladder;
    size_t                    ladder_count;
    struct source_note        note;
};

struct measure_rule {
    struct str         id;
    struct words       title;
    struct str         clock, numerator, denominator;
    const struct str  *per, *by;
    size_t             per_count, by_count;
    int                suppress_under;
    struct source_note note;
};

#endif
