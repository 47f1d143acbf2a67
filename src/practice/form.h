/*
 * form -- a kind of entry: what is asked, and what the answers mean.
 *
 * All of it belongs to a loaded pack, never changes, and lives as long as
 * the pack does.
 */
#ifndef PRACTICE_FORM_H
#define PRACTICE_FORM_H

#include "base/lang.h"
#include "practice/term.h"

#define FIELD_TYPES(K)                                                        \
    K(FIELD_TEXT, "text")                                                     \
    K(FIELD_LONG_TEXT, "long_text")                                           \
    K(FIELD_WORDS, "words")                                                   \
    K(FIELD_YES_NO, "yes_no")                                                 \
    K(FIELD_YES_NO_UNKNOWN, "yes_no_unknown")                                 \
    K(FIELD_CHOICE, "choice")                                                 \
    K(FIELD_CHOICES, "choices")                                               \
    K(FIELD_DATE, "date")                                                     \
    K(FIELD_DATE_TIME, "date_time")                                           \
    K(FIELD_NUMBER, "number")                                                 \
    K(FIELD_SCALE, "scale")                                                   \
    K(FIELD_PERSON, "person")                                                 \
    K(FIELD_AGENCY, "agency")                                                 \
    K(FIELD_DESK, "desk")                                                     \
    K(FIELD_ACCOUNT, "account")                                               \
    K(FIELD_IDENTIFIER, "identifier")                                         \
    K(FIELD_LANGUAGE, "language")                                             \
    K(FIELD_LOCATION, "location")                                             \
    K(FIELD_REPORTER, "reporter")                                             \
    K(FIELD_SAFE_CONTACT, "safe_contact")                                     \
    K(FIELD_PAPER, "paper")                                                   \
    K(FIELD_BODY_MAP, "body_map")                                             \
    K(FIELD_THREAD, "thread")                                                 \
    K(FIELD_PART, "part")                                                     \
    K(FIELD_TABLE, "table")

enum field_type {
#define K(name, word) name,
    FIELD_TYPES(K)
#undef K
        FIELD_TYPE_COUNT
};

enum field_required {
    REQUIRED_NO,
    REQUIRED_ALWAYS,
    REQUIRED_OR_REASON,
    REQUIRED_WHEN
};

/* What is said of the first child and counts for the others as well, where
 * nothing else is said of them. */
enum field_once {
    ONCE_NO,
    ONCE_ANSWER, /* the answer, or why there is none */
    ONCE_REASON  /* only why there is none */
};

/* {field is|in}, {age under|over}, {state}, all, any, not. */
enum condition_kind {
    WHEN_FIELD,
    WHEN_AGE_UNDER,
    WHEN_AGE_OVER,
    WHEN_STATE,
    WHEN_ALL,
    WHEN_ANY,
    WHEN_NOT
};
struct condition {
    enum condition_kind      kind;
    const struct field      *field;  /* WHEN_FIELD */
    const struct str        *values; /* any of these; states for WHEN_STATE */
    size_t                   value_count;
    struct str               pathway; /* WHEN_STATE */
    int                      years;   /* WHEN_AGE_* */
    const struct condition **parts;   /* ALL, ANY, NOT */
    size_t                   part_count;
};

/* Words shown when the answer is this value. */
struct field_notice {
    struct str   is;
    struct words text;
};

struct identifier_term;
struct clock_rule;
struct pack;
struct pathway;
struct field {
    struct str                 id;
    enum field_type            type;
    bool                       per_child;
    enum field_once            once;
    enum field_required        required;
    const struct condition    *required_when;
    const struct condition    *show_if; /* null: always asked */
    const struct term_list    *options; /* choice, choices */
    struct words               label;
    struct words               hint;     /* may be empty */
    struct str                 kind;     /* role, identifier system, kind of
                                            location or thread, or which part
                                            of a plan */
    struct str                 fact;     /* asked once under this name */
    int64_t                    min, max; /* number, scale, table rows */
    struct words               unit;
    bool                       partial_date; /* day or month may be missing */
    bool                       future_date;
    const struct field        *columns; /* table */
    size_t                     column_count;
    const struct field_notice *notices;
    size_t                     notice_count;
    /* The line beside a choice for the words of an option that asks for
     * them: that choice; null: a question of the pack's own. */
    const struct field *words_of;
    /* body_map: where, what kind of mark, of what colour */
    const struct term_list       *regions, *marks, *colours;
    const struct identifier_term *identifier; /* identifier: its system */
    struct words                  least_words, most_words; /* scale */
    /* yes_no: how a yes and a no are said; may be empty, see field_said() */
    struct words yes, no;
    size_t       index; /* its place in the form */
};

enum yield_kind {
#define YIELD(name, word, args) YIELD_##name,
#include "practice/yields.def"
#undef YIELD
    YIELD_COUNT
};

/* Where an argument's value comes from. */
struct yield_from {
    size_t               arg;    /* place in the yield's argument list */
    const struct field **fields; /* answers joined by \n when several */
    size_t               field_count;
    struct str           value; /* a constant, when field_count is 0 */
};

struct yield_rule {
    enum yield_kind          kind;
    bool                     per_child;
    const struct field      *each; /* one yield per row of this table */
    const struct condition  *when; /* null: always */
    const struct yield_from *from;
    size_t                   from_count;
};

