/*
 * One hash over every fact and projection, the same on both engines: each
 * row is hashed in a canonical form, the rows' hashes are sorted, and those
 * are hashed.  Left out is what another run of the same seed makes anew:
 * salts, ciphertexts and keyed hashes, the ledger, sessions, and what looks
 * leave behind.
 */
#include "record/digest.h"

#include <assert.h>

#include <stdlib.h>

#include "base/buf.h"

enum {
    AGENCY,
    DESK,
    ACCOUNT,
    ACCOUNT_ROLE,
    KIN,
    KIN_FOUND,
    KIN_CLEARED,
    PERSON,
    SOURCE,
    LINK,
    LABEL,
    LABEL_LIST,
    THREAD,
    ENTRY,
    ENTRY_ABOUT,
    SEALED,
    HELD,
    SOURCE_PERSON,
    ENTRY_FACT,
    SOURCE_FACE,
    SPELL,
    CO_ORDINATOR,
    MISSING_NOW,
    MINUTE_TAKER,
    ATTENDANCE,
    CLOCK,
    THREAD_ROW,
    TIE,
    AUDIENCE,
    TRANSLATION,
    COUNT
};
static const struct statement texts[COUNT] = {
    [AGENCY] = {.sql = "SELECT id, kind, term, name_cy, name_en, authority,"
                       " language, made_at, ended_at FROM agency"},
    [DESK] = {.sql = "SELECT id, agency, term, telephone, relay, made_at,"
                     " ended_at FROM desk"},
    [ACCOUNT] = {.sql = "SELECT id, agency, login, name, title_cy, title_en,"
                        " language, birth_date, made_by, made_at,"
                        " confirmed_by, confirmed_at, ended_at,"
                        " last_day FROM account"},
    [ACCOUNT_ROLE] = {.sql = "SELECT account, role, desk, granted_by,"
                             " since, until"
                             " FROM account_role"},
    [KIN] = {.sql = "SELECT account, source, basis, since FROM kin"},
    [KIN_FOUND] = {.sql = "SELECT person, account, basis, source"
                          " FROM kin_found"},
    [KIN_CLEARED] = {.sql = "SELECT account, source, basis, reason, made_by,"
                            " made_at, undone_by, undone_at"
                            " FROM kin_cleared"},
    [PERSON] = {.sql = "SELECT id, kind, made_at FROM person"},
    [SOURCE] = {.sql = "SELECT id, person, agency, ref, made_at"
                       " FROM source"},
    [LINK] = {.sql = "SELECT id, kind, a, b, entry, made_at, undone,"
                     " undone_at, stands, by_order FROM link"},
    [LABEL] = {.sql = "SELECT source, label, since, until, set_by, reason"
                      " FROM label"},
    [LABEL_LIST] = {.sql = "SELECT source, account, since, until"
                           " FROM label_list"},
    [THREAD] = {.sql = "SELECT id, kind, number, made_at FROM thread"},
    [ENTRY] = {.sql = "SELECT id, form, version, pack, answers, language,"
                      " author, agency, occurred_at, occurred_on,"
                      " recorded_at, thread, label, corrects, correction,"
                      " reason, route, only_route FROM entry"},
    [ENTRY_ABOUT] = {.sql = "SELECT entry, source, role, place, seq"
                            " FROM entry_about"},
    [SEALED] = {.sql = "SELECT id, use, kind, entry, source, field, made_at"
                       " FROM sealed_value"},
    [HELD] = {.sql = "SELECT authority, as_of, searched,"
                     " incomplete FROM register_held"},
    [SOURCE_PERSON] = {.sql = "SELECT source, person FROM source_person"},
    [ENTRY_FACT] = {.sql = "SELECT entry, facts FROM entry_fact"},
    [SOURCE_FACE] = {.sql = "SELECT source, given, family, known_as,"
                            " birth_date, expected, sex, nhs, traced, upn,"
                            " language, mother, entry, ethnicity, disability,"
                            " earlier, birth_order, died"
                            " FROM source_face"},
    [SPELL] = {.sql = "SELECT person, opened_by, authority, categories,"
                      " primary_, on_at, off_at, temporary"
                      " FROM register_spell"},
    [CO_ORDINATOR] = {.sql = "SELECT person, place, account, name, since,"
                             " until FROM co_ordinator"},
    [MISSING_NOW] = {.sql = "SELECT person, entry, since FROM missing_now"},
    [MINUTE_TAKER] = {.sql = "SELECT person, thread, account, since"
                             " FROM taker_now"},
    [ATTENDANCE] = {.sql = "SELECT person, entry, agency, thread, present,"
                           " held FROM attendance"},
    [CLOCK] = {.sql = "SELECT person, clock, opening, thread, opened, due,"
                      " target, met, met_by, state, owner FROM clock_row"},
    [THREAD_ROW] = {.sql = "SELECT thread, person, source, entry, kind,"
                           " desk, only_desk, state, outcome, urgency, risk,"
                           " agency, author, received, decided, decided_by,"
                           " told, read_at, challenged, answer_due"
                           " FROM thread_row"},
    [TIE] = {.sql = "SELECT person, whom, kind, means, since, until, entry"
                    " FROM tie"},
    [AUDIENCE] = {.sql = "SELECT thread, person, scope FROM audience"},
    [TRANSLATION] = {.sql = "SELECT entry, field, place, language, text,"
                            " made_by, made_at FROM translation"},
};
const struct statements digest_statements = {"digest", texts, COUNT};

