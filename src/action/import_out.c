/*
 * The register as it stands, row by row.  What the fold knows of a child's
 * place on it comes from there; the rest is what the newest entries brought
 * in say.
 */
#include "action/import_out.h"

#include "action/import_inside.h"
#include "action/import_known.h"
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

static bool
is_taken(const struct taking *t, const struct field *f)
{
    return import_offers(&t->job.form, f) && f->type != FIELD_LOCATION &&
        f != t->job.form.authority;
}

/* ---- one cell ---- */

/* The newest thing that the agency's own form says; of a place on the
 * register, since the child has it. */
static struct str
said(struct taking *t, const struct import_known *c, const struct field *f)
{
    const struct form *form = t->job.form.form;
    const bool         ever = import_known_is_face(form, f);
    struct str         text;

    for (size_t i = c->entry_count; i-- > 0;) {
        const struct entry *e = &c->entries[i];

        if (e->fate == FATE_STANDS && str_eq(e->form->id, form->id) &&
            id_eq(e->agency, t->job.batch.agency)) {
            text = answers_text(txn_arena(t->w->tx), &e->answers,
                form_field(e->form, f->id), -1);
            if (text.n)
                return text;
        }
        if (!ever && c->spell && id_eq(e->id, c->spell->opened_by))
            break;
    }
    return (struct str){0};
}

/* Who a child is, the agency says best; all else, what has come of it. */
static struct str
text_of(struct taking *t, const struct import_known *c, const struct field *f)
{
    const struct form *form = t->job.form.form;
    struct str         text = {0};

    if (import_known_is_face(form, f))
        text = said(t, c, f);
    if (!text.n)
        text = import_known_say(t->w, c, form, f);
    return text.n ? text : said(t, c, f);
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
cell(struct taking *t, const struct import_known *c, const struct field *f)
{
    struct arena *a = txn_arena(t->w->tx);
    struct str    text = text_of(t, c, f);

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
child_write(struct taking *t, struct id person, const struct import_known *c)
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
    struct import_known c;
    bool                yes;
    enum err            e;

    if ((e = may_read(t, person, &yes)) || !yes)
        return e;
    if ((e = import_known_load(t->w, person, &c)))
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
