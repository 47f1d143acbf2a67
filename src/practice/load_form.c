/*
 * forms/<name>.yaml: one instrument each.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word field_type_table[] = {
#define K(name, word) [name] = {S_INIT(word), S_INIT("")},
    FIELD_TYPES(K)
#undef K
};
const struct word_list words_field_types =
    WORD_LIST("type of field", field_type_table);

static const struct word per_child_table[] = {
    {S_INIT("child"), S_INIT("asked for each child the entry is about")},
};
static const struct word_list words_per_child =
    WORD_LIST("per", per_child_table);

static const struct rule notice_rules[] = {
    {S_INIT("is"), IS_TEXT, .needed = true, .at = AT(struct field_notice, is),
     .doc = S_INIT("when that is the answer")},
    {S_INIT("text"), IS_WORDS, .needed = true,
     .at = AT(struct field_notice, text), .doc = S_INIT("what is shown")},
};
const struct shape shape_notice = {
    S_INIT("a notice"),
    S_INIT("Words shown as soon as the answer is given."),
    SHAPE_RULES(notice_rules),
    .size = sizeof(struct field_notice),
};

static const struct rule ends_rules[] = {
    {S_INIT("from"), IS_WORDS, .at = AT(struct field, least_words),
     .doc = S_INIT("words at the lowest")},
    {S_INIT("to"), IS_WORDS, .at = AT(struct field, most_words),
     .doc = S_INIT("words at the highest")},
};
const struct shape shape_ends = {
    S_INIT("the ends of a scale"),
    S_INIT("What its lowest and its highest mean."),
    SHAPE_RULES(ends_rules),
};

static const struct word once_table[] = {
    [ONCE_NO] = {S_INIT("each"), S_INIT("nothing does (as if left out)")},
    [ONCE_ANSWER] = {S_INIT("answer"),
                     S_INIT("the answer, or why there is none")},
    [ONCE_REASON] = {S_INIT("reason"), S_INIT("only why there is none")},
};
static const struct word_list words_once =
    WORD_LIST("way to count once", once_table);

static const struct word part_table[] = {
    {S_INIT("outcome"), S_INIT("what must change")},
    {S_INIT("action"), S_INIT("what somebody does")},
};
static const struct word_list words_parts =
    WORD_LIST("part of a plan", part_table);

static const struct rule field_rules[] = {
    {S_INIT("id"), IS_ID, .needed = true, .at = AT(struct field, id),
     .doc = S_INIT("its id, unique in the form")},
    {S_INIT("type"), IS_ENUM, .needed = true, .words = &words_field_types,
     .at = AT(struct field, type), .doc = S_INIT("what is asked for")},
    {S_INIT("label"), IS_WORDS, .needed = true, .at = AT(struct field, label),
     .doc = S_INIT("the question")},
    {S_INIT("hint"), IS_WORDS, .at = AT(struct field, hint),
     .doc = S_INIT("a sentence of help")},
    {S_INIT("per"), IS_WORD, .words = &words_per_child,
     .doc = S_INIT("asked for each child")},
    {S_INIT("once"), IS_ENUM, .words = &words_once,
     .at = AT(struct field, once),
     .doc = S_INIT("per child: said of the first, it counts for all")},
    {S_INIT("required"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("always, or_reason (\"not obtained because …\"), or "
                   "{when: a condition}; left out: never")},
    {S_INIT("show_if"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("asked only when that holds")},
    {S_INIT("fact"), IS_ID, .at = AT(struct field, fact),
     .doc = S_INIT("filled from the last answer given under this name, "
                   "never asked blank twice")},
    {S_INIT("notice"), IS_LIST, .shape = &shape_notice,
     .at = AT(struct field, notices),
     .count_at = AT(struct field, notice_count),
     .doc = S_INIT("words shown with certain answers")},
    {S_INIT("options"), IS_ID, .names = NAMES_LIST,
     .doc = S_INIT("choice, choices, language: the list it offers")},
    {S_INIT("precision"), IS_FLAG, .at = AT(struct field, partial_date),
     .doc = S_INIT("date: day or month may be missing")},
    {S_INIT("future"), IS_FLAG, .at = AT(struct field, future_date),
     .doc = S_INIT("date, date_time: the day may lie ahead")},
    {S_INIT("min"), IS_LATER,
     .doc = S_INIT("number, table: the least, or the fewest rows")},
    {S_INIT("max"), IS_LATER,
     .doc = S_INIT("number, table: the most, or the most rows")},
    {S_INIT("unit"), IS_WORDS, .at = AT(struct field, unit),
     .doc = S_INIT("number: what is counted")},
    {S_INIT("from"), IS_LATER, .doc = S_INIT("scale: the lowest")},
    {S_INIT("to"), IS_LATER, .doc = S_INIT("scale: the highest")},
    {S_INIT("yes_is"), IS_WORDS, .at = AT(struct field, yes),
     .doc = S_INIT("yes_no: how yes is said here")},
    {S_INIT("no_is"), IS_WORDS, .at = AT(struct field, no),
     .doc = S_INIT("yes_no: how no is said")},
    {S_INIT("ends"), IS_MAP, .shape = &shape_ends, .at = 1,
     .doc = S_INIT("scale: what they mean")},
    {S_INIT("role"), IS_LATER, .doc = S_INIT("person: child or adult")},
    {S_INIT("system"), IS_LATER,
     .doc = S_INIT("identifier: the system it belongs to")},
    {S_INIT("kind"), IS_LATER,
     .doc = S_INIT("location, thread, agency: of which kind")},
    {S_INIT("of"), IS_WORD, .words = &words_parts, .at = AT(struct field, kind),
     .doc = S_INIT("part: of a plan, which; a row that states a new one is "
                   "given its own name when it is recorded")},
    {S_INIT("regions"), IS_ID, .names = NAMES_LIST,
     .doc = S_INIT("body_map: list of places on the body")},
    {S_INIT("kinds"), IS_ID, .names = NAMES_LIST,
     .doc = S_INIT("body_map: list of kinds of mark")},
    {S_INIT("colours"), IS_ID, .names = NAMES_LIST,
     .doc = S_INIT("body_map: list of colours")},
    {S_INIT("columns"), IS_LATER, .shape = &shape_field,
     .doc = S_INIT("table: a list of fields, asked in every row")},
};
const struct shape shape_field = {
    S_INIT("a field"),
    S_INIT("One question.  Which keys it may have depends on its type."),
    SHAPE_RULES(field_rules),
    .size = sizeof(struct field),
};

static const struct rule section_rules[] = {
    {S_INIT("id"), IS_ID, .needed = true, .at = AT(struct form_section, id),
     .doc = S_INIT("its id, unique in the form")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct form_section, title), .doc = S_INIT("its heading")},
    {S_INIT("fields"), IS_LATER, .needed = true,
     .doc = S_INIT("ids of its fields; every field once, in their order")},
};
const struct shape shape_section = {
    S_INIT("a section"),
    S_INIT("One page of a form, one line of its task list."),
    SHAPE_RULES(section_rules),
    .size = sizeof(struct form_section),
};

static const struct rule route_rules[] = {
    {S_INIT("when"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("left out: always")},
    {S_INIT("desk"), IS_ID, .needed = true, .names = NAMES_DESK,
     .at = AT(struct form_route, desk), .doc = S_INIT("to this desk")},
    {S_INIT("only"), IS_FLAG, .at = AT(struct form_route, only),
     .doc = S_INIT("seen by its author and that desk alone (S15)")},
};
const struct shape shape_route = {
    S_INIT("a route"),
    S_INIT("To which desk an entry goes: the first that fits."),
    SHAPE_RULES(route_rules),
    .size = sizeof(struct form_route),
};

static const struct rule form_rules[] = {
    {S_INIT("form"), IS_ID, .needed = true, .defines = NAMES_FORM,
     .at = AT(struct form, id), .doc = S_INIT("its id")},
    {S_INIT("version"), IS_INT, .needed = true,
     .at = AT(struct form, version), .doc = S_INIT("counts up from 1")},
    {S_INIT("title"), IS_WORDS, .needed = true, .at = AT(struct form, title),
     .doc = S_INIT("what it is called")},
    {S_INIT("about"), IS_LATER, .needed = true,
     .doc = S_INIT("whom it is about, and how many: {child: 1..12}; also "
                   "adult, place, group, account, agency")},
    {S_INIT("lawful_basis"), IS_ID, .needed = true,
     .names = NAMES_LAWFUL_BASIS, .at = AT(struct form, lawful_basis),
     .doc = S_INIT("under which law it is kept (S25)")},
    {S_INIT("retention"), IS_ID, .needed = true, .names = NAMES_RETENTION,
     .at = AT(struct form, retention),
     .doc = S_INIT("how long it is kept (S25)")},
    {S_INIT("label"), IS_WORD, .needed = true, .words = &words_labels,
     .at = AT(struct form, label),
     .doc = S_INIT("what it begins with; a person's own label is never "
                   "lowered here")},
    {S_INIT("group"), IS_ID, .needed = true, .names = NAMES_GROUP,
     .at = AT(struct form, group), .doc = S_INIT("what access speaks of")},
    {S_INIT("opens_thread"), IS_ID, .names = NAMES_THREAD,
     .at = AT(struct form, opens_thread),
     .doc = S_INIT("it begins a thread of that kind")},
    {S_INIT("in_thread"), IS_ID, .names = NAMES_THREAD,
     .at = AT(struct form, in_thread),
     .doc = S_INIT("it continues one; with opens_thread: either")},
    {S_INIT("occurred"), IS_LATER,
     .doc = S_INIT("date field that says when it happened")},
    {S_INIT("one_time_link"), IS_FLAG, .at = AT(struct form, one_time_link),
     .doc = S_INIT("may be asked by a link without an account (S14)")},
    {S_INIT("short_path"), IS_FLAG, .at = AT(struct form, short_path),
     .doc = S_INIT("for somebody on their feet: few pages, all children on "
                   "one, and no question that a reason would answer holds "
                   "it up; recording it asks for the verb brief")},
    {S_INIT("second_look"), IS_LATER, .shape = &shape_second_look,
     .doc = S_INIT("who looks at it before it goes (S21)")},
    {S_INIT("quality"), IS_LIST, .shape = &shape_check,
     .at = AT(struct form, checks), .count_at = AT(struct form, check_count),
     .doc = S_INIT("what it is good for, in points")},
    {S_INIT("meeting"), IS_LATER, .shape = &shape_meeting,
     .doc = S_INIT("it records one: who must be there")},
    {S_INIT("traced"), IS_FLAG, .at = AT(struct form, traced),
     .doc = S_INIT("NHS numbers said on it were verified by tracing")},
    {S_INIT("at_once"), IS_LATER, .shape = &shape_condition,
     .doc = S_INIT("immediate risk: a report is sent even where its author, "
                   "who may look for people, has not said yet whom its "
                   "children may be. Nobody else is asked that")},
    {S_INIT("newcomer"), IS_LATER,
     .doc = S_INIT("yes_no field, without per, required and show_if, that "
                   "the program answers: yes where the child is nowhere in "
                   "this record, and the form may then begin with a search "
                   "that found nobody")},
    {S_INIT("unexpected"), IS_LATER,
     .doc = S_INIT("yes_no field, per child, without required and show_if, "
                   "that the program answers: yes of a child who was born "
                   "beside those who were expected. Such children are added "
                   "while the form is filled in, made when it is sent, and "
                   "are twins of all the others")},
    {S_INIT("goes_to"), IS_LIST, .shape = &shape_route,
     .at = AT(struct form, routes), .count_at = AT(struct form, route_count),
     .doc = S_INIT("to which desk it goes")},
    {S_INIT("sections"), IS_LIST, .needed = true, .shape = &shape_section,
     .at = AT(struct form, sections),
     .count_at = AT(struct form, section_count),
     .doc = S_INIT("its pages")},
    {S_INIT("fields"), IS_LIST, .needed = true, .shape = &shape_field,
     .at = AT(struct form, fields), .count_at = AT(struct form, field_count),
     .doc = S_INIT("its questions")},
    {S_INIT("yields"), IS_LATER, .needed = true, .shape = &shape_yield,
     .doc = S_INIT("what the answers mean")},
};
const struct shape shape_form = {
    S_INIT("a form"),
    S_INIT("One instrument: what is asked, and what the answers mean."),
    SHAPE_RULES(form_rules),
};

/* --- about ------------------------------------------------------------ */

