/*
 * minutes_test -- who takes the minutes of a meeting sees that meeting, until
 * the minutes are approved, and nothing else.
 */
#include "action/home.h"
#include "action/meeting_live.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/minutes.h"

#include "../test.h"
#include "action/child.h"
#include "door.h"

struct table {
    struct id thread, other; /* two meetings of the children */
    struct id called;        /* the call of the first */
    struct id taker, next;   /* takes the minutes of the first; nobody's */
    struct id chair;
    struct id children[2];
};

/* What is before, the account, and what is after. */
static const char *
json(struct house *h, const char *before, struct id who, const char *after)
{
    struct str parts[3] = {str_of(before), id_text(h->arena, who),
        str_of(after)};

    return str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0}));
}

static const char *
call_said(struct house *h, const struct table *t, struct id taker)
{
    const char *said = json(h,
        "{\"called_type\": \"called_initial\","
        " \"called_at\": \"2027-03-08T10:00:00Z\", \"chair\": \"",
        t->chair, "\", \"called_format\": \"both_ways\"");
    const char *who = id_is_none(taker)
        ? "}"
        : json(h, ", \"minute_taker\": \"", taker, "\"}");

    return str_c(h->arena, str_cat(h->arena, str_of(said), str_of(who)));
}

/* The entry that calls one. */
static struct id
call(struct house *h, const struct table *t, struct id taker, struct id *thread)
{
    return house_say(h,
        &(struct house_entry){.form = "meeting_called",
            .said = call_said(h, t, taker),
            .by = h->social,
            .children = {t->children[0], t->children[1]}},
        thread);
}

static struct table
house_table(struct house *h)
{
    struct table t;
    struct id    thread;

    house_open(h);
    t = (struct table){.chair = house_account(h, h->authority, "chair",
                           "reviewing_officer"),
        .taker = house_account(h, h->authority, "taker", "minute_taker"),
        .next = house_account(h, h->authority, "next", "minute_taker")};
    for (size_t i = 0; i < 2; i++) {
        t.children[i] = house_child(h, h->school);
        thread = house_concern(h, t.children[i], "today");
        house_allocate(h, thread, t.children[i], h->social);
    }
    t.called = call(h, &t, t.taker, &t.thread);
    (void)call(h, &t, (struct id){0}, &t.other);
    return t;
}

static enum err
open_it(struct house *h, struct id who, struct id thread,
    const struct meeting_page **out)
{
    struct answer got;
    enum err      e =
        door(h, who, (struct ask){.act = ACT_MEETING, .about = thread}, &got);

    if (!e && out)
        *out = got.with;
    return e;
}

static enum err
child_of(struct house *h, struct id who, struct id source, enum action act)
{
    static const struct child_ask now;
    struct answer                 got;

    return door(h, who,
        (struct ask){.act = act,
            .about = house_person(h, source),
            .with = &now},
        &got);
}

static const struct home *
home_of(struct house *h, struct id who)
{
    enum home_which which = HOME_FIRST;
    struct answer   got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_HOME, .with = &which}, &got));
    return got.with;
}

static bool
told(const struct home *p, enum home_kind kind)
{
    for (size_t i = 0; i < p->notice_count; i++)
        if (p->notices[i].kind == kind)
            return true;
    return false;
}

static enum err
begin(struct house *h, struct id who, struct id thread)
{
    struct answer got;

    return door(h, who, (struct ask){.act = ACT_MEETING_BEGIN, .about = thread},
        &got);
}

TEST(minutes__open_the_one_meeting_and_nothing_else_of_the_children)
{
    struct house               h;
    struct table               t = house_table(&h);
    const struct meeting_page *page = NULL;
    const struct home         *mine;

    WANT_OK(open_it(&h, t.taker, t.thread, &page));
    WANT_INT(page->child_count, 2);
    WANT(page->may_hold);
    WANT(!page->may_history && !page->family && !page->may_family);
    WANT(!page->reply && !page->write && !page->hands_on && !page->prepare);
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.other, NULL));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.next, t.thread, NULL));
    for (size_t i = 0; i < 2; i++) {
        WANT_ERR(ERR_DENIED, child_of(&h, t.taker, t.children[i], ACT_CHILD));
        WANT_ERR(ERR_DENIED,
            child_of(&h, t.taker, t.children[i], ACT_MEETINGS));
    }
    mine = home_of(&h, t.taker);
    WANT_INT(mine->minutes.count, 1);
    WANT(id_eq(mine->minutes.rows[0].thread, t.thread));
    WANT(told(mine, HOME_MINUTES));
    WANT_INT(home_of(&h, t.next)->minutes.count, 0);
    house_close(&h);
}

