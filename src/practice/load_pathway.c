/*
 * pathways/<name>.yaml: states, moves, guards and clocks.
 */
#include "practice/load.h"
#include "practice/rules.h"
#include "practice/yield.h"

static const struct word per_table[] = {
    {S_INIT("child"), S_INIT("one for each child: the usual")},
    {S_INIT("thread"), S_INIT("one for each child and thread")},
    {S_INIT("meeting"), S_INIT("one for each meeting (clocks)")},
    {S_INIT("link"), S_INIT("one for each thread and the records that the"
                            " opening is about (clocks)")},
    {S_INIT("agency"), S_INIT("as its pathway, and one for each agency that"
                              " is asked, which alone can meet it (clocks)")},
};
static const struct word_list words_per = WORD_LIST("per", per_table);

static const struct word shows_table[] = {
    {S_INIT("plan"), S_INIT("")},
    {S_INIT("co_ordinator"), S_INIT("")},
    {S_INIT("next_dates"), S_INIT("")},
};
static const struct word_list words_shows =
    WORD_LIST("thing to show", shows_table);

static const struct rule state_rules[] = {
    {S_INIT("title"), IS_WORDS, .at = AT(struct state, title),
     .doc = S_INIT("as it is read; the start may have none")},
    {S_INIT("final"), IS_FLAG, .at = AT(struct state, final),
     .doc = S_INIT("nothing leaves it")},
    {S_INIT("shows"), IS_TEXTS, .words = &words_shows,
     .at = AT(struct state, shows), .count_at = AT(struct state, show_count),
     .doc = S_INIT("what must stand beside it")},
    {S_INIT("watches"), IS_WORDS, .at = AT(struct state, watches),
     .doc = S_INIT("of a time of watching: what is watched")},
    {S_INIT("reopens"), IS_WORDS, .at = AT(struct state, reopens),
     .doc = S_INIT("and what would open it all again")},
    {S_INIT("until"), IS_ID, .at = AT(struct state, until),
     .names = NAMES_CLOCK, .doc = S_INIT("and the clock at its end")},
};
const struct shape shape_state = {
    S_INIT("a state"),
    S_INIT("Where a child, or a matter, stands."),
    SHAPE_RULES(state_rules),
    .size = sizeof(struct state),
    .id_at = AT(struct state, id),
};