static const struct word about_table[] = {
    {S_INIT("child"), S_INIT("")},   {S_INIT("adult"), S_INIT("")},
    {S_INIT("place"), S_INIT("")},   {S_INIT("group"), S_INIT("")},
    {S_INIT("account"), S_INIT("")}, {S_INIT("agency"), S_INIT("")},
};
static const struct word_list words_about =
    WORD_LIST("subject of an entry", about_table);

/* "1..12", or "1" */
static bool
read_range(struct str s, struct form_about *out)
{
    ptrdiff_t  dots = str_find(s, S(".."));
    struct str from = dots < 0 ? s : str_sub(s, 0, (size_t)dots);
    struct str to = dots < 0 ? s : str_from(s, (size_t)dots + 2);
    int64_t    least, most;

    if (!str_int(from, &least) || !str_int(to, &most) || least < 0 ||
        most < 1 || most < least || most > 99)
        return false;
    out->least = (int)least;
    out->most = (int)most;
    return true;
}

static void
read_about(struct load *l, const struct node *n, struct form *f)
{
    struct form_about *all;

    if (!n)
        return;
    if (n->kind != NODE_MAP) {
        load_wrong(l, n, MISTAKE_NOT_A_MAP, n->key, S(""));
        return;
    }
    all = ARENA_ARRAY(l->arena, struct form_about, n->count + 1);
    for (const struct node *c = n->child; c; c = c->next) {
        struct node key = *c;

        key.kind = NODE_SCALAR;
        key.text = c->key;
        if (shape_word(l, &words_about, &key) < 0)
            continue;
        all[f->about_count].role = c->key;
        if (!read_range(node_text(c), &all[f->about_count]))
            load_wrong(l, c, MISTAKE_NOT_A_RANGE, node_text(c), S(""));
        f->about_count++;
    }
    f->about = all;
}

