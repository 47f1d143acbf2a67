/*
 * index -- everybody who may be asked for, in memory: find the person meant.
 *
 * Persons are put and removed by one thread at a time; what was put is seen
 * after index_publish().  Any number of threads ask meanwhile, each through
 * a seeker of its own, and none of them ever waits: they go on with the
 * edition they began with, and a new one takes its place behind them.
 *
 * A question is compared with those who share a key with it (match/reach.h)
 * and weighed as pairs of a linkage are (match/odds.h); index_seek_all()
 * compares it with everybody, to check the other by.  Which of two persons
 * comes first follows from the persons alone, never from the order in which
 * they were put.  When a question reaches more people than are looked at,
 * the answer says that it was capped.
 *
 * How common names are is counted by index_settle() and then stands until
 * the next one, so that a weight does not move with each row that comes in.
 * A removed person is as one who never was.
 *
 * Places never come here in clear: the caller gives keyed hashes (base/key.h)
 * of a postcode and of what it is part of.
 *
 * Pure: no clock, no database, no file.  Errors: ERR_LIMIT, more seekers
 * than there are seats; ERR_INVALID, an image that is damaged or of another
 * version.
 */
#ifndef MATCH_INDEX_H
#define MATCH_INDEX_H

#include "match/odds.h"
#include "match/roll.h"

enum { INDEX_HITS = 10, INDEX_SEATS = 64 };

/* Who it is: the caller's 16 bytes, only compared. */
struct index_who {
    uint64_t part[2];
};

/* Hashes; 0: not known.  postcode needs sector, and so on. */
struct index_place {
    uint32_t area, district, sector, postcode;
};

/* One person, put or asked for; what is missing is empty. */
struct index_person {
    const struct roll_words  *names; /* present one first, ROLL_NAMES at most */
    size_t                    name_count;
    const struct index_place *places; /* ROLL_PLACES at most */
    size_t                    place_count;
    struct date               birth;
    enum match_sex            sex;
    struct str                nhs; /* ten digits that check, or empty */
    struct str                upn; /* checked, upper case, or empty   */
};

struct index_hit {
    struct index_who   who;
    int                weight; /* centibans, match/odds.h */
    uint64_t           pattern;
    struct roll_rarity rarity[2]; /* with the pattern: odds_explain() */
};

/* How far a question went. */
enum index_tier {
    INDEX_TIER_KEYS, /* nobody unseen can be weighed higher          */
    INDEX_TIER_NEAR, /* and names, dates and places near those given */
    INDEX_TIER_FAR,  /* and names two slips away, both names wrong   */
    INDEX_TIER_WHOLE /* and everybody                                */
};

struct index_answer {
    struct index_hit hit[INDEX_HITS]; /* the heaviest first */
    size_t           count;
    bool             capped; /* more shared a key than were compared */
    size_t           compared;
    enum index_tier  tier;
};

/* Who may be in the answer; null: everybody.  Nobody else moves a weight. */
typedef bool index_may_fn(void *ctx, struct index_who who);
struct index_filter {
    index_may_fn *may;
    void         *ctx;
};

struct index;  /* opaque: match/index.c */
struct seeker; /* opaque: match/seek.c  */

struct index *index_new(const struct odds *model);
void          index_free(struct index *ix); /* its seekers first */

/* In place of what was known of the person. */
void index_put(struct index *ix, struct index_who who,
    const struct index_person *p);
void index_remove(struct index *ix, struct index_who who);
/* From now on questions see all of it. */
void index_publish(struct index *ix);
/* The same, in one piece, names counted anew. */
void index_settle(struct index *ix);

/* The thread's that puts. */
size_t index_count(const struct index *ix); /* persons */
/* Whether somebody of that name is in what questions see. */
bool   index_holds(const struct index *ix, struct index_who who);
size_t index_bytes(const struct index *ix); /* of memory, for all of them */

enum err MUST_CHECK seeker_new(struct index *ix, struct seeker **out);
void                seeker_free(struct seeker *s);
/* Those who may be meant, at most INDEX_HITS. */
void index_seek(struct seeker *s, const struct index_person *asked,
    const struct index_filter *filter, struct index_answer *out);
void index_seek_all(struct seeker *s, const struct index_person *asked,
    const struct index_filter *filter, struct index_answer *out);

/* Settles it and gives its bytes, piece by piece. */
typedef enum err    index_sink_fn(void *ctx, struct str piece);
enum err MUST_CHECK index_save(struct index *ix, index_sink_fn *sink,
    void *ctx);
/* Over such bytes, which begin at a multiple of 64 and outlast it. */
enum err MUST_CHECK index_load(const struct odds *model, struct str image,
    struct index **out, struct fault *fault);

#endif
