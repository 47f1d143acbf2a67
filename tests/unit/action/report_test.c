/*
 * report_test -- drafts and reports through the one door: whose they are,
 * that nothing typed is lost, where they go, and that they go once.
 */
#include "office.h"

#include "../fill.h"
#include "../test.h"

#include "action/draft.h"
#include "action/invite.h"
#include "action/paper.h"
#include "action/report.h"
#include "base/json.h"
#include "record/notice.h"
#include "record/person.h"

#define OWN S("own_report")
#define DUTY S("duty")

/* ---- doing ---- */

/* Somebody at the door: with an account, with a link, or nobody at all. */
struct hand {
    struct office *o;
    struct id      account;
    struct str     secret;
    struct str     why; /* empty: their own report */
};
static struct hand
as(struct office *o, struct id account)
{
    return (struct hand){.o = o, .account = account};
}
static struct hand
nobody(struct office *o)
{
    return (struct hand){.o = o};
}

static enum err
ask_as(struct hand h, struct ask ask, struct answer *answer)
{
    struct cx cx = cx_service(h.o->service, h.o->arena, h.account);

    cx.kind = h.secret.n        ? READER_INVITE
        : id_is_none(h.account) ? READER_NOBODY
                                : READER_ACCOUNT;
    if (h.why.n)
        ask.purpose = h.why;
    if (h.secret.n)
        cx.invite = invite_hash(h.o->arena, h.secret);
    *answer = (struct answer){0};
    return action_run(&cx, &ask, answer);
}

static struct id
start_as(struct hand h, enum verb verb)
{
    struct draft_start    in = {.verb = verb};
    struct draft_started *out;
    struct answer         answer = {0};

    WANT_OK(ask_as(h,
        (struct ask){.act = ACT_DRAFT_START,
            .purpose = verb == MAY_REPORT ? OWN : DUTY,
            .with = &in},
        &answer));
    out = answer.with;
    return out->draft;
}

static struct id
start(struct hand h)
{
    return start_as(h, MAY_REPORT);
}

static enum err
save(struct hand h, struct id draft, const struct draft_save *in,
    struct answer *answer)
{
    return ask_as(h,
        (struct ask){.act = ACT_DRAFT_SAVE,
            .about = draft,
            .purpose = OWN,
            .with = in},
        answer);
}

/* One input, at the revision that is there. */
static const struct draft_kept *
put(struct hand h, struct id draft, const char *name, const char *text)
{
    struct answer             shown = {0}, answer = {0};
    const struct draft_page  *page;
    const struct typed_value *v;
    struct draft_input        in = {.name = str_of(name), .text = str_of(text)};
    struct draft_save         s = {.inputs = &in, .count = 1};

    WANT_OK(ask_as(h,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = draft, .purpose = OWN},
        &shown));
    page = shown.with;
    v = typed_find(&page->typed, in.name);
    in.was = v ? v->revision : 0;
    WANT_OK(save(h, draft, &s, &answer));
    return answer.with;
}

static const struct draft_page *
page_of(struct hand h, struct id draft)
{
    struct answer answer = {0};

    if (ask_as(h,
            (struct ask){.act = ACT_DRAFT_SHOW, .about = draft, .purpose = OWN},
            &answer))
        return NULL;
    return answer.with;
}

/* An answer as it is typed. */
static void
type_value(struct hand h, struct id draft, struct str name,
    const struct json *v)
{
    struct arena *a = h.o->arena;
    const char   *base = str_c(a, name);
    struct date   d;

    if (v->kind == JSON_OBJECT && json_member(v, S("why")))
        put(h, draft, str_c(a, str_cat(a, name, S("-why"))),
            str_c(a, json_string(json_member(v, S("why")))));
    else if (v->kind == JSON_ARRAY && v->child && v->child->kind == JSON_STRING)
        put(h, draft, base, str_c(a, v->child->text));
    else if (v->kind == JSON_STRING && date_parse(v->text, &d))
        put(h, draft, str_c(a, str_cat(a, name, S("-year"))),
            str_c(a, str_of_int(a, d.year)));
    else if (v->kind == JSON_STRING)
        put(h, draft, base, str_c(a, v->text));
}

