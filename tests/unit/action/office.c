/*
 * office -- see office.h.
 */
#include "office.h"

#include "../fill.h"
#include "../test.h"

#include "action/report.h"
#include "base/zone.h"
#include "record/account.h"

const struct office_words office_wales = {
    .folder = TEST_SOURCE_ROOT "/practice/wales",
    .authority = "local_authority",
    .authority_term = "conwy",
    .school = "school",
    .hospital = "health_board",
    .front_door = "front_door",
    .duty = "emergency_duty",
    .early_help = "early_help",
    .officer_desk = "designated_officer",
    .custodian_desk = "register_custodian",
    .teacher = "practitioner",
    .safeguarding = "designated_safeguarding_person",
    .worker = "front_door_worker",
    .manager = "front_door_manager",
    .night = "emergency_duty_worker",
    .helper = "early_help_worker",
    .officer = "designated_officer",
    .social = "social_worker",
    .nurse = "emergency_practitioner",
    .custodian = "register_custodian",
};
const struct office_words office_england = {
    .folder = TEST_SOURCE_ROOT "/practice/england",
    .authority = "council",
    .authority_term = "wyrewater",
    .school = "academy",
    .hospital = "hospital_trust",
    .front_door = "hub",
    .duty = "night_team",
    .early_help = "family_help",
    .officer_desk = "allegations",
    .custodian_desk = "plan_list_desk",
    .teacher = "referrer",
    .safeguarding = "designated_lead",
    .worker = "hub_worker",
    .manager = "hub_manager",
    .night = "night_worker",
    .helper = "family_help_worker",
    .officer = "allegations_officer",
    .social = "key_worker",
    .nurse = "urgent_care_practitioner",
    .custodian = "plan_list_keeper",
};

/* ---- the house ---- */

static enum err
install(struct txn *tx, void *ctx)
{
    struct office       *o = ctx;
    struct pack_mistakes wrong = {0};
    struct fault         fault = {0};
    struct pack         *pack;
    struct str           bundle;
    enum err             e;

    WANT_OK(pack_read(o->arena, o->words->folder, &bundle, &fault));
    WANT_OK(pack_load(o->arena, bundle, &pack, &wrong));
    e = work_install(tx, bundle, pack, (struct moment){0}, (struct id){0});
    pack_free(pack);
    return e;
}

static struct id
agency(struct work *w, const char *kind, const char *term, const char *name,
    struct id authority)
{
    struct agency a = {.kind = str_of(kind),
        .term = str_of(term),
        .name = {str_of(name), str_of(name)},
        .authority = authority,
        .language = LANG_CY};
    struct id     id = {0};

    WANT_OK(agency_new(w, &a, &id));
    return id;
}

static struct id
desk(struct work *w, struct id agency_id, const char *term)
{
    struct id id = {0};

    WANT_OK(desk_new(w, agency_id, str_of(term), S("01632 960001"),
        S("01632 960002"), &id));
    return id;
}

static struct id
account(struct work *w, struct id agency_id, const char *login,
    const char *role, struct id at)
{
    struct account a = {.agency = agency_id,
        .login = str_of(login),
        .name = str_of(login),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_EN};
    struct id      none = {0}, id = {0};

    WANT_OK(account_new(w, &a, none, &id));
    WANT_OK(account_confirm(w, id, none));
    WANT_OK(account_grant(w, id, str_of(role), at, none, (struct moment){0}));
    return id;
}

static void
places(struct work *w, struct office *o)
{
    const struct office_words *p = o->words;
    struct id                  none = {0};

    o->authority = agency(w, p->authority, p->authority_term, "Sir Afon", none);
    o->school = agency(w, p->school, NULL, "Ysgol y Garn", o->authority);
    o->hospital = agency(w, p->hospital, NULL, "Bwrdd Glan", o->authority);
    o->front_door = desk(w, o->authority, p->front_door);
    o->duty = desk(w, o->authority, p->duty);
    o->early_help = desk(w, o->authority, p->early_help);
    o->officer_desk = desk(w, o->authority, p->officer_desk);
}

