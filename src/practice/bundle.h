/*
 * bundle -- the files of a pack as one text, as the store keeps it: for
 * each file a line "file NAME LENGTH", then that many bytes.  Inside this
 * room only.
 */
#ifndef PRACTICE_BUNDLE_H
#define PRACTICE_BUNDLE_H

#include "base/err.h"

struct bundle_file {
    struct str name, text;
};

/* The files in the order of their names; text points into bundle. */
enum err MUST_CHECK bundle_split(struct arena *a, struct str bundle,
    struct bundle_file **files, size_t *count, struct str *why);
/* As one text again; sorts the files by name. */
struct str bundle_join(struct arena *a, struct bundle_file *files,
    size_t count);

#endif
