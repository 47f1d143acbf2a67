/*
 * label_test -- protection of a record, and of a person with several.
 */
#include "folk.h"

#include "../test.h"

struct labelled {
    struct house h;
    struct id    a, b, by, other;
};

static void
labelled_open(struct labelled *l)
{
    struct id none = {0};

    house_open(&l->h);
    l->a = folk_child(&l->h, l->h.school, "Lowri", "Penri", "2019-04-02");
    l->b = folk_child(&l->h, l->h.hospital, "Lowri", "Penri", "2019-04-02");
    l->by =
        folk_account(&l->h, l->h.authority, "by", "register_custodian", none);
    l->other =
        folk_account(&l->h, l->h.authority, "other", "social_worker", none);
}

static enum label_kind
label_at(struct labelled *l, struct id source)
{
    enum label_kind got = LABEL_COUNT;

    WANT_OK(label_of(l->h.w, house_person(&l->h, source), &got));
    return got;
}

static void
set(struct labelled *l, struct id source, enum label_kind label)
{
    WANT_OK(label_set(l->h.w, source, label, l->by, S("why")));
}

static bool
listed(struct labelled *l, struct id account)
{
    bool yes = false;

    WANT_OK(label_lists(l->h.w, house_person(&l->h, l->a), account, &yes));
    return yes;
}

TEST(label_word__is_found_again)
{
    for (enum label_kind l = 0; l < LABEL_COUNT; l++) {
        enum label_kind got;

        WANT(label_find(label_word(l), &got));
        WANT_INT(got, l);
    }
}

TEST(label_find__knows_no_other_word)
{
    enum label_kind got;

    WANT(!label_find(S("secret"), &got));
    WANT(!label_find(S(""), &got));
}

TEST(label_both__is_never_less_than_either)
{
    for (enum label_kind x = 0; x < LABEL_COUNT; x++)
        for (enum label_kind y = 0; y < LABEL_COUNT; y++) {
            WANT(label_both(x, y) >= x && label_both(x, y) >= y);
            WANT_INT(label_both(x, y), label_both(y, x));
        }
    WANT_INT(label_both(LABEL_RESTRICTED, LABEL_SHIELDED), LABEL_SEALED);
    WANT_INT(label_both(LABEL_NORMAL, LABEL_SEALED), LABEL_SEALED);
    WANT_INT(label_both(LABEL_SHIELDED, LABEL_SHIELDED), LABEL_SHIELDED);
}

TEST(label_of__is_normal_until_one_is_set_and_after_it_is_lifted)
{
    struct labelled l;

    labelled_open(&l);
    WANT_INT(label_at(&l, l.a), LABEL_NORMAL);
    set(&l, l.a, LABEL_SEALED);
    WANT_INT(label_at(&l, l.a), LABEL_SEALED);
    set(&l, l.a, LABEL_SHIELDED); /* in the same moment */
    WANT_INT(label_at(&l, l.a), LABEL_SHIELDED);
    house_at(&l.h, "2027-03-02T11:00:00Z");
    set(&l, l.a, LABEL_NORMAL);
    WANT_INT(label_at(&l, l.a), LABEL_NORMAL);
    house_close(&l.h);
}

TEST(label_of__is_the_strictest_of_linked_records_and_goes_with_the_link)
{
    struct labelled  l;
    struct link_row *links;
    size_t           n;

    labelled_open(&l);
    set(&l, l.a, LABEL_RESTRICTED);
    set(&l, l.b, LABEL_SEALED);
    WANT_INT(label_at(&l, l.a), LABEL_RESTRICTED);
    WANT_OK(link_make(l.h.w, l.a, l.b, folk_entry(&l.h)));
    WANT_INT(label_at(&l, l.a), LABEL_SEALED);
    WANT_OK(link_list(l.h.w, house_person(&l.h, l.a), &links, &n));
    WANT_OK(link_undo(l.h.w, links[0].id, folk_entry(&l.h)));
    WANT_INT(label_at(&l, l.a), LABEL_RESTRICTED);
    house_close(&l.h);
}

