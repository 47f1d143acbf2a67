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

/*
 * The same by one of the two ways there are: in C alone, or with registers
 * of 32 bytes, which only a processor that has them may be asked for.  The
 * functions above choose; these are for who compares the two.
 */
enum alike_path { ALIKE_PLAIN, ALIKE_WIDE };
bool alike_is_wide(void);
int  alike_osa_by(enum alike_path path, struct str x, struct str y);
int  alike_jaro_winkler_by(enum alike_path path, struct str x, struct str y);

#endif
