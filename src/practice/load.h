/*
 * load -- what the loaders of the room share while one pack is read.
 *
 * Inside this room only.  Three passes: every file becomes nodes; the
 * loaders make structs of them in a fixed order (terms before forms before
 * pathways); the checks look at the whole.  Whatever is wrong is noted and
 * reading goes on.
 */
#ifndef PRACTICE_LOAD_H
#define PRACTICE_LOAD_H

#include "practice/mistake.h"
#include "practice/shape.h"

/* What an id can name: "no such role", "this role stands here twice". */
#define NAME_KINDS(K)                                                         \
    K(NAMES_NOTHING, "")                                                      \
    K(NAMES_AGENCY_KIND, "kind of agency")                                    \
    K(NAMES_AGENCY, "agency")                                                 \
    K(NAMES_REGISTER, "register")                                             \
    K(NAMES_DESK, "desk")                                                     \
    K(NAMES_ROLE, "role")                                                     \
    K(NAMES_LIST, "list of options")                                          \
    K(NAMES_TIE, "tie")                                                       \
    K(NAMES_THREAD, "thread")                                                 \
    K(NAMES_THREAD_ROLE, "role in a thread")                                  \
    K(NAMES_GROUP, "group of forms")                                          \
    K(NAMES_STAGE, "stage of the work")                                       \
    K(NAMES_SCOPE, "group of forms or word of access")                        \
    K(NAMES_PURPOSE, "purpose")                                               \
    K(NAMES_IDENTIFIER, "identifier")                                         \
    K(NAMES_LOCATION, "kind of location")                                     \
    K(NAMES_LAWFUL_BASIS, "lawful basis")                                     \
    K(NAMES_RETENTION, "retention rule")                                      \
    K(NAMES_FORM, "form")                                                     \
    K(NAMES_PATHWAY, "pathway")                                               \
    K(NAMES_CLOCK, "clock")                                                   \
    K(NAMES_HOLIDAY, "holiday")                                               \
    K(NAMES_SHARE, "share")                                                   \
    K(NAMES_SIGNAL, "signal")                                                 \
    K(NAMES_MEASURE, "measure")                                               \
    K(NAMES_PHRASE, "phrase")                                                 \
    K(NAMES_LETTER, "letter")                                                 \
    K(NAMES_THRESHOLD, "threshold")                                           \
    K(NAMES_LIMIT, "limit")

enum name_kind {
#define K(name, words) name,
    NAME_KINDS(K)
#undef K
        NAME_KIND_COUNT
};
struct str name_kind_words(enum name_kind kind);

struct name {
    struct str         id;
    const struct node *node;
    struct name       *next;
};
/* Something that must be the name of something, once all is read. */
struct reference {
    enum name_kind     kind;
    struct str         id;
    const struct node *node;
    struct reference  *next;
};

/* A state that must exist, once the pathways are read. */
struct state_use {
    struct str         pathway, state;
    const struct node *node;
    struct state_use  *next;
};

/* Text that a live service must not show (S26). */
struct example {
    struct str      file;
    int             line;
    struct example *next;
};

/* A pack and what lies behind it; the pack comes first: pack_free(). */
struct loaded {
    struct pack     pack;
    struct arena   *arena;
    struct zone    *zone; /* pack.zone, ours to free */
    struct example *examples;
};

struct pack_file {
    struct str         name, text;
    const struct node *root;
};

struct load {
    struct arena     *arena; /* the pack's */
    struct loaded    *loaded;
    struct pack      *pack;
    struct mistakes   mistakes;
    struct pack_file *files;
    size_t            file_count;
    bool              unreadable; /* one of them is not YAML */
    struct name      *names[NAME_KIND_COUNT];
    struct reference *references;
    struct state_use *state_uses;
    /* Beside the pack's lists: where each stands, in the same order. */
    const struct node **form_nodes;
    const struct node **pathway_nodes;
    const struct node **clock_nodes;
    const struct node **signal_nodes;
};

/* Notes a mistake at the node: args 0 to 2 as the sentence needs. */
void load_wrong(struct load *l, const struct node *at, enum mistake which,
    struct str arg0, struct str arg1);
