/*
 * text -- Unicode: is it UTF-8, and the forms that are compared and sorted.
 * Shown text is never changed; folded copies stand in columns of their own.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/lang.h"
#include "base/str.h"

/* Well-formed UTF-8 without NUL. */
bool text_is_utf8(struct str s);
/* Characters (code points). */
size_t text_length(struct str s);
/* At most n characters, never half of one. */
struct str text_first(struct str s, size_t n);
/* NFC, line ends as \n, controls but \n and \t removed, ends trimmed. */
struct str text_clean(struct arena *a, struct str s);
/* For comparing: NFKD, case folded, marks stripped, apostrophes and hyphens
 * as one space, white space single: "Siân O’Neill-Puw" is "sian o neill puw" */
struct str text_fold(struct arena *a, struct str s);
/* Order in that language (Welsh: ch after c, dd after d ...): -1, 0, 1. */
int text_cmp(enum lang lang, struct str a, struct str b);

#endif