static const struct rule move_rules[] = {
    {S_INIT("from"), IS_LATER,
     .doc = S_INIT("states it leaves; left out: any")},
    {S_INIT("on"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what makes it")},
    {S_INIT("to"), IS_LATER, .needed = true, .doc = S_INIT("a state")},
};
const struct shape shape_move = {
    S_INIT("a move"),
    S_INIT("From state to state; the first that fits."),
    SHAPE_RULES(move_rules),
    .size = sizeof(struct move),
};

static const struct rule due_rules[] = {
    {S_INIT("from"), IS_LATER,
     .doc = S_INIT("occurred_at, recorded_at, opened (the usual), "
                   "field:ID or arg:NAME of what opens it, thread:ID: a "
                   "field of what began its thread, clock:ID: "
                   "from where that clock first began, or birth_date: the "
                   "child's, and no clock while nobody says one")},
    {S_INIT("before"), IS_LATER,
     .doc = S_INIT("instead: field:ID, thread:ID or arg:NAME, and counted "
                   "back")},
};
const struct shape shape_due = {
    S_INIT("a due time"),
    S_INIT("An amount of time, and from when it counts."),
    SHAPE_RULES(due_rules),
    .span_at = AT(struct due, span),
    .span_needed = true,
};

static const struct rule while_rules[] = {
    {S_INIT("state"), IS_LATER, .needed = true,
     .doc = S_INIT("states of this pathway")},
};
const struct shape shape_while = {
    S_INIT("a while"),
    S_INIT("The clock runs only in these states."),
    SHAPE_RULES(while_rules),
};

static const struct rule override_rules[] = {
    {S_INIT("authority"), IS_ID, .needed = true, .names = NAMES_AGENCY,
     .at = AT(struct clock_override, authority),
     .doc = S_INIT("whose rule it is")},
    {S_INIT("due"), IS_LATER, .needed = true, .shape = &shape_due,
     .doc = S_INIT("its due time")},
    {S_INIT("valid_from"), IS_DATE, .at = AT(struct clock_override, from),
     .doc = S_INIT("first day")},
    {S_INIT("valid_to"), IS_DATE, .at = AT(struct clock_override, to),
     .doc = S_INIT("last day")},
};
const struct shape shape_override = {
    S_INIT("a local rule"),
    S_INIT("Another due time in one authority."),
    SHAPE_RULES(override_rules),
    .size = sizeof(struct clock_override),
};

static const struct rule clock_rules[] = {
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct clock_rule, title), .doc = S_INIT("what is to be done")},
    {S_INIT("while"), IS_LATER, .shape = &shape_while,
     .doc = S_INIT("it runs only in some states")},
    {S_INIT("opens"), IS_LATER, .needed = true, .shape = &shape_trigger,
     .doc = S_INIT("what opens it")},
    {S_INIT("met_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what meets it; an entry that opens an instance never "
                   "meets that same one")},
    {S_INIT("asked"), IS_LATER,
     .doc = S_INIT("with per: agency: field:ID or arg:NAME of what opens it, "
                   "where the agency stands that is asked; one in each "
                   "entry; left out: its author's agency")},
    {S_INIT("answers"), IS_LATER,
     .doc = S_INIT("with per: agency: field:ID or arg:NAME of what meets it, "
                   "where the agency stands that answers, whoever writes it "
                   "down; left out: its author's agency")},
    {S_INIT("cancelled_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what makes it needless")},
    {S_INIT("spared_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("with per: agency: a yield that makes it needless for the "
                   "agency that it names, by itself or by its kind")},
    {S_INIT("spared_with"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("with spared_by: and only where the same entry says this "
                   "of that agency too")},
    {S_INIT("paused_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what stops it for a while")},
    {S_INIT("resumed_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what lets it run on")},
    {S_INIT("put_off_by"), IS_LATER, .shape = &shape_trigger,
     .doc = S_INIT("what puts it off: that is counted, and the day stays")},
    {S_INIT("due"), IS_LATER, .needed = true, .shape = &shape_due,
     .doc = S_INIT("when it is late (red)")},
    {S_INIT("unsaid"), IS_LATER, .shape = &shape_due,
     .doc = S_INIT("when it is late, where the field: or arg: of due was "
                   "not answered")},
    {S_INIT("target"), IS_LATER, .shape = &shape_due,
     .doc = S_INIT("when it should be done (amber)")},
    {S_INIT("warn"), IS_LATER, .shape = &shape_due,
     .doc = S_INIT("so long before it is due, it is shown as near")},
    {S_INIT("owner"), IS_LATER, .needed = true,
     .doc = S_INIT("tie.KIND, desk.ID or role.ID")},
    {S_INIT("restart"), IS_FLAG, .at = AT(struct clock_rule, restart),
     .doc = S_INIT("a later opening moves it; the first is still shown")},
    {S_INIT("first"), IS_FLAG, .at = AT(struct clock_rule, first),
     .doc = S_INIT("while it runs, a later opening changes nothing")},
    {S_INIT("near"), IS_FLAG, .at = AT(struct clock_rule, near),
     .doc = S_INIT("it stands on no list of work before `warn` says that it "
                   "is near")},
    {S_INIT("repeat"), IS_FLAG, .at = AT(struct clock_rule, repeat),
     .doc = S_INIT("met, it opens again from what met it")},
    {S_INIT("once"), IS_FLAG, .at = AT(struct clock_rule, once),
     .doc = S_INIT("a later opening in the same thread opens no second")},
    {S_INIT("itself"), IS_FLAG, .at = AT(struct clock_rule, itself),
     .doc = S_INIT("met by the entry that opens it, when that is recorded: "
                   "how soon it was written; then without met_by")},
    {S_INIT("forecast"), IS_FLAG, .at = AT(struct clock_rule, forecast),
     .doc = S_INIT("shown before it opens, from when what opens it is due")},
    {S_INIT("per"), IS_LATER, .words = &words_per,
     .doc = S_INIT("what there is one of; as its pathway if left out; "
                   "several words: one of all these together")},
    {S_INIT("override"), IS_LIST, .shape = &shape_override,
     .at = AT(struct clock_rule, overrides),
     .count_at = AT(struct clock_rule, override_count),
     .doc = S_INIT("local rules")},
    RULE_BASIS(struct clock_rule),
    RULE_SOURCE(struct clock_rule),
};
const struct shape shape_clock = {
    S_INIT("a clock"),
    S_INIT("A deadline that an entry opens and another meets.  It advises; "
           "it never traps."),
    SHAPE_RULES(clock_rules),
    .size = sizeof(struct clock_rule),
    .id_at = AT(struct clock_rule, id),
    .defines = NAMES_CLOCK,
};

static const struct rule pathway_rules[] = {
    {S_INIT("pathway"), IS_ID, .needed = true, .defines = NAMES_PATHWAY,
     .at = AT(struct pathway, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct pathway, title), .doc = S_INIT("what it is called")},
    {S_INIT("per"), IS_LATER, .words = &words_per,
     .doc = S_INIT("what there is one of")},
    {S_INIT("start"), IS_LATER, .needed = true,
     .doc = S_INIT("the state before anything happened")},
    {S_INIT("states"), IS_NAMED, .needed = true, .shape = &shape_state,
     .at = AT(struct pathway, states),
     .count_at = AT(struct pathway, state_count),
     .doc = S_INIT("its states by id")},
    {S_INIT("moves"), IS_LIST, .needed = true, .shape = &shape_move,
     .at = AT(struct pathway, moves),
     .count_at = AT(struct pathway, move_count),
     .doc = S_INIT("from state to state")},
    {S_INIT("guards"), IS_LIST, .shape = &shape_guard,
     .at = AT(struct pathway, guards),
     .count_at = AT(struct pathway, guard_count),
     .doc = S_INIT("what must be there, or a reason")},
    {S_INIT("clocks"), IS_NAMED, .shape = &shape_clock,
     .at = AT(struct pathway, clocks),
     .count_at = AT(struct pathway, clock_count),
     .doc = S_INIT("its deadlines by id")},
    {S_INIT("signals"), IS_LATER, .shape = &shape_signal,
     .doc = S_INIT("signals that belong here; or in signals.yaml")},
};
const struct shape shape_pathway = {
    S_INIT("a pathway"),
    S_INIT("A state machine over entries, and its deadlines."),
    SHAPE_RULES(pathway_rules),
};

/* --- states and moves ------------------------------------------------- */

static bool
state_place(struct load *l, const struct node *n, const struct pathway *p,
    size_t *out)
{
    for (size_t i = 0; i < p->state_count; i++)
        if (str_eq(p->states[i].id, node_text(n))) {
            *out = i;
            return true;
        }
    load_wrong(l, n, MISTAKE_NO_STATE, node_text(n), p->id);
    return false;
}

static void
read_move(struct load *l, const struct node *n, const struct pathway *p,
    struct move *m)
{
    const struct node *from = node_member(n, S("from"));
    const struct node *to = node_member(n, S("to"));
    size_t *states = ARENA_ARRAY(l->arena, size_t, node_count(from) + 1);

    for (const struct node *c = node_first(from); c; c = node_next(from, c))
        if (state_place(l, c, p, &states[m->from_count]))
            m->from_count++;
    m->from = states;
    if (to)
        (void)state_place(l, to, p, &m->to);
    load_triggers(l, node_member(n, S("on")), FOR_PATHWAY, &m->on);
}

/* --- clocks ----------------------------------------------------------- */

struct from_word {
    struct str    word;
    enum due_from from;
};
static const struct from_word from_words[] = {
    {S_INIT("occurred_at"), DUE_OCCURRED},
    {S_INIT("recorded_at"), DUE_RECORDED},
    {S_INIT("opened"), DUE_OPENED},
    {S_INIT("birth_date"), DUE_BIRTH},
};

/* What stands before the colon of what somebody says. */
static const struct from_word said_words[] = {
    {S_INIT("field"), DUE_FIELD},
    {S_INIT("arg"), DUE_ARG},
    {S_INIT("thread"), DUE_THREAD},
};

static bool
said_kind(struct str kind, enum due_from *out)
{
    for (size_t i = 0; i < sizeof said_words / sizeof *said_words; i++)
        if (str_eq(said_words[i].word, kind)) {
            *out = said_words[i].from;
            return true;
        }
    return false;
}

/* The argument with a date that the trigger's yield gives, or empty. */
static struct str
due_argument(const struct trigger *t, struct str name)
{
    int arg = t->kind == ON_YIELD ? yield_key_find(t->yield, name) : -1;

    if (arg < 0 || !yield_arg_is(t->yield, (size_t)arg, 'D'))
        return (struct str){0};
    return yield_arg_name(t->yield, (size_t)arg);
}

static bool
asks_date(const struct pack *p, const struct trigger *t, struct str name)
{
    const struct form  *form = pack_form(p, t->form);
    const struct field *f = form ? form_field(form, name) : NULL;

    return f && (f->type == FIELD_DATE || f->type == FIELD_DATE_TIME);
}

/* Whether the trigger may fire on that form. */
static bool
fires_on(const struct trigger *t, const struct form *form)
{
    return t->kind == ON_YIELD ? form_yields(form, t->yield)
                               : str_eq(form->id, t->form);
}

static bool
begins_with_date(const struct form *begun, const struct form *goes_on,
    struct str name)
{
    const struct field *f = form_field(begun, name);

    return begun->opens_thread.n &&
        str_eq(goes_on->in_thread, begun->opens_thread) && f &&
        (f->type == FIELD_DATE || f->type == FIELD_DATE_TIME);
}

/* The same of what may have begun the thread that it stands in. */
static bool
thread_asks_date(const struct pack *p, const struct trigger *t, struct str name)
{
    for (size_t i = 0; i < p->forms_count; i++)
        for (size_t k = 0; k < p->forms_count; k++)
            if (fires_on(t, &p->forms[i]) &&
                begins_with_date(&p->forms[k], &p->forms[i], name))
                return true;
    return false;
}

/* field:ID, thread:ID or arg:NAME of every trigger that opens the clock; of
 * one at least, where the clock says what counts when nothing is said. */
static void
check_due_name(struct load *l, const struct node *n, struct due *due,
    const struct clock_rule *c)
{
    struct str name = due->name, arg;
    size_t     said = 0;

    for (size_t i = 0; i < c->opens.count; i++) {
        const struct trigger *t = &c->opens.all[i];

        if (due->from == DUE_FIELD) {
            said += asks_date(l->pack, t, name);
        } else if (due->from == DUE_THREAD) {
            said += thread_asks_date(l->pack, t, name);
        } else if ((arg = due_argument(t, name)).n) {
            due->name = arg;
            said++;
        }
    }
    if (said < (c->unsaid.given ? 1 : c->opens.count))
        load_wrong(l, n, MISTAKE_DUE_FROM, name, S(""));
}

static void
read_due(struct load *l, const struct node *n, const struct clock_rule *c,
    struct due *due)
{
    const struct node *from, *before = n ? node_member(n, S("before")) : NULL;
    struct str         kind, text;

    if (!n || !shape_read(l, &shape_due, n, due))
        return;
    due->given = true;
    due->from = DUE_OPENED;
    from = node_member(n, S("from"));
    if (before && from)
        load_wrong(l, before, MISTAKE_ONE_OF, S("from"), S("before"));
    if (before)
        from = before;
    if (!from)
        return;
    due->before = before != NULL;
    text = node_text(from);
    for (size_t i = 0; i < sizeof from_words / sizeof *from_words; i++)
        if (!before && str_eq(from_words[i].word, text)) {
            due->from = from_words[i].from;
            return;
        }
    kind = (struct str){0};
    if (str_cut(text, ':', &kind, &due->name) && said_kind(kind, &due->from)) {
        check_due_name(l, from, due, c);
    } else if (str_eq(kind, S("clock")) && !before) {
        due->from = DUE_CLOCK;
        name_wanted(l, NAMES_CLOCK, due->name, from);
    } else {
        load_wrong(l, from, MISTAKE_DUE_FROM, text, S(""));
    }
}

static void
read_while(struct load *l, const struct node *n, const struct pathway *p,
    struct clock_rule *c)
{
    const struct node *state;

    if (!n || !shape_read(l, &shape_while, n, NULL) ||
        !(state = node_member(n, S("state"))))
        return;
    c->while_states = shape_texts(l, state, &c->while_count);
    for (const struct node *s = node_first(state); s; s = node_next(state, s))
        state_wanted(l, p->id, node_text(s), s);
}

/* The word, when it is a good one; empty: as the pathway is. */
static struct str
read_per(struct load *l, const struct node *n)
{
    return n && shape_word(l, &words_per, n) >= 0 ? node_text(n)
                                                  : (struct str){0};
}

static void
read_clock_per(struct load *l, const struct node *n, struct clock_rule *c)
{
    bool own = false, said = false;

    for (const struct node *s = node_first(n); s; s = node_next(n, s)) {
        struct str per = read_per(l, s);

        c->per_link = c->per_link || str_eq(per, S("link"));
        c->per_meeting = c->per_meeting || str_eq(per, S("meeting"));
        c->per_agency = c->per_agency || str_eq(per, S("agency"));
        own = own || str_eq(per, S("link")) || str_eq(per, S("thread"));
        said = said || (per.n && !str_eq(per, S("agency")));
    }
    if (said)
        c->per_thread = own;
}

static void
read_owner(struct load *l, const struct node *n, struct clock_rule *c)
{
    const struct addressee *all = NULL;
    size_t                  count = 0;

    if (!n)
        return;
    load_addressees(l, n, &all, &count);
    if (count != 1 || str_eq(all[0].kind, S("draft")) ||
        str_eq(all[0].kind, S("agency")))
        load_wrong(l, n, MISTAKE_OWNER, S(""), S(""));
    else
        c->owner = all[0];
}

static void
read_clock(struct load *l, const struct node *n, const struct pathway *p,
    struct clock_rule *c)
{
    const struct node *list = node_member(n, S("override"));
    size_t             i = 0;

    c->pathway = p;
    c->per_thread = p->per_thread;
    read_clock_per(l, node_member(n, S("per")), c);
    load_triggers(l, node_member(n, S("opens")), FOR_PATHWAY, &c->opens);
    load_triggers(l, node_member(n, S("met_by")), FOR_PATHWAY, &c->met_by);
    load_triggers(l, node_member(n, S("cancelled_by")), FOR_PATHWAY,
        &c->cancelled_by);
    load_triggers(l, node_member(n, S("spared_by")), FOR_PATHWAY,
        &c->spared_by);
    load_triggers(l, node_member(n, S("spared_with")), FOR_PATHWAY,
        &c->spared_with);
    load_triggers(l, node_member(n, S("paused_by")), FOR_PATHWAY,
        &c->paused_by);
    load_triggers(l, node_member(n, S("resumed_by")), FOR_PATHWAY,
        &c->resumed_by);
    load_triggers(l, node_member(n, S("put_off_by")), FOR_PATHWAY,
        &c->put_off_by);
    read_due(l, node_member(n, S("unsaid")), c, &c->unsaid);
    read_due(l, node_member(n, S("due")), c, &c->due);
    read_due(l, node_member(n, S("target")), c, &c->target);
    read_due(l, node_member(n, S("warn")), c, &c->warn);
    for (const struct node *o = node_first(list); o; o = node_next(list, o))
        read_due(l, node_member(o, S("due")), c,
            &((struct clock_override *)c->overrides)[i++].due);
    read_while(l, node_member(n, S("while")), p, c);
    load_clock_agencies(l, n, c);
    read_owner(l, node_member(n, S("owner")), c);
}

/* --- a pathway -------------------------------------------------------- */

/* A list that the shape has read is completed from its nodes. */
static void
read_lists(struct load *l, const struct node *n, struct pathway *p)
{
    const struct node *list = node_member(n, S("moves"));
    size_t             i = 0;

    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        read_move(l, c, p, &((struct move *)p->moves)[i++]);
    list = node_member(n, S("guards"));
    i = 0;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        load_guard(l, c, &((struct guard *)p->guards)[i++]);
    list = node_member(n, S("clocks"));
    i = 0;
    if (list && list->kind == NODE_MAP)
        for (const struct node *c = list->child; c; c = c->next)
            read_clock(l, c, p, &((struct clock_rule *)p->clocks)[i++]);
}

static void
read_pathway(struct load *l, const struct node *n, struct pathway *p)
{
    const struct node *start = node_member(n, S("start"));
    const struct node *per = node_member(n, S("per"));
    const struct str   of_clocks[] = {S("meeting"), S("link"), S("agency")};

    if (!shape_read(l, &shape_pathway, n, p))
        return;
    p->per_thread = str_eq(read_per(l, per), S("thread"));
    if (str_among(read_per(l, per), of_clocks,
            sizeof of_clocks / sizeof *of_clocks))
        load_wrong(l, per, MISTAKE_UNKNOWN_WORD, S("per"), node_text(per));
    if (start)
        (void)state_place(l, start, p, &p->start);
    read_lists(l, n, p);
}

static void
gather_clocks(struct load *l)
{
    struct pack              *p = l->pack;
    const struct clock_rule **all;
    size_t                    count = 0;

    for (size_t i = 0; i < p->pathways_count; i++)
        count += p->pathways[i].clock_count;
    all = ARENA_ARRAY(l->arena, const struct clock_rule *, count + 1);
    l->clock_nodes = ARENA_ARRAY(l->arena, const struct node *, count + 1);
    count = 0;
    for (size_t i = 0; i < p->pathways_count; i++) {
        const struct node *list = node_member(l->pathway_nodes[i], S("clocks"));
        const struct node *c = list ? list->child : NULL;
        struct clock_rule *clocks = (struct clock_rule *)p->pathways[i].clocks;

        for (size_t k = 0; k < p->pathways[i].clock_count; k++) {
            clocks[k].index = count;
            l->clock_nodes[count] = c;
            all[count++] = &clocks[k];
            c = c->next;
        }
    }
    p->clocks = all;
    p->clocks_count = count;
}

void
load_pathways(struct load *l)
{
    size_t             count = load_count(l, S("pathways/")), i = 0, k = 0;
    struct pathway    *all = ARENA_ARRAY(l->arena, struct pathway, count + 1);
    const struct node *n;

    l->pathway_nodes = ARENA_ARRAY(l->arena, const struct node *, count + 1);
    while ((n = load_next(l, S("pathways/"), &i))) {
        l->pathway_nodes[k] = n;
        all[k].index = k;
        read_pathway(l, n, &all[k++]);
    }
    l->pack->pathways = all;
    l->pack->pathways_count = k;
    gather_clocks(l);
}
