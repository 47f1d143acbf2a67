/*
 * pdf_own -- what the two halves of pdf share: the pages, and the languages
 * that are written into them afterwards.
 */
#ifndef BASE_PDF_OWN_H
#define BASE_PDF_OWN_H

#include "base/arena.h"
#include "base/str.h"

/* The elements of the structure, in the order in which they began. */
struct pdf_tongues {
    struct str *of; /* language tag; empty: the document's */
    size_t      count, room;
};

/* The file with languages: of the document, and of elements that differ. */
struct str pdf_say_languages(struct arena *a, struct str file,
    struct str document, const struct pdf_tongues *tongues);

#endif
