/*
 * import_match -- whom a row of a file is about, and what is there already.
 *
 * Only two things are taken without asking: a row that names the child as a
 * row of the same agency did before, and one NHS number traced on both sides
 * that nothing contradicts (safety S23, design 6).  All else that could be
 * somebody here is a proposal to a person.
 */
#ifndef ACTION_IMPORT_MATCH_H
#define ACTION_IMPORT_MATCH_H

#include "action/import_row.h"

/* Sets verdict, source, person and twin. */
enum err MUST_CHECK import_match(struct work *w, const struct import_job *job,
    const struct import_row *row, struct batch_row *out);
/* The same once a person has said that it is this source's child. */
enum err MUST_CHECK import_match_as(struct work *w,
    const struct import_job *job, const struct import_row *row,
    struct id source, struct batch_row *out);
/* Whoever could be meant and the agency may be told of, best first. */
enum err MUST_CHECK import_candidates(struct work *w,
    const struct import_job *job, const struct import_row *row,
    struct candidate **out, size_t *count);
/* Somebody of those is here under the very same number, or names and birth
 * date. */
enum err MUST_CHECK import_is_here(struct work *w, const struct import_job *job,
    const struct import_row *row, bool *yes);

#endif
