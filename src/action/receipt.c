/*
 * A receipt's lines are "Cymraeg / English: value", so that one text serves
 * whoever holds it.  The leaf's hash stands whole; verifying finds the leaf
 * by it.
 */
#include "action/receipt.h"

#include "action/rows.h"
#include "base/json.h"
#include "store/ledger.h"

enum { LIST_OWN, ONE, STATEMENTS };
static const struct statement receipt_texts[STATEMENTS] = {
    [LIST_OWN] = {.sql =
        "SELECT leaf, reference, at FROM check_done WHERE account = $1"
        " ORDER BY at DESC, leaf LIMIT 100"},
    [ONE] = {.sql =
        "SELECT c.reference, c.sealed, c.receipt, l.hash FROM check_done c"
        " JOIN ledger_leaf l ON l.id = c.leaf"
        " WHERE c.leaf = $1 AND c.account = $2"},
};
const struct statements receipt_statements = {"receipt", receipt_texts,
    STATEMENTS};

/* What somebody typed stays on its line: under our signature it could
 * otherwise say a line of its own. */
static void
line(struct buf *b, enum msg msg, struct str value)
{
    buf_add(b, lang_text(LANG_CY, msg));
    buf_add(b, S(" / "));
    buf_add(b, lang_text(LANG_EN, msg));
    buf_add(b, S(": "));
    for (size_t i = 0; i < value.n; i++)
        buf_add_byte(b, (unsigned char)value.p[i] < ' ' ? ' ' : value.p[i]);
    buf_add_byte(b, '\n');
}

static struct str
both(struct arena *a, struct words w)
{
    struct str parts[2] = {w.cy, w.en};

    return str_eq(w.cy, w.en) ? w.en : str_join(a, parts, 2, S(" / "));
}

static void
slip_lines(struct buf *b, struct arena *a, const struct slip *slip,
    enum msg heading)
{
    buf_add(b, S("Diogel\n"));
    line(b, MSG_RECEIPT_KIND,
        both(a,
            (struct words){lang_text(LANG_CY, heading),
                lang_text(LANG_EN, heading)}));
    line(b, MSG_RECEIPT_REFERENCE, slip->reference);
    line(b, MSG_RECEIPT_TIME, moment_text(a, slip->at));
    line(b, MSG_RECEIPT_ASKER, slip->name);
    line(b, MSG_RECEIPT_AGENCY, both(a, slip->agency));
    line(b, MSG_RECEIPT_HASH, str_hex(a, hash_str(&slip->hash)));
}

static struct str
slip_text(struct arena *a, const struct slip *slip)
{
    struct buf b;

    buf_init(&b, a);
    slip_lines(&b, a, slip, MSG_RECEIPT_KIND_SLIP);
    return buf_str(&b);
}

static struct str
place_of(struct arena *a, struct str reference)
{
    return str_cat(a, S("check_done:receipt:"), reference);
}

struct str
receipt_slip(struct arena *a, const struct work *w, const struct slip *slip)
{
    return note_sign(a, txn_keys(w->tx), RECEIPT_SIGNER, slip_text(a, slip));
}

enum err
receipt_sign(struct arena *a, const struct work *w, struct str reference,
    struct str kept, struct str *out)
{
    struct str sealed, text;

    if (!str_unbase64(a, kept, &sealed) ||
        key_open(a, txn_keys(w->tx), KEY_SEALED, place_of(a, reference), sealed,
            &text))
        return ERR_STORE;
    *out = note_sign(a, txn_keys(w->tx), RECEIPT_SIGNER, text);
    return OK;
}

static enum msg
answer_msg(enum check_result r)
{
    static const enum msg msgs[CHECK_RESULT_COUNT] = {
        [CHECK_ON] = MSG_CHECK_ON,
        [CHECK_NONE] = MSG_CHECK_NONE,
        [CHECK_ALIKE] = MSG_CHECK_ALIKE,
        [CHECK_RING] = MSG_CHECK_RING,
    };

    return msgs[r];
}

/* "Dyffryn Aran (2027-03-02T03:07:41Z); ...": those that were searched, or
 * those that were not (S1). */
