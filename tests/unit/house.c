/*
 * house -- see house.h.
 */
#include "house.h"

#include "practice/small.h"

#include "fill.h"
#include "test.h"

#include "base/zone.h"
#include <pthread.h>

/* ---- turns ---- */

enum turn_state { WAITING, RUNNING, ENDING, DONE };
struct house_turn {
    pthread_mutex_t lock;
    pthread_cond_t  changed;
    enum turn_state state;
    struct txn     *tx;
    enum err        result; /* of the work: OK keeps it */
    struct job      job;
};

static void
turn_is(struct house_turn *t, enum turn_state state)
{
    pthread_mutex_lock(&t->lock);
    t->state = state;
    pthread_cond_broadcast(&t->changed);
    pthread_mutex_unlock(&t->lock);
}

static void
turn_wait(struct house_turn *t, enum turn_state state)
{
    pthread_mutex_lock(&t->lock);
    while (t->state != state)
        pthread_cond_wait(&t->changed, &t->lock);
    pthread_mutex_unlock(&t->lock);
}

static enum err
turn_work(struct txn *tx, void *ctx)
{
    struct house_turn *t = ctx;

    t->tx = tx;
    turn_is(t, RUNNING);
    turn_wait(t, ENDING);
    return t->result;
}

static void
turn_done(void *ctx, enum err e)
{
    struct house_turn *t = ctx;

    t->result = e;
    turn_is(t, DONE);
}

static void
turn_begin(struct house *h)
{
    struct house_turn *t = ARENA_NEW(h->arena, struct house_turn);

    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->changed, NULL);
    t->job = (struct job){.work = turn_work,
        .done = turn_done,
        .ctx = t,
        .arena = h->arena};
    WANT(store_submit(h->shop.store, &t->job));
    turn_wait(t, RUNNING);
    h->turn = t;
    h->w = &h->work;
    if (h->rules)
        h->work = work_in(t->tx, h->rules);
}

static enum err
turn_end(struct house *h, enum err result)
{
    struct house_turn *t = h->turn;

    h->turn = NULL;
    h->w = NULL;
    t->result = result;
    turn_is(t, ENDING);
    turn_wait(t, DONE);
    pthread_mutex_destroy(&t->lock);
    pthread_cond_destroy(&t->changed);
    return t->result;
}

void
house_at(struct house *h, const char *moment)
{
    struct moment m;

    WANT(moment_parse(str_of(moment), &m));
    if (h->turn)
        WANT_OK(turn_end(h, OK));
    clock_start_at(h->shop.clock, m);
    turn_begin(h);
}

void
house_undo(struct house *h)
{
    WANT_ERR(ERR_ILLEGAL, turn_end(h, ERR_ILLEGAL));
    turn_begin(h);
}

/* ---- what holds there ---- */

static void
bundle_install(struct house *h, struct str bundle, struct moment from)
{
    struct pack_mistakes wrong = {0};
    struct fault         fault = {0};
    struct pack         *pack = NULL;

    if (pack_load(h->arena, bundle, &pack, &wrong))
        for (size_t i = 0; i < wrong.count; i++)
            print_error("%.*s:%d: %.*s\n", STR_ARG(wrong.all[i].file),
                wrong.all[i].line, STR_ARG(wrong.all[i].what));
    WANT(pack != NULL);
    WANT_OK(work_install(h->turn->tx, bundle, pack, from, (struct id){0}));
    pack_free(pack);
    WANT_OK(turn_end(h, OK));
    WANT_OK(rules_load(h->shop.store, h->arena, &h->rules, &fault));
    h->pack = rules_on(h->rules, from);
}

static void
install(struct house *h)
{
    bundle_install(h, small_bundle(h->arena, "practice/wales"),
        (struct moment){0});
}

void
house_rules(struct house *h, const struct house_edit *edits, size_t n)
{
    struct str bundle = small_bundle(h->arena, "practice/wales");

    for (size_t i = 0; i < n; i++)
        bundle = small_edited(h->arena, bundle, str_of(edits[i].file),
            str_of(edits[i].old), str_of(edits[i].new));
    rules_free(h->rules_before);
    h->rules_before = h->rules;
    bundle_install(h, bundle, h->work.now);
    turn_begin(h);
}

/* ---- who is there ---- */

