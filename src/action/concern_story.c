/*
 * What was said, and what has been done since: the entries of this thread
 * that may be seen, each as lines to read.
 */
#include "action/concern_inside.h"

#include "record/relied.h"

#define BIT(type) (UINT32_C(1) << (type))
/* Somebody's own words, in the language that they were written in. */
#define FREE                                                                  \
    (BIT(FIELD_TEXT) | BIT(FIELD_LONG_TEXT) | BIT(FIELD_WORDS) |              \
     BIT(FIELD_BODY_MAP))
/* What is shown without being asked for. */
#define MAIN                                                                  \
    (BIT(FIELD_LONG_TEXT) | BIT(FIELD_WORDS) | BIT(FIELD_SAFE_CONTACT))

/* ---- one entry ---- */

static struct str
text_of_field(const struct child_line *lines, size_t n,
    const struct field *field)
{
    for (size_t i = 0; i < n; i++)
        if (lines[i].field == field)
            return lines[i].text;
    return (struct str){0};
}

/* Who made the translation: the one named in it, else who recorded it. */
static enum err
translator_of(struct concern_build *b, struct concern_line *l)
{
    const struct translation *t = l->translated;

    if (t->name.n) {
        l->translator = t->name;
        return OK;
    }
    return look_account(b->child.w, t->author, &l->translator);
}

/* Answered, and not only said why it was not. */
static bool
is_given(const struct entry *e, const struct field *f, int child)
{
    const struct json *v =
        answers_value(&e->answers, f, f->per_child ? child : -1);

    return v && !(v->kind == JSON_OBJECT && json_member(v, S("why")));
}

static enum err
line_of(struct concern_build *b, const struct entry *e, int child,
    struct concern_line *l)
{
    const struct field *f = l->line.field;

    l->free = (BIT(f->type) & FREE) != 0 && is_given(e, f, child);
    l->own_words = f->type == FIELD_WORDS && l->free;
    l->main = (BIT(f->type) & MAIN) != 0 ||
        f == form_arg_field(e->form, YIELD_CONCERN, S("kinds"));
    l->passage = (struct passage){.entry = e->id,
        .field = f->id,
        .child = f->per_child ? child : -1};
    if (!l->free || e->language == b->child.cx->lang)
        return OK;
    l->translated = translation_find(b->translations, b->translation_count,
        &l->passage, lang_code(b->child.cx->lang));
    return l->translated ? translator_of(b, l) : OK;
}

enum err
concern_part_of(struct concern_build *b, const struct entry *e,
    struct concern_part *out)
{
    int                 place = child_place_in(&b->child, e);
    const struct field *hears =
        form_arg_field(e->form, YIELD_WORDS, S("may_hear"));
    struct child_line *lines;
    size_t             n;
    enum err           err;

    *out = (struct concern_part){.entry = e->id,
        .use = concern_use_of(e->pack, e->form),
        .title = e->form->title,
        .recorded = e->recorded,
        .on = e->occurred_on,
        .language = e->language};
    if ((err = child_lines(&b->child, e, &lines, &n)))
        return err;
    out->lines = ARENA_ARRAY(b->child.cx->arena, struct concern_line, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct concern_line *l = &out->lines[out->line_count++];

        l->line = lines[i];
        if ((err = line_of(b, e, place, l)))
            return err;
        if (l->own_words && hears)
            l->may_hear = text_of_field(lines, n, hears);
    }
    return OK;
}

/* ---- what was decided ---- */

static enum err
decided_of(struct concern_build *b, const struct decision *d,
    const struct entry *e, struct concern_decided *out)
{
    *out = (struct concern_decided){
        .entry = d->entry,
        .outcome = child_option(e->pack, e->form, YIELD_DECIDE, S("outcome"),
            d->outcome),
        .reason = view_entry(&b->child.view, e) == DEPTH_FULL ? d->reason
                                                              : (struct str){0},
        .at = d->at,
        .language = e->language,
    };
    return look_account(b->child.w, d->author, &out->author);
}

