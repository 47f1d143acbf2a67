/*
 * agency_inside -- agencies and desks remembered whole; for agency.c and
 * agency_house.c alone.
 */
#ifndef RECORD_AGENCY_INSIDE_H
#define RECORD_AGENCY_INSIDE_H

#include "record/agency.h"

/* In the order of their ids.  A desk that the pack does not know has no
 * term. */
struct house {
    struct agency        *agencies;
    size_t                agency_count;
    struct desk          *desks; /* also those that have ended */
    bool                 *desk_ended;
    size_t                desk_count;
    struct register_held *held;
    size_t                held_count;
};

/* Null in a deed, which reads what it is judged by. */
enum err MUST_CHECK house_now(struct work *w, const struct house **out);
/* Or null. */
const struct agency *house_agency(const struct house *h, struct id id);
const struct desk   *house_desk(const struct house *h, struct id id);
/* The desk of that kind at the agency itself that is in use, or null. */
const struct desk *house_desk_at(const struct house *h, struct id agency,
    struct str term);

/* AGENCY_COLUMNS and DESK_COLUMNS, in their order. */
#define AGENCY_COLUMNS                                                        \
    "id, kind, term, name_cy, name_en, authority, language, ended_at"
#define DESK_COLUMNS "d.id, d.agency, d.term, d.telephone, d.relay"
void agency_of_row(const struct rows *r, struct agency *out);
/* False when the pack has no such desk any more. */
bool desk_of_row(const struct work *w, const struct rows *r, struct desk *out);

#endif
