/*
 * alike -- how far two short texts are apart, a machine word at a time.
 *
 * The same answers as match/distance.h, to the thousandth, for texts of any
 * length (what is longer than 64 bytes is cut there); several times as fast.
 */
#ifndef MATCH_ALIKE_H
#define MATCH_ALIKE_H

#include "base/str.h"

int alike_osa(struct str x, struct str y);
int alike_jaro_winkler(struct str x, struct str y);

#endif
