/*
 * ending_test -- coming off the register other than by a conference: told to
 * everybody who works with the child, never before its time, never by a day
 * that passes, and undone whole.
 */
#include "../house.h"

#include "../test.h"

#include "record/agency.h"
#include "record/notice.h"
#include "record/register.h"

/* On the register, with a co-ordinator, a colleague and an agency in the
 * core group; and the entry that says so. */
static struct id
registered(struct house *h, struct id *entry)
{
    struct id  child = house_child(h, h->school);
    struct str parts[3] = {S("{\"movement\": \"goes_on\", \"took_effect\":"
                             " \"2027-01-11\", \"authority\": \"conwy\","
                             " \"co_ordinator\": \""),
        id_text(h->arena, h->social), S("\"}")};
    struct str colleague[3] = {S("{\"member_kind\": \"colleague_joins\","
                                 " \"member\": \""),
        id_text(h->arena, h->nurse), S("\"}")};
    struct str agency[3] = {S("{\"member_kind\": \"agency_joins\","
                              " \"member_agency\": \""),
        id_text(h->arena, h->school), S("\"}")};
    struct str none = {0};

    *entry = house_say(h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = str_c(h->arena, str_join(h->arena, parts, 3, none)),
            .by = h->custodian,
            .children = {child}},
        NULL);
    (void)house_say(h,
        &(struct house_entry){.form = "core_group",
            .said = str_c(h->arena, str_join(h->arena, colleague, 3, none)),
            .by = h->social,
            .children = {child}},
        NULL);
    (void)house_say(h,
        &(struct house_entry){.form = "core_group",
            .said = str_c(h->arena, str_join(h->arena, agency, 3, none)),
            .by = h->social,
            .children = {child}},
        NULL);
    return child;
}

static int64_t
told(struct house *h, struct id whom, const char *rule)
{
    struct notice *all;
    size_t         n;
    int64_t        count = 0;

    WANT_OK(notice_list(h->w, &whom, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        count += str_eq(all[i].rule, str_of(rule));
    return count;
}

static void
want_all_told(struct house *h, const char *rule, int64_t times)
{
    WANT_INT(told(h, h->social, rule), times);
    WANT_INT(told(h, h->nurse, rule), times);
    WANT_INT(told(h, h->school_desk, rule), times);
}

static bool
is_on(struct house *h, struct id child)
{
    struct register_row row;

    return register_find(h->w, house_person(h, child), &row) == OK;
}

static enum err
remove_for(struct house *h, struct id child, const char *reason,
    struct id *entry, struct entry_wrong *wrong)
{
    struct str parts[3] = {S("{\"removed_on\": \"2027-03-01\","
                             " \"removal_reason\": \""),
        str_of(reason), S("\"}")};
    struct id  thread;

    return house_try(h,
        &(struct house_entry){.form = "register_removal",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->custodian,
            .children = {child}},
        entry, &thread, wrong);
}

TEST(record_append__tells_of_every_ending_whoever_it_unties)
{
    static const char *const reasons[] = {"turned_18", "died", "left_uk",
        "entered_in_error"};
    struct entry_wrong       wrong = {0};
    struct id                child, entry;

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        struct house h;

        house_open(&h);
        child = registered(&h, &entry);
        WANT_OK(remove_for(&h, child, reasons[i], &entry, &wrong));
        WANT(!is_on(&h, child));
        want_all_told(&h, "removal_to_agencies", 1);
        WANT_INT(told(&h, h.custodian, "removal_to_custodian"), 1);
        house_close(&h);
    }
}

TEST(record_append__removes_nobody_as_moved_before_the_plan_has_passed)
{
    struct house       h;
    struct entry_wrong wrong = {0};
    struct id          child, entry;

    house_open(&h);
    child = registered(&h, &entry);
    WANT_ERR(ERR_INVALID,
        remove_for(&h, child, "moved_for_good", &entry, &wrong));
    WANT_INT(wrong.count, 1);
    WANT_INT(wrong.faults[0].msg, MSG_ANSWERS_NOT_YET);
    WANT_STR(wrong.faults[0].field->id, "removal_reason");
    WANT_ERR(ERR_INVALID,
        remove_for(&h, child, "moved_not_registered", &entry, &wrong));
    WANT(is_on(&h, child));
    house_close(&h);
}

TEST(record_append__tells_of_an_ending_that_is_withdrawn_and_brings_all_back)
{
    struct house       h;
    struct entry_wrong wrong = {0};
    struct id          child, entry;

    house_open(&h);
    child = registered(&h, &entry);
    WANT_OK(remove_for(&h, child, "entered_in_error", &entry, &wrong));
    want_all_told(&h, "removal_to_agencies", 1);
    (void)house_say(&h,
        &(struct house_entry){.corrects = entry,
            .correction = "withdraw",
            .reason = "the wrong child",
            .by = h.custodian},
        NULL);
    WANT(is_on(&h, child));
    WANT(told(&h, h.social, "removal_to_agencies") >= 2);
    WANT(told(&h, h.school_desk, "removal_to_agencies") >= 2);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM tie WHERE means = 'core_group'"
                 " AND until IS NULL"),
        2);
    house_close(&h);
}

