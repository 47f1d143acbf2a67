/*
 * sheet_test -- several people type into one sheet: nothing that was saved
 * is lost, and what two said of one thing stands side by side.
 */
#include "record/sheet.h"

#include "../house.h"
#include "../test.h"

static struct id
sheet(struct house *h)
{
    struct id thread = house_concern(h, house_child(h, h->school), "urgent");

    WANT_OK(sheet_begin(h->w, thread, S("conference"), h->social));
    return thread;
}

static struct sheet_saved
save(struct house *h, struct id thread, struct id who, const char *text,
    int64_t was)
{
    struct sheet_save  in = {S("decision_why.0"), str_of(text), was, who};
    struct sheet_saved out = {0};

    WANT_OK(sheet_save(h->w, thread, &in, &out));
    return out;
}

static size_t
versions(struct house *h, struct id thread, struct sheet_version **all)
{
    size_t n = 0;

    WANT_OK(sheet_versions(h->w, thread, all, &n));
    return n;
}

TEST(sheet_save__lets_one_after_the_other_write_on)
{
    struct house          h;
    struct id             thread;
    struct sheet_version *all;

    house_open(&h);
    thread = sheet(&h);
    WANT_INT(save(&h, thread, h.social, "Harm", 0).revision, 1);
    WANT_INT(save(&h, thread, h.manager, "Harm, likely", 1).revision, 2);
    WANT_INT(versions(&h, thread, &all), 1);
    WANT_STR(all[0].text, "Harm, likely");
    WANT(id_eq(all[0].account, h.manager));
    WANT_ERR(ERR_CONFLICT,
        sheet_begin(h.w, thread, S("conference"), h.manager));
    house_close(&h);
}

TEST(sheet_save__keeps_both_when_two_write_at_once)
{
    struct house          h;
    struct id             thread;
    struct sheet_version *all;

    house_open(&h);
    thread = sheet(&h);
    WANT(!save(&h, thread, h.social, "Likely", 0).beside);
    WANT(save(&h, thread, h.manager, "Not likely", 0).beside);
    WANT_INT(versions(&h, thread, &all), 2);
    WANT(all[0].counts && !all[1].counts);
    WANT_STR(all[0].text, "Likely");
    WANT_STR(all[1].text, "Not likely");
    /* going on typing replaces one's own, and never the other's */
    WANT(save(&h, thread, h.manager, "Not likely now", 0).beside);
    WANT_INT(versions(&h, thread, &all), 2);
    WANT_STR(all[1].text, "Not likely now");
    /* a third person's stands there as well */
    WANT(save(&h, thread, h.worker, "Unclear", 0).beside);
    WANT_INT(versions(&h, thread, &all), 3);
    house_close(&h);
}

/* The page saves as it is typed, and may be sent before it hears of that. */
TEST(sheet_save__is_no_clash_of_one_author_who_types_on)
{
    struct house          h;
    struct id             thread;
    struct sheet_version *all;

    house_open(&h);
    thread = sheet(&h);
    WANT(!save(&h, thread, h.social, "Harm", 0).beside);
    WANT(!save(&h, thread, h.social, "Harm, likely", 0).beside);
    WANT_INT(versions(&h, thread, &all), 1);
    WANT_STR(all[0].text, "Harm, likely");
    /* something else from another window of theirs is */
    WANT(save(&h, thread, h.social, "Unclear", 0).beside);
    WANT(save(&h, thread, h.manager, "Harm, likely, soon", 0).beside);
    WANT_INT(versions(&h, thread, &all), 3);
    house_close(&h);
}

TEST(sheet_save__takes_what_was_only_shown_for_nothing_typed)
{
    struct house          h;
    struct id             thread;
    struct sheet_version *all;

    house_open(&h);
    thread = sheet(&h);
    (void)save(&h, thread, h.social, "Likely", 0);
    (void)save(&h, thread, h.social, "Likely to be harmed", 1);
    /* the whole page of somebody who was shown the first, and empty ones */
    WANT(!save(&h, thread, h.manager, "Likely", 1).beside);
    WANT(!save(&h, thread, h.manager, "", 0).beside);
    WANT_INT(versions(&h, thread, &all), 1);
    WANT_STR(all[0].text, "Likely to be harmed");
    house_close(&h);
}

TEST(sheet_choose__keeps_beside_what_nobody_was_shown)
{
    struct house          h;
    struct id             thread;
    struct sheet_version *all;
    struct sheet_save     in = {S("decision_why.0"), {0}, 2, {0}};

    house_open(&h);
    thread = sheet(&h);
    in.account = h.social;
    (void)save(&h, thread, h.social, "Likely", 0);
    (void)save(&h, thread, h.manager, "Not likely", 0);
    (void)save(&h, thread, h.worker, "Unclear", 0);
    WANT_OK(sheet_choose(h.w, thread, &in, 2));
    WANT_INT(versions(&h, thread, &all), 2);
    WANT_STR(all[0].text, "Not likely");
    WANT_STR(all[1].text, "Unclear");
    in.was = 1; /* stands no longer */
    WANT_ERR(ERR_ABSENT, sheet_choose(h.w, thread, &in, 4));
    in.was = 4;
    WANT_OK(sheet_choose(h.w, thread, &in, 4));
    WANT_INT(versions(&h, thread, &all), 1);
    house_close(&h);
}
