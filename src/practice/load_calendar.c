/*
 * calendar.yaml: weekends, rules for holidays, days moved or added, and
 * until when anybody has looked.
 */
#include "practice/calendar_build.h"
#include "practice/load.h"
#include "practice/rules.h"

#define MOST_YEARS 100
#define MOST_RULES 64

static const struct rule weekday_rules[] = {
    {S_INIT("n"), IS_INT, .at = AT(struct holiday_rule, nth),
     .doc = S_INIT("which one: 1 to 5")},
    {S_INIT("weekday"), IS_ENUM, .needed = true, .words = &words_weekdays,
     .at = AT(struct holiday_rule, weekday), .doc = S_INIT("its weekday")},
    {S_INIT("month"), IS_INT, .needed = true,
     .at = AT(struct holiday_rule, month), .doc = S_INIT("1 to 12")},
};
const struct shape shape_weekday_of = {
    S_INIT("a weekday of a month"),
    S_INIT("The first, second … or the last of that month."),
    SHAPE_RULES(weekday_rules),
};

static const struct rule years_rules[] = {
    {S_INIT("from"), IS_INT, .at = AT(struct holiday_rule, first_year),
     .doc = S_INIT("first year")},
    {S_INIT("to"), IS_INT, .at = AT(struct holiday_rule, last_year),
     .doc = S_INIT("last year")},
};
const struct shape shape_years = {
    S_INIT("some years"),
    S_INIT("The years in which a holiday is kept."),
    SHAPE_RULES(years_rules),
};

static const struct word substitute_words[] = {
    {S_INIT("next_weekday"),
     S_INIT("on a weekend: the next weekday that is no holiday")},
};
static const struct word_list words_substitute =
    WORD_LIST("substitute", substitute_words);

static const struct rule holiday_rules[] = {
    {S_INIT("holiday"), IS_ID, .needed = true, .defines = NAMES_HOLIDAY,
     .at = AT(struct holiday_rule, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct holiday_rule, title), .doc = S_INIT("its name")},
    {S_INIT("fixed"), IS_LATER, .doc = S_INIT("MM-DD of every year")},
    {S_INIT("easter"), IS_INT, .at = AT(struct holiday_rule, offset),
     .doc = S_INIT("days after Easter Sunday, or before: -2")},
    {S_INIT("nth"), IS_LATER, .shape = &shape_weekday_of,
     .doc = S_INIT("the nth weekday of a month")},
    {S_INIT("last"), IS_LATER, .shape = &shape_weekday_of,
     .doc = S_INIT("the last such weekday of a month")},
    {S_INIT("substitute"), IS_WORD, .words = &words_substitute,
     .doc = S_INIT("what happens when it falls on a weekend")},
    {S_INIT("years"), IS_LATER, .shape = &shape_years,
     .doc = S_INIT("left out: every year")},
};
const struct shape shape_holiday = {
    S_INIT("a holiday"),
    S_INIT("A rule that gives one day a year: one of fixed, easter, nth "
           "and last."),
    SHAPE_RULES(holiday_rules),
    .size = sizeof(struct holiday_rule),
};

static const struct rule exception_rules[] = {
    {S_INIT("date"), IS_DATE, .needed = true,
     .at = AT(struct holiday_exception, date),
     .doc = S_INIT("the day on which nobody works")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct holiday_exception, title), .doc = S_INIT("its name")},
    {S_INIT("add"), IS_FLAG, .doc = S_INIT("a day beside all others")},
    {S_INIT("in_place_of"), IS_DATE,
     .at = AT(struct holiday_exception, in_place_of),
     .doc = S_INIT("the day that the rule would have given")},
    {S_INIT("holiday"), IS_ID, .names = NAMES_HOLIDAY,
     .doc = S_INIT("the holiday that was moved")},
};
const struct shape shape_exception = {
    S_INIT("an exception"),
    S_INIT("One day by proclamation: added, or moved from another."),
    SHAPE_RULES(exception_rules),
    .size = sizeof(struct holiday_exception),
};

static const struct word day_zero_words[] = {
    {S_INIT("trigger_day"), S_INIT("the day it happened is day 0")},
};
static const struct word_list words_day_zero =
    WORD_LIST("day zero", day_zero_words);
static const struct word month_end_words[] = {
    {S_INIT("clamp"), S_INIT("31 January and a month: 28 February")},
};
static const struct word_list words_month_end =
    WORD_LIST("month end", month_end_words);
static const struct word      week_words[] = {{S_INIT("7"), S_INIT("days")}};
static const struct word_list words_week = WORD_LIST("week", week_words);

/* One way of counting is built; a pack says that it knows which. */
struct counting {
    struct source_note note;
};
static const struct rule counting_rules[] = {
    {S_INIT("day_zero"), IS_WORD, .needed = true, .words = &words_day_zero,
     .doc = S_INIT("where counting begins")},
    {S_INIT("week"), IS_WORD, .needed = true, .words = &words_week,
     .doc = S_INIT("how long a week is")},
    {S_INIT("month_end"), IS_WORD, .needed = true,
     .words = &words_month_end,
     .doc = S_INIT("when the later month is shorter")},
    RULE_BASIS(struct counting),
    RULE_SOURCE(struct counting),
};
const struct shape shape_counting = {
    S_INIT("counting"),
    S_INIT("How days are counted.  There is one way; a pack says that it "
           "knows it."),
    SHAPE_RULES(counting_rules),
};

