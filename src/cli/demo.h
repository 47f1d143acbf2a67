/*
 * demo -- an invented region: the parts of `diogel demo`, for this room
 * alone.
 *
 * What the region is stands in demo/ as YAML and is compiled in; here a lot
 * is drawn from a seed, forms are filled in, and everything that happened
 * goes through the action table in order of time, while the practice clock
 * is moved from one thing to the next.  The same seed gives the same facts
 * on both engines.
 *
 * Units     moments are practice time.
 * Lifetime  everything lives in demo.arena until the command ends.
 * Errors    those of the action that was refused; demo_refused() says
 *           which.  A mistake in demo/ itself is BUG().
 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "action/action.h"
#include "action/draft.h"
#include "base/arena.h"
#include "cli/region.h"
#include "practice/yaml.h"

struct service;
struct command_line;

/* --- what was drawn ----------------------------------------------- */

/* A lot drawn from a seed; small and good enough for a story. */
struct dice {
    uint64_t state;
};
struct dice dice_of(uint64_t seed, uint64_t stream);
/* 0 .. n - 1; n is at least 1. */
size_t dice_below(struct dice *d, size_t n);
/* "4" or "1-5", both ends among them. */
int64_t dice_range(struct dice *d, struct str range);
/* True so many times of a hundred; no text: always. */
bool dice_percent(struct dice *d, struct str percent);
/* One of the list's items, each as likely, or by its "share". */
const struct node *dice_item(struct dice *d, const struct node *list);
const struct node *dice_share(struct dice *d, const struct node *list);

/* --- the region ----------------------------------------------------- */

struct demo_agency {
    const struct node *told;
    struct id          id;
    struct words       name;
};
struct demo_desk {
    const struct demo_agency *agency;
    struct str                term;
    struct id                 id;
};
struct demo_account {
    const struct node        *told;
    const struct demo_agency *agency;
    struct id                 id;
    struct str                name;
    enum lang                 language;
};

#define RECORDS_MOST 6
#define CHILDREN_MOST 6
#define ADULTS_MOST 6
#define THREADS_MOST 12

struct member {
    const struct node *told; /* of told.yaml, or null             */
    const struct node *kind; /* adult kind or sex, of people.yaml */
    struct str         given, family, known_as, sex, relation;
    struct str         responsibility, sibling, nhs;
    struct date        born, expected; /* expected: not yet born */
    struct id          sources[RECORDS_MOST];
    size_t             source_count;
};
struct family_thread {
    struct str                 name;
    struct id                  id;
    size_t                     count;
    size_t                     children[CHILDREN_MOST];
    struct id                  sources[CHILDREN_MOST];
    struct str                 outcome;
    const struct demo_account *reporter;
    const struct node         *theme;
};
struct family {
    const struct node         *story; /* or the household of told.yaml */
    enum lang                  writes;
    struct str                 language, ethnic, home;
    const struct demo_agency  *school;
    const struct demo_account *worker, *reporter;
    const struct node         *theme;
    struct member              children[CHILDREN_MOST];
    size_t                     child_count, known;      /* known: reported */
    struct member              siblings[CHILDREN_MOST]; /* named alone */
    size_t                     sibling_count;
    struct member              adults[ADULTS_MOST];
    size_t                     adult_count;
    struct family_thread       threads[THREADS_MOST];
    size_t                     thread_count;
    bool                       labelled, related;
    struct moment              first, last; /* of its events              */
    struct moment              registered;  /* us 0: never                */
    struct dice                dice;
};

/* Something that will be done: a step of a household's story, a check of
 * the register, or (without a household) somebody who begins to work. */
struct event {
    struct moment              at;
    size_t                     order;
    struct family             *family;
    const struct node         *step;
    const struct demo_account *actor;   /* null: as the step says */
    int                        member;  /* of an "each", else -1  */
    const struct node         *check;   /* a register check       */
    const struct node         *draft;   /* begun, and not sent    */
    const struct node         *reading; /* notices are read      */
    const struct node         *notice;  /* written on the short path */
    const struct node         *look;    /* at one, or a shift ends   */
};

/* A notice of notices.yaml, by its name. */
#define NOTICES_MOST 16
struct demo_notice {
    struct str name;
    struct id  draft;
};

