/*
 * import_inside -- what the files about imports share; for those alone.
 */
#ifndef ACTION_IMPORT_INSIDE_H
#define ACTION_IMPORT_INSIDE_H

#include "action/import.h"
#include "action/import_match.h"
#include "action/look.h"

/*
 * The batch an ask is about, when it is the reader's agency's; ERR_ABSENT
 * else.  Writes the purpose that policy let the reader in for.
 */
enum err MUST_CHECK import_load(struct work *w, struct cx *cx,
    const struct ask *ask, struct batch *b, struct answer *answer);
/* Whether the reader may, for a purpose that is written. */
struct import_right {
    enum verb       verb; /* MAY_IMPORT, or MAY_APPROVE */
    enum batch_kind kind;
};
enum err MUST_CHECK import_may(struct work *w, struct cx *cx,
    const struct import_right *r, struct str *purpose, bool *yes);

/* The first record of the file: its headings; the reader stands behind it.
 * window: pieces from where the batch has come to. */
enum err MUST_CHECK import_open(struct work *w, const struct batch *b,
    struct csv *csv, int64_t *begins);
enum err MUST_CHECK import_headings(struct work *w, const struct batch *b,
    struct csv_record *out);

#endif
