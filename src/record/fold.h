/*
 * fold -- what a list of entries comes to: the heart.
 *
 * Pure: no clock, no database, no chance.  The same entries under the same
 * rules give the same child, in whatever steps they come: fold_begin(),
 * fold_step() for each entry in order, fold_end() gives what fold_all()
 * gives.  What time alone changes (late, days since) is not in it: ask
 * child_clock() and its like with a day.
 *
 * Order     (recorded_at, source, seq, child).
 * Corrections are resolved before folding by fold_resolve(): a corrected
 *           entry counts at the original's place with the newest answers
 *           known; a withdrawn or moved one leaves only a mark.
 * Lifetime  all in the arena given.
 */
#ifndef RECORD_FOLD_H
#define RECORD_FOLD_H

#include "base/id.h"
#include "practice/answers.h"
#include "practice/pack.h"

struct places;

/* Of what kind the agencies are that facts name by their id, and what they
 * are called; whoever is not among them is named as the pack names it. */
struct agency_met {
    struct str   id, kind, term;
    struct words name;
};
struct agencies_met {
    struct agency_met *all;
    size_t             count;
};

enum fold_fate { FATE_STANDS, FATE_WITHDRAWN, FATE_MOVED, FATE_ERASED };

/* One entry as the fold sees it, for one child. */
struct fold_entry {
    struct id          id;
    const struct pack *pack; /* the one it was written under */
    const struct form *form;
    struct answers     answers; /* newest answers; for field triggers  */
    const struct fact *facts;   /* of all children                     */
    size_t             fact_count;
    int                child;  /* this child's place in the entry; -1:
                                     here in another role than child      */
    struct id          source; /* the record it hangs on               */
    const struct id   *beside; /* all records that it is about         */
    size_t             beside_count;
    int64_t            seq;
    struct id          thread;
    struct id          author, agency;
    struct moment      occurred, recorded;
    enum lang          language; /* of what was typed */
    struct date        occurred_on;
    struct str         label;
    struct id          corrects; /* none: an original                    */
    struct str         correction;
    enum fold_fate     fate;        /* set by fold_resolve                  */
    struct str         authority;   /* of the child, for overrides; or ""   */
    bool               elsewhere;   /* not about this child: it stands here
                                     only for what it corrects, or because
                                     something here corrects it           */
    const struct agencies_met *met; /* may be null */
};

enum clock_state { CLOCK_OPEN, CLOCK_MET, CLOCK_CANCELLED, CLOCK_PAUSED };
struct clock_at {
    const struct clock_rule *rule;
    struct id                opening; /* entry */
    struct id                thread;
    const struct id         *beside; /* what the opening was about      */
    size_t                   beside_count;
    struct moment            recorded; /* of the opening */
    struct moment            first_opened, opened, due, target;
    bool                     has_target;
    enum clock_state         state;
    struct moment            met;
    struct id                met_by;
    struct moment            paused;     /* since when, while CLOCK_PAUSED   */
    struct str               asked;      /* of a rule per agency: which, as
                                         the opening names it; or empty */
    struct str               asked_kind; /* of what kind it is, or empty */
    int                      moved;      /* how often it was begun anew      */
    int                      put_off;    /* how often, its day unchanged    */
    struct moment            put_back;   /* when either was recorded last */
};

struct state_at {
    const struct pathway *pathway;
    struct id             thread; /* none: one for the child */
    size_t                state;
    struct moment         since;
    struct id             by;
};

struct spell { /* on the register */
    struct id   opened_by, closed_by;
    struct date on, off; /* off none: still on */
    struct str  categories, primary, authority, reason;
    bool        temporary;
    /* Of a temporary entry: how long, as far as was known when it was made
     * (no day ends it), and whose register the child is on. */
    struct date until;
    struct str  from;
};

struct tie_at {
    struct id     whom; /* account, desk or agency; none: words only  */
    struct str    name; /* as answered, when it is no id               */
    struct str    kind; /* the pack's tie                              */
    struct moment since, until; /* until.us 0: open */
    struct id     by, thread;
};

struct decision {
    struct id     entry, thread, author;
    struct moment at;
    struct str    outcome, reason;
};

struct plan_at {
    struct id   entry;
    struct str  kind, co_ordinator, agency;
    int64_t     version;
    struct date review;
};

/* Any other fact, in order, for pages that show that kind. */
struct fact_at {
    const struct fact       *fact;
    const struct fold_entry *entry;
};

#define FOLD_LIST(type, name)                                                 \
    type  *name;                                                              \
    size_t name##_count, name##_room

/* The entries that stand with one form, in order: a signal looks at those
 * that it may be about, and not at thousands of others. */
struct form_run {
    const struct form *form;
    bool               yields[YIELD_COUNT]; /* what any of them says */
    FOLD_LIST(const struct fold_entry *, entries);
};