static struct str
cover_text(struct arena *a, const struct slip *slip,
    const struct check_answer *said, enum check_covered which)
{
    bool       searched = which == CHECK_COVER_SEARCHED;
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < said->cover_count; i++) {
        const struct check_cover *row = &said->cover[i];

        if (row->searched != searched)
            continue;
        if (b.n)
            buf_add(&b, S("; "));
        buf_add(&b, both(a, row->name));
        if (!searched || said->result == CHECK_RING)
            continue;
        buf_add(&b, S(" ("));
        buf_add(&b, moment_text(a, row->kept_here ? slip->at : row->as_of));
        buf_add(&b, S(")"));
    }
    return buf_str(&b);
}

struct str
receipt_full(struct arena *a, const struct work *w, const struct slip *slip,
    const struct check_answer *said)
{
    const struct check_ask *q = &said->asked;
    enum msg                m = answer_msg(said->result);
    struct str              name[2] = {q->given, q->family};
    struct buf              b;

    buf_init(&b, a);
    slip_lines(&b, a, slip, MSG_RECEIPT_KIND_FULL);
    line(&b, MSG_RECEIPT_NHS, q->nhs);
    line(&b, MSG_RECEIPT_NAME, str_trim(str_join(a, name, 2, S(" "))));
    line(&b, MSG_RECEIPT_BORN, date_text(a, q->born));
    line(&b, MSG_RECEIPT_ANSWER,
        both(a, (struct words){lang_text(LANG_CY, m), lang_text(LANG_EN, m)}));
    if (said->cover_count) {
        line(&b, MSG_RECEIPT_SEARCHED,
            cover_text(a, slip, said, CHECK_COVER_SEARCHED));
        line(&b, MSG_RECEIPT_NOT_SEARCHED,
            cover_text(a, slip, said, CHECK_COVER_NOT));
    }
    return note_sign(a, txn_keys(w->tx), RECEIPT_SIGNER, buf_str(&b));
}

/* The value behind ": " of the n-th line. */
static struct str
value_of(struct str text, size_t n)
{
    struct str part = {0}, rest = text;
    ptrdiff_t  at;

    for (size_t i = 0; i <= n; i++)
        if (!str_split(&rest, '\n', &part))
            return (struct str){0};
    at = str_find(part, S(": "));
    return at < 0 ? (struct str){0} : str_from(part, (size_t)at + 2);
}

enum err
receipt_open(struct arena *a, const struct keys *keys, struct str text,
    struct slip *slip)
{
    struct str said, hex, bytes, agency;
    enum err   e;

    *slip = (struct slip){0};
    if ((e = note_open(text, RECEIPT_SIGNER, key_public(a, keys), &said)))
        return e;
    slip->reference = value_of(said, 2);
    if (!moment_parse(value_of(said, 3), &slip->at))
        return ERR_INVALID;
    agency = value_of(said, 5);
    slip->agency = (struct words){agency, agency};
    hex = value_of(said, 6);
    if (!str_unhex(a, hex, &bytes) || !hash_of_bytes(bytes, &slip->hash))
        return ERR_INVALID;
    return OK;
}

/* --- actions -------------------------------------------------------- */

enum err
receipt_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct receipt_list *l = ARENA_NEW(cx->arena, struct receipt_list);
    struct rows          r;
    enum err             e;

    (void)ask, (void)grant;
    if ((e = txn_rows(w->tx, &receipt_texts[LIST_OWN],
             ARGS(A_ID(cx->reader.account.id)), &r)))
        return e;
    l->rows = ARENA_ARRAY(cx->arena, struct receipt_row, r.count + 1);
    while (rows_next(&r))
        l->rows[l->count++] = (struct receipt_row){
            .leaf = row_id(&r, 0, ID_LEAF),
            .reference = row_text(&r, 1),
            .at = row_time(&r, 2),
        };
    answer->with = l;
    return OK;
}

