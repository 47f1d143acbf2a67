/*
 * tale -- see tale.h.
 */
#include "tale.h"

#include "../test.h"

#include "base/zone.h"

struct tale *
tale_new(struct arena *a, const struct pack *pack)
{
    struct tale *t = ARENA_NEW(a, struct tale);

    t->a = a;
    t->pack = pack;
    return t;
}

struct moment
tale_moment(const char *text)
{
    struct moment m = {INT64_MAX};

    if (text)
        WANT(moment_parse(str_of(text), &m));
    return m;
}

struct id
tale_id(enum id_kind kind, uint64_t n)
{
    struct id i = {.kind = kind};

    for (size_t k = 0; k < 8; k++)
        i.b[15 - k] = (uint8_t)(n >> (8 * k));
    return i;
}

/* ---- telling ---- */

static void
answered(struct tale *t, struct fold_entry *e, const char *json,
    size_t children)
{
    struct answers_about about = {.children = children};
    struct fault         fault = {0};
    enum err             err =
        answers_read(t->a, e->form, str_of(json), &e->answers, &fault);

    if (err)
        print_error("%.*s: %s\n", STR_ARG(fault.detail), json);
    WANT_OK(err);
    WANT_OK(yield_extract(t->a, &e->answers, &about, (struct fact **)&e->facts,
        &e->fact_count));
    e->occurred =
        fold_occurred(t->a, e->pack, &e->answers, e->recorded, &e->occurred_on);
}

static struct tale_entry *
next(struct tale *t, const char *when)
{
    struct tale_entry *x = &t->all[t->count];

    WANT(t->count < TALE_MOST);
    x->line.id = tale_id(ID_ENTRY, ++t->count);
    x->line.seq = (int64_t)t->count;
    x->line.pack = t->pack;
    x->line.thread = tale_id(ID_THREAD, 1);
    x->line.author = tale_id(ID_ACCOUNT, 1);
    x->line.recorded = tale_moment(when);
    return x;
}

struct fold_entry *
tale_say_of(struct tale *t, const char *when, const char *form,
    const char *json, size_t children)
{
    struct tale_entry *x = next(t, when);

    x->line.form = pack_form(t->pack, str_of(form));
    WANT(x->line.form != NULL);
    for (size_t i = 0; i < children; i++)
        x->about[i] = true;
    answered(t, &x->line, json, children);
    return &x->line;
}

struct fold_entry *
tale_say(struct tale *t, const char *when, const char *form, const char *json)
{
    return tale_say_of(t, when, form, json, 1);
}

struct fold_entry *
tale_correct(struct tale *t, const char *when, size_t n, const char *correction,
    const char *json)
{
    struct tale_entry *x = next(t, when), *root = &t->all[n];
    size_t             children = 0;

    x->line.form = root->line.form;
    x->line.pack = root->line.pack;
    x->line.thread = root->line.thread;
    x->line.corrects = root->line.id;
    x->line.correction = str_of(correction);
    for (size_t i = 0; i < TALE_CHILDREN; i++)
        children += x->about[i] = root->about[i];
    answered(t, &x->line, json, children);
    return &x->line;
}

void
tale_about(struct tale *t, bool first, bool second, bool third)
{
    bool *about = t->all[t->count - 1].about;

    about[0] = first;
    about[1] = second;
    about[2] = third;
}

void
tale_fact(struct tale *t, enum yield_kind kind, ...)
{
    struct fold_entry *e = &t->all[t->count - 1].line;
    struct fact *wider = ARENA_ARRAY(t->a, struct fact, e->fact_count + 1);
    struct fact *f = &wider[e->fact_count];
    va_list      args;

    for (size_t i = 0; i < e->fact_count; i++)
        wider[i] = e->facts[i];
    *f = (struct fact){.kind = kind, .child = -1};
    va_start(args, kind);
    for (const char *name; (name = va_arg(args, const char *));) {
        int at = yield_arg_find(kind, str_of(name));

        WANT(at >= 0);
        f->args[at] = str_of(va_arg(args, const char *));
    }
    va_end(args);
    e->facts = wider;
    e->fact_count++;
}

/* ---- folding ---- */

static bool
family_is_about(const struct tale *t, const struct tale_entry *x, size_t child)
{
    struct id root =
        id_is_none(x->line.corrects) ? x->line.id : x->line.corrects;

    for (size_t i = 0; i < t->count; i++)
        if (t->all[i].about[child] &&
            (id_eq(t->all[i].line.id, root) ||
                id_eq(t->all[i].line.corrects, root)))
            return true;
    return false;
}

