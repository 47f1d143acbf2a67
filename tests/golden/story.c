/*
 * A story read from YAML: its entries with whole answers, and the list that
 * the fold takes for one child.
 */
#include "golden.h"

#include "base/hash.h"
#include "base/zone.h"

#include <string.h>

/* Keys of an entry that are no questions. */
static const struct str reserved[] = {
    S_INIT("kind"),
    S_INIT("on"),
    S_INIT("at"),
    S_INIT("name"),
    S_INIT("thread"),
    S_INIT("about"),
    S_INIT("corrects"),
    S_INIT("withdraws"),
    S_INIT("area"),
    S_INIT("by"),
};
#define USUAL_TIME S("09:00")
#define USUAL_CHILD S("child")
#define USUAL_THREAD S("story")

void
trouble(struct story *s, const struct node *at, struct str what,
    struct str value)
{
    buf_add(s->trouble, S("#   line "));
    buf_add_int(s->trouble, at ? at->line : 0);
    buf_add(s->trouble, S(": "));
    buf_add(s->trouble, what);
    if (value.n) {
        buf_add(s->trouble, S(": "));
        buf_add(s->trouble, value);
    }
    buf_add(s->trouble, S("\n"));
}

struct id
story_id(enum id_kind kind, struct str name)
{
    struct digest d = hash_sha256(name);
    struct id     i = {.kind = kind};

    memcpy(i.b, d.b, sizeof i.b);
    return i;
}

/* ---- days and times ---- */

static bool
time_read(struct str text, struct civil *c)
{
    struct str h, m;
    int64_t    hour, minute;

    if (!str_cut(text, ':', &h, &m) || !str_int(h, &hour) ||
        !str_int(m, &minute))
        return false;
    c->hour = (int8_t)hour;
    c->minute = (int8_t)minute;
    return true;
}

bool
story_when(const struct story *s, struct str text, struct moment *out,
    bool *day)
{
    struct civil c = {0};
    struct str   date, time;
    bool         timed = str_cut(text, ' ', &date, &time);

    if (!date_parse(timed ? date : text, &c.date) || !date_is_known(c.date) ||
        (timed && !time_read(time, &c)))
        return false;
    *day = !timed;
    *out = timed ? zone_moment(s->pack->zone, c)
                 : zone_day_end(s->pack->zone, c.date);
    return true;
}

static bool
recorded_read(struct story *s, struct told *t)
{
    struct str   at = node_text(node_member(t->node, S("at")));
    struct civil c = {0};

    if (!date_parse(node_text(node_member(t->node, S("on"))), &c.date) ||
        !time_read(at.n ? at : USUAL_TIME, &c)) {
        trouble(s, t->node, S("no day (on), or no such time (at)"),
            (struct str){0});
        return false;
    }
    t->recorded = zone_moment(s->pack->zone, c);
    return true;
}

/* ---- answers ---- */

static void put_value(struct story *s, struct json_out *j,
    const struct field *f, const struct node *n);

static void
put_row(struct story *s, struct json_out *j, const struct field *table,
    const struct node *row)
{
    json_open(j, '{');
    for (size_t i = 0; i < table->column_count; i++) {
        const struct field *f = &table->columns[i];
        const struct node  *n = node_member(row, f->id);

        if (!n)
            continue;
        json_key(j, f->id);
        put_value(s, j, f, n);
    }
    json_close(j, '}');
}

static void
put_value(struct story *s, struct json_out *j, const struct field *f,
    const struct node *n)
{
    struct moment m;
    bool          day;

    if (f->type == FIELD_TABLE || f->type == FIELD_CHOICES) {
        json_open(j, '[');
        for (const struct node *c = node_first(n); c; c = node_next(n, c))
            if (f->type == FIELD_TABLE)
                put_row(s, j, f, c);
            else
                json_str(j, node_text(c));
        json_close(j, ']');
    } else if (f->type == FIELD_DATE_TIME &&
        story_when(s, node_text(n), &m, &day)) {
        json_str(j, moment_text(s->arena, m));
    } else if (f->type == FIELD_PERSON) {
        json_str(j, id_text(s->arena, story_id(ID_SOURCE, node_text(n))));
    } else {
        json_str(j, node_text(n));
    }
}

