/*
 * import_relied -- what relied on the rows of a file, when they are undone;
 * for the files about imports alone.
 */
#ifndef ACTION_IMPORT_RELIED_H
#define ACTION_IMPORT_RELIED_H

#include "action/import_inside.h"
#include "action/relied_inside.h"

/* Before the row's entries are withdrawn: had anybody relied on them? */
struct import_reliance {
    bool           relied;
    struct notice *told;
    size_t         told_count;
};
enum err MUST_CHECK import_relied_find(struct work *w, const struct batch *b,
    const struct batch_row *row, struct import_reliance *out);
/* After it: tells again, and opens the deadline, when anybody had. */
enum err MUST_CHECK import_relied_open(struct work *w, const struct batch *b,
    const struct batch_row *row, const struct import_reliance *r,
    struct id withdrawal);
/* What the reader may see, child by child; after stands in p. */
enum err MUST_CHECK import_relied_list(struct work *w, struct cx *cx,
    const struct batch *b, struct answer *answer, struct import_relied_page *p);

#endif