static struct id
agency(struct house *h, const char *kind, const char *term, const char *name,
    struct id authority)
{
    struct agency a = {.kind = str_of(kind),
        .term = str_of(term),
        .name = {str_of(name), str_of(name)},
        .authority = authority,
        .language = LANG_CY};
    struct id     id;

    WANT_OK(agency_new(h->w, &a, &id));
    return id;
}

static struct id
desk(struct house *h, struct id agency_id, const char *term)
{
    struct id id;

    WANT_OK(desk_new(h->w, agency_id, str_of(term), S("01632 960001"),
        S("01632 960002"), &id));
    return id;
}

static struct id
account(struct house *h, struct id agency_id, const char *login,
    const char *role, struct id desk_id)
{
    struct account a = {.agency = agency_id,
        .login = str_of(login),
        .name = str_of(login),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(account_grant(h->w, id, str_of(role), desk_id, none,
        (struct moment){0}));
    return id;
}

static void
people(struct house *h)
{
    struct id none = {0};

    h->authority = agency(h, "local_authority", "conwy", "Sir Afon", none);
    h->school = agency(h, "school", NULL, "Ysgol y Garn", h->authority);
    h->hospital = agency(h, "health_board", NULL, "Bwrdd Glan", h->authority);
    h->front_door = desk(h, h->authority, "front_door");
    h->duty = desk(h, h->authority, "emergency_duty");
    h->early_help = desk(h, h->authority, "early_help");
    h->officer_desk = desk(h, h->authority, "designated_officer");
    h->custodian_desk = desk(h, h->authority, "register_custodian");
    h->school_desk = desk(h, h->school, "school_safeguarding");
    h->teacher = account(h, h->school, "teacher", "practitioner", none);
    h->safeguarding = account(h, h->school, "safeguarding",
        "designated_safeguarding_person", none);
    h->worker =
        account(h, h->authority, "worker", "front_door_worker", h->front_door);
    h->manager = account(h, h->authority, "manager", "front_door_manager",
        h->front_door);
    h->officer = account(h, h->authority, "officer", "designated_officer",
        h->officer_desk);
    h->social = account(h, h->authority, "social", "social_worker", none);
    h->nurse = account(h, h->hospital, "nurse", "emergency_practitioner", none);
    h->custodian = account(h, h->authority, "custodian", "register_custodian",
        h->custodian_desk);
}

void
house_open(struct house *h)
{
    *h = (struct house){.shop = shop_open()};
    h->arena = h->shop.arena;
    turn_begin(h);
    install(h);
    house_at(h, "2027-03-01T09:00:00Z");
    people(h);
}

void
house_close(struct house *h)
{
    if (h->turn)
        WANT_OK(turn_end(h, OK));
    rules_free(h->rules);
    rules_free(h->rules_before);
    shop_close(&h->shop);
}

/* ---- what happens there ---- */

struct id
house_account(struct house *h, struct id agency, const char *login,
    const char *role)
{
    struct account a = {.agency = agency,
        .login = str_of(login),
        .name = str_of(login),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(
        account_grant(h->w, id, str_of(role), none, none, (struct moment){0}));
    return id;
}

struct id
house_child(struct house *h, struct id agency_id)
{
    struct id person, source;

    WANT_OK(
        person_new(h->w, PERSON_CHILD, agency_id, S("ref"), &person, &source));
    return source;
}

struct id
house_person(struct house *h, struct id source)
{
    struct id person = {0};

    WANT_OK(person_of_source(h->w, source, &person));
    return person;
}

static struct id
agency_of(struct house *h, struct id account_id)
{
    struct account a = {0};

    if (!id_is_none(account_id))
        WANT_OK(account_load(h->w, account_id, &a));
    return a.agency;
}

static size_t
abouts(const struct house_entry *e, struct about *out)
{
    size_t n = 0;

    for (size_t i = 0; i < 4 && !id_is_none(e->children[i]); i++)
        out[n++] = (struct about){e->children[i], S("child")};
    if (!id_is_none(e->adult))
        out[n++] = (struct about){e->adult, S("adult")};
    return n;
}

/* Answers, unless a correction brings none; a correction that says of
 * nobody is about as many as the original. */
static struct str
answers(struct house *h, const struct house_entry *e, size_t children)
{
    struct entry original = {0};
    struct fill  fill = {.arena = h->arena,
         .pack = h->pack,
         .children = children,
         .today = h->work.today,
         .said = e->said};

    if (!e->form)
        return S("{}");
    if (!children && !id_is_none(e->corrects)) {
        WANT_OK(entry_load(h->w, e->corrects, &original));
        for (size_t i = 0; i < original.about_count; i++)
            fill.children += str_eq(original.about[i].role, S("child"));
    }
    fill.form = pack_form(h->pack, str_of(e->form));
    WANT(fill.form != NULL);
    return fill_answers(&fill);
}

enum err
house_try(struct house *h, const struct house_entry *e, struct id *entry,
    struct id *thread, struct entry_wrong *wrong)
{
    struct about about[5];
    size_t       n = abouts(e, about);
    size_t       children = n - !id_is_none(e->adult);
    struct entry_new new = {
        .form = e->form ? pack_form(h->pack, str_of(e->form)) : NULL,
        .answers = answers(h, e, children),
        .language = LANG_CY,
        .author = e->by,
        .agency = agency_of(h, e->by),
        .thread = e->thread,
        .about = about,
        .about_count = n,
        .corrects = e->corrects,
        .correction = str_of(e->correction),
        .reason = str_of(e->reason),
    };

    return record_append(h->w, &new, entry, thread, wrong);
}

struct id
house_say(struct house *h, const struct house_entry *e, struct id *thread)
{
    struct entry_wrong wrong = {0};
    struct id          entry, other;
    enum err err = house_try(h, e, &entry, thread ? thread : &other, &wrong);

    for (size_t i = 0; err && i < wrong.count; i++)
        print_error("%.*s, child %d: %.*s\n",
            STR_ARG(wrong.faults[i].field ? wrong.faults[i].field->id : S("?")),
            wrong.faults[i].child,
            STR_ARG(lang_text(LANG_EN, wrong.faults[i].msg)));
    WANT_OK(err);
    return entry;
}

struct id
house_concern(struct house *h, struct id source, const char *urgency)
{
    struct str         said = str_join(h->arena,
                (const struct str[]){S("{\"about_worker\": \"no\","
                                               " \"urgency\": \""),
                    str_of(urgency), S("\"}")},
                3, S(""));
    struct house_entry e = {.form = "concern",
        .said = str_c(h->arena, said),
        .by = h->teacher,
        .children = {source}};
    struct id          thread;

    (void)house_say(h, &e, &thread);
    return thread;
}

struct id
house_decide(struct house *h, struct id thread, struct id source,
    const char *outcome)
{
    const struct str parts[] = {S("{\"outcome\": {\"0\": \""), str_of(outcome),
        S("\"}}")};
    struct str       said = str_join(h->arena, parts, 3, S(""));
    struct house_entry e = {.form = "concern_decision",
        .said = str_c(h->arena, said),
        .by = h->worker,
        .thread = thread,
        .children = {source}};

    return house_say(h, &e, NULL);
}

void
house_allocate(struct house *h, struct id thread, struct id source,
    struct id whom)
{
    const struct str   said[] = {S("{\"allocated_to\": \""),
          id_text(h->arena, whom), S("\"}")};
    struct house_entry e = {.form = "allocation",
        .said = str_c(h->arena, str_join(h->arena, said, 3, S(""))),
        .by = h->manager,
        .thread = thread,
        .children = {source}};

    (void)house_say(h, &e, NULL);
}

void
house_register(struct house *h, struct id source)
{
    struct house_entry e = {.form = "migrated_register_entry",
        .said = "{\"movement\": \"goes_on\","
                " \"took_effect\": \"2027-01-11\","
                " \"given_name\": \"Non\", \"family_name\": \"Llwyd\","
                " \"authority\": \"conwy\","
                " \"categories\": [\"neglect\"]}",
        .by = h->custodian,
        .children = {source}};

    (void)house_say(h, &e, NULL);
}

/* A connection knows a statement by where it stands, so each text has one
 * place for as long as the program runs. */
static const struct statement *
statement(const char *sql)
{
    static struct statement all[256];
    size_t                  i = 0;

    while (i < sizeof all / sizeof *all && all[i].sql && all[i].sql != sql)
        i++;
    WANT(i < sizeof all / sizeof *all);
    all[i].sql = sql;
    return &all[i];
}

int64_t
house_count(struct house *h, const char *sql)
{
    struct rows r;

    WANT_OK(txn_row(h->w->tx, statement(sql), NO_ARGS, &r));
    return row_int(&r, 0);
}

void
house_sql(struct house *h, const char *sql)
{
    WANT_OK(txn_do(h->w->tx, statement(sql), NO_ARGS));
}
