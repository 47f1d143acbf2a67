/*
 * Reads a node by its shape.  One small reader for each kind of value; the
 * table at the end says which.
 */
#include "practice/shape.h"

#include <assert.h>
#include <string.h>

#include "practice/load.h"

/* Where in out the value goes, or null. */
static void *
place(void *out, size_t at)
{
    return out && at ? (char *)out + (at - 1) : NULL;
}

static void
place_count(void *out, const struct rule *r, size_t n)
{
    size_t *to = place(out, r->count_at);

    if (to)
        *to = n;
}

static bool
is_scalar(struct load *l, const struct node *n)
{
    if (n->kind == NODE_SCALAR && n->text.n)
        return true;
    load_wrong(l, n, MISTAKE_NOT_ONE_VALUE, n->key, S(""));
    return false;
}

/* lower_snake, begins with a letter; several joined by dots. */
static bool
is_id(struct str s)
{
    bool begins = true;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = c >= 'a' && c <= 'z';
        bool digit = c >= '0' && c <= '9';

        if (begins ? !letter : !letter && !digit && c != '_' && c != '.')
            return false;
        begins = c == '.';
    }
    return s.n && !begins;
}

struct str
shape_id(struct load *l, const struct node *n)
{
    if (!is_scalar(l, n))
        return (struct str){0};
    if (is_id(n->text))
        return n->text;
    load_wrong(l, n, MISTAKE_NOT_AN_ID, n->text, S(""));
    return (struct str){0};
}

bool
shape_int(struct load *l, const struct node *n, int *out)
{
    int64_t v;

    if (!is_scalar(l, n))
        return false;
    if (!str_int(n->text, &v) || v < -1000000 || v > 1000000) {
        load_wrong(l, n, MISTAKE_NOT_A_NUMBER, n->key, n->text);
        return false;
    }
    *out = (int)v;
    return true;
}

bool
shape_date(struct load *l, const struct node *n, struct date *out)
{
    struct date d;

    if (!is_scalar(l, n))
        return false;
    if (!date_parse(n->text, &d) || !date_is_known(d)) {
        load_wrong(l, n, MISTAKE_NOT_A_DATE, n->text, S(""));
        return false;
    }
    *out = d;
    return true;
}

static struct str
near_word(struct load *l, const struct word_list *words, struct str text)
{
    struct str *all = ARENA_ARRAY(l->arena, struct str, words->count);

    for (size_t i = 0; i < words->count; i++)
        all[i] = words->all[i].word;
    return mistake_near(text, all, words->count);
}

int
shape_word(struct load *l, const struct word_list *words, const struct node *n)
{
    struct str near;

    if (!is_scalar(l, n))
        return -1;
    for (size_t i = 0; i < words->count; i++)
        if (str_eq(words->all[i].word, n->text))
            return (int)i;
    near = near_word(l, words, n->text);
    if (str_is_empty(near))
        load_wrong(l, n, MISTAKE_UNKNOWN_WORD, words->what, n->text);
    else
        load_wrong3(l, n, MISTAKE_UNKNOWN_WORD_NEAR,
            (const struct str[3]){words->what, n->text, near});
    return -1;
}

const struct str *
shape_texts(struct load *l, const struct node *n, size_t *count)
{
    struct str *all = ARENA_ARRAY(l->arena, struct str, node_count(n) + 1);
    size_t      k = 0;

    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        if (is_scalar(l, c))
            all[k++] = c->text;
    *count = k;
    return all;
}