struct fold_entry *
tale_lines(const struct tale *t, size_t child, size_t *count)
{
    struct fold_entry *lines =
        ARENA_ARRAY(t->a, struct fold_entry, t->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < t->count; i++) {
        const struct tale_entry *x = &t->all[i];
        struct fold_entry       *l = &lines[n];
        int                      place = 0;

        if (!family_is_about(t, x, child))
            continue;
        *l = x->line;
        for (size_t k = 0; k < child; k++)
            place += x->about[k];
        l->child = place;
        l->elsewhere = !x->about[child];
        l->source = tale_id(ID_SOURCE, child + 1);
        n++;
    }
    *count = n;
    return lines;
}

const struct child *
tale_fold(const struct tale *t, size_t child, const char *known_at)
{
    const struct child *c = NULL;
    size_t              n;
    struct fold_entry  *lines = tale_lines(t, child, &n);

    WANT_OK(fold_all(t->a, t->pack, lines, n, tale_moment(known_at), &c));
    return c;
}

const struct clock_at *
tale_clock(const struct child *c, const char *id)
{
    for (size_t i = c->clocks_count; i-- > 0;)
        if (str_eq(c->clocks[i].rule->id, str_of(id)))
            return &c->clocks[i];
    return NULL;
}

/* ---- as text ---- */

static void
put(struct buf *b, struct str s)
{
    buf_add(b, s);
    buf_add_byte(b, '|');
}

static void
put_id(struct buf *b, struct id i)
{
    put(b, id_is_none(i) ? S("-") : id_text(b->arena, i));
}

static void
put_int(struct buf *b, int64_t v)
{
    buf_add_int(b, v);
    buf_add_byte(b, '|');
}

static void
put_clock(struct buf *b, const struct clock_at *c)
{
    put(b, S("\nclock"));
    put(b, c->rule->id);
    put_id(b, c->opening);
    put_id(b, c->thread);
    put_int(b, c->first_opened.us);
    put_int(b, c->opened.us);
    put_int(b, c->due.us);
    put_int(b, c->target.us);
    put_int(b, c->state);
    put_int(b, c->met.us);
    put_id(b, c->met_by);
    put_int(b, c->paused.us);
    put_int(b, c->moved);
}

static void
put_spell(struct buf *b, const struct spell *s)
{
    put(b, S("\nspell"));
    put_id(b, s->opened_by);
    put_id(b, s->closed_by);
    put(b, date_text(b->arena, s->on));
    put(b, date_text(b->arena, s->off));
    put(b, s->categories);
    put(b, s->primary);
    put(b, s->authority);
    put(b, s->reason);
    put_int(b, s->temporary);
    put(b, date_text(b->arena, s->until));
}

static void
put_tie(struct buf *b, const struct tie_at *t)
{
    put(b, S("\ntie"));
    put_id(b, t->whom);
    put(b, t->name);
    put(b, t->kind);
    put_int(b, t->since.us);
    put_int(b, t->until.us);
    put_id(b, t->by);
}

static void
put_rest(struct buf *b, const struct child *c)
{
    for (size_t i = 0; i < c->decisions_count; i++) {
        put(b, S("\ndecision"));
        put_id(b, c->decisions[i].entry);
        put(b, c->decisions[i].outcome);
        put_int(b, c->decisions[i].at.us);
    }
    for (size_t i = 0; i < c->plans_count; i++) {
        put(b, S("\nplan"));
        put_id(b, c->plans[i].entry);
        put(b, c->plans[i].kind);
    }
    for (size_t i = 0; i < c->facts_count; i++) {
        put(b, S("\nfact"));
        put_id(b, c->facts[i].entry->id);
        put(b, yield_save(b->arena, c->facts[i].fact, 1));
    }
    for (size_t i = 0; i < c->entries_count; i++) {
        put(b, S("\nentry"));
        put_id(b, c->entries[i]->id);
        put_int(b, c->entries[i]->fate);
    }
    put_int(b, c->newest.us);
}

struct str
tale_text(struct arena *a, const struct child *c)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < c->states_count; i++) {
        const struct state_at *s = &c->states[i];

        put(&b, S("\nstate"));
        put(&b, s->pathway->id);
        put(&b, s->pathway->states[s->state].id);
        put_id(&b, s->thread);
        put_int(&b, s->since.us);
        put_id(&b, s->by);
    }
    for (size_t i = 0; i < c->clocks_count; i++)
        put_clock(&b, &c->clocks[i]);
    for (size_t i = 0; i < c->spells_count; i++)
        put_spell(&b, &c->spells[i]);
    for (size_t i = 0; i < c->ties_count; i++)
        put_tie(&b, &c->ties[i]);
    put_rest(&b, c);
    return buf_str(&b);
}
