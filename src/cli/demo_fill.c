/*
 * A form filled in.  Each question takes its answer from the step, else from
 * the theme, else from the template; per child where the form asks so.  Then
 * everything the form would not ask, given those answers, is left out.
 */
#include "base/zone.h"
#include "cli/demo.h"
#include "practice/answers.h"

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

/* --- one text --- */

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

static bool
is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* How long the name behind a $ is: letters, with a dot between them, or
 * letters and a number with its sign. */
static size_t
name_length(struct str s)
{
    size_t n = 0;

    while (n < s.n && is_letter(s.p[n]))
        n++;
    if (n + 1 < s.n && s.p[n] == '.' && is_letter(s.p[n + 1]))
        for (n++; n < s.n && is_letter(s.p[n]);)
            n++;
    if (n + 1 < s.n && (s.p[n] == '+' || s.p[n] == '-') &&
        is_figure(s.p[n + 1]))
        for (n++; n < s.n && is_figure(s.p[n]);)
            n++;
    return n;
}

/* The text with every $name in it filled in; what is filled in may hold
 * names itself. */
static struct str
text_fill(const struct filling *f, const struct member *about, struct str text)
{
    struct buf b;
    ptrdiff_t  at;
    size_t     n;

    if (str_find_byte(text, '$') < 0)
        return text;
    buf_init(&b, f->arena);
    while ((at = str_find_byte(text, '$')) >= 0) {
        buf_add(&b, str_sub(text, 0, (size_t)at));
        text = str_from(text, (size_t)at + 1);
        n = name_length(text);
        buf_add(&b,
            text_fill(f, about, demo_slot(f, about, str_sub(text, 0, n))));
        text = str_from(text, n);
    }
    buf_add(&b, text);
    return buf_str(&b);
}

/* --- one value --- */

static bool value_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *n);

/* A list of texts or of rows; what comes to nothing is left out. */
static bool
list_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *list)
{
    if (!node_count(list))
        return false;
    json_open(j, '[');
    for (const struct node *n = node_first(list); n; n = node_next(list, n))
        (void)value_put(f, j, about, n);
    json_close(j, ']');
    return true;
}

/* As JSON; empty when it comes to nothing. */
static struct str
value_text(const struct filling *f, const struct member *about,
    const struct node *n)
{
    struct json_out j;

    json_init(&j, f->arena);
    return value_put(f, &j, about, n) ? json_text(&j) : (struct str){0};
}

/* A row; none when its first cell comes to nothing. */
static void
cells_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *cells)
{
    struct str value = value_text(f, about, cells->child);

    if (!value.n)
        return;
    json_open(j, '{');
    for (const struct node *n = cells->child; n;) {
        if (value.n) {
            json_key(j, n->key);
            json_raw(j, value);
        }
        if ((n = n->next) != NULL)
            value = value_text(f, about, n);
    }
    json_close(j, '}');
}

static bool
adults_put(const struct filling *f, struct json_out *j,
    const struct node *cells)
{
    if (!f->family->adult_count)
        return false;
    json_open(j, '[');
    for (size_t i = 0; i < f->family->adult_count; i++)
        cells_put(f, j, &f->family->adults[i], cells);
    json_close(j, ']');
    return true;
}

/* The other children of the household, and those who are only named. */
static bool
siblings_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *cells)
{
    const struct family *h = f->family;

    if (h->child_count + h->sibling_count < 2)
        return false;
    json_open(j, '[');
    for (size_t i = 0; i < h->child_count; i++)
        if (&h->children[i] != about)
            cells_put(f, j, &h->children[i], cells);
    for (size_t i = 0; i < h->sibling_count; i++)
        cells_put(f, j, &h->siblings[i], cells);
    json_close(j, ']');
    return true;
}

static bool
table_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *n)
{
    struct str         rows = said(n, S("rows"));
    const struct node *cells = node_member(n, S("cells"));

    if (!rows.n) {
        cells_put(f, j, about, n);
        return true;
    }
    if (str_eq(rows, S("grown")))
        return adults_put(f, j, cells);
    return siblings_put(f, j, about, cells);
}

/* False, and nothing written, when it comes to nothing. */
static bool
value_put(const struct filling *f, struct json_out *j,
    const struct member *about, const struct node *n)
{
    struct str text;

    if (!n)
        return false;
    if (n->kind == NODE_LIST)
        return list_put(f, j, about, n);
    if (n->kind == NODE_MAP)
        return table_put(f, j, about, n);
    text = text_fill(f, about, n->text);
    if (text.n)
        json_str(j, text);
    return text.n > 0;
}

