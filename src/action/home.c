/*
 * A notice's rule is a share, a signal or a deadline of the pack, or one of
 * the few kernel words for what a check or a refusal sets off.  What it was
 * caused by is an entry or a leaf; only of an entry is more said, and of
 * that no more than what kind of entry it is.
 */
#include "action/home_inside.h"

#include <limits.h>

#include "action/child.h"
#include "action/health.h"
#include "action/look.h"
#include "action/plan_part.h"
#include "action/rows.h"
#include "record/alarm.h"
#include "record/entry.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/person.h"
#include "record/question.h"
#include "record/tie.h"

/* Rows of each list on the page; the whole lists have pages of their own. */
#define HOME_ROWS 8
#define HOME_NEWS 3 /* of them, for what is no missed deadline */
#define CHILDREN_MOST 100 /* each costs a view of their record */
/* Of reports, each of which may be about ten children. */
#define REPORT_ROWS (10 * HOME_ROWS)

/* What the program itself tells, without a rule of the pack. */
static const struct {
    struct str     rule;
    enum home_kind kind;
} own_rules[] = {
    {S_INIT("refused_kin"), HOME_KIN},
    {S_INIT("check_rings"), HOME_RING},
    {S_INIT("check_repeated"), HOME_REPEATED},
    {S_INIT("check_varied"), HOME_VARIED},
    {S_INIT("check_pattern"), HOME_PATTERN},
    {S_INIT("password_given"), HOME_PASSWORD},
    {S_INIT("letter_held"), HOME_LETTER},
    {S_INIT("worker_leaves"), HOME_LEAVES},
    {S_INIT("worker_left"), HOME_LEFT},
};

/* What a trigger on a check is for. */
static const struct {
    struct str     word;
    enum home_kind kind;
} check_words[] = {
    {S_INIT("ring"), HOME_RING},
    {S_INIT("repeated"), HOME_REPEATED},
    {S_INIT("varied"), HOME_VARIED},
};

/* What a trigger on a draft is for. */
static const enum home_kind look_kinds[] = {
    [LOOK_NONE] = HOME_UNSENT,
    [LOOK_WAITS] = HOME_LOOK,
    [LOOK_BACK] = HOME_BACK,
    [LOOK_UNLOOKED] = HOME_UNLOOKED,
};

/* Whether it tells who takes minutes, or took them. */
static bool
tells_taker(const struct pack *p, const struct share_rule *s, struct str means)
{
    for (size_t i = 0; i < s->to_count; i++)
        if (str_eq(s->to[i].kind, S("thread")) &&
            str_eq(pack_thread_means(p, s->to[i].id), means))
            return true;
    return false;
}

static enum home_kind
kind_of_share(const struct pack *p, const struct share_rule *s)
{
    const struct trigger *t = s->on.count ? &s->on.all[0] : NULL;

    if (!t)
        return HOME_OTHER;
    if (t->kind == ON_REFUSED)
        return HOME_KIN;
    if (t->kind == ON_DRAFT)
        return look_kinds[t->look];
    if (tells_taker(p, s, S("minutes")))
        return HOME_MINUTES;
    if (tells_taker(p, s, S("minutes_before")))
        return HOME_MINUTED;
    if (t->kind != ON_CHECK)
        return HOME_ENTRY;
    for (size_t i = 0; i < sizeof(check_words) / sizeof(*check_words); i++)
        if (str_eq(check_words[i].word, t->word))
            return check_words[i].kind;
    return HOME_OTHER;
}

