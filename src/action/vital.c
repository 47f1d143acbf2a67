/*
 * vital -- a row for each part, with the function that judges it.
 *
 * The limits are of running a program and not of practice, so they stand
 * here and in no pack: what the package's timers do is late when it was left
 * out twice.
 */
#include "action/vital.h"

#include <assert.h>

#include "record/agency.h"
#include "store/meta.h"

#define SECOND_US INT64_C(1000000)
#define HOUR_US (3600 * SECOND_US)
/* The tick comes by the minute and speaks for a minute and a half. */
#define TICK_LATE_US (120 * SECOND_US)
#define NODE_SILENT_US (180 * SECOND_US)
#define CLOCK_APART_US (60 * SECOND_US)
/* A copy every six hours; verified once a week. */
#define BACKUP_LATE_US (13 * HOUR_US)
#define BACKUP_MISSING_US (48 * HOUR_US)
#define AUDIT_LATE_US (15 * 24 * HOUR_US)
enum {
    LEAVES_MANY = 1000, /* without a number: numbering is behind        */
    JOBS_MANY = 1000,   /* a commit takes hundreds at once              */
    DISK_SOME = 10,     /* one part in so many of the disk is free      */
    DISK_LITTLE = 33
};

/* ---- figures ---- */

static void
add(struct vital *v, struct vital_figure figure)
{
    assert(v->count < VITAL_FIGURES);
    v->figures[v->count++] = figure;
}

static void
add_number(struct vital *v, const char *key, enum msg label, int64_t n)
{
    add(v, (struct vital_figure){key, label, VITAL_NUMBER, n, {{0}, {0}}});
}

static void
add_bytes(struct vital *v, const char *key, enum msg label, int64_t n)
{
    add(v, (struct vital_figure){key, label, VITAL_BYTES, n, {{0}, {0}}});
}

static void
add_moment(struct vital *v, const char *key, enum msg label, struct moment m)
{
    add(v, (struct vital_figure){key, label, VITAL_MOMENT, m.us, {{0}, {0}}});
}

static void
add_words(struct vital *v, const char *key, enum msg label, struct words words)
{
    add(v, (struct vital_figure){key, label, VITAL_WORDS, 1, words});
}

static void
say(struct vital *v, enum vital_state state, enum msg what)
{
    v->state = state;
    v->says = true;
    v->what = what;
}

/* ---- what is kept ---- */

static void
judge_store(const struct vital_facts *f, struct vital *v)
{
    add_bytes(v, "bytes", MSG_HEALTH_SIZE, f->store.bytes);
    if (f->reads)
        say(v, VITAL_BAD, MSG_HEALTH_STORE_DO);
}

static void
judge_writer(const struct vital_facts *f, struct vital *v)
{
    add_number(v, "waiting", MSG_HEALTH_JOBS, (int64_t)f->waiting);
    if (f->writes)
        say(v, VITAL_BAD, MSG_HEALTH_WRITER_DO);
    else if (f->waiting > JOBS_MANY)
        say(v, VITAL_LOOK, MSG_HEALTH_WRITER_SLOW);
}

static void
judge_disk(const struct vital_facts *f, struct vital *v)
{
    const struct vitals *s = &f->store;

    if (!s->disk) {
        say(v, VITAL_GOOD, MSG_HEALTH_DISK_ELSEWHERE);
        return;
    }
    add_bytes(v, "free_bytes", MSG_HEALTH_DISK_FREE, s->disk_free);
    add_bytes(v, "bytes", MSG_HEALTH_DISK_SIZE, s->disk);
    if (s->disk_free < s->disk / DISK_LITTLE)
        say(v, VITAL_BAD, MSG_HEALTH_DISK_DO);
    else if (s->disk_free < s->disk / DISK_SOME)
        say(v, VITAL_LOOK, MSG_HEALTH_DISK_DO);
}

static void
judge_ledger(const struct vital_facts *f, struct vital *v)
{
    add_number(v, "leaves", MSG_HEALTH_LEAVES, f->store.leaves);
    add_number(v, "signed", MSG_HEALTH_SIGNED, f->store.covered);
    add_number(v, "waiting", MSG_HEALTH_UNNUMBERED, f->store.waiting);
    if (f->store.waiting > LEAVES_MANY)
        say(v, VITAL_BAD, MSG_HEALTH_LEDGER_DO);
}

/* How long ago; what was never done was due from the database's birth, but
 * nobody need keep what is invented. */
static int64_t
ago(const struct vital_facts *f, const struct care *c)
{
    if (f->demo && !c->at.us)
        return 0;
    return f->machine.us - (c->at.us ? c->at.us : f->store.born.us);
}

