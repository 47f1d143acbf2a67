/*
 * draft_test -- what is still being written: kept input by input, nobody's
 * text overwritten, nothing readable in the database.
 */
#include "../house.h"

#include "../test.h"

#include "record/draft.h"

static struct id
begun(struct house *h)
{
    struct draft d = {.account = h->teacher,
        .form = h->pack->forms[0].id,
        .language = LANG_CY};
    struct id    id = {0};

    WANT_OK(draft_new(h->w, &d, &id));
    return id;
}

static struct draft_saved
saved(struct house *h, struct id draft, int64_t was, const char *text)
{
    struct draft_saved out = {0};

    WANT_OK(draft_save(h->w, draft, S("words"), was, str_of(text), &out));
    return out;
}

static struct draft_value
value(struct house *h, struct id draft)
{
    struct draft_value *all = NULL;
    size_t              n = 0;

    WANT_OK(draft_values(h->w, draft, &all, &n));
    WANT_INT(n, 1);
    return all[0];
}

TEST(draft_save__counts_revisions_from_one)
{
    struct house h;
    struct id    d;

    house_open(&h);
    d = begun(&h);
    WANT_INT(saved(&h, d, 0, "one").revision, 1);
    WANT_INT(saved(&h, d, 1, "two").revision, 2);
    WANT_INT(value(&h, d).revision, 2);
    WANT_STR(value(&h, d).text, "two");
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM draft_field"), 1);
    house_close(&h);
}

TEST(draft_save__keeps_both_texts_when_an_older_revision_was_shown)
{
    struct house       h;
    struct id          d;
    struct draft_value v;

    house_open(&h);
    d = begun(&h);
    saved(&h, d, 0, "first");
    saved(&h, d, 1, "from the telephone");
    WANT(saved(&h, d, 1, "from the desk").twice);
    v = value(&h, d);
    WANT_STR(v.text, "from the telephone");
    WANT(v.twice);
    WANT_STR(v.other, "from the desk");
    WANT_INT(v.revision, 2);
    house_close(&h);
}

TEST(draft_save__is_content_when_both_say_the_same)
{
    struct house h;
    struct id    d;

    house_open(&h);
    d = begun(&h);
    saved(&h, d, 0, "first");
    saved(&h, d, 1, "second");
    WANT(!saved(&h, d, 1, "second").twice);
    WANT(!value(&h, d).twice);
    house_close(&h);
}

TEST(draft_choose__forgets_the_text_that_was_not_chosen)
{
    struct house h;
    struct id    d;

    house_open(&h);
    d = begun(&h);
    saved(&h, d, 0, "first");
    saved(&h, d, 0, "second");
    WANT(value(&h, d).twice);
    WANT_OK(draft_choose(h.w, d, S("words"), S("second")));
    WANT(!value(&h, d).twice);
    WANT_STR(value(&h, d).text, "second");
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM draft_field"), 1);
    house_close(&h);
}

TEST(draft_save__leaves_no_plain_text_in_the_database)
{
    static const struct statement sealed = {
        "SELECT sealed FROM draft_field", NULL};
    struct house h;
    struct rows  r;
    struct id    d;

    house_open(&h);
    d = begun(&h);
    saved(&h, d, 0, "mamaesgynniad");
    saved(&h, d, 0, "ailfersiwn");
    WANT_OK(txn_rows(h.w->tx, &sealed, NO_ARGS, &r));
    WANT_INT(r.count, 2);
    while (rows_next(&r)) {
        WANT(row_bytes(&r, 0).n > 13);
        WANT_NOT_IN(row_bytes(&r, 0), "mamaesgynniad");
        WANT_NOT_IN(row_bytes(&r, 0), "ailfersiwn");
    }
    house_close(&h);
}

TEST(draft_values__do_not_open_what_was_copied_to_another_place)
{
    struct house        h;
    struct id           d, other;
    struct draft_value *all;
    size_t              n;

    house_open(&h);
    d = begun(&h);
    other = begun(&h);
    saved(&h, d, 0, "mine");
    saved(&h, other, 0, "theirs");
    house_sql(&h,
        "UPDATE draft_field SET sealed ="
        " (SELECT x.sealed FROM draft_field x"
        " WHERE x.draft <> draft_field.draft LIMIT 1)");
    WANT_ERR(ERR_STORE, draft_values(h.w, d, &all, &n));
    house_close(&h);
}

TEST(draft_save__refuses_a_text_longer_than_any_answer)
{
    struct house       h;
    struct id          d;
    struct draft_saved out;
    char              *long_text;

    house_open(&h);
    d = begun(&h);
    long_text = arena_get(h.arena, DRAFT_TEXT_MOST + 1);
    memset(long_text, 'a', DRAFT_TEXT_MOST + 1);
    WANT_ERR(ERR_LIMIT,
        draft_save(h.w, d, S("words"), 0,
            str_bytes(long_text, DRAFT_TEXT_MOST + 1), &out));
    WANT_OK(draft_save(h.w, d, S("words"), 0,
        str_bytes(long_text, DRAFT_TEXT_MOST), &out));
    house_close(&h);
}

TEST(draft_sent__forgets_what_was_typed_and_happens_once)
{
    struct house h;
    struct id    d, entry = {.kind = ID_ENTRY};
    struct draft got;

    house_open(&h);
    d = begun(&h);
    saved(&h, d, 0, "words");
    WANT_OK(draft_sent(h.w, d, entry));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM draft_field"), 0);
    WANT_OK(draft_load(h.w, d, &got));
    WANT(id_eq(got.sent, entry));
    WANT_ERR(ERR_CONFLICT, draft_sent(h.w, d, entry));
    house_close(&h);
}

TEST(draft_save__writes_nothing_into_one_that_was_sent_or_thrown_away)
{
    struct house       h;
    struct id          d, gone, entry = {.kind = ID_ENTRY};
    struct draft       got;
    struct draft_saved out;

    house_open(&h);
    d = begun(&h);
    gone = begun(&h);
    WANT_OK(draft_sent(h.w, d, entry));
    WANT_OK(draft_drop(h.w, gone));
    WANT_ERR(ERR_ILLEGAL, draft_save(h.w, d, S("words"), 0, S("late"), &out));
    WANT_ERR(ERR_ILLEGAL,
        draft_save(h.w, gone, S("words"), 0, S("late"), &out));
    WANT_ERR(ERR_ABSENT, draft_load(h.w, gone, &got));
    house_close(&h);
}

TEST(draft_list__is_one_accounts_own_and_unsent)
{
    struct house  h;
    struct id     d, sent, entry = {.kind = ID_ENTRY};
    struct draft *all;
    size_t        n;

    house_open(&h);
    d = begun(&h);
    sent = begun(&h);
    WANT_OK(draft_sent(h.w, sent, entry));
    WANT_OK(draft_list(h.w, h.teacher, &all, &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0].id, d));
    WANT_OK(draft_list(h.w, h.nurse, &all, &n));
    WANT_INT(n, 0);
    house_close(&h);
}