/* Everything that must be answered, and what is said. */
static void
fill_in(struct hand h, struct id draft, const char *said)
{
    const struct draft_page *p = page_of(h, draft);
    struct fill              f = {.arena = h.o->arena,
                     .pack = h.o->pack,
                     .form = p->form,
                     .children = p->children.count,
                     .today = date_of(2027, 3, 1),
                     .said = said};
    struct fault             fault;
    const struct json       *all;

    WANT_OK(json_read(h.o->arena, fill_answers(&f), &all, &fault));
    for (const struct json *v = all->child; v; v = v->next) {
        const struct field *q = form_field(p->form, v->key);

        if (!q->per_child) {
            type_value(h, draft, v->key, v);
            continue;
        }
        for (const struct json *c = v->child; c; c = c->next) {
            struct str parts[2] = {v->key, c->key};

            type_value(h, draft, str_join(h.o->arena, parts, 2, S(".")), c);
        }
    }
}

static enum err
send(struct hand h, struct id draft, struct report_sent *out)
{
    enum lang     lang = LANG_CY;
    struct answer answer = {0};
    enum err      e = ask_as(h,
             (struct ask){.act = ACT_DRAFT_SEND,
                 .about = draft,
                 .purpose = OWN,
                 .with = &lang},
             &answer);

    if (e == OK)
        *out = *(const struct report_sent *)answer.with;
    return e;
}

static struct report_sent
sent(struct hand h, const char *said)
{
    struct report_sent out = {0};
    struct id          d = start(h);

    fill_in(h, d, said);
    WANT_OK(send(h, d, &out));
    return out;
}

static enum err entry_in(struct office *o, struct id id, struct entry *out);

struct reading {
    struct office *o;
    struct id      entry;
    struct entry  *out;
};
static enum err
read_entry(struct txn *tx, void *ctx)
{
    struct reading *r = ctx;
    struct work     w = work_in(tx, service_rules(r->o->service));

    return entry_load(&w, r->entry, r->out);
}

static enum err
entry_in(struct office *o, struct id id, struct entry *out)
{
    struct reading r = {o, id, out};

    return store_read(service_store(o->service), o->arena, read_entry, &r);
}

