/*
 * pair_test -- records that may be one person's: who reads them, who must
 * have said so before they are linked, and what is never in the queue.
 */
#include "office.h"

#include "../test.h"

#include "action/find.h"
#include "action/pair.h"
#include "match/words.h"
#include "record/label.h"

#define ONE                                                                   \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"today\"}"
#define OTHER                                                                 \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Penry\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"2020-09-09\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"soon\"}"

#define UNLIKE                                                                \
    "{\"given_name\": {\"0\": \"Lleucu\"}, \"family_name\":"                  \
    " {\"0\": \"Abercrombie\"}, \"unborn\": {\"0\": \"no\"},"                 \
    " \"birth_date\": {\"0\": \"2014-02-03\"}, \"about_worker\": \"no\","     \
    " \"urgency\": \"soon\"}"

static struct office_child one, other;
static struct answer       got;

static struct id
person_of(struct office *o, struct id source)
{
    static struct id        found;
    struct find_ask         in = {.given = S("Lleucu"),
                .family = id_eq(source, one.source) ? S("Penri") : S("Penry"),
                .born = {2020, 9, 9}};
    const struct find_page *p;

    WANT_OK(office_ask(o, o->worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    p = got.with;
    WANT(p->count > 0);
    found = p->rows[0].person;
    return found;
}

static enum err
propose(struct office *o, struct id by, struct id *pair)
{
    struct pair_put in = {person_of(o, one.source), person_of(o, other.source)};
    enum err        e = office_ask(o, by,
               (struct ask){.act = ACT_PAIR_PROPOSE, .with = &in}, &got);

    if (!e)
        *pair = *(const struct id *)got.with;
    return e;
}

static void
two(struct office *o)
{
    office_open(o);
    one = office_concern(o, ONE);
    other = office_concern(o, OTHER);
}

static size_t
listed(struct office *o, struct id by)
{
    WANT_OK(office_ask(o, by, (struct ask){.act = ACT_PAIRS}, &got));
    return ((const struct pair_page_list *)got.with)->count;
}

static const struct pair_page *
shown(struct office *o, struct id by, struct id pair, enum err *e)
{
    *e = office_ask(o, by, (struct ask){.act = ACT_PAIR, .about = pair}, &got);
    return *e ? NULL : got.with;
}

static enum err
say(struct office *o, struct id by, struct id pair, enum pair_word word)
{
    const struct pair_page *p;
    struct pair_say         in = {.word = word, .reason = S("Yr un fam")};
    struct str              parts[5];
    enum err                e;

    if (!(p = shown(o, by, pair, &e)))
        return e;
    in.say.ask.source = p->pair.a;
    in.say.ask.other = p->pair.b;
    in.say.ask.kind = word == PAIR_SAME ? LINK_SAME
        : word == PAIR_TWINS            ? LINK_TWINS
                                        : LINK_NOT_SAME;
    in.say.form = pair_form(o->pack, word);
    in.say.language = LANG_CY;
    parts[0] = S("{\"this_record\": \"");
    parts[1] = id_text(o->arena, p->pair.a);
    parts[2] = S("\", \"other_record\": \"");
    parts[3] = id_text(o->arena, p->pair.b);
    parts[4] = S("\", \"evidence\": [\"family\"], \"reason\": \"Yr un fam\"}");
    in.say.answers = str_join(o->arena, parts, 5, (struct str){0});
    return office_ask(o, by,
        (struct ask){.act = ACT_PAIR_SAY, .about = pair, .with = &in}, &got);
}

TEST(pair__stands_side_by_side_with_a_waterfall_that_sums)
{
    struct office           o;
    struct id               pair;
    const struct pair_page *p;
    int                     sum = 0;
    enum err                e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_INT(listed(&o, o.worker), 1);
    p = shown(&o, o.worker, pair, &e);
    WANT_OK(e);
    WANT_INT(p->fields[0].state, PAIR_AGREES);
    WANT_INT(p->fields[1].state, PAIR_DIFFERS);
    for (size_t i = 0; i < p->why->count; i++)
        sum += p->why->rows[i].decibans;
    WANT_INT(sum,
        p->why->rows[p->why->count - 1].before +
            p->why->rows[p->why->count - 1].decibans);
    WANT_INT(p->readers, 2);
    office_close(&o);
}

TEST(pair_say__links_only_when_a_second_reader_says_so)
{
    struct office o;
    struct id     pair;
    enum err      e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_SAME));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM link"), 0);
    WANT_ERR(ERR_CONFLICT, say(&o, o.worker, pair, PAIR_SAME));
    WANT_OK(say(&o, o.second, pair, PAIR_SAME));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM link"
                 " WHERE kind = 'link'"),
        1);
    WANT_INT(listed(&o, o.worker), 0);
    (void)shown(&o, o.worker, pair, &e);
    WANT_ERR(ERR_ABSENT, e);
    office_close(&o);
}

