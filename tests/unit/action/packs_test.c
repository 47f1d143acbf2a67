/*
 * packs_test -- the main job from report to disagreement, through the door,
 * under both packs: no page or action may know Welsh practice by name.
 */
#include "office.h"

#include "../fill.h"
#include "../test.h"

#include "action/check.h"
#include "action/feedback.h"

#define REASON "Pedwerydd adroddiad mewn blwyddyn"
#define REPLY  "Derbyniwyd y pryder. Diolch."
#define HEARD  "Clais ar y fraich"
#define UNCLE  "Emrys Penri"
#define NUMBER "9990001006"
#define BORN   date_of(2020, 9, 9)

/* The same concern, in the words of each pack. */
struct story {
    const struct office_words *words;
    const char                *reported, *decided, *answered, *challenged;
    const char                *family, *around; /* its form, what is said */
    const char                *registered; /* brought in by the custodian */
    const char                *ruling;     /* clock of the decision       */
    size_t                     categories;
};
static const struct story wales = {
    .words = &office_wales,
    .reported = "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"
                " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"},"
                " \"birth_date\": {\"0\": \"2020-09-09\"},"
                " \"about_worker\": \"no\", \"urgency\": \"today\","
                " \"happened\": \"" HEARD "\"}",
    .decided = "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","
               " \"reason\": {\"0\": \"" REASON "\"},"
               " \"tell_reporter\": \"outcome\"}",
    .answered = "{\"feedback_text\": \"" REPLY "\","
                " \"told_at\": \"2027-03-02T10:00:00Z\"}",
    .challenged = "{\"resolved\": \"no\"}",
    .family = "family_and_home",
    .around = "{\"relatives\": {\"0\": [{\"relative_name\": \"" UNCLE "\","
              " \"relative_kind\": \"aunt_or_uncle\","
              " \"relative_responsibility\": \"no\"}]}}",
    .registered = "{\"movement\": \"goes_on\","
                  " \"took_effect\": \"2027-01-11\","
                  " \"given_name\": \"Lleucu\", \"family_name\": \"Penri\","
                  " \"birth_date\": \"2020-09-09\","
                  " \"nhs_number\": \"" NUMBER "\","
                  " \"authority\": \"conwy\", \"categories\": [\"neglect\"]}",
    .ruling = "concern.decision",
    .categories = 5,
};
static const struct story england = {
    .words = &office_england,
    .reported = "{\"first_name\": {\"0\": \"Lleucu\"}, \"last_name\":"
                " {\"0\": \"Penri\"}, \"not_yet_born\": {\"0\": \"no\"},"
                " \"born_on\": {\"0\": \"2020-09-09\"},"
                " \"worker_with_children\": \"no\","
                " \"how_soon\": \"same_day\", \"account\": \"" HEARD "\"}",
    .decided = "{\"ruling\": {\"0\": \"section_17\"},"
               " \"because\": {\"0\": \"" REASON "\"},"
               " \"reply_scope\": \"full_reply\"}",
    .answered = "{\"reply_text\": \"" REPLY "\"}",
    .challenged = "{\"step\": \"step_one\", \"ended\": \"no\"}",
    .family = "household_update",
    .around = "{\"people_around\": {\"0\": [{\"person_name\": \"" UNCLE
              "\", \"person_kinship\": \"other_relative\","
              " \"person_responsible\": \"no\"}]}}",
    .registered = "{\"plan_step\": \"begins\","
                  " \"effective_on\": \"2027-01-11\","
                  " \"first_name\": \"Lleucu\", \"last_name\": \"Penri\","
                  " \"born_on\": \"2020-09-09\", \"nhs_no\": \"" NUMBER "\","
                  " \"council_named\": \"wyrewater\","
                  " \"plan_categories\": [\"neglect_of\","
                  " \"emotional_abuse\"]}",
    .ruling = "referral.ruling",
    .categories = 4,
};

static bool
says(const struct concern_part *part, const char *text)
{
    for (size_t i = 0; i < part->line_count; i++)
        if (str_find(part->lines[i].line.text, str_of(text)) >= 0)
            return true;
    return false;
}

/* The page before the decision: what was said, and its clock running. */
static void
read_page(struct office *o, const struct story *s, const struct office_child *c)
{
    enum err                   e;
    const struct concern_page *p = office_page(o, o->worker, c, &e);
    const struct clock_rule   *rule = pack_clock(o->pack, str_of(s->ruling));
    bool                       open = false;

    WANT_OK(e);
    WANT_INT(p->said_count, 1);
    WANT(says(&p->said[0], HEARD));
    WANT(p->may_reporter);
    for (size_t i = 0; i < p->clock_count; i++)
        open = open ||
            (p->clocks[i].look == LOOK_OPEN &&
                str_eq(p->clocks[i].title.en, rule->title.en));
    WANT(open);
}

static void
hear_back(struct office *o, const struct office_child *c,
    enum reported_state state)
{
    enum err               e;
    const struct reported *r = office_reported(o, o->teacher, c, &e);
    bool                   told = false;

    WANT_OK(e);
    WANT_INT(r->state, state);
    for (size_t i = 0; i < r->told_count; i++)
        for (size_t k = 0; k < r->told[i].line_count; k++) {
            WANT_NOT_IN(r->told[i].lines[k].text, REASON);
            told = told || str_find(r->told[i].lines[k].text, S(REPLY)) >= 0;
        }
    WANT(told);
}

