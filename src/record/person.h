/*
 * person -- people, the records agencies keep of them, and which records
 * are one person.
 *
 * A source is what one agency (or Diogel itself) says of a person.  Sources
 * born with the same person belong together; links between sources join
 * them, undoing a link parts them again by itself.  Whose record a source is
 * now stands in source_person: the oldest person's id wins, the others
 * redirect to it.
 */
#ifndef RECORD_PERSON_H
#define RECORD_PERSON_H

#include "match/person.h"
#include "practice/answers.h"
#include "record/work.h"

enum person_kind { PERSON_CHILD, PERSON_ADULT, PERSON_PLACE, PERSON_GROUP };

/* What one source says of somebody (newest version). */
struct face {
    struct id      source, person, agency;
    struct str     given, family, known_as;
    struct date    birth_date, expected, died;
    struct str     sex, nhs, upn, language, mother, ethnicity, disability;
    struct str     earlier; /* names before: person_earlier_names() reads it */
    int64_t        birth_order; /* of a multiple birth; 0: not known */
    bool           twin;        /* known to be one; only of candidates */
    bool           traced;      /* the NHS number was verified by tracing */
    enum match_sex sex_as;      /* what the pack's code says sex means    */
    struct str     town;        /* location_town() of the home; only read
                              where a question says a town, and never
                              of who has had a label                 */
    struct str     street;      /* of it too, hashed; read as rarely      */
};

extern const struct statements person_statements, face_statements,
    link_statements, candidate_statements, exact_statements;

/* A new person with a record of Diogel's own and, when agency is given, one
 * of that agency's; source is the agency's (or else the own one). */
enum err MUST_CHECK person_new(struct work *w, enum person_kind kind,
    struct id agency, struct str ref, struct id *person, struct id *source);
/* The person a person id or source stands for now. ERR_ABSENT. */
enum err MUST_CHECK person_resolve(struct work *w, struct id person,
    struct id *now);
enum err MUST_CHECK person_of_source(struct work *w, struct id source,
    struct id *person);
enum err MUST_CHECK person_sources(struct work *w, struct id person,
    struct id **sources, size_t *count);
/* The threads in which something was said about the person, oldest first. */
enum err MUST_CHECK person_threads(struct work *w, struct id person,
    struct id **threads, size_t *count);
/* The children of whom something was written together with the person (as
 * person_resolve() gave them), in any entry. */
enum err MUST_CHECK person_beside(struct work *w, struct id now,
    struct id **out, size_t *count);
/* Diogel's own record of the person (of its oldest part). */
enum err MUST_CHECK person_own(struct work *w, struct id person,
    struct id *source);
/* The record that an agency's new entry hangs on: its own, else Diogel's;
 * never another agency's. */
enum err MUST_CHECK person_source_for(struct work *w, struct id person,
    struct id agency, struct id *source);
/* The record of an agency of that name (in either language) whose own word
 * for the child is ref.  ERR_ABSENT: none, or more than one. */
enum err MUST_CHECK source_called(struct work *w, struct str agency,
    struct str ref, struct id *source);
/* What its agency calls the child, or empty. */
enum err MUST_CHECK source_ref(struct work *w, struct id source,
    struct str *ref);
/* What each source says, own first; sources that say nothing are left out. */
enum err MUST_CHECK person_faces(struct work *w, struct id person,
    struct face **faces, size_t *count);
/* The first of one or more faces; name, birth, sex, number and language that
 * it lacks are the next one's. */
struct face face_whole(const struct face *all, size_t count);
/* The face to show, of them all: own, else traced, else newest.  ERR_ABSENT:
 * no source says anything. */
enum err MUST_CHECK person_face(struct work *w, struct id person,
    struct face *out);
enum err MUST_CHECK face_of_source(struct work *w, struct id source,
    struct face *out);

/* What answers say of somebody who has no record yet; for files on their way
 * in. */
enum err MUST_CHECK face_of_answers(struct work *w, const struct answers *s,
    struct face *out);

/* What the source says by these lines, in fold order, and when the newest of
 * it was recorded; without town.  False: nothing. */
struct fold_entry;
struct face_lines {
    const struct fold_entry **all;
    size_t                    count;
};
bool face_of_lines(struct arena *a, const struct face_lines *l,
    struct id source, struct face *out, struct moment *said);

/* Called by the entry engine when identity facts of a source changed; a face
 * that says nothing takes the source's away. */
enum err MUST_CHECK face_save(struct work *w, const struct face *f,
    struct id entry);
/* Nobody of whom a label has ever protected anything is found by what they
 * were called before; called when there is one. */
enum err MUST_CHECK face_forget_earlier(struct work *w, struct id person);

/*
 * Links. The entry says why; both undoable.  ERR_CONFLICT: already so.
 * ERR_ILLEGAL: a refusal (or a link) between the two says otherwise, or one
 * is a place or a group and the other is not.  source_person is brought up
 * to date; everything else that is computed for the persons concerned is
 * the caller's: project_person() for each person id before and after.
 */
enum err MUST_CHECK link_make(struct work *w, struct id a, struct id b,
    struct id entry);
