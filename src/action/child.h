/*
 * child -- one person's page: who they are, the register, what happened, who
 * is around them, what each source says.
 *
 * CHILD (about the person, with struct child_ask, answer struct child_page)
 * shows what one reader may see for one purpose: the entries that policy
 * leaves, and of the fold only what rests on those.  LOCATION_OPEN (about
 * the person, with struct id of the sealed value, answer struct
 * child_place) opens one place and leaves a leaf of its own.
 *
 * Never here: who reported (S12).  What came by a report stands in the front
 * door's lane without an author; of a form with a field for who reported,
 * the section that holds it is left out.  An agency whose name would tell
 * where the child is stands there as the kind of agency it is (S7).
 *
 * As of a day  what had been recorded and linked by its end, or by a time on
 *              it, cut by what the reader may see today.  Nothing can be
 *              done from such a page; its leaf says of when it was.
 * CHILD_PRINT  the same for paper: the whole chronology, and a leaf of its
 *              own kind of deed, for paper goes where no policy is asked.
 * Lifetime     all in the arena of the asker's cx; texts of answers are in
 *              the language of the cx, or in the one they were given in.
 */
#ifndef ACTION_CHILD_H
#define ACTION_CHILD_H

#include "action/check.h"
#include "action/child_legal.h"
#include "action/child_signals.h"
#include "practice/genogram.h"
#include "record/entry.h"
#include "record/person.h"
#include "record/thread.h"

struct child_ask {
    struct date   as_of;   /* none: now */
    struct moment at;      /* of that day; us 0: its end */
    struct str    purpose; /* none: the first that policy lets in */
    size_t        first;   /* row of the chronology's table, newest 0 */
};

/* Rows of the chronology on one page; its picture shows all. */
#define CHILD_ROWS 50

/* How an entry is drawn; a table over yields says which. */
enum child_shape {
    SHAPE_CONCERN,
    SHAPE_NOTICE,
    SHAPE_SEEN,
    SHAPE_DECIDED,
    SHAPE_PLANNED,
    SHAPE_WRITTEN,
    SHAPE_COUNT
};

/* One answer of an entry, for reading. */
struct child_line {
    const struct field *field;
    struct str          text;
    struct id           sealed; /* a place that may be opened, else none */
    struct id          *papers; /* those that may be opened             */
    size_t              paper_count;
};
struct child_item {
    struct id          entry, thread;
    int64_t            number; /* of the thread; 0: not one for people */
    struct words       title;
    size_t             lane;
    enum child_shape   shape;
    struct date        on;  /* may be partial */
    struct date        day; /* whole: where it stands in the order */
    struct moment      recorded;
    struct str         author; /* empty: not told, or the service */
    enum lang          language;
    enum depth         depth;
    enum fold_fate     fate;
    struct moment      corrected; /* us 0: never */
    struct child_line *lines;
    size_t             line_count;
};
/* Something that is to come. */
struct child_next {
    struct words  title;
    struct date   on;
    struct moment at; /* us 0: the day alone is known */
    size_t        lane;
};

struct child_register {
    bool               may; /* the reader may know */
    bool               on, temporary, was;
    struct str         categories; /* pack terms joined by \n */
    struct date        since, off;
    struct words       authority;
    bool               authority_unknown; /* as typed: nobody's name here */
    struct str         co_ordinator;
    bool               plan;
    int64_t            version; /* 0: not numbered */
    struct child_next *next;
    size_t             next_count;
};

/* Nobody knows where the child or the family is (W66). */
struct child_lost {
    bool        is;
    struct date since;
};
/* A child of another register who is here for now (W65). */
struct child_stay {
    bool         is;
    struct words host;
    struct str   from;         /* whose register; empty: not said        */
    struct date  since, until; /* until: as far as was known, or none    */
    struct date  conference;   /* transfer-in: its last day, or none      */
};
/* The time after the register: what is watched, and what would reopen it. */
struct child_watch {
    struct words state, watches, reopens; /* watches empty: none          */
    struct date  since, until;
    struct str   agency, person; /* who owns the plan; empty: not to be said */
    bool         owned;          /* the owner may be said */
    struct date  review;
};

/* When something is due. */
struct child_due {
    struct words  clock; /* empty: no clock asks for it */
    struct moment due;
    bool          late, soon;
    bool          paused; /* its days do not count now: due is none of them */
    struct moment since;  /* that; us 0: not at hand */
    bool          mine;   /* the reader is who must see to it */
};