static void
name_next(struct house *h, const struct table *t, struct id by)
{
    struct typed       typed;
    struct meeting_say in = {.form =
                                 pack_form(h->pack, S("minutes_taken_over")),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    typed_set(&typed, S("next_minute_taker"), id_text(h->arena, t->next), 0);
    WANT_OK(door(h, by,
        (struct ask){.act = ACT_MEETING_SAY, .about = t->thread, .with = &in},
        &got));
}

TEST(minutes__are_taken_by_whoever_is_named_last_and_the_first_is_told)
{
    struct house h;
    struct table t = house_table(&h);

    name_next(&h, &t, h.social);
    WANT_OK(open_it(&h, t.next, t.thread, NULL));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.thread, NULL));
    WANT(told(home_of(&h, t.next), HOME_MINUTES));
    WANT(told(home_of(&h, t.taker), HOME_MINUTED));
    WANT(!told(home_of(&h, t.taker), HOME_MINUTES));
    WANT_INT(home_of(&h, t.taker)->minutes.count, 0);
    WANT_ERR(ERR_ABSENT, begin(&h, t.taker, t.thread));
    house_close(&h);
}

TEST(minutes__are_not_for_their_taker_to_hand_on)
{
    struct house       h;
    struct table       t = house_table(&h);
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h.pack, S("minutes_taken_over")),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h.arena, h.pack, in.form);
    typed_set(&typed, S("next_minute_taker"), id_text(h.arena, t.next), 0);
    WANT_ERR(ERR_DENIED,
        door(&h, t.taker,
            (struct ask){.act = ACT_MEETING_SAY,
                .about = t.thread,
                .with = &in},
            &got));
    house_close(&h);
}

TEST(minutes__leave_with_a_correction_of_the_call)
{
    struct house h;
    struct table t = house_table(&h);

    (void)house_say(&h,
        &(struct house_entry){.form = "meeting_called",
            .said = call_said(&h, &t, t.next),
            .by = h.social,
            .corrects = t.called,
            .correction = "answers",
            .reason = "ill"},
        NULL);
    WANT_OK(open_it(&h, t.next, t.thread, NULL));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.thread, NULL));
    WANT(told(home_of(&h, t.taker), HOME_MINUTED));
    house_close(&h);
}

TEST(minutes__open_nothing_to_a_relative)
{
    struct house h;
    struct table t = house_table(&h);

    WANT_OK(kin_add(h.w, t.taker, t.children[1], S("declared")));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.thread, NULL));
    WANT_ERR(ERR_ABSENT, begin(&h, t.taker, t.thread));
    WANT_INT(home_of(&h, t.taker)->minutes.count, 0);
    house_close(&h);
}

TEST(minutes__open_nothing_past_a_label_of_any_child)
{
    struct house               h;
    struct table               t = house_table(&h);
    const struct meeting_page *page = NULL;

    WANT_OK(label_set(h.w, t.children[0], LABEL_RESTRICTED, h.manager,
        S("somebody works here")));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.thread, NULL));
    WANT_ERR(ERR_ABSENT, begin(&h, t.taker, t.thread));
    WANT_INT(home_of(&h, t.taker)->minutes.count, 0);
    WANT_OK(label_admit(h.w, t.children[0], t.taker));
    WANT_OK(begin(&h, t.taker, t.thread));
    WANT_OK(open_it(&h, t.taker, t.thread, &page));
    WANT_INT(page->child_count, 2);
    house_close(&h);
}

TEST(minutes__say_to_those_who_name_what_the_named_one_is_besides)
{
    struct house               h;
    struct table               t = house_table(&h);
    const struct meeting_page *page = NULL;

    WANT_OK(open_it(&h, h.social, t.thread, &page));
    WANT(page->taker && page->taker->also_count == 0);
    (void)house_say(&h,
        &(struct house_entry){.form = "co_ordinator_change",
            .said = json(&h, "{\"new_co_ordinator\": \"", t.taker, "\"}"),
            .by = h.social,
            .children = {t.children[0]}},
        NULL);
    WANT_OK(open_it(&h, h.social, t.thread, &page));
    WANT(page->taker && page->taker->also_count == 1);
    house_close(&h);
}

