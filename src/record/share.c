/*
 * Shares: who must be told when something was recorded, and by when.
 *
 * The pack names whom by what they are (the reporter of the thread, whoever
 * is tied to the child, a desk, a role, an agency of some kind); here that
 * becomes desks and accounts.  Somebody who cannot be found is passed over:
 * a role that nobody holds is seen in the notices that are missing, and a
 * concern is never refused for it.
 */
#include "record/account.h"
#include "record/entry_inside.h"
#include "record/kin.h"
#include "record/minutes.h"
#include "record/question.h"
#include "record/thread.h"

#include "practice/calendar.h"
#include "practice/meeting.h"

enum { TIED, AGENCIES, COUNT };
static const struct statement texts[COUNT] = {
    /* whom, and what that is: 1 account, 2 desk, 3 agency; also those whom
     * the entry that is told of unties: they are not to hear it last */
    [TIED] = {.sql = "SELECT t.whom, CASE WHEN a.id IS NOT NULL THEN 1"
                     " WHEN d.id IS NOT NULL THEN 2 ELSE 3 END"
                     " FROM tie t LEFT JOIN account a ON a.id = t.whom"
                     " LEFT JOIN desk d ON d.id = t.whom"
                     " WHERE t.person = $1 AND t.kind = $2"
                     " AND t.since <= $3"
                     " AND (t.until IS NULL OR t.until >= $3)"
                     " ORDER BY t.since, t.whom"},
    [AGENCIES] = {.sql = "SELECT DISTINCT g.id FROM source_person p"
                         " JOIN source s ON s.id = p.source"
                         " JOIN agency g ON g.id = s.agency"
                         " WHERE p.person = $1 AND g.kind = $2"
                         " ORDER BY g.id"},
};
const struct statements share_statements = {"share", texts, COUNT};

/* What a role in a thread has to mean (pack.md, threads: means). */
#define MEANS_REPORTER S("reporter")
#define MEANS_AUTHOR S("author")
#define MEANS_INVITED S("invited")
#define MEANS_QUESTIONED S("questioned")
#define MEANS_SHARED S("shared")
#define MEANS_MINUTES S("minutes")
#define MEANS_MINUTES_BEFORE S("minutes_before")

/* One share, on its way to everybody it names. */
struct telling {
    struct work               *work;
    const struct share_rule   *share;
    const struct notice_about *about;
    struct moment              due; /* at once, where the pack says none */
};

static enum err
put_one(struct telling *t, struct id desk, struct id account)
{
    const struct notice_about *a = t->about;
    struct notice              n = {.cause = a->cause,
                     .rule = t->share->id,
                     .to_desk = desk,
                     .to_account = account,
                     .thread = a->thread,
                     .due = t->due};
    bool                       yes;
    enum err                   e;

    if (id_is_none(desk) && id_is_none(account))
        return OK;
    if (!a->several)
        n.person = a->person;
    else if (!id_is_none(account) &&
        ((e = kin_may_be_told(t->work, account, a->thread, a->person, &yes)) ||
            !yes))
        return e;
    return notice_put(t->work, &n);
}

static bool
is_one(struct id whom, struct id named)
{
    return !id_is_none(whom) && id_eq(whom, named);
}

static enum err
tell_one(struct telling *t, struct id desk, struct id account)
{
    const struct notice_about *a = t->about;

    if (!id_is_none(a->desk) && !is_one(desk, a->desk) &&
        !is_one(account, a->account))
        return OK; /* for its author and one desk alone (S15) */
    return put_one(t, desk, account);
}

static enum err
tell_account(struct telling *t, struct id account)
{
    return tell_one(t, (struct id){0}, account);
}

/* The desk, or out of hours whoever stands in for it. */
static enum err
tell_desk(struct telling *t, const struct desk *d)
{
    struct desk now = *d;
    enum err    e;

    if (id_is_none(t->about->desk) && (e = desk_now(t->work, d, &now)))
        return e;
    return tell_one(t, now.id, (struct id){0});
}