TEST(pair_say__parts_at_once_and_nobody_proposes_them_again)
{
    struct office o;
    struct id     pair;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_TWINS));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM link"
                 " WHERE kind = 'twins'"),
        1);
    WANT_INT(listed(&o, o.second), 0);
    WANT_ERR(ERR_CONFLICT, propose(&o, o.worker, &pair));
    WANT_INT(got.fault.msg, MSG_CONCERN_PARTED_TWINS);
    office_close(&o);
}

TEST(pair_say__of_who_cannot_tell_leaves_it_open_with_the_reason)
{
    struct office           o;
    struct id               pair;
    const struct pair_page *p;
    enum err                e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_UNSURE));
    WANT_INT(listed(&o, o.second), 1);
    p = shown(&o, o.second, pair, &e);
    WANT_OK(e);
    WANT_INT(p->heard_count, 1);
    WANT_STR(p->heard[0].said.reason, "Yr un fam");
    WANT_INT(p->mine, PAIR_WORDS);
    office_close(&o);
}

/* With two readers it would else wait for ever. */
TEST(pair_say__lets_who_could_not_tell_answer_later)
{
    struct office           o;
    struct id               pair;
    const struct pair_page *p;
    enum err                e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_UNSURE));
    WANT_OK(say(&o, o.second, pair, PAIR_UNSURE));
    WANT_OK(say(&o, o.worker, pair, PAIR_UNSURE));
    WANT_OK(say(&o, o.worker, pair, PAIR_SAME));
    p = shown(&o, o.worker, pair, &e);
    WANT_OK(e);
    WANT_INT(p->heard_count, 4);
    WANT_INT(p->mine, PAIR_SAME);
    WANT_INT(p->same, 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM link"), 0);
    WANT_OK(say(&o, o.second, pair, PAIR_SAME));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM link"
                 " WHERE kind = 'link'"),
        1);
    office_close(&o);
}

/* Who has taken it back does not count for it any more. */
TEST(pair_say__counts_what_each_reader_said_last)
{
    struct office           o;
    struct id               pair;
    const struct pair_page *p;
    enum err                e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_SAME));
    WANT_OK(say(&o, o.worker, pair, PAIR_UNSURE));
    WANT_OK(say(&o, o.second, pair, PAIR_SAME));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM link"), 0);
    p = shown(&o, o.worker, pair, &e);
    WANT_OK(e);
    WANT_INT(p->mine, PAIR_UNSURE);
    WANT_INT(p->same, 1);
    office_close(&o);
}

/* What the page said when somebody decided: by which weights, and how much. */
TEST(pair_say__keeps_what_was_shown_beside_the_answer)
{
    struct office           o;
    struct id               pair;
    const struct pair_page *p;
    enum err                e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    WANT_OK(say(&o, o.worker, pair, PAIR_UNSURE));
    p = shown(&o, o.worker, pair, &e);
    WANT_OK(e);
    WANT(str_eq(p->heard[0].said.model, match_model_version(person_model())));
    WANT_INT(p->heard[0].said.weight,
        p->why->rows[p->why->count - 1].before +
            p->why->rows[p->why->count - 1].decibans);
    WANT_INT(p->pair.weight, p->heard[0].said.weight);
    office_close(&o);
}

