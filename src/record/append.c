/*
 * record_append(): the only writer of entries.
 *
 * In this order: the thread and what is corrected are looked up and may
 * refuse; every person concerned is locked, in the order of their ids; the
 * answers are checked and then stripped of locations and reporters; guards;
 * the row, its places in each source's gap-free sequence, its facts; then
 * what follows from it is computed: projections of every person concerned,
 * and notices.
 *
 * The time of an entry is practice time, but never that of another entry
 * about the same people: order is by time, and two entries written in one
 * transaction must keep theirs.
 */
#include <assert.h>

#include "base/zone.h"
#include "record/append_inside.h"
#include "record/guard.h"
#include "record/history_kept.h"
#include "record/signal_tell.h"
#include "record/standing.h"
#include "record/sweep.h"
#include "record/thread.h"
#include "record/transfer.h"

enum {
    THREAD_NUMBER,
    THREAD_ADD,
    NEXT_SEQ,
    ENTRY_ADD,
    ABOUT_ADD,
    FACT_ADD,
    COUNT
};
static const struct statement texts[COUNT] = {
    [THREAD_NUMBER] = {.sql = "SELECT COALESCE(MAX(number), 0) + 1"
                              " FROM thread"},
    [THREAD_ADD] = {.sql = "INSERT INTO thread (id, kind, number, made_at)"
                           " VALUES ($1, $2, $3, $4)"},
    [NEXT_SEQ] = {.sql = "SELECT COALESCE(MAX(seq), 0) + 1 FROM entry_about"
                         " WHERE source = $1"},
    [ENTRY_ADD] = {.sql = "INSERT INTO entry (id, form, version, pack,"
                          " answers, language, author, agency, occurred_at,"
                          " occurred_on, recorded_at, thread, label,"
                          " corrects, correction, reason, route, only_route)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                          " $11, $12, $13, $14, $15, $16, $17, $18)"},
    [ABOUT_ADD] = {.sql = "INSERT INTO entry_about"
                          " (entry, source, role, place, seq)"
                          " VALUES ($1, $2, $3, $4, $5)"},
    [FACT_ADD] = {.sql = "INSERT INTO entry_fact (entry, facts)"
                         " VALUES ($1, $2)"},
};
const struct statements append_statements = {"append", texts, COUNT};

/* ---- the answers ---- */

/* A child's age: as these answers say, else as we know it. */
static enum err
ages_known(struct work *w, const struct appending *p,
    struct answers_about *about)
{
    struct arena *a = txn_arena(w->tx);
    int          *ages = ARENA_ARRAY(a, int, p->children + 1);
    struct face   face;
    size_t        n = 0;
    enum err      e;

    for (size_t i = 0; i < p->about_count; i++) {
        if (!str_eq(p->about[i].role, ROLE_CHILD))
            continue;
        ages[n] = about->ages[n];
        e = ages[n] < 0 ? face_of_source(w, p->about[i].source, &face)
                        : ERR_ABSENT;
        if (e && e != ERR_ABSENT)
            return e;
        if (!e && !date_is_none(face.birth_date))
            ages[n] = date_age(face.birth_date, w->today);
        n++;
    }
    about->ages = ages;
    return OK;
}

static enum err
answers_come(struct work *w, struct appending *p, const struct answers *said)
{
    struct arena        *a = txn_arena(w->tx);
    struct answers_about about =
        answers_about_of(a, said, p->children, w->today);
    enum err e;

    if ((e = ages_known(w, p, &about)))
        return e;
    if ((e = entry_states(w, p->pack, p->form, p->persons, p->person_count,
             &about)))
        return e;
    if ((e = answers_check(a, said, &about, w->today, &p->wrong.faults,
             &p->wrong.count)))
        return e;
    return answers_seal(w, said,
        &(struct answers_home){
            .entry = p->id,
            .root = append_root(p),
            .about = p->about,
            .count = p->about_count,
        },
        &p->answers_text);
}

