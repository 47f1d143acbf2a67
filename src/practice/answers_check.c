/*
 * Every mistake in somebody's answers, in the order of the form.
 *
 * What a value of each type must be is a table of small functions; around
 * it stand the rules that all types share: whether the question is asked,
 * whether it must be answered, per child, in every row.
 */
#include <assert.h>

#include "base/id.h"
#include "base/nhs.h"
#include "base/text.h"
#include "practice/answers_in.h"

/* Characters.  A page of typing is about 3000. */
#define TEXT_MOST 500
#define LONG_TEXT_MOST 20000
#define MOST_PAPERS 50

struct checking {
    struct arena        *arena;
    struct date          today;
    struct answer_fault *all;
    size_t               count, room;
};

/* One value to be checked: MSG_NONE when it is right. */
typedef enum msg check_value(struct checking *c, const struct field *f,
    const struct json *v);

static void
note(struct checking *c, const struct field *f, int child, int row,
    enum msg msg)
{
    if (c->count == c->room) {
        size_t               room = c->room ? 2 * c->room : 8;
        struct answer_fault *all =
            ARENA_ARRAY(c->arena, struct answer_fault, room);

        for (size_t i = 0; i < c->count; i++)
            all[i] = c->all[i];
        c->all = all;
        c->room = room;
    }
    c->all[c->count++] = (struct answer_fault){.field = f,
        .child = child,
        .row = row,
        .msg = msg};
}

/* --- values ----------------------------------------------------------- */

static enum msg
check_length(const struct json *v, size_t most)
{
    if (v->kind != JSON_STRING)
        return MSG_ANSWERS_WRONG_KIND;
    return text_length(v->text) > most ? MSG_ANSWERS_TOO_LONG : MSG_NONE;
}

static enum msg
check_text(struct checking *c, const struct field *f, const struct json *v)
{
    (void)c, (void)f;
    return check_length(v, TEXT_MOST);
}

static enum msg
check_long_text(struct checking *c, const struct field *f, const struct json *v)
{
    (void)c, (void)f;
    return check_length(v, LONG_TEXT_MOST);
}

static enum msg
check_yes_no(struct checking *c, const struct field *f, const struct json *v)
{
    struct str text = json_string(v);
    bool       unknown = f->type == FIELD_YES_NO_UNKNOWN;

    (void)c;
    if (str_eq(text, S("yes")) || str_eq(text, S("no")) ||
        (unknown && str_eq(text, S("unknown"))))
        return MSG_NONE;
    return unknown ? MSG_ANSWERS_YES_NO_UNKNOWN : MSG_ANSWERS_YES_NO;
}

static enum msg
check_option(const struct term_list *list, const struct json *v)
{
    if (v && v->kind == JSON_STRING && list && term_option_find(list, v->text))
        return MSG_NONE;
    return MSG_ANSWERS_CHOOSE;
}

static enum msg
check_choice(struct checking *c, const struct field *f, const struct json *v)
{
    (void)c;
    return check_option(f->options, v);
}

static enum msg
check_choices(struct checking *c, const struct field *f, const struct json *v)
{
    enum msg msg;

    (void)c;
    if (v->kind != JSON_ARRAY)
        return check_option(f->options, v);
    for (v = v->child; v; v = v->next)
        if ((msg = check_option(f->options, v)))
            return msg;
    return MSG_NONE;
}

/* -1, 0, 1 by the parts that both dates have. */
static int
compare_known(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (!a.month || a.month != b.month)
        return !a.month ? 0 : a.month < b.month ? -1 : 1;
    if (!a.day || a.day == b.day)
        return 0;
    return a.day < b.day ? -1 : 1;
}

static enum msg
check_date(struct checking *c, const struct field *f, const struct json *v)
{
    struct date d;

    if (v->kind != JSON_STRING || !date_parse(v->text, &d))
        return MSG_ANSWERS_NOT_A_DATE;
    if (!date_is_known(d) && !f->partial_date)
        return MSG_ANSWERS_WHOLE_DATE;
    if (!f->future_date && compare_known(d, c->today) > 0)
        return MSG_ANSWERS_FUTURE;
    return MSG_NONE;
}

/* The day is UTC's: the service's own is the same or one later, so nothing
 * that has happened is refused. */
static enum msg
check_date_time(struct checking *c, const struct field *f, const struct json *v)
{
    struct moment m;
    struct date   d;

    if (v->kind != JSON_STRING || !moment_parse(v->text, &m))
        return MSG_ANSWERS_NOT_A_TIME;
    if (!f->future_date && date_parse(str_sub(v->text, 0, 10), &d) &&
        compare_known(d, c->today) > 0)
        return MSG_ANSWERS_FUTURE;
    return MSG_NONE;
}

static enum msg
check_number(struct checking *c, const struct field *f, const struct json *v)
{
    int64_t n;

    (void)c;
    if (!str_int(json_string(v), &n))
        return MSG_ANSWERS_NOT_A_NUMBER;
    return n < f->min || n > f->max ? MSG_ANSWERS_OUT_OF_RANGE : MSG_NONE;
}