static void
cover_of(struct arena *a, const struct json *list, struct check_answer *out)
{
    const struct json *j = list ? list->child : NULL;
    size_t             n = 0;

    for (const struct json *k = j; k; k = k->next)
        n++;
    out->cover = ARENA_ARRAY(a, struct check_cover, n + 1);
    for (; j; j = j->next) {
        const struct json  *searched = json_member(j, S("searched"));
        struct check_cover *row = &out->cover[out->cover_count++];

        row->name.cy = json_string(json_member(j, S("cy")));
        row->name.en = json_string(json_member(j, S("en")));
        row->searched = searched && searched->yes;
        row->kept_here =
            !json_number(json_member(j, S("as_of")), &row->as_of.us);
    }
}

static void
said_of(struct arena *a, const struct json *j, struct check_answer *out)
{
    struct str word = json_string(json_member(j, S("answer")));

    for (int i = 0; i < CHECK_RESULT_COUNT; i++)
        if (str_eq(word, check_word((enum check_result)i)))
            out->result = (enum check_result)i;
    out->asked.nhs = json_string(json_member(j, S("nhs")));
    out->asked.given = json_string(json_member(j, S("given")));
    out->asked.family = json_string(json_member(j, S("family")));
    if (!date_parse(json_string(json_member(j, S("born"))), &out->asked.born))
        out->asked.born = (struct date){0};
    cover_of(a, json_member(j, S("cover")), out);
}

static enum err
slip_of(const struct json *j, struct str reference, struct str hash,
    struct slip *out)
{
    *out = (struct slip){.reference = reference,
        .name = json_string(json_member(j, S("by"))),
        .agency = {json_string(json_member(j, S("of_cy"))),
            json_string(json_member(j, S("of_en")))}};
    return json_number(json_member(j, S("at")), &out->at.us) &&
            hash_of_bytes(hash, &out->hash)
        ? OK
        : ERR_STORE;
}

static enum err
open_said(struct work *w, struct str reference, struct str sealed,
    const struct json **out)
{
    struct arena *a = txn_arena(w->tx);
    struct fault  fault;
    struct str    json;

    if (key_open(a, txn_keys(w->tx), KEY_SEALED,
            str_cat(a, S("check_done:sealed:"), reference), sealed, &json))
        return ERR_STORE;
    if (json_read(a, json, out, &fault))
        BUG("a sealed check is not JSON");
    return OK;
}

/* wide: three things come of one row */
enum err
receipt_said(struct work *w, struct id leaf, struct id account,
    struct str *reference, struct str *slip, struct check_answer *said)
{
    struct arena      *a = txn_arena(w->tx);
    const struct json *j;
    struct slip        is;
    struct rows        r;
    enum err           e;

    if ((e = txn_row(w->tx, &receipt_texts[ONE],
             ARGS(A_ID(leaf), A_ID(account)), &r)))
        return e;
    *reference = row_text(&r, 0);
    if ((e = open_said(w, *reference, row_bytes(&r, 1), &j)))
        return e;
    said_of(a, j, said);
    if (row_text(&r, 2).n)
        return receipt_sign(a, w, *reference, row_text(&r, 2), slip);
    if ((e = slip_of(j, *reference, row_bytes(&r, 3), &is)))
        return e;
    *slip = receipt_slip(a, w, &is);
    return OK;
}

enum err
receipt_show(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct receipt_page     *p = ARENA_NEW(cx->arena, struct receipt_page);
    const enum receipt_kind *kind = ask->with;
    struct str               reference;
    enum err                 e;

    (void)grant;
    p->kind = *kind;
    p->leaf = ask->about;
    if ((e = receipt_said(w, ask->about, cx->reader.account.id, &reference,
             &p->text, &p->said)))
        return e;
    if ((e = receipt_open(cx->arena, txn_keys(w->tx), p->text, &p->slip)))
        return ERR_STORE;
    p->slip.name = cx->reader.account.name;
    p->slip.agency = cx->reader.agency.name;
    if (p->kind == RECEIPT_FULL)
        p->text = receipt_full(cx->arena, w, &p->slip, &p->said);
    answer->with = p;
    return OK;
}

enum err
receipt_verify(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct receipt_verdict *v = ARENA_NEW(cx->arena, struct receipt_verdict);
    const struct str       *text = ask->with;
    enum err e = receipt_open(cx->arena, txn_keys(w->tx), *text, &v->slip);

    (void)grant;
    v->genuine = e == OK;
    answer->with = v;
    return OK;
}
