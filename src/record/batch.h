/*
 * batch -- files on their way in: a register that a council kept elsewhere,
 * or an agency's list of its open children (S23).
 *
 * A file is kept sealed in pieces until its rows are read; the rows stand
 * sealed too, beside what each was taken for and what was recorded of it.
 * Nothing here reads a cell or decides: action/import_*.c do.
 *
 * Errors  ERR_CONFLICT from batch_save(): somebody else moved it meanwhile.
 */
#ifndef RECORD_BATCH_H
#define RECORD_BATCH_H

#include "base/csv.h"
#include "record/relied.h"
#include "record/work.h"

enum batch_kind { BATCH_REGISTER, BATCH_PEOPLE, BATCH_KIND_COUNT };
enum batch_state {
    BATCH_READING,  /* pieces are coming                        */
    BATCH_MAPPING,  /* what do its columns mean?                */
    BATCH_CHECKING, /* under way: rows are read and looked for  */
    BATCH_CHECKED,  /* its report stands; matches to review     */
    BATCH_SENT,     /* waits for the second person              */
    BATCH_APPLYING, /* under way: rows are recorded             */
    BATCH_APPLIED,
    BATCH_UNDO_SENT, /* waits for the second person              */
    BATCH_UNDOING,   /* under way: entries are withdrawn         */
    BATCH_UNDONE,
    BATCH_STATE_COUNT
};
struct str batch_kind_word(enum batch_kind k);
bool       batch_kind_find(struct str word, enum batch_kind *out);
/* Whether the machine is at work on it. */
bool batch_is_under_way(enum batch_state s);

struct batch {
    struct id        id, agency, made_by, approved_by, undo_by, undone_by;
    enum batch_kind  kind;
    enum batch_state state;
    enum lang        language;
    int64_t          number, size, turn;
    enum csv_text    encoding;
    char             separator;
    bool             kept_here, incomplete;
    struct str       columns;     /* JSON: action/import_map.h */
    struct str       held_before; /* JSON: action/import_step.c */
    struct str       undo_reason;
    int64_t          at, line;   /* how far it is read */
    int64_t          rows, done; /* of the phase under way */
    struct moment    as_of, made_at, sent_at, approved_at, applied_at, undo_at,
        undone_at, began;
};

extern const struct statements batch_statements, batch_row_statements;

/* id and number come back in b. */
enum err MUST_CHECK batch_new(struct work *w, struct batch *b);
enum err MUST_CHECK batch_load(struct work *w, struct id id, struct batch *out);
enum err MUST_CHECK batch_of_number(struct work *w, int64_t number,
    struct batch *out);
enum err MUST_CHECK batch_save(struct work *w, struct batch *b);
/* Of one agency, newest first. */
enum err MUST_CHECK batch_list(struct work *w, struct id agency,
    struct batch **out, size_t *count);
/* One that is under way; ERR_ABSENT: none is. */
enum err MUST_CHECK batch_under_way(struct work *w, struct id *out);
/* Thrown away before anything came of it: nothing stays. */
enum err MUST_CHECK batch_drop(struct work *w, struct id id);
/* Its rows go: they are read again. */
enum err MUST_CHECK batch_rows_forget(struct work *w, struct id id);

#define BATCH_PIECE 65536
enum err MUST_CHECK batch_piece_put(struct work *w, const struct batch *b,
    int64_t place, struct str bytes);
/* The file from there on, as many bytes at most as the pieces hold. */
enum err MUST_CHECK batch_window(struct work *w, const struct batch *b,
    int64_t pieces, struct str *out, int64_t *begins);
enum err MUST_CHECK batch_pieces_forget(struct work *w, struct id id);

/* What columns meant the last time. */
enum err MUST_CHECK batch_column_find(struct work *w, const struct batch *b,
    struct str heading, struct str *means);
enum err MUST_CHECK batch_column_keep(struct work *w, const struct batch *b,
    struct str heading, struct str means);

/* What a row was taken for. */
enum row_verdict {
    ROW_ERROR,   /* something in it is wrong                          */
    ROW_TWICE,   /* about the same child as another line              */
    ROW_NEW,     /* nobody here is that child                         */
    ROW_KNOWN,   /* a child who is here, and not on the register      */
    ROW_CHANGED, /* on it already, and the file says something else   */
    ROW_SAME,    /* on it already, and nothing else is said           */
    ROW_REVIEW,  /* a person must say whether it is somebody here     */
    ROW_OFF,     /* on it, and the file says it came off: never done  */
    ROW_VERDICT_COUNT
};
enum row_decision {
    ROW_UNDECIDED,
    ROW_IS_SAME, /* as the source that was chosen */
    ROW_IS_NEW,
    ROW_LEFT_OUT,
    ROW_DECISION_COUNT
};
enum row_done {
    ROW_TO_DO,
    ROW_DONE,   /* something was recorded of it  */
    ROW_PASSED, /* nothing was, or could be      */
    ROW_UNDONE, /* what was recorded was undone  */
    ROW_DONE_COUNT
};
struct batch_row {
    struct id         batch, source, person, entry, entry_off;
    int64_t           line, twin;
    enum csv_fault    fault;
    enum row_verdict  verdict;
    enum row_decision decision;
    struct str        who;        /* 32 bytes, or empty */
    struct str        categories; /* pack terms, joined by \n */
    struct str        cells;      /* JSON array */
    enum row_done     done;
};
enum err MUST_CHECK batch_row_new(struct work *w, const struct batch_row *r);
enum err MUST_CHECK batch_row_save(struct work *w, const struct batch_row *r);
enum err MUST_CHECK batch_row_load(struct work *w, struct id batch,
    int64_t line, struct batch_row *out);
/* Lines behind that one, at most limit; verdict ROW_VERDICT_COUNT: all. */
enum err MUST_CHECK batch_row_list(struct work *w, struct id batch,
    enum row_verdict verdict, int64_t after, int64_t limit,
    struct batch_row **out, size_t *count);
/* The next lines behind b->line that stand so, in order. */
enum err MUST_CHECK batch_row_next(struct work *w, const struct batch *b,
    enum row_done done, int64_t limit, struct batch_row **out, size_t *count);
/* Another line of the batch that names the same child, or goes to the same
 * person; 0: none. */
enum err MUST_CHECK batch_row_twin(struct work *w, const struct batch_row *r,
    int64_t *line);
/* The record that the same agency's row of the same naming went on before;
 * ERR_ABSENT: none, or more than one. */
enum err MUST_CHECK batch_row_before(struct work *w, const struct batch *b,
    struct str who, struct id *source);

/* How many rows there are of each kind. */
struct batch_counts {
    int64_t of[ROW_VERDICT_COUNT];
    int64_t undecided, left_out, done, passed, entries;
    int64_t missing; /* not brought in though the file says so: error,
                        left out, undecided, or the two disagree */
};
enum err MUST_CHECK batch_count(struct work *w, struct id batch,
    struct batch_counts *out);
/* By category: rows of the file, and children on the register now. */
struct batch_category {
    struct str categories;
    int64_t    in_file, on_register;
};
enum err MUST_CHECK batch_categories(struct work *w, const struct batch *b,
    struct id account, struct batch_category **out, size_t *count);
/* Children on the agency's register, or in its last list of people, who are in
 * no row (S23); never one whose label hides it from that account. */
enum err MUST_CHECK batch_absent(struct work *w, const struct batch *b,
    struct id account, struct id **persons, size_t *count);
/* Checks answered about anybody in it since it was brought in (S22). */
enum err MUST_CHECK batch_checks(struct work *w, const struct batch *b,
    struct relied_check **out, size_t *count);

#endif