/* The kind, and the title when it is the pack's own. */
static enum home_kind
kind_of_rule(const struct work *w, struct str rule, struct words *title)
{
    const struct pack       *p = w->pack;
    const struct clock_rule *clock =
        rules_clock(w->rules, p, rule, (struct str){0});

    for (size_t i = 0; i < sizeof(own_rules) / sizeof(*own_rules); i++)
        if (str_eq(own_rules[i].rule, rule))
            return own_rules[i].kind;
    for (size_t i = 0; i < p->shares_count; i++)
        if (str_eq(p->shares[i].id, rule))
            return kind_of_share(p, &p->shares[i]);
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, rule)) {
            *title = p->signals[i].title;
            return HOME_TITLED;
        }
    if (!clock)
        return HOME_OTHER;
    *title = clock->title;
    return HOME_TITLED;
}

static struct words
desk_words(const struct reader *r, struct id desk)
{
    for (size_t i = 0; i < r->desk_count; i++)
        if (id_eq(r->desks[i].id, desk))
            return r->desks[i].term->title;
    return (struct words){0};
}

static enum err
describe(struct work *w, struct cx *cx, struct home_notice *n)
{
    struct entry cause;
    enum err     e;

    if (!id_is_none(n->notice.to_desk))
        n->desk = desk_words(&cx->reader, n->notice.to_desk);
    if (!id_is_none(n->notice.thread)) {
        e = thread_number(w, n->notice.thread, &n->number);
        if (e && e != ERR_ABSENT)
            return e;
    }
    n->alarm = n->kind == HOME_TITLED || n->notice.step > 0;
    if (n->kind != HOME_ENTRY && n->kind != HOME_UNLOOKED)
        return OK;
    e = entry_load(w, n->notice.cause, &cause);
    if (e == ERR_ABSENT) {
        n->kind = HOME_OTHER;
        return OK;
    }
    if (e)
        return e;
    if (n->notice.step > 0 && n->kind == HOME_ENTRY)
        n->kind = HOME_UNREAD;
    n->title = cause.form->title;
    n->follows = !id_is_none(cause.corrects);
    return OK;
}

static bool
is_of_deadline(const struct pack *p, struct str rule)
{
    for (size_t i = 0; i < p->signals_count; i++)
        if (str_eq(p->signals[i].id, rule))
            return signal_is_alarm(&p->signals[i]);
    return false;
}

/* What a desk was told of and has decided since waits for nobody, nor does
 * a deadline that was met since. */
static enum err
is_settled(struct work *w, const struct notice *n, bool *yes)
{
    struct thread_row *found;
    size_t             count;
    enum err           e;

    *yes = false;
    if (is_of_deadline(w->pack, n->rule)) {
        e = alarm_stands(w, n, yes);
        *yes = !*yes;
        return e;
    }
    if (question_is_told(w->pack, n->rule)) {
        e = question_stands(w, n->cause, yes);
        *yes = !*yes;
        return e;
    }
    if (id_is_none(n->to_desk) || id_is_none(n->thread))
        return OK;
    if ((e = thread_load(w, n->thread, &found, &count)))
        return e == ERR_ABSENT ? OK : e;
    *yes = count != 0;
    for (size_t i = 0; i < count; i++)
        *yes = *yes && found[i].decided.us > n->made_at.us;
    return OK;
}

static bool
is_waiting(const struct work *w, const struct notice *n)
{
    return !n->read_at.us && n->made_at.us <= w->now.us;
}

/* A desk and somebody at it may have been told of the same. */
static bool
is_told(const struct home *h, const struct notice *n)
{
    for (size_t i = 0; i < h->notice_count; i++)
        if (id_eq(h->notices[i].notice.cause, n->cause) &&
            str_eq(h->notices[i].notice.rule, n->rule))
            return true;
    return false;
}

/* How much is at stake in the thread for a child not decided about. */
static enum err
risk_of(struct work *w, struct id thread, int *risk)
{
    struct thread_row *all;
    size_t             n;
    enum err           e;

    *risk = INT_MAX;
    if ((e = thread_load(w, thread, &all, &n)))
        return e == ERR_ABSENT ? OK : e;
    for (size_t i = 0; i < n; i++)
        if (!all[i].decided.us && all[i].risk < *risk)
            *risk = all[i].risk;
    return OK;
}