static enum err
type(struct house *h, struct id who, struct id thread, const char *name,
    const char *text)
{
    struct draft_input    one = {.name = str_of(name), .text = str_of(text)};
    struct meeting_typing in = {.save = {.inputs = &one, .count = 1}};
    struct answer         got;

    return door(h, who,
        (struct ask){.act = ACT_MEETING_TYPE, .about = thread, .with = &in},
        &got);
}

static enum err
say(struct house *h, struct id who, struct id thread, const char *form,
    const char *text)
{
    struct typed       typed;
    struct meeting_say in = {.form = pack_form(h->pack, str_of(form)),
        .typed = &typed};
    struct answer      got;

    typed_init(&typed, h->arena, h->pack, in.form);
    typed_set(&typed, S("minutes_summary"), str_of(text), 0);
    typed_set(&typed, S("minutes_reasons-why"), S("-"), 0);
    typed_set(&typed, S("minutes_next-why"), S("-"), 0);
    typed_set(&typed, S("minutes_to-why"), S("-"), 0);
    return door(h, who,
        (struct ask){.act = ACT_MEETING_SAY, .about = thread, .with = &in},
        &got);
}

/* The chair's record, in the thread. */
static void
hold(struct house *h, const struct table *t)
{
    (void)house_say(h,
        &(struct house_entry){.form = "conference",
            .said = "{\"conference_type\": \"initial\","
                    " \"held_at\": \"2027-03-01T08:00:00Z\","
                    " \"authority\": \"conwy\", \"quorate\": \"yes\","
                    " \"chair_independent\": \"yes\","
                    " \"minute_taker_other_role\": \"no\","
                    " \"consensus\": \"yes\","
                    " \"attendance\": [{\"present\": \"yes\","
                    " \"may_decide\": \"yes\","
                    " \"agency_there\": \"conwy\"}],"
                    " \"decision\": {\"0\": \"not_registered\","
                    " \"1\": \"not_registered\"}}",
            .by = t->chair,
            .thread = t->thread,
            .children = {t->children[0], t->children[1]}},
        NULL);
    house_sql(h,
        "UPDATE sheet SET entry = (SELECT id FROM entry"
        " WHERE form = 'conference')");
}

TEST(minutes__are_typed_and_prepared_and_the_chair_alone_closes_and_approves)
{
    struct house               h;
    struct table               t = house_table(&h);
    struct answer              got;
    const struct meeting_page *page = NULL;

    WANT_OK(begin(&h, t.taker, t.thread));
    WANT_OK(type(&h, t.taker, t.thread, "family_views", "Said little."));
    WANT_ERR(ERR_DENIED,
        door(&h, t.taker,
            (struct ask){.act = ACT_MEETING_CLOSE, .about = t.thread}, &got));
    WANT_ERR(ERR_ABSENT,
        say(&h, t.taker, t.thread, "minutes_prepared", "Too early."));
    hold(&h, &t);
    WANT_ERR(ERR_DENIED,
        say(&h, t.chair, t.thread, "minutes_prepared", "Not the chair's."));
    WANT_ERR(ERR_DENIED,
        say(&h, t.taker, t.thread, "meeting_minutes", "Not the taker's."));
    WANT_OK(say(&h, t.taker, t.thread, "minutes_prepared", "All were there."));
    WANT_OK(open_it(&h, t.taker, t.thread, &page));
    WANT(page->prepare && page->prepared && page->record_count == 3);
    WANT_OK(open_it(&h, t.chair, t.thread, &page));
    WANT(page->write && page->prepared && !page->prepare);
    WANT_STR(page->filled[0].name, "minutes_summary");
    WANT_STR(page->filled[0].text, "All were there.");
    WANT_OK(open_it(&h, h.social, t.thread, &page));
    WANT(!page->prepared && !page->filled_count);
    WANT_OK(say(&h, t.chair, t.thread, "meeting_minutes", "Most were there."));
    WANT_ERR(ERR_ABSENT, open_it(&h, t.taker, t.thread, NULL));
    WANT(told(home_of(&h, t.taker), HOME_MINUTED));
    WANT_OK(open_it(&h, t.chair, t.thread, &page));
    WANT(page->minutes && !page->prepared && !page->hands_on);
    house_close(&h);
}
