/*
 * Each pair's inputs carry its place in their names ("r3.reason"), for the
 * same form of the pack stands on the page once for each.  Which form it is,
 * hangs on the answer, and without script both are there: questions of one
 * name are one question.
 */
#include "web/several.h"

#include "web/frame.h"

#define FORMS 2
static const enum pair_word form_words[FORMS] = {PAIR_SAME, PAIR_NOT_SAME};

struct sent_row {
    struct id            pair;
    enum pair_word       word;
    struct typed         typed[FORMS];
    struct answer_fault *faults;
    size_t               fault_count;
    size_t               place; /* among the answers; none: NOWHERE */
};
#define NOWHERE ((size_t)-1)
/* What was sent; the action's ask stands first. */
struct several_sent {
    struct pairs_say say;
    struct pairs_ask ask;
    struct pairs_one each[PAIRS_TOGETHER];
    struct sent_row  rows[PAIRS_TOGETHER];
    size_t           count;
};

/* ---- words ---- */

struct str
several_url(struct page *pg, enum pair_origin origin)
{
    return page_url(pg,
        str_cat(pg->arena, S("/pairs/several/"), pair_origin_word(origin)));
}

enum msg
several_result_msg(const struct pairs_one *one, const struct pairs_result *r)
{
    static const enum msg done[PAIR_WORDS] = {
        [PAIR_SAME] = MSG_PAIR_SEVERAL_LINKED,
        [PAIR_NOT_SAME] = MSG_PAIR_SEVERAL_PARTED,
        [PAIR_TWINS] = MSG_PAIR_SEVERAL_PARTED,
        [PAIR_UNSURE] = MSG_PAIR_YOU_UNSURE,
    };

    if (r->e == ERR_INVALID)
        return MSG_PAIR_SEVERAL_BACK;
    if (r->e)
        return r->why ? r->why : MSG_PAIR_SETTLED;
    if (one->say.word == PAIR_SAME && !r->said.linked)
        return MSG_PAIR_YOU_SAID;
    return done[one->say.word];
}

bool
several_asks(const struct several_row *r, size_t form, const struct field *f)
{
    const struct record_view *view = &r->forms[form];

    return !concern_record_hides(view, f) && form_is_asked(&view->look, f, 0) &&
        (form == 0 || !form_field(r->forms[0].look.form, f->id));
}

struct typed_input
several_input(const struct several_row *r, const struct field *f)
{
    struct typed_input i = form_at(f, 0);

    i.of = r->of;
    return i;
}

/* ---- reading ---- */

static struct str
place_name(struct arena *a, size_t place)
{
    struct str parts[3] = {S("r"), str_of_int(a, (int64_t)place), S(".")};

    return str_join(a, parts, 3, (struct str){0});
}

static struct several_sent *
sent_new(struct visit *v, enum err *e)
{
    struct several_sent *s = ARENA_NEW(v->req->arena, struct several_sent);

    v->ask.with = &s->ask;
    *e = pair_origin_find(v->parts[0], &s->ask.origin) ? OK : ERR_ABSENT;
    return s;
}

enum err
in_pairs_several(struct visit *v)
{
    enum err e;

    (void)sent_new(v, &e);
    return e;
}

static enum pair_word
word_sent(struct visit *v, struct str of)
{
    static const struct {
        struct str     sent;
        enum pair_word word;
    } words[] = {{S_INIT("same"), PAIR_SAME}, {S_INIT("apart"), PAIR_NOT_SAME},
        {S_INIT("cannot_tell"), PAIR_UNSURE}};
    struct str sent =
        form_value(&v->form, str_cat(v->req->arena, of, S("answer")));

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (str_eq(words[i].sent, sent))
            return words[i].word;
    return PAIR_WORDS;
}

/* Who cannot tell says what would settle it where the others say why. */
static enum err
judge_unsure(struct visit *v, struct sent_row *r, struct pair_say *say)
{
    const struct form  *form = r->typed[0].form;
    const struct field *why = pair_reason(form, PAIR_SAME);

    if (why)
        say->reason = str_trim(typed_text(&r->typed[0], why->id));
    if (say->reason.n || !why)
        return OK;
    r->faults = ARENA_NEW(v->req->arena, struct answer_fault);
    *r->faults = (struct answer_fault){.field = why,
        .child = -1,
        .row = -1,
        .msg = MSG_PAIR_REASON_NEEDED};
    r->fault_count = 1;
    return ERR_INVALID;
}

static enum err
row_judge(struct visit *v, struct sent_row *r, struct pair_say *say)
{
    size_t form = r->word == form_words[1];

    say->word = r->word;
    if (r->word == PAIR_UNSURE)
        return judge_unsure(v, r, say);
    return pair_judge(v, &r->typed[form], say, &r->faults, &r->fault_count);
}

/* One pair of the page; what is answered whole goes to the action. */
static bool
row_read(struct visit *v, struct several_sent *s, size_t place)
{
    struct arena    *a = v->req->arena;
    struct str       of = place_name(a, place);
    struct sent_row  row = {.place = NOWHERE};
    struct pairs_one one = {0};
    struct link_ask *in = &one.say.say.ask;

    if (!id_parse(form_value(&v->form, str_cat(a, of, S("pair"))), ID_PAIR,
            &row.pair) ||
        !id_parse(form_value(&v->form, str_cat(a, of, S("source"))), ID_SOURCE,
            &in->source) ||
        !id_parse(form_value(&v->form, str_cat(a, of, S("other"))), ID_SOURCE,
            &in->other))
        return false;
    one.pair = row.pair;
    row.word = word_sent(v, of);
    for (size_t k = 0; k < FORMS; k++) {
        form_typed_of(v, pair_form(v->page.pack, form_words[k]), of,
            &row.typed[k]);
        concern_fill_records(&row.typed[k], in);
    }
    if (row.word != PAIR_WORDS && !row_judge(v, &row, &one.say)) {
        row.place = s->say.count;
        s->each[s->say.count++] = one;
    }
    s->rows[s->count++] = row;
    return true;
}

