/*
 * The form asks for two identifiers, a reason and how urgent it is; the
 * urgency's purpose, in the pack, is the purpose of the look.
 */
#include "web/check.h"

#include "base/nhs.h"
#include "base/text.h"
#include "web/lost.h"

struct check_typed
check_typed_of(struct visit *v)
{
    return (struct check_typed){
        .nhs = visit_text(v, S("nhs")),
        .given = visit_text(v, S("given")),
        .family = visit_text(v, S("family")),
        .reason = visit_text(v, S("reason")),
        .urgency = visit_text(v, S("urgency")),
        .day = visit_text(v, S("born-day")),
        .month = visit_text(v, S("born-month")),
        .year = visit_text(v, S("born-year")),
    };
}

/* The option chosen of the list with that meaning, or null and an error. */
static const struct term_option *
chosen(struct visit *v, struct str means, struct str field, enum msg missing)
{
    const struct term_list   *l = pack_list_for(v->page.pack, means);
    const struct term_option *o =
        l ? term_option_find(l, visit_text(v, field)) : NULL;

    if (!o)
        visit_error(v, field, missing);
    return o;
}

/* Number or name, and the birth date. */
static void
identifiers(struct visit *v, struct check_ask *in)
{
    struct str   typed = visit_text(v, S("nhs"));
    struct fault fault;

    in->given = visit_text(v, S("given"));
    in->family = visit_text(v, S("family"));
    if (typed.n && nhs_parse(v->req->arena, typed, &in->nhs, &fault))
        visit_error(v, S("nhs"), fault.msg);
    if (!typed.n && !in->family.n && !in->given.n)
        visit_error(v, S("nhs"), MSG_CHECK_TWO_NEEDED);
    if (visit_date(v, S("born"), &in->born))
        return;
    if (date_is_none(in->born))
        visit_error(v, S("born"), MSG_CHECK_BORN_NEEDED);
    else if (date_is_known(in->born) && date_cmp(in->born, v->page.today) > 0)
        visit_error(v, S("born"), MSG_CHECK_BORN_FUTURE);
}

enum err
check_read(struct visit *v, struct check_ask *in)
{
    const struct term_option *why, *speed;

    identifiers(v, in);
    why = chosen(v, S("check_reason"), S("reason"), MSG_CHECK_REASON_NEEDED);
    speed =
        chosen(v, S("check_urgency"), S("urgency"), MSG_CHECK_URGENCY_NEEDED);
    if (v->page.error_count)
        return ERR_INVALID;
    in->reason = why->id;
    v->ask.purpose = speed->purpose;
    v->ask.with = in;
    return OK;
}

enum err
in_check(struct visit *v)
{
    return check_read(v, ARENA_NEW(v->req->arena, struct check_ask));
}

struct str
check_kicker(struct page *pg, const struct check_ask *q)
{
    struct str parts[3], name[2] = {q->given, q->family};
    size_t     n = 0;

    if (q->nhs.n)
        parts[n++] = str_cat(pg->arena,
            str_cat(pg->arena, lang_text(pg->lang, MSG_CHECK_NHS), S(": ")),
            nhs_text(pg->arena, q->nhs));
    else
        parts[n++] = str_trim(str_join(pg->arena, name, 2, S(" ")));
    parts[n++] = str_cat(pg->arena,
        str_cat(pg->arena, lang_text(pg->lang, MSG_CHECK_KICKER_BORN), S(": ")),
        page_date(pg, q->born));
    return str_join(pg->arena, parts, n, S(" · "));
}

struct str
check_category(struct page *pg, struct str terms)
{
    const struct term_list   *l = pack_list_for(pg->pack, S("category"));
    const struct term_option *o;
    struct buf                b;
    struct str                one;

    buf_init(&b, pg->arena);
    while (terms.n && str_split(&terms, '\n', &one)) {
        o = l ? term_option_find(l, one) : NULL;
        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, o ? words_in(o->label, pg->lang) : one);
    }
    return buf_str(&b);
}

struct str
check_hours(struct page *pg, const struct check_line *l)
{
    struct str when;

    if (l->changes.us == 0)
        return l->open ? lang_text(pg->lang, MSG_CHECK_OPEN_NOW)
                       : (struct str){0};
    when = zone_date(pg->zone, l->changes).day == pg->today.day
        ? page_clock(pg, l->changes)
        : str_cat(pg->arena,
              str_cat(pg->arena, page_day(pg, zone_date(pg->zone, l->changes)),
                  S(", ")),
              page_clock(pg, l->changes));
    return lang_fill_text(pg->arena, pg->lang,
        l->open ? MSG_CHECK_OPEN_UNTIL : MSG_CHECK_OPENS_AT, &when, 1);
}

