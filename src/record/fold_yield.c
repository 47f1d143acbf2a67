/*
 * What each yield makes of the child: one row for each in the table below.
 * Those with nothing of their own are kept as facts, in order, for the pages
 * and signals that look at that kind.
 *
 * A tie of the co-ordinator or of the allocated worker takes over from the
 * one before it: there is one co-ordinator for a child, one allocated worker
 * for a thread.  Coming off the register ends what the register was the
 * reason for: co-ordinator and core group.
 *
 * Work that is closed ends the ties of those who worked: not what a child
 * has at school or with a practice, and not who owns the support that goes on.
 *
 * A temporary entry ends with what somebody records, and with no day of its
 * own: a child whose stay was to be over is still entered until then.
 */
#include <assert.h>

#include "practice/calendar.h"
#include "record/authority.h"
#include "record/fold_inside.h"

/* What a kind of tie is to the program (pack.md, ties: means). */
#define TIE_CO_ORDINATOR S("co_ordinator")
#define TIE_ALLOCATED S("allocated")
#define TIE_COVER S("cover")
#define TIE_REVIEWING S("reviewing")
#define TIE_SUPERVISOR S("supervisor")

static enum err
keep_fact(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    *FOLD_ADD(f, facts) = (struct fact_at){fact, e};
    return OK;
}

/* ---- the register ---- */

static struct authority_key
key_of(const struct fold *f, const struct fold_entry *e, struct str authority)
{
    return authority_key(f->arena, fold_pack(f, e), e->met, authority);
}

/* The newest spell that has not ended; authority empty: any. */
static struct spell *
spell_open(struct fold *f, const struct fold_entry *e, bool temporary,
    struct str authority)
{
    struct authority_key whose = key_of(f, e, authority);

    for (size_t i = f->child.spells_count; i-- > 0;) {
        struct spell *s = &f->child.spells[i];

        if (date_is_none(s->off) && s->temporary == temporary &&
            (!authority.n || !s->authority.n ||
                authority_same(key_of(f, e, s->authority), whose)))
            return s;
    }
    return NULL;
}

static void
spell_say(struct spell *s, const struct fact *fact)
{
    struct str primary = fact_arg(fact, S("primary"));

    s->categories = fact_arg(fact, S("categories"));
    if (primary.n)
        s->primary = primary;
}

static struct spell *
spell_new(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    struct spell *s = FOLD_ADD(f, spells);

    s->opened_by = e->id;
    s->on = fold_day(fold_pack(f, e), e);
    s->reason = fact_arg(fact, S("reason"));
    return s;
}

static enum err
register_on(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    struct str    authority = fact_arg(fact, S("authority"));
    struct spell *s = spell_open(f, e, false, authority);

    if (!s) {
        s = spell_new(f, e, fact);
        s->authority = authority;
    }
    spell_say(s, fact);
    return OK;
}

static enum err
register_change(struct fold *f, const struct fold_entry *e,
    const struct fact *fact)
{
    struct spell *s = spell_open(f, e, false, fact_arg(fact, S("authority")));

    if (!s)
        return keep_fact(f, e, fact);
    spell_say(s, fact);
    return OK;
}

static bool
tie_is_open(const struct tie_at *t, struct moment at)
{
    return !t->until.us || t->until.us > at.us;
}

/* Whoever leaves a register and is on another keeps everybody. */
static bool
leaves_nothing(struct fold *f, const struct fold_entry *e,
    const struct fact *by)
{
    return by && by->kind == YIELD_REGISTER_OFF &&
        spell_open(f, e, false, (struct str){0});
}

void
fold_ties_end(struct fold *f, const struct fold_entry *e)
{
    const struct form_reach *r = fold_reach(f, e);
    const struct fact       *by;

    for (size_t k = 0; k < r->ends_count; k++) {
        if (!entry_fires(e, r->ends[k]->ends_by, &by) ||
            leaves_nothing(f, e, by))
            continue;
        for (size_t i = 0; i < f->child.ties_count; i++) {
            struct tie_at *t = &f->child.ties[i];

            if (str_eq(t->kind, r->ends[k]->id) &&
                tie_is_open(t, e->recorded) && !id_eq(t->by, e->id))
                t->until = e->recorded;
        }
    }
}

