/*
 * child_signals_test -- signals on one child's page: for those who answer for
 * the work, and only where every entry under them may be seen.
 */
#include "action/child.h"

#include "crowd.h"

#include "../test.h"

#include "record/label.h"
#include "record/signal_off.h"

static const struct child_signal *
signal_of(struct crowd *t, struct id who, const char *id)
{
    struct child_ask         in = {0};
    struct answer            got;
    const struct child_page *p;

    WANT_OK(door(&t->h, who,
        (struct ask){.act = ACT_CHILD, .about = t->person, .with = &in}, &got));
    p = got.with;
    for (size_t i = 0; i < p->signal_count; i++)
        if (str_eq(p->signals[i].rule->id, str_of(id)))
            return &p->signals[i];
    return NULL;
}

TEST(child_signals__say_what_holds_whom_it_is_told_and_what_ends_it)
{
    struct crowd               t;
    const struct child_signal *s;

    crowd_open(&t);
    WANT(!signal_of(&t, t.h.social, "no_co_ordinator"));
    house_register(&t.h, t.source);
    s = signal_of(&t, t.h.social, "no_co_ordinator");
    WANT(s != NULL);
    WANT_INT(s->whom_count, 2);
    WANT_INT(s->told.sent, 2); /* the custodian and the head of service */
    WANT_INT(s->told.opened, 0);
    WANT(s->answer_count > 0);
    WANT_STR(s->answers[0]->id, "co_ordinator_change");
    house_close(&t.h);
}

TEST(child_signals__are_for_those_who_answer_for_the_work)
{
    struct crowd t;
    struct str   said[3] = {S("{\"member\": \""), {0}, S("\"}")};

    crowd_open(&t);
    house_register(&t.h, t.source);
    said[1] = id_text(t.h.arena, t.h.safeguarding);
    (void)house_say(&t.h,
        &(struct house_entry){.form = "core_group",
            .said = str_c(t.h.arena, str_join(t.h.arena, said, 3, S(""))),
            .by = t.h.social,
            .children = {t.source}},
        NULL);
    WANT(signal_of(&t, t.h.social, "no_co_ordinator") != NULL);
    WANT(!signal_of(&t, t.h.safeguarding, "no_co_ordinator"));
    house_close(&t.h);
}

/* Three concerns in a year; one of them goes to the designated officer's
 * desk alone: whoever does not see that one sees no pattern of three. */
TEST(child_signals__show_no_pattern_that_rests_on_a_hidden_entry)
{
    struct crowd t;

    crowd_open(&t);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    (void)house_concern(&t.h, t.source, "today");
    house_at(&t.h, "2027-03-03T10:00:00Z");
    (void)house_concern(&t.h, t.source, "today");
    WANT(signal_of(&t, t.h.worker, "several_reports") != NULL);
    house_sql(&t.h,
        "UPDATE entry SET label = 'sealed' WHERE recorded_at ="
        " (SELECT MAX(recorded_at) FROM entry)");
    WANT(!signal_of(&t, t.h.worker, "several_reports"));
    house_close(&t.h);
}

TEST(child_signals__leave_out_what_the_authority_switched_off)
{
    struct crowd      t;
    struct signal_off off = {.signal = S("no_co_ordinator"),
        .reason = S("Only noise here.")};

    crowd_open(&t);
    house_register(&t.h, t.source);
    WANT(signal_of(&t, t.h.social, "no_co_ordinator") != NULL);
    off.by = t.head;
    WANT_OK(signal_off_put(t.h.w, t.h.authority, &off));
    WANT(!signal_of(&t, t.h.social, "no_co_ordinator"));
    house_close(&t.h);
}
