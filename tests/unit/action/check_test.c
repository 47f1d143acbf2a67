/*
 * check_test -- a question varied too often is refused when its leaf is
 * written, after its answer was found (S5).
 */
#include "office.h"

#include "../test.h"

#include "action/check.h"

enum { ALLOWED = 5 };

static const char *const givens[] = {"Nan", "Nann", "Nanw", "Nanno", "Nanna",
    "Nansi"};

static enum err
asks(struct office *o, const char *given, struct answer *answer)
{
    const struct check_ask in = {.given = str_of(given),
        .family = S("Prydderch"),
        .born = {2011, 2, 17},
        .reason = pack_list_for(o->pack, S("check_reason"))->options[0].id};

    return office_ask(o, o->nurse,
        (struct ask){.act = ACT_REGISTER_CHECK,
            .purpose = office_purpose(o, "attendance"),
            .with = &in},
        answer);
}

TEST(check_remember__refuses_who_varies_one_question_too_often)
{
    struct office o;
    struct answer answer;

    office_open(&o);
    for (size_t i = 0; i < ALLOWED; i++)
        WANT_OK(asks(&o, givens[i], &answer));
    WANT_ERR(ERR_LIMIT, asks(&o, givens[ALLOWED], &answer));
    WANT_INT(answer.fault.msg, MSG_CHECK_TOO_VARIED);
    WANT(!answer.with);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM check_done"), ALLOWED);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf WHERE kind = 'refused'"
                 " AND outcome = 'limit'"),
        1);
    office_close(&o);
}

TEST(check_remember__answers_an_equal_question_as_often_as_it_is_asked)
{
    struct office o;
    struct answer answer;

    office_open(&o);
    for (int i = 0; i <= ALLOWED; i++)
        WANT_OK(asks(&o, givens[0], &answer));
    office_at(&o, "2027-03-01T10:01:00Z");
    for (size_t i = 1; i < ALLOWED; i++)
        WANT_OK(asks(&o, givens[i], &answer));
    WANT_OK(asks(&o, givens[ALLOWED], &answer));
    office_close(&o);
}

static int64_t
told_of_patterns(struct office *o, const char *const names[], size_t count)
{
    struct answer answer;

    for (size_t i = 0; i < count; i++)
        WANT_OK(asks(o, names[i], &answer));
    return office_count(o,
        "SELECT COUNT(*) FROM notice WHERE rule = 'check_pattern'");
}

TEST(check_remember__tells_of_three_spellings_of_one_name)
{
    static const char *const spelt[] = {"Siân", "Shan", "Shann"};
    struct office            o;

    office_open(&o);
    WANT_INT(told_of_patterns(&o, spelt, 2), 0);
    WANT(told_of_patterns(&o, spelt, 3) > 0);
    office_close(&o);
}

TEST(check_remember__tells_of_no_pattern_in_children_born_on_one_day)
{
    static const char *const others[] = {"Mabli", "Tomos", "Gwilym", "Nan"};
    struct office            o;

    office_open(&o);
    WANT_INT(told_of_patterns(&o, others, 4), 0);
    office_close(&o);
}