/* The kinds of each one's columns: b bytes, i number, t text. */
static const struct str kinds[COUNT] = {
    [AGENCY] = S_INIT("bttttbtii"),
    [DESK] = S_INIT("bbtttii"),
    [ACCOUNT] = S_INIT("bbttttttbibiit"),
    [ACCOUNT_ROLE] = S_INIT("btbbii"),
    [KIN] = S_INIT("bbti"),
    [KIN_FOUND] = S_INIT("bbtb"),
    [KIN_CLEARED] = S_INIT("bbttbibi"),
    [PERSON] = S_INIT("bti"),
    [SOURCE] = S_INIT("bbbti"),
    [LINK] = S_INIT("btbbbibibi"),
    [LABEL] = S_INIT("btiibt"),
    [LABEL_LIST] = S_INIT("bbii"),
    [THREAD] = S_INIT("btii"),
    [ENTRY] = S_INIT("btibttbbitibtbttti"),
    [ENTRY_ABOUT] = S_INIT("bbtii"),
    [SEALED] = S_INIT("bttbbti"),
    [HELD] = S_INIT("biii"),
    [SOURCE_PERSON] = S_INIT("bb"),
    [ENTRY_FACT] = S_INIT("bt"),
    [SOURCE_FACE] = S_INIT("btttttttitttbtttit"),
    [SPELL] = S_INIT("bbbtttti"),
    [CO_ORDINATOR] = S_INIT("bibtii"),
    [MISSING_NOW] = S_INIT("bbt"),
    [MINUTE_TAKER] = S_INIT("bbbi"),
    [ATTENDANCE] = S_INIT("bbbbii"),
    [CLOCK] = S_INIT("btbbiiiibtt"),
    [THREAD_ROW] = S_INIT("bbbbtbitttibbiibiiii"),
    [TIE] = S_INIT("bbttiib"),
    [AUDIENCE] = S_INIT("bbb"),
    [TRANSLATION] = S_INIT("btittbi"),
};

struct digesting {
    struct arena  *arena;
    struct digest *rows;
    size_t         count, room;
};

static void
row_add(struct digesting *g, struct digest d)
{
    struct digest *wider;

    if (g->count == g->room) {
        g->room = g->room ? 2 * g->room : 1024;
        wider = ARENA_ARRAY(g->arena, struct digest, g->room);
        for (size_t i = 0; i < g->count; i++)
            wider[i] = g->rows[i];
        g->rows = wider;
    }
    g->rows[g->count++] = d;
}

/* NULL is another thing than an empty text. */
static void
column_add(struct buf *b, const struct rows *r, size_t column, char kind)
{
    if (row_is_null(r, column)) {
        buf_add_byte(b, 0);
        return;
    }
    buf_add_byte(b, kind);
    if (kind == 'i')
        buf_add_u64(b, (uint64_t)row_int(r, column));
    else
        buf_add_framed(b,
            kind == 'b' ? row_bytes(r, column) : row_text(r, column));
}

static enum err
table_add(struct txn *tx, struct digesting *g, size_t t)
{
    struct arena *a = txn_arena(tx);
    struct rows   r;
    struct buf    b;
    enum err      e;

    if ((e = txn_rows(tx, &texts[t], NO_ARGS, &r)))
        return e;
    assert(!r.count || r.columns == kinds[t].n);
    buf_init(&b, a);
    while (rows_next(&r)) {
        buf_reset(&b);
        buf_add_u32(&b, (uint32_t)t);
        for (size_t c = 0; c < kinds[t].n; c++)
            column_add(&b, &r, c, kinds[t].p[c]);
        row_add(g, hash_sha256(buf_str(&b)));
    }
    return OK;
}

static int
by_bytes(const void *x, const void *y)
{
    const struct digest *a = x, *b = y;

    return str_cmp(hash_str(a), hash_str(b));
}

enum err
digest_record(struct work *w, struct digest *out)
{
    struct digesting g = {.arena = txn_arena(w->tx)};
    struct buf       b;
    enum err         e;

    for (size_t t = 0; t < COUNT; t++)
        if ((e = table_add(w->tx, &g, t)))
            return e;
    if (g.count)
        qsort(g.rows, g.count, sizeof(*g.rows), by_bytes);
    buf_init(&b, g.arena);
    for (size_t i = 0; i < g.count; i++)
        buf_add(&b, hash_str(&g.rows[i]));
    *out = hash_sha256(buf_str(&b));
    return OK;
}
