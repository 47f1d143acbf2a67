/*
 * tour -- the guided tour of a demonstration, its clock, and the page where
 * four people look at the same child.  A live database has none of it.
 *
 * TOUR (answer struct tour_page): the steps, and whom to be for each.
 * TOUR_READERS (answer struct tour_readers): the same rows of the action
 * table that each of the four would come through, run as them; nothing is
 * drawn that their own answer did not hold.
 * TOUR_SIGN_IN (about the account, answer struct sign_in_answer).
 * CLOCK_LOOK (answer struct clock_page), CLOCK_MOVE (with struct clock_ask).
 * TOUR_RESET: everything as it was when the demonstration was made.
 */
#ifndef ACTION_TOUR_H
#define ACTION_TOUR_H

#include "action/child.h"
#include "action/session.h"

enum tour_who {
    TOUR_NURSE,
    TOUR_TEACHER,
    TOUR_SAFEGUARDING,
    TOUR_FRONT_DOOR,
    TOUR_SOCIAL_WORKER,
    TOUR_FATHER,
    TOUR_AUDITOR,
    TOUR_CUSTODIAN,
    TOUR_MANAGER,
    TOUR_EMERGENCY_DUTY,
    TOUR_OFFICER,
    TOUR_ADMINISTRATOR,
    TOUR_CHAIR,
    TOUR_MINUTE_TAKER,
    TOUR_WHO_COUNT
};
struct tour_person {
    struct id    account; /* none: the demonstration has nobody */
    struct str   name;
    struct words title, agency;
};
/* What to type for one of the four answers of a check. */
struct tour_typed {
    bool        known;
    struct str  nhs, given, family;
    struct date born;
};
struct tour_page {
    struct tour_person who[TOUR_WHO_COUNT];
    struct tour_typed  typed[CHECK_RESULT_COUNT];
    struct id          concern; /* thread, or none */
    struct id          conference;
    int64_t            number;
    bool               resettable;
};

#define TOUR_CARDS 4
struct tour_card {
    enum tour_who              who;
    struct tour_person         person;
    enum err                   result; /* of what they asked for */
    const struct check_answer *check;
    const struct child_page   *child;
    size_t                     reported, answered; /* what their agency said */
    struct str                 told; /* who hears of a refusal: names */
};
struct tour_readers {
    struct str       name; /* of the child */
    struct tour_card cards[TOUR_CARDS];
    size_t           count;
};

enum clock_step {
    CLOCK_MORNING,
    CLOCK_WORKING_DAY,
    CLOCK_MONTH,
    CLOCK_STEP_COUNT
};
/* said: where the page said that it leads, so that a button pressed twice moves
 * it once; us 0: the page did not say. */
struct clock_ask {
    enum clock_step step;
    struct moment   said;
};
struct clock_page {
    struct moment now, to[CLOCK_STEP_COUNT];
    bool          resettable;
};
/* ERR_ILLEGAL: the pack's calendar ends before that. */
enum err MUST_CHECK clock_step_to(const struct work *w, enum clock_step step,
    struct moment *out);

#endif