TEST(record_append__tells_the_core_group_that_a_registration_is_withdrawn)
{
    struct house h;
    struct id    entry;

    house_open(&h);
    (void)registered(&h, &entry);
    WANT_INT(told(&h, h.school_desk, "removal_to_agencies"), 0);
    (void)house_say(&h,
        &(struct house_entry){.corrects = entry,
            .correction = "withdraw",
            .reason = "the wrong child",
            .by = h.custodian},
        NULL);
    WANT_INT(told(&h, h.school_desk, "removal_to_agencies"), 1);
    WANT_INT(told(&h, h.nurse, "removal_to_agencies"), 1);
    house_close(&h);
}

TEST(register_find__never_loses_a_child_whose_stay_was_to_be_over)
{
    struct house        h;
    struct register_row row;
    struct id           child;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "temporary_entry",
            .said = "{\"temporary_step\": \"begins\", \"stay_from\":"
                    " \"2027-03-01\", \"host\": \"conwy\","
                    " \"stay_for_good\": \"no\", \"stay_until\":"
                    " \"2027-03-08\", \"stay_categories\": [\"neglect\"]}",
            .by = h.custodian,
            .children = {child}},
        NULL);
    house_at(&h, "2027-04-20T09:00:00Z");
    WANT_OK(register_find(h.w, house_person(&h, child), &row));
    WANT(row.temporary && date_is_none(row.off));
    WANT_STR(row.categories, "neglect");
    house_close(&h);
}

/* On a register that was brought in, as that one writes its authority; moved
 * for good, with conference and both signatures, and off that register. */
static enum err
leaves(struct house *h, struct id child, const char *authority,
    struct entry_wrong *wrong)
{
    struct str parts[3] = {S("{\"removed_on\": \"2027-03-01\","
                             " \"removal_reason\": \"moved_not_registered\","
                             " \"transfer_conference_on\": \"2027-02-20\","
                             " \"receiving_authority\": \"conwy\","
                             " \"leaving_authority\": \""),
        str_of(authority), S("\"}")};
    struct id  entry, thread;

    return house_try(h,
        &(struct house_entry){.form = "register_removal",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->custodian,
            .children = {child}},
        &entry, &thread, wrong);
}

static void
say_of(struct house *h, struct id child, const char *form, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = h->custodian,
            .children = {child}},
        NULL);
}

TEST(record_append__takes_nobody_off_a_register_that_is_not_the_childs)
{
    struct house        h;
    struct entry_wrong  wrong = {0};
    struct register_row row;
    struct id           child;

    house_open(&h);
    child = house_child(&h, h.school);
    say_of(&h, child, "migrated_register_entry",
        "{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
        " \"authority\": \"Cyngor Sir Gwynedd\"}");
    say_of(&h, child, "child_moved",
        "{\"moved_on\": \"2027-02-01\", \"moved_from\": \"Gwynedd\","
        " \"moved_to\": \"conwy\", \"move_kind\": \"with_family\","
        " \"move_permanent\": \"yes\"}");
    say_of(&h, child, "conference",
        "{\"attendance\": [{\"agency_there\": \"conwy\", \"present\":"
        " \"yes\", \"may_decide\": \"yes\"}], \"conference_type\":"
        " \"transfer_in\", \"authority\": \"conwy\","
        " \"decision\": {\"0\": \"not_registered\"}}");
    WANT_ERR(ERR_INVALID, leaves(&h, child, "conwy", &wrong));
    WANT_INT(wrong.count, 1);
    WANT_INT(wrong.faults[0].msg, MSG_ANSWERS_NOT_THEIR_REGISTER);
    WANT_STR(wrong.faults[0].field->id, "leaving_authority");
    WANT(is_on(&h, child));
    WANT_OK(leaves(&h, child, "Gwynedd Council", &wrong));
    WANT_ERR(ERR_ABSENT, register_find(h.w, house_person(&h, child), &row));
    house_close(&h);
}
