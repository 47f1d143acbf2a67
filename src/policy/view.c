/*
 * The view holds the facts and not only what was decided from them: an entry
 * is asked about again with what its own thread adds.  Deciding is pure and
 * cheap; the reads were done once, when the view was made.
 */
#include "policy/view.h"
#include "practice/meeting.h"

#include <assert.h>

#include "policy/facts.h"
#include "record/label.h"
#include "record/person.h"
#include "record/question.h"

#define BIT(type) (UINT32_C(1) << (type))
/* What a summary shows: answers that cannot hold a sentence or a name. */
#define IN_SUMMARY                                                            \
    (BIT(FIELD_YES_NO) | BIT(FIELD_YES_NO_UNKNOWN) | BIT(FIELD_CHOICE) |      \
        BIT(FIELD_CHOICES) | BIT(FIELD_DATE) | BIT(FIELD_DATE_TIME) |         \
        BIT(FIELD_NUMBER) | BIT(FIELD_SCALE) | BIT(FIELD_LANGUAGE) |          \
        BIT(FIELD_AGENCY) | BIT(FIELD_DESK))

/* What access rows name beside form groups, and the verb it is asked with. */
static const struct {
    struct str word;
    enum verb  verb;
} kernel_words[] = {
    {S_INIT("register"), MAY_READ},
    {S_INIT("people"), MAY_READ},
    {S_INIT("words_withheld"), MAY_READ},
    {S_INIT("papers"), MAY_READ},
    {S_INIT("location"), MAY_OPEN},
    {S_INIT("safe_contact"), MAY_OPEN},
    {S_INIT("reporter"), MAY_OPEN},
    {S_INIT("lookers"), MAY_SEE_LOOKERS},
};
#define KERNEL_WORDS (sizeof(kernel_words) / sizeof(*kernel_words))

static enum verb
verb_for(struct str of)
{
    for (size_t i = 0; i < KERNEL_WORDS; i++)
        if (str_eq(kernel_words[i].word, of))
            return kernel_words[i].verb;
    return MAY_READ;
}

/* The depth at which these facts give it; nothing when they refuse it. */
static enum depth
decide(const struct pack *pack, const struct policy_facts *facts, struct str of,
    struct grant *grant)
{
    struct policy_facts f = *facts;

    f.of = of;
    f.verb = verb_for(of);
    return policy_decide(pack, &f, grant) ? DEPTH_NONE : grant->depth;
}

/* ---- making ---- */

static bool
has_word(const struct view *v, struct str of)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_eq(v->words[i], of))
            return true;
    return false;
}

static void
word_add(struct view *v, struct str of)
{
    if (has_word(v, of))
        return;
    if (v->count == VIEW_MOST)
        BUG("a pack has more form groups than a view has room for");
    v->words[v->count] = of;
    decide(v->pack, &v->facts, of, &v->grants[v->count]);
    v->count++;
}

static enum err
threads_read(struct work *w, const struct reader *r, struct view *v)
{
    struct id *threads;
    size_t     n;
    enum err   e;

    if ((e = person_threads(w, v->person, &threads, &n)))
        return e;
    v->threads = ARENA_ARRAY(txn_arena(w->tx), struct view_thread, n + 1);
    v->thread_count = n;
    for (size_t i = 0; i < n; i++) {
        struct policy_facts *part = &v->threads[i].part;

        v->threads[i].thread = threads[i];
        if ((e = facts_thread(w, r, threads[i], part)))
            return e;
        part->ties = v->facts.ties;
        part->tie_count = v->facts.tie_count;
        if (part->desk_count)
            facts_on_duty(txn_arena(w->tx), w->pack, part);
    }
    return OK;
}

static bool
is_absent(const struct pack *p, enum label_kind label)
{
    return label != LABEL_NORMAL && p->labels[label].others == OTHERS_ABSENT;
}

/* Who stands in an entry beside this person, and is not there for whoever
 * looks: a brother whom nobody may find is named in what is said of both. */
static enum err
hidden_read(struct work *w, struct view *v)
{
    struct label_beside *all;
    size_t               n;
    enum err             e;

    if ((e = label_beside(w, v->person, v->reader, &all, &n)))
        return e;
    v->hidden = ARENA_ARRAY(txn_arena(w->tx), struct id, n + 1);
    for (size_t i = 0; i < n; i++)
        if (is_absent(w->pack, all[i].label))
            v->hidden[v->hidden_count++] = all[i].source;
    return OK;
}