/* --- fields ----------------------------------------------------------- */

static void
read_limits(struct load *l, const struct node *n, struct field *f)
{
    bool               scale = f->type == FIELD_SCALE;
    const struct node *least = node_member(n, scale ? S("from") : S("min"));
    const struct node *most = node_member(n, scale ? S("to") : S("max"));
    int                v;

    f->min = f->type == FIELD_TABLE ? 0 : INT64_MIN;
    f->max = f->type == FIELD_TABLE ? 100 : INT64_MAX;
    if (least && shape_int(l, least, &v))
        f->min = v;
    if (most && shape_int(l, most, &v))
        f->max = v;
    if (f->min > f->max)
        load_wrong(l, most, MISTAKE_LEAST_MOST, f->id, S(""));
}

/* role, system, or kind: one of them belongs to the type. */
static void
read_kind(struct load *l, const struct node *n, struct field *f)
{
    static const enum name_kind names[FIELD_TYPE_COUNT] = {
        [FIELD_LOCATION] = NAMES_LOCATION,
        [FIELD_THREAD] = NAMES_THREAD,
        [FIELD_AGENCY] = NAMES_AGENCY_KIND,
        [FIELD_IDENTIFIER] = NAMES_IDENTIFIER,
    };
    const struct node *c = node_member(n,
        f->type == FIELD_PERSON           ? S("role")
            : f->type == FIELD_IDENTIFIER ? S("system")
                                          : S("kind"));

    if (!c)
        return;
    f->kind = shape_id(l, c);
    for (size_t i = 0; i < l->pack->identifiers_count; i++)
        if (f->type == FIELD_IDENTIFIER &&
            str_eq(l->pack->identifiers[i].id, f->kind))
            f->identifier = &l->pack->identifiers[i];
    if (f->type == FIELD_PERSON)
        (void)shape_word(l, &words_about, c);
    else if (names[f->type])
        name_wanted(l, names[f->type], f->kind, c);
}

