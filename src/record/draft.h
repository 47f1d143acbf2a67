/*
 * draft -- what somebody is still writing: not an entry, and nobody's but
 * its author's.
 *
 * A draft holds what was typed, input by input, as it was typed, so that a
 * date that cannot be is kept as well as one that can.  Every value stands
 * sealed under KEY_DRAFT for its own place ("draft_field:sealed:ID:FIELD");
 * only the newest revision is kept, for a draft is no record.  A save that
 * names an older revision than the newest loses nothing: the newest stays,
 * and the other is kept beside it under the same name, until its author
 * has chosen.
 *
 * Units     revisions count from 1; 0 stands for never saved.  Times are
 *           practice time.
 * Lifetime  what is read lives in the transaction's arena.
 */
#ifndef RECORD_DRAFT_H
#define RECORD_DRAFT_H

#include "record/work.h"

struct draft {
    struct id     id;
    struct id     account; /* none: of a one-time link      */
    struct str    invite;  /* the link's hash, or empty      */
    struct str    form;    /* the pack's id                  */
    struct id     thread;  /* that it continues, or none     */
    enum lang     language;
    struct moment made_at, saved_at;
    struct id     sent; /* the entry it became, or none   */
};

/* One input of it. */
struct draft_value {
    struct str    field;
    int64_t       revision;
    struct str    text;
    struct moment saved_at;
    bool          twice; /* somebody saved another text meanwhile */
    struct str    other; /* and that is it */
    struct moment other_at;
};

extern const struct statements draft_statements;

/* Longer names are none of ours; longer texts are refused (ERR_LIMIT). */
#define DRAFT_NAME_MOST 120
#define DRAFT_TEXT_MOST 102400

enum err MUST_CHECK draft_new(struct work *w, const struct draft *d,
    struct id *id);
/* ERR_ABSENT: there is none, or it was thrown away. */
enum err MUST_CHECK draft_load(struct work *w, struct id id, struct draft *out);
/* Not sent, newest first. */
enum err MUST_CHECK draft_list(struct work *w, struct id account,
    struct draft **out, size_t *count);
/* The ten that were sent last. */
enum err MUST_CHECK draft_list_sent(struct work *w, struct id account,
    struct draft **out, size_t *count);
/* The one that a link was used for.  ERR_ABSENT: not yet. */
enum err MUST_CHECK draft_of_invite(struct work *w, struct str hash,
    struct draft *out);
/* Everybody's that were not sent and not saved since before, to remind; one
 * that was handed in for a second look goes in any case, and is left out. */
enum err MUST_CHECK draft_unsent(struct work *w, struct moment before,
    struct draft **out, size_t *count);
enum err MUST_CHECK draft_values(struct work *w, struct id draft,
    struct draft_value **out, size_t *count);

/* What became of a save. */
struct draft_saved {
    int64_t revision; /* newest now                            */
    bool    twice;    /* the text was kept beside the newest    */
};
/*
 * Saves one input that was shown at revision was.  ERR_ILLEGAL: the draft
 * was sent or thrown away.  ERR_LIMIT: the text is too long.
 */
enum err MUST_CHECK draft_save(struct work *w, struct id draft,
    struct str field, int64_t was, struct str text, struct draft_saved *out);
/* The author chose: this text counts now, the two others are forgotten. */
enum err MUST_CHECK draft_choose(struct work *w, struct id draft,
    struct str field, struct str text);
/* In which language its author writes. */
enum err MUST_CHECK draft_language(struct work *w, struct id draft,
    enum lang lang);
/* ERR_CONFLICT: it was sent before.  Forgets what was typed. */
enum err MUST_CHECK draft_sent(struct work *w, struct id draft,
    struct id entry);
/* Thrown away by its author; what was typed is forgotten. */
enum err MUST_CHECK draft_drop(struct work *w, struct id draft);

#endif