static enum err
people(struct work *w, struct office *o)
{
    const struct office_words *p = o->words;
    struct id                  none = {0}, at = {0};

    places(w, o);
    o->teacher = account(w, o->school, "teacher", p->teacher, none);
    o->safeguarding =
        account(w, o->school, "safeguarding", p->safeguarding, none);
    at = o->front_door;
    o->worker = account(w, o->authority, "worker", p->worker, at);
    o->second = account(w, o->authority, "second", p->worker, at);
    o->manager = account(w, o->authority, "manager", p->manager, at);
    o->night = account(w, o->authority, "night", p->night, o->duty);
    o->helper = account(w, o->authority, "helper", p->helper, o->early_help);
    o->officer =
        account(w, o->authority, "officer", p->officer, o->officer_desk);
    o->social = account(w, o->authority, "social", p->social, none);
    o->nurse = account(w, o->hospital, "nurse", p->nurse, none);
    o->custodian = account(w, o->authority, "custodian", p->custodian,
        desk(w, o->authority, p->custodian_desk));
    return OK;
}

void
office_open(struct office *o)
{
    office_open_in(o, &office_wales);
}

void
office_open_in(struct office *o, const struct office_words *words)
{
    struct service_options so = {.mode = STORE_ALONE};
    struct fault           fault = {0};
    struct str             parts[2];

    *o = (struct office){.words = words, .shop = shop_open()};
    o->arena = o->shop.arena;
    WANT_OK(store_write(o->shop.store, o->arena, install, o));
    shop_shut(&o->shop);
    parts[0] = str_of(o->shop.dir);
    parts[1] = S("keys");
    so.url = o->shop.url;
    so.key_file = str_c(o->arena, str_join(o->arena, parts, 2, S("/")));
    o->key_file = so.key_file;
    WANT_OK(key_file_new(so.key_file));
    WANT_OK(service_open(&so, &o->service, &fault));
    office_at(o, "2027-03-01T09:00:00Z");
    o->pack = rules_on(service_rules(o->service),
        clock_practice(service_clock(o->service)));
    office_do(o, people);
}

void
office_close(struct office *o)
{
    service_close(o->service);
    shop_close(&o->shop);
}

void
office_at(struct office *o, const char *moment)
{
    struct moment m;

    WANT(moment_parse(str_of(moment), &m));
    clock_start_at(service_clock(o->service), m);
}

struct doing {
    struct office *office;
    office_work   *work;
};

static enum err
work_do(struct txn *tx, void *ctx)
{
    struct doing *d = ctx;
    struct work   w = work_in(tx, service_rules(d->office->service));

    return d->work(&w, d->office);
}

void
office_do(struct office *o, office_work *work)
{
    struct doing d = {o, work};

    WANT_OK(store_write(service_store(o->service), o->arena, work_do, &d));
}

/* ---- the door ---- */

enum err
office_ask(struct office *o, struct id account_id, struct ask ask,
    struct answer *answer)
{
    struct cx cx = cx_service(o->service, o->arena, account_id);

    *answer = (struct answer){0};
    return action_run(&cx, &ask, answer);
}

static struct str
filled(struct office *o, const struct form *f, size_t children,
    const char *said)
{
    struct fill fill = {.arena = o->arena,
        .pack = o->pack,
        .form = f,
        .children = children,
        .today =
            zone_date(o->pack->zone, clock_practice(service_clock(o->service))),
        .said = said};

    return fill_answers(&fill);
}

struct str
office_purpose(const struct office *o, const char *means)
{
    return pack_purpose_for(o->pack, str_of(means))->id;
}

void
office_report_all(struct office *o, struct id by, const char *said,
    struct office_child *out, size_t n)
{
    static const struct str refs[] = {
        S_INIT("r1"), S_INIT("r2"), S_INIT("r3"), S_INIT("r4")};
    struct entry_subject       children[OFFICE_SIBLINGS];
    struct entry_ask           in = {.form = report_form(o->pack, MAY_REPORT),
                  .language = LANG_CY,
                  .subjects = children,
                  .subject_count = n};
    struct ask                 ask = {.act = ACT_ENTRY_RECORD,
                        .purpose = office_purpose(o, "own"),
                        .with = &in};
    struct answer              answer;
    const struct entry_answer *got;

