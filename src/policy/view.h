/*
 * view -- all that one reader may see of one person: a depth for each form
 * group and kernel word, decided once, and the cut that it makes through
 * the person's entries.
 *
 * An entry is decided on its own: who wrote it, what the reader is in its
 * thread, and whether it goes to one desk alone (S15) count beside what is
 * known of the person.  One that is about somebody else too, whom a label
 * hides from the reader, is absent as that person is.  Own are the reader's
 * entries, and all in a thread that the reader opened but other people's
 * concerns.
 *
 * Depths    exists: that there is an entry, its kind and day, no answer;
 *           summary: answers out of closed lists, dates and figures;
 *           full: all but the fields that are asked by words of their own.
 * Lifetime  a view lives in the arena of the transaction it was made in.
 */
#ifndef POLICY_VIEW_H
#define POLICY_VIEW_H

#include "policy/policy.h"

/* What the reader is in one of the person's threads, and tied to there. */
struct view_thread {
    struct id           thread;
    struct policy_facts part; /* nothing but that */
};

/*
 * What was decided of entries, by all that they can differ in: many are of
 * one thread and group.  In this room alone.
 */
#define VIEW_DECIDED 128
struct view_decided {
    struct {
        size_t          thread;
        struct str      of;
        enum label_kind label;
        bool            own, own_agency, only_elsewhere;
        enum depth      depth;
    } all[VIEW_DECIDED];
    size_t count;
};

/* Everything a reader may see of one person: depth by group and word. */
#define VIEW_MOST 64
struct view {
    const struct pack   *pack;
    struct id            reader, reader_agency, person;
    struct str           words[VIEW_MOST]; /* groups and kernel words */
    struct grant         grants[VIEW_MOST];
    size_t               count;
    enum label_kind      label;
    bool                 listed, seal_location;
    struct policy_facts  facts; /* of reader and person, no thread's */
    struct view_thread  *threads;
    size_t               thread_count;
    struct id           *hidden; /* records of others in their entries that
                                    are absent for the reader (S7) */
    size_t               hidden_count;
    struct arena        *arena;
    struct view_decided *decided;
};
/* What is read does not depend on the purpose, so it is read once and can be
 * decided for one purpose after the other. */
enum err MUST_CHECK view_gather(struct work *w, const struct reader *r,
    struct id person, struct view *out);
enum err MUST_CHECK view_decide(struct view *v, struct str purpose);
/* Both.  ERR_DENIED or ERR_ABSENT when nothing at all may be seen: also
 * nothing in any thread. */
enum err MUST_CHECK view_of(struct work *w, const struct reader *r,
    struct id person, struct str purpose, struct view *out);
/*
 * Looking at the person because of one of their threads: who staffs a desk
 * that holds it is on duty for as long as they look, also when everything
 * in it is decided.
 */
void view_in(struct view *v, struct id thread);
/*
 * Of a form group, or of register, people, words_withheld, papers; of
 * location, safe_contact and reporter (may they be opened) and lookers (may
 * it be seen who looked).  About no thread in particular.
 */
enum depth view_depth(const struct view *v, struct str of);
/* At what depth this entry may be seen; its own label and route count. */
enum depth view_entry(const struct view *v, const struct entry *e);
/*
 * Whether a field of it may be shown.  A location or reporter field: whether
 * its reference may be shown and opened.  The child's words are withheld
 * unless somebody answered that everybody at the table may hear them (an
 * option of the pack's that is told: full); their author, and those with
 * words_withheld, see them all the same.  Safe contact is a reference like
 * a location's, and may be opened from a summary too (S18).  A paper needs
 * papers.
 */
bool view_field(const struct view *v, const struct entry *e,
    const struct field *f);
/*
 * The entries the reader may see, in order; the rest is absent.  They are
 * copies: below full depth without the answers' text, at exists without
 * answers and reasons.
 */
enum err MUST_CHECK view_cut(struct arena *a, const struct view *v,
    const struct entry *all, size_t n, struct entry **kept, size_t *count);

#endif
