/*
 * Whose a draft is, saving it and throwing it away.
 *
 * A save first keeps every input that was on the page, then does what its
 * button asked for: a row more or less, a file, a place in a picture.
 */
#include "action/draft.h"

#include <assert.h>

#include "action/casework.h"
#include "action/newcomer.h"
#include "action/rows.h"
#include "action/second_look.h"

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
    bool fits = str_unhex(a, token, &bytes) && hash_of_bytes(bytes, &given) &&
        (hash_eq(given, park_hash(keys, d, day)) ||
            hash_eq(given, park_hash(keys, d, day - 1)));

    arena_free(a);
    return fits;
}

/* ---- saving ---- */

struct saving {
    struct work             *w;
    struct cx               *cx;
    const struct draft_save *in;
    struct draft             draft;
    const struct form       *form;
    struct typed             typed; /* before this save */
    struct draft_kept       *out;
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

/* Its children were chosen when it was begun, and stay. */
static bool
is_chosen(const struct saving *s)
{
    return casework_is(s->w->pack, s->form);
}

/* But for those who were born beside them: any may be added, and taken away
 * again (child: which; -1: one more). */
static bool
children_stay(const struct saving *s, int64_t child)
{
    return is_chosen(s) &&
        (child < 0 ? !s->form->unexpected
                   : !typed_is_unexpected(&s->typed, (int)child));
}

/* Of one who was born beside those it is about: that none of those who are
 * alike is them. */
static bool
says_none(const struct saving *s, const struct draft_input *in)
{
    struct typed_list l = typed_children(&s->typed);

    for (size_t i = 0; i < l.count; i++)
        if (typed_is_unexpected(&s->typed, l.all[i]) &&
            str_eq(in->name, typed_none_name(s->typed.arena, l.all[i])))
            return true;
    return false;
}

/*
 * Of a newcomer alone it may be said that they are one of those who are here,
 * or none of them; once somebody is chosen, an older page says nothing.  Who
 * is not signed in chooses nobody, and loses nothing else that they typed.
 */
static enum err
newcomer_says(struct saving *s, const struct draft_input *in, bool *taken)
{
    struct str source = typed_source_name(s->typed.arena,
                   typed_children(&s->typed).all[0]),
               none = typed_none_name(s->typed.arena,
                   typed_children(&s->typed).all[0]);

    *taken = typed_is_newcomer(&s->typed);
    if (says_none(s, in))
        return *taken = true, OK;
    if (!s->form->newcomer ||
        (!str_eq(in->name, source) && !str_eq(in->name, none)))
        return ERR_INVALID;
    if (!*taken || !in->text.n || str_eq(in->name, none))
        return OK;
    *taken = s->cx->reader.kind == READER_ACCOUNT;
    return *taken ? newcomer_choose(s->w, s->cx, s->form, in->text) : OK;
}

static enum err
save_inputs(struct saving *s)
{
    struct draft_saved saved = {0};
    bool               taken;
    enum err           e;

    if ((e = draft_typed(s->w, &s->draft, s->form, &s->typed)))
        return e;
    for (size_t i = 0; i < s->in->count; i++) {
        const struct draft_input *in = &s->in->inputs[i];

        if (in->name.n > DRAFT_NAME_MOST || !typed_is_name(s->form, in->name))
            return ERR_INVALID;
        if (is_chosen(s) && str_starts(in->name, S("_"))) {
            if ((e = newcomer_says(s, in, &taken)))
                return e;
            if (!taken)
                continue;
        }
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
    if (str_eq(s->in->add, TYPED_CHILDREN) && children_stay(s, -1))
        return ERR_INVALID;
    if (str_eq(s->in->add, TYPED_CHILDREN))
        return put(s, TYPED_CHILDREN,
            typed_children_more(&s->typed, s->in->many,
                children_most(s->form)));
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

    if (!typed_input_read(s->form, base, &i) || i.field->type != FIELD_PAPER ||
        !id_parse(which, ID_PAPER, &paper))
        return ERR_INVALID;
    e = paper_forget(s->w, s->draft.id, paper);
    if (e && e != ERR_ABSENT)
        return e;
    return put(s, base,
        without_line(s->typed.arena, typed_text(&s->typed, base), which));
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
    if (str_eq(base, TYPED_CHILDREN) && children_stay(s, n))
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
        s->out->file = e == ERR_LIMIT ? MSG_PAPER_TOO_LARGE : MSG_PAPER_NO_KIND;
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

/* The first empty row, else a new one; i names the list of rows. */
static enum err
free_row(struct saving *s, const struct typed_input *i, struct typed_list l,
    int *row)
{
    struct arena *a = s->typed.arena;

    *row = -1;
    for (size_t k = 0; k < l.count; k++) {
        if (!typed_row_given(&s->typed, i->field, i->child, l.all[k])) {
            *row = l.all[k];
            return OK;
        }
    }
    for (size_t k = 0; k < l.count; k++)
        *row = l.all[k] > *row ? l.all[k] : *row;
    ++*row;
    return put(s, typed_name(a, i), typed_list_more(a, l));
}

/* A press of the Enter key has no place, and marks nothing. */
static enum err
add_mark(struct saving *s)
{
    const struct draft_save  *in = s->in;
    const struct term_option *region;
    struct typed_input        i;
    struct typed_list         l;
    enum err                  e;

    if (!in->pick_for.n || (!in->pick_x && !in->pick_y))
        return OK;
    if (!rows_of(s, in->pick_for, &i, &l) || in->pick_x < 0 ||
        in->pick_x > INT16_MAX || in->pick_y < 0 || in->pick_y > INT16_MAX)
        return ERR_INVALID;
    region = nearest(i.field->regions, in);
    if (!region)
        return OK;
    if ((e = free_row(s, &i, l, &i.row)))
        return e;
    i.part = PART_ALL;
    if (!typed_column(i.field->type, 0, &i.column))
        return ERR_INVALID;
    return put(s, typed_name(s->typed.arena, &i), region->id);
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
    bool          waits;
    enum err      e;

    (void)grant;
    s.out = ARENA_NEW(cx->arena, struct draft_kept);
    if ((e = draft_load(w, ask->about, &s.draft)))
        return e;
    if ((e = draft_form(w, &s.draft, &s.form)))
        return e;
    if ((e = second_look_waits(w, ask->about, &waits, NULL)))
        return e;
    if (waits)
        return ERR_CONFLICT;
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