struct form_section {
    struct str           id;
    struct words         title;
    const struct field **fields;
    size_t               field_count;
};

/* To which desk an entry goes: the first route that fits. */
struct form_route {
    const struct condition *when;
    struct str              desk;
    bool                    only; /* its author and that desk alone (S15) */
};

/* One thing that an entry is good for: some question answered, nothing to
 * think again about in its words, or written soon enough. */
struct form_check {
    struct str           id;
    struct words         label;
    int                  points; /* when it is there                     */
    int                  reason; /* for a reason why it is not obtained  */
    const struct field **fields; /* any of them answered; none: wording  */
    size_t               field_count;
    bool                 wording;
    struct span          within; /* from what happened to its recording */
    bool                 within_given;
};

/*
 * Somebody else looks at it before it goes, and it never waits for that
 * longer than to the end of the shift (S21).
 */
struct form_second_look {
    struct str              role;   /* who looks                       */
    const struct condition *waived; /* goes at once; null: never       */
    const int16_t          *ends;   /* of shifts, minutes of the day   */
    size_t                  end_count;
    const struct field     *mark; /* the program's own answer: which of */
    struct str              looked, unlooked, at_once;
};

/* Who must be there when the form records a meeting. */
struct form_meeting {
    int                agencies; /* at least so many; 0: nobody counts */
    const struct str  *kinds;    /* one agency of each of these        */
    size_t             kind_count;
    const struct str  *asks; /* kinds that are thought of when it is called */
    size_t             ask_count;
    bool               family; /* adults of it may be asked to it (S17) */
    struct source_note note;
};

struct form_about {
    struct str role;
    int        least, most;
};

/*
 * What an entry of a form may set off in its own pack, found when the pack
 * is loaded: a history is thousands of entries, a pack hundreds of rules,
 * and an entry concerns few of them.
 */
struct form_reach {
    const struct pack        *pack;
    const struct pathway    **moves;
    size_t                    moves_count;
    const struct clock_rule **opens;
    size_t                    opens_count;
    const struct tie_term   **ends; /* ties that it may end */
    size_t                    ends_count;
};

struct form {
    struct str                     id;
    int                            version;
    struct words                   title;
    const struct form_about       *about;
    size_t                         about_count;
    struct str                     lawful_basis;
    struct str                     retention;
    struct str                     label;
    struct str                     group;
    const struct field            *fields;
    size_t                         field_count;
    const struct form_section     *sections;
    size_t                         section_count;
    const struct yield_rule       *yields;
    size_t                         yield_count;
    const struct form_route       *routes;
    size_t                         route_count;
    struct str                     opens_thread; /* kind of thread, or empty */
    struct str                     in_thread; /* kind it continues, or empty */
    const struct field            *occurred;  /* null: when it is recorded */
    bool                           one_time_link;
    bool                           short_path; /* never held up by a question
                                              that a reason would answer */
    const struct form_check       *checks;
    size_t                         check_count;
    const struct form_second_look *second_look; /* null: goes at once */
    const struct form_meeting     *meeting;     /* null: it says nothing  */
    bool                           traced; /* its NHS numbers were traced */
    const struct field *newcomer;   /* the program's own answer: the child was
                                    nowhere in this record; null: it is about
                                    those who are there already */
    const struct field *unexpected; /* the program's own answer: the child
                                    was born beside those who were expected;
                                    null: nobody is added to those it is
                                    about */
    /* Immediate risk: it is sent even where its author has not said whom
     * the children may be; null: never. */
    const struct condition *at_once;
    struct form_reach      *reach; /* filled when all is loaded */
};

/* How an answer to a question of yes and no is said: as the question has it,
 * else in the program's own words. */
struct str field_said(const struct field *f, struct str answer, enum lang lang);
const struct field *form_field(const struct form *f, struct str id);
/* Whether that answer to a choice (several: one a line) asks for the words
 * of the line beside it. */
bool field_asks_words(const struct field *words, struct str answer);
/* The column of the table by which each of its rows states a part of a plan,
 * or null. */
const struct field *form_part_field(const struct form *f,
    const struct field                                *table);
bool                form_yields(const struct form *f, enum yield_kind kind);
/* The column by which each row of the table states a part of a plan, and
 * which may be left empty for a new one; or null. */
const struct field *form_part_field(const struct form *f,
    const struct field                                *table);
/* The option that an answer to that argument of the form's yields names, or
 * null. */
const struct term_option *form_option(const struct form *f,
    enum yield_kind kind, struct str arg, struct str id);

/* The yield's word, and its argument names in order. */
struct str yield_word(enum yield_kind kind);
bool       yield_find(struct str word, enum yield_kind *out);
size_t     yield_arg_count(enum yield_kind kind);
struct str yield_arg_name(enum yield_kind kind, size_t arg);
/* Place of that argument, or -1. */
int yield_arg_find(enum yield_kind kind, struct str name);
/* The first that may name an agency, or -1. */
int yield_arg_agency(enum yield_kind kind);
/* The first field that the argument comes from, or null: a constant. */
const struct field *yield_field(const struct yield_rule *r, struct str arg);

#endif
