/*
 * letter_test -- letters to adults of the family: what stands in them for
 * whom, and when they are held.
 */
#include "action/letter.h"

#include "../test.h"
#include "door.h"

#include "action/home.h"
#include "action/tasks.h"

/* A child with a plan that is marked for one adult and another, and words
 * that only one may hear. */
static struct id
planned(struct house *h)
{
    struct id child = house_child(h, h->school);
    struct id thread = house_concern(h, child, "urgent");

    house_register(h, child);
    house_allocate(h, thread, child, h->social);
    (void)house_say(h,
        &(struct house_entry){.form = "plan",
            .said = "{\"plan_version\": \"1\", \"plan_outcomes\": ["
                    "{\"risk\": \"r\", \"change\": \"For both of you\","
                    " \"measure\": \"m\", \"baseline\": \"3\","
                    " \"outcome_for\": [\"mother\", \"father\"]},"
                    "{\"risk\": \"r\", \"change\": \"For Mam alone\","
                    " \"measure\": \"m\", \"baseline\": \"3\","
                    " \"outcome_for\": [\"mother\"]},"
                    "{\"risk\": \"r\", \"change\": \"For nobody\","
                    " \"measure\": \"m\", \"baseline\": \"3\"}],"
                    " \"actions\": [{\"action_what\": \"Dad goes\","
                    " \"action_who\": \"Dad\", \"action_due\": \"2027-04-01\","
                    " \"action_for\": [\"father\"]}],"
                    " \"bottom_line\": \"We go to court\","
                    " \"bottom_line_for\": [\"mother\"]}",
            .by = h->social,
            .children = {child}},
        NULL);
    (void)house_say(h,
        &(struct house_entry){.form = "visit",
            .said = "{\"visited_on\": \"2027-02-10\","
                    " \"entry_refused\": \"no\", \"seen\": {\"0\": \"yes\"},"
                    " \"own_words\": {\"0\": \"Dw i eisiau Mam.\"},"
                    " \"words_language\": {\"0\": \"cy\"},"
                    " \"may_hear\": {\"0\": [\"mother\"]}}",
            .by = h->social,
            .children = {child}},
        NULL);
    return child;
}

/* more: answers about where it goes, from a comma on. */
/* wide: by whom, about whom, to whom, and how */
static struct id
written_by(struct house *h, struct id by, struct id child, const char *adult,
    const char *more)
{
    struct str parts[5] = {S("{\"letter_to\": \"Somebody\","
                             " \"letter_kind\": \"plain_plan\","
                             " \"letter_language\": \"cy\","
                             " \"letter_reason\": \"Because\","
                             " \"letter_contact\": \"At work\","
                             " \"letter_for\": \""),
        str_of(adult), S("\""), str_of(more), S("}")};

    return house_say(h,
        &(struct house_entry){.form = "family_letter",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = by,
            .children = {child}},
        NULL);
}

static struct id
write_to(struct house *h, struct id child, const char *adult, const char *more)
{
    return written_by(h, h->social, child, adult, more);
}
#define SAFE ", \"letter_shared\": \"no\""

/* Where the post may be read by others, and who decides. */
static const char *
held_for(struct house *h, const char *shared, struct id who)
{
    struct str parts[5] = {S(", \"letter_shared\": \""), str_of(shared),
        S("\", \"letter_held_for\": \""), id_text(h->arena, who), S("\"")};

    return str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0}));
}

static const struct letter_page *
seen(struct house *h, struct id who, struct id letter, enum err *e)
{
    struct answer got;

    *e = door(h, who, (struct ask){.act = ACT_LETTER, .about = letter}, &got);
    return *e ? NULL : got.with;
}

TEST(letter__holds_what_is_marked_for_that_adult_and_nothing_else)
{
    struct house              h;
    struct id                 child;
    const struct letter_page *p;
    enum err                  e;

    house_open(&h);
    child = planned(&h);
    p = seen(&h, h.social, write_to(&h, child, "mother", SAFE), &e);
    WANT_OK(e);
    WANT(!p->held && p->has_content && p->lang == LANG_CY);
    WANT_INT(p->outcome_count, 2);
    WANT_INT(p->action_count, 0);
    WANT_STR(p->if_not, "We go to court");
    WANT_INT(p->word_count, 1);
    WANT_STR(p->words[0].text, "Dw i eisiau Mam.");
    p = seen(&h, h.social, write_to(&h, child, "father", SAFE), &e);
    WANT_OK(e);
    WANT_INT(p->outcome_count, 1);
    WANT_STR(p->outcomes[0]->change, "For both of you");
    WANT_INT(p->action_count, 1);
    WANT(!p->if_not.n);
    WANT_INT(p->word_count, 0);
    p = seen(&h, h.social, write_to(&h, child, "other_carer", SAFE), &e);
    WANT_OK(e);
    WANT_INT(p->outcome_count + p->action_count + p->word_count, 0);
    house_close(&h);
}

