/*
 * moves_test -- what a child's page and a check say of moves: that nobody
 * knows where the child is, that the child is here for a time, what is
 * watched after the register; and of a shielded child nothing that tells
 * where they went (S10).
 */
#include "../test.h"
#include "door.h"
#include "family.h"

#include "action/check.h"
#include "action/child.h"
#include "action/home.h"
#include "record/agency.h"
#include "record/label.h"

static struct id
register_child(struct house *h)
{
    struct id child = house_child(h, h->school);

    (void)house_say(h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"goes_on\", \"took_effect\":"
                    " \"2027-01-11\", \"given_name\": \"Non\","
                    " \"family_name\": \"Llwyd\", \"birth_date\":"
                    " \"2020-05-14\", \"nhs_number\": \"9990001006\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"]}",
            .by = h->custodian,
            .children = {child}},
        NULL);
    return child;
}

static const struct child_page *
page(struct house *h, struct id who, struct id child)
{
    static const struct child_ask now;
    struct answer                 got;
    enum err                      e = door(h, who,
                             (struct ask){.act = ACT_CHILD,
                                 .about = house_person(h, child),
                                 .with = &now},
                             &got);

    return e ? NULL : got.with;
}

static void
say(struct house *h, struct id child, const char *form, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = h->social,
            .children = {child}},
        NULL);
}

/* ---- missing ---- */

TEST(child_moves__says_who_is_missing_to_those_who_know_the_register)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = register_child(&h);
    family_member(&h, child, h.safeguarding);
    WANT(!page(&h, h.safeguarding, child)->lost.is);
    WANT(date_is_none(door_check(&h)->missing));
    say(&h, child, "family_missing",
        "{\"missing_step\": \"missing\", \"missing_since\":"
        " \"2027-02-27T08:00:00Z\"}");
    WANT(page(&h, h.safeguarding, child)->lost.is);
    WANT_STR(date_text(h.arena, page(&h, h.safeguarding, child)->lost.since),
        "2027-02-27");
    WANT(!page(&h, h.teacher, child));
    WANT_STR(date_text(h.arena, door_check(&h)->missing), "2027-02-27");
    say(&h, child, "family_missing",
        "{\"missing_step\": \"found\", \"missing_since\":"
        " \"2027-02-28T08:00:00Z\"}");
    WANT(!page(&h, h.safeguarding, child)->lost.is);
    WANT(date_is_none(door_check(&h)->missing));
    house_close(&h);
}

/* ---- here for a time ---- */

static const char stay[] =
    "{\"temporary_step\": \"begins\", \"stay_from\": \"2027-03-01\","
    " \"host\": \"gwynedd\", \"home_authority\": \"Sir Bell\","
    " \"stay_for_good\": \"yes\", \"home_told_on\": \"2027-03-01\","
    " \"stay_until\": \"2027-06-01\", \"stay_categories\": [\"neglect\"]}";

TEST(child_moves__says_of_a_temporary_entry_whose_it_is_and_what_is_due)
{
    struct house               h;
    const struct child_page   *p;
    const struct check_answer *c;
    struct id                  child, there;
    struct agency              a = {.kind = S("local_authority"),
                     .term = S("gwynedd"),
                     .name = {S("Sir Arall"), S("Other County")},
                     .language = LANG_CY};

    house_open(&h);
    WANT_OK(agency_new(h.w, &a, &there));
    child = register_child(&h);
    say(&h, child, "temporary_entry", stay);
    p = page(&h, h.custodian, child);
    WANT(p && p->stay.is && !p->reg.temporary);
    WANT_STR(p->stay.host.en, "Other County");
    WANT_STR(p->stay.from, "Sir Bell");
    WANT_STR(date_text(h.arena, p->stay.until), "2027-06-01");
    WANT_STR(date_text(h.arena, p->stay.conference), "2027-03-22");
    c = door_check(&h);
    WANT(c->result == CHECK_ON && !c->temporary);
    WANT_STR(c->host.en, "Other County");
    house_close(&h);
}

/* ---- after the register ---- */

TEST(child_moves__says_what_is_watched_and_who_owns_the_plan)
{
    struct house             h;
    const struct child_page *p;
    struct family            f;
    struct str               said[3];

    house_open(&h);
    f = family(&h);
    said[0] = S("{\"conference_type\": \"later_review\", \"authority\":"
                " \"conwy\", \"held_at\": \"2027-03-01T08:00:00Z\","
                " \"decision\": {\"0\": \"taken_off\"},"
                " \"step_down_person\": {\"0\": \"Nia Rees\"},"
                " \"step_down_review_on\": {\"0\": \"2027-06-01\"},"
                " \"attendance\": [{\"agency_there\": \"conwy\","
                " \"present\": \"yes\", \"may_decide\": \"yes\"}],"
                " \"step_down_agency\": {\"0\": \"");
    said[1] = id_text(h.arena, h.school);
    said[2] = S("\"}}");
    say(&h, f.first, "conference",
        str_c(h.arena, str_join(h.arena, said, 3, (struct str){0})));
    p = page(&h, h.social, f.first);
    WANT(p && !p->reg.on && p->watch.watches.cy.n && p->watch.reopens.en.n);
    WANT_STR(date_text(h.arena, p->watch.until), "2028-03-01");
    WANT_STR(date_text(h.arena, p->watch.review), "2027-06-01");
    WANT(p->watch.owned);
    WANT_STR(p->watch.person, "Nia Rees");
    WANT(p->watch.agency.n);
    p = page(&h, h.safeguarding, f.first); /* of the agency that owns it */
    WANT(p && p->watch.watches.en.n && !p->watch.owned);
    house_close(&h);
}

