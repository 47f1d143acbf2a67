/*
 * Proposals of `diogel link`, put before readers: each row names two records
 * by their agency's name and by what that agency calls the child.
 *
 * A row that names nobody here and one of somebody whom the reader may not
 * see count alike, so that the figures tell of nobody (S11).  Of a file that
 * is too long the rest is counted, and that is said.
 */
#include "action/pair_inside.h"

#include "action/rows.h"
#include "base/csv.h"

enum { SOURCE_A, ID_A, SOURCE_B, ID_B, COLUMNS };
#define FILE_ROWS 5000

struct bringing {
    struct work         *w;
    struct cx           *cx;
    struct answer       *answer;
    struct csv           csv;
    size_t               column[COLUMNS];
    struct pair_brought *out;
};

/* Where each of our columns stands in the file. */
static bool
head_read(struct bringing *b)
{
    static const struct str names[COLUMNS] = {S_INIT("source_a"),
        S_INIT("id_a"), S_INIT("source_b"), S_INIT("id_b")};
    struct csv_record       head;
    size_t                  found = 0;

    if (!csv_next(&b->csv, b->cx->arena, &head) || head.fault)
        return false;
    for (size_t k = 0; k < COLUMNS; k++)
        for (size_t i = 0; i < head.count; i++)
            if (str_eq(str_trim(head.cells[i]), names[k])) {
                b->column[k] = i;
                found++;
                break;
            }
    return found == COLUMNS;
}

static struct str
cell(const struct bringing *b, const struct csv_record *r, size_t k)
{
    return b->column[k] < r->count ? str_trim(csv_plain(r->cells[b->column[k]]))
                                   : (struct str){NULL, 0};
}

/* The record, when there is one and its person may be shown. */
static enum err
side_find(struct bringing *b, struct str agency, struct str ref,
    struct id *source)
{
    struct id person;
    bool      yes;
    enum err  e = source_called(b->w, agency, ref, source);

    if (e || (e = person_of_source(b->w, *source, &person)) ||
        (e = pair_may(b->w, b->cx, person, b->answer->purpose, &yes)))
        return e;
    return yes ? OK : ERR_ABSENT;
}

static enum err
row_bring(struct bringing *b, const struct csv_record *r)
{
    struct pair_new new = {.origin = PAIR_LINKAGE,
        .by = b->cx->reader.account.id};
    struct id made;
    bool      again = false;
    enum err  e = side_find(b, cell(b, r, SOURCE_A), cell(b, r, ID_A), &new.a);

    if (!e)
        e = side_find(b, cell(b, r, SOURCE_B), cell(b, r, ID_B), &new.b);
    if (!e)
        e = pair_stands(b->w, new.a, new.b, &again);
    if (!e)
        e = id_eq(new.a, new.b) ? ERR_CONFLICT
                                : pair_propose(b->w, &new, &made);
    b->out->put += e == OK && !again;
    b->out->again += e == OK && again;
    b->out->known += e == ERR_CONFLICT;
    b->out->unknown += e == ERR_ABSENT;
    return e == ERR_ABSENT || e == ERR_CONFLICT ? OK : e;
}

/* Rewound each time: nothing of them is needed. */
static int64_t
rows_left(struct bringing *b)
{
    struct csv_record r;
    int64_t           n = 0;
    bool              more = true;

    while (more) {
        struct mark m = arena_mark(b->cx->arena);

        more = csv_next(&b->csv, b->cx->arena, &r);
        n += more;
        arena_rewind(b->cx->arena, m);
    }
    return n;
}

enum err
pair_bring(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct str *text = ask->with;
    struct bringing   b = {.w = w,
          .cx = cx,
          .answer = answer,
          .out = ARENA_NEW(cx->arena, struct pair_brought)};
    struct csv_record r;
    size_t            skip;
    enum err          e = OK;

    (void)grant;
    b.csv = (struct csv){.line = 1, .window = CSV_WHOLE};
    b.csv.kind = csv_text_of(*text, &skip);
    if (b.csv.kind != CSV_UTF8 && b.csv.kind != CSV_1252)
        return ERR_INVALID;
    b.csv.text = str_from(*text, skip);
    b.csv.separator = csv_separator(b.csv.text);
    if (!head_read(&b))
        return ERR_INVALID;
    while (!e && b.out->rows < FILE_ROWS && csv_next(&b.csv, cx->arena, &r)) {
        b.out->rows++;
        if (r.fault)
            b.out->unknown++;
        else
            e = row_bring(&b, &r);
    }
    if (!e)
        b.out->left = rows_left(&b);
    answer->with = b.out;
    return e;
}