/* The record that was put forward says one thing, and what would be shown of
 * the child first says another. */
static enum err
own_says_other(struct work *w, struct office *o)
{
    struct face f = {.source = other.source,
        .given = S("Lleucu"),
        .family = S("Penry"),
        .birth_date = {2020, 9, 9}};
    struct pair_new new = {.a = one.source,
        .b = other.source,
        .origin = PAIR_IMPORT};
    struct id person, pair;

    (void)o;
    WANT_OK(face_save(w, &f, txn_id(w->tx, ID_ENTRY)));
    f.given = S("Gethin");
    f.birth_date = (struct date){2011, 2, 3};
    WANT_OK(person_of_source(w, other.source, &person));
    WANT_OK(person_own(w, person, &f.source));
    WANT(!id_eq(f.source, other.source));
    WANT_OK(face_save(w, &f, txn_id(w->tx, ID_ENTRY)));
    WANT_OK(person_face(w, person, &f));
    WANT_STR(f.given, "Gethin");
    WANT_OK(pair_propose(w, &new, &pair));
    return OK;
}

/* The queue, the page and what is kept weigh the same two records. */
TEST(pair_list__says_of_a_pair_what_its_page_says)
{
    struct office                o;
    const struct pair_page_list *list;
    const struct pair_page      *p;
    const struct pair_row       *row;
    enum err                     e;

    office_open(&o);
    one = office_concern(&o, ONE);
    other = office_concern(&o, UNLIKE);
    office_do(&o, own_says_other);
    WANT_INT(listed(&o, o.worker), 1);
    list = got.with;
    row = &list->rows[0];
    p = shown(&o, o.worker, row->pair.id, &e);
    WANT_OK(e);
    WANT_INT(row->band, p->why->band);
    WANT_INT(row->band, match_band_msg(MATCH_STRONG));
    WANT_INT(row->pair.band, MATCH_STRONG);
    WANT_SAME(row->figure, p->why->figure);
    WANT_SAME(row->figure, match_decibans_text(o.arena, row->pair.weight));
    for (size_t i = 0; i < 2; i++)
        WANT_SAME(row->name[i], p->sides[i].name);
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, other.source, LABEL_SEALED, o->manager, S("risk"));
}

static enum err
shield(struct work *w, struct office *o)
{
    return label_set(w, other.source, LABEL_SHIELDED, o->manager, S("risk"));
}

TEST(pair__of_a_protected_child_is_in_no_list_and_behind_no_id)
{
    static office_work *const labels[] = {seal, shield};

    for (size_t i = 0; i < 2; i++) {
        struct office o;
        struct id     pair;
        enum err      e;

        two(&o);
        WANT_OK(propose(&o, o.worker, &pair));
        office_do(&o, labels[i]);
        WANT_INT(listed(&o, o.worker), 0);
        WANT_INT(got.disclosed_count, 0);
        (void)shown(&o, o.worker, pair, &e);
        WANT_ERR(ERR_ABSENT, e);
        WANT_ERR(ERR_ABSENT, say(&o, o.worker, pair, PAIR_NOT_SAME));
        office_close(&o);
    }
}

TEST(pair__is_for_readers_whom_the_pack_names)
{
    struct office o;
    struct id     pair;
    enum err      e;

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    e = office_ask(&o, o.nurse, (struct ask){.act = ACT_PAIRS}, &got);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    e = office_ask(&o, o.social, (struct ask){.act = ACT_PAIRS}, &got);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    (void)shown(&o, o.teacher, pair, &e);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}

/* ---- put forward by the program ---- */

static enum err
propose_like(struct work *w, struct office *o)
{
    (void)o;
    return pair_propose_like(w, one.source, PAIR_REPORT);
}

