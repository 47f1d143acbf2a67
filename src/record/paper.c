/*
 * Papers.  A piece is small enough that sealing and storing one leaves the
 * writer's turn short, and the arena is wound back after each.
 */
#include "record/paper.h"

#include <assert.h>

#include "base/text.h"

#define PIECE_BYTES 65536

enum {
    NEW,
    PIECE,
    LOAD,
    SAME,
    LIST,
    PIECES,
    ATTACH,
    GIVE,
    FORGET_PIECES,
    FORGET,
    COUNT
};
#define PAPER_COLUMNS                                                         \
    "id, draft, entry, account, type, size, hash, made_at"
static const struct statement texts[COUNT] = {
    [NEW] = {.sql = "INSERT INTO paper"
                    " (id, draft, account, type, size, hash, made_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7)"},
    [PIECE] = {.sql = "INSERT INTO paper_piece (paper, place, sealed)"
                      " VALUES ($1, $2, $3)"},
    [LOAD] = {.sql = "SELECT " PAPER_COLUMNS " FROM paper WHERE id = $1"},
    [SAME] = {.sql = "SELECT " PAPER_COLUMNS " FROM paper"
                     " WHERE draft = $1 AND hash = $2"},
    [LIST] = {.sql = "SELECT " PAPER_COLUMNS " FROM paper WHERE draft = $1"
                     " ORDER BY made_at, id"},
    [PIECES] = {.sql = "SELECT sealed FROM paper_piece WHERE paper = $1"
                       " AND place = $2"},
    [ATTACH] = {.sql = "UPDATE paper SET entry = $3"
                       " WHERE id = $1 AND draft = $2 AND entry IS NULL"},
    [GIVE] = {.sql = "UPDATE paper SET entry = $2"
                     " WHERE id = $1 AND draft IS NULL AND entry IS NULL"},
    [FORGET_PIECES] = {.sql = "DELETE FROM paper_piece WHERE paper = $1"},
    [FORGET] = {.sql = "DELETE FROM paper WHERE id = $1 AND draft = $2"
                       " AND entry IS NULL"},
};
const struct statements paper_statements = {"paper", texts, COUNT};

/* ---- what it is ---- */

static const struct kind {
    struct str begins, type, ending;
} kinds[] = {
    {S_INIT("\xff\xd8\xff"), S_INIT("image/jpeg"), S_INIT(".jpg")},
    {S_INIT("\x89PNG\r\n\x1a\n"), S_INIT("image/png"), S_INIT(".png")},
    {S_INIT("%PDF-"), S_INIT("application/pdf"), S_INIT(".pdf")},
    {S_INIT("PK\x03\x04"),
        S_INIT("application/vnd.openxmlformats-officedocument"
               ".wordprocessingml.document"),
        S_INIT(".docx")},
    {S_INIT(""), S_INIT("text/plain"), S_INIT(".txt")},
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))
#define KIND_WORD 3
#define KIND_TEXT 4

/* An archive is a document when it has the parts of one; the names stand in
 * clear in it. */
static bool
is_word(struct str bytes)
{
    return str_find(bytes, S("[Content_Types].xml")) >= 0 &&
        str_find(bytes, S("word/document.xml")) >= 0;
}

/* Text holds no controls but ends of lines, pages and tabs. */
static bool
is_text(struct str bytes)
{
    if (!bytes.n || !text_is_utf8(bytes))
        return false;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];

        if (c == 0x7f ||
            (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f'))
            return false;
    }
    return true;
}

bool
paper_type(struct str bytes, struct str *type)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (!str_starts(bytes, kinds[i].begins) ||
            (i == KIND_WORD && !is_word(bytes)) ||
            (i == KIND_TEXT && !is_text(bytes)))
            continue;
        *type = kinds[i].type;
        return true;
    }
    return false;
}

struct str
paper_name(struct arena *a, const struct paper *p)
{
    struct str ending = {0};

    for (size_t i = 0; i < KINDS; i++)
        if (str_eq(kinds[i].type, p->type))
            ending = kinds[i].ending;
    return str_cat(a, id_text(a, p->id), ending);
}

/* ---- rows ---- */

static void
paper_of_row(const struct rows *r, struct paper *p)
{
    *p = (struct paper){
        .id = row_id(r, 0, ID_PAPER),
        .draft = row_id(r, 1, ID_DRAFT),
        .entry = row_id(r, 2, ID_ENTRY),
        .account = row_id(r, 3, ID_ACCOUNT),
        .type = row_text(r, 4),
        .size = row_int(r, 5),
        .made_at = row_time(r, 7),
    };
    if (!hash_of_bytes(row_bytes(r, 6), &p->hash))
        BUG("a paper without a hash");
}

static struct str
place_of(struct arena *a, struct id paper, int64_t place)
{
    struct str parts[4] = {S("paper_piece:sealed:"), id_text(a, paper), S(":"),
        str_of_int(a, place)};

    return str_join(a, parts, 4, (struct str){0});
}

static enum err
piece_put(struct work *w, struct id paper, int64_t place, struct str bytes)
{
    struct arena *a = txn_arena(w->tx);
    struct mark   mark = arena_mark(a);
    struct str    sealed = key_seal(a, txn_keys(w->tx), KEY_PAPER,
           place_of(a, paper, place), bytes);
    enum err      e = txn_do(w->tx, &texts[PIECE],
             ARGS(A_ID(paper), A_INT(place), A_BYTES(sealed)));

    arena_rewind(a, mark);
    return e;
}