/* Of the first, the last that came is left out; where goes behind those
 * that it does not come before. */
static void
put_at(struct home *h, size_t where, const struct home_notice *n, size_t most)
{
    if (h->notice_count == most) {
        h->more = true;
        if (where == most)
            return;
        h->notice_count--;
    }
    for (size_t i = h->notice_count++; i > where; i--)
        h->notices[i] = h->notices[i - 1];
    h->notices[where] = *n;
}

/* Deadlines that are missed, the most at risk first. */
static enum err
alarm_add(struct work *w, struct home *h, struct home_notice *n, size_t most)
{
    size_t   at = 0;
    enum err e;

    if ((e = risk_of(w, n->notice.thread, &n->risk)))
        return e;
    while (at < h->notice_count && h->notices[at].risk <= n->risk)
        at++;
    put_at(h, at, n, most);
    return OK;
}

enum err
home_may_know_of(struct work *w, struct cx *cx, struct id person, bool *yes)
{
    enum label_kind label;
    struct id       now;
    bool            listed;
    enum err        e;

    e = kin_may_be_told(w, cx->reader.account.id, (struct id){0}, person, yes);
    if (e || !*yes || id_is_none(person))
        return e;
    if ((e = person_resolve(w, person, &now)) ||
        (e = label_stands(w, now, cx->reader.account.id, &label, &listed)))
        return e;
    *yes = listed || w->pack->labels[label].others != OTHERS_ABSENT;
    return OK;
}

/* What the reader may open as no concern, no report of their own, no meeting is
 * absent here too: a desk is told of children whom not everybody at it may
 * know of (S9, S11). */
static enum err
may_open(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    struct ask    child = {.about = n->notice.person};
    struct ask    ask = {.about = n->notice.thread};
    struct ground concern = {0}, reported = {0}, meeting = {0};
    enum err      e;

    n->kind = kind_of_rule(w, n->notice.rule, &n->title);
    if (question_is_told(w->pack, n->notice.rule))
        return home_asked(w, cx, n, yes);
    if (id_is_none(ask.about)) {
        e = home_may_know_of(w, cx, n->notice.person, yes);
        return e || !*yes ? e : home_draft(w, cx, n, yes);
    }
    if (n->kind == HOME_MINUTED) {
        *yes = true; /* that it is closed, and its number, which they had */
        return OK;
    }
    n->plan = plan_rule(w->pack, n->notice.rule) && !id_is_none(child.about);
    if (n->plan) {
        e = ground_casework(w, cx, &child, &concern);
        *yes = e == OK;
        return e && err_is_refusal(e) ? OK : e;
    }
    e = ground_concern(w, cx, &ask, &concern);
    n->concern = e == OK;
    if (e && err_is_refusal(e))
        e = ground_reported(w, cx, &ask, &reported);
    if (e && err_is_refusal(e)) {
        e = ground_meeting(w, cx, &ask, &meeting);
        n->meeting = e == OK;
    }
    *yes = e == OK;
    if (e && err_is_refusal(e))
        return home_told(w, cx, n, yes);
    return e;
}

/* One sort of them after the other: missed deadlines, then the newest. */
enum picking { PICK_ALARMS, PICK_OTHERS };

/* However much is late, there is room for what is new. */
static size_t
rows_for(enum picking which)
{
    return which == PICK_ALARMS ? HOME_ROWS - HOME_NEWS : HOME_ROWS;
}

