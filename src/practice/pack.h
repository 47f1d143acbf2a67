/*
 * pack -- a practice pack, read whole, checked and compiled.
 *
 * A loaded pack never changes and is shared by all threads.  Loading finds
 * every mistake at once; a pack with mistakes is not given out.
 *
 * Source    the files of a folder, or the same kept as one text in the
 *           store ("bundle"); both give the same content hash.
 * Errors    ERR_INVALID with the list of mistakes; ERR_FILE.
 */
#ifndef PRACTICE_PACK_H
#define PRACTICE_PACK_H

#include "base/hash.h"
#include "practice/access.h"
#include "practice/calendar.h"
#include "practice/pathway.h"

struct pack_words {
    struct str   id;
    struct words text;
};
struct pack_threshold_level {
    int          level;
    struct words title, text;
};
struct pack_threshold {
    struct str                         id, board;
    struct words                       title; /* may be empty */
    bool                               example;
    const struct pack_threshold_level *levels;
    size_t                             count;
};
struct pack_phrase {
    struct str        id;
    enum lang         language;
    const struct str *match; /* lower case */
    size_t            match_count;
    struct words      why, better;
};
/* What a letter to an adult of the family takes from the record, in this
 * order; of it only what is marked for that adult (S17). */
enum letter_part {
    LETTER_OUTCOMES,
    LETTER_ACTIONS,
    LETTER_IF_NOT,
    LETTER_WORDS,
    LETTER_REPORTS,
    LETTER_MINUTES,
    LETTER_PART_COUNT
};
struct pack_letter {
    struct str   id;
    struct words title, sender, subject, opening, closing;
    uint32_t     parts; /* bits of enum letter_part */
    bool         example;
};
struct thread_role {
    struct str   id, means;
    struct words label;
};
struct thread_term {
    struct str                id;
    struct words              label;
    const struct thread_role *roles;
    size_t                    role_count;
};
/* When in the work with a child forms are wanted. */
struct stage_term {
    struct str        id;
    struct words      label;
    const struct str *forms;
    size_t            form_count;
};
struct identifier_term {
    struct str        id, uri, check;
    struct words      label;
    const struct str *known_by; /* kinds of agency that keep it; none: all */
    size_t            known_count;
    int months_from, months_until; /* of age, when there is one; 0: no bound */
};
struct retention_term {
    struct str   id;
    struct words label;
    int          years;
    struct str   from; /* closed, birth, recorded */
};

#define PACK_LIST(type, name)                                                 \
    const type *name;                                                         \
    size_t      name##_count

struct pack {
    struct str             id, nation, zone_name; /* nation in English */
    struct words           title;
    struct words           nation_words;
    struct words           model_of_practice;
    int                    version;
    bool                   has_examples; /* S26: not for a live service */
    struct date            holds_from;
    struct digest          hash;
    const struct calendar *calendar;
    const struct zone     *zone;
    PACK_LIST(struct term_limit, limits);
    PACK_LIST(struct agency_kind, agency_kinds);
    PACK_LIST(struct agency_term, agencies);
    PACK_LIST(struct register_term, registers);
    PACK_LIST(struct desk_term, desks);
    PACK_LIST(struct role_term, roles);
    struct str confirmed_by, confirmed_else;
    PACK_LIST(struct pack_words, words);
    PACK_LIST(struct term_list, lists);
    PACK_LIST(struct tie_term, ties);
    PACK_LIST(struct thread_term, threads);
    PACK_LIST(struct pack_words, groups);
    PACK_LIST(struct stage_term, stages);
    PACK_LIST(struct purpose_term, purposes);
    PACK_LIST(struct identifier_term, identifiers);
    PACK_LIST(struct pack_words, locations);
    PACK_LIST(struct pack_words, lawful_bases);
    PACK_LIST(struct retention_term, retentions);
    PACK_LIST(struct argument_term, arguments);
    PACK_LIST(struct form, forms);
    PACK_LIST(struct pathway, pathways);
    const struct clock_rule **clocks; /* of all pathways */
    size_t                    clocks_count;
    const struct form_reach  *reach; /* of a form of another pack: all */
    PACK_LIST(struct share_rule, shares);
    PACK_LIST(struct signal_rule, signals);
    PACK_LIST(struct measure_rule, measures);
    PACK_LIST(struct access_rule, access);
    struct label_rule labels[LABEL_COUNT];
    PACK_LIST(struct pack_phrase, phrases);
    PACK_LIST(struct pack_letter, letters);
    uint32_t wording_exempt; /* bits of enum field_type: never prompted */
    bool     quotes_exempt;  /* nor what stands in quotation marks */
    PACK_LIST(struct pack_threshold, thresholds);
};

