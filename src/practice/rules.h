/*
 * rules -- every shape of the grammar, by name; and in which file each
 * stands.  Inside this room only.
 */
#ifndef PRACTICE_RULES_H
#define PRACTICE_RULES_H

#include "practice/shape.h"

extern const struct word_list words_verbs;
extern const struct word_list words_yields;
extern const struct word_list words_field_types;
extern const struct word_list words_labels;

extern const struct shape shape_pack, shape_limit;
extern const struct shape shape_agencies, shape_agency_kind, shape_agency,
    shape_agency_member, shape_register;
extern const struct shape shape_desks, shape_desk, shape_hours;
extern const struct shape shape_roles, shape_role;
extern const struct shape shape_terms, shape_list, shape_option, shape_tie,
    shape_thread, shape_thread_role, shape_group, shape_stage, shape_purpose,
    shape_identifier, shape_location, shape_lawful_basis, shape_retention,
    shape_keep, shape_argument;
extern const struct shape shape_calendar, shape_holiday, shape_weekday_of,
    shape_years, shape_exception, shape_counting;
extern const struct shape shape_form, shape_field, shape_section, shape_route,
    shape_notice, shape_yield, shape_constant, shape_ends, shape_second_look,
    shape_check, shape_meeting;
extern const struct shape shape_condition, shape_age, shape_state_of;
extern const struct shape shape_trigger;
extern const struct shape shape_pathway, shape_state, shape_move, shape_guard,
    shape_clock, shape_due, shape_while, shape_override;
extern const struct shape shape_shares, shape_share, shape_step;
extern const struct shape shape_signals, shape_signal, shape_predicate,
    shape_count, shape_days_since, shape_clock_late, shape_put_off,
    shape_absent, shape_stalled, shape_no_yield;
extern const struct shape shape_measures, shape_measure, shape_clock_of;
extern const struct shape shape_access, shape_label, shape_row, shape_who;
extern const struct shape shape_wording, shape_phrase, shape_letter;
extern const struct shape shape_threshold, shape_level;

/* A file of a pack, and what it holds. */
struct pack_part {
    struct str          file; /* of forms: any one name */
    const struct shape *shape;
};
extern const struct pack_part pack_parts[];
extern const size_t           pack_parts_count;
/* Whether the name fits: the part after the * may be any one file. */
const struct pack_part *pack_part_find(struct str file);

#endif
