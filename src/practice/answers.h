/*
 * answers -- what somebody answered to a form, and what it means.
 *
 * Answers travel as JSON: {"field": VALUE}.  VALUE is text; a list of texts
 * (choices); {"why": "..."} when it was not obtained; {"ref": "x..."} for a
 * location or a reporter (the value is sealed elsewhere); a list of objects
 * (table rows); and for a field asked per child an object of VALUEs keyed
 * by the child's place among those the entry is about: "0", "1" ...
 * Dates are "2027-03-02" (parts may be missing), date-times RFC 3339.
 * A body map is a list of {"region", "kind", "colour", "note"}.
 *
 * Pure.  Everything lives in the arena it was read into.
 */
#ifndef PRACTICE_ANSWERS_H
#define PRACTICE_ANSWERS_H

#include "base/json.h"
#include "practice/pack.h"

struct answers {
    const struct form *form;
    const struct json *root;
};

/* What conditions may ask beside the answers. */
struct answers_about {
    size_t            children; /* how many the entry is about            */
    const int        *ages;     /* whole years, -1 not known; may be null */
    const struct str *states;   /* "pathway.state" that hold; may be null */
    size_t            state_count;
};

/* One thing wrong with the answers, for the person who gave them. */
struct answer_fault {
    const struct field *field;
    int                 child; /* -1: not asked per child */
    int                 row;   /* of a table, else -1     */
    enum msg            msg;
    struct words        say; /* the pack's, instead of msg; or empty */
};

enum err MUST_CHECK answers_read(struct arena *a, const struct form *form,
    struct str json, struct answers *out, struct fault *fault);
/* The answer as text; several joined by \n; empty when there is none. */
struct str answers_text(struct arena *a, const struct answers *s,
    const struct field *field, int child);
/* The JSON value itself, or null. */
const struct json *answers_value(const struct answers *s,
    const struct field *field, int child);
/* Whether the field is asked at all, given the other answers. */
bool answers_shown(const struct answers *s, const struct field *field,
    const struct answers_about *about, int child);
bool condition_holds(const struct condition *c, const struct answers *s,
    const struct answers_about *about, int child);
/*
 * Every mistake: missing, not an option, not a date, too long, not shown
 * but answered.  No mistakes: OK; else ERR_INVALID and the list.  Whether
 * a named person, account, desk, agency, thread or paper exists is not
 * asked here.  A location or reporter may still be text: it is sealed when
 * the entry is recorded.
 */
enum err MUST_CHECK answers_check(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct date today,
    struct answer_fault **faults, size_t *count);

/*
 * A fact: one yield of one entry, ready for the fold.  Several values of an
 * argument stand one a line; identifiers as "SYSTEM:VALUE"; a table, a body
 * map or papers as their JSON; fields of a share by their ids.
 */
#define FACT_ARGS 13
struct fact {
    enum yield_kind kind;
    int             child; /* place among the children, -1: all of them */
    struct str      args[FACT_ARGS];
};
/* What the answers mean, in the order of the form's yields. */
enum err MUST_CHECK yield_extract(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct fact **facts, size_t *count);
/* The facts as compact JSON for the fact row, and back. */
struct str yield_save(struct arena *a, const struct fact *facts, size_t n);
enum err MUST_CHECK yield_load(struct arena *a, struct str json,
    struct fact **facts, size_t *count);
/* Does the trigger fire on this fact / on an entry of this form? */
bool trigger_on_fact(const struct trigger *t, const struct fact *f);
/* Whether one line of several is one of the values. */
bool trigger_fits(const struct trigger_where *w, struct str lines);
bool trigger_on_entry(const struct trigger *t, const struct form *form,
    const struct answers *s, int child);

/* What the rule gives for the argument; null: nothing. */
const struct yield_from *yield_from_of(const struct yield_rule *y, size_t arg);
/* Whether an entry of the form may fire the trigger, or any of them; what
 * depends on answers is taken for possible. */
bool form_may_fire(const struct form *f, const struct trigger *t);
bool form_may_fire_any(const struct form *f, const struct triggers *t);
/* Whether an entry of the form may meet the clock. */
bool form_may_meet(const struct form *f, const struct clock_rule *c);

/* Words to think again about, where the author stands in the text. */
struct wording_hit {
    const struct pack_phrase *phrase;
    size_t                    from, length; /* bytes */
};
/* Phrases of both languages, whatever language the page has: who reads Welsh
 * pages may write English.  A Welsh phrase is found mutated too.  Words in
 * quotation marks are exempt. */
void wording_find(struct arena *a, const struct pack *p, struct str text,
    struct wording_hit **hits, size_t *count);

#endif
