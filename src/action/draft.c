/*
 * Beginning a draft, saving it and throwing it away.
 *
 * What is already known is not asked again: a report after a check begins
 * with what the check was asked, and every report with who is signed in.
 */
#include "action/draft.h"

#include <assert.h>

#include "action/receipt.h"
#include "action/report.h"
#include "action/rows.h"
#include "record/entry.h"

#define DAY_US INT64_C(86400000000)

/* ---- whose it is ---- */

enum err
draft_own(struct work *w, struct cx *cx, struct id id, struct draft *out)
{
    struct draft d;
    enum err     e;

    if ((e = draft_load(w, id, &d)))
        return e;
    if (cx->reader.kind == READER_ACCOUNT &&
        id_eq(d.account, cx->reader.account.id)) {
        *out = d;
        return OK;
    }
    if (cx->reader.kind == READER_INVITE && d.invite.n &&
        str_eq(d.invite, cx->reader.invite)) {
        *out = d;
        return OK;
    }
    return ERR_ABSENT;
}

enum err
draft_form(struct work *w, const struct draft *d, const struct form **out)
{
    const struct form *f = pack_form(w->pack, d->form);

    if (!f)
        return ERR_ILLEGAL;
    *out = f;
    return OK;
}

static struct digest
park_hash(const struct keys *keys, const struct draft *d, int64_t day)
{
    struct arena *a = arena_new(0);
    struct buf    b;
    struct digest hash;

    buf_init(&b, a);
    buf_add(&b, S("park"));
    buf_add(&b, id_bytes(&d->id));
    buf_add(&b, id_bytes(&d->account));
    buf_add_framed(&b, d->invite);
    buf_add_u64(&b, (uint64_t)day);
    hash = key_hash(keys, KEY_SESSION, buf_str(&b));
    arena_free(a);
    return hash;
}

struct str
draft_park_token(struct arena *a, const struct keys *keys,
                 const struct draft *d, struct moment machine)
{
    struct digest hash = park_hash(keys, d, machine.us / DAY_US);

    return str_hex(a, hash_str(&hash));
}

bool
draft_park_fits(const struct keys *keys, const struct draft *d,
                struct moment machine, struct str token)
{
    struct arena *a = arena_new(0);
    struct digest given;
    struct str    bytes;
    int64_t       day = machine.us / DAY_US;
    bool fits = str_unhex(a, token, &bytes) &&
                hash_of_bytes(bytes, &given) &&
                (hash_eq(given, park_hash(keys, d, day)) ||
                 hash_eq(given, park_hash(keys, d, day - 1)));

    arena_free(a);
    return fits;
}

/* ---- beginning ---- */

static enum err
refused(struct answer *answer, struct str field, enum msg msg)
{
    answer->fault = (struct fault){.msg = msg, .field = field};
    return ERR_INVALID;
}

/* The code is read with or without its line, in either case. */
static bool
same_code(struct arena *a, struct str typed, struct str code)
{
    struct buf x, y;

    typed = str_lower(a, typed);
    code = str_lower(a, code);
    buf_init(&x, a);
    buf_init(&y, a);
    for (size_t i = 0; i < typed.n; i++)
        if (typed.p[i] != '-' && typed.p[i] != ' ')
            buf_add_byte(&x, typed.p[i]);
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] != '-')
            buf_add_byte(&y, code.p[i]);
    return str_eq(buf_str(&x), buf_str(&y));
}

/*
 * A written report may follow a telephone call: whoever was told the call's
 * reference and its code may write into its thread, once.
 */
static enum err
follow_call(struct work *w, const struct draft_start *in,
            const struct form *form, struct answer *answer,
            struct id *thread)
{
    struct arena *a = txn_arena(w->tx);
    struct entry *all;
    struct id     found;
    size_t        n;
    bool          call = false;
    enum err      e;