TEST(pair_propose_like__puts_a_new_record_forward_once)
{
    struct office                o;
    const struct pair_page_list *p;

    two(&o);
    office_do(&o, propose_like);
    office_do(&o, propose_like);
    WANT_INT(listed(&o, o.worker), 1);
    p = got.with;
    WANT_INT(p->rows[0].pair.origin, PAIR_REPORT);
    WANT(id_is_none(p->rows[0].pair.made_by));
    WANT_OK(say(&o, o.worker, p->rows[0].pair.id, PAIR_NOT_SAME));
    office_do(&o, propose_like);
    WANT_INT(listed(&o, o.worker), 0);
    office_close(&o);
}

/* ---- a record that changed ---- */

#define STRANGER                                                              \
    "{\"given_name\": {\"0\": \"Tomos\"}, \"family_name\":"                   \
    " {\"0\": \"Bevan\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"        \
    " {\"0\": \"2011-02-03\"}, \"about_worker\": \"no\","                     \
    " \"urgency\": \"today\"}"

/* What the form says of the record, in a thread of its own. */
static enum err
written(struct office *o, struct id source, const char *form, struct str said)
{
    const struct entry_subject subject = {.source = source,
        .kind = PERSON_CHILD,
        .role = S("child")};
    struct entry_ask           in = {.form = pack_form(o->pack, str_of(form)),
                  .answers = said,
                  .language = LANG_CY,
                  .subjects = &subject,
                  .subject_count = 1};

    return office_ask(o, o->custodian,
        (struct ask){.act = ACT_ENTRY_RECORD,
            .purpose = office_purpose(o, "duty"),
            .with = &in},
        &got);
}

static enum err
trace(struct office *o, struct id source, const char *number)
{
    struct str parts[3] = {
        S("{\"traced_on\": \"2027-03-01\", \"traced_number\": \""),
        str_of(number),
        S("\", \"traced_where\": \"spine\", \"traced_agrees\": \"enw\"}")};

    return written(o, source, "number_traced",
        str_join(o->arena, parts, 3, (struct str){0}));
}

TEST(pair__is_proposed_when_one_traced_number_stands_at_two_children)
{
    struct office       o;
    struct office_child stranger;

    office_open(&o);
    one = office_concern(&o, ONE);
    stranger = office_concern(&o, STRANGER);
    WANT_INT(listed(&o, o.worker), 0);
    WANT_OK(trace(&o, one.source, "9990001006"));
    WANT_INT(listed(&o, o.worker), 0);
    WANT_OK(trace(&o, stranger.source, "9990001014"));
    WANT_INT(listed(&o, o.worker), 0);
    WANT_OK(trace(&o, stranger.source, "9990001006"));
    WANT_INT(listed(&o, o.worker), 1);
    WANT_OK(trace(&o, stranger.source, "9990001006"));
    WANT_INT(listed(&o, o.worker), 1);
    office_close(&o);
}

TEST(pair__is_proposed_when_a_record_comes_to_say_what_another_says)
{
    struct office       o;
    struct office_child stranger;

    office_open(&o);
    one = office_concern(&o, ONE);
    stranger = office_concern(&o, STRANGER);
    WANT_INT(listed(&o, o.worker), 0);
    WANT_OK(written(&o, stranger.source, "person_details",
        S("{\"given_name\": \"Lleucu\", \"family_name\": \"Penri\","
          " \"birth_date\": \"2020-09-09\"}")));
    WANT_INT(listed(&o, o.worker), 1);
    office_close(&o);
}

/* ---- brought in ---- */

/* Two whom the program itself does not put before readers. */
static void
unlike(struct office *o)
{
    office_open(o);
    one = office_concern(o, ONE);
    other = office_concern(o, STRANGER);
}

