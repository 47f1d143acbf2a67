/*
 * url -- percent-decoding, and what of a path we take.
 *
 * All answer false for a bad percent, NUL, and bytes that are not UTF-8;
 * *out is written only when they answer true.
 */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include "base/str.h"

/* '+' is a space in queries and forms, and itself in a path. */
enum url_plus { URL_PLUS_STAYS, URL_PLUS_IS_SPACE };

bool url_decode(struct arena *a, struct str raw, enum url_plus plus,
    struct str *out);
/*
 * A path as it came: begins with one '/', and has no empty part but the
 * last, no "." or "..", no %2F, control character, backslash, or raw byte
 * outside ASCII.
 */
bool url_path(struct arena *a, struct str raw, struct str *out);

#endif