static void
check_notices(struct load *l, const struct node *n, const struct field *f)
{
    for (const struct node *c = node_first(n); c; c = node_next(n, c)) {
        const struct node *is = node_member(c, S("is"));

        if (is)
            (void)load_answer(l, is, f);
    }
}

static const struct term_list *
list_of(struct load *l, const struct node *n, struct str key)
{
    const struct node *c = node_member(n, key);

    return c ? pack_list(l->pack, node_text(c)) : NULL;
}

static void read_fields(struct load *l, const struct node *list,
    struct field *all, size_t count, bool columns);

static void
read_field(struct load *l, const struct node *n, struct field *f)
{
    const struct node *columns = node_member(n, S("columns"));

    f->per_child = node_member(n, S("per")) != NULL;
    if (f->once && !f->per_child)
        load_wrong(l, node_member(n, S("once")), MISTAKE_ONCE, f->id, S(""));
    f->options = list_of(l, n, S("options"));
    f->regions = list_of(l, n, S("regions"));
    f->marks = list_of(l, n, S("kinds"));
    f->colours = list_of(l, n, S("colours"));
    load_field_keys(l, n, f);
    read_limits(l, n, f);
    read_kind(l, n, f);
    check_notices(l, node_member(n, S("notice")), f);
    if (columns) {
        struct field *all =
            shape_read_list(l, &shape_field, columns, &f->column_count);

        read_fields(l, columns, all, f->column_count, true);
        f->columns = load_beside(l, columns, all, &f->column_count);
    }
}

/* A column is a plain question: asked in every row, of no one child. */
static void
check_column(struct load *l, const struct node *n, const struct field *f)
{
    if (f->type == FIELD_TABLE || f->type == FIELD_BODY_MAP ||
        f->type == FIELD_PAPER || f->per_child)
        load_wrong(l, n, MISTAKE_NOT_A_COLUMN, f->id, S(""));
}