/* ---- shielded ---- */

static struct id
far_county(struct house *h, struct id *keeper)
{
    struct agency a = {.kind = S("local_authority"),
        .name = {S("Sir Bell"), S("Far County")},
        .language = LANG_CY};
    struct id     there;

    WANT_OK(agency_new(h->w, &a, &there));
    *keeper = house_account(h, there, "Keeper Far", "register_custodian");
    return there;
}

/* Everything that the page says, in one text. */
static struct str
everything(struct house *h, const struct child_page *p)
{
    struct buf b;

    buf_init(&b, h->arena);
    buf_add(&b, p->reg.authority.en);
    buf_add(&b, p->reg.co_ordinator);
    buf_add(&b, p->stay.host.en);
    buf_add(&b, p->stay.from);
    for (size_t i = 0; i < p->lane_count; i++)
        buf_add(&b, p->lanes[i].en);
    for (size_t i = 0; i < p->item_count; i++) {
        buf_add(&b, p->items[i].author);
        for (size_t k = 0; k < p->items[i].line_count; k++)
            buf_add(&b, p->items[i].lines[k].text);
    }
    return buf_str(&b);
}

static bool
betrays(struct house *h, const struct child_page *p)
{
    struct str all = everything(h, p);

    return str_find(all, S("Far")) >= 0;
}

/* The other authority has held its conference and placed the child. */
static void
moves_away(struct house *h, struct id child)
{
    struct id  keeper, there = far_county(h, &keeper);
    struct str id = id_text(h->arena, there);
    struct str said[5] = {S("{\"conference_type\": \"transfer_in\","
                            " \"held_at\": \"2027-03-01T08:00:00Z\","
                            " \"decision\": {\"0\": \"placed\"},"
                            " \"categories\": {\"0\": [\"neglect\"]},"
                            " \"co_ordinator_name\": {\"0\": \"Ann Far\"},"
                            " \"attendance\": [{\"agency_there\": \""),
        id,
        S("\", \"present\": \"yes\", \"may_decide\": \"yes\"}],"
          " \"authority\": \""),
        id, S("\"}")};

    (void)house_say(h,
        &(struct house_entry){.form = "conference",
            .said =
                str_c(h->arena, str_join(h->arena, said, 5, (struct str){0})),
            .by = keeper,
            .children = {child}},
        NULL);
}

TEST(child_moves__betray_no_shielded_childs_authority_to_the_old_school)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = register_child(&h);
    family_member(&h, child, h.safeguarding);
    moves_away(&h, child);
    WANT(betrays(&h, page(&h, h.safeguarding, child))); /* not shielded */
    WANT_OK(label_set(h.w, child, LABEL_SHIELDED, h.custodian, S("a refuge")));
    WANT(page(&h, h.safeguarding, child)->exists_only);
    WANT_OK(label_admit(h.w, child, h.safeguarding));
    WANT(page(&h, h.safeguarding, child)->reg.on);
    WANT(!betrays(&h, page(&h, h.safeguarding, child)));
    WANT_OK(label_admit(h.w, child, h.social));
    house_allocate(&h, house_concern(&h, child, "today"), child, h.social);
    WANT(betrays(&h, page(&h, h.social, child))); /* works with the child */
    house_close(&h);
}

TEST(register_check__says_of_a_shielded_child_neither_stay_nor_authority)
{
    struct house               h;
    const struct check_answer *c;
    struct id                  child;

    house_open(&h);
    child = register_child(&h);
    say(&h, child, "temporary_entry", stay);
    say(&h, child, "family_missing",
        "{\"missing_step\": \"missing\", \"missing_since\":"
        " \"2027-02-27T08:00:00Z\"}");
    WANT_OK(label_set(h.w, child, LABEL_SHIELDED, h.custodian, S("a refuge")));
    c = door_check(&h);
    WANT(c->result == CHECK_ON && c->relay);
    WANT(!c->temporary && !c->host.en.n && !c->authority.en.n);
    WANT(date_is_none(c->missing));
    house_close(&h);
}

/* ---- told ---- */

static const struct home_notice *
notice(struct house *h, struct id who, const char *rule)
{
    static const enum home_which all = HOME_ALL;
    const struct home           *home;
    struct answer                got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_HOME, .with = &all}, &got));
    home = got.with;
    for (size_t i = 0; i < home->notice_count; i++)
        if (str_eq(home->notices[i].notice.rule, str_of(rule)))
            return &home->notices[i];
    return NULL;
}

TEST(home_told__names_the_child_to_a_core_group_that_is_untied)
{
    struct house              h;
    const struct home_notice *n;
    struct id                 child;

    house_open(&h);
    child = register_child(&h);
    family_member(&h, child, h.nurse);
    say(&h, child, "register_removal",
        "{\"removed_on\": \"2027-03-01\", \"removal_reason\":"
        " \"left_uk\"}");
    n = notice(&h, h.nurse, "removal_to_agencies");
    WANT(n && !n->child.n); /* the page is no longer the nurse's to open */
    WANT_STR(n->told, "Non Llwyd");
    WANT(!notice(&h, h.teacher, "removal_to_agencies"));
    WANT_OK(label_set(h.w, child, LABEL_SHIELDED, h.custodian, S("a refuge")));
    n = notice(&h, h.nurse, "removal_to_agencies");
    WANT(!n || (!n->told.n && !n->child.n));
    house_close(&h);
}