TEST(letter__stays_as_the_plan_was_when_it_was_written)
{
    struct house h;
    struct id    child, letter;
    enum err     e;

    house_open(&h);
    child = planned(&h);
    letter = write_to(&h, child, "mother", SAFE);
    (void)house_say(&h,
        &(struct house_entry){.form = "plan",
            .said = "{\"plan_version\": \"2\", \"plan_outcomes\": ["
                    "{\"risk\": \"r\", \"change\": \"Later\","
                    " \"measure\": \"m\", \"baseline\": \"3\","
                    " \"outcome_for\": [\"mother\"]}]}",
            .by = h.social,
            .children = {child}},
        NULL);
    WANT_INT(seen(&h, h.social, letter, &e)->outcome_count, 2);
    house_close(&h);
}

/* wide: which entry of which form, and what it says now */
static void
put_right(struct house *h, struct id entry, const char *form, const char *said)
{
    (void)house_say(h,
        &(struct house_entry){.form = form,
            .corrects = entry,
            .correction = "answers",
            .reason = "typed wrongly",
            .said = said,
            .by = h->social},
        NULL);
}

static struct id
newest(struct house *h, struct id child, const char *form)
{
    struct entry *all;
    size_t        n;
    struct id     id = {0};

    WANT_OK(entry_list_person(h->w, house_person(h, child), &all, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].form->id, str_of(form)))
            id = all[i].id;
    return id;
}

TEST(letter__stays_as_it_was_sent_when_the_plan_is_put_right)
{
    struct house              h;
    struct id                 child, sent, held;
    struct letter_release     in = {S("Nobody else is there"), S("By hand")};
    const struct letter_page *p;
    enum err                  e;

    house_open(&h);
    child = planned(&h);
    sent = write_to(&h, child, "mother", SAFE);
    held = written_by(&h, h.worker, child, "mother",
        held_for(&h, "yes", h.social));
    WANT(!seen(&h, h.social, sent, &e)->put_right);
    house_at(&h, "2027-03-02T09:00:00Z");
    put_right(&h, newest(&h, child, "plan"), "plan",
        "{\"plan_version\": \"1\", \"plan_outcomes\": ["
        "{\"risk\": \"r\", \"change\": \"Otherwise\","
        " \"measure\": \"m\", \"baseline\": \"3\","
        " \"outcome_for\": [\"mother\"]}], \"bottom_line\": \"Other\"}");
    p = seen(&h, h.social, sent, &e);
    WANT(p->put_right);
    WANT_INT(p->outcome_count, 2);
    WANT_STR(p->outcomes[0]->change, "For both of you");
    WANT_STR(p->if_not, "We go to court");
    /* what has not gone yet goes as it is now */
    p = seen(&h, h.social, held, &e);
    WANT(p->held && !p->put_right);
    WANT_INT(p->outcome_count, 1);
    WANT_STR(p->outcomes[0]->change, "Otherwise");
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_LETTER_RELEASE, .about = held, .with = &in},
        &(struct answer){0}));
    house_at(&h, "2027-03-03T09:00:00Z");
    put_right(&h, newest(&h, child, "plan"), "plan",
        "{\"plan_version\": \"1\", \"bottom_line\": \"Third\"}");
    p = seen(&h, h.social, held, &e);
    WANT(!p->held && p->put_right);
    WANT_STR(p->outcomes[0]->change, "Otherwise");
    house_close(&h);
}

TEST(letter__that_was_sent_keeps_its_own_words)
{
    struct house              h;
    struct id                 child, sent;
    const struct letter_page *p;
    enum err                  e;

    house_open(&h);
    child = planned(&h);
    sent = write_to(&h, child, "mother", SAFE);
    house_at(&h, "2027-03-02T09:00:00Z");
    put_right(&h, sent, "family_letter",
        "{\"letter_reason\": \"Another reason\","
        " \"letter_for\": \"mother\", \"letter_kind\": \"plain_plan\","
        " \"letter_shared\": \"no\"}");
    p = seen(&h, h.social, sent, &e);
    WANT_STR(p->reason, "Because");
    WANT(p->put_right);
    house_close(&h);
}