enum err
in_pairs_say(struct visit *v)
{
    enum err             e;
    struct several_sent *s = sent_new(v, &e);

    if (e)
        return e;
    for (size_t k = 0; k < FORMS; k++)
        if (!pair_form(v->page.pack, form_words[k]))
            return ERR_ABSENT;
    v->ask.with = s;
    s->say.rows = s->each;
    for (size_t i = 0; i < PAIRS_TOGETHER; i++)
        (void)row_read(v, s, i);
    if (!s->count)
        return ERR_ABSENT;
    return s->say.count ? OK : ERR_INVALID;
}

/* ---- drawing ---- */

static void
form_show(struct visit *v, struct several_row *r, size_t k,
    const struct typed *typed, enum pair_word word)
{
    struct record_view *view = &r->forms[k];

    if (typed)
        view->typed = *typed;
    else
        typed_init(&view->typed, v->req->arena, v->page.pack,
            pair_form(v->page.pack, word));
    form_look_init(&view->look, &v->page, view->typed.form, &view->typed);
    view->look.small = true;
    view->look.of = r->of;
    view->two_traced = r->p->two_traced;
}

static const struct sent_row *
sent_of(const struct several_sent *s, struct id pair)
{
    for (size_t i = 0; s && i < s->count; i++)
        if (id_eq(s->rows[i].pair, pair))
            return &s->rows[i];
    return NULL;
}

/* What is wrong, as it was read or as the deed found it. */
static void
faults_show(struct visit *v, struct several_row *r, const struct sent_row *sent,
    const struct pairs_said *said)
{
    const struct entry_wrong *wrong = said && sent->place != NOWHERE
        ? &said->rows[sent->place].said.wrong
        : NULL;

    if (wrong && wrong->count)
        form_faults(&v->page, &r->forms[0].look, NULL, -1, wrong->faults,
            wrong->count);
    else if (!visit_is_toggled(v))
        form_faults(&v->page, &r->forms[0].look, NULL, -1, sent->faults,
            sent->fault_count);
}

static void
row_show(struct visit *v, const struct pair_page *p, struct several_row *r,
    const struct sent_row *sent, const struct pairs_said *said)
{
    bool second;

    r->p = p;
    r->word = sent ? sent->word : PAIR_WORDS;
    second = r->word == form_words[1];
    for (size_t k = 0; k < FORMS; k++) {
        size_t which = second ? 1 - k : k;

        form_show(v, r, k, sent ? &sent->typed[which] : NULL,
            form_words[which]);
    }
    if (sent)
        faults_show(v, r, sent, said);
}

static void
draw(struct visit *v, const struct pairs_page *p, const struct several_sent *s,
    const struct pairs_said *said)
{
    struct several_view *view = ARENA_NEW(v->req->arena, struct several_view);

    *view = (struct several_view){.origin = p->origin,
        .count = p->count,
        .more = p->more,
        .said = said,
        .sent = s ? &s->say : NULL,
        .to = several_url(&v->page, p->origin)};
    view->rows = ARENA_ARRAY(v->req->arena, struct several_row, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        view->rows[i] =
            (struct several_row){.of = place_name(v->req->arena, i)};
        row_show(v, &p->rows[i], &view->rows[i], sent_of(s, p->rows[i].pair.id),
            said);
    }
    v->page.dense = true;
    several_page_draw(&v->page, view);
    visit_page(v, v->page.error_count ? 400 : 200);
}

void
see_pairs_several(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        draw(v, answer->with, NULL, NULL);
}

/* Those that were on the page and were not recorded. */
static void
left_over(struct visit *v, struct several_sent *s,
    const struct pairs_said *said)
{
    struct id *all = ARENA_ARRAY(v->req->arena, struct id, PAIRS_TOGETHER);

    s->ask.pairs = all;
    for (size_t i = 0; i < s->count; i++) {
        size_t place = s->rows[i].place;

        if (place == NOWHERE || !said || said->rows[place].e == ERR_INVALID)
            all[s->ask.count++] = s->rows[i].pair;
    }
}

static void
draw_again(struct visit *v, struct several_sent *s,
    const struct pairs_said *said)
{
    struct pairs_page empty = {.origin = s->ask.origin};
    struct ask        ask = {.act = ACT_PAIRS_SEVERAL,
               .purpose = v->ask.purpose,
               .with = &s->ask};
    struct answer     answer = {.with = &empty};
    enum err          e = OK;

    left_over(v, s, said);
    if (s->ask.count)
        e = action_run(&v->cx, &ask, &answer);
    if (e)
        visit_refused(v, e, &answer);
    else
        draw(v, answer.with, s, said);
}

void
see_pairs_said(struct visit *v, enum err e, struct answer *answer)
{
    struct several_sent *s = (struct several_sent *)(void *)v->ask.with;
    bool                 any = false;

    if (e && e != ERR_INVALID) {
        visit_refused(v, e, answer);
        return;
    }
    for (size_t i = 0; i < s->count; i++)
        any = any || s->rows[i].word != PAIR_WORDS;
    if (!any && !visit_is_toggled(v))
        visit_error(v, S("r0.answer"), MSG_PAIR_SEVERAL_NONE);
    draw_again(v, s, e ? NULL : answer->with);
}
