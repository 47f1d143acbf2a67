/*
 * feedback -- hearing back: what became of what somebody reported, as far as
 * they may be told (S13).
 *
 * REPORTED_LIST (with struct reported_ask, answer struct reported_list):
 * mine, and those of my agency for who answers for it.  REPORTED (about the
 * thread, answer struct reported): what I was told, and what I may do.
 * Opening it leaves the mark that it was read, with the leaf.
 *
 * A reporter reads what the pack's shares send to who reported: the answers
 * that they name, and nothing else of an entry; never a decision, the
 * register or what another agency said.
 */
#ifndef ACTION_FEEDBACK_H
#define ACTION_FEEDBACK_H

#include "action/concern_record.h"
#include "record/notice.h"

#define REPORTED_PAGE 25

/* Where hearing back stands. */
enum reported_state {
    REPORTED_ARRIVED,  /* nothing was said to them yet            */
    REPORTED_KNOWN,    /* they were told that it arrived          */
    REPORTED_ANSWERED, /* an answer waits to be read              */
    REPORTED_READ,
    REPORTED_DISPUTED, /* they disagree, and it is not settled    */
    REPORTED_STATE_COUNT
};
struct reported_ask {
    int64_t page; /* from 0 */
};
struct reported_row {
    struct thread_row   row;
    struct str          name;   /* as they said it, of the first child */
    struct str          author; /* empty: the reader                   */
    size_t              children;
    enum reported_state state;
    struct moment       due; /* an answer is due; us 0: none        */
    bool                late;
};
struct reported_list {
    struct reported_row *rows;
    size_t               count;
    int64_t              total, page;
    bool                 agency; /* the agency's too */
};

/* One thing they were told. */
struct reported_line {
    struct words label;
    struct str   text;
    enum lang    language; /* that text was written in */
    bool         free;
};
struct reported_told {
    struct id             entry;
    struct words          title;
    struct str            author; /* who answered */
    struct moment         at;
    enum concern_use      use;
    struct reported_line *lines;
    size_t                line_count;
    struct words         *marks; /* how it must be handled (S19) */
    size_t                mark_count;
};
/* A step of the ladder of disagreement. */
struct reported_step {
    struct words  title;
    struct span   within; /* n 0: no time is given        */
    bool          now;    /* it stands here               */
    struct moment due;    /* now: by when; us 0: none     */
};
struct reported {
    struct id             thread;
    int64_t               number;
    struct moment         received;
    struct str           *names; /* as they said them */
    size_t                name_count;
    enum reported_state   state;
    struct moment         answer_due; /* us 0: none */
    bool                  late;
    struct reported_told *told; /* newest first */
    size_t                told_count;
    struct reported_told *mine; /* what the reader's side said since */
    size_t                mine_count;
    struct reported_step *steps;
    size_t                step_count;
    const struct form    *challenge; /* the reader may disagree; or null */
    struct id             source;    /* of the first child */
    struct check_line     lines[2];
    size_t                line_count;
};

/* What who reported would read of these answers: for the preview. */
void reported_preview(struct arena *a, const struct pack *p, enum lang lang,
    const struct answers *s, struct reported_told *out);
/*
 * Words of the answer that would tell more than may be told (S12, S13): of
 * the register, its categories, or an agency other than the two.
 */
struct str *feedback_says_too_much(struct arena *a, const struct pack *p,
    enum lang lang, struct str text, size_t *count);

#endif
