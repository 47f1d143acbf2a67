/*
 * concern_form -- what the pack's forms are for in the life of a concern,
 * told from what they yield, which clocks they meet and whom the pack's
 * shares tell of them; never from their names.
 */
#ifndef ACTION_CONCERN_FORM_H
#define ACTION_CONCERN_FORM_H

#include "policy/policy.h"

enum concern_use {
    USE_OTHER,
    USE_DECIDE,
    USE_READ,     /* says that the history was read                     */
    USE_ALLOCATE, /* gives it to a worker, and nothing else             */
    USE_TRANSLATE,
    USE_ANSWER,    /* tells who reported what they may know: shares name
                      the fields                                         */
    USE_RECEIVE,   /* tells who reported that it arrived, and no more    */
    USE_CHALLENGE, /* disagrees                                          */
    USE_COUNT
};
enum concern_use concern_use_of(const struct pack *p, const struct form *f);
/* The verb that recording it asks for: by its use, else by what it yields. */
enum verb concern_verb(const struct pack *p, const struct form *f);
/* The first form for that in a thread of the kind, or null. */
const struct form *concern_form_for(const struct pack *p, enum concern_use use,
    struct str kind);
/* The kind of thread that a concern opens, empty when there is none. */
struct str concern_kind(const struct pack *p);

/* The field, or the constant, behind a yield's argument: of the form's
 * first yield of that kind.  Null and empty when there is none. */
const struct field *form_arg_field(const struct form *f, enum yield_kind kind,
    struct str arg);
/* Whether the question asks for any agency that does something: that has an
 * action, has business with the child, is to answer, or came to a meeting. */
bool       form_asks_doer(const struct form *f, const struct field *question);
struct str form_arg_value(const struct form *f, enum yield_kind kind,
    struct str arg);

/* What who reported is told by an entry: by the shares that it fires. */
struct concern_told {
    bool                 tells;  /* they are told of it at all */
    const struct field **fields; /* which answers they read    */
    size_t               count;
};
enum err MUST_CHECK concern_told_by(struct arena *a, const struct entry *e,
    struct concern_told *out);
/* The fields a share to who reported may name of the form. */
void concern_told_fields(struct arena *a, const struct pack *p,
    const struct form *f, struct concern_told *out);

/* The list of options an argument's answers come from, or null. */
const struct term_list *concern_list(const struct pack *p, enum yield_kind kind,
    struct str arg);

#endif
