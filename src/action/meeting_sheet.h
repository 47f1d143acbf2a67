/*
 * meeting_sheet -- a meeting's sheet as it is typed; for the files about
 * meetings alone.
 */
#ifndef ACTION_MEETING_SHEET_H
#define ACTION_MEETING_SHEET_H

#include "action/meeting_inside.h"
#include "action/meeting_live.h"

struct sitting {
    struct meeting_at    *m;
    struct sheet          sheet;
    struct sheet_version *all; /* that count or stand beside */
    size_t                count;
    struct draft_page     draft;
};
/* Everything typed, with the children it is about and the answers that it
 * comes to.  ERR_ABSENT: nobody has begun. */
enum err MUST_CHECK sitting_load(struct meeting_at *m, struct answer *answer,
    struct sitting *out);
/* The agencies that are asked, as answers name them. */
enum err MUST_CHECK sitting_agencies(const struct meeting_at *m,
    struct draft_offer *out, struct str **kinds);
/* Saves one input, as the reader. */
enum err MUST_CHECK sitting_save(const struct meeting_at *m, struct str name,
    struct str text, int64_t was, struct sheet_saved *out);

#endif