/* How many notices of that rule somebody has. */
struct noticing {
    struct office *o;
    struct id      whom;
    struct str     rule;
    size_t         count;
};
static enum err
count_notices(struct txn *tx, void *ctx)
{
    struct noticing *c = ctx;
    struct work      w = work_in(tx, service_rules(c->o->service));
    struct notice   *all;
    size_t           n;
    enum err         e;

    if ((e = notice_list(&w, &c->whom, 1, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        c->count += str_eq(all[i].rule, c->rule);
    return OK;
}
static size_t
notices(struct office *o, struct id whom, const char *rule)
{
    struct noticing c = {.o = o, .whom = whom, .rule = str_of(rule)};

    WANT_OK(store_read(service_store(o->service), o->arena, count_notices, &c));
    return c.count;
}

/* ---- whose it is ---- */

TEST(draft_show__is_absent_for_everybody_but_its_author)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    WANT(page_of(as(&o, o.teacher), d) != NULL);
    WANT(page_of(as(&o, o.safeguarding), d) == NULL);
    WANT(page_of(as(&o, o.worker), d) == NULL);
    WANT(page_of(nobody(&o), d) == NULL);
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
    d = start(as(&o, o.teacher));
    WANT_ERR(ERR_ABSENT, save(as(&o, o.safeguarding), d, &s, &a));
    WANT_ERR(ERR_SIGN_IN, save(nobody(&o), d, &s, &a));
    WANT(!typed_find(&page_of(as(&o, o.teacher), d)->typed, in.name));
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
    d = start(as(&o, o.teacher));
    put(as(&o, o.teacher), d, "happened", "first");
    WANT_OK(save(as(&o, o.teacher), d, &s, &a)); /* was revision 0 */
    kept = a.with;
    WANT(kept->twice);
    WANT_STR(typed_find(&kept->page.typed, in.name)->text, "first");
    WANT_STR(typed_find(&kept->page.typed, in.name)->other,
        "from the other window");
    in.choice = CHOSE_OTHER;
    in.text = S("first");
    WANT_OK(save(as(&o, o.teacher), d, &s, &a));
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
    d = start(as(&o, o.teacher));
    s.park = page_of(as(&o, o.teacher), d)->park;
    WANT_OK(save(nobody(&o), d, &s, &a));
    kept = a.with;
    WANT(kept->parked);
    WANT_INT(kept->page.typed.count, 0); /* and shows nothing */
    WANT_STR(typed_text(&page_of(as(&o, o.teacher), d)->typed, in.name),
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
    d = start(as(&o, o.teacher));
    other = start(as(&o, o.safeguarding));
    s.park = page_of(as(&o, o.safeguarding), other)->park;
    WANT_ERR(ERR_SIGN_IN, save(nobody(&o), d, &s, &a));
    s.park = S("");
    WANT_ERR(ERR_SIGN_IN, save(nobody(&o), d, &s, &a));
    WANT(!typed_find(&page_of(as(&o, o.teacher), d)->typed, in.name));
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
    d = start(as(&o, o.teacher));
    WANT_ERR(ERR_INVALID, save(as(&o, o.teacher), d, &s, &a));
    in.name = S("nothing_of_the_kind");
    WANT_ERR(ERR_INVALID, save(as(&o, o.teacher), d, &s, &a));
    office_close(&o);
}

TEST(draft_save__adds_and_removes_children_rows_and_papers)
{
    struct office            o;
    const struct draft_page *p;
    struct answer            a = {0};
    struct id                d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.add = S("_children")}, &a));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.add = S("adults.1")}, &a));
    p = page_of(as(&o, o.teacher), d);
    WANT_INT(p->children.count, 2);
    WANT_STR(typed_text(&p->typed, S("adults.1-rows")), "0,1");
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.remove = S("_children:0")}, &a));
    WANT_INT(page_of(as(&o, o.teacher), d)->children.all[0], 1);
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.file_for = S("papers"),
            .file = S("%PDF-1.4 a letter")},
        &a));
    p = page_of(as(&o, o.teacher), d);
    WANT_INT(p->paper_count, 1);
    WANT_SAME(typed_text(&p->typed, S("papers")),
        id_text(o.arena, p->papers[0].id));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.remove = str_cat(o.arena, S("papers:"),
                                 id_text(o.arena, p->papers[0].id))},
        &a));
    p = page_of(as(&o, o.teacher), d);
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
    d = start(as(&o, o.teacher));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"),
            .pick_side = S("front"),
            .pick_x = 95,
            .pick_y = 283},
        &a));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"),
            .pick_side = S("back"),
            .pick_x = 30,
            .pick_y = 150},
        &a));
    p = page_of(as(&o, o.teacher), d);
    WANT_STR(typed_text(&p->typed, S("marks.0:0:region")), "left_knee");
    WANT_STR(typed_text(&p->typed, S("marks.0:1:region")), "left_elbow");
    /* the Enter key presses no place */
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.pick_for = S("marks.0"), .pick_side = S("front")},
        &a));
    WANT_STR(typed_text(&page_of(as(&o, o.teacher), d)->typed,
                 S("marks.0:2:region")),
        "");
    office_close(&o);
}

/* ---- sending ---- */

TEST(draft_send__makes_one_entry_however_often_it_is_pressed)
{
    struct office      o;
    struct report_sent one = {0}, two = {0};
    struct id          d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    fill_in(as(&o, o.teacher), d, "{}");
    WANT_OK(send(as(&o, o.teacher), d, &one));
    WANT_OK(send(as(&o, o.teacher), d, &two));
    WANT(id_eq(one.entry, two.entry));
    WANT(id_eq(one.thread, two.thread));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM draft_field"), 0);
    office_close(&o);
}

