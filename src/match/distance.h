/*
 * distance -- how far two short texts are from each other, by bytes of
 * their folded forms.  Symmetric.  Texts over 64 bytes are cut there.
 */
#ifndef MATCH_DISTANCE_H
#define MATCH_DISTANCE_H

#include "base/str.h"

/* Optimal string alignment: letters put in, left out, changed, and
 * neighbours that changed places; no piece is edited twice. */
int match_osa(struct str x, struct str y);
/* Jaro-Winkler in thousandths, 1000: the same; prefix scale 0.1 up to four
 * letters, given only above 0.7. */
int match_jaro_winkler(struct str x, struct str y);

#endif
