/*
 * check -- the register check: is this child on the register?
 *
 * CHECK_FORM (with nothing, answer struct check_form) is the question's
 * page; REGISTER_CHECK (with struct check_ask, answer struct check_answer)
 * the answer.  Two identifiers are asked for: NHS number and birth date, or
 * name and birth date (S5).  There are four answers (S2); "ring" never says
 * why.  A check leaves with its leaf: the sealed question, the receipt, the
 * keyed hash of the question, and notices (S1-S6).  Who varies one question
 * too often is refused with ERR_LIMIT when the leaf is written, where nobody
 * else writes at the same time.
 */
#ifndef ACTION_CHECK_H
#define ACTION_CHECK_H

#include "action/action.h"
#include "record/enquiry.h"
#include "record/recognise.h"
#include "record/register.h"

struct check_ask {
    struct str  nhs; /* ten digits, checked; or empty */
    struct str  given, family;
    struct date born;   /* the day may be missing when a name is given */
    struct str  reason; /* option of the pack's list of check reasons */
    /* Asked by telephone: who rings, from which agency, and the number of
     * the directory that was rung back; else empty. */
    struct str caller, caller_agency, called_back;
};

enum check_result {
    CHECK_ON,
    CHECK_NONE,
    CHECK_ALIKE,
    CHECK_RING,
    CHECK_RESULT_COUNT
};

/* A telephone line, and whether somebody is there. */
struct check_line {
    struct words  name;
    struct str    telephone;
    bool          open;
    struct moment changes; /* when that changes next; us 0: never */
};

/* One register in the answer's coverage (S1). */
struct check_cover {
    struct words  name;
    bool          searched, kept_here;
    struct moment as_of;
};

enum check_covered { CHECK_COVER_SEARCHED, CHECK_COVER_NOT };

/* What a check leaves behind beside its leaf, worked out by who reads: the
 * one thread that writes has enough to do. */
struct check_trace {
    struct str            sealed; /* question, answer and slip */
    struct enquiry_limits limits; /* nothing of a discreet check's from here */
    struct digest         question, born; /* keyed hashes */
    struct moment         until;          /* when they are forgotten */
};

struct check_answer {
    enum check_result result;
    struct check_ask  asked;
    /* CHECK_ON: the least that helps. */
    struct str   categories; /* the pack's terms joined by \n */
    struct date  since;
    struct words authority; /* empty when the relay stands for it */
    struct str   co_ordinator;
    bool         relay, temporary;
    struct words host;    /* stays there for a time, beside that; or empty */
    struct date  missing; /* since when; none: not missing */
    /* CHECK_ALIKE: how many, and which of the asker's answers agree. */
    size_t              alike;
    const int          *agree;    /* enum match_agree by match_answer */
    struct check_line   lines[2]; /* the one to ring now stands first */
    size_t              line_count;
    struct check_cover *cover;
    size_t              cover_count;
    struct str          reference; /* "K7RD-4M2Q" */
    struct str          json;      /* sealed for the receipts; its hash
                                      stands in the leaf */
    struct check_trace  trace;
    struct id           person; /* for the effect; never drawn */
    bool                discreet;
    bool                can_tell; /* the pack has a form for it */
};

/* What the form needs: the reader's own duty lines for when it fails. */
struct check_form {
    struct check_line lines[2];
    size_t            line_count;
};

/* Words of the answer for the database: "on", "none", "alike", "ring". */
struct str check_word(enum check_result r);

/* The duty lines of an authority: open one first. */
enum err MUST_CHECK check_lines(struct work *w, struct id agency,
    struct check_line lines[2], size_t *count);
/* Fills the trace of an answer that has its reference and its JSON. */
enum err MUST_CHECK check_trace_of(struct work *w, struct check_answer *c);
/* Drops what was remembered of checks, once it is time. */
enum err MUST_CHECK check_forget(struct work *w);
#endif