static void
read_fields(struct load *l, const struct node *list, struct field *all,
    size_t count, bool columns)
{
    const struct node *n = node_first(list);

    for (size_t i = 0; i < count; i++, n = node_next(list, n)) {
        all[i].index = i;
        read_field(l, n, &all[i]);
        if (columns)
            check_column(l, n, &all[i]);
        for (size_t k = 0; k < i; k++)
            if (str_eq(all[k].id, all[i].id) && all[i].id.n)
                load_wrong3(l, n, MISTAKE_TWICE,
                    (const struct str[3]){S("field"), all[i].id, n->file});
    }
}

/* --- conditions of fields --------------------------------------------- */

static void
read_required(struct load *l, const struct node *n, const struct scope *s,
    struct field *f)
{
    const struct node *when = node_member(n, S("when"));

    if (when && n->count == 1) {
        f->required = REQUIRED_WHEN;
        f->required_when = load_condition(l, when, s);
    } else if (str_eq(node_text(n), S("always"))) {
        f->required = REQUIRED_ALWAYS;
    } else if (str_eq(node_text(n), S("or_reason"))) {
        f->required = REQUIRED_OR_REASON;
    } else {
        load_wrong(l, n, MISTAKE_REQUIRED, S(""), S(""));
    }
}

/* The conditions of fields, or of the columns of one: each may speak of
 * what stands before it. */
static void
read_conditions(struct load *l, const struct node *list, struct field *all,
    size_t count, const struct scope *outer)
{
    const struct node *n = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct node *show, *required, *columns;
        struct scope       scope = *outer;

        if (all[i].words_of)
            continue;
        n = n ? node_next(list, n) : node_first(list);
        show = node_member(n, S("show_if"));
        required = node_member(n, S("required"));
        columns = node_member(n, S("columns"));

        if (scope.columns)
            scope.columns_before = i;
        else
            scope.before = i;
        if (show)
            all[i].show_if = load_condition(l, show, &scope);
        if (required)
            read_required(l, required, &scope, &all[i]);
        if (!columns || scope.columns)
            continue;
        scope.columns = all[i].columns;
        read_conditions(l, columns, (struct field *)all[i].columns,
            all[i].column_count, &scope);
    }
}

/* --- routes, occurred --------------------------------------- */

static void
read_routes(struct load *l, const struct node *list, struct form *f)
{
    struct form_route *all = (struct form_route *)f->routes;
    struct scope       scope = {.form = f, .before = f->field_count};
    size_t             i = 0;

    for (const struct node *c = node_first(list); c;
         c = node_next(list, c), i++) {
        const struct node *when = node_member(c, S("when"));

        if (when)
            all[i].when = load_condition(l, when, &scope);
    }
}

static void
read_occurred(struct load *l, const struct node *n, struct form *f)
{
    const struct field *field;

    if (!n)
        return;
    field = form_field(f, node_text(n));
    if (!field)
        load_wrong(l, n, MISTAKE_NO_FIELD, node_text(n), f->id);
    else if ((field->type != FIELD_DATE && field->type != FIELD_DATE_TIME) ||
        field->per_child)
        load_wrong(l, n, MISTAKE_OCCURRED, field->id, S(""));
    else
        f->occurred = field;
}

static void
read_form(struct load *l, const struct node *n, struct form *f)
{
    const struct node *fields = node_member(n, S("fields"));
    struct field      *all;
    struct scope       scope = {.form = f};

    if (!shape_read(l, &shape_form, n, f))
        return;
    all = (struct field *)f->fields;
    read_about(l, node_member(n, S("about")), f);
    read_fields(l, fields, all, f->field_count, false);
    f->fields = all = load_beside(l, fields, all, &f->field_count);
    read_conditions(l, fields, all, f->field_count, &scope);
    if (node_member(n, S("sections")))
        load_sections(l, node_member(n, S("sections")), f);
    read_routes(l, node_member(n, S("goes_to")), f);
    read_occurred(l, node_member(n, S("occurred")), f);
    load_quality(l, n, f);
    load_meeting(l, n, f);
    if (node_member(n, S("yields")))
        load_yields(l, node_member(n, S("yields")), f);
    load_newborn(l, n, f);
}

void
load_forms(struct load *l)
{
    size_t             count = load_count(l, S("forms/")), i = 0, k = 0;
    struct form       *all = ARENA_ARRAY(l->arena, struct form, count + 1);
    const struct node *n;

    l->form_nodes = ARENA_ARRAY(l->arena, const struct node *, count + 1);
    while ((n = load_next(l, S("forms/"), &i))) {
        l->form_nodes[k] = n;
        read_form(l, n, &all[k]);
        all[k++].reach = ARENA_NEW(l->arena, struct form_reach);
    }
    l->pack->forms = all;
    l->pack->forms_count = k;
}
