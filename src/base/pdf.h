/*
 * pdf -- a letter on paper: text of a few kinds, laid out on A4 pages that a
 * screen reader can read.
 *
 * The structure is said, not only drawn: document, headings, paragraphs,
 * lists and quotations, and the language of each.  Letters outside the
 * fonts named in pdf.c come from whatever font of the machine has them.
 *
 * Pure   the same parts give the same bytes: nothing of this machine and no
 *        time but the one given stands in the file.
 * Thread any; two threads may each build one.
 */
#ifndef BASE_PDF_H
#define BASE_PDF_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

enum pdf_part {
    PDF_SENDER,  /* whose paper it is: stands above a rule           */
    PDF_TITLE,   /* heading of the whole; once                       */
    PDF_HEADING, /* heading of what follows                          */
    PDF_TEXT,
    PDF_QUOTE, /* somebody's own words                             */
    PDF_ITEM,  /* of a list; the first begins it                   */
    PDF_UNDER, /* more about the item before, in smaller type      */
    PDF_PART_COUNT
};

struct pdf; /* opaque: base/pdf.c */

/* language: a tag like "cy".  Both must outlive the pdf. */
struct pdf *pdf_new(struct arena *a, struct str title, struct str language,
    struct moment made);
/* Line ends in the text are kept; without any text it is left out.
 * language: empty, as the document's. */
void pdf_put(struct pdf *p, enum pdf_part part, struct str text,
    struct str language);
/* The file, in the arena. */
struct str pdf_end(struct pdf *p);

#endif
