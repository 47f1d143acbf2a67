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
/* Of that what is typed, alone. */
enum err MUST_CHECK sitting_typed(struct meeting_at *m, struct sitting *s);
/* The agencies that are asked, as answers name them. */
enum err MUST_CHECK sitting_agencies(const struct meeting_at *m,
    struct draft_offer *out, struct str **kinds);
/* What the agency of that id is called in answers; empty: it is not asked. */
enum err MUST_CHECK sitting_agency_said(const struct meeting_at *m,
    struct str id, struct str *said);
/* Saves one input, as the reader. */
enum err MUST_CHECK sitting_save(const struct meeting_at *m, struct str name,
    struct str text, int64_t was, struct sheet_saved *out);

/* meeting_brought.c: lays the views of the reports that there are into the
 * rows of their agencies; of one agency the newest counts. */
enum err MUST_CHECK sitting_lay_reports(struct meeting_at *m);
/* The same of one that comes while it sits: where something else is typed
 * already, both stand beside each other.  Not sitting: nothing. */
enum err MUST_CHECK sitting_lay_late(struct meeting_at *m, struct id report);

#endif