/* The same of two with traced numbers that differ: stands is the record whose
 * number counts from now on (none: there are no such two); what was traced
 * before in the others is only claimed, until the link is undone. */
enum err MUST_CHECK link_make_with(struct work *w, struct id a, struct id b,
    struct id entry, struct id stands);
/* What was made with that entry was proposed with that weight (decibans), of
 * those weights (match_model_version()). */
enum err MUST_CHECK link_weighed(struct work *w, struct id entry, int weight,
    struct str model);
/* The newest such link of the person in force: its record, and when it was
 * made.  Stands none: there is none. */
enum err MUST_CHECK link_stands(struct work *w, struct id now,
    struct id *stands, struct moment *made_at);
enum err MUST_CHECK link_refuse(struct work *w, struct id a, struct id b,
    struct id entry); /* not the same */
/* Not the same, because they were born together. */
enum err MUST_CHECK link_twins(struct work *w, struct id a, struct id b,
    struct id entry);
/* Not the same, by an order (an adoption, another order of a court): no worker
 * undoes it, and nothing proposes the two.  ERR_ILLEGAL: they are one person
 * now; ERR_CONFLICT: an order parts them already. */
enum err MUST_CHECK link_order(struct work *w, struct id a, struct id b,
    struct id entry);
/* That order is in force no more.  ERR_ILLEGAL: it is no order. */
enum err MUST_CHECK link_order_over(struct work *w, struct id link,
    struct id entry);
/* Whether an order in force parts two persons as person_resolve() gave them. */
enum err MUST_CHECK link_ordered(struct work *w, struct id p, struct id q,
    bool *yes);
/* ERR_ILLEGAL: an order says so; it ends otherwise. */
enum err MUST_CHECK link_undo(struct work *w, struct id link, struct id entry);
/* Whose record a source is, computed again: for the persons that now hold
 * these two sources (the same twice: for one), and for everybody. */
enum err MUST_CHECK person_relink(struct work *w, struct id a, struct id b);
enum err MUST_CHECK person_relink_all(struct work *w);
struct link_row {
    struct id     id, a, b, entry;
    bool          same;     /* else: not the same */
    bool          twins;    /* and that is why    */
    bool          by_order; /* not the same, and link_undo() does not end it */
    struct moment made_at, undone_at;
    int           weight; /* with which it was proposed, decibans */
    struct str    model;  /* of those weights; empty: it was no proposal,
                             or was made before this was kept        */
};
/* Links and refusals touching any source of the person, newest first. */
enum err MUST_CHECK link_list(struct work *w, struct id person,
    struct link_row **out, size_t *count);

/* Twins (or more) of a person as person_resolve() gave them. */
enum err MUST_CHECK person_twins(struct work *w, struct id now, struct id **out,
    size_t *count);

/* Candidates for who this is, best first, evidence with each; never a
 * decision.  Persons refused as not the same are left out. */
struct candidate {
    struct id               person;
    struct face             face;
    const struct match_why *why;
};
enum { CANDIDATES_MOST = 50 };
enum err MUST_CHECK person_candidates(struct work *w,
    const struct match_person *asked, struct id not_person,
    struct candidate **out, size_t *count);
struct candidate_list {
    struct candidate *all;
    size_t            count;
    /* So many share what was asked that not all were compared, and who asks
     * could say more: there was no number, and no whole birth date.  That is
     * of keys that thousands share, and says nothing of any one of them. */
    bool capped;
};
/* All of them: for whoever leaves out those that the reader may not see,
 * before there are so many. */
enum err MUST_CHECK person_candidates_all(struct work *w,
    const struct match_person *asked, struct id not_person,
    struct candidate_list *out);
/*
 * Before somebody is made: locks what the question could make twice (its
 * exact keys) until the transaction ends, unless it only reads, and gives the
 * persons who are there already under the same number, or the same names and
 * whole birth date.
 */
enum err MUST_CHECK person_exact(struct work *w,
    const struct match_person *asked, struct id **persons, size_t *count);
/*
 * After somebody's record was written, before whom they may be is looked
 * for: waits for every other deed that writes a person with one of their
 * numbers, or a name and whole birth date, until this one ends.
 */
enum err MUST_CHECK person_lock(struct work *w, const struct match_person *all,
    size_t n);
/* Everybody one of whose records has that NHS number. */
struct number_holder {
    struct id person;
    bool      traced; /* one of those records has it traced */
};
enum err MUST_CHECK person_of_number(struct work *w, struct str nhs,
    struct number_holder **out, size_t *count);
/* What a record said before: a name a line, given and family name parted by a
 * tab, the newest first; no more than EARLIER_MOST. */
enum { EARLIER_MOST = 4 };
size_t person_earlier_names(struct str text, struct match_names *out,
    size_t room);
/* Two faces, among all people there are. */
enum err MUST_CHECK person_weigh(struct work *w, const struct face *x,
    const struct face *y, struct match_why *why);
/* The weights that candidates are compared with, shared by all threads: the
 * product's, or those that the process was told to use, before its first
 * thread and for as long as it lives. */
const struct match_model *person_model(void);
void                      person_model_use(const struct match_model *m);
/* The face as match/ compares it. */
struct match_person face_as_match(struct arena *a, const struct face *f);

#endif