/* wide: who looks, at what, from where to where */
static enum err
notices_add(struct work *w, struct cx *cx, struct home *h,
    const struct notice *all, size_t n, enum picking which)
{
    size_t   most = h->which == HOME_FIRST ? rows_for(which) : n;
    bool     settled = false, open = false;
    enum err e;

    for (size_t i = 0; i < n; i++) {
        struct home_notice one = {.notice = all[i]};
        bool               alarm = is_of_deadline(w->pack, all[i].rule);

        if (alarm != (which == PICK_ALARMS) || !is_waiting(w, &all[i]) ||
            is_told(h, &all[i]))
            continue;
        if (h->which == HOME_FIRST && (e = is_settled(w, &all[i], &settled)))
            return e;
        if ((e = may_open(w, cx, &one, &open)))
            return e;
        if (!open)
            continue;
        h->more = h->more || settled;
        if (settled)
            continue;
        if (!alarm && h->notice_count == most) {
            h->more = true;
            return OK;
        }
        if (alarm && (e = alarm_add(w, h, &one, most)))
            return e;
        if (!alarm)
            h->notices[h->notice_count++] = one;
    }
    return OK;
}

/* Who it is about, for whom the child's page would open. */
static enum err
name_child(struct work *w, struct cx *cx, struct home_notice *n,
    struct answer *answer)
{
    struct ask    child = {.about = n->notice.person};
    struct ground page = {0};
    struct face   face;
    enum err      e;

    if (id_is_none(child.about))
        return OK;
    e = ground_casework(w, cx, &child, &page);
    if (e)
        return err_is_refusal(e) ? OK : e;
    if ((e = person_face(w, page.grant.person, &face)))
        return e == ERR_ABSENT ? OK : e;
    n->child = look_name(cx->arena, face.given, face.family);
    answer_discloses(cx, answer, page.grant.person);
    return OK;
}

static enum err
notices(struct work *w, struct cx *cx, struct home *h, struct answer *answer)
{
    struct notice *all;
    size_t         n;
    enum err       e;

    if ((e = notice_list(w, cx->reader.scope, cx->reader.scope_count, &all,
             &n)))
        return e;
    h->notices = ARENA_ARRAY(cx->arena, struct home_notice, n + 1);
    if ((e = notices_add(w, cx, h, all, n, PICK_ALARMS)) ||
        (e = notices_add(w, cx, h, all, n, PICK_OTHERS)))
        return e;
    for (size_t i = 0; i < h->notice_count; i++) {
        struct home_notice *one = &h->notices[i];

        if ((e = describe(w, cx, one)) || (e = name_child(w, cx, one, answer)))
            return e;
        if (!id_is_none(one->notice.thread))
            answer_discloses(cx, answer, one->notice.thread);
        if (!id_is_none(one->draft.id))
            answer_discloses(cx, answer, one->draft.id);
        if (one->told.n)
            answer_discloses(cx, answer, one->notice.person);
    }
    return OK;
}

/* --- lists of threads ------------------------------------------------ */