/* An agency is told at its first desk. */
static enum err
tell_agency(struct telling *t, struct id agency)
{
    struct desk *desks;
    size_t       n;
    enum err     e;

    if ((e = desk_list(t->work, agency, &desks, &n)))
        return e;
    return n ? tell_desk(t, &desks[0]) : OK;
}

/* ---- each kind of addressee ---- */

/* Of its desks the one that hears of meetings. */
static enum err
tell_invited(struct telling *t, struct id agency)
{
    struct desk *desks;
    size_t       n;
    enum err     e;

    if ((e = desk_list(t->work, agency, &desks, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (desks[i].term->invited)
            return tell_desk(t, &desks[i]);
    return n ? tell_desk(t, &desks[0]) : OK;
}

/* Where nobody may answer, the agency's desk holds it for who comes. */
static enum err
tell_questioned(struct telling *t, const struct question_put *q)
{
    struct hearer *all;
    size_t         n;
    bool           any;
    enum err       e = question_hearers(t->work, q, &all, &n, &any);

    if (e)
        return e;
    for (size_t i = 0; i < n; i++) {
        struct desk d;

        if (id_is_none(all[i].desk)) {
            if ((e = tell_account(t, all[i].account)))
                return e;
        } else if ((e = desk_load(t->work, all[i].desk, &d)) ||
            (e = tell_desk(t, &d))) {
            return e;
        }
    }
    return any ? OK : tell_agency(t, q->agency);
}

/* Whom a fact asks to a meeting, gives a record of it, or asks something. */
static bool
names_agency(const struct fact *f, struct str means, struct id *whom)
{
    if (str_eq(means, MEANS_QUESTIONED))
        return f->kind == YIELD_ASK &&
            id_parse(fact_arg(f, S("agencies")), ID_AGENCY, whom);
    if (str_eq(means, MEANS_INVITED))
        return f->kind == YIELD_INVITE && meeting_is_asked(f) &&
            id_parse(fact_arg(f, S("whom")), ID_AGENCY, whom);
    return f->kind == YIELD_SHARE && !fact_arg(f, S("withheld")).n &&
        id_parse(fact_arg(f, S("to")), ID_AGENCY, whom);
}

/* The agencies that the entry itself names so. */
static enum err
to_named(struct telling *t, struct str means)
{
    struct arena        *a = txn_arena(t->work->tx);
    struct entry         says;
    struct answers_about about;
    struct fact         *all;
    struct id            whom;
    size_t               n;
    enum err             e;

    if ((e = entry_load(t->work, t->about->cause, &says)))
        return e;
    about = entry_about(a, &says);
    if ((e = yield_extract(a, &says.answers, &about, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        struct question_put q = {.facts = all,
            .fact_count = n,
            .person = t->about->person};

        if (!names_agency(&all[i], means, &whom))
            continue;
        q.agency = whom;
        e = str_eq(means, MEANS_QUESTIONED) ? tell_questioned(t, &q)
                                            : tell_invited(t, whom);
        if (e)
            return e;
    }
    return OK;
}

static bool
is_named_by_entry(struct str means)
{
    return str_eq(means, MEANS_INVITED) || str_eq(means, MEANS_SHARED) ||
        str_eq(means, MEANS_QUESTIONED);
}

bool
share_names_agencies(const struct pack *p, const struct addressee *to)
{
    return str_eq(to->kind, S("thread")) &&
        is_named_by_entry(pack_thread_means(p, to->id));
}

/* Whoever takes the minutes now, when it is this entry that names them. */
static enum err
to_taker(struct telling *t)
{
    struct arena        *a = txn_arena(t->work->tx);
    struct entry         says;
    struct answers_about about;
    struct fact         *all;
    struct id            taker, named;
    size_t               n;
    enum err             e;

    if ((e = minutes_taker(t->work, t->about->thread, &taker)) ||
        (e = entry_load(t->work, t->about->cause, &says)))
        return e;
    about = entry_about(a, &says);
    if ((e = yield_extract(a, &says.answers, &about, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == YIELD_MINUTES &&
            id_parse(fact_arg(&all[i], S("whom")), ID_ACCOUNT, &named) &&
            id_eq(named, taker))
            return put_one(t, (struct id){0}, taker);
    return OK;
}

static enum err
to_taker_before(struct telling *t)
{
    struct id was;
    enum err  e =
        minutes_taker_before(t->work, t->about->thread, t->about->cause, &was);

    return e || id_is_none(was) ? e : put_one(t, (struct id){0}, was);
}

static enum err
to_authors(struct telling *t, struct str means)
{
    struct thread_author *all;
    size_t                n;
    enum err              e;

    if ((e = thread_authors(t->work, t->about->thread, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if ((str_eq(means, MEANS_AUTHOR) ||
                (str_eq(means, MEANS_REPORTER) && all[i].reporter)) &&
            (e = put_one(t, (struct id){0}, all[i].account)))
            return e;
    return OK;
}

static enum err
to_thread_role(struct telling *t, struct str role)
{
    struct str means = pack_thread_means(t->work->pack, role);
    bool       entry = t->about->cause.kind == ID_ENTRY;

    if (id_is_none(t->about->thread))
        return OK;
    if (is_named_by_entry(means))
        return entry ? to_named(t, means) : OK;
    if (str_eq(means, MEANS_MINUTES))
        return entry ? to_taker(t) : OK;
    if (str_eq(means, MEANS_MINUTES_BEFORE))
        return entry ? to_taker_before(t) : OK;
    return to_authors(t, means);
}

static enum err
tell_tied(struct telling *t, const struct rows *r)
{
    static const enum id_kind kinds[] = {ID_NONE, ID_ACCOUNT, ID_DESK,
        ID_AGENCY};
    struct id                 whom = row_id(r, 0, kinds[row_int(r, 1)]);
    struct desk               d;
    enum err                  e;

    if (whom.kind == ID_ACCOUNT)
        return tell_account(t, whom);
    if (whom.kind == ID_AGENCY)
        return tell_agency(t, whom);
    if ((e = desk_load(t->work, whom, &d)))
        return e == ERR_ABSENT ? OK : e;
    return tell_desk(t, &d);
}

static enum err
to_tie(struct telling *t, struct str kind)
{
    struct rows r;
    enum err    e;

    if (id_is_none(t->about->person))
        return OK;
    if ((e = txn_rows(t->work->tx, &texts[TIED],
             ARGS(A_ID(t->about->person), A_TEXT(kind), A_TIME(t->work->now)),
             &r)))
        return e;
    while (rows_next(&r))
        if ((e = tell_tied(t, &r)))
            return e;
    return OK;
}

static enum err
to_desk(struct telling *t, struct str term)
{
    struct desk d;
    enum err    e;

    if (id_is_none(t->about->agency))
        return OK;
    if ((e = desk_find(t->work, t->about->agency, term, &d)))
        return e == ERR_ABSENT ? OK : e;
    return tell_desk(t, &d);
}

static enum err
tell_holders(struct telling *t, struct id agency, struct str role, bool *found)
{
    struct account *all;
    size_t          n;
    enum err        e;

    *found = false;
    if ((e = account_list(t->work, agency, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (!all[i].confirmed || all[i].ended || !account_is(&all[i], role))
            continue;
        *found = true;
        if ((e = tell_account(t, all[i].id)))
            return e;
    }
    return OK;
}

/* Whoever holds the role at the agency; else at its authority. */
static enum err
to_role(struct telling *t, struct str role)
{
    struct agency a;
    bool          found;
    enum err      e;

    if (id_is_none(t->about->agency))
        return OK;
    if ((e = tell_holders(t, t->about->agency, role, &found)) || found)
        return e;
    if ((e = agency_load(t->work, t->about->agency, &a)))
        return e == ERR_ABSENT ? OK : e;
    if (id_is_none(a.authority))
        return OK;
    return tell_holders(t, a.authority, role, &found);
}

static enum err
to_agency(struct telling *t, struct str kind)
{
    struct rows r;
    enum err    e;

    if (id_is_none(t->about->person))
        return OK;
    if ((e = txn_rows(t->work->tx, &texts[AGENCIES],
             ARGS(A_ID(t->about->person), A_TEXT(kind)), &r)))
        return e;
    while (rows_next(&r))
        if ((e = tell_agency(t, row_id(&r, 0, ID_AGENCY))))
            return e;
    return OK;
}

static enum err
to_draft(struct telling *t, struct str whom)
{
    (void)whom; /* a draft has an author and nobody else */
    return tell_account(t, t->about->account);
}

static const struct {
    struct str kind;
    enum err (*to)(struct telling *, struct str id);
} addressees[] = {
    {S_INIT("thread"), to_thread_role},
    {S_INIT("tie"), to_tie},
    {S_INIT("desk"), to_desk},
    {S_INIT("role"), to_role},
    {S_INIT("agency"), to_agency},
    {S_INIT("draft"), to_draft},
};

enum err
notice_share(struct work *w, const struct share_rule *s,
    const struct notice_about *about)
{
    struct telling t = {w, s, about, about->at.us ? about->at : w->now};
    enum err       e;

    if (s->within_given &&
        (e = span_add(w->pack->calendar, w->pack->zone, t.due, s->within,
             &t.due)))
        return e;
    for (size_t i = 0; i < s->to_count; i++)
        for (size_t k = 0; k < sizeof addressees / sizeof *addressees; k++)
            if (str_eq(addressees[k].kind, s->to[i].kind) &&
                (e = addressees[k].to(&t, s->to[i].id)))
                return e;
    return OK;
}

/* ---- when an entry was written ---- */

/* Where desks and roles are looked for: where the thread began. */
static enum err
home_agency(struct work *w, const struct fold_entry *e, struct id *agency)
{
    struct thread_author *all;
    size_t                n;
    enum err              err;

    *agency = e->agency;
    if ((err = thread_authors(w, e->thread, &all, &n)))
        return err;
    if (n && !id_is_none(all[0].agency))
        *agency = all[0].agency;
    return OK;
}

static bool
fires_on(const struct share_rule *s, const struct shares_of *of, size_t at)
{
    const struct fold_entry *line = &of->lines[at];
    struct answers_about     children = {.children = of->count};

    return entry_fires(line, &s->on, NULL) &&
        (!s->when ||
            condition_holds(s->when, &line->answers, &children, line->child));
}

/* For each child by itself, because each has its own ties; whoever would be
 * told of two is told once, and of nobody by name. */
static enum err
share_fire(struct work *w, const struct share_rule *s,
    const struct shares_of *of, struct notice_about *about)
{
    size_t   fired = 0;
    enum err e;

    for (size_t i = 0; i < of->count; i++)
        fired += fires_on(s, of, i);
    about->several = fired > 1;
    for (size_t i = 0; i < of->count; i++) {
        about->person = of->persons[i];
        if (fires_on(s, of, i) && (e = notice_share(w, s, about)))
            return e;
    }
    return OK;
}

enum err
shares_fire(struct work *w, const struct shares_of *of)
{
    const struct fold_entry *first = &of->lines[0];
    struct notice_about      about = {
             .cause = first->id,
             .thread = first->thread,
             .account = first->author,
             .desk = of->desk,
             .at = first->recorded,
    };
    enum err e;

    if ((e = home_agency(w, first, &about.agency)))
        return e;
    for (size_t i = 0; i < w->pack->shares_count; i++)
        if ((e = share_fire(w, &w->pack->shares[i], of, &about)))
            return e;
    return OK;
}