static enum err
call_them(struct work *w, struct office *o)
{
    static const struct statement name = {
        .sql = "UPDATE source SET ref = $2 WHERE id = $1"};
    enum err e = txn_do(w->tx, &name, ARGS(A_ID(one.source),
        A_TEXT(S("P-1"))));

    (void)o;
    return e ? e : txn_do(w->tx, &name, ARGS(A_ID(other.source),
        A_TEXT(S("P-2"))));
}

static const struct pair_brought *
bring(struct office *o, const char *text, enum err *e)
{
    struct str file = str_of(text);

    *e = office_ask(o, o->worker,
        (struct ask){.act = ACT_PAIR_BRING, .with = &file}, &got);
    return *e ? NULL : got.with;
}

#define HEAD "source_a,id_a,source_b,id_b,weight,probability,band\n"
#define ROW  "Ysgol y Garn,P-1,Ysgol y Garn,P-2,31.0,0.999,strong\n"

TEST(pair_bring__puts_what_a_linkage_proposes_before_readers)
{
    struct office              o;
    const struct pair_brought *b;
    enum err                   e;

    unlike(&o);
    office_do(&o, call_them);
    b = bring(&o, HEAD ROW ROW "Ysgol y Garn,P-1,Ysgol y Garn,P-9,1,1,strong\n",
        &e);
    WANT_OK(e);
    WANT_INT(b->rows, 3);
    WANT_INT(b->put, 1);
    WANT_INT(b->again, 1);
    WANT_INT(b->left, 0);
    WANT_INT(b->unknown, 1);
    WANT_INT(listed(&o, o.worker), 1);
    (void)bring(&o, "name,born\nLleucu,2020\n", &e);
    WANT_ERR(ERR_INVALID, e);
    office_close(&o);
}

TEST(pair_bring__says_how_many_rows_of_a_long_file_it_left)
{
    enum { ROWS = 5003 };
    struct office              o;
    const struct pair_brought *b;
    struct buf                 text;
    enum err                   e;

    unlike(&o);
    office_do(&o, call_them);
    buf_init(&text, o.arena);
    buf_add(&text, S(HEAD));
    for (int i = 0; i < ROWS; i++)
        buf_add(&text, i ? S("nobody,1,nobody,2,0,0,possible\n") : S(ROW));
    b = bring(&o, str_c(o.arena, buf_str(&text)), &e);
    WANT_OK(e);
    WANT_INT(b->rows, 5000);
    WANT_INT(b->left, 3);
    WANT_INT(b->put, 1);
    office_close(&o);
}

/* The likeliest first, however new the others are. */
TEST(pair_list__is_in_the_order_of_how_likely_they_are)
{
    struct office                o;
    const struct pair_page_list *p;
    struct id                    pair, less;
    struct pair_put              in;
    struct find_ask              asked = {.given = S("Lleucu"),
                     .family = S("Abercrombie"),
                     .born = {2014, 2, 3}};

    two(&o);
    WANT_OK(propose(&o, o.worker, &pair));
    in.a = person_of(&o, one.source);
    other = office_concern(&o, UNLIKE);
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_FIND, .with = &asked}, &got));
    in.b = ((const struct find_page *)got.with)->rows[0].person;
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_PAIR_PROPOSE, .with = &in}, &got));
    less = *(const struct id *)got.with;
    WANT_INT(listed(&o, o.worker), 2);
    p = got.with;
    WANT(id_eq(p->rows[0].pair.id, pair) && id_eq(p->rows[1].pair.id, less));
    WANT(p->rows[0].pair.weight > p->rows[1].pair.weight);
    office_close(&o);
}

TEST(pair_bring__counts_a_sealed_child_as_one_who_is_not_there)
{
    struct office              o;
    const struct pair_brought *b;
    int64_t                    before;
    enum err                   e;

    two(&o);
    office_do(&o, call_them);
    office_do(&o, seal);
    before = office_count(&o, "SELECT COUNT(*) FROM pair");
    b = bring(&o, HEAD ROW, &e);
    WANT_OK(e);
    WANT_INT(b->put, 0);
    WANT_INT(b->unknown, 1);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), before);
    office_close(&o);
}