/* One page of threads, without the rows that policy does not give. */
/* wide: a scope, a page of it, and the list it fills */
static enum err
threads(struct work *w, struct cx *cx, const struct thread_query *q,
    enum look_as as, struct answer *answer, struct thread_row **out,
    size_t *count)
{
    struct thread_row *found;
    size_t             n, k = 0;
    bool               yes;
    enum err           e;

    if ((e = thread_list(w, q, &found, &n, NULL)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if ((e = look_row(w, cx, &found[i], as, &yes)))
            return e;
        if (!yes)
            continue;
        found[k++] = found[i];
        answer_discloses(cx, answer, found[i].thread);
        answer_discloses(cx, answer, found[i].person);
    }
    *out = found;
    *count = k;
    return OK;
}

/* --- children who are the reader's work --------------------------------- */

/* What is due first stands first; what nothing is due for stands last. */
static void
child_add(struct home *h, const struct home_child *one)
{
    size_t i = h->child_count++;

    for (; i > 0 && one->due.us &&
         (!h->children[i - 1].due.us ||
             h->children[i - 1].due.us > one->due.us);
         i--)
        h->children[i] = h->children[i - 1];
    h->children[i] = *one;
}

static enum err
children(struct work *w, struct cx *cx, struct home *h, struct answer *answer)
{
    const struct child_page *p;
    struct id               *all;
    size_t                   n;
    int64_t  most = h->which == HOME_FIRST ? HOME_ROWS : CHILDREN_MOST;
    enum err e;

    if ((e = tie_persons(w, cx->reader.account.id, most + 1, &all, &n)))
        return e;
    h->more_children = n > (size_t)most;
    n -= h->more_children;
    h->children = ARENA_ARRAY(cx->arena, struct home_child, n + 1);
    for (size_t i = 0; i < n; i++) {
        if ((e = child_brief(w, cx, all[i], answer, &p))) {
            if (!err_is_refusal(e))
                return e;
            continue;
        }
        child_add(h,
            &(struct home_child){.person = p->person,
                .name = p->name,
                .born = p->face.birth_date,
                .expected = p->face.expected,
                .label = p->label,
                .clock = p->next_clock,
                .due = p->next_due,
                .late = p->next_due.us && p->next_due.us < w->now.us,
                .seen = p->seen});
    }
    return OK;
}

/* A report about several children is a row of each: it stands once. */
static void
once_each(struct home *h)
{
    size_t k = 0;

    for (size_t i = 0; i < h->report_count && k < HOME_ROWS; i++)
        if (!k || !id_eq(h->reports[i].thread, h->reports[k - 1].thread))
            h->reports[k++] = h->reports[i];
    h->report_count = k;
}

static enum err
began(struct work *w, struct cx *cx, struct home *h, struct answer *answer)
{
    struct thread_query q = {.scope = cx->reader.scope,
        .scope_count = cx->reader.scope_count,
        .author = cx->reader.account.id,
        .which = THREAD_ALL,
        .sort = THREAD_BY_RECEIVED,
        .limit = REPORT_ROWS};
    enum err            e;

    if (!reader_may(&cx->reader, MAY_REPORT))
        return OK;
    if ((e = draft_list(w, cx->reader.account.id, &h->drafts, &h->draft_count)))
        return e;
    if ((e = threads(w, cx, &q, LOOK_AS_OWN, answer, &h->reports,
             &h->report_count)))
        return e;
    once_each(h);
    return OK;
}

/* What somebody who looks after accounts, or the service, must see to. */
static enum err
upkeep(struct work *w, struct cx *cx, struct home *h)
{
    struct vital_register *all;
    size_t                 n;
    enum err               e;

    if ((e = health_waiting(w, &cx->reader, &h->accounts_waiting)) ||
        !reader_may(&cx->reader, MAY_ADMINISTER))
        return e;
    if ((e = vital_registers(w, cx->arena, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        h->registers_stale += all[i].state != VITAL_GOOD;
    return OK;
}

enum err
home_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct home *h = ARENA_NEW(cx->arena, struct home);
    enum err     e;

    (void)grant;
    h->which = *(const enum home_which *)ask->with;
    if ((e = notices(w, cx, h, answer)) ||
        (e = tasks_first(w, cx, HOME_ROWS, answer, &h->tasks)) ||
        (e = children(w, cx, h, answer)) || (e = began(w, cx, h, answer)) ||
        (e = meetings_mine(w, cx, answer, &h->minutes)) ||
        (e = plan_list_make(w, cx, HOME_ROWS, answer, &h->plan)) ||
        (e = upkeep(w, cx, h)))
        return e;
    answer->with = h;
    return OK;
}

/* Only what was for the reader, or for a desk they staff now. */
enum err
notice_done(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct reader *r = &cx->reader;
    struct notice        n;
    enum err             e;

    (void)grant, (void)answer;
    if ((e = notice_find(w, ask->about, &n)))
        return e;
    for (size_t i = 0; i < r->scope_count; i++)
        if (id_eq(r->scope[i], n.to_desk) || id_eq(r->scope[i], n.to_account))
            return notice_read(w, n.id, r->account.id);
    return ERR_ABSENT;
}