struct demo {
    const struct command_line *line;
    struct service            *service;
    struct arena              *arena;
    const struct pack         *pack;
    /* region, people, forms, texts, stories, told, notices */
    const struct node   *region, *people, *forms, *texts, *stories, *told;
    const struct node   *notices;
    struct demo_notice   written[NOTICES_MOST];
    size_t               written_count;
    uint64_t             seed;
    int64_t              people_wanted;
    struct moment        begins, serves;
    struct str           password_hash;
    struct region        made;
    struct demo_agency  *agencies;
    size_t               agency_count;
    struct demo_desk    *desks;
    size_t               desk_count;
    struct demo_account *accounts;
    size_t               account_count;
    struct family      **families;
    size_t               family_count, family_room;
    struct event        *events;
    size_t               event_count, event_room;
    int64_t              next_number; /* of the NHS's test range */
    int64_t              file_line;   /* of the register file    */
    size_t               done[2];     /* entries, checks         */
};

/* The six texts of demo/, read. */
void demo_read(struct demo *d);
/* "2027-03-02T03:07" on the region's wall clock. */
struct moment demo_moment(const struct demo *d, struct str text);
struct words  demo_words(const struct node *n);
/* BUG() with the name of what demo/ has not. */
_Noreturn void demo_lacks(struct str what);
/* Says on standard error which step was refused, and gives e back. */
enum err demo_refused(const struct demo *d, struct str what, enum err e,
    const struct fault *fault);

/* Agencies, desks, registers, accounts, by demo_region.c. */
enum err MUST_CHECK demo_region_make(struct demo *d);
/* The roles of somebody who comes later ("from"). */
enum err MUST_CHECK demo_region_roles(struct demo *d,
    const struct demo_account                     *account);

/* BUG() when there is none of that name. */
const struct demo_agency *demo_region_agency(const struct demo *d,
    struct str                                                  name);

const struct demo_account *demo_region_account(const struct demo *d,
    struct str                                                    login);

/* One of those who act that part; of that agency, when one is given. */
const struct demo_account *demo_region_acts(const struct demo *d,
    struct dice *dice, struct str part, const struct demo_agency *agency);

/* Households, told and drawn, by demo_people.c. */
void demo_families(struct demo *d);
/* What a count "of 2,000 people" comes to in a region of this size. */
int64_t demo_share_of(const struct demo *d, struct str usual);
/* A number from the range that is kept for tests: ten digits. */
struct str demo_nhs(struct demo *d);
/* Somebody's name who is no member of a household. */
struct str demo_name(const struct demo *d, struct dice *dice);

/* What happens in each, in order of time, by demo_plan.c. */
void demo_plan(struct demo *d);

/* The template of a step of demo/forms.yaml. */
const struct node *demo_template(const struct demo *d, const struct node *step);

/* What a form is filled in from. */
struct filling {
    struct demo               *demo;
    struct arena              *arena;
    const struct form         *form;
    const struct event        *event;
    struct family             *family;
    struct family_thread      *thread; /* null: none yet */
    const struct demo_account *actor;
    const struct demo_account *successor; /* null: nobody takes over */
    const struct node         *step, *template, *theme;
    enum lang                  language; /* of the entry */
    const struct member      **members;  /* whom it is about */
    size_t                     member_count;
};
/* The answers as JSON. */
struct str filling_answers(const struct filling *f);
/* What $name stands for, about that member; empty if nothing. */
struct str demo_slot(const struct filling *f, const struct member *about,
    struct str name);

/* All of it, through the action table, by demo_play.c. */
enum err MUST_CHECK demo_play(struct demo *d);

/* What is no entry of a household's, by demo_alone.c. */
enum err MUST_CHECK demo_play_alone(struct demo *d, const struct event *e);

/* What somebody types, input by input: {input: text}. */
void demo_typed(struct arena *a, const struct node *typed,
    struct draft_save *out);
/* Notices of the short path and their second looks, by demo_notice.c. */
enum err MUST_CHECK demo_notice_write(struct demo *d, const struct event *e);
enum err MUST_CHECK demo_notice_look(struct demo *d, const struct event *e);

/* Meta: what the tour is told, and when serving begins (demo_meta.c). */
enum err MUST_CHECK demo_remember(struct demo *d);

#endif