static const struct word units[] = {
    [SPAN_MINUTES] = {S_INIT("minutes"), S_INIT("by the clock")},
    [SPAN_HOURS] = {S_INIT("hours"), S_INIT("by the clock")},
    [SPAN_CALENDAR_DAYS] = {S_INIT("calendar_days"),
                            S_INIT("to the end of that day; 0 is today")},
    [SPAN_WORKING_DAYS] = {S_INIT("working_days"),
                           S_INIT("by the calendar; the day itself is 0")},
    [SPAN_WEEKS] = {S_INIT("weeks"), S_INIT("seven days each")},
    [SPAN_MONTHS] = {S_INIT("months"),
                     S_INIT("the same day, or the month's last")},
    [SPAN_YEARS] = {S_INIT("years"), S_INIT("the same day of the year")},
};
const struct word_list words_units = WORD_LIST("unit of time", units);

static int
unit_of(struct str key)
{
    for (size_t i = 0; i < words_units.count; i++)
        if (str_eq(units[i].word, key))
            return (int)i;
    return -1;
}

bool
span_is_unit(struct str key)
{
    return unit_of(key) >= 0;
}

/* Whether the number may stand with the unit. */
static bool
is_sensible(int unit, int n)
{
    return n > 0 || (n == 0 && unit == SPAN_CALENDAR_DAYS);
}

bool
shape_span(struct load *l, const struct node *map, struct span *out)
{
    const struct node *found = NULL;
    int                n;

    for (const struct node *c = map->child; c; c = c->next) {
        if (!span_is_unit(c->key))
            continue;
        if (found)
            load_wrong(l, c, MISTAKE_TWO_SPANS, found->key, c->key);
        found = c;
    }
    if (map->kind != NODE_MAP || !found) {
        load_wrong(l, map, MISTAKE_NO_SPAN, map->key, S(""));
        return false;
    }
    if (!shape_int(l, found, &n))
        return false;
    if (!is_sensible(unit_of(found->key), n)) {
        load_wrong(l, found, MISTAKE_BAD_SPAN, found->key, found->text);
        return false;
    }
    *out = (struct span){(enum span_unit)unit_of(found->key), n};
    return true;
}

/* --- one reader for each kind of value -------------------------------- */

typedef void read_value(struct load *l, const struct rule *r,
    const struct node *n, void *out);

static void
note_names(struct load *l, const struct rule *r, const struct node *n,
    struct str id)
{
    if (r->defines)
        name_add(l, (enum name_kind)r->defines, id, n);
    if (r->names)
        name_wanted(l, (enum name_kind)r->names, id, n);
}

static void
read_id(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    struct str *to = place(out, r->at);
    struct str  id = shape_id(l, n);

    note_names(l, r, n, id);
    if (to)
        *to = id;
}

static void
read_text(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    struct str *to = place(out, r->at);

    if (is_scalar(l, n) && to)
        *to = str_trim(n->text);
}

static void
read_words(struct load *l, const struct rule *r, const struct node *n,
    void *out)
{
    struct words *to = place(out, r->at);
    struct words  w = shape_words(l, n);

    if (to)
        *to = w;
}

static void
read_flag(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    bool *to = place(out, r->at);
    bool  yes = str_eq(node_text(n), S("true"));

    if (!yes && !str_eq(node_text(n), S("false")))
        load_wrong(l, n, MISTAKE_NOT_A_FLAG, n->key, S(""));
    if (to)
        *to = yes;
}

static void
read_int(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    int *to = place(out, r->at);
    int  v;

    if (shape_int(l, n, &v) && to)
        *to = v;
}

static void
read_date(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    struct date *to = place(out, r->at);
    struct date  d;

    if (shape_date(l, n, &d) && to)
        *to = d;
}

static void
read_ids(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    const struct str **to = place(out, r->at);
    struct str *all = ARENA_ARRAY(l->arena, struct str, node_count(n) + 1);
    size_t      k = 0;

    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        struct str id = shape_id(l, c);

        note_names(l, r, c, id);
        if (id.n)
            all[k++] = id;
    }
    if (to)
        *to = all;
    place_count(out, r, k);
}