/* The desk hears more of the family, and it stands with the child. */
static void
hear_of_family(struct office *o, const struct story *s,
    const struct office_child *c)
{
    const struct form *f = pack_form(o->pack, str_of(s->family));
    enum err           e = office_record_form(o, o->worker, c, f, s->around);
    const struct concern_page *p;

    WANT_OK(e);
    p = office_page(o, o->worker, c, &e);
    WANT_OK(e);
    WANT_INT(p->child->relative_count, 1);
    WANT_STR(p->child->relatives[0].name, UNCLE);
    WANT(p->child->relatives[0].responsibility != MSG_NONE);
}

/* The list of what they reported: theirs alone, in every pack. */
static void
lists_it(struct office *o, const struct office_child *c)
{
    struct reported_ask         in = {0};
    struct answer               answer;
    const struct reported_list *l;

    WANT_OK(office_ask(o, o->teacher,
        (struct ask){.act = ACT_REPORTED_LIST, .with = &in}, &answer));
    l = answer.with;
    WANT_INT(l->count, 1);
    WANT(id_eq(l->rows[0].row.thread, c->thread));
}

/* By who reported, for their own report. */
static void
disagree(struct office *o, const struct story *s, const struct office_child *c)
{
    const struct form *f =
        concern_form_for(o->pack, USE_CHALLENGE, concern_kind(o->pack));
    struct fill           fill = {.arena = o->arena,
                  .pack = o->pack,
                  .form = f,
                  .children = 1,
                  .today = date_of(2027, 3, 2),
                  .said = s->challenged};
    struct concern_record in = {.form = f,
        .source = c->source,
        .answers = fill_answers(&fill),
        .language = LANG_EN};
    struct answer         answer;

    WANT_OK(office_ask(o, o->teacher,
        (struct ask){.act = ACT_CONCERN_RECORD,
            .about = c->thread,
            .purpose = office_purpose(o, "own"),
            .with = &in},
        &answer));
}

static void
runs_through(const struct story *s)
{
    struct office              o;
    struct office_child        c;
    const struct inbox        *box;
    const struct concern_page *p;
    enum err                   e;

    office_open_in(&o, s->words);
    c = office_concern(&o, s->reported);
    box = office_inbox(&o, o.worker, &e);
    WANT_OK(e);
    WANT_INT(box->count, 1);
    WANT_INT(box->counts.waiting, 1);
    read_page(&o, s, &c);
    hear_of_family(&o, s, &c);
    office_at(&o, "2027-03-02T10:00:00Z");
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE, s->decided,
        (struct id){0}));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->decided_count, 1);
    WANT_STR(p->decided[0].reason, REASON);
    office_at(&o, "2027-03-02T11:00:00Z");
    WANT_OK(office_record(&o, o.worker, &c, USE_ANSWER, s->answered,
        (struct id){0}));
    lists_it(&o, &c);
    hear_back(&o, &c, REPORTED_ANSWERED);
    disagree(&o, s, &c);
    hear_back(&o, &c, REPORTED_DISPUTED);
    office_close(&o);
}

TEST(packs__run_a_concern_through_in_wales)
{
    runs_through(&wales);
}

TEST(packs__run_a_concern_through_in_england)
{
    runs_through(&england);
}

/* ---- the register ---- */

static enum check_result
asked(struct office *o, struct check_answer *out)
{
    struct check_ask in = {.nhs = S(NUMBER),
        .born = BORN,
        .reason = pack_list_for(o->pack, S("check_reason"))->options[0].id};
    struct answer    answer;

    WANT_OK(office_ask(o, o->nurse,
        (struct ask){.act = ACT_REGISTER_CHECK,
            .purpose = office_purpose(o, "attendance"),
            .with = &in},
        &answer));
    *out = *(const struct check_answer *)answer.with;
    return out->result;
}

/* The form of a register that is brought in: it says who the child is. */
static const struct form *
brought_in(const struct pack *p)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_REGISTER_ON) &&
            form_yields(&p->forms[i], YIELD_IDENTITY))
            return &p->forms[i];
    return NULL;
}

static void
bring_in(struct office *o, const struct story *s)
{
    struct entry_subject child = {
        .kind = PERSON_CHILD, .ref = S("1"), .role = S("child")};
    struct fill          fill = {.arena = o->arena,
                 .pack = o->pack,
                 .children = 1,
                 .today = date_of(2027, 3, 1),
                 .said = s->registered};
    struct entry_ask     in = {.language = LANG_EN,
            .subjects = &child,
            .subject_count = 1};
    struct answer        answer;

    fill.form = in.form = brought_in(o->pack);
    in.answers = fill_answers(&fill);
    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = office_purpose(o, "duty"),
            .with = &in},
        &answer));
}

static enum err
held(struct work *w, struct office *o)
{
    return register_held_set(w, o->authority, true, (struct moment){0});
}

static void
is_checked(const struct story *s)
{
    struct office       o;
    struct check_answer a;

    office_open_in(&o, s->words);
    office_do(&o, held);
    WANT_INT(asked(&o, &a), CHECK_NONE);
    bring_in(&o, s);
    WANT_INT(asked(&o, &a), CHECK_ON);
    WANT(date_eq(a.since, date_of(2027, 1, 11)));
    WANT(a.categories.n > 0);
    WANT(a.cover_count > 1);
    WANT(a.line_count > 0);
    WANT_INT(pack_list_for(o.pack, S("category"))->count, s->categories);
    office_close(&o);
}

TEST(packs__check_the_register_in_wales)
{
    is_checked(&wales);
}

TEST(packs__check_who_has_a_plan_in_england)
{
    is_checked(&england);
}