/* The answers as they are to be stored. */
static enum err
take_answers(struct work *w, struct appending *p)
{
    struct arena  *a = txn_arena(w->tx);
    struct answers said;
    struct fault   fault;
    enum err       e;

    p->answers_text = S("{}");
    if (append_corrects(p, CORRECT_SUBJECT)) {
        p->answers_text = append_newest(p)->answers_text;
    } else if (!append_corrects(p, CORRECT_WITHDRAW)) {
        if ((e = answers_read(a, p->form, p->asked->answers, &said, &fault)))
            return e;
        if ((e = answers_come(w, p, &said)))
            return e;
    }
    return answers_read(a, p->form, p->answers_text, &p->answers, &fault);
}

/* A file that is brought in says what another register did (S23). */
static enum err
ask_standing(struct work *w, struct appending *p)
{
    struct standing s = {.form = p->form,
        .facts = p->facts,
        .fact_count = p->fact_count,
        .author = p->asked->author};
    struct id      *children =
        ARENA_ARRAY(txn_arena(w->tx), struct id, p->about_count + 1);
    enum err e = OK;

    for (size_t i = 0; i < p->about_count && !e; i++)
        if (str_eq(p->about[i].role, ROLE_CHILD))
            e = person_of_source(w, p->about[i].source,
                &children[s.person_count++]);
    s.persons = children;
    return e || p->asked->quiet ? e : standing_ask(w, &s, &p->wrong);
}

/* An entry that is put right says again what it said of a register which the
 * child has left by it. */
static enum err
ask_transfer(struct work *w, struct appending *p)
{
    const struct transfer_signing s = {.form = p->form,
        .facts = p->facts,
        .fact_count = p->fact_count,
        .persons = p->persons,
        .person_count = p->person_count,
        .agency = p->asked->agency};
    enum err                      e = transfer_sign_ask(w, &s, &p->wrong);

    if (e || p->asked->quiet || !id_is_none(p->asked->corrects))
        return e;
    return transfer_leave_ask(w, &s, &p->wrong);
}

static enum err
take_facts(struct work *w, struct appending *p)
{
    struct fold_entry line = {.id = p->id,
        .pack = p->pack,
        .form = p->form,
        .answers = p->answers};
    enum err          e;

    p->occurred = fold_occurred(txn_arena(w->tx), p->pack, &p->answers,
        p->recorded, &p->occurred_on);
    if (p->asked->occurred.us) {
        p->occurred = p->asked->occurred;
        p->occurred_on = zone_date(p->pack->zone, p->occurred);
    }
    if (append_corrects(p, CORRECT_WITHDRAW))
        return OK;
    if ((e = entry_facts(w, &p->answers, p->children, p->occurred_on, &p->facts,
             &p->fact_count)))
        return e;
    line.facts = p->facts;
    line.fact_count = p->fact_count;
    if ((e = guard_ask(txn_arena(w->tx), &line, p->children, p->asked->reason,
             &p->wrong)))
        return e;
    if ((e = ask_standing(w, p)))
        return e;
    return ask_transfer(w, p);
}

/* ---- where it goes ---- */

/* The desk alone that holds the thread, where there is such a one (S15). */
static enum err
find_only_desk(struct work *w, struct appending *p)
{
    struct thread_row *rows;
    size_t             n;
    enum err           e;

    if (p->new_thread)
        return OK;
    if ((e = thread_load(w, p->thread, &rows, &n)))
        return e;
    for (size_t i = 0; i < n && !p->only; i++)
        if (rows[i].only_desk && !id_is_none(rows[i].desk)) {
            if ((e = desk_load(w, rows[i].desk, &p->route)))
                return e;
            p->only = true;
        }
    return OK;
}

static enum err
find_route(struct work *w, struct appending *p)
{
    struct answers_about     about = {.children = p->children};
    const struct form_route *r = NULL;
    struct desk              now;
    enum err                 e;

    if (!append_corrects(p, CORRECT_WITHDRAW))
        r = entry_route(&p->answers, &about);
    if (r) {
        if ((e = desk_find(w,
                 p->family_count ? p->family[0].entry.agency : p->asked->agency,
                 r->desk, &p->route)))
            return e;
        p->only = r->only;
    }
    if (!p->only && (!r || !p->family_count) && (e = find_only_desk(w, p)))
        return e;
    p->routed = r || p->only;
    if (!p->routed)
        return OK;
    now = p->route;
    if (!p->only && (e = desk_now(w, &p->route, &now)))
        return e;
    p->went_to = now.term->id;
    return OK;
}

