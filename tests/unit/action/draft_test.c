/*
 * draft_test -- drafts through the one door: whose they are, and that
 * nothing typed is lost.
 */
#include "hand.h"

#include "../test.h"

/* ---- whose it is ---- */

TEST(draft_show__is_absent_for_everybody_but_its_author)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT(hand_page(hand_as(&o, o.teacher), d) != NULL);
    WANT(hand_page(hand_as(&o, o.safeguarding), d) == NULL);
    WANT(hand_page(hand_as(&o, o.worker), d) == NULL);
    WANT(hand_page(hand_nobody(&o), d) == NULL);
    office_close(&o);
}

TEST(draft_save__is_refused_to_everybody_but_its_author)
{
    struct office      o;
    struct draft_input in = {.name = S("happened"), .text = S("mine now")};
    struct draft_save  s = {.inputs = &in, .count = 1};
    struct answer      a = {0};
    struct id          d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT_ERR(ERR_ABSENT, hand_save(hand_as(&o, o.safeguarding), d, &s, &a));
    WANT_ERR(ERR_SIGN_IN, hand_save(hand_nobody(&o), d, &s, &a));
    WANT(!typed_find(&hand_page(hand_as(&o, o.teacher), d)->typed, in.name));
    office_close(&o);
}

TEST(draft_start__is_for_those_who_may_report)
{
    struct office      o;
    struct draft_start in = {.verb = MAY_TAKE_CALL};
    struct answer      a = {0};

    office_open(&o);
    WANT_ERR(ERR_DENIED,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_DRAFT_START, .purpose = DUTY, .with = &in},
            &a));
    WANT_ERR(ERR_DENIED,
        office_ask(&o, o.officer,
            (struct ask){.act = ACT_DRAFT_START,
                .purpose = OWN,
                .with = &(struct draft_start){.verb = MAY_REPORT}},
            &a));
    office_close(&o);
}

/* ---- nothing is lost ---- */

TEST(draft_save__keeps_a_stale_text_beside_the_newer_one)
{
    struct office            o;
    struct draft_input       in = {.name = S("happened"),
              .text = S("from the other window")};
    struct draft_save        s = {.inputs = &in, .count = 1};
    const struct draft_kept *kept;
    struct answer            a = {0};
    struct id                d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    hand_put(hand_as(&o, o.teacher), d, "happened", "first");
    WANT_OK(hand_save(hand_as(&o, o.teacher), d, &s, &a)); /* was revision 0 */
    kept = a.with;
    WANT(kept->twice);
    WANT_STR(typed_find(&kept->page.typed, in.name)->text, "first");
    WANT_STR(typed_find(&kept->page.typed, in.name)->other,
        "from the other window");
    in.choice = CHOSE_OTHER;
    in.text = S("first");
    WANT_OK(hand_save(hand_as(&o, o.teacher), d, &s, &a));
    kept = a.with;
    WANT_STR(typed_find(&kept->page.typed, in.name)->text,
        "from the other window");
    WANT(!typed_find(&kept->page.typed, in.name)->twice);
    office_close(&o);
}

TEST(draft_save__takes_what_was_typed_when_the_session_had_ended)
{
    struct office            o;
    struct draft_input       in = {.name = S("happened"),
              .text = S("typed at three")};
    struct draft_save        s = {.inputs = &in, .count = 1};
    const struct draft_kept *kept;
    struct answer            a = {0};
    struct id                d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    s.park = hand_page(hand_as(&o, o.teacher), d)->park;
    WANT_OK(hand_save(hand_nobody(&o), d, &s, &a));
    kept = a.with;
    WANT(kept->parked);
    WANT_INT(kept->page.typed.count, 0); /* and shows nothing */
    WANT_STR(typed_text(&hand_page(hand_as(&o, o.teacher), d)->typed, in.name),
        "typed at three");
    office_close(&o);
}

TEST(draft_save__takes_no_parked_text_that_another_form_vouches_for)
{
    struct office      o;
    struct draft_input in = {.name = S("happened"), .text = S("planted")};
    struct draft_save  s = {.inputs = &in, .count = 1};
    struct answer      a = {0};
    struct id          d, other;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    other = hand_start(hand_as(&o, o.safeguarding));
    s.park = hand_page(hand_as(&o, o.safeguarding), other)->park;
    WANT_ERR(ERR_SIGN_IN, hand_save(hand_nobody(&o), d, &s, &a));
    s.park = S("");
    WANT_ERR(ERR_SIGN_IN, hand_save(hand_nobody(&o), d, &s, &a));
    WANT(!typed_find(&hand_page(hand_as(&o, o.teacher), d)->typed, in.name));
    office_close(&o);
}

