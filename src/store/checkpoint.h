/*
 * checkpoint -- the text that is signed: three lines, origin, size, root in
 * base64 (C2SP tlog-checkpoint); for store/ alone.
 */
#ifndef STORE_CHECKPOINT_H
#define STORE_CHECKPOINT_H

#include "store/merkle.h"

struct checkpoint {
    struct str    origin;
    uint64_t      size;
    struct digest root;
};

struct str checkpoint_text(struct arena *a, const struct checkpoint *c);
/* False unless the text is exactly one that checkpoint_text() gives. */
bool checkpoint_parse(struct arena *a, struct str text, struct checkpoint *c);

#endif