static const struct rule calendar_rules_table[] = {
    {S_INIT("weekend"), IS_BITS, .needed = true, .words = &words_weekdays,
     .at = AT(struct calendar_rules, weekend),
     .doc = S_INIT("weekdays on which nobody works")},
    {S_INIT("counting"), IS_MAP, .needed = true, .shape = &shape_counting,
     .doc = S_INIT("how days are counted")},
    {S_INIT("holidays"), IS_LIST, .needed = true, .shape = &shape_holiday,
     .at = AT(struct calendar_rules, rules),
     .count_at = AT(struct calendar_rules, rule_count),
     .doc = S_INIT("rules for holidays, in the order of substitutes")},
    {S_INIT("exceptions"), IS_LIST, .shape = &shape_exception,
     .at = AT(struct calendar_rules, exceptions),
     .count_at = AT(struct calendar_rules, exception_count),
     .doc = S_INIT("days by proclamation")},
    {S_INIT("ends"), IS_DATE, .needed = true,
     .at = AT(struct calendar_rules, ends),
     .doc = S_INIT("31 December of the last year anybody has looked at")},
    {S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,
     .doc = S_INIT("how firm the ground of the holidays is")},
    {S_INIT("source"), IS_TEXT, .needed = true,
     .doc = S_INIT("where they can be read")},
};
const struct shape shape_calendar = {
    S_INIT("a calendar"),
    S_INIT("Which days are working days."),
    SHAPE_RULES(calendar_rules_table),
};

/* "12-25" */
static void
read_fixed(struct load *l, const struct node *n, struct holiday_rule *r)
{
    struct str month, day;
    int64_t    m, d;

    if (!str_cut(node_text(n), '-', &month, &day) || !str_int(month, &m) ||
        !str_int(day, &d) || m < 1 || m > 12 || d < 1 || d > 31 ||
        !date_is_valid(date_of(2000, (int)m, (int)d))) {
        load_wrong(l, n, MISTAKE_NOT_A_DAY, node_text(n), S(""));
        return;
    }
    r->on = ON_FIXED;
    r->month = (int)m;
    r->day = (int)d;
}

static void
read_weekday_of(struct load *l, const struct node *n, struct holiday_rule *r)
{
    bool last = str_eq(n->key, S("last"));

    r->on = last ? ON_LAST : ON_NTH;
    (void)shape_read(l, &shape_weekday_of, n, r);
    if (r->month < 1 || r->month > 12 ||
        (!last && (r->nth < 1 || r->nth > 5))) {
        load_wrong(l, n, MISTAKE_NOT_A_DAY, n->key, S(""));
        r->month = 1;
        r->nth = 1;
    }
}

static void
read_rule(struct load *l, const struct node *n, struct holiday_rule *r)
{
    const struct node *fixed = node_member(n, S("fixed"));
    const struct node *nth = node_member(n, S("nth"));
    const struct node *last = node_member(n, S("last"));
    const struct node *easter = node_member(n, S("easter"));
    const struct node *years = node_member(n, S("years"));

    if (!!fixed + !!nth + !!last + !!easter != 1)
        load_wrong(l, n, MISTAKE_ONE_RULE, r->id, S(""));
    r->on = ON_EASTER;
    if (fixed)
        read_fixed(l, fixed, r);
    else if (nth || last)
        read_weekday_of(l, nth ? nth : last, r);
    if (years)
        (void)shape_read(l, &shape_years, years, r);
    r->substitute = node_member(n, S("substitute")) != NULL;
}

static bool
dates_fit(struct load *l, const struct node *n,
    const struct calendar_rules *rules)
{
    const struct node *ends = node_member(n, S("ends"));
    struct date        d = rules->ends;

    if (!ends || date_is_none(d) || date_is_none(rules->from))
        return false;
    if (d.month != 12 || d.day != 31 || d.year < rules->from.year ||
        d.year >= rules->from.year + MOST_YEARS) {
        load_wrong(l, ends, MISTAKE_CALENDAR_ENDS, ends->text, S(""));
        return false;
    }
    return true;
}

void
load_calendar(struct load *l)
{
    const struct node    *n = load_file(l, S("calendar.yaml"));
    const struct node    *list;
    struct calendar_rules rules = {.from = l->pack->holds_from};
    struct holiday_rule  *all;
    size_t                i = 0;

    if (!n || !shape_read(l, &shape_calendar, n, &rules))
        return;
    list = node_member(n, S("holidays"));
    all = (struct holiday_rule *)rules.rules;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        read_rule(l, c, &all[i++]);
    if (rules.rule_count > MOST_RULES || rules.weekend == 0x7f)
        load_wrong(l, n, MISTAKE_CALENDAR_ODD, S(""), S(""));
    else if (!l->mistakes.count && dates_fit(l, n, &rules))
        l->pack->calendar = calendar_build(l->arena, &rules);
}

/* A calendar too short to give the deadlines of its own pack. */
void
check_calendar(struct load *l)
{
    const struct term_limit *warn = pack_limit(l->pack, S("calendar_warning"));
    const struct node       *n = load_find(l, S("calendar.yaml"));
    struct date              until;

    if (!l->pack->calendar || !warn || warn->span.unit != SPAN_MONTHS)
        return;
    until = date_add_months(l->pack->holds_from, warn->span.n);
    if (date_cmp(calendar_ends(l->pack->calendar), until) < 0)
        load_wrong(l, node_member(n, S("ends")), MISTAKE_CALENDAR_SHORT, S(""),
            S(""));
}
