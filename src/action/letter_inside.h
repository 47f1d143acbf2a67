/*
 * letter_inside -- what the files about letters share; for those alone.
 */
#ifndef ACTION_LETTER_INSIDE_H
#define ACTION_LETTER_INSIDE_H

#include "action/child_inside.h"
#include "action/letter.h"

/* One that is being made. */
struct letter_writing {
    struct child_build      *b;
    const struct child      *child; /* as it was known when it was sent */
    struct moment            sent;  /* us 0: not yet */
    const struct fold_entry *letter;
    struct str               reader; /* who the adult is to the child */
    struct letter_page      *page;
};

/* Of a list of ids, whether the reader is in it. */
bool letter_is_marked(struct str marks, struct str reader);
/* All that its text asks for. */
enum err MUST_CHECK letter_content(const struct letter_writing *w);
/* Of the meeting that was written for last, the reports that are marked for
 * the reader (S17). */
enum err MUST_CHECK letter_reports(const struct letter_writing *w);
/* Of the minutes that were approved last, the rows that are marked for the
 * reader; of a meeting that the family is not asked to, none (S17). */
void letter_minutes(const struct letter_writing *w);

#endif