/* The first sixteen hex digits in fours: enough to compare by eye. */
struct str
check_hash(struct page *pg, const struct digest *hash)
{
    struct str hex = str_hex(pg->arena, hash_str(hash));
    struct str parts[4];

    for (size_t i = 0; i < 4; i++)
        parts[i] = str_sub(hex, 4 * i, 4);
    return str_join(pg->arena, parts, 4, S(" "));
}

enum msg
check_agree_msg(int agree)
{
    static const enum msg msgs[MATCH_AGREE_COUNT] = {
        [MATCH_AGREE_NOT_GIVEN] = MSG_CHECK_AGREE_NOT_GIVEN,
        [MATCH_AGREE_OPEN] = MSG_CHECK_AGREE_OPEN,
        [MATCH_AGREE_ALIKE] = MSG_CHECK_AGREE_ALIKE,
        [MATCH_AGREE_WHOLLY] = MSG_CHECK_AGREE_WHOLLY,
    };

    return msgs[agree];
}

enum msg
check_result_msg(enum check_result r)
{
    static const enum msg msgs[CHECK_RESULT_COUNT] = {
        [CHECK_ON] = MSG_CHECK_ON,
        [CHECK_NONE] = MSG_CHECK_NONE,
        [CHECK_ALIKE] = MSG_CHECK_ALIKE,
        [CHECK_RING] = MSG_CHECK_RING,
    };

    return msgs[r];
}

void
see_check_form(struct visit *v, enum err e, struct answer *answer)
{
    struct check_typed nothing = {0};

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    check_form_page(&v->page, &nothing, answer->with);
    visit_page(v, 200);
}

/* The form again, with what was typed. */
static void
form_again(struct visit *v, struct answer *answer)
{
    struct check_typed typed = check_typed_of(v);
    struct check_form  none = {0};

    if (answer->fault.msg)
        visit_error(v, answer->fault.field.n ? answer->fault.field : S("nhs"),
            answer->fault.msg);
    check_form_page(&v->page, &typed, &none);
    visit_page(v, 400);
}

/* "Ring" is one answer for who is sealed and for who cannot be told, and takes
 * as long (S2, S11); the others say themselves what they are. */
static void
answered(struct visit *v, struct answer *answer)
{
    const struct check_answer *a = answer->with;

    if (a->result == CHECK_RING)
        visit_in_steps(v);
    lost_again(v);
    check_answer_page(&v->page, answer->with, answer);
    visit_page(v, 200);
}

void
see_check(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID) {
        form_again(v, answer);
    } else if (e == ERR_LIMIT) {
        form_again(v, answer);
        response_status(v->resp, 429);
    } else if (e && !err_is_refusal(e)) {
        check_trouble_page(&v->page);
        visit_page(v, 503);
    } else if (e) {
        visit_refused(v, e, answer);
    } else {
        answered(v, answer);
    }
}

/* --- receipts ------------------------------------------------------- */

static enum err
in_receipt(struct visit *v, enum receipt_kind kind)
{
    enum receipt_kind *k = ARENA_NEW(v->req->arena, enum receipt_kind);

    *k = kind;
    v->ask.with = k;
    return visit_id(v, 0, ID_LEAF, &v->ask.about);
}

enum err
in_receipt_slip(struct visit *v)
{
    return in_receipt(v, RECEIPT_SLIP);
}

enum err
in_receipt_full(struct visit *v)
{
    return in_receipt(v, RECEIPT_FULL);
}

enum err
in_receipt_verify(struct visit *v)
{
    struct str *text = ARENA_NEW(v->req->arena, struct str);

    *text = visit_text(v, S("text"));
    v->ask.with = text;
    if (v->req->method == HTTP_POST && !text->n) {
        visit_error(v, S("text"), MSG_RECEIPT_TEXT_NEEDED);
        return ERR_INVALID;
    }
    /* A note ends with a line end, which cleaning took away. */
    *text = str_cat(v->req->arena, *text, S("\n"));
    return OK;
}

void
see_receipts(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    check_receipts_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_receipt(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    check_receipt_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_receipt_verify(struct visit *v, enum err e, struct answer *answer)
{
    bool asked = v->req->method == HTTP_POST;

    if (e && e != ERR_INVALID) {
        visit_refused(v, e, answer);
        return;
    }
    check_verify_page(&v->page, visit_text(v, S("text")),
        asked && !e ? answer->with : NULL);
    visit_page(v, e ? 400 : 200);
}