/* ---- writing it ---- */

static enum err
write_thread(struct work *w, const struct appending *p)
{
    struct rows r;
    enum err    e;

    if (!p->new_thread)
        return OK;
    if ((e = txn_lock(w->tx, S("thread.number"), TXN_ALONE)))
        return e;
    if ((e = txn_row(w->tx, &texts[THREAD_NUMBER], NO_ARGS, &r)))
        return e;
    return txn_do(w->tx, &texts[THREAD_ADD],
        ARGS(A_ID(p->thread), A_TEXT(p->thread_kind), A_INT(row_int(&r, 0)),
            A_TIME(p->recorded)));
}

static struct arg
text_or_null(struct str s)
{
    return s.n ? A_TEXT(s) : A_NULL;
}

static enum err
write_entry(struct work *w, const struct appending *p)
{
    const struct entry_new *n = p->asked;

    return txn_put(w->tx, &texts[ENTRY_ADD],
        ARGS(A_ID(p->id), A_TEXT(p->form->id), A_INT(p->form->version),
            A_BYTES(hash_str(&p->pack->hash)), A_TEXT(p->answers_text),
            A_TEXT(lang_code(n->language)), A_ID(n->author), A_ID(n->agency),
            A_TIME(p->occurred), A_DATE(w->tx, p->occurred_on),
            A_TIME(p->recorded), A_ID(p->thread), A_TEXT(p->form->label),
            A_ID(append_root(p)),
            p->family_count ? A_TEXT(n->correction) : A_NULL,
            text_or_null(n->reason), text_or_null(p->went_to), A_INT(p->only)));
}

static enum err
write_about(struct work *w, const struct appending *p)
{
    int64_t     child = 0;
    struct rows r;
    enum err    e;

    for (size_t i = 0; i < p->about_count; i++) {
        const struct about *a = &p->about[i];
        bool                is_child = str_eq(a->role, ROLE_CHILD);

        if ((e = txn_row(w->tx, &texts[NEXT_SEQ], ARGS(A_ID(a->source)), &r)))
            return e;
        if ((e = txn_put(w->tx, &texts[ABOUT_ADD],
                 ARGS(A_ID(p->id), A_ID(a->source), A_TEXT(a->role),
                     A_INT(is_child ? child : -1), A_INT(row_int(&r, 0))))))
            return e;
        child += is_child;
    }
    return OK;
}

static enum err
write_facts(struct work *w, const struct appending *p)
{
    return txn_put(w->tx, &texts[FACT_ADD],
        ARGS(A_ID(p->id),
            A_TEXT(yield_save(txn_arena(w->tx), p->facts, p->fact_count))));
}

/* ---- what follows ---- */

static enum err
project_all(struct work *w, const struct appending *p)
{
    enum err e;

    for (size_t i = 0; i < p->person_count; i++)
        if ((e = project_entry(w, p->persons[i], p->id, &p->folded[i])))
            return e;
    return OK;
}

static const struct child *
child_of(const struct appending *p, struct id person)
{
    for (size_t i = 0; i < p->person_count; i++)
        if (id_eq(p->persons[i], person))
            return p->folded[i]->is.child;
    return NULL;
}

/* What it brings for one of those it is about, or was about until now. */
static enum err
tell_patterns_of(struct work *w, const struct appending *p, struct id person,
    struct id cause)
{
    const struct notice_about about = {.person = person,
        .thread = p->thread,
        .cause = cause,
        .account = p->asked->author,
        .agency = p->asked->agency};

    if (!p->family_count)
        return signal_tell(w, about, child_of(p, person));
    return signal_tell_corrected(w, about, child_of(p, person),
        (struct moment){p->recorded.us - 1});
}

/* From whom it was moved: for them it is what stood until now that says so. */
static enum err
tell_patterns_left(struct work *w, const struct appending *p,
    const struct id *persons)
{
    const struct entry *was = p->family_count ? append_newest(p) : NULL;
    struct id           person;
    enum err            e;

    for (size_t i = 0; was && i < was->about_count; i++) {
        if (!str_eq(was->about[i].role, ROLE_CHILD))
            continue;
        if ((e = person_of_source(w, was->about[i].source, &person)))
            return e;
        if (!id_among(person, persons, p->about_count) &&
            (e = tell_patterns_of(w, p, person, was->id)))
            return e;
    }
    return OK;
}

