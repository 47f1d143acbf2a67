/*
 * transfer_test -- a move between two authorities: each signs its own steps,
 * both read the same page, and nobody else is told where the child goes.
 */
#include "action/transfer.h"

#include "../test.h"
#include "door.h"
#include "family.h"

#include "record/agency.h"
#include "record/label.h"

/* A child of this authority's register who moves for good to another, whose
 * custodian is there. */
struct moving {
    struct id child, there, keeper;
};

static struct moving
moving(struct house *h)
{
    struct moving m = {.child = house_child(h, h->school)};
    struct agency a = {.kind = S("local_authority"),
        .name = {S("Sir Bell"), S("Far County")},
        .language = LANG_CY};
    struct id     thread = house_concern(h, m.child, "urgent");
    struct str    said[3] = {S("{\"moved_on\": \"2027-03-01\","
                                  " \"moved_to\": \""),
           {0},
           S("\", \"move_kind\": \"with_family\", \"move_permanent\":"
                " \"yes\", \"move_told\": \"all\"}")};

    WANT_OK(agency_new(h->w, &a, &m.there));
    m.keeper = house_account(h, m.there, "keeper", "register_custodian");
    house_register(h, m.child);
    house_allocate(h, thread, m.child, h->social);
    said[1] = id_text(h->arena, m.there);
    (void)house_say(h,
        &(struct house_entry){.form = "child_moved",
            .said =
                str_c(h->arena, str_join(h->arena, said, 3, (struct str){0})),
            .by = h->social,
            .children = {m.child}},
        NULL);
    return m;
}

/* wide: who signs which step of whose transfer, and what is wrong */
static enum err
sign(struct house *h, const struct moving *m, struct id by, const char *step,
    struct entry_wrong *wrong)
{
    struct str parts[3] = {S("{\"transfer_step\": \""), str_of(step),
        S("\", \"transfer_signed\": \"x\", \"transfer_note\": \"x\"}")};
    struct id  entry, thread;

    return house_try(h,
        &(struct house_entry){.form = "transfer_step",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = by,
            .children = {m->child}},
        &entry, &thread, wrong);
}

static enum err
look(struct house *h, const struct moving *m, struct id who,
    const struct transfer_page **out)
{
    struct ask ask = {.act = ACT_TRANSFER, .about = house_person(h, m->child)};
    struct answer got = {0};
    enum err      e = door(h, who, ask, &got);

    *out = got.with;
    return e;
}

TEST(transfer_sign__is_each_authoritys_own)
{
    struct house       h;
    struct moving      m;
    struct entry_wrong wrong = {0};

    house_open(&h);
    m = moving(&h);
    WANT_OK(sign(&h, &m, h.social, "information_sent", &wrong));
    WANT_ERR(ERR_INVALID, sign(&h, &m, h.social, "papers_received", &wrong));
    WANT_INT(wrong.count, 1);
    WANT_INT(wrong.faults[0].msg, MSG_ANSWERS_OTHER_SIGNS);
    WANT_STR(wrong.faults[0].field->id, "transfer_step");
    WANT_OK(sign(&h, &m, m.keeper, "papers_received", &wrong));
    WANT_ERR(ERR_INVALID, sign(&h, &m, m.keeper, "plan_handed_on", &wrong));
    house_close(&h);
}

TEST(transfer_sign__needs_a_move)
{
    struct house       h;
    struct moving      m;
    struct entry_wrong wrong = {0};

    house_open(&h);
    m.child = house_child(&h, h.school);
    WANT_ERR(ERR_INVALID, sign(&h, &m, h.social, "information_sent", &wrong));
    WANT_INT(wrong.faults[0].msg, MSG_ANSWERS_NO_MOVE);
    house_close(&h);
}

TEST(transfer_look__shows_both_authorities_what_is_missing)
{
    struct house                h;
    struct moving               m;
    const struct transfer_page *p;
    struct entry_wrong          wrong = {0};

    house_open(&h);
    m = moving(&h);
    WANT_OK(look(&h, &m, h.social, &p));
    WANT(p->there && p->permanent && p->sign && p->move);
    WANT_STR(p->from.en, "Sir Afon");
    WANT_STR(p->to.en, "Far County");
    WANT(p->next && p->next->side == SIDE_LEAVES && p->next->ours);
    WANT(p->next->due.due.us > 0);
    WANT_INT(p->due_count, 1); /* the conference */
    WANT_OK(sign(&h, &m, h.social, "agencies_informed", &wrong));
    WANT_OK(sign(&h, &m, h.social, "information_sent", &wrong));
    WANT_OK(look(&h, &m, m.keeper, &p));
    WANT(p->rows[0].is_signed && p->rows[1].is_signed);
    WANT_STR(p->rows[0].who, "social");
    WANT(p->next->side == SIDE_RECEIVES && p->next->ours);
    WANT_STR(p->next->step.en, "Information received");
    house_close(&h);
}

TEST(transfer_look__says_to_no_school_where_the_child_goes)
{
    struct house                h;
    struct moving               m;
    const struct transfer_page *p;

    house_open(&h);
    m = moving(&h);
    family_member(&h, m.child, h.safeguarding);
    WANT_ERR(ERR_DENIED, look(&h, &m, h.safeguarding, &p));
    WANT(look(&h, &m, h.teacher, &p) != OK);
    house_close(&h);
}

TEST(transfer_look__says_of_a_shielded_child_nothing_to_who_is_not_listed)
{
    struct house                h;
    struct moving               m;
    const struct transfer_page *p;

    house_open(&h);
    m = moving(&h);
    WANT_OK(
        label_set(h.w, m.child, LABEL_SHIELDED, h.custodian, S("a refuge")));
    WANT_ERR(ERR_DENIED, look(&h, &m, h.social, &p));
    WANT_ERR(ERR_DENIED, look(&h, &m, m.keeper, &p));
    WANT_OK(label_admit(h.w, m.child, m.keeper));
    WANT_OK(look(&h, &m, m.keeper, &p));
    WANT_STR(p->to.en, "Far County");
    house_close(&h);
}
