/*
 * second_look_list_test -- about whom no notice was written yet, and how
 * good those are that were: to their author, and by team (C5).
 */
#include "force.h"

#include "../test.h"

#include "action/brief.h"
#include "record/kin.h"
#include "record/person.h"

/* An incident with Nest, as the constable logs it. */
static void
logged(struct office *o, const char *kind)
{
    struct hand        h = hand_as(o, constable);
    struct draft_start start = {.verb = MAY_BRIEF, .form = S("police_event")};
    struct draft_started *made;
    struct report_sent    out;
    struct answer         a;

    WANT_OK(hand_ask(h,
        (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &start},
        &a));
    made = a.with;
    hand_put(h, made->draft, "event_kind", kind);
    hand_put(h, made->draft, "logged_for-day", "1");
    hand_put(h, made->draft, "logged_for-month", "3");
    hand_put(h, made->draft, "logged_for-year", "2027");
    hand_put(h, made->draft, "logged_for-time", "07:30");
    hand_put(h, made->draft, "given_name.0", "Nest");
    hand_put(h, made->draft, "family_name.0", "Hafren");
    WANT_OK(hand_send(h, made->draft, &out));
    WANT(!id_is_none(out.entry));
}

static const struct second_looks *
list_of(struct office *o, struct id who)
{
    struct answer a;

    if (office_ask(o, who,
            (struct ask){.act = ACT_SECOND_LOOKS, .purpose = S("oversight")},
            &a))
        return NULL;
    return a.with;
}

/* A notice that follows what was logged, about the same record. */
static void
write_of(struct office *o, const struct second_look_lacking *r,
    const char *about_worker)
{
    struct hand           h = hand_as(o, sergeant);
    struct draft_start    start = {.verb = MAY_BRIEF,
           .event = r->entry,
           .source = r->source};
    struct draft_started *made;
    struct report_sent    out;
    struct answer         a;

    WANT_OK(hand_ask(h,
        (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &start},
        &a));
    made = a.with;
    hand_put(h, made->draft, "immediate_danger", "yes");
    hand_put(h, made->draft, "urgency", "immediate");
    hand_put(h, made->draft, "about_worker", about_worker);
    if (str_eq(str_of(about_worker), S("yes")))
        hand_put(h, made->draft, "worker_who", "A coach");
    WANT_OK(hand_send(h, made->draft, &out));
}

TEST(second_looks__name_a_missing_child_until_a_notice_is_written)
{
    struct office              o;
    const struct second_looks *s;

    force_open(&o);
    logged(&o, "missing_episode");
    s = list_of(&o, sergeant);
    WANT_INT(s->lacking_count, 1);
    WANT_STR(s->lacking[0].name, "Nest Hafren");
    WANT_STR(s->lacking[0].what.en, "Child missing");
    WANT_STR(moment_text(o.arena, s->lacking[0].due), "2027-03-02T07:30:00Z");
    WANT(!s->lacking[0].late);
    office_at(&o, "2027-03-02T07:31:00Z");
    s = list_of(&o, sergeant);
    WANT(s->lacking[0].late);
    write_of(&o, &s->lacking[0], "no");
    WANT_INT(list_of(&o, sergeant)->lacking_count, 0);
    office_close(&o);
}

TEST(second_looks__name_a_child_suspect_but_not_what_needs_no_notice)
{
    struct office o;

    force_open(&o);
    logged(&o, "child_suspect");
    logged(&o, "domestic_abuse");
    WANT_INT(list_of(&o, sergeant)->lacking_count, 1);
    office_close(&o);
}

/* What goes to the designated officer alone says nothing of the incident to
 * the front door: one is still owed. */
TEST(second_looks__still_name_a_child_after_a_notice_about_a_worker)
{
    struct office o;

    force_open(&o);
    logged(&o, "missing_episode");
    write_of(&o, &list_of(&o, sergeant)->lacking[0], "yes");
    WANT_INT(list_of(&o, sergeant)->lacking_count, 1);
    office_close(&o);
}

TEST(second_looks__are_for_supervisors_of_the_force_alone)
{
    struct office o;

    force_open(&o);
    logged(&o, "missing_episode");
    WANT(!list_of(&o, constable));
    WANT(!list_of(&o, o.worker));
    WANT(!list_of(&o, o.manager));
    office_close(&o);
}

static struct id related;

static enum err
sergeant_is_kin(struct work *w, struct office *o)
{
    (void)o;
    return kin_add(w, sergeant, related, S("declared"));
}

TEST(second_looks__leave_out_a_relative_of_the_supervisor)
{
    struct office o;

    force_open(&o);
    logged(&o, "missing_episode");
    related = list_of(&o, sergeant)->lacking[0].source;
    office_do(&o, sergeant_is_kin);
    WANT_INT(list_of(&o, sergeant)->lacking_count, 0);
    office_close(&o);
}

static const struct briefs *
briefs_of(struct office *o, struct id who)
{
    struct answer a;

    WANT_OK(office_ask(o, who, (struct ask){.act = ACT_BRIEFS, .purpose = OWN},
        &a));
    return a.with;
}

/* A fuller one is worth more; one about a worker counts for no team. */
TEST(second_looks__say_how_good_they_were_to_the_author_and_by_team)
{
    struct office              o;
    struct report_sent         out;
    struct hand                h;
    struct id                  d;
    const struct briefs       *mine;
    const struct second_looks *s;

    force_open(&o);
    h = hand_as(&o, constable);
    WANT_OK(hand_send(h, force_written(&o, "yes", "no"), &out));
    d = force_written(&o, "yes", "no");
    hand_put(h, d, "own_words.0", "I want to go home.");
    hand_put(h, d, "appearance.0", "Cold and quiet.");
    WANT_OK(hand_send(h, d, &out));
    mine = briefs_of(&o, constable);
    WANT_INT(mine->sent_count, 2);
    WANT(mine->sent[0].quality.points != mine->sent[1].quality.points);
    WANT_INT(mine->sent[0].quality.most, mine->sent[1].quality.most);
    WANT_INT(briefs_of(&o, sergeant)->sent_count, 0);
    WANT_OK(hand_send(h, force_written(&o, "yes", "yes"), &out));
    s = list_of(&o, sergeant);
    WANT_INT(s->team_count, 1);
    WANT_STR(s->teams[0].team.en, "Police response team");
    WANT_INT(s->teams[0].sent, 2);
    WANT_INT(s->teams[0].points,
        mine->sent[0].quality.points + mine->sent[1].quality.points);
    office_close(&o);
}
