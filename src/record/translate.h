/*
 * translate -- what was said in one language, said in another.
 *
 * A translation is an entry of its own.  The original is never replaced:
 * the translation names its passage, which is one answer of one entry.
 *
 * A form is for translating when it yields a note and asks for two
 * languages: the first is the one translated from, the second the one
 * translated into; its first text is the passage, its first long text the
 * translation, its first choice who translated, and its next text their
 * name.
 */
#ifndef RECORD_TRANSLATE_H
#define RECORD_TRANSLATE_H

#include "record/entry.h"

struct translate_fields {
    const struct field *passage, *from, *into, *text;
    const struct field *translator, *name; /* may be null */
};
/* False: the form is not for translating. */
bool translate_fields_of(const struct form *form, struct translate_fields *out);

/* One answer of one entry; child -1 when it is not asked per child. */
struct passage {
    struct id  entry;
    struct str field;
    int        child;
};
struct str passage_text(struct arena *a, const struct passage *p);
bool       passage_parse(struct str text, struct passage *out);

struct translation {
    struct passage of;
    struct id      entry, author;
    struct str     into, text;
    struct str     translator; /* option of the form's list, or empty */
    struct str     name;       /* when it was not the author           */
    struct moment  at;
};
/* Those among the entries, in their order. */
void translation_list(struct arena *a, const struct entry *all, size_t n,
    struct translation **out, size_t *count);
/* The newest of that passage into that language, or null. */
const struct translation *translation_find(const struct translation *all,
    size_t n, const struct passage *of, struct str into);

#endif