    if (!in->reference.n && !in->code.n)
        return OK;
    e = thread_of_reference(w, in->reference, &found);
    if (e == ERR_ABSENT || e == ERR_INVALID ||
        (!e && !same_code(a, in->code, id_reference(a, found))))
        return refused(answer, S("reference"), MSG_REPORT_NO_CALL);
    if (e || (e = entry_list_thread(w, found, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        call = call || report_verb(all[i].pack, all[i].form) ==
                           MAY_TAKE_CALL;
        if (str_eq(all[i].form->id, form->id))
            return refused(answer, S("reference"), MSG_REPORT_CALL_WRITTEN);
    }
    if (!call || !form->in_thread.n)
        return refused(answer, S("reference"), MSG_REPORT_NO_CALL);
    *thread = found;
    return OK;
}

static enum err
fill(struct work *w, struct id draft, const struct typed_input *i,
     struct str text)
{
    struct draft_saved saved;

    if (!i->field || !text.n)
        return OK;
    return draft_save(w, draft, typed_name(txn_arena(w->tx), i), 0, text,
                      &saved);
}

/* A question of the identity, about the first child when it is per child. */
static struct typed_input
first_child(const struct field *f, enum typed_part part)
{
    return (struct typed_input){.field = f,
                                .child = f && f->per_child ? 0 : -1,
                                .row = -1,
                                .part = part};
}

/* That a question is asked at all may hang on one other answer. */
static enum err
fill_asked(struct work *w, struct id draft, const struct field *f)
{
    const struct condition *c = f ? f->show_if : NULL;
    struct typed_input      i;

    if (!c || c->kind != WHEN_FIELD || c->value_count != 1)
        return OK;
    i = first_child(c->field, PART_ALL);
    return fill(w, draft, &i, c->values[0]);
}

static enum err
fill_date(struct work *w, struct id draft, const struct field *f,
          struct date d)
{
    struct arena *a = txn_arena(w->tx);
    int           parts[3] = {d.day, d.month, d.year};
    enum err      e;

    if (!f || date_is_none(d))
        return OK;
    for (int p = 0; p < 3; p++) {
        struct typed_input i =
            first_child(f, (enum typed_part)(PART_DAY + p));

        if (parts[p] &&
            (e = fill(w, draft, &i, str_of_int(a, parts[p]))))
            return e;
    }
    return fill_asked(w, draft, f);
}

static const struct field *
nhs_field(const struct form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];

        if (f->identifier &&
            str_eq(f->identifier->check, S("nhs_number")))
            return f;
    }
    return NULL;
}

/* What the check was asked about the child. */
static enum err
fill_check(struct work *w, struct cx *cx, struct id draft,
           const struct form *form, struct id leaf)
{
    const struct field *nhs = nhs_field(form);
    struct check_answer said = {0};
    struct str          reference, slip;
    struct typed_input  i;
    enum err            e;

    if (id_is_none(leaf))
        return OK;
    if ((e = receipt_said(w, leaf, cx->reader.account.id, &reference, &slip,
                          &said)))
        return e;
    i = first_child(typed_identity(form, S("given")), PART_ALL);
    if ((e = fill(w, draft, &i, said.asked.given)))
        return e;
    i = first_child(typed_identity(form, S("family")), PART_ALL);
    if ((e = fill(w, draft, &i, said.asked.family)))
        return e;
    i = first_child(nhs, PART_ALL);
    if ((e = fill(w, draft, &i, said.asked.nhs)))
        return e;
    return fill_date(w, draft, typed_identity(form, S("birth_date")),
                     said.asked.born);
}

/* The option for somebody who is told most: who has an account here. */
static struct str
told_most(const struct term_list *l)
{
    for (size_t i = 0; l && i < l->count; i++)
        if (str_eq(l->options[i].told, S("full")))
            return l->options[i].id;
    return (struct str){0};
}