/* The person's facts, and in them what a thread says. */
static struct policy_facts
facts_in(const struct view *v, const struct policy_facts *part)
{
    struct policy_facts f = v->facts;

    f.ties = part->ties;
    f.tie_count = part->tie_count;
    f.thread_roles = part->thread_roles;
    f.thread_role_count = part->thread_role_count;
    f.desks = part->desks;
    f.desk_count = part->desk_count;
    f.own = part->own;
    f.own_agency = part->own_agency;
    f.only_elsewhere = part->only_elsewhere;
    return f;
}

static bool
sees_in_thread(const struct view *v, const struct view_thread *t)
{
    struct policy_facts f = facts_in(v, &t->part);
    struct grant        g;

    for (size_t i = 0; i < v->pack->groups_count; i++)
        if (decide(v->pack, &f, v->pack->groups[i].id, &g))
            return true;
    return false;
}

static bool
sees_anything(const struct view *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->grants[i].depth)
            return true;
    for (size_t i = 0; i < v->thread_count; i++)
        if (sees_in_thread(v, &v->threads[i]))
            return true;
    return false;
}

/* Whether the label leaves nothing at all to this reader. */
static bool
is_hidden(const struct view *v)
{
    return !v->listed && is_absent(v->pack, v->label);
}

enum err
view_gather(struct work *w, const struct reader *r, struct id person,
    struct view *out)
{
    struct question q = {.verb = MAY_READ};
    struct view    *v = out;
    enum err        e;

    if (r->kind != READER_ACCOUNT)
        return r->kind == READER_NOBODY ? ERR_SIGN_IN : ERR_DENIED;
    *v = (struct view){.pack = w->pack,
        .reader = r->account.id,
        .reader_agency = r->agency.id,
        .arena = txn_arena(w->tx),
        .facts = facts_of_reader(r, &q)};
    if ((e = person_resolve(w, person, &v->person)))
        return e;
    facts_no_thread(w, r, &q, &v->facts);
    if ((e = facts_person(w, r, v->person, &v->facts)))
        return e;
    v->facts.complete = true;
    v->label = v->facts.label;
    v->listed = v->facts.listed;
    v->seal_location = v->label != LABEL_NORMAL && !v->listed &&
        v->pack->labels[v->label].seal_location;
    if ((e = hidden_read(w, v)))
        return e;
    return threads_read(w, r, v);
}

enum err
view_decide(struct view *v, struct str purpose)
{
    v->facts.purpose = purpose;
    v->decided = ARENA_NEW(v->arena, struct view_decided);
    v->count = 0;
    for (size_t i = 0; i < KERNEL_WORDS; i++)
        word_add(v, kernel_words[i].word);
    for (size_t i = 0; i < v->pack->groups_count; i++)
        word_add(v, v->pack->groups[i].id);
    if (sees_anything(v))
        return OK;
    return is_hidden(v) ? ERR_ABSENT : ERR_DENIED;
}

enum err
view_of(struct work *w, const struct reader *r, struct id person,
    struct str purpose, struct view *out)
{
    enum err e = view_gather(w, r, person, out);

    return e ? e : view_decide(out, purpose);
}

void
view_in(struct view *v, struct id thread)
{
    for (size_t i = 0; i < v->thread_count; i++)
        if (id_eq(v->threads[i].thread, thread)) {
            v->facts.ties = v->threads[i].part.ties;
            v->facts.tie_count = v->threads[i].part.tie_count;
        }
    v->decided = ARENA_NEW(v->arena, struct view_decided);
    for (size_t i = 0; i < v->count; i++)
        decide(v->pack, &v->facts, v->words[i], &v->grants[i]);
}

enum depth
view_depth(const struct view *v, struct str of)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_eq(v->words[i], of))
            return v->grants[i].depth;
    return DEPTH_NONE;
}

/* ---- one entry ---- */

/* Where the form says whom it asks, or null. */
static const struct field *
asked_of(const struct form *form)
{
    size_t arg = (size_t)yield_arg_find(YIELD_ASK, S("agencies"));

    for (size_t i = 0; i < form->yield_count; i++)
        for (size_t k = 0; k < form->yields[i].from_count; k++)
            if (form->yields[i].kind == YIELD_ASK &&
                form->yields[i].from[k].arg == arg &&
                form->yields[i].from[k].field_count)
                return form->yields[i].from[k].fields[0];
    return NULL;
}

/* Whether the entry names the reader's agency there. */
static bool
is_named(const struct view *v, const struct entry *e, const struct field *f)
{
    struct id agency;

    return f &&
        id_parse(answers_text(v->arena, &e->answers, f, -1), ID_AGENCY,
            &agency) &&
        id_eq(agency, v->reader_agency);
}

