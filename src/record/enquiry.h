/*
 * enquiry -- patterns in register checks that may mean a child whom several
 * services worry about and none has reported (S5): three services within a
 * month, services of several areas, one birth date under several spellings
 * of a name: names that sound alike, so that twins, or two children of one
 * day, are none.
 *
 * Counted by keyed hashes, which tell of nobody and live as long as the pack
 * says; discreet checks leave none, and so are in no pattern (S4).  A
 * pattern is a signal to look, never a finding.
 */
#ifndef RECORD_ENQUIRY_H
#define RECORD_ENQUIRY_H

#include "base/hash.h"
#include "record/work.h"

/* The pack's numbers, as of now. */
struct enquiry_limits {
    struct moment since;
    int64_t       services, areas, spellings;
};
/* What is known of one question, or of one birth date with names that sound
 * alike (by_birth). */
struct enquiry {
    bool          by_birth;
    int64_t       times, services, areas, accounts, spellings;
    struct moment first, last;
};

extern const struct statements enquiry_statements;

enum err MUST_CHECK enquiry_limits_of(struct work *w,
    struct enquiry_limits                         *out);
/* Questions and birth dates that reach a limit, newest first, at most limit
 * of each. */
enum err MUST_CHECK enquiry_list(struct work *w, const struct enquiry_limits *l,
    int64_t limit, struct enquiry **out, size_t *count);
/* What all spellings of a name have in common, and all questions by one
 * number alone: a keyed hash. */
struct digest enquiry_sound(struct work *w, struct str given, struct str family,
    struct str nhs);
/* The hash of a question, ending with bytes of another of what it sounds
 * like, by which it is told that two are spellings of one. */
struct digest enquiry_question(const struct digest *question,
    const struct digest                            *sound);
/* One check, as it is to be remembered: the two hashes, and who asks, for
 * which agency of which area. */
struct enquiry_check {
    struct str question, born;
    struct id  account, agency, area;
};
/* The agencies that asked the same, or a spelling of it. */
enum err MUST_CHECK enquiry_askers(struct work *w,
    const struct enquiry_limits *l, const struct enquiry_check *check,
    struct id **out, size_t *count);
/* What a check that is about to be remembered brings about.  Of now:
 * services, areas and spellings alone. */
struct enquiry_reach {
    struct enquiry now;
    bool           yes;        /* a limit is reached, and was not without it */
    int64_t        remembered; /* services that asked it, while that is known */
    int64_t        variations; /* other questions with its birth date that
                                  the account asked within the last hour */
};
enum err MUST_CHECK enquiry_reached(struct work *w,
    const struct enquiry_limits *l, const struct enquiry_check *c,
    struct enquiry_reach *out);
/* The same of what it came to before and after. */
bool enquiry_crosses(const struct enquiry *before, const struct enquiry *after,
    const struct enquiry_limits *l);

#endif