/* Who reports, when it is the one who writes. */
static enum err
fill_reporter(struct work *w, struct cx *cx, struct id draft,
              const struct form *form)
{
    const struct account *me = &cx->reader.account;
    struct arena         *a = txn_arena(w->tx);
    struct str            who[3] = {me->name, words_in(me->title, cx->lang),
                                    words_in(cx->reader.agency.name, cx->lang)};
    enum err              e = OK;

    for (size_t i = 0; i < form->field_count && !e; i++) {
        const struct field *f = &form->fields[i];
        struct typed_input  at = {.field = f, .child = -1, .row = -1};

        if (f->per_child)
            continue;
        if (f->type == FIELD_REPORTER)
            e = fill(w, draft, &at, str_join(a, who, 3, S(", ")));
        else if (f->type == FIELD_CHOICE)
            e = fill(w, draft, &at, told_most(f->options));
        else if (f->type == FIELD_LANGUAGE && f->options &&
                 term_option_find(f->options, lang_code(me->language)))
            e = fill(w, draft, &at, lang_code(me->language));
    }
    return e;
}

enum err
draft_begin(struct work *w, struct cx *cx, const struct ask *ask,
            const struct grant *grant, struct answer *answer)
{
    const struct draft_start *in = ask->with;
    const struct form        *form = report_form(w->pack, in->verb);
    struct draft              d = {.language = cx->lang};
    struct draft_started     *out = ARENA_NEW(cx->arena,
                                              struct draft_started);
    enum err                  e;

    (void)grant;
    if (!form)
        return ERR_ABSENT;
    d.form = form->id;
    if (cx->reader.kind == READER_INVITE)
        d.invite = cx->reader.invite;
    else
        d.account = cx->reader.account.id;
    if ((e = follow_call(w, in, form, answer, &d.thread)))
        return e;
    if ((e = draft_new(w, &d, &out->draft)))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, out->draft);
    if (d.invite.n || in->verb != MAY_REPORT)
        return OK;
    if ((e = fill_check(w, cx, out->draft, form, in->leaf)))
        return e;
    return fill_reporter(w, cx, out->draft, form);
}

/* ---- saving ---- */

struct saving {
    struct work            *w;
    struct cx              *cx;
    const struct draft_save *in;
    struct draft            draft;
    const struct form      *form;
    struct typed            typed; /* before this save */
    struct draft_kept      *out;
};

static enum err
put(struct saving *s, struct str name, struct str text)
{
    const struct typed_value *v = typed_find(&s->typed, name);
    struct draft_saved        saved;

    return draft_save(s->w, s->draft.id, name, v ? v->revision : 0, text,
                      &saved);
}

/* Of two versions the one that its author chose. */
static enum err
save_chosen(struct saving *s, const struct draft_input *in)
{
    const struct typed_value *v = typed_find(&s->typed, in->name);
    struct str                text = in->text;

    if (in->choice == CHOSE_OTHER && v && v->twice)
        text = v->other;
    return draft_choose(s->w, s->draft.id, in->name, text);
}

static enum err
save_inputs(struct saving *s)
{
    struct draft_saved saved = {0};
    enum err           e;

    if ((e = draft_typed(s->w, &s->draft, s->form, &s->typed)))
        return e;
    for (size_t i = 0; i < s->in->count; i++) {
        const struct draft_input *in = &s->in->inputs[i];

        if (in->name.n > DRAFT_NAME_MOST ||
            !typed_is_name(s->form, in->name))
            return ERR_INVALID;
        e = in->choice ? save_chosen(s, in)
                       : draft_save(s->w, s->draft.id, in->name, in->was,
                                    in->text, &saved);
        if (e)
            return e;
        s->out->revision = saved.revision;
        s->out->twice = s->out->twice || saved.twice;
    }
    return OK;
}

static int
children_most(const struct form *f)
{
    int most = 1;

    for (size_t i = 0; i < f->about_count; i++)
        if (str_eq(f->about[i].role, S("child")))
            most = f->about[i].most;
    return most;
}

/* "adults.0" -> the list of its rows, and what that is typed as. */
static bool
rows_of(struct saving *s, struct str base, struct typed_input *i,
        struct typed_list *l)
{
    struct str name = str_cat(s->typed.arena, base, S("-rows"));

    if (!typed_input_read(s->form, name, i))
        return false;
    *l = typed_rows(&s->typed, i->field, i->child);
    return true;
}