/* --- one question --- */

static const struct node *
answer_of(const struct filling *f, const struct field *q)
{
    const struct node *n = node_member(node_member(f->step, S("with")), q->id);

    if (!n)
        n = node_member(node_member(f->theme, S("answers")), q->id);
    if (!n)
        n = node_member(node_member(f->template, S("answers")), q->id);
    return n;
}

static void
why_put(const struct filling *f, struct json_out *j)
{
    json_open(j, '{');
    json_key(j, S("why"));
    json_str(j,
        words_in(demo_words(node_member(f->demo->forms, S("missing"))),
            f->language));
    json_close(j, '}');
}

/* The value, or why there is none; null when neither. */
static struct str
answer_text(const struct filling *f, const struct field *q,
    const struct member *about)
{
    struct str      text = value_text(f, about, answer_of(f, q));
    struct json_out j;

    if (text.n || q->required != REQUIRED_OR_REASON)
        return text;
    json_init(&j, f->arena);
    why_put(f, &j);
    return json_text(&j);
}

static void
question_put(const struct filling *f, struct json_out *j, const struct field *q)
{
    struct str one;

    if (!q->per_child) {
        one = answer_text(f, q, f->member_count ? f->members[0] : NULL);
        if (one.n) {
            json_key(j, q->id);
            json_raw(j, one);
        }
        return;
    }
    json_key(j, q->id);
    json_open(j, '{');
    for (size_t i = 0; i < f->member_count; i++) {
        one = answer_text(f, q, f->members[i]);
        if (one.n) {
            json_key(j, str_of_int(f->arena, (int64_t)i));
            json_raw(j, one);
        }
    }
    json_close(j, '}');
}

/* --- what the form would not ask --- */

static void
json_copy(struct json_out *j, const struct json *v)
{
    bool list = v->kind == JSON_ARRAY;

    if (v->kind == JSON_STRING) {
        json_str(j, v->text);
        return;
    }
    json_open(j, list ? '[' : '{');
    for (const struct json *c = v->child; c; c = c->next) {
        if (!list)
            json_key(j, c->key);
        json_copy(j, c);
    }
    json_close(j, list ? ']' : '}');
}

static void
shown_put(struct json_out *j, const struct answers *all,
    const struct answers_about *about, const struct field *q)
{
    const struct json *v = json_member(all->root, q->id);

    if (!v)
        return;
    if (!q->per_child) {
        if (answers_shown(all, q, about, -1)) {
            json_key(j, q->id);
            json_copy(j, v);
        }
        return;
    }
    json_key(j, q->id);
    json_open(j, '{');
    for (const struct json *c = v->child; c; c = c->next) {
        int64_t place;

        if (str_int(c->key, &place) &&
            answers_shown(all, q, about, (int)place)) {
            json_key(j, c->key);
            json_copy(j, c);
        }
    }
    json_close(j, '}');
}

/* How old they are on the day of the event. */
static const int *
ages_of(const struct filling *f)
{
    struct date today = zone_date(f->demo->pack->zone, f->event->at);
    int        *ages = ARENA_ARRAY(f->arena, int, f->member_count);

    for (size_t i = 0; i < f->member_count; i++) {
        struct date born = f->members[i]->born;

        ages[i] = date_is_none(born) ? -1 : date_age(born, today);
    }
    return ages;
}

struct str
filling_answers(const struct filling *f)
{
    struct answers_about about = {.children = f->member_count,
        .ages = ages_of(f)};
    struct json_out      j, shown;
    struct answers       all;
    struct fault         fault = {0};

    json_init(&j, f->arena);
    json_open(&j, '{');
    for (size_t i = 0; i < f->form->field_count; i++)
        question_put(f, &j, &f->form->fields[i]);
    json_close(&j, '}');
    if (answers_read(f->arena, f->form, json_text(&j), &all, &fault))
        demo_lacks(json_text(&j));
    json_init(&shown, f->arena);
    json_open(&shown, '{');
    for (size_t i = 0; i < f->form->field_count; i++)
        shown_put(&shown, &all, &about, &f->form->fields[i]);
    json_close(&shown, '}');
    return json_text(&shown);
}