static enum err
put_all(struct work *w, const struct paper *p, struct str bytes)
{
    int64_t  place = 0;
    enum err e;

    if ((e = txn_do(w->tx, &texts[NEW],
             ARGS(A_ID(p->id), A_ID(p->draft), A_ID(p->account),
                 A_TEXT(p->type), A_INT(p->size), A_BYTES(hash_str(&p->hash)),
                 A_TIME(w->now)))))
        return e;
    for (size_t at = 0; at < bytes.n; at += PIECE_BYTES)
        if ((e = piece_put(w, p->id, place++, str_sub(bytes, at, PIECE_BYTES))))
            return e;
    return OK;
}

enum err
paper_new(struct work *w, struct id draft, struct id account, struct str bytes,
    struct id *id)
{
    struct paper p = {.draft = draft,
        .account = account,
        .size = (int64_t)bytes.n,
        .hash = hash_sha256(bytes)};
    struct rows  r;
    enum err     e;

    assert(draft.kind == ID_DRAFT || id_is_none(draft));
    if (bytes.n > PAPER_MOST)
        return ERR_LIMIT;
    if (!bytes.n || !paper_type(bytes, &p.type))
        return ERR_INVALID;
    e = txn_row(w->tx, &texts[SAME],
        ARGS(A_ID(draft), A_BYTES(hash_str(&p.hash))), &r);
    if (e == OK)
        *id = row_id(&r, 0, ID_PAPER);
    if (e != ERR_ABSENT)
        return e;
    p.id = txn_id(w->tx, ID_PAPER);
    if ((e = put_all(w, &p, bytes)))
        return e;
    *id = p.id;
    return OK;
}

enum err
paper_load(struct work *w, struct id id, struct paper *out)
{
    struct rows r;
    enum err    e;

    assert(id.kind == ID_PAPER);
    if ((e = txn_row(w->tx, &texts[LOAD], ARGS(A_ID(id)), &r)))
        return e;
    paper_of_row(&r, out);
    return OK;
}

enum err
paper_list(struct work *w, struct id draft, struct paper **out, size_t *count)
{
    struct paper *all;
    struct rows   r;
    enum err      e;

    if ((e = txn_rows(w->tx, &texts[LIST], ARGS(A_ID(draft)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct paper, r.count + 1);
    *count = 0;
    while (rows_next(&r))
        paper_of_row(&r, &all[(*count)++]);
    *out = all;
    return OK;
}

/* One piece at a time, so that the sealed and the plain are never both
 * there in full. */
enum err
paper_bytes(struct work *w, const struct paper *p, struct str *out)
{
    struct arena *a = txn_arena(w->tx);
    char         *whole = ARENA_ARRAY(a, char, (size_t)p->size + 1);
    size_t        n = 0;
    struct rows   r;
    enum err      e;

    for (int64_t place = 0; n < (size_t)p->size; place++) {
        struct mark mark = arena_mark(a);
        struct str  plain;

        if ((e = txn_row(w->tx, &texts[PIECES], ARGS(A_ID(p->id), A_INT(place)),
                 &r)))
            return e == ERR_ABSENT ? ERR_STORE : e;
        if (key_open(a, txn_keys(w->tx), KEY_PAPER, place_of(a, p->id, place),
                row_bytes(&r, 0), &plain) ||
            n + plain.n > (size_t)p->size)
            return ERR_STORE;
        for (size_t i = 0; i < plain.n; i++)
            whole[n + i] = plain.p[i];
        n += plain.n;
        arena_rewind(a, mark);
    }
    *out = str_bytes(whole, n);
    return OK;
}

enum err
paper_forget(struct work *w, struct id draft, struct id paper)
{
    struct paper p;
    int64_t      changed;
    enum err     e;

    if ((e = paper_load(w, paper, &p)))
        return e;
    if (!id_eq(p.draft, draft) || !id_is_none(p.entry))
        return ERR_ABSENT;
    if ((e = txn_do(w->tx, &texts[FORGET_PIECES], ARGS(A_ID(paper)))))
        return e;
    if ((e = txn_do_count(w->tx, &texts[FORGET], ARGS(A_ID(paper), A_ID(draft)),
             &changed)))
        return e;
    return changed ? OK : ERR_ABSENT;
}

enum err
paper_attach(struct work *w, struct id draft, struct id entry,
    const struct id *ids, size_t count)
{
    struct paper *all;
    size_t        n;
    enum err      e;

    assert(entry.kind == ID_ENTRY);
    if ((e = paper_list(w, draft, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (!id_is_none(all[i].entry))
            continue;
        e = id_among(all[i].id, ids, count)
            ? txn_do(w->tx, &texts[ATTACH],
                  ARGS(A_ID(all[i].id), A_ID(draft), A_ID(entry)))
            : paper_forget(w, draft, all[i].id);
        if (e)
            return e;
    }
    return OK;
}

enum err
paper_give(struct work *w, struct id paper, struct id entry)
{
    int64_t  changed;
    enum err e;

    assert(paper.kind == ID_PAPER && entry.kind == ID_ENTRY);
    if ((e = txn_do_count(w->tx, &texts[GIVE], ARGS(A_ID(paper), A_ID(entry)),
             &changed)))
        return e;
    return changed ? OK : ERR_ABSENT;
}