TEST(draft_send__leaves_nothing_behind_when_something_is_missing)
{
    struct office      o;
    struct report_sent out;
    struct id          d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    put(as(&o, o.teacher), d, "happened", "not enough");
    WANT_ERR(ERR_INVALID, send(as(&o, o.teacher), d, &out));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM entry"), 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM person"), 0);
    WANT_STR(typed_text(&page_of(as(&o, o.teacher), d)->typed, S("happened")),
        "not enough");
    office_close(&o);
}

TEST(draft_send__is_about_each_child_with_a_record_of_the_reporters_agency)
{
    struct office      o;
    struct report_sent out = {0};
    struct entry       entry;
    struct answer      a = {0};
    struct id          d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    WANT_OK(save(as(&o, o.teacher), d,
        &(struct draft_save){.add = S("_children")}, &a));
    fill_in(as(&o, o.teacher), d,
        "{\"given_name\":{\"0\":\"Lleucu\",\"1\":\"Tomos\"}}");
    WANT_OK(send(as(&o, o.teacher), d, &out));
    WANT_OK(entry_in(&o, out.entry, &entry));
    WANT_INT(entry.about_count, 2);
    WANT(!id_eq(entry.about[0].source, entry.about[1].source));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM source s JOIN agency g"
                 " ON g.id = s.agency WHERE g.kind = 'school'"),
        2);
    office_close(&o);
}

TEST(draft_send__takes_a_worker_concern_to_the_officer_alone)
{
    struct office      o;
    struct report_sent out;
    struct entry       entry;

    office_open(&o);
    out = sent(as(&o, o.teacher), "{\"about_worker\":\"yes\"}");
    WANT_OK(entry_in(&o, out.entry, &entry));
    WANT(entry.only_route);
    WANT_STR(entry.route, "designated_officer");
    WANT_INT(notices(&o, o.officer_desk, "worker_concern_to_officer"), 1);
    WANT_INT(notices(&o, o.front_door, "concern_to_desk"), 0);
    WANT_INT(notices(&o, o.safeguarding, "concern_to_desk"), 0);
    office_close(&o);
}

TEST(draft_send__keeps_where_a_child_is_and_who_reported_out_of_the_entry)
{
    struct office      o;
    struct report_sent out;
    struct entry       entry;

    office_open(&o);
    out = sent(as(&o, o.teacher),
        "{\"home\":{\"0\":\"Tyddyn Cudd\"},\"reporter\":\"Ann Gudd\"}");
    WANT_OK(entry_in(&o, out.entry, &entry));
    WANT_NOT_IN(entry.answers_text, "Tyddyn Cudd");
    WANT_NOT_IN(entry.answers_text, "Ann Gudd");
    office_close(&o);
}

/* ---- what is told at once ---- */

static const struct report_receipt *
receipt(struct hand h, struct id draft)
{
    struct answer answer = {0};

    WANT_OK(ask_as(h,
        (struct ask){.act = ACT_REPORT_SENT, .about = draft, .purpose = OWN},
        &answer));
    return answer.with;
}

TEST(report_sent__says_reference_and_by_when_it_is_decided_and_answered)
{
    struct office                o;
    const struct report_receipt *r;
    struct report_sent           out;
    struct id                    d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    fill_in(as(&o, o.teacher), d, "{\"urgency\":\"urgent\"}");
    WANT_OK(send(as(&o, o.teacher), d, &out));
    r = receipt(as(&o, o.teacher), d);
    WANT_STR(r->reference, "C-1");
    WANT(!r->only && !r->call && !r->code.n);
    WANT_STR(moment_text(o.arena, r->decide_by), "2027-03-02T23:59:59Z");
    WANT(r->told && r->within.unit == SPAN_WORKING_DAYS);
    WANT(r->copy != NULL);
    WANT_INT(r->line_count, 2);
    office_close(&o);
}