/* A question that the reader's agency is asked; its answer to one, and its
 * report for a meeting, whoever of it wrote that, or wrote it down for it. */
static bool
is_agencys(const struct view *v, const struct entry *e)
{
    return is_named(v, e, asked_of(e->form)) ||
        is_named(v, e, question_answered_by(v->pack, e->form)) ||
        is_named(v, e, meeting_report_of(e->form));
}

/*
 * An entry of a thread that the view does not know is not about this
 * person: nothing is known of it, so nothing is shown.  What is said in
 * answer to a report is the reporting agency's to read, whoever wrote it, as
 * is what an agency is asked and answers; of reports each agency reads its
 * own (S12, S13).
 */
static struct policy_facts
facts_of_entry(const struct view *v, const struct entry *e, size_t *thread)
{
    struct policy_facts none = {0};
    struct policy_facts f;
    enum label_kind     label;
    bool                theirs = form_yields(e->form, YIELD_CONCERN);
    bool                agencys;
    size_t              i = 0;

    while (i < v->thread_count && !id_eq(v->threads[i].thread, e->thread))
        i++;
    *thread = v->thread_count;
    if (i == v->thread_count || !label_find(e->label, &label))
        return none;
    *thread = i;
    f = facts_in(v, &v->threads[i].part);
    f.label = label_both(f.label, label);
    f.own = (f.own && !theirs) ||
        (!id_is_none(e->author) && id_eq(e->author, v->reader));
    agencys = !id_is_none(e->agency) && id_eq(e->agency, v->reader_agency);
    f.own_agency =
        theirs ? f.own_agency && agencys : f.own_agency || is_agencys(v, e);
    if (e->only_route && !id_eq(e->author, v->reader) && !f.desk_count)
        f.only_elsewhere = true;
    return f;
}

/* The depth at which these facts of an entry in that thread give it: decided
 * once for all entries that differ in nothing that counts. */
static enum depth
decide_once(const struct view *v, const struct policy_facts *f, size_t thread,
    struct str of)
{
    struct view_decided *d = v->decided;
    struct grant         g;
    enum depth           depth;

    for (size_t i = 0; i < d->count; i++)
        if (d->all[i].thread == thread && d->all[i].label == f->label &&
            d->all[i].own == f->own && d->all[i].own_agency == f->own_agency &&
            d->all[i].only_elsewhere == f->only_elsewhere &&
            str_eq(d->all[i].of, of))
            return d->all[i].depth;
    depth = decide(v->pack, f, of, &g);
    /* nothing is known of it: decided without facts, and never kept */
    if (thread == v->thread_count || d->count == VIEW_DECIDED)
        return depth;
    d->all[d->count].thread = thread;
    d->all[d->count].of = of;
    d->all[d->count].label = f->label;
    d->all[d->count].own = f->own;
    d->all[d->count].own_agency = f->own_agency;
    d->all[d->count].only_elsewhere = f->only_elsewhere;
    d->all[d->count++].depth = depth;
    return depth;
}

/*
 * What is about the person and not about one thread (the register, people)
 * is seen as deep as the person's own word: the desk that holds a concern
 * sees that the child is on the register, though that stands in a thread of
 * its own.  An entry that is protected by itself is not seen so.
 */
static bool
is_of_person(const struct view *v, const struct entry *e,
    const struct policy_facts *f)
{
    if (!f->complete || f->only_elsewhere || f->label != v->label)
        return false;
    for (size_t i = 0; i < KERNEL_WORDS; i++)
        if (str_eq(kernel_words[i].word, e->form->group))
            return true;
    return false;
}

static bool
is_about_hidden(const struct view *v, const struct entry *e)
{
    for (size_t i = 0; i < v->hidden_count; i++)
        for (size_t k = 0; k < e->about_count; k++)
            if (id_eq(e->about[k].source, v->hidden[i]))
                return true;
    return false;
}

enum depth
view_entry(const struct view *v, const struct entry *e)
{
    size_t              thread;
    struct policy_facts f = facts_of_entry(v, e, &thread);
    enum depth          own = decide_once(v, &f, thread, e->form->group);
    enum depth          person = DEPTH_NONE;

    if (is_about_hidden(v, e))
        return DEPTH_NONE;
    if (is_of_person(v, e, &f))
        person = view_depth(v, e->form->group);
    return own > person ? own : person;
}

static enum depth
word_of_entry(const struct view *v, const struct entry *e, struct str of)
{
    size_t              thread;
    struct policy_facts f = facts_of_entry(v, e, &thread);

    return decide_once(v, &f, thread, of);
}