    WANT(n <= OFFICE_SIBLINGS);
    for (size_t i = 0; i < n; i++)
        children[i] = (struct entry_subject){
            .kind = PERSON_CHILD, .ref = refs[i], .role = S("child")};
    in.answers = filled(o, in.form, n, said);
    WANT_OK(office_ask(o, by, ask, &answer));
    got = answer.with;
    for (size_t i = 0; i < n; i++)
        out[i] = (struct office_child){got->thread, got->sources[i]};
}

struct office_child
office_report(struct office *o, struct id by, const char *said)
{
    struct office_child child;

    office_report_all(o, by, said, &child, 1);
    return child;
}

struct office_child
office_concern(struct office *o, const char *said)
{
    return office_report(o, o->teacher, said);
}

static enum err
record(struct office *o, struct id by, const struct office_child *c,
    const struct concern_record *in)
{
    struct ask    ask = {.act = ACT_CONCERN_RECORD,
           .about = c->thread,
           .with = in};
    struct answer answer;
    enum err      e = office_ask(o, by, ask, &answer);

    if (e == ERR_INVALID && answer.with) {
        const struct concern_recorded *r = answer.with;

        for (size_t i = 0; i < r->wrong.count; i++)
            print_error("%.*s: %.*s\n", STR_ARG(r->wrong.faults[i].field->id),
                STR_ARG(lang_text(LANG_EN, r->wrong.faults[i].msg)));
    }
    return e;
}

enum err
office_record(struct office *o, struct id by, const struct office_child *c,
    enum concern_use use, const char *said, struct id seen)
{
    const struct form *f =
        concern_form_for(o->pack, use, concern_kind(o->pack));
    struct concern_record in = {.form = f,
        .source = c->source,
        .answers = filled(o, f, 1, said),
        .language = LANG_EN,
        .seen = seen};

    return record(o, by, c, &in);
}

enum err
office_record_form(struct office *o, struct id by, const struct office_child *c,
    const struct form *form, const char *said)
{
    struct concern_record in = {.form = form,
        .source = c->source,
        .answers = filled(o, form, 1, said),
        .language = LANG_EN};

    return record(o, by, c, &in);
}

const struct concern_page *
office_page(struct office *o, struct id by, const struct office_child *c,
    enum err *e)
{
    struct concern_ask in = {.source = c->source};
    struct ask    ask = {.act = ACT_CONCERN, .about = c->thread, .with = &in};
    struct answer answer;

    *e = office_ask(o, by, ask, &answer);
    return *e ? NULL : answer.with;
}

const struct inbox *
office_inbox(struct office *o, struct id by, enum err *e)
{
    struct inbox_ask in = {.which = WORK_ALL};
    struct ask       ask = {.act = ACT_INBOX, .with = &in};
    struct answer    answer;

    *e = office_ask(o, by, ask, &answer);
    return *e ? NULL : answer.with;
}

const struct reported *
office_reported(struct office *o, struct id by, const struct office_child *c,
    enum err *e)
{
    struct ask    ask = {.act = ACT_REPORTED, .about = c->thread};
    struct answer answer;

    *e = office_ask(o, by, ask, &answer);
    return *e ? NULL : answer.with;
}

/* ---- looking behind ---- */

/* A connection knows a statement by where it stands. */
static const struct statement *
statement(const char *sql)
{
    static struct statement all[128];
    size_t                  i = 0;

    while (i < sizeof all / sizeof *all && all[i].sql && all[i].sql != sql)
        i++;
    WANT(i < sizeof all / sizeof *all);
    all[i].sql = sql;
    return &all[i];
}

struct counting {
    const char *sql;
    int64_t     n;
};

static enum err
count(struct txn *tx, void *ctx)
{
    struct counting *c = ctx;
    struct rows      r;

    WANT_OK(txn_row(tx, statement(c->sql), NO_ARGS, &r));
    c->n = row_int(&r, 0);
    return OK;
}

int64_t
office_count(struct office *o, const char *sql)
{
    struct counting c = {.sql = sql};

    WANT_OK(store_read(service_store(o->service), o->arena, count, &c));
    return c.n;
}