static const struct tie_term *
tie_term_of(const struct fold *f, const struct fold_entry *e, struct str kind)
{
    return pack_tie(fold_pack(f, e), kind);
}

static void
ties_end(struct fold *f, const struct fold_entry *e, const struct str *means,
    size_t count)
{
    for (size_t i = 0; i < f->child.ties_count; i++) {
        struct tie_at         *t = &f->child.ties[i];
        const struct tie_term *term = tie_term_of(f, e, t->kind);

        if (term && tie_is_open(t, e->recorded) &&
            str_among(term->means, means, count))
            t->until = e->recorded;
    }
}

static enum err
close_work(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    const struct str means[] = {TIE_ALLOCATED, TIE_CO_ORDINATOR, TIE_COVER,
        TIE_REVIEWING, TIE_SUPERVISOR};

    ties_end(f, e, means, sizeof means / sizeof *means);
    return keep_fact(f, e, fact);
}

static void
spell_close(struct fold *f, const struct fold_entry *e, const struct fact *fact,
    struct spell *s)
{
    s->off = fold_day(fold_pack(f, e), e);
    s->closed_by = e->id;
    s->reason = fact_arg(fact, S("reason"));
}

static bool
spells_close(struct fold *f, const struct fold_entry *e,
    const struct fact *fact, bool temporary)
{
    struct str    host = fact_arg(fact, S("host"));
    struct spell *s = spell_open(f, e, temporary, host);
    bool          any = s != NULL;

    for (; s; s = spell_open(f, e, temporary, host))
        spell_close(f, e, fact, s);
    return any;
}

/* The spell of the authority that lets the child go.  Where that one is not
 * among them it is the first of those of which nobody can say whose they are:
 * another authority's own is never taken for it. */
static struct spell *
spell_left(struct fold *f, const struct fold_entry *e, struct str authority)
{
    struct authority_key whose = key_of(f, e, authority);
    struct spell        *first = NULL;

    for (size_t i = f->child.spells_count; i-- > 0;) {
        struct spell        *s = &f->child.spells[i];
        struct authority_key key = key_of(f, e, s->authority);

        if (!date_is_none(s->off) || s->temporary)
            continue;
        if (authority_same(key, whose))
            return s;
        if (!key.known)
            first = s;
    }
    return first;
}

/* With an authority: it is that one's register alone that the child leaves. */
static enum err
register_off(struct fold *f, const struct fold_entry *e,
    const struct fact *fact)
{
    struct str    authority = fact_arg(fact, S("authority"));
    struct spell *left = authority.n ? spell_left(f, e, authority) : NULL;
    bool          any = left != NULL;

    if (left)
        spell_close(f, e, fact, left);
    if (!authority.n) {
        any = spells_close(f, e, fact, false);
        any = spells_close(f, e, fact, true) || any;
    }
    if (!any)
        return keep_fact(f, e, fact);
    if (!spell_open(f, e, false, (struct str){0}))
        ties_end(f, e, &TIE_CO_ORDINATOR, 1);
    return OK;
}

static enum err
temporary_on(struct fold *f, const struct fold_entry *e,
    const struct fact *fact)
{
    struct str    host = fact_arg(fact, S("host"));
    struct spell *s = spell_open(f, e, true, host);

    if (!s) {
        s = spell_new(f, e, fact);
        s->authority = host;
        s->temporary = true;
    }
    if (fact_arg(fact, S("from")).n)
        s->from = fact_arg(fact, S("from"));
    if (fact_arg(fact, S("categories")).n)
        spell_say(s, fact);
    if (!date_parse(fact_arg(fact, S("until")), &s->until))
        s->until = (struct date){0};
    return OK;
}