static void
read_texts(struct load *l, const struct rule *r, const struct node *n,
    void *out)
{
    const struct str **to = place(out, r->at);
    size_t             k;
    const struct str  *all = shape_texts(l, n, &k);

    for (const struct node *c = node_first(n); c && r->words;
         c = node_next(n, c))
        (void)shape_word(l, r->words, c);
    if (to)
        *to = all;
    place_count(out, r, k);
}

static void
read_word(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    struct str *to = place(out, r->at);

    if (shape_word(l, r->words, n) >= 0 && to)
        *to = n->text;
}

static void
read_enum(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    void *to = place(out, r->at);
    int   v = shape_word(l, r->words, n);

    /* An enum of ours is as wide as an int (asserted below). */
    if (v >= 0 && to)
        memcpy(to, &v, sizeof v);
}
_Static_assert(sizeof(enum span_unit) == sizeof(int), "enums are ints");

static void
read_bits(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    uint32_t *to = place(out, r->at);

    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        int v = shape_word(l, r->words, c);

        if (v >= 0 && to)
            *to |= (uint32_t)1 << v;
    }
}

static void
read_span(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    struct span *to = place(out, r->at);
    struct span  span;

    for (const struct node *c = n->child; c; c = c->next)
        if (!span_is_unit(c->key))
            load_wrong(l, c, MISTAKE_UNKNOWN_KEY, c->key,
                S("an amount of time"));
    if (shape_span(l, n, &span) && to)
        *to = span;
}

static void
read_map(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    (void)shape_read(l, r->shape, n, place(out, r->at));
}

void *
shape_read_list(struct load *l, const struct shape *s, const struct node *n,
    size_t *count)
{
    size_t size = s->size ? s->size : 1;
    char  *all = arena_get_array(l->arena, node_count(n) + 1, size);
    size_t k = 0;

    for (const struct node *c = node_first(n); c; c = node_next(n, c))
        (void)shape_read(l, s, c, s->size ? all + size * k++ : NULL);
    *count = k;
    return all;
}

static void
read_list(struct load *l, const struct rule *r, const struct node *n, void *out)
{
    void **to = place(out, r->at);
    size_t k;
    void  *all = shape_read_list(l, r->shape, n, &k);

    if (to)
        *to = all;
    place_count(out, r, k);
}

/* One member of a map from ids to maps. */
static void
read_one_named(struct load *l, const struct shape *s, const struct node *n,
    void *out)
{
    struct str *id = place(out, s->id_at);

    if (!is_id(n->key))
        load_wrong(l, n, MISTAKE_NOT_AN_ID, n->key, S(""));
    if (s->defines)
        name_add(l, (enum name_kind)s->defines, n->key, n);
    if (id)
        *id = n->key;
    (void)shape_read(l, s, n, out);
}

static void
read_named(struct load *l, const struct rule *r, const struct node *n,
    void *out)
{
    const struct shape *s = r->shape;
    void              **to = place(out, r->at);
    char               *all;
    size_t              k = 0;

    if (n->kind != NODE_MAP) {
        load_wrong(l, n, MISTAKE_NOT_A_MAP, n->key, S(""));
        return;
    }
    all = arena_get_array(l->arena, n->count + 1, s->size ? s->size : 1);
    for (const struct node *c = n->child; c; c = c->next)
        read_one_named(l, s, c, s->size ? all + s->size * k++ : NULL);
    if (to)
        *to = all;
    place_count(out, r, k);
}

static void
read_later(struct load *l, const struct rule *r, const struct node *n,
    void *out)
{
    (void)l, (void)r, (void)n, (void)out;
}

static read_value *const readers[] = {
    [IS_ID] = read_id,       [IS_TEXT] = read_text,
    [IS_WORDS] = read_words, [IS_FLAG] = read_flag,
    [IS_INT] = read_int,     [IS_DATE] = read_date,
    [IS_IDS] = read_ids,     [IS_TEXTS] = read_texts,
    [IS_WORD] = read_word,   [IS_ENUM] = read_enum,
    [IS_BITS] = read_bits,   [IS_SPAN] = read_span,
    [IS_MAP] = read_map,     [IS_LIST] = read_list,
    [IS_NAMED] = read_named, [IS_LATER] = read_later,
};

