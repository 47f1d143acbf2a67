/*
 * meeting_test -- calling a meeting: whom it is asked of, who hears of it,
 * what those say, and that nobody of the family is asked by the program.
 */
#include "action/meeting.h"

#include "../test.h"
#include "action/home.h"
#include "action/tasks.h"
#include "door.h"
#include "family.h"

#define DAY_AFTER                                                             \
    "called_type", "called_initial", "called_at-day", "8", "called_at-month", \
        "3", "called_at-year", "2027", "called_at-time", "10:00"

/* The person of the school is in the core group of the first. */
static struct family
known_family(struct house *h)
{
    struct family f = family(h);

    family_member(h, f.first, h->safeguarding);
    return f;
}

static const struct form *
form_of(const struct house *h, const char *id)
{
    const struct form *f = pack_form(h->pack, str_of(id));

    WANT(f);
    return f;
}

static enum err
look_form(struct house *h, struct id who, const struct family *f,
    const char *form, const struct meeting_form **out)
{
    struct id               other = house_person(h, f->second);
    struct meeting_form_ask in = {form_of(h, form), &other, 1};
    struct answer           got;
    enum err                e = door(h, who,
                       (struct ask){.act = ACT_MEETING_FORM,
                           .about = house_person(h, f->first),
                           .with = &in},
                       &got);

    if (!e)
        *out = got.with;
    return e;
}

static void
fill(struct house *h, struct typed *t, const struct form *form,
    const char *const *said, size_t n)
{
    typed_init(t, h->arena, h->pack, form);
    for (size_t i = 0; i + 1 < n; i += 2)
        typed_set(t, str_of(said[i]), str_of(said[i + 1]), 0);
}

/* Of everybody but the agency of that place. */
static enum err
call(struct house *h, const struct family *f, size_t but, struct id *thread)
{
    static const char *const   said[] = {DAY_AFTER, "called_format-why", "-",
          "meeting_language-why", "-", "chair-why", "-"};
    struct id                  other = house_person(h, f->second);
    const struct meeting_form *page;
    struct meeting_call        in = {.ask = {NULL, &other, 1}};
    struct typed               t;
    struct answer              got;
    bool                      *asked;
    struct str                *why;
    enum err                   e;

    WANT_OK(look_form(h, h->social, f, "meeting_called", &page));
    in.ask.form = page->form;
    in.count = page->network.count;
    in.digest = page->network.digest;
    in.asked = asked = ARENA_ARRAY(h->arena, bool, in.count + 1);
    in.why = why = ARENA_ARRAY(h->arena, struct str, in.count + 1);
    for (size_t i = 0; i < in.count; i++)
        asked[i] = i != but;
    if (but < in.count)
        why[but] = S("Is told another way.");
    fill(h, &t, page->form, said, sizeof said / sizeof *said);
    in.typed = &t;
    e = door(h, h->social,
        (struct ask){.act = ACT_MEETING_CALL,
            .about = house_person(h, f->first),
            .with = &in},
        &got);
    if (!e)
        *thread = ((const struct meeting_called *)got.with)->thread;
    return e;
}

static enum err
look(struct house *h, struct id who, struct id thread,
    const struct meeting_page **out)
{
    struct answer got;
    enum err      e =
        door(h, who, (struct ask){.act = ACT_MEETING, .about = thread}, &got);

    if (!e)
        *out = got.with;
    return e;
}

static size_t
place_of(const struct meeting_network *n, struct id agency)
{
    for (size_t i = 0; i < n->count; i++)
        if (id_eq(n->all[i].agency, agency))
            return i;
    return n->count;
}

static enum err
say(struct house *h, struct id who, struct id thread, const char *form,
    const char *const *said, size_t n)
{
    struct typed       t;
    struct meeting_say in = {.form = form_of(h, form), .typed = &t};
    struct answer      got;

    fill(h, &t, in.form, said, n);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = thread, .with = &in},
        &got);
}

