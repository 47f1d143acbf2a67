/*
 * term -- the pack's own words: option lists, agencies, desks, roles.
 *
 * All of it belongs to a loaded pack and lives as long as the pack does.
 */
#ifndef PRACTICE_TERM_H
#define PRACTICE_TERM_H

#include "base/date.h"
#include "base/lang.h"

struct term_option {
    struct str   id;
    struct words label;
    int          rank;  /* 1 sorts first; 0: in file order */
    struct str   means; /* mother, female, male, reporter, done ... */
    struct str   told;  /* what this kind of reporter is told, or who may hear
                          the child's words: full, received, nothing */
    bool         emergency;
    bool         other; /* asks for words */
    struct str   code;
    struct str   purpose; /* of a check, that this answer stands for */
    struct str   side;    /* region of a body: front, back */
    struct str   holds;   /* form that a meeting of this kind is */
    struct str   stands;  /* of a relation: where in genogram.h */
    struct str   sex;     /* of a relation: female, male, or empty */
    struct str   at;      /* and where on its picture: "80 44" */
};
struct term_list {
    struct str                id;
    struct str                means; /* check_reason, check_urgency,
                                        category, threshold; else empty */
    const struct term_option *options;
    size_t                    count;
};

/* An amount of time as the pack says it. */
enum span_unit {
    SPAN_MINUTES,
    SPAN_HOURS,
    SPAN_CALENDAR_DAYS,
    SPAN_WORKING_DAYS,
    SPAN_WEEKS,
    SPAN_MONTHS,
    SPAN_YEARS
};
struct span {
    enum span_unit unit;
    int            n;
};

struct source_note {
    struct str basis; /* statute, national_procedure, ... */
    struct str source;
};

struct term_limit {
    struct str         name;
    struct span        span;
    int                times;
    struct source_note note;
};

struct agency_kind {
    struct str   id;
    struct words title;
    struct str   kept_by; /* kind of agency that looks after these in its
                             area; empty: nobody but themselves */
};
struct agency_code {
    struct str system, value;
};
struct agency_member {
    struct str  agency, as;
    struct date from, to;
};
struct agency_term {
    struct str                  id, kind;
    struct words                title;
    struct words                brief; /* shorter name, may be empty */
    const struct str           *also;  /* what else people write */
    size_t                      also_count;
    const struct agency_code   *codes;
    size_t                      code_count;
    struct date                 from, to;
    const struct agency_member *members;
    size_t                      member_count;
};
/* Where the constants of a yield's argument come from. */
struct argument_term {
    struct str yield, argument, options;
};
struct register_term {
    struct str   id, held_by;
    bool         searched;
    struct words title;
};

/* Opening hours, minutes after midnight, Monday first; from == to: shut. */
struct desk_hours {
    int16_t from[7], to[7];
    bool    always;
    bool    open_on_holidays;
};
struct desk_term {
    struct str         id, of, out_of_hours, means;
    struct words       title;
    struct desk_hours  hours;
    struct source_note note;
    struct str         outside; /* open whenever that desk is shut */
    bool               invited; /* hears of meetings that its agency is
                                   asked to; no desk says so: the first */
    bool               relay;   /* has a relay number */
    /* The desk of that name, or null. */
    const struct desk_term *outside_desk;
};

struct role_term {
    struct str        id;
    struct words      title;
    const struct str *agencies; /* kinds */
    size_t            agency_count;
    const struct str *may; /* verbs */
    size_t            may_count;
    const struct str *granted_by;
    size_t            granted_by_count;
    const struct str *with; /* may be added to these roles */
    size_t            with_count;
    struct str        cover, manager, desk, training;
    bool              check_only, discreet, no_case_data;
    struct span       lasts; /* the grant ends by itself */
    bool              lasts_given;
};

/* Why somebody looks; means: attendance, concern (checks), duty, casework,
 * own, oversight, upkeep (looks). */
struct purpose_term {
    struct str   id, means;
    struct words label;
    bool         check;
};

struct triggers;
struct tie_term {
    struct str             id;
    struct words           label;
    struct str             means;
    struct span            lasts;
    bool                   lasts_given;
    int                    weight;  /* of one such child in a caseload */
    const struct triggers *ends_by; /* what ends those that there are */
};

const struct term_option *term_option_find(const struct term_list *l,
    struct str                                                     id);
/* Whether the role may do that at all (access rules say to whom). */
bool role_may(const struct role_term *role, struct str verb);

#endif