struct child {
    FOLD_LIST(struct state_at, states);
    struct places *state_places; /* by pathway and thread */
    FOLD_LIST(struct clock_at, clocks);
    FOLD_LIST(struct spell, spells);
    FOLD_LIST(struct tie_at, ties);
    FOLD_LIST(struct decision, decisions);
    FOLD_LIST(struct plan_at, plans);
    FOLD_LIST(struct fact_at, facts);
    /* Everything folded, in order; what does not stand is only a mark. */
    FOLD_LIST(const struct fold_entry *, entries);
    FOLD_LIST(struct form_run, runs);
    struct moment newest; /* of the entries folded */
};

/* Applies corrections known at known_at (us; INT64_MAX: all): drops later
 * entries, sets fates, and puts newest answers at the originals' places. */
enum err MUST_CHECK fold_resolve(struct arena *a, struct fold_entry *entries,
    size_t *count, struct moment known_at);

struct fold; /* opaque: being folded */
/* rules: for entries that name no pack of their own. */
struct fold *fold_begin(struct arena *a, const struct pack *rules);
/* The entry must live as long as the child does.
 * ERR_ILLEGAL: a deadline lies beyond the pack's calendar. */
enum err MUST_CHECK fold_step(struct fold *f, const struct fold_entry *e);
const struct child *fold_end(struct fold *f);
/* Resolves and folds. */
enum err MUST_CHECK fold_all(struct arena *a, const struct pack *rules,
    struct fold_entry *entries, size_t count, struct moment known_at,
    const struct child **out);

/* What time makes of it. */
enum clock_look {
    LOOK_OPEN,
    LOOK_WARN,
    LOOK_LATE,
    LOOK_MET,
    LOOK_MET_LATE,
    LOOK_CANCELLED,
    LOOK_PAUSED
};
enum clock_look child_clock(const struct clock_at *c, const struct pack *pack,
    struct moment now);
/* Whether it is neither met nor cancelled: open, or paused. */
bool child_clock_runs(const struct clock_at *c);
/* Whether it stands on no list of work yet: its rule says only when near. */
bool child_clock_is_far(const struct clock_at *c, const struct pack *pack,
    struct moment now);
/* The same of a rule and a day when it is due. */
bool clock_is_far(const struct clock_rule *r, const struct pack *pack,
    struct moment due, struct moment now);
/* The open spell, or null. */
const struct spell *child_registered(const struct child *c, struct date today);
/* The newest decision in a thread, or null. */
const struct decision *child_decision(const struct child *c, struct id thread);
/* The pathway's state for the thread (or the child), or null. */
const struct state_at *child_state(const struct child *c,
    const struct pathway *p, struct id thread);
/* Signals of the pack that hold now. */
enum err MUST_CHECK child_signals(struct arena *a, const struct child *c,
    const struct pack *pack, struct moment now, const struct signal_rule ***out,
    size_t *count);
/* Whether that one does. */
enum err MUST_CHECK child_signal(struct arena *a, const struct child *c,
    const struct pack *pack, const struct signal_rule *rule, struct moment now,
    bool *yes);
/* What time alone may bring: when a signal may next hold, or no longer (us
 * INT64_MAX: at no time), and whether one watches a deadline that is missed,
 * or near, now.  Never too late; too early where a span of months or a tie
 * leaves no other way. */
struct child_look {
    struct moment next;
    bool          watched;
};
enum err MUST_CHECK child_next(struct arena *a, const struct child *c,
    const struct pack *pack, struct moment now, struct child_look *out);
/* Whether that predicate of a signal looks at the clock now: it runs and is
 * missed, or near where the pack says so. */
bool signal_watches(const struct pack *pack, const struct predicate *p,
    const struct clock_at *c, struct moment now);
/* Whether time may bring the signal without a deadline that is missed. */
bool signal_is_of_time(const struct signal_rule *s);
/* From when on it counts: its last answer, or as far back as it looks. */
enum err MUST_CHECK child_signal_since(const struct child *c,
    const struct pack *pack, const struct signal_rule *rule, struct moment now,
    struct moment *since);

/* When it happened: as the form's own question about that was answered,
 * else when it was recorded.  on may be partial; it is the day then. */
struct moment fold_occurred(struct arena *a, const struct pack *p,
    const struct answers *s, struct moment recorded, struct date *on);
/* Whether the fold has a row for the yield: all of them must. */
bool fold_knows(enum yield_kind kind);
/* The place of an argument as packs name it, or -1; and what it says, or
 * empty. */
int        fact_arg_place(enum yield_kind kind, struct str name);
struct str fact_arg(const struct fact *f, struct str name);
/* Whether the fact is about this child of the entry. */
bool fact_is_for(const struct fact *f, int child);
/* Whether any of the triggers fires on the entry, for its child; by is the
 * fact that did it, null when it was the entry itself.  by may be null. */
/* Whether an agency that a fact of the entry names is of the kind, or is the
 * very one: by its id, or as the pack (may be null) calls it. */
bool entry_agency_is(const struct fold_entry *e, const struct pack *p,
    struct str agency, struct str kind);
bool entry_fires(const struct fold_entry *e, const struct triggers *t,
    const struct fact **by);

#endif
