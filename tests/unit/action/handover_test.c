/*
 * handover_test -- one page for the next worker: nothing on it that the
 * reader may not see, and nothing left off it that is open.
 */
#include "action/handover.h"

#include "crowd.h"

#include "../test.h"

static enum err
look(struct crowd *t, struct id who, const struct handover **out)
{
    struct answer got = {0};
    enum err      e = door(&t->h, who,
             (struct ask){.act = ACT_HANDOVER, .about = t->person}, &got);

    *out = e ? NULL : got.with;
    return e;
}

static void
say(struct crowd *t, const char *form, const char *said)
{
    (void)house_say(&t->h,
        &(struct house_entry){.form = form,
            .said = said,
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

TEST(handover__says_what_is_due_whom_the_child_trusts_and_what_is_left)
{
    struct crowd           t;
    const struct handover *h;

    crowd_open(&t);
    WANT_OK(look(&t, t.h.social, &h));
    WANT_INT(h->child->trusted.text.n, 0);
    say(&t, "visit",
        "{\"visited_on\": \"2027-03-01\", \"entry_refused\": \"no\","
        " \"seen\": {\"0\": \"yes\"}, \"alone\": {\"0\": \"yes\"},"
        " \"trusts\": {\"0\": \"Mam-gu and Miss Price\"}}");
    say(&t, "court_order",
        "{\"order_kind\": \"bail\","
        " \"order_since\": \"2027-03-01T08:00:00Z\"}");
    say(&t, "plan",
        "{\"plan_kind\": \"safety\", \"actions\": [{\"action_what\":"
        " \"Ring the nurse\", \"action_agency\": \"conwy\","
        " \"action_who\": \"Ann\", \"action_due\": \"2027-03-20\"}]}");
    WANT_OK(look(&t, t.h.social, &h));
    WANT_STR(h->child->trusted.text, "Mam-gu and Miss Price");
    WANT(h->child->due_count > 0);
    WANT_INT(h->child->legal.order_count, 1);
    WANT_INT(h->action_count, 1);
    WANT_STR(h->actions[0].what, "Ring the nurse");
    WANT_INT(h->child->concern_count, 1);
    house_close(&t.h);
}

TEST(handover__counts_the_workers_whom_the_child_has_had)
{
    struct crowd           t;
    const struct handover *h;
    struct id              beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    WANT_OK(look(&t, t.h.social, &h));
    WANT_INT(h->had, 1);
    house_at(&t.h, "2027-03-02T10:00:00Z");
    house_allocate(&t.h, t.thread, t.source, beca);
    house_at(&t.h, "2027-03-03T10:00:00Z");
    house_allocate(&t.h, t.thread, t.source, t.h.social);
    WANT_OK(look(&t, t.h.social, &h));
    WANT_INT(h->had, 2);
    WANT_INT(h->worker_count, 3);
    WANT_INT(h->workers[0].until.us, 0);
    WANT(h->workers[1].until.us != 0);
    house_close(&t.h);
}

TEST(handover__is_refused_to_those_who_do_not_answer_for_the_work)
{
    struct crowd           t;
    const struct handover *h;
    struct str             said[3] = {S("{\"member\": \""), {0}, S("\"}")};

    crowd_open(&t);
    house_register(&t.h, t.source);
    said[1] = id_text(t.h.arena, t.h.safeguarding);
    say(&t, "core_group",
        str_c(t.h.arena, str_join(t.h.arena, said, 3, S(""))));
    WANT(look(&t, t.h.safeguarding, &h) != OK);
    WANT(look(&t, t.h.nurse, &h) != OK);
    WANT_OK(look(&t, t.team_manager, &h));
    house_close(&t.h);
}
