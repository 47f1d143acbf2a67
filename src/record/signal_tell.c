/*
 * Signals that no deadline brings.  Whoever writes calls this once the
 * projections are up to date: a link brings a pattern as well as an entry
 * does, when what stood under two spellings is seen to be of one child.
 *
 * Whether it was told is asked of the notices, by what caused them and not
 * by the person's id alone: that changes when records are linked.
 */
#include "record/signal_tell.h"

#include "record/alarm.h"
#include "record/entry_inside.h"
#include "record/fold_signal_inside.h"
#include "record/signal_off.h"
#include "record/signal_rest.h"
#include "record/thread.h"

enum { TOLD, TOLD_LINKED, COUNT };
static const struct statement texts[COUNT] = {
    [TOLD] = {.sql = "SELECT COUNT(*) FROM notice n WHERE n.person = $1"
                     " AND n.rule = $2 AND n.made_at > $3 AND EXISTS"
                     " (SELECT 1 FROM entry_about b JOIN source_person s"
                     " ON s.source = b.source WHERE b.entry = n.cause"
                     " AND s.person = $1)"},
    /* of one whose records are all the person's now: only who was ever linked
     * has such */
    [TOLD_LINKED] = {.sql =
        "SELECT COUNT(*) FROM source_person s"
        " JOIN entry_about b ON b.source = s.source"
        " JOIN notice n ON n.cause = b.entry"
        " WHERE s.person = $1 AND EXISTS"
        " (SELECT 1 FROM source_person x JOIN link l"
        " ON l.a = x.source OR l.b = x.source WHERE x.person = $1)"
        " AND n.rule = $2 AND n.made_at > $3 AND NOT EXISTS"
        " (SELECT 1 FROM source_person o WHERE o.person = n.person)"},
};
const struct statements signal_tell_statements = {"signal_tell", texts, COUNT};

enum err
signal_place(struct work *w, struct notice_about *about)
{
    struct thread_author *authors;
    struct thread_row    *all;
    size_t                n;
    enum err              e;

    if ((e = thread_load(w, about->thread, &all, &n)))
        return e;
    if (n && all[0].only_desk)
        about->desk = all[0].desk;
    if (n)
        about->agency = all[0].agency;
    if ((e = thread_authors(w, about->thread, &authors, &n)))
        return e;
    if (n && !id_is_none(authors[0].agency))
        about->agency = authors[0].agency;
    return OK;
}

static enum err
was_told(struct work *w, struct id person, const struct signal_rule *s,
    struct moment since, bool *yes)
{
    struct rows r;
    enum err    e;

    *yes = false;
    for (int which = TOLD; which < COUNT && !*yes; which++) {
        if ((e = txn_row(w->tx, &texts[which],
                 ARGS(A_ID(person), A_TEXT(s->id), A_TIME(since)), &r)))
            return e;
        *yes = row_int(&r, 0) != 0;
    }
    return OK;
}

/* One child as a signal finds it; before: what was known of it until the
 * entry that is told of, null: nothing of that was another. */
struct telling {
    const struct child *child, *before;
};

/* Told once already, and not gone away since.  An answer that is taken back
 * is none: it had gone away, and nobody knows that it is here again. */
static enum err
is_known(struct work *w, const struct telling *t, const struct signal_rule *s,
    struct id person, bool *yes)
{
    struct moment since;
    bool          held = true;
    enum err      e;

    *yes = false;
    if (t->before &&
        ((e = child_signal(txn_arena(w->tx), t->before, w->pack, s, w->now,
              &held)) ||
            !held))
        return e;
    if ((e = child_signal_since(t->child, w->pack, s, w->now, &since)))
        return e;
    return was_told(w, person, s, since, yes);
}

static enum err
tell_one(struct work *w, const struct telling *t, const struct signal_rule *s,
    const struct notice_about *about)
{
    struct share_rule share = {.id = s->id,
        .to = s->tell,
        .to_count = s->tell_count};
    bool              told, off;
    enum err          e;

    if ((e = signal_off_at(w, about->agency, s->id, &off)) || off)
        return e;
    if ((e = is_known(w, t, s, about->person, &told)) || told)
        return e;
    return notice_share(w, &share, about);
}