static void
put_per_child(struct story *s, struct json_out *j, const struct told *t,
    const struct given *g)
{
    json_open(j, '{');
    for (size_t i = 0; i < t->about_count; i++) {
        const struct node *n = g->value->kind == NODE_MAP
            ? node_member(g->value, t->about[i])
            : g->value;

        if (!n)
            continue;
        json_key(j, str_of_int(s->arena, (int64_t)i));
        put_value(s, j, g->field, n);
    }
    json_close(j, '}');
}

/* A form that always asks when it happened is answered: just then. */
static void
put_occurred(struct story *s, struct json_out *j, const struct told *t)
{
    const struct field *f = t->form->occurred;

    if (!f || f->required != REQUIRED_ALWAYS || f->per_child)
        return;
    for (size_t i = 0; i < t->given_count; i++)
        if (t->given[i].field == f)
            return;
    json_key(j, f->id);
    json_str(j,
        f->type == FIELD_DATE_TIME
            ? moment_text(s->arena, t->recorded)
            : date_text(s->arena, zone_date(s->pack->zone, t->recorded)));
}

static bool
answers_make(struct story *s, struct told *t)
{
    struct answers_about about = {.children = t->about_count};
    struct json_out      j;
    struct fault         fault = {0};

    json_init(&j, s->arena);
    json_open(&j, '{');
    for (size_t i = 0; i < t->given_count; i++) {
        const struct given *g = &t->given[i];

        json_key(&j, g->field->id);
        if (g->field->per_child)
            put_per_child(s, &j, t, g);
        else
            put_value(s, &j, g->field, g->value);
    }
    put_occurred(s, &j, t);
    json_close(&j, '}');
    if (answers_read(s->arena, t->form, json_text(&j), &t->answers, &fault) ||
        yield_extract(s->arena, &t->answers, &about, &t->facts,
            &t->fact_count)) {
        trouble(s, t->node, S("the answers cannot be read"), fault.detail);
        return false;
    }
    return true;
}

/* ---- one entry ---- */

static bool
is_reserved(struct str key)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_eq(reserved[i], key))
            return true;
    return false;
}

static void
give(struct told *t, const struct field *f, const struct node *value)
{
    for (size_t i = 0; i < t->given_count; i++)
        if (t->given[i].field == f) {
            t->given[i].value = value;
            return;
        }
    t->given[t->given_count++] = (struct given){f, value};
}

/* What the original said, and what this one says instead. */
static bool
given_read(struct story *s, struct told *t, const struct told *newest)
{
    t->given = ARENA_ARRAY(s->arena, struct given, t->form->field_count + 1);
    for (size_t i = 0; newest && i < newest->given_count; i++)
        t->given[t->given_count++] = newest->given[i];
    for (const struct node *n = t->node->child; n; n = n->next) {
        const struct field *f = form_field(t->form, n->key);

        if (is_reserved(n->key))
            continue;
        if (!f) {
            trouble(s, n, S("the form has no such question"), n->key);
            return false;
        }
        give(t, f, n);
    }
    return true;
}

static void
about_read(struct story *s, struct told *t, const struct told *newest)
{
    const struct node *n = node_member(t->node, S("about"));

    if (!n && newest) {
        t->about = newest->about;
        t->about_count = newest->about_count;
        return;
    }
    t->about = ARENA_ARRAY(s->arena, struct str, node_count(n) + 1);
    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        t->about[t->about_count++] = node_text(c);
    if (!n)
        t->about[t->about_count++] = USUAL_CHILD;
}

static struct told *
named(struct story *s, const struct node *name)
{
    for (size_t i = 0; name && i < s->count; i++)
        if (str_eq(s->told[i].name, node_text(name)))
            return &s->told[i];
    return NULL;
}

/* The newest version of the entry that one corrects. */
static const struct told *
newest_of(const struct story *s, const struct told *root)
{
    for (size_t i = s->count; root && i-- > 0;)
        if (s->told[i].root == root)
            return &s->told[i];
    return root;
}