static enum err
add_one(struct saving *s)
{
    struct arena      *a = s->typed.arena;
    struct typed_list  l = typed_children(&s->typed);
    struct typed_input i;

    if (!s->in->add.n)
        return OK;
    if (str_eq(s->in->add, TYPED_CHILDREN)) {
        if ((int64_t)l.count >= children_most(s->form))
            return OK;
        return put(s, TYPED_CHILDREN, typed_list_more(a, l));
    }
    if (!rows_of(s, s->in->add, &i, &l))
        return ERR_INVALID;
    if (i.field->type == FIELD_TABLE && (int64_t)l.count >= i.field->max)
        return OK;
    return put(s, typed_name(a, &i), typed_list_more(a, l));
}

static struct str
without_line(struct arena *a, struct str lines, struct str line)
{
    struct buf b;
    struct str one;

    buf_init(&b, a);
    while (lines.n && str_split(&lines, '\n', &one)) {
        if (!one.n || str_eq(one, line))
            continue;
        if (b.n)
            buf_add_byte(&b, '\n');
        buf_add(&b, one);
    }
    return buf_str(&b);
}

/* At the last colon. */
static bool
cut_last(struct str s, struct str *before, struct str *after)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == ':') {
            *before = str_sub(s, 0, i);
            *after = str_from(s, i + 1);
            return true;
        }
    return false;
}

static enum err
remove_paper(struct saving *s, struct str base, struct str which)
{
    struct typed_input i;
    struct id          paper;
    enum err           e;

    if (!typed_input_read(s->form, base, &i) ||
        i.field->type != FIELD_PAPER ||
        !id_parse(which, ID_PAPER, &paper))
        return ERR_INVALID;
    e = paper_forget(s->w, s->draft.id, paper);
    if (e && e != ERR_ABSENT)
        return e;
    return put(s, base,
               without_line(s->typed.arena, typed_text(&s->typed, base),
                            which));
}

static enum err
remove_one(struct saving *s)
{
    struct arena      *a = s->typed.arena;
    struct typed_list  l = typed_children(&s->typed);
    struct typed_input i;
    struct str         base, which;
    int64_t            n;

    if (!s->in->remove.n)
        return OK;
    if (!cut_last(s->in->remove, &base, &which))
        return ERR_INVALID;
    if (!str_is_digits(which))
        return remove_paper(s, base, which);
    if (!str_int(which, &n) || n > INT16_MAX)
        return ERR_INVALID;
    if (str_eq(base, TYPED_CHILDREN))
        return put(s, base, typed_list_less(a, l, (int)n));
    if (!rows_of(s, base, &i, &l))
        return ERR_INVALID;
    return put(s, typed_name(a, &i), typed_list_less(a, l, (int)n));
}

/* A file that cannot be taken is said so; all else is saved. */
static enum err
add_file(struct saving *s)
{
    struct arena      *a = s->typed.arena;
    struct typed_input i;
    struct str         lines;
    struct id          paper;
    enum err           e;

    if (!s->in->file_for.n || !s->in->file.n)
        return OK;
    if (!typed_input_read(s->form, s->in->file_for, &i) ||
        i.field->type != FIELD_PAPER)
        return ERR_INVALID;
    e = paper_new(s->w, s->draft.id, s->draft.account, s->in->file, &paper);
    if (e == ERR_LIMIT || e == ERR_INVALID) {
        s->out->file = e == ERR_LIMIT ? MSG_PAPER_TOO_LARGE
                                      : MSG_PAPER_NO_KIND;
        return OK;
    }
    if (e)
        return e;
    lines = without_line(a, typed_text(&s->typed, s->in->file_for),
                         id_text(a, paper));
    if (lines.n)
        lines = str_cat(a, lines, S("\n"));
    return put(s, s->in->file_for, str_cat(a, lines, id_text(a, paper)));
}

/* ---- a place in the picture of a body ---- */

static bool
spot_read(struct str at, int64_t *x, int64_t *y)
{
    struct str across, down;

    return str_cut(at, ' ', &across, &down) && str_int(across, x) &&
           str_int(down, y);
}

