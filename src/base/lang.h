/*
 * lang -- the two languages, and the program's own words in them.
 *
 * Words come from lang/<area>.cy.po and .en.po, compiled into tables; a
 * missing one fails the build.  A pack's words are struct words and carry
 * both languages.  No sentence is built from parts: a placeholder stands
 * after a colon or as a figure.
 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdint.h>

#include "base/html.h"
#include "base/str.h"
#include "msg.h"

enum lang { LANG_CY, LANG_EN, LANG_COUNT };

/* The same thing said in both languages (pack text). */
struct words {
    struct str cy;
    struct str en;
};

extern const struct str msg_forms[LANG_COUNT][MSG_COUNT][6];

struct str words_in(struct words w, enum lang lang);
/* "cy" or "en"; and from it, false when it is neither. */
struct str lang_code(enum lang lang);
bool       lang_find(struct str code, enum lang *out);
enum lang  lang_other(enum lang lang);

struct str lang_text(enum lang lang, enum msg msg);
/* {0} and {1} filled with args, escaped. */
void lang_fill(struct html *out, enum lang lang, enum msg msg,
    const struct str *args, size_t n);
/* The same into plain text. */
struct str lang_fill_text(struct arena *a, enum lang lang, enum msg msg,
    const struct str *args, size_t n);
/* The form for n after CLDR (Welsh: zero one two few many other), with {0}
 * standing for n. */
void lang_plural(struct html *out, enum lang lang, enum msg msg, int64_t n);
struct str lang_plural_text(struct arena *a, enum lang lang, enum msg msg,
    int64_t n);

#endif
