/*
 * paper -- handing a paper back.
 *
 * PAPER_GET about the paper, answer struct paper_got.  While it is only in a
 * draft its author alone may have it; afterwards whoever policy lets see
 * papers of every child that its entry is about.
 */
#ifndef ACTION_PAPER_H
#define ACTION_PAPER_H

#include "action/action.h"
#include "record/paper.h"

struct paper_got {
    struct paper paper;
    struct str   name, bytes;
};

#endif