void load_wrong3(struct load *l, const struct node *at, enum mistake which,
    const struct str *args);

/* An id that is now known; says so when it was already. */
void name_add(struct load *l, enum name_kind kind, struct str id,
    const struct node *at);
bool name_known(const struct load *l, enum name_kind kind, struct str id);
/* The id must be known by the end. */
void name_wanted(struct load *l, enum name_kind kind, struct str id,
    const struct node *at);
/* Notes every reference that leads nowhere. */
void name_check(struct load *l);

void state_wanted(struct load *l, struct str pathway, struct str state,
    const struct node *at);
void state_check(struct load *l);

/* The one file of that name, else null. */
const struct node *load_find(const struct load *l, struct str name);
/* The same; a missing one is a mistake. */
const struct node *load_file(struct load *l, struct str name);

/* The next file whose name begins with the folder, or null; from *i on. */
const struct node *load_next(struct load *l, struct str folder, size_t *i);
size_t             load_count(const struct load *l, struct str folder);

/* What a condition may speak of: the fields of form before a place, and the
 * columns of a table before theirs. */
struct scope {
    const struct form  *form;
    size_t              before;
    const struct field *columns;
    size_t              columns_before;
};
const struct condition *load_condition(struct load *l, const struct node *n,
    const struct scope *scope);
/*
 * The fields of a form or columns of a table, with a line beside each choice
 * that has an option which asks for words.  Such a line has no node of its
 * own: whoever walks nodes and fields together passes it over.
 */
struct field *load_beside(struct load *l, const struct node *list,
    struct field *all, size_t *count);
/* Which of the letters that were read are examples (S26). */
void load_letters(struct load *l, const struct node *list);
/* That the field has the keys of its type, and no others. */
void load_field_keys(struct load *l, const struct node *n,
    const struct field *f);
/* Whether the field can have that answer; notes it when not. */
bool load_answer(struct load *l, const struct node *n,
    const struct field *field);
/* {state: {pathway, in}} */
void load_state_of(struct load *l, const struct node *n, struct str *pathway,
    const struct str **states, size_t *count);
/* Whom the opening of a clock per agency asks, and who answers. */
void load_clock_agencies(struct load *l, const struct node *n,
    struct clock_rule *c);
void load_guard(struct load *l, const struct node *n, struct guard *g);
void load_yields(struct load *l, const struct node *n, struct form *form);
/* second_look and quality of a form whose fields are read. */
void load_quality(struct load *l, const struct node *n, struct form *form);
/* By which question it says that a child is new here; its yields are read. */
void load_newborn(struct load *l, const struct node *n, struct form *form);
/* What the form says of the meeting that it records. */
void load_meeting(struct load *l, const struct node *n, struct form *form);
/* The form's sections: every field stands in one, in the fields' order. */
void load_sections(struct load *l, const struct node *list, struct form *form);
/* "08:30" in minutes, or -1. */
int load_minutes(struct str s);

enum trigger_use { FOR_PATHWAY, FOR_SHARE };
/* What stands behind the predicate language (load_spoken.c). */
void load_language(struct load *l, const struct node *n, struct predicate *p);
void load_triggers(struct load *l, const struct node *n, enum trigger_use use,
    struct triggers *out);
/* "desk.ID", one or several; *count must begin at 0. */
void load_addressees(struct load *l, const struct node *n,
    const struct addressee **out, size_t *count);

/* The loaders, in the order in which they run. */
void load_pack(struct load *l);
void load_terms(struct load *l);
void load_agencies(struct load *l);
void load_desks(struct load *l);
void load_roles(struct load *l);
void load_calendar(struct load *l);
void load_forms(struct load *l);
void load_pathways(struct load *l);
void load_ties(struct load *l);
void load_shares(struct load *l);
void load_signals(struct load *l);
void load_measures(struct load *l);
void load_access(struct load *l);
void load_wording(struct load *l);
void load_thresholds(struct load *l);
/* Behind all the others. */
void load_reach(struct load *l);

/* What only the whole can tell. */
void check_forms(struct load *l);
void check_pathways(struct load *l);
void check_shares(struct load *l);
void check_signals(struct load *l);
void check_access(struct load *l);
void check_calendar(struct load *l);

#endif