enum err
concern_decided_in(struct concern_build *b, struct id thread,
    struct concern_decided **out, size_t *count)
{
    const struct child     *c = b->child.child;
    struct concern_decided *all = ARENA_ARRAY(b->child.cx->arena,
        struct concern_decided, c->decisions_count + 1);
    size_t                  n = 0;
    enum err                e;

    for (size_t i = c->decisions_count; i-- > 0;) {
        const struct decision *d = &c->decisions[i];
        const struct entry *in = child_kept(&b->child, d->entry, DEPTH_SUMMARY);

        if (!in || !id_eq(d->thread, thread))
            continue;
        if ((e = decided_of(b, d, in, &all[n++])))
            return e;
    }
    *out = all;
    *count = n;
    return OK;
}

/* ---- what has been done ---- */

static enum err
read_of(struct concern_build *b, const struct entry *e,
    struct concern_read *out)
{
    const struct field *what =
        form_arg_field(e->form, YIELD_READ_HISTORY, S("what"));
    struct child_line *lines;
    size_t             n;
    enum err           err;

    *out = (struct concern_read){.at = e->recorded, .language = e->language};
    if ((err = child_lines(&b->child, e, &lines, &n)))
        return err;
    out->what = text_of_field(lines, n, what);
    for (size_t i = 0; i < n; i++)
        if (lines[i].field->type == FIELD_LONG_TEXT)
            out->pattern = lines[i].text;
    return look_account(b->child.w, e->author, &out->author);
}

/* When the one told first read it; us 0: nobody has. */
static struct moment
read_when(const struct notice *all, size_t n, struct id cause)
{
    struct moment first = {0};

    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].cause, cause) && !id_is_none(all[i].to_account) &&
            all[i].read_at.us && (!first.us || all[i].read_at.us < first.us))
            first = all[i].read_at;
    return first;
}

/* Something was sent to who reported. */
static enum err
sent_of(struct concern_build *b, const struct entry *e)
{
    struct concern_page *p = b->page;
    struct concern_told  told;
    struct notice       *all;
    size_t               n;
    enum err             err;

    if ((err = concern_told_by(b->child.cx->arena, e, &told)))
        return err;
    if (!told.tells || form_yields(e->form, YIELD_CONCERN))
        return OK;
    if ((err = relied_in_thread(b->child.w, e->thread, &all, &n)))
        return err;
    p->sent[p->sent_count++] = (struct concern_sent){.title = e->form->title,
        .at = e->recorded,
        .read_at = read_when(all, n, e->id)};
    return OK;
}

static enum err
done_of(struct concern_build *b, const struct entry *e)
{
    struct concern_page *p = b->page;
    struct concern_part *part = &p->done[p->done_count];
    enum err             err;

    if ((err = concern_part_of(b, e, part)))
        return err;
    p->done_count++;
    if (part->use == USE_READ &&
        (err = read_of(b, e, &p->reads[p->read_count++])))
        return err;
    if ((err = sent_of(b, e)))
        return err;
    return look_account(b->child.w, e->author, &part->author);
}

static void
room_make(struct concern_build *b)
{
    struct arena        *a = b->child.cx->arena;
    struct concern_page *p = b->page;
    size_t               n = b->child.kept_count + 1;

    p->said = ARENA_ARRAY(a, struct concern_part, n);
    p->done = ARENA_ARRAY(a, struct concern_part, n);
    p->reads = ARENA_ARRAY(a, struct concern_read, n);
    p->sent = ARENA_ARRAY(a, struct concern_sent, n);
}

enum err
concern_story(struct concern_build *b)
{
    struct concern_page *p = b->page;
    struct child_build  *c = &b->child;
    enum err             e;

    room_make(b);
    for (size_t i = 0; i < c->kept_count; i++) {
        const struct entry *one = &c->kept[i];

        if (!id_eq(one->thread, p->thread) || one->fate != FATE_STANDS)
            continue;
        answer_discloses(c->cx, c->answer, one->id);
        e = one->form->opens_thread.n
            ? concern_part_of(b, one, &p->said[p->said_count++])
            : done_of(b, one);
        if (e)
            return e;
    }
    return concern_decided_in(b, p->thread, &p->decided, &p->decided_count);
}