/* Text, or a reference to a value that is sealed elsewhere. */
static enum msg
check_named(struct checking *c, const struct field *f, const struct json *v)
{
    struct id id;

    (void)c, (void)f;
    if (v->kind != JSON_OBJECT)
        return check_length(v, LONG_TEXT_MOST);
    return id_parse(json_string(json_member(v, S("ref"))), ID_SEALED, &id)
        ? MSG_NONE
        : MSG_ANSWERS_WRONG_KIND;
}

static enum msg
check_identifier(struct checking *c, const struct field *f,
    const struct json *v)
{
    struct fault fault = {0};
    struct str   value, system;
    enum err     e = OK;

    if (v->kind != JSON_STRING)
        return MSG_ANSWERS_WRONG_KIND;
    system = f->identifier ? f->identifier->check : S("");
    if (str_eq(system, S("nhs_number")))
        e = nhs_parse(c->arena, v->text, &value, &fault);
    else if (str_eq(system, S("upn")))
        e = nhs_upn_parse(c->arena, v->text, &value, &fault);
    return e ? fault.msg : check_length(v, TEXT_MOST);
}

/* Somebody, how and when, what not to say: lines, or rows of texts. */
static enum msg
check_safe_contact(struct checking *c, const struct field *f,
    const struct json *v)
{
    if (v->kind == JSON_OBJECT && json_member(v, S("ref")))
        return check_named(c, f, v);
    if (v->kind == JSON_STRING)
        return check_length(v, LONG_TEXT_MOST);
    for (const struct json *row = v->child; row; row = row->next) {
        if (v->kind == JSON_OBJECT) {
            if (check_length(row, LONG_TEXT_MOST))
                return MSG_ANSWERS_WRONG_KIND;
            continue;
        }
        for (const struct json *x = row->child; x; x = x->next)
            if (check_length(x, LONG_TEXT_MOST))
                return MSG_ANSWERS_WRONG_KIND;
    }
    return MSG_NONE;
}

static enum msg
check_paper(struct checking *c, const struct field *f, const struct json *v)
{
    struct id id;
    size_t    n = 0;

    (void)c, (void)f;
    if (v->kind == JSON_STRING)
        return id_parse(v->text, ID_PAPER, &id) ? MSG_NONE
                                                : MSG_ANSWERS_WRONG_KIND;
    if (v->kind != JSON_ARRAY)
        return MSG_ANSWERS_WRONG_KIND;
    for (v = v->child; v; v = v->next)
        if (!id_parse(json_string(v), ID_PAPER, &id))
            return MSG_ANSWERS_WRONG_KIND;
        else if (++n > MOST_PAPERS)
            return MSG_ANSWERS_MANY_ROWS;
    return MSG_NONE;
}

static enum msg
check_body_map(struct checking *c, const struct field *f, const struct json *v)
{
    size_t n = 0;

    (void)c;
    if (v->kind != JSON_ARRAY)
        return MSG_ANSWERS_WRONG_KIND;
    for (v = v->child; v; v = v->next) {
        const struct json *colour = json_member(v, S("colour"));
        const struct json *words = json_member(v, S("note"));

        if (++n > MOST_PAPERS)
            return MSG_ANSWERS_MANY_ROWS;
        if (check_option(f->regions, json_member(v, S("region"))) ||
            check_option(f->marks, json_member(v, S("kind"))) ||
            (answers_value_is_given(colour) &&
                check_option(f->colours, colour)))
            return MSG_ANSWERS_CHOOSE;
        if (words && check_length(words, TEXT_MOST))
            return MSG_ANSWERS_TOO_LONG;
    }
    return MSG_NONE;
}

/* Only the number of rows; what is in them is checked field by field. */
static enum msg
check_table(struct checking *c, const struct field *f, const struct json *v)
{
    int64_t n = 0;

    (void)c;
    if (v->kind != JSON_ARRAY)
        return MSG_ANSWERS_WRONG_KIND;
    for (v = v->child; v; v = v->next, n++)
        if (v->kind != JSON_OBJECT)
            return MSG_ANSWERS_WRONG_KIND;
    if (n < f->min)
        return MSG_ANSWERS_FEW_ROWS;
    return n > f->max ? MSG_ANSWERS_MANY_ROWS : MSG_NONE;
}

