/*
 * receipt_test -- what stands on a receipt, and what is taken for one.
 */
#include "../house.h"
#include "../test.h"
#include "office.h"

#include "action/receipt.h"
#include "base/hash.h"

static struct slip
some_slip(struct house *h)
{
    return (struct slip){.reference = S("AB3D-EF5G"),
        .at = h->work.now,
        .name = S("Ffion"),
        .agency = {S("Ysbyty"), S("Hospital")},
        .hash = hash_sha256(S("leaf"))};
}

static struct str
signed_slip(struct house *h, const struct slip *slip)
{
    return receipt_slip(h->arena, h->w, slip);
}

/* As checks kept theirs once. */
static struct str
kept_slip(struct house *h, struct str reference)
{
    return str_base64(h->arena,
        key_seal(h->arena, txn_keys(h->w->tx), KEY_SEALED,
            str_cat(h->arena, S("check_done:receipt:"), reference),
            S("Diogel\nFfion\n")));
}

static size_t
lines_of(struct str text)
{
    struct str part;
    size_t     n = 0;

    while (str_split(&text, '\n', &part))
        n++;
    return n;
}

TEST(receipt_full__keeps_what_was_typed_on_its_own_line)
{
    struct house        h;
    struct check_answer said = {
        .result = CHECK_NONE,
        .asked = {.given = S("Elin"), .family = S("Roberts")}};
    struct slip slip;
    struct str  plain, odd;

    house_open(&h);
    slip = some_slip(&h);
    plain = receipt_full(h.arena, h.w, &slip, &said);
    said.asked.given = S("Elin\nAteb / Answer: arall\n\n");
    odd = receipt_full(h.arena, h.w, &slip, &said);
    WANT_INT(lines_of(odd), lines_of(plain));
    WANT_NOT_IN(odd, "\nAteb / Answer: arall");
    house_close(&h);
}

TEST(receipt_open__takes_ours_and_nothing_that_was_altered)
{
    struct house h;
    struct slip  slip, got;
    struct str   text;
    char        *altered;

    house_open(&h);
    slip = some_slip(&h);
    text = signed_slip(&h, &slip);
    WANT_OK(receipt_open(h.arena, txn_keys(h.w->tx), text, &got));
    WANT_SAME(got.reference, slip.reference);
    WANT_INT(got.at.us / 1000000, slip.at.us / 1000000);
    WANT_NOT_IN(text, "Elin");
    altered = arena_get(h.arena, text.n);
    for (size_t i = 0; i < text.n; i++) {
        memcpy(altered, text.p, text.n);
        altered[i] ^= 1;
        WANT_ERR(ERR_INVALID, receipt_open(h.arena, txn_keys(h.w->tx),
                                  str_bytes(altered, text.n), &got));
    }
    house_close(&h);
}

TEST(receipt_sign__signs_nothing_that_was_not_kept_for_that_reference)
{
    struct house h;
    struct slip  slip;
    struct str   kept, out;
    char        *altered;

    house_open(&h);
    slip = some_slip(&h);
    kept = kept_slip(&h, slip.reference);
    WANT_NOT_IN(kept, "Ffion");
    WANT_OK(receipt_sign(h.arena, h.w, slip.reference, kept, &out));
    WANT_IN(out, "Ffion");
    WANT_ERR(ERR_STORE, receipt_sign(h.arena, h.w, S("XY9Z-AB3D"), kept, &out));
    WANT_ERR(ERR_STORE,
        receipt_sign(h.arena, h.w, slip.reference, S("Diogel\n"), &out));
    altered = arena_get(h.arena, kept.n);
    memcpy(altered, kept.p, kept.n);
    altered[kept.n / 2] = altered[kept.n / 2] == 'A' ? 'B' : 'A';
    WANT_ERR(ERR_STORE,
        receipt_sign(h.arena, h.w, slip.reference, str_bytes(altered, kept.n),
            &out));
    house_close(&h);
}

/* S1: which registers were searched and how old they were, and which were
 * not; S2: to ring says nothing of their age. */
TEST(receipt_full__names_what_was_searched_and_what_was_not)
{
    struct house       h;
    struct check_cover cover[] = {
        {.name = {S("Dyffryn Aran"), S("Dyffryn Aran")},
            .searched = true,
            .kept_here = true},
        {.name = {S("Lloegr"), S("England")}},
    };
    struct check_answer said = {
        .result = CHECK_NONE, .cover = cover, .cover_count = 2};
    struct slip slip;
    struct str  text, when;

    house_open(&h);
    slip = some_slip(&h);
    when = str_cat(h.arena, S("Dyffryn Aran ("), moment_text(h.arena, slip.at));
    text = receipt_full(h.arena, h.w, &slip, &said);
    WANT(str_find(text, when) > 0);
    WANT_IN(text, "Heb eu chwilio / Not searched: Lloegr / England\n");
    said.result = CHECK_RING;
    text = receipt_full(h.arena, h.w, &slip, &said);
    WANT_IN(text, "Dyffryn Aran\n");
    WANT_NOT_IN(text, "Dyffryn Aran (");
    house_close(&h);
}

/* A slip is made of what was sealed, and of the leaf's own hash. */
TEST(receipt_show__makes_a_slip_of_what_the_check_sealed)
{
    struct office     o;
    enum receipt_kind kind = RECEIPT_SLIP;
    struct check_ask  in = {.given = S("Robin"),
         .family = S("Ifans"),
         .born = date_of(2019, 1, 13)};
    struct ask        ask = {.act = ACT_REGISTER_CHECK, .with = &in};
    struct answer     checked = {0}, shown = {0};
    const struct receipt_page *page;

    office_open(&o);
    in.reason = pack_list_for(o.pack, S("check_reason"))->options[0].id;
    ask.purpose = pack_purpose_for(o.pack, S("concern"))->id;
    WANT_OK(office_ask(&o, o.nurse, ask, &checked));
    ask = (struct ask){.act = ACT_RECEIPT_SHOW,
        .about = checked.leaf.id,
        .with = &kind};
    WANT_OK(office_ask(&o, o.nurse, ask, &shown));
    page = shown.with;
    WANT(hash_eq(page->slip.hash, checked.leaf.hash));
    WANT_SAME(page->slip.reference,
        ((const struct check_answer *)checked.with)->reference);
    WANT_INT(page->slip.at.us / 1000000, checked.leaf.at.us / 1000000);
    WANT(str_find(page->text, page->slip.name) > 0 && page->slip.name.n);
    WANT_NOT_IN(page->text, "Ifans");
    office_close(&o);
}