static void
judge_verified(const struct vital_facts *f, struct vital *v)
{
    const struct care *c = &f->store.care[CARE_AUDIT];

    add_moment(v, "last_seconds", MSG_HEALTH_LAST, c->at);
    if (c->at.us) {
        add_number(v, "leaves", MSG_HEALTH_LEAVES, c->size);
        add_number(v, "faults", MSG_HEALTH_FAULTS, c->faults);
    }
    if (c->faults)
        say(v, VITAL_BAD, MSG_HEALTH_VERIFIED_WRONG);
    else if (ago(f, c) > AUDIT_LATE_US)
        say(v, VITAL_LOOK, MSG_HEALTH_VERIFIED_DO);
}

static void
judge_backup(const struct vital_facts *f, struct vital *v)
{
    const struct care *c = &f->store.care[CARE_BACKUP];

    add_moment(v, "last_seconds", MSG_HEALTH_LAST, c->at);
    if (c->size)
        add_bytes(v, "bytes", MSG_HEALTH_SIZE, c->size);
    if (ago(f, c) > BACKUP_MISSING_US)
        say(v, VITAL_BAD, MSG_HEALTH_BACKUP_DO);
    else if (ago(f, c) > BACKUP_LATE_US)
        say(v, VITAL_LOOK, MSG_HEALTH_BACKUP_DO);
}

/* ---- who works ---- */

/* Whoever began last; before the first minute is over nothing was due. */
static int64_t
last_began(const struct vital_facts *f)
{
    int64_t last = f->opened.us;

    for (size_t i = 0; i < f->store.node_count; i++)
        if (f->store.nodes[i].began.us > last)
            last = f->store.nodes[i].began.us;
    return last;
}

static void
judge_tick(const struct vital_facts *f, struct vital *v)
{
    const struct moment tick = f->store.tick;
    int64_t             last = last_began(f);

    if (tick.us > last)
        last = tick.us;
    if (tick.us)
        add_moment(v, "until_seconds", MSG_HEALTH_TICK_UNTIL, tick);
    add_number(v, "files", MSG_HEALTH_FILES, f->store.files);
    if (last + TICK_LATE_US >= f->machine.us)
        return;
    if (f->serves)
        say(v, VITAL_BAD, MSG_HEALTH_TICK_DO);
    else
        say(v, VITAL_LOOK, MSG_HEALTH_TICK_NOBODY);
}

static void
judge_nodes(const struct vital_facts *f, struct vital *v)
{
    const struct node *n = f->store.nodes;
    int64_t            silent = 0;
    bool               mixed = false;

    for (size_t i = 0; i < f->store.node_count; i++) {
        silent += n[i].silent > NODE_SILENT_US;
        mixed = mixed || !str_eq(n[i].version, n[0].version);
    }
    add_number(v, "known", MSG_HEALTH_NODES_KNOWN,
        (int64_t)f->store.node_count);
    add_number(v, "silent", MSG_HEALTH_NODES_SILENT, silent);
    if (silent)
        say(v, VITAL_LOOK, MSG_HEALTH_NODES_DO);
    else if (mixed)
        say(v, VITAL_LOOK, MSG_HEALTH_NODES_MIXED);
}

/* In a demonstration practice time is where somebody set it. */
static void
judge_clock(const struct vital_facts *f, struct vital *v)
{
    int64_t apart = f->practice.us - f->machine.us;

    add_moment(v, "practice_seconds", MSG_HEALTH_PRACTICE_TIME, f->practice);
    if (!f->demo && (apart > CLOCK_APART_US || apart < -CLOCK_APART_US))
        say(v, VITAL_LOOK, MSG_HEALTH_CLOCK_DO);
}

/* ---- what is served ---- */

static void
judge_registers(const struct vital_facts *f, struct vital *v)
{
    int64_t stale = 0;

    for (size_t i = 0; i < f->register_count; i++)
        stale += f->registers[i].state != VITAL_GOOD;
    add_number(v, "searched", MSG_HEALTH_SEARCHED, (int64_t)f->register_count);
    add_number(v, "stale", MSG_HEALTH_STALE, stale);
    if (stale)
        say(v, VITAL_BAD, MSG_HEALTH_REGISTER_DO);
}

static void
judge_pack(const struct vital_facts *f, struct vital *v)
{
    add_words(v, "known", MSG_HEALTH_NAME, f->pack);
    add_number(v, "version", MSG_HEALTH_VERSION, f->pack_version);
    if (f->pack_from.us)
        add_moment(v, "since_seconds", MSG_HEALTH_SINCE, f->pack_from);
}

static void
judge_program(const struct vital_facts *f, struct vital *v)
{
    add_words(v, "known", MSG_HEALTH_VERSION,
        (struct words){vital_version(), vital_version()});
    if (f->serves)
        add_moment(v, "since_seconds", MSG_HEALTH_SINCE, f->opened);
}

/* ---- the table ---- */

/* needed: nothing is answered without it.  unread: it can be judged although
 * the store cannot be read. */