TEST(report_sent__gives_a_code_for_the_written_report_of_a_call)
{
    struct office                o;
    const struct report_receipt *r;
    struct draft_start           in = {.verb = MAY_REPORT};
    struct draft_started        *made;
    struct report_sent           out, written;
    struct answer                a = {0};
    struct entry                 call, entry;
    struct hand                  taker;
    struct id                    d;

    office_open(&o);
    taker = as(&o, o.worker);
    taker.why = DUTY;
    d = start_as(taker, MAY_TAKE_CALL);
    fill_in(taker, d, "{\"caller\":\"professional\",\"about_worker\":\"no\"}");
    WANT_OK(send(taker, d, &out));
    r = receipt(taker, d);
    WANT(r->call && r->code.n);
    WANT_STR(moment_text(o.arena, r->write_by), "2027-03-02T09:00:00Z");
    in.reference = r->reference;
    in.code = S("0000-0000");
    WANT_ERR(ERR_INVALID,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in},
            &a));
    in.code = str_lower(o.arena, r->code);
    WANT_OK(office_ask(&o, o.teacher,
        (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in}, &a));
    made = a.with;
    fill_in(as(&o, o.teacher), made->draft, "{\"about_worker\":\"no\"}");
    WANT_OK(send(as(&o, o.teacher), made->draft, &written));
    WANT_OK(entry_in(&o, out.entry, &call));
    WANT_OK(entry_in(&o, written.entry, &entry));
    WANT(id_eq(call.thread, entry.thread));
    /* and once only */
    WANT_ERR(ERR_INVALID,
        office_ask(&o, o.teacher,
            (struct ask){.act = ACT_DRAFT_START, .purpose = OWN, .with = &in},
            &a));
    office_close(&o);
}

/* ---- records of the own agency (S14) ---- */

static const char known[] =
    "{\"given_name\":{\"0\":\"Lleucu\"},\"family_name\":{\"0\":\"Penri\"},"
    "\"unborn\":{\"0\":\"no\"},\"birth_date\":{\"0\":\"2020-04-01\"},"
    "\"about_worker\":\"no\"}";

static void
type_lleucu(struct hand h, struct id d)
{
    put(h, d, "given_name.0", "lleucu");
    put(h, d, "family_name.0", "Penri");
    put(h, d, "unborn.0", "no");
    put(h, d, "birth_date.0-day", "1");
    put(h, d, "birth_date.0-month", "4");
    put(h, d, "birth_date.0-year", "2020");
}

TEST(draft_show__offers_records_of_the_readers_own_agency_alone)
{
    struct office            o;
    const struct draft_page *p;
    struct id                d;

    office_open(&o);
    (void)office_report(&o, o.teacher, known);
    d = start(as(&o, o.safeguarding)); /* the same school */
    type_lleucu(as(&o, o.safeguarding), d);
    p = page_of(as(&o, o.safeguarding), d);
    WANT_INT(p->known_count, 1);
    WANT_STR(p->known[0].family, "Penri");
    d = start(as(&o, o.social)); /* another agency */
    type_lleucu(as(&o, o.social), d);
    WANT_INT(page_of(as(&o, o.social), d)->known_count, 0);
    d = start(as(&o, o.nurse)); /* asks the register, looks nobody up */
    type_lleucu(as(&o, o.nurse), d);
    WANT_INT(page_of(as(&o, o.nurse), d)->known_count, 0);
    office_close(&o);
}

TEST(draft_send__uses_the_record_that_the_reporter_chose)
{
    struct office       o;
    struct office_child first;
    struct report_sent  out;
    struct entry        entry;
    struct id           d;

    office_open(&o);
    first = office_report(&o, o.teacher, known);
    d = start(as(&o, o.safeguarding));
    fill_in(as(&o, o.safeguarding), d, known);
    put(as(&o, o.safeguarding), d, "_source.0",
        str_c(o.arena, id_text(o.arena, first.source)));
    WANT_OK(send(as(&o, o.safeguarding), d, &out));
    WANT_OK(entry_in(&o, out.entry, &entry));
    WANT(id_eq(entry.about[0].source, first.source));
    office_close(&o);
}

TEST(draft_send__takes_no_record_of_another_agency)
{
    struct office       o;
    struct office_child first;
    struct report_sent  out;
    struct id           d;

    office_open(&o);
    first = office_report(&o, o.teacher, known);
    d = start(as(&o, o.social));
    fill_in(as(&o, o.social), d, known);
    put(as(&o, o.social), d, "_source.0",
        str_c(o.arena, id_text(o.arena, first.source)));
    WANT_ERR(ERR_DENIED, send(as(&o, o.social), d, &out));
    office_close(&o);
}