static check_value *const checks[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = check_text,
    [FIELD_LONG_TEXT] = check_long_text,
    [FIELD_WORDS] = check_long_text,
    [FIELD_YES_NO] = check_yes_no,
    [FIELD_YES_NO_UNKNOWN] = check_yes_no,
    [FIELD_CHOICE] = check_choice,
    [FIELD_CHOICES] = check_choices,
    [FIELD_DATE] = check_date,
    [FIELD_DATE_TIME] = check_date_time,
    [FIELD_NUMBER] = check_number,
    [FIELD_SCALE] = check_number,
    [FIELD_PERSON] = check_text,
    [FIELD_AGENCY] = check_text,
    [FIELD_DESK] = check_text,
    [FIELD_ACCOUNT] = check_text,
    [FIELD_IDENTIFIER] = check_identifier,
    [FIELD_LANGUAGE] = check_choice,
    [FIELD_LOCATION] = check_named,
    [FIELD_REPORTER] = check_named,
    [FIELD_SAFE_CONTACT] = check_safe_contact,
    [FIELD_PAPER] = check_paper,
    [FIELD_BODY_MAP] = check_body_map,
    [FIELD_THREAD] = check_text,
    [FIELD_PART] = check_text,
    [FIELD_TABLE] = check_table,
};

/* --- what all questions share ----------------------------------------- */

static enum msg
check_reason(const struct spot *at, const struct field *f, const struct json *v)
{
    bool must = f->required == REQUIRED_ALWAYS ||
        (f->required == REQUIRED_WHEN && f->required_when &&
            spot_holds(at, f->required_when));

    if (must)
        return MSG_ANSWERS_NO_REASON;
    if (str_is_empty(str_trim(json_string(json_member(v, S("why"))))))
        return MSG_ANSWERS_SAY_WHY;
    return check_length(json_member(v, S("why")), LONG_TEXT_MOST);
}

static enum msg
check_missing(const struct spot *at, const struct field *f)
{
    switch (f->required) {
    case REQUIRED_ALWAYS:
        return MSG_ANSWERS_MISSING;
    case REQUIRED_OR_REASON:
        return at->s->form->short_path ? MSG_NONE
                                       : MSG_ANSWERS_MISSING_OR_REASON;
    case REQUIRED_WHEN:
        return f->required_when && spot_holds(at, f->required_when)
            ? MSG_ANSWERS_MISSING
            : MSG_NONE;
    default:
        return MSG_NONE;
    }
}

static enum msg
check_one(struct checking *c, const struct spot *at, const struct field *f)
{
    const struct json *v = spot_value(at, f);
    bool               shown = spot_shown(at, f);

    if (!shown)
        return answers_value_is_given(v) ? MSG_ANSWERS_NOT_ASKED : MSG_NONE;
    if (answers_value_is_why(v))
        return check_reason(at, f, v);
    if (!answers_value_is_given(v))
        return check_missing(at, f);
    return checks[f->type](c, f, v);
}

static void
check_rows(struct checking *c, const struct spot *at, const struct field *f)
{
    const struct json *v = spot_value(at, f);
    int                row = 0;

    if (!v || v->kind != JSON_ARRAY || !spot_shown(at, f))
        return;
    for (v = v->child; v; v = v->next, row++) {
        struct spot in = *at;

        in.row = v;
        for (size_t i = 0; i < f->column_count; i++) {
            enum msg msg = check_one(c, &in, &f->columns[i]);

            if (msg)
                note(c, &f->columns[i], at->child, row, msg);
        }
    }
}

static void
check_spot(struct checking *c, const struct spot *at, const struct field *f)
{
    enum msg msg = check_one(c, at, f);

    if (msg)
        note(c, f, at->child, -1, msg);
    else if (f->type == FIELD_TABLE)
        check_rows(c, at, f);
}

/* An answer must be about a child of the entry: {"0": ..., "1": ...}. */
static void
check_children(struct checking *c, const struct spot *at, const struct field *f)
{
    const struct json *v = json_member(at->s->root, f->id);
    size_t             children = at->about ? at->about->children : 0;

    if (!v || v->kind == JSON_NULL)
        return;
    if (v->kind != JSON_OBJECT) {
        note(c, f, -1, -1, MSG_ANSWERS_WRONG_KIND);
        return;
    }
    for (v = v->child; v; v = v->next) {
        int64_t n;

        if (!str_is_digits(v->key) || !str_int(v->key, &n) ||
            n >= (int64_t)children)
            note(c, f, -1, -1, MSG_ANSWERS_NO_SUCH_CHILD);
    }
}

static void
check_field(struct checking *c, const struct spot *at, const struct field *f)
{
    struct spot one = *at;

    if (!f->per_child) {
        check_spot(c, at, f);
        return;
    }
    check_children(c, at, f);
    for (size_t i = 0; at->about && i < at->about->children; i++) {
        one.child = (int)i;
        check_spot(c, &one, f);
    }
}

/* wide: what was answered, on which day, and two outputs */
enum err
answers_check(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct date today,
    struct answer_fault **faults, size_t *count)
{
    struct checking c = {.arena = a, .today = today};
    struct spot     at = {.s = s, .about = about, .child = -1};

    assert(a && s && s->form && faults && count && date_is_known(today));
    for (size_t i = 0; i < s->form->field_count; i++)
        check_field(&c, &at, &s->form->fields[i]);
    *faults = c.all;
    *count = c.count;
    return c.count ? ERR_INVALID : OK;
}