/* When the child was last seen, for those who may read of it. */
struct child_seen {
    bool        may;
    struct date seen, alone;      /* none: nobody has recorded it */
    int64_t     days, days_alone; /* from then to the page's day */
};
/* What the child said, and what became of it (S16). */
struct child_said {
    struct str   text, done, may_hear; /* who: words, joined */
    struct words language;
    struct str   told_back; /* yes, no or nothing */
    struct date  on;
    struct words from;    /* empty: Diogel's own */
    struct str   author;  /* empty: not told */
    enum lang    written; /* the rest of it in */
    struct str   code;    /* of language; empty: not one we write */
    struct words kind;    /* verbatim, drawn …; empty: nobody said */
    struct str   with;    /* who told it; empty: nobody */
    struct str   helped;  /* the child to say it; empty: nobody */
    struct str   translation;
};

/* How the child, or an adult of the family, took part in a meeting. */
struct child_took_part {
    struct words meeting; /* which kind */
    struct date  on;
    struct str   who; /* empty: the child */
    struct words how;
    struct str   why;
    enum lang    written;
};
/* Whom the child trusts, as was written last. */
struct child_trusted {
    struct str  text, author;
    struct date on;
    enum lang   written;
};
/* An advocate was offered, and what the child said. */
struct child_offer {
    struct date  on;
    struct words answer;
    struct str   author;
    bool         again; /* it had been offered before */
};

struct child_decided {
    struct words  outcome;
    struct str    reason, author;
    enum lang     language; /* the reason's */
    struct moment at;
};
struct child_concern {
    struct id             thread;
    int64_t               number;
    struct moment         received;
    struct words          urgency, state;
    struct child_decided *decisions;
    size_t                decision_count;
    bool                  undecided; /* and the reader may know it */
    struct words          clock;     /* the open one that is due first */
    struct moment         due;       /* us 0: none */
    bool                  late;
};

/* Where somebody stands on the page: what the pack's relation means, and
 * parental responsibility. */
enum child_kin { KIN_CARER, KIN_SIBLING, KIN_OTHER, KIN_COUNT };
/* One version of a relationship, and whether another source differs. */
struct child_relative {
    struct str     name;
    struct id      person;   /* none: known by name only */
    bool           may_open; /* the person's own page */
    enum child_kin kin;
    struct words   part; /* in what happened; empty: nothing said */
    struct words   kind;
    enum msg       responsibility; /* MSG_NONE: nothing said */
    struct date    since, until;
    struct words   source;
    struct moment  said;
    bool           differs;
    /* No assessment that asks of adults says that they were assessed; and
     * why not, where one says so. */
    bool       not_assessed;
    struct str not_assessed_why;
    /* In the drawing; age and sex of those whose own page may be opened, or
     * as the pack's word says. */
    enum genogram_place stands;
    enum genogram_sex   sex;
    struct date         born;
    bool                unborn;
    bool                lives_here; /* in the home that was opened */
};
/* Another child of the same concern, whom the reader may see. */
struct child_other {
    struct id   person;
    struct str  name;
    int64_t     number; /* of the concern */
    struct date born;
};
/* A home as one source told of it; only for whoever may open places. */
struct child_home {
    struct id     place, members; /* sealed; none: nothing said */
    struct date   since, until;
    bool          former; /* it has an end, or the source told of another */
    struct words  source;
    struct moment said;
};
/*
 * What each source knows of one question about who the child is, and since
 * when (A6).  An answer that is kept apart is only held or not.  A number is
 * claimed by whoever says it until somebody traces it; one that another's
 * traced number contradicts is superseded.
 */
