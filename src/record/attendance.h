/*
 * attendance -- which agencies came to the meetings about a team's children,
 * as their lists say; of a whole team in one statement.
 *
 * Left out, and so not counted either: children and threads that caseload.h
 * leaves out, and meetings that bear a label.
 */
#ifndef RECORD_ATTENDANCE_H
#define RECORD_ATTENDANCE_H

#include "record/team.h"

/* One child, one meeting, one agency that its list names. */
struct attendance {
    struct id     person, entry, agency;
    struct words  name;       /* the agency's */
    struct str    form, pack; /* hash of the one of that form */
    struct moment held;
    bool          present;
};

extern const struct statements attendance_statements;

/* Of meetings held after since: by agency, then meeting, then child. */
enum err MUST_CHECK attendance_of(struct work *w, const struct team *t,
    struct moment since, struct attendance **out, size_t *count);

/* The same of one person, the newest first, then by meeting; what of it may
 * be read is the caller's to know. */
enum err MUST_CHECK attendance_about(struct work *w, struct id person,
    struct attendance **out, size_t *count);

#endif