static size_t
notices_of(struct house *h, struct id who, struct id thread)
{
    enum home_which which = HOME_ALL;
    struct answer   got;
    size_t          n = 0;

    WANT_OK(door(h, who,
        (struct ask){.act = ACT_HOME,
            .purpose = pack_purpose_for(h->pack, S("own"))->id,
            .with = &which},
        &got));
    for (size_t i = 0; i < ((const struct home *)got.with)->notice_count; i++) {
        const struct home_notice *one =
            &((const struct home *)got.with)->notices[i];

        n += one->meeting && id_eq(one->notice.thread, thread);
    }
    return n;
}

/* ---- whom it is asked of ---- */

TEST(meeting__proposes_whoever_has_business_with_the_children)
{
    struct house               h;
    struct family              f;
    const struct meeting_form *p = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(look_form(&h, h.social, &f, "meeting_called", &p));
    WANT_INT(p->child_count, 2);
    WANT(place_of(&p->network, h.school) < p->network.count);
    WANT(place_of(&p->network, h.authority) < p->network.count);
    WANT(place_of(&p->network, h.hospital) == p->network.count);
    for (size_t i = 0; i < p->network.kind_count; i++)
        WANT(!str_eq(p->network.kinds[i].kind, S("school")));
    WANT(p->network.kind_count > 0);
    /* the school's name would tell where the children are (S7) */
    WANT_STR(p->network.all[place_of(&p->network, h.school)].name.en, "School");
    house_close(&h);
}

TEST(meeting__is_called_by_none_but_those_who_may)
{
    struct house               h;
    struct family              f;
    const struct meeting_form *p = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_ERR(ERR_DENIED, look_form(&h, h.teacher, &f, "meeting_called", &p));
    WANT_ERR(ERR_DENIED, look_form(&h, h.nurse, &f, "strategy_called", &p));
    WANT_ERR(ERR_ABSENT, look_form(&h, h.social, &f, "visit", &p));
    house_close(&h);
}

TEST(meeting__reaches_the_agencies_that_are_asked_and_no_other)
{
    struct house               h;
    struct family              f;
    struct id                  thread = {0}, other = {0};
    const struct meeting_form *p = NULL;
    const struct meeting_page *m = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(look_form(&h, h.social, &f, "meeting_called", &p));
    WANT_OK(call(&h, &f, p->network.count, &thread));
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice WHERE rule ="
                 " 'invitation_to_agency'"),
        2);
    WANT_OK(look(&h, h.safeguarding, thread, &m));
    WANT_INT(m->child_count, 2);
    WANT_STR(m->children[0].name, "Non Llwyd");
    WANT(m->reply && !m->family && !m->may_hold);
    WANT_ERR(ERR_ABSENT, look(&h, h.nurse, thread, &m));
    WANT_ERR(ERR_ABSENT, look(&h, h.teacher, thread, &m));
    WANT_OK(call(&h, &f, place_of(&p->network, h.school), &other));
    WANT_OK(look(&h, h.social, other, &m));
    WANT_INT(m->not_asked_count, 1);
    WANT_STR(m->not_asked[0].why, "Is told another way.");
    WANT(m->nobody_count > 0);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice WHERE rule ="
                 " 'invitation_to_agency'"),
        3);
    house_close(&h);
}

TEST(meeting__is_not_called_when_the_network_is_another_meanwhile)
{
    struct house  h;
    struct family f;
    struct id     thread = {0};

    house_open(&h);
    f = known_family(&h);
    {
        static const char *const said[] = {DAY_AFTER};
        struct id                other = house_person(&h, f.second);
        struct typed             t;
        bool                     asked[3] = {true, true, true};
        struct str               why[3] = {{0}};
        struct meeting_call      in = {
                 .ask = {form_of(&h, "meeting_called"), &other, 1},
                 .typed = &t,
                 .digest = S("of another list"),
                 .asked = asked,
                 .why = why,
                 .count = 3};
        struct answer got;

        fill(&h, &t, in.ask.form, said, sizeof said / sizeof *said);
        WANT_ERR(ERR_CONFLICT,
            door(&h, h.social,
                (struct ask){.act = ACT_MEETING_CALL,
                    .about = house_person(&h, f.first),
                    .with = &in},
                &got));
    }
    (void)thread;
    house_close(&h);
}