TEST(label_of__takes_a_word_that_nobody_knows_for_the_strictest)
{
    struct labelled l;

    labelled_open(&l);
    set(&l, l.a, LABEL_RESTRICTED);
    house_sql(&l.h, "UPDATE label SET label = 'what'");
    WANT_INT(label_at(&l, l.a), LABEL_SEALED);
    house_close(&l.h);
}

TEST(label_lists__nobody_but_those_admitted)
{
    struct labelled l;

    labelled_open(&l);
    WANT(!listed(&l, l.other));
    set(&l, l.a, LABEL_RESTRICTED);
    WANT(!listed(&l, l.other));
    WANT_OK(label_admit(l.h.w, l.a, l.other));
    WANT_OK(label_admit(l.h.w, l.a, l.other));
    WANT(listed(&l, l.other));
    WANT(!listed(&l, l.by));
    house_sql(&l.h, "UPDATE label_list SET until = since");
    WANT(!listed(&l, l.other));
    house_close(&l.h);
}

TEST(label_lists__needs_the_list_of_every_record_with_a_label)
{
    struct labelled l;

    labelled_open(&l);
    set(&l, l.a, LABEL_RESTRICTED);
    set(&l, l.b, LABEL_SEALED);
    WANT_OK(label_admit(l.h.w, l.a, l.other));
    WANT(listed(&l, l.other));
    WANT_OK(link_make(l.h.w, l.a, l.b, folk_entry(&l.h)));
    WANT(!listed(&l, l.other));
    WANT_OK(label_admit(l.h.w, l.b, l.other));
    WANT(listed(&l, l.other));
    house_close(&l.h);
}

TEST(label_list__is_of_one_record_or_of_all_that_have_one)
{
    struct labelled   l;
    struct label_row *all;
    size_t            n;

    labelled_open(&l);
    set(&l, l.a, LABEL_RESTRICTED);
    house_at(&l.h, "2027-03-02T11:00:00Z");
    set(&l, l.b, LABEL_SEALED);
    WANT_OK(label_list(l.h.w, (struct id){0}, &all, &n));
    WANT_INT(n, 2);
    WANT(id_eq(all[0].source, l.b) && id_eq(all[1].source, l.a));
    WANT_INT(all[0].label, LABEL_SEALED);
    WANT(id_eq(all[0].set_by, l.by));
    WANT_STR(all[0].reason, "why");
    house_at(&l.h, "2027-03-02T12:00:00Z");
    set(&l, l.b, LABEL_NORMAL);
    WANT_OK(label_list(l.h.w, l.b, &all, &n));
    WANT_INT(n, 0);
    WANT_OK(label_list(l.h.w, l.a, &all, &n));
    WANT_INT(n, 1);
    house_close(&l.h);
}

TEST(label_admitted__names_who_is_on_the_list)
{
    struct labelled l;
    struct id      *all;
    size_t          n;

    labelled_open(&l);
    WANT_OK(label_admitted(l.h.w, l.a, &all, &n));
    WANT_INT(n, 0);
    WANT_OK(label_admit(l.h.w, l.a, l.other));
    WANT_OK(label_admitted(l.h.w, l.a, &all, &n));
    WANT_INT(n, 1);
    WANT(id_eq(all[0], l.other));
    house_close(&l.h);
}

TEST(label_dismiss__takes_somebody_off_the_list_from_now_on)
{
    struct house h;
    struct id    source, person;
    bool         yes = false;

    house_open(&h);
    source = house_child(&h, h.school);
    person = house_person(&h, source);
    WANT_OK(label_set(h.w, source, LABEL_SEALED, h.custodian, S("why")));
    WANT_ERR(ERR_ABSENT, label_dismiss(h.w, source, h.worker));
    WANT_OK(label_admit(h.w, source, h.worker));
    house_at(&h, "2027-03-01T10:00:00Z");
    WANT_OK(label_lists(h.w, person, h.worker, &yes));
    WANT(yes);
    WANT_OK(label_dismiss(h.w, source, h.worker));
    WANT_OK(label_lists(h.w, person, h.worker, &yes));
    WANT(!yes);
    WANT_ERR(ERR_ABSENT, label_dismiss(h.w, source, h.worker));
    WANT_OK(label_admit(h.w, source, h.worker));
    WANT_OK(label_lists(h.w, person, h.worker, &yes));
    house_close(&h);
}