enum child_number {
    NUMBER_NONE, /* none was said, or the answer is no number */
    NUMBER_CLAIMED,
    NUMBER_TRACED,
    NUMBER_SUPERSEDED,
    NUMBER_STATES
};
struct child_knows {
    struct date       day;  /* of a date, perhaps in part */
    struct str        text; /* empty: nothing said */
    struct str        why;  /* why it was not obtained */
    struct str        gone; /* other numbers it said, joined by commas */
    struct moment     said; /* us 0: nothing was */
    bool              held;
    enum child_number number;
};
struct child_question {
    struct words        title;
    struct child_knows *by; /* one for each of known_by */
    bool                differs, missing, untraced;
    bool                two_traced; /* two traced numbers that differ */
};
struct child_contact {
    struct str    text;     /* why nothing is known; else empty */
    struct id     sealed;   /* to be opened                     */
    enum lang     language; /* of the text */
    struct words  source;
    struct moment said;
};
/* What one source says. */
struct child_source {
    struct face  face;
    struct words from;      /* empty: Diogel's own record */
    bool         by_report; /* it came with a concern: front door */
    struct str   language;  /* in words */
    struct str   sex;
};
struct child_link {
    struct link_row row;
    struct words    from[2]; /* the two sources, as in child_source */
    bool            own[2];  /* Diogel's own record */
    struct str      author;
    struct str      figure; /* it was proposed with, decibans; or empty */
    /* Where it can be undone: in a concern of the child's; none: nowhere. */
    struct id thread, source;
};
/* A name that one of the child's records bore once. */
struct child_called {
    struct str   name;
    struct date  since, until;
    struct words from; /* empty: Diogel's own record */
};
/* A day on which the child died, as a record says. */
struct child_death {
    struct date   on;
    bool          known; /* who said it, to this reader */
    struct words  from, form;
    struct moment said;
};
struct child_page {
    struct id                   person;
    struct face                 face;
    struct str                  name, language, purpose;
    struct child_death         *deaths; /* more than one: they differ */
    size_t                      death_count;
    const struct purpose_term **purposes; /* all that let the reader in */
    size_t                      purpose_count;
    struct date                 as_of;    /* none: now */
    struct moment               as_of_at; /* us 0: the end of that day */
    bool                        on_paper; /* the whole chronology, open */
    bool                        adult;
    bool                        exists_only; /* protected: only that there is
                                          something; relay to ring (S7) */
    struct check_line           relay;
    struct words                label; /* of protection; empty: normal */
    struct child_register       reg;
    struct child_legal          legal;
    struct child_signal        *signals; /* in the pack's order */
    size_t                      signal_count;
    struct words                next_clock;
    struct moment               next_due;
    bool                        next_late;
    struct words               *lanes; /* empty words: Diogel's own */
    size_t                      lane_count;
    struct child_item          *items; /* newest first */
    size_t                      item_count;
    size_t                      row_first, row_count; /* of items: told whole */
    struct child_concern       *concerns;
    size_t                      concern_count;
    struct child_relative      *relatives;
    size_t                      relative_count;
    struct child_other         *others;
    size_t                      other_count;
    struct child_home          *homes;      /* newest first */
    bool                        lives_here; /* as its relatives */
    size_t                      home_count;
    struct child_question      *questions;
    size_t                      question_count;
    struct words               *known_by; /* empty words: Diogel's own */
    size_t                      known_by_count;
    struct child_contact       *contacts;
    size_t                      contact_count;
    struct child_source        *sources;
    size_t                      source_count;
    struct child_called        *called; /* before, the oldest first */
    size_t                      called_count;
    struct child_link          *links;
    size_t                      link_count;
    bool                        may_undo, may_label, may_see_looked, may_decide;
    bool                        may_record; /* any form of casework */
    bool                        may_plan;   /* read the plan whole */
    bool                        may_meet; /* the list of meetings would open */
    bool                        may_transfer; /* read of moves */
    struct child_lost           lost;
    struct child_stay           stay;
    struct child_watch          watch;
    struct child_seen           seen;
    struct child_said          *said; /* newest first */
    size_t                      said_count;
    struct child_took_part     *took_part; /* newest first */
    size_t                      took_part_count;
    struct child_trusted        trusted; /* text empty: nobody wrote it */
    struct child_offer         *offers;  /* of an advocate, newest first */
    size_t                      offer_count;
    struct child_due *dues; /* what runs: the first first, paused last */
    size_t            due_count;
};

/*
 * CHILD_LOOKED (about the person, with struct child_looked_ask): who has
 * looked or was refused, a row for each day, agency, purpose and outcome
 * (S4); for readers whom policy lets see lookers, and as any refusal else.
 * A page ends with a whole day.
 */
struct child_looked_ask {
    struct str    purpose; /* as for CHILD */
    struct moment before;  /* us INT64_MAX: from now on back */
};
struct child_looked {
    struct date   day;
    struct moment last;
    struct words  agency;
    struct id     of;      /* the agency; two may go by one name */
    struct str    purpose; /* the pack's id */
    bool          refused;
    int64_t       times;
};
struct child_lookers {
    struct id            person;
    struct str           name, purpose;
    struct child_looked *rows;
    size_t               count;
    struct moment        earlier; /* where the next page begins; us 0: none */
    bool                 newest;  /* the first page */
};

struct child_place {
    struct id    person;
    struct str   name;
    struct words label; /* of the field */
    struct str   place;
    struct id    leaf;
    /* Of the answer that says who lives in a home: who is around the child,
     * drawn with it when together is set; else null. */
    const struct child_page *family;
    const struct child_home *home;
    bool                     together; /* everybody who is named in it */
};

/* Of a child in a list: who it is and what comes next, by the reader's view
 * of the page.  ERR_DENIED: the page would not open. */
enum err MUST_CHECK child_brief(struct work *w, struct cx *cx, struct id person,
    struct answer *answer, const struct child_page **out);

#endif