/* ---- what is said to it ---- */

TEST(meeting__hears_its_reply_from_the_agency_that_was_asked)
{
    static const char *const   sending[] = {"reply", "sending", "reply_who",
          "Beca Rees, deputy"};
    struct house               h;
    struct family              f;
    struct id                  thread = {0};
    const struct meeting_page *m = NULL;
    size_t                     replied = 0;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT_ERR(ERR_ABSENT,
        say(&h, h.nurse, thread, "meeting_reply", sending, 4));
    WANT_ERR(ERR_INVALID,
        say(&h, h.safeguarding, thread, "meeting_reply", sending, 0));
    WANT_OK(say(&h, h.safeguarding, thread, "meeting_reply", sending, 4));
    WANT_INT(notices_of(&h, h.social, thread), 1);
    WANT_OK(look(&h, h.social, thread, &m));
    for (size_t i = 0; i < m->invited_count; i++)
        if (m->invited[i].reply) {
            replied++;
            WANT(id_eq(m->invited[i].agency, h.school));
            WANT_STR(m->invited[i].reply->outcome.en,
                "We are sending somebody else");
        }
    WANT_INT(replied, 1);
    house_close(&h);
}

/* The invitation among their tasks, or null. */
static const struct task *
task_of(struct house *h, struct id who, struct id thread)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = 0; i < all->count; i++)
        if (all->rows[i].waiting && id_eq(all->rows[i].waiting->about, thread))
            return &all->rows[i];
    return NULL;
}

TEST(meeting__waits_among_the_tasks_of_those_asked_until_they_reply)
{
    static const char *const sending[] = {"reply", "sending", "reply_who",
        "Beca Rees, deputy"};
    struct house             h;
    struct family            f;
    struct id                thread = {0};
    const struct task       *t;
    struct moment            at;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT(!task_of(&h, h.nurse, thread));   /* nobody asked the hospital */
    WANT(!task_of(&h, h.teacher, thread)); /* nor a teacher to reply */
    t = task_of(&h, h.safeguarding, thread);
    WANT(t && t->waiting->kind == WAITING_REPLY && !t->due.late);
    WANT_STR(t->waiting->of.en, "Initial or pre-birth conference");
    WANT(moment_parse(S("2027-03-08T10:00:00Z"), &at));
    WANT_INT(t->due.due.us, at.us);
    house_at(&h, "2027-03-08T11:00:00Z");
    t = task_of(&h, h.safeguarding, thread);
    WANT(t && t->due.late);
    WANT_OK(say(&h, h.safeguarding, thread, "meeting_reply", sending, 4));
    WANT(!task_of(&h, h.safeguarding, thread));
    house_close(&h);
}

/* ---- how they take part ---- */

static const struct meeting_need *
need_of_school(const struct house *h, const struct meeting_page *m)
{
    for (size_t i = 0; i < m->invited_count; i++)
        if (id_eq(m->invited[i].agency, h->school))
            return &m->invited[i].need;
    return NULL;
}