static enum err
tell_patterns(struct work *w, const struct appending *p,
    const struct id *persons)
{
    enum err e;

    for (size_t i = 0; i < p->about_count; i++)
        if (str_eq(p->about[i].role, ROLE_CHILD) &&
            (e = tell_patterns_of(w, p, persons[i], p->id)))
            return e;
    return tell_patterns_left(w, p, persons);
}

/* The new entry as each of its children's fold sees it. */
static enum err
tell(struct work *w, const struct appending *p)
{
    struct arena      *a = txn_arena(w->tx);
    struct fold_entry *lines =
        ARENA_ARRAY(a, struct fold_entry, p->about_count + 1);
    struct id       *persons = ARENA_ARRAY(a, struct id, p->about_count + 1);
    struct shares_of of;
    int              child = 0;
    enum err         e;

    of.desk = p->only ? p->route.id : (struct id){0};
    if (p->family_count &&
        ((e = notice_follow(w, append_root(p), p->id, of.desk,
              p->family[0].entry.author)) ||
            (e = sweep_thread(w, p->thread)))) /* undecided again, perhaps */
        return e;
    for (size_t i = 0; i < p->about_count; i++) {
        bool is_child = str_eq(p->about[i].role, ROLE_CHILD);

        lines[i] = (struct fold_entry){.id = p->id,
            .pack = p->pack,
            .form = p->form,
            .answers = p->answers,
            .facts = p->facts,
            .fact_count = p->fact_count,
            .child = is_child ? child : -1,
            .source = p->about[i].source,
            .thread = p->thread,
            .author = p->asked->author,
            .agency = p->asked->agency,
            .occurred = p->occurred,
            .recorded = p->recorded};
        child += is_child;
        if ((e = person_of_source(w, p->about[i].source, &persons[i])))
            return e;
    }
    of.lines = lines;
    of.persons = persons;
    of.count = p->about_count;
    if (append_corrects(p, CORRECT_WITHDRAW))
        e = append_tell_undone(w, p);
    else
        e = p->asked->quiet ? OK : shares_fire(w, &of);
    if (e || p->asked->quiet)
        return e;
    return tell_patterns(w, p, persons);
}

/* What was written in vain is not to be remembered. */
static void
histories_back(struct work *w, const struct appending *p, enum err e)
{
    for (size_t i = 0; i < p->person_count; i++)
        if (e)
            history_drop(p->folded[i]);
        else
            history_put(rules_histories(w->rules), p->folded[i]);
}

/* ---- the whole ---- */

static enum err
prepare(struct work *w, struct appending *p)
{
    enum err e;

    if ((e = append_find(w, p)))
        return e;
    if ((e = take_answers(w, p)))
        return e;
    if ((e = take_facts(w, p)))
        return e;
    return find_route(w, p);
}

static enum err
write(struct work *w, const struct appending *p)
{
    enum err e;

    if ((e = write_thread(w, p)))
        return e;
    if ((e = write_entry(w, p)))
        return e;
    if ((e = write_about(w, p)))
        return e;
    if ((e = write_facts(w, p)) || (e = append_tell_undone(w, p)) ||
        (e = project_all(w, p)))
        return e;
    return tell(w, p);
}

enum err
record_append(struct work *w, const struct entry_new *asked, struct id *entry,
    struct id *thread, struct entry_wrong *wrong)
{
    struct appending p = {.asked = asked, .id = txn_id(w->tx, ID_ENTRY)};
    enum err         e;

    assert(txn_is_write(w->tx) && entry && thread);
    assert(asked->form || !id_is_none(asked->corrects));
    if ((e = prepare(w, &p))) {
        if (wrong)
            *wrong = p.wrong;
        return e;
    }
    e = write(w, &p);
    histories_back(w, &p, e);
    if (e)
        return e;
    *entry = p.id;
    *thread = p.thread;
    return OK;
}
