/*
 * second_look -- somebody of the author's agency looks at what was written
 * on the short path before it goes, and never holds it for long (S21).
 *
 *   SECOND_LOOKS      answer struct second_looks: what waits, how good what
 *                     went was by team, and who is still without one
 *   SECOND_LOOK       about the draft, answer struct second_look_page
 *   SECOND_LOOK_SEND  about it: looked at, it goes
 *   SECOND_LOOK_BACK  about it, with struct str: given back, and why
 *   SECOND_LOOK_DUE   about it, by the service alone: the shift has ended
 *
 * What is waived by its answers, and what goes to one desk alone (S15),
 * never waits.  Nobody looks at their own, nor at what might be about a
 * relative (S9): to them it is absent, and goes at the end of the shift.
 */
#ifndef ACTION_SECOND_LOOK_H
#define ACTION_SECOND_LOOK_H

#include "action/draft.h"
#include "action/service.h"
#include "practice/quality.h"
#include "record/second_look.h"

struct second_look_row {
    struct second_look look;
    const struct form *form;
    struct str         author, name; /* of its first child, may be empty */
    size_t             children;
};
struct second_look_team {
    struct words team; /* of the desk; empty: no desk of its own */
    int64_t      sent, points, most;
};
struct second_look_lacking {
    struct id     source, entry;
    struct words  what; /* what happened */
    struct str    name;
    struct date   born;
    struct moment due;
    bool          late;
};
struct second_looks {
    struct second_look_row     *rows;
    size_t                      count;
    struct second_look_team    *teams;
    size_t                      team_count;
    struct second_look_lacking *lacking;
    size_t                      lacking_count;
    const struct form          *form; /* that would meet those, or null */
};
struct second_look_page {
    struct second_look look;
    struct draft_page  draft;
    struct str         author;
    struct quality     quality; /* as it stands */
};

/* Whether it waits for a look now; look may be null. */
enum err MUST_CHECK second_look_waits(struct work *w, struct id draft,
    bool *waits, struct second_look *look);
/* Whether these answers may wait at all. */
bool second_look_holds(const struct answers *s,
    const struct answers_about              *about);
/* Hands the draft in until the end of the shift. */
enum err MUST_CHECK second_look_take(struct work *w, const struct draft *d,
    const struct form *form, struct id agency);
/* Sends what must go by now; for a server's ticking clock. */
enum err MUST_CHECK second_look_tick(struct service *s, struct arena *a);
enum err MUST_CHECK second_look_within(struct work *w, struct service *s);

#endif
