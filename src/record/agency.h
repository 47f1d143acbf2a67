/*
 * agency -- agencies and desks as they are in this service.
 */
#ifndef RECORD_AGENCY_H
#define RECORD_AGENCY_H

#include "record/work.h"

struct agency {
    struct id    id;
    struct str   kind; /* the pack's */
    struct str   term; /* the pack's agency id, or empty */
    struct words name;
    struct id    authority;
    enum lang    language;
    bool         ended;
};
struct desk {
    struct id               id, agency;
    const struct desk_term *term;
    struct str              telephone, relay;
};

extern const struct statements agency_statements;

enum err MUST_CHECK agency_new(struct work *w, const struct agency *a,
    struct id *id);
enum err MUST_CHECK agency_load(struct work *w, struct id id,
    struct agency *out);
enum err MUST_CHECK agency_of_term(struct work *w, struct str term,
    struct agency *out);
/* As answers name it: by its id, by the pack's, or by any of the names that
 * the pack has for it.  None: it names no agency that is here. */
enum err MUST_CHECK agency_said(struct work *w, struct str text,
    struct id *out);
enum err MUST_CHECK agency_list(struct work *w, struct str kind,
    struct agency **out, size_t *count);
/* Those that work in its area and have not ended, by name; not itself. */
enum err MUST_CHECK agency_area(struct work *w, struct id authority,
    struct agency **out, size_t *count);
/* The agency that looks after it, as the pack says of its kind; else none. */
enum err MUST_CHECK agency_keeper(struct work *w, const struct agency *a,
    struct id *out);
/* It and its accounts end; what was done there stays.  ERR_CONFLICT: it has
 * ended. */
enum err MUST_CHECK agency_end(struct work *w, struct id agency);

/* ERR_INVALID: the pack has no desk of that name; ERR_CONFLICT: the agency
 * has it already. */
enum err MUST_CHECK desk_new(struct work *w, struct id agency, struct str term,
    struct str telephone, struct str relay, struct id *id);
enum err MUST_CHECK desk_load(struct work *w, struct id id, struct desk *out);
enum err MUST_CHECK desk_numbers(struct work *w, struct id desk,
    struct str telephone, struct str relay);
/* The desk of that kind at the agency, or else at its authority. */
enum err MUST_CHECK desk_find(struct work *w, struct id agency, struct str term,
    struct desk *out);
/* Where work for the desk goes now: itself, or out of hours its stand-in
 * (when there is one at the agency or at its authority). */
enum err MUST_CHECK desk_now(struct work *w, const struct desk *d,
    struct desk *out);
/* The other desks whose work goes to this one now, because they are shut;
 * never one that has entries for itself alone (S15). */
#define DESK_COVERS_MOST 256
enum err MUST_CHECK desk_covers(struct work *w, const struct desk *d,
    struct desk **out, size_t *count);
enum err MUST_CHECK desk_list(struct work *w, struct id agency,
    struct desk **out, size_t *count);

/* Registers that this service holds, with the time of their data (S1). */
struct register_held {
    struct agency authority;
    bool          searched, kept_here;
    bool          incomplete; /* rows of its last file were left out */
    struct moment as_of;      /* when not kept here */
};
enum err MUST_CHECK register_held_list(struct work *w,
    struct register_held **out, size_t *count);
enum err MUST_CHECK register_held_save(struct work *w,
    const struct register_held                     *h);
/* Whole; as_of us 0: kept here, so always of now. */
enum err MUST_CHECK register_held_set(struct work *w, struct id authority,
    bool searched, struct moment as_of);
/* Whether "not found" may not be said of it: its data is older than that, or
 * rows of its last file were left out (S1). */
bool register_held_is_stale(const struct register_held *h,
    struct moment                                       oldest);

#endif