/* One mistake, for a person: "file:line: what is wrong; what to do". */
struct pack_mistake {
    struct str file;
    int        line;
    struct str what, advice;
};
struct pack_mistakes {
    struct pack_mistake *all;
    size_t               count;
};

/* The files of dir as one bundle text. */
enum err MUST_CHECK pack_read(struct arena *a, const char *dir,
    struct str *bundle, struct fault *fault);
/* Compiles a bundle; mistakes live in a.  The pack lives until freed. */
enum err MUST_CHECK pack_load(struct arena *a, struct str bundle,
    struct pack **out, struct pack_mistakes *mistakes);
void                pack_free(struct pack *p);
/* What changing from old would break: reused ids, lost states, options. */
enum err MUST_CHECK pack_against(struct arena *a, const struct pack *now,
    const struct pack *old, struct pack_mistakes *mistakes);
/*
 * What keeps the pack from a live service on that day (S26): text marked as
 * an example or a draft, a calendar that ends before its own warning.
 */
enum err MUST_CHECK pack_check_live(struct arena *a, const struct pack *p,
    struct date today, struct pack_mistakes *mistakes);
/* Every pathway and clock as a page of text with a drawing. */
struct html_done pack_explain(struct arena *a, const struct pack *p,
    enum lang lang);
/* The whole grammar as Markdown, from the rule tables: docs/pack.md. */
struct str pack_grammar(struct arena *a);

/* By id; null when the pack has none. */
const struct form        *pack_form(const struct pack *p, struct str id);
const struct term_list   *pack_list(const struct pack *p, struct str id);
const struct term_list   *pack_list_for(const struct pack *p, struct str means);
const struct role_term   *pack_role(const struct pack *p, struct str id);
const struct agency_kind *pack_agency_kind(const struct pack *p, struct str id);
const struct desk_term   *pack_desk(const struct pack *p, struct str id);
/* The first desk kind with that meaning ("front_door", "custodian" ...). */
const struct desk_term   *pack_desk_for(const struct pack *p, struct str means);
const struct agency_term *pack_agency(const struct pack *p, struct str id);
/* As people write it, in either language, by any of its names; null where no
 * agency of the pack is called so, or two are. */
const struct agency_term *pack_agency_named(struct arena *a,
    const struct pack *p, struct str text);
const struct pathway     *pack_pathway(const struct pack *p, struct str id);
const struct clock_rule  *pack_clock(const struct pack *p, struct str id);
const struct tie_term    *pack_tie(const struct pack *p, struct str id);
/* Place of the first stage that has the form, or stages_count. */
size_t pack_stage_of(const struct pack *p, struct str form);
/* Its text, or null. */
const struct pack_letter *pack_letter(const struct pack *p, struct str id);
/* What whoever is told is called. */
struct words pack_addressee(const struct pack *p, const struct addressee *to);
/* The first tie kind with that meaning ("co_ordinator", "kin" ...). */
const struct tie_term     *pack_tie_for(const struct pack *p, struct str means);
const struct purpose_term *pack_purpose(const struct pack *p, struct str id);
/* The first purpose with that meaning, or null. */
const struct purpose_term *pack_purpose_for(const struct pack *p,
    struct str                                                 means);
/* What a role in any kind of thread means; empty: nothing. */
struct str pack_thread_means(const struct pack *p, struct str role);
const struct term_limit *pack_limit(const struct pack *p, struct str name);
/* The pack's word for a kernel noun; empty words when it has none. */
struct words pack_word(const struct pack *p, struct str noun);
/* The threshold text of that board, or null. */
const struct pack_threshold *pack_threshold_of(const struct pack *p,
    struct str                                                    board);
/* The first form that yields it, else null: "what does a concern look like
 * here?" without knowing its name. */
const struct form *pack_form_yielding(const struct pack *p,
    enum yield_kind                                      kind);
/* The option that says, of something told, that it was told to who reported;
 * empty: the pack has none. */
struct str pack_told_reporter(const struct pack *p);

#endif
