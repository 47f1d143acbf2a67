/*
 * The register as it stands, row by row.  What the fold knows of a child
 * comes from there; the rest is what the newest entries brought in say.
 */
#include "action/import_out.h"

#include "action/import_inside.h"
#include "action/rows.h"
#include "record/account.h"
#include "record/entry.h"
#include "record/register.h"

struct taking {
    struct work      *w;
    struct cx        *cx;
    struct answer    *answer;
    struct import_job job;
    struct csv_out    out;
    struct id        *taken;
    size_t            count;
};

/* One child. */
struct child_out {
    struct face         face;
    struct entry       *entries;
    size_t              entry_count;
    const struct id    *sources;
    size_t              source_count;
    const struct spell *spell;
};

static bool
is_taken(const struct taking *t, const struct field *f)
{
    return import_offers(&t->job.form, f) && f->type != FIELD_LOCATION &&
        f != t->job.form.authority;
}

/* ---- one cell ---- */

/* The newest thing that the agency's own form says. */
static struct str
said(struct taking *t, const struct child_out *c, const struct field *f)
{
    const struct form *form = t->job.form.form;
    struct str         text;

    for (size_t i = c->entry_count; i-- > 0;) {
        const struct entry *e = &c->entries[i];

        if (e->fate != FATE_STANDS || !str_eq(e->form->id, form->id) ||
            !id_eq(e->agency, t->job.batch.agency))
            continue;
        text = answers_text(txn_arena(t->w->tx), &e->answers,
            form_field(e->form, f->id), -1);
        if (text.n)
            return text;
    }
    return (struct str){0};
}

/* ---- what was never brought in ---- */

/* The place among the entry's children; -1: it is about somebody else. */
static int
place_in(const struct child_out *c, const struct entry *e)
{
    int place = 0;

    for (size_t i = 0; i < e->about_count; i++) {
        for (size_t k = 0; k < c->source_count; k++)
            if (id_eq(e->about[i].source, c->sources[k]))
                return place;
        place++;
    }
    return -1;
}

/* What the entry that placed the child says there, whatever form it has. */
static struct str
placed_with(struct taking *t, const struct child_out *c, size_t arg)
{
    const struct entry *e = NULL;

    for (size_t i = 0; i < c->entry_count; i++)
        if (id_eq(c->entries[i].id, c->spell->opened_by))
            e = &c->entries[i];
    for (size_t i = 0; e && i < e->form->yield_count; i++) {
        const struct yield_rule *y = &e->form->yields[i];
        const struct yield_from *from = yield_from_of(y, arg);

        if (y->kind == YIELD_REGISTER_ON && from && from->field_count)
            return answers_text(txn_arena(t->w->tx), &e->answers,
                from->fields[0], y->per_child ? place_in(c, e) : -1);
    }
    return (struct str){0};
}

static bool
takes(const struct yield_from *from, const struct field *f)
{
    for (size_t i = 0; i < from->field_count; i++)
        if (from->fields[i] == f)
            return true;
    return false;
}

/* Which argument of that yield the form's field answers. */
static bool
gives(const struct form *form, enum yield_kind kind, const struct field *f,
    struct str *arg)
{
    for (size_t i = 0; i < form->yield_count; i++) {
        const struct yield_rule *y = &form->yields[i];

        for (size_t k = 0; y->kind == kind && k < y->from_count; k++) {
            *arg = yield_arg_name(kind, y->from[k].arg);
            if (takes(&y->from[k], f))
                return true;
        }
    }
    return false;
}

static struct str
of_face(struct taking *t, const struct face *face, const struct field *f,
    struct str arg)
{
    struct arena *a = txn_arena(t->w->tx);
    const struct {
        struct str name, text;
    } all[] = {
        {S("given"), face->given},
        {S("family"), face->family},
        {S("known_as"), face->known_as},
        {S("sex"), face->sex},
        {S("languages"), face->language},
        {S("birth_date"), date_text(a, face->birth_date)},
        {S("expected_on"), date_text(a, face->expected)},
    };

    if (str_eq(arg, S("identifiers")))
        return str_eq(f->identifier->check, S("nhs_number")) ? face->nhs
                                                             : face->upn;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(all[i].name, arg))
            return all[i].text;
    return (struct str){0};
}

static struct str
of_spell(struct taking *t, const struct child_out *c, struct str arg)
{
    if (str_eq(arg, S("categories")))
        return c->spell->categories;
    if (str_eq(arg, S("primary")))
        return c->spell->primary;
    return placed_with(t, c, (size_t)yield_arg_find(YIELD_REGISTER_ON, arg));
}

/* Of a child who was placed by a conference and never brought in: what is
 * known of them, and of their place on the register. */
static struct str
known(struct taking *t, const struct child_out *c, const struct field *f)
{
    const struct form *form = t->job.form.form;
    struct str         arg;

    if (gives(form, YIELD_IDENTITY, f, &arg))
        return of_face(t, &c->face, f, arg);
    if (c->spell && gives(form, YIELD_REGISTER_ON, f, &arg))
        return of_spell(t, c, arg);
    return (struct str){0};
}

/* Option ids, one a line, as words of the reader's language. */
static struct str
option_words(struct taking *t, const struct field *f, struct str ids)
{
    struct arena *a = txn_arena(t->w->tx);
    struct str    rest = ids, id;
    struct buf    b;

    buf_init(&b, a);
    while (rest.n && str_split(&rest, '\n', &id)) {
        const struct term_option *o = term_option_find(f->options, id);

        if (b.n)
            buf_add(&b, S("; "));
        buf_add(&b, o ? words_in(o->label, t->cx->lang) : id);
    }
    return buf_str(&b);
}