TEST(letter__is_not_written_without_a_safe_way_to_reach_the_adult)
{
    struct house       h;
    struct id          entry, thread;
    struct entry_wrong wrong = {0};
    struct house_entry said = {.form = "family_letter",
        .said = "{\"letter_contact\": null, \"letter_shared\": \"no\"}"};

    house_open(&h);
    said.by = h.social;
    said.children[0] = planned(&h);
    WANT_ERR(ERR_INVALID, house_try(&h, &said, &entry, &thread, &wrong));
    house_close(&h);
}

TEST(letter__is_held_where_the_post_is_not_safe)
{
    struct house              h;
    struct id                 child, letter;
    const struct letter_page *p;
    enum err                  e;

    house_open(&h);
    child = planned(&h);
    letter = write_to(&h, child, "mother", held_for(&h, "yes", h.manager));
    p = seen(&h, h.social, letter, &e);
    WANT_OK(e);
    WANT(p->held && !p->has_content && !p->may_release);
    WANT_INT(p->outcome_count, 0);
    /* what nobody knows is not safe; and its author lets nothing go */
    letter = write_to(&h, child, "mother", held_for(&h, "unknown", h.social));
    p = seen(&h, h.social, letter, &e);
    WANT(p->held && !p->has_content && !p->may_release);
    house_close(&h);
}

static enum err
on_paper(struct house *h, struct id who, struct id letter)
{
    struct answer got;

    return door(h, who, (struct ask){.act = ACT_LETTER_PAPER, .about = letter},
        &got);
}

TEST(letter_paper__is_of_no_letter_that_is_held)
{
    struct house h;
    struct id    child, held;

    house_open(&h);
    child = planned(&h);
    WANT_OK(on_paper(&h, h.social, write_to(&h, child, "mother", SAFE)));
    held = written_by(&h, h.worker, child, "mother",
        held_for(&h, "yes", h.social));
    WANT_ERR(ERR_DENIED, on_paper(&h, h.social, held)); /* she releases it */
    WANT(err_is_refusal(on_paper(&h, h.nurse, held)));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_LETTER_RELEASE,
            .about = held,
            .with = &(struct letter_release){S("Alone"), S("By hand")}},
        &(struct answer){0}));
    WANT_OK(on_paper(&h, h.social, held));
    house_close(&h);
}

TEST(letter_release__is_the_named_persons_with_a_reason_and_a_safe_means)
{
    struct house          h;
    struct id             child;
    struct letter_release none = {S(" "), S("By hand")},
                          in = {S("Nobody else is there"), S("By hand")};
    struct ask    ask = {.act = ACT_LETTER_RELEASE, .with = &none};
    struct answer got;
    enum err      e;

    house_open(&h);
    child = planned(&h);
    ask.about = written_by(&h, h.worker, child, "mother",
        held_for(&h, "yes", h.social));
    WANT(seen(&h, h.social, ask.about, &e)->may_release);
    WANT(seen(&h, h.social, ask.about, &e)->has_content);
    WANT_ERR(ERR_INVALID, door(&h, h.social, ask, &got));
    ask.with = &in;
    WANT(err_is_refusal(door(&h, h.custodian, ask, &got)));
    WANT_OK(door(&h, h.social, ask, &got));
    WANT(!seen(&h, h.social, ask.about, &e)->held);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM entry WHERE form ="
                 " 'letter_release'"),
        1);
    WANT_ERR(ERR_DENIED, door(&h, h.social, ask, &got)); /* once */
    house_close(&h);
}

TEST(letter__is_refused_to_those_who_do_not_work_with_the_family)
{
    struct house  h;
    struct id     child, letter;
    struct answer got;
    enum err      e;

    house_open(&h);
    child = planned(&h);
    letter = write_to(&h, child, "mother", SAFE);
    WANT(!seen(&h, h.teacher, letter, &e));
    WANT(err_is_refusal(e));
    WANT(!seen(&h, h.custodian, letter, &e));
    WANT(err_is_refusal(e));
    WANT(err_is_refusal(door(&h, h.nurse,
        (struct ask){.act = ACT_LETTER_LIST, .about = house_person(&h, child)},
        &got)));
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_LETTER_LIST, .about = house_person(&h, child)},
        &got));
    WANT_INT(((const struct letter_list *)got.with)->count, 1);
    house_close(&h);
}