TEST(meeting__counts_what_is_asked_for_and_not_arranged)
{
    static const char *const sending[] = {"reply", "sending", "reply_who",
        "Beca Rees, deputy", "part_help", "help_hearing"};
    static const char *const child[] = {"part_who", "Non Llwyd", "part_format",
        "part_by_video", "part_private", "no", "part_papers", "cy",
        "part_arranged", "no", "part_missing", "A room at school."};
    static const char *const met[] = {"part_who", "SCHOOL", "part_format",
        "in_the_room", "part_private", "yes", "part_help", "help_hearing",
        "part_papers", "cy", "part_arranged", "yes"};
    struct house             h;
    struct family            f;
    struct id                thread = {0};
    const struct meeting_page *m = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT_OK(look(&h, h.social, thread, &m));
    WANT(m->needs && m->unmet_count == 0 && !need_of_school(&h, m)->fact);
    WANT_OK(say(&h, h.safeguarding, thread, "meeting_reply", sending, 6));
    WANT_OK(say(&h, h.social, thread, "taking_part", child, 12));
    WANT_OK(look(&h, h.social, thread, &m));
    WANT_INT(m->unmet_count, 2);
    WANT_STR(m->unmet[0], "Non Llwyd");
    WANT(m->children[0].need.said && m->children[0].need.asks);
    WANT(!m->children[1].need.fact);
    WANT(need_of_school(&h, m)->asks && !need_of_school(&h, m)->met);
    /* arranged: by the name that the page gives it, however it is typed */
    WANT_OK(say(&h, h.social, thread, "taking_part", met, 12));
    WANT_OK(look(&h, h.social, thread, &m));
    WANT_INT(m->unmet_count, 1);
    WANT(need_of_school(&h, m)->met && need_of_school(&h, m)->said);
    house_close(&h);
}

TEST(meeting__says_how_the_family_takes_part_to_no_agency)
{
    static const char *const child[] = {"part_who", "Non Llwyd", "part_format",
        "part_by_video", "part_private", "no", "part_papers", "cy",
        "part_arranged", "no", "part_missing", "Room."};
    struct house             h;
    struct family            f;
    struct id                thread = {0};
    const struct meeting_page *m = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT_OK(say(&h, h.social, thread, "taking_part", child, 12));
    WANT_OK(look(&h, h.safeguarding, thread, &m));
    WANT(!m->needs && m->unmet_count == 0 && !m->children[0].need.fact);
    WANT_ERR(ERR_DENIED,
        say(&h, h.safeguarding, thread, "taking_part", child, 12));
    house_close(&h);
}

TEST(meeting__shows_orders_in_force_beside_the_family)
{
    struct house               h;
    struct family              f;
    struct id                  thread = {0};
    const struct meeting_page *m = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT_OK(look(&h, h.social, thread, &m));
    WANT_INT(m->order_count, 0);
    (void)house_say(&h,
        &(struct house_entry){.form = "court_order",
            .said = "{\"order_kind\": \"bail\","
                    " \"order_since\": \"2027-03-01T08:00:00Z\"}",
            .by = h.social,
            .children = {f.first}},
        NULL);
    WANT_OK(look(&h, h.social, thread, &m));
    WANT_INT(m->order_count, 1);
    WANT_STR(m->orders[0].name, "Non Llwyd");
    WANT_INT(m->orders[0].count, 1);
    /* an agency that is asked sees nothing of the family, nor of orders */
    WANT_OK(look(&h, h.safeguarding, thread, &m));
    WANT(!m->family && m->order_count == 0);
    house_close(&h);
}

TEST(meeting__asks_nobody_of_the_family_by_itself)
{
    static const char *const   part[] = {"family_who", "Mam", "family_part",
          "separately", "family_why", "Ofn.", "family_orders-why", "none"};
    struct house               h;
    struct family              f;
    struct id                  thread = {0};
    const struct meeting_page *m = NULL;

    house_open(&h);
    f = known_family(&h);
    WANT_OK(call(&h, &f, 99, &thread));
    WANT_OK(look(&h, h.social, thread, &m));
    WANT(m->family && !m->may_family);
    for (size_t i = 0; i < m->adult_count; i++)
        WANT(!m->adults[i].decided);
    WANT_ERR(ERR_DENIED, say(&h, h.social, thread, "family_invited", part, 8));
    WANT_ERR(ERR_DENIED,
        say(&h, h.safeguarding, thread, "family_invited", part, 8));
    house_close(&h);
}

TEST(meetings__offer_the_other_children_of_the_same_concern)
{
    struct house           h;
    struct family          f;
    struct answer          got;
    const struct meetings *m;

    house_open(&h);
    f = family(&h);
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_MEETINGS, .about = f.first}, &got));
    m = got.with;
    WANT_INT(m->other_count, 1);
    WANT_STR(m->others[0].name, "Deio Llwyd");
    house_close(&h);
}