/* Of a missed deadline is told when it is missed (alarm.h). */
static enum err
holding(struct work *w, const struct child *child,
    const struct signal_rule **on, size_t *n)
{
    const struct pack *p = w->pack;
    enum err           e;
    bool               yes;

    for (size_t i = 0; i < p->signals_count; i++) {
        if (signal_is_alarm(&p->signals[i]))
            continue;
        if ((e = child_signal(txn_arena(w->tx), child, p, &p->signals[i],
                 w->now, &yes)))
            return e;
        if (yes)
            on[(*n)++] = &p->signals[i];
    }
    return OK;
}

static enum err
tell_all(struct work *w, struct notice_about about, struct telling t)
{
    const struct signal_rule **on = ARENA_ARRAY(txn_arena(w->tx),
        const struct signal_rule *, w->pack->signals_count + 1);
    size_t                     n = 0;
    enum err                   e;

    if (!t.child &&
        (e = child_load(w, about.person, (struct moment){INT64_MAX}, &t.child)))
        return e;
    if ((e = holding(w, t.child, on, &n)))
        return e;
    if (n && (e = signal_place(w, &about)))
        return e;
    for (size_t i = 0; i < n; i++)
        if ((e = tell_one(w, &t, on[i], &about)))
            return e;
    return OK;
}

enum err
signal_tell(struct work *w, struct notice_about about,
    const struct child *child)
{
    return tell_all(w, about, (struct telling){child, NULL});
}

enum err
signal_tell_corrected(struct work *w, struct notice_about about,
    const struct child *child, struct moment until)
{
    struct telling t = {.child = child};
    enum err       e = child_load(w, about.person, until, &t.before);

    return e ? e : tell_all(w, about, t);
}

/* ---- by time alone ---- */

static const struct fold_entry *
newer(const struct fold_entry *a, const struct fold_entry *b)
{
    return !a || (b && b->recorded.us > a->recorded.us) ? b : a;
}

/* The newest of what it rests on, its answers among that: by what else it is
 * told apart from when it was told before. */
static const struct fold_entry *
cause_of(struct arena *a, const struct child *c, const struct signal_rule *s)
{
    const struct fold_entry *newest = signal_last_answer(c, s);
    struct id               *all;
    size_t                   n;

    signal_rests(a, c, s, &all, &n);
    for (size_t i = 0; i < c->entries_count; i++)
        if (c->entries[i]->fate == FATE_STANDS &&
            id_among(c->entries[i]->id, all, n))
            newest = newer(newest, c->entries[i]);
    return newest;
}

static enum err
time_brought(struct work *w, const struct child *c, const struct signal_rule *s,
    bool *yes)
{
    struct arena *a = txn_arena(w->tx);
    enum err      e = child_signal(a, c, w->pack, s, w->now, yes);
    bool          before;

    if (e || !*yes)
        return e;
    if ((e = child_signal(a, c, w->pack, s, c->newest, &before)))
        return e;
    *yes = !before;
    return OK;
}

enum err
signal_tell_timed(struct work *w, struct id person, const struct child *child,
    const struct signal_rule *s, struct look_again *again)
{
    const struct fold_entry *cause;
    const struct telling     t = {child, NULL};
    struct notice_about      about = {.person = person};
    struct moment            since;
    bool                     yes;
    enum err                 e;

    if ((e = time_brought(w, child, s, &yes)) || !yes)
        return e;
    if (!(cause = cause_of(txn_arena(w->tx), child, s)))
        return OK;
    about.cause = cause->id;
    about.thread = cause->thread;
    about.account = cause->author;
    about.agency = cause->agency;
    if ((e = signal_place(w, &about)) ||
        (e = signal_off_at(w, about.agency, s->id, &yes)))
        return e;
    again->held = again->held || yes;
    if (yes || (e = tell_one(w, &t, s, &about)) ||
        (e = child_signal_since(child, w->pack, s, w->now, &since)) ||
        (e = was_told(w, person, s, since, &yes)) || yes)
        return e;
    return sweep_later(w, again);
}