TEST(draft_park_fits__only_today_and_yesterday)
{
    struct keys  *k = keys_for_test(1);
    struct arena *a = arena_new(0);
    struct draft  d = {.id = {.kind = ID_DRAFT, .b = {1}},
         .account = {.kind = ID_ACCOUNT, .b = {2}}};
    struct moment day = {INT64_C(86400000000) * 20000};
    struct moment next = {day.us + INT64_C(86400000000)};
    struct moment later = {next.us + INT64_C(86400000000)};
    struct str    token = draft_park_token(a, k, &d, day);

    WANT(draft_park_fits(k, &d, day, token));
    WANT(draft_park_fits(k, &d, next, token));
    WANT(!draft_park_fits(k, &d, later, token));
    d.account.b[0] = 3;
    WANT(!draft_park_fits(k, &d, day, token));
    arena_free(a);
    keys_free(k);
}

TEST(draft_save__refuses_names_that_the_form_does_not_have)
{
    struct office      o;
    struct draft_input in = {.name = S("happened~"), .text = S("x")};
    struct draft_save  s = {.inputs = &in, .count = 1};
    struct answer      a = {0};
    struct id          d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT_ERR(ERR_INVALID, hand_save(hand_as(&o, o.teacher), d, &s, &a));
    in.name = S("nothing_of_the_kind");
    WANT_ERR(ERR_INVALID, hand_save(hand_as(&o, o.teacher), d, &s, &a));
    office_close(&o);
}

TEST(draft_save__adds_and_removes_children_rows_and_papers)
{
    struct office            o;
    const struct draft_page *p;
    struct answer            a = {0};
    struct id                d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.add = S("_children")}, &a));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.add = S("adults.1")}, &a));
    p = hand_page(hand_as(&o, o.teacher), d);
    WANT_INT(p->children.count, 2);
    WANT_STR(typed_text(&p->typed, S("adults.1-rows")), "0,1");
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.remove = S("_children:0")}, &a));
    WANT_INT(hand_page(hand_as(&o, o.teacher), d)->children.all[0], 1);
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.file_for = S("papers"),
            .file = S("%PDF-1.4 a letter")},
        &a));
    p = hand_page(hand_as(&o, o.teacher), d);
    WANT_INT(p->paper_count, 1);
    WANT_SAME(typed_text(&p->typed, S("papers")),
        id_text(o.arena, p->papers[0].id));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.remove = str_cat(o.arena, S("papers:"),
                                 id_text(o.arena, p->papers[0].id))},
        &a));
    p = hand_page(hand_as(&o, o.teacher), d);
    WANT_INT(p->paper_count, 0);
    WANT_STR(typed_text(&p->typed, S("papers")), "");
    office_close(&o);
}

TEST(draft_save__marks_the_place_that_was_pressed_in_the_picture)
{
    struct office            o;
    const struct draft_page *p;
    struct answer            a = {0};
    struct id                d;

    office_open(&o);
    d = hand_start(hand_as(&o, o.teacher));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"),
            .pick_side = S("front"),
            .pick_x = 95,
            .pick_y = 283},
        &a));
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"),
            .pick_side = S("back"),
            .pick_x = 30,
            .pick_y = 150},
        &a));
    p = hand_page(hand_as(&o, o.teacher), d);
    WANT_STR(typed_text(&p->typed, S("marks.0:0:region")), "left_knee");
    WANT_STR(typed_text(&p->typed, S("marks.0:1:region")), "left_elbow");
    /* the Enter key presses no place */
    WANT_OK(hand_save(hand_as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"), .pick_side = S("front")},
        &a));
    WANT_STR(typed_text(&hand_page(hand_as(&o, o.teacher), d)->typed,
                 S("marks.0:2:region")),
        "");
    office_close(&o);
}

/* ---- the agency's own records of such a child ---- */

enum { KNOWN = 26 };

static enum err
known_add(struct work *w, struct office *o)
{
    struct face f = {.given = S("Lleucu"),
        .family = S("Penri"),
        .birth_date = {2020, 4, 1}};
    struct id   person;

    for (int i = 0; i < KNOWN; i++) {
        WANT_OK(
            person_new(w, PERSON_CHILD, o->school, S(""), &person, &f.source));
        WANT_OK(face_save(w, &f, txn_id(w->tx, ID_ENTRY)));
    }
    return OK;
}

TEST(draft_show__says_that_more_records_agree_than_it_offers)
{
    struct office            o;
    const struct draft_page *p;
    struct id                d;
    size_t                   first, n;

    office_open(&o);
    office_do(&o, known_add);
    d = hand_start(hand_as(&o, o.teacher));
    hand_lleucu(hand_as(&o, o.teacher), d);
    p = hand_page(hand_as(&o, o.teacher), d);
    n = draft_known_of(p, 0, &first);
    WANT_INT(first, 0);
    WANT(n > 0 && n < KNOWN);
    for (size_t i = 0; i < n; i++)
        WANT(p->known[i].more == (i == n - 1));
    WANT_INT(draft_known_of(p, 1, &first), 0);
    office_close(&o);
}