static bool
told_read(struct story *s, const struct node *n)
{
    struct told       *t = &s->told[s->count];
    const struct node *withdraws = node_member(n, S("withdraws"));
    const struct node *corrects = node_member(n, S("corrects"));
    const struct told *newest;
    struct str         thread = node_text(node_member(n, S("thread")));

    t->node = n;
    t->name = node_text(node_member(n, S("name")));
    t->root = named(s, withdraws ? withdraws : corrects);
    if ((withdraws || corrects) && !t->root) {
        trouble(s, n, S("no entry of that name"),
            node_text(withdraws ? withdraws : corrects));
        return false;
    }
    newest = newest_of(s, t->root);
    t->withdraws = withdraws != NULL;
    t->form = newest ? newest->form
                     : pack_form(s->pack, node_text(node_member(n, S("kind"))));
    if (!t->form) {
        trouble(s, n, S("no such form"), node_text(node_member(n, S("kind"))));
        return false;
    }
    t->thread = t->root ? t->root->thread : thread.n ? thread : USUAL_THREAD;
    about_read(s, t, newest);
    if (!given_read(s, t, newest) || !recorded_read(s, t) ||
        !answers_make(s, t))
        return false;
    t->occurred = fold_occurred(s->arena, s->pack, &t->answers, t->recorded,
        &t->occurred_on);
    s->count++;
    return true;
}

bool
story_read(struct story *s, const struct node *root)
{
    const struct node *entries = node_member(root, S("entries"));

    s->told = ARENA_ARRAY(s->arena, struct told, node_count(entries) + 1);
    for (const struct node *n = node_first(entries); n;
         n = node_next(entries, n))
        if (!told_read(s, n))
            return false;
    return true;
}

/* ---- for one child ---- */

static int
place_of(const struct told *t, struct str child)
{
    for (size_t i = 0; i < t->about_count; i++)
        if (str_eq(t->about[i], child))
            return (int)i;
    return -1;
}

static struct id
id_of(const struct story *s, const struct told *t)
{
    return t ? story_id(ID_ENTRY, str_of_int(s->arena, (int64_t)(t - s->told)))
             : (struct id){0};
}

struct id
told_author(const struct told *t)
{
    struct str by = node_text(node_member(t->node, S("by")));

    return by.n ? story_id(ID_ACCOUNT, by) : (struct id){0};
}

static struct fold_entry
fold_entry_of(const struct story *s, const struct told *t, struct str child)
{
    int        place = place_of(t, child);
    struct id *beside = ARENA_ARRAY(s->arena, struct id, t->about_count + 1);

    for (size_t i = 0; i < t->about_count; i++)
        beside[i] = story_id(ID_SOURCE, t->about[i]);
    return (struct fold_entry){
        .beside = beside,
        .beside_count = t->about_count,
        .id = id_of(s, t),
        .pack = s->pack,
        .form = t->form,
        .answers = t->answers,
        .facts = t->facts,
        .fact_count = t->fact_count,
        .child = place < 0 ? 0 : place,
        .source = story_id(ID_SOURCE, child),
        .seq = t - s->told,
        .thread = story_id(ID_THREAD, t->thread),
        .author = told_author(t),
        .occurred = t->occurred,
        .recorded = t->recorded,
        .occurred_on = t->occurred_on,
        .authority = node_text(node_member(t->node, S("area"))),
        .label = t->form->label,
        .corrects = id_of(s, t->root),
        .correction = t->withdraws ? S("withdraw")
            : t->root              ? S("answers")
                                   : (struct str){0},
        .elsewhere = place < 0,
    };
}

static bool
family_is_about(const struct story *s, const struct told *t, struct str child)
{
    const struct told *root = t->root ? t->root : t;

    for (size_t i = 0; i < s->count; i++)
        if ((&s->told[i] == root || s->told[i].root == root) &&
            place_of(&s->told[i], child) >= 0)
            return true;
    return false;
}

struct fold_entry *
story_entries(const struct story *s, struct str child, struct moment known_at,
    size_t *count)
{
    struct fold_entry *all =
        ARENA_ARRAY(s->arena, struct fold_entry, s->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < s->count; i++)
        if (s->told[i].recorded.us <= known_at.us &&
            family_is_about(s, &s->told[i], child))
            all[n++] = fold_entry_of(s, &s->told[i], child);
    *count = n;
    return all;
}
