/*
 * typed -- what somebody typed into a form, input by input, and what answers
 * that comes to.
 *
 * An input's name says which question it belongs to:
 *
 *     FIELD                 a question
 *     FIELD.2               the same asked about child 2
 *     FIELD.2-day           a part of it: day month year time why rows
 *     FIELD.2:0:COLUMN      row 0 of a table; a body map has the columns
 *                           region kind colour note, safe contact has
 *                           who how when avoid
 *     FIELD.2:0:COLUMN-day  a part of that
 *     _children             which children there are: "0,1,3"
 *     _source.2             the record that child 2 is, of the reporter's
 *                           own agency or found by looking for people; or,
 *                           in a report, persons who were shown, none of
 *                           whom is child 2
 *     _none.2               persons who were shown, none of whom is child 2
 *
 * A child or a row keeps its number for as long as the form is being filled
 * in; in the answers they are counted from 0 without gaps.  Several values
 * of one input (check boxes) are lines of one text.
 *
 * Nothing is refused here: what cannot be an answer is put into the answers
 * as it was typed, and answers_check() says what is wrong with it.  What is
 * no longer asked, because another answer changed, stays typed and is left
 * out of the answers.
 *
 * Pure.  Everything lives in the arena of the typed.
 */
#ifndef ACTION_TYPED_H
#define ACTION_TYPED_H

#include "practice/answers.h"

struct typed_value {
    struct str name, text;
    int64_t    revision;
    bool       twice; /* saved elsewhere meanwhile, as other */
    struct str other;
};
struct typed {
    struct arena       *arena;
    const struct pack  *pack;
    const struct form  *form;
    struct typed_value *rows;
    size_t              count, room;
};

/* What an input's name says. */
enum typed_part {
    PART_ALL,
    PART_DAY,
    PART_MONTH,
    PART_YEAR,
    PART_TIME,
    PART_WHY,
    PART_ROWS,
    PART_COUNT
};
struct typed_input {
    const struct field *field;
    int                 child;  /* -1: not asked per child  */
    int                 row;    /* -1: no row               */
    struct str          column; /* of the row               */
    const struct field *cell;   /* a table's column, or null */
    enum typed_part     part;
    struct str          of; /* on a page of several such forms: what stands
                               before the name there, and not here; or empty */
};
struct str typed_name(struct arena *a, const struct typed_input *i);
/* False: the form has no such input. */
bool typed_input_read(const struct form *form, struct str name,
    struct typed_input *out);
/* Names that belong to no question. */
#define TYPED_CHILDREN S("_children")
struct str typed_source_name(struct arena *a, int child);
struct str typed_none_name(struct arena *a, int child);
/* Whether a draft of this form may hold an input of that name. */
bool typed_is_name(const struct form *form, struct str name);

void typed_init(struct typed *t, struct arena *a, const struct pack *pack,
    const struct form *form);
void typed_set(struct typed *t, struct str name, struct str text,
    int64_t revision);
/* The row of that name, or null. */
struct typed_value *typed_find(const struct typed *t, struct str name);
struct str          typed_text(const struct typed *t, struct str name);

/* Children and rows that there are, by their numbers; at least one. */
struct typed_list {
    const int *all;
    size_t     count;
};
struct typed_list typed_children(const struct typed *t);
struct typed_list typed_rows(const struct typed *t, const struct field *field,
    int child);
/* Whether anything is typed in that row; and the number of the row that has
 * that place among those where something is, or -1. */
bool typed_row_given(const struct typed *t, const struct field *field,
    int child, int row);
int  typed_row_at(const struct typed *t, const struct field *field, int child,
     int place);
/* The list as it is typed: with one more, without one (the last stays). */
struct str typed_list_more(struct arena *a, struct typed_list l);
struct str typed_list_less(struct arena *a, struct typed_list l, int which);
/* The children as they are typed, with so many more (0: one), up to most. */
struct str typed_children_more(const struct typed *t, int64_t many, int most);
/* Leaves out children of whom nothing is typed; the last one stays. */
void typed_drop_empty(struct typed *t);

/* Columns of a body map and of safe contact; false behind the last. */
bool typed_column(enum field_type type, size_t n, struct str *column);

/* Whether the form is filled in about a child who is nowhere in this record;
 * and that put among what is typed, as the program's own answer. */
bool typed_is_newcomer(const struct typed *t);
void typed_newcomer_mark(struct typed *t);
/* The same of a child who was born beside those whom the form is about: has
 * no record, and was added to it. */
bool typed_is_unexpected(const struct typed *t, int child);
void typed_unexpected_mark(struct typed *t);

/* What is known of the children: how many, how old on that day. */
struct answers_about typed_about(const struct typed *t, struct date today);
/* The answers that it comes to. */
void typed_answers(const struct typed *t, const struct answers_about *about,
    struct answers *out);
struct str typed_json(struct arena *a, const struct answers *s);
/* The question whose answer is that argument of the form's identity. */
const struct field *typed_identity(const struct form *form, struct str arg);
/* "Lleucu Penri"; empty when neither name is there yet. */
struct str typed_child_name(const struct typed *t, int child);
/* A question that the program answers itself, and nobody is asked. */
bool typed_is_ours(const struct form *form, const struct field *f);
/* That answer, put into answers that have none. */
void typed_mark(struct arena *a, struct answers *s, struct str value);
/* Where an entry of these answers goes, or null. */
const struct form_route *typed_route(const struct answers *s,
    const struct answers_about                            *about);

#endif
