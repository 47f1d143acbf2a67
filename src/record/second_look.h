/*
 * second_look -- drafts that wait until somebody of the author's agency has
 * looked at them (S21).
 *
 * Waiting has an end: what is not looked at, or was given back and not handed
 * in again, is due at send_by, which a second handing in never moves.
 */
#ifndef RECORD_SECOND_LOOK_H
#define RECORD_SECOND_LOOK_H

#include "record/draft.h"
#include "record/entry.h"

struct second_look {
    struct id     draft, agency;
    struct moment handed, send_by;
    struct moment back; /* us 0: it waits; else given back, by whom, why */
    struct id     back_by;
    struct str    remark;
    struct id     turn; /* what notices of it name as their cause */
};

extern const struct statements second_look_statements;

/* Hands it in; again: it keeps its send_by.  That and giving back begin a
 * new turn: what was told of the one before is over. */
enum err MUST_CHECK second_look_hand(struct work *w, struct id draft,
    struct id agency, struct moment send_by);
/* ERR_ABSENT: it was never handed in. */
enum err MUST_CHECK second_look_load(struct work *w, struct id draft,
    struct second_look *out);
enum err MUST_CHECK second_look_back(struct work *w, struct id draft,
    struct id by, struct str remark);
/* The open draft whose turn it still is; ERR_ABSENT: that is over. */
enum err MUST_CHECK second_look_of_turn(struct work *w, struct id turn,
    struct second_look *out);
/* Those that wait for the agency to look, the most pressing first. */
enum err MUST_CHECK second_look_waiting(struct work *w, struct id agency,
    struct second_look **out, size_t *count);
/* Those of every agency that must go by now. */
enum err MUST_CHECK second_look_due(struct work *w, struct second_look **out,
    size_t *count);
/* When the next of them must, if that is sooner than next. */
enum err MUST_CHECK second_look_next(struct work *w, struct moment *next);

/* The newest two hundred that the agency wrote on a form: originals, and none
 * that goes to one desk alone (S15). */
enum err MUST_CHECK second_look_entries(struct work *w, struct id agency,
    struct str form, struct id **out, size_t *count);
/* An open clock that something of the agency's opened. */
struct second_look_lack {
    struct id     person, opening;
    struct moment due;
};
enum err MUST_CHECK second_look_lacks(struct work *w, struct id agency,
    struct str clock, struct second_look_lack **out, size_t *count);

#endif