/* ---- the child's words ---- */

static const struct field *
words_asked(const struct form *form, const struct field *text)
{
    int of = yield_arg_find(YIELD_WORDS, S("text"));
    int may = yield_arg_find(YIELD_WORDS, S("may_hear"));

    for (size_t i = 0; i < form->yield_count; i++) {
        const struct yield_rule *y = &form->yields[i];
        const struct field      *hears = NULL;
        bool                     is_text = false;

        if (y->kind != YIELD_WORDS)
            continue;
        for (size_t k = 0; k < y->from_count; k++) {
            const struct yield_from *from = &y->from[k];

            if ((int)from->arg == may && from->field_count)
                hears = from->fields[0];
            for (size_t j = 0; j < from->field_count; j++)
                is_text = is_text ||
                    ((int)from->arg == of && from->fields[j] == text);
        }
        if (is_text && hears)
            return hears;
    }
    return NULL;
}

static bool
answer_tells(const struct field *hears, const struct json *v, struct str told)
{
    const struct term_option *o;

    if (!v || !hears->options)
        return false;
    if (v->kind == JSON_ARRAY) {
        for (const struct json *c = v->child; c; c = c->next)
            if (answer_tells(hears, c, told))
                return true;
        return false;
    }
    if (v->kind != JSON_STRING)
        return false;
    o = term_option_find(hears->options, v->text);
    return o && str_eq(o->told, told);
}

/* Whether one of the answers lets everybody at the table hear; one that
 * keeps the words wins. */
static bool
answer_releases(const struct field *hears, const struct json *v)
{
    return answer_tells(hears, v, S("full")) &&
        !answer_tells(hears, v, S("nothing"));
}

/* Words of several children in one entry are released together or not. */
static bool
words_released(const struct entry *e, const struct field *text)
{
    const struct field *hears = words_asked(e->form, text);

    if (!hears)
        return false;
    if (!text->per_child)
        return answer_releases(hears, answers_value(&e->answers, hears, 0));
    for (size_t i = 0; i < e->about_count; i++)
        if (answers_value(&e->answers, text, (int)i) &&
            !answer_releases(hears, answers_value(&e->answers, hears, (int)i)))
            return false;
    return true;
}

static bool
words_shown(const struct view *v, const struct entry *e, const struct field *f)
{
    bool own = !id_is_none(e->author) && id_eq(e->author, v->reader);

    return own || words_released(e, f) ||
        word_of_entry(v, e, S("words_withheld")) >= DEPTH_SUMMARY;
}

bool
view_field(const struct view *v, const struct entry *e, const struct field *f)
{
    enum depth depth = view_entry(v, e);

    assert(f->type < FIELD_TYPE_COUNT);
    /* whoever rings the family must know how, and need not know all else */
    if (f->type == FIELD_SAFE_CONTACT)
        return depth >= DEPTH_SUMMARY && !v->seal_location &&
            word_of_entry(v, e, S("safe_contact")) == DEPTH_FULL;
    if (depth < DEPTH_FULL)
        return depth == DEPTH_SUMMARY && (BIT(f->type) & IN_SUMMARY);
    switch (f->type) {
    case FIELD_LOCATION:
        return !v->seal_location &&
            word_of_entry(v, e, S("location")) == DEPTH_FULL;
    case FIELD_REPORTER:
        return word_of_entry(v, e, S("reporter")) == DEPTH_FULL;
    case FIELD_WORDS:
        return words_shown(v, e, f);
    case FIELD_PAPER:
        return word_of_entry(v, e, S("papers")) == DEPTH_FULL;
    default:
        return true;
    }
}

/* ---- the cut ---- */

static struct entry
entry_at(const struct entry *e, enum depth depth)
{
    static const struct json nothing = {.kind = JSON_OBJECT};
    struct entry             cut = *e;

    if (depth < DEPTH_FULL) {
        cut.answers_text = (struct str){0};
        cut.reason = (struct str){0};
    }
    if (depth < DEPTH_SUMMARY)
        cut.answers.root = &nothing;
    return cut;
}

/* wide: a list in and a list out */
enum err
view_cut(struct arena *a, const struct view *v, const struct entry *all,
    size_t n, struct entry **kept, size_t *count)
{
    struct entry *out = ARENA_ARRAY(a, struct entry, n + 1);
    size_t        k = 0;

    for (size_t i = 0; i < n; i++) {
        enum depth depth = view_entry(v, &all[i]);

        if (depth)
            out[k++] = entry_at(&all[i], depth);
    }
    *kept = out;
    *count = k;
    return OK;
}