static struct str
login_of(struct taking *t, struct str text)
{
    struct account a;
    struct id      id;

    if (!id_parse(text, ID_ACCOUNT, &id) || account_load(t->w, id, &a))
        return (struct str){0};
    return a.login;
}

static struct str
cell(struct taking *t, const struct child_out *c, const struct field *f)
{
    struct arena *a = txn_arena(t->w->tx);
    struct str    text = said(t, c, f);

    if (!text.n)
        text = known(t, c, f);
    if (f == t->job.form.form->occurred)
        return c->spell ? date_text(a, c->spell->on) : text;
    if (f->options)
        return option_words(t, f, text);
    return f->type == FIELD_ACCOUNT ? login_of(t, text) : text;
}

/* ---- one child ---- */

static enum err
may_read(struct taking *t, struct id person, bool *yes)
{
    struct question q = {.verb = MAY_READ,
        .of = S("people"),
        .person = person,
        .purpose = t->answer->purpose};
    struct grant    g;
    enum err        e = policy_ask(t->w, &t->cx->reader, &q, &g);

    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

static enum err
child_known(struct taking *t, struct id person, struct child_out *c)
{
    struct child_read r;
    enum err          e;

    *c = (struct child_out){0};
    if ((e = child_read(t->w, person, (struct moment){INT64_MAX}, &r)))
        return e;
    c->entries = r.entries;
    c->entry_count = r.entry_count;
    c->sources = r.sources;
    c->source_count = r.source_count;
    c->spell = child_registered(r.child, t->w->today);
    return person_face(t->w, person, &c->face);
}

static enum err
child_write(struct taking *t, struct id person, const struct child_out *c)
{
    const struct form *form = t->job.form.form;
    struct id          source;
    struct str         ref;
    enum err           e;

    if ((e = person_source_for(t->w, person, t->job.batch.agency, &source)) ||
        (e = source_ref(t->w, source, &ref)))
        return e;
    csv_put(&t->out, ref);
    for (size_t i = 0; i < form->field_count; i++)
        if (is_taken(t, &form->fields[i]))
            csv_put(&t->out, cell(t, c, &form->fields[i]));
    csv_end(&t->out);
    return OK;
}

static enum err
child_take(struct taking *t, struct id person)
{
    struct child_out c;
    bool             yes;
    enum err         e;

    if ((e = may_read(t, person, &yes)) || !yes)
        return e;
    if ((e = child_known(t, person, &c)))
        return e == ERR_ABSENT ? OK : e;
    t->taken[t->count++] = person;
    return child_write(t, person, &c);
}

/* ---- all of them ---- */

static void
headings(struct taking *t)
{
    const struct form *form = t->job.form.form;

    buf_add(&t->out.b, S("\xef\xbb\xbf"));
    csv_put(&t->out, lang_text(t->cx->lang, MSG_IMPORT_REFERENCE));
    for (size_t i = 0; i < form->field_count; i++)
        if (is_taken(t, &form->fields[i]))
            csv_put(&t->out, words_in(form->fields[i].label, t->cx->lang));
    csv_end(&t->out);
}

static struct str
name_of(struct arena *a, struct date today)
{
    struct str parts[3] = {S("register-"), date_text(a, today), S(".csv")};

    return str_join(a, parts, 3, (struct str){0});
}

static void
rows_free(void *ctx)
{
    arena_free(ctx);
}

/* Ten thousand histories do not stand in memory at once: the transaction's
 * arena is wound back after each child, so what stays is kept apart. */
#define FILE_ROOM ((size_t)1 << 28)
static struct arena *
room_of(struct cx *cx)
{
    struct arena *a = arena_new(FILE_ROOM);

    arena_on_clear(cx->arena, rows_free, a);
    return a;
}

static enum err
take_all(struct taking *t, const struct id *persons, size_t n)
{
    struct arena *a = txn_arena(t->w->tx);
    enum err      e = OK;

    t->taken = ARENA_ARRAY(a, struct id, n + 1);
    for (size_t i = 0; i < n && !e; i++) {
        struct mark m = arena_mark(a);

        e = child_take(t, persons[i]);
        arena_rewind(a, m);
    }
    for (size_t i = 0; i < t->count; i++)
        answer_discloses(t->cx, t->answer, t->taken[i]);
    return e;
}

enum err
register_out(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct register_out      *out = ARENA_NEW(cx->arena, struct register_out);
    struct taking             t = {.w = w, .cx = cx, .answer = answer};
    const struct import_right right = {MAY_IMPORT, BATCH_REGISTER};
    struct id                *persons;
    size_t                    n;
    bool                      yes;
    enum err                  e;

    (void)ask, (void)grant;
    t.job.batch.agency = cx->reader.agency.id;
    if (!import_form_of(w->pack, BATCH_REGISTER, &t.job.form))
        return ERR_ILLEGAL;
    if ((e = import_may(w, cx, &right, &answer->purpose, &yes)) ||
        (e = register_list(w, cx->reader.agency.id, &persons, &n)))
        return e;
    csv_out_init(&t.out, room_of(cx), ',');
    headings(&t);
    if ((e = take_all(&t, persons, n)))
        return e;
    out->file = buf_str(&t.out.b);
    out->name = name_of(cx->arena, w->today);
    out->count = t.count;
    answer->with = out;
    return OK;
}