static enum err
temporary_off(struct fold *f, const struct fold_entry *e,
    const struct fact *fact)
{
    return spells_close(f, e, fact, true) ? OK : keep_fact(f, e, fact);
}

/* ---- ties, decisions, plans ---- */

static enum err
tie_until(struct fold *f, const struct fold_entry *e, const struct fact *fact,
    struct moment *until)
{
    const struct pack     *p = fold_pack(f, e);
    const struct tie_term *term = pack_tie(p, fact_arg(fact, S("kind")));

    *until = (struct moment){0};
    if (fold_said_end(p, fact_arg(fact, S("until")), until))
        return OK;
    if (!term || !term->lasts_given)
        return OK;
    return span_add(p->calendar, p->zone, e->occurred, term->lasts, until);
}

/* Whether there is one such tie at a time, and the new one takes over. */
static bool
tie_takes_over(const struct fold *f, const struct fold_entry *e,
    const struct tie_at *old, struct str kind)
{
    const struct tie_term *term = tie_term_of(f, e, kind);

    if (!term || !str_eq(old->kind, kind) || !tie_is_open(old, e->occurred))
        return false;
    return str_eq(term->means, TIE_CO_ORDINATOR) ||
        (str_eq(term->means, TIE_ALLOCATED) && id_eq(old->thread, e->thread));
}

static enum err
fold_tie(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    struct str     whom = fact_arg(fact, S("whom"));
    struct str     kind = fact_arg(fact, S("kind"));
    struct tie_at *t;
    struct moment  until;
    enum err       err;

    if ((err = tie_until(f, e, fact, &until)))
        return err;
    for (size_t i = 0; i < f->child.ties_count; i++)
        if (tie_takes_over(f, e, &f->child.ties[i], kind))
            f->child.ties[i].until = e->occurred;
    t = FOLD_ADD(f, ties);
    *t = (struct tie_at){.kind = kind,
        .since = e->occurred,
        .until = until,
        .by = e->id,
        .thread = e->thread};
    if (!id_parse(whom, ID_ACCOUNT, &t->whom) &&
        !id_parse(whom, ID_DESK, &t->whom) &&
        !id_parse(whom, ID_AGENCY, &t->whom))
        t->name = whom;
    return OK;
}

static enum err
decide(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    *FOLD_ADD(f, decisions) = (struct decision){.entry = e->id,
        .thread = e->thread,
        .author = e->author,
        .at = e->recorded,
        .outcome = fact_arg(fact, S("outcome")),
        .reason = fact_arg(fact, S("reason"))};
    return OK;
}

/* The newest plan of that kind, or null. */
static const struct plan_at *
plan_last(const struct fold *f, struct str kind)
{
    for (size_t i = f->child.plans_count; i-- > 0;)
        if (str_eq(f->child.plans[i].kind, kind))
            return &f->child.plans[i];
    return NULL;
}

/* A later version has the co-ordinator and the agency of the one before, and
 * its review, unless it says otherwise. */
static enum err
plan(struct fold *f, const struct fold_entry *e, const struct fact *fact)
{
    struct str            kind = fact_arg(fact, S("kind"));
    struct str            who = fact_arg(fact, S("co_ordinator"));
    const struct plan_at *last = plan_last(f, kind);
    struct plan_at        before = last ? *last : (struct plan_at){0};
    struct plan_at       *p = FOLD_ADD(f, plans);

    p->entry = e->id;
    p->kind = kind;
    p->co_ordinator = who.n ? who : before.co_ordinator;
    p->agency = fact_arg(fact, S("agency"));
    if (!p->agency.n)
        p->agency = before.agency;
    if (!str_int(fact_arg(fact, S("version")), &p->version))
        p->version = 0;
    if (!date_parse(fact_arg(fact, S("review")), &p->review))
        p->review = before.review;
    return OK;
}

/* ---- the table ---- */

