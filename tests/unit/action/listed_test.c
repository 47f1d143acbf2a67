/*
 * listed_test -- a check asks the database about nobody who is not listed,
 * and notices at once who is (record/listed.h).
 */
#include "office.h"

#include "../test.h"

#include "action/check.h"
#include "record/kin.h"
#include "record/known.h"
#include "record/label.h"

static struct id the_source, the_asker;

static enum err
child_made(struct work *w, struct office *o)
{
    struct face f = {.given = S("Nest"),
        .family = S("Parri"),
        .birth_date = {2019, 4, 2},
        .nhs = S("9990120405"),
        .traced = true};
    struct id   person;
    enum err    e =
        person_new(w, PERSON_CHILD, o->hospital, S("H1"), &person, &the_source);

    f.source = the_source;
    return e ? e : face_save(w, &f, txn_id(w->tx, ID_ENTRY));
}

static enum err
child_sealed(struct work *w, struct office *o)
{
    return label_set(w, the_source, LABEL_SEALED, o->custodian, S("why"));
}

/* As nobody should: without saying so. */
static enum err
child_sealed_untold(struct work *w, struct office *o)
{
    static const struct statement seal = {
        "INSERT INTO label (source, label, since, set_by, reason)"
        " VALUES ($1, 'sealed', $2, $3, 'why')", NULL};

    return txn_do(w->tx, &seal,
        ARGS(A_ID(the_source), A_TIME(w->now), A_ID(o->custodian)));
}

static enum err
number_corrected(struct work *w, struct office *o)
{
    struct face f;
    enum err    e = face_of_source(w, the_source, &f);

    (void)o;
    f.nhs = S("9990120413");
    return e ? e : face_save(w, &f, txn_id(w->tx, ID_ENTRY));
}

static enum err
told(struct work *w, struct office *o)
{
    (void)o;
    return known_listed_changed(w);
}

static enum err
is_kin(struct work *w, struct office *o)
{
    (void)o;
    return kin_add(w, the_asker, the_source, S("declared"));
}

static enum err
checks(struct office *o, const char *nhs, enum check_result *result)
{
    const struct check_ask in = {.nhs = str_of(nhs),
        .born = {2019, 4, 2},
        .reason = pack_list_for(o->pack, S("check_reason"))->options[0].id};
    struct answer          answer;
    enum err               e = office_ask(o, the_asker,
                      (struct ask){.act = ACT_REGISTER_CHECK,
                          .purpose = office_purpose(o, "attendance"),
                          .with = &in},
                      &answer);

    if (!e)
        *result = ((const struct check_answer *)answer.with)->result;
    return e;
}

static enum check_result
answer_to(struct office *o, const char *nhs)
{
    enum check_result result = CHECK_RESULT_COUNT;

    WANT_OK(checks(o, nhs, &result));
    return result;
}

static void
open_with_child(struct office *o)
{
    office_open(o);
    the_asker = o->nurse;
    office_do(o, child_made);
    WANT_INT(answer_to(o, "9990120405"), CHECK_NONE);
}

TEST(listed__is_somebody_at_once_who_is_sealed)
{
    struct office o;

    open_with_child(&o);
    office_do(&o, child_sealed);
    WANT_INT(answer_to(&o, "9990120405"), CHECK_RING);
    office_close(&o);
}

/* The control: what is remembered is not read again for nothing. */
TEST(listed__is_remembered_while_nobody_says_that_it_changed)
{
    struct office o;

    open_with_child(&o);
    office_do(&o, child_sealed_untold);
    WANT_INT(answer_to(&o, "9990120405"), CHECK_NONE);
    office_do(&o, told);
    WANT_INT(answer_to(&o, "9990120405"), CHECK_RING);
    office_close(&o);
}

TEST(listed__follows_a_number_that_is_corrected)
{
    struct office o;

    open_with_child(&o);
    office_do(&o, child_sealed);
    WANT_INT(answer_to(&o, "9990120413"), CHECK_NONE);
    office_do(&o, number_corrected);
    WANT_INT(answer_to(&o, "9990120413"), CHECK_RING);
    office_close(&o);
}

TEST(listed__is_whoever_is_kin_of_the_asker)
{
    struct office     o;
    enum check_result result;

    open_with_child(&o);
    office_do(&o, is_kin);
    WANT_ERR(ERR_DENIED, checks(&o, "9990120405", &result));
    office_close(&o);
}
