/*
 * folk -- people and accounts for tests of the record room that write them
 * past the entry engine: what a source says, who may be what.
 */
#ifndef TESTS_UNIT_RECORD_FOLK_H
#define TESTS_UNIT_RECORD_FOLK_H

#include "../house.h"
#include "record/label.h"

/* A child with a record of the agency's that says this; born may be null.
 * The agency's record. */
struct id folk_child(struct house *h, struct id agency, const char *given,
    const char *family, const char *born);
/* An id that stands for the entry which says why. */
struct id folk_entry(struct house *h);
/* Writes that entry about the record; its thread. */
struct id folk_said(struct house *h, struct id source, struct id entry);
/* A confirmed account with that role (null: none), by the service. */
struct id folk_account(struct house *h, struct id agency, const char *login,
    const char *role, struct id desk);
struct id folk_agency(struct house *h, const char *kind, struct id authority);

#endif
