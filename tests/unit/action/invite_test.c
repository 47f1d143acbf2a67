/*
 * invite_test -- one report by a link, which shows nobody; and papers.
 */
#include "hand.h"

#include "../test.h"

#include "action/paper.h"

/* ---- a one-time link ---- */

static struct hand
link_for(struct office *o, struct id agency)
{
    struct invite_make  in = {agency};
    struct invite_made *made;
    struct answer       a = {0};

    WANT_OK(hand_ask(hand_as(o, o->worker),
        (struct ask){.act = ACT_INVITE_MAKE, .with = &in}, &a));
    made = a.with;
    return (struct hand){.o = o, .secret = made->secret};
}

TEST(invite_make__is_for_agencies_of_the_readers_own_authority)
{
    struct office      o;
    struct invite_make in;
    struct answer      a = {0};
    struct ask         ask = {.act = ACT_INVITE_MAKE, .with = &in};

    office_open(&o);
    in.agency = o.hospital;
    WANT_ERR(ERR_DENIED, hand_ask(hand_as(&o, o.safeguarding), ask, &a));
    in.agency = o.school;
    WANT_OK(hand_ask(hand_as(&o, o.safeguarding), ask, &a));
    WANT_ERR(ERR_DENIED, hand_ask(hand_as(&o, o.teacher), ask, &a));
    WANT_ERR(ERR_SIGN_IN, hand_ask(hand_nobody(&o), ask, &a));
    office_close(&o);
}

TEST(invite_start__begins_one_report_and_no_more)
{
    struct office      o;
    struct draft_start in = {.verb = MAY_REPORT};
    struct ask         ask = {
                .act = ACT_DRAFT_START, .purpose = OWN, .with = &in};
    struct answer      a = {0};
    struct hand        link, guess;

    office_open(&o);
    link = guess = link_for(&o, o.school);
    WANT_OK(hand_ask(link, ask, &a));
    WANT_ERR(ERR_CONFLICT, hand_ask(link, ask, &a));
    guess.secret = S("guessed");
    WANT_ERR(ERR_ABSENT, hand_ask(guess, ask, &a));
    in.verb = MAY_TAKE_CALL;
    WANT_ERR(ERR_DENIED, hand_ask(link, ask, &a));
    office_close(&o);
}

TEST(invite_start__offers_nobody_who_is_known)
{
    struct office            o;
    const struct draft_page *p;
    struct hand              link;
    struct id                d;

    office_open(&o);
    (void)office_report(&o, o.teacher, HAND_LLEUCU);
    link = link_for(&o, o.school);
    d = hand_start(link);
    hand_lleucu(link, d);
    p = hand_page(link, d);
    WANT_INT(p->known_count, 0);
    /* nor is anybody reached by a record that was guessed */
    WANT(hand_page(hand_as(&o, o.teacher), d) == NULL);
    office_close(&o);
}

TEST(invite_sent__shows_the_reference_alone)
{
    struct office                o;
    const struct report_receipt *r;
    struct report_sent           out, again;
    struct entry                 entry;
    struct hand                  link;
    struct id                    d;

    office_open(&o);
    link = link_for(&o, o.school);
    d = hand_start(link);
    hand_fill(link, d, "{\"about_worker\":\"no\"}");
    WANT_OK(hand_send(link, d, &out));
    WANT_OK(hand_send(link, d, &again));
    WANT(id_eq(out.entry, again.entry));
    r = hand_receipt(link, d);
    WANT_STR(r->reference, "C-1");
    WANT(!r->copy && !r->code.n && !r->decide_by.us && !r->told);
    WANT_OK(hand_entry(&o, out.entry, &entry));
    WANT(id_is_none(entry.author));
    WANT(id_eq(entry.agency, o.school));
    office_close(&o);
}

TEST(invite_open__is_over_when_its_time_has_run_out)
{
    struct office o;
    struct answer a;
    struct hand   link;
    struct id     d;

    office_open(&o);
    link = link_for(&o, o.school);
    d = hand_start(link);
    office_at(&o, "2027-03-09T09:00:00Z");
    WANT(hand_page(link, d) == NULL);
    WANT_ERR(ERR_ABSENT,
        hand_ask(link, (struct ask){.act = ACT_INVITE_OPEN}, &a));
    office_close(&o);
}

/* ---- papers ---- */

static struct id
paper_in(struct hand h, struct id draft)
{
    struct answer           a = {0};
    const struct draft_kept *kept;

    WANT_OK(hand_save(h, draft,
        &(struct draft_save){
            .file_for = S("papers"), .file = S("%PDF-1.4 a letter")},
        &a));
    kept = a.with;
    return kept->page.papers[0].id;
}

static enum err
get(struct hand h, struct id paper, struct str purpose,
    struct paper_got *out)
{
    struct answer a;
    enum err      e = hand_ask(h,
             (struct ask){
                      .act = ACT_PAPER_GET, .about = paper, .purpose = purpose},
             &a);

    if (e == OK)
        *out = *(const struct paper_got *)a.with;
    return e;
}

TEST(paper_get__is_its_authors_alone_while_it_is_in_a_draft)
{
    struct office    o;
    struct paper_got got;
    struct id        d, paper;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    paper = paper_in(hand_as(&o, o.teacher), d);
    WANT_OK(get(hand_as(&o, o.teacher), paper, OWN, &got));
    WANT_STR(got.bytes, "%PDF-1.4 a letter");
    WANT_STR(got.paper.type, "application/pdf");
    WANT_ERR(ERR_ABSENT, get(hand_as(&o, o.safeguarding), paper, OWN, &got));
    WANT_ERR(ERR_ABSENT, get(hand_as(&o, o.worker), paper, DUTY, &got));
    WANT_ERR(ERR_SIGN_IN, get(hand_nobody(&o), paper, OWN, &got));
    office_close(&o);
}

TEST(paper_get__is_policys_question_once_it_was_sent)
{
    struct office      o;
    struct paper_got   got;
    struct report_sent out;
    struct id          d, paper;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_fill(hand_as(&o, o.teacher), d, "{\"about_worker\":\"no\"}");
    paper = paper_in(hand_as(&o, o.teacher), d);
    WANT_OK(hand_send(hand_as(&o, o.teacher), d, &out));
    WANT_OK(get(hand_as(&o, o.worker), paper, DUTY, &got));
    WANT_STR(got.bytes, "%PDF-1.4 a letter");
    WANT(get(hand_as(&o, o.nurse), paper, OWN, &got) != OK);
    WANT(get(hand_as(&o, o.social), paper, S("casework"), &got) != OK);
    office_close(&o);
}