static enum err (*const yields[YIELD_COUNT])(struct fold *,
    const struct fold_entry *, const struct fact *) = {
    [YIELD_IDENTITY] = keep_fact,
    [YIELD_RELATIONSHIP] = keep_fact,
    [YIELD_ASSESSED] = keep_fact,
    [YIELD_HOUSEHOLD] = keep_fact,
    [YIELD_TIE] = fold_tie,
    [YIELD_CONCERN] = keep_fact,
    [YIELD_INCIDENT] = keep_fact,
    [YIELD_DECIDE] = decide,
    [YIELD_READ_HISTORY] = keep_fact,
    [YIELD_TOLD] = keep_fact,
    [YIELD_OFFER] = keep_fact,
    [YIELD_ASK] = keep_fact,
    [YIELD_ANSWER] = keep_fact,
    [YIELD_SHARE] = keep_fact,
    [YIELD_MEETING] = keep_fact,
    [YIELD_INVITE] = keep_fact,
    [YIELD_READ_WITH] = keep_fact,
    [YIELD_REPLY] = keep_fact,
    [YIELD_TAKES_PART] = keep_fact,
    [YIELD_ATTEND] = keep_fact,
    [YIELD_TOOK_PART] = keep_fact,
    [YIELD_MINUTES] = keep_fact,
    [YIELD_PREPARED] = keep_fact,
    [YIELD_REPORT] = keep_fact,
    [YIELD_COPY] = keep_fact,
    [YIELD_SIGNIFICANT] = keep_fact,
    [YIELD_EVENT] = keep_fact,
    [YIELD_VIEW] = keep_fact,
    [YIELD_DISSENT] = keep_fact,
    [YIELD_REGISTER_ON] = register_on,
    [YIELD_REGISTER_CHANGE] = register_change,
    [YIELD_REGISTER_OFF] = register_off,
    [YIELD_TEMPORARY_ON] = temporary_on,
    [YIELD_TEMPORARY_OFF] = temporary_off,
    [YIELD_PLAN] = plan,
    [YIELD_OUTCOME] = keep_fact,
    [YIELD_ACTION] = keep_fact,
    [YIELD_SCORE] = keep_fact,
    [YIELD_SEEN] = keep_fact,
    [YIELD_WORDS] = keep_fact,
    [YIELD_DENIED_ACCESS] = keep_fact,
    [YIELD_ORDER] = keep_fact,
    [YIELD_ORDER_OVER] = keep_fact,
    [YIELD_STATUS] = keep_fact,
    [YIELD_MEDICAL] = keep_fact,
    [YIELD_ABSENCE] = keep_fact,
    [YIELD_MISSING] = keep_fact,
    [YIELD_FOUND] = keep_fact,
    [YIELD_MOVE] = keep_fact,
    [YIELD_CHALLENGE] = keep_fact,
    [YIELD_SUPERVISED] = keep_fact,
    [YIELD_TRAINED] = keep_fact,
    [YIELD_AUDITED] = keep_fact,
    [YIELD_ASSESSED_SELF] = keep_fact,
    [YIELD_LINK] = keep_fact,
    [YIELD_UNLINK] = keep_fact,
    [YIELD_NOT_SAME] = keep_fact,
    [YIELD_TWINS] = keep_fact,
    [YIELD_PARTING] = keep_fact,
    [YIELD_PARTING_OVER] = keep_fact,
    [YIELD_WITHDRAWN] = keep_fact,
    [YIELD_LETTER] = keep_fact,
    [YIELD_CLOSE] = close_work,
    [YIELD_RELEASE] = keep_fact,
    [YIELD_SIGN] = keep_fact,
    [YIELD_PAPER] = keep_fact,
    [YIELD_NOTE] = keep_fact,
};

bool
fold_knows(enum yield_kind kind)
{
    return kind < YIELD_COUNT && yields[kind];
}

enum err
fold_yield(struct fold *f, const struct fold_entry *e,
           const struct fact *fact)
{
    if (!fold_knows(fact->kind))
        BUG("a yield that the fold has no row for");
    return yields[fact->kind](f, e, fact);
}