/* ---- a one-time link ---- */

static struct hand
link_for(struct office *o, struct id agency)
{
    struct invite_make  in = {agency};
    struct invite_made *made;
    struct answer       a = {0};

    WANT_OK(ask_as(as(o, o->worker),
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
    WANT_ERR(ERR_DENIED, ask_as(as(&o, o.safeguarding), ask, &a));
    in.agency = o.school;
    WANT_OK(ask_as(as(&o, o.safeguarding), ask, &a));
    WANT_ERR(ERR_DENIED, ask_as(as(&o, o.teacher), ask, &a));
    WANT_ERR(ERR_SIGN_IN, ask_as(nobody(&o), ask, &a));
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
    WANT_OK(ask_as(link, ask, &a));
    WANT_ERR(ERR_CONFLICT, ask_as(link, ask, &a));
    guess.secret = S("guessed");
    WANT_ERR(ERR_ABSENT, ask_as(guess, ask, &a));
    in.verb = MAY_TAKE_CALL;
    WANT_ERR(ERR_DENIED, ask_as(link, ask, &a));
    office_close(&o);
}

TEST(invite_start__offers_nobody_who_is_known)
{
    struct office            o;
    const struct draft_page *p;
    struct hand              link;
    struct id                d;

    office_open(&o);
    (void)office_report(&o, o.teacher, known);
    link = link_for(&o, o.school);
    d = start(link);
    type_lleucu(link, d);
    p = page_of(link, d);
    WANT_INT(p->known_count, 0);
    /* nor is anybody reached by a record that was guessed */
    WANT(page_of(as(&o, o.teacher), d) == NULL);
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
    d = start(link);
    fill_in(link, d, "{\"about_worker\":\"no\"}");
    WANT_OK(send(link, d, &out));
    WANT_OK(send(link, d, &again));
    WANT(id_eq(out.entry, again.entry));
    r = receipt(link, d);
    WANT_STR(r->reference, "C-1");
    WANT(!r->copy && !r->code.n && !r->decide_by.us && !r->told);
    WANT_OK(entry_in(&o, out.entry, &entry));
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
    d = start(link);
    office_at(&o, "2027-03-09T09:00:00Z");
    WANT(page_of(link, d) == NULL);
    WANT_ERR(ERR_ABSENT,
        ask_as(link, (struct ask){.act = ACT_INVITE_OPEN}, &a));
    office_close(&o);
}

/* ---- papers ---- */

static struct id
paper_in(struct hand h, struct id draft)
{
    struct answer           a = {0};
    const struct draft_kept *kept;

    WANT_OK(save(h, draft,
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
    enum err      e = ask_as(h,
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
    d = start(as(&o, o.teacher));
    paper = paper_in(as(&o, o.teacher), d);
    WANT_OK(get(as(&o, o.teacher), paper, OWN, &got));
    WANT_STR(got.bytes, "%PDF-1.4 a letter");
    WANT_STR(got.paper.type, "application/pdf");
    WANT_ERR(ERR_ABSENT, get(as(&o, o.safeguarding), paper, OWN, &got));
    WANT_ERR(ERR_ABSENT, get(as(&o, o.worker), paper, DUTY, &got));
    WANT_ERR(ERR_SIGN_IN, get(nobody(&o), paper, OWN, &got));
    office_close(&o);
}

TEST(paper_get__is_policys_question_once_it_was_sent)
{
    struct office      o;
    struct paper_got   got;
    struct report_sent out;
    struct id          d, paper;

    office_open(&o);
    d = start(as(&o, o.teacher));
    fill_in(as(&o, o.teacher), d, "{\"about_worker\":\"no\"}");
    paper = paper_in(as(&o, o.teacher), d);
    WANT_OK(send(as(&o, o.teacher), d, &out));
    WANT_OK(get(as(&o, o.worker), paper, DUTY, &got));
    WANT_STR(got.bytes, "%PDF-1.4 a letter");
    WANT(get(as(&o, o.nurse), paper, OWN, &got) != OK);
    WANT(get(as(&o, o.social), paper, S("casework"), &got) != OK);
    office_close(&o);
}

/* ---- reminders (S21) ---- */

static void
tick(struct office *o)
{
    WANT_OK(report_tick(o->service, o->arena));
    WANT_OK(report_tick(o->service, o->arena)); /* twice writes once */
}

TEST(draft_reminders__remind_the_author_after_the_packs_hour)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    put(as(&o, o.teacher), d, "about_worker", "no");
    office_at(&o, "2027-03-01T09:50:00Z");
    tick(&o);
    WANT_INT(notices(&o, o.teacher, "unsent_to_author"), 0);
    office_at(&o, "2027-03-01T10:05:00Z");
    tick(&o);
    WANT_INT(notices(&o, o.teacher, "unsent_to_author"), 1);
    WANT_INT(notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
    office_close(&o);
}

TEST(draft_reminders__tell_a_colleague_before_the_day_ends)
{
    struct office o;
    struct id     d;

    office_open(&o);
    d = start(as(&o, o.teacher));
    put(as(&o, o.teacher), d, "about_worker", "no");
    office_at(&o, "2027-03-01T22:55:00Z");
    tick(&o);
    WANT_INT(notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
    office_at(&o, "2027-03-01T23:05:00Z");
    tick(&o);
    /* nobody is the deputy: whoever covers for one */
    WANT_INT(notices(&o, o.safeguarding, "unsent_to_deputy"), 1);
    WANT_INT(notices(&o, o.teacher, "unsent_to_deputy"), 0);
    office_close(&o);
}

TEST(draft_reminders__tell_no_colleague_of_one_about_a_worker)
{
    static const char *const said[] = {"yes", ""};
    struct office o;
    struct id     d;

    for (size_t i = 0; i < 2; i++) {
        office_open(&o);
        d = start(as(&o, o.teacher));
        put(as(&o, o.teacher), d, "about_worker", said[i]);
        office_at(&o, "2027-03-02T09:00:00Z");
        tick(&o);
        WANT_INT(notices(&o, o.safeguarding, "unsent_to_deputy"), 0);
        WANT_INT(notices(&o, o.teacher, "unsent_to_author"), 1);
        office_close(&o);
    }
}

TEST(draft_reminders__are_silent_about_what_was_sent_or_thrown_away)
{
    struct office o;
    struct answer a;
    struct id     d;

    office_open(&o);
    (void)sent(as(&o, o.teacher), "{\"about_worker\":\"no\"}");
    d = start(as(&o, o.teacher));
    WANT_OK(ask_as(as(&o, o.teacher),
        (struct ask){.act = ACT_DRAFT_DROP, .about = d, .purpose = OWN}, &a));
    office_at(&o, "2027-03-02T09:00:00Z");
    tick(&o);
    WANT_INT(notices(&o, o.teacher, "unsent_to_author"), 0);
    office_close(&o);
}

/* ---- a check by telephone ---- */

TEST(call_check__is_for_those_who_may_and_is_kept_like_any_other)
{
    struct office    o;
    struct check_ask in = {.nhs = S("9990000018"),
        .born = date_of(2020, 4, 1),
        .reason = S("injury"),
        .caller = S("Sioned"),
        .caller_agency = S("Ward 3"),
        .called_back = S("01632 960333")};
    struct ask       ask = {.act = ACT_CALL_CHECK,
              .purpose = S("concern"),
              .with = &in};
    struct answer    a;

    office_open(&o);
    WANT_ERR(ERR_DENIED, ask_as(as(&o, o.teacher), ask, &a));
    WANT_ERR(ERR_DENIED, ask_as(as(&o, o.nurse), ask, &a));
    WANT_OK(ask_as(as(&o, o.worker), ask, &a));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM check_done"), 1);
    WANT_NOT_IN(a.detail, "Sioned");
    WANT_IN(check_json(o.arena, a.with), "Sioned");
    office_close(&o);
}
