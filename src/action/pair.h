/*
 * pair -- records that may be one person's, read in pairs by whoever the
 * pack lets (issue 5): what agrees, what differs, the waterfall, who stands
 * around each; and what a reader says of it, with a reason.
 *
 * PAIRS         (answer struct pair_page_list) lists the open ones.
 * PAIR          (about the pair, answer struct pair_page).
 * PAIR_PROPOSE  (with struct pair_put, answer struct id of the pair): from a
 *               search.
 * PAIR_BRING    (with struct str of a CSV file, answer struct pair_brought):
 *               what `diogel link` proposes.  ERR_INVALID: not its columns.
 * PAIR_SAY      (about the pair, with struct pair_say, answer struct
 *               pair_said).  Same links only when as many readers as the
 *               pack says (link_readers) have said so; not the same and
 *               twins part the two at once; who cannot tell says why.
 * PAIRS_SEVERAL (with struct pairs_ask, answer struct pairs_page): some whole
 *               pairs of one origin on one page.
 * PAIRS_SAY     (with struct pairs_say, answer struct pairs_said): an answer to
 *               each, each by itself what PAIR_SAY would have made of it, with
 *               a leaf of its own; one that is refused keeps no other back.
 *
 * A pair of which the reader may not see both sides whole is not there: not
 * in the list, not in its count, not by its id (S7, S9, S11).  Homes are
 * compared of those alone who were never protected (record/dwelling.h), and
 * nothing is shown that is kept apart.
 */
#ifndef ACTION_PAIR_H
#define ACTION_PAIR_H

#include "action/link.h"
#include "record/pair.h"
#include "record/sought.h"

enum { PAIRS_SHOWN = 50 };

struct pair_row {
    struct pair    pair;
    struct str     name[2];
    struct date    born[2];
    enum msg       band;
    struct str     figure; /* decibans */
    bool           twins;  /* born on one day, first names apart: perhaps */
    enum pair_word mine;   /* what the reader has said last, or PAIR_WORDS */
    int64_t        same;   /* so many say: the same */
};
struct pair_page_list {
    struct pair_row *rows;
    size_t           count;
    bool             more;             /* than are shown */
    bool             of[PAIR_ORIGINS]; /* some shown are of that origin */
};

enum pair_state {
    PAIR_AGREES,
    PAIR_DIFFERS,
    PAIR_MISSING,    /* on one side */
    PAIR_SUPERSEDED, /* one side's number gave way to a traced one */
    PAIR_STATES
};
struct pair_field {
    enum msg        field;
    struct str      text[2];
    enum pair_state state;
};
/* Another child who is known together with one of the two. */
struct pair_beside {
    struct id   person;
    struct str  name;
    struct date born;
    bool        twin;     /* said so */
    bool        same_day; /* born with that side */
};
/* What was looked for before one of the records of a side was made: those who
 * were found, as far as the reader may see them. */
struct pair_sought_row {
    struct str  name;
    struct date born;
    struct str  figure; /* decibans */
    bool        said;   /* to be somebody else */
};
struct pair_sought {
    struct moment           at;
    enum sought_way         way;
    struct str              by; /* empty: not to be named, or a link */
    struct str              model;
    struct pair_sought_row *rows;
    size_t                  count;
};
struct pair_side {
    struct face         face;
    struct str          name;
    struct words        from; /* empty: Diogel's own record */
    struct pair_beside *beside;
    size_t              beside_count;
    struct pair_sought *sought;
    size_t              sought_count;
};
struct pair_heard {
    struct pair_answer said;
    struct str         name;
};
struct pair_page {
    struct pair            pair;
    struct pair_side       sides[2];
    struct pair_field     *fields;
    size_t                 field_count;
    const struct evidence *why;
    struct str             put;        /* the weight it was put forward with,
                                          decibans; empty: not kept then    */
    bool                   two_traced; /* numbers, and they differ */
    struct pair_heard     *heard;
    size_t                 heard_count;
    enum pair_word         mine;    /* as in the row */
    int64_t                readers; /* needed for a link */
    int64_t                same;    /* so many say: the same */
    const struct form     *form;    /* of the answer that is being given */
};

struct pair_put {
    struct id a, b; /* persons */
};
struct pair_say {
    struct link_say say; /* kind, the two records, the form's answers */
    enum pair_word  word;
    struct str      reason;
};
struct pair_said {
    bool               linked; /* or parted: it is settled */
    struct entry_wrong wrong;
};

/* So many stand on one page whole, and are still looked at. */
enum { PAIRS_TOGETHER = 10 };

struct pairs_ask {
    enum pair_origin origin;
    const struct id *pairs; /* those that are open still; none named: the
                               likeliest that the reader has not answered */
    size_t           count;
};
struct pairs_page {
    enum pair_origin  origin;
    struct pair_page *rows;
    size_t            count;
    bool              more;
};
struct pairs_one {
    struct id       pair;
    struct pair_say say;
};
struct pairs_say {
    const struct pairs_one *rows; /* no more than PAIRS_TOGETHER */
    size_t                  count;
};
struct pairs_result {
    enum err         e;   /* OK or a refusal */
    enum msg         why; /* of a refusal, or none */
    struct pair_said said;
    struct str       name[2]; /* empty: the reader may not see them, or it is
                                 settled by now */
};
struct pairs_said {
    struct pairs_result rows[PAIRS_TOGETHER]; /* as they were sent */
};

/* Of a file that was brought in; with nothing of anybody in it. */
struct pair_brought {
    int64_t rows, put;
    int64_t again;   /* put forward before, and not read to the end */
    int64_t left;    /* behind the last row that was read */
    int64_t known;   /* one person already, parted, or settled */
    int64_t unknown; /* no such record that the reader may see */
};

/* The form of the pack for that answer; null for PAIR_UNSURE. */
const struct form *pair_form(const struct pack *p, enum pair_word word);

#endif
