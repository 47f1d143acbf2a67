/*
 * brief -- one's own forms of the short path.
 *
 *   BRIEFS  answer struct briefs: what is not sent, and what the newest that
 *           went were good for
 */
#ifndef ACTION_BRIEF_H
#define ACTION_BRIEF_H

#include "action/draft.h"
#include "practice/quality.h"

struct brief_sent {
    struct id      draft;
    struct str     reference;
    struct moment  at;
    struct quality quality;
};
struct briefs {
    const struct draft_list *drafts;
    struct brief_sent       *sent;
    size_t                   sent_count;
};

#endif