static const struct {
    struct str word;
    enum msg   name;
    bool       needed, unread;
    void (*judge)(const struct vital_facts *f, struct vital *v);
} parts[VITAL_COUNT] = {
    [VITAL_STORE] = {S_INIT("store"), MSG_HEALTH_STORE, true, true,
        judge_store},
    [VITAL_WRITER] = {S_INIT("writing"), MSG_HEALTH_WRITER, true, true,
        judge_writer},
    [VITAL_DISK] = {S_INIT("disk"), MSG_HEALTH_DISK, false, false, judge_disk},
    [VITAL_LEDGER] = {S_INIT("ledger"), MSG_HEALTH_LEDGER, false, false,
        judge_ledger},
    [VITAL_VERIFIED] = {S_INIT("verified"), MSG_HEALTH_VERIFIED, false, false,
        judge_verified},
    [VITAL_BACKUP] = {S_INIT("backup"), MSG_HEALTH_BACKUP, false, false,
        judge_backup},
    [VITAL_TICK] = {S_INIT("tick"), MSG_HEALTH_TICK, false, false, judge_tick},
    [VITAL_NODES] = {S_INIT("nodes"), MSG_HEALTH_NODES, false, false,
        judge_nodes},
    [VITAL_CLOCK] = {S_INIT("clock"), MSG_HEALTH_CLOCK, false, false,
        judge_clock},
    [VITAL_REGISTERS] = {S_INIT("registers"), MSG_HEALTH_REGISTERS, false,
        false, judge_registers},
    [VITAL_PACK] = {S_INIT("pack"), MSG_HEALTH_PACK, false, false, judge_pack},
    [VITAL_PROGRAM] = {S_INIT("program"), MSG_HEALTH_PROGRAM, false, true,
        judge_program},
};

size_t
vital_judge(const struct vital_facts *f, struct vital out[VITAL_COUNT])
{
    size_t n = 0;

    for (int p = 0; p < VITAL_COUNT; p++) {
        if ((f->reads && !parts[p].unread) || (p == VITAL_WRITER && !f->serves))
            continue;
        out[n] = (struct vital){.part = (enum vital_part)p};
        parts[p].judge(f, &out[n++]);
    }
    return n;
}

bool
vital_is_ready(const struct vital *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (parts[all[i].part].needed && all[i].state == VITAL_BAD)
            return false;
    return true;
}

enum msg
vital_name(enum vital_part p)
{
    return parts[p].name;
}

struct str
vital_word(enum vital_part p)
{
    return parts[p].word;
}

struct str
vital_megabytes(struct arena *a, int64_t bytes)
{
    const int64_t mega = 1048576;

    return str_cat(a, str_of_int(a, bytes / mega + (bytes % mega != 0)),
        S(" MB"));
}

struct str
vital_version(void)
{
    return S(DIOGEL_VERSION);
}

/* ---- what is judged ---- */

enum err
vital_registers(struct work *w, struct arena *a, struct vital_register **out,
    size_t *count)
{
    const struct term_limit *limit =
        pack_limit(w->pack, S("register_data_stale"));
    struct register_held  *held;
    struct vital_register *all;
    struct moment          oldest;
    size_t                 n, k = 0;
    enum err               e;

    if ((e = register_held_list(w, &held, &n)) ||
        (e = span_before(w->pack->calendar, w->pack->zone, w->now, limit->span,
             &oldest)))
        return e;
    all = ARENA_ARRAY(a, struct vital_register, n + 1);
    for (size_t i = 0; i < n; i++)
        if (held[i].searched)
            all[k++] = (struct vital_register){.name = held[i].authority.name,
                .kept_here = held[i].kept_here,
                .as_of = held[i].as_of,
                .state = register_held_is_stale(&held[i], oldest) ? VITAL_BAD
                                                                  : VITAL_GOOD};
    *out = all;
    *count = k;
    return OK;
}

static enum err
gather_pack(struct work *w, struct vital_facts *f)
{
    struct installed *all;
    size_t            n;
    enum err          e;

    if ((e = work_installed(w, &all, &n)))
        return e;
    f->pack = w->pack->title;
    f->pack_version = w->pack->version;
    for (size_t i = 0; i < n; i++)
        if (all[i].pack == w->pack)
            f->pack_from = all[i].holds_from;
    return OK;
}

enum err
vital_gather(struct work *w, struct service *s, struct vital_facts *out)
{
    struct vital_facts f = {.serves = s != NULL,
        .opened = service_opened(s),
        .machine = clock_machine(),
        .practice = w->now};
    enum err           e;

    if (s)
        f.waiting = store_waiting(service_store(s));
    if ((e = vitals_read(w->tx, &f.store)) ||
        (e = meta_is_demo(w->tx, &f.demo)) || (e = gather_pack(w, &f)) ||
        (e = vital_registers(w, txn_arena(w->tx), &f.registers,
             &f.register_count)))
        return e;
    *out = f;
    return OK;
}