/* --- a whole map ------------------------------------------------------ */

static const struct rule *
rule_find(const struct shape *s, struct str key)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_eq(s->rules[i].key, key))
            return &s->rules[i];
    return NULL;
}

static void
unknown_key(struct load *l, const struct shape *s, const struct node *n)
{
    struct str *keys = ARENA_ARRAY(l->arena, struct str, s->count);
    struct str  near;

    for (size_t i = 0; i < s->count; i++)
        keys[i] = s->rules[i].key;
    near = mistake_near(n->key, keys, s->count);
    if (str_is_empty(near))
        load_wrong(l, n, MISTAKE_UNKNOWN_KEY, n->key, s->name);
    else
        load_wrong3(l, n, MISTAKE_UNKNOWN_KEY_NEAR,
            (const struct str[3]){n->key, s->name, near});
}

/* Invented text, and Welsh of law that nobody has reviewed (S26). */
static bool
read_example(struct load *l, const struct node *n)
{
    struct example *x;

    if (!str_eq(n->key, S("draft")) && !str_eq(n->key, S("example")))
        return false;
    if (str_eq(node_text(n), S("false")))
        return true;
    if (!str_eq(node_text(n), S("true")))
        load_wrong(l, n, MISTAKE_NOT_A_FLAG, n->key, S(""));
    x = ARENA_NEW(l->arena, struct example);
    *x = (struct example){n->file, n->line, l->loaded->examples};
    l->loaded->examples = x;
    l->pack->has_examples = true;
    return true;
}

bool
shape_read(struct load *l, const struct shape *s, const struct node *n,
    void *out)
{
    bool has_span = false;

    if (n->kind != NODE_MAP) {
        load_wrong(l, n, MISTAKE_NOT_A_SHAPE, s->name, S(""));
        return false;
    }
    for (const struct node *c = n->child; c; c = c->next) {
        const struct rule *r = rule_find(s, c->key);

        if (r)
            readers[r->is](l, r, c, out);
        else if (s->span_at && span_is_unit(c->key))
            has_span = true;
        else if (!read_example(l, c))
            unknown_key(l, s, c);
    }
    if (has_span || s->span_needed) {
        struct span span, *to = place(out, s->span_at);

        if (shape_span(l, n, &span) && to)
            *to = span;
    }
    for (size_t i = 0; i < s->count; i++)
        if (s->rules[i].needed && !node_member(n, s->rules[i].key))
            load_wrong(l, n, MISTAKE_MISSING_KEY, s->name, s->rules[i].key);
    return true;
}

static const struct word bases[] = {
    {S_INIT("statute"), S_INIT("an Act or regulations")},
    {S_INIT("national_procedure"), S_INIT("the nation's procedures")},
    {S_INIT("regional"), S_INIT("a board's or an authority's own")},
    {S_INIT("good_practice"), S_INIT("what is known to work")},
    {S_INIT("unverified"), S_INIT("nobody has confirmed it yet")},
};
const struct word_list words_basis = WORD_LIST("basis", bases);

static const struct word weekdays[] = {
    [MON] = {S_INIT("monday"), S_INIT("")},
    [TUE] = {S_INIT("tuesday"), S_INIT("")},
    [WED] = {S_INIT("wednesday"), S_INIT("")},
    [THU] = {S_INIT("thursday"), S_INIT("")},
    [FRI] = {S_INIT("friday"), S_INIT("")},
    [SAT] = {S_INIT("saturday"), S_INIT("")},
    [SUN] = {S_INIT("sunday"), S_INIT("")},
};
const struct word_list words_weekdays = WORD_LIST("weekday", weekdays);