TEST(letter_tell__tells_the_person_that_it_is_held_for)
{
    struct house       h;
    enum home_which    which = HOME_ALL;
    const struct home *home;
    struct id          child, letter;
    struct answer      got;
    size_t             told = 0;

    house_open(&h);
    child = planned(&h);
    letter = written_by(&h, h.worker, child, "mother", SAFE);
    WANT_OK(letter_tell(h.w, &(struct cx){.arena = h.arena},
        letter)); /* may go: nobody is asked */
    letter = written_by(&h, h.worker, child, "mother",
        held_for(&h, "unknown", h.social));
    WANT_OK(letter_tell(h.w, &(struct cx){.arena = h.arena}, letter));
    WANT_OK(door(&h, h.social, (struct ask){.act = ACT_HOME, .with = &which},
        &got));
    home = got.with;
    for (size_t i = 0; i < home->notice_count; i++)
        told += home->notices[i].kind == HOME_LETTER &&
            id_eq(home->notices[i].notice.cause, letter);
    WANT_INT(told, 1);
    house_close(&h);
}

/* How many letters wait for them among their tasks. */
static size_t
letters_waiting(struct house *h, struct id who, struct id letter)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;
    size_t              n = 0;

    WANT_OK(door(h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = 0; i < all->count; i++)
        n += all->rows[i].waiting &&
            all->rows[i].waiting->kind == WAITING_LETTER &&
            id_eq(all->rows[i].waiting->about, letter);
    return n;
}

TEST(letter__that_is_held_is_a_task_of_whoever_decides_until_it_goes)
{
    struct letter_release how = {S("Mam asked for it"), S("By hand")};
    struct house          h;
    struct id             child, letter, other;
    struct answer         got;

    house_open(&h);
    child = planned(&h);
    other = written_by(&h, h.worker, child, "mother", SAFE);
    WANT_OK(letter_tell(h.w, &(struct cx){.arena = h.arena}, other));
    letter = written_by(&h, h.worker, child, "mother",
        held_for(&h, "unknown", h.social));
    WANT_OK(letter_tell(h.w, &(struct cx){.arena = h.arena}, letter));
    WANT_INT(letters_waiting(&h, h.social, letter), 1);
    WANT_INT(letters_waiting(&h, h.social, other), 0);
    WANT_INT(letters_waiting(&h, h.manager, letter), 0);
    house_at(&h, "2027-03-01T11:00:00Z");
    WANT_OK(door(&h, h.social,
        (struct ask){.act = ACT_LETTER_RELEASE, .about = letter, .with = &how},
        &got));
    WANT_INT(letters_waiting(&h, h.social, letter), 0);
    house_close(&h);
}

static int64_t
told_of(struct house *h, struct id letter, struct id whom)
{
    struct notice *all;
    size_t         n;
    int64_t        count = 0;

    WANT_OK(notice_list(h->w, &whom, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        count += id_eq(all[i].cause, letter) &&
            str_eq(all[i].rule, S("letter_held"));
    return count;
}

TEST(letter_left__hands_what_was_held_to_the_next_who_may_decide)
{
    struct house              h;
    struct letter_release     in = {S("Nobody else is there"), S("By hand")};
    struct id                 child, letter, next;
    const struct letter_page *p;
    struct answer             got;
    enum err                  e;

    house_open(&h);
    child = planned(&h);
    letter = written_by(&h, h.worker, child, "mother",
        held_for(&h, "yes", h.social));
    WANT_OK(letter_tell(h.w, &(struct cx){.arena = h.arena}, letter));
    next = house_account(&h, h.authority, "nesta", "social_worker");
    house_allocate(&h, house_concern(&h, child, "today"), child, next);
    p = seen(&h, next, letter, &e);
    WANT_OK(e);
    WANT(p->held && !p->gone && !p->may_release); /* she is still there */
    house_sql(&h, "UPDATE account SET ended_at = 1 WHERE login = 'social'");
    house_at(&h, "2027-03-02T09:00:00Z");
    WANT_OK(letter_left(h.w, &(struct cx){.arena = h.arena}, h.social));
    WANT_INT(told_of(&h, letter, next), 1);
    WANT_INT(letters_waiting(&h, next, letter), 1); /* among the tasks */
    WANT_INT(told_of(&h, letter, h.worker), 0);     /* who wrote it */
    WANT_INT(told_of(&h, letter, h.nurse), 0);
    p = seen(&h, next, letter, &e);
    WANT_OK(e);
    WANT(p->gone && p->may_release && p->has_content);
    WANT_OK(door(&h, next,
        (struct ask){.act = ACT_LETTER_RELEASE, .about = letter, .with = &in},
        &got));
    WANT(!seen(&h, next, letter, &e)->held);
    house_close(&h);
}