/* The region whose middle is the nearest, or null. */
static const struct term_option *
nearest(const struct term_list *regions, const struct draft_save *in)
{
    const struct term_option *best = NULL;
    int64_t                   least = INT64_MAX, x, y;

    for (size_t i = 0; regions && i < regions->count; i++) {
        const struct term_option *o = &regions->options[i];
        int64_t                   far;

        if (!str_eq(o->side, in->pick_side) || !spot_read(o->at, &x, &y))
            continue;
        x -= in->pick_x;
        y -= in->pick_y;
        far = x * x + y * y;
        if (far < least) {
            least = far;
            best = o;
        }
    }
    return best;
}

/* The mark stands in the first empty row, else in a new one. */
static enum err
add_mark(struct saving *s)
{
    struct arena             *a = s->typed.arena;
    struct typed_input        i;
    struct typed_list         l;
    const struct term_option *region;
    struct str                rows;
    enum err                  e;

    /* a press of the Enter key has no place */
    if (!s->in->pick_for.n || (!s->in->pick_x && !s->in->pick_y))
        return OK;
    if (!rows_of(s, s->in->pick_for, &i, &l) ||
        s->in->pick_x < 0 || s->in->pick_x > INT16_MAX ||
        s->in->pick_y < 0 || s->in->pick_y > INT16_MAX)
        return ERR_INVALID;
    region = nearest(i.field->regions, s->in);
    if (!region)
        return OK;
    rows = typed_name(a, &i);
    i.part = PART_ALL;
    for (size_t k = 0; k < l.count; k++)
        if (!typed_row_given(&s->typed, i.field, i.child, l.all[k])) {
            i.row = l.all[k];
            break;
        }
    if (i.row < 0) {
        struct str more = typed_list_more(a, l);

        if ((e = put(s, rows, more)))
            return e;
        for (size_t k = 0; k < l.count; k++)
            i.row = l.all[k] >= i.row ? l.all[k] + 1 : i.row;
    }
    if (!typed_column(i.field->type, 0, &i.column))
        return ERR_INVALID;
    return put(s, typed_name(a, &i), region->id);
}

static enum err
save_steps(struct saving *s)
{
    size_t   whole = 0;
    enum err e;

    if ((e = save_inputs(s)))
        return e;
    if ((e = draft_typed(s->w, &s->draft, s->form, &s->typed)))
        return e;
    for (size_t i = 0; i < s->typed.count; i++)
        whole += s->typed.rows[i].text.n;
    if (whole > DRAFT_WHOLE_MOST)
        return ERR_LIMIT;
    if ((e = add_file(s)))
        return e;
    if ((e = add_mark(s)))
        return e;
    if ((e = add_one(s)))
        return e;
    return remove_one(s);
}

enum err
draft_keep(struct work *w, struct cx *cx, const struct ask *ask,
           const struct grant *grant, struct answer *answer)
{
    struct saving s = {.w = w, .cx = cx, .in = ask->with};
    enum err      e;

    (void)grant;
    s.out = ARENA_NEW(cx->arena, struct draft_kept);
    if ((e = draft_load(w, ask->about, &s.draft)))
        return e;
    if ((e = draft_form(w, &s.draft, &s.form)))
        return e;
    e = save_steps(&s);
    if (e == ERR_LIMIT)
        answer->fault = (struct fault){.msg = MSG_COMMON_LARGE_WHY};
    if (e)
        return e;
    s.out->parked = cx->reader.kind == READER_NOBODY;
    answer->with = s.out;
    if (s.out->parked)
        return OK;
    if (s.draft.language != cx->lang &&
        (e = draft_language(w, ask->about, cx->lang)))
        return e;
    return draft_page_load(w, cx, ask->about, answer, &s.out->page);
}

enum err
draft_throw(struct work *w, struct cx *cx, const struct ask *ask,
            const struct grant *grant, struct answer *answer)
{
    struct paper *papers;
    size_t        n;
    enum err      e;

    (void)cx, (void)grant, (void)answer;
    if ((e = paper_list(w, ask->about, &papers, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (id_is_none(papers[i].entry) &&
            (e = paper_forget(w, ask->about, papers[i].id)))
            return e;
    return draft_drop(w, ask->about);
}
